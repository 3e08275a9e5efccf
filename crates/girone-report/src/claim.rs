//! What a report may say, as values.

use girone_model::{Minute, PersonId, TeamId};
use jiff::civil::Date;

use crate::lexicon::CityId;
use crate::prepared::TableRef;

/// A match, as its position in the snapshot.
pub type GameIx = u32;

/// The result of a match for a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// Won.
    Won,
    /// Drawn; a shoot-out counts as drawn.
    Drawn,
    /// Lost.
    Lost,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Points.
    Points,
    /// The place, from 1.
    Position,
    /// Matches played.
    Played,
    /// Matches left.
    Left,
    /// Matches won.
    Won,
    /// Matches drawn.
    Drawn,
    /// Matches lost.
    Lost,
    /// Goals scored.
    GoalsFor,
    /// Goals conceded.
    GoalsAgainst,
    /// Goals scored less goals conceded.
    GoalDifference,
}

/// A run of matches in a row that ends now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Run {
    /// Won.
    Wins,
    /// Drawn.
    Draws,
    /// Lost.
    Defeats,
    /// Not lost.
    Unbeaten,
    /// Not won.
    Winless,
    /// Nothing conceded.
    CleanSheets,
    /// Nothing scored.
    Scoreless,
    /// Something scored.
    Scoring,
    /// Something conceded.
    Conceding,
}

/// The score of which stretch of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum At {
    /// The end of play.
    End,
    /// Half time.
    HalfTime,
    /// Some moment on the way.
    Running,
    /// The shoot-out.
    ShootOut,
}

/// What a goal did to the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The first goal of the match.
    Opener,
    /// A goal that put its team ahead.
    GoAhead,
    /// A goal that made the score level.
    Equaliser,
    /// The goal that won the match.
    Winner,
    /// The last goal of the match.
    Last,
    /// The team's goal of this number: 2 for the second.
    OfTeam(u8),
    /// A goal of a team that stayed behind.
    PullsBack,
    /// A goal after which the score was this, from the scorer's side.
    Makes(u8, u8),
    /// A goal that widened a lead, or came last.
    Adds,
    /// A goal of a team that was behind.
    Answers,
    /// A goal that made a lead of one a lead of two.
    Doubles,
    /// A goal of the team that lost.
    Consolation,
}

/// A round of a knockout stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Round {
    /// With 32 teams.
    Of32,
    /// With 16 teams.
    Of16,
    /// With eight teams.
    Quarter,
    /// With four teams.
    Semi,
    /// The last match.
    Final,
}

impl Round {
    /// Returns the word for the round in machine-readable output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Round::Of32 => "round-of-32",
            Round::Of16 => "round-of-16",
            Round::Quarter => "quarter-final",
            Round::Semi => "semi-final",
            Round::Final => "final",
        }
    }

    /// Returns the round after it; none after the final.
    pub const fn next(self) -> Option<Round> {
        match self {
            Round::Of32 => Some(Round::Of16),
            Round::Of16 => Some(Round::Quarter),
            Round::Quarter => Some(Round::Semi),
            Round::Semi => Some(Round::Final),
            Round::Final => None,
        }
    }

    /// The round that a competition file names.
    pub(crate) fn named(name: &str) -> Option<Round> {
        Some(match name {
            "Round of 32" => Round::Of32,
            "Round of 16" => Round::Of16,
            "Quarter-final" => Round::Quarter,
            "Semi-final" => Round::Semi,
            "Final" => Round::Final,
            _ => return None,
        })
    }
}

/// Over which matches something is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The matches of a table.
    Table(TableRef),
    /// The matches of an edition, all stages.
    Edition(u32),
    /// The matches without friendlies.
    Competitive,
    /// Friendlies.
    Friendlies,
    /// All matches.
    All,
    /// The competition over all its editions, as the record names it.
    Competition,
    /// The matches of a calendar year.
    Year(i16),
    /// The last matches, this many.
    Last(u8),
}

/// Where the matches of a scope were played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ground {
    /// Anywhere.
    #[default]
    Any,
    /// At home.
    Home,
    /// Away, neutral ground left out.
    Away,
}

/// A tally: how many were won, drawn and lost, as far as it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tally {
    /// Matches played.
    pub played: Option<u16>,
    /// Won.
    pub won: Option<u16>,
    /// Drawn.
    pub drawn: Option<u16>,
    /// Lost.
    pub lost: Option<u16>,
}

/// A result still to come, as a conditional statement supposes it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Supposed {
    /// Whose result.
    pub team: TeamId,
    /// The opponent.
    pub other: TeamId,
    /// The results any of which is enough.
    pub results: Vec<Outcome>,
}

/// What may be certain of a team in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fate {
    /// It goes on, or qualifies.
    Through,
    /// It has the best berth of its stage, e.g. a place at the finals.
    Qualified,
    /// It cannot go on any more.
    Out,
    /// It is first.
    First,
    /// It can still qualify.
    InTheRace,
    /// It ends in one of these places, from 1, both included.
    Within(u8, u8),
    /// It cannot end in one of these places any more.
    Beyond(u8, u8),
    /// It goes up a league.
    Promoted,
    /// It goes down a league.
    Relegated,
    /// It is in the play-offs.
    PlayOffs,
}

/// One statement about football that a record may confirm or contradict.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Claim {
    /// A score, from the side of a team; `either` where the order of the two
    /// numbers does not tell who has which.
    Score {
        /// The match.
        game: GameIx,
        /// From whose side.
        team: TeamId,
        /// Scored and conceded.
        goals: (u8, u8),
        /// Of which stretch.
        at: At,
        /// Whether the numbers may be meant the other way round.
        either: bool,
    },
    /// The sum of two legs.
    Aggregate {
        /// The second leg.
        game: GameIx,
        /// From whose side.
        team: TeamId,
        /// Scored and conceded over both legs.
        goals: (u8, u8),
    },
    /// How a match ended for a team.
    Ended {
        /// The match.
        game: GameIx,
        /// For whom.
        team: TeamId,
        /// How.
        outcome: Outcome,
    },
    /// Somebody scored.
    Scorer {
        /// The match.
        game: GameIx,
        /// Who.
        person: PersonId,
    },
    /// Somebody scored a certain goal.
    GoalPart {
        /// The match.
        game: GameIx,
        /// Who.
        person: PersonId,
        /// Which goal.
        part: Part,
    },
    /// Somebody scored in a minute; `person` is `None` where only the goal is named.
    GoalMinute {
        /// The match.
        game: GameIx,
        /// Who.
        person: Option<PersonId>,
        /// Which goal, if said.
        part: Option<Part>,
        /// When.
        minute: Minute,
    },
    /// How many goals somebody scored in a match.
    PlayerGoals {
        /// The match.
        game: GameIx,
        /// Who.
        person: PersonId,
        /// How many.
        goals: u16,
    },
    /// Somebody scored from a penalty kick.
    Penalty {
        /// The match.
        game: GameIx,
        /// Who.
        person: PersonId,
    },
    /// Somebody scored an own goal.
    OwnGoal {
        /// The match.
        game: GameIx,
        /// Who.
        person: PersonId,
    },
    /// Where a match was played.
    Venue {
        /// The match.
        game: GameIx,
        /// The town.
        city: CityRef,
    },
    /// Of which round a match was, or to which it led.
    Stage {
        /// The match.
        game: GameIx,
        /// The round.
        round: Round,
        /// Whether it is the round that the match led to.
        next: bool,
    },
    /// Extra time was played.
    ExtraTime {
        /// The match.
        game: GameIx,
    },
    /// When a match was played.
    Played {
        /// The match.
        game: GameIx,
        /// The day.
        date: Date,
    },
    /// When a match was played, as exactly as it is told.
    Dated {
        /// The match.
        game: GameIx,
        /// The first day it may mean.
        first: Date,
        /// The last day it may mean.
        last: Date,
    },
    /// Which group a team is in.
    Group {
        /// A team of the group.
        team: TeamId,
        /// The edition.
        edition: u32,
        /// The name of the group.
        group: String,
    },
    /// The number of the matchday of a match.
    Matchday {
        /// The match.
        game: GameIx,
        /// The number.
        number: u16,
    },
    /// Who coaches a team.
    Coach {
        /// The team.
        team: TeamId,
        /// Who.
        person: PersonId,
    },
    /// A row of a table.
    Row {
        /// The table.
        table: TableRef,
        /// Whose row.
        team: TeamId,
        /// Which column.
        field: Field,
        /// The value.
        value: i32,
    },
    /// Goals scored and conceded in a row of a table.
    RowGoals {
        /// The table.
        table: TableRef,
        /// Whose row.
        team: TeamId,
        /// Scored and conceded.
        goals: (u8, u8),
    },
    /// The last place of a table.
    Bottom {
        /// The table.
        table: TableRef,
        /// Who.
        team: TeamId,
    },
    /// Points between two teams, positive if the first is ahead.
    Gap {
        /// The table.
        table: TableRef,
        /// The first.
        team: TeamId,
        /// The other; `None` for the neighbour in the table or the leader.
        other: Option<TeamId>,
        /// The points.
        points: i32,
    },
    /// Matches that a team has played fewer than another.
    InHand {
        /// The table.
        table: TableRef,
        /// The team.
        team: TeamId,
        /// The other.
        other: TeamId,
        /// How many.
        games: i32,
    },
    /// Two teams have equal points.
    Level {
        /// The table.
        table: TableRef,
        /// The team.
        team: TeamId,
        /// The other.
        other: TeamId,
    },
    /// Won, drawn and lost in a scope.
    Record {
        /// Whose.
        team: TeamId,
        /// Under which coach, if restricted.
        coach: Option<PersonId>,
        /// The scopes that the words allow, likeliest first.
        scopes: Vec<Scope>,
        /// Where.
        ground: Ground,
        /// What is said.
        tally: Tally,
    },
    /// A run that ends now, or ended before this match.
    Streak {
        /// Whose.
        team: TeamId,
        /// Under which coach, if restricted.
        coach: Option<PersonId>,
        /// Of what.
        run: Run,
        /// How long.
        length: u16,
        /// Whether it is meant to have ended just before the match reported.
        before: bool,
        /// The scopes that the words allow, likeliest first.
        scopes: Vec<Scope>,
        /// Where.
        ground: Ground,
    },
    /// The first such result since a year or for a number of matches.
    FirstSince {
        /// Whose.
        team: TeamId,
        /// Which result.
        outcome: Outcome,
        /// The year of the last one before, if said.
        year: Option<i16>,
        /// The matches since, if said.
        matches: Option<u16>,
        /// The scopes that the words allow, likeliest first.
        scopes: Vec<Scope>,
        /// Where.
        ground: Ground,
        /// Against whom, if said.
        against: Option<TeamId>,
    },
    /// When such a result last came, before the match reported or up to it.
    LastSuch {
        /// Whose.
        team: TeamId,
        /// Which result.
        outcome: Outcome,
        /// Against whom, if said.
        against: Option<TeamId>,
        /// Where.
        ground: Ground,
        /// The scopes that the words allow, likeliest first.
        scopes: Vec<Scope>,
        /// The first day it may mean.
        first: Date,
        /// The last day it may mean.
        last: Date,
    },
    /// A run in the meetings of two teams.
    MeetingRun {
        /// Whose run.
        team: TeamId,
        /// Against whom.
        other: TeamId,
        /// Of what.
        run: Run,
        /// How long.
        length: u16,
    },
    /// What a team is certain of in its table.
    Fate {
        /// The table.
        table: TableRef,
        /// Whose.
        team: TeamId,
        /// What.
        fate: Fate,
    },
    /// What follows for a team from a result still to come.
    Conditional {
        /// The table.
        table: TableRef,
        /// Whose.
        team: TeamId,
        /// What is supposed: all of it.
        supposed: Vec<Supposed>,
        /// Whether less than the first of it is said not to be enough.
        needed: bool,
        /// The places one of which is certain then, from 1.
        places: Vec<u8>,
        /// Whether these places are those of who is eliminated.
        out: bool,
    },
    /// What a knockout match made of a team.
    TieEnded {
        /// The match.
        game: GameIx,
        /// Whose.
        team: TeamId,
        /// Whether it goes on.
        through: bool,
    },
    /// How many times two teams have met, this match included.
    Meetings {
        /// One.
        team: TeamId,
        /// The other.
        other: TeamId,
        /// How many.
        number: u16,
    },
    /// What came of the meetings of two teams.
    HeadToHead {
        /// From whose side.
        team: TeamId,
        /// The other.
        other: TeamId,
        /// What is said.
        tally: Tally,
    },
    /// A count over the matches of a scope: played, goals scored or conceded.
    Total {
        /// Whose.
        team: TeamId,
        /// Of what.
        field: Field,
        /// How many.
        value: i32,
        /// The scopes that the words allow, likeliest first.
        scopes: Vec<Scope>,
    },
    /// Goals of a player for a team in a scope.
    PlayerTotal {
        /// Who.
        person: PersonId,
        /// For whom.
        team: TeamId,
        /// How many.
        goals: u16,
        /// The scopes that the words allow, likeliest first.
        scopes: Vec<Scope>,
    },
}

/// A town, as the lexicon of a record numbers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CityRef(pub(crate) CityId);

impl Claim {
    /// Returns the name of the kind of claim, e.g. `match.score`.
    pub fn kind(&self) -> &'static str {
        match self {
            Claim::Score { at: At::End, .. } => "match.score",
            Claim::Score { at: At::HalfTime, .. } => "match.halftime_score",
            Claim::Score { at: At::Running, .. } => "match.running_score",
            Claim::Score { at: At::ShootOut, .. } => "match.shootout",
            Claim::Aggregate { .. } => "match.aggregate",
            Claim::Ended { .. } => "match.result",
            Claim::Scorer { .. } => "goal.scorer",
            Claim::GoalPart { .. } => "goal.role",
            Claim::GoalMinute { .. } => "goal.minute",
            Claim::PlayerGoals { .. } => "goal.player_count",
            Claim::Penalty { .. } => "goal.penalty",
            Claim::OwnGoal { .. } => "goal.own_goal",
            Claim::Venue { .. } => "match.venue",
            Claim::Stage { .. } => "match.stage",
            Claim::ExtraTime { .. } => "match.extra_time",
            Claim::Played { .. } => "match.date",
            Claim::Dated { .. } => "match.date",
            Claim::LastSuch { .. } => "team.first_since",
            Claim::MeetingRun { .. } => "team.streak",
            Claim::Fate { fate: Fate::Out | Fate::Beyond(..) | Fate::Relegated, .. }
            | Claim::TieEnded { through: false, .. } => "table.eliminated",
            Claim::Fate { .. } | Claim::TieEnded { .. } => "table.qualified",
            Claim::Conditional { .. } => crate::conditionals::KIND,
            Claim::Group { .. } => "match.group",
            Claim::Matchday { .. } => "match.matchday",
            Claim::Coach { .. } => "coach.identity",
            Claim::Row { field, .. } | Claim::Total { field, .. } => match field {
                Field::Points => "table.points",
                Field::Position => "table.position",
                Field::Played => "table.played",
                Field::Left => "table.games_left",
                Field::Won | Field::Drawn | Field::Lost => "table.wdl",
                Field::GoalsFor => "table.goals_for",
                Field::GoalsAgainst => "table.goals_against",
                Field::GoalDifference => "table.goal_difference",
            },
            Claim::RowGoals { .. } => "table.row",
            Claim::Bottom { .. } => "table.position",
            Claim::Gap { .. } => "table.gap",
            Claim::InHand { .. } => "table.games_in_hand",
            Claim::Level { .. } => "table.level",
            Claim::Record { coach: Some(_), .. } => "coach.record",
            Claim::Record { .. } => "team.competition_record",
            Claim::Streak { .. } => "team.streak",
            Claim::FirstSince { .. } => "team.first_since",
            Claim::Meetings { .. } => "h2h.meetings",
            Claim::HeadToHead { .. } => "h2h.record",
            Claim::PlayerTotal { .. } => "player.total",
        }
    }
}
