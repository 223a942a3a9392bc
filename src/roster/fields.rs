//! The fields of one line, by the strict rules of RFC 4180, without its line breaks in fields.
//!
//! Why not the csv crate: it reads what has no right reading. Text after a closing quote is joined
//! to the field, a blank before an opening quote makes the quotes part of the value, a quote left
//! open takes the rest of the list into one field, and none of this can be seen afterwards. Here
//! each is a fault with its column, and a line is a row: no column of a list of providers holds a
//! line break.

use std::borrow::Cow;

use crate::error::ListFault;

/// A fault and the field in which it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Misplaced {
    /// Counted from 1.
    pub column: usize,
    pub fault: ListFault,
}

/// Splits a line into its fields, quotes taken off.
pub(super) fn split(line: &str, delimiter: char) -> Result<Vec<Cow<'_, str>>, Misplaced> {
    let mut fields = Vec::new();
    let mut rest = Some(line);
    while let Some(text) = rest {
        let column = fields.len() + 1;
        let First { value, rest: after } =
            first(text, delimiter).map_err(|fault| Misplaced { column, fault })?;
        fields.push(value);
        rest = after;
    }
    Ok(fields)
}

/// Where a line ends that begins inside a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// Inside the same quote.
    Inside,
    /// Inside another, so many fields later.
    InsideAnother { fields_later: usize },
    /// Outside: the next line is a row again.
    Outside,
}

/// Follows a line that begins inside a quote.
pub(super) fn end_of_quote(line: &str, delimiter: char) -> LineEnd {
    let Some(end) = closing_quote(line) else { return LineEnd::Inside };
    let after = line.get(end + 1..).unwrap_or_default();
    let rest = after.strip_prefix(delimiter).map(|rest| split(rest, delimiter));
    match rest {
        Some(Err(Misplaced { column, fault: ListFault::LineBreakInQuotes })) => {
            LineEnd::InsideAnother { fields_later: column }
        }
        _ => LineEnd::Outside,
    }
}

/// A field, and the text after its delimiter where there is one.
struct First<'l> {
    value: Cow<'l, str>,
    rest: Option<&'l str>,
}

/// A field that may be quoted, whatever the rules, without its quotes and blanks.
pub(super) fn unquoted(field: &str) -> &str {
    field.trim_matches(|c: char| c == '"' || c.is_whitespace())
}

fn first(text: &str, delimiter: char) -> Result<First<'_>, ListFault> {
    match text.strip_prefix('"') {
        Some(inside) => quoted(inside, delimiter),
        None => plain(text, delimiter),
    }
}

fn plain(text: &str, delimiter: char) -> Result<First<'_>, ListFault> {
    let (value, rest) = match text.split_once(delimiter) {
        Some((value, rest)) => (value, Some(rest)),
        None => (text, None),
    };
    match value.split_once('"') {
        None => Ok(First { value: value.into(), rest }),
        Some((before, _)) if before.trim().is_empty() => Err(ListFault::BlankBeforeQuote),
        Some(_) => Err(ListFault::QuoteInPlainField),
    }
}

fn quoted(inside: &str, delimiter: char) -> Result<First<'_>, ListFault> {
    let end = closing_quote(inside);
    let value = inside.get(..end.unwrap_or(inside.len())).unwrap_or_default();
    if value.contains("\\\"") || (end.is_some() && value.ends_with('\\')) {
        return Err(ListFault::BackslashBeforeQuote);
    }
    let after = end.and_then(|end| inside.get(end + 1..)).ok_or(ListFault::LineBreakInQuotes)?;
    Ok(First { value: undoubled(value), rest: after_quote(after, delimiter)? })
}

/// A quote inside quotes is written twice.
fn undoubled(value: &str) -> Cow<'_, str> {
    if value.contains('"') { value.replace("\"\"", "\"").into() } else { value.into() }
}

/// The text after the delimiter, where one follows a closing quote.
fn after_quote(after: &str, delimiter: char) -> Result<Option<&str>, ListFault> {
    let mut rest = after.chars();
    match rest.next() {
        None => Ok(None),
        Some(first) if first == delimiter => Ok(Some(rest.as_str())),
        Some(found) => Err(ListFault::TextAfterQuote { found }),
    }
}

/// Where the first quote stands that is not written twice.
fn closing_quote(inside: &str) -> Option<usize> {
    let mut quotes = inside.match_indices('"').map(|(at, _)| at).peekable();
    while let Some(at) = quotes.next() {
        if quotes.next_if_eq(&(at + 1)).is_none() {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_split_and_their_quotes_taken_off() {
        for (line, fields) in [
            ("", &[""][..]),
            ("a,b", &["a", "b"]),
            ("a,,", &["a", "", ""]),
            ("\"a\",\"\",\"b,c\"", &["a", "", "b,c"]),
            ("\"\"\"\",\"a\"\"b\"\"\"", &["\"", "a\"b\""]),
            ("a\\b, c ", &["a\\b", " c "]),
            ("\"a\\b\"", &["a\\b"]),
        ] {
            assert_eq!(split(line, ',').unwrap(), fields, "{line}");
        }
        assert_eq!(split("a;b\tc", ';').unwrap(), ["a", "b\tc"]);
    }

    #[test]
    fn what_has_no_right_reading_is_a_fault_with_its_column() {
        use ListFault::{
            BackslashBeforeQuote, BlankBeforeQuote, LineBreakInQuotes, QuoteInPlainField,
            TextAfterQuote,
        };
        for (line, column, fault) in [
            ("a,\"b", 2, LineBreakInQuotes),
            ("a,\"", 2, LineBreakInQuotes),
            ("\"a\"\"", 1, LineBreakInQuotes),
            ("a,\"b\"c,d", 2, TextAfterQuote { found: 'c' }),
            ("\"b\" ,d", 1, TextAfterQuote { found: ' ' }),
            ("\"a\\\"b\"", 1, BackslashBeforeQuote),
            ("\"a\\\"\"", 1, BackslashBeforeQuote),
            ("\"a\\\"", 1, BackslashBeforeQuote),
            ("a, \"b\"", 2, BlankBeforeQuote),
            ("a,　\"b,c\"", 2, BlankBeforeQuote),
            ("a,b,c\"d\"", 3, QuoteInPlainField),
        ] {
            assert_eq!(split(line, ',').unwrap_err(), Misplaced { column, fault }, "{line}");
        }
    }

    #[test]
    fn a_quote_is_closed_by_the_first_that_is_not_written_twice() {
        for (line, end) in [
            ("a,b", LineEnd::Inside),
            ("a\"\"b", LineEnd::Inside),
            ("a\"", LineEnd::Outside),
            ("a\" b\"", LineEnd::Outside),
            ("a\",\"b\"", LineEnd::Outside),
            ("a\",b,\"c", LineEnd::InsideAnother { fields_later: 2 }),
            ("a\" \"b", LineEnd::Outside),
        ] {
            assert_eq!(end_of_quote(line, ','), end, "{line}");
        }
    }
}
