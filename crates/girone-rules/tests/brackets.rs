//! Ties put together from the record: who fills which slot, and when.

mod common;

use std::sync::OnceLock;

use girone_model::{AsOf, Snapshot, TeamId};
use girone_record::Ledger;
use girone_rules::knockout::{Basis, Occupant, Why};
use girone_rules::{Index, Proved, Tie, TieState, bracket, standings, with_rulings};

use common::{Shelf, shelf};

fn record(at: &str, shelf: &Shelf) -> Option<Snapshot> {
    static LEDGER: OnceLock<Option<Ledger>> = OnceLock::new();
    let read = || common::test_data().map(|d| common::ledger(&[common::internationals(&d)]));
    let ledger = LEDGER.get_or_init(read).as_ref()?;
    let as_of = AsOf::at(at.parse().expect("a moment"));
    Some(with_rulings(&ledger.as_of(as_of), shelf.editions.values()))
}

fn key(snapshot: &Snapshot, team: Option<TeamId>) -> String {
    team.map_or("?".to_owned(), |t| snapshot.directory.team(t).key.to_string())
}

fn ties(snapshot: &Snapshot, shelf: &Shelf, edition: &str) -> Vec<Tie> {
    bracket(&shelf.editions[edition], &Index::new(snapshot), shelf, &Proved::default())
}

/// Every tie of the editions at hand is decided, its teams follow from tables and
/// rankings or the draw, and the winner of each final is the one who won it.
#[test]
fn brackets_lead_to_the_winners() {
    let shelf = shelf();
    let Some(snapshot) = record("2026-07-31", &shelf) else { return };
    for (edition, last, winner) in [
        ("wc-1954", "final", "germany"),
        ("wc-1986", "final", "argentina"),
        ("wc-1990", "final", "germany"),
        ("wc-2006", "final", "italy"),
        ("wc-2022", "64", "argentina"),
        ("euro-1996", "final", "germany"),
        ("euro-2020", "51", "italy"),
        ("euro-2024", "51", "spain"),
        ("afcon-2023", "final", "ivory-coast"),
        ("copa-america-2021", "final", "argentina"),
        ("unl-2024-25", "final", "portugal"),
    ] {
        let Some(found) = shelf.editions.get(edition) else { continue };
        let all = ties(&snapshot, &shelf, edition);
        assert!(!all.is_empty(), "{edition}");
        let last = all
            .iter()
            .find(|t| t.id == last)
            .or_else(|| all.iter().rev().find(|t| t.round.eq_ignore_ascii_case("final")));
        let last = last.unwrap_or_else(|| panic!("{edition} has a final"));
        assert_eq!(key(&snapshot, last.winner()), winner, "{edition}: {last:?}");
        let open: Vec<&Tie> = all
            .iter()
            .filter(|t| t.teams.home.team().is_none() || t.teams.away.team().is_none())
            .collect();
        assert!(open.is_empty(), "{}: {open:?}", found.id);
    }
}

/// The round of 32 of 2026 follows from the tables and Annex C alone, as soon as
/// the last group match is over, and not a day before.
#[test]
fn the_round_of_32_is_filled_when_it_is_certain() {
    let shelf = shelf();
    let Some(snapshot) = record("2026-06-27", &shelf) else { return };
    let all = ties(&snapshot, &shelf, "wc-2026");
    let round: Vec<&Tie> = all.iter().filter(|t| t.round == "Round of 32").collect();
    assert_eq!(round.len(), 16);
    for tie in &round {
        for side in girone_model::Side::BOTH {
            match &tie.teams[side] {
                Occupant::Known { basis, .. } => {
                    assert!(matches!(basis, Basis::Table | Basis::Ranking), "{tie:?}");
                }
                Occupant::Open { why, .. } => panic!("{}: {why:?}", tie.id),
            }
        }
        assert_eq!(tie.state, TieState::NotBegun);
    }
    // What the tables say is what was played.
    let later = record("2026-07-31", &shelf).expect("the record is there");
    for (before, after) in all.iter().zip(ties(&later, &shelf, "wc-2026")) {
        if before.round == "Round of 32" {
            assert_eq!(
                before.teams.as_ref().map(Occupant::team),
                after.teams.as_ref().map(Occupant::team)
            );
            assert_eq!(after.matches.len(), 1, "{after:?}");
        }
    }

    let early = record("2026-06-26", &shelf).expect("the record is there");
    let standings = standings(&shelf.editions["wc-2026"], &Index::new(&early), &shelf);
    assert!(!standings.rankings["thirds"].is_final());
    for tie in ties(&early, &shelf, "wc-2026") {
        for side in girone_model::Side::BOTH {
            if let Occupant::Open { why: Why::Unfinished(groups), .. } = &tie.teams[side] {
                assert!(groups.iter().all(|g| ["J", "K", "L"].contains(&g.as_str())), "{groups:?}");
            } else if tie.id == "79" && side == girone_model::Side::Away {
                panic!("a third is known before the last groups are over");
            }
        }
    }
}

/// A draw is not known before its day, though the file tells of it.
#[test]
fn drawn_teams_are_not_known_before_the_draw() {
    let shelf = shelf();
    let Some(edition) = shelf.editions.get("wcq-2026-uefa") else { return };
    let drawn = edition.knockouts().flat_map(|(_, k)| &k.ties).any(|t| t.drawn.is_some());
    let Some(before) = record("2025-11-19", &shelf) else { return };
    let all = ties(&before, &shelf, "wcq-2026-uefa");
    assert!(drawn, "the play-offs name the day of their draw");
    let first = all.iter().find(|t| t.id == "A1").expect("path A");
    assert!(first.teams.home.team().is_none(), "{first:?}");
    let after = record("2025-11-20", &shelf).expect("the record is there");
    let all = ties(&after, &shelf, "wcq-2026-uefa");
    let first = all.iter().find(|t| t.id == "A1").expect("path A");
    assert_eq!(key(&after, first.teams.home.team()), "italy");
}
