//! Moment after moment in one go says what each moment says by itself.

#[path = "shared/seasons.rs"]
mod seasons;
mod shared;
#[path = "shared/stages.rs"]
mod stages;

use girone_model::{Line, Sheet};
use girone_scenarios::testing::Dice;
use girone_scenarios::{
    Budget, Extreme, Question, TeamOutlook, best_and_worst, best_and_worst_over,
};
use seasons::seasons;
use shared::rules;

/// Compares the two ways; returns how many values one decides and the other does not.
fn agree(about: &str, moments: &[Question<'_>], steps: u64) -> (usize, usize) {
    let (mut only_alone, mut only_over) = (0, 0);
    let over = best_and_worst_over(moments, &mut Budget::steps(steps * moments.len() as u64));
    assert_eq!(over.len(), moments.len());
    for (at, (q, over)) in moments.iter().zip(&over).enumerate() {
        let alone = best_and_worst(q, &mut Budget::steps(steps));
        for (a, o) in alone.iter().zip(over) {
            let about = format!("{about}, moment {at}, team {}", a.team);
            assert!(a.possible.and(o.impossible).is_empty(), "{about}: {a:?} {o:?}");
            assert!(o.possible.and(a.impossible).is_empty(), "{about}: {a:?} {o:?}");
            for end in [TeamOutlook::best, TeamOutlook::worst] {
                match (end(a), end(o)) {
                    (Extreme::Exactly(x), Extreme::Exactly(y)) => assert_eq!(x, y, "{about}"),
                    (Extreme::Exactly(_), _) => only_alone += 1,
                    (_, Extreme::Exactly(_)) => only_over += 1,
                    _ => {}
                }
            }
            for (places, witness) in &o.witnesses {
                assert!(q.admits(witness), "{about}");
                assert!(places.without(q.places_in(witness, o.team)).is_empty(), "{about}");
            }
        }
    }
    (only_alone, only_over)
}

/// A made-up league after so many matches, later results in another order.
fn made_up(all: &Sheet, played: usize, turned: bool) -> Sheet {
    let mut sheet = all.clone();
    sheet.results.truncate(played);
    sheet.remaining.extend(all.results[played..].iter().map(|l| l.teams));
    if turned {
        sheet.results.reverse();
        sheet.remaining.reverse();
    }
    sheet
}

#[test]
fn made_up_leagues_in_one_go() {
    let mut dice = Dice::new(11);
    for (case, rule) in
        ["pl", "h2h_first", "h2h", "gd_first", "points"].iter().cycle().take(20).enumerate()
    {
        let all = stages::large_league(6 + 2 * (case as u8 % 2), 14);
        let cap = [None, Some(9), Some(1)][case % 3];
        let mut sheets: Vec<Sheet> = Vec::new();
        let mut played = 0;
        while played <= all.results.len() {
            sheets.push(made_up(&all, played, case % 4 == 3 && dice.below(2) == 0));
            played += 1 + dice.below(5) as usize;
        }
        // Points are deducted on the way, and a match is won by decision.
        let half = sheets.len() / 2;
        if case % 2 == 1 {
            for sheet in &mut sheets[half..] {
                sheet.adjustments = vec![0; sheet.teams.len()];
                sheet.adjustments[2] = -3;
            }
        }
        if case % 5 == 0 {
            for sheet in &mut sheets[half..] {
                if let Some(Line { winner, .. }) = sheet.results.last_mut() {
                    *winner = Some(girone_model::Side::Home);
                }
            }
        }
        let regulation = rules(rule);
        let moments: Vec<Question<'_>> =
            sheets.iter().map(|s| Question::new(&regulation, s, cap)).collect();
        agree(&format!("case {case} {rule}"), &moments, 400_000);
    }
}

#[test]
fn seasons_in_one_go() {
    for rule in ["pl", "h2h_first"] {
        let regulation = rules(rule);
        let mut sums = (0, 0);
        for season in seasons().iter().skip(5).step_by(60) {
            let (each, days) = season.matchdays();
            let sheets: Vec<Sheet> = (1..=days).map(|d| season.after(d * each)).collect();
            let moments: Vec<Question<'_>> =
                sheets.iter().map(|s| Question::new(&regulation, s, None)).collect();
            let found = agree(&format!("{} {rule}", season.name), &moments, 600_000);
            sums = (sums.0 + found.0, sums.1 + found.1);
        }
        println!("{rule}: {} decided only alone, {} only in one go", sums.0, sums.1);
    }
}
