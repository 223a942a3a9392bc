//! The whole chain: list, volumes, pull, log with faults, reconcile, respool, verify; in the end
//! every provider is accounted for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use lopdf::{Document, Object};
use reissue_notice::{
    Batch, BatchKey, LogColumns, Provider, ProviderNumber, Reconciliation, Round, SpoolOptions,
};
use tempfile::TempDir;

use super::batches::{batch, go_on, issuer};
use super::log::{CLEAR, Log, Sheet, plant};
use super::{eight, envelopes, manifest, providers};

const FAULTS: usize = 50;
const SPOILED: usize = 12;

#[test]
fn a_thousand_real_providers_are_all_accounted_for() {
    let told = go_through(&providers(), 90);
    assert_eq!(
        told,
        "1000 providers, 922 envelopes in 12 volumes; 10 pulled; 50 of 50 faults found; \
         12 struck again in 3 volumes; 1000 accounts, 0 differences"
    );
}

/// By hand: `PRINT_SHOP_LIST=providers.csv cargo test --test print_shop -- --ignored --nocapture`.
#[test]
#[ignore = "wants a list of a nation's providers in PRINT_SHOP_LIST"]
#[expect(clippy::print_stdout, reason = "the numbers are for whoever runs it by hand")]
fn all_providers_of_a_list_are_accounted_for() {
    let path = std::env::var_os("PRINT_SHOP_LIST").unwrap();
    let listing = super::listing(Path::new(&path));
    for refused in listing.refused() {
        println!("refused: {}", refused.error());
    }
    let (issuer, mut providers) = (issuer(), listing.into_providers());
    providers.retain(|provider| match issuer.check(provider) {
        Ok(_) => true,
        Err(error) => {
            println!("refused: {error}");
            false
        }
    });
    println!("{}", go_through(&providers, 1000));
}

/// The numbers, where all is as it should be.
fn go_through(providers: &[Provider], pages: usize) -> String {
    let (batch, folders) = (batch(7), TempDir::new().unwrap());
    let (folder, out) = (folders.path().join("volumes"), folders.path().join("again"));
    let options = SpoolOptions::default()
        .with_pages_per_volume(pages.try_into().unwrap())
        .with_shared_envelopes(eight());
    let report = batch.write_volumes(providers, &folder, options, go_on).unwrap();
    assert_eq!((report.issued(), report.refused().len()), (providers.len(), 0));

    let run = Run { batch: &batch, providers, folder: &folder };
    let pulled = run.pull();
    let sheets = run.sheets(&pulled);
    let (faulty, clean, spoiled) = logs(&sheets);
    let found = run.reconcile(&[faulty.text()]);
    let sentences: Vec<String> = found.discrepancies().iter().map(ToString::to_string).collect();
    assert_eq!(sentences, faulty.told(), "every fault, and nothing else");
    assert_eq!(sentences.len(), FAULTS);
    assert_is_whole(&found, providers.len());
    assert_eq!(found.spoiled_letters(), spoiled);

    let files = batch.respool(providers, &folder, &spoiled, &out).unwrap();
    assert_struck_again(&folder, &out, &spoiled);
    let again: Vec<Sheet> =
        sheets.posted.iter().filter(|sheet| spoiled.contains(&sheet.number)).copied().collect();
    let settled = run.reconcile(&[clean.text(), Log::of(&again, &BTreeSet::new()).text()]);
    assert!(settled.is_settled(), "{:?}", settled.discrepancies());
    assert_eq!(settled.inserted() + settled.pulled(), providers.len());

    run.issue_again(options, pulled.len());
    let accounts = run.accounts();
    let differences = batch.verify(providers, &[&folder]).unwrap();
    let seals = BatchKey::from_bytes(&[7; 32]).unwrap().verify_seals(&[&folder]).unwrap();
    assert_eq!((&differences, &seals), (&Vec::new(), &Vec::new()));
    format!(
        "{} providers, {} envelopes in {} volumes; {} pulled; {} of {FAULTS} faults found; {} \
         struck again in {} volumes; {accounts} accounts, {} differences",
        providers.len(),
        envelopes(&folder).len(),
        volumes(&folder),
        pulled.len(),
        sentences.len(),
        spoiled.len(),
        files.len(),
        differences.len(),
    )
}

struct Run<'a> {
    batch: &'a Batch,
    providers: &'a [Provider],
    folder: &'a Path,
}

/// The sheets of a run, each a letter.
struct Sheets {
    posted: Vec<Sheet>,
    void: Vec<Sheet>,
}

impl Run<'_> {
    /// Every hundredth, and no more than a few.
    fn pull(&self) -> BTreeSet<ProviderNumber> {
        let numbers = self.providers.iter().step_by(100).map(Provider::number);
        let numbers: Vec<ProviderNumber> = numbers.take(40).collect();
        let pulled = self.batch.pull(self.folder, &numbers).unwrap();
        let rows = manifest(self.folder);
        for letter in &pulled {
            let number = letter.number().to_string();
            let row = rows.iter().find(|row| row["provider_number"] == number).unwrap();
            assert_eq!(letter.file(), row["file"]);
            assert_eq!(letter.page().to_string(), row["page"]);
            assert_eq!(letter.envelope().unwrap().to_string(), row["envelope"]);
        }
        assert_eq!(pulled.len(), numbers.len());
        numbers.into_iter().collect()
    }

    fn sheets(&self, pulled: &BTreeSet<ProviderNumber>) -> Sheets {
        let mut sheets = Sheets { posted: Vec::new(), void: Vec::new() };
        for (nth, row) in (1..).zip(manifest(self.folder)) {
            let number: ProviderNumber = row["provider_number"].parse().unwrap();
            let sheet = Sheet { nth, number, envelope: row["envelope"].parse().unwrap() };
            let is_void = pulled.contains(&number);
            if is_void { &mut sheets.void } else { &mut sheets.posted }.push(sheet);
        }
        sheets
    }

    fn reconcile(&self, logs: &[String]) -> Reconciliation {
        let logs = logs.iter().map(String::as_bytes);
        self.batch.reconcile(self.folder, logs, &LogColumns::default()).unwrap()
    }

    /// Those who were pulled have a letter of the second round, and of no other.
    fn issue_again(&self, options: SpoolOptions, pulled: usize) {
        let waiting = || self.batch.void_list(self.folder).unwrap().to_issue_again(self.providers);
        assert_eq!(waiting().len(), pulled);
        let second = self.batch.round(Round::new(2).unwrap());
        second.write_volumes(&waiting(), self.folder, options, go_on).unwrap();
        assert_eq!(waiting().len(), 0);
    }

    /// How many log-ins there are: one a provider.
    fn accounts(&self) -> usize {
        let void = self.batch.void_list(self.folder).unwrap();
        let again: Vec<Provider> =
            self.providers.iter().filter(|p| void.holds(p.number())).cloned().collect();
        let first = self.batch.voiding(void);
        let second = self.batch.round(Round::new(2).unwrap());
        let mut numbers: Vec<ProviderNumber> =
            first.accounts(self.providers).map(|account| account.number()).collect();
        numbers.extend(second.accounts(&again).map(|account| account.number()));
        numbers.sort_unstable();
        let mut expected: Vec<ProviderNumber> =
            self.providers.iter().map(Provider::number).collect();
        expected.sort_unstable();
        assert_eq!(numbers, expected);
        numbers.len()
    }
}

/// A log with faults, one without, and those whose sheets are spoiled in both.
fn logs(sheets: &Sheets) -> (Log, Log, Vec<ProviderNumber>) {
    let room = sheets.posted.len() / FAULTS;
    let spoiled = (1..=SPOILED).map(|nth| sheets.posted[nth * room - CLEAR / 2]);
    let spoiled: Vec<Sheet> = spoiled.collect();
    let numbers = spoiled.iter().map(|sheet| sheet.number).collect();
    let spoiled = spoiled.iter().map(|sheet| sheet.nth).collect();
    let (mut faulty, clean) =
        (Log::of(&sheets.posted, &spoiled), Log::of(&sheets.posted, &spoiled));
    plant(&mut faulty, &sheets.posted, &sheets.void, FAULTS, 14);
    (faulty, clean, numbers)
}

fn assert_is_whole(found: &Reconciliation, sheets: usize) {
    let sum = found.inserted() + found.pulled() + found.spoiled() + found.missing();
    assert_eq!((sum, found.sheets()), (sheets, sheets));
}

fn volumes(folder: &Path) -> usize {
    let files: BTreeSet<String> =
        manifest(folder).into_iter().map(|row| row["file"].clone()).collect();
    files.len()
}

/// What of a letter is its own, as it stands on its page.
fn assert_struck_again(folder: &Path, out: &Path, spoiled: &[ProviderNumber]) {
    let mut letters: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for row in manifest(folder) {
        let number: ProviderNumber = row["provider_number"].parse().unwrap();
        if spoiled.contains(&number) {
            letters.entry(row["file"].clone()).or_default().push(row["page"].parse().unwrap());
        }
    }
    assert_eq!(fs::read_dir(out).unwrap().count(), letters.len() + 1, "and a lock");
    for (file, pages) in letters {
        let (spool, again) =
            (contents(&folder.join(&file)), contents(&out.join(format!("re{file}"))));
        assert_eq!(again.len(), pages.len());
        for (again, page) in again.iter().zip(pages) {
            assert!(*again == spool[page - 1], "{file}, page {page}");
        }
    }
}

/// The bytes of the last content of each page, as they stand in the file.
fn contents(file: &Path) -> Vec<Vec<u8>> {
    let document = Document::load(file).unwrap();
    let content = |page| {
        let contents = document.get_dictionary(page).unwrap().get(b"Contents").unwrap();
        let last = contents.as_array().unwrap().last().and_then(|last| last.as_reference().ok());
        match document.get_object(last.unwrap()).unwrap() {
            Object::Stream(stream) => stream.content.clone(),
            _ => Vec::new(),
        }
    };
    document.get_pages().into_values().map(content).collect()
}
