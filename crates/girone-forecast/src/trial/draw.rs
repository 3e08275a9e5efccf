//! How one fixture is drawn, in all trials of a block at once.

use girone_model::BySide;
use wide::{f32x8, i16x8, i32x8};

use super::lanes::{LANES, VECTORS, Vectors};

/// How one fixture is drawn.
#[derive(Clone, Debug)]
pub(crate) enum Draw {
    /// The result is taken for granted.
    Fixed(BySide<u8>),
    /// Both strengths are known.
    Known(Thresholds),
    /// Strengths are drawn.
    Drawn(Rates),
}

/// What random numbers are compared with where both rates are known: a side has as
/// many goals as there are thresholds below its number. All are biased so that they
/// compare as signed numbers.
#[derive(Clone, Debug)]
pub(crate) struct Thresholds {
    /// As many thresholds as matter, at least two.
    home: Vec<i16x8>,
    /// The same for the side named second, from its second goal on.
    away: Vec<i16x8>,
    /// The threshold of its first goal depends on the goals of the home side, which
    /// is all that the low-score dependence amounts to: the threshold without a goal,
    /// what a goal adds, and what a second adds.
    first: [i16x8; 3],
}

/// The rates of a fixture whose strengths are drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rates {
    /// The rate of each side if both strengths were 0.
    pub(crate) base: BySide<f32>,
    /// Goals that can happen.
    pub(crate) most: u8,
}

impl Draw {
    /// Makes the draw of a fixture with known log rates.
    pub(crate) fn known(log_rates: BySide<f32>, rho: f32) -> Draw {
        let rates = log_rates.map(|r| f64::from(r.clamp(-5.0, 2.3)).exp());
        let of = |rate: f64| -> Vec<i16x8> {
            let all = thresholds(rate);
            let matter = all.iter().take_while(|t| **t < u16::MAX).count().max(2);
            all[..matter].iter().map(|t| i16x8::splat(biased(*t))).collect()
        };
        let none = |after: u8| {
            let p = (-rates.away).exp() * low_factor(rates, f64::from(rho), after);
            biased(((p * 65_536.0).round().clamp(1.0, 65_536.0) as u32 - 1) as u16)
        };
        let (without, after_one, after_more) = (none(0), none(1), none(2));
        let first = [without, after_one.wrapping_sub(without), after_more.wrapping_sub(after_one)];
        Draw::Known(Thresholds {
            home: of(rates.home),
            away: of(rates.away)[1..].to_vec(),
            first: first.map(i16x8::splat),
        })
    }

    /// Makes the draw of a fixture whose strengths are drawn. `gap` is the one
    /// expected, ground included, and `deviation` that of the gap.
    pub(crate) fn drawn(middle: f32, lead: f32, gap: f32, deviation: f32) -> Draw {
        let highest = f64::from((middle + (gap.abs() + 3.5 * deviation)).min(2.3)).exp();
        let mut most = 1u8;
        let mut term = (-highest).exp();
        let mut beyond = 1.0 - term;
        while beyond > 1e-6 && most < 24 {
            term *= highest / f64::from(most);
            beyond -= term;
            most += 1;
        }
        Draw::Drawn(Rates { base: BySide::new((middle + lead).exp(), (middle - lead).exp()), most })
    }
}

/// Returns the factor of the chance that the side named second does not score, after
/// so many goals of the home side (2 for more).
///
/// The factors of Dixon and Coles leave the chance of each number of home goals as it
/// was, so that they move nothing but this.
fn low_factor(rates: BySide<f64>, rho: f64, after: u8) -> f64 {
    let change = match after {
        0 => -rates.home * rates.away * rho,
        1 => rates.away * rho,
        _ => 0.0,
    };
    // Not more than the chance of one goal can be moved.
    1.0 + change.clamp(-1.0, rates.away)
}

/// Returns the thresholds of a rate; the last are out of reach.
fn thresholds(rate: f64) -> [u16; MOST] {
    let mut below = 0.0;
    let mut term = (-rate).exp();
    std::array::from_fn(|goals| {
        below += term;
        term *= rate / (goals + 1) as f64;
        // At most 65,535, which no draw is above.
        ((below * 65_536.0).round().clamp(1.0, 65_536.0) as u32 - 1) as u16
    })
}

/// Goals that are told apart where rates are known; more never happen.
const MOST: usize = 16;

fn biased(threshold: u16) -> i16 {
    (threshold ^ 0x8000) as i16
}

impl Thresholds {
    /// Draws the goals of both sides from two random numbers a trial.
    #[inline(always)]
    pub(crate) fn play(&self, u: &Vectors, v: &Vectors) -> BySide<Vectors> {
        let [one, two, more @ ..] = &self.home[..] else {
            return BySide::new([i16x8::ZERO; VECTORS], [i16x8::ZERO; VECTORS]);
        };
        let (mut home, mut away) = ([i16x8::ZERO; VECTORS], [i16x8::ZERO; VECTORS]);
        for i in 0..VECTORS {
            // Comparing gives 0 or −1.
            let (first, second) = (u[i].simd_gt(*one), u[i].simd_gt(*two));
            let none = self.first[0] + ((first & self.first[1]) + (second & self.first[2]));
            home[i] = i16x8::ZERO - (first + second);
            away[i] = i16x8::ZERO - v[i].simd_gt(none);
        }
        add_above(u, more, &mut home);
        add_above(v, &self.away, &mut away);
        BySide::new(home, away)
    }
}

/// Adds the number of thresholds below each number.
#[inline(always)]
fn add_above(numbers: &Vectors, thresholds: &[i16x8], counts: &mut Vectors) {
    for threshold in thresholds {
        for i in 0..VECTORS {
            counts[i] -= numbers[i].simd_gt(*threshold);
        }
    }
}

impl Rates {
    /// Draws the goals of both sides. `advantage` gives, for a vector of trials, e to
    /// the difference of the strengths, home minus away, and its inverse; `rho` is the
    /// low-score dependence.
    #[inline(always)]
    pub(crate) fn play(
        &self,
        u: &Vectors,
        v: &Vectors,
        advantage: impl Fn(usize) -> [f32x8; 2],
        rho: f32,
    ) -> BySide<Vectors> {
        let (mut home, mut away) = ([i16x8::ZERO; VECTORS], [i16x8::ZERO; VECTORS]);
        let (low, high) = (f32x8::splat(LOWEST), f32x8::splat(HIGHEST));
        let rho = f32x8::splat(rho);
        for i in 0..VECTORS {
            let [up, down] = advantage(i);
            let lambda = (up * f32x8::splat(self.base.home)).fast_max(low).fast_min(high);
            let mu = (down * f32x8::splat(self.base.away)).fast_max(low).fast_min(high);
            let score = score(BySide::new(lambda, mu), BySide::new(u[i], v[i]), rho, self.most);
            (home[i], away[i]) = (score.home, score.away);
        }
        BySide::new(home, away)
    }
}

/// Draws the goals of a tie's leg, or of its extra time, in every trial. The rates are
/// e to the middle and the gap of each.
#[inline(never)]
pub(crate) fn leg(
    middle: &[f32; LANES],
    gap: &[f32; LANES],
    numbers: &[Vectors; 2],
    rho: f32,
) -> BySide<[i16; LANES]> {
    let (low, high) = (f32x8::splat(LOWEST.ln()), f32x8::splat(HIGHEST.ln()));
    let mut goals = BySide::new([0; LANES], [0; LANES]);
    for i in 0..VECTORS {
        let of = |all: &[f32; LANES]| {
            let mut some = [0.0; 8];
            some.copy_from_slice(&all[8 * i..8 * i + 8]);
            f32x8::new(some)
        };
        let (middle, gap) = (of(middle), of(gap));
        let rates = BySide::new(middle + gap, middle - gap)
            .map(|log| exp(log.fast_max(low).fast_min(high)));
        let bits = BySide::new(numbers[0][i], numbers[1][i]);
        let score = score(rates, bits, f32x8::splat(rho), 24);
        goals.home[8 * i..8 * i + 8].copy_from_slice(score.home.as_array());
        goals.away[8 * i..8 * i + 8].copy_from_slice(score.away.as_array());
    }
    goals
}

/// Draws the goals of both sides from a random number for each.
#[inline(always)]
fn score(rates: BySide<f32x8>, bits: BySide<i16x8>, rho: f32x8, most: u8) -> BySide<i16x8> {
    let BySide { home: lambda, away: mu } = rates;
    let none = exp(-lambda);
    let goals = Count::new(lambda, unit(bits.home), none, none, most);
    // As `low_factor` says.
    let after_none = -(lambda * mu) * rho;
    let after_one = mu * rho;
    let change = (!goals.scored & after_none) + (goals.scored & !goals.twice & after_one);
    let none = exp(-mu);
    let factor = f32x8::ONE + change.fast_max(-f32x8::ONE).fast_min(mu);
    let theirs = Count::new(mu, unit(bits.away), none, none * factor, most);
    BySide::new(goals.goals, theirs.goals).map(i16x8::from_i32x8_saturate)
}

/// e^−5 and e^2.3: no side is expected to score less or more.
const LOWEST: f32 = 0.006_737_947;
const HIGHEST: f32 = 9.974_182;

/// Turns 16 random bits into a number between 0 and 1.
#[inline(always)]
fn unit(bits: i16x8) -> f32x8 {
    let wide = f32x8::from_i32x8(i32x8::from_i16x8(bits));
    (wide + f32x8::splat(32_768.5)) * f32x8::splat(1.0 / 65_536.0)
}

/// Goals counted from random numbers.
struct Count {
    goals: i32x8,
    /// All bits set where there is a goal, and where there are two.
    scored: f32x8,
    twice: f32x8,
}

impl Count {
    /// Counts one goal for each Poisson probability that a random number reaches.
    /// `none` is the chance of no goal, `first` what stands in its place for the
    /// first goal.
    #[inline(always)]
    fn new(rate: f32x8, number: f32x8, none: f32x8, first: f32x8, most: u8) -> Count {
        let scored = number.simd_ge(first);
        let mut term = none * rate;
        let mut below = none + term;
        let twice = number.simd_ge(below);
        let mut goals = i32x8::ZERO - as_int(scored) - as_int(twice);
        for k in 2..usize::from(most).min(INVERSE.len()) {
            term *= rate * f32x8::splat(INVERSE[k - 1]);
            below += term;
            let more = number.simd_ge(below);
            // Beyond a few goals few trials have more.
            if k > 4 && !more.any() {
                break;
            }
            goals -= as_int(more);
        }
        Count { goals, scored, twice }
    }
}

#[inline(always)]
fn as_int(mask: f32x8) -> i32x8 {
    mask.to_bits().cast_signed()
}

/// Returns e^x for x in −40..3, relative error below 3e-7.
#[inline(always)]
pub(crate) fn exp(x: f32x8) -> f32x8 {
    let magic = f32x8::splat(12_582_912.0);
    let t = x * f32x8::splat(std::f32::consts::LOG2_E);
    let whole = t + magic;
    let f = (t - (whole - magic)) * f32x8::splat(std::f32::consts::LN_2);
    // The series of e^f for |f| ≤ ln 2 / 2.
    let mut series = f32x8::splat(1.0 / 720.0);
    for c in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        series = series * f + f32x8::splat(c);
    }
    let scale: i32x8 = (whole.to_bits().cast_signed() << 23) + i32x8::splat(127 << 23);
    series * f32x8::from_bits(scale.cast_unsigned())
}

/// 1/1, 1/2, 1/3, …
const INVERSE: [f32; 24] = {
    let mut table = [0.0; 24];
    let mut k = 0;
    while k < 24 {
        table[k] = 1.0 / (k + 1) as f32;
        k += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Grid;
    use crate::trial::rng::Stream;

    #[test]
    fn legs_are_drawn_as_often_as_the_grid_says() {
        for (home, away, rho) in [(1.7f32, 0.9f32, -0.13f32), (0.6, 2.4, 0.1), (0.4, 0.3, 0.0)] {
            let grid = Grid::new(BySide::new(f64::from(home), f64::from(away)), rho.into());
            let middle = [0.5 * (home * away).ln(); LANES];
            let gap = [0.5 * (home / away).ln(); LANES];
            let mut seen = [[0u32; 32]; 32];
            let blocks = 20_000;
            for block in 0..blocks {
                let bits = |which: u32| -> Vectors {
                    std::array::from_fn(|i| {
                        i16x8::new(std::array::from_fn(|lane| {
                            Stream::new(5, block).at(which * 64 + (8 * i + lane) as u32) as i16
                        }))
                    })
                };
                let goals = leg(&middle, &gap, &[bits(0), bits(1)], rho);
                for (home, away) in goals.home.iter().zip(&goals.away) {
                    seen[*home as usize][*away as usize] += 1;
                }
            }
            let n = (blocks as usize * LANES) as f64;
            for (h, row) in seen.iter().enumerate().take(6) {
                for (a, &count) in row.iter().enumerate().take(6) {
                    let p = grid.score(h, a);
                    let error = (p * (1.0 - p) / n).sqrt();
                    let frequency = f64::from(count) / n;
                    assert!(
                        (frequency - p).abs() < 4.5 * error + 4e-5,
                        "{h}-{a}: {frequency} against {p}"
                    );
                }
            }
        }
    }
}
