//! Proofs of verdicts across groups, for a person.

use girone_model::Lang;
use girone_rules::edition::RankingOf;
use girone_scenarios::StageCertificate;

use super::notes::join;
use super::proof::ordinal;
use crate::{NeedsAnswer, View};

/// Says why a team surely gets a berth or surely misses it, where other groups have a
/// say: its own record, and the groups that are surely behind or ahead.
pub fn stage_proof_text(
    view: &View,
    answer: &NeedsAnswer,
    proof: &StageCertificate,
    lang: Lang,
) -> Option<String> {
    let it = lang == Lang::It;
    let groups: Vec<_> = answer.groups.tables().collect();
    let own = groups.get(proof.group)?;
    let name = view.team_name(own.team(proof.team), lang);
    let tables = own.tables()?;
    let lines: Vec<String> = proof
        .across
        .iter()
        .filter_map(|claim| {
            let ranking = tables.rankings.iter().find(|r| r.id == claim.ranking)?;
            let RankingOf::Places(places) = &ranking.of else { return None };
            let place = match lang {
                Lang::En => ordinal(*places.first()?),
                Lang::It => format!("{}ª", places.first()?),
            };
            let points = claim.record.points;
            let difference = claim.record.difference.map_or(String::new(), |d| {
                let d = super::table::signed(d);
                if it { format!(" e differenza reti {d}") } else { format!(" and a goal difference of {d}") }
            });
            let difference = claim.record.goals.map_or(difference.clone(), |goals| {
                if it { format!("{difference}, con {goals} gol fatti") } else { format!("{difference}, {goals} goals scored") }
            });
            let names: Vec<String> =
                claim.others.iter().filter_map(|(g, _)| Some(groups.get(*g)?.group.clone())).collect();
            let count = names.len();
            let names = join(&names, lang);
            Some(match (claim.at_least, it) {
                (true, false) => format!("{name} cannot be {place} with less than {points} points{difference}; in {count} groups ({names}) whoever is {place} surely has a worse record."),
                (false, false) => format!("{name} cannot be {place} with more than {points} points{difference}; in {count} groups ({names}) whoever is {place} surely has a better record."),
                (true, true) => format!("{name}, se {place}, ha almeno {points} punti{difference}; in {count} gironi ({names}) chi è {place} fa sicuramente peggio."),
                (false, true) => format!("{name}, se {place}, ha al massimo {points} punti{difference}; in {count} gironi ({names}) chi è {place} fa sicuramente meglio."),
            })
        })
        .collect();
    let lines: Vec<String> =
        lines.into_iter().chain(in_orders(view, answer, proof, name, lang)).collect();
    (!lines.is_empty()).then(|| lines.join(" "))
}

/// Who is counted ahead of a team in declared orders.
fn in_orders(
    view: &View,
    answer: &NeedsAnswer,
    proof: &StageCertificate,
    name: &str,
    lang: Lang,
) -> Vec<String> {
    let groups: Vec<_> = answer.groups.tables().collect();
    let mut lines = Vec::new();
    for claim in &proof.declared {
        let names: Vec<String> = claim
            .ahead
            .iter()
            .filter_map(|(g, t, _)| Some(view.team_name(groups.get(*g)?.team(*t), lang).to_owned()))
            .collect();
        if names.is_empty() {
            continue;
        }
        let names = join(&names, lang);
        lines.push(match lang {
            Lang::En => {
                format!("Ahead of {name} in the order, how {names} stand to it is certain.")
            }
            Lang::It => {
                format!("Di chi precede {name} nella lista, è già certa la sorte di {names}.")
            }
        });
    }
    lines
}
