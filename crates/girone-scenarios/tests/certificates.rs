//! Every "impossible" carries a certificate that the checker accepts, and damaged
//! ones are rejected.

mod shared;

use girone_model::Sheet;
use girone_rules::Regulation;
use girone_scenarios::testing::{Dice, random_group, random_regulation, usual_regulation};
use girone_scenarios::{
    Budget, Certificate, Level, Node, Places, Proof, Question, Refutation, check, outlook,
};
use shared::{group, json, league, rules};

/// Checks all certificates and that stretched ones are rejected; returns how many
/// there were.
fn certified(regulation: &Regulation, sheet: &Sheet, cap: Option<u8>, about: &str) -> usize {
    let q = Question::new(regulation, sheet, cap);
    let mut count = 0;
    for team in outlook(&q, true, &mut Budget::default()) {
        let covered = team.certificates.iter().fold(Places::NONE, |all, c| all.or(c.places));
        assert_eq!(covered, team.impossible, "{about} team {}", team.team);
        for certificate in &team.certificates {
            if let Err(flaw) = check(regulation, sheet, cap, certificate) {
                panic!(
                    "{about} team {}: {flaw} {certificate:?} {sheet:?} {regulation:?}",
                    team.team
                );
            }
            count += 1;
            // A claim that is wrong must never be accepted.
            for place in team.possible.iter() {
                let wrong =
                    Certificate { places: certificate.places.with(place), ..certificate.clone() };
                assert!(check(regulation, sheet, cap, &wrong).is_err(), "{about}: {wrong:?}");
            }
        }
        for (places, witness) in &team.witnesses {
            assert!(places.without(q.places_in(witness, team.team)).is_empty(), "{about}");
        }
    }
    count
}

#[test]
fn certificates_of_random_groups_hold() {
    let cases = std::env::var("GIRONE_CASES").ok().and_then(|c| c.parse().ok()).unwrap_or(500);
    let mut count = 0;
    for seed in 0..cases {
        let mut dice = Dice::new(seed + 4000);
        let regulation =
            if seed % 2 == 0 { random_regulation(&mut dice) } else { usual_regulation(&mut dice) };
        let teams = 2 + dice.below(4) as u8;
        let remaining = 1 + dice.below(4) as usize;
        let sheet = random_group(&mut dice, teams, remaining);
        let cap = (dice.below(2) == 0).then(|| 1 + dice.below(5) as u8);
        count += certified(&regulation, &sheet, cap, &format!("seed {seed}"));
    }
    assert!(count > 100, "{count}");
}

#[test]
fn certificates_of_instances_hold() {
    if let Some(traps) = json("traps.json") {
        for trap in traps.as_array().into_iter().flatten() {
            let (_, sheet) = group(&trap["instance"]);
            let regulation = rules(trap["instance"]["rules"].as_str().unwrap_or_default());
            assert!(certified(&regulation, &sheet, None, "trap") > 0);
        }
    }
    for file in ["uefa_wcq26_after_2025-11-15_cap9.json", "wc2026_after_2026-06-24_cap9.json"] {
        let Some(all) = json(file) else { return };
        for g in all["groups"].as_array().into_iter().flatten() {
            let (_, sheet) = group(g);
            let regulation = rules(g["rules"].as_str().unwrap_or_default());
            certified(&regulation, &sheet, None, file);
            certified(&regulation, &sheet, Some(9), file);
        }
    }
}

#[test]
fn certificates_of_leagues_hold() {
    for name in ["epl_2010_11", "seriea_2004_05"] {
        let Some(all) = json(&format!("{name}.json")) else { return };
        for rule in ["pl", "h2h"] {
            for matchday in [28, 33, 36, 37] {
                let (_, sheet) = league(&all, 10 * matchday);
                let about = format!("{name} {rule} {matchday}");
                let regulation = rules(rule);
                let q = Question::new(&regulation, &sheet, None);
                for team in outlook(&q, true, &mut Budget::steps(2_000_000)) {
                    for certificate in &team.certificates {
                        if let Err(flaw) = check(&regulation, &sheet, None, certificate) {
                            panic!("{about} team {}: {flaw}", team.team);
                        }
                        for place in team.possible.iter() {
                            let places = certificate.places.with(place);
                            let wrong = Certificate { places, ..certificate.clone() };
                            assert!(check(&regulation, &sheet, None, &wrong).is_err(), "{about}");
                        }
                    }
                }
            }
        }
    }
}

/// Takes the first proof out of a tree: a refutation without weights, an open case
/// declared closed.
fn damage(node: &mut Node, what: u64) -> bool {
    match node {
        Node::Match { home, drawn, away, .. } => {
            damage(home, what) || damage(drawn, what) || damage(away, what)
        }
        Node::Level(level) => damage_level(level, what),
        _ => false,
    }
}

fn damage_level(level: &mut Level, what: u64) -> bool {
    match level {
        Level::Split { behind, level: same, ahead, .. } if what == 0 => {
            damage_level(behind, what) || damage_level(same, what) || damage_level(ahead, what)
        }
        Level::Split { rival, .. } => {
            *rival = rival.wrapping_add(1);
            true
        }
        Level::Refuted(Refutation::Weights(weights)) if what == 0 => {
            weights.iter_mut().for_each(|w| w.1 = -w.1);
            true
        }
        _ => false,
    }
}

#[test]
fn damaged_certificates_are_rejected() {
    let mut damaged = [0; 3];
    for seed in 0..400 {
        let mut dice = Dice::new(seed + 9000);
        let regulation = usual_regulation(&mut dice);
        let mut sheet = random_group(&mut dice, 4, 3);
        sheet.conduct.clear();
        let q = Question::new(&regulation, &sheet, None);
        for team in outlook(&q, true, &mut Budget::default()) {
            for certificate in &team.certificates {
                let Proof::Cases(node) = &certificate.proof else { continue };
                for what in [0, 1] {
                    let mut node = node.clone();
                    if damage(&mut node, what) {
                        let broken =
                            Certificate { proof: Proof::Cases(node), ..certificate.clone() };
                        assert!(check(&regulation, &sheet, None, &broken).is_err(), "seed {seed}");
                        damaged[what as usize] += 1;
                    }
                }
                if matches!(node, Node::Match { .. }) {
                    let broken =
                        Certificate { proof: Proof::Cases(Node::Settled), ..certificate.clone() };
                    damaged[2] += usize::from(check(&regulation, &sheet, None, &broken).is_err());
                }
            }
        }
    }
    println!("{damaged:?}");
    assert!(damaged.iter().all(|n| *n > 5), "{damaged:?}");
}
