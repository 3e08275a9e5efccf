//! Rankings across groups, computed in two ways that share no code.

use girone_model::{Localised, Sheet, TeamId};
use girone_rules::cross::{PlacedGroup, RankingScratch};
use girone_rules::edition::{CrossRanking, Discard, RankingOf};
use girone_rules::{
    Compiled, CompiledRanking, Count, Criterion, GroupState, Ranked, Regulation, Scratch,
    rank_across,
};

fn ranking(place: u8, discard: Discard, groups: &[&str]) -> CrossRanking {
    CrossRanking {
        id: "ranking".to_owned(),
        name: Localised::same("ranking"),
        of: RankingOf::Places(vec![place]),
        regulation: "across".to_owned(),
        discard,
        groups: groups.iter().map(|g| (*g).to_owned()).collect(),
    }
}

fn rule() -> Regulation {
    Regulation::of(
        "r",
        vec![Criterion::Overall(Count::GoalDifference), Criterion::Overall(Count::GoalsScored)],
    )
}

/// Makes a double or single round robin of `n` teams with results from a seed.
fn group(first: u32, n: u8, seed: &mut u64, played_of_16: u64) -> Sheet {
    let mut next = |below: u64| {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        (*seed >> 20) % below
    };
    let mut sheet = Sheet::new((0..n).map(|i| TeamId(first + u32::from(i))).collect());
    for a in 0..n {
        for b in 0..n {
            if a == b {
                continue;
            }
            if next(16) < played_of_16 {
                let line = girone_model::Line::new(a, b, next(4) as u8, next(4) as u8);
                sheet.results.push(line);
            } else {
                sheet.remaining.push(girone_model::BySide::new(a, b));
            }
        }
    }
    if next(4) == 0 {
        sheet.adjustments = (0..n).map(|_| -(next(4) as i16)).collect();
    }
    sheet
}

/// The plain way: for each group, sort by (points, difference, goals); take the
/// team of the place; add up its results again without those left out; sort.
fn plainly(ranking: &CrossRanking, groups: &[(&str, Sheet)]) -> Vec<(TeamId, usize)> {
    let taking_part: Vec<&(&str, Sheet)> = groups
        .iter()
        .filter(|(n, _)| ranking.groups.is_empty() || ranking.groups.iter().any(|g| g == n))
        .collect();
    let smallest = taking_part.iter().map(|(_, s)| s.teams.len()).min().unwrap();
    let place = usize::from(ranking.places()[0]);
    let mut all: Vec<(TeamId, (i64, i64, i64))> = Vec::new();
    for (name, sheet) in taking_part {
        let value = |team: usize, against: &dyn Fn(usize) -> bool| {
            let mut v = (i64::from(sheet.adjustment(team as u8)), 0i64, 0i64);
            for line in &sheet.results {
                let (h, a) = (usize::from(line.teams.home), usize::from(line.teams.away));
                let (own, other, opponent) = if h == team {
                    (line.goals.home, line.goals.away, a)
                } else if a == team {
                    (line.goals.away, line.goals.home, h)
                } else {
                    continue;
                };
                if against(opponent) {
                    v.0 += if own > other { 3 } else { i64::from(own == other) };
                    v.1 += i64::from(own) - i64::from(other);
                    v.2 += i64::from(own);
                }
            }
            v
        };
        let n = sheet.teams.len();
        let values: Vec<_> = (0..n).map(|t| value(t, &|_| true)).collect();
        let worst = |t: usize| values.iter().filter(|v| **v >= values[t]).count();
        let best = |t: usize| values.iter().filter(|v| **v > values[t]).count() + 1;
        let Some(team) = (0..n).find(|t| best(*t) == place && worst(*t) == place) else { continue };
        let counts = |opponent: usize| match &ranking.discard {
            Discard::Nothing => true,
            Discard::AgainstPlacesBelow(p) => worst(opponent) <= usize::from(*p),
            Discard::AgainstLast { except } => {
                except.iter().any(|g| g == name) || worst(opponent) < n
            }
            Discard::AgainstLastOfLarger => worst(opponent) <= smallest,
        };
        all.push((sheet.teams[team], value(team, &counts)));
    }
    let mut ranks: Vec<(TeamId, usize)> =
        all.iter().map(|(t, v)| (*t, all.iter().filter(|(_, w)| w > v).count() + 1)).collect();
    ranks.sort();
    ranks
}

fn ranks(ranked: &Ranked) -> Vec<(TeamId, usize)> {
    let mut ranks: Vec<(TeamId, usize)> = ranked
        .table
        .rows
        .iter()
        .map(|r| (ranked.candidates[usize::from(r.team)].team, usize::from(r.place)))
        .collect();
    ranks.sort();
    ranks
}

#[test]
fn three_ways_agree() {
    let mut seed = 0x9e37_79b9_7f4a_7c15u64;
    let names = ["A", "B", "C", "D", "E"];
    let mut room = RankingScratch::default();
    for case in 0..4_000u32 {
        let groups: Vec<(&str, Sheet)> = names
            .iter()
            .enumerate()
            .map(|(i, name)| {
                let size = 3 + ((case as usize + i * i) % 4) as u8;
                let played = if case % 3 == 0 { 16 } else { 12 };
                (*name, group(i as u32 * 10, size, &mut seed, played))
            })
            .collect();
        let discard = match case % 5 {
            0 => Discard::Nothing,
            1 => Discard::AgainstPlacesBelow(3),
            2 => Discard::AgainstLast { except: vec!["C".to_owned()] },
            3 => Discard::AgainstLast { except: Vec::new() },
            _ => Discard::AgainstLastOfLarger,
        };
        let among: &[&str] = if case % 7 == 0 { &["A", "C", "D"] } else { &[] };
        let ranking = ranking(1 + (case % 3) as u8, discard, among);
        let states: Vec<GroupState<'_>> =
            groups.iter().map(|(name, sheet)| GroupState::new(name, sheet)).collect();
        let ranked = rank_across(&ranking, &rule(), &rule(), &states);
        let plain = plainly(&ranking, &groups);
        assert_eq!(ranks(&ranked), plain, "case {case}");
        let open =
            groups.iter().filter(|(n, s)| ranking.is_among(n) && !s.remaining.is_empty()).count();
        assert_eq!(ranked.unfinished.len(), open);

        let compiled = Compiled::new(&rule());
        let placed: Vec<(Vec<u8>, Vec<girone_rules::Totals>)> = groups
            .iter()
            .map(|(_, sheet)| {
                let mut scratch = Scratch::default();
                let places = compiled.places(sheet, &mut scratch).to_vec();
                (places, scratch.totals().to_vec())
            })
            .collect();
        let shape: Vec<(&str, usize)> = groups.iter().map(|(n, s)| (*n, s.teams.len())).collect();
        let fast = CompiledRanking::new(&ranking, &rule(), &shape).unwrap();
        let with: Vec<PlacedGroup<'_>> = groups
            .iter()
            .zip(&placed)
            .map(|((_, sheet), (places, totals))| PlacedGroup { sheet, places, totals })
            .collect();
        let mut found: Vec<(TeamId, usize)> = fast
            .ranks(&with, &mut room)
            .iter()
            .zip(&groups)
            .filter_map(|(r, (_, sheet))| {
                r.map(|(team, rank)| (sheet.teams[usize::from(team)], usize::from(rank)))
            })
            .collect();
        found.sort();
        assert_eq!(found, plain, "case {case}");
    }
}

/// Africa's runners-up of 2026, with the results against the bottom team left out
/// except in Group E, from which Eritrea had withdrawn.
#[test]
fn against_last_leaves_out_both_matches_but_not_in_the_group_named() {
    let mut sheet = Sheet::new((0..3).map(TeamId).collect());
    // 0 beats all, 1 beats 2 twice and loses to 0 twice.
    for (h, a, hg, ag) in
        [(0, 1, 1, 0), (1, 0, 0, 1), (1, 2, 5, 0), (2, 1, 0, 4), (0, 2, 1, 0), (2, 0, 0, 1)]
    {
        sheet.results.push(girone_model::Line::new(h, a, hg, ag));
    }
    let other = Sheet { teams: (3..6).map(TeamId).collect(), ..sheet.clone() };
    let ranking = ranking(2, Discard::AgainstLast { except: vec!["E".to_owned()] }, &[]);
    let states = [GroupState::new("D", &sheet), GroupState::new("E", &other)];
    let ranked = rank_across(&ranking, &rule(), &rule(), &states);
    assert_eq!(ranked.at(1).unwrap().group, "E");
    assert_eq!(ranked.table.rows[0].totals.points, 6);
    assert_eq!(ranked.table.rows[1].totals.points, 0);
    assert_eq!(ranked.candidates[0].discarded, [2, 3]);
    assert!(ranked.is_final());
    assert_eq!(ranked.first(1).unwrap()[0].team, TeamId(4));
}

#[test]
fn teams_level_across_groups_stay_level_and_what_is_missing_is_said() {
    let mut sheet = Sheet::new((0..2).map(TeamId).collect());
    sheet.results.push(girone_model::Line::new(0, 1, 1, 0));
    let other = Sheet { teams: (2..4).map(TeamId).collect(), ..sheet.clone() };
    let mut across = rule();
    across.criteria.push(girone_rules::Step { criterion: Criterion::Conduct, article: None });
    let states = [GroupState::new("A", &sheet), GroupState::new("B", &other)];
    let ranked = rank_across(&ranking(1, Discard::Nothing, &[]), &rule(), &across, &states);
    assert!(ranked.at(1).is_none() && ranked.first(1).is_none());
    assert_eq!(ranked.first(2).unwrap().len(), 2);
    assert_eq!(ranked.table.missing[0].criterion, Criterion::Conduct);
}
