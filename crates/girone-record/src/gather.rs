//! From what files say to what holds: the one checked step.
//!
//! Names are resolved, days are looked up in the calendar, matches that several
//! files tell of become one. Whatever does not hold is refused with a reason.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use girone_model::{
    Alias, AliasKind, BySide, Card, Directory, Fixture, Goal, Happened, Match, MatchId, NameError,
    Outcome, Score, Side, TeamId, TeamKind, Tenure, When,
};
use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostics, Reading, code};
use crate::draft::{Draft, DraftMatch, DraftTenure};
use crate::entry::{Body, Entry};
use crate::merge::{enrich, same_match};
use crate::{Counts, Diagnostic, Kind, Ledger, LedgerError, Place, Severity};

/// What to do with a team that is not in the directory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnknownTeams {
    /// Add it, under the name as written.
    #[default]
    Add,
    /// Refuse its matches, with suggestions.
    Refuse,
}

/// How files are gathered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// What to do with a team that is not in the directory.
    pub unknown_teams: UnknownTeams,
}

/// The entries that files make, and the names in them.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The directory, with the teams and people that were added.
    pub directory: Directory,
    /// The entries, numbered from 1.
    pub entries: Vec<Entry>,
}

impl Gathered {
    /// Makes a ledger of the entries.
    ///
    /// # Errors
    /// As for [`Ledger::from_entries`]; entries that [`gather`] numbered hold.
    pub fn ledger(self) -> Result<Ledger, Vec<LedgerError>> {
        Ledger::from_entries(Arc::new(self.directory), self.entries)
    }
}

/// Gathers drafts into one record.
///
/// Order matters: where two files tell of the same match, the first decides and
/// the second adds what the first leaves open (see [`crate::merge`]). The counts
/// say how many matches the record holds and how many the drafts told of
/// (`expected`); lines are counted by the readers.
pub fn gather(directory: Directory, drafts: &[Draft], policy: &Policy) -> Reading<Gathered> {
    let told = drafts.iter().map(|d| d.matches.len()).sum();
    let mut desk = Desk {
        directory,
        policy: *policy,
        resolved: HashMap::new(),
        matches: Vec::with_capacity(told),
        by_pair: HashMap::new(),
        diagnostics: Diagnostics::new(&"".into()),
    };
    let mut rest = Vec::new();
    let mut diagnostics = Vec::new();
    for draft in drafts {
        desk.diagnostics = Diagnostics::new(&draft.file);
        desk.former_names(draft);
        diagnostics.append(&mut desk.diagnostics.take());
    }
    for draft in drafts {
        desk.diagnostics = Diagnostics::new(&draft.file);
        desk.matches_of(draft);
        for tenure in &draft.tenures {
            rest.extend(desk.tenure(draft, tenure).map(|t| Body::Tenure(Box::new(t))));
        }
        rest.extend(draft.coverage.iter().map(|c| Body::Coverage(Box::new(c.clone()))));
        diagnostics.append(&mut desk.diagnostics.take());
    }
    let counts = Counts {
        matches: desk.matches.len() as u32,
        expected: Some(told as u32),
        ..Counts::default()
    };
    let settled = settled(&desk.matches);
    let bodies = desk.matches.into_iter().map(|checked| {
        Body::Match(Match {
            fixture: Arc::new(checked.fixture),
            happened: checked.happened.map(Arc::new),
        })
    });
    let mut entries: Vec<Entry> =
        bodies.chain(rest).zip(1..).map(|(body, number)| Entry::new(number, body)).collect();
    for (index, day) in settled {
        entries[index].settled = Some(day);
    }
    Reading { value: Gathered { directory: desk.directory, entries }, diagnostics, counts }
}

/// A match that holds.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    pub(crate) fixture: Fixture,
    pub(crate) happened: Option<Happened>,
    /// Which draft told of it first.
    pub(crate) draft: u32,
    /// Whether it stays unplayed, whatever later drafts say.
    pub(crate) stays_open: bool,
}

/// What tells one match of two teams from another, and its position.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    pub(crate) date: Date,
    pub(crate) draft: u32,
    /// The match in `Desk::matches`.
    pub(crate) index: u32,
}

struct Desk {
    directory: Directory,
    policy: Policy,
    resolved: HashMap<Arc<str>, TeamId>,
    matches: Vec<Checked>,
    /// The matches of two teams, the smaller id first.
    by_pair: HashMap<(TeamId, TeamId), Vec<Known>>,
    /// What is wrong with the draft at hand.
    diagnostics: Diagnostics,
}

impl Desk {
    fn error(&mut self, draft: &Draft, place: Place, code: Code, message: String, help: &str) {
        self.diagnostics.push(Diagnostic::error(code, &draft.file, place, message).help(help));
    }

    fn warn(&mut self, draft: &Draft, place: Place, code: Code, message: String) {
        self.diagnostics.push(Diagnostic::warning(code, &draft.file, place, message));
    }

    fn former_names(&mut self, draft: &Draft) {
        for name in &draft.former_names {
            let Some(team) = self.team(draft, name.place, &name.team, None) else { continue };
            self.directory.add_alias(Alias {
                team,
                name: name.name.clone(),
                lang: "en".into(),
                kind: AliasKind::Former,
                from: name.from,
                to: name.to,
            });
        }
        self.resolved.clear();
    }

    /// Returns another name for a team of a file that holds clubs only, where what
    /// is written there is the name of a country's team.
    fn club_name(&self, draft: &Draft, name: &Arc<str>, on: Option<Date>) -> Option<Arc<str>> {
        const KNOWN: [(&str, &str); 2] = [("Andorra", "FC Andorra"), ("Monaco", "AS Monaco")];
        let clubs_only = draft.kind == Some(crate::Kind::FootballData);
        let team = clubs_only.then(|| self.directory.find_team(name, on).ok()).flatten()?;
        (self.directory.team(team).kind != TeamKind::Club).then(|| {
            let known = KNOWN.iter().find(|(short, _)| *short == &**name);
            known.map_or_else(|| format!("{name} (club)").into(), |(_, full)| (*full).into())
        })
    }

    fn team(
        &mut self,
        draft: &Draft,
        place: Place,
        name: &Arc<str>,
        on: Option<Date>,
    ) -> Option<TeamId> {
        if let Some(&team) = self.resolved.get(name) {
            return Some(team);
        }
        let written = name;
        let name = &self.club_name(draft, name, on).unwrap_or_else(|| name.clone());
        let found = match self.policy.unknown_teams {
            UnknownTeams::Add => self.directory.intern_team(name, on),
            UnknownTeams::Refuse => self.directory.find_team(name, on),
        };
        match found {
            Ok(team) => {
                if !self.directory.depends_on_day(name) {
                    self.resolved.insert(written.clone(), team);
                }
                Some(team)
            }
            Err(error) => {
                let (code, help) = match &error {
                    NameError::Unknown { .. } => {
                        (code::UNKNOWN_NAME, "correct the name, or add the team to the names")
                    }
                    NameError::Ambiguous { .. } => {
                        (code::AMBIGUOUS_NAME, "write a name that only one team bears")
                    }
                };
                self.error(draft, place, code, error.to_string(), help);
                None
            }
        }
    }

    fn matches_of(&mut self, draft: &Draft) {
        let number = self.matches.last().map_or(0, |m| m.draft + 1);
        for found in &draft.matches {
            let Some(checked) = self.check(draft, found, number) else { continue };
            self.file(draft, found.place, checked);
        }
    }

    /// Checks one match; `None` if it does not hold.
    fn check(&mut self, draft: &Draft, found: &DraftMatch, number: u32) -> Option<Checked> {
        let place = found.place;
        let between = || format!("{} - {}", found.teams.home, found.teams.away);
        let Some(written) = found.date else {
            let message = format!("the date of {} is missing", between());
            let help = "write a date above the match, with its year";
            self.error(draft, place, code::DATE, message, help);
            return None;
        };
        let Some(date) = written.date() else {
            let message = format!("{written}, the date of {}, is not in the calendar", between());
            self.error(draft, place, code::DATE, message, "correct the day or the month");
            return None;
        };
        let open = Side::BOTH.map(|side| &found.teams[side]).into_iter().find(|name| {
            is_placeholder(name) && !matches!(self.directory.team_named(name, None), Ok(Some(_)))
        });
        if let Some(name) = open
            && found.outcome.is_none()
        {
            let message = format!("{} is left out: `{name}` is not yet a team", between());
            let note = Severity::Note;
            self.diagnostics.push(Diagnostic::new(note, code::OPEN, &draft.file, place, message));
            return None;
        }
        let home = self.team(draft, place, &found.teams.home, Some(date));
        let away = self.team(draft, place, &found.teams.away, Some(date));
        let (home, away) = (home?, away?);
        if home == away {
            let message = format!("{} is a match of a team against itself", between());
            self.error(draft, place, code::SELF_MATCH, message, "correct one of the two names");
            return None;
        }
        if found.outcome.is_none() && !found.goals.is_empty() {
            let message = format!("{} has goals but no score", between());
            self.error(draft, place, code::SCORE, message, "write the score between the teams");
        }
        let happened = found.outcome.map(|outcome| self.happened(draft, found, outcome));
        let fixture = Fixture {
            id: MatchId(0),
            competition: match &found.competition {
                Some(competition) => competition.clone(),
                None => draft.title.clone().unwrap_or_else(|| "".into()),
            },
            edition: found.edition.clone().or_else(|| draft.edition.clone()),
            stage: found.stage.clone(),
            group: found.group.clone(),
            matchday: found.matchday.clone(),
            number: found.number,
            teams: BySide::new(home, away),
            when: When { date, kick_off: found.kick_off },
            venue: found.venue.clone(),
            neutral: found.neutral,
            friendly: found.friendly,
        };
        let stays_open = draft.decides_what_is_open && happened.is_none();
        Some(Checked { fixture, happened, draft: number, stays_open })
    }

    fn happened(&mut self, draft: &Draft, found: &DraftMatch, outcome: Outcome) -> Happened {
        let mut outcome = outcome;
        if let Some(score) = outcome.pitch()
            && let Some(message) = contradiction(&score)
        {
            let message = format!("{} - {}: {message}", found.teams.home, found.teams.away);
            let help = "scores are running totals: half time, then full time, then extra time";
            self.error(draft, found.place, code::SCORE, message, help);
            outcome = without_breaks(outcome);
        }
        let mut goals: Vec<Goal> = Vec::with_capacity(found.goals.len());
        let listed = |side| found.goals.iter().filter(|g| g.side == side).count();
        let score = outcome.pitch().map(|s| s.result);
        let exceeds = score.is_some_and(|s| {
            listed(Side::Home) > usize::from(s.home) || listed(Side::Away) > usize::from(s.away)
        });
        if exceeds {
            let score = score.unwrap_or_default();
            let message = format!(
                "{} {}-{} {} lists {} and {} goals, more than the score; the goals are left out",
                found.teams.home,
                score.home,
                score.away,
                found.teams.away,
                listed(Side::Home),
                listed(Side::Away)
            );
            self.error(draft, found.place, code::GOALS, message, "correct the score or the goals");
        } else {
            for goal in &found.goals {
                goals.push(Goal {
                    side: goal.side,
                    scorer: goal.scorer.as_ref().map(|n| self.directory.intern_person(n)),
                    minute: goal.minute,
                    own_goal: goal.own_goal,
                    penalty: goal.penalty,
                });
            }
        }
        let cards = found.cards.as_ref().map(|cards| {
            let of = |card: &crate::draft::DraftCard, directory: &mut Directory| Card {
                side: card.side,
                person: card.person.as_ref().map(|n| directory.intern_person(n)),
                minute: card.minute,
                kind: card.kind,
            };
            cards.iter().map(|card| of(card, &mut self.directory)).collect()
        });
        Happened { outcome, goals, cards, provisional: found.provisional, note: found.note.clone() }
    }

    /// Files a match: a new one, or more about one that is known.
    fn file(&mut self, draft: &Draft, place: Place, checked: Checked) {
        let BySide { home, away } = checked.fixture.teams;
        let pair = (home.min(away), home.max(away));
        let date = checked.fixture.when.date;
        let known = self.by_pair.get(&pair).map_or(&[][..], Vec::as_slice);
        let twice = known.iter().find(|k| k.draft == checked.draft && k.date == date);
        let of_twice = twice.map(|t| &self.matches[t.index as usize].fixture);
        // Files in which many matches share a day may have both legs on it.
        let both_legs =
            of_twice.is_some_and(|f| f.teams == checked.fixture.teams.swap() && !f.neutral);
        if let (Some(twice), false) = (twice, both_legs) {
            // The international results list two matches of one day as they are.
            if draft.kind != Some(Kind::InternationalResults) {
                let have = &self.matches[twice.index as usize].fixture;
                let message = format!(
                    "{} - {} on {} is listed twice",
                    self.directory.team(have.teams.home).name.en,
                    self.directory.team(have.teams.away).name.en,
                    have.when.date
                );
                let help = "take one of the two lines out";
                self.error(draft, place, code::DUPLICATE, message, help);
                return;
            }
        }
        let others = known.iter().filter(|k| k.draft != checked.draft);
        let same = same_match(others, &checked.fixture, |i| &self.matches[i as usize].fixture);
        match same {
            Some(i) => {
                let have = &mut self.matches[i as usize];
                let mut checked = checked;
                if have.stays_open && !draft.decides_what_is_open {
                    checked.happened = None;
                }
                for (code, message) in enrich(have, checked, &self.directory) {
                    self.warn(draft, place, code, message);
                }
            }
            None => {
                // The international results list two matches of one day as they are.
                if both_legs && draft.kind != Some(Kind::InternationalResults) {
                    let message = format!(
                        "{} and {} meet twice on {date}, on both grounds; taken as two matches",
                        self.directory.team(home).name.en,
                        self.directory.team(away).name.en,
                    );
                    self.warn(draft, place, code::DUPLICATE, message);
                }
                let index = self.matches.len() as u32;
                let known = Known { date, draft: checked.draft, index };
                self.matches.push(checked);
                self.by_pair.entry(pair).or_default().push(known);
            }
        }
    }

    fn tenure(&mut self, draft: &Draft, found: &DraftTenure) -> Option<Tenure> {
        let on = found.from.or(found.to).map(|(day, _)| day);
        let team = self.team(draft, found.place, &found.team, on)?;
        if let (Some((from, _)), Some((to, _))) = (found.from, found.to)
            && to < from
        {
            let message = format!("the tenure of {} ends before it starts", found.person);
            self.error(draft, found.place, code::DATE, message, "exchange the two days");
            return None;
        }
        Some(Tenure {
            person: self.directory.intern_person(&found.person),
            team,
            role: found.role,
            from: found.from,
            to: found.to,
            source: found.source.clone(),
            note: found.note.clone(),
        })
    }
}

/// Finds the matches whose teams depend on a group stage before them, and the day
/// at whose end it was settled who plays.
///
/// These are the matches of an edition without a group, in a stage that no match
/// with a group is in, where the edition has groups. They are settled by the last
/// group match before them and by the last match of each of their teams.
fn settled(matches: &[Checked]) -> Vec<(usize, Date)> {
    let mut group_days: HashMap<&str, Vec<Date>> = HashMap::new();
    let mut group_stages: HashSet<(&str, &str)> = HashSet::new();
    for found in matches {
        let fixture = &found.fixture;
        if let (Some(edition), Some(_)) = (fixture.edition.as_deref(), &fixture.group) {
            group_days.entry(edition).or_default().push(fixture.when.date);
            group_stages.extend(fixture.stage.as_deref().map(|stage| (edition, stage)));
        }
    }
    if group_days.is_empty() {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..matches.len()).collect();
    order.sort_by_key(|i| matches[*i].fixture.when.date);
    let mut last: HashMap<(&str, TeamId), Date> = HashMap::new();
    let mut found = Vec::new();
    for index in order {
        let fixture = &matches[index].fixture;
        let Some(edition) = fixture.edition.as_deref() else { continue };
        let Some(days) = group_days.get(edition) else { continue };
        let date = fixture.when.date;
        let depends = fixture.group.is_none()
            && fixture.stage.as_deref().is_some_and(|s| !group_stages.contains(&(edition, s)));
        if depends {
            let groups = days.iter().copied().filter(|day| *day < date).max();
            let before = Side::BOTH.map(|s| last.get(&(edition, fixture.teams[s])).copied());
            let day = before.into_iter().flatten().filter(|day| *day < date).chain(groups).max();
            found.extend(day.map(|day| (index, day)));
        }
        for side in Side::BOTH {
            last.insert((edition, fixture.teams[side]), date);
        }
    }
    found
}

/// Says whether a name stands for a team that is not known yet: `N.N.`, `TBD`,
/// `1A`, `3A/B/C`, `W74`, `Winner Match 74`.
fn is_placeholder(name: &str) -> bool {
    let digits = |t: &str| !t.is_empty() && t.len() <= 3 && t.bytes().all(|b| b.is_ascii_digit());
    let upper = name.to_uppercase();
    if matches!(
        upper.as_str(),
        "N.N." | "N.N" | "NN" | "TBD" | "TBC" | "TBA" | "T.B.D." | "?" | "??"
    ) {
        return true;
    }
    if name.strip_prefix(['W', 'L']).is_some_and(digits) {
        return true;
    }
    if let Some(rest) = name.strip_prefix(['1', '2', '3', '4']) {
        let letters =
            |t: &str| !t.is_empty() && t.len() <= 2 && t.bytes().all(|b| b.is_ascii_uppercase());
        return letters(rest) || rest.contains('/') && rest.split('/').all(letters);
    }
    // A club may call itself Winners; only a match or a group has one to come.
    const FIRST: [&str; 7] =
        ["WINNER", "WINNERS", "LOSER", "LOSERS", "RUNNER-UP", "RUNNERS-UP", "SIEGER"];
    const WHERE: [&str; 8] =
        ["MATCH", "GAME", "GROUP", "QUARTER-FINAL", "SEMI-FINAL", "FINAL", "QF", "SF"];
    let mut words = upper.split([' ', '.']);
    words.next().is_some_and(|first| FIRST.contains(&first))
        && words.next().is_some_and(|word| WHERE.contains(&word.trim_end_matches(char::is_numeric)))
}

/// Says where a score contradicts itself.
fn contradiction(score: &Score) -> Option<String> {
    let exceeds =
        |part: BySide<u8>, whole: BySide<u8>| part.home > whole.home || part.away > whole.away;
    let text = |s: BySide<u8>| format!("{}-{}", s.home, s.away);
    let after_90 = score.full_time.unwrap_or(score.result);
    if exceeds(after_90, score.result) {
        return Some(format!(
            "the score after 90 minutes, {}, exceeds the final {}",
            text(after_90),
            text(score.result)
        ));
    }
    let half_time = score.half_time?;
    exceeds(half_time, after_90).then(|| {
        format!("the score at half time, {}, exceeds the later {}", text(half_time), text(after_90))
    })
}

/// Takes the scores at the breaks out of an outcome.
fn without_breaks(outcome: Outcome) -> Outcome {
    let bare = |s: Score| Score { half_time: None, full_time: None, ..s };
    match outcome {
        Outcome::Played(score) => Outcome::Played(bare(score)),
        Outcome::Awarded { official, pitch } => {
            Outcome::Awarded { official, pitch: pitch.map(bare) }
        }
        Outcome::Abandoned { pitch } => Outcome::Abandoned { pitch: pitch.map(bare) },
        Outcome::Annulled { pitch } => Outcome::Annulled { pitch: pitch.map(bare) },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_for_a_team_to_come_is_a_placeholder() {
        for name in [
            "N.N.",
            "TBD",
            "1A",
            "3A/B/C/D/F",
            "W74",
            "L101",
            "Winner Match 74",
            "Runner-up Group B",
        ] {
            assert!(is_placeholder(name), "{name}");
        }
        for name in
            ["Wales", "1. FC Köln", "1860 München", "Winners United", "W", "L.A. Galaxy", "2 Lions"]
        {
            assert!(!is_placeholder(name), "{name}");
        }
    }
    #[test]
    fn a_club_that_bears_the_name_of_a_country_is_a_club() {
        let mut directory = Directory::default();
        for name in ["Monaco", "Jersey"] {
            directory.add_team(girone_model::Team {
                key: girone_model::slug(name).into(),
                kind: TeamKind::Unrecognised,
                name: girone_model::Localised { en: name.into(), it: name.into() },
                code: None,
                confederation: None,
                article_it: "".into(),
                plural_it: false,
            });
        }
        let csv = "Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR\n\
            F1,13/08/22,Monaco,Lyon,1,0,H\nF1,20/08/22,Jersey,Monaco,0,0,D\n";
        let draft = crate::read_football_data("F1.csv", csv.as_bytes()).value;
        let found = gather(directory, &[draft], &Policy::default()).value;
        let names: Vec<&str> = found
            .entries
            .iter()
            .filter_map(|e| match &e.body {
                Body::Match(m) => Some(m.fixture.teams),
                _ => None,
            })
            .flat_map(|teams| [teams.home, teams.away])
            .map(|t| &*found.directory.team(t).name.en)
            .collect();
        assert_eq!(names, ["AS Monaco", "Lyon", "Jersey (club)", "AS Monaco"]);
    }
}
