//! Lists, issuer and keys for the tests of batches, and what stands in a folder afterwards.

#![allow(dead_code, reason = "each test file takes what it needs")]

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use reissue_notice::{Batch, BatchKey, Issuer, Progress, Provider};

/// Recurring, so that a spool's fonts stop growing; the first has glyphs that no master font has.
const NAMES: [&str; 7] = [
    "髙橋訪問看護ステーション",
    "株式会社　加賀医療器",
    "福祉用具販売・貸与事業所ｓｅｅｄｓ",
    "小規模多機能ホームえみある",
    "まちのナースステーション八千代　むすんでひらいて",
    "ツクイ盛岡",
    "社会医療法人社団　昭愛会　水野介護医療院",
];

/// In no font, so that a run meets a refusal as well.
const UNPRINTABLE: &str = "ケアሀ";

/// Where [`list`] has the record that is refused.
pub(crate) const REFUSED: usize = 4;

/// Providers of three prefectures in turn, so that the groups of a run share folders; one of them
/// is refused.
pub(crate) fn list(count: usize) -> Vec<Provider> {
    let name = |index| if index == REFUSED { UNPRINTABLE } else { name(index) };
    (0..count).map(|index| numbered(index, name(index))).collect()
}

/// The same, one at a time, and all can be printed.
pub(crate) fn printable(count: usize) -> impl Iterator<Item = Provider> {
    (0..count).map(|index| numbered(index, name(index)))
}

fn name(index: usize) -> &'static str {
    NAMES[index % NAMES.len()]
}

fn numbered(index: usize, name: &str) -> Provider {
    let number = format!("{}7{index:07}", ["19", "01", "47"][index % 3]);
    Provider::new(
        number.parse().unwrap(),
        format!("KJ{index:012}").parse().unwrap(),
        name.parse().unwrap(),
    )
}

pub(crate) fn issuer() -> Issuer {
    Issuer::builder()
        .federation_by_prefecture()
        .issued_on("2026-04-01".parse().unwrap())
        .build()
        .unwrap()
}

/// The batch whose key is this byte, thirty-two times.
pub(crate) fn batch(seed: u8) -> Batch {
    issuer().batch(BatchKey::from_bytes(&[seed; 32]).unwrap())
}

pub(crate) fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Every file of a run's folder by its name there; the lock alone is left out, as it says nothing.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    gather(folder, "", &mut files);
    files.remove(".lock");
    files
}

pub(crate) fn is_pdf(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "pdf")
}

fn gather(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

/// Where two folders differ, by file name: what `assert_eq!` would print as megabytes.
pub(crate) fn differing<'t>(
    left: &'t BTreeMap<String, Vec<u8>>,
    right: &'t BTreeMap<String, Vec<u8>>,
) -> Vec<&'t str> {
    let names = left.keys().chain(right.keys().filter(|name| !left.contains_key(*name)));
    names.filter(|name| left.get(*name) != right.get(*name)).map(String::as_str).collect()
}

/// The same list as it may come later: a row before the others, one more, and one whose name was
/// corrected.
pub(crate) fn changed(count: usize) -> Vec<Provider> {
    let mut providers = list(count);
    let corrected = &providers[1];
    let (number, user_id) = (corrected.number(), corrected.user_id().clone());
    providers[1] = Provider::new(number, user_id, "訂正後の事業所".parse().unwrap());
    providers.insert(0, numbered(count, name(0)));
    providers.push(numbered(count + 1, name(1)));
    providers
}
