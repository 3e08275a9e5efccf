//! Teams and coaches: their tallies, with the scope always said.

use girone_model::{FactKind, Lang, MatchId, Precision, Role, TeamId};
use girone_record::{Ending, Reign, Scope, ScopeLine, Stakes, Tally, reigns, scope_grid, tally};
use jiff::civil::Date;

use crate::render::{self, Align, Grid};
use crate::{Error, View, match_answer};

/// A coach's record with one team.
#[derive(Clone, Debug)]
pub struct CoachAnswer {
    /// The time in charge.
    pub reign: Reign,
    /// The record in every scope, by edition last.
    pub grid: Vec<ScopeLine>,
    /// Whether the record holds every match of the time in charge.
    pub complete: bool,
}

/// A team's record in one scope.
#[derive(Clone, Debug)]
pub struct TeamAnswer {
    /// The team.
    pub team: TeamId,
    /// The scope.
    pub scope: Scope,
    /// The edition, if only one counts.
    pub edition: Option<String>,
    /// The record.
    pub tally: Tally,
    /// From which day on the record holds every match of the team, if it does.
    pub complete_since: Option<Date>,
}

impl View {
    /// Answers for a coach: each time in charge of a team, oldest first.
    ///
    /// # Errors
    /// The name is unknown, ambiguous, or of nobody who was in charge by then.
    pub fn coach(&self, name: &str, team: Option<&str>) -> Result<Vec<CoachAnswer>, Error> {
        let snapshot = self.snapshot();
        // Of several people of that name only coaches can be meant.
        let directory = &snapshot.directory;
        let folded = girone_model::slug(name);
        let tail = format!("-{folded}");
        let mut people: Vec<_> = snapshot
            .tenures
            .iter()
            .map(|t| t.person)
            .filter(|p| {
                let key = &directory.person(*p).key;
                **key == *folded || key.ends_with(&tail)
            })
            .collect();
        people.sort();
        people.dedup();
        let person = match people.as_slice() {
            [one] => *one,
            [] => {
                let names = snapshot.tenures.iter().map(|t| &*directory.person(t.person).name);
                let near = girone_model::nearest(name, names);
                let hint = if near.is_empty() {
                    let mut all: Vec<&str> = snapshot
                        .tenures
                        .iter()
                        .map(|t| &*directory.person(t.person).name)
                        .collect();
                    all.sort_unstable();
                    all.dedup();
                    format!("the record holds {}", all.join(", "))
                } else {
                    format!("did you mean `{}`?", near.join("`, `"))
                };
                return Err(Error::not_found(format!(
                    "`{name}` is not a coach in the record at that moment; {hint}"
                )));
            }
            many => {
                let names: Vec<&str> = many.iter().map(|p| &*directory.person(*p).name).collect();
                return Err(Error::not_found(format!(
                    "`{name}` may be {}; write one of these",
                    names.join(" or ")
                )));
            }
        };
        let team = team.map(|t| self.team(t)).transpose()?;
        let answers: Vec<CoachAnswer> = reigns(snapshot, Some(person), team)
            .into_iter()
            .map(|reign| self.coach_answer(reign))
            .collect();
        if answers.is_empty() {
            return Err(Error::lacks(format!(
                "the record holds no post of {} with that team",
                directory.person(person).name
            )));
        }
        Ok(answers)
    }

    /// Answers for one time in charge.
    pub fn coach_answer(&self, reign: Reign) -> CoachAnswer {
        let snapshot = self.snapshot();
        let mut grid = scope_grid(snapshot, &reign);
        let mut editions: Vec<std::sync::Arc<girone_rules::Edition>> = Vec::new();
        for edition in self.editions() {
            let might = snapshot.matches_of(reign.team).any(|m| {
                m.happened.is_some()
                    && reign.covers(m.fixture.when.date)
                    && edition.claims(&m.fixture)
            });
            if might {
                editions.push(edition.clone());
            }
        }
        for edition in editions {
            let mut tally = Tally::default();
            for m in self.matches_of(&edition).filter(|m| reign.covers(m.fixture.when.date)) {
                tally.add(m, reign.team);
            }
            if tally.played() > 0 {
                grid.push(ScopeLine {
                    stakes: Stakes::Competitive,
                    edition: Some(edition.id.clone()),
                    role: None,
                    tally,
                });
            }
        }
        let complete = match reign.from() {
            Some((from, _)) => {
                let last = grid[0]
                    .tally
                    .matches
                    .last()
                    .and_then(|id| self.match_by_id(*id))
                    .map_or(from, |m| m.fixture.when.date);
                snapshot.is_complete(FactKind::Results, reign.team, None, from)
                    && snapshot.is_complete(FactKind::Results, reign.team, None, last)
            }
            None => false,
        };
        CoachAnswer { reign, grid, complete }
    }

    /// Answers for a team in a scope.
    ///
    /// # Errors
    /// The edition is not known.
    pub fn team_tally(
        &self,
        team: TeamId,
        scope: &Scope,
        edition: Option<&str>,
    ) -> Result<TeamAnswer, Error> {
        let edition = edition.map(|id| self.edition(id)).transpose()?.map(|(e, _)| e);
        let ids: Option<std::collections::BTreeSet<MatchId>> =
            edition.as_ref().map(|e| self.matches_of(e).map(|m| m.fixture.id).collect());
        let tally = tally(self.snapshot(), team, scope, |m| {
            ids.as_ref().is_none_or(|ids| ids.contains(&m.fixture.id))
        });
        let until =
            tally.matches.last().and_then(|id| self.match_by_id(*id)).map(|m| m.fixture.when.date);
        let complete_since = until.and_then(|day| self.snapshot().complete_since(team, day));
        Ok(TeamAnswer {
            team,
            scope: scope.clone(),
            edition: edition.map(|e| e.id.clone()),
            tally,
            complete_since,
        })
    }
}

/// Writes a date as exactly as it is known.
fn known_date((date, precision): (Date, Precision), lang: Lang) -> String {
    let it = lang == Lang::It;
    match precision {
        Precision::Day => render::day(date, lang),
        Precision::Month => {
            let text = render::day(date, lang);
            text.split_once(' ').map_or(text.clone(), |(_, rest)| rest.to_owned())
        }
        Precision::Year => date.year().to_string(),
        Precision::Approximate if it => format!("{} circa", render::day(date, lang)),
        Precision::Approximate => format!("about {}", render::day(date, lang)),
    }
}

fn role_text(role: Role, lang: Lang) -> &'static str {
    match (role, lang) {
        (Role::HeadCoach, Lang::En) => "head coach",
        (Role::HeadCoach, Lang::It) => "commissario tecnico",
        (Role::Caretaker, Lang::En) => "caretaker",
        (Role::Caretaker, Lang::It) => "ad interim",
    }
}

/// Writes when and as what somebody was in charge: `caretaker from 31 January
/// 2025, head coach from 16 April 2025`.
pub fn reign_text(reign: &Reign, lang: Lang) -> String {
    let it = lang == Lang::It;
    let mut parts = Vec::new();
    for tenure in &reign.tenures {
        let role = role_text(tenure.role, lang);
        parts.push(match (tenure.from, it) {
            (Some(from), false) => format!("{role} from {}", known_date(from, lang)),
            (Some(from), true) => format!("{role} dal {}", known_date(from, lang)),
            (None, false) => format!("{role}, start not in the record"),
            (None, true) => format!("{role}, inizio non in archivio"),
        });
    }
    let mut text = parts.join(", ");
    if let Some(to) = reign.to() {
        let date = known_date(to, lang);
        text.push_str(&if it { format!(", fino al {date}") } else { format!(", until {date}") });
    }
    text
}

/// Names a scope.
pub fn scope_name(view: &View, line: &ScopeLine, lang: Lang) -> String {
    let it = lang == Lang::It;
    if let Some(id) = &line.edition {
        return match view.edition(id) {
            Ok((edition, _)) => edition.name.get(lang).to_owned(),
            Err(_) => id.clone(),
        };
    }
    if let Some(role) = line.role {
        let role = role_text(role, lang);
        return if it { format!("Come {role}") } else { format!("As {role}") };
    }
    match (line.stakes, it) {
        (Stakes::All, false) => "All matches",
        (Stakes::All, true) => "Tutte le partite",
        (Stakes::Competitive, false) => "Competitive",
        (Stakes::Competitive, true) => "Ufficiali",
        (Stakes::Friendlies, false) => "Friendlies",
        (Stakes::Friendlies, true) => "Amichevoli",
    }
    .to_owned()
}

/// Writes a coach's answer for a terminal.
pub fn coach_text(view: &View, answer: &CoachAnswer, lang: Lang, matches: bool) -> String {
    let it = lang == Lang::It;
    let directory = &view.snapshot().directory;
    let mut out = format!(
        "{} · {} · {}\n",
        directory.person(answer.reign.person).name,
        view.team_name(answer.reign.team, lang),
        reign_text(&answer.reign, lang)
    );
    let mut columns = vec![Align::Left];
    columns.extend([Align::Right; 6]);
    let mut grid = Grid::new(&columns);
    let header: [&str; 7] = if it {
        ["", "G", "V", "N", "P", "GF", "GS"]
    } else {
        ["", "P", "W", "D", "L", "GF", "GA"]
    };
    grid.row(header.map(str::to_owned).to_vec());
    for line in &answer.grid {
        let t = &line.tally;
        let mut row = vec![scope_name(view, line, lang)];
        let numbers = [t.played(), t.won, t.drawn, t.lost, t.goals_for, t.goals_against];
        row.extend(numbers.map(|n| n.to_string()));
        grid.row(row);
    }
    out.push_str(&grid.lines().join("\n"));
    out.push('\n');
    out.push_str(match (it, answer.complete) {
        (false, true) => "The record holds every match of this time.\n",
        (true, true) => "L'archivio contiene tutte le partite di questo periodo.\n",
        (false, false) => "The record does not vouch for every match of this time.\n",
        (true, false) => "L'archivio non garantisce tutte le partite di questo periodo.\n",
    });
    let sources: Vec<&str> =
        answer.reign.tenures.iter().filter_map(|t| t.source.as_deref()).collect();
    if !sources.is_empty() {
        let word = if it { "Fonti" } else { "Sources" };
        out.push_str(&format!("{word}: {}\n", sources.join("; ")));
    }
    for note in answer.reign.tenures.iter().filter_map(|t| t.note.as_deref()) {
        out.push_str(&format!("{}: {note}\n", if it { "Nota" } else { "Note" }));
    }
    if matches {
        out.push_str(&match_list(view, &answer.grid[0].tally, lang));
    }
    out
}

/// Writes the matches of a tally, one line each.
fn match_list(view: &View, tally: &Tally, lang: Lang) -> String {
    let mut out = String::from("\n");
    let one = |id: &MatchId, ending: &Ending| {
        let m = view.match_by_id(*id)?;
        let letter = match (ending, lang) {
            (Ending::Won, Lang::En) => 'W',
            (Ending::Drawn, Lang::En) => 'D',
            (Ending::Lost, Lang::En) => 'L',
            (Ending::Won, Lang::It) => 'V',
            (Ending::Drawn, Lang::It) => 'N',
            (Ending::Lost, Lang::It) => 'P',
        };
        Some(format!(
            "{}  {letter}  {}  ({})\n",
            m.fixture.when.date,
            match_answer::result_text(view, m, lang),
            m.fixture.competition
        ))
    };
    for (id, ending) in tally.matches.iter().zip(&tally.endings) {
        out.extend(one(id, ending));
    }
    out
}

/// Says in words which matches a scope counts.
pub fn scope_text(view: &View, answer: &TeamAnswer, lang: Lang) -> String {
    use girone_record::Ground;
    let it = lang == Lang::It;
    let scope = &answer.scope;
    let mut parts: Vec<String> = Vec::new();
    parts.push(
        match (scope.stakes, it) {
            (Stakes::All, false) => "all matches",
            (Stakes::All, true) => "tutte le partite",
            (Stakes::Competitive, false) => "competitive matches",
            (Stakes::Competitive, true) => "partite ufficiali",
            (Stakes::Friendlies, false) => "friendlies",
            (Stakes::Friendlies, true) => "amichevoli",
        }
        .to_owned(),
    );
    match (scope.ground, it) {
        (Ground::Anywhere, _) => {}
        (Ground::Home, false) => parts.push("at home".to_owned()),
        (Ground::Home, true) => parts.push("in casa".to_owned()),
        (Ground::Away, false) => parts.push("away".to_owned()),
        (Ground::Away, true) => parts.push("in trasferta".to_owned()),
        (Ground::Neutral, false) => parts.push("on neutral ground".to_owned()),
        (Ground::Neutral, true) => parts.push("in campo neutro".to_owned()),
    }
    if let Some(team) = scope.against {
        let name = view.team_name(team, lang);
        parts.push(if it { format!("contro {name}") } else { format!("against {name}") });
    }
    if let Some(edition) = &answer.edition {
        parts.push(edition.clone());
    }
    if let Some(day) = scope.since {
        let day = render::day(day, lang);
        parts.push(if it { format!("dal {day}") } else { format!("since {day}") });
    }
    if let Some(day) = scope.until {
        let day = render::day(day, lang);
        parts.push(if it { format!("fino al {day}") } else { format!("until {day}") });
    }
    parts.join(", ")
}

/// Writes a team's answer for a terminal.
pub fn team_text(view: &View, answer: &TeamAnswer, lang: Lang, matches: bool) -> String {
    let it = lang == Lang::It;
    let t = &answer.tally;
    let mut out =
        format!("{} · {}\n", view.team_name(answer.team, lang), scope_text(view, answer, lang));
    out.push_str(&if it {
        format!(
            "{} giocate: {} vinte, {} pareggiate, {} perse; gol {}-{}\n",
            t.played(),
            t.won,
            t.drawn,
            t.lost,
            t.goals_for,
            t.goals_against
        )
    } else {
        format!(
            "{} played: {} won, {} drawn, {} lost; goals {}-{}\n",
            t.played(),
            t.won,
            t.drawn,
            t.lost,
            t.goals_for,
            t.goals_against
        )
    });
    type Holds = fn(Ending) -> bool;
    let streaks: [(&str, &str, Holds); 5] = [
        ("won", "vittorie", |e| e == Ending::Won),
        ("unbeaten", "partite senza sconfitte", |e| e != Ending::Lost),
        ("drawn", "pareggi", |e| e == Ending::Drawn),
        ("without a win", "partite senza vittorie", |e| e != Ending::Won),
        ("lost", "sconfitte", |e| e == Ending::Lost),
    ];
    let mut now = Vec::new();
    for (en, its, holds) in streaks {
        let n = t.streak(holds);
        if n >= 2 {
            now.push(if it { format!("{n} {its} di fila") } else { format!("{n} {en} in a row") });
        }
    }
    if !now.is_empty() {
        let word = if it { "Serie in corso" } else { "Running streaks" };
        out.push_str(&format!("{word}: {}\n", now.join(", ")));
    }
    let first = t.matches.first().and_then(|id| view.match_by_id(*id));
    let last = t.matches.last().and_then(|id| view.match_by_id(*id));
    if let (Some(first), Some(last)) = (first, last) {
        let (a, b) =
            (render::day(first.fixture.when.date, lang), render::day(last.fixture.when.date, lang));
        out.push_str(&if it {
            format!("Contate: {} partite dal {a} al {b}", t.played())
        } else {
            format!("Counted: {} matches from {a} to {b}", t.played())
        });
        out.push_str(&match (answer.complete_since, it) {
            (Some(day), false) => {
                format!("; the record is complete from {}\n", render::day(day, lang))
            }
            (Some(day), true) => {
                format!("; l'archivio è completo dal {}\n", render::day(day, lang))
            }
            (None, false) => "; the record does not vouch for all matches\n".to_owned(),
            (None, true) => "; l'archivio non garantisce tutte le partite\n".to_owned(),
        });
    }
    if matches {
        out.push_str(&match_list(view, t, lang));
    }
    out
}
