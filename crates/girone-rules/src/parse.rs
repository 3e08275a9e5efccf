//! Reading a rule book from TOML.

use jiff::civil::Date;
use serde::Deserialize;

use crate::{
    Awarded, CardPoints, Count, Criterion, HeadToHead, Once, Points, Provisional, RankBy, Reading,
    Regulation, Reliability, Step, Until, WhichScore,
};

/// A rule book or competition file that cannot be used, with where and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct RuleBookError {
    /// The file, as named by the caller.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// What was found, what was expected, what to do.
    pub message: String,
}

impl RuleBookError {
    /// Makes an error about a place in a text, given as a byte offset.
    pub(crate) fn at(file: &str, text: &str, offset: usize, message: String) -> RuleBookError {
        let before = text.get(..offset.min(text.len())).unwrap_or("");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        RuleBookError { file: file.to_owned(), line, column, message }
    }

    /// Makes an error from one of TOML, whose span becomes line and column.
    pub(crate) fn toml(file: &str, text: &str, error: &toml::de::Error) -> RuleBookError {
        let offset = error.span().map_or(0, |s| s.start);
        RuleBookError::at(file, text, offset, error.message().trim().to_owned())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RuleBook {
    id: String,
    #[serde(default)]
    title: String,
    source: String,
    #[serde(default)]
    reliability: ReliabilityWord,
    #[serde(default)]
    valid: ValidWords,
    #[serde(default)]
    points: PointsWords,
    #[serde(default)]
    rank_by: RankByWord,
    criteria: Vec<toml::Spanned<StepWords>>,
    provisional: Option<ProvisionalWords>,
    #[serde(default)]
    awarded: AwardedWords,
    cards: Option<CardWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct CardWords {
    yellow: u16,
    second_yellow: u16,
    red: u16,
    yellow_and_red: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct AwardedWords {
    #[serde(default = "official")]
    table: WhichScoreWord,
    #[serde(default = "pitch")]
    scorers: WhichScoreWord,
    #[serde(default = "pitch")]
    forecasts: WhichScoreWord,
}

impl Default for AwardedWords {
    fn default() -> Self {
        AwardedWords { table: official(), scorers: pitch(), forecasts: pitch() }
    }
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum WhichScoreWord {
    Official,
    Pitch,
}

fn official() -> WhichScoreWord {
    WhichScoreWord::Official
}

fn pitch() -> WhichScoreWord {
    WhichScoreWord::Pitch
}

impl From<WhichScoreWord> for WhichScore {
    fn from(word: WhichScoreWord) -> WhichScore {
        match word {
            WhichScoreWord::Official => WhichScore::Official,
            WhichScoreWord::Pitch => WhichScore::Pitch,
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct ValidWords {
    from: Option<Date>,
    to: Option<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PointsWords {
    win: u8,
    draw: u8,
    loss: u8,
}

impl Default for PointsWords {
    fn default() -> Self {
        PointsWords { win: 3, draw: 1, loss: 0 }
    }
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ReliabilityWord {
    Read,
    Reported,
    Fitted,
    #[default]
    Unverified,
}

impl From<ReliabilityWord> for Reliability {
    fn from(word: ReliabilityWord) -> Reliability {
        match word {
            ReliabilityWord::Read => Reliability::Read,
            ReliabilityWord::Reported => Reliability::Reported,
            ReliabilityWord::Fitted => Reliability::Fitted,
            ReliabilityWord::Unverified => Reliability::Unverified,
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
enum RankByWord {
    #[default]
    Points,
    PointsPerGame,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum StepWords {
    Word(String),
    HeadToHead(Box<HeadToHeadWords>),
    Ranking(RankingWords),
    Criterion(CriterionWords),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct HeadToHeadWords {
    head_to_head: Vec<String>,
    two_teams: Option<Vec<String>>,
    reapply: String,
    #[serde(default = "level")]
    among: String,
    #[serde(default = "always")]
    once: String,
    article: Option<String>,
}

fn level() -> String {
    "level".to_owned()
}

fn always() -> String {
    "always".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RankingWords {
    ranking: String,
    article: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CriterionWords {
    criterion: String,
    /// For `play-off`: the places for which it is held.
    #[serde(default)]
    r#for: Vec<u8>,
    article: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProvisionalWords {
    until: String,
    criteria: Vec<toml::Spanned<StepWords>>,
}

const COUNTS: [(&str, Count); 9] = [
    ("points", Count::Points),
    ("goal-difference", Count::GoalDifference),
    ("goals-scored", Count::GoalsScored),
    ("goal-average", Count::GoalAverage),
    ("away-goals", Count::AwayGoals),
    ("away-goals-of-two", Count::AwayGoalsOfTwo),
    ("wins", Count::Wins),
    ("away-wins", Count::AwayWins),
    ("goals-conceded", Count::GoalsConceded),
];

const OTHERS: [(&str, Criterion); 7] = [
    ("opponents-points", Criterion::OpponentsPoints),
    ("opponents-goal-difference", Criterion::OpponentsGoalDifference),
    ("opponents-goals", Criterion::OpponentsGoals),
    ("conduct", Criterion::Conduct),
    ("shoot-out", Criterion::ShootOut),
    ("play-off", Criterion::PlayOff),
    ("lots", Criterion::Lots),
];

fn count(word: &str) -> Result<Count, String> {
    COUNTS.iter().find(|(name, _)| *name == word).map(|(_, count)| *count).ok_or_else(|| {
        let known: Vec<&str> = COUNTS.iter().map(|(name, _)| *name).collect();
        format!("`{word}` is not a count; expected one of {}", known.join(", "))
    })
}

fn criterion(word: &str) -> Result<Criterion, String> {
    if let Some((_, criterion)) = OTHERS.iter().find(|(name, _)| *name == word) {
        return Ok(criterion.clone());
    }
    count(word).map(Criterion::Overall).map_err(|_| {
        let known: Vec<&str> = COUNTS
            .iter()
            .map(|(name, _)| *name)
            .chain(OTHERS.iter().map(|(name, _)| *name))
            .collect();
        format!(
            "`{word}` is not a criterion; expected one of {}, or a table with `head-to-head` or `ranking`",
            known.join(", ")
        )
    })
}

fn choose<T: Copy>(what: &str, word: &str, choices: &[(&str, T)]) -> Result<T, String> {
    choices.iter().find(|(name, _)| *name == word).map(|(_, value)| *value).ok_or_else(|| {
        let known: Vec<String> = choices.iter().map(|(name, _)| format!("`{name}`")).collect();
        format!("`{word}` is not a value of `{what}`; expected {}", known.join(", "))
    })
}

fn step(words: &StepWords) -> Result<Step, String> {
    let with = |criterion, article: &Option<String>| Step { criterion, article: article.clone() };
    Ok(match words {
        StepWords::Word(word) => with(criterion(word)?, &None),
        StepWords::Criterion(c) => match (criterion(&c.criterion)?, c.r#for.as_slice()) {
            (found, []) => with(found, &c.article),
            (Criterion::PlayOff, places) if !places.contains(&0) => {
                with(Criterion::PlayOffFor(places.to_vec()), &c.article)
            }
            (Criterion::PlayOff, _) => return Err("places in `for` count from 1".to_owned()),
            _ => return Err(format!("`for` does not belong to `{}`", c.criterion)),
        },
        StepWords::Ranking(r) => with(Criterion::Ranking(r.ranking.clone()), &r.article),
        StepWords::HeadToHead(h) => {
            choose("among", &h.among, &[("level", ())])?;
            let counts = |words: &[String]| -> Result<Vec<Count>, String> {
                words.iter().map(|w| count(w)).collect()
            };
            if h.head_to_head.is_empty() {
                return Err("`head-to-head` names no count".to_owned());
            }
            let rule = HeadToHead {
                counts: counts(&h.head_to_head)?,
                counts_of_two: h.two_teams.as_deref().map(counts).transpose()?,
                reading: choose(
                    "reapply",
                    &h.reapply,
                    &[
                        ("fixed", Reading::Fixed),
                        ("narrowing", Reading::Narrowing),
                        ("restarting", Reading::Restarting),
                    ],
                )?,
                once: choose(
                    "once",
                    &h.once,
                    &[("always", Once::Always), ("all-played", Once::AllPlayed)],
                )?,
            };
            // Which count is the next one when the list changes half-way, no rule
            // book says.
            if rule.reading == Reading::Narrowing && rule.counts_of_two.is_some() {
                return Err("`two-teams` has no meaning with `reapply = \"narrowing\"`: use `fixed` or `restarting`, or leave `two-teams` out".to_owned());
            }
            with(Criterion::HeadToHead(rule), &h.article)
        }
    })
}

fn steps(
    file: &str,
    text: &str,
    words: &[toml::Spanned<StepWords>],
) -> Result<Vec<Step>, RuleBookError> {
    words
        .iter()
        .map(|spanned| {
            step(spanned.get_ref())
                .map_err(|message| RuleBookError::at(file, text, spanned.span().start, message))
        })
        .collect()
}

/// Reads a rule book.
///
/// # Errors
/// The first thing that is not understood, with its line: a typo, an unknown
/// criterion, a value that does not exist.
pub fn parse_regulation(file: &str, text: &str) -> Result<Regulation, RuleBookError> {
    let book: RuleBook =
        toml::from_str(text).map_err(|error| RuleBookError::toml(file, text, &error))?;
    let provisional = match &book.provisional {
        None => None,
        Some(p) => Some(Provisional {
            until: choose(
                "until",
                &p.until,
                &[("finished", Until::Finished), ("return-leg", Until::ReturnLeg)],
            )
            .map_err(|message| {
                let offset = text.find("[provisional]").unwrap_or(0);
                RuleBookError::at(file, text, offset, message)
            })?,
            criteria: steps(file, text, &p.criteria)?,
        }),
    };
    Ok(Regulation {
        criteria: steps(file, text, &book.criteria)?,
        provisional,
        title: if book.title.is_empty() { book.id.clone() } else { book.title },
        id: book.id,
        source: book.source,
        reliability: book.reliability.into(),
        valid: (book.valid.from, book.valid.to),
        points: Points { win: book.points.win, draw: book.points.draw, loss: book.points.loss },
        rank_by: match book.rank_by {
            RankByWord::Points => RankBy::Points,
            RankByWord::PointsPerGame => RankBy::PointsPerGame,
        },
        awarded: Awarded {
            table: book.awarded.table.into(),
            scorers: book.awarded.scorers.into(),
            forecasts: book.awarded.forecasts.into(),
        },
        cards: book.cards.map_or_else(CardPoints::default, |c| CardPoints {
            yellow: c.yellow,
            second_yellow: c.second_yellow,
            red: c.red,
            yellow_and_red: c.yellow_and_red,
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const UEFA: &str = r#"
id = "uefa"
source = "the rule book"
criteria = [
  "goal-difference",
  { criterion = "goals-scored", article = "Article 20 b" },
  { head-to-head = ["points", "goal-difference", "away-goals-of-two"], reapply = "narrowing" },
  { ranking = "access-list" },
  "conduct", "lots",
]
"#;

    #[test]
    fn a_rule_book_reads_like_the_regulation() {
        let book = parse_regulation("uefa.toml", UEFA).unwrap();
        assert_eq!(book.criteria.len(), 6);
        assert_eq!(book.criteria[1].article.as_deref(), Some("Article 20 b"));
        assert_eq!(book.points, Points::default());
    }

    #[test]
    fn a_typo_is_answered_with_its_line() {
        let text = UEFA.replace("\"conduct\"", "\"condcut\"");
        let error = parse_regulation("uefa.toml", &text).unwrap_err();
        assert_eq!((error.line, error.column), (9, 3));
        assert!(error.message.contains("`condcut` is not a criterion"), "{error}");
        let error =
            parse_regulation("uefa.toml", &UEFA.replace("narrowing", "narrow")).unwrap_err();
        assert_eq!(error.line, 7);
        assert!(parse_regulation("uefa.toml", &UEFA.replace("source", "sauce")).is_err());
    }

    #[test]
    fn counts_of_two_teams_have_no_place_in_the_narrowing_reading() {
        let of_two = "two-teams = [\"goal-difference\"], reapply";
        let text = UEFA.replace("reapply", of_two);
        let error = parse_regulation("uefa.toml", &text).unwrap_err();
        assert_eq!(error.line, 7);
        assert!(error.message.contains("`two-teams`"), "{error}");
        assert!(parse_regulation("uefa.toml", &text.replace("narrowing", "fixed")).is_ok());
    }
}
