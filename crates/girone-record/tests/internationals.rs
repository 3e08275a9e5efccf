//! The full record of men's internationals.
//! Source: github.com/martj42/international_results, 2026-07-31, CC0.

mod common;

use std::time::Instant;

use girone_model::{AsOf, Directory, FactKind};
use girone_record::{Policy, gather, read_internationals};

const FILES: [&str; 4] = ["results.csv", "goalscorers.csv", "shootouts.csv", "former_names.csv"];

fn read_all() -> Option<Vec<(String, Vec<u8>)>> {
    let folder = common::shared()?.join("martj42");
    Some(
        FILES
            .iter()
            .map(|f| ((*f).to_owned(), std::fs::read(folder.join(f)).expect("a file of the set")))
            .collect(),
    )
}

#[test]
fn every_line_of_the_full_record_is_understood() {
    let Some(files) = read_all() else { return };
    let set: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    let start = Instant::now();
    let reading = read_internationals(&set);
    let read = start.elapsed();
    // Two oddities of the data: a pair of teams that is listed twice on one day,
    // and a shoot-out of a match that is not there.
    let messages: Vec<(u32, &str)> =
        reading.diagnostics.iter().map(|d| (d.line, d.code.0)).collect();
    assert_eq!(messages, [(9_644, "GR021"), (424, "GR041")]);
    assert!(!reading.has_errors());
    let c = reading.counts;
    assert_eq!(c.not_understood, 0);
    assert_eq!(c.lines, c.understood + c.ignored_by_format);
    assert_eq!(c.matches, 49_520);
    let goals: usize = reading.value.matches.iter().map(|m| m.goals.len()).sum();
    assert_eq!(goals, 47_914);
    let gathered = gather(Directory::default(), &[reading.value], &Policy::default());
    assert!(gathered.diagnostics.is_empty(), "{:#?}", gathered.diagnostics);
    assert_eq!(gathered.counts.matches, 49_520);
    let checked = start.elapsed();
    let ledger = gathered.value.ledger().expect("numbered in order");
    let built = start.elapsed();
    let snapshot = ledger.as_of(AsOf::at("2025-09-08".parse().unwrap()));
    let asked = start.elapsed() - built;
    println!("read {read:?}, checked {checked:?}, ledger {built:?}, as of {asked:?}");
    assert_eq!(snapshot.matches.len(), 49_520);
    let kazakhstan = snapshot.directory.find_team("Kazakhstan", None).unwrap();
    let played = snapshot.matches_of(kazakhstan).filter(|m| m.happened.is_some()).count();
    let all = snapshot.matches_of(kazakhstan).count();
    assert!(played < all && played > 200, "{played} of {all}");
    let day = jiff::civil::date(2025, 9, 7);
    assert!(snapshot.is_complete(FactKind::Results, kazakhstan, None, day));
    assert!(snapshot.directory.find_team("Zaïre", Some(jiff::civil::date(1974, 6, 14))).is_ok());
    assert!(snapshot.matches.windows(2).all(|w| w[0].fixture.when.date <= w[1].fixture.when.date));
    // What is asked about a day is told by the matches up to that day, and by no
    // later one.
    for day in ["1872-11-29", "1872-11-30", "1939-09-01", "2025-09-07", "2026-07-18"] {
        let moment = day.parse().unwrap();
        let at = ledger.as_of(AsOf { played_by: moment, known_by: moment });
        let until = at.matches.iter().filter(|m| moment.includes_day(m.fixture.when.date));
        let told = at.matches.iter().filter(|m| m.happened.is_some()).count();
        assert_eq!(told, until.count(), "{day}");
    }
}
