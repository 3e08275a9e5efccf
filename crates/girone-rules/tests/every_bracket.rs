//! Every tie of every edition finds its teams and its winner in the record.

mod common;

use girone_model::AsOf;
use girone_rules::{Index, Proved, TieState, bracket, with_rulings};

/// Ties that the record cannot decide, and why.
const OPEN: [(&str, &str, &str); 2] = [
    ("wcq-2022-uefa", "B1", "Russia were excluded; Poland went on without playing"),
    ("afcon-2023", "third", "the record lacks the shoot-out that South Africa won"),
];

#[test]
fn every_tie_has_its_teams_and_its_winner() {
    let shelf = common::shelf();
    let Some(data) = common::test_data() else { return };
    let ledger = common::ledger(&[common::internationals(&data)]);
    let at = AsOf::at("2026-07-31".parse().expect("a day"));
    let snapshot = with_rulings(&ledger.as_of(at), shelf.editions.values());
    let index = Index::new(&snapshot);
    let (mut decided, mut wrong) = (0, Vec::new());
    for (id, edition) in &shelf.editions {
        for tie in bracket(edition, &index, &shelf, &Proved::default()) {
            let is_open = OPEN.iter().any(|(e, t, _)| e == id && *t == tie.id);
            let done = matches!(tie.state, TieState::Decided { .. })
                && tie.teams.home.team().is_some()
                && tie.teams.away.team().is_some();
            if done == is_open {
                wrong.push(format!("{id} {}: {:?} {:?}", tie.id, tie.state, tie.teams));
            }
            decided += usize::from(done);
        }
    }
    println!("{decided} ties decided");
    assert!(wrong.is_empty(), "{} ties:\n{}", wrong.len(), wrong.join("\n"));
}
