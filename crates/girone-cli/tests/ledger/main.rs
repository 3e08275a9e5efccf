//! The ledger as a person meets it: written to by the binary, killed, filled,
//! locked, damaged, corrected, appealed against.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

mod files;
mod kept;
mod together;

const J: &str = "wcq-2026-uefa/J";

fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("girone-ledger-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn command(ledger: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_girone"));
    command.args(args).arg("--ledger").arg(ledger);
    command.env_remove("GIRONE_LEDGER").env("NO_COLOR", "1");
    command
}

fn run(ledger: &Path, args: &[&str]) -> Output {
    command(ledger, args).output().unwrap()
}

fn good(ledger: &Path, args: &[&str]) -> String {
    let output = run(ledger, args);
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{args:?}\n{out}\n{err}");
    out
}

fn on(ledger: &Path, day: &str, args: &[&str]) -> String {
    let output =
        command(ledger, args).env("GIRONE_NOW", format!("{day}T20:00:00Z")).output().unwrap();
    assert!(output.status.success(), "{args:?}\n{}", text(&output.stderr));
    text(&output.stdout)
}

fn bad(ledger: &Path, args: &[&str]) -> String {
    let output = run(ledger, args);
    assert!(!output.status.success(), "{args:?}\n{}", text(&output.stdout));
    text(&output.stderr)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Returns the number of the last entry.
fn head(ledger: &Path) -> u64 {
    let json = good(ledger, &["doctor", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["findings"].as_array().unwrap().len(), 0, "{json}");
    value["entries"].as_u64().unwrap()
}

/// Returns `place team points` of every row.
fn table(ledger: &Path, flags: &[&str]) -> String {
    let mut args = vec!["table", J, "--json"];
    args.extend(flags);
    let value: serde_json::Value = serde_json::from_str(&good(ledger, &args)).unwrap();
    let rows = value["rows"].as_array().unwrap().iter();
    rows.map(|r| format!("{} {} {}", r["place"], r["team"].as_str().unwrap(), r["points"]))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A ledger with the matches of Group J up to 6 September 2025.
fn group_j(folder: &Path) -> PathBuf {
    let ledger = folder.join("j.girone");
    let csv = "date,home_team,away_team,home_score,away_score,tournament,city,country,neutral\n\
        2025-03-22,Wales,Kazakhstan,3,1,FIFA World Cup qualification,Cardiff,Wales,FALSE\n\
        2025-03-22,Liechtenstein,North Macedonia,0,3,FIFA World Cup qualification,Vaduz,Liechtenstein,FALSE\n\
        2025-03-25,North Macedonia,Wales,1,1,FIFA World Cup qualification,Skopje,North Macedonia,FALSE\n\
        2025-03-25,Liechtenstein,Kazakhstan,0,2,FIFA World Cup qualification,Vaduz,Liechtenstein,FALSE\n\
        2025-06-06,North Macedonia,Belgium,1,1,FIFA World Cup qualification,Skopje,North Macedonia,FALSE\n\
        2025-06-06,Wales,Liechtenstein,3,0,FIFA World Cup qualification,Cardiff,Wales,FALSE\n\
        2025-06-09,Belgium,Wales,4,3,FIFA World Cup qualification,Brussels,Belgium,FALSE\n\
        2025-06-09,Kazakhstan,North Macedonia,0,1,FIFA World Cup qualification,Almaty,Kazakhstan,FALSE\n\
        2025-09-04,Kazakhstan,Wales,0,1,FIFA World Cup qualification,Astana,Kazakhstan,FALSE\n\
        2025-09-04,Liechtenstein,Belgium,0,6,FIFA World Cup qualification,Vaduz,Liechtenstein,FALSE\n";
    let file = folder.join("results.csv");
    std::fs::write(&file, csv).unwrap();
    let out =
        on(&ledger, "2025-09-06", &["import", "international-results", file.to_str().unwrap()]);
    assert!(out.contains("11 new, 0 completed, 0 corrected, 0 known already"), "{out}");
    ledger
}

const RESULT: &str =
    "Belgio-Kazakistan 6-0 (De Bruyne 42, 84; Doku 44, 60; Raskin 51; Meunier 87) 2025-09-07";
