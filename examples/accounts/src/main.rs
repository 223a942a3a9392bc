//! Letters, and accounts with the same passwords, in an order that no crash breaks.
//!
//! ```sh
//! cargo run --release --manifest-path examples/accounts/Cargo.toml -- --providers list.csv --out letters \
//!     --date 2026-04-01 --key-file key --database accounts.sqlite
//! ```
//!
//! 1. The key is stored. From here on every password is certain, and can be drawn again.
//! 2. The letters are written. Where a run stops, the same command goes on, to the same bytes.
//! 3. The accounts are made in one transaction, from the same key: all of them or none. An account that
//!    is there is left alone, so that a second run makes none anew.
//!
//! Killed between any two of these, or within one, the same command comes to the same end: no account
//! without its letter, no letter without its account, none twice.

use std::error::Error;
use std::fs::{File, OpenOptions};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use lexopt::prelude::*;
use reissue_notice::{Account, Batch, BatchKey, Columns, Date, Issuer, Provider, Roster};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

const HELP: &str = "\
accounts: letters, and accounts with the same passwords in an SQLite database

  accounts --providers list.csv --out letters --date 2026-04-01 --key-file key --database accounts.sqlite

  --providers FILE.csv   columns provider_number, user_id, name
  --out DIR              where letters go
  --date YYYY-MM-DD      on the letters
  --key-file FILE        made if absent, opened if present: the same key gives the same passwords
  --database FILE        table accounts: user_id, provider_number, round, hash (Argon2id)
  --memory KIB           of a hash; without it, 19456
  --passes N             of a hash; without it, 2
  --help, -h             this

Exit codes
  0   every row has its letter and its account
  1   the run is complete, and some rows were refused: they have neither
  2   the run failed, and the same command goes on";

/// A user ID has one account. A later round brings a new password, an earlier one nothing.
const TABLE: &str = "CREATE TABLE IF NOT EXISTS accounts (
    user_id TEXT PRIMARY KEY,
    provider_number TEXT NOT NULL,
    round INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT";
const ROUND: &str = "SELECT round FROM accounts WHERE user_id = ?1";
const INSERT: &str = "INSERT OR REPLACE INTO accounts VALUES (?1, ?2, ?3, ?4)";

fn main() -> ExitCode {
    match Arguments::parse().and_then(|arguments| arguments.map_or(Ok(0), |it| run(&it))) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(error) => {
            eprintln!("accounts: {error}");
            if error.is::<lexopt::Error>() {
                eprintln!("accounts: --help tells every option");
            }
            ExitCode::from(2)
        }
    }
}

/// Gives how many rows were refused.
fn run(arguments: &Arguments) -> Result<usize, Box<dyn Error>> {
    let list = Roster::read_all(File::open(&arguments.providers)?, &Columns::default())?;
    let providers = list.providers();
    let issuer = Issuer::builder().federation_by_prefecture().issued_on(arguments.date).build()?;

    let batch = issuer.batch(BatchKey::open_or_create_file(&arguments.key_file)?);
    let report = batch.write_directory(providers, &arguments.out, |_| ControlFlow::Continue(()))?;
    let made = arguments.make_accounts(&batch, providers)?;

    list.refused().iter().for_each(|row| eprintln!("accounts: refused, {}", row.error()));
    report.refused().iter().for_each(|refusal| eprintln!("accounts: refused, {refusal}"));
    println!("{} letters, {made} accounts are new", report.issued());
    Ok(list.refused().len() + report.refused().len())
}

struct Arguments {
    providers: PathBuf,
    out: PathBuf,
    date: Date,
    key_file: PathBuf,
    database: PathBuf,
    hashes: Argon2<'static>,
}

impl Arguments {
    /// None where help was asked for.
    fn parse() -> Result<Option<Self>, Box<dyn Error>> {
        let (mut providers, mut out, mut key_file, mut database) = (None, None, None, None);
        let (mut date, mut memory, mut passes) = (None, Params::DEFAULT_M_COST, 2);
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("providers") => providers = Some(parser.value()?.into()),
                Long("out") => out = Some(parser.value()?.into()),
                Long("date") => date = Some(parser.value()?.string()?.parse()?),
                Long("key-file") => key_file = Some(parser.value()?.into()),
                Long("database") => database = Some(parser.value()?.into()),
                Long("memory") => memory = parser.value()?.parse()?,
                Long("passes") => passes = parser.value()?.parse()?,
                Long("help") | Short('h') => {
                    println!("{HELP}");
                    return Ok(None);
                }
                other => return Err(other.unexpected().into()),
            }
        }
        let costs = Params::new(memory, passes, 1, None)?;
        Ok(Some(Self {
            providers: providers.ok_or("--providers is missing")?,
            out: out.ok_or("--out is missing")?,
            date: date.ok_or("--date is missing")?,
            key_file: key_file.ok_or("--key-file is missing")?,
            database: database.ok_or("--database is missing")?,
            hashes: Argon2::new(Algorithm::Argon2id, Version::V0x13, costs),
        }))
    }

    /// All or none, of letters that stand. Two runs at once wait for each other.
    fn make_accounts(&self, batch: &Batch, list: &[Provider]) -> Result<usize, Box<dyn Error>> {
        let mut database = open(&self.database)?;
        let transaction = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut made = 0;
        for account in batch.accounts(list) {
            made += usize::from(self.make_account(&transaction, &account)?);
        }
        transaction.commit()?;
        Ok(made)
    }

    /// Whether it was not there yet.
    fn make_account(
        &self,
        transaction: &Transaction<'_>,
        account: &Account,
    ) -> Result<bool, Box<dyn Error>> {
        let (user_id, round) = (account.user_id().as_str(), account.round().number());
        let mut there = transaction.prepare(ROUND)?;
        let there: Option<u16> = there.query_row([user_id], |row| row.get(0)).optional()?;
        if there.is_some_and(|there| there >= round) {
            return Ok(false);
        }
        let password = account.password().expose_secret().as_bytes();
        let hash = self.hashes.hash_password(password)?.to_string();
        let number = account.number();
        transaction.execute(INSERT, params![user_id, number.as_str(), round, hash])?;
        Ok(true)
    }
}

/// For nobody else to read.
fn open(path: &Path) -> Result<Connection, Box<dyn Error>> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    let database = Connection::open(path)?;
    database.execute(TABLE, [])?;
    Ok(database)
}
