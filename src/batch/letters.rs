//! Letters in memory, one after the other: each struck when it is asked for, or some ahead by
//! threads that take turns, so that letters come in order.

use std::borrow::Borrow;
use std::panic::resume_unwind;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use super::Batch;
use super::key::scrub_stack;
use crate::error::Result;
use crate::issuer::letter::Letter;
use crate::provider::Provider;

impl Batch {
    /// The letters of `providers`, lazily and in their order, perhaps some ahead
    /// ([`Batch::letters_ahead`]). A record that cannot be printed gives its error and the next
    /// goes on. Providers may be borrowed from a list, or owned by an iterator that makes them as
    /// it is asked: so neither shards nor duplicates are looked at.
    ///
    /// ```
    /// # #[cfg(all(feature = "bundled-fonts", feature = "roster"))] {
    /// # use reissue_notice::{BatchKey, Columns, Issuer, Roster};
    /// # let issued_on = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(issued_on).build()?;
    /// # let list = "provider_number,user_id,name\n1971100456,KJ010199999999,やまなし会\n";
    /// let batch = issuer.batch(BatchKey::generate()?);
    /// let rows = Roster::read(list.as_bytes(), &Columns::default())?;
    /// let providers = rows.filter_map(|row| Some(row.ok()?.provider().clone()));
    /// for letter in batch.letters(providers) {
    ///     assert_eq!(letter?.number().to_string(), "1971100456");
    /// }
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// Each item as [`Issuer::issue`](crate::Issuer::issue).
    pub fn letters<'b, P: Borrow<Provider>>(
        &'b self,
        providers: impl IntoIterator<Item = P> + 'b,
    ) -> impl Iterator<Item = Result<Letter>> + 'b {
        Letters::new(self, providers.into_iter().fuse())
    }
}

/// The letters of providers, in their order.
struct Letters<'b, P> {
    batch: &'b Batch,
    providers: P,
    /// None where each letter is struck when it is asked for.
    workers: Vec<Worker>,
    /// So many letters may be under way or waiting.
    ahead: usize,
    begun: usize,
    given: usize,
}

/// A thread that strikes letters.
struct Worker {
    providers: Sender<Provider>,
    letters: Receiver<Result<Letter>>,
    thread: JoinHandle<()>,
}

impl<'b, P> Letters<'b, P> {
    fn new(batch: &'b Batch, providers: P) -> Self {
        let ahead = batch.manner().letters_ahead();
        let threads = ahead.min(batch.manner().threads().get());
        let workers = (0..threads).map(|_| Worker::start(batch.clone())).collect();
        Self { batch, providers, workers, ahead, begun: 0, given: 0 }
    }
}

impl Worker {
    fn start(batch: Batch) -> Self {
        let (providers, to_strike) = mpsc::channel();
        let (struck, letters) = mpsc::channel();
        let thread = thread::spawn(move || {
            strike_all(&batch, to_strike, &struck);
            scrub_stack();
        });
        Self { providers, letters, thread }
    }

    /// Waits for its end, so that nothing secret outlives the letters.
    fn end(self) -> thread::Result<()> {
        let Self { providers, letters, thread } = self;
        drop((providers, letters));
        thread.join()
    }
}

fn strike_all(batch: &Batch, providers: Receiver<Provider>, struck: &Sender<Result<Letter>>) {
    for provider in providers {
        if struck.send(batch.letter(&provider)).is_err() {
            break;
        }
    }
}

impl<P: Iterator<Item: Borrow<Provider>>> Letters<'_, P> {
    fn begin_some(&mut self) {
        while self.begun - self.given < self.ahead {
            let Some(provider) = self.providers.next() else { break };
            if let Some(worker) = self.workers.get(self.begun % self.workers.len()) {
                // A worker that has panicked is found out when its letter is asked for.
                let _ = worker.providers.send(provider.borrow().clone());
            }
            self.begun += 1;
        }
    }
}

impl<P: Iterator<Item: Borrow<Provider>>> Iterator for Letters<'_, P> {
    type Item = Result<Letter>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.workers.is_empty() {
            return self.providers.next().map(|provider| self.batch.letter(provider.borrow()));
        }
        self.begin_some();
        if self.given == self.begun {
            return None;
        }
        let turn = self.given % self.workers.len();
        self.given += 1;
        self.given_by(turn)
    }
}

impl<P> Letters<'_, P> {
    fn given_by(&mut self, turn: usize) -> Option<Result<Letter>> {
        if let Ok(letter) = self.workers.get(turn)?.letters.recv() {
            return Some(letter);
        }
        match self.workers.swap_remove(turn).end() {
            Err(panic) => resume_unwind(panic),
            Ok(()) => None,
        }
    }
}

impl<P> Drop for Letters<'_, P> {
    fn drop(&mut self) {
        for worker in self.workers.drain(..) {
            // Its panic was told where its letter was asked for, or nobody asked.
            let _ = worker.end();
        }
    }
}
