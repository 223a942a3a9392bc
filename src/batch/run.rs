//! Runs groups of letters in parallel: lock, journal, groups, manifest, in this order.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::durable::{Lock, Unfinished, create_folder, sync_folder};
use super::journal::{Identity, Journal};
use super::key::scrub_stack;
use super::manifest::{self, Row};
use super::report::{Progress, Refusal, Report};
use crate::error::{Action, Error, Result};

/// What a run does: groups of records, each made durable on its own.
pub(super) trait Work: Sync {
    fn groups(&self) -> usize;
    fn records(&self) -> usize;
    /// Makes every file of the group whole and durable; what is whole already is kept.
    fn make(&self, group: usize) -> Result<Made>;
}

/// What became of one group.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) rows: Vec<Row>,
    pub(super) refused: Vec<Refusal>,
    /// Bytes written; nothing for what was kept.
    pub(super) bytes: u64,
    /// Files that had to be written.
    pub(super) written: usize,
}

/// Runs `work` in `folder` until it is done or `progress` says stop.
pub(super) fn run(
    folder: &Path,
    identity: &Identity,
    work: &impl Work,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Report> {
    create_folder(folder)?;
    let _lock = Lock::take(folder)?;
    let mut ledger = Ledger::open(folder, identity, work.records())?;
    make_all(work, &mut |group, made| ledger.enter(group, made, progress))?;
    ledger.close(work.groups())
}

/// Every group on all processors; `enter` is called on this thread, in the order in which groups
/// are done.
fn make_all(
    work: &impl Work,
    enter: &mut dyn FnMut(usize, Made) -> Result<ControlFlow<()>>,
) -> Result<()> {
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let threads = thread::available_parallelism().map_or(1, usize::from).min(work.groups().max(1));
    // As many as there are threads may wait: memory does not grow when this thread is the slower
    // one.
    let (done, results) = mpsc::sync_channel(threads);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (done, next, stop) = (done.clone(), &next, &stop);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let group = next.fetch_add(1, Ordering::Relaxed);
                    if group >= work.groups() || done.send((group, work.make(group))).is_err() {
                        break;
                    }
                }
                scrub_stack();
            });
        }
        drop(done);
        let entered = results.into_iter().try_for_each(|(group, made)| {
            match made.and_then(|made| enter(group, made)) {
                Ok(ControlFlow::Continue(())) => ControlFlow::Continue(()),
                Ok(ControlFlow::Break(())) => ControlFlow::Break(Ok(())),
                Err(error) => ControlFlow::Break(Err(error)),
            }
        });
        stop.store(true, Ordering::Relaxed);
        entered.break_value().unwrap_or(Ok(()))
    })
}

/// Journal and manifest on their way, and the report.
struct Ledger {
    journal: Journal,
    manifest: csv::Writer<Unfinished>,
    folder: std::path::PathBuf,
    /// Groups that are done before one that comes earlier in the manifest.
    ahead: BTreeMap<usize, Made>,
    next: usize,
    total: usize,
    report: Report,
}

impl Ledger {
    fn open(folder: &Path, identity: &Identity, total: usize) -> Result<Self> {
        let journal = Journal::open(folder, identity)?;
        let mut manifest =
            csv::Writer::from_writer(Unfinished::create(folder.join(manifest::FILE))?);
        manifest.write_record(manifest::COLUMNS).map_err(|error| written(folder, error))?;
        let report = Report {
            issued: 0,
            refused: Vec::new(),
            bytes: 0,
            repaired: 0,
            complete: false,
            manifest: None,
        };
        let (folder, ahead) = (folder.to_owned(), BTreeMap::new());
        Ok(Self { journal, manifest, folder, ahead, next: 0, total, report })
    }

    fn enter(
        &mut self,
        group: usize,
        made: Made,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>> {
        if self.journal.was_durable(group) {
            self.report.repaired += made.written;
        }
        self.journal.commit(group)?;
        self.report.issued += made.rows.len();
        self.report.bytes += made.bytes;
        self.report.refused.extend(made.refused.iter().cloned());
        self.ahead.insert(group, made);
        while let Some(made) = self.ahead.remove(&self.next) {
            for row in made.rows {
                self.manifest
                    .write_record(&row.record())
                    .map_err(|error| written(&self.folder, error))?;
            }
            self.next += 1;
        }
        let (refused, bytes) = (self.report.refused.len(), self.report.bytes);
        Ok(progress(Progress {
            done: self.report.issued + refused,
            total: self.total,
            refused,
            bytes,
        }))
    }

    /// The manifest takes its name last: where it stands, all that it lists is durable.
    fn close(mut self, groups: usize) -> Result<Report> {
        self.report.refused.sort_by_key(Refusal::row);
        if self.next < groups {
            return Ok(self.report);
        }
        self.journal.close()?;
        let manifest = self
            .manifest
            .into_inner()
            .map_err(|error| written(&self.folder, error.into_error().into()))?;
        manifest.sync()?;
        self.report.manifest = Some(manifest.rename()?);
        sync_folder(&self.folder)?;
        self.report.complete = true;
        Ok(self.report)
    }
}

fn written(folder: &Path, error: csv::Error) -> Error {
    Error::io(Action::Write, folder.join(manifest::FILE), error.into())
}
