//! Proves the paper of a run, not its text layer: paints every page, finds the grids by the rules on
//! it, reads each password cell, provider number and user ID by its shape, and compares with list
//! and key.
//!
//! ```sh
//! cargo run --release --example ink_proof -- --providers FILE.csv --out DIR --key-file KEY
//! ```
//!
//! The shapes come from the font file, by code that no volume is written or painted with. What is
//! not certainly a character is a finding, as is another one: each is told with file, page, provider
//! and cell, and no character of a password is. Pages go through a pipe and memory that is wiped;
//! the painter's own memory is its own.

mod arguments;
#[path = "../house/mod.rs"]
mod house;
mod outline;
mod painter;
mod picture;
mod proof;
mod reading;
mod rules;
mod shapes;
#[path = "../speech/mod.rs"]
mod speech;
mod words;

use std::error::Error;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use reissue_notice::{Action, BatchKey, ErrorKind, Issuer, Language, Listing, Message, Roster};

use arguments::Arguments;
use proof::{Pass, Proof, Tally};
use reading::Eye;
use shapes::Forms;
use words::{Counted, Finding, Said};

const FONT: &[u8] = include_bytes!("../../fonts/BIZUDGothic-Regular.ttf");

fn main() -> ExitCode {
    let language = speech::language();
    match run(language) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(2),
        Err(error) => {
            speech::complain::<Said>("ink_proof", &*error, language);
            ExitCode::from(2)
        }
    }
}

/// A reader that has gone has read enough.
fn print(line: &impl Message, language: Language) {
    let _ = writeln!(std::io::stdout(), "{}", line.in_language(language));
}

/// How many findings there are.
fn run(language: Language) -> Result<usize, Box<dyn Error>> {
    let Some(arguments) = Arguments::parse(language)? else {
        print(&Said::Help, language);
        return Ok(0);
    };
    let issuer = issuer(&arguments)?;
    let list = list(&arguments, &issuer)?;
    let forms = match &arguments.font {
        Some(path) => Forms::of(&fs::read(path).map_err(|error| unread(path, error))?),
        None => Forms::of(FONT),
    };
    let forms = forms.map_err(Said::Font)?;
    let batch = issuer.batch(BatchKey::open_file(&arguments.key_file)?).round(arguments.round);
    let proof = Proof {
        batch: &batch,
        round: arguments.round,
        providers: list.providers().iter().map(|p| (p.number(), p)).collect(),
        folder: &arguments.out,
        painter: &arguments.painter,
    };
    let mut tell = |finding: &Finding| print(finding, arguments.language);
    let mut pass = Pass { eye: Eye::new(&forms), tally: Tally::default(), tell: &mut tell };
    proof.make(&mut pass)?;
    let (certainty, tally) = (pass.certainty(), pass.tally);
    let findings = tally.findings;
    print(&Said::Counted(Counted { tally, certainty }), arguments.language);
    Ok(findings)
}

fn list(arguments: &Arguments, issuer: &Issuer) -> Result<Listing, reissue_notice::Error> {
    let path = &arguments.providers;
    let file = File::open(path).map_err(|error| unread(path, error))?;
    Roster::read_all(file, &issuer.columns(arguments.columns.clone()))
}

fn unread(path: &Path, source: std::io::Error) -> reissue_notice::Error {
    ErrorKind::Io { action: Action::Read, path: path.to_owned(), source }.into()
}

/// What stands in the cells is the same on every day and in every layout: so on the first that a
/// letter can bear, which no last day of a password comes before.
fn issuer(arguments: &Arguments) -> Result<Issuer, reissue_notice::Error> {
    let mut builder = Issuer::builder().federation_by_prefecture();
    if let Some(house) = &arguments.house {
        builder = builder.house(house.clone());
    }
    if let Some(template) = &arguments.template {
        builder = builder.template(template.clone());
    }
    builder.issued_on("1989-01-08".parse()?).build()
}
