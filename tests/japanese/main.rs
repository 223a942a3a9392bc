//! Everything that people are told is told in Japanese too: each kind of each closed enum, with what
//! was found, and no Latin letter but in what was found or is to be typed. [`documented`] holds the
//! errors to what the documentation says of them.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[cfg(unix)]
mod documented;
mod kinds;

use std::any::type_name;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Write as _};
use std::fs;
use std::path::Path;

use reissue_notice::{
    BatchKey, Columns, Issuer, Language, Message, NameRules, Provider, ProviderName, Refusal,
    RefusedRow, Repair, Roster,
};
use syn::{Attribute, Item, Meta, Type};

/// The sentences of each kind, by its type and variant.
#[derive(Default)]
struct Told(BTreeMap<String, Vec<Sentences>>);

struct Sentences {
    english: String,
    japanese: String,
}

impl Told {
    fn all() -> Self {
        let mut told = Self::default();
        kinds::tell_all(&mut told);
        told
    }

    fn tell<M: Message + Debug>(&mut self, messages: impl IntoIterator<Item = M>) {
        let name = type_name::<M>().rsplit("::").next().unwrap();
        for message in messages {
            let debug = format!("{message:?}");
            let variant = debug.split(|c: char| !c.is_alphanumeric()).next().unwrap();
            let (english, japanese) = (message.to_string(), message.in_japanese());
            let sentences = self.0.entry(format!("{name}::{variant}")).or_default();
            sentences.push(Sentences { english, japanese });
        }
    }
}

/// What the source declares.
#[derive(Default)]
struct Declared {
    /// The variants of each enum.
    enums: BTreeMap<String, Vec<String>>,
    /// What has a sentence in English.
    displayed: BTreeSet<String>,
    /// What has one in Japanese.
    messages: BTreeSet<String>,
}

/// Every file of the library.
fn sources() -> Vec<String> {
    let mut sources = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    sources
}

impl Declared {
    fn read() -> Self {
        let mut declared = Self::default();
        for source in sources() {
            let file = syn::parse_file(&source).unwrap();
            file.items.iter().for_each(|item| declared.note(item));
        }
        declared
    }

    fn note(&mut self, item: &Item) {
        match item {
            Item::Enum(item) => {
                let name = item.ident.to_string();
                let variants = item.variants.iter();
                let variants = variants.map(|variant| format!("{name}::{}", variant.ident));
                self.enums.insert(name.clone(), variants.collect());
                if item.attrs.iter().any(derives_error) {
                    self.displayed.insert(name);
                }
            }
            Item::Impl(item) => {
                let (Some((_, path, _)), Type::Path(of)) = (&item.trait_, &*item.self_ty) else {
                    return;
                };
                let last = |path: &syn::Path| path.segments.last().unwrap().ident.to_string();
                match last(path).as_str() {
                    "Message" => self.messages.insert(last(&of.path)),
                    "Display" => self.displayed.insert(last(&of.path)),
                    _ => false,
                };
            }
            _ => {}
        }
    }
}

fn derives_error(attribute: &Attribute) -> bool {
    let Meta::List(list) = &attribute.meta else { return false };
    list.path.is_ident("derive") && list.tokens.to_string().contains("thiserror")
}

/// Names of encodings and languages are the same in every language; so is what is a `Worded`.
const NO_SENTENCE: [&str; 2] = ["Encoding", "Language"];

#[test]
fn every_enum_that_speaks_english_speaks_japanese() {
    let Declared { enums, displayed, messages } = Declared::read();
    let speaks =
        |name: &&String| enums.contains_key(*name) && !NO_SENTENCE.contains(&name.as_str());
    let mute: Vec<_> = displayed.difference(&messages).filter(speaks).collect();
    assert!(mute.is_empty(), "{mute:?}");
    assert!(messages.len() > 30, "only {}", messages.len());
}

#[test]
fn every_kind_that_the_source_declares_is_told_here() {
    let told: BTreeSet<String> = Told::all().0.into_keys().collect();
    let Declared { enums, messages, .. } = Declared::read();
    let declared = messages.iter().filter_map(|message| enums.get(message)).flatten();
    assert_eq!(told, declared.cloned().collect());
    assert!(told.len() > 250, "only {}", told.len());
}

/// Names of forms of files and characters, as Japanese writes them, and what is to be typed.
const WRITTEN_IN_LATIN: [&str; 32] = [
    "datamatrix:",
    "omr:",
    "module=",
    "length=",
    "thickness=",
    "pitch=",
    "sheet=",
    "envelope=-",
    "inserted=OK|GOOD",
    "ユーザID",
    "PDF",
    "TOML",
    "trueまたはfalse",
    "CSV",
    "UTF-8",
    "UTF-16LE",
    "UTF-16BE",
    "UTF-16",
    "CP932",
    "xlsx",
    "xls",
    "A～Z",
    "a～z",
    "U（大文字）、L（小文字）、D（数字）、S（記号）",
    "standardまたはspecimen",
    "verticalまたはhorizontal",
    "jaまたはen",
    "--no-lock",
    "--no-folder-sync",
    "http://",
    "https://",
    "é",
];

fn without_what_is_latin(sentence: &str) -> String {
    let mut rest = sentence.to_owned();
    for word in WRITTEN_IN_LATIN {
        rest = rest.replace(word, "");
    }
    // Code points.
    let mut parts = rest.split("U+");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |text, part| text + part.trim_start_matches(|c: char| c.is_ascii_hexdigit()))
}

#[test]
fn no_latin_letter_is_left_and_every_fault_says_what_to_do() {
    let mut faults = 0;
    for (kind, Sentences { japanese, .. }) in
        Told::all().0.iter().flat_map(|(kind, all)| all.iter().map(move |one| (kind, one)))
    {
        let rest = without_what_is_latin(japanese);
        let latin = |c: char| c.is_alphabetic() && c.is_ascii() || ('À'..='ɏ').contains(&c);
        assert!(!japanese.is_empty() && !rest.contains(latin), "{kind}: {japanese}");
        let is_whole = [
            "ErrorKind",
            "ListFault",
            "LogFault",
            "TomlFault",
            "Difference",
            "Discrepancy",
            "FontFault",
            "KeyFault",
            "Clash",
        ];
        if is_whole.iter().any(|whole| kind.starts_with(whole)) {
            assert!(japanese.ends_with("ください。"), "{kind}: {japanese}");
            faults += 1;
        }
    }
    assert!(faults > 100, "only {faults}");
}

/// Both languages side by side, for whoever knows them to read.
#[test]
fn each_sentence_is_as_it_was_agreed() {
    let mut text = String::new();
    for (kind, sentences) in &Told::all().0 {
        for Sentences { english, japanese } in sentences {
            writeln!(text, "{kind}\n  {english}\n  {japanese}").unwrap();
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/sentences.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap();
    for (line, (found, agreed)) in text.lines().zip(golden.lines()).enumerate() {
        assert_eq!(found, agreed, "line {} of {}", line + 1, path.display());
    }
    assert_eq!(text.len(), golden.len(), "UPDATE_GOLDEN=1 takes the sentences as they are");
}

const LIST: &str = "事業所番号,ユーザID,事業所名
1971100456,KJ01019999999,やまなし会
170500300,KJ226152593558,三井ヘルスサービス
1310630046,KJ010199999998,あおば?
";

#[test]
fn a_refused_row_says_where_what_was_found_what_is_right_and_what_to_do() {
    let listing = Roster::read_all(LIST.as_bytes(), &Columns::default()).unwrap();
    let told: Vec<String> = listing.refused().iter().map(|row| row.error().in_japanese()).collect();
    assert_eq!(
        told,
        [
            "2行目、2列目、事業所1971100456、ユーザID：\
             13文字です。14文字（KJと数字12桁）にしてください。",
            "3行目、1列目、事業所番号：「170500300」は先頭の0が失われたおそれがあります。\
             先頭に0を補ってください。",
        ]
    );
    assert_eq!(
        listing.warnings()[0].in_japanese(),
        "4行目、事業所名：失われた文字の代わりの「?」と思われます。確認してください。"
    );
    assert_eq!(listing.account().in_japanese(), "4行＝見出し1＋事業所1＋発行不可2＋空行0");
}

#[test]
fn what_was_mended_or_changed_is_told() {
    let columns = Columns::default().with_repair(Repair::all());
    let listing = Roster::read_all(LIST.as_bytes(), &columns).unwrap();
    assert_eq!(
        listing.mends()[0].in_japanese(),
        "3行目、事業所番号：先頭の0を補いました（170500300 → 0170500300）。確認してください。"
    );
    let rules = NameRules::default().spell_out_abbreviations();
    let name: ProviderName = rules.parse("㈱か\u{3099} ").unwrap();
    let notes: Vec<_> = name.notes().iter().map(Message::in_japanese).collect();
    assert_eq!(
        notes,
        [
            "4文字目：端の空白などを除去（U+0020）",
            "2文字目：結合文字を1文字に合成（U+304B U+3099 → U+304C）",
            "1文字目：略記を展開（U+3231 → U+FF08 U+682A U+FF09）",
        ]
    );
}

#[test]
fn refused_csv_speaks_the_language_that_is_asked_for() {
    let listing = Roster::read_all(LIST.as_bytes(), &Columns::default()).unwrap();
    let refusal = |row: &RefusedRow| Refusal::new(row.line(), row.number(), row.error());
    let refused: Vec<_> = listing.refused().iter().map(refusal).collect();
    let folder = tempfile::tempdir().unwrap();
    let written = |language| {
        let path = folder.path().join(format!("{language:?}.csv"));
        Refusal::write_csv(&refused, &path, language).unwrap();
        fs::read_to_string(path).unwrap()
    };
    let japanese = written(Language::Japanese);
    assert!(japanese.starts_with("\u{FEFF}行,事業所番号,理由\n2,1971100456,2行目、2列目、"));
    assert!(written(Language::English).starts_with(
        "row,provider_number,reason\n2,1971100456,\"line 2, column 2, provider 1971100456, "
    ));
}

const GUIDE: &str = include_str!("../../src/docs/guide.md");

/// The cells of the tables under a heading of the guide, without their heads.
fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let section = GUIDE.split("\n# ").find(|section| section.starts_with(heading)).unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| "));
    rows.skip(1).map(|row| row.trim_matches(['|', ' ']).split(" | ").collect()).collect()
}

#[test]
fn what_the_guide_quotes_is_what_is_said() {
    let listing = Roster::read_all(LIST.as_bytes(), &Columns::default()).unwrap();
    let mut said: Vec<String> =
        listing.refused().iter().map(|row| row.error().in_japanese()).collect();
    let provider = |name: &str, row| {
        let (number, id) = ("1971100456".parse().unwrap(), "KJ010199999999".parse().unwrap());
        Provider::new(number, id, name.parse().unwrap()).at_row(row)
    };
    let issuer = Issuer::builder().federation("連合会").issued_on("2026-04-01".parse().unwrap());
    let batch = issuer.build().unwrap().batch(BatchKey::generate().unwrap());
    let told = |refusal: &Refusal| refusal.reason_in(Language::Japanese).to_owned();
    said.extend(batch.preflight(&[provider("やま\u{E000}", 2)]).refused().iter().map(told));
    let twice = [provider("やまなし会", 2), provider("やまなし会", 3)];
    said.extend(batch.preflight(&twice).duplicates().iter().map(told).take(1));
    let quoted = table("発行できない行とその理由");
    let quoted: Vec<&str> =
        quoted.iter().map(|row| row.last().unwrap().trim_matches('`')).collect();
    assert_eq!(said, quoted);
}

#[test]
fn every_column_that_the_guide_names_is_known() {
    let names: Vec<Vec<&str>> =
        table("名簿の形式").iter().map(|row| row.get(1).unwrap().split('、').collect()).collect();
    let [numbers, ids, providers, post_codes, addresses, buildings, references] = names.as_slice()
    else {
        panic!("{names:?}")
    };
    let longest = names.iter().map(Vec::len).max().unwrap();
    for index in 0..longest {
        let name = |names: &[&'static str]| *names.get(index).unwrap_or(names.first().unwrap());
        let columns = [numbers, ids, providers, post_codes, addresses, buildings, references];
        let header = columns.map(|names| name(names)).join(",");
        let list = format!(
            "{header}\n1971100456,KJ010199999999,やまなし会,400-0031,甲府市,県庁別館,R08-1\n"
        );
        let columns = Columns::default().with_addresses().with_references();
        let listing = Roster::read_all(list.as_bytes(), &columns).unwrap();
        let provider = &listing.providers()[0];
        assert!(provider.post_code().is_some(), "{header}");
        assert!(provider.address().is_some() && provider.building().is_some(), "{header}");
        assert!(provider.reference().is_some(), "{header}");
    }
}
