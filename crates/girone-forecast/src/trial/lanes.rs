//! Several trials side by side: what is played in groups, in lock step.
//!
//! A trial's random numbers come from a place that its number alone decides, so that
//! the size of a block means nothing.

use girone_model::BySide;
use wide::i16x8;

use super::draw::{Draw, exp};
use super::rng::{Normals, Stream};

/// Trials in a block. A block begins at a multiple of it.
pub(crate) const LANES: usize = 32;

/// Vectors that hold one number of each trial.
pub(crate) const VECTORS: usize = LANES / 8;

/// One small number of each trial of a block.
pub(crate) type Vectors = [i16x8; VECTORS];

/// One packed number of each trial of a block.
pub(crate) type Ints = [i32; LANES];

/// Fixtures whose random numbers are drawn in one go.
const BATCH: usize = 32;

/// Packs points, goal difference and goals into one number that compares as they
/// do, or adds as they do.
pub(crate) const fn packed(points: i32, difference: i32, goals: i32) -> i32 {
    (points << POINTS) + (difference << 10) + goals
}

/// Where points begin in a packed number.
pub(crate) const POINTS: u32 = 20;

/// What is added to every packed number, so that none of its parts is negative.
pub(crate) const ZERO: i32 = packed(200, 512, 0);

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

/// What a member has from the fixtures: points above those for drawing them all, goal
/// difference and goals.
type Gained = [[i16; LANES]; 3];

/// e to the strength of a team and its inverse, of each trial.
pub(crate) type Powers = [[f32; LANES]; 2];

/// A block of trials.
pub(crate) struct Lanes {
    random: Random,
    /// Strengths by team.
    pub(crate) strength: Vec<[f32; LANES]>,
    /// By team.
    powers: Vec<Powers>,
    /// Goals by fixture.
    goals: Vec<BySide<Vectors>>,
    gained: Vec<Gained>,
    /// Packed totals by member.
    pub(crate) keys: Vec<Ints>,
}

impl Lanes {
    pub(crate) fn new(teams: usize, fixtures: usize, members: usize) -> Lanes {
        let none = [i16x8::ZERO; VECTORS];
        Lanes {
            random: Random::new(),
            strength: vec![[0.0; LANES]; teams],
            powers: vec![[[0.0; LANES]; 2]; teams],
            goals: vec![BySide::new(none, none); fixtures],
            gained: vec![[[0; LANES]; 3]; members],
            keys: vec![[0; LANES]; members],
        }
    }

    /// Begins the block whose first trial has this number, a multiple of [`LANES`].
    pub(crate) fn seed(&mut self, seed: u64, first: u64) {
        self.random.seed(seed, first);
    }

    /// Returns the goals of a fixture in a trial.
    #[inline]
    pub(crate) fn goals(&self, fixture: usize, lane: usize) -> BySide<u8> {
        let goals = &self.goals[fixture];
        let of = |side: &Vectors| side[lane / 8].as_array()[lane % 8] as u8;
        BySide::new(of(&goals.home), of(&goals.away))
    }

    /// Returns two random numbers of 16 bits for each trial.
    #[inline(always)]
    pub(crate) fn numbers(&mut self) -> [Vectors; 2] {
        let mut numbers = [[[i16x8::ZERO; VECTORS]; 2]; 1];
        self.random.fill(&mut numbers);
        numbers[0]
    }

    /// Sets strengths to their means, or draws them; `deviations` is the lower
    /// triangular factor of their covariance, empty if they are known.
    #[inline(always)]
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
            let z = to_normals(&self.numbers(), normals);
            let rows = if diagonal { column..column + 1 } else { column..n };
            for row in rows {
                let scale = deviations[row * n + column];
                for (strength, z) in self.strength[row].iter_mut().zip(&z) {
                    *strength += scale * z;
                }
            }
        }
        for (strength, [up, down]) in self.strength.iter().zip(&mut self.powers) {
            for i in 0..LANES {
                (up[i], down[i]) = (exp(strength[i]), exp(-strength[i]));
            }
        }
    }

    /// Plays all fixtures; `before` are the packed totals of what has been played,
    /// and of points for drawing all that remains.
    #[inline(always)]
    pub(crate) fn play(&mut self, fixtures: &[LaneFixture], before: &[i32], rho: f32) {
        self.gained.fill([[0; LANES]; 3]);
        let mut numbers = [[[i16x8::ZERO; VECTORS]; 2]; BATCH];
        for (some, goals) in fixtures.chunks(BATCH).zip(self.goals.chunks_mut(BATCH)) {
            self.random.fill(&mut numbers[..some.len()]);
            for ((fixture, [u, v]), out) in some.iter().zip(&numbers).zip(goals) {
                // Of what is taken for granted the numbers are drawn all the same, so
                // that the other fixtures get those that they would have got.
                *out = match &fixture.draw {
                    Draw::Fixed(goals) => goals.map(|g| [i16x8::splat(i16::from(g)); VECTORS]),
                    Draw::Known(thresholds) => thresholds.play(u, v),
                    Draw::Drawn(rates) => {
                        let BySide { home, away } =
                            fixture.teams.map(|t| &self.powers[usize::from(t)]);
                        rates.play(u, v, home, away, rho)
                    }
                };
                add(&mut self.gained, fixture, out);
            }
        }
        for ((keys, [points, difference, goals]), before) in
            self.keys.iter_mut().zip(&self.gained).zip(before)
        {
            for i in 0..LANES {
                let [points, difference, goals] =
                    [points[i], difference[i], goals[i]].map(i32::from);
                keys[i] = before + packed(points, difference, goals);
            }
        }
    }
}

/// Adds a match to what its members have gained.
#[inline(always)]
fn add(gained: &mut [Gained], fixture: &LaneFixture, goals: &BySide<Vectors>) {
    let [loss, draw, win] = fixture.points;
    let (up, down) = (win - draw, loss - draw);
    let mine: [i16; LANES] = bytemuck::cast(goals.home);
    let theirs: [i16; LANES] = bytemuck::cast(goals.away);
    let mut gain = [[0i16; LANES]; 3];
    for i in 0..LANES {
        let won = -i16::from(mine[i] > theirs[i]);
        let lost = -i16::from(theirs[i] > mine[i]);
        gain[0][i] = (won & up) + (lost & down);
        gain[1][i] = (lost & up) + (won & down);
        gain[2][i] = mine[i] - theirs[i];
    }
    let [points, difference, scored] = &mut gained[fixture.slots.home as usize];
    for i in 0..LANES {
        points[i] += gain[0][i];
        difference[i] += gain[2][i];
        scored[i] += mine[i];
    }
    let [points, difference, scored] = &mut gained[fixture.slots.away as usize];
    for i in 0..LANES {
        points[i] += gain[1][i];
        difference[i] -= gain[2][i];
        scored[i] += theirs[i];
    }
}

/// Two generators for each pair of trials: of 32 random bits the lower half is for the
/// even one.
///
/// Source: Blackman and Vigna (2021), "Scrambled linear pseudorandom number
/// generators", xoshiro128+.
struct Random {
    states: [[Words; 4]; 2],
}

/// A word of the state of every generator of one kind.
type Words = [u32; LANES / 2];

impl Random {
    fn new() -> Random {
        Random { states: [[[0; LANES / 2]; 4]; 2] }
    }

    fn seed(&mut self, seed: u64, first: u64) {
        const SEEDS: u32 = 5 << 24;
        for pair in 0..LANES / 2 {
            let stream = Stream::new(seed, first / 2 + pair as u64);
            for (which, state) in self.states.iter_mut().enumerate() {
                let at = SEEDS + 2 * which as u32;
                let (a, b) = (stream.at(at), stream.at(at + 1) | 1);
                let words = [a as u32, (a >> 32) as u32, b as u32, (b >> 32) as u32];
                for (state, word) in state.iter_mut().zip(words) {
                    state[pair] = word;
                }
            }
        }
    }

    /// Draws two numbers of 16 bits for each trial, as often as there is room.
    #[inline(always)]
    fn fill(&mut self, out: &mut [[Vectors; 2]]) {
        for (which, state) in self.states.iter_mut().enumerate() {
            let mut own = *state;
            for numbers in out.iter_mut() {
                numbers[which] = bytemuck::cast(next(&mut own));
            }
            *state = own;
        }
    }
}

/// Turns random numbers into a standard normal number for each trial.
#[inline(always)]
fn to_normals([coarse, fine]: &[Vectors; 2], normals: &Normals) -> [f32; LANES] {
    let mut z = [0.0; LANES];
    for i in 0..VECTORS {
        let (coarse, fine) = (coarse[i].to_array(), fine[i].to_array());
        for lane in 0..8 {
            z[8 * i + lane] = normals.normal(coarse[lane] as u16, fine[lane] as u16);
        }
    }
    z
}

#[inline(always)]
fn next(state: &mut [Words; 4]) -> Words {
    let [s0, s1, s2, s3] = state;
    let mut out = [0; LANES / 2];
    for i in 0..LANES / 2 {
        // The lower half comes first in memory, whatever the processor.
        out[i] = s0[i].wrapping_add(s3[i]).to_le();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Grid;

    #[test]
    fn the_quick_exponential_is_right() {
        for i in -1_000..=250 {
            let x = i as f32 / 100.0;
            let found = exp(x);
            assert!((found / x.exp() - 1.0).abs() < 1e-6, "{x}: {found}");
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
                    // Strengths of 0, drawn without any doubt about them.
                    lanes.draw_strengths(&[0.0, 0.0], &[0.0; 4], true, &Normals::new());
                    lanes.play(std::slice::from_ref(&fixture), &[ZERO, ZERO], rho);
                    for i in 0..LANES {
                        let goals = lanes.goals(0, i);
                        seen[usize::from(goals.home)][usize::from(goals.away)] += 1;
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
