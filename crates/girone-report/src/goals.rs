//! Who scored, which goal it was, and in which minute.

mod minutes;
mod telling;

use std::sync::LazyLock;

use girone_model::{Lang, PersonId, Side};

use crate::claim::{Claim, GameIx, Part};
use crate::goal_rows::{EN, IT, Told};
use crate::judge::{Step, minute_agrees, steps};
use crate::lattice::Who;
use crate::minute::WrittenMinute;
use crate::pattern::{Hit, Rows, Slot};
use crate::statement::{Scene, Statement};
use minutes::minute_statements;
use telling::Fate;

static ROWS_IT: LazyLock<Rows<Told>> = LazyLock::new(|| Rows::new(IT));
static ROWS_EN: LazyLock<Rows<Told>> = LazyLock::new(|| Rows::new(EN));

/// A person in the text with what the rows say.
struct Actor {
    mention: usize,
    from: usize,
    to: usize,
    people: Vec<PersonId>,
    game: GameIx,
    scored: bool,
    /// Whether the words say that somebody did something else than score.
    aside: bool,
    /// How the record spells the name, if the text spells it otherwise.
    spelt: Option<PersonId>,
    /// Who is meant where the telling shows that the name is wrong.
    meant: Option<PersonId>,
    /// Whether it is open whose goal is told.
    open: bool,
    /// Whether a minute beside it is that of a goal of this name.
    timed: bool,
}

pub(crate) fn read(scene: &Scene<'_, '_, '_, '_>, out: &mut Vec<Statement>) {
    let rows = match scene.lattice.lang {
        Lang::It => &*ROWS_IT,
        Lang::En => &*ROWS_EN,
    };
    let mut actors = actors(scene);
    let mut hits: Vec<Hit<Told>> = Vec::new();
    for at in 0..scene.lattice.text.tokens.len() {
        rows.at(scene.lattice, at, &mut hits);
    }
    for actor in &mut actors {
        let mut own = hits.iter().filter(|h| {
            h.kind == Told::Else && h.capture(Slot::Person).is_some_and(|c| c.to == actor.to)
        });
        actor.aside = own.any(|h| !crosses_person(scene, h, actor));
    }
    let aligned = telling::align(scene, &actors, &hits);
    for (actor, fate) in actors.iter_mut().zip(aligned.fates) {
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
    minute_statements(scene, &actors, &aligned.named, out);
}

/// The persons of a text that may have scored.
fn actors(scene: &Scene<'_, '_, '_, '_>) -> Vec<Actor> {
    let mut actors = Vec::new();
    for (i, m) in scene.lattice.mentions.iter().enumerate() {
        let Some(mut game) = scene.game_at(m.from) else { continue };
        let mut people = match &m.who {
            Who::People(people) => people.clone(),
            Who::Unknown => similar(scene, game, m.from, m.to),
            _ => continue,
        };
        if of_a_side(scene, m.from, m.to) {
            continue;
        }
        let spelt = match (&m.who, people.as_slice()) {
            (Who::Unknown, [one]) => Some(*one),
            _ => None,
        };
        let scored_in = |game: GameIx| scene.judge.scorers(game);
        // Of another match that the words around tell of.
        let mut elsewhere = false;
        if let Some(other) = scene.elsewhere.at(m.from) {
            let there = other
                .games
                .iter()
                .copied()
                .find(|g| people.iter().any(|p| scored_in(*g).contains(p)));
            match there {
                Some(there) => game = there,
                None if people.iter().any(|p| scored_in(game).contains(p)) && other.or_main => {}
                None if other.sure && other.games.len() == 1 => game = other.games[0],
                None => elsewhere = true,
            }
        }
        if elsewhere {
            continue;
        }
        if !people.iter().any(|p| scored_in(game).contains(p)) {
            // A scorer of another match that is reported, if its teams are named.
            let (from, to) = scene.lattice.text.sentence_of(m.from);
            let names = |g: GameIx| {
                scene.lattice.mentions[scene.lattice.mentions_in(from, to)].iter().any(|x| {
                    matches!(&x.who, Who::Teams(t) if t.iter().any(|t| {
                        scene.plays(g, *t) && !scene.plays(game, *t)
                    }))
                })
            };
            // Told beside a team that does not play in it: of some other match.
            let (a, b) = scene.clause(m.from, 2);
            let beside = scene.lattice.mentions[scene.lattice.mentions_in(a, b)].iter().any(|x| {
                !x.described
                    && matches!(&x.who, Who::Teams(t) if !t.iter().any(|t| scene.plays(game, *t)))
            });
            if beside && scene.elsewhere.at(m.from).is_none() {
                continue;
            }
            let other = scene
                .frame
                .subjects
                .iter()
                .copied()
                .find(|g| people.iter().any(|p| scored_in(*g).contains(p)) && names(*g));
            game = other.unwrap_or(game);
        }
        let scorers = scored_in(game);
        let scored = people.iter().any(|p| scorers.contains(p));
        if scored {
            people.retain(|p| scorers.contains(p));
        }
        actors.push(Actor {
            mention: i,
            from: m.from,
            to: m.to,
            people,
            game,
            scored,
            aside: false,
            spelt: spelt.filter(|_| scored),
            meant: None,
            open: false,
            timed: false,
        });
    }
    actors
}

/// Whether a name stands for a side: "Capello's men", "la squadra di Santos".
fn of_a_side(scene: &Scene<'_, '_, '_, '_>, from: usize, to: usize) -> bool {
    // "Otto Addo's Black Stars".
    let next = scene.lattice.mentions_in(to + 1, to + 4);
    let team = |m: &crate::lattice::Mention| m.from == to + 1 && matches!(m.who, Who::Teams(_));
    if scene.fold(to) == "s" && scene.lattice.mentions[next].iter().any(team) {
        return true;
    }
    let text = scene.lattice.text;
    let men = crate::squads::noun_after(text, to).is_some()
        || scene.fold(to) == "s"
            && (to + 1..to + 4)
                .any(|i| matches!(scene.fold(i), "visitors" | "hosts" | "tenure" | "reign"));
    let uomini = crate::squads::noun_before(text, from).is_some()
        || from >= 2
            && matches!(scene.fold(from - 1), "di" | "del")
            && matches!(scene.fold(from - 2), "era" | "gestione" | "panchina");
    let title = from >= 1
        && matches!(
            scene.fold(from - 1),
            "ct" | "coach"
                | "manager"
                | "allenatore"
                | "tecnico"
                | "selezionatore"
                | "arbitro"
                | "referee"
        );
    men || uomini || title
}

/// The scorers of a match whose name is spelt almost as some tokens.
fn similar(scene: &Scene<'_, '_, '_, '_>, game: GameIx, from: usize, to: usize) -> Vec<PersonId> {
    let written: Vec<&str> = (from..to).map(|i| scene.fold(i)).collect();
    let Some(last) = written.last() else { return Vec::new() };
    let mut found = scene.judge.scorers(game);
    found.retain(|p| {
        let name = &scene.frame.prepared.snapshot.directory.person(*p).name;
        let words = crate::lexicon::words_of(name);
        // Another forename is another person.
        if let ([first, .., _], [theirs, .., _]) = (written.as_slice(), words.as_slice()) {
            let alike = first.chars().next() == theirs.chars().next()
                && (distance(first, theirs) <= 2 || theirs.starts_with(first));
            if !alike {
                return false;
            }
        }
        words.iter().any(|w| {
            let long = w.len().min(last.len()) >= 4;
            let prefix = long && (w.starts_with(*last) || last.starts_with(w.as_str()));
            let limit = if w.len().max(last.len()) >= 7 { 2 } else { 1 };
            prefix || (long && distance(w, last) <= limit)
        })
    });
    found
}

/// Returns the edit distance between two words.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let best = (diagonal + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = row[j + 1];
            row[j + 1] = best;
        }
    }
    row[b.len()]
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
            let firm = timed || crate::guard::binds_goal(scene, (actor.from, actor.to), game);
            let named = actor.to - actor.from >= 2 || timed || !actor.people.is_empty();
            if !firm || !named {
                return false;
            }
            actor.meant = Some(right);
            let mut statement =
                Statement::new(actor.from, actor.to, claims).settled("goal.scorer", game, true);
            statement.right = Some(scene.judge.person_name(right));
            out.push(statement);
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
        match hit.kind {
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
        && (clear.iter().any(|h| matches!(h.kind, Told::Scored | Told::Count(_)))
            || listed_with_scorers(scene, actor));
    if told && plays_for_side(scene, actor) {
        let claims = actor.people.iter().map(|p| Claim::Scorer { game, person: *p });
        let mut statement = Statement::new(actor.from, actor.to, claims.collect());
        statement.right = right_scorer(scene, actor);
        out.push(statement);
    }
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
    let wider = scene.has(
        from,
        to,
        &[
            "partite",
            "gare",
            "in stagione",
            "games",
            "matches",
            "tournament",
            "season",
            "career",
            "torneo",
            "qualificazioni",
            "campaign",
            "qualifying",
            "qualifiers",
            "finals",
            "competition",
            "league",
            "world cup",
            "girone",
            "gruppo",
            "campionato",
            "mondial*",
            "europe*",
            "eliminatorie",
        ],
    );
    if wider || !actor.scored {
        return;
    }
    let game = actor.game;
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

/// Whether a person is one of a list of scorers: "Kean al 4', Retegui e Esposito".
fn listed_with_scorers(scene: &Scene<'_, '_, '_, '_>, actor: &Actor) -> bool {
    let (from, to) = scene.lattice.text.sentence_of(actor.from);
    let cue = scene.has(
        from,
        actor.from,
        &[
            "segnano",
            "marcatori",
            "reti di",
            "reti:",
            "gol di",
            "gol:",
            "a segno",
            "scorers",
            "goals from",
            "goals by",
            "goals:",
            "in rete",
            "scored by",
            "thanks to",
            "con",
            "goals",
        ],
    );
    let tokens = &scene.lattice.text.tokens;
    let before = actor.from.checked_sub(1).map_or("", |i| tokens[i].fold.as_str());
    let listed = matches!(before, "," | "e" | "ed" | "and" | ":" | "di" | "from" | "by" | "poi");
    let neighbour = scene.lattice.mentions.iter().enumerate().any(|(i, m)| {
        i != actor.mention
            && from <= m.from
            && m.from < to
            && m.from.abs_diff(actor.from) <= 9
            && matches!(&m.who, Who::People(p) if scene.judge.scorers(actor.game).iter().any(|s| p.contains(s)))
    });
    cue && listed && neighbour
}

/// Whether the record knows a person as one of the two teams.
fn plays_for_side(scene: &Scene<'_, '_, '_, '_>, actor: &Actor) -> bool {
    let fixture = &scene.frame.prepared.get(actor.game).fixture;
    actor.people.iter().any(|p| {
        scene.frame.prepared.teams_of(*p).iter().any(|t| fixture.side_of(*t).is_some())
            && scene.frame.coached(*p).is_empty()
    })
}

/// Who is meant by somebody who did not score: the scorer of the minute beside
/// the name, else the scorer of that side whom the text does not name.
fn right_scorer(scene: &Scene<'_, '_, '_, '_>, actor: &Actor) -> Option<String> {
    let steps = steps(scene.frame.prepared.get(actor.game))?;
    let near = scene
        .minutes
        .iter()
        .filter(|m| !m.relative)
        .min_by_key(|m| {
            let apart = m.from.abs_diff(actor.to).min(actor.from.abs_diff(m.to));
            4 * scene.discourse.distance(m.from, actor.from) as usize + apart
        })
        .filter(|m| {
            scene.discourse.distance(m.from, actor.from) <= 1 && m.from.abs_diff(actor.from) < 9
        });
    let at_minute = near.and_then(|m| {
        steps.iter().find(|s| {
            s.goal.minute.is_some_and(|held| m.values.iter().any(|v| minute_agrees(*v, held)))
        })
    });
    let side = actor.people.first().and_then(|p| scene.judge.side_of(actor.game, *p));
    let named = named_scorers(scene, actor.game);
    let unnamed = |side: Option<Side>| {
        steps.iter().find(|s| {
            side.is_none_or(|x| s.goal.side == x)
                && s.goal.scorer.is_some_and(|p| !named.contains(&p))
        })
    };
    let step: Option<&Step> = at_minute.or_else(|| unnamed(side)).or_else(|| unnamed(None));
    let person = step.and_then(|s| s.goal.scorer)?;
    Some(scene.judge.person_name(person))
}

/// The scorer of a goal that somebody else is said to have scored: first one
/// whom the text does not name.
fn right_part(scene: &Scene<'_, '_, '_, '_>, actor: &Actor, part: Part) -> Option<String> {
    let all = steps(scene.frame.prepared.get(actor.game))?;
    let named = named_scorers(scene, actor.game);
    let fits: Vec<PersonId> =
        all.iter().filter(|s| s.plays(part, &all)).filter_map(|s| s.goal.scorer).collect();
    let person = match fits.as_slice() {
        [one] => Some(one),
        many => many.iter().find(|p| !named.contains(p)),
    };
    person.map(|p| scene.judge.person_name(*p))
}

/// The scorers of a match that the text names.
fn named_scorers(scene: &Scene<'_, '_, '_, '_>, game: GameIx) -> Vec<PersonId> {
    let scorers = scene.judge.scorers(game);
    let mut named: Vec<PersonId> = scene
        .lattice
        .mentions
        .iter()
        .filter_map(|m| match &m.who {
            Who::People(p) => Some(p.iter().filter(|p| scorers.contains(p))),
            _ => None,
        })
        .flatten()
        .copied()
        .collect();
    named.dedup();
    named
}

/// A name the record does not know, told to have scored: contradicted only if
/// it is a full name and a goal is left that nobody in the text accounts for.
fn unknown_scorer(
    scene: &Scene<'_, '_, '_, '_>,
    actor: &Actor,
    hits: &[&&Hit<Told>],
    out: &mut Vec<Statement>,
) {
    let told = hits.iter().any(|h| matches!(h.kind, Told::Scored | Told::Part(_)));
    let full = actor.to - actor.from >= 2;
    let Some(steps) = steps(scene.frame.prepared.get(actor.game)) else { return };
    let named = named_scorers(scene, actor.game);
    let left = steps.iter().any(|s| s.goal.scorer.is_some_and(|p| !named.contains(&p)));
    let known_elsewhere = !scene
        .frame
        .prepared
        .lexicon()
        .lookup(&(actor.from..actor.to).map(|i| scene.fold(i).to_owned()).collect::<Vec<_>>())
        .is_empty();
    if told && full && left && !known_elsewhere && !steps.is_empty() {
        let right = right_scorer(scene, actor);
        let Some(first) = steps.first().and_then(|s| s.goal.scorer) else { return };
        // The claim names nobody of the record: it is false whoever is meant.
        let _ = first;
        let mut statement = Statement::new(actor.from, actor.to, Vec::new());
        statement.right = right;
        statement.sure = false;
        out.push(statement);
    }
}
