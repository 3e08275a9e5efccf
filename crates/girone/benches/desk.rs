//! What a desk waits for: tables, the embedded record, the full record.
//!
//! `cargo bench -p girone` prints the median of many runs. The international
//! results are read from `GIRONE_SHARED` or the folder beside the checkout, and
//! left out where they are not there.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use girone::model::{AsOf, Moment};
use girone::rules::{Compiled, Scratch, table};
use girone::{Desk, ProofReader, Sources};

/// Prints the median and the 99th percentile of checking each report many times.
fn time_checks(what: &str, reader: &ProofReader, reports: &[(String, Moment)]) {
    let mut spent = Vec::new();
    let mut words = 0;
    for round in 0..=40 {
        for (text, published) in reports {
            let start = Instant::now();
            black_box(reader.check(black_box(text), None, Some(*published)));
            if round > 0 {
                spent.push(start.elapsed());
            }
            words += text.split_whitespace().count();
        }
    }
    spent.sort();
    println!(
        "{what:<52} {:>12.2?}  (99 of 100 within {:.2?}; {} reports of {} words)",
        spent[spent.len() / 2],
        spent[spent.len() * 99 / 100],
        reports.len(),
        words / 41 / reports.len().max(1),
    );
}

/// Prints the median and the range of `runs` runs of `times` calls each.
fn time(what: &str, runs: usize, times: u32, mut call: impl FnMut()) {
    call();
    let mut spent: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..times {
                call();
            }
            start.elapsed() / times
        })
        .collect();
    spent.sort();
    println!("{what:<52} {:>12.2?}  ({:.2?} – {:.2?})", spent[runs / 2], spent[0], spent[runs - 1]);
}

fn main() {
    let desk = Desk::embedded().expect("the embedded record opens");
    let view = desk.view(AsOf::LATEST);
    let five = view.table("wcq-2026-uefa/J").expect("group J").sheet.sheet;
    let regulation = desk.catalogue().regulation("uefa-wcq-2026").expect("the rule book").clone();
    let compiled = Compiled::new(&regulation);
    let mut scratch = Scratch::default();
    time("table of 5 teams, compiled", 21, 20_000, || {
        black_box(compiled.places(black_box(&five), &mut scratch));
    });
    time("table of 5 teams, with reasons", 21, 2_000, || {
        black_box(table(&regulation, black_box(&five)));
    });
    time("embedded record, opened and viewed", 21, 1, || {
        let desk = Desk::embedded().expect("it opens");
        black_box(desk.view(AsOf::LATEST));
    });
    let shared = std::env::var_os("GIRONE_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let league = shared.join("data/football-datasets/premier-league/season-1011.csv");
    if !league.is_file() {
        println!("skipped: no test data at {}", shared.display());
        return;
    }
    let from = |path: PathBuf| Sources { from: vec![path], ..Sources::default() };
    let season = Desk::open(&from(league)).expect("the season opens").view(AsOf::LATEST);
    let twenty = season.table("premier-league-2010-11").expect("the league").sheet.sheet;
    let league = Compiled::new(
        season.desk().catalogue().regulation("premier-league-1992").expect("the rule book"),
    );
    time("table of 20 teams after 380 matches, compiled", 21, 5_000, || {
        black_box(league.places(black_box(&twenty), &mut scratch));
    });
    let all = from(shared.join("data/martj42"));
    time("49,520 internationals with goals, CSV to record", 7, 1, || {
        black_box(Desk::open(&all).expect("the results open"));
    });
    let full = Desk::open(&all).expect("the results open");
    time("the full record as of a day", 11, 1, || {
        black_box(full.view(AsOf::at("2025-09-08".parse().expect("a day"))));
    });
    time("every table of every edition it covers", 5, 1, || {
        let view = full.view(AsOf::LATEST);
        let mut rows = 0;
        view.all_tables(false, &mut |text| rows += text.len()).expect("every rule book is there");
        black_box(rows);
    });
    let reports = reports(&shared.join("reports/inputs.jsonl"));
    let known_by = Moment::Latest;
    time_checks("a report on the embedded record", &desk.proof_reader(known_by), &reports);
    time_checks("a report on the full record", &full.proof_reader(known_by), &reports);
}

/// Reads reports of a desk's usual length (about 150 words): those of a JSON
/// Lines file, one after another until long enough.
fn reports(path: &Path) -> Vec<(String, Moment)> {
    let lines = std::fs::read_to_string(path).expect("the reports are there");
    let all: Vec<(String, Moment)> = lines
        .lines()
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).expect("a JSON object");
            let field = |name: &str| value[name].as_str().expect("a field").to_owned();
            (field("text"), field("published").parse().expect("a moment"))
        })
        .collect();
    all.iter()
        .map(|(text, at)| {
            let words = text.split_whitespace().count().max(1);
            (vec![text.as_str(); 150_usize.div_ceil(words)].join("\n"), *at)
        })
        .collect()
}
