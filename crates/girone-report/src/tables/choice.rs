//! Which row a number belongs to, and what a loose row matches by accident.

use super::*;

const TABLE_WORDS: &[&str] = &[
    "punti",
    "quota",
    "classifica",
    "posto",
    "girone",
    "gruppo",
    "testa",
    "vetta",
    "graduatoria",
    "punto",
    "fanalino",
    "capolista",
    "lunghezze",
    "primi",
    "secondi",
    "terzi",
    "quarti",
    "points",
    "point",
    "group",
    "table",
    "top",
    "bottom",
    "standings",
    "second",
    "third",
    "fourth",
    "clear",
    "section",
    "leaders",
    "tops",
    "fifth",
    "place",
    "behind",
    "level",
    "ahead of",
    "comando",
    "ultimi",
    "ultimo",
    "last",
];

/// Words of half time.
const AT_THE_BREAK: &[&str] = &[
    "at the interval",
    "at the break",
    "at half",
    "by half",
    "by the interval",
    "by the break",
    "all intervallo",
    "al riposo",
    "alla pausa",
    "dopo un tempo",
    "negli spogliatoi",
];

/// The token that a hit is about: its number, or what it underlines.
pub(super) fn key<K>(hit: &Hit<K>) -> usize {
    for slot in [Slot::Number, Slot::Ordinal, Slot::Signed, Slot::Triple, Slot::Date] {
        if let Some(c) = hit.capture(slot) {
            return c.from;
        }
    }
    hit.anchor.map_or(hit.from, |a| a.0)
}

pub(super) fn tier(kind: Say) -> u8 {
    match kind {
        Say::BarePoints | Say::BarePlace | Say::Played | Say::Coach | Say::Goals | Say::GapAny => 1,
        Say::Else => 2,
        _ => 3,
    }
}

/// Keeps the most specific hit for every number.
pub(super) fn choose(hits: Vec<Hit<Say>>) -> Vec<Hit<Say>> {
    let mut best: Vec<Hit<Say>> = Vec::new();
    for hit in hits {
        let rank = |h: &Hit<Say>| (tier(h.kind), h.weight, std::cmp::Reverse(h.to - h.from));
        let separate = matches!(hit.kind, Say::Coach);
        match best
            .iter_mut()
            .find(|b| key(b) == key(&hit) && matches!(b.kind, Say::Coach) == separate)
        {
            Some(have) if rank(have) >= rank(&hit) => {}
            Some(have) => *have = hit,
            None => best.push(hit),
        }
    }
    best
}

/// Whether a verb of standing leads up to a number, with no player beside it: "finish
/// on seven", "resta a otto".
fn stands(scene: &Scene<'_, '_, '_, '_>, number: usize) -> bool {
    const STANDS: &[&str] = &[
        "finish",
        "finishes",
        "end",
        "ends",
        "stay",
        "stays",
        "remain",
        "remains",
        "stuck",
        "sit",
        "sits",
        "stand",
        "stands",
        "lead",
        "leads",
        "climb",
        "climbs",
        "chiude",
        "chiudono",
        "resta",
        "restano",
        "rimane",
        "rimangono",
        "issa",
        "issano",
        "are",
        "is",
        "ferm*",
        "salgono",
        "sale",
        "vola",
        "volano",
        "stride",
        "march",
        "cruise",
        "surge",
        "back",
        "adrift",
        "rooted",
        "finisce",
        "finiscono",
        "staccano",
        "guida",
        "guidano",
        "comanda",
        "comandano",
        "insegue",
        "inseguono",
        "takes",
        "take",
        "lifts",
        "leaves",
        "leave",
        "left",
        "moves",
        "porta",
        "portano",
        "lascia",
        "lasciano",
    ];
    let (a, b) = scene.clause(number, 3);
    let on = number.checked_sub(1).is_some_and(|i| {
        matches!(scene.fold(i), "on" | "to" | "a" | "ad" | "quota" | "with" | "at")
    });
    let named = |m: &crate::lattice::Mention| {
        matches!(m.who, Who::People(_) | Who::Unknown)
            && crate::discourse::teams_of(scene.frame, m).is_empty()
    };
    let mentions = &scene.lattice.mentions[scene.lattice.mentions_in(a, b)];
    on && !mentions.iter().any(named) && scene.has(a.max(number.saturating_sub(9)), number, STANDS)
}

/// Drops what a loose row matches by accident.
pub(super) fn plausible(scene: &Scene<'_, '_, '_, '_>, hit: &Hit<Say>) -> bool {
    let tokens = &scene.lattice.text.tokens;
    let next = tokens
        .get(hit.to)
        .filter(|t| t.sentence == tokens[hit.from].sentence)
        .map_or("", |t| t.fold.as_str());
    let ends_clause = matches!(
        next,
        "" | ","
            | "."
            | ";"
            | ")"
            | "e"
            | "ed"
            | "and"
            | "ma"
            | "but"
            | ":"
            | "-"
            | "dopo"
            | "come"
            | "as"
            | "thanks"
            | "grazie"
            | "per"
            | "after"
            | "davanti"
            | "dietro"
            | "mentre"
            | "while"
            | "ahead"
            | "behind"
            | "clear"
            | "contro"
    );
    let (first, last) = scene.lattice.text.sentence_of(hit.from);
    let before =
        |n: usize| hit.from.checked_sub(n).filter(|i| *i >= first).map_or("", |i| scene.fold(i));
    let about_table = scene.has(first, last, TABLE_WORDS);
    match hit.kind {
        // "Montenegro, two behind at the interval": goals of the match.
        Say::Ahead | Say::Behind | Say::GapAny | Say::GapFirst
            if scene.has(hit.to.saturating_sub(1), (hit.to + 4).min(last), AT_THE_BREAK) =>
        {
            false
        }
        Say::BarePoints => {
            let number = hit.capture(Slot::Number).map_or(0, |c| c.from);
            let value = scene.lattice.numbers[number].map_or(0, |n| n.0);
            // Words of standing, and a place, tell of a table by themselves.
            let verb = tokens[hit.from].fold.as_str();
            let about_table = about_table
                || hit.capture(Slot::Ordinal).is_some()
                || [
                    "ferm", "sale", "salgono", "salit", "agganci", "appai", "tied", "lead", "stop",
                    "next", "locked",
                ]
                .iter()
                .any(|s| verb.starts_with(s));
            // "The hosts finish on seven": a team comes to stand on a number.
            let about_table = about_table || stands(scene, number);
            let people = scene.lattice.mentions.iter().any(|m| {
                first <= m.from && m.from < last && matches!(m.who, Who::People(_) | Who::Unknown)
            });
            let in_minute =
                people && scene.minutes.iter().any(|m| m.from <= number && number < m.to);
            let list = hit.capture(Slot::Team).is_some() && hit.to - hit.from == 2;
            let pairs = (first..last)
                .filter(|i| {
                    scene.lattice.mention(*i).is_some_and(|m| {
                        matches!(m.who, Who::Teams(_))
                            && scene.lattice.numbers.get(m.to).copied().flatten().is_some()
                    })
                })
                .count();
            let listed = !list
                || pairs >= 3
                || scene.has(
                    first,
                    hit.from + 1,
                    &["classific*", "standings", "table", "graduatoria", "punti", "points"],
                );
            let about_table = about_table || pairs >= 3;
            let ends_clause = ends_clause || pairs >= 3 && next == "(";
            let word_one = matches!(tokens[number].fold.as_str(), "un" | "una" | "uno" | "one");
            let with = matches!(
                tokens[hit.from].fold.as_str(),
                "con" | "with" | "have" | "has" | "had" | "to"
            );
            // "Reduce the deficit back to one".
            let rises = tokens[hit.from].fold != "to"
                || (first.max(hit.from.saturating_sub(5))..hit.from).any(|i| {
                    [
                        "mov", "climb", "up", "ris", "ros", "go", "went", "advanc", "tak", "took",
                        "on",
                    ]
                    .iter()
                    .any(|s| tokens[i].fold.starts_with(s))
                });
            let placed = (!with || about_table) && rises;
            let word_one =
                word_one && !(!with && matches!(next, "" | "." | ",") && stands(scene, number));
            let word_one =
                word_one && !(with && matches!(next, "" | "." | ",") && tokens[number].is("one"));
            // "Head-to-head: away goals 2 to 0" compares.
            let compares = matches!(tokens[hit.from].fold.as_str(), "to" | "a")
                && hit.from.checked_sub(1).is_some_and(|i| {
                    scene.lattice.numbers[i].is_some()
                        || matches!(tokens[i].fold.as_str(), "points" | "punti" | "point" | "punto")
                });
            // "La serie positiva tocca quota dieci" is of matches.
            let of_a_run = scene.has(
                first.max(number.saturating_sub(7)),
                number,
                &["serie", "striscia", "imbattibilita", "filotto", "run", "streak", "sequence"],
            );
            ends_clause
                && !of_a_run
                && !compares
                && about_table
                && value <= 60
                && !in_minute
                && listed
                && !word_one
                && placed
                && scene.lattice.scores[number].is_none()
        }
        Say::BarePlace => {
            let fits = matches!(
                next,
                "" | ","
                    | "."
                    | ";"
                    | ")"
                    | "nel"
                    | "nella"
                    | "del"
                    | "a"
                    | "con"
                    | "in"
                    | "davanti"
                    | "dietro"
                    | "e"
                    | "ed"
                    | "da"
                    | "alle"
                    | "with"
                    | "on"
                    | "behind"
                    | "ahead"
                    | "and"
                    | "level"
                    | "above"
                    | "but"
                    | "after"
                    | "ma"
                    | "mentre"
                    | "while"
                    | "posto"
                    | "place"
                    | "thanks"
                    | "grazie"
                    | ":"
                    | "-"
                    | "per"
                    | "come"
                    | "as"
                    | "perche"
            );
            let ordinal = hit.capture(Slot::Ordinal).map_or(hit.from, |c| c.from);
            // "Secondo il ct", "prima della gara", "seconds".
            let word = tokens[ordinal].fold.as_str();
            let adverb = matches!(word, "secondo" | "prima")
                && matches!(next, "di" | "del" | "della" | "il" | "la" | "che" | "con")
                || (word == "prima"
                    && !matches!(
                        next,
                        "nel" | "a" | "con" | "in" | "," | "." | ";" | ":" | "" | "e"
                    ));
            let bare_team = hit.captures.first().is_some_and(|c| c.slot == Slot::Team);
            // "Terza la Grecia a 7": only where a clause begins.
            if hit.captures.get(1).is_some_and(|c| c.slot == Slot::Team) && !bare_team {
                let opens = hit.from == first
                    || matches!(
                        tokens[hit.from - 1].fold.as_str(),
                        "," | ";" | "e" | "mentre" | ":"
                    );
                return opens && about_table && !matches!(word, "secondo" | "prima");
            }
            // "Sei punti di vantaggio sulla seconda".
            let reference = ordinal > first
                && matches!(
                    tokens[ordinal - 1].fold.as_str(),
                    "sulla" | "sul" | "sulle" | "sui" | "dalla" | "dalle" | "dai"
                );
            let sheet =
                scene.has(hit.to, (hit.to + 4).min(last), &["scoresheet", "to score", "a segnare"]);
            fits && !adverb && !sheet && !reference && (!bare_team || about_table)
        }
        // "Hauled themselves off the bottom", "sent them to the bottom".
        Say::At(_)
            if matches!(before(1), "della" | "dalla" | "alla" | "sulla" | "per")
                || before(1) == "a" && before(2) == "punti"
                || matches!(before(1), "the") && matches!(before(2), "behind" | "from" | "off") =>
        {
            false
        }
        Say::Bottom | Say::At(_)
            if matches!(before(2), "off" | "from") && before(1) == "the"
                || matches!(before(1), "sulla" | "sul" | "dalla" | "dal" | "off") =>
        {
            false
        }
        // "Next to bottom".
        Say::Bottom if before(1) == "to" && before(2) == "next" => false,
        Say::Bottom => {
            let goal = scene.has(
                hit.from,
                (hit.to + 2).min(last),
                &["gol", "goal", "rete", "minuto", "corner"],
            );
            let verb = next.ends_with("ed") || matches!(next, "beaten" | "lost" | "won" | "met");
            // "The bottom side" is spoken of by its place.
            let verb =
                verb || before(1) == "the" && matches!(next, "side" | "team" | "club" | "nation");
            let rung = verb || matches!(next, "corner" | "right" | "left" | "half" | "post");
            !goal && !rung && (about_table || hit.to - hit.from > 1)
        }
        // "They trail the leaders of Group C": somebody else leads.
        Say::At(1)
            if tokens[hit.from].fold == "leaders"
                && before(1) == "the"
                && !matches!(
                    before(2),
                    "" | "," | "are" | "remain" | "still" | "as" | "stay" | "and" | "now" | "were"
                ) =>
        {
            false
        }
        Say::At(_) => !matches!(next, "scorer" | "corner"),
        // "Sei lunghezze dal secondo posto".
        Say::Place
            if matches!(before(1), "dal" | "dalla" | "sul" | "sulla" | "del" | "per" | "il")
                // "Ogni speranza di secondo posto", "hopes of second place".
                || matches!(before(1), "di" | "of" | "for")
                || matches!(next, "-" | "kick") =>
        {
            false
        }
        Say::Place => !scene.has(
            hit.to,
            (hit.to + 4).min(last),
            &["mondiale", "ranking", "fifa", "in europa"],
        ),
        Say::Since(_) => !matches!(
            next,
            "vittorie"
                | "successi"
                | "wins"
                | "straight"
                | "consecutive"
                | "successive"
                | "risultati"
                | "victories"
                | "sconfitte"
                | "defeats"
                | "pareggi"
                | "draws"
                | "minuti"
                | "minutes"
        ),
        Say::AllWon => !scene.has(first, last, &["bottino", "punti su"]),
        Say::Coach => true,
        // The goals of a team in its group are a column of the table.
        Say::PlayerTotal => {
            let number = key(hit);
            let near = scene.lattice.mentions.iter().rev().find(|m| {
                first <= m.from
                    && m.from < number
                    && matches!(m.who, Who::People(_) | Who::Teams(_) | Who::Unknown)
            });
            // A coach speaks for his team: "la squadra di Scaloni resta prima a 17".
            near.is_none_or(|m| crate::discourse::teams_of(scene.frame, m).is_empty())
        }
        Say::Points => {
            let number = hit.capture(Slot::Number).map_or(hit.from, |c| c.from);
            let value = scene.lattice.numbers[number].map_or(999, |n| n.0);
            let word = |n: usize| {
                number.checked_sub(n).filter(|i| *i >= first).map_or("", |i| scene.fold(i))
            };
            // The three points of a win, and the one that would do.
            let prize = value == 3
                && (1..=2).any(|n| {
                    matches!(
                        word(n),
                        "i" | "the"
                            | "all"
                            | "tutti"
                            | "altri"
                            | "another"
                            | "these"
                            | "da"
                            | "prende"
                            | "prendono"
                            | "vale"
                            | "valgono"
                            | "porta"
                            | "portano"
                            | "vuol"
                            | "take"
                            | "takes"
                            | "took"
                            | "worth"
                            | "earn"
                            | "earned"
                            | "claim"
                            | "claimed"
                            | "prendersi"
                            | "piglia"
                            | "incassa"
                            | "intasca"
                            | "regala"
                            | "regalano"
                            | "consegna"
                    )
                });
            // "Sei gol, un punto": of this match, where no verb of having stands by.
            let one = value == 1
                && !(1..=3).any(|n| {
                    matches!(
                        word(n),
                        "ha" | "hanno"
                            | "con"
                            | "a"
                            | "quota"
                            | "solo"
                            | "have"
                            | "has"
                            | "with"
                            | "on"
                            | "had"
                            | "just"
                            | "appena"
                            | "ancora"
                    )
                });
            let needed = (1..=4).any(|n| {
                matches!(
                    word(n),
                    "basta"
                        | "bastano"
                        | "bastava"
                        | "serve"
                        | "servono"
                        | "serviva"
                        | "manca"
                        | "mancano"
                        | "mancava"
                        | "needed"
                        | "needing"
                        | "need"
                        | "needs"
                        | "rescued"
                        | "rescue"
                        | "salvare"
                        | "salva"
                        | "strappa"
                        | "strappare"
                )
            });
            // "3 points to 0" are those of some matches, not of the table.
            let compares = matches!(next, "to" | "a")
                && scene.lattice.numbers.get(hit.to + 1).copied().flatten().is_some();
            // "Inseguono la Danimarca a due punti" is a gap.
            let chase = word(1) == "a" && scene.has(first, number, &["insegu*", "tallon*"]);
            let each = next == "testa" || scene.fold(hit.to.wrapping_sub(1)) == "testa";
            let each = each && !scene.has(first, last, &["punti", "punto", "classifica"]);
            // "One point more than the bottom side" is a gap.
            let more = matches!(next, "more" | "fewer" | "less" | "better")
                || next == "in" && matches!(scene.fold(hit.to + 1), "piu" | "meno");
            value <= 150 && !more && !prize && !one && !needed && !compares && !each && !chase
        }
        // "With two to play": matches, where a table is told and no minute.
        Say::LeftBare => {
            let number = key(hit);
            let minute = scene.minutes.iter().any(|m| m.from <= number && number < m.to);
            let value = scene.lattice.numbers[number].map_or(99, |n| n.0);
            !minute && value <= 12 && about_table
        }
        // "Si porta a tre": without a run that is told the points.
        Say::RunOf => scene.has(
            first,
            last,
            &[
                "serie",
                "strisci*",
                "run",
                "streak",
                "sequence",
                "vittori*",
                "success*",
                "sconfitt*",
                "pareggi*",
                "ko",
                "imbattu*",
                "imbattib*",
                "utili",
                "risultati",
                "fila",
                "consecutiv*",
                "win*",
                "defeat*",
                "unbeaten",
                "draws",
                "digiuno",
                "filotto",
                "winless",
            ],
        ),
        Say::Day => {
            let number = hit.capture(Slot::Number).map_or(hit.from, |c| c.from);
            !matches!(scene.fold(number), "una" | "un" | "one")
        }
        _ => true,
    }
}
