//! Where letters stand: each in a file of its own, in a folder a federation, or many in a volume.

use super::round::Round;
use crate::provider::number::{LENGTH, ProviderNumber};

/// Where a letter stands: a file of the folder, with `/`, and the page on which it begins, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) file: String,
    pub(super) page: usize,
}

/// The file of one letter: `19/1971100456.pdf`, in a later round `19/1971100456-2.pdf`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LetterFile {
    pub(super) number: ProviderNumber,
    pub(super) round: Round,
}

impl LetterFile {
    /// The file at a path in a run's folder; nothing where it has not just the name of a letter.
    pub(super) fn at(path: &str) -> Option<Self> {
        let name = path.get(3..)?.strip_suffix(".pdf")?;
        let (number, suffix) = name.split_at_checked(LENGTH)?;
        let file = Self { number: number.parse().ok()?, round: Round::of_suffix(suffix)? };
        (file.path() == path).then_some(file)
    }

    /// The folder of its federation.
    pub(super) fn folder(self) -> String {
        format!("{:02}", self.number.prefecture())
    }

    /// Its name in that folder.
    pub(super) fn name(self) -> String {
        format!("{}{}.pdf", self.number, self.round.suffix())
    }

    /// As the manifest names it.
    pub(super) fn path(self) -> String {
        format!("{}/{}", self.folder(), self.name())
    }
}

/// The name of a volume, counted from 0: `spool-0001.pdf`, in a later round `spool-0001-2.pdf`.
pub(super) fn volume_name(volume: usize, round: Round) -> String {
    format!("spool-{:04}{}.pdf", volume + 1, round.suffix())
}

/// Whether a volume of this round has this name.
pub(super) fn is_volume_name(file: &str, round: Round) -> bool {
    let digits = volume_digits(file, round).unwrap_or_default();
    digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn volume_digits(file: &str, round: Round) -> Option<&str> {
    file.strip_prefix("spool-")?.strip_suffix(".pdf")?.strip_suffix(&round.suffix())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_known_by_its_path_and_by_no_other() {
        let number = "1971100456".parse().unwrap();
        for (round, path) in [(1, "19/1971100456.pdf"), (12, "19/1971100456-12.pdf")] {
            let file = LetterFile { number, round: Round::new(round).unwrap() };
            assert_eq!(file.path(), path);
            assert_eq!(LetterFile::at(path), Some(file));
        }
        for path in [
            "13/1971100456.pdf",
            "19/1971100456-1.pdf",
            "19/1971100456-02.pdf",
            "19/1971100456.PDF",
            "19/19/1971100456.pdf",
            "1971100456.pdf",
            "19/連合会.pdf",
            "",
        ] {
            assert_eq!(LetterFile::at(path), None, "{path}");
        }
    }

    #[test]
    fn a_volume_is_known_by_its_name() {
        let second = Round::new(2).unwrap();
        assert_eq!(volume_name(0, Round::FIRST), "spool-0001.pdf");
        assert_eq!(volume_name(12_344, second), "spool-12345-2.pdf");
        assert!(is_volume_name("spool-0001.pdf", Round::FIRST));
        assert!(is_volume_name("spool-12345-2.pdf", second));
        for other in ["spool-001.pdf", "spool-0001-2.pdf", "spool-00x1.pdf", "spool-0001.pdf.part"]
        {
            assert!(!is_volume_name(other, Round::FIRST), "{other}");
        }
    }
}
