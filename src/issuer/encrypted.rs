//! A letter for handing over by mail: encrypted, and by its type no longer the archival file that a
//! [`Letter`] is.

use std::fmt;

use rand::CryptoRng;

use super::letter::Letter;
use crate::error::{ForField, Result};
use crate::password::mail::MailPassword;
use crate::pdf::encrypt::encrypt;
use crate::provider::number::ProviderNumber;

/// A letter that opens with a [`MailPassword`] alone.
///
/// It is PDF 2.0, which AES-256 of revision 6 belongs to, and PDF/UA-2, whichever profile the
/// letter has; it is **not PDF/A**: PDF/A forbids encryption, so the file does not claim it.
/// Nothing of the letter can be read in its bytes, which need no wiping; in sight are the names of
/// the fonts, the shape of the page's structure, and sizes.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
/// use reissue_notice::{Issuer, Provider};
/// # let date = "2026-04-01".parse()?;
/// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
/// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
/// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
/// # let mut rng = ChaCha20Rng::from_seed([7; 32]);
/// # let letter = issuer.letter_for(&provider, "K3MrRT3H17203902".parse()?)?;
/// let mail = letter.encrypted(&"correct-horse-battery".parse()?, &mut rng)?;
/// assert!(mail.pdf().starts_with(b"%PDF-2.0"));
/// assert!(mail.pdf().windows(8).any(|bytes| bytes == b"/Encrypt"));
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
pub struct EncryptedLetter {
    number: ProviderNumber,
    pdf: Vec<u8>,
}

impl EncryptedLetter {
    /// The bytes of the encrypted PDF file.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
    /// # use reissue_notice::{Issuer, Provider};
    /// # let date = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// # let mut rng = ChaCha20Rng::from_seed([7; 32]);
    /// # let letter = issuer.letter_for(&provider, "K3MrRT3H17203902".parse()?)?;
    /// let mail = letter.encrypted(&"correct-horse-battery".parse()?, &mut rng)?;
    /// assert!(mail.pdf().windows(8).any(|bytes| bytes == b"/Encrypt"));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn pdf(&self) -> &[u8] {
        &self.pdf
    }

    /// Whose letter it is.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
    /// # use reissue_notice::{Issuer, Provider};
    /// # let date = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// # let mut rng = ChaCha20Rng::from_seed([7; 32]);
    /// # let letter = issuer.letter_for(&provider, "K3MrRT3H17203902".parse()?)?;
    /// let mail = letter.encrypted(&"correct-horse-battery".parse()?, &mut rng)?;
    /// assert_eq!(mail.number(), provider.number());
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn number(&self) -> ProviderNumber {
        self.number
    }
}

impl fmt::Debug for EncryptedLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EncryptedLetter({}, {} bytes)", self.number, self.pdf.len())
    }
}

impl Letter {
    /// The same letter under AES-256 (revision 6), which `password` opens for reading and printing;
    /// for hand-over by mail.
    ///
    /// The key is drawn from `rng`: the same generator in the same state gives the same bytes. Give
    /// each letter another state, as two letters under one key would show where they are alike.
    /// Send the password another way than the file.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-fonts")] {
    /// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
    /// # use reissue_notice::{Issuer, Provider};
    /// # let date = "2026-04-01".parse()?;
    /// # let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build()?;
    /// # let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    /// # let provider = Provider::new(number, user_id, "やまなし会".parse()?);
    /// # let mut rng = ChaCha20Rng::from_seed([7; 32]);
    /// let letter = issuer.issue(&provider, &mut rng)?;
    /// let mail = letter.encrypted(&"correct-horse-battery".parse()?, &mut rng)?;
    /// assert!(mail.pdf().starts_with(b"%PDF-2.0"));
    /// # }
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Defect`](crate::ErrorKind::Defect) where the letter's own bytes cannot be read
    /// again: a defect of this crate.
    pub fn encrypted<R: CryptoRng + ?Sized>(
        &self,
        password: &MailPassword,
        rng: &mut R,
    ) -> Result<EncryptedLetter> {
        let pdf = encrypt(self.pdf(), password, rng).for_provider(self.number)?;
        Ok(EncryptedLetter { number: self.number, pdf })
    }
}
