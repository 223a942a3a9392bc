//! Lists as they come from the field: each of `data/cases` with what is right for it, every encoding
//! alike, and no line of any list lost.

#![cfg(feature = "roster")]
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use encoding_rs::SHIFT_JIS;
use proptest::prelude::*;
#[cfg(feature = "bundled-fonts")]
use reissue_notice::{BatchKey, Issuer, Refusal};
use reissue_notice::{
    Column, Columns, Encoding, ErrorKind, ListFault, Listing, Provider, Repair, Roster,
};

fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)).unwrap()
}

fn case(name: &str) -> Vec<u8> {
    file(&format!("cases/{name}.csv"))
}

fn read(list: impl AsRef<[u8]>) -> Listing {
    Roster::read_all(list.as_ref(), &Columns::default()).unwrap()
}

/// Why nothing of a list is read.
fn stopped(list: impl AsRef<[u8]>) -> String {
    let error = Roster::read_all(list.as_ref(), &Columns::default()).unwrap_err();
    assert!(!error.is_refusal());
    error.to_string()
}

fn refused(listing: &Listing) -> Vec<String> {
    listing.refused().iter().map(|row| row.error().to_string()).collect()
}

fn names(listing: &Listing) -> Vec<&str> {
    listing.providers().iter().map(|provider| provider.name().as_str()).collect()
}

fn lines_of(listing: &Listing) -> Vec<usize> {
    listing.providers().iter().filter_map(Provider::row).collect()
}

fn account(listing: &Listing) -> String {
    listing.account().to_string()
}

const HEADER: &str = "provider_number,user_id,name\n";

/// A list of one row, whose name is this field as it stands in the file.
fn named(field: &str) -> String {
    format!("{HEADER}1971100456,KJ010199999999,{field}\n")
}

fn numbered(field: &str) -> String {
    format!("{HEADER}{field},KJ010199999999,やまなし会\n")
}

#[test]
fn case_01_an_open_quote_stops_the_run_and_names_both_lines() {
    assert_eq!(
        stopped(case("01_open_quote_in_unused_column")),
        "line 4, column 4: a quote opens here and is never closed: the list ends inside it, on \
         line 11; none of the lines between can be trusted"
    );
}

#[test]
fn case_02_a_field_over_lines_is_refused_line_by_line_and_the_row_after_it_is_read() {
    let listing = read(case("02_open_quote_closed_much_later"));
    assert_eq!(account(&listing), "11 lines = 1 header + 3 rows + 7 refused + 0 blank");
    assert_eq!(lines_of(&listing), [2, 3, 11]);
    let refused = refused(&listing);
    assert_eq!(
        refused[0],
        "line 4, column 4, provider 1970000003: a quote opens here and the line ends before it is \
         closed; no field may hold a line break"
    );
    for (line, sentence) in (5..).zip(&refused[1..]) {
        assert_eq!(
            *sentence,
            format!(
                "line {line}, provider 197000000{}: the line stands inside the quote that opened \
                 on line 4",
                line - 1
            )
        );
    }
}

#[test]
fn case_03_an_open_quote_in_the_name_stops_the_run_too() {
    assert_eq!(
        stopped(case("03_open_quote_in_name")),
        "line 3, column 3: a quote opens here and is never closed: the list ends inside it, on \
         line 5; none of the lines between can be trusted"
    );
}

#[test]
fn case_04_a_comma_without_quotes_is_a_surplus_field() {
    let listing = read(case("04_unquoted_comma_in_name"));
    assert_eq!(
        refused(&listing),
        ["line 2, column 4, provider 1310630046: found 4 fields, expected 3 as in the header; a \
          comma may need quotes"]
    );
    assert_eq!(account(&listing), "2 lines = 1 header + 0 rows + 1 refused + 0 blank");
}

#[test]
fn case_05_two_columns_of_one_name_stop_the_run() {
    assert_eq!(
        stopped(case("05_two_columns_called_name")),
        "line 1, column 4: two columns for the provider name: name in column 3, name here"
    );
}

#[test]
fn cases_06_to_08_quotes_without_a_right_reading_are_refused_by_column() {
    for (name, sentence) in [
        (
            "06_quotes_at_start_of_unquoted_name",
            "line 2, column 3, provider 1971100456: 'デ' (U+30C7) follows the closing quote, \
             expected the end of the field; a quote inside a quoted field is written twice",
        ),
        (
            "07_backslash_quote",
            "line 2, column 3, provider 1971100456: a backslash stands before a quote; a quote \
             inside a quoted field is written twice",
        ),
        (
            "08_space_before_quote",
            "line 2, column 3, provider 1971100456: a blank stands before the opening quote, \
             expected none",
        ),
    ] {
        let listing = read(case(name));
        assert_eq!(refused(&listing), [sentence]);
        assert_eq!(account(&listing), "2 lines = 1 header + 0 rows + 1 refused + 0 blank");
    }
}

#[test]
fn case_11_every_row_of_a_correction_is_read() {
    let listing = read(case("11_correction_behind_a_refused_row"));
    assert_eq!(lines_of(&listing), [2, 3, 4]);
}

/// Only a row that will be issued makes a later one a duplicate.
#[cfg(feature = "bundled-fonts")]
#[test]
fn case_11_the_correction_of_a_row_that_cannot_be_printed_is_issued() {
    let listing = read(case("11_correction_behind_a_refused_row"));
    let issuer = Issuer::builder()
        .federation_by_prefecture()
        .issued_on("2026-04-01".parse().unwrap())
        .build()
        .unwrap();
    let batch = issuer.batch(BatchKey::from_bytes(&[7; 32]).unwrap());
    let preflight = batch.preflight(listing.providers());
    let refused: Vec<usize> = preflight.refused().iter().map(Refusal::row).collect();
    assert_eq!((refused, preflight.duplicates()), (vec![2], &[][..]));
}

#[test]
fn a_row_that_the_list_refuses_is_no_duplicate_of_its_correction() {
    let list = format!("{}1971100456,KJ010199999999,ひまわり苑\n", named("ひま\u{FFFD}わり苑"));
    let listing = read(list);
    assert_eq!(names(&listing), ["ひまわり苑"]);
    assert_eq!(refused(&listing).len(), 1);
}

#[test]
fn case_14_cp932_and_japanese_names_are_known() {
    let listing = read(case("14_cp932_japanese_header"));
    assert_eq!(listing.encoding(), Some(Encoding::Cp932));
    assert_eq!(names(&listing), ["㈱髙﨑①"]);
    assert_eq!(account(&listing), "2 lines = 1 header + 1 rows + 0 refused + 0 blank");
}

#[test]
fn case_15_blank_rows_and_columns_are_passed_over_and_counted() {
    let listing = read(case("15_blank_rows_of_excel"));
    assert_eq!(names(&listing), ["やまなし会"]);
    assert_eq!(account(&listing), "4 lines = 1 header + 1 rows + 0 refused + 2 blank");
}

#[test]
fn case_16_marks_of_damage_are_warnings() {
    let listing = read(case("16_damage_marks"));
    assert_eq!(listing.providers().len(), 4);
    let warnings: Vec<_> = listing.warnings().iter().map(ToString::to_string).collect();
    assert_eq!(
        warnings,
        [
            "line 2, provider name: '?' may stand where a character was lost",
            "line 3, provider name: '〓' (U+3013) may stand where a character was lost",
            "line 4, provider name: '□' (U+25A1) may stand where a character was lost",
            "line 5, provider name: #NAME? is a spreadsheet's error",
        ]
    );
}

#[test]
fn case_18_lines_are_those_of_the_spreadsheet() {
    let listing = read(case("18_row_numbers"));
    assert_eq!(lines_of(&listing), [3]);
    assert_eq!(
        refused(&listing),
        ["line 6, column 1, provider number: found 171100456: a leading zero may be lost"]
    );
    assert_eq!(listing.refused()[0].number(), "171100456");
    assert_eq!(account(&listing), "6 lines = 1 header + 1 rows + 1 refused + 3 blank");
}

#[test]
fn case_01_varied_by_encoding_delimiter_and_ends_of_lines_is_told_alike() {
    let list = String::from_utf8(case("01_open_quote_in_unused_column")).unwrap();
    let sentence = stopped(&list);
    for delimiter in ["\t", ";"] {
        for end in ["\r\n", "\r"] {
            let varied = list.replace(',', delimiter).replace('\n', end);
            for bytes in [varied.clone().into_bytes(), utf16le(&varied), utf16be(&varied)] {
                assert_eq!(stopped(bytes), sentence);
            }
            assert_eq!(stopped(&SHIFT_JIS.encode(&varied).0), sentence);
        }
    }
}

/// Where every field has quotes, the next line closes the quote, and the one after it is a row.
#[test]
fn case_02_varied_to_quotes_everywhere_refuses_two_lines() {
    let list = String::from_utf8(case("02_open_quote_closed_much_later")).unwrap();
    let list = list.replace('"', "").replace(" 9, 2F", "9");
    let quoted: Vec<String> = list.lines().map(|line| line.replace(',', "\",\"")).collect();
    let quoted = format!("\"{}\"\n", quoted.join("\"\n\"")).replace("内3\"", "内3");
    let listing = read(quoted);
    assert_eq!(account(&listing), "11 lines = 1 header + 8 rows + 2 refused + 0 blank");
    assert_eq!(lines_of(&listing), [2, 3, 6, 7, 8, 9, 10, 11]);
}

/// A line break in a remark, as a spreadsheet writes it: both its lines are refused, and what is
/// written there is no row even where it looks like one.
#[test]
fn case_02_varied_to_a_row_in_a_remark_is_no_row() {
    let list = "事業所番号,ユーザID,事業所名,備考\n\
        1971100456,KJ010199999999,新しい名,\"旧:\n\
        1971100456,KJ010199999999,古い名,\n\
        以上\"\n\
        1310630046,KJ010199999998,あおば,\n";
    let listing = read(list);
    assert_eq!(names(&listing), ["あおば"]);
    assert_eq!(account(&listing), "5 lines = 1 header + 1 rows + 3 refused + 0 blank");
}

#[test]
fn case_15_varied_by_quotes_wide_blanks_and_an_end_of_file_mark_is_blank_too() {
    let list = String::from_utf8(case("15_blank_rows_of_excel")).unwrap();
    for blank in ["\"\",\"\",\"\"", " ,\u{3000}, ", "\t", "", "\u{1A}", ",,,,,,,"] {
        let listing = read(list.replace("\n,,,,", &format!("\n{blank}")));
        assert_eq!(account(&listing), "4 lines = 1 header + 1 rows + 0 refused + 2 blank");
    }
}

#[test]
fn case_16_varied_to_other_marks_is_told_too() {
    for (name, damage) in [
        ("縺ｲ縺ｾ繧上ｊ闍・", "it looks like UTF-8 that was read as CP932"),
        ("‚Ð‚Ü‚í‚è‰‘", "it looks like CP932 that was read as Latin-1; it may have been ひまわり苑"),
        ("#VALUE!", "#VALUE! is a spreadsheet's error"),
        ("&#39641;田会", "'&#' begins a character that was not decoded"),
    ] {
        let listing = read(format!("\u{FEFF}{}", named(name)));
        let warning = listing.warnings()[0].to_string();
        assert_eq!(warning, format!("line 2, provider name: {damage}"));
        assert_eq!(names(&listing), [name]);
    }
}

#[test]
fn what_spreadsheets_do_to_numbers_is_told() {
    for (field, sentence) in [
        ("170500300", "found 170500300: a leading zero may be lost"),
        (
            "1.97E+09",
            "found 1.97E+09: a spreadsheet has written it as an amount, and its last digits are lost",
        ),
        (
            "１９７１１００４５６",
            "found １９７１１００４５６: it has full-width characters, expected half-width",
        ),
        ("19-7110045-6", "found 19-7110045-6: it has hyphens, expected none"),
        (
            "'1971100456",
            "found '1971100456: it begins with a spreadsheet's apostrophe, expected none",
        ),
        (
            "1971100456.0",
            "found 1971100456.0: a spreadsheet has written it as an amount with decimals",
        ),
        (
            "\"1,971,100,456\"",
            "found 1,971,100,456: a spreadsheet has written it as an amount with commas",
        ),
        (
            "\"=\"\"1971100456\"\"\"",
            "found =\"1971100456\": it is a spreadsheet's formula, expected its value",
        ),
    ] {
        let listing = read(numbered(field));
        let expected = format!("line 2, column 1, provider number: {sentence}");
        assert_eq!(refused(&listing), [expected]);
    }
}

#[test]
fn repairs_are_made_on_request_and_noted() {
    let list = "事業所番号,ユーザID,事業所名,郵便番号\n\
        170500300,ＫＪ２２６１５２５９３５５８,三井,〒０６０－０００１\n\
        170500301,KJ226152593559,合わない,\n";
    let columns = Columns::default().with_repair(Repair::all());
    let listing = Roster::read_all(list.as_bytes(), &columns).unwrap();
    let provider = &listing.providers()[0];
    assert_eq!(provider.number().as_str(), "0170500300");
    assert_eq!(provider.user_id().as_str(), "KJ226152593558");
    assert_eq!(provider.post_code().unwrap().to_string(), "0600001");
    let mends: Vec<_> = listing.mends().iter().map(ToString::to_string).collect();
    assert_eq!(
        mends,
        [
            "line 2, provider number: put back a leading zero, from 170500300 to 0170500300",
            "line 2, user ID: made half-width, from ＫＪ２２６１５２５９３５５８ to KJ226152593558",
            "line 2, post code: made half-width, from 〒０６０－０００１ to 〒060－0001",
            "line 2, post code: took out marks and hyphens, from 〒060－0001 to 0600001",
        ]
    );
    assert_eq!(
        refused(&listing),
        ["line 3, column 1, provider number: found 170500301: a leading zero may be lost"]
    );
    assert_eq!(read(list).refused().len(), 2);
}

#[test]
fn a_missing_field_a_long_one_and_a_damaged_one_are_refused_by_column() {
    let long = "あ".repeat(32_768);
    for (list, sentence) in [
        (
            format!("{HEADER}1971100456,KJ010199999999\n"),
            "line 2, column 3, provider 1971100456: found 2 fields, expected 3 as in the header; \
             the row may be cut off",
        ),
        (
            named(&long),
            "line 2, column 3, provider 1971100456: found 32768 characters, expected at most 32767",
        ),
        (
            named("や\u{FFFD}ま"),
            "line 2, column 3, provider 1971100456, provider name: character 2 is '\u{FFFD}' \
             (U+FFFD): the replacement character: the text was damaged before it came here",
        ),
        (
            format!("\u{FEFF}{}", named("ä¼\u{9A}è\u{AD}°å®¤")),
            "line 2, column 3, provider 1971100456, provider name: the name looks like UTF-8 that \
             was read as Latin-1; it may have been 会議室",
        ),
        (
            named("や\"ま\""),
            "line 2, column 3, provider 1971100456: a quote stands inside a field that does not \
             begin with one; put the field in quotes and write the quote twice",
        ),
    ] {
        assert_eq!(refused(&read(list)), [sentence]);
    }
}

#[test]
fn headers_are_found_under_titles_and_in_any_order_and_width() {
    for list in [
        "令和8年度 事業所一覧,,\n\n備考,事業所名,ユーザＩＤ,事業所　番号\n",
        "sep=;\n備考;name;USER ID;provider-number\n",
        "備考\t名称の欄\t\u{FF95}\u{FF70}\u{FF7B}\u{FF9E}ID\t事業所番号\n",
    ] {
        let delimiter = list.chars().rfind(|c| matches!(c, ',' | ';' | '\t')).unwrap();
        let row = ["", "やまなし会", "KJ010199999999", "1971100456"].join(&delimiter.to_string());
        let columns = if list.contains("名称の欄") {
            Columns::default().with_name(Column::ProviderName, "名称の欄")
        } else {
            Columns::default()
        };
        let listing = Roster::read_all(format!("{list}{row}\n").as_bytes(), &columns).unwrap();
        assert_eq!(names(&listing), ["やまなし会"]);
        assert_eq!(listing.header_line(), list.lines().count());
    }
}

#[test]
fn what_is_no_list_is_told() {
    let missing = "line 1: the header has no column for user ID (user_id, ユーザID, ユーザーID, \
         ログインID) and none for provider name (name, provider_name, 事業所名, 事業所名称); \
         found 事業所番号, 名";
    for (list, sentence) in [
        (&b""[..], "the list is empty, expected a header"),
        (b"\n \n,,\n", "the list is empty, expected a header"),
        ("事業所番号,名\n".as_bytes(), missing),
        // A row that stands where the header should is not taken for a title.
        (
            b"1971100456,KJ010199999999,a\nprovider_number,user_id,name\n",
            "line 1: the header has no column for provider number (provider_number, 事業所番号, \
             介護保険事業所番号, 指定事業所番号) and none for user ID (user_id, ユーザID, ユーザーID, \
             ログインID) and none for provider name (name, provider_name, 事業所名, 事業所名称); \
             found 1971100456, KJ010199999999, a",
        ),
        (
            b"1971100456,KJ010199999999,\"a\"b\nprovider_number,user_id,name\n",
            "line 1, column 3: the header cannot be read: 'b' (U+0062) follows the closing quote, \
             expected the end of the field; a quote inside a quoted field is written twice",
        ),
        (
            b"provider_number,\"user_id,name\n",
            "line 1, column 2: the header cannot be read: a quote opens here and the line ends \
             before it is closed; no field may hold a line break",
        ),
        (b"%PDF-1.7", "this is a PDF file, expected text; save the list as CSV"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1",
            "this is a workbook (.xls) file, expected text; save the list as CSV",
        ),
        (
            b"provider_number,user_id,name,\xff\xff\n",
            "line 1: the header cannot be read: the line is not UTF-8, as the list is",
        ),
        (b"PK\x03\x04...", "this is a workbook (.xlsx) file, expected text; save the list as CSV"),
        (
            b"p\0r\0o\0v\0",
            "the list looks like UTF-16 without a byte order mark; save it as UTF-8, or say which \
             it is",
        ),
    ] {
        assert_eq!(stopped(list), sentence);
    }
}

#[test]
fn a_line_in_another_encoding_is_refused_and_the_others_are_read() {
    let (name, header) = ("やまなし会", HEADER.as_bytes());
    let utf8 = format!("1971100456,KJ010199999999,{name}\n");
    let other = format!("1310630046,KJ010199999998,{name}\n");
    let cp932 = SHIFT_JIS.encode(&other).0;
    let mixed = [header, utf8.as_bytes(), &cp932, utf8.as_bytes()].concat();
    assert_eq!(
        refused(&read(mixed)),
        [
            "line 3, column 3, provider 1310630046: the line is not UTF-8, as the list is; it can be \
          read as CP932"
        ]
    );
    let mixed = [header, &cp932, utf8.as_bytes(), &cp932].concat();
    let listing = read(mixed);
    assert_eq!(names(&listing), [name, name]);
    assert_eq!(
        refused(&listing),
        ["line 3, provider 1971100456: the line is not CP932, as the list is; it can be read as \
          UTF-8"]
    );
}

fn utf16le(text: &str) -> Vec<u8> {
    format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn utf16be(text: &str) -> Vec<u8> {
    format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect()
}

/// The lines of a list that CP932 can write and give back.
fn lines_of_cp932(text: &str) -> String {
    let comes_back = |line: &&str| {
        let (bytes, _, lossy) = SHIFT_JIS.encode(line);
        !lossy && SHIFT_JIS.decode_without_bom_handling(&bytes).0 == **line
    };
    let kept: Vec<&str> = text.lines().filter(comes_back).collect();
    kept.join("\r\n")
}

fn every_encoding_gives_the_same(list: &str, least: usize) {
    let providers = read(list).into_providers();
    assert!(providers.len() >= least, "{} providers", providers.len());
    for bytes in [format!("\u{FEFF}{list}").into_bytes(), utf16le(list), utf16be(list)] {
        assert!(read(bytes).providers() == providers);
    }
    let kept = lines_of_cp932(list);
    let cp932 = read(&SHIFT_JIS.encode(&kept).0);
    assert_eq!(cp932.encoding(), Some(Encoding::Cp932));
    assert!(cp932.providers() == read(&kept).providers());
    assert!(cp932.providers().len() >= least - least / 20, "{}", cp932.providers().len());
    assert_eq!((refused(&cp932), cp932.warnings()), (Vec::new(), &[][..]));
}

#[test]
fn every_encoding_gives_the_same_providers() {
    let list = String::from_utf8(file("providers.csv")).unwrap();
    let rows: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
    every_encoding_gives_the_same(&rows.join("\n"), 90);
}

/// `LIST=providers.csv cargo test --test roster -- --ignored`: the same of a whole list.
#[test]
#[ignore = "needs a list"]
fn every_encoding_gives_the_same_providers_of_a_whole_list() {
    let list = fs::read_to_string(std::env::var("LIST").unwrap()).unwrap();
    every_encoding_gives_the_same(&list, list.lines().count() - 1);
    let listing = read(&list);
    assert_eq!((listing.refused().len(), listing.warnings()), (0, &[][..]));
}

/// So many rows, made as they are asked for.
struct Rows {
    next: usize,
    count: usize,
    row: Vec<u8>,
    at: usize,
}

impl Rows {
    fn new(count: usize) -> Self {
        Self { next: 0, count, row: HEADER.as_bytes().to_vec(), at: 0 }
    }
}

impl Read for Rows {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at == self.row.len() && self.next < self.count {
            let (prefecture, number) = (self.next % 47 + 1, self.next);
            self.row = format!("{prefecture:02}{number:08},KJ{number:012},やまなし会\n").into();
            (self.next, self.at) = (self.next + 1, 0);
        }
        let rest = self.row.get(self.at..).unwrap();
        let count = rest.len().min(out.len());
        out.get_mut(..count).unwrap().copy_from_slice(rest.get(..count).unwrap());
        self.at += count;
        Ok(count)
    }
}

/// A row is given before much more than it was read: what a list holds does not grow with it.
#[test]
fn a_list_is_read_as_it_is_asked_for() {
    const ROWS: usize = 50_000;
    const AHEAD: usize = 128 * 1024;
    let rows = Counted { reader: Rows::new(ROWS).into(), given: 0.into() };
    let mut roster = Roster::read(&rows, &Columns::default()).unwrap();
    let mut passed = HEADER.len();
    for (line, row) in (2..).zip(&mut roster) {
        passed += "0100000000,KJ000000000000,やまなし会\n".len();
        assert_eq!(row.unwrap().line(), line);
        assert!(rows.given.get() - passed < AHEAD, "{} read, {passed} given", rows.given.get());
    }
    assert_eq!((roster.account().rows(), rows.given.get()), (ROWS, passed));
}

struct Counted<R> {
    reader: std::cell::RefCell<R>,
    given: std::cell::Cell<usize>,
}

impl<R: Read> Read for &Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.borrow_mut().read(out)?;
        self.given.set(self.given.get() + count);
        Ok(count)
    }
}

/// `cargo test --release --test roster -- --ignored ten_million`: prints what the process held.
#[test]
#[ignore = "takes a minute"]
fn ten_million_rows_take_flat_memory() {
    let mut roster = Roster::read(Rows::new(10_000_000), &Columns::default()).unwrap();
    let peak = || {
        let status = fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap().to_owned();
        line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap()
    };
    assert_eq!(roster.by_ref().take(10_000).flatten().count(), 10_000);
    let early = peak();
    assert_eq!(roster.by_ref().flatten().count(), 9_990_000);
    let late = peak();
    println!("peak {early} kB after 10,000 rows, {late} kB after 10,000,000");
    assert!(late < early + 1024, "{early} kB, then {late} kB");
}

/// A list that goes on without end after its header: the last that is told of it, and how much of it
/// was read.
fn endless(row: &'static [u8]) -> (String, usize) {
    endless_after("", row)
}

fn endless_after(begin: &str, row: &'static [u8]) -> (String, usize) {
    let reader = HEADER.as_bytes().chain(begin.as_bytes()).chain(Repeat { row, at: 0 });
    let counted = Counted { reader: reader.into(), given: 0.into() };
    let roster = Roster::read(&counted, &Columns::default()).unwrap();
    let error = roster.last().unwrap().unwrap_err();
    (error.to_string(), counted.given.get())
}

struct Repeat {
    row: &'static [u8],
    at: usize,
}

impl Read for Repeat {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        for byte in &mut *out {
            *byte = self.row[self.at % self.row.len()];
            self.at += 1;
        }
        Ok(out.len())
    }
}

#[test]
fn a_field_without_end_is_refused_and_not_read() {
    const MEGABYTE: usize = 1 << 20;
    for row in [&b"x"[..], b"\"", b"a,", b"\"a\"\"", "会".as_bytes()] {
        let (last, read) = endless(row);
        assert_eq!(
            last,
            "line 2: the line does not end within 1048576 bytes; this is no list of rows"
        );
        assert!(read < 2 * MEGABYTE, "{read}");
    }
    let (last, read) =
        endless_after("\"", b"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n");
    assert!(
        last.starts_with("line 2, column 1: a quote opens here and is not closed by line "),
        "{last}"
    );
    assert!(
        last.ends_with("over 67108864 bytes later; none of the lines between can be trusted"),
        "{last}"
    );
    assert!(read < 66 * MEGABYTE, "{read}");
}

#[test]
fn a_reader_that_fails_ends_the_list() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("unplugged"))
        }
    }
    let error = Roster::read(Failing, &Columns::default()).unwrap_err();
    assert_eq!(error.to_string(), "cannot read the list: unplugged");
    let long = named("や").repeat(10_000);
    let mut roster = Roster::read(long.as_bytes().chain(Failing), &Columns::default()).unwrap();
    let error = roster.by_ref().filter_map(Result::err).find(|error| !error.is_refusal()).unwrap();
    assert!(matches!(error.kind(), ErrorKind::Read { .. }));
    assert!(roster.next().is_none());
}

#[test]
fn what_stops_the_list_comes_last() {
    let list = named("\"や");
    let mut roster = Roster::read(list.as_bytes(), &Columns::default()).unwrap();
    assert!(roster.next().unwrap().unwrap_err().is_refusal());
    let end = roster.next().unwrap().unwrap_err();
    assert!(matches!(end.kind(), ErrorKind::List(ListFault::OpenQuote { ended: 2 })));
    assert_eq!((end.line(), end.column(), end.is_refusal()), (Some(2), Some(3), false));
    assert!(roster.next().is_none());
}

/// As an editor counts them, by another way than the library's.
fn lines_in(text: &str) -> usize {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.split('\n').count() - usize::from(text.is_empty() || text.ends_with('\n'))
}

/// Every line is a header, a row, a refusal or a blank; and what was told of it is what was counted.
fn nothing_is_lost(list: &[u8], lines: usize) {
    let Ok(mut roster) = Roster::read(list, &Columns::default()) else { return };
    let (mut rows, mut refused, mut before) = (0, 0, 0);
    for row in &mut roster {
        let line = match row {
            Ok(row) => {
                rows += 1;
                row.line()
            }
            Err(error) if error.is_refusal() => {
                refused += 1;
                error.line().unwrap()
            }
            Err(error) => {
                assert!(!error.to_string().is_empty());
                return;
            }
        };
        assert!(line > before, "line {line} after {before}");
        before = line;
    }
    let account = roster.account();
    assert_eq!((account.rows(), account.refused()), (rows, refused));
    assert_eq!(account.lines(), lines);
    let whole = Roster::read_all(list, &Columns::default()).unwrap();
    assert_eq!(whole.account(), account);
    assert_eq!((whole.providers().len(), whole.refused().len()), (rows, refused));
}

/// What lists are made of, and what breaks them.
fn piece() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "1971100456,KJ010199999999,やまなし会",
        "1310630046,KJ010199999998,\"あお,ば\"",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "\"",
        "\"\"",
        ",",
        ";",
        "\t",
        " ",
        "\\",
        "会",
        "ﾃｲ",
        "\u{FFFD}",
        "\u{1A}",
        "\0",
        "é",
        "x",
        "171100456",
        "sep=;\n",
        "\u{FEFF}",
        "\u{3000}",
        "😀",
        "？",
        "?",
    ])
}

proptest! {
    #[test]
    fn no_line_of_any_text_is_lost(
        pieces in proptest::collection::vec(piece(), 0..60),
        headed in any::<bool>(),
    ) {
        let header = if headed { HEADER } else { "" };
        let list = format!("{header}{}", pieces.concat());
        let lines = lines_in(&list);
        nothing_is_lost(list.as_bytes(), lines);
        nothing_is_lost(&utf16le(&list), lines);
        nothing_is_lost(&utf16be(&list), lines);
        nothing_is_lost(&SHIFT_JIS.encode(&list).0, lines);
    }

    #[test]
    fn no_line_of_any_bytes_is_lost(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let list = [HEADER.as_bytes(), &bytes].concat();
        nothing_is_lost(&list, lines_in(&list.iter().map(|&byte| char::from(byte)).collect::<String>()));
    }

    /// A provider of the list is that of its own line, and of no other.
    #[test]
    fn a_row_is_read_from_its_own_line_alone(pieces in proptest::collection::vec(piece(), 0..60)) {
        let list = format!("{HEADER}{}", pieces.concat());
        let Ok(listing) = Roster::read_all(list.as_bytes(), &Columns::default()) else {
            return Ok(());
        };
        let ends = list.replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<&str> = ends.split('\n').collect();
        for provider in listing.providers() {
            let line = lines[provider.row().unwrap() - 1];
            let alone = read(format!("{HEADER}{line}\n"));
            prop_assert_eq!(alone.providers().len(), 1);
            prop_assert_eq!(alone.providers()[0].name().as_str(), provider.name().as_str());
            prop_assert_eq!(alone.providers()[0].number(), provider.number());
        }
    }
}

#[test]
fn a_reference_number_is_read_where_letters_print_one_and_passed_over_otherwise() {
    let list = "事業所番号,ユーザID,事業所名,整理番号\n\
        1971100456,KJ010199999999,やまなし会, R08-0012345 \n\
        1971100457,KJ010199999998,かわの会,R08/1\n\
        1971100458,KJ010199999997,みどり会,　\n";
    let passed_over = Roster::read_all(list.as_bytes(), &Columns::default()).unwrap();
    assert_eq!(passed_over.providers().len(), 3);
    assert!(passed_over.providers().iter().all(|provider| provider.reference().is_none()));
    let columns = Columns::default().with_references();
    let listing = Roster::read_all(list.as_bytes(), &columns).unwrap();
    let [whole, without] = listing.providers() else { panic!("{listing:?}") };
    assert_eq!(whole.reference().unwrap().as_str(), "R08-0012345");
    assert!(without.reference().is_none());
    let [refused] = listing.refused() else { panic!("{listing:?}") };
    assert_eq!(
        refused.error().to_string(),
        "line 3, column 4, provider 1971100457, reference number: character 4 is '/' (U+002F), \
         expected a digit 0-9 or a capital A-Z"
    );
}

#[test]
fn an_address_is_read_where_a_window_asks_for_it_and_passed_over_otherwise() {
    let list = "事業所番号,ユーザID,事業所名,住所,建物\n\
        1971100456,KJ010199999999,やまなし会,山梨県甲府市丸の内1丁目6-1, 県庁別館 \n\
        1971100457,KJ010199999998,かわの会,甲府市\u{7}丸の内,\n\
        1971100458,KJ010199999997,みどり会,　,\n";
    let passed_over = Roster::read_all(list.as_bytes(), &Columns::default()).unwrap();
    assert_eq!(passed_over.providers().len(), 3);
    assert!(passed_over.providers().iter().all(|provider| provider.address().is_none()));
    let listing = Roster::read_all(list.as_bytes(), &Columns::default().with_addresses()).unwrap();
    let [whole, without] = listing.providers() else { panic!("{listing:?}") };
    assert_eq!(whole.address().unwrap().as_str(), "山梨県甲府市丸の内1丁目6-1");
    assert_eq!(whole.building().unwrap().as_str(), "県庁別館");
    assert!(without.address().is_none() && without.building().is_none());
    let [refused] = listing.refused() else { panic!("{listing:?}") };
    assert_eq!(
        refused.error().to_string(),
        "line 3, column 4, provider 1971100457, address: character 4 is U+0007: a control character"
    );
}
