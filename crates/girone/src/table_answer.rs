//! A table with everything that a desk prints around it.

use std::collections::BTreeMap;
use std::sync::Arc;

use girone_model::{Match, MatchId, Side, TeamId, TeamIx};
use girone_rules::edition::RankingOf;
use girone_rules::{
    Count, Criterion, Edition, Format, GroupSheet, Regulation, Stage, Table, Tables, Totals,
    group_sheet_of, rank_totals, table,
};
use jiff::civil::Date;

use crate::{Error, View};

/// Which matches a table counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Split {
    /// All of them.
    #[default]
    All,
    /// Those at home.
    Home,
    /// Those away.
    Away,
    /// The last so many of each team.
    Last(u8),
}

/// The table of one group at a moment.
#[derive(Clone, Debug)]
pub struct TableAnswer {
    /// The edition.
    pub edition: Arc<Edition>,
    /// The id of the stage.
    pub stage: String,
    /// The group.
    pub group: String,
    /// The rule book it was ranked under.
    pub regulation: Arc<Regulation>,
    /// The sheet it was computed from.
    pub sheet: GroupSheet,
    /// The table, with reasons.
    pub table: Table,
    /// Which matches count.
    pub split: Split,
    /// The results of each team by its position in the sheet, oldest first.
    pub form: Vec<Vec<Letter>>,
    /// How many matches of the group have been played.
    pub played: usize,
    /// How many matches there are in all.
    pub total: usize,
    /// The day of the last match that counts.
    pub last_played: Option<Date>,
    /// What a reader must know: a match that turns on the hour, a team unknown.
    pub warnings: Vec<String>,
    /// The teams of each ranking of the stage whose order is declared, by id;
    /// `None` where a name in it is not in the record.
    pub declared: BTreeMap<String, Option<Vec<TeamId>>>,
}

/// A result as one letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    /// Won.
    Won,
    /// Drawn.
    Drawn,
    /// Lost.
    Lost,
}

impl Letter {
    /// Returns the English letter: `W`, `D` or `L`.
    pub const fn letter(self) -> char {
        match self {
            Letter::Won => 'W',
            Letter::Drawn => 'D',
            Letter::Lost => 'L',
        }
    }
}

impl TableAnswer {
    /// Returns the team at a position of the sheet.
    pub fn team(&self, ix: TeamIx) -> TeamId {
        self.sheet.sheet.teams[usize::from(ix)]
    }

    /// Returns by how many matches a team has played fewer than the team of its
    /// table that has played most, if it still has matches to play.
    pub fn in_hand(&self, ix: TeamIx) -> u16 {
        let most = self.table.rows.iter().map(|r| r.totals.played).max().unwrap_or(0);
        let own = self.table.rows.iter().find(|r| r.team == ix).map_or(0, |r| r.totals.played);
        let left = self.sheet.sheet.remaining.iter().filter(|f| f.side_of(&ix).is_some()).count();
        (most - own).min(left as u16)
    }

    /// Returns the tables of the stage that the group belongs to.
    pub fn tables(&self) -> Option<&Tables> {
        match &self.edition.stage(&self.stage)?.format {
            Format::Tables(tables) => Some(tables),
            Format::Knockout(_) => None,
        }
    }
}

/// Computes the table of a group.
pub(crate) fn answer(
    view: &View,
    edition: &Arc<Edition>,
    stage: &Stage,
    group: &str,
    matches: &[&Match],
    split: Split,
) -> Result<TableAnswer, Error> {
    let Format::Tables(tables) = &stage.format else {
        return Err(Error::not_found(format!("`{}` is a knockout and has no table", stage.id)));
    };
    let regulation = view.desk().catalogue().regulation(&tables.regulation)?.clone();
    let snapshot = view.snapshot();
    let book = |id: &str| view.desk().catalogue().regulation(id).ok().map(|r| &**r);
    let sheet = group_sheet_of(edition, stage, tables, group, snapshot, matches, &book);
    let n = sheet.sheet.teams.len();
    if n == 0 {
        return Err(Error::lacks(format!(
            "the record holds no team of `{}/{group}`; give it match files with --from",
            edition.id
        )));
    }
    let mut form = vec![Vec::new(); n];
    for line in &sheet.sheet.results {
        for side in Side::BOTH {
            let ending = if side == Side::Away { line.ending().reverse() } else { line.ending() };
            form[usize::from(line.teams[side])].push(match ending {
                std::cmp::Ordering::Greater => Letter::Won,
                std::cmp::Ordering::Equal => Letter::Drawn,
                std::cmp::Ordering::Less => Letter::Lost,
            });
        }
    }
    let last_played = sheet
        .sheet
        .results
        .iter()
        .filter_map(|l| l.match_id)
        .filter_map(|id| view.match_by_id(id))
        .map(|m| m.fixture.when.date)
        .max();
    let ranked = match split {
        Split::All => table(&regulation, &sheet.sheet),
        _ => split_table(&regulation, &sheet, split),
    };
    let mut warnings = Vec::new();
    for member in &sheet.unknown {
        warnings
            .push(format!("`{member}`, a member of group {group}, is not a name in the record"));
    }
    let here = |id: &MatchId| sheet.remaining.iter().flatten().any(|r| r == id);
    for id in snapshot.turning_on_the_hour.iter().filter(|id| here(id)) {
        if let Some(m) = view.match_by_id(*id) {
            warnings.push(format!(
                "{} is on the day of the moment asked about and its hour is not in the record: taken as not ended",
                view.match_name(m)
            ));
        }
    }
    if sheet.unlisted > 0 {
        warnings.push(format!(
            "{} matches to come are not in the record, and the format does not tell who plays whom",
            sheet.unlisted
        ));
    }
    let left = sheet.sheet.remaining.len() + usize::from(sheet.unlisted);
    let played = sheet.sheet.results.len();
    Ok(TableAnswer {
        edition: edition.clone(),
        stage: stage.id.clone(),
        group: group.to_owned(),
        regulation,
        table: ranked,
        split,
        form,
        played,
        total: played + left,
        last_played,
        warnings,
        declared: tables
            .rankings
            .iter()
            .filter_map(|r| match &r.of {
                RankingOf::Places(_) => None,
                RankingOf::Declared { order, .. } => {
                    Some((r.id.clone(), order.iter().map(|name| view.named(name)).collect()))
                }
            })
            .collect(),
        sheet,
    })
}

/// Ranks a part of the matches of each team by points and the overall counts of
/// the rule book; head-to-head has no meaning over parts.
fn split_table(regulation: &Regulation, sheet: &GroupSheet, split: Split) -> Table {
    let n = sheet.sheet.teams.len();
    let mut totals = Vec::with_capacity(n);
    for team in 0..n {
        let own = |l: &&girone_model::Line| l.teams.side_of(&(team as TeamIx));
        let mut lines: Vec<girone_model::Line> = sheet
            .sheet
            .results
            .iter()
            .filter(|l| match split {
                Split::Home => own(l) == Some(Side::Home),
                Split::Away => own(l) == Some(Side::Away),
                Split::All | Split::Last(_) => own(l).is_some(),
            })
            .copied()
            .collect();
        if let Split::Last(last) = split {
            lines.drain(..lines.len().saturating_sub(usize::from(last)));
        }
        totals.push(Totals::over(n, lines.iter(), &regulation.points)[team]);
    }
    let counts: Vec<Count> = regulation
        .criteria
        .iter()
        .filter_map(|s| match s.criterion {
            Criterion::Overall(count) => Some(count),
            _ => None,
        })
        .collect();
    rank_totals(&totals, &counts)
}
