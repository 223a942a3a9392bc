//! The address in the window of an envelope: read back as text, its bars from the picture of the
//! page.

#![cfg(reissue_notice_judges)]
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod judges;
mod vera;

use std::ops::ControlFlow;

use judges::{Order, PASSWORD, Picture, issuer, provider};
use reissue_notice::{
    BatchKey, EnvelopeWindow, Issuer, Letter, Progress, Provider, Refusal, SpoolOptions, Template,
    WindowBox,
};

const ADDRESSES: &str = include_str!("data/addresses.tsv");
const NUMBERS: &str = include_str!("golden/barcode_numbers.txt");
const POST_CODE: &str = "400-0031";
const MM: f64 = 72.0 / 25.4;
const DPI: u32 = 200;

fn windowed() -> Issuer {
    issuer().window(EnvelopeWindow::naga_3_vertical().with_fold_marks()).build().unwrap()
}

fn letter(issuer: &Issuer, address: &str, building: &str) -> Letter {
    let provider = provider("社会福祉法人やまなし会");
    let provider = provider.with_post_code(POST_CODE.parse().unwrap());
    let mut provider = provider.with_address(address.parse().unwrap());
    if !building.is_empty() {
        provider = provider.with_building(building.parse().unwrap());
    }
    issuer.letter_for(&provider, PASSWORD.parse().unwrap()).unwrap()
}

#[test]
fn the_block_is_read_line_by_line_and_the_letter_is_clean() {
    let letter = letter(&windowed(), "東京都千代田区霞が関1丁目3番2号", "郵便プラザ503室");
    judges::qpdf_check(letter.pdf());
    let read = judges::pdftotext(letter.pdf(), Order::Raw);
    for line in [
        "400-0031",
        "東京都千代田区霞が関1丁目3番2号",
        "郵便プラザ503室",
        "社会福祉法人やまなし会　様",
    ] {
        assert!(read.lines().any(|read| read.trim() == line), "{line} is no line of\n{read}");
    }
    for verdict in vera::verdicts(&[letter.pdf()], &["2a", "ua1"]).remove(0) {
        assert!(verdict.compliant, "{verdict:?}");
    }
}

#[test]
fn a_letter_with_window_and_every_line_is_clean() {
    // Under the lower of the windows, all but one line of hours finds room.
    let template = judges::with_every_line(Template::default())
        .with_contact_hours("毎月1日～10日　平日10時～19時、土曜10時～17時");
    let issuer = issuer().window(EnvelopeWindow::naga_3_horizontal()).template(template);
    let issuer = issuer.build().unwrap();
    let provider = provider("社会福祉法人やまなし会").with_post_code(POST_CODE.parse().unwrap());
    let provider = provider.with_address("山梨県甲府市丸の内1丁目6-1".parse().unwrap());
    assert_eq!(
        issuer.check(&provider).unwrap_err().to_string(),
        "provider 1999999999, reference number: not given"
    );
    let provider = provider.with_reference("R08-0012345".parse().unwrap());
    let letter = issuer.letter_for(&provider, PASSWORD.parse().unwrap()).unwrap();
    judges::qpdf_check(letter.pdf());
    let read = judges::pdftotext(letter.pdf(), Order::Raw);
    for words in [
        "整理番号　R08-0012345",
        "有効期限　令和08年02月06日",
        "http://www.e-seikyuu.jp/",
        Template::OPENED_ENVELOPE,
    ] {
        assert!(read.contains(words), "{words} is not in\n{read}");
    }
    for verdict in vera::verdicts(&[letter.pdf()], &["2a", "ua1"]).remove(0) {
        assert!(verdict.compliant, "{verdict:?}");
    }
}

#[test]
fn without_a_window_an_address_changes_no_byte() {
    let issuer = issuer().build().unwrap();
    let password = || PASSWORD.parse().unwrap();
    let plain = provider("社会福祉法人やまなし会");
    let addressed = plain.clone().with_address("山梨県甲府市丸の内1丁目6-1".parse().unwrap());
    let addressed = addressed.with_building("県民会館".parse().unwrap());
    let letters = [plain, addressed].map(|to| issuer.letter_for(&to, password()).unwrap());
    assert!(letters[0].pdf() == letters[1].pdf());
    assert_eq!(letters[0].warnings(), letters[1].warnings());
}

#[test]
fn an_address_that_is_in_doubt_has_a_warning_and_no_bars() {
    let letter = letter(&windowed(), "北見市端野町３区１２", "");
    assert_eq!(
        letter.warnings().last().unwrap().to_string(),
        "the address has no barcode: '区' may belong to the area of the post code"
    );
    assert_eq!(bars(&Picture::of(letter.pdf(), DPI)), [] as [u8; 0]);
}

#[test]
fn the_bars_of_200_addresses_are_read_back_from_their_pictures() {
    let issuer = windowed();
    let read: Vec<&str> = NUMBERS.lines().collect();
    let some = ADDRESSES.lines().zip(read).filter(|(_, number)| !number.starts_with("none"));
    let mut judged = 0;
    for (line, number) in some.step_by(4).take(200) {
        let (address, building) = line.split_once('\t').unwrap();
        let number = number.split_once(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap().0;
        let letter = letter(&issuer, address, building);
        let codes = codes(&bars(&Picture::of(letter.pdf(), DPI)));
        let sum: usize = codes.iter().sum();
        assert_eq!((codes.len(), sum % 19), (21, 0), "{line}");
        assert_eq!(codes[..7], [4, 0, 0, 0, 0, 3, 1], "{line}");
        assert_eq!(codes[7..20], expected(number), "{line}");
        judged += 1;
    }
    assert_eq!(judged, 200);
}

/// The bars in the window from the left: 1 long, 2 upper, 3 lower, 4 timing.
fn bars(picture: &Picture) -> Vec<u8> {
    let (top, bottom, pixel) = (48.5 * MM, 52.2 * MM, 72.0 / f64::from(DPI));
    let inked = |left: f64, top, bottom| picture.ink([left, top, left + pixel, bottom]) > 0;
    let (mut bars, mut begun, mut left) = (Vec::new(), None, 24.0 * MM);
    while left < 106.0 * MM {
        match (inked(left, top, bottom), begun) {
            (true, None) => begun = Some(left),
            (false, Some(start)) => {
                let middle = f64::midpoint(start, left);
                let middle_of_height = f64::midpoint(top, bottom);
                let up = inked(middle, top, middle_of_height - 0.9 * MM);
                let down = inked(middle, middle_of_height + 0.9 * MM, bottom);
                bars.push(match (up, down) {
                    (true, true) => 1,
                    (true, false) => 2,
                    (false, true) => 3,
                    (false, false) => 4,
                });
                begun = None;
            }
            _ => {}
        }
        left += pixel;
    }
    bars
}

/// As Japan Post's manual lists them, by their values for the check digit.
const CODES: [&str; 19] = [
    "144", "114", "132", "312", "123", "141", "321", "213", "231", "411", "414", "324", "342",
    "234", "432", "243", "423", "441", "111",
];

/// The codes between start and stop.
fn codes(bars: &[u8]) -> Vec<usize> {
    let digits: String = bars.iter().map(|&bar| char::from(b'0' + bar)).collect();
    assert_eq!(digits.len(), 67, "{digits}");
    let inner = digits.strip_prefix("13").unwrap().strip_suffix("31").unwrap();
    let groups = (0..inner.len()).step_by(3).map(|at| &inner[at..at + 3]);
    groups.map(|group| CODES.iter().position(|code| *code == group).unwrap()).collect()
}

/// The thirteen codes of a number.
fn expected(number: &str) -> Vec<usize> {
    let mut codes = Vec::new();
    for c in number.bytes() {
        match c {
            b'-' => codes.push(10),
            b'0'..=b'9' => codes.push(usize::from(c - b'0')),
            letter => {
                let letter = usize::from(letter - b'A');
                codes.extend([11 + letter / 10, letter % 10]);
            }
        }
    }
    codes.resize(13, 14);
    codes
}

/// One record that cannot be set must not end the run of all others.
#[test]
fn a_record_that_does_not_fill_the_page_is_refused_alone() {
    let issuer = issuer()
        .template(Template::default().with_reference_label("整理番号"))
        .window(smallest_window())
        .build()
        .unwrap();
    let record = |serial: usize, address: Option<&str>| {
        let number = format!("197110{serial:04}").parse().unwrap();
        let user_id = format!("KJ{serial:012}").parse().unwrap();
        let mut record = Provider::new(number, user_id, "やまなし会".parse().unwrap());
        if let Some(address) = address {
            record = record.with_address(address.parse().unwrap());
        }
        record
    };
    let short = Some("甲府市丸の内1-6-1");
    let (two_lines, building) = ("甲府市丸の内".repeat(8), "県庁別館".repeat(12));
    let records = [
        record(1, short),
        record(2, None),
        record(3, Some(&two_lines)).with_building(building.parse().unwrap()),
        record(4, short),
    ];
    let folder = tempfile::tempdir().unwrap();
    let batch = issuer.batch(BatchKey::from_bytes(&[7; 32]).unwrap());
    let letters = batch.write_directory(&records, folder.path().join("letters"), go_on).unwrap();
    let options = SpoolOptions::default();
    let volumes =
        batch.write_volumes(&records, folder.path().join("volumes"), options, go_on).unwrap();
    for report in [letters, volumes] {
        let reasons: Vec<&str> = report.refused().iter().map(Refusal::reason).collect();
        assert_eq!(report.issued(), 2, "{reasons:?}");
        let [address, building] = reasons[..] else { panic!("{reasons:?}") };
        assert_eq!(address, "provider 1971100002, address: not given");
        assert!(
            building.starts_with("provider 1971100003, building: the address would reach from")
        );
    }
}

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// As low as one can be that holds an address, a name and the bars.
fn smallest_window() -> EnvelopeWindow {
    let windows = (200..900).map(|tenths| WindowBox {
        left_mm: 20.0,
        top_mm: 10.0,
        width_mm: 90.0,
        height_mm: f64::from(tenths) / 10.0,
    });
    let mut windows = windows.map(|place| EnvelopeWindow::custom(place).unwrap());
    windows.find(|window| issuer().window(*window).build().is_ok()).unwrap()
}
