//! From what holds back to a draft: what a writer needs.

use std::sync::Arc;

use girone_model::{Directory, Match, Tenure};

use crate::{Draft, DraftCard, DraftGoal, DraftMatch, DraftTenure, Place};

/// Returns a draft that says what the matches say, so that they can be written
/// and read back. Teams are called by their common English name.
pub fn draft_of(directory: &Directory, title: Option<&str>, matches: &[Match]) -> Draft {
    Draft {
        title: title.map(Into::into),
        matches: matches.iter().map(|m| draft_match(directory, m)).collect(),
        ..Draft::default()
    }
}

fn draft_match(directory: &Directory, m: &Match) -> DraftMatch {
    let f = &m.fixture;
    let team = |t| directory.team(t).name.en.clone();
    let person = |p| directory.person(p).name.clone();
    let mut draft = DraftMatch::between(team(f.teams.home), team(f.teams.away));
    draft.competition = Some(f.competition.clone());
    draft.edition = f.edition.clone();
    draft.stage = f.stage.clone();
    draft.group = f.group.clone();
    draft.matchday = f.matchday.clone();
    draft.number = f.number;
    draft.date = Some(f.when.date.into());
    draft.kick_off = f.when.kick_off;
    draft.venue = f.venue.clone();
    draft.neutral = f.neutral;
    draft.friendly = f.friendly;
    if let Some(happened) = &m.happened {
        draft.outcome = Some(happened.outcome);
        draft.goals = happened
            .goals
            .iter()
            .map(|g| DraftGoal {
                side: g.side,
                scorer: g.scorer.map(person),
                minute: g.minute,
                own_goal: g.own_goal,
                penalty: g.penalty,
            })
            .collect();
        draft.cards = happened.cards.as_ref().map(|cards| {
            cards
                .iter()
                .map(|c| DraftCard {
                    side: c.side,
                    person: c.person.map(person),
                    minute: c.minute,
                    kind: c.kind,
                })
                .collect()
        });
        draft.provisional = happened.provisional;
        draft.note = happened.note.clone();
    }
    draft
}

/// Returns a tenure as a draft.
pub fn draft_tenure(directory: &Directory, tenure: &Tenure) -> DraftTenure {
    DraftTenure {
        place: Place::FILE,
        team: directory.team(tenure.team).name.en.clone(),
        person: directory.person(tenure.person).name.clone(),
        role: tenure.role,
        from: tenure.from,
        to: tenure.to,
        source: tenure.source.as_deref().map(Arc::from),
        note: tenure.note.as_deref().map(Arc::from),
    }
}
