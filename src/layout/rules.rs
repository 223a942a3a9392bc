//! The rules of a table: between all cells, and a stronger frame around them.

use super::forme::Rule;
use super::length::{Length, Point};
use super::measures::RuleWidths;

/// The rules of a table whose rows and columns have these edges.
pub(super) fn ruled(widths: &RuleWidths, rows: &[Length], columns: &[Length]) -> Vec<Rule> {
    let mut rules = across(widths, rows, &Extent::of(columns));
    rules.extend(down(widths, columns, &Extent::of(rows)));
    rules
}

/// The outer rules reach over each other's half width, so that the corners are filled.
fn across(widths: &RuleWidths, rows: &[Length], width: &Extent) -> Vec<Rule> {
    let half = widths.frame / 2.0;
    let (left, right) = (width.first - half, width.last + half);
    let rule = |&y| Rule {
        from: Point { x: left, y },
        to: Point { x: right, y },
        width: Extent::of(rows).rule_at(y, widths),
    };
    rows.iter().map(rule).collect()
}

fn down(widths: &RuleWidths, columns: &[Length], height: &Extent) -> Vec<Rule> {
    let rule = |&x| Rule {
        from: Point { x, y: height.first },
        to: Point { x, y: height.last },
        width: Extent::of(columns).rule_at(x, widths),
    };
    columns.iter().map(rule).collect()
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
