//! What a person's entry is asked before it is written.

use std::fmt;
use std::str::FromStr;

use girone_model::{Match, MatchId, Side, Snapshot, Span};

/// A check that an entry may fail; each can be overridden by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Check {
    /// The goals make up the score.
    Goals,
    /// Nobody plays twice at once.
    Twice,
    /// Minutes are those of a match.
    Minutes,
    /// The teams are known.
    Team,
    /// The day lies in the span of the edition.
    Dates,
    /// The fixture is not there already.
    Duplicate,
}

impl Check {
    /// All checks.
    pub const ALL: [Check; 6] =
        [Check::Goals, Check::Twice, Check::Minutes, Check::Team, Check::Dates, Check::Duplicate];

    /// Returns the name by which it is overridden.
    pub const fn name(self) -> &'static str {
        match self {
            Check::Goals => "goals",
            Check::Twice => "twice",
            Check::Minutes => "minutes",
            Check::Team => "team",
            Check::Dates => "dates",
            Check::Duplicate => "duplicate",
        }
    }
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Check {
    type Err = String;
    fn from_str(text: &str) -> Result<Check, String> {
        Check::ALL.into_iter().find(|c| c.name() == text).ok_or_else(|| {
            let all = Check::ALL.map(|c| format!("`{c}`")).join(", ");
            format!("`{text}` is not a check; there are {all}")
        })
    }
}

/// Why an entry should not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// Which check says so.
    pub check: Check,
    /// What was found and what was expected.
    pub message: String,
}

/// Checks a match against all that the record says.
///
/// `replacing` is the match that it takes the place of; `span` are the days of
/// its edition. Unknown teams are the caller's to find ([`Check::Team`]), since a
/// match here has teams already.
pub fn check(
    snapshot: &Snapshot,
    found: &Match,
    replacing: Option<MatchId>,
    span: Option<(&str, Span)>,
) -> Vec<Objection> {
    let mut objections = Vec::new();
    let mut object = |check: Check, message: String| objections.push(Objection { check, message });
    let directory = &snapshot.directory;
    let name = |t| directory.team(t).name.en.clone();
    let f = &found.fixture;
    if let Some(happened) = &found.happened {
        if let Some(score) = happened.outcome.pitch() {
            let of = |side| happened.goals.iter().filter(|g| g.side == side).count();
            let (home, away) = (of(Side::Home), of(Side::Away));
            let wanted = score.result;
            if !happened.goals.is_empty() && !happened.goals_complete() {
                object(
                    Check::Goals,
                    format!(
                        "the goals listed make {home}-{away}, the score is {}-{}",
                        wanted.home, wanted.away
                    ),
                );
            }
        }
        let last = match happened.outcome.pitch() {
            Some(s) if s.extra_time == Some(true) || s.shoot_out.is_some() => 120,
            Some(s) if s.extra_time == Some(false) => 90,
            _ => 120,
        };
        for goal in &happened.goals {
            let Some(m) = goal.minute else { continue };
            let period_end = matches!(m.base, 45 | 90 | 105 | 120);
            if m.base == 0 || m.base > last || m.added > 30 || (m.added > 0 && !period_end) {
                object(
                    Check::Minutes,
                    format!(
                        "{m} is not a minute of this match: 1 to {last}, with added time only at the end of a period"
                    ),
                );
            }
        }
        for (i, goal) in happened.goals.iter().enumerate() {
            let other = happened.goals[..i].iter().find(|g| {
                g.scorer.is_some()
                    && g.scorer == goal.scorer
                    && g.own_goal == goal.own_goal
                    && g.side != goal.side
            });
            if let (Some(_), Some(person)) = (other, goal.scorer) {
                object(
                    Check::Twice,
                    format!("{} scores for both teams", directory.person(person).name),
                );
            }
        }
    }
    for m in &snapshot.matches {
        if Some(m.fixture.id) == replacing || m.fixture.when.date != f.when.date {
            continue;
        }
        let same = [f.teams.home, f.teams.away].map(|t| m.fixture.side_of(t).is_some());
        if same == [true, true] {
            object(
                Check::Duplicate,
                format!(
                    "{} - {} on {} is in the record already",
                    name(m.fixture.teams.home),
                    name(m.fixture.teams.away),
                    f.when.date
                ),
            );
        } else if same[0] || same[1] {
            let team = if same[0] { f.teams.home } else { f.teams.away };
            object(
                Check::Twice,
                format!(
                    "{} play {} - {} on the same day, {}",
                    name(team),
                    name(m.fixture.teams.home),
                    name(m.fixture.teams.away),
                    f.when.date
                ),
            );
        }
    }
    if let Some((edition, span)) = span
        && !span.contains(f.when.date)
    {
        let end = |d: Option<jiff::civil::Date>| d.map_or(String::new(), |d| d.to_string());
        object(
            Check::Dates,
            format!(
                "{} lies outside {edition}, which is held from {} to {}",
                f.when.date,
                end(span.from),
                end(span.to)
            ),
        );
    }
    objections
}
