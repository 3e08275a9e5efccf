//! The names in a text, before it is known what the text is about.

use super::*;

pub(super) fn particle(word: &str) -> bool {
    matches!(word, "de" | "van" | "von" | "di" | "da" | "del" | "der" | "el" | "al" | "ter" | "dos")
}

/// All names in a text, by first token, longest first.
pub(super) fn names<'p>(prepared: &'p Prepared, text: &Text<'_>) -> Vec<Named<'p>> {
    let mut out = Vec::new();
    for at in 0..text.tokens.len() {
        if text.tokens[at].is_word() {
            prepared.lexicon().at(text, at, &mut out);
        }
    }
    out
}

pub(super) fn people_named(named: &[Named<'_>]) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = named
        .iter()
        .flat_map(|n| n.meanings)
        .filter_map(|m| match m {
            Meaning::Person(p) | Meaning::Surname(p) => Some(*p),
            _ => None,
        })
        .collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// How often each team is named, names more than nicknames, with the sentence
/// that names it first; most named first.
pub(super) fn team_weights(text: &Text<'_>, named: &[Named<'_>]) -> Vec<(TeamId, u32, u32)> {
    let mut weights: Vec<(TeamId, u32, u32)> = Vec::new();
    let mut covered = 0;
    for name in named {
        if name.from < covered {
            continue;
        }
        let token = &text.tokens[name.from];
        let sentence = token.sentence.min(9);
        let mut any = false;
        for meaning in name.meanings {
            let (team, weight) = match meaning {
                Meaning::Team(t) if token.capital => (*t, 3),
                Meaning::TeamWord(t, AliasKind::Demonym) => (*t, 2),
                Meaning::TeamWord(t, _) if token.capital => (*t, 2),
                Meaning::TeamWord(t, _) => (*t, 1),
                _ => continue,
            };
            any = true;
            let weight = weight + if sentence < 2 { 4 } else { 0 };
            match weights.iter_mut().find(|w| w.0 == team) {
                Some(have) => have.1 = (have.1 + weight).min(24),
                None => weights.push((team, weight, sentence)),
            }
        }
        let person = name.to - name.from > 1
            && name.meanings.iter().any(|m| matches!(m, Meaning::Person(_) | Meaning::City(_)));
        if any || person {
            covered = name.to;
        }
    }
    weights.sort_by_key(|w| (std::cmp::Reverse(w.1), w.2));
    weights
}

/// A capitalised name in mid-sentence that no name of the record begins.
pub(super) fn unknown_name(
    text: &Text<'_>,
    at: usize,
    next: Option<&Named<'_>>,
) -> Option<Mention> {
    let t = &text.tokens[at];
    let first = text.sentence_of(at).0 == at;
    if !t.is_word() || !t.capital || first || t.fold.len() < 3 || common(&t.fold) {
        return None;
    }
    let _ = next;
    let mut to = at + 1;
    while let Some(n) = text.tokens.get(to) {
        if n.is_word() && n.capital && n.sentence == t.sentence && n.fold.len() > 1 && to - at < 3 {
            to += 1;
        } else {
            break;
        }
    }
    Some(Mention { from: at, to, who: Who::Unknown, described: false })
}

/// Capitalised words that are not names.
pub(crate) fn common(word: &str) -> bool {
    const WORDS: [&str; 69] = [
        "asian",
        "african",
        "gold",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "gruppo",
        "girone",
        "group",
        "mondiale",
        "mondiali",
        "world",
        "cup",
        "europeo",
        "europei",
        "euro",
        "nations",
        "league",
        "fifa",
        "uefa",
        "conmebol",
        "var",
        "coppa",
        "the",
        "their",
        "under",
        "stadium",
        "stadio",
        "arena",
        "park",
        "road",
        "qualifier",
        "qualifiers",
        "finals",
        "final",
        "north",
        "south",
        "east",
        "west",
        "european",
        "americas",
        "africa",
        "europe",
        "europa",
        "asia",
        "sud",
        "nord",
        "nazionale",
        "federazione",
        "commissario",
        "coach",
        "copa",
        "america",
    ];
    WORDS.contains(&word)
}
