//! What is certain is the same wherever it is said: needs, decided, the table, the
//! briefing, SQL.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

fn girone(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_girone"))
        .args(args)
        .env_remove("GIRONE_LEDGER")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?}\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&girone(args)).unwrap()
}

type Fates = BTreeSet<(String, String, String)>;

fn settled(fates: &Fates) -> Fates {
    fates.iter().filter(|(_, _, v)| v == "through" || v == "out").cloned().collect()
}

fn agree(edition: &str, group: &str, day: &str) {
    let address = format!("{edition}/{group}");
    let about = format!("{address} at {day}");
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let needs = json(&["needs", &address, "--at", day, "--json"]);
    let (mut fates, mut named) = (Fates::new(), Fates::new());
    for team in needs["teams"].as_array().unwrap() {
        assert_eq!(team["checked"], true, "{about}");
        for berth in team["berths"].as_array().unwrap() {
            let verdict = text(&berth["verdict"]);
            fates.insert((text(&team["team"]), text(&berth["berth"]), verdict.clone()));
            named.insert((text(&team["name"]), text(&berth["name"]), verdict));
        }
    }
    let berths: BTreeSet<String> = fates.iter().map(|(_, b, _)| b.clone()).collect();
    // SQL says the same of each berth.
    let query = format!(
        "select team, berth, verdict from verdicts('{edition}', '{day}') where grp = '{group}'"
    );
    let rows = json(&["sql", &query, "--json"]);
    let rows = rows["rows"].as_array().or(rows.as_array()).unwrap_or_else(|| panic!("{rows}"));
    let by_sql: Fates = rows
        .iter()
        .map(|r| match r.as_array() {
            Some(r) => (text(&r[0]), text(&r[1]), text(&r[2])),
            None => (text(&r["team"]), text(&r["berth"]), text(&r["verdict"])),
        })
        .filter(|(_, berth, _)| berths.contains(berth))
        .collect();
    assert_eq!(by_sql, fates, "{about}: sql");
    // What is settled has been settled since some match.
    let decided = json(&["decided", &address, "--at", day, "--json"]);
    let by_match: Fates = decided
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (text(&f["team"]), text(&f["berth"]), text(&f["verdict"])))
        .collect();
    assert_eq!(by_match, settled(&fates), "{about}: decided");
    // The table shows the same places.
    let table = json(&["table", &address, "--at", day, "--json"]);
    let table = table["tables"].get(0).cloned().unwrap_or(table);
    for row in table["rows"].as_array().unwrap() {
        let places = &row["can_finish"];
        let team = needs["teams"].as_array().unwrap();
        let team = team.iter().find(|t| t["team"] == row["team"]).unwrap();
        if !places.as_array().is_none_or(Vec::is_empty) {
            assert_eq!(places, &team["possible"], "{about}: {}", row["team"]);
        }
    }
    // The briefing names who is certain and for whom it is no longer possible.
    let brief = girone(&["brief", &address, "--at", day]);
    if needs["remaining"].as_array().unwrap().is_empty() {
        return;
    }
    for (team, berth, verdict) in &named {
        let said = |word: &str| {
            brief.lines().any(|line| {
                line.trim()
                    .strip_prefix(&format!("{berth}: {word} "))
                    .is_some_and(|names| names.contains(team.as_str()))
            })
        };
        let exit = brief.lines().all(|l| !l.trim().starts_with(&format!("{berth}: ")));
        if exit {
            continue;
        }
        assert_eq!(said("certain for"), verdict == "through", "{about}: {team} {berth}\n{brief}");
        assert_eq!(said("no longer possible for"), verdict == "out", "{about}: {team} {berth}");
    }
}

#[test]
fn european_qualifying_says_the_same_everywhere() {
    for day in ["2025-09-08", "2025-11-16", "2025-11-19"] {
        for group in ["A", "J"] {
            agree("wcq-2026-uefa", group, day);
        }
    }
}

#[test]
fn best_thirds_say_the_same_everywhere() {
    for day in ["2026-06-24", "2026-06-26"] {
        for group in ["B", "L"] {
            agree("wc-2026", group, day);
        }
    }
}
