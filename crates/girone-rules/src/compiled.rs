//! The compiled evaluator: the places of a table, without words, fast.
//!
//! It does what [`crate::table`] does and is written another way: counts are
//! kept in fixed arrays, leading counts are packed into one sort key, and level
//! runs are refined in place. A property test holds the two together.

use std::cmp::Ordering;

use girone_model::{Sheet, TeamIx};

use crate::regulation::contest;
use crate::table::{compare, met_in_full};
use crate::{
    Count, Criterion, HeadToHead, Once, Points, RankBy, Reading, Regulation, Totals, Until,
};

/// A regulation made ready to rank many sheets.
#[derive(Clone, Debug)]
pub struct Compiled {
    points: Points,
    rank_by: RankBy,
    /// How many leading criteria are packed into the sort key.
    packed: usize,
    criteria: Vec<Criterion>,
    provisional: Option<(Until, Vec<Criterion>)>,
}

/// Room to work in, to be used again from sheet to sheet.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    totals: Vec<Totals>,
    mini: Vec<Totals>,
    keys: Vec<u64>,
    values: Vec<(i64, i64)>,
    mark: Vec<u32>,
    stamp: u32,
    order: Vec<TeamIx>,
    cut: Vec<bool>,
    places: Vec<u8>,
    /// The run whose matches `mini` counts; what is in a run stays in it.
    counted: (usize, usize),
}

impl Scratch {
    /// Returns the totals of the sheet that was ranked last, by team.
    pub fn totals(&self) -> &[Totals] {
        &self.totals
    }

    /// Returns the teams of the sheet that was ranked last, first place first.
    pub fn order(&self) -> &[TeamIx] {
        &self.order
    }

    fn mark(&mut self, lo: usize, hi: usize) -> u32 {
        self.stamp = self.stamp.wrapping_add(1);
        for i in lo..hi {
            self.mark[usize::from(self.order[i])] = self.stamp;
        }
        self.stamp
    }
}

impl Compiled {
    /// Makes a regulation ready.
    pub fn new(regulation: &Regulation) -> Compiled {
        let criteria: Vec<Criterion> =
            regulation.criteria.iter().map(|s| s.criterion.clone()).collect();
        let packable = |c: &Criterion| {
            matches!(
                c,
                Criterion::Overall(Count::GoalDifference | Count::GoalsScored | Count::Wins)
            )
        };
        let packed = match (&regulation.provisional, regulation.rank_by) {
            (None, RankBy::Points) => criteria.iter().take(3).take_while(|c| packable(c)).count(),
            _ => 0,
        };
        Compiled {
            points: regulation.points,
            rank_by: regulation.rank_by,
            packed,
            criteria,
            provisional: regulation
                .provisional
                .as_ref()
                .map(|p| (p.until, p.criteria.iter().map(|s| s.criterion.clone()).collect())),
        }
    }

    /// Returns the place of every team by its position in the sheet, from 1;
    /// level teams share the best of their places.
    pub fn places<'s>(&self, sheet: &Sheet, scratch: &'s mut Scratch) -> &'s [u8] {
        let n = sheet.teams.len();
        scratch.totals.clear();
        scratch.totals.resize(n, Totals::default());
        self.add_up(sheet, &mut scratch.totals);
        self.rank(sheet, None, scratch);
        &scratch.places
    }

    /// Returns the places as [`Compiled::places`] does, with totals that are
    /// given and need not be those of its results.
    pub fn places_of<'s>(
        &self,
        sheet: &Sheet,
        totals: &[Totals],
        scratch: &'s mut Scratch,
    ) -> &'s [u8] {
        scratch.totals.clear();
        scratch.totals.extend_from_slice(totals);
        scratch.totals.resize(sheet.teams.len(), Totals::default());
        self.rank(sheet, None, scratch);
        &scratch.places
    }

    /// Returns the place of one team and how many share it, with totals that are
    /// given. Of the results only those among teams level with it on points are looked
    /// at, unless [`Compiled::looks_at_results`].
    pub fn place_of(
        &self,
        sheet: &Sheet,
        totals: &[Totals],
        team: TeamIx,
        scratch: &mut Scratch,
    ) -> (u8, u8) {
        scratch.totals.clear();
        scratch.totals.extend_from_slice(totals);
        scratch.totals.resize(sheet.teams.len(), Totals::default());
        self.rank(sheet, Some(team), scratch);
        let Some(at) = scratch.order.iter().position(|t| *t == team) else { return (0, 0) };
        let end = (at + 1..scratch.order.len()).find(|i| scratch.cut[*i]);
        let place = scratch.places[usize::from(team)];
        (place, (end.unwrap_or(scratch.order.len()) + 1) as u8 - place)
    }

    /// Says whether results count beyond the totals and head-to-head: who played whom,
    /// what is still to be played, or who met last.
    pub fn looks_at_results(&self) -> bool {
        self.provisional.is_some()
            || self.criteria.iter().any(|c| match c {
                Criterion::HeadToHead(rule) => rule.once == Once::AllPlayed,
                Criterion::OpponentsPoints
                | Criterion::OpponentsGoalDifference
                | Criterion::OpponentsGoals
                | Criterion::ShootOut => true,
                _ => false,
            })
    }

    /// Puts the teams in order, or only those level on points with one team.
    fn rank(&self, sheet: &Sheet, only: Option<TeamIx>, scratch: &mut Scratch) {
        let n = sheet.teams.len();
        let s = scratch;
        s.mark.resize(256, 0);
        s.mini.resize(n.max(s.mini.len()), Totals::default());
        s.values.resize(n.max(s.values.len()), (0, 1));
        s.order.clear();
        s.order.extend(0..n as u8);
        s.cut.clear();
        s.cut.resize(n + 1, false);
        s.counted = (0, 0);
        if self.rank_by == RankBy::Points {
            s.keys.clear();
            s.keys.extend(s.totals.iter().map(|t| self.key(t)));
            let Scratch { keys, order, cut, .. } = s;
            order.sort_by(|a, b| keys[usize::from(*b)].cmp(&keys[usize::from(*a)]));
            for i in 1..n {
                cut[i] = keys[usize::from(order[i - 1])] != keys[usize::from(order[i])];
            }
        } else {
            for t in 0..n {
                let total = &s.totals[t];
                s.values[t] = match total.played {
                    0 => (0, 1),
                    played => (i64::from(total.points), i64::from(played)),
                };
            }
            sort_and_cut(s, 0, n);
        }
        for_runs(s, 0, n, |s, lo, hi| {
            if only.is_some_and(|t| !s.order[lo..hi].contains(&t)) {
                return;
            }
            if let Some((until, criteria)) = &self.provisional {
                let applies = match until {
                    Until::Finished => !sheet.remaining.is_empty(),
                    Until::ReturnLeg => !all_played(s, sheet, lo, hi),
                };
                if applies {
                    return self.refine(s, sheet, lo, hi, criteria);
                }
            }
            self.refine(s, sheet, lo, hi, &self.criteria[self.packed..]);
        });
        s.places.clear();
        s.places.resize(n, 0);
        let mut place = 0;
        for i in 0..n {
            if i == 0 || s.cut[i] {
                place = i as u8 + 1;
            }
            s.places[usize::from(s.order[i])] = place;
        }
    }

    fn add_up(&self, sheet: &Sheet, totals: &mut [Totals]) {
        let Points { win, draw, loss } = self.points;
        let of = [i32::from(loss), i32::from(draw), i32::from(win)];
        for line in &sheet.results {
            let outcome = match line.ending() {
                Ordering::Less => 0usize,
                Ordering::Equal => 1,
                Ordering::Greater => 2,
            };
            let home = &mut totals[usize::from(line.teams.home)];
            home.played += 1;
            home.won += u16::from(outcome == 2);
            home.drawn += u16::from(outcome == 1);
            home.lost += u16::from(outcome == 0);
            home.goals_for += u16::from(line.goals.home);
            home.goals_against += u16::from(line.goals.away);
            home.points += of[outcome];
            let away = &mut totals[usize::from(line.teams.away)];
            away.played += 1;
            away.won += u16::from(outcome == 0);
            away.drawn += u16::from(outcome == 1);
            away.lost += u16::from(outcome == 2);
            away.goals_for += u16::from(line.goals.away);
            away.goals_against += u16::from(line.goals.home);
            away.away_goals += u16::from(line.goals.away);
            away.away_wins += u16::from(outcome == 0);
            away.points += of[2 - outcome];
        }
        for (total, adjustment) in totals.iter_mut().zip(&sheet.adjustments) {
            total.points += i32::from(*adjustment);
        }
        for (total, carried) in totals.iter_mut().zip(&sheet.carried) {
            total.bring(carried);
        }
    }

    /// Packs points and the leading counts, more is better, 16 bits each.
    fn key(&self, total: &Totals) -> u64 {
        let bits = |n: i32| (n + 0x8000).clamp(0, 0xffff) as u64;
        let mut key = bits(total.points);
        for i in 0..3 {
            let count = match self.criteria.get(i) {
                Some(Criterion::Overall(count)) if i < self.packed => match count {
                    Count::GoalDifference => bits(total.goal_difference()),
                    Count::GoalsScored => bits(i32::from(total.goals_for)),
                    _ => bits(i32::from(total.won)),
                },
                _ => 0,
            };
            key = key << 16 | count;
        }
        key
    }

    /// Refines a run of level teams by the remaining criteria.
    fn refine(&self, s: &mut Scratch, sheet: &Sheet, lo: usize, hi: usize, rest: &[Criterion]) {
        if hi - lo < 2 {
            return;
        }
        let Some((criterion, rest)) = rest.split_first() else { return };
        match criterion {
            Criterion::HeadToHead(rule) => {
                if rule.once == Once::AllPlayed && !all_played(s, sheet, lo, hi) {
                    return self.refine(s, sheet, lo, hi, rest);
                }
                self.mini(s, sheet, lo, hi);
                return self.among(s, sheet, (lo, hi), (lo, hi), rule, 0, rest);
            }
            Criterion::Overall(Count::AwayGoalsOfTwo) if hi - lo != 2 => {
                return self.refine(s, sheet, lo, hi, rest);
            }
            Criterion::ShootOut if !met_last(s, sheet, lo, hi) => {
                return self.refine(s, sheet, lo, hi, rest);
            }
            Criterion::PlayOffFor(places) => {
                self.refine(s, sheet, lo, hi, rest);
                for place in places.iter().map(|p| usize::from(*p)) {
                    if contest(&[place as u8], lo, hi - lo) {
                        play_off(s, sheet, lo, hi, place);
                    }
                }
                return;
            }
            _ => {}
        }
        if !fill_values(s, sheet, criterion, lo, hi) {
            return;
        }
        sort_and_cut(s, lo, hi);
        for_runs(s, lo, hi, |s, lo, hi| self.refine(s, sheet, lo, hi, rest));
    }

    /// Adds up the matches among the teams of a run into `mini`.
    fn mini(&self, s: &mut Scratch, sheet: &Sheet, lo: usize, hi: usize) {
        if s.counted == (lo, hi) {
            return;
        }
        s.counted = (lo, hi);
        let stamp = s.mark(lo, hi);
        for i in lo..hi {
            s.mini[usize::from(s.order[i])] = Totals::default();
        }
        let Points { win, draw, loss } = self.points;
        for line in &sheet.results {
            let (h, a) = (usize::from(line.teams.home), usize::from(line.teams.away));
            if s.mark[h] != stamp || s.mark[a] != stamp {
                continue;
            }
            let (hg, ag) = (u16::from(line.goals.home), u16::from(line.goals.away));
            let ending = line.ending();
            let (home_points, away_points) = match ending {
                Ordering::Greater => (win, loss),
                Ordering::Equal => (draw, draw),
                Ordering::Less => (loss, win),
            };
            let home = &mut s.mini[h];
            home.points += i32::from(home_points);
            home.goals_for += hg;
            home.goals_against += ag;
            home.won += u16::from(ending == Ordering::Greater);
            let away = &mut s.mini[a];
            away.points += i32::from(away_points);
            away.goals_for += ag;
            away.goals_against += hg;
            away.won += u16::from(ending == Ordering::Less);
            away.away_goals += ag;
            away.away_wins += u16::from(ending == Ordering::Less);
        }
    }

    /// Applies the counts of head-to-head to `run`; `mini` holds the matches
    /// among the run `among`.
    #[allow(clippy::too_many_arguments)]
    fn among(
        &self,
        s: &mut Scratch,
        sheet: &Sheet,
        among: (usize, usize),
        run: (usize, usize),
        rule: &HeadToHead,
        from: usize,
        rest: &[Criterion],
    ) {
        let (lo, hi) = run;
        if hi - lo < 2 {
            return;
        }
        let counts = match &rule.counts_of_two {
            Some(of_two) if among.1 - among.0 == 2 => of_two,
            _ => &rule.counts,
        };
        let Some(&count) = counts.get(from) else {
            if rule.reading == Reading::Restarting && hi - lo < among.1 - among.0 {
                self.mini(s, sheet, lo, hi);
                return self.among(s, sheet, run, run, rule, 0, rest);
            }
            return self.refine(s, sheet, lo, hi, rest);
        };
        if count == Count::AwayGoalsOfTwo && among.1 - among.0 != 2 {
            return self.among(s, sheet, among, run, rule, from + 1, rest);
        }
        for i in lo..hi {
            let team = usize::from(s.order[i]);
            s.values[team] = s.mini[team].count(count);
        }
        sort_and_cut(s, lo, hi);
        for_runs(s, lo, hi, |s, sub_lo, sub_hi| {
            let sub = (sub_lo, sub_hi);
            if sub_hi - sub_lo < 2 {
                return;
            }
            let among = if rule.reading == Reading::Narrowing { sub } else { among };
            // An earlier run may have counted other matches into `mini`.
            self.mini(s, sheet, among.0, among.1);
            self.among(s, sheet, among, sub, rule, from + 1, rest);
        });
    }
}

/// Lets the two teams on both sides of the line below `place` play, if exactly
/// one stands on each side; `lo..hi` is what was level before.
fn play_off(s: &mut Scratch, sheet: &Sheet, lo: usize, hi: usize, place: usize) {
    let (first, end) = (place - 1, place + 1);
    let is_edge = |at: usize| at == lo || at == hi || s.cut[at];
    if !is_edge(first) || !is_edge(end) {
        return;
    }
    let (a, b) = (s.order[first], s.order[place]);
    let mut net = 0i32;
    for &pair in &sheet.play_offs {
        net += i32::from(pair == (a, b)) - i32::from(pair == (b, a));
    }
    s.cut[place] = net != 0;
    if net < 0 {
        s.order.swap(first, place);
    }
}

/// Fills `values` of a run; false where data is missing.
fn fill_values(
    s: &mut Scratch,
    sheet: &Sheet,
    criterion: &Criterion,
    lo: usize,
    hi: usize,
) -> bool {
    if matches!(criterion, Criterion::ShootOut | Criterion::PlayOff) {
        let stamp = s.mark(lo, hi);
        for i in lo..hi {
            s.values[usize::from(s.order[i])] = (0, 1);
        }
        let mut held = false;
        for &(winner, loser) in &sheet.play_offs {
            let (w, l) = (usize::from(winner), usize::from(loser));
            if s.mark[w] == stamp && s.mark[l] == stamp {
                s.values[w].0 += 1;
                s.values[l].0 -= 1;
                held = true;
            }
        }
        return held;
    }
    for i in lo..hi {
        let team = s.order[i];
        let t = usize::from(team);
        let opponents = |f: fn(&Totals) -> i64| {
            let mut sum = 0;
            for line in &sheet.results {
                if line.teams.home == team {
                    sum += f(&s.totals[usize::from(line.teams.away)]);
                } else if line.teams.away == team {
                    sum += f(&s.totals[usize::from(line.teams.home)]);
                }
            }
            Some((sum, 1))
        };
        let value = match criterion {
            Criterion::Overall(count) => Some(s.totals[t].count(*count)),
            Criterion::OpponentsPoints => opponents(|t| i64::from(t.points)),
            Criterion::OpponentsGoalDifference => opponents(|t| i64::from(t.goal_difference())),
            Criterion::OpponentsGoals => opponents(|t| i64::from(t.goals_for)),
            Criterion::Conduct => {
                sheet.conduct.get(t).copied().flatten().map(|c| (i64::from(c), 1))
            }
            Criterion::Ranking(name) => {
                sheet.constants.get(name).and_then(|r| r.get(t).copied().flatten()).map(|c| (c, 1))
            }
            Criterion::Lots => sheet.lots.get(t).copied().flatten().map(|l| (-i64::from(l), 1)),
            Criterion::ShootOut
            | Criterion::PlayOff
            | Criterion::PlayOffFor(_)
            | Criterion::HeadToHead(_) => None,
        };
        match value {
            Some(value) => s.values[t] = value,
            None => return false,
        }
    }
    true
}

fn sort_and_cut(s: &mut Scratch, lo: usize, hi: usize) {
    let Scratch { values, order, cut, .. } = s;
    let value = |t: TeamIx| values[usize::from(t)];
    order[lo..hi].sort_by(|a, b| compare(value(*b), value(*a)));
    for i in lo + 1..hi {
        if compare(value(order[i - 1]), value(order[i])) != Ordering::Equal {
            cut[i] = true;
        }
    }
}

/// Calls `f` for each run of level teams in `lo..hi`, as cut on entry.
fn for_runs(s: &mut Scratch, lo: usize, hi: usize, mut f: impl FnMut(&mut Scratch, usize, usize)) {
    let mut start = lo;
    while start < hi {
        let mut end = start + 1;
        while end < hi && !s.cut[end] {
            end += 1;
        }
        f(s, start, end);
        start = end;
    }
}

fn all_played(s: &mut Scratch, sheet: &Sheet, lo: usize, hi: usize) -> bool {
    let stamp = s.mark(lo, hi);
    let marked = |t: TeamIx| s.mark[usize::from(t)] == stamp;
    !sheet.remaining.iter().any(|f| marked(f.home) && marked(f.away)) && met_in_full(sheet, marked)
}

fn met_last(s: &Scratch, sheet: &Sheet, lo: usize, hi: usize) -> bool {
    if hi - lo != 2 {
        return false;
    }
    let (a, b) = (s.order[lo], s.order[lo + 1]);
    let involves = |home: TeamIx, away: TeamIx| home == a || home == b || away == a || away == b;
    if sheet.remaining.iter().any(|f| involves(f.home, f.away)) {
        return false;
    }
    // The last match that either of them played must be the one between them.
    sheet.results.iter().rev().find(|l| involves(l.teams.home, l.teams.away)).is_some_and(|l| {
        (l.teams.home == a || l.teams.home == b) && (l.teams.away == a || l.teams.away == b)
    })
}
