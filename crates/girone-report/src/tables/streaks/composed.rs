//! Runs told in any words: what was or was not done, and for how many matches.
//!
//! The rows of `words` say whole phrases. Here a run is put together from its parts:
//! a preposition that counts matches ("da quattro", "in their last six"), what is
//! said to happen in them (to win, to lose, to score, to concede), and whether it is
//! denied.

use super::super::told::Figure;
use super::super::*;
use super::Told;
use super::words::GAMES;

/// What happens in a match, whoever says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Win,
    Lose,
    Score,
    Concede,
    /// A state that says the whole run by itself.
    Is(Run),
}

/// Verbs of letting goals in.
const CONCEDED: &[&str] = &[
    "subi*",
    "incass*",
    "prend*",
    "pres*",
    "conceded",
    "concede",
    "conceding",
    "concedes",
    "shipped",
    "shipping",
    "breached",
    "violat*",
    "perforat*",
];

/// Verbs and nouns of what happens; a `*` stands for any ending.
const ACTS: &[(Act, &[&str])] = &[
    (
        Act::Is(Run::Unbeaten),
        &["imbattut*", "indenn*", "inespugnabil*", "inviolabil*", "unbeaten", "undefeated"],
    ),
    (Act::Is(Run::Winless), &["winless", "digiun* di vittori*", "digiun* di success*"]),
    (Act::Is(Run::Scoreless), &["digiun* di gol", "digiun* di reti", "goalless", "scoreless"]),
    (
        Act::Is(Run::CleanSheets),
        &["porta inviolata", "porta chiusa", "porta blindata", "porta intatta", "rete inviolata"],
    ),
    (Act::Is(Run::Winless), &["digiun*", "a secco di vittori*", "a secco di success*"]),
    (Act::Is(Run::Scoreless), &["a secco"]),
    (
        Act::Win,
        &[
            "vinc*",
            "vint*",
            "esult*",
            "trionf*",
            "festegg*",
            "gioi*",
            "success*",
            "vittori*",
            "affermazion*",
            "bottino",
            "won",
            "win",
            "wins",
            "winning",
            "victory",
            "victories",
            "joy",
        ],
    ),
    (
        Act::Lose,
        &[
            "perd*",
            "perso",
            "cade",
            "cadono",
            "cadeva*",
            "cadut*",
            "cadere",
            "inchina*",
            "sconfitt*",
            "ko",
            "lost",
            "lose",
            "losing",
            "loss",
            "losses",
            "defeat",
            "defeats",
            "beaten",
        ],
    ),
    (Act::Concede, CONCEDED),
    (
        Act::Score,
        &[
            "segn*",
            "a segno",
            "in gol",
            "in rete",
            "gol",
            "reti",
            "scored",
            "score",
            "scores",
            "scoring",
            "found the net",
            "find the net",
            "finding the net",
            "hit the target",
            "goal",
            "goals",
            "strike",
            "scoresheet",
        ],
    ),
];

/// Words that deny what follows.
const DENIALS: &[&str] = &[
    "non", "senza", "mai", "nessun", "nessuna", "no", "not", "t", "never", "without", "nor",
    "failed", "yet", "none", "nobody", "neither",
];

/// Words that say that something is missed: "inseguono un successo da sei partite".
const MISSING: &[&str] = &["insegu*", "caccia", "cerca*", "manca*", "attend*", "aspett*", "smesso"];

/// What else is counted in matches, besides the usual words.
pub(super) const ROUNDS: &[&str] =
    &["impegni", "appuntamenti", "viaggi", "trasferte", "sfide", "prove", "trips", "visits"];

impl Reader<'_, '_, '_, '_, '_> {
    /// The run that is put together from the words around a figure.
    pub(super) fn composed(&self, figure: Figure) -> Option<Told> {
        let scene = self.scene;
        if figure.ordinal || figure.value < 2 {
            return None;
        }
        let (c, d) = self.segment(figure.from, figure.to);
        let lead = self.counting(figure.from, c)?;
        let to = self.matches_end(figure.to, d)?;
        let before = self.act(c, lead).filter(|(_, at)| lead - at <= 7);
        let told = match before {
            Some((act, at)) => self.run_of(figure.from, act, c, at, true),
            // "Da quattro non perde", "da cinque va sempre in gol".
            None if scene.lattice.lang == Lang::It => {
                let end = d.min(to + 5);
                let (act, at) = self.act(to, end)?;
                self.run_of(figure.from, act, to, at, false)
            }
            None => None,
        };
        let run = told?;
        Some(Told { run, figure, to, last: false })
    }

    /// Where the words begin that make a figure a count of matches on end: "da", "in
    /// their last".
    fn counting(&self, figure: usize, first: usize) -> Option<usize> {
        let scene = self.scene;
        let mut i = figure.checked_sub(1).filter(|i| *i >= first)?;
        let mut last = false;
        while i > first
            && matches!(
                scene.fold(i),
                "ben" | "ormai" | "addirittura" | "their" | "its" | "the" | "his" | "last" | "past"
            )
        {
            last |= matches!(scene.fold(i), "last" | "past");
            i -= 1;
        }
        let fits = match scene.lattice.lang {
            Lang::It => scene.fold(i) == "da",
            Lang::En => {
                matches!(scene.fold(i), "in" | "for" | "through" | "across")
                    || last && scene.fold(i) == "of"
            }
        };
        fits.then_some(i)
    }

    /// One past the word for matches after a count, or past the count where the
    /// words end or go on with something else than what else may be counted.
    fn matches_end(&self, at: usize, end: usize) -> Option<usize> {
        let scene = self.scene;
        let games = |i: usize| GAMES.contains(&scene.fold(i)) || ROUNDS.contains(&scene.fold(i));
        let adjective = matches!(
            scene.fold(at),
            "competitive" | "straight" | "consecutive" | "home" | "away" | "group"
        );
        if at < end && games(at) {
            return Some(at + 1);
        }
        if at + 1 < end && adjective && games(at + 1) {
            return Some(at + 2);
        }
        let word = scene.lattice.text.tokens.get(at).is_some_and(|t| t.is_word());
        let goes_on = matches!(
            scene.fold(at),
            "e" | "ed"
                | "ma"
                | "non"
                | "va"
                | "vanno"
                | "sempre"
                | "segna"
                | "segnano"
                | "and"
                | "but"
                | "at"
                | "on"
                | "overall"
                | "now"
        );
        (at >= end || !word || goes_on).then_some(at)
    }

    /// The last thing told to happen in a stretch, and where.
    fn act(&self, from: usize, to: usize) -> Option<(Act, usize)> {
        let scene = self.scene;
        let found = (from..to).rev().find_map(|i| {
            let row = ACTS.iter().find(|(_, words)| words.iter().any(|w| scene.starts(i, w, to)));
            row.map(|(act, _)| (*act, i))
        })?;
        // "Non prende gol", "not a goal conceded": whose the goals are.
        if found.0 == Act::Score
            && let Some(at) = (found.1.saturating_sub(3).max(from)..found.1)
                .rev()
                .find(|i| CONCEDED.iter().any(|w| scene.starts(*i, w, to)))
        {
            return Some((Act::Concede, at));
        }
        // "Il digiuno di vittorie".
        let fast =
            scene.has(found.1.saturating_sub(2).max(from), found.1, &["digiun*", "astinenz*"]);
        match found.0 {
            Act::Win if fast => Some((Act::Is(Run::Winless), found.1)),
            Act::Score if fast => Some((Act::Is(Run::Scoreless), found.1)),
            _ => Some(found),
        }
    }

    /// The run that an act told at a token makes, denied or not.
    fn run_of(&self, figure: usize, act: Act, from: usize, at: usize, before: bool) -> Option<Run> {
        let scene = self.scene;
        let near = at.saturating_sub(5).max(from);
        let denied = (near..at).any(|i| DENIALS.contains(&scene.fold(i)))
            || act == Act::Win && scene.has(near, at, MISSING)
            // "Il gol manca da due partite".
            || act == Act::Score && scene.has(at, figure.min(at + 4), &["manca"]);
        let verb = |stems: &[&str]| stems.iter().any(|s| scene.starts(at, s, at + 1));
        match (act, denied) {
            (Act::Is(run), false) => Some(run),
            (Act::Is(_), true) => None,
            (Act::Win, true) => Some(Run::Winless),
            (Act::Lose, true) => Some(Run::Unbeaten),
            (Act::Concede, true) => Some(Run::CleanSheets),
            (Act::Score, true) => Some(Run::Scoreless),
            // What is done in every one of them is said by a verb of the present.
            (Act::Win, false) => (before && verb(&["vince", "vincono"])).then_some(Run::Wins),
            (Act::Lose, false) => (before && verb(&["perde", "perdono"])).then_some(Run::Defeats),
            // "Conceded ten in three", "the only goal they have conceded in four".
            (Act::Concede | Act::Score, false)
                if scene.has(from, at, &["only", "solo", "unic*"])
                    || before
                        && (scene.has(
                            near,
                            figure,
                            &["once", "twice", "thrice", "volta", "volte"],
                        ) || (near..figure).any(|i| scene.lattice.numbers[i].is_some())) =>
            {
                None
            }
            (Act::Concede, false) => verb(&[
                "subisc*",
                "incassa",
                "incassano",
                "prende",
                "prendono",
                "conceded",
                "violat*",
                "perforat*",
            ])
            .then_some(Run::Conceding),
            (Act::Score, false) => verb(&["segna", "segnano", "a", "in", "scored", "found", "hit"])
                .then_some(Run::Scoring),
        }
    }
}
