//! How likely each score is.

use girone_model::BySide;

/// Goals per side that a grid tells apart; the last row and column stand for
/// this many goals less one, or more.
pub const GRID: usize = 20;

/// The expected goals above which a side is not rated.
const MOST_EXPECTED: f64 = 12.0;

/// The probability of each score of one match, `GRID × GRID`, row = goals of the
/// home side. Sums to 1.
///
/// Win, draw and loss, totals and everything else about a match are read off
/// this one grid, so that they cannot contradict each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    cells: Vec<f64>,
}

impl Grid {
    /// Makes the grid of two Poisson counts with the low-score dependence of
    /// Dixon and Coles.
    ///
    /// `expected` are the expected goals of each side, cut off at 12 and below at
    /// a hundredth. `rho` is dimensionless; below 0 it makes 0-0 and 1-1 more
    /// likely, 1-0 and 0-1 less. It is cut to the range in which no cell turns
    /// negative. The sum is 1 without normalising: the four corrections cancel.
    ///
    /// Source: Dixon and Coles (1997), "Modelling association football scores
    /// and inefficiencies in the football betting market", Applied Statistics 46,
    /// equation 4.2.
    pub fn new(expected: BySide<f64>, rho: f64) -> Grid {
        let expected = expected.map(|rate| sane(rate, 0.01, MOST_EXPECTED));
        let rows = expected.map(poisson);
        let mut cells = Vec::with_capacity(GRID * GRID);
        for home in rows.home {
            cells.extend(rows.away.iter().map(|away| home * away));
        }
        let mut grid = Grid { cells };
        for home in 0..2 {
            for away in 0..2 {
                *grid.cell_mut(home, away) *= low_score(expected, rho, home, away);
            }
        }
        grid
    }

    /// Makes a grid from weights, which are normalised; weights that are not
    /// finite or negative count as 0. `None` if nothing is left or the number of
    /// weights is not `GRID²`.
    pub fn from_weights(weights: Vec<f64>) -> Option<Grid> {
        let mut cells = weights;
        if cells.len() != GRID * GRID {
            return None;
        }
        for cell in &mut cells {
            if !cell.is_finite() || *cell < 0.0 {
                *cell = 0.0;
            }
        }
        let sum: f64 = cells.iter().sum();
        if sum.is_nan() || sum <= 0.0 {
            return None;
        }
        cells.iter_mut().for_each(|cell| *cell /= sum);
        Some(Grid { cells })
    }

    /// Returns the probability of a score; goals beyond the grid are 0.
    pub fn score(&self, home: usize, away: usize) -> f64 {
        if home < GRID && away < GRID { self.cells[home * GRID + away] } else { 0.0 }
    }

    /// Returns all cells, row by row.
    pub fn cells(&self) -> &[f64] {
        &self.cells
    }

    fn cell_mut(&mut self, home: usize, away: usize) -> &mut f64 {
        &mut self.cells[home * GRID + away]
    }

    /// Sums the cells for which `keep(home, away)` holds.
    pub fn sum_where(&self, mut keep: impl FnMut(usize, usize) -> bool) -> f64 {
        let mut sum = 0.0;
        for (at, cell) in self.cells.iter().enumerate() {
            if keep(at / GRID, at % GRID) {
                sum += cell;
            }
        }
        sum
    }

    /// Returns the probabilities of home win, draw and away win.
    pub fn outcome(&self) -> [f64; 3] {
        let mut sums = [0.0; 3];
        for home in 0..GRID {
            let row = &self.cells[home * GRID..(home + 1) * GRID];
            sums[0] += row[..home].iter().sum::<f64>();
            sums[1] += row[home];
            sums[2] += row[home + 1..].iter().sum::<f64>();
        }
        sums
    }

    /// Returns the probability of more than `goals` goals in the match.
    pub fn more_than(&self, goals: usize) -> f64 {
        self.sum_where(|home, away| home + away > goals)
    }

    /// Returns the probability that both sides score.
    pub fn both_score(&self) -> f64 {
        self.sum_where(|home, away| home > 0 && away > 0)
    }

    /// Returns the expected goals of each side.
    pub fn expected(&self) -> BySide<f64> {
        let mut sums = BySide::new(0.0, 0.0);
        for (at, cell) in self.cells.iter().enumerate() {
            sums.home += cell * (at / GRID) as f64;
            sums.away += cell * (at % GRID) as f64;
        }
        sums
    }

    /// Returns the grid at the end of extra time, where a drawn match has one.
    ///
    /// `expected` are the expected goals of each side in the thirty minutes.
    pub fn with_extra_time(&self, expected: BySide<f64>) -> Grid {
        let extra = Grid::new(expected, 0.0);
        let mut cells = self.cells.clone();
        for level in 0..GRID {
            let drawn = std::mem::take(&mut cells[level * GRID + level]);
            for (at, cell) in extra.cells.iter().enumerate() {
                let home = (level + at / GRID).min(GRID - 1);
                let away = (level + at % GRID).min(GRID - 1);
                cells[home * GRID + away] += drawn * cell;
            }
        }
        Grid { cells }
    }

    /// Returns the grid with the outcomes reweighted to the given probabilities
    /// of home win, draw and away win; within an outcome scores keep their
    /// proportions.
    pub fn tilted_to(&self, outcome: [f64; 3]) -> Grid {
        let have = self.outcome();
        let factor: [f64; 3] =
            std::array::from_fn(|i| if have[i] > 0.0 { outcome[i] / have[i] } else { 0.0 });
        let weights = self
            .cells
            .iter()
            .enumerate()
            .map(|(at, cell)| {
                let which = match (at / GRID).cmp(&(at % GRID)) {
                    std::cmp::Ordering::Greater => 0,
                    std::cmp::Ordering::Equal => 1,
                    std::cmp::Ordering::Less => 2,
                };
                cell * factor[which]
            })
            .collect();
        Grid::from_weights(weights).unwrap_or_else(|| self.clone())
    }
}

/// Returns the factor τ by which Dixon and Coles correct the probability of a
/// score of at most one goal each; 1 for every other score.
///
/// τ(0,1) has the expected goals of the *home* side in it, τ(1,0) those of the
/// away side.
pub fn low_score(expected: BySide<f64>, rho: f64, home: usize, away: usize) -> f64 {
    let BySide { home: lambda, away: mu } = expected;
    let least = (-1.0 / lambda.max(1.0)).max(-1.0 / mu.max(1.0));
    let most = (1.0 / (lambda * mu).max(1.0)).min(1.0);
    let rho = sane(rho, least, most);
    match (home, away) {
        (0, 0) => 1.0 - lambda * mu * rho,
        (0, 1) => 1.0 + lambda * rho,
        (1, 0) => 1.0 + mu * rho,
        (1, 1) => 1.0 - rho,
        _ => 1.0,
    }
}

/// Cuts a value to a range; what is not a number becomes the lower end.
fn sane(value: f64, least: f64, most: f64) -> f64 {
    if value.is_nan() { least } else { value.clamp(least, most) }
}

/// Returns Poisson probabilities with the tail in the last place.
fn poisson(rate: f64) -> [f64; GRID] {
    let mut row = [0.0; GRID];
    let mut term = (-rate).exp();
    let mut sum = 0.0;
    for (goals, cell) in row.iter_mut().enumerate().take(GRID - 1) {
        *cell = term;
        sum += term;
        term *= rate / (goals + 1) as f64;
    }
    row[GRID - 1] = (1.0 - sum).max(0.0);
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_sum_to_one_without_normalising() {
        for (lambda, mu) in [(0.0, 0.0), (0.3, 2.7), (1.4, 1.1), (8.0, 0.05), (f64::NAN, 90.0)] {
            for rho in [-0.9, -0.13, 0.0, 0.05, 0.4, f64::NAN] {
                let grid = Grid::new(BySide::new(lambda, mu), rho);
                let sum: f64 = grid.cells().iter().sum();
                assert!((sum - 1.0).abs() < 1e-12, "{lambda} {mu} {rho}: {sum}");
                assert!(grid.cells().iter().all(|c| *c >= 0.0));
            }
        }
    }

    #[test]
    fn the_low_score_factors_are_the_right_way_round() {
        // The marginal distributions stay Poisson only with this orientation.
        let (lambda, mu, rho) = (1.9, 0.7, -0.1);
        let grid = Grid::new(BySide::new(lambda, mu), rho);
        for goals in 0..2 {
            let row: f64 = (0..GRID).map(|away| grid.score(goals, away)).sum();
            let column: f64 = (0..GRID).map(|home| grid.score(home, goals)).sum();
            assert!((row - poisson(lambda)[goals]).abs() < 1e-12);
            assert!((column - poisson(mu)[goals]).abs() < 1e-12);
        }
        assert!(
            low_score(BySide::new(lambda, mu), rho, 0, 1)
                < low_score(BySide::new(lambda, mu), rho, 1, 0)
        );
    }

    #[test]
    fn everything_about_a_match_comes_from_one_grid() {
        let grid = Grid::new(BySide::new(1.6, 1.1), -0.08);
        let [home, draw, away] = grid.outcome();
        assert!((home + draw + away - 1.0).abs() < 1e-12);
        assert!(home > away && draw > 0.2);
        let nil = grid.sum_where(|h, _| h == 0) + grid.sum_where(|h, a| a == 0 && h > 0);
        assert!((grid.both_score() + nil - 1.0).abs() < 1e-12);
        assert!((grid.more_than(0) - (1.0 - grid.score(0, 0))).abs() < 1e-12);
        assert!((grid.expected().home - 1.6).abs() < 1e-9);
    }

    #[test]
    fn extra_time_takes_from_draws_only() {
        let grid = Grid::new(BySide::new(1.2, 1.0), -0.05);
        let after = grid.with_extra_time(BySide::new(0.4, 0.33));
        let (before, after) = (grid.outcome(), after.outcome());
        assert!((after.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(after[0] > before[0] && after[2] > before[2] && after[1] < before[1] * 0.65);
    }

    #[test]
    fn tilting_keeps_the_shape_within_an_outcome() {
        let grid = Grid::new(BySide::new(1.2, 1.0), -0.05);
        let tilted = grid.tilted_to([0.5, 0.2, 0.3]);
        for (a, b) in tilted.outcome().iter().zip([0.5, 0.2, 0.3]) {
            assert!((a - b).abs() < 1e-12);
        }
        let ratio = tilted.score(2, 0) / tilted.score(1, 0);
        assert!((ratio - grid.score(2, 0) / grid.score(1, 0)).abs() < 1e-12);
    }
}
