//! How a tie stands after its matches.

use girone_model::{BySide, Match, Outcome, Side, TeamId};

use crate::edition::{AwayGoals, Decider, TieRule};
use crate::knockout::{DecidedBy, TieState};

/// Says how a tie stands after the matches given, in order of date: its legs and
/// then replays. `home` is the team named first in the tie.
pub fn progress(legs: u8, rule: &TieRule, home: TeamId, matches: &[&Match]) -> TieState {
    // Each match as the team named first in the tie sees it.
    let mut played = Vec::new();
    for m in matches {
        let turned = m.fixture.teams.home != home;
        let turn = |side: Side| if turned { !side } else { side };
        let Some(happened) = &m.happened else { continue };
        if let Outcome::Walkover { winner, official: None } = happened.outcome
            && legs == 1
        {
            let (winner, aggregate) = (turn(winner), BySide::default());
            return TieState::Decided { winner, by: DecidedBy::Ruling, aggregate };
        }
        let Some(score) = happened.outcome.score() else { continue };
        let ruled = !matches!(happened.outcome, Outcome::Played(_));
        played.push((if turned { score.swap() } else { score }, turned, ruled));
    }
    let legs = usize::from(legs.max(1));
    let mut aggregate = BySide::new(0u16, 0u16);
    for (score, ..) in played.iter().take(legs) {
        for side in Side::BOTH {
            aggregate[side] += u16::from(score.result[side]);
        }
    }
    if played.is_empty() {
        return TieState::NotBegun;
    }
    if played.len() < legs {
        return TieState::Underway(aggregate);
    }
    let (last, _, ruled) = played[legs - 1];
    let decided = |winner, by| TieState::Decided { winner, by, aggregate };
    if let Some(winner) = more(aggregate) {
        let by = match last.extra_time {
            _ if ruled => DecidedBy::Ruling,
            Some(true) => DecidedBy::ExtraTime,
            _ => DecidedBy::Goals,
        };
        return decided(winner, by);
    }
    if let Some(shoot_out) = last.shoot_out {
        return decided(shoot_out.winner, DecidedBy::ShootOut);
    }
    if legs == 2 && rule.away_goals != AwayGoals::No {
        let mut away = BySide::new(0u16, 0u16);
        for (leg, (score, turned, _)) in played.iter().take(2).enumerate() {
            let normal = match (rule.away_goals, leg, score.extra_time, score.full_time) {
                (AwayGoals::AfterNormalTime, 1, Some(true), Some(full_time)) => full_time,
                _ => score.result,
            };
            // In a leg that is not turned the team named first is at home.
            let visitor = if *turned { Side::Home } else { Side::Away };
            away[visitor] += u16::from(normal[visitor]);
        }
        if let Some(winner) = more(away) {
            return decided(winner, DecidedBy::AwayGoals);
        }
    }
    for (replay, ..) in &played[legs..] {
        if let Some(winner) = replay.advances() {
            return decided(winner, DecidedBy::Replay);
        }
    }
    if rule.last == Decider::Replay && matches.len() > played.len() {
        return TieState::Underway(aggregate);
    }
    TieState::Lacks(rule.last)
}

fn more(goals: BySide<u16>) -> Option<Side> {
    match goals.home.cmp(&goals.away) {
        std::cmp::Ordering::Greater => Some(Side::Home),
        std::cmp::Ordering::Less => Some(Side::Away),
        std::cmp::Ordering::Equal => None,
    }
}
