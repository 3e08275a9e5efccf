//! Checks a JSON Lines file of reports (`id`, `lang`, `published`, `text`)
//! against the international results beside it.
//!
//! With `--claims` the claims as understood are written to standard error, with
//! `--times` the microseconds that each report took.
//!
//! `cargo run -p girone-report --example check_batch -- RESULTS_DIR [SUPPLEMENT.json] < inputs.jsonl`

#[path = "../tests/common/mod.rs"]
mod common;

use std::io::Read;

fn main() {
    let mut input = String::new();
    if std::io::stdin().read_to_string(&mut input).is_err() {
        eprintln!("the input is not UTF-8");
        std::process::exit(2);
    }
    let Some(prepared) = common::prepared() else {
        eprintln!("the data beside the checkout is missing");
        std::process::exit(4);
    };
    let claims = std::env::args().any(|a| a == "--claims");
    let times = std::env::args().any(|a| a == "--times");
    let clock = std::time::Instant::now();
    let mut n = 0;
    for line in input.lines().filter(|l| !l.trim().is_empty()) {
        let Ok(value) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        let get = |k: &str| value.get(k).and_then(|v| v.as_str()).unwrap_or("");
        let moment = get("published").parse().unwrap_or(girone_model::Moment::Latest);
        let began = std::time::Instant::now();
        let checked = girone_report::check(get("text"), get("lang").parse().ok(), moment, prepared);
        if times {
            eprintln!("{} {}", began.elapsed().as_micros(), get("id"));
        }
        println!("{}", girone_report::document_line(get("id"), &checked));
        for f in checked.findings.iter().filter(|_| claims) {
            eprintln!("{} {:?} {} {:?} {:?}", get("id"), f.verdict, f.stated, f.right, f.claim);
        }
        n += 1;
    }
    eprintln!("{n} reports in {:?}", clock.elapsed());
}
