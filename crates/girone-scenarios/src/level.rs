//! Who can be ahead among teams level on points, once those are fixed.
//!
//! The criteria are followed as the rule book has them, seen from one team: on
//! each count every rival is behind, level or ahead. Each case is a system of
//! linear inequalities in the goals of the remaining matches.

mod cards;

use girone_model::TeamIx;
use girone_rules::{Count, Criterion, Once, RankBy, Reading};

use crate::certificate::Level;
use crate::counts::{Counts, Value, base_rows, difference, in_play};
use crate::integers::{Solution, System};
use crate::problem::{Question, Quick, score_of};
use crate::{Budget, Places, Witness};
use cards::Cards;

/// What the criteria leave open.
#[derive(Debug)]
pub(crate) struct Resolved {
    pub witnesses: Vec<(Places, Witness)>,
    pub complete: bool,
    pub tree: Level,
    /// What was looked at on the way to a place.
    pub seen: Seen,
}

impl Resolved {
    fn unknown() -> Resolved {
        Resolved {
            witnesses: Vec::new(),
            complete: false,
            tree: Level::Settled,
            seen: Seen::default(),
        }
    }
}

/// What decided, or would have to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Goals beyond the fixed margins.
    pub goals: bool,
    /// Cards.
    pub cards: bool,
    /// Lots, a play-off, or data that is missing.
    pub lots: bool,
    /// Counts of goals other than their difference, fixed or not.
    pub counts: bool,
}

impl Seen {
    fn count(&mut self, count: Count) {
        use Count::{AwayWins, GoalDifference, Points, Wins};
        self.counts |= !matches!(count, Points | Wins | AwayWins | GoalDifference);
    }
}

/// How narrowly [`Resolver::resolve`] looks.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Focus<'m> {
    /// Margins (home less away) by match, where they are fixed too.
    pub margins: Option<&'m [Option<i32>]>,
    /// A berth: one place inside it and one outside are enough.
    pub berth: Option<Places>,
    /// Counts of the team over all its matches that have to be reached: sign
    /// times the count is at least so much.
    pub reach: &'m [(Count, i32, i32)],
}

/// Follows the criteria for one team of a question.
pub(crate) struct Resolver<'q> {
    q: &'q Question<'q>,
    team: usize,
    /// The number of the last match of each team, played or remaining.
    last: Vec<Option<usize>>,
    /// How often each pair will have met, and whether the fixtures are whole.
    met: Vec<u8>,
    whole: bool,
    /// Room to rank completions in.
    pub quick: Quick,
    rows: System,
}

impl<'q> Resolver<'q> {
    pub fn new(q: &'q Question<'q>, team: TeamIx) -> Resolver<'q> {
        let mut last = vec![None; q.teams];
        let mut met = vec![0u8; q.teams * q.teams];
        let played = q.sheet.results.iter().map(|l| l.teams);
        for (i, teams) in played.chain(q.sheet.remaining.iter().copied()).enumerate() {
            last[usize::from(teams.home)] = Some(i);
            last[usize::from(teams.away)] = Some(i);
            let (a, b) = (usize::from(teams.home), usize::from(teams.away));
            let pair = &mut met[a.min(b) * q.teams + a.max(b)];
            *pair = pair.saturating_add(1);
        }
        let pairs = q.teams * q.teams.saturating_sub(1) / 2;
        let matches = q.sheet.results.len() + q.sheet.remaining.len();
        Resolver {
            q,
            team: usize::from(team),
            last,
            met,
            whole: pairs == 0 || matches.is_multiple_of(pairs),
            quick: Quick::default(),
            rows: System::default(),
        }
    }

    /// Says whether, when all is played, the pairs of some teams have met as often
    /// as any pair.
    fn met_in_full(&self, part: u64) -> bool {
        let n = self.q.teams;
        let most = self.met.iter().max().copied().unwrap_or(0);
        let inside = |t: &usize| part >> t & 1 == 1;
        self.whole
            || (0..n)
                .filter(inside)
                .all(|a| (a + 1..n).filter(inside).all(|b| self.met[a * n + b] == most))
    }

    /// Finds which of the `wanted` places the team can take with these outcomes,
    /// `above` teams being ahead and those in `part` (the team among them) level
    /// on points.
    pub fn resolve(
        &mut self,
        outcomes: &[Option<i8>],
        part: u64,
        above: u8,
        wanted: Places,
        budget: &mut Budget<'_>,
    ) -> Resolved {
        self.resolve_in(outcomes, part, above, wanted, Focus::default(), budget)
    }

    /// The same, more narrowly.
    pub fn resolve_in(
        &mut self,
        outcomes: &[Option<i8>],
        part: u64,
        above: u8,
        wanted: Places,
        focus: Focus<'_>,
        budget: &mut Budget<'_>,
    ) -> Resolved {
        let q = self.q;
        let mut play = in_play(q, outcomes, part);
        for game in &mut play {
            if let Some(margin) = focus.margins.and_then(|m| m[game.game]) {
                (game.least, game.most, game.known) = (margin.abs(), margin.abs(), true);
            }
        }
        base_rows(q, &play, &mut self.rows);
        let all_in_play = play.len() == q.sheet.remaining.len();
        let partial = q.sheet.remaining.iter().enumerate().any(|(game, t)| {
            outcomes[game].is_none() && (part >> t.home | part >> t.away) & 1 == 1
        });
        let counts = Counts { q, play: &play, all_in_play };
        for &(count, sign, least) in focus.reach {
            match counts.count(self.team, count, None) {
                Some(Value::Whole(form)) => form.row(-sign, -least, &mut self.rows),
                _ => return Resolved::unknown(),
            }
        }
        let mut descent = Descent {
            me: self,
            outcomes,
            counts,
            partial,
            wanted,
            witnesses: Vec::new(),
            complete: true,
            cards: Cards::default(),
            seen: Seen::default(),
            berth: focus.berth,
            lines: Vec::new(),
            budget,
        };
        let tree = match descent.refuted() {
            Some(refuted) => refuted,
            None => descent.step(part, above, 0),
        };
        Resolved {
            witnesses: descent.witnesses,
            complete: descent.complete,
            tree,
            seen: descent.seen,
        }
    }
}

struct Descent<'q, 'r, 'o, 'p, 's, 'b> {
    me: &'r mut Resolver<'q>,
    outcomes: &'o [Option<i8>],
    counts: Counts<'q, 'p>,
    wanted: Places,
    witnesses: Vec<(Places, Witness)>,
    complete: bool,
    /// Whether outcomes of level teams are still open, so that nothing can be
    /// shown to be possible, only refuted.
    partial: bool,
    cards: Cards,
    seen: Seen,
    berth: Option<Places>,
    /// Places of which the line below is contested in a play-off.
    lines: Vec<u8>,
    budget: &'s mut Budget<'b>,
}

/// Where to go on when a count has been compared.
#[derive(Clone, Copy)]
enum Next {
    Step(usize),
    /// The next count of head-to-head, over the same teams or those still level.
    Among {
        among: u64,
        narrowing: bool,
        step: usize,
        from: usize,
    },
}

impl Descent<'_, '_, '_, '_, '_, '_> {
    fn refuted(&mut self) -> Option<Level> {
        let variables = 2 * self.counts.play.len();
        self.me.rows.refuted(variables, &mut self.budget.nodes).map(Level::Refuted)
    }

    /// The places of `teams` level teams below `above` others, with those that a
    /// play-off may still change.
    fn reach(&self, above: u8, teams: u8) -> Places {
        let mut reach = Places::from_to(above + 1, above + teams);
        for line in &self.lines {
            if reach.contains(*line) || reach.contains(line + 1) {
                reach = reach.with(*line).with(line + 1);
            }
        }
        reach
    }

    fn rivals(&self, part: u64) -> impl Iterator<Item = usize> + use<> {
        let team = self.me.team;
        (0..64usize).filter(move |t| *t != team && part >> t & 1 == 1)
    }

    fn step(&mut self, part: u64, above: u8, step: usize) -> Level {
        let reach = self.reach(above, part.count_ones() as u8);
        if reach.and(self.wanted).is_empty() {
            return Level::Settled;
        }
        let q = self.me.q;
        let Some(criterion) = q.regulation.criteria.get(step).map(|s| &s.criterion) else {
            return self.leaf(reach);
        };
        if part.count_ones() == 1 {
            return self.leaf(reach);
        }
        let next = Next::Step(step + 1);
        match criterion {
            Criterion::HeadToHead(rule)
                if rule.once == Once::AllPlayed && !self.me.met_in_full(part) =>
            {
                self.step(part, above, step + 1)
            }
            // With everything played head-to-head applies.
            Criterion::HeadToHead(_) => self.among(part, part, above, step, 0),
            Criterion::Overall(Count::AwayGoalsOfTwo) if part.count_ones() != 2 => {
                self.step(part, above, step + 1)
            }
            // They are level on points, also where some outcomes are still open.
            Criterion::Overall(Count::Points) if q.regulation.rank_by == RankBy::Points => {
                self.step(part, above, step + 1)
            }
            Criterion::Overall(count) => {
                self.seen.count(*count);
                let values = |d: &Self, t| d.counts.count(t, *count, None);
                self.compare(part, above, &values, next)
            }
            Criterion::OpponentsPoints
            | Criterion::OpponentsGoalDifference
            | Criterion::OpponentsGoals => {
                self.seen.counts = true;
                let values = |d: &Self, t| d.counts.opponents(t, criterion);
                self.compare(part, above, &values, next)
            }
            Criterion::Conduct => {
                let known = self
                    .rivals(part)
                    .chain([self.me.team])
                    .all(|t| q.sheet.conduct.get(t).is_some_and(|c| c.is_some()));
                if !known {
                    return self.leaf(reach);
                }
                let rivals: Vec<usize> = self.rivals(part).collect();
                self.conduct(&rivals, 0, 0, 1 << self.me.team, above, step + 1)
            }
            Criterion::ShootOut if !self.met_last(part) => self.step(part, above, step + 1),
            // The criteria that follow order the level teams; then the two on both
            // sides of a contested line play, and either may win.
            Criterion::PlayOffFor(places) => {
                let before = self.lines.len();
                let end = above + part.count_ones() as u8;
                self.lines.extend(places.iter().filter(|p| above < **p && **p < end));
                let level = self.step(part, above, step + 1);
                self.lines.truncate(before);
                level
            }
            Criterion::ShootOut | Criterion::PlayOff | Criterion::Ranking(_) | Criterion::Lots => {
                match self.fixed_values(part, criterion) {
                    Some(values) => self.order_by(part, above, &values, step + 1),
                    None => self.leaf(reach),
                }
            }
        }
    }

    fn met_last(&self, part: u64) -> bool {
        let mut teams = (0..64usize).filter(|t| part >> t & 1 == 1);
        match (teams.next(), teams.next(), teams.next()) {
            (Some(a), Some(b), None) => {
                self.me.last[a].is_some() && self.me.last[a] == self.me.last[b]
            }
            _ => false,
        }
    }

    /// Values that no remaining match changes, by team; `None` where one is
    /// missing.
    fn fixed_values(&self, part: u64, criterion: &Criterion) -> Option<Vec<i64>> {
        let sheet = self.me.q.sheet;
        let inside = |t: usize| part >> t & 1 == 1;
        let mut values = vec![0i64; self.me.q.teams];
        match criterion {
            Criterion::Ranking(name) => {
                let ranking = sheet.constants.get(name)?;
                for t in (0..values.len()).filter(|t| inside(*t)) {
                    values[t] = (*ranking.get(t)?)?;
                }
            }
            Criterion::Lots => {
                for t in (0..values.len()).filter(|t| inside(*t)) {
                    values[t] = -i64::from((*sheet.lots.get(t)?)?);
                }
            }
            _ => {
                let mut held = false;
                for &(winner, loser) in &sheet.play_offs {
                    let (w, l) = (usize::from(winner), usize::from(loser));
                    if inside(w) && inside(l) {
                        values[w] += 1;
                        values[l] -= 1;
                        held = true;
                    }
                }
                if !held {
                    return None;
                }
            }
        }
        Some(values)
    }

    fn order_by(&mut self, part: u64, above: u8, values: &[i64], step: usize) -> Level {
        let own = values[self.me.team];
        let (mut level, mut ahead) = (1u64 << self.me.team, 0);
        for rival in self.rivals(part) {
            if values[rival] == own {
                level |= 1 << rival;
            }
            ahead += u8::from(values[rival] > own);
        }
        self.step(level, above + ahead, step)
    }

    fn among(&mut self, among: u64, part: u64, above: u8, step: usize, from: usize) -> Level {
        let reach = self.reach(above, part.count_ones() as u8);
        if reach.and(self.wanted).is_empty() {
            return Level::Settled;
        }
        if part.count_ones() == 1 {
            return self.leaf(reach);
        }
        let q = self.me.q;
        let Some(Criterion::HeadToHead(rule)) =
            q.regulation.criteria.get(step).map(|s| &s.criterion)
        else {
            return self.leaf(reach);
        };
        let counts = match &rule.counts_of_two {
            Some(of_two) if among.count_ones() == 2 => of_two,
            _ => &rule.counts,
        };
        let Some(&count) = counts.get(from) else {
            if rule.reading == Reading::Restarting && part.count_ones() < among.count_ones() {
                return self.among(part, part, above, step, 0);
            }
            return self.step(part, above, step + 1);
        };
        if count == Count::AwayGoalsOfTwo && among.count_ones() != 2 {
            return self.among(among, part, above, step, from + 1);
        }
        self.seen.count(count);
        let narrowing = rule.reading == Reading::Narrowing;
        let values = |d: &Self, t| d.counts.count(t, count, Some(among));
        self.compare(part, above, &values, Next::Among { among, narrowing, step, from: from + 1 })
    }

    fn compare(
        &mut self,
        part: u64,
        above: u8,
        values: &dyn Fn(&Self, usize) -> Option<Value>,
        next: Next,
    ) -> Level {
        let own = values(self, self.me.team);
        let rivals: Vec<(usize, Option<Value>)> =
            self.rivals(part).map(|t| (t, values(self, t))).collect();
        self.sides(&own, &rivals, 1 << self.me.team, above, next)
    }

    /// Decides rival by rival; `level` are those level so far, the team included.
    fn sides(
        &mut self,
        own: &Option<Value>,
        rivals: &[(usize, Option<Value>)],
        level: u64,
        above: u8,
        next: Next,
    ) -> Level {
        let most = level.count_ones() as u8 + rivals.len() as u8;
        if self.reach(above, most).and(self.wanted).is_empty() {
            return Level::Settled;
        }
        let Some(((rival, value), rest)) = rivals.split_first() else {
            return match next {
                Next::Step(step) => self.step(level, above, step),
                Next::Among { among, narrowing, step, from } => {
                    self.among(if narrowing { level } else { among }, level, above, step, from)
                }
            };
        };
        let form = own.as_ref().zip(value.as_ref()).and_then(|(own, v)| difference(v, own));
        if let Some(form) = form.as_ref().filter(|f| f.is_fixed()) {
            return match form.constant.signum() {
                1 => self.sides(own, rest, level, above + 1, next),
                0 => self.sides(own, rest, level | 1 << rival, above, next),
                _ => self.sides(own, rest, level, above, next),
            };
        }
        if !self.budget.spend() {
            self.complete = false;
            return Level::Settled;
        }
        self.seen.goals = true;
        let mut cases = [Level::Settled, Level::Settled, Level::Settled];
        for (i, side) in [-1i8, 0, 1].into_iter().enumerate() {
            let rows = &mut self.me.rows;
            let before = rows.len();
            if let Some(form) = &form {
                match side {
                    -1 => form.row(1, -1, rows),
                    0 => {
                        form.row(1, 0, rows);
                        form.row(-1, 0, rows);
                    }
                    _ => form.row(-1, -1, rows),
                }
            }
            cases[i] = match self.refuted() {
                Some(refuted) => refuted,
                None => match side {
                    -1 => self.sides(own, rest, level, above, next),
                    0 => self.sides(own, rest, level | 1 << rival, above, next),
                    _ => self.sides(own, rest, level, above + 1, next),
                },
            };
            self.me.rows.truncate(before);
        }
        let [behind, level, ahead] = cases.map(Box::new);
        Level::Split { rival: *rival as TeamIx, behind, level, ahead }
    }

    /// All criteria have been followed: every place of `reach` is open.
    fn leaf(&mut self, reach: Places) -> Level {
        if self.partial {
            self.complete = false;
            return Level::Settled;
        }
        let variables = 2 * self.counts.play.len();
        let found = match self.me.rows.solve(variables, &mut self.budget.nodes) {
            Solution::Found(values) => self.witness(&values),
            Solution::None(refutation) => return Level::Refuted(refutation),
            Solution::GivenUp => None,
        };
        if let Some(witness) = found {
            let places = self.places_in(&witness).and(self.wanted);
            if !places.is_empty() {
                self.wanted = self.wanted.without(places);
                if let Some(berth) = self.berth {
                    if !places.and(berth).is_empty() {
                        self.wanted = self.wanted.without(berth);
                    }
                    if !places.without(berth).is_empty() {
                        self.wanted = self.wanted.and(berth);
                    }
                }
                self.witnesses.push((places, witness));
            }
        }
        self.seen.lots |= reach.len() > 1;
        if !reach.and(self.wanted).is_empty() {
            self.complete = false;
        }
        Level::Settled
    }

    fn witness(&self, values: &[i32]) -> Option<Witness> {
        let q = self.me.q;
        let mut scores: Vec<_> = (0..q.sheet.remaining.len())
            .map(|game| {
                let any = || [1, 0, -1].into_iter().find(|o| q.allows(game, *o)).unwrap_or(0);
                let outcome = self.outcomes[game].unwrap_or_else(any);
                q.plain_score(game, outcome)
            })
            .collect();
        for (j, game) in self.counts.play.iter().enumerate() {
            let (margin, base) = (game.least + values[2 * j], values[2 * j + 1]);
            if margin + base > 255 {
                return None;
            }
            scores[game.game] = score_of(margin * i32::from(game.outcome), base);
        }
        Some(Witness { scores, conduct: self.conduct_supposed() })
    }

    /// The places of the team in a completion.
    fn places_in(&mut self, witness: &Witness) -> Places {
        let me = &mut *self.me;
        if !me.q.admits(witness) {
            return Places::NONE;
        }
        me.q.quick_place(witness, me.team, &mut me.quick)
    }
}
