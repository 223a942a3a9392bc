//! What stands in a line where there may be nothing.

/// The value as it is written, or nothing.
pub(crate) fn or_blank(value: Option<impl ToString>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}
