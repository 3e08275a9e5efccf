//! Proofs by points: shares of matches, and sets of rivals.

use crate::Places;
use crate::certificate::{Aim, Core, Node, Share, Standings};

use super::{Checked, Facts, Flaw, criteria, require};

/// The team's results as fixed by the aim, and its points.
pub(super) struct Side {
    pub aim: Aim,
    pub target: i64,
    pub outcomes: Vec<Option<i8>>,
}

/// What has to be true of some rivals at once.
struct Demand<'s> {
    /// Below: at most the target. Above: at least the target.
    aim: Aim,
    target: i64,
    set: u64,
    /// Those that may not even be level.
    strict: u64,
    outcomes: &'s mut Vec<Option<i8>>,
}

fn has(set: u64, team: usize) -> bool {
    team < 64 && set >> team & 1 == 1
}

/// The rivals that do it whatever happens, and those that may.
fn doing(facts: &Facts<'_>, side: &Side) -> (u64, u64) {
    let (mut always, mut maybe) = (0u64, 0u64);
    for rival in (0..facts.points.len()).filter(|t| *t != facts.team) {
        // The range of points, with what the assumptions allow.
        let (mut least, mut most) = (facts.points[rival], facts.points[rival]);
        for (game, fixed) in side.outcomes.iter().enumerate() {
            let (h, a) = facts.pair(game);
            if h != rival && a != rival {
                continue;
            }
            let worth: Vec<i64> = [-1i8, 0, 1]
                .into_iter()
                .filter(|o| fixed.is_none_or(|f| f == *o) && facts.margins(game, *o).is_some())
                .map(|o| facts.worth(o, h == rival))
                .collect();
            least += worth.iter().min().copied().unwrap_or(0);
            most += worth.iter().max().copied().unwrap_or(0);
        }
        let (surely, possibly) = match side.aim {
            Aim::Below => (most <= side.target, least <= side.target),
            Aim::Above => (least >= side.target, most >= side.target),
        };
        if surely {
            always |= 1 << rival;
        } else if possibly {
            maybe |= 1 << rival;
        }
    }
    (always, maybe)
}

/// How many rivals have to do it for the team to take one of the places.
fn needed(facts: &Facts<'_>, aim: Aim) -> u32 {
    match aim {
        Aim::Below => facts.points.len() as u32 - u32::from(facts.places.worst().unwrap_or(0)),
        Aim::Above => u32::from(facts.places.best().unwrap_or(1)) - 1,
    }
}

pub(super) fn check_cores(facts: &Facts<'_>, side: &Side, cores: &[Core]) -> Checked {
    let (always, maybe) = doing(facts, side);
    let mut sets = Vec::new();
    for core in cores {
        let mut set = 0u64;
        for rival in &core.rivals {
            require(has(maybe, usize::from(*rival)), "a core names a team that does not matter")?;
            set |= 1 << rival;
        }
        let mut outcomes = side.outcomes.clone();
        let mut demand =
            Demand { aim: side.aim, target: side.target, set, strict: 0, outcomes: &mut outcomes };
        cannot(facts, &mut demand, &core.why)?;
        sets.push(set);
    }
    let all = always.count_ones() + maybe.count_ones();
    let needed = needed(facts, side.aim);
    require(needed >= 1, "the team may take the places whoever does what")?;
    if all < needed {
        return Ok(());
    }
    // At least all − needed + 1 rivals would have to be left out.
    require(!can_be_hit(&sets, all - needed), "leaving out fewer rivals is enough")
}

/// Says whether `most` teams can be chosen so that every set holds one of them.
fn can_be_hit(sets: &[u64], most: u32) -> bool {
    match sets.first() {
        None => true,
        Some(_) if most == 0 => false,
        Some(first) => (0..64).filter(|t| has(*first, *t)).any(|t| {
            let rest: Vec<u64> = sets.iter().copied().filter(|s| !has(*s, t)).collect();
            can_be_hit(&rest, most - 1)
        }),
    }
}

/// Checks that the teams of a demand cannot all fulfil it.
fn cannot(facts: &Facts<'_>, demand: &mut Demand<'_>, share: &Share) -> Checked {
    match share {
        Share::Match { game, home, drawn, away } => {
            let open = demand.outcomes.get(*game).is_some_and(|o| o.is_none());
            require(open, "a match is split that is fixed or does not exist")?;
            for (outcome, child) in [(1i8, home), (0, drawn), (-1, away)] {
                if facts.margins(*game, outcome).is_some() {
                    demand.outcomes[*game] = Some(outcome);
                    let checked = cannot(facts, demand, child);
                    demand.outcomes[*game] = None;
                    checked?;
                }
            }
            Ok(())
        }
        Share::Short(rivals) => {
            let mut few = 0u64;
            for rival in rivals {
                require(
                    has(demand.set, usize::from(*rival)),
                    "a sum is over teams that are free to do as they like",
                )?;
                few |= 1 << rival;
            }
            short(facts, demand, few)
        }
    }
}

/// Adds up what some teams need (or may take) and what their matches offer (or
/// force on them), in shares: two for a win, one for a draw.
fn short(facts: &Facts<'_>, demand: &Demand<'_>, few: u64) -> Checked {
    let n = facts.points.len();
    let loss = facts.worth(-1, true);
    let (win, draw) = (facts.worth(1, true) - loss, facts.worth(0, true) - loss);
    require(draw > 0 && win > draw, "shares need a win to be worth more than a draw")?;
    let mut points = facts.points.clone();
    let mut matches = vec![0i64; n];
    let (mut offered, mut forced) = (0i64, 0i64);
    for (game, fixed) in demand.outcomes.iter().enumerate() {
        let (h, a) = facts.pair(game);
        if let Some(outcome) = fixed {
            points[h] += facts.worth(*outcome, true);
            points[a] += facts.worth(*outcome, false);
            continue;
        }
        points[h] += loss;
        points[a] += loss;
        let allowed: Vec<i64> = [-1i8, 0, 1]
            .into_iter()
            .filter(|o| facts.margins(game, *o).is_some())
            .map(i64::from)
            .collect();
        let (Some(least), Some(most)) = (allowed.first(), allowed.last()) else {
            return Ok(());
        };
        let (home_most, away_most) = (1 + most, 1 - least);
        match (has(few, h), has(few, a)) {
            (true, true) => {
                offered += 2;
                forced += 2;
                matches[h] += 1;
                matches[a] += 1;
            }
            (true, false) => {
                offered += home_most;
                forced += 2 - away_most;
                matches[h] += i64::from(demand.aim == Aim::Above || away_most < 2);
            }
            (false, true) => {
                offered += away_most;
                forced += 2 - home_most;
                matches[a] += i64::from(demand.aim == Aim::Above || home_most < 2);
            }
            (false, false) => {}
        }
    }
    let mut sum = 0i64;
    for team in (0..n).filter(|t| has(few, *t)) {
        let edge = i64::from(has(demand.strict, team));
        let r = matches[team];
        let mut best: Option<i64> = None;
        for wins in 0..=r {
            for draws in 0..=r - wins {
                let earned = points[team] + win * wins + draw * draws;
                let shares = 2 * wins + draws;
                let (fits, better) = match demand.aim {
                    Aim::Above => (earned >= demand.target + edge, best.is_none_or(|b| shares < b)),
                    Aim::Below => (earned <= demand.target - edge, best.is_none_or(|b| shares > b)),
                };
                if fits && better {
                    best = Some(shares);
                }
            }
        }
        match best {
            Some(shares) => sum += shares,
            // It cannot at all.
            None => return Ok(()),
        }
    }
    match demand.aim {
        Aim::Above => require(sum > offered, "the matches offer enough"),
        Aim::Below => require(forced > sum, "there is room for all"),
    }
}

struct Decided {
    strict: u64,
    level: u64,
    not: u64,
    /// Rivals that could do it and are not decided.
    open: u64,
}

pub(super) fn check_standings(facts: &Facts<'_>, side: &Side, node: &Standings) -> Checked {
    let (always, maybe) = doing(facts, side);
    let open = always | maybe;
    let all = (0..facts.points.len()).filter(|t| *t != facts.team).fold(0u64, |m, t| m | 1 << t);
    standings(facts, side, node, &Decided { strict: 0, level: 0, not: all & !open, open })
}

fn standings(facts: &Facts<'_>, side: &Side, node: &Standings, d: &Decided) -> Checked {
    let opposite = if side.aim == Aim::Below { Aim::Above } else { Aim::Below };
    let mut outcomes = side.outcomes.clone();
    match node {
        Standings::Rival { rival, strictly, level, not } => {
            require(has(d.open, usize::from(*rival)), "a rival is split twice or never open")?;
            let bit = 1u64 << rival;
            let open = d.open & !bit;
            let cases = [
                (strictly, Decided { strict: d.strict | bit, level: d.level, not: d.not, open }),
                (level, Decided { strict: d.strict, level: d.level | bit, not: d.not, open }),
                (not, Decided { strict: d.strict, level: d.level, not: d.not | bit, open }),
            ];
            cases.iter().try_for_each(|(child, d)| standings(facts, side, child, d))
        }
        Standings::TooFew => {
            let most = (d.strict | d.level | d.open).count_ones();
            require(most < needed(facts, side.aim), "enough rivals are left")
        }
        Standings::Short(share) => {
            let set = d.strict | d.level;
            let mut demand = Demand {
                aim: side.aim,
                target: side.target,
                set,
                strict: d.strict,
                outcomes: &mut outcomes,
            };
            cannot(facts, &mut demand, share)
        }
        Standings::Over(share) => {
            let set = d.level | d.not;
            let mut demand = Demand {
                aim: opposite,
                target: side.target,
                set,
                strict: d.not,
                outcomes: &mut outcomes,
            };
            cannot(facts, &mut demand, share)
        }
        Standings::Among(node) => {
            require(d.open == 0, "who is level is not known yet")?;
            among(facts, side, node, d, &mut outcomes)
        }
    }
}

fn among(
    facts: &Facts<'_>,
    side: &Side,
    node: &Node,
    d: &Decided,
    outcomes: &mut Vec<Option<i8>>,
) -> Checked {
    let opposite = if side.aim == Aim::Below { Aim::Above } else { Aim::Below };
    let part = d.level | 1 << facts.team;
    let above = if side.aim == Aim::Below { d.not } else { d.strict }.count_ones() as u8;
    let last = above + part.count_ones() as u8;
    match node {
        Node::Settled => require(
            Places::from_to(above + 1, last).and(facts.places).is_empty(),
            "a case is closed in which one of the places is open",
        ),
        Node::Match { game, home, drawn, away } => {
            let open = outcomes.get(*game).is_some_and(|o| o.is_none());
            require(open, "a match is split that is fixed or does not exist")?;
            for (outcome, child) in [(1i8, home), (0, drawn), (-1, away)] {
                if facts.margins(*game, outcome).is_some() {
                    outcomes[*game] = Some(outcome);
                    let checked = among(facts, side, child, d, outcomes);
                    outcomes[*game] = None;
                    checked?;
                }
            }
            Ok(())
        }
        Node::Level(level) => criteria::check(facts, level, outcomes, part, above),
        Node::Short(share) => {
            let set = d.strict | d.level;
            let mut demand =
                Demand { aim: side.aim, target: side.target, set, strict: d.strict, outcomes };
            cannot(facts, &mut demand, share)
        }
        Node::Over(share) => {
            let set = d.level | d.not;
            let mut demand =
                Demand { aim: opposite, target: side.target, set, strict: d.not, outcomes };
            cannot(facts, &mut demand, share)
        }
        Node::Excluded => Err(Flaw("an outcome is left out that is possible")),
    }
}
