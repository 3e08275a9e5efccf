//! The international results: `results.csv`, `goalscorers.csv`,
//! `shootouts.csv` and `former_names.csv`.
//!
//! The score of `results.csv` includes extra time and nothing says whether it
//! was played; stoppage time is folded into minute 45 or 90; a shoot-out has a
//! winner and no count. A row whose score is `NA` is a match to be played.

use std::collections::HashMap;
use std::sync::Arc;

use girone_model::{BySide, Coverage, FactKind, Outcome, Score, ShootOut, Side, Span, Venue};

use crate::diagnostic::{Reading, code};
use crate::draft::{Draft, DraftDate, DraftGoal, DraftMatch, DraftName};
use crate::names::day;
use crate::table::{Table, plain_text};
use crate::text::Interner;
use crate::{Diagnostic, Kind, Place};

/// Reads the international results as one record.
///
/// `files` are pairs of name and bytes; the end of the name tells which table it
/// is (`results.csv`, `goalscorers.csv`, `shootouts.csv`, `former_names.csv`).
/// All but `results.csv` may be missing. Goals and shoot-outs of a match that is
/// not in `results.csv` are left out with a warning.
pub fn read_internationals(files: &[(&str, &[u8])]) -> Reading<Draft> {
    let find = |end: &str| files.iter().find(|(name, _)| name.ends_with(end)).copied();
    let mut set = Set::default();
    let Some((name, bytes)) = find("results.csv") else {
        let file: Arc<str> = files.first().map_or("results.csv", |f| f.0).into();
        let missing = "the international results need `results.csv`";
        return Reading {
            diagnostics: vec![
                Diagnostic::error(code::EMPTY, &file, Place::FILE, missing)
                    .help("give the folder that holds `results.csv`, or the file itself"),
            ],
            ..Reading::default()
        };
    };
    set.draft.file = name.into();
    set.draft.kind = Some(Kind::InternationalResults);
    set.results(name, bytes);
    if let Some((name, bytes)) = find("goalscorers.csv") {
        set.goals(name, bytes);
    }
    if let Some((name, bytes)) = find("shootouts.csv") {
        set.shoot_outs(name, bytes);
    }
    if let Some((name, bytes)) = find("former_names.csv") {
        set.former_names(name, bytes);
    }
    set.counts.matches = set.draft.matches.len() as u32;
    Reading { value: set.draft, diagnostics: set.diagnostics, counts: set.counts }
}

/// The local day and the numbers of the names of both teams.
type Key = (DraftDate, u32, u32);

#[derive(Default)]
struct Set {
    draft: Draft,
    names: Interner,
    people: Interner,
    by_key: HashMap<Key, u32>,
    diagnostics: Vec<Diagnostic>,
    counts: crate::Counts,
}

impl Set {
    fn keep(&mut self, reading: Reading<()>) {
        self.diagnostics.extend(reading.diagnostics);
        self.counts.add(reading.counts);
    }

    fn results(&mut self, file: &str, bytes: &[u8]) {
        const COLUMNS: [&str; 9] = [
            "date",
            "home_team",
            "away_team",
            "home_score",
            "away_score",
            "tournament",
            "city",
            "country",
            "neutral",
        ];
        let text = plain_text(bytes);
        let mut table = match Table::open(file, &text, &COLUMNS) {
            Ok(table) => table,
            Err(refused) => return self.keep(refused),
        };
        let at = COLUMNS.map(|name| table.column(name).unwrap_or(usize::MAX));
        self.draft.matches.reserve(table.counts.lines as usize);
        while table.next() {
            if table.is_blank() {
                table.ignored();
                continue;
            }
            let Some(date) = date_of(table.get(at[0])) else {
                refuse_date(&mut table, at[0]);
                continue;
            };
            let (home, away) = (table.get(at[1]), table.get(at[2]));
            if home.is_empty() || away.is_empty() {
                table.refuse(code::VALUE, "a team is missing", "name both teams");
                continue;
            }
            let goals = match (goals_of(table.get(at[3])), goals_of(table.get(at[4]))) {
                (Ok(home), Ok(away)) => home.zip(away),
                (Err(bad), _) | (_, Err(bad)) => {
                    let message = format!("`{bad}` is not a number of goals");
                    table.refuse(code::SCORE, message, "write 0 to 99, or `NA` if not yet played");
                    continue;
                }
            };
            let neutral = match flag(table.get(at[8])) {
                Some(neutral) => neutral,
                None => {
                    let message = format!("`{}` is neither TRUE nor FALSE", table.get(at[8]));
                    table.refuse(code::VALUE, message, "write `TRUE` on neutral ground");
                    continue;
                }
            };
            let key = (date, self.names.id(home), self.names.id(away));
            let index = self.draft.matches.len() as u32;
            let teams = BySide::new(self.names.text(home), self.names.text(away));
            let competition = self.names.some(table.get(at[5]));
            let friendly = competition.as_deref().is_some_and(is_friendly);
            let found = DraftMatch {
                place: table.place(),
                competition,
                teams: teams.clone(),
                date: Some(date),
                venue: Some(Venue {
                    ground: None,
                    city: self.names.some(table.get(at[6])),
                    country: self.names.some(table.get(at[7])),
                }),
                neutral,
                friendly,
                outcome: goals.map(|(h, a)| Outcome::Played(Score::of(h, a))),
                ..DraftMatch::between(teams.home, teams.away)
            };
            if self.by_key.insert(key, index).is_some() {
                let message = format!("{} - {} on {date} is listed twice", home, away);
                table.warn(code::DUPLICATE, message);
            }
            self.draft.matches.push(found);
            table.understood();
        }
        let days = || self.draft.matches.iter().filter(|m| m.outcome.is_some());
        let first = days().filter_map(|m| m.date?.date()).min();
        let last = days().filter_map(|m| m.date?.date()).max();
        if first.is_some() {
            self.draft.coverage.push(Coverage {
                kind: FactKind::Results,
                edition: None,
                team: None,
                friendlies: true,
                span: Span { from: first, to: last },
            });
        }
        self.keep(table.finish(()));
    }

    /// Finds the match of a row that opens with date and teams.
    fn match_of(&mut self, table: &Table<'_>, at: [usize; 3]) -> Option<usize> {
        let key = (
            date_of(table.get(at[0]))?,
            self.names.id(table.get(at[1])),
            self.names.id(table.get(at[2])),
        );
        self.by_key.get(&key).map(|i| *i as usize)
    }

    fn goals(&mut self, file: &str, bytes: &[u8]) {
        const COLUMNS: [&str; 8] =
            ["date", "home_team", "away_team", "team", "scorer", "minute", "own_goal", "penalty"];
        let text = plain_text(bytes);
        let mut table = match Table::open(file, &text, &COLUMNS) {
            Ok(table) => table,
            Err(refused) => return self.keep(refused),
        };
        let at = COLUMNS.map(|name| table.column(name).unwrap_or(usize::MAX));
        while table.next() {
            if table.is_blank() {
                table.ignored();
                continue;
            }
            let Some(index) = self.match_of(&table, [at[0], at[1], at[2]]) else {
                pass_orphan(&mut table, "a goal");
                continue;
            };
            let found = &mut self.draft.matches[index];
            let team = table.get(at[3]);
            let side = if *found.teams.home == *team {
                Side::Home
            } else if *found.teams.away == *team {
                Side::Away
            } else {
                let message = format!("`{team}` does not play in this match");
                table.refuse(code::ORPHAN, message, "name one of the two teams");
                continue;
            };
            let minute = match table.get(at[5]) {
                "" | "NA" => None,
                written => match crate::minutes::minute(written) {
                    Some(minute) => Some(minute),
                    None => {
                        let message = format!("`{written}` is not a minute");
                        table.refuse(code::VALUE, message, "write 1 to 130, or `NA`");
                        continue;
                    }
                },
            };
            let (Some(own_goal), Some(penalty)) = (flag(table.get(at[6])), flag(table.get(at[7])))
            else {
                let message = "`own_goal` and `penalty` are TRUE or FALSE";
                table.refuse(code::VALUE, message, "write `TRUE` or `FALSE`");
                continue;
            };
            let scorer = match table.get(at[4]) {
                "" | "NA" => None,
                name => Some(self.people.text(name)),
            };
            found.goals.push(DraftGoal { side, scorer, minute, own_goal, penalty });
            table.understood();
        }
        self.keep(table.finish(()));
        for found in &mut self.draft.matches {
            // The table lists a match's goals in their order, but for a few.
            if found.goals.iter().all(|g| g.minute.is_some()) {
                found.goals.sort_by_key(|g| g.minute);
            }
        }
    }

    fn shoot_outs(&mut self, file: &str, bytes: &[u8]) {
        const COLUMNS: [&str; 4] = ["date", "home_team", "away_team", "winner"];
        let text = plain_text(bytes);
        let mut table = match Table::open(file, &text, &COLUMNS) {
            Ok(table) => table,
            Err(refused) => return self.keep(refused),
        };
        let at = COLUMNS.map(|name| table.column(name).unwrap_or(usize::MAX));
        while table.next() {
            if table.is_blank() {
                table.ignored();
                continue;
            }
            let Some(index) = self.match_of(&table, [at[0], at[1], at[2]]) else {
                pass_orphan(&mut table, "a shoot-out");
                continue;
            };
            let found = &mut self.draft.matches[index];
            let winner = match table.get(at[3]) {
                name if *found.teams.home == *name => Side::Home,
                name if *found.teams.away == *name => Side::Away,
                name => {
                    let message = format!("`{name}` does not play in this match");
                    table.refuse(code::ORPHAN, message, "name one of the two teams");
                    continue;
                }
            };
            let Some(Outcome::Played(score)) = &mut found.outcome else {
                table.refuse(
                    code::ORPHAN,
                    "a shoot-out of a match that has no score",
                    "give the score in `results.csv`",
                );
                continue;
            };
            score.shoot_out = Some(ShootOut { winner, goals: None });
            table.understood();
        }
        self.keep(table.finish(()));
    }

    fn former_names(&mut self, file: &str, bytes: &[u8]) {
        const COLUMNS: [&str; 4] = ["current", "former", "start_date", "end_date"];
        let text = plain_text(bytes);
        let mut table = match Table::open(file, &text, &COLUMNS) {
            Ok(table) => table,
            Err(refused) => return self.keep(refused),
        };
        let at = COLUMNS.map(|name| table.column(name).unwrap_or(usize::MAX));
        while table.next() {
            if table.is_blank() {
                table.ignored();
                continue;
            }
            let (team, name) = (table.get(at[0]), table.get(at[1]));
            let (Ok(from), Ok(to)) = (day(table.get(at[2])), day(table.get(at[3]))) else {
                table.refuse(code::DATE, "a day cannot be read", "write for example `1997-04-27`");
                continue;
            };
            if team.is_empty() || name.is_empty() {
                table.refuse(code::VALUE, "a name is missing", "give both names");
                continue;
            }
            self.draft.former_names.push(DraftName {
                place: table.place(),
                team: self.names.text(team),
                name: name.into(),
                from,
                to,
            });
            table.understood();
        }
        self.keep(table.finish(()));
    }
}

fn refuse_date(table: &mut Table<'_>, column: usize) {
    let message = format!("`{}` is not a date", table.get(column));
    table.refuse(code::DATE, message, "write year, month and day, e.g. `2025-09-07`");
}

/// Lets a row pass that says clearly what it means, but of a match that is not
/// in the set.
fn pass_orphan(table: &mut Table<'_>, what: &str) {
    let message = format!("{what} of a match that is not in `results.csv`; it is left out");
    table.warn(code::ORPHAN, message);
    table.understood();
}

/// Reads `2025-09-07`; the day need not exist.
fn date_of(text: &str) -> Option<DraftDate> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |t: &str, length| t.len() == length && t.bytes().all(|b| b.is_ascii_digit());
    if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    Some(DraftDate { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? })
}

/// Reads a number of goals, `None` for a match to be played.
pub(crate) fn goals_of(text: &str) -> Result<Option<u8>, String> {
    if matches!(text, "" | "NA") {
        return Ok(None);
    }
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    match text.parse::<u8>() {
        Ok(goals) if digits && goals <= 99 => Ok(Some(goals)),
        _ => Err(text.to_owned()),
    }
}

fn flag(text: &str) -> Option<bool> {
    match text {
        "TRUE" | "True" | "true" | "1" => Some(true),
        "FALSE" | "False" | "false" | "0" | "" => Some(false),
        _ => None,
    }
}

/// Says whether a competition's name means that nothing is at stake.
pub(crate) fn is_friendly(competition: &str) -> bool {
    let name = competition.to_lowercase();
    let first = name.split([' ', ',', ':']).next().unwrap_or("");
    matches!(first, "friendly" | "friendlies" | "amichevole" | "amichevoli")
        || name.ends_with("friendly")
        || name.ends_with("friendlies")
}
