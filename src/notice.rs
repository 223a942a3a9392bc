//! What one letter says, before anyone knows how wide a page is.
//!
//! - [`template`]: the words that all letters share
//! - [`federation`]: who sends it
//! - here: the words of one letter

pub(crate) mod federation;
pub(crate) mod template;

use crate::password::Password;
use crate::provider::Provider;

/// The log-in that a letter hands over.
#[derive(Debug)]
pub(crate) struct Credential<'a> {
    pub(crate) user_id: &'a str,
    pub(crate) password: &'a Password,
}

/// The words of one letter; those of the [`template::Template`] come to it in the layout.
#[derive(Debug)]
pub(crate) struct Notice<'a> {
    pub(crate) number: String,
    pub(crate) name: &'a str,
    pub(crate) federation: &'a str,
    pub(crate) credential: Credential<'a>,
}

impl<'a> Notice<'a> {
    pub(crate) fn new(provider: &'a Provider, federation: &'a str, password: &'a Password) -> Self {
        Self {
            number: provider.number().to_string(),
            name: provider.name().as_str(),
            federation,
            credential: Credential { user_id: provider.user_id().as_str(), password },
        }
    }
}
