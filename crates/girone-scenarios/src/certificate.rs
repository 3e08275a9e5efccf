//! Why something is impossible, as plain data that [`crate::check`] verifies.

use girone_model::TeamIx;

use crate::{Given, Places};

pub use crate::integers::Refutation;

/// The claim that a team cannot finish in any of some places, with its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The team, as a position in the sheet.
    pub team: TeamIx,
    /// The places it cannot take.
    pub places: Places,
    /// What is assumed about the remaining matches.
    pub given: Given,
    /// Which results of the team itself have to be looked at.
    pub own: Own,
    /// The proof.
    pub proof: Proof,
}

/// The claim that a team surely gets a berth, or surely does not, where other groups
/// have a say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageCertificate {
    /// The group, as a position in the stage.
    pub group: usize,
    /// The team, as a position in the sheet of its group.
    pub team: TeamIx,
    /// Places in the group that it cannot take.
    pub places: Vec<Certificate>,
    /// What is certain in rankings across groups.
    pub across: Vec<Across>,
    /// What is certain in orders that are declared beforehand.
    pub declared: Vec<InOrder>,
}

/// What is certain about a team's rank in a declared order: of those ahead of it, some
/// surely drop out (where it is to get the berth), or surely stay (where it is not).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InOrder {
    /// The ranking.
    pub ranking: String,
    /// Those ahead that are counted: the group, the team as a position in its sheet,
    /// and certificates that it cannot end otherwise. Teams that no group has stay
    /// anyway and are not listed.
    pub ahead: Vec<(usize, TeamIx, Vec<Certificate>)>,
}

/// What is certain about a team's rank: its own record against a threshold, and that
/// of whoever takes the same place in enough other groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Across {
    /// The ranking.
    pub ranking: String,
    /// The threshold.
    pub record: Record,
    /// Whether the team surely has at least this record and the others surely a worse
    /// one; else it surely has no better one and the others surely have.
    pub at_least: bool,
    /// Certificates that the team cannot take the place with another record.
    pub own: Vec<Certificate>,
    /// Groups that are counted, with certificates that none of their teams takes the
    /// place with another record.
    pub others: Vec<(usize, Vec<Certificate>)>,
}

/// A record as far as certificates look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Points.
    pub points: i32,
    /// Goal difference, where it counts next and has a limit.
    pub difference: Option<i32>,
    /// Goals scored, where they count after that and are looked at.
    pub goals: Option<i32>,
}

/// Which results of the team itself a proof looks at.
///
/// A better result of a team never worsens its place, since its points grow and
/// nobody else's do; so for the best places it is enough to look at wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// All of them.
    Any,
    /// It wins all its matches: the places are the best ones, `1..=r`.
    Won,
    /// It loses all its matches: the places are the worst ones, `r..=n`.
    Lost,
}

/// A proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Case by case over the results that matter.
    Cases(Node),
    /// By points alone: of some rivals not all can do what would be needed.
    Points(PointsProof),
    /// Case by case over which rivals end level on points, and which do better
    /// or worse.
    Standings {
        /// What rivals would have to do.
        aim: Aim,
        /// The cases.
        node: Standings,
    },
}

/// A tree of cases over how rivals end up on points.
///
/// Rivals that end level are only counted as doing it if the first count of
/// head-to-head, points, does not rule that out whoever else is level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standings {
    /// Too few rivals are left that could do it.
    TooFew,
    /// Those that do it, level or better, cannot all.
    Short(Share),
    /// Those that end level or do not do it cannot all hold back.
    Over(Share),
    /// A weighted sum shows that too few can.
    Weights(Weights),
    /// A weighted sum shows that no more than enough can do it, so that all level
    /// rivals must come out right; but these, all level, cannot in the matches
    /// among those level.
    Trailing {
        /// The sum.
        at_most: Weights,
        /// The level rivals.
        rivals: Vec<TeamIx>,
    },
    /// The same where it is known who is level.
    Behind {
        /// The sum.
        at_most: Weights,
        /// Why level rivals cannot all come out right.
        why: Behind,
    },
    /// Two cases of a rival.
    Case {
        /// The rival.
        rival: TeamIx,
        /// How it ends in the first case; in the other it ends otherwise.
        ends: Ends,
        /// What follows in the first case.
        then: Box<Standings>,
        /// What follows otherwise.
        otherwise: Box<Standings>,
    },
    /// Who is level is known: the outcomes of matches among them, and the
    /// criteria.
    Among(Node),
}

/// Why level rivals cannot all come out right by the points among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behind {
    /// They cannot all have as many points as the team (or so few), counting
    /// matches among the level teams only.
    Points(Share),
    /// By a weighted sum with points among them.
    Weights(Weights),
}

/// How a rival may end on points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// Doing it, level or better.
    Doing,
    /// Level.
    Level,
    /// Doing it without being level.
    Strictly,
}

/// Weights for wins and draws in remaining matches.
///
/// Every rival that does it counts `scale`, less its weights for its wins and
/// draws; every match counts the largest sum of weights that an outcome gives.
/// The most that all can add up to bounds how many rivals can do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// What one rival counts.
    pub scale: i64,
    /// Rivals with the weight of a win and of a draw; others have none.
    pub of: Vec<(TeamIx, i64, i64)>,
    /// Level rivals with the weight of a point by which they are on the right side of
    /// the team in the matches among those level; zero or more. Only where it is
    /// known who is level and that all of those have to come out right.
    pub among: Vec<(TeamIx, i64)>,
}

/// A tree of cases over the outcomes of remaining matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// The points that the teams can still have leave none of the places.
    Settled,
    /// The assumptions exclude this outcome.
    Excluded,
    /// The three outcomes of a remaining match.
    Match {
        /// The match, as a position in `Sheet::remaining`.
        game: usize,
        /// What follows if the home team wins.
        home: Box<Node>,
        /// What follows if it is drawn.
        drawn: Box<Node>,
        /// What follows if the away team wins.
        away: Box<Node>,
    },
    /// All points that matter are fixed: the criteria decide among level teams.
    Level(Level),
    /// Within [`Standings`]: with these outcomes those that do it, level or
    /// better, cannot all.
    Short(Share),
    /// Within [`Standings`]: with these outcomes those that end level or do not do
    /// it cannot all hold back.
    Over(Share),
}

/// A tree of cases over who is ahead on each count, among teams level on points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Level {
    /// None of the places is left.
    Settled,
    /// The counts cannot come out like this.
    Refuted(Refutation),
    /// Cards only ever take conduct points away, which excludes this.
    Cards,
    /// A rival is behind, level or ahead on the count at hand.
    Split {
        /// The rival.
        rival: TeamIx,
        /// What follows if it is behind.
        behind: Box<Level>,
        /// What follows if it is level.
        level: Box<Level>,
        /// What follows if it is ahead.
        ahead: Box<Level>,
    },
}

/// A proof from points: too few (or too many) rivals can be kept below (or
/// brought level).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsProof {
    /// Whether it is about keeping rivals at or below the team (its best place)
    /// or about bringing them level or above (its worst).
    pub aim: Aim,
    /// Sets of rivals that cannot all do it, each with the reason.
    pub cores: Vec<Core>,
}

/// What rivals would have to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// Stay level or below.
    Below,
    /// Come level or above.
    Above,
}

/// Rivals that cannot all do what would be needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Core {
    /// The rivals.
    pub rivals: Vec<TeamIx>,
    /// Why not.
    pub why: Share,
}

/// Why some rivals cannot all have the points they need (or few enough).
///
/// A remaining match is worth two shares: a win takes both, a draw one each. From
/// the points a team needs follow the shares it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Share {
    /// These of the rivals need more shares (or can take fewer) than their
    /// remaining matches offer.
    Short(Vec<TeamIx>),
    /// The three outcomes of a match, if it takes cases.
    Match {
        /// The match, as a position in `Sheet::remaining`.
        game: usize,
        /// If the home team wins.
        home: Box<Share>,
        /// If it is drawn.
        drawn: Box<Share>,
        /// If the away team wins.
        away: Box<Share>,
    },
}
