//! Constructions: patterns over the lattice of a text, written as rows.
//!
//! A pattern is a list of elements separated by spaces:
//! `word`, `a|b|c` (any of these), `stem*` (any word that begins so), `[x]`
//! (may be missing), `~3` (up to three words of any kind, none of them a stop),
//! `<n>` a number, `<o>` an ordinal, `<s>` a score, `<t>` a team, `<p>` a
//! person, `<c>` a town, `<w>` won-drawn-lost, `<i>` a signed number,
//! `<l>` a single letter with or without a digit, `<d>` a time. A leading `@` marks the words
//! that a finding underlines where there is no value.

use std::collections::HashMap;

use crate::lattice::Lattice;

/// What a `<…>` stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Slot {
    Number,
    Ordinal,
    Score,
    Team,
    Person,
    City,
    Triple,
    Signed,
    Letter,
    Date,
}

#[derive(Clone, Debug)]
enum Test {
    Words(Vec<String>, Vec<String>),
    Mark(char),
    Slot(Slot),
    Skip(usize),
}

#[derive(Clone, Debug)]
struct Element {
    test: Test,
    optional: bool,
    anchor: bool,
}

/// A row of a table of constructions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<K: 'static> {
    /// What it says.
    pub kind: K,
    /// The pattern by which it is read.
    pub pattern: &'static str,
    /// The sentence by which it is written, in the form that
    /// [`crate::template`] fills; empty for rows that are only read.
    pub says: &'static str,
}

/// The sentence of the first row of a kind that has one.
pub(crate) fn says<K: PartialEq>(rows: &[Row<K>], kind: &K) -> Option<&'static str> {
    rows.iter().find(|r| r.kind == *kind && !r.says.is_empty()).map(|r| r.says)
}

/// A captured value: the slot, its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Capture {
    pub slot: Slot,
    pub from: usize,
    pub to: usize,
}

/// A place where a row matches.
#[derive(Clone, Debug)]
pub(crate) struct Hit<K> {
    pub kind: K,
    pub from: usize,
    pub to: usize,
    pub captures: Vec<Capture>,
    pub anchor: Option<(usize, usize)>,
    /// How many words of the text the row names; more is more specific.
    pub weight: usize,
}

impl<K> Hit<K> {
    pub(crate) fn capture(&self, slot: Slot) -> Option<Capture> {
        self.captures.iter().find(|c| c.slot == slot).copied()
    }

    pub(crate) fn nth(&self, slot: Slot, n: usize) -> Option<Capture> {
        self.captures.iter().filter(|c| c.slot == slot).nth(n).copied()
    }
}

/// Rows made ready for matching.
pub(crate) struct Rows<K: 'static> {
    rows: Vec<(K, Vec<Element>)>,
    by_word: HashMap<String, Vec<u32>>,
    /// Rows that begin with a value.
    by_slot: Vec<(Slot, Vec<u32>)>,
    /// Rows that begin with the beginning of a word.
    by_stem: HashMap<u8, Vec<u32>>,
    anywhere: Vec<u32>,
}

impl<K: Copy> Rows<K> {
    pub(crate) fn new(rows: &[Row<K>]) -> Rows<K> {
        let mut made = Rows {
            rows: Vec::new(),
            by_word: HashMap::new(),
            by_slot: Vec::new(),
            by_stem: HashMap::new(),
            anywhere: Vec::new(),
        };
        for row in rows {
            let elements: Vec<Element> = row.pattern.split_whitespace().map(element).collect();
            let index = made.rows.len() as u32;
            // A row is looked up by its first element.
            match elements.first() {
                Some(Element { test: Test::Words(words, stems), optional: false, .. })
                    if stems.iter().all(|s| !s.is_empty()) =>
                {
                    for word in words {
                        made.by_word.entry(word.clone()).or_default().push(index);
                    }
                    let mut first: Vec<u8> = stems.iter().map(|s| s.as_bytes()[0]).collect();
                    first.sort_unstable();
                    first.dedup();
                    for letter in first {
                        made.by_stem.entry(letter).or_default().push(index);
                    }
                }
                Some(Element { test: Test::Slot(slot), optional: false, .. }) => {
                    match made.by_slot.iter_mut().find(|(s, _)| s == slot) {
                        Some((_, rows)) => rows.push(index),
                        None => made.by_slot.push((*slot, vec![index])),
                    }
                }
                _ => made.anywhere.push(index),
            }
            made.rows.push((row.kind, elements));
        }
        made
    }

    /// All matches that begin at a token.
    pub(crate) fn at(&self, lattice: &Lattice<'_, '_>, from: usize, out: &mut Vec<Hit<K>>) {
        let Some(token) = lattice.text.tokens.get(from) else { return };
        let named = self.by_word.get(&token.fold).map_or(&[][..], |v| v.as_slice());
        let letter = token.fold.as_bytes().first();
        let begun = letter.and_then(|l| self.by_stem.get(l)).map_or(&[][..], |v| v.as_slice());
        // A row with a word and a stem that both fit is looked at once.
        let begun = begun.iter().filter(|i| !named.contains(i));
        let valued = self
            .by_slot
            .iter()
            .filter(|(slot, _)| lattice.slot(*slot, from).is_some())
            .flat_map(|(_, rows)| rows);
        let mut rows: Vec<u32> =
            named.iter().chain(begun).chain(valued).chain(&self.anywhere).copied().collect();
        rows.sort_unstable();
        for index in rows {
            let (kind, elements) = &self.rows[index as usize];
            let mut captures = Vec::new();
            let mut anchor = None;
            let mut weight = 0;
            if let Some(to) =
                matches(elements, lattice, from, from, &mut captures, &mut anchor, &mut weight)
            {
                out.push(Hit { kind: *kind, from, to, captures, anchor, weight });
            }
        }
    }
}

fn element(source: &str) -> Element {
    let (optional, source) = match source.strip_prefix('[').and_then(|s| s.strip_suffix(']')) {
        Some(inner) => (true, inner),
        None => (false, source),
    };
    let (anchor, source) = match source.strip_prefix('@') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, source),
    };
    let slot = |s| Test::Slot(s);
    let test = match source {
        "<n>" => slot(Slot::Number),
        "<o>" => slot(Slot::Ordinal),
        "<s>" => slot(Slot::Score),
        "<t>" => slot(Slot::Team),
        "<p>" => slot(Slot::Person),
        "<c>" => slot(Slot::City),
        "<w>" => slot(Slot::Triple),
        "<i>" => slot(Slot::Signed),
        "<l>" => slot(Slot::Letter),
        "<d>" => slot(Slot::Date),
        _ => match source.strip_prefix('~').and_then(|n| n.parse().ok()) {
            Some(n) => Test::Skip(n),
            None => {
                let mut chars = source.chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) if !c.is_alphanumeric() => Test::Mark(c),
                    _ => {
                        let (stems, words): (Vec<&str>, Vec<&str>) =
                            source.split('|').partition(|w| w.ends_with('*'));
                        Test::Words(
                            words.into_iter().map(str::to_owned).collect(),
                            stems.into_iter().map(|s| s.trim_end_matches('*').to_owned()).collect(),
                        )
                    }
                }
            }
        },
    };
    let optional = optional || matches!(test, Test::Skip(_));
    Element { test, optional, anchor }
}

fn matches(
    elements: &[Element],
    lattice: &Lattice<'_, '_>,
    begin: usize,
    at: usize,
    captures: &mut Vec<Capture>,
    anchor: &mut Option<(usize, usize)>,
    weight: &mut usize,
) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else { return Some(at) };
    let saved = (captures.len(), *anchor, *weight);
    if let Test::Skip(most) = element.test {
        for skipped in 0..=most {
            let to = at + skipped;
            if skipped > 0 && !lattice.may_skip(begin, to - 1) {
                break;
            }
            if let Some(end) = matches(rest, lattice, begin, to, captures, anchor, weight) {
                return Some(end);
            }
            captures.truncate(saved.0);
            (*anchor, *weight) = (saved.1, saved.2);
        }
        return None;
    }
    if let Some(to) = ends(&element.test, lattice, begin, at) {
        if let Test::Slot(slot) = element.test {
            captures.push(Capture { slot, from: at, to });
        }
        if element.anchor {
            *anchor = Some((anchor.map_or(at, |a| a.0), to));
        }
        *weight += to - at;
        if let Some(end) = matches(rest, lattice, begin, to, captures, anchor, weight) {
            return Some(end);
        }
        captures.truncate(saved.0);
        (*anchor, *weight) = (saved.1, saved.2);
    }
    if element.optional {
        return matches(rest, lattice, begin, at, captures, anchor, weight);
    }
    None
}

/// Where an element that begins at a token may end.
fn ends(test: &Test, lattice: &Lattice<'_, '_>, begin: usize, at: usize) -> Option<usize> {
    let token = lattice.text.tokens.get(at)?;
    if token.sentence != lattice.text.tokens[begin].sentence {
        return None;
    }
    match test {
        Test::Words(words, stems) => {
            let hit = words.contains(&token.fold)
                || stems.iter().any(|s| token.fold.starts_with(s.as_str()));
            hit.then_some(at + 1)
        }
        Test::Mark(c) => (token.mark() == Some(*c)).then_some(at + 1),
        Test::Slot(slot) => lattice.slot(*slot, at),
        Test::Skip(_) => None,
    }
}
