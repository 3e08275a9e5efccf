//! The telling of the goals of a match, laid beside the goals of the record.
//!
//! Names, minutes, roles and order are one system: the alignment of all that the
//! text tells with the goals of the match that needs the fewest changes decides
//! which name is wrong. What two alignments explain equally well stays open.

use super::minutes::{EVENTS, GOAL_WORDS, cost, known_player, until};
use super::*;

/// What the alignment says of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Nothing: it is not part of the telling.
    Untold,
    /// It is the scorer of a goal that fits; `timed` if its minute shows it.
    Fits { timed: bool },
    /// The goal told is somebody else's; `timed` if its minute shows it.
    Wrong { right: PersonId, timed: bool },
    /// It may be of a goal that is told twice or of one that is somebody else's.
    Open,
}

/// What the alignment of all tellings says.
pub(super) struct Aligned {
    /// One fate for each actor.
    pub fates: Vec<Fate>,
    /// The goals for which their scorer is named, by match and order.
    pub named: Vec<(GameIx, usize)>,
}

/// One goal as the text tells it.
#[derive(Clone, Debug)]
struct Telling {
    /// Position among the actors.
    actor: usize,
    /// Position among the minutes.
    minute: Option<usize>,
    part: Option<(Part, bool)>,
    own: bool,
    penalty: bool,
    /// Whether the words say that it is a goal, and not only that it was then.
    told: bool,
}

/// A way to lay the tellings beside the goals.
#[derive(Clone, Debug)]
struct Way {
    cost: u32,
    used: u32,
    last: Option<usize>,
    goals: Vec<Option<usize>>,
}

/// What changes cost, in tenths of a change.
mod price {
    pub(super) const NAME: u32 = 40;
    pub(super) const OTHER_SIDE: u32 = 10;
    pub(super) const MINUTE: u32 = 40;
    pub(super) const LOOSE_MINUTE: u32 = 15;
    pub(super) const PART: u32 = 25;
    pub(super) const LOOSE_PART: u32 = 10;
    pub(super) const OWN: u32 = 30;
    pub(super) const PENALTY: u32 = 15;
    pub(super) const AGAIN: u32 = 12;
    pub(super) const AGAIN_BESIDE: u32 = 30;
    pub(super) const TAKEN: u32 = 35;
    pub(super) const TURNED: u32 = 5;
    pub(super) const NO_GOAL_THEN: u32 = 80;
    pub(super) const NO_GOAL: u32 = 45;
    pub(super) const NO_GOAL_TOLD: u32 = 50;
    pub(super) const NO_GOAL_LOOSE: u32 = 15;
    /// By how much the best way must beat one in which a name is right.
    pub(super) const MARGIN: u32 = 8;
    /// How many ways are followed at a time.
    pub(super) const WAYS: usize = 40;
}

/// Lays the telling of every match beside its goals; one fate for each actor.
pub(super) fn align(
    scene: &Scene<'_, '_, '_, '_>,
    actors: &[Actor],
    hits: &[Hit<Told>],
) -> Aligned {
    let mut aligned = Aligned { fates: vec![Fate::Untold; actors.len()], named: Vec::new() };
    let mut games: Vec<GameIx> = actors.iter().map(|a| a.game).collect();
    games.sort_unstable();
    games.dedup();
    for game in games {
        let Some(goals) = steps(scene.frame.prepared.get(game)) else { continue };
        if goals.is_empty() || goals.len() > 14 {
            continue;
        }
        let tellings = tellings(scene, actors, hits, game, goals.len());
        if tellings.is_empty() {
            continue;
        }
        let story = Story { scene, actors, goals: &goals, tellings: &tellings };
        story.decide(game, &mut aligned);
    }
    aligned
}

/// What the text tells of the goals of one match, in order.
fn tellings(
    scene: &Scene<'_, '_, '_, '_>,
    actors: &[Actor],
    hits: &[Hit<Told>],
    game: GameIx,
    most: usize,
) -> Vec<Telling> {
    let mut out = Vec::new();
    let beside = attached(scene, actors, game);
    for (i, actor) in actors.iter().enumerate() {
        let coach = !actor.people.is_empty()
            && actor.people.iter().all(|p| !scene.frame.coached(*p).is_empty());
        let asserted = scene.discourse.gates[actor.from] == crate::discourse::Gate::Open;
        let titled = (actor.from..actor.to).any(|i| crate::frame::is_common(scene.fold(i)));
        if titled || actor.game != game || actor.aside || coach || !asserted || !bound(scene, actor)
        {
            continue;
        }
        let own: Vec<&Hit<Told>> = hits
            .iter()
            .filter(|h| h.capture(Slot::Person).is_some_and(|c| c.to == actor.to))
            .filter(|h| !crosses_person(scene, h, actor))
            .collect();
        let part = own.iter().find_map(|h| match h.kind {
            Told::Part(p) => Some((p, false)),
            Told::Loosely(p) => Some((p, true)),
            _ => None,
        });
        let count = own.iter().find_map(|h| match h.kind {
            Told::Count(n) if n_close(h) => Some(usize::from(n)),
            _ => None,
        });
        let listed = listed_with_scorers(scene, actor) || coordinated(scene, actors, i);
        let told = listed || own.iter().any(|h| !matches!(h.kind, Told::Else | Told::Number));
        let minutes: Vec<usize> = (0..beside.len()).filter(|m| beside[*m] == Some(i)).collect();
        if minutes.is_empty() && !told && !actor.scored {
            continue;
        }
        let telling = |minute| Telling {
            actor: i,
            minute,
            part,
            own: own.iter().any(|h| h.kind == Told::Own),
            penalty: own.iter().any(|h| h.kind == Told::Penalty),
            told,
        };
        // The part is that of one of several goals.
        let several = minutes.len() > 1 || count.is_some_and(|n| n > 1);
        let loosened = |mut t: Telling| {
            if several {
                (t.part, t.penalty) = (None, false);
            }
            t
        };
        let blank = count.unwrap_or(1).min(most).saturating_sub(minutes.len());
        out.extend(minutes.iter().map(|m| loosened(telling(Some(*m)))));
        if minutes.is_empty() || several {
            out.extend((0..blank).map(|_| loosened(telling(None))));
        }
    }
    out.truncate(24);
    out
}

/// Whether a name stands in a list with somebody who scored: "Rodri e nel finale
/// Asensio", "Lamela (30'), then Kane".
fn coordinated(scene: &Scene<'_, '_, '_, '_>, actors: &[Actor], i: usize) -> bool {
    let actor = &actors[i];
    let one_of_the_side = actor.scored || known_player(scene, actor);
    let tokens = &scene.lattice.text.tokens;
    let beside = |other: &Actor| {
        let (from, to) =
            if other.from < actor.from { (other.to, actor.from) } else { (actor.to, other.from) };
        if other.game != actor.game
            || !other.scored
            || other.aside
            || from >= to
            || to - from > 14
            || tokens[from].sentence != tokens[to].sentence
        {
            return false;
        }
        let mut linked = false;
        let mut at = from;
        while at < to {
            if let Some(end) = scene.discourse.closing[at] {
                at = end as usize + 1;
                continue;
            }
            if let Some(minute) = scene.minutes.iter().find(|m| m.from == at) {
                at = minute.to.max(at + 1);
                continue;
            }
            let word = scene.fold(at);
            linked |= matches!(word, "," | "e" | "ed" | "and" | "poi" | "then" | ";" | "quindi");
            let passed = matches!(
                word,
                "," | "e"
                    | "ed"
                    | "and"
                    | "poi"
                    | "then"
                    | ";"
                    | "quindi"
                    | "infine"
                    | "finally"
                    | "il"
                    | "lo"
                    | "la"
                    | "l"
                    | "the"
                    | "nel"
                    | "finale"
                    | "late"
                    | "on"
                    | "di"
                    | "ancora"
                    | "again"
                    | "also"
                    | "anche"
                    | "pure"
                    | "substitute"
                    | "subentrato"
                    | "neoentrato"
                    | "debuttante"
                    | "fellow"
                    | "capitano"
                    | "captain"
                    | "'"
                    | "both"
                    | "in"
                    | "added"
                    | "time"
                    | "recupero"
                    | "da"
                    | "dal"
                    | "con"
                    | "through"
            );
            if !passed {
                return false;
            }
            at += 1;
        }
        linked
    };
    one_of_the_side && actors.iter().enumerate().any(|(j, other)| j != i && beside(other))
}

/// The actor beside whom each minute stands.
fn attached(scene: &Scene<'_, '_, '_, '_>, actors: &[Actor], game: GameIx) -> Vec<Option<usize>> {
    let mut out: Vec<Option<usize>> = Vec::new();
    for minute in scene.minutes {
        let (from, to) = scene.lattice.text.sentence_of(minute.from);
        let clause = scene.clause(minute.from, 2);
        let event =
            scene.has(clause.0, clause.1, EVENTS) && !scene.has(clause.0, clause.1, GOAL_WORDS);
        let said = scene.discourse.gates[minute.from] == crate::discourse::Gate::Open;
        if minute.values.is_empty() || event || !said || until(scene, minute) {
            out.push(None);
            continue;
        }
        let before = out.last().copied().flatten();
        if minute.chained && before.is_some() {
            out.push(before);
            continue;
        }
        let near = actors
            .iter()
            .enumerate()
            .filter(|(_, a)| from <= a.from && a.from < to && !a.aside)
            .map(|(i, a)| (cost(scene, minute, a), a.from > minute.from, i))
            .min()
            .filter(|(cost, ..)| *cost <= 42)
            .map(|(.., i)| i);
        out.push(near.filter(|i| actors[*i].game == game));
    }
    out
}

/// Whether the clause of a name is about the match of its goal.
fn bound(scene: &Scene<'_, '_, '_, '_>, actor: &Actor) -> bool {
    if let Some(other) = scene.elsewhere.at(actor.from) {
        return other.games.contains(&actor.game) || other.or_main && actor.scored;
    }
    let (a, b) = scene.clause(actor.from, 3);
    let day = scene.frame.prepared.get(actor.game).fixture.when.date;
    let outsider = scene.lattice.mentions[scene.lattice.mentions_in(a, b)].iter().any(|m| {
        // "Semifinalista in Qatar": a country and no team.
        let country = m.from > a && matches!(scene.fold(m.from - 1), "in" | "at");
        !m.described
            && !country
            && matches!(&m.who, Who::Teams(t) if !t.iter().any(|t| scene.plays(actor.game, *t)))
    });
    let other_day = scene.lattice.dates.iter().any(|d| {
        a <= d.from && d.to <= b && !d.holds(day) && d.told != crate::dates::Told::Relative
    });
    !outsider && !other_day
}

/// The telling of one match with its goals.
struct Story<'s, 'a, 'p, 't, 'x> {
    scene: &'s Scene<'a, 'p, 't, 'x>,
    actors: &'s [Actor],
    goals: &'s [Step],
    tellings: &'s [Telling],
}

impl Story<'_, '_, '_, '_, '_> {
    /// Whether the name of a telling is the scorer of a goal.
    fn names(&self, t: &Telling, goal: &Step) -> bool {
        let actor = &self.actors[t.actor];
        actor.scored && goal.goal.scorer.is_some_and(|p| actor.people.contains(&p))
    }

    /// Whether the minute of a telling is that of a goal; `None` if none is told.
    fn timed(&self, t: &Telling, goal: &Step) -> Option<bool> {
        let minute = &self.scene.minutes[t.minute?];
        let held = goal.goal.minute?;
        Some(minute.values.iter().any(|v| minute_agrees(*v, held)))
    }

    /// What it costs to take a telling for a goal, whatever else is told.
    fn price(&self, t: &Telling, goal: &Step) -> u32 {
        let actor = &self.actors[t.actor];
        let mut sum = 0;
        if !self.names(t, goal) {
            sum += price::NAME;
            let side = actor.people.first().and_then(|p| self.scene.judge.side_of(actor.game, *p));
            let scoring = if goal.goal.own_goal { !goal.goal.side } else { goal.goal.side };
            if side.is_some_and(|s| s != scoring) {
                sum += price::OTHER_SIDE;
            }
        }
        if self.timed(t, goal) == Some(false) {
            let loose = t.minute.is_some_and(|m| self.scene.minutes[m].relative);
            sum += if loose { price::LOOSE_MINUTE } else { price::MINUTE };
        }
        if let Some((part, loosely)) = t.part
            && !goal.plays(part, self.goals)
        {
            sum += if loosely { price::LOOSE_PART } else { price::PART };
        }
        if t.own && !goal.goal.own_goal {
            sum += price::OWN;
        }
        if t.penalty && !goal.goal.penalty {
            sum += price::PENALTY;
        }
        sum
    }

    /// What it costs to take a telling for no goal of this match.
    fn price_of_none(&self, t: &Telling) -> u32 {
        let scored = self.actors[t.actor].scored;
        let then = self.goals.iter().any(|g| self.timed(t, g) == Some(true));
        match (t.minute.is_some(), t.told) {
            (true, _) if then => price::NO_GOAL_THEN,
            (true, _) => price::NO_GOAL,
            (false, true) if !scored => price::NO_GOAL_TOLD,
            (false, true) => 2 * price::NO_GOAL_LOOSE,
            (false, false) => price::NO_GOAL_LOOSE,
        }
    }

    fn sentence(&self, t: &Telling) -> u32 {
        self.scene.lattice.text.tokens[self.actors[t.actor].from].sentence
    }

    /// The best way; with `right` only those in which that name is right or is of
    /// no goal.
    fn best(&self, right: Option<usize>) -> Option<Way> {
        let start = Way { cost: 0, used: 0, last: None, goals: Vec::new() };
        let mut ways = vec![start];
        for (i, t) in self.tellings.iter().enumerate() {
            let held = right == Some(t.actor);
            let none = self.price_of_none(t);
            let prices: Vec<u32> = self.goals.iter().map(|g| self.price(t, g)).collect();
            let mut next: Vec<Way> = Vec::with_capacity(ways.len() * (prices.len() + 1));
            for way in &ways {
                for (g, goal) in self.goals.iter().enumerate() {
                    let named = self.names(t, goal);
                    if held && !named {
                        continue;
                    }
                    let mut cost = way.cost + prices[g];
                    if way.used & (1 << g) != 0 {
                        let beside = self.tellings[..i]
                            .iter()
                            .zip(&way.goals)
                            .any(|(o, at)| *at == Some(g) && self.sentence(o) == self.sentence(t));
                        cost += match (named, beside) {
                            (false, _) => price::TAKEN,
                            (true, true) => price::AGAIN_BESIDE,
                            (true, false) => price::AGAIN,
                        };
                    }
                    if way.last.is_some_and(|l| g < l) {
                        cost += price::TURNED;
                    }
                    let mut goals = way.goals.clone();
                    goals.push(Some(g));
                    next.push(Way { cost, used: way.used | 1 << g, last: Some(g), goals });
                }
                let mut goals = way.goals.clone();
                goals.push(None);
                next.push(Way { cost: way.cost + none, goals, ..way.clone() });
            }
            next.sort_by_key(|w| w.cost);
            next.truncate(price::WAYS);
            ways = next;
        }
        ways.into_iter().next()
    }

    /// Decides about every name of the telling.
    fn decide(&self, game: GameIx, aligned: &mut Aligned) {
        let Some(best) = self.best(None) else { return };
        let named = self.tellings.iter().zip(&best.goals).filter_map(|(t, g)| {
            let g = (*g)?;
            self.names(t, &self.goals[g]).then_some((game, g))
        });
        aligned.named.extend(named);
        let fates = &mut aligned.fates;
        let mut seen: Vec<usize> = Vec::new();
        for t in self.tellings {
            if seen.contains(&t.actor) {
                continue;
            }
            seen.push(t.actor);
            let own: Vec<(usize, &Telling)> =
                self.tellings.iter().enumerate().filter(|(_, o)| o.actor == t.actor).collect();
            let at = |i: usize| best.goals[i].map(|g| &self.goals[g]);
            let laid: Vec<(&Telling, &Step)> =
                own.iter().filter_map(|(i, o)| Some((*o, at(*i)?))).collect();
            fates[t.actor] = if laid.is_empty() {
                match self.told_twice(t, &best, own[0].0) {
                    true => Fate::Open,
                    false => Fate::Untold,
                }
            } else if laid.iter().any(|(o, g)| self.names(o, g)) {
                let timed =
                    laid.iter().any(|(o, g)| self.names(o, g) && self.timed(o, g) == Some(true));
                match self.told_twice(t, &best, own[0].0) {
                    true => Fate::Open,
                    false => Fate::Fits { timed },
                }
            } else {
                self.wrong(t, &laid, &best)
            };
        }
    }

    /// A name that is laid beside the goal of somebody else.
    fn wrong(&self, t: &Telling, laid: &[(&Telling, &Step)], best: &Way) -> Fate {
        let actor = &self.actors[t.actor];
        let (first, goal) = laid[0];
        let Some(right) = goal.goal.scorer else { return Fate::Open };
        let timed = self.timed(first, goal) == Some(true);
        let firm = match self.best(Some(t.actor)) {
            Some(other) => other.cost >= best.cost + price::MARGIN,
            None => false,
        };
        // Its scorer stands in the sentence himself: the name beside is another's.
        let sentence = self.scene.lattice.text.sentence_of(actor.from);
        let mentions =
            &self.scene.lattice.mentions[self.scene.lattice.mentions_in(sentence.0, sentence.1)];
        let named = mentions.iter().any(|m| matches!(&m.who, Who::People(p) if p.contains(&right)));
        let one = laid.iter().all(|(_, g)| g.goal.scorer == Some(right));
        let may_be_he = !actor.scored && self.may_be(actor, right);
        if !firm || may_be_he || (!one && !timed) || (named && !self.told_besides(right, best, t)) {
            return if actor.scored { Fate::Open } else { Fate::Untold };
        }
        Fate::Wrong { right, timed }
    }

    /// Whether all that a sentence tells of somebody is laid beside his goals.
    fn told_besides(&self, person: PersonId, best: &Way, t: &Telling) -> bool {
        self.tellings.iter().zip(&best.goals).any(|(o, g)| {
            o.actor != t.actor
                && self.sentence(o) == self.sentence(t)
                && self.actors[o.actor].people.contains(&person)
                && g.is_some_and(|g| self.names(o, &self.goals[g]))
        })
    }

    /// Whether a name that the record does not hold for him may still be somebody's:
    /// a forename, a nickname, another spelling.
    fn may_be(&self, actor: &Actor, person: PersonId) -> bool {
        let scene = self.scene;
        let name = &scene.frame.prepared.snapshot.directory.person(person).name;
        let words = crate::lexicon::words_of(name);
        let unknown = actor.people.is_empty();
        (actor.from..actor.to).any(|i| {
            let w = scene.fold(i);
            w.chars().count() >= 3
                && words.iter().any(|x| {
                    let alike: usize = w.chars().zip(x.chars()).take_while(|(a, b)| a == b).count();
                    (x == w || alike >= 4) && unknown || distance(w, x) <= w.len() / 4
                })
        }) || unknown && actor.to - actor.from == 1 && {
            let before = actor.from.checked_sub(1).map_or("", |i| scene.fold(i));
            let first = scene.fold(actor.from);
            matches!(
                before,
                "al" | "allo"
                    | "all"
                    | "alla"
                    | "in"
                    | "at"
                    | "nel"
                    | "nello"
                    | "sul"
                    | "stadio"
                    | "near"
                    | "il"
                    | "el"
                    | "la"
                    | "lo"
                    | "l"
                    | "the"
                    | "un"
                    | "una"
                    | "dell"
                    | "del"
            ) || first.chars().count() < 5
                || words.iter().any(|x| x.get(..2) == first.get(..2))
        }
    }

    /// Whether a name stands once more than it has goals among those who scored,
    /// while a goal is left whose scorer the text does not name.
    fn told_twice(&self, t: &Telling, best: &Way, i: usize) -> bool {
        let actor = &self.actors[t.actor];
        if !actor.scored {
            return false;
        }
        let again = match best.goals[i] {
            Some(g) => {
                best.goals[..i].contains(&Some(g)) || self.timed(t, &self.goals[g]) == Some(false)
            }
            None => true,
        };
        let near =
            |o: &Telling| o.actor != t.actor && self.sentence(o).abs_diff(self.sentence(t)) <= 1;
        let beside = self.tellings.iter().zip(&best.goals).any(|(o, g)| near(o) && g.is_some());
        let named = named_scorers(self.scene, actor.game);
        let left = self.goals.iter().enumerate().any(|(x, goal)| {
            best.used & (1 << x) == 0 && goal.goal.scorer.is_some_and(|p| !named.contains(&p))
        });
        again && left && beside
    }
}
