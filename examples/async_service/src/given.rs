//! A provider as it is asked for: texts, each let in by its own type, so that why one is not is told
//! in both languages.

use reissue_notice::{Error, Provider, Refusal};
use serde::Deserialize;

/// What a request says of a provider, under the names of a list's columns.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    provider_number: String,
    user_id: String,
    name: String,
    post_code: Option<String>,
    address: Option<String>,
    building: Option<String>,
    reference: Option<String>,
}

impl Given {
    pub fn provider(&self) -> Result<Provider, Error> {
        let (number, user_id) = (self.provider_number.parse()?, self.user_id.parse()?);
        let mut provider = Provider::new(number, user_id, self.name.parse()?);
        if let Some(post_code) = &self.post_code {
            provider = provider.with_post_code(post_code.parse()?);
        }
        if let Some(address) = &self.address {
            provider = provider.with_address(address.parse()?);
        }
        if let Some(building) = &self.building {
            provider = provider.with_building(building.parse()?);
        }
        if let Some(reference) = &self.reference {
            provider = provider.with_reference(reference.parse()?);
        }
        Ok(provider)
    }
}

/// A list, row by row: one that is no provider keeps nobody else from a letter.
pub struct List {
    pub providers: Vec<Provider>,
    pub refused: Vec<Refusal>,
}

impl From<Vec<Given>> for List {
    fn from(rows: Vec<Given>) -> Self {
        let mut list = Self { providers: Vec::new(), refused: Vec::new() };
        for (row, given) in (1..).zip(&rows) {
            match given.provider() {
                Ok(provider) => list.providers.push(provider.at_row(row)),
                Err(error) => {
                    list.refused.push(Refusal::new(row, &given.provider_number, &error));
                }
            }
        }
        list
    }
}
