//! Words of the user's own: what fits is set, what does not is an error when the issuer is built.

#![cfg(feature = "bundled-fonts")]
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[cfg(reissue_notice_judges)]
mod judges;

use reissue_notice::{
    Field, FontChain, GaijiMap, Issuer, IssuerBuilder, Labels, Provider, Sentence, Template,
};

fn builder() -> IssuerBuilder {
    Issuer::builder()
        .federation("山梨県国民健康保険団体連合会")
        .issued_on("2026-01-06".parse().unwrap())
}

fn sentence(builder: IssuerBuilder) -> String {
    builder.build().unwrap_err().to_string()
}

fn provider(name: &str) -> Provider {
    Provider::new(
        "1971100456".parse().unwrap(),
        "KJ010199999999".parse().unwrap(),
        name.parse().unwrap(),
    )
}

#[cfg(reissue_notice_judges)]
#[test]
fn every_word_can_be_replaced() {
    use reissue_notice::{DateStyle, Honorific, Password, ReadingTable};

    let labels = Labels::default()
        .with_provider_number("番号")
        .with_user_id("ID")
        .with_password("初期パスワード");
    let template = Template::default()
        .with_title("電子請求ログイン情報発行通知書")
        .with_date_label("令和の発行日")
        .with_date_style(DateStyle::Western)
        .with_honorific(Honorific::Onchu)
        .with_introduction("登録が完了しましたので、\nお知らせします。")
        .with_labels(labels)
        .with_remarks_heading("注意")
        .with_remarks(["・一つだけです"])
        .with_contact("お問い合わせ　TEL 0570-059-402");
    let issuer = builder().template(template).readings(ReadingTable::specimen()).build().unwrap();
    let password: Password = "K3MrRT3H17203902".parse().unwrap();
    let letter = issuer.letter_for(&provider("やまなし会"), password).unwrap();
    let read = judges::pdftotext(letter.pdf(), judges::Order::Layout);
    let read: String = read.split_whitespace().collect();
    for words in [
        "電子請求ログイン情報発行通知書",
        "令和の発行日2026年1月6日",
        "やまなし会御中",
        "登録が完了しましたので、",
        "お知らせします。",
        "番号",
        "ID",
        "初期パスワード",
        "注意",
        "・一つだけです",
        "お問い合わせTEL0570-059-402",
    ] {
        assert!(read.contains(words), "{words} is not in {read}");
    }
    let replaced = ["再発行通知書", "様", "下記", "事業所番号", "ユーザID", "仮パスワード", "備考"];
    for words in replaced {
        assert!(!read.contains(words), "{words} is still in {read}");
    }
}

#[test]
fn a_long_federation_wraps_and_one_too_long_is_refused_with_its_widths() {
    let two_lines = "全国の国民健康保険団体連合会を代表する山梨県国民健康保険団体連合会介護福祉課";
    assert!(
        builder().federation(two_lines).build().unwrap().check(&provider("やまなし会")).is_ok()
    );
    assert_eq!(
        sentence(builder().federation("連合会".repeat(20))),
        "federation: the federation is 222.2 mm wide at 10.5 pt, more than 2 lines of 90.0 mm hold"
    );
    assert_eq!(sentence(builder().federation(" ")), "federation: found nothing, expected a name");
}

#[test]
fn remarks_that_run_off_the_page_are_refused_with_where_they_end() {
    let template = Template::default().with_remarks(["・長い備考です"; 60]);
    assert_eq!(
        sentence(builder().template(template)),
        "template: the remarks would reach from 154.9 to 489.8 mm, expected within 17.0 to 284.0 mm of the top"
    );
    assert!(
        builder().template(Template::default().with_remarks(Vec::<String>::new())).build().is_ok()
    );
}

#[test]
fn an_introduction_that_pushes_the_grid_over_a_fold_is_refused() {
    let long = "長い文です。\n".repeat(12);
    assert_eq!(
        sentence(builder().template(Template::default().with_introduction(&long))),
        "template, introduction: the introduction would reach from 57.5 to 131.1 mm, \
         expected within 57.5 to 107.9 mm of the top"
    );
    let large = sentence(builder().template(Template::large_print().with_introduction(&long)));
    assert!(large.starts_with("template, introduction: the introduction would reach"), "{large}");
}

/// As the full-width capitals of one word, which no line may break.
#[test]
fn a_name_without_a_place_to_break_is_refused_with_what_was_tried() {
    let issuer = builder().build().unwrap();
    let name = &names("20_no_place_to_break.csv")[0];
    assert_eq!(
        issuer.check(&provider(name)).unwrap_err().to_string(),
        "provider 1971100456, provider name: the addressee's name is 200.0 mm wide at 10.5 pt \
         and has no place to break that lets lines of 170.0 and 104.7 mm hold it"
    );
}

#[test]
fn a_word_that_no_font_has_is_named() {
    let template = Template::default().with_remarks(["・リハሀ"]);
    assert_eq!(
        sentence(builder().template(template)),
        "template, remark 1: 'ሀ' (U+1200) is in none of the fonts BIZUDGothic-Regular, NotoSansJP-Regular, NotoSans-Regular"
    );
}

#[test]
fn what_must_be_given_is_asked_for() {
    assert_eq!(sentence(Issuer::builder()), "2 faults\n  federation: not given\n  date: not given");
    assert_eq!(sentence(builder().fonts(FontChain::empty())), "font: not given");
    assert_eq!(sentence(Issuer::builder().federation_by_prefecture()), "date: not given");
}

#[test]
fn a_name_too_wide_is_refused_with_provider_and_widths_and_draws_nothing() {
    let issuer = builder().build().unwrap();
    assert_eq!(
        issuer.check(&provider(&"名".repeat(100))).unwrap_err().to_string(),
        "provider 1971100456, provider name: the addressee's name is 377.8 mm wide at 10.5 pt, \
         more than lines of 170.0 and 104.7 mm hold"
    );
}

/// The radicals of a text pasted from a PDF, and kana as a Macintosh names its files.
#[test]
fn a_federation_is_cleaned_as_a_name_is() {
    let letter = |federation: &str| {
        let issuer = builder().federation(federation).build().unwrap();
        let password = "K3MrRT3H17203902".parse().unwrap();
        issuer.letter_for(&provider("やまなし会"), password).unwrap().pdf().to_vec()
    };
    assert_eq!(letter("⼭梨県国⺠健康保険団体連合会"), letter("山梨県国民健康保険団体連合会"));
    let decomposed = "きゅうしゅうこくほた\u{3099}んたい連合会";
    assert_eq!(letter(decomposed), letter("きゅうしゅうこくほだんたい連合会"));
    assert_eq!(letter(" 山梨県連合会\t\n"), letter("山梨県連合会"));
}

#[test]
fn a_million_characters_are_refused_at_once() {
    let million = "連".repeat(1_000_000);
    let begun = std::time::Instant::now();
    assert_eq!(
        sentence(builder().federation(&million)),
        "federation: found 1000000 characters, expected 1 to 200"
    );
    assert_eq!(
        sentence(builder().template(Template::default().with_contact(&million))),
        "template, contact: found 1000000 characters, expected 1 to 2000"
    );
    let remarks = std::iter::repeat_n("あ", 1_000_000);
    assert_eq!(
        sentence(builder().template(Template::default().with_remarks(remarks))),
        "template: found 1000000 remarks, expected at most 100"
    );
    assert!(begun.elapsed().as_secs() < 10);
}

#[test]
fn all_that_is_wrong_with_a_template_is_told_at_once_and_where() {
    let labels = Labels::default().with_user_id("　").with_login("ログ\nイン");
    let template = Template::default()
        .with_title("　")
        .with_date_label("")
        .with_introduction("下記の\tとおり")
        .with_labels(labels)
        .with_remarks(["・よい", "・わ\u{200B}るい", "・渡邊\u{E01EF}"])
        .with_contact("\u{FFFD}");
    let error = builder().template(template).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "8 faults\n  \
         template, title: found nothing, expected a title\n  \
         template, date label: found nothing, expected words\n  \
         template, introduction: character 4 is U+0009: a tab\n  \
         template, heading over the user ID: character 3 is U+000A: a control character\n  \
         template, label of the user ID: found nothing, expected words\n  \
         template, remark 2: character 3 is U+200B: ZERO WIDTH SPACE, a format control\n  \
         template, remark 3: '邊' (U+908A) U+E01EF is in none of the fonts BIZUDGothic-Regular, \
         NotoSansJP-Regular, NotoSans-Regular\n  \
         template, contact: character 1 is '\u{FFFD}' (U+FFFD): the replacement character: \
         the text was damaged before it came here"
    );
    let fields: Vec<_> = error.each().map(|error| error.field().unwrap()).collect();
    assert_eq!(fields[5], Field::Sentence(Sentence::Remark(2)));
    assert!(!error.is_refusal() && error.each().all(|error| !error.is_refusal()));
}

#[test]
fn a_word_without_room_is_told_by_its_name() {
    let labels = Labels::default().with_user_id("ユーザの識別符号を示す非常に長い見出し");
    assert_eq!(
        sentence(builder().template(Template::default().with_labels(labels))),
        "template, label of the user ID: a label is 70.4 mm wide at 10.5 pt, more than 2 lines of \
         34.0 mm hold"
    );
}

#[test]
fn a_gaiji_map_is_cleaned_and_checked_when_the_issuer_is_built() {
    let issuer = |map: &str| {
        let fonts = FontChain::bundled().unwrap();
        builder().fonts(fonts.with_gaiji(map.parse::<GaijiMap>().unwrap())).build()
    };
    let pdf = |map: &str| {
        let password = "K3MrRT3H17203902".parse().unwrap();
        let letter = issuer(map).unwrap().letter_for(&provider("\u{E000}の会"), password);
        letter.unwrap().pdf().to_vec()
    };
    assert_eq!(pdf("U+E000 ⼭"), pdf("U+E000 山"));
    assert_eq!(
        issuer("U+E000 髙 9:1\nU+E001 髙 1:65535\n\nU+E002 あ\u{302}").unwrap_err().to_string(),
        "3 faults\n  \
         gaiji map: line 1: found face 9, expected 1 to 3\n  \
         gaiji map: line 2: face 1 has no glyph 65535\n  \
         gaiji map: line 4: the text 'あ' (U+3042) '\u{302}' (U+0302) is in none of the fonts"
    );
}

/// A case from the field, without the line end that a file has.
fn case(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/cases");
    std::fs::read_to_string(format!("{folder}/{name}")).unwrap().trim_end_matches('\n').to_owned()
}

/// The names of a list of three columns.
fn names(case_name: &str) -> Vec<String> {
    let list = case(case_name);
    list.lines().skip(1).map(|line| line.rsplit(',').next().unwrap().to_owned()).collect()
}

#[test]
fn case_10_a_variation_that_no_font_has_is_refused_unless_its_base_is_asked_for() {
    let strict = builder().build().unwrap();
    let lenient = builder().print_base_forms().build().unwrap();
    let sentences: Vec<_> = names("10_missing_ivs.csv")
        .iter()
        .map(|name| {
            let warnings = lenient.check(&provider(name)).unwrap();
            (strict.check(&provider(name)).unwrap_err().to_string(), warnings[0].to_string())
        })
        .collect();
    let refused = "provider 1971100456, provider name: '邉' (U+9089) U+E0109 is in none";
    assert!(sentences[0].0.starts_with(refused), "{sentences:?}");
    assert_eq!(
        sentences[0].1,
        "no font has the variation U+9089 U+E0109, so its base form is printed"
    );
    assert_eq!(
        sentences[1].1,
        "no font has the variation U+908A U+E0112, so its base form is printed"
    );
}

#[test]
fn cases_12_and_13_a_federation_is_cleaned() {
    for (file, clean) in [
        ("12_federation_kangxi.txt", "山梨県国民健康保険団体連合会"),
        ("13_federation_nfd.txt", "きゅうしゅうこくほだんたい連合会"),
    ] {
        let given = case(file);
        assert_ne!(given, clean);
        let letter = |federation: &str| {
            let issuer = builder().federation(federation).build().unwrap();
            let password = "K3MrRT3H17203902".parse().unwrap();
            issuer.letter_for(&provider("会"), password).unwrap().pdf().to_vec()
        };
        assert!(letter(&given) == letter(clean), "{file}");
    }
}

#[test]
fn case_17_letters_with_a_mark_are_issued() {
    let issuer = builder().build().unwrap();
    for name in names("17_bidakuon.csv") {
        assert!(name.contains('\u{309A}') && issuer.check(&provider(&name)).unwrap().is_empty());
    }
}

#[test]
fn cases_19_and_21_a_blank_title_is_refused_and_a_gaiji_text_is_folded() {
    let blank = Template::default().with_title(case("19_blank_title.txt"));
    assert_eq!(
        sentence(builder().template(blank)),
        "template, title: found nothing, expected a title"
    );
    let map: GaijiMap = case("21_gaiji_radical.txt").parse().unwrap();
    assert_eq!(map, "U+E000 山".parse().unwrap());
}
