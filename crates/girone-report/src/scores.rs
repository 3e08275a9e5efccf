//! Scores in the text: of which match, of which stretch, from whose side.

mod bound;
mod halves;
mod located;
mod meant;
mod meetings;
mod plain;
mod resolved;
mod running;
mod told;
mod unheard;
pub(crate) mod words;

use girone_model::{Lang, Side, TeamId};

use crate::claim::{At, Claim, GameIx, Part};
use crate::lattice::{Who, WrittenScore};
use crate::prepared::Cut;
use crate::statement::{Scene, Statement};
use crate::tables;
pub(crate) use bound::{LEG, participle, taken_on};
pub(crate) use located::{finals_of, match_of_town};
use meetings::games_between;
pub(crate) use meetings::{EARLIER, by_town, earlier_games, is_earlier, linked_to};
pub(crate) use resolved::{counted_back as told_back, how, month_of};
use running::{running, score_by_person};
pub(crate) use told::VERBS;
use words::{AGGREGATE, FINAL, HALF_TIME, SHOOT_OUT};

pub(crate) fn read(scene: &Scene<'_, '_, '_, '_>, out: &mut Vec<Statement>) {
    for at in 0..scene.lattice.text.tokens.len() {
        if let Some(score) = scene.lattice.scores[at] {
            if let Some(row) = tables::row_goals(scene, at, score) {
                out.extend(row);
                continue;
            }
            let begin = out.len();
            if !scene.frame.preview {
                read_one(scene, at, score, out);
            }
            widen(scene, at, score, begin, out);
            if let Some(statement) = meant::read(scene, at, score, out.get(begin))
                .or_else(|| unheard::read(scene, at, score, out.get(begin)))
            {
                out.truncate(begin);
                out.push(statement);
                continue;
            }
            let told = plain::read(scene, at, score)
                .or_else(|| resolved::read(scene, at, score))
                .or_else(|| bound::read(scene, at, score));
            if let Some(statement) = told {
                out.truncate(begin);
                out.push(statement);
            }
            if let Some(statement) = located::read(scene, at, score, out.get(begin)) {
                out.truncate(begin);
                out.push(statement);
            }
            if let Some(statement) = in_own_town(scene, at, score, out.get(begin)) {
                out.truncate(begin);
                out.push(statement);
            }
            let alarm = !scene.frame.preview && out[begin..].iter().any(|s| raises(scene, s));
            if alarm && let Some(statement) = plain::overlooked(scene, at, score) {
                out.truncate(begin);
                out.push(statement);
            }
        }
    }
    if !scene.frame.preview {
        halves::read(scene, out);
    }
}

/// "Made it 2-0 at Lyon": the result of the match reported beside its town is no other
/// match's that was played elsewhere.
fn in_own_town(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    score: WrittenScore,
    read: Option<&Statement>,
) -> Option<Statement> {
    let Claim::Score { game: other, .. } = *read?.readings.first()? else { return None };
    let main = scene.frame.main().filter(|m| *m != other)?;
    let goals = (score.first, score.second);
    let ended = scene.frame.prepared.get(main).score()?.result;
    if (ended.home, ended.away) != goals && (ended.away, ended.home) != goals {
        return None;
    }
    if !matches!(scene.fold(score.to), "a" | "ad" | "at" | "in") || is_earlier(scene, at) {
        return None;
    }
    let Who::Cities(cities) = &scene.lattice.mention(score.to + 1)?.who else { return None };
    let held = |game| cities.iter().any(|c| crate::elsewhere::in_town(scene, game, *c));
    let claim =
        Claim::Score { game: main, team: scene.side(main), goals, at: At::End, either: true };
    (held(main) && !held(other)).then(|| Statement::new(at, score.to, vec![claim]))
}

/// The match of these days that a score is bound to by the words and by itself.
pub(crate) fn bound_match(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    score: WrittenScore,
) -> Option<GameIx> {
    bound::match_of(scene, at, score)
}

/// Whether a score would be called false.
fn raises(scene: &Scene<'_, '_, '_, '_>, statement: &Statement) -> bool {
    use crate::check::Verdict;
    use crate::judge::Says;
    let end = |c: &Claim| matches!(c, Claim::Score { at: At::End, .. });
    if !statement.readings.first().is_some_and(end) {
        return false;
    }
    match &statement.weighed {
        Some(w) => w.verdict == Verdict::Contradicted,
        None => {
            statement.sure
                && statement
                    .readings
                    .iter()
                    .all(|c| matches!(scene.judge.judge(c).says, Says::No(_)))
        }
    }
}

/// Takes up the other matches that the words around a score speak of: alone
/// where they are sure, else beside what was read.
fn widen(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    score: WrittenScore,
    begin: usize,
    out: &mut Vec<Statement>,
) {
    let Some(other) = scene.elsewhere.at(at) else { return };
    let end = |game: &GameIx| Claim::Score {
        game: *game,
        team: scene.side(*game),
        goals: (score.first, score.second),
        at: At::End,
        either: true,
    };
    let games: Vec<Claim> = other.games.iter().map(end).collect();
    let Some(statement) = out[begin..].first_mut() else {
        if !games.is_empty() {
            let s = Statement::new(at, score.to, games);
            out.push(if other.sure { s } else { s.unsure() });
        }
        return;
    };
    let own = |c: &Claim| {
        let Claim::Score { game, at, .. } = c else { return true };
        *at != At::End || scene.frame.subjects.contains(game)
    };
    if matches!(
        statement.readings.first(),
        Some(Claim::Score { at: At::HalfTime | At::ShootOut, .. } | Claim::Aggregate { .. })
    ) {
        return;
    }
    if other.sure {
        statement.readings = games;
        statement.right = None;
        statement.sure = true;
        return;
    }
    // An earlier meeting that the reading before has found stays sure.
    let found = !statement.readings.iter().any(own) && statement.readings.len() == 1;
    statement.sure &= found && other.or_main;
    for claim in games {
        if !statement.readings.contains(&claim) {
            statement.readings.push(claim);
        }
    }
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
    // "La differenza reti (7-3)": goals for and against.
    if scene.has(
        at.saturating_sub(5).max(from),
        at,
        &["differenza reti", "differenza gol", "goal difference", "quoziente"],
    ) {
        return;
    }
    let near = (from.max(at.saturating_sub(9)), to.min(score.to + 7));
    let statement = |readings: Vec<Claim>| Statement::new(at, score.to, readings);
    let home = scene.side(game);

    // "England won a shoot-out for the first time, 4-3": more than were scored in play.
    let kicks = scene.frame.prepared.get(game).score().is_some_and(|s| {
        let scored = s.result.home.max(s.result.away);
        s.shoot_out.is_some() && goals.0 != goals.1 && goals.0.max(goals.1) > scored.max(2)
    });
    if kicks && close(scene, at, score.to, SHOOT_OUT, 12) {
        let at = At::ShootOut;
        out.push(statement(vec![Claim::Score { game, team: home, goals, at, either: true }]));
        return;
    }
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
            scene.has(from, at, &["made it", "makes it", "making it", "make it", "porta", "fissa"])
                || scene.has(
                    at.saturating_sub(3).max(from),
                    at,
                    &["fa", "firma", "sigla", "segna", "realizza"],
                );
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
        // Where another man's goal made it, the name is wrong and not the score.
        if let Some(person) = person.filter(|_| of)
            && let Some(s) = of_another(scene, game, (from, to), person, goals)
        {
            out.push(s);
            out.push(statement(vec![Claim::Score {
                game,
                team: home,
                goals,
                at: At::Running,
                either: true,
            }]));
            return;
        }
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

/// "Tanaka made it 1-1", where it was Doan: the name held against the goal that made a
/// score.
fn of_another(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    (from, to): (usize, usize),
    person: girone_model::PersonId,
    goals: (u8, u8),
) -> Option<Statement> {
    let steps = crate::judge::steps(scene.frame.prepared.get(game))?;
    let made = |s: &&crate::judge::Step| {
        let now = (s.after[Side::Home], s.after[Side::Away]);
        now == goals || (now.1, now.0) == goals
    };
    let mut makers = steps.iter().filter(made).map(|s| s.goal.scorer);
    let maker = makers.next()??;
    // Who made it is told elsewhere: the score is the one that is wrong.
    let told = crate::goals::named_scorers(scene, game).contains(&maker);
    if maker == person || told || makers.next().is_some() {
        return None;
    }
    let m = scene.lattice.mentions[scene.lattice.mentions_in(from, to)]
        .iter()
        .find(|m| matches!(&m.who, Who::People(p) if p.contains(&person)))?;
    let part = Part::Makes(goals.0, goals.1);
    let mut s = Statement::new(m.from, m.to, vec![Claim::GoalPart { game, person, part }]);
    let name = scene.judge.person_name(maker);
    let judged = crate::judge::Judged::new(crate::judge::Says::No(Some(name)), vec![game]);
    let verdict = crate::check::Verdict::Contradicted;
    s.weighed = Some(crate::statement::Weighed { verdict, judged });
    Some(s)
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
        // "5-1, tutto dopo l'intervallo", "4-0 at half-time became 5-0".
        if half_time_of_another(scene, i, (from, to), (first, last), phrases) {
            return false;
        }
        phrases.iter().any(|p| scene.starts(i, p, b)) && {
            let between = if i < from { i..from } else { to.min(i)..i };
            !between.clone().any(|j| scene.lattice.scores[j].is_some() && j != from)
        }
    })
}

/// Whether words of half time at a token belong to another score, or lead past it.
fn half_time_of_another(
    scene: &Scene<'_, '_, '_, '_>,
    i: usize,
    (from, to): (usize, usize),
    (first, last): (usize, usize),
    phrases: &[&str],
) -> bool {
    if !phrases.contains(&"intervallo") {
        return false;
    }
    let before = i.saturating_sub(2).max(first)..i;
    let past = i >= to && before.clone().any(|j| matches!(scene.fold(j), "dopo" | "after"));
    let ends = |j: usize| {
        (j.saturating_sub(5)..j).any(|k| scene.lattice.scores[k].is_some_and(|s| s.to == j))
    };
    let taken = i < from
        && (before.start..=i).any(|j| {
            ends(j)
                && (j..i).all(|k| {
                    matches!(
                        scene.fold(k),
                        "at" | "the" | "by" | "all" | "al" | "a" | "l" | "nel" | "in"
                    )
                })
        });
    let full = scene.has(to, (to + 3).min(last), &["full time", "al novantesimo", "after 90"]);
    // "One down at half-time to draw 2-2".
    let told = i < from
        && scene.has(
            i,
            from,
            &["draw", "drew", "win", "won", "lose", "lost", "vince", "vinto", "perde", "perso"],
        );
    // "Dopo un primo tempo senza reti, l'1-1", "before the break and still left 2-1".
    let goalless = i < from
        && scene.has(
            i.saturating_sub(3).max(first),
            from,
            &["senza reti", "reti bianche", "reti inviolate", "goalless", "scoreless"],
        );
    let on = i < from
        && before.clone().any(|j| matches!(scene.fold(j), "before" | "prima"))
        && scene.has(i, from, &["still", "left", "ended", "finished", "finit*", "comunque"]);
    past || taken || full || told || goalless || on
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
