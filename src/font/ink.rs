//! The ink of a glyph as points on a raster, to compare one glyph with another.

use ttf_parser::OutlineBuilder;

use super::face::Face;

/// So many points a side of the em.
const SIDE: u16 = 64;
/// A curve as so many straight lines.
const STEPS: u8 = 8;

/// How far along a curve its lines end.
fn shares() -> impl Iterator<Item = f32> {
    (1..=STEPS).map(|step| f32::from(step) / f32::from(STEPS))
}

/// Which points of the em's raster a glyph covers.
#[derive(Clone, Debug)]
pub(crate) struct Ink(Vec<bool>);

impl Ink {
    /// None for a glyph without an outline.
    pub(crate) fn of(face: &Face, id: u16) -> Option<Self> {
        let mut pen = Pen::default();
        let em = f32::from(face.draw(id, &mut pen)?);
        let mut covered = Vec::with_capacity(usize::from(SIDE) * usize::from(SIDE));
        for row in 0..SIDE {
            let y = (0.88 - middle(row)) * em;
            for column in 0..SIDE {
                covered.push(pen.winding(Point { x: middle(column) * em, y }) != 0);
            }
        }
        Some(Self(covered))
    }

    /// The share of their common ink that only one of two has: 0 for the same, 1 for ink without
    /// anything in common.
    pub(crate) fn distance(&self, other: &Self) -> f64 {
        let (mut either, mut one) = (0_u32, 0_u32);
        for (&a, &b) in self.0.iter().zip(&other.0) {
            either += u32::from(a || b);
            one += u32::from(a != b);
        }
        f64::from(one) / f64::from(either.max(1))
    }
}

/// Where the middle of a row or column is, in ems.
fn middle(place: u16) -> f32 {
    (f32::from(place) + 0.5) / f32::from(SIDE)
}

#[derive(Clone, Copy, Debug, Default)]
struct Point {
    x: f32,
    y: f32,
}

impl Point {
    /// The point at a share of the way to another.
    fn toward(self, other: Self, share: f32) -> Self {
        let (x, y) = ((other.x - self.x) * share, (other.y - self.y) * share);
        Self { x: self.x + x, y: self.y + y }
    }

    /// The same on a curve that this one and the next two points draw.
    fn toward_two(self, middle: Self, to: Self, share: f32) -> Self {
        self.toward(middle, share).toward(middle.toward(to, share), share)
    }
}

/// A stroke of an outline.
struct Stroke {
    from: Point,
    to: Point,
}

/// Collects an outline as strokes.
#[derive(Default)]
struct Pen {
    strokes: Vec<Stroke>,
    start: Point,
    at: Point,
}

impl Pen {
    fn stroke_to(&mut self, to: Point) {
        self.strokes.push(Stroke { from: self.at, to });
        self.at = to;
    }

    /// How often the outline goes around a point: 0 outside the ink.
    fn winding(&self, point: Point) -> i32 {
        let mut winding = 0;
        for Stroke { from, to } in &self.strokes {
            if (from.y > point.y) == (to.y > point.y) {
                continue;
            }
            let share = (point.y - from.y) / (to.y - from.y);
            if from.toward(*to, share).x > point.x {
                winding += if to.y > from.y { 1 } else { -1 };
            }
        }
        winding
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        (self.start, self.at) = (Point { x, y }, Point { x, y });
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.stroke_to(Point { x, y });
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (from, middle, to) = (self.at, Point { x: x1, y: y1 }, Point { x, y });
        for share in shares() {
            self.stroke_to(from.toward_two(middle, to, share));
        }
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (from, to) = (self.at, Point { x, y });
        let (near, far) = (Point { x: x1, y: y1 }, Point { x: x2, y: y2 });
        for share in shares() {
            let first = from.toward_two(near, far, share);
            self.stroke_to(first.toward(near.toward_two(far, to, share), share));
        }
    }

    fn close(&mut self) {
        self.stroke_to(self.start);
    }
}
