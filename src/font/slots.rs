//! Which glyph of a face stands in which slot of the font that is cut from it.

use std::collections::HashMap;

use crate::error::{FontFault, Result};

/// The glyphs that are asked for, then the parts of composites.
pub(super) struct Slots {
    pub(super) ids: Vec<u16>,
    /// The slot of each part.
    parts: HashMap<u16, u16>,
}

impl Slots {
    pub(super) fn new(glyphs: &[u16]) -> Self {
        let ids = std::iter::once(0).chain(glyphs.iter().copied()).collect();
        Self { ids, parts: HashMap::new() }
    }

    pub(super) fn count(&self) -> Result<u16> {
        Ok(u16::try_from(self.ids.len()).map_err(|_| FontFault::TooManyGlyphs)?)
    }

    /// The slot of a part of a composite: shared by all composites.
    pub(super) fn of_part(&mut self, id: u16) -> Result<u16> {
        if let Some(&slot) = self.parts.get(&id) {
            return Ok(slot);
        }
        let slot = self.count()?;
        self.ids.push(id);
        self.parts.insert(id, slot);
        Ok(slot)
    }
}
