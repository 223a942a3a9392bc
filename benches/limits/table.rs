//! The table: a row for each thing that has a limit.

use std::fmt;

#[derive(Default)]
pub(crate) struct Table(Vec<Row>);

pub(crate) struct Row {
    pub(crate) what: &'static str,
    pub(crate) target: &'static str,
    pub(crate) measured: String,
    pub(crate) floor: String,
    /// Measured against the floor, where there is one.
    pub(crate) ratio: Option<f64>,
}

impl Table {
    pub(crate) fn push(&mut self, row: Row) {
        self.0.push(row);
    }

    /// A thing that nothing is measured against.
    pub(crate) fn push_alone(
        &mut self,
        what: &'static str,
        target: &'static str,
        measured: String,
    ) {
        self.push(Row { what, target, measured, floor: String::new(), ratio: None });
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| | target | measured | floor | ratio |\n|---|---|---|---|---|")?;
        for Row { what, target, measured, floor, ratio } in &self.0 {
            let ratio = ratio.map_or(String::new(), |ratio| format!("{ratio:.2}"));
            writeln!(f, "| {what} | {target} | {measured} | {floor} | {ratio} |")?;
        }
        Ok(())
    }
}
