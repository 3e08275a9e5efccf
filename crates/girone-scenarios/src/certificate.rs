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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standings {
    /// Too few rivals are left that could do it.
    TooFew,
    /// Those that do it, level or better, cannot all.
    Short(Share),
    /// Those that end level or do not do it cannot all hold back.
    Over(Share),
    /// The three cases of a rival.
    Rival {
        /// The rival.
        rival: TeamIx,
        /// It does it without being level.
        strictly: Box<Standings>,
        /// It ends level on points.
        level: Box<Standings>,
        /// It does not do it.
        not: Box<Standings>,
    },
    /// Who is level is known: the outcomes of matches among them, and the
    /// criteria.
    Among(Node),
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
