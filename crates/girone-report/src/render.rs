//! Claims as sentences, and the claims that a match is worth.

use girone_model::{BySide, Lang, Preposition, Side, TeamId, with_preposition};

use crate::claim::{At, CityRef, Claim, Field, GameIx};
use crate::judge::steps;
use crate::number::ordinal;
use crate::prepared::{Cut, Prepared, goals_for};

/// Writes a claim as a sentence that [`crate::check`] reads back as the same
/// claim; `None` for kinds that have no sentence yet.
pub fn render(claim: &Claim, lang: Lang, prepared: &Prepared) -> Option<String> {
    let words = Words { prepared, lang };
    match claim {
        Claim::Score { game, team, goals, at: At::End, .. } => {
            let fixture = &prepared.get(*game).fixture;
            let side = fixture.side_of(*team)?;
            let shown = match side {
                Side::Home => *goals,
                Side::Away => (goals.1, goals.0),
            };
            let BySide { home, away } = fixture.teams.map(|t| words.name(t));
            let link = match lang {
                Lang::It => "-",
                Lang::En => " v ",
            };
            Some(format!("{home}{link}{away} {}-{}.", shown.0, shown.1))
        }
        Claim::GoalMinute { game, person: Some(person), minute, .. } => {
            let fixture = &prepared.get(*game).fixture;
            let BySide { home, away } = fixture.teams.map(|t| words.name(t));
            let name = &prepared.snapshot.directory.person(*person).name;
            Some(match lang {
                Lang::It => format!("{home}-{away}: {name} segna al {}'.", minute.base),
                Lang::En => format!(
                    "{home} v {away}: {name} scored in the {} minute.",
                    ordinal_digits(u32::from(minute.base))
                ),
            })
        }
        Claim::Venue { game, city } => {
            let fixture = &prepared.get(*game).fixture;
            let BySide { home, away } = fixture.teams.map(|t| words.name(t));
            let city = prepared.lexicon.city_name(city.0);
            Some(match lang {
                Lang::It => format!("{home}-{away} si è giocata a {city}."),
                Lang::En => format!("{home} v {away} was played in {city}."),
            })
        }
        Claim::Row { team, field, value, .. } => words.row(*team, *field, *value),
        Claim::Gap { team, other: Some(other), points, .. } if *points != 0 => {
            let n = points.unsigned_abs();
            let (subject, rival) = (words.subject(*team), words.name(*other));
            Some(match (lang, *points > 0) {
                (Lang::It, true) => format!(
                    "{subject} ha {n} punti in più {}.",
                    words.with(Preposition::Di, *other)
                ),
                (Lang::It, false) => format!(
                    "{subject} ha {n} punti in meno {}.",
                    words.with(Preposition::Di, *other)
                ),
                (Lang::En, true) => format!("{subject} are {n} points ahead of {rival}."),
                (Lang::En, false) => format!("{subject} are {n} points behind {rival}."),
            })
        }
        Claim::Group { team, group, .. } => {
            let subject = words.subject(*team);
            Some(match lang {
                Lang::It => format!("{subject} è nel gruppo {group}."),
                Lang::En => format!("{subject} are in Group {group}."),
            })
        }
        _ => None,
    }
}

struct Words<'a> {
    prepared: &'a Prepared,
    lang: Lang,
}

impl Words<'_> {
    fn name(&self, team: TeamId) -> &str {
        self.prepared.snapshot.directory.team(team).name.get(self.lang)
    }

    /// A team at the head of a sentence.
    fn subject(&self, team: TeamId) -> String {
        let name = match self.lang {
            Lang::It => self.prepared.snapshot.directory.team(team).the_it(),
            Lang::En => self.name(team).to_owned(),
        };
        let mut chars = name.chars();
        match chars.next() {
            Some(c) => c.to_uppercase().chain(chars).collect(),
            None => name,
        }
    }

    fn with(&self, preposition: Preposition, team: TeamId) -> String {
        let article = &self.prepared.snapshot.directory.team(team).article_it;
        with_preposition(preposition, article, self.name(team))
    }

    fn row(&self, team: TeamId, field: Field, value: i32) -> Option<String> {
        let subject = self.subject(team);
        let many = value != 1;
        Some(match (self.lang, field) {
            (Lang::It, Field::Points) => {
                format!(
                    "{subject} ha {value} {} in classifica.",
                    if many { "punti" } else { "punto" }
                )
            }
            (Lang::En, Field::Points) => {
                format!("{subject} have {value} {}.", if many { "points" } else { "point" })
            }
            (Lang::It, Field::Position) => {
                format!(
                    "{subject} è al {} posto in classifica.",
                    ordinal(value.try_into().ok()?, self.lang, false)
                )
            }
            (Lang::En, Field::Position) => {
                format!(
                    "{subject} are in {} place in the table.",
                    ordinal(value.try_into().ok()?, self.lang, false)
                )
            }
            (Lang::It, Field::GoalsFor) => format!("{subject} nel girone ha {value} gol segnati."),
            (Lang::En, Field::GoalsFor) => {
                format!("{subject} have {value} goals scored in the group.")
            }
            (Lang::It, Field::GoalsAgainst) => {
                format!("{subject} nel girone ha {value} gol subiti.")
            }
            (Lang::En, Field::GoalsAgainst) => {
                format!("{subject} have {value} goals conceded in the group.")
            }
            (Lang::It, Field::GoalDifference) => {
                format!("{subject} ha una differenza reti di {value:+}.")
            }
            (Lang::En, Field::GoalDifference) => {
                format!("{subject} have a goal difference of {value:+}.")
            }
            _ => return None,
        })
    }
}

fn ordinal_digits(n: u32) -> String {
    let end = match (n % 10, n % 100) {
        (1, r) if r != 11 => "st",
        (2, r) if r != 12 => "nd",
        (3, r) if r != 13 => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}

/// Returns the claims that a match is worth on the day it was played: its
/// score, town and goals, and the rows of both teams in the table.
///
/// Every one of them is confirmed by the same record at the end of that day.
pub fn derive(game: GameIx, prepared: &Prepared) -> Vec<Claim> {
    let Some(m) = prepared.snapshot.matches.get(game as usize) else { return Vec::new() };
    let fixture = &m.fixture;
    let mut claims = Vec::new();
    let Some(goals) = goals_for(m, fixture.teams.home) else { return claims };
    let team = fixture.teams.home;
    claims.push(Claim::Score { game, team, goals, at: At::End, either: false });
    if let Some(city) = fixture.venue.as_ref().and_then(|v| v.city.as_deref())
        && let [place] = prepared.lexicon.places_called(city)
        && !prepared.lexicon.is_team(city)
    {
        claims.push(Claim::Venue { game, city: CityRef(*place) });
    }
    for step in steps(m).unwrap_or_default() {
        if let (Some(person), Some(minute), false) =
            (step.goal.scorer, step.goal.minute, step.goal.own_goal)
        {
            claims.push(Claim::GoalMinute { game, person: Some(person), part: None, minute });
        }
    }
    let Some(table) = prepared.table_of(m) else { return claims };
    let day = Some(fixture.when.date);
    let cut = Cut { day, whole_day: true, with_subject: true, from: None };
    let Some(view) = prepared.table(table, &cut, &[game]) else { return claims };
    for team in [fixture.teams.home, fixture.teams.away] {
        let Some(row) = view.row(team) else { continue };
        let t = &row.totals;
        let mut push = |field, value| claims.push(Claim::Row { table, team, field, value });
        push(Field::Points, t.points);
        push(Field::Position, i32::from(row.place));
        push(Field::GoalsFor, i32::from(t.goals_for));
        push(Field::GoalsAgainst, i32::from(t.goals_against));
        push(Field::GoalDifference, t.goal_difference());
    }
    let points = |team| view.row(team).map(|r| r.totals.points);
    if let (Some(a), Some(b)) = (points(fixture.teams.home), points(fixture.teams.away)) {
        let team = fixture.teams.home;
        let other = Some(fixture.teams.away);
        if a != b {
            claims.push(Claim::Gap { table, team, other, points: a - b });
        }
    }
    let group = prepared.group(table);
    if group.name.chars().count() <= 2 && !group.name.is_empty() {
        let team = fixture.teams.home;
        claims.push(Claim::Group { team, edition: table.edition, group: group.name.clone() });
    }
    claims
}

impl Claim {
    /// Returns the claim in the form in which equal claims are equal: a score
    /// from the side of the team named first.
    pub fn normal(&self, prepared: &Prepared) -> Claim {
        match self {
            Claim::Score { game, team, goals, at, .. } => {
                let fixture = &prepared.get(*game).fixture;
                let home = fixture.teams.home;
                let goals = if *team == home { *goals } else { (goals.1, goals.0) };
                Claim::Score { game: *game, team: home, goals, at: *at, either: false }
            }
            other => other.clone(),
        }
    }
}
