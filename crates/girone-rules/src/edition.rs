//! An edition of a competition: stages, groups, berths.

use std::collections::BTreeMap;

use girone_model::{
    BySide, Directory, Fixture, Line, Localised, Match, MatchId, Sheet, Snapshot, TeamId, TeamIx,
};
use jiff::civil::Date;

/// An edition of a competition, as `competitions/*.toml` describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The id, e.g. `wcq-2026-uefa`.
    pub id: String,
    /// The name.
    pub name: Localised,
    /// What sources call the competition, e.g. `FIFA World Cup qualification`;
    /// compared without regard to case and accents. The id always counts.
    pub labels: Vec<String>,
    /// Where the format is described.
    pub source: String,
    /// The stages, in order.
    pub stages: Vec<Stage>,
}

/// A stage of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The id, unique in the edition, e.g. `groups`.
    pub id: String,
    /// The name.
    pub name: Localised,
    /// The first and last day, inclusive.
    pub from: Option<Date>,
    /// The last day, inclusive.
    pub to: Option<Date>,
    /// What is played.
    pub format: Format,
}

/// What is played in a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// One table or several.
    Tables(Tables),
    /// Ties.
    Knockout(Vec<TieSlot>),
}

/// The tables of a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    /// The id of the rule book.
    pub regulation: String,
    /// How often each pair meets; 0 where not every pair does (a league phase).
    pub meetings: u8,
    /// The groups by letter or name; a league has one, called as the stage.
    pub groups: BTreeMap<String, Vec<String>>,
    /// Where places lead.
    pub berths: Vec<Berth>,
    /// Rankings across groups.
    pub rankings: Vec<CrossRanking>,
    /// Labels of matchdays by date, for records that do not carry them.
    pub matchdays: Vec<Matchday>,
}

/// A matchday by its dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matchday {
    /// The label.
    pub label: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// Somewhere that a place leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Berth {
    /// The id, unique in the stage, e.g. `direct`.
    pub id: String,
    /// The name.
    pub name: Localised,
    /// The places that give it in each group.
    pub places: Vec<u8>,
    /// The ranks in rankings across groups that give it, by id of the ranking.
    pub ranks: BTreeMap<String, Vec<u8>>,
    /// Whether it means the end (elimination, relegation) rather than a prize.
    pub exit: bool,
}

/// A ranking of teams in the same place of different groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossRanking {
    /// The id, unique in the stage, e.g. `thirds`.
    pub id: String,
    /// The name.
    pub name: Localised,
    /// Which place of each group.
    pub place: u8,
    /// The id of the rule book; head-to-head does not apply across groups.
    pub regulation: String,
    /// Which results are left out.
    pub discard: Discard,
    /// The groups it is among; empty for all.
    pub groups: Vec<String>,
}

/// Which results are left out of a ranking across groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Discard {
    /// None.
    #[default]
    Nothing,
    /// Those against teams placed below this place in their group.
    AgainstPlacesBelow(u8),
    /// Those against the last team, but not in the groups named.
    AgainstLast {
        /// Groups in which all results count.
        except: Vec<String>,
    },
    /// Those against the last team of groups that have more teams than the smallest.
    AgainstLastOfLarger,
}

/// A tie as the format describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieSlot {
    /// The id, e.g. `74` or `final`.
    pub id: String,
    /// The round, e.g. `Round of 32`.
    pub round: String,
    /// Who plays, as slots such as `1A`, `2B`, `3-of-ABCDF`, `W74`, `L101` or a
    /// team's id.
    pub teams: BySide<String>,
    /// How many legs.
    pub legs: u8,
}

impl Edition {
    /// Returns a stage by id.
    pub fn stage(&self, id: &str) -> Option<&Stage> {
        self.stages.iter().find(|s| s.id == id)
    }

    /// Returns the first and last day of all stages, where they are known.
    pub fn span(&self) -> (Option<Date>, Option<Date>) {
        (
            self.stages.iter().filter_map(|s| s.from).min(),
            self.stages.iter().filter_map(|s| s.to).max(),
        )
    }

    /// Finds the stage and group that an address such as `J`, `groups/J` or
    /// `round-3/B` names; `None` for the group of an edition with one table.
    ///
    /// # Errors
    /// What was looked for and what there is.
    pub fn find_group(&self, address: &str) -> Result<(&Stage, &str), String> {
        let tables = || {
            self.stages.iter().filter_map(|s| match &s.format {
                Format::Tables(t) => Some((s, t)),
                Format::Knockout(_) => None,
            })
        };
        let (stage_id, group) = match address.rsplit_once('/') {
            Some((stage, group)) => (Some(stage), group),
            None => (None, address),
        };
        let found: Vec<(&Stage, &str)> = tables()
            .filter(|(s, _)| stage_id.is_none_or(|id| s.id == id))
            .flat_map(|(s, t)| t.groups.keys().map(move |g| (s, g.as_str())))
            .filter(|(s, g)| {
                group.is_empty()
                    || g.eq_ignore_ascii_case(group)
                    || (stage_id.is_none() && s.id.eq_ignore_ascii_case(group))
            })
            .collect();
        match found.as_slice() {
            [one] => Ok(*one),
            [] => Err(format!(
                "`{}` has no group `{address}`; it has {}",
                self.id,
                self.group_addresses().join(", ")
            )),
            many => Err(format!(
                "`{}/{address}` may be {}; write one of these",
                self.id,
                many.iter()
                    .map(|(s, g)| format!("`{}/{}/{g}`", self.id, s.id))
                    .collect::<Vec<_>>()
                    .join(" or ")
            )),
        }
    }

    /// Returns the shortest address of every group, e.g. `J` or `round-3/B`.
    pub fn group_addresses(&self) -> Vec<String> {
        let all: Vec<(&str, &str)> = self
            .stages
            .iter()
            .filter_map(|s| match &s.format {
                Format::Tables(t) => Some((s, t)),
                Format::Knockout(_) => None,
            })
            .flat_map(|(s, t)| t.groups.keys().map(move |g| (s.id.as_str(), g.as_str())))
            .collect();
        all.iter()
            .map(|(stage, group)| {
                if all.iter().filter(|(_, g)| g == group).count() == 1 {
                    (*group).to_owned()
                } else {
                    format!("{stage}/{group}")
                }
            })
            .collect()
    }

    /// Says whether a fixture belongs to this edition, by the id that the record
    /// gives it or else by the name of the competition and the date.
    pub fn claims(&self, fixture: &Fixture) -> bool {
        if let Some(edition) = &fixture.edition {
            return **edition == *self.id;
        }
        let label = girone_model::fold(&fixture.competition);
        let date = fixture.when.date;
        let (from, to) = self.span();
        self.labels.iter().any(|l| girone_model::fold(l) == label)
            && from.is_none_or(|f| f <= date)
            && to.is_none_or(|t| date <= t)
    }
}

/// A sheet of a group, with what a reader needs beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupSheet {
    /// The sheet.
    pub sheet: Sheet,
    /// The fixtures that remain, in the order of `sheet.remaining`; `None` for
    /// one that the record does not hold and that follows from the format.
    pub remaining: Vec<Option<MatchId>>,
    /// Members whose name the record does not know.
    pub unknown: Vec<String>,
}

/// Puts together the sheet of one group of an edition at the moment of a
/// snapshot.
///
/// Matches are those that the edition claims, within the dates of the stage,
/// between two members; where the record names stage or group they must agree.
/// Fixtures that the record does not hold are added where the format tells that
/// every pair meets `meetings` times.
pub fn group_sheet(
    edition: &Edition,
    stage: &Stage,
    tables: &Tables,
    group: &str,
    snapshot: &Snapshot,
) -> GroupSheet {
    let directory: &Directory = &snapshot.directory;
    let mut unknown = Vec::new();
    let mut teams: Vec<TeamId> = Vec::new();
    for member in tables.groups.get(group).map_or(&[][..], |m| m.as_slice()) {
        match directory.find_team(member, stage.from) {
            Ok(id) => teams.push(id),
            Err(_) => unknown.push(member.clone()),
        }
    }
    let mut sheet = Sheet::new(teams);
    let mut remaining = Vec::new();
    for m in &snapshot.matches {
        let Some(teams) = members(edition, stage, group, &sheet, m) else { continue };
        match m.counts() {
            Some(goals) => sheet.results.push(Line { teams, goals, match_id: Some(m.fixture.id) }),
            None if m.is_remaining() => {
                sheet.remaining.push(teams);
                remaining.push(Some(m.fixture.id));
            }
            None => {}
        }
    }
    complete(&mut sheet, &mut remaining, tables.meetings);
    sheet.adjustments = sheet
        .teams
        .iter()
        .map(|team| {
            let of = |a: &&girone_model::Adjustment| {
                *a.edition == *edition.id
                    && a.team == *team
                    && a.stage.as_deref().is_none_or(|s| s == stage.id)
            };
            snapshot.adjustments.iter().filter(of).map(|a| a.points).sum()
        })
        .collect();
    sheet.conduct = conduct(&sheet, snapshot);
    for drawn in snapshot.lots.iter().filter(|l| *l.edition == *edition.id) {
        sheet.lots.resize(sheet.teams.len(), None);
        for (i, team) in drawn.order.iter().enumerate() {
            if let Some(ix) = sheet.index_of(*team) {
                sheet.lots[usize::from(ix)] = Some(i as u8);
            }
        }
    }
    GroupSheet { sheet, remaining, unknown }
}

/// Returns the positions of both teams if a match belongs to the group.
fn members(
    edition: &Edition,
    stage: &Stage,
    group: &str,
    sheet: &Sheet,
    m: &Match,
) -> Option<BySide<TeamIx>> {
    let f = &m.fixture;
    let home = sheet.index_of(f.teams.home)?;
    let away = sheet.index_of(f.teams.away)?;
    let date = f.when.date;
    let agrees = edition.claims(f)
        && stage.from.is_none_or(|d| d <= date)
        && stage.to.is_none_or(|d| date <= d)
        && f.group.as_deref().is_none_or(|g| g.eq_ignore_ascii_case(group))
        && f.stage.as_deref().is_none_or(|s| s == stage.id);
    agrees.then_some(BySide::new(home, away))
}

/// Adds the fixtures that the format demands and the record does not hold.
fn complete(sheet: &mut Sheet, remaining: &mut Vec<Option<MatchId>>, meetings: u8) {
    let n = sheet.teams.len();
    let mut met = vec![0u8; n * n];
    let pairs = sheet.results.iter().map(|l| l.teams).chain(sheet.remaining.iter().copied());
    for teams in pairs {
        met[usize::from(teams.home) * n + usize::from(teams.away)] += 1;
    }
    for a in 0..n {
        for b in a + 1..n {
            let (mut at_a, mut at_b) = (met[a * n + b], met[b * n + a]);
            while at_a + at_b < meetings {
                // Home and away alternate; a single meeting's ground is unknown
                // and the team listed first is named first.
                let (home, away) = if at_a <= at_b { (a, b) } else { (b, a) };
                if home == a {
                    at_a += 1
                } else {
                    at_b += 1
                }
                sheet.remaining.push(BySide::new(home as TeamIx, away as TeamIx));
                remaining.push(None);
            }
        }
    }
}

/// Counts conduct points of a sheet: yellow −1, second yellow −3, red −4; yellow
/// and red of one person −5. `None` for a team of which a match has no list of
/// cards.
///
/// Source: FIFA World Cup 2026 regulations, Article 13, as reported.
fn conduct(sheet: &Sheet, snapshot: &Snapshot) -> Vec<Option<i32>> {
    use girone_model::CardKind;
    let by_id = |id: MatchId| snapshot.matches.iter().find(|m| m.fixture.id == id);
    let mut conduct = vec![Some(0i32); sheet.teams.len()];
    for line in &sheet.results {
        let cards = line
            .match_id
            .and_then(by_id)
            .and_then(|m| m.happened.as_ref())
            .and_then(|h| h.cards.as_ref());
        for side in girone_model::Side::BOTH {
            let total = &mut conduct[usize::from(line.teams[side])];
            let (Some(sum), Some(cards)) = (total.as_mut(), cards) else {
                *total = None;
                continue;
            };
            let mut shown: BTreeMap<Option<girone_model::PersonId>, Vec<CardKind>> =
                BTreeMap::new();
            for card in cards.iter().filter(|c| c.side == side) {
                shown.entry(card.person).or_default().push(card.kind);
            }
            for (person, kinds) in shown {
                let worst = |kinds: &[CardKind]| {
                    let has = |k| kinds.contains(&k);
                    match (has(CardKind::Yellow), has(CardKind::SecondYellow), has(CardKind::Red)) {
                        (_, true, _) => -3,
                        (true, false, true) => -5,
                        (false, false, true) => -4,
                        (true, false, false) => -1,
                        (false, false, false) => 0,
                    }
                };
                *sum += match person {
                    Some(_) => worst(&kinds),
                    None => kinds.iter().map(|k| worst(&[*k])).sum(),
                };
            }
        }
    }
    conduct
}
