//! Every file of the test data is read without a line lost.

mod common;

use girone_model::Directory;
use girone_record::{
    Counts, DraftMatch, Kind, Policy, Severity, gather, read_football_data, read_football_json,
    read_football_txt, read_tenures, sniff,
};

fn balanced(name: &str, c: &Counts) {
    assert_eq!(c.lines, c.understood + c.not_understood + c.ignored_by_format, "{name}: {c:?}");
    assert_eq!(c.not_understood, 0, "{name}: {c:?}");
}

#[test]
fn every_season_of_the_big_five_is_read_whole() {
    let Some(data) = common::shared() else { return };
    let mut matches = 0;
    for path in common::files(&data.join("football-datasets"), ".csv") {
        let name = path.to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("a file");
        assert_eq!(sniff(&name, &bytes), Some(Kind::FootballData), "{name}");
        let reading = read_football_data(&name, &bytes);
        balanced(&name, &reading.counts);
        let worst = reading.diagnostics.iter().map(|d| d.severity).max();
        assert!(worst <= Some(Severity::Note), "{name}: {:#?}", reading.diagnostics);
        let gathered = gather(Directory::default(), &[reading.value], &Policy::default());
        assert!(gathered.diagnostics.is_empty(), "{name}: {:#?}", gathered.diagnostics);
        for diagnostic in &reading.diagnostics {
            println!("{diagnostic}");
        }
        matches += reading.counts.matches;
    }
    println!("{matches} matches");
    assert!(matches > 55_000);
}

#[test]
fn the_coaches_of_group_j_are_read_whole() {
    let Some(data) = common::shared() else { return };
    let bytes = std::fs::read(data.join("facts/coaches_group_j.csv")).expect("a file");
    assert_eq!(sniff("coaches_group_j.csv", &bytes), Some(Kind::Tenures));
    let reading = read_tenures("coaches_group_j.csv", &bytes);
    balanced("tenures", &reading.counts);
    assert!(reading.diagnostics.is_empty(), "{:#?}", reading.diagnostics);
    assert_eq!(reading.value.tenures.len(), 14);
}

#[test]
fn every_football_json_is_read_whole() {
    let Some(data) = common::shared() else { return };
    let mut matches = 0;
    for path in common::files(&data.join("openfootball"), ".json") {
        let name = path.to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("a file");
        assert_eq!(sniff(&name, &bytes), Some(Kind::FootballJson), "{name}");
        let reading = read_football_json(&name, &bytes);
        balanced(&name, &reading.counts);
        // The Champions League of 2024/25 gives two shoot-outs as 4-4.
        let level = if name.ends_with("uefa.cl.json") { 2 } else { 0 };
        let warnings = reading.diagnostics.iter().filter(|d| d.severity > Severity::Note);
        assert_eq!(warnings.count(), level, "{name}: {:#?}", reading.diagnostics);
        let gathered = gather(Directory::default(), &[reading.value], &Policy::default());
        assert!(gathered.diagnostics.is_empty(), "{name}: {:#?}", gathered.diagnostics);
        matches += reading.counts.matches;
    }
    assert!(matches > 2_000, "{matches}");
}

/// The same tournament in two formats, read by two readers.
#[test]
fn text_and_json_of_the_2026_finals_agree() {
    let Some(data) = common::shared() else { return };
    let read = |path: &str| std::fs::read(data.join("openfootball").join(path)).expect("a file");
    let mut texts = Vec::new();
    for file in ["cup.txt", "cup_finals.txt"] {
        let reading = read_football_txt(file, &read(&format!("worldcup/2026--usa/{file}")));
        texts.extend(reading.value.matches);
    }
    let json = read_football_json("worldcup.json", &read("worldcup.json/2026/worldcup.json"));
    assert_eq!((texts.len(), json.value.matches.len()), (104, 104));
    let key = |m: &DraftMatch| (m.date, m.teams.home.clone(), m.teams.away.clone());
    let mut other = json.value.matches;
    texts.sort_by_key(key);
    other.sort_by_key(key);
    let mut differing = 0;
    for (a, b) in texts.iter().zip(&other) {
        assert_eq!(key(a), key(b));
        assert_eq!((a.kick_off, a.group.clone()), (b.kick_off, b.group.clone()), "{:?}", key(a));
        assert_eq!(a.outcome, b.outcome, "{:?}", key(a));
        let goals = |m: &DraftMatch| {
            let mut list: Vec<_> =
                m.goals.iter().map(|g| (g.side, g.minute, g.own_goal, g.penalty)).collect();
            list.sort();
            list
        };
        if goals(a) != goals(b) {
            println!("{:?}\n  {:?}\n  {:?}", key(a), goals(a), goals(b));
            differing += 1;
        }
    }
    assert_eq!(differing, 0);
}
