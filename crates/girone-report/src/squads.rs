//! Names that stand for a side: "Clarke's men", "la squadra di Mancini".

use crate::text::Text;

/// Italian nouns of a side, before "di".
const NOUNS_IT: &[&str] = &[
    "uomini",
    "squadra",
    "ragazzi",
    "nazionale",
    "undici",
    "formazione",
    "selezione",
    "truppa",
    "banda",
    "quelli",
    "giocatori",
    "gruppo",
    "compagine",
];

/// English nouns of a side, after "'s".
const NOUNS_EN: &[&str] = &[
    "men",
    "side",
    "team",
    "charges",
    "players",
    "squad",
    "troops",
    "boys",
    "lot",
    "leaders",
    "youngsters",
    "eleven",
    "xi",
    "outfit",
];

/// The token of the noun if a name that begins at a token stands for a side.
pub(crate) fn noun_before(text: &Text<'_>, name: usize) -> Option<usize> {
    let word = |n: usize| name.checked_sub(n).map_or("", |i| text.tokens[i].fold.as_str());
    let led = matches!(word(1), "da" | "dal") && matches!(word(2), "guidata" | "allenata");
    let of = matches!(word(1), "di" | "del" | "dell" | "dello") && NOUNS_IT.contains(&word(2));
    (led || of).then(|| name - 2)
}

/// One past the noun if a name that ends before a token stands for a side; one
/// word or two may describe it: "O'Neill's patched-up team".
pub(crate) fn noun_after(text: &Text<'_>, end: usize) -> Option<usize> {
    let tokens = &text.tokens;
    let mark = tokens.get(end)?;
    if !matches!(mark.fold.as_str(), "s" | "'" | "\u{2019}") {
        return None;
    }
    // The mark and the letter may be two tokens.
    let split = mark.fold != "s" && tokens.get(end + 1).is_some_and(|t| t.is("s") && !t.spaced);
    let first = end + 1 + usize::from(split);
    for i in first..first + 4 {
        let t = tokens.get(i).filter(|t| t.sentence == mark.sentence)?;
        if NOUNS_EN.contains(&t.fold.as_str()) {
            return Some(i + 1);
        }
        if t.capital || !(t.is_word() || t.mark() == Some('-')) {
            return None;
        }
    }
    None
}
