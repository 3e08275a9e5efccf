//! As of when meetings are counted: with the match reported, or before it.

use super::*;

impl Reader<'_, '_, '_, '_, '_> {
    /// Whether a count before a token is told in the perfect: it is one of today.
    pub(super) fn of_today(&self, from: usize, at: usize) -> bool {
        let from = at.saturating_sub(9).max(from);
        self.scene.has(from, at, &["have", "has", "hanno", "ha"])
    }

    /// A count of meetings: wrong where it is told of today and leaves out this one.
    pub(in crate::tables) fn meetings_told(
        &self,
        span: (usize, usize),
        mut readings: Vec<Claim>,
    ) -> Statement {
        let (a, _) = self.scene.lattice.text.sentence_of(span.0);
        let stale = |c: &Claim| match c {
            Claim::HeadToHead { team, other, tally } => {
                self.stale_meetings((a, span.0), (*team, *other), *tally)
            }
            _ => None,
        };
        let rest = readings
            .iter()
            .skip(1)
            .all(|c| stale(c).is_some() || matches!(self.scene.judge.judge(c).says, Says::No(_)));
        match readings.first().and_then(stale).filter(|_| rest) {
            Some(judged) => {
                self.weighed(span, readings.swap_remove(0), Verdict::Contradicted, judged)
            }
            None => Statement::new(span.0, span.1, readings),
        }
    }

    /// What the meetings of today give, where a count told of today is one of before.
    pub(super) fn stale_meetings(
        &self,
        (from, at): (usize, usize),
        (team, other): (TeamId, TeamId),
        tally: Tally,
    ) -> Option<Judged> {
        let scene = self.scene;
        let prepared = scene.frame.prepared;
        let ordinal = scene.lattice.ordinals.get(at).copied().flatten().is_some();
        let (_, to) = scene.lattice.text.sentence_of(at);
        if !(ordinal || self.of_today(from, at)) || scene.has(from, to, EARLIER) {
            return None;
        }
        let games = prepared.meetings(team, other, &scene.frame.cut(), &scene.frame.subjects);
        let among = games.last().is_some_and(|g| Some(*g) == scene.frame.main());
        let count = |outcome: Outcome, games: &[u32]| -> u16 {
            let of = games.iter().filter_map(|g| goals_for(prepared.get(*g), team));
            of.filter(|(a, b)| crate::judge::outcome_of(*a, *b) == outcome).count() as u16
        };
        let (outcome, told) = match (tally.won, tally.drawn, tally.lost) {
            (Some(n), None, None) => (Outcome::Won, n),
            (None, Some(n), None) => (Outcome::Drawn, n),
            (None, None, Some(n)) => (Outcome::Lost, n),
            _ => return None,
        };
        let now = count(outcome, &games);
        if !among || told < 2 || now == told || count(outcome, &games[..games.len() - 1]) != told {
            return None;
        }
        Some(Judged::new(Says::No(Some(now.to_string())), games))
    }

    /// Whether the number of meetings told says that this one is left out or counted.
    pub(super) fn moment_of(
        &self,
        found: &[(Counts, Figure)],
        (home, away): (TeamId, TeamId),
    ) -> Option<bool> {
        let scene = self.scene;
        let prepared = scene.frame.prepared;
        let games = prepared.meetings(home, away, &scene.frame.cut(), &scene.frame.subjects);
        let among = games
            .last()
            .is_some_and(|g| Some(*g) == scene.frame.main() || scene.frame.subjects.contains(g));
        let (_, told) = found.iter().find(|(c, _)| *c == Counts::Meetings)?;
        let (from, _) = scene.lattice.text.sentence_of(told.from);
        match usize::from(told.value) {
            n if found.len() < 2 || !among || n < 3 => None,
            n if n == games.len() => Some(false),
            n if n + 1 == games.len() && !self.of_today(from, told.from) => Some(true),
            _ => None,
        }
    }
}
