//! Proofs by points: shares of matches, and sets of rivals.

mod among;

use crate::Places;
use crate::certificate::{Aim, Behind, Core, Ends, Node, Share, Standings, Weights};

use super::{Checked, Facts, Flaw, criteria, require};
use among::Among;

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

/// How rivals may end, as sets; one that is decided is in one of them only.
#[derive(Clone, Copy)]
struct Decided {
    strict: u64,
    level: u64,
    not: u64,
}

impl Decided {
    /// Those that surely do it, level or better.
    fn doing(&self) -> u64 {
        (self.strict | self.level) & !self.not
    }

    /// Those that surely end level.
    fn surely_level(&self) -> u64 {
        self.level & !self.strict & !self.not
    }

    /// The cases of a rival.
    fn split(&self, rival: usize, ends: Ends) -> (Decided, Decided) {
        let bit = 1u64 << rival;
        let keep = |s: bool, l: bool, n: bool| Decided {
            strict: if s { self.strict } else { self.strict & !bit },
            level: if l { self.level } else { self.level & !bit },
            not: if n { self.not } else { self.not & !bit },
        };
        match ends {
            Ends::Doing => (keep(true, true, false), keep(false, false, true)),
            Ends::Level => (keep(false, true, false), keep(true, false, true)),
            Ends::Strictly => (keep(true, false, false), keep(false, true, true)),
        }
    }
}

pub(super) fn check_standings(facts: &Facts<'_>, side: &Side, node: &Standings) -> Checked {
    let (always, maybe) = doing(facts, side);
    let all = (0..facts.points.len()).filter(|t| *t != facts.team).fold(0u64, |m, t| m | 1 << t);
    let able = always | maybe;
    let among = Among::new(facts, side);
    // Not every number of points can be reached.
    let level = (0..facts.points.len()).filter(|t| has(able, *t) && meets(facts, side, *t));
    let level = level.fold(0u64, |m, t| m | 1 << t);
    let decided = Decided { strict: able, level, not: all & !always };
    standings(facts, side, among.as_ref(), node, decided)
}

/// Says whether a rival can end with exactly the team's points.
fn meets(facts: &Facts<'_>, side: &Side, rival: usize) -> bool {
    let mut reached = std::collections::BTreeSet::from([facts.points[rival]]);
    for (game, fixed) in side.outcomes.iter().enumerate() {
        let (h, a) = facts.pair(game);
        if h != rival && a != rival {
            continue;
        }
        let outcomes = [-1i8, 0, 1].into_iter().filter(|o| fixed.is_none_or(|f| f == *o));
        let gains: Vec<i64> = outcomes.map(|o| facts.worth(o, h == rival)).collect();
        reached = reached.iter().flat_map(|p| gains.iter().map(move |g| p + g)).collect();
    }
    reached.contains(&side.target)
}

fn standings(
    facts: &Facts<'_>,
    side: &Side,
    own: Option<&Among>,
    node: &Standings,
    d: Decided,
) -> Checked {
    let opposite = if side.aim == Aim::Below { Aim::Above } else { Aim::Below };
    let mut outcomes = side.outcomes.clone();
    // Rivals that are level and wrong, whoever else is level, do not help.
    let wrong = || {
        own.map_or(0, |own| {
            let level = d.surely_level();
            (0..64).filter(|t| has(level, *t) && own.most(facts, side.aim, 1 << t, d) < 0).count()
        }) as u32
    };
    match node {
        Standings::Case { rival, ends, then, otherwise } => {
            require(usize::from(*rival) < facts.points.len(), "a case is about no team")?;
            let (first, second) = d.split(usize::from(*rival), *ends);
            standings(facts, side, own, then, first)?;
            standings(facts, side, own, otherwise, second)
        }
        Standings::TooFew => {
            let most = (d.strict | d.level).count_ones();
            require(most < needed(facts, side.aim) + wrong(), "enough rivals are left")
        }
        Standings::Weights(weights) => {
            let needed = i128::from(needed(facts, side.aim) + wrong());
            let sum = weighed(facts, side, weights, d, None)?;
            let enough = needed * i128::from(weights.scale);
            require(sum.is_none_or(|sum| sum < enough), "the weights leave enough rivals")
        }
        Standings::Trailing { at_most, rivals } => {
            let own = own.ok_or(Flaw("points among level teams do not come first"))?;
            let more = i128::from(needed(facts, side.aim)) + 1;
            let sum = weighed(facts, side, at_most, d, None)?;
            let spare = sum.is_none_or(|sum| sum < more * i128::from(at_most.scale));
            require(spare, "more rivals than needed may do it")?;
            let of =
                rivals.iter().fold(0u64, |m, t| m | 1u64.checked_shl(u32::from(*t)).unwrap_or(0));
            require(of != 0 && of & !d.surely_level() == 0, "a rival is not known to be level")?;
            require(own.most(facts, side.aim, of, d) < 0, "level rivals may come out right")
        }
        Standings::Behind { at_most, why } => {
            let own = own.ok_or(Flaw("points among level teams do not come first"))?;
            let more = i128::from(needed(facts, side.aim)) + 1;
            let sum = weighed(facts, side, at_most, d, None)?;
            let spare = sum.is_none_or(|sum| sum < more * i128::from(at_most.scale));
            require(spare, "more rivals than needed may do it")?;
            require(d.level == d.surely_level(), "who is level is not known yet")?;
            match why {
                Behind::Points(share) => own.behind(facts, side, d.level, share),
                Behind::Weights(weights) => {
                    let needed = i128::from(needed(facts, side.aim));
                    let sum = weighed(facts, side, weights, d, Some(own))?;
                    let enough = needed * i128::from(weights.scale);
                    require(sum.is_none_or(|sum| sum < enough), "the weights leave enough rivals")
                }
            }
        }
        Standings::Short(share) => {
            let mut demand = Demand {
                aim: side.aim,
                target: side.target,
                set: d.doing(),
                strict: d.doing() & !d.level,
                outcomes: &mut outcomes,
            };
            cannot(facts, &mut demand, share)
        }
        Standings::Over(share) => {
            let set = (d.level | d.not) & !d.strict;
            let mut demand = Demand {
                aim: opposite,
                target: side.target,
                set,
                strict: set & !d.level,
                outcomes: &mut outcomes,
            };
            cannot(facts, &mut demand, share)
        }
        Standings::Among(node) => {
            let twice = d.strict & d.level | d.strict & d.not | d.level & d.not;
            require(twice == 0, "who is level is not known yet")?;
            among(facts, side, node, &d, &mut outcomes)
        }
    }
}

/// Adds up what weights allow at most; `None` where a rival cannot end as it has
/// to.
fn weighed(
    facts: &Facts<'_>,
    side: &Side,
    weights: &Weights,
    d: Decided,
    own: Option<&Among>,
) -> Result<Option<i128>, Flaw> {
    let n = facts.points.len();
    require(weights.scale > 0, "the scale of weights is positive")?;
    let (mut of_win, mut of_draw) = (vec![0i128; n], vec![0i128; n]);
    for (team, win, draw) in &weights.of {
        let team = usize::from(*team);
        require(team < n && team != facts.team, "a weight is on no rival")?;
        of_win[team] = i128::from(*win);
        of_draw[team] = i128::from(*draw);
    }
    require(weights.among.is_empty() || own.is_some(), "points among level teams do not count")?;
    // The weight of a point on the right side among the level teams.
    let sign = if side.aim == Aim::Above { 1 } else { -1 };
    let mut of_point = vec![0i128; n];
    for (team, weight) in &weights.among {
        let team = usize::from(*team);
        require(has(d.surely_level(), team), "a rival is not known to be level")?;
        require(*weight >= 0, "a weight of points among level teams is negative")?;
        of_point[team] = sign * i128::from(*weight);
    }
    let mut sum = 0i128;
    if let Some(own) = own {
        for t in (0..n).filter(|t| has(d.level, *t)) {
            let with = |z: &usize| *z == facts.team || has(d.level, *z);
            let its: i64 = (0..n).filter(with).map(|z| own.points[t * n + z]).sum();
            let teams: i64 = (0..n).filter(with).map(|z| own.points[facts.team * n + z]).sum();
            sum += of_point[t] * i128::from(its - teams);
        }
    }
    let mut matches = vec![0i64; n];
    for (game, fixed) in side.outcomes.iter().enumerate() {
        if fixed.is_some() {
            continue;
        }
        let (h, a) = facts.pair(game);
        matches[h] += 1;
        matches[a] += 1;
        let mut worth = [(1i8, of_win[h]), (0, of_draw[h] + of_draw[a]), (-1, of_win[a])];
        if own.is_some() && has(d.level, h) && has(d.level, a) {
            for (outcome, weight) in &mut worth {
                *weight += of_point[h] * i128::from(facts.worth(*outcome, true));
                *weight += of_point[a] * i128::from(facts.worth(*outcome, false));
            }
        }
        let best = worth.iter().filter(|(o, _)| facts.margins(game, *o).is_some());
        match best.map(|w| w.1).max() {
            Some(best) => sum += best,
            None => return Ok(None),
        }
    }
    for rival in (0..n).filter(|t| *t != facts.team) {
        // What it has with own results fixed and everything else lost.
        let mut points = facts.points[rival];
        for (game, fixed) in side.outcomes.iter().enumerate() {
            let (h, a) = facts.pair(game);
            if h == rival || a == rival {
                points += facts.worth(fixed.unwrap_or(if h == rival { -1 } else { 1 }), h == rival);
            }
        }
        let (win, draw) = (
            facts.worth(1, true) - facts.worth(-1, true),
            facts.worth(0, true) - facts.worth(-1, true),
        );
        let mut best: Option<i128> = None;
        for wins in 0..=matches[rival] {
            for draws in 0..=matches[rival] - wins {
                let earned = points + win * wins + draw * draws - side.target;
                let earned = if side.aim == Aim::Above { earned } else { -earned };
                let (fits, counts) = match earned.signum() {
                    1 => (has(d.strict, rival), true),
                    0 => (has(d.level, rival), true),
                    _ => (has(d.not, rival), false),
                };
                let weight = of_win[rival] * i128::from(wins) + of_draw[rival] * i128::from(draws);
                let value = if counts { i128::from(weights.scale) } else { 0 } - weight;
                if fits && best.is_none_or(|b| value > b) {
                    best = Some(value);
                }
            }
        }
        match best {
            Some(best) => sum += best,
            None => return Ok(None),
        }
    }
    Ok(Some(sum))
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
