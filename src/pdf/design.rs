//! What a file is made from.

use super::profile::Profile;
use crate::date::Date;
use crate::font::FontChain;
use crate::layout::forme::Forme;

/// The set pages, the fonts that they were set in, what the file is to claim, and of which day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Design<'a> {
    pub(crate) forme: &'a Forme,
    pub(crate) fonts: &'a FontChain,
    pub(crate) profile: Profile,
    pub(crate) issued_on: Date,
}
