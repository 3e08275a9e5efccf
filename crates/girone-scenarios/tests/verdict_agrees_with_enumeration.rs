//! The search says exactly what going through all scorelines says.

use girone_model::Sheet;
use girone_rules::{Criterion, Regulation};
use girone_scenarios::testing::{
    Dice, enumerate, random_group, random_regulation, usual_regulation,
};
use girone_scenarios::{Budget, Combined, Given, Places, Question, outlook};

fn agrees(regulation: &Regulation, sheet: &Sheet, cap: u8, given: Given, cards: i32, seed: u64) {
    let slow = enumerate(regulation, sheet, cap, &given, cards);
    let q = Question::new(regulation, sheet, Some(cap)).given(given);
    let fast = outlook(&q, false, &mut Budget::default());
    for (team, slow) in fast.iter().zip(&slow) {
        let name = format!("seed {seed} team {} {regulation:#?} {sheet:?}", team.team);
        // Who plays off for a line may depend on how rivals stand to each other,
        // which may stay undecided; nothing wrong is ever said.
        let lines = regulation.criteria.iter();
        if !lines.clone().any(|s| matches!(s.criterion, Criterion::PlayOffFor(_))) {
            assert_eq!(team.undecided(), Places::NONE, "{name}");
        }
        assert!(team.possible.without(*slow).is_empty(), "{name}");
        assert!(team.impossible.and(*slow).is_empty(), "{name}");
        for (places, witness) in &team.witnesses {
            assert!(q.admits(witness));
            let taken = q.places_in(witness, team.team);
            assert_eq!(places.without(taken), Places::NONE, "{name}");
        }
    }
}

fn cases(default: u64) -> u64 {
    std::env::var("GIRONE_CASES").ok().and_then(|c| c.parse().ok()).unwrap_or(default)
}

#[test]
fn groups_under_any_rules() {
    for seed in 0..cases(400) {
        let mut dice = Dice::new(seed);
        let regulation = random_regulation(&mut dice);
        let teams = 2 + dice.below(4) as u8;
        let remaining = 1 + dice.below(2) as usize;
        let sheet = random_group(&mut dice, teams, remaining);
        let cap = 1 + dice.below(3) as u8;
        agrees(&regulation, &sheet, cap, Given::nothing(sheet.remaining.len()), 4, seed);
    }
}

#[test]
fn groups_under_the_usual_rules() {
    for seed in 0..cases(600) {
        let mut dice = Dice::new(seed + 1_000_000);
        let regulation = usual_regulation(&mut dice);
        let teams = 3 + dice.below(3) as u8;
        let remaining = 1 + dice.below(3) as usize;
        let mut sheet = random_group(&mut dice, teams, remaining);
        sheet.conduct.clear();
        let cap = if remaining == 3 { 2 } else { 3 };
        agrees(&regulation, &sheet, cap, Given::nothing(sheet.remaining.len()), 0, seed);
    }
}

#[test]
fn groups_with_assumptions() {
    for seed in 0..cases(800) {
        let mut dice = Dice::new(seed + 2_000_000);
        let regulation = usual_regulation(&mut dice);
        let remaining = 1 + dice.below(3) as usize;
        let mut sheet = random_group(&mut dice, 4, remaining);
        sheet.conduct.clear();
        let k = sheet.remaining.len();
        let mut given = Given::nothing(k);
        for game in 0..k {
            let bound = |dice: &mut Dice| (dice.below(2) == 0).then(|| dice.below(5) as i32 - 2);
            given = given.and_margin(game, bound(&mut dice), bound(&mut dice));
        }
        if dice.below(2) == 0 {
            let terms = (0..k).map(|g| (g, if dice.below(2) == 0 { 1 } else { -1 })).collect();
            given = given.and_combined(Combined { terms, at_least: dice.below(5) as i32 - 2 });
        }
        agrees(&regulation, &sheet, if k == 3 { 2 } else { 3 }, given, 0, seed);
    }
}
