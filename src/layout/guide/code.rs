//! The QR code of the log-in address, as rectangles. It is made of nothing else: there is no way
//! here for a secret.

use qrcode::{Color, EcLevel, QrCode};

use crate::error::{ErrorKind, Result};
use crate::layout::length::{Length, Point, Rect, count};
use crate::notice::guide::address::LoginAddress;

/// A side of a module: more than the half millimetre that a camera tells apart in a copy of a copy.
const MODULE: Length = Length::pt(2.5);

/// What must stay white around the code (ISO/IEC 18004, 6.3.8), in modules.
const QUIET: f64 = 4.0;

pub(super) const QUIET_ZONE: Length = Length::pt(MODULE.to_pt() * QUIET);

/// A code, not yet on the page.
pub(super) struct Code {
    rows: Vec<Vec<Color>>,
}

impl Code {
    /// With a share of redundancy that a fold or a stain leaves readable.
    pub(super) fn of(address: &LoginAddress) -> Result<Self> {
        let code = QrCode::with_error_correction_level(address.as_str(), EcLevel::M);
        let code = code.map_err(|error| ErrorKind::Defect { reason: error.to_string() })?;
        let rows = code.to_colors().chunks(code.width()).map(<[Color]>::to_vec).collect();
        Ok(Self { rows })
    }

    /// A side of the code without its quiet zone.
    pub(super) fn side(&self) -> Length {
        MODULE * count(self.rows.len())
    }

    /// The dark modules with `origin` as their upper left corner, those beside one another as one.
    pub(super) fn rectangles(&self, origin: Point) -> Vec<Rect> {
        let mut rectangles = Vec::new();
        let mut y = origin.y;
        for row in &self.rows {
            let mut x = origin.x;
            for run in row.chunk_by(|a, b| a == b) {
                let width = MODULE * count(run.len());
                if run.first() == Some(&Color::Dark) {
                    rectangles.push(Rect::new(x, y, width, MODULE));
                }
                x = x + width;
            }
            y = y + MODULE;
        }
        rectangles
    }
}
