//! The search says exactly what going through all scorelines says.

use girone_model::{BySide, Line, Sheet, TeamId};
use girone_rules::{Count, Criterion, Regulation, Step};
use girone_scenarios::testing::{
    Dice, enumerate, random_group, random_regulation, usual_regulation,
};
use girone_scenarios::{
    Budget, Combined, Extreme, Given, Places, Question, best_and_worst, check, outlook,
};

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

#[test]
fn goal_average_is_never_wrong() {
    let (mut decided, mut open) = (0, 0);
    for seed in 0..cases(200) {
        let mut dice = Dice::new(seed + 3_000_000);
        let mut regulation = usual_regulation(&mut dice);
        let average = Step { criterion: Criterion::Overall(Count::GoalAverage), article: None };
        regulation.criteria.insert(0, average);
        let remaining = 1 + dice.below(2) as usize;
        let mut sheet = random_group(&mut dice, 4, remaining);
        sheet.conduct.clear();
        let slow = enumerate(&regulation, &sheet, 3, &Given::nothing(remaining), 0);
        let q = Question::new(&regulation, &sheet, Some(3));
        for (team, slow) in outlook(&q, true, &mut Budget::default()).iter().zip(&slow) {
            let name = format!("seed {seed} team {} {sheet:?}", team.team);
            assert!(team.possible.without(*slow).is_empty(), "{name}");
            assert!(team.impossible.and(*slow).is_empty(), "{name}");
            for certificate in &team.certificates {
                assert_eq!(check(&regulation, &sheet, Some(3), certificate), Ok(()), "{name}");
            }
            decided += team.possible.len() + team.impossible.len();
            open += team.undecided().len();
        }
    }
    println!("goal average: {decided} places decided, {open} not");
    assert!(open * 10 < decided);
}

#[test]
fn a_league_phase_of_36_teams() {
    let mut regulation = Regulation::of(
        "league-phase",
        [
            Criterion::Overall(Count::GoalDifference),
            Criterion::Overall(Count::GoalsScored),
            Criterion::Overall(Count::AwayGoals),
            Criterion::Overall(Count::Wins),
            Criterion::Overall(Count::AwayWins),
            Criterion::OpponentsPoints,
            Criterion::Conduct,
        ]
        .to_vec(),
    );
    regulation.points = girone_rules::Points::default();
    for played in [3, 5, 6, 7] {
        let mut dice = Dice::new(36);
        let mut sheet = Sheet::new((0..36).map(TeamId).collect());
        for round in 0..8u8 {
            for i in 0..18u8 {
                // Pots of 18, shifted each round: everybody meets eight others.
                let teams = (i, 18 + (i + round) % 18);
                let (h, a) = if round % 2 == 0 { teams } else { (teams.1, teams.0) };
                if round < played {
                    let strong = u64::from(h % 18 < a % 18);
                    let goals = (dice.below(3 + strong) as u8, dice.below(3) as u8);
                    sheet.results.push(Line::new(h, a, goals.0, goals.1));
                } else {
                    sheet.remaining.push(BySide::new(h, a));
                }
            }
        }
        let q = Question::new(&regulation, &sheet, None);
        let start = std::time::Instant::now();
        let teams = best_and_worst(&q, &mut Budget::steps(2_000_000));
        let taken = start.elapsed();
        let exact = |e: Extreme| matches!(e, Extreme::Exactly(_));
        let open = teams.iter().filter(|t| !exact(t.best()) || !exact(t.worst())).count();
        println!("36 teams after {played}: {open} not decided, {taken:?}");
        assert_eq!(open, 0);
    }
}
