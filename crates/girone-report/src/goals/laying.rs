//! Ways to lay what is told beside the goals of a match, and what each costs.

use super::among::{among_goals, tallied};
use super::minutes::about;
use super::telling::{Aligned, Fate, Telling, Timing};
use super::*;

/// A way to lay the tellings beside the goals.
#[derive(Clone, Debug)]
struct Way {
    cost: u32,
    used: u32,
    last: Option<usize>,
    goals: Vec<Option<usize>>,
}

/// What a way must hold.
#[derive(Clone, Copy, Debug)]
enum Held {
    Nothing,
    /// The name of an actor is right or is of no goal.
    Name(usize),
    /// The minute of a telling is that of its goal.
    Minute(usize),
    /// The goal of a telling is somebody else's.
    Scorer(usize, PersonId),
}

/// What changes cost, in tenths of a change.
mod price {
    pub(super) const NAME: u32 = 40;
    pub(super) const OTHER_SIDE: u32 = 10;
    pub(super) const MINUTE: u32 = 40;
    pub(super) const LOOSE_MINUTE: u32 = 15;
    pub(super) const CHANCE: u32 = 12;
    pub(super) const PART: u32 = 25;
    pub(super) const LOOSE_PART: u32 = 10;
    pub(super) const OWN: u32 = 30;
    pub(super) const PENALTY: u32 = 15;
    pub(super) const AGAIN: u32 = 12;
    pub(super) const AGAIN_BESIDE: u32 = 30;
    pub(super) const TAKEN: u32 = 35;
    pub(super) const LEFT: u32 = 20;
    pub(super) const TURNED: u32 = 5;
    pub(super) const NO_GOAL_THEN: u32 = 80;
    pub(super) const NO_GOAL: u32 = 45;
    pub(super) const NO_GOAL_TOLD: u32 = 50;
    pub(super) const NO_GOAL_LOOSE: u32 = 15;
    pub(super) const NO_GOAL_NAMED: u32 = 60;
    pub(super) const NO_GOAL_LISTED: u32 = 55;
    pub(super) const NO_GOAL_UNNAMED: u32 = 42;
    pub(super) const OTHER_SCORER: u32 = 30;
    pub(super) const NOT_AGAIN: u32 = 15;
    /// By how much the best way must beat one in which a name is right.
    pub(super) const MARGIN: u32 = 8;
    /// How many ways are followed at a time.
    pub(super) const WAYS: usize = 40;
}

/// One telling laid beside one goal, whatever else is told.
#[derive(Clone, Copy, Debug)]
struct Lone {
    named: bool,
    timed: bool,
    price: u32,
}

/// The telling of one match with its goals.
pub(super) struct Story<'s, 'a, 'p, 't, 'x> {
    scene: &'s Scene<'a, 'p, 't, 'x>,
    actors: &'s [Actor],
    goals: &'s [Step],
    tellings: &'s [Telling],
    /// For every telling a row over the goals.
    lone: Vec<Lone>,
}

impl<'s, 'a, 'p, 't, 'x> Story<'s, 'a, 'p, 't, 'x> {
    pub(super) fn new(
        scene: &'s Scene<'a, 'p, 't, 'x>,
        actors: &'s [Actor],
        goals: &'s [Step],
        tellings: &'s [Telling],
    ) -> Self {
        let mut story = Self { scene, actors, goals, tellings, lone: Vec::new() };
        let lone = |t: &Telling, g: &Step| Lone {
            named: story.names(t, g),
            timed: story.timed(t, g) == Some(true),
            price: story.price(t, g),
        };
        story.lone = tellings
            .iter()
            .flat_map(|t| goals.iter().map(move |g| (t, g)))
            .map(|(t, g)| lone(t, g))
            .collect();
        story
    }

    fn actor(&self, t: &Telling) -> Option<&Actor> {
        t.actor.map(|i| &self.actors[i])
    }

    /// Whether the name of a telling is the scorer of a goal.
    fn names(&self, t: &Telling, goal: &Step) -> bool {
        let Some(actor) = self.actor(t) else { return false };
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
        let mut sum = 0;
        if let Some(actor) = self.actor(t)
            && !self.names(t, goal)
        {
            sum += price::NAME;
            let side = actor.people.first().and_then(|p| self.scene.judge.side_of(actor.game, *p));
            let scoring = if goal.goal.own_goal { !goal.goal.side } else { goal.goal.side };
            if side.is_some_and(|s| s != scoring) {
                sum += price::OTHER_SIDE;
            }
        }
        if self.timed(t, goal) == Some(false) {
            let near = t.minute.is_some_and(|m| {
                let minute = &self.scene.minutes[m];
                minute.relative
                    && goal.goal.minute.is_some_and(|held| {
                        minute.values.iter().any(|v| v.base.abs_diff(held.base) <= 10)
                    })
            });
            sum += if near { price::LOOSE_MINUTE } else { price::MINUTE };
            // A wrong minute is seldom just that of another goal.
            let exact = t.minute.is_some_and(|m| !self.scene.minutes[m].relative);
            if exact
                && self.named_again(t)
                && self.goals.iter().any(|g| self.timed(t, g) == Some(true))
            {
                sum += price::CHANCE;
            }
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

    /// Whether another telling names whom this one names.
    fn named_again(&self, t: &Telling) -> bool {
        let Some(actor) = self.actor(t) else { return false };
        self.tellings
            .iter()
            .filter(|o| o.actor != t.actor)
            .filter_map(|o| self.actor(o))
            .any(|o| o.people.iter().any(|p| actor.people.contains(p)))
    }

    /// What it costs to take a telling for no goal of this match.
    fn price_of_none(&self, t: &Telling) -> u32 {
        let scored = self.actor(t).is_none_or(|a| a.scored);
        let then = self.goals.iter().any(|g| self.timed(t, g) == Some(true));
        match (t.minute.is_some(), t.told) {
            (true, false) if t.actor.is_none() => price::NO_GOAL_UNNAMED,
            (true, _) if then => price::NO_GOAL_THEN,
            (true, true) if t.actor.is_some() && scored => price::NO_GOAL_NAMED,
            (true, _) if t.after.is_some() || t.again => price::NO_GOAL_LISTED,
            (true, _) => price::NO_GOAL,
            (false, true) if !scored => price::NO_GOAL_TOLD,
            (false, true) => 2 * price::NO_GOAL_LOOSE,
            (false, false) => price::NO_GOAL_LOOSE,
        }
    }

    fn sentence(&self, t: &Telling) -> u32 {
        self.scene.lattice.text.tokens[t.at].sentence
    }

    /// What it costs beside the tellings before: a list is of one scorer's goals, and
    /// a second goal is of somebody who has scored before.
    fn beside(&self, t: &Telling, goal: usize, goals: &[Option<usize>]) -> u32 {
        let scorer = self.goals[goal].goal.scorer;
        let mut sum = 0;
        let other = |(o, g): (&Telling, &Option<usize>)| {
            o.minute == t.after && g.is_some_and(|g| self.goals[g].goal.scorer != scorer)
        };
        if t.after.is_some() && self.tellings.iter().zip(goals).any(other) {
            sum += price::OTHER_SCORER;
        }
        if t.again && !self.goals[..goal].iter().any(|g| g.goal.scorer == scorer) {
            sum += price::NOT_AGAIN;
        }
        sum
    }

    /// What it costs that a goal is told again, and out of its turn.
    fn repeated(&self, i: usize, g: usize, way: &Way, lone: &Lone) -> u32 {
        let t = &self.tellings[i];
        let mut cost = 0;
        if way.used & (1 << g) != 0 {
            let earlier = || {
                let on_it = |o: &(&Telling, &Option<usize>)| *o.1 == Some(g);
                self.tellings[..i].iter().zip(&way.goals).filter(on_it).map(|(o, _)| o)
            };
            // A goal that is only named before may be told with its minute now.
            cost += if t.actor.is_none() && earlier().all(|o| o.minute.is_none()) {
                if earlier().any(|o| o.told) { price::AGAIN / 2 } else { 0 }
            } else {
                let named = lone.named || t.actor.is_none() && lone.timed;
                match (named, earlier().any(|o| self.sentence(o) == self.sentence(t))) {
                    (false, _) => price::TAKEN,
                    (true, true) => price::AGAIN_BESIDE,
                    (true, false) => price::AGAIN,
                }
            };
        }
        if way.last.is_some_and(|l| g < l) {
            cost += price::TURNED;
        }
        cost
    }

    /// The best way under a condition that costs less than a limit.
    fn best(&self, held: Held, limit: u32) -> Option<Way> {
        let mut ways = vec![Way { cost: 0, used: 0, last: None, goals: Vec::new() }];
        // The cost, the way that it goes on from, and the goal.
        let mut next: Vec<(u32, usize, Option<usize>)> = Vec::new();
        for (i, t) in self.tellings.iter().enumerate() {
            let lone = &self.lone[i * self.goals.len()..][..self.goals.len()];
            let held_here = matches!(held, Held::Minute(m) | Held::Scorer(m, _) if m == i);
            let out = |g: usize| match held {
                Held::Nothing => false,
                Held::Name(a) => t.actor == Some(a) && !lone[g].named,
                Held::Minute(m) => m == i && !lone[g].timed,
                Held::Scorer(m, p) => m == i && self.goals[g].goal.scorer == Some(p),
            };
            let none = self.price_of_none(t);
            next.clear();
            for (from, way) in ways.iter().enumerate() {
                for g in (0..self.goals.len()).filter(|g| !out(*g)) {
                    let mut cost = way.cost + lone[g].price;
                    if cost < limit {
                        cost += self.beside(t, g, &way.goals) + self.repeated(i, g, way, &lone[g]);
                    }
                    if cost < limit {
                        next.push((cost, from, Some(g)));
                    }
                }
                if !held_here && way.cost + none < limit {
                    next.push((way.cost + none, from, None));
                }
            }
            next.sort_by_key(|(cost, ..)| *cost);
            next.truncate(price::WAYS);
            let follow = |(cost, from, g): &(u32, usize, Option<usize>)| {
                let way: &Way = &ways[*from];
                let mut goals = Vec::with_capacity(self.tellings.len());
                goals.extend_from_slice(&way.goals);
                goals.push(*g);
                let used = way.used | g.map_or(0, |g| 1 << g);
                Way { cost: *cost, used, last: g.or(way.last), goals }
            };
            ways = next.iter().map(follow).collect();
        }
        // Where as many are told as there are, each of them is.
        let all = self.tellings.iter().filter(|t| t.told || t.minute.is_some()).count()
            >= self.goals.len();
        let left = |w: &Way| self.goals.len() as u32 - w.used.count_ones();
        for way in ways.iter_mut().filter(|_| all) {
            way.cost += price::LEFT * left(way);
        }
        ways.into_iter().filter(|w| w.cost < limit).min_by_key(|w| w.cost)
    }

    /// Whether every way under a condition costs clearly more than the best.
    fn firm(&self, held: Held, best: &Way) -> bool {
        self.best(held, best.cost + price::MARGIN).is_none()
    }

    /// Decides about every name of the telling.
    pub(super) fn decide(&self, game: GameIx, aligned: &mut Aligned) {
        let Some(best) = self.best(Held::Nothing, u32::MAX) else { return };
        let named = self.tellings.iter().zip(&best.goals).filter_map(|(t, g)| {
            let g = (*g)?;
            self.names(t, &self.goals[g]).then_some((game, g))
        });
        aligned.named.extend(named);
        let fates = &mut aligned.fates;
        let mut seen: Vec<usize> = Vec::new();
        for t in self.tellings {
            let Some(actor) = t.actor.filter(|a| !seen.contains(a)) else { continue };
            seen.push(actor);
            let own: Vec<(usize, &Telling)> =
                self.tellings.iter().enumerate().filter(|(_, o)| o.actor == t.actor).collect();
            let at = |i: usize| best.goals[i].map(|g| &self.goals[g]);
            let laid: Vec<(&Telling, &Step)> =
                own.iter().filter_map(|(i, o)| Some((*o, at(*i)?))).collect();
            fates[actor] = if laid.is_empty() {
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
                self.wrong(actor, &laid, &best)
            };
        }
        for (i, t) in self.tellings.iter().enumerate() {
            if let Some(m) = t.minute {
                aligned.timings[m] = self.timing(game, i, t, &best);
            }
        }
        self.left_over(game, &best, aligned);
        self.left_name(game, &best, aligned);
    }

    /// The goals of one scorer that no name is laid beside, and one name of his side
    /// that is told among the goals and is laid beside none: it stands for his.
    fn left_name(&self, game: GameIx, best: &Way, aligned: &mut Aligned) {
        let scene = self.scene;
        let untold =
            |a: usize| aligned.fates[a] == Fate::Untold && among_goals(scene, self.actors, a, game);
        let mut left = (0..self.actors.len()).filter(|a| untold(*a));
        let (Some(a), None) = (left.next(), left.next()) else { return };
        let actor = &self.actors[a];
        let side = actor.people.first().and_then(|p| scene.judge.side_of(game, *p));
        // A goal told with its minute and no name may be his if the words are one clause.
        let (x, y) = scene.clause(actor.from, 3);
        let laid = || self.tellings.iter().zip(&best.goals);
        let taken = |g: usize| {
            laid().any(|(t, at)| {
                *at == Some(g) && (t.actor.is_some() || t.at < x || y <= t.at || x == y)
            })
        };
        let free: Vec<usize> = (0..self.goals.len())
            .filter(|g| !taken(*g) && !self.goals[*g].goal.own_goal)
            .filter(|g| side.is_none_or(|s| self.goals[*g].goal.side == s))
            .collect();
        let Some(right) = free.first().and_then(|g| self.goals[*g].goal.scorer) else { return };
        if free.iter().any(|g| self.goals[*g].goal.scorer != Some(right))
            || self.may_be(actor, right)
        {
            return;
        }
        // Nobody else tells of his goals, but for those that are laid beside theirs.
        let told = |(i, a): (usize, &Actor)| {
            let fits = matches!(aligned.fates[i], Fate::Fits { timed: true });
            a.game == game && a.people.contains(&right) && !fits && !tallied(scene, a)
        };
        if self.actors.iter().enumerate().any(told) {
            return;
        }
        // Between the goals told before it and those told after it.
        let sentence = scene.lattice.text.tokens[actor.from].sentence;
        let near = |t: &Telling| self.sentence(t) == sentence && t.actor.is_some();
        let mut before =
            laid().filter(|(t, _)| t.at < actor.from && near(t)).filter_map(|(_, g)| *g);
        let after = laid().filter(|(t, _)| t.at > actor.from && near(t)).filter_map(|(_, g)| *g);
        let (before, after) = (before.next_back(), after.min());
        let fits = |g: &usize| before.is_none_or(|b| b < *g) && after.is_none_or(|b| b > *g);
        if free.iter().any(fits) {
            aligned.fates[a] = Fate::Wrong { right, timed: false };
        }
    }

    /// One goal that nothing is laid beside and one telling, with its minute, that is
    /// laid beside none: they are each other's, and what differs is wrong.
    fn left_over(&self, game: GameIx, best: &Way, aligned: &mut Aligned) {
        let mut goals = self.goals.iter().enumerate().filter(|(g, _)| best.used & (1 << g) == 0);
        let (Some((_, goal)), None) = (goals.next(), goals.next()) else { return };
        let none =
            |t: &(&Telling, &Option<usize>)| t.1.is_none() && (t.0.told || t.0.minute.is_some());
        let mut tellings = self.tellings.iter().zip(&best.goals).filter(none);
        let (Some((t, _)), None) = (tellings.next(), tellings.next()) else { return };
        let (Some(m), Some(person), true) = (t.minute, goal.goal.scorer, self.goals.len() > 1)
        else {
            return;
        };
        let near = self
            .tellings
            .iter()
            .zip(&best.goals)
            .any(|(o, g)| g.is_some() && self.sentence(o).abs_diff(self.sentence(t)) <= 1);
        let within = matches!(self.scene.fold(self.scene.minutes[m].from), "within" | "inside");
        if !near || within || self.timed(t, goal) != Some(false) {
            return;
        }
        let other = |o: &Telling| o.actor == t.actor && o.minute != t.minute;
        if t.actor.is_some() && self.tellings.iter().any(other) {
            return;
        }
        let Some(actor) = t.actor else {
            aligned.timings[m] = Some(Timing::Wrong { game, person });
            return;
        };
        if self.names(t, goal) {
            aligned.timings[m] = Some(Timing::Wrong { game, person });
        } else if !self.actors[actor].scored && !self.may_be(&self.actors[actor], person) {
            aligned.timings[m] = Some(Timing::Wrong { game, person });
            aligned.fates[actor] = Fate::Wrong { right: person, timed: true };
        }
    }

    /// What the best way says of the minute of a telling: wrong where no way that
    /// is nearly as good takes it for the minute of a goal or the goal for that of
    /// somebody else.
    fn timing(&self, game: GameIx, i: usize, t: &Telling, best: &Way) -> Option<Timing> {
        let g = best.goals[i]?;
        let goal = &self.goals[g];
        let person = goal.goal.scorer?;
        let firm = |held| self.firm(held, best);
        if t.actor.is_some() && !self.names(t, goal) {
            return None;
        }
        if self.timed(t, goal)? {
            return firm(Held::Scorer(i, person)).then_some(Timing::Right { game, person });
        }
        let shared = best.goals.iter().enumerate().any(|(o, at)| {
            o != i && *at == Some(g) && {
                let other = &self.tellings[o];
                self.timed(other, goal) == Some(true) || other.minute.is_some()
            }
        });
        // "Within two minutes" may be counted from anything.
        let word = self.scene.fold(self.scene.minutes[t.minute?].from);
        if matches!(word, "within" | "inside") {
            return None;
        }
        // It is that of another goal whose minute is told nowhere else.
        let told = |h: usize| {
            self.tellings
                .iter()
                .zip(&best.goals)
                .any(|(o, at)| *at == Some(h) && self.timed(o, &self.goals[h]) == Some(true))
        };
        let minute = &self.scene.minutes[t.minute?];
        // In a list of his whose other minutes are right it is none of another's.
        let listed = t.actor.is_some()
            && self.tellings.iter().zip(&best.goals).any(|(o, at)| {
                o.actor == t.actor
                    && o.minute != t.minute
                    && at.is_some_and(|h| h != g && self.timed(o, &self.goals[h]) == Some(true))
            });
        let then = (0..self.goals.len()).any(|h| {
            let held = self.goals[h].goal.minute;
            h != g
                && held.is_some_and(|held| about(self.scene, minute, held))
                && (t.actor.is_none() || !told(h) && !listed)
        });
        let wrong = !shared && !then && firm(Held::Minute(i)) && firm(Held::Scorer(i, person));
        wrong.then_some(Timing::Wrong { game, person })
    }

    /// A name that is laid beside the goal of somebody else.
    fn wrong(&self, at: usize, laid: &[(&Telling, &Step)], best: &Way) -> Fate {
        let actor = &self.actors[at];
        // Of several goals laid beside it the one whose scorer the text does not name.
        let named = named_scorers(self.scene, actor.game);
        let unnamed =
            |(_, g): &&(&Telling, &Step)| g.goal.scorer.is_some_and(|p| !named.contains(&p));
        let (first, goal) = *laid.iter().find(unnamed).unwrap_or(&laid[0]);
        let Some(right) = goal.goal.scorer else { return Fate::Open };
        let timed = self.timed(first, goal) == Some(true);
        let firm = self.firm(Held::Name(at), best);
        // Its scorer stands in the sentence himself: the name beside is another's.
        let sentence = self.scene.lattice.text.sentence_of(actor.from);
        let mentions =
            &self.scene.lattice.mentions[self.scene.lattice.mentions_in(sentence.0, sentence.1)];
        let named = mentions.iter().any(|m| matches!(&m.who, Who::People(p) if p.contains(&right)));
        let one = laid.iter().all(|(_, g)| g.goal.scorer == Some(right));
        let may_be_he = !actor.scored && self.may_be(actor, right);
        if !firm
            || may_be_he
            || (!one && !timed)
            || (named && !self.told_besides(right, best, first))
        {
            return if actor.scored { Fate::Open } else { Fate::Untold };
        }
        Fate::Wrong { right, timed }
    }

    /// Whether all that a sentence tells of somebody is laid beside his goals.
    fn told_besides(&self, person: PersonId, best: &Way, t: &Telling) -> bool {
        self.tellings.iter().zip(&best.goals).any(|(o, g)| {
            o.actor != t.actor
                && self.sentence(o) == self.sentence(t)
                && self.actor(o).is_some_and(|a| a.people.contains(&person))
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
        // Two who share a forename are two.
        let from = if unknown { actor.from } else { actor.to - 1 };
        (from..actor.to).any(|i| {
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
        let Some(actor) = self.actor(t).filter(|a| a.scored) else { return false };
        let again = best.goals[i].is_none_or(|g| best.goals[..i].contains(&Some(g)));
        // His minute is not that of his goal: it may be that of another one.
        let other = best.goals[i].is_some_and(|g| self.timed(t, &self.goals[g]) == Some(false));
        let near =
            |o: &Telling| o.actor != t.actor && self.sentence(o).abs_diff(self.sentence(t)) <= 1;
        let beside = self.tellings.iter().zip(&best.goals).any(|(o, g)| near(o) && g.is_some());
        let named = named_scorers(self.scene, actor.game);
        let left = self.goals.iter().enumerate().any(|(x, goal)| {
            best.used & (1 << x) == 0
                && goal.goal.scorer.is_some_and(|p| !named.contains(&p))
                && (again || other && self.timed(t, goal) != Some(false))
        });
        (again || other) && left && beside
    }
}
