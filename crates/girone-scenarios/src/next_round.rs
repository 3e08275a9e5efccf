//! What the next round can decide.

use std::cmp::Ordering;

use girone_model::TeamIx;

use crate::cells::{Axis, Class, Grid};
use crate::conditions::{Conditions, DependsOn};
use crate::cover::cover;
use crate::outlook::{Verdict, outlook_of};
use crate::problem::{OUTCOMES, Question};
use crate::{Budget, Given, Places};

/// Finds with which results of some matches (a round, as positions in
/// `Sheet::remaining`) a berth is certain, whatever happens afterwards.
///
/// `sure` lists the conditions, by results only; an empty list: the round cannot
/// decide it. Ask with the complement of the berth for when it is certainly missed.
/// Not exact, with nothing sure, where more than seven matches matter.
pub fn next_round(
    q: &Question<'_>,
    team: TeamIx,
    berth: Places,
    round: &[usize],
    budget: &mut Budget<'_>,
) -> Conditions {
    let games = mattering(q, usize::from(team), round);
    let mut conditions = Conditions {
        team,
        berth,
        sure: Vec::new(),
        open: Vec::new(),
        depends_on: DependsOn::default(),
        matches: games.clone(),
        exact: false,
        unsettled: 3u64.saturating_pow(games.len() as u32),
    };
    if games.len() > 7 || q.teams() > 64 || q.given != Given::nothing(q.sheet.remaining.len()) {
        return conditions;
    }
    let far = i32::MAX / 4;
    let mut grid = Grid {
        axes: games
            .iter()
            .map(|g| Axis { game: *g, cells: vec![(-far, -1), (0, 0), (1, far)] })
            .collect(),
        classes: Vec::new(),
        depends_on: DependsOn::default(),
        exact: true,
        unsettled: 0,
        margins: false,
        directions: Vec::new(),
    };
    for code in 0..3usize.pow(games.len() as u32) {
        let mut given = Given::nothing(q.sheet.remaining.len());
        let mut rest = code;
        for &game in games.iter().rev() {
            let (least, most) = match rest % 3 {
                0 => (None, Some(-1)),
                1 => (Some(0), Some(0)),
                _ => (Some(1), None),
            };
            given = given.and_margin(game, least, most);
            rest /= 3;
        }
        let mut part = budget.part(100_000);
        let taken = part.nodes;
        let then = q.clone().given(given);
        let verdict = outlook_of(&then, team, false, &mut part).verdict(berth);
        budget.settle(taken, part.nodes);
        grid.exact &= verdict != Verdict::Undecided;
        grid.unsettled += u64::from(verdict == Verdict::Undecided);
        grid.classes.push(if verdict == Verdict::Through { Class::Sure } else { Class::Never });
    }
    conditions.sure = cover(&grid, false, |c| c == Class::Sure, |c| c == Class::Sure);
    conditions.exact = grid.exact;
    conditions.unsettled = grid.unsettled;
    conditions
}

/// The matches of a round that the team plays, or a rival whose final points can
/// be on either side of the team's.
fn mattering(q: &Question<'_>, team: usize, round: &[usize]) -> Vec<usize> {
    let range = |t: usize| {
        let points = OUTCOMES.map(|o| q.points_for(o).0);
        let (least, most) = (points.iter().min(), points.iter().max());
        let left = i32::from(q.left[t]);
        let now = q.now[t].points;
        (now + left * least.unwrap_or(&0), now + left * most.unwrap_or(&0))
    };
    let own = range(team);
    let open = |t: u8| {
        let t = usize::from(t);
        let its = range(t);
        t == team
            || (q.compare_points(t, its.1, team, own.0) != Ordering::Less
                && q.compare_points(t, its.0, team, own.1) != Ordering::Greater)
    };
    let matters =
        |g: &usize| q.sheet.remaining.get(*g).is_some_and(|f| open(f.home) || open(f.away));
    round.iter().copied().filter(matters).collect()
}
