//! Leagues whose editions follow from their matches.

mod common;

use std::collections::BTreeMap;

use common::small::record;
use girone_model::{AsOf, Snapshot};
use girone_rules::{Edition, infer_editions};

fn double_round_robin(teams: &[&str], year: i32, scores: &str) -> String {
    let mut lines = Vec::new();
    let mut week = 0;
    for (leg, month) in [(0, 9), (1, 3)] {
        for (i, a) in teams.iter().enumerate() {
            for b in &teams[i + 1..] {
                week += 1;
                let (home, away) = if leg == 0 { (a, b) } else { (b, a) };
                let date = format!("{}-{:02}-{:02}", year + leg, month, 1 + week % 28);
                lines.push(format!("{date} {home} {scores} {away}"));
            }
        }
    }
    lines.join("\n")
}

fn shape(editions: &[Edition]) -> Vec<(String, usize, u8)> {
    editions
        .iter()
        .map(|e| {
            let (_, tables) = e.tables().next().expect("a table");
            (e.id.clone(), tables.groups.values().map(Vec::len).sum(), tables.meetings)
        })
        .collect()
}

#[test]
fn an_unknown_league_becomes_editions_by_season() {
    let text = [
        double_round_robin(&["a", "b", "c", "d"], 2021, "1-0"),
        double_round_robin(&["a", "b", "c", "e"], 2022, "2-2"),
    ]
    .join("\n");
    let editions = infer_editions(&record(&text, "latest"), &[]);
    assert_eq!(
        shape(&editions),
        [("cup-2021-22".to_owned(), 4, 2), ("cup-2022-23".to_owned(), 4, 2)]
    );
    assert!(editions[0].notes[0].en.contains("no file describes this league"));
    assert_eq!(editions[0].tables().next().unwrap().1.regulation, "league-unknown");
}

/// What a win was worth before 1995 differs from league to league.
#[test]
fn an_unknown_league_before_three_points_has_no_table() {
    let old = double_round_robin(&["a", "b", "c", "d"], 1988, "1-0");
    assert_eq!(shape(&infer_editions(&record(&old, "latest"), &[])), []);
}

#[test]
fn a_season_in_progress_has_the_fixtures_that_its_format_demands() {
    let text = "2021-09-01 a 1-0 b\n2021-09-01 c 1-0 d\n2021-09-08 a 0-0 c\n2021-09-08 b 1-1 d";
    let snapshot = record(text, "latest");
    let editions = infer_editions(&snapshot, &[]);
    assert_eq!(shape(&editions), [("cup-2021-22".to_owned(), 4, 2)]);
    let (stage, tables) = editions[0].tables().next().unwrap();
    let sheet =
        girone_rules::group_sheet(&editions[0], stage, tables, "league", &snapshot, &|_| None);
    assert_eq!((sheet.sheet.results.len(), sheet.sheet.remaining.len()), (4, 8));
    assert!(!sheet.finished);
}

#[test]
fn each_pair_may_meet_once_or_four_times() {
    let once = "2021-09-01 a 1-0 b\n2021-09-01 c 1-0 d\n2021-09-08 a 0-0 c\n2021-09-08 b 1-1 d\n2021-09-15 a 1-1 d\n2021-09-15 b 0-3 c";
    assert_eq!(shape(&infer_editions(&record(once, "latest"), &[]))[0].2, 1);
    let four = [
        double_round_robin(&["a", "b", "c", "d"], 2021, "1-0"),
        double_round_robin(&["a", "b", "c", "d"], 2021, "1-0")
            .replace("-09-", "-10-")
            .replace("-03-", "-04-"),
    ]
    .join("\n");
    assert_eq!(
        shape(&infer_editions(&record(&four, "latest"), &[])),
        [("cup-2021-22".to_owned(), 4, 4)]
    );
}

/// What the files of the series say, and what is found without them, is the same
/// for every season of the big five leagues.
#[test]
fn seasons_are_found_without_a_file_too() {
    let Some(data) = common::test_data() else { return };
    let drafts = common::leagues(&data);
    let known: Snapshot = common::record(&drafts, AsOf::LATEST);
    let series = common::shelf().series;
    let by_file = infer_editions(&known, &series);
    assert_eq!(by_file.len(), 5 * 33);
    assert!(by_file.iter().all(|e| e.notes.is_empty()), "no season lacks a club");
    let by_matches = infer_editions(&known, &[]);
    let members = |editions: &[Edition]| -> BTreeMap<String, Vec<String>> {
        editions
            .iter()
            .map(|e| (e.id.clone(), e.tables().next().unwrap().1.groups["league"].clone()))
            .collect()
    };
    let (by_file, by_matches) = (members(&by_file), members(&by_matches));
    let ids = |m: &BTreeMap<String, Vec<String>>| m.keys().cloned().collect::<Vec<_>>();
    // Without a file there is no table before a win was worth three points everywhere.
    let by_file: BTreeMap<_, _> = by_file
        .into_iter()
        .filter(|(id, _)| !id.contains("1993") && !id.contains("1994"))
        .collect();
    assert_eq!(ids(&by_file), ids(&by_matches));
    for (id, members) in by_file {
        assert_eq!(members, by_matches[&id], "{id}");
    }
}

/// A league of four in which everybody meets twice and the first two and the last
/// two meet twice more.
const PARTED: &str = r#"
id = "parted"
name = "Parted"
labels = ["Cup"]
source = "constructed"

[[era]]
regulation = "three-points"
split = { after = 6, below = [2], meetings = 2, carry = "half-up" }
"#;

#[test]
fn a_season_parts_into_groups_once_its_first_stage_has_ended() {
    let first = double_round_robin(&["a", "b", "c", "d"], 2021, "1-0");
    let second = "2022-05-01 a 2-0 b\n2022-05-01 c 1-1 d\n2022-05-08 b 1-0 a\n2022-05-08 d 0-0 c";
    // Everybody beats each once at home: a has six points as all have.
    let first =
        first.replace("a 1-0", "a 3-0").replacen("1-0 a", "0-0 a", 3).replacen("1-0 b", "0-0 b", 2);
    let text = format!("{first}\n{second}");
    let series = [girone_rules::parse_series("parted.toml", PARTED).unwrap()];
    let ids = |e: &Edition| e.stages.iter().map(|s| s.id.clone()).collect::<Vec<_>>();
    let whole = record(&text, "latest");
    let editions = infer_editions(&whole, &series);
    assert_eq!(ids(&editions[0]), ["league", "split"], "{:?}", editions[0].notes);
    let groups = |e: &Edition| -> BTreeMap<String, Vec<String>> {
        let (_, tables) = e.tables().nth(1).unwrap();
        tables.groups.iter().map(|(g, m)| (g.clone(), m.clone())).collect()
    };
    let names: Vec<String> = groups(&editions[0]).into_keys().collect();
    assert_eq!(names, ["1-2", "3-4"]);
    assert_eq!(groups(&editions[0])["1-2"], ["a", "b"]);
    // Half of the points, rounded up, counts on.
    let books = BTreeMap::from([(
        "three-points".to_owned(),
        girone_rules::Regulation::of("three-points", Vec::new()),
    )]);
    let all = girone_rules::standings(&editions[0], &girone_rules::Index::new(&whole), &books);
    let points = |group: &str, stage: &str| -> BTreeMap<String, i32> {
        let g = all.group(stage, group).unwrap();
        let key = |t: u8| whole.directory.team(g.sheet.sheet.teams[usize::from(t)]).key.to_string();
        g.table.rows.iter().map(|r| (key(r.team), r.totals.points)).collect()
    };
    let (before, after) = (points("league", "league"), points("1-2", "split"));
    assert_eq!(after["a"], (before["a"] + 1) / 2 + 3);
    assert_eq!(after["b"], (before["b"] + 1) / 2 + 3);
    // On the eve of the last match of the first stage nobody may know, though the
    // record lists the fixtures.
    let last = first.lines().map(|l| &l[..10]).max().unwrap();
    let eve = last.parse::<jiff::civil::Date>().unwrap().yesterday().unwrap();
    let earlier = infer_editions(&record(&text, &eve.to_string()), &series);
    assert_eq!(ids(&earlier[0]), ["league"]);
    assert!(
        earlier[0].notes.iter().any(|n| n.en.contains("later stage")),
        "{:?}",
        earlier[0].notes
    );
}

#[test]
fn what_follows_a_double_round_robin_is_not_mixed_into_its_table() {
    let text = format!(
        "{}\n2022-05-01 a 2-0 b\n2022-05-01 c 1-1 d\n2022-05-08 b 1-0 a",
        double_round_robin(&["a", "b", "c", "d"], 2021, "1-0")
    );
    let without = PARTED.lines().filter(|l| !l.starts_with("split")).collect::<Vec<_>>().join("\n");
    let series = [girone_rules::parse_series("parted.toml", &without).unwrap()];
    let snapshot = record(&text, "latest");
    let editions = infer_editions(&snapshot, &series);
    let (stage, tables) = editions[0].tables().next().unwrap();
    let sheet =
        girone_rules::group_sheet(&editions[0], stage, tables, "league", &snapshot, &|_| None);
    assert_eq!(sheet.sheet.results.len(), 12);
    assert!(editions[0].notes[0].en.contains("later stage"), "{:?}", editions[0].notes);
}
