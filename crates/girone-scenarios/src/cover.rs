//! Covering cells with few clauses.

mod fewest;

use crate::Combined;
use crate::cells::{Class, Grid};
use crate::conditions::{Clause, Range};

/// A box of cells, first and last per axis, with combined margins.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Patch {
    bounds: Vec<(usize, usize)>,
    combined: Option<(usize, i32)>,
}

/// Covers all cells of `target` with clauses that stay within `allowed`, no clause
/// redundant, simplest first; with combined margins if `sums`.
pub(crate) fn cover(
    grid: &Grid,
    sums: bool,
    target: impl Fn(Class) -> bool,
    allowed: impl Fn(Class) -> bool,
) -> Vec<Clause> {
    let c = Cover::new(grid, &allowed);
    let wanted: Vec<usize> = (0..grid.classes.len()).filter(|i| target(grid.classes[*i])).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    if let Some(mut patches) = c.fewest(&wanted) {
        patches.sort_by_key(|p| (c.atoms(p), p.bounds.clone()));
        return patches.iter().map(|p| c.clause(p)).collect();
    }
    let mut best: Option<(usize, usize, Vec<Patch>)> = None;
    for order in 0..4 {
        let patches = c.greedy(&wanted, order, sums);
        let patches = c.without_redundant(patches, &wanted);
        let atoms = patches.iter().map(|p| c.atoms(p)).sum();
        let key = (patches.len(), atoms);
        if best.as_ref().is_none_or(|(n, a, _)| key < (*n, *a)) {
            best = Some((key.0, key.1, patches));
        }
    }
    let mut patches = best.map_or(Vec::new(), |(_, _, p)| p);
    patches.sort_by_key(|p| (c.atoms(p), p.bounds.clone()));
    patches.iter().map(|p| c.clause(p)).collect()
}

struct Cover<'g> {
    grid: &'g Grid,
    sizes: Vec<usize>,
    strides: Vec<usize>,
    /// How many cells that are not allowed lie before each corner, for boxes.
    blocked: Vec<u32>,
    allowed: Vec<bool>,
    /// The margins that the cells of each axis stand for in sums.
    margins: Vec<Vec<i32>>,
    /// How many cells that are not allowed lie before each cell, and the nearest
    /// ones up to it and from it on.
    before: Vec<u32>,
    last_blocked: Vec<u32>,
    next_blocked: Vec<u32>,
}

/// No cell.
const NONE: u32 = u32::MAX;

/// How many of some cells lie before each.
fn prefix(cells: &[bool]) -> Vec<u32> {
    let mut before = Vec::with_capacity(cells.len() + 1);
    let mut sum = 0;
    before.push(0);
    for c in cells {
        sum += u32::from(*c);
        before.push(sum);
    }
    before
}

impl<'g> Cover<'g> {
    fn new(grid: &'g Grid, allowed: &dyn Fn(Class) -> bool) -> Cover<'g> {
        let sizes: Vec<usize> = grid.axes.iter().map(|a| a.cells.len()).collect();
        let mut strides = vec![1; sizes.len()];
        for i in (0..sizes.len().saturating_sub(1)).rev() {
            strides[i] = strides[i + 1] * sizes[i + 1];
        }
        let allowed: Vec<bool> = grid.classes.iter().map(|c| allowed(*c)).collect();
        // Sums along every axis in turn.
        let mut blocked: Vec<u32> = allowed.iter().map(|a| u32::from(!a)).collect();
        for (axis, stride) in strides.iter().enumerate() {
            for i in 0..blocked.len() {
                if i / stride % sizes[axis] > 0 {
                    blocked[i] += blocked[i - stride];
                }
            }
        }
        let margins = grid
            .axes
            .iter()
            .map(|a| {
                let of = |&(lo, hi): &(i32, i32)| if lo.abs() < hi.abs() { lo } else { hi };
                a.cells.iter().map(of).collect()
            })
            .collect();
        let barred: Vec<bool> = allowed.iter().map(|a| !a).collect();
        let before = prefix(&barred);
        let (mut last_blocked, mut next_blocked) =
            (vec![NONE; barred.len()], vec![NONE; barred.len()]);
        let mut last = NONE;
        for (i, b) in barred.iter().enumerate() {
            last = if *b { i as u32 } else { last };
            last_blocked[i] = last;
        }
        let mut next = NONE;
        for (i, b) in barred.iter().enumerate().rev() {
            next = if *b { i as u32 } else { next };
            next_blocked[i] = next;
        }
        Cover {
            grid,
            sizes,
            strides,
            blocked,
            allowed,
            margins,
            before,
            last_blocked,
            next_blocked,
        }
    }

    /// Goes through the cells of a patch, stretch by stretch along the last axis:
    /// the first and the last cell, and the sum without the last axis. Stops when
    /// `f` says so.
    fn stretches(&self, patch: &Patch, f: &mut dyn FnMut(usize, usize, i32) -> bool) {
        let Some(last) = self.axes().checked_sub(1) else {
            f(0, 0, 0);
            return;
        };
        let direction = patch.combined.map(|(d, _)| self.grid.directions[d].as_slice());
        self.along(patch, direction, last, f);
    }

    fn along(
        &self,
        patch: &Patch,
        direction: Option<&[i32]>,
        last: usize,
        f: &mut dyn FnMut(usize, usize, i32) -> bool,
    ) {
        // Where the stretch starts and the sum without the last axis, kept up to date.
        let weight =
            |axis: usize, at: usize| direction.map_or(0, |c| c[axis] * self.margins[axis][at]);
        let mut digits = [0usize; 16];
        if last > digits.len() {
            return;
        }
        let (mut start, mut sum) = (0, 0);
        for (axis, digit) in digits.iter_mut().enumerate().take(last) {
            *digit = patch.bounds[axis].0;
            start += *digit * self.strides[axis];
            sum += weight(axis, *digit);
        }
        let (from, to) = (patch.bounds[last].0, patch.bounds[last].1 + 1);
        let margins = &self.margins[last];
        loop {
            let (mut lo, mut hi) = (from, to);
            if let (Some(c), Some((_, least))) = (direction, patch.combined) {
                // The margins of the last axis rise one by one.
                let missing = least - sum;
                let at = |margin: i32| (margin - margins[0]).clamp(from as i32, to as i32);
                match c[last] {
                    0 if missing > 0 => hi = lo,
                    0 => {}
                    c if c > 0 => lo = at(-(-missing).div_euclid(c)) as usize,
                    c => hi = at((-missing).div_euclid(-c) + 1) as usize,
                }
            }
            if lo < hi && !f(start + lo, start + hi - 1, sum) {
                return;
            }
            let mut axis = last;
            loop {
                if axis == 0 {
                    return;
                }
                axis -= 1;
                let was = digits[axis];
                sum -= weight(axis, was);
                let more = was < patch.bounds[axis].1;
                digits[axis] = if more { was + 1 } else { patch.bounds[axis].0 };
                sum += weight(axis, digits[axis]);
                start = start + digits[axis] * self.strides[axis] - was * self.strides[axis];
                if more {
                    break;
                }
            }
        }
    }

    /// How many of the cells counted in `before` a patch covers.
    fn covered(&self, patch: &Patch, before: &[u32]) -> usize {
        let mut count = 0;
        self.stretches(patch, &mut |first, last, _| {
            count += (before[last + 1] - before[first]) as usize;
            true
        });
        count
    }

    fn axes(&self) -> usize {
        self.sizes.len()
    }

    fn at(&self, cell: usize, axis: usize) -> usize {
        cell / self.strides[axis] % self.sizes[axis]
    }

    fn box_is_allowed(&self, bounds: &[(usize, usize)]) -> bool {
        // Corners at the edge of an axis count nothing.
        let mut index = 0;
        let mut steps = [0usize; 16];
        let mut open = 0;
        for (axis, (lo, hi)) in bounds.iter().enumerate() {
            index += hi * self.strides[axis];
            if *lo > 0 {
                steps[open] = (hi + 1 - lo) * self.strides[axis];
                open += 1;
            }
        }
        let mut sum = 0i64;
        // One corner after the other, each one axis away from the last one.
        let mut corner = 0usize;
        for i in 1..=1usize << open {
            let sign = if corner.count_ones().is_multiple_of(2) { 1 } else { -1 };
            sum += sign * i64::from(self.blocked[index]);
            let axis = i.trailing_zeros() as usize;
            if axis < open {
                corner ^= 1 << axis;
                if corner >> axis & 1 == 1 {
                    index -= steps[axis];
                } else {
                    index += steps[axis];
                }
            }
        }
        sum == 0
    }

    fn contains(&self, patch: &Patch, cell: usize) -> bool {
        patch.bounds.iter().enumerate().all(|(axis, (lo, hi))| {
            let at = self.at(cell, axis);
            *lo <= at && at <= *hi
        }) && patch.combined.is_none_or(|(d, least)| self.sum(d, cell) >= least)
    }

    fn sum(&self, direction: usize, cell: usize) -> i32 {
        let coefficients = self.grid.directions[direction].iter().enumerate();
        coefficients.map(|(axis, c)| c * self.margins[axis][self.at(cell, axis)]).sum()
    }

    fn is_allowed(&self, patch: &Patch) -> bool {
        if patch.combined.is_none() {
            return self.box_is_allowed(&patch.bounds);
        }
        let mut clear = true;
        self.stretches(patch, &mut |first, last, _| {
            clear = self.before[last + 1] == self.before[first];
            clear
        });
        clear
    }

    /// The largest sum of a cell in the bounds of a patch that is not allowed.
    fn highest_blocked(&self, patch: &Patch, direction: usize) -> Option<i32> {
        let inside = Patch { combined: None, ..patch.clone() };
        let axis = self.axes().checked_sub(1)?;
        let coefficients = self.grid.directions[direction].as_slice();
        let c = coefficients[axis];
        let mut highest: Option<i32> = None;
        self.along(&inside, Some(coefficients), axis, &mut |first, last, sum| {
            let at = if c >= 0 { self.last_blocked[last] } else { self.next_blocked[first] };
            if at != NONE && (first..=last).contains(&(at as usize)) {
                let sum = sum + c * self.margins[axis][at as usize % self.sizes[axis]];
                highest = highest.max(Some(sum));
            }
            true
        });
        highest
    }

    /// Widens a patch as far as it goes, directions in the given order.
    fn widen(&self, patch: &mut Patch, order: &[(usize, bool)]) {
        for &(axis, up) in order {
            // What it has so far is allowed: all the way first, then by halves.
            let (lo, hi) = patch.bounds[axis];
            let from = if up { hi } else { lo };
            let most = if up { self.sizes[axis] - 1 - hi } else { lo };
            let (mut done, mut beyond) = (0, most + 1);
            let mut step = most;
            while done < step {
                let stretch = if up {
                    (from + done + 1, from + step)
                } else {
                    (from - step, from - done - 1)
                };
                patch.bounds[axis] = stretch;
                if self.is_allowed(patch) {
                    done = step;
                } else {
                    beyond = step;
                }
                step = (done + beyond) / 2;
            }
            patch.bounds[axis] = if up { (lo, hi + done) } else { (lo - done, hi) };
        }
    }

    /// Clauses around a cell.
    fn candidates(&self, seed: usize, sums: bool) -> Vec<Patch> {
        let k = self.axes();
        let point: Vec<(usize, usize)> =
            (0..k).map(|a| (self.at(seed, a), self.at(seed, a))).collect();
        let mut orders: Vec<Vec<(usize, bool)>> = Vec::new();
        // Every order of axes for few of them, rotations for many; both senses.
        let axes: Vec<Vec<usize>> = if k <= 4 {
            permutations(k)
        } else {
            (0..k).map(|r| (0..k).map(|i| (i + r) % k).collect()).collect()
        };
        for axes in axes {
            for first in [true, false] {
                orders.push(axes.iter().flat_map(|a| [(*a, first), (*a, !first)]).collect());
                let one: Vec<_> = axes.iter().map(|a| (*a, first)).collect();
                let two = axes.iter().map(|a| (*a, !first));
                orders.push(one.into_iter().chain(two).collect());
            }
        }
        let mut found: Vec<Patch> = Vec::new();
        for order in &orders {
            let mut patch = Patch { bounds: point.clone(), combined: None };
            self.widen(&mut patch, order);
            if !found.contains(&patch) {
                found.push(patch);
            }
        }
        if self.grid.margins && sums {
            self.with_sums(seed, &orders, &point, &mut found);
        }
        found
    }

    fn with_sums(
        &self,
        seed: usize,
        orders: &[Vec<(usize, bool)>],
        point: &[(usize, usize)],
        found: &mut Vec<Patch>,
    ) {
        for d in 0..self.grid.directions.len() {
            for order in orders.iter().step_by(2) {
                let combined = Some((d, self.sum(d, seed)));
                let mut patch = Patch { bounds: point.to_vec(), combined };
                self.widen(&mut patch, order);
                // A smaller sum as far as it goes, then wider again.
                if let Some(highest) = self.highest_blocked(&patch, d) {
                    patch.combined = Some((d, highest + 1));
                }
                self.widen(&mut patch, order);
                let free = Patch { combined: None, ..patch.clone() };
                let patch = if self.is_allowed(&free) { free } else { patch };
                if !found.contains(&patch) {
                    found.push(patch);
                }
            }
        }
    }

    fn greedy(&self, wanted: &[usize], order: usize, sums: bool) -> Vec<Patch> {
        let mut left = vec![false; self.allowed.len()];
        wanted.iter().for_each(|c| left[*c] = true);
        let mut open = wanted.len();
        let mut patches = Vec::new();
        while open > 0 {
            let before = prefix(&left);
            let nth = match order {
                0 => 0,
                1 => open - 1,
                2 => open / 2,
                _ => open / 3,
            };
            let seed = before.partition_point(|n| (*n as usize) <= nth) - 1;
            let best = self
                .candidates(seed, sums)
                .into_iter()
                .map(|p| (self.covered(&p, &before), usize::MAX - self.atoms(&p), p))
                .max_by_key(|(covered, simple, _)| (*covered, *simple));
            let Some((covered, _, patch)) = best.filter(|b| b.0 > 0) else { break };
            self.stretches(&patch, &mut |first, last, _| {
                left[first..=last].fill(false);
                true
            });
            open -= covered;
            patches.push(patch);
        }
        patches
    }

    /// Leaves out patches that the others cover.
    fn without_redundant(&self, mut patches: Vec<Patch>, wanted: &[usize]) -> Vec<Patch> {
        let mut count = vec![0u32; self.allowed.len()];
        let mut is_wanted = vec![false; self.allowed.len()];
        wanted.iter().for_each(|c| is_wanted[*c] = true);
        for patch in &patches {
            self.stretches(patch, &mut |first, last, _| {
                count[first..=last].iter_mut().for_each(|n| *n += 1);
                true
            });
        }
        let mut i = 0;
        while i < patches.len() {
            let mut needed = false;
            self.stretches(&patches[i], &mut |first, last, _| {
                needed = (first..=last).any(|c| is_wanted[c] && count[c] == 1);
                !needed
            });
            if needed {
                i += 1;
                continue;
            }
            let patch = patches.remove(i);
            self.stretches(&patch, &mut |first, last, _| {
                count[first..=last].iter_mut().for_each(|n| *n -= 1);
                true
            });
        }
        patches
    }

    fn atoms(&self, patch: &Patch) -> usize {
        let limited =
            patch.bounds.iter().zip(&self.sizes).filter(|(b, n)| b.0 > 0 || b.1 + 1 < **n);
        limited.count() + 2 * usize::from(patch.combined.is_some())
    }

    fn clause(&self, patch: &Patch) -> Clause {
        let mut clause = Clause::default();
        for (axis, &(lo, hi)) in patch.bounds.iter().enumerate() {
            let axis_cells = &self.grid.axes[axis];
            let last = self.sizes[axis] - 1;
            if lo > 0 || hi < last {
                clause.ranges.push(Range {
                    game: axis_cells.game,
                    least: (lo > 0).then(|| axis_cells.cells[lo].0),
                    most: (hi < last).then(|| axis_cells.cells[hi].1),
                });
            }
        }
        if let Some((d, at_least)) = patch.combined {
            let coefficients = self.grid.directions[d].iter().zip(&self.grid.axes);
            let terms = coefficients.filter(|(c, _)| **c != 0);
            clause.combined.push(Combined {
                terms: terms.map(|(c, axis)| (axis.game, *c as i8)).collect(),
                at_least,
            });
        }
        clause
    }
}

fn permutations(k: usize) -> Vec<Vec<usize>> {
    if k == 0 {
        return vec![Vec::new()];
    }
    permutations(k - 1)
        .into_iter()
        .flat_map(|p| {
            (0..=p.len()).map(move |i| {
                let mut p = p.clone();
                p.insert(i, k - 1);
                p
            })
        })
        .collect()
}
