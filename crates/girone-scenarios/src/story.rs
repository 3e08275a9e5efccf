//! What a proof by points says, for a sentence that a person can check.

use girone_model::TeamIx;

use crate::certificate::{Aim, Certificate, Proof, Standings};
use crate::problem::Question;
use crate::race::{Race, members};

/// A proof by points in the terms of a sentence: "they cannot finish lower than
/// 12th: seven teams are level or above anyway, five more could catch them, but
/// not both Newcastle and West Brom".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsStory {
    /// Whether it is about rivals at or below the team (its best place) or level
    /// with or above it (its worst).
    pub aim: Aim,
    /// The team's points if all its remaining matches go as well (or as badly) as
    /// can be.
    pub points: i32,
    /// Rivals that will be there whatever happens.
    pub surely: Vec<TeamIx>,
    /// Rivals that could be.
    pub could: Vec<TeamIx>,
    /// Sets of those that cannot all be there; empty where their matches simply do
    /// not have the points for more.
    pub not_all_of: Vec<Vec<TeamIx>>,
    /// How many of those that could be there can be at once.
    pub at_most: u32,
}

/// Tells a certificate as a story; `None` where it is not by points alone.
pub fn story(question: &Question<'_>, certificate: &Certificate) -> Option<PointsStory> {
    let (aim, cores) = match &certificate.proof {
        Proof::Points(proof) => (proof.aim, proof.cores.as_slice()),
        Proof::Standings { aim, node: Standings::Weights(_) } => (*aim, &[][..]),
        _ => return None,
    };
    let q = question.clone().given(certificate.given.clone());
    let race = Race::new(&q, usize::from(certificate.team), aim)?;
    let surely = members(race.always);
    let n = q.teams() as u32;
    let all = match aim {
        // Excluded up to place r: at most n − r − 1 rivals can be at or below.
        Aim::Below => n - 1 - u32::from(certificate.places.worst()?),
        // Excluded from place r on: at most r − 2 can be level or above.
        Aim::Above => u32::from(certificate.places.best()?) - 2,
    };
    Some(PointsStory {
        aim,
        points: race.target,
        could: members(race.maybe),
        not_all_of: cores.iter().map(|c| c.rivals.clone()).collect(),
        at_most: all.saturating_sub(surely.len() as u32),
        surely,
    })
}
