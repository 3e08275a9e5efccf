//! Decisions applied to what the record says.

use std::sync::Arc;

use girone_model::{
    Adjustment, BySide, Directory, Fixture, Happened, LotsDrawn, Match, MatchId, Outcome, Score,
    Snapshot, TeamId, When,
};

use crate::edition::Edition;
use crate::group_sheet::{Index, Lists};
use crate::ruling::{MatchRef, ResultsOf, Ruling, RulingKind, alternatives};

/// Returns the snapshot with the decisions of the editions that are in force at
/// its moment: awarded scores beside those from the pitch, matches that the
/// record lacks, deductions, lots.
///
/// Applying them twice changes nothing more.
pub fn with_rulings<'e>(
    snapshot: &Snapshot,
    editions: impl IntoIterator<Item = &'e Edition>,
) -> Snapshot {
    apply_rulings(snapshot.clone(), Index::new(snapshot).lists(), editions).0
}

/// Does the same with a snapshot that nobody else needs and the lists of its
/// matches; says whether matches were added, so that the lists hold no longer.
pub fn apply_rulings<'e>(
    snapshot: Snapshot,
    lists: Arc<Lists>,
    editions: impl IntoIterator<Item = &'e Edition>,
) -> (Snapshot, bool) {
    let index = Index::over(&snapshot, lists);
    let ruled: Vec<(&Edition, Vec<u32>)> = editions
        .into_iter()
        .filter(|edition| !edition.rulings.is_empty())
        .map(|edition| (edition, index.positions_of(edition)))
        .collect();
    let mut changed = snapshot;
    let mut next_id = changed.matches.iter().map(|m| m.fixture.id.0 + 1).max().unwrap_or(0);
    let mut added = false;
    for (edition, positions) in &ruled {
        for ruling in &edition.rulings {
            let own = ruling.edition.as_deref().is_none_or(|e| e == edition.id);
            if !own || !ruling.is_in_force(&changed.as_of) {
                continue;
            }
            let mut hand = Hand { edition, ruling, positions, snapshot: &mut changed };
            added |= hand.apply(&mut next_id);
        }
    }
    if added {
        changed.matches.sort_by_key(|m| m.fixture.when.date);
    }
    (changed, added)
}

struct Hand<'a> {
    edition: &'a Edition,
    ruling: &'a Ruling,
    positions: &'a [u32],
    snapshot: &'a mut Snapshot,
}

impl Hand<'_> {
    /// Applies the ruling; says whether a match was added.
    fn apply(&mut self, next_id: &mut u32) -> bool {
        match &self.ruling.kind {
            RulingKind::Award { of, official, pitch } => {
                let set = |turned: bool, have: Option<Score>| {
                    let turn = |g: BySide<u8>| if turned { g.swap() } else { g };
                    // Where the record itself has the official score and says
                    // nothing of the pitch, the score it has is not the pitch's.
                    let told = have.filter(|s| s.result != turn(*official));
                    let pitch = pitch.map(turn).map(|g| Score::of(g.home, g.away)).or(told);
                    Outcome::Awarded { official: turn(*official), pitch }
                };
                self.decide(of, set, next_id)
            }
            RulingKind::Walkover { of, winner, official } => {
                let set = |turned: bool, _: Option<Score>| Outcome::Walkover {
                    winner: if turned { !*winner } else { *winner },
                    official: official.map(|g| if turned { g.swap() } else { g }),
                };
                self.decide(of, set, next_id)
            }
            RulingKind::Annul { of } => {
                self.decide(of, |_, pitch| Outcome::Annulled { pitch }, next_id)
            }
            RulingKind::Correct { of, score } => {
                let set = |turned: bool, have: Option<Score>| {
                    let goals = if turned { score.swap() } else { *score };
                    Outcome::Played(match have {
                        Some(have) if have.result == goals => have,
                        _ => Score::of(goals.home, goals.away),
                    })
                };
                self.decide(of, set, next_id)
            }
            RulingKind::Points { team, points, .. } => {
                for team in self.teams(team) {
                    self.deduct(team, *points);
                }
                false
            }
            RulingKind::Lots { order } => {
                let order: Vec<TeamId> = order.iter().flat_map(|t| self.teams(t)).collect();
                let drawn = LotsDrawn {
                    edition: self.edition.id.as_str().into(),
                    order,
                    on: self.ruling.from.or(self.edition.span().1).unwrap_or_default(),
                    source: self.ruling.source.as_deref().map(Into::into),
                };
                if !self.snapshot.lots.contains(&drawn) {
                    self.snapshot.lots.push(drawn);
                }
                false
            }
            RulingKind::Out { team, results, .. } => {
                for team in self.teams(team) {
                    self.put_out(team, *results);
                }
                false
            }
            RulingKind::PlayOff { .. } | RulingKind::Ended => false,
        }
    }

    /// Returns the teams that the record knows by one of the names given.
    fn teams(&self, names: &str) -> Vec<TeamId> {
        known(&self.snapshot.directory, names, self.edition.span().0)
    }

    fn deduct(&mut self, team: TeamId, points: i16) {
        let text = |t: &Option<String>| t.as_deref().map(Into::into);
        let adjustment = Adjustment {
            edition: self.edition.id.as_str().into(),
            stage: text(&self.ruling.stage),
            team,
            points,
            from: self.ruling.from.or(self.edition.span().0).unwrap_or_default(),
            known: self.ruling.known,
            by: text(&self.ruling.by),
            reason: text(&self.ruling.reason),
            source: text(&self.ruling.source),
        };
        if !self.snapshot.adjustments.contains(&adjustment) {
            self.snapshot.adjustments.push(adjustment);
        }
    }

    /// Sets the outcome of a match; adds the match if the record lacks it. `set`
    /// is told whether the record names the teams the other way round.
    fn decide(
        &mut self,
        of: &MatchRef,
        set: impl Fn(bool, Option<Score>) -> Outcome,
        next_id: &mut u32,
    ) -> bool {
        let directory = self.snapshot.directory.clone();
        let find = |names: &str| known(&directory, names, Some(of.date));
        let (homes, aways) = (find(&of.home), find(&of.away));
        let pairs = homes.iter().flat_map(|h| aways.iter().map(move |a| (*h, *a)));
        let found = pairs
            .clone()
            .find_map(|(h, a)| self.position(of, h, a, &directory).map(|at| (h, a, Some(at))));
        let first = pairs.map(|(h, a)| (h, a, None)).next();
        let Some((home, away, at)) = found.or(first) else { return false };
        let at = match at {
            Some(at) => at,
            // A record without any match of the edition is not about it.
            None if self.positions.is_empty() => return false,
            None => {
                let m = missing(self.edition, self.ruling, of, BySide::new(home, away), *next_id);
                *next_id += 1;
                self.snapshot.matches.push(m);
                self.snapshot.matches.len() - 1
            }
        };
        let added = at + 1 == self.snapshot.matches.len();
        let m = &mut self.snapshot.matches[at];
        let turned = m.fixture.teams.home != home;
        let happened = m.happened.as_deref();
        let have = happened.and_then(|h| h.outcome.pitch());
        // Applied before: the match says already what the ruling says.
        if let Some(Outcome::Awarded { .. } | Outcome::Walkover { .. } | Outcome::Annulled { .. }) =
            happened.map(|h| h.outcome)
        {
            return added;
        }
        let mut decided = happened.cloned().unwrap_or_else(|| Happened {
            outcome: Outcome::Postponed,
            goals: Vec::new(),
            cards: None,
            provisional: false,
            note: None,
        });
        decided.outcome = set(turned, have);
        if decided.note.is_none() {
            decided.note = self.ruling.reason.as_deref().map(Into::into);
        }
        m.happened = Some(Arc::new(decided));
        added
    }

    fn position(
        &self,
        of: &MatchRef,
        home: TeamId,
        away: TeamId,
        directory: &Directory,
    ) -> Option<usize> {
        let here = |m: &Match| {
            (m.fixture.side_of(home).is_some() && m.fixture.side_of(away).is_some())
                && crate::group_sheet::is_match(of, m, directory)
        };
        let listed = self.positions.iter().map(|p| *p as usize);
        // Matches added by an earlier ruling stand at the end.
        let length = self.snapshot.matches.len();
        let late = length.saturating_sub(self.edition.rulings.len())..length;
        listed.chain(late).find(|at| self.snapshot.matches.get(*at).is_some_and(here))
    }

    /// Deals with the matches of a team that left.
    fn put_out(&mut self, team: TeamId, results: ResultsOf) {
        let own: Vec<usize> = self
            .positions
            .iter()
            .map(|p| *p as usize)
            .filter(|at| self.snapshot.matches[*at].fixture.side_of(team).is_some())
            .collect();
        let played = |m: &Match| m.counts().is_some();
        let count = own.iter().filter(|at| played(&self.snapshot.matches[**at])).count();
        let annul_all = match results {
            ResultsOf::Annulled => true,
            ResultsOf::Half => count * 2 < own.len(),
            ResultsOf::Kept | ResultsOf::Awarded(_) => false,
        };
        for at in own {
            let m = &mut self.snapshot.matches[at];
            let is_played = played(m);
            if is_played && !annul_all {
                continue;
            }
            let Some(side) = m.fixture.side_of(team) else { continue };
            let outcome = match results {
                ResultsOf::Awarded(goals) if !is_played => {
                    let mut official = BySide::new(0, 0);
                    official[!side] = goals;
                    Outcome::Awarded { official, pitch: None }
                }
                _ => {
                    Outcome::Annulled { pitch: m.happened.as_ref().and_then(|h| h.outcome.pitch()) }
                }
            };
            let mut happened = m.happened.as_deref().cloned().unwrap_or_else(|| Happened {
                outcome,
                goals: Vec::new(),
                cards: None,
                provisional: false,
                note: None,
            });
            happened.outcome = outcome;
            m.happened = Some(Arc::new(happened));
        }
    }
}

/// Returns the teams that a record knows by one of the names given.
fn known(directory: &Directory, names: &str, day: Option<jiff::civil::Date>) -> Vec<TeamId> {
    let mut teams: Vec<TeamId> =
        alternatives(names).filter_map(|name| directory.find_team(name, day).ok()).collect();
    teams.dedup();
    teams
}

/// Makes a match that the record lacks.
fn missing(
    edition: &Edition,
    ruling: &Ruling,
    of: &MatchRef,
    teams: BySide<TeamId>,
    id: u32,
) -> Match {
    let competition = edition.labels.first().unwrap_or(&edition.id);
    Match {
        fixture: Arc::new(Fixture {
            id: MatchId(id),
            competition: competition.as_str().into(),
            edition: Some(edition.id.as_str().into()),
            stage: ruling.stage.as_deref().map(Into::into),
            group: None,
            matchday: None,
            number: None,
            teams,
            when: When::on(of.date),
            venue: None,
            neutral: false,
            friendly: false,
        }),
        happened: None,
    }
}
