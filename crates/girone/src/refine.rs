//! Margins in conditions where more matches matter than one grid of margins holds.
//!
//! Where results leave a berth open the case is looked at by itself: within it fewer
//! matches matter, and their margins can be told. A case that is still too large is
//! parted by the result of one of its matches.

use girone_model::TeamIx;
use girone_scenarios::{
    Budget, Clause, Conditions, DependsOn, Detail, Places, Question, Range, conditions,
};

/// More cases than this are not looked at: the list by results stays.
const MOST_CASES: usize = 250;

/// More combinations of margins than this are not gone through to shorten a list.
const MOST_CELLS: usize = 60_000;

/// Finds what a team needs, with margins also where more than three matches matter.
pub(crate) fn refined(
    q: &Question<'_>,
    team: TeamIx,
    berth: Places,
    budget: &mut Budget<'_>,
) -> Conditions {
    let by_result = conditions(q, team, berth, Detail::Margins, budget);
    let Some(cap) = q.max_goals() else { return by_result };
    if !by_result.depends_on.margins || !by_result.exact {
        return by_result;
    }
    let matches = q.sheet().remaining.len();
    let mut found =
        Conditions { open: Vec::new(), depends_on: DependsOn::default(), ..by_result.clone() };
    let mut cases = by_result.open.clone();
    let mut looked_at = 0;
    while let Some(case) = cases.pop() {
        looked_at += 1;
        let within = q.clone().given(case.given(matches));
        let part = conditions(&within, team, berth, Detail::Margins, budget);
        if looked_at > MOST_CASES || !part.exact {
            return by_result;
        }
        if part.depends_on.margins {
            match parts(&case, &part.matches) {
                Some(more) => cases.extend(more),
                None => {
                    found.depends_on.margins = true;
                    found.open.push(case);
                }
            }
            continue;
        }
        found.sure.extend(part.sure.iter().map(|c| both(&case, c)));
        found.open.extend(part.open.iter().map(|c| both(&case, c)));
        let (all, own) = (&mut found.depends_on, part.depends_on);
        all.goals |= own.goals;
        all.cards |= own.cards;
        all.lots |= own.lots;
    }
    match shorter(&found, matches, i32::from(cap)) {
        Some((sure, open)) => Conditions { sure, open, ..found },
        None => by_result,
    }
}

/// Parts a case by the result of a match that it leaves open.
fn parts(case: &Clause, matches: &[usize]) -> Option<Vec<Clause>> {
    const RESULTS: [(Option<i32>, Option<i32>); 3] =
        [(Some(1), None), (Some(0), Some(0)), (None, Some(-1))];
    for &game in matches {
        let of = |(least, most)| {
            let one = Clause { ranges: vec![Range { game, least, most }], combined: Vec::new() };
            let joined = both(case, &one);
            let possible = joined.ranges.iter().all(|r| match (r.least, r.most) {
                (Some(l), Some(m)) => l <= m,
                _ => true,
            });
            possible.then_some(joined)
        };
        let more: Vec<Clause> = RESULTS.into_iter().filter_map(of).collect();
        if more.len() > 1 {
            return Some(more);
        }
    }
    None
}

/// Joins two clauses that both have to hold.
fn both(a: &Clause, b: &Clause) -> Clause {
    let mut joined = a.clone();
    for r in &b.ranges {
        match joined.ranges.iter_mut().find(|own| own.game == r.game) {
            Some(own) => {
                own.least = own.least.max(r.least);
                own.most = match (own.most, r.most) {
                    (Some(x), Some(y)) => Some(x.min(y)),
                    (x, y) => x.or(y),
                };
            }
            None => joined.ranges.push(*r),
        }
    }
    joined.combined.extend(b.combined.iter().cloned());
    joined
}

/// Widens clauses as far as they stay right and leaves out those that others cover,
/// on all margins that the clauses tell apart; `None` where these are too many.
fn shorter(found: &Conditions, matches: usize, cap: i32) -> Option<(Vec<Clause>, Vec<Clause>)> {
    let clauses = || found.sure.iter().chain(&found.open);
    let mut axes: Vec<(usize, Vec<i32>)> = Vec::new();
    let mut cells = 1usize;
    for game in 0..matches {
        let combined =
            clauses().any(|c| c.combined.iter().any(|s| s.terms.iter().any(|(g, _)| *g == game)));
        let mut values: Vec<i32> = vec![-cap];
        if combined {
            values.extend(-cap..=cap);
        }
        for r in clauses().flat_map(|c| &c.ranges).filter(|r| r.game == game) {
            values.extend(r.least);
            values.extend(r.most.map(|m| m + 1));
        }
        values.retain(|v| (-cap..=cap).contains(v));
        values.sort_unstable();
        values.dedup();
        cells = cells.checked_mul(values.len()).filter(|n| *n <= MOST_CELLS)?;
        axes.push((game, values));
    }
    let mut all: Vec<Vec<i32>> = vec![vec![0; matches]];
    for (game, values) in &axes {
        if values.len() == 1 {
            continue;
        }
        let with = |m: &Vec<i32>, v: i32| {
            let mut m = m.clone();
            m[*game] = v;
            m
        };
        all = all.iter().flat_map(|m| values.iter().map(move |v| with(m, *v))).collect();
    }
    let sure: Vec<bool> = all.iter().map(|m| found.sure.iter().any(|c| c.admits(m))).collect();
    let open: Vec<bool> = all
        .iter()
        .zip(&sure)
        .map(|(m, sure)| !sure && found.open.iter().any(|c| c.admits(m)))
        .collect();
    let either: Vec<bool> = sure.iter().zip(&open).map(|(a, b)| *a || *b).collect();
    Some((fewer(&found.sure, &all, &sure, &sure), fewer(&found.open, &all, &open, &either)))
}

/// Covers the wanted margins with fewer and plainer clauses, all within what is
/// allowed.
fn fewer(clauses: &[Clause], all: &[Vec<i32>], wanted: &[bool], allowed: &[bool]) -> Vec<Clause> {
    let right = |c: &Clause| all.iter().zip(allowed).all(|(m, ok)| *ok || !c.admits(m));
    let mut wide: Vec<Clause> = Vec::new();
    for clause in clauses {
        let mut clause = clause.clone();
        for at in (0..clause.ranges.len()).rev() {
            let own = clause.ranges[at];
            let mut without = clause.clone();
            without.ranges.remove(at);
            if right(&without) {
                clause = without;
                continue;
            }
            for (least, most) in [(None, own.most), (own.least, None)] {
                let mut half = clause.clone();
                half.ranges[at] = Range { least, most, ..own };
                if (least, most) != (own.least, own.most) && right(&half) {
                    clause = half;
                    break;
                }
            }
        }
        for at in (0..clause.combined.len()).rev() {
            let mut without = clause.clone();
            without.combined.remove(at);
            if right(&without) {
                clause = without;
            }
        }
        if !wide.contains(&clause) {
            wide.push(clause);
        }
    }
    // Plain clauses stay before long ones.
    wide.sort_by_key(Clause::len);
    let admits: Vec<Vec<bool>> =
        wide.iter().map(|c| all.iter().map(|m| c.admits(m)).collect()).collect();
    let mut count: Vec<usize> =
        (0..all.len()).map(|i| admits.iter().filter(|a| a[i]).count()).collect();
    let mut kept = vec![true; wide.len()];
    for c in (0..wide.len()).rev() {
        let needed = (0..all.len()).any(|i| wanted[i] && admits[c][i] && count[i] == 1);
        if !needed {
            kept[c] = false;
            (0..all.len()).filter(|i| admits[c][*i]).for_each(|i| count[i] -= 1);
        }
    }
    wide.into_iter().zip(kept).filter(|(_, k)| *k).map(|(c, _)| c).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use girone_rules::table;
    use girone_scenarios::Given;
    use girone_scenarios::testing::{Dice, for_each_completion, random_group, usual_regulation};

    use super::*;

    /// The list says what going through all scores says, and no clause is redundant.
    #[test]
    fn conditions_on_four_matches_and_more_are_exact() {
        let (mut told, mut by_margin) = (0, 0);
        for seed in 0..60u64 {
            let mut dice = Dice::new(seed + 4000);
            let regulation = usual_regulation(&mut dice);
            let mut sheet = random_group(&mut dice, 5, 4);
            sheet.conduct.clear();
            let cap = 2;
            let team = dice.below(5) as u8;
            let berth = Places::from_to(1, 1 + dice.below(3) as u8);
            let q = Question::new(&regulation, &sheet, Some(cap));
            let c = refined(&q, team, berth, &mut Budget::default());
            if !c.exact {
                continue;
            }
            let mut slow: BTreeMap<Vec<i32>, (bool, bool)> = BTreeMap::new();
            let played = sheet.results.len();
            let nothing = Given::nothing(sheet.remaining.len());
            for_each_completion(&sheet, cap, &nothing, &mut |finished| {
                let margins: Vec<i32> = finished.results[played..]
                    .iter()
                    .map(|l| i32::from(l.goals.home) - i32::from(l.goals.away))
                    .collect();
                let entry = slow.entry(margins).or_insert((false, false));
                for row in table(&regulation, finished).rows.iter().filter(|r| r.team == team) {
                    let places = Places::from_to(row.place, row.place + row.shared_by - 1);
                    entry.0 |= !places.and(berth).is_empty();
                    entry.1 |= !places.without(berth).is_empty();
                }
            });
            let about = format!("seed {seed} team {team} {berth:?} {} {c:?}", regulation.id);
            for (margins, (inside, outside)) in &slow {
                let sure = c.sure.iter().any(|clause| clause.admits(margins));
                let open = c.open.iter().any(|clause| clause.admits(margins));
                assert!(!(sure && *outside), "{about} at {margins:?}");
                assert!(sure || open || !inside, "{about} at {margins:?}");
                if !c.depends_on.margins {
                    assert_eq!(sure, !outside, "{about} at {margins:?}");
                    assert!(sure || open == *inside, "{about} at {margins:?}");
                }
            }
            for list in [&c.sure, &c.open] {
                for i in 0..list.len() {
                    let others =
                        |m: &Vec<i32>| list.iter().enumerate().any(|(j, c)| j != i && c.admits(m));
                    let alone = slow.keys().any(|m| list[i].admits(m) && !others(m));
                    assert!(alone, "{about}: clause {i} is redundant");
                }
            }
            told += 1;
            by_margin += usize::from(c.sure.iter().flat_map(|c| &c.ranges).any(|r| {
                r.least.is_some_and(|l| l.abs() > 1) || r.most.is_some_and(|m| m.abs() > 1)
            }));
        }
        assert!(told > 30 && by_margin > 0, "{told} {by_margin}");
    }
}
