//! How a run works, whatever it makes: with how many threads, and which safeguards.

use std::num::NonZeroUsize;
use std::thread;

use super::durable::Safeguards;

/// How a run works, whatever it makes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    safeguards: Safeguards,
    threads: NonZeroUsize,
}

/// More threads than this gain nothing where each file is synced.
const MOST_THREADS: NonZeroUsize = NonZeroUsize::new(16).unwrap();

impl Manner {
    pub(super) fn safeguards(self) -> Safeguards {
        self.safeguards
    }

    pub(super) fn without_lock(self) -> Self {
        Self { safeguards: Safeguards { lock: false, ..self.safeguards }, ..self }
    }

    pub(super) fn without_folder_sync(self) -> Self {
        Self { safeguards: Safeguards { folder_sync: false, ..self.safeguards }, ..self }
    }

    pub(super) fn threads(self) -> NonZeroUsize {
        self.threads
    }

    pub(super) fn with_threads(self, threads: NonZeroUsize) -> Self {
        Self { threads: threads.min(MOST_THREADS), ..self }
    }
}

/// As many threads as there are processors, and every safeguard.
impl Default for Manner {
    fn default() -> Self {
        let processors = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let manner = Self { safeguards: Safeguards::default(), threads: processors };
        manner.with_threads(processors)
    }
}
