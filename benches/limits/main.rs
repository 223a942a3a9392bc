//! How near each thing is to the least that it could cost: a table of what is aimed at, what is
//! measured, and the floor beside it in the same run.
//!
//! ```text
//! RUSTFLAGS="--cfg reissue_notice_untagged" cargo bench -p reissue-notice-benches --bench limits
//! ```
//!
//! - [`letters`]: instructions and bytes of a letter in a file of its own, against copying it
//! - [`spools`]: time and bytes of a page, against copying it
//! - [`folders`]: a folder against the same files written plainly, and its verification
//! - [`process`]: what needs a process of its own: memory, and the first letter
//!
//! Instructions are counted by valgrind, which is left out, loudly, where it is missing.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a bench stops at the first fault, and what it counts is far below 2^52"
)]

#[path = "../common/mod.rs"]
mod common;
mod folders;
mod letters;
#[path = "../plainly/mod.rs"]
mod plainly;
mod process;
mod spools;
mod table;
#[path = "../turns/mod.rs"]
mod turns;

use table::Table;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        [] => print!("{}", whole()),
        ["letters", kind, count] => letters::run(kind, count.parse().unwrap()),
        ["spool", kind, count] => spools::run(kind, count.parse().unwrap()),
        ["memory", kind, count] => process::hold(kind, count.parse().unwrap()),
        ["first"] => process::first(),
        _ => panic!("unknown words {words:?}"),
    }
}

fn whole() -> Table {
    let mut table = Table::default();
    letters::measure(&mut table);
    spools::measure(&mut table);
    folders::measure(&mut table);
    process::measure(&mut table);
    table
}
