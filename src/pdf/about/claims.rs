//! What the XMP says of the standards that a file follows. PDF/A-2 wants every schema described
//! that it does not know; PDF/A-4 does not.

use super::xmp::{Namespace, Schema, bag, description, elements, resource};
use crate::date::Date;
use crate::pdf::profile::Profile;

/// Of archiving.
pub(super) fn archival_claim(profile: Profile) -> &'static str {
    match profile {
        Profile::A2a | Profile::TaggedPress => LEVEL_A,
        Profile::A2u | Profile::Press => LEVEL_U,
        Profile::Archive4 => "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>",
    }
}

const LEVEL_A: &str = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>";
const LEVEL_U: &str = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>";

/// Of accessibility; and the schemas that PDF/A wants described.
pub(super) fn accessibility_claim(profile: Profile) -> String {
    match profile {
        Profile::A2a => described(UA_1, &[UA]),
        Profile::A2u => String::new(),
        Profile::Archive4 => ua_2(),
        Profile::Press => described("", &[X, VT, PDF]),
        Profile::TaggedPress => described(UA_1, &[UA, X, VT, PDF]),
    }
}

/// The XMP of an encrypted letter, made from the letter's own: no claim of PDF/A, which forbids
/// encryption, and PDF/UA-2, as PDF/UA-1 has no room for PDF 2.0.
pub(in crate::pdf) fn encrypted_claim(xmp: &str) -> String {
    let mut claim = xmp.to_owned();
    for profile in [Profile::A2a, Profile::A2u, Profile::Archive4] {
        claim = claim.replace(archival_claim(profile), "");
    }
    claim.replace(&accessibility_claim(Profile::A2a), &ua_2())
}

/// What tells a file for a press from others.
pub(super) struct Edition {
    pub(super) identifier: u128,
    pub(super) date: Date,
}

impl Edition {
    /// What tells the file from others, its day, and the versions that it follows.
    pub(super) fn claim(&self) -> String {
        let date = format!("{}T00:00:00+09:00", self.date);
        let namespaces = [PDF.namespace, X.namespace, VT.namespace];
        description(&namespaces, &versions(&date)) + &instance(self.identifier, &date)
    }
}

fn versions(date: &str) -> String {
    elements(&[
        ("pdf:Trapped", "False"),
        ("pdfxid:GTS_PDFXVersion", "PDF/X-4"),
        ("pdfvtid:GTS_PDFVTVersion", "PDF/VT-1"),
        ("pdfvtid:GTS_PDFVTModDate", date),
    ])
}

fn instance(identifier: u128, date: &str) -> String {
    let uuid = uuid(identifier);
    let instance = elements(&[
        ("xmp:CreateDate", date),
        ("xmp:ModifyDate", date),
        ("xmp:MetadataDate", date),
        ("xmpMM:DocumentID", &format!("xmp.did:{uuid}")),
        ("xmpMM:InstanceID", &format!("xmp.iid:{uuid}")),
        ("xmpMM:VersionID", "1"),
        ("xmpMM:RenditionClass", "default"),
    ]);
    description(&[XMP, MANAGEMENT], &instance)
}

/// An identifier in the form of a UUID that its maker defines (RFC 9562, version 8).
fn uuid(identifier: u128) -> String {
    let version = 8 << 76 | identifier & !(0xF << 76);
    let variant = 2 << 62 | version & !(3 << 62);
    let mut uuid = format!("{variant:032x}");
    for at in [8, 13, 18, 23] {
        uuid.insert(at, '-');
    }
    uuid
}

/// A claim with the schemas of this and of others.
fn described(claim: &str, schemas: &[Schema]) -> String {
    let schemas: String = schemas.iter().map(Schema::described).collect();
    let schemas = elements(&[("pdfaExtension:schemas", &bag(&schemas))]);
    description(&DESCRIBING, &[claim, &schemas].concat())
}

const UA_1: &str = "<pdfuaid:part>1</pdfuaid:part>";

fn ua_2() -> String {
    let declared = |standard| resource(&[("pdfd:conformsTo", standard)]);
    let claim = elements(&[
        ("pdfuaid:part", "2"),
        ("pdfuaid:rev", "2024"),
        ("pdfd:declarations", &bag(&WELL_TAGGED.map(declared).concat())),
    ]);
    description(&[UA.namespace, DECLARATIONS], &claim)
}

const WELL_TAGGED: [&str; 2] = [
    "http://pdfa.org/declarations/wtpdf#accessibility1.0",
    "http://pdfa.org/declarations/wtpdf#reuse1.0",
];

const DECLARATIONS: Namespace = Namespace { prefix: "pdfd", uri: "http://pdfa.org/declarations/" };

const XMP: Namespace = Namespace { prefix: "xmp", uri: "http://ns.adobe.com/xap/1.0/" };

const MANAGEMENT: Namespace = Namespace { prefix: "xmpMM", uri: "http://ns.adobe.com/xap/1.0/mm/" };

/// What schemas are described in.
const DESCRIBING: [Namespace; 4] = [
    UA.namespace,
    Namespace { prefix: "pdfaExtension", uri: "http://www.aiim.org/pdfa/ns/extension/" },
    Namespace { prefix: "pdfaSchema", uri: "http://www.aiim.org/pdfa/ns/schema#" },
    Namespace { prefix: "pdfaProperty", uri: "http://www.aiim.org/pdfa/ns/property#" },
];

const UA: Schema = Schema {
    name: "PDF/UA identification schema",
    namespace: Namespace { prefix: "pdfuaid", uri: "http://www.aiim.org/pdfua/ns/id/" },
    properties: &[["part", "Integer", "Part of PDF/UA that the document conforms to"]],
};

const X: Schema = Schema {
    name: "PDF/X identification schema",
    namespace: Namespace { prefix: "pdfxid", uri: "http://www.npes.org/pdfx/ns/id/" },
    properties: &[["GTS_PDFXVersion", "Text", "Version of PDF/X that the document conforms to"]],
};

const VT: Schema = Schema {
    name: "PDF/VT identification schema",
    namespace: Namespace { prefix: "pdfvtid", uri: "http://www.npes.org/pdfvt/ns/id/" },
    properties: &[
        ["GTS_PDFVTVersion", "Text", "Version of PDF/VT that the document conforms to"],
        ["GTS_PDFVTModDate", "Date", "Day on which the document was made to conform to PDF/VT"],
    ],
};

const PDF: Schema = Schema {
    name: "Adobe PDF schema",
    namespace: Namespace { prefix: "pdf", uri: "http://ns.adobe.com/pdf/1.3/" },
    properties: &[["Trapped", "Text", "Whether the document has been trapped"]],
};
