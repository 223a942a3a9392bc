//! A judge of our own for volumes of a print shop: the tree of document parts, and the rules of
//! PDF/X-4 and PDF/VT-1 that no validator at hand looks at. It says all that is wrong.
//!
//! - here: header, pages, output intents, dates and identifiers
//! - [`tree`]: the document parts

mod tree;

use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// What is wrong with a volume, a sentence each.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<String>);

impl Faults {
    fn note(&mut self, fault: impl Into<String>) {
        self.0.push(fault.into());
    }

    fn unless(&mut self, holds: bool, fault: &str) {
        if !holds {
            self.note(fault);
        }
    }
}

/// All that is wrong with a file that is to be PDF/X-4 and PDF/VT-1.
pub(crate) fn faults(pdf: &[u8]) -> Vec<String> {
    let mut faults = Faults::default();
    match Document::load_mem(pdf) {
        Ok(document) => {
            look_at_file(&document, &mut faults);
            look_at_pages(&document, &mut faults);
            look_at_intents(&document, &mut faults);
            look_at_metadata(&document, &mut faults);
            tree::look_at(&document, &mut faults);
        }
        Err(error) => faults.note(format!("cannot be read: {error}")),
    }
    faults.0
}

fn look_at_file(document: &Document, faults: &mut Faults) {
    let version = document.version.as_str();
    faults.unless(version <= "1.6", &format!("PDF {version}, and PDF/X-4 goes to 1.6"));
    faults.unless(document.trailer.has(b"ID"), "no file identifier");
    faults.unless(!document.trailer.has(b"Encrypt"), "encrypted");
}

fn look_at_pages(document: &Document, faults: &mut Faults) {
    for (nth, page) in (1..).zip(document.page_iter()) {
        let page = entries(document, page);
        let [media, trim] =
            [b"MediaBox".as_slice(), b"TrimBox"].map(|key: &[u8]| rectangle(page, key));
        match (media, trim) {
            (Some(media), Some(trim)) => {
                let inside = (0..2).all(|at| media[at] <= trim[at])
                    && (2..4).all(|at| trim[at] <= media[at]);
                faults.unless(inside, &format!("page {nth}: trimmed outside the sheet"));
            }
            _ => faults.note(format!("page {nth}: no TrimBox")),
        }
        for key in [b"Annots".as_slice(), b"AA", b"ArtBox"] {
            let name = String::from_utf8_lossy(key);
            faults.unless(!page.has(key), &format!("page {nth}: {name}"));
        }
    }
}

fn rectangle(page: &Dictionary, key: &[u8]) -> Option<[f32; 4]> {
    let sides = page.get(key).and_then(Object::as_array).ok()?;
    let sides: Vec<f32> = sides.iter().filter_map(|side| side.as_float().ok()).collect();
    sides.try_into().ok()
}

/// One intent for the press and one for the archive, with one profile of a printer.
fn look_at_intents(document: &Document, faults: &mut Faults) {
    let intents = document.catalog().ok().and_then(|c| c.get(b"OutputIntents").ok());
    let intents =
        intents.and_then(|intents| intents.as_array().ok()).map_or(&[][..], Vec::as_slice);
    let mut profiles: Vec<(&[u8], ObjectId)> = Vec::new();
    for intent in intents {
        let Ok(intent) = document.dereference(intent).and_then(|(_, o)| o.as_dict()) else {
            continue;
        };
        let kind = intent.get(b"S").and_then(Object::as_name).unwrap_or_default();
        for key in [b"OutputConditionIdentifier".as_slice(), b"Info"] {
            let name = String::from_utf8_lossy(key);
            faults.unless(intent.has(key), &format!("an output intent without {name}"));
        }
        match intent.get(b"DestOutputProfile").and_then(Object::as_reference) {
            Ok(profile) => profiles.push((kind, profile)),
            Err(_) => faults.note("an output intent without a profile"),
        }
    }
    let of = |kind: &[u8]| profiles.iter().find(|(found, _)| *found == kind).map(|(_, id)| *id);
    match (of(b"GTS_PDFX"), of(b"GTS_PDFA1")) {
        (Some(press), Some(archive)) => {
            faults.unless(press == archive, "output intents of different profiles");
            look_at_profile(document, press, faults);
        }
        _ => faults.note("no output intent for press and archive"),
    }
}

fn look_at_profile(document: &Document, profile: ObjectId, faults: &mut Faults) {
    let profile = document.get_object(profile).and_then(Object::as_stream);
    let bytes = profile.and_then(Stream::get_plain_content).unwrap_or_default();
    let is = |at: usize, word: &[u8; 4]| bytes.get(at..at + 4) == Some(word);
    faults.unless(is(12, b"prtr"), "a profile that is no printer's");
    faults.unless(is(16, b"GRAY") && is(36, b"acsp"), "no profile of gray");
    let length = bytes.first_chunk().map_or(0, |length| u32::from_be_bytes(*length));
    faults.unless(length as usize == bytes.len(), "a profile of another length than it says");
}

fn look_at_metadata(document: &Document, faults: &mut Faults) {
    let xmp = document.catalog().and_then(|catalog| catalog.get(b"Metadata"));
    let xmp = xmp.and_then(|xmp| document.dereference(xmp)).and_then(|(_, xmp)| xmp.as_stream());
    let xmp = xmp.and_then(Stream::get_plain_content).unwrap_or_default();
    let xmp = String::from_utf8_lossy(&xmp);
    let mut said = |name: &str| {
        let value = property(&xmp, name);
        faults.unless(value.is_some(), &format!("no {name}"));
        value.unwrap_or_default()
    };
    let fixed = [
        ("pdfxid:GTS_PDFXVersion", "PDF/X-4"),
        ("pdfvtid:GTS_PDFVTVersion", "PDF/VT-1"),
        ("pdf:Trapped", "False"),
        ("xmpMM:VersionID", "1"),
        ("xmpMM:RenditionClass", "default"),
    ];
    let fixed = fixed.map(|(name, expected)| (name, said(name) == expected));
    let [created, modified, written, made] =
        ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "pdfvtid:GTS_PDFVTModDate"]
            .map(&mut said);
    let identifiers = ["xmpMM:DocumentID", "xmpMM:InstanceID"].map(said);
    for (name, holds) in fixed {
        faults.unless(holds, &format!("another {name}"));
    }
    faults.unless(identifiers.iter().all(|id| id.len() > 36), "an identifier that is none");
    faults.unless(made == modified, "GTS_PDFVTModDate is not ModifyDate");
    faults.unless(written == modified, "MetadataDate is not ModifyDate");
    for prefix in ["pdfxid", "pdfvtid", "pdf"] {
        let described = xmp.contains(&format!("<pdfaSchema:prefix>{prefix}<"));
        faults.unless(described, &format!("schema {prefix} is not described"));
    }
    look_at_information(document, [&created, &modified], faults);
}

fn property(xmp: &str, name: &str) -> Option<String> {
    let (_, rest) = xmp.split_once(&format!("<{name}>"))?;
    let (value, rest) = rest.split_once(&format!("</{name}>"))?;
    (!rest.contains(&format!("<{name}>"))).then(|| value.to_owned())
}

/// The information dictionary says what the XMP says.
fn look_at_information(document: &Document, dates: [&str; 2], faults: &mut Faults) {
    let information = document.trailer.get(b"Info").and_then(Object::as_reference);
    let Ok(information) = information.and_then(|id| document.get_dictionary(id)) else {
        return faults.note("no information dictionary");
    };
    for (key, date) in [b"CreationDate".as_slice(), b"ModDate"].into_iter().zip(dates) {
        let found = information.get(key).and_then(Object::as_str).map(String::from_utf8_lossy);
        let name = String::from_utf8_lossy(key);
        let same = found.is_ok_and(|found| found == as_pdf(date));
        faults.unless(same, &format!("{name} is not what the XMP says"));
    }
    let trapped = information.get(b"Trapped").and_then(Object::as_name);
    faults.unless(trapped.is_ok_and(|trapped| trapped == b"False"), "Trapped is not False");
    let version = information.get(b"GTS_PDFXVersion").and_then(Object::as_str);
    faults.unless(version.is_ok_and(|v| v == b"PDF/X-4"), "GTS_PDFXVersion is not PDF/X-4");
}

/// `2026-04-01T00:00:00+09:00` as the information dictionary writes it.
fn as_pdf(date: &str) -> String {
    let (day, zone) = date.split_once('+').unwrap_or((date, ""));
    let mut pdf = String::from("D:");
    pdf.extend(day.chars().filter(char::is_ascii_digit));
    let _ = write!(pdf, "+{}'", zone.replace(':', "'"));
    pdf
}

fn entries(document: &Document, id: ObjectId) -> &Dictionary {
    static NONE: std::sync::LazyLock<Dictionary> = std::sync::LazyLock::new(Dictionary::new);
    document.get_dictionary(id).unwrap_or(&NONE)
}
