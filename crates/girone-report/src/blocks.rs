//! What stands in a text without being told: markup, line-ups, ratings, statistics.
//!
//! Such stretches are blanked before a text is cut into words, each character by a
//! space of as many bytes, so that every position stays what it was.

use std::borrow::Cow;
use std::ops::Range;

/// Labels after which a list of names or numbers follows that tells no match.
const LISTS: &[&str] = &[
    "a disposizione",
    "in panchina:",
    "subs:",
    "substitutes:",
    "subs not used",
    "unused subs",
    "ammoniti:",
    "ammonito:",
    "espulsi:",
    "espulso:",
    "booked:",
    "bookings:",
    "yellow cards:",
    "red cards:",
    "cautions:",
    "sent off:",
    "arbitro:",
    "referee:",
    "var:",
    "note:",
    "angoli:",
    "calci d'angolo:",
    "corner:",
    "corners:",
    "recupero:",
    "added time:",
    "tiri:",
    "tiri in porta:",
    "shots:",
    "shots on target:",
    "fouls:",
    "falli:",
    "possesso palla:",
    "possession:",
    "player ratings",
    "le pagelle",
    "pagelle:",
    "probabile formazione",
    "probabili formazioni",
];

/// Labels of a list of goals, which is told.
const GOALS: &[&str] = &[
    "reti:",
    "rete:",
    "marcatori:",
    "marcatore:",
    "gol:",
    "goals:",
    "goal:",
    "scorers:",
    "scorer:",
];

/// Words beside which a row of numbers is a formation.
const FORMATION: &[&str] = &[
    "formation",
    "modulo",
    "lined up",
    "line up",
    "lines up",
    "lining up",
    "schiera",
    "schierat",
    "assetto",
    "sistema",
    "system",
    "set up in",
    "disposizione",
    "passa al",
    "passando al",
    "switched to",
    "switch to",
];

/// Returns the text with what is not told blanked, of the same length.
pub(crate) fn told(text: &str) -> Cow<'_, str> {
    let mut blank: Vec<Range<usize>> = Vec::new();
    markup(text, &mut blank);
    ratings(text, &mut blank);
    let lower: String = text.chars().map(plain).collect();
    // Lower case of as many bytes, or positions would not fit.
    if lower.len() == text.len() {
        lists(&lower, &mut blank);
        formations(text, &lower, &mut blank);
    }
    if blank.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut hidden = vec![false; text.len()];
    for range in blank {
        hidden[range].fill(true);
    }
    let space = |(at, c): (usize, char)| match (hidden[at], c.len_utf8()) {
        (false, _) => c,
        (true, _) if c == '\n' => c,
        (true, 1) => ' ',
        (true, 2) => '\u{a0}',
        (true, 3) => '\u{2003}',
        (true, _) => c,
    };
    Cow::Owned(text.char_indices().map(space).collect())
}

/// Marks out of ten: "Openda 6,5: il suo colpo di testa", "Kane 8: two goals"; at
/// least two, each at the head of a sentence.
fn ratings(text: &str, blank: &mut Vec<Range<usize>>) {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (colon, _) in text.match_indices(": ") {
        let head = &text[..colon];
        let begin = head
            .rfind(['\n', '.', '!', '?', '»', ';'])
            .map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8));
        let Some((name, mark)) = head[begin..].trim_end().rsplit_once(' ') else { continue };
        let mark = mark.trim_end_matches(['+', '-', '½']);
        let whole = mark.strip_suffix(",5").unwrap_or(mark);
        let rated = whole.parse::<u8>().is_ok_and(|n| (2..=10).contains(&n));
        let names = name.split_whitespace().collect::<Vec<_>>();
        let capital = |w: &&str| w.chars().next().is_some_and(char::is_uppercase);
        if rated && (1..=4).contains(&names.len()) && names.iter().all(capital) {
            let from = begin + head[begin..].find(mark).unwrap_or(0);
            found.push(from..colon);
        }
    }
    // "Openda 6.5:" ends in the stop of its own mark.
    for (colon, _) in text.match_indices(".5: ") {
        let head = &text[..colon];
        let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if digits > 0 && head[..colon - digits].ends_with(' ') {
            found.push(colon - digits..colon + 2);
        }
    }
    if found.len() > 1 {
        blank.append(&mut found);
    }
}

/// The lower case of a character where it has as many bytes.
fn plain(c: char) -> char {
    if c == '\u{2019}' {
        return c;
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
        _ => c,
    }
}

/// Tags, and what a page keeps in scripts and styles.
fn markup(text: &str, blank: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while let Some(open) = text[at..].find('<').map(|p| at + p) {
        let inside = &text[open + 1..];
        let tag = inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        // A tag is short and closes; "5 < 7" is none.
        let close = inside.char_indices().take(2_000).find(|(_, c)| *c == '>').map(|(p, _)| p);
        let Some(close) = close.filter(|_| tag).map(|p| open + 1 + p + 1) else {
            at = open + 1;
            continue;
        };
        let name: String = inside
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric())
            .collect::<String>()
            .to_ascii_lowercase();
        let end = match name.as_str() {
            "script" | "style" => {
                let closing = format!("</{name}");
                let rest = text[close..].to_ascii_lowercase();
                rest.find(&closing).map_or(text.len(), |p| close + p)
            }
            _ => close,
        };
        blank.push(open..end);
        at = end;
    }
}

/// Lists after a label, to the end of the line, the sentence or the next label.
fn lists(lower: &str, blank: &mut Vec<Range<usize>>) {
    for label in LISTS {
        let mut at = 0;
        while let Some(from) = lower[at..].find(label).map(|p| at + p) {
            at = from + label.len();
            let before = lower[..from].trim_end_matches(' ').chars().next_back();
            if before.is_some_and(|c| !matches!(c, '\n' | '.' | ';' | '|' | ')' | '>')) {
                continue;
            }
            // A label without a colon has one close by.
            let colon = label.ends_with(':') || {
                let mut near = lower[at..].chars().take(40);
                near.find(|c| matches!(c, ':' | '.' | '\n')) == Some(':')
            };
            if colon {
                blank.push(from..end_of_list(lower, at));
            }
        }
    }
}

/// Where a list ends: at the end of its line, at a list of goals, or with a sentence
/// after which a new one begins.
fn end_of_list(lower: &str, from: usize) -> usize {
    let line = lower[from..].find('\n').map_or(lower.len(), |p| from + p);
    let goals = GOALS.iter().filter_map(|g| lower[from..line].find(g).map(|p| from + p)).min();
    let end = goals.unwrap_or(line);
    // "Angoli: 7-2. La partita…": names are abbreviated by a letter or two.
    let stop = lower[from..end].char_indices().find(|(i, c)| {
        *c == '.' && {
            let word = lower[from..from + i].rsplit(|c: char| !c.is_alphanumeric()).next();
            let next = lower[from + i + 1..end].chars().next();
            word.is_some_and(|w| w.len() > 3 || w.chars().all(|c| c.is_ascii_digit()))
                && next.is_none_or(char::is_whitespace)
        }
    });
    stop.map_or(end, |(i, _)| from + i + 1)
}

/// Formations, and the line-ups that follow them: "ITALIA (4-3-3): Donnarumma; …".
fn formations(text: &str, lower: &str, blank: &mut Vec<Range<usize>>) {
    let bytes = lower.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while at < bytes.len() {
        let starts =
            digit(at) && !digit(at + 1) && (at == 0 || !digit(at - 1) && bytes[at - 1] != b'-');
        if !starts {
            at += 1;
            continue;
        }
        let (mut end, mut sum, mut parts) = (at + 1, u32::from(bytes[at] - b'0'), 1);
        while bytes.get(end) == Some(&b'-') && digit(end + 1) && !digit(end + 2) {
            sum += u32::from(bytes[end + 1] - b'0');
            parts += 1;
            end += 2;
        }
        let (from, to) = (at, end);
        at = end;
        if !(3..=5).contains(&parts) || sum != 10 || bytes.get(to) == Some(&b'-') {
            continue;
        }
        let before = lower[..from].trim_end();
        let bracketed = before.ends_with('(') && lower[to..].trim_start().starts_with(')');
        let near_start = before.char_indices().rev().nth(28).map_or(0, |(i, _)| i);
        let near_end = lower[to..].char_indices().nth(20).map_or(lower.len(), |(i, _)| to + i);
        let beside = |words: &str| FORMATION.iter().any(|f| words.contains(f));
        let told_so = beside(&before[near_start..]) || beside(&lower[to..near_end]);
        if parts == 3 && !bracketed && !told_so {
            continue;
        }
        blank.push(from..to);
        // The line-up: names up to the end of the line, or of its list.
        let after = lower[to..].trim_start_matches([')', ' ']);
        if bracketed && after.starts_with(':') {
            let start = lower.len() - after.len();
            blank.push(start..end_of_line_up(text, lower, start));
        }
    }
}

/// Where a line-up ends: at the end of its line, or at a full stop after which no
/// other list begins.
fn end_of_line_up(text: &str, lower: &str, from: usize) -> usize {
    let line = lower[from..].find('\n').map_or(lower.len(), |p| from + p);
    let goals = GOALS.iter().filter_map(|g| lower[from..line].find(g).map(|p| from + p)).min();
    let end = goals.unwrap_or(line);
    let mut depth = 0i32;
    for (i, c) in text[from..end].char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '.' if depth <= 0 => {
                let word = text[from..from + i].rsplit(|c: char| !c.is_alphanumeric()).next();
                let short = word.is_some_and(|w| w.chars().count() <= 3);
                let rest = text[from + i + 1..end].trim_start();
                let lists = rest.starts_with("All")
                    || rest.starts_with("Coach")
                    || rest.starts_with("A disp")
                    || rest.starts_with("Sub");
                if !short && !lists && !rest.is_empty() {
                    return from + i + 1;
                }
            }
            _ => {}
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> String {
        let told = told(text);
        assert_eq!(told.len(), text.len(), "{text}");
        assert_eq!(told.chars().count(), text.chars().count(), "{text}");
        told.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn marks_out_of_ten_are_not_told() {
        assert_eq!(
            left(
                "Openda 6,5: vale l'1-1. De Bruyne 8: due gol al 42' e all'84'. Il Belgio vince 6-0."
            ),
            "Openda : vale l'1-1. De Bruyne : due gol al 42' e all'84'. Il Belgio vince 6-0."
        );
        assert_eq!(
            left("Kane 7.5: a goal on 12 minutes.\nPickford 6: little to do."),
            "Kane : a goal on 12 minutes. Pickford : little to do."
        );
        // One alone may be anything.
        let one = "England 3: that was the score.";
        assert_eq!(left(one), one);
        let list = "Reti: 15' Lukaku, 42' De Bruyne";
        assert_eq!(left(list), list);
    }

    #[test]
    fn line_ups_formations_and_statistics_are_not_told() {
        let same = |text: &str, rest: &str| assert_eq!(left(text), rest, "{text}");
        same(
            "Belgio-Galles 4-2.\nBELGIO (4-2-3-1): Courtois; Meunier (76′ Castagne), Faes; De Bruyne. All. Garcia\nReti: 15' Lukaku",
            "Belgio-Galles 4-2. BELGIO ( ) Reti: 15' Lukaku",
        );
        same("The hosts lined up in a 4-3-3 and won 3-1.", "The hosts lined up in a and won 3-1.");
        same("Il modulo è il 3-5-2, il risultato 2-0.", "Il modulo è il , il risultato 2-0.");
        same("Angoli: 7-2. Il Perù ha perso 1-0.", "Il Perù ha perso 1-0.");
        same("Ammoniti: Berg, L. Pérez. Recupero: 5' st.\nFinisce 1-1.", "Finisce 1-1.");
        same("Player ratings Russia: Akinfeev (6), Cheryshev (7)\nIt ended 2-2.", "It ended 2-2.");
    }

    #[test]
    fn records_scores_and_prose_stay() {
        for text in [
            "Il bilancio è di sei vittorie: 6-2-2, e domani si gioca.",
            "Vinsero 3-1, poi 2-0 e 1-0 (4-0 il totale).",
            "Il quarto uomo ha dato note di recupero: due minuti.",
            "Their record (5-1-1) speaks for itself.",
            "Il 4-4 di ieri e il 3-3 di oggi.",
        ] {
            assert_eq!(told(text), text);
        }
    }

    #[test]
    fn markup_is_not_told() {
        assert_eq!(
            left(
                "<p>Kevin <b>De Bruyne</b> 6-0 <script>var x = \"Belgium 1-9 Wales\";</script></p>"
            ),
            "Kevin De Bruyne 6-0"
        );
        assert_eq!(told("5 < 7 e 7 > 5"), "5 < 7 e 7 > 5");
    }
}
