//! How one fixture is drawn, in all trials of a block at once.

use girone_model::BySide;
use pulp::{Arch, Simd, WithSimd};
use wide::i16x8;

use super::lanes::{LANES, Powers, VECTORS, Vectors};

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
    /// Draws the goals of both sides. `home` and `away` are e to the strength of each
    /// team and its inverse; `rho` is the low-score dependence.
    #[inline(always)]
    pub(crate) fn play(
        &self,
        u: &Vectors,
        v: &Vectors,
        home: &Powers,
        away: &Powers,
        rho: f32,
    ) -> BySide<Vectors> {
        let bits: [[i16; LANES]; 2] = [bytemuck::cast(*u), bytemuck::cast(*v)];
        let mut goals = BySide::new([0; LANES], [0; LANES]);
        for part in 0..LANES / PART {
            let [up, down] = [part_of(&home[0], part), part_of(&home[1], part)];
            let [theirs, mine] = [part_of(&away[0], part), part_of(&away[1], part)];
            let rate = |x: f32, y: f32, base: f32| bounded(x * y * base, LOWEST, HIGHEST);
            let rates = BySide::new(
                each(|i| rate(up[i], mine[i], self.base.home)),
                each(|i| rate(down[i], theirs[i], self.base.away)),
            );
            score(rates, &bits, part, rho, self.most, &mut goals);
        }
        BySide::new(bytemuck::cast(goals.home), bytemuck::cast(goals.away))
    }
}

/// Draws the goals of a tie's leg, or of its extra time, in every trial. The rates are
/// e to the middle and the gap of each.
pub(crate) fn leg(
    arch: Arch,
    middle: &[f32; LANES],
    gap: &[f32; LANES],
    numbers: &[Vectors; 2],
    rho: f32,
) -> BySide<[i16; LANES]> {
    arch.dispatch(Leg { middle, gap, numbers, rho })
}

struct Leg<'a> {
    middle: &'a [f32; LANES],
    gap: &'a [f32; LANES],
    numbers: &'a [Vectors; 2],
    rho: f32,
}

impl WithSimd for Leg<'_> {
    type Output = BySide<[i16; LANES]>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Self::Output {
        let [u, v] = self.numbers;
        let bits: [[i16; LANES]; 2] = [bytemuck::cast(*u), bytemuck::cast(*v)];
        let (low, high) = (LOWEST.ln(), HIGHEST.ln());
        let mut goals = BySide::new([0; LANES], [0; LANES]);
        for part in 0..LANES / PART {
            let (middle, gap) = (part_of(self.middle, part), part_of(self.gap, part));
            let rates = BySide::new(
                each(|i| exp(bounded(middle[i] + gap[i], low, high))),
                each(|i| exp(bounded(middle[i] - gap[i], low, high))),
            );
            score(rates, &bits, part, self.rho, 24, &mut goals);
        }
        goals
    }
}

/// Trials whose rates are worked on at once: loops over so many are what the compiler
/// turns into vector instructions, of the widest kind that the processor has.
const PART: usize = 16;

/// A number of each of these trials.
type Part = [f32; PART];

#[inline(always)]
fn each(f: impl Fn(usize) -> f32) -> Part {
    let mut out = [0.0; PART];
    for (i, out) in out.iter_mut().enumerate() {
        *out = f(i);
    }
    out
}

#[inline(always)]
fn part_of(all: &[f32; LANES], part: usize) -> Part {
    let mut out = [0.0; PART];
    out.copy_from_slice(&all[part * PART..(part + 1) * PART]);
    out
}

/// Cuts a number off on both sides, in two instructions.
#[inline(always)]
fn bounded(x: f32, low: f32, high: f32) -> f32 {
    let x = if x > low { x } else { low };
    if x < high { x } else { high }
}

/// Draws the goals of both sides from a random number for each.
#[inline(always)]
fn score(
    rates: BySide<Part>,
    bits: &[[i16; LANES]; 2],
    part: usize,
    rho: f32,
    most: u8,
    goals: &mut BySide<[i16; LANES]>,
) {
    let BySide { home: lambda, away: mu } = rates;
    let [u, v] = bits;
    let (u, v) = (each(|i| unit(u[part * PART + i])), each(|i| unit(v[part * PART + i])));
    let none = each(|i| exp(-lambda[i]));
    let mine = Count::new(&lambda, &u, &none, &none, most);
    let none = each(|i| exp(-mu[i]));
    // As `low_factor` says.
    let first = each(|i| {
        let after_none = -(lambda[i] * mu[i]) * rho;
        let after_one = mu[i] * rho;
        let (scored, twice) = (mine.scored[i], mine.twice[i]);
        let change = keep(!scored, after_none) + keep(scored & !twice, after_one);
        none[i] * (1.0 + bounded(change, -1.0, mu[i]))
    });
    let theirs = Count::new(&mu, &v, &none, &first, most);
    for (of, goals) in [(&mine, &mut goals.home), (&theirs, &mut goals.away)] {
        for (goals, of) in goals[part * PART..(part + 1) * PART].iter_mut().zip(&of.goals) {
            *goals = *of as i16;
        }
    }
}

/// e^−5 and e^2.3: no side is expected to score less or more.
const LOWEST: f32 = 0.006_737_947;
const HIGHEST: f32 = 9.974_182;

/// Turns 16 random bits into a number between 0 and 1.
#[inline(always)]
fn unit(bits: i16) -> f32 {
    (f32::from(bits) + 32_768.5) * (1.0 / 65_536.0)
}

/// All bits set if it holds.
#[inline(always)]
fn mask(holds: bool) -> u32 {
    0u32.wrapping_sub(u32::from(holds))
}

/// The number where all bits of the mask are set, 0 where none is.
#[inline(always)]
fn keep(mask: u32, x: f32) -> f32 {
    f32::from_bits(mask & x.to_bits())
}

/// Goals counted from random numbers.
struct Count {
    goals: [i32; PART],
    /// All bits set where there is a goal, and where there are two.
    scored: [u32; PART],
    twice: [u32; PART],
}

impl Count {
    /// Counts one goal for each Poisson probability that a random number reaches.
    /// `none` is the chance of no goal, `first` what stands in its place for the
    /// first goal.
    #[inline(always)]
    fn new(rate: &Part, number: &Part, none: &Part, first: &Part, most: u8) -> Count {
        let mut goals = [0i32; PART];
        let (mut scored, mut twice) = ([0; PART], [0; PART]);
        let (mut term, mut below) = ([0.0; PART], [0.0; PART]);
        for i in 0..PART {
            scored[i] = mask(number[i] >= first[i]);
            term[i] = none[i] * rate[i];
            below[i] = none[i] + term[i];
            twice[i] = mask(number[i] >= below[i]);
            goals[i] = 0i32.wrapping_sub_unsigned(scored[i]).wrapping_sub_unsigned(twice[i]);
        }
        for k in 2..usize::from(most).min(INVERSE.len()) {
            let inverse = INVERSE[k - 1];
            let mut any = 0;
            for i in 0..PART {
                term[i] *= rate[i] * inverse;
                below[i] += term[i];
                let more = mask(number[i] >= below[i]);
                goals[i] = goals[i].wrapping_sub_unsigned(more);
                any |= more;
            }
            // Beyond a few goals few trials have more.
            if k > 4 && any == 0 {
                break;
            }
        }
        Count { goals, scored, twice }
    }
}

/// Returns e^x for x in −40..3, relative error below 3e-7.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    const MAGIC: f32 = 12_582_912.0;
    let t = x * std::f32::consts::LOG2_E;
    let whole = t + MAGIC;
    let f = (t - (whole - MAGIC)) * std::f32::consts::LN_2;
    // The series of e^f for |f| ≤ ln 2 / 2.
    let mut series = 1.0 / 720.0;
    for c in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        series = series * f + c;
    }
    let scale = (whole.to_bits() << 23).wrapping_add(127 << 23);
    series * f32::from_bits(scale)
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
                let goals = leg(Arch::new(), &middle, &gap, &[bits(0), bits(1)], rho);
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
