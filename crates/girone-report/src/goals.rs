//! Who scored, which goal it was, and in which minute.

mod actors;
mod among;
mod besides;
mod episodes;
mod laying;
mod minutes;
mod telling;
mod unnamed;

use std::sync::LazyLock;

use girone_model::{Lang, PersonId, Side};

use crate::claim::{Claim, GameIx, Part};
use crate::goal_rows::{EN, IT, Told};
use crate::judge::{Step, minute_agrees, steps};
use crate::lattice::Who;
use crate::minute::WrittenMinute;
use crate::pattern::{Hit, Rows, Slot};
use crate::statement::{Scene, Statement};
use actors::{Actor, actors, distance, listed_with_scorers, plays_for_side};
pub(crate) use episodes::both_named;
use minutes::minute_statements;
use telling::Fate;
pub(crate) use unnamed::named_scorers;
use unnamed::{right_part, right_scorer, unknown_scorer};

static ROWS_IT: LazyLock<Rows<Told>> = LazyLock::new(|| Rows::new(IT));
static ROWS_EN: LazyLock<Rows<Told>> = LazyLock::new(|| Rows::new(EN));

pub(crate) fn read(scene: &Scene<'_, '_, '_, '_>, out: &mut Vec<Statement>) {
    let rows = match scene.lattice.lang {
        Lang::It => &*ROWS_IT,
        Lang::En => &*ROWS_EN,
    };
    let before = out.len();
    let mut actors = actors(scene);
    let mut hits: Vec<Hit<Told>> = Vec::new();
    for at in 0..scene.lattice.text.tokens.len() {
        rows.at(scene.lattice, at, &mut hits);
    }
    for actor in &mut actors {
        let mut own = hits.iter().filter(|h| {
            h.kind == Told::Else && h.capture(Slot::Person).is_some_and(|c| c.to == actor.to)
        });
        // "McTominay's shot brought parity" is a goal, "his shot" alone is none.
        let goal = |h: &Hit<Told>| {
            h.capture(Slot::Person).is_some_and(|c| c.to == actor.to)
                && matches!(h.kind, Told::Part(_))
                && !crosses_person(scene, h, actor)
        };
        let shot = |h: &Hit<Told>| {
            matches!(scene.fold(h.to - 1), "shot" | "free" | "kick") && hits.iter().any(goal)
        };
        let told = hits.iter().any(|h| {
            h.capture(Slot::Person).is_some_and(|c| c.to == actor.to)
                && !matches!(h.kind, Told::Else | Told::Number)
                && !crosses_person(scene, h, actor)
        });
        // "Mato salva l'onore": that is a goal.
        let honour = |h: &Hit<Told>| {
            scene.fold(h.to - 1) == "salva"
                && scene.has(h.to, h.to + 4, &["onore", "faccia", "bandiera"])
        };
        let aside = own.any(|h| !crosses_person(scene, h, actor) && !shot(h) && !honour(h));
        (actor.told, actor.aside) = (told, aside);
    }
    let aligned = telling::align(scene, &actors, &hits);
    for (actor, fate) in actors.iter_mut().zip(aligned.fates.iter().copied()) {
        // The most specific rows that name this person, unless one of them says
        // that it is about something else than a goal.
        let mut own: Vec<&Hit<Told>> = hits
            .iter()
            .filter(|h| h.capture(Slot::Person).is_some_and(|c| c.to == actor.to))
            .collect();
        own.sort_by_key(|h| (h.to - h.from, std::cmp::Reverse(h.weight)));
        actor.timed = fate == Fate::Fits { timed: true };
        if told_otherwise(scene, actor, fate, &own, out) {
            continue;
        }
        people_statements(scene, actor, &own, out);
    }
    minute_statements(scene, &actors, &aligned, out);
    besides::read(scene, &actors, &aligned, before, out);
    drop_crossed(scene, before, out);
    for statement in &mut out[before..] {
        statement.fact = scene.told_as_fact(statement.from);
    }
}

/// "L'autogol di Chernev e il rigore di Oyarzabal": of two whom the words for one kick
/// may name, it is that of him who took it.
fn drop_crossed(scene: &Scene<'_, '_, '_, '_>, before: usize, out: &mut Vec<Statement>) {
    let kick = |s: &Statement| {
        matches!(
            s.readings.first(),
            Some(Claim::Penalty { .. } | Claim::OwnGoal { .. } | Claim::PlayerGoals { .. })
        )
    };
    let holds = |s: &Statement| {
        kick(s) && s.readings.iter().any(|c| scene.judge.judge(c).says == crate::judge::Says::Yes)
    };
    let told: Vec<(usize, usize)> =
        out[before..].iter().filter(|s| holds(s)).map(|s| (s.from, s.to)).collect();
    let mut at = 0;
    out.retain(|s| {
        at += 1;
        at <= before || !kick(s) || holds(s) || !told.contains(&(s.from, s.to))
    });
}

/// States what the telling as a whole says of a name; whether it says anything.
fn told_otherwise(
    scene: &Scene<'_, '_, '_, '_>,
    actor: &mut Actor,
    fate: Fate,
    hits: &[&Hit<Told>],
    out: &mut Vec<Statement>,
) -> bool {
    let game = actor.game;
    let part = hits.iter().find_map(|h| match h.kind {
        Told::Part(part) => Some(part),
        _ => None,
    });
    let claim = |person| match part {
        Some(part) => Claim::GoalPart { game, person, part },
        None => Claim::Scorer { game, person },
    };
    let claims: Vec<Claim> = actor.people.iter().map(|p| claim(*p)).collect();
    if let Some(right) =
        haul_of_another(scene, actor, hits).or_else(|| kick_of_another(scene, actor, hits))
    {
        let mut statement =
            Statement::new(actor.from, actor.to, claims).settled("goal.scorer", game, true);
        statement.right = Some(scene.judge.person_name(right));
        actor.meant = Some(right);
        out.push(statement);
        return true;
    }
    match fate {
        Fate::Untold | Fate::Fits { .. } => return false,
        Fate::Open => {
            actor.open = true;
            out.push(Statement::new(actor.from, actor.to, claims).settled(
                "goal.scorer",
                game,
                false,
            ));
        }
        Fate::Wrong { right, timed } => {
            let firm = timed || crate::guard::binds_name(scene, (actor.from, actor.to), game);
            let haul = hits.iter().any(|h| matches!(h.kind, Told::Count(_)));
            let named = actor.to - actor.from >= 2 || timed || haul || !actor.people.is_empty();
            if !firm || !named {
                return false;
            }
            actor.meant = Some(right);
            let mut statement =
                Statement::new(actor.from, actor.to, claims).settled("goal.scorer", game, true);
            statement.right = Some(scene.judge.person_name(right));
            out.push(statement);
            // What is told of the goal is told of his.
            let kick = Claim::Penalty { game, person: right };
            let hit = hits.iter().find(|h| h.kind == Told::Penalty);
            if let Some((from, to)) = hit.and_then(|h| h.anchor)
                && scene.judge.judge(&kick).says == crate::judge::Says::Yes
            {
                out.push(Statement::new(from, to, vec![kick]));
            }
        }
    }
    true
}

fn people_statements(
    scene: &Scene<'_, '_, '_, '_>,
    actor: &mut Actor,
    hits: &[&Hit<Told>],
    out: &mut Vec<Statement>,
) {
    let game = actor.game;
    let clear = hits.iter().filter(|h| !crosses_person(scene, h, actor)).collect::<Vec<_>>();
    let is_else = clear.iter().any(|h| h.kind == Told::Else);
    if is_else && !actor.scored {
        return;
    }
    if actor.people.is_empty() {
        unknown_scorer(scene, actor, &clear, out);
        return;
    }
    let person = actor.people[0];
    let mut told_part = false;
    for hit in &clear {
        let anchor = hit.anchor.unwrap_or((actor.from, actor.to));
        let part = |part: Part| -> Vec<Claim> {
            actor.people.iter().map(|p| Claim::GoalPart { game, person: *p, part }).collect()
        };
        // "Enough to give them the lead": not what decided the match.
        let for_now = scene.fold(hit.to - 1) == "enough"
            && scene.fold(hit.to) == "to"
            && matches!(scene.fold(hit.to + 1), "give" | "put" | "send" | "hand" | "earn");
        // "Salahlı accorcia e ancora Rodrigues": the verb before is the other's.
        let another = hit.from < actor.from
            && actor
                .from
                .checked_sub(1)
                .is_some_and(|i| matches!(scene.fold(i), "ancora" | "poi" | "again" | "then"));
        // "Gave them a two-goal lead": they led before.
        let further = scene.has(
            hit.from,
            hit.to,
            &["two goal", "three goal", "four goal", "doppio vantaggio", "due reti", "due gol"],
        );
        match hit.kind {
            Told::Part(Part::Winner) if for_now => {}
            Told::Part(Part::GoAhead) if further => {}
            Told::Part(_) if another => {}
            // "The own goal that gave the visitors their consolation" is of the others.
            Told::Part(_) if clear.iter().any(|h| h.kind == Told::Own) => {}
            Told::Part(p) if !told_part => {
                told_part = true;
                let mut readings = part(p);
                if p == Part::Opener {
                    readings.extend(part(Part::Opener));
                }
                let mut statement = Statement::new(actor.from, actor.to, readings);
                if actor.timed || actor.aside {
                    // Name and minute are right: it is the word for the goal that is loose.
                    statement = statement.unsure();
                }
                if !actor.scored {
                    statement.right =
                        right_part(scene, actor, p).or_else(|| right_scorer(scene, actor));
                    if !plays_for_side(scene, actor) {
                        statement = statement.unsure();
                    }
                }
                out.push(statement);
            }
            Told::Loosely(p) if !told_part && actor.scored => {
                told_part = true;
                let mut readings = part(p);
                readings.push(Claim::Scorer { game, person });
                out.push(Statement::new(actor.from, actor.to, readings).unsure());
            }
            Told::Count(n) if n_close(hit) => {
                count_statement(scene, actor, anchor, n, false, out);
            }
            Told::CountOrNth(n) if n_close(hit) => {
                count_statement(scene, actor, anchor, n, true, out);
            }
            Told::Number if actor.scored => {
                if let Some(c) = hit.capture(Slot::Number)
                    && let Some((n, to)) = scene.lattice.numbers[c.from]
                {
                    count_statement(scene, actor, (c.from, to), n as u16, false, out);
                }
            }
            Told::Penalty if actor.scored => {
                let claims = actor.people.iter().map(|p| Claim::Penalty { game, person: *p });
                out.push(Statement::new(anchor.0, anchor.1, claims.collect()));
            }
            Told::Own if actor.scored => {
                let claims = actor.people.iter().map(|p| Claim::OwnGoal { game, person: *p });
                out.push(Statement::new(anchor.0, anchor.1, claims.collect()));
            }
            _ => {}
        }
    }
    if actor.scored {
        if !told_part {
            let mut statement =
                Statement::new(actor.from, actor.to, vec![Claim::Scorer { game, person }]);
            statement.note = actor.spelt.map(|p| spelling(scene, p));
            out.push(statement);
        }
        return;
    }
    if told_part {
        return;
    }
    // Somebody who did not score, told to have scored.
    // "Le sei reti di Kane" are those of many matches.
    let total = clear.iter().any(|h| h.kind == Told::Number);
    let told = !total
        && !among::tallied(scene, actor)
        && (clear.iter().any(|h| matches!(h.kind, Told::Scored | Told::Count(_)))
            || listed_with_scorers(scene, actor));
    if told && plays_for_side(scene, actor) {
        let claims = actor.people.iter().map(|p| Claim::Scorer { game, person: *p });
        let mut statement = Statement::new(actor.from, actor.to, claims.collect());
        statement.right = right_scorer(scene, actor);
        out.push(statement);
    }
}

/// Who has scored as many goals as the words give to somebody of the same side who
/// has not: "con la doppietta di Frattesi", where another one has two.
fn haul_of_another(
    scene: &Scene<'_, '_, '_, '_>,
    actor: &Actor,
    hits: &[&Hit<Told>],
) -> Option<PersonId> {
    let game = actor.game;
    let person = *actor.people.first()?;
    let held = minutes::goals_of(scene, actor);
    let mut clear = hits.iter().filter(|h| !crosses_person(scene, h, actor));
    let n = clear.find_map(|h| match h.kind {
        Told::Count(n) if n_close(h) => Some(usize::from(n)),
        Told::Number => {
            let at = h.capture(Slot::Number)?.from;
            scene.lattice.numbers[at].map(|n| n.0 as usize)
        }
        _ => None,
    })?;
    let (from, to) = scene.clause(actor.from, 2);
    let wider = scene.has(from, to, besides::WIDER);
    if !actor.scored || n < 2 || held >= n || wider {
        return None;
    }
    let side = scene.judge.side_of(game, person)?;
    let all = steps(scene.frame.prepared.get(game))?;
    let named = named_scorers(scene, game);
    let count = |p: PersonId| {
        all.iter()
            .filter(|s| s.goal.scorer == Some(p) && !s.goal.own_goal && s.goal.side == side)
            .count()
    };
    let mut found: Vec<PersonId> = all.iter().filter_map(|s| s.goal.scorer).collect();
    found.sort_unstable();
    found.dedup();
    found.retain(|p| count(*p) == n && !named.contains(p));
    let [one] = found.as_slice() else { return None };
    crate::guard::binds_name(scene, (actor.from, actor.to), game).then_some(*one)
}

/// "Barella turned in the penalty" where only Jorginho took one: who is meant.
fn kick_of_another(
    scene: &Scene<'_, '_, '_, '_>,
    actor: &Actor,
    hits: &[&Hit<Told>],
) -> Option<PersonId> {
    let game = actor.game;
    let person = *actor.people.first()?;
    let told = hits.iter().any(|h| h.kind == Told::Penalty && !crosses_person(scene, h, actor));
    if !told || !actor.scored || actor.timed {
        return None;
    }
    let all = steps(scene.frame.prepared.get(game))?;
    let mut kickers: Vec<PersonId> =
        all.iter().filter(|s| s.goal.penalty).filter_map(|s| s.goal.scorer).collect();
    kickers.sort_unstable();
    kickers.dedup();
    let [one] = kickers.as_slice() else { return None };
    let side = scene.judge.side_of(game, person)?;
    let same = all.iter().any(|s| s.goal.scorer == Some(*one) && s.goal.side == side);
    // Who took it is told with it elsewhere.
    let named = named_scorers(scene, game).contains(one);
    let (from, to) = scene.clause(actor.from, 2);
    let won = ["procur*", "won", "earn*", "brought down", "atterrat*", "fouled", "guadagn*"];
    (same && *one != person && !named && !scene.has(from, to, &won))
        .then(|| crate::guard::binds_name(scene, (actor.from, actor.to), game).then_some(*one))
        .flatten()
}

/// The remark that the record spells a name otherwise.
fn spelling(scene: &Scene<'_, '_, '_, '_>, person: PersonId) -> String {
    let name = scene.judge.person_name(person);
    match scene.lattice.lang {
        Lang::It => format!(" (in archivio: {name})"),
        Lang::En => format!(" (spelt {name} in the record)"),
    }
}

fn n_close<K>(hit: &Hit<K>) -> bool {
    // Words stepped over count, those that the row names do not.
    (hit.to - hit.from).saturating_sub(hit.weight) <= 9
}

fn count_statement(
    scene: &Scene<'_, '_, '_, '_>,
    actor: &Actor,
    anchor: (usize, usize),
    n: u16,
    or_nth: bool,
    out: &mut Vec<Statement>,
) {
    // "Twice in the last month" is not about this match.
    let (from, to) = scene.clause(anchor.0, 2);
    let wider = scene.has(from, to, besides::WIDER);
    let game = actor.game;
    // A brace is scored in one match, whatever is said of more of them.
    let at_once = scene.has(
        anchor.0,
        anchor.1,
        &["doppietta", "tripletta", "poker", "brace", "hat trick", "treble"],
    );
    if wider && !at_once || !actor.scored {
        return;
    }
    let mut readings: Vec<Claim> =
        actor.people.iter().map(|p| Claim::PlayerGoals { game, person: *p, goals: n }).collect();
    if or_nth {
        let part = Part::OfTeam(n as u8);
        readings.extend(actor.people.iter().map(|p| Claim::GoalPart { game, person: *p, part }));
    }
    // "Twice in two minutes" may be two goals of three.
    let held = steps(scene.frame.prepared.get(game)).map_or(0, |all| {
        all.iter().filter(|s| s.goal.scorer.is_some_and(|p| actor.people.contains(&p))).count()
    });
    let more = scene.has(
        0,
        scene.lattice.text.tokens.len(),
        &[
            "terza rete",
            "terzo gol",
            "tripletta",
            "third goal",
            "hat trick",
            "treble",
            "his third",
            "tris personale",
        ],
    );
    let loose =
        more || scene.has(anchor.0, anchor.1, &["twice", "due", "double", "two", "bis", "volte"]);
    let statement = Statement::new(anchor.0, anchor.1, readings);
    out.push(if loose && held > usize::from(n) { statement.unsure() } else { statement });
}

/// Whether another person stands between the words of a row and its person.
fn crosses_person(scene: &Scene<'_, '_, '_, '_>, hit: &Hit<Told>, actor: &Actor) -> bool {
    scene.lattice.mentions.iter().enumerate().any(|(i, m)| {
        i != actor.mention
            && hit.from <= m.from
            && m.to <= hit.to
            && matches!(m.who, Who::People(_) | Who::Unknown)
    })
}
