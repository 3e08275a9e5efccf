//! The record that the tests check against: the names, books and places of the
//! repository with the international results beside the checkout.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use girone_model::{AsOf, Directory, PersonId, Precision, Role, Tenure};
use girone_record::{Policy, gather, read_internationals, read_names, read_teams, read_tenures};
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
    let mut books = Books::default();
    for text in toml("regulations") {
        books
            .regulations
            .extend(girone_rules::parse_regulation("rule book", &text).ok().map(Arc::new));
    }
    for text in toml("competitions") {
        books.editions.extend(girone_rules::parse_edition("competition", &text).ok().map(Arc::new));
    }
    books.places =
        Place::read_csv(&String::from_utf8_lossy(&read(root().join("data/places.csv"))?));
    Some(Prepared::new(Arc::new(snapshot), &books))
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
