//! Writing a part of the record as files.

use std::collections::BTreeSet;
use std::sync::Arc;

use girone_model::{Fixture, Match, MatchId, TeamId};
use girone_record::{
    draft_of, draft_tenure, write_football_json, write_football_txt, write_tenures,
};
use girone_rules::{Edition, Format};
use jiff::civil::Date;

use crate::View;

/// Which matches are written.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Those of this edition, with its stages, groups and matchdays.
    pub edition: Option<Arc<Edition>>,
    /// Only those of one of these teams; empty for all.
    pub teams: Vec<TeamId>,
    /// Not those of these editions.
    pub except: Vec<Arc<Edition>>,
    /// From this day on.
    pub since: Option<Date>,
    /// Up to this day.
    pub until: Option<Date>,
}

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Text in UTF-8.
    Text,
    /// A day.
    Day,
    /// A whole number.
    Number,
    /// Yes or no.
    Flag,
}

/// What stands in a row of a table that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known, or nothing applies.
    Unknown,
    /// Text.
    Text(String),
    /// A day.
    Day(Date),
    /// A whole number.
    Number(i32),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    /// Writes the cell for CSV, quoted where it must be; empty if unknown.
    pub fn to_csv(&self) -> String {
        match self {
            Cell::Unknown => String::new(),
            Cell::Text(text) if text.contains([',', '"', '\n', '\r']) => {
                format!("\"{}\"", text.replace('"', "\"\""))
            }
            Cell::Text(text) => text.clone(),
            Cell::Day(day) => day.to_string(),
            Cell::Number(number) => number.to_string(),
            Cell::Flag(flag) => flag.to_string(),
        }
    }
}

/// The columns of a table of matches: scores are those that count, breaks are
/// `home-away`, a shoot-out is its penalties or else the winner's id.
pub const MATCH_COLUMNS: [(&str, Column); 15] = [
    ("date", Column::Day),
    ("competition", Column::Text),
    ("edition", Column::Text),
    ("stage", Column::Text),
    ("group", Column::Text),
    ("matchday", Column::Text),
    ("home_team", Column::Text),
    ("away_team", Column::Text),
    ("home_score", Column::Number),
    ("away_score", Column::Number),
    ("half_time", Column::Text),
    ("extra_time", Column::Flag),
    ("shoot_out", Column::Text),
    ("city", Column::Text),
    ("neutral", Column::Flag),
];

/// A row of [`MATCH_COLUMNS`].
pub type MatchRow = [Cell; MATCH_COLUMNS.len()];

impl View {
    /// Returns the matches of a selection, in order of date, labelled with the
    /// edition's stage, group and matchday where one is selected.
    pub fn select(&self, selection: &Selection) -> Vec<Match> {
        let ids = |edition: &Arc<Edition>| -> BTreeSet<MatchId> {
            self.matches_of(edition).map(|m| m.fixture.id).collect()
        };
        let of_edition = selection.edition.as_ref().map(ids);
        let excepted: BTreeSet<MatchId> = selection.except.iter().flat_map(ids).collect();
        let wanted = |f: &Fixture| {
            of_edition.as_ref().is_none_or(|ids| ids.contains(&f.id))
                && (selection.teams.is_empty()
                    || selection.teams.iter().any(|t| f.side_of(*t).is_some()))
                && !excepted.contains(&f.id)
                && selection.since.is_none_or(|d| d <= f.when.date)
                && selection.until.is_none_or(|d| f.when.date <= d)
        };
        self.snapshot()
            .matches
            .iter()
            .filter(|m| wanted(&m.fixture))
            .map(|m| match &selection.edition {
                Some(edition) => self.labelled(edition, m),
                None => m.clone(),
            })
            .collect()
    }

    /// Puts on a match the labels that the edition knows for it.
    fn labelled(&self, edition: &Arc<Edition>, m: &Match) -> Match {
        let f = &m.fixture;
        let date = f.when.date;
        let directory = &self.snapshot().directory;
        let mut fixture = (**f).clone();
        fixture.competition = edition.name.en.clone();
        fixture.edition = Some(edition.id.as_str().into());
        for stage in &edition.stages {
            let inside = stage.from.is_none_or(|d| d <= date) && stage.to.is_none_or(|d| date <= d);
            if !inside {
                continue;
            }
            match &stage.format {
                Format::Tables(tables) => {
                    let is =
                        |name: &String, team| directory.find_team(name, Some(date)) == Ok(team);
                    let group = tables.groups.iter().find(|(_, members)| {
                        members.iter().any(|n| is(n, f.teams.home))
                            && members.iter().any(|n| is(n, f.teams.away))
                    });
                    let Some((group, _)) = group else { continue };
                    fixture.stage = Some(stage.id.as_str().into());
                    fixture.group = (*group != stage.id).then(|| group.as_str().into());
                    if let Some(day) =
                        tables.matchdays.iter().find(|d| d.from <= date && date <= d.to)
                    {
                        let label = day.label.strip_prefix("Matchday ").unwrap_or(&day.label);
                        fixture.matchday = Some(label.into());
                    }
                }
                Format::Knockout(_) => {
                    // The round that the source names stays as the label.
                    if f.stage.as_deref().is_some_and(|s| s != stage.id) {
                        fixture.matchday = f.stage.clone();
                    }
                    fixture.stage = Some(stage.id.as_str().into());
                    fixture.group = None;
                }
            }
            break;
        }
        Match { fixture: Arc::new(fixture), happened: m.happened.clone() }
    }

    /// Writes a selection as football.txt.
    pub fn football_txt(&self, selection: &Selection) -> String {
        let matches = self.select(selection);
        let title = selection.edition.as_ref().map(|e| e.name.en.to_string());
        let mut draft = draft_of(&self.snapshot().directory, title.as_deref(), &matches);
        draft.edition = selection.edition.as_ref().map(|e| e.id.as_str().into());
        write_football_txt(&draft)
    }

    /// Writes a selection as football.json.
    pub fn football_json(&self, selection: &Selection) -> String {
        let matches = self.select(selection);
        let title = selection.edition.as_ref().map(|e| e.name.en.to_string());
        write_football_json(&draft_of(&self.snapshot().directory, title.as_deref(), &matches))
    }

    /// Writes a selection as CSV: one line a match, see [`MATCH_COLUMNS`].
    pub fn matches_csv(&self, selection: &Selection) -> String {
        let mut out = MATCH_COLUMNS.map(|(name, _)| name).join(",");
        out.push('\n');
        for row in self.match_rows(selection) {
            out.push_str(&row.map(|cell| cell.to_csv()).join(","));
            out.push('\n');
        }
        out
    }

    /// Returns a selection as rows of [`MATCH_COLUMNS`], in order of date.
    pub fn match_rows(&self, selection: &Selection) -> Vec<MatchRow> {
        let directory = &self.snapshot().directory;
        let label = |t: &Option<Arc<str>>| t.as_deref().map_or(Cell::Unknown, Cell::text);
        let pair = |g: girone_model::BySide<u8>| format!("{}-{}", g.home, g.away);
        let number = |n: Option<u8>| n.map_or(Cell::Unknown, |n| Cell::Number(n.into()));
        let row = |m: &Match| {
            let f = &m.fixture;
            let goals = m.counts();
            let score = m.score();
            let shoot_out = score.and_then(|s| s.shoot_out).map_or(Cell::Unknown, |s| {
                let winner = || directory.team(f.teams[s.winner]).key.to_string();
                Cell::Text(s.goals.map_or_else(winner, pair))
            });
            [
                Cell::Day(f.when.date),
                Cell::text(&f.competition),
                label(&f.edition),
                label(&f.stage),
                label(&f.group),
                label(&f.matchday),
                Cell::text(&directory.team(f.teams.home).name.en),
                Cell::text(&directory.team(f.teams.away).name.en),
                number(goals.map(|g| g.home)),
                number(goals.map(|g| g.away)),
                score.and_then(|s| s.half_time).map_or(Cell::Unknown, |g| Cell::Text(pair(g))),
                score.and_then(|s| s.extra_time).map_or(Cell::Unknown, Cell::Flag),
                shoot_out,
                label(&f.venue.as_ref().and_then(|v| v.city.clone())),
                Cell::Flag(f.neutral),
            ]
        };
        self.select(selection).iter().map(row).collect()
    }

    /// Writes the tenures of some teams (all if empty) as CSV.
    pub fn tenures_csv(&self, teams: &[TeamId]) -> String {
        let snapshot = self.snapshot();
        let drafts: Vec<_> = snapshot
            .tenures
            .iter()
            .filter(|t| teams.is_empty() || teams.contains(&t.team))
            .map(|t| draft_tenure(&snapshot.directory, t))
            .collect();
        write_tenures(&drafts)
    }
}
