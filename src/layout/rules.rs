//! The rules of a table: between all cells, and a stronger frame around them.

use super::forme::Rule;
use super::length::{Length, Point};
use super::measures::RuleWidths;

/// The rules of a table whose rows and columns have these edges.
pub(super) fn ruled(widths: &RuleWidths, rows: &[Length], columns: &[Length]) -> Vec<Rule> {
    let ([top, .., bottom], [left, .., right]) = (rows, columns) else {
        return Vec::new();
    };
    // The outer rules reach over each other's half width, so that the corners are filled.
    let half = widths.frame / 2.0;
    let mut rules = Vec::with_capacity(rows.len() + columns.len());
    for &y in rows {
        let width = if [*top, *bottom].contains(&y) { widths.frame } else { widths.inner };
        let (from, to) = (Point { x: *left - half, y }, Point { x: *right + half, y });
        rules.push(Rule { from, to, width });
    }
    for &x in columns {
        let width = if [*left, *right].contains(&x) { widths.frame } else { widths.inner };
        let (from, to) = (Point { x, y: *top }, Point { x, y: *bottom });
        rules.push(Rule { from, to, width });
    }
    rules
}
