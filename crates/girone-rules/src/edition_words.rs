//! The words of an edition's file, as TOML gives them.

use std::collections::BTreeMap;

use girone_model::Localised;
use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::parse::ReliabilityWord;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EditionWords {
    pub id: String,
    pub name: NameWords,
    #[serde(default)]
    pub labels: Vec<String>,
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub reliability: ReliabilityWord,
    pub stage: Vec<Spanned<StageWords>>,
    #[serde(default)]
    pub ruling: Vec<Spanned<RulingWords>>,
}

#[derive(Deserialize, Clone, Debug)]
#[serde(untagged)]
pub(crate) enum NameWords {
    Same(String),
    Both { en: String, it: String },
}

impl NameWords {
    pub(crate) fn localised(&self) -> Localised {
        match self {
            NameWords::Same(name) => Localised::same(name),
            NameWords::Both { en, it } => {
                Localised { en: en.as_str().into(), it: it.as_str().into() }
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct StageWords {
    pub id: String,
    pub name: Option<NameWords>,
    #[serde(default = "tables_word")]
    pub format: String,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub regulation: Option<String>,
    #[serde(default)]
    pub meetings: u8,
    pub matches_each: Option<u8>,
    pub members: Option<Vec<String>>,
    #[serde(default)]
    pub groups: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub berth: Vec<BerthWords>,
    #[serde(default)]
    pub ranking: Vec<Spanned<RankingWords>>,
    #[serde(default)]
    pub matchday: Vec<MatchdayWords>,
    pub carry: Option<CarryWords>,
    #[serde(default)]
    pub conduct: BTreeMap<String, i32>,
    #[serde(default)]
    pub tie: Vec<Spanned<TieWords>>,
    pub allocation: Option<AllocationWords>,
    #[serde(default = "one")]
    pub legs: u8,
    #[serde(default)]
    pub away_goals: AwayGoalsWord,
    #[serde(default = "yes")]
    pub extra_time: bool,
    #[serde(default)]
    pub decider: DeciderWord,
}

fn tables_word() -> String {
    "tables".to_owned()
}

fn yes() -> bool {
    true
}

fn one() -> u8 {
    1
}

#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct BerthWords {
    pub id: String,
    pub name: Option<NameWords>,
    #[serde(default)]
    pub places: Vec<u8>,
    /// Places counted from the bottom, 1 being the last.
    #[serde(default)]
    pub from_bottom: Vec<u8>,
    #[serde(default)]
    pub ranks: BTreeMap<String, Vec<u8>>,
    #[serde(default)]
    pub exit: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RankingWords {
    pub id: String,
    pub name: Option<NameWords>,
    pub place: Option<u8>,
    #[serde(default)]
    pub places: Vec<u8>,
    #[serde(default)]
    pub order: Vec<String>,
    #[serde(default)]
    pub passing_over: Vec<u8>,
    pub regulation: Option<String>,
    pub discard: Option<String>,
    #[serde(default)]
    pub except: Vec<String>,
    #[serde(default)]
    pub groups: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MatchdayWords {
    pub label: String,
    pub from: Date,
    pub to: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CarryWords {
    pub from: String,
    pub what: CarriedWord,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CarriedWord {
    Results,
    All,
    Points,
    HalfUp,
    HalfDown,
}

impl From<CarriedWord> for crate::edition::Carried {
    fn from(word: CarriedWord) -> Self {
        match word {
            CarriedWord::Results => Self::Results,
            CarriedWord::All => Self::All,
            CarriedWord::Points => Self::Points,
            CarriedWord::HalfUp => Self::HalfUp,
            CarriedWord::HalfDown => Self::HalfDown,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AllocationWords {
    pub table: String,
    pub ranking: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct TieWords {
    pub id: String,
    pub round: String,
    pub home: Spanned<String>,
    pub away: Spanned<String>,
    pub legs: Option<u8>,
    pub away_goals: Option<AwayGoalsWord>,
    pub extra_time: Option<bool>,
    pub decider: Option<DeciderWord>,
    pub drawn: Option<Date>,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

#[derive(Deserialize, Clone, Copy, Default)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum AwayGoalsWord {
    #[default]
    No,
    AfterNormalTime,
    Always,
}

#[derive(Deserialize, Clone, Copy, Default)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DeciderWord {
    #[default]
    ShootOut,
    Replay,
    Lots,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RulingWords {
    pub award: Option<MatchWords>,
    pub walkover: Option<MatchWords>,
    pub annul: Option<MatchWords>,
    pub correct: Option<MatchWords>,
    pub play_off: Option<MatchWords>,
    pub points: Option<PointsWords>,
    pub out: Option<OutWords>,
    pub lots: Option<Vec<String>>,
    pub ended: Option<Date>,
    pub edition: Option<String>,
    pub stage: Option<String>,
    pub from: Option<Date>,
    pub until: Option<Date>,
    pub known: Option<Date>,
    pub by: Option<String>,
    pub reason: Option<String>,
    pub article: Option<String>,
    pub source: Option<String>,
    #[serde(default)]
    pub reliability: ReliabilityWord,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MatchWords {
    pub date: Date,
    pub home: String,
    pub away: String,
    pub official: Option<String>,
    pub pitch: Option<String>,
    pub score: Option<String>,
    pub winner: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PointsWords {
    pub team: String,
    pub points: i16,
    #[serde(default)]
    pub suspended: i16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OutWords {
    pub team: String,
    pub how: OutWord,
    #[serde(default = "annulled")]
    pub results: String,
}

fn annulled() -> String {
    "annulled".to_owned()
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum OutWord {
    Withdrew,
    Expelled,
}
