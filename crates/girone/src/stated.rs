//! What is stated about a team, in words: a place, a berth.

use girone_model::{TeamIx, fold};
use girone_rules::edition::Berth;
use girone_scenarios::Places;

use crate::wish::{number, ordinal, words_of};
use crate::{Error, TableAnswer, View};

/// What a statement gives a team.
#[derive(Clone, Debug, PartialEq)]
pub enum Stated {
    /// One of these places.
    Places(Places),
    /// A berth, or the lack of it, that ranks across groups may give too.
    Berth {
        /// The berth.
        berth: Berth,
        /// Whether it is stated that the team gets it.
        gets: bool,
    },
}

impl Stated {
    fn not(self, all: Places) -> Stated {
        match self {
            Stated::Places(places) => Stated::Places(all.without(places)),
            Stated::Berth { berth, gets } => Stated::Berth { berth, gets: !gets },
        }
    }
}

/// Words that say nothing about which place is meant.
const FILLERS: [&str; 54] = [
    "the",
    "in",
    "is",
    "are",
    "a",
    "al",
    "ai",
    "agli",
    "alla",
    "alle",
    "il",
    "i",
    "e",
    "sono",
    "place",
    "places",
    "posto",
    "posti",
    "finish",
    "finishes",
    "chiude",
    "chiudono",
    "arriva",
    "arrivano",
    "get",
    "gets",
    "will",
    "be",
    "nei",
    "nelle",
    "at",
    "least",
    "come",
    "end",
    "of",
    "del",
    "si",
    "reach",
    "reaches",
    "raggiunge",
    "raggiungono",
    "va",
    "vanno",
    "sure",
    "certain",
    "their",
    "as",
    "tra",
    "fra",
    "gli",
    "le",
    "on",
    "per",
    "for",
];

impl TableAnswer {
    /// Reads what is stated of which team: `Spain win the group`, `Wales finish in
    /// the first two`, `Kazakhstan are eliminated`, `Wales reach the play-offs`.
    ///
    /// # Errors
    /// The text is not understood.
    pub fn statement(&self, view: &View, text: &str) -> Result<(TeamIx, Stated), Error> {
        let words = words_of(text);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let words = match words.as_slice() {
            ["then" | "that" | "allora" | "che", rest @ ..] => rest,
            other => other,
        };
        let (team, rest) =
            self.leading_team(view, words).ok_or_else(|| self.no_team(view, text))?;
        let stated = self.stated(rest).ok_or_else(|| {
            let berths = self.tables().map_or(String::new(), |t| {
                let named: Vec<String> =
                    t.berths.iter().map(|b| format!("`{}` ({})", b.id, b.name.en)).collect();
                format!("; or a berth: {}", named.join(", "))
            });
            Error::usage(format!(
                "`{}` is not understood as a place; write `win the group`, `finish second`, `finish in the first two`, `do not finish last`, `qualify`, `are eliminated`, in Italian `vince il girone`, `arriva seconda`, `si qualifica`{berths}",
                rest.join(" "),
            ))
        })?;
        Ok((team, stated))
    }

    fn stated(&self, words: &[&str]) -> Option<Stated> {
        let n = self.sheet.sheet.teams.len();
        let all = Places::all(n);
        let words: Vec<&str> = words.iter().copied().filter(|w| !FILLERS.contains(w)).collect();
        let groups = ["group", "girone", "section", "league", "table", "campionato", "title"];
        let places = |first: u8, last: u8| Some(Stated::Places(Places::from_to(first, last)));
        if let Some(berth) = self.berth_called(&words) {
            return Some(berth);
        }
        match words.as_slice() {
            ["do" | "does" | "can", "not", rest @ ..]
            | ["don" | "doesn" | "won", "t", rest @ ..]
                if !rest.is_empty() =>
            {
                self.stated(rest).map(|s| s.not(all))
            }
            [
                "non" | "not" | "cannot" | "dont" | "doesnt" | "miss" | "misses" | "avoid"
                | "evita" | "evitano",
                rest @ ..,
            ] if !rest.is_empty() => self.stated(rest).map(|s| s.not(all)),
            ["win" | "wins" | "vince" | "vincono" | "top" | "tops"]
            | ["first" | "primo" | "prima" | "primi" | "prime" | "champions" | "campione"] => {
                places(1, 1)
            }
            [
                "win" | "wins" | "vince" | "vincono" | "top" | "tops" | "first" | "primo" | "prima",
                what,
            ] if groups.contains(what) => places(1, 1),
            ["last" | "ultimo" | "ultima" | "bottom"] => places(n as u8, n as u8),
            ["top" | "first" | "primi" | "prime" | "due", count] => {
                number(count).and_then(|k| places(1, k.clamp(1, 64) as u8))
            }
            ["last" | "bottom" | "ultimi" | "ultime", count] => {
                let k = number(count)?.clamp(1, n as i32) as u8;
                places(n as u8 + 1 - k, n as u8)
            }
            // Of several prizes the first; what they qualify for is named else.
            [
                "through" | "qualify" | "qualifies" | "qualified" | "advance" | "advances"
                | "qualificata" | "qualificato" | "qualifica" | "qualificano" | "passa" | "passano",
                rest @ ..,
            ] => match rest {
                [] | ["turno"] => self.first_prize(),
                named => self.berth_called(named).or_else(|| self.berth_ending(named)),
            },
            ["out" | "eliminated" | "eliminata" | "eliminato" | "fuori"] => {
                self.without_any_prize(all)
            }
            [one] => ordinal(one).filter(|p| usize::from(*p) <= n).and_then(|p| places(p, p)),
            [a, "or" | "o", b] => {
                let both = Places::NONE.with(ordinal(a)?).with(ordinal(b)?);
                (both.len() == 2 && both.without(all).is_empty()).then_some(Stated::Places(both))
            }
            _ => None,
        }
    }

    /// Finds the berth that words name, by id or name in either language.
    fn berth_called(&self, words: &[&str]) -> Option<Stated> {
        let plain = |text: &str| -> String {
            let text = fold(text);
            let words = text.split(' ').filter(|w| !FILLERS.contains(w) && *w != "di");
            words.collect::<Vec<_>>().join(" ")
        };
        let named = plain(&words.join(" "));
        if named.is_empty() {
            return None;
        }
        let is =
            |b: &&Berth| [&b.id as &str, &b.name.en, &b.name.it].iter().any(|n| plain(n) == named);
        self.tables()?.berths.iter().find(is).map(as_stated)
    }

    /// Finds the one berth whose name ends with some words: of `Qualified for the
    /// World Cup` the last two.
    fn berth_ending(&self, words: &[&str]) -> Option<Stated> {
        let ending = format!(" {}", words.join(" "));
        let is = |b: &&Berth| [&b.name.en, &b.name.it].iter().any(|n| fold(n).ends_with(&ending));
        let mut found = self.tables()?.berths.iter().filter(is);
        found.next().filter(|_| found.next().is_none()).map(as_stated)
    }

    fn first_prize(&self) -> Option<Stated> {
        self.tables()?.berths.iter().find(|b| !b.exit).map(as_stated)
    }

    /// The places that give no prize at all; `None` where ranks across groups may
    /// give several.
    fn without_any_prize(&self, all: Places) -> Option<Stated> {
        let prizes: Vec<&Berth> = self.tables()?.berths.iter().filter(|b| !b.exit).collect();
        match prizes.as_slice() {
            [one] => Some(as_stated(one).not(all)),
            many if !many.is_empty() && many.iter().all(|b| b.ranks.is_empty()) => {
                let some: Places = many.iter().flat_map(|b| b.places.iter().copied()).collect();
                Some(Stated::Places(all.without(some)))
            }
            _ => None,
        }
    }
}

fn as_stated(berth: &Berth) -> Stated {
    match berth.ranks.is_empty() {
        true => Stated::Places(berth.places.iter().copied().collect()),
        false => Stated::Berth { berth: berth.clone(), gets: true },
    }
}
