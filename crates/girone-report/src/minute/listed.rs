//! Bare numbers that are minutes: beside a scorer, in brackets, in a list.

use super::*;

/// A bare number in brackets after a person or a goal: "Ritsu Doan (75)", "from the
/// spot (32)", "(seven minutes)"; of several all are minutes: "(18, 68)".
pub(super) fn bracketed(lattice: &Lattice<'_, '_>, at: usize) -> Option<WrittenMinute> {
    let tokens = &lattice.text.tokens;
    let open = at.checked_sub(1)?;
    if tokens[open].mark() != Some('(') {
        return None;
    }
    let (n, to) = lattice.numbers.get(at).copied().flatten()?;
    let mark = |i: usize| tokens.get(i).and_then(|t| t.mark());
    let before = open.checked_sub(1)?;
    let named = lattice.covered.get(before).copied().flatten().is_some_and(|person| {
        matches!(
            lattice.mentions[person as usize].who,
            crate::lattice::Who::People(_) | crate::lattice::Who::Unknown
        )
    });
    let unit = matches!(
        tokens.get(to).map_or("", |t| t.fold.as_str()),
        "minutes" | "minute" | "mins" | "minuti" | "minuto"
    );
    if unit && mark(to + 1) == Some(')') && named {
        return one(at, to + 1, n);
    }
    tokens[at].number()?;
    let closes = tokens.get(at + 1).is_some_and(|t| {
        matches!(t.fold.as_str(), ")" | "," | "pen" | "rig" | "r" | "p" | "and" | "e" | "og")
    });
    let rising = matches!(mark(at + 1), Some(','))
        && mark(at + 3) == Some(')')
        && tokens.get(at + 2).and_then(|t| t.number()).is_some_and(|m| n < m && m > 20);
    let goal = matches!(
        tokens[before].fold.as_str(),
        "spot"
            | "penalty"
            | "kick"
            | "header"
            | "goal"
            | "volley"
            | "strike"
            | "rebound"
            | "corner"
            | "rigore"
            | "dischetto"
            | "metri"
            | "testa"
            | "punizione"
            | "destro"
            | "sinistro"
            | "volo"
            | "autogol"
            | "autorete"
            | "left"
            | "time"
            | "end"
            | "fine"
            | "termine"
    );
    // "Vida (7), Perisic (6), Rakitic (7)": marks given to players.
    let (from, to) = lattice.text.sentence_of(at);
    let small = |i: usize| {
        mark(i) == Some('(')
            && mark(i + 2) == Some(')')
            && tokens[i + 1].number().is_some_and(|n| n <= 10)
    };
    let marks = n <= 10 && (from..to.saturating_sub(2)).filter(|i| small(*i)).count() >= 4;
    if marks || !(named || goal || rising) || !closes || !(5..=120).contains(&n) {
        return None;
    }
    one(at, at + 1, n)
}

/// A bare number after a person in a list of scorers that follows a score:
/// "Belgium 6-0 Kazakhstan: De Bruyne 42, 84, Doku 44 pen".
pub(super) fn listed(lattice: &Lattice<'_, '_>, at: usize) -> Option<WrittenMinute> {
    let tokens = &lattice.text.tokens;
    let n = tokens.get(at)?.number()?;
    let before = at.checked_sub(1)?;
    // "Openda 6,5:", "Tedesco 5:" are marks.
    let mark = |i: usize| tokens.get(i).and_then(|t| t.mark());
    let half =
        mark(at + 1) == Some(',') && tokens.get(at + 2).is_some_and(|t| t.is("5") && !t.spaced);
    if n <= 10 && (half || mark(at + 1) == Some(':')) {
        return None;
    }
    // "Romero, 79; Messi, 88": a comma may stand between where none follows.
    let apart = matches!(tokens[before].mark(), Some(',' | ':'));
    // "Kane (pen) 54".
    let kind = tokens[before].mark() == Some(')')
        && before >= 3
        && matches!(tokens[before - 1].fold.as_str(), "pen" | "rig" | "og" | "aut")
        && tokens[before - 2].mark() == Some('(');
    let person = before.checked_sub(usize::from(apart) + 3 * usize::from(kind))?;
    let person = lattice.covered.get(person).copied().flatten()?;
    let named = matches!(
        lattice.mentions[person as usize].who,
        crate::lattice::Who::People(_) | crate::lattice::Who::Unknown
    );
    let (from, to) = lattice.text.sentence_of(at);
    let begin = if apart { from } else { from.saturating_sub(60) };
    let ends = tokens.get(at + 1).is_none_or(|t| {
        t.sentence != tokens[at].sentence
            || matches!(t.mark(), Some(';' | '.' | '('))
            || t.is("and")
    });
    // "Gudmundsson, 59 and 65, for 3-3".
    let pair = apart
        && tokens.get(at + 1).is_some_and(|t| t.is("and") || t.is("e"))
        && tokens.get(at + 2).and_then(|t| t.number()).is_some_and(|m| n < m && m <= 120)
        && tokens.get(at + 3).is_none_or(|t| t.mark().is_some());
    let alone = pair || apart && ends && (from..to).any(|i| tokens[i].mark() == Some(';'));
    let scored = alone || (begin..at).any(|i| lattice.scores[i].is_some());
    if apart && !ends && !pair && tokens[before].mark() == Some(',') {
        return None;
    }
    let c = Cursor::new(lattice, at);
    let mut end = at + 1;
    let mut added = 0;
    if c.fold(end) == "+"
        && let Some(extra) = tokens.get(end + 1).and_then(|t| t.number())
    {
        added = extra;
        end += 2;
    }
    let closes = end >= to
        || c.any(end, &[",", ";", "(", ")", ".", "pen", "og", "p", "rig", "aut", "and", "e"]);
    if !named || !scored || !closes || !(1..=130).contains(&n) {
        return None;
    }
    finish(&c, at, end, n, added)
}

/// A bare number after a minute: "on 36 and 40", "al 12' e 45", "(12, 45, 70)".
pub(super) fn continued(
    lattice: &Lattice<'_, '_>,
    at: usize,
    before: Option<&WrittenMinute>,
) -> Option<WrittenMinute> {
    let before = before.filter(|b| !b.relative)?;
    if at.checked_sub(2).is_some_and(|i| lattice.text.tokens[i].number().is_some_and(|n| n <= 10))
        && lattice.text.tokens[at].is("5")
        && !lattice.text.tokens[at].spaced
    {
        return None;
    }
    let tokens = &lattice.text.tokens;
    let n = tokens[at].number()?;
    let gap = at.checked_sub(before.to)?;
    let linked = (1..=4).contains(&gap)
        && tokens[before.to..at].iter().all(|t| {
            matches!(t.mark(), Some(',' | '.' | '(' | ')'))
                || matches!(
                    t.fold.as_str(),
                    "and" | "e" | "ed" | "al" | "all" | "on" | "pen" | "rig"
                )
        })
        && tokens[at].sentence == tokens[before.from].sentence;
    let next_is_unit = tokens.get(at + 1).is_some_and(|t| {
        t.is_word()
            && t.sentence == tokens[at].sentence
            && !matches!(
                t.fold.as_str(),
                "before"
                    | "and"
                    | "to"
                    | "with"
                    | "e"
                    | "prima"
                    | "but"
                    | "after"
                    | "as"
                    | "for"
                    | "per"
                    | "in"
                    | "on"
                    | "minutes"
                    | "then"
                    | "pen"
                    | "either"
            )
    });
    if !linked || next_is_unit {
        return None;
    }
    let c = Cursor::new(lattice, at);
    let mut value = finish(&c, at, at + 1, n, 0)?;
    // The half named after the first minute holds for those that follow.
    if before.values.first().is_some_and(|b| b.base > 45) && n <= 45 {
        value.values.extend(plain(45 + n));
    }
    value.chained = true;
    Some(value)
}
