//! Each part of a provider as text; whoever reads it comes in by the front door.

use std::borrow::Cow;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::address::{Address, Building};
use super::name::ProviderName;
use super::number::ProviderNumber;
use super::post_code::PostCode;
use super::reference::ReferenceNumber;
use super::user_id::UserId;

macro_rules! as_text {
    ($($part:ty),* $(,)?) => {$(
        /// As its text.
        impl Serialize for $part {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        /// By its `FromStr`.
        impl<'de> Deserialize<'de> for $part {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(D::Error::custom)
            }
        }
    )*};
}

as_text!(ProviderNumber, UserId, ProviderName, PostCode, Address, Building, ReferenceNumber);
