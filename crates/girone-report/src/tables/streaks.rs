//! Runs: "unbeaten in nine", "terza sconfitta di fila", "senza gol da due partite".

use super::told::Figure;
use super::*;
use crate::check::Verdict;

/// What stands right after the number, by kind of run: words up to the end.
const AFTER: &[(Run, &[&str])] = &[
    (
        Run::Unbeaten,
        &[
            "<g> unbeaten",
            "unbeaten",
            "without defeat",
            "without losing",
            "<g> without defeat",
            "<g> without losing",
            "<g> without a defeat",
            "<g> without a loss",
            "<g> unbeaten run",
            "risultat* util*",
            "<g> senza sconfitt*",
            "<g> senza perdere",
            "<g> senza mai perdere",
            "<g> senza conoscere sconfitt*",
            "<g> di imbattibilita",
            "<g> di fila senza perdere",
            "<g> consecutive senza perdere",
            "<g> di fila senza sconfitt*",
            "<g> consecutive senza sconfitt*",
            "<g> utili consecutiv*",
            "<g> since they last lost",
            "<g> since their last defeat",
        ],
    ),
    (
        Run::Winless,
        &[
            "<g> without a win",
            "<g> without a victory",
            "<g> without winning",
            "<g> without victory",
            "<g> winless",
            "<g> senza vittori*",
            "<g> senza vincere",
            "<g> senza successi",
            "<g> senza un successo",
            "<g> senza una vittoria",
            "<g> di fila senza vincere",
            "<g> consecutive senza vincere",
            "<g> consecutive senza vittori*",
            "<g> di fila senza vittori*",
            "<g> di digiuno",
            "<g> since they last won",
            "<g> since their last win",
        ],
    ),
    (
        Run::CleanSheets,
        &[
            "clean sheet* in a row",
            "clean sheet* in succession",
            "clean sheet* on the trot",
            "<c> clean sheet*",
            "clean sheet* <c>",
            "clean sheet* di fila",
            "clean sheet* in fila",
            "<g> without conceding",
            "<g> without conceding a goal",
            "<g> senza subire",
            "<g> senza incassare",
            "<g> senza prendere",
            "<g> senza reti subite",
            "<g> senza gol subiti",
            "<g> di fila senza subire",
            "<g> consecutive senza subire",
            "<g> di fila senza incassare",
            "<g> a porta inviolata",
        ],
    ),
    (
        Run::Scoreless,
        &[
            "<g> without scoring",
            "<g> without a goal",
            "<g> without finding the net",
            "<g> senza segnare",
            "<g> senza reti",
            "<g> senza gol",
            "<g> senza fare gol",
            "<g> di fila senza segnare",
            "<g> consecutive senza segnare",
            "<g> di fila senza gol",
        ],
    ),
    (
        Run::Wins,
        &[
            "<c> <v> wins",
            "<c> <v> win",
            "<c> <v> victory",
            "<c> <v> victories",
            "<c> <v> success*",
            "<v> wins <r>",
            "<v> win <r>",
            "<v> victories <r>",
            "<v> victory <r>",
            "vittori* <r>",
            "success* <r>",
            "vittori* <c>",
            "success* <c>",
            "wins <c>",
            "vittori* azzurr* <r>",
            "affermazion* <r>",
            "affermazion* <c>",
        ],
    ),
    (
        Run::Defeats,
        &[
            "<c> <v> defeat*",
            "<c> <v> loss*",
            "<c> <v> reverse*",
            "<v> defeat* <r>",
            "<v> loss* <r>",
            "sconfitt* <r>",
            "sconfitt* <c>",
            "ko <r>",
            "ko <c>",
            "stop <r>",
            "cadut* <r>",
            "rovesci* <r>",
        ],
    ),
    (
        Run::Draws,
        &[
            "<c> <v> draw*",
            "<v> draw* <r>",
            "<c> stalemate*",
            "pareggi* <r>",
            "pareggi* <c>",
            "pari <r>",
            "pari <c>",
        ],
    ),
];

/// What leads up to the number. The second word list of a row may follow the
/// number; most need none.
const BEFORE: &[(Run, &[&str])] = &[
    (
        Run::Unbeaten,
        &[
            "unbeaten in <l>",
            "unbeaten for <l>",
            "unbeaten through <l>",
            "unbeaten over <l>",
            "not lost in <l>",
            "not been beaten in <l>",
            "not lost any of <l>",
            "not tasted defeat in <l>",
            "without defeat in <l>",
            "without a defeat in <l>",
            "without losing in <l>",
            "avoided defeat in <l>",
            "yet to lose in <l>",
            "imbattut* da <l>",
            "imbattut* in <l>",
            "imbattut* nelle <l>",
            "non perd* da <l>",
            "non perd* * da <l>",
            "non cad* da <l>",
            "non cadev* da <l>",
            "senza sconfitte da <l>",
            "senza perdere da <l>",
            "senza sconfitte nelle <l>",
            "imbattibilita * quota",
            "imbattibilita * a quota",
            "imbattibilita * a",
            "risultati utili sono",
            "risultati utili consecutivi sono",
            "risultati utili",
            "imbattibilita sale a",
            "imbattibilita arriva a",
        ],
    ),
    (
        Run::Winless,
        &[
            "winless in <l>",
            "winless for <l>",
            "without a win in <l>",
            "without a win for <l>",
            "without a victory in <l>",
            "without victory in <l>",
            "without winning in <l>",
            "not won in <l>",
            "not won any of <l>",
            "won none of <l>",
            "failed to win any of <l>",
            "failed to win in <l>",
            "failed to win <l>",
            "failed to win for <l>",
            "not had a win in <l>",
            "non vinc* da <l>",
            "non vinc* * da <l>",
            "senza vittorie da <l>",
            "senza vittoria da <l>",
            "senza successi da <l>",
            "senza vincere da <l>",
            "nessuna vittoria nelle <l>",
            "nessun successo nelle <l>",
            "digiuno * da <l>",
            "senza successi diventano",
            "senza successi sono",
            "senza vittorie diventano",
            "senza vittorie sono",
        ],
    ),
    (
        Run::CleanSheets,
        &[
            "not conceded in <l>",
            "not conceded for <l>",
            "not conceded a goal in <l>",
            "without conceding in <l>",
            "non subisc* gol da <l>",
            "non subisc* reti da <l>",
            "non subisc* da <l>",
            "non incass* gol da <l>",
            "non incass* reti da <l>",
            "non incass* da <l>",
            "non prend* gol da <l>",
            "porta inviolata da <l>",
            "porta chiusa da <l>",
            "porta e chiusa da <l>",
            "porta inviolata nelle <l>",
            "porta imbattuta da <l>",
            "rete inviolata da <l>",
        ],
    ),
    (
        Run::Scoreless,
        &[
            "failed to score in <l>",
            "failed to score for <l>",
            "not scored in <l>",
            "not scored for <l>",
            "without a goal in <l>",
            "without a goal for <l>",
            "without scoring in <l>",
            "non segn* da <l>",
            "non fa gol da <l>",
            "non fanno gol da <l>",
            "senza gol da <l>",
            "a secco da <l>",
        ],
    ),
    (
        Run::Scoring,
        &[
            "scored in <l>",
            "scored in each of <l>",
            "scored in all of <l>",
            "found the net in <l>",
            "va a segno da <l>",
            "vanno a segno da <l>",
            "a segno da <l>",
            "in gol da <l>",
            "segna da <l>",
            "segnano da <l>",
            "segna sempre da <l>",
        ],
    ),
    (
        Run::Conceding,
        &[
            "conceded in <l>",
            "conceded in each of <l>",
            "incassa gol da <l>",
            "incassano gol da <l>",
            "subisce gol da <l>",
            "subiscono gol da <l>",
            "prende gol da <l>",
            "prendono gol da <l>",
            "subisce reti da <l>",
            "subiscono reti da <l>",
            "incassa reti da <l>",
            "incassano reti da <l>",
        ],
    ),
    (
        Run::Wins,
        &[
            "won their last",
            "won its last",
            "won all their last",
            "won all of their last",
            "won each of their last",
            "won the last",
            "won their previous",
            "won all their previous",
            "vinto le ultime",
            "vinto gli ultimi",
            "vinto tutte le ultime",
            "vittorie consecutive sono",
            "vittorie di fila sono",
            "vittorie in fila sono",
            "successi consecutivi sono",
            "vince da <l>",
            "vincono da <l>",
            "vinceva da <l>",
            "vincevano da <l>",
        ],
    ),
    (
        Run::Defeats,
        &[
            "lost their last",
            "lost its last",
            "lost all their last",
            "lost all of their last",
            "lost each of their last",
            "lost the last",
            "lost their previous",
            "perso le ultime",
            "perso gli ultimi",
            "perso tutte le ultime",
            "perde da <l>",
            "perdono da <l>",
        ],
    ),
];

/// Words that make a number after or before them the length of a run.
const RUN_NOUNS: &[&str] = &[
    "run",
    "streak",
    "sequence",
    "start",
    "serie",
    "striscia",
    "filotto",
    "imbattibilita",
    "spell",
    "string",
];

/// What kind of run a noun of the sentence tells.
const KINDS: &[(Run, &[&str])] = &[
    (
        Run::Winless,
        &[
            "senza vittori*",
            "senza success*",
            "senza vincere",
            "winless",
            "without a win",
            "without victory",
            "negativ*",
        ],
    ),
    (Run::CleanSheets, &["clean sheets", "senza subire", "senza gol subiti", "without conceding"]),
    (
        Run::Unbeaten,
        &[
            "senza sconfitt*",
            "senza perdere",
            "imbattut*",
            "imbattibilita",
            "utili",
            "positiva",
            "unbeaten",
            "without defeat",
            "without losing",
        ],
    ),
    (
        Run::Wins,
        &["vittorie", "successi", "vincente", "wins", "victories", "winning", "affermazioni"],
    ),
    (Run::Defeats, &["sconfitte", "ko", "defeats", "losses", "losing"]),
    (Run::Draws, &["pareggi", "draws"]),
];

const GAMES: &[&str] = &[
    "game",
    "games",
    "match",
    "matches",
    "internationals",
    "outings",
    "outing",
    "fixtures",
    "qualifiers",
    "gara",
    "gare",
    "partita",
    "partite",
    "incontro",
    "incontri",
    "match",
    "uscite",
    "turni",
    "panchine",
    "appearances",
    "meetings",
];

/// A run as the words tell it.
struct Told {
    run: Run,
    figure: Figure,
    /// One past the last word.
    to: usize,
    /// Whether the last so many are told and not how many there were.
    last: bool,
}

impl Reader<'_, '_, '_, '_, '_> {
    /// Reads the runs of the text and marks the tokens of their numbers.
    pub(super) fn streaks(&self, taken: &mut [bool], out: &mut Vec<Statement>) {
        let free: Vec<usize> = (0..taken.len()).filter(|i| !taken[*i]).collect();
        for at in free {
            let Some(figure) = self.figure(at) else { continue };
            let Some(told) = self.run_told(figure) else { continue };
            if self.of_a_pair(&told) || self.of_someone(&told) {
                continue;
            }
            if let Some(s) = self.streak(&told) {
                taken[at] = true;
                out.push(s);
            }
        }
    }

    fn run_told(&self, figure: Figure) -> Option<Told> {
        let scene = self.scene;
        let (first, last) = scene.lattice.text.sentence_of(figure.from);
        for (run, rows) in AFTER {
            for row in *rows {
                if let Some(to) = self.forward(figure.to, last, row) {
                    return Some(Told { run: *run, figure, to, last: false });
                }
            }
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
                (Run::Scoreless, &["failed to score", "non segn*", "not scored"]),
                (Run::Winless, &["failed to win", "not won", "non vinc*", "senza vin*"]),
                (Run::Unbeaten, &["unbeaten", "not lost", "imbattut*", "non perd*"]),
                (Run::Conceding, &["conceded in", "incass* gol", "subisc* gol", "prend* gol"]),
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
                        "running",
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
            let Some(j) = before(i) else { return false };
            i = j;
            if word == "*" {
                continue;
            }
            let fits = match word.strip_suffix('*') {
                Some(stem) => scene.fold(i).starts_with(stem),
                None => scene.fold(i) == word,
            };
            if !fits {
                return false;
            }
        }
        true
    }

    /// Whether a run is of the meetings with somebody.
    fn of_a_pair(&self, told: &Told) -> bool {
        let scene = self.scene;
        let (_, b) = scene.clause(told.figure.from, 5);
        let end = (told.to + 5).min(b);
        let lattice = scene.lattice;
        let with = (told.to..end).any(|i| {
            matches!(
                scene.fold(i),
                "over"
                    | "against"
                    | "contro"
                    | "su"
                    | "sul"
                    | "sull"
                    | "sulla"
                    | "sui"
                    | "sugli"
                    | "tra"
                    | "fra"
                    | "between"
                    | "with"
                    | "con"
                    | "meetings"
            ) && (i - told.to) <= 1
        });
        // "Have not beaten England in their last six", "non batte il Galles da".
        let (a, _) = scene.clause(told.figure.from, 3);
        let beaten = (a..told.figure.from).any(|i| {
            matches!(
                scene.fold(i),
                "beaten" | "beat" | "batte" | "battono" | "batteva" | "battevano" | "attempts"
            ) && (scene.fold(i) == "attempts"
                || matches!(scene.fold(i + 1), "them" | "us" | "him" | "these")
                || lattice.mentions[lattice.mentions_in(i, i + 4)]
                    .iter()
                    .any(|m| matches!(m.who, Who::Teams(_))))
        });
        let versus = (a..told.figure.from).any(|i| {
            matches!(scene.fold(i), "against" | "contro")
                && lattice.mentions[lattice.mentions_in(i, i + 4)]
                    .iter()
                    .any(|m| matches!(m.who, Who::Teams(_)))
        });
        with || beaten || versus
    }

    /// Whether a run is of a player, or of matches that cannot be told apart.
    fn of_someone(&self, told: &Told) -> bool {
        let scene = self.scene;
        let (a, b) = scene.clause(told.figure.from, 5);
        let lattice = scene.lattice;
        let odd = scene.has(
            a.max(told.figure.from.saturating_sub(8)),
            b.min(told.to + 8),
            &[
                "major",
                "under 21",
                "women",
                "femminile",
                "half",
                "minutes",
                "minuti",
                "goalless",
                "knockout",
                "opening",
                "debut*",
                "since then",
                "da allora",
                "edizioni",
                "editions",
                "tournaments",
                "euros in",
                "finals in",
                "mondiali di",
                "europei di",
                "here",
                "ground",
                "stadium",
                "stadio",
                "wembley",
                "hampden",
                "finali",
                "points from",
                "penalty",
                "rigori",
                "shoot",
            ],
        );
        let before = lattice.mentions[lattice.mentions_in(a, told.figure.from)].last();
        let person = before.is_some_and(|m| {
            matches!(m.who, Who::People(_) | Who::Unknown)
                && teams_of(scene.frame, m).is_empty()
                && told.figure.from - m.to <= 4
                && !self.men_of(m.from)
                && !self.team_before(m.from)
                && !self.men_after(m.to)
                && !scene.has(m.to, told.figure.from, &["panchina", "guida", "charge"])
        });
        odd || person
    }

    fn streak(&self, told: &Told) -> Option<Statement> {
        let scene = self.scene;
        let Told { run, figure, .. } = *told;
        let stated = figure.value;
        let (mut team, near, others) = self.whose(figure.from)?;
        let ground = self.ground_near(figure);
        let (natural, explicit) = self.scope_of(figure, team);
        // A run up to the match reported leaves out that match and no other.
        let length = |team: TeamId, coach, scope, ground, before: bool| -> (u16, Vec<u32>) {
            let cut = scene.frame.cut();
            let counted = scene.judge.counted(team, coach, scope, ground, &cut);
            let skip = before
                && counted.games.last().is_some_and(|g| {
                    Some(*g) == scene.game_at(figure.from) || Some(*g) == scene.frame.main()
                });
            (counted.run(run, skip), counted.games)
        };
        let natural_of = |team: TeamId| {
            let ended = length(team, None, natural, ground, false).0 == 0;
            let (before, told_when) = self.moment(figure.from, ended);
            (length(team, None, natural, ground, before), before, told_when, ended)
        };
        let (mut own, mut before, mut told_when, mut ended) = natural_of(team);
        if !near && own.0 != stated {
            // One of those that may be meant: the one it comes nearest to.
            let sides = scene.frame.sides().map_or(Vec::new(), |(h, a)| vec![h, a]);
            let mut all: Vec<TeamId> = others.clone();
            all.extend(sides);
            let best = all
                .into_iter()
                .map(|t| (natural_of(t).0.0.abs_diff(stated), t))
                .min_by_key(|b| b.0);
            if let Some((apart, t)) = best
                && apart < own.0.abs_diff(stated)
            {
                team = t;
                (own, before, told_when, ended) = natural_of(team);
            }
        }
        let right = own.0;
        let claim = Claim::Streak {
            team,
            coach: None,
            run,
            length: stated,
            before: before && !told.last,
            scopes: vec![natural],
            ground,
        };
        let scopes = self.all_scopes(figure.from, team, natural);
        let value = |scope: Scope| length(team, None, scope, ground, before).0;
        let grid: Vec<(Scope, String)> =
            scopes.iter().map(|s| (*s, value(*s).to_string())).collect();
        // Within a tournament an unbroken row of wins is the whole record there.
        let as_record = matches!((natural, run, ended), (Scope::Edition(_), Run::Wins, true))
            .then(|| {
                let cut = scene.frame.cut();
                let (w, d, l) = scene.judge.counted(team, None, natural, ground, &cut).tally();
                (w == right && d == 0 && l <= 1).then(|| format!("{w}-{d}-0"))
            })
            .flatten();
        let mut judged = Judged::new(Says::Yes, own.1);
        judged.scope = Some(self.grid(&grid, None));
        let span = (figure.from, told.to.max(figure.to));
        // "Da quattro partite nel girone": of no others.
        let bound = matches!(
            scene.fold(told.to),
            "in" | "nel" | "nella" | "nelle" | "nei" | "at" | "of" | "del" | "della" | "delle"
        );
        let all = explicit && !bound && value(Scope::All) == stated;
        if right == stated || all {
            return Some(self.weighed(span, claim, Verdict::Confirmed, judged));
        }
        judged.says = Says::No(Some(as_record.unwrap_or(right.to_string())));
        let prepared = scene.frame.prepared;
        let in_table = scene
            .game_at(figure.from)
            .is_some_and(|g| prepared.table_of(prepared.get(g)).is_some());
        // Which other readings make it true.
        let mut doubt = right == 0 || told.last && stated < right;
        let day = scene.frame.today();
        let tenures = &scene.frame.prepared.snapshot.tenures;
        let coach = tenures.iter().find(|t| t.team == team && day.is_some_and(|d| t.covers(d)));
        let (a, b) = scene.lattice.text.sentence_of(figure.from);
        if let Some(tenure) = coach
            && length(team, Some(tenure.person), natural, ground, before).0 == stated
        {
            let named = scene.lattice.mentions[scene.lattice.mentions_in(a, b)]
                .iter()
                .any(|m| matches!(&m.who, Who::People(p) if p.contains(&tenure.person)));
            if named {
                judged.says = Says::Yes;
                return Some(self.weighed(span, claim, Verdict::Confirmed, judged));
            }
            doubt = true;
        }
        doubt |= told_when && !ended && length(team, None, natural, ground, !before).0 == stated;
        // In a knockout round the group is over.
        doubt |= scopes.iter().skip(1).any(|s| {
            let within = matches!(s, Scope::Edition(_)) || matches!(s, Scope::Table(_)) && in_table;
            within && value(*s) == stated
        });
        let other_ground = match ground {
            Ground::Any => self.ground_of(a, b),
            _ => Ground::Any,
        };
        doubt |=
            other_ground != ground && length(team, None, natural, other_ground, before).0 == stated;
        let sides = scene.frame.sides().into_iter().flat_map(|s| [s.0, s.1]);
        doubt |= !near
            && others
                .into_iter()
                .chain(sides)
                .any(|other| other != team && natural_of(other).0.0 == stated);
        // A team that is only guessed at and is far off is somebody else.
        doubt |= right.abs_diff(stated) > if near { 12 } else { 3 };
        doubt |=
            self.cues(figure.from).named == Some(Scope::Friendlies) && natural != Scope::Friendlies;
        let verdict = if doubt { Verdict::Unchecked } else { Verdict::Contradicted };
        Some(self.weighed(span, claim, verdict, judged))
    }
}
