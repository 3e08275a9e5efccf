//! Minutes as English reports write them.

use super::*;

pub(super) fn english(lattice: &Lattice<'_, '_>, at: usize) -> Option<WrittenMinute> {
    let c = Cursor::new(lattice, at);
    if let Some(to) = c.phrase(at, "on the hour").or(c.phrase(at, "on the hour mark")) {
        return one(at, to, 60);
    }
    if let Some(to) = c.phrase(at, "on the half hour").or(c.phrase(at, "on the half hour mark")) {
        return one(at, to, 30);
    }
    if let Some(to) = c.phrase(at, "on the quarter hour") {
        return one(at, to, 15);
    }
    for phrase in ["stoppage time", "injury time", "added time"] {
        if let Some(to) = c.phrase(at, phrase) {
            let first = (at.saturating_sub(3)..at).any(|i| c.any(i, &["first"]));
            let values =
                if first { vec![Minute::new(45)] } else { vec![Minute::new(90), Minute::new(45)] };
            return Some(WrittenMinute { from: at, to, values, relative: true, chained: false });
        }
    }
    let preposition = c.any(at, &["on", "after", "in", "at", "inside", "within"]);
    if preposition {
        let mut i = at + 1;
        while c.any(
            i,
            &[
                "the", "just", "only", "a", "mere", "his", "about", "barely", "less", "than",
                "under",
            ],
        ) {
            i += 1;
        }
        if let Some((n, to)) = c.ordinal(i) {
            if let Some(end) = c.phrase(to, "minute") {
                return finish(&c, at, end, n, 0);
            }
            let digits = lattice.text.tokens[i].number().is_some();
            let stops = lattice.text.tokens.get(to).is_none_or(|t| {
                t.mark().is_some_and(|m| matches!(m, ',' | '.' | ';' | ')'))
                    || matches!(
                        t.fold.as_str(),
                        "and"
                            | "before"
                            | "did"
                            | "to"
                            | "for"
                            | "gave"
                            | "settled"
                            | "sealed"
                            | "made"
                            | "with"
                            | "when"
                            | "as"
                    )
            });
            if digits && n > 31 && stops && c.any(at, &["in", "on"]) {
                return finish(&c, at, to, n, 0);
            }
            // "Equalised in the sixth".
            if stops && n <= 90 && at > 0 && scores(c.fold(at - 1)) && c.any(at, &["in"]) {
                return finish(&c, at, to, n, 0);
            }
        }
        if let Some((n, to)) = c.number(i) {
            let until = c.any(at, &["in", "within", "inside"]);
            if let Some(end) = c.phrase(to, "minutes|minute") {
                if until && (2..=15).contains(&n) && c.any(at, &["inside", "within"]) {
                    // "Inside three minutes": in one of them.
                    let values = (1..=n).rev().filter_map(plain).collect();
                    return Some(WrittenMinute {
                        from: at,
                        to: end,
                        values,
                        relative: true,
                        chained: false,
                    });
                }
                if !until
                    && !c.any(end, &["from", "later", "apart", "earlier", "left", "remaining"])
                {
                    return finish(&c, at, end, n, 0);
                }
            } else if c.any(at, &["on", "after"])
                && lattice.text.tokens[i].number().is_some()
                && i == at + 1
            {
                // "on 27" at the end of a clause.
                let next = lattice.text.tokens.get(to);
                let stops = next.is_none_or(|t| {
                    !matches!(
                        t.fold.as_str(),
                        "points"
                            | "point"
                            | "goals"
                            | "games"
                            | "matches"
                            | "caps"
                            | "wins"
                            | "occasions"
                            | "penalties"
                            | "aggregate"
                            | "january"
                            | "february"
                            | "march"
                            | "april"
                            | "may"
                            | "june"
                            | "july"
                            | "august"
                            | "september"
                            | "october"
                            | "november"
                            | "december"
                    )
                });
                // "To finish on 16", "Belgium lead on 15": points.
                let a_team = |i: usize| {
                    lattice.covered[i].is_some_and(|m| {
                        matches!(lattice.mentions[m as usize].who, crate::lattice::Who::Teams(_))
                    })
                };
                let points = at > 0
                    && c.any(
                        at - 1,
                        &[
                            "finish", "finishes", "end", "ends", "stay", "stays", "remain",
                            "remains", "sit", "sits", "stuck",
                        ],
                    )
                    || at > 1 && c.any(at - 1, &["lead", "leads", "are"]) && a_team(at - 2);
                if stops && !points && (1..=120).contains(&n) && c.any(at, &["on"]) {
                    return finish(&c, at, to, n, 0);
                }
            }
            // "He scored on seven", "Upamecano after eight, Mbappé himself after 31".
            let named = at > 0
                && lattice.covered[at - 1].is_some_and(|m| {
                    matches!(
                        lattice.mentions[m as usize].who,
                        crate::lattice::Who::People(_) | crate::lattice::Who::Unknown
                    )
                });
            let after = c.any(at, &["after"]) && (named || at > 0 && c.any(at - 1, &["himself"]));
            let told = after || at > 0 && scores(c.fold(at - 1));
            let ends = lattice.text.tokens.get(to).is_none_or(|t| {
                t.sentence != lattice.text.tokens[at].sentence
                    || t.mark().is_some_and(|m| matches!(m, ',' | '.' | ';' | ')'))
                    || t.is("and")
            });
            if told && ends && i == at + 1 && n <= 120 && c.any(at, &["on", "after"]) {
                return finish(&c, at, to, n, 0);
            }
        }
    }
    if let Some((n, to)) = c.ordinal(at)
        && let Some(end) = c.phrase(to, "minute")
    {
        return finish(&c, at, end, n, 0);
    }
    // "Three minutes on", "five minutes after that", "sixty seconds later": counted from
    // the goal before.
    let counted = c.number(at).and_then(|(n, to)| {
        let end = c
            .phrase(to, "minutes|minute")
            .or((n == 60).then(|| c.phrase(to, "seconds")).flatten())?;
        let on = c.phrase(end, "on").filter(|e| {
            let next = lattice.text.tokens.get(*e);
            next.is_none_or(|t| {
                t.mark().is_some() || t.sentence != lattice.text.tokens[at].sentence
            })
        });
        on.or(c.phrase(end, "after that")).or(c.phrase(end, "later").filter(|_| n == 60))
    });
    if let Some(to) = counted {
        let values = Vec::new();
        return Some(WrittenMinute { from: at, to, values, relative: true, chained: false });
    }
    // "Needed nine minutes to", "109 on the clock".
    if c.any(at, &["needed", "took", "needs", "takes"]) {
        let mut i = at + 1;
        while c.any(i, &["only", "just", "barely", "less", "than", "under", "all", "of", "them"]) {
            i += 1;
        }
        let minute = c.phrase(i, "a minute").map(|to| (1, to));
        let counted = c.number(i).and_then(|(n, to)| Some((n, c.phrase(to, "minutes|minute")?)));
        if let Some((n, to)) = minute.or(counted)
            && c.phrase(to, "to").is_some()
        {
            return one(i, to, n);
        }
        if let Some((n, to)) = minute.or(counted)
            && lattice.text.tokens.get(to).is_some_and(|t| t.mark().is_some())
        {
            return one(i, to, n);
        }
    }
    if let Some((n, to)) = c.number(at)
        && let Some(end) = c.phrase(to, "on the clock|watch")
    {
        return one(at, end, n);
    }
    if let Some(end) = c.phrase(at, "minute")
        && let Some((n, to)) = c.number(end)
    {
        return finish(&c, at, to, n, 0);
    }
    // "42, 50, 59 and 67 minutes".
    if lattice.text.tokens[at].number().is_some() {
        let mut end = at + 1;
        while c.any(end, &[",", "and"]) {
            let next = end + 1 + usize::from(c.any(end + 1, &["and"]));
            if lattice.text.tokens.get(next).is_none_or(|t| t.number().is_none()) {
                break;
            }
            end = next + 1;
        }
        if end > at + 1
            && c.phrase(end, "minutes").is_some()
            && let Some(n) = lattice.text.tokens[at].number()
        {
            return finish(&c, at, at + 1, n, 0);
        }
    }
    let a_minute = c.phrase(at, "a minute").map(|to| (1, to - 1));
    if let Some((n, to)) = c.number(at).or(a_minute) {
        let unit = c.phrase(to, "minutes|minute|mins");
        if let Some(end) = unit {
            if let Some(stop) = c
                .phrase(end, "into the second")
                .filter(|s| lattice.text.tokens.get(*s).is_none_or(|t| t.mark().is_some()))
            {
                return one(at, stop, 45 + n);
            }
            if let Some(stop) = c.phrase(end, "in").filter(|s| {
                lattice.text.tokens.get(*s).is_none_or(|t| {
                    t.mark().is_some() || t.is("and") || t.is("when") || t.is("with")
                })
            }) {
                return one(at, stop, n);
            }
            if let Some(stop) = c.phrase(end, "later|earlier").or(c.phrase(end, "after that")) {
                return Some(WrittenMinute {
                    from: at,
                    to: stop,
                    values: Vec::new(),
                    relative: true,
                    chained: false,
                });
            }
        }
    }
    None
}

/// Minutes written without a word for them: "51: when Halim levelled", "Fernandes, 66,
/// completed it", "seven minutes for the first, 13 for Neymar's penalty".
pub(super) fn bare(
    lattice: &Lattice<'_, '_>,
    at: usize,
    before: Option<&WrittenMinute>,
) -> Option<WrittenMinute> {
    let tokens = &lattice.text.tokens;
    let n = tokens[at].number().filter(|n| (1..=120).contains(n))?;
    let word = |i: usize| tokens.get(i).map_or("", |t| t.fold.as_str());
    let sentence = tokens[at].sentence;
    let person = |i: usize| {
        let m = lattice.covered.get(i).copied().flatten()?;
        let m = &lattice.mentions[m as usize];
        matches!(m.who, crate::lattice::Who::People(_)).then_some(m)
    };
    let to = at + 1;
    let first = at == 0 || tokens[at - 1].sentence != sentence;
    let told = (to + 1..to + 6).find(|i| person(*i).is_some());
    const COUNTED: [&str; 12] = [
        "goals", "goal", "points", "gol", "reti", "punti", "matches", "games", "partite", "gare",
        "caps", "wins",
    ];
    let counts = (to..to + 5).any(|i| COUNTED.contains(&word(i)));
    let clock = tokens.get(to + 1).is_some_and(|t| t.number().is_some());
    if first
        && word(to) == ":"
        && !clock
        && told.is_some()
        && !counts
        && tokens[told?].sentence == sentence
    {
        return one(at, to, n);
    }
    let after_name = at >= 2 && word(at - 1) == "," && person(at - 2).is_some();
    if after_name && word(to) == "," && n > 42 {
        return one(at, to, n);
    }
    let listed = before.is_some_and(|b| tokens[b.from].sentence == sentence && at - b.to <= 12);
    let lists = matches!(word(at.wrapping_sub(1)), "," | "and");
    if listed && lists && word(to) == "for" && person(to + 1).is_some() {
        return one(at, to, n);
    }
    None
}

/// Verbs after which a bare number is a minute.
fn scores(word: &str) -> bool {
    matches!(
        word,
        "scored"
            | "scores"
            | "struck"
            | "strikes"
            | "equalised"
            | "equalized"
            | "equalises"
            | "levelled"
            | "leveled"
            | "opened"
            | "netted"
            | "replied"
            | "added"
            | "pounced"
            | "headed"
            | "converted"
            | "finished"
            | "began"
            | "striking"
            | "scoring"
            | "netting"
    )
}
