//! Known answers in a plain text that any other implementation could run.
//!
//! `tests/known/places.txt`: a `rules` line starts a group; then `cap`, `teams`,
//! `played`, `left`, and for each team `reach` with the places it can still take
//! under the cap, lots in its favour and against it. The rules are named as in
//! the file's head.

mod shared;

use girone_model::{BySide, Line, Sheet, TeamId};
use girone_scenarios::testing::{Dice, enumerate, random_group, usual_regulation};
use girone_scenarios::{Budget, Given, Places, Question, outlook};
use shared::rules;

struct Known {
    rules: String,
    cap: u8,
    names: Vec<String>,
    sheet: Sheet,
    reach: Vec<(String, Vec<u8>)>,
}

fn read(text: &str) -> Vec<Known> {
    let mut all: Vec<Known> = Vec::new();
    for line in text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words[0] == "rules" {
            all.push(Known {
                rules: words[1].to_owned(),
                cap: 0,
                names: Vec::new(),
                sheet: Sheet::default(),
                reach: Vec::new(),
            });
            continue;
        }
        let Some(known) = all.last_mut() else { panic!("`{line}` before any `rules`") };
        let ix = |known: &Known, name: &str| {
            known.names.iter().position(|n| n == name).unwrap_or_else(|| panic!("{name}")) as u8
        };
        match words[0] {
            "cap" => known.cap = words[1].parse().unwrap_or(0),
            "teams" => {
                known.names = words[1..].iter().map(|w| (*w).to_owned()).collect();
                let ids = (0..known.names.len()).map(|t| TeamId(t as u32)).collect();
                known.sheet = Sheet::new(ids);
            }
            "played" => {
                let (h, a) = words[2].split_once('-').unwrap_or_default();
                let goals = |g: &str| g.parse().unwrap_or(0);
                let line = Line::new(ix(known, words[1]), ix(known, words[3]), goals(h), goals(a));
                known.sheet.results.push(line);
            }
            "left" => {
                let fixture = BySide::new(ix(known, words[1]), ix(known, words[2]));
                known.sheet.remaining.push(fixture);
            }
            "reach" => {
                let places = words[2..].iter().map(|w| w.parse().unwrap_or(0)).collect();
                known.reach.push((words[1].to_owned(), places));
            }
            other => panic!("unknown line `{other}`"),
        }
    }
    all
}

#[test]
fn known_places_come_out() {
    if std::env::var_os("GIRONE_WRITE_KNOWN").is_some() {
        return write();
    }
    let all = read(include_str!("known/places.txt"));
    assert!(all.len() >= 20);
    for known in all {
        let regulation = rules(&known.rules);
        let q = Question::new(&regulation, &known.sheet, Some(known.cap));
        let teams = outlook(&q, true, &mut Budget::default());
        for (name, places) in &known.reach {
            let at = known.names.iter().position(|n| n == name).unwrap_or(99);
            let expected: Places = places.iter().copied().collect();
            assert_eq!(teams[at].possible, expected, "{} {name}", known.rules);
        }
    }
}

/// Prints a file of random groups by the slow enumerator.
fn write() {
    for seed in 0..30 {
        let mut dice = Dice::new(seed + 123);
        let regulation = usual_regulation(&mut dice);
        if regulation.id == "narrowing" {
            continue;
        }
        let mut sheet = random_group(&mut dice, 4, 2 + seed as usize % 2);
        sheet.conduct.clear();
        sheet.lots.clear();
        sheet.constants.clear();
        sheet.play_offs.clear();
        sheet.adjustments.clear();
        let cap = 3;
        let given = Given::nothing(sheet.remaining.len());
        let reach = enumerate(&regulation, &sheet, cap, &given, 0);
        let name = |t: u8| ["Alba", "Bora", "Cima", "Duna"][usize::from(t)];
        println!("\nrules {}\ncap {cap}\nteams Alba Bora Cima Duna", regulation.id);
        for l in &sheet.results {
            let (h, a) = (name(l.teams.home), name(l.teams.away));
            println!("played {h} {}-{} {a}", l.goals.home, l.goals.away);
        }
        for f in &sheet.remaining {
            println!("left {} {}", name(f.home), name(f.away));
        }
        for (t, places) in reach.iter().enumerate() {
            let places: Vec<String> = places.iter().map(|p| p.to_string()).collect();
            println!("reach {} {}", name(t as u8), places.join(" "));
        }
    }
}
