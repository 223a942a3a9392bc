//! What a file says of itself: catalog, title, XMP, the meaning of its gray. No clock and no random
//! number goes into it.
//!
//! - [`xmp`]: elements, descriptions and schemas as text
//! - [`claims`]: which standards the file says it follows
//! - [`icc`]: the gray of the output intent
//! - here: catalog, information dictionary, and the XMP of them all

mod xmp;
pub(super) mod claims;
pub(super) mod icc;

use super::file::syntax::Syntax;
use super::numbers::Fixed;
use super::profile::Profile;
use crate::date::Date;
use claims::{Edition, accessibility_claim, archival_claim};
use xmp::{Namespace, description, elements};

/// What a file says of itself.
pub(super) struct About {
    pub(super) title: String,
    pub(super) profile: Profile,
    /// A file that has dates has this for all of them: there is no clock.
    pub(super) issued_on: Date,
}

/// The objects that the catalog leads to.
#[derive(Default)]
pub(super) struct Roots {
    pub(super) pages: usize,
    pub(super) outline: Option<usize>,
    pub(super) tags: Option<usize>,
    pub(super) parts: Option<usize>,
}

impl About {
    /// The catalog of a file whose fixed objects come after so many of its pages and fonts.
    pub(super) fn push_catalog(&self, out: &mut Vec<u8>, roots: &Roots, printed: usize) {
        let metadata = Fixed::Metadata.after(printed);
        out.raw("/Type/Catalog/Lang(ja-JP)").refer("/Metadata", metadata);
        self.push_intents(out, Fixed::Profile.after(printed));
        out.raw("/ViewerPreferences<</DisplayDocTitle true>>");
        if self.profile.is_tagged() {
            out.raw("/MarkInfo<</Marked true>>");
        }
        out.refer("/Pages", roots.pages).refer("/Outlines", roots.outline);
        if roots.outline.is_some() {
            out.raw("/PageMode/UseOutlines");
        }
        out.refer("/StructTreeRoot", roots.tags).refer("/DPartRoot", roots.parts);
    }

    /// The output intents: what the file's gray means.
    fn push_intents(&self, out: &mut Vec<u8>, icc: usize) {
        out.raw("/OutputIntents[");
        for kind in self.profile.intents() {
            out.raw("<</Type/OutputIntent/S/").raw(kind).raw(GRAY);
            out.refer("/DestOutputProfile", icc).raw(">>");
        }
        out.raw("]");
    }

    /// The information dictionary: the title, as viewers without XMP look for it; and what a press
    /// looks for there.
    pub(super) fn push_info(&self, out: &mut Vec<u8>) {
        out.raw("/Title").text(self.title.chars());
        if self.profile.is_for_press() {
            let day = self.issued_on.to_string().replace('-', "");
            for key in ["/CreationDate", "/ModDate"] {
                out.raw(key).raw("(D:").raw(&day).raw("000000+09'00')");
            }
            out.raw("/Trapped/False/GTS_PDFXVersion(PDF/X-4)");
        }
    }

    /// The XMP, of a file with this identifier where its profile has one.
    pub(super) fn xmp(&self, identifier: Option<u128>) -> String {
        let press = identifier.map(|identifier| Edition { identifier, date: self.issued_on });
        let press = press.as_ref().map_or_else(String::new, Edition::claim);
        let accessibility = accessibility_claim(self.profile);
        [BEGINNING, &self.described(), &press, &accessibility, END].concat()
    }

    /// Title and language, and what is claimed of archiving.
    fn described(&self) -> String {
        let title = self.title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let title = ["<rdf:Alt><rdf:li xml:lang=\"x-default\">", &title, "</rdf:li></rdf:Alt>"];
        let language = "<rdf:Bag><rdf:li>ja-JP</rdf:li></rdf:Bag>";
        let said = elements(&[("dc:title", &title.concat()), ("dc:language", language)]);
        description(&[CORE, ARCHIVE], &(said + archival_claim(self.profile)))
    }
}

const GRAY: &str = "/OutputConditionIdentifier(Gray Gamma 2.2)/Info(Gray Gamma 2.2)";

const BEGINNING: &str = "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
    <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
    <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">";
const END: &str = "</rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>";

const CORE: Namespace = Namespace { prefix: "dc", uri: "http://purl.org/dc/elements/1.1/" };
const ARCHIVE: Namespace = Namespace { prefix: "pdfaid", uri: "http://www.aiim.org/pdfa/ns/id/" };
