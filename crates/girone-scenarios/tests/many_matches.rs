//! With more matches left than can be gone through result by result, bounds by
//! points and the criteria among level teams decide: they agree with enumeration
//! where that is possible, certificates hold, and no completion contradicts them.

use girone_model::{BySide, Line, Sheet};
use girone_rules::{Regulation, table};
use girone_scenarios::testing::{
    Dice, enumerate, random_group, random_regulation, usual_regulation,
};
use girone_scenarios::{
    Budget, Certificate, Given, Places, Proof, Question, Standings, Weights, best_and_worst, check,
    outlook,
};

fn cases(default: u64) -> u64 {
    std::env::var("GIRONE_CASES").ok().and_then(|c| c.parse().ok()).unwrap_or(default)
}

fn rules(dice: &mut Dice) -> Regulation {
    if dice.below(3) == 0 { random_regulation(dice) } else { usual_regulation(dice) }
}

/// Checks what is said about every team against what was reached; returns how many
/// places are said to be impossible and how many are left open.
fn no_wrong_certainty(
    q: &Question<'_>,
    regulation: &Regulation,
    given: &Given,
    reached: &[Places],
    exact: bool,
    about: &str,
) -> (usize, usize) {
    let (mut excluded, mut open) = (0, 0);
    for (team, reached) in outlook(q, true, &mut Budget::steps(400_000)).iter().zip(reached) {
        let name = format!("{about} team {} {regulation:#?} {:?}", team.team, q.sheet());
        assert!(team.impossible.and(*reached).is_empty(), "{name}: {team:?}");
        if exact {
            assert!(team.possible.without(*reached).is_empty(), "{name}");
        }
        for (places, witness) in &team.witnesses {
            assert!(q.admits(witness), "{name}");
            assert!(places.without(q.places_in(witness, team.team)).is_empty(), "{name}");
        }
        let mut covered = Places::NONE;
        for certificate in &team.certificates {
            assert_eq!(&certificate.given, given);
            let checked = check(regulation, q.sheet(), q.max_goals(), certificate);
            assert_eq!(checked, Ok(()), "{name} {certificate:?}");
            covered = covered.or(certificate.places);
        }
        assert_eq!(covered, team.impossible, "{name}");
        excluded += team.impossible.len();
        open += team.undecided().len();
    }
    for (team, reached) in best_and_worst(q, &mut Budget::default()).iter().zip(reached) {
        assert!(team.impossible.and(*reached).is_empty(), "{about} team {}: {team:?}", team.team);
    }
    (excluded, open)
}

#[test]
fn small_leagues_agree_with_enumeration() {
    let (mut excluded, mut open) = (0, 0);
    for seed in 0..cases(140) {
        let mut dice = Dice::new(seed + 70_000);
        let regulation = rules(&mut dice);
        let remaining = 4 + dice.below(2) as usize;
        let teams = 4 + dice.below(3) as u8;
        let mut sheet = random_group(&mut dice, teams, remaining);
        sheet.conduct.clear();
        let mut given = Given::nothing(remaining);
        if dice.below(3) == 0 {
            let game = dice.below(remaining as u64) as usize;
            let bound = dice.below(3) as i32 - 1;
            given = match dice.below(2) {
                0 => given.and_margin(game, Some(bound), None),
                _ => given.and_margin(game, None, Some(bound)),
            };
        }
        let slow = enumerate(&regulation, &sheet, 1, &given, 0);
        let q = Question::new(&regulation, &sheet, Some(1)).given(given.clone());
        let about = format!("seed {seed}");
        let found = no_wrong_certainty(&q, &regulation, &given, &slow, true, &about);
        excluded += found.0;
        open += found.1;
    }
    println!("small leagues: {excluded} places excluded, {open} not decided");
    assert!(excluded > 500 && open * 20 < excluded);
}

/// The places that teams take in completions that try to be extreme for each team.
fn completions(regulation: &Regulation, sheet: &Sheet, cap: u8, dice: &mut Dice) -> Vec<Places> {
    let n = sheet.teams.len();
    let mut reached = vec![Places::NONE; n];
    let mut finished = sheet.clone();
    finished.remaining.clear();
    let played = sheet.results.len();
    for round in 0..6 * n {
        finished.results.truncate(played);
        // One team wins or loses all; who is near it draws, wins or loses in turn.
        let (x, wins) = (round % n, (round / n).is_multiple_of(2));
        for t in &sheet.remaining {
            let own = [t.home, t.away].map(usize::from).iter().position(|t| *t == x);
            let big = 1 + dice.below(u64::from(cap)) as u8;
            let goals = match (own, wins, dice.below(3)) {
                (Some(0), true, _) | (Some(1), false, _) => BySide::new(big, 0),
                (Some(_), _, _) => BySide::new(0, big),
                (None, _, 0) => BySide::new(big, 0),
                (None, _, 1) => BySide::new(0, big),
                _ => BySide::new(0, 0),
            };
            finished.results.push(Line { teams: *t, goals, match_id: None, winner: None });
        }
        for row in table(regulation, &finished).rows {
            let team = &mut reached[usize::from(row.team)];
            *team = team.or(Places::from_to(row.place, row.place + row.shared_by - 1));
        }
    }
    reached
}

#[test]
fn no_completion_contradicts_larger_leagues() {
    let (mut excluded, mut open) = (0, 0);
    for seed in 0..cases(60) {
        let mut dice = Dice::new(seed + 80_000);
        let mut regulation = rules(&mut dice);
        regulation.provisional = None;
        let teams = 6 + dice.below(7) as u8;
        let remaining = 6 + dice.below(14) as usize;
        let mut sheet = random_group(&mut dice, teams, remaining);
        sheet.conduct.clear();
        let cap = [None, Some(9), Some(2)][dice.below(3) as usize];
        let reached = completions(&regulation, &sheet, cap.unwrap_or(12), &mut dice);
        let q = Question::new(&regulation, &sheet, cap);
        let given = Given::nothing(remaining);
        let about = format!("seed {seed}");
        let found = no_wrong_certainty(&q, &regulation, &given, &reached, false, &about);
        excluded += found.0;
        open += found.1;
    }
    println!("larger leagues: {excluded} places excluded, {open} not decided");
    assert!(excluded > 200);
}

/// Changes the first leaf of a kind; says whether there was one.
fn damage(node: &mut Standings, what: u64) -> bool {
    let spoil = |w: &mut Weights| match what {
        0 => w.of.iter_mut().for_each(|w| (w.1, w.2) = (0, 0)),
        1 => w.of.iter_mut().for_each(|w| (w.1, w.2) = (-w.1, -w.2)),
        _ => w.scale = -w.scale,
    };
    match node {
        Standings::Case { then, otherwise, .. } if what < 3 => {
            damage(then, what) || damage(otherwise, what)
        }
        Standings::Case { then, .. } => {
            // Half of the cases is left out.
            *node = (**then).clone();
            true
        }
        Standings::Weights(weights) if what < 3 && !weights.of.is_empty() => {
            spoil(weights);
            true
        }
        Standings::Trailing { at_most, .. } | Standings::Behind { at_most, .. } if what < 3 => {
            spoil(at_most);
            true
        }
        _ => false,
    }
}

#[test]
fn damaged_weights_and_cases_are_rejected() {
    let (mut rejected, mut accepted) = ([0; 4], [0; 4]);
    for seed in 0..cases(60) {
        let mut dice = Dice::new(seed + 90_000);
        let regulation = usual_regulation(&mut dice);
        let teams = 8 + dice.below(5) as u8;
        let mut sheet = random_group(&mut dice, teams, 16);
        sheet.conduct.clear();
        let q = Question::new(&regulation, &sheet, None);
        for team in outlook(&q, true, &mut Budget::steps(400_000)) {
            for certificate in &team.certificates {
                let Proof::Standings { aim, node } = &certificate.proof else { continue };
                // No proof is a proof of more.
                for place in team.possible.iter() {
                    let places = certificate.places.with(place);
                    let more = Certificate { places, ..certificate.clone() };
                    assert!(check(&regulation, &sheet, None, &more).is_err(), "seed {seed}");
                }
                for what in 0..4 {
                    let mut node = node.clone();
                    if damage(&mut node, what) {
                        let proof = Proof::Standings { aim: *aim, node };
                        let broken = Certificate { proof, ..certificate.clone() };
                        let held = check(&regulation, &sheet, None, &broken).is_ok();
                        let counts = if held { &mut accepted } else { &mut rejected };
                        counts[what as usize] += 1;
                    }
                }
            }
        }
    }
    println!("damaged: {rejected:?} rejected, {accepted:?} hold all the same");
    // A leaf where too few rivals are left holds without weights, and half of the
    // cases is a whole proof where it never uses what it was given (one in forty).
    assert!(rejected.iter().all(|n| *n > 5));
    assert_eq!(accepted[2], 0);
    assert!(accepted[3] * 20 < rejected[3], "{accepted:?} of {rejected:?}");
}
