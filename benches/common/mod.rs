//! What the benches share: an issuer for all prefectures, 4,000 real providers, and their letters
//! without end.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use reissue_notice::{Issuer, IssuerBuilder, Letter, Provider};

/// Number, made-up user ID and name, after a line with the source.
const PROVIDERS: &str = include_str!("../providers.csv");

pub(crate) fn builder() -> IssuerBuilder {
    Issuer::builder().federation_by_prefecture().issued_on("2026-01-06".parse().unwrap())
}

/// To weigh letters with tags against.
#[allow(dead_code, reason = "not every bench weighs tags")]
#[cfg(reissue_notice_untagged)]
pub(crate) fn untagged(builder: IssuerBuilder) -> IssuerBuilder {
    builder.untagged()
}

#[allow(dead_code, reason = "not every bench weighs tags")]
#[cfg(not(reissue_notice_untagged))]
pub(crate) fn untagged(_: IssuerBuilder) -> IssuerBuilder {
    panic!("letters without tags: build with RUSTFLAGS=\"--cfg reissue_notice_untagged\"")
}

pub(crate) fn issuer() -> Issuer {
    builder().build().unwrap()
}

pub(crate) fn providers() -> Vec<Provider> {
    let rows = PROVIDERS.lines().filter(|line| !line.starts_with('#')).skip(1);
    let providers: Vec<Provider> = rows.map(provider).collect();
    assert_eq!(providers.len(), 4_000);
    providers
}

/// One of them.
#[allow(dead_code, reason = "not every bench begins with one")]
pub(crate) fn first_provider() -> Provider {
    provider(PROVIDERS.lines().filter(|line| !line.starts_with('#')).nth(1).unwrap())
}

/// No name in the list holds a comma or a quotation mark.
fn provider(row: &str) -> Provider {
    let fields: Vec<&str> = row.split(',').collect();
    let [number, user_id, name] = *fields else { panic!("three fields, not {row}") };
    Provider::new(number.parse().unwrap(), user_id.parse().unwrap(), name.parse().unwrap())
}

pub(crate) fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([7; 32])
}

/// Letters without end, over the same names again and again.
pub(crate) struct Letters {
    pub(crate) issuer: Issuer,
    pub(crate) providers: Vec<Provider>,
    rng: ChaCha20Rng,
    next: usize,
}

impl Letters {
    pub(crate) fn of(issuer: Issuer) -> Self {
        Self { issuer, providers: providers(), rng: rng(), next: 0 }
    }

    pub(crate) fn issue(&mut self) -> Letter {
        let provider = self.providers.get(self.next % self.providers.len()).unwrap();
        self.next += 1;
        self.issuer.issue(provider, &mut self.rng).unwrap()
    }
}
