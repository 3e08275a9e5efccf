//! The international results, read from the test data beside the checkout.

#![allow(dead_code)]

pub mod books;

use std::collections::HashMap;
use std::path::PathBuf;

use girone_forecast::{Class, Meeting, Played, infer_knockout};
use girone_model::BySide;

/// Returns a file of the test data, or prints why there is none.
pub fn testdata(name: &str) -> Option<String> {
    let root = std::env::var_os("GIRONE_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    for root in [root, PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared")] {
        if let Ok(text) = std::fs::read_to_string(root.join(name)) {
            return Some(text);
        }
    }
    println!("skipped: no `{name}` in the test data beside the checkout");
    None
}

/// Returns days since 1970-01-01 of a date such as `2018-03-22`.
pub fn day(date: &str) -> i32 {
    let part = |range: std::ops::Range<usize>| -> i32 {
        date.get(range).and_then(|p| p.parse().ok()).unwrap_or(0)
    };
    let (year, month, day) = (part(0..4), part(5..7), part(8..10));
    let shifted = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (shifted.div_euclid(400), shifted.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Splits a line of CSV; quotes keep commas.
pub fn fields(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => out.push(String::new()),
            c => out.last_mut().expect("never empty").push(c),
        }
    }
    out
}

/// The record as the models read it, with the names of its teams.
pub struct Internationals {
    pub matches: Vec<Played>,
    pub teams: Vec<String>,
    pub tournaments: Vec<String>,
}

/// Reads `results.csv`, from the path in `GIRONE_RESULTS` if there is one.
pub fn internationals() -> Option<Internationals> {
    let text = match std::env::var_os("GIRONE_RESULTS") {
        Some(path) => std::fs::read_to_string(path).expect("the results can be read"),
        None => testdata("data/martj42/results.csv")?,
    };
    let mut teams = Numbers::default();
    let mut tournaments = Numbers::default();
    let mut matches = Vec::new();
    for line in text.lines().skip(1) {
        let f = fields(line);
        let (Ok(home), Ok(away)) = (f[3].parse(), f[4].parse()) else { continue };
        matches.push(Played {
            meeting: Meeting {
                day: day(&f[0]),
                teams: BySide::new(teams.of(&f[1]), teams.of(&f[2])),
                tournament: tournaments.of(&f[5]) as u16,
                class: Class::of_tournament(&f[5]),
                neutral: f[8] == "TRUE",
                knockout: false,
            },
            goals: BySide::new(home, away),
        });
    }
    matches.sort_by_key(|m| m.meeting.day);
    infer_knockout(&mut matches);
    Some(Internationals { matches, teams: teams.names, tournaments: tournaments.names })
}

#[derive(Default)]
pub struct Numbers {
    pub names: Vec<String>,
    by_name: HashMap<String, u32>,
}

impl Numbers {
    pub fn of(&mut self, name: &str) -> u32 {
        *self.by_name.entry(name.to_owned()).or_insert_with(|| {
            self.names.push(name.to_owned());
            self.names.len() as u32 - 1
        })
    }
}
