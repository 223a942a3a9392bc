//! Switches for the tests of faults: a step left out, to show that they notice; small groups, so
//! that few letters fill many. Without the feature there are none.

#[cfg(feature = "fault-injection")]
mod switches {
    /// Whether the environment variable `REISSUE_NOTICE_SKIP` names this step.
    pub(in crate::batch) fn skips(step: &str) -> bool {
        std::env::var("REISSUE_NOTICE_SKIP")
            .is_ok_and(|steps| steps.split(',').any(|skipped| skipped == step))
    }

    /// How many letters a group has: what the environment variable `REISSUE_NOTICE_GROUP` says, or
    /// as many as usual.
    pub(in crate::batch) fn group(usual: usize) -> usize {
        let group = std::env::var("REISSUE_NOTICE_GROUP").ok().and_then(|group| group.parse().ok());
        group.filter(|&group| group > 0).unwrap_or(usual)
    }
}

#[cfg(not(feature = "fault-injection"))]
mod switches {
    pub(in crate::batch) fn skips(_: &str) -> bool {
        false
    }

    pub(in crate::batch) fn group(usual: usize) -> usize {
        usual
    }
}

pub(in crate::batch) use switches::{group, skips};
