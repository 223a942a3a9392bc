//! Batches: each runs on a thread of its own beside those that serve.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path as FilePath, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use reissue_notice::{Batch, Language, Message, Progress, Refusal, Report};
use serde::Serialize;
use tokio::task::JoinSet;

use crate::Service;
use crate::given::{Given, List};

/// Every batch since the service was started.
pub struct Jobs {
    folder: PathBuf,
    by_name: Mutex<HashMap<String, Arc<Job>>>,
    running: Mutex<JoinSet<()>>,
}

struct Job {
    status: Mutex<Status>,
    stop: AtomicBool,
}

/// What is told of a batch.
#[derive(Clone, Serialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum Status {
    Running {
        done: usize,
        total: usize,
    },
    Complete {
        issued: usize,
        refused: Vec<Row>,
    },
    /// The same request goes on.
    Stopped {
        issued: usize,
    },
    Failed {
        english: String,
        japanese: String,
    },
}

/// A row that has no letter.
#[derive(Clone, Serialize)]
pub struct Row {
    row: usize,
    number: String,
    english: String,
    japanese: String,
}

type Answer = Result<(StatusCode, Json<Status>), StatusCode>;

/// Starts a batch, or goes on with one that was stopped: what stands is kept.
pub async fn start(
    State(service): State<Arc<Service>>,
    Path(name): Path<String>,
    Json(rows): Json<Vec<Given>>,
) -> Answer {
    if !is_name(&name) {
        return Err(StatusCode::NOT_FOUND);
    }
    let list = List::from(rows);
    let status = Status::Running { done: 0, total: list.providers.len() };
    let job = Arc::new(Job { status: Mutex::new(status.clone()), stop: AtomicBool::new(false) });
    let folder = service.jobs.folder.join(&name);
    if !service.jobs.add(name, &job) {
        return Err(StatusCode::CONFLICT);
    }
    let batch = service.batch.clone();
    let run = move || job.run(&batch, &list, &folder);
    lock(&service.jobs.running).spawn_blocking(run);
    Ok((StatusCode::ACCEPTED, Json(status)))
}

/// Tells how far a batch is.
pub async fn tell(State(service): State<Arc<Service>>, Path(name): Path<String>) -> Answer {
    let job = service.jobs.job(&name).ok_or(StatusCode::NOT_FOUND)?;
    let status = lock(&job.status).clone();
    Ok((StatusCode::OK, Json(status)))
}

/// Asks a batch to stop, which it does after the letters under way.
pub async fn stop(State(service): State<Arc<Service>>, Path(name): Path<String>) -> Answer {
    let job = service.jobs.job(&name).ok_or(StatusCode::NOT_FOUND)?;
    job.stop.store(true, Ordering::Relaxed);
    let status = lock(&job.status).clone();
    Ok((StatusCode::ACCEPTED, Json(status)))
}

/// It names a folder, and nothing outside.
fn is_name(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=64).contains(&name.len()) && name.chars().all(is_plain)
}

impl Jobs {
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder, by_name: Mutex::default(), running: Mutex::default() }
    }

    fn job(&self, name: &str) -> Option<Arc<Job>> {
        lock(&self.by_name).get(name).cloned()
    }

    /// Whether none of that name is running.
    fn add(&self, name: String, job: &Arc<Job>) -> bool {
        let mut jobs = lock(&self.by_name);
        let before = jobs.get(&name).map(|before| lock(&before.status).clone());
        if let Some(Status::Running { .. }) = before {
            return false;
        }
        jobs.insert(name, Arc::clone(job));
        true
    }

    /// Waits until all have stopped.
    pub async fn stop_all(&self) {
        lock(&self.by_name).values().for_each(|job| job.stop.store(true, Ordering::Relaxed));
        let mut running = std::mem::take(&mut *lock(&self.running));
        while running.join_next().await.is_some() {}
    }
}

impl Job {
    fn run(&self, batch: &Batch, list: &List, folder: &FilePath) {
        let progress = |progress| self.progressed(progress);
        let report = batch.write_directory(&list.providers, folder, progress);
        *lock(&self.status) = match report {
            Ok(report) if report.is_complete() => Status::complete(&report, &list.refused),
            Ok(report) => Status::Stopped { issued: report.issued() },
            Err(error) => {
                Status::Failed { english: error.to_string(), japanese: error.in_japanese() }
            }
        };
    }

    fn progressed(&self, Progress { done, total, .. }: Progress) -> ControlFlow<()> {
        *lock(&self.status) = Status::Running { done, total };
        if self.stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

impl Status {
    /// With the rows that were no provider.
    fn complete(report: &Report, unread: &[Refusal]) -> Self {
        let mut refused: Vec<Row> = unread.iter().chain(report.refused()).map(Row::of).collect();
        refused.sort_by_key(|row| row.row);
        Self::Complete { issued: report.issued(), refused }
    }
}

impl Row {
    fn of(refusal: &Refusal) -> Self {
        Self {
            row: refusal.row(),
            number: refusal.number().to_owned(),
            english: refusal.reason_in(Language::English).to_owned(),
            japanese: refusal.reason_in(Language::Japanese).to_owned(),
        }
    }
}

/// No thread panics while it holds one; what it guards is whole in any case.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
