//! Verdicts across groups carry proofs that the checker accepts, and damaged ones are
//! refused.

mod shared;
#[path = "shared/stages.rs"]
mod stages_made;

use std::collections::BTreeMap;

use girone_model::{BySide, Line, Sheet, TeamId};
use girone_rules::edition::{Discard, RankingOf, Tables};
use girone_rules::{Count, Criterion, Regulation, table};
use girone_scenarios::testing::{Dice, for_each_completion, usual_regulation};
use girone_scenarios::{
    Budget, Given, Question, StageCertificate, StageGroup, StageTeam, Verdict, check_stage,
    stage_outlook,
};
use shared::{group, json, rules};
use stages_made::tables;

/// What the proofs of a stage came to.
#[derive(Debug, Default)]
struct Tally {
    settled: usize,
    proved: usize,
    damaged: usize,
    /// Damaged proofs that the checker did not accept.
    refused: usize,
    /// Those that hold all the same: what was taken away was not needed.
    needless: usize,
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
        check_stage(tables, groups, &across, &BTreeMap::new(), berth, gets, proof)
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
            let beyond = if claim.at_least { 1 } else { -1 };
            damage(&|p| p.across[i].record.points += beyond);
            if claim.record.goals.is_some() {
                damage(&|p| p.across[i].record.goals = None);
                damage(&|p| p.across[i].record.goals.iter_mut().for_each(|g| *g += beyond));
            }
            for j in 0..claim.others.len() {
                damage(&|p| drop(p.across[i].others.remove(j)));
                // Where points alone show it, there is no certificate to take away.
                if !claim.others[j].1.is_empty() {
                    damage(&|p| p.across[i].others[j].1.clear());
                }
            }
            for j in 0..claim.own.len() {
                damage(&|p| drop(p.across[i].own.remove(j)));
            }
        }
        tally.damaged += damaged.len();
        for damaged in &damaged {
            assert_ne!(damaged, proof, "nothing is damaged");
            if check(gets, damaged).is_err() {
                tally.refused += 1;
            } else {
                // What was taken away was not needed: all that the rest of the proof
                // says is so in every completion.
                let wrong = gainsaid(tables, groups, gets, damaged);
                assert_eq!(wrong, None, "{gets} {damaged:?} of {proof:?}");
                tally.needless += 1;
            }
        }
    }
}

/// Makes up four groups of so many teams, of which some meet nobody.
fn made_up(dice: &mut Dice, teams: u8, idle: u8) -> Vec<Sheet> {
    (0..4u32)
        .map(|g| {
            let ids = 0..u32::from(teams);
            let mut sheet = Sheet::new(ids.map(|t| TeamId(10 * g + t)).collect());
            let playing = teams - idle;
            let mut fixtures: Vec<BySide<u8>> = (0..playing)
                .flat_map(|h| (h + 1..playing).map(move |a| BySide::new(h, a)))
                .collect();
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
        .collect()
}

/// Goes through every completion and returns what it finds of a proof that is not so.
///
/// Independent of the checker: it looks at finished tables only, not at certificates.
fn gainsaid(
    tables: &Tables,
    groups: &[StageGroup<'_>],
    gets: bool,
    proof: &StageCertificate,
) -> Option<String> {
    let (berth, ranking) = (&tables.berths[0], &tables.rankings[0]);
    let RankingOf::Places(ranked) = &ranking.of else { return Some("a declared order".into()) };
    let ranked = ranked[0];
    // Of a team in a group: the places it takes, with points and goal difference.
    let endings = |g: usize, t: u8| -> Vec<(u8, u8, (i32, i32, i32))> {
        let q = &groups[g].question;
        let mut found = Vec::new();
        let nothing = Given::nothing(q.sheet().remaining.len());
        for_each_completion(q.sheet(), q.max_goals().unwrap_or(9), &nothing, &mut |finished| {
            for row in table(q.regulation(), finished).rows.iter().filter(|r| r.team == t) {
                let t = &row.totals;
                let record = (t.points, t.goal_difference(), i32::from(t.goals_for));
                found.push((row.place, row.place + row.shared_by - 1, record));
            }
        });
        found
    };
    let own = endings(proof.group, proof.team);
    let claim = proof.across.iter().find(|a| a.ranking == ranking.id);
    for (from, to, ..) in &own {
        for place in *from..=*to {
            let answered = place == ranked && claim.is_some();
            if berth.places.contains(&place) != gets && !answered {
                return Some(format!("place {place} is open"));
            }
        }
    }
    let claim = claim?;
    // Ahead of the threshold, level with it (as far as the proof looks) or behind.
    let stands = |(points, difference, goals): (i32, i32, i32)| {
        let next = claim.record.difference.map_or(0, |d| (difference - d).signum());
        let last = claim.record.goals.map_or(0, |g| (goals - g).signum());
        (points - claim.record.points).signum() * 4 + next * 2 + last
    };
    let side = if claim.at_least { 1 } else { -1 };
    if own.iter().any(|o| (o.0..=o.1).contains(&ranked) && stands(o.2) * side < 0) {
        return Some("its own record may be on the other side of the threshold".into());
    }
    for (g, _) in &claim.others {
        for t in 0..groups[*g].question.teams() as u8 {
            let mut across = endings(*g, t).into_iter();
            if across.any(|o| (o.0..=o.1).contains(&ranked) && stands(o.2) * side >= 0) {
                return Some(format!("team {t} of group {g} may be on the same side"));
            }
        }
    }
    let last = usize::from(*berth.ranks[&ranking.id].iter().max()?).min(groups.len());
    let needed = if gets { groups.len() - last } else { last };
    (claim.others.len() < needed).then(|| format!("{} groups of {needed}", claim.others.len()))
}

#[test]
fn made_up_stages_are_proved() {
    let mut tally = Tally::default();
    for seed in 0..150u64 {
        let mut dice = Dice::new(seed + 5);
        let rules = usual_regulation(&mut dice);
        let names: Vec<String> = ["A", "B", "C", "D"].map(str::to_owned).to_vec();
        let sheets = made_up(&mut dice, 4, 0);
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
    assert!(tally.proved + 1 >= tally.settled, "{tally:?}");
    assert!(tally.settled > 300 && tally.damaged > 300, "{tally:?}");
    assert_eq!(tally.refused + tally.needless, tally.damaged, "{tally:?}");
    assert!(tally.refused * 100 >= tally.damaged * 99, "{tally:?}");
}

#[test]
fn members_without_a_match_leave_nothing_unproved() {
    let mut tally = Tally::default();
    let mut open = [0; 2];
    for seed in 0..150u64 {
        let mut dice = Dice::new(seed + 905);
        let rules = usual_regulation(&mut dice);
        let names: Vec<String> = ["A", "B", "C", "D"].map(str::to_owned).to_vec();
        let idle = 1 + dice.below(2) as u8;
        let sheets = made_up(&mut dice, 3 + idle, idle);
        let cap = [None, Some(4)][dice.below(2) as usize];
        let place = 2 + dice.below(3) as u8;
        let tables = tables(&names, place, 1 + dice.below(3) as u8, Discard::Nothing);
        let groups: Vec<StageGroup<'_>> = sheets
            .iter()
            .zip(&names)
            .map(|(s, n)| StageGroup { name: n, question: Question::new(&rules, s, cap) })
            .collect();
        let all = stage_outlook(&tables, &groups, &across(), true, &mut Budget::default());
        for (g, team) in all.iter().enumerate().flat_map(|(g, t)| t.iter().map(move |t| (g, t))) {
            let found = &team.berths[0];
            let shown = found.gets.is_some() && found.misses.is_some();
            open[usize::from(shown)] += usize::from(found.verdict == Verdict::Open);
            let about = format!("seed {seed} group {g} team {}", team.outlook.team);
            assert_ne!(found.verdict, Verdict::Undecided, "{about}");
        }
        follow(&tables, &groups, &all, &mut tally);
    }
    println!("{open:?} {tally:?}");
    assert_eq!(open[0], 0);
    assert!(tally.proved + 1 >= tally.settled, "{tally:?}");
    assert!(open[1] > 300, "{open:?}");
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
