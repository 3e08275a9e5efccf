//! Weights for wins and draws that bound how many rivals can do it.
//!
//! Every match takes the outcome that weighs most, every rival the wins and draws
//! that leave it most, and where the two disagree the weights are changed a little:
//! the bound is the best one found on the way. It holds for any weights.

use crate::certificate::{Aim, Weights};
use crate::flow::FREE;
use crate::mini::Mini;
use crate::race::{Race, SCALE, Stand, each};

/// Says with which wins and draws rivals end as they may.
struct Rival {
    team: usize,
    /// Wins, draws, and whether it does it then.
    ends: Vec<(i32, i32, bool)>,
}

/// Looks for weights by which fewer than `needed` rivals can do it, from prices on
/// shares on. With `among`, it is known who is level and all of those must come out
/// right by the points among them, which have weights too.
pub(crate) fn refuting(
    race: &Race<'_>,
    stand: Stand,
    needed: u32,
    price: &[i64; 64],
    rounds: u32,
    among: Option<&Mini>,
) -> Option<Weights> {
    let rivals = rivals(race, stand);
    if let Some(none) = rivals.iter().find(|r| r.ends.is_empty()) {
        // It cannot end as it has to: any weights show that.
        let of = vec![(none.team as u8, 0, 0)];
        return Some(Weights { scale: 1, of, among: Vec::new() });
    }
    let sign = if race.aim == Aim::Above { 1 } else { -1 };
    let mut win = price.map(|p| 2 * sign * p);
    let mut draw = price.map(|p| sign * p);
    let goal = SCALE * i64::from(needed);
    let (mut best, mut stale, mut damp) = (i64::MAX, 0, 1i64);
    // Who is level, what they are ahead of the team by among each other (as wished),
    // and the weight of that.
    let level = among.map_or(0, |_| stand.level);
    let (sure, own) = among.map_or(([0; 64], 0), |m| m.points(level));
    let mut edge = [0i64; 64];
    for t in each(level) {
        edge[t] = sign * i64::from(sure[t] - own);
    }
    let mut mini = [0i64; 64];
    let p = &race.q.regulation.points;
    let worth = [p.loss, p.draw, p.win].map(|w| sign * i64::from(w));
    let mut open = Vec::new();
    for (game, g) in race.q.board.games.iter().enumerate() {
        if race.state(game) == FREE {
            let inside = level >> g.teams[0] & level >> g.teams[1] & 1 == 1;
            open.push((g.teams.map(usize::from), g.most, inside));
        }
    }
    for _ in 0..rounds {
        let (mut wins, mut draws) = ([0i64; 64], [0i64; 64]);
        let mut sum: i64 = each(level).map(|t| mini[t] * edge[t]).sum();
        let mut apart = edge;
        for ([h, a], most, inside) in &open {
            let (h, a) = (*h & 63, *a & 63);
            let mut values = [win[a], draw[h] + draw[a], win[h]];
            if *inside {
                for (home, value) in values.iter_mut().enumerate() {
                    *value += mini[h] * worth[home] + mini[a] * worth[2 - home];
                }
            }
            let mut home = usize::from(2 - most[1]);
            for other in home + 1..=usize::from(most[0]) {
                if values[other] > values[home] {
                    home = other;
                }
            }
            sum += values[home];
            if *inside {
                apart[h] += worth[home];
                apart[a] += worth[2 - home];
            }
            match home {
                2 => wins[h] += 1,
                1 => {
                    draws[h] += 1;
                    draws[a] += 1;
                }
                _ => wins[a] += 1,
            }
        }
        for rival in &rivals {
            let t = rival.team;
            let mut top: Option<(i64, i32, i32)> = None;
            for &(w, d, does) in &rival.ends {
                let value =
                    if does { SCALE } else { 0 } - win[t] * i64::from(w) - draw[t] * i64::from(d);
                if top.is_none_or(|t| value > t.0) {
                    top = Some((value, w, d));
                }
            }
            let (value, w, d) = top.unwrap_or_default();
            sum += value;
            wins[t] -= i64::from(w);
            draws[t] -= i64::from(d);
        }
        if sum < goal {
            let of = rivals
                .iter()
                .map(|r| (r.team as u8, win[r.team], draw[r.team]))
                .filter(|w| w.1 != 0 || w.2 != 0)
                .collect();
            let among = each(level).filter(|t| mini[*t] != 0).map(|t| (t as u8, mini[t]));
            return Some(Weights { scale: SCALE, of, among: among.collect() });
        }
        if best == i64::MAX && sum - goal > SCALE / 8 {
            // So far off nothing has ever been found.
            return None;
        }
        if sum < best {
            (best, stale) = (sum, 0);
        } else {
            stale += 1;
            if stale >= 5 {
                stale = 0;
                damp *= 2;
            }
        }
        // A step towards where both agree, as long as the sum is too large.
        let norm: i64 = rivals
            .iter()
            .map(|r| wins[r.team].pow(2) + draws[r.team].pow(2))
            .chain(
                each(level).map(|t| if mini[t] > 0 || apart[t] < 0 { apart[t].pow(2) } else { 0 }),
            )
            .sum();
        if norm == 0 || damp > 16 {
            return None;
        }
        let excess = sum - goal + SCALE / 16;
        for r in &rivals {
            let t = r.team;
            win[t] -= excess * wins[t] / (norm * damp);
            draw[t] -= excess * draws[t] / (norm * damp);
        }
        for t in each(level) {
            mini[t] = (mini[t] - excess * apart[t] / (norm * damp)).max(0);
        }
    }
    None
}

fn rivals(race: &Race<'_>, stand: Stand) -> Vec<Rival> {
    let (points, matches) = race.begun();
    let (win, draw) = race.worth();
    let sign = if race.aim == Aim::Above { 1 } else { -1 };
    let all = stand.strict | stand.level | stand.not;
    each(all)
        .map(|team| {
            let is = |set: u64| set >> team & 1 == 1;
            let (mut failing, mut doing) = (Hull::default(), Hull::default());
            for w in 0..=matches[team] {
                // Of the draws that go with so many wins the fewest and the most are
                // enough, doing it and not.
                let mut spans = [None; 2];
                for d in 0..=matches[team] - w {
                    let ahead = sign * (points[team] + win * w + draw * d - race.target);
                    let (fits, does) = match ahead.signum() {
                        1 => (is(stand.strict), true),
                        0 => (is(stand.level), true),
                        _ => (is(stand.not), false),
                    };
                    if fits {
                        let span = &mut spans[usize::from(does)];
                        *span = Some((span.map_or(d, |s: (i32, i32)| s.0), d));
                    }
                }
                for (hull, span) in [&mut failing, &mut doing].into_iter().zip(spans) {
                    if let Some((few, many)) = span {
                        hull.add(w, few, many);
                    }
                }
            }
            let mut ends = Vec::new();
            for (hull, does) in [(failing, false), (doing, true)] {
                ends.extend(hull.few.iter().map(|(w, d)| (*w, *d, does)));
                let twice = |p: &&(i32, i32)| !hull.few.contains(p);
                ends.extend(hull.many.iter().filter(twice).map(|(w, d)| (*w, *d, does)));
            }
            Rival { team, ends }
        })
        .collect()
}

/// The corners around some wins and draws: what is best by weights is one of them.
#[derive(Default)]
struct Hull {
    /// Along the fewest draws, by wins.
    few: Vec<(i32, i32)>,
    /// Along the most.
    many: Vec<(i32, i32)>,
}

impl Hull {
    /// Adds a number of wins, more than those before, with the fewest and most draws.
    fn add(&mut self, wins: i32, few: i32, many: i32) {
        for (corners, draws, side) in [(&mut self.few, few, 1), (&mut self.many, many, -1)] {
            while let [.., (w0, d0), (w1, d1)] = corners[..] {
                // The middle one of three is no corner where it is not outside of the
                // other two.
                let turn = (w1 - w0) * (draws - d0) - (wins - w0) * (d1 - d0);
                if side * turn > 0 {
                    break;
                }
                corners.pop();
            }
            corners.push((wins, draws));
        }
    }
}
