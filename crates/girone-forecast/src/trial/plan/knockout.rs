//! Ties: who meets whom, and what of it has been played.

use std::collections::BTreeMap;

use girone_model::{BySide, Match, Score, Snapshot};
use girone_rules::{Allocation, Edition, Knockout, Slot, Stage};

use super::{KnownTie, Plan, PlanAllocation, PlanError, PlanSlot, PlanTie, pair};

impl Plan {
    pub(super) fn add_knockout<'r>(
        &mut self,
        edition: &Edition,
        stage: &Stage,
        knockout: &Knockout,
        snapshot: &Snapshot,
        matches: &[&Match],
        allocation: &impl Fn(&str) -> Option<&'r Allocation>,
    ) -> Result<(), PlanError> {
        let table = match &knockout.allocation {
            None => None,
            Some(used) => {
                let table = allocation(&used.table).ok_or_else(|| {
                    PlanError(format!("there is no table of allocation `{}`", used.table))
                })?;
                let ranking = self
                    .ranking_at(&used.ranking)
                    .ok_or_else(|| PlanError(format!("there is no ranking `{}`", used.ranking)))?;
                self.add_allocation(table, ranking);
                Some((table, self.allocations.len() - 1))
            }
        };
        let neutral = matches.iter().any(|m| m.fixture.neutral);
        let known = self.known_ties(stage, matches);
        let mut draws: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for tie in in_order(&knockout.ties) {
            // A draw that has not been held at the moment is not known.
            let is_drawn =
                tie.drawn.is_none_or(|d| snapshot.as_of.played_by.date().is_none_or(|at| d <= at));
            let slots = BySide::new(
                self.slot(
                    &tie.teams.home,
                    &tie.teams.away,
                    tie,
                    &table,
                    edition,
                    snapshot,
                    &mut draws,
                    is_drawn,
                ),
                self.slot(
                    &tie.teams.away,
                    &tie.teams.home,
                    tie,
                    &table,
                    edition,
                    snapshot,
                    &mut draws,
                    is_drawn,
                ),
            );
            self.ties.push(PlanTie {
                stage: stage.id.clone(),
                id: tie.id.clone(),
                round: tie.round.clone(),
                slots,
                legs: tie.legs.max(1),
                rule: tie.rule,
                neutral: neutral && tie.legs <= 1,
                known: known.clone(),
            });
        }
        Ok(())
    }

    fn add_allocation(&mut self, table: &Allocation, ranking: usize) {
        let names: Vec<&str> = self.groups[self.rankings[ranking].groups.clone()]
            .iter()
            .map(|g| g.name.as_str())
            .collect();
        let at = |name: &String| names.iter().position(|n| n == name);
        let mut rows: Vec<(u64, Vec<u8>)> = table
            .rows()
            .filter_map(|(set, row)| {
                let mask = set.iter().map(at).try_fold(0u64, |m, g| Some(m | 1 << g?))?;
                let row: Option<Vec<u8>> = row.iter().map(|g| at(g).map(|g| g as u8)).collect();
                Some((mask, row?))
            })
            .collect();
        rows.sort();
        self.allocations.push(PlanAllocation { ranking, teams: table.teams(), rows });
    }

    #[allow(clippy::too_many_arguments)]
    fn slot(
        &mut self,
        slot: &Slot,
        opponent: &Slot,
        tie: &girone_rules::TieSlot,
        table: &Option<(&Allocation, usize)>,
        edition: &Edition,
        snapshot: &Snapshot,
        draws: &mut BTreeMap<String, (usize, usize)>,
        is_drawn: bool,
    ) -> PlanSlot {
        match slot {
            Slot::Place { stage, group, place } => {
                let found = self.groups.iter().position(|g| g.stage == *stage && g.name == *group);
                found.map_or(PlanSlot::Unknown, |group| PlanSlot::Place { group, place: *place })
            }
            Slot::Allocated { place, .. } => table
                .as_ref()
                .and_then(|(allocation, at)| {
                    let column = allocation
                        .column(&opponent.to_string())
                        .or_else(|| allocation.column(&tie.id))?;
                    Some(PlanSlot::Allocated { allocation: *at, column, place: *place })
                })
                .unwrap_or(PlanSlot::Unknown),
            Slot::Rank { ranking, rank } => self
                .ranking_at(ranking)
                .map_or(PlanSlot::Unknown, |ranking| PlanSlot::Rank { ranking, rank: *rank }),
            Slot::Winner(id) => self
                .ties
                .iter()
                .position(|t| t.id == *id)
                .map_or(PlanSlot::Unknown, PlanSlot::Winner),
            Slot::Loser(id) => self
                .ties
                .iter()
                .position(|t| t.id == *id)
                .map_or(PlanSlot::Unknown, PlanSlot::Loser),
            Slot::Team(id) if is_drawn => snapshot
                .directory
                .find_team(id, edition.span().0)
                .map_or(PlanSlot::Unknown, |id| PlanSlot::Team(self.number(id))),
            Slot::Either(of) => {
                let entry = draws.entry(slot.to_string()).or_insert((self.draws, 0));
                let (draw, index) = *entry;
                entry.1 += 1;
                if draw == self.draws {
                    self.draws += 1;
                }
                let of = of
                    .iter()
                    .map(|s| self.slot(s, opponent, tie, table, edition, snapshot, draws, is_drawn))
                    .collect();
                PlanSlot::Either { draw, index, of }
            }
            Slot::Team(_) | Slot::Elsewhere { .. } => PlanSlot::Unknown,
        }
    }

    /// Collects what has been played in a stage of ties, by pair.
    fn known_ties(&mut self, stage: &Stage, matches: &[&Match]) -> Vec<((u16, u16), KnownTie)> {
        let mut known: BTreeMap<(u16, u16), KnownTie> = BTreeMap::new();
        for m in matches {
            let date = m.fixture.when.date;
            let inside = stage.from.is_none_or(|d| d <= date) && stage.to.is_none_or(|d| date <= d);
            let Some(score) = m.score().filter(|_| inside) else { continue };
            let teams = m.fixture.teams.map(|t| self.number(t));
            let tie = known.entry(pair(teams)).or_default();
            tie.legs.push((teams.home, score.result));
            tie.winner = winner_of(tie, teams, &score);
        }
        known.into_iter().collect()
    }
}

/// Says who has won after the leg that was played last, as far as scores tell.
///
/// A first leg of two has a winner here as well; the number of legs decides
/// whether that is the end.
fn winner_of(tie: &KnownTie, last: BySide<u16>, score: &Score) -> Option<u16> {
    let goals_of = |team: u16| -> u32 {
        tie.legs
            .iter()
            .map(|(home, goals)| u32::from(if *home == team { goals.home } else { goals.away }))
            .sum()
    };
    match goals_of(last.home).cmp(&goals_of(last.away)) {
        std::cmp::Ordering::Greater => Some(last.home),
        std::cmp::Ordering::Less => Some(last.away),
        std::cmp::Ordering::Equal => score.shoot_out.map(|s| last[s.winner]),
    }
}

/// Puts ties in an order in which every tie comes after those it waits for.
fn in_order(ties: &[girone_rules::TieSlot]) -> Vec<&girone_rules::TieSlot> {
    let mut left: Vec<&girone_rules::TieSlot> = ties.iter().collect();
    let mut done = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let waits = |t: &girone_rules::TieSlot| {
            [&t.teams.home, &t.teams.away]
                .into_iter()
                .flat_map(|s| s.waits_for())
                .any(|id| left.iter().any(|other| other.id == id))
        };
        let ready: Vec<bool> = left.iter().map(|t| !waits(t)).collect();
        if !ready.contains(&true) {
            // A circle cannot be played; its ties stay empty.
            done.append(&mut left);
            break;
        }
        let mut at = 0;
        left.retain(|t| {
            at += 1;
            if ready[at - 1] {
                done.push(*t);
            }
            !ready[at - 1]
        });
    }
    done
}
