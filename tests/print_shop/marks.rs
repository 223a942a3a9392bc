//! The marks of an inserter, read back from the pictures of the pages: Data Matrix by zxing, bars
//! by the eye of this test.

use reissue_notice::{EnvelopeWindow, Guide, GuidePages, InserterMark, IssuerBuilder, Profile};

use super::*;
use crate::judges::{self, Picture};
use crate::vera;
use crate::zxing::{Code, codes};

/// In the margin under the letter.
const MATRIX: &str = "datamatrix:6,280";
/// In the margin beside the last panel.
const OMR: &str = "omr:7,205";

/// What a mark says of its sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    sheet: usize,
    envelope: usize,
    nth: usize,
    of: usize,
    last: bool,
}

fn said(sheet: usize, envelope: usize, [nth, of]: [usize; 2]) -> Said {
    Said { sheet, envelope, nth, of, last: nth == of }
}

/// The run, and what else the digits of a code say.
fn read(code: &Code) -> (String, Said) {
    let digits = &code.says;
    assert!(digits.len() == 34 && digits.bytes().all(|b| b.is_ascii_digit()), "{code:?}");
    assert!(digits.starts_with('1'), "{code:?}");
    let number = |from: usize, to: usize| digits[from..to].parse().unwrap();
    let [sheet, envelope, nth, of] =
        [number(11, 19), number(19, 27), number(27, 30), number(30, 33)];
    let last = &digits[33..] == "1";
    (digits[1..11].to_owned(), Said { sheet, envelope, nth, of, last })
}

/// The one run of all codes, and what they say.
fn read_all(codes: &[Code]) -> (String, Vec<Said>) {
    let (mut runs, said): (Vec<_>, Vec<_>) = codes.iter().map(read).unzip();
    runs.dedup();
    assert_eq!(runs.len(), 1, "{runs:?}");
    (runs.remove(0), said)
}

fn marked(mark: &str) -> SpoolOptions {
    SpoolOptions::default()
        .with_shared_envelopes(eight())
        .with_inserter_mark(mark.parse::<InserterMark>().unwrap())
}

fn builder() -> IssuerBuilder {
    Issuer::builder().federation_by_prefecture().issued_on("2026-04-01".parse().unwrap())
}

fn batch_of(builder: IssuerBuilder) -> Batch {
    builder.build().unwrap().batch(BatchKey::from_bytes(&[7; 32]).unwrap())
}

fn volume(folder: &TempDir) -> Vec<u8> {
    fs::read(folder.path().join("spool-0001.pdf")).unwrap()
}

/// Three letters to one addressee, and three to others.
fn six() -> Vec<Said> {
    let shared = (1..=3).map(|nth| said(nth, 1, [nth, 3]));
    shared.chain((4..=6).map(|sheet| said(sheet, sheet - 2, [1, 1]))).collect()
}

#[test]
fn a_data_matrix_says_which_sheet_of_which_envelope_and_pages_stay_clean() {
    let (batch, providers) = (batch(7), neighbours(3));
    let mut files = Vec::new();
    let mut runs = Vec::new();
    for profile in [Profile::TaggedPress, Profile::Archive4] {
        let folder = shop(&batch, &providers, marked(MATRIX).with_profile(profile));
        let pdf = volume(&folder);
        let codes = codes(&pdf);
        let (run, said) = read_all(&codes);
        assert_eq!(said, six(), "{profile}");
        let options = marked(MATRIX).with_profile(profile);
        assert_eq!(batch.marked_run(&providers, options), Some(run.clone()));
        for code in &codes {
            let off = (code.left_mm - 6.0).hypot(code.top_mm - 280.0);
            assert!(off < 0.5, "{code:?}");
        }
        let envelopes: Vec<usize> =
            manifest(folder.path()).iter().map(|row| row["envelope"].parse().unwrap()).collect();
        assert!(said.iter().map(|said| said.envelope).eq(envelopes));
        judges::qpdf_check(&pdf);
        assert_eq!(batch.verify(&providers, &[folder.path()]).unwrap(), []);
        files.push(pdf);
        runs.push(run);
    }
    assert_ne!(runs[0], runs[1], "another profile is another run");
    let verdicts = vera::verdicts(&files, &["2a", "ua1", "4", "ua2"]);
    for (verdicts, claimed) in verdicts.iter().zip([0..2, 2..4]) {
        for verdict in &verdicts[claimed] {
            assert!(verdict.compliant, "{verdict:?}");
        }
    }
}

#[test]
fn a_run_is_told_from_others_and_not_by_its_key() {
    let providers = neighbours(2);
    let run = |seed: u8, providers: &[Provider]| {
        read_all(&codes(&volume(&shop(&batch(seed), providers, marked(MATRIX))))).0
    };
    let own = run(7, &providers);
    assert_eq!(own, run(7, &providers));
    assert_ne!(own, run(8, &providers));
    assert_ne!(own, run(7, &providers[..3]));
}

#[test]
fn a_page_of_instructions_is_a_sheet_or_the_back_of_one() {
    let providers = &neighbours(2)[..2];
    let batch = batch_of(builder().guide(Guide::default()));
    let marks = |options: SpoolOptions| {
        let codes = codes(&volume(&shop(&batch, providers, options)));
        let pages: Vec<usize> = codes.iter().map(|code| code.page).collect();
        (pages, read_all(&codes).1)
    };
    let plain = SpoolOptions::default().with_inserter_mark(MATRIX.parse().unwrap());
    let two = [said(1, 1, [1, 2]), said(2, 1, [2, 2]), said(3, 2, [1, 2]), said(4, 2, [2, 2])];
    assert_eq!(marks(plain), (vec![1, 2, 3, 4], two.to_vec()));
    let one = [said(1, 1, [1, 1]), said(2, 2, [1, 1])];
    assert_eq!(marks(plain.with_duplex()), (vec![1, 3], one.to_vec()));
    let at_end = plain.with_guide_pages(GuidePages::Once);
    assert_eq!(marks(at_end), (vec![1, 2], one.to_vec()), "the last page is of nobody");
}

#[test]
fn a_run_that_was_stopped_and_sheets_struck_again_have_the_same_marks() {
    let (batch, providers) = (batch(7), neighbours(3));
    let options = marked(MATRIX).with_pages_per_volume(3.try_into().unwrap());
    let whole = shop(&batch, &providers, options);
    let (folder, out) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let stop = |_| std::ops::ControlFlow::Break(());
    batch.threads(1.try_into().unwrap()).write_volumes(&providers, &folder, options, stop).unwrap();
    assert!(!folder.path().join("manifest.csv").exists());
    batch.write_volumes(&providers, &folder, options, go_on).unwrap();
    assert!(tree(folder.path()) == tree(whole.path()));
    let other = options.with_inserter_mark(OMR.parse().unwrap());
    let error = batch.write_volumes(&providers, &folder, other, go_on).unwrap_err();
    assert!(error.to_string().ends_with("the folder holds a run with another kind of run"));

    // The second letter of the shared envelope, and the last of all.
    let spoiled = [providers[2].number(), providers[5].number()];
    let files = batch.respool(&providers, &folder, &spoiled, &out).unwrap();
    let mut again = Vec::new();
    for file in &files {
        again.extend(codes(&fs::read(file).unwrap()).iter().map(read));
    }
    let mut first = Vec::new();
    for name in ["spool-0001.pdf", "spool-0002.pdf"] {
        first.extend(codes(&fs::read(folder.path().join(name)).unwrap()).iter().map(read));
    }
    assert_eq!(first.len(), 6);
    assert_eq!(again, [first[1].clone(), first[5].clone()]);
}

/// Whether there is a bar at each of the twelve places.
fn bars(picture: &Picture) -> [bool; 12] {
    const MM: f64 = 72.0 / 25.4;
    let ink = |left: f64, top: f64, right: f64, bottom: f64| {
        picture.ink([left * MM, top * MM, right * MM, bottom * MM])
    };
    let mut bars = [false; 12];
    for (place, bar) in (0_u32..).zip(&mut bars) {
        let top = 205.0 + 4.233 * f64::from(place);
        let all = ink(7.0, top, 17.0, top + 0.5);
        *bar = all > 0;
        // A bar of 10 by 0.5 mm at 8 pixels a millimetre is 320 pixels.
        assert!(all == 0 || all > 240, "place {place} has {all} pixels");
        assert_eq!(ink(4.0, top - 2.0, 20.0, top - 0.2), 0, "over place {place}");
        assert_eq!(ink(4.0, top - 2.0, 6.8, top + 2.0), 0, "left of place {place}");
        assert_eq!(ink(17.2, top - 2.0, 19.9, top + 2.0), 0, "right of place {place}");
    }
    bars
}

fn number(bits: &[bool]) -> usize {
    bits.iter().fold(0, |number, &bit| number * 2 + usize::from(bit))
}

#[test]
fn bars_say_envelope_sheet_and_end_and_are_even() {
    let folder = shop(&batch(7), &neighbours(9), marked(OMR));
    let pdf = volume(&folder);
    let shared = (1..=8).map(|nth| said(nth, 1, [nth, 8]));
    let rest = (9..=18).map(|sheet| said(sheet, sheet - 7, [1, 1]));
    let mut runs = Vec::new();
    for sheet in shared.chain(rest) {
        let page = judges::page(&pdf, sheet.sheet);
        let bars = bars(&Picture::of(&page, 203));
        assert!(bars[0] && bars[11], "{sheet:?}: {bars:?}");
        assert_eq!(number(&bars[3..6]), sheet.envelope % 8, "{sheet:?}: {bars:?}");
        assert_eq!(number(&bars[6..9]), sheet.nth % 8, "{sheet:?}: {bars:?}");
        assert_eq!(bars[9], sheet.last, "{sheet:?}: {bars:?}");
        assert_eq!(bars.iter().filter(|&&bar| bar).count() % 2, 0, "{sheet:?}: {bars:?}");
        runs.push(number(&bars[1..3]));
    }
    runs.dedup();
    assert_eq!(runs.len(), 1, "{runs:?}");
}

/// What a run with a mark here is refused with; it leaves nothing behind.
fn refused(builder: IssuerBuilder, options: SpoolOptions) -> String {
    let folder = TempDir::new().unwrap();
    let providers = [neighbours(1)[0].clone().with_post_code("400-0031".parse().unwrap())];
    let batch = batch_of(builder);
    let error = batch.write_volumes(&providers, folder.path(), options, go_on).unwrap_err();
    assert_eq!(tree(folder.path()).len(), 0);
    error.to_string()
}

#[test]
fn a_mark_over_something_else_is_refused_with_the_nearest_place_that_is_clear() {
    let window = || builder().window(EnvelopeWindow::naga_3_vertical().with_fold_marks());
    let guided = || builder().guide(Guide::default());
    let large = || builder().template(Template::large_print());
    for (builder, mark, lies, over, clear) in [
        (
            builder(),
            "datamatrix:16,130",
            "15.5 to 25.5 mm from the left and 129.5 to 139.5 mm from the top of page 1",
            "the words 大文字 at 20.8 to 29.8 mm from the left and 130.6 to 133.6 mm from the top",
            "10,130",
        ),
        (
            builder(),
            "omr:189,140",
            "186.0 to 202.0 mm from the left and 137.9 to 189.2 mm from the top of page 1",
            "what is another in each letter at 179.4 to 190.0 mm from the left and 135.0 to 144.3 mm \
             from the top",
            "194,140",
        ),
        (
            builder(),
            "datamatrix:100,283",
            "99.5 to 109.5 mm from the left and 282.5 to 292.5 mm from the top of page 1",
            "the count at 102.9 to 107.1 mm from the left and 283.5 to 286.3 mm from the top",
            "93,283",
        ),
        (
            window(),
            "datamatrix:10,30",
            "9.5 to 19.5 mm from the left and 29.5 to 39.5 mm from the top of page 1",
            "what the window of the envelope may show at 15.0 to 115.0 mm from the left and 7.0 to \
             62.0 mm from the top",
            "5,30",
        ),
        (
            window(),
            "omr:7,80",
            "4.0 to 20.0 mm from the left and 77.9 to 129.2 mm from the top of page 1",
            "a table, frame or line at 3.9 to 9.1 mm from the left and 98.9 to 99.1 mm from the top",
            "6,102",
        ),
        (
            guided(),
            "datamatrix:175,257",
            "174.5 to 184.5 mm from the left and 256.5 to 266.5 mm from the top of page 2",
            "a table, frame or line at 19.6 to 190.4 mm from the left and 235.9 to 267.6 mm from the top",
            "175,269",
        ),
        (
            large(),
            "datamatrix:60,20",
            "59.5 to 69.5 mm from the left and 19.5 to 29.5 mm from the top of page 1",
            "the words 電子請求ログイン情報再発行通知書 at 42.9 to 167.1 mm from the left and 14.0 \
             to 21.8 mm from the top",
            "60,4",
        ),
    ] {
        let options = SpoolOptions::default().with_inserter_mark(mark.parse().unwrap());
        let sentence = format!(
            "mark of the inserter: it takes {lies}, with what stays white around it, and would lie \
             over {over}; the nearest place that is clear is {clear}"
        );
        assert_eq!(refused(builder, options), sentence);
    }
}

#[test]
fn what_is_not_on_a_sheet_is_in_no_marks_way() {
    let options = |mark: &str| SpoolOptions::default().with_inserter_mark(mark.parse().unwrap());
    let (providers, guided) = (&neighbours(1)[..1], builder().guide(Guide::default()));
    let batch = batch_of(guided);
    // The back of a sheet, the page at the end of a file, a count that is not printed.
    for options in [
        options("datamatrix:185,260").with_duplex(),
        options("datamatrix:185,260").with_guide_pages(GuidePages::Once),
        options("datamatrix:100,283").without_counts().with_guide_pages(GuidePages::Once),
    ] {
        shop(&batch, providers, options);
    }
}

#[test]
fn a_mark_off_the_sheet_or_without_a_number_for_a_sheet_is_refused() {
    let refused = |mark: &str| {
        refused(builder(), SpoolOptions::default().with_inserter_mark(mark.parse().unwrap()))
    };
    assert_eq!(
        refused("datamatrix:198,280"),
        "mark of the inserter: found 198,280, expected 4 to 197 mm from the left and 4 to 284 mm \
         from the top"
    );
    assert_eq!(
        refused("omr:7,260"),
        "mark of the inserter: found 7,260, expected 4 to 196 mm from the left and 4 to 245.937 mm \
         from the top"
    );
    let mark: InserterMark = MATRIX.parse().unwrap();
    let options = SpoolOptions::default().with_shared_envelopes(1000.try_into().unwrap());
    let options = options.with_pages_per_volume(1000.try_into().unwrap()).with_inserter_mark(mark);
    let neighbours: Vec<_> = neighbours(1000).into_iter().step_by(2).collect();
    let folder = TempDir::new().unwrap();
    let error = batch(7).write_volumes(&neighbours, folder.path(), options, go_on).unwrap_err();
    assert_eq!(error.to_string(), "mark of the inserter: found 1000, expected 1 to 999");
}
