//! Which character a blot of ink is: the one whose shape in the font file comes nearest to it, at
//! its own size and place. Nothing is asked of the page but its points.

use ttf_parser::{Face, FaceParsingError};

use crate::outline::{Outline, Point, Raster, floor, number};
use crate::picture::{Frame, Picture};

/// Shapes are tried at so many places a point, both ways.
const PLACES: i32 = 4;
/// So many blots say about how large they are.
const FEW: usize = 8;
/// How far ink may lie from where the others of its row do, in points: a painter may set glyphs on
/// whole points.
const SLIP: f64 = 1.0;
/// Farther from the shape of every character than this is none of them.
pub(crate) const FARTHEST: f64 = 0.25;
/// The next shape is at least so much farther off.
const LEAST_LEAD: f64 = 0.04;
/// Less ink than this share of the lightest character is none.
const TRACE: f64 = 0.2;

/// The shapes of every character that a password, a number or a user ID may hold.
pub(crate) struct Forms(Vec<Form>);

struct Form {
    c: char,
    /// From the middle of its advance, on the baseline.
    outline: Outline,
    /// For type of one point an em.
    ink: Ink,
}

/// How much ink there is, and where its middle lies.
#[derive(Clone, Copy, Debug)]
struct Ink {
    mass: f64,
    middle: Point,
}

impl Forms {
    /// Every printable character of ASCII, in its full-width form where the font has one.
    pub(crate) fn of(font: &[u8]) -> Result<Self, FaceParsingError> {
        let face = Face::parse(font, 0)?;
        let forms = ('!'..='~').filter_map(|c| Form::of(&face, c));
        Ok(Self(forms.collect()))
    }
}

impl Form {
    fn of(face: &Face<'_>, c: char) -> Option<Self> {
        let wide = char::from_u32(u32::from(c) - 0x21 + 0xFF01);
        let glyph = |c| face.glyph_index(c);
        let glyph = wide.and_then(glyph).or_else(|| glyph(c))?;
        let advance = f64::from(face.glyph_hor_advance(glyph)?) / f64::from(face.units_per_em());
        let outline = Outline::of(face, glyph)?.moved_left(advance / 2.0);
        let em = 256.0;
        let large = Ink::of_raster(&outline.raster(em, Point::default()));
        let middle = Point { x: large.middle.x / em, y: large.middle.y / em };
        Some(Self { c, outline, ink: Ink { mass: large.mass / (em * em), middle } })
    }
}

impl Ink {
    fn of_raster(raster: &Raster) -> Self {
        let (left, top) = (f64::from(raster.left), f64::from(raster.top));
        let ink = Self::of(raster.darkness.chunks(raster.width.max(1)));
        let middle = Point { x: ink.middle.x + left, y: ink.middle.y + top };
        Self { middle, ..ink }
    }

    fn of<'r>(rows: impl Iterator<Item = &'r [u8]>) -> Self {
        let (mut mass, mut x, mut y) = (0.0, 0.0, 0.0);
        for (row, points) in rows.enumerate() {
            let mut of_row = 0.0;
            for (column, &dark) in points.iter().enumerate().filter(|(_, dark)| **dark > 0) {
                of_row += f64::from(dark);
                x += f64::from(dark) * (number(column) + 0.5);
            }
            mass += of_row;
            y += of_row * (number(row) + 0.5);
        }
        let middle = Point { x: x / f64::max(mass, 1.0), y: y / f64::max(mass, 1.0) };
        Self { mass, middle }
    }
}

/// What stands in one cell, cut out.
pub(crate) struct Blot {
    picture: Picture,
    frame: Frame,
    ink: Ink,
    /// Where its middle and its baseline are reckoned from, on the page.
    from: Point,
}

impl Blot {
    pub(crate) fn cut(picture: &Picture, frame: Frame, from: Point) -> Self {
        let picture = picture.cut(&frame);
        let ink = Ink::of(picture.rows());
        let (left, top) = (number(frame.columns.start), number(frame.rows.start));
        let middle = Point { x: ink.middle.x + left, y: ink.middle.y + top };
        Self { ink: Ink { middle, ..ink }, picture, frame, from }
    }

    /// How high its ink stands.
    fn height(&self) -> f64 {
        let inked = |row: &[u8]| row.iter().any(|&dark| dark > 96);
        let rows: Vec<bool> = self.picture.rows().map(inked).collect();
        let (first, last) = (rows.iter().position(|r| *r), rows.iter().rposition(|r| *r));
        first.zip(last).map_or(0.0, |(first, last)| number(last + 1 - first))
    }

    /// The share of its ink and a shape's that only one of them has: 0 for the same, 1 for nothing
    /// in common.
    fn distance(&self, shape: &Raster, x: i32, y: i32) -> f64 {
        let place = |at: i32, start: usize| i64::from(at) - i64::try_from(start).unwrap_or(0);
        let left = place(x + shape.left, self.frame.columns.start);
        let top = place(y + shape.top, self.frame.rows.start);
        let skipped = usize::try_from(-left).unwrap_or(0);
        let begin = usize::try_from(left).unwrap_or(0).min(self.picture.width());
        let mut common = 0;
        for (row, points) in (top..).zip(shape.darkness.chunks(shape.width.max(1))) {
            let Ok(row) = usize::try_from(row) else { continue };
            let under = self.picture.part(row, begin..self.picture.width());
            let points = points.get(skipped..).unwrap_or_default();
            common += points.iter().zip(under).map(|(&a, &b)| u32::from(a.min(b))).sum::<u32>();
        }
        let common = f64::from(common);
        1.0 - common / (self.ink.mass + f64::from(shape.mass) - common)
    }
}

/// What is to be told of a blot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Read(char),
    /// Nothing that a character could be.
    Blank,
    /// No shape comes near, or two do.
    Unsure,
}

/// How certain a blot is what it is read as.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sight {
    pub(crate) answer: Answer,
    /// From the nearest shape.
    pub(crate) distance: f64,
    /// How much farther the next one is.
    pub(crate) lead: f64,
    /// Where the nearest was laid.
    origin: Point,
}

/// The size of type in a row, and where it stands in its cells: as the page shows it.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    em: f64,
    /// From where cells are reckoned from to the middle of a character and its baseline.
    offset: Point,
}

/// The shapes at one size, each made when it is first asked for.
pub(crate) struct Type<'f> {
    forms: &'f Forms,
    setting: Setting,
    rasters: Vec<Option<Raster>>,
}

/// Whether a shape has to stand where the others of its row do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    Nowhere,
    /// By its baseline.
    Upright,
    /// By its baseline and its middle.
    InPlace,
}

impl<'f> Type<'f> {
    fn new(forms: &'f Forms, setting: Setting) -> Self {
        let rasters = forms.0.len() * usize::try_from(PLACES * PLACES).unwrap_or_default();
        Self { forms, setting, rasters: vec![None; rasters] }
    }

    /// Finds the size at which these blots are most like characters, whichever; none where they are
    /// not.
    pub(crate) fn found_in(forms: &'f Forms, blots: &[Blot]) -> Option<Self> {
        let high = blots.iter().map(Blot::height).fold(0.0, f64::max);
        let coarse = (0..24).map(|step| high * 0.9 * 1.06_f64.powi(step));
        let coarse = best(forms, blots.get(..FEW).unwrap_or(blots), coarse)?;
        let fine = (-6..=6).map(|step| coarse.em * 1.008_f64.powi(step));
        let em = best(forms, blots, fine)?.em;
        let mut found = Self::new(forms, Setting { em, offset: Point::default() });
        found.setting.offset = found.offset(blots)?;
        Some(found)
    }

    /// Where most of them stand.
    fn offset(&mut self, blots: &[Blot]) -> Option<Point> {
        let (mut across, mut down) = (Vec::new(), Vec::new());
        for blot in blots {
            let sight = self.look(blot, Held::Nowhere);
            if sight.distance < FARTHEST {
                across.push(sight.origin.x - blot.from.x);
                down.push(sight.origin.y - blot.from.y);
            }
        }
        (across.len() * 2 > blots.len()).then_some(())?;
        Some(Point { x: middle(&mut across)?, y: middle(&mut down)? })
    }

    /// How far the nearest shape is from a blot, half at most.
    fn least(&mut self, blot: &Blot) -> f64 {
        let mut least = 0.5;
        for index in 0..self.forms.0.len() {
            let trial = Trial { held: Held::Nowhere, limit: least };
            if let Some(near) = self.compare(index, blot, trial) {
                least = near.distance.min(least);
            }
        }
        least
    }

    pub(crate) fn look(&mut self, blot: &Blot, held: Held) -> Sight {
        let (mut nearest, mut next) = (None::<Near>, 1.0);
        let em = self.setting.em;
        let lightest = self.forms.0.iter().map(|form| form.ink.mass).fold(f64::MAX, f64::min);
        if blot.ink.mass < lightest * em * em * TRACE {
            let origin = Point::default();
            return Sight { answer: Answer::Blank, distance: 1.0, lead: 0.0, origin };
        }
        for index in 0..self.forms.0.len() {
            let Some(near) = self.compare(index, blot, Trial { held, limit: next }) else {
                continue;
            };
            match &nearest {
                Some(before) if near.distance >= before.distance => {
                    next = f64::min(next, near.distance);
                }
                _ => {
                    next = nearest.map_or(next, |before| before.distance);
                    nearest = Some(near);
                }
            }
        }
        Sight::of(nearest, next)
    }

    /// How far a shape is from a blot; none where it is farther than the limit by its ink alone.
    fn compare(&mut self, index: usize, blot: &Blot, trial: Trial) -> Option<Near> {
        let form = self.forms.0.get(index)?;
        let em = self.setting.em;
        let mass = form.ink.mass * em * em;
        let apart = (mass - blot.ink.mass).abs();
        // A shape is cut at its points, so its own ink may be a little more or less.
        if 1.8 * apart / (mass + blot.ink.mass + apart) > trial.limit {
            return None;
        }
        let free = |blot: f64, form: f64| blot - form * em;
        let mut x = free(blot.ink.middle.x, form.ink.middle.x);
        let mut y = free(blot.ink.middle.y, form.ink.middle.y);
        if trial.held == Held::InPlace {
            let place = blot.from.x + self.setting.offset.x;
            x = x.clamp(place - SLIP, place + SLIP);
        }
        if trial.held != Held::Nowhere {
            let place = blot.from.y + self.setting.offset.y;
            y = y.clamp(place - SLIP, place + SLIP);
        }
        let [x, y] = [x, y].map(|at| floor(at * f64::from(PLACES) + 0.5));
        let c = form.c;
        let shape = self.raster(index, x.rem_euclid(PLACES), y.rem_euclid(PLACES))?;
        let distance = blot.distance(shape, x.div_euclid(PLACES), y.div_euclid(PLACES));
        let [x, y] = [x, y].map(|at| f64::from(at) / f64::from(PLACES));
        Some(Near { c, distance, origin: Point { x, y } })
    }

    fn raster(&mut self, index: usize, x: i32, y: i32) -> Option<&Raster> {
        let form = self.forms.0.get(index)?;
        let places = usize::try_from(PLACES * PLACES).ok()?;
        let place = usize::try_from(y * PLACES + x).ok()?;
        let raster = self.rasters.get_mut(index * places + place)?;
        let [x, y] = [x, y].map(|at| f64::from(at) / f64::from(PLACES));
        Some(raster.get_or_insert_with(|| form.outline.raster(self.setting.em, Point { x, y })))
    }
}

#[derive(Clone, Copy)]
struct Trial {
    held: Held,
    limit: f64,
}

struct Near {
    c: char,
    distance: f64,
    origin: Point,
}

impl Sight {
    fn of(nearest: Option<Near>, next: f64) -> Self {
        let none = Near { c: ' ', distance: 1.0, origin: Point::default() };
        let Near { c, distance, origin } = nearest.unwrap_or(none);
        let lead = next - distance;
        let certain = distance <= FARTHEST && lead >= LEAST_LEAD;
        let answer = if certain { Answer::Read(c) } else { Answer::Unsure };
        Self { answer, distance, lead, origin }
    }
}

/// The size of these at which the blots are most like characters.
fn best(forms: &Forms, blots: &[Blot], sizes: impl Iterator<Item = f64>) -> Option<Setting> {
    let (mut found, mut least) = (None, f64::MAX);
    for em in sizes {
        let setting = Setting { em, offset: Point::default() };
        let mut tried = Type::new(forms, setting.clone());
        let far: f64 = blots.iter().map(|blot| tried.least(blot)).sum();
        if far < least {
            (found, least) = (Some(setting), far);
        }
    }
    found
}

fn middle(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
