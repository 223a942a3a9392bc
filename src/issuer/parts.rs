//! What tells one issuer from another, part by part, so that a run that is gone on with otherwise
//! can say what is other.

use sha2::{Digest, Sha256};

use crate::date::Date;
use crate::error::RunPart;
use crate::notice::envelope::EnvelopeWindow;
use crate::notice::guide::Guide;
use crate::notice::wording::Wording;
use crate::reading::ReadingTable;

/// A part of what letters are made from, by its digest.
pub(crate) struct Part {
    pub(crate) part: RunPart,
    pub(crate) digest: [u8; 32],
}

impl Part {
    pub(super) fn of(part: RunPart, text: &str) -> Self {
        Self { part, digest: Sha256::digest(text).into() }
    }
}

/// The words that an issuer was built from; letters are not struck from them any more.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub(super) wording: Wording,
    pub(super) readings: ReadingTable,
    pub(super) issued_on: Date,
    pub(super) window: Option<EnvelopeWindow>,
    pub(super) guide: Option<Guide>,
}

impl Words {
    pub(super) fn parts(&self) -> [Part; 3] {
        let Self { wording, readings, issued_on, .. } = self;
        let words = format!("{}{:?}", self.words(), wording.print);
        [
            Part::of(RunPart::Date, &issued_on.print(wording.date_style)),
            Part::of(RunPart::Words, &words),
            Part::of(RunPart::Readings, &readings.canonical()),
        ]
    }

    /// All that is printed for everybody, each on lines of its own.
    fn words(&self) -> String {
        let Self { wording, window, guide, .. } = self;
        let window = window.map(|window| format!("{window:?}"));
        let valid_until = wording.valid_until.map(|date| date.print(wording.date_style));
        let guide = guide.as_ref().map(Guide::canonical);
        let others = [window, valid_until, guide];
        let words = wording.words().chain(others.iter().flatten().map(String::as_str));
        words.flat_map(|word| [word, "\n"]).collect()
    }
}
