//! Which run the words around a number tell.

use super::super::told::Figure;
use super::super::*;
use super::Told;
use super::words::{AFTER, BEFORE, GAMES, KINDS, RUN_NOUNS};

impl Reader<'_, '_, '_, '_, '_> {
    /// "It is twelve games since Norway last lost".
    fn since_last(&self, figure: Figure, last: usize) -> Option<Told> {
        let scene = self.scene;
        let games = GAMES.contains(&scene.fold(figure.to));
        if !games || scene.fold(figure.to + 1) != "since" {
            return None;
        }
        let at = (figure.to + 2..(figure.to + 7).min(last)).find(|i| scene.fold(*i) == "last")?;
        let run = match scene.fold(at + 1) {
            "lost" => Run::Unbeaten,
            "won" => Run::Winless,
            "scored" => Run::Scoreless,
            "kept" => Run::Conceding,
            "conceded" => Run::CleanSheets,
            _ => return None,
        };
        Some(Told { run, figure, to: at + 2, last: false })
    }

    /// The run that the words around a figure tell.
    pub(super) fn run_told(&self, figure: Figure) -> Option<Told> {
        let scene = self.scene;
        let (first, last) = scene.lattice.text.sentence_of(figure.from);
        // "Sono dodici i risultati utili": past the article.
        let article = matches!(scene.fold(figure.to), "i" | "gli" | "le")
            && (figure.from.saturating_sub(2).max(first)..figure.from)
                .any(|i| scene.fold(i) == "sono");
        for at in [Some(figure.to), article.then_some(figure.to + 1)].into_iter().flatten() {
            for (run, rows) in AFTER {
                for row in *rows {
                    if let Some(to) = self.forward(at, last, row) {
                        return Some(Told { run: *run, figure, to, last: false });
                    }
                }
            }
        }
        if let Some(told) = self.since_last(figure, last) {
            return Some(told);
        }
        // "Nine Dutch wins on the trot", "tre sconfitte azzurre di fila".
        if let Some(m) = scene.lattice.mention(figure.to)
            && matches!(m.who, Who::Teams(_))
            && m.to == figure.to + 1
        {
            for (run, rows) in
                AFTER.iter().filter(|r| matches!(r.0, Run::Wins | Run::Defeats | Run::Draws))
            {
                for row in rows.iter().filter(|r| r.starts_with("<v>") || !r.starts_with('<')) {
                    if let Some(to) = self.forward(m.to, last, row) {
                        return Some(Told { run: *run, figure, to, last: false });
                    }
                }
            }
        }
        // "Dopo 37 partite l'Italia torna a perdere".
        if let Some(run) = self.comes_back(figure) {
            return Some(Told { run, figure, to: figure.to + 1, last: false });
        }
        // "Won nine in a row", "lost four games on the trot".
        let games = usize::from(GAMES.contains(&scene.fold(figure.to)));
        let adjective = usize::from(
            games == 0
                && GAMES.contains(&scene.fold(figure.to + 1))
                && matches!(
                    scene.fold(figure.to),
                    "competitive" | "official" | "group" | "home" | "away"
                ),
        ) * 2;
        let after = figure.to + games + adjective;
        let row = self.forward(after, last, "<r>").or_else(|| self.forward(after, last, "<c>"));
        let straight = self
            .forward(figure.to, last, "<c>")
            .filter(|to| GAMES.contains(&scene.fold(*to)))
            .map(|to| to + 1);
        if let Some(to) = row.or(straight) {
            let verbs: &[(Run, &[&str])] = &[
                (
                    Run::Scoreless,
                    &[
                        "failed to score",
                        "drawn a blank",
                        "drawn blanks",
                        "non segn*",
                        "not scored",
                    ],
                ),
                (Run::Winless, &["failed to win", "not won", "non vinc*", "senza vin*"]),
                (
                    Run::Unbeaten,
                    &["unbeaten", "not lost", "avoid* defeat", "imbattut*", "non perd*"],
                ),
                (
                    Run::Conceding,
                    &[
                        "conceded in",
                        "let in goals in",
                        "let in",
                        "incass* gol",
                        "subisc* gol",
                        "prend* gol",
                    ],
                ),
                (Run::Scoring, &["scored in", "segna*", "a segno"]),
                (Run::Wins, &["won", "winning", "win", "vint*", "vinc*"]),
                (Run::Defeats, &["lost", "losing", "lose", "beaten", "pers*", "perd*"]),
                (Run::Draws, &["drawn", "drew", "pareggia*"]),
            ];
            let (a, _) = scene.clause(figure.from, 4);
            let lead = a.max(figure.from.saturating_sub(6));
            let kind = verbs.iter().find(|(_, words)| scene.has(lead, figure.from, words));
            return kind.map(|(run, _)| Told { run: *run, figure, to, last: false });
        }
        if figure.ordinal {
            return None;
        }
        for (run, rows) in BEFORE {
            for row in *rows {
                if self.backward(figure.from, first, row) {
                    let to = figure.to + games;
                    let (a, _) = scene.clause(figure.from, 3);
                    let span = a.max(figure.from.saturating_sub(4))..figure.from;
                    let last = span.clone().any(|i| {
                        matches!(
                            scene.fold(i),
                            "last" | "ultime" | "ultimi" | "previous" | "any" | "none"
                        )
                    });
                    // "The only goal that they have conceded in four qualifiers".
                    let goal = *run == Run::Conceding
                        && !last
                        && scene.has(
                            first.max(figure.from.saturating_sub(12)),
                            figure.from,
                            &[
                                "only goal",
                                "goal they",
                                "goals they",
                                "solo gol",
                                "unico gol",
                                "first goal",
                            ],
                        );
                    // "Eight goals conceded in three outings" counts goals.
                    let goals = *run == Run::Conceding
                        && scene.has(
                            first.max(figure.from.saturating_sub(4)),
                            figure.from,
                            &["goals conceded", "gol incassati", "gol subiti", "reti subite"],
                        );
                    if goal || goals {
                        return None;
                    }
                    return Some(Told { run: *run, figure, to, last });
                }
            }
        }
        // "The run now stands at nine", "allunga a otto la serie di …".
        let noun = |i: usize| RUN_NOUNS.contains(&scene.fold(i));
        let joined = (figure.from.checked_sub(1)).is_some_and(|i| {
            matches!(
                scene.fold(i),
                "to" | "at" | "of" | "a" | "ad" | "quota" | "di" | "now" | "it" | ":" | "ended"
            )
        }) || scene.fold(figure.from.wrapping_sub(1)) == "is";
        let (a, b) = scene.clause(figure.from, 5);
        let (near_a, near_b) = (a.max(figure.from.saturating_sub(11)), b.min(figure.to + 9));
        // Between the noun and its number no other number stands.
        let lead = (near_a..figure.from).rev().find(|i| noun(*i));
        let led = lead.is_some_and(|i| {
            (i..figure.from)
                .all(|j| scene.lattice.numbers[j].is_none() && scene.lattice.scores[j].is_none())
        });
        let follows = (figure.to..near_b.min(figure.to + 6)).any(noun);
        let after = figure
            .from
            .checked_sub(1)
            .is_some_and(|i| matches!(scene.fold(i), "dopo" | "after") && games == 1);
        let joined = joined || after;
        if joined && (led || follows) {
            let next = scene.fold(figure.to);
            let counts = GAMES.contains(&next)
                || !scene.lattice.text.tokens.get(figure.to).is_some_and(|t| t.is_word())
                || follows
                || KINDS.iter().any(|(_, words)| scene.has(figure.to, figure.to + 1, words))
                || matches!(
                    next,
                    "the" | "la" | "e" | "and" | "consecutive" | "since" | "dal" | "for" | "in"
                );
            let kind = KINDS.iter().find(|(_, words)| scene.has(near_a, near_b, words));
            if counts && let Some((run, _)) = kind {
                let to = figure.to + games;
                return Some(Told { run: *run, figure, to, last: false });
            }
        }
        None
    }

    /// The run that ends where a team loses or wins again after so many matches.
    fn comes_back(&self, figure: Figure) -> Option<Run> {
        let scene = self.scene;
        let lead = figure.from.checked_sub(1)?;
        if figure.ordinal
            || !matches!(scene.fold(lead), "dopo" | "after")
            || !GAMES.contains(&scene.fold(figure.to))
        {
            return None;
        }
        let (a, b) = scene.clause(figure.from, 3);
        let has = |words: &[&str]| scene.has(a, b, words);
        if has(&["torn* a perdere", "torn* a cadere", "torn* alla sconfitta", "lost again"]) {
            Some(Run::Unbeaten)
        } else if has(&["torn* a vincere", "torn* al successo", "torn* alla vittoria"]) {
            Some(Run::Winless)
        } else {
            has(&["torn* a segnare", "torn* al gol"]).then_some(Run::Scoreless)
        }
    }

    /// Matches words from a token on; where they end.
    fn forward(&self, at: usize, last: usize, row: &str) -> Option<usize> {
        let scene = self.scene;
        let mut i = at;
        for word in row.split(' ') {
            let fits = |options: &[&str]| i < last && options.contains(&scene.fold(i));
            match word {
                "<g>" => {
                    if fits(&["competitive", "home", "away", "group", "straight", "consecutive"]) {
                        i += 1;
                    }
                    if !(i < last && GAMES.contains(&scene.fold(i))) {
                        return None;
                    }
                    i += 1;
                    if i < last
                        && matches!(scene.fold(i), "ufficiali" | "consecutive" | "casalinghe")
                    {
                        i += 1;
                    }
                }
                "<c>" => {
                    if !fits(&[
                        "straight",
                        "successive",
                        "consecutive",
                        "consecutiva",
                        "consecutivo",
                        "consecutivi",
                        "filata",
                        "filate",
                        "filato",
                        "filati",
                    ]) {
                        return None;
                    }
                    i += 1;
                }
                "<v>" => {
                    if fits(&["group", "qualifying", "competitive", "home", "away", "league"]) {
                        i += 1;
                    }
                }
                "<r>" => {
                    let ends = [
                        "in a row",
                        "in succession",
                        "on the trot",
                        "on the bounce",
                        "on the spin",
                        "back to back",
                        "one after another",
                        "consecutively",
                        "running",
                        "a ruota",
                        "in sequenza",
                        "uno in coda all altro",
                        "una in coda all altra",
                        "uno dopo l altro",
                        "una dopo l altra",
                        "di fila",
                        "in fila",
                        "di seguito",
                        "consecutiv*",
                        "filat*",
                    ];
                    // "Vittorie azzurre di fila", "successo esterno consecutivo".
                    let skip = (0..2).find(|k| {
                        ends.iter().any(|e| scene.starts(i + k, e, last))
                            && (*k == 0 || scene.lattice.covered.get(i).is_some())
                    })?;
                    let end = ends.iter().find(|e| scene.starts(i + skip, e, last))?;
                    i += skip + end.split(' ').count();
                }
                _ => {
                    if !scene.starts(i, word, last) {
                        return None;
                    }
                    i += 1;
                }
            }
        }
        Some(i)
    }

    /// Matches words that end right before a token.
    fn backward(&self, at: usize, first: usize, row: &str) -> bool {
        let scene = self.scene;
        let mut i = at;
        let before = |i: usize| i.checked_sub(1).filter(|j| *j >= first);
        for word in row.split(' ').rev() {
            if word == "<l>" {
                // "in their last", "nelle ultime", "in the last", or nothing.
                let mut skipped = 0;
                while skipped < 3
                    && let Some(j) = before(i)
                    && matches!(
                        scene.fold(j),
                        "last"
                            | "their"
                            | "its"
                            | "the"
                            | "his"
                            | "previous"
                            | "ultime"
                            | "ultimi"
                            | "le"
                            | "gli"
                            | "ben"
                            | "now"
                            | "ora"
                    )
                {
                    i = j;
                    skipped += 1;
                }
                continue;
            }
            // "Imbattuti i canadesi da otto incontri": a name may stand between.
            while let Some(j) = before(i)
                && let Some(m) = scene.lattice.covered[j]
                && !word.starts_with(scene.fold(j))
                && let m = &scene.lattice.mentions[m as usize]
                && matches!(m.who, Who::Teams(_))
                && m.from > first
            {
                i = m.from;
                if let Some(j) = before(i)
                    && matches!(scene.fold(j), "il" | "lo" | "la" | "l" | "i" | "gli" | "le")
                {
                    i = j;
                }
            }
            let Some(j) = before(i) else { return false };
            i = j;
            if word == "*" {
                continue;
            }
            let fits = match word.strip_suffix('*') {
                Some(stem) => scene.fold(i).starts_with(stem),
                None => {
                    scene.fold(i) == word || word == "unbeaten" && scene.fold(i) == "undefeated"
                }
            };
            if !fits {
                return false;
            }
        }
        true
    }
}
