//! Reading `[[ruling]]` entries.

use girone_model::{BySide, Side};
use toml::Spanned;

use crate::edition_words::{MatchWords, OutWord, RulingWords};
use crate::parse::RuleBookError;
use crate::ruling::{MatchRef, ResultsOf, Ruling, RulingKind};

/// Reads the decisions of a file.
pub(crate) fn rulings(
    file: &str,
    text: &str,
    words: &[Spanned<RulingWords>],
) -> Result<Vec<Ruling>, RuleBookError> {
    words
        .iter()
        .map(|spanned| {
            ruling(spanned.get_ref())
                .map_err(|message| RuleBookError::at(file, text, spanned.span().start, message))
        })
        .collect()
}

fn ruling(words: &RulingWords) -> Result<Ruling, String> {
    let mut kinds = Vec::new();
    if let Some(of) = &words.award {
        only(of, "award", &["official", "pitch"])?;
        kinds.push(RulingKind::Award {
            of: reference(of)?,
            official: score(
                of.official.as_deref().ok_or("an `award` needs its `official` score")?,
            )?,
            pitch: of.pitch.as_deref().map(score).transpose()?,
        });
    }
    if let Some(of) = &words.walkover {
        only(of, "walkover", &["official", "winner"])?;
        let winner = winner(of)?.ok_or("a `walkover` needs its `winner`")?;
        let official = of.official.as_deref().map(score).transpose()?;
        if official.is_some_and(|goals| goals[winner] < goals[!winner]) {
            let written = of.official.as_deref().unwrap_or_default();
            return Err(format!("`{written}` is a defeat for the `winner` of this walkover"));
        }
        kinds.push(RulingKind::Walkover { of: reference(of)?, winner, official });
    }
    if let Some(of) = &words.annul {
        only(of, "annul", &[])?;
        kinds.push(RulingKind::Annul { of: reference(of)? });
    }
    if let Some(of) = &words.correct {
        only(of, "correct", &["score"])?;
        kinds.push(RulingKind::Correct {
            of: reference(of)?,
            score: score(of.score.as_deref().ok_or("a `correct` needs its `score`")?)?,
        });
    }
    if let Some(of) = &words.play_off {
        only(of, "play-off", &["winner"])?;
        kinds.push(RulingKind::PlayOff { of: reference(of)?, winner: winner(of)? });
    }
    if let Some(p) = &words.points {
        kinds.push(RulingKind::Points {
            team: p.team.clone(),
            points: p.points,
            suspended: p.suspended,
        });
    }
    if let Some(out) = &words.out {
        kinds.push(RulingKind::Out {
            team: out.team.clone(),
            expelled: out.how == OutWord::Expelled,
            results: match out.results.as_str() {
                "annulled" => ResultsOf::Annulled,
                "kept" => ResultsOf::Kept,
                "half" => ResultsOf::Half,
                other => match other.strip_prefix("awarded-").map(str::parse) {
                    Some(Ok(goals)) => ResultsOf::Awarded(goals),
                    _ => {
                        return Err(format!(
                            "`{other}` is not a value of `results`; expected `annulled`, `kept`, `half` or `awarded-N`"
                        ));
                    }
                },
            },
        });
    }
    if let Some(order) = &words.lots {
        kinds.push(RulingKind::Lots { order: order.clone() });
    }
    if words.ended.is_some() {
        kinds.push(RulingKind::Ended);
    }
    if kinds.len() != 1 {
        return Err(format!(
            "a ruling says one thing, this one says {}; expected one of `award`, `walkover`, `annul`, `correct`, `play-off`, `points`, `out`, `lots` or `ended`",
            kinds.len()
        ));
    }
    let kind = kinds.remove(0);
    let date = match &kind {
        RulingKind::Award { of, .. }
        | RulingKind::Walkover { of, .. }
        | RulingKind::Annul { of }
        | RulingKind::Correct { of, .. }
        | RulingKind::PlayOff { of, .. } => Some(of.date),
        _ => None,
    };
    // A decision counts from the day it was announced, and one about a match not
    // before its day.
    let from = words.from.or(words.ended).or(words.known).or(date);
    Ok(Ruling {
        kind,
        edition: words.edition.clone(),
        stage: words.stage.clone(),
        from,
        until: words.until,
        known: words.known,
        by: words.by.clone(),
        reason: words.reason.clone(),
        article: words.article.clone(),
        source: words.source.clone(),
        reliability: words.reliability.into(),
    })
}

/// Refuses keys that a kind of ruling has no use for.
fn only(of: &MatchWords, kind: &str, keys: &[&str]) -> Result<(), String> {
    let given = [
        ("official", of.official.is_some()),
        ("pitch", of.pitch.is_some()),
        ("score", of.score.is_some()),
        ("winner", of.winner.is_some()),
    ];
    match given.iter().find(|(key, given)| *given && !keys.contains(key)) {
        Some((key, _)) => Err(format!("`{key}` does not belong in `{kind}`")),
        None => Ok(()),
    }
}

fn reference(of: &MatchWords) -> Result<MatchRef, String> {
    if of.home == of.away {
        return Err(format!("`{}` cannot play against itself", of.home));
    }
    Ok(MatchRef { date: of.date, home: of.home.clone(), away: of.away.clone() })
}

fn winner(of: &MatchWords) -> Result<Option<Side>, String> {
    match of.winner.as_deref() {
        None => Ok(None),
        Some(w) if w == of.home => Ok(Some(Side::Home)),
        Some(w) if w == of.away => Ok(Some(Side::Away)),
        Some(w) => Err(format!(
            "`{w}` does not play in this match; expected `{}` or `{}`",
            of.home, of.away
        )),
    }
}

fn score(text: &str) -> Result<BySide<u8>, String> {
    text.split_once('-')
        .and_then(|(home, away)| {
            let goals = |s: &str| s.trim().parse::<u8>().ok().filter(|g| *g < 100);
            Some(BySide::new(goals(home)?, goals(away)?))
        })
        .ok_or_else(|| format!("`{text}` is not a score; write it as `3-0`"))
}
