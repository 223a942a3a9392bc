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
    let lookups = ccmp.lookup_indices.into_iter().take(MOST_LOOKUPS);
    for lookup in lookups.map_while(|index| gsub.lookups.get(index)) {
        let mut subtables = lookup.subtables.into_iter().take(MOST_LOOKUPS);
        let joined = subtables.find_map(|subtable| joined(&subtable, first, second));
        if joined.is_some() {
            return joined;
        }
    }
    None
}

fn joined(subtable: &SubstitutionSubtable<'_>, first: GlyphId, second: GlyphId) -> Option<GlyphId> {
    let SubstitutionSubtable::Ligature(ligatures) = subtable else { return None };
    let mut set = ligatures.ligature_sets.get(ligatures.coverage.get(first)?)?.into_iter();
    let joining = set.find(|ligature| ligature.components.into_iter().eq([second]));
    joining.map(|ligature| ligature.glyph)
}
