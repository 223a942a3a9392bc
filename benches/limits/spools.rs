//! Pages of a spool without tags, compressed and not, in memory, against copying as many bytes.

use std::hint::black_box;
use std::io;

use reissue_notice::{BatchKey, Profile, SpoolOptions};

use crate::common::{issuer, providers};
use crate::table::{Row, Table};
use crate::turns::{median, ratio, timed};

const ROUNDS: usize = 15;

/// Writes a spool of so many letters: packed, plain, or packed and tagged.
pub(crate) fn run(kind: &str, count: usize) {
    let batch = issuer().batch(BatchKey::from_bytes(&[7; 32]).unwrap());
    let options = match kind {
        "packed" => SpoolOptions::default(),
        "plain" => SpoolOptions::default().without_compression(),
        "tagged" => SpoolOptions::default().with_profile(Profile::A2a),
        _ => panic!("unknown kind {kind}"),
    };
    let providers = providers();
    let letters = providers.iter().cycle().take(count);
    batch.write_spool(letters, io::sink(), options).unwrap();
}

pub(crate) fn measure(table: &mut Table) {
    let (batch, providers) = (issuer().batch(BatchKey::from_bytes(&[7; 32]).unwrap()), providers());
    let packed = SpoolOptions::default();
    for (options, what, time, bytes) in [
        (packed, "spool page", "4 µs", "800"),
        (packed.without_compression(), "spool page, uncompressed", "1.5 µs", "1,500"),
    ] {
        let spool = || batch.write_spool(&providers, io::sink(), options).unwrap().1.bytes();
        let whole = spool();
        let size = whole as f64 / providers.len() as f64;
        let page = vec![b'x'; usize::try_from(whole).unwrap() / providers.len()];
        let mut floor = Vec::with_capacity(page.len() * providers.len());
        let (mut pages, mut ratios) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let measured = timed(1, spool) / u32::try_from(providers.len()).unwrap();
            floor.clear();
            let copied = timed(providers.len(), || floor.extend_from_slice(black_box(&page)));
            pages.push(measured.as_secs_f64() * 1e6);
            ratios.push(ratio(measured, copied));
        }
        table.push_alone(what, bytes, format!("{size:.0} bytes"));
        let (measured, ratio) = (median(pages), median(ratios));
        table.push(Row {
            what,
            target: time,
            measured: format!("{measured:.2} µs"),
            floor: format!("{:.2} µs", measured / ratio),
            ratio: Some(ratio),
        });
    }
}
