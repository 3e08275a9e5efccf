//! The search over outcomes of remaining matches for the places of one team.
//!
//! Matches are tried in an order that concerns the team first. As soon as the
//! points that matter are fixed, [`crate::level`] decides among the level teams.

use std::cmp::Ordering;

use girone_model::TeamIx;
use girone_rules::{Criterion, Regulation};

use crate::certificate::{Node, Own};
use crate::level::Resolver;
use crate::problem::{OUTCOMES, Question};
use crate::{Budget, Places, Witness};

/// What a search found.
#[derive(Debug)]
pub(crate) struct Searched {
    /// The wanted places that can be reached.
    pub found: Places,
    /// A completion for each of them.
    pub witnesses: Vec<(Places, Witness)>,
    /// Whether all other wanted places are impossible.
    pub complete: bool,
    /// The tree of cases, if one was asked for and the search is complete.
    pub node: Option<Node>,
}

/// Looks for completions in which `team` takes the `wanted` places.
pub(crate) fn search(
    q: &Question<'_>,
    team: TeamIx,
    wanted: Places,
    own: Own,
    record: bool,
    budget: &mut Budget<'_>,
) -> Searched {
    let n = q.teams;
    let k = q.sheet.remaining.len();
    let mut search = Search {
        q,
        team: usize::from(team),
        wanted,
        own,
        record,
        complete: n <= 64,
        opponents: k <= 8 && counts_opponents(&q.regulation),
        outcomes: vec![None; k],
        least: q.now.iter().map(|t| t.points).collect(),
        most: q.now.iter().map(|t| t.points).collect(),
        resolver: Resolver::new(q, team),
        witnesses: Vec::new(),
        budget,
    };
    for game in 0..k {
        search.count(game, None, 1);
    }
    let node = if search.complete { search.visit() } else { Node::Settled };
    let found = search.witnesses.iter().fold(Places::NONE, |all, (p, _)| all.or(*p)).and(wanted);
    let complete = search.complete;
    Searched {
        found,
        complete,
        node: (record && complete).then_some(node),
        witnesses: search.witnesses,
    }
}

struct Search<'q, 's, 'b> {
    q: &'q Question<'q>,
    team: usize,
    /// Places still looked for.
    wanted: Places,
    own: Own,
    record: bool,
    complete: bool,
    /// Whether to fix every match where opponents' results may count.
    opponents: bool,
    outcomes: Vec<Option<i8>>,
    least: Vec<i32>,
    most: Vec<i32>,
    resolver: Resolver<'q>,
    witnesses: Vec<(Places, Witness)>,
    budget: &'s mut Budget<'b>,
}

impl Search<'_, '_, '_> {
    /// Adds (sign 1) or takes away (−1) what a match gives to the ranges of points.
    fn count(&mut self, game: usize, outcome: Option<i8>, sign: i32) {
        let fixture = self.q.sheet.remaining[game];
        let (home, away) = (usize::from(fixture.home), usize::from(fixture.away));
        let range = match outcome {
            Some(outcome) => {
                let (h, a) = self.q.points_for(outcome);
                (h, h, a, a)
            }
            None => OUTCOMES
                .iter()
                .map(|o| self.q.points_for(*o))
                .fold((i32::MAX, i32::MIN, i32::MAX, i32::MIN), |r, (h, a)| {
                    (r.0.min(h), r.1.max(h), r.2.min(a), r.3.max(a))
                }),
        };
        self.least[home] += sign * range.0;
        self.most[home] += sign * range.1;
        self.least[away] += sign * range.2;
        self.most[away] += sign * range.3;
    }

    /// How a rival stands to the team by the points both can still have; `None`
    /// while that is open.
    fn stands(&self, rival: usize) -> Option<Ordering> {
        let (x, q) = (self.team, self.q);
        if q.compare_points(rival, self.least[rival], x, self.most[x]) == Ordering::Greater {
            return Some(Ordering::Greater);
        }
        if q.compare_points(rival, self.most[rival], x, self.least[x]) == Ordering::Less {
            return Some(Ordering::Less);
        }
        let fixed = self.least[x] == self.most[x] && self.least[rival] == self.most[rival];
        fixed.then_some(Ordering::Equal)
    }

    fn visit(&mut self) -> Node {
        if !self.budget.spend() {
            self.complete = false;
            return Node::Settled;
        }
        let n = self.q.teams;
        let (mut above, mut below, mut level, mut open) = (0u8, 0u8, 0u64, 0u64);
        for rival in 0..n {
            if rival == self.team {
                continue;
            }
            match self.stands(rival) {
                Some(Ordering::Greater) => above += 1,
                Some(Ordering::Less) => below += 1,
                Some(Ordering::Equal) => level |= 1 << rival,
                None => open |= 1 << rival,
            }
        }
        let reach = Places::from_to(above + 1, n as u8 - below);
        if reach.and(self.wanted).is_empty() {
            return Node::Settled;
        }
        match self.next_match(open, level != 0) {
            Some(game) => self.split(game),
            None => {
                let part = level | 1 << self.team;
                let resolved =
                    self.resolver.resolve(&self.outcomes, part, above, self.wanted, self.budget);
                for (places, witness) in resolved.witnesses {
                    self.wanted = self.wanted.without(places);
                    self.witnesses.push((places, witness));
                }
                self.complete &= resolved.complete;
                Node::Level(resolved.tree)
            }
        }
    }

    /// Picks a match that matters and is not fixed yet: one of the team itself,
    /// then one with a rival whose standing is open.
    fn next_match(&self, open: u64, tied: bool) -> Option<usize> {
        let mut best: Option<(u32, usize)> = None;
        for (game, fixture) in self.q.sheet.remaining.iter().enumerate() {
            if self.outcomes[game].is_some() {
                continue;
            }
            let (home, away) = (usize::from(fixture.home), usize::from(fixture.away));
            let own = home == self.team || away == self.team;
            let sides = (open >> home & 1) + (open >> away & 1);
            let summed =
                self.q.given.combined().iter().any(|c| c.terms.iter().any(|t| t.0 == game));
            let weight = match (own, sides) {
                (true, _) => 4,
                (false, 2) => 3,
                (false, 1) => 2,
                _ if summed || (tied && self.opponents) => 1,
                _ if OUTCOMES.iter().any(|o| self.q.allows(game, *o)) => continue,
                _ => 5,
            };
            if best.is_none_or(|(w, _)| weight > w) {
                best = Some((weight, game));
            }
        }
        best.map(|(_, game)| game)
    }

    fn split(&mut self, game: usize) -> Node {
        let fixture = self.q.sheet.remaining[game];
        let mut nodes: [Node; 3] = [Node::Excluded, Node::Excluded, Node::Excluded];
        for (i, outcome) in OUTCOMES.into_iter().enumerate() {
            // Among the own results the best (or worst) one allowed is enough.
            let sign = i8::from(usize::from(fixture.home) == self.team)
                - i8::from(usize::from(fixture.away) == self.team);
            let better = |o: &i8| match self.own {
                Own::Any => false,
                Own::Won => o * sign > outcome * sign,
                Own::Lost => o * sign < outcome * sign,
            };
            let looked_at = !OUTCOMES.iter().any(|o| better(o) && self.q.allows(game, *o));
            if !looked_at || !self.q.allows(game, outcome) {
                continue;
            }
            if !self.record && (self.wanted.is_empty() || !self.complete) {
                break;
            }
            self.count(game, None, -1);
            self.count(game, Some(outcome), 1);
            self.outcomes[game] = Some(outcome);
            nodes[i] = self.visit();
            self.outcomes[game] = None;
            self.count(game, Some(outcome), -1);
            self.count(game, None, 1);
        }
        let [home, drawn, away] = nodes;
        Node::Match { game, home: Box::new(home), drawn: Box::new(drawn), away: Box::new(away) }
    }
}

/// Says whether the results of opponents count.
pub(crate) fn counts_opponents(regulation: &Regulation) -> bool {
    regulation.criteria.iter().any(|s| {
        matches!(
            s.criterion,
            Criterion::OpponentsPoints
                | Criterion::OpponentsGoalDifference
                | Criterion::OpponentsGoals
        )
    })
}
