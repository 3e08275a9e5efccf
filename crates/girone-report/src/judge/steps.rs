//! The goals of a match in order, and what each did to the score.

use super::*;

/// One goal with the score before and after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub goal: Goal,
    pub before: BySide<u8>,
    pub after: BySide<u8>,
    pub nth_of_side: u8,
    pub last: bool,
}

impl Step {
    pub(super) fn ahead(&self, score: BySide<u8>) -> i32 {
        i32::from(score[self.goal.side]) - i32::from(score[!self.goal.side])
    }

    /// Whether a goal played a part, `all` being the goals of the match.
    pub(crate) fn plays(&self, part: Part, all: &[Step]) -> bool {
        let (before, after) = (self.ahead(self.before), self.ahead(self.after));
        match part {
            Part::Opener => before == 0 && self.after.home + self.after.away == 1,
            Part::GoAhead => before == 0,
            Part::Equaliser => after == 0,
            Part::Winner => all.last().is_some_and(|end| {
                let (w, l) = (end.after[self.goal.side], end.after[!self.goal.side]);
                let last_lead = all
                    .iter()
                    .rev()
                    .find(|s| s.goal.side == self.goal.side && s.ahead(s.before) == 0);
                w > l
                    && (self.nth_of_side == l + 1
                        || last_lead.is_some_and(|s| s.nth_of_side == self.nth_of_side))
            }),
            Part::Last => self.last,
            Part::OfTeam(n) => self.nth_of_side == n,
            Part::PullsBack => before < 0 && after < 0,
            Part::Makes(x, y) => {
                (self.after[self.goal.side], self.after[!self.goal.side]) == (x, y)
            }
            Part::Adds => before > 0 || self.last,
            Part::Answers => {
                let earlier = all.iter().rfind(|s| s.after == self.before);
                before <= 0 || earlier.is_some_and(|s| s.goal.side != self.goal.side)
            }
            Part::Doubles => after == 2,
            Part::Consolation => {
                all.last().is_some_and(|end| end.after[self.goal.side] < end.after[!self.goal.side])
            }
        }
    }
}

/// The goals of a match in order; `None` unless they make up its score.
pub(crate) fn steps(m: &Match) -> Option<Vec<Step>> {
    let happened = m.happened.as_ref()?;
    if !happened.goals_complete() {
        return None;
    }
    let mut goals: Vec<Goal> = happened.goals.clone();
    goals.sort_by_key(|g| g.minute.map(|m| (m.base, m.added)));
    let mut score: BySide<u8> = BySide::new(0, 0);
    let count = goals.len();
    let step = |(i, goal): (usize, Goal)| {
        let before = score;
        score[goal.side] += 1;
        Step { goal, before, after: score, nth_of_side: score[goal.side], last: i + 1 == count }
    };
    Some(goals.into_iter().enumerate().map(step).collect())
}

/// Whether a stated minute agrees with the one of the record, within one;
/// stoppage time is folded into 45, 90, 105 and 120 where a source folds it.
pub(crate) fn minute_agrees(stated: Minute, held: Minute) -> bool {
    let near = |a: u8, b: u8| a.abs_diff(b) <= 1;
    // A source that folds writes 45 for 45+3, and a report may write 48.
    if held == Minute::new(45) && stated.added == 0 && (45..=49).contains(&stated.base) {
        return true;
    }
    if held.added == 0 && stated.added > 0 {
        return near(stated.base, held.base);
    }
    if held.added > 0 && stated.added == 0 {
        // "in the 93rd minute" for 90+3, and a plain 90 for any of them.
        return near(stated.base, held.base) || near(stated.base, held.base + held.added);
    }
    let full = |m: Minute| m.base + m.added;
    near(full(stated), full(held)) && stated.base.abs_diff(held.base) <= 1
        // A source that folds writes 90 for 90+4, and a report may write 94.
        || (matches!(held.base, 45 | 90 | 105 | 120) && held.added == 0
            && stated.added == 0 && stated.base >= held.base && stated.base <= held.base + 12
            && held.base >= 90)
}
