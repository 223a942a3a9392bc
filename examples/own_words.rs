//! A letter in a federation's own words.
//!
//! ```sh
//! cargo run --release --example own_words -- examples/own_words.toml notice.pdf
//! ```
//!
//! Writes a letter to an invented provider, with what the file says; or every fault of the file, each
//! with line and key. `one_off --print-template` prints a file with every key to begin with.

mod house;

use std::env;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use rand::SeedableRng;
use rand::rngs::SysRng;
use rand_chacha::ChaCha20Rng;
use reissue_notice::{Issuer, Provider};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [file, out] = &*arguments else {
        eprintln!("usage: own_words FILE.toml OUT.pdf");
        return ExitCode::from(2);
    };
    match write(Path::new(file), Path::new(out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("own_words: {file}: {error}");
            ExitCode::from(2)
        }
    }
}

fn write(file: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let builder = Issuer::builder().federation_by_prefecture();
    let builder = builder.house(house::read(file)?);
    let issuer = builder.issued_on("2026-01-06".parse()?).build()?;
    let (number, user_id) = ("1971100456".parse()?, "KJ010199999999".parse()?);
    let provider = Provider::new(number, user_id, "社会福祉法人　やまなし会".parse()?)
        .with_post_code("400-0031".parse()?)
        .with_address("山梨県甲府市丸の内1丁目6-1".parse()?)
        .with_reference("R08-0012345".parse()?);
    let letter = issuer.issue(&provider, &mut ChaCha20Rng::try_from_rng(&mut SysRng)?)?;
    letter.write_file(out)?;
    Ok(())
}
