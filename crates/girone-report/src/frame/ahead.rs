//! Texts that look ahead, and sentences that turn to another match.

use super::*;

impl Frame<'_> {
    /// A text that tells no result of its main match, and is written before the
    /// next one of the two teams named most, looks ahead to that.
    pub(super) fn find_preview(
        &mut self,
        lattice: &Lattice<'_, '_>,
        named: &[Named<'_>],
        teams: &[(TeamId, u32, u32)],
        (whole, early): (bool, bool),
    ) {
        let (Some(day), false) = (self.day, whole) else { return };
        let people = people_named(named);
        let told = |index: u32| {
            let m = self.prepared.get(index);
            let age = day.since(m.fixture.when.date).map_or(99, |s| s.get_days());
            age <= 3 && self.traces(lattice, index, &people, &[]) >= 4
        };
        let opening: Vec<TeamId> = teams.iter().take(6).filter(|t| t.2 <= 1).map(|t| t.0).collect();
        let ahead = opening.iter().enumerate().find_map(|(i, a)| {
            opening[i + 1..].iter().find_map(|b| {
                self.prepared.indices_of(*a).iter().copied().find(|i| {
                    let m = self.prepared.get(*i);
                    let until = day.until(m.fixture.when.date).map_or(-99, |s| s.get_days());
                    m.fixture.side_of(*b).is_some() && (0..=8).contains(&until)
                })
            })
        });
        let Some(ahead) = ahead else { return };
        let date = self.prepared.get(ahead).fixture.when.date;
        let main_told = self.main().is_some_and(|m| m != ahead && told(m));
        // On its own day only what the text tells shows whether it is over.
        if main_told && date != day || date == day && !early && told(ahead) {
            return;
        }
        self.subjects.retain(|s| *s != ahead);
        self.subjects.insert(0, ahead);
        self.preview = true;
    }

    /// Whether a sentence may be about another match than the main one: it names no
    /// side of the main match that does not play in the other; and a scorer alone
    /// tells nothing where the scorers of the main match are not known.
    pub(super) fn may_turn(
        &self,
        lattice: &Lattice<'_, '_>,
        (from, to): (usize, usize),
        subject: u32,
        both: bool,
    ) -> bool {
        let Some(main) = self.main() else { return true };
        let other = self.prepared.get(subject).fixture.teams;
        let m = self.prepared.get(main);
        let sides = [m.fixture.teams.home, m.fixture.teams.away];
        let left: Vec<TeamId> = sides.into_iter().filter(|t| other.side_of(t).is_none()).collect();
        let names = |t: &TeamId| {
            lattice.mentions[lattice.mentions_in(from, to)].iter().any(|x| match &x.who {
                Who::Teams(teams) => teams.contains(t),
                Who::People(people) => people.iter().any(|p| self.coached(*p).contains(t)),
                _ => false,
            })
        };
        let known = m.happened.as_ref().is_some_and(|h| h.goals_complete());
        // A name alone is no trace of an earlier match: "Ünder had one back".
        let apart = m.fixture.when.date.since(self.prepared.get(subject).fixture.when.date);
        let apart = apart.map_or(99, |s| s.get_days()).abs();
        let named = both || apart <= 1 || [other.home, other.away].iter().any(names);
        !left.iter().any(names) && (both || known) && named
    }
}
