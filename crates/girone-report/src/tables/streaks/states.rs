//! Runs told by a noun or a state and a figure beside it: "serie utile, dieci", "an
//! unbeaten sequence of 18", "otto partite interne senza macchia", "eight unbeaten, 14
//! at home".

use super::super::told::Figure;
use super::super::*;
use super::Told;
use super::composed::ROUNDS;
use super::words::GAMES;

/// Nouns and states that tell a run by themselves, with the run.
const STATES: &[(Run, &[&str])] = &[
    (
        Run::Unbeaten,
        &[
            "imbattibilita",
            "serie utile",
            "serie positiva",
            "striscia utile",
            "striscia positiva",
            "striscia d imbattibilita",
            "indenne",
            "indenni",
            "imbattuti",
            "imbattuta",
            "imbattuto",
            "senza sconfitte",
            "senza ko",
            "unbeaten run",
            "unbeaten sequence",
            "unbeaten streak",
            "undefeated run",
            "without loss",
            "without defeat",
            "since a loss",
            "since a defeat",
            "since they last lost",
            "since they lost",
        ],
    ),
    (
        Run::Wins,
        &[
            "filotto",
            "vittorie filate",
            "serie di vittorie",
            "serie di successi",
            "striscia di vittorie",
            "striscia di successi",
            "striscia vincente",
            "winning run",
            "winning streak",
            "winning sequence",
            "winning spree",
            "consecutive wins",
            "consecutive victories",
        ],
    ),
    (
        Run::Winless,
        &[
            "digiuno di vittorie",
            "digiuno di successi",
            "senza vittorie",
            "senza successi",
            "digiuno",
            "winless run",
            "winless streak",
            "without a win",
            "without victory",
            "since a win",
            "since they last won",
        ],
    ),
    (Run::Scoreless, &["digiuno di gol", "digiuno di reti", "without a goal", "goal drought"]),
    (
        Run::CleanSheets,
        &["porta inviolata", "porta chiusa", "consecutive clean sheets", "clean sheets"],
    ),
];

/// Words between a state and its figure.
const LINKS: &[&str] = &[
    "del",
    "dei",
    "degli",
    "della",
    "dell",
    ",",
    ":",
    "di",
    "of",
    "a",
    "to",
    "at",
    "now",
    "ora",
    "le",
    "i",
    "e",
    "is",
    "sale",
    "tocca",
    "arriva",
    "allunga",
    "che",
    "per",
    "for",
    "nelle",
    "ultime",
    "quota",
    "stands",
    "reaches",
    "extends",
    "ormai",
    "gia",
    "already",
    "raggiunge",
    "ferma",
    "si",
    "was",
    "era",
];

/// What follows "senza" and "without" of matches on end.
const LACKED: &[(Run, &[&str])] = &[
    (Run::Unbeaten, &["sconfitt*", "macchia", "macchie", "ko", "perdere", "cadere", "defeat"]),
    (
        Run::Winless,
        &["vittori*", "success*", "gioi*", "vincere", "urra", "hurra", "win", "victory"],
    ),
    (Run::Scoreless, &["segnare", "gol", "reti", "scoring", "goal"]),
    (Run::CleanSheets, &["subire", "incassare", "prendere", "conceding"]),
];

impl Reader<'_, '_, '_, '_, '_> {
    /// The run that a state beside a figure tells.
    pub(super) fn state_told(&self, figure: Figure) -> Option<Told> {
        if figure.ordinal || figure.value < 2 {
            return None;
        }
        let run = self.state_before(figure).or_else(|| self.lacked_after(figure));
        let (run, to) = run?;
        Some(Told { run, figure, to, last: false })
    }

    /// Whether the words end after a count of matches; one past it.
    fn ends(&self, figure: Figure) -> Option<usize> {
        let scene = self.scene;
        let (_, last) = scene.lattice.text.sentence_of(figure.from);
        let word = scene.fold(figure.to);
        let games = GAMES.contains(&word) || ROUNDS.contains(&word) || word == "unita";
        let to = figure.to + usize::from(games);
        let stops = to >= last
            || !scene.lattice.text.tokens[to].is_word()
            || matches!(scene.fold(to), "e" | "ed" | "and" | "but" | "ma" | "at" | "in" | "come");
        (games || stops).then_some(to)
    }

    fn state_before(&self, figure: Figure) -> Option<(Run, usize)> {
        let scene = self.scene;
        let to = self.ends(figure)?;
        let (first, _) = scene.lattice.text.sentence_of(figure.from);
        let mut at = figure.from;
        let mut links = 0;
        // "Il digiuno del Liechtenstein, nove gare": past whose it is.
        let team = |at: usize| {
            let m = scene.lattice.covered[at].map(|m| &scene.lattice.mentions[m as usize]);
            m.filter(|m| matches!(m.who, Who::Teams(_))).map(|m| m.from)
        };
        while at > first && links < 4 {
            match team(at - 1) {
                Some(from) => at = from,
                None if LINKS.contains(&scene.fold(at - 1)) => at -= 1,
                None => break,
            }
            links += 1;
        }
        // "Imbattuti da otto" has rows of its own; "senza vittorie, a quota 3" has points.
        let mark = (at..figure.from).any(|i| scene.fold(i) == ",");
        let quota = (at..figure.from).any(|i| scene.fold(i) == "quota");
        if links == 0 || mark && quota {
            return None;
        }
        let found = STATES.iter().find_map(|(run, phrases)| {
            let stands = phrases.iter().any(|p| {
                let n = p.split(' ').count();
                at >= first + n && scene.starts(at - n, p, at)
            });
            stands.then_some(*run)
        })?;
        // "Cade un'imbattibilità di", "a run without defeat": as it stands. "Non è".
        let denied = scene.has(at.saturating_sub(5).max(first), at, &["non", "not", "no", "never"]);
        (!denied).then_some((found, to))
    }

    /// "A cinque le gare senza sconfitte", "otto partite interne senza macchia".
    fn lacked_after(&self, figure: Figure) -> Option<(Run, usize)> {
        let scene = self.scene;
        let (_, last) = scene.lattice.text.sentence_of(figure.from);
        let article = usize::from(matches!(scene.fold(figure.to), "le" | "gli" | "i" | "the"));
        let noun = figure.to + article;
        if noun >= last
            || !(GAMES.contains(&scene.fold(noun)) || ROUNDS.contains(&scene.fold(noun)))
        {
            return None;
        }
        let without = (noun + 1..(noun + 3).min(last))
            .find(|i| matches!(scene.fold(*i), "senza" | "without"))?;
        let what = without + 1 + usize::from(matches!(scene.fold(without + 1), "a" | "any"));
        let (run, _) =
            LACKED.iter().find(|(_, words)| words.iter().any(|w| scene.starts(what, w, last)))?;
        Some((*run, what + 1))
    }

    /// "Eight unbeaten, 14 at home", "da cinque impegni, tre solo in Nations League":
    /// the run told before, on another ground or in another competition.
    pub(super) fn of_the_same(&self, figure: Figure, run: Run, before: usize) -> Option<Told> {
        let scene = self.scene;
        let lead = figure.from.checked_sub(1)?;
        let joined = matches!(scene.fold(lead), "," | ";" | "and" | "e" | "(");
        if figure.ordinal || !joined || figure.from - before > 10 {
            return None;
        }
        let on = [
            "at home",
            "away",
            "on the road",
            "overall",
            "in all",
            "in casa",
            "fuori",
            "in trasferta",
            "solo in",
            "in totale",
            "complessive",
        ];
        on.iter().any(|p| scene.starts(figure.to, p, figure.to + 3)).then_some(Told {
            run,
            figure,
            to: figure.to,
            last: false,
        })
    }
}
