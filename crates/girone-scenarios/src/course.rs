//! Best and worst places at one moment after the other.
//!
//! What is possible later was possible before: a completion of a later table, with
//! the results in between, is one of every earlier table. And what was impossible
//! stays so. Moments between two that agree need no search at all, so the ends come
//! first and then the middle, as long as two neighbours differ.

use girone_model::{BySide, Line, Sheet};
use girone_rules::Criterion;

use crate::certificate::Aim;
use crate::outlook::{Extreme, TeamOutlook, Witness, decide_extremes};
use crate::problem::Question;
use crate::{Budget, Given, Places, league};

/// Finds the best and worst place of every team at every moment, as
/// [`crate::best_and_worst`] does for one; the outer vector is by moment.
///
/// `moments` are one table, earlier ones first: each has all results of the one
/// before. Where a moment is not like that, or differs from the one before in
/// anything but results (points deducted in between), it starts anew.
pub fn best_and_worst_over(
    moments: &[Question<'_>],
    budget: &mut Budget<'_>,
) -> Vec<Vec<TeamOutlook>> {
    let new = |q: &Question<'_>| {
        let n = q.teams();
        (0..n).map(|t| TeamOutlook::new(t as u8, n)).collect::<Vec<_>>()
    };
    let mut course = Course {
        moments,
        from_next: moments.windows(2).map(|w| grown(&w[0], &w[1])).collect(),
        known: moments.iter().map(new).collect(),
        share: (budget.nodes / (moments.len().max(1) as u64)).max(1),
    };
    let mut first = 0;
    for (last, q) in moments.iter().enumerate() {
        let ends = course.from_next.get(last).is_none_or(Option::is_none);
        if !ends {
            continue;
        }
        if q.teams() <= 64 {
            for team in 0..q.teams() {
                course.follow(team, first, last, budget);
            }
        }
        first = last + 1;
    }
    course.known
}

/// Where the score of a remaining match comes from once later results are known.
#[derive(Clone, Copy, Debug)]
enum Source {
    Played(BySide<u8>),
    Later(usize),
}

struct Course<'m, 'q> {
    moments: &'m [Question<'q>],
    /// For every moment but the last: what became of its remaining matches at the
    /// next one; `None` where the next moment starts anew.
    from_next: Vec<Option<Vec<Source>>>,
    known: Vec<Vec<TeamOutlook>>,
    /// The steps for one moment.
    share: u64,
}

const AIMS: [Aim; 2] = [Aim::Below, Aim::Above];

impl Course<'_, '_> {
    /// Settles one team from the first to the last moment: what points say first, and
    /// what takes longer only where the moments around do not say it.
    fn follow(&mut self, team: usize, first: usize, last: usize, budget: &mut Budget<'_>) {
        for hard in [false, true] {
            for aim in AIMS {
                self.settle(last, team, aim, hard, budget);
                if first < last {
                    self.settle(first, team, aim, hard, budget);
                    self.between(team, aim, first, last, hard, budget);
                }
            }
        }
    }

    fn between(
        &mut self,
        team: usize,
        aim: Aim,
        first: usize,
        last: usize,
        hard: bool,
        budget: &mut Budget<'_>,
    ) {
        self.hand_on(team, first, last);
        if last - first < 2 {
            return;
        }
        let agree = is_same(&self.known[first][team], &self.known[last][team], aim);
        let middle = first + (last - first) / 2;
        if agree {
            for at in (first + 1..last).rev() {
                self.hand_on(team, at, at + 1);
                self.forbid(team, first, at);
            }
            return;
        }
        self.hand_on(team, middle, last);
        self.forbid(team, first, middle);
        self.settle(middle, team, aim, hard, budget);
        self.between(team, aim, middle, last, hard, budget);
        self.between(team, aim, first, middle, hard, budget);
    }

    /// Takes over completions from a later moment.
    fn hand_on(&mut self, team: usize, to: usize, from: usize) {
        let (before, after) = self.known.split_at_mut(from);
        let (target, source) = (&mut before[to][team], &after[0][team]);
        let extremes = [source.possible.best(), source.possible.worst()];
        for place in extremes.into_iter().flatten() {
            if target.possible.contains(place) {
                continue;
            }
            let wanted = Places::from_to(place, place);
            let Some((places, witness)) = source.witnesses.iter().find(|(p, _)| p.contains(place))
            else {
                continue;
            };
            let mut scores = witness.scores.clone();
            for at in (to..from).rev() {
                let Some(sources) = &self.from_next[at] else { return };
                scores = sources
                    .iter()
                    .map(|s| match s {
                        Source::Played(score) => *score,
                        Source::Later(game) => scores[*game],
                    })
                    .collect();
            }
            let (places, conduct) = (places.or(wanted), witness.conduct.clone());
            target.add(places, || Witness { scores, conduct });
        }
    }

    /// Takes over from an earlier moment what is impossible.
    fn forbid(&mut self, team: usize, from: usize, to: usize) {
        let places = self.known[from][team].impossible;
        self.known[to][team].exclude(places, None);
    }

    fn settle(&mut self, at: usize, team: usize, aim: Aim, hard: bool, budget: &mut Budget<'_>) {
        let (q, outlook) = (&self.moments[at], &mut self.known[at][team]);
        if is_exact(outlook, aim) {
            return;
        }
        let share = (self.share / q.teams().max(1) as u64).max(1);
        let mut part = budget.part(share);
        let given = part.nodes;
        if q.sheet().remaining.len() <= 3 {
            decide_extremes(q, outlook, &mut part);
        } else if hard {
            league::bounds_by(q, outlook, aim, Some(league::EFFORT[0]), &mut part);
            if !is_exact(outlook, aim) {
                decide_extremes(q, outlook, &mut part);
            }
        } else {
            league::bounds_by(q, outlook, aim, None, &mut part);
        }
        budget.settle(given, part.nodes);
    }
}

fn is_exact(team: &TeamOutlook, aim: Aim) -> bool {
    let extreme = if aim == Aim::Below { team.best() } else { team.worst() };
    matches!(extreme, Extreme::Exactly(_))
}

/// Says whether what is not excluded before is what is known to be possible after.
fn is_same(before: &TeamOutlook, after: &TeamOutlook, aim: Aim) -> bool {
    let of = |e: Extreme| match e {
        Extreme::Exactly(place) => (Some(place), place),
        Extreme::AtLeast { known, not_excluded } => (known, not_excluded),
    };
    let (before, after) = match aim {
        Aim::Below => (of(before.best()), of(after.best())),
        Aim::Above => (of(before.worst()), of(after.worst())),
    };
    after.0 == Some(before.1)
}

/// Says what became of the remaining matches of a table at a later moment; `None` if
/// the later table is another one, so that nothing follows.
fn grown(before: &Question<'_>, after: &Question<'_>) -> Option<Vec<Source>> {
    let (a, b) = (before.sheet(), after.sheet());
    let apart = |s: &Sheet| Sheet { results: Vec::new(), remaining: Vec::new(), ..s.clone() };
    let nothing = |q: &Question<'_>| q.given == Given::nothing(q.sheet().remaining.len());
    // Where it counts which match was the last, the order of results matters.
    let ordered = |s: &girone_rules::Step| s.criterion == Criterion::ShootOut;
    if before.regulation != after.regulation
        || before.regulation.criteria.iter().any(ordered)
        || before.max_goals() != after.max_goals()
        || !nothing(before)
        || !nothing(after)
        || apart(a) != apart(b)
    {
        return None;
    }
    // What was added: results of the later table that the earlier one lacks.
    let shared = a.results.iter().zip(&b.results).take_while(|(x, y)| x == y).count();
    let key = |l: &Line| (l.teams.home, l.teams.away, l.goals.home, l.goals.away, l.winner);
    let old: Vec<&Line> = a.results[shared..].iter().collect();
    let mut new: Vec<&Line> = b.results[shared..].iter().collect();
    for line in old {
        let at = new.iter().position(|l| key(l) == key(line))?;
        new.remove(at);
    }
    let most = before.max_goals().unwrap_or(u8::MAX);
    let by_goals = |l: &Line| {
        l.ending() == l.goals.home.cmp(&l.goals.away)
            && l.goals.home <= most
            && l.goals.away <= most
    };
    if !new.iter().all(|l| by_goals(l)) {
        return None;
    }
    let played = new.into_iter().map(|l| (l.teams, Source::Played(l.goals)));
    let later = b.remaining.iter().enumerate().map(|(i, teams)| (*teams, Source::Later(i)));
    let mut then: Vec<(BySide<u8>, Source)> = played.chain(later).collect();
    if then.len() != a.remaining.len() {
        return None;
    }
    let mut order: Vec<usize> = (0..then.len()).collect();
    let pair = |t: BySide<u8>| (t.home, t.away);
    then.sort_by_key(|(t, _)| pair(*t));
    order.sort_by_key(|i| pair(a.remaining[*i]));
    let mut sources = vec![Source::Later(0); then.len()];
    for (at, (teams, source)) in order.into_iter().zip(then) {
        if a.remaining[at] != teams {
            return None;
        }
        sources[at] = source;
    }
    Some(sources)
}
