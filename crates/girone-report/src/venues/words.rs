//! The words that lead to a town, and those that say that no match is meant.

use girone_model::{Lang, TeamId};

use crate::claim::GameIx;
use crate::lattice::{Mention, Who};
use crate::lexicon::CityId;
use crate::statement::Scene;

/// How words lead to a town.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// They put the match there: "a Oslo", "in Oslo", "il pubblico di Oslo".
    There,
    /// They may as well name what belongs to the town: "di Oslo", "from Oslo".
    Loose,
}

/// Words that say that what is told in a clause is no match of the record.
pub(super) const NOT_A_MATCH: &[&str] = &[
    "nobody in",
    "everyone in",
    "nessuno a",
    "streets of",
    "strade di",
    "piazze di",
    "andiamo",
    "si va",
    "si vola",
    "direzione",
    "developments",
    "sviluppi",
    "violence",
    "violenz*",
    "riot*",
    "unrest",
    "scontri di piazza",
    "protest*",
    "attacks",
    "attentat*",
    "vertice",
    "summit",
    "nato",
    "nata",
    "nativo",
    "cresciuto",
    "cresciuta",
    "club",
    "ritiro",
    "sorteggi*",
    "sede",
    "quartier generale",
    "piazza",
    "piazze",
    "strade",
    "maxischermo",
    "maxischermi",
    "aeroporto",
    "governo",
    "gioca in",
    "giornali",
    "quotidiano",
    "vola a",
    "volano a",
    "volera",
    "destinazione",
    "viaggio",
    "prossim*",
    "dogana",
    "ambasciata",
    "born",
    "native",
    "raised",
    "headquarters",
    "made in",
    "based",
    "plays for",
    "the draw in",
    "draw for",
    "bars",
    "pubs",
    "streets",
    "squares",
    "big screens",
    "fan zone",
    "airport",
    "newspapers",
    "next",
    "travel*",
    "trip",
    "fly to",
    "flies to",
    "flight",
    "training camp",
    "pay for",
    "back home in",
    "talk*",
    "remember*",
    "sang",
    "sing",
    "sings",
    "singing",
    "dream*",
    "si parla*",
    "ricord*",
    "canta*",
    "sogna*",
    "allena",
    "allenano",
    "train",
    "trains",
    "training",
];

/// Words that lead to another match.
const OTHER_MATCH: &[&str] = &[
    "andata",
    "all andata",
    "first leg",
    "reverse fixture",
    "first meeting",
    "last met",
    "met in",
    "met at",
    "back in",
    "precedente",
    "l ultima volta",
    "last time",
    "un anno fa",
    "a year ago",
    "anni fa",
    "years ago",
    "months ago",
    "mesi fa",
    "weeks ago",
    "settimane fa",
    "days after the",
    "week after",
    "weeks after",
    "month after",
    "months after",
    "giorni dopo",
    "settimana dopo",
    "settimane dopo",
    "mese dopo",
    "mesi dopo",
    "scorso",
    "scorsa",
    "earlier",
    "previous",
    "reduce",
    "reduci",
    "had also won",
    "aveva vinto",
    "avevano vinto",
    "aveva perso",
    "avevano perso",
    "avevano pareggiato",
    "aveva pareggiato",
    "had finished",
    "had won",
    "had lost",
    "had drawn",
    "had beaten",
    "dopo lo",
    "dopo il",
    "dopo la",
    "dopo l",
    "dopo le",
    "sconfitta di",
    "following",
    "revenge",
    "rivincita",
    "vendicat*",
    "nell altra",
    "l altra",
    "other game",
    "other match",
    "elsewhere",
    "altrove",
    "meanwhile",
    "intanto",
    "happening",
    "news from",
    "notizie da",
    "al ritorno",
    "two legs",
    "doppio confronto",
    "anche a",
    "anche ad",
    "also in",
    "also at",
];

/// Words of the first match of an edition, which may be the one reported.
const OPENER: &[&str] = &["esordio", "debutto", "opener", "opening match", "opening game"];

/// Whether words lead to another match than one that is reported.
pub(super) fn of_other_match(
    scene: &Scene<'_, '_, '_, '_>,
    (from, to): (usize, usize),
    game: GameIx,
) -> bool {
    if scene.has(from, to, OTHER_MATCH) {
        return true;
    }
    // The first match of a coach, or of the side that is reported.
    let of_coach = |i: usize| {
        matches!(scene.fold(i + 1), "di" | "del" | "for" | "of" | "under")
            && (i + 2..i + 4)
                .any(|j| scene.lattice.mention(j).is_some_and(|m| matches!(m.who, Who::People(_))))
    };
    let prepared = scene.frame.prepared;
    let m = prepared.get(game);
    let edition = prepared.edition_of(m);
    let cut = scene.frame.cut();
    let first = |t: TeamId| {
        let mut played = prepared.played(t, &cut, &scene.frame.subjects);
        played.find(|(_, o)| edition.is_some() && prepared.edition_of(o) == edition).map(|o| o.0)
            == Some(game)
    };
    let teams = m.fixture.teams;
    let told = |i: usize| OPENER.iter().any(|w| scene.starts(i, w, to));
    (from..to).any(|i| told(i) && !of_coach(i))
        && (scene.discourse.before[from] || !(first(teams.home) && first(teams.away)))
}

/// Verbs that take the town where they win.
const TAKEN: &[&str] = &[
    "espugna",
    "espugnano",
    "espugnato",
    "espugnando",
    "espugnata",
    "espugnare",
    "sbanca",
    "sbancano",
    "sbancato",
    "sbancando",
    "viola",
    "violato",
    "violando",
    "conquista",
    "conquistano",
    "gela",
    "gelano",
    "ammutolisce",
    "zittisce",
    "zittito",
    "gelata",
    "gelato",
    "illumina",
    "incanta",
    "infiamma",
    "accende",
];

/// What lies in the town where a match is: "il pubblico di Oslo".
const OF_A_MATCH: &[&str] = &[
    "pubblico",
    "folla",
    "notte",
    "serata",
    "sera",
    "pomeriggio",
    "prato",
    "erba",
    "campo",
    "terreno",
    "stadio",
    "cielo",
    "cornice",
    "neutro",
    "neutrale",
    "polacco",
    "ungherese",
    "teatro",
    "tempio",
    "catino",
    "bolgia",
    "lago",
    "scogli",
    "finale",
    "gelo",
    "freddo",
    "caldo",
    "pioggia",
    "diluvio",
    "sole",
    "nebbia",
    "battaglia",
    "sfida",
    "gara",
    "partita",
    "match",
    "festa",
    "arena",
    "inferno",
    "fortino",
    "impianto",
    "manto",
    "cuore",
    "spalti",
    "tribune",
    "curva",
    "tifosi",
    "sintetico",
];

pub(super) fn lead(scene: &Scene<'_, '_, '_, '_>, m: &Mention, cities: &[CityId]) -> Option<Lead> {
    // "La" is also a place, and an article nearly always.
    let article =
        |w: &str| matches!(w, "la" | "le" | "il" | "lo" | "i" | "gli" | "the" | "un" | "una");
    if m.to == m.from + 1 && article(scene.fold(m.from)) {
        return None;
    }
    let (from, to) = scene.lattice.text.sentence_of(m.from);
    let tokens = &scene.lattice.text.tokens;
    let before =
        |n: usize| m.from.checked_sub(n).filter(|i| *i >= from).map_or("", |i| scene.fold(i));
    // "Il ragazzo del Santos": Italian towns have no article, clubs do.
    let with_article = scene.lattice.lang == Lang::It
        && matches!(before(1), "del" | "dello" | "nel" | "nello" | "dal" | "col" | "il" | "lo")
        && !matches!(scene.fold(m.from), "cairo" | "pireo" | "prater")
        && !cities.iter().any(|c| scene.frame.prepared.lexicon().is_ground(*c));
    if with_article {
        return None;
    }
    let after = if m.to < to { scene.fold(m.to) } else { "" };
    let beyond = if m.to + 1 < to { scene.fold(m.to + 1) } else { "" };
    let ground = cities.iter().any(|c| scene.frame.prepared.lexicon().is_ground(*c));
    // "Barcelona's Yamal", "the Leipzig forward" are of a club.
    let crowd = |w: &str| {
        matches!(
            w,
            "crowd"
                | "night"
                | "rain"
                | "sun"
                | "heat"
                | "evening"
                | "cold"
                | "fog"
                | "sunshine"
                | "afternoon"
                | "turf"
                | "pitch"
                | "air"
                | "sky"
                | "gloom"
                | "chill"
                | "snow"
        )
    };
    let opens = m.from == from;
    if opens && matches!(after, "," | "-" | "." | "(" | ":" | ";" | "–" | "—") {
        return Some(Lead::There);
    }
    // "(ANSA) - LIPSIA, 25 GIU -": the desk may be elsewhere.
    if m.from <= 8 && from == 0 && matches!(before(1), "-" | ")") && matches!(after, "," | "-") {
        return Some(Lead::Loose);
    }
    // "A Wembley, Londra".
    let town_before =
        m.from.checked_sub(2).and_then(|i| scene.lattice.covered[i]).is_some_and(|i| {
            matches!(scene.lattice.mentions[i as usize].who, crate::lattice::Who::Cities(_))
        });
    if before(1) == "," && town_before {
        return Some(Lead::There);
    }
    // "(Lipsia)".
    if before(1) == "(" && after == ")" {
        return Some(Lead::Loose);
    }
    match scene.lattice.lang {
        Lang::It => {
            let article = matches!(before(1), "il" | "lo" | "l" | "la");
            let verb = if article { before(2) } else { before(1) };
            if TAKEN.contains(&verb) {
                return Some(if matches!(verb, "conquista" | "incanta" | "illumina" | "accende") {
                    Lead::Loose
                } else {
                    Lead::There
                });
            }
            match before(1) {
                "a" | "ad" => Some(Lead::There),
                "in" if ground => Some(Lead::There),
                "di" if before(2) == "quel" && before(3) == "in" => Some(Lead::There),
                "di" | "dell" | "del" | "della" => {
                    let noun = (2..=4).map(before).find(|w| !w.is_empty());
                    let near = (2..=4).any(|n| OF_A_MATCH.contains(&before(n)));
                    // "Il Dragão di Braga": a ground that is named.
                    let named = m.from >= from + 2
                        && tokens[m.from - 2].capital
                        && m.from - 2 > from
                        && noun.is_some_and(|w| w.len() > 3)
                        && (matches!(
                            before(3),
                            "al" | "allo"
                                | "all"
                                | "alla"
                                | "nel"
                                | "nello"
                                | "del"
                                | "dello"
                                | "dell"
                        ));
                    Some(if near || named { Lead::There } else { Lead::Loose })
                }
                "da" | "dal" => Some(Lead::Loose),
                "al" | "allo" | "all" | "alla" | "nel" | "nello" | "nell" => {
                    Some(if ground { Lead::There } else { Lead::Loose })
                }
                _ if opens => Some(Lead::Loose),
                _ => None,
            }
        }
        Lang::En => {
            let possessive = after == "'" || after == "'s" || after == "s";
            if crowd(after) || possessive && crowd(beyond) {
                return Some(Lead::There);
            }
            if possessive {
                return None;
            }
            // "In a rain-soaked Zagreb", "in chilly Oslo": words between.
            let mut at = m.from;
            for _ in 0..5 {
                let Some(i) = at.checked_sub(1).filter(|i| *i >= from) else { break };
                match scene.fold(i) {
                    "in" => {
                        // "Believe in", "in front of": no place.
                        return Some(Lead::There);
                    }
                    "at" => {
                        return Some(if ground || at == m.from {
                            Lead::There
                        } else {
                            Lead::Loose
                        });
                    }
                    "from" | "of" | "to" if at == m.from => {
                        let scene_of = matches!(
                            before(2),
                            "night"
                                | "crowd"
                                | "people"
                                | "rain"
                                | "numbers"
                                | "heat"
                                | "turf"
                                | "cauldron"
                                | "report"
                        );
                        return Some(if scene_of { Lead::There } else { Lead::Loose });
                    }
                    _ => {}
                }
                let plain =
                    tokens[i].mark().is_none() && !tokens[i].capital || scene.fold(i) == "-";
                let binds = matches!(
                    scene.fold(i),
                    "and"
                        | "or"
                        | "to"
                        | "of"
                        | "from"
                        | "on"
                        | "for"
                        | "with"
                        | "by"
                        | "than"
                        | "their"
                        | "his"
                );
                if !plain || binds || scene.lattice.covered[i].is_some() {
                    break;
                }
                at = i;
            }
            if matches!(
                before(1),
                "silenced" | "stunned" | "left" | "lit" | "conquered" | "quietened"
            ) || opens
            {
                return Some(Lead::Loose);
            }
            (before(1) == "the" && ground && matches!(before(2), "in" | "at"))
                .then_some(Lead::There)
        }
    }
}
