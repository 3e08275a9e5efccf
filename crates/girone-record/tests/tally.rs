//! A coach's record in every scope, on the full record of internationals.
//! Source: github.com/martj42/international_results, 2026-07-31, CC0; the tenures
//! are those of the test data, with their sources.

mod common;

use girone_model::{AsOf, Directory};
use girone_record::{
    Policy, Stakes, gather, read_internationals, read_tenures, reigns, scope_grid,
};

#[test]
fn no_scope_gives_kazakhstan_one_win_and_five_defeats_under_aliyev() {
    let Some(data) = common::shared() else { return };
    let bytes = |path: &str| std::fs::read(data.join(path)).expect("a file");
    let (results, coaches) = (bytes("martj42/results.csv"), bytes("facts/coaches_group_j.csv"));
    let drafts = [
        read_internationals(&[("results.csv", &results)]).value,
        read_tenures("coaches.csv", &coaches).value,
    ];
    let gathered = gather(Directory::default(), &drafts, &Policy::default());
    assert!(gathered.diagnostics.is_empty(), "{:#?}", gathered.diagnostics);
    let ledger = gathered.value.ledger().expect("gathered entries hold");
    let moment = "2025-09-08".parse().expect("a day");
    let snapshot = ledger.as_of(AsOf { played_by: moment, known_by: moment });
    let aliyev = snapshot.directory.find_person("Ali Aliyev").expect("a person");
    let all = reigns(&snapshot, Some(aliyev), None);
    let [reign] = all.as_slice() else { panic!("caretaker and head coach in one go: {all:?}") };
    let grid = scope_grid(&snapshot, reign);
    let line = |stakes| {
        let found = grid.iter().find(|l| l.stakes == stakes && l.role.is_none()).expect("a line");
        let t = &found.tally;
        (t.played(), [t.won, t.drawn, t.lost], [t.goals_for, t.goals_against])
    };
    assert_eq!(line(Stakes::All), (7, [2, 0, 5], [6, 15]));
    assert_eq!(line(Stakes::Competitive), (5, [1, 0, 4], [3, 11]));
    assert_eq!(line(Stakes::Friendlies), (2, [1, 0, 1], [3, 4]));
    assert!(grid.iter().all(|l| (l.tally.won, l.tally.lost) != (1, 5)));
}
