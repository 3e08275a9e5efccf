//! What is shipped fits together: files, the files they name, and the names.

mod common;

use girone_rules::{check_edition, check_names, check_series};

#[test]
fn everything_that_is_shipped_fits_together() {
    let shelf = common::shelf();
    let mut mistakes = Vec::new();
    for (file, text) in common::texts("competitions", "toml") {
        let id = file.trim_end_matches(".toml");
        match id.strip_prefix("series/") {
            Some(id) => {
                let series = shelf.series.iter().find(|s| s.id == id);
                let series = series.unwrap_or_else(|| panic!("{file} is called by its id"));
                mistakes.extend(check_series(&file, &text, series, &shelf));
            }
            None => mistakes.extend(check_edition(&file, &text, &shelf.editions[id], &shelf)),
        }
    }
    let said: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
}

#[test]
fn every_team_that_is_named_is_known() {
    let shelf = common::shelf();
    let snapshot = common::record(&[], girone_model::AsOf::LATEST);
    let mut unknown = Vec::new();
    for (file, text) in common::texts("competitions", "toml") {
        let Some(edition) = shelf.editions.get(file.trim_end_matches(".toml")) else { continue };
        unknown.extend(check_names(&file, &text, edition, &snapshot.directory));
    }
    let said: Vec<String> = unknown.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
}

#[test]
fn one_team_under_two_names_is_refused_at_its_line() {
    let snapshot = common::record(&[], girone_model::AsOf::LATEST);
    let text = "id = \"x\"\nname = \"X\"\n[[stage]]\nid = \"groups\"\nregulation = \"r\"\n\
        [stage.groups]\nA = [\"italy\", \"belgium\"]\nB = [\"france\", \"Italia\"]\n";
    let edition = girone_rules::parse_edition("x.toml", text).expect("an edition");
    let said: Vec<String> = check_names("x.toml", text, &edition, &snapshot.directory)
        .iter()
        .map(|e| format!("{}: {}", e.line, e.message))
        .collect();
    assert_eq!(said, ["7: `italy` and `Italia` are the same team"]);
}

#[test]
fn a_league_is_described_once() {
    let mut seen = std::collections::BTreeMap::new();
    for series in common::shelf().series {
        for label in series.labels.iter().chain([&series.id]) {
            let before = seen.insert(girone_model::fold(label), series.id.clone());
            let other = before.filter(|id| *id != series.id);
            assert!(other.is_none(), "`{label}` is {} and {other:?}", series.id);
        }
    }
}
