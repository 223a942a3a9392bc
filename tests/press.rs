//! Volumes for a print shop: PDF/A-2, PDF/X-4 and PDF/VT-1 in one file, by veraPDF, by pdf_oxide
//! and by a judge of our own ([`parts`]), which is shown to find what was broken on purpose.

#![cfg(reissue_notice_judges)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod batches;
mod judges;
mod parts;
mod vera;

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::Command;

use batches::{go_on, list, printable};
use lopdf::{Dictionary, Document, Object, ObjectId};
use reissue_notice::{
    Batch, BatchKey, Guide, IssuerBuilder, Profile, SpoolOptions, SpoolOrder, Template,
};
use tempfile::TempDir;
use vera::verdicts;

/// More than one node of the page tree.
const UNTAGGED: usize = 130;
const TAGGED: usize = 12;

fn batch(builder: IssuerBuilder) -> Batch {
    builder.build().unwrap().batch(BatchKey::from_bytes(&[7; 32]).unwrap())
}

fn large_print() -> IssuerBuilder {
    judges::issuer().template(Template::large_print())
}

/// The second page has nothing that varies.
fn guided() -> IssuerBuilder {
    judges::issuer().guide(Guide::default())
}

fn spool(builder: IssuerBuilder, letters: usize, options: SpoolOptions) -> Vec<u8> {
    let spool = batch(builder).write_spool(printable(letters), Vec::new(), options);
    let (pdf, report) = spool.unwrap();
    assert_eq!(report.issued(), letters);
    pdf
}

fn press() -> SpoolOptions {
    SpoolOptions::default().with_profile(Profile::Press)
}

fn tagged() -> SpoolOptions {
    SpoolOptions::default().with_profile(Profile::TaggedPress)
}

#[test]
fn untagged_volumes_conform() {
    let files = [
        spool(judges::issuer(), UNTAGGED, press()),
        spool(judges::issuer(), UNTAGGED, press().without_compression()),
        spool(large_print(), UNTAGGED, press()),
        spool(guided(), 9, press()),
    ];
    assert_conform(&files, &["2u"]);
}

#[test]
fn tagged_volumes_conform() {
    let files = [
        spool(judges::issuer(), TAGGED, tagged()),
        spool(judges::issuer(), TAGGED, tagged().without_compression()),
        spool(large_print(), TAGGED, tagged()),
        spool(guided(), 9, tagged()),
    ];
    assert_conform(&files, &["2a", "ua1"]);
}

fn assert_conform(files: &[Vec<u8>], flavours: &[&str]) {
    for (index, verdicts) in verdicts(files, flavours).into_iter().enumerate() {
        for verdict in verdicts {
            assert!(verdict.compliant && verdict.broken.is_empty(), "{index}: {verdict:?}");
            assert!(verdict.checks > 10_000, "{index} was hardly looked at: {verdict:?}");
        }
    }
    for (index, pdf) in files.iter().enumerate() {
        assert!(pdf.starts_with(b"%PDF-1.6\n"));
        assert_eq!(parts::faults(pdf), [""; 0], "file {index}");
        judges::qpdf_check(pdf);
    }
    assert_eq!(by_oxide(files), vec!["valid"; files.len()]);
    let other = spool(judges::issuer(), 1, SpoolOptions::default());
    assert_ne!(by_oxide(&[other]), ["valid"], "pdf_oxide finds everything valid");
}

/// Fewer where there are tags: veraPDF takes ten times as long for those.
#[test]
fn volumes_of_five_hundred_pages_conform_in_every_profile() {
    assert_all_conform(&Sizes { untagged: 500, tagged: 50 });
}

/// Takes an hour, nearly all of it veraPDF's on what is tagged.
#[test]
#[ignore = "takes an hour"]
fn volumes_of_five_thousand_pages_conform_in_every_profile() {
    assert_all_conform(&Sizes { untagged: 5000, tagged: 5000 });
}

/// By the judge of our own alone, which takes seconds where veraPDF takes an hour.
#[test]
fn volumes_of_five_thousand_pages_keep_the_rules_of_a_press() {
    for options in [press(), tagged()] {
        let pdf = spool(judges::issuer(), 5000, options);
        assert_eq!(judges::pages(&pdf), 5000);
        assert_eq!(parts::faults(&pdf), [""; 0]);
    }
}

/// How many pages a volume has.
struct Sizes {
    untagged: usize,
    tagged: usize,
}

fn assert_all_conform(sizes: &Sizes) {
    let profiles: [(Profile, &[&str]); 5] = [
        (Profile::A2u, &["2u"]),
        (Profile::A2a, &["2a", "ua1"]),
        (Profile::Archive4, &["4", "ua2", "wt1a", "wt1r"]),
        (Profile::Press, &["2u"]),
        (Profile::TaggedPress, &["2a", "ua1"]),
    ];
    for (profile, flavours) in profiles {
        let pages = match profile {
            Profile::A2u | Profile::Press => sizes.untagged,
            _ => sizes.tagged,
        };
        let pdf = spool(judges::issuer(), pages, SpoolOptions::default().with_profile(profile));
        let is_for_press = matches!(profile, Profile::Press | Profile::TaggedPress);
        assert_eq!(parts::faults(&pdf).is_empty(), is_for_press, "{profile:?}");
        for verdict in verdicts(&[pdf], flavours).into_iter().flatten() {
            assert!(verdict.compliant && verdict.broken.is_empty(), "{profile:?}: {verdict:?}");
            assert!(verdict.checks > 1000 * pages, "{profile:?} was hardly looked at");
        }
    }
}

/// What pdf_oxide says of files as PDF/X-4.
fn by_oxide(files: &[Vec<u8>]) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oxide/validate.py");
    let mut command = Command::new(judges::home().join("venv/bin/python"));
    command.arg(script);
    for (index, bytes) in files.iter().enumerate() {
        let file = folder.path().join(format!("{index}.pdf"));
        fs::write(&file, bytes).unwrap();
        command.arg(file);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// By the day of issue and what the letters say: the same again, and each file otherwise.
#[test]
fn dates_and_identifiers_come_from_the_letters() {
    let pdf = spool(judges::issuer(), UNTAGGED, press());
    assert!(pdf == spool(judges::issuer(), UNTAGGED, press()), "the same letters give other bytes");
    let xmp = judges::xmp(&pdf);
    assert!(xmp.contains("<xmp:ModifyDate>2026-01-06T00:00:00+09:00</xmp:ModifyDate>"), "{xmp}");
    let mut identifiers = BTreeSet::new();
    for batch in [batch(judges::issuer()), batch(large_print())] {
        for round in ["1", "2"] {
            let batch = batch.round(round.parse().unwrap());
            for letters in [9, 10] {
                let (pdf, _) = batch.write_spool(printable(letters), Vec::new(), press()).unwrap();
                let xmp = judges::xmp(&pdf);
                let id = xmp.split_once("<xmpMM:InstanceID>").unwrap().1;
                identifiers.insert(id.split_once('<').unwrap().0.to_owned());
            }
        }
    }
    assert_eq!(identifiers.len(), 8, "{identifiers:?}");
}

#[test]
fn the_sequence_goes_on_from_volume_to_volume_and_verify_knows_the_profile() {
    for profile in [Profile::Press, Profile::TaggedPress, Profile::Archive4] {
        let (folder, batch) = (TempDir::new().unwrap(), batch(judges::issuer()));
        let options =
            SpoolOptions::default().with_order(SpoolOrder::AsListed).with_profile(profile);
        let options = options.with_pages_per_volume(NonZeroUsize::new(5).unwrap());
        let providers = list(13);
        let report = batch.write_volumes(&providers, folder.path(), options, go_on).unwrap();
        assert_eq!(report.issued(), 12);
        assert_eq!(batch.verify(&providers, &[folder.path()]).unwrap(), []);
        let volumes = ["spool-0001.pdf", "spool-0002.pdf", "spool-0003.pdf"];
        let files = volumes.map(|name| fs::read(folder.path().join(name)).unwrap());
        let numbers: Vec<usize> = files.iter().flat_map(|pdf| sequence(pdf)).collect();
        if profile == Profile::Archive4 {
            assert_eq!(numbers, [0; 0]);
        } else {
            assert_eq!(numbers, (1..=12).collect::<Vec<_>>());
            assert!(files.iter().all(|pdf| parts::faults(pdf).is_empty()));
        }
        assert_eq!(
            batch.write_volumes(&providers, folder.path(), options, go_on).unwrap().bytes(),
            0
        );
    }
}

/// The sequence numbers of the letters of a volume, in the order of its objects.
fn sequence(pdf: &[u8]) -> Vec<usize> {
    let plain = String::from_utf8_lossy(&judges::uncompressed(pdf)).into_owned();
    let numbers = plain.split("/CIP4_UniqueID (").skip(1);
    numbers.map(|rest| rest.split(')').next().unwrap().parse().unwrap()).collect()
}

#[test]
fn what_is_broken_on_purpose_is_found() {
    let whole = spool(large_print(), 5, press());
    assert_eq!(parts::faults(&altered(&whole, |_| {})), [""; 0]);
    let mut missed = Vec::new();
    for (fault, breakage) in breakages() {
        let found = parts::faults(&altered(&whole, breakage));
        if !found.iter().any(|found| found == fault) {
            missed.push(format!("expected {fault}, found {found:?}"));
        }
    }
    assert_eq!(missed, [""; 0]);
}

/// What a validator of PDF/A cannot see, and so this judge is there for.
#[test]
fn most_of_it_vera_does_not_see() {
    let whole = spool(large_print(), 5, press());
    let files: Vec<Vec<u8>> =
        breakages().into_iter().map(|(_, breakage)| altered(&whole, breakage)).collect();
    let seen = verdicts(&files, &["2u"]).into_iter().flatten().filter(|v| !v.compliant).count();
    assert!(seen < files.len() / 4, "veraPDF finds {seen} of {}", files.len());
}

type Breakage = fn(&mut Document);

/// What is done to a volume of letters of two pages, and what must be said of it.
fn breakages() -> [(&'static str, Breakage); 20] {
    [
        ("PDF 1.7, and PDF/X-4 goes to 1.6", |d| "1.7".clone_into(&mut d.version)),
        ("page 3: no TrimBox", |d| drop(page(d, 2).remove(b"TrimBox"))),
        ("page 3: trimmed outside the sheet", |d| {
            page(d, 2).set("TrimBox", vec![0.into(), 0.into(), 700.into(), 800.into()]);
        }),
        ("a page that knows another part or none", |d| drop(page(d, 2).remove(b"DPart"))),
        ("RecordLevel is not the level of the letters", |d| root(d).set("RecordLevel", 2)),
        ("1 names of 2 levels", |d| root(d).set("NodeNameList", vec!["Job".into()])),
        ("GTS_PDFVTModDate is not ModifyDate", |d| {
            edit_xmp(d, "<pdfvtid:GTS_PDFVTModDate>2026", "<pdfvtid:GTS_PDFVTModDate>2025");
        }),
        ("no xmpMM:InstanceID", |d| edit_xmp(d, "xmpMM:InstanceID", "xmpMM:OriginalID")),
        ("schema pdfvtid is not described", |d| edit_xmp(d, "prefix>pdfvtid<", "prefix>pdfvt<")),
        ("CreationDate is not what the XMP says", |d| {
            information(d).set("CreationDate", Object::string_literal("D:20260107000000+09'00'"));
        }),
        ("Trapped is not False", |d| drop(information(d).remove(b"Trapped"))),
        ("a profile that is no printer's", |d| {
            let profile = intent(d, 1).get(b"DestOutputProfile").unwrap().as_reference().unwrap();
            let profile = d.get_object_mut(profile).and_then(Object::as_stream_mut).unwrap();
            let mut bytes = profile.get_plain_content().unwrap();
            bytes[12..16].copy_from_slice(b"mntr");
            profile.set_plain_content(bytes);
        }),
        ("output intents of different profiles", |d| {
            let profile = intent(d, 1).get(b"DestOutputProfile").unwrap().as_reference().unwrap();
            let other = d.get_object(profile).unwrap().clone();
            let other = d.add_object(other);
            intent(d, 1).set("DestOutputProfile", other);
        }),
        ("no output intent for press and archive", |d| intent(d, 1).set("S", "GTS_PDFE1")),
        ("DParts is no array of arrays", |d| {
            let letters = job(d).get(b"DParts").and_then(Object::as_array).unwrap()[0].clone();
            job(d).set("DParts", letters);
        }),
        ("part 3 begins elsewhere", |d| {
            let start = leaf(d, 3).get(b"Start").unwrap().clone();
            leaf(d, 2).set("Start", start);
        }),
        ("part 2 begins elsewhere", |d| drop(leaf(d, 0).remove(b"End"))),
        ("a part under another parent", |d| {
            let root = job(d).get(b"Parent").unwrap().clone();
            leaf(d, 2).set("Parent", root);
        }),
        ("after letter 2 comes 2", |d| {
            let before = leaf(d, 1).get(b"DPM").unwrap().clone();
            leaf(d, 2).set("DPM", before);
        }),
        ("a part that says more than its number", |d| {
            let said = leaf(d, 2).get_mut(b"DPM").and_then(Object::as_dict_mut).unwrap();
            let said = said.get_mut(b"CIP4_Root").and_then(Object::as_dict_mut).unwrap();
            let said = said.get_mut(b"CIP4_Recipient").and_then(Object::as_dict_mut).unwrap();
            said.set("CIP4_Contact", Object::string_literal("1999999999"));
        }),
    ]
}

fn altered(pdf: &[u8], breakage: Breakage) -> Vec<u8> {
    let mut document = Document::load_mem(pdf).unwrap();
    breakage(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn page(document: &mut Document, nth: usize) -> &mut Dictionary {
    let page = document.page_iter().nth(nth).unwrap();
    document.get_dictionary_mut(page).unwrap()
}

fn root_id(document: &Document) -> ObjectId {
    document.catalog().unwrap().get(b"DPartRoot").and_then(Object::as_reference).unwrap()
}

fn root(document: &mut Document) -> &mut Dictionary {
    let id = root_id(document);
    document.get_dictionary_mut(id).unwrap()
}

fn job(document: &mut Document) -> &mut Dictionary {
    let id = root(document).get(b"DPartRootNode").and_then(Object::as_reference).unwrap();
    document.get_dictionary_mut(id).unwrap()
}

fn leaf(document: &mut Document, nth: usize) -> &mut Dictionary {
    let letters = job(document).get(b"DParts").and_then(Object::as_array).unwrap();
    let id = letters[0].as_array().unwrap()[nth].as_reference().unwrap();
    document.get_dictionary_mut(id).unwrap()
}

fn information(document: &mut Document) -> &mut Dictionary {
    let id = document.trailer.get(b"Info").and_then(Object::as_reference).unwrap();
    document.get_dictionary_mut(id).unwrap()
}

fn intent(document: &mut Document, nth: usize) -> &mut Dictionary {
    let catalog = document.catalog_mut().unwrap();
    let intents = catalog.get_mut(b"OutputIntents").and_then(Object::as_array_mut).unwrap();
    intents[nth].as_dict_mut().unwrap()
}

fn edit_xmp(document: &mut Document, from: &str, to: &str) {
    let xmp = document.catalog().unwrap().get(b"Metadata").and_then(Object::as_reference).unwrap();
    let xmp = document.get_object_mut(xmp).and_then(Object::as_stream_mut).unwrap();
    let text = str::from_utf8(&xmp.content).unwrap().replace(from, to);
    xmp.set_plain_content(text.into_bytes());
}
