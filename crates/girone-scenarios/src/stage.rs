//! Verdicts on the berths of a stage, rankings across groups included.
//!
//! Groups are independent of each other: a third can be among the best `q` if
//! and only if no more than `q − 1` other groups have even their weakest third
//! ahead of its best record, and so on. Questions about two teams at once are not
//! answered here.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::rc::Rc;

use girone_model::{Sheet, TeamIx};
use girone_rules::edition::{Berth, CrossRanking, Discard, RankingOf, Tables};
use girone_rules::{Count, Criterion, GroupState, Regulation, rank_across};

use crate::certificate::StageCertificate;
use crate::drawn::{self, Ended};
use crate::outlook::{TeamOutlook, Verdict, Witness, outlook};
use crate::problem::Question;
use crate::record::{FAR, Found, Record, extreme};
use crate::stage_proof::prove;
use crate::testing::for_each_completion;
use crate::{Budget, Places};

/// A group of a stage.
#[derive(Clone, Debug)]
pub struct StageGroup<'a> {
    /// The name, as in the edition.
    pub name: &'a str,
    /// Its table, with what remains.
    pub question: Question<'a>,
}

/// A completion of every group, by position.
pub type StageWitness = Vec<Witness>;

/// What is settled about one berth for one team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BerthOutlook {
    /// What is settled.
    pub verdict: Verdict,
    /// A completion of the stage in which the team gets the berth.
    pub gets: Option<StageWitness>,
    /// A completion of the stage in which it does not.
    pub misses: Option<StageWitness>,
    /// Why it is through or out, where certificates were asked for and records alone
    /// prove it; [`crate::check_stage`] verifies it.
    pub proof: Option<StageCertificate>,
}

/// The ranks that a team can still take in a ranking across groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankRange {
    /// The best rank that is not excluded and the worst.
    pub not_excluded: (u8, u8),
    /// The best and the worst rank with a completion, if any is known.
    pub known: Option<(u8, u8)>,
}

/// What one team of a stage can still become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageTeam {
    /// Its places in the group.
    pub outlook: TeamOutlook,
    /// The berths, in the order of the edition.
    pub berths: Vec<BerthOutlook>,
    /// The ranks in rankings across groups, by id, where it can take part.
    pub ranks: BTreeMap<String, RankRange>,
}

/// Finds what is settled about every berth for every team of a stage.
///
/// `across` gives the rule book of each ranking across groups by its id (of the
/// rule book). The outer vector is by group, the inner one by team.
pub fn stage_outlook(
    tables: &Tables,
    groups: &[StageGroup<'_>],
    across: &BTreeMap<String, Regulation>,
    certificates: bool,
    budget: &mut Budget<'_>,
) -> Vec<Vec<StageTeam>> {
    let outlooks: Vec<Vec<TeamOutlook>> =
        groups.iter().map(|g| outlook(&g.question, certificates, budget)).collect();
    let mut contexts: BTreeMap<&str, Context<'_, '_>> = BTreeMap::new();
    for ranking in &tables.rankings {
        let used = tables.berths.iter().any(|b| b.ranks.contains_key(&ranking.id));
        let place = match &ranking.of {
            RankingOf::Places(places) if places.len() == 1 => places[0],
            _ => continue,
        };
        if let (true, Some(rules)) = (used, across.get(&ranking.regulation)) {
            let context = Context::new(ranking, place, rules, groups, &outlooks, budget);
            contexts.insert(&ranking.id, context);
        }
    }
    let mut all = Vec::new();
    for (g, outlooks) in outlooks.into_iter().enumerate() {
        let mut teams = Vec::new();
        for outlook in outlooks {
            let ranks: BTreeMap<String, Ranks> = contexts
                .iter()
                .filter_map(|(id, c)| Some(((*id).to_owned(), c.ranks(g, &outlook)?)))
                .collect();
            let mut berths: Vec<BerthOutlook> = tables
                .berths
                .iter()
                .map(|berth| berth_outlook(tables, berth, groups, g, &outlook, &ranks, &contexts))
                .collect();
            let settled = |v| matches!(v, Verdict::Through | Verdict::Out);
            for (berth, found) in tables.berths.iter().zip(&mut berths) {
                if certificates && settled(found.verdict) {
                    let contexts: Vec<&Context<'_, '_>> = contexts.values().collect();
                    let gets = found.verdict == Verdict::Through;
                    let about = (g, &outlook);
                    found.proof = prove(tables, &contexts, groups, about, berth, gets, budget);
                }
            }
            let ranks = ranks.into_iter().map(|(id, r)| (id, r.range)).collect();
            teams.push(StageTeam { outlook, berths, ranks });
        }
        all.push(teams);
    }
    all
}

/// The ranks of a team and completions for the extremes.
struct Ranks {
    range: RankRange,
    best: Option<StageWitness>,
    worst: Option<StageWitness>,
}

fn berth_outlook(
    tables: &Tables,
    berth: &Berth,
    groups: &[StageGroup<'_>],
    g: usize,
    outlook: &TeamOutlook,
    ranks: &BTreeMap<String, Ranks>,
    contexts: &BTreeMap<&str, Context<'_, '_>>,
) -> BerthOutlook {
    let all = Places::all(groups[g].question.teams());
    let sure: Places = berth.places.iter().copied().collect();
    let by_rank: Vec<&CrossRanking> =
        tables.rankings.iter().filter(|r| berth.ranks.contains_key(&r.id)).collect();
    // Places that may give the berth by rank, and what is known of that.
    let mut maybe = Places::NONE;
    let mut by_ranks: Vec<(&Context<'_, '_>, Places, &Ranks)> = Vec::new();
    let (mut can_get, mut can_miss) = (false, false);
    for ranking in &by_rank {
        if !ranking.is_among(groups[g].name) {
            continue;
        }
        let wanted: Places = berth.ranks[&ranking.id].iter().copied().collect();
        let places: Places = match &ranking.of {
            RankingOf::Places(places) => places.iter().copied().collect(),
            RankingOf::Declared { passing_over, .. } => {
                all.without(passing_over.iter().copied().collect())
            }
        };
        let places = places.and(all).without(sure).without(outlook.impossible);
        maybe = maybe.or(places);
        if places.is_empty() {
            continue;
        }
        let Some(r) = ranks.get(&ranking.id) else {
            // Of this ranking nothing is known.
            can_get = true;
            can_miss = true;
            continue;
        };
        let (first, last) = r.range.not_excluded;
        let open = Places::from_to(first, last);
        can_get |= !open.and(wanted).is_empty();
        can_miss |= !open.without(wanted).is_empty();
        if let Some(context) = contexts.get(ranking.id.as_str()) {
            by_ranks.push((context, wanted, r));
        }
    }
    let elsewhere = all.without(sure).without(maybe);
    let complete = |w: &Witness| with_plain(groups, g, w);
    let mut gets = outlook.witness(sure).map(complete);
    let mut misses = outlook.witness(elsewhere).map(complete);
    // Where the place does not say it, a rank may.
    for (context, wanted, ranks) in by_ranks {
        for witness in [&ranks.best, &ranks.worst].into_iter().flatten() {
            if gets.is_some() && misses.is_some() {
                break;
            }
            let found = context.ranks_in(witness, g, outlook.team);
            if gets.is_none() && !found.and(wanted).is_empty() {
                gets = Some(witness.clone());
            }
            if misses.is_none() && !found.without(wanted).is_empty() {
                misses = Some(witness.clone());
            }
        }
    }
    let not_excluded = |p: Places| !p.without(outlook.impossible).is_empty();
    can_get |= not_excluded(sure.and(all));
    can_miss |= not_excluded(elsewhere);
    let verdict = match (gets.is_some(), misses.is_some()) {
        (true, true) => Verdict::Open,
        _ if !can_miss => Verdict::Through,
        _ if !can_get => Verdict::Out,
        _ => Verdict::Undecided,
    };
    BerthOutlook { verdict, gets, misses, proof: None }
}

/// A completion of the stage in which the other groups end as plainly as can be.
fn with_plain(groups: &[StageGroup<'_>], g: usize, witness: &Witness) -> StageWitness {
    // Of a group with something missing nothing is completed.
    let matches = |q: &Question<'_>| if q.lacking { 0 } else { q.sheet.remaining.len() };
    let plain = |q: &Question<'_>| Witness {
        scores: (0..matches(q))
            .map(|game| {
                let outcome = [0, 1, -1].into_iter().find(|o| q.allows(game, *o)).unwrap_or(0);
                q.plain_score(game, outcome)
            })
            .collect(),
        conduct: None,
    };
    groups
        .iter()
        .enumerate()
        .map(|(h, group)| if h == g { witness.clone() } else { plain(&group.question) })
        .collect()
}

/// The extreme records of one team in the place that is ranked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Extremes {
    pub best: Option<Record>,
    pub worst: Option<Record>,
    /// Whether they are exact; else anything is possible.
    exact: bool,
    /// Whether the team can take the place at all.
    possible: bool,
}

/// A ranking across groups, with the extreme records of every team.
pub(crate) struct Context<'a, 'g> {
    pub ranking: &'a CrossRanking,
    pub place: u8,
    pub rules: &'a Regulation,
    /// How many of its criteria are counts that the records hold.
    counted: usize,
    pub groups: &'g [StageGroup<'g>],
    pub extremes: Vec<Vec<Extremes>>,
    /// What completions of each group come to, as far as they were looked at.
    ended: RefCell<Vec<KnownEndings<'g>>>,
}

/// Completions of one group and what they come to; `None` if in too many orders.
type KnownEndings<'g> = Vec<(Witness, Option<Rc<Ended<'g>>>)>;

/// How one record stands to another, as good as can be for the first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wish {
    Ahead,
    Behind,
}

impl<'a, 'g> Context<'a, 'g> {
    fn new(
        ranking: &'a CrossRanking,
        place: u8,
        rules: &'a Regulation,
        groups: &'g [StageGroup<'g>],
        outlooks: &[Vec<TeamOutlook>],
        budget: &mut Budget<'_>,
    ) -> Context<'a, 'g> {
        let mut counts: Vec<Count> = Vec::new();
        let mut linear = true;
        for step in &rules.criteria {
            match &step.criterion {
                Criterion::Overall(Count::GoalAverage) => {
                    linear = false;
                    break;
                }
                Criterion::Overall(Count::AwayGoalsOfTwo) => break,
                Criterion::Overall(count) => counts.push(*count),
                _ => break,
            }
        }
        let mut extremes = Vec::new();
        for (group, outlooks) in groups.iter().zip(outlooks) {
            let q = &group.question;
            let mut teams = Vec::new();
            for (t, outlook) in outlooks.iter().enumerate() {
                let mut e = Extremes { exact: true, possible: true, ..Extremes::default() };
                let sizes = ranking.discard == Discard::AgainstLastOfLarger;
                if q.lacking || (sizes && groups.iter().any(|g| g.question.lacking)) {
                    // It may be anything.
                    e.exact = false;
                } else if !ranking.is_among(group.name) || outlook.impossible.contains(place) {
                    e.possible = false;
                } else if ranking.discard != Discard::Nothing {
                    e = by_enumeration(ranking, place, rules, groups, group, (t, &counts), budget);
                } else if linear && q.regulation.points == rules.points {
                    let one = |sign, budget: &mut Budget<'_>| {
                        extreme(q, t as TeamIx, place, &counts, sign, budget)
                    };
                    match (one(1, budget), one(-1, budget)) {
                        (Found::Record(best), Found::Record(worst)) => {
                            (e.best, e.worst) = (Some(best), Some(worst));
                        }
                        (Found::Impossible, _) | (_, Found::Impossible) => e.possible = false,
                        _ => e.exact = false,
                    }
                } else {
                    e.exact = false;
                }
                teams.push(e);
            }
            extremes.push(teams);
        }
        let ended = RefCell::new(vec![Vec::new(); groups.len()]);
        Context { ranking, place, rules, counted: counts.len(), groups, extremes, ended }
    }

    /// Says whether a record of `a` can end level with or better than (ahead) or
    /// worse than (behind) a record of `b`, by lots if need be.
    fn can(
        &self,
        wish: Wish,
        (ga, ta, a): (usize, usize, &Record),
        (gb, tb, b): (usize, usize, &Record),
    ) -> bool {
        let values = a.values.iter().zip(&b.values).map(|(x, y)| x.cmp(y));
        match values.into_iter().find(|o| *o != Ordering::Equal) {
            Some(order) => (order == Ordering::Greater) == (wish == Wish::Ahead),
            None => self.level_can(wish, (ga, ta), (gb, tb)),
        }
    }

    /// The same once all that goals decide is level.
    fn level_can(&self, wish: Wish, a: (usize, usize), b: (usize, usize)) -> bool {
        let q = |g: usize| &self.groups[g].question;
        let plays = |(g, t): (usize, usize)| q(g).left[t] > 0;
        for step in self.rules.criteria.iter().skip(self.counted) {
            let values = |f: &dyn Fn((usize, usize)) -> Option<i64>| f(a).zip(f(b));
            match &step.criterion {
                Criterion::Conduct if self.ranking.discard == Discard::Nothing => {
                    let of = |(g, t): (usize, usize)| {
                        q(g).sheet.conduct.get(t).copied().flatten().map(i64::from)
                    };
                    let Some((x, y)) = values(&of) else { return true };
                    // Who still plays may lose any number of points more.
                    let (falls, rises) =
                        if wish == Wish::Ahead { (plays(b), x > y) } else { (plays(a), x < y) };
                    if falls || rises {
                        return true;
                    }
                    if x != y {
                        return false;
                    }
                }
                Criterion::Ranking(name) => {
                    let of = |(g, t): (usize, usize)| *q(g).sheet.constants.get(name)?.get(t)?;
                    let Some((x, y)) = values(&of) else { return true };
                    if x != y {
                        return (x > y) == (wish == Wish::Ahead);
                    }
                }
                _ => return true,
            }
        }
        true
    }

    /// The goal difference of a record where it counts first and has a limit.
    pub(crate) fn difference_of(&self, record: &Record) -> Option<i32> {
        let first = self.rules.criteria.first().map(|s| &s.criterion);
        let counts = first == Some(&Criterion::Overall(Count::GoalDifference));
        let difference = record.values.get(1).copied().filter(|_| counts)?;
        (difference.abs() < FAR).then_some(difference)
    }

    /// The goals scored of a record where they count after the goal difference and have
    /// a limit.
    pub(crate) fn goals_of(&self, record: &Record) -> Option<i32> {
        self.difference_of(record)?;
        let next = self.rules.criteria.get(1).map(|s| &s.criterion);
        let counts = next == Some(&Criterion::Overall(Count::GoalsScored));
        let goals = record.values.get(2).copied().filter(|_| counts)?;
        (goals.abs() < FAR).then_some(goals)
    }

    /// The ranks of a team in this ranking; `None` if it cannot take part.
    fn ranks(&self, g: usize, outlook: &TeamOutlook) -> Option<Ranks> {
        let own = &self.extremes[g][usize::from(outlook.team)];
        if !own.possible || !self.ranking.is_among(self.groups[g].name) {
            return None;
        }
        let others: Vec<usize> = (0..self.groups.len())
            .filter(|h| *h != g && self.ranking.is_among(self.groups[*h].name))
            .collect();
        let last = others.len() as u8 + 1;
        let x = usize::from(outlook.team);
        let unknown = Ranks {
            range: RankRange { not_excluded: (1, last), known: None },
            best: None,
            worst: None,
        };
        let (Some(best), Some(worst)) = (&own.best, &own.worst) else { return Some(unknown) };
        // For the best rank the others end behind where they can, and so on.
        let place = |record: &Record, wish: Wish| {
            let mut witness = with_plain(self.groups, g, &record.witness);
            let (mut surely, mut not_excluded) = (0u8, 0u8);
            for &h in &others {
                let teams = self.extremes[h].iter().enumerate().filter(|(_, e)| e.possible);
                let mut can = None;
                let mut inexact = self.groups[h].question.lacking;
                for (t, e) in teams {
                    inexact |= !e.exact;
                    let its = if wish == Wish::Ahead { &e.worst } else { &e.best };
                    if let Some(its) = its
                        && can.is_none()
                        && self.can(wish, (g, x, record), (h, t, its))
                    {
                        can = Some(its.witness.clone());
                    }
                }
                match can {
                    Some(w) => witness[h] = w,
                    None => {
                        surely += 1;
                        not_excluded += u8::from(!inexact);
                    }
                }
            }
            (surely, not_excluded, witness)
        };
        let (behind, behind_surely, best_witness) = place(best, Wish::Ahead);
        let (ahead, ahead_surely, worst_witness) = place(worst, Wish::Behind);
        // A group of which too little is known may be ahead or behind.
        let all_known = (behind, ahead) == (behind_surely, ahead_surely);
        let known = all_known.then_some((1 + behind, last - ahead));
        let not_excluded =
            if own.exact { (1 + behind_surely, last - ahead_surely) } else { (1, last) };
        Some(Ranks {
            range: RankRange { not_excluded, known },
            best: Some(best_witness),
            worst: Some(worst_witness),
        })
    }

    /// The ranks that a team can have in a completion of the stage, by the ordinary
    /// ranking and lots; empty where that would be too many cases.
    fn ranks_in(&self, witness: &StageWitness, g: usize, team: TeamIx) -> Places {
        let mut among = self.groups.iter().filter(|g| self.ranking.is_among(g.name));
        if among.any(|g| g.question.lacking) {
            return Places::NONE;
        }
        let ended: Option<Vec<Rc<Ended<'_>>>> =
            witness.iter().enumerate().map(|(h, w)| self.ended(h, w)).collect();
        if let Some(ended) = ended {
            let ended: Vec<&Ended<'_>> = ended.iter().map(Rc::as_ref).collect();
            return drawn::ranks(self.ranking, self.rules, &ended, g, team);
        }
        // A group can end in too many orders; none of them may concern the place.
        let sheets: Vec<Sheet> =
            self.groups.iter().zip(witness).map(|(g, w)| g.question.finish(w)).collect();
        let groups = self.groups.iter().zip(&sheets);
        let states: Vec<GroupState<'_>> =
            groups.map(|(g, sheet)| GroupState::new(g.name, sheet)).collect();
        let rules = &self.groups[g].question.regulation;
        let ranked = rank_across(self.ranking, rules, self.rules, &states);
        if !ranked.shared.is_empty() || self.ranking.discard != Discard::Nothing {
            return Places::NONE;
        }
        let own = |c: &girone_rules::Candidate| {
            c.group == self.groups[g].name && c.in_group == team && c.place == self.place
        };
        let at = ranked.candidates.iter().position(own);
        let row = ranked.table.rows.iter().find(|r| Some(usize::from(r.team)) == at);
        row.map_or(Places::NONE, |r| Places::from_to(r.place, r.place + r.shared_by - 1))
    }

    /// A group after a completion, in all its orders; `None` if those are too many.
    /// Many teams share completions of the other groups.
    fn ended(&self, h: usize, witness: &Witness) -> Option<Rc<Ended<'g>>> {
        let mut known = self.ended.borrow_mut();
        let of_group = &mut known[h];
        if let Some((_, ended)) = of_group.iter().find(|(w, _)| w == witness) {
            return ended.clone();
        }
        let group = &self.groups[h];
        let ended =
            Ended::new(group.name, &group.question.regulation, &group.question.finish(witness));
        let ended = ended.map(|e| Rc::new(e.narrowed(self.ranking)));
        of_group.push((witness.clone(), ended.clone()));
        ended
    }
}

/// The extremes where results are left out, so that more is not always better: by
/// going through all scores of a finished or nearly finished group.
fn by_enumeration(
    ranking: &CrossRanking,
    place: u8,
    rules: &Regulation,
    groups: &[StageGroup<'_>],
    group: &StageGroup<'_>,
    (team, counts): (usize, &[Count]),
    budget: &mut Budget<'_>,
) -> Extremes {
    let q = &group.question;
    let k = q.sheet.remaining.len();
    let mut found = Extremes { possible: true, ..Extremes::default() };
    // The goals that are gone through, and whether those are all.
    let most = q.cap.unwrap_or(9).min(9);
    let whole = q.cap == Some(most);
    let cases = |cap: u8| (u64::from(cap) + 1).checked_pow(2 * k as u32);
    let enough = if whole { MOST_COMPLETIONS } else { MOST_COMPLETIONS / 6 };
    let gone_through = |cap: &u8| cases(*cap).is_some_and(|n| n <= enough);
    let Some(cap) = (0..=most).rev().find(gone_through).filter(|c| *c > 0 || most == 0) else {
        return found;
    };
    found.exact = k == 0 || q.cap == Some(cap);
    // The other groups count only by their number of teams.
    let at = groups.iter().position(|g| g.name == group.name).unwrap_or(0);
    let ix = team as TeamIx;
    let others = groups.iter().enumerate().filter(|(h, _)| *h != at);
    let others: Vec<Ended<'_>> =
        others.map(|(_, g)| Ended::bare(g.name, &g.question.sheet.teams)).collect();
    let mut seen = false;
    for_each_completion(q.sheet, cap, &q.given, &mut |finished| {
        let scores = finished.results[q.sheet.results.len()..].iter().map(|l| l.goals).collect();
        let witness = Witness { scores, conduct: None };
        if !q.places_in(&witness, ix).contains(place) {
            return;
        }
        seen = true;
        if !budget.spend() {
            found.exact = false;
            return;
        }
        let Some(own) = Ended::new(group.name, &q.regulation, finished) else {
            found.exact = false;
            return;
        };
        let all: Vec<&Ended<'_>> = std::iter::once(&own).chain(&others).collect();
        for order in 0..drawn::count(&own) {
            let Some(t) = drawn::record_in(ranking, rules, &all, (0, order), ix) else { continue };
            let values = drawn::values(&t, counts);
            note(&mut found, Record { values, witness: witness.clone() });
        }
    });
    found.possible = seen || !found.exact;
    found
}

/// Keeps a record if it is better or worse than those known.
fn note(found: &mut Extremes, record: Record) {
    if found.best.as_ref().is_none_or(|b| record.values > b.values) {
        found.best = Some(record.clone());
    }
    if found.worst.as_ref().is_none_or(|b| record.values < b.values) {
        found.worst = Some(record);
    }
}

/// More completions of one group than this are not gone through.
const MOST_COMPLETIONS: u64 = 10_000;
