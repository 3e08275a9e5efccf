//! A match that is being played: each message tells the score and at least the
//! newest goal.

use girone_model::{BySide, Goal, Side};

/// Completes the goals of a message from what was told of the match before.
///
/// For each side: the goals listed, if they make up the score; else those told
/// before and the ones listed now, if together they do. A side that has fewer
/// goals than before, and none listed, has lost its last ones: they were taken
/// back. Anything else stays as it is listed.
pub(super) fn carry(before: &[Goal], score: BySide<u8>, listed: Vec<Goal>) -> Vec<Goal> {
    let mut all = Vec::new();
    for side in [Side::Home, Side::Away] {
        let wanted = usize::from(score[side]);
        let of = |goals: &[Goal]| -> Vec<Goal> {
            let mut own: Vec<Goal> = goals.iter().filter(|g| g.side == side).copied().collect();
            own.sort_by_key(|g| g.minute);
            own
        };
        let (told, now) = (of(before), of(&listed));
        if now.len() == wanted {
            all.extend(now);
            continue;
        }
        let mut both = told.clone();
        both.extend(now.iter().filter(|g| !told.contains(g)).copied());
        if both.len() == wanted {
            both.sort_by_key(|g| g.minute);
            all.extend(both);
        } else if now.is_empty() && told.len() > wanted {
            all.extend(told.into_iter().take(wanted));
        } else {
            all.extend(now);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use girone_model::{Minute, PersonId};

    use super::*;

    fn goal(side: Side, person: u32, base: u8) -> Goal {
        Goal {
            side,
            scorer: Some(PersonId(person)),
            minute: Some(Minute { base, added: 0 }),
            own_goal: false,
            penalty: false,
        }
    }

    #[test]
    fn goals_come_one_by_one_and_are_taken_back() {
        let (a, b, c) = (goal(Side::Home, 1, 12), goal(Side::Home, 2, 40), goal(Side::Away, 3, 55));
        let after = |before: &[Goal], home, away, listed: Vec<Goal>| {
            carry(before, BySide::new(home, away), listed)
        };
        assert_eq!(after(&[], 1, 0, vec![a]), [a]);
        // Only the newest is told, or all are, or one twice.
        assert_eq!(after(&[a], 2, 0, vec![b]), [a, b]);
        assert_eq!(after(&[a], 2, 0, vec![b, a]), [a, b]);
        assert_eq!(after(&[a, b], 2, 1, vec![c]), [a, b, c]);
        // The second one did not stand.
        assert_eq!(after(&[a, b], 1, 0, Vec::new()), [a]);
        // What does not add up stays as it was listed, for the check to refuse.
        assert_eq!(after(&[a], 4, 0, vec![b]), [b]);
        assert_eq!(after(&[], 2, 0, Vec::new()), Vec::new());
    }
}
