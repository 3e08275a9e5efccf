//! Laws that hold for every season: the real final place is always among those
//! that can be reached, and what can be reached never grows.
//!
//! A sample runs always; `GIRONE_LAWS=all` takes every season beside the checkout
//! and every matchday, in some minutes.

#[path = "shared/seasons.rs"]
mod seasons;
mod shared;

use girone_scenarios::{Budget, Places, Question, best_and_worst, outlook};
use seasons::{league_phase, seasons};
use shared::rules;

/// Follows a season through some snapshots; returns how many values were looked at
/// and how many are not decided.
fn follow(season: &seasons::Season, rule: &str, snapshots: &[usize], sets: bool) -> (usize, usize) {
    let regulation = rules(rule);
    let finished = season.after(season.matches.len());
    let q = Question::new(&regulation, &finished, None);
    let places: Vec<Places> =
        outlook(&q, false, &mut Budget::default()).iter().map(|t| t.possible).collect();
    let mut gone = vec![Places::NONE; season.teams.len()];
    let (mut values, mut open) = (0, 0);
    for &played in snapshots {
        let sheet = season.after(played);
        let q = Question::new(&regulation, &sheet, None);
        let teams = match sets {
            true => outlook(&q, false, &mut Budget::steps(600_000)),
            false => best_and_worst(&q, &mut Budget::steps(600_000)),
        };
        for (t, team) in teams.iter().enumerate() {
            let about = format!("{} {rule} after {played}: {}", season.name, season.teams[t]);
            assert!(places[t].and(team.impossible).is_empty(), "{about} {team:?}");
            assert!(team.possible.and(gone[t]).is_empty(), "{about} {team:?}");
            gone[t] = gone[t].or(team.impossible);
            let exact = |e| matches!(e, girone_scenarios::Extreme::Exactly(_));
            open += usize::from(!exact(team.best())) + usize::from(!exact(team.worst()));
            values += 2;
        }
    }
    (values, open)
}

#[test]
fn the_final_place_is_always_reachable_and_sets_never_grow() {
    let all = std::env::var("GIRONE_LAWS").is_ok_and(|v| v == "all");
    for rule in ["pl", "h2h", "h2h_first"] {
        let (mut values, mut open, mut count) = (0, 0, 0);
        for (i, season) in seasons().iter().enumerate() {
            if !all && i % 40 != 7 {
                continue;
            }
            let (each, days) = season.matchdays();
            // Not only whole matchdays.
            let snapshots: Vec<usize> = if all {
                (0..=days).map(|d| d * each).collect()
            } else {
                (1..=12).map(|d| season.matches.len() * d / 12 - 3 * usize::from(d < 12)).collect()
            };
            let found = follow(season, rule, &snapshots, i % 3 == 0);
            values += found.0;
            open += found.1;
            count += 1;
        }
        println!("{rule}: {count} seasons, {values} best and worst places, {open} not decided");
        assert!(open * 50 <= values, "{rule}");
    }
}

#[test]
fn a_league_phase_follows_the_laws() {
    let Some((season, days)) = league_phase() else { return };
    for rule in ["pl", "h2h_first"] {
        let (values, open) = follow(&season, rule, &days, true);
        println!("league phase {rule}: {values} best and worst places, {open} not decided");
    }
}
