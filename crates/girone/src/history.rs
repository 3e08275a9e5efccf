//! How a table came to be: its rounds, and the places after each.

use girone_model::{AsOf, Match, MatchId, Moment, TeamId};
use jiff::civil::Date;

use crate::{Error, TableAnswer, View};

/// A round of a group: matches on days that belong together, no team twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// What the record or the edition calls it, where it has one name for all.
    pub label: Option<String>,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Its matches, in order of date.
    pub matches: Vec<MatchId>,
}

/// Where a team stood after a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stood {
    /// The team.
    pub team: TeamId,
    /// The place, shared by level teams.
    pub place: u8,
    /// Points.
    pub points: i32,
    /// Matches played.
    pub played: u16,
}

/// More days than this between two matches begin a new round.
const ROUND_GAP: i32 = 3;

impl TableAnswer {
    /// Returns the rounds of the group, in order of date; matches of which the
    /// record holds no date are in none.
    pub fn rounds(&self, view: &View) -> Vec<Round> {
        let ids = self.sheet.sheet.results.iter().filter_map(|l| l.match_id);
        let mut matches: Vec<&Match> = ids
            .chain(self.sheet.remaining.iter().flatten().copied())
            .filter_map(|id| view.match_by_id(id))
            .collect();
        matches.sort_by_key(|m| (m.fixture.when, m.fixture.id));
        let mut rounds: Vec<(Round, Vec<TeamId>)> = Vec::new();
        for m in matches {
            let (day, teams) = (m.fixture.when.date, m.fixture.teams);
            let label = self.round_label(m);
            let fits = rounds.last().is_some_and(|(round, seen)| {
                (day - round.to).get_days() <= ROUND_GAP
                    && !seen.contains(&teams.home)
                    && !seen.contains(&teams.away)
            });
            match rounds.last_mut() {
                Some((round, seen)) if fits => {
                    round.to = day;
                    round.matches.push(m.fixture.id);
                    if round.label != label {
                        round.label = None;
                    }
                    seen.extend([teams.home, teams.away]);
                }
                _ => rounds.push((
                    Round { label, from: day, to: day, matches: vec![m.fixture.id] },
                    vec![teams.home, teams.away],
                )),
            }
        }
        rounds.into_iter().map(|(round, _)| round).collect()
    }

    fn round_label(&self, m: &Match) -> Option<String> {
        let date = m.fixture.when.date;
        m.fixture.matchday.as_deref().map(str::to_owned).or_else(|| {
            let tables = self.tables()?;
            let day = tables.matchdays.iter().find(|d| d.from <= date && date <= d.to)?;
            Some(day.label.clone())
        })
    }

    /// Returns where each team stood after each round that has begun by the
    /// moment, each at the end of its last day and as known at the view's moment.
    ///
    /// # Errors
    /// A table of an earlier day lacks what it needs.
    pub fn history(&self, view: &View) -> Result<Vec<(Round, Vec<Stood>)>, Error> {
        let address = format!("{}/{}/{}", self.edition.id, self.stage, self.group);
        let mut steps = Vec::new();
        for round in self.rounds(view) {
            if !view.as_of().played_by.includes_day(round.from) || self.played == 0 {
                break;
            }
            // What lies behind the moment itself is told by the table at hand.
            let before = view.as_of().played_by.date().is_none_or(|now| round.to < now);
            let stood = |t: &TableAnswer| {
                let rows = t.table.rows.iter();
                rows.map(|r| Stood {
                    team: t.team(r.team),
                    place: r.place,
                    points: r.totals.points,
                    played: r.totals.played,
                })
                .collect::<Vec<Stood>>()
            };
            let as_of =
                AsOf { played_by: Moment::EndOf(round.to), known_by: view.as_of().known_by };
            let rows = match before {
                true => stood(&view.desk().view(as_of).table(&address)?),
                false => stood(self),
            };
            if rows.iter().any(|r| r.played > 0) {
                steps.push((round, rows));
            }
        }
        Ok(steps)
    }

    /// Says whether a result that counts in the table is not confirmed yet.
    pub fn is_provisional(&self, view: &View) -> bool {
        let ids = self.sheet.sheet.results.iter().filter_map(|l| l.match_id);
        ids.filter_map(|id| view.match_by_id(id))
            .any(|m| m.happened.as_ref().is_some_and(|h| h.provisional))
    }
}
