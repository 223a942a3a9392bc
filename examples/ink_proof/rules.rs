//! Where things stand on a page, by the rules that are seen on it: the cells of its grids and the
//! rows of its tables. Nothing of it is known beforehand but what makes a grid one: three rows
//! (class, reading, character) over the same columns, which are of one width.

use std::ops::Range;

use crate::outline::number;
use crate::picture::{Frame, Picture};

/// Darker than this is part of a rule: the finest may lie on two rows of points, half on each.
const DARK: u8 = 60;
/// A rule is thinner, in points; a bar or a block is none.
const THICKEST: usize = 8;
/// How far two places may lie from each other that are meant to be the same.
const SLACK: f64 = 2.0;
/// The fewest columns of a grid: the table of the provider has two.
const FEWEST_COLUMNS: usize = 3;

/// What a page's rules enclose, from top to bottom.
#[derive(Default)]
pub(crate) struct Ruled {
    /// The cells that hold the characters of passwords, in their order.
    pub(crate) cells: Vec<Cell>,
    /// The right cells of tables with a label and a value in each row.
    pub(crate) values: Vec<Frame>,
}

/// A cell of the last row of a grid.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    /// Within its rules.
    pub(crate) within: Frame,
    /// Half way between its rules.
    pub(crate) middle: f64,
    /// Of the middle of its upper rule.
    pub(crate) top: f64,
    /// From rule to rule.
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Ruled {
    pub(crate) fn of(picture: &Picture) -> Self {
        let strips = strips(picture);
        let mut ruled = Self::default();
        let mut rest = strips.as_slice();
        while let [strip, below @ ..] = rest {
            rest = below;
            if let [reading, character, below @ ..] = below
                && strip.is_over(reading)
                && reading.is_over(character)
                && [strip, reading, character].iter().all(|row| row.is_of_grid(strip))
            {
                ruled.cells.extend(character.cells());
                rest = below;
            } else if let [_, label, value] = strip.edges.as_slice() {
                ruled.values.push(strip.within(label, value));
            }
        }
        ruled
    }
}

/// A straight line of ink: where its middle lies, and which points it covers.
#[derive(Clone, Debug)]
struct Rule {
    middle: f64,
    points: Range<usize>,
    /// From end to end.
    along: Range<usize>,
}

/// What lies between two rules of one length, one under the other.
struct Strip {
    top: Rule,
    bottom: Rule,
    /// The rules from top to bottom.
    edges: Vec<Rule>,
}

impl Strip {
    fn is_over(&self, below: &Strip) -> bool {
        self.bottom.points == below.top.points
    }

    fn is_of_grid(&self, first: &Strip) -> bool {
        let edges = self.edges.iter().zip(&first.edges);
        let widths = || self.edges.windows(2).filter_map(width);
        let (least, most) = (widths().fold(f64::MAX, f64::min), widths().fold(0.0, f64::max));
        self.edges.len() > FEWEST_COLUMNS
            && self.edges.len() == first.edges.len()
            && edges.into_iter().all(|(a, b)| (a.middle - b.middle).abs() < SLACK)
            && most - least < SLACK
    }

    fn cells(&self) -> impl Iterator<Item = Cell> {
        self.edges.windows(2).filter_map(|pair| {
            let [left, right] = pair else { return None };
            Some(Cell {
                within: self.within(left, right),
                middle: f64::midpoint(left.middle, right.middle),
                top: self.top.middle,
                width: right.middle - left.middle,
                height: self.bottom.middle - self.top.middle,
            })
        })
    }

    /// A point off the rules, which are lighter at their edges.
    fn within(&self, left: &Rule, right: &Rule) -> Frame {
        Frame { columns: between(left, right), rows: between(&self.top, &self.bottom) }
    }
}

fn between(before: &Rule, after: &Rule) -> Range<usize> {
    before.points.end + 1..after.points.start.saturating_sub(1)
}

fn width(pair: &[Rule]) -> Option<f64> {
    let [left, right] = pair else { return None };
    Some(right.middle - left.middle)
}

fn strips(picture: &Picture) -> Vec<Strip> {
    let rules = across(picture);
    let mut strips = Vec::new();
    for pair in rules.windows(2) {
        let [top, bottom] = pair else { continue };
        let ends = |range: &Range<usize>| [number(range.start), number(range.end)];
        let mut ends = ends(&top.along).into_iter().zip(ends(&bottom.along));
        if ends.all(|(a, b)| (a - b).abs() <= SLACK) {
            let edges = down(picture, top, bottom);
            strips.push(Strip { top: top.clone(), bottom: bottom.clone(), edges });
        }
    }
    strips
}

/// The rules across a page: a quarter of its width at least.
fn across(picture: &Picture) -> Vec<Rule> {
    let mut rules = Gathered::default();
    for (row, points) in picture.rows().enumerate().filter(|(_, points)| may_be_ruled(points)) {
        let along = longest_run(points);
        if along.len() * 4 >= picture.width() {
            let weight = points.get(along.clone()).unwrap_or_default();
            let weight = weight.iter().map(|&dark| f64::from(dark)).sum();
            rules.add(row, along, weight);
        }
    }
    rules.finish()
}

/// The rules that go all the way from one rule to the next.
fn down(picture: &Picture, top: &Rule, bottom: &Rule) -> Vec<Rule> {
    let rows = between(top, bottom);
    let columns = top.along.start.saturating_sub(2)..(top.along.end + 2).min(picture.width());
    let mut dark = vec![Dark::default(); columns.len()];
    for row in rows.clone() {
        for (sum, &point) in dark.iter_mut().zip(picture.part(row, columns.clone())) {
            sum.points += usize::from(point > DARK);
            sum.weight += f64::from(point);
        }
    }
    let mut rules = Gathered::default();
    for (column, dark) in columns.zip(&dark) {
        if !rows.is_empty() && dark.points == rows.len() {
            rules.add(column, rows.clone(), dark.weight);
        }
    }
    rules.finish()
}

#[derive(Clone, Default)]
struct Dark {
    points: usize,
    weight: f64,
}

/// Rows of dark points, those side by side as one rule.
#[derive(Default)]
struct Gathered {
    rules: Vec<Rule>,
    weight: f64,
    moment: f64,
}

impl Gathered {
    fn add(&mut self, at: usize, along: Range<usize>, weight: f64) {
        match self.rules.last_mut() {
            Some(rule) if rule.points.end == at => {
                rule.points.end = at + 1;
                if along.len() > rule.along.len() {
                    rule.along = along;
                }
            }
            _ => {
                (self.weight, self.moment) = (0.0, 0.0);
                self.rules.push(Rule { middle: 0.0, points: at..at + 1, along });
            }
        }
        self.weight += weight;
        self.moment += weight * (number(at) + 0.5);
        if let Some(rule) = self.rules.last_mut() {
            rule.middle = self.moment / self.weight;
        }
    }

    fn finish(mut self) -> Vec<Rule> {
        self.rules.retain(|rule| rule.points.len() <= THICKEST);
        self.rules
    }
}

/// Whether two points in a row are dark of those that lie an eighth of the width apart: what is a
/// quarter of it long covers two at least.
fn may_be_ruled(points: &[u8]) -> bool {
    let mut before = false;
    for &dark in points.iter().step_by((points.len() / 8).max(1)) {
        if before && dark > DARK {
            return true;
        }
        before = dark > DARK;
    }
    false
}

fn longest_run(points: &[u8]) -> Range<usize> {
    let (mut longest, mut begin) = (0..0, 0);
    for (at, &dark) in points.iter().enumerate() {
        if dark <= DARK {
            begin = at + 1;
        } else if at + 1 - begin > longest.len() {
            longest = begin..at + 1;
        }
    }
    longest
}
