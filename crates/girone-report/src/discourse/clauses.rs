//! Where clauses end, and which mentions are not their subjects.

use super::*;

pub(super) fn brackets(lattice: &Lattice<'_, '_>) -> Vec<Option<u32>> {
    let tokens = &lattice.text.tokens;
    let mut closing = vec![None; tokens.len()];
    let mut open: Option<usize> = None;
    for (i, t) in tokens.iter().enumerate() {
        match t.mark() {
            Some('(') => open = Some(i),
            Some(')') => {
                if let Some(from) = open.take()
                    && tokens[from].sentence == t.sentence
                {
                    closing[from] = Some(i as u32);
                }
            }
            _ => {}
        }
    }
    closing
}

pub(super) fn clause_breaks(lattice: &Lattice<'_, '_>) -> Vec<u8> {
    let tokens = &lattice.text.tokens;
    let mut breaks = vec![0u8; tokens.len()];
    for (i, t) in tokens.iter().enumerate() {
        let after_comma = i > 0 && tokens[i - 1].mark() == Some(',');
        let strength = match t.mark() {
            Some(',') => 2,
            Some(';') => 5,
            Some(':') => 3,
            Some('(' | ')') => 1,
            Some('-') if t.spaced && tokens.get(i + 1).is_some_and(|n| n.spaced) => 3,
            Some(_) => 0,
            None => match (lattice.lang, t.fold.as_str()) {
                (Lang::It, "e" | "ed") => 1,
                (Lang::It, "che") if after_comma => 3,
                (Lang::It, "ma" | "mentre" | "poi" | "quando" | "invece" | "pero" | "perche") => 3,
                (Lang::It, "prima" | "dopo") => 2,

                (Lang::En, "and") => 1,
                (Lang::En, "because") => 3,
                (Lang::En, "but" | "while" | "whereas" | "when" | "then" | "although") => 3,
                (Lang::En, "before" | "after") => 2,
                (Lang::En, "who" | "which" | "whose") if after_comma => 3,
                _ => 0,
            },
        };
        breaks[i] = strength;
    }
    for &(from, _) in &lattice.text.sentences {
        breaks[from] = 9;
    }
    breaks
}

/// Whether a score stands right before a mention: "ha travolto 4-1 l'Estonia".
pub(super) fn follows_score(lattice: &Lattice<'_, '_>, mention: &Mention) -> bool {
    let tokens = &lattice.text.tokens;
    let mut end = mention.from;
    if end > 0
        && matches!(
            tokens[end - 1].fold.as_str(),
            "il" | "lo" | "la" | "i" | "gli" | "le" | "l" | "the"
        )
    {
        end -= 1;
    }
    (end.saturating_sub(4)..end).any(|i| {
        lattice.scores[i].is_some_and(|s| s.to == end)
            && tokens[i].sentence == tokens[mention.from].sentence
    })
}

/// Whether exactly one word stands between a mention and the team before it:
/// "Belgium thumped Kazakhstan", "il Belgio travolge il Kazakistan".
pub(super) fn follows_verb(lattice: &Lattice<'_, '_>, mention: &Mention) -> bool {
    let tokens = &lattice.text.tokens;
    let mut words = Vec::new();
    for at in (mention.from.saturating_sub(4)..mention.from).rev() {
        if tokens[at].sentence != tokens[mention.from].sentence {
            return false;
        }
        if lattice.covered[at].is_some() {
            break;
        }
        if !matches!(
            tokens[at].fold.as_str(),
            "il" | "lo" | "la" | "i" | "gli" | "le" | "l" | "the" | "ha" | "hanno" | "have" | "has"
        ) {
            words.push(at);
        }
        if at == mention.from.saturating_sub(4) || words.len() > 1 {
            return false;
        }
    }
    let [verb] = words.as_slice() else { return false };
    let before = verb.checked_sub(1).and_then(|i| {
        lattice.covered[i].or_else(|| i.checked_sub(1).and_then(|i| lattice.covered[i]))
    });
    let team = before.is_some_and(|i| matches!(lattice.mentions[i as usize].who, Who::Teams(_)));
    let word = &tokens[*verb];
    team && word.is_word()
        && word.fold.len() > 2
        && !matches!(
            word.fold.as_str(),
            "and"
                | "con"
                | "per"
                | "for"
                | "but"
                | "mentre"
                | "while"
                | "poi"
                | "then"
                | "sono"
                | "are"
                | "men"
                | "side"
                | "coach"
        )
}

/// In a list of teams that depend on a preposition all of them do: "gli stessi
/// punti di Colombia, Uruguay e Paraguay".
pub(super) fn coordinate(lattice: &Lattice<'_, '_>, oblique: &mut [bool]) {
    let tokens = &lattice.text.tokens;
    for i in 1..lattice.mentions.len() {
        let (before, this) = (&lattice.mentions[i - 1], &lattice.mentions[i]);
        let listed = before.to < this.from
            && this.from - before.to <= 3
            && tokens[this.from].sentence == tokens[before.from].sentence
            && tokens[before.to..this.from].iter().all(|t| {
                matches!(
                    t.fold.as_str(),
                    "," | "e"
                        | "ed"
                        | "and"
                        | "or"
                        | "o"
                        | "il"
                        | "la"
                        | "lo"
                        | "l"
                        | "i"
                        | "gli"
                        | "the"
                )
            });
        let ends = tokens.get(this.to).is_none_or(|t| {
            t.sentence != tokens[this.from].sentence
                || matches!(t.fold.as_str(), "," | "." | ";" | "e" | "ed" | "and" | ")" | ":")
        });
        // "The 1-1 between Denmark and Serbia in Stuttgart": both, whatever follows.
        let paired = (1..=2).any(|n| {
            before.from.checked_sub(n).is_some_and(|i| {
                matches!(&*tokens[i].fold, "between" | "tra" | "fra")
                    && (n == 1
                        || matches!(&*tokens[i + 1].fold, "the" | "il" | "la" | "l" | "i" | "gli"))
            })
        });
        if listed && (ends || paired) && oblique[i - 1] {
            oblique[i] = true;
        }
    }
}

/// Whether a mention is what something is done to or compared with, and not who
/// does it.
pub(super) fn is_oblique(lattice: &Lattice<'_, '_>, mention: &Mention) -> bool {
    let tokens = &lattice.text.tokens;
    let Some(mut at) = mention.from.checked_sub(1) else { return false };
    let sentence = tokens[mention.from].sentence;
    if follows_verb(lattice, mention) || follows_score(lattice, mention) {
        return true;
    }
    // "Agganciano l'Ucraina", "scavalcando il Venezuela", "leapfrog the Swiss".
    let overtakes = |word: &str| {
        let stems: &[&str] = match lattice.lang {
            Lang::It => &[
                "agganci",
                "raggiung",
                "scavalc",
                "sorpass",
                "affianc",
                "super",
                "eguagli",
                "distanzi",
                "travolg",
                "batten",
                "piegan",
                "sconfigg",
                "elimin",
                "stacca",
                "regoland",
                "liquidand",
                "domand",
                "stendend",
                "annientand",
                "demolend",
                "affondand",
                "fermand",
                "bloccand",
                "beffand",
                "rimontand",
                "castigand",
                "strapazzand",
                "schiacciand",
                "asfaltand",
                "umiliand",
                "ospitand",
                "affrontand",
            ],
            Lang::En => &[
                "leapfrog",
                "overtak",
                "overtook",
                "overhaul",
                "join",
                "catch",
                "caught",
                "pip",
                "beating",
                "thrash",
                "eliminat",
                "replac",
                "defeating",
                "edging",
                "downing",
                "sinking",
                "holding",
                "hammering",
                "crushing",
                "routing",
                "outclassing",
                "humbling",
                "stunning",
                "dispatching",
                "overcoming",
                "overwhelming",
                "toppling",
                "upsetting",
                "trouncing",
                "demolishing",
                "hosting",
                "facing",
                "denying",
                "thumping",
                "swatting",
                "brushing",
                "sweeping",
                "outplaying",
                "conquering",
            ],
        };
        stems.iter().any(|s| word.starts_with(s))
    };
    let mut verb = at;
    while verb > 0
        && tokens[verb].sentence == sentence
        && matches!(
            tokens[verb].fold.as_str(),
            "il" | "lo" | "la" | "i" | "gli" | "le" | "l" | "the"
        )
    {
        verb -= 1;
    }
    if tokens[verb].sentence == sentence && overtakes(&tokens[verb].fold) {
        return true;
    }
    // "Che ha demolito l'Armenia", "having dismantled Armenia".
    let adverb = |t: &str| matches!(t, "gia" | "appena" | "poi" | "subito" | "already" | "just");
    let before = verb.checked_sub(1).map(|b| match b.checked_sub(1) {
        Some(earlier) if adverb(&tokens[b].fold) => earlier,
        _ => b,
    });
    if let Some(before) = before
        && tokens[before].sentence == sentence
    {
        let word = tokens[verb].fold.as_str();
        let auxiliary = tokens[before].fold.as_str();
        let object = match lattice.lang {
            Lang::It => {
                matches!(auxiliary, "ha" | "hanno" | "aveva" | "avevano" | "avendo" | "aver")
                    && ["ato", "uto", "ito", "tto", "rso", "nto", "sso"]
                        .iter()
                        .any(|e| word.ends_with(e))
            }
            Lang::En => {
                matches!(auxiliary, "had" | "have" | "has" | "having" | "who")
                    && (word.ends_with("ed") || matches!(word, "beaten" | "held" | "seen" | "sunk"))
            }
        };
        if object {
            return true;
        }
    }
    // "Con i Tre Leoni davanti": a subject of its own.
    let absolute = tokens.get(mention.to).is_some_and(|t| {
        matches!(
            &*t.fold,
            "davanti"
                | "avanti"
                | "prima"
                | "primi"
                | "primo"
                | "seconda"
                | "secondi"
                | "terza"
                | "terzi"
                | "ultima"
                | "ultimi"
                | "ahead"
                | "behind"
                | "second"
                | "third"
                | "top"
                | "bottom"
                | "on"
                | "a"
                | "ferma"
                | "fermo"
                | "ferme"
                | "fermi"
                | "quarta"
                | "quarto"
                | "quarti"
                | "terzo"
                | "secondo"
                | "fourth"
                | "fifth"
                | "salita"
                | "saliti"
        )
    });
    let possessive = tokens.get(mention.to).is_some_and(|t| t.is("s") && !t.spaced);
    // "To end Argentina's six-match unbeaten run": what is theirs is the object.
    if possessive
        && tokens[mention.to + 1..].iter().take(5).any(|t| {
            t.sentence == sentence
                && matches!(
                    &*t.fold,
                    "run" | "streak" | "sequence" | "hopes" | "defence" | "resistance" | "lead"
                )
        })
    {
        return true;
    }
    for _ in 0..3 {
        let t = &tokens[at];
        if t.sentence != sentence {
            return false;
        }
        let word = t.fold.as_str();
        match lattice.lang {
            Lang::It => match word {
                "il" | "lo" | "la" | "i" | "gli" | "le" | "l" | "un" | "una" | "proprio"
                | "anche" | "pure" | "perfino" | "addirittura" => {}
                "di" | "del" | "dello" | "della" | "dei" | "degli" | "delle" | "dell" | "da"
                | "dal" | "dallo" | "dalla" | "dai" | "dagli" | "dalle" | "dall" | "contro"
                | "col" | "coi" | "con" | "su" | "sul" | "sullo" | "sulla" | "sui" | "sugli"
                | "sulle" | "sull" | "al" | "allo" | "alla" | "ai" | "agli" | "alle" | "all"
                | "a" | "ad" | "tra" | "fra" | "nel" | "nella" | "in" | "come" | "sopra"
                | "sotto" => {
                    if word == "con" && absolute {
                        return false;
                    }
                    // "La squadra di Garcia", "gli uomini di Tuchel".
                    let group = at.checked_sub(1).map(|i| tokens[i].fold.as_str());
                    return !matches!(
                        group,
                        Some(
                            "squadra"
                                | "uomini"
                                | "nazionale"
                                | "ragazzi"
                                | "undici"
                                | "banda"
                                | "formazione"
                                | "selezione"
                                | "truppa"
                                | "parte"
                                | "favore"
                        )
                    );
                }
                "batte" | "battono" | "supera" | "superano" | "sconfigge" | "sconfiggono"
                | "travolge" | "travolgono" | "piega" | "piegano" | "ospita" | "affronta"
                | "sorpassa" | "scavalca" | "aggancia" | "raggiunge" | "doma" | "liquida"
                | "regola" | "stende" | "elimina" | "ferma" | "fermano" | "schianta"
                | "annienta" | "demolisce" | "precede" | "precedono" | "battendo" | "superando"
                | "scavalcando" | "agganciando" | "battuto" | "battuta" | "superato" | "stacca"
                | "insegue" | "inseguono" | "tallona" | "asfalta" | "rifila" => return true,
                _ => return false,
            },
            Lang::En => match word {
                "the" | "a" | "an" => {}
                "of" | "to" | "against" | "from" | "over" | "than" | "by" | "with" | "past"
                | "between" | "behind" | "above" | "below" | "at" | "in" | "beat" | "beats"
                | "beating" | "beaten" | "thrashed" | "defeated" | "defeat" | "edged" | "held"
                | "hold" | "overtook" | "overtake" | "leapfrogged" | "downed" | "stunned"
                | "hammered" | "overcame" | "saw" | "trail" | "trailed" | "lead" | "led"
                | "swept" | "crushed" | "sank" | "joined" | "follow" | "sent" | "v" | "vs"
                | "face" | "host" | "drew" | "left" | "eliminated" | "knocked" | "outclassed"
                | "routed" | "denied" | "brushed" | "like" | "on" | "off" | "alongside"
                | "leapfrog" | "trailing" | "leading" | "leaving" | "join" => {
                    // "With the Georgians third": a subject of its own.
                    if word == "with" && absolute {
                        return false;
                    }
                    // "Plus five to England's plus four": a value of theirs follows.
                    let value = possessive
                        && tokens.get(mention.to + 1).is_some_and(|t| {
                            t.number().is_some()
                                || t.mark().is_some()
                                || matches!(
                                    &*t.fold,
                                    "plus"
                                        | "minus"
                                        | "one"
                                        | "two"
                                        | "three"
                                        | "four"
                                        | "five"
                                        | "six"
                                        | "seven"
                                        | "eight"
                                        | "nine"
                                        | "ten"
                                )
                        });
                    return !possessive || value || matches!(word, "over" | "past" | "against");
                }
                _ => return false,
            },
        }
        match at.checked_sub(1) {
            Some(previous) => at = previous,
            None => return false,
        }
    }
    false
}
