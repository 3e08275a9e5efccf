//! Completions on the way: random ones, and those between two known ones.
//!
//! Every completion is ranked once and shows a place for every team.

use girone_model::{BySide, Line, Sheet};
use girone_rules::Scratch;

use crate::outlook::Witness;
use crate::problem::{OUTCOMES, Question};
use crate::{Budget, Places, TeamOutlook};

/// Ranks completion after completion.
pub(crate) struct Walk<'q> {
    q: &'q Question<'q>,
    sheet: Sheet,
    played: usize,
    scratch: Scratch,
    places: Vec<Places>,
    state: u64,
}

impl<'q> Walk<'q> {
    pub fn new(q: &'q Question<'q>) -> Walk<'q> {
        let mut sheet = q.sheet.clone();
        let played = sheet.results.len();
        for teams in std::mem::take(&mut sheet.remaining) {
            sheet.results.push(Line::of(teams, BySide::new(0, 0)));
        }
        Walk {
            q,
            sheet,
            played,
            scratch: Scratch::default(),
            places: Vec::new(),
            state: 0x9e37_79b9_7f4a_7c15,
        }
    }

    fn below(&mut self, below: u64) -> u64 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.state >> 33) % below.max(1)
    }

    /// Ranks what the sheet holds and notes the new places.
    fn note(&mut self, teams: &mut [TeamOutlook], conduct: &Option<Vec<Option<i32>>>) {
        let q = self.q;
        let scores = |sheet: &Sheet, played: usize| -> Vec<BySide<u8>> {
            sheet.results[played..].iter().map(|l| l.goals).collect()
        };
        if !q.given.combined().is_empty() {
            let scores = scores(&self.sheet, self.played);
            if !q.admits(&Witness { scores, conduct: None }) {
                return;
            }
        }
        match conduct {
            Some(conduct) => self.sheet.conduct.clone_from(conduct),
            None => self.sheet.conduct.clone_from(&q.sheet.conduct),
        }
        q.quick_places(&self.sheet, &mut self.scratch, &mut self.places);
        for (team, places) in teams.iter_mut().zip(&self.places) {
            team.add(*places, || Witness {
                scores: scores(&self.sheet, self.played),
                conduct: conduct.clone(),
            });
        }
    }

    /// Ranks everything drawn and some completions in which a random order of
    /// strength mostly decides, all with the plainest scores.
    pub fn sample(&mut self, teams: &mut [TeamOutlook], budget: &mut Budget<'_>) {
        let (q, k) = (self.q, self.q.sheet.remaining.len());
        let rounds = if k == 0 { 1 } else { (4 * q.teams()).max(16) };
        let mut strength: Vec<u64> = vec![0; q.teams()];
        for round in 0..rounds {
            budget.tick(16 + k as u32);
            if budget.is_spent() && round >= 4 {
                return;
            }
            for s in &mut strength {
                *s = self.below(100);
            }
            for game in 0..k {
                let fixture = q.sheet.remaining[game];
                let (h, a) =
                    (strength[usize::from(fixture.home)], strength[usize::from(fixture.away)]);
                let wish = if round == 0 {
                    0
                } else if self.below(4) == 0 {
                    OUTCOMES[self.below(3) as usize]
                } else {
                    (h > a) as i8 - (h < a) as i8
                };
                let allowed = [wish, 1, 0, -1].into_iter().find(|o| q.allows(game, *o));
                let Some(outcome) = allowed else { return };
                self.sheet.results[self.played + game].goals = q.plain_score(game, outcome);
            }
            self.note(teams, &None);
        }
    }

    /// Goes from a completion with the best known place of a team to one with
    /// the worst, match by match in random orders, for the places in between.
    pub fn between(&mut self, teams: &mut [TeamOutlook], team: usize, budget: &mut Budget<'_>) {
        let k = self.q.sheet.remaining.len();
        let mut order: Vec<usize> = (0..k).collect();
        for round in 0..24 {
            let (Some(best), Some(worst)) =
                (teams[team].possible.best(), teams[team].possible.worst())
            else {
                return;
            };
            let gaps = Places::from_to(best, worst)
                .without(teams[team].possible)
                .without(teams[team].impossible);
            let Some(gap) = gaps.best() else { return };
            // The known places next to the gap are the ends of the way.
            let known = teams[team].possible;
            let (from, to) = if round % 2 == 0 {
                (best, worst)
            } else {
                let above = known.iter().filter(|p| *p < gap).last().unwrap_or(best);
                (above, known.iter().find(|p| *p > gap).unwrap_or(worst))
            };
            let end = |p: u8| teams[team].witness(Places::from_to(p, p)).cloned();
            let (Some(from), Some(to)) = (end(from), end(to)) else { return };
            for i in (1..k).rev() {
                order.swap(i, self.below(i as u64 + 1) as usize);
            }
            for (line, goals) in self.sheet.results[self.played..].iter_mut().zip(&from.scores) {
                line.goals = *goals;
            }
            for &game in &order {
                budget.tick(16 + k as u32 / 4);
                if budget.is_spent() {
                    return;
                }
                let line = &mut self.sheet.results[self.played + game];
                if line.goals != to.scores[game] {
                    line.goals = to.scores[game];
                    self.note(teams, &from.conduct);
                }
            }
        }
    }
}
