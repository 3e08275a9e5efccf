//! Strengths of a few teams at one moment, as trials draw them.

use girone_model::BySide;

use crate::linear::Cholesky;
use crate::{Filter, FilterParams, Outlook, Strength};

/// Whose ground a match is played on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ground {
    /// That of the team named first.
    Home,
    /// That of the team named second.
    Away,
    /// Nobody's.
    Neutral,
}

/// What a model believes about the teams of an edition, made ready for trials.
///
/// The teams are numbered as they were asked for. Every number is a log rate, so
/// that what is expected of a match is a sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratings {
    /// Mean strength by team.
    pub strength: Vec<f64>,
    /// What each team adds to both log rates.
    pub open: Vec<f64>,
    /// The uncertainty of `open`, as a variance.
    pub open_variance: Vec<f64>,
    /// What each team adds to the gap at home.
    pub home: Vec<f64>,
    /// The log of the goals of a side between equals.
    pub base: f64,
    /// The lower triangular factor of the covariance of strengths,
    /// `teams × teams` by rows.
    pub deviations: Vec<f64>,
    /// See [`FilterParams::inflate`].
    pub inflate: f64,
    /// See [`FilterParams::rho`].
    pub rho: f64,
    /// See [`FilterParams::knockout_base`].
    pub knockout_base: f64,
    /// See [`FilterParams::extra_time`].
    pub extra_time: f64,
}

impl Ratings {
    /// Returns ratings of teams that are all the same and known to be so.
    pub fn equal(teams: usize) -> Ratings {
        Ratings {
            strength: vec![0.0; teams],
            open: vec![0.0; teams],
            open_variance: vec![0.0; teams],
            home: vec![0.18; teams],
            base: 0.2,
            deviations: vec![0.0; teams * teams],
            inflate: 1.0,
            rho: 0.0,
            knockout_base: 0.0,
            extra_time: 1.0 / 3.0,
        }
    }

    /// Returns what a filter believes about `teams` on `day`.
    pub fn of_filter(filter: &Filter, teams: &[u32], day: i32) -> Ratings {
        let p: &FilterParams = filter.params();
        let beliefs: Vec<Strength> = teams.iter().map(|t| filter.strength(*t)).collect();
        let mut covariance = filter.covariance(teams);
        for (i, belief) in beliefs.iter().enumerate() {
            let years = belief.last.map_or(0.0, |last| f64::from((day - last).max(0)) / 365.25);
            covariance[i * teams.len() + i] += p.walk * years.min(20.0);
        }
        covariance.iter_mut().for_each(|c| *c *= p.spread);
        Ratings {
            strength: beliefs.iter().map(|b| b.mean * p.sharpen).collect(),
            open: beliefs.iter().map(|b| b.open).collect(),
            open_variance: beliefs.iter().map(|b| b.open_variance).collect(),
            home: beliefs.iter().map(|b| 0.5 * (filter.home() + b.home) * p.sharpen).collect(),
            base: filter.base(),
            deviations: lower(&covariance, teams.len()),
            inflate: p.inflate,
            rho: p.rho,
            knockout_base: p.knockout_base,
            extra_time: p.extra_time,
        }
    }

    /// Returns how many teams there are.
    pub fn teams(&self) -> usize {
        self.strength.len()
    }

    /// Returns the same ratings as if strengths were known without error.
    pub fn certain(&self) -> Ratings {
        Ratings { deviations: vec![0.0; self.deviations.len()], ..self.clone() }
    }

    /// Says whether strengths are known without error.
    pub fn is_certain(&self) -> bool {
        self.deviations.iter().all(|d| *d == 0.0)
    }

    /// Returns the variance of the difference of two strengths.
    pub fn variance(&self, teams: BySide<usize>) -> f64 {
        let n = self.teams();
        let row = |t: usize| &self.deviations[t * n..(t + 1) * n];
        row(teams.home).iter().zip(row(teams.away)).map(|(a, b)| (a - b) * (a - b)).sum()
    }

    /// Returns what is expected of a match between two of the teams.
    pub fn outlook(&self, teams: BySide<usize>, ground: Ground, knockout: bool) -> Outlook {
        let BySide { home, away } = teams;
        let variance = self.variance(teams);
        Outlook {
            middle: self.middle(teams, variance, knockout),
            gap: self.strength[home] - self.strength[away] + self.lead(teams, ground),
            variance,
            rho: self.rho,
            extra_time: knockout.then_some(self.extra_time),
        }
    }

    /// Returns what the ground adds to the gap.
    pub(crate) fn lead(&self, teams: BySide<usize>, ground: Ground) -> f64 {
        match ground {
            Ground::Home => self.home[teams.home],
            Ground::Away => -self.home[teams.away],
            Ground::Neutral => 0.0,
        }
    }

    /// Returns the mean of both log rates.
    pub(crate) fn middle(&self, teams: BySide<usize>, variance: f64, knockout: bool) -> f64 {
        let BySide { home, away } = teams;
        let doubt = (variance + self.open_variance[home] + self.open_variance[away]).min(0.25);
        self.base
            + self.open[home]
            + self.open[away]
            + 0.5 * self.inflate * doubt
            + if knockout { self.knockout_base } else { 0.0 }
    }
}

/// Returns the lower triangular factor of a covariance, all 0 if it has none.
fn lower(covariance: &[f64], size: usize) -> Vec<f64> {
    let mut matrix = covariance.to_vec();
    for i in 0..size {
        matrix[i * size + i] += 1e-9;
    }
    match Cholesky::factor(&matrix, size) {
        Some(factor) => factor.rows(),
        None => {
            // Rounding has spoilt the matrix; the variances alone are kept.
            let mut rows = vec![0.0; size * size];
            for i in 0..size {
                rows[i * size + i] = matrix[i * size + i].max(0.0).sqrt();
            }
            rows
        }
    }
}
