//! No password tells of another: those of one key that differ in policy, purpose, provider or round
//! agree no more often than chance has it.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

use reissue_notice::{BatchKey, CharClass, Passwords, Policy, ProviderNumber, Purpose, Round};

const PROVIDERS: u32 = 10_000;

/// One way in which the passwords of a key can be drawn.
struct Variant {
    policy: Policy,
    passwords: Vec<Vec<u8>>,
}

/// The letter's policy, the same with cases exchanged, without look-alikes, and with symbols.
fn policies() -> [Policy; 4] {
    let policy = |pattern: &str| pattern.parse::<Policy>().unwrap();
    [
        policy("UDULUUDUDDDDDDDD"),
        policy("LDLULLDLDDDDDDDD"),
        policy("UDULUUDUDDDDDDDD").without_look_alikes(),
        policy("SDSLSSDSDDDDDDDD"),
    ]
}

fn variants(key: &BatchKey) -> Vec<Variant> {
    let mut variants = Vec::new();
    for policy in policies() {
        for purpose in [Purpose::Login, Purpose::Certificate] {
            for round in 1..=3 {
                let passwords = all(&key.passwords(purpose, &policy), Round::new(round).unwrap());
                variants.push(Variant { policy: policy.clone(), passwords });
            }
        }
    }
    variants
}

fn all(passwords: &Passwords, round: Round) -> Vec<Vec<u8>> {
    let password = |index| {
        let number: ProviderNumber = format!("{:02}7{index:07}", index % 47 + 1).parse().unwrap();
        passwords.of(number, round).expose_secret().to_ascii_lowercase().into_bytes()
    };
    (0..PROVIDERS).map(password).collect()
}

/// How likely two characters of two alphabets are the same, but for their case.
fn chance(a: &str, b: &str) -> f64 {
    let (a, b) = (a.to_ascii_lowercase(), b.to_ascii_lowercase());
    let same = a.chars().filter(|&c| b.contains(c)).count();
    count(same) / (count(a.len()) * count(b.len()))
}

fn count(of: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap())
}

/// How many deviations from what chance has is too many; the key is fixed, and there are four
/// thousand comparisons.
const DEVIATIONS: f64 = 6.0;

fn agree_by_chance(a: &Variant, b: &Variant, shift: usize) {
    let classes: Vec<(CharClass, CharClass)> = a.policy.places().zip(b.policy.places()).collect();
    for (place, (class_a, class_b)) in classes.into_iter().enumerate() {
        let p = chance(a.policy.candidates(class_a), b.policy.candidates(class_b));
        let shifted = b.passwords.iter().cycle().skip(shift);
        let pairs = a.passwords.iter().zip(shifted);
        let agree = pairs.filter(|(a, b)| a[place] == b[place]).count();
        let n = f64::from(PROVIDERS);
        let away = (count(agree) - n * p).abs();
        let most = DEVIATIONS * (n * p * (1.0 - p)).sqrt();
        assert!(away <= most, "{} and {}, place {place}: {agree}", a.policy, b.policy);
    }
}

#[test]
fn passwords_that_differ_in_policy_purpose_or_round_agree_by_chance_alone() {
    let variants = variants(&BatchKey::from_bytes(&[7; 32]).unwrap());
    assert_eq!(variants.len(), 24);
    for (index, a) in variants.iter().enumerate() {
        for b in &variants[index + 1..] {
            agree_by_chance(a, b, 0);
        }
    }
}

#[test]
fn passwords_of_neighbouring_providers_agree_by_chance_alone() {
    for variant in variants(&BatchKey::from_bytes(&[9; 32]).unwrap()) {
        agree_by_chance(&variant, &variant, 1);
    }
}

/// What the test above is to find: one stream for two policies.
#[test]
#[should_panic(expected = "place 0")]
fn passwords_of_one_stream_are_found_to_agree() {
    let [policy, exchanged, ..] = policies();
    let passwords = all(
        &BatchKey::from_bytes(&[7; 32]).unwrap().passwords(Purpose::Login, &policy),
        Round::FIRST,
    );
    let a = Variant { policy, passwords: passwords.clone() };
    let b = Variant { policy: exchanged, passwords };
    agree_by_chance(&a, &b, 0);
}
