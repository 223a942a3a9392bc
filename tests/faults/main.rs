//! What a run leaves when it is killed, when the disk is full, and when the power is cut; and that
//! the same call makes it whole.
//!
//! The runs are those of [`driver.rs`](driver.rs), in a process of their own. CI runs small ones.
//! The large ones take minutes in memory, and more than an hour on a disk, where each of their
//! million syncs takes its time:
//!
//! ```sh
//! TMPDIR=/dev/shm bash tests/run --release --test faults -- --ignored --nocapture
//! ```

#![cfg(all(target_os = "linux", reissue_notice_faults, reissue_notice_judges))]
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

#[path = "../batches/mod.rs"]
mod batches;
mod strace;

mod power_cut;
mod trace;

mod runs;

mod cuts;
mod extents;
mod limits;
mod shares;
mod single_files;
mod strikes;
