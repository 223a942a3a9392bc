//! The one glyph that stands for a letter and its mark (GSUB, feature `ccmp`), which Unicode has no
//! character for.

use ttf_parser::gsub::SubstitutionSubtable;
use ttf_parser::opentype_layout::LayoutTable;
use ttf_parser::{GlyphId, Tag};

/// Lookups of one feature, and subtables of one lookup, that are asked; the bundled face has one of
/// each. A font that is made to be slow has thousands.
const MOST_LOOKUPS: usize = 64;

/// The one glyph that stands for two, by the rules that must be followed before any other.
pub(super) fn ligature(gsub: &LayoutTable<'_>, first: GlyphId, second: GlyphId) -> Option<GlyphId> {
    let ccmp = gsub.features.find(Tag::from_bytes(b"ccmp"))?;
    for index in ccmp.lookup_indices.into_iter().take(MOST_LOOKUPS) {
        let lookup = gsub.lookups.get(index)?;
        for subtable in lookup.subtables.into_iter().take(MOST_LOOKUPS) {
            let joined = joined(&subtable, first, second);
            if joined.is_some() {
                return joined;
            }
        }
    }
    None
}

fn joined(subtable: &SubstitutionSubtable<'_>, first: GlyphId, second: GlyphId) -> Option<GlyphId> {
    let SubstitutionSubtable::Ligature(ligatures) = subtable else { return None };
    let set = ligatures.ligature_sets.get(ligatures.coverage.get(first)?)?;
    let mut joining =
        set.into_iter().filter(|ligature| ligature.components.into_iter().eq([second]));
    joining.next().map(|ligature| ligature.glyph)
}
