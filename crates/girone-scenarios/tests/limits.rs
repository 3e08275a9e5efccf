//! A question that is too big keeps to its limit and still gives sound bounds.

#[path = "shared/seasons.rs"]
mod seasons;
mod shared;
#[path = "shared/stages.rs"]
mod stages;

use std::time::{Duration, Instant};

use girone_model::Sheet;
use girone_scenarios::{Budget, Places, Question, outlook};
use seasons::{league_phase, seasons};
use shared::rules;

/// Asks under a limit; returns how many places are not decided.
fn within(what: &str, rule: &str, sheet: &Sheet, limit: Duration) -> usize {
    let regulation = rules(rule);
    let q = Question::new(&regulation, sheet, None);
    let start = Instant::now();
    let stop = || start.elapsed() >= limit;
    let teams = outlook(&q, true, &mut Budget::until(u64::MAX / 4, &stop));
    let taken = start.elapsed();
    let open: usize = teams.iter().map(|t| t.undecided().len()).sum();
    println!("{what} under {rule}: {taken:?} of {limit:?}, {open} places not decided");
    // A machine that is busy may take a while to say what time it is.
    assert!(taken < limit * 2 + Duration::from_millis(1500), "{what} {rule}: {taken:?}");
    for team in &teams {
        assert!(team.possible.and(team.impossible).is_empty());
        for (places, witness) in &team.witnesses {
            assert!(places.without(q.places_in(witness, team.team)).is_empty(), "{what}");
        }
        let proved = team.certificates.iter().fold(Places::NONE, |all, c| all.or(c.places));
        assert_eq!(proved, team.impossible, "{what} {rule}");
    }
    open
}

#[test]
fn too_big_questions_keep_to_their_limit() {
    let short = Duration::from_millis(300);
    let league = stages::large_league(24, 20);
    within("24 teams, 20 rounds", "h2h", &league, short);
    within("24 teams, 30 rounds", "h2h_first", &stages::large_league(24, 30), short);
    within("64 teams, 40 rounds", "h2h", &stages::large_league(64, 40), short);
    if let Some((phase, days)) = league_phase() {
        within("36 teams, matchday 2", "h2h_first", &phase.after(days[1]), short);
        within("36 teams, matchday 5", "h2h", &phase.after(days[4]), short);
    }
    for season in seasons().iter().filter(|s| s.teams.len() == 20).take(2) {
        within("20 teams, matchday 5", "h2h", &season.after(50), short);
        within("20 teams, matchday 24", "h2h", &season.after(240), short);
        within("20 teams, matchday 28", "h2h_first", &season.after(280), short);
    }
}

#[test]
fn nothing_wrong_is_said_without_time() {
    let sheet = stages::large_league(24, 26);
    let regulation = rules("h2h");
    let q = Question::new(&regulation, &sheet, None);
    let none = || true;
    let teams = outlook(&q, true, &mut Budget::until(u64::MAX / 4, &none));
    assert!(teams.iter().all(|t| !t.possible.is_empty()));
    let full = outlook(&q, true, &mut Budget::steps(2_000_000));
    for (quick, full) in teams.iter().zip(&full) {
        assert!(quick.impossible.and(full.possible).is_empty());
        assert!(quick.possible.and(full.impossible).is_empty());
    }
}
