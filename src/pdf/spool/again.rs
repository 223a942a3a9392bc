//! Letters of another spool struck again in this one, with the codes that their glyphs have there.

use super::Spool;
use crate::error::Result;
use crate::layout::fill::Fill;
use crate::layout::forme::Line;

impl<W> Spool<'_, W> {
    /// Takes the codes that a letter would take, and its number among the parts, and leaves the
    /// letter out.
    pub(crate) fn pass_over(&mut self, fill: &Fill, count: Option<&Line>) -> Result<()> {
        self.before += 1;
        self.shared.press.take_codes(fill, count, &mut self.palette)
    }
}
