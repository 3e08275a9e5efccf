//! What may be confirmed through a match that the text does not report: only what its
//! own words lead to, time, town and opponent.

use super::Guard;
use crate::claim::GameIx;
use crate::dates::Told;
use crate::discourse::Gate;
use crate::lattice::Who;

/// Words before a town where something was played.
const PLACE: &[&str] = &["a", "ad", "in", "at", "ai", "al", "allo", "all", "alla", "di", "the"];

impl Guard<'_, '_, '_, '_, '_> {
    /// Whether the words around a score lead elsewhere than to a match: another time,
    /// another town, another opponent.
    pub(super) fn led_astray(&self, game: GameIx) -> bool {
        let scene = self.scene;
        let fixture = &scene.frame.prepared.get(game).fixture;
        let day = fixture.when.date;
        let evening = |d: jiff::civil::Date| {
            scene.frame.subjects.iter().any(|s| {
                let own = scene.frame.prepared.get(*s).fixture.when.date;
                own.until(d).is_ok_and(|s| s.get_days().abs() <= 1)
            })
        };
        if scene.frame.subjects.contains(&game) || evening(day) {
            return false;
        }
        let end = scene.lattice.scores[self.from].map_or(self.to, |s| s.to);
        let (from, to) = crate::elsewhere::window(scene, self.from, end);
        // A day of these is of the match reported, not of this one.
        let dates: Vec<_> = scene
            .lattice
            .dates
            .iter()
            .filter(|d| from <= d.from && d.to <= to && !d.since)
            .filter(|d| scene.discourse.gates[d.from] == Gate::Open)
            .filter(|d| !(matches!(d.told, Told::Day | Told::Relative) && evening(d.first)))
            .collect();
        if !dates.is_empty() && !dates.iter().any(|d| d.holds(day)) {
            return true;
        }
        let mentions = &scene.lattice.mentions[scene.lattice.mentions_in(from, to)];
        let mut towns = mentions.iter().filter_map(|m| match &m.who {
            Who::Cities(cities) => {
                let close = m.from <= end + 3 && m.to + 4 >= self.from;
                let placed = m.from.checked_sub(1).is_some_and(|i| PLACE.contains(&scene.fold(i)));
                (close && placed).then_some(cities)
            }
            _ => None,
        });
        let there = |c: &Vec<_>| c.iter().any(|c| crate::elsewhere::in_town(scene, game, *c));
        if towns.any(|c| !there(c)) {
            return true;
        }
        self.bound_teams().iter().any(|t| fixture.side_of(*t).is_none())
    }
}
