//! What the next round can decide, in words.

use girone_model::{Lang, Side, TeamIx};
use girone_rules::edition::Berth;
use girone_scenarios::{Clause, Range, Verdict};

use super::conditions::{ConditionWriter, capital};
use crate::next_round::{NextFate, NextRound};
use crate::{NeedsAnswer, View};

/// Writes what the next round can decide: who must win, who can be sure, who can
/// be out.
pub fn next_text(
    view: &View,
    answer: &NeedsAnswer,
    round: &NextRound,
    berths: &[Berth],
    lang: Lang,
    team: Option<TeamIx>,
) -> Vec<String> {
    let writer = ConditionWriter { view, answer: &answer.table, lang };
    let mut out = Vec::new();
    for fate in round.fates.iter().filter(|f| team.is_none_or(|t| t == f.team)) {
        out.extend(fate_lines(view, answer, round, &writer, fate, &berths[fate.berth], lang));
    }
    out
}

#[allow(clippy::too_many_arguments)]
fn fate_lines(
    view: &View,
    answer: &NeedsAnswer,
    round: &NextRound,
    writer: &ConditionWriter<'_>,
    fate: &NextFate,
    berth: &Berth,
    lang: Lang,
) -> Vec<String> {
    let it = lang == Lang::It;
    let remaining = &answer.table.sheet.sheet.remaining;
    let name = |t: TeamIx| view.team_name(answer.table.team(t), lang).to_owned();
    let prize = berth.name.get(lang);
    let own = round.games.iter().copied().find(|g| remaining[*g].side_of(&fate.team).is_some());
    let mut out = Vec::new();
    let on = round.date.map_or(String::new(), |d| {
        let day = super::day_short(d, lang);
        if it { format!(" il {day}") } else { format!(" on {day}") }
    });
    let the = |t: TeamIx| {
        let team = view.snapshot().directory.team(answer.table.team(t));
        if it { team.the_it() } else { team.name.en.to_string() }
    };
    if let (Some([won, drawn, lost]), Some(game)) = (fate.own, own) {
        let side = remaining[game].side_of(&fate.team).unwrap_or(Side::Home);
        let opponent = remaining[game][!side];
        let is = |v: Verdict, w: Verdict| v == w;
        let (sure, gone) = if berth.exit {
            (Verdict::Out, Verdict::Through)
        } else {
            (Verdict::Through, Verdict::Out)
        };
        let must = match (is(drawn, gone), is(lost, gone), is(won, gone)) {
            (true, true, false) => Some((
                format!("must beat {}{on}", name(opponent)),
                format!("deve battere {}{on}", the(opponent)),
            )),
            (false, true, false) => Some((
                format!("must not lose to {}{on}", name(opponent)),
                format!("non deve perdere contro {}{on}", the(opponent)),
            )),
            _ => None,
        };
        if let Some((en, its)) = must {
            out.push(match (it, berth.exit) {
                (false, false) => format!("{} {en} to keep “{prize}” possible.", name(fate.team)),
                (true, false) => {
                    format!("{} {its} perché «{prize}» resti possibile.", capital(&the(fate.team)))
                }
                (false, true) => format!("{} {en}, or “{prize}” is certain.", name(fate.team)),
                (true, true) => format!("{} {its}, o «{prize}» è certo.", capital(&the(fate.team))),
            });
        }
        let enough = match (is(won, sure), is(drawn, sure), is(lost, sure)) {
            (true, true, false) => Some(("a draw", "un pareggio")),
            (true, false, false) => Some(("a win", "una vittoria")),
            _ => None,
        };
        if let Some((en, its)) = enough {
            out.push(match (it, berth.exit) {
                (false, false) => format!(
                    "{} are sure of “{prize}” with {en} against {}{on}, whatever else happens.",
                    name(fate.team),
                    name(opponent)
                ),
                (true, false) => format!(
                    "{} è sicuro di «{prize}» con {its} contro {}{on}, qualunque cosa accada altrove.",
                    capital(&the(fate.team)),
                    the(opponent)
                ),
                (false, true) => format!(
                    "{} are safe from “{prize}” with {en} against {}{on}.",
                    name(fate.team),
                    name(opponent)
                ),
                (true, true) => format!(
                    "{} evita «{prize}» con {its} contro {}{on}.",
                    capital(&the(fate.team)),
                    the(opponent)
                ),
            });
        }
    }
    for (combinations, through) in [(&fate.through, true), (&fate.out, false)] {
        if combinations.is_empty() {
            continue;
        }
        let clauses: Vec<String> = merge(combinations)
            .iter()
            .map(|c| {
                let ranges = c
                    .iter()
                    .zip(&round.games)
                    .filter(|(set, _)| **set != 0b111)
                    .map(|(set, game)| range(*set, *game))
                    .collect();
                writer.clause(&Clause { ranges, combined: Vec::new() }, fate.team)
            })
            .collect();
        let shown = clauses.iter().take(3).cloned().collect::<Vec<_>>();
        let or = if it { "; oppure se " } else { "; or if " };
        let mut text = shown.join(or);
        if clauses.len() > 3 {
            let more = clauses.len() - 3;
            text.push_str(&if it {
                format!("; e in altri {more} modi")
            } else {
                format!("; and in {more} more ways")
            });
        }
        out.push(match (it, through) {
            (false, true) => {
                format!("“{prize}” is already certain for {}{on} if {text}.", name(fate.team))
            }
            (true, true) => format!("«{prize}» è già certo per {}{on} se {text}.", the(fate.team)),
            (false, false) => format!("“{prize}” is gone for {}{on} if {text}.", name(fate.team)),
            (true, false) => format!("«{prize}» svanisce per {}{on} se {text}.", the(fate.team)),
        });
    }
    out
}

/// The margins of a set of results (bits: home win, draw, away win).
fn range(set: u8, game: usize) -> Range {
    let (least, most) = match set {
        0b001 => (Some(1), None),
        0b010 => (Some(0), Some(0)),
        0b100 => (None, Some(-1)),
        0b011 => (Some(0), None),
        _ => (None, Some(0)),
    };
    Range { game, least, most }
}

/// Joins combinations of results into boxes: sets of results per match, as bits.
/// Home or away win without the draw is no range and is left apart.
fn merge(combinations: &[Vec<usize>]) -> Vec<Vec<u8>> {
    let mut boxes: Vec<Vec<u8>> =
        combinations.iter().map(|c| c.iter().map(|r| 1u8 << r).collect()).collect();
    loop {
        let mut joined = None;
        'search: for i in 0..boxes.len() {
            for j in i + 1..boxes.len() {
                let apart: Vec<usize> =
                    (0..boxes[i].len()).filter(|k| boxes[i][*k] != boxes[j][*k]).collect();
                if let [k] = *apart
                    && boxes[i][k] | boxes[j][k] != 0b101
                {
                    joined = Some((i, j, k));
                    break 'search;
                }
            }
        }
        let Some((i, j, k)) = joined else { return boxes };
        let with = boxes.swap_remove(j);
        boxes[i][k] |= with[k];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combinations_join_into_the_boxes_they_fill() {
        // A win at home in the first match, anything in the second.
        let all = merge(&[vec![0, 0], vec![0, 1], vec![0, 2]]);
        assert_eq!(all, [vec![0b001, 0b111]]);
        let apart = merge(&[vec![0], vec![2]]);
        assert_eq!(apart.len(), 2);
    }
}
