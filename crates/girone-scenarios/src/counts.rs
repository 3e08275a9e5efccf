//! Counts of a team as linear forms in the goals still to be scored.

use girone_model::BySide;
use girone_rules::{Count, Criterion};

use crate::integers::System;
use crate::problem::Question;
use crate::search::counts_opponents;

/// `Σ coefficient · variable + constant`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    pub terms: Vec<i32>,
    pub constant: i32,
}

impl Form {
    fn whole(variables: usize, constant: i32) -> Form {
        Form { terms: vec![0; variables], constant }
    }

    fn add(&mut self, other: &Form, times: i32) {
        for (a, b) in self.terms.iter_mut().zip(&other.terms) {
            *a += b * times;
        }
        self.constant += other.constant * times;
    }

    pub fn is_fixed(&self) -> bool {
        self.terms.iter().all(|t| *t == 0)
    }

    /// Adds the row `form ≤ most` (sign 1) or `−form ≤ most` (sign −1).
    pub fn row(&self, sign: i32, most: i32, rows: &mut System) {
        let terms = self.terms.iter().enumerate().filter(|(_, c)| **c != 0);
        rows.push(terms.map(|(j, c)| (j as u16, c * sign)), most - sign * self.constant);
    }
}

/// A value that is compared, more is better.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Whole(Form),
    Quotient(Form, Form),
}

/// A remaining match whose outcome is fixed and whose goals are variables:
/// variable `2j` is the margin over `least`, `2j + 1` the goals of the loser (or
/// of both).
#[derive(Clone, Copy, Debug)]
pub(crate) struct InPlay {
    pub game: usize,
    pub teams: BySide<u8>,
    pub outcome: i8,
    /// The smallest and largest margin of the winner.
    pub least: i32,
    pub most: i32,
    /// Whether the margin is known, so that it is no variable.
    pub known: bool,
}

impl InPlay {
    /// The goals of one side as a form: base, and the margin for the winner.
    fn goals(&self, j: usize, home: bool, form: &mut Form, sign: i32) {
        if sign == 0 {
            return;
        }
        form.terms[2 * j + 1] += sign;
        if (self.outcome == 1 && home) || (self.outcome == -1 && !home) {
            form.terms[2 * j] += if self.known { 0 } else { sign };
            form.constant += sign * self.least;
        }
    }
}

/// Everything that the counts of a team depend on when outcomes are fixed.
pub(crate) struct Counts<'q, 'p> {
    pub q: &'q Question<'q>,
    pub play: &'p [InPlay],
    /// Whether every remaining match is in play.
    pub all_in_play: bool,
}

impl Counts<'_, '_> {
    fn variables(&self) -> usize {
        2 * self.play.len()
    }

    /// The count of a team over all its matches (`among` is `None`) or over
    /// those among some teams; `None` while the outcome of one of those is open.
    pub fn count(&self, team: usize, count: Count, among: Option<u64>) -> Option<Value> {
        let q = self.q;
        let inside = |t: BySide<u8>| among.is_none_or(|m| m >> t.home & m >> t.away & 1 == 1);
        let own = |t: &BySide<u8>| usize::from(t.home) == team || usize::from(t.away) == team;
        if self.play.len() < q.sheet.remaining.len() {
            let counts = |t: &&BySide<u8>| own(t) && inside(**t);
            let due = q.sheet.remaining.iter().filter(counts).count();
            if due != self.play.iter().filter(|p| own(&p.teams) && inside(p.teams)).count() {
                return None;
            }
        }
        let base = match among {
            None => q.now[team],
            Some(among) => q.against(team, among),
        };
        // The matches that count, by position, and whether the team is at home.
        let games = || {
            self.play.iter().enumerate().filter_map(|(j, game)| {
                let home = usize::from(game.teams.home) == team;
                let own = home || usize::from(game.teams.away) == team;
                (own && inside(game.teams)).then_some((j, game, home))
            })
        };
        let fixed = |n: i32| Form::whole(self.variables(), n);
        let won = |away: bool| {
            let won = |(_, game, home): &(usize, &InPlay, bool)| {
                let outcome = if *home { game.outcome } else { -game.outcome };
                outcome == 1 && !(away && *home)
            };
            games().filter(won).count() as i32
        };
        // Goals of the team (sign by sign) and of its opponents.
        let goals = |scored: i32, conceded: i32| {
            let base =
                scored * i32::from(base.goals_for) + conceded * i32::from(base.goals_against);
            let mut form = fixed(base);
            for (j, game, home) in games() {
                game.goals(j, home, &mut form, scored);
                game.goals(j, !home, &mut form, conceded);
            }
            form
        };
        Some(Value::Whole(match count {
            Count::Points => {
                let points = games().map(|(_, game, home)| {
                    let (h, a) = q.points_for(game.outcome);
                    if home { h } else { a }
                });
                fixed(base.points + points.sum::<i32>())
            }
            Count::Wins => fixed(i32::from(base.won) + won(false)),
            Count::AwayWins => fixed(i32::from(base.away_wins) + won(true)),
            Count::GoalsScored => goals(1, 0),
            Count::AwayGoals | Count::AwayGoalsOfTwo => {
                let mut form = fixed(i32::from(base.away_goals));
                for (j, game, _) in games().filter(|(.., home)| !home) {
                    game.goals(j, false, &mut form, 1);
                }
                form
            }
            Count::GoalDifference => goals(1, -1),
            Count::GoalsConceded => goals(0, -1),
            Count::GoalAverage => return Some(Value::Quotient(goals(1, 0), goals(0, 1))),
        }))
    }

    /// The sum of a count over all opponents, once per match; `None` while
    /// outcomes are open.
    pub fn opponents(&self, team: usize, criterion: &Criterion) -> Option<Value> {
        if !self.all_in_play {
            return None;
        }
        let count = match criterion {
            Criterion::OpponentsPoints => Count::Points,
            Criterion::OpponentsGoalDifference => Count::GoalDifference,
            _ => Count::GoalsScored,
        };
        let mut form = Form::whole(self.variables(), 0);
        let results = self.q.sheet.results.iter().map(|l| l.teams);
        for teams in results.chain(self.play.iter().map(|p| p.teams)) {
            let (home, away) = (usize::from(teams.home), usize::from(teams.away));
            let opponent = if home == team {
                away
            } else if away == team {
                home
            } else {
                continue;
            };
            if let Some(Value::Whole(of)) = self.count(opponent, count, None) {
                form.add(&of, 1);
            }
        }
        Some(Value::Whole(form))
    }
}

/// The difference `a − b` as a form whose sign is that of the comparison;
/// `None` where it is not linear.
pub(crate) fn difference(a: &Value, b: &Value) -> Option<Form> {
    match (a, b) {
        (Value::Whole(a), Value::Whole(b)) => {
            let mut form = a.clone();
            form.add(b, -1);
            Some(form)
        }
        (Value::Quotient(af, aa), Value::Quotient(bf, ba)) => {
            let fixed = |f: &Form, g: &Form| f.is_fixed() && g.is_fixed();
            // No goals at all counts as 0 : 1.
            let pair = |f: &Form, g: &Form| {
                if f.constant == 0 { (0, 1) } else { (f.constant, g.constant) }
            };
            let mut form = Form::whole(af.terms.len(), 0);
            match (fixed(af, aa), fixed(bf, ba)) {
                (true, true) => {
                    let ((f, g), (h, i)) = (pair(af, aa), pair(bf, ba));
                    form.constant = f * i - h * g;
                }
                // A side that may end without any goal for or against is not
                // linear at that point.
                (true, false) if ba.constant > 0 || bf.constant > 0 => {
                    let (f, g) = pair(af, aa);
                    form.add(ba, f);
                    form.add(bf, -g);
                }
                (false, true) if aa.constant > 0 || af.constant > 0 => {
                    let (h, i) = pair(bf, ba);
                    form.add(af, i);
                    form.add(aa, -h);
                }
                _ => return None,
            }
            Some(form)
        }
        _ => None,
    }
}

/// The matches that count for the teams of `part`, or are combined with others.
pub(crate) fn in_play(q: &Question<'_>, outcomes: &[Option<i8>], part: u64) -> Vec<InPlay> {
    let opponents = counts_opponents(&q.regulation);
    let mut play = Vec::new();
    for (game, &teams) in q.sheet.remaining.iter().enumerate() {
        let Some(outcome) = outcomes[game] else { continue };
        let counts = (part >> teams.home | part >> teams.away) & 1 == 1;
        let summed = q.given.combined().iter().any(|c| c.terms.iter().any(|t| t.0 == game));
        if !(counts || summed || opponents) {
            continue;
        }
        let (lo, hi) = q.margin_range(game, outcome);
        let (least, most) = if outcome < 0 { (-hi, -lo) } else { (lo, hi) };
        play.push(InPlay { game, teams, outcome, least, most, known: false });
    }
    play
}

/// Caps, ranges and combined margins as rows.
pub(crate) fn base_rows(q: &Question<'_>, play: &[InPlay], rows: &mut System) {
    rows.clear();
    for (j, game) in play.iter().enumerate() {
        let (margin, base) = (2 * j as u16, 2 * j as u16 + 1);
        if game.outcome == 0 {
            rows.push([(margin, 1)], 0);
        } else if game.most < q.cap.map_or(255, i32::from) || game.most == game.least {
            rows.push([(margin, 1)], game.most - game.least);
        }
        if let Some(cap) = q.cap {
            let bound = i32::from(cap) - game.least;
            rows.push([(margin, 1), (base, 1)], bound);
        }
    }
    for combined in q.given.combined() {
        // −Σ sign · margin ≤ −at_least, the margin being outcome · (least + variable).
        let (mut terms, mut bound) = (Vec::new(), -combined.at_least);
        for (j, game) in play.iter().enumerate() {
            let sign: i32 =
                combined.terms.iter().filter(|t| t.0 == game.game).map(|t| i32::from(t.1)).sum();
            let factor = sign * i32::from(game.outcome);
            if factor != 0 {
                terms.push((2 * j as u16, -factor));
                bound += factor * game.least;
            }
        }
        rows.push(terms, bound);
    }
}
