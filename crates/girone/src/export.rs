//! Writing a part of the record as files.

use std::collections::BTreeSet;
use std::sync::Arc;

use girone_model::{Fixture, Match, MatchId, TeamId};
use girone_record::{draft_of, draft_tenure, write_football_txt, write_tenures};
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

    /// Writes a selection as CSV: one line a match.
    pub fn matches_csv(&self, selection: &Selection) -> String {
        let mut out = String::from(
            "date,competition,edition,stage,group,matchday,home_team,away_team,home_score,away_score,half_time,extra_time,shoot_out,city,neutral\n",
        );
        let directory = &self.snapshot().directory;
        let quoted = |text: &str| {
            if text.contains([',', '"', '\n']) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text.to_owned()
            }
        };
        for m in self.select(selection) {
            let f = &m.fixture;
            let label = |t: &Option<Arc<str>>| t.as_deref().map_or(String::new(), quoted);
            let goals = m.counts();
            let score = m.score();
            let pair = |g: girone_model::BySide<u8>| format!("{}-{}", g.home, g.away);
            let number = |n: Option<u8>| n.map_or(String::new(), |n| n.to_string());
            let shoot_out = score.and_then(|s| s.shoot_out).map_or(String::new(), |s| {
                s.goals.map_or_else(|| directory.team(f.teams[s.winner]).key.to_string(), pair)
            });
            let cells = [
                f.when.date.to_string(),
                quoted(&f.competition),
                label(&f.edition),
                label(&f.stage),
                label(&f.group),
                label(&f.matchday),
                quoted(&directory.team(f.teams.home).name.en),
                quoted(&directory.team(f.teams.away).name.en),
                number(goals.map(|g| g.home)),
                number(goals.map(|g| g.away)),
                score.and_then(|s| s.half_time).map_or(String::new(), pair),
                score.and_then(|s| s.extra_time).map_or(String::new(), |e| e.to_string()),
                shoot_out,
                f.venue.as_ref().and_then(|v| v.city.as_deref()).map_or(String::new(), quoted),
                f.neutral.to_string(),
            ];
            out.push_str(&cells.join(","));
            out.push('\n');
        }
        out
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
