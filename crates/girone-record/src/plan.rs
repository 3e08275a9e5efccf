//! What a file adds to a ledger: new entries, additions and corrections.
//!
//! A source is remembered by its name. What it says again is nothing new; what a
//! newer file of it says differently is a correction; what another source said
//! first, or a person corrected by hand, stays, and the difference is reported.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use girone_model::{Directory, Fixture, Goal, Happened, Match, MatchId, PersonId, TeamId};
use jiff::civil::Date;

use crate::entry::{Body, Entry, Point};
use crate::gather::{Checked, Gathered, Known as Near};
use crate::ledger::Ledger;
use crate::merge::{enrich, same_match};

/// The entries that follow from a file, and what became of the rest.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The entries to be appended, numbered from the head of the ledger on.
    pub entries: Vec<Entry>,
    /// How many things are told for the first time.
    pub added: usize,
    /// How many entries add to what was known of a match.
    pub enriched: usize,
    /// How many entries correct an earlier one of the same source.
    pub corrected: usize,
    /// How many things were known already.
    pub unchanged: usize,
    /// What contradicts another source or a correction by hand, and was left.
    pub disputed: Vec<String>,
    /// What an earlier file of the source told of and this one does not; it stays.
    pub vanished: Vec<String>,
}

/// Plans what gathered files add to a ledger.
///
/// `gathered` must have been gathered over the directory of the ledger. `source`
/// names the source; `learned` is the day on which a contradiction is taken to
/// have become known, since a file does not say when it was corrected.
pub fn plan(ledger: &Ledger, gathered: &Gathered, source: &str, learned: Option<Date>) -> Plan {
    let mut planner = Planner {
        directory: &gathered.directory,
        known: Known::of(ledger, source),
        source: source.into(),
        learned,
        next: ledger.head() + 1,
        plan: Plan::default(),
        claimed: HashSet::new(),
    };
    let mut unmatched = Vec::new();
    for entry in &gathered.entries {
        match &entry.body {
            Body::Match(told) => match planner.claim(&told.fixture) {
                Some(slot) => planner.again(slot, told, entry.settled),
                None => unmatched.push((told, entry.settled)),
            },
            body => planner.other(body),
        }
    }
    planner.moved(&mut unmatched);
    for (told, settled) in unmatched {
        planner.plan.added += 1;
        planner.push(Body::Match(told.clone()), None, None, settled);
    }
    planner.plan
}

/// A match of the ledger: what counts, and what the source said of it.
struct Slot<'a> {
    current: (u64, &'a Match),
    said: Option<&'a Match>,
    /// Whether nobody else said anything of it.
    pure: bool,
}

struct Known<'a> {
    slots: HashMap<MatchId, Slot<'a>>,
    by_pair: HashMap<(TeamId, TeamId), Vec<Near>>,
    others: Vec<&'a Entry>,
}

impl<'a> Known<'a> {
    fn of(ledger: &'a Ledger, source: &str) -> Known<'a> {
        let dead = ledger.dead_now();
        let retracted: HashSet<u64> = ledger
            .entries()
            .iter()
            .filter(|e| !dead.contains(&e.number))
            .filter_map(|e| match e.body {
                Body::Retraction { of } => Some(of),
                _ => None,
            })
            .collect();
        let mut known =
            Known { slots: HashMap::new(), by_pair: HashMap::new(), others: Vec::new() };
        let mut said: HashMap<MatchId, (&Match, bool)> = HashMap::new();
        let mut foreign: HashSet<MatchId> = HashSet::new();
        for entry in ledger.entries() {
            let live = !dead.contains(&entry.number);
            let Body::Match(found) = &entry.body else {
                if live {
                    known.others.push(entry);
                }
                continue;
            };
            if retracted.contains(&entry.number) {
                continue;
            }
            let id = found.fixture.id;
            if entry.source.as_deref() == Some(source) {
                said.insert(id, (found, live));
            } else {
                foreign.insert(id);
            }
            if live {
                let slot = Slot { current: (entry.number, found), said: None, pure: false };
                if known.slots.insert(id, slot).is_none() {
                    let date = found.fixture.when.date;
                    let near = Near { date, draft: 0, index: id.0 };
                    known.by_pair.entry(pair(&found.fixture)).or_default().push(near);
                }
            }
        }
        // A correction may have moved a match.
        for near in known.by_pair.values_mut().flatten() {
            near.date = known.slots[&MatchId(near.index)].current.1.fixture.when.date;
        }
        for (id, slot) in &mut known.slots {
            slot.said = said.get(id).map(|(m, _)| *m);
            slot.pure = slot.said.is_some() && !foreign.contains(id);
        }
        known
    }
}

fn pair(f: &Fixture) -> (TeamId, TeamId) {
    (f.teams.home.min(f.teams.away), f.teams.home.max(f.teams.away))
}

struct Planner<'a> {
    directory: &'a Directory,
    known: Known<'a>,
    source: Arc<str>,
    learned: Option<Date>,
    next: u64,
    plan: Plan,
    claimed: HashSet<MatchId>,
}

impl<'a> Planner<'a> {
    fn push(
        &mut self,
        body: Body,
        replaces: Option<u64>,
        known: Option<Point>,
        settled: Option<Date>,
    ) {
        let mut entry = Entry::new(self.next, body);
        entry.replaces = replaces;
        entry.known = known;
        entry.settled = settled;
        entry.source = Some(self.source.clone());
        if replaces.is_some() && known.is_some() {
            entry.reason = Some("a newer file of the source".into());
        }
        self.next += 1;
        self.plan.entries.push(entry);
    }

    /// Finds the match of the ledger that a fixture is, unless it was found
    /// before: a file that lists two matches means two.
    fn claim(&mut self, told: &Fixture) -> Option<MatchId> {
        let near = self.known.by_pair.get(&pair(told))?;
        let free = near.iter().filter(|near| !self.claimed.contains(&MatchId(near.index)));
        let fixture = |i| &*self.known.slots[&MatchId(i)].current.1.fixture;
        let id = MatchId(same_match(free, told, fixture)?);
        self.claimed.insert(id);
        Some(id)
    }

    fn name(&self, f: &Fixture) -> String {
        format!(
            "{} - {} on {}",
            self.directory.team(f.teams.home).name.en,
            self.directory.team(f.teams.away).name.en,
            f.when.date
        )
    }

    /// The file tells of a match that is there.
    fn again(&mut self, id: MatchId, told: &Match, settled: Option<Date>) {
        let slot = &self.known.slots[&id];
        let (number, current) = slot.current;
        if slot.pure {
            if self.equal(current, told) {
                self.plan.unchanged += 1;
                return;
            }
            let adds = only_adds(current, told);
            self.replace(number, told.clone(), adds, settled);
            return;
        }
        let mut joined = checked(current);
        let conflicts = enrich(&mut joined, checked(told), self.directory);
        let contradicts = !conflicts.is_empty();
        if contradicts {
            // Nobody but the source itself ever said otherwise: it corrects itself.
            let own = slot.said.is_some_and(|said| {
                outcome_of(said) == outcome_of(current) && outcome_of(said) != outcome_of(told)
            });
            if own {
                let mut first = checked(told);
                enrich(&mut first, checked(current), self.directory);
                self.replace(number, matched(first), false, settled);
                return;
            }
            self.plan.disputed.extend(conflicts.into_iter().map(|(_, message)| message));
        }
        let joined = matched(joined);
        if self.equal(current, &joined) {
            self.plan.unchanged += usize::from(!contradicts);
        } else {
            self.replace(number, joined, true, settled);
        }
    }

    fn replace(&mut self, number: u64, with: Match, adds: bool, settled: Option<Date>) {
        if adds {
            self.plan.enriched += 1;
            self.push(Body::Match(with), Some(number), None, settled);
        } else {
            self.plan.corrected += 1;
            self.push(Body::Match(with), Some(number), self.learned.map(Point::Day), settled);
        }
    }

    /// Says whether two matches say the same; an erased person is taken to be
    /// whoever the other names.
    fn equal(&self, have: &Match, told: &Match) -> bool {
        let fixture = Fixture { id: have.fixture.id, ..Fixture::clone(&told.fixture) };
        if *have.fixture != fixture {
            return false;
        }
        match (&have.happened, &told.happened) {
            (None, None) => true,
            (Some(a), Some(b)) if a == b => true,
            (Some(a), Some(b)) => {
                let bare = |h: &Happened| Happened {
                    goals: Vec::new(),
                    cards: None,
                    ..Happened::clone(h)
                };
                let who = |a: Option<PersonId>, b: Option<PersonId>| {
                    a == b || a.is_some_and(|a| self.is_erased(a))
                };
                bare(a) == bare(b)
                    && a.goals.len() == b.goals.len()
                    && a.goals.iter().zip(&b.goals).all(|(a, b)| {
                        Goal { scorer: b.scorer, ..*a } == *b && who(a.scorer, b.scorer)
                    })
                    && match (&a.cards, &b.cards) {
                        (Some(a), Some(b)) => {
                            a.len() == b.len()
                                && a.iter().zip(b).all(|(a, b)| {
                                    girone_model::Card { person: b.person, ..*a } == *b
                                        && who(a.person, b.person)
                                })
                        }
                        (a, b) => a == b,
                    }
            }
            _ => false,
        }
    }

    fn is_erased(&self, person: PersonId) -> bool {
        self.directory.person(person).key.starts_with("erased-")
    }

    /// Matches that the source told of before and that now stand on another day.
    fn moved(&mut self, unmatched: &mut Vec<(&Match, Option<Date>)>) {
        type Key = (TeamId, TeamId, Arc<str>);
        let key = |f: &Fixture| -> Key { (f.teams.home, f.teams.away, f.competition.clone()) };
        let mut left: HashMap<Key, Vec<MatchId>> = HashMap::new();
        for (id, slot) in &self.known.slots {
            if slot.said.is_some() && !self.claimed.contains(id) {
                left.entry(key(&slot.current.1.fixture)).or_default().push(*id);
            }
        }
        let mut told: HashMap<Key, usize> = HashMap::new();
        for (m, _) in unmatched.iter() {
            *told.entry(key(&m.fixture)).or_default() += 1;
        }
        let mut keep = Vec::new();
        for (m, settled) in unmatched.drain(..) {
            let key = key(&m.fixture);
            let one = match left.get(&key).map(Vec::as_slice) {
                Some([id]) if told.get(&key) == Some(&1) => Some(*id),
                _ => None,
            };
            let near = |id: &MatchId| {
                let have = self.known.slots[id].current.1.fixture.when.date;
                have.until(m.fixture.when.date).is_ok_and(|s| s.get_days().abs() < 300)
            };
            match one.filter(near) {
                Some(id) => {
                    left.remove(&key);
                    let number = self.known.slots[&id].current.0;
                    self.replace(number, m.clone(), false, settled);
                }
                None => keep.push((m, settled)),
            }
        }
        *unmatched = keep;
        let mut gone: Vec<MatchId> = left.into_values().flatten().collect();
        gone.sort();
        for id in gone {
            let name = self.name(&self.known.slots[&id].current.1.fixture);
            self.plan.vanished.push(name);
        }
    }

    /// The file tells of something else than a match.
    fn other(&mut self, told: &Body) {
        if self.known.others.iter().any(|e| e.body == *told) {
            self.plan.unchanged += 1;
            return;
        }
        let own = |e: &&&Entry| e.source.as_deref() == Some(&*self.source);
        let before = self.known.others.iter().filter(own).find(|e| match (&e.body, told) {
            (Body::Tenure(a), Body::Tenure(b)) => {
                (a.person, a.team, a.role) == (b.person, b.team, b.role) && a.from == b.from
            }
            (Body::Coverage(a), Body::Coverage(b)) => {
                (a.kind, &a.edition, a.team, a.friendlies)
                    == (b.kind, &b.edition, b.team, b.friendlies)
            }
            _ => false,
        });
        match before.map(|e| e.number) {
            Some(number) => {
                // An end that has come, or days that were added, contradict nothing.
                self.plan.enriched += 1;
                self.push(told.clone(), Some(number), None, None);
            }
            None => {
                self.plan.added += 1;
                self.push(told.clone(), None, None, None);
            }
        }
    }
}

fn checked(found: &Match) -> Checked {
    Checked {
        fixture: Fixture::clone(&found.fixture),
        happened: found.happened.as_deref().cloned(),
        draft: 0,
        stays_open: false,
    }
}

fn matched(checked: Checked) -> Match {
    Match { fixture: Arc::new(checked.fixture), happened: checked.happened.map(Arc::new) }
}

fn outcome_of(m: &Match) -> Option<girone_model::Outcome> {
    m.happened.as_ref().map(|h| h.outcome)
}

/// Says whether a match says all that another one said, and more.
fn only_adds(have: &Match, told: &Match) -> bool {
    if have.fixture.when.date != told.fixture.when.date || have.fixture.teams != told.fixture.teams
    {
        return false;
    }
    match (&have.happened, &told.happened) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(a), Some(b)) => {
            let agrees = match (a.outcome, b.outcome) {
                (x, y) if x == y => true,
                (girone_model::Outcome::Postponed, _) => true,
                (girone_model::Outcome::Played(x), girone_model::Outcome::Played(y)) => {
                    x.result == y.result
                        && x.half_time.is_none_or(|h| Some(h) == y.half_time)
                        && x.full_time.is_none_or(|f| Some(f) == y.full_time)
                        && x.shoot_out.is_none_or(|s| Some(s) == y.shoot_out)
                }
                _ => false,
            };
            agrees
                && (a.goals.is_empty() || a.goals == b.goals)
                && (a.cards.is_none() || a.cards == b.cards)
                && a.provisional == b.provisional
        }
    }
}
