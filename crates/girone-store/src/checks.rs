//! What entries are asked before they are written, by a person or from a file.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::str::FromStr;

use girone_model::{Directory, Match, MatchId, Side, Snapshot, Span, TeamId};
use girone_record::{Body, Entry};
use jiff::civil::Date;

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
    let day = found.fixture.when.date;
    let others = snapshot
        .matches
        .iter()
        .filter(|m| Some(m.fixture.id) != replacing && m.fixture.when.date == day);
    let mut objections = Vec::new();
    check_alone(&snapshot.directory, found, span, &mut objections);
    check_day(&snapshot.directory, found, others, &mut objections);
    objections
}

/// Checks entries of a file that are not written yet: each objection comes with
/// the number of its entry.
///
/// `snapshot` is all that the record says without them and `directory` names its
/// teams and theirs; `replaced` gives the match that an entry of the record tells
/// of, `span` the days of an edition.
pub(crate) fn check_all<'s>(
    snapshot: &Snapshot,
    directory: &Directory,
    entries: &[Entry],
    replaced: impl Fn(u64) -> Option<MatchId>,
    span: impl Fn(&str) -> Option<(&'s str, Span)>,
) -> Vec<(u64, Objection)> {
    let told = |entry: &'_ Entry| match &entry.body {
        Body::Match(_) => entry.replaces.and_then(&replaced),
        _ => None,
    };
    let gone: HashSet<MatchId> = entries.iter().filter_map(told).collect();
    let mut days: HashMap<(TeamId, Date), Vec<&Match>> = HashMap::new();
    for m in snapshot.matches.iter().filter(|m| !gone.contains(&m.fixture.id)) {
        add(&mut days, m);
    }
    let known = snapshot.directory.teams().count();
    let mut new: HashSet<TeamId> = HashSet::new();
    let mut all = Vec::new();
    for entry in entries {
        let Body::Match(found) = &entry.body else { continue };
        let f = &found.fixture;
        let mut objections = Vec::new();
        for team in [f.teams.home, f.teams.away] {
            if team.0 as usize >= known && new.insert(team) {
                let name = &directory.team(team).name.en;
                let message = format!("`{name}` is not a name in the record; it is added");
                objections.push(Objection { check: Check::Team, message });
            }
        }
        let before = objections.len();
        check_alone(directory, found, f.edition.as_deref().and_then(&span), &mut objections);
        for objection in &mut objections[before..] {
            let name = |t| &directory.team(t).name.en;
            objection.message = format!(
                "{} - {} on {}: {}",
                name(f.teams.home),
                name(f.teams.away),
                f.when.date,
                objection.message
            );
        }
        // Of two entries of one file the later one is objected to.
        let of = |team| days.get(&(team, f.when.date)).map_or(&[][..], |list| list.as_slice());
        let away = of(f.teams.away).iter().filter(|m| m.fixture.side_of(f.teams.home).is_none());
        let others = of(f.teams.home).iter().chain(away).copied();
        check_day(directory, found, others, &mut objections);
        add(&mut days, found);
        all.extend(objections.into_iter().map(|o| (entry.number, o)));
    }
    all
}

/// Files a match under its day and each of its teams.
fn add<'m>(days: &mut HashMap<(TeamId, Date), Vec<&'m Match>>, m: &'m Match) {
    let f = &m.fixture;
    for team in [f.teams.home, f.teams.away] {
        days.entry((team, f.when.date)).or_default().push(m);
    }
}

/// Checks what a match says of itself.
fn check_alone(
    directory: &Directory,
    found: &Match,
    span: Option<(&str, Span)>,
    objections: &mut Vec<Objection>,
) {
    let mut object = |check: Check, message: String| objections.push(Objection { check, message });
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
}

/// Checks a match against the others of its day.
fn check_day<'m>(
    directory: &Directory,
    found: &Match,
    others: impl Iterator<Item = &'m Match>,
    objections: &mut Vec<Objection>,
) {
    let mut object = |check: Check, message: String| objections.push(Objection { check, message });
    let f = &found.fixture;
    let name = |t| directory.team(t).name.en.clone();
    for m in others {
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
}
