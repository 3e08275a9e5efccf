//! Reading an edition from TOML.

use std::collections::BTreeMap;

use girone_model::{BySide, Localised};
use jiff::civil::Date;
use serde::Deserialize;

use crate::edition::{
    Berth, CrossRanking, Discard, Edition, Format, Matchday, Stage, Tables, TieSlot,
};
use crate::parse::RuleBookError;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EditionWords {
    id: String,
    name: NameWords,
    #[serde(default)]
    labels: Vec<String>,
    #[serde(default)]
    source: String,
    stage: Vec<toml::Spanned<StageWords>>,
}

#[derive(Deserialize, Clone)]
#[serde(untagged)]
enum NameWords {
    Same(String),
    Both { en: String, it: String },
}

impl NameWords {
    fn localised(&self) -> Localised {
        match self {
            NameWords::Same(name) => Localised::same(name),
            NameWords::Both { en, it } => {
                Localised { en: en.as_str().into(), it: it.as_str().into() }
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StageWords {
    id: String,
    name: Option<NameWords>,
    #[serde(default = "tables_word")]
    format: String,
    from: Option<Date>,
    to: Option<Date>,
    regulation: Option<String>,
    #[serde(default)]
    meetings: u8,
    members: Option<Vec<String>>,
    #[serde(default)]
    groups: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    berth: Vec<BerthWords>,
    #[serde(default)]
    ranking: Vec<RankingWords>,
    #[serde(default)]
    matchday: Vec<MatchdayWords>,
    #[serde(default)]
    tie: Vec<TieWords>,
}

fn tables_word() -> String {
    "tables".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BerthWords {
    id: String,
    name: Option<NameWords>,
    #[serde(default)]
    places: Vec<u8>,
    #[serde(default)]
    ranks: BTreeMap<String, Vec<u8>>,
    #[serde(default)]
    exit: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RankingWords {
    id: String,
    name: Option<NameWords>,
    place: u8,
    regulation: String,
    #[serde(default)]
    discard: Option<String>,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    groups: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MatchdayWords {
    label: String,
    from: Date,
    to: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TieWords {
    id: String,
    round: String,
    home: String,
    away: String,
    #[serde(default = "one")]
    legs: u8,
}

fn one() -> u8 {
    1
}

/// Reads an edition.
///
/// # Errors
/// The first thing that is not understood or does not hold together, with its
/// line: an unknown key, a team in two groups, a ranking that does not exist.
pub fn parse_edition(file: &str, text: &str) -> Result<Edition, RuleBookError> {
    let words: EditionWords =
        toml::from_str(text).map_err(|error| RuleBookError::toml(file, text, &error))?;
    let mut stages: Vec<Stage> = Vec::new();
    for spanned in &words.stage {
        let at = spanned.span().start;
        let stage = stage(spanned.get_ref(), &words.name).map_err(|message| {
            RuleBookError::at(file, text, locate(text, at, &message), message)
        })?;
        if stages.iter().any(|s| s.id == stage.id) {
            let message = format!("stage `{}` is described twice", stage.id);
            return Err(RuleBookError::at(file, text, at, message));
        }
        stages.push(stage);
    }
    if stages.is_empty() {
        return Err(RuleBookError::at(file, text, 0, "an edition needs a `[[stage]]`".to_owned()));
    }
    Ok(Edition {
        name: words.name.localised(),
        labels: words.labels,
        source: words.source,
        id: words.id,
        stages,
    })
}

/// Finds the place of the first name quoted in a message, from a stage on.
fn locate(text: &str, from: usize, message: &str) -> usize {
    let quoted = message.split('`').nth(1).unwrap_or("");
    text.get(from..)
        .and_then(|rest| rest.rfind(&format!("\"{quoted}\"")))
        .map_or(from, |offset| from + offset)
}

fn stage(words: &StageWords, edition_name: &NameWords) -> Result<Stage, String> {
    let format = match words.format.as_str() {
        "tables" => Format::Tables(tables(words)?),
        "knockout" => Format::Knockout(
            words
                .tie
                .iter()
                .map(|t| TieSlot {
                    id: t.id.clone(),
                    round: t.round.clone(),
                    teams: BySide::new(t.home.clone(), t.away.clone()),
                    legs: t.legs,
                })
                .collect(),
        ),
        other => {
            return Err(format!("`{other}` is not a format; expected `tables` or `knockout`"));
        }
    };
    Ok(Stage {
        id: words.id.clone(),
        name: words.name.as_ref().unwrap_or(edition_name).localised(),
        from: words.from,
        to: words.to,
        format,
    })
}

fn tables(words: &StageWords) -> Result<Tables, String> {
    let mut groups = words.groups.clone();
    if let Some(members) = &words.members {
        groups.insert(words.id.clone(), members.clone());
    }
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for (group, members) in &groups {
        for member in members {
            if let Some(other) = seen.insert(member, group) {
                return Err(if other == group {
                    format!("`{member}` is listed twice in group {group}")
                } else {
                    format!("`{member}` is in group {other} and in group {group}")
                });
            }
        }
        if members.len() > 64 {
            return Err(format!("group {group} has {} members; at most 64", members.len()));
        }
    }
    let rankings: Vec<CrossRanking> = words
        .ranking
        .iter()
        .map(|r| {
            Ok(CrossRanking {
                id: r.id.clone(),
                name: r.name.as_ref().map_or(Localised::same(&r.id), NameWords::localised),
                place: r.place,
                regulation: r.regulation.clone(),
                discard: match r.discard.as_deref() {
                    None => Discard::Nothing,
                    Some("against-last") => Discard::AgainstLast { except: r.except.clone() },
                    Some("against-last-of-larger") => Discard::AgainstLastOfLarger,
                    Some(other) => match other.strip_prefix("against-below-").map(str::parse) {
                        Some(Ok(place)) => Discard::AgainstPlacesBelow(place),
                        _ => {
                            return Err(format!(
                                "`{other}` is not a way to discard results; expected `against-last`, `against-last-of-larger` or `against-below-N`"
                            ));
                        }
                    },
                },
                groups: r.groups.clone(),
            })
        })
        .collect::<Result<_, String>>()?;
    for berth in &words.berth {
        for ranking in berth.ranks.keys() {
            if !rankings.iter().any(|r| r.id == *ranking) {
                return Err(format!("`{ranking}` is not a ranking of stage {}", words.id));
            }
        }
    }
    Ok(Tables {
        regulation: words
            .regulation
            .clone()
            .ok_or_else(|| format!("stage `{}` names no `regulation`", words.id))?,
        meetings: words.meetings,
        groups,
        berths: words
            .berth
            .iter()
            .map(|b| Berth {
                id: b.id.clone(),
                name: b.name.as_ref().map_or(Localised::same(&b.id), NameWords::localised),
                places: b.places.clone(),
                ranks: b.ranks.clone(),
                exit: b.exit,
            })
            .collect(),
        rankings,
        matchdays: words
            .matchday
            .iter()
            .map(|m| Matchday { label: m.label.clone(), from: m.from, to: m.to })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EDITION: &str = r#"
id = "cup-1"
name = { en = "Cup", it = "Coppa" }

[[stage]]
id = "groups"
regulation = "r"
meetings = 2
berth = [{ id = "through", places = [1], ranks = { seconds = [1, 2] } }]
ranking = [{ id = "seconds", place = 2, regulation = "r", discard = "against-below-4" }]

[stage.groups]
A = ["x", "y"]
B = ["z", "w"]
"#;

    #[test]
    fn groups_berths_and_rankings_are_read() {
        let edition = parse_edition("cup.toml", EDITION).unwrap();
        assert_eq!(edition.group_addresses(), ["A", "B"]);
        let (stage, group) = edition.find_group("b").unwrap();
        assert_eq!((stage.id.as_str(), group), ("groups", "B"));
        let Format::Tables(tables) = &stage.format else { panic!() };
        assert_eq!(tables.rankings[0].discard, Discard::AgainstPlacesBelow(4));
    }

    #[test]
    fn a_team_in_two_groups_is_refused_at_its_line() {
        let error = parse_edition("cup.toml", &EDITION.replace("\"w\"", "\"x\"")).unwrap_err();
        assert_eq!(error.line, 14);
        assert!(error.message.contains("`x` is in group A and in group B"), "{error}");
        let error =
            parse_edition("cup.toml", &EDITION.replace("seconds = [", "thirds = [")).unwrap_err();
        assert!(error.message.contains("`thirds` is not a ranking"), "{error}");
    }
}
