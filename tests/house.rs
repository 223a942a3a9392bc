//! Words, readings, pattern and window from one TOML file: what is left out stays as it is, and all
//! that is wrong is told at once, where it stands.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fmt::Write as _;

use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use reissue_notice::{
    CharClass, Credential, Credentials, DateStyle, EnvelopeWindow, ErrorKind, FontChain, Guide,
    Honorific, House, Issuer, Letter, LookAlikes, Message, Policy, Provider, ReadingTable,
    Sentence, Template, TomlFault, WindowBox,
};

fn read(file: &str) -> reissue_notice::Result<House> {
    House::read(file, &FontChain::bundled().unwrap())
}

fn sentences(file: &str) -> Vec<String> {
    read(file).unwrap_err().each().map(ToString::to_string).collect()
}

fn letter(house: Option<House>) -> Letter {
    let builder = Issuer::builder().federation_by_prefecture();
    let builder = builder.issued_on("2026-01-06".parse().unwrap());
    let builder = match house {
        Some(house) => builder.house(house),
        None => builder,
    };
    let (number, user_id) = ("1971100456".parse().unwrap(), "KJ010199999999".parse().unwrap());
    let provider = Provider::new(number, user_id, "やまなし会".parse().unwrap())
        .with_post_code("400-0031".parse().unwrap())
        .with_address("山梨県甲府市丸の内1丁目6-1".parse().unwrap())
        .with_reference("R08-1".parse().unwrap());
    let mut rng = ChaCha20Rng::from_seed([7; 32]);
    builder.build().unwrap().issue(&provider, &mut rng).unwrap()
}

#[test]
fn the_default_file_gives_the_default_letters_byte_for_byte() {
    let house = read(House::DEFAULT_FILE).unwrap();
    assert_eq!(house, House::default());
    assert_eq!(read("").unwrap(), House::default());
    assert!(letter(Some(house)).pdf() == letter(None).pdf());
}

/// The default file with a value for every key that has none by default.
fn whole_file() -> String {
    let mut file = String::new();
    for line in House::DEFAULT_FILE.lines() {
        let bare = line.strip_prefix("# ").unwrap_or(line);
        let is_key = bare.split_once(" = ").is_some_and(|(key, _)| key.is_ascii());
        file += if is_key { bare } else { line };
        file += "\n";
    }
    let file = file.replace("enclosed = false", "enclosed = true");
    file.replace("window = \"none\"", "window = \"vertical\"")
}

#[test]
fn every_key_sets_what_it_says() {
    let house = read(&whole_file()).unwrap();
    let template = Template::default()
        .with_reference_label("整理番号")
        .with_login_address("http://www.e-seikyuu.jp/")
        .with_valid_until("2026-02-06".parse().unwrap())
        .with_opened_envelope(Template::OPENED_ENVELOPE)
        .with_contact("お問い合わせ　介護電子請求ヘルプデスク　TEL 0570-059-402")
        .with_contact_hours(
            "毎月1日～10日　平日10時～19時、土曜10時～17時\n11日以降　平日10時～17時",
        );
    assert_eq!(house.template(), &template);
    assert_eq!(house.guide(), Some(&Guide::default()));
    assert_eq!(house.federation(), Some("山梨県国民健康保険団体連合会"));
    assert_eq!(house.window(), Some(&EnvelopeWindow::naga_3_vertical()));
    let readings = ReadingTable::standard().with_reading('0', "レイ").unwrap();
    let readings = readings.with_reading('H', "エッチ").unwrap();
    assert_eq!(house.readings(), &readings.with_reading('#', "いげた").unwrap());
    assert!(letter(Some(house)).pdf().starts_with(b"%PDF"));
}

#[test]
fn values_other_than_the_defaults_are_taken() {
    let house = read(
        "fold_marks = true\n\
         window = { left_mm = 22, top_mm = 13.5, width_mm = 90, height_mm = 45 }\n\
         [template]\ndate_style = \"era\"\nhonorific = \"御中\"\nremarks = []\ncells_in_fours = true\n\
         valid_until = \"2026-02-06\"\nvalidity_label = \"期限\"\n\
         [[credentials]]\npattern = \"USLLLLDDDD\"\nsymbols = \"#*\"\nwithout = [\"e-tax\"]\n\
         [[credentials]]\npurpose = \"certificate\"\n\
         [readings]\ntable = \"specimen\"\nclasses.upper = \"英大\"\n",
    );
    let house = house.unwrap();
    let place = WindowBox { left_mm: 22.0, top_mm: 13.5, width_mm: 90.0, height_mm: 45.0 };
    let window = EnvelopeWindow::custom(place).unwrap().with_fold_marks();
    assert_eq!(house.window(), Some(&window));
    let template = house.template();
    assert!(!template.is_large_print() && template.has_cells_in_fours());
    assert_eq!((template.honorific(), template.date_style()), (Honorific::Onchu, DateStyle::Era));
    assert_eq!(template.words_of(Sentence::ValidityLabel), "期限");
    assert_eq!(template.words_of(Sentence::Remark(1)), "");
    let policy = "USLLLLDDDD".parse::<Policy>().unwrap().with_symbols("#*").unwrap();
    let credentials = [
        Credential::login().with_policy(policy.without(LookAlikes::ETax)),
        Credential::certificate(),
    ];
    assert_eq!(template.credentials(), &Credentials::new(credentials).unwrap());
    assert_eq!(house.readings().class_name(CharClass::Upper), "英大");
    assert_eq!(house.readings().read('K'), Some("キー"));
    let large = read("[template]\nprint = \"large\"\n").unwrap();
    assert_eq!(large.template(), &Template::large_print());
}

const FAULTY: &str = "\
federation = \"連合会\u{202E}\"
windows = \"vertical\"
fold_marks = \"yes\"
[template]
titel = \"通知書\"
date_style = \"japanese\"
date_label = \"発行日ሀ\"
reference_label = \"整理番号を印刷する項目名としては長すぎるので二行になりそうな言葉です\"
login_address_label = \"ログイン先\"
remarks = [
  \"・よい\",
  3,
  \"・わ\u{200B}るい\",
]
[template.labels]
user_id = \"　\"
[[credentials]]
pattern = \"UDuLUUDU\"
without = [\"zero\"]
[[credentials]]
purpose = \"other\"
pattern = \"DDDDDDDD\"
[readings]
table = \"house\"
[readings.classes]
upper = \"大ሀ\"
[readings.characters]
AB = \"エービー\"
H = \"\"
K = \"ሀ\"
";

#[test]
fn all_faults_are_told_at_once_where_they_stand() {
    let mut told = String::new();
    for error in read(FAULTY).unwrap_err().each() {
        writeln!(told, "{error}\n{}", error.in_japanese()).unwrap();
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/house_faults.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, &told).unwrap();
    }
    assert_eq!(told, std::fs::read_to_string(path).unwrap());
}

#[test]
fn a_line_that_is_no_toml_hides_nothing_else() {
    assert_eq!(
        sentences("[template]\nhonorific = 様\ntitle = \"\"\n[readings\nplaces = 3\n"),
        [
            "line 2: not TOML: string values must be quoted, expected literal string",
            "line 3, template.title: found nothing, expected a title",
            "line 4: not TOML: unclosed table, expected `]`",
        ]
    );
}

/// How many characters of the words there is room for, by the only fault of a file.
fn room(file: &str, found: usize) -> usize {
    let error = read(file).unwrap_err();
    match error.kind() {
        ErrorKind::Toml(TomlFault::NoRoom { found: told, most }) => {
            assert_eq!(*told, found);
            *most
        }
        _ => panic!("{error}"),
    }
}

#[test]
fn as_many_characters_as_are_told_find_room_and_one_more_does_not() {
    for (table, key) in [
        ("template", "title"),
        ("template", "date_label"),
        ("template", "introduction"),
        ("template", "remarks_heading"),
        ("template", "contact"),
        ("template.labels", "user_id"),
        ("[credentials]", "label"),
    ] {
        let of = |count: usize| format!("[{table}]\n{key} = \"{}\"\n", "永".repeat(count));
        let found = if matches!(key, "introduction" | "contact") { 1500 } else { 150 };
        let most = room(&of(found), found);
        assert!(read(&of(most)).is_ok(), "{key}: {most}");
        assert_eq!(room(&of(most + 1), most + 1), most, "{key}");
    }
}

#[test]
fn everything_without_room_is_told_at_once() {
    let long = |count: usize| "永".repeat(count);
    let file = format!(
        "[template]\ntitle = \"{}\"\nintroduction = \"{}\"\nremarks = [\n  \"・{}\",\n  \"・よい\",\n]\n\
         [template.labels]\nlogin = \"{}\"\n",
        long(60),
        long(900),
        long(1900),
        long(80)
    );
    assert_eq!(
        sentences(&file),
        [
            "line 2, template.title: found 60 characters, and there is room for 40 of them",
            "line 3, template.introduction: found 900 characters, and there is room for 320 of them",
            "line 5, template.remarks[1]: found 1901 characters, and there is room for 573 of them",
            "line 9, template.labels.login: found 80 characters, and there is room for 45 of them",
        ]
    );
    let remarks = "\"・備考です\",\n".repeat(60);
    assert_eq!(
        sentences(&format!("[template]\nremarks = [\n{remarks}]\n")),
        ["line 24, template.remarks[22]: found 60 remarks, expected at most 21"]
    );
}

#[test]
fn the_guide_is_told_of_as_the_letter_is() {
    let house = read(
        "[guide]\nenclosed = true\nreminder = \"none\"\nhelp_desk = \"none\"\n\
         address = \"https://example.jp/\"\nsteps = [\"「開始」を押します。\"]\nlast_steps = []\n\
         choice = \"選びます。\"\nways = [{ time = \"すぐ\" }, {}]\n",
    );
    let mut ways = Guide::default().ways().clone();
    ways[0].time = "すぐ".into();
    let guide = Guide::default()
        .with_reminder(None)
        .with_help_desk(None)
        .with_address("https://example.jp/".parse().unwrap())
        .with_steps(["「開始」を押します。"])
        .with_last_steps([""; 0])
        .with_choice("選びます。")
        .with_ways(ways);
    assert_eq!(house.unwrap().guide(), Some(&guide));
    assert_eq!(read("guide.enclosed = false\n").unwrap().guide(), None);
    let file = format!(
        "[guide]\nheading = \"手順ሀ\"\naddress = \"www\"\nsteps = [\n\"・\",\n\"\",\n3,\n]\n\
         last_steps = [\"ሀ\"]\nways = [{{ buton = \"\" }}]\nreminder = 3\nenclosed = true\n\
         introduction = \"{}\"\nhelp_desk.name = \"{}\"\n",
        "永".repeat(1900),
        "永".repeat(100),
    );
    assert_eq!(
        sentences(&file),
        [
            "line 2, guide.heading: 'ሀ' (U+1200) is in none of the fonts BIZUDGothic-Regular, \
         NotoSansJP-Regular, NotoSans-Regular",
            "line 3, guide.address: found www, expected http:// or https:// and a host",
            "line 6, guide.steps[2]: found nothing, expected words",
            "line 7, guide.steps[3]: found a number, expected a text",
            "line 9, guide.last_steps[1]: 'ሀ' (U+1200) is in none of the fonts BIZUDGothic-Regular, \
         NotoSansJP-Regular, NotoSans-Regular",
            "line 10, guide.ways: found 1 items, expected 2",
            "line 10, guide.ways[1].buton: no such key, expected button",
            "line 11, guide.reminder: found a number, expected a table",
            "line 13, guide.introduction: found 1900 characters, and there is room for 40 of them",
            "line 14, guide.help_desk.name: found 100 characters, and there is room for 40 of them"
        ]
    );
    assert_eq!(sentences("[guide]\nheading = \"手順\"\n"), ["line 1, guide.enclosed: not given"]);
}

/// The README shows the file of the example, and sentences of the faulty file above.
#[test]
fn the_file_in_the_readme_is_that_of_the_example_and_is_taken() {
    let readme = include_str!("../README.md");
    let file = include_str!("../examples/own_words.toml");
    assert!(readme.contains(&format!("```toml\n{file}```\n")));
    let house = read(file).unwrap();
    assert_eq!(house.template().honorific(), Honorific::Onchu);
    assert!(letter(Some(house)).pdf().starts_with(b"%PDF"));
    let told = readme.split("```text\n").find(|block| block.starts_with("line 5, template"));
    let told = told.and_then(|block| block.split("```").next()).unwrap();
    let faults = sentences(FAULTY);
    assert!(told.lines().all(|line| faults.iter().any(|fault| fault == line)), "{told}");
}

#[test]
fn what_needs_another_key_says_so() {
    assert_eq!(
        sentences("fold_marks = true\nwindow = { left_mm = 20, top_mm = 70 }\n"),
        ["line 2, window.width_mm: not given", "line 2, window.height_mm: not given"]
    );
    assert_eq!(sentences("fold_marks = true\n"), ["line 1, window: not given"]);
    let window = |width: usize| {
        let file = "window = { left_mm = 20, top_mm = 12, height_mm = 45, width_mm = ";
        sentences(&format!("{file}{width} }}\n"))
    };
    assert_eq!(
        window(60),
        ["line 1, window: shows 50.0 by 35.0 mm however the sheet slips, \
         expected at least 71.8 by 27.8 mm"]
    );
    assert_eq!(
        window(150),
        ["line 1, window: the federation is 55.6 mm wide at 10.5 pt, \
         more than 2 lines of 15.0 mm hold"]
    );
    assert_eq!(
        sentences("window = { left_mm = 20, top_mm = 70, width_mm = 90, height_mm = 45 }\n"),
        ["line 1, window: the window would reach from 70.0 to 115.0 mm, \
         expected within 5.0 to 94.0 mm of the top"]
    );
}
