//! The checker of certificates.
//!
//! It works on whole numbers only and shares no code with the searches: it adds
//! up points and goals itself and follows the criteria in its own way. A
//! certificate that it accepts proves that the team cannot take the places.

mod criteria;
mod points;
mod stage;
mod sums;

pub use stage::check_stage;
pub(crate) use stage::record_cases;

use girone_model::Sheet;
use girone_rules::{RankBy, Regulation};

use crate::certificate::{Aim, Certificate, Node, Own, Proof};
use crate::{Given, Places};

/// Why a certificate proves nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw(pub &'static str);

impl std::fmt::Display for Flaw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the certificate proves nothing: {}", self.0)
    }
}

impl std::error::Error for Flaw {}

type Checked = Result<(), Flaw>;

fn require(holds: bool, flaw: &'static str) -> Checked {
    if holds { Ok(()) } else { Err(Flaw(flaw)) }
}

/// Checks a certificate about a table with remaining fixtures, under a cap on the
/// goals of a team in one match.
///
/// # Errors
/// What is wrong with it.
pub fn check(
    regulation: &Regulation,
    sheet: &Sheet,
    max_goals: Option<u8>,
    certificate: &Certificate,
) -> Checked {
    let n = sheet.teams.len();
    require(n <= 64 && usize::from(certificate.team) < n, "it is about no team of the table")?;
    let facts = Facts::new(regulation, sheet, max_goals, certificate);
    let places = certificate.places;
    let last = places.worst().unwrap_or(1);
    let first = places.best().unwrap_or(1);
    let p = &regulation.points;
    let monotone = p.win > p.draw && p.draw > p.loss && certificate.given.combined().is_empty();
    match certificate.own {
        Own::Any => {}
        Own::Won => require(
            monotone && places == Places::from_to(1, last),
            "only for the best places is it enough to look at wins",
        )?,
        Own::Lost => require(
            monotone && usize::from(last) == n && places == Places::from_to(first, last),
            "only for the worst places is it enough to look at defeats",
        )?,
    }
    match &certificate.proof {
        Proof::Cases(node) => facts.cases(node, &mut vec![None; sheet.remaining.len()]),
        Proof::Points(proof) => {
            let side = facts.aimed(proof.aim)?;
            points::check_cores(&facts, &side, &proof.cores)
        }
        Proof::Standings { aim, node } => {
            let side = facts.aimed(*aim)?;
            points::check_standings(&facts, &side, node)
        }
    }
}

/// What the certificate is checked against.
struct Facts<'a> {
    regulation: &'a Regulation,
    sheet: &'a Sheet,
    cap: Option<u8>,
    given: &'a Given,
    team: usize,
    places: Places,
    own: Own,
    /// Points so far, adjustments included.
    points: Vec<i64>,
    /// Matches in the end.
    games: Vec<i64>,
}

impl<'a> Facts<'a> {
    fn new(
        regulation: &'a Regulation,
        sheet: &'a Sheet,
        cap: Option<u8>,
        certificate: &'a Certificate,
    ) -> Facts<'a> {
        let n = sheet.teams.len();
        let mut facts = Facts {
            regulation,
            sheet,
            cap,
            given: &certificate.given,
            team: usize::from(certificate.team),
            places: certificate.places,
            own: certificate.own,
            points: (0..n)
                .map(|t| i64::from(sheet.adjustments.get(t).copied().unwrap_or(0)))
                .collect(),
            games: vec![0; n],
        };
        for (t, brought) in sheet.carried.iter().enumerate().take(n) {
            facts.points[t] += i64::from(brought.points);
            facts.games[t] += i64::from(brought.played);
        }
        for line in &sheet.results {
            let (h, a) = (usize::from(line.teams.home), usize::from(line.teams.away));
            let outcome = line.ending() as i8;
            facts.points[h] += facts.worth(outcome, true);
            facts.points[a] += facts.worth(outcome, false);
            facts.games[h] += 1;
            facts.games[a] += 1;
        }
        for fixture in &sheet.remaining {
            facts.games[usize::from(fixture.home)] += 1;
            facts.games[usize::from(fixture.away)] += 1;
        }
        facts
    }

    /// Points of one side for an outcome (1 home win, 0 draw, −1 away win).
    fn worth(&self, outcome: i8, home: bool) -> i64 {
        let p = &self.regulation.points;
        i64::from(match if home { outcome } else { -outcome } {
            1 => p.win,
            0 => p.draw,
            _ => p.loss,
        })
    }

    fn pair(&self, game: usize) -> (usize, usize) {
        let fixture = self.sheet.remaining[game];
        (usize::from(fixture.home), usize::from(fixture.away))
    }

    /// The smallest and largest margin of home over away with an outcome.
    fn margins(&self, game: usize, outcome: i8) -> Option<(i64, i64)> {
        let most = self.cap.map_or(255, i64::from);
        let (lo, hi) = self.given.margin(game);
        let (lo, hi) = (i64::from(lo).max(-most), i64::from(hi).min(most));
        let (lo, hi) = match outcome {
            1 => (lo.max(1), hi),
            0 => (lo.max(0), hi.min(0)),
            _ => (lo, hi.min(-1)),
        };
        (lo <= hi).then_some((lo, hi))
    }

    /// Compares what ranks: final points, or points per match.
    fn ahead(&self, a: usize, of_a: i64, b: usize, of_b: i64) -> i8 {
        let difference = match self.regulation.rank_by {
            RankBy::Points => of_a - of_b,
            RankBy::PointsPerGame => {
                let quotient =
                    |t: usize, p: i64| if self.games[t] == 0 { (0, 1) } else { (p, self.games[t]) };
                let ((p, g), (q, h)) = (quotient(a, of_a), quotient(b, of_b));
                p * h - q * g
            }
        };
        difference.signum() as i8
    }

    /// Whether the outcome of an own match has to be looked at.
    fn looked_at(&self, game: usize, outcome: i8) -> bool {
        let (h, a) = self.pair(game);
        if self.margins(game, outcome).is_none() {
            return false;
        }
        if h != self.team && a != self.team || self.own == Own::Any {
            return true;
        }
        let sign = if h == self.team { 1 } else { -1 };
        let wish = if self.own == Own::Won { sign } else { -sign };
        // Nothing that is better for the wish may be allowed.
        ![-1i8, 0, 1].iter().any(|o| o * wish > outcome * wish && self.margins(game, *o).is_some())
    }

    /// The range of final points of a team with some outcomes fixed.
    fn range(&self, team: usize, outcomes: &[Option<i8>]) -> (i64, i64) {
        let mut range = (self.points[team], self.points[team]);
        for (game, outcome) in outcomes.iter().enumerate() {
            let (h, a) = self.pair(game);
            if h != team && a != team {
                continue;
            }
            let worth: Vec<i64> = match outcome {
                Some(o) => vec![self.worth(*o, h == team)],
                None => [-1, 0, 1].iter().map(|o| self.worth(*o, h == team)).collect(),
            };
            range.0 += worth.iter().min().copied().unwrap_or(0);
            range.1 += worth.iter().max().copied().unwrap_or(0);
        }
        range
    }

    fn cases(&self, node: &Node, outcomes: &mut [Option<i8>]) -> Checked {
        match node {
            Node::Match { game, home, drawn, away } => {
                let open = outcomes.get(*game).is_some_and(|o| o.is_none());
                require(open, "a match is split that is fixed or does not exist")?;
                for (outcome, child) in [(1i8, home), (0, drawn), (-1, away)] {
                    if self.looked_at(*game, outcome) {
                        outcomes[*game] = Some(outcome);
                        let checked = self.cases(child, outcomes);
                        outcomes[*game] = None;
                        checked?;
                    }
                }
                Ok(())
            }
            Node::Excluded => Err(Flaw("an outcome is left out that is possible")),
            Node::Short(_) | Node::Over(_) => Err(Flaw("a sum stands where it proves nothing")),
            Node::Settled | Node::Level(_) => {
                let own = self.range(self.team, outcomes);
                let (mut above, mut below, mut part) = (0u8, 0u8, 1u64 << self.team);
                let mut open = false;
                for rival in (0..self.points.len()).filter(|t| *t != self.team) {
                    let its = self.range(rival, outcomes);
                    if self.ahead(rival, its.0, self.team, own.1) > 0 {
                        above += 1;
                    } else if self.ahead(rival, its.1, self.team, own.0) < 0 {
                        below += 1;
                    } else {
                        part |= 1 << rival;
                        open |= its.0 != its.1 || own.0 != own.1;
                    }
                }
                let last = self.points.len() as u8 - below;
                if Places::from_to(above + 1, last).and(self.places).is_empty() {
                    return Ok(());
                }
                match node {
                    Node::Level(level) if !open => {
                        criteria::check(self, level, outcomes, part, above)
                    }
                    Node::Level(_) => Err(Flaw("criteria are applied while points are open")),
                    _ => Err(Flaw("a case is closed in which one of the places is open")),
                }
            }
        }
    }

    /// Fixes the own results as the aim allows.
    fn aimed(&self, aim: Aim) -> Result<points::Side, Flaw> {
        require(
            self.regulation.rank_by == RankBy::Points
                && self.own == if aim == Aim::Below { Own::Won } else { Own::Lost },
            "points prove something only about the best or the worst places",
        )?;
        let mut outcomes = vec![None; self.sheet.remaining.len()];
        for (game, outcome) in outcomes.iter_mut().enumerate() {
            let (h, a) = self.pair(game);
            if h == self.team || a == self.team {
                *outcome = [-1i8, 0, 1].into_iter().find(|o| self.looked_at(game, *o));
                require(outcome.is_some(), "a match of the team has no outcome")?;
            }
        }
        Ok(points::Side { aim, target: self.range(self.team, &outcomes).0, outcomes })
    }
}
