//! The lattice: every token with the values and names that may begin there.

use girone_model::{Lang, PersonId, TeamId};

use crate::dates::WrittenDate;
use crate::lexicon::CityId;
use crate::number;
use crate::pattern::Slot;
use crate::text::{Sort, Text};

/// Who or what is meant at some tokens.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Who {
    /// A team; several where a word may mean several.
    Teams(Vec<TeamId>),
    /// A person; several where several bear the name.
    People(Vec<PersonId>),
    /// A town.
    Cities(Vec<CityId>),
    /// A capitalised name that the record does not know.
    Unknown,
}

/// A mention of a team, person or town.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub from: usize,
    pub to: usize,
    pub who: Who,
    /// Whether the words are a description ("gli ospiti") and not a name.
    pub described: bool,
}

/// A score: the two numbers as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WrittenScore {
    pub first: u8,
    pub second: u8,
    pub to: usize,
}

/// The tokens of a text with everything that may begin at each.
pub(crate) struct Lattice<'t, 'x> {
    pub text: &'t Text<'x>,
    pub lang: Lang,
    pub numbers: Vec<Option<number::Read>>,
    pub ordinals: Vec<Option<number::Read>>,
    pub scores: Vec<Option<WrittenScore>>,
    pub triples: Vec<Option<([u8; 3], usize)>>,
    /// The times told, in order.
    pub dates: Vec<WrittenDate>,
    pub mentions: Vec<Mention>,
    /// The mention that begins at a token.
    pub mention_at: Vec<Option<u32>>,
    /// The mention that covers a token.
    pub covered: Vec<Option<u32>>,
}

impl<'t, 'x> Lattice<'t, 'x> {
    pub(crate) fn new(text: &'t Text<'x>, lang: Lang) -> Lattice<'t, 'x> {
        let n = text.tokens.len();
        let mut lattice = Lattice {
            text,
            lang,
            numbers: vec![None; n],
            ordinals: vec![None; n],
            scores: vec![None; n],
            triples: vec![None; n],
            dates: Vec::new(),
            mentions: Vec::new(),
            mention_at: vec![None; n],
            covered: vec![None; n],
        };
        let mut at = 0;
        while at < n {
            if let Some((triple, to)) = read_triple(text, at) {
                lattice.triples[at] = Some((triple, to));
                at = to;
                continue;
            }
            if let Some(score) = read_score(text, at, lang) {
                lattice.scores[at] = Some(score);
                at = score.to;
                continue;
            }
            lattice.ordinals[at] = number::ordinal_at(text, at, lang);
            lattice.numbers[at] = match lattice.ordinals[at] {
                Some(_) if text.tokens[at].number().is_some() => None,
                _ => number::cardinal(text, at, lang),
            };
            at += 1;
        }
        lattice.leave_rows_of_tables();
        lattice
    }

    /// In a row of a table pasted into a text ("Wales 5 3 1 1 11 6 +5 10 1–4")
    /// nothing is a score.
    fn leave_rows_of_tables(&mut self) {
        for &(from, to) in &self.text.sentences {
            let tokens = &self.text.tokens[from..to];
            let in_a_row = tokens
                .windows(4)
                .filter(|w| w.iter().all(|t| t.number().is_some() && t.spaced))
                .count();
            // "Svezia davanti a Slovenia: a pari con 1 punto; gol in trasferta 2 a 0".
            let compared =
                tokens.windows(3).any(|w| w[0].is("a") && w[1].is("pari") && w[2].is("con"));
            for i in from..to {
                let told_with_a = self.text.tokens.get(i + 1).is_some_and(|t| t.is("a"));
                if in_a_row >= 2 || (compared && told_with_a) {
                    self.scores[i] = None;
                }
            }
        }
    }

    pub(crate) fn set_mentions(&mut self, mentions: Vec<Mention>) {
        self.mention_at.fill(None);
        self.covered.fill(None);
        for (i, m) in mentions.iter().enumerate() {
            self.mention_at[m.from] = Some(i as u32);
            for c in &mut self.covered[m.from..m.to] {
                *c = Some(i as u32);
            }
        }
        self.mentions = mentions;
    }

    /// The positions of the mentions that begin in a stretch of tokens.
    pub(crate) fn mentions_in(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        let first = self.mentions.partition_point(|m| m.from < from);
        first..first + self.mentions[first..].partition_point(|m| m.from < to)
    }

    pub(crate) fn mention(&self, at: usize) -> Option<&Mention> {
        self.mention_at.get(at).copied().flatten().map(|i| &self.mentions[i as usize])
    }

    /// Whether a pattern that began at `begin` may step over a token.
    pub(crate) fn may_skip(&self, begin: usize, at: usize) -> bool {
        let Some(t) = self.text.tokens.get(at) else { return false };
        t.sentence == self.text.tokens[begin].sentence
            && !t.mark().is_some_and(|c| matches!(c, ';' | ':' | '.' | '!' | '?' | '(' | ')' | ','))
    }

    pub(crate) fn slot(&self, slot: Slot, at: usize) -> Option<usize> {
        match slot {
            Slot::Number => self.numbers[at].map(|n| n.1),
            Slot::Ordinal => self.ordinals[at].map(|n| n.1),
            Slot::Score => self.scores[at].map(|s| s.to),
            Slot::Triple => self.triples[at].map(|t| t.1),
            Slot::Signed => self.signed(at).map(|s| s.1),
            Slot::Letter => self.letter(at).map(|l| l.1),
            Slot::Date => self.date(at).map(|d| d.to),
            Slot::Team | Slot::Person | Slot::City => {
                // An article may stand before the name.
                let m = self.mention(at).or_else(|| {
                    let article = matches!(
                        self.text.tokens[at].fold.as_str(),
                        "il" | "lo" | "la" | "l" | "i" | "gli" | "le" | "the"
                    );
                    if article && at + 1 < self.text.tokens.len() {
                        self.mention(at + 1)
                    } else {
                        None
                    }
                })?;
                let fits = matches!(
                    (&m.who, slot),
                    (Who::Teams(_), Slot::Team)
                        | (Who::People(_) | Who::Unknown, Slot::Person)
                        | (Who::Cities(_), Slot::City)
                );
                fits.then_some(m.to)
            }
        }
    }

    /// A number with a sign or the word for one: `+3`, `-1`, `minus one`, `meno due`.
    pub(crate) fn signed(&self, at: usize) -> Option<(i32, usize)> {
        let t = self.text.tokens.get(at)?;
        let sign = match (t.sort, t.fold.as_str()) {
            (Sort::Mark('+'), _) | (_, "plus" | "piu") => 1,
            (Sort::Mark('-'), _) | (_, "minus" | "meno") => -1,
            _ => return self.numbers[at].map(|(n, to)| (n as i32, to)),
        };
        let (n, to) = self.numbers.get(at + 1).copied().flatten()?;
        Some((sign * n as i32, to))
    }

    /// The time that begins at a token.
    pub(crate) fn date(&self, at: usize) -> Option<&WrittenDate> {
        let i = self.dates.partition_point(|d| d.from < at);
        self.dates.get(i).filter(|d| d.from == at)
    }

    /// A letter that names a group: `J`, `A2`; the digit may stand apart.
    pub(crate) fn letter(&self, at: usize) -> Option<(String, usize)> {
        let t = self.text.tokens.get(at)?;
        if !(t.is_word() && t.fold.len() == 1) {
            return None;
        }
        if !t.capital {
            return None;
        }
        let mut name = t.fold.to_ascii_uppercase();
        let mut to = at + 1;
        if let Some(next) = self.text.tokens.get(at + 1)
            && !next.spaced
            && let Some(n) = next.number()
            && n < 20
        {
            name.push_str(&n.to_string());
            to += 1;
        }
        Some((name, to))
    }
}

fn small(text: &Text<'_>, at: usize) -> Option<u8> {
    let t = text.tokens.get(at)?;
    let n = t.number()?;
    (n <= 49 && t.fold.len() <= 2).then_some(n as u8)
}

fn joined(text: &Text<'_>, at: usize, marks: &[char]) -> bool {
    text.tokens.get(at).is_some_and(|t| t.mark().is_some_and(|c| marks.contains(&c)))
}

/// Reads `3-0-0` and `3W-1D-2L`-like triples of plain numbers.
fn read_triple(text: &Text<'_>, at: usize) -> Option<([u8; 3], usize)> {
    let a = small(text, at)?;
    if !joined(text, at + 1, &['-']) {
        return None;
    }
    let b = small(text, at + 2)?;
    if !joined(text, at + 3, &['-']) {
        return None;
    }
    let c = small(text, at + 4)?;
    // A fourth part would make it a date or a telephone number.
    let more = joined(text, at + 5, &['-', '/']);
    let tight = text.tokens[at + 1..at + 5].iter().all(|t| !t.spaced);
    (!more && tight).then_some(([a, b, c], at + 5))
}

/// Reads a score: `2-1`, `2–1`, `2:1`, `2 a 1`, `two goals to one`, `tre reti a zero`.
fn read_score(text: &Text<'_>, at: usize, lang: Lang) -> Option<WrittenScore> {
    let tokens = &text.tokens;
    let before_is_joined = at > 0
        && !tokens[at].spaced
        && tokens[at - 1].mark().is_some_and(|c| matches!(c, '/' | '.' | '+' | ':' | ','));
    if let (Some(first), Some(second)) = (small(text, at), small(text, at + 2)) {
        let dash = joined(text, at + 1, &['-']);
        let colon = joined(text, at + 1, &[':']);
        // A clock or a date: two digits after the colon, a month name after.
        let clock = colon && tokens[at + 2].fold.len() == 2;
        let minute = joined(text, at + 3, &['\'', 'º', '%', '/']) && !tokens[at + 3].spaced;
        let loose = tokens[at + 1].spaced != tokens[at + 2].spaced;
        let span_of_years = tokens[at].fold.len() == 2 && tokens[at + 2].fold.len() == 2 && colon;
        if (dash || (colon && !tokens[at + 1].spaced))
            && !clock
            && !minute
            && !loose
            && !span_of_years
            && !before_is_joined
            && (first <= 31 && second <= 31)
        {
            return Some(WrittenScore { first, second, to: at + 3 });
        }
        if lang == Lang::It
            && tokens[at + 1].is("a")
            && first <= 15
            && second <= 15
            && tokens.get(at + 3).is_none_or(|t| t.mark() != Some('\''))
        {
            return Some(WrittenScore { first, second, to: at + 3 });
        }
    }
    if before_is_joined || !tokens[at].is_word() {
        return None;
    }
    let (first, mut next) = number::cardinal(text, at, lang)?;
    let goals = |i: usize| {
        tokens
            .get(i)
            .is_some_and(|t| matches!(t.fold.as_str(), "reti" | "gol" | "goal" | "goals" | "rete"))
    };
    let with_noun = goals(next);
    next += usize::from(with_noun);
    let link = tokens.get(next)?;
    let linked = match lang {
        Lang::It => link.is("a") || link.is("ad"),
        Lang::En => link.is("to"),
    };
    let nil_pair = match lang {
        // "three-nil", "two-nil", "four-two".
        Lang::En => !link.spaced && !with_noun && link.is_word() && first < 12,
        Lang::It => false,
    };
    if nil_pair && !linked {
        let (second, to) = number::cardinal(text, next, lang)?;
        let tens = matches!(tokens[at].fold.as_str(), "twenty" | "thirty" | "forty" | "fifty");
        // "A quick one-two" is a wall pass.
        let wall_pass = lang == Lang::En && first == 1 && second == 2;
        return (second < 12 && !tens && !wall_pass).then_some(WrittenScore {
            first: first as u8,
            second: second as u8,
            to,
        });
    }
    if !linked {
        return None;
    }
    let (second, to) = number::cardinal(text, next + 1, lang)?;
    let scoreless = tokens[next + 1].is("zero") || tokens[next + 1].is("nil");
    let close = with_noun || scoreless || (!tokens[next].spaced && !tokens[next + 1].spaced);
    (first <= 15 && second <= 15 && close).then_some(WrittenScore {
        first: first as u8,
        second: second as u8,
        to,
    })
}
