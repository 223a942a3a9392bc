//! One letter, whatever it stands in: the page of a volume is, pixel for pixel, that of the letter
//! in a file of its own, as pdfium and mutool paint it. (Pdfium paints an array of glyphs in steps of
//! whole pixels: a row of the grid in one array, as the smallest spools have it, looks otherwise.)

#![cfg(reissue_notice_judges)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "../batches/mod.rs"]
mod batches;
mod ink;
#[path = "../judges/mod.rs"]
mod judges;
#[path = "../pdfium/mod.rs"]
mod pdfium;

use std::fs;

use batches::{go_on, printable};
use reissue_notice::{
    Batch, BatchKey, EnvelopeWindow, Guide, IssuerBuilder, Profile, Provider, SpoolOptions,
    SpoolOrder, Template,
};
use tempfile::TempDir;

const LETTERS: usize = 4;

#[test]
fn a_letter_of_a_volume_looks_as_the_letter_alone() {
    let builders = [
        judges::issuer(),
        judges::issuer().template(Template::large_print()),
        judges::issuer().window(EnvelopeWindow::naga_3_vertical()).guide(Guide::default()),
    ];
    for builder in builders {
        let key = BatchKey::from_bytes(&[7; 32]).unwrap();
        let batch = builder.clone().build().unwrap().batch(key);
        let [by_pdfium, by_mutool] = pages(&singles(&batch));
        assert!(!by_pdfium.is_empty() && by_pdfium.len().is_multiple_of(LETTERS));
        for page in by_pdfium.iter().chain(&by_mutool) {
            assert!(page.iter().filter(|&&gray| gray < 100).count() > 1000, "a page without ink");
        }
        for profile in [Profile::Press, Profile::TaggedPress, Profile::A2a, Profile::Archive4] {
            let [volume, other] = pages(&[volume(&batch, profile)]);
            assert!(volume == by_pdfium, "{profile:?} looks otherwise to pdfium");
            assert!(other == by_mutool, "{profile:?} looks otherwise to mutool");
        }
        let [_, other] = pages(&[volume(&batch, Profile::A2u)]);
        assert!(other == by_mutool, "{:?} looks otherwise to mutool", Profile::A2u);
        let newest = singles(&newest(builder));
        assert!(pages(&newest) == [by_pdfium, by_mutool], "PDF 2.0 looks otherwise");
    }
}

/// A count at the foot, another password: a single character is seen.
#[test]
fn a_page_that_differs_by_a_character_is_found() {
    let key = BatchKey::from_bytes(&[7; 32]).unwrap();
    let batch = judges::issuer().build().unwrap().batch(key);
    let folder = TempDir::new().unwrap();
    let counted =
        SpoolOptions::default().with_order(SpoolOrder::AsListed).with_profile(Profile::Press);
    batch.write_volumes(&providers(), folder.path(), counted, go_on).unwrap();
    let counted = fs::read(folder.path().join("spool-0001.pdf")).unwrap();
    let other = batch.round("2".parse().unwrap());
    let options = SpoolOptions::default().with_profile(Profile::Press);
    let (other, _) = other.write_spool(providers(), Vec::new(), options).unwrap();
    let alone = pages(&[volume(&batch, Profile::Press)]);
    for differing in [counted, other] {
        for (a, b) in pages(&[differing]).iter().zip(&alone) {
            assert_eq!(a.len(), b.len());
            assert!(a.iter().zip(b).all(|(a, b)| a != b), "a page looks the same");
        }
    }
}

fn providers() -> Vec<Provider> {
    let address = "山梨県甲府市丸の内1丁目6-1";
    let providers = printable(LETTERS);
    providers.map(|p| p.with_address(address.parse().unwrap())).collect()
}

fn newest(builder: IssuerBuilder) -> Batch {
    builder.archive4().build().unwrap().batch(BatchKey::from_bytes(&[7; 32]).unwrap())
}

fn singles(batch: &Batch) -> Vec<Vec<u8>> {
    providers().iter().map(|provider| batch.letter(provider).unwrap().pdf().to_vec()).collect()
}

/// Without counts, as the letters have none.
fn volume(batch: &Batch, profile: Profile) -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let options = SpoolOptions::default().with_order(SpoolOrder::AsListed).with_profile(profile);
    batch.write_volumes(&providers(), folder.path(), options.without_counts(), go_on).unwrap();
    fs::read(folder.path().join("spool-0001.pdf")).unwrap()
}

/// All pages of all files in their order, as pdfium and as mutool paints them.
fn pages(files: &[Vec<u8>]) -> [Vec<Vec<u8>>; 2] {
    let by_pdfium = pdfium::pictures(files).concat();
    let by_mutool = files.iter().flat_map(|pdf| judges::mutool_pictures(pdf)).collect();
    [by_pdfium, by_mutool]
}
