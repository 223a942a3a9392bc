//! Runs groups of letters in parallel: lock, journal, groups, manifest, in this order.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::Batch;
use super::durable::folder::Folder;
use super::durable::lock::Lock;
use super::earlier::{Earlier, Since, set_aside};
use super::group::Written;
use super::identity::Identity;
use super::journal::Journal;
use super::key::scrub_stack;
use super::manifest::{self, Columns, Row};
use super::manner::OtherList;
use super::report::{Progress, Refusal, Report};
use super::round::Round;
use super::rounds::Reissues;
use super::wiped::Gathering;
use crate::error::Result;
use crate::provider::Provider;
use crate::provider::number::ProviderNumber;

/// The caller's callback after each group.
pub(super) type OnProgress<'a> = dyn FnMut(Progress) -> ControlFlow<()> + 'a;

/// What a run does: groups of records, each made durable on its own.
pub(super) trait Work: Sync {
    /// What tells this kind of run from another.
    fn form(&self) -> String;
    fn groups(&self) -> usize;
    fn records(&self) -> usize;
    fn columns(&self) -> Columns;
    /// The numbers of all letters, sorted, where each has a file of its own.
    fn numbers(&self) -> Option<Vec<ProviderNumber>>;
    /// Makes every file of the group whole and durable; what is whole already is kept.
    fn make(&self, group: usize, folder: &Folder) -> Result<Made>;
}

/// What became of one group.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) rows: Vec<Row>,
    pub(super) refused: Vec<Refusal>,
    pub(super) written: Written,
    /// Whose the written files are, where each is of one letter.
    pub(super) struck: BTreeSet<ProviderNumber>,
}

impl Report {
    /// Counts what became of a group, and leaves its rows.
    fn add(&mut self, made: Made) -> Vec<Row> {
        self.issued += made.rows.len();
        self.bytes += made.written.bytes;
        self.refused.extend(made.refused);
        made.rows
    }
}

impl Batch {
    /// Runs `work` in the folder at `path` until it is done or `progress` says stop.
    pub(super) fn run(
        &self,
        path: &Path,
        providers: &[Provider],
        work: &impl Work,
        progress: &mut OnProgress<'_>,
    ) -> Result<Report> {
        let identity = Identity::new(self, providers, work.form());
        let folder = Folder::make(path, self.manner().safeguards())?;
        let _lock = Lock::take(&folder)?;
        let journal = self.journal(&folder, &identity, work)?;
        let mut ledger = Ledger::open(journal, identity.round(), work)?;
        let workers = Workers::new(work, &folder, self.manner().threads());
        workers.make_all(&mut |group, made| ledger.enter(group, made, progress))?;
        ledger.close(work.groups())
    }

    fn journal(&self, folder: &Folder, identity: &Identity, work: &impl Work) -> Result<Journal> {
        let other_list = self.manner().other_list();
        if other_list == OtherList::GoneOnWith {
            set_aside(folder, identity, || work.numbers())?;
        }
        Journal::open(folder, identity, other_list)
    }
}

/// A group, and what became of it.
type Done = (usize, Result<Made>);

/// What is called after each group that is done.
type Enter<'a> = dyn FnMut(usize, Made) -> Result<ControlFlow<()>> + 'a;

struct Workers<'a, W> {
    work: &'a W,
    folder: &'a Folder,
    threads: usize,
    next: AtomicUsize,
    stop: AtomicBool,
}

impl<'a, W: Work> Workers<'a, W> {
    fn new(work: &'a W, folder: &'a Folder, threads: NonZeroUsize) -> Self {
        let threads = threads.get().min(work.groups().max(1));
        Self { work, folder, threads, next: AtomicUsize::new(0), stop: AtomicBool::new(false) }
    }

    /// Every group; `enter` is called on this thread, in the order in which groups are done.
    fn make_all(&self, enter: &mut Enter<'_>) -> Result<()> {
        // As many as there are threads may wait: memory does not grow when this thread is slower.
        let (done, results) = mpsc::sync_channel(self.threads);
        thread::scope(|scope| {
            for _ in 0..self.threads {
                let done = done.clone();
                scope.spawn(move || {
                    self.make_some(&done);
                    scrub_stack();
                });
            }
            drop(done);
            let result = enter_all(results, enter);
            self.stop.store(true, Ordering::Relaxed);
            result
        })
    }

    fn make_some(&self, done: &mpsc::SyncSender<Done>) {
        while let Some(group) = self.next_group() {
            if done.send((group, self.work.make(group, self.folder))).is_err() {
                break;
            }
        }
    }

    fn next_group(&self) -> Option<usize> {
        let is_stopped = self.stop.load(Ordering::Relaxed);
        let group = self.next.fetch_add(1, Ordering::Relaxed);
        (!is_stopped && group < self.work.groups()).then_some(group)
    }
}

/// Until all are done or one says stop.
fn enter_all(results: mpsc::Receiver<Done>, enter: &mut Enter<'_>) -> Result<()> {
    for (group, made) in results {
        if enter(group, made?)?.is_break() {
            break;
        }
    }
    Ok(())
}

/// Journal and manifest on their way, and the report.
struct Ledger {
    folder: Folder,
    journal: Journal,
    manifest: Gathering,
    round: Round,
    reissues: Reissues,
    earlier: Option<Earlier>,
    /// Groups that are done before one that comes earlier in the manifest.
    ahead: BTreeMap<usize, Vec<Row>>,
    next: usize,
    total: usize,
    report: Report,
}

/// A manifest with its columns alone.
fn begun(folder: &Folder, round: Round, columns: Columns) -> Result<Gathering> {
    let mut manifest = Gathering::new(folder.create(&manifest::name(round))?);
    manifest.put(format!("{}\n", columns.line()).as_bytes())?;
    Ok(manifest)
}

impl Ledger {
    fn open(journal: Journal, round: Round, work: &impl Work) -> Result<Self> {
        let folder = &journal.folder().clone();
        let manifest = begun(folder, round, work.columns())?;
        Ok(Self {
            folder: folder.clone(),
            journal,
            manifest,
            round,
            reissues: Reissues::of(folder)?,
            earlier: Earlier::of(folder, round)?,
            ahead: BTreeMap::new(),
            next: 0,
            total: work.records(),
            report: Report { round, ..Report::default() },
        })
    }

    fn enter(
        &mut self,
        group: usize,
        made: Made,
        progress: &mut OnProgress<'_>,
    ) -> Result<ControlFlow<()>> {
        self.report.repaired += self.repaired(group, &made);
        self.journal.commit(group)?;
        let rows = self.report.add(made);
        self.ahead.insert(group, rows);
        self.list_in_order()?;
        Ok(progress(self.report.progress(self.total)))
    }

    /// How many files had to be written that had been whole.
    fn repaired(&self, group: usize, made: &Made) -> usize {
        if self.journal.was_durable(group) {
            return made.written.files;
        }
        let Some(earlier) = &self.earlier else { return 0 };
        let struck = made.rows.iter().filter(|row| made.struck.contains(&row.number));
        struck.filter(|row| earlier.has(row)).count()
    }

    fn list_in_order(&mut self) -> Result<()> {
        while let Some(rows) = self.ahead.remove(&self.next) {
            rows.into_iter().try_for_each(|row| self.list(row))?;
            self.next += 1;
        }
        Ok(())
    }

    fn compare_with_earlier(&mut self, row: &Row) -> Result<()> {
        let Some(earlier) = &mut self.earlier else { return Ok(()) };
        match earlier.since(row)? {
            Since::Added => self.report.added += 1,
            Since::Same => {}
            Since::Corrected(correction) => self.report.corrected.push(correction),
        }
        Ok(())
    }

    fn list(&mut self, row: Row) -> Result<()> {
        self.compare_with_earlier(&row)?;
        if self.round > Round::FIRST {
            self.reissues.add(row.number, self.round);
        }
        let row = self.reissues.marked(row, self.round);
        self.manifest.put(row.line().as_bytes())
    }

    /// The manifest takes its name last: where it stands, all that it lists is durable, and what it
    /// makes void is said to be so.
    fn close(mut self, groups: usize) -> Result<Report> {
        self.report.refused.sort_by_key(Refusal::row);
        if self.next < groups {
            return Ok(self.report);
        }
        self.journal.close()?;
        self.reissues.mark_before(&self.folder, self.round)?;
        self.manifest.finish()?;
        if let Some(earlier) = self.earlier {
            earlier.discard()?;
        }
        self.report.manifest = Some(self.folder.path_of(manifest::name(self.round)));
        self.report.complete = true;
        Ok(self.report)
    }
}
