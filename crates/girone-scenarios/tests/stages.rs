//! Verdicts across groups agree with going through all completions of all groups.

mod shared;
#[path = "shared/stages.rs"]
mod stages_made;

use std::collections::BTreeMap;

use girone_model::{BySide, Line, Sheet, TeamId};
use girone_rules::edition::Discard;
use girone_rules::{Count, Criterion, GroupState, Regulation, rank_across, table};
use girone_scenarios::testing::{Dice, for_each_completion, usual_regulation};
use girone_scenarios::{
    Budget, Given, Places, Question, StageGroup, Verdict, check_stage, stage_outlook,
};
use shared::{group, json, rules};
use stages_made::tables;

fn across(dice: &mut Dice) -> Regulation {
    let mut criteria =
        vec![Criterion::Overall(Count::GoalDifference), Criterion::Overall(Count::GoalsScored)];
    if dice.below(2) == 0 {
        criteria.push(Criterion::Ranking("ranking".to_owned()));
    }
    criteria.push(Criterion::Lots);
    Regulation::of("across", criteria)
}

#[test]
fn berths_agree_with_joint_enumeration() {
    let (mut open, mut decided) = (0, 0);
    for seed in 0..100u64 {
        let mut dice = Dice::new(seed + 31);
        let rules = usual_regulation(&mut dice);
        let across = across(&mut dice);
        let names: Vec<String> = ["A", "B", "C"].map(str::to_owned).to_vec();
        let sheets: Vec<Sheet> = (0..3u32)
            .map(|g| {
                let mut sheet = Sheet::new((0..3).map(|t| TeamId(10 * g + t)).collect());
                let mut fixtures: Vec<BySide<u8>> =
                    Vec::from([BySide::new(0u8, 1u8), BySide::new(2, 0), BySide::new(1, 2)]);
                let at = dice.below(3) as usize;
                sheet.remaining.push(fixtures.remove(at));
                for f in fixtures {
                    let (h, a) = (dice.below(3) as u8, dice.below(3) as u8);
                    sheet.results.push(Line::new(f.home, f.away, h, a));
                }
                let ranking = (0..3).map(|_| Some(-(dice.below(40) as i64))).collect();
                sheet.constants.insert("ranking".to_owned(), ranking);
                sheet
            })
            .collect();
        let cap = 3;
        let place = 2 + dice.below(2) as u8;
        let ranks = 1 + dice.below(2) as u8;
        let tables = tables(&names, place, ranks, Discard::Nothing);
        let groups: Vec<StageGroup<'_>> = sheets
            .iter()
            .zip(&names)
            .map(|(s, n)| StageGroup { name: n, question: Question::new(&rules, s, Some(cap)) })
            .collect();
        let fast = stage_outlook(
            &tables,
            &groups,
            &BTreeMap::from([("across".to_owned(), across.clone())]),
            false,
            &mut Budget::default(),
        );
        // Every completion of every group.
        let all: Vec<Vec<Sheet>> = sheets
            .iter()
            .map(|s| {
                let mut finished = Vec::new();
                for_each_completion(s, cap, &Given::nothing(1), &mut |f| finished.push(f.clone()));
                finished
            })
            .collect();
        let mut reach = [[(false, false); 3]; 3];
        for a in &all[0] {
            for b in &all[1] {
                for c in &all[2] {
                    let sheets = [a, b, c];
                    let states: Vec<GroupState<'_>> =
                        sheets.iter().zip(&names).map(|(s, n)| GroupState::new(n, s)).collect();
                    let ranked = rank_across(&tables.rankings[0], &rules, &across, &states);
                    for (g, sheet) in sheets.iter().enumerate() {
                        for row in table(&rules, sheet).rows {
                            let places = Places::from_to(row.place, row.place + row.shared_by - 1);
                            let at = &mut reach[g][usize::from(row.team)];
                            at.0 |= places.best() < Some(place);
                            at.1 |= places.worst() > Some(place);
                            let its = ranked
                                .candidates
                                .iter()
                                .position(|c| c.group == names[g] && c.in_group == row.team);
                            // A shared place is left to lots: not compared here.
                            let (Some(its), true) = (its, ranked.shared.is_empty()) else {
                                continue;
                            };
                            for r in ranked.table.rows.iter().filter(|r| usize::from(r.team) == its)
                            {
                                at.0 |= r.place <= ranks;
                                at.1 |= r.place + r.shared_by - 1 > ranks;
                            }
                        }
                    }
                }
            }
        }
        for (g, teams) in fast.iter().enumerate() {
            for (t, team) in teams.iter().enumerate() {
                let verdict = team.berths[0].verdict;
                let (gets, misses) = reach[g][t];
                let about = format!(
                    "seed {seed} group {g} team {t}: {verdict:?}, {gets} {misses} {:?}",
                    team.ranks
                );
                assert_ne!(verdict, Verdict::Undecided, "{about}");
                // What enumeration has seen is possible.
                assert!(!(gets && verdict == Verdict::Out), "{about}");
                assert!(!(misses && verdict == Verdict::Through), "{about}");
                // What is said to be open was seen, unless a shared place hides it.
                let shared =
                    all[g].iter().any(|s| table(&rules, s).rows.iter().any(|r| r.shared_by > 1))
                        || all
                            .iter()
                            .flatten()
                            .any(|s| table(&rules, s).rows.iter().any(|r| r.shared_by > 1));
                if !shared {
                    let expected = match (gets, misses) {
                        (true, true) => Verdict::Open,
                        (true, false) => Verdict::Through,
                        _ => Verdict::Out,
                    };
                    assert_eq!(verdict, expected, "{about}");
                }
                open += usize::from(verdict == Verdict::Open);
                decided += usize::from(verdict != Verdict::Open);
            }
        }
    }
    println!("{open} open, {decided} decided");
    assert!(open > 100 && decided > 50);
}

#[test]
fn world_cup_2026_before_the_last_round() {
    let Some(all) = json("wc2026_after_2026-06-24_cap9.json") else { return };
    let rules = rules("h2h_first");
    let across = Regulation::of(
        "across",
        vec![
            Criterion::Overall(Count::GoalDifference),
            Criterion::Overall(Count::GoalsScored),
            Criterion::Lots,
        ],
    );
    let read: Vec<(String, Vec<String>, Sheet)> = all["groups"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|g| {
            let (names, mut sheet) = group(g);
            for (t, name) in sheet.teams.iter_mut().zip(&names) {
                let id =
                    name.bytes().fold(7u32, |h, b| h.wrapping_mul(31).wrapping_add(u32::from(b)));
                *t = TeamId(id);
            }
            (g["name"].as_str().unwrap_or_default().to_owned(), names, sheet)
        })
        .collect();
    let names: Vec<String> = read.iter().map(|g| g.0.clone()).collect();
    let tables = tables(&names, 3, 8, Discard::Nothing);
    for cap in [None, Some(9)] {
        let groups: Vec<StageGroup<'_>> = read
            .iter()
            .map(|(n, _, s)| StageGroup { name: n, question: Question::new(&rules, s, cap) })
            .collect();
        let across = BTreeMap::from([("across".to_owned(), across.clone())]);
        let start = std::time::Instant::now();
        let fast = stage_outlook(&tables, &groups, &across, false, &mut Budget::default());
        println!("cap {cap:?}: {:?}", start.elapsed());
        for (verdict, word) in [
            (Verdict::Through, "through"),
            (Verdict::Out, "out"),
            (Verdict::Undecided, "undecided"),
        ] {
            let those: Vec<&str> = fast
                .iter()
                .zip(&read)
                .flat_map(|(teams, g)| {
                    teams
                        .iter()
                        .zip(&g.1)
                        .filter(|(t, _)| t.berths[0].verdict == verdict)
                        .map(|(_, n)| n.as_str())
                })
                .collect();
            println!("{word}: {} {those:?}", those.len());
            if verdict == Verdict::Undecided {
                assert!(those.is_empty());
            }
        }
    }
}

/// A group of three teams with a match to play.
fn small_group(dice: &mut Dice, first: u32, goals: u64) -> Sheet {
    let mut sheet = Sheet::new((first..first + 3).map(TeamId).collect());
    let mut fixtures = Vec::from([BySide::new(0u8, 1u8), BySide::new(2, 0), BySide::new(1, 2)]);
    sheet.remaining.push(fixtures.remove(dice.below(3) as usize));
    for f in fixtures {
        let (h, a) = (dice.below(goals) as u8, dice.below(goals) as u8);
        sheet.results.push(Line::new(f.home, f.away, h, a));
    }
    sheet
}

#[test]
fn a_group_with_a_member_missing_may_be_any_group() {
    let (mut settled, mut proved, mut open) = (0, 0, 0);
    let criteria = [Count::GoalDifference, Count::GoalsScored].map(Criterion::Overall);
    let across = Regulation::of("across", criteria.to_vec());
    let across = BTreeMap::from([("across".to_owned(), across)]);
    let names: Vec<String> = ["A", "B", "C", "D"].map(str::to_owned).to_vec();
    for seed in 0..60u64 {
        let mut dice = Dice::new(seed + 77);
        let rules = usual_regulation(&mut dice);
        let sheets: Vec<Sheet> = (0..3).map(|g| small_group(&mut dice, 10 * g, 3)).collect();
        let tables = tables(&names, 2, 1 + dice.below(3) as u8, Discard::Nothing);
        let ask = |last: &Sheet, lacking: bool, f: &mut dyn FnMut(&[StageGroup<'_>])| {
            let all = sheets.iter().chain([last]).zip(&names).enumerate();
            let groups: Vec<StageGroup<'_>> = all
                .map(|(g, (s, n))| {
                    let question = Question::new(&rules, s, Some(3)).lacking(lacking && g == 3);
                    StageGroup { name: n, question }
                })
                .collect();
            f(&groups);
        };
        // Of the last group two members are known and nothing else.
        let mut known = Vec::new();
        ask(&Sheet::new(vec![TeamId(30), TeamId(31)]), true, &mut |groups| {
            known = stage_outlook(&tables, groups, &across, true, &mut Budget::default());
            assert!(known[3].iter().all(|t| t.berths[0].verdict == Verdict::Undecided));
        });
        for turn in 0..6 {
            let last = small_group(&mut dice, 30, 1 + turn);
            ask(&last, false, &mut |groups| {
                let all = stage_outlook(&tables, groups, &across, true, &mut Budget::default());
                let before = known.iter().take(3).flatten();
                for (was, is) in before.zip(all.iter().flatten()) {
                    let (was, is) = (&was.berths[0], &is.berths[0]);
                    if was.verdict == Verdict::Undecided {
                        continue;
                    }
                    assert_eq!(was.verdict, is.verdict, "seed {seed} turn {turn} {was:?}");
                    open += usize::from(was.verdict == Verdict::Open);
                    settled += usize::from(was.verdict != Verdict::Open);
                    // A proof made without the group holds with any.
                    if let Some(proof) = &was.proof {
                        let gets = was.verdict == Verdict::Through;
                        let (berth, none) = (&tables.berths[0], BTreeMap::new());
                        let checked =
                            check_stage(&tables, groups, &across, &none, berth, gets, proof);
                        assert_eq!(checked, Ok(()), "seed {seed} turn {turn} {proof:?}");
                        proved += 1;
                    }
                }
            });
        }
    }
    println!("{settled} settled, {proved} of them proved, {open} open");
    assert!(settled > 500 && proved * 10 > settled * 9 && open > 100, "{settled} {proved} {open}");
}
