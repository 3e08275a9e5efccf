//! What a person supposes or asks about the remaining matches, in words.
//!
//! Scores (`Wales 1-0 Belgium`) and results (`Wales beat Belgium`, `Spain do not
//! lose by 7`, `il Galles pareggia con il Belgio`).

use girone_model::{BySide, Side, TeamIx, fold};
use girone_scenarios::Given;

use crate::{Error, TableAnswer, View};

/// Something supposed about one remaining match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Which, as a position in `Sheet::remaining`.
    pub game: usize,
    /// What about it.
    pub what: What,
}

/// What is supposed about a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The score.
    Score(BySide<u8>),
    /// A range of margins, home less away; `None` is no limit.
    Margin(Option<i32>, Option<i32>),
}

/// A range of margins as seen from the team named.
type Range = (Option<i32>, Option<i32>);

impl TableAnswer {
    /// Reads what is supposed about a remaining match of the group.
    ///
    /// # Errors
    /// The text is not understood, or names a match that does not remain.
    pub fn wish(&self, view: &View, text: &str) -> Result<Wish, Error> {
        let not_understood = |rest: &[&str]| {
            let what = match rest {
                [] => format!("`{text}` names teams and no result"),
                rest => format!("`{}` in `{text}` is not understood as a result", rest.join(" ")),
            };
            Error::usage(format!(
                "{what}; write a score (`Wales 1-0 Belgium`), a result (`Wales beat Belgium`, `Wales draw`, `Wales and Belgium draw`, `Spain avoid defeat`) or a margin (`Spain do not lose by 7`, `Turkey win by at least three`); in Italian too (`la Spagna non perde con sette gol di scarto`)"
            ))
        };
        let words = words_of(text);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let words = without_opening(&words);
        // "A draw between Wales and Belgium".
        let (drawn_first, words) = match words {
            ["draw" | "pareggio", "between" | "tra" | "fra", rest @ ..] => (true, rest),
            other => (false, other),
        };
        let (first, rest) =
            self.leading_team(view, words).ok_or_else(|| self.no_team(view, text))?;
        // Two teams, then a result of both: "Wales and Belgium draw".
        let joined = match rest {
            ["and" | "e" | "ed" | "v" | "vs" | "against" | "contro", tail @ ..] => tail,
            other => other,
        };
        if joined.len() < rest.len() || drawn_first {
            let (second, tail) =
                self.leading_team(view, joined).ok_or_else(|| self.no_team(view, text))?;
            let game = self.game(view, first, Some(second), text)?;
            let tail: Vec<&str> = tail.iter().copied().filter(|w| !FILLERS.contains(w)).collect();
            return match tail.as_slice() {
                [] if drawn_first => Ok(Wish { game, what: What::Margin(Some(0), Some(0)) }),
                [w] if DRAWS.contains(w) => Ok(Wish { game, what: What::Margin(Some(0), Some(0)) }),
                [goals] if score(goals).is_some() => {
                    let goals = score(goals).unwrap_or_default();
                    Ok(self.scored(game, first, goals))
                }
                rest => Err(not_understood(rest)),
            };
        }
        // `Spagna-Turchia 0-7`.
        if let Some((second, [goals])) = self.leading_team(view, rest)
            && let Some(goals) = score(goals)
        {
            let game = self.game(view, first, Some(second), text)?;
            return Ok(self.scored(game, first, goals));
        }
        // A score between two names.
        if let Some(goals) = rest.first().and_then(|w| score(w)) {
            let (second, tail) =
                self.leading_team(view, &rest[1..]).ok_or_else(|| self.no_team(view, text))?;
            if !tail.is_empty() {
                return Err(not_understood(tail));
            }
            let game = self.game(view, first, Some(second), text)?;
            return Ok(self.scored(game, first, goals));
        }
        let (what, second) = self.result(view, rest).ok_or_else(|| not_understood(rest))?;
        let game = self.game(view, first, second, text)?;
        let what = match (what, self.sheet.sheet.remaining[game].side_of(&first)) {
            (What::Score(goals), _) => return Ok(self.scored(game, first, goals)),
            (What::Margin(least, most), Some(Side::Away)) => {
                What::Margin(most.map(|n| -n), least.map(|n| -n))
            }
            (range, _) => range,
        };
        Ok(Wish { game, what })
    }

    /// A score as seen from the team named first.
    fn scored(&self, game: usize, first: TeamIx, goals: BySide<u8>) -> Wish {
        let home_first = self.sheet.sheet.remaining[game].home == first;
        Wish { game, what: What::Score(if home_first { goals } else { goals.swap() }) }
    }

    /// Reads a result as seen from the first team, and the second team if named.
    fn result(&self, view: &View, words: &[&str]) -> Option<(What, Option<TeamIx>)> {
        let mut negated = false;
        let mut words = words;
        // What comes before the verb: "do not", "avoid", "fail to", "evita di".
        loop {
            words = match words {
                ["do" | "does" | "did" | "will", "not", rest @ ..]
                | ["don" | "doesn" | "won" | "didn", "t", rest @ ..]
                | [
                    "not" | "non" | "dont" | "doesnt" | "avoid" | "avoids" | "avoiding" | "evita"
                    | "evitano" | "fail" | "fails",
                    rest @ ..,
                ] => {
                    negated = !negated;
                    rest
                }
                [
                    "to" | "di" | "a" | "la" | "una" | "will" | "do" | "does" | "can" | "get"
                    | "gets" | "take" | "takes" | "fa" | "fanno" | "ottiene" | "ottengono"
                    | "being" | "are" | "is" | "be" | "viene" | "vengono" | "essere",
                    rest @ ..,
                ] if !rest.is_empty() => rest,
                _ => break,
            };
        }
        self.after_not(view, words, negated)
    }

    /// Reads what follows a negation, if there was one.
    fn after_not(
        &self,
        view: &View,
        words: &[&str],
        negated: bool,
    ) -> Option<(What, Option<TeamIx>)> {
        // "At least a point", "win or draw": all but a defeat; "a point": a draw.
        let points: Vec<&str> = words
            .iter()
            .copied()
            .filter(|w| !["a", "one", "un", "the", "il", "leave", "with"].contains(w))
            .collect();
        let is_win = |w: &str| WINS.contains(&w);
        match points.as_slice() {
            ["point" | "punto"] if !negated => {
                return Some((What::Margin(Some(0), Some(0)), None));
            }
            ["at", "least", "point"] | ["almeno", "punto"] if !negated => {
                return Some((What::Margin(Some(0), None), None));
            }
            [first, "or" | "o", second, rest @ ..]
                if !negated
                    && ((is_win(first) && DRAWS.contains(second))
                        || (DRAWS.contains(first) && is_win(second))) =>
            {
                let (team, tail) = self.opponent(view, rest);
                return tail.is_empty().then_some((What::Margin(Some(0), None), team));
            }
            [first, "or" | "o", second, rest @ ..]
                if !negated
                    && ((LOSES.contains(first) && DRAWS.contains(second))
                        || (DRAWS.contains(first) && LOSES.contains(second))) =>
            {
                let (team, tail) = self.opponent(view, rest);
                return tail.is_empty().then_some((What::Margin(None, Some(0)), team));
            }
            _ => {}
        }
        let (verb, rest) = words.split_first()?;
        let sign = if is_win(verb) {
            1
        } else if DRAWS.contains(verb) {
            0
        } else if LOSES.contains(verb) || BEATEN.contains(verb) {
            -1
        } else {
            return None;
        };
        let (second, rest) = self.opponent(view, rest);
        // "Win 3-0": a score as the team sees it.
        if let ([goals], false) = (rest, negated)
            && let Some(goals) = score(goals)
        {
            let (more, less) = (goals.home.max(goals.away), goals.home.min(goals.away));
            let goals = match sign {
                1 if more > less => BySide::new(more, less),
                -1 if more > less => BySide::new(less, more),
                0 if more == less => goals,
                _ => return None,
            };
            return Some((What::Score(goals), second));
        }
        let margin = margin(rest)?;
        // "Win by two": exactly two, but "do not win by two": by less than two.
        let at_least = |n: i32| if sign > 0 { (Some(n), None) } else { (None, Some(-n)) };
        let range: Range = match (sign, negated, margin) {
            (0, false, None) => (Some(0), Some(0)),
            (0, ..) => return None,
            (_, false, None) => at_least(1),
            (1, true, None) => (None, Some(0)),
            (_, true, None) => (Some(0), None),
            (_, false, Some((lo, None))) => at_least(lo),
            (1, false, Some((lo, Some(hi)))) => (Some(lo), Some(hi)),
            (_, false, Some((lo, Some(hi)))) => (Some(-hi), Some(-lo)),
            // "Do not lose by seven" leaves every smaller defeat.
            (1, true, Some((lo, _))) if lo > 1 => (None, Some(lo - 1)),
            (-1, true, Some((lo, _))) if lo > 1 => (Some(1 - lo), None),
            _ => return None,
        };
        Some((What::Margin(range.0, range.1), second))
    }

    /// Reads the opponent at the start of what follows a verb, if one is named.
    fn opponent<'w>(&self, view: &View, words: &'w [&'w str]) -> (Option<TeamIx>, &'w [&'w str]) {
        let mut rest = words;
        while let [
            "against" | "v" | "vs" | "with" | "to" | "by" | "contro" | "con" | "da" | "dal"
            | "dalla" | "dall" | "dai" | "dagli" | "dalle" | "il" | "la" | "l" | "lo" | "i" | "gli"
            | "le" | "the",
            tail @ ..,
        ] = rest
        {
            rest = tail;
        }
        match self.leading_team(view, rest) {
            Some((team, tail)) => (Some(team), tail),
            None => (None, words),
        }
    }

    /// Finds the team of the group that the longest run of leading words names.
    pub(crate) fn leading_team<'w>(
        &self,
        view: &View,
        words: &'w [&'w str],
    ) -> Option<(TeamIx, &'w [&'w str])> {
        let words = match words {
            ["il" | "la" | "lo" | "l" | "i" | "gli" | "le" | "the", rest @ ..] => rest,
            other => other,
        };
        for len in (1..=words.len().min(5)).rev() {
            let name = words[..len].join(" ");
            let found: Vec<TeamIx> = self
                .sheet
                .sheet
                .teams
                .iter()
                .enumerate()
                .filter(|(_, team)| {
                    view.snapshot()
                        .directory
                        .aliases()
                        .iter()
                        .any(|a| a.team == **team && fold(&a.name) == name)
                        || fold(&view.snapshot().directory.team(**team).key) == name
                })
                .map(|(i, _)| i as TeamIx)
                .collect();
            if let [one] = found.as_slice() {
                return Some((*one, &words[len..]));
            }
        }
        None
    }

    pub(crate) fn no_team(&self, view: &View, text: &str) -> Error {
        let names: Vec<&str> = self
            .sheet
            .sheet
            .teams
            .iter()
            .map(|t| view.team_name(*t, girone_model::Lang::En))
            .collect();
        Error::not_found(format!(
            "`{text}` names no team of the group; it has {}",
            names.join(", ")
        ))
    }

    /// Finds the remaining match that is meant.
    fn game(
        &self,
        view: &View,
        team: TeamIx,
        other: Option<TeamIx>,
        text: &str,
    ) -> Result<usize, Error> {
        let found: Vec<usize> = self
            .sheet
            .sheet
            .remaining
            .iter()
            .enumerate()
            .filter(|(_, f)| {
                f.side_of(&team).is_some_and(|side| other.is_none_or(|o| f[!side] == o))
            })
            .map(|(i, _)| i)
            .collect();
        let name = |t: TeamIx| view.team_name(self.team(t), girone_model::Lang::En).to_owned();
        match (found.as_slice(), other) {
            ([one], _) => Ok(*one),
            ([], Some(other)) => Err(Error::not_found(format!(
                "no match between {} and {} remains",
                name(team),
                name(other)
            ))),
            ([], None) => Err(Error::not_found(format!("no match of {} remains", name(team)))),
            // Two meetings remain: the team named first is at home.
            (many, Some(_)) => Ok(many
                .iter()
                .copied()
                .find(|i| self.sheet.sheet.remaining[*i].home == team)
                .unwrap_or(many[0])),
            (many, None) => Err(Error::not_found(format!(
                "`{text}` may mean any of {} matches of {}; name the opponent",
                many.len(),
                name(team)
            ))),
        }
    }
}

const WINS: [&str; 15] = [
    "win", "wins", "winning", "beat", "beats", "beating", "defeats", "overcome", "vince",
    "vincono", "vincere", "vittoria", "batte", "battono", "battere",
];
const DRAWS: [&str; 9] = [
    "draw",
    "draws",
    "drawing",
    "drawn",
    "pareggia",
    "pareggiano",
    "pareggiare",
    "pareggio",
    "tie",
];
const LOSES: [&str; 10] = [
    "lose",
    "loses",
    "losing",
    "loss",
    "defeat",
    "perde",
    "perdono",
    "perdere",
    "sconfitta",
    "sconfitte",
];
const BEATEN: [&str; 6] = ["beaten", "defeated", "battuto", "battuta", "sconfitto", "sconfitta"];
const FILLERS: [&str; 8] = ["is", "ends", "in", "a", "finisce", "con", "un", "the"];

/// Drops what opens a condition: "if", "se", an article.
fn without_opening<'w>(words: &'w [&'w str]) -> &'w [&'w str] {
    match words {
        ["if" | "se" | "and" | "e" | "a" | "un" | "there", rest @ ..] if rest.len() > 1 => {
            without_opening(rest)
        }
        ["is" | "c", "e" | "a", rest @ ..] => without_opening(rest),
        other => other,
    }
}

/// Reads a margin: the least and the largest one, `None` for no limit; no words are
/// no margin at all. `None` if it is not understood.
fn margin(words: &[&str]) -> Option<Option<(i32, Option<i32>)>> {
    let words: Vec<&str> = words
        .iter()
        .copied()
        .filter(|w| {
            ![
                "by", "a", "margin", "of", "goals", "goal", "con", "uno", "di", "scarto", "gol",
                "reti", "rete", "match", "partita", "the", "la", "clear", "una", "il", "loro",
                "their", "last", "ultima",
            ]
            .contains(w)
                || *w == "uno"
        })
        .collect();
    let n = |w: &str| if w == "un" { Some(1) } else { number(w) };
    let least = |n: i32| Some(Some((n, None)));
    let most = |n: i32| if n >= 1 { Some(Some((1, Some(n)))) } else { None };
    match words.as_slice() {
        [] => Some(None),
        ["at", "least", w] | ["almeno", w] | ["minimum", w] => least(n(w)?),
        [w, "or" | "o", "more" | "piu"] | [w, "plus"] => least(n(w)?),
        [w1, "or" | "o", "more" | "piu", ..] if n(w1).is_some() => least(n(w1)?),
        ["more", "than", w] | ["over", w] | ["piu", w] | ["oltre", w] => least(n(w)? + 1),
        ["at", "most", w] | ["no", "more", "than", w] | ["up", "to", w] => most(n(w)?),
        ["al", "massimo", w] | ["non", "piu", w] | ["massimo", w] => most(n(w)?),
        ["fewer" | "less", "than", w] | ["under", w] | ["meno", w] => most(n(w)? - 1),
        [w] => {
            let n = n(w)?;
            (n > 0).then_some(Some((n, Some(n))))
        }
        [a, "to" | "a", b] => Some(Some((n(a)?, Some(n(b)?)))),
        _ => None,
    }
}

/// Adds what is supposed about margins to assumptions; scores become margins.
pub fn given(matches: usize, wishes: &[Wish]) -> Given {
    wishes.iter().fold(Given::nothing(matches), |given, wish| match wish.what {
        What::Margin(least, most) => given.and_margin(wish.game, least, most),
        What::Score(s) => {
            let margin = i32::from(s.home) - i32::from(s.away);
            given.and_margin(wish.game, Some(margin), Some(margin))
        }
    })
}

/// Returns the folded words of a text; a score stays one word.
pub(crate) fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        if score(word).is_some() {
            words.push(word.to_owned());
            continue;
        }
        let apart = word.replace(['\'', '\u{2019}'], " ");
        words.extend(fold(&apart).split(' ').filter(|w| !w.is_empty()).map(str::to_owned));
    }
    words
}

/// Reads `1-0`, with any dash.
fn score(word: &str) -> Option<BySide<u8>> {
    let (home, away) = word.split_once(['-', '\u{2013}', ':'])?;
    Some(BySide::new(home.parse().ok()?, away.parse().ok()?))
}

/// Reads a number in digits or words.
pub(crate) fn number(word: &str) -> Option<i32> {
    const EN: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    const IT: [&str; 13] = [
        "zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci",
        "undici", "dodici",
    ];
    word.parse().ok().or_else(|| {
        EN.iter().position(|w| *w == word).or(IT.iter().position(|w| *w == word)).map(|i| i as i32)
    })
}

/// Reads `second`, `2nd`, `2`, `secondo`, `seconda`.
pub(crate) fn ordinal(word: &str) -> Option<u8> {
    const EN: [&str; 8] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
    const IT: [&str; 8] = ["prim", "second", "terz", "quart", "quint", "sest", "settim", "ottav"];
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    if !digits.is_empty() {
        return digits.parse().ok();
    }
    EN.iter()
        .position(|w| *w == word)
        .or_else(|| {
            IT.iter().position(|w| {
                word.strip_prefix(w).is_some_and(|e| ["o", "a", "i", "e"].contains(&e))
            })
        })
        .map(|i| i as u8 + 1)
}
