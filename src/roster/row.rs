//! The provider of a row, field by field, each checked by its own type.

use std::borrow::Cow;
use std::str::FromStr;

use super::columns::{Column, Columns};
use super::damage::{self, Damage, RowWarning};
use super::header::Header;
use super::repair::Mend;
use super::spreadsheet::{self, ONE_DIGIT_LOST, ONE_DIGIT_OF_POST_CODE_LOST, is_of_digits};
use crate::error::{Error, ErrorKind, Field, ForField, ListFault, Result, SheetDamage};
use crate::provider::Provider;
use crate::provider::name::ProviderName;
use crate::provider::number::ProviderNumber;

/// What a spreadsheet's cell holds at most: a longer field is refused.
pub(super) const LONGEST_FIELD: usize = 32_767;

/// A row of a list that is a provider.
///
/// ```
/// use reissue_notice::{Columns, Roster, Row};
/// let list = "provider_number,user_id,name\n1971100456,KJ010199999999,やまなし会\n";
/// for row in Roster::read(list.as_bytes(), &Columns::default())? {
///     let row: Row = row?;
///     assert_eq!((row.line(), row.provider().number().as_str()), (2, "1971100456"));
/// }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    line: usize,
    provider: Provider,
    mends: Vec<Mend>,
    warnings: Vec<RowWarning>,
}

impl Row {
    /// The line of the list, counted from 1.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Roster};
    /// # let list = "provider_number,user_id,name\n\n1971100456,KJ010199999999,やまなし会\n";
    /// let row = Roster::read(list.as_bytes(), &Columns::default())?.next().unwrap()?;
    /// assert_eq!(row.line(), 3);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn line(&self) -> usize {
        self.line
    }

    /// The provider; its [`Provider::row`] is the line.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Roster};
    /// # let list = "provider_number,user_id,name\n1971100456,KJ010199999999,やまなし会\n";
    /// let row = Roster::read(list.as_bytes(), &Columns::default())?.next().unwrap()?;
    /// assert_eq!(row.provider().number().as_str(), "1971100456");
    /// assert_eq!(row.provider().row(), Some(row.line()));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn provider(&self) -> &Provider {
        &self.provider
    }

    /// The provider alone.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Provider, Roster};
    /// # let list = "provider_number,user_id,name\n1971100456,KJ010199999999,やまなし会\n";
    /// let rows = Roster::read(list.as_bytes(), &Columns::default())?;
    /// let providers: Vec<Provider> = rows.flatten().map(|row| row.into_provider()).collect();
    /// assert_eq!(providers[0].number().as_str(), "1971100456");
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn into_provider(self) -> Provider {
        self.provider
    }

    /// What was mended in it, where [`Repair`](crate::Repair) asks for it.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Repair, Roster};
    /// let list = "provider_number,user_id,name\n170500300,KJ226152593558,三井ヘルスサービス\n";
    /// let columns = Columns::default().with_repair(Repair::all());
    /// let row = Roster::read(list.as_bytes(), &columns)?.next().unwrap()?;
    /// assert_eq!((row.mends()[0].from(), row.mends()[0].to()), ("170500300", "0170500300"));
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn mends(&self) -> &[Mend] {
        &self.mends
    }

    /// What a person should look at.
    ///
    /// ```
    /// # use reissue_notice::{Columns, Damage, Roster};
    /// let list = "provider_number,user_id,name\n1971100456,KJ010199999999,□田会\n";
    /// let row = Roster::read(list.as_bytes(), &Columns::default())?.next().unwrap()?;
    /// assert_eq!(row.warnings()[0].damage(), &Damage::Box);
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    pub fn warnings(&self) -> &[RowWarning] {
        &self.warnings
    }
}

/// The fields of a row under their header.
pub(super) struct RowReader<'r> {
    pub columns: &'r Columns,
    pub header: &'r Header,
    pub line: usize,
    pub fields: &'r [Cow<'r, str>],
    pub mends: Vec<Mend>,
}

impl RowReader<'_> {
    /// The provider of the row, or the first fault in it.
    pub(super) fn read(mut self) -> Result<Row> {
        self.check_width()?;
        self.check_lengths()?;
        let number: ProviderNumber = self.code(Column::ProviderNumber, str::parse)?;
        let provider = self.provider(number).for_provider(number)?;
        let Self { line, mends, .. } = self;
        let warnings = damage::warnings(line, provider.name().as_str());
        Ok(Row { line, provider: provider.at_row(line), mends, warnings })
    }

    fn check_width(&self) -> Result<()> {
        let (expected, found) = (self.header.width, self.fields.len());
        let fault = match self.filled() {
            _ if found < expected => ListFault::MissingField { found, expected },
            found if found > expected => ListFault::SurplusField { found, expected },
            _ => return Ok(()),
        };
        Err(fault.at_line(self.line).at_column(expected.min(found) + 1))
    }

    /// How many fields there are up to the last that is not blank.
    fn filled(&self) -> usize {
        self.fields.iter().rposition(|field| !is_blank(field)).map_or(0, |at| at + 1)
    }

    fn check_lengths(&self) -> Result<()> {
        for (column, field) in (1..).zip(self.fields) {
            if let Some(found) = too_many(field) {
                let fault = ListFault::FieldTooLong { found, limit: LONGEST_FIELD };
                return Err(fault.at_line(self.line).at_column(column));
            }
        }
        Ok(())
    }

    fn provider(&mut self, number: ProviderNumber) -> Result<Provider> {
        let columns = self.columns;
        let user_id = self.code(Column::UserId, |text| columns.user_ids.parse(text))?;
        let mut provider = Provider::new(number, user_id, self.name()?);
        if !self.text(Column::PostCode).trim().is_empty() {
            provider = provider.with_post_code(self.code(Column::PostCode, str::parse)?);
        }
        if self.columns.reads_references && !is_blank(self.text(Column::Reference)) {
            provider = provider.with_reference(self.code(Column::Reference, str::parse)?);
        }
        if self.columns.reads_addresses { self.addressed(provider) } else { Ok(provider) }
    }

    fn addressed(&self, mut provider: Provider) -> Result<Provider> {
        if let Some(address) = self.words(Column::Address)? {
            provider = provider.with_address(address);
        }
        if let Some(building) = self.words(Column::Building)? {
            provider = provider.with_building(building);
        }
        Ok(provider)
    }

    /// What stands in a field, where anything does.
    fn words<T: FromStr<Err = Error>>(&self, column: Column) -> Result<Option<T>> {
        let text = self.text(column);
        if is_blank(text) {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|error| self.placed(column, error))
    }

    /// A number or an ID: blanks around it are no part of it.
    fn code<T>(&mut self, column: Column, parse: impl FnOnce(&str) -> Result<T>) -> Result<T> {
        let text = self.text(column).trim();
        let mended = self.columns.repair.mend(column.field(), text);
        let value = parse(&mended.text).map_err(|error| {
            let fault = by_spreadsheet(column.field(), text);
            self.placed(column, fault.unwrap_or(error))
        })?;
        self.mends.extend(mended.mends_at(self.line));
        Ok(value)
    }

    fn name(&self) -> Result<ProviderName> {
        let text = self.text(Column::ProviderName);
        let name = self.columns.name_rules.parse(text);
        name.map_err(|error| self.placed(Column::ProviderName, by_mojibake(text).unwrap_or(error)))
    }

    fn text(&self, column: Column) -> &str {
        let place = self.header.places.get(&column);
        place.and_then(|&place| self.fields.get(place)).map_or("", |field| field)
    }

    fn placed(&self, column: Column, error: Error) -> Error {
        let error = error.at_line(self.line);
        match self.header.places.get(&column) {
            Some(place) => error.at_column(place + 1),
            None => error,
        }
    }
}

/// How many characters a field has, where they are too many.
fn too_many(field: &str) -> Option<usize> {
    // A character has a byte at least.
    let may_be_long = field.len() > LONGEST_FIELD;
    may_be_long.then(|| field.chars().count()).filter(|&count| count > LONGEST_FIELD)
}

/// Whether nothing stands in a field; old systems end a file with U+001A.
pub(super) fn is_blank(field: &str) -> bool {
    field.chars().all(|c| c.is_whitespace() || c == '\u{1A}')
}

/// What a spreadsheet did to a field: that says more than what is wrong with it as it stands.
fn by_spreadsheet(field: Field, text: &str) -> Option<Error> {
    let damage = sheet_damage(field, text)?;
    let found = text.chars().take(40).collect();
    Some(Error::new(field, ErrorKind::List(ListFault::Spreadsheet { found, damage })))
}

fn sheet_damage(field: Field, text: &str) -> Option<SheetDamage> {
    match (spreadsheet::damage_to(text), field) {
        // One hyphen may stand in a post code: which character is wrong says more.
        (Some(SheetDamage::Hyphen), Field::PostCode) => None,
        (None, _) if has_lost_zero(field, text) => Some(SheetDamage::LostZero),
        (damage, _) => damage,
    }
}

fn has_lost_zero(field: Field, text: &str) -> bool {
    match field {
        Field::ProviderNumber => is_of_digits(text, ONE_DIGIT_LOST),
        Field::PostCode => is_of_digits(text, ONE_DIGIT_OF_POST_CODE_LOST),
        _ => false,
    }
}

/// What a name looks like that cannot be printed as it stands.
fn by_mojibake(text: &str) -> Option<Error> {
    let Damage::Mojibake { mojibake, restored } = damage::mojibake(text)? else { return None };
    let fault = ListFault::Mojibake { mojibake, restored: restored? };
    Some(Error::new(Field::ProviderName, ErrorKind::List(fault)))
}
