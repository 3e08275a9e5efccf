//! Scores without figures: goalless draws, halves without a goal, a half that ended as
//! the match did.

use super::*;

/// Words that say that nobody has scored.
const NIL: &[&str] = &[
    "goalless",
    "scoreless",
    "blank",
    "barren",
    "no goal",
    "no goals",
    "no score",
    "without a goal",
    "without goals",
    "without score",
    "nothing to report",
    "nothing between them",
    "nothing between the sides",
    "nothing separated",
    "nothing in it",
    "nil nil",
    "nil apiece",
    "nil each",
    "neither side had scored",
    "neither team had scored",
    "nobody had scored",
    "no one had scored",
    "senza reti",
    "senza gol",
    "senza marcature",
    "senza segnature",
    "reti bianche",
    "reti inviolate",
    "porte inviolate",
    "nessun gol",
    "nessuna rete",
    "nessuna marcatura",
    "nulla di fatto",
    "a bocca asciutta",
    "niente gol",
    "niente reti",
    "zero gol",
    "zero reti",
];

/// Words that say that both have scored as many.
const LEVEL: &[&str] = &[
    "all square",
    "level",
    "on level terms",
    "in parita",
    "risultato in parita",
    "tutto in equilibrio",
    "in equilibrio",
];

/// Names of the first half and of its end.
const HALF: &[&str] = &[
    "half time",
    "halftime",
    "the half",
    "the interval",
    "interval",
    "the break",
    "the turn",
    "the turnaround",
    "first half",
    "first period",
    "opening half",
    "opening period",
    "opening 45",
    "first 45",
    "45 minutes",
    "forty five minutes",
    "intervallo",
    "riposo",
    "primo tempo",
    "prima frazione",
    "prima meta",
    "meta gara",
    "meta partita",
    "primi 45",
    "primi quarantacinque",
    "duplice fischio",
    "il te",
    "pausa",
    "tempo senza",
    "un tempo",
];

/// Moments at which the second half begins, which a word before them may lead past.
const MOMENTS: &[&str] =
    &["half", "interval", "break", "turn", "intervallo", "riposo", "pausa", "te"];

/// Words that say that a score told before was that of the half as well.
const SAME: &[&str] = &[
    "gia cosi",
    "cosi gia",
    "com era",
    "come era",
    "come gia",
    "lo stesso punteggio",
    "stesso punteggio",
    "stesso risultato",
    "identico al",
    "the same score",
    "same score",
    "same as",
    "just as it",
    "as it was",
    "as it had been",
    "as it had stood",
    "already so",
];

/// Reads who has not scored, in words.
pub(super) fn read(scene: &Scene<'_, '_, '_, '_>, out: &mut Vec<Statement>) {
    const DRAWS: &[&str] = &[
        "goalless draw",
        "goalless stalemate",
        "scoreless draw",
        "scoreless stalemate",
        "reti bianche",
        "reti inviolate",
        "pareggio senza reti",
        "pari senza reti",
        "pareggio senza gol",
        "goalless",
        "scoreless",
        "pari a reti inviolate",
    ];
    let tokens = scene.lattice.text.tokens.len();
    let mut at = 0;
    while at < tokens {
        let phrase = |list: &'static [&'static str]| {
            list.iter().find(|p| scene.phrase(at, p)).map(|p| p.split(' ').count())
        };
        let nil = phrase(NIL);
        let told = nil.and_then(|length| half(scene, (at, at + length), true));
        let told = told.or_else(|| phrase(LEVEL).and_then(|l| half(scene, (at, at + l), false)));
        let told = told.or_else(|| phrase(SAME).and_then(|l| same(scene, (at, at + l))));
        if let Some(statement) = told {
            at = statement.to.max(at + 1);
            out.push(statement);
            continue;
        }
        let Some(length) = phrase(DRAWS) else {
            at += 1;
            continue;
        };
        if let Some(game) = scene.game_at(at) {
            let claim =
                |at| Claim::Score { game, team: scene.side(game), goals: (0, 0), at, either: true };
            let (from, to) = scene.clause(at, 2);
            let half = close(scene, at, at + length, HALF_TIME, 12);
            let statement = if half {
                Statement::new(at, at + length, vec![claim(At::HalfTime), claim(At::Running)])
            } else {
                Statement::new(at, at + length, vec![claim(At::End)])
            };
            let vague =
                length == 1 || outsider(scene, (from, to), game) || scene.has(from, to, EARLIER);
            out.push(if vague { statement.unsure() } else { statement });
        }
        at += length;
    }
}

/// Whether a team that does not play in a match is named in a stretch.
fn outsider(scene: &Scene<'_, '_, '_, '_>, (from, to): (usize, usize), game: GameIx) -> bool {
    let lattice = scene.lattice;
    lattice.mentions[lattice.mentions_in(from, to)]
        .iter()
        .any(|m| matches!(&m.who, Who::Teams(t) if t.iter().all(|t| !scene.plays(game, *t))))
}

/// "A goalless first half", "dopo un primo tempo senza reti", "all square at the
/// break": the words and the half beside them.
fn half(scene: &Scene<'_, '_, '_, '_>, (from, to): (usize, usize), nil: bool) -> Option<Statement> {
    let game = scene.game_at(from)?;
    let (a, b) = scene.clause(from, 3);
    let (a, b) = (a.max(from.saturating_sub(6)), b.min(to + 7));
    // "Tempo senza" takes in a word of the phrase itself.
    let end = (a..b).find_map(|i| {
        let phrase = HALF.iter().find(|p| scene.starts(i, p, b.max(to)))?;
        let end = i + phrase.split(' ').count();
        let moment = MOMENTS.contains(&scene.fold(end - 1)) && !scene.phrase(i, "first half");
        let past = (i.saturating_sub(2).max(a)..i)
            .any(|j| matches!(scene.fold(j), "dopo" | "after" | "from" | "dal" | "dall"));
        let within = from < end && end < to && i > from;
        let reached = !(moment && past || within);
        // "Un tempo" alone is one of two.
        let whole = scene.fold(i) != "un" || i + 2 == from;
        (reached && whole).then_some((i, end))
    })?;
    let span = (from.min(end.0), to.max(end.1));
    let scored = (span.0..span.1).any(|i| scene.lattice.scores[i].is_some());
    let (x, y) = (span.0.saturating_sub(1).max(a), (span.1 + 1).min(b));
    let second = scene.has(x, y, &["ripresa", "secondo tempo", "second half", "second period"]);
    let (x, y) = scene.clause(from, 2);
    if scored || second || scene.elsewhere.at(from).is_some_and(|o| !o.games.contains(&game)) {
        return None;
    }
    let claim = |n: u8| Claim::Score {
        game,
        team: scene.side(game),
        goals: (n, n),
        at: At::HalfTime,
        either: true,
    };
    if !nil {
        // "Level" is said of many things.
        let level =
            (0..4).map(claim).find(|c| scene.judge.judge(c).says == crate::judge::Says::Yes);
        return Some(Statement::new(span.0, span.1, vec![level?]));
    }
    let mut statement = Statement::new(span.0, span.1, vec![claim(0)]).owned();
    statement.own_negation = true;
    let vague = outsider(scene, (x, y), game) || scene.has(x, y, EARLIER);
    Some(if vague { statement.unsure() } else { statement })
}

/// "1-0, già così a metà gara": the score told before, of the half.
fn same(scene: &Scene<'_, '_, '_, '_>, (from, to): (usize, usize)) -> Option<Statement> {
    let game = scene.game_at(from)?;
    let (first, last) = scene.lattice.text.sentence_of(from);
    let score = (first..from).rev().find_map(|i| scene.lattice.scores[i])?;
    let reach = (to + 6).min(last);
    let end = (to..reach).find_map(|i| {
        let phrase = HALF.iter().find(|p| scene.starts(i, p, reach))?;
        Some(i + phrase.split(' ').count())
    })?;
    if from - score.to.min(from) > 6 {
        return None;
    }
    let (team, goals) = (scene.side(game), (score.first, score.second));
    let claim = Claim::Score { game, team, goals, at: At::HalfTime, either: true };
    Some(Statement::new(from, end, vec![claim]))
}
