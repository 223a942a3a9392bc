//! What verification finds: every change of a folder, by what it is, and nothing where there is
//! none.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

mod batches;

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use batches::{batch, go_on, issuer, list, printable};
use reissue_notice::{
    Batch, BatchKey, Difference, FontChain, GaijiMap, Issuer, IssuerBuilder, Manifest, Policy,
    Provider, ReadingTable, Round, SpoolOptions, SpoolOrder, Template,
};
use tempfile::TempDir;

const LETTERS: usize = 12;

/// A whole run in a folder of its own.
struct Run {
    folder: TempDir,
}

impl Run {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        batch(7).write_directory(&list(LETTERS), folder.path(), go_on).unwrap();
        Self { folder }
    }

    fn of_volumes() -> Self {
        let folder = TempDir::new().unwrap();
        let options = SpoolOptions::default().with_pages_per_volume(5.try_into().unwrap());
        batch(7).write_volumes(&list(LETTERS), folder.path(), options, go_on).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn edit(&self, name: &str, change: impl FnOnce(&mut Vec<u8>)) {
        let mut bytes = fs::read(self.path(name)).unwrap();
        change(&mut bytes);
        fs::write(self.path(name), bytes).unwrap();
    }

    fn replace(&self, name: &str, from: &str, to: &str) {
        self.edit(name, |bytes| {
            let text = String::from_utf8(std::mem::take(bytes)).unwrap();
            assert!(text.contains(from), "{text}");
            *bytes = text.replacen(from, to, 1).into_bytes();
        });
    }

    /// Every difference, with the folder's own name left out.
    fn found(&self, batch: &Batch, providers: &[Provider]) -> Vec<String> {
        self.told(&batch.verify(providers, &[self.folder.path()]).unwrap())
    }

    fn found_by_seals(&self) -> Vec<String> {
        let key = BatchKey::from_bytes(&[7; 32]).unwrap();
        self.told(&key.verify_seals(&[self.folder.path()]).unwrap())
    }

    fn told(&self, differences: &[Difference]) -> Vec<String> {
        let folder = format!("{}/", self.folder.path().display());
        let own = folder.trim_end_matches('/');
        let sentences = differences.iter().map(ToString::to_string);
        sentences.map(|sentence| sentence.replace(&folder, "").replace(own, "FOLDER")).collect()
    }
}

/// Letters that bear a reference number.
fn numbered() -> Batch {
    let template = Template::default().with_reference_label("整理番号");
    let issuer = Issuer::builder().federation_by_prefecture().template(template);
    let issuer = issuer.issued_on("2026-04-01".parse().unwrap()).build().unwrap();
    issuer.batch(BatchKey::from_bytes(&[7; 32]).unwrap())
}

fn references(folder: &Path, round: Round) -> Vec<String> {
    let rows = Manifest::open(folder, round).unwrap();
    rows.map(|row| row.unwrap().reference().unwrap().to_string()).collect()
}

#[test]
fn the_manifest_has_the_reference_number_of_each_letter() {
    let run = Run { folder: TempDir::new().unwrap() };
    let (numbered, mut providers) = (numbered(), printable(LETTERS).collect::<Vec<_>>());
    let given = providers[1].clone().with_reference("R08-0012345".parse().unwrap());
    providers[1] = given;
    numbered.write_directory(&providers, run.folder.path(), go_on).unwrap();
    assert_eq!(run.found(&numbered, &providers), [""; 0]);
    let first = references(run.folder.path(), Round::FIRST);
    let expected = |batch: &Batch| -> Vec<String> {
        providers.iter().map(|one| batch.reference_of(one).unwrap().to_string()).collect()
    };
    assert_eq!(first, expected(&numbered));
    assert_eq!(first[1], "R08-0012345");
    let mut different = first.clone();
    different.sort_unstable();
    different.dedup();
    assert_eq!(different.len(), LETTERS);

    let again = numbered.round(Round::new(2).unwrap());
    again.write_directory(&providers[..3], run.folder.path(), go_on).unwrap();
    let second = references(run.folder.path(), Round::new(2).unwrap());
    assert_eq!(second, expected(&again)[..3]);
    assert!(second[0] != first[0] && second[1] == first[1] && second[2] != first[2]);

    run.replace("manifest.csv", &first[3], &first[4]);
    let altered =
        [format!("manifest.csv: the row of {} is not as it was written", providers[3].number())];
    assert_eq!(run.found(&numbered, &providers), altered);
    // Without the list, the file may as well be what was changed.
    assert_eq!(run.found_by_seals(), ["19/1970000003.pdf: not as it was written"]);
}

#[test]
fn volumes_have_the_reference_numbers_of_their_letters_too() {
    let run = Run { folder: TempDir::new().unwrap() };
    let (numbered, providers) = (numbered(), printable(LETTERS).collect::<Vec<_>>());
    let options = SpoolOptions::default().with_order(SpoolOrder::AsListed);
    let options = options.with_shared_envelopes(8.try_into().unwrap());
    numbered.write_volumes(&providers, run.folder.path(), options, go_on).unwrap();
    assert_eq!(run.found(&numbered, &providers), [""; 0]);
    let letters: Vec<String> = numbered
        .letters(&providers)
        .map(|letter| letter.unwrap().reference().unwrap().to_string())
        .collect();
    assert_eq!(references(run.folder.path(), Round::FIRST), letters);
    let envelopes = Manifest::open(run.folder.path(), Round::FIRST).unwrap();
    let envelopes: Vec<_> = envelopes.map(|row| row.unwrap().envelope()).collect();
    assert_eq!(envelopes, (1..=LETTERS).map(Some).collect::<Vec<_>>());
}

/// What is found after one change.
fn after(change: impl FnOnce(&Run)) -> Vec<String> {
    let run = Run::new();
    change(&run);
    run.found(&batch(7), &list(LETTERS))
}

fn none() -> Vec<String> {
    Vec::new()
}

const FIRST: &str = "19/1970000000.pdf";

#[test]
fn nothing_is_found_in_an_undisturbed_run() {
    assert_eq!(after(|_| {}), none());
    let volumes = Run::of_volumes();
    assert_eq!(volumes.found(&batch(7), &list(LETTERS)), none());
    assert_eq!(volumes.found_by_seals(), none());
    assert_eq!(Run::new().found_by_seals(), none());
}

#[test]
fn every_change_of_a_letter_is_found() {
    let altered = ["19/1970000000.pdf: not as it was written"];
    assert_eq!(after(|run| run.edit(FIRST, |bytes| bytes[30_000] ^= 1)), altered);
    assert_eq!(after(|run| run.edit(FIRST, |bytes| bytes.truncate(bytes.len() - 1))), altered);
    assert_eq!(after(|run| run.edit(FIRST, |bytes| bytes.push(b'\n'))), altered);
    let swapped = after(|run| {
        fs::rename(run.path(FIRST), run.path("x")).unwrap();
        fs::rename(run.path("19/1970000003.pdf"), run.path(FIRST)).unwrap();
        fs::rename(run.path("x"), run.path("19/1970000003.pdf")).unwrap();
    });
    let third = "19/1970000003.pdf: not as it was written";
    assert_eq!(swapped, [altered[0], third]);
    let missing = ["1970000000: no letter, expected 19/1970000000.pdf"];
    assert_eq!(after(|run| fs::remove_file(run.path(FIRST)).unwrap()), missing);
}

#[test]
fn letters_that_nothing_names_are_found_wherever_they_are() {
    for stray in ["19/1970000099.pdf", "19/1970000000.PDF", "a/b/c/notice.pdf", ".x.pdf.part"] {
        let found = after(|run| {
            fs::create_dir_all(run.path(stray).parent().unwrap()).unwrap();
            fs::copy(run.path(FIRST), run.path(stray)).unwrap();
        });
        let strays: Vec<&String> = found.iter().filter(|said| !said.contains("may read")).collect();
        assert_eq!(strays, [&format!("{stray}: a letter that nothing names")]);
    }
}

#[cfg(unix)]
#[test]
fn links_and_open_modes_are_found() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let linked = after(|run| {
        fs::rename(run.path(FIRST), run.path("letter")).unwrap();
        symlink(run.path("letter"), run.path(FIRST)).unwrap();
    });
    let missing = "1970000000: no letter, expected 19/1970000000.pdf";
    assert_eq!(linked, [missing, "19/1970000000.pdf: not a plain file"]);
    for (name, mode, said) in [
        (FIRST, 0o640, "19/1970000000.pdf: others may read it (mode 0640)"),
        ("19", 0o755, "19: others may read it (mode 0755)"),
        ("manifest.csv", 0o604, "manifest.csv: others may read it (mode 0604)"),
        (".", 0o711, "FOLDER: others may read it (mode 0711)"),
    ] {
        let open = |run: &Run| {
            fs::set_permissions(run.path(name), fs::Permissions::from_mode(mode)).unwrap();
        };
        assert_eq!(after(open), [said]);
    }
}

#[test]
fn every_edited_row_of_the_manifest_is_found() {
    let row = ["manifest.csv: the row of 1970000000 is not as it was written"];
    let edited = |from: &str, to: &str| after(|run| run.replace("manifest.csv", from, to));
    assert_eq!(edited("KJ000000000000", "KJ000000000009"), row);
    assert_eq!(edited(".pdf,1,", ".pdf,2,"), row);
    assert_eq!(edited("19/1970000000.pdf", "/dev/zero"), row);
    assert_eq!(edited("1970000000,KJ000000000000,1,,", "1970000000,KJ000000000000,2,,"), row);
    let not_listed = "1970000000: 19/1970000000.pdf stands and the manifest does not name it";
    let line = "manifest.csv: line 2 is not as it was written";
    for (from, to) in [(".pdf,1,", ".pdf,0001,"), ("\n1970000000", "\n197000000"), (",2,", ",3,")] {
        assert_eq!(edited(from, to), [not_listed, line], "{from:?} as {to:?}");
    }
    assert_eq!(
        edited("\n1970000000,", "\n1970000030,"),
        [not_listed, "1970000030: a letter too many: the list does not have this provider"]
    );
    let header = ["manifest.csv: line 1 is not as it was written"];
    assert_eq!(edited("provider_number,", "provider_numbes,"), header);
}

#[test]
fn rows_that_are_gone_twice_in_another_order_or_longer_are_found() {
    let lines = |change: fn(&mut Vec<String>)| {
        after(|run| {
            run.edit("manifest.csv", |bytes| {
                let text = String::from_utf8(std::mem::take(bytes)).unwrap();
                let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                change(&mut lines);
                *bytes =
                    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect::<String>().into();
            });
        })
    };
    let not_listed = "0170000001: 01/0170000001.pdf stands and the manifest does not name it";
    assert_eq!(lines(|lines| drop(lines.remove(2))), [not_listed]);
    let twice = ["0170000001: a letter too many: the manifest names it twice"];
    assert_eq!(lines(|lines| lines.insert(2, lines[2].clone())), twice);
    let order = ["manifest.csv: its rows are in another order"];
    assert_eq!(lines(|lines| lines.swap(2, 5)), order);
    let line = "manifest.csv: line 3 is not as it was written";
    assert_eq!(lines(|lines| lines[2].push_str(",more")), [not_listed, line]);
    let first = lines(|lines| lines.insert(1, "some words".into()));
    assert_eq!(first, ["manifest.csv: line 2 is not as it was written"]);
}

#[test]
fn every_flipped_bit_of_journal_and_manifest_is_found_and_named() {
    let run = Run::new();
    for name in ["journal.csv", "manifest.csv"] {
        let whole = fs::read(run.path(name)).unwrap();
        for at in (0..whole.len()).step_by(7) {
            run.edit(name, |bytes| bytes[at] ^= 1 << (at % 8));
            let found = batch(7).verify(&list(LETTERS), &[run.folder.path()]);
            match found {
                Ok(found) => {
                    let key =
                        |difference: &Difference| difference.to_string().contains("another key");
                    assert!(!found.is_empty(), "{name}, byte {at}");
                    assert!(!found.iter().any(key), "{name}, byte {at}: {found:?}");
                    assert!(found.len() <= 3, "{name}, byte {at}: {found:?}");
                }
                // A byte that is no UTF-8.
                Err(error) => assert!(error.to_string().contains(name), "{error}"),
            }
            fs::write(run.path(name), &whole).unwrap();
        }
    }
}

#[test]
fn another_list_is_told_provider_by_provider() {
    let run = Run::new();
    let missing = ["1970000012: no letter, expected 19/1970000012.pdf"];
    assert_eq!(run.found(&batch(7), &list(LETTERS + 1)), missing);
    let surplus = ["4770000011: a letter too many: the list does not have this provider"];
    assert_eq!(run.found(&batch(7), &list(LETTERS - 1)), surplus);
    let first = &list(LETTERS)[0];
    let with = |user_id: &str, name: &str| {
        let mut providers = list(LETTERS);
        providers[0] =
            Provider::new(first.number(), user_id.parse().unwrap(), name.parse().unwrap());
        run.found(&batch(7), &providers)
    };
    let name = first.name().as_str();
    let other_id = ["1970000000: a letter with another user ID than the list has"];
    assert_eq!(with("KJ999999999999", name), other_id);
    let other_name = ["1970000000: a letter with another name or address than the list has"];
    assert_eq!(with("KJ000000000000", "やまなし会"), other_name);
    let refused = "1970000000: a letter too many: the list's record is refused";
    assert_eq!(with("KJ000000000000", "ケア\u{10C0}"), [refused]);
    let mut coded = list(LETTERS);
    coded[0] = coded[0].clone().with_post_code("4000031".parse().unwrap());
    assert_eq!(run.found(&batch(7), &coded), ["FOLDER: made with another list of providers"]);
}

fn built(set: impl FnOnce(IssuerBuilder) -> IssuerBuilder) -> Batch {
    let builder = Issuer::builder().federation_by_prefecture();
    let builder = builder.issued_on("2026-04-01".parse().unwrap());
    set(builder).build().unwrap().batch(BatchKey::from_bytes(&[7; 32]).unwrap())
}

#[test]
fn another_issuer_is_told_by_what_is_other() {
    let run = Run::new();
    let gaiji: GaijiMap = "U+E000 髙".parse().unwrap();
    let words = Template::default().with_title("電子請求ログイン情報発行通知書");
    let fonts = FontChain::bundled().unwrap().with_gaiji(gaiji);
    let readings = ReadingTable::standard().with_reading('K', "キー").unwrap();
    let policy = Policy::default().without_look_alikes();
    for (other, part) in [
        (built(|builder| builder.issued_on("2026-04-02".parse().unwrap())), "date"),
        (built(|builder| builder.federation("山梨県国民健康保険団体連合会")), "federation"),
        (built(|builder| builder.template(words)), "template"),
        (built(|builder| builder.readings(readings)), "table of readings"),
        (built(|builder| builder.policy(policy)), "policy of passwords"),
        (built(|builder| builder.fonts(fonts)), "chain of fonts or gaiji map"),
        (issuer().batch(BatchKey::from_bytes(&[8; 32]).unwrap()), "key"),
    ] {
        let said = format!("FOLDER: made with another {part}");
        assert_eq!(run.found(&other, &list(LETTERS)), [said]);
        let error = other.write_directory(&list(LETTERS), run.folder.path(), go_on).unwrap_err();
        let said = format!("the folder holds a run with another {part}");
        assert!(error.to_string().ends_with(&said), "{error}");
    }
}

#[test]
fn a_letter_altered_under_another_date_is_found_by_its_seal() {
    let run = Run::new();
    run.edit(FIRST, |bytes| bytes[30_000] ^= 1);
    let other = built(|builder| builder.issued_on("2026-04-02".parse().unwrap()));
    let date = "FOLDER: made with another date";
    let found = run.found(&other, &list(LETTERS));
    assert_eq!(found, [date, "19/1970000000.pdf: not as it was written"]);
    assert_eq!(run.found_by_seals(), found[1..]);
}

#[test]
fn a_run_that_stopped_is_told_once_and_a_folder_without_one_too() {
    let run = Run::new();
    fs::remove_file(run.path("manifest.csv")).unwrap();
    let unfinished = "FOLDER: the run has not come to its end; the same call goes on with it";
    assert_eq!(run.found(&batch(7), &list(LETTERS)), [unfinished]);
    let stopped = TempDir::new().unwrap();
    let stop = |_| ControlFlow::Break(());
    batch(7).write_directory(&list(600), stopped.path(), stop).unwrap();
    assert_eq!(Run { folder: stopped }.found(&batch(7), &list(600)), [unfinished]);
    let empty = Run { folder: TempDir::new().unwrap() };
    assert_eq!(empty.found(&batch(7), &list(LETTERS)), ["FOLDER: no run is here"]);
}

#[test]
fn another_scheme_is_refused_by_name() {
    let run = Run::new();
    run.replace("journal.csv", "reissue-notice,2\n", "reissue-notice 1,abc,directory 256\n");
    let said = "FOLDER: the folder holds a run of scheme 1, and this version draws by scheme 2";
    assert_eq!(run.found(&batch(7), &list(LETTERS)), [said]);
    let error = batch(7).write_directory(&list(LETTERS), run.folder.path(), go_on).unwrap_err();
    assert!(error.to_string().ends_with(&said["FOLDER".len()..]), "{error}");
}

#[test]
fn a_damaged_volume_is_told_once() {
    let run = Run::of_volumes();
    run.edit("spool-0002.pdf", |bytes| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
    });
    let altered = ["spool-0002.pdf: not as it was written"];
    assert_eq!(run.found(&batch(7), &list(LETTERS)), altered);
    assert_eq!(run.found_by_seals(), altered);
}

fn again() -> Batch {
    batch(7).round(Round::new(2).unwrap())
}

#[test]
fn a_second_round_makes_the_first_letter_void_and_both_rounds_verify() {
    let run = Run::new();
    let (providers, one) = (list(LETTERS), &list(LETTERS)[..1]);
    let first = batch(7).password_of(one[0].number());
    let second = again().password_of(one[0].number());
    assert_ne!(first.expose_secret(), second.expose_secret());
    let report = again().write_directory(one, run.folder.path(), go_on).unwrap();
    assert_eq!(report.issued(), 1);
    assert!(run.path("19/1970000000-2.pdf").exists());
    let manifest = fs::read_to_string(run.path("manifest.csv")).unwrap();
    assert!(
        manifest.contains("\n1970000000,KJ000000000000,1,2,19/1970000000.pdf,1,2,"),
        "{manifest}"
    );
    assert!(manifest.contains("\n0170000001,KJ000000000001,1,,"), "{manifest}");
    let manifest = fs::read_to_string(run.path("manifest-2.csv")).unwrap();
    assert!(manifest.contains("\n1970000000,KJ000000000000,2,,19/1970000000-2.pdf,1,2,"));
    assert_eq!(run.found(&batch(7), &providers), none());
    assert_eq!(run.found(&again(), one), none());
    assert_eq!(run.found_by_seals(), none());
}

#[test]
fn runs_of_both_rounds_go_on_and_neither_undoes_the_other() {
    let run = Run::new();
    let (providers, two) = (list(LETTERS), &list(LETTERS)[..2]);
    again().write_directory(two, run.folder.path(), go_on).unwrap();
    let before = batches::tree(run.folder.path());
    fs::remove_file(run.path("manifest.csv")).unwrap();
    fs::remove_file(run.path("01/0170000001-2.pdf")).unwrap();
    batch(7).write_directory(&providers, run.folder.path(), go_on).unwrap();
    let report = again().write_directory(two, run.folder.path(), go_on).unwrap();
    assert_eq!(report.repaired(), 1);
    let tree = batches::tree(run.folder.path());
    assert_eq!(batches::differing(&before, &tree), Vec::<&str>::new());
    let third = batch(7).round(Round::new(3).unwrap());
    third.write_directory(&two[..1], run.folder.path(), go_on).unwrap();
    for (batch, providers) in [(batch(7), &providers[..]), (again(), two), (third, &two[..1])] {
        assert_eq!(run.found(&batch, providers), none());
    }
    let row = "\n1970000000,KJ000000000000,2,3,";
    assert!(fs::read_to_string(run.path("manifest-2.csv")).unwrap().contains(row));
}

#[test]
fn a_letter_that_is_said_to_be_void_or_not_wrongly_is_found() {
    let run = Run::new();
    run.replace("manifest.csv", "KJ000000000000,1,,", "KJ000000000000,1,2,");
    let said = "manifest.csv: says that the letter of 1970000000 is void, and it is not";
    assert_eq!(run.found(&batch(7), &list(LETTERS)), [said]);
    assert_eq!(run.found_by_seals(), [said]);
    let run = Run::new();
    again().write_directory(&list(LETTERS)[..1], run.folder.path(), go_on).unwrap();
    run.replace("manifest.csv", "KJ000000000000,1,2,", "KJ000000000000,1,,");
    let said = "manifest.csv: does not say that round 2 made the letter of 1970000000 void";
    assert_eq!(run.found(&batch(7), &list(LETTERS)), [said]);
    assert_eq!(run.found(&again(), &list(LETTERS)[..1]), [said]);
}

#[test]
fn a_round_of_another_key_is_refused_in_the_same_folder() {
    let run = Run::new();
    let before = batches::tree(run.folder.path());
    let other = batch(8).round(Round::new(2).unwrap());
    let error = other.write_directory(&list(2), run.folder.path(), go_on).unwrap_err();
    assert!(error.to_string().ends_with("the folder holds a run with another key"), "{error}");
    let tree = batches::tree(run.folder.path());
    assert_eq!(batches::differing(&before, &tree), Vec::<&str>::new());
}

/// Whatever a manifest names, verification opens nothing but letters of its own.
#[cfg(unix)]
#[test]
fn a_device_in_the_place_of_a_letter_is_not_read() {
    for target in ["/dev/zero", "../outside.pdf"] {
        let run = Run::new();
        fs::remove_file(run.path(FIRST)).unwrap();
        std::os::unix::fs::symlink(target, run.path(FIRST)).unwrap();
        let found = run.found(&batch(7), &list(LETTERS));
        assert!(found.contains(&format!("{FIRST}: not a plain file")), "{found:?}");
        assert!(!run.found_by_seals().is_empty());
    }
    let run = Run::new();
    run.replace("manifest.csv", FIRST, "/dev/zero");
    assert_eq!(
        run.found_by_seals(),
        ["/dev/zero: not as it was written", "19/1970000000.pdf: a letter that nothing names"]
    );
    assert!(Path::new("/dev/zero").exists());
}
