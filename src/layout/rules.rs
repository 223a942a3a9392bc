//! The rules of a table: between all cells, and a stronger frame around them.

use super::forme::Rule;
use super::length::Length;
use super::measures::RuleWidths;

/// The rules of a table whose rows and columns have these edges.
pub(super) fn ruled(widths: &RuleWidths, rows: &[Length], columns: &[Length]) -> Vec<Rule> {
    let mut rules = across(widths, rows, outer(columns));
    rules.extend(down(widths, columns, outer(rows)));
    rules
}

/// The outer rules reach over each other's half width, so that the corners are filled.
fn across(widths: &RuleWidths, rows: &[Length], [left, right]: [Length; 2]) -> Vec<Rule> {
    let half = widths.frame / 2.0;
    let ends = [left - half, right + half];
    rows.iter().map(|&y| Rule::across(y, ends, width(y, rows, widths))).collect()
}

fn down(widths: &RuleWidths, columns: &[Length], ends: [Length; 2]) -> Vec<Rule> {
    columns.iter().map(|&x| Rule::down(x, ends, width(x, columns, widths))).collect()
}

fn outer(edges: &[Length]) -> [Length; 2] {
    [edges.first(), edges.last()].map(|edge| edge.copied().unwrap_or_default())
}

fn width(edge: Length, edges: &[Length], widths: &RuleWidths) -> Length {
    if outer(edges).contains(&edge) { widths.frame } else { widths.inner }
}
