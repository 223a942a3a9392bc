//! A finished letter.

use super::handover::{HandedOver, Handover};
use crate::password::Password;
use crate::pdf::letter::LetterFile;
use crate::provider::Warning;
use crate::provider::number::ProviderNumber;
use crate::provider::reference::ReferenceNumber;
use crate::provider::user_id::UserId;

/// A finished letter: the PDF, and the log-in that it hands over. Every password is wiped from both
/// when it is dropped.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use reissue_notice::{Issuer, Provider};
/// # let date = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
/// let letter = issuer.letter_for(&provider, "K3MrRT3H17203902".parse()?)?;
/// assert!(letter.pdf().starts_with(b"%PDF-1.7"));
/// assert_eq!(letter.user_id(), provider.user_id());
/// assert!(!format!("{letter:?}").contains("K3MrRT3H17203902"));
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Debug)]
pub struct Letter {
    pub(super) number: ProviderNumber,
    pub(super) user_id: UserId,
    pub(super) reference: Option<ReferenceNumber>,
    pub(super) handover: Handover,
    pub(super) file: LetterFile,
    pub(super) warnings: Vec<Warning>,
}

impl Letter {
    /// The bytes of the PDF file. They hold the password as the page shows it.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let date = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// # let letter = issuer.letter_for(&provider, "K3MrRT3H17203902".parse()?)?;
    /// let path = std::env::temp_dir().join("notice.pdf");
    /// std::fs::write(&path, letter.pdf()).unwrap();
    /// assert!(std::fs::read(&path).unwrap().ends_with(b"%%EOF\n"));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn pdf(&self) -> &[u8] {
        self.file.bytes()
    }

    /// Whose letter it is.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let date = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// # let letter = issuer.letter_for(&provider, "K3MrRT3H17203902".parse()?)?;
    /// assert_eq!(letter.number(), provider.number());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn number(&self) -> ProviderNumber {
        self.number
    }

    /// The user ID on the page.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let date = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// # let letter = issuer.letter_for(&provider, "K3MrRT3H17203902".parse()?)?;
    /// assert_eq!(letter.user_id().as_str(), "KJ010199999999");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn user_id(&self) -> &UserId {
        &self.user_id
    }

    /// The reference number on the page, where the [`Template`](crate::Template) has a
    /// [label](crate::Template::with_reference_label) for it.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider, Template};
    /// # let date = "2026-04-01".parse()?;
    /// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let issuer = builder.template(Template::default().with_reference_label("整理番号")).build()?;
    /// let provider = provider.with_reference("R08-0012345".parse()?);
    /// # let letter = issuer.letter_for(&provider, "K3MrRT3H17203902".parse()?)?;
    /// assert_eq!(letter.reference(), provider.reference());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn reference(&self) -> Option<&ReferenceNumber> {
        self.reference.as_ref()
    }

    /// The password on the page, the first where there are more, for the account system.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider};
    /// # let date = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// let letter = issuer.letter_for(&provider, "K3MrRT3H17203902".parse()?)?;
    /// assert_eq!(letter.password().expose_secret(), "K3MrRT3H17203902");
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn password(&self) -> &Password {
        self.handover.first()
    }

    /// Every password on the pages, in their order, with what it is for and what stands over it.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
    /// # use reissue_notice::{Issuer, Provider, Template};
    /// # let date = "2026-04-01".parse()?;
    /// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// # let mut rng = ChaCha20Rng::from_seed([7; 32]);
    /// let issuer = builder.template(Template::first_issue()).build()?;
    /// let letter = issuer.issue(&provider, &mut rng)?;
    /// let labels: Vec<&str> = letter.passwords().map(|handed_over| handed_over.label()).collect();
    /// assert_eq!(labels, ["仮パスワード", "証明書発行用パスワード"]);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn passwords(&self) -> impl Iterator<Item = HandedOver<'_>> {
        self.handover.each()
    }

    /// What a person should look at before it is posted.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use reissue_notice::{Issuer, Provider, Warning};
    /// # let date = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
    /// # let user_id = "KJ010199999999".parse()?;
    /// let provider = Provider::new("1971100457".parse()?, user_id, "やまなし会".parse()?);
    /// # let letter = issuer.letter_for(&provider, "K3MrRT3H17203902".parse()?)?;
    /// assert_eq!(letter.warnings(), [Warning::CheckDigit]);
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }
}
