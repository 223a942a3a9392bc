//! PDF/A-2a and PDF/UA-1 of every letter, PDF/A-2u of every spool, by veraPDF; and that each judge
//! catches what it is there for.
//!
//! What veraPDF cannot see is judged by other means: words by another reader, secrets by a search,
//! the order of reading by a golden text (accepted anew with `UPDATE_GOLDEN=1 cargo test --test
//! conformance`).

#![cfg(reissue_notice_judges)]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod judges;
mod vera;

use std::ops::ControlFlow;
use std::path::Path;
use std::{env, fs};

use judges::{Order, PASSWORD, USER_ID, issuer, specimen, structure};
use lopdf::{Dictionary, Document, Object};
use reissue_notice::{
    Batch, BatchKey, Issuer, Profile, Provider, ReadingTable, SpoolOptions, SpoolOrder, Template,
};
use tempfile::TempDir;
use vera::verdicts;

const LETTER: [&str; 2] = ["2a", "ua1"];

#[test]
fn the_specimen_and_a_hundred_letters_of_hard_names_conform() {
    let issuer = issuer().build().unwrap();
    let mut files = vec![specimen().pdf().to_vec()];
    let hard = hard_names();
    let providers: Vec<Provider> = hard.into_iter().chain(listed()).take(100).collect();
    for provider in &providers {
        files.push(issuer.letter_for(provider, PASSWORD.parse().unwrap()).unwrap().pdf().to_vec());
    }
    assert_eq!(files.len(), 101);
    for (index, verdicts) in verdicts(&files, &LETTER).into_iter().enumerate() {
        let name = index.checked_sub(1).and_then(|index| Some(providers.get(index)?.name()));
        for verdict in verdicts {
            assert!(verdict.compliant && verdict.broken.is_empty(), "{name:?}: {verdict:?}");
            assert!(verdict.checks > 1000, "{name:?} was hardly looked at: {verdict:?}");
        }
    }
}

#[test]
fn letters_of_other_passwords_templates_and_senders_conform() {
    let provider = judges::provider("髙橋　訪問介護");
    let letter = |issuer: Issuer, password: &str| {
        issuer.letter_for(&provider, password.parse().unwrap()).unwrap().pdf().to_vec()
    };
    let pattern = |pattern: &str| issuer().policy(pattern.parse().unwrap()).build().unwrap();
    let large = issuer().template(Template::large_print()).build().unwrap();
    let by_prefecture =
        Issuer::builder().federation_by_prefecture().issued_on("2026-04-01".parse().unwrap());
    let files = [
        letter(pattern("UDLUDLUD"), "W0wW0wW0"),
        letter(pattern("UUUUUUUUUULLLLLLLLLL"), "WWWWWWWWWWwwwwwwwwww"),
        letter(large, PASSWORD),
        letter(by_prefecture.build().unwrap(), PASSWORD),
        letter(issuer().readings(ReadingTable::standard()).build().unwrap(), PASSWORD),
    ];
    for verdict in verdicts(&files, &LETTER).into_iter().flatten() {
        assert!(verdict.compliant, "{verdict:?}");
    }
}

#[test]
fn a_spool_of_forty_pages_conforms_and_does_not_claim_more_than_it_is() {
    let providers: Vec<Provider> = listed().take(40).collect();
    let (pdf, report) = batch(Template::default())
        .write_spool(&providers, Vec::new(), SpoolOptions::default())
        .unwrap();
    assert_eq!((report.issued(), judges::pages(&pdf)), (40, 40));
    let [verdicts] = verdicts(&[pdf], &["2u", "2a", "ua1"]).try_into().unwrap();
    let [u, a, ua] = verdicts.try_into().unwrap();
    assert!(u.compliant, "{u:?}");
    assert!(
        !a.compliant && !ua.compliant,
        "an untagged file is taken for a tagged one: {a:?} {ua:?}"
    );
}

#[test]
fn a_tagged_spool_conforms_as_a_letter_does() {
    let files = [Template::default(), Template::large_print()]
        .map(|template| tagged_spool(template, SPOOLED));
    let pages: Vec<usize> = files.iter().map(|pdf| judges::pages(pdf)).collect();
    assert_eq!(pages, [SPOOLED, 2 * SPOOLED]);
    for verdict in verdicts(&files, &LETTER).into_iter().flatten() {
        assert!(verdict.compliant && verdict.broken.is_empty(), "{verdict:?}");
    }
    for pdf in &files {
        judges::qpdf_check(pdf);
    }
}

/// The same elements with the same words; only the identifiers are the spool's own.
#[test]
fn a_tagged_spool_is_heard_letter_by_letter() {
    let batch = batch(Template::default());
    let letters: Vec<String> =
        listed().take(3).map(|p| structure(batch.letter(&p).unwrap().pdf())).collect();
    let heard = letters.iter().flat_map(|letter| {
        let elements = letter.lines().skip(1).map(|line| format!("  {line}"));
        ["  Part".to_owned()].into_iter().chain(elements)
    });
    let heard: Vec<String> = ["Document".to_owned()].into_iter().chain(heard).collect();
    let spool = structure(&tagged_spool(Template::default(), 3));
    assert_eq!(unidentified(&spool), unidentified(&heard.join("\n")));
}

#[test]
fn every_mark_and_every_identifier_of_a_tagged_spool_leads_to_its_own_element() {
    for template in [Template::default(), Template::large_print()] {
        let document = Document::load_mem(&tagged_spool(template, SPOOLED)).unwrap();
        let root =
            dictionary(&document, document.catalog().unwrap().get(b"StructTreeRoot").unwrap());
        let owners = leaves(&document, root.get(b"ParentTree").unwrap(), b"Nums");
        assert_eq!(owners.len(), document.page_iter().count());
        for (nth, (page, (key, owners))) in (0_i64..).zip(document.page_iter().zip(owners)) {
            let parents = document.get_dictionary(page).unwrap().get(b"StructParents").unwrap();
            assert_eq!([parents, &key], [&Object::from(nth); 2]);
            let owners = document.dereference(&owners).unwrap().1.as_array().unwrap();
            for (mark, owner) in (0_i64..).zip(owners) {
                let owner = dictionary(&document, owner);
                assert_eq!(owner.get(b"K").unwrap(), &Object::from(mark));
                assert_eq!(owner.get(b"Pg").and_then(Object::as_reference).unwrap(), page);
            }
        }
        let identified = leaves(&document, root.get(b"IDTree").unwrap(), b"Names");
        let names: Vec<&[u8]> = identified.iter().map(|(name, _)| name.as_str().unwrap()).collect();
        assert!(names.is_sorted_by(|a, b| a < b) && names.len() == SPOOLED * 2 * PASSWORD.len());
        for (name, element) in &identified {
            assert_eq!(dictionary(&document, element).get(b"ID").unwrap(), name);
        }
    }
}

/// More than one leaf of the trees.
const SPOOLED: usize = 70;

fn batch(template: Template) -> Batch {
    issuer().template(template).build().unwrap().batch(BatchKey::from_bytes(&[7; 32]).unwrap())
}

/// So many letters of the list, tagged, with their counts at the foot.
fn tagged_spool(template: Template, letters: usize) -> Vec<u8> {
    let (folder, providers) = (TempDir::new().unwrap(), listed().take(letters).collect::<Vec<_>>());
    let options =
        SpoolOptions::default().with_order(SpoolOrder::AsListed).with_profile(Profile::A2a);
    let go_on = |_| ControlFlow::Continue(());
    let report = batch(template).write_volumes(&providers, folder.path(), options, go_on).unwrap();
    assert_eq!(report.issued(), letters);
    fs::read(folder.path().join("spool-0001.pdf")).unwrap()
}

/// Structure as text, without identifiers: digits in angle brackets and parentheses.
fn unidentified(structure: &str) -> Vec<String> {
    let bare = |line: &str| match line.split_once('<').or_else(|| line.split_once("/Headers")) {
        Some((before, _)) => before.to_owned(),
        None => line.to_owned(),
    };
    structure.lines().map(bare).collect()
}

/// Keys and values of a tree of names or numbers, in its order.
fn leaves(document: &Document, node: &Object, kind: &[u8]) -> Vec<(Object, Object)> {
    let node = dictionary(document, node);
    if let Ok(kids) = node.get(b"Kids").and_then(Object::as_array) {
        return kids.iter().flat_map(|kid| leaves(document, kid, kind)).collect();
    }
    let pairs = node.get(kind).unwrap().as_array().unwrap().chunks_exact(2);
    let pairs: Vec<(Object, Object)> =
        pairs.map(|pair| (pair[0].clone(), pair[1].clone())).collect();
    if let Ok(limits) = node.get(b"Limits").and_then(Object::as_array) {
        assert_eq!((&limits[0], &limits[1]), (&pairs[0].0, &pairs[pairs.len() - 1].0));
    }
    pairs
}

#[test]
fn vera_catches_a_letter_broken_on_purpose() {
    let letter = specimen();
    let broken = breakages().map(|(_, _, breakage)| broken(letter.pdf(), breakage));
    let mut missed = Vec::new();
    for ((what, clause, _), verdicts) in breakages().into_iter().zip(verdicts(&broken, &LETTER)) {
        let clauses: Vec<&str> =
            verdicts.iter().flat_map(|v| &v.broken).map(String::as_str).collect();
        if !clauses.contains(&clause) {
            missed.push(format!("{what}: expected {clause}, found {clauses:?}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_table_without_header_cells_is_caught_by_the_golden_structure_and_not_by_vera() {
    let headless = broken(specimen().pdf(), |document| each_element(document, demote));
    let read = structure(&headless);
    assert!(!read.contains("TH") && read != structure(specimen().pdf()), "{read}");
    let [verdicts] = verdicts(&[headless], &LETTER).try_into().unwrap();
    assert!(
        verdicts.iter().all(|verdict| verdict.compliant),
        "veraPDF has learnt it: {verdicts:?}"
    );
}

#[test]
fn a_letter_loaded_and_saved_without_a_breakage_still_conforms() {
    let [verdicts] = verdicts(&[broken(specimen().pdf(), |_| {})], &LETTER).try_into().unwrap();
    assert!(verdicts.iter().all(|verdict| verdict.compliant), "{verdicts:?}");
}

#[test]
fn a_glyph_that_reads_as_another_is_caught_by_the_reader_and_not_by_vera() {
    let swapped = broken(specimen().pdf(), |document| {
        // The full-width K and M of the grid, whose text is ASCII.
        edit_to_unicode(document, |map| swap(map, "<004B>", "<004D>"));
    });
    let read = judges::pdftotext(&swapped, Order::Raw);
    let dense: String = read.split_whitespace().collect();
    assert!(!dense.contains(PASSWORD) && dense.contains("M3KrRT3H17203902"), "{read}");
    let [verdicts] = verdicts(&[swapped], &LETTER).try_into().unwrap();
    assert!(verdicts.iter().all(|verdict| verdict.compliant), "{verdicts:?}");
}

#[test]
fn a_password_in_the_title_is_caught_by_the_search_for_secrets_and_not_by_vera() {
    let clean = specimen();
    assert_eq!(leaked(clean.pdf()), None);
    let title = "ログイン情報発行通知書 K3MrRT3H17203902";
    let telling = broken(clean.pdf(), |document| entitle(document, title));
    assert_eq!(leaked(&telling), Some("K3Mr"));
    let [verdicts] = verdicts(&[telling], &LETTER).try_into().unwrap();
    assert!(verdicts.iter().all(|verdict| verdict.compliant), "{verdicts:?}");
}

#[test]
fn the_structure_reads_as_the_golden_text() {
    assert_golden("structure.txt", &structure(specimen().pdf()));
}

#[test]
fn the_structure_of_large_print_reads_as_the_golden_text() {
    let issuer = issuer().template(Template::large_print()).build().unwrap();
    let letter = issuer
        .letter_for(&judges::provider("主たる事業所名称"), PASSWORD.parse().unwrap())
        .unwrap();
    assert_golden("structure_large_print.txt", &structure(letter.pdf()));
}

/// Two passwords, the second on a further page.
#[test]
fn the_structure_of_a_first_issue_in_large_print_reads_as_the_golden_text() {
    let template = Template::first_issue().with_large_print();
    let issuer = issuer().template(template).build().unwrap();
    let passwords = [PASSWORD, "R7TkWB2N58306149"].map(|password| password.parse().unwrap());
    let letter = issuer.letter_with(&judges::provider("主たる事業所名称"), passwords).unwrap();
    assert_golden("structure_first_issue.txt", &structure(letter.pdf()));
}

fn assert_golden(name: &str, read: &str) {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&golden, read).unwrap();
    }
    assert_eq!(read, fs::read_to_string(&golden).unwrap());
}

#[test]
fn every_character_of_the_grid_is_headed_by_its_class_and_its_reading() {
    let letter = specimen();
    let document = Document::load_mem(letter.pdf()).unwrap();
    let tables = tables(&document);
    let rows = tables.iter().find(|rows| rows.len() == 3).unwrap();
    let ([classes, readings, characters], places) = (rows.as_slice(), PASSWORD.len()) else {
        panic!("{rows:?}")
    };
    assert_eq!([classes.len(), readings.len(), characters.len()], [places; 3]);
    for ((class, reading), character) in classes.iter().zip(readings).zip(characters) {
        for header in [class, reading] {
            assert_eq!((header.role.as_str(), header.scope.as_deref()), ("TH", Some("Column")));
        }
        let [class_id, reading_id] = [class, reading].map(|header| header.id.clone().unwrap());
        assert_eq!(reading.headers, std::slice::from_ref(&class_id));
        assert_eq!(
            (character.role.as_str(), &character.headers),
            ("TD", &vec![class_id, reading_id])
        );
    }
    let mut ids: Vec<_> =
        classes.iter().chain(readings).map(|header| header.id.clone().unwrap()).collect();
    let names = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let root = dictionary(&document, names);
    let listed = dictionary(&document, root.get(b"IDTree").unwrap())
        .get(b"Names")
        .unwrap()
        .as_array()
        .unwrap();
    let listed: Vec<_> =
        listed.iter().filter_map(|name| name.as_str().ok()).map(<[u8]>::to_vec).collect();
    ids.sort();
    assert_eq!(ids, listed, "readers look headers up in the ID tree, which is sorted");
}

/// The names that are hard to print, but for those that are refused.
fn hard_names() -> Vec<Provider> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/hard_names.csv");
    let mut rows = csv::Reader::from_path(file).unwrap();
    let row = |row: Result<csv::StringRecord, csv::Error>| {
        let row = row.unwrap();
        let printed = !row.get(2).unwrap().is_empty();
        printed.then(|| provider(row.get(0).unwrap(), USER_ID, row.get(1).unwrap()))
    };
    rows.records().filter_map(row).collect()
}

fn listed() -> impl Iterator<Item = Provider> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/providers.csv");
    csv::Reader::from_path(file).unwrap().into_records().map(|row| {
        let row = row.unwrap();
        provider(row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap())
    })
}

fn provider(number: &str, user_id: &str, name: &str) -> Provider {
    Provider::new(number.parse().unwrap(), user_id.parse().unwrap(), name.parse().unwrap())
}

type Breakage = fn(&mut Document);

/// What is done to a letter, and the clause that veraPDF must name.
fn breakages() -> [(&'static str, &'static str, Breakage); 9] {
    [
        ("header cells that speak for no cell", "7.5-1", |d| each_element(d, unhead)),
        ("a role that no one knows", "7.1-5", |d| {
            each_element(d, |e| rename(e, "TH", "Head"));
        }),
        ("a row outside its table", "7.2-3", |d| each_element(d, |e| rename(e, "TR", "P"))),
        ("advances that are not the font's", "6.2.11.5-1", |d| each(d, "Font", narrow)),
        ("codes without text", "6.2.11.7.2-1", |d| {
            each(d, "Font", |font| drop(font.remove(b"ToUnicode")));
        }),
        ("no language", "7.2-34", |d| drop(d.catalog_mut().unwrap().remove(b"Lang"))),
        ("no structure", "6.7.3.3-1", |d| drop(d.catalog_mut().unwrap().remove(b"StructTreeRoot"))),
        ("no output intent", "6.2.4.3-4", |d| {
            drop(d.catalog_mut().unwrap().remove(b"OutputIntents"));
        }),
        ("a program", "6.5.1-1", |d| {
            let script =
                lopdf::dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("1") };
            d.catalog_mut().unwrap().set("OpenAction", script);
        }),
    ]
}

fn broken(pdf: &[u8], breakage: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = Document::load_mem(pdf).unwrap();
    breakage(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    assert!(bytes != pdf);
    bytes
}

/// Every dictionary of a type.
fn each(document: &mut Document, kind: &str, breakage: fn(&mut Dictionary)) {
    let dictionaries = document.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
    dictionaries.filter(|dictionary| dictionary.has_type(kind.as_bytes())).for_each(breakage);
}

fn each_element(document: &mut Document, breakage: fn(&mut Dictionary)) {
    let dictionaries = document.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
    dictionaries.filter(|dictionary| is_element(dictionary)).for_each(breakage);
}

/// The type of an element may be left out: its role and its parent tell it.
fn is_element(dictionary: &Dictionary) -> bool {
    dictionary.has(b"S") && dictionary.has(b"P")
}

fn unhead(element: &mut Dictionary) {
    element.remove(b"A");
}

fn demote(element: &mut Dictionary) {
    unhead(element);
    rename(element, "TH", "TD");
}

fn rename(element: &mut Dictionary, from: &str, to: &str) {
    if element.get(b"S").and_then(Object::as_name).unwrap() == from.as_bytes() {
        element.set("S", to);
    }
}

fn narrow(font: &mut Dictionary) {
    if font.get(b"Subtype").and_then(Object::as_name).unwrap() == b"CIDFontType2" {
        font.remove(b"W");
        font.set("DW", 300);
    }
}

fn edit_to_unicode(document: &mut Document, edit: fn(&str) -> String) {
    for object in document.objects.values_mut() {
        let Ok(stream) = object.as_stream_mut() else { continue };
        let Ok(plain) = stream.get_plain_content() else { continue };
        if let Some(map) = str::from_utf8(&plain).ok().filter(|text| text.contains("begincmap")) {
            stream.set_plain_content(edit(map).into_bytes());
        }
    }
}

fn swap(map: &str, one: &str, other: &str) -> String {
    map.replace(one, "?").replace(other, one).replace('?', other)
}

/// Another title, in the information dictionary and in the XMP.
fn entitle(document: &mut Document, title: &str) {
    let utf16 =
        [0xFEFF].into_iter().chain(title.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let info = document.trailer.get(b"Info").and_then(Object::as_reference).unwrap();
    let info = document.get_dictionary_mut(info).unwrap();
    info.set("Title", Object::String(utf16, lopdf::StringFormat::Hexadecimal));
    let xmp = document.catalog().unwrap().get(b"Metadata").and_then(Object::as_reference).unwrap();
    let xmp = document.get_object_mut(xmp).and_then(Object::as_stream_mut).unwrap();
    let text =
        str::from_utf8(&xmp.content).unwrap().replace("電子請求ログイン情報再発行通知書", title);
    xmp.set_plain_content(text.into_bytes());
}

/// The first four characters of the password in a row that the metadata hold.
fn leaked(pdf: &[u8]) -> Option<&'static str> {
    let said = [judges::information(pdf), judges::xmp(pdf)].concat();
    (0..PASSWORD.len()).filter_map(|at| PASSWORD.get(at..at + 4)).find(|run| said.contains(run))
}

/// What a reader can say of one cell besides its text.
#[derive(Clone, Debug)]
struct TableCell {
    role: String,
    scope: Option<String>,
    id: Option<Vec<u8>>,
    headers: Vec<Vec<u8>>,
}

/// The cells of each row of each table, in the order of the objects.
fn tables(document: &Document) -> Vec<Vec<Vec<TableCell>>> {
    let elements = document.objects.values().filter_map(|object| object.as_dict().ok());
    let tables = elements.filter(|element| role(element) == Some("Table"));
    let rows = |table| {
        let rows = kids(document, table).into_iter();
        rows.map(|row| {
            kids(document, row).into_iter().map(|cell| table_cell(document, cell)).collect()
        })
    };
    tables.map(|table| rows(table).collect()).collect()
}

fn table_cell(document: &Document, element: &Dictionary) -> TableCell {
    let attributes = element.get(b"A").ok().map(|attributes| dictionary(document, attributes));
    let attribute = |key: &[u8]| attributes.and_then(|attributes| attributes.get(key).ok());
    let name = |object: &Object| {
        object.as_name().ok().and_then(|name| String::from_utf8(name.to_vec()).ok())
    };
    let string = |object: &Object| object.as_str().ok().map(<[u8]>::to_vec);
    let headers = attribute(b"Headers").and_then(|headers| headers.as_array().ok());
    TableCell {
        role: role(element).unwrap_or_default().into(),
        scope: attribute(b"Scope").and_then(name),
        id: element.get(b"ID").ok().and_then(string),
        headers: headers.into_iter().flatten().filter_map(string).collect(),
    }
}

fn role(element: &Dictionary) -> Option<&str> {
    let name = element.get(b"S").and_then(Object::as_name).ok()?;
    is_element(element).then(|| str::from_utf8(name).ok())?
}

fn kids<'d>(document: &'d Document, element: &'d Dictionary) -> Vec<&'d Dictionary> {
    let kids = element.get(b"K").and_then(Object::as_array).unwrap();
    kids.iter().map(|kid| dictionary(document, kid)).collect()
}

fn dictionary<'d>(document: &'d Document, object: &'d Object) -> &'d Dictionary {
    document.dereference(object).and_then(|(_, object)| object.as_dict()).unwrap()
}
