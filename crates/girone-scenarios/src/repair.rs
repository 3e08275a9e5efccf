//! Completions that are nearly right, put right.

use crate::problem::{OUTCOMES, Question};

/// Changes outcomes that are not fixed, one at a time, until all points are within
/// bounds; `None` if that does not come about soon.
pub(crate) fn repair(
    q: &Question<'_>,
    outcomes: &[Option<i8>],
    fixed: &[Option<i8>],
    bounds: &[(i32, i32)],
    changes: u32,
) -> Option<Vec<Option<i8>>> {
    let mut outcomes = outcomes.to_vec();
    let mut points: Vec<i32> = q.now.iter().map(|t| t.points).collect();
    for (fixture, outcome) in q.sheet.remaining.iter().zip(&outcomes) {
        let (h, a) = q.points_for((*outcome)?);
        points[usize::from(fixture.home)] += h;
        points[usize::from(fixture.away)] += a;
    }
    let off = |t: usize, p: i32| (bounds[t].0 - p).max(p - bounds[t].1).max(0);
    let mut state = 88_172_645_463_325_252u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % below.max(1)
    };
    for _ in 0..changes {
        let wrong: Vec<usize> = (0..q.teams).filter(|t| off(*t, points[*t]) > 0).collect();
        if wrong.is_empty() {
            return Some(outcomes);
        }
        let team = wrong[next(wrong.len())];
        // The change of one of its matches that leaves the least to repair.
        let mut best: Option<(i32, usize, i8)> = None;
        for (game, fixture) in q.sheet.remaining.iter().enumerate() {
            let (h, a) = (usize::from(fixture.home), usize::from(fixture.away));
            if fixed[game].is_some() || (h != team && a != team) {
                continue;
            }
            let was = outcomes[game]?;
            let (hp, ap) = q.points_for(was);
            for outcome in OUTCOMES.into_iter().filter(|o| *o != was && q.allows(game, *o)) {
                let (hn, an) = q.points_for(outcome);
                let cost = off(h, points[h] - hp + hn) + off(a, points[a] - ap + an)
                    - off(h, points[h])
                    - off(a, points[a]);
                let cost = cost * 8 + next(6) as i32;
                if best.is_none_or(|(c, _, _)| cost < c) {
                    best = Some((cost, game, outcome));
                }
            }
        }
        let (_, game, outcome) = best?;
        let fixture = q.sheet.remaining[game];
        let (hp, ap) = q.points_for(outcomes[game]?);
        let (hn, an) = q.points_for(outcome);
        points[usize::from(fixture.home)] += hn - hp;
        points[usize::from(fixture.away)] += an - ap;
        outcomes[game] = Some(outcome);
    }
    None
}
