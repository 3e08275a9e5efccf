//! Days on which a report says that a match was played.

use crate::claim::Claim;
use crate::dates::Told;
use crate::scores::{EARLIER, words::FINAL};
use crate::statement::{Scene, Statement};

pub(crate) fn read(scene: &Scene<'_, '_, '_, '_>, out: &mut Vec<Statement>) {
    let lattice = scene.lattice;
    for date in &lattice.dates {
        let taken = out.iter().any(|s| s.from < date.to && date.from < s.to);
        if taken || date.since || date.told == Told::Year {
            continue;
        }
        // The day of the match reported is of that match.
        if let Some(main) = scene.frame.main().filter(|_| !scene.frame.preview)
            && date.holds(scene.frame.prepared.get(main).fixture.when.date)
            && date.told != Told::Month
        {
            let claim = Claim::Dated { game: main, first: date.first, last: date.last };
            out.push(Statement::new(date.from, date.to, vec![claim]));
            continue;
        }
        let dated = |game| Claim::Dated { game, first: date.first, last: date.last };
        if let Some(other) = scene.elsewhere.at(date.from) {
            let readings: Vec<Claim> = other.games.iter().map(|g| dated(*g)).collect();
            if !readings.is_empty() {
                let s = Statement::new(date.from, date.to, readings);
                let loose = date.told == Told::Relative;
                out.push(if other.sure && !loose { s } else { s.unsure() });
            }
            continue;
        }
        let Some(game) = scene.frame.main() else { continue };
        let (from, to) = lattice.text.sentence_of(date.from);
        let (a, b) = scene.clause(date.from, 5);
        if scene.has(a, b, EARLIER) {
            continue;
        }
        let fixture = &scene.frame.prepared.get(game).fixture;
        let outsider = lattice.mentions[lattice.mentions_in(a, b)].iter().any(|m| {
            matches!(&m.who, crate::lattice::Who::Teams(t) if t.iter().all(|t| fixture.side_of(*t).is_none()))
        });
        let ended = scene.frame.prepared.get(game).score().map(|s| s.result);
        let result = |i: usize| {
            lattice.scores[i].is_some_and(|s| {
                let goals = (s.first, s.second);
                ended.is_some_and(|e| (e.home, e.away) == goals || (e.away, e.home) == goals)
            })
        };
        let told = scene.has(a, b, FINAL) && (a..b).any(|i| lattice.scores[i].is_some())
            || (a..b).any(result) && (a..b).filter(|i| lattice.scores[*i].is_some()).count() == 1;
        let opening = lattice.text.tokens[from].sentence <= 1;
        let mut s = Statement::new(date.from, date.to, vec![dated(game)]);
        s.sure = !crate::which::against_a_stranger(scene, a, b)
            && told
            && opening
            && !outsider
            && date.told != Told::Month
            && to > from;
        out.push(s);
    }
}
