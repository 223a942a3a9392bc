//! Outlines of PostScript (`CFF`) as those of TrueType (`glyf`): each cubic curve as the quadratic
//! ones that come near enough.
//!
//! So faces of both kinds are cut in one way. A CFF program of the same glyphs would not do: in it
//! no glyph stands in two slots, and none is without width where the face has none.

use std::num::TryFromIntError;

use kurbo::{CubicBez, Point};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

use crate::error::{FontFault, Result};

/// How far a curve may be from the original, in units of a thousandth of an em: less than the
/// rounding of its points.
const NEAR: f64 = 0.25;

/// The outline of a glyph; blank where it has none.
pub(super) fn outline(face: &Face<'_>, id: u16) -> Result<Vec<u8>> {
    let mut pen = Pen::new(NEAR * f64::from(face.units_per_em()) / 1000.0);
    let drawn = face.outline_glyph(GlyphId(id), &mut pen);
    let contours = if drawn.is_some() { pen.finish() } else { Vec::new() };
    if contours.is_empty() { Ok(Vec::new()) } else { encode(&contours) }
}

/// A point of an outline: on the curve, or what draws it to itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spot {
    x: i16,
    y: i16,
    edge: Edge,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    On,
    Off,
}

impl Spot {
    fn new(at: Point, edge: Edge) -> Self {
        Self { x: whole(at.x), y: whole(at.y), edge }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a face whose outlines reach so far is unread")]
fn whole(units: f64) -> i16 {
    units.round() as i16
}

/// Takes down an outline.
struct Pen {
    contours: Vec<Vec<Spot>>,
    at: Point,
    near: f64,
}

impl Pen {
    fn new(near: f64) -> Self {
        Self { contours: Vec::new(), at: Point::ZERO, near }
    }

    fn go(&mut self, to: Point, edge: Edge) {
        if let Some(contour) = self.contours.last_mut() {
            contour.push(Spot::new(to, edge));
        }
        self.at = to;
    }

    /// The contours, each without its last point where that is its first.
    fn finish(self) -> Vec<Vec<Spot>> {
        let mut contours = self.contours;
        for contour in &mut contours {
            let first = contour.first().copied();
            contour.pop_if(|last| first == Some(*last));
            // Ink lies to the right of a contour of TrueType, to the left of one of PostScript.
            contour.get_mut(1..).unwrap_or_default().reverse();
        }
        contours.retain(|contour| contour.len() > 1);
        contours
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.contours.push(Vec::new());
        self.go(point(x, y), Edge::On);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.go(point(x, y), Edge::On);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.go(point(x1, y1), Edge::Off);
        self.go(point(x, y), Edge::On);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let cubic = CubicBez::new(self.at, point(x1, y1), point(x2, y2), point(x, y));
        for (_, _, curve) in cubic.to_quads(self.near) {
            self.go(curve.p1, Edge::Off);
            self.go(curve.p2, Edge::On);
        }
    }

    fn close(&mut self) {}
}

fn point(x: f32, y: f32) -> Point {
    Point::new(x.into(), y.into())
}

/// A simple glyph: header, ends of contours, no instructions, flags, x and y.
fn encode(contours: &[Vec<Spot>]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    push_header(contours, &mut out)?;
    push_ends(contours, &mut out)?;
    out.extend([0, 0]);
    push_points(contours, &mut out);
    Ok(out)
}

fn push_header(contours: &[Vec<Spot>], out: &mut Vec<u8>) -> Result<()> {
    out.extend(i16::try_from(contours.len()).map_err(too_large)?.to_be_bytes());
    for edge in bounds(contours) {
        out.extend(edge.to_be_bytes());
    }
    Ok(())
}

fn push_ends(contours: &[Vec<Spot>], out: &mut Vec<u8>) -> Result<()> {
    let mut points = 0;
    for contour in contours {
        points += contour.len();
        out.extend(u16::try_from(points - 1).map_err(too_large)?.to_be_bytes());
    }
    Ok(())
}

fn too_large(_: TryFromIntError) -> FontFault {
    FontFault::GlyphsTooLarge
}

/// Left, bottom, right, top.
fn bounds(contours: &[Vec<Spot>]) -> [i16; 4] {
    let spots = || contours.iter().flatten();
    let (x, y) = (|| spots().map(|spot| spot.x), || spots().map(|spot| spot.y));
    [x().min(), y().min(), x().max(), y().max()].map(Option::unwrap_or_default)
}

/// Flags of a point: it is on the curve.
const ON: u8 = 0x1;
/// Its step is one byte.
const SHORT: Axes = Axes { x: 0x2, y: 0x4 };
/// With a short step: the step is positive. Without one: there is no step.
const SAME: Axes = Axes { x: 0x10, y: 0x20 };

/// A flag for each axis.
struct Axes {
    x: u8,
    y: u8,
}

fn push_points(contours: &[Vec<Spot>], out: &mut Vec<u8>) {
    let (mut xs, mut ys) = (Steps::new(SHORT.x, SAME.x), Steps::new(SHORT.y, SAME.y));
    for Spot { x, y, edge } in contours.iter().flatten() {
        let on = if *edge == Edge::On { ON } else { 0 };
        out.push(on | xs.to(*x) | ys.to(*y));
    }
    out.extend(xs.bytes);
    out.extend(ys.bytes);
}

/// The steps from point to point along one axis.
struct Steps {
    at: i16,
    short: u8,
    same: u8,
    bytes: Vec<u8>,
}

impl Steps {
    fn new(short: u8, same: u8) -> Self {
        Self { at: 0, short, same, bytes: Vec::new() }
    }

    /// Adds the step to the next point; gives the flags that tell how it is written.
    fn to(&mut self, next: i16) -> u8 {
        let last = std::mem::replace(&mut self.at, next);
        match u8::try_from(next.abs_diff(last)) {
            Ok(0) => self.same,
            Ok(length) => {
                self.bytes.push(length);
                self.short | if next > last { self.same } else { 0 }
            }
            Err(_) => {
                self.bytes.extend(next.wrapping_sub(last).to_be_bytes());
                0
            }
        }
    }
}
