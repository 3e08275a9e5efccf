//! Several trials side by side: what is played in groups, in lock step.
//!
//! Every array has one element per trial of a block, and every loop over it is
//! simple enough for the compiler to use vector instructions. A trial's random
//! numbers come from a generator of its own, seeded by its number, so that the
//! size of a block means nothing.

use girone_model::BySide;

use super::goals::thresholds;
use super::rng::{Normals, Stream};

/// Trials in a block.
pub(crate) const LANES: usize = 32;

type Floats = [f32; LANES];
type Ints = [i32; LANES];
type Shorts = [i16; LANES];

/// Packs points, goal difference and goals into one number that compares as they
/// do, or adds as they do.
pub(crate) const fn packed(points: i32, difference: i32, goals: i32) -> i32 {
    (points << 20) + (difference << 10) + goals
}

/// What is added to every packed number, so that none of its parts is negative.
pub(crate) const ZERO: i32 = packed(200, 512, 0);

/// How one fixture is drawn.
#[derive(Clone, Debug)]
pub(crate) enum Draw {
    /// The result is taken for granted.
    Fixed(BySide<u8>),
    /// Both strengths are known: the thresholds of both counts, biased so that
    /// they compare as signed numbers.
    Known {
        /// As many thresholds as matter.
        home: Vec<i16>,
        /// The same for the side named second.
        away: Vec<i16>,
        /// Where low scores are moved.
        shift: Shift,
    },
    /// Strengths are drawn: the middle, what the ground adds, and how many goals
    /// are told apart.
    Drawn {
        /// The mean of both log rates.
        middle: f32,
        /// What is added to the gap.
        lead: f32,
        /// Goals that can happen.
        most: u8,
    },
}

/// How low scores are moved in a draw of known rates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shift {
    /// 1 if 1-0 and 0-1 are moved, 0 if 0-0 and 1-1 are.
    odd: i16,
    /// The chance without a goal of the home side, biased as thresholds are.
    without: i16,
    /// The chance with one.
    with: i16,
}

/// A fixture as lanes play it.
#[derive(Clone, Debug)]
pub(crate) struct LaneFixture {
    /// The teams.
    pub(crate) teams: BySide<u16>,
    /// The members of the group, counted through all groups.
    pub(crate) slots: BySide<u32>,
    /// Points for defeat, draw and win.
    pub(crate) points: [i16; 3],
    /// How it is drawn.
    pub(crate) draw: Draw,
}

/// A block of trials.
pub(crate) struct Lanes {
    state: [[u32; LANES]; 4],
    /// Strengths by team.
    pub(crate) strength: Vec<Floats>,
    /// Goals by fixture.
    pub(crate) home: Vec<[u8; LANES]>,
    /// Goals by fixture, of the side named second.
    pub(crate) away: Vec<[u8; LANES]>,
    /// Packed totals by member.
    pub(crate) keys: Vec<Ints>,
}

impl Draw {
    /// Makes the draw of a fixture with known log rates.
    pub(crate) fn known(log_rates: BySide<f32>, rho: f32) -> Draw {
        let rates = log_rates.map(|r| f64::from(r.clamp(-5.0, 2.3)).exp());
        let rho = f64::from(rho);
        let chance = |p: f64| biased((p.clamp(0.0, 1.0) * 65_535.0) as u16);
        let of = |rate: f64| {
            let all = thresholds(rate);
            let matter = all.iter().take_while(|t| **t < u16::MAX).count();
            all[..matter].iter().map(|t| biased(*t)).collect()
        };
        let shift = if rho < 0.0 {
            Shift { odd: 1, without: chance(-rho * rates.home), with: chance(-rho * rates.away) }
        } else {
            Shift { odd: 0, without: chance(rho * rates.home * rates.away), with: chance(rho) }
        };
        Draw::Known { home: of(rates.home), away: of(rates.away), shift }
    }

    /// Makes the draw of a fixture whose strengths are drawn; `deviation` is that
    /// of the gap.
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
        Draw::Drawn { middle, lead, most }
    }
}

fn biased(threshold: u16) -> i16 {
    (threshold ^ 0x8000) as i16
}

impl Lanes {
    pub(crate) fn new(teams: usize, fixtures: usize, members: usize) -> Lanes {
        Lanes {
            state: [[0; LANES]; 4],
            strength: vec![[0.0; LANES]; teams],
            home: vec![[0; LANES]; fixtures],
            away: vec![[0; LANES]; fixtures],
            keys: vec![[0; LANES]; members],
        }
    }

    /// Begins the block whose first trial has this number.
    pub(crate) fn seed(&mut self, seed: u64, first: u64) {
        const SEEDS: u32 = 5 << 24;
        for lane in 0..LANES {
            let stream = Stream::new(seed, first + lane as u64);
            let (a, b) = (stream.at(SEEDS), stream.at(SEEDS + 1) | 1);
            self.state[0][lane] = a as u32;
            self.state[1][lane] = (a >> 32) as u32;
            self.state[2][lane] = b as u32;
            self.state[3][lane] = (b >> 32) as u32;
        }
    }

    /// Returns the next 32 bits of every trial.
    ///
    /// Source: Blackman and Vigna (2021), "Scrambled linear pseudorandom number
    /// generators", xoshiro128++.
    #[inline(always)]
    fn next(&mut self) -> [u32; LANES] {
        let [s0, s1, s2, s3] = &mut self.state;
        let mut out = [0; LANES];
        for i in 0..LANES {
            out[i] = s0[i].wrapping_add(s3[i]).rotate_left(7).wrapping_add(s0[i]);
            let t = s1[i] << 9;
            s2[i] ^= s0[i];
            s3[i] ^= s1[i];
            s1[i] ^= s2[i];
            s0[i] ^= s3[i];
            s2[i] ^= t;
            s3[i] = s3[i].rotate_left(11);
        }
        out
    }

    /// Sets strengths to their means, or draws them; `deviations` is the lower
    /// triangular factor of their covariance, empty if they are known.
    pub(crate) fn draw_strengths(
        &mut self,
        means: &[f32],
        deviations: &[f32],
        diagonal: bool,
        normals: &Normals,
    ) {
        for (lanes, mean) in self.strength.iter_mut().zip(means) {
            *lanes = [*mean; LANES];
        }
        if deviations.is_empty() {
            return;
        }
        let n = means.len();
        for column in 0..n {
            let bits = self.next();
            let z: Floats = std::array::from_fn(|i| normals.normal(u64::from(bits[i])));
            let rows = if diagonal { column..column + 1 } else { column..n };
            for row in rows {
                let scale = deviations[row * n + column];
                let lanes = &mut self.strength[row];
                for i in 0..LANES {
                    lanes[i] += scale * z[i];
                }
            }
        }
    }

    /// Plays all fixtures; `before` are the packed totals of what has been played.
    pub(crate) fn play(&mut self, fixtures: &[LaneFixture], before: &[i32], rho: f32) {
        for (lanes, key) in self.keys.iter_mut().zip(before) {
            *lanes = [*key; LANES];
        }
        for (at, fixture) in fixtures.iter().enumerate() {
            let (mut home, mut away) = ([0i16; LANES], [0i16; LANES]);
            match &fixture.draw {
                Draw::Fixed(goals) => {
                    // The numbers are drawn all the same, so that the other
                    // fixtures get those that they would have got.
                    self.next();
                    self.next();
                    home = [i16::from(goals.home); LANES];
                    away = [i16::from(goals.away); LANES];
                }
                Draw::Known { home: of_home, away: of_away, shift } => {
                    let (bits, more) = (self.next(), self.next());
                    known(&bits, &more, of_home, of_away, shift, &mut home, &mut away);
                }
                Draw::Drawn { middle, lead, most } => {
                    let (bits, more) = (self.next(), self.next());
                    let teams = fixture.teams.map(usize::from);
                    let (mine, theirs) = (&self.strength[teams.home], &self.strength[teams.away]);
                    let mut gap = [0.0f32; LANES];
                    for i in 0..LANES {
                        gap[i] = lead + mine[i] - theirs[i];
                    }
                    drawn(&bits, &more, *middle, &gap, *most, rho, &mut home, &mut away);
                }
            }
            let (at_home, visiting) = (&mut self.home[at], &mut self.away[at]);
            for i in 0..LANES {
                at_home[i] = home[i] as u8;
            }
            for i in 0..LANES {
                visiting[i] = away[i] as u8;
            }
            let lanes = &mut self.keys[fixture.slots.home as usize];
            add(lanes, &home, &away, fixture.points);
            let lanes = &mut self.keys[fixture.slots.away as usize];
            add(lanes, &away, &home, fixture.points);
        }
    }
}

/// Adds a match to packed totals. Written with masks so that no branch is left.
#[inline(always)]
fn add(keys: &mut Ints, scored: &Shorts, conceded: &Shorts, [loss, draw, win]: [i16; 3]) {
    let (for_draw, for_win) = (draw - loss, win - draw);
    let mut points = [0i16; LANES];
    for i in 0..LANES {
        let not_lost = -i16::from(scored[i] >= conceded[i]);
        let won = -i16::from(scored[i] > conceded[i]);
        points[i] = loss + (not_lost & for_draw) + (won & for_win);
    }
    for i in 0..LANES {
        let difference = i32::from(scored[i] - conceded[i]);
        keys[i] += packed(i32::from(points[i]), difference, i32::from(scored[i]));
    }
}

#[inline(always)]
fn known(
    bits: &[u32; LANES],
    more: &[u32; LANES],
    of_home: &[i16],
    of_away: &[i16],
    shift: &Shift,
    home: &mut Shorts,
    away: &mut Shorts,
) {
    let mut low = [0i16; LANES];
    let mut high = [0i16; LANES];
    let mut third = [0i16; LANES];
    for i in 0..LANES {
        low[i] = bits[i] as i16;
        high[i] = (bits[i] >> 16) as i16;
        third[i] = (more[i] >> 16) as i16;
    }
    above(&low, of_home, home);
    above(&high, of_away, away);
    for i in 0..LANES {
        let (h, a) = (home[i], away[i]);
        let one = -(h & 1);
        let chance = (shift.without & !one) | (shift.with & one);
        let moves = i16::from((h | a) <= 1)
            & i16::from((h ^ a) == shift.odd)
            & i16::from(third[i] < chance);
        away[i] = a ^ moves;
    }
}

/// Counts the thresholds below each number, eight numbers in a register.
#[inline(always)]
fn above(numbers: &Shorts, thresholds: &[i16], counts: &mut Shorts) {
    for (numbers, counts) in numbers.chunks_exact(8).zip(counts.chunks_exact_mut(8)) {
        let mut mine = [0i16; 8];
        let mut sum = [0i16; 8];
        mine.copy_from_slice(numbers);
        for threshold in thresholds {
            for i in 0..8 {
                sum[i] += i16::from(mine[i] > *threshold);
            }
        }
        counts.copy_from_slice(&sum);
    }
}

#[allow(clippy::too_many_arguments)]
#[inline(always)]
fn drawn(
    bits: &[u32; LANES],
    more: &[u32; LANES],
    middle: f32,
    gap: &Floats,
    most: u8,
    rho: f32,
    home: &mut Shorts,
    away: &mut Shorts,
) {
    // Twenty-two bits for each count and twenty for the low scores.
    const FINE: f32 = 1.0 / 4_194_304.0;
    const COARSE: f32 = 1.0 / 1_048_576.0;
    let (mut u, mut v, mut w) = ([0.0f32; LANES], [0.0f32; LANES], [0.0f32; LANES]);
    let (mut lambda, mut mu) = ([0.0f32; LANES], [0.0f32; LANES]);
    for i in 0..LANES {
        u[i] = (bits[i] >> 10) as i32 as f32 * FINE;
        v[i] = (more[i] >> 10) as i32 as f32 * FINE;
        w[i] = (((bits[i] & 0x3ff) << 10) | (more[i] & 0x3ff)) as i32 as f32 * COARSE;
        lambda[i] = exp((middle + gap[i]).clamp(-5.0, 2.3));
        mu[i] = exp((middle - gap[i]).clamp(-5.0, 2.3));
    }
    count(&lambda, &u, most, home);
    count(&mu, &v, most, away);
    if rho == 0.0 {
        return;
    }
    let mut chance = [0.0f32; LANES];
    if rho < 0.0 {
        for i in 0..LANES {
            chance[i] = -rho * if home[i] == 0 { lambda[i] } else { mu[i] };
        }
    } else {
        for i in 0..LANES {
            chance[i] = rho * if home[i] == 0 { lambda[i] * mu[i] } else { 1.0 };
        }
    }
    let odd = i16::from(rho < 0.0);
    for i in 0..LANES {
        let (h, a) = (home[i], away[i]);
        let moves =
            i16::from((h | a) <= 1) & i16::from((h ^ a) == odd) & i16::from(w[i] < chance[i]);
        away[i] = a ^ moves;
    }
}

/// Counts goals: one for each Poisson probability below the random number, sixteen
/// numbers at a time.
#[inline(always)]
fn count(rate: &Floats, u: &Floats, most: u8, goals: &mut Shorts) {
    let chunks = rate.chunks_exact(16).zip(u.chunks_exact(16));
    for ((rate, u), goals) in chunks.zip(goals.chunks_exact_mut(16)) {
        let (mut mine, mut number) = ([0.0f32; 16], [0.0f32; 16]);
        mine.copy_from_slice(rate);
        number.copy_from_slice(u);
        let mut term = mine.map(|r| exp(-r));
        let mut below = term;
        let mut sum = [0i32; 16];
        for inverse in &INVERSE[..usize::from(most).min(INVERSE.len())] {
            for i in 0..16 {
                sum[i] += i32::from(number[i] >= below[i]);
                term[i] *= mine[i] * inverse;
                below[i] += term[i];
            }
        }
        for i in 0..16 {
            goals[i] = sum[i] as i16;
        }
    }
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

/// Returns e^x for x in −40..3, relative error below 3e-7.
#[inline(always)]
fn exp(x: f32) -> f32 {
    const MAGIC: f32 = 12_582_912.0;
    let t = x * std::f32::consts::LOG2_E;
    let whole = t + MAGIC;
    let f = (t - (whole - MAGIC)) * std::f32::consts::LN_2;
    // The series of e^f for |f| ≤ ln 2 / 2.
    let series = 1.0
        + f * (1.0
            + f * (0.5 + f * (1.0 / 6.0 + f * (1.0 / 24.0 + f * (1.0 / 120.0 + f / 720.0)))));
    let scale = (whole.to_bits() << 23).wrapping_add(127 << 23);
    series * f32::from_bits(scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Grid;

    #[test]
    fn the_quick_exponential_is_right() {
        for i in -1_000..=250 {
            let x = i as f32 / 100.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-6, "{x}: {}", exp(x));
        }
    }

    #[test]
    fn lanes_draw_scores_as_often_as_the_grid_says() {
        for (home, away, rho) in [(1.7f32, 0.9f32, -0.13f32), (0.6, 2.4, 0.1), (1.2, 1.2, 0.0)] {
            let logs = BySide::new(home.ln(), away.ln());
            let (middle, gap) = (0.5 * (logs.home + logs.away), 0.5 * (logs.home - logs.away));
            for draw in [Draw::known(logs, rho), Draw::drawn(middle, gap, gap, 0.0)] {
                let fixture = LaneFixture {
                    teams: BySide::new(0, 1),
                    slots: BySide::new(0, 1),
                    points: [0, 1, 3],
                    draw,
                };
                let mut lanes = Lanes::new(2, 1, 2);
                let grid = Grid::new(BySide::new(f64::from(home), f64::from(away)), rho.into());
                let mut seen = [[0u32; 32]; 32];
                let blocks = 20_000;
                for block in 0..blocks {
                    lanes.seed(9, block * LANES as u64);
                    lanes.draw_strengths(&[0.0, 0.0], &[], true, &Normals::new_small());
                    lanes.play(std::slice::from_ref(&fixture), &[ZERO, ZERO], rho);
                    for i in 0..LANES {
                        seen[usize::from(lanes.home[0][i])][usize::from(lanes.away[0][i])] += 1;
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
}
