//! Issues the 電子請求ログイン情報再発行通知書: the one-page letter by which Japan's health-insurance federations
//! (国民健康保険団体連合会) hand a care provider its user ID and a temporary password, with the class and the
//! kana reading over each character. One letter or a nation's worth, by one path.
//!
//! ```
//! # #[cfg(feature = "bundled-fonts")] {
//! use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
//! use reissue_notice::{Issuer, Provider};
//! # let (folder, mut rng) = (tempfile::tempdir().unwrap(), ChaCha20Rng::from_seed([7; 32]));
//!
//! let issuer = Issuer::builder()
//!     .federation("山梨県国民健康保険団体連合会")
//!     .issued_on("2026-01-06".parse()?)
//!     .build()?; // pattern, words, readings and fonts have defaults
//! let provider = Provider::new(
//!     "1971100456".parse()?,               // ProviderNumber
//!     "KJ010199999999".parse()?,           // UserId
//!     "社会福祉法人　やまなし会".parse()?, // ProviderName
//! );
//! let letter = issuer.issue(&provider, &mut rng)?; // rng: any CryptoRng of yours
//! std::fs::write(folder.path().join("notice.pdf"), letter.pdf()).unwrap();
//! # }
//! # Ok::<(), reissue_notice::Error>(())
//! ```
//!
//! # The flow, which is the module order
//!
//! A [`Provider`] is checked once, on the way in, alone or as a row of a list (`Roster`). A
//! [`Policy`] draws its [`Password`]; a [`ReadingTable`] says how each character is read. The words
//! of one letter and the [`Template`] that all share are shaped by a [`FontChain`] and laid onto
//! the page: fixed words once, and per letter the slots that vary. printpdf writes what is fixed
//! into a master document, and a press strikes each letter by appending only what varies. An
//! [`Issuer`] does all this for one letter, a [`Batch`] for many from one [`BatchKey`].
//!
//! # What always holds
//!
//! - Nothing is guessed: no clock, no locale, no system fonts. A character that no font has, a name
//!   that does not fit and a malformed number are refused by an [`Error`] that names record, field
//!   and character; a box or a blank is never printed. Every [`Message`] is told in English and in
//!   Japanese.
//! - The same input gives the same bytes, and a single letter is a batch of one.
//! - A password is wiped on drop and redacted in `Debug`; `expose_secret` and the PDF's own bytes
//!   are the only ways out.
//!
//! # Features
//!
//! | feature | default | what it brings |
//! |---|---|---|
//! | `bundled-fonts` | yes | BIZ UDGothic and its fallbacks; without them, bring a [`FontChain`] |
//! | `guide` | yes | `Guide`: a page of instructions with the log-in address as a QR code |
//! | `print-shop` | yes | `Batch::pull`, `reconcile`, `respool`: letters that were printed |
//! | `roster` | yes | `Roster`: a list of providers from CSV in UTF-8, UTF-16 or CP932 |
//! | `toml` | yes | `House`: words, readings, pattern and window of a letter from one file |
//! | `chrono` | no | [`Date`] from `chrono::NaiveDate` |
//! | `jiff` | no | [`Date`] from `jiff::civil::Date` |
//! | `time` | no | [`Date`] from `time::Date` |
//! | `serde` | no | [`Provider`] and its parts as text, each let in by its own `FromStr` |
//!
//! # What later versions keep
//!
//! - **Passwords**: the same from key, purpose, policy, provider and round as long as the scheme is
//!   the same, which journal and manifest name and known answers hold. Another scheme comes with a
//!   major version at the earliest (before 1.0, a minor one), and refuses the folders of this one
//!   by name ([`Clash::Scheme`]).
//! - **Bytes**: the same from the same input and the same version, whatever the threads. A minor
//!   version may change them before 1.0, a major version after, and the changelog says so; a run
//!   that was begun with other fixed pages is refused ([`RunPart::Layout`]), not mixed.
//! - **Rust**: 1.89 or later. A version that needs a later one is no patch.
//!
//! How each clause of PDF/A, PDF/UA, PDF/X-4 and PDF/VT-1 is held is told in [`conformance`];
//! 日本語の手引きは [`guide`]にあります。

mod error;
mod text;
mod provider;
mod date;
mod password;
mod reading;
#[cfg(feature = "roster")]
mod roster;
mod notice;
mod font;
mod layout;
mod pdf;
mod issuer;
mod batch;

pub use batch::Batch;
pub use batch::accounts::Account;
pub use batch::concern::{Concern, Fault, Oddity};
pub use batch::issued::{Manifest, ManifestRow};
pub use batch::key::{BatchKey, Passwords};
pub use batch::preflight::{Finding, Preflight};
pub use batch::report::{Corrected, Correction, Progress, Refusal, Report};
pub use batch::round::Round;
pub use batch::shard::Shard;
#[cfg(feature = "print-shop")]
pub use batch::shop::columns::LogColumns;
#[cfg(feature = "print-shop")]
pub use batch::shop::discrepancy::{Discrepancy, LogLine, RunSheet};
#[cfg(feature = "print-shop")]
pub use batch::shop::posting::PostingClass;
#[cfg(feature = "print-shop")]
pub use batch::shop::reconciliation::Reconciliation;
pub use batch::spool::{SpoolOptions, SpoolOrder};
pub use batch::summary::Summary;
pub use batch::verify::difference::{Difference, Surplus};
pub use batch::void_list::{Pulled, VoidList};
pub use date::{Date, DateStyle};
#[cfg(feature = "guide")]
pub use error::GuideWord;
#[cfg(feature = "print-shop")]
pub use error::LogFault;
pub use error::{
    Action, Clash, Error, ErrorKind, Expected, Field, FontFault, GaijiFault, KeyFault, Language,
    Message, PagePart, Plain, Result, RunPart, Safeguard, Sentence, Unfit,
};
#[cfg(feature = "roster")]
pub use error::{BinaryFile, Encoding, ListFault, MissingColumn, Mojibake, SheetDamage};
#[cfg(feature = "print-shop")]
pub use error::{Corner, Extent, Obstacle};
#[cfg(feature = "toml")]
pub use error::{TomlFault, TomlType};
pub use font::FontChain;
pub use font::gaiji::GaijiMap;
pub use issuer::Issuer;
pub use issuer::builder::IssuerBuilder;
pub use issuer::encrypted::EncryptedLetter;
pub use issuer::handover::{HandedOver, Handover};
#[cfg(feature = "toml")]
pub use issuer::house::House;
pub use issuer::legibility::{Legibility, Nearest};
pub use issuer::letter::Letter;
pub use issuer::warning::IssuerWarning;
pub use notice::credential::{Credential, Credentials};
pub use notice::envelope::{EnvelopeWindow, WindowBox};
pub use notice::federation::federation_of;
#[cfg(feature = "guide")]
pub use notice::guide::address::LoginAddress;
#[cfg(feature = "guide")]
pub use notice::guide::pages::GuidePages;
#[cfg(feature = "guide")]
pub use notice::guide::{Guide, GuideNote, GuideWay, HelpDesk};
#[cfg(feature = "print-shop")]
pub use notice::inserter::{InserterMark, MarkKind, MarkPlace};
pub use notice::template::{Honorific, Labels, Template};
pub use password::Password;
pub use password::mail::MailPassword;
pub use password::policy::{CharClass, LookAlikes, Policy};
pub use password::purpose::Purpose;
pub use pdf::profile::Profile;
pub use provider::address::{Address, Building};
pub use provider::barcode::number::NoBarcode;
pub use provider::name::{NameRules, NameWarning, ProviderName};
pub use provider::number::{CheckDigit, ProviderNumber};
pub use provider::post_code::PostCode;
pub use provider::reference::ReferenceNumber;
pub use provider::user_id::{UserId, UserIdPattern};
pub use provider::{Provider, Warning};
pub use reading::ReadingTable;
#[cfg(feature = "roster")]
pub use roster::{
    Column, Columns, Damage, LineAccount, Listing, Mend, RefusedRow, Repair, Repaired, Roster, Row,
    RowWarning,
};
pub use text::note::{Change, Note};

#[doc = include_str!("docs/guide.md")]
pub mod guide {}

#[doc = include_str!("docs/conformance.md")]
pub mod conformance {}

/// The examples of the README, compiled with the documentation.
#[cfg(all(doctest, feature = "roster"))]
#[doc = include_str!("../README.md")]
struct Readme;
