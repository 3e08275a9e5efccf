//! What a person supposes or asks about the remaining matches, in words.
//!
//! Scores (`Wales 1-0 Belgium`), results (`Wales beat Belgium`, `Spain do not
//! lose by 7`, `il Galles pareggia con il Belgio`) and places (`Spain win the
//! group`, `Kazakhstan finish second`).

use girone_model::{BySide, Side, TeamIx, fold};
use girone_scenarios::{Given, Places};

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
        let not_understood = || {
            Error::usage(format!(
                "`{text}` is not understood; write a score such as `Wales 1-0 Belgium` or a result such as `Wales beat Belgium`, `Spain do not lose by 7`, `Wales draw`"
            ))
        };
        let words = words_of(text);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (first, rest) =
            self.leading_team(view, &words).ok_or_else(|| self.no_team(view, text))?;
        // A score between two names.
        if let Some(goals) = rest.first().and_then(|w| score(w)) {
            let (second, tail) =
                self.leading_team(view, &rest[1..]).ok_or_else(|| self.no_team(view, text))?;
            if !tail.is_empty() {
                return Err(not_understood());
            }
            let game = self.game(view, first, Some(second), text)?;
            let home_first = self.sheet.sheet.remaining[game].home == first;
            let what = What::Score(if home_first { goals } else { goals.swap() });
            return Ok(Wish { game, what });
        }
        let (range, second) = self.result(view, rest).ok_or_else(not_understood)?;
        let game = self.game(view, first, second, text)?;
        let what = match self.sheet.sheet.remaining[game].side_of(&first) {
            Some(Side::Away) => What::Margin(range.1.map(|n| -n), range.0.map(|n| -n)),
            _ => What::Margin(range.0, range.1),
        };
        Ok(Wish { game, what })
    }

    /// Reads which places are meant of which team: `Spain win the group`,
    /// `Wales finish in the first two`, `Kazakhstan are out`.
    ///
    /// # Errors
    /// The text is not understood.
    pub fn places_wish(&self, view: &View, text: &str) -> Result<(TeamIx, Places), Error> {
        let words = words_of(text);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (team, rest) =
            self.leading_team(view, &words).ok_or_else(|| self.no_team(view, text))?;
        let places = self.places_meant(rest).ok_or_else(|| {
            Error::usage(format!(
                "`{}` is not understood as a place; write `win the group`, `finish second`, `finish in the first two`, `do not finish last` or the id of a berth ({})",
                rest.join(" "),
                self.tables().map_or(String::new(), |t| t
                    .berths
                    .iter()
                    .map(|b| b.id.as_str())
                    .collect::<Vec<_>>()
                    .join(", "))
            ))
        })?;
        Ok((team, places))
    }

    fn places_meant(&self, words: &[&str]) -> Option<Places> {
        let n = self.sheet.sheet.teams.len();
        let words: Vec<&str> = words
            .iter()
            .copied()
            .filter(|w| {
                ![
                    "the", "in", "is", "are", "a", "al", "il", "i", "e", "sono", "place", "places",
                    "posto", "posti", "finish", "finishes", "chiude", "chiudono", "arriva", "get",
                    "gets", "will", "be", "nei", "nelle", "primi", "prime", "at", "least",
                ]
                .contains(w)
                    || *w == "primi"
                    || *w == "prime"
            })
            .collect();
        let all = Places::all(n);
        match words.as_slice() {
            ["do" | "does", "not", rest @ ..] | ["non", rest @ ..] | ["not", rest @ ..] => {
                self.places_meant(rest).map(|p| all.without(p))
            }
            ["win", ..]
            | ["wins", ..]
            | ["vince", ..]
            | ["vincono", ..]
            | ["first"]
            | ["primo"]
            | ["prima"] => Some(Places::from_to(1, 1)),
            ["last"] | ["ultimo"] | ["ultima"] => Some(Places::from_to(n as u8, n as u8)),
            ["top" | "first" | "primi" | "prime", count] => {
                number(count).map(|k| Places::from_to(1, k.clamp(1, 64) as u8))
            }
            ["through"] | ["qualify"] | ["qualifies"] | ["qualificata"] | ["qualificato"] => {
                self.berth_places(|b| !b.exit)
            }
            ["out"] | ["eliminated"] | ["eliminata"] | ["eliminato"] => {
                self.berth_places(|b| !b.exit).map(|p| all.without(p))
            }
            [one] => ordinal(one)
                .filter(|p| usize::from(*p) <= n)
                .map(|p| Places::from_to(p, p))
                .or_else(|| self.berth_places(|b| fold(&b.id) == *one)),
            [] => None,
            many => {
                let id = many.join(" ");
                self.berth_places(|b| {
                    fold(&b.id) == id || fold(&b.name.en) == id || fold(&b.name.it) == id
                })
            }
        }
    }

    /// Returns the places of the first berth that is meant; berths that depend on
    /// other groups are no set of places.
    fn berth_places(
        &self,
        meant: impl Fn(&girone_rules::edition::Berth) -> bool,
    ) -> Option<Places> {
        let tables = self.tables()?;
        let berth = tables.berths.iter().find(|b| meant(b))?;
        berth.ranks.is_empty().then(|| berth.places.iter().copied().collect())
    }

    /// Reads a result as seen from the first team, and the second team if named.
    fn result(&self, view: &View, words: &[&str]) -> Option<(Range, Option<TeamIx>)> {
        let (negated, words) = match words {
            ["do" | "does", "not", rest @ ..]
            | ["non", rest @ ..]
            | ["dont" | "doesnt", rest @ ..] => (true, rest),
            ["avoid" | "avoids", rest @ ..] => (true, rest),
            other => (false, other),
        };
        let (verb, mut rest) = words.split_first()?;
        let wins =
            ["win", "wins", "beat", "beats", "vince", "vincono", "batte", "battono", "winning"];
        let draws = ["draw", "draws", "pareggia", "pareggiano", "drawing"];
        let loses = ["lose", "loses", "perde", "perdono", "losing", "defeat", "sconfitta"];
        let sign = if wins.contains(verb) {
            1
        } else if draws.contains(verb) {
            0
        } else if loses.contains(verb) {
            -1
        } else {
            return None;
        };
        while let [
            "against" | "v" | "vs" | "with" | "to" | "contro" | "con" | "il" | "la" | "l" | "lo"
            | "i" | "gli" | "le",
            tail @ ..,
        ] = rest
        {
            // "con tre gol di scarto" is a margin and not an opponent.
            if rest[0] == "con" && tail.first().is_some_and(|w| number(w).is_some()) {
                break;
            }
            rest = tail;
        }
        let (second, rest) = match self.leading_team(view, rest) {
            Some((team, tail)) => (Some(team), tail),
            None => (None, rest),
        };
        let rest: Vec<&str> = rest
            .iter()
            .copied()
            .filter(|w| {
                ![
                    "by", "at", "a", "margin", "of", "goals", "goal", "con", "di", "scarto", "gol",
                    "reti", "almeno", "least", "match", "partita", "the", "la",
                ]
                .contains(w)
            })
            .collect();
        let open = words.iter().any(|w| ["least", "almeno"].contains(w));
        let margin = match rest.as_slice() {
            [] => None,
            [n] => Some((number(n)?, open)),
            [n, "or" | "o", "more" | "piu"] => Some((number(n)?, true)),
            _ => return None,
        };
        let range: Range = match (sign, negated, margin) {
            (1, false, None) => (Some(1), None),
            (1, false, Some((n, true))) => (Some(n), None),
            (1, false, Some((n, false))) => (Some(n), Some(n)),
            (-1, false, None) => (None, Some(-1)),
            (-1, false, Some((n, true))) => (None, Some(-n)),
            (-1, false, Some((n, false))) => (Some(-n), Some(-n)),
            (0, false, None) => (Some(0), Some(0)),
            // "Do not lose by seven" leaves every smaller defeat.
            (1, true, None) => (None, Some(0)),
            (1, true, Some((n, _))) => (None, Some(n - 1)),
            (-1, true, None) => (Some(0), None),
            (-1, true, Some((n, _))) => (Some(1 - n), None),
            _ => return None,
        };
        Some((range, second))
    }

    /// Finds the team of the group that the longest run of leading words names.
    fn leading_team<'w>(
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

    fn no_team(&self, view: &View, text: &str) -> Error {
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
fn words_of(text: &str) -> Vec<String> {
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
fn number(word: &str) -> Option<i32> {
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
fn ordinal(word: &str) -> Option<u8> {
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
