//! PDF/A-4, PDF/UA-2 and Well-Tagged PDF by veraPDF: letters and tagged spools of the newest
//! archive profile; and that they are otherwise what the default profile's are.

#![cfg(reissue_notice_judges)]
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod batches;
mod judges;
mod pdfium;
mod vera;

use batches::printable;
use judges::{NAME, Order, PASSWORD};
use lopdf::{Dictionary, Document, Object, ObjectId};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use reissue_notice::{
    BatchKey, EnvelopeWindow, IssuerBuilder, Letter, Profile, SpoolOptions, Template,
};
use vera::verdicts;

const NEWEST: [&str; 4] = ["4", "ua2", "wt1a", "wt1r"];
/// More than one leaf of the trees.
const SPOOLED: usize = 12;

fn issuer() -> IssuerBuilder {
    judges::issuer().archive4()
}

fn letter(builder: IssuerBuilder) -> Letter {
    let issuer = builder.build().unwrap();
    issuer.letter_for(&judges::provider(NAME), PASSWORD.parse().unwrap()).unwrap()
}

fn spool(builder: IssuerBuilder, options: SpoolOptions) -> Vec<u8> {
    let batch = builder.build().unwrap().batch(BatchKey::from_bytes(&[7; 32]).unwrap());
    let options = options.with_profile(Profile::Archive4);
    let (pdf, report) = batch.write_spool(printable(SPOOLED), Vec::new(), options).unwrap();
    assert_eq!(report.issued(), SPOOLED);
    pdf
}

/// Letters and spools of each kind.
fn files() -> Vec<Vec<u8>> {
    let provider = judges::provider("医療法人社団　葛\u{E0100}城髙﨑")
        .with_address("山梨県甲府市丸の内1丁目6-1".parse().unwrap());
    let windowed = issuer().window(EnvelopeWindow::naga_3_vertical()).build().unwrap();
    let windowed = windowed.letter_for(&provider, PASSWORD.parse().unwrap()).unwrap();
    let (plain, packed) = (SpoolOptions::default().without_compression(), SpoolOptions::default());
    vec![
        letter(issuer()).pdf().to_vec(),
        letter(issuer().template(Template::large_print())).pdf().to_vec(),
        windowed.pdf().to_vec(),
        spool(judges::issuer(), packed),
        spool(judges::issuer(), plain),
        spool(judges::issuer().template(Template::large_print()), packed),
    ]
}

#[test]
fn letters_and_spools_conform_to_all_four() {
    let files = files();
    for (index, verdicts) in verdicts(&files, &NEWEST).into_iter().enumerate() {
        for verdict in verdicts {
            assert!(verdict.compliant && verdict.broken.is_empty(), "{index}: {verdict:?}");
            assert!(verdict.checks > 500, "{index} was hardly looked at: {verdict:?}");
        }
    }
    for pdf in &files {
        assert!(pdf.starts_with(b"%PDF-2.0\n"));
        judges::qpdf_check(pdf);
        assert!(!Document::load_mem(pdf).unwrap().trailer.has(b"Info"));
    }
}

#[test]
fn it_is_not_taken_for_the_default() {
    let [newest, default] = verdicts(
        &[letter(issuer()), judges::specimen()].map(|letter| letter.pdf().to_vec()),
        &["4", "ua2", "wt1a", "2a", "ua1"],
    )
    .try_into()
    .unwrap();
    let said =
        |verdicts: &[vera::Verdict]| verdicts.iter().map(|v| v.compliant).collect::<Vec<_>>();
    assert_eq!(said(&newest), [true, true, true, false, false], "{newest:?}");
    assert_eq!(said(&default), [false, false, false, true, true], "{default:?}");
}

#[test]
fn every_reader_reads_what_the_default_says() {
    let (newest, default) = (letter(issuer()), judges::specimen());
    for order in [Order::Layout, Order::Raw] {
        assert_eq!(judges::pdftotext(newest.pdf(), order), judges::pdftotext(default.pdf(), order));
    }
    assert_eq!(judges::mutool_text(newest.pdf()), judges::mutool_text(default.pdf()));
    let [a, b] = pdfium::texts(&[newest.pdf(), default.pdf()], "").try_into().unwrap();
    assert!(a.is_some() && a == b, "{a:?} {b:?}");
    let (a, b) = (judges::Picture::of(newest.pdf(), 100), judges::Picture::of(default.pdf(), 100));
    assert!(a == b, "the page looks otherwise");
}

#[test]
fn each_bookmark_leads_to_its_letter_by_element_and_by_page() {
    let pdf = spool(judges::issuer(), SpoolOptions::default());
    let document = Document::load_mem(&pdf).unwrap();
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let bookmarks: Vec<&Dictionary> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok().filter(|entries| entries.has(b"Title")))
        .collect();
    assert_eq!(bookmarks.len(), SPOOLED);
    for (bookmark, page) in bookmarks.iter().zip(pages) {
        let action = bookmark.get(b"A").and_then(Object::as_dict).unwrap();
        let target = |key| action.get(key).and_then(Object::as_array).unwrap()[0].as_reference();
        assert_eq!(target(b"D").unwrap(), page);
        let part = document.get_dictionary(target(b"SD").unwrap()).unwrap();
        assert_eq!(part.get(b"S").and_then(Object::as_name).unwrap(), b"Part");
        let first = part.get(b"K").and_then(Object::as_array).unwrap()[0].as_reference().unwrap();
        let first = document.get_dictionary(first).unwrap();
        assert_eq!(first.get(b"Pg").and_then(Object::as_reference).unwrap(), page);
    }
    let places = judges::bookmarked_pages(&pdf);
    assert_eq!(places, (1..=SPOOLED).collect::<Vec<_>>(), "what mutool makes of them");
}

#[test]
fn vera_catches_what_is_broken_on_purpose() {
    type Breakage = fn(&mut Document);
    let breakages: [(&str, &str, Breakage); 5] = [
        ("a letter of PDF 1.7", "6.1.2-1", |d| "1.7".clone_into(&mut d.version)),
        ("an information dictionary", "6.1.3-4", |d| {
            let info = d.add_object(lopdf::dictionary! { "Title" => Object::string_literal("a") });
            d.trailer.set("Info", info);
        }),
        ("roles of no namespace", "8.2.5.2-2", |d| {
            for object in d.objects.values_mut() {
                if let Ok(element) = object.as_dict_mut()
                    && element.has(b"S")
                {
                    element.remove(b"NS");
                }
            }
        }),
        ("bookmarks to pages alone", "8.8-2", |d| {
            for object in d.objects.values_mut() {
                if let Ok(action) =
                    object.as_dict_mut().and_then(|o| o.get_mut(b"A")).and_then(Object::as_dict_mut)
                {
                    action.remove(b"SD");
                }
            }
        }),
        ("no declaration", "6.1.3-1", |d| edit_xmp(d, "wtpdf#", "wtpdf/#")),
    ];
    let whole = spool(judges::issuer(), SpoolOptions::default());
    let mut files = vec![altered(&whole, |_| {})];
    files.extend(breakages.map(|(_, _, breakage)| altered(&whole, breakage)));
    let mut verdicts = verdicts(&files, &NEWEST).into_iter();
    let unharmed = verdicts.next().unwrap();
    assert!(unharmed.iter().all(|verdict| verdict.compliant), "{unharmed:?}");
    for ((what, clause, _), verdicts) in breakages.iter().zip(verdicts) {
        let broken: Vec<&str> =
            verdicts.iter().flat_map(|v| &v.broken).map(String::as_str).collect();
        assert!(broken.contains(clause), "{what}: expected {clause}, found {broken:?}");
    }
}

#[test]
fn it_is_encrypted_as_any_letter_is() {
    let letters = [letter(issuer()), judges::specimen()];
    for letter in letters {
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let mail = letter.encrypted(&"correct-horse-battery".parse().unwrap(), &mut rng).unwrap();
        assert!(mail.pdf().starts_with(b"%PDF-2.0\n"));
        let read = pdfium::texts(&[mail.pdf()], "correct-horse-battery").remove(0).unwrap();
        let read: String = read.split_whitespace().collect();
        assert!(read.contains(PASSWORD), "{read}");
    }
}

fn altered(pdf: &[u8], breakage: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = Document::load_mem(pdf).unwrap();
    breakage(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn edit_xmp(document: &mut Document, from: &str, to: &str) {
    let xmp = document.catalog().unwrap().get(b"Metadata").and_then(Object::as_reference).unwrap();
    let xmp = document.get_object_mut(xmp).and_then(Object::as_stream_mut).unwrap();
    let text = str::from_utf8(&xmp.content).unwrap().replace(from, to);
    xmp.set_plain_content(text.into_bytes());
}
