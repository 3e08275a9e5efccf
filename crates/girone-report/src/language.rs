//! In which language a text is written, by its small words.

use girone_model::Lang;

use crate::text::Text;

/// The language a text seems to be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seems {
    /// One that is read.
    Read(Lang),
    /// One that is not, by its names in English and Italian.
    Foreign(&'static str, &'static str),
}

const IT: [&str; 26] = [
    "il", "lo", "gli", "di", "del", "della", "e", "con", "per", "che", "nel", "nella", "al",
    "alla", "dopo", "sono", "ha", "dei", "una", "un", "non", "dal", "si", "all", "dell", "sul",
];
const EN: [&str; 24] = [
    "the", "of", "and", "to", "with", "for", "was", "were", "his", "their", "after", "on", "at",
    "from", "by", "as", "it", "but", "who", "had", "have", "has", "is", "an",
];

/// The languages nearest to those that are read, with the words that tell them.
const FOREIGN: [(&str, &str, &[&str]); 6] = [
    (
        "French",
        "francese",
        &[
            "le", "les", "des", "du", "et", "dans", "est", "pour", "avec", "sur", "au", "aux",
            "une", "un", "qui", "par", "pas", "ont", "en", "apres", "la", "de", "cette", "ses",
        ],
    ),
    (
        "Spanish",
        "spagnolo",
        &[
            "el", "los", "las", "del", "en", "y", "con", "por", "para", "su", "una", "un", "que",
            "fue", "tras", "la", "de", "al", "ante", "se", "mas", "sus", "pero", "lo",
        ],
    ),
    (
        "Portuguese",
        "portoghese",
        &[
            "o", "os", "as", "do", "da", "dos", "das", "no", "na", "em", "com", "para", "nao",
            "um", "uma", "que", "foi", "pelo", "pela", "e", "de", "ao", "apos", "mas",
        ],
    ),
    (
        "German",
        "tedesco",
        &[
            "der", "die", "das", "und", "mit", "von", "im", "den", "dem", "ein", "eine", "fur",
            "auf", "nach", "zu", "ist", "war", "nicht", "sich", "bei", "in", "am", "es", "aus",
        ],
    ),
    (
        "Dutch",
        "olandese",
        &[
            "het", "een", "van", "en", "de", "met", "op", "voor", "zijn", "is", "was", "na",
            "niet", "maar", "bij", "uit", "die", "dat", "in", "te", "aan", "door", "werd", "ook",
        ],
    ),
    (
        "Polish",
        "polacco",
        &[
            "w", "i", "z", "na", "do", "nie", "sie", "po", "przez", "ktory", "dla", "za", "jest",
            "byl", "ze", "od", "to", "oraz", "o", "ale", "juz", "tym", "pod", "przed",
        ],
    ),
];

/// How many small words of another language a text has at least.
const ENOUGH: u32 = 6;

/// Guesses the language of a text by its small words; `None` where they tell nothing.
///
/// Another language than the two that are read is only named where its words are
/// half as many again as those of either.
pub(crate) fn guess(text: &Text<'_>) -> Option<Seems> {
    let (mut it, mut en) = (0u32, 0u32);
    let mut foreign = [0u32; FOREIGN.len()];
    for t in text.tokens.iter().filter(|t| t.is_word()).take(4000) {
        let word = t.fold.as_str();
        it += u32::from(IT.contains(&word));
        en += u32::from(EN.contains(&word));
        for (n, (_, _, words)) in foreign.iter_mut().zip(FOREIGN) {
            *n += u32::from(words.contains(&word));
        }
    }
    if let Some((n, (english, italian, _))) = foreign.iter().zip(FOREIGN).max_by_key(|(n, _)| **n)
        && *n >= ENOUGH
        && *n * 2 >= it.max(en) * 3
    {
        return Some(Seems::Foreign(english, italian));
    }
    match it.cmp(&en) {
        std::cmp::Ordering::Greater => Some(Seems::Read(Lang::It)),
        std::cmp::Ordering::Less => Some(Seems::Read(Lang::En)),
        std::cmp::Ordering::Equal => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(raw: &str) -> Option<Seems> {
        guess(&Text::new(raw))
    }

    #[test]
    fn the_two_that_are_read() {
        assert_eq!(
            of("Il Belgio travolge il Kazakistan e sale al secondo posto del girone."),
            Some(Seems::Read(Lang::It))
        );
        assert_eq!(
            of("Belgium thrashed Kazakhstan and went second in the group."),
            Some(Seems::Read(Lang::En))
        );
        assert_eq!(of("Belgium 6-0 Kazakhstan"), None);
    }

    #[test]
    fn others_are_named_and_short_ones_are_not() {
        let cases = [
            (
                "French",
                "Les Diables rouges ont battu le Kazakhstan dans un match à sens unique, avec un doublé de De Bruyne et un but de Doku pour la première place du groupe.",
            ),
            (
                "Spanish",
                "La selección ganó por seis a cero en Bruselas y los jugadores de García se quedaron con el segundo puesto del grupo, por detrás de Gales, tras una noche perfecta.",
            ),
            (
                "German",
                "Belgien gewinnt in der Qualifikation mit sechs Toren und ist nach dem Sieg auf Platz zwei, die Mannschaft von Garcia war nicht zu schlagen.",
            ),
            (
                "Portuguese",
                "A Bélgica goleou o Cazaquistão em Bruxelas com uma grande exibição de De Bruyne, que marcou dois gols, e foi para o segundo lugar do grupo.",
            ),
            (
                "Dutch",
                "België won met zes doelpunten van Kazachstan en staat op de tweede plaats in de groep, maar het had een betere stand na de rust.",
            ),
        ];
        for (name, raw) in cases {
            assert!(
                matches!(of(raw), Some(Seems::Foreign(english, _)) if english == name),
                "{name}: {:?}",
                of(raw)
            );
        }
        assert!(!matches!(
            of("Vittoria per la Francia di Deschamps: le reti sono di Mbappé."),
            Some(Seems::Foreign(..))
        ));
        // Names from elsewhere make no foreign text.
        assert_eq!(
            of(
                "Van Dijk and De Jong were in the side that beat El Salvador in Las Palmas, La Roja had the ball but De Bruyne and De Ligt had the goals."
            ),
            Some(Seems::Read(Lang::En))
        );
    }
}
