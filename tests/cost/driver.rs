//! Takes in an input of a given length, for the test that weighs what that costs.
//!
//! ```text
//! cost_driver TASK LENGTH        one of the tasks below, with a text of so many characters
//! cost_driver letters COUNT      so many letters
//! ```
//!
//! Whether the input is refused is no matter here: a refusal must not cost more either.

use std::process::ExitCode;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use reissue_notice::{
    FontChain, GaijiMap, Issuer, IssuerBuilder, Provider, ProviderName, Result, Template,
};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [task, length] = &words[..] else { return ExitCode::FAILURE };
    let Ok(length) = length.parse() else { return ExitCode::FAILURE };
    let result = match task.as_str() {
        "name" => name(&"社会福祉法人".repeat(times(length, 6))),
        "name of marks" => name(&"か\u{3099}".repeat(times(length, 2))),
        "name of variations" => name(&"葛\u{E0100}".repeat(times(length, 2))),
        "federation" => federation(&"県連合会".repeat(times(length, 4))),
        "federation of letters" => federation(&"a".repeat(length)),
        "federation of blanks" => federation(&" a".repeat(times(length, 2))),
        "remark" => remarks(&["この通知書は大切に保管してください。".repeat(times(length, 18))]),
        "remark of letters" => remarks(&["a".repeat(length)]),
        "remark of lines" => remarks(&["備考\n".repeat(times(length, 3))]),
        "remarks" => remarks(&vec!["備考".to_owned(); times(length, 2)]),
        "gaiji text" => gaiji(&format!("U+E000 {}", "髙".repeat(length))),
        "gaiji lines" => gaiji(&gaiji_lines(times(length, 9))),
        "letters" => letters(length),
        "gaiji comments" => gaiji(&"# our gaiji\n".repeat(times(length, 12))),
        _ => return ExitCode::FAILURE,
    };
    // Printed, so that nothing is left out as useless.
    match result {
        Ok(()) => println!("taken"),
        Err(error) => println!("{error}"),
    }
    ExitCode::SUCCESS
}

/// How often a part of so many characters goes into a length; once at least.
fn times(length: usize, part: usize) -> usize {
    (length / part).max(1)
}

fn issuing() -> IssuerBuilder {
    let builder = Issuer::builder().federation("山梨県国民健康保険団体連合会");
    match "2026-04-01".parse() {
        Ok(date) => builder.issued_on(date),
        Err(_) => builder,
    }
}

fn name(text: &str) -> Result<()> {
    let name: ProviderName = text.parse()?;
    let provider = Provider::new("1971100456".parse()?, "KJ010199999999".parse()?, name);
    issuing().build()?.letter_for(&provider, "K3MrRT3H17203902".parse()?)?;
    Ok(())
}

/// Of the same providers again and again, with a password each.
fn letters(count: usize) -> Result<()> {
    let (issuer, mut rng) = (issuing().build()?, ChaCha20Rng::from_seed([7; 32]));
    let rows = include_str!("../data/providers.csv").lines().skip(1);
    for row in rows.cycle().take(count) {
        let mut fields = row.split(',');
        let mut field = || fields.next().unwrap_or_default();
        let provider = Provider::new(field().parse()?, field().parse()?, field().parse()?);
        issuer.issue(&provider, &mut rng)?;
    }
    Ok(())
}

fn federation(text: &str) -> Result<()> {
    issuing().federation(text).build()?;
    Ok(())
}

fn remarks(remarks: &[String]) -> Result<()> {
    issuing().template(Template::default().with_remarks(remarks)).build()?;
    Ok(())
}

fn gaiji(text: &str) -> Result<()> {
    let map: GaijiMap = text.parse()?;
    issuing().fonts(FontChain::bundled()?.with_gaiji(map)).build()?;
    Ok(())
}

/// As many as there are private-use characters, then the next plane's.
fn gaiji_lines(count: usize) -> String {
    let characters = ('\u{E000}'..='\u{F8FF}').chain('\u{F0000}'..='\u{FFFFD}');
    let lines = characters.take(count).map(|c| format!("U+{:04X} 髙\n", u32::from(c)));
    lines.collect()
}
