//! What a file says of itself: catalog, title, XMP. No clock and no random number goes into it.

use super::claims::{accessibility_claim, archival_claim};
use super::numbers::Fixed;
use super::profile::Profile;
use super::syntax::Syntax;

/// The objects that the catalog leads to.
pub(super) struct Roots {
    pub(super) pages: usize,
    pub(super) outline: Option<usize>,
    pub(super) tags: Option<usize>,
}

/// The catalog of a file whose fixed objects come after so many of printpdf's.
pub(super) fn push_catalog(out: &mut Vec<u8>, roots: &Roots, profile: Profile, printed: usize) {
    out.raw("<</Type/Catalog/Lang(ja-JP)/Metadata ").reference(Fixed::Metadata.after(printed));
    push_intent(out.raw("/OutputIntents["), profile, Fixed::Profile.after(printed));
    out.raw("]/ViewerPreferences<</DisplayDocTitle true>>");
    if profile.is_tagged() {
        out.raw("/MarkInfo<</Marked true>>");
    }
    out.raw("/Pages ").reference(roots.pages);
    if let Some(outline) = roots.outline {
        out.raw("/Outlines ").reference(outline).raw("/PageMode/UseOutlines");
    }
    if let Some(tags) = roots.tags {
        out.raw("/StructTreeRoot ").reference(tags);
    }
    out.raw(">>");
}

/// The output intent: what the file's gray means.
fn push_intent(out: &mut Vec<u8>, profile: Profile, icc: usize) {
    out.raw("<</Type/OutputIntent/S/").raw(profile.intent());
    out.raw("/OutputConditionIdentifier(Gray Gamma 2.2)/Info(Gray Gamma 2.2)/DestOutputProfile ");
    out.reference(icc).raw(">>");
}

/// The information dictionary: the title, as viewers without XMP look for it.
pub(super) fn push_info(out: &mut Vec<u8>, title: &str) {
    out.raw("<</Title").text(title.chars()).raw(">>");
}

/// The XMP.
pub(super) fn xmp(title: &str, profile: Profile) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let (archival, accessibility) = (archival_claim(profile), accessibility_claim(profile));
    [BEFORE_TITLE, &title, AFTER_TITLE, archival, DESCRIBED, accessibility, END].concat()
}

const BEFORE_TITLE: &str = "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
    <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
    <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
    <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
    xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\
    <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">";
const AFTER_TITLE: &str = "</rdf:li></rdf:Alt></dc:title>\
    <dc:language><rdf:Bag><rdf:li>ja-JP</rdf:li></rdf:Bag></dc:language>";
const DESCRIBED: &str = "</rdf:Description>";
const END: &str = "</rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>";
