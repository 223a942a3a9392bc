//! wip
mod date;
mod error;
mod font;
mod issuer;
mod layout;
mod notice;
mod password;
mod pdf;
mod provider;
mod reading;

pub use date::{Date, DateStyle};
pub use error::{Error, ErrorKind, Field, Result};
pub use font::FontChain;
pub use font::gaiji::GaijiMap;
pub use issuer::{Issuer, IssuerBuilder, Letter};
pub use notice::federation::federation_of;
pub use notice::template::{Honorific, Labels, Template};
pub use password::Password;
pub use password::policy::{CharClass, Policy};
pub use provider::name::{Change, NameRules, NameWarning, Note, ProviderName};
pub use provider::number::{CheckDigit, ProviderNumber};
pub use provider::user_id::{UserId, UserIdPattern};
pub use provider::{Provider, Warning};
pub use reading::ReadingTable;
