//! Conditions say exactly what going through all scorelines says, and no more.

mod shared;

use std::collections::BTreeMap;

use girone_model::Sheet;
use girone_rules::{Regulation, table};
use girone_scenarios::testing::{Dice, for_each_completion, random_group, usual_regulation};
use girone_scenarios::{
    Budget, Conditions, Detail, Given, Places, Question, Range, conditions, next_round,
};
use shared::{group, json, league, rules};

/// For every vector of margins: whether the team can be inside and outside.
fn slow(
    regulation: &Regulation,
    sheet: &Sheet,
    cap: u8,
    team: u8,
    berth: Places,
) -> BTreeMap<Vec<i32>, (bool, bool)> {
    let mut by_margins = BTreeMap::new();
    let played = sheet.results.len();
    for_each_completion(sheet, cap, &Given::nothing(sheet.remaining.len()), &mut |finished| {
        let margins: Vec<i32> = finished.results[played..]
            .iter()
            .map(|l| i32::from(l.goals.home) - i32::from(l.goals.away))
            .collect();
        let entry = by_margins.entry(margins).or_insert((false, false));
        for row in table(regulation, finished).rows.iter().filter(|r| r.team == team) {
            let places = Places::from_to(row.place, row.place + row.shared_by - 1);
            entry.0 |= !places.and(berth).is_empty();
            entry.1 |= !places.without(berth).is_empty();
        }
    });
    by_margins
}

fn agrees(c: &Conditions, slow: &BTreeMap<Vec<i32>, (bool, bool)>, about: &str) {
    assert!(c.exact, "{about}");
    for (margins, (inside, outside)) in slow {
        let sure = c.sure.iter().any(|clause| clause.admits(margins));
        assert_eq!(sure, !outside, "{about} at {margins:?}: {c:?}");
        let open = c.open.iter().any(|clause| clause.admits(margins));
        if !sure {
            assert_eq!(open, *inside, "{about} at {margins:?}: {c:?}");
        }
    }
    // No clause can be left out.
    for list in [&c.sure, &c.open] {
        for i in 0..list.len() {
            let without = |m: &Vec<i32>| {
                list.iter().enumerate().any(|(j, clause)| j != i && clause.admits(m))
            };
            let alone = slow.keys().any(|m| list[i].admits(m) && !without(m));
            assert!(alone, "{about}: clause {i} is redundant: {c:?}");
        }
    }
}

#[test]
fn conditions_of_last_rounds_are_exact() {
    let cases = std::env::var("GIRONE_CASES").ok().and_then(|c| c.parse().ok()).unwrap_or(150);
    let mut clauses = 0;
    for seed in 0..cases {
        let mut dice = Dice::new(seed + 77);
        let regulation = usual_regulation(&mut dice);
        let mut sheet = random_group(&mut dice, 4, 2);
        sheet.conduct.clear();
        let cap = 5;
        for team in 0..4u8 {
            let berth = Places::from_to(1, 1 + dice.below(3) as u8);
            let slow = slow(&regulation, &sheet, cap, team, berth);
            let q = Question::new(&regulation, &sheet, Some(cap));
            let c = conditions(&q, team, berth, Detail::Margins, &mut Budget::default());
            agrees(
                &c,
                &slow,
                &format!("seed {seed} team {team} {berth:?} {} {sheet:?}", regulation.id),
            );
            clauses += c.sure.len();
        }
    }
    println!("{clauses} clauses, {:.2} per question", clauses as f64 / (4.0 * cases as f64));
}

#[test]
fn conditions_without_a_cap_are_exact_within_one() {
    for seed in 0..60 {
        let mut dice = Dice::new(seed + 990);
        let regulation = usual_regulation(&mut dice);
        let mut sheet = random_group(&mut dice, 4, 2);
        sheet.conduct.clear();
        let team = dice.below(4) as u8;
        let berth = Places::from_to(1, 1 + dice.below(3) as u8);
        let slow = slow(&regulation, &sheet, 8, team, berth);
        // Within the cap a case that is open by more goals may look settled.
        let q = Question::new(&regulation, &sheet, None);
        let c = conditions(&q, team, berth, Detail::Margins, &mut Budget::default());
        assert!(c.exact, "seed {seed}");
        for (margins, (inside, outside)) in &slow {
            let sure = c.sure.iter().any(|clause| clause.admits(margins));
            let open = c.open.iter().any(|clause| clause.admits(margins));
            assert!(!(sure && *outside), "seed {seed} {margins:?} {c:?} {sheet:?}");
            assert!(sure || open || !inside, "seed {seed} {margins:?} {c:?} {sheet:?}");
            if margins.iter().all(|m| m.abs() <= 3) && !open {
                assert_eq!(sure, !outside, "seed {seed} {margins:?} {c:?} {sheet:?}");
            }
        }
    }
}

#[test]
fn belgium_before_the_last_match() {
    let Some(all) = json("uefa_wcq26_after_2025-11-15_cap9.json") else { return };
    let groups = all["groups"].as_array().cloned().unwrap_or_default();
    let Some(j) = groups.iter().find(|g| g["name"] == "Group J") else { panic!("no group J") };
    let (names, sheet) = group(j);
    let regulation = rules("gd_first");
    let ix = |name: &str| names.iter().position(|n| n == name).unwrap_or(9) as u8;
    let q = Question::new(&regulation, &sheet, Some(9));
    let first = Places::from_to(1, 1);
    let c = conditions(&q, ix("Belgium"), first, Detail::Margins, &mut Budget::default());
    assert!(c.exact && c.open.is_empty());
    let game = |home: &str| sheet.remaining.iter().position(|f| f.home == ix(home)).unwrap_or(9);
    let (wales, belgium) = (game("Wales"), game("Belgium"));
    let range = |game, least, most| Range { game, least, most };
    let mut sure: Vec<Vec<Range>> = c.sure.iter().map(|c| c.ranges.clone()).collect();
    sure.sort();
    // They win; or avoid defeat and North Macedonia do not win by seven; or Wales
    // and North Macedonia draw.
    let mut expected = vec![
        vec![range(belgium, Some(1), None)],
        vec![range(wales, Some(0), Some(0))],
        vec![range(wales, Some(-6), None), range(belgium, Some(0), None)],
    ];
    expected.sort();
    assert_eq!(sure, expected);
}

#[test]
fn last_days_of_leagues() {
    for (name, file) in [("epl_2010_11", "epl_2010_11"), ("seriea_2004_05", "seriea_2004_05")] {
        let Some(all) = json(&format!("{name}.json")) else { return };
        let Some(expected) = shared::instance(&format!("expected/primes_{file}_md37.txt")) else {
            return;
        };
        let (names, sheet) = league(&all, 370);
        let regulation = rules("pl");
        let q = Question::new(&regulation, &sheet, None);
        for line in expected.lines().filter(|l| l.contains(" rank<=")) {
            let Some((team, rest)) = line.split_once(" rank<=") else { continue };
            let place: u8 =
                rest.split_whitespace().next().and_then(|p| p.parse().ok()).unwrap_or(0);
            let ix = names.iter().position(|n| n == team).unwrap_or(99) as u8;
            let c = conditions(
                &q,
                ix,
                Places::from_to(1, place),
                Detail::Results,
                &mut Budget::default(),
            );
            let theirs: Vec<&str> = rest.split('\'').skip(1).step_by(2).collect();
            println!("{team} <= {place}: {} clauses, theirs {}", c.sure.len(), theirs.len());
            assert!(c.exact, "{team}");
            let theirs: Vec<Vec<(usize, &str)>> =
                theirs.iter().map(|c| parse(c, &names, &sheet)).collect();
            // Theirs looks at points only; what criteria make sure comes on top.
            let k = sheet.remaining.len();
            let (mut both, mut more) = (0, 0);
            for code in 0..3usize.pow(k as u32) {
                let margins: Vec<i32> =
                    (0..k).map(|g| (code / 3usize.pow(g as u32) % 3) as i32 - 1).collect();
                let letter = |g: usize| ["A", "D", "H"][(margins[g] + 1) as usize];
                let safe = theirs.iter().any(|c| c.iter().all(|(g, l)| l.contains(letter(*g))));
                let sure = c.sure.iter().any(|clause| clause.admits(&margins));
                assert!(sure || !safe, "{team} {margins:?}");
                both += usize::from(safe);
                more += usize::from(sure && !safe);
            }
            println!("{team} <= {place}: {both} cases, {more} more by the criteria");
            assert!(more > 0 || c.sure.len() <= theirs.len(), "{team}: {c:#?}\n{theirs:?}");
        }
    }
}

/// Reads `Tottenham-Birmingha:HD & …`.
fn parse<'t>(clause: &'t str, names: &[String], sheet: &Sheet) -> Vec<(usize, &'t str)> {
    clause
        .split(" & ")
        .map(|atom| {
            let (game, letters) = atom.split_once(':').unwrap_or_default();
            let at = sheet.remaining.iter().position(|f| {
                let short = |t: u8| names[usize::from(t)].chars().take(9).collect::<String>();
                format!("{}-{}", short(f.home), short(f.away)) == game
            });
            (at.unwrap_or_else(|| panic!("no match {game}")), letters)
        })
        .collect()
}

#[test]
fn a_round_decides_what_enumeration_says() {
    let mut sure = 0;
    for seed in 0..40 {
        let mut dice = Dice::new(seed + 555);
        let regulation = usual_regulation(&mut dice);
        let mut sheet = random_group(&mut dice, 4, 3);
        sheet.conduct.clear();
        for team in 0..4u8 {
            let berth = Places::from_to(1, 2);
            // The first two of three remaining matches are the round.
            let slow = slow(&regulation, &sheet, 2, team, berth);
            let q = Question::new(&regulation, &sheet, Some(2));
            let c = next_round(&q, team, berth, &[0, 1], &mut Budget::default());
            assert!(c.exact);
            let results = |m: &[i32]| (m[0].signum(), m[1].signum());
            for margins in slow.keys() {
                let same = |m: &[i32]| results(m) == results(margins);
                let misses = slow.iter().any(|(m, (_, outside))| same(m) && *outside);
                let certain = c.sure.iter().any(|clause| clause.admits(margins));
                assert_eq!(certain, !misses, "seed {seed} team {team} {margins:?} {c:?}");
                sure += usize::from(certain);
            }
        }
    }
    assert!(sure > 50);
}

/// A list that is not complete says how many cases were left out; a complete one
/// leaves none, and what is said to be sure is sure however early the search stopped.
#[test]
fn a_spent_limit_is_said_with_a_count() {
    let (mut short, mut complete) = (0, 0);
    for seed in 0..60u64 {
        let mut dice = Dice::new(seed + 333);
        let regulation = usual_regulation(&mut dice);
        let mut sheet = random_group(&mut dice, 5, 4);
        sheet.conduct.clear();
        let team = dice.below(5) as u8;
        let berth = Places::from_to(1, 1 + dice.below(3) as u8);
        let q = Question::new(&regulation, &sheet, Some(2));
        let slow = slow(&regulation, &sheet, 2, team, berth);
        for steps in [1, 20, 1_000_000] {
            let c = conditions(&q, team, berth, Detail::Results, &mut Budget::steps(steps));
            if c.exact {
                complete += 1;
                assert_eq!(c.unsettled, 0, "seed {seed} {c:?}");
            } else {
                short += 1;
                assert!(c.unsettled > 0, "seed {seed} {c:?}");
            }
            for (margins, (inside, outside)) in &slow {
                let sure = c.sure.iter().any(|clause| clause.admits(margins));
                let open = c.open.iter().any(|clause| clause.admits(margins));
                assert!(!(sure && *outside), "seed {seed} {margins:?} {c:?}");
                assert!(sure || open || !inside, "seed {seed} {margins:?} {c:?}");
            }
        }
    }
    assert!(short > 10 && complete > 60, "{short} {complete}");
}
