//! Numbers and ordinals in words, Italian and English.

use std::collections::HashMap;
use std::sync::LazyLock;

use girone_model::Lang;

use crate::text::{Sort, Text};

/// A number in the text: its value and one past its last token.
pub(crate) type Read = (u32, usize);

const IT_UNITS: [&str; 20] = [
    "zero",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
];
const IT_TENS: [&str; 10] = [
    "",
    "",
    "venti",
    "trenta",
    "quaranta",
    "cinquanta",
    "sessanta",
    "settanta",
    "ottanta",
    "novanta",
];
const EN_UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const EN_TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const EN_ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const IT_ORDINALS: [&str; 11] = [
    "", "primo", "secondo", "terzo", "quarto", "quinto", "sesto", "settimo", "ottavo", "nono",
    "decimo",
];

fn it_word(n: u32) -> String {
    if n < 20 {
        return IT_UNITS[n as usize].to_owned();
    }
    if n >= 100 {
        let rest = n - 100;
        return if rest == 0 { "cento".to_owned() } else { format!("cento{}", it_word(rest)) };
    }
    let (tens, unit) = (IT_TENS[(n / 10) as usize], n % 10);
    match unit {
        0 => tens.to_owned(),
        1 | 8 => format!("{}{}", &tens[..tens.len() - 1], IT_UNITS[unit as usize]),
        _ => format!("{tens}{}", IT_UNITS[unit as usize]),
    }
}

/// Writes a number from 0 to 199 in words.
pub fn in_words(n: u32, lang: Lang) -> String {
    match lang {
        Lang::It if n < 200 => it_word(n),
        Lang::En if n < 20 => EN_UNITS[n as usize].to_owned(),
        Lang::En if n < 100 && n.is_multiple_of(10) => EN_TENS[(n / 10) as usize].to_owned(),
        Lang::En if n < 100 => {
            format!("{}-{}", EN_TENS[(n / 10) as usize], EN_UNITS[(n % 10) as usize])
        }
        _ => n.to_string(),
    }
}

/// Writes an ordinal, in words where it is short.
pub fn ordinal(n: u32, lang: Lang, feminine: bool) -> String {
    match lang {
        Lang::It => {
            let word = if (1..=10).contains(&n) {
                IT_ORDINALS[n as usize].to_owned()
            } else {
                return format!("{n}{}", if feminine { "ª" } else { "º" });
            };
            if feminine { format!("{}a", &word[..word.len() - 1]) } else { word }
        }
        Lang::En if (1..=10).contains(&n) => EN_ORDINALS[n as usize].to_owned(),
        Lang::En => {
            let end = match (n % 10, n % 100) {
                (1, r) if r != 11 => "st",
                (2, r) if r != 12 => "nd",
                (3, r) if r != 13 => "rd",
                _ => "th",
            };
            format!("{n}{end}")
        }
    }
}

struct Words {
    it: HashMap<String, u32>,
    it_ordinal: HashMap<String, u32>,
    en: HashMap<&'static str, u32>,
    en_tens: HashMap<&'static str, u32>,
    en_ordinal: HashMap<String, u32>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut it = HashMap::new();
    let mut it_ordinal = HashMap::new();
    for n in 0..200u32 {
        let word = it_word(n);
        if n % 10 == 3 && n > 20 {
            it.insert(word.clone(), n);
        }
        if n > 10 {
            let stem = match word.chars().last() {
                Some('e' | 'i' | 'o' | 'a') if n % 10 != 3 && n % 10 != 6 => {
                    word[..word.len() - 1].to_owned()
                }
                _ => word.clone(),
            };
            for end in ["esimo", "esima", "esimi", "esime"] {
                it_ordinal.insert(format!("{stem}{end}"), n);
            }
        }
        it.insert(word, n);
    }
    for (n, word) in IT_ORDINALS.iter().enumerate().skip(1) {
        for end in ["o", "a", "i", "e"] {
            it_ordinal.insert(format!("{}{end}", &word[..word.len() - 1]), n as u32);
        }
    }
    it.insert("una".into(), 1);
    it.insert("un".into(), 1);
    let mut en: HashMap<&'static str, u32> =
        EN_UNITS.iter().enumerate().map(|(n, w)| (*w, n as u32)).collect();
    en.extend([("nil", 0), ("single", 1), ("solitary", 1), ("dozen", 12)]);
    let en_tens: HashMap<&'static str, u32> =
        EN_TENS.iter().enumerate().skip(2).map(|(n, w)| (*w, n as u32 * 10)).collect();
    let mut en_ordinal: HashMap<String, u32> =
        EN_ORDINALS.iter().enumerate().skip(1).map(|(n, w)| ((*w).to_owned(), n as u32)).collect();
    for (n, tens) in EN_TENS.iter().enumerate().skip(2) {
        en_ordinal.insert(format!("{}ieth", &tens[..tens.len() - 1]), n as u32 * 10);
    }
    Words { it, it_ordinal, en, en_tens, en_ordinal }
});

/// Reads a cardinal number at a token.
pub(crate) fn cardinal(text: &Text<'_>, at: usize, lang: Lang) -> Option<Read> {
    let token = text.tokens.get(at)?;
    match token.sort {
        Sort::Number(n) if n < 10_000 => Some((n, at + 1)),
        Sort::Word => match lang {
            Lang::It => WORDS.it.get(&token.fold).map(|n| (*n, at + 1)),
            Lang::En => {
                if let Some(tens) = WORDS.en_tens.get(token.fold.as_str()) {
                    let unit = text
                        .tokens
                        .get(at + 1)
                        .and_then(|t| WORDS.en.get(t.fold.as_str()))
                        .filter(|n| (1..10).contains(*n));
                    return Some(match unit {
                        Some(unit) => (tens + unit, at + 2),
                        None => (*tens, at + 1),
                    });
                }
                WORDS.en.get(token.fold.as_str()).map(|n| (*n, at + 1))
            }
        },
        _ => None,
    }
}

/// Reads an ordinal at a token: `third`, `3rd`, `terzo`, `3º`, `13a`.
pub(crate) fn ordinal_at(text: &Text<'_>, at: usize, lang: Lang) -> Option<Read> {
    let token = text.tokens.get(at)?;
    let next = text.tokens.get(at + 1);
    match token.sort {
        Sort::Number(n) if n < 1000 => {
            let next = next.filter(|t| !t.spaced)?;
            let suffix = match lang {
                Lang::It => {
                    next.mark() == Some('º')
                        || matches!(next.fold.as_str(), "o" | "a" | "esimo" | "esima" | "mo" | "ma")
                }
                Lang::En => matches!(next.fold.as_str(), "st" | "nd" | "rd" | "th"),
            };
            suffix.then_some((n, at + 2))
        }
        Sort::Word => match lang {
            Lang::It => WORDS.it_ordinal.get(&token.fold).map(|n| (*n, at + 1)),
            Lang::En => {
                if let Some(tens) = WORDS.en_tens.get(token.fold.as_str()) {
                    let unit = next
                        .and_then(|t| WORDS.en_ordinal.get(&t.fold))
                        .filter(|n| (1..10).contains(*n))?;
                    return Some((tens + unit, at + 2));
                }
                WORDS.en_ordinal.get(&token.fold).map(|n| (*n, at + 1))
            }
        },
        Sort::Mark(_) => None,
        Sort::Number(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_number_read_back() {
        for n in 0..200 {
            for lang in [Lang::It, Lang::En] {
                let word = in_words(n, lang);
                let text = Text::new(&word);
                assert_eq!(cardinal(&text, 0, lang).map(|r| r.0), Some(n), "{word}");
                if n > 0 {
                    let word = ordinal(n, lang, n % 2 == 0);
                    let text = Text::new(&word);
                    assert_eq!(ordinal_at(&text, 0, lang).map(|r| r.0), Some(n), "{word}");
                }
            }
        }
    }

    #[test]
    fn italian_ordinals_of_two_digits() {
        for (word, n) in
            [("undicesimo", 11), ("ventitreesima", 23), ("ventiseiesimo", 26), ("twenty-first", 21)]
        {
            let lang = if word.contains('-') { Lang::En } else { Lang::It };
            assert_eq!(ordinal_at(&Text::new(word), 0, lang).map(|r| r.0), Some(n), "{word}");
        }
    }
}
