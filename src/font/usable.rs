//! Whether a face may be used, and can be.

use ttf_parser::{Face, Permissions, Tag};

use super::character_map::is_quickly_read;
use crate::error::FontFault;

/// Refuses a face without outlines or character map, or one that may not be embedded.
pub(super) fn refuse_unusable(font: &Face<'_>, face: u32) -> Result<(), FontFault> {
    let tables = font.tables();
    if tables.glyf.is_none() && tables.cff.is_none() {
        Err(outline_fault(font, face))
    } else if !font.is_outline_embedding_allowed() || !font.is_subsetting_allowed() {
        Err(FontFault::EmbeddingForbidden { face })
    } else if font.permissions() == Some(Permissions::Restricted) {
        Err(FontFault::EmbeddingRestricted { face })
    } else if tables.cmap.is_none() {
        Err(FontFault::NoCharacterMap { face })
    } else if !is_quickly_read(font) {
        Err(FontFault::RepetitiveCharacterMap { face })
    } else {
        Ok(())
    }
}

/// Why a face has no outlines that can be read.
fn outline_fault(font: &Face<'_>, face: u32) -> FontFault {
    let has = |tag| font.raw_face().table(Tag::from_bytes(tag)).is_some();
    if has(b"glyf") || has(b"CFF ") {
        FontFault::DamagedOutlines { face }
    } else if has(b"CFF2") {
        FontFault::VariableOutlines { face }
    } else {
        FontFault::MissingOutlines { face }
    }
}
