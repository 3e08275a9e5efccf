//! Minutes of play as reports write them.

mod ends;
mod english;
mod italian;
mod listed;
mod loosely;

use girone_model::{Lang, Minute};

use crate::lattice::Lattice;
use crate::number;
use ends::{beside, counted};
use english::english;
use italian::italian;
use listed::{bracketed, continued, listed};
use loosely::{about, count_from_next, count_on, from_the_goal_before, in_second_half};

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
                from_the_goal_before(lattice, &mut minute, found.last());
                if let Some(last) = found.last_mut() {
                    count_from_next(lattice, last, &minute);
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
    // "On four, on 21 and on 45": the word before a number may stand again.
    let stops = next.is_empty()
        || matches!(next, "," | "." | ";" | ")" | "and" | "e" | "ed" | "as" | "to" | "before");
    let again = stops && matches!(tokens[this.from].fold.as_str(), "on" | "al" | "all" | "after");
    (1..=5).contains(&between.len())
        && (comma && (tokens[this.from].number().is_some() || again) || with && !this.relative)
        && between.iter().all(|t| {
            matches!(
                t.fold.as_str(),
                "," | "." | "(" | ")" | "pen" | "rig" | "p" | "r" | "e" | "ed" | "and"
            )
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
        .or_else(|| counted(&Cursor::new(lattice, at), at))
        .or_else(|| beside(&Cursor::new(lattice, at), at))
        .or_else(|| match lattice.lang {
            Lang::It => italian(lattice, at),
            Lang::En => english(lattice, at),
        })
        .or_else(|| continued(lattice, at, before))
        .or_else(|| listed(lattice, at))
        .or_else(|| english::bare(lattice, at, before))
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
        // Most words differ in the first letter.
        let first = self.fold(at).as_bytes().first();
        if phrase.as_bytes().first() != first && !phrase.contains('|') {
            return None;
        }
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
    // "Al 32' del secondo": the half, told without the word for it.
    let elided =
        [("del|nel|nella|della primo|prima", false), ("del|nel|nella|della secondo|seconda", true)];
    for (phrase, is_second) in elided {
        if let Some(end) = c.phrase(to, phrase)
            && base <= 50
            && (c.any(end, &["da", "dal", "con", "e", "ed", "per", ",", ".", ";", ")", ""])
                || c.lattice.mention(end).is_some())
        {
            second = Some(is_second);
            to = end;
        }
    }
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
    // "The first minute of extra time", "al 3' del secondo supplementare".
    let extra: [(&str, u32); 7] = [
        ("of the extra half hour", 90),
        ("of extra time", 90),
        ("del primo tempo supplementare", 90),
        ("del primo supplementare", 90),
        ("dei supplementari", 90),
        ("del secondo tempo supplementare", 105),
        ("del secondo supplementare", 105),
    ];
    for (phrase, begins) in extra {
        if let Some(end) = c.phrase(to, phrase)
            && base <= 30
        {
            return one(from, end, begins + base);
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
