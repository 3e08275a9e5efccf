//! Scores in the text: of which match, of which stretch, from whose side.

mod meetings;

use girone_model::{Lang, Side, TeamId};

use crate::claim::{At, Claim, GameIx, Part};
use crate::lattice::{Who, WrittenScore};
use crate::prepared::Cut;
use crate::statement::{Scene, Statement};
use meetings::{EARLIER, games_between, linked_to};
pub(crate) use meetings::{by_town, earlier_games, is_earlier};

/// Words near a score of the interval.
const HALF_TIME: &[&str] = &[
    "intervallo",
    "primo tempo",
    "riposo",
    "meta gara",
    "duplice fischio",
    "fine primo",
    "half time",
    "halftime",
    "interval",
    "the break",
    "at the half",
    "half - time",
    "ht",
    "p t",
    "prima frazione",
    "first half",
    "il tè",
];
const SHOOT_OUT: &[&str] = &[
    "rigori",
    "dcr",
    "d c r",
    "penalties",
    "pens",
    "shoot out",
    "shootout",
    "dopo i rigori",
    "ai rigori",
    "tiri dal dischetto",
    "spot kicks",
    "dal dischetto",
    "lotteria",
    "penalty shoot out",
];
const AGGREGATE: &[&str] = &[
    "aggregate",
    "complessivo",
    "complessivi",
    "doppio confronto",
    "over the two legs",
    "tra andata e ritorno",
];
const FINAL: &[&str] = &[
    "win",
    "won",
    "wins",
    "beat",
    "beats",
    "beaten",
    "beating",
    "victory",
    "defeat",
    "defeated",
    "defeats",
    "loss",
    "lost",
    "lose",
    "draw",
    "drew",
    "drawn",
    "thrash*",
    "hammer*",
    "edged",
    "saw off",
    "full time",
    "final score",
    "ended",
    "finished",
    "rout",
    "routed",
    "triumph*",
    "overcame",
    "downed",
    "stunned",
    "held",
    "winning",
    "losing",
    "crushed",
    "demolish*",
    "swept",
    "eased",
    "vince",
    "vincono",
    "vinto",
    "vittoria",
    "batte",
    "battono",
    "battuta",
    "battuto",
    "battuti",
    "battute",
    "supera",
    "superano",
    "superata",
    "sconfigge",
    "sconfitta",
    "sconfitto",
    "perde",
    "perdono",
    "perso",
    "travolge",
    "travolto",
    "travolta",
    "cade",
    "cadono",
    "pareggio",
    "pareggia",
    "pareggiano",
    "finisce",
    "finita",
    "finito",
    "finale",
    "successo",
    "espugna",
    "piega",
    "ko",
    "strapazza",
    "schianta",
    "liquida",
    "regola",
    "stende",
    "rifila",
    "impone",
    "imposto",
    "impongono",
    "chiude",
    "termina",
    "terminata",
    "non va oltre",
    "demolisce",
    "passa",
    "pokerissimo",
    "doma",
    "annienta",
    "sbanca",
    "umilia",
];

pub(crate) fn read(scene: &Scene<'_, '_, '_, '_>, out: &mut Vec<Statement>) {
    for at in 0..scene.lattice.text.tokens.len() {
        if let Some(score) = scene.lattice.scores[at] {
            read_one(scene, at, score, out);
        }
    }
    goalless(scene, out);
}

fn read_one(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    score: WrittenScore,
    out: &mut Vec<Statement>,
) {
    let Some(game) = scene.game_at(at) else { return };
    let goals = (score.first, score.second);
    let (from, to) = scene.clause(at, 2);
    let near = (from.max(at.saturating_sub(9)), to.min(score.to + 7));
    let statement = |readings: Vec<Claim>| Statement::new(at, score.to, readings);
    let home = scene.side(game);

    if scene.has(
        near.0,
        near.1.max(score.to + 3).min(scene.lattice.text.sentence_of(at).1),
        SHOOT_OUT,
    ) && goals.0 != goals.1
        && !scene.has(near.0, at, &["after", "dopo"])
        && close(scene, at, score.to, SHOOT_OUT, 5)
    {
        out.push(statement(vec![Claim::Score {
            game,
            team: home,
            goals,
            at: At::ShootOut,
            either: true,
        }]));
        return;
    }
    if close(scene, at, score.to, AGGREGATE, 4) {
        out.push(statement(vec![Claim::Aggregate { game, team: home, goals }]));
        return;
    }

    // Two names right before the score, or one on each side of it, say which
    // match it is and whose the numbers are.
    if let Some((a, b)) = heading(scene, at).or_else(|| between(scene, at, score.to)) {
        let games = games_between(scene, at, a, b);
        let readings: Vec<Claim> = games
            .iter()
            .map(|g| {
                // Told from the side of the team that the text is about.
                let team = scene.side(*g);
                let goals = if team == b { (goals.1, goals.0) } else { goals };
                let team = if team == b { b } else { a };
                Claim::Score { game: *g, team, goals, at: At::End, either: false }
            })
            .collect();
        let unsure = readings.len() > 1 && !games.contains(&game);
        if !readings.is_empty() {
            let s = statement(readings);
            out.push(if unsure { s.unsure() } else { s });
        }
        return;
    }

    let sides = scene.frame.prepared.get(game).fixture.teams;
    let others: Vec<TeamId> = scene.lattice.mentions[scene.lattice.mentions_in(from, to)]
        .iter()
        .filter_map(|m| match &m.who {
            Who::Teams(t) if t.len() == 1 && !m.described => Some(t[0]),
            _ => None,
        })
        .collect();
    let outsiders: Vec<TeamId> =
        others.iter().copied().filter(|t| sides.side_of(t).is_none()).collect();
    let earlier = is_earlier(scene, at);

    // Half time.
    let half = close(scene, at, score.to, HALF_TIME, 6);
    if half && !earlier {
        let around = scene.has(
            at.saturating_sub(2),
            to,
            &[
                "before the",
                "prima dell",
                "prima del",
                "after the",
                "dopo l",
                "shortly",
                "subito dopo",
            ],
        );
        let mut readings =
            vec![Claim::Score { game, team: home, goals, at: At::HalfTime, either: true }];
        if around || scene.has(from, to, &["after", "dopo", "ripresa", "second half"]) {
            readings.push(Claim::Score { game, team: home, goals, at: At::Running, either: true });
        }
        let both = scene.has(from, at, FINAL)
            && !scene.has(from, at, &["finisce il primo", "si chiude", "chiude"]);
        if both {
            readings.push(Claim::Score { game, team: home, goals, at: At::End, either: true });
        }
        out.push(statement(readings));
        return;
    }

    // Another match: an opponent from outside, bound to the score, or a subject
    // from outside.
    let linked = outsiders.iter().copied().find(|t| linked_to(scene, at, score.to, *t));
    let candidates = scene.candidates(at);
    let subject =
        candidates.first().filter(|c| c.near && sides.side_of(&c.team).is_none()).map(|c| c.team);
    if linked.is_some() || subject.is_some() {
        let mut pairs: Vec<(TeamId, TeamId)> = Vec::new();
        match (subject, linked) {
            (Some(a), Some(b)) if a != b => pairs.push((a, b)),
            (Some(a), _) => {
                let named = others.iter().copied().filter(|t| *t != a);
                pairs.extend(named.map(|b| (a, b)));
            }
            (None, Some(b)) => {
                let topics = candidates.iter().map(|c| c.team).filter(|t| *t != b).take(1);
                pairs.extend(topics.map(|a| (a, b)));
                if !candidates.first().is_some_and(|c| c.near && c.team != b) {
                    pairs.extend([(sides.home, b), (sides.away, b)]);
                }
            }
            (None, None) => {}
        }
        let mut readings: Vec<Claim> = Vec::new();
        for (a, b) in pairs {
            for g in games_between(scene, at, a, b) {
                let focus = scene.frame.focus.filter(|f| scene.plays(g, *f));
                let team = focus.unwrap_or(a);
                let claim = Claim::Score { game: g, team, goals, at: At::End, either: true };
                if !readings.contains(&claim) {
                    readings.push(claim);
                }
            }
        }
        if readings.is_empty()
            && let Some(a) = subject
        {
            // The opponent is not named: the last matches of that team.
            let cut = scene.frame.cut();
            let last = scene.frame.prepared.played(a, &cut, &scene.frame.subjects).rev().take(2);
            readings.extend(last.map(|(g, _)| Claim::Score {
                game: g,
                team: a,
                goals,
                at: At::End,
                either: true,
            }));
            readings.push(Claim::Score { game, team: home, goals, at: At::End, either: true });
        }
        if !readings.is_empty() {
            let sure = linked.is_some();
            let s = statement(readings);
            out.push(if sure { s } else { s.unsure() });
        }
        return;
    }
    if earlier {
        let chosen = earlier_games(scene, game);
        let readings: Vec<Claim> = chosen
            .into_iter()
            .map(|g| Claim::Score { game: g, team: home, goals, at: At::End, either: true })
            .collect();
        if !readings.is_empty() {
            out.push(statement(readings));
        }
        return;
    }

    // "3-0 a Oslo": the town tells which of the meetings it was.
    let (first, _) = scene.clause(at, 2);
    let after = by_town(scene, game, goals, (score.to, to.min(score.to + 4)));
    let town = after.or_else(|| by_town(scene, game, goals, (first.max(at.saturating_sub(4)), at)));
    if let Some(earlier) = town {
        let focus = scene.frame.focus.filter(|f| scene.plays(earlier, *f));
        let sides = scene.frame.prepared.get(earlier).fixture.teams;
        let team = focus.unwrap_or(sides.home);
        out.push(statement(vec![
            Claim::Score { game: earlier, team, goals, at: At::End, either: true },
            Claim::Score { game, team: home, goals, at: At::End, either: true },
        ]));
        return;
    }

    // On the way, or at the end.
    if running(scene, at, score, (from, to)) {
        let by = score.to + 1;
        let person = scene.lattice.mention(by).and_then(|m| match &m.who {
            Who::People(p) => p.iter().copied().find(|p| scene.judge.scorers(game).contains(p)),
            _ => None,
        });
        let of = matches!(scene.fold(score.to), "di" | "del" | "dello" | "from" | "by");
        // "Kane made it 3-1": the only scorer of the clause, before the score.
        let made =
            scene.has(from, at, &["made it", "makes it", "making it", "make it", "porta", "fissa"]);
        let before: Vec<girone_model::PersonId> = scene.lattice.mentions
            [scene.lattice.mentions_in(from, at)]
        .iter()
        .filter_map(|m| match &m.who {
            Who::People(p) => p.iter().copied().find(|p| scene.judge.scorers(game).contains(p)),
            _ => None,
        })
        .collect();
        let (person, of) = match (before.as_slice(), made && !of) {
            ([one], true) => (Some(*one), true),
            _ => (person, of),
        };
        let mut readings = match person {
            Some(person) if of => [(goals.0, goals.1), (goals.1, goals.0)]
                .into_iter()
                .map(|(x, y)| Claim::GoalPart { game, person, part: Part::Makes(x, y) })
                .collect(),
            _ => vec![Claim::Score { game, team: home, goals, at: At::Running, either: true }],
        };
        if half {
            readings.push(Claim::Score { game, team: home, goals, at: At::HalfTime, either: true });
        }
        let mut s = statement(readings);
        s.right = score_by_person(scene, game, at, (from, to), goals);
        out.push(s);
        return;
    }
    let end = Claim::Score { game, team: home, goals, at: At::End, either: true };
    let (wide_from, wide_to) = scene.clause(at, 3);
    let told_as_final = scene.has(wide_from, wide_to, FINAL)
        || at <= scene.lattice.text.sentences.first().map_or(0, |s| s.1);
    if told_as_final {
        out.push(statement(vec![end]));
    } else {
        let running = Claim::Score { game, team: home, goals, at: At::Running, either: true };
        out.push(statement(vec![end, running]));
    }
}

/// Whether one of the phrases stands within some tokens of a stretch.
fn close(
    scene: &Scene<'_, '_, '_, '_>,
    from: usize,
    to: usize,
    phrases: &[&str],
    reach: usize,
) -> bool {
    let (first, last) = scene.lattice.text.sentence_of(from);
    let clause = scene.clause(from, 5);
    let (a, b) =
        (from.saturating_sub(reach).max(first).max(clause.0), (to + reach).min(last).min(clause.1));
    // Another score between the words and this one takes them.
    (a..b).any(|i| {
        phrases.iter().any(|p| scene.starts(i, p, b)) && {
            let between = if i < from { i..from } else { to.min(i)..i };
            !between.clone().any(|j| scene.lattice.scores[j].is_some() && j != from)
        }
    })
}

/// `Estonia-Italia 1-3`, `Belgium v Wales 4-3`, `Belgium 4 Wales 3` is not read.
fn heading(scene: &Scene<'_, '_, '_, '_>, at: usize) -> Option<(TeamId, TeamId)> {
    let mut ends = at;
    while ends > 0
        && matches!(
            scene.fold(ends - 1),
            ":" | "(" | "," | "finisce" | "termina" | "e" | "finita" | "-"
        )
        && scene.lattice.covered[ends - 1].is_none()
        && ends + 2 > at
    {
        ends -= 1;
    }
    let second = scene.lattice.covered.get(ends.checked_sub(1)?).copied().flatten()?;
    let second = &scene.lattice.mentions[second as usize];
    let link = second.from.checked_sub(1)?;
    let joined = matches!(scene.fold(link), "-" | "v" | "vs") || {
        // The hyphen between two words is dropped by the scanner.
        scene.lattice.covered[link].is_some() && !scene.lattice.text.tokens[second.from].spaced
    };
    let last_of_first =
        if scene.lattice.covered[link].is_some() { link } else { link.checked_sub(1)? };
    let first = scene.lattice.covered.get(last_of_first).copied().flatten()?;
    let first = &scene.lattice.mentions[first as usize];
    match (&first.who, &second.who) {
        (Who::Teams(a), Who::Teams(b)) if joined && a.len() == 1 && b.len() == 1 && a != b => {
            Some((a[0], b[0]))
        }
        _ => None,
    }
}

/// `Belgium 6-0 Kazakhstan`: a name that ends where the score begins and one that
/// begins where it ends.
fn between(scene: &Scene<'_, '_, '_, '_>, at: usize, to: usize) -> Option<(TeamId, TeamId)> {
    let lattice = scene.lattice;
    let one = |index: Option<u32>| match &lattice.mentions[index? as usize].who {
        Who::Teams(teams) if teams.len() == 1 => Some(teams[0]),
        _ => None,
    };
    let before = at.checked_sub(1).and_then(|i| lattice.covered[i]);
    let after = lattice.mention_at.get(to).copied().flatten();
    let sentence = |i: usize| lattice.text.tokens.get(i).map(|t| t.sentence);
    let (a, b) = (one(before)?, one(after)?);
    (a != b && sentence(at - 1) == sentence(to)).then_some((a, b))
}

/// Whether a score is one on the way to the end.
fn running(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    score: WrittenScore,
    (from, to): (usize, usize),
) -> bool {
    let before =
        |n: usize| at.checked_sub(n).map_or("", |i| if i >= from { scene.fold(i) } else { "" });
    let after = |n: usize| if score.to + n < to { scene.fold(score.to + n) } else { "" };
    match scene.lattice.lang {
        Lang::It => {
            let verb = scene.has(
                from,
                at,
                &[
                    "porta",
                    "portano",
                    "fissa",
                    "segna*",
                    "firma*",
                    "sigla*",
                    "realizza*",
                    "trova",
                    "vale",
                    "momentaneo",
                    "provvisorio",
                    "parziale",
                    "accorcia*",
                    "riporta*",
                    "raddoppi*",
                    "allunga*",
                    "griff*",
                    "cala",
                    "calando",
                ],
            );
            let follows = matches!(after(0), "di" | "del" | "della" | "dell" | "con")
                && after(1) != "il"
                && {
                    let person = scene.lattice.mention(score.to + 1).map(|m| &m.who);
                    matches!(person, Some(Who::People(_) | Who::Unknown))
                };
            let ahead =
                matches!(before(1), "avanti" | "sotto" | "sopra" | "vantaggio" | "svantaggio")
                    || (matches!(before(1), "sul" | "sullo" | "dal" | "dallo" | "dall" | "sull")
                        && !scene.has(
                            from,
                            at,
                            &["finisce", "finita", "chiude", "termina", "chiuso"],
                        ))
                    || (matches!(before(1), "per") && verb)
                    || matches!(before(1), "momentaneo" | "provvisorio" | "parziale");
            let of_goal = matches!(before(1), "del" | "dell" | "dello")
                && scene.has(from, at, &["gol", "rete", "goal"]);
            let put = matches!(before(1), "il" | "l" | "lo") && verb;
            follows || ahead || put || of_goal
        }
        Lang::En => {
            let made = scene.has(
                from,
                at,
                &[
                    "made it",
                    "make it",
                    "making it",
                    "to make",
                    "made the",
                    "cut the",
                    "cut it",
                    "pulled it",
                    "brought it",
                    "level at",
                    "levelled at",
                    "it was",
                    "extend*",
                    "stretch*",
                    "restor*",
                    "reduced",
                    "halved",
                    "put",
                ],
            );
            let put_up = matches!(
                after(0),
                "up" | "down" | "ahead" | "lead" | "behind" | "advantage" | "deficit" | "cushion"
            );
            let at_word = matches!(before(1), "to" | "at" | "from" | "for" | "it")
                && (made || matches!(before(1), "from" | "it"));
            let led =
                scene.has(
                    from,
                    at,
                    &["led", "leading", "trailed", "trailing", "ahead at", "came from"],
                ) && !scene.has(from, at, &["beat", "won", "win", "wins", "victory", "beating"]);
            put_up || at_word || led
        }
    }
}

/// The score that the goal of a person named in the clause made.
fn score_by_person(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    at: usize,
    (from, to): (usize, usize),
    goals: (u8, u8),
) -> Option<String> {
    let m = scene.frame.prepared.get(game);
    let steps = crate::judge::steps(m)?;
    let person = scene.lattice.mentions[scene.lattice.mentions_in(from, to)]
        .iter()
        .filter_map(|x| match &x.who {
            Who::People(p) => Some((x.from.abs_diff(at), p)),
            _ => None,
        })
        .min_by_key(|x| x.0)?
        .1;
    let step = steps
        .iter()
        .filter(|s| s.goal.scorer.is_some_and(|p| person.contains(&p)))
        .min_by_key(|s| {
            let (a, b) = (s.after[s.goal.side], s.after[!s.goal.side]);
            (a.abs_diff(goals.0) + b.abs_diff(goals.1))
                .min(a.abs_diff(goals.1) + b.abs_diff(goals.0))
        })?;
    let side = m.fixture.side_of(scene.side(game)).unwrap_or(Side::Home);
    Some(format!("{}-{}", step.after[side], step.after[!side]))
}

/// "Goalless draw", "reti bianche": nil each.
fn goalless(scene: &Scene<'_, '_, '_, '_>, out: &mut Vec<Statement>) {
    const PHRASES: &[&str] = &[
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
        let Some(phrase) = PHRASES.iter().find(|p| scene.phrase(at, p)) else {
            at += 1;
            continue;
        };
        let length = phrase.split(' ').count();
        if let Some(game) = scene.game_at(at) {
            let fixture = &scene.frame.prepared.get(game).fixture;
            let (from, to) = scene.clause(at, 2);
            let claim =
                |at| Claim::Score { game, team: scene.side(game), goals: (0, 0), at, either: true };
            let half = close(scene, at, at + length, HALF_TIME, 7);
            let outsider = scene.lattice.mentions.iter().any(|m| {
                from <= m.from
                    && m.from < to
                    && matches!(&m.who, Who::Teams(t) if t.iter().all(|t| fixture.side_of(*t).is_none()))
            });
            let earlier = scene.has(from, to, EARLIER);
            let statement = if half {
                Statement::new(at, at + length, vec![claim(At::HalfTime), claim(At::Running)])
            } else {
                Statement::new(at, at + length, vec![claim(At::End)])
            };
            let vague = length == 1 || outsider || earlier;
            out.push(if vague { statement.unsure() } else { statement });
        }
        at += length;
    }
}
