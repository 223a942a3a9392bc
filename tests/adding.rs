//! A list that has changed goes on in the same folder: what stood stays, what is new is made, what
//! was corrected is told, and the folder is as if it had been issued from the new list.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

mod batches;

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use batches::{batch, changed, differing, go_on, list, tree};
use reissue_notice::{Batch, Provider, Report, Round, Shard, SpoolOptions};
use tempfile::TempDir;

const LETTERS: usize = 12;

/// A folder that was issued from the list as it was first.
fn issued() -> TempDir {
    let folder = TempDir::new().unwrap();
    batch(7).write_directory(&list(LETTERS), folder.path(), go_on).unwrap();
    folder
}

fn add(folder: &Path, providers: &[Provider]) -> Report {
    batch(7).adding().write_directory(providers, folder, go_on).unwrap()
}

fn fresh(batch: &Batch, providers: &[Provider]) -> BTreeMap<String, Vec<u8>> {
    let folder = TempDir::new().unwrap();
    batch.write_directory(providers, folder.path(), go_on).unwrap();
    tree(folder.path())
}

fn told(report: &Report) -> Vec<String> {
    report.corrected().iter().map(ToString::to_string).collect()
}

const CORRECTED: &str = "0170000001: another name or address than before; the letter was struck \
                         again with the same password, and the earlier one must not be posted";

#[test]
fn a_changed_list_comes_to_the_bytes_of_a_fresh_run() {
    let (folder, providers) = (issued(), changed(LETTERS));
    let report = add(folder.path(), &providers);
    assert_eq!((report.issued(), report.added(), report.repaired()), (LETTERS + 1, 2, 0));
    assert_eq!(report.issued() + report.refused().len(), providers.len());
    assert_eq!(told(&report), [CORRECTED]);
    let after = tree(folder.path());
    assert_eq!(differing(&after, &fresh(&batch(7), &providers)), [""; 0]);
    let made = ["19/1970000012.pdf", "01/0170000013.pdf", "01/0170000001.pdf"];
    assert_eq!(report.bytes(), made.iter().map(|file| after[*file].len() as u64).sum::<u64>());
    assert_eq!(batch(7).verify(&providers, &[folder.path()]).unwrap(), []);
    let again = add(folder.path(), &providers);
    assert_eq!((again.bytes(), again.added(), again.corrected()), (0, 0, &[][..]));
}

#[test]
fn another_user_id_is_told_as_such_and_the_password_stays() {
    let (folder, mut providers) = (issued(), list(LETTERS));
    let user_id = "KJ999999999999".parse().unwrap();
    let first = providers[0].clone();
    providers[0] = Provider::new(first.number(), user_id, first.name().clone());
    let report = add(folder.path(), &providers);
    assert_eq!(
        told(&report),
        [CORRECTED.replace("0170000001", "1970000000").replace("name or address", "user ID")]
    );
    assert_eq!(differing(&tree(folder.path()), &fresh(&batch(7), &providers)), [""; 0]);
}

/// What no letter shows changes no letter.
#[test]
fn another_order_or_post_code_strikes_nothing() {
    let (folder, mut providers) = (issued(), list(LETTERS));
    providers[3] = providers[3].clone().with_post_code("4000031".parse().unwrap());
    providers.reverse();
    let report = add(folder.path(), &providers);
    assert_eq!((report.bytes(), report.added(), report.corrected()), (0, 0, &[][..]));
    assert_eq!(differing(&tree(folder.path()), &fresh(&batch(7), &providers)), [""; 0]);
}

#[test]
fn a_list_that_leaves_out_a_letter_is_refused_and_nothing_is_touched() {
    let folder = issued();
    let before = tree(folder.path());
    let refused = |providers: &[Provider], found: usize, first: &str| {
        let error = batch(7).adding().write_directory(providers, folder.path(), go_on);
        let sentence = format!(
            "{}: the folder holds {found} letters that the list does not issue, the first {first}: \
             give the whole list, or take them out",
            folder.path().display()
        );
        assert_eq!(error.unwrap_err().to_string(), sentence);
        assert_eq!(differing(&before, &tree(folder.path())), [""; 0]);
    };
    // The new rows alone.
    refused(&changed(LETTERS)[LETTERS + 1..], LETTERS - 1, "01/0170000001.pdf");
    let mut unprintable = list(LETTERS);
    let (number, user_id) = (unprintable[0].number(), unprintable[0].user_id().clone());
    unprintable[0] = Provider::new(number, user_id.clone(), "ケアሀ".parse().unwrap());
    refused(&unprintable, 1, "19/1970000000.pdf");
    // A row above takes the user ID of a letter that stands.
    let mut taken = list(LETTERS);
    let number = "1370000099".parse().unwrap();
    taken.insert(0, Provider::new(number, user_id, "ツクイ".parse().unwrap()));
    refused(&taken, 1, "19/1970000000.pdf");

    fs::remove_file(folder.path().join("19/1970000000.pdf")).unwrap();
    let report = add(folder.path(), &taken);
    assert_eq!((report.issued(), report.added()), (LETTERS - 1, 1));
    assert_eq!(batch(7).verify(&taken, &[folder.path()]).unwrap(), []);
}

#[test]
fn volumes_are_not_added_to() {
    let (folder, options) = (TempDir::new().unwrap(), SpoolOptions::default());
    let write = |batch: &Batch, providers: &[Provider]| {
        batch.write_volumes(providers, folder.path(), options, go_on).map(|report| report.bytes())
    };
    write(&batch(7), &list(LETTERS)).unwrap();
    let error = write(&batch(7).adding(), &changed(LETTERS)).unwrap_err();
    let sentence = "the folder holds volumes of another list, which are sorted and counted over \
                    all of it: issue to another folder";
    assert_eq!(error.to_string(), format!("{}: {sentence}", folder.path().display()));
    assert_eq!(write(&batch(7).adding(), &list(LETTERS)).unwrap(), 0);
}

#[test]
fn another_key_or_date_is_refused_as_ever() {
    let folder = issued();
    let error = batch(8).adding().write_directory(&changed(LETTERS), folder.path(), go_on);
    let sentence = format!("{}: the folder holds a run with another key", folder.path().display());
    assert_eq!(error.unwrap_err().to_string(), sentence);
}

#[test]
fn what_was_damaged_meanwhile_is_told_too() {
    let folder = issued();
    fs::write(folder.path().join("47/4770000002.pdf"), "torn").unwrap();
    let report = add(folder.path(), &changed(LETTERS));
    assert_eq!((report.repaired(), report.added(), report.corrected().len()), (1, 2, 1));
}

#[test]
fn a_run_that_was_stopped_is_unfinished_and_the_plain_call_goes_on_and_tells() {
    let (folder, first) = (TempDir::new().unwrap(), list(600));
    batch(7).write_directory(&first, folder.path(), go_on).unwrap();
    let (providers, one) = (changed(600), std::num::NonZeroUsize::MIN);
    let adding = batch(7).adding().threads(one);
    let stopped =
        adding.write_directory(&providers, folder.path(), |_| ControlFlow::Break(())).unwrap();
    assert!(!stopped.is_complete());
    let found = batch(7).verify(&providers, &[folder.path()]).unwrap();
    assert!(found.len() == 1 && found[0].to_string().contains("not come to its end"), "{found:?}");
    let report = batch(7).write_directory(&providers, folder.path(), go_on).unwrap();
    assert_eq!((report.added(), told(&report)), (2, vec![CORRECTED.to_owned()]));
    assert_eq!(differing(&tree(folder.path()), &fresh(&batch(7), &providers)), [""; 0]);
}

#[test]
fn shards_grow_each_in_its_folder() {
    let providers = changed(60);
    for index in 0..3 {
        let (part, folder) =
            (batch(7).shard(Shard::new(index, 3).unwrap()), TempDir::new().unwrap());
        part.write_directory(&list(60), folder.path(), go_on).unwrap();
        part.adding().write_directory(&providers, folder.path(), go_on).unwrap();
        assert_eq!(differing(&tree(folder.path()), &fresh(&part, &providers)), [""; 0]);
    }
}

#[test]
fn a_later_round_grows_and_the_first_says_what_is_void() {
    let (folder, providers) = (issued(), list(LETTERS));
    let second = batch(7).round(Round::new(2).unwrap());
    second.write_directory(&providers[..1], folder.path(), go_on).unwrap();
    second.adding().write_directory(&providers[..3], folder.path(), go_on).unwrap();
    assert_eq!(second.verify(&providers[..3], &[folder.path()]).unwrap(), []);
    assert_eq!(batch(7).verify(&providers, &[folder.path()]).unwrap(), []);
    let manifest = fs::read_to_string(folder.path().join("manifest.csv")).unwrap();
    let void = manifest.lines().filter(|row| row.split(',').nth(3) == Some("2"));
    assert_eq!(void.count(), 3, "{manifest}");
}
