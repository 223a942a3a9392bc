//! What stands on a page, read from its points: the characters of its password cells, and the rows
//! of its tables that may be a number or a user ID.

use zeroize::Zeroizing;

use crate::outline::{Point, number};
use crate::picture::{Frame, Picture};
use crate::rules::{Cell, Ruled};
use crate::shapes::{Answer, Blot, Forms, Held, Sight, Type};

/// How many characters a provider number has, and a user ID: a row of another length is neither.
const CODES: [usize; 2] = [10, 14];
/// As many characters of a row say its size.
const ENOUGH: usize = 20;
/// Lighter is the edge of a stroke.
const FAINT: u8 = 96;
/// How far cells of one size may be apart.
const SLACK: f64 = 1.5;

/// Reads pages, and remembers the sizes of type that it has found.
pub(crate) struct Eye<'f> {
    forms: &'f Forms,
    /// By what they were found in.
    sizes: Vec<Size<'f>>,
    /// The least certain of all characters of passwords that were read.
    pub(crate) certainty: Certainty,
}

struct Size<'f> {
    kind: Kind,
    of: Type<'f>,
}

/// What type of one size is found in.
#[derive(Clone, Copy)]
enum Kind {
    /// Cells so wide and high.
    Cells { width: f64, height: f64 },
    /// Rows of so many characters.
    Code(usize),
}

/// How far off the farthest shape was that was read, and by how much the next one was farther.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Certainty {
    pub(crate) farthest: f64,
    pub(crate) least_lead: f64,
}

/// What was read on a page. Wiped when it is dropped.
#[derive(Default)]
pub(crate) struct Page {
    pub(crate) cells: Answers,
    pub(crate) codes: Vec<Answers>,
}

/// Characters one after the other, or what is in place of one.
#[derive(Clone, Default)]
pub(crate) struct Answers(Zeroizing<Vec<u8>>);

const BLANK: u8 = 0;
const UNSURE: u8 = 1;

impl Answers {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn extend(&mut self, more: &Self) {
        // Never grown in place: a vector that moves leaves a copy behind.
        let mut all = Zeroizing::new(Vec::with_capacity(self.0.len() + more.0.len()));
        all.extend_from_slice(&self.0);
        all.extend_from_slice(&more.0);
        self.0 = all;
    }

    pub(crate) fn is(&self, expected: &str) -> bool {
        self.0.as_slice() == expected.as_bytes()
    }

    /// What differs from what should stand there, place by place.
    pub(crate) fn amiss(&self, expected: &str) -> Vec<Amiss> {
        let mut amiss = Vec::new();
        for (index, (&read, expected)) in self.0.iter().zip(expected.bytes()).enumerate() {
            let wrong = match read {
                _ if read == expected => continue,
                BLANK => Wrong::Blank,
                UNSURE => Wrong::Unsure,
                _ => Wrong::Other,
            };
            amiss.push(Amiss { place: index + 1, wrong });
        }
        amiss
    }
}

/// What is wrong with a cell, without what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Amiss {
    /// Counted from 1.
    pub(crate) place: usize,
    pub(crate) wrong: Wrong,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    Other,
    Unsure,
    Blank,
}

impl<'f> Eye<'f> {
    pub(crate) fn new(forms: &'f Forms) -> Self {
        let certainty = Certainty { farthest: 0.0, least_lead: 1.0 };
        Self { forms, sizes: Vec::new(), certainty }
    }

    pub(crate) fn read(&mut self, picture: &Picture) -> Page {
        let ruled = Ruled::of(picture);
        let mut page = Page::default();
        let same = |a: &Cell, b: &Cell| {
            (a.width - b.width).abs() < SLACK && (a.height - b.height).abs() < SLACK
        };
        for cells in ruled.cells.chunk_by(same) {
            page.cells.extend(&self.read_cells(picture, cells));
        }
        for value in &ruled.values {
            let places = characters(picture, value);
            if CODES.contains(&places.len()) {
                page.codes.push(self.read_code(picture, &places));
            }
        }
        page
    }

    /// The characters of cells of one size.
    fn read_cells(&mut self, picture: &Picture, cells: &[Cell]) -> Answers {
        let Some(&Cell { width, height, .. }) = cells.first() else { return Answers::default() };
        let from = |cell: &Cell| Point { x: cell.middle, y: cell.top };
        let blots: Vec<Blot> =
            cells.iter().map(|cell| Blot::cut(picture, cell.within.clone(), from(cell))).collect();
        self.look(&blots, Kind::Cells { width, height })
    }

    /// A number or a user ID: each character in a box of its own, without rules between them.
    fn read_code(&mut self, picture: &Picture, places: &[Frame]) -> Answers {
        let blot = |frame: &Frame| {
            let from = Point { x: 0.0, y: number(frame.rows.start) };
            Blot::cut(picture, frame.clone(), from)
        };
        let blots: Vec<Blot> = places.iter().map(blot).collect();
        self.look(&blots, Kind::Code(blots.len()))
    }

    fn look(&mut self, blots: &[Blot], kind: Kind) -> Answers {
        let mut answers = Zeroizing::new(Vec::with_capacity(blots.len()));
        let size = self.sizes.iter().position(|size| size.kind.is(kind));
        let size = size.or_else(|| self.find_size(blots, kind));
        match size.and_then(|at| self.sizes.get_mut(at)) {
            Some(size) => {
                for blot in blots {
                    let sight = size.of.look(blot, kind.held());
                    if kind.held() == Held::InPlace {
                        self.certainty.lower_to(&sight);
                    }
                    answers.push(code(sight.answer));
                }
            }
            None => answers.resize(blots.len(), UNSURE),
        }
        Answers(answers)
    }

    /// Where the size of what is so laid out is remembered from now on.
    fn find_size(&mut self, blots: &[Blot], kind: Kind) -> Option<usize> {
        let some = blots.get(..ENOUGH).unwrap_or(blots);
        let of = Type::found_in(self.forms, some)?;
        self.sizes.push(Size { kind, of });
        Some(self.sizes.len() - 1)
    }
}

impl Kind {
    fn is(self, other: Self) -> bool {
        match (self, other) {
            (Self::Cells { width, height }, Self::Cells { width: w, height: h }) => {
                (width - w).abs() < SLACK && (height - h).abs() < SLACK
            }
            (Self::Code(one), Self::Code(other)) => one == other,
            _ => false,
        }
    }

    fn held(self) -> Held {
        match self {
            Self::Cells { .. } => Held::InPlace,
            Self::Code(_) => Held::Upright,
        }
    }
}

impl Certainty {
    fn lower_to(&mut self, sight: &Sight) {
        if let Answer::Read(_) = sight.answer {
            self.farthest = self.farthest.max(sight.distance);
            self.least_lead = self.least_lead.min(sight.lead);
        }
    }
}

fn code(answer: Answer) -> u8 {
    match answer {
        Answer::Read(c) => u8::try_from(c).unwrap_or(UNSURE),
        Answer::Blank => BLANK,
        Answer::Unsure => UNSURE,
    }
}

/// The parts of a row that blank columns divide, each with room beside it.
fn characters(picture: &Picture, row: &Frame) -> Vec<Frame> {
    let mut places: Vec<Frame> = Vec::new();
    for column in row.columns.clone() {
        let mut points = row.rows.clone().flat_map(|y| picture.part(y, column..column + 1));
        let inked = points.any(|&dark| dark > FAINT);
        match places.last_mut() {
            Some(last) if inked && last.columns.end == column => last.columns.end = column + 1,
            _ if inked => {
                places.push(Frame { columns: column..column + 1, rows: row.rows.clone() });
            }
            _ => {}
        }
    }
    for place in &mut places {
        let columns = &place.columns;
        place.columns = columns.start.saturating_sub(1)..columns.end + 1;
    }
    places
}
