//! What of a spreadsheet's damage is mended where the list's owner asks for it.

use std::fmt;

use super::spreadsheet::{self, half_width, is_hyphen};
use crate::error::{Field, Message};
use crate::provider::number::{CheckDigit, ProviderNumber};
use crate::provider::post_code::PostCode;

/// Which damage is mended. Nothing by default: what is mended is a guess, if a good one, and each
/// is told as a [`Mend`].
///
/// ```
/// use reissue_notice::{Columns, Repair, Roster};
/// let list = "事業所番号,ユーザID,事業所名\n170500300,KJ226152593558,三井ヘルスサービス\n";
/// let refused = Roster::read_all(list.as_bytes(), &Columns::default())?;
/// assert_eq!(
///     refused.refused()[0].error().to_string(),
///     "line 2, column 1, provider number: found 170500300: a leading zero may be lost"
/// );
/// let mended = Roster::read_all(list.as_bytes(), &Columns::default().with_repair(Repair::all()))?;
/// assert_eq!(
///     mended.mends()[0].to_string(),
///     "line 2, provider number: put back a leading zero, from 170500300 to 0170500300"
/// );
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repair {
    lost_zeros: bool,
    full_width: bool,
    post_codes: bool,
}

impl Repair {
    /// Mends all that can be mended.
    ///
    /// ```
    /// use reissue_notice::Repair;
    /// let repair = Repair::all();
    /// assert!(repair.lost_zeros() && repair.full_width() && repair.post_codes());
    /// ```
    pub fn all() -> Self {
        Self::default().with_lost_zeros().with_full_width().with_post_codes()
    }

    /// Puts back the leading zero of a provider number of nine digits, where the check digit then
    /// fits. Default: off.
    ///
    /// ```
    /// use reissue_notice::{Columns, Repair, Roster};
    /// let list = "provider_number,user_id,name\n170500300,KJ226152593558,三井ヘルスサービス\n";
    /// let columns = Columns::default().with_repair(Repair::default().with_lost_zeros());
    /// let listing = Roster::read_all(list.as_bytes(), &columns)?;
    /// assert_eq!(listing.providers()[0].number().as_str(), "0170500300");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_lost_zeros(self) -> Self {
        Self { lost_zeros: true, ..self }
    }

    /// Makes full-width letters and digits of provider numbers, user IDs and post codes half-width.
    /// Default: off.
    ///
    /// ```
    /// use reissue_notice::{Columns, Repair, Roster};
    /// let list = "provider_number,user_id,name\n１９７１１００４５６,KJ010199999999,やまなし会\n";
    /// let columns = Columns::default().with_repair(Repair::default().with_full_width());
    /// let listing = Roster::read_all(list.as_bytes(), &columns)?;
    /// assert_eq!(listing.providers()[0].number().as_str(), "1971100456");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_full_width(self) -> Self {
        Self { full_width: true, ..self }
    }

    /// Takes 〒, blanks and hyphens of any kind out of post codes. Default: off, and one usual
    /// hyphen may stand after the third digit.
    ///
    /// ```
    /// use reissue_notice::{Columns, Repair, Roster};
    /// let list = "事業所番号,ユーザID,事業所名,郵便番号\n\
    ///     1971100456,KJ010199999999,やまなし会,〒400 0031\n";
    /// let columns = Columns::default().with_repair(Repair::default().with_post_codes());
    /// let listing = Roster::read_all(list.as_bytes(), &columns)?;
    /// assert_eq!(listing.providers()[0].post_code(), Some("400-0031".parse()?));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    #[must_use]
    pub fn with_post_codes(self) -> Self {
        Self { post_codes: true, ..self }
    }

    /// Whether leading zeros are put back.
    ///
    /// ```
    /// use reissue_notice::Repair;
    /// assert!(Repair::default().with_lost_zeros().lost_zeros());
    /// assert!(!Repair::default().lost_zeros());
    /// ```
    pub fn lost_zeros(self) -> bool {
        self.lost_zeros
    }

    /// Whether full-width letters and digits become half-width.
    ///
    /// ```
    /// use reissue_notice::Repair;
    /// assert!(Repair::default().with_full_width().full_width());
    /// assert!(!Repair::default().full_width());
    /// ```
    pub fn full_width(self) -> bool {
        self.full_width
    }

    /// Whether marks are taken out of post codes.
    ///
    /// ```
    /// use reissue_notice::Repair;
    /// assert!(Repair::default().with_post_codes().post_codes());
    /// assert!(!Repair::default().post_codes());
    /// ```
    pub fn post_codes(self) -> bool {
        self.post_codes
    }

    /// The text of a field with what is mended in it.
    pub(super) fn mend(self, field: Field, text: &str) -> Mended {
        let mut mended = Mended { field, text: text.to_owned(), mends: Vec::new() };
        if self.full_width {
            mended.becomes(Repaired::HalfWidth, |text| text.chars().map(half_width).collect());
        }
        if self.lost_zeros && field == Field::ProviderNumber {
            mended.becomes(Repaired::LeadingZero, with_zero);
        }
        if self.post_codes && field == Field::PostCode {
            mended.becomes(Repaired::PostCodeMarks, without_marks);
        }
        mended
    }
}

fn with_zero(text: &str) -> String {
    let whole = format!("0{text}");
    let fits = |number: ProviderNumber| number.check_digit() != CheckDigit::Unknown;
    let is_mended = spreadsheet::is_of_digits(text, spreadsheet::ONE_DIGIT_LOST)
        && whole.parse().is_ok_and(fits);
    if is_mended { whole } else { text.to_owned() }
}

/// One hyphen after the third digit is no damage.
fn without_marks(text: &str) -> String {
    if text.parse::<PostCode>().is_ok() {
        return text.to_owned();
    }
    text.replace(|c: char| c == '〒' || c.is_whitespace() || is_hyphen(c), "")
}

/// A field after its repair.
pub(super) struct Mended {
    field: Field,
    pub text: String,
    /// Without a line yet.
    mends: Vec<Mend>,
}

impl Mended {
    fn becomes(&mut self, repaired: Repaired, repair: impl FnOnce(&str) -> String) {
        let to = repair(&self.text);
        if to != self.text {
            let from = std::mem::replace(&mut self.text, to.clone());
            self.mends.push(Mend { line: 0, field: self.field, repaired, from, to });
        }
    }

    /// What was mended, on this line.
    pub(super) fn mends_at(self, line: usize) -> impl Iterator<Item = Mend> {
        self.mends.into_iter().map(move |mend| Mend { line, ..mend })
    }
}

/// What was done to a field.
///
/// ```
/// use reissue_notice::{Columns, Message, Repair, Repaired, Roster};
/// let list = "provider_number,user_id,name\n１９７１１００４５６,KJ010199999999,やまなし会\n";
/// let columns = Columns::default().with_repair(Repair::all());
/// let listing = Roster::read_all(list.as_bytes(), &columns)?;
/// assert_eq!(listing.mends()[0].repaired(), Repaired::HalfWidth);
/// assert_eq!(Repaired::HalfWidth.in_japanese(), "半角に直しました");
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Repaired {
    /// The leading zero is there again.
    #[error("put back a leading zero")]
    LeadingZero,
    /// Full-width letters and digits are half-width.
    #[error("made half-width")]
    HalfWidth,
    /// A post code has its digits alone.
    #[error("took out marks and hyphens")]
    PostCodeMarks,
}

impl Message for Repaired {
    fn in_japanese(&self) -> String {
        String::from(match self {
            Self::LeadingZero => "先頭の0を補いました",
            Self::HalfWidth => "半角に直しました",
            Self::PostCodeMarks => "記号を取り除きました",
        })
    }
}

/// One repair of one field.
///
/// ```
/// use reissue_notice::{Columns, Repair, Roster};
/// let list = "provider_number,user_id,name\n1971100456,ＫＪ010199999999,やまなし会\n";
/// let columns = Columns::default().with_repair(Repair::all());
/// let listing = Roster::read_all(list.as_bytes(), &columns)?;
/// assert_eq!(
///     listing.mends()[0].to_string(),
///     "line 2, user ID: made half-width, from ＫＪ010199999999 to KJ010199999999"
/// );
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mend {
    line: usize,
    field: Field,
    repaired: Repaired,
    from: String,
    to: String,
}

impl Mend {
    /// The line of the list, counted from 1.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Repair, Roster};
    /// # let list = "provider_number,user_id,name\n1971100456,ＫＪ010199999999,やまなし会\n";
    /// # let columns = Columns::default().with_repair(Repair::all());
    /// let listing = Roster::read_all(list.as_bytes(), &columns)?;
    /// assert_eq!(listing.mends()[0].line(), 2);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn line(&self) -> usize {
        self.line
    }

    /// Which field.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Field, Repair, Roster};
    /// # let list = "provider_number,user_id,name\n1971100456,ＫＪ010199999999,やまなし会\n";
    /// # let columns = Columns::default().with_repair(Repair::all());
    /// let listing = Roster::read_all(list.as_bytes(), &columns)?;
    /// assert_eq!(listing.mends()[0].field(), Field::UserId);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn field(&self) -> Field {
        self.field
    }

    /// What was done.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Repair, Repaired, Roster};
    /// # let list = "provider_number,user_id,name\n1971100456,ＫＪ010199999999,やまなし会\n";
    /// # let columns = Columns::default().with_repair(Repair::all());
    /// let listing = Roster::read_all(list.as_bytes(), &columns)?;
    /// assert_eq!(listing.mends()[0].repaired(), Repaired::HalfWidth);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn repaired(&self) -> Repaired {
        self.repaired
    }

    /// What stands in the list.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Repair, Roster};
    /// # let list = "provider_number,user_id,name\n1971100456,ＫＪ010199999999,やまなし会\n";
    /// # let columns = Columns::default().with_repair(Repair::all());
    /// let listing = Roster::read_all(list.as_bytes(), &columns)?;
    /// assert_eq!(listing.mends()[0].from(), "ＫＪ010199999999");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn from(&self) -> &str {
        &self.from
    }

    /// What was made of it.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Repair, Roster};
    /// # let list = "provider_number,user_id,name\n1971100456,ＫＪ010199999999,やまなし会\n";
    /// # let columns = Columns::default().with_repair(Repair::all());
    /// let listing = Roster::read_all(list.as_bytes(), &columns)?;
    /// assert_eq!(listing.mends()[0].to(), "KJ010199999999");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn to(&self) -> &str {
        &self.to
    }
}

impl fmt::Display for Mend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, field, repaired, from, to } = self;
        write!(f, "line {line}, {field}: {repaired}, from {from} to {to}")
    }
}

impl Message for Mend {
    fn in_japanese(&self) -> String {
        let Self { line, field, repaired, from, to } = self;
        let (field, repaired) = (field.in_japanese(), repaired.in_japanese());
        format!("{line}行目、{field}：{repaired}（{from} → {to}）。確認してください。")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(repair: Repair, field: Field, text: &str) -> String {
        repair.mend(field, text).text
    }

    #[test]
    fn a_zero_is_put_back_where_the_check_digit_then_fits() {
        let repair = Repair::default().with_lost_zeros();
        let number = |text| mended(repair, Field::ProviderNumber, text);
        assert_eq!(number("170500300"), "0170500300");
        for kept in ["170500301", "1971100456", "17050030", "17050030A", ""] {
            assert_eq!(number(kept), kept);
        }
        assert_eq!(mended(repair, Field::UserId, "170500300"), "170500300");
    }

    #[test]
    fn full_width_is_made_half_width() {
        let repair = Repair::default().with_full_width();
        assert_eq!(mended(repair, Field::UserId, "ＫＪ０１－"), "KJ01－");
        let both = repair.with_lost_zeros();
        assert_eq!(mended(both, Field::ProviderNumber, "１７０５００３００"), "0170500300");
    }

    #[test]
    fn a_post_code_is_left_its_digits() {
        let repair = Repair::default().with_post_codes().with_full_width();
        for text in ["〒400-0031", "〒 ４００－００３１", "400ー0031", "400 0031"] {
            assert_eq!(mended(repair, Field::PostCode, text), "4000031", "{text}");
        }
        assert_eq!(mended(repair, Field::PostCode, "400-0031"), "400-0031");
        assert_eq!(mended(repair, Field::ProviderNumber, "19-7110045-6"), "19-7110045-6");
    }

    #[test]
    fn without_repair_all_stays() {
        let number = mended(Repair::default(), Field::ProviderNumber, "１７０５００３００");
        assert_eq!(number, "１７０５００３００");
        assert_eq!(mended(Repair::default(), Field::PostCode, "〒400-0031"), "〒400-0031");
    }
}
