//! Drawing scores from rates.

use girone_model::BySide;

/// Goals that are told apart in a draw; more than this never happen.
const MOST: usize = 16;
/// Steps per unit of log rate.
const FINE: f32 = 128.0;
const LOWEST: f32 = -5.0;
const HIGHEST: f32 = 2.3;
const LEVELS: usize = ((HIGHEST - LOWEST) * FINE) as usize + 1;

/// Poisson counts by table: for each log rate the random numbers above which
/// there is one more goal.
pub(crate) struct Goals {
    thresholds: Vec<[u16; MOST]>,
}

impl Goals {
    pub(crate) fn new() -> Goals {
        let thresholds = (0..LEVELS)
            .map(|level| thresholds(f64::from(LOWEST + level as f32 / FINE).exp()))
            .collect();
        Goals { thresholds }
    }

    /// Draws a score; `bits` are 64 random bits.
    ///
    /// Log rates are rounded to 1/128 with random bits, so that the mean is right.
    /// `rho` is applied by moving what Dixon and Coles add to one score from where
    /// they take it.
    #[inline]
    pub(crate) fn draw(&self, log_rates: BySide<f32>, rho: f32, bits: u64) -> BySide<u8> {
        let dither = ((bits >> 48) & 0xff) as f32 * (1.0 / 256.0);
        let level = |log_rate: f32| {
            let at = (log_rate - LOWEST) * FINE + dither;
            // The cast stops at both ends of the range, and turns NaN into 0.
            (at.clamp(0.0, (LEVELS - 1) as f32)) as usize
        };
        let home = self.count(level(log_rates.home), bits as u16);
        let away = self.count(level(log_rates.away), (bits >> 16) as u16);
        let mut goals = BySide::new(home, away);
        if home <= 1 && away <= 1 && rho != 0.0 {
            goals = shift(goals, log_rates, rho, (bits >> 32) as u16);
        }
        goals
    }

    #[inline]
    fn count(&self, level: usize, bits: u16) -> u8 {
        let mut goals = 0i16;
        for threshold in &self.thresholds[level] {
            goals += i16::from((bits ^ 0x8000) as i16 > (*threshold ^ 0x8000) as i16);
        }
        goals as u8
    }
}

/// Returns the thresholds of a rate; the last are out of reach.
pub(crate) fn thresholds(rate: f64) -> [u16; MOST] {
    let mut below = 0.0;
    let mut term = (-rate).exp();
    std::array::from_fn(|goals| {
        below += term;
        term *= rate / (goals + 1) as f64;
        // At most 65,535, which no draw is above.
        ((below * 65_536.0).round().clamp(1.0, 65_536.0) as u32 - 1) as u16
    })
}

/// Moves a low score as [`crate::low_score`] demands.
///
/// For ρ < 0 the factors take |ρ|λμ of the mass of 0-0 from each of 0-1 and 1-0
/// and give it to 0-0 and 1-1; for ρ > 0 the other way round.
#[inline]
fn shift(goals: BySide<u8>, log_rates: BySide<f32>, rho: f32, bits: u16) -> BySide<u8> {
    let chance = match (goals.home, goals.away) {
        (0, 1) if rho < 0.0 => -rho * log_rates.home.exp(),
        (1, 0) if rho < 0.0 => -rho * log_rates.away.exp(),
        (0, 0) if rho > 0.0 => rho * (log_rates.home + log_rates.away).exp(),
        (1, 1) if rho > 0.0 => rho,
        _ => return goals,
    };
    if f32::from(bits) >= chance * 65_536.0 {
        return goals;
    }
    match (goals.home, goals.away) {
        (0, 1) => BySide::new(0, 0),
        (1, 0) => BySide::new(1, 1),
        (0, 0) => BySide::new(0, 1),
        _ => BySide::new(1, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Grid;
    use crate::trial::rng::Stream;

    #[test]
    fn scores_are_drawn_as_often_as_the_grid_says() {
        let goals = Goals::new();
        for (home, away, rho) in [(1.7f64, 0.9f64, -0.13f64), (0.6, 2.4, 0.1), (1.2, 1.2, 0.0)] {
            let grid = Grid::new(BySide::new(home, away), rho);
            let log_rates = BySide::new(home.ln() as f32, away.ln() as f32);
            let n = 400_000u32;
            let mut seen = [[0u32; 17]; 17];
            for trial in 0..n {
                let g = goals.draw(log_rates, rho as f32, Stream::new(5, trial.into()).at(1));
                seen[usize::from(g.home)][usize::from(g.away)] += 1;
            }
            for (h, row) in seen.iter().enumerate().take(6) {
                for (a, &count) in row.iter().enumerate().take(6) {
                    let p = grid.score(h, a);
                    let error = (p * (1.0 - p) / f64::from(n)).sqrt();
                    let frequency = f64::from(count) / f64::from(n);
                    assert!(
                        (frequency - p).abs() < 4.5 * error + 4e-5,
                        "{h}-{a}: {frequency} against {p}"
                    );
                }
            }
        }
    }
}
