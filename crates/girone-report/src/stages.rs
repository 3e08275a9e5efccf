//! Rounds of a tournament in the text, and extra time.
//!
//! A round is told of the match reported ("negli ottavi", "the quarter-final was
//! settled by") or of what it led to ("vola ai quarti", "into the last 16"). Where
//! the words do not say which, either makes it true.

use girone_model::Lang;

use crate::claim::{Claim, Round};
use crate::lattice::Who;
use crate::statement::{Scene, Statement};

/// The words for a round, by language.
const ROUNDS: &[(Lang, &str, Round)] = &[
    (Lang::It, "sedicesimi di finale", Round::Of32),
    (Lang::It, "sedicesimo di finale", Round::Of32),
    (Lang::It, "sedicesimi", Round::Of32),
    (Lang::It, "ottavi di finale", Round::Of16),
    (Lang::It, "ottavo di finale", Round::Of16),
    (Lang::It, "ottavi", Round::Of16),
    (Lang::It, "quarti di finale", Round::Quarter),
    (Lang::It, "quarto di finale", Round::Quarter),
    (Lang::It, "quarti", Round::Quarter),
    (Lang::It, "semifinali", Round::Semi),
    (Lang::It, "semifinale", Round::Semi),
    (Lang::It, "finalissima", Round::Final),
    (Lang::It, "finale", Round::Final),
    (Lang::En, "round of 32", Round::Of32),
    (Lang::En, "round - of - 32", Round::Of32),
    (Lang::En, "last 32", Round::Of32),
    (Lang::En, "last - 32", Round::Of32),
    (Lang::En, "round of 16", Round::Of16),
    (Lang::En, "round - of - 16", Round::Of16),
    (Lang::En, "last 16", Round::Of16),
    (Lang::En, "last - 16", Round::Of16),
    (Lang::En, "last sixteen", Round::Of16),
    (Lang::En, "quarter finals", Round::Quarter),
    (Lang::En, "quarter final", Round::Quarter),
    (Lang::En, "quarter - finals", Round::Quarter),
    (Lang::En, "quarter - final", Round::Quarter),
    (Lang::En, "quarterfinals", Round::Quarter),
    (Lang::En, "quarterfinal", Round::Quarter),
    (Lang::En, "last eight", Round::Quarter),
    (Lang::En, "semi finals", Round::Semi),
    (Lang::En, "semi final", Round::Semi),
    (Lang::En, "semi - finals", Round::Semi),
    (Lang::En, "semi - final", Round::Semi),
    (Lang::En, "semifinals", Round::Semi),
    (Lang::En, "semifinal", Round::Semi),
    (Lang::En, "last four", Round::Semi),
    (Lang::En, "final", Round::Final),
];

/// Words that lead on to the next round.
const ON: &[&str] = &[
    "vola",
    "volano",
    "volata",
    "approda",
    "approdano",
    "avanza",
    "avanzano",
    "accede",
    "accedono",
    "qualifica",
    "qualificano",
    "qualificat*",
    "raggiunge",
    "raggiungono",
    "conquista",
    "conquistano",
    "conquistat*",
    "stacca",
    "staccano",
    "strappa",
    "strappano",
    "prenota",
    "prenotano",
    "spinge",
    "trascina",
    "manda",
    "porta",
    "portano",
    "regala",
    "regalano",
    "pass",
    "passa",
    "passano",
    "entra",
    "go",
    "goes",
    "going on",
    "march",
    "marches",
    "advance",
    "advances",
    "advanced",
    "reach",
    "reaches",
    "reached",
    "reaching",
    "into",
    "are in",
    "is in",
    "e in",
    "sono in",
    "through",
    "progress",
    "progresses",
    "progressed",
    "booked",
    "book",
    "place in",
    "spot in",
    "berth",
    "set up",
    "face",
    "faces",
    "meet",
    "meets",
    "await",
    "awaits",
    "sends",
    "sent",
    "send",
    "takes",
    "took",
    "fired",
    "fires",
    "put",
];

/// Words for what a round was of this match.
const HERE: &[&str] = &[
    "negli",
    "nei",
    "nella",
    "nelle",
    "eliminat*",
    "elimina",
    "eliminano",
    "fuori",
    "esce",
    "escono",
    "saluta",
    "salutano",
    "era un",
    "e un",
    "questo",
    "questa",
    "out",
    "exit",
    "knocked out",
    "eliminated",
    "crash*",
    "beaten in",
    "this",
];

/// Words of another tournament, another time, or of what is only hoped for.
const APART: &[&str] = &[
    "dal",
    "dalla",
    "since",
    "prima volta",
    "first time",
    "ultima volta",
    "last time",
    "storia",
    "history",
    "come nel",
    "anni fa",
    "years ago",
    "losing a",
    "lost a",
    "runners",
    "ultima",
    "ultimo",
    "detentori",
    "dream*",
    "sogn*",
    "hope*",
    "sper*",
    "per un posto",
    "corsa",
    "verso",
    "race",
    "chase",
    "until",
    "fino",
    "distance",
    "away from",
    "a un passo",
    "manca",
    "mancano",
    "edizione",
    "era stat*",
    "erano stat*",
    "edition",
    "nel 20",
    "women",
    "mai",
    "never",
    "previous",
    "precedente",
    "scors*",
    "lasts",
    "rivincita",
    "revenge",
    "repeat",
    "replica",
    "bis",
    "basta",
    "basterebbe",
    "serve",
    "servono",
    "need",
    "needs",
    "potenzial*",
    "potential*",
    "possibil*",
    "possible",
    "prossim*",
    "eventual*",
    "cammino",
    "path",
    "tabellone",
    "bracket",
    "route",
    "draw",
    "quarti posti",
    "aveva*",
    "had",
    "curse",
    "maledizione",
];

/// Words for a match, after the round that it is of.
const TIES: &[&str] = &[
    "tie",
    "clash",
    "win",
    "victory",
    "defeat",
    "exit",
    "escape",
    "encounter",
    "meeting",
    "loss",
    "showdown",
    "thriller",
    "upset",
];

pub(crate) fn read(scene: &Scene<'_, '_, '_, '_>, out: &mut Vec<Statement>) {
    if scene.frame.preview {
        return;
    }
    let text = scene.lattice.text;
    let mut at = 0;
    while at < text.tokens.len() {
        let end = text.sentence_of(at).1;
        let found = ROUNDS
            .iter()
            .filter(|r| r.0 == scene.lattice.lang)
            .find(|r| scene.starts(at, r.1, end));
        let Some((_, words, round)) = found else {
            let next = extra_time(scene, at);
            at = next.as_ref().map_or(at + 1, |s| s.to);
            out.extend(next);
            continue;
        };
        let to = at + words.split(' ').count();
        if is_a_round(scene, at, to, *round)
            && let Some(s) = stage(scene, at, to, *round)
        {
            out.push(s);
        }
        at = to;
    }
}

/// Whether words are the name of a round and not of the end of something.
fn is_a_round(scene: &Scene<'_, '_, '_, '_>, at: usize, to: usize, round: Round) -> bool {
    let before = at.checked_sub(1).map_or("", |i| scene.fold(i));
    let two = at.checked_sub(2).map_or("", |i| scene.fold(i));
    let after = scene.fold(to);
    match (scene.lattice.lang, round) {
        (Lang::It, Round::Final) => {
            // "Nel finale", "il fischio finale", "la fase finale", "finale di gara".
            let late = matches!(
                before,
                "nel"
                    | "il"
                    | "del"
                    | "dal"
                    | "al"
                    | "sul"
                    | "un"
                    | "fischio"
                    | "fase"
                    | "fasi"
                    | "risultato"
                    | "punteggio"
                    | "minuto"
                    | "forcing"
                    | "assalto"
                    | "giornata"
                    | "lo"
                    | "triplice"
                    | "sirena"
                    | "classifica"
                    | "gong"
                    | "final"
            );
            let of = matches!(after, "di" | "del" | "della" | "dell")
                && matches!(
                    scene.fold(to + 1),
                    "gara" | "partita" | "tempo" | "primo" | "match" | "stagione" | "girone"
                );
            let place = scene.has(to, to + 4, &["terzo posto", "terzo e", "3 4", "3 - 4"]);
            let led = matches!(
                before,
                "la" | "in" | "alla" | "nella" | "della" | "una" | "sua" | "seconda" | "terza"
            ) || scene.lattice.text.sentence_of(at).0 == at && after == "di";
            let quarter = two == "quarti" && before == "di";
            led && !late && !of && !place && !quarter
        }
        (Lang::It, Round::Quarter) if to == at + 1 => {
            // "Quarti in classifica", "sono quarti": a place in a table.
            matches!(before, "ai" | "nei" | "i" | "dei" | "dai" | "e" | "suoi")
        }
        (Lang::It, Round::Of16 | Round::Of32) => true,
        (Lang::En, Round::Final) => {
            let led = matches!(before, "the" | "a") || matches!(before, "cup" | "championship");
            let word = matches!(
                after,
                "whistle"
                    | "minute"
                    | "minutes"
                    | "score"
                    | "third"
                    | "round"
                    | "group"
                    | "day"
                    | "table"
                    | "ten"
                    | "quarter"
                    | "match"
                    | "game"
                    | "four"
                    | "five"
                    | "matchday"
                    | "standings"
                    | "touch"
                    | "ball"
                    | "pass"
                    | "kick"
                    | "say"
                    | "word"
                    | "stages"
                    | "stretch"
                    | "seconds"
                    | "goal"
                    | "push"
                    | "chance"
                    | "position"
                    | "place"
                    | "tally"
                    | "qualifier"
                    | "fixture"
                    | "act"
                    | "blow"
                    | "flourish"
                    | "twist"
                    | "seven"
                    | "six"
                    | "eight"
                    | "20"
                    | "10"
                    | "15"
                    | "five minutes"
                    | "spot"
                    | "nail"
            );
            let joined =
                scene.lattice.text.tokens.get(to).is_some_and(|t| t.is_word() && t.is("s"));
            led && !word && !joined && after != "-"
        }
        _ => true,
    }
}

fn stage(scene: &Scene<'_, '_, '_, '_>, at: usize, to: usize, round: Round) -> Option<Statement> {
    let game = scene.game_at(at)?;
    let fixture = &scene.frame.prepared.get(game).fixture;
    let clause = scene.clause(at, 3);
    let narrow = scene.clause(at, 2);
    let here = Claim::Stage { game, round, next: false };
    let next = Claim::Stage { game, round, next: true };
    let before = at.checked_sub(1).map_or("", |i| scene.fold(i));
    let onward = scene.has(clause.0, at, ON)
        || matches!(before, "agli" | "ai" | "alla" | "alle" | "in" | "gli" | "i")
            && scene.lattice.lang == Lang::It;
    let of_this = scene.has(clause.0.max(at.saturating_sub(6)), at, HERE);
    // Whose round it is: the first side or coach that the sentence names.
    let sentence = scene.lattice.text.sentence_of(at);
    let first =
        scene.lattice.mentions[scene.lattice.mentions_in(sentence.0, at)].iter().find_map(|m| {
            match &m.who {
                Who::Teams(t) => Some(t.clone()),
                Who::People(p) => {
                    let teams: Vec<_> = p.iter().flat_map(|p| scene.frame.coached(*p)).collect();
                    (!teams.is_empty()).then_some(teams)
                }
                _ => None,
            }
        });
    let others = first.is_some_and(|t| t.iter().all(|t| fixture.side_of(*t).is_none()));
    let apart = scene.has(narrow.0, clause.1, APART)
        || scene.lattice.dates.iter().any(|d| clause.0 <= d.from && d.to <= clause.1);
    // "A last-16 escape", "the quarter-final tie": of this match and no other.
    let tie = !onward && TIES.contains(&scene.fold(to));
    let of_this = of_this || tie;
    let main = scene.frame.main() == Some(game);
    let s = match (onward, of_this) {
        _ if tie => Statement::new(at, to, vec![here]),
        (true, false) => Statement::new(at, to, vec![next, here]),
        (false, true) => Statement::new(at, to, vec![here, next]).natural(1),
        (false, false) | (true, true) => Statement::new(at, to, vec![here, next]),
    };
    // A round before that of the match: of the way there, if the words do not
    // bind it to this match.
    let sides = [fixture.teams.home, fixture.teams.away];
    let both = sides.iter().all(|t| {
        scene.lattice.mentions[scene.lattice.mentions_in(narrow.0, narrow.1)]
            .iter()
            .any(|m| matches!(&m.who, Who::Teams(x) if x.contains(t)))
    });
    let past = scene.judge.round_of(game).is_some_and(|own| round < own) && !both;
    let sure = main && !others && !apart && !past && (onward || of_this);
    Some(if sure { s } else { s.unsure() })
}

/// "Ai supplementari", "after extra time".
fn extra_time(scene: &Scene<'_, '_, '_, '_>, at: usize) -> Option<Statement> {
    let end = scene.lattice.text.sentence_of(at).1;
    let words: &[&str] = match scene.lattice.lang {
        Lang::It => &["tempi supplementari", "supplementari", "overtime"],
        Lang::En => &["extra time", "extra - time"],
    };
    let words = words.iter().find(|w| scene.starts(at, w, end))?;
    let game = scene.game_at(at)?;
    let to = at + words.split(' ').count();
    let clause = scene.clause(at, 3);
    // "Con i supplementari alle porte": they did not come.
    let only = scene.has(
        clause.0,
        clause.1,
        &[
            "looming",
            "already",
            "pencilled",
            "in sight",
            "loomed",
            "beckon*",
            "avoid*",
            "without",
            "senza",
            "evita*",
            "alle porte",
            "spettro",
            "sembrava*",
            "heading for",
            "headed for",
            "spared",
            "verso",
            "seemed",
            "looked",
            "ormai",
            "minaccia*",
            "scongiura*",
            "odore",
            "quando",
        ],
    );
    let s = Statement::new(at, to, vec![Claim::ExtraTime { game }]);
    let fixture = &scene.frame.prepared.get(game).fixture;
    let sentence = scene.lattice.text.sentence_of(at);
    let outsider =
        scene.lattice.mentions[scene.lattice.mentions_in(sentence.0, sentence.1)].iter().any(
            |m| matches!(&m.who, Who::Teams(t) if t.iter().all(|t| fixture.side_of(*t).is_none())),
        );
    let apart =
        outsider || scene.has(clause.0, clause.1, APART) || scene.frame.main() != Some(game);
    (!only).then(|| if apart { s.unsure() } else { s })
}
