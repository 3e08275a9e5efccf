//! Ways to lay what is told beside the goals of a match, and what each costs.

use super::telling::{Aligned, Fate, Telling};
use super::*;

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

/// The telling of one match with its goals.
pub(super) struct Story<'s, 'a, 'p, 't, 'x> {
    pub scene: &'s Scene<'a, 'p, 't, 'x>,
    pub actors: &'s [Actor],
    pub goals: &'s [Step],
    pub tellings: &'s [Telling],
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
    pub(super) fn decide(&self, game: GameIx, aligned: &mut Aligned) {
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
