//! Figures of one clause told of a team that is not named there.
//!
//! "O'Neill's side stay fifth with six points": where whose they are is open, the
//! team is the one of which most of the figures hold; what does not hold of it is
//! wrong.

use super::*;

impl Reader<'_, '_, '_, '_, '_> {
    /// Binds the figures of a clause whose owner is open to the team that explains
    /// most of them.
    pub(super) fn align(&self, statements: &mut [Statement]) {
        let mut open: Vec<usize> =
            (0..statements.len()).filter(|i| self.is_open(&statements[*i])).collect();
        open.sort_by_key(|i| statements[*i].from);
        let mut begin = 0;
        while begin < open.len() {
            let mut end = begin + 1;
            while end < open.len()
                && self.told_together(statements[open[end - 1]].to, statements[open[end]].from)
            {
                end += 1;
            }
            self.bind(&open[begin..end], statements);
            begin = end;
        }
    }

    fn is_open(&self, s: &Statement) -> bool {
        let figure = matches!(
            s.readings.first(),
            Some(
                Claim::Row { field: Field::Position | Field::Points, .. }
                    | Claim::Bottom { .. }
                    | Claim::Gap { other: Some(_), .. }
            )
        );
        // "Della Macedonia del Nord capolista" is told of whom it stands beside.
        let team = |at: usize| {
            let m = self.scene.lattice.covered.get(at).copied().flatten();
            m.is_some_and(|m| {
                !teams_of(self.scene.frame, &self.scene.lattice.mentions[m as usize]).is_empty()
            })
        };
        // "One point more than the bottom side": of a gap the other must be named.
        let named = match s.readings.first() {
            Some(Claim::Gap { other: Some(other), .. }) => {
                let mentions = &self.scene.lattice.mentions;
                mentions[self.scene.lattice.mentions_in(s.to, s.to + 6)]
                    .iter()
                    .any(|m| teams_of(self.scene.frame, m).contains(other))
            }
            _ => true,
        };
        let beside = s.from.checked_sub(1).is_some_and(team) || team(s.to);
        figure
            && named
            && !beside
            && s.weighed.is_none()
            && s.settled.is_none()
            && (!s.owned || !s.sure)
    }

    /// Whether two figures are told of one subject: in one sentence, with no other
    /// subject between them.
    fn told_together(&self, a: usize, b: usize) -> bool {
        let scene = self.scene;
        let lattice = scene.lattice;
        let a = a.min(b).saturating_sub(1);
        if lattice.text.tokens[a].sentence != lattice.text.tokens[b].sentence {
            return false;
        }
        let subject = lattice.mentions_in(a, b).any(|i| {
            !scene.discourse.oblique[i] && !teams_of(scene.frame, &lattice.mentions[i]).is_empty()
        });
        let parted = scene.discourse.breaks[(a + 1).min(b)..=b].iter().any(|b| *b >= 5);
        !subject && !parted && b - a <= 16
    }

    fn bind(&self, group: &[usize], statements: &mut [Statement]) {
        let mut teams: Vec<TeamId> = Vec::new();
        for i in group {
            for claim in &statements[*i].readings {
                if let Some(team) = owner_of(claim).filter(|t| !teams.contains(t)) {
                    teams.push(team);
                }
            }
        }
        let holds = |i: usize, team: TeamId| {
            statements[i].readings.iter().any(|c| owner_of(c) == Some(team) && self.apart(c) == 0)
        };
        let mut scores: Vec<(usize, TeamId)> = teams
            .into_iter()
            .map(|t| (group.iter().filter(|i| holds(**i, t)).count(), t))
            .collect();
        scores.sort_by_key(|s| std::cmp::Reverse(s.0));
        let Some(&(best, team)) = scores.first() else { return };
        let next = scores.get(1).map_or(0, |s| s.0);
        if group.len() < 2 || best <= next || best + 1 < group.len() {
            return;
        }
        for i in group {
            let s = &mut statements[*i];
            let own: Vec<Claim> =
                s.readings.iter().filter(|c| owner_of(c) == Some(team)).cloned().collect();
            if own.is_empty() {
                continue;
            }
            s.natural = own.len().min(s.natural);
            s.readings = own;
            s.owned = true;
            s.sure = true;
        }
    }
}

/// The team of which a figure of a table is told.
fn owner_of(claim: &Claim) -> Option<TeamId> {
    match claim {
        Claim::Row { team, .. } | Claim::Bottom { team, .. } | Claim::Gap { team, .. } => {
            Some(*team)
        }
        _ => None,
    }
}
