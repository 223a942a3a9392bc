//! The service as its clients see it: over a socket.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reissue_notice::{Batch, BatchKey, Issuer, Provider};
use serde_json::{Value, json};
use tempfile::TempDir;

/// So many that a batch can be stopped before its end.
const PROVIDERS: usize = 3_000;

struct Service {
    process: Child,
    address: String,
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

impl Service {
    fn start(folder: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_async_service"));
        command.current_dir(folder).args(["--key-file", "key", "--date", "2026-04-01"]);
        command.args(["--out", "batches", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap().to_owned();
        Self { process, address }
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Answer {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(answer[..end].to_vec()).unwrap().to_lowercase();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: answer[end + 4..].to_vec() }
    }

    /// What a batch has come to.
    fn ended(&self, path: &str) -> Value {
        let start = Instant::now();
        loop {
            let told = self.ask("GET", path, &Value::Null).json();
            if told["state"] != "running" {
                return told;
            }
            assert!(start.elapsed() < Duration::from_secs(60), "{told}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Gives how it ended.
    fn terminate(mut self) -> i32 {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.process.wait().unwrap().code().unwrap()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn provider(nth: usize) -> Value {
    json!({
        "provider_number": format!("197{nth:07}"),
        "user_id": format!("KJ{nth:012}"),
        "name": "やまなし会",
    })
}

fn providers() -> Value {
    (0..PROVIDERS).map(provider).collect()
}

fn batch(folder: &Path) -> Batch {
    let date = "2026-04-01".parse().unwrap();
    let issuer = Issuer::builder().federation_by_prefecture().issued_on(date).build().unwrap();
    issuer.batch(BatchKey::open_file(folder.join("key")).unwrap())
}

fn assert_whole(folder: &Path, letters: PathBuf) {
    let providers: Vec<Provider> = serde_json::from_value(providers()).unwrap();
    assert_eq!(batch(folder).verify(&providers, &[letters]).unwrap(), []);
}

#[test]
fn a_provider_is_answered_by_its_letter_and_a_bad_one_by_why() {
    let folder = TempDir::new().unwrap();
    let service = Service::start(folder.path());
    let answer = service.ask("POST", "/letters", &provider(1));
    assert_eq!(answer.status, 200, "{}", answer.head);
    assert!(answer.head.contains("\r\ncontent-type: application/pdf\r\n"), "{}", answer.head);
    assert!(answer.head.contains("\r\ncache-control: no-store\r\n"), "{}", answer.head);
    let issued: Provider = serde_json::from_value(provider(1)).unwrap();
    assert!(answer.body == batch(folder.path()).letter(&issued).unwrap().pdf());

    let mut unprintable = provider(1);
    unprintable["name"] = "リハሀ".into();
    let answer = service.ask("POST", "/letters", &unprintable);
    let english = "provider 1970000001, provider name: 'ሀ' (U+1200) is in none of the fonts \
                   BIZUDGothic-Regular, NotoSansJP-Regular, NotoSans-Regular";
    assert_eq!((answer.status, &answer.json()["english"]), (422, &json!(english)));
    assert!(answer.json()["japanese"].as_str().unwrap().starts_with("事業所1970000001、"));

    let mut short = provider(1);
    short["user_id"] = "KJ1".into();
    let answer = service.ask("POST", "/letters", &short);
    assert_eq!(answer.status, 422);
    assert_eq!(
        answer.json()["english"],
        "user ID: found 3 characters, expected 14 (KJ and 12 digits)"
    );
    assert_eq!(
        answer.json()["japanese"],
        "ユーザID：3文字です。14文字（KJと数字12桁）にしてください。"
    );
    assert_eq!(service.terminate(), 0);
}

#[test]
fn a_batch_tells_how_far_it_is_stops_and_goes_on() {
    let folder = TempDir::new().unwrap();
    let service = Service::start(folder.path());
    let april = "/batches/april";
    assert_eq!(service.ask("GET", april, &Value::Null).status, 404);
    assert_eq!(service.ask("PUT", "/batches/..%2Fapril", &providers()).status, 404);
    let started = service.ask("PUT", april, &providers());
    assert_eq!(started.status, 202);
    assert_eq!(started.json(), json!({"state": "running", "done": 0, "total": PROVIDERS}));
    assert_eq!(service.ask("PUT", april, &providers()).status, 409);
    assert_eq!(service.ask("DELETE", april, &Value::Null).status, 202);
    assert_eq!(service.ended(april)["state"], "stopped");
    assert!(!folder.path().join("batches/april/manifest.csv").exists());
    assert_eq!(service.ask("PUT", april, &providers()).status, 202);
    let complete = json!({"state": "complete", "issued": PROVIDERS, "refused": []});
    assert_eq!(service.ended(april), complete);
    assert_whole(folder.path(), folder.path().join("batches/april"));

    let other = json!([provider(1)]);
    assert_eq!(service.ask("PUT", april, &other).status, 202);
    let failed = service.ended(april);
    assert_eq!(failed["state"], "failed");
    let said = failed["english"].as_str().unwrap();
    assert!(said.ends_with("the folder holds a run with another list of providers"), "{said}");
}

#[test]
fn a_row_that_is_no_provider_keeps_nobody_from_a_letter() {
    let folder = TempDir::new().unwrap();
    let service = Service::start(folder.path());
    let mut rows = [provider(0), provider(1), provider(2)];
    rows[1]["user_id"] = "KJ1".into();
    rows[2]["name"] = "リハሀ".into();
    assert_eq!(service.ask("PUT", "/batches/may", &json!(rows)).status, 202);
    let ended = service.ended("/batches/may");
    assert_eq!((&ended["state"], &ended["issued"]), (&json!("complete"), &json!(1)));
    let [short, unprintable] = ended["refused"].as_array().unwrap().as_slice() else {
        panic!("{ended}")
    };
    assert_eq!((&short["row"], &short["number"]), (&json!(2), &json!("1970000001")));
    assert_eq!(short["english"], "user ID: found 3 characters, expected 14 (KJ and 12 digits)");
    assert_eq!(short["japanese"], "ユーザID：3文字です。14文字（KJと数字12桁）にしてください。");
    assert_eq!((&unprintable["row"], &unprintable["number"]), (&json!(3), &json!("1970000002")));
}

#[test]
fn a_service_that_is_terminated_stops_its_batches_and_the_next_goes_on() {
    let folder = TempDir::new().unwrap();
    let service = Service::start(folder.path());
    assert_eq!(service.ask("PUT", "/batches/may", &providers()).status, 202);
    assert_eq!(service.terminate(), 0);
    assert!(!folder.path().join("batches/may/manifest.csv").exists());
    let service = Service::start(folder.path());
    assert_eq!(service.ask("PUT", "/batches/may", &providers()).status, 202);
    assert_eq!(service.ended("/batches/may")["state"], "complete");
    assert_whole(folder.path(), folder.path().join("batches/may"));
}

#[test]
fn help_tells_every_option() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_async_service"));
    let help = String::from_utf8(command.arg("--help").output().unwrap().stdout).unwrap();
    let source = include_str!("../src/main.rs");
    for option in source.split("Long(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(help.contains(&format!("  --{option}")), "{option}");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_async_service"));
    let output = command.arg("--wrong").output().unwrap();
    let said =
        "async_service: invalid option '--wrong'\nasync_service: --help tells every option\n";
    assert_eq!(String::from_utf8(output.stderr).unwrap(), said);
}
