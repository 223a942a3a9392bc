//! What a person should look at before the first letter.

use std::fmt;

use crate::error::Message;
use crate::password::policy::Policy;

/// Something odd about an issuer that issues all the same.
///
/// ```
/// # #[cfg(feature = "bundled-fonts")] {
/// use reissue_notice::{Issuer, IssuerWarning};
/// # let date = "2026-04-01".parse()?;
/// # let builder = Issuer::builder().federation_by_prefecture().issued_on(date);
/// let issuer = builder.policy("DDDDDDDD".parse()?).build()?;
/// let warning = issuer.warnings().next().unwrap();
/// assert!(matches!(warning, IssuerWarning::WeakPolicy { bits } if bits < 40.0));
/// # }
/// # Ok::<(), reissue_notice::Error>(())
/// ```
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
