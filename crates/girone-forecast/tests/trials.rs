//! Trials agree with the grid, with enumeration and with themselves.

mod common;

use common::books;
use girone_forecast::{Chance, Counts, Engine, Ground, Known, Plan, Ratings, play_out};
use girone_model::{BySide, Line, Sheet, TeamId};
use girone_rules::{Compiled, Count, Criterion, HeadToHead, Once, Reading, Regulation, Scratch};

fn goals_first() -> Regulation {
    Regulation::of(
        "goals",
        vec![
            Criterion::Overall(Count::GoalDifference),
            Criterion::Overall(Count::GoalsScored),
            Criterion::Lots,
        ],
    )
}

fn head_to_head_first() -> Regulation {
    let rule = HeadToHead {
        counts: vec![Count::Points, Count::GoalDifference, Count::GoalsScored],
        counts_of_two: None,
        reading: Reading::Restarting,
        once: Once::Always,
    };
    let rest = [Count::GoalDifference, Count::GoalsScored].map(Criterion::Overall);
    let mut criteria = vec![Criterion::HeadToHead(rule)];
    criteria.extend(rest);
    Regulation::of("head-to-head", criteria)
}

/// Four teams after four of their six matches.
fn small() -> Sheet {
    let mut sheet = Sheet::new((0..4).map(TeamId).collect());
    for (h, a, x, y) in [(0, 1, 2, 1), (2, 3, 0, 0), (0, 2, 1, 1), (3, 1, 0, 1)] {
        sheet.results.push(Line::new(h, a, x, y));
    }
    sheet.remaining = vec![BySide::new(0, 3), BySide::new(1, 2)];
    sheet
}

fn ratings() -> Ratings {
    let mut ratings = Ratings::equal(4);
    ratings.strength = vec![0.4, 0.1, -0.1, -0.3];
    ratings.rho = -0.1;
    ratings
}

#[test]
fn simulated_places_agree_with_full_enumeration() {
    for regulation in [goals_first(), head_to_head_first()] {
        let sheet = small();
        let ratings = ratings();
        let plan = Plan::of_sheet(&sheet, &regulation, Ground::Home);
        let trials = 200_000;
        let counts = play_out(&plan, &ratings, 11, trials, |_| {});
        assert_eq!(counts.trials, trials);
        // Every pair of scores, weighted by the grids; level teams share places.
        let compiled = Compiled::new(&regulation);
        let mut scratch = Scratch::default();
        let grids: Vec<_> = sheet
            .remaining
            .iter()
            .map(|t| ratings.outlook(t.map(usize::from), Ground::Home, false).grid())
            .collect();
        let mut expected = [[0.0; 4]; 4];
        for first in 0..196 {
            for second in 0..196 {
                let weight = grids[0].score(first / 14, first % 14)
                    * grids[1].score(second / 14, second % 14);
                if weight < 1e-12 {
                    continue;
                }
                let mut full = sheet.clone();
                full.remaining.clear();
                for (teams, score) in sheet.remaining.iter().zip([first, second]) {
                    full.results.push(Line::new(
                        teams.home,
                        teams.away,
                        (score / 14) as u8,
                        (score % 14) as u8,
                    ));
                }
                let places = compiled.places(&full, &mut scratch).to_vec();
                for team in 0..4 {
                    let level = places.iter().filter(|p| **p == places[team]).count();
                    for shared in 0..level {
                        let place = usize::from(places[team]) - 1 + shared;
                        expected[team][place] += weight / level as f64;
                    }
                }
            }
        }
        for (team, row) in expected.iter().enumerate() {
            for (place, &p) in row.iter().enumerate() {
                let got = counts.places[0][team * 4 + place] as f64 / trials as f64;
                let error = (p * (1.0 - p) / trials as f64).sqrt();
                assert!(
                    (got - p).abs() < 4.5 * error + 2e-4,
                    "{}: team {team} place {}: {got} against {p}",
                    regulation.id,
                    place + 1
                );
            }
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_counts_for_any_chunks_and_threads() {
    let plan = Plan::of_sheet(&small(), &head_to_head_first(), Ground::Home);
    let mut ratings = ratings();
    for i in 0..4 {
        ratings.deviations[i * 4 + i] = 0.2;
    }
    let engine = Engine::new(&plan, &ratings);
    let whole = engine.run(7, 0..3_000);
    let mut parts = Counts::new(&plan);
    for range in [0..1, 1..1_111, 1_111..1_112, 1_112..3_000] {
        parts.add(&engine.run(7, range));
    }
    assert_eq!(whole, parts);
    for threads in [1, 2, 5] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert_eq!(whole, pool.install(|| play_out(&plan, &ratings, 7, 3_000, |_| {})));
    }
    assert_ne!(whole, engine.run(8, 0..3_000));
}

#[test]
fn drawn_strengths_widen_a_league_and_keep_match_frequencies() {
    let mut sheet = Sheet::new((0..2).map(TeamId).collect());
    sheet.remaining = vec![BySide::new(0, 1)];
    let mut ratings = Ratings::equal(2);
    ratings.strength = vec![0.3, 0.0];
    ratings.deviations = vec![0.25, 0.0, 0.1, 0.2];
    let plan = Plan::of_sheet(&sheet, &goals_first(), Ground::Neutral);
    let trials = 400_000;
    let counts = play_out(&plan, &ratings, 3, trials, |_| {});
    // First place is a win, or half of a draw.
    let [win, draw, _] =
        ratings.outlook(BySide::new(0, 1), Ground::Neutral, false).grid().outcome();
    let got = counts.places[0][0] as f64 / trials as f64;
    assert!((got - (win + draw / 2.0)).abs() < 0.004, "{got} against {}", win + draw / 2.0);
}

#[test]
fn supposed_results_are_taken_for_granted() {
    let sheet = small();
    let mut plan = Plan::of_sheet(&sheet, &goals_first(), Ground::Home);
    let before = play_out(&plan, &ratings(), 1, 20_000, |_| {});
    // Named the other way round: the visitors lose by eight.
    assert!(plan.suppose(BySide::new(TeamId(3), TeamId(0)), BySide::new(0, 8)));
    assert!(!plan.suppose(BySide::new(TeamId(0), TeamId(3)), BySide::new(1, 0)));
    assert!(!plan.suppose(BySide::new(TeamId(0), TeamId(9)), BySide::new(1, 0)));
    let after = play_out(&plan, &ratings(), 1, 20_000, |_| {});
    assert_eq!(after.places[0][0], 20_000);
    assert!(before.places[0][0] < 20_000);
}

#[test]
fn switching_head_to_head_off_helps_the_side_that_lost_it() {
    // Both have six points; 0 has won the match between them and has the worse
    // goal difference. What remains cannot change their points.
    let mut sheet = Sheet::new((0..4).map(TeamId).collect());
    for (h, a, x, y) in [(0, 1, 1, 0), (0, 2, 1, 0), (1, 2, 5, 0), (1, 3, 5, 0), (3, 0, 1, 0)] {
        sheet.results.push(Line::new(h, a, x, y));
    }
    sheet.remaining = vec![BySide::new(2, 3)];
    let run = |regulation: &Regulation| {
        let plan = Plan::of_sheet(&sheet, regulation, Ground::Home);
        let counts = play_out(&plan, &ratings(), 5, 5_000, |_| {});
        counts.place(&plan, 0, 0, 1).value()
    };
    assert!(run(&head_to_head_first()) > run(&goals_first()) + 0.5);
}

#[test]
fn nothing_left_to_play_is_answered() {
    let mut sheet = small();
    sheet.remaining.clear();
    let plan = Plan::of_sheet(&sheet, &goals_first(), Ground::Home);
    let counts = play_out(&plan, &ratings(), 5, 1_000, |_| {});
    assert_eq!(counts.places[0].iter().sum::<u64>(), 4_000);
    assert_eq!(counts.places[0][0], 1_000);
    let empty = Plan::of_sheet(&Sheet::default(), &goals_first(), Ground::Home);
    assert_eq!(play_out(&empty, &Ratings::equal(0), 5, 10, |_| {}).trials, 10);
}

#[test]
fn only_what_is_proved_is_certain() {
    assert_eq!(Chance::new(1_000, 1_000, Known::Through), Chance::Certain);
    assert_eq!(Chance::new(3, 1_000, Known::Out).value(), 0.0);
    for hits in [0, 500, 1_000] {
        let p = Chance::new(hits, 1_000, Known::Open).value();
        assert!(p > 0.0 && p < 1.0);
    }
}

#[test]
fn the_world_cup_is_played_to_the_trophy() {
    let (_, plan) = books::empty_plan("wc-2026");
    assert_eq!((plan.teams.len(), plan.fixtures.len(), plan.ties.len()), (48, 72, 32));
    let mut ratings = Ratings::equal(48);
    ratings.home = vec![0.0; 48];
    ratings.strength[7] = 0.6;
    let trials = 4_000;
    let counts = play_out(&plan, &ratings, 1, trials, |_| {});
    let sum = |of: &[u64], round: &str| -> u64 {
        (0..48)
            .flat_map(|t| plan.ties.iter().enumerate().map(move |(i, tie)| (t, i, tie)))
            .filter(|(_, _, tie)| tie.round == round)
            .map(|(t, i, _)| of[t * plan.ties.len() + i])
            .sum()
    };
    assert_eq!(sum(&counts.played, "Round of 32"), 32 * trials);
    assert_eq!(sum(&counts.won, "Round of 32"), 16 * trials);
    assert_eq!(sum(&counts.won, "Final"), trials);
    let through = plan.berths.iter().position(|b| b.id == "through").unwrap();
    let all: u64 = (0..48).map(|t| counts.berths[t * plan.berths.len() + through]).sum();
    assert_eq!(all, 32 * trials);
    // The strong side wins more often than one in 48, and every other less.
    let title = |t: u16| counts.wins(&plan, t, "Final").value();
    assert!(title(7) > 0.1);
    assert!((0..48).filter(|t| *t != 7).all(|t| title(t) < 0.06));
    let decisive = counts.decisive(&plan);
    assert!(!decisive.is_empty() && decisive[0].total >= decisive[1].total);
    assert!(decisive.iter().any(|d| plan.fixtures[d.fixture].teams.side_of(&d.team).is_some()));
    let after = counts.berth_after_next(&plan, 7, through).unwrap();
    assert!(after[0].unwrap() > after[1].unwrap() && after[1].unwrap() > after[2].unwrap());
}

#[test]
fn every_edition_of_the_repository_can_be_played_out() {
    for entry in std::fs::read_dir(books::root().join("competitions")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "toml") {
            continue;
        }
        let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
        // A file may hold a series of editions rather than one.
        let Some(edition) = books::edition(&id) else { continue };
        let plan = books::plan_of(&edition);
        let ratings = Ratings::equal(plan.teams.len());
        let counts = play_out(&plan, &ratings, 1, 64, |_| {});
        for (group, places) in plan.groups.iter().zip(&counts.places) {
            let n = group.members.len();
            for place in 0..n {
                let in_place: u64 = (0..n).map(|m| places[m * n + place]).sum();
                assert_eq!(in_place, 64, "{id} {} place {}", group.name, place + 1);
            }
        }
    }
}
