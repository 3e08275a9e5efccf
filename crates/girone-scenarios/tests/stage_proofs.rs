//! Verdicts across groups carry proofs that the checker accepts, and damaged ones are
//! refused.

mod shared;
#[path = "shared/stages.rs"]
mod stages_made;

use std::collections::BTreeMap;

use girone_model::{BySide, Line, Sheet, TeamId};
use girone_rules::edition::{Discard, Tables};
use girone_rules::{Count, Criterion, Regulation};
use girone_scenarios::testing::{Dice, usual_regulation};
use girone_scenarios::{
    Budget, Question, StageCertificate, StageGroup, StageTeam, Verdict, check_stage, stage_outlook,
};
use shared::{group, json, rules};
use stages_made::tables;

/// What the proofs of a stage came to.
#[derive(Debug, Default)]
struct Tally {
    settled: usize,
    proved: usize,
    damaged: usize,
    refused: usize,
}

fn across() -> BTreeMap<String, Regulation> {
    let counts = [Count::GoalDifference, Count::GoalsScored];
    let mut criteria: Vec<Criterion> = counts.map(Criterion::Overall).to_vec();
    criteria.push(Criterion::Lots);
    BTreeMap::from([("across".to_owned(), Regulation::of("across", criteria))])
}

/// Checks every proof, and each of them about what is not so.
fn follow(tables: &Tables, groups: &[StageGroup<'_>], all: &[Vec<StageTeam>], tally: &mut Tally) {
    let (across, berth) = (across(), &tables.berths[0]);
    let check = |gets: bool, proof: &StageCertificate| {
        check_stage(tables, groups, &across, berth, gets, proof)
    };
    for team in all.iter().flatten() {
        let found = &team.berths[0];
        let gets = match found.verdict {
            Verdict::Through => true,
            Verdict::Out => false,
            _ => {
                assert!(found.proof.is_none());
                continue;
            }
        };
        tally.settled += 1;
        let Some(proof) = &found.proof else { continue };
        tally.proved += 1;
        assert_eq!(check(gets, proof), Ok(()), "{proof:?}");
        assert!(check(!gets, proof).is_err(), "{proof:?}");
        // The same proof never shows of another team what is not so.
        for (g, teams) in all.iter().enumerate() {
            for (t, other) in teams.iter().enumerate() {
                let mut stolen = StageCertificate { group: g, team: t as u8, ..proof.clone() };
                let certificates = stolen.places.iter_mut();
                let own = stolen.across.iter_mut().flat_map(|a| &mut a.own);
                certificates.chain(own).for_each(|c| c.team = t as u8);
                for gets in [true, false] {
                    let is_so = other.berths[0].verdict
                        == if gets { Verdict::Through } else { Verdict::Out };
                    assert!(is_so || check(gets, &stolen).is_err(), "{stolen:?}");
                }
            }
        }
        let mut damaged: Vec<StageCertificate> = Vec::new();
        let mut damage = |change: &dyn Fn(&mut StageCertificate)| {
            let mut proof = proof.clone();
            change(&mut proof);
            damaged.push(proof);
        };
        for i in 0..proof.places.len() {
            damage(&|p| drop(p.places.remove(i)));
        }
        for (i, claim) in proof.across.iter().enumerate() {
            damage(&|p| drop(p.across.remove(i)));
            damage(&|p| p.across[i].at_least = !claim.at_least);
            // A record beyond what the team surely has.
            damage(&|p| p.across[i].record.points += if claim.at_least { 1 } else { -1 });
            for j in 0..claim.others.len() {
                damage(&|p| drop(p.across[i].others.remove(j)));
                damage(&|p| p.across[i].others[j].1.clear());
            }
            for j in 0..claim.own.len() {
                damage(&|p| drop(p.across[i].own.remove(j)));
            }
        }
        tally.damaged += damaged.len();
        tally.refused += damaged.iter().filter(|p| check(gets, p).is_err()).count();
    }
}

#[test]
fn made_up_stages_are_proved() {
    let mut tally = Tally::default();
    for seed in 0..150u64 {
        let mut dice = Dice::new(seed + 5);
        let rules = usual_regulation(&mut dice);
        let names: Vec<String> = ["A", "B", "C", "D"].map(str::to_owned).to_vec();
        let sheets: Vec<Sheet> = (0..4u32)
            .map(|g| {
                let mut sheet = Sheet::new((0..4).map(|t| TeamId(10 * g + t)).collect());
                let mut fixtures: Vec<BySide<u8>> =
                    (0..4u8).flat_map(|h| (h + 1..4).map(move |a| BySide::new(h, a))).collect();
                for _ in 0..1 + dice.below(2) {
                    let at = dice.below(fixtures.len() as u64) as usize;
                    sheet.remaining.push(fixtures.remove(at));
                }
                for f in fixtures {
                    let (h, a) = (dice.below(4) as u8, dice.below(3) as u8);
                    sheet.results.push(Line::new(f.home, f.away, h, a));
                }
                sheet
            })
            .collect();
        let cap = [None, Some(4)][dice.below(2) as usize];
        let tables =
            tables(&names, 2 + dice.below(2) as u8, 1 + dice.below(3) as u8, Discard::Nothing);
        let groups: Vec<StageGroup<'_>> = sheets
            .iter()
            .zip(&names)
            .map(|(s, n)| StageGroup { name: n, question: Question::new(&rules, s, cap) })
            .collect();
        let all = stage_outlook(&tables, &groups, &across(), true, &mut Budget::default());
        follow(&tables, &groups, &all, &mut tally);
    }
    println!("{tally:?}");
    assert!(tally.proved * 10 >= tally.settled * 9, "{tally:?}");
    assert!(tally.settled > 300 && tally.damaged > 300, "{tally:?}");
    assert!(tally.refused * 10 >= tally.damaged * 8, "{tally:?}");
}

#[test]
fn the_world_cup_of_2026_is_proved() {
    let Some(read) = json("wc2026_after_2026-06-24_cap9.json") else { return };
    let rules = rules("h2h_first");
    let read: Vec<(String, Sheet)> = read["groups"]
        .as_array()
        .into_iter()
        .flatten()
        .enumerate()
        .map(|(g, value)| {
            let (_, mut sheet) = group(value);
            for (t, team) in sheet.teams.iter_mut().enumerate() {
                *team = TeamId((10 * g + t) as u32);
            }
            (value["name"].as_str().unwrap_or_default().to_owned(), sheet)
        })
        .collect();
    let names: Vec<String> = read.iter().map(|g| g.0.clone()).collect();
    let tables = tables(&names, 3, 8, Discard::Nothing);
    for cap in [None, Some(9)] {
        let groups: Vec<StageGroup<'_>> = read
            .iter()
            .map(|(n, s)| StageGroup { name: n, question: Question::new(&rules, s, cap) })
            .collect();
        let all = stage_outlook(&tables, &groups, &across(), true, &mut Budget::default());
        let mut tally = Tally::default();
        follow(&tables, &groups, &all, &mut tally);
        println!("{cap:?}: {tally:?}");
        assert_eq!((tally.settled, tally.proved), (20, 20), "{tally:?}");
    }
}
