//! A page set on trial, to tell of all that finds no room at once.

use std::cmp::Reverse;

use super::file::{Spot, told};
use super::guide;
use crate::date::Date;
use crate::error::{Error, ErrorKind, Field, Result, Sentence, TomlFault};
use crate::font::FontChain;
use crate::layout::job::Job;
use crate::layout::layout;
use crate::layout::measures::Measures;
use crate::notice::credential::Credentials;
use crate::notice::envelope::EnvelopeWindow;
use crate::notice::guide::Guide;
use crate::notice::template::{Print, Template};
use crate::notice::wording::Wording;
use crate::reading::ReadingTable;

/// What a page is set from; what finds no room is shortened, to see what else does not.
#[derive(Clone)]
pub(super) struct Trial<'a> {
    pub(super) template: Template,
    pub(super) readings: ReadingTable,
    pub(super) window: Option<EnvelopeWindow>,
    pub(super) guide: Option<Guide>,
    pub(super) federation: &'a str,
    pub(super) fonts: &'a FontChain,
    pub(super) issued_on: Date,
}

/// More faults than a person mends at a time.
const MOST_FAULTS: usize = 100;

impl<'a> Trial<'a> {
    /// All that finds no room, each where it stands.
    pub(super) fn faults(mut self, spots: &[(Field, Spot)]) -> Vec<Error> {
        let mut faults = Vec::new();
        while let Err(error) = self.set() {
            let is_over = faults.len() == MOST_FAULTS;
            let Some(cure) = self.cure(&error, spots).filter(|_| !is_over) else {
                faults.push(told(error, spots));
                break;
            };
            faults.extend(cure.faults);
            self = cure.cured;
        }
        faults
    }

    fn set(&self) -> Result<()> {
        let wording = Wording::new(&self.template, |_| Ok(())).map_err(Error::several)?;
        let job = Job {
            measures: Measures::of(wording.print),
            template: &wording,
            fonts: self.fonts,
            readings: &self.readings,
            issued_on: self.issued_on,
            window: self.window,
            federation: self.federation,
            guide: self.guide.as_ref(),
        };
        layout(&job).map(drop)
    }

    /// What is at fault, and what there is room for: the words that the error names, or the longest
    /// without the end of which it goes away; else fewer remarks, or what is set otherwise.
    fn cure(&self, error: &Error, spots: &[(Field, Spot)]) -> Option<Cure<'a>> {
        self.suspects(error, spots)
            .find_map(|(field, spot)| self.shorter(error, *field, spot))
            .or_else(|| self.fewer_remarks(error, spots))
            .or_else(|| self.all_shorter(error, spots))
            .or_else(|| self.set_otherwise(error, spots))
    }

    /// The words that an error names, then all, the longest first.
    fn suspects<'s>(
        &self,
        error: &Error,
        spots: &'s [(Field, Spot)],
    ) -> impl Iterator<Item = &'s (Field, Spot)> {
        let named = error.field();
        let mut all: Vec<_> = spots.iter().collect();
        all.sort_by_key(|(field, _)| (named != Some(*field), Reverse(self.count(*field))));
        all.into_iter()
    }

    fn shorter(&self, error: &Error, field: Field, spot: &Spot) -> Option<Cure<'a>> {
        let words: Vec<char> = self.words(field).chars().collect();
        let beginning = |most: usize| {
            let shorter: String = words.iter().take(most).collect();
            self.with_words(field, &shorter).filter(|shorter| shorter.is_without(error))
        };
        let found = words.len();
        let (most, cured) = greatest(found.checked_sub(1)?, beginning)?;
        let kind = ErrorKind::Toml(TomlFault::NoRoom { found, most });
        Some(Cure { faults: vec![spot.error(kind).for_field(field)], cured })
    }

    /// With all words of the file cut to so many characters; each that was longer is named.
    fn all_shorter(&self, error: &Error, spots: &[(Field, Spot)]) -> Option<Cure<'a>> {
        let longest = spots.iter().map(|(field, _)| self.count(*field)).max()?;
        let cut = |most| Some(self.cut(spots, most)).filter(|cut| cut.is_without(error));
        let (most, cured) = greatest(longest.checked_sub(1)?, cut)?;
        Some(Cure { faults: self.longer(spots, most), cured })
    }

    fn cut(&self, spots: &[(Field, Spot)], most: usize) -> Self {
        let mut cut = self.clone();
        for (field, _) in spots {
            let words: String = self.words(*field).chars().take(most).collect();
            cut = cut.with_words(*field, &words).unwrap_or(cut);
        }
        cut
    }

    fn longer(&self, spots: &[(Field, Spot)], most: usize) -> Vec<Error> {
        let mut faults = Vec::new();
        for (field, spot) in spots {
            let found = self.count(*field);
            let kind = ErrorKind::Toml(TomlFault::NoRoom { found, most });
            faults.extend((found > most).then(|| spot.error(kind).for_field(*field)));
        }
        faults
    }

    fn count(&self, field: Field) -> usize {
        self.words(field).chars().count()
    }

    /// Without those that the page has no room for; the first of them is named.
    fn fewer_remarks(&self, error: &Error, spots: &[(Field, Spot)]) -> Option<Cure<'a>> {
        let remarks: Vec<&str> = self.template.each_remark().map(|(_, words)| words).collect();
        let first = |most: usize| {
            let mut fewer = self.clone();
            fewer.template = fewer.template.with_remarks(remarks.iter().take(most).copied());
            fewer.is_without(error).then_some(fewer)
        };
        let found = remarks.len();
        let (most, cured) = greatest(found.checked_sub(1)?, first)?;
        let (_, spot) = spots.iter().find(|(field, _)| is_remark(*field, most + 1))?;
        let kind = ErrorKind::TooManyRemarks { found, most };
        Some(Cure { faults: vec![spot.error(kind).for_field(Field::Template)], cured })
    }

    /// The first of window, size of print and passwords that lets the page be set where it is as by
    /// default.
    fn set_otherwise(&self, error: &Error, spots: &[(Field, Spot)]) -> Option<Cure<'a>> {
        spots.iter().find_map(|(field, spot)| {
            let cured = self.by_default(*field).filter(|cured| cured.is_without(error))?;
            let faults = self.set().err().map(|error| spot.error(error).for_field(*field));
            Some(Cure { faults: faults.into_iter().collect(), cured })
        })
    }

    fn by_default(&self, field: Field) -> Option<Self> {
        let mut other = self.clone();
        let template = self.template.clone();
        match field {
            Field::Window => other.window = None,
            Field::Print => other.template = template.with_print(Print::Standard),
            Field::Credentials => {
                other.template = template.with_credentials(Credentials::default());
            }
            _ if guide::is_of_guide(field) => other.guide = None,
            _ => return None,
        }
        Some(other)
    }

    fn is_without(&self, error: &Error) -> bool {
        self.set().map_or_else(|rest| !is_same(&rest, error), |()| true)
    }

    fn words(&self, field: Field) -> String {
        let guide = self.guide.as_ref();
        match field {
            Field::Sentence(sentence) => self.template.words_of(sentence).to_owned(),
            Field::Reading(c) => self.readings.read(c).unwrap_or_default().to_owned(),
            _ => guide.and_then(|guide| guide::words(guide, field)).unwrap_or_default(),
        }
    }

    fn with_words(&self, field: Field, words: &str) -> Option<Self> {
        let mut other = self.clone();
        match field {
            Field::Sentence(sentence) => other.template.put(sentence, words.to_owned()),
            Field::Reading(c) => other.readings = other.readings.with_reading(c, words).ok()?,
            _ => other.guide = Some(guide::with_words(self.guide.as_ref()?, field, words)?),
        }
        Some(other)
    }
}

/// What is at fault, and the page without that.
struct Cure<'a> {
    faults: Vec<Error>,
    cured: Trial<'a>,
}

/// The greatest count from 1 to `most` that gives something, where all smaller ones do.
fn greatest<T>(most: usize, give: impl Fn(usize) -> Option<T>) -> Option<(usize, T)> {
    let (mut least, mut most, mut best) = (1, most, give(1)?);
    while least < most {
        let middle = (least + most).div_ceil(2);
        match give(middle) {
            Some(given) => (least, best) = (middle, given),
            None => most = middle - 1,
        }
    }
    Some((least, best))
}

fn is_remark(field: Field, number: usize) -> bool {
    field == Field::Sentence(Sentence::Remark(number))
}

/// Whether two errors are of the same thing.
fn is_same(one: &Error, other: &Error) -> bool {
    let part = |error: &Error| match error.kind() {
        ErrorKind::TooWide { what, .. }
        | ErrorKind::NoBreak { what, .. }
        | ErrorKind::OffPage { what, .. } => Some(*what),
        _ => None,
    };
    one.field() == other.field() && part(one) == part(other)
}
