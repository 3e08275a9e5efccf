//! `girone decide`

use girone::Error;
use girone::model::BySide;
use girone_store::keep::{Decision, DecisionKind};

use super::keep;
use crate::args::{Common, Decide};
use crate::args_ledger::Decided;

pub fn run(common: &Common, order: &Decide) -> Result<u8, Error> {
    let (kind, decided): (DecisionKind, &Decided) = match order {
        Decide::Award { which, score, decided } => {
            (DecisionKind::Award { which: which.clone(), score: goals(score)? }, decided)
        }
        Decide::Walkover { which, winner, score, decided } => {
            let score = score.as_deref().map(goals).transpose()?;
            (
                DecisionKind::Walkover { which: which.clone(), winner: winner.clone(), score },
                decided,
            )
        }
        Decide::Annul { which, decided } => (DecisionKind::Annul { which: which.clone() }, decided),
        Decide::Restore { which, decided } => {
            (DecisionKind::Restore { which: which.clone() }, decided)
        }
        Decide::Deduct { team, points, suspended, edition, stage, decided } => {
            if *points < 0 || *suspended < 0 || suspended > points {
                return Err(Error::usage(
                    "write the points deducted as a positive number, and no more suspended than deducted",
                ));
            }
            let kind = DecisionKind::Deduct {
                team: team.clone(),
                points: *points,
                suspended: *suspended,
                edition: edition.clone(),
                stage: stage.clone(),
            };
            (kind, decided)
        }
        Decide::Lots { edition, order, decided } => {
            (DecisionKind::Lots { edition: edition.clone(), order: order.clone() }, decided)
        }
    };
    let decision = Decision {
        kind,
        date: decided.date,
        article: decided.article.clone(),
        appeal_of: decided.appeal_of,
        particulars: keep::particulars(&decided.told),
    };
    keep::write(common, &decided.told, "decide", |keeper| keeper.propose_decision(&decision))
}

/// Reads `3-0`.
fn goals(text: &str) -> Result<BySide<u8>, Error> {
    let parts = text.split_once(['-', ':', '\u{2013}']);
    let number = |t: &str| t.trim().parse::<u8>().ok().filter(|n| *n < 100);
    parts
        .and_then(|(a, b)| Some(BySide::new(number(a)?, number(b)?)))
        .ok_or_else(|| Error::usage(format!("`{text}` is not a score; write e.g. `3-0`")))
}
