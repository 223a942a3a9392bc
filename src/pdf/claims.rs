//! What the XMP says of the standards that a file follows. PDF/A-2 wants every schema described
//! that it does not know; PDF/A-4 does not.

use super::profile::Profile;
use crate::date::Date;

/// Of archiving.
pub(super) fn archival_claim(profile: Profile) -> &'static str {
    match profile {
        Profile::A2a | Profile::TaggedPress => {
            "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
        }
        Profile::A2u | Profile::Press => {
            "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>"
        }
        Profile::Archive4 => "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>",
    }
}

/// Of accessibility; and the schemas that PDF/A wants described.
pub(super) fn accessibility_claim(profile: Profile) -> String {
    match profile {
        Profile::A2a => described(UA_1, &[UA]),
        Profile::A2u => String::new(),
        Profile::Archive4 => UA_2.into(),
        Profile::Press => described("", &[X, VT, PDF]),
        Profile::TaggedPress => described(UA_1, &[UA, X, VT, PDF]),
    }
}

/// The XMP of an encrypted letter, made from the letter's own: no claim of PDF/A, which forbids
/// encryption, and PDF/UA-2, as PDF/UA-1 has no room for PDF 2.0.
pub(super) fn encrypted_claim(xmp: &str) -> String {
    let mut claim = xmp.to_owned();
    for profile in [Profile::A2a, Profile::A2u, Profile::Archive4] {
        claim = claim.replace(archival_claim(profile), "");
    }
    claim.replace(&accessibility_claim(Profile::A2a), UA_2)
}

/// What tells a file for a press from others.
pub(super) struct Edition {
    pub(super) identifier: u128,
    pub(super) date: Date,
}

/// Of the press: what tells the file from others, its day, and the versions that it follows.
pub(super) fn press_claim(edition: &Edition) -> String {
    let date = format!("{}T00:00:00+09:00", edition.date);
    let instance = instance(&uuid(edition.identifier), &date);
    format!(
        "<rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\" \
         xmlns:pdfvtid=\"http://www.npes.org/pdfvt/ns/id/\">\
         <pdf:Trapped>False</pdf:Trapped>\
         <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\
         <pdfvtid:GTS_PDFVTVersion>PDF/VT-1</pdfvtid:GTS_PDFVTVersion>\
         <pdfvtid:GTS_PDFVTModDate>{date}</pdfvtid:GTS_PDFVTModDate></rdf:Description>{instance}"
    )
}

fn instance(uuid: &str, date: &str) -> String {
    format!(
        "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"><xmp:CreateDate>{date}</xmp:CreateDate>\
         <xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:MetadataDate>{date}</xmp:MetadataDate>\
         <xmpMM:DocumentID>xmp.did:{uuid}</xmpMM:DocumentID>\
         <xmpMM:InstanceID>xmp.iid:{uuid}</xmpMM:InstanceID>\
         <xmpMM:VersionID>1</xmpMM:VersionID>\
         <xmpMM:RenditionClass>default</xmpMM:RenditionClass></rdf:Description>"
    )
}

/// An identifier in the form of a UUID that its maker defines (RFC 9562, version 8).
fn uuid(identifier: u128) -> String {
    let version = 8 << 76 | identifier & !(0xF << 76);
    let variant = 2 << 62 | version & !(3 << 62);
    let digits = format!("{variant:032x}");
    let mut uuid = String::with_capacity(36);
    for (at, digit) in digits.chars().enumerate() {
        if matches!(at, 8 | 12 | 16 | 20) {
            uuid.push('-');
        }
        uuid.push(digit);
    }
    uuid
}

/// A schema that PDF/A-2 does not know.
struct Schema {
    name: &'static str,
    namespace: &'static str,
    prefix: &'static str,
    properties: &'static [Property],
}

struct Property {
    name: &'static str,
    kind: &'static str,
    description: &'static str,
}

const UA: Schema = Schema {
    name: "PDF/UA identification schema",
    namespace: "http://www.aiim.org/pdfua/ns/id/",
    prefix: "pdfuaid",
    properties: &[Property {
        name: "part",
        kind: "Integer",
        description: "Part of PDF/UA that the document conforms to",
    }],
};

const X: Schema = Schema {
    name: "PDF/X identification schema",
    namespace: "http://www.npes.org/pdfx/ns/id/",
    prefix: "pdfxid",
    properties: &[Property {
        name: "GTS_PDFXVersion",
        kind: "Text",
        description: "Version of PDF/X that the document conforms to",
    }],
};

const VT: Schema = Schema {
    name: "PDF/VT identification schema",
    namespace: "http://www.npes.org/pdfvt/ns/id/",
    prefix: "pdfvtid",
    properties: &[
        Property {
            name: "GTS_PDFVTVersion",
            kind: "Text",
            description: "Version of PDF/VT that the document conforms to",
        },
        Property {
            name: "GTS_PDFVTModDate",
            kind: "Date",
            description: "Day on which the document was made to conform to PDF/VT",
        },
    ],
};

const PDF: Schema = Schema {
    name: "Adobe PDF schema",
    namespace: "http://ns.adobe.com/pdf/1.3/",
    prefix: "pdf",
    properties: &[Property {
        name: "Trapped",
        kind: "Text",
        description: "Whether the document has been trapped",
    }],
};

/// A claim with the schemas of this and of others.
fn described(claim: &str, schemas: &[Schema]) -> String {
    let schemas: String = schemas.iter().map(Schema::described).collect();
    [BEFORE_CLAIM, claim, BEFORE_SCHEMAS, &schemas, AFTER_SCHEMAS].concat()
}

impl Schema {
    fn described(&self) -> String {
        let Self { name, namespace, prefix, properties } = self;
        let properties: String = properties.iter().map(Property::described).collect();
        format!(
            "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>{name}</pdfaSchema:schema>\
             <pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>\
             <pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>\
             <pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
        )
    }
}

impl Property {
    fn described(&self) -> String {
        let Self { name, kind, description } = self;
        let [before, after_name, after_kind, after] = AROUND_PROPERTY;
        [before, name, after_name, kind, after_kind, description, after].concat()
    }
}

/// What stands around the name, the kind and the description of a property.
const AROUND_PROPERTY: [&str; 4] = [
    "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>",
    "</pdfaProperty:name><pdfaProperty:valueType>",
    "</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
     <pdfaProperty:description>",
    "</pdfaProperty:description></rdf:li>",
];

const BEFORE_CLAIM: &str = "\
    <rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
    xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">";
const UA_1: &str = "<pdfuaid:part>1</pdfuaid:part>";
const BEFORE_SCHEMAS: &str = "<pdfaExtension:schemas><rdf:Bag>";
const AFTER_SCHEMAS: &str = "</rdf:Bag></pdfaExtension:schemas></rdf:Description>";

const UA_2: &str = "\
    <rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
    xmlns:pdfd=\"http://pdfa.org/declarations/\">\
    <pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>\
    <pdfd:declarations><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
    <pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo></rdf:li>\
    <rdf:li rdf:parseType=\"Resource\">\
    <pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#reuse1.0</pdfd:conformsTo></rdf:li>\
    </rdf:Bag></pdfd:declarations></rdf:Description>";
