//! The page of instructions that goes with a letter: read, seen, scanned and heard; in a file of
//! its own letter and in spools.

#![cfg(reissue_notice_judges)]
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod judges;
mod pdfium;
mod vera;

use std::ops::ControlFlow;
use std::path::Path;
use std::{env, fs};

use judges::{Character, NAME, Order, PASSWORD, Picture};
use reissue_notice::{
    BatchKey, EnvelopeWindow, Guide, GuideNote, GuidePages, GuideWay, HelpDesk, Issuer,
    IssuerBuilder, Letter, LoginAddress, Message, Profile, Provider, SpoolOptions, Template,
};

const ADDRESS: &str = "http://www.e-seikyuu.jp/";
const MM: f64 = 72.0 / 25.4;

fn guided() -> IssuerBuilder {
    judges::issuer().guide(Guide::default())
}

fn letter(builder: IssuerBuilder) -> Letter {
    let issuer = builder.build().unwrap();
    issuer.letter_for(&judges::provider(NAME), PASSWORD.parse().unwrap()).unwrap()
}

/// The guide of a letter as a document of its own.
fn guide_of(builder: IssuerBuilder) -> Vec<u8> {
    let letter = letter(builder);
    judges::page(letter.pdf(), judges::pages(letter.pdf()))
}

fn providers(count: usize) -> Vec<Provider> {
    let provider = |n: usize| {
        let (number, user_id) = (format!("19711{n:05}"), format!("KJ{n:012}"));
        let name = NAME.parse().unwrap();
        Provider::new(number.parse().unwrap(), user_id.parse().unwrap(), name)
    };
    (0..count).map(provider).collect()
}

fn spool(builder: IssuerBuilder, letters: usize, options: SpoolOptions) -> Vec<u8> {
    let batch = builder.build().unwrap().batch(BatchKey::from_bytes(&[7; 32]).unwrap());
    let (pdf, report) = batch.write_spool(providers(letters), Vec::new(), options).unwrap();
    assert_eq!(report.issued(), letters);
    pdf
}

/// Every word of the guide in its order, without what only sets it apart on the page.
fn words() -> Vec<String> {
    let guide = Guide::default();
    let mut words = vec![guide.heading(), guide.introduction(), guide.opening()];
    words.push(guide.address().as_str());
    words.extend(guide.steps());
    words.push(guide.choice());
    for GuideWay { button, time, description } in guide.ways() {
        words.extend([button.as_str(), time, description]);
    }
    words.extend(guide.last_steps());
    let GuideNote { heading, words: reminder } = guide.reminder().unwrap();
    words.extend([heading.as_str(), reminder]);
    let HelpDesk { heading, name, telephone, hours } = guide.help_desk().unwrap();
    words.extend([heading.as_str(), name, telephone]);
    words.extend(hours.lines());
    words.into_iter().map(without_blanks).collect()
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn the_letter_before_the_guide_is_what_it_is_without() {
    let (with, without) = (letter(guided()), letter(judges::issuer()));
    assert_eq!((judges::pages(with.pdf()), judges::pages(without.pdf())), (2, 1));
    let first = |letter: &Letter| judges::pdftotext(&judges::page(letter.pdf(), 1), Order::Raw);
    assert_eq!(first(&with), first(&without));
}

#[test]
fn every_reader_reads_every_word_of_the_guide_in_its_order() {
    for template in [Template::default(), Template::large_print()] {
        let guide = guide_of(guided().template(template));
        let pdfium = pdfium::texts(&[&guide], "").pop().unwrap().unwrap();
        let readers = [
            judges::pdftotext(&guide, Order::Raw),
            judges::mutool_text(&guide),
            // Pdfium breaks words at the ends of lines.
            pdfium.replace(['\u{2}', '\u{FFFE}'], ""),
        ];
        for read in readers {
            let mut rest = &*without_blanks(&read);
            for word in words() {
                let at = rest.find(&word);
                let at = at.unwrap_or_else(|| panic!("{word} is not in {rest} of {read}"));
                rest = &rest[at + word.len()..];
            }
        }
    }
}

#[test]
fn a_camera_reads_the_login_address_and_nothing_else() {
    for template in [Template::default(), Template::large_print()] {
        // As a screen shows it, as a fax sends it, and as a printer prints it.
        for dpi in [96, 200, 600] {
            assert_eq!(scanned(&guide_of(guided().template(template.clone())), dpi), [ADDRESS]);
        }
    }
    let long = format!("https://www.example.jp/{}", "a".repeat(38));
    let address: LoginAddress = long.parse().unwrap();
    let builder = judges::issuer().guide(Guide::default().with_address(address));
    assert_eq!(scanned(&guide_of(builder), 200), [long]);
    assert_eq!(scanned(letter(judges::issuer()).pdf(), 200), [""; 0]);
}

/// What the codes in the picture of a page say.
fn scanned(pdf: &[u8], dpi: u32) -> Vec<String> {
    let picture = Picture::of(pdf, dpi);
    let (width, height, gray) = picture.pixels();
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        gray.get(y * width + x).copied().unwrap_or(255)
    });
    image.detect_grids().iter().map(|grid| grid.decode().unwrap().1).collect()
}

#[test]
fn the_code_is_white_all_around_and_its_modules_are_large_enough() {
    let guide = guide_of(guided());
    let picture = Picture::of(&guide, 144);
    // 25 modules of 2.5 pt, with their right edge on the margin.
    let module = 2.5;
    assert!(module >= 0.5 * MM);
    let (right, side) = (190.0 * MM, 25.0 * module);
    let (left, top) = (right - side, first_box_top(&guide));
    let inner = picture.ink([left, top, right, top + side]);
    assert!(inner > 1000, "{inner} pixels of ink");
    let quiet = 4.0 * module;
    let outer = [left - quiet, top - quiet, right + quiet, top + side + quiet];
    assert_eq!(picture.ink(outer), inner, "ink in the quiet zone");
}

/// The top of the box that the first step's number is in the middle of.
fn first_box_top(guide: &[u8]) -> f64 {
    let characters = judges::characters(guide);
    let number = characters.iter().find(|found| found.c == '1').unwrap();
    let middle = number.baseline - number.size * 0.38;
    middle - 12.0 * 2.25 / 2.0
}

#[test]
fn what_is_read_is_seen_apart_and_large_enough() {
    for (template, least) in [(Template::default(), 10.5), (Template::large_print(), 14.0)] {
        let guide = guide_of(guided().template(template));
        let picture = Picture::of(&guide, 150);
        let characters = judges::characters(&guide);
        assert!(characters.len() > 300, "{}", characters.len());
        for found in characters.iter().filter(|found| !found.c.is_whitespace()) {
            let Character { left, top, right, bottom, size, .. } = *found;
            assert!(picture.ink([left, top, right, bottom]) > 1, "no ink under {found:?}");
            assert!(size > least - 0.02, "{found:?}");
            assert!(left > 20.0 * MM - 0.1 && right < 190.0 * MM + 0.1, "{found:?}");
            assert!(top > 10.0 * MM && bottom < 285.0 * MM, "{found:?}");
        }
    }
}

#[test]
fn the_structure_of_the_guide_reads_as_the_golden_text() {
    let read = judges::structure(letter(guided()).pdf());
    let (_, guide) = read.split_at(read.rfind("\n  H1").unwrap() + 1);
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/structure_guide.txt");
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&golden, guide).unwrap();
    }
    assert_eq!(guide, fs::read_to_string(&golden).unwrap());
}

#[test]
fn letters_and_tagged_spools_with_a_guide_conform() {
    let window = Guide::default();
    let window = judges::issuer().window(EnvelopeWindow::naga_3_vertical()).guide(window);
    let addressed =
        judges::provider(NAME).with_address("山梨県甲府市丸の内1丁目6-1".parse().unwrap());
    let addressed = window.build().unwrap().letter_for(&addressed, PASSWORD.parse().unwrap());
    let tagged = SpoolOptions::default().with_profile(Profile::A2a);
    let files = [
        letter(guided()).pdf().to_vec(),
        letter(guided().template(Template::large_print())).pdf().to_vec(),
        addressed.unwrap().pdf().to_vec(),
        spool(guided(), 10, tagged),
    ];
    assert_eq!(files.iter().map(|pdf| judges::pages(pdf)).collect::<Vec<_>>(), [2, 3, 2, 20]);
    for verdict in vera::verdicts(&files, &["2a", "ua1"]).into_iter().flatten() {
        assert!(verdict.compliant && verdict.broken.is_empty(), "{verdict:?}");
    }
    for pdf in &files {
        judges::qpdf_check(pdf);
    }
    let newest = [
        letter(guided().archive4()).pdf().to_vec(),
        spool(guided(), 10, SpoolOptions::default().with_profile(Profile::Archive4)),
    ];
    for verdict in vera::verdicts(&newest, &["4", "ua2"]).into_iter().flatten() {
        assert!(verdict.compliant && verdict.broken.is_empty(), "{verdict:?}");
    }
}

#[test]
fn a_guide_after_each_letter_costs_a_spool_its_page_and_no_content() {
    const LETTERS: usize = 200;
    let (packed, plain) = (SpoolOptions::default(), SpoolOptions::default().without_compression());
    let size = |builder: IssuerBuilder, letters, options| spool(builder, letters, options).len();
    let more = |builder: fn() -> IssuerBuilder, options| {
        (size(builder(), 2 * LETTERS, options) - size(builder(), LETTERS, options)) / LETTERS
    };
    for (options, most) in [(plain, 150), (packed, 30)] {
        let (with, without) = (more(guided, options), more(judges::issuer, options));
        assert!(with - without < most, "{with} bytes a letter with the guide, {without} without");
    }
    let streams = |pdf: &[u8]| {
        let text = judges::uncompressed(pdf);
        text.windows(10).filter(|window| window == b"endstream\n").count()
    };
    let (one, many) = (spool(guided(), 10, plain), spool(guided(), 20, plain));
    assert_eq!(streams(&many) - streams(&one), 10);
}

#[test]
fn a_guide_that_stands_once_is_the_last_page_and_moves_no_letter() {
    let once = SpoolOptions::default().with_guide_pages(GuidePages::Once);
    let (with, without) = (spool(guided(), 60, once), spool(judges::issuer(), 60, once));
    assert_eq!((judges::pages(&with), judges::pages(&without)), (61, 60));
    judges::qpdf_check(&with);
    let read = |pdf: &[u8]| judges::pdftotext(pdf, Order::Raw);
    let (with_text, without_text) = (read(&with), read(&without));
    let guide = with_text.strip_prefix(&without_text).unwrap();
    assert_eq!(guide, read(&guide_of(guided())));
    assert_eq!(scanned(&judges::page(&with, 61), 200), [ADDRESS]);
    assert_eq!(judges::bookmarks(&with), judges::bookmarks(&without));
}

#[test]
fn tagged_spools_with_a_guide_at_the_end_conform() {
    let once = SpoolOptions::default().with_guide_pages(GuidePages::Once);
    let large = || guided().template(Template::large_print());
    for (profile, flavours) in [(Profile::A2a, ["2a", "ua1"]), (Profile::Archive4, ["4", "ua2"])] {
        let options = once.with_profile(profile);
        let files =
            [spool(guided(), 10, options), spool(large(), 5, options), spool(guided(), 0, options)];
        let pages: Vec<usize> = files.iter().map(|pdf| judges::pages(pdf)).collect();
        assert_eq!(pages, [11, 11, 1]);
        for pdf in &files {
            judges::qpdf_check(pdf);
        }
        for verdict in vera::verdicts(&files, &flavours).into_iter().flatten() {
            assert!(verdict.compliant && verdict.broken.is_empty(), "{verdict:?}");
        }
        let heard = judges::structure(&files[0]);
        assert_eq!(heard.matches("\n  Part").count(), 11);
        let guide = heard.rsplit("\n  Part").next().unwrap();
        assert!(guide.contains("\"「次へ」を押し、申請します。\""), "{guide}");
    }
}

/// After each letter it is a page of the letter's part, at the end a part of its own.
#[test]
fn every_page_for_a_press_is_of_a_document_part() {
    let count = |pdf: &[u8], words: &str| {
        let text = judges::uncompressed(pdf);
        text.windows(words.len()).filter(|window| *window == words.as_bytes()).count()
    };
    for profile in [Profile::Press, Profile::TaggedPress] {
        let each = SpoolOptions::default().with_profile(profile);
        let once = each.with_guide_pages(GuidePages::Once);
        for (options, pages, parts, ends) in [(each, 10, 6, 5), (once, 6, 7, 0)] {
            let pdf = spool(guided(), 5, options);
            judges::qpdf_check(&pdf);
            assert_eq!(judges::pages(&pdf), pages);
            assert_eq!(count(&pdf, "\n  /DPart "), pages, "pages of parts");
            // The job is a part too.
            assert_eq!(count(&pdf, "\n  /Type /DPart\n"), parts);
            assert_eq!(count(&pdf, "\n  /End "), ends);
        }
    }
    let press = SpoolOptions::default().with_profile(Profile::Press);
    let file = spool(guided(), 5, press.with_guide_pages(GuidePages::Once));
    for verdict in vera::verdicts(&[file], &["2u"]).into_iter().flatten() {
        assert!(verdict.compliant && verdict.broken.is_empty(), "{verdict:?}");
    }
}

#[test]
fn volumes_have_their_guide_count_their_pages_and_go_on() {
    let batch = guided().build().unwrap().batch(BatchKey::from_bytes(&[7; 32]).unwrap());
    let providers = providers(23);
    for (guides, files) in [(GuidePages::Once, [10, 10, 6]), (GuidePages::EachLetter, [10, 10, 10])]
    {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("spools");
        let options = SpoolOptions::default().with_guide_pages(guides);
        let options = options.with_pages_per_volume(10.try_into().unwrap());
        let go_on = |_| ControlFlow::Continue(());
        let report = batch.write_volumes(&providers, &folder, options, go_on).unwrap();
        assert!(report.is_complete() && report.issued() == 23);
        let manifest = fs::read_to_string(folder.join("manifest.csv")).unwrap();
        for (volume, pages) in (1..).zip(files) {
            let pdf = fs::read(folder.join(format!("spool-{volume:04}.pdf"))).unwrap();
            assert_eq!(judges::pages(&pdf), pages);
            let text = judges::pdftotext(&pdf, Order::Raw);
            let pages: Vec<&str> = text.split('\u{c}').collect();
            for provider in &providers {
                let row = format!("{}", provider.number());
                let row = manifest.lines().find(|line| line.contains(&row)).unwrap();
                let place = format!("spool-{volume:04}.pdf,");
                let Some((_, page)) = row.split_once(&place) else { continue };
                let page: usize = page.split(',').next().unwrap().parse().unwrap();
                assert!(pages[page - 1].contains(&provider.number().to_string()), "{row}");
            }
            assert!(text.trim_end().ends_with("ナビダイヤルです。通話料がかかります。"));
        }
        assert!(batch.verify(&providers, std::slice::from_ref(&folder)).unwrap().is_empty());
        fs::write(folder.join("spool-0002.pdf"), b"torn").unwrap();
        batch.write_volumes(&providers, &folder, options, go_on).unwrap();
        assert!(batch.verify(&providers, std::slice::from_ref(&folder)).unwrap().is_empty());
        let other = options.with_guide_pages(match guides {
            GuidePages::Once => GuidePages::EachLetter,
            _ => GuidePages::Once,
        });
        let error = batch.write_volumes(&providers, &folder, other, go_on).unwrap_err();
        assert!(error.to_string().contains("kind of run"), "{error}");
    }
}

#[test]
fn what_is_wrong_with_a_guide_is_told_at_once_and_in_both_languages() {
    let mut ways = Guide::default().ways().clone();
    ways[1].button = "「\u{FFFD}」".into();
    let guide = Guide::default()
        .with_introduction(" ")
        .with_steps(["「ሀ」を押します。"])
        .with_ways(ways)
        .with_reminder(GuideNote { heading: "注\n意".into(), words: "あ\tい".into() });
    let error = judges::issuer().guide(guide).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "5 faults\n  \
         guide, introduction: found nothing, expected words\n  \
         guide, step 2: 'ሀ' (U+1200) is in none of the fonts BIZUDGothic-Regular, NotoSansJP-Regular, NotoSans-Regular\n  \
         guide, button of way 2: character 2 is '\u{FFFD}' (U+FFFD): the replacement character: the text was \
         damaged before it came here\n  \
         guide, heading over the reminder: character 2 is U+000A: a control character\n  \
         guide, reminder: character 2 is U+0009: a tab"
    );
    assert_eq!(
        error.in_japanese(),
        "誤りが5件あります。すべて直してください。\n  \
         手順書の前文：空欄です。文言を指定してください。\n  \
         手順書の手順2：「ሀ」（U+1200）の字形がフォント（BIZUDGothic-Regular, NotoSansJP-Regular, NotoSans-Regular）にありません。\
         文字を直すか、書体または外字表を追加してください。\n  \
         手順書の進み方2のボタン：2文字目の「\u{FFFD}」（U+FFFD）は、元のデータで文字が失われた印のため印刷できません。\
         元のデータを確認し、正しい文字に直してください。\n  \
         手順書の注意の見出し：2文字目のU+000Aは、制御文字のため印刷できません。取り除いてください。\n  \
         手順書の注意：2文字目のU+0009は、タブのため印刷できません。取り除いてください。"
    );
}

#[test]
fn a_guide_without_room_is_refused() {
    let sentence = |guide: Guide| {
        let error = judges::issuer().guide(guide).build().unwrap_err();
        [error.to_string(), error.in_japanese()]
    };
    assert_eq!(
        sentence(Guide::default().with_steps(["押します。"; 9])),
        [
            "guide: the guide would reach from 17.0 to 363.6 mm, expected within 17.0 to 284.0 mm \
             of the top",
            "手順書：手順書が上端から17.0～363.6ミリとなり、17.0～284.0ミリに収まりません。短くしてください。"
        ]
    );
    assert_eq!(
        sentence(Guide::default().with_heading("あ".repeat(41))),
        [
            "guide, heading: the sentence is 173.6 mm wide at 12 pt, more than 1 line of 170.0 mm \
             hold",
            "手順書の標題：文が12ポイントで幅173.6ミリとなり、1行（幅170.0ミリ）に収まりません。短くしてください。"
        ]
    );
    let long = format!("http://{}/", "a".repeat(80)).parse().unwrap();
    assert_eq!(
        sentence(Guide::default().with_address(long)),
        [
            "guide, log-in address: the sentence is 163.0 mm wide at 10.5 pt, more than 1 line of \
             115.8 mm hold",
            "手順書のログイン先：文が10.5ポイントで幅163.0ミリとなり、1行（幅115.8ミリ）に収まりません。短くしてください。"
        ]
    );
}

#[test]
fn a_guide_is_cleaned_as_names_are() {
    let guide = Guide::default().with_choice(" ⼭を押します。");
    let issuer: Issuer = judges::issuer().guide(guide).build().unwrap();
    let notes = issuer.notes().iter().map(|(field, note)| format!("{field}: {note}"));
    assert_eq!(
        notes.collect::<Vec<_>>(),
        [
            "guide, step 5: trimmed U+0020 at 1",
            "guide, step 5: folded radical U+2F2D at 1 to U+5C71"
        ]
    );
}
