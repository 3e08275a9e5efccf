//! When several files tell of one match.
//!
//! Two matches of the same teams are one if they fall on the same day, in
//! whichever order the teams are named, or on neighbouring days in the same order
//! (in either order on neutral ground). The file that comes first decides; later
//! files add what it leaves open: group, matchday, number, kick-off, ground,
//! half time, goals, cards, an award. A contradiction is reported and the first
//! file stays.

use girone_model::{BySide, Directory, Fixture, Goal, Happened, Outcome, Score};
use jiff::civil::Date;

use crate::diagnostic::{Code, code};
use crate::gather::{Checked, Known};

/// Finds the match that `found` tells of among those of the same two teams.
pub(crate) fn same_match<'a>(
    known: impl Iterator<Item = &'a Known>,
    found: &Fixture,
    fixture: impl Fn(u32) -> &'a Fixture,
) -> Option<u32> {
    let mut near = None;
    let mut several = false;
    let mut same_day = None;
    for have in known {
        let distance = days_between(have.date, found.when.date);
        if distance == 0 {
            if fixture(have.index).teams == found.teams {
                return Some(have.index);
            }
            same_day = same_day.or(Some(have.index));
        }
        if distance != 1 {
            continue;
        }
        let other = fixture(have.index);
        if other.teams == found.teams || other.neutral || found.neutral {
            several |= near.is_some();
            near = Some(have.index);
        }
    }
    // On two neighbouring days there may be two matches; then neither is meant.
    same_day.or(near.filter(|_| !several))
}

fn days_between(a: Date, b: Date) -> u32 {
    // Most matches of two teams lie years apart, and the calendar takes its time.
    if (i32::from(a.year()) - i32::from(b.year())).abs() > 1 {
        return u32::MAX;
    }
    a.until(b).map_or(u32::MAX, |span| span.get_days().unsigned_abs())
}

/// Adds to `have` what `more` knows besides; returns the contradictions.
pub(crate) fn enrich(
    have: &mut Checked,
    more: Checked,
    directory: &Directory,
) -> Vec<(Code, String)> {
    let Checked { fixture: mut extra, happened: mut told, .. } = more;
    if have.fixture.teams != extra.teams {
        extra.teams = extra.teams.swap();
        told = told.map(swap);
    }
    let mut conflicts = Vec::new();
    let name = format!(
        "{} - {} on {}",
        directory.team(extra.teams.home).name.en,
        directory.team(extra.teams.away).name.en,
        have.fixture.when.date
    );
    fixture(&mut have.fixture, extra, &name, &mut conflicts);
    match (&mut have.happened, told) {
        (_, None) => {}
        (slot @ None, told) => *slot = told,
        (Some(have), Some(told)) => happened(have, told, &name, &mut conflicts),
    }
    conflicts
}

fn fixture(have: &mut Fixture, more: Fixture, name: &str, conflicts: &mut Vec<(Code, String)>) {
    fn fill<T: PartialEq>(have: &mut Option<T>, more: Option<T>) -> bool {
        match (&have, &more) {
            (Some(a), Some(b)) => a == b,
            (None, Some(_)) => {
                *have = more;
                true
            }
            _ => true,
        }
    }
    fill(&mut have.edition, more.edition);
    fill(&mut have.stage, more.stage);
    fill(&mut have.matchday, more.matchday);
    fill(&mut have.number, more.number);
    let group = more.group.clone();
    if !fill(&mut have.group, more.group) {
        let message = format!(
            "{name} is in group {} and in group {}; the first stays",
            have.group.as_deref().unwrap_or(""),
            group.as_deref().unwrap_or("")
        );
        conflicts.push((code::CONFLICT, message));
    }
    if have.when.date == more.when.date {
        match (&mut have.when.kick_off, more.when.kick_off) {
            (Some(have), Some(more)) if have.time == more.time => {
                fill(&mut have.offset, more.offset);
            }
            (slot @ None, more) => *slot = more,
            _ => {}
        }
    }
    match (&mut have.venue, more.venue) {
        (slot @ None, more) => *slot = more,
        (Some(have), Some(more)) => {
            fill(&mut have.ground, more.ground);
            fill(&mut have.city, more.city);
            fill(&mut have.country, more.country);
        }
        (Some(_), None) => {}
    }
    have.neutral |= more.neutral;
    have.friendly |= more.friendly;
}

fn happened(have: &mut Happened, more: Happened, name: &str, conflicts: &mut Vec<(Code, String)>) {
    match outcome(have.outcome, more.outcome) {
        Some(joined) => have.outcome = joined,
        None => {
            let message = format!(
                "{name} ended {} and {}; the first stays",
                words(&have.outcome),
                words(&more.outcome)
            );
            conflicts.push((code::CONFLICT, message));
            return;
        }
    }
    // Goals are taken from one source as a whole, never mixed.
    let complete = |goals: &[Goal]| {
        let told = Happened { goals: goals.to_vec(), ..have.clone() };
        told.goals_complete()
    };
    if more.goals.len() > have.goals.len() && (have.goals.is_empty() || !complete(&have.goals)) {
        have.goals = more.goals;
    }
    if have.cards.is_none() {
        have.cards = more.cards;
    }
    if have.note.is_none() {
        have.note = more.note;
    }
    have.provisional &= more.provisional;
}

/// Joins two outcomes; `None` if they contradict each other.
fn outcome(have: Outcome, more: Outcome) -> Option<Outcome> {
    use Outcome::{Abandoned, Awarded, Played, Postponed, Walkover};
    match (have, more) {
        (Played(a), Played(b)) => score(a, b).map(Played),
        (Awarded { official, pitch }, Awarded { official: other, pitch: second })
            if official == other =>
        {
            match (pitch, second) {
                (Some(a), Some(b)) => Some(Awarded { official, pitch: Some(score(a, b)?) }),
                (a, b) => Some(Awarded { official, pitch: a.or(b) }),
            }
        }
        // A list of results shows an award as if it had been played, or the score
        // from the pitch as if it counted.
        (Awarded { official, pitch }, Played(played))
        | (Played(played), Awarded { official, pitch }) => match pitch {
            _ if played.result == official => Some(Awarded { official, pitch }),
            None => Some(Awarded { official, pitch: Some(played) }),
            Some(pitch) => Some(Awarded { official, pitch: Some(score(pitch, played)?) }),
        },
        (Walkover { winner, official }, Played(p)) | (Played(p), Walkover { winner, official }) => {
            match official {
                Some(goals) if goals != p.result => None,
                _ => Some(Walkover { winner, official: Some(p.result) }),
            }
        }
        // What was stopped or put off and is played in the other file was played.
        (Abandoned { .. } | Postponed, known) => Some(known),
        (known, Abandoned { .. } | Postponed) => Some(known),
        (a, b) => (a == b).then_some(a),
    }
}

/// Joins two scores; `None` if they contradict each other.
fn score(have: Score, more: Score) -> Option<Score> {
    if have.result != more.result {
        return None;
    }
    let shoot_out = match (have.shoot_out, more.shoot_out) {
        (Some(a), Some(b)) if a.winner != b.winner => return None,
        (Some(a), Some(b)) => Some(if a.goals.is_some() { a } else { b }),
        (a, b) => a.or(b),
    };
    Some(Score {
        half_time: have.half_time.or(more.half_time),
        full_time: have.full_time.or(more.full_time),
        result: have.result,
        extra_time: have.extra_time.or(more.extra_time),
        shoot_out,
    })
}

fn swap(happened: Happened) -> Happened {
    let goals = |g: BySide<u8>| g.swap();
    let outcome = match happened.outcome {
        Outcome::Played(score) => Outcome::Played(score.swap()),
        Outcome::Awarded { official, pitch } => {
            Outcome::Awarded { official: goals(official), pitch: pitch.map(Score::swap) }
        }
        Outcome::Walkover { winner, official } => {
            Outcome::Walkover { winner: !winner, official: official.map(goals) }
        }
        Outcome::Abandoned { pitch } => Outcome::Abandoned { pitch: pitch.map(Score::swap) },
        Outcome::Annulled { pitch } => Outcome::Annulled { pitch: pitch.map(Score::swap) },
        Outcome::Postponed => Outcome::Postponed,
    };
    Happened {
        outcome,
        goals: happened.goals.into_iter().map(|g| Goal { side: !g.side, ..g }).collect(),
        cards: happened.cards.map(|cards| {
            cards.into_iter().map(|c| girone_model::Card { side: !c.side, ..c }).collect()
        }),
        ..happened
    }
}

fn words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Played(score) => match score.shoot_out {
            Some(_) => format!("{score} with a shoot-out"),
            None => score.to_string(),
        },
        Outcome::Awarded { official, .. } => format!("{}-{} awarded", official.home, official.away),
        Outcome::Walkover { .. } => "by walkover".to_owned(),
        Outcome::Abandoned { .. } => "abandoned".to_owned(),
        Outcome::Annulled { .. } => "annulled".to_owned(),
        Outcome::Postponed => "postponed".to_owned(),
    }
}
