//! The examples are programs: each is run as its user runs it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// Built by cargo beside the tests.
fn example(name: &str) -> Command {
    let tests = std::env::current_exe().unwrap();
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let program = tests.parent().and_then(Path::parent).unwrap().join("examples").join(name);
    assert!(
        program.exists(),
        "{} is not built: run `cargo test` without --test",
        program.display()
    );
    let mut command = Command::new(program);
    // In whatever language whoever tests is told.
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(variable);
    }
    command
}

fn run(command: &mut Command, folder: &Path) -> Output {
    command.current_dir(folder).output().unwrap()
}

fn bulk_issue(folder: &Path, arguments: &[&str]) -> Output {
    run(example("bulk_issue").args(arguments), folder)
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("ended by a signal: {output:?}"))
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn rows(path: PathBuf) -> Vec<csv::StringRecord> {
    csv::Reader::from_path(path).unwrap().records().map(Result::unwrap).collect()
}

#[test]
fn one_off_without_arguments_writes_the_specimen_the_same_each_time() {
    let (a, b) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    for folder in [&a, &b] {
        let output = run(&mut example("one_off"), folder.path());
        assert_eq!(
            (code(&output), said(&output).as_str()),
            (
                0,
                "one_off: warning: the check digit of the number fits no rule\none_off: wrote notice.pdf\n"
            )
        );
    }
    let [a, b] = [a, b].map(|folder| fs::read(folder.path().join("notice.pdf")).unwrap());
    assert!(a == b && a.starts_with(b"%PDF-1.7"));
}

#[test]
fn one_off_draws_a_fresh_password_and_prints_it_nowhere() {
    let folder = TempDir::new().unwrap();
    let letters = ["a.pdf", "b.pdf"].map(|out| {
        let arguments =
            ["--number", "1971100456", "--user-id", "KJ010199999999", "--name", "やまなし会"];
        let more = ["--date", "2026-01-06", "--pattern", "UUUULLLLDDDD", "--out", out];
        let output = run(example("one_off").args(arguments).args(more), folder.path());
        assert_eq!((code(&output), said(&output)), (0, format!("one_off: wrote {out}\n")));
        assert!(output.stdout.is_empty());
        fs::read(folder.path().join(out)).unwrap()
    });
    let [a, b] = letters;
    assert_ne!(a, b);
}

#[test]
fn one_off_prints_large_and_encrypts() {
    let folder = TempDir::new().unwrap();
    let write = |arguments: &[&str]| {
        let output = run(example("one_off").args(arguments), folder.path());
        assert_eq!(code(&output), 0, "{}", said(&output));
        fs::read(folder.path().join("notice.pdf")).unwrap()
    };
    let standard = write(&[]);
    let large = write(&["--large-print"]);
    fs::write(folder.path().join("secret"), "correct-horse-battery\n").unwrap();
    let mail = write(&["--mail-password-file", "secret"]);
    let has = |pdf: &[u8], key: &[u8]| pdf.windows(key.len()).any(|window| window == key);
    let pages = |pdf: &[u8]| lopdf::Document::load_mem(pdf).unwrap().get_pages().len();
    assert_eq!((pages(&standard), pages(&large)), (1, 2));
    assert!(has(&mail, b"/Encrypt") && !has(&standard, b"/Encrypt"));
    fs::write(folder.path().join("secret"), "short").unwrap();
    let output = run(example("one_off").args(["--mail-password-file", "secret"]), folder.path());
    assert!(
        said(&output).ends_with("one_off: mail password: found 5 characters, expected 12 to 127\n")
    );
}

#[test]
fn one_off_sets_an_address_in_a_window_and_tells_what_lacks() {
    let folder = TempDir::new().unwrap();
    let write = |more: &[&str]| {
        let arguments =
            ["--number", "1971100456", "--user-id", "KJ010199999999", "--name", "やまなし会"];
        let mut command = example("one_off");
        command.args(arguments).args(["--date", "2026-01-06", "--lang", "en"]).args(more);
        let output = run(&mut command, folder.path());
        (code(&output), said(&output))
    };
    let address = ["--address", "山梨県甲府市丸の内1丁目6-1"];
    let whole = ["--window", "horizontal", "--post-code", "400-0031", "--reference", "R08-1"];
    let done = "one_off: wrote notice.pdf\n";
    assert_eq!(write(&[&whole[..], &address].concat()), (0, done.to_owned()));
    let barless = "one_off: warning: the address has no barcode: there is no post code\n";
    let window = ["--window", "vertical"];
    assert_eq!(write(&[&window[..], &address].concat()), (0, format!("{barless}{done}")));
    let lacking = "one_off: provider 1971100456, address: not given\n";
    assert_eq!(write(&window), (2, lacking.to_owned()));
    let other = "one_off: cannot parse argument \"round\": envelope window: found round, \
                 expected vertical or horizontal\none_off: --help tells every option\n";
    assert_eq!(write(&["--window", "round"]), (2, other.to_owned()));
}

#[test]
fn words_come_from_a_file_that_the_examples_print() {
    let folder = TempDir::new().unwrap();
    let one_off = |arguments: &[&str]| run(example("one_off").args(arguments), folder.path());
    let printed = one_off(&["--print-template"]).stdout;
    assert_eq!(bulk_issue(folder.path(), &["--print-template"]).stdout, printed);
    fs::write(folder.path().join("words.toml"), printed).unwrap();
    let pdf = |arguments: &[&str]| {
        let output = one_off(arguments);
        assert_eq!(code(&output), 0, "{}", said(&output));
        fs::read(folder.path().join("notice.pdf")).unwrap()
    };
    let specimen = pdf(&[]);
    assert!(pdf(&["--words", "words.toml", "--readings", "specimen"]) == specimen);
    let bulk = |out: &str, more: &[&str]| {
        let arguments = [&["--out", out, "--key-file", "key"], more].concat();
        let output = bulk_issue(folder.path(), &arguments);
        assert_eq!(code(&output), 0, "{}", said(&output));
        fs::read(folder.path().join(out).join("19/1971200454.pdf")).unwrap()
    };
    assert!(bulk("plain", &[]) == bulk("worded", &["--words", "words.toml"]));

    fs::write(folder.path().join("words.toml"), "[template]\ntitel = \"通知書\"\n").unwrap();
    let told = "line 2, template.titel: no such key, expected title\n";
    let output = one_off(&["--words", "words.toml"]);
    assert_eq!((code(&output), said(&output)), (2, format!("one_off: {told}")));
    let output = bulk_issue(folder.path(), &["--out", "bad", "--words", "words.toml"]);
    assert_eq!((code(&output), said(&output)), (2, format!("bulk_issue: {told}")));
    let japanese = one_off(&["--lang", "ja", "--words", "words.toml"]);
    let told = "one_off: 2行目、template.titel：この項目名はありません。titleにしてください。\n";
    assert_eq!(said(&japanese), told);
}

#[test]
fn own_words_writes_a_letter_or_tells_every_fault() {
    let folder = TempDir::new().unwrap();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/own_words.toml");
    let output = run(example("own_words").args([file, "notice.pdf"]), folder.path());
    assert_eq!((code(&output), said(&output).as_str()), (0, ""));
    assert!(fs::read(folder.path().join("notice.pdf")).unwrap().starts_with(b"%PDF-1.7"));
    fs::write(folder.path().join("bad.toml"), "windows = 1\nfold_marks = 1\n").unwrap();
    let output = run(example("own_words").args(["bad.toml", "b.pdf"]), folder.path());
    let told = "own_words: bad.toml: 2 faults\n  line 1, windows: no such key, expected window\n  \
                line 2, fold_marks: found a number, expected true or false\n";
    assert_eq!((code(&output), said(&output).as_str()), (2, told));
    let output = run(example("own_words").args(["--lang=ja", "bad.toml", "b.pdf"]), folder.path());
    assert!(said(&output).starts_with("own_words: bad.toml：誤りが2件"), "{}", said(&output));
    let output = run(example("own_words").arg("bad.toml"), folder.path());
    let told = "own_words: two files are needed: the words, and the letter to be written\n\
                own_words: --help tells every option\n";
    assert_eq!((code(&output), said(&output).as_str()), (2, told));
}

#[test]
fn one_off_warns_of_a_password_that_is_soon_found() {
    let folder = TempDir::new().unwrap();
    let provider =
        ["--number", "1971100456", "--user-id", "KJ010199999999", "--name", "やまなし会"];
    let weak = ["--date", "2026-01-06", "--pattern", "DDDDDDDD"];
    let output = run(example("one_off").args(provider).args(weak), folder.path());
    assert_eq!(code(&output), 0);
    let warning = "one_off: warning: a password holds 26.6 bits of chance, fewer than 40\n";
    assert!(said(&output).starts_with(warning), "{}", said(&output));
}

#[test]
fn one_off_says_what_is_wrong() {
    let folder = TempDir::new().unwrap();
    let wrong = |arguments: &[&str]| {
        let output = run(example("one_off").args(arguments), folder.path());
        assert_eq!(code(&output), 2);
        said(&output)
    };
    let hint = "one_off: --help tells every option\n";
    let missing = format!("one_off: --user-id is missing\n{hint}");
    assert_eq!(wrong(&["--number", "1971100456"]), missing);
    assert_eq!(wrong(&["--wrong"]), format!("one_off: invalid option '--wrong'\n{hint}"));
    assert!(!folder.path().join("notice.pdf").exists());
}

#[test]
fn one_off_speaks_japanese_where_it_is_asked_to() {
    let folder = TempDir::new().unwrap();
    let told = |arguments: &[&str]| {
        let japanese = [arguments, &["--lang", "ja"]].concat();
        said(&run(example("one_off").args(japanese), folder.path()))
    };
    assert_eq!(
        told(&[]),
        "one_off: 注意：事業所番号の検査数字が合いません。番号を確認してください。\n\
         one_off: notice.pdfに書き出しました。\n"
    );
    assert_eq!(
        told(&["--number", "1971100456"]),
        "one_off: --user-idを指定してください。\none_off: --helpで、すべての指定を表示します。\n"
    );
    assert_eq!(
        told(&["--mail-password-file", "none"]).lines().last().unwrap(),
        "one_off: none：読み込みに失敗しました（見つかりません、エラー番号2）。\
         名前、アクセス権、空き容量を確認してください。"
    );
}

#[test]
fn bulk_issue_without_a_list_covers_all_federations() {
    let folder = TempDir::new().unwrap();
    let output = bulk_issue(folder.path(), &["--out", "letters", "--key-file", "key"]);
    assert_eq!(
        (code(&output), said(&output).as_str()),
        (
            0,
            "bulk_issue: the key is in key: keep it under lock\n\
             bulk_issue: 48 lines = 1 header + 47 letters + 0 refused + 0 blank\n"
        )
    );
    let manifest = rows(folder.path().join("letters/manifest.csv"));
    for (code, row) in (1..=47).zip(&manifest) {
        assert!(row[4].starts_with(&format!("{code:02}/")), "{row:?}");
        assert!(folder.path().join("letters").join(&row[4]).exists());
    }
    let verified =
        bulk_issue(folder.path(), &["--out", "letters", "--key-file", "key", "--verify"]);
    let well = "bulk_issue: letters: 47, folders: 1; all as list and key say\n";
    assert_eq!((code(&verified), said(&verified).as_str()), (0, well));
}

/// The source of each that reads options.
const SOURCES: [[&str; 2]; 6] = [
    ["bulk_issue", include_str!("../examples/bulk_issue/arguments.rs")],
    ["ink_proof", include_str!("../examples/ink_proof/arguments.rs")],
    ["one_off", include_str!("../examples/one_off/main.rs")],
    ["own_words", include_str!("../examples/own_words.rs")],
    ["print_shop", include_str!("../examples/print_shop.rs")],
    ["verify", include_str!("../examples/verify.rs")],
];

/// Every option is told of, in both languages, and nothing else but what is to be run before.
#[test]
fn help_tells_every_option() {
    let folder = TempDir::new().unwrap();
    for [program, source] in SOURCES {
        let options = source.split("Long(\"").skip(1).filter_map(|rest| rest.split('"').next());
        let mut options: Vec<String> = options.map(|option| format!("--{option}")).collect();
        options.sort();
        for language in ["en", "ja"] {
            let help = ["--lang", language, "--help"];
            let output = run(example(program).args(help), folder.path());
            let help = String::from_utf8(output.stdout.clone()).unwrap();
            assert_eq!((code(&output), said(&output).as_str()), (0, ""));
            let help = help
                .replace("one_off --print-template`", "")
                .replace("one_off --print-template」", "");
            let words = help.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
            let mut told: Vec<&str> = words.filter(|word| word.starts_with("--")).collect();
            told.sort_unstable();
            told.dedup();
            assert_eq!(told, options, "{program}, {language}");
            let is_code =
                |line: &&str| ["  0 ", "  1 ", "  2 "].iter().any(|code| line.starts_with(code));
            assert!(help.lines().filter(is_code).count() >= 2, "{help}");
        }
    }
}

/// Whatever is wrong with a command line, the last line says where to look.
#[test]
fn what_is_wrong_with_a_command_line_points_to_help() {
    let folder = TempDir::new().unwrap();
    for [program, _] in SOURCES {
        for (language, hint) in
            [("en", "--help tells every option"), ("ja", "--helpで、すべての指定を表示します。")]
        {
            for wrong in [&["--wrong"][..], &["-x"], &["--lang"]] {
                let arguments = [&["--lang", language][..], wrong].concat();
                let output = run(example(program).args(&arguments), folder.path());
                assert_eq!(code(&output), 2);
                let said = said(&output);
                assert_eq!(said.lines().count(), 2, "{arguments:?}: {said}");
                assert_eq!(said.lines().last().unwrap(), format!("{program}: {hint}"));
            }
        }
    }
}

#[test]
fn a_list_that_grew_goes_on_and_refused_rows_can_be_accepted() {
    let folder = TempDir::new().unwrap();
    let issue = |rows: &str, more: &[&str]| {
        let list = format!("provider_number,user_id,name\n1971100456,KJ000000000001,{rows}");
        fs::write(folder.path().join("list.csv"), list).unwrap();
        let run = ["--providers", "list.csv", "--date", "2026-04-01", "--out", "out"];
        let output = bulk_issue(folder.path(), &[&run[..], &["--key-file", "key"], more].concat());
        (code(&output), said(&output))
    };
    assert_eq!(issue("やまなし会\n", &[]).0, 0);
    let grown = "やまなし苑\n1310630046,KJ000000000002,あおば\n2510103605,KJ000000000003,リハሀ\n";
    let (refused, said) = issue(grown, &[]);
    assert_eq!(refused, 2);
    assert!(said.ends_with("the folder holds a run with another list of providers; with --add, a list that has changed goes on here\n"), "{said}");
    let added = "bulk_issue: 4 lines = 1 header + 2 letters + 1 refused + 0 blank\n\
                 bulk_issue: 1 letter is new\n\
                 bulk_issue: corrected: 1971100456: another name or address than before; the letter \
                 was struck again with the same password, and the earlier one must not be posted\n";
    assert_eq!(issue(grown, &["--add"]), (1, added.to_owned()));
    let lines = added.lines().next().unwrap();
    assert_eq!(issue(grown, &["--accept-refused"]), (0, format!("{lines}\n")));
}

const LIST: &str = "\u{FEFF}provider_number,user_id,name,address,building\n\
    1971100456,KJ000000000001,\"社会福祉法人　やまなし会\",山梨県,\n\
    1971100456,KJ000000000002,同じ番号,,\n\
    4871100456,KJ000000000003,県がない,,\n\
    2510103605,KJ000000000004,リハሀ,,\n\
    0113710826,KJ000000000005,\"引用符\"\"と,読点\",,\n\
    2313201259,KJ000000000001,同じID,,\n\
    1810120178,KJ00000000000,短いID,,\n";

const REFUSED: [[&str; 3]; 5] = [
    ["3", "1971100456", "provider 1971100456, provider number: same as in row 2"],
    [
        "4",
        "4871100456",
        "line 4, column 1, provider number: found prefecture 48, expected 01 to 47",
    ],
    [
        "5",
        "2510103605",
        "provider 2510103605, provider name: 'ሀ' (U+1200) is in none of the fonts BIZUDGothic-Regular, NotoSansJP-Regular, NotoSans-Regular",
    ],
    ["7", "2313201259", "provider 2313201259, user ID: same as in row 2"],
    [
        "8",
        "1810120178",
        "line 8, column 2, provider 1810120178, user ID: found 13 characters, expected 14 (KJ and 12 digits)",
    ],
];

#[test]
fn bulk_issue_reads_the_columns_that_the_letters_print() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("words.toml"), "[template]\nreference_label = \"整理番号\"\n")
        .unwrap();
    let list =
        "事業所番号,ユーザID,事業所名,整理番号\n1971100456,KJ010199999999,やまなし会,R08-1\n";
    fs::write(folder.path().join("list.csv"), list).unwrap();
    let list = ["--providers", "list.csv", "--date", "2026-04-01", "--key-file", "key"];
    let output = bulk_issue(
        folder.path(),
        &[&list[..], &["--out", "letters", "--words", "words.toml"]].concat(),
    );
    assert_eq!(code(&output), 0, "{}", said(&output));
    let manifest = fs::read_to_string(folder.path().join("letters/manifest.csv")).unwrap();
    assert!(manifest.contains(",R08-1,"), "{manifest}");
    let verified = ["--words", "words.toml", "letters"];
    let output = run(example("verify").args([&list[..], &verified].concat()), folder.path());
    assert_eq!(code(&output), 0, "{}", said(&output));
}

#[test]
fn bulk_issue_refuses_bad_rows_by_name_and_goes_on() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("list.csv"), LIST).unwrap();
    for (out, mode) in [("single", &[][..]), ("spool", &["--spool", "10"])] {
        let arguments = ["--providers", "list.csv", "--date", "2026-04-01", "--out", out];
        let output = bulk_issue(folder.path(), &[&arguments, mode].concat());
        assert_eq!(code(&output), 1);
        assert!(
            said(&output)
                .ends_with("bulk_issue: 8 lines = 1 header + 2 letters + 5 refused + 0 blank\n")
        );
        let refused: Vec<Vec<String>> = rows(folder.path().join(out).join("refused.csv"))
            .iter()
            .map(|row| row.iter().map(str::to_owned).collect())
            .collect();
        assert_eq!(refused, REFUSED);
    }
    assert!(folder.path().join("spool/spool-0001.pdf").exists());
}

const REFUSED_IN_JAPANESE: [[&str; 3]; 5] = [
    [
        "3",
        "1971100456",
        "事業所1971100456、事業所番号：2行目と同じです。一方を取り除いてください。",
    ],
    [
        "4",
        "4871100456",
        "4行目、1列目、事業所番号：都道府県番号が48です。先頭2桁を01～47にしてください。",
    ],
    [
        "5",
        "2510103605",
        "事業所2510103605、事業所名：「ሀ」（U+1200）の字形がフォント（BIZUDGothic-Regular, NotoSansJP-Regular, NotoSans-Regular）にありません。文字を直すか、書体または外字表を追加してください。",
    ],
    ["7", "2313201259", "事業所2313201259、ユーザID：2行目と同じです。一方を取り除いてください。"],
    [
        "8",
        "1810120178",
        "8行目、2列目、事業所1810120178、ユーザID：13文字です。14文字（KJと数字12桁）にしてください。",
    ],
];

#[test]
fn bulk_issue_speaks_japanese_where_it_is_asked_to() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("list.csv"), LIST).unwrap();
    let arguments = ["--providers", "list.csv", "--date", "2026-04-01", "--key-file", "key"];
    let by_option = |out| [&arguments[..], &["--out", out, "--lang", "ja"]].concat();
    let output = bulk_issue(folder.path(), &by_option("letters"));
    assert_eq!(
        (code(&output), said(&output).as_str()),
        (
            1,
            "bulk_issue: 発行鍵をkeyに作成しました。厳重に保管してください。\n\
             bulk_issue: 8行＝見出し1＋通知書2＋発行不可5＋空行0\n"
        )
    );
    let refused = fs::read_to_string(folder.path().join("letters/refused.csv")).unwrap();
    assert!(refused.starts_with("\u{FEFF}行,事業所番号,理由\n"));
    let refused = rows(folder.path().join("letters/refused.csv"));
    let refused: Vec<Vec<&str>> = refused.iter().map(|row| row.iter().collect()).collect();
    assert_eq!(refused, REFUSED_IN_JAPANESE);

    fs::remove_file(folder.path().join("letters/01/0113710826.pdf")).unwrap();
    let verify = [&by_option("letters")[..], &["--verify"]].concat();
    let output = bulk_issue(folder.path(), &verify);
    assert_eq!(said(&output), "bulk_issue: 相違が1件あります。\n");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "事業所番号0113710826：通知書（letters/01/0113710826.pdf）がありません。\
         発送せず、同じ発行を再度実行してください。\n"
    );

    let checked = bulk_issue(folder.path(), &[&by_option("letters")[..], &["--check"]].concat());
    let checked = String::from_utf8_lossy(&checked.stdout).into_owned();
    let refused = |row, first| format!("発行不可、{row}行目{first}");
    let expected = [
        refused(4, "、1列目、事業所番号：都道府県番号が48です。先頭2桁を01～47にしてください。"),
        refused(8, &REFUSED_IN_JAPANESE[4][2]["8行目".len()..]),
        refused(5, &format!("：{}", REFUSED_IN_JAPANESE[2][2])),
        refused(3, &format!("：{}", REFUSED_IN_JAPANESE[0][2])),
        refused(7, &format!("：{}", REFUSED_IN_JAPANESE[3][2])),
    ];
    assert_eq!(checked.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn the_environment_says_the_language_where_no_option_does() {
    let folder = TempDir::new().unwrap();
    let told = |variables: &[[&str; 2]], arguments: &[&str]| {
        let mut command = example("bulk_issue");
        command.args(arguments).envs(variables.iter().map(|[name, value]| (name, value)));
        said(&run(&mut command, folder.path()))
    };
    let english = "bulk_issue: --out is missing: the folder that the letters go to\n\
                   bulk_issue: --help tells every option\n";
    let japanese = "bulk_issue: --outで通知書のフォルダを指定してください。\n\
                    bulk_issue: --helpで、すべての指定を表示します。\n";
    assert_eq!(told(&[], &[]), english);
    assert_eq!(told(&[["LANG", "ja_JP.UTF-8"]], &[]), japanese);
    assert_eq!(told(&[["LANG", "ja_JP.UTF-8"], ["LC_ALL", "C"]], &[]), english);
    assert_eq!(told(&[["LC_MESSAGES", "ja_JP.UTF-8"], ["LC_ALL", ""]], &[]), japanese);
    assert_eq!(told(&[["LANG", "ja_JP.UTF-8"]], &["--lang", "en"]), english);
    assert_eq!(told(&[["LANG", "C"]], &["--lang=ja"]), japanese);
    assert_eq!(told(&[], &["--lang", "de"]), "bulk_issue: language: found de, expected ja or en\n");
}

#[test]
fn a_list_that_cannot_be_read_leaves_no_folder() {
    let folder = TempDir::new().unwrap();
    let wrong = |list: &[u8]| {
        fs::write(folder.path().join("list.csv"), list).unwrap();
        let arguments = ["--providers", "list.csv", "--date", "2026-04-01", "--out", "out"];
        let output = bulk_issue(folder.path(), &[&arguments[..], &["--key-file", "key"]].concat());
        assert_eq!(code(&output), 2);
        assert!(!folder.path().join("out").exists());
        said(&output)
    };
    assert_eq!(
        wrong(b"provider_number,user_id,name\n1971100456,KJ010199999999,\"open\n"),
        "bulk_issue: list.csv: line 2, column 3: a quote opens here and is never closed: the list \
         ends inside it, on line 2; none of the lines between can be trusted\n"
    );
    assert_eq!(
        wrong(b"provider_number,user_id,name\n1971100456,KJ010199999999,\n"),
        "bulk_issue: refused, line 2, column 3, provider 1971100456, provider name: found nothing, \
         expected a name\n\
         bulk_issue: no row of the list is a provider, 2 lines = 1 header + 0 rows + 1 refused + 0 \
         blank; nothing was written\n"
    );
    assert!(wrong(b"provider_number,user_id,name\n1971100456,KJ010199999999,\xc3\xa9\n").ends_with(
        "the encoding is not certain: \u{e9} in UTF-8 may be \u{ff83}\u{ff69} in CP932; say which it is\n"
    ));
}

#[test]
fn a_list_in_cp932_is_issued_and_its_repairs_are_told() {
    let folder = TempDir::new().unwrap();
    let name = b"\x8e\x96\x8b\xc6\x8f\x8a\x94\xd4\x8d\x86,\x83\x86\x81[\x83UID,\x8e\x96\x8b\xc6\x8f\x8a\x96\xbc\r\n";
    let rows = b"170500300,KJ226152593558,\x87\x8a\x8eO\x88\xe4\r\n";
    fs::write(folder.path().join("list.csv"), [&name[..], rows].concat()).unwrap();
    let arguments = ["--providers", "list.csv", "--date", "2026-04-01", "--out", "out"];
    let options = ["--key-file", "key", "--repair", "--encoding", "cp932"];
    let output = bulk_issue(folder.path(), &[&arguments[..], &options].concat());
    assert_eq!(
        (code(&output), said(&output).as_str()),
        (
            0,
            "bulk_issue: mended: line 2, provider number: put back a leading zero, from 170500300 \
             to 0170500300\n\
             bulk_issue: the key is in key: keep it under lock\n\
             bulk_issue: 2 lines = 1 header + 1 letters + 0 refused + 0 blank\n"
        )
    );
    assert!(folder.path().join("out/01/0170500300.pdf").exists());
}

#[test]
fn a_check_issues_nothing_and_says_the_same() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("list.csv"), LIST).unwrap();
    let output = bulk_issue(
        folder.path(),
        &["--providers", "list.csv", "--date", "2026-04-01", "--out", "out", "--check"],
    );
    assert_eq!(code(&output), 1);
    let printed = String::from_utf8(output.stdout).unwrap();
    for [row, _, reason] in REFUSED {
        // What the list itself says has its line.
        let place =
            if reason.starts_with("line ") { String::new() } else { format!("row {row}: ") };
        assert!(printed.contains(&format!("refused, {place}{reason}\n")), "{printed}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "the list alone");
}

#[test]
fn the_same_key_file_gives_the_same_letters_and_the_credentials_on_them() {
    let folder = TempDir::new().unwrap();
    let issue = |out, credentials| {
        let output = bulk_issue(
            folder.path(),
            &["--out", out, "--key-file", "key", "--credentials", credentials],
        );
        assert_eq!(code(&output), 0, "{}", said(&output));
    };
    issue("a", "a.csv");
    issue("b", "b.csv");
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert_eq!(read("a.csv"), read("b.csv"));
    for row in rows(folder.path().join("a/manifest.csv")) {
        assert_eq!(read(&format!("a/{}", &row[4])), read(&format!("b/{}", &row[4])));
    }
    assert_eq!(rows(folder.path().join("a.csv")).len(), 47);
    issue("a", "a.csv");
    assert_eq!(read("a.csv"), read("b.csv"));
}

/// A base form in place of what is registered, or another table of readings, is chosen and told.
#[test]
fn base_forms_and_readings_are_chosen_by_option() {
    let folder = TempDir::new().unwrap();
    let list = "provider_number,user_id,name\n1971100456,KJ000000000001,葛\u{E01EF}城\n";
    fs::write(folder.path().join("list.csv"), list).unwrap();
    let arguments = ["--providers", "list.csv", "--date", "2026-04-01", "--key-file", "key"];
    let run = |out: &str, more: &[&str]| {
        let output = bulk_issue(folder.path(), &[&arguments, &["--out", out][..], more].concat());
        (code(&output), said(&output))
    };
    let (refused, _) = run("refused", &[]);
    assert_eq!(refused, 1);
    let (issued, told) = run("base", &["--base-forms"]);
    assert_eq!(issued, 0);
    assert!(told.contains("no font has the variation U+845B U+E01EF"), "{told}");
    let letter = |out: &str| fs::read(folder.path().join(out).join("19/1971100456.pdf")).unwrap();
    let (specimen, _) = run("specimen", &["--base-forms", "--readings", "specimen"]);
    assert_eq!(specimen, 0);
    assert_ne!(letter("base"), letter("specimen"));
    let (wrong, told) = run("wrong", &["--readings", "house"]);
    assert_eq!(wrong, 2);
    assert!(told.contains("readings: found house, expected standard or specimen"), "{told}");
}

/// A run that stops before its end can be gone on with: its key is kept beside the letters.
#[test]
fn without_a_key_file_the_key_is_kept_beside_the_letters() {
    let folder = TempDir::new().unwrap();
    let said_of = |arguments: &[&str]| {
        let output = bulk_issue(folder.path(), arguments);
        (code(&output), said(&output))
    };
    let rows = "bulk_issue: 48 lines = 1 header + 47 letters + 0 refused + 0 blank\n";
    let made = format!("bulk_issue: the key is in letters.key: keep it under lock\n{rows}");
    assert_eq!(said_of(&["--out", "letters"]), (0, made));
    fs::remove_file(folder.path().join("letters/01/0113710826.pdf")).ok();
    assert_eq!(said_of(&["--out", "letters"]), (0, rows.to_owned()));
    let well = "bulk_issue: letters: 47, folders: 1; all as list and key say\n";
    assert_eq!(said_of(&["--out", "letters", "--verify"]), (0, well.to_owned()));
}

#[test]
fn a_second_round_gives_another_password_and_both_verify() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("list.csv"), LIST).unwrap();
    let list = ["--providers", "list.csv", "--date", "2026-04-01", "--out", "letters"];
    let run = |more: &[&str]| bulk_issue(folder.path(), &[&list, more].concat());
    assert_eq!(code(&run(&["--credentials", "1.csv"])), 1);
    assert_eq!(code(&run(&["--credentials", "2.csv", "--round", "2"])), 1);
    let (first, second) = (rows(folder.path().join("1.csv")), rows(folder.path().join("2.csv")));
    for (first, second) in first.iter().zip(&second) {
        assert_eq!((&first[0], &first[1]), (&second[0], &second[1]));
        assert!(first[2] == *"1" && second[2] == *"2" && first[3] != second[3]);
    }
    assert_eq!((first.len(), second.len()), (2, 2));
    assert!(folder.path().join("letters/19/1971100456-2.pdf").exists());
    for round in ["1", "2"] {
        assert_eq!(code(&run(&["--verify", "--round", round])), 0);
    }
}

#[cfg(unix)]
#[test]
fn key_and_credentials_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    bulk_issue(
        folder.path(),
        &["--out", "out", "--key-file", "key", "--credentials", "credentials.csv"],
    );
    for file in ["key", "credentials.csv"] {
        assert_eq!(
            fs::metadata(folder.path().join(file)).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}

#[test]
fn shards_take_their_index_from_a_job_array() {
    let folder = TempDir::new().unwrap();
    for (variable, index) in [("JOB_COMPLETION_INDEX", "0"), ("SLURM_ARRAY_TASK_ID", "1")] {
        let mut command = example("bulk_issue");
        command
            .args(["--out", "out", "--key-file", "key", "--shard", "2", "--make-key"])
            .env(variable, index);
        let output = run(&mut command, folder.path());
        assert_eq!(code(&output), 0, "{}", said(&output));
    }
    let letters =
        |shard: &str| rows(folder.path().join("out").join(shard).join("manifest.csv")).len();
    assert_eq!(letters("shard-0-of-2") + letters("shard-1-of-2"), 47);
    let verified = bulk_issue(folder.path(), &["--out", "out", "--key-file", "key", "--verify"]);
    let well = "bulk_issue: letters: 47, folders: 2; all as list and key say\n";
    assert_eq!((code(&verified), said(&verified).as_str()), (0, well));
}

#[test]
fn verify_tells_what_is_not_as_list_and_key_say() {
    let folder = TempDir::new().unwrap();
    let list = "provider_number,user_id,name\n1971100456,KJ000000000001,やまなし会\n";
    fs::write(folder.path().join("list.csv"), list).unwrap();
    let listed = ["--providers", "list.csv", "--date", "2026-04-01"];
    for shard in ["0/2", "1/2"] {
        let to = ["--out", "letters", "--make-key", "--key-file", "key", "--shard", shard];
        assert_eq!(code(&bulk_issue(folder.path(), &[&listed[..], &to].concat())), 0);
    }
    let verify = |arguments: &[&str]| {
        let folders = ["letters/shard-0-of-2", "letters/shard-1-of-2", "--lang", "en"];
        let arguments = [arguments, &folders].concat();
        let output = run(example("verify").args(arguments), folder.path());
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        (code(&output), printed, said(&output))
    };
    let keyed = ["--key-file", "key"];
    let whole = [&keyed[..], &listed].concat();
    let well = "verify: folders: 2; all as list and key say\n";
    assert_eq!(verify(&whole), (0, String::new(), well.to_owned()));
    let sealed = "verify: folders: 2; all sealed with this key, against no list\n";
    assert_eq!(verify(&keyed), (0, String::new(), sealed.to_owned()));
    let (code, found, said) =
        verify(&[&keyed[..], &listed[..2], &["--date", "2026-04-02"]].concat());
    assert_eq!((code, &*said), (1, "verify: 2 differences\n"), "{found}");
    let letter = ["0", "1"]
        .map(|index| folder.path().join(format!("letters/shard-{index}-of-2/19/1971100456.pdf")));
    let letter = letter.iter().find(|letter| letter.exists()).unwrap();
    fs::write(letter, "%PDF-1.7").unwrap();
    let (code, found, said) = verify(&keyed);
    assert_eq!((code, &*said), (1, "verify: 1 differences\n"));
    assert!(found.ends_with("/19/1971100456.pdf: not as it was written\n"), "{found}");
    assert_eq!(verify(&whole).0, 1);
    let dateless = "verify: --date is missing\nverify: --help tells every option\n";
    let (code, _, said) = verify(&["--key-file", "key", "--providers", "list.csv"]);
    assert_eq!((code, &*said), (2, dateless));
}

#[test]
fn print_shop_goes_from_the_volumes_to_the_last_envelope() {
    let folder = TempDir::new().unwrap();
    let list = "事業所番号,ユーザID,事業所名,住所,郵便番号\n\
                1970000001,KJ000000000001,やまなし会,甲府市丸の内1-6-1,400-0031\n\
                1970000019,KJ000000000002,あおば訪問看護,甲府市丸の内1-6-2,400-0031\n\
                1970000027,KJ000000000003,やまなし会,甲府市丸の内１－６－１,400-0031\n";
    fs::write(folder.path().join("list.csv"), list).unwrap();
    fs::write(folder.path().join("numbers.txt"), "1970000019\n").unwrap();
    let log = "連番,封筒,結果\n1,1,正常\n2,1,破損\n";
    fs::write(folder.path().join("log.csv"), log).unwrap();
    fs::write(folder.path().join("again.csv"), "連番,封筒,結果\n2,1,正常\n").unwrap();
    let run = |task: &[&str]| {
        let options = "--providers list.csv --out spools --date 2026-04-01 --key-file key --pages 100 --mark datamatrix:6,280 \
                       --log-columns sheet=連番,envelope=封筒,status=結果,inserted=正常,spoiled=破損";
        let options: Vec<&str> = options.split_whitespace().collect();
        let output = run(example("print_shop").args([&options, task].concat()), folder.path());
        (code(&output), String::from_utf8(output.stdout.clone()).unwrap(), said(&output))
    };
    let told = |task: &[&str]| {
        let (code, told, _) = run(task);
        (code, told)
    };
    assert_eq!(told(&["posting"]).0, 2, "there is no key yet, and none is made");
    assert!(!folder.path().join("key").exists());
    let (code, found, said) = run(&["issue"]);
    let marks = "print_shop: 3 letters, 0 refused\nprint_shop: the marks name the run ";
    let digits = said.strip_prefix(marks).and_then(|run| run.strip_suffix('\n')).unwrap();
    assert_eq!((code, &*found, digits.len()), (0, "", 10), "{said}");
    assert_eq!(run(&["issue"]).2, said, "the same run, whenever it is asked for");
    let posting = "area,sheets,envelopes\n400,1,1\n400,2,1\n";
    assert_eq!(told(&["posting"]), (0, posting.to_owned()));
    let pulled = "1970000019: spool-0001.pdf, page 3, envelope 2\n";
    assert_eq!(told(&["pull", "numbers.txt"]), (0, pulled.to_owned()));
    let posting = "area,sheets,envelopes\n400,2,1\n";
    assert_eq!(told(&["posting"]), (0, posting.to_owned()));
    let spoiled = "3 sheets = 1 inserted + 1 pulled + 1 spoiled + 0 missing\n\
                   1970000027: spoiled, to be struck again\n";
    assert_eq!(told(&["reconcile", "log.csv"]), (1, spoiled.to_owned()));
    let again = format!("{spoiled}struck again: again/respool-0001.pdf\n");
    assert_eq!(told(&["respool", "again", "log.csv"]), (1, again));
    assert!(folder.path().join("again/respool-0001.pdf").exists());
    let settled = "3枚＝封入2＋引抜き1＋破損0＋不明0\n";
    let both = ["--lang", "ja", "reconcile", "log.csv", "again.csv"];
    assert_eq!(told(&both), (0, settled.to_owned()));
    let (code, found, said) = run(&["reconcile", "again.csv"]);
    let missing = "sheet 1 of 1970000001: in no log; it belongs in envelope 1\n\
                   3 sheets = 1 inserted + 1 pulled + 0 spoiled + 1 missing\n";
    assert_eq!((code, &*found, &*said), (2, missing, "print_shop: 1 differences\n"));
    assert_eq!(run(&["credentials", "credentials.csv"]).0, 0);
    let credentials = rows(folder.path().join("credentials.csv"));
    let numbers: Vec<&str> = credentials.iter().map(|row| &row[0]).collect();
    assert_eq!(numbers, ["1970000001", "1970000027"], "what was pulled is no account");
    let (code, found, said) = run(&["again"]);
    let again = "print_shop: 1 letters, 0 refused\nprint_shop: the marks name the run ";
    assert_eq!((code, &*found, said.starts_with(again)), (0, "", true), "{said}");
    assert!(!said.contains(digits), "another round is another run");
    let verify = ["--key-file", "key", "--providers", "list.csv", "--addresses"];
    let verify = [&verify[..], &["--date", "2026-04-01", "--lang", "en", "spools"]].concat();
    let output = self::run(example("verify").args(verify), folder.path());
    assert_eq!(self::code(&output), 0, "{}", String::from_utf8_lossy(&output.stdout));
    let (code, _, said) = run(&["pull"]);
    assert_eq!(code, 2);
    assert!(said.starts_with("print_shop: no task: expected issue, posting, pull, "), "{said}");
}

#[test]
fn bulk_issue_writes_each_profile_and_tells_which_are_for_volumes() {
    let folder = TempDir::new().unwrap();
    let first = |out: &str, more: &[&str], file: &str| {
        let arguments = [&["--out", out, "--key-file", "key"], more].concat();
        let output = bulk_issue(folder.path(), &arguments);
        assert_eq!(code(&output), 0, "{}", said(&output));
        let pdf = fs::read(folder.path().join(out).join(file)).unwrap();
        pdf.get(..8).map(<[u8]>::to_vec).unwrap()
    };
    let (volume, letter) = ("spool-0001.pdf", "01/0170500300.pdf");
    let spooled = |out, profile, more: &[&str]| {
        first(out, &[&["--spool", "50", "--profile", profile], more].concat(), volume)
    };
    assert_eq!(spooled("press", "press", &[]), b"%PDF-1.6");
    assert_eq!(spooled("tagged", "press", &["--tagged"]), b"%PDF-1.6");
    assert_eq!(spooled("paper", "a-2u", &["--mark", "datamatrix:6,280"]), b"%PDF-1.7");
    assert_eq!(spooled("newest", "archive4", &[]), b"%PDF-2.0");
    assert_eq!(first("letters", &["--profile", "archive4"], letter), b"%PDF-2.0");
    assert_eq!(first("default", &[], letter), b"%PDF-1.7");
    let single = bulk_issue(folder.path(), &["--out", "single", "--profile", "press"]);
    assert_eq!(
        (code(&single), said(&single).as_str()),
        (
            2,
            "bulk_issue: --profile: single letters are a-2a or archive4; volumes with --spool are any\n\
             bulk_issue: --help tells every option\n"
        )
    );
}

#[test]
fn bulk_issue_adds_the_guide_to_each_letter_or_once_to_each_volume() {
    let folder = TempDir::new().unwrap();
    let spooled = |out: &str, guide: &[&str]| {
        let output =
            bulk_issue(folder.path(), &[&["--out", out, "--spool", "100"], guide].concat());
        assert_eq!(code(&output), 0, "{}", said(&output));
        let file = |name| fs::read(folder.path().join(out).join(name)).unwrap();
        (file("spool-0001.pdf").len(), String::from_utf8(file("manifest.csv")).unwrap())
    };
    let (none, manifest) = spooled("none", &[]);
    let (once, at_end) = spooled("once", &["--guide", "once"]);
    let (each, after_each) = spooled("each", &["--guide", "each"]);
    assert!(none < once && once < each, "{none} {once} {each}");
    let page_of_last = |manifest: &str| {
        let row = manifest.lines().last().unwrap().to_owned();
        let rest = row.split_once("spool-0001.pdf,").unwrap().1.to_owned();
        rest.split(',').next().unwrap().to_owned()
    };
    assert_eq!(page_of_last(&manifest), page_of_last(&at_end));
    assert_eq!(page_of_last(&after_each), "93");
    let output = bulk_issue(folder.path(), &["--out", "other", "--guide", "twice"]);
    assert_eq!(
        (code(&output), said(&output).as_str()),
        (2, "bulk_issue: guide pages: found twice, expected each or once\n")
    );
}
