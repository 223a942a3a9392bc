//! What the document says of itself: title, language, XMP, output intent. No clock and no random
//! number goes into it.

use super::profile::Profile;
use lopdf::{Document, Object, Stream, StringFormat, dictionary};

/// Writes title, language and conformance into the catalog's entries.
pub(super) fn catalog(document: &mut Document, title: &str, profile: Profile) -> lopdf::Dictionary {
    let xmp = document.add_object(
        Stream::new(
            dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
            xmp(title, profile).into_bytes(),
        )
        .with_compression(false),
    );
    let gray = document.add_object(Stream::new(dictionary! { "N" => 1 }, gray_profile()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => profile.intent(),
        "OutputConditionIdentifier" => Object::string_literal("Gray Gamma 2.2"),
        "Info" => Object::string_literal("Gray Gamma 2.2"),
        "DestOutputProfile" => Object::Reference(gray),
    };
    dictionary! {
        "Type" => "Catalog",
        "Lang" => Object::string_literal("ja-JP"),
        "Metadata" => Object::Reference(xmp),
        "OutputIntents" => vec![Object::Dictionary(intent)],
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
    }
}

/// The title, as viewers without XMP look for it.
pub(super) fn info(title: &str) -> lopdf::Dictionary {
    let utf16 =
        [0xFEFF].into_iter().chain(title.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    dictionary! { "Title" => Object::String(utf16, StringFormat::Hexadecimal) }
}

/// The XMP without its claim of PDF/A; nothing where it makes none. The claim of PDF/UA stays.
pub(super) fn without_claim(xmp: &str) -> Option<String> {
    let (before, claim) = xmp.split_once("<pdfaid:part>")?;
    let (_, after) = claim.split_once("</pdfaid:conformance>")?;
    Some([before, after].concat())
}

/// PDF/A-2a and PDF/UA-1 where the page is tagged, PDF/A-2u where it is not. PDF/A wants the second
/// schema described.
fn xmp(title: &str, profile: Profile) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let (level, accessibility) = match profile {
        Profile::A2a => ("A", ACCESSIBILITY),
        Profile::A2u => ("U", ""),
    };
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <dc:language><rdf:Bag><rdf:li>ja-JP</rdf:li></rdf:Bag></dc:language>\
         <pdfaid:part>2</pdfaid:part><pdfaid:conformance>{level}</pdfaid:conformance></rdf:Description>\
         {accessibility}</rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
    )
}

const ACCESSIBILITY: &str = "<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
    xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"><pdfuaid:part>1</pdfuaid:part>\
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
    <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
    <pdfaProperty:category>internal</pdfaProperty:category>\
    <pdfaProperty:description>Part of PDF/UA that the document conforms to</pdfaProperty:description>\
    </rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>";

/// An ICC profile (ICC.1:2001-04) of one gray channel: the least that an output intent needs for
/// black on white.
fn gray_profile() -> Vec<u8> {
    const NAME: &[u8] = b"Gray Gamma 2.2";
    let mut description = b"desc\0\0\0\0".to_vec();
    description.extend(be_bytes(NAME.len() + 1));
    description.extend_from_slice(NAME);
    // The end of the ASCII name, and no name in Unicode or in Macintosh script.
    description.resize(12 + NAME.len() + 1 + 8 + 3 + 67, 0);
    let copyright = b"text\0\0\0\0No copyright\0".to_vec();
    let white = [b"XYZ \0\0\0\0".as_slice(), &D50].concat();
    // One number with eight bits of fraction: 2.2.
    let curve = b"curv\0\0\0\0\0\0\0\x01\x02\x33".to_vec();
    let tags =
        [(*b"desc", description), (*b"cprt", copyright), (*b"wtpt", white), (*b"kTRC", curve)];
    icc(&tags)
}

/// A number in a profile, which is smaller than 4 GB.
fn be_bytes(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}

/// The white point of the profile connection space, three numbers with sixteen bits of fraction.
const D50: [u8; 12] = [0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D];

fn icc(tags: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    const HEADER: usize = 128;
    let mut table = be_bytes(tags.len()).to_vec();
    let mut data = Vec::new();
    let begin = HEADER + 4 + tags.len() * 12;
    for (tag, content) in tags {
        table.extend(tag);
        table.extend(be_bytes(begin + data.len()));
        table.extend(be_bytes(content.len()));
        data.extend_from_slice(content);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = be_bytes(begin + data.len()).to_vec();
    // No preferred engine, version 2.1, a display of gray, connected through XYZ, at a fixed time.
    profile
        .extend_from_slice(b"\0\0\0\0\x02\x10\0\0mntrGRAYXYZ \x07\xD0\0\x01\0\x01\0\0\0\0\0\0acsp");
    profile.resize(68, 0);
    profile.extend(D50);
    profile.resize(HEADER, 0);
    [profile, table, data].concat()
}
