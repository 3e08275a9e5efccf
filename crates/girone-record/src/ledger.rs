//! The ledger: entries in order, and what they say at a moment.
//!
//! Which entry wins is decided here and nowhere else:
//! - an entry is *live* if its number is not beyond the page asked for, it was
//!   known by `known_by`, and no live entry replaces or retracts it;
//! - of the entries of one match the live one with the highest number tells what
//!   happened, and it does so from the end of the match on (`played_by`);
//! - a fixture whose teams depend on other matches is told of once they are settled;
//! - on top of it the last live ruling that is valid by `played_by` sets the
//!   outcome; the score from the pitch stays.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use girone_model::{
    AsOf, Coverage, Directory, Ended, Happened, Match, MatchId, Moment, Outcome, Snapshot, Tenure,
    When,
};

use jiff::civil::{Date, Time};

use crate::entries::Entries;
use crate::entry::{Body, Entry, Point, Valid, Verdict};

/// Entries that hold together.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    directory: Arc<Directory>,
    entries: Entries,
    /// One per match, in the order in which they were first told of.
    slots: Vec<Slot>,
    /// The positions of `slots` in order of date.
    by_date: Vec<u32>,
    /// The numbers of the entries that tell of a match, rising, each with the
    /// slot of that match.
    slot_of: Vec<(u64, u32)>,
    /// The positions of entries that replace or retract others.
    correcting: Vec<u32>,
    /// The positions of entries that are no matches and concern no match.
    others: Vec<u32>,
    coverage: Arc<Vec<Coverage>>,
}

/// All entries about one match, as positions in `entries`, in order.
#[derive(Clone, Debug)]
struct Slot {
    first: u32,
    /// The day and hour that the last of them tells.
    when: (Date, Option<Time>),
    more: Option<Box<More>>,
}

/// What most matches have not: later entries and rulings.
#[derive(Clone, Debug, Default)]
struct More {
    later: Vec<u32>,
    rulings: Vec<u32>,
}

impl Slot {
    fn later(&self) -> &[u32] {
        self.more.as_ref().map_or(&[], |m| &m.later)
    }

    fn rulings(&self) -> &[u32] {
        self.more.as_ref().map_or(&[], |m| &m.rulings)
    }
}

/// Why entries do not make a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerError {
    /// The numbers do not rise.
    Order {
        /// The number that should be higher.
        number: u64,
        /// The number before it.
        after: u64,
    },
    /// An entry names one that does not precede it.
    Unknown {
        /// The entry.
        number: u64,
        /// What it names.
        names: u64,
    },
    /// A correction of a match by something else, or the other way round.
    Kind {
        /// The entry.
        number: u64,
        /// What it names.
        names: u64,
    },
}

impl fmt::Display for LedgerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LedgerError::Order { number, after } => {
                write!(f, "entry {number} follows entry {after}; numbers must rise")
            }
            LedgerError::Unknown { number, names } => {
                write!(f, "entry {number} names entry {names}, which does not precede it")
            }
            LedgerError::Kind { number, names } => write!(
                f,
                "entry {number} names entry {names}, which says something of another kind"
            ),
        }
    }
}

impl std::error::Error for LedgerError {}

impl Ledger {
    /// Makes a ledger of entries; the ids of the matches are set to the order in
    /// which they are first told of.
    ///
    /// # Errors
    /// Every reason at once why the entries do not hold together.
    pub fn from_entries(
        directory: Arc<Directory>,
        entries: Vec<Entry>,
    ) -> Result<Ledger, Vec<LedgerError>> {
        let mut ledger = Ledger {
            directory,
            slot_of: Vec::with_capacity(entries.len()),
            slots: Vec::with_capacity(entries.len()),
            ..Ledger::default()
        };
        ledger.extend(entries)?;
        Ok(ledger)
    }

    /// Files further entries and sets the matches in order of date again.
    fn extend(&mut self, mut more: Vec<Entry>) -> Result<(), Vec<LedgerError>> {
        let mut errors = Vec::new();
        let mut coverage = Vec::new();
        let mut last = self.head();
        for (entry, position) in more.iter_mut().zip(self.entries.len() as u32..) {
            if entry.number <= last {
                errors.push(LedgerError::Order { number: entry.number, after: last });
                continue;
            }
            last = entry.number;
            errors.extend(self.place(position, entry, &mut coverage).err());
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        self.entries.extend(more);
        if !coverage.is_empty() {
            Arc::make_mut(&mut self.coverage).extend(coverage);
        }
        self.sort();
        Ok(())
    }

    /// Files one entry under what it is about.
    fn place(
        &mut self,
        position: u32,
        entry: &mut Entry,
        coverage: &mut Vec<Coverage>,
    ) -> Result<(), LedgerError> {
        let number = entry.number;
        let named = match entry.body {
            Body::Retraction { of } => Some(of),
            _ => entry.replaces,
        };
        if let Some(names) = named {
            if names >= number || names == 0 {
                return Err(LedgerError::Unknown { number, names });
            }
            self.correcting.push(position);
        }
        match &mut entry.body {
            Body::Match(found) => {
                let slot = match entry.replaces {
                    Some(names) => {
                        self.slot_told(names).ok_or(LedgerError::Kind { number, names })?
                    }
                    None => self.slots.len() as u32,
                };
                let id = MatchId(slot);
                if found.fixture.id != id {
                    Arc::make_mut(&mut found.fixture).id = id;
                }
                let when = order_of(&found.fixture.when);
                self.slot_of.push((number, slot));
                match self.slots.get_mut(slot as usize) {
                    Some(slot) => {
                        slot.when = when;
                        slot.more.get_or_insert_default().later.push(position);
                    }
                    None => self.slots.push(Slot { first: position, when, more: None }),
                }
            }
            Body::Ruling(ruling) => match ruling.verdict.about() {
                Some(names) => {
                    let slot =
                        self.slot_told(names).ok_or(LedgerError::Unknown { number, names })?;
                    let slot = &mut self.slots[slot as usize];
                    slot.more.get_or_insert_default().rulings.push(position);
                }
                None => self.others.push(position),
            },
            Body::Tenure(_) => self.others.push(position),
            Body::Coverage(found) => {
                coverage.push(Coverage::clone(found));
                self.others.push(position);
            }
            Body::Retraction { .. } => {}
        }
        Ok(())
    }

    /// Returns the slot of the match that an entry tells of.
    fn slot_told(&self, number: u64) -> Option<u32> {
        let at = self.slot_of.binary_search_by_key(&number, |(n, _)| *n).ok()?;
        Some(self.slot_of[at].1)
    }

    fn sort(&mut self) {
        self.by_date.extend(self.by_date.len() as u32..self.slots.len() as u32);
        // Of one day and hour the match that was told of first comes first.
        let key = |slot: &u32| (self.slots[*slot as usize].when, *slot);
        if !self.by_date.is_sorted_by_key(key) {
            // Stable, since that is quick over what is in order but for a few.
            let mut keyed: Vec<_> = self.by_date.iter().map(key).collect();
            keyed.sort();
            self.by_date = keyed.into_iter().map(|(_, slot)| slot).collect();
        }
    }

    /// Returns a ledger with further entries, all of which must have higher
    /// numbers.
    ///
    /// # Errors
    /// As for [`Ledger::from_entries`].
    pub fn with(
        &self,
        directory: Arc<Directory>,
        more: Vec<Entry>,
    ) -> Result<Ledger, Vec<LedgerError>> {
        let mut ledger = Ledger { directory, ..self.clone() };
        ledger.extend(more)?;
        Ok(ledger)
    }

    /// Returns teams, people and their names.
    pub fn directory(&self) -> &Arc<Directory> {
        &self.directory
    }

    /// Returns all entries, in order.
    pub fn entries(&self) -> &Entries {
        &self.entries
    }

    /// Returns the number of the last entry, 0 if there is none.
    pub fn head(&self) -> u64 {
        self.entries.last().map_or(0, |e| e.number)
    }

    /// Returns an entry.
    pub fn entry(&self, number: u64) -> Option<&Entry> {
        self.entries.numbered(number)
    }

    /// Returns the entry that first told of a match.
    pub fn entry_of(&self, id: MatchId) -> Option<&Entry> {
        let slot = self.slots.get(id.0 as usize)?;
        self.entries.get(slot.first as usize)
    }

    /// Returns all entries about a match: the first, its corrections, the rulings.
    pub fn entries_about(&self, id: MatchId) -> Vec<&Entry> {
        let Some(slot) = self.slots.get(id.0 as usize) else { return Vec::new() };
        let mut all: Vec<u32> = vec![slot.first];
        all.extend(slot.later());
        all.extend(slot.rulings());
        all.sort_unstable();
        all.iter().map(|p| self.entries.at(*p)).collect()
    }

    /// Returns the entry that tells of a match for whoever knows all, rulings
    /// aside; `None` if every entry of it was taken back.
    pub fn telling(&self, id: MatchId) -> Option<&Entry> {
        let slot = self.slots.get(id.0 as usize)?;
        let dead = self.dead_now();
        let all = slot.later().iter().rev().chain(std::iter::once(&slot.first));
        all.map(|p| self.entries.at(*p)).find(|e| !dead.contains(&e.number))
    }

    /// Returns the entries that nothing replaces or takes back, in order.
    pub fn standing(&self) -> impl Iterator<Item = &Entry> {
        let dead = self.dead_now();
        self.entries.iter().filter(move |e| !dead.contains(&e.number))
    }

    /// Returns how many matches there are, played or not.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Says whether there is no match.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Returns all that the ledger says at a moment.
    pub fn as_of(&self, as_of: AsOf) -> Snapshot {
        self.as_of_page(as_of, None)
    }

    /// Returns all that the ledger said at a moment, when entry `page` was its
    /// last (`None` for the head).
    pub fn as_of_page(&self, as_of: AsOf, page: Option<u64>) -> Snapshot {
        let page = page.unwrap_or(u64::MAX);
        let dead = self.dead(&as_of, page);
        let live = |position: u32| {
            let entry = self.entries.at(position);
            entry.number <= page && !dead.contains(&entry.number)
        };
        let mut snapshot = Snapshot {
            as_of,
            directory: self.directory.clone(),
            matches: Vec::with_capacity(self.slots.len()),
            adjustments: Vec::new(),
            lots: Vec::new(),
            tenures: Vec::new(),
            coverage: self.coverage.clone(),
            turning_on_the_hour: Vec::new(),
        };
        for slot in &self.by_date {
            let slot = &self.slots[*slot as usize];
            if let Some(found) = self.match_at(slot, &as_of, &live, &mut snapshot) {
                snapshot.matches.push(found);
            }
        }
        if !self.correcting.is_empty() {
            // A correction may have moved a match to another day.
            snapshot.matches.sort_by_key(|m| order_of(&m.fixture.when));
        }
        let mut coverage_changed = false;
        for position in &self.others {
            let entry = self.entries.at(*position);
            if !live(*position) {
                coverage_changed |= matches!(entry.body, Body::Coverage(_));
                continue;
            }
            other_at(entry, &as_of, &mut snapshot);
        }
        if coverage_changed {
            let kept = self.others.iter().filter(|p| live(**p));
            let kept = kept.filter_map(|p| match &self.entries.at(*p).body {
                Body::Coverage(coverage) => Some(Coverage::clone(coverage)),
                _ => None,
            });
            snapshot.coverage = Arc::new(kept.collect());
        }
        snapshot
    }

    /// Returns the numbers of the entries that are replaced or retracted, for
    /// whoever knows all.
    pub(crate) fn dead_now(&self) -> HashSet<u64> {
        self.dead(&AsOf::LATEST, u64::MAX)
    }

    /// Returns the numbers of the entries that a live entry replaces or retracts.
    fn dead(&self, as_of: &AsOf, page: u64) -> HashSet<u64> {
        let mut dead = HashSet::new();
        // From the last to the first: an entry is struck only by a later one,
        // which must itself not be struck.
        for position in self.correcting.iter().rev() {
            let entry = self.entries.at(*position);
            let known = entry.known.is_none_or(|k| k.by(&as_of.known_by));
            if entry.number > page || !known || dead.contains(&entry.number) {
                continue;
            }
            match entry.body {
                Body::Retraction { of } => dead.insert(of),
                _ => entry.replaces.is_some_and(|n| dead.insert(n)),
            };
        }
        dead
    }

    /// Returns a match as it stands, `None` if the ledger does not tell of it.
    fn match_at(
        &self,
        slot: &Slot,
        as_of: &AsOf,
        live: &impl Fn(u32) -> bool,
        snapshot: &mut Snapshot,
    ) -> Option<Match> {
        let told = |position: &u32| {
            let entry = self.entries.at(*position);
            // A correction that nobody knew of yet does not count; the first
            // entry tells of the fixture even before its result is known.
            live(*position)
                && (entry.replaces.is_none() || entry.known.is_none_or(|k| k.by(&as_of.known_by)))
        };
        let position = match slot.later().iter().rev().find(|p| told(p)) {
            Some(position) => *position,
            None if told(&slot.first) => slot.first,
            None => return None,
        };
        let entry = self.entries.at(position);
        let Body::Match(found) = &entry.body else { return None };
        let happened = found.happened.as_ref().filter(|happened| {
            let when = &found.fixture.when;
            // What became known on a date stays unknown before it.
            let known = match entry.known {
                Some(point) if entry.replaces.is_none() => {
                    if point.by(&as_of.known_by) {
                        Ended::Yes
                    } else {
                        Ended::No
                    }
                }
                _ => ended(when, happened, &as_of.known_by),
            };
            let played = match entry.valid {
                Valid::From(point) => {
                    if point.by(&as_of.played_by) {
                        Ended::Yes
                    } else {
                        Ended::No
                    }
                }
                Valid::WithItsMatch => ended(when, happened, &as_of.played_by),
            };
            match (played, known) {
                (Ended::Yes, Ended::Yes) => true,
                (Ended::No, _) | (_, Ended::No) => false,
                _ => {
                    snapshot.turning_on_the_hour.push(found.fixture.id);
                    false
                }
            }
        });
        let mut at = Match { fixture: found.fixture.clone(), happened: happened.cloned() };
        if !slot.rulings().is_empty() {
            self.apply_rulings(slot, as_of, live, &mut at);
        }
        let settled = |moment: &Moment, day| match moment {
            Moment::At { .. } => moment.date().is_none_or(|today| day < today),
            Moment::Latest | Moment::EndOf(_) => moment.includes_day(day),
        };
        if let Some(day) = entry.settled
            && at.happened.is_none()
            && !(settled(&as_of.played_by, day) && settled(&as_of.known_by, day))
        {
            snapshot.turning_on_the_hour.retain(|id| *id != at.fixture.id);
            return None;
        }
        Some(at)
    }

    fn apply_rulings(
        &self,
        slot: &Slot,
        as_of: &AsOf,
        live: &impl Fn(u32) -> bool,
        at: &mut Match,
    ) {
        let mut in_force: Vec<&Entry> = slot
            .rulings()
            .iter()
            .filter(|p| live(**p))
            .map(|p| self.entries.at(*p))
            .filter(|e| ruling_in_force(e, as_of))
            .collect();
        // Stable: of two rulings of one day the later entry is the later ruling.
        in_force.sort_by_key(|e| match e.valid {
            Valid::From(Point::Day(day)) => Some(day),
            Valid::From(Point::Instant(t)) => Some(jiff::tz::Offset::UTC.to_datetime(t).date()),
            Valid::WithItsMatch => None,
        });
        for entry in in_force {
            let Body::Ruling(ruling) = &entry.body else { continue };
            if at.happened.is_none() && matches!(entry.valid, Valid::WithItsMatch) {
                continue;
            }
            let pitch = at.happened.as_ref().and_then(|h| h.outcome.pitch());
            let Some(outcome) = ruling.verdict.apply(pitch) else { continue };
            let mut happened = match &at.happened {
                Some(happened) => Happened::clone(happened),
                None => Happened {
                    outcome: Outcome::Postponed,
                    goals: Vec::new(),
                    cards: None,
                    provisional: false,
                    note: None,
                },
            };
            happened.outcome = outcome;
            happened.note = entry.reason.clone().or(happened.note);
            at.happened = Some(Arc::new(happened));
        }
    }
}

/// Says whether a ruling is known and valid.
fn ruling_in_force(entry: &Entry, as_of: &AsOf) -> bool {
    let valid = match entry.valid {
        Valid::WithItsMatch => true,
        Valid::From(point) => point.by(&as_of.played_by),
    };
    let known = match (entry.known, entry.valid) {
        (Some(point), _) | (None, Valid::From(point)) => point.by(&as_of.known_by),
        (None, Valid::WithItsMatch) => true,
    };
    valid && known
}

/// Adds what an entry that concerns no single match says.
fn other_at(entry: &Entry, as_of: &AsOf, snapshot: &mut Snapshot) {
    match &entry.body {
        Body::Tenure(tenure) => {
            if entry.known.is_none_or(|k| k.by(&as_of.known_by)) {
                snapshot.tenures.extend(tenure_at(tenure, as_of));
            }
        }
        Body::Ruling(ruling) => match &ruling.verdict {
            Verdict::Deduct { adjustment, .. } => {
                let known = match (entry.known, adjustment.known) {
                    (Some(point), _) => point,
                    (None, Some(day)) => Point::Day(day),
                    (None, None) => Point::Day(adjustment.from),
                };
                let valid = as_of.played_by.includes_day(adjustment.from);
                if valid && known.by(&as_of.known_by) {
                    snapshot.adjustments.push(adjustment.clone());
                }
            }
            Verdict::Lots(lots) => {
                let known = entry.known.unwrap_or(Point::Day(lots.on));
                if as_of.played_by.includes_day(lots.on) && known.by(&as_of.known_by) {
                    snapshot.lots.push(lots.clone());
                }
            }
            _ => {}
        },
        Body::Match(_) | Body::Coverage(_) | Body::Retraction { .. } => {}
    }
}

/// Returns a tenure as it stood: absent before its start, open before its end.
fn tenure_at(tenure: &Tenure, as_of: &AsOf) -> Option<Tenure> {
    let seen = |day| as_of.played_by.includes_day(day) && as_of.known_by.includes_day(day);
    if tenure.from.is_some_and(|(from, _)| !seen(from)) {
        return None;
    }
    let mut tenure = tenure.clone();
    if tenure.to.is_some_and(|(to, _)| !seen(to)) {
        tenure.to = None;
    }
    Some(tenure)
}

fn ended(when: &When, happened: &Happened, moment: &Moment) -> Ended {
    if matches!(moment, Moment::Latest) {
        return Ended::Yes;
    }
    let extra_time = happened
        .outcome
        .pitch()
        .is_some_and(|s| s.extra_time == Some(true) || s.shoot_out.is_some());
    when.ended_by(moment, extra_time)
}

/// The order of matches: by day, then by kick-off where it is known.
fn order_of(when: &When) -> (Date, Option<Time>) {
    (when.date, when.kick_off.map(|k| k.time))
}
