//! A letter with all that one can have: window and bars, reference number, last day, two passwords,
//! every optional line, and the page of instructions. Read back by every reader, and judged.

#![cfg(reissue_notice_judges)]
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod judges;
mod pdfium;
mod vera;

use judges::{Order, PASSWORD};
use reissue_notice::{EnvelopeWindow, Guide, IssuerBuilder, Letter, Provider, Template};

const SECOND: &str = "R7TkWB2N58306149";
/// Three lines of a window, and two of the table's cell.
const NAME: &str = "社会福祉法人　やまなし会　やまなし訪問介護事業所";

fn whole(template: Template) -> IssuerBuilder {
    let template = judges::with_every_line(template).with_cells_in_fours();
    let window = EnvelopeWindow::naga_3_vertical().with_fold_marks();
    judges::issuer().template(template).window(window).guide(Guide::default())
}

fn provider() -> Provider {
    judges::provider(NAME)
        .with_post_code("400-0031".parse().unwrap())
        .with_address("山梨県甲府市丸の内1丁目6-1".parse().unwrap())
        .with_building("県庁別館3階".parse().unwrap())
        .with_reference("R08-0012345".parse().unwrap())
}

fn letter(builder: IssuerBuilder) -> Letter {
    let issuer = builder.build().unwrap();
    let passwords = [PASSWORD, SECOND].map(|password| password.parse().unwrap());
    let letter = issuer.letter_with(&provider(), passwords).unwrap();
    assert!(letter.warnings().iter().all(|warning| !warning.to_string().contains("barcode")));
    letter
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a reader must give back, blanks apart; a line of the page may stand anywhere.
const WORDS: [&str; 14] = [
    "電子請求登録結果に関するお知らせ",
    "400-0031",
    "山梨県甲府市丸の内1丁目6-1",
    "県庁別館3階",
    "R08-0012345",
    "1999999999",
    "KJ010199999999",
    "仮パスワード",
    PASSWORD,
    "令和08年02月06日",
    "証明書発行用パスワード",
    SECOND,
    "0570-059-402",
    "「パスワード等を紛失した方はこちら」",
];

#[test]
fn every_reader_gives_the_whole_letter_back() {
    for template in [Template::first_issue(), Template::first_issue().with_large_print()] {
        let letter = letter(whole(template));
        judges::qpdf_check(letter.pdf());
        let pdfium = pdfium::texts(&[letter.pdf()], "").remove(0).unwrap();
        let (mutool, raw) =
            (judges::mutool_text(letter.pdf()), judges::pdftotext(letter.pdf(), Order::Raw));
        for (reader, text) in [("pdftotext", raw), ("mutool", mutool), ("pdfium", pdfium)] {
            let text = without_blanks(&text);
            for word in WORDS {
                assert!(text.contains(word), "{reader} does not read {word} in {text}");
            }
        }
    }
}

#[test]
fn the_whole_letter_is_archival_and_accessible() {
    let letters = [
        letter(whole(Template::first_issue())),
        letter(whole(Template::first_issue().with_large_print())),
    ];
    let files: Vec<&[u8]> = letters.iter().map(Letter::pdf).collect();
    for verdict in vera::verdicts(&files, &["2a", "ua1"]).into_iter().flatten() {
        assert!(verdict.compliant, "{verdict:?}");
    }
    let newest = letter(whole(Template::first_issue()).archive4());
    for verdict in vera::verdicts(&[newest.pdf()], &["4", "ua2", "wt1a", "wt1r"]).remove(0) {
        assert!(verdict.compliant, "{verdict:?}");
    }
}
