//! From the record to the sheet of a group.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use girone_model::{
    BySide, CardKind, CarriedOver, Directory, Line, Match, MatchId, NameMap, PersonId, Sheet, Side,
    Snapshot, TeamId, TeamIx,
};

use crate::edition::{Carried, Edition, Stage, Tables, label_key};
use crate::ruling::{MatchRef, ResultsOf, RulingKind, alternatives};
use crate::slot::Slot;
use crate::{CardPoints, Regulation};

/// A sheet of a group, with what a reader needs beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupSheet {
    /// The sheet.
    pub sheet: Sheet,
    /// The fixtures that remain, in the order of `sheet.remaining`; `None` for
    /// one that the record does not hold and that follows from the format.
    pub remaining: Vec<Option<MatchId>>,
    /// Conduct points of both sides in each of `sheet.results`; `None` where the
    /// cards of the match are not listed.
    pub conduct: Vec<BySide<Option<i32>>>,
    /// Members whose name the record does not know.
    pub unknown: Vec<String>,
    /// How many matches are still to come that the record does not list and of
    /// which the format does not tell who plays whom.
    pub unlisted: u16,
    /// Whether the table is final: all members known and nothing to come.
    pub finished: bool,
}

/// The matches of a snapshot by competition, so that the groups of many editions
/// can be put together without reading it from end to end for each.
#[derive(Clone, Debug)]
pub struct Index<'s> {
    /// The snapshot.
    pub snapshot: &'s Snapshot,
    lists: Arc<Lists>,
}

/// The positions of the matches of a snapshot by competition: an [`Index`] without
/// its snapshot, to be kept for the next question.
#[derive(Debug)]
pub struct Lists {
    by_label: HashMap<String, Vec<u32>>,
    by_edition: NameMap<Arc<str>, Vec<u32>>,
}

impl<'s> Index<'s> {
    /// Makes an index of a snapshot.
    pub fn new(snapshot: &'s Snapshot) -> Index<'s> {
        let mut by_name: NameMap<&str, Vec<u32>> = NameMap::default();
        let mut by_edition: NameMap<Arc<str>, Vec<u32>> = NameMap::default();
        for (i, m) in snapshot.matches.iter().enumerate() {
            match &m.fixture.edition {
                Some(edition) => match by_edition.get_mut(edition) {
                    Some(positions) => positions.push(i as u32),
                    None => {
                        by_edition.insert(edition.clone(), vec![i as u32]);
                    }
                },
                None => by_name.entry(&m.fixture.competition).or_default().push(i as u32),
            }
        }
        let mut by_label: HashMap<String, Vec<u32>> = HashMap::new();
        for (name, positions) in by_name {
            by_label.entry(label_key(name)).or_default().extend(positions);
        }
        by_label.values_mut().for_each(|positions| positions.sort_unstable());
        Index { snapshot, lists: Arc::new(Lists { by_label, by_edition }) }
    }

    /// Makes an index of a snapshot with the lists of one that has the same matches
    /// at the same positions.
    pub fn over(snapshot: &'s Snapshot, lists: Arc<Lists>) -> Index<'s> {
        Index { snapshot, lists }
    }

    /// Returns the lists, to be used again.
    pub fn lists(&self) -> Arc<Lists> {
        self.lists.clone()
    }

    /// Returns the matches that an edition claims, in order of date.
    pub fn matches_of(&self, edition: &Edition) -> Vec<&'s Match> {
        self.positions_of(edition).iter().map(|i| &self.snapshot.matches[*i as usize]).collect()
    }

    /// Returns the same matches as positions in the snapshot.
    pub fn positions_of(&self, edition: &Edition) -> Vec<u32> {
        let at = |i: &u32| &self.snapshot.matches[*i as usize];
        let mut positions: Vec<u32> =
            self.lists.by_edition.get(edition.id.as_str()).cloned().unwrap_or_default();
        for label in edition.labels.iter().chain([&edition.id]) {
            let Some(of_label) = self.lists.by_label.get(&label_key(label)) else { continue };
            positions.extend(of_label.iter().filter(|i| edition.lasts_on(at(i).fixture.when.date)));
        }
        positions.sort_unstable();
        positions.dedup();
        positions
    }

    /// Returns the names of the competitions without an edition, folded, with
    /// their matches.
    pub fn labels(&self) -> impl Iterator<Item = (&str, &[u32])> {
        self.lists.by_label.iter().map(|(label, positions)| (label.as_str(), positions.as_slice()))
    }
}

/// Where the rule book of a stage is looked up: its cards and its points for a
/// win are needed before there is a table.
pub type BookOf<'a> = &'a dyn Fn(&str) -> Option<&'a Regulation>;

/// Puts together the sheet of one group of an edition at the moment of a
/// snapshot.
///
/// Matches are those that the edition claims, within the dates of the stage,
/// between two members; where the record names stage or group they must agree.
/// Fixtures that the record does not hold are added where the format tells that
/// every pair meets `meetings` times. Awards, walkovers and deductions are those
/// of the snapshot: see [`crate::with_rulings`].
pub fn group_sheet(
    edition: &Edition,
    stage: &Stage,
    tables: &Tables,
    group: &str,
    snapshot: &Snapshot,
    book: BookOf<'_>,
) -> GroupSheet {
    let matches: Vec<&Match> =
        snapshot.matches.iter().filter(|m| edition.claims(&m.fixture)).collect();
    group_sheet_of(edition, stage, tables, group, snapshot, &matches, book)
}

/// Does the same with the matches of the edition given, in order of date.
pub fn group_sheet_of(
    edition: &Edition,
    stage: &Stage,
    tables: &Tables,
    group: &str,
    snapshot: &Snapshot,
    matches: &[&Match],
    book: BookOf<'_>,
) -> GroupSheet {
    let (cards, awarded) =
        book(&tables.regulation).map_or_else(Default::default, |r| (r.cards, r.awarded));
    let directory: &Directory = &snapshot.directory;
    let rulings = || {
        edition.rulings.iter().filter(|r| {
            r.is_in_force(&snapshot.as_of)
                && r.stage.as_deref().is_none_or(|s| s == stage.id)
                && r.edition.as_deref().is_none_or(|e| e == edition.id)
        })
    };
    let find = |name: &str| directory.find_team(name, stage.from).ok();
    let mut out: Vec<TeamId> = Vec::new();
    let mut gone: Vec<TeamId> = Vec::new();
    for ruling in rulings() {
        let RulingKind::Out { team, results, .. } = &ruling.kind else { continue };
        for id in alternatives(team).filter_map(find) {
            out.push(id);
            // A team whose results are annulled has no row.
            if *results == ResultsOf::Annulled {
                gone.push(id);
            }
        }
    }
    let mut unknown = Vec::new();
    let mut teams: Vec<TeamId> = Vec::new();
    for member in tables.groups.get(group).map_or(&[][..], |m| m.as_slice()) {
        match find(member) {
            Some(id) if gone.contains(&id) => {}
            Some(id) => teams.push(id),
            None => unknown.push(member.clone()),
        }
    }
    let mut made = GroupSheet { sheet: Sheet::new(teams), unknown, ..GroupSheet::default() };
    let place: HashMap<TeamId, TeamIx> =
        made.sheet.teams.iter().enumerate().map(|(i, t)| (*t, i as TeamIx)).collect();
    let mut met = Vec::new();
    let results_carried = match &tables.carry {
        Some(carry) if matches!(carry.what, Carried::Results | Carried::All) => {
            edition.stage(&carry.from)
        }
        _ => None,
    };
    for m in matches {
        let f = &m.fixture;
        let (Some(&home), Some(&away)) = (place.get(&f.teams.home), place.get(&f.teams.away))
        else {
            continue;
        };
        let teams = BySide::new(home, away);
        let own = belongs(edition, stage, group, m);
        let carried = !own && results_carried.is_some_and(|s| belongs(edition, s, "", m));
        if !own && !carried {
            continue;
        }
        let play_off = |of: &MatchRef| is_match(of, m, directory);
        if rulings().any(|r| matches!(&r.kind, RulingKind::PlayOff { of, .. } if play_off(of))) {
            if let Some(winner) = m.score().and_then(|s| s.advances()) {
                made.sheet.play_offs.push((teams[winner], teams[!winner]));
            }
            continue;
        }
        if own {
            met.push(teams);
        }
        match m.happened.as_ref().and_then(|h| awarded.in_table(&h.outcome)) {
            Some((goals, winner)) => {
                made.sheet.results.push(Line { teams, goals, winner, match_id: Some(f.id) });
                made.conduct.push(conduct_of(m, &cards));
                if let Some(shoot_out) = m.score().and_then(|s| s.shoot_out) {
                    made.sheet.play_offs.push((teams[shoot_out.winner], teams[!shoot_out.winner]));
                }
            }
            None if m.is_remaining() && own => {
                made.sheet.remaining.push(teams);
                made.remaining.push(Some(f.id));
            }
            None => {}
        }
    }
    complete(&mut made, &met, tables.meetings);
    made.unlisted = unlisted(&made, tables.matches_each);
    let ended = rulings().any(|r| r.kind == RulingKind::Ended);
    if ended {
        made.sheet.remaining.clear();
        made.remaining.clear();
        made.unlisted = 0;
    }
    let out: Vec<TeamIx> = out.iter().filter_map(|t| place.get(t).copied()).collect();
    drop_remaining(&mut made, |teams| out.contains(&teams.home) || out.contains(&teams.away));
    decided(&mut made, edition, stage, snapshot);
    // What was published at the end says nothing about the days before.
    if made.sheet.is_finished() {
        for (team, points) in &tables.conduct {
            if let Some(&ix) = find(team).and_then(|id| place.get(&id)) {
                made.sheet.conduct[usize::from(ix)].get_or_insert(*points);
            }
        }
    }
    for ruling in rulings() {
        let RulingKind::PlayOff { of, winner: Some(winner) } = &ruling.kind else { continue };
        let teams = BySide::new(&of.home, &of.away)
            .map(|t| alternatives(t).filter_map(find).find_map(|id| place.get(&id)));
        if let (Some(&won), Some(&lost)) = (teams[*winner], teams[!*winner])
            && !made.sheet.play_offs.contains(&(won, lost))
        {
            made.sheet.play_offs.push((won, lost));
        }
    }
    made.finished = made.sheet.is_finished()
        && made.unlisted == 0
        && made.unknown.is_empty()
        && !made.sheet.teams.is_empty()
        && (ended
            || tables.meetings > 0
            || tables.matches_each.is_some()
            || stage.to.is_some_and(|last| is_past(last, snapshot)));
    ties_between_members(&mut made, edition, snapshot, matches);
    if let Some(carry) = &tables.carry
        && carry.what != Carried::Results
    {
        carry_over(&mut made.sheet, carry.what, edition, &carry.from, snapshot, matches, book);
    }
    made
}

/// Takes ties that the format sets between two members of the group, both by
/// name, for play-offs: they separate the two where the rule book says so.
fn ties_between_members(
    made: &mut GroupSheet,
    edition: &Edition,
    snapshot: &Snapshot,
    matches: &[&Match],
) {
    for (stage, tie) in edition.knockouts().flat_map(|(s, k)| k.ties.iter().map(move |t| (s, t))) {
        let (Slot::Team(home), Slot::Team(away)) = (&tie.teams.home, &tie.teams.away) else {
            continue;
        };
        let find = |name: &str| {
            let id = snapshot.directory.find_team(name, stage.from).ok()?;
            Some((id, made.sheet.index_of(id)?))
        };
        let (Some((home, h)), Some((away, a))) = (find(home), find(away)) else { continue };
        let (from, to) = (tie.span.0.or(stage.from), tie.span.1.or(stage.to));
        let theirs = matches.iter().filter(|m| {
            let f = &m.fixture;
            from.is_none_or(|d| d <= f.when.date)
                && to.is_none_or(|d| f.when.date <= d)
                && f.side_of(home).is_some()
                && f.side_of(away).is_some()
        });
        for m in theirs {
            let Some(winner) = m.score().and_then(|s| s.advances()) else { continue };
            let won = m.fixture.teams[winner] == home;
            made.sheet.play_offs.push(if won { (h, a) } else { (a, h) });
        }
    }
}

/// Says whether a match belongs to a group of a stage, its teams being members;
/// an empty group stands for any.
fn belongs(edition: &Edition, stage: &Stage, group: &str, m: &Match) -> bool {
    let f = &m.fixture;
    let date = f.when.date;
    stage.from.is_none_or(|d| d <= date)
        && stage.to.is_none_or(|d| date <= d)
        && (group.is_empty() || f.group.as_deref().is_none_or(|g| is_group(g, group, &stage.id)))
        // Sources call stages by names of their own; only a name that is another
        // stage of this edition speaks against this one.
        && f.stage.as_deref().is_none_or(|s| s == stage.id || edition.stage(s).is_none())
}

/// Says whether a source's name of a group means the group: `Group J`, `J`.
fn is_group(written: &str, group: &str, stage: &str) -> bool {
    let written = written.trim();
    let last = written.rsplit(' ').next().unwrap_or(written);
    written.eq_ignore_ascii_case(group) || last.eq_ignore_ascii_case(group) || group == stage
}

/// Says whether a match is the one that a ruling names.
pub(crate) fn is_match(of: &MatchRef, m: &Match, directory: &Directory) -> bool {
    let f = &m.fixture;
    let apart = |a: jiff::civil::Date, b: jiff::civil::Date| {
        a.until(b).map_or(i32::MAX, |span| span.get_days().abs())
    };
    if apart(of.date, f.when.date) > 1 {
        return false;
    }
    let find = |names: &str| -> Vec<TeamId> {
        alternatives(names).filter_map(|n| directory.find_team(n, Some(of.date)).ok()).collect()
    };
    let (home, away) = (find(&of.home), find(&of.away));
    let is = |a: TeamId, b: TeamId| home.contains(&a) && away.contains(&b);
    is(f.teams.home, f.teams.away) || (f.neutral && is(f.teams.away, f.teams.home))
}

/// Counts the matches that each team is short of, by pairs rounded up.
fn unlisted(made: &GroupSheet, matches_each: Option<u8>) -> u16 {
    let Some(each) = matches_each else { return 0 };
    let mut short = vec![u16::from(each); made.sheet.teams.len()];
    let listed =
        made.sheet.results.iter().map(|l| l.teams).chain(made.sheet.remaining.iter().copied());
    for teams in listed {
        for side in Side::BOTH {
            let left = &mut short[usize::from(teams[side])];
            *left = left.saturating_sub(1);
        }
    }
    short.iter().sum::<u16>().div_ceil(2)
}

/// Says whether a day lies before the moment, or before the last match played
/// that the record holds.
fn is_past(day: jiff::civil::Date, snapshot: &Snapshot) -> bool {
    let now = snapshot.as_of.played_by.date().or_else(|| {
        let last = snapshot.matches.iter().rev().find(|m| m.happened.is_some());
        last.map(|m| m.fixture.when.date)
    });
    now.is_some_and(|now| day < now)
}

/// Adds the fixtures that the format demands and the record does not hold.
fn complete(made: &mut GroupSheet, met_pairs: &[BySide<TeamIx>], meetings: u8) {
    let n = made.sheet.teams.len();
    let mut met = vec![0u8; n * n];
    for teams in met_pairs {
        met[usize::from(teams.home) * n + usize::from(teams.away)] += 1;
    }
    for a in 0..n {
        for b in a + 1..n {
            let (mut at_a, mut at_b) = (met[a * n + b], met[b * n + a]);
            while at_a + at_b < meetings {
                // Home and away alternate; a single meeting's ground is unknown
                // and the team listed first is named first.
                let (home, away) = if at_a <= at_b { (a, b) } else { (b, a) };
                if home == a {
                    at_a += 1
                } else {
                    at_b += 1
                }
                made.sheet.remaining.push(BySide::new(home as TeamIx, away as TeamIx));
                made.remaining.push(None);
            }
        }
    }
}

fn drop_remaining(made: &mut GroupSheet, gone: impl Fn(&BySide<TeamIx>) -> bool) {
    let mut i = 0;
    while i < made.sheet.remaining.len() {
        if gone(&made.sheet.remaining[i]) {
            made.sheet.remaining.remove(i);
            made.remaining.remove(i);
        } else {
            i += 1;
        }
    }
}

/// Fills in deductions, conduct and lots.
fn decided(made: &mut GroupSheet, edition: &Edition, stage: &Stage, snapshot: &Snapshot) {
    let sheet = &mut made.sheet;
    sheet.adjustments = vec![0; sheet.teams.len()];
    for a in &snapshot.adjustments {
        if *a.edition == *edition.id
            && a.stage.as_deref().is_none_or(|s| s == stage.id)
            && let Some(team) = sheet.index_of(a.team)
        {
            let total = &mut sheet.adjustments[usize::from(team)];
            *total = total.saturating_add(a.points);
        }
    }
    sheet.conduct = vec![Some(0); sheet.teams.len()];
    for (line, shown) in sheet.results.iter().zip(&made.conduct) {
        for side in Side::BOTH {
            let total = &mut sheet.conduct[usize::from(line.teams[side])];
            *total = total.zip(shown[side]).map(|(sum, points)| sum + points);
        }
    }
    for drawn in snapshot.lots.iter().filter(|l| *l.edition == *edition.id) {
        sheet.lots.resize(sheet.teams.len(), None);
        for (i, team) in drawn.order.iter().enumerate() {
            if let Some(ix) = sheet.index_of(*team) {
                sheet.lots[usize::from(ix)] = Some(i as u8);
            }
        }
    }
}

/// Brings over what counts on from an earlier stage, apart from the results among
/// members, which are results of the new table.
fn carry_over(
    sheet: &mut Sheet,
    what: Carried,
    edition: &Edition,
    from: &str,
    snapshot: &Snapshot,
    matches: &[&Match],
    book: BookOf<'_>,
) {
    let Some((stage, tables)) = edition.tables().find(|(s, _)| s.id == from) else { return };
    // The points are those of the stage in which they were won.
    let points = book(&tables.regulation).map_or_else(crate::Points::default, |r| r.points);
    sheet.carried = vec![CarriedOver::default(); sheet.teams.len()];
    for group in tables.groups.keys() {
        let earlier = group_sheet_of(edition, stage, tables, group, snapshot, matches, book).sheet;
        let is_member = |ix: TeamIx| sheet.index_of(earlier.teams[usize::from(ix)]).is_some();
        let counted = |l: &&Line| {
            what != Carried::All || !(is_member(l.teams.home) && is_member(l.teams.away))
        };
        let totals = crate::Totals::over(
            earlier.teams.len(),
            earlier.results.iter().filter(counted),
            &points,
        );
        for (team, total) in earlier.teams.iter().zip(totals) {
            let Some(ix) = sheet.index_of(*team) else { continue };
            // A deduction that names no stage counts in the new table anyway.
            let deducted: i32 = snapshot
                .adjustments
                .iter()
                .filter(|a| *a.edition == *edition.id && a.team == *team)
                .filter(|a| a.stage.as_deref() == Some(from))
                .map(|a| i32::from(a.points))
                .sum();
            let earned = total.points + deducted;
            sheet.carried[usize::from(ix)] = match what {
                Carried::Results => continue,
                Carried::All => CarriedOver {
                    played: total.played,
                    won: total.won,
                    drawn: total.drawn,
                    lost: total.lost,
                    goals_for: total.goals_for,
                    goals_against: total.goals_against,
                    away_goals: total.away_goals,
                    away_wins: total.away_wins,
                    points: earned,
                },
                Carried::Points => CarriedOver { points: earned, ..CarriedOver::default() },
                Carried::HalfUp => {
                    CarriedOver { points: (earned + 1).div_euclid(2), ..CarriedOver::default() }
                }
                Carried::HalfDown => {
                    CarriedOver { points: earned.div_euclid(2), ..CarriedOver::default() }
                }
            };
        }
    }
}

/// Counts the conduct points of a match, 0 or less, on the scale of a rule book.
/// `None` where the cards are not listed.
pub fn conduct_of(m: &Match, cost: &CardPoints) -> BySide<Option<i32>> {
    let happened = m.happened.as_ref();
    // A match that was not played has no cards.
    if happened.is_some_and(|h| h.outcome.pitch().is_none()) {
        return BySide::new(Some(0), Some(0));
    }
    let Some(cards) = happened.and_then(|h| h.cards.as_ref()) else {
        return BySide::default();
    };
    let of = |side: Side| {
        let mut shown: BTreeMap<Option<PersonId>, Vec<CardKind>> = BTreeMap::new();
        for card in cards.iter().filter(|c| c.side == side) {
            shown.entry(card.person).or_default().push(card.kind);
        }
        shown
            .into_iter()
            .map(|(person, kinds)| match person {
                Some(_) => worst(&kinds, cost),
                None => kinds.iter().map(|k| worst(&[*k], cost)).sum(),
            })
            .sum()
    };
    BySide::new(Some(of(Side::Home)), Some(of(Side::Away)))
}

fn worst(kinds: &[CardKind], cost: &CardPoints) -> i32 {
    let has = |k| kinds.contains(&k);
    let points = match (has(CardKind::Yellow), has(CardKind::SecondYellow), has(CardKind::Red)) {
        (_, true, _) => cost.second_yellow,
        (true, false, true) => cost.yellow_and_red,
        (false, false, true) => cost.red,
        (true, false, false) => cost.yellow,
        (false, false, false) => 0,
    };
    -i32::from(points)
}
