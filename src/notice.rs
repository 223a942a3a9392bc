//! What one letter says, before anyone knows how wide a page is.
//!
//! - [`credential`]: what it hands over
//! - [`template`]: the words that all letters share, as they were given
//! - [`wording`]: the same, let in and cleaned
//! - [`federation`]: who sends it; [`envelope`]: the window that its address is read through
//! - `guide`: the page of instructions that goes with it
//! - `inserter`: the mark on each sheet that a machine reads
//! - here: the words of one letter

pub(crate) mod federation;
pub(crate) mod envelope;
pub(crate) mod credential;
pub(crate) mod template;
pub(crate) mod wording;
#[cfg(feature = "guide")]
pub(crate) mod guide;
#[cfg(not(feature = "guide"))]
pub(crate) mod no_guide;

#[cfg(feature = "print-shop")]
pub(crate) mod inserter;
#[cfg(not(feature = "print-shop"))]
pub(crate) mod no_inserter;

#[cfg(not(feature = "guide"))]
pub(crate) use no_guide as guide;
#[cfg(not(feature = "print-shop"))]
pub(crate) use no_inserter as inserter;

use crate::provider::Provider;
use crate::provider::address::{Address, Building};
use crate::provider::post_code::PostCode;
use crate::provider::reference::ReferenceNumber;

/// The words of one letter, none of them secret; those of the [`template::Template`] come to it in
/// the layout.
#[derive(Debug)]
pub(crate) struct Notice<'a> {
    pub(crate) number: String,
    pub(crate) name: &'a str,
    pub(crate) federation: &'a str,
    pub(crate) user_id: &'a str,
    pub(crate) post_code: Option<PostCode>,
    pub(crate) address: Option<&'a Address>,
    pub(crate) building: Option<&'a Building>,
    pub(crate) reference: Option<&'a ReferenceNumber>,
}

impl<'a> Notice<'a> {
    /// With the reference number of its record, where that has one.
    pub(crate) fn new(provider: &'a Provider, federation: &'a str) -> Self {
        Self {
            number: provider.number().to_string(),
            name: provider.name().as_str(),
            federation,
            user_id: provider.user_id().as_str(),
            post_code: provider.post_code(),
            address: provider.address(),
            building: provider.building(),
            reference: provider.reference(),
        }
    }

    pub(crate) fn with_reference(self, reference: Option<&'a ReferenceNumber>) -> Self {
        Self { reference, ..self }
    }
}
