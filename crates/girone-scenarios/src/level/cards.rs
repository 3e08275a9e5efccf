//! What can be supposed about cards: they only ever take points away.

use girone_model::TeamIx;

use super::Descent;
use crate::certificate::Level;

/// What has been supposed about cards: bounds on the team's conduct points, and
/// on which side of it the rivals are.
#[derive(Clone, Debug, Default)]
pub(super) struct Cards {
    least: Option<i64>,
    most: Option<i64>,
    rivals: Vec<(usize, i8)>,
}

impl Descent<'_, '_, '_, '_, '_, '_> {
    /// Conduct only gets worse for teams that still play and is fixed for others.
    pub(super) fn conduct(
        &mut self,
        rivals: &[usize],
        at: usize,
        ahead: u8,
        level: u64,
        above: u8,
        step: usize,
    ) -> Level {
        let most = level.count_ones() as u8 + (rivals.len() - at) as u8;
        if self.reach(above + ahead, most).and(self.wanted).is_empty() {
            return Level::Settled;
        }
        let Some(&rival) = rivals.get(at) else {
            return self.step(level, above + ahead, step);
        };
        self.seen.cards = true;
        let before = self.cards.clone();
        let mut cases = [Level::Settled, Level::Settled, Level::Settled];
        for (i, side) in [-1i8, 0, 1].into_iter().enumerate() {
            cases[i] = if self.suppose(rival, side) {
                let ahead = ahead + u8::from(side == 1);
                let level = if side == 0 { level | 1 << rival } else { level };
                self.conduct(rivals, at + 1, ahead, level, above, step)
            } else {
                Level::Cards
            };
            self.cards = before.clone();
        }
        let [behind, level, ahead] = cases.map(Box::new);
        Level::Split { rival: rival as TeamIx, behind, level, ahead }
    }

    /// Supposes that a rival's conduct is worse (−1), equal or better than the
    /// team's; false where that cannot be.
    pub(super) fn suppose(&mut self, rival: usize, side: i8) -> bool {
        let q = self.me.q;
        let now = |t: usize| q.sheet.conduct.get(t).copied().flatten().map_or(0, i64::from);
        let own = now(self.me.team);
        if self.cards.rivals.is_empty() {
            self.cards.most = Some(own);
            self.cards.least = (q.left[self.me.team] == 0).then_some(own);
        }
        if self.cards.rivals.iter().any(|(t, _)| *t == rival) {
            // A second look at conduct finds those level that were level.
            return side == 0;
        }
        let his = now(rival);
        // The bounds on the team's own points that follow.
        let most = match side {
            1 => Some(his - 1),
            0 => Some(his),
            _ => None,
        };
        let least = match side {
            -1 if q.left[rival] == 0 => Some(his + 1),
            0 if q.left[rival] == 0 => Some(his),
            _ => None,
        };
        let cards = &mut self.cards;
        cards.most = [cards.most, most].into_iter().flatten().min();
        cards.least = [cards.least, least].into_iter().flatten().max();
        cards.rivals.push((rival, side));
        cards.least.zip(cards.most).is_none_or(|(least, most)| least <= most)
    }

    /// The conduct of every team that goes with what was supposed.
    pub(super) fn conduct_supposed(&self) -> Option<Vec<Option<i32>>> {
        if self.cards.rivals.is_empty() {
            return None;
        }
        let q = self.me.q;
        let mut conduct = q.sheet.conduct.clone();
        let own = self.cards.most.unwrap_or(0);
        let set = |c: &mut Option<i32>, to: i64| *c = i32::try_from(to).ok();
        set(&mut conduct[self.me.team], own);
        for &(rival, side) in &self.cards.rivals {
            if q.left[rival] > 0 {
                set(&mut conduct[rival], own + i64::from(side));
            }
        }
        Some(conduct)
    }
}
