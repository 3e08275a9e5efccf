//! What stands beside a statement and takes it elsewhere: another score with its own
//! time, the right score, a subject that nobody names.

use super::Guard;
use crate::check::Finding;
use crate::claim::{At, Claim};

impl Guard<'_, '_, '_, '_, '_> {
    /// "A 3-1 that goes a long way to repaying the 3-0 of a year ago": the score of the
    /// match reported, before another score with its own time.
    pub(super) fn before_another_score(&self, finding: &Finding) -> bool {
        let Some(Claim::Score { game, goals, at: At::End, .. }) = finding.claim else {
            return false;
        };
        let Some(main) = self.scene.frame.main().filter(|m| *m != game) else { return false };
        let scores = &self.scene.lattice.scores;
        let next = (self.to..self.sentence.1).find(|i| scores[*i].is_some());
        self.ended_so(main, goals) && next.is_some_and(|n| !self.time_in((self.to, n), main))
    }

    /// "2-1 in Paris and 2-0 at home": where the right score is told right beside, this
    /// one is of another match.
    pub(super) fn beside_the_right_score(&self, finding: &Finding) -> bool {
        let (Some(Claim::Score { at: At::End, .. }), Some(right)) =
            (&finding.claim, &finding.right)
        else {
            return false;
        };
        let lattice = self.scene.lattice;
        let (a, b) = self.sentence;
        let near = (self.from.saturating_sub(9).max(a), (self.to + 9).min(b));
        (near.0..near.1).filter(|i| *i < self.from || *i >= self.to).any(|i| {
            let Some(s) = lattice.scores[i] else { return false };
            let mut between = if i < self.from { s.to..self.from } else { self.to..i };
            let joined = between.any(|j| matches!(self.scene.fold(j), "e" | "ed" | "and"));
            let same = [(s.first, s.second), (s.second, s.first)]
                .iter()
                .any(|(x, y)| *right == format!("{x}-{y}"));
            joined && same
        })
    }

    /// "I numeri di Gareca: dieci sconfitte in sedici turni": what is counted over the
    /// rounds of a table may be the team's and not only the coach's.
    pub(super) fn of_the_table(&self, finding: &Finding) -> bool {
        const ROUNDS: &[&str] = &[
            "turni",
            "giornate",
            "girone",
            "gruppo",
            "qualif*",
            "eliminatorie",
            "rounds",
            "group",
        ];
        let Some(Claim::Record { team, coach: Some(_), ground, tally, .. }) = finding.claim else {
            return false;
        };
        let (a, b) = self.sentence;
        let prepared = self.scene.frame.prepared;
        let table = self.scene.frame.main().and_then(|g| prepared.table_of(prepared.get(g)));
        let holds = |table| {
            let scopes = vec![crate::claim::Scope::Table(table)];
            let claim = Claim::Record { team, coach: None, scopes, ground, tally };
            self.scene.judge.judge(&claim).says == crate::judge::Says::Yes
        };
        self.scene.has(a, b, ROUNDS) && table.is_some_and(holds)
    }

    /// "I nordamericani restano a quattro": of whom the words do not tell us.
    pub(super) fn of_unknown_subject(&self, finding: &Finding) -> bool {
        const COUNTED: &[&str] = &[
            "punti",
            "gol",
            "reti",
            "vittorie",
            "sconfitte",
            "pareggi",
            "partite",
            "gare",
            "giornate",
            "successi",
            "points",
            "goals",
            "games",
            "wins",
            "matches",
            "squadre",
            "teams",
            "prime",
            "primi",
        ];
        if !finding.kind.starts_with("table.") {
            return false;
        }
        let scene = self.scene;
        let lattice = scene.lattice;
        let (a, _) = scene.clause(self.from, 5);
        let begin = a + usize::from(lattice.text.tokens[a].mark().is_some());
        let article = matches!(scene.fold(begin), "i" | "gli" | "le" | "the");
        let verb = matches!(
            scene.fold(begin + 2),
            "restano"
                | "sono"
                | "chiudono"
                | "salgono"
                | "rimangono"
                | "hanno"
                | "stay"
                | "are"
                | "remain"
                | "sit"
                | "lie"
                | "finish"
                | "have"
        );
        begin + 2 < self.from
            && article
            && verb
            && lattice.covered[begin + 1].is_none()
            && !COUNTED.contains(&scene.fold(begin + 1))
    }
}
