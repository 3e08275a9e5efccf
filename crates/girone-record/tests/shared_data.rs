//! Every file of the test data is read without a line lost.

mod common;

use girone_model::Directory;
use girone_record::{
    Counts, Kind, Policy, Severity, gather, read_football_data, read_tenures, sniff,
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
