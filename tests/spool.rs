//! Few big files for a print shop: what stands on each page, what a bookmark says, and what an
//! unfinished volume is called.

#![cfg(reissue_notice_judges)]
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

mod batches;
mod judges;

use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;

use batches::{batch, differing, go_on, is_pdf, list, printable, tree};
use judges::Order;
use reissue_notice::{
    BatchKey, Issuer, PostCode, Profile, Provider, Report, SpoolOptions, SpoolOrder, Template,
};
use tempfile::TempDir;

const LETTERS: usize = 25;
/// One of [`LETTERS`] is refused.
const PRINTED: usize = LETTERS - 1;
const PAGES: usize = 10;

fn volumes_of(pages: usize) -> SpoolOptions {
    SpoolOptions::default().with_pages_per_volume(NonZeroUsize::new(pages).unwrap())
}

fn write(folder: &Path) -> Report {
    batch(7).write_volumes(&list(LETTERS), folder, volumes_of(PAGES), go_on).unwrap()
}

/// The text of each page, without spaces.
fn pages(pdf: &[u8]) -> Vec<String> {
    let text = judges::pdftotext(pdf, Order::Raw);
    let pages = text.split_terminator('\u{c}');
    pages.map(|page| page.split_whitespace().collect()).collect()
}

#[test]
fn every_volume_is_sound_and_has_so_many_pages() {
    let folder = TempDir::new().unwrap();
    let report = write(folder.path());
    assert_eq!((report.issued(), report.refused().len()), (PRINTED, 1));
    let tree = tree(folder.path());
    let names: Vec<&str> = tree.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["journal.csv", "manifest.csv", "spool-0001.pdf", "spool-0002.pdf", "spool-0003.pdf"]
    );
    for (name, expected) in [("spool-0001.pdf", 10), ("spool-0002.pdf", 10), ("spool-0003.pdf", 4)]
    {
        judges::qpdf_check(&tree[name]);
        assert_eq!(judges::pages(&tree[name]), expected);
    }
}

/// More than two leaves of the page tree.
#[test]
fn a_spool_of_many_pages_is_sound() {
    let (pdf, report) =
        batch(7).write_spool(printable(150), Vec::new(), SpoolOptions::default()).unwrap();
    assert_eq!((report.issued(), report.bytes()), (150, pdf.len() as u64));
    judges::qpdf_check(&pdf);
    assert_eq!(judges::pages(&pdf), 150);
    let (empty, _) =
        batch(7).write_spool(printable(0), Vec::new(), SpoolOptions::default()).unwrap();
    assert!(empty.ends_with(b"%%EOF\n"));
}

#[test]
fn each_page_has_its_own_letter_and_no_foreign_password() {
    let batch = batch(7);
    let (pdf, report) =
        batch.write_spool(list(LETTERS), Vec::new(), SpoolOptions::default()).unwrap();
    assert_eq!(report.refused()[0].row(), 5);
    let printed: Vec<Provider> =
        list(LETTERS).into_iter().filter(|p| batch.letter(p).is_ok()).collect();
    let pages = pages(&pdf);
    assert_eq!(pages.len(), printed.len());
    for (index, (page, provider)) in pages.iter().zip(&printed).enumerate() {
        let name: String = provider.name().to_string().split_whitespace().collect();
        for own in [provider.number().as_str(), provider.user_id().as_str(), &name] {
            assert!(page.contains(own), "page {}: {own} is not in {page}", index + 1);
        }
        for (other, provider) in printed.iter().enumerate() {
            let found = page.contains(batch.password_of(provider.number()).expose_secret());
            assert_eq!(
                found,
                other == index,
                "page {} and the password of letter {}",
                index + 1,
                other + 1
            );
        }
    }
}

#[test]
fn a_page_of_a_spool_reads_as_the_letter_alone() {
    let batch = batch(7);
    let provider = list(1).remove(0);
    let (pdf, _) = batch.write_spool([&provider], Vec::new(), SpoolOptions::default()).unwrap();
    let (tagged, _) = batch
        .write_spool([&provider], Vec::new(), SpoolOptions::default().with_profile(Profile::A2a))
        .unwrap();
    let letter = batch.letter(&provider).unwrap();
    let [pdf, tagged, letter] =
        [&pdf, &tagged, letter.pdf()].map(|pdf| judges::pdftotext(pdf, Order::Layout));
    assert_eq!((&pdf, &tagged), (&letter, &letter));
}

#[test]
fn pages_are_sorted_and_counted_over_all_volumes() {
    let folder = TempDir::new().unwrap();
    write(folder.path());
    let tree = tree(folder.path());
    let volumes = tree.iter().filter(|(name, _)| is_pdf(name));
    let all: Vec<String> = volumes.flat_map(|(_, pdf)| pages(pdf)).collect();
    let mut numbers: Vec<String> =
        printed().iter().map(|provider| provider.number().to_string()).collect();
    numbers.sort();
    assert_eq!(all.len(), PRINTED);
    for (index, (page, number)) in all.iter().zip(numbers).enumerate() {
        assert!(page.contains(&number), "page {} should be {number}'s: {page}", index + 1);
        assert!(page.contains(&format!("{}/{PRINTED}", index + 1)), "{page}");
    }
    let folder = TempDir::new().unwrap();
    let uncounted = volumes_of(PAGES).without_counts();
    batch(7).write_volumes(&list(LETTERS), folder.path(), uncounted, go_on).unwrap();
    let first = fs::read(folder.path().join("spool-0001.pdf")).unwrap();
    assert!(!pages(&first)[0].contains(&format!("1/{PRINTED}")));
}

#[test]
fn each_order_is_what_it_says() {
    let coded =
        |provider: Provider, code: &str| provider.with_post_code(code.parse::<PostCode>().unwrap());
    let mut providers: Vec<Provider> = list(4);
    providers.swap(0, 2);
    let last = providers.remove(3);
    providers.push(coded(last, "100-0001"));
    let first = providers.remove(0);
    providers.insert(0, coded(first, "999-9999"));
    let order = |order| {
        let folder = TempDir::new().unwrap();
        batch(7)
            .write_volumes(&providers, folder.path(), volumes_of(9).with_order(order), go_on)
            .unwrap();
        judges::bookmarks(&fs::read(folder.path().join("spool-0001.pdf")).unwrap())
    };
    let [listed, a, b, c] = ["4770000002", "0170000001", "1970000000", "1970000003"];
    assert_eq!(order(SpoolOrder::AsListed), [listed, a, b, c]);
    assert_eq!(order(SpoolOrder::Number), [a, b, c, listed]);
    assert_eq!(order(SpoolOrder::Federation), [a, b, c, listed]);
    assert_eq!(order(SpoolOrder::PostCode), [c, listed, a, b]);
}

#[test]
fn bookmarks_are_the_numbers_and_no_secret() {
    let folder = TempDir::new().unwrap();
    write(folder.path());
    let mut numbers: Vec<String> =
        printed().iter().map(|provider| provider.number().to_string()).collect();
    numbers.sort();
    let pdf = fs::read(folder.path().join("spool-0002.pdf")).unwrap();
    assert_eq!(judges::bookmarks(&pdf), numbers[PAGES..2 * PAGES]);
    let plain = String::from_utf8_lossy(&judges::uncompressed(&pdf)).into_owned();
    for provider in printed() {
        assert!(!plain.contains(batch(7).password_of(provider.number()).expose_secret()));
    }
}

#[test]
fn where_the_callback_breaks_finished_volumes_stand_and_the_run_goes_on() {
    let (stopped, undisturbed) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    write(undisturbed.path());
    let breaking = |_| ControlFlow::Break(());
    let report = batch(7)
        .write_volumes(&list(LETTERS), stopped.path(), volumes_of(PAGES), breaking)
        .unwrap();
    assert!(!report.is_complete() && !stopped.path().join("manifest.csv").exists());
    let (found, whole) = (tree(stopped.path()), tree(undisturbed.path()));
    for (name, bytes) in found.iter().filter(|(name, _)| is_pdf(name)) {
        assert!(whole[name] == *bytes, "{name} is not whole");
    }
    assert!(write(stopped.path()).is_complete());
    assert_eq!(differing(&tree(stopped.path()), &whole), Vec::<&str>::new());
}

/// Large print has two pages a letter: the print shop counts sheets, and so does the manifest.
#[test]
fn volumes_count_pages_and_not_letters() {
    let builder = Issuer::builder().federation_by_prefecture();
    let builder = builder.issued_on("2026-04-01".parse().unwrap());
    let issuer = builder.template(Template::large_print()).build().unwrap();
    let batch = issuer.batch(BatchKey::from_bytes(&[7; 32]).unwrap());
    let (folder, providers) = (TempDir::new().unwrap(), list(4));
    batch.write_volumes(&providers, folder.path(), volumes_of(5), go_on).unwrap();
    for name in ["spool-0001.pdf", "spool-0002.pdf"] {
        assert_eq!(judges::pages(&fs::read(folder.path().join(name)).unwrap()), 4, "{name}");
    }
    let manifest = fs::read_to_string(folder.path().join("manifest.csv")).unwrap();
    let pages: Vec<&str> =
        manifest.lines().skip(1).map(|row| row.split(',').nth(5).unwrap()).collect();
    assert_eq!(pages, ["1", "3", "1", "3"]);
    assert_eq!(batch.verify(&providers, &[folder.path()]).unwrap(), []);
}

#[test]
fn a_torn_altered_or_missing_volume_is_made_again() {
    let folder = TempDir::new().unwrap();
    write(folder.path());
    let before = tree(folder.path());
    let path = |name: &str| folder.path().join(name);
    fs::write(path("spool-0001.pdf"), &before["spool-0001.pdf"][..5000]).unwrap();
    let mut longer = before["spool-0002.pdf"].clone();
    longer.push(b'\n');
    fs::write(path("spool-0002.pdf"), longer).unwrap();
    fs::remove_file(path("spool-0003.pdf")).unwrap();
    let verified = batch(7).verify(&list(LETTERS), &[folder.path()]).unwrap();
    let said: Vec<String> = verified.iter().map(ToString::to_string).collect();
    let altered = |name| format!("{}: not as it was written", path(name).display());
    assert_eq!(said[..2], [altered("spool-0001.pdf"), altered("spool-0002.pdf")]);
    let missing = said.iter().filter(|said| said.contains("no letter, expected"));
    assert_eq!((said.len() - 2, missing.count()), (4, 4), "each letter of a missing volume");
    let report = write(folder.path());
    assert_eq!(report.repaired(), 3);
    assert_eq!(differing(&tree(folder.path()), &before), Vec::<&str>::new());
    assert_eq!(write(folder.path()).bytes(), 0);
    assert_eq!(batch(7).verify(&list(LETTERS), &[folder.path()]).unwrap(), []);
}

#[test]
fn other_volumes_in_the_same_folder_are_refused() {
    let folder = TempDir::new().unwrap();
    write(folder.path());
    let kind =
        format!("{}: the folder holds a run with another kind of run", folder.path().display());
    let options = [
        volumes_of(PAGES + 1),
        volumes_of(PAGES).without_counts(),
        volumes_of(PAGES).with_order(SpoolOrder::AsListed),
        volumes_of(PAGES).with_profile(Profile::A2a),
    ];
    for options in options {
        let error =
            batch(7).write_volumes(&list(LETTERS), folder.path(), options, go_on).unwrap_err();
        assert_eq!(error.to_string(), kind);
    }
}

#[test]
fn a_writer_that_fails_is_a_sentence_and_no_password() {
    #[derive(Debug)]
    struct Full(usize);
    impl io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let spool = |room| batch(7).write_spool(printable(40), Full(room), SpoolOptions::default());
    let whole = usize::MAX - spool(usize::MAX).unwrap().0.0;
    for room in [0, 1, whole / 2, whole - 1] {
        let error = spool(room).unwrap_err();
        assert_eq!(error.to_string(), "cannot write the spool: no storage space");
    }
    let (writer, _) = spool(whole).unwrap();
    assert_eq!(writer.0, 0);
}

fn printed() -> Vec<Provider> {
    let batch = batch(7);
    list(LETTERS).into_iter().filter(|provider| batch.letter(provider).is_ok()).collect()
}
