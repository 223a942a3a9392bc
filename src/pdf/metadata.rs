//! What a file says of itself: catalog, title, XMP. No clock and no random number goes into it.

use super::claims::{Edition, accessibility_claim, archival_claim, press_claim};
use super::numbers::Fixed;
use super::profile::Profile;
use super::syntax::Syntax;
use crate::date::Date;

/// The objects that the catalog leads to.
pub(super) struct Roots {
    pub(super) pages: usize,
    pub(super) outline: Option<usize>,
    pub(super) tags: Option<usize>,
    pub(super) parts: Option<usize>,
}

/// The catalog of a file whose fixed objects come after so many of printpdf's.
pub(super) fn push_catalog(out: &mut Vec<u8>, roots: &Roots, profile: Profile, printed: usize) {
    out.raw("<</Type/Catalog/Lang(ja-JP)/Metadata ").reference(Fixed::Metadata.after(printed));
    out.raw("/OutputIntents[");
    for intent in profile.intents() {
        push_intent(out, intent, Fixed::Profile.after(printed));
    }
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
    if let Some(parts) = roots.parts {
        out.raw("/DPartRoot ").reference(parts);
    }
    out.raw(">>");
}

/// An output intent: what the file's gray means.
fn push_intent(out: &mut Vec<u8>, kind: &str, icc: usize) {
    out.raw("<</Type/OutputIntent/S/").raw(kind);
    out.raw("/OutputConditionIdentifier(Gray Gamma 2.2)/Info(Gray Gamma 2.2)/DestOutputProfile ");
    out.reference(icc).raw(">>");
}

/// What a file says of itself.
pub(super) struct About {
    pub(super) title: String,
    pub(super) profile: Profile,
    /// A file that has dates has this for all of them: there is no clock.
    pub(super) issued_on: Date,
}

/// The information dictionary: the title, as viewers without XMP look for it; and what a press
/// looks for there.
pub(super) fn push_info(out: &mut Vec<u8>, about: &About) {
    out.raw("<</Title").text(about.title.chars());
    if about.profile.is_for_press() {
        let day = about.issued_on.to_string().replace('-', "");
        for key in ["/CreationDate", "/ModDate"] {
            out.raw(key).raw("(D:").raw(&day).raw("000000+09'00')");
        }
        out.raw("/Trapped/False/GTS_PDFXVersion(PDF/X-4)");
    }
    out.raw(">>");
}

impl About {
    /// The XMP, of a file with this identifier where its profile has one.
    pub(super) fn xmp(&self, identifier: Option<u128>) -> String {
        let profile = self.profile;
        let press = identifier.map(|identifier| Edition { identifier, date: self.issued_on });
        let press = press.as_ref().map_or_else(String::new, press_claim);
        let described = [BEFORE_TITLE, &self.escaped_title(), AFTER_TITLE].concat();
        let claims = [archival_claim(profile), DESCRIBED, &press, &accessibility_claim(profile)];
        [&described, &claims.concat(), END].concat()
    }

    fn escaped_title(&self) -> String {
        self.title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    }
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
