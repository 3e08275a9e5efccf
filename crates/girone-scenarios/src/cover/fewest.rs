//! The smallest cover of a small grid of results.

use super::{Cover, Patch};

impl Cover<'_> {
    /// A smallest cover with boxes, of small grids of results; `None` where that
    /// takes too long.
    pub(super) fn fewest(&self, wanted: &[usize]) -> Option<Vec<Patch>> {
        if self.grid.margins || self.axes() > 6 {
            return None;
        }
        let primes = self.largest_boxes();
        let words = self.grid.classes.len().div_ceil(64);
        let mut target = vec![0u64; words];
        wanted.iter().for_each(|c| target[c / 64] |= 1 << (c % 64));
        let mut sets: Vec<(Vec<u64>, usize, Patch)> = Vec::new();
        for patch in primes {
            let mut set = vec![0u64; words];
            for c in wanted.iter().filter(|c| self.contains(&patch, **c)) {
                set[c / 64] |= 1 << (c % 64);
            }
            if set.iter().any(|w| *w != 0) {
                sets.push((set, self.atoms(&patch), patch));
            }
        }
        let mut search = Fewest { sets: &sets, best: None, chosen: Vec::new(), nodes: 3000 };
        search.go(&target, 0);
        if search.nodes == 0 && search.best.is_none() {
            return None;
        }
        search.best.map(|(_, _, chosen)| chosen.iter().map(|i| sets[*i].2.clone()).collect())
    }

    /// All boxes that are allowed and cannot be widened.
    fn largest_boxes(&self) -> Vec<Patch> {
        let mut found = Vec::new();
        let mut bounds = vec![(0usize, 0usize); self.axes()];
        loop {
            let patch = Patch { bounds: bounds.clone(), combined: None };
            if self.is_allowed(&patch) && !self.can_widen(&bounds) {
                found.push(patch);
            }
            let mut axis = 0;
            loop {
                if axis == bounds.len() {
                    return found;
                }
                let (lo, hi) = bounds[axis];
                if hi + 1 < self.sizes[axis] {
                    bounds[axis] = (lo, hi + 1);
                    break;
                } else if lo + 1 < self.sizes[axis] {
                    bounds[axis] = (lo + 1, lo + 1);
                    break;
                }
                bounds[axis] = (0, 0);
                axis += 1;
            }
        }
    }

    fn can_widen(&self, bounds: &[(usize, usize)]) -> bool {
        let mut wider = bounds.to_vec();
        (0..bounds.len()).any(|axis| {
            let (lo, hi) = bounds[axis];
            let mut can = false;
            if lo > 0 {
                wider[axis] = (lo - 1, hi);
                can |= self.box_is_allowed(&wider);
            }
            if hi + 1 < self.sizes[axis] {
                wider[axis] = (lo, hi + 1);
                can |= self.box_is_allowed(&wider);
            }
            wider[axis] = (lo, hi);
            can
        })
    }
}

/// The search for a smallest cover.
struct Fewest<'s> {
    sets: &'s [(Vec<u64>, usize, Patch)],
    /// How many clauses and single conditions, and which.
    best: Option<(usize, usize, Vec<usize>)>,
    chosen: Vec<usize>,
    nodes: u32,
}

impl Fewest<'_> {
    fn go(&mut self, left: &[u64], atoms: usize) {
        if self.nodes == 0 {
            return;
        }
        self.nodes -= 1;
        let key = (self.chosen.len(), atoms);
        // The open cell that the fewest boxes cover.
        let mut fewest: Option<(usize, usize)> = None;
        for (w, word) in left.iter().enumerate() {
            let mut word = *word;
            while word != 0 {
                let bit = word.trailing_zeros() as usize;
                word &= word - 1;
                let covering = self.sets.iter().filter(|s| s.0[w] >> bit & 1 == 1).count();
                if fewest.is_none_or(|(n, _)| covering < n) {
                    fewest = Some((covering, w * 64 + bit));
                }
            }
        }
        let Some((_, cell)) = fewest else {
            if self.best.as_ref().is_none_or(|(n, a, _)| key < (*n, *a)) {
                self.best = Some((key.0, key.1, self.chosen.clone()));
            }
            return;
        };
        if self.best.as_ref().is_some_and(|(n, _, _)| key.0 + 1 > *n) {
            return;
        }
        let mut covering: Vec<(usize, usize)> = (0..self.sets.len())
            .filter(|i| self.sets[*i].0[cell / 64] >> (cell % 64) & 1 == 1)
            .map(|i| {
                let new: u32 =
                    self.sets[i].0.iter().zip(left).map(|(a, b)| (a & b).count_ones()).sum();
                (usize::MAX - new as usize, i)
            })
            .collect();
        covering.sort_unstable();
        for (_, i) in covering {
            let rest: Vec<u64> = left.iter().zip(&self.sets[i].0).map(|(a, b)| a & !b).collect();
            self.chosen.push(i);
            self.go(&rest, atoms + self.sets[i].1);
            self.chosen.pop();
        }
    }
}
