//! What a model expects of one match, before it is turned into a grid.

use girone_model::BySide;

use crate::{GRID, Grid};

/// The expected course of a match between two teams, with its uncertainty.
///
/// Log rates are `middle + gap` for the home side and `middle − gap` for the
/// away side; the gap itself is only known up to a normal error. Log-pooling
/// Poisson models is averaging their log rates, so that a pool of models is an
/// outlook again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// The mean of both log rates, goals per match.
    pub middle: f64,
    /// Half the difference of the log rates.
    pub gap: f64,
    /// The variance of the gap.
    pub variance: f64,
    /// The low-score dependence, see [`Grid::new`].
    pub rho: f64,
    /// The share of a match's rates at which goals fall in extra time if the
    /// match is drawn; `None` where a drawn match stays drawn.
    pub extra_time: Option<f64>,
}

impl Outlook {
    /// Returns the rates of both sides if the gap misses its mean by `error`
    /// standard deviations.
    pub fn rates(&self, error: f64) -> BySide<f64> {
        let gap = self.gap + error * self.variance.max(0.0).sqrt();
        BySide::new((self.middle + gap).exp(), (self.middle - gap).exp())
    }

    /// Returns the grid after the usual length of a match.
    ///
    /// Averages over the error of the gap at three points, which is exact for
    /// polynomials up to the fifth degree (Gauss-Hermite).
    pub fn regular(&self) -> Grid {
        self.mixed(|rates| Grid::new(rates, self.rho))
    }

    /// Returns the grid at the end of the match, extra time included where it has
    /// one.
    pub fn grid(&self) -> Grid {
        match self.extra_time {
            None => self.regular(),
            Some(share) => self.mixed(|rates| {
                Grid::new(rates, self.rho).with_extra_time(rates.map(|r| r * share))
            }),
        }
    }

    fn mixed(&self, grid: impl Fn(BySide<f64>) -> Grid) -> Grid {
        if self.variance < 1e-9 {
            return grid(self.rates(0.0));
        }
        let far = 3f64.sqrt();
        let mut cells = vec![0.0; GRID * GRID];
        for (error, weight) in [(-far, 1.0 / 6.0), (0.0, 2.0 / 3.0), (far, 1.0 / 6.0)] {
            let part = grid(self.rates(error));
            for (cell, p) in cells.iter_mut().zip(part.cells()) {
                *cell += weight * p;
            }
        }
        Grid::from_weights(cells).unwrap_or_else(|| grid(self.rates(0.0)))
    }
}
