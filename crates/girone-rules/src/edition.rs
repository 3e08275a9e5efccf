//! An edition of a competition: stages, groups, berths.

use std::collections::BTreeMap;

use girone_model::{BySide, Fixture, Localised};
use jiff::civil::Date;

use crate::Reliability;
use crate::ruling::Ruling;
use crate::slot::Slot;

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
    /// How sure members, dates and format are.
    pub reliability: Reliability,
    /// The stages, in order.
    pub stages: Vec<Stage>,
    /// What was decided off the pitch.
    pub rulings: Vec<Ruling>,
    /// What a reader must know, e.g. that the format was inferred.
    pub notes: Vec<Localised>,
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
    Knockout(Knockout),
}

/// The tables of a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    /// The id of the rule book.
    pub regulation: String,
    /// How often each pair meets; 0 where not every pair does (a league phase).
    pub meetings: u8,
    /// How many matches each team plays, where that does not follow from
    /// `meetings`.
    pub matches_each: Option<u8>,
    /// The groups by letter or name; a league has one, called as the stage.
    pub groups: BTreeMap<String, Vec<String>>,
    /// Where places lead.
    pub berths: Vec<Berth>,
    /// Rankings across groups.
    pub rankings: Vec<CrossRanking>,
    /// Labels of matchdays by date, for records that do not carry them.
    pub matchdays: Vec<Matchday>,
    /// What teams bring with them from an earlier stage.
    pub carry: Option<Carry>,
    /// Conduct points as published at the end, by team, for records without cards.
    pub conduct: BTreeMap<String, i32>,
}

/// What teams bring with them from an earlier stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carry {
    /// The id of the earlier stage.
    pub from: String,
    /// What.
    pub what: Carried,
}

/// What counts on in a later stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Carried {
    /// The results among the teams of the new group.
    Results,
    /// All results.
    ///
    /// Followed by: the Scottish league after its split.
    All,
    /// The points and nothing else.
    Points,
    /// Half the points; a half is rounded up.
    ///
    /// Followed by: the Belgian championship round.
    HalfUp,
    /// Half the points; a half is dropped.
    HalfDown,
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

/// A ranking of teams of different groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossRanking {
    /// The id, unique in the stage, e.g. `thirds`.
    pub id: String,
    /// The name.
    pub name: Localised,
    /// Of which teams.
    pub of: RankingOf,
    /// The id of the rule book; head-to-head does not apply across groups.
    pub regulation: String,
    /// Which results are left out.
    pub discard: Discard,
    /// The groups it is among; empty for all.
    pub groups: Vec<String>,
}

/// Of which teams a ranking across groups is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RankingOf {
    /// Those in these places of their groups. With several places, every team in
    /// the first place named ranks above every team in the next.
    Places(Vec<u8>),
    /// An order that is known beforehand, best first, e.g. the winners of Nations
    /// League groups; teams that end in the places `passing_over` of a group are
    /// passed over, since they go on anyway.
    Declared {
        /// The teams by id, best first.
        order: Vec<String>,
        /// The places that take a team out of the ranking.
        passing_over: Vec<u8>,
    },
}

impl CrossRanking {
    /// Returns the places that the ranking is of; none if its order is declared.
    pub fn places(&self) -> &[u8] {
        match &self.of {
            RankingOf::Places(places) => places,
            RankingOf::Declared { .. } => &[],
        }
    }

    /// Says whether a group takes part.
    pub fn is_among(&self, group: &str) -> bool {
        self.groups.is_empty() || self.groups.iter().any(|g| g == group)
    }
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

/// A stage of ties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Knockout {
    /// The ties, in the order of the file.
    pub ties: Vec<TieSlot>,
    /// The allocation table that fills slots such as `3-of-ABCDF`.
    pub allocation: Option<AllocationUse>,
}

/// Which allocation table is applied to which ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllocationUse {
    /// The id of the table.
    pub table: String,
    /// The id of the ranking across groups whose first teams are allocated.
    pub ranking: String,
}

/// A tie as the format describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieSlot {
    /// The id, unique in the edition, e.g. `74` or `final`.
    pub id: String,
    /// The round, e.g. `Round of 32`.
    pub round: String,
    /// Who plays; home is named first and at home in the first leg.
    pub teams: BySide<Slot>,
    /// How many legs.
    pub legs: u8,
    /// How it is decided.
    pub rule: TieRule,
    /// The day of the draw that put teams named by id here: not known before.
    pub drawn: Option<Date>,
    /// The first and last day, where the stage's dates are not enough.
    pub span: (Option<Date>, Option<Date>),
}

impl TieSlot {
    /// Makes a tie in which a slot stands alone, to ask who fills it.
    pub(crate) fn waiting(slot: Slot) -> TieSlot {
        TieSlot {
            id: String::new(),
            round: String::new(),
            teams: BySide::new(slot.clone(), slot),
            legs: 1,
            rule: TieRule::default(),
            drawn: None,
            span: (None, None),
        }
    }
}

/// How a tie is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TieRule {
    /// Whether goals away from home separate teams level on aggregate.
    pub away_goals: AwayGoals,
    /// Whether extra time is played.
    pub extra_time: bool,
    /// What decides in the end.
    pub last: Decider,
}

impl Default for TieRule {
    fn default() -> TieRule {
        TieRule { away_goals: AwayGoals::No, extra_time: true, last: Decider::ShootOut }
    }
}

/// Whether goals away from home separate teams level on aggregate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AwayGoals {
    /// They do not.
    #[default]
    No,
    /// After 90 minutes of the last leg; goals of extra time count once.
    AfterNormalTime,
    /// Those of extra time too.
    ///
    /// Followed by: UEFA club competitions to 2020/21.
    Always,
}

/// What decides a tie that nothing else has decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Decider {
    /// A shoot-out.
    #[default]
    ShootOut,
    /// Another match, as often as it takes.
    Replay,
    /// Lots.
    Lots,
}

impl Edition {
    /// Returns a stage by id.
    pub fn stage(&self, id: &str) -> Option<&Stage> {
        self.stages.iter().find(|s| s.id == id)
    }

    /// Returns the stages with tables, in order.
    pub fn tables(&self) -> impl Iterator<Item = (&Stage, &Tables)> {
        self.stages.iter().filter_map(|s| match &s.format {
            Format::Tables(tables) => Some((s, tables)),
            Format::Knockout(_) => None,
        })
    }

    /// Returns the stages with ties, in order.
    pub fn knockouts(&self) -> impl Iterator<Item = (&Stage, &Knockout)> {
        self.stages.iter().filter_map(|s| match &s.format {
            Format::Tables(_) => None,
            Format::Knockout(knockout) => Some((s, knockout)),
        })
    }

    /// Returns the stage and the ranking across groups with an id.
    pub fn ranking(&self, id: &str) -> Option<(&Stage, &Tables, &CrossRanking)> {
        self.tables().find_map(|(s, t)| t.rankings.iter().find(|r| r.id == id).map(|r| (s, t, r)))
    }

    /// Returns the stage and the tie with an id.
    pub fn tie(&self, id: &str) -> Option<(&Stage, &TieSlot)> {
        self.knockouts().find_map(|(s, k)| k.ties.iter().find(|t| t.id == id).map(|t| (s, t)))
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
        let (stage_id, group) = match address.rsplit_once('/') {
            Some((stage, group)) => (Some(stage), group),
            None => (None, address),
        };
        let found: Vec<(&Stage, &str)> = self
            .tables()
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
            .tables()
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
        self.lasts_on(fixture.when.date) && self.is_called(&fixture.competition)
    }

    /// Says whether records call it so: its id or one of its labels, a season at
    /// the end apart.
    pub fn is_called(&self, competition: &str) -> bool {
        let label = label_key(competition);
        label_key(&self.id) == label || self.labels.iter().any(|l| label_key(l) == label)
    }

    /// Says whether a day lies within the dates of the edition.
    pub fn lasts_on(&self, date: Date) -> bool {
        let (from, to) = self.span();
        from.is_none_or(|f| f <= date) && to.is_none_or(|t| date <= t)
    }
}

/// Folds the name of a competition and drops the season at its end, so that
/// `Italian Serie A 2024/25` and `Italian Serie A` are one.
pub(crate) fn label_key(label: &str) -> String {
    let mut key = girone_model::fold(label);
    while let Some((rest, last)) = key.rsplit_once(' ') {
        let is_season = matches!(last.len(), 2 | 4) && last.bytes().all(|b| b.is_ascii_digit());
        if !is_season {
            break;
        }
        key.truncate(rest.len());
    }
    key
}
