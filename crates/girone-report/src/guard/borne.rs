//! Of which match a score may be: only of one to which its own words lead, by time, town
//! and opponent.

use super::Guard;
use crate::claim::GameIx;
use crate::dates::Told;
use crate::discourse::Gate;
use crate::lattice::Who;
use crate::statement::{Scene, Statement};

/// Words before a town where something was played.
const PLACE: &[&str] = &["a", "ad", "in", "at", "ai", "al", "allo", "all", "alla", "di", "the"];

/// Whether the words around a score lead elsewhere than to a match.
pub(crate) fn led_astray(
    scene: &Scene<'_, '_, '_, '_>,
    (from, to): (usize, usize),
    game: GameIx,
) -> bool {
    Guard::new(scene, &Statement::new(from, to, Vec::new())).led_astray(game)
}

impl Guard<'_, '_, '_, '_, '_> {
    /// Whether a match is reported, or was played beside one that is.
    pub(super) fn of_the_evening(&self, game: GameIx) -> bool {
        let prepared = self.scene.frame.prepared;
        let day = prepared.get(game).fixture.when.date;
        self.scene.frame.subjects.iter().any(|s| {
            let own = prepared.get(*s).fixture.when.date;
            *s == game || own.until(day).is_ok_and(|s| s.get_days().abs() <= 1)
        })
    }

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
        let end = scene.lattice.scores[self.from].map_or(self.to, |s| s.to);
        let (from, to) = crate::elsewhere::window(scene, self.from, end);
        // A day of these is of the match reported, not of this one.
        let mut dates: Vec<_> = scene
            .lattice
            .dates
            .iter()
            .filter(|d| from <= d.from && d.to <= to && !d.since)
            .filter(|d| scene.discourse.gates[d.from] == Gate::Open)
            .filter(|d| {
                !(matches!(d.told, Told::Day | Told::Weekday | Told::Relative) && evening(d.first))
            })
            .map(|d| (d.first, d.last))
            .collect();
        if let Some(main) = scene.frame.main()
            && dates.is_empty()
        {
            let day = scene.frame.prepared.get(main).fixture.when.date;
            dates.extend(crate::scores::told_back(scene, (from, to), self.from, day));
        }
        if !dates.is_empty() && !dates.iter().any(|(a, b)| *a <= day && day <= *b) {
            return true;
        }
        let mentions = &scene.lattice.mentions[scene.lattice.mentions_in(from, to)];
        let mut towns = mentions.iter().filter_map(|m| match &m.who {
            Who::Cities(cities) => {
                let close = m.from <= end + 3
                    && m.to + 4 >= self.from
                    && !(end..m.from).any(|i| scene.fold(i) == ",");
                let placed = m.from.checked_sub(1).is_some_and(|i| PLACE.contains(&scene.fold(i)));
                (close && placed).then_some(cities)
            }
            _ => None,
        });
        let there = |c: &Vec<_>| c.iter().any(|c| crate::elsewhere::in_town(scene, game, *c));
        if towns.any(|c| !there(c)) {
            return true;
        }
        // "Edged Latvia 1-0 to move clear of Norway": who stands right before it.
        let right_before = mentions.iter().find(|m| m.to == self.from);
        if let Some(m) = right_before
            && let Who::Teams(teams) = &m.who
            && !teams.iter().any(|t| fixture.side_of(*t).is_some())
        {
            return true;
        }
        let bound = self.bound_teams();
        !bound.is_empty() && bound.iter().all(|t| fixture.side_of(*t).is_none())
    }
}
