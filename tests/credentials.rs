//! Letters that hand over several passwords: what is refused, what is drawn for whom, what every
//! reader reads, and where the grids stand.

#![cfg(reissue_notice_judges)]
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

mod batches;
mod judges;
mod pdfium;
mod vera;

use std::fmt::Debug;
use std::fs;

use batches::{differing, go_on, list, printable, tree};
use judges::{NAME, Order, PASSWORD};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use reissue_notice::{
    Batch, BatchKey, Credential, Credentials, EnvelopeWindow, Error, HandedOver, IssuerBuilder,
    Letter, Message, Password, Policy, Profile, Provider, ProviderNumber, Purpose, ReadingTable,
    Round, SpoolOptions, Template,
};
use tempfile::TempDir;
use vera::verdicts;

/// What the letters of these tests hand over, each by its policy.
const SECRETS: [&str; 3] = [PASSWORD, "R7TkWB2N58306149", "Zz9Yy8Xx7Ww6"];

fn policy(pattern: &str) -> Policy {
    pattern.parse().unwrap()
}

fn of(credentials: impl IntoIterator<Item = Credential>) -> Template {
    Template::first_issue().with_credentials(Credentials::new(credentials).unwrap())
}

fn three() -> Template {
    let third = Credential::new(Purpose::Other, "その他のパスワード");
    let third = third.with_policy(policy("ULDULDULDULD"));
    of([Credential::login(), Credential::certificate(), third])
}

fn refused(builder: IssuerBuilder) -> String {
    builder.build().unwrap_err().to_string()
}

fn both(error: &Error) -> [String; 2] {
    [error.to_string(), error.in_japanese()]
}

#[test]
fn none_four_and_two_of_one_purpose_are_refused_in_two_languages() {
    let refused = |credentials: &[Credential]| {
        both(&Credentials::new(credentials.iter().cloned()).unwrap_err())
    };
    let [login, certificate] = [Credential::login(), Credential::certificate()];
    let other = Credential::new(Purpose::Other, "その他");
    assert_eq!(
        refused(&[]),
        [
            "credentials: found nothing, expected at least one password",
            "通知するパスワード：空欄です。1つ以上のパスワードを指定してください。",
        ]
    );
    assert_eq!(
        refused(&[login.clone(), certificate, other.clone(), other.clone()]),
        [
            "credentials: found 4 passwords, expected at most 3",
            "通知するパスワード：パスワードが4件あります。3件以内にしてください。",
        ]
    );
    assert_eq!(
        refused(&[login, other.clone(), other]),
        [
            "credentials: password 3 is for the same purpose as password 2, expected another",
            "通知するパスワード：3番目のパスワードの用途が2番目と同じです。別の用途にしてください。",
        ]
    );
}

#[test]
fn what_is_wrong_with_a_credential_is_told_with_which_it_is() {
    let few = policy("SSSSDDDDD").with_symbols("#*").unwrap().without_look_alikes();
    let labels = [
        Credential::login().with_policy(few.clone()),
        Credential::new(Purpose::Certificate, "証明書\t発行用").with_policy(few),
        Credential::new(Purpose::Other, "パスワードሀ"),
    ];
    assert_eq!(
        refused(judges::issuer().template(of(labels))),
        "4 faults\n  \
         template, heading over the second password: character 4 is U+0009: a tab\n  \
         template, heading over the third password: 'ሀ' (U+1200) is in none of the fonts \
         BIZUDGothic-Regular, NotoSansJP-Regular, NotoSans-Regular\n  \
         pattern: found 19.0 bits of chance in a password, expected 20 or more\n  \
         password 2: found 19.0 bits of chance in a password, expected 20 or more"
    );
    let long = Credential::new(Purpose::Certificate, "長".repeat(60));
    assert_eq!(
        refused(judges::issuer().template(of([Credential::login(), long]))),
        "template, heading over the second password: a heading is 222.2 mm wide at 10.5 pt, more \
         than 1 line of 170.0 mm hold"
    );
}

/// A word that is read on so many lines that two bands of it are higher than the panel.
#[test]
fn a_grid_that_no_page_has_room_for_is_refused_with_which_it_is() {
    let symbols = Credential::certificate().with_policy(policy(&"S".repeat(20)));
    let template = of([Credential::login(), symbols]).with_large_print();
    let readings =
        ReadingTable::standard().with_reading('#', "ナンバーサインまたはシャープ").unwrap();
    let builder = judges::issuer().template(template).readings(readings);
    assert_eq!(
        refused(builder),
        "template, heading over the second password: the password grid would reach from 104.0 to \
         214.1 mm, expected within 104.0 to 193.0 mm of the top"
    );
}

#[test]
fn passwords_of_the_callers_are_counted_and_follow_their_own_policies() {
    let issuer = judges::issuer().template(three()).build().unwrap();
    let refused = |secrets: &[&str]| {
        let passwords = secrets.iter().map(|secret| secret.parse::<Password>().unwrap());
        let error = issuer.letter_with(&judges::provider(NAME), passwords).unwrap_err();
        for said in [both(&error).concat(), format!("{error:?}")] {
            assert!(!secrets.iter().any(|secret| said.contains(&secret[..4])), "{said}");
        }
        both(&error)
    };
    assert_eq!(
        refused(&SECRETS[..2]),
        [
            "provider 1999999999, credentials: found 2 of the 3 passwords that the letter hands \
             over",
            "事業所1999999999、通知するパスワード：パスワードが2件あります。3件にしてください。",
        ]
    );
    assert_eq!(
        refused(&[SECRETS[0], SECRETS[1], SECRETS[2], SECRETS[2]])[0],
        "provider 1999999999, credentials: found 4 of the 3 passwords that the letter hands over"
    );
    assert_eq!(
        refused(&[SECRETS[2], SECRETS[1], SECRETS[0]])[0],
        "provider 1999999999, password: found 12 characters, expected 16"
    );
    assert_eq!(
        refused(&[SECRETS[0], SECRETS[2], SECRETS[1]]),
        [
            "provider 1999999999, password 2: found 12 characters, expected 16",
            "事業所1999999999、2番目のパスワード：12文字です。16文字にしてください。",
        ]
    );
    let second = "r7TkWB2N58306149";
    assert_eq!(
        refused(&[SECRETS[0], second, SECRETS[2]])[0],
        "provider 1999999999, password 2: place 1 is not a capital A-Z"
    );
    let letter = letter(judges::issuer().template(three()));
    let handed: Vec<_> = letter.passwords().collect();
    let secrets: Vec<&str> = handed.iter().map(|h| h.password().expose_secret()).collect();
    assert_eq!(secrets, SECRETS);
    assert_eq!(handed[0].password().expose_secret(), letter.password().expose_secret());
    let labels: Vec<&str> = handed.iter().map(HandedOver::label).collect();
    assert_eq!(labels, ["仮パスワード", "証明書発行用パスワード", "その他のパスワード"]);
    let purposes: Vec<Purpose> = handed.iter().map(HandedOver::purpose).collect();
    assert_eq!(purposes, [Purpose::Login, Purpose::Certificate, Purpose::Other]);
}

fn batch(template: Template) -> Batch {
    let issuer = judges::issuer().template(template).build().unwrap();
    issuer.batch(BatchKey::from_bytes(&[7; 32]).unwrap())
}

fn drawn(batch: &Batch, number: ProviderNumber) -> Vec<String> {
    let handover = batch.passwords_of(number);
    handover.each().map(|handed| handed.password().expose_secret().to_owned()).collect()
}

/// The policy of one is changed at a time, under one key: that one password is another, the others
/// stay, and each is what its own purpose and policy give.
#[test]
fn each_password_is_of_its_purpose_and_its_policy_alone() {
    let purposes = [Purpose::Login, Purpose::Certificate, Purpose::Other];
    let template = |policies: &[&Policy]| {
        let credentials = purposes.iter().zip(policies);
        of(credentials.map(|(purpose, policy)| {
            Credential::new(*purpose, "パスワード").with_policy((*policy).clone())
        }))
    };
    let (same, other) = (Policy::default(), Policy::default().without_look_alikes());
    let plain = batch(template(&[&same; 3]));
    let key = BatchKey::from_bytes(&[7; 32]).unwrap();
    let numbers: Vec<ProviderNumber> = printable(200).map(|provider| provider.number()).collect();
    for changed in 0..3 {
        let mut policies = [&same; 3];
        policies[changed] = &other;
        let batch = batch(template(&policies));
        for number in &numbers {
            let (before, after) = (drawn(&plain, *number), drawn(&batch, *number));
            assert!(before[0] != before[1] && before[0] != before[2] && before[1] != before[2]);
            for (at, purpose) in purposes.into_iter().enumerate() {
                let alone = key.passwords(purpose, policies[at]).of(*number, Round::FIRST);
                assert_eq!(after[at], alone.expose_secret());
                assert_eq!(before[at] == after[at], at != changed, "{at} and {changed}");
            }
        }
    }
}

#[test]
fn the_log_in_is_the_one_that_a_letter_with_no_other_has() {
    let (alone, with_more) = (batch(Template::default()), batch(three()));
    for provider in printable(50) {
        let login = alone.password_of(provider.number());
        assert_eq!(drawn(&with_more, provider.number())[0], login.expose_secret());
        assert_eq!(drawn(&alone, provider.number()), [login.expose_secret()]);
    }
    let issue = |template| {
        let issuer = judges::issuer().template(template).build().unwrap();
        issuer.issue(&judges::provider(NAME), &mut ChaCha20Rng::from_seed([5; 32])).unwrap()
    };
    let (alone, with_more) = (issue(Template::default()), issue(three()));
    assert_eq!(alone.password().expose_secret(), with_more.password().expose_secret());
    assert_eq!((alone.passwords().count(), with_more.passwords().count()), (1, 3));
}

fn letter(builder: IssuerBuilder) -> Letter {
    let issuer = builder.build().unwrap();
    let secrets = SECRETS.iter().take(issuer.credentials().iter().count());
    let passwords = secrets.map(|secret| secret.parse::<Password>().unwrap());
    let provider = judges::provider("おおい町社会福祉協議会　小規模多機能ホームやすらぎ")
        .with_post_code("4000031".parse().unwrap())
        .with_address("山梨県甲府市丸の内1丁目6-1".parse().unwrap());
    issuer.letter_with(&provider, passwords).unwrap()
}

/// Letters of two and of three passwords on one page, two and three.
fn letters() -> Vec<(usize, Letter)> {
    let set = |template| judges::issuer().template(template);
    let window = EnvelopeWindow::naga_3_vertical();
    vec![
        (1, letter(set(Template::first_issue()))),
        (2, letter(set(Template::first_issue()).window(window))),
        (2, letter(set(Template::first_issue().with_large_print()))),
        (2, letter(set(three()))),
        (3, letter(set(three().with_large_print()))),
    ]
}

fn dense(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn every_reader_reads_every_password_under_its_heading() {
    let letters = letters();
    let files: Vec<&[u8]> = letters.iter().map(|(_, letter)| letter.pdf()).collect();
    let by_pdfium = pdfium::texts(&files, "");
    for ((pages, letter), by_pdfium) in letters.iter().zip(by_pdfium) {
        judges::qpdf_check(letter.pdf());
        assert_eq!(judges::pages(letter.pdf()), *pages);
        let raw = judges::pdftotext(letter.pdf(), Order::Raw);
        for text in [raw, judges::mutool_text(letter.pdf()), by_pdfium.unwrap()] {
            let text = dense(&text);
            for handed in letter.passwords() {
                let secret = handed.password().expose_secret();
                assert_eq!(text.matches(secret).count(), 1, "{secret} in {text}");
                assert!(text.contains(handed.label()), "{} in {text}", handed.label());
            }
        }
    }
}

/// Which password is whose, is told by the heading before it, also to those who listen: the
/// structure has them in this order.
#[test]
fn headings_and_passwords_take_turns_in_the_structure() {
    for (_, letter) in letters() {
        let heard = dense(&judges::structure(letter.pdf()));
        let mut at = 0;
        for handed in letter.passwords() {
            for part in [format!("H2(block)\"{}\"", handed.label()), "Table".into()] {
                let found = heard[at..].find(&part).unwrap_or_else(|| panic!("{part} in {heard}"));
                at += found + part.len();
            }
        }
    }
}

/// In millimetres from the top: the middle panel, 5 mm off its folds.
#[test]
fn every_password_stands_in_the_middle_panel_of_its_page() {
    for (_, letter) in letters() {
        let secret = |c: &&judges::Character| c.size > 15.9 && c.c.is_ascii_graphic();
        let characters = judges::characters(letter.pdf());
        let grid: Vec<_> = characters.iter().filter(secret).collect();
        let places: usize = letter.passwords().map(|handed| handed.password().places()).sum();
        assert_eq!(grid.len(), places);
        for character in grid {
            let [top, bottom] = [character.top, character.bottom].map(|pt| pt / 72.0 * 25.4);
            assert!(top >= 104.0 && bottom <= 193.0, "{character:?}: {top} to {bottom} mm");
        }
    }
}

/// A sheet that lies alone must say whose it is.
#[test]
fn every_page_with_a_password_has_number_and_name() {
    for (_, letter) in letters() {
        let text = judges::pdftotext(letter.pdf(), Order::Raw);
        for page in text.split_terminator('\u{c}').map(dense) {
            if SECRETS.iter().any(|secret| page.contains(secret)) {
                let name = "おおい町社会福祉協議会小規模多機能ホームやすらぎ";
                assert!(page.contains(judges::NUMBER) && page.contains(name), "{page}");
                assert!(page.contains("電子請求登録結果に関するお知らせ"), "{page}");
            }
        }
    }
}

#[test]
fn letters_and_tagged_spools_conform() {
    let mut files: Vec<Vec<u8>> = letters().iter().map(|(_, l)| l.pdf().to_vec()).collect();
    for template in [Template::first_issue(), three().with_large_print()] {
        files.push(spool(&batch(template), Profile::A2a));
    }
    for verdict in verdicts(&files, &["2a", "ua1"]).into_iter().flatten() {
        assert!(verdict.compliant && verdict.broken.is_empty(), "{verdict:?}");
        assert!(verdict.checks > 1000, "hardly looked at: {verdict:?}");
    }
    let newest = [
        letter(judges::issuer().archive4().template(three())).pdf().to_vec(),
        spool(&batch(three()), Profile::Archive4),
    ];
    for verdict in verdicts(&newest, &["4", "ua2"]).into_iter().flatten() {
        assert!(verdict.compliant && verdict.broken.is_empty(), "{verdict:?}");
    }
}

const SPOOLED: usize = 25;

fn spool(batch: &Batch, profile: Profile) -> Vec<u8> {
    let options = SpoolOptions::default().with_profile(profile);
    let (pdf, report) = batch.write_spool(printable(SPOOLED), Vec::new(), options).unwrap();
    assert_eq!(report.issued(), SPOOLED);
    judges::qpdf_check(&pdf);
    pdf
}

#[test]
fn each_page_of_a_spool_has_the_passwords_of_its_own_letter() {
    for profile in [Profile::A2u, Profile::A2a] {
        for (template, pages) in [(Template::first_issue(), 1), (three().with_large_print(), 3)] {
            let batch = batch(template);
            let text = judges::pdftotext(&spool(&batch, profile), Order::Raw);
            let set: Vec<String> = text.split_terminator('\u{c}').map(dense).collect();
            assert_eq!(set.len(), SPOOLED * pages);
            for (index, provider) in printable(SPOOLED).enumerate() {
                for (nth, secret) in drawn(&batch, provider.number()).iter().enumerate() {
                    let found: Vec<usize> = set
                        .iter()
                        .enumerate()
                        .filter(|(_, page)| page.contains(secret.as_str()))
                        .map(|(page, _)| page)
                        .collect();
                    assert_eq!(found, [index * pages + if pages == 1 { 0 } else { nth }]);
                }
            }
        }
    }
}

#[test]
fn every_sheet_with_a_password_is_counted() {
    let (folder, providers) = (TempDir::new().unwrap(), list(4));
    let batch = batch(Template::first_issue().with_large_print());
    batch.write_volumes(&providers, folder.path(), SpoolOptions::default(), go_on).unwrap();
    let spool = fs::read(folder.path().join("spool-0001.pdf")).unwrap();
    let text = judges::pdftotext(&spool, Order::Raw);
    let counts: Vec<String> = text.split_terminator('\u{c}').map(counted).collect();
    assert_eq!(counts, ["1/4", "1/4", "2/4", "2/4", "3/4", "3/4", "4/4", "4/4"]);
}

fn counted(page: &str) -> String {
    let count = |word: &&str| word.len() == 3 && word.as_bytes()[1] == b'/';
    page.split_whitespace().find(count).unwrap_or_default().to_owned()
}

#[test]
fn runs_go_on_verify_and_know_each_policy() {
    for volumes in [false, true] {
        let folder = TempDir::new().unwrap();
        let run = |template| {
            let (batch, list) = (batch(template), list(12));
            if volumes {
                batch.write_volumes(&list, folder.path(), pages(4), go_on)
            } else {
                batch.write_directory(&list, folder.path(), go_on)
            }
        };
        let report = run(three()).unwrap();
        assert_eq!((report.issued(), report.refused().len()), (11, 1));
        let before = tree(folder.path());
        let victim = before.keys().find(|name| batches::is_pdf(name)).unwrap();
        fs::write(folder.path().join(victim), b"torn").unwrap();
        assert_eq!(run(three()).unwrap().repaired(), 1);
        assert_eq!(differing(&before, &tree(folder.path())), [""; 0]);
        let verified = |template| batch(template).verify(&list(12), &[folder.path()]).unwrap();
        assert_eq!(verified(three()), []);
        let policy = policy("DDDDDDDDDDDD");
        let third = Credential::new(Purpose::Other, "その他のパスワード").with_policy(policy);
        let other = of([Credential::login(), Credential::certificate(), third]);
        let sentence = run(other.clone()).unwrap_err().to_string();
        let reason = "the folder holds a run with another policy of passwords";
        assert_eq!(sentence, format!("{}: {reason}", folder.path().display()));
        let parts = verified(other);
        let said = format!("{}: made with another policy of passwords", folder.path().display());
        assert_eq!(parts[0].to_string(), said);
    }
}

fn pages(most: usize) -> SpoolOptions {
    SpoolOptions::default().with_pages_per_volume(most.try_into().unwrap())
}

#[test]
fn accounts_and_credentials_have_every_password() {
    let (batch, folder) = (batch(three()), TempDir::new().unwrap());
    let file = folder.path().join("credentials.csv");
    let providers: Vec<Provider> = list(12);
    assert_eq!(batch.write_credentials(&providers, &file).unwrap(), 11);
    let text = fs::read_to_string(&file).unwrap();
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let columns: Vec<&str> = rows.headers().unwrap().iter().collect();
    assert_eq!(
        columns,
        [
            "provider_number",
            "user_id",
            "round",
            "password",
            "certificate_password",
            "other_password"
        ]
    );
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    let accounts: Vec<_> = batch.accounts(&providers).collect();
    assert_eq!((rows.len(), accounts.len()), (11, 11));
    for (row, account) in rows.iter().zip(&accounts) {
        let letter = providers.iter().find(|p| p.number() == account.number()).unwrap();
        let letter = batch.letter(letter).unwrap();
        let secrets: Vec<&str> = row.iter().skip(3).collect();
        let handed: Vec<&str> = account.passwords().map(|h| h.password().expose_secret()).collect();
        let printed: Vec<&str> = letter.passwords().map(|h| h.password().expose_secret()).collect();
        assert_eq!((&secrets, &secrets), (&handed, &printed));
        assert_eq!(account.password().expose_secret(), secrets[0]);
    }
}

#[test]
fn nothing_that_is_shown_or_said_of_itself_has_a_password() {
    for (_, letter) in letters() {
        assert_silent(&letter);
        assert_silent(&letter.passwords().collect::<Vec<_>>());
        for said in [judges::information(letter.pdf()), judges::xmp(letter.pdf())] {
            assert_silent(&said);
        }
    }
    let batch = batch(three());
    let number = judges::provider(NAME).number();
    let shown = format!("{:?} {:?}", batch.passwords_of(number), batch);
    for secret in drawn(&batch, number) {
        assert!(!pieces(&secret).any(|piece| shown.contains(piece)), "{shown}");
    }
}

fn assert_silent(value: &dyn Debug) {
    let shown = format!("{value:?}");
    for secret in SECRETS {
        assert!(!pieces(secret).any(|piece| shown.contains(piece)), "{shown}");
    }
}

/// Any four characters in a row are a leak.
fn pieces(secret: &str) -> impl Iterator<Item = &str> {
    (0..=secret.len() - 4).map(|at| &secret[at..at + 4])
}
