//! What a person should look at before the first letter.

use std::fmt;

use crate::error::Message;
use crate::password::policy::Policy;

/// Something odd about an issuer that issues all the same.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum IssuerWarning {
    /// Passwords hold fewer than 40 bits: they last only where the system counts tries.
    WeakPolicy {
        /// How many bits a password holds.
        bits: f64,
    },
}

impl IssuerWarning {
    pub(super) fn of(policy: &Policy) -> Option<Self> {
        policy.is_weak().then(|| Self::WeakPolicy { bits: policy.entropy_bits() })
    }
}

impl fmt::Display for IssuerWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::WeakPolicy { bits } = self;
        write!(f, "a password holds {bits:.1} bits of chance, fewer than 40")
    }
}

impl Message for IssuerWarning {
    fn in_japanese(&self) -> String {
        let Self::WeakPolicy { bits } = self;
        format!("仮パスワードの強度が{bits:.1}ビットです。40ビット以上を推奨します。")
    }
}
