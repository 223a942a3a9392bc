//! How well the characters of a password are told apart: by their ink, and by their readings.

use super::Issuer;
use crate::font::ink::Ink;
use crate::notice::credential::Credential;
use crate::password::policy::CharClass;
use crate::text::edits::edits;

/// How near the characters come to each other that one place of a password may hold.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use reissue_notice::{Issuer, Legibility, Policy};
/// # let date = "2026-04-01".parse()?;
/// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
/// let issuer = builder.policy(Policy::default().without_look_alikes()).build()?;
/// let Legibility { ink, reading } = issuer.legibility().unwrap();
/// assert!((0.0..1.0).contains(&ink.distance));
/// assert_eq!((reading.pair, reading.distance), (['A', 'B'], 1)); // エー, ビー
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Legibility {
    /// The two whose ink differs least, and by which share of it: 0 for the same ink, 1 for none in
    /// common.
    pub ink: Nearest<f64>,
    /// The two whose readings differ least, and by how many letters.
    pub reading: Nearest<usize>,
}

/// The two that come nearest.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use reissue_notice::{Issuer, Nearest};
/// # let date = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
/// let Nearest { pair, distance } = issuer.legibility().unwrap().reading;
/// assert_eq!((pair, distance), (['A', 'B'], 1)); // エー, ビー
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest<T> {
    /// Both characters.
    pub pair: [char; 2],
    /// How far apart they are.
    pub distance: T,
}

/// A character as a place shows it.
struct Shown<'a> {
    c: char,
    ink: Ink,
    reading: &'a str,
}

impl Issuer {
    /// How well the characters of this issuer's passwords are told apart in its fonts and by its
    /// readings; `None` where no place has two characters. Two of different classes are not
    /// compared: the row over them tells them apart.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// use reissue_notice::Issuer;
    /// let builder = Issuer::builder().federation_by_prefecture().issued_on("2026-04-01".parse()?);
    /// let legibility = builder.build()?.legibility().unwrap();
    /// assert_eq!(legibility.ink.pair, ['h', 'n']);
    /// assert_eq!(legibility.reading.distance, 1);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn legibility(&self) -> Option<Legibility> {
        let (mut ink, mut reading) = (None, None);
        for shown in self.all_shown() {
            for (index, one) in shown.iter().enumerate() {
                for other in shown.iter().skip(index + 1) {
                    let pair = [one.c, other.c];
                    nearer(&mut ink, pair, one.ink.distance(&other.ink));
                    nearer(&mut reading, pair, edits(one.reading, other.reading));
                }
            }
        }
        Some(Legibility { ink: ink?, reading: reading? })
    }

    /// What each class of each password draws from.
    fn all_shown(&self) -> Vec<Vec<Shown<'_>>> {
        let mut all = Vec::new();
        for policy in self.credentials().iter().map(Credential::policy) {
            for class in CharClass::ALL {
                if policy.places().any(|place| place == class) {
                    all.push(self.shown(policy.candidates(class)));
                }
            }
        }
        all
    }

    fn shown(&self, candidates: &str) -> Vec<Shown<'_>> {
        candidates.chars().filter_map(|c| self.as_shown(c)).collect()
    }

    fn as_shown(&self, c: char) -> Option<Shown<'_>> {
        Some(Shown { c, ink: self.ink(c)?, reading: self.0.words.readings.read(c)? })
    }

    fn ink(&self, c: char) -> Option<Ink> {
        let fonts = &self.0.fonts;
        let glyph = fonts.shape_wide(c.encode_utf8(&mut [0; 4])).ok()?.first().copied()?;
        Ink::of(fonts.faces().get(usize::from(glyph.face))?, glyph.id)
    }
}

fn nearer<T: PartialOrd>(nearest: &mut Option<Nearest<T>>, pair: [char; 2], distance: T) {
    if nearest.as_ref().is_none_or(|nearest| distance < nearest.distance) {
        *nearest = Some(Nearest { pair, distance });
    }
}

#[cfg(test)]
#[cfg(feature = "bundled-fonts")]
mod tests {
    use super::*;
    use crate::password::policy::Policy;
    use crate::reading::ReadingTable;

    fn legibility(policy: Policy, readings: ReadingTable) -> Legibility {
        let date = "2026-04-01".parse().unwrap();
        let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
        builder.policy(policy).readings(readings).build().unwrap().legibility().unwrap()
    }

    /// The figures of the default letter: whoever changes font, pattern or readings sees them move.
    #[test]
    fn the_default_letter_is_as_legible_as_it_was() {
        let Legibility { ink, reading } = legibility(Policy::default(), ReadingTable::standard());
        assert_eq!((ink.pair, format!("{:.2}", ink.distance)), (['h', 'n'], "0.17".into()));
        assert_eq!(reading, Nearest { pair: ['A', 'B'], distance: 1 });
    }
}
