//! Completions in which level rivals come out right, by trial and error.
//!
//! Outcomes are changed one at a time; changes that do not lead further away are
//! kept, others with a chance that sinks. Which completion comes out does not
//! matter: it is ranked before it is used.

use crate::certificate::Aim;
use crate::flow::FREE;
use crate::mini::Mini;
use crate::race::{Race, Stand, each};

/// A completion in the making.
struct State<'r, 'q> {
    race: &'r Race<'q>,
    mini: &'r Mini,
    stand: Stand,
    needed: i32,
    home: Vec<u8>,
    points: [i32; 64],
    /// The rivals that are level.
    level: u64,
    /// How many of the others are how far off; those that do it are not at all.
    off: [u8; FARTHEST + 1],
    /// How far those are off, added up, that must not be as they are.
    wrong: i32,
    /// Points of rivals against each other.
    among: Vec<i32>,
}

/// How far from doing it a rival is that falls short by so many points.
fn short(points: i32) -> i32 {
    2 * points.min(20) + 1
}

/// The most that [`short`] says.
const FARTHEST: usize = 41;

impl State<'_, '_> {
    fn set(&mut self, game: usize, home: u8) {
        let n = self.race.q.teams;
        let [h, a] = self.race.q.board.games[game].teams;
        let (h, a) = (usize::from(h), usize::from(a));
        let (win, draw) = self.race.worth();
        let worth = |s: u8| [0, draw, win][usize::from(s)];
        let was = self.home[game];
        let (x, y) = (worth(home) - worth(was), worth(2 - home) - worth(2 - was));
        for (team, change) in [(h, x), (a, y)] {
            self.count(team, false);
            self.points[team] += change;
            self.count(team, true);
        }
        self.among[h * n + a] += x;
        self.among[a * n + h] += y;
        self.home[game] = home;
    }

    /// Counts a rival as its points have it stand, or no longer.
    fn count(&mut self, team: usize, now: bool) {
        let stand = &self.stand;
        let is = |set: u64| set >> team & 1 == 1;
        if !is(stand.strict | stand.level | stand.not) {
            return;
        }
        let ahead = self.points[team] - self.race.target;
        let ahead = if self.race.aim == Aim::Above { ahead } else { -ahead };
        let wrong = match ahead.signum() {
            0 => {
                self.level ^= 1 << team;
                if is(stand.level) { 0 } else { 3 }
            }
            side => {
                let far = short(ahead.abs());
                let (fits, at) =
                    if side > 0 { (is(stand.strict), 0) } else { (is(stand.not), far as usize) };
                self.off[at] = self.off[at].wrapping_add(if now { 1 } else { u8::MAX });
                if fits { 0 } else { far }
            }
        };
        self.wrong += if now { wrong } else { -wrong };
    }

    /// How far enough rivals are from doing it; 0 if they do.
    fn distance(&self) -> i32 {
        let n = self.race.q.teams;
        let sign = if self.race.aim == Aim::Above { 1 } else { -1 };
        let mut off = self.off;
        if self.level != 0 {
            let own: i32 = each(self.level).map(|z| self.mini.own[z]).sum();
            for y in each(self.level) {
                let row = &self.among[y * n..][..n];
                let its = self.mini.its[y] + each(self.level).map(|z| row[z]).sum::<i32>();
                off[if sign * (its - own) >= 0 { 0 } else { 3 }] += 1;
            }
        }
        let mut missing = self.needed;
        let mut distance = self.wrong;
        for (far, rivals) in off.into_iter().enumerate() {
            let taken = missing.min(i32::from(rivals));
            distance += taken * far as i32;
            missing -= taken;
            if missing == 0 {
                return distance;
            }
        }
        i32::MAX
    }
}

/// Looks for completions in which enough rivals do it, level ones by points among
/// them (or level there too); `good` says whether one does.
pub(crate) fn anneal(
    race: &Race<'_>,
    mini: &Mini,
    stand: Stand,
    needed: u32,
    start: &[Option<i8>],
    flips: u32,
    good: &mut dyn FnMut(&[Option<i8>]) -> bool,
) -> bool {
    let board = &race.q.board;
    let free: Vec<usize> = (0..board.games.len()).filter(|g| race.state(*g) == FREE).collect();
    if free.is_empty() {
        return false;
    }
    let mut state = State {
        race,
        mini,
        stand,
        needed: needed as i32,
        home: vec![0; board.games.len()],
        points: race.begun().0,
        level: 0,
        off: [0; FARTHEST + 1],
        wrong: 0,
        among: mini.sure.clone(),
    };
    // What is open counts as lost by the home team at first.
    let loss = i32::from(race.q.regulation.points.loss);
    let (win, _) = race.worth();
    let n = race.q.teams;
    for &game in &free {
        let [h, a] = board.games[game].teams;
        let (h, a) = (usize::from(h), usize::from(a));
        state.points[a] += win;
        state.among[h * n + a] += loss;
        state.among[a * n + h] += loss + win;
    }
    each(stand.strict | stand.level | stand.not).for_each(|team| state.count(team, true));
    for &game in &free {
        let outcome = start[game].unwrap_or(0);
        state.set(game, (outcome + 1) as u8);
    }
    let mut seed = 88_172_645_463_325_252u64;
    let mut below = move |n: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((seed >> 33) as usize) % n.max(1)
    };
    let mut distance = state.distance();
    for flip in 0..flips {
        if distance == 0 {
            let outcomes: Vec<Option<i8>> = (0..board.games.len())
                .map(|g| {
                    let own = race.own[g];
                    own.or(Some(state.home[g] as i8 - 1))
                })
                .collect();
            if good(&outcomes) {
                return true;
            }
        }
        let game = free[below(free.len())];
        let g = &board.games[game];
        let was = state.home[game];
        let home = (was + 1 + below(2) as u8) % 3;
        if home > g.most[0] || 2 - home > g.most[1] {
            continue;
        }
        state.set(game, home);
        let then = state.distance();
        // The chance to go astray sinks in waves.
        let wave = 1 - (flip % 2000) as i32 / 1900;
        let slack = match below(8) {
            0 => 4,
            1 | 2 => 2,
            3 => 1,
            _ => 0,
        };
        if then <= distance.saturating_add(slack * wave) {
            distance = then;
        } else {
            state.set(game, was);
        }
    }
    false
}
