//! How a run works, whatever it makes: with how many threads, and which safeguards.

use std::num::NonZeroUsize;
use std::thread;

use super::durable::Safeguards;

/// How a run works, whatever it makes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    safeguards: Safeguards,
    threads: NonZeroUsize,
    letters_ahead: Option<NonZeroUsize>,
    other_list: OtherList,
}

/// What a run does where its folder was issued from another list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OtherList {
    Refused,
    GoneOnWith,
}

/// More threads than this gain nothing where each file is synced.
const MOST_THREADS: NonZeroUsize = NonZeroUsize::new(16).unwrap();

impl Manner {
    pub(super) fn safeguards(self) -> Safeguards {
        self.safeguards
    }

    pub(super) fn without_lock(mut self) -> Self {
        self.safeguards.lock = false;
        self
    }

    pub(super) fn without_folder_sync(mut self) -> Self {
        self.safeguards.folder_sync = false;
        self
    }

    pub(super) fn threads(self) -> NonZeroUsize {
        self.threads
    }

    pub(super) fn with_threads(self, threads: NonZeroUsize) -> Self {
        Self { threads: threads.min(MOST_THREADS), ..self }
    }

    pub(super) fn with_letters_ahead(self, letters: NonZeroUsize) -> Self {
        Self { letters_ahead: Some(letters), ..self }
    }

    pub(super) fn adding(self) -> Self {
        Self { other_list: OtherList::GoneOnWith, ..self }
    }

    pub(super) fn other_list(self) -> OtherList {
        self.other_list
    }

    /// How many letters in memory may be struck before they are asked for.
    pub(super) fn letters_ahead(self) -> usize {
        self.letters_ahead.map_or(0, NonZeroUsize::get)
    }
}

/// As many threads as there are processors, every safeguard, no letter before it is asked for, and
/// no other list.
impl Default for Manner {
    fn default() -> Self {
        let processors = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Self {
            safeguards: Safeguards::default(),
            threads: processors.min(MOST_THREADS),
            letters_ahead: None,
            other_list: OtherList::Refused,
        }
    }
}
