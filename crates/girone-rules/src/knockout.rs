//! Ties: who plays, which matches of the record are theirs, and who goes on.

use std::collections::BTreeMap;

use girone_model::{BySide, Match, MatchId, Side, Snapshot, TeamId};
use jiff::civil::Date;

use crate::edition::{Decider, Edition, Knockout, Stage, TieSlot};
use crate::group_sheet::Index;
pub use crate::progress::progress;
use crate::slot::Slot;
use crate::standings::{Books, Standings, standings_of};

/// A tie at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The id of the stage.
    pub stage: String,
    /// The id of the tie.
    pub id: String,
    /// The round.
    pub round: String,
    /// Who plays.
    pub teams: BySide<Occupant>,
    /// The matches of the record, in order of date: legs, then replays.
    pub matches: Vec<MatchId>,
    /// How it stands.
    pub state: TieState,
}

impl Tie {
    /// Returns the team that goes on, if that is decided.
    pub fn winner(&self) -> Option<TeamId> {
        match self.state {
            TieState::Decided { winner, .. } => self.teams[winner].team(),
            _ => None,
        }
    }

    /// Returns the team that does not go on, if that is decided.
    pub fn loser(&self) -> Option<TeamId> {
        match self.state {
            TieState::Decided { winner, .. } => self.teams[!winner].team(),
            _ => None,
        }
    }
}

/// Who fills a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Occupant {
    /// A team, for certain.
    Known {
        /// Which.
        team: TeamId,
        /// What makes it certain.
        basis: Basis,
    },
    /// Not certain yet.
    Open {
        /// Why not.
        why: Why,
        /// The teams that may still come here, as far as the format tells; empty
        /// where it does not.
        among: Vec<TeamId>,
    },
}

impl Occupant {
    /// Returns the team, if it is certain.
    pub fn team(&self) -> Option<TeamId> {
        match self {
            Occupant::Known { team, .. } => Some(*team),
            Occupant::Open { .. } => None,
        }
    }
}

/// What makes it certain who fills a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The format names the team, or the draw did.
    Named,
    /// A finished table.
    Table,
    /// A final ranking across groups, with its allocation table where there is one.
    Ranking,
    /// A decided tie.
    Tie,
    /// The caller knows it for certain before the end.
    Proved,
    /// The record holds the match; what the format needs was missing or a draw.
    Record,
}

/// Why it is not certain who fills a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Groups are not finished.
    Unfinished(Vec<String>),
    /// Teams are level in a group.
    Level(String),
    /// Ranks of a ranking across groups are shared.
    SharedRank(String),
    /// A tie is not decided.
    Waiting(String),
    /// A draw decides.
    NotDrawn(Option<Date>),
    /// The record does not know the team.
    UnknownTeam(String),
    /// A rule book, an allocation table or an edition is not at hand.
    Lacking(String),
}

/// How a tie stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieState {
    /// Nothing has been played.
    NotBegun,
    /// Some of it has been played; the goals on aggregate so far.
    Underway(BySide<u16>),
    /// It is decided.
    Decided {
        /// Who goes on.
        winner: Side,
        /// What decided.
        by: DecidedBy,
        /// The goals on aggregate, shoot-outs and replays apart.
        aggregate: BySide<u16>,
    },
    /// All has been played and it is level; the record lacks what decided.
    Lacks(Decider),
}

/// What decided a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecidedBy {
    /// The goals of normal time, or where the record does not tell.
    Goals,
    /// Extra time.
    ExtraTime,
    /// Goals away from home.
    AwayGoals,
    /// A shoot-out.
    ShootOut,
    /// A replay.
    Replay,
    /// A decision, or one side did not appear.
    Ruling,
    /// Lots, or whatever else; the record shows who went on.
    Record,
}

/// What a caller has proved before the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proved {
    /// Teams that end in a place whatever happens: stage, group, place.
    pub places: BTreeMap<(String, String, u8), TeamId>,
    /// Teams that end in a rank whatever happens: ranking, rank.
    pub ranks: BTreeMap<(String, u8), TeamId>,
}

/// Puts together the ties of an edition at the moment of the snapshot, in the
/// order of the file.
pub fn bracket(
    edition: &Edition,
    index: &Index<'_>,
    books: &dyn Books,
    proved: &Proved,
) -> Vec<Tie> {
    let matches = index.matches_of(edition);
    let standings = standings_of(edition, index.snapshot, &matches, books);
    Bracket { edition, index, books, proved, standings: &standings, matches, depth: 0 }.ties()
}

/// Does the same with standings computed before.
pub fn bracket_of(
    edition: &Edition,
    index: &Index<'_>,
    books: &dyn Books,
    proved: &Proved,
    standings: &Standings,
) -> Vec<Tie> {
    let matches = index.matches_of(edition);
    Bracket { edition, index, books, proved, standings, matches, depth: 0 }.ties()
}

struct Bracket<'a> {
    edition: &'a Edition,
    index: &'a Index<'a>,
    books: &'a dyn Books,
    proved: &'a Proved,
    standings: &'a Standings,
    matches: Vec<&'a Match>,
    depth: u8,
}

/// What is known about a slot before the record is looked at.
struct Candidates {
    /// The team, if certain, or why not.
    certain: Result<(TeamId, Basis), Why>,
    /// Who may come; empty where nothing is known.
    among: Vec<TeamId>,
    /// Whether everything that it depends on is over.
    settled: bool,
}

impl Candidates {
    fn known(team: TeamId, basis: Basis) -> Candidates {
        Candidates { certain: Ok((team, basis)), among: vec![team], settled: true }
    }

    fn open(why: Why, among: Vec<TeamId>, settled: bool) -> Candidates {
        Candidates { certain: Err(why), among, settled }
    }
}

impl Bracket<'_> {
    fn snapshot(&self) -> &Snapshot {
        self.index.snapshot
    }

    fn ties(&self) -> Vec<Tie> {
        let all: Vec<(&Stage, &Knockout, &TieSlot)> = self
            .edition
            .knockouts()
            .flat_map(|(s, k)| k.ties.iter().map(move |t| (s, k, t)))
            .collect();
        let mut done: BTreeMap<&str, Tie> = BTreeMap::new();
        let mut used: Vec<MatchId> = Vec::new();
        // A tie is put together once those that it waits for are; an edition has
        // been checked to have no ring.
        while done.len() < all.len() {
            let before = done.len();
            let mut round: Vec<(&Stage, &TieSlot, BySide<Candidates>)> = Vec::new();
            for (stage, knockout, tie) in &all {
                let slots = [&tie.teams.home, &tie.teams.away];
                let ready =
                    slots.iter().all(|s| s.waits_for().iter().all(|w| done.contains_key(w)));
                if done.contains_key(tie.id.as_str()) || !ready {
                    continue;
                }
                let of = |slot: &Slot, other: &Slot| self.of(slot, other, tie, knockout, &done);
                let teams = BySide::new(
                    of(&tie.teams.home, &tie.teams.away),
                    of(&tie.teams.away, &tie.teams.home),
                );
                round.push((stage, tie, teams));
            }
            // Ties whose teams are certain take their matches first.
            let sure = |c: &BySide<Candidates>| c.home.certain.is_ok() && c.away.certain.is_ok();
            round.sort_by_key(|(_, _, teams)| !sure(teams));
            for (stage, tie, teams) in round {
                let tie = self.tie(stage, tie, teams, &mut used);
                let id = all.iter().find(|(_, _, t)| t.id == tie.id).map_or("", |(_, _, t)| &t.id);
                done.insert(id, tie);
            }
            if done.len() == before {
                break;
            }
        }
        let mut ties: Vec<Tie> =
            all.iter().filter_map(|(_, _, t)| done.get(t.id.as_str()).cloned()).collect();
        let slots: Vec<&TieSlot> = all.iter().map(|(_, _, t)| *t).collect();
        tell_by_next_round(&mut ties, &slots);
        ties
    }

    /// Finds who may fill a slot.
    fn of(
        &self,
        slot: &Slot,
        opponent: &Slot,
        tie: &TieSlot,
        knockout: &Knockout,
        done: &BTreeMap<&str, Tie>,
    ) -> Candidates {
        match slot {
            Slot::Team(id) => self.named(id, tie),
            Slot::Place { stage, group, place } => self.place(stage, group, *place),
            Slot::Rank { ranking, rank } => self.rank(ranking, *rank),
            Slot::Allocated { place, groups } => {
                self.allocated(*place, groups, opponent, tie, knockout)
            }
            Slot::Winner(id) | Slot::Loser(id) => {
                let Some(before) = done.get(id.as_str()) else {
                    return Candidates::open(Why::Waiting(id.clone()), Vec::new(), false);
                };
                let wins = matches!(slot, Slot::Winner(_));
                match if wins { before.winner() } else { before.loser() } {
                    Some(team) => Candidates::known(team, Basis::Tie),
                    None => {
                        let mut among = Vec::new();
                        for side in Side::BOTH {
                            match &before.teams[side] {
                                Occupant::Known { team, .. } => among.push(*team),
                                Occupant::Open { among: more, .. } => among.extend(more),
                            }
                        }
                        let settled = matches!(before.state, TieState::Lacks(_));
                        Candidates::open(Why::Waiting(id.clone()), among, settled)
                    }
                }
            }
            Slot::Either(slots) => {
                let all: Vec<Candidates> =
                    slots.iter().map(|s| self.of(s, opponent, tie, knockout, done)).collect();
                let settled = all.iter().all(|c| c.settled);
                let among = all.iter().flat_map(|c| c.among.iter().copied()).collect();
                Candidates::open(Why::NotDrawn(tie.drawn), among, settled)
            }
            Slot::Elsewhere { edition, slot } => self.elsewhere(edition, slot),
        }
    }

    fn named(&self, id: &str, tie: &TieSlot) -> Candidates {
        let as_of = &self.snapshot().as_of;
        let drawn = tie
            .drawn
            .is_none_or(|d| as_of.played_by.includes_day(d) && as_of.known_by.includes_day(d));
        match self.snapshot().directory.find_team(id, tie.span.0.or(tie.drawn)) {
            Err(_) => Candidates::open(Why::UnknownTeam(id.to_owned()), Vec::new(), true),
            Ok(team) if drawn => Candidates::known(team, Basis::Named),
            Ok(_) => Candidates::open(Why::NotDrawn(tie.drawn), Vec::new(), false),
        }
    }

    fn place(&self, stage: &str, group: &str, place: u8) -> Candidates {
        let Some(standing) = self.standings.group(stage, group) else {
            return Candidates::open(Why::Lacking(format!("{stage}/{group}")), Vec::new(), false);
        };
        let key = (stage.to_owned(), group.to_owned(), place);
        if let Some(team) = self.proved.places.get(&key) {
            return Candidates::known(*team, Basis::Proved);
        }
        if !standing.sheet.finished {
            let among = standing.sheet.sheet.teams.clone();
            return Candidates::open(Why::Unfinished(vec![group.to_owned()]), among, false);
        }
        match standing.holding(place).as_slice() {
            [team] => Candidates::known(*team, Basis::Table),
            level => Candidates::open(Why::Level(group.to_owned()), level.to_vec(), true),
        }
    }

    fn rank(&self, ranking: &str, rank: u8) -> Candidates {
        let Some(ranked) = self.standings.rankings.get(ranking) else {
            return Candidates::open(Why::Lacking(ranking.to_owned()), Vec::new(), false);
        };
        if let Some(team) = self.proved.ranks.get(&(ranking.to_owned(), rank)) {
            return Candidates::known(*team, Basis::Proved);
        }
        let mut among: Vec<TeamId> = ranked.candidates.iter().map(|c| c.team).collect();
        if !ranked.unfinished.is_empty() {
            among.extend(self.members(&ranked.unfinished));
            return Candidates::open(Why::Unfinished(ranked.unfinished.clone()), among, false);
        }
        if let Some((group, level)) = ranked.shared.first() {
            among.extend(level);
            return Candidates::open(Why::Level(group.clone()), among, true);
        }
        match ranked.at(rank) {
            Some(candidate) => Candidates::known(candidate.team, Basis::Ranking),
            None => Candidates::open(Why::SharedRank(ranking.to_owned()), among, true),
        }
    }

    fn members(&self, groups: &[String]) -> Vec<TeamId> {
        let of = |g: &&crate::standings::GroupStanding| groups.contains(&g.group);
        let found = self.standings.groups.iter().filter(of);
        found.flat_map(|g| g.sheet.sheet.teams.iter().copied()).collect()
    }

    fn allocated(
        &self,
        place: u8,
        groups: &[String],
        opponent: &Slot,
        tie: &TieSlot,
        knockout: &Knockout,
    ) -> Candidates {
        let mut among = Vec::new();
        let mut unfinished = Vec::new();
        for g in self.standings.groups.iter().filter(|g| groups.contains(&g.group)) {
            if g.sheet.finished {
                among.extend(g.holding(place));
            } else {
                among.extend(&g.sheet.sheet.teams);
                unfinished.push(g.group.clone());
            }
        }
        let Some(used) = &knockout.allocation else {
            let settled = unfinished.is_empty();
            return Candidates::open(Why::NotDrawn(None), among, settled);
        };
        let Some(table) = self.books.allocation(&used.table) else {
            return Candidates::open(
                Why::Lacking(used.table.clone()),
                among,
                unfinished.is_empty(),
            );
        };
        let Some(ranked) = self.standings.rankings.get(&used.ranking) else {
            return Candidates::open(Why::Lacking(used.ranking.clone()), among, false);
        };
        if !ranked.unfinished.is_empty() {
            return Candidates::open(Why::Unfinished(ranked.unfinished.clone()), among, false);
        }
        if let Some((group, _)) = ranked.shared.first() {
            return Candidates::open(Why::Level(group.clone()), among, true);
        }
        let Some(first) = ranked.first(table.teams()) else {
            return Candidates::open(Why::SharedRank(used.ranking.clone()), among, true);
        };
        let through: Vec<String> = first.iter().map(|c| c.group.clone()).collect();
        let column = table.column(&tie.id).or_else(|| table.column(&opponent.to_string()));
        let sent = column.and_then(|c| table.group_at(&through, c));
        match first.iter().find(|c| Some(c.group.as_str()) == sent) {
            Some(candidate) => Candidates::known(candidate.team, Basis::Ranking),
            None => Candidates::open(Why::Lacking(used.table.clone()), among, true),
        }
    }

    fn elsewhere(&self, id: &str, slot: &str) -> Candidates {
        let lacking = || Candidates::open(Why::Lacking(format!("{id}:{slot}")), Vec::new(), true);
        // Two editions may refer to each other; a chain of three is enough.
        let (Some(edition), true) = (self.books.edition(id), self.depth < 3) else {
            return lacking();
        };
        let Ok(slot) = Slot::parse(slot, &crate::slot::Names::of(edition)) else {
            return lacking();
        };
        let matches = self.index.matches_of(edition);
        let standings = standings_of(edition, self.snapshot(), &matches, self.books);
        let there = Bracket {
            edition,
            index: self.index,
            books: self.books,
            proved: &Proved::default(),
            standings: &standings,
            matches,
            depth: self.depth + 1,
        };
        let ties = there.ties();
        let done: BTreeMap<&str, Tie> = ties.iter().map(|t| (t.id.as_str(), t.clone())).collect();
        let nothing = TieSlot::waiting(slot.clone());
        there.of(&slot, &slot, &nothing, &Knockout::default(), &done)
    }

    /// Finds the matches of a tie and how it stands.
    fn tie(
        &self,
        stage: &Stage,
        slot: &TieSlot,
        candidates: BySide<Candidates>,
        used: &mut Vec<MatchId>,
    ) -> Tie {
        let (from, to) = (slot.span.0.or(stage.from), slot.span.1.or(stage.to));
        let settled = candidates.home.settled && candidates.away.settled;
        let fits = |c: &Candidates, team: TeamId| {
            // Where nothing is known any team may come, but not as it pleases:
            // the other side must be known.
            c.among.contains(&team) || (c.among.is_empty() && c.certain.is_err())
        };
        let number: Option<u16> = slot.id.parse().ok();
        let playable = |m: &&&Match| {
            let f = &m.fixture;
            let date = f.when.date;
            let inside = from.is_none_or(|d| d <= date) && to.is_none_or(|d| date <= d);
            let numbered = f.number.is_none() || number.is_none() || f.number == number;
            inside
                && numbered
                && f.teams.home != f.teams.away
                && !used.contains(&f.id)
                && (m.happened.is_some() || settled)
        };
        let either = [&candidates.home, &candidates.away].map(|c| c.among.is_empty());
        let mut pairs: Vec<(BySide<TeamId>, Vec<&Match>)> = Vec::new();
        if either != [true, true] {
            for m in self.matches.iter().filter(playable) {
                let teams = m.fixture.teams;
                let straight =
                    fits(&candidates.home, teams.home) && fits(&candidates.away, teams.away);
                let turned =
                    fits(&candidates.home, teams.away) && fits(&candidates.away, teams.home);
                let pair = match (straight, turned) {
                    (true, _) => teams,
                    (false, true) => teams.swap(),
                    (false, false) => continue,
                };
                let same = |p: &BySide<TeamId>| *p == pair || p.swap() == pair;
                match pairs.iter_mut().find(|(p, _)| same(p)) {
                    Some((_, matches)) => matches.push(m),
                    None => pairs.push((pair, vec![m])),
                }
            }
        }
        let occupant = |c: Candidates, found: Option<TeamId>| match (c.certain, found) {
            (Ok((team, basis)), _) => Occupant::Known { team, basis },
            (Err(_), Some(team)) => Occupant::Known { team, basis: Basis::Record },
            (Err(why), None) => Occupant::Open { why, among: c.among },
        };
        // A team that is certain to be here plays its earliest match here: what
        // comes later is of a later round.
        let certain = candidates.home.certain.is_ok() || candidates.away.certain.is_ok();
        let (found, matches) = match pairs.as_slice() {
            [(pair, matches)] => (Some(*pair), matches.clone()),
            [(pair, matches), ..] if certain => (Some(*pair), matches.clone()),
            _ => (None, Vec::new()),
        };
        used.extend(matches.iter().map(|m| m.fixture.id));
        let teams = BySide::new(
            occupant(candidates.home, found.map(|p| p.home)),
            occupant(candidates.away, found.map(|p| p.away)),
        );
        let state = match teams.home.team() {
            Some(home) => progress(slot.legs, &slot.rule, home, &matches),
            None => TieState::NotBegun,
        };
        Tie {
            stage: stage.id.clone(),
            id: slot.id.clone(),
            round: slot.round.clone(),
            teams,
            matches: matches.iter().map(|m| m.fixture.id).collect(),
            state,
        }
    }
}

/// Decides ties of which the record lacks what decided them by who played on.
fn tell_by_next_round(ties: &mut [Tie], slots: &[&TieSlot]) {
    for i in 0..ties.len() {
        let TieState::Lacks(_) = ties[i].state else { continue };
        let teams = BySide::new(&ties[i].teams.home, &ties[i].teams.away).map(Occupant::team);
        let mut winner = None;
        for (next, slot) in ties.iter().zip(slots) {
            for side in Side::BOTH {
                let (wins, id) = match &slot.teams[side] {
                    Slot::Winner(id) => (true, id),
                    Slot::Loser(id) => (false, id),
                    _ => continue,
                };
                let Some(team) = next.teams[side].team().filter(|_| *id == ties[i].id) else {
                    continue;
                };
                if let Some(side) = teams.side_of(&Some(team)) {
                    winner = Some(if wins { side } else { !side });
                }
            }
        }
        if let Some(winner) = winner {
            // The goals were level: what they were is in the matches.
            let aggregate = BySide::default();
            ties[i].state = TieState::Decided { winner, by: DecidedBy::Record, aggregate };
        }
    }
}
