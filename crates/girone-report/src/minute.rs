//! Minutes of play as reports write them.

mod loosely;

use girone_model::{Lang, Minute};

use crate::lattice::Lattice;
use crate::number;
use loosely::{about, count_on, in_second_half};

/// A minute in the text.
#[derive(Clone, Debug)]
pub(crate) struct WrittenMinute {
    pub from: usize,
    pub to: usize,
    /// What it may mean, likeliest first.
    pub values: Vec<Minute>,
    /// Whether it is counted from an earlier minute in the text.
    pub relative: bool,
    /// Whether it stands in a list after another minute.
    pub chained: bool,
}

/// All minutes of a text, in order.
pub(crate) fn minutes(lattice: &Lattice<'_, '_>) -> Vec<WrittenMinute> {
    let mut found: Vec<WrittenMinute> = Vec::new();
    let mut at = 0;
    while at < lattice.text.tokens.len() {
        match read(lattice, at, found.last()) {
            Some(mut minute) => {
                if minute.values.is_empty() {
                    count_on(lattice, &mut minute, found.last());
                }
                at = minute.to.max(at + 1);
                minute.chained |= found.last().is_some_and(|b| in_one_list(lattice, b, &minute));
                found.push(minute);
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a minute goes on a list of one person's: "Wilson 18' rig., 75', 81'".
fn in_one_list(lattice: &Lattice<'_, '_>, before: &WrittenMinute, this: &WrittenMinute) -> bool {
    let tokens = &lattice.text.tokens;
    let between = tokens.get(before.to..this.from).unwrap_or(&[]);
    let comma = between.iter().any(|t| t.mark() == Some(','));
    let with = between.iter().any(|t| matches!(t.fold.as_str(), "e" | "ed" | "and"));
    let next = tokens.get(this.to).map_or("", |t| t.fold.as_str());
    (1..=4).contains(&between.len())
        && (comma && tokens[this.from].number().is_some() || with && !this.relative)
        && between.iter().all(|t| {
            matches!(t.fold.as_str(), "," | "." | "pen" | "rig" | "p" | "r" | "e" | "ed" | "and")
        })
        && tokens[before.from].sentence == tokens[this.from].sentence
        && lattice.mention(this.to).is_none()
        && !(with && (next == "," || next == "(") && lattice.mention(this.to + 1).is_some())
}

fn read(
    lattice: &Lattice<'_, '_>,
    at: usize,
    before: Option<&WrittenMinute>,
) -> Option<WrittenMinute> {
    if lattice.scores[at].is_some() || lattice.triples[at].is_some() {
        return None;
    }
    marked(lattice, at)
        .or_else(|| bracketed(lattice, at))
        .or_else(|| about(&Cursor::new(lattice, at), at))
        .or_else(|| match lattice.lang {
            Lang::It => italian(lattice, at),
            Lang::En => english(lattice, at),
        })
        .or_else(|| continued(lattice, at, before))
        .or_else(|| listed(lattice, at))
}

struct Cursor<'a, 't, 'x> {
    lattice: &'a Lattice<'t, 'x>,
    sentence: u32,
}

impl<'a, 't, 'x> Cursor<'a, 't, 'x> {
    fn new(lattice: &'a Lattice<'t, 'x>, at: usize) -> Self {
        Cursor { lattice, sentence: lattice.text.tokens[at].sentence }
    }

    fn fold(&self, at: usize) -> &'a str {
        match self.lattice.text.tokens.get(at) {
            Some(t) if t.sentence == self.sentence => &t.fold,
            _ => "",
        }
    }

    fn any(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.fold(at))
    }

    /// Whether the words follow one after another; returns one past them.
    fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut i = at;
        for word in phrase.split(' ') {
            if !word.split('|').any(|w| w == self.fold(i)) {
                return None;
            }
            i += 1;
        }
        Some(i)
    }

    fn number(&self, at: usize) -> Option<number::Read> {
        self.lattice.numbers.get(at).copied().flatten()
    }

    fn ordinal(&self, at: usize) -> Option<number::Read> {
        self.lattice.ordinals.get(at).copied().flatten()
    }
}

fn plain(n: u32) -> Option<Minute> {
    (1..=130).contains(&n).then(|| Minute::new(n as u8))
}

fn one(from: usize, to: usize, n: u32) -> Option<WrittenMinute> {
    Some(WrittenMinute { from, to, values: vec![plain(n)?], relative: false, chained: false })
}

/// `19'`, `45'+2`, `90+3'`, with what may follow: `st`, `della ripresa`.
fn marked(lattice: &Lattice<'_, '_>, at: usize) -> Option<WrittenMinute> {
    let c = Cursor::new(lattice, at);
    let t = lattice.text.tokens.get(at)?;
    let base = t.number()?;
    let mark = |i: usize, m: char| {
        lattice.text.tokens.get(i).is_some_and(|t| t.mark() == Some(m) && !t.spaced)
    };
    let mut to = at + 1;
    let mut added = 0;
    let mut has_mark = false;
    let unit = c.fold(to) == "min" || (c.fold(to) == "m" && mark(to + 1, '.'));
    if mark(to, '\'') || unit {
        has_mark = true;
        to += 1;
    }
    if c.fold(to) == "+"
        && let Some(extra) = lattice.text.tokens.get(to + 1).and_then(|t| t.number())
        && matches!(base, 45 | 90 | 105 | 120)
        && extra < 20
    {
        added = extra;
        to += 2;
        has_mark = true;
        if mark(to, '\'') {
            to += 1;
        }
    }
    if !has_mark {
        return None;
    }
    let mut from = at;
    if at > 0
        && c.any(
            at - 1,
            &["al", "all", "dal", "il", "l", "nel", "minuto", "on", "in", "at", "dall"],
        )
    {
        from = at - 1;
    }
    finish(&c, from, to, base, added)
}

/// Adds what says which half a minute is counted in.
fn finish(
    c: &Cursor<'_, '_, '_>,
    from: usize,
    to: usize,
    base: u32,
    added: u32,
) -> Option<WrittenMinute> {
    let mut to = to;
    let mut values: Vec<Minute> = Vec::new();
    let mut second = None;
    let halves: [(&str, bool); 16] = [
        ("st", true),
        ("s . t", true),
        ("pt", false),
        ("p . t", false),
        ("della ripresa", true),
        ("di ripresa", true),
        ("del secondo tempo", true),
        ("del st", true),
        ("del primo tempo", false),
        ("della seconda frazione", true),
        ("della prima frazione", false),
        ("nella ripresa", true),
        ("nel secondo tempo", true),
        ("of the second half", true),
        ("into the second half", true),
        ("after the break|restart|interval", true),
    ];
    for (phrase, is_second) in halves {
        if let Some(end) = c.phrase(to, phrase) {
            second = Some(is_second);
            to = end;
            break;
        }
    }
    for (phrase, base_of) in
        [("di recupero", 90), ("del recupero", 90), ("of stoppage|injury|added time", 90)]
    {
        if let Some(end) = c.phrase(to, phrase)
            && base <= 15
        {
            let added = base as u8;
            return Some(WrittenMinute {
                from,
                to: end,
                values: vec![Minute { base: base_of, added }, Minute { base: 45, added }],
                relative: false,
                chained: false,
            });
        }
    }
    let minute = |n: u32| plain(n).map(|m| Minute { base: m.base, added: added.min(30) as u8 });
    match second {
        Some(true) if base <= 50 => {
            values.extend(minute(45 + base));
            if base > 45 {
                values.push(Minute { base: 90, added: (base - 45) as u8 });
            }
        }
        _ => {
            values.extend(minute(base));
            // "Nella ripresa, al 12'": the half may have been named before.
            if second.is_none() && base <= 50 && in_second_half(c.lattice, from) {
                values.extend(minute(45 + base));
            }
        }
    }
    (!values.is_empty()).then_some(WrittenMinute {
        from,
        to,
        values,
        relative: false,
        chained: false,
    })
}

fn italian(lattice: &Lattice<'_, '_>, at: usize) -> Option<WrittenMinute> {
    let c = Cursor::new(lattice, at);
    if c.any(
        at,
        &[
            "al", "all", "dal", "dall", "nel", "sul", "il", "alla", "l", "sull", "allo", "dopo",
            "a", "ad",
        ],
    ) {
        let after = at + 1;
        if let Some(to) = c.phrase(after, "quarto d ora") {
            return finish(&c, at, to, 15, 0);
        }
        for phrase in ["mezz ora", "mezzora", "mezza ora"] {
            if let Some(to) = c.phrase(after, phrase) {
                return finish(&c, at, to, 30, 0);
            }
        }
        if let Some(to) = c.phrase(after, "ora di gioco") {
            return one(at, to, 60);
        }
        if c.any(at, &["al", "all", "dal", "nel", "il", "l", "dall"]) {
            // al minuto 19, al 19º (minuto), al diciannovesimo (minuto)
            if let (Some(i), Some((n, to))) = (c.phrase(after, "minuto"), c.number(after + 1)) {
                debug_assert!(i == after + 1);
                return finish(&c, at, to, n, 0);
            }
            if let Some((n, to)) = c.ordinal(after) {
                let named = c.phrase(to, "minuto|giro");
                let digits = lattice.text.tokens[after].number().is_some();
                let place = c.any(
                    to,
                    &["posto", "turno", "giornata", "tentativo", "risultato", "gol", "centro"],
                );
                if let Some(end) = named {
                    return finish(&c, at, end, n, 0);
                }
                // "Dal 1º agosto" is a day.
                let month = c.any(
                    to,
                    &[
                        "gennaio",
                        "febbraio",
                        "marzo",
                        "aprile",
                        "maggio",
                        "giugno",
                        "luglio",
                        "agosto",
                        "settembre",
                        "ottobre",
                        "novembre",
                        "dicembre",
                    ],
                );
                let place = place || month;
                if (digits || n > 12) && !place && n <= 120 {
                    return finish(&c, at, to, n, 0);
                }
            }
        }
        if c.any(at, &["dopo"]) {
            let mut i = after;
            while c.any(i, &["appena", "soli", "solo", "soltanto", "circa", "nemmeno"]) {
                i += 1;
            }
            if let Some((n, to)) = c.number(i)
                && let Some(end) = c.phrase(to, "minuti|minuto")
                && !c.any(end, &["dal"])
            {
                let end = c.phrase(end, "di gioco").unwrap_or(end);
                return finish(&c, at, end, n, 0);
            }
            if c.phrase(i, "una manciata").is_some() {
                return None;
            }
        }
        if c.any(at, &["a", "ad"])
            && let Some((n, to)) = c.number(after)
        {
            let unit = c.phrase(to, "minuti|minuto").or(c.phrase(to, "'"));
            let end = unit.unwrap_or(to);
            if let Some(end) =
                c.phrase(end, "dalla fine").or(c.phrase(end, "dal termine|novantesimo|fischio"))
                && n <= 30
                && (unit.is_some() || n <= 20)
                && lattice.text.tokens[after].number().is_none_or(|_| unit.is_some() || n <= 20)
                && !c.any(to, &["giornate", "gare", "partite", "turni"])
            {
                return one(at, end, 90 - n);
            }
        }
    }
    if let Some((n, to)) = c.ordinal(at)
        && let Some(end) = c.phrase(to, "minuto|giro")
    {
        return finish(&c, at, end, n, 0);
    }
    if let Some(end) = c.phrase(at, "minuto")
        && let Some((n, to)) = c.number(end)
    {
        return finish(&c, at, to, n, 0);
    }
    for phrase in
        ["nel recupero", "in pieno recupero", "nel finale di recupero", "nei minuti di recupero"]
    {
        if let Some(to) = c.phrase(at, phrase) {
            let mut values = vec![Minute::new(90), Minute::new(45)];
            if c.phrase(to, "del primo tempo").is_some() {
                values.reverse();
                values.truncate(1);
            }
            return Some(WrittenMinute { from: at, to, values, relative: true, chained: false });
        }
    }
    // "Un giro di lancette più tardi": counted from the goal before.
    if let Some((_, to)) = c.number(at)
        && let Some(end) = c.phrase(to, "giro|giri di lancette|orologio")
        && let Some(end) = c.phrase(end, "dopo").or(c.phrase(end, "piu tardi"))
    {
        return Some(WrittenMinute {
            from: at,
            to: end,
            values: Vec::new(),
            relative: true,
            chained: false,
        });
    }
    // "Dieci minuti dopo il rientro": from the beginning of the second half.
    if let Some((n, to)) = c.number(at)
        && let Some(end) = c.phrase(to, "minuti|minuto").or(c.phrase(to, "'"))
        && n <= 45
    {
        let half = "rientro|intervallo|riposo|pausa|ripresa|break";
        let of_half = |lead: &str| {
            let to = c.phrase(end, lead)?;
            let to = c.phrase(to, "il|l|la|dal|dall|dagli").unwrap_or(to);
            let to = c.phrase(to, "inizio della|rientro in").unwrap_or(to);
            c.phrase(to, half)
        };
        if let Some(to) = of_half("dopo").or(of_half("dal")).or(of_half("dall")) {
            return one(at, to, 45 + n);
        }
        if let Some(to) = of_half("prima del").or(of_half("prima dell")).or(of_half("prima della"))
        {
            return one(at, to, 45 - n.min(44));
        }
    }
    if let Some((n, to)) = c.number(at)
        && let Some(end) = c.phrase(to, "giri di lancette|orologio")
    {
        return finish(&c, at, end, n, 0);
    }
    // Counted from the goal before: "tre minuti dopo".
    if let Some((_, to)) = c.number(at)
        && let Some(end) =
            c.phrase(to, "minuti|minuto dopo").or(c.phrase(to, "minuti|minuto piu tardi"))
    {
        return Some(WrittenMinute {
            from: at,
            to: end,
            values: Vec::new(),
            relative: true,
            chained: false,
        });
    }
    None
}

fn english(lattice: &Lattice<'_, '_>, at: usize) -> Option<WrittenMinute> {
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
        while c.any(i, &["the", "just", "only", "a", "mere", "his", "about"]) {
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
                if stops && (1..=120).contains(&n) && c.any(at, &["on"]) {
                    return finish(&c, at, to, n, 0);
                }
            }
        }
    }
    if let Some((n, to)) = c.ordinal(at)
        && let Some(end) = c.phrase(to, "minute")
    {
        return finish(&c, at, end, n, 0);
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
    // "With 15 left".
    if c.any(at, &["with"])
        && let Some((n, to)) = c.number(at + 1)
        && let Some(end) = c.phrase(to, "left|remaining")
        && (2..=40).contains(&n)
        && !c.any(end, &["in", "to", "on"])
    {
        return one(at, end, 90 - n);
    }
    let a_minute = c.phrase(at, "a minute").map(|to| (1, to - 1));
    if let Some((n, to)) = c.number(at).or(a_minute) {
        let unit = c.phrase(to, "minutes|minute|mins");
        if let Some(end) = unit {
            if let Some(stop) = c.phrase(end, "from time|the") {
                let stop = if c.any(stop - 1, &["the"]) { c.phrase(stop, "end")? } else { stop };
                return one(at, stop, 90 - n.min(45));
            }
            if let Some(stop) = c.phrase(end, "left|remaining").or(c.phrase(end, "to go|play"))
                && n <= 40
            {
                return one(at, stop, 90 - n);
            }
            if let Some(stop) = c
                .phrase(end, "into the second half")
                .or(c.phrase(end, "after the break|interval|restart"))
                .or(c.phrase(end, "after half time"))
                .or(c.phrase(end, "after the restart|resumption"))
                .or(c
                    .phrase(end, "into the second")
                    .filter(|s| lattice.text.tokens.get(*s).is_none_or(|t| t.mark().is_some())))
            {
                return one(at, stop, 45 + n);
            }
            if let Some(stop) =
                c.phrase(end, "before the break|interval").or(c.phrase(end, "before half time"))
            {
                return one(at, stop, 45 - n.min(44));
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

/// A bare number in brackets after a person: "Ritsu Doan (75)".
fn bracketed(lattice: &Lattice<'_, '_>, at: usize) -> Option<WrittenMinute> {
    let tokens = &lattice.text.tokens;
    let n = tokens.get(at)?.number()?;
    let open = at.checked_sub(1)?;
    if tokens[open].mark() != Some('(') {
        return None;
    }
    let person = lattice.covered.get(open.checked_sub(1)?).copied().flatten()?;
    let named = matches!(
        lattice.mentions[person as usize].who,
        crate::lattice::Who::People(_) | crate::lattice::Who::Unknown
    );
    let closes = tokens.get(at + 1).is_some_and(|t| {
        matches!(t.fold.as_str(), ")" | "," | "pen" | "rig" | "r" | "p" | "and" | "e" | "og")
    });
    if !named || !closes || !(5..=120).contains(&n) {
        return None;
    }
    one(at, at + 1, n)
}

/// A bare number after a person in a list of scorers that follows a score:
/// "Belgium 6-0 Kazakhstan: De Bruyne 42, 84, Doku 44 pen".
fn listed(lattice: &Lattice<'_, '_>, at: usize) -> Option<WrittenMinute> {
    let tokens = &lattice.text.tokens;
    let n = tokens.get(at)?.number()?;
    let before = at.checked_sub(1)?;
    // "Romero, 79; Messi, 88": a comma may stand between where none follows.
    let apart = matches!(tokens[before].mark(), Some(',' | ':'));
    let person = before.checked_sub(usize::from(apart))?;
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
    let alone = apart && ends && (from..to).any(|i| tokens[i].mark() == Some(';'));
    let scored = alone || (begin..at).any(|i| lattice.scores[i].is_some());
    if apart && !ends && tokens[before].mark() == Some(',') {
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
fn continued(
    lattice: &Lattice<'_, '_>,
    at: usize,
    before: Option<&WrittenMinute>,
) -> Option<WrittenMinute> {
    let before = before.filter(|b| !b.relative)?;
    let tokens = &lattice.text.tokens;
    let n = tokens[at].number()?;
    let gap = at.checked_sub(before.to)?;
    let linked = (1..=3).contains(&gap)
        && tokens[before.to..at].iter().all(|t| {
            matches!(t.mark(), Some(',' | '.'))
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
