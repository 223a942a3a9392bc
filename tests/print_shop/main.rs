//! From the list to the post: one envelope for each addressee, letters that are pulled, the log of
//! the inserter, spoiled sheets struck again, and the marks that the inserter reads.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

#[path = "../batches/mod.rs"]
mod batches;
mod chain;
#[cfg(reissue_notice_judges)]
#[path = "../judges/mod.rs"]
mod judges;
mod log;
#[cfg(reissue_notice_judges)]
mod marks;
#[cfg(reissue_notice_judges)]
#[path = "../vera/mod.rs"]
#[expect(clippy::panic, reason = "a test stops at the first surprise")]
mod vera;
#[cfg(reissue_notice_judges)]
#[path = "../zxing/mod.rs"]
mod zxing;

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;

use batches::{batch, go_on, tree};
use reissue_notice::{
    Batch, BatchKey, Columns, Issuer, Listing, Provider, Roster, SpoolOptions, Template,
};
use tempfile::TempDir;

/// 1,000 real providers, 155 of which share name and address with another.
fn providers() -> Vec<Provider> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/print_shop.csv");
    let listing = listing(&path);
    assert_eq!((listing.providers().len(), listing.refused().len()), (1000, 0));
    listing.into_providers()
}

fn listing(path: &Path) -> Listing {
    let list = fs::File::open(path).unwrap();
    Roster::read_all(list, &Columns::default().with_addresses()).unwrap()
}

fn eight() -> NonZeroUsize {
    8.try_into().unwrap()
}

/// Small volumes, so that envelopes meet their ends.
fn gathered() -> SpoolOptions {
    SpoolOptions::default()
        .with_pages_per_volume(90.try_into().unwrap())
        .with_shared_envelopes(eight())
}

fn shop(batch: &Batch, providers: &[Provider], options: SpoolOptions) -> TempDir {
    let folder = TempDir::new().unwrap();
    batch.write_volumes(providers, folder.path(), options, go_on).unwrap();
    folder
}

/// A manifest by the names of its columns.
fn manifest(folder: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join("manifest.csv")).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// The rows of each envelope.
fn envelopes(folder: &Path) -> BTreeMap<usize, Vec<BTreeMap<String, String>>> {
    let mut envelopes: BTreeMap<usize, Vec<_>> = BTreeMap::new();
    for row in manifest(folder) {
        envelopes.entry(row["envelope"].parse().unwrap()).or_default().push(row);
    }
    envelopes
}

/// So many providers at one address, whose numbers are not neighbours, among others.
fn neighbours(count: usize) -> Vec<Provider> {
    let mut list = Vec::new();
    for index in 0..count {
        for (kind, address) in [(7, "甲府市丸の内1-6-1".to_owned()), (8, format!("{index}番"))]
        {
            let provider = Provider::new(
                format!("19{kind}{index:07}").parse().unwrap(),
                format!("KJ{kind}{index:011}").parse().unwrap(),
                "やまなし会".parse().unwrap(),
            );
            list.push(provider.with_address(address.parse().unwrap()));
        }
    }
    list
}

#[test]
fn letters_to_one_addressee_share_an_envelope_and_a_volume() {
    let (batch, providers) = (batch(7), providers());
    let folder = shop(&batch, &providers, gathered());
    let envelopes = envelopes(folder.path());
    let shared: Vec<_> = envelopes.values().filter(|rows| rows.len() > 1).collect();
    let letters: usize = shared.iter().map(|rows| rows.len()).sum();
    assert_eq!((envelopes.len(), shared.len(), letters), (922, 77, 155));
    assert!(envelopes.keys().copied().eq(1..=922), "counted from 1, in the order of the letters");
    let mut last = 0;
    for rows in envelopes.values() {
        for pair in rows.windows(2) {
            assert_eq!(pair[0]["file"], pair[1]["file"]);
            let page = |row: &BTreeMap<String, String>| row["page"].parse::<usize>().unwrap();
            assert_eq!(page(&pair[0]) + 1, page(&pair[1]));
        }
        let number = &rows[0]["provider_number"];
        let first = providers.iter().position(|p| p.number().as_str() == number).unwrap();
        let mut numbers: Vec<_> = providers.iter().map(Provider::number).collect();
        numbers.sort_unstable();
        let place = numbers.iter().position(|found| *found == providers[first].number()).unwrap();
        assert!(place >= last, "an envelope stands where its first letter would");
        last = place;
    }
    assert_eq!(batch.verify(&providers, &[folder.path()]).unwrap(), []);
    let key = BatchKey::from_bytes(&[7; 32]).unwrap();
    assert_eq!(key.verify_seals(&[folder.path()]).unwrap(), []);
    let before = tree(folder.path());
    batch.write_volumes(&providers, folder.path(), gathered(), go_on).unwrap();
    assert!(tree(folder.path()) == before, "the same call keeps all");
}

#[test]
fn an_envelope_has_eight_sheets_at_most() {
    let sizes = |batch: &Batch, options: SpoolOptions| -> Vec<usize> {
        let folder = shop(batch, &neighbours(11), options);
        envelopes(folder.path()).values().map(Vec::len).filter(|&letters| letters > 1).collect()
    };
    assert_eq!(sizes(&batch(7), gathered()), [8, 3]);
    let few = SpoolOptions::default().with_pages_per_volume(5.try_into().unwrap());
    assert_eq!(
        sizes(&batch(7), few.with_shared_envelopes(eight())),
        [5, 5],
        "a volume has room for five"
    );
    let large = issuer_of(&Template::large_print()).batch(BatchKey::from_bytes(&[7; 32]).unwrap());
    assert_eq!(sizes(&large, gathered()), [4, 4, 3], "two pages are two sheets");
    assert_eq!(sizes(&large, gathered().with_duplex()), [8, 3], "or one");
}

fn issuer_of(template: &Template) -> Issuer {
    let builder = Issuer::builder().federation_by_prefecture();
    let builder = builder.issued_on("2026-04-01".parse().unwrap());
    builder.template(template.clone()).build().unwrap()
}

#[test]
fn no_letter_begins_on_the_back_of_another() {
    let folder = TempDir::new().unwrap();
    let options = SpoolOptions::default().with_duplex();
    let error = batch(7).write_volumes(&neighbours(2), folder.path(), options, go_on).unwrap_err();
    assert_eq!(
        error.to_string(),
        "an odd number of pages a letter (1) cannot be printed on both sides: the next letter would \
         begin on the back of this one"
    );
    assert_eq!(tree(folder.path()).len(), 0);
}

#[test]
fn without_the_option_a_manifest_tells_of_no_envelope() {
    let (batch, providers) = (batch(7), neighbours(3));
    let folder = shop(&batch, &providers, SpoolOptions::default());
    let manifest = fs::read_to_string(folder.path().join("manifest.csv")).unwrap();
    assert!(manifest.starts_with(
        "provider_number,user_id,round,replaced_by,file,page,scheme,hmac_sha256,warnings\n"
    ));
    let error = batch.write_volumes(&providers, folder.path(), gathered(), go_on).unwrap_err();
    assert!(error.to_string().ends_with("the folder holds a run with another kind of run"));
}

#[test]
fn a_changed_envelope_is_found_and_so_is_a_changed_head() {
    let (batch, providers) = (batch(7), neighbours(3));
    let folder = shop(&batch, &providers, gathered());
    let file = folder.path().join("manifest.csv");
    let written = fs::read_to_string(&file).unwrap();
    let sentences = || -> Vec<String> {
        let differences = batch.verify(&providers, &[folder.path()]).unwrap();
        differences.iter().map(ToString::to_string).collect()
    };
    let told = |rest: &str| format!("{}: {rest}", file.display());
    fs::write(&file, written.replacen(".pdf,2,1,", ".pdf,2,2,", 1)).unwrap();
    assert_eq!(sentences(), [told("the row of 1970000001 is not as it was written")]);
    fs::write(&file, written.replacen(",envelope", "", 1)).unwrap();
    assert_eq!(sentences(), [told("line 1 is not as it was written")]);
    let key = BatchKey::from_bytes(&[7; 32]).unwrap();
    let found = key.verify_seals(&[folder.path()]).unwrap();
    assert_eq!(found[0].to_string(), told("line 1 is not as it was written"));
    assert_eq!(found.len(), 1);
}

/// A run of three letters in a folder of its own.
fn three() -> (Batch, Vec<Provider>, TempDir) {
    let providers = neighbours(2);
    let folder = shop(&batch(7), &providers[..3], gathered());
    (batch(7), providers, folder)
}

#[test]
fn a_pulled_letter_is_void_wherever_that_matters() {
    let (batch, providers, folder) = three();
    let (folder, number) = (folder.path(), providers[0].number());
    assert!(batch.void_list(folder).unwrap().is_empty());
    let pulled = batch.pull(folder, &[number, number]).unwrap();
    assert_eq!(pulled.len(), 1);
    let place = (pulled[0].file(), pulled[0].page(), pulled[0].envelope());
    assert_eq!(place, ("spool-0001.pdf", 1, Some(1)));
    let void = batch.void_list(folder).unwrap();
    assert_eq!(void.letters().collect::<Vec<_>>(), [&pulled[0]]);
    assert_eq!(batch.verify(&providers[..3], &[folder]).unwrap(), []);

    let posted = batch.voiding(void);
    let accounts: Vec<_> = posted.accounts(&providers[..3]).map(|a| a.number()).collect();
    assert_eq!(accounts, [providers[1].number(), providers[2].number()]);
    let posting = posted.posting(&providers[..3], gathered()).unwrap();
    let posting: Vec<_> = posting.iter().map(|c| (c.area(), c.sheets(), c.envelopes())).collect();
    assert_eq!(posting, [(None, 1, 2)], "the envelope of two has one sheet left");
    let file = folder.join("credentials.csv");
    assert_eq!(posted.write_credentials(&providers[..3], &file).unwrap(), 2);
    fs::remove_file(file).unwrap();

    let again = batch.pull(folder, &[providers[1].number()]).unwrap();
    assert_eq!((again.len(), batch.void_list(folder).unwrap().len()), (1, 2));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(folder.join("void.csv")).unwrap().permissions().mode();
        assert_eq!(mode & 0o7777, 0o600);
    }
}

#[test]
fn envelopes_are_counted_by_area_and_sheets() {
    let codes = ["400-0031", "400-0031", "401-0301", ""];
    let with_code = |(provider, code): (Provider, &str)| match code {
        "" => provider,
        code => provider.with_post_code(code.parse().unwrap()),
    };
    let providers: Vec<Provider> = neighbours(2).into_iter().zip(codes).map(with_code).collect();
    let classes = batch(7).posting(&providers, SpoolOptions::default()).unwrap();
    let classes: Vec<_> = classes.iter().map(|c| (c.area(), c.sheets(), c.envelopes())).collect();
    assert_eq!(classes, [(Some("400"), 1, 2), (Some("401"), 1, 1), (None, 1, 1)]);
}

#[test]
fn who_has_no_letter_cannot_be_pulled_and_nobody_else_is() {
    let (batch, providers, folder) = three();
    let numbers: Vec<_> = providers.iter().map(Provider::number).collect();
    let error = batch.pull(folder.path(), &numbers).unwrap_err();
    assert_eq!(
        error.to_string(),
        "provider 1980000001: the manifest names no letter of this provider"
    );
    assert!(!folder.path().join("void.csv").exists());
    let out = folder.path().join("again");
    let error = batch.respool(&providers[..3], folder.path(), &numbers, &out).unwrap_err();
    assert!(error.to_string().starts_with("provider 1980000001: "), "{error}");
    assert!(!out.exists());
}

#[test]
fn a_changed_void_list_is_found() {
    let (batch, providers, folder) = three();
    batch.pull(folder.path(), &[providers[0].number()]).unwrap();
    let file = folder.path().join("void.csv");
    let written = fs::read_to_string(&file).unwrap();
    fs::write(&file, written.replacen("pdf,1,1", "pdf,2,1", 1)).unwrap();
    let expected = format!("{}: not as it was written", file.display());
    let found = batch.verify(&providers[..3], &[folder.path()]).unwrap();
    assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), [&*expected]);
    let key = BatchKey::from_bytes(&[7; 32]).unwrap();
    assert_eq!(key.verify_seals(&[folder.path()]).unwrap(), found);
    let error = batch.pull(folder.path(), &[providers[1].number()]).unwrap_err();
    assert_eq!(error.to_string(), format!("{expected}; a verification names what is"));
}

#[test]
fn what_is_struck_again_is_of_this_run_and_no_other() {
    let (batch, providers, folder) = three();
    let out = TempDir::new().unwrap();
    let again = |batch: &Batch, providers: &[Provider]| {
        let number = [providers[0].number()];
        batch.respool(providers, folder.path(), &number, out.path()).map_err(|e| e.to_string())
    };
    let error = again(&batch, &providers).unwrap_err();
    assert!(error.ends_with("the folder holds a run with another list of providers"), "{error}");
    let other = self::batch(8);
    let error = again(&other, &providers[..3]).unwrap_err();
    assert!(error.ends_with("the folder holds a run with another key"), "{error}");
    let file = &again(&batch, &providers[..3]).unwrap()[0];
    let first = fs::read(file).unwrap();
    assert_eq!(fs::read(&again(&batch, &providers[..3]).unwrap()[0]).unwrap(), first);
}
