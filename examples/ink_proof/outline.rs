//! A glyph of the font file itself, as ink on a raster: by the outline alone, and by other code than
//! that which cut the font of a volume or painted its pages.

use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// Lines a row of points is looked at along.
const LINES: u8 = 8;
/// A curve as so many straight lines.
const STEPS: u8 = 8;

/// The outline of a glyph, in ems, upward from the baseline.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outline {
    strokes: Vec<Stroke>,
}

#[derive(Clone, Copy, Debug)]
struct Stroke {
    from: Point,
    to: Point,
}

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

impl Point {
    /// The point at a share of the way to another.
    fn toward(self, other: Self, share: f64) -> Self {
        let (x, y) = ((other.x - self.x) * share, (other.y - self.y) * share);
        Self { x: self.x + x, y: self.y + y }
    }
}

/// Ink on a raster whose first point lies so far from the origin of the glyph, downward.
#[derive(Clone, Debug, Default)]
pub(crate) struct Raster {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) width: usize,
    pub(crate) darkness: Vec<u8>,
    /// The darkness of all points together.
    pub(crate) mass: u32,
}

impl Outline {
    pub(crate) fn of(face: &Face<'_>, id: GlyphId) -> Option<Self> {
        let mut pen = Pen { em: f64::from(face.units_per_em()), ..Pen::default() };
        face.outline_glyph(id, &mut pen)?;
        Some(Self { strokes: pen.strokes })
    }

    /// The same with its origin so many ems to the right.
    pub(crate) fn moved_left(mut self, ems: f64) -> Self {
        for stroke in &mut self.strokes {
            stroke.from.x -= ems;
            stroke.to.x -= ems;
        }
        self
    }

    /// The ink of the outline at so many points an em, its origin moved by a part of a point.
    pub(crate) fn raster(&self, em: f64, moved: Point) -> Raster {
        let strokes: Vec<Stroke> = self.strokes.iter().map(|s| s.placed(em, moved)).collect();
        let ends = || strokes.iter().flat_map(|stroke| [stroke.from, stroke.to]);
        let left = floor(ends().map(|end| end.x).fold(f64::MAX, f64::min));
        let top = floor(ends().map(|end| end.y).fold(f64::MAX, f64::min));
        let right = floor(ends().map(|end| end.x).fold(f64::MIN, f64::max)) + 1;
        let bottom = floor(ends().map(|end| end.y).fold(f64::MIN, f64::max)) + 1;
        let width = usize::try_from(right - left).unwrap_or_default();
        let mut darkness = Vec::new();
        for row in top..bottom {
            darkness.extend(covered_row(&strokes, f64::from(row), left, width));
        }
        let mass = darkness.iter().map(|&dark| u32::from(dark)).sum();
        Raster { left, top, width, darkness, mass }
    }
}

/// How much of each point of a row is covered.
fn covered_row(strokes: &[Stroke], row: f64, left: i32, width: usize) -> Vec<u8> {
    let mut covered = vec![0.0; width];
    let strokes: Vec<&Stroke> = strokes.iter().filter(|stroke| stroke.meets(row)).collect();
    for line in 0..LINES {
        let y = row + (f64::from(line) + 0.5) / f64::from(LINES);
        let mut crossings: Vec<Crossing> =
            strokes.iter().filter_map(|stroke| stroke.crossing(y)).collect();
        crossings.sort_by(|a, b| a.x.total_cmp(&b.x));
        let mut winding = 0;
        for pair in crossings.windows(2) {
            let [from, to] = pair else { continue };
            winding += from.turn;
            if winding != 0 {
                cover(&mut covered, from.x - f64::from(left), to.x - f64::from(left));
            }
        }
    }
    covered.into_iter().map(|lines: f64| shade(lines / f64::from(LINES))).collect()
}

/// Adds a stretch of a line to the points that it crosses.
fn cover(covered: &mut [f64], from: f64, to: f64) {
    let first = usize::try_from(floor(from)).unwrap_or_default();
    for (point, left) in covered.iter_mut().enumerate().skip(first).map(|(at, p)| (p, number(at))) {
        if left >= to {
            break;
        }
        *point += (to.min(left + 1.0) - from.max(left)).max(0.0);
    }
}

/// Where a line is crossed, and how the outline turns there.
struct Crossing {
    x: f64,
    turn: i32,
}

impl Stroke {
    fn placed(&self, em: f64, moved: Point) -> Self {
        let placed = |p: Point| Point { x: p.x * em + moved.x, y: moved.y - p.y * em };
        Self { from: placed(self.from), to: placed(self.to) }
    }

    /// Whether it has a part in a row of points.
    fn meets(&self, row: f64) -> bool {
        self.from.y.min(self.to.y) < row + 1.0 && self.from.y.max(self.to.y) > row
    }

    fn crossing(&self, y: f64) -> Option<Crossing> {
        let Self { from, to } = *self;
        ((from.y > y) != (to.y > y)).then(|| Crossing {
            x: from.toward(to, (y - from.y) / (to.y - from.y)).x,
            turn: if to.y > from.y { 1 } else { -1 },
        })
    }
}

/// Collects an outline as strokes.
#[derive(Default)]
struct Pen {
    em: f64,
    strokes: Vec<Stroke>,
    start: Point,
    at: Point,
}

impl Pen {
    fn point(&self, x: f32, y: f32) -> Point {
        Point { x: f64::from(x) / self.em, y: f64::from(y) / self.em }
    }

    fn stroke_to(&mut self, to: Point) {
        self.strokes.push(Stroke { from: self.at, to });
        self.at = to;
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = self.point(x, y);
        self.start = self.at;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.stroke_to(self.point(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (from, middle, to) = (self.at, self.point(x1, y1), self.point(x, y));
        for step in 1..=STEPS {
            let share = f64::from(step) / f64::from(STEPS);
            let (first, second) = (from.toward(middle, share), middle.toward(to, share));
            self.stroke_to(first.toward(second, share));
        }
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let from = self.at;
        let [one, two, to] = [self.point(x1, y1), self.point(x2, y2), self.point(x, y)];
        for step in 1..=STEPS {
            let share = f64::from(step) / f64::from(STEPS);
            let (a, b) = (from.toward(one, share), one.toward(two, share));
            let (first, second) = (a.toward(b, share), b.toward(two.toward(to, share), share));
            self.stroke_to(first.toward(second, share));
        }
    }

    fn close(&mut self) {
        self.stroke_to(self.start);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a place on a page of some thousand points")]
pub(crate) fn floor(at: f64) -> i32 {
    at.floor() as i32
}

#[expect(clippy::cast_precision_loss, reason = "a place on a page of some thousand points")]
pub(crate) fn number(at: usize) -> f64 {
    at as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
fn shade(covered: f64) -> u8 {
    (covered.clamp(0.0, 1.0) * 255.0).round() as u8
}
