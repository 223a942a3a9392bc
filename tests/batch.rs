//! A batch is a function of its key: known answers, resuming, refusing, verifying, splitting and
//! stopping.

#![cfg(reissue_notice_judges)]
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

mod batches;

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use batches::{REFUSED, batch, differing, go_on, is_pdf, issuer, list, printable, tree};
use reissue_notice::{
    Batch, BatchKey, Credential, Credentials, Issuer, Letter, Manifest, Policy, Provider, Purpose,
    ReadingTable, Report, Round, Shard, SpoolOptions, Summary, Template,
};
use tempfile::TempDir;

const LETTERS: usize = 12;

/// Of each purpose, each by a policy of its own.
#[test]
fn passwords_are_those_of_openssl() {
    let policies = [
        ("UDULUUDUDDDDDDDD", "all"),
        ("UDULUUDUDDDDDDDD", "clear"),
        ("SSSSLLLLUUUUDDDDSLUD", "all"),
        ("LUDSLUDS", "clear"),
    ];
    let (mut questions, mut expected) = (String::new(), Vec::new());
    for (index, number) in numbers().into_iter().enumerate() {
        for shift in 0..policies.len() {
            let key = key_of(index);
            let digits = key
                .expose_secret()
                .iter()
                .fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"));
            let round = Round::new(u16::try_from(index).unwrap() * 20 + 1).unwrap();
            let mut credentials = Vec::new();
            for (purpose, at) in PURPOSES.into_iter().zip(shift..) {
                let (pattern, alphabets) = policies[at % policies.len()];
                writeln!(questions, "{digits} {purpose} {round} {number} {pattern} {alphabets}")
                    .unwrap();
                let credential = Credential::new(purpose, "パスワード");
                credentials.push(credential.with_policy(policy(pattern, alphabets)));
            }
            let batch = batch_of(key, credentials).round(round);
            let handover = batch.passwords_of(number.parse().unwrap());
            let handed = handover.each().map(|handed| handed.password().expose_secret().to_owned());
            expected.extend(handed);
        }
    }
    assert_eq!(expected.len(), 600);
    let answers = independently(&questions);
    assert_eq!(answers.lines().collect::<Vec<_>>(), expected);
}

const PURPOSES: [Purpose; 3] = [Purpose::Login, Purpose::Certificate, Purpose::Other];

/// Fifty numbers: the first and the last, with letters, and spread between.
fn numbers() -> Vec<String> {
    let spread = (0..46).map(|index| {
        let kind = char::from_digit(index * 7 % 36, 36).unwrap().to_ascii_uppercase();
        format!("{:02}{kind}{:07}", index % 47 + 1, index * 217_391 + 5)
    });
    let edges = ["0100000000", "47Z9999999", "13B1900027", "1971100456"].map(str::to_owned);
    edges.into_iter().chain(spread).collect()
}

/// Three keys: hardly a bit set, all set, and every byte another.
fn key_of(index: usize) -> BatchKey {
    let bytes =
        [[1; 32], [0xFF; 32], std::array::from_fn(|at| u8::try_from(at).unwrap().wrapping_mul(37))];
    BatchKey::from_bytes(&bytes[index % 3]).unwrap()
}

fn policy(pattern: &str, alphabets: &str) -> Policy {
    let policy: Policy = pattern.parse().unwrap();
    if alphabets == "clear" { policy.without_look_alikes() } else { policy }
}

fn batch_of(key: BatchKey, credentials: Vec<Credential>) -> Batch {
    let template = Template::default().with_credentials(Credentials::new(credentials).unwrap());
    let issuer =
        Issuer::builder().federation_by_prefecture().issued_on("2026-04-01".parse().unwrap());
    issuer.template(template).build().unwrap().batch(key)
}

fn independently(questions: &str) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/independent_chacha20.py");
    let child =
        Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child =
        child.unwrap_or_else(|error| panic!("python3 cannot be run ({error}); install python3"));
    let mut input = child.stdin.take().unwrap();
    let questions = questions.to_owned();
    let asking = thread::spawn(move || input.write_all(questions.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    asking.join().unwrap();
    assert!(output.status.success(), "the script needs the program openssl: install openssl");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn order_and_number_of_letters_do_not_change_one() {
    let (batch, folder) = (batch(7), TempDir::new().unwrap());
    let mut providers = list(LETTERS);
    providers.reverse();
    batch.write_directory(&providers, folder.path(), go_on).unwrap();
    let tree = tree(folder.path());
    for provider in providers.iter().filter(|provider| provider.name().to_string() != "ケアሀ") {
        let name = format!("{:02}/{}.pdf", provider.number().prefecture(), provider.number());
        assert!(tree[&name] == batch.letter(provider).unwrap().pdf(), "{name}");
    }
    assert_eq!(tree.len(), LETTERS - 1 + 2, "one is refused; manifest and journal");
}

#[test]
fn letters_struck_ahead_are_the_same_in_the_same_order() {
    let (batch, providers) = (batch(7), list(50));
    let bytes = |letter: Letter| letter.pdf().to_vec();
    let told = |batch: &Batch| -> Vec<Result<Vec<u8>, String>> {
        let letters = batch.letters(&providers);
        letters.map(|letter| letter.map(bytes).map_err(|error| error.to_string())).collect()
    };
    let one_by_one = told(&batch);
    assert!(one_by_one[REFUSED].is_err());
    for (threads, letters) in [(1, 7), (3, 1), (3, 8), (16, 200)] {
        let [threads, letters] = [threads, letters].map(|count| count.try_into().unwrap());
        assert!(told(&batch.threads(threads).letters_ahead(letters)) == one_by_one);
    }
    let owned = batch.letters(providers.clone()).filter_map(Result::ok);
    let whole: Vec<&Vec<u8>> = one_by_one.iter().flatten().collect();
    assert!(owned.map(bytes).collect::<Vec<_>>().iter().collect::<Vec<_>>() == whole);
}

#[test]
fn a_second_run_keeps_what_is_whole_and_writes_no_letter() {
    let (folder, first) = written();
    let before = tree(folder.path());
    let again = run(folder.path());
    assert_eq!((again.bytes(), again.repaired(), again.is_complete()), (0, 0, true));
    assert_eq!((again.issued(), again.refused()), (first.issued(), first.refused()));
    assert_eq!(differing(&before, &tree(folder.path())), Vec::<&str>::new());
}

#[test]
fn what_is_missing_torn_or_altered_is_made_again() {
    let (folder, _) = written();
    let before = tree(folder.path());
    let [missing, torn, altered] = ["19/1970000000.pdf", "01/0170000001.pdf", "47/4770000002.pdf"];
    fs::remove_file(folder.path().join(missing)).unwrap();
    fs::write(folder.path().join(torn), &before[torn][..9000]).unwrap();
    fs::write(folder.path().join(altered), with_one_byte_changed(&before[altered], 20_000))
        .unwrap();
    let report = run(folder.path());
    assert_eq!(report.repaired(), 3);
    let lengths = [missing, torn, altered].into_iter().map(|name| before[name].len() as u64);
    assert_eq!(report.bytes(), lengths.sum::<u64>());
    assert_eq!(differing(&before, &tree(folder.path())), Vec::<&str>::new());
}

#[test]
fn a_run_without_its_manifest_or_with_a_torn_journal_goes_on() {
    let (folder, _) = written();
    let before = tree(folder.path());
    fs::remove_file(folder.path().join("manifest.csv")).unwrap();
    let journal = &before["journal.csv"];
    fs::write(folder.path().join("journal.csv"), &journal[..journal.len() - 3]).unwrap();
    assert_eq!(run(folder.path()).bytes(), 0);
    assert_eq!(differing(&before, &tree(folder.path())), Vec::<&str>::new());
}

#[test]
fn another_key_list_letter_or_kind_of_run_is_refused_and_nothing_is_touched() {
    let (folder, _) = written();
    let before = tree(folder.path());
    let dated =
        Issuer::builder().federation_by_prefecture().issued_on("2026-04-02".parse().unwrap());
    let dated = dated.build().unwrap().batch(BatchKey::from_bytes(&[7; 32]).unwrap());
    let refused = |reason: &str, result: reissue_notice::Result<Report>| {
        let sentence =
            format!("{}: the folder holds a run with another {reason}", folder.path().display());
        assert_eq!(result.unwrap_err().to_string(), sentence);
    };
    refused("key", batch(8).write_directory(&list(LETTERS), folder.path(), go_on));
    refused(
        "list of providers",
        batch(7).write_directory(&list(LETTERS - 1), folder.path(), go_on),
    );
    refused("date", dated.write_directory(&list(LETTERS), folder.path(), go_on));
    let options = SpoolOptions::default();
    let volumes = batch(7).write_volumes(&list(LETTERS), folder.path(), options, go_on);
    refused("kind of run", volumes);
    assert_eq!(differing(&before, &tree(folder.path())), Vec::<&str>::new());
}

/// The words of the page are the same, and so may be every fixed byte of it.
#[test]
fn two_readings_in_each_others_place_make_another_letter() {
    let (folder, _) = written();
    let readings = ReadingTable::standard()
        .with_reading('0', "イチ")
        .unwrap()
        .with_reading('1', "ゼロ")
        .unwrap();
    let builder =
        Issuer::builder().federation_by_prefecture().issued_on("2026-04-01".parse().unwrap());
    let swapped =
        builder.readings(readings).build().unwrap().batch(BatchKey::from_bytes(&[7; 32]).unwrap());
    let error = swapped.write_directory(&list(LETTERS), folder.path(), go_on).unwrap_err();
    let sentence = "the folder holds a run with another table of readings";
    assert_eq!(error.to_string(), format!("{}: {sentence}", folder.path().display()));
}

#[test]
fn letters_without_a_journal_are_not_written_over() {
    for name in ["manifest.csv", "notice.pdf"] {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join(name), "someone's").unwrap();
        let error = batch(7).write_directory(&list(LETTERS), folder.path(), go_on).unwrap_err();
        let sentence =
            format!("{}: the folder holds {name} and no journal of a run", folder.path().display());
        assert_eq!(error.to_string(), sentence);
        assert_eq!(tree(folder.path()).len(), 1);
    }
}

#[test]
fn one_run_at_a_time_writes_to_a_folder() {
    let (folder, batch, providers) = (TempDir::new().unwrap(), batch(7), list(LETTERS));
    let mut second = None;
    batch
        .write_directory(&providers, folder.path(), |_| {
            second = Some(batch.write_directory(&providers, folder.path(), go_on));
            ControlFlow::Continue(())
        })
        .unwrap();
    let sentence = format!("{}: another run is writing here", folder.path().display());
    assert_eq!(second.unwrap().unwrap_err().to_string(), sentence);
    assert!(run(folder.path()).is_complete(), "the lock is gone with the run");
}

#[test]
fn where_the_callback_breaks_the_run_stops_and_goes_on_to_the_same_bytes() {
    let (providers, folders) = (list(1100), [TempDir::new().unwrap(), TempDir::new().unwrap()]);
    let [stopped, undisturbed] = folders.each_ref().map(TempDir::path);
    batch(7).write_directory(&providers, undisturbed, go_on).unwrap();
    let mut last = None;
    let report = batch(7)
        .write_directory(&providers, stopped, |progress| {
            last = Some(progress);
            ControlFlow::Break(())
        })
        .unwrap();
    let last = last.unwrap();
    assert!(
        !report.is_complete()
            && report.manifest().is_none()
            && !stopped.join("manifest.csv").exists()
    );
    assert_eq!((last.total, last.done), (1100, report.issued() + report.refused().len()));
    assert!((1..1100).contains(&last.done), "{last:?}");
    let rest = batch(7).write_directory(&providers, stopped, go_on).unwrap();
    assert_eq!((rest.is_complete(), rest.issued(), rest.repaired()), (true, 1099, 0));
    assert_eq!(differing(&tree(stopped), &tree(undisturbed)), Vec::<&str>::new());
}

#[test]
fn what_goes_in_is_what_is_issued_and_what_is_refused() {
    let mut providers = list(LETTERS);
    providers.push(providers[2].clone());
    let twin = Provider::new(
        "2870000099".parse().unwrap(),
        providers[3].user_id().clone(),
        "ツクイ".parse().unwrap(),
    );
    providers.push(twin.at_row(70));
    let folder = TempDir::new().unwrap();
    let report = batch(7).write_directory(&providers, folder.path(), go_on).unwrap();
    assert_eq!(report.issued() + report.refused().len(), providers.len());
    let said: Vec<String> = report.refused().iter().map(ToString::to_string).collect();
    let fonts = "BIZUDGothic-Regular, NotoSansJP-Regular, NotoSans-Regular";
    let expected = [
        format!(
            "row 5: provider 0170000004, provider name: 'ሀ' (U+1200) is in none of the fonts {fonts}"
        ),
        "row 13: provider 4770000002, provider number: same as in row 3".into(),
        "row 70: provider 2870000099, user ID: same as in row 4".into(),
    ];
    assert_eq!(said, expected);
    let preflight = batch(7).preflight(&providers);
    let foretold = preflight.refused().iter().chain(preflight.duplicates());
    assert_eq!(foretold.map(ToString::to_string).collect::<Vec<_>>(), expected);
}

#[test]
fn preflight_names_rows_as_their_source_does() {
    let providers: Vec<Provider> =
        list(LETTERS).into_iter().map(|provider| provider.at_row(500)).collect();
    let preflight = batch(7).preflight(&providers);
    assert_eq!(
        preflight.refused().iter().map(reissue_notice::Refusal::row).collect::<Vec<_>>(),
        [500]
    );
    assert_eq!(preflight.refused()[0].name(), Some("ケアሀ"));
    let said: Vec<String> = preflight.warnings().iter().map(ToString::to_string).collect();
    let first =
        "row 500, 1970000000 髙橋訪問看護ステーション: the check digit of the number fits no rule";
    assert_eq!(said[0], first);
    assert!(said.iter().all(|said| said.starts_with("row 500, ")), "{said:?}");
}

#[test]
fn a_preflight_needs_no_key_and_its_summary_counts_what_it_finds() {
    let mut providers = list(60);
    providers.push(providers[2].clone());
    let trimmed = " ツクイ　　盛岡".parse().unwrap();
    let number = "1310630046".parse().unwrap();
    providers.push(Provider::new(number, "KJ999999999999".parse().unwrap(), trimmed));
    assert_eq!(issuer().preflight(&providers), batch(7).preflight(&providers));
    let summary = issuer().summary(&providers);
    assert_eq!(summary.counts().collect::<Vec<_>>().len(), 5);
    let said = summary.to_string();
    let mut lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.remove(0), "62 records, 2 would be refused");
    lines.sort_unstable();
    let expected = [
        "a check digit that fits no rule: 55",
        "a name with spaces in a row: 1",
        "name: trimmed: 1",
        "provider name: a character that no font has: 1",
        "provider number: same as in an earlier row: 1",
    ];
    assert_eq!(lines, expected);
    let kept = issuer().preflight(&providers).summary();
    assert_eq!((kept.records(), kept.refused()), (62, 2));
    assert!(summary.counts().all(|(concern, records)| kept.of(concern) == records));
    let shards = (0..3).map(|index| batch(7).shard(Shard::new(index, 3).unwrap()));
    let shards: Vec<_> = shards.map(|shard| shard.summary(&providers)).collect();
    assert_eq!(shards.iter().map(Summary::records).sum::<usize>(), 62);
    assert_eq!(shards.iter().map(Summary::refused).sum::<usize>(), 2);
}

#[test]
fn a_report_tells_which_letters_stand_where() {
    let (folder, report) = written();
    let letters = report.letters().unwrap().map(Result::unwrap);
    let told: Vec<String> = letters
        .map(|letter| format!("{} {} {}", letter.number(), letter.user_id(), letter.file()))
        .collect();
    assert_eq!(told.len(), report.issued());
    assert_eq!(told[0], "1970000000 KJ000000000000 19/1970000000.pdf");
    let second = batch(7).round(Round::new(2).unwrap());
    let report = second.write_directory(&list(1), folder.path(), go_on).unwrap();
    let letter = report.letters().unwrap().next().unwrap().unwrap();
    assert_eq!((letter.round().number(), letter.file()), (2, "19/1970000000-2.pdf"));
    let first = Manifest::open(folder.path(), Round::FIRST).unwrap().next().unwrap().unwrap();
    assert_eq!(first.replaced_by(), Some(letter.round()));

    let volumes = TempDir::new().unwrap();
    let options = SpoolOptions::default().with_pages_per_volume(5.try_into().unwrap());
    let report = batch(7).write_volumes(&list(LETTERS), volumes.path(), options, go_on).unwrap();
    let last = report.letters().unwrap().last().unwrap().unwrap();
    assert_eq!((last.file(), last.page()), ("spool-0003.pdf", 1));
    let stop = |_| ControlFlow::Break(());
    let stopped = TempDir::new().unwrap();
    let report = batch(7).write_directory(&list(600), stopped.path(), stop).unwrap();
    assert_eq!(report.letters().unwrap().count(), 0);
}

#[test]
fn a_manifest_that_is_none_or_damaged_is_named() {
    let (folder, report) = written();
    let path = folder.path().join("manifest.csv");
    let text = fs::read_to_string(&path).unwrap();
    let told = |text: &str| -> Vec<String> {
        fs::write(&path, text).unwrap();
        let rows = match report.letters() {
            Ok(rows) => rows,
            Err(error) => return vec![error.to_string()],
        };
        rows.filter_map(|row| Some(row.err()?.to_string())).collect()
    };
    let wrong = |line| format!("{}: line {line} is not as it was written", path.display());
    assert_eq!(told(&text), [""; 0]);
    assert_eq!(told(&text.replacen(",1,", ",01,", 1)), [wrong(2)]);
    assert_eq!(told(&text.replacen("provider_", "provided_", 1)), [wrong(1)]);
    assert_eq!(told(""), [wrong(1)]);
    fs::remove_file(&path).unwrap();
    let error = report.letters().map(Iterator::count).unwrap_err().to_string();
    assert!(error.starts_with(&format!("cannot open {}", path.display())), "{error}");
}

#[test]
fn the_shards_of_many_machines_are_together_one_run() {
    let (providers, whole) = (list(60), TempDir::new().unwrap());
    batch(7).write_directory(&providers, whole.path(), go_on).unwrap();
    let mut united = std::collections::BTreeMap::new();
    let machines: Vec<TempDir> = (0..4).map(|_| TempDir::new().unwrap()).collect();
    for (index, machine) in (0..).zip(&machines) {
        let part = batch(7).shard(Shard::new(index, 4).unwrap());
        let report = part.write_directory(&providers, machine.path(), go_on).unwrap();
        assert!((5..30).contains(&report.issued()), "a part of {}", report.issued());
        for (name, bytes) in letters(machine.path()) {
            assert!(united.insert(name, bytes).is_none(), "two shards hold one letter");
        }
    }
    assert_eq!(differing(&united, &letters(whole.path())), Vec::<&str>::new());
    let folders: Vec<&Path> = machines.iter().map(TempDir::path).collect();
    assert_eq!(batch(7).verify(&providers, &folders).unwrap(), []);
    let missing = batch(7).verify(&providers, &folders[1..]).unwrap();
    let missing: Vec<String> = missing.iter().map(ToString::to_string).collect();
    assert_eq!(missing, ["shard 0/4: no folder of it"]);
    let first = batch(7).shard(Shard::new(0, 4).unwrap());
    assert_eq!(first.verify(&providers, &folders[..1]).unwrap(), []);
}

/// Two passwords for one account would be one too many, wherever the two rows are issued.
#[test]
fn shards_refuse_what_another_shard_issues() {
    let mut providers = list(REFUSED);
    let user_id = providers[0].user_id().clone();
    for index in 1..=8 {
        let number = format!("28700001{index:02}").parse().unwrap();
        providers.push(Provider::new(number, user_id.clone(), "ツクイ".parse().unwrap()));
    }
    let (mut issued, mut refused) = (0, Vec::new());
    for index in 0..4 {
        let (part, folder) =
            (batch(7).shard(Shard::new(index, 4).unwrap()), TempDir::new().unwrap());
        let report = part.write_directory(&providers, folder.path(), go_on).unwrap();
        issued += report.issued();
        refused.extend(report.refused().iter().map(reissue_notice::Refusal::row));
    }
    refused.sort_unstable();
    assert_eq!((issued, refused), (REFUSED, (5..=12).collect()));
}

#[test]
fn every_provider_is_in_one_shard_of_any_number() {
    for count in [1, 2, 3, 8, 47] {
        let shards: Vec<Shard> =
            (0..count).map(|index| Shard::new(index, count).unwrap()).collect();
        for provider in printable(200) {
            let holding = shards.iter().filter(|shard| shard.holds(provider.number())).count();
            assert_eq!(holding, 1, "{} of {count}", provider.number());
        }
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_stops_the_example_and_the_same_command_goes_on_to_the_same_bytes() {
    let root = TempDir::new().unwrap();
    let roster = root.path().join("providers.csv");
    let mut text = String::from("provider_number,user_id,name\n");
    for provider in printable(4000) {
        writeln!(text, "{},{},{}", provider.number(), provider.user_id(), provider.name()).unwrap();
    }
    fs::write(&roster, text).unwrap();
    let (stopped, undisturbed) = (root.path().join("stopped"), root.path().join("undisturbed"));
    let command = |out: &Path| {
        let mut command = bulk_issue();
        command
            .arg("--providers")
            .arg(&roster)
            .arg("--out")
            .arg(out)
            .args(["--date", "2026-04-01"]);
        command.arg("--key-file").arg(root.path().join("key")).stderr(Stdio::piped());
        command
    };
    assert_eq!(command(&undisturbed).status().unwrap().code(), Some(0));
    let child = command(&stopped).spawn().unwrap();
    let begun = Instant::now();
    while !stopped.join("journal.csv").exists() {
        assert!(begun.elapsed() < Duration::from_secs(60), "the run does not begin");
        thread::sleep(Duration::from_millis(1));
    }
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("stopped after") && said.contains("the same command goes on"), "{said}");
    assert!(!stopped.join("manifest.csv").exists());
    assert_eq!(command(&stopped).status().unwrap().code(), Some(0));
    assert_eq!(differing(&tree(&stopped), &tree(&undisturbed)), Vec::<&str>::new());
}

/// The example of the present source, in the profile of this test.
fn bulk_issue() -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["build", "--quiet", "--example", "bulk_issue"])
        .args(cfg!(feature = "serde").then_some("--all-features"));
    cargo
        .args((!cfg!(debug_assertions)).then_some("--release"))
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    assert!(cargo.status().unwrap().success());
    let tests = std::env::current_exe().unwrap();
    Command::new(tests.ancestors().nth(2).unwrap().join("examples/bulk_issue"))
}

#[test]
fn nothing_that_is_shown_or_kept_holds_a_password_or_the_key() {
    let (folder, mut shown) = (TempDir::new().unwrap(), Vec::new());
    let key =
        BatchKey::from_bytes(&std::array::from_fn(|at| 0xA0 ^ u8::try_from(at).unwrap())).unwrap();
    shown.push(format!("{key:?} {key:#?}"));
    let digits = key
        .expose_secret()
        .iter()
        .fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"));
    let (batch, providers) = (issuer().batch(key), list(LETTERS));
    let mut show = |value: &dyn std::fmt::Debug| shown.push(format!("{value:?} {value:#?}"));
    show(&batch);
    show(&batch.preflight(&providers));
    let report = batch
        .write_directory(&providers, folder.path(), |progress| {
            show(&progress);
            ControlFlow::Continue(())
        })
        .unwrap();
    show(&report);
    show(&report.refused()[0]);
    show(&batch.letter(&providers[0]).unwrap());
    show(&batch.letter(&providers[REFUSED]).unwrap_err());
    show(&batch.verify(&providers, &[folder.path()]).unwrap());
    fs::remove_file(folder.path().join("19/1970000000.pdf")).unwrap();
    let differences = batch.verify(&list(LETTERS - 1), &[folder.path()]).unwrap();
    show(&differences);
    let other = batches::batch(8).write_directory(&providers, folder.path(), go_on).unwrap_err();
    show(&other);
    shown.extend(differences.iter().map(ToString::to_string).chain([other.to_string()]));
    shown.push(report.refused()[0].to_string());
    for (name, bytes) in tree(folder.path()) {
        shown.push(name.clone());
        if !is_pdf(&name) {
            shown.push(String::from_utf8(bytes).unwrap());
        }
    }
    let all = shown.join("\n");
    assert!(
        all.contains("hmac_sha256")
            && all.contains("Progress")
            && all.contains("BatchKey(32 bytes)")
    );
    for provider in &providers {
        let password = batch.password_of(provider.number());
        assert_eq!(piece_of(password.expose_secret(), 6, &all), None);
    }
    assert_eq!(piece_of(&digits, 8, &all.to_lowercase()), None);
    assert!(!all.contains("160, 161, 162"), "the key as a list of bytes");
}

/// The first run of so many characters of a secret that a text holds.
fn piece_of<'s>(secret: &'s str, length: usize, text: &str) -> Option<&'s str> {
    (0..=secret.len() - length)
        .map(|at| &secret[at..at + length])
        .find(|piece| text.contains(piece))
}

#[test]
fn a_piece_of_a_secret_would_be_found() {
    assert_eq!(piece_of("E8WvXF9M64289976", 6, "reset to 9M6428 today"), Some("9M6428"));
}

fn written() -> (TempDir, Report) {
    let folder = TempDir::new().unwrap();
    let report = run(folder.path());
    (folder, report)
}

fn run(folder: &Path) -> Report {
    batch(7).write_directory(&list(LETTERS), folder, go_on).unwrap()
}

fn letters(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut tree = tree(folder);
    tree.retain(|name, _| is_pdf(name));
    tree
}

fn with_one_byte_changed(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] = bytes[at].wrapping_add(1);
    bytes
}
