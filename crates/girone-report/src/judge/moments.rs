//! When a figure of a table that no longer holds did: before the match reported, or
//! while it was being played.

use girone_model::Lang;

use super::*;

/// A moment of the evening at which a table was another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Once {
    /// Before the match reported.
    Before,
    /// At half time of it, at this score (home, away).
    HalfTime(BySide<u8>),
    /// While it stood at this score (home, away).
    While(BySide<u8>),
}

impl Once {
    /// Says it after the message of a finding.
    pub(crate) fn text(self, lang: Lang) -> String {
        let at = |s: BySide<u8>| format!("{}-{}", s.home, s.away);
        match (self, lang) {
            (Once::Before, Lang::En) => "; so it was before this match".to_owned(),
            (Once::Before, Lang::It) => "; era così prima di questa partita".to_owned(),
            (Once::HalfTime(s), Lang::En) => {
                format!("; so it was at half time, at {}, and no longer at the end", at(s))
            }
            (Once::HalfTime(s), Lang::It) => {
                format!("; era così all'intervallo, sul {}, e non più alla fine", at(s))
            }
            (Once::While(s), Lang::En) => {
                format!("; so it was while the match stood at {}", at(s))
            }
            (Once::While(s), Lang::It) => format!("; era così finché la partita era sul {}", at(s)),
        }
    }
}

impl Judge<'_> {
    /// When a claim on a table that is false now was true on the evening of the match
    /// reported, if it was.
    pub(crate) fn once(&self, claim: &Claim) -> Option<Once> {
        let of_a_table = matches!(
            claim,
            Claim::Row { .. }
                | Claim::RowGoals { .. }
                | Claim::Bottom { .. }
                | Claim::Gap { .. }
                | Claim::Level { .. }
                | Claim::InHand { .. }
        );
        let (cut, game) = (self.cuts.first()?, *self.subjects.first()?);
        let m = self.prepared.get(game);
        let result = m.score()?.result;
        if !of_a_table || cut.before.is_some() {
            return None;
        }
        let holds = |cut: &Cut| self.judge_at(claim, cut).says == Says::Yes;
        if holds(&Cut { before: Some(m.fixture.when.date), ..*cut }) {
            return Some(Once::Before);
        }
        let stood = |score| score != result && holds(&Cut { standing: Some(score), ..*cut });
        if let Some(half) = half_time(m).filter(|s| stood(*s)) {
            return Some(Once::HalfTime(half));
        }
        let level = BySide::new(0, 0);
        let on_the_way = steps(m)?.into_iter().map(|s| s.after).rev().chain([level]);
        on_the_way.into_iter().find(|s| stood(*s)).map(Once::While)
    }
}

/// The score of a match at half time.
pub(super) fn half_time(m: &Match) -> Option<BySide<u8>> {
    if let Some(half) = m.score().and_then(|s| s.half_time) {
        return Some(half);
    }
    let steps = steps(m)?;
    let first = |s: &&Step| s.goal.minute.is_some_and(|m| m.base <= 45);
    let timed = steps.iter().all(|s| s.goal.minute.is_some());
    timed.then(|| steps.iter().take_while(first).last().map_or(BySide::new(0, 0), |s| s.after))
}
