//! The explaining evaluator: a table in which every place has its reason.

use std::cmp::Ordering;

use girone_model::{Line, Sheet, TeamIx};

use crate::regulation::contest;
use crate::{Count, Criterion, HeadToHead, Once, RankBy, Reading, Regulation, Step, Totals, Until};

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The rows, first place first; level teams stand next to each other in the
    /// order of the sheet, which means nothing.
    pub rows: Vec<Row>,
    /// For each adjacent pair, why the upper is above the lower; one shorter
    /// than `rows`.
    pub separations: Vec<Separation>,
    /// What would be needed to separate the teams that are level.
    pub missing: Vec<Missing>,
}

/// One row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The team, as a position in the sheet.
    pub team: TeamIx,
    /// The place, from 1; level teams share the best of their places.
    pub place: u8,
    /// How many teams share the place, 1 if it is the team's own.
    pub shared_by: u8,
    /// What the team has done, adjustments included in the points.
    pub totals: Totals,
    /// Points added by decision, negative if deducted.
    pub adjusted: i16,
}

/// Why one team stands above the next, or that they are level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Separation {
    /// The upper team is ahead.
    By(Reason),
    /// They are level: they share a place.
    Level,
}

/// What separates two adjacent teams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The criterion, `None` for what the table is ranked by (points).
    pub criterion: Option<Criterion>,
    /// Within head-to-head, the count that decided.
    pub count: Option<Count>,
    /// The article that states it.
    pub article: Option<String>,
    /// The teams that were level when it was applied, as positions in the sheet.
    pub among: Vec<TeamIx>,
    /// The value of the upper team.
    pub above: Value,
    /// The value of the lower team.
    pub below: Value,
    /// The results it was counted over, as positions in `Sheet::results`; empty
    /// where it was counted over all.
    pub counted: Vec<usize>,
}

/// A value that was compared; more is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A whole number.
    Whole(i64),
    /// A quotient; a divisor of 0 is better than any number.
    Quotient(i64, i64),
}

impl Value {
    fn of((above, below): (i64, i64)) -> Value {
        if below == 1 { Value::Whole(above) } else { Value::Quotient(above, below) }
    }
}

/// A criterion that could not be applied, so that teams stay level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The criterion.
    pub criterion: Criterion,
    /// The teams that stay level for want of it.
    pub teams: Vec<TeamIx>,
}

/// Ranks a sheet under a regulation, with the reason of every place.
///
/// Where the data of a criterion is missing the teams stay level, share a place
/// and [`Table::missing`] says what would be needed.
pub fn table(regulation: &Regulation, sheet: &Sheet) -> Table {
    table_of(regulation, sheet, &Totals::of(sheet, &regulation.points))
}

/// Ranks a sheet as [`table`] does, with totals that are given and need not be
/// those of its results: a ranking across groups, or with results left out.
///
/// `totals` is as long as the teams of the sheet and includes adjustments.
pub fn table_of(regulation: &Regulation, sheet: &Sheet, totals: &[Totals]) -> Table {
    let mut ranking = Ranking { regulation, sheet, totals, out: Vec::new(), missing: Vec::new() };
    let all: Vec<TeamIx> = (0..sheet.teams.len()).map(|i| i as TeamIx).collect();
    if !all.is_empty() {
        let key = |t: &Totals| match regulation.rank_by {
            RankBy::Points => (i64::from(t.points), 1),
            // A team that has not played has earned nothing so far.
            RankBy::PointsPerGame if t.played == 0 => (0, 1),
            RankBy::PointsPerGame => (i64::from(t.points), i64::from(t.played)),
        };
        let parts = partition(&all, |t| key(&totals[usize::from(t)]));
        for (i, (part, value)) in parts.iter().enumerate() {
            if i > 0 {
                let reason = Reason {
                    criterion: None,
                    count: None,
                    article: None,
                    among: all.clone(),
                    above: Value::of(parts[i - 1].1),
                    below: Value::of(*value),
                    counted: Vec::new(),
                };
                ranking.boundary(reason);
            }
            ranking.separate(part);
        }
    }
    let Ranking { out, missing, .. } = ranking;
    finish(sheet, totals, out, missing)
}

/// Ranks teams by totals alone: points, then the given counts in order.
///
/// For tables of a part of the matches (home, away, the last five), where every
/// team may have its own part and nothing but totals can be compared.
pub fn rank_totals(totals: &[Totals], counts: &[Count]) -> Table {
    let steps: Vec<Step> = [Count::Points]
        .iter()
        .chain(counts)
        .map(|count| Step { criterion: Criterion::Overall(*count), article: None })
        .collect();
    let regulation = Regulation::of("totals", Vec::new());
    let teams: Vec<TeamIx> = (0..totals.len()).map(|i| i as TeamIx).collect();
    let sheet = Sheet::new(teams.iter().map(|t| girone_model::TeamId(u32::from(*t))).collect());
    let mut ranking = Ranking {
        regulation: &regulation,
        sheet: &sheet,
        totals,
        out: Vec::new(),
        missing: Vec::new(),
    };
    ranking.apply(&teams, &steps);
    let Ranking { out, missing, .. } = ranking;
    finish(&sheet, totals, out, missing)
}

/// Turns ordered parts into rows and separations.
fn finish(sheet: &Sheet, totals: &[Totals], out: Vec<Piece>, missing: Vec<Missing>) -> Table {
    let mut rows: Vec<Row> = Vec::with_capacity(totals.len());
    let mut separations = Vec::with_capacity(totals.len().saturating_sub(1));
    for piece in out {
        match piece {
            Piece::Part(part) => {
                let place = rows.len() as u8 + 1;
                for (i, &team) in part.iter().enumerate() {
                    if i > 0 {
                        separations.push(Separation::Level);
                    }
                    rows.push(Row {
                        team,
                        place,
                        shared_by: part.len() as u8,
                        totals: totals[usize::from(team)],
                        adjusted: sheet.adjustment(team),
                    });
                }
            }
            Piece::Boundary(reason) => separations.push(Separation::By(reason)),
        }
    }
    Table { rows, separations, missing }
}

enum Piece {
    Part(Vec<TeamIx>),
    Boundary(Reason),
}

struct Ranking<'a> {
    regulation: &'a Regulation,
    sheet: &'a Sheet,
    totals: &'a [Totals],
    out: Vec<Piece>,
    missing: Vec<Missing>,
}

impl Ranking<'_> {
    fn boundary(&mut self, reason: Reason) {
        self.out.push(Piece::Boundary(reason));
    }

    /// Separates teams that are level on what the table is ranked by.
    fn separate(&mut self, part: &[TeamIx]) {
        let steps = match &self.regulation.provisional {
            Some(p) if part.len() > 1 && self.is_provisional(p.until, part) => &p.criteria,
            _ => &self.regulation.criteria,
        };
        self.apply(part, steps);
    }

    fn is_provisional(&self, until: Until, part: &[TeamIx]) -> bool {
        match until {
            Until::Finished => !self.sheet.is_finished(),
            Until::ReturnLeg => !all_played(self.sheet, part),
        }
    }

    /// Applies the remaining steps, then the play-offs between the two teams on
    /// both sides of each line that is contested.
    fn play_off_for(&mut self, part: &[TeamIx], places: &[u8], step: &Step, rest: &[Step]) {
        let (above, from) = (self.placed(), self.out.len());
        self.apply(part, rest);
        if !contest(places, above, part.len()) {
            return;
        }
        let mut parts: Vec<Vec<TeamIx>> = Vec::new();
        let mut boundaries: Vec<Reason> = Vec::new();
        for piece in self.out.split_off(from) {
            match piece {
                Piece::Part(teams) => parts.push(teams),
                Piece::Boundary(reason) => boundaries.push(reason),
            }
        }
        for place in places.iter().map(|p| usize::from(*p)) {
            if !contest(&[place as u8], above, part.len()) {
                continue;
            }
            let Some((at, pair)) = on_both_sides(&parts, place - above) else { continue };
            let split = parts[at].len() == 1;
            let net = |t: TeamIx| {
                let held = self
                    .sheet
                    .play_offs
                    .iter()
                    .filter(|(w, l)| pair.contains(w) && pair.contains(l));
                let net: i64 = held.clone().map(|(w, _)| if *w == t { 1 } else { -1 }).sum();
                (held.count() > 0).then_some(net)
            };
            let (won, joined) = match net(pair[0]) {
                Some(0) => (None, true),
                Some(net) if net > 0 => (Some((pair[0], pair[1], net)), false),
                Some(net) => (Some((pair[1], pair[0], -net)), false),
                None => {
                    self.missing
                        .push(Missing { criterion: step.criterion.clone(), teams: pair.to_vec() });
                    (None, true)
                }
            };
            if joined && split {
                parts[at] = pair.to_vec();
                parts.remove(at + 1);
                boundaries.remove(at);
            }
            if let Some((winner, loser, net)) = won {
                let reason = Reason {
                    criterion: Some(step.criterion.clone()),
                    count: None,
                    article: step.article.clone(),
                    among: pair.to_vec(),
                    above: Value::Whole(net),
                    below: Value::Whole(-net),
                    counted: Vec::new(),
                };
                if split {
                    boundaries[at] = reason;
                } else {
                    parts.insert(at + 1, Vec::new());
                    boundaries.insert(at, reason);
                }
                parts[at] = vec![winner];
                parts[at + 1] = vec![loser];
            }
        }
        let mut boundaries = boundaries.into_iter();
        for (i, teams) in parts.into_iter().enumerate() {
            if i > 0
                && let Some(reason) = boundaries.next()
            {
                self.boundary(reason);
            }
            self.out.push(Piece::Part(teams));
        }
    }

    /// Returns how many teams have their place, all of them above those in hand.
    fn placed(&self) -> usize {
        let placed = |piece: &Piece| match piece {
            Piece::Part(part) => part.len(),
            Piece::Boundary(_) => 0,
        };
        self.out.iter().map(placed).sum()
    }

    /// Applies the remaining steps to teams that are level so far.
    fn apply(&mut self, part: &[TeamIx], steps: &[Step]) {
        let (1, Some((step, rest))) = (usize::from(part.len() > 1), steps.split_first()) else {
            self.out.push(Piece::Part(part.to_vec()));
            return;
        };
        match &step.criterion {
            Criterion::HeadToHead(rule) => self.head_to_head(part, rule, step, rest),
            Criterion::Overall(Count::AwayGoalsOfTwo) if part.len() != 2 => self.apply(part, rest),
            Criterion::ShootOut if !self.met_last(part) => self.apply(part, rest),
            Criterion::PlayOffFor(places) => self.play_off_for(part, places, step, rest),
            criterion => match self.values(criterion, part) {
                Some(values) => {
                    let parts = partition(part, |t| values[position(part, t)]);
                    self.boundaries(part, &parts, step, None, &[], |me, sub| me.apply(sub, rest));
                }
                None => {
                    self.missing
                        .push(Missing { criterion: criterion.clone(), teams: part.to_vec() });
                    self.out.push(Piece::Part(part.to_vec()));
                }
            },
        }
    }

    /// Puts out parts with the boundaries between them.
    fn boundaries(
        &mut self,
        among: &[TeamIx],
        parts: &[(Vec<TeamIx>, (i64, i64))],
        step: &Step,
        count: Option<Count>,
        counted: &[usize],
        mut inner: impl FnMut(&mut Self, &[TeamIx]),
    ) {
        for (i, (sub, value)) in parts.iter().enumerate() {
            if i > 0 {
                self.boundary(Reason {
                    criterion: Some(step.criterion.clone()),
                    count,
                    article: step.article.clone(),
                    among: among.to_vec(),
                    above: Value::of(parts[i - 1].1),
                    below: Value::of(*value),
                    counted: counted.to_vec(),
                });
            }
            inner(self, sub);
        }
    }

    fn head_to_head(&mut self, part: &[TeamIx], rule: &HeadToHead, step: &Step, rest: &[Step]) {
        if rule.once == Once::AllPlayed && !all_played(self.sheet, part) {
            self.apply(part, rest);
            return;
        }
        self.head_to_head_counts(part, part, rule, 0, step, rest);
    }

    /// Applies the counts from number `from` on to `part`, counting the matches
    /// among `among`.
    fn head_to_head_counts(
        &mut self,
        among: &[TeamIx],
        part: &[TeamIx],
        rule: &HeadToHead,
        from: usize,
        step: &Step,
        rest: &[Step],
    ) {
        if part.len() == 1 {
            self.out.push(Piece::Part(part.to_vec()));
            return;
        }
        let counts = match &rule.counts_of_two {
            Some(of_two) if among.len() == 2 => of_two,
            _ => &rule.counts,
        };
        let Some(&count) = counts.get(from) else {
            // All counts applied. Those still level start again only if some
            // have been separated since the last start.
            if rule.reading == Reading::Restarting && part.len() < among.len() {
                self.head_to_head_counts(part, part, rule, 0, step, rest);
            } else {
                self.apply(part, rest);
            }
            return;
        };
        if count == Count::AwayGoalsOfTwo && among.len() != 2 {
            self.head_to_head_counts(among, part, rule, from + 1, step, rest);
            return;
        }
        let counted: Vec<usize> = (0..self.sheet.results.len())
            .filter(|&i| is_among(&self.sheet.results[i], among))
            .collect();
        let mini = Totals::over(
            self.sheet.teams.len(),
            counted.iter().map(|&i| &self.sheet.results[i]),
            &self.regulation.points,
        );
        let parts = partition(part, |t| mini[usize::from(t)].count(count));
        self.boundaries(among, &parts, step, Some(count), &counted, |me, sub| {
            let among = if rule.reading == Reading::Narrowing { sub } else { among };
            // A subset that narrows down to other teams has other counts of two.
            me.head_to_head_counts(among, sub, rule, from + 1, step, rest);
        });
    }

    /// Returns the value of each team of `part`, more is better, or `None` where
    /// the data is missing.
    fn values(&self, criterion: &Criterion, part: &[TeamIx]) -> Option<Vec<(i64, i64)>> {
        let total = |t: &TeamIx| &self.totals[usize::from(*t)];
        let opponents = |f: fn(&Totals) -> i64| {
            let sum = |t: TeamIx| {
                let of = |line: &Line| line.teams.side_of(&t).map(|side| line.teams[!side]);
                self.sheet
                    .results
                    .iter()
                    .filter_map(of)
                    .map(|o| f(&self.totals[usize::from(o)]))
                    .sum::<i64>()
            };
            part.iter().map(|t| (sum(*t), 1)).collect::<Vec<_>>()
        };
        match criterion {
            Criterion::Overall(count) => {
                Some(part.iter().map(|t| total(t).count(*count)).collect())
            }
            Criterion::OpponentsPoints => Some(opponents(|t| i64::from(t.points))),
            Criterion::OpponentsGoalDifference => {
                Some(opponents(|t| i64::from(t.goal_difference())))
            }
            Criterion::OpponentsGoals => Some(opponents(|t| i64::from(t.goals_for))),
            Criterion::Conduct => {
                let conduct = |t: &TeamIx| *self.sheet.conduct.get(usize::from(*t))?;
                part.iter().map(|t| conduct(t).map(|c| (i64::from(c), 1))).collect()
            }
            Criterion::Ranking(name) => {
                let ranking = self.sheet.constants.get(name)?;
                let of = |t: &TeamIx| *ranking.get(usize::from(*t))?;
                part.iter().map(|t| of(t).map(|c| (c, 1))).collect()
            }
            Criterion::Lots => {
                let lot = |t: &TeamIx| *self.sheet.lots.get(usize::from(*t))?;
                part.iter().map(|t| lot(t).map(|l| (-i64::from(l), 1))).collect()
            }
            Criterion::ShootOut | Criterion::PlayOff => {
                let held: Vec<_> = self
                    .sheet
                    .play_offs
                    .iter()
                    .filter(|(w, l)| part.contains(w) && part.contains(l))
                    .collect();
                if held.is_empty() {
                    return None;
                }
                let net = |t: TeamIx| {
                    held.iter().map(|(w, l)| i64::from(*w == t) - i64::from(*l == t)).sum::<i64>()
                };
                Some(part.iter().map(|t| (net(*t), 1)).collect())
            }
            Criterion::HeadToHead(_) | Criterion::PlayOffFor(_) => None,
        }
    }

    /// Says whether exactly two teams are level and met in the last match of both.
    fn met_last(&self, part: &[TeamIx]) -> bool {
        let [a, b] = *part else { return false };
        let last =
            |t: TeamIx| self.sheet.results.iter().rposition(|l| l.teams.side_of(&t).is_some());
        let done = |t: TeamIx| !self.sheet.remaining.iter().any(|f| f.side_of(&t).is_some());
        last(a).is_some() && last(a) == last(b) && done(a) && done(b)
    }
}

/// Finds the two teams on both sides of a line, `line` teams down: two parts of
/// one team each, or one part of two. Where more are level on one side it is not
/// known who plays.
fn on_both_sides(parts: &[Vec<TeamIx>], line: usize) -> Option<(usize, [TeamIx; 2])> {
    let mut down = 0;
    for (i, teams) in parts.iter().enumerate() {
        if down + 1 == line {
            match (teams.as_slice(), parts.get(i + 1).map(Vec::as_slice)) {
                ([a], Some([b])) => return Some((i, [*a, *b])),
                ([a, b], _) => return Some((i, [*a, *b])),
                _ => return None,
            }
        }
        down += teams.len();
    }
    None
}

fn position(part: &[TeamIx], team: TeamIx) -> usize {
    part.iter().position(|t| *t == team).unwrap_or(0)
}

/// Says whether both teams of a result are among some teams.
fn is_among(line: &Line, teams: &[TeamIx]) -> bool {
    teams.contains(&line.teams.home) && teams.contains(&line.teams.away)
}

/// Says whether no fixture among some teams remains, and none fell away.
fn all_played(sheet: &Sheet, teams: &[TeamIx]) -> bool {
    !sheet.remaining.iter().any(|f| teams.contains(&f.home) && teams.contains(&f.away))
        && met_in_full(sheet, |t| teams.contains(&t))
}

/// Says whether all pairs of the teams inside have met as often as any pair of
/// the table. Where fixtures remain they tell and this is not asked; so it is
/// false only if a competition was ended early.
pub(crate) fn met_in_full(sheet: &Sheet, inside: impl Fn(TeamIx) -> bool) -> bool {
    let n = sheet.teams.len();
    let pairs = n * n.saturating_sub(1) / 2;
    if pairs == 0 || !sheet.remaining.is_empty() || sheet.results.len().is_multiple_of(pairs) {
        return true;
    }
    let mut met = vec![0u8; n * n];
    for line in &sheet.results {
        let (a, b) = (usize::from(line.teams.home), usize::from(line.teams.away));
        let pair = &mut met[a.min(b) * n + a.max(b)];
        *pair = pair.saturating_add(1);
    }
    let most = met.iter().max().copied().unwrap_or(0);
    let team = |t: usize| inside(t as TeamIx);
    (0..n)
        .filter(|a| team(*a))
        .all(|a| (a + 1..n).filter(|b| team(*b)).all(|b| met[a * n + b] == most))
}

/// Compares two quotients with divisors of 0 or more.
pub(crate) fn compare(a: (i64, i64), b: (i64, i64)) -> Ordering {
    match (a.1, b.1) {
        (0, 0) => Ordering::Equal,
        (0, _) => Ordering::Greater,
        (_, 0) => Ordering::Less,
        _ => (i128::from(a.0) * i128::from(b.1)).cmp(&(i128::from(b.0) * i128::from(a.1))),
    }
}

/// Splits teams into parts of equal value, best first, keeping their order.
fn partition(
    part: &[TeamIx],
    value: impl Fn(TeamIx) -> (i64, i64),
) -> Vec<(Vec<TeamIx>, (i64, i64))> {
    let mut with: Vec<(TeamIx, (i64, i64))> = part.iter().map(|&t| (t, value(t))).collect();
    with.sort_by(|a, b| compare(b.1, a.1));
    let mut parts: Vec<(Vec<TeamIx>, (i64, i64))> = Vec::new();
    for (team, value) in with {
        match parts.last_mut() {
            Some((teams, have)) if compare(*have, value) == Ordering::Equal => teams.push(team),
            _ => parts.push((vec![team], value)),
        }
    }
    parts
}
