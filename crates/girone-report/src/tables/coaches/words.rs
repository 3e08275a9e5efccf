//! Words of a coach's record: what is counted, and that it is a time in charge.

/// Words that speak of the post of a coach.
pub(super) const BENCH: &[&str] = &[
    "panchin*",
    "in carica",
    "in sella",
    "da ct",
    "da selezionatore",
    "alla guida",
    "al timone",
    "gestione",
    "mandato",
    "da quando c e",
    "da quando guida",
    "da quando siede",
    "da quando e ct",
    "da che siede",
    "dal suo arrivo",
    "da quando e arrivato",
    "della sua era",
    "da commissario",
    "insediato",
    "in charge",
    "reign",
    "tenure",
    "stint",
    "at the helm",
    "in the job",
    "as boss",
    "as manager",
    "as coach",
    "as head coach",
    "since taking",
    "since he took",
    "since his appointment",
    "since his return",
    "since returning",
    "since he was",
    "since he returned",
    "since he came",
    "since he walked in",
    "stewardship",
    "interim manager",
    "caretaker",
    "appointed",
    "touchline",
    "dugout",
];

/// Words of a man under whom it was done, named before.
pub(super) const HIM: &[&str] =
    &["under him", "with him", "con lui", "sotto di lui", "sotto la sua guida", "ai suoi ordini"];

/// Words of a balance that is somebody's: beside a coach they speak of his.
pub(super) const BALANCE: &[&str] = &[
    "bilancio",
    "ruolino",
    "score",
    "conto personale",
    "conti",
    "record",
    "ledger",
    "tally",
    "balance",
    "slate",
    "book",
    "page",
    "chart",
    "account",
    "figures",
    "returns",
    "register",
    "registro",
    "sums",
];

/// Words of another time in charge than the first.
pub(super) const AGAIN: &[&str] = &[
    "ritorno",
    "secondo regno",
    "seconda gestione",
    "seconda avventura",
    "secondo ciclo",
    "second spell",
    "second time",
    "second stint",
    "second coming",
    "since his return",
    "since returning",
    "since he returned",
    "since he came home",
    "s return",
    "matches back",
    "games back",
];

/// One figure of a record: what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tables) enum Part {
    Won,
    Drawn,
    Lost,
    Played,
}

/// What a noun counts.
pub(in crate::tables) fn noun(word: &str) -> Option<Part> {
    Some(match word {
        "wins" | "win" | "victories" | "victory" | "triumphs" | "triumph" | "successes"
        | "success" | "vittorie" | "vittoria" | "successi" | "successo" | "affermazioni"
        | "affermazione" | "trionfi" | "trionfo" | "urra" | "hurra" | "acuti" | "acuto"
        | "gioie" | "vinte" | "vinti" | "up" => Part::Won,
        "draws" | "draw" | "drawn" | "stalemates" | "stalemate" | "pareggi" | "pareggio"
        | "pari" | "pareggiate" | "level" => Part::Drawn,
        "defeats" | "defeat" | "losses" | "loss" | "reverses" | "reverse" | "setbacks"
        | "setback" | "sconfitte" | "sconfitta" | "ko" | "rovesci" | "rovescio" | "stop"
        | "cadute" | "caduta" | "capitomboli" | "capitombolo" | "insuccessi" | "insuccesso"
        | "disfatte" | "disfatta" | "tonfi" | "tonfo" | "schiaffi" | "perse" | "persi"
        | "battute" | "down" => Part::Lost,
        "games" | "game" | "matches" | "match" | "outings" | "panchine" | "panchina"
        | "partite" | "partita" | "gare" | "gara" | "incontri" | "internationals" | "uscite"
        | "esibizioni" | "apparizioni" => Part::Played,
        _ => return None,
    })
}

/// Whether a noun is a participle as well, which counts what stands before it only
/// beside other counts: "tredici vinte, otto pari, sette perse".
pub(super) fn participle(word: &str) -> bool {
    matches!(
        word,
        "vinte"
            | "vinti"
            | "pareggiate"
            | "perse"
            | "persi"
            | "drawn"
            | "gioie"
            | "battute"
            | "up"
            | "level"
            | "down"
    )
}

/// What a participle counts that stands before its number: "won seven, lost one".
pub(super) fn verb(word: &str) -> Option<Part> {
    Some(match word {
        "won" | "winning" | "vinto" | "vinte" | "vincendo" | "vincendone" => Part::Won,
        "drawn" | "drew" | "drawing" | "pareggiato" | "pareggiate" | "pareggiando" => Part::Drawn,
        "lost" | "losing" | "perso" | "perse" | "perdendo" => Part::Lost,
        "played" | "giocate" => Part::Played,
        _ => return None,
    })
}

/// What a letter counts: "W4 D1 L2", "P6".
pub(super) fn letter(word: &str) -> Option<Part> {
    Some(match word {
        "w" => Part::Won,
        "d" => Part::Drawn,
        "l" => Part::Lost,
        "p" => Part::Played,
        _ => return None,
    })
}

/// Whether a word may stand between a count and its noun.
pub(super) fn adjective(word: &str) -> bool {
    matches!(
        word,
        "sola"
            | "sole"
            | "competitive"
            | "ufficiali"
            | "ufficiale"
            | "complessive"
            | "azzurra"
            | "azzurre"
            | "overall"
            | "group"
            | "qualifying"
            | "official"
            | "le"
            | "i"
            | "gli"
    )
}
