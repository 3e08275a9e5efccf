//! Fixtures, and what happened in them.

use std::sync::Arc;

use crate::{BySide, Directory, Minute, PersonId, Score, Side, TeamId, When};

/// The position of a match in its record.
///
/// Stable within one record; across records use [`Fixture::key`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MatchId(pub u32);

/// A match as it is scheduled.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fixture {
    /// The position in the record.
    pub id: MatchId,
    /// The competition as its source names it, e.g. `FIFA World Cup qualification`.
    pub competition: Arc<str>,
    /// The edition, e.g. `wcq-2026-uefa`, once it has been assigned to one.
    pub edition: Option<Arc<str>>,
    /// The stage within the edition, e.g. `groups` or `Round of 16`.
    pub stage: Option<Arc<str>>,
    /// The group's letter or name, e.g. `J`.
    pub group: Option<Arc<str>>,
    /// The label of the matchday or round. A label and not a clock.
    pub matchday: Option<Arc<str>>,
    /// The official number of the match in its edition, e.g. 74.
    pub number: Option<u16>,
    /// Who plays; home is the team named first.
    pub teams: BySide<TeamId>,
    /// When.
    pub when: When,
    /// Where, as far as it is known.
    pub venue: Option<Venue>,
    /// Whether neither team is at home.
    pub neutral: bool,
    /// Whether nothing is at stake.
    pub friendly: bool,
}

/// Where a match is played.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Venue {
    /// The ground, e.g. `Lotto Park`.
    pub ground: Option<Arc<str>>,
    /// The town.
    pub city: Option<Arc<str>>,
    /// The country, as the source names it.
    pub country: Option<Arc<str>>,
}

impl Fixture {
    /// Returns the key of the match across records: local date and the ids of
    /// the teams, e.g. `2025-09-07/belgium/kazakhstan`.
    pub fn key(&self, directory: &Directory) -> String {
        format!(
            "{}/{}/{}",
            self.when.date,
            directory.team(self.teams.home).key,
            directory.team(self.teams.away).key
        )
    }

    /// Returns the side on which `team` plays, if it does.
    pub fn side_of(&self, team: TeamId) -> Option<Side> {
        self.teams.side_of(&team)
    }
}

/// How a fixture ended, as far as the table is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Played to the final whistle, e.g. `2-1`.
    Played(Score),
    /// Score set by a decision of the organiser. The score from the pitch stays
    /// in the record but does not count for the table.
    Awarded {
        /// The score that counts.
        official: BySide<u8>,
        /// The score from the pitch, if the match was played at all.
        pitch: Option<Score>,
    },
    /// One side did not appear. `official` is the score that counts, where the
    /// organiser sets one.
    Walkover {
        /// Who wins.
        winner: Side,
        /// The score that counts.
        official: Option<BySide<u8>>,
    },
    /// Stopped and not decided yet. Counts for nothing until it is.
    Abandoned {
        /// The score when it was stopped.
        pitch: Option<Score>,
    },
    /// Declared void: counts for nothing and is not to be played again.
    Annulled {
        /// The score from the pitch, if there was one.
        pitch: Option<Score>,
    },
    /// Not played on its day; to be played later.
    Postponed,
}

impl Outcome {
    /// Returns the goals that count for the table, if the match counts.
    pub fn counts(&self) -> Option<BySide<u8>> {
        match *self {
            Outcome::Played(score) => Some(score.result),
            Outcome::Awarded { official, .. } => Some(official),
            Outcome::Walkover { official, .. } => official,
            Outcome::Abandoned { .. } | Outcome::Annulled { .. } | Outcome::Postponed => None,
        }
    }

    /// Returns who won by decision, where the goals that count do not say so.
    pub fn decided_for(&self) -> Option<Side> {
        match *self {
            Outcome::Walkover { winner, .. } => Some(winner),
            _ => None,
        }
    }

    /// Returns the score from the pitch, if anything was played.
    pub fn pitch(&self) -> Option<Score> {
        match *self {
            Outcome::Played(score) => Some(score),
            Outcome::Awarded { pitch, .. }
            | Outcome::Abandoned { pitch }
            | Outcome::Annulled { pitch } => pitch,
            Outcome::Walkover { .. } | Outcome::Postponed => None,
        }
    }

    /// Returns the full score that counts, shoot-out and half time included
    /// where the match was played.
    pub fn score(&self) -> Option<Score> {
        match *self {
            Outcome::Played(score) => Some(score),
            _ => self.counts().map(|g| Score::of(g.home, g.away)),
        }
    }
}

/// A goal, in the order in which the goals fell where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Goal {
    /// The side for which it counts (an own goal counts for the other side).
    pub side: Side,
    /// Who put it in, if known.
    pub scorer: Option<PersonId>,
    /// When, if known.
    pub minute: Option<Minute>,
    /// Whether the scorer plays for the other side.
    pub own_goal: bool,
    /// Whether it was a penalty kick.
    pub penalty: bool,
}

/// What a card was shown as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CardKind {
    /// A caution.
    Yellow,
    /// A second caution, and so a sending-off.
    SecondYellow,
    /// A sending-off.
    Red,
}

/// A card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Card {
    /// Whose.
    pub side: Side,
    /// To whom, if known.
    pub person: Option<PersonId>,
    /// When, if known.
    pub minute: Option<Minute>,
    /// Which.
    pub kind: CardKind,
}

/// What happened in a fixture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Happened {
    /// How it ended.
    pub outcome: Outcome,
    /// The goals that are known; may be fewer than the score.
    pub goals: Vec<Goal>,
    /// The cards that are known; `None` where the source does not list cards.
    pub cards: Option<Vec<Card>>,
    /// Whether the result still awaits confirmation.
    pub provisional: bool,
    /// A note of the source, e.g. why a result was awarded.
    pub note: Option<Arc<str>>,
}

impl Happened {
    /// Makes a played match of which only the score is known.
    pub fn played(score: Score) -> Happened {
        Happened {
            outcome: Outcome::Played(score),
            goals: Vec::new(),
            cards: None,
            provisional: false,
            note: None,
        }
    }

    /// Says whether the goals listed make up the score from the pitch.
    pub fn goals_complete(&self) -> bool {
        let Some(score) = self.outcome.pitch() else { return false };
        let of = |side| self.goals.iter().filter(|g| g.side == side).count();
        of(Side::Home) == usize::from(score.result.home)
            && of(Side::Away) == usize::from(score.result.away)
    }
}

/// A fixture and, if it has ended at the moment asked about, what happened.
///
/// Cheap to clone: both parts are shared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Match {
    /// The fixture.
    pub fixture: Arc<Fixture>,
    /// What happened; `None` before the end.
    pub happened: Option<Arc<Happened>>,
}

impl Match {
    /// Returns the goals that count for the table, if it counts by now.
    pub fn counts(&self) -> Option<BySide<u8>> {
        self.happened.as_ref()?.outcome.counts()
    }

    /// Returns the score that counts, if it counts by now.
    pub fn score(&self) -> Option<Score> {
        self.happened.as_ref()?.outcome.score()
    }

    /// Says whether the fixture is still to be played.
    pub fn is_remaining(&self) -> bool {
        match self.happened.as_ref().map(|h| &h.outcome) {
            None | Some(Outcome::Postponed) | Some(Outcome::Abandoned { .. }) => true,
            Some(Outcome::Walkover { official: None, .. }) => false,
            Some(_) => false,
        }
    }
}
