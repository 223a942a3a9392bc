//! What the XMP says of the standards that a file follows.

use super::profile::Profile;

/// Of archiving.
pub(super) fn archival_claim(profile: Profile) -> &'static str {
    match profile {
        Profile::A2a => "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
        Profile::A2u => "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>",
        Profile::Archive4 => "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>",
    }
}

/// Of accessibility. PDF/A-2 wants its schema described; PDF/A-4 knows it.
pub(super) fn accessibility_claim(profile: Profile) -> &'static str {
    match profile {
        Profile::A2a => UA_1,
        Profile::A2u => "",
        Profile::Archive4 => UA_2,
    }
}

/// The XMP of an encrypted letter, made from the letter's own: no claim of PDF/A, which forbids
/// encryption, and PDF/UA-2, as PDF/UA-1 has no room for PDF 2.0.
pub(super) fn encrypted_claim(xmp: &str) -> String {
    let mut claim = xmp.to_owned();
    for profile in [Profile::A2a, Profile::A2u, Profile::Archive4] {
        claim = claim.replace(archival_claim(profile), "");
    }
    claim.replace(UA_1, UA_2)
}

const UA_1: &str = "\
    <rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
    xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"><pdfuaid:part>1</pdfuaid:part>\
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
    <pdfaProperty:name>part</pdfaProperty:name>\
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
    <pdfaProperty:category>internal</pdfaProperty:category>\
    <pdfaProperty:description>Part of PDF/UA that the document conforms to\
    </pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>\
    </rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>";

const UA_2: &str = "\
    <rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
    xmlns:pdfd=\"http://pdfa.org/declarations/\">\
    <pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>\
    <pdfd:declarations><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
    <pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo></rdf:li>\
    <rdf:li rdf:parseType=\"Resource\">\
    <pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#reuse1.0</pdfd:conformsTo></rdf:li>\
    </rdf:Bag></pdfd:declarations></rdf:Description>";
