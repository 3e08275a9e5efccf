//! The briefing on a match.

use girone_model::{AsOf, Lang, Match, MatchId, Moment, NameError, Side, TeamId};
use girone_report::{At, Claim, Part, derive, minute_text, phrase};

use crate::render::{self, capital};
use crate::{Error, Limits, View, result_text};

use super::group::{Writer, fixture, position, result};
use super::lines::Ink;
use super::tallies::{coaches, runs};
use super::{Briefing, Length, Section, Sentence, Topic};

impl View {
    /// Finds a match by its key (`2025-09-07/belgium/kazakhstan`) or by its teams
    /// (`Belgium v Kazakhstan`, `Belgio-Kazakistan`): of several meetings the last
    /// one played. `None` if the words name no two teams.
    ///
    /// # Errors
    /// The words are those of a match that the record does not hold.
    pub fn find_match(&self, words: &str) -> Result<Option<MatchId>, Error> {
        let directory = &self.snapshot().directory;
        if let [day, home, away] = words.split('/').collect::<Vec<_>>().as_slice()
            && let Ok(day) = day.parse::<jiff::civil::Date>()
        {
            let (home, away) = (self.team(home)?, self.team(away)?);
            let found = self
                .snapshot()
                .matches_of(home)
                .find(|m| m.fixture.when.date == day && m.fixture.side_of(away).is_some());
            return match found {
                Some(m) => Ok(Some(m.fixture.id)),
                None => Err(Error::lacks(format!("the record holds no match `{words}`"))),
            };
        }
        let on = self.as_of().played_by.date();
        let named = |name: &str| -> Result<Option<TeamId>, Error> {
            match directory.find_team(name.trim(), on) {
                Ok(team) => Ok(Some(team)),
                Err(NameError::Unknown { .. }) => Ok(None),
                Err(other) => Err(other.into()),
            }
        };
        let links = [" v ", " vs ", " – ", " - ", "–", "-"];
        for link in links {
            for (at, _) in words.match_indices(link) {
                let (Some(a), Some(b)) = (named(&words[..at])?, named(&words[at + link.len()..])?)
                else {
                    continue;
                };
                let mut met: Vec<&Match> = self
                    .snapshot()
                    .matches_of(a)
                    .filter(|m| m.fixture.side_of(b).is_some() && m.happened.is_some())
                    .collect();
                met.sort_by_key(|m| (m.fixture.when, m.fixture.teams.home == a));
                return match met.last() {
                    Some(m) => Ok(Some(m.fixture.id)),
                    None => Err(Error::lacks(format!(
                        "the record holds no match played between {} and {} by then",
                        self.team_name(a, Lang::En),
                        self.team_name(b, Lang::En)
                    ))),
                };
            }
        }
        Ok(None)
    }

    pub(super) fn brief_match(
        &self,
        id: MatchId,
        lang: Lang,
        length: Length,
        limits: &Limits,
    ) -> Result<Briefing, Error> {
        let lacks = || Error::lacks("the record holds no such match".to_owned());
        let day = self.match_by_id(id).ok_or_else(lacks)?.fixture.when.date;
        // What the desk knew on the night, unless it asks about another moment.
        let night = match self.as_of().played_by {
            Moment::Latest => {
                let known_by = self.as_of().known_by;
                let night = self.desk().view(AsOf { played_by: Moment::EndOf(day), known_by });
                // A match decided without being played became known later.
                if night.match_by_id(id).is_some() { night } else { self.clone() }
            }
            _ => self.clone(),
        };
        let m = night.match_by_id(id).ok_or_else(lacks)?;
        let ink = Ink { view: &night, lang };
        let teams = [m.fixture.teams.home, m.fixture.teams.away];
        let names = m.fixture.teams.map(|t| ink.name(t));
        let link = if ink.it() { "-" } else { " v " };
        let title = format!("{}{link}{} · {}", names.home, names.away, render::day(day, lang));
        let until = night.as_of().played_by.date().unwrap_or(day);

        let needs = position(&ink, m)
            .and_then(|g| night.prepared().table_of_game(g))
            .map(|at| {
                let (edition, stage, group) = night.prepared().address(at);
                let group =
                    if group == stage { stage.to_owned() } else { format!("{stage}/{group}") };
                format!("{edition}/{group}")
            })
            .and_then(|address| night.needs(&address, &[], limits).ok());
        let writer = needs.as_ref().map(|n| Writer::new(&night, n, lang, length));
        let own = Some(teams.as_slice());
        let mut sections = vec![
            heading(&ink, m, &night),
            Section::new(Topic::Goals, lang, goals(&ink, m, length)),
        ];
        let mut moment = match (&writer, m.fixture.friendly) {
            (Some(w), _) => format!("{} · {}", w.table(false).0, w.round_name(m)),
            (None, true) if ink.it() => "Amichevole".to_owned(),
            (None, true) => "Friendly".to_owned(),
            (None, false) => competition(&night, m, lang),
        };
        let mut table_text = String::new();
        if let Some(w) = &writer {
            if length == Length::Long {
                table_text = w.table(true).2;
            }
            let mut changes = w.changes(limits);
            let moved = |s: &Sentence| teams.iter().any(|t| s.text.starts_with(&ink.subject(*t)));
            changes.sentences.retain(moved);
            sections.push(changes);
            sections.push(w.standings(own));
            sections.push(w.decided(own, limits));
            sections.push(w.needed(own, limits));
        }
        sections.push(Section::new(Topic::Runs, lang, runs(&ink, m, until, length)));
        let context = writer.as_ref().map(|w| {
            (
                w.answer,
                night.prepared().table_named(
                    &w.answer.edition.id,
                    &w.answer.stage,
                    &w.answer.group,
                ),
            )
        });
        let in_charge = teams.iter().flat_map(|t| coaches(&ink, *t, day, context)).collect();
        sections.push(Section::new(Topic::Coaches, lang, in_charge));
        sections.push(Section::new(Topic::Next, lang, next(&ink, m)));
        if let Some(place) = place(m) {
            moment.push_str(&format!(" · {place}"));
        }
        Ok(Briefing { title, moment, table: needs.map(|n| n.table), table_text, sections })
    }
}

/// The result with its scorers.
fn heading(ink: &Ink<'_>, m: &Match, view: &View) -> Section {
    let mut section = Section::new(Topic::Results, ink.lang, Vec::new());
    section.heading = if ink.it() { "Risultato" } else { "Result" }.to_owned();
    section.sentences = if m.happened.is_some() {
        vec![result(ink, m)]
    } else {
        let text = result_text(view, m, ink.lang);
        vec![Sentence::new(text, vec![m.fixture.key(&ink.snapshot().directory)])]
    };
    section
}

fn place(m: &Match) -> Option<String> {
    let venue = m.fixture.venue.as_ref()?;
    let parts: Vec<&str> =
        [&venue.ground, &venue.city].into_iter().flatten().map(|s| &**s).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Edition and round of a match that counts in no table.
fn competition(view: &View, m: &Match, lang: Lang) -> String {
    let edition = m.fixture.edition.as_deref().and_then(|id| view.edition(id).ok());
    let name = match &edition {
        Some((edition, _)) => edition.name.get(lang).to_owned(),
        None => m.fixture.competition.to_string(),
    };
    let stage = edition.as_ref().and_then(|(e, _)| {
        let stage = e.stage(m.fixture.stage.as_deref()?)?;
        Some(stage.name.get(lang).to_owned())
    });
    match stage {
        Some(stage) if stage != name => format!("{name} · {stage}"),
        _ => name,
    }
}

/// How the goals came, one sentence each, and the score at half time.
fn goals(ink: &Ink<'_>, m: &Match, length: Length) -> Vec<Sentence> {
    let prepared = ink.prepared();
    let Some(game) = position(ink, m) else { return Vec::new() };
    let fact = vec![m.fixture.key(&ink.snapshot().directory)];
    let claims = derive(game, prepared);
    let mut sentences = Vec::new();
    let Some(happened) = &m.happened else { return sentences };
    let half = claims.iter().find(|c| matches!(c, Claim::Score { at: At::HalfTime, .. }));
    let mut goals: Vec<_> = happened.goals.iter().collect();
    goals.sort_by_key(|g| g.minute);
    let (mut home, mut away) = (0u8, 0u8);
    let mut rested = half.is_none();
    let at_rest = |sentences: &mut Vec<Sentence>| {
        if let Some(Claim::Score { goals, .. }) = half {
            let text = match ink.lang {
                Lang::En => format!("At half-time it was {}-{}.", goals.0, goals.1),
                Lang::It => format!("All'intervallo il punteggio è {}-{}.", goals.0, goals.1),
            };
            let claims = half.cloned().into_iter().collect();
            sentences.push(Sentence { text, facts: fact.clone(), claims });
        }
    };
    if happened.goals_complete() && length == Length::Long {
        for goal in goals {
            if !rested && goal.minute.is_some_and(|m| m.base > 45) {
                rested = true;
                at_rest(&mut sentences);
            }
            match goal.side {
                Side::Home => home += 1,
                Side::Away => away += 1,
            }
            let (Some(person), Some(minute), false) = (goal.scorer, goal.minute, goal.own_goal)
            else {
                continue;
            };
            let (x, y) = if goal.side == Side::Home { (home, away) } else { (away, home) };
            let part = match (x, y) {
                (1, 0) => Part::Opener,
                (x, y) if x == y => Part::Equaliser,
                (x, y) => Part::Makes(x, y),
            };
            let part = Claim::GoalPart { game, person, part };
            let Some(text) = phrase(&part, ink.lang, prepared) else { continue };
            let text = format!("{} {}.", text.trim_end_matches('.'), minute_text(minute, ink.lang));
            let timed = Claim::GoalMinute { game, person: Some(person), part: None, minute };
            sentences.push(Sentence {
                text: capital(&text),
                facts: fact.clone(),
                claims: vec![part, timed],
            });
        }
    }
    if !rested {
        at_rest(&mut sentences);
    }
    sentences
}

/// The next matches of both teams that the record lists.
fn next(ink: &Ink<'_>, m: &Match) -> Vec<Sentence> {
    let mut fixtures: Vec<&Match> = Vec::new();
    for team in [m.fixture.teams.home, m.fixture.teams.away] {
        let next = ink
            .snapshot()
            .matches_of(team)
            .filter(|n| n.happened.is_none() && n.fixture.when.date >= m.fixture.when.date)
            .min_by_key(|n| n.fixture.when);
        if let Some(next) = next
            && !fixtures.iter().any(|f| f.fixture.id == next.fixture.id)
        {
            fixtures.push(next);
        }
    }
    fixtures.sort_by_key(|f| f.fixture.when);
    fixtures.into_iter().map(|f| fixture(ink, f)).collect()
}
