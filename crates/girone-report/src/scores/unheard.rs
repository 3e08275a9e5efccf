//! A score that the match reported never had, at no moment of it.
//!
//! In a report goals are told one after the other, and a score among them may be the
//! one on the way or the last one. Where nothing leads to another match, one that is
//! neither is false whichever is meant.

use super::words::{AGGREGATE, SHOOT_OUT};
use super::*;
use crate::check::Verdict;
use crate::discourse::Gate;
use crate::elsewhere::in_town;
use crate::judge::{Judged, Says, steps};
use crate::statement::Weighed;

/// Words that lead to another match, another team or a sum.
const OTHER: &[&str] = &[
    "under*",
    "women*",
    "donne",
    "tavolino",
    "awarded",
    "sub",
    "giovanil*",
    "femminil*",
    "had",
    "aveva",
    "avevano",
    "avendo",
    "having",
    "reduc*",
    "altra",
    "altro",
    "altre",
    "other",
    "elsewhere",
    "altrove",
    "altri",
    "intanto",
    "meanwhile",
    "dopo il",
    "dopo lo",
    "dopo l",
    "after the",
    "following",
    "rivincita",
    "revenge",
    "vendic*",
    "precedent*",
    "previous",
    "last",
    "ultim*",
    "scors*",
    "nel frattempo",
    "record",
    "since",
    "da quando",
    "earlier",
    "come nel",
    "as in",
    "next",
    "prossim*",
    "per",
    "favorit*",
    "differenza",
    "difference",
    "would",
    "se",
    "if",
    "goal difference",
    "tournament",
    "annullat*",
    "disallowed",
    "ruled",
    "already",
    "when",
];

/// Reads a score that the match reported never had.
pub(super) fn read(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    score: WrittenScore,
    natural: Option<&Statement>,
) -> Option<Statement> {
    let lattice = scene.lattice;
    let game = scene.frame.main()?;
    if scene.game_at(at) != Some(game)
        || scene.frame.preview
        || scene.discourse.gates[at] != Gate::Open
        || scene.discourse.before[at]
        || scene.elsewhere.at(at).is_some_and(|o| o.sure)
    {
        return None;
    }
    let natural = natural?;
    let Some(Claim::Score { game: of, at: moment, .. }) = natural.readings.first() else {
        return None;
    };
    if *of != game || !matches!(moment, At::End | At::Running) {
        return None;
    }
    let (first, last) = lattice.text.sentence_of(at);
    // The sentence is of this match alone.
    let before = (first..at).rev().find_map(|i| lattice.scores[i].map(|s| s.to));
    let begin = before.filter(|b| *b <= at).unwrap_or(first);
    let close = (score.to..last)
        .find(|i| lattice.scores[*i].is_some() || matches!(scene.fold(*i), ";" | ":" | "("))
        .unwrap_or(last);
    for words in [SHOOT_OUT, AGGREGATE, OTHER] {
        if scene.has(begin, close.min(score.to + 12), words) {
            return None;
        }
    }
    if is_earlier(scene, at) {
        return None;
    }
    let m = scene.frame.prepared.get(game);
    let day = m.fixture.when.date;
    for x in &lattice.mentions[lattice.mentions_in(first, last)] {
        match &x.who {
            Who::Teams(teams) if !teams.iter().any(|t| m.fixture.side_of(*t).is_some()) => {
                return None;
            }
            Who::Cities(cities) if !cities.iter().any(|c| in_town(scene, game, *c)) => return None,
            _ => {}
        }
    }
    let told = |d: &crate::dates::WrittenDate| first <= d.from && d.to <= last && !d.holds(day);
    if lattice.dates.iter().any(told) {
        return None;
    }
    let result = m.score()?.result;
    let all = steps(m)?;
    if all.len() != usize::from(result.home) + usize::from(result.away) {
        return None;
    }
    let goals = (score.first, score.second);
    let is = |a: u8, b: u8| goals == (a, b) || goals == (b, a);
    let had = all.iter().any(|s| is(s.after[Side::Home], s.after[Side::Away]));
    if had || is(0, 0) || is(result.home, result.away) {
        return None;
    }
    let side = m.fixture.side_of(scene.side(game)).unwrap_or(Side::Home);
    // The nearest score that it had; at the end, where that is told.
    let apart = |(a, b): (u8, u8)| {
        (goals.0.abs_diff(a) + goals.1.abs_diff(b)).min(goals.0.abs_diff(b) + goals.1.abs_diff(a))
    };
    let end = (result[side], result[!side]);
    let right = if *moment == At::End {
        end
    } else {
        let by_person = natural.right.as_deref().and_then(|r| {
            let (a, b) = r.split_once('-')?;
            Some((a.parse().ok()?, b.parse().ok()?))
        });
        let nearest = || {
            let near =
                all.iter().map(|s| (s.after[side], s.after[!side])).min_by_key(|s| apart(*s));
            near.filter(|n| apart(*n) < apart(end)).unwrap_or(end)
        };
        by_person.unwrap_or_else(nearest)
    };
    if apart(right) > 3 {
        return None;
    }
    let (a, b) = match (goals.0 > goals.1) != (right.0 > right.1)
        && right.0 != right.1
        && goals.0 != goals.1
    {
        true => (right.1, right.0),
        false => right,
    };
    let claim = Claim::Score { game, team: scene.side(game), goals, at: At::End, either: true };
    let mut statement = Statement::new(at, score.to, vec![claim]);
    let judged = Judged::new(Says::No(Some(format!("{a}-{b}"))), vec![game]);
    statement.weighed = Some(Weighed { verdict: Verdict::Contradicted, judged });
    Some(statement)
}
