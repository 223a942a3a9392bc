//! Switches for the tests of faults: a step left out, to show that they notice; small groups, so
//! that few letters fill many; files synced one by one or together, whatever the file system.
//! Without `--cfg reissue_notice_faults` there are none.

use std::io::Result;

/// How the files of a group are made durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syncs {
    /// As the file system allows.
    AsUsual,
    #[cfg_attr(not(reissue_notice_faults), expect(dead_code, reason = "a switch"))]
    EachFile,
    #[cfg_attr(not(reissue_notice_faults), expect(dead_code, reason = "a switch"))]
    Group,
}

#[cfg(reissue_notice_faults)]
mod switches {
    /// Whether the environment variable `REISSUE_NOTICE_SKIP` names this step.
    pub(crate) fn skips(step: &str) -> bool {
        std::env::var("REISSUE_NOTICE_SKIP")
            .is_ok_and(|steps| steps.split(',').any(|skipped| skipped == step))
    }

    /// How many letters a group has: what the environment variable `REISSUE_NOTICE_GROUP` says, or
    /// as many as usual.
    pub(crate) fn group(usual: usize) -> usize {
        let group = std::env::var("REISSUE_NOTICE_GROUP").ok().and_then(|group| group.parse().ok());
        group.filter(|&group| group > 0).unwrap_or(usual)
    }

    /// What the environment variable `REISSUE_NOTICE_SYNC` says: `file` or `group`.
    pub(crate) fn syncs() -> super::Syncs {
        match std::env::var("REISSUE_NOTICE_SYNC").as_deref() {
            Ok("file") => super::Syncs::EachFile,
            Ok("group") => super::Syncs::Group,
            _ => super::Syncs::AsUsual,
        }
    }
}

#[cfg(not(reissue_notice_faults))]
mod switches {
    pub(crate) fn skips(_: &str) -> bool {
        false
    }

    pub(crate) fn group(usual: usize) -> usize {
        usual
    }

    pub(crate) fn syncs() -> super::Syncs {
        super::Syncs::AsUsual
    }
}

pub(crate) use switches::{group, syncs};

/// Does a step, unless a test leaves it out.
pub(crate) fn unless_skipped(step: &str, does: impl FnOnce() -> Result<()>) -> Result<()> {
    if switches::skips(step) { Ok(()) } else { does() }
}
