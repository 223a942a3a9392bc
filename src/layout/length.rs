//! Lengths and places on the page: no bare number elsewhere. The origin is the page's upper left
//! corner, y grows downward.

use std::iter::Sum;
use std::ops::{Add, Div, Mul, Neg, Sub};

use super::subject::Subject;
use crate::error::{Error, ErrorKind, Result};

/// A distance; made of millimetres or points, kept in points.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub(crate) struct Length(f64);

const POINTS_PER_MM: f64 = 72.0 / 25.4;

/// Less than a thousandth of a point is rounding.
const EPSILON: f64 = 1e-6;

impl Length {
    pub(crate) const ZERO: Self = Self(0.0);

    pub(crate) const fn pt(points: f64) -> Self {
        Self(points)
    }

    pub(crate) const fn mm(millimetres: f64) -> Self {
        Self(millimetres * POINTS_PER_MM)
    }

    pub(crate) const fn to_pt(self) -> f64 {
        self.0
    }

    pub(crate) fn to_mm(self) -> f64 {
        self.0 / POINTS_PER_MM
    }

    /// How many thousandths of an em of this size it holds.
    #[expect(clippy::cast_possible_truncation, reason = "a page is smaller than 2^32 ems")]
    pub(crate) fn thousandths_of(self, em: Self) -> i64 {
        ((self.0 + EPSILON) / em.0 * 1000.0).floor() as i64
    }

    pub(crate) fn fits(self, room: Self) -> bool {
        self.0 <= room.0 + EPSILON
    }

    pub(crate) fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    pub(crate) fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }

    fn clamp(self, least: Self, most: Self) -> Self {
        Self(self.0.clamp(least.0, most.0))
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<f64> for Length {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<f64> for Length {
    type Output = Self;
    fn div(self, divisor: f64) -> Self {
        Self(self.0 / divisor)
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

/// How many, as a factor.
pub(crate) fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

/// The sizes of type that a text may be set in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sizes {
    pub(crate) least: Length,
    pub(crate) most: Length,
}

impl Sizes {
    /// The size nearest to `wished`.
    pub(crate) fn nearest(self, wished: Length) -> Length {
        wished.clamp(self.least, self.most)
    }
}

/// A stretch of the page's height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Span {
    pub(crate) top: Length,
    pub(crate) bottom: Length,
}

impl Span {
    /// An error where a part of the page that takes this stretch stands over or under its room.
    pub(crate) fn check_within(self, room: Self, subject: Subject) -> Result<()> {
        if room.top.fits(self.top) && self.bottom.fits(room.bottom) {
            return Ok(());
        }
        let kind = ErrorKind::OffPage {
            what: subject.what,
            top_mm: self.top.to_mm(),
            bottom_mm: self.bottom.to_mm(),
            from_mm: room.top.to_mm(),
            to_mm: room.bottom.to_mm(),
        };
        Err(Error::new(subject.field, kind))
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: Length,
    pub(crate) y: Length,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Size {
    pub(crate) width: Length,
    pub(crate) height: Length,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rect {
    pub(crate) origin: Point,
    pub(crate) size: Size,
}

impl Rect {
    pub(crate) fn new(x: Length, y: Length, width: Length, height: Length) -> Self {
        Self { origin: Point { x, y }, size: Size { width, height } }
    }

    pub(crate) fn top(&self) -> Length {
        self.origin.y
    }

    pub(crate) fn left(&self) -> Length {
        self.origin.x
    }

    pub(crate) fn bottom(&self) -> Length {
        self.top() + self.size.height
    }

    /// The same without `by` on each side.
    pub(crate) fn inset(self, by: Length) -> Self {
        let Self { origin, size } = self;
        let (width, height) = (size.width - by * 2.0, size.height - by * 2.0);
        Self::new(origin.x + by, origin.y + by, width, height)
    }

    pub(crate) fn right(&self) -> Length {
        self.left() + self.size.width
    }

    /// Whether both cover some of the page; those that only touch do not.
    #[cfg_attr(not(any(test, feature = "print-shop")), expect(dead_code, reason = "a mark asks"))]
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let apart = self.right().fits(other.left())
            || other.right().fits(self.left())
            || self.bottom().fits(other.top())
            || other.bottom().fits(self.top());
        !apart
    }

    /// The stretch of the page's height that it takes.
    pub(crate) fn height(&self) -> Span {
        Span { top: self.top(), bottom: self.bottom() }
    }

    /// The left of it, so wide, and the rest.
    pub(crate) fn split_at(self, width: Length) -> (Self, Self) {
        let Self { origin: Point { x, y }, size: Size { width: whole, height } } = self;
        (Self::new(x, y, width, height), Self::new(x + width, y, whole - width, height))
    }

    /// The same without `by` on the left and on the right.
    pub(crate) fn narrowed(self, by: Length) -> Self {
        Self::new(self.left() + by, self.top(), self.size.width - by * 2.0, self.size.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inch_is_72_points() {
        assert!((Length::mm(25.4).to_pt() - 72.0).abs() < EPSILON);
        assert!((Length::pt(72.0).to_mm() - 25.4).abs() < EPSILON);
    }

    #[test]
    fn what_is_as_wide_as_its_room_fits() {
        assert!((Length::mm(0.1) + Length::mm(0.2)).fits(Length::mm(0.3)));
        assert!(!Length::pt(10.01).fits(Length::pt(10.0)));
    }
}
