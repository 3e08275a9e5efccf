//! The embedded names, against the full record of internationals.

mod common;

use std::path::PathBuf;

use girone_model::Directory;
use girone_record::{Policy, UnknownTeams, gather, read_directory, read_internationals};

fn directory() -> Option<Directory> {
    let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let read = |file: &str| std::fs::read(data.join(file)).ok();
    let (teams, names) = (read("teams.csv")?, read("names.csv")?);
    let reading = read_directory(("teams.csv", &teams), Some(("names.csv", &names)));
    let words: Vec<String> = reading.diagnostics.iter().map(ToString::to_string).collect();
    assert!(words.is_empty(), "{}", words.join("\n\n"));
    let c = reading.counts;
    assert_eq!((c.not_understood, c.lines), (0, c.understood + c.ignored_by_format));
    Some(reading.value)
}

#[test]
fn every_team_of_the_full_record_has_its_names() {
    let Some(directory) = directory() else {
        println!("skipped: the embedded names are not there");
        return;
    };
    let Some(data) = common::shared() else { return };
    let teams = directory.teams().count();
    let read = |file: &str| std::fs::read(data.join("martj42").join(file)).expect("a file");
    let (results, former) = (read("results.csv"), read("former_names.csv"));
    let reading = read_internationals(&[("results.csv", &results), ("former_names.csv", &former)]);
    let policy = Policy { unknown_teams: UnknownTeams::Refuse };
    let gathered = gather(directory, &[reading.value], &policy);
    for diagnostic in gathered.diagnostics.iter().take(20) {
        println!("{diagnostic}");
    }
    assert_eq!(gathered.diagnostics.len(), 0);
    assert_eq!(gathered.value.directory.teams().count(), teams);
    assert_eq!(gathered.counts.matches, 49_520);
}
