//! Letters over HTTP: one provider as JSON, its letter as the answer; or a batch, with progress and
//! cancellation.
//!
//! ```sh
//! cargo run --release --manifest-path examples/async_service/Cargo.toml -- --key-file key --date 2026-04-01 --out batches
//!
//! curl --json '{"provider_number": "1971100456", "user_id": "KJ010199999999", "name": "やまなし会"}' \
//!     http://127.0.0.1:8080/letters --output notice.pdf
//! curl -X PUT --json @providers.json http://127.0.0.1:8080/batches/april   # starts it, or goes on with it
//! curl http://127.0.0.1:8080/batches/april                                 # how far it is
//! curl -X DELETE http://127.0.0.1:8080/batches/april                       # stops it; PUT goes on
//! ```
//!
//! Passwords come from the key, so that the same request has the same letter, and nothing but the key need be
//! kept. It knows no users and no TLS: it belongs behind what does.

mod given;
mod jobs;
mod letters;

use std::error::Error;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use jobs::Jobs;
use lexopt::prelude::*;
use reissue_notice::{Batch, BatchKey, Date, Issuer};
use tokio::net::TcpListener;

const HELP: &str = "\
async_service: letters over HTTP

  async_service --key-file key --date 2026-04-01 --out batches

  --key-file FILE        made if absent, opened if present: the same key gives the same passwords
  --date YYYY-MM-DD      on the letters
  --out DIR              where batches go, each in a folder of its name
  --listen ADDRESS       without it, 127.0.0.1:8080; port 0 is any that is free
  --help, -h             this

  POST /letters          a provider as JSON, such as {\"provider_number\":\"1971100456\",
                         \"user_id\":\"KJ010199999999\",\"name\":\"やまなし会\"}: its letter
  PUT /batches/NAME      a list of them, [...]: starts the batch, or goes on with it
  GET /batches/NAME      how far it is
  DELETE /batches/NAME   stops it, after the letters under way";

/// The greatest list: some 300,000 providers.
const MOST_BYTES: usize = 64 << 20;

fn main() -> ExitCode {
    match Arguments::parse().and_then(|arguments| arguments.map_or(Ok(()), run)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("async_service: {error}");
            if error.is::<lexopt::Error>() {
                eprintln!("async_service: --help tells every option");
            }
            ExitCode::from(2)
        }
    }
}

/// What every request shares.
struct Service {
    batch: Batch,
    jobs: Jobs,
}

#[tokio::main]
async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let issuer = Issuer::builder().federation_by_prefecture().issued_on(arguments.date).build()?;
    let batch = issuer.batch(BatchKey::open_or_create_file(&arguments.key_file)?);
    let service = Arc::new(Service { batch, jobs: Jobs::in_folder(arguments.out) });

    let routes = Router::new()
        .route("/letters", post(letters::issue))
        .route("/batches/{name}", get(jobs::tell).put(jobs::start).delete(jobs::stop))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .with_state(Arc::clone(&service));
    let listener = TcpListener::bind(arguments.listen).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, routes).with_graceful_shutdown(asked_to_stop()).await?;
    // Requests are answered; batches stop after the letters under way, and the next start goes on.
    service.jobs.stop_all().await;
    Ok(())
}

/// By Ctrl-C, or as an init system asks.
async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

struct Arguments {
    key_file: PathBuf,
    date: Date,
    out: PathBuf,
    listen: SocketAddr,
}

impl Arguments {
    /// None where help was asked for.
    fn parse() -> Result<Option<Self>, Box<dyn Error>> {
        let (mut key_file, mut date, mut out) = (None, None, None);
        let mut listen = SocketAddr::from(([127, 0, 0, 1], 8080));
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("key-file") => key_file = Some(parser.value()?.into()),
                Long("date") => date = Some(parser.value()?.string()?.parse()?),
                Long("out") => out = Some(parser.value()?.into()),
                Long("listen") => listen = parser.value()?.parse()?,
                Long("help") | Short('h') => {
                    println!("{HELP}");
                    return Ok(None);
                }
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(Some(Self {
            key_file: key_file.ok_or("--key-file is missing")?,
            date: date.ok_or("--date is missing")?,
            out: out.ok_or("--out is missing")?,
            listen,
        }))
    }
}
