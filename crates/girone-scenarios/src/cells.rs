//! The space of margins, cell by cell.

use std::cmp::Ordering;
use std::collections::HashMap;

use girone_model::TeamIx;
use girone_rules::{Count, Criterion, RankBy};

use crate::conditions::{DependsOn, Detail};
use crate::counts::{Counts, Value, difference, in_play};
use crate::level::{Focus, Resolver};
use crate::problem::{OUTCOMES, Question};
use crate::search::counts_opponents;
use crate::signs::Signs;
use crate::{Budget, Places};

/// What a cell means for the berth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Sure,
    Open,
    Never,
    /// The assumptions exclude it.
    Void,
}

/// The cells along one match, from the largest defeat of the home team on.
#[derive(Clone, Debug)]
pub(crate) struct Axis {
    pub game: usize,
    /// The least and largest margin of each cell.
    pub cells: Vec<(i32, i32)>,
}

/// A grid of classes.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    pub axes: Vec<Axis>,
    /// The class of each cell; the last axis runs fastest.
    pub classes: Vec<Class>,
    pub depends_on: DependsOn,
    pub exact: bool,
    /// How many cells the limit left unsettled; they count as open.
    pub unsettled: u64,
    /// Whether cells are single margins, so that they can be combined.
    pub margins: bool,
    /// The combinations of margins that may decide: coefficients by axis.
    pub directions: Vec<Vec<i32>>,
}

/// The most cells that are looked at.
const MOST_CELLS: usize = 90_000;

impl Grid {
    /// Lays out the cells, or says how many would have to be looked at.
    pub fn new(
        q: &Question<'_>,
        team: TeamIx,
        berth: Places,
        detail: Detail,
        wider: i32,
        budget: &mut Budget<'_>,
    ) -> Result<Grid, u64> {
        let games = relevant(q, usize::from(team));
        let results = 3u64.saturating_pow(games.len() as u32);
        if q.teams > 64 || !q.given.combined().is_empty() || results > MOST_CELLS as u64 {
            return Err(results);
        }
        let mut outcomes = Outcomes::new(q, team, berth, games);
        outcomes.classify(budget);
        outcomes.drop_axes();
        let by_result = outcomes.grid();
        let settled = by_result.classes.iter().all(|c| *c != Class::Open);
        if settled || detail == Detail::Results || by_result.axes.len() > 3 {
            return Ok(by_result);
        }
        Ok(outcomes.by_margin(wider, budget).unwrap_or(by_result))
    }
}

/// The matches that may matter: the team's own, and those of rivals who may end
/// above or below it.
fn relevant(q: &Question<'_>, team: usize) -> Vec<usize> {
    let range = |t: usize| {
        let mut range = (q.now[t].points, q.now[t].points);
        for (game, f) in q.sheet.remaining.iter().enumerate() {
            let home = usize::from(f.home) == t;
            if !home && usize::from(f.away) != t {
                continue;
            }
            let points = OUTCOMES.iter().filter(|o| q.allows(game, **o)).map(|o| {
                let (h, a) = q.points_for(*o);
                if home { h } else { a }
            });
            let (least, most) = points.fold((i32::MAX, i32::MIN), |r, p| (r.0.min(p), r.1.max(p)));
            range = (range.0 + least.min(most), range.1 + most.max(least.min(most)));
        }
        range
    };
    let own = range(team);
    let open: Vec<bool> = (0..q.teams)
        .map(|t| {
            let its = range(t);
            t == team
                || (q.compare_points(t, its.1, team, own.0) != Ordering::Less
                    && q.compare_points(t, its.0, team, own.1) != Ordering::Greater)
        })
        .collect();
    let all = counts_opponents(&q.regulation) && q.sheet.remaining.len() <= 6;
    (0..q.sheet.remaining.len())
        .filter(|g| {
            let f = q.sheet.remaining[*g];
            all || open[usize::from(f.home)] || open[usize::from(f.away)]
        })
        .collect()
}

/// The outcomes of the matches that matter, and what each combination means.
struct Outcomes<'q> {
    q: &'q Question<'q>,
    team: usize,
    berth: Places,
    games: Vec<usize>,
    resolver: Resolver<'q>,
    /// Class, level teams and how many are above, by code (base 3, away win
    /// first, last match fastest).
    cells: Vec<(Class, u64, u8)>,
    depends_on: DependsOn,
    exact: bool,
    unsettled: u64,
}

impl<'q> Outcomes<'q> {
    fn new(q: &'q Question<'q>, team: TeamIx, berth: Places, games: Vec<usize>) -> Outcomes<'q> {
        Outcomes {
            q,
            team: usize::from(team),
            berth,
            games,
            resolver: Resolver::new(q, team),
            cells: Vec::new(),
            depends_on: DependsOn::default(),
            exact: true,
            unsettled: 0,
        }
    }

    fn outcomes_of(&self, mut code: usize) -> Vec<Option<i8>> {
        let mut outcomes = vec![None; self.q.sheet.remaining.len()];
        for &game in self.games.iter().rev() {
            outcomes[game] = Some((code % 3) as i8 - 1);
            code /= 3;
        }
        outcomes
    }

    /// Finds the class of every combination by points, and who is level.
    fn classify(&mut self, budget: &mut Budget<'_>) {
        let (q, n) = (self.q, self.q.teams);
        let total = 3usize.pow(self.games.len() as u32);
        let berth = self.berth.and(Places::all(n));
        let mut points: Vec<i32> = q.now.iter().map(|t| t.points).collect();
        // Matches that do not matter give points too, to teams of settled standing.
        for (game, f) in q.sheet.remaining.iter().enumerate() {
            if !self.games.contains(&game) {
                let outcome = OUTCOMES.iter().find(|o| q.allows(game, **o)).copied();
                let (h, a) = q.points_for(outcome.unwrap_or(0));
                points[usize::from(f.home)] += h;
                points[usize::from(f.away)] += a;
            }
        }
        let mut digits = vec![0i8; self.games.len()];
        let (lh, la) = q.points_for(-1);
        for &game in &self.games {
            let f = q.sheet.remaining[game];
            points[usize::from(f.home)] += lh;
            points[usize::from(f.away)] += la;
        }
        self.cells.reserve(total);
        let mut open = Vec::new();
        for code in 0..total {
            let allowed = self.games.iter().zip(&digits).all(|(game, d)| q.allows(*game, d - 1));
            let (mut above, mut part) = (0u8, 1u64 << self.team);
            for t in 0..n {
                if t == self.team {
                    continue;
                }
                match q.compare_points(t, points[t], self.team, points[self.team]) {
                    Ordering::Greater => above += 1,
                    Ordering::Equal => part |= 1 << t,
                    Ordering::Less => {}
                }
            }
            let reach = Places::from_to(above + 1, above + part.count_ones() as u8);
            let class = if !allowed {
                Class::Void
            } else if reach.and(berth).is_empty() {
                Class::Never
            } else if reach.without(berth).is_empty() {
                Class::Sure
            } else {
                open.push(code);
                Class::Open
            };
            self.cells.push((class, part, above));
            // The next code: digits from the last match on.
            for (i, digit) in digits.iter_mut().enumerate().rev() {
                let f = q.sheet.remaining[self.games[i]];
                let (h0, a0) = q.points_for(*digit - 1);
                *digit = (*digit + 1) % 3;
                let (h1, a1) = q.points_for(*digit - 1);
                points[usize::from(f.home)] += h1 - h0;
                points[usize::from(f.away)] += a1 - a0;
                if *digit != 0 {
                    break;
                }
            }
        }
        self.drop_points_axes();
        self.refine(budget);
    }

    /// Drops matches that change neither the class nor who is level, and that no
    /// level team plays.
    fn drop_points_axes(&mut self) {
        let levels =
            self.cells.iter().filter(|c| c.0 == Class::Open).fold(0u64, |all, c| all | c.1);
        let opponents = counts_opponents(&self.q.regulation);
        self.drop(|q, game| {
            let f = q.sheet.remaining[game];
            opponents || (levels >> f.home | levels >> f.away) & 1 == 1
        });
    }

    /// Lets the criteria decide the open combinations as far as they can.
    fn refine(&mut self, budget: &mut Budget<'_>) {
        let all = Places::all(self.q.teams);
        for code in 0..self.cells.len() {
            let (class, part, above) = self.cells[code];
            if class != Class::Open {
                continue;
            }
            if !budget.spend() {
                let rest = self.cells[code..].iter().filter(|c| c.0 == Class::Open);
                self.unsettled += rest.count() as u64;
                self.exact = false;
                return;
            }
            let outcomes = self.outcomes_of(code);
            let focus = Focus { berth: Some(self.berth), ..Focus::default() };
            let resolved = self.resolver.resolve_in(&outcomes, part, above, all, focus, budget);
            let (class, _) = self.class_of(&resolved.witnesses, resolved.complete);
            self.cells[code].0 = class;
        }
    }

    /// The class that follows from the places found; also whether it is certain.
    fn class_of(&self, found: &[(Places, crate::Witness)], complete: bool) -> (Class, bool) {
        let found = found.iter().fold(Places::NONE, |all, (p, _)| all.or(*p));
        let inside = !found.and(self.berth).is_empty();
        let outside = !found.without(self.berth).is_empty();
        match (inside, outside) {
            (true, true) => (Class::Open, true),
            (true, false) if complete => (Class::Sure, true),
            (false, true) if complete => (Class::Never, true),
            (false, false) if complete => (Class::Never, true),
            _ => (Class::Open, false),
        }
    }

    /// Drops matches that change no class, unless an open case may hang on their
    /// margins.
    fn drop_axes(&mut self) {
        let levels =
            self.cells.iter().filter(|c| c.0 == Class::Open).fold(0u64, |all, c| all | c.1);
        self.drop(|q, game| {
            let f = q.sheet.remaining[game];
            (levels >> f.home | levels >> f.away) & 1 == 1
        });
    }

    fn drop(&mut self, keep: impl Fn(&Question<'_>, usize) -> bool) {
        let mut at = 0;
        while at < self.games.len() {
            let stride = 3usize.pow((self.games.len() - 1 - at) as u32);
            let game = self.games[at];
            let first = OUTCOMES.iter().rev().position(|o| self.q.allows(game, *o)).unwrap_or(0);
            let same = |code: usize| {
                let digit = code / stride % 3;
                let base = code - digit * stride + first * stride;
                !self.q.allows(game, digit as i8 - 1) || self.cells[code].0 == self.cells[base].0
            };
            if keep(self.q, game) || !(0..self.cells.len()).all(same) {
                at += 1;
                continue;
            }
            self.cells = (0..self.cells.len())
                .filter(|code| code / stride % 3 == first)
                .map(|code| self.cells[code])
                .collect();
            self.games.remove(at);
        }
    }

    fn axis(&self, game: usize) -> Axis {
        let far = i32::MAX / 4;
        Axis { game, cells: vec![(-far, -1), (0, 0), (1, far)] }
    }

    /// The grid with a cell for each combination of results.
    fn grid(&self) -> Grid {
        let open = self.cells.iter().any(|c| c.0 == Class::Open);
        Grid {
            axes: self.games.iter().map(|g| self.axis(*g)).collect(),
            classes: self.cells.iter().map(|c| c.0).collect(),
            depends_on: DependsOn { margins: open, ..self.depends_on },
            exact: self.exact,
            unsettled: self.unsettled,
            margins: false,
            directions: Vec::new(),
        }
    }

    /// The grid with a cell for each combination of margins, `wider` times as far
    /// as gaps reach; `None` where that is too large.
    fn by_margin(&mut self, wider: i32, budget: &mut Budget<'_>) -> Option<Grid> {
        let q = self.q;
        // Only the matches that level teams play need margins.
        let (reach, directions) = self.farthest_gap()?;
        let floor = [40, 24, 16, 10][self.games.len().min(3)];
        let fits = |most: i32| {
            ((2 * most + 1) as usize)
                .checked_pow(self.games.len() as u32)
                .is_some_and(|n| n <= MOST_CELLS)
        };
        // Under a cap that can be gone through to the end nothing lies beyond.
        let most = match q.cap.map(i32::from) {
            Some(cap) if fits(cap) => cap,
            cap => (reach * wider).max(floor).min(cap.unwrap_or(i32::MAX)),
        };
        // Rather not to the end than not at all; what is sure is checked anyway.
        let far = [120, 120, 45, 10][self.games.len().min(3)];
        self.exact &= most <= far || wider > 1;
        let most = most.min(far);
        let side = (2 * most + 1) as usize;
        let total = side.checked_pow(self.games.len() as u32).filter(|n| *n <= MOST_CELLS)?;
        let mut classes = Vec::with_capacity(total);
        let mut margins: Vec<Option<i32>> = vec![None; q.sheet.remaining.len()];
        let mut cells: HashMap<usize, Signs> = HashMap::new();
        let k = self.games.len();
        let mut digits = vec![-most; k];
        let all = Places::all(q.teams);
        let mut depends_on = DependsOn::default();
        let mut unsettled = self.unsettled;
        for _ in 0..total {
            let code = digits.iter().fold(0usize, |c, m| c * 3 + (m.signum() + 1) as usize);
            let allowed = self.games.iter().zip(&digits).all(|(g, m)| {
                let (lo, hi) = q.given.margin(*g);
                lo <= *m && *m <= hi
            });
            let (class, part, above) = self.cells[code];
            let class = if !allowed {
                Class::Void
            } else if class != Class::Open {
                class
            } else {
                let signs = cells.entry(code).or_insert_with(|| {
                    let outcomes = self.outcomes_of(code);
                    let linear = linear_forms(q, &outcomes, part, self.team);
                    Signs::new(outcomes, linear, &self.games)
                });
                let strict = signs.look(&digits);
                match signs.known() {
                    Some(class) => class,
                    None if !strict
                        && signs.is_shown_open(
                            q,
                            self.team,
                            self.berth,
                            (&self.games, &digits),
                            &mut self.resolver.quick,
                        ) =>
                    {
                        depends_on.goals = true;
                        Class::Open
                    }
                    None => {
                        if !budget.spend() {
                            return None;
                        }
                        for (game, m) in self.games.iter().zip(&digits) {
                            margins[*game] = Some(*m);
                        }
                        let focus =
                            Focus { margins: Some(&margins), berth: Some(self.berth), reach: &[] };
                        let resolved = self.resolver.resolve_in(
                            &signs.outcomes,
                            part,
                            above,
                            all,
                            focus,
                            budget,
                        );
                        let (class, certain) =
                            self.class_of(&resolved.witnesses, resolved.complete);
                        self.exact &= certain;
                        unsettled += u64::from(!certain);
                        if class == Class::Open {
                            depends_on.goals |= resolved.seen.goals;
                            depends_on.cards |= resolved.seen.cards;
                            depends_on.lots |= resolved.seen.lots;
                        }
                        let seen = resolved.seen;
                        if strict || (certain && !seen.counts && !seen.goals) {
                            signs.keep(class);
                        }
                        signs.note(&resolved.witnesses, self.berth);
                        class
                    }
                }
            };
            classes.push(class);
            for digit in digits.iter_mut().rev() {
                *digit += 1;
                if *digit <= most {
                    break;
                }
                *digit = -most;
            }
        }
        let far = i32::MAX / 4;
        let capped = q.cap.is_some_and(|cap| i32::from(cap) == most);
        let cells = |_: &usize| -> Vec<(i32, i32)> {
            (-most..=most)
                .map(|m| match (m == -most, m == most) {
                    (true, _) if !capped => (-far, m),
                    (_, true) if !capped => (m, far),
                    _ => (m, m),
                })
                .collect()
        };
        let axes = self.games.iter().map(|g| Axis { game: *g, cells: cells(g) }).collect();
        let exact = self.exact;
        Some(Grid { axes, classes, depends_on, exact, unsettled, margins: true, directions })
    }

    /// How far margins have to be looked at, beyond every gap between level teams,
    /// and which combinations of margins decide.
    fn farthest_gap(&self) -> Option<(i32, Vec<Vec<i32>>)> {
        let mut farthest = 0;
        let mut directions: Vec<Vec<i32>> = Vec::new();
        for (code, (class, part, _)) in self.cells.iter().enumerate() {
            if *class != Class::Open {
                continue;
            }
            let outcomes = self.outcomes_of(code);
            for form in all_forms(self.q, &outcomes, *part, self.team)? {
                farthest = farthest.max(form.constant.abs());
                let of = |game: &usize| {
                    form.terms.iter().filter(|t| t.0 == *game).map(|t| t.1).sum::<i32>()
                };
                let mut direction: Vec<i32> = self.games.iter().map(of).collect();
                let common = direction.iter().fold(0, |a, b| divisor(a, b.abs()));
                direction.iter_mut().for_each(|c| *c /= common.max(1));
                if direction.iter().filter(|c| **c != 0).count() > 1 {
                    for sign in [1, -1] {
                        let direction: Vec<i32> = direction.iter().map(|c| c * sign).collect();
                        if !directions.contains(&direction) {
                            directions.push(direction);
                        }
                    }
                }
            }
        }
        (farthest <= 120).then_some((farthest + 3, directions))
    }
}

/// The greatest common divisor of two numbers of 0 or more.
fn divisor(a: i32, b: i32) -> i32 {
    if b == 0 { a } else { divisor(b, a % b) }
}

/// `Σ coefficient · margin + constant` over matches by position.
#[derive(Clone, Debug)]
pub(crate) struct Linear {
    pub terms: Vec<(usize, i32)>,
    pub constant: i32,
}

/// The goal differences that decide, where the first count that goals change is a
/// goal difference; `None` where it is another, so that signs tell nothing.
fn linear_forms(
    q: &Question<'_>,
    outcomes: &[Option<i8>],
    part: u64,
    team: usize,
) -> Option<Vec<Linear>> {
    if q.regulation.rank_by != RankBy::Points || part.count_ones() > 5 {
        return None;
    }
    let fixed = |c: &Count| matches!(c, Count::Points | Count::Wins | Count::AwayWins);
    for step in &q.regulation.criteria {
        match &step.criterion {
            Criterion::Overall(Count::GoalDifference) => break,
            Criterion::Overall(c) if fixed(c) => {}
            Criterion::HeadToHead(rule) => {
                let first = |counts: &[Count]| {
                    counts.iter().find(|c| !fixed(c)).copied().unwrap_or(Count::GoalDifference)
                };
                let of_two = rule.counts_of_two.as_deref().unwrap_or(&rule.counts);
                if first(&rule.counts) != Count::GoalDifference
                    || first(of_two) != Count::GoalDifference
                {
                    return None;
                }
            }
            _ => return None,
        }
    }
    all_forms(q, outcomes, part, team)
}

/// Every goal difference that may be compared: overall and among every set of
/// level teams that the team belongs to.
fn all_forms(
    q: &Question<'_>,
    outcomes: &[Option<i8>],
    part: u64,
    team: usize,
) -> Option<Vec<Linear>> {
    let play = in_play(q, outcomes, part);
    let counts = Counts { q, play: &play, all_in_play: play.len() == q.sheet.remaining.len() };
    let others: Vec<usize> = (0..64).filter(|t| *t != team && part >> t & 1 == 1).collect();
    let head_to_head =
        q.regulation.criteria.iter().any(|s| matches!(s.criterion, Criterion::HeadToHead(_)));
    let mut scopes: Vec<Option<u64>> = vec![None];
    if head_to_head {
        if others.len() > 5 {
            return None;
        }
        for set in 1u64..1 << others.len() {
            let chosen = others.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1);
            scopes.push(Some(chosen.fold(1u64 << team, |m, (_, t)| m | 1 << t)));
        }
    }
    let mut forms = Vec::new();
    for scope in scopes {
        let own = counts.count(team, Count::GoalDifference, scope)?;
        for &rival in others.iter().filter(|t| scope.is_none_or(|s| s >> **t & 1 == 1)) {
            let its: Value = counts.count(rival, Count::GoalDifference, scope)?;
            let form = difference(&its, &own)?;
            let mut linear = Linear { terms: Vec::new(), constant: form.constant };
            for (j, game) in play.iter().enumerate() {
                // The variable is the winner's margin over its least.
                let coefficient = form.terms[2 * j];
                if coefficient != 0 {
                    linear.terms.push((game.game, coefficient * i32::from(game.outcome)));
                    linear.constant -= coefficient * game.least;
                }
            }
            forms.push(linear);
        }
    }
    Some(forms)
}
