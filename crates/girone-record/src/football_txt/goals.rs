//! Lists of goals, cards and line-ups.

use std::sync::Arc;

use girone_model::{CardKind, Minute, Side};

use super::scan::{blanks, quoted, squeeze};
use crate::draft::{DraftCard, DraftGoal};
use crate::minutes::minute;
use crate::text::Interner;

/// Takes a minute at the start of `text`: `42'`, `45+2'`, `90 + 4'`, `29`, `?'`.
///
/// The outer option says whether there is one, the inner whether it is known.
fn take_minute(text: &str) -> Option<(Option<Minute>, &str)> {
    if text.starts_with('?') {
        let rest = text.trim_start_matches('?');
        return Some((None, rest.trim_start_matches(['\'', '’', '′'])));
    }
    let digits = |t: &str| t.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(text);
    if end == 0 {
        return None;
    }
    let mut after = &text[end..];
    // `45'+2` and `45+2'` are both met.
    after = after.strip_prefix(['\'', '’', '′']).unwrap_or(after);
    if let Some(plus) = blanks(after).strip_prefix('+') {
        let plus = blanks(plus);
        let more = digits(plus);
        if more > 0 {
            let base = minute(&format!("{}+{}", &text[..end], &plus[..more]))?;
            let rest = &plus[more..];
            let rest = rest.strip_prefix(['\'', '’', '′', '.']).unwrap_or(rest);
            return Some((Some(base), rest));
        }
        if after.starts_with('+') {
            // `90+'`: in stoppage time.
            end = digits(text);
            after = plus.strip_prefix(['\'', '’', '′']).unwrap_or(plus);
        }
    }
    let found = minute(&text[..end])?;
    let after = after.strip_prefix('.').unwrap_or(after);
    if after.starts_with(char::is_alphabetic) && !after.starts_with(['p', 'P', 'o', 'O']) {
        return None;
    }
    Some((Some(found), after))
}

/// Takes the mark of an own goal or a penalty, with or without brackets.
fn take_mark(text: &str) -> Option<(bool, bool, &str)> {
    const OWN: [&str; 7] = ["(o.g.)", "(og)", "(own goal)", "(aut.)", "(autogol)", "o.g.", "og"];
    const PENALTY: [&str; 9] =
        ["(pen.)", "(pen)", "(p.)", "(p)", "(penalty)", "(rig.)", "pen.", "pen", "p"];
    let start = blanks(text);
    let find = |words: &[&str]| {
        words.iter().find_map(|word| {
            let head = start.get(..word.len())?;
            let rest = head.eq_ignore_ascii_case(word).then(|| &start[word.len()..])?;
            let ends = word.ends_with([')', '.'])
                || rest.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '.');
            ends.then_some(rest)
        })
    };
    if let Some(rest) = find(&OWN) {
        return Some((true, false, rest));
    }
    find(&PENALTY).map(|rest| (false, true, rest))
}

/// Reads the goals of one side: `De Bruyne 42', 84' (p) Doku 44'`.
///
/// `None` where the text is no list of goals. A `-` is an empty list.
pub(super) fn goals(text: &str, side: Side, people: &mut Interner) -> Option<Vec<DraftGoal>> {
    let mut list: Vec<DraftGoal> = Vec::new();
    let mut rest = blanks(text);
    if matches!(rest.trim(), "" | "-" | "–") {
        return Some(list);
    }
    let mut scorer: Option<Arc<str>> = None;
    // Whether the scorer has a goal already, and only further minutes may follow.
    let mut has_goal = true;
    while !rest.is_empty() {
        if let Some((at, after)) = take_minute(rest) {
            let (mut own_goal, mut penalty, mut after) = (false, false, after);
            while let Some((own, pen, next)) = take_mark(after) {
                own_goal |= own;
                penalty |= pen;
                after = next;
            }
            list.push(DraftGoal { side, scorer: scorer.clone(), minute: at, own_goal, penalty });
            has_goal = true;
            rest = separator(after);
            continue;
        }
        let unnamed = rest.starts_with("N.N.");
        let (name, after) = name(rest)?;
        if !has_goal {
            // A name without a minute, followed by another name.
            list.push(DraftGoal {
                side,
                scorer: scorer.clone(),
                minute: None,
                own_goal: false,
                penalty: false,
            });
        }
        scorer = if unnamed && name == "N.N." { None } else { Some(people.text(&name)) };
        has_goal = false;
        let mut after = after;
        if let Some((own_goal, penalty, next)) = take_mark(after) {
            // `Gali (og) 12'` and `Gali (og)`.
            let start = separator(next);
            let (at, next) = match take_minute(start) {
                Some((at, next)) => (at, next),
                None => (None, next),
            };
            list.push(DraftGoal { side, scorer: scorer.clone(), minute: at, own_goal, penalty });
            has_goal = true;
            after = next;
        }
        rest = separator(after);
    }
    if !has_goal {
        list.push(DraftGoal { side, scorer, minute: None, own_goal: false, penalty: false });
    }
    Some(list)
}

fn separator(text: &str) -> &str {
    let text = blanks(text);
    text.strip_prefix(',').map_or(text, blanks)
}

/// Takes a name: up to a minute, a mark or a comma.
fn name(text: &str) -> Option<(String, &str)> {
    if let Some((name, rest)) = quoted(text) {
        return Some((name, rest));
    }
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        if c == ',' || c == ';' {
            end = at;
            break;
        }
        let before = text[..at].chars().next_back();
        let starts_word = before.is_none_or(|b| b.is_whitespace() || b == ')');
        if starts_word && (take_minute(&text[at..]).is_some() || at > 0 && c == '(') {
            end = at;
            break;
        }
        if c == '(' && take_mark(&text[at..]).is_some() {
            end = at;
            break;
        }
    }
    let name = squeeze(&text[..end]);
    let fine = !name.is_empty()
        && name.chars().any(char::is_alphabetic)
        && !name.contains(['"', '[', ']', '@', '|', '=', '('])
        && !name.split(' ').any(is_bad_minute);
    fine.then_some((name, &text[end..]))
}

/// Says whether a word is a minute that no match reaches.
fn is_bad_minute(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(['\'', '’', '′', '+'])
}

/// Reads a list of cards of both sides, e.g. after `Yellow cards:`.
///
/// Without a `;` nothing says whose the cards are; `side_of` is then asked.
pub(super) fn cards(
    text: &str,
    kind: CardKind,
    people: &mut Interner,
    side_of: impl Fn(&str) -> Option<Side>,
) -> Option<(Vec<DraftCard>, usize)> {
    let mut list = Vec::new();
    let mut unclear = 0;
    let halves = split_sides(text);
    for (half, side) in halves.iter().zip(Side::BOTH) {
        for goal in goals(half, side, people)? {
            let side = if halves.len() > 1 {
                side
            } else {
                match goal.scorer.as_deref().and_then(&side_of) {
                    Some(side) => side,
                    None => {
                        unclear += 1;
                        continue;
                    }
                }
            };
            list.push(DraftCard { side, person: goal.scorer, minute: goal.minute, kind });
        }
    }
    Some((list, unclear))
}

/// Splits a list at `;`, home first; at most two parts.
pub(super) fn split_sides(text: &str) -> Vec<&str> {
    let (mut quotes, mut escaped) = (false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quotes => escaped = true,
            '"' => quotes = !quotes,
            ';' if !quotes => return vec![&text[..at], &text[at + 1..]],
            _ => {}
        }
    }
    vec![text]
}

/// What a line-up tells besides who played.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LineUp {
    /// Everyone named.
    pub(super) names: Vec<String>,
    /// The cards, by name.
    pub(super) cards: Vec<(String, CardKind, Option<Minute>)>,
    /// The coach.
    pub(super) coach: Option<String>,
}

/// Reads a line-up such as `Neuer - Kimmich, Tah [Y 23'] - Kroos (72' Can); Coach: X`.
pub(super) fn line_up(text: &str) -> Option<LineUp> {
    let mut found = LineUp::default();
    let mut players = text;
    for word in ["Coach:", "coach:", "Trainer:", "trainer:", "Manager:", "manager:"] {
        if let Some((before, after)) = text.split_once(word) {
            players = before.trim_end().trim_end_matches([';', ',', '-']);
            let name = squeeze(after.trim().trim_end_matches([';', '.']));
            if !name.is_empty() {
                found.coach = Some(name);
            }
            break;
        }
    }
    let mut name = String::new();
    let mut rest = players;
    while let Some(c) = rest.chars().next() {
        match c {
            '[' => {
                let close = rest.find(']')?;
                let who = person(&name);
                for (kind, minute) in card_marks(&rest[1..close])? {
                    found.cards.push((who.clone()?, kind, minute));
                }
                rest = &rest[close + 1..];
                continue;
            }
            ',' | ';' | '(' | ')' => {
                found.names.extend(person(&name));
                name.clear();
            }
            '-' | '–' if name.is_empty() || name.ends_with(char::is_whitespace) => {
                let next = rest[c.len_utf8()..].chars().next();
                if next.is_none_or(char::is_whitespace) {
                    found.names.extend(person(&name));
                    name.clear();
                } else {
                    name.push(c);
                }
            }
            c => name.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    found.names.extend(person(&name));
    (!found.names.is_empty()).then_some(found)
}

/// Takes minutes off a player's name.
fn person(text: &str) -> Option<String> {
    let words = text.split_whitespace().filter(|w| {
        let minute_like = w.starts_with(|c: char| c.is_ascii_digit())
            && w.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '\'' | '’' | '′' | '.'));
        !minute_like
    });
    let name = words.collect::<Vec<_>>().join(" ");
    name.chars().any(char::is_alphabetic).then_some(name)
}

/// Reads `Y 23'`, `R`, `Y/R 80'`, `Y 20', R 60'`, `c`.
fn card_marks(text: &str) -> Option<Vec<(CardKind, Option<Minute>)>> {
    let mut list = Vec::new();
    for part in text.split(',') {
        let part = part.trim();
        let (word, rest) = match part.find(|c: char| c.is_whitespace() || c.is_ascii_digit()) {
            Some(at) if at > 0 => part.split_at(at),
            _ => (part, ""),
        };
        let kind = match word {
            "c" | "C" | "gk" | "GK" => continue,
            "Y" | "y" => CardKind::Yellow,
            "R" | "r" => CardKind::Red,
            "Y/R" | "YR" | "Y-R" | "YY" | "2Y" => CardKind::SecondYellow,
            _ => return None,
        };
        let minute = match rest.trim() {
            "" => None,
            written => Some(minute(written)?),
        };
        list.push((kind, minute));
    }
    Some(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let mut people = Interner::default();
        match goals(text, Side::Home, &mut people) {
            None => "none".to_owned(),
            Some(list) => {
                let words = list.iter().map(|g| {
                    let minute = g.minute.map_or("?".to_owned(), |m| m.to_string());
                    let mark = match (g.own_goal, g.penalty) {
                        (true, _) => " og",
                        (_, true) => " p",
                        _ => "",
                    };
                    format!("{} {minute}{mark}", g.scorer.as_deref().unwrap_or("-"))
                });
                words.collect::<Vec<_>>().join(", ")
            }
        }
    }

    #[test]
    fn every_form_of_a_goal_list_is_read() {
        for (text, expected) in [
            ("De Bruyne 42', 84' Doku 44'(p)", "De Bruyne 42, De Bruyne 84, Doku 44 p"),
            ("Julian QUINONES 9', Raul JIMENEZ 67'", "Julian QUINONES 9, Raul JIMENEZ 67"),
            ("Kylian Mbappé 48',66' Barcola 54'", "Kylian Mbappé 48, Kylian Mbappé 66, Barcola 54"),
            ("Nemec 2' 21' Hof 25' (pen) 75'", "Nemec 2, Nemec 21, Hof 25 p, Hof 75"),
            ("Gjasula 76' (o.g.)", "Gjasula 76 og"),
            ("Diney Borges 111'(og)", "Diney Borges 111 og"),
            ("Csoboth 90+10'", "Csoboth 90+10"),
            ("Galic, Tasic", "Galic ?, Tasic ?"),
            ("Galic ?' Tasic 3'", "Galic ?, Tasic 3"),
            ("-", ""),
            ("X 2000'", "none"),
            ("\"Ronaldo 9\" 12'", "Ronaldo 9 12"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn a_line_up_gives_cards_and_coach() {
        let found = line_up(
            "Neuer - Kimmich, Rüdiger [Y], Tah [c] [R 90+2'] - Andrich (Can 72'), \
             Themba (61' ZWANE [R 84']) - Kai-Uwe Wirtz; Coach: Julian Nagelsmann",
        )
        .unwrap();
        assert_eq!(found.coach.as_deref(), Some("Julian Nagelsmann"));
        let red = |added| (CardKind::Red, Some(added));
        assert_eq!(found.cards[0], ("Rüdiger".to_owned(), CardKind::Yellow, None));
        assert_eq!((found.cards[1].1, found.cards[1].2), red(Minute { base: 90, added: 2 }));
        assert_eq!(found.cards[2].0, "ZWANE");
        assert!(found.names.contains(&"Kai-Uwe Wirtz".to_owned()));
        assert!(found.names.contains(&"Can".to_owned()));
    }
}
