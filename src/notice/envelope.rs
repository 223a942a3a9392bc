//! The envelope's window, through which the address of the letter is read.

use crate::error::{Error, ErrorKind, Expected, Field, PagePart, Result};

/// How far the sheet may slip in the envelope, either way.
pub(crate) const SLIP_MM: f64 = 5.0;
/// Where the sheet is folded first, from the top; and so far again from there.
pub(crate) const FOLD_MM: f64 = 99.0;

/// Where the window of an envelope lies over the letter, which is folded in three at 99 and 198 mm;
/// with it, the address is printed where the window shows it.
///
/// Windows differ from maker to maker: hold the envelope against the sheet and measure.
///
/// ```
/// use reissue_notice::{EnvelopeWindow, WindowBox};
/// let window = EnvelopeWindow::naga_3_vertical().with_fold_marks();
/// let place = WindowBox { left_mm: 22.0, top_mm: 13.0, width_mm: 90.0, height_mm: 45.0 };
/// let custom = EnvelopeWindow::custom(place)?;
/// let error = EnvelopeWindow::custom(WindowBox { top_mm: 70.0, ..place }).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "envelope window: the window would reach from 70.0 to 115.0 mm, expected within 5.0 to \
///      94.0 mm of the top"
/// );
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EnvelopeWindow {
    pub(crate) place: WindowBox,
    pub(crate) fold_marks: bool,
}

/// A window in millimetres from the upper left corner of the sheet.
///
/// ```
/// use reissue_notice::{EnvelopeWindow, WindowBox};
/// let measured = WindowBox { left_mm: 22.0, top_mm: 13.0, width_mm: 90.0, height_mm: 45.0 };
/// assert_eq!(EnvelopeWindow::custom(measured)?.place(), measured);
/// # Ok::<(), reissue_notice::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WindowBox {
    /// Its left edge.
    pub left_mm: f64,
    /// Its upper edge.
    pub top_mm: f64,
    /// From left to right.
    pub width_mm: f64,
    /// From top to bottom.
    pub height_mm: f64,
}

impl EnvelopeWindow {
    /// 長形3号, whose flap is at a short side: 90 by 45 mm, 20 mm from the left and 12 mm from the
    /// top.
    ///
    /// ```
    /// # use reissue_notice::EnvelopeWindow;
    /// assert_eq!(EnvelopeWindow::naga_3_vertical().place().width_mm, 90.0);
    /// ```
    pub const fn naga_3_vertical() -> Self {
        Self::at(WindowBox { left_mm: 20.0, top_mm: 12.0, width_mm: 90.0, height_mm: 45.0 })
    }

    /// 洋長形3号, whose flap is at a long side: 95 by 45 mm, 15 mm from the left and 15 mm from the
    /// top.
    ///
    /// ```
    /// # use reissue_notice::EnvelopeWindow;
    /// assert_eq!(EnvelopeWindow::naga_3_horizontal().place().width_mm, 95.0);
    /// ```
    pub const fn naga_3_horizontal() -> Self {
        Self::at(WindowBox { left_mm: 15.0, top_mm: 15.0, width_mm: 95.0, height_mm: 45.0 })
    }

    /// The window of this name: `vertical` or `horizontal`, of 長形3号.
    ///
    /// ```
    /// use reissue_notice::EnvelopeWindow;
    /// assert_eq!(EnvelopeWindow::named("vertical")?, EnvelopeWindow::naga_3_vertical());
    /// assert_eq!(
    ///     EnvelopeWindow::named("round").unwrap_err().to_string(),
    ///     "envelope window: found round, expected vertical or horizontal"
    /// );
    /// # Ok::<(), reissue_notice::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Range`] for any other name.
    pub fn named(name: &str) -> Result<Self> {
        match name {
            "vertical" => Ok(Self::naga_3_vertical()),
            "horizontal" => Ok(Self::naga_3_horizontal()),
            _ => Err(Error::range(Field::Window, name, Expected::Window)),
        }
    }

    /// A window of your own.
    ///
    /// ```
    /// # use reissue_notice::{EnvelopeWindow, WindowBox};
    /// let place = WindowBox { left_mm: 22.0, top_mm: 13.0, width_mm: 90.0, height_mm: 45.0 };
    /// assert!(EnvelopeWindow::custom(place).is_ok());
    /// // It reaches over the fold at 99 mm.
    /// assert!(EnvelopeWindow::custom(WindowBox { top_mm: 60.0, ..place }).is_err());
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::OffPage`] for one that shows more than the first panel of the folded sheet when
    /// that slips by 5 mm.
    pub fn custom(place: WindowBox) -> Result<Self> {
        let WindowBox { top_mm, height_mm, .. } = place;
        let bottom_mm = top_mm + height_mm;
        let (least, most) = (SLIP_MM, FOLD_MM - SLIP_MM);
        if top_mm >= least && bottom_mm <= most {
            return Ok(Self::at(place));
        }
        let kind = ErrorKind::OffPage {
            what: PagePart::Window,
            top_mm,
            bottom_mm,
            from_mm: least,
            to_mm: most,
        };
        Err(Error::new(Field::Window, kind))
    }

    /// Prints short marks at the left edge where the sheet is folded. Default: none.
    ///
    /// ```
    /// # use reissue_notice::EnvelopeWindow;
    /// assert!(EnvelopeWindow::naga_3_vertical().with_fold_marks().has_fold_marks());
    /// ```
    #[must_use]
    pub const fn with_fold_marks(self) -> Self {
        Self { fold_marks: true, ..self }
    }

    /// Where it lies.
    ///
    /// ```
    /// # use reissue_notice::EnvelopeWindow;
    /// assert_eq!(EnvelopeWindow::naga_3_vertical().place().left_mm, 20.0);
    /// ```
    pub const fn place(&self) -> WindowBox {
        self.place
    }

    /// Whether marks are printed where the sheet is folded.
    ///
    /// ```
    /// # use reissue_notice::EnvelopeWindow;
    /// assert!(!EnvelopeWindow::naga_3_vertical().has_fold_marks());
    /// ```
    pub const fn has_fold_marks(&self) -> bool {
        self.fold_marks
    }

    const fn at(place: WindowBox) -> Self {
        Self { place, fold_marks: false }
    }
}
