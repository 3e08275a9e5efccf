//! Several sources of the same matches become one record.

mod common;

use std::path::PathBuf;

use girone_model::{AsOf, Directory};
use girone_record::{
    Kind, Policy, UnknownTeams, gather, read, read_directory, read_internationals,
};

fn directory() -> Option<Directory> {
    let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let read = |file: &str| std::fs::read(data.join(file)).ok();
    let (teams, names) = (read("teams.csv")?, read("names.csv")?);
    Some(read_directory(("teams.csv", &teams), Some(("names.csv", &names))).value)
}

#[test]
fn tournaments_of_openfootball_join_the_full_record_of_internationals() {
    let (Some(data), Some(directory)) = (common::shared(), directory()) else { return };
    let bytes = |path: &str| std::fs::read(data.join(path)).expect("a file");
    let set = ["results.csv", "goalscorers.csv", "shootouts.csv"]
        .map(|file| (file, bytes(&format!("martj42/{file}"))));
    let set: Vec<(&str, &[u8])> = set.iter().map(|(n, b)| (*n, b.as_slice())).collect();
    let mut drafts = vec![read_internationals(&set).value];
    let open = "openfootball";
    for (kind, path) in [
        (Kind::FootballTxt, format!("{open}/euro/2016--france/euro.txt")),
        (Kind::FootballTxt, format!("{open}/euro/2021--europe/euro.txt")),
        (Kind::FootballTxt, format!("{open}/euro/2024--germany/euro.txt")),
        (Kind::FootballTxt, format!("{open}/worldcup/2026--usa/quali_playoffs.txt")),
        (Kind::FootballTxt, format!("{open}/worldcup/2026--usa/cup.txt")),
        (Kind::FootballTxt, format!("{open}/worldcup/2026--usa/cup_finals.txt")),
        (Kind::FootballTxt, format!("{open}/worldcup/more/2026_full.txt")),
        (Kind::FootballJson, format!("{open}/worldcup.json/2014/worldcup.json")),
        (Kind::FootballJson, format!("{open}/worldcup.json/2018/worldcup.json")),
        (Kind::FootballJson, format!("{open}/worldcup.json/2022/worldcup.json")),
        (Kind::FootballJson, format!("{open}/worldcup.json/2026/worldcup.json")),
        (Kind::FootballJson, format!("{open}/worldcup.json/2026/worldcup.quali_playoffs.json")),
    ] {
        drafts.push(read(kind, &[(&path, &bytes(&path))]).value);
    }
    let policy = Policy { unknown_teams: UnknownTeams::Refuse };
    let gathered = gather(directory, &drafts, &policy);
    let words: Vec<String> = gathered.diagnostics.iter().map(ToString::to_string).collect();
    let words = words.join("\n");
    // One file was cut before the semi-finals: `N.N. v N.N.`. Nothing contradicts
    // anything else.
    assert!(gathered.diagnostics.iter().all(|d| d.code.0 == "GR042"), "{words}");
    assert_eq!(gathered.diagnostics.len(), 4, "{words}");
    let told: usize = drafts.iter().map(|d| d.matches.len()).sum();
    assert_eq!(told, 50_209);
    let snapshot = gathered.value.ledger().expect("gathered entries hold").as_of(AsOf::LATEST);
    assert_eq!(snapshot.matches.len(), 49_520);
    // What one source lacks the other gives.
    let england = snapshot.directory.find_team("England", None).expect("a team");
    let last = snapshot.matches_of(england).last().expect("a match");
    let score = last.score().expect("a score");
    assert_eq!(last.fixture.number, Some(103));
    assert_eq!(score.half_time.map(|s| (s.home, s.away)), Some((0, 4)));
    assert_eq!(&*last.fixture.competition, "FIFA World Cup");
    assert!(last.fixture.when.instant().is_some());
    assert_eq!(last.happened.as_ref().map(|h| h.goals.len()), Some(10));
}
