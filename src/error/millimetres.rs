//! A length on paper as people write it: in millimetres, to a thousandth.

use std::fmt;

/// A length, kept in whole micrometres: equal where it is written equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Millimetres(u32);

impl Millimetres {
    pub(crate) const fn of_micrometres(micrometres: u32) -> Self {
        Self(micrometres)
    }
}

#[cfg(feature = "print-shop")]
impl Millimetres {
    /// No paper is larger.
    const MOST: f64 = 1000.0;

    /// Nothing for what is no length on paper.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is between nothing and a metre"
    )]
    pub(crate) fn new(millimetres: f64) -> Option<Self> {
        let is_length = (0.0..=Self::MOST).contains(&millimetres);
        is_length.then(|| Self((millimetres * 1000.0).round() as u32))
    }

    pub(crate) const fn micrometres(self) -> u32 {
        self.0
    }

    pub(crate) fn to_mm(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

/// Without the zeros that say nothing.
impl fmt::Display for Millimetres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 1000, self.0 % 1000);
        if rest == 0 {
            return write!(f, "{whole}");
        }
        write!(f, "{whole}.{}", format!("{rest:03}").trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_written_as_short_as_it_is_read() {
        for (micrometres, written) in [(0, "0"), (500, "0.5"), (4233, "4.233"), (80_050, "80.05")] {
            assert_eq!(Millimetres::of_micrometres(micrometres).to_string(), written);
        }
    }

    #[cfg(feature = "print-shop")]
    #[test]
    fn what_is_no_length_on_paper_is_none() {
        assert_eq!(Millimetres::new(4.2331), Some(Millimetres::of_micrometres(4233)));
        for none in [-0.001, 1000.1, f64::NAN, f64::INFINITY] {
            assert_eq!(Millimetres::new(none), None, "{none}");
        }
    }
}
