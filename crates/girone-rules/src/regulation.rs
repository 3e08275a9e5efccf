//! What a rule book says about points and about level teams.

use girone_model::{BySide, Outcome, Side};
use jiff::civil::Date;

/// A rule book's order of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regulation {
    /// The id, e.g. `fifa-wcq-2026-uefa-groups`.
    pub id: String,
    /// The title of the rule book.
    pub title: String,
    /// Where it says so: title, article, address.
    pub source: String,
    /// How sure the order of criteria is.
    pub reliability: Reliability,
    /// The first and last day on which it is in force, where limited.
    pub valid: (Option<Date>, Option<Date>),
    /// Points for a match.
    pub points: Points,
    /// What teams are ranked by first.
    pub rank_by: RankBy,
    /// What separates level teams, in order.
    pub criteria: Vec<Step>,
    /// A shorter order that holds before the competition is over.
    pub provisional: Option<Provisional>,
    /// What a match decided off the pitch counts for.
    pub awarded: Awarded,
    /// What cards cost where conduct is compared.
    pub cards: CardPoints,
}

/// Points that the cards of one person in one match cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CardPoints {
    /// For a yellow card.
    pub yellow: u16,
    /// For two yellow cards.
    pub second_yellow: u16,
    /// For a red card.
    pub red: u16,
    /// For a yellow card and then a red one.
    pub yellow_and_red: u16,
}

impl Default for CardPoints {
    /// Returns FIFA's scale.
    ///
    /// Source: FIFA World Cup 2026 regulations, Article 13, as reported.
    fn default() -> CardPoints {
        CardPoints { yellow: 1, second_yellow: 3, red: 4, yellow_and_red: 5 }
    }
}

/// Which score of an awarded match counts for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Awarded {
    /// For goal difference and goals scored in the table.
    pub table: WhichScore,
    /// For the list of scorers.
    pub scorers: WhichScore,
    /// For the strengths that forecasts rest on.
    pub forecasts: WhichScore,
}

/// The two scores of an awarded match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WhichScore {
    /// The one that was set by decision.
    Official,
    /// The one from the pitch; none if it was not played.
    Pitch,
}

impl WhichScore {
    /// Returns the goals of a match that count; none if it does not count, or was
    /// not played to the end where those of the pitch are asked for.
    pub fn of(self, outcome: &Outcome) -> Option<BySide<u8>> {
        match (self, outcome) {
            (_, Outcome::Abandoned { .. } | Outcome::Postponed) => None,
            (WhichScore::Official, _) => outcome.counts(),
            (WhichScore::Pitch, _) => outcome.pitch().map(|s| s.result),
        }
    }
}

impl Awarded {
    /// Returns the goals of a match and who has won it where they do not tell, as
    /// the table counts them.
    ///
    /// The points are always those of the decision: with the score from the pitch,
    /// only the goals are. A walkover without a score is a win without goals.
    pub fn in_table(self, outcome: &Outcome) -> Option<(BySide<u8>, Option<Side>)> {
        if let (WhichScore::Pitch, Outcome::Awarded { official, pitch: Some(pitch) }) =
            (self.table, outcome)
            && let Some(winner) = Side::BOTH.into_iter().find(|s| official[*s] > official[!*s])
        {
            return Some((pitch.result, Some(winner)));
        }
        let winner = outcome.decided_for();
        let goals = outcome.counts().or(winner.map(|_| BySide::new(0, 0)))?;
        Some((goals, winner))
    }

    /// Says whether the goals that were scored in a match count for the list of
    /// scorers.
    pub fn scorers_count(self, outcome: &Outcome) -> bool {
        match outcome {
            Outcome::Awarded { .. } | Outcome::Annulled { .. } => self.scorers == WhichScore::Pitch,
            _ => true,
        }
    }
}

impl Default for Awarded {
    fn default() -> Awarded {
        Awarded {
            table: WhichScore::Official,
            scorers: WhichScore::Pitch,
            forecasts: WhichScore::Pitch,
        }
    }
}

/// How sure the order of criteria is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reliability {
    /// The text of the rule book was read.
    Read,
    /// Reported by named sources.
    Reported,
    /// It gives the published tables; the text was not seen.
    Fitted,
    /// From memory; not verified.
    #[default]
    Unverified,
}

/// Points for a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Points {
    /// For a win.
    pub win: u8,
    /// For a drawn match.
    pub draw: u8,
    /// For a defeat.
    pub loss: u8,
}

impl Default for Points {
    fn default() -> Points {
        Points { win: 3, draw: 1, loss: 0 }
    }
}

/// What teams are ranked by before any criterion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RankBy {
    /// Points.
    #[default]
    Points,
    /// Points per match played, as where a season was cut short.
    PointsPerGame,
}

/// A criterion and the article that states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is compared.
    pub criterion: Criterion,
    /// Where the rule book says so, e.g. `Article 20.6 b`.
    pub article: Option<String>,
}

/// Something that is added up over matches, of all or of some opponents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Count {
    /// Points.
    Points,
    /// Goals scored less goals conceded.
    GoalDifference,
    /// Goals scored.
    GoalsScored,
    /// Goals scored divided by goals conceded.
    GoalAverage,
    /// Goals scored away from home.
    AwayGoals,
    /// Goals scored away from home, if exactly two teams are level.
    AwayGoalsOfTwo,
    /// Matches won.
    Wins,
    /// Matches won away from home.
    AwayWins,
    /// Goals conceded, fewer is better.
    GoalsConceded,
}

/// What is compared between level teams.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Criterion {
    /// A count over all matches of the table.
    Overall(Count),
    /// Counts over the matches among the level teams.
    HeadToHead(HeadToHead),
    /// The points of all opponents together.
    OpponentsPoints,
    /// The goal difference of all opponents together.
    OpponentsGoalDifference,
    /// The goals of all opponents together.
    OpponentsGoals,
    /// Cards, as points that are only ever deducted.
    Conduct,
    /// A fixed value known before the competition, such as a ranking, by name.
    Ranking(String),
    /// A shoot-out held at once because the two level teams met in their last
    /// match; applies to exactly two teams.
    ShootOut,
    /// A match, or matches, to separate the level teams.
    PlayOff,
    /// The same, held only if the level teams contest one of these places, i.e.
    /// stand on both sides of the line below it; skipped otherwise. The criteria
    /// that follow order the level teams, and then the two on both sides of the
    /// line play.
    ///
    /// Followed by: the World Cup of 1954 and 1958 for second place; Serie A for
    /// the title and for the last place that stays up.
    PlayOffFor(Vec<u8>),
    /// Drawing of lots.
    Lots,
}

/// Head-to-head: over which teams it is counted, and how it goes on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HeadToHead {
    /// What is counted in the matches among the level teams, in order.
    pub counts: Vec<Count>,
    /// What is counted instead if exactly two teams are level; rule books that are
    /// read have it with [`Reading::Fixed`] and [`Reading::Restarting`] only.
    pub counts_of_two: Option<Vec<Count>>,
    /// How it goes on when it has separated some of them.
    pub reading: Reading,
    /// When it may be applied.
    pub once: Once,
}

/// Over which teams head-to-head is counted once it has separated some of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reading {
    /// All teams that were level when it began, throughout.
    ///
    /// Followed by: Serie A's *classifica avulsa*.
    Fixed,
    /// The teams still level, carrying on with the next count.
    Narrowing,
    /// When all counts have been applied among all level teams, those still
    /// level start again among themselves from the first count, as long as that
    /// separates anybody.
    ///
    /// Followed by: UEFA ("reapplied exclusively to the matches between the
    /// remaining teams").
    Restarting,
}

/// When head-to-head may be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Once {
    /// At any time, on the matches played so far.
    Always,
    /// Once all matches among the level teams have been played; skipped before.
    ///
    /// Followed by: La Liga.
    AllPlayed,
}

/// A shorter order that holds before the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provisional {
    /// Until when it holds.
    pub until: Until,
    /// The criteria in force until then; teams level on all of them share a place.
    pub criteria: Vec<Step>,
}

/// Until when a provisional order holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Until {
    /// Until every match of the table has been played.
    Finished,
    /// Until every team that is level has played all its matches against the
    /// others that are level.
    ReturnLeg,
}

/// Says whether teams level on the places `above + 1` to `above + level` contest
/// one of the given places.
pub(crate) fn contest(places: &[u8], above: usize, level: usize) -> bool {
    places.iter().map(|p| usize::from(*p)).any(|p| above < p && p < above + level)
}

impl Regulation {
    /// Makes a rule book with three points for a win and the given criteria,
    /// for tests and for callers who have no file.
    pub fn of(id: &str, criteria: Vec<Criterion>) -> Regulation {
        Regulation {
            id: id.to_owned(),
            title: id.to_owned(),
            source: String::new(),
            reliability: Reliability::Unverified,
            valid: (None, None),
            points: Points::default(),
            rank_by: RankBy::Points,
            criteria: criteria
                .into_iter()
                .map(|criterion| Step { criterion, article: None })
                .collect(),
            provisional: None,
            awarded: Awarded::default(),
            cards: CardPoints::default(),
        }
    }
}
