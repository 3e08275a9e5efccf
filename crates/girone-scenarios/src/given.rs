//! Assumptions on the remaining matches.

/// A linear condition on margins: `Σ factor · margin ≥ at_least`.
///
/// A *combined swing* of two matches is such a sum; a factor of ±2 stands on a
/// match between the two teams that are compared, where each goal counts twice.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Combined {
    /// Remaining matches, as positions in `Sheet::remaining`, with the factor
    /// of their margin (home less away).
    pub terms: Vec<(usize, i8)>,
    /// The least sum.
    pub at_least: i32,
}

impl Combined {
    /// Says whether it holds for margins by match.
    pub fn admits(&self, margins: &[i32]) -> bool {
        let of = |&(game, sign): &(usize, i8)| margins.get(game).map(|m| m * i32::from(sign));
        self.terms.iter().filter_map(of).sum::<i32>() >= self.at_least
    }
}

/// What is assumed about the remaining matches: a range of margins (home less
/// away) for each, and conditions on combined margins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Given {
    margins: Vec<(i32, i32)>,
    combined: Vec<Combined>,
}

/// No limit on a margin.
const FAR: i32 = 10_000;

impl Given {
    /// Assumes nothing about `matches` remaining matches.
    pub fn nothing(matches: usize) -> Given {
        Given { margins: vec![(-FAR, FAR); matches], combined: Vec::new() }
    }

    /// Also assumes that the margin of a match (home less away) is at least and
    /// at most so much; `None` is no limit.
    pub fn and_margin(mut self, game: usize, least: Option<i32>, most: Option<i32>) -> Given {
        if let Some((lo, hi)) = self.margins.get_mut(game) {
            *lo = (*lo).max(least.unwrap_or(-FAR));
            *hi = (*hi).min(most.unwrap_or(FAR));
        }
        self
    }

    /// Also assumes a condition on combined margins.
    pub fn and_combined(mut self, combined: Combined) -> Given {
        self.combined.push(combined);
        self
    }

    /// Returns the number of remaining matches it speaks of.
    pub fn matches(&self) -> usize {
        self.margins.len()
    }

    /// Returns the range of margins of a match, ±10,000 where it is not limited.
    pub fn margin(&self, game: usize) -> (i32, i32) {
        self.margins.get(game).copied().unwrap_or((-FAR, FAR))
    }

    /// Returns the conditions on combined margins.
    pub fn combined(&self) -> &[Combined] {
        &self.combined
    }

    /// Says whether margins (home less away, by match) are as assumed.
    pub fn admits(&self, margins: &[i32]) -> bool {
        margins.iter().enumerate().all(|(game, m)| {
            let (lo, hi) = self.margin(game);
            lo <= *m && *m <= hi
        }) && self.combined.iter().all(|c| c.admits(margins))
    }

    /// Says whether a match is limited in any way.
    pub fn concerns(&self, game: usize) -> bool {
        self.margin(game) != (-FAR, FAR)
            || self.combined.iter().any(|c| c.terms.iter().any(|(g, _)| *g == game))
    }
}
