//! A report cut into tokens, sentences and quotations, with the way back to the
//! original text.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What sort of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Letters.
    Word,
    /// Digits, with their value (capped).
    Number(u32),
    /// Anything else that is not a space.
    Mark(char),
}

/// A token: its folded form and where it stands in the original.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// First byte in the original.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Lower case without accents.
    pub fold: String,
    /// What sort.
    pub sort: Sort,
    /// Whether the first letter is a capital.
    pub capital: bool,
    /// Whether it stands inside a quotation.
    pub quoted: bool,
    /// Whether a space or a line break stands before it.
    pub spaced: bool,
    /// The sentence it belongs to.
    pub sentence: u32,
}

impl Token {
    pub(crate) fn is(&self, word: &str) -> bool {
        self.fold == word
    }

    pub(crate) fn mark(&self) -> Option<char> {
        match self.sort {
            Sort::Mark(c) => Some(c),
            _ => None,
        }
    }

    pub(crate) fn number(&self) -> Option<u32> {
        match self.sort {
            Sort::Number(n) => Some(n),
            _ => None,
        }
    }

    pub(crate) fn is_word(&self) -> bool {
        self.sort == Sort::Word
    }
}

/// A text and its tokens.
pub(crate) struct Text<'a> {
    /// The original.
    pub raw: &'a str,
    /// The tokens, in order.
    pub tokens: Vec<Token>,
    /// First and one past the last token of each sentence.
    pub sentences: Vec<(usize, usize)>,
}

/// Longest sentence, in tokens; a longer one is cut so that no step is quadratic.
const LONGEST_SENTENCE: usize = 160;

impl<'a> Text<'a> {
    pub(crate) fn new(raw: &'a str) -> Text<'a> {
        let mut text = Text { raw, tokens: scan(raw), sentences: Vec::new() };
        text.mark_quotations();
        text.split_sentences();
        text
    }

    /// The original of tokens `from..to`.
    pub(crate) fn original(&self, from: usize, to: usize) -> &'a str {
        match (self.tokens.get(from), self.tokens.get(to.wrapping_sub(1))) {
            (Some(a), Some(b)) if a.start <= b.end => &self.raw[a.start..b.end],
            _ => "",
        }
    }

    /// The original of one token.
    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.original(at, at + 1)
    }

    /// The sentence that token `at` stands in, as a range of tokens.
    pub(crate) fn sentence_of(&self, at: usize) -> (usize, usize) {
        self.tokens
            .get(at)
            .and_then(|t| self.sentences.get(t.sentence as usize))
            .copied()
            .unwrap_or((at, at))
    }

    /// Whether a line break stands before a token.
    pub(crate) fn paragraph_begins(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|i| self.tokens.get(i)), self.tokens.get(at)) {
            (Some(before), Some(this)) => self.raw[before.end..this.start].contains('\n'),
            _ => true,
        }
    }

    fn mark_quotations(&mut self) {
        let mut open: Option<(usize, char)> = None;
        for i in 0..self.tokens.len() {
            let Some(c) = self.tokens[i].mark() else { continue };
            match open {
                None => {
                    let closing = match c {
                        '"' => '"',
                        '\u{201c}' | '\u{201e}' => '\u{201d}',
                        '\u{ab}' => '\u{bb}',
                        '\u{2018}' => '\u{2019}',
                        '\'' if self.opens_quotation(i) => '\'',
                        _ => continue,
                    };
                    open = Some((i, closing));
                }
                Some((from, closing)) => {
                    let closes = c == closing || (closing == '\u{201d}' && c == '\u{201c}');
                    if closes {
                        self.quote(from, i);
                        open = None;
                    } else if i - from > 400 {
                        open = None;
                    }
                }
            }
        }
    }

    /// An apostrophe opens a quotation if a space stands before it, a letter
    /// follows at once, and another one closes after a letter or a stop.
    fn opens_quotation(&self, at: usize) -> bool {
        let spaced = at == 0 || self.tokens[at].spaced;
        let next = self.tokens.get(at + 1).is_some_and(|t| t.is_word() && !t.spaced);
        let closes =
            self.tokens.iter().skip(at + 2).take(80).any(|t| t.mark() == Some('\'') && !t.spaced);
        spaced && next && closes
    }

    fn quote(&mut self, from: usize, to: usize) {
        let words = self.tokens[from..to].iter().filter(|t| t.is_word()).count();
        // A nickname or a catchword in quotation marks is not somebody speaking.
        let number = self.tokens[from..to].iter().any(|t| t.number().is_some());
        let marked = self.tokens[from].mark().is_some_and(|c| c != '\'');
        let speech = words > 3
            || marked && number && words > 0
            || self.tokens[to - 1].mark().is_some_and(|c| ",.!?".contains(c));
        if speech {
            for t in &mut self.tokens[from..=to] {
                t.quoted = true;
            }
        }
    }

    fn split_sentences(&mut self) {
        let mut from = 0;
        let n = self.tokens.len();
        for i in 0..n {
            let last = i + 1 == n;
            let ends = last || i + 1 - from >= LONGEST_SENTENCE || self.ends_sentence(i);
            if ends {
                // Closing quotation marks belong to the sentence they close.
                let index = self.sentences.len() as u32;
                for t in &mut self.tokens[from..=i] {
                    t.sentence = index;
                }
                self.sentences.push((from, i + 1));
                from = i + 1;
            }
        }
    }

    fn ends_sentence(&self, at: usize) -> bool {
        let (this, next) = (&self.tokens[at], &self.tokens[at + 1]);
        let between = &self.raw[this.end..next.start];
        if between.matches('\n').count() > 1 || between.contains("\n\r\n") {
            return true;
        }
        // An indented line is an item of a list.
        if between.rsplit_once('\n').is_some_and(|(_, indent)| indent.len() > 1) {
            return true;
        }
        if between.contains('\n') {
            // A line that is short stands on its own (a heading, a list, a table).
            let line = self.raw[..this.end].rfind('\n').map_or(0, |p| p + 1);
            if this.end - line < 58 || this.mark().is_some_and(|c| ".!?:;".contains(c)) {
                return true;
            }
        }
        let Some(c) = this.mark() else { return false };
        match c {
            '!' | '?' | '\u{2026}' => next.spaced,
            '.' => {
                let opens = next.capital
                    || next.number().is_some()
                    || next.mark().is_some_and(|m| "\"\u{201c}\u{ab}\u{2018}'(".contains(m));
                next.spaced && opens && !self.is_abbreviation(at)
            }
            '"' | '\u{201d}' | '\u{bb}' => {
                at > 0
                    && self.tokens[at - 1].mark().is_some_and(|m| ".!?".contains(m))
                    && next.spaced
                    && next.capital
            }
            _ => false,
        }
    }

    fn is_abbreviation(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|i| self.tokens.get(i)) else { return false };
        const SHORT: [&str; 12] =
            ["st", "vs", "v", "dr", "mr", "n", "no", "ecc", "cfr", "p", "pt", "ct"];
        // "In Group C." ends a sentence.
        let group = at.checked_sub(2).is_some_and(|i| {
            matches!(
                &*self.tokens[i].fold,
                "group" | "gruppo" | "girone" | "pool" | "raggruppamento"
            )
        });
        // "76' rig. (doppietta)" goes on.
        if matches!(before.fold.as_str(), "rig" | "aut") {
            // And so does "; 33' aut. Vicario".
            let heads = at.checked_sub(4).is_some_and(|i| {
                matches!(self.tokens[i].mark(), Some(';' | ':'))
                    && self.tokens[i + 1].number().is_some()
            });
            // And so does "(16' Sørensen, 36' aut. Roganović)".
            let open = (at.saturating_sub(40)..at)
                .rev()
                .find_map(|i| self.tokens[i].mark().filter(|m| matches!(m, '(' | ')')));
            return heads
                || open == Some('(')
                || self.tokens.get(at + 1).is_some_and(|t| t.mark() == Some('('));
        }
        !self.tokens[at].spaced
            && !group
            && before.is_word()
            && ((before.fold.chars().count() == 1 && before.capital)
                || SHORT.contains(&before.fold.as_str()))
            // "Al 12' st." ends a sentence, "St. Louis" does not.
            && (before.capital || !matches!(before.fold.as_str(), "pt" | "st" | "ct"))
    }
}

/// Appends the plain lower-case form of a character; tells whether it is a letter.
fn fold_into(c: char, out: &mut String) {
    let plain = match c {
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        'ə' | 'Ə' => "e",
        _ => "",
    };
    if !plain.is_empty() {
        out.push_str(plain);
        return;
    }
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    for d in c.nfkd().filter(|d| !is_combining_mark(*d)) {
        out.extend(d.to_lowercase());
    }
}

fn is_letter(c: char) -> bool {
    (c.is_alphabetic() && !matches!(c, 'º' | 'ª')) || is_combining_mark(c)
}

/// A word written with points: "c.t.", and how many characters it takes.
fn abbreviation(rest: &str) -> Option<(&'static str, usize)> {
    let head = rest.get(..4)?;
    head.eq_ignore_ascii_case("c.t.").then_some(("ct", 4))
}

fn scan(raw: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(raw.len() / 5);
    let mut chars = raw.char_indices().peekable();
    let mut spaced = true;
    while let Some(&(start, c)) = chars.peek() {
        if c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\0') {
            spaced = true;
            chars.next();
            continue;
        }
        if c == '<' && skip_tag(raw, start, &mut chars) {
            spaced = true;
            continue;
        }
        let mut token = Token {
            start,
            end: start + c.len_utf8(),
            fold: String::new(),
            sort: Sort::Mark(c),
            capital: false,
            quoted: false,
            spaced,
            sentence: 0,
        };
        if c.is_ascii_digit() {
            let mut value: u32 = 0;
            while let Some(&(i, d)) = chars.peek() {
                let Some(v) = d.to_digit(10) else { break };
                value = value.saturating_mul(10).saturating_add(v);
                token.fold.push(d);
                token.end = i + d.len_utf8();
                chars.next();
            }
            // "4.000", "52,000": thousands.
            let rest = raw.as_bytes().get(token.end..).unwrap_or(&[]);
            let grouped = token.fold.len() <= 3
                && matches!(rest.first(), Some(b'.' | b','))
                && rest.len() >= 4
                && rest[1..4].iter().all(u8::is_ascii_digit)
                && !rest.get(4).is_some_and(u8::is_ascii_digit);
            if grouped {
                for _ in 0..4 {
                    if let Some((i, d)) = chars.next() {
                        token.end = i + d.len_utf8();
                        if let Some(v) = d.to_digit(10) {
                            value = value.saturating_mul(10).saturating_add(v);
                            token.fold.push(d);
                        }
                    }
                }
            }
            token.sort = Sort::Number(value);
        } else if let Some((fold, marks)) = abbreviation(&raw[start..]) {
            token.fold.push_str(fold);
            token.sort = Sort::Word;
            for _ in 0..marks {
                chars.next();
            }
            token.end = start + marks;
        } else if is_letter(c) {
            token.capital = c.is_uppercase();
            while let Some(&(i, d)) = chars.peek() {
                if !is_letter(d) {
                    break;
                }
                fold_into(d, &mut token.fold);
                token.end = i + d.len_utf8();
                chars.next();
            }
            token.sort = Sort::Word;
        } else {
            let mark = match c {
                '\u{2013}' | '\u{2014}' | '\u{2212}' | '\u{2011}' | '\u{2010}' => '-',
                '\u{2032}' | '\u{b4}' | '`' | '\u{2bc}' => '\'',
                '°' | 'ª' => 'º',
                _ => c,
            };
            chars.next();
            token.sort = Sort::Mark(mark);
            token.fold.push(mark);
            let next_letter = chars.peek().is_some_and(|&(_, d)| is_letter(d));
            let after_word = !spaced && tokens.last().is_some_and(|t| t.is_word());
            let after_number = !spaced && tokens.last().is_some_and(|t| t.number().is_some());
            // A hyphen inside a word, an apostrophe of elision: both only split.
            if c != '\u{2014}' && mark == '-' && next_letter && (after_word || after_number) {
                spaced = false;
                continue;
            }
            if mark == '-' && after_word && chars.peek().is_some_and(|&(_, d)| d.is_ascii_digit()) {
                spaced = false;
                continue;
            }
            if matches!(mark, '\'' | '\u{2019}') && after_word && {
                next_letter || chars.peek().is_some_and(|&(_, d)| d.is_ascii_digit())
            } {
                spaced = false;
                continue;
            }
            if mark == '\u{2019}' && after_number {
                token.sort = Sort::Mark('\'');
                token.fold = "'".to_owned();
            }
        }
        spaced = false;
        tokens.push(token);
    }
    tokens
}

/// Steps over a tag of a pasted page, such as `<td class="x">`.
fn skip_tag(
    raw: &str,
    start: usize,
    chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>,
) -> bool {
    let rest = &raw.as_bytes()[start + 1..];
    let opens = rest.first().is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!'));
    if !opens {
        return false;
    }
    let Some(length) = rest.iter().take(2000).position(|b| *b == b'>') else { return false };
    let end = start + 1 + length;
    while chars.peek().is_some_and(|&(i, _)| i <= end) {
        chars.next();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folds(text: &str) -> Vec<String> {
        scan(text).into_iter().map(|t| t.fold).collect()
    }

    #[test]
    fn elisions_and_hyphens_split_words_and_scores_keep_theirs() {
        assert_eq!(
            folds("all'86' l’1-1 Hee-chan"),
            ["all", "86", "'", "l", "1", "-", "1", "hee", "chan"]
        );
        assert_eq!(folds("13ª giornata"), ["13", "º", "giornata"]);
        assert_eq!(folds("Belgium’s 90+3'"), ["belgium", "s", "90", "+", "3", "'"]);
    }

    #[test]
    fn sentences_end_at_stops_and_quotations_are_marked() {
        let t = Text::new("One two. \"We won the game 3-0,\" he said. St. Louis won 2-1.");
        assert_eq!(t.sentences.len(), 3);
        assert!(t.tokens.iter().any(|t| t.fold == "won" && t.quoted));
        assert!(t.tokens.iter().any(|t| t.fold == "won" && !t.quoted));
    }

    #[test]
    fn tags_are_stepped_over() {
        assert_eq!(folds("<td class=\"x\">Italy</td> 2<3"), ["italy", "2", "<", "3"]);
    }
}
