//! The persons of a text that may have scored.

use super::episodes::{Episode, episode, plays_in};
use super::*;

/// A person in the text with what the rows say.
pub(super) struct Actor {
    pub mention: usize,
    pub from: usize,
    pub to: usize,
    pub people: Vec<PersonId>,
    pub game: GameIx,
    pub scored: bool,
    /// Whether the words say that somebody did something else than score.
    pub aside: bool,
    /// How the record spells the name, if the text spells it otherwise.
    pub spelt: Option<PersonId>,
    /// Who is meant where the telling shows that the name is wrong.
    pub meant: Option<PersonId>,
    /// Whether it is open whose goal is told.
    pub open: bool,
    /// Whether a minute beside it is that of a goal of this name.
    pub timed: bool,
    /// Whether the rows say that he scored.
    pub told: bool,
}

/// The persons of a text that may have scored.
pub(super) fn actors(scene: &Scene<'_, '_, '_, '_>) -> Vec<Actor> {
    let mut actors = Vec::new();
    for (i, m) in scene.lattice.mentions.iter().enumerate() {
        let Some(mut game) = scene.game_at(m.from) else { continue };
        let mut people = match &m.who {
            Who::People(people) => match namesakes(scene, game, (m.from, m.to), people) {
                same if same.is_empty() => people.clone(),
                same => same,
            },
            Who::Unknown => similar(scene, game, m.from, m.to),
            _ => continue,
        };
        if of_a_side(scene, m.from, m.to)
            || matches!(m.who, Who::Unknown) && of_a_club(scene, m.from, m.to)
        {
            continue;
        }
        let spelt = match (&m.who, people.as_slice()) {
            (Who::Unknown, [one]) => Some(*one),
            _ => None,
        };
        let scored_in = |game: GameIx| scene.judge.scorers(game);
        // A scorer of the match reported who plays for neither side of another one.
        let main = scene.frame.main().filter(|g| people.iter().any(|p| scored_in(*g).contains(p)));
        let told = super::minutes::elsewhere_at(scene, m.from);
        let others = || told.iter().flat_map(|e| e.games.iter().copied()).chain([game]);
        let of_main = main.filter(|g| {
            let rest = others().filter(|o| o != g);
            people.len() == 1
                && rest.clone().next().is_some()
                && !rest.clone().any(|o| plays_in(scene, &people, o))
        });
        // "Soiri added another on 53, and a second 2-0, after June's": of the match
        // that has a goal in that minute.
        let by_minute = || {
            scene.frame.main().filter(|g| {
                let (a, b) = scene.clause(m.from, 2);
                plays_in(scene, &people, *g)
                    && !scene.lattice.dates.iter().any(|d| a <= d.from && d.to <= b)
                    && super::telling::minute_of_goal(scene, m.from, *g)
            })
        };
        let of_main = of_main.or_else(by_minute);
        game = of_main.unwrap_or(game);
        // Of another match that the words around tell of.
        let mut elsewhere = false;
        if let Some(other) = told.filter(|_| of_main.is_none()) {
            let there = other
                .games
                .iter()
                .copied()
                .find(|g| people.iter().any(|p| scored_in(*g).contains(p)));
            match there {
                Some(there) => game = there,
                None if people.iter().any(|p| scored_in(game).contains(p)) && other.or_main => {}
                None if other.sure && other.games.len() == 1 => game = other.games[0],
                None => match episode(scene, (m.from, m.to), &people, game) {
                    Episode::Other(g) => game = g,
                    _ => elsewhere = true,
                },
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
            let told = episode(scene, (m.from, m.to), &people, game);
            let resolved = super::minutes::elsewhere_at(scene, m.from).is_some();
            let coach = people.iter().any(|p| !scene.frame.coached(*p).is_empty());
            match told {
                Episode::Other(g) if !resolved && !coach => game = g,
                _ if beside && !resolved => continue,
                Episode::Own if !resolved => {}
                _ => {
                    let other =
                        scene.frame.subjects.iter().copied().find(|g| {
                            people.iter().any(|p| scored_in(*g).contains(p)) && names(*g)
                        });
                    game = other.unwrap_or(game);
                }
            }
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
            told: false,
        });
    }
    actors
}

/// Whether a name is that of a club before the word for a player: "the 20-year-old
/// Brighton striker's header".
fn of_a_club(scene: &Scene<'_, '_, '_, '_>, from: usize, to: usize) -> bool {
    const PLAYERS: [&str; 12] = [
        "striker",
        "forward",
        "winger",
        "midfielder",
        "defender",
        "keeper",
        "goalkeeper",
        "man",
        "captain",
        "playmaker",
        "centre",
        "teenager",
    ];
    let before = from.checked_sub(1).map_or("", |i| scene.fold(i));
    PLAYERS.contains(&scene.fold(to))
        && (matches!(before, "the" | "old" | "a" | "former" | "s") || scene.fold(to + 1) == "s")
}

/// Whether a name stands for a side: "Capello's men", "la squadra di Santos".
pub(super) fn of_a_side(scene: &Scene<'_, '_, '_, '_>, from: usize, to: usize) -> bool {
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

/// The scorers of a match who have the first and the last of the names written, and
/// others in between, where none of those who are called so scored.
fn namesakes(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    (from, to): (usize, usize),
    people: &[PersonId],
) -> Vec<PersonId> {
    let mut scorers = scene.judge.scorers(game);
    if to - from < 2 || people.iter().any(|p| scorers.contains(p)) {
        return Vec::new();
    }
    scorers.retain(|p| {
        let words =
            crate::lexicon::words_of(&scene.frame.prepared.snapshot.directory.person(*p).name);
        words.len() > 2
            && words.first().is_some_and(|w| w == scene.fold(from))
            && words.last().is_some_and(|w| w == scene.fold(to - 1))
    });
    scorers
}

/// The scorers of a match whose name is spelt almost as some tokens.
pub(super) fn similar(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    from: usize,
    to: usize,
) -> Vec<PersonId> {
    // "Dei Rangers Nicolas Raskin": what stands before a full name is none of it.
    let from = if to - from == 3 && !scene.judge.scorers(game).is_empty() {
        let scorers = scene.judge.scorers(game);
        let (first, last) = (scene.fold(to - 2), scene.fold(to - 1));
        let full = |p: &PersonId| {
            let name = &scene.frame.prepared.snapshot.directory.person(*p).name;
            let words = crate::lexicon::words_of(name);
            words.len() == 2 && words[0] == first && words[1] == last
        };
        if scorers.iter().any(full) { to - 2 } else { from }
    } else {
        from
    };
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
pub(super) fn distance(a: &str, b: &str) -> usize {
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

/// Whether a person is one of a list of scorers: "Kean al 4', Retegui e Esposito".
pub(super) fn listed_with_scorers(scene: &Scene<'_, '_, '_, '_>, actor: &Actor) -> bool {
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
pub(super) fn plays_for_side(scene: &Scene<'_, '_, '_, '_>, actor: &Actor) -> bool {
    let fixture = &scene.frame.prepared.get(actor.game).fixture;
    actor.people.iter().any(|p| {
        scene.frame.prepared.teams_of(*p).iter().any(|t| fixture.side_of(*t).is_some())
            && scene.frame.coached(*p).is_empty()
    })
}
