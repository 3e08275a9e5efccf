//! What is not asserted: quotations, the future, hypotheses, negations.

use super::*;

pub(super) fn gates(lattice: &Lattice<'_, '_>, breaks: &[u8]) -> (Vec<Gate>, Vec<bool>) {
    let tokens = &lattice.text.tokens;
    let mut gates = vec![Gate::Open; tokens.len()];
    let mut before = vec![false; tokens.len()];
    // A text that begins with the women or the Under 21 is about them to its end.
    let mut of_others = false;
    for &(from, to) in &lattice.text.sentences {
        let words: Vec<&str> = tokens[from..to].iter().map(|t| t.fold.as_str()).collect();
        let phrase = |p: &str| {
            let parts: Vec<&str> = p.split(' ').collect();
            words.windows(parts.len()).any(|w| w == parts.as_slice())
        };
        let others = others::other_team(&words, &phrase);
        of_others |= others && from == 0;
        let whole = if others || of_others {
            Some(Gate::OtherTeam)
        } else if words.contains(&"?") {
            Some(Gate::Question)
        } else if hypothesis(lattice.lang, &words) || imagined(lattice.lang, &words) {
            Some(Gate::Hypothesis)
        } else if DENIALS.iter().any(|p| phrase(p)) {
            Some(Gate::Negated)
        } else {
            None
        };
        let earlier = [
            "alla vigilia",
            "prima della gara",
            "prima del match",
            "prima della partita",
            "prima di questa",
            "prima di stasera",
            "prima di ieri",
            "al fischio d inizio",
            "going into",
            "before kick off",
            "before the game",
            "before the match",
            "before this",
            "came into",
            "travelled to",
            "arrived in",
            "arrived at",
            "heading into",
            "started the night",
            "started the day",
            "began the night",
            "began the day",
            "before tonight",
            "nelle prime",
            "nei primi",
            "in their first",
            "in its first",
            "before last night",
            "before this one",
            "prior to this",
        ];
        if earlier.iter().any(|p| phrase(p)) {
            before[from..to].fill(true);
        }
        if let Some(gate) = whole {
            gates[from..to].fill(gate);
        } else {
            flow(lattice, breaks, (from, to), &mut gates);
            asides(lattice, breaks, (from, to), &mut gates);
            // A match of two clubs, to the end of the clause.
            if let Some((first, second)) = others::two_clubs(&words) {
                let end = (from + second..to).find(|i| breaks[*i] >= 2).unwrap_or(to);
                gates[from + first..end].fill(Gate::OtherTeam);
            }
        }
        for i in from..to {
            if tokens[i].quoted {
                gates[i] = Gate::Quoted;
            }
        }
    }
    negations(lattice, breaks, &mut gates);
    (gates, before)
}

/// Words that deny all that a sentence says.
const DENIALS: &[&str] = &[
    "non e vero che",
    "non e affatto vero che",
    "e falso che",
    "it is not true that",
    "it isn t true that",
    "it is untrue that",
    "it is a myth that",
];

/// "Con un 1-0 nostro e un 3-0 loro passerebbero loro".
fn imagined(lang: Lang, words: &[&str]) -> bool {
    let opens = words.windows(2).any(|w| {
        matches!(w, ["con", "un" | "una"] | ["ad", "esempio"] | ["in", "caso"] | ["a", "draw"])
    });
    let conditional = words.iter().any(|w| match lang {
        Lang::It => ["rebbe", "rebbero", "remmo"].iter().any(|e| w.ends_with(e)),
        Lang::En => *w == "would",
    });
    opens && conditional
}

/// What is said within a clause only: what was so for a while in the course of
/// the evening, and what somebody thought would happen.
fn asides(
    lattice: &Lattice<'_, '_>,
    breaks: &[u8],
    (from, to): (usize, usize),
    gates: &mut [Gate],
) {
    let tokens = &lattice.text.tokens;
    let stands = |at: usize, phrase: &str| {
        phrase.split(' ').enumerate().all(|(k, w)| at + k < to && tokens[at + k].is(w))
    };
    for (at, token) in tokens.iter().enumerate().take(to).skip(from) {
        let (gate, strong) = if EXPECTED.contains(&token.fold.as_str()) {
            (Gate::Hypothesis, 2)
        } else if LIVE.iter().any(|p| stands(at, p)) {
            (Gate::Live, 3)
        } else if others::CLUBS.iter().any(|p| stands(at, p)) {
            (Gate::OtherTeam, 2)
        } else {
            continue;
        };
        let begin = (from + 1..=at).rev().find(|i| breaks[*i] >= strong).unwrap_or(from);
        let end = (at + 1..to).find(|i| breaks[*i] >= strong).unwrap_or(to);
        gates[begin..end].fill(gate);
    }
}

/// Verbs after which "can" and "may" open no possibility: what they speak of is so.
const FACTUAL: &[&str] = &[
    "point",
    "look",
    "reflect",
    "boast",
    "count",
    "admire",
    "claim",
    "celebrate",
    "reply",
    "argue",
    "toast",
    "savour",
    "enjoy",
    "cite",
    "console",
    "smile",
    "thank",
    "rejoice",
    "vantare",
    "contare",
    "guardare",
    "consolarsi",
    "recriminare",
    "sorridere",
    "festeggiare",
    "esibire",
    "esultare",
    "godersi",
    "rivendicare",
    "brindare",
    "ringraziare",
    "dirsi",
    "mostrare",
];

/// Words for what somebody thought would happen.
const EXPECTED: &[&str] =
    &["bookmakers", "bookmaker", "predicted", "pronostico", "pronostici", "scommettitori"];

/// What was so for a while in the course of the evening.
const LIVE: &[&str] = &[
    "at one point",
    "at one stage",
    "for a while",
    "for a time",
    "for a few minutes",
    "as it stood",
    "as things stood",
    "at that stage",
    "at that point",
    "at that moment",
    "in the live table",
    "momentarily",
    "briefly",
    "a un certo punto",
    "ad un certo punto",
    "in quel momento",
    "a quel punto",
    "per qualche minuto",
    "per alcuni minuti",
    "per qualche istante",
    "momentaneamente",
    "virtualmente",
    "in quell istante",
];

pub(super) fn hypothesis(lang: Lang, words: &[&str]) -> bool {
    let n = words.len();
    (0..n).any(|i| {
        let before = i.checked_sub(1).map_or("", |b| words[b]);
        let next = words.get(i + 1).copied().unwrap_or("");
        match (lang, words[i]) {
            (Lang::It, "se") => {
                // "Da sé", "a sé".
                !matches!(before, "anche" | "a" | "come" | "per" | "da" | "di" | "tra" | "fra")
                    && !next.starts_with("stess")
            }
            (Lang::It, "qualora" | "purche" | "ipotizzando" | "magari") => true,
            (Lang::It, "caso") => before == "in" && next == "di",
            // "Fosse entrato quel pallone, staremmo raccontando un 3-0."
            (Lang::It, "fosse" | "fossero" | "avesse" | "avessero") if i == 0 => true,
            (Lang::It, w) if w.ends_with("remmo") => true,
            (Lang::En, "if" | "unless" | "supposing" | "otherwise") => before != "as",
            (Lang::En, "had") if i == 0 => true,
            (Lang::En, "should") if i == 0 => true,
            // "Win in Budapest and the play-offs are theirs."
            (Lang::En, "win" | "draw" | "beat" | "avoid" | "lose") if i == 0 => {
                words.contains(&"and")
            }
            _ => false,
        }
    })
}

/// Whether a clause is one of a supposition or of the future, as its own words say;
/// what was believed, or was so for a while, was nevertheless.
pub(crate) fn supposed(
    lattice: &Lattice<'_, '_>,
    (from, to): (usize, usize),
    (a, b): (usize, usize),
) -> bool {
    let words: Vec<&str> = lattice.text.tokens[from..to].iter().map(|t| t.fold.as_str()).collect();
    let believed = |i: usize| {
        let word = lattice.text.tokens[i].fold.as_str();
        ["illu", "sembra", "pareva", "looked", "seemed"].iter().any(|stem| word.starts_with(stem))
    };
    hypothesis(lattice.lang, &words)
        || (a..b).any(|i| {
            EXPECTED.contains(&lattice.text.tokens[i].fold.as_str())
                || opens(lattice, i, (from, to)).is_some() && !believed(i)
        })
}

/// Words after which what is said is still to come or only possible, to the end
/// of the sentence or the next strong break.
pub(super) fn flow(
    lattice: &Lattice<'_, '_>,
    breaks: &[u8],
    (from, to): (usize, usize),
    gates: &mut [Gate],
) {
    let tokens = &lattice.text.tokens;
    let mut at = from;
    while at < to {
        let gate = opens(lattice, at, (from, to));
        let Some(gate) = gate else {
            at += 1;
            continue;
        };
        // Back to the beginning of the clause, on to its end.
        let mut begin = at;
        // "Sabato a Berlino, contro la Svizzera, servirà": what leads up to it.
        let adverbial = |i: usize| {
            weekday(&tokens[i].fold)
                || matches!(
                    tokens[i].fold.as_str(),
                    "contro" | "con" | "a" | "ad" | "in" | "against" | "on" | "at" | "nel" | "il"
                )
        };
        let relative = |i: usize| {
            matches!(tokens[i].fold.as_str(), "that" | "who" | "which" | "che" | "whose")
        };
        loop {
            let least = u8::from(gate == Gate::Hypothesis);
            while begin > from && breaks[begin] <= least && !relative(begin) {
                begin -= 1;
            }
            let mut previous = begin.saturating_sub(1);
            while previous > from && breaks[previous] == 0 && !relative(previous) {
                previous -= 1;
            }
            let opens = previous + usize::from(breaks[previous] == 2 && tokens[previous].is(","));
            let leads = gate == Gate::Future
                && begin > from
                && breaks[begin] <= 2
                && tokens[begin].is(",")
                && adverbial(opens)
                && !(previous..begin).any(|i| lattice.scores[i].is_some());
            if !leads {
                break;
            }
            begin = previous;
            if previous == from {
                break;
            }
        }
        // What one believed ends where the next thing is told.
        let belief = gate == Gate::Hypothesis
            && (tokens[at].fold.starts_with("sembra") || tokens[at].fold.starts_with("pare"));
        let mut end = at + 1;
        while end < to
            && !(belief && breaks[end] > 0)
            && breaks[end] < 3
            && !matches!(&*tokens[end].fold, "after" | "following" | "having" | "dopo" | "grazie")
        {
            end += 1;
        }
        for (i, own) in gates.iter_mut().enumerate().take(end).skip(begin) {
            // A result in brackets is told, whatever is hoped around it.
            let aside = told_aside(lattice, i, (from, to));
            if aside.is_none_or(|(a, b)| (a..b).contains(&at)) {
                *own = gate;
            }
        }
        at = end;
    }
}

/// The brackets around a token, if they tell a result.
fn told_aside(
    lattice: &Lattice<'_, '_>,
    at: usize,
    (from, to): (usize, usize),
) -> Option<(usize, usize)> {
    let mark = |i: usize| lattice.text.tokens[i].mark();
    let open = (from..=at).rev().take_while(|i| *i == at || mark(*i) != Some(')'));
    let open = open.into_iter().find(|i| mark(*i) == Some('('))?;
    let close = (at..to).find(|i| mark(*i) == Some(')'))?;
    (open..close).any(|i| lattice.scores[i].is_some()).then_some((open, close + 1))
}

pub(super) fn opens(
    lattice: &Lattice<'_, '_>,
    at: usize,
    (from, to): (usize, usize),
) -> Option<Gate> {
    let tokens = &lattice.text.tokens;
    let word = tokens[at].fold.as_str();
    if !tokens[at].is_word() {
        return None;
    }
    let next = tokens.get(at + 1).filter(|_| at + 1 < to).map_or("", |t| t.fold.as_str());
    let raw = lattice.text.word(at);
    // "Can point to four wins", "può vantare": what follows is told as a fact.
    let modal = matches!(word, "can" | "may" | "must" | "puo" | "possono" | "deve" | "devono");
    if modal && FACTUAL.contains(&next) {
        return None;
    }
    match lattice.lang {
        Lang::It => {
            let accent = raw.ends_with('à') || raw.ends_with("a'");
            let future = (word.ends_with("ra")
                && accent
                && !matches!(word, "citta" | "sara" | "hurra" | "urra"))
                || (word == "sara" && accent && !tokens[at].capital || word == "saranno")
                || (word.len() > 6 && word.ends_with("ranno"));
            let conditional = word.ends_with("rebbe") || word.ends_with("rebbero");
            let possible = matches!(
                word,
                "puo"
                    | "possono"
                    | "deve"
                    | "devono"
                    | "dovra"
                    | "prossimo"
                    | "prossima"
                    | "prossimi"
                    | "domani"
                    | "dopodomani"
                    | "sperano"
                    | "spera"
                    | "obiettivo"
                    | "occorre"
                    | "occorrono"
                    | "basterebbe"
                    | "attende"
                    | "attendono"
                    | "aspetta"
                    | "arriva"
                    | "affronta"
                    | "affrontano"
                    | "sogna"
            );
            // "Servono i supplementari" is told of a match, "servono tre punti" is not.
            if word == "servono" {
                let told = tokens[at + 1..to].iter().take(3).any(|t| {
                    ["supplementar", "rigori", "tempi", "minuti", "gol"]
                        .iter()
                        .any(|w| t.fold.starts_with(w))
                });
                return (!told).then_some(Gate::Future);
            }
            // "Martedì arriva Israele": a day before it makes it the future.
            if matches!(word, "arriva" | "affronta" | "affrontano") {
                let day = (from..at).any(|i| weekday(&tokens[i].fold));
                return day.then_some(Gate::Future);
            }
            let belief = matches!(
                word,
                "sembrava"
                    | "sembravano"
                    | "pareva"
                    | "credeva"
                    | "credevano"
                    | "pensava"
                    | "pensavano"
                    | "sognava"
            );
            if conditional || belief {
                Some(Gate::Hypothesis)
            } else if future || possible {
                Some(Gate::Future)
            } else {
                None
            }
        }
        Lang::En => match word {
            "will" | "ll" | "shall" | "wont" => {
                (!tokens[at].capital || at == from).then_some(Gate::Future)
            }
            // "Could only draw 1-1" is what they did.
            "could" if next == "only" => None,
            "would" | "could" | "might" | "d" if word != "d" => Some(Gate::Hypothesis),
            "may" if !tokens[at].capital && !next.starts_with(|c: char| c.is_ascii_digit()) => {
                Some(Gate::Hypothesis)
            }
            // "İrfan Can Kahveci" is a name.
            "can" | "must" | "cannot" => {
                (!tokens[at].capital || at == from).then_some(Gate::Future)
            }
            "need" | "needs" => Some(Gate::Future),
            "next"
                if matches!(
                    next,
                    "match"
                        | "game"
                        | "opponents"
                        | "opponent"
                        | "fixture"
                        | "test"
                        | "up"
                        | "face"
                        | "meet"
                        | "host"
                        | "week"
                        | "month"
                        | "round"
                        | "for"
                        | "on"
                        | "come"
                        | "play"
                        | "is"
                        | "they"
                ) =>
            {
                Some(Gate::Future)
            }
            "tomorrow" => Some(Gate::Future),
            "going" if next == "to" => {
                let after = tokens.get(at + 2).map_or("", |t| t.fold.as_str());
                let place = matches!(after, "the" | "a" | "an")
                    || tokens.get(at + 2).is_some_and(|t| t.capital);
                (!place).then_some(Gate::Future)
            }
            "awaits" | "await" => Some(Gate::Future),
            "thought" | "believed" | "seemed" | "appeared" => Some(Gate::Hypothesis),
            "looked" if matches!(next, "like" | "set" | "as" | "to" | "destined") => {
                Some(Gate::Hypothesis)
            }
            "hope" | "hopes" | "hoping" | "aim" | "aims" if next == "to" => Some(Gate::Future),
            "host" | "hosts" | "face" | "faces" | "visit" | "travel" | "travels" | "play"
            | "meet" => {
                let day = (from..to).any(|i| weekday(&tokens[i].fold))
                    || lattice.text.tokens[from..to].windows(2).any(|w| {
                        w[0].is("next") && matches!(&*w[1].fold, "month" | "week" | "up" | "year")
                    });
                // "England host Greece": a verb has its subject before it.
                let subject = at > from
                    && (lattice.covered[at - 1].is_some()
                        || matches!(
                            tokens[at - 1].fold.as_str(),
                            "they"
                                | "who"
                                | "we"
                                | "also"
                                | "now"
                                | "then"
                                | "and"
                                | "side"
                                | "team"
                        ));
                (day && subject).then_some(Gate::Future)
            }
            _ => None,
        },
    }
}

pub(crate) fn weekday(word: &str) -> bool {
    matches!(
        word,
        "lunedi"
            | "martedi"
            | "mercoledi"
            | "giovedi"
            | "venerdi"
            | "sabato"
            | "domenica"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
    )
}

/// What stands close after a negation in the same clause is not asserted.
pub(super) fn negations(lattice: &Lattice<'_, '_>, breaks: &[u8], gates: &mut [Gate]) {
    let tokens = &lattice.text.tokens;
    for at in 0..tokens.len() {
        let word = tokens[at].fold.as_str();
        let negator = match lattice.lang {
            Lang::It => {
                matches!(
                    word,
                    "non"
                        | "senza"
                        | "mai"
                        | "ne"
                        | "nessun"
                        | "nessuna"
                        | "nessuno"
                        | "neppure"
                        | "nemmeno"
                        | "niente"
                        | "addio"
                        | "sfuma"
                        | "sfumano"
                        | "svanisce"
                        | "impossibile"
                ) && (word != "ne" || lattice.text.word(at).contains('é'))
            }
            Lang::En => {
                matches!(
                    word,
                    "not"
                        | "never"
                        | "no"
                        | "without"
                        | "nor"
                        | "neither"
                        | "cannot"
                        | "impossible"
                ) || (word == "t"
                    && !tokens[at].spaced
                    && at > 0
                    && tokens[at - 1].fold.ends_with('n'))
            }
        };
        if !negator {
            continue;
        }
        let window: Vec<&str> = tokens[at + 1..].iter().take(4).map(|t| t.fold.as_str()).collect();
        // "Senza Messi", but not "senza reti" and "without reply".
        let name = tokens.get(at + 1).is_some_and(|t| t.capital);
        if matches!(word, "senza" | "without") && !name {
            continue;
        }
        let exception = window.iter().any(|w| {
            matches!(
                *w,
                "oltre"
                    | "solo"
                    | "soltanto"
                    | "only"
                    | "beyond"
                    | "than"
                    | "che"
                    | "piu"
                    | "sbaglia"
                    | "fallisce"
                    | "lascia"
                    | "basta"
                    | "bastano"
                    | "molla"
                    | "mollano"
                    | "arrende"
                    | "arrendono"
                    | "demorde"
                    | "perdona"
                    | "perdonano"
            )
        });
        // "Non perde da otto partite" says that there is a run.
        let run = matches!(word, "non")
            && window.first().is_some_and(|w| {
                ["perd", "vinc", "subi", "segn", "incass"].iter().any(|s| w.starts_with(s))
            })
            && window.iter().skip(1).take(2).any(|w| *w == "da");
        if exception || run {
            continue;
        }
        let reach = if matches!(word, "senza" | "without") { 5 } else { 8 };
        for i in at..(at + reach).min(tokens.len()) {
            if i > at && (breaks[i] >= 2 || tokens[i].sentence != tokens[at].sentence) {
                break;
            }
            if gates[i] == Gate::Open {
                gates[i] = Gate::Negated;
            }
        }
    }
}
