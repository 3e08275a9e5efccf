//! The record that the tests check against: the names, books and places of the
//! repository with the international results beside the checkout.

// Every test uses a part of what stands here.
#![allow(dead_code)]

#[path = "../../../girone/src/engine.rs"]
mod engine;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use girone_model::{AsOf, Directory, PersonId, Precision, Role, Tenure};
use girone_record::{
    Draft, Kind, Policy, gather, read, read_coverage, read_internationals, read_names, read_teams,
    read_tenures,
};
use girone_report::{Books, Place, Prepared};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The folder of test data beside the checkout, if it is there.
pub fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("GIRONE_SHARED").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| root().join("../shared"));
    if folder.join("data/martj42/results.csv").is_file() {
        Some(folder)
    } else {
        println!("skipped: no test data at {}", folder.display());
        None
    }
}

/// The record of the repository itself, as the binary embeds it.
pub fn embedded() -> Prepared {
    embedded_as_of(AsOf::LATEST)
}

/// The same with nothing in it that was later than a moment.
pub fn embedded_as_of(moment: AsOf) -> Prepared {
    let data = |name: &str| std::fs::read(root().join("data").join(name)).expect("data");
    let mut directory = Directory::default();
    read_teams("teams.csv", &data("teams.csv"), &mut directory);
    read_names("names.csv", &data("names.csv"), &mut directory);
    let mut drafts = Vec::new();
    for name in ["internationals-2025-26.txt", "wcq-2026-uefa.txt", "wc-2026.txt"] {
        let bytes = data(name);
        drafts.push(read(Kind::FootballTxt, &[(name, bytes.as_slice())]).value);
    }
    drafts.push(read_tenures("tenures.csv", &data("tenures.csv")).value);
    let coverage = read_coverage("coverage.csv", &data("coverage.csv"), &directory).value;
    drafts.push(Draft { coverage, ..Draft::default() });
    let gathered = gather(directory, &drafts, &Policy::default());
    let snapshot = gathered.value.ledger().expect("a ledger").as_of(moment);
    Prepared::new(Arc::new(snapshot), &books())
}

pub fn prepared() -> Option<&'static Prepared> {
    static PREPARED: OnceLock<Option<Prepared>> = OnceLock::new();
    PREPARED.get_or_init(load).as_ref()
}

fn load() -> Option<Prepared> {
    let shared = shared()?;
    let read = |path: PathBuf| std::fs::read(path).ok();
    let mut directory = Directory::default();
    read_teams("teams.csv", &read(root().join("data/teams.csv"))?, &mut directory);
    read_names("names.csv", &read(root().join("data/names.csv"))?, &mut directory);
    let names = ["results.csv", "goalscorers.csv", "shootouts.csv", "former_names.csv"];
    let bytes: Vec<Vec<u8>> =
        names.iter().filter_map(|n| read(shared.join("data/martj42").join(n))).collect();
    let files: Vec<(&str, &[u8])> =
        names.iter().copied().zip(bytes.iter().map(|b| b.as_slice())).collect();
    let draft = read_internationals(&files);
    let supplement: serde_json::Value =
        serde_json::from_slice(&read(shared.join("reports/record_supplement.json"))?).ok()?;
    let posts = read_tenures("tenures.csv", &read(root().join("data/tenures.csv"))?);
    let gathered = gather(directory, &[draft.value, posts.value], &Policy::default());
    let mut directory = gathered.value.directory.clone();
    let tenures = tenures(&supplement, &mut directory);
    let ledger = gathered.value.ledger().ok()?;
    let mut snapshot = ledger.as_of(AsOf::LATEST);
    // People added for the tenures come after those of the record.
    snapshot.directory = Arc::new(directory);
    for t in tenures {
        let known = |x: &Tenure| x.person == t.person && x.team == t.team;
        if !snapshot.tenures.iter().any(known) {
            snapshot.tenures.push(t);
        }
    }
    if let Some(team) = snapshot.directory.team_by_key("ecuador") {
        snapshot.adjustments.push(girone_model::Adjustment {
            edition: "wcq-2026-conmebol".into(),
            stage: None,
            team,
            points: -3,
            from: jiff::civil::date(2023, 9, 1),
            known: None,
            by: None,
            reason: None,
            source: None,
        });
    }
    Some(Prepared::new(Arc::new(snapshot), &books()))
}

/// The rule books, competitions and places of the repository.
pub fn books() -> Books {
    let toml = |folder: &str| -> Vec<String> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(root().join(folder))
            .map(|d| d.flatten().map(|e| e.path()).collect())
            .unwrap_or_default();
        files.sort();
        files
            .into_iter()
            .filter(|p| p.extension().is_some_and(|e| e == "toml"))
            .filter_map(|p| std::fs::read_to_string(p).ok())
            .collect()
    };
    let mut books = Books { exact: Some(Arc::new(engine::Engine)), ..Books::default() };
    for text in toml("regulations") {
        books
            .regulations
            .extend(girone_rules::parse_regulation("rule book", &text).ok().map(Arc::new));
    }
    for text in toml("competitions") {
        books.editions.extend(girone_rules::parse_edition("competition", &text).ok().map(Arc::new));
    }
    let places = std::fs::read(root().join("data/places.csv")).expect("places");
    books.places = Place::read_csv(&String::from_utf8_lossy(&places));
    books
}

fn tenures(supplement: &serde_json::Value, directory: &mut Directory) -> Vec<Tenure> {
    let mut out = Vec::new();
    let Some(rows) = supplement.get("coaches").and_then(|c| c.as_array()) else { return out };
    for row in rows {
        let get = |k: &str| row.get(k).and_then(|v| v.as_str()).unwrap_or("");
        let Ok(team) = directory.find_team(get("team"), None) else { continue };
        let person: PersonId = directory.intern_person(get("coach"));
        let day = |k: &str| get(k).parse().ok().map(|d| (d, Precision::Day));
        let to = if get("to").starts_with("9999") { None } else { day("to") };
        out.push(Tenure {
            person,
            team,
            role: Role::HeadCoach,
            from: day("from_"),
            to,
            source: None,
            note: None,
        });
    }
    out
}

/// A record in which the groups of an edition are played with random scores,
/// two rounds before them as friendlies.
pub fn made_up(edition: &str, seed: u64) -> Prepared {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut below = move |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % n as u64) as usize
    };
    let books = books();
    let book = books.editions.iter().find(|e| e.id == edition).expect("an edition");
    let (stage, tables) = book.tables().next().expect("a stage with groups");
    let data = |name: &str| std::fs::read(root().join("data").join(name)).expect("data");
    let mut directory = Directory::default();
    read_teams("teams.csv", &data("teams.csv"), &mut directory);
    read_names("names.csv", &data("names.csv"), &mut directory);
    let from = stage.from.expect("the first day of the stage");
    let to = stage.to.expect("the last day of the stage");
    let days = to.since(from).map_or(0, |s| s.get_days());
    let mut lines = format!("= {}\n# Edition {edition}\n", book.labels[0]);
    for (group, members) in &tables.groups {
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        for a in members {
            pairs.extend(members.iter().filter(|b| *b != a).map(|b| (a.as_str(), b.as_str())));
        }
        if tables.meetings == 1 {
            pairs.retain(|(a, b)| a < b);
        }
        for i in (1..pairs.len()).rev() {
            pairs.swap(i, below(i + 1));
        }
        let each = (days / (pairs.len() as i32 + 1)).max(0);
        for (i, (home, away)) in pairs.iter().enumerate() {
            let day = from.saturating_add(jiff::Span::new().days((i as i32 + 1) * each));
            let names = [home, away].map(|k| {
                let team = directory.team_by_key(k).expect("a team");
                directory.team(team).name.en.to_string()
            });
            let goals = [below(4) + below(2) * below(3), below(3)];
            let mut told = [String::new(), String::new()];
            for (side, count) in goals.iter().enumerate() {
                let mut minutes: Vec<usize> = (0..*count).map(|_| 1 + below(90)).collect();
                minutes.sort_unstable();
                minutes.dedup();
                while minutes.len() < *count {
                    minutes.push(minutes.last().map_or(1, |m| m + 1));
                }
                let list: Vec<String> = minutes
                    .iter()
                    .map(|m| {
                        let who = below(4);
                        let pen = if below(9) == 0 { "(p)" } else { "" };
                        let first = ["Aldo", "Bruno", "Carlo", "Dario"][who];
                        format!("{first} {}{m}'{pen}", invented([home, away][side], who))
                    })
                    .collect();
                told[side] = if list.is_empty() { "-".to_owned() } else { list.join(", ") };
            }
            lines.push_str(&format!("\n▪ {}, Group {group}, Matchday {}\n", stage.id, i + 1));
            lines.push_str(&format!(
                "{}\n  {} {}-{} {}\n",
                day.strftime("%a %b %-d %Y"),
                names[0],
                goals[0],
                goals[1],
                names[1]
            ));
            if goals[0] + goals[1] > 0 {
                lines.push_str(&format!("      ({}; {})\n", told[0], told[1]));
            }
        }
    }
    let coverage = format!(
        "kind,edition,team,friendlies,from,to\nresults,,,yes,1872-11-30,{to}\ngoals,{edition},,,{from},{to}\n"
    );
    let read_back = read(Kind::FootballTxt, &[("made-up.txt", lines.as_bytes())]);
    assert!(read_back.value.matches.len() > 10, "{:?}\n{lines}", read_back.diagnostics);
    let coverage = read_coverage("coverage.csv", coverage.as_bytes(), &directory).value;
    let drafts = [read_back.value, Draft { coverage, ..Draft::default() }];
    let gathered = gather(directory, &drafts, &Policy::default());
    let snapshot = gathered.value.ledger().expect("a ledger").as_of(AsOf::LATEST);
    Prepared::new(Arc::new(snapshot), &books)
}

/// A surname that no person bears, of letters that follow from the team.
fn invented(team: &str, who: usize) -> String {
    let letters: String = team.chars().filter(char::is_ascii_lowercase).rev().take(5).collect();
    let mut name = format!("V{letters}{}", ["ari", "ori", "uri", "eri"][who]);
    name.push(' ');
    name
}
