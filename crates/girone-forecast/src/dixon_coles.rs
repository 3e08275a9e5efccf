//! The penalised, time-decayed Dixon-Coles model with an Elo covariate.

use girone_model::BySide;

use crate::linear::Cholesky;
use crate::{Elo, EloParams, Grid, Meeting, Outlook, Played, grid::low_score};

/// The parameters of [`DixonColes`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DixonColesParams {
    /// Days in which the weight of a match halves. Default 2,000. Source:
    /// chosen on internationals before 2018.
    pub half_life: f64,
    /// The penalty on squared strengths, in matches: attack and defence are log
    /// rates, and ½·ridge·(a² + d²) is added to the loss. Default 0.5.
    pub ridge: f64,
    /// The weight of a match by class, in the order of [`Class`](crate::Class).
    /// Default 0.7, 0.35, 1, 1.4, 1.4, 1. Source: as the half-life.
    pub weight: [f64; 6],
    /// Days beyond which matches are left out. Default 5,500, at which the weight
    /// is a seventh.
    pub window: i32,
    /// The largest component of the gradient at which the fit stops, in goals.
    /// Default 1e-6.
    pub tolerance: f64,
}

impl Default for DixonColesParams {
    fn default() -> Self {
        DixonColesParams {
            half_life: 2000.0,
            ridge: 0.5,
            weight: [0.7, 0.35, 1.0, 1.4, 1.4, 1.0],
            window: 5500,
            tolerance: 1e-6,
        }
    }
}

/// A result prepared for fitting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// The result.
    pub played: Played,
    /// By how much the home team was ahead before the match, in Elo points / 400,
    /// home advantage not included.
    pub elo: f64,
    /// By how much the home advantage of the home team differs from that of all,
    /// as the sum of what it adds to one log rate and takes from the other; 0 on
    /// neutral ground and where nothing is known.
    pub home: f64,
}

/// Pairs every match with the Elo gap before it. `matches` must be in order of
/// date.
pub fn observe(matches: &[Played], params: EloParams) -> Vec<Observation> {
    let mut elo = Elo::new(crate::team_count(matches), params);
    matches
        .iter()
        .map(|played| {
            let gap = elo.gap(played.meeting.teams) / 400.0;
            elo.update(played);
            Observation { played: *played, elo: gap, home: 0.0 }
        })
        .collect()
}

/// A fitted model: log λ = μ + h·home + β·Δelo + attack − defence.
#[derive(Clone, Debug, PartialEq)]
pub struct DixonColes {
    /// The log of the goals of a side between equals on neutral ground.
    pub base: f64,
    /// What playing at home adds to the log rate of the home side.
    pub home: f64,
    /// What 400 Elo points add to the log rate; the other side loses as much.
    pub elo: f64,
    /// The low-score dependence, see [`Grid::new`].
    pub rho: f64,
    /// Log rates by team; higher scores more. 0 for a team without matches.
    pub attack: Vec<f64>,
    /// Log rates by team; higher concedes less.
    pub defence: Vec<f64>,
    /// How many steps the fit took.
    pub steps: u32,
    /// The largest component of the gradient where it stopped, in goals.
    pub gradient: f64,
}

/// One match with its weight, packed for the loop.
struct Row {
    home: u32,
    away: u32,
    goals: BySide<f64>,
    at_home: f64,
    elo: f64,
    shift: f64,
    weight: f64,
}

impl DixonColes {
    /// Makes the model of no matches at all.
    fn empty(teams: usize) -> DixonColes {
        DixonColes {
            base: 0.2,
            home: 0.25,
            elo: 0.5,
            rho: -0.05,
            attack: vec![0.0; teams],
            defence: vec![0.0; teams],
            steps: 0,
            gradient: 0.0,
        }
    }

    /// Fits the model to what was played before `day` (days since 1970-01-01).
    ///
    /// `warm` is a model fitted to nearly the same matches, from which the fit
    /// starts. Matches on or after `day` are not looked at. Newton's method on
    /// the Poisson part, whose team blocks are diagonal: defences are eliminated
    /// first, attacks and the three scalars are solved densely. The low-score
    /// part is in the gradient only, which makes the last steps linear instead of
    /// quadratic and no less exact.
    pub fn fit(
        observations: &[Observation],
        day: i32,
        teams: usize,
        params: &DixonColesParams,
        warm: Option<&DixonColes>,
    ) -> DixonColes {
        let rows: Vec<Row> = observations
            .iter()
            .filter(|o| {
                let m = &o.played.meeting;
                m.day < day
                    && day.saturating_sub(m.day) <= params.window
                    && (m.teams.home.max(m.teams.away) as usize) < teams
            })
            .map(|o| {
                let m = &o.played.meeting;
                let age = f64::from(day - m.day);
                let class = params.weight[m.class as usize];
                Row {
                    home: m.teams.home,
                    away: m.teams.away,
                    goals: o.played.goals.map(f64::from),
                    at_home: if m.neutral { 0.0 } else { 1.0 },
                    elo: o.elo,
                    shift: 0.5 * o.home,
                    weight: class * (-age / params.half_life).exp2(),
                }
            })
            .collect();
        let mut model = match warm {
            Some(warm) => {
                let mut model = warm.clone();
                model.attack.resize(teams, 0.0);
                model.defence.resize(teams, 0.0);
                model
            }
            None => DixonColes::empty(teams),
        };
        if rows.is_empty() {
            return DixonColes::empty(teams);
        }
        Fit::new(&rows, teams, params, warm.is_some()).run(&mut model);
        model
    }

    /// Returns the expected goals of each side. `elo` is the gap before the match
    /// in points / 400, home advantage not included.
    pub fn expected_goals(&self, meeting: &Meeting, elo: f64, home_shift: f64) -> BySide<f64> {
        let of = |v: &[f64], team: u32| v.get(team as usize).copied().unwrap_or(0.0);
        let BySide { home, away } = meeting.teams;
        let at_home = if meeting.neutral { 0.0 } else { self.home };
        let lead = self.elo * elo + 0.5 * home_shift;
        BySide::new(
            (self.base + at_home + lead + of(&self.attack, home) - of(&self.defence, away)).exp(),
            (self.base - lead + of(&self.attack, away) - of(&self.defence, home)).exp(),
        )
    }

    /// Returns what the model expects of a match; the gap counts as known.
    pub fn outlook(&self, meeting: &Meeting, elo: f64, home_shift: f64) -> Outlook {
        let rates = self.expected_goals(meeting, elo, home_shift).map(|r| r.clamp(0.01, 12.0));
        Outlook {
            middle: 0.5 * (rates.home * rates.away).ln(),
            gap: 0.5 * (rates.home / rates.away).ln(),
            variance: 0.0,
            rho: self.rho,
            extra_time: meeting.knockout.then_some(0.2),
        }
    }

    /// Returns the grid of a match.
    pub fn grid(&self, meeting: &Meeting, elo: f64, home_shift: f64) -> Grid {
        Grid::new(self.expected_goals(meeting, elo, home_shift), self.rho)
    }
}

/// The scalars of the model, after the attacks in the dense system.
const SCALARS: usize = 3;

struct Fit<'a> {
    rows: &'a [Row],
    teams: usize,
    ridge: f64,
    tolerance: f64,
    /// Whether the starting point is close.
    warm: bool,
    /// Expected goals, two per row.
    rates: Vec<f64>,
    /// Gradient: defences, attacks, scalars.
    gradient: Vec<f64>,
    gradient_rho: f64,
    curvature_rho: f64,
    /// The curvature of each defence.
    defences: Vec<f64>,
    /// Cross terms, `teams × (teams + SCALARS)`, row = defence.
    cross: Vec<f64>,
    /// Attacks and scalars, `(teams + SCALARS)²`.
    dense: Vec<f64>,
    factor: Option<Cholesky>,
}

impl<'a> Fit<'a> {
    fn new(rows: &'a [Row], teams: usize, params: &DixonColesParams, warm: bool) -> Fit<'a> {
        let width = teams + SCALARS;
        Fit {
            rows,
            teams,
            ridge: params.ridge.max(1e-6),
            tolerance: params.tolerance.max(1e-12),
            warm,
            rates: vec![0.0; rows.len() * 2],
            gradient: vec![0.0; teams + width],
            gradient_rho: 0.0,
            curvature_rho: 1.0,
            defences: vec![0.0; teams],
            cross: vec![0.0; teams * width],
            dense: vec![0.0; width * width],
            factor: None,
        }
    }

    fn run(&mut self, model: &mut DixonColes) {
        const MOST_STEPS: u32 = 60;
        let mut last = f64::INFINITY;
        for step in 0..MOST_STEPS {
            self.slope(model);
            let size = self.gradient.iter().fold(self.gradient_rho.abs(), |m, g| m.max(g.abs()));
            (model.steps, model.gradient) = (step, size);
            if size <= self.tolerance || !size.is_finite() {
                return;
            }
            // Near the end the curvature hardly changes and its factor is kept.
            let near = size < 0.5 * self.rows.len() as f64 / 400.0 || self.warm;
            if self.factor.is_none() || !near || size > 0.3 * last {
                self.curve();
            }
            last = size;
            self.step(model);
        }
    }

    /// Computes rates and the gradient of the loss at the model.
    fn slope(&mut self, model: &DixonColes) {
        let n = self.teams;
        let (defence, rest) = self.gradient.split_at_mut(n);
        let (attack, scalar) = rest.split_at_mut(n);
        for team in 0..n {
            defence[team] = self.ridge * model.defence[team];
            attack[team] = self.ridge * model.attack[team];
        }
        let (mut base, mut home_part, mut elo_part) = (0.0, 0.0, 0.0);
        let (mut rho_slope, mut rho_curve) = (0.0, 1e-9);
        for (row, rates) in self.rows.iter().zip(self.rates.chunks_exact_mut(2)) {
            let (h, a) = (row.home as usize, row.away as usize);
            let lead = model.elo * row.elo + row.shift;
            let lambda = (model.base + model.home * row.at_home + lead + model.attack[h]
                - model.defence[a])
                .min(4.0)
                .exp();
            let mu = (model.base - lead + model.attack[a] - model.defence[h]).min(4.0).exp();
            let mut slope = BySide::new(lambda - row.goals.home, mu - row.goals.away);
            if row.goals.home < 1.5 && row.goals.away < 1.5 {
                let (x, y) = (row.goals.home as usize, row.goals.away as usize);
                let tau = low_score(BySide::new(lambda, mu), model.rho, x, y).max(0.05);
                // Derivatives of −log τ by log λ, log μ and ρ.
                let by_rho = match (x, y) {
                    (0, 0) => -lambda * mu,
                    (0, 1) => lambda,
                    (1, 0) => mu,
                    _ => -1.0,
                };
                let grow = model.rho * by_rho / tau;
                if x == 0 {
                    slope.home -= grow;
                }
                if y == 0 {
                    slope.away -= grow;
                }
                rho_slope -= row.weight * by_rho / tau;
                rho_curve += row.weight * (by_rho / tau) * (by_rho / tau);
            }
            let (gh, ga) = (row.weight * slope.home, row.weight * slope.away);
            attack[h] += gh;
            defence[a] -= gh;
            attack[a] += ga;
            defence[h] -= ga;
            base += gh + ga;
            home_part += gh * row.at_home;
            elo_part += (gh - ga) * row.elo;
            rates[0] = row.weight * lambda;
            rates[1] = row.weight * mu;
        }
        scalar.copy_from_slice(&[base, home_part, elo_part]);
        (self.gradient_rho, self.curvature_rho) = (rho_slope, rho_curve);
    }

    /// Builds and factors the curvature at the rates last computed.
    fn curve(&mut self) {
        let (n, width) = (self.teams, self.teams + SCALARS);
        self.defences.fill(self.ridge);
        self.cross.fill(0.0);
        self.dense.fill(0.0);
        for team in 0..n {
            self.dense[team * width + team] = self.ridge;
        }
        for scalar in n..width {
            // Keeps the system solvable where a scalar cannot be told, such as
            // home advantage when every ground is neutral.
            self.dense[scalar * width + scalar] = 1e-6;
        }
        for (row, rates) in self.rows.iter().zip(self.rates.chunks_exact(2)) {
            let (h, a) = (row.home as usize, row.away as usize);
            let goals = [(h, a, rates[0], row.at_home, row.elo), (a, h, rates[1], 0.0, -row.elo)];
            for (scorer, keeper, rate, home, elo) in goals {
                self.defences[keeper] += rate;
                let cross = &mut self.cross[keeper * width..(keeper + 1) * width];
                cross[scorer] -= rate;
                cross[n] -= rate;
                cross[n + 1] -= rate * home;
                cross[n + 2] -= rate * elo;
                self.dense[scorer * width + scorer] += rate;
                // The lower triangle is what the factoring reads.
                self.dense[n * width + scorer] += rate;
                self.dense[(n + 1) * width + scorer] += rate * home;
                self.dense[(n + 2) * width + scorer] += rate * elo;
                let tail = &mut self.dense[n * width..];
                tail[n] += rate;
                tail[width + n] += rate * home;
                tail[width + n + 1] += rate * home * home;
                tail[2 * width + n] += rate * elo;
                tail[2 * width + n + 1] += rate * home * elo;
                tail[2 * width + n + 2] += rate * elo * elo;
            }
        }
        // Eliminates the defences: dense −= crossᵀ · defences⁻¹ · cross, over the
        // opponents that each defence really met.
        let mut met: Vec<usize> = Vec::with_capacity(width);
        for keeper in 0..n {
            let cross = &self.cross[keeper * width..(keeper + 1) * width];
            met.clear();
            met.extend((0..width).filter(|at| cross[*at] != 0.0));
            let inverse = 1.0 / self.defences[keeper];
            for (upto, &i) in met.iter().enumerate() {
                let scaled = cross[i] * inverse;
                let line = &mut self.dense[i * width..i * width + width];
                for &j in &met[..=upto] {
                    line[j] -= scaled * cross[j];
                }
            }
        }
        self.factor = Cholesky::factor(&self.dense, width);
    }

    /// Moves the model by one damped Newton step.
    fn step(&mut self, model: &mut DixonColes) {
        let (n, width) = (self.teams, self.teams + SCALARS);
        let Some(factor) = &self.factor else { return };
        let (by_defence, by_rest) = self.gradient.split_at(n);
        let mut rest = by_rest.to_vec();
        for (keeper, slope) in by_defence.iter().enumerate() {
            let scaled = slope / self.defences[keeper];
            if scaled != 0.0 {
                let cross = &self.cross[keeper * width..(keeper + 1) * width];
                for (r, c) in rest.iter_mut().zip(cross) {
                    *r -= scaled * c;
                }
            }
        }
        factor.solve(&mut rest);
        let mut defence = vec![0.0; n];
        for keeper in 0..n {
            let cross = &self.cross[keeper * width..(keeper + 1) * width];
            let inner: f64 = cross.iter().zip(&rest).map(|(c, r)| c * r).sum();
            defence[keeper] = (by_defence[keeper] - inner) / self.defences[keeper];
        }
        let largest = rest.iter().chain(&defence).fold(0.0f64, |m, s| m.max(s.abs()));
        let damp = if largest > 1.5 { 1.5 / largest } else { 1.0 };
        for team in 0..n {
            model.attack[team] -= damp * rest[team];
            model.defence[team] -= damp * defence[team];
        }
        model.base -= damp * rest[n];
        model.home -= damp * rest[n + 1];
        model.elo -= damp * rest[n + 2];
        let rho = self.gradient_rho / self.curvature_rho;
        model.rho = (model.rho - rho.clamp(-0.05, 0.05)).clamp(-0.3, 0.3);
    }
}
