//! Names, numbers and passwords come back from the page exactly as they went in, or the letter is
//! refused with the reason.
//!
//! - any name of the basic plane, and any policy: properties
//! - real names that are odd, and real providers of every prefecture: `tests/data` (see its
//!   `SOURCES.md`)
//! - real provider numbers and the check-digit rule that each fits

#![cfg(reissue_notice_judges)]
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod judges;
mod pdfium;

use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::thread;

use judges::{Order, PASSWORD, issuer};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use proptest::{collection, option};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use reissue_notice::{
    CharClass, CheckDigit, Error, ErrorKind, Field, Issuer, Labels, Letter, Policy, Provider,
    ProviderName, ProviderNumber, Template,
};

static ISSUER: LazyLock<Issuer> = LazyLock::new(|| issuer().build().unwrap());

fn in_process() -> ProptestConfig {
    ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() }
}

/// Each case starts several programs.
fn out_of_process() -> ProptestConfig {
    ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() }
}

/// Characters that real names are made of, with the odd ones among them.
const USUAL: &str = "[ぁ-んァ-ヺー・一-龠々Ａ-Ｚａ-ｚ０-９A-Za-z0-9 　（）()｡-ﾟ㈱㈲Ⅰ-Ⅻ①-⑳～〜－―‐&'.,\u{F900}-\u{FA6D}]{1,40}";

/// A label of one line.
const WORD: &str = "[ぁ-んァ-ヺ医療法人髙﨑通知A-Za-z0-9（）。、]{1,8}";

/// A sentence of up to three lines.
const SENTENCE: &str = "[ぁ-んァ-ヺ医療法人髙﨑通知A-Za-z0-9（）。、・]{1,60}(\n[ぁ-ん医療法人髙﨑通知a-z0-9。、]{1,3}){0,2}";

fn any_name() -> impl Strategy<Value = String> {
    let anything = proptest::collection::vec(any::<u16>(), 1..12).prop_map(|units| {
        let chars = units.into_iter().filter_map(|unit| char::from_u32(unit.into()));
        chars.collect()
    });
    let spiced = (USUAL, any::<u16>(), USUAL).prop_map(|(before, unit, after)| {
        let odd = char::from_u32(unit.into()).map_or(String::new(), String::from);
        before + &odd + &after
    });
    prop_oneof![3 => USUAL, 3 => spiced, 1 => anything]
}

proptest! {
    #![proptest_config(in_process())]

    #[test]
    fn any_name_is_issued_or_refused_with_a_sentence(name in any_name()) {
        match letter_to(&name) {
            Ok(letter) => prop_assert!(letter.pdf().ends_with(b"%%EOF\n")),
            Err(error) => assert_reason(&error, &name),
        }
    }

    #[test]
    fn no_name_makes_the_parser_or_the_search_key_fail(name in "\\PC{0,60}") {
        if let Ok(parsed) = name.parse::<ProviderName>() {
            prop_assert!(!parsed.as_str().is_empty());
            prop_assert_eq!(parsed.as_str().trim(), parsed.as_str());
            let again: ProviderName = parsed.as_str().parse().unwrap();
            prop_assert_eq!((again.as_str(), again.notes().len()), (parsed.as_str(), 0));
            prop_assert!(!parsed.search_key().contains(char::is_whitespace));
        }
    }

    #[test]
    fn any_password_fits_its_own_policy_alone(pattern in "[ULDS]{8,20}", seed in any::<[u8; 32]>()) {
        let policy: Policy = pattern.parse().unwrap();
        let password = policy.generate(&mut ChaCha20Rng::from_seed(seed));
        prop_assert!(policy.check(&password).is_ok());
        let drawn = password.expose_secret().chars().map(CharClass::of);
        prop_assert!(drawn.eq(policy.places().map(Some)));
    }
}

proptest! {
    #![proptest_config(out_of_process())]

    #[test]
    fn any_name_that_is_issued_is_read_back(name in any_name()) {
        if let Ok(letter) = letter_to(&name) {
            let printed: ProviderName = name.parse().unwrap();
            judges::qpdf_check(letter.pdf());
            assert_read(&letter, printed.as_str());
            let read = judges::mutool_text(letter.pdf());
            prop_assert!(joined(&read).contains(&joined(printed.as_str())), "{read:?}");
        }
    }

    /// However short: a remark of one character is a remark.
    #[test]
    fn any_word_of_a_template_is_read_back(
        title in WORD,
        labels in [WORD, WORD, WORD, WORD, WORD, WORD, WORD],
        introduction in SENTENCE,
        remarks in collection::vec(SENTENCE, 1..6),
        contact in option::of(SENTENCE),
    ) {
        let [date, number, name, login, user_id, password, heading] = labels;
        let labels = Labels::default()
            .with_provider_number(number)
            .with_provider_name(name)
            .with_login(login)
            .with_user_id(user_id)
            .with_password(password);
        let template = Template::default()
            .with_title(title)
            .with_date_label(date)
            .with_introduction(introduction)
            .with_labels(labels)
            .with_remarks_heading(heading)
            .with_remarks(remarks);
        let template = contact.into_iter().fold(template, Template::with_contact);
        assert_template_read(&template);
    }

    #[test]
    fn any_policy_is_one_page_with_its_password(pattern in "[ULDS]{8,20}", seed in any::<[u8; 32]>()) {
        let issuer = issuer().policy(pattern.parse().unwrap()).build().unwrap();
        let letter = issuer.issue(&judges::provider("やまなし会"), &mut ChaCha20Rng::from_seed(seed)).unwrap();
        prop_assert_eq!(judges::pages(letter.pdf()), 1);
        let read = judges::pdftotext(letter.pdf(), Order::Layout);
        prop_assert!(joined(&read).contains(letter.password().expose_secret()), "{read}");
        let read = judges::mutool_text(letter.pdf());
        prop_assert!(joined(&read).contains(letter.password().expose_secret()), "{read}");
    }
}

#[test]
fn remarks_of_one_character_are_read_back() {
    let template =
        Template::default().with_introduction("い").with_remarks(["x", "あ", "1\n2\n3", "・\nう"]);
    assert_template_read(&template.with_contact("え"));
}

/// Every word, in the order of the page.
fn assert_template_read(template: &Template) {
    let issuer = match issuer().template(template.clone()).build() {
        Ok(issuer) => issuer,
        Err(error) => {
            let kind = error.kind();
            assert!(
                matches!(kind, ErrorKind::TooWide { .. } | ErrorKind::NoBreak { .. }),
                "{error}"
            );
            return;
        }
    };
    let letter = issuer
        .letter_for(&provider(["1971100456", "KJ010199999999", "会"]), PASSWORD.parse().unwrap());
    let read = joined(&judges::pdftotext(letter.unwrap().pdf(), Order::Raw));
    let mut rest = read.as_str();
    let without_remarks = template.words().count() == 9;
    for (index, words) in template.words().map(joined).enumerate() {
        if index == 8 && without_remarks {
            continue;
        }
        let at = rest.find(&words).unwrap_or_else(|| panic!("{words} is not in {rest} of {read}"));
        rest = &rest[at + words.len()..];
    }
}

#[test]
fn the_made_up_names_are_issued_often_and_refused_often() {
    let mut runner = TestRunner::deterministic();
    let mut sample = || any_name().new_tree(&mut runner).unwrap().current();
    let issued = (0..200).filter(|_| letter_to(&sample()).is_ok()).count();
    assert!((50..150).contains(&issued), "{issued} of 200");
}

#[test]
fn every_space_of_a_name_is_read_back() {
    let broken = format!("社会福祉法人{} {}", "あ".repeat(22), "い".repeat(26));
    let broken_wide = broken.replace(' ', "　");
    for name in [
        "あ い",
        "あ  い",
        "あ　い",
        "あ 　い",
        "あ\u{A0}い",
        "あ\u{2003}い",
        &broken,
        &broken_wide,
    ] {
        assert_read(&letter_to(name).unwrap(), name);
    }
}

#[test]
fn every_hard_name_is_read_back() {
    let rows = rows("hard_names.csv");
    let kinds: BTreeSet<&str> =
        rows.iter().filter_map(|row| row.last()).flat_map(|why| why.split('+')).collect();
    let expected = [
        "cjk_compat",
        "dash_wave",
        "double_space",
        "greek_cyrillic",
        "halfkana",
        "long",
        "non_jisx0208",
        "radical",
    ];
    assert!(kinds.into_iter().eq(expected));
    on_both_cores(&rows, |row| {
        let [number, name, printed, _] = &row[..] else { panic!("four fields: {row:?}") };
        let provider = provider([number, "KJ010199999999", name]);
        let letter = ISSUER.letter_for(&provider, PASSWORD.parse().unwrap()).unwrap();
        assert_read(&letter, printed);
    });
}

/// To the last space, but for the line break of a name that takes two lines.
#[test]
fn every_hard_name_is_read_back_by_a_second_reader() {
    let rows = rows("hard_names.csv");
    let letter = |row: &Vec<String>| {
        let [number, name, printed, _] = &row[..] else { panic!("four fields: {row:?}") };
        let provider = provider([number, "KJ010199999999", name]);
        let letter = ISSUER.letter_for(&provider, PASSWORD.parse().unwrap()).unwrap();
        (letter.pdf().to_vec(), printed.clone())
    };
    let (pdfs, names): (Vec<_>, Vec<_>) = rows.iter().map(letter).unzip();
    for (read, name) in pdfium::texts(&pdfs, "").into_iter().zip(names) {
        let read = read.unwrap();
        let lines: Vec<&str> = read.lines().collect();
        let alone = |name: &str| lines.windows(2).any(|two| two[0] == name || two.concat() == name);
        assert!(alone(&name), "{name:?} is not in\n{read}");
    }
}

/// JIS X 0213 has letters that Unicode spells with a mark; superscripts stand in real names too.
#[test]
fn letters_with_a_mark_and_superscripts_are_read_back_by_three_readers() {
    const NAMES: [&str; 4] =
        ["か\u{309A}き\u{309A}苑", "セ\u{309A}ツ\u{309A}ト\u{309A}", "ㇷ\u{309A}ラン", "ケア⁺₋⁰₉✔"];
    let letters = NAMES.map(|name| letter_to(name).unwrap());
    let pdfs = letters.each_ref().map(|letter| letter.pdf().to_vec());
    let by_pdfium = pdfium::texts(&pdfs, "");
    for ((letter, name), by_pdfium) in letters.iter().zip(NAMES).zip(by_pdfium) {
        assert_read(letter, name);
        let by_mutool = judges::mutool_text(letter.pdf());
        assert!(by_mutool.lines().any(|line| line == name), "{name} is not in\n{by_mutool}");
        let by_pdfium = by_pdfium.unwrap();
        assert!(by_pdfium.lines().any(|line| line == name), "{name} is not in\n{by_pdfium}");
    }
}

#[test]
fn a_provider_of_each_prefecture_is_read_back() {
    let rows = rows("providers.csv");
    assert_eq!(
        rows.iter().filter_map(|row| row.first()?.get(..2)).collect::<BTreeSet<_>>().len(),
        47
    );
    on_both_cores(&rows, |row| {
        let [number, user_id, name, ..] = &row[..] else { panic!("five fields: {row:?}") };
        let letter = ISSUER
            .letter_for(&provider([number, user_id, name]), PASSWORD.parse().unwrap())
            .unwrap();
        assert_read(&letter, name.trim());
    });
}

#[test]
fn every_number_fits_the_check_digit_rule_that_it_is_known_to_fit() {
    let vectors = include_str!("data/vectors.tsv");
    for line in vectors.lines().skip(1) {
        let (number, rest) = line.split_once('\t').unwrap();
        let expected = match rest.split_once('\t').unwrap().0 {
            "9-digit" => CheckDigit::NineDigits,
            "6-digit (medical code, pref 11-14)" => CheckDigit::MedicalCode,
            "FAILS both" => CheckDigit::Unknown,
            other => panic!("an unknown rule: {other}"),
        };
        assert_eq!(number.parse::<ProviderNumber>().unwrap().check_digit(), expected, "{line}");
    }
    assert_eq!(vectors.lines().count(), 65);
}

fn letter_to(name: &str) -> Result<Letter, Error> {
    let provider = Provider::new("1999999999".parse()?, "KJ010199999999".parse()?, name.parse()?);
    ISSUER.letter_for(&provider, PASSWORD.parse()?)
}

fn provider([number, user_id, name]: [&str; 3]) -> Provider {
    Provider::new(number.parse().unwrap(), user_id.parse().unwrap(), name.parse().unwrap())
}

/// A refusal names the field, and a character by its code point, or the widths, or that nothing is
/// there.
fn assert_reason(error: &Error, name: &str) {
    let sentence = error.to_string();
    assert_eq!(error.field(), Some(Field::ProviderName), "{sentence}");
    assert!(error.is_refusal() && sentence.contains("provider name: "), "{sentence}");
    // A radical or a kana with its mark is refused as what it became.
    let printed =
        name.parse::<ProviderName>().map_or(String::new(), |name| name.as_str().to_owned());
    let named = |c: char| sentence.contains(&format!("U+{:04X}", u32::from(c)));
    match error.kind() {
        ErrorKind::Unprintable { position, found, .. } => {
            assert!(named(*found), "{sentence}");
            assert!(name.chars().chain(printed.chars()).any(|c| c == *found), "{sentence}");
            assert!((1..=name.chars().count()).contains(position), "{sentence}");
        }
        ErrorKind::MissingGlyph { cluster, .. } => {
            assert!(cluster.chars().all(named), "{sentence}");
            assert!(printed.contains(cluster.as_str()), "{sentence}");
        }
        ErrorKind::TooWide { needed_mm, rooms_mm, .. } => {
            assert!(*needed_mm > rooms_mm.iter().sum(), "{sentence}");
        }
        ErrorKind::NoBreak { needed_mm, rooms_mm, .. } => {
            let first = rooms_mm.first().unwrap();
            assert!(needed_mm > first && *needed_mm <= rooms_mm.iter().sum(), "{sentence}");
        }
        ErrorKind::Empty { .. } => {
            assert!(name.chars().all(|c| c.is_whitespace() || c.is_control()), "{name:?}");
        }
        kind => panic!("{kind:?}"),
    }
}

/// pdftotext reads number, name and user ID, each in its place in the order of the slots, to the
/// last space.
fn assert_read(letter: &Letter, name: &str) {
    let read = judges::pdftotext(letter.pdf(), Order::Raw);
    let mut lines = read.lines().skip_while(|line| *line != letter.number().as_str()).skip(1);
    let read_name: String =
        lines.by_ref().take_while(|line| *line != letter.user_id().as_str()).collect();
    assert_eq!(read_name, name, "in\n{read}");
    assert!(read.lines().any(|line| line == letter.user_id().as_str()), "in\n{read}");
    assert!(joined(&read).contains(PASSWORD), "in\n{read}");
    let addressee = joined(name) + "様";
    assert!(joined(&read).contains(&addressee), "{addressee} is not in\n{read}");
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect()
}

fn rows(file: &str) -> Vec<Vec<String>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/");
    let mut reader = csv::Reader::from_path(format!("{path}{file}")).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn on_both_cores<T: Sync>(rows: &[T], judge: impl Fn(&T) + Sync) {
    assert!(rows.len() > 50);
    thread::scope(|scope| {
        for half in rows.chunks(rows.len().div_ceil(2)) {
            scope.spawn(|| half.iter().for_each(&judge));
        }
    });
}
