//! Forecasts as a person meets them: kept in a log, scored later, asked of strange
//! records.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("girone-forecast-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn run(now: &str, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_girone"));
    command.args(args).env_remove("GIRONE_LEDGER").env("NO_COLOR", "1").env("GIRONE_NOW", now);
    command.output().unwrap()
}

fn good(now: &str, args: &[&str]) -> String {
    let output = run(now, args);
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}\n{err}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn json(args: &[&str]) -> (i32, serde_json::Value) {
    let output = run("2026-08-01T00:00:00Z", args);
    let value = serde_json::from_slice(&output.stdout).unwrap();
    (output.status.code().unwrap(), value)
}

const NIGHT: &str = "2025-09-08T21:00:00Z";
const J: [&str; 6] = ["forecast", "wcq-2026-uefa/J", "--at", "2025-09-08", "--trials", "2000"];

fn keep(log: &Path, more: &[&str]) {
    let path = log.to_str().unwrap();
    good(NIGHT, &[&J[..], &["--log", path], more].concat());
}

#[test]
fn a_log_is_only_added_to_and_scored_later() {
    let folder = folder("log");
    let log = folder.join("forecasts.jsonl");
    keep(&log, &[]);
    let first = std::fs::read(&log).unwrap();
    keep(&log, &["--seed", "7"]);
    keep(&log, &["--suppose", "Wales 0-3 Belgium"]);
    let all = std::fs::read(&log).unwrap();
    assert!(all.starts_with(&first) && all.len() > 2 * first.len());
    let lines: Vec<serde_json::Value> = String::from_utf8(all.clone())
        .unwrap()
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    for (line, seed) in lines.iter().zip([1, 7, 1]) {
        assert_eq!(line["edition"], "wcq-2026-uefa");
        assert_eq!(line["played_by"], "2025-09-08");
        assert_eq!((line["seed"].as_u64(), line["trials"].as_u64()), (Some(seed), Some(2000)));
        assert!(line["written"].as_str().unwrap().starts_with("2025-09-08T21:00:00"));
        assert!(line["record"].as_str().unwrap().len() >= 8);
        assert!(line["model_version"].as_u64().unwrap() >= 1);
        assert!(line["parameters"]["filter.walk"].as_f64().unwrap() > 0.0);
    }
    assert_eq!(lines[0]["record"], lines[1]["record"]);
    assert_ne!(lines[0]["chances"], lines[1]["chances"]);
    let path = log.to_str().unwrap();
    // On the night nothing but what was decided can be scored.
    let (_, early) = json(&["backtest", "--log", path, "--at", "2025-09-08", "--json"]);
    assert_eq!(early["scores"]["rows"], 0);
    assert!(early["pending"].as_u64().unwrap() > 0);
    let (code, scored) = json(&["backtest", "--log", path, "--json"]);
    assert_eq!(code, 0, "{scored}");
    assert_eq!(scored["forecasts"], 3);
    assert_eq!(scored["supposing"], 1);
    assert_eq!(scored["written_after_their_day"], 0);
    assert_eq!(scored["pending"], 0);
    assert_eq!(scored["unknown"].as_array().unwrap().len(), 0, "{scored}");
    assert!(scored["scores"]["rows"].as_u64() == early["pending"].as_u64());
    // Belgium went through and the play-offs went to Wales and North Macedonia.
    assert!(scored["scores"]["brier"].as_f64().unwrap() < 0.12, "{scored}");
    assert!(scored["exact_right"].as_u64().unwrap() > 0);
    assert_eq!(scored["exact_wrong"].as_array().unwrap().len(), 0);
    // Scoring writes nothing.
    assert_eq!(std::fs::read(&log).unwrap(), all);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_log_that_was_cut_off_goes_on() {
    let folder = folder("torn");
    let log = folder.join("forecasts.jsonl");
    keep(&log, &[]);
    let mut text = std::fs::read_to_string(&log).unwrap();
    let torn = text.lines().next().unwrap()[..200].to_owned();
    text.push_str(&torn);
    std::fs::write(&log, &text).unwrap();
    keep(&log, &[]);
    let after = std::fs::read_to_string(&log).unwrap();
    assert!(after.starts_with(&text));
    assert_eq!(after.lines().count(), 3);
    let (code, scored) = json(&["backtest", "--log", log.to_str().unwrap(), "--json"]);
    assert_eq!((code, scored["forecasts"].as_u64()), (1, Some(2)));
    assert!(scored["not_understood"][0].as_str().unwrap().starts_with("line 2"), "{scored}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn no_other_file_is_written_to() {
    let folder = folder("other");
    let file = folder.join("notes.txt");
    std::fs::write(&file, "dear diary\n").unwrap();
    let path = file.to_str().unwrap();
    let output = run(NIGHT, &[&J[..], &["--log", path]].concat());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("is not a log of forecasts"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "dear diary\n");
    let output = run(NIGHT, &["backtest", "--log", path]);
    assert_eq!(output.status.code(), Some(4));
    std::fs::remove_dir_all(folder).unwrap();
}

/// Makes a league of two teams, who meet twice, with these results.
fn duel(name: &str, results: &[&str]) -> PathBuf {
    let folder = folder(name);
    std::fs::create_dir_all(folder.join("competitions")).unwrap();
    std::fs::create_dir_all(folder.join("data")).unwrap();
    std::fs::write(
        folder.join("competitions/duel.toml"),
        "id = \"duel\"\nname = { en = \"Duel\", it = \"Duello\" }\nlabels = [\"Duel\"]\nsource = \"made up\"\n\
         [[stage]]\nid = \"league\"\nfrom = \"2025-01-01\"\nto = \"2025-12-31\"\n\
         regulation = \"uefa-euro-2024\"\nmeetings = 2\nmembers = [\"Anchor\", \"Bell\"]\n\
         berth = [{ id = \"title\", name = { en = \"Champions\", it = \"Campione\" }, places = [1] }]\n",
    )
    .unwrap();
    let mut text = String::from("= Duel\n\n▪ Matchday 1\n");
    for (i, teams) in results.iter().enumerate() {
        text.push_str(&format!("2025-02-{:02}\n  {teams}\n", i + 1));
    }
    std::fs::write(folder.join("data/duel.txt"), text).unwrap();
    folder
}

#[test]
fn strange_records_are_answered() {
    let one: &[&str] = &["Anchor  31-0  Bell"];
    let level: &[&str] = &["Anchor  0-0  Bell", "Bell  0-0  Anchor"];
    let over: &[&str] = &["Anchor  2-0  Bell", "Bell  1-0  Anchor"];
    for (name, results, trials) in
        [("one", one, "1000000"), ("level", level, "1000"), ("over", over, "1000")]
    {
        let folder = duel(name, results);
        let args = [
            "forecast",
            "duel",
            "--data",
            folder.to_str().unwrap(),
            "--without-embedded",
            "--trials",
            trials,
            "--json",
        ];
        let value: serde_json::Value = serde_json::from_str(&good(NIGHT, &args)).unwrap();
        let title = |team: usize| {
            let chance = &value["teams"][team]["berths"]["title"];
            (chance["probability"].as_f64().unwrap(), chance["exact"].as_bool().unwrap())
        };
        let ((a, exact), (b, _)) = (title(0), title(1));
        match name {
            "over" => assert_eq!((a, b, exact), (1.0, 0.0, true)),
            // Nothing separates them, and who wins is drawn by lot.
            "level" => assert!((0.3..0.7).contains(&a) && (a + b - 1.0).abs() < 0.01),
            _ => assert!(a > 0.99 && a < 1.0 && !exact, "{a}"),
        }
        for lang in ["en", "it"] {
            let text =
                ["forecast", "duel", "--data", args[3], "--without-embedded", "--lang", lang];
            assert!(good(NIGHT, &[&text[..], &["--trials", "500"]].concat()).contains("Anchor"));
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn an_edition_before_its_first_match_is_forecast() {
    let wc = ["forecast", "wc-2026", "--at", "2026-05-01", "--trials", "500"];
    let text = good(NIGHT, &wc);
    assert!(text.contains("Final") && text.contains("500 trials"), "{text}");
    // Without a single match nobody is known to the record.
    let folder = duel("none", &[]);
    let data = folder.to_str().unwrap();
    let output = run(NIGHT, &["forecast", "duel", "--data", data, "--without-embedded"]);
    assert_eq!(output.status.code(), Some(4));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_forecast_needs_a_trial_and_a_model() {
    for (more, code) in [(["--trials", "0"], 2), (["--model", "tarot"], 2)] {
        let output = run(NIGHT, &[&["forecast", "wcq-2026-uefa/J"], &more[..]].concat());
        assert_eq!(output.status.code(), Some(code));
    }
    let output = run(NIGHT, &["backtest", "--berths", "nowhere-1900"]);
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn berths_of_the_past_are_forecast_and_none_is_wrongly_certain() {
    let folder = folder("berths");
    let (rows, picture) = (folder.join("rows.csv"), folder.join("c.svg"));
    let (code, value) = json(&[
        "backtest",
        "--berths",
        "wcq-2026-uefa",
        "--trials",
        "200",
        "--json",
        "--model",
        "pool",
        "--out",
        rows.to_str().unwrap(),
        "--svg",
        picture.to_str().unwrap(),
    ]);
    assert_eq!(code, 0);
    assert_eq!(value["wrong_certainties"].as_array().unwrap().len(), 0);
    let brier = |i: usize| value["models"][i]["brier"].as_f64().unwrap();
    assert_eq!(value["models"][3]["forecast"], "share of the teams");
    assert!(brier(0) < brier(3) && brier(0) < 0.2, "{value}");
    let text = std::fs::read_to_string(&rows).unwrap();
    assert!(text.starts_with("edition,team,berth,date,p,outcome,"));
    assert_eq!(text.lines().count() as u64, 1 + value["models"][0]["rows"].as_u64().unwrap());
    assert!(std::fs::read_to_string(&picture).unwrap().contains("<title>"));
    std::fs::remove_dir_all(folder).unwrap();
}
