//! The rules of a table: between all cells, and a stronger frame around them.

use super::forme::Rule;
use super::length::{Length, Point};
use super::measures::RuleWidths;

/// The rules of a table whose rows and columns have these edges.
pub(super) fn ruled(widths: &RuleWidths, rows: &[Length], columns: &[Length]) -> Vec<Rule> {
    let (height, width) = (Extent::of(rows), Extent::of(columns));
    // The outer rules reach over each other's half width, so that the corners are filled.
    let half = widths.frame / 2.0;
    let (left, right) = (width.first - half, width.last + half);
    let mut rules = Vec::with_capacity(rows.len() + columns.len());
    for &y in rows {
        let (from, to) = (Point { x: left, y }, Point { x: right, y });
        rules.push(Rule { from, to, width: height.rule_at(y, widths) });
    }
    for &x in columns {
        let (from, to) = (Point { x, y: height.first }, Point { x, y: height.last });
        rules.push(Rule { from, to, width: width.rule_at(x, widths) });
    }
    rules
}

/// The outer edges of a table in one direction.
struct Extent {
    first: Length,
    last: Length,
}

impl Extent {
    fn of(edges: &[Length]) -> Self {
        let edge = |at: Option<&Length>| at.copied().unwrap_or_default();
        Self { first: edge(edges.first()), last: edge(edges.last()) }
    }

    fn rule_at(&self, edge: Length, widths: &RuleWidths) -> Length {
        if edge == self.first || edge == self.last { widths.frame } else { widths.inner }
    }
}
