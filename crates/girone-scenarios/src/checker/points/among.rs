//! Points in the matches among level teams.

use girone_model::Sheet;
use girone_rules::{Count, Criterion, Once};

use super::super::{Checked, Facts, Flaw};
use super::{Decided, Demand, Side, cannot, has};
use crate::Given;
use crate::certificate::{Aim, Share};

/// A proof by sums with matches numbered as in a smaller table.
fn renumbered(share: &Share, kept: &[usize]) -> Result<Share, Flaw> {
    match share {
        Share::Short(rivals) => Ok(Share::Short(rivals.clone())),
        Share::Match { game, home, drawn, away } => {
            let at = kept.iter().position(|k| k == game);
            Ok(Share::Match {
                game: at.ok_or(Flaw("a match is split that is not among level teams"))?,
                home: Box::new(renumbered(home, kept)?),
                drawn: Box::new(renumbered(drawn, kept)?),
                away: Box::new(renumbered(away, kept)?),
            })
        }
    }
}

/// Points in the matches among level teams, where those are the first criterion.
pub(super) struct Among {
    /// By pair of teams (row: whose points): what is certain, and how many matches
    /// are open.
    pub points: Vec<i64>,
    open: Vec<i64>,
}

impl Among {
    pub fn new(facts: &Facts<'_>, side: &Side) -> Option<Among> {
        let n = facts.points.len();
        let Some(Criterion::HeadToHead(rule)) =
            facts.regulation.criteria.first().map(|s| &s.criterion)
        else {
            return None;
        };
        let by_points = rule.counts.first() == Some(&Count::Points)
            && rule.counts_of_two.as_ref().is_none_or(|c| c.first() == Some(&Count::Points));
        // All pairs meet equally often, or it does not matter.
        let mut met = vec![0u32; n * n];
        let fixtures = facts.sheet.results.iter().map(|l| l.teams);
        for f in fixtures.chain(facts.sheet.remaining.iter().copied()) {
            let (h, a) = (usize::from(f.home), usize::from(f.away));
            met[h * n + a] += 1;
            met[a * n + h] += 1;
        }
        let evenly = (0..n).all(|h| (0..n).all(|a| h == a || met[h * n + a] == met[1]));
        if !by_points || !(rule.once == Once::Always || evenly) {
            return None;
        }
        let mut among = Among { points: vec![0; n * n], open: vec![0; n * n] };
        for line in &facts.sheet.results {
            let (h, a) = (usize::from(line.teams.home), usize::from(line.teams.away));
            let outcome = line.ending() as i8;
            among.points[h * n + a] += facts.worth(outcome, true);
            among.points[a * n + h] += facts.worth(outcome, false);
        }
        for (game, fixed) in side.outcomes.iter().enumerate() {
            let (h, a) = facts.pair(game);
            match fixed {
                Some(outcome) => {
                    among.points[h * n + a] += facts.worth(*outcome, true);
                    among.points[a * n + h] += facts.worth(*outcome, false);
                }
                None => {
                    among.open[h * n + a] += 1;
                    among.open[a * n + h] += 1;
                }
            }
        }
        Some(among)
    }

    /// Checks that level rivals cannot all come out right by the points in the
    /// matches among the level teams: the same sums over a table of those only.
    pub fn behind(&self, facts: &Facts<'_>, side: &Side, level: u64, why: &Share) -> Checked {
        let n = facts.points.len();
        let inside = |t: usize| has(level, t) || t == facts.team;
        let mut points = vec![0; n];
        for t in (0..n).filter(|t| inside(*t)) {
            for z in (0..n).filter(|z| inside(*z)) {
                points[t] += self.points[t * n + z];
            }
        }
        let mut sheet = Sheet::new(facts.sheet.teams.clone());
        let mut kept = Vec::new();
        for (game, fixed) in side.outcomes.iter().enumerate() {
            let (h, a) = facts.pair(game);
            if fixed.is_none() && has(level, h) && has(level, a) {
                sheet.remaining.push(facts.sheet.remaining[game]);
                kept.push(game);
            }
        }
        let mut given = Given::nothing(kept.len());
        for (at, game) in kept.iter().enumerate() {
            let (lo, hi) = facts.given.margin(*game);
            given = given.and_margin(at, Some(lo), Some(hi));
        }
        let small = Facts {
            regulation: facts.regulation,
            sheet: &sheet,
            cap: facts.cap,
            given: &given,
            team: facts.team,
            places: facts.places,
            own: facts.own,
            points,
            games: facts.games.clone(),
        };
        let mut outcomes = vec![None; kept.len()];
        let target = small.points[facts.team];
        let mut demand =
            Demand { aim: side.aim, target, set: level, strict: 0, outcomes: &mut outcomes };
        cannot(&small, &mut demand, &renumbered(why, &kept)?)
    }

    /// The most by which the points of some level rivals, added up, can be on the
    /// right side of the team's points, whoever else is level.
    pub fn most(&self, facts: &Facts<'_>, aim: Aim, of: u64, d: Decided) -> i64 {
        let n = facts.points.len();
        let x = facts.team;
        let (win, draw, loss) = (facts.worth(1, true), facts.worth(0, true), facts.worth(-1, true));
        let sign = if aim == Aim::Above { 1 } else { -1 };
        // The value of a rival's points against another, and of both together.
        let single = if aim == Aim::Above { win.max(draw) } else { loss.min(draw) };
        let pair =
            if aim == Aim::Above { (win + loss).max(2 * draw) } else { (win + loss).min(2 * draw) };
        let against = |a: usize, b: usize| self.points[a * n + b] + single * self.open[a * n + b];
        let members: Vec<usize> = (0..n).filter(|t| has(of, *t)).collect();
        let size = members.len() as i64;
        let mut total = 0;
        for (i, y) in members.iter().enumerate() {
            total += sign * self.points[y * n + x];
            for z in &members[..i] {
                let both = self.points[y * n + z] + self.points[z * n + y];
                total += sign * (both + pair * self.open[y * n + z]);
            }
        }
        for z in (0..n).filter(|z| *z != x && has(d.level, *z)) {
            let own = size * self.points[x * n + z];
            let gained: i64 =
                if has(of, z) { 0 } else { members.iter().map(|y| against(*y, z)).sum() };
            let change = sign * (gained - own);
            total += if has(d.surely_level(), z) { change } else { change.max(0) };
        }
        total
    }
}
