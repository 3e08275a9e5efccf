//! What a team needs: the shortest complete list of conditions on the remaining
//! matches.
//!
//! The space of margins is laid out in cells, one axis for each match that
//! matters; every cell is *sure*, *open* or *never*. The sure cells are covered
//! with as few clauses as were found, each a range of margins per match and, if
//! needed, a combined margin of two. Where margins matter for no more than three
//! matches a cell is one margin, else it is a result.

use girone_model::TeamIx;

use crate::cells::{Class, Grid};
use crate::certificate::Own;
use crate::cover::cover;
use crate::search::search;
use crate::{Budget, Combined, Given, Places, Question};

/// A range of margins (home less away) of one remaining match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Range {
    /// The match, as a position in `Sheet::remaining`.
    pub game: usize,
    /// The least margin, `None` for no limit.
    pub least: Option<i32>,
    /// The largest margin, `None` for no limit.
    pub most: Option<i32>,
}

/// Conditions that have to hold together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clause {
    /// The ranges of single matches; a match that may end anyhow has none.
    pub ranges: Vec<Range>,
    /// Combined margins.
    pub combined: Vec<Combined>,
}

impl Clause {
    /// Returns how many single conditions it has.
    pub fn len(&self) -> usize {
        self.ranges.len() + self.combined.len()
    }

    /// Says whether it demands nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns it as assumptions about `matches` remaining matches.
    pub fn given(&self, matches: usize) -> Given {
        let given = self
            .ranges
            .iter()
            .fold(Given::nothing(matches), |g, r| g.and_margin(r.game, r.least, r.most));
        self.combined.iter().cloned().fold(given, Given::and_combined)
    }

    /// Says whether margins (home less away, by match) fulfil it.
    pub fn admits(&self, margins: &[i32]) -> bool {
        self.ranges.iter().all(|r| {
            let m = margins.get(r.game).copied().unwrap_or(0);
            r.least.is_none_or(|l| l <= m) && r.most.is_none_or(|h| m <= h)
        }) && self.combined.iter().all(|c| c.admits(margins))
    }
}

/// What an open case depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DependsOn {
    /// On margins: results alone were looked at.
    pub margins: bool,
    /// On goals scored beyond the margins.
    pub goals: bool,
    /// On cards.
    pub cards: bool,
    /// On lots, a play-off or data that is missing.
    pub lots: bool,
}

/// What a team needs for a berth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conditions {
    /// The team, as a position in the sheet.
    pub team: TeamIx,
    /// The places that give the berth.
    pub berth: Places,
    /// The clauses: if any holds the berth is sure, whatever goals, cards and
    /// lots; if none does, it is not. An empty list: never sure. A single empty
    /// clause: always sure.
    pub sure: Vec<Clause>,
    /// Where it depends on more: if none of these holds and none of `sure`, the
    /// berth is missed.
    pub open: Vec<Clause>,
    /// What the open cases depend on.
    pub depends_on: DependsOn,
    /// The matches that matter.
    pub matches: Vec<usize>,
    /// Whether the lists are exact: under a cap of 20 goals or so for all margins,
    /// without one for all margins that reach well beyond the gaps between the
    /// teams (`sure` is right for any). Otherwise the budget was spent or the table
    /// is too large: `sure` still holds wherever it says so, but may be too short,
    /// and cases that were not looked at count as open.
    pub exact: bool,
    /// How many combinations of results (or margins, where they were looked at) of
    /// the matches that matter were left unsettled by the limit; 0 if none was.
    pub unsettled: u64,
}

impl Conditions {
    /// Keeps at most `most` clauses of each list and returns how many were left
    /// out, of `sure` and of `open`.
    pub fn cap(&mut self, most: usize) -> (usize, usize) {
        let left_out = (self.sure.len().saturating_sub(most), self.open.len().saturating_sub(most));
        self.sure.truncate(most);
        self.open.truncate(most);
        left_out
    }
}

/// How finely conditions look at matches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Detail {
    /// Won, drawn, lost: what is sure regardless of goals.
    Results,
    /// Margins too, where they matter for at most three matches; else results.
    #[default]
    Margins,
}

/// Finds what a team needs for a berth that `berth` places give.
///
/// Exact for last rounds; see [`Conditions::exact`].
pub fn conditions(
    q: &Question<'_>,
    team: TeamIx,
    berth: Places,
    detail: Detail,
    budget: &mut Budget<'_>,
) -> Conditions {
    let outside = Places::all(q.teams()).without(berth);
    let holds = |clause: &Clause, budget: &mut Budget<'_>| {
        let q = q.clone().given(clause.given(q.sheet.remaining.len()));
        let searched = search(&q, team, outside, Own::Any, false, budget);
        searched.complete && searched.found.is_empty()
    };
    // Cells stand for margins up to a bound; each clause is checked without one,
    // and where it fails the bound was too near or the sum too bold.
    let (mut last, mut unsettled) = (None, 0);
    for (wider, sums) in [(1, true), (3, true), (1, false)] {
        let grid = match Grid::new(q, team, berth, detail, wider, budget) {
            Ok(grid) => grid,
            Err(cells) => {
                unsettled = cells;
                break;
            }
        };
        let void = |c| c == Class::Void;
        let sure = cover(&grid, sums, |c| c == Class::Sure, |c| c == Class::Sure || void(c));
        let open = cover(&grid, sums, |c| c == Class::Open, |c| c != Class::Never);
        let unlimited = q.given == Given::nothing(q.sheet.remaining.len());
        let sound = !grid.margins || !unlimited || sure.iter().all(|c| holds(c, budget));
        let found = Conditions {
            team,
            berth,
            sure,
            open,
            depends_on: grid.depends_on,
            matches: grid.axes.iter().map(|a| a.game).collect(),
            exact: grid.exact && sound,
            unsettled: grid.unsettled,
        };
        if sound {
            return found;
        }
        last = Some(found);
    }
    let mut found = last.unwrap_or(Conditions {
        team,
        berth,
        sure: Vec::new(),
        open: Vec::new(),
        depends_on: DependsOn::default(),
        matches: Vec::new(),
        exact: false,
        unsettled,
    });
    found.sure.retain(|clause| holds(clause, budget));
    found.open = vec![Clause::default()];
    found
}
