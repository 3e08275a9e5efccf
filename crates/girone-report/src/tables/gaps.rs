//! What parts two teams of a table: points, goal differences, matches in hand.

use super::*;

impl Reader<'_, '_, '_, '_, '_> {
    /// Who stands at a place of the table that a token speaks of.
    pub(super) fn holder(&self, at: usize, place: u8) -> Option<String> {
        let (owners, _) = self.owners(at, None);
        let (_, table) = owners.first()?;
        let view = self.scene.judge.table(*table, &self.scene.frame.cut())?;
        let row = view.table.rows.get(usize::from(place).checked_sub(1)?)?;
        let _ = row;
        // The right value of a place is the place of the team.
        let team = owners.first()?.0;
        view.row(team).map(|r| r.place.to_string())
    }

    pub(super) fn gap(&self, hit: &Hit<Say>, sign: i32, out: &mut Vec<Statement>) {
        let one = matches!(hit.kind, Say::AheadOne | Say::BehindOne);
        let anchor = hit.anchor.filter(|_| one).map(|(from, to)| (1, from, to));
        let Some((n, from, to)) = anchor.or_else(|| self.number(hit)) else { return };
        let other = self.team_in(hit, 0);
        // Whom the gap is to does not have it.
        let mut candidates = self.scene.candidates(from);
        candidates.retain(|c| Some(c.team) != other);
        let sure = candidates.first().is_some_and(|c| c.near);
        let owners: Vec<(TeamId, TableRef)> = candidates
            .iter()
            .filter(|c| !sure || c.near)
            .take(4)
            .filter_map(|c| {
                // A gap to somebody is one in a table where both stand.
                let table = match other {
                    Some(o) => self.table_of_both(from, c.team, o)?,
                    None => self.table_for(from, c.team)?,
                };
                Some((c.team, table))
            })
            .collect();
        let mut claims: Vec<Claim> = Vec::new();
        for (team, table) in &owners {
            if Some(*team) != other {
                for sign in if sign == 0 { vec![1, -1] } else { vec![sign] } {
                    let points = sign * n as i32;
                    claims.push(Claim::Gap { table: *table, team: *team, other, points });
                }
            }
        }
        if !sure {
            claims.sort_by_key(|c| self.apart(c));
        }
        if other.is_none() {
            // The rival may be named elsewhere in the sentence.
            let (a, b) = self.scene.lattice.text.sentence_of(from);
            let rivals: Vec<TeamId> = self.scene.lattice.mentions
                [self.scene.lattice.mentions_in(a, b)]
            .iter()
            .flat_map(|m| teams_of(self.scene.frame, m))
            .collect();
            for (team, table) in &owners {
                for rival in rivals.iter().filter(|r| *r != team) {
                    for points in [n as i32, -(n as i32)] {
                        claims.push(Claim::Gap {
                            table: *table,
                            team: *team,
                            other: Some(*rival),
                            points,
                        });
                    }
                }
            }
        }
        // "Three ahead of both": of each of the two that played.
        let scene = self.scene;
        let after = hit.to.max(to);
        let both = (after..after + 4).find(|i| {
            matches!(scene.fold(*i), "both" | "entrambe" | "entrambi" | "ambedue" | "coppia")
        });
        if other.is_none()
            && let Some(both) = both
            && (after..both).all(|i| {
                matches!(scene.fold(i), "of" | "a" | "ad" | "su" | "than" | "di" | "sulla" | "the")
            })
            && let Some((team, table)) = owners.first().copied()
            && let Some((home, away)) = scene.frame.sides().filter(|s| s.0 != team && s.1 != team)
        {
            let claims: Vec<Claim> = [home, away]
                .into_iter()
                .map(|o| Claim::Gap { table, team, other: Some(o), points: sign * n as i32 })
                .collect();
            // What is said of both holds if it holds of each.
            let wrong = claims.iter().find(|c| self.apart(c) != 0);
            let claim = wrong.unwrap_or(&claims[0]).clone();
            let s = Statement::new(from, self.with_noun(hit, from, to), vec![claim]);
            out.push(if sign != 0 && sure { s.owned() } else { s.unsure() });
            return;
        }
        if claims.is_empty() {
            return;
        }
        let statement = Statement::new(from, self.with_noun(hit, from, to), claims);
        // "Nove reti, tre più del Perù" are goals.
        let (a, _) = self.scene.clause(from, 5);
        let goals = self.scene.has(
            a.max(from.saturating_sub(8)),
            (to + 3).min(self.scene.lattice.text.tokens.len()),
            &["reti", "gol", "goals", "goal"],
        ) && !self.scene.has(
            hit.from,
            hit.to,
            &["punt*", "lunghezz*", "point*", "clear", "ahead", "behind", "adrift"],
        );
        // "One point more than the bottom side": somebody is meant who is not named.
        let open = other.is_none()
            && self.scene.has(hit.to, hit.to + 3, &["than the", "than their"])
            || other.is_none()
                && self.scene.has(
                    hit.to.saturating_sub(1),
                    hit.to + 1,
                    &["than", "of", "over", "on", "di", "su"],
                )
            || other.is_none()
                && matches!(
                    self.scene.fold(hit.to),
                    "della" | "dell" | "dei" | "degli" | "del" | "sulla" | "sui" | "dalla" | "dai"
                )
            || self.scene.has(from.saturating_sub(2), from, &["giocat*", "played"]);
        let named = (other.is_some() || sure) && (sign != 0 || other.is_some()) && !goals && !open;
        out.push(if named { statement } else { statement.unsure() });
    }

    /// "Sei lunghezze dal secondo posto": from who holds it.
    pub(super) fn gap_to_place(&self, hit: &Hit<Say>, out: &mut Vec<Statement>) {
        let scene = self.scene;
        let Some((n, from, to)) = self.number(hit) else { return };
        let place = match hit.kind {
            Say::GapFirst => 1,
            _ => match hit.capture(Slot::Ordinal).and_then(|c| scene.lattice.ordinals[c.from]) {
                Some(place) => place.0 as usize,
                None => return,
            },
        };
        let (owners, sure) = self.owners(from, None);
        let mut claims = Vec::new();
        for (team, table) in owners {
            let Some(view) = scene.judge.table(table, &scene.frame.cut()) else { continue };
            let row = view.table.rows.get(place.wrapping_sub(1));
            let other = row.and_then(|r| view.sheet.teams.get(usize::from(r.team)).copied());
            if let Some(other) = other.filter(|o| *o != team) {
                let points = -(n as i32);
                claims.push(Claim::Gap { table, team, other: Some(other), points });
            }
        }
        if !claims.is_empty() {
            let mut s = Statement::new(from, self.with_noun(hit, from, to), claims).natural(2);
            s.owned = sure;
            out.push(if sure { s } else { s.unsure() });
        }
    }

    /// One of two values told side by side: "+6 contro +5", "+3 to Turkey's +1".
    /// The first is the subject's, the second that of whom he is compared with.
    pub(super) fn one_of_two(
        &self,
        hit: &Hit<Say>,
        from: usize,
        to: usize,
        (field, value): (Field, i32),
        nth: usize,
    ) -> Option<Statement> {
        let scene = self.scene;
        let (a, b) = scene.lattice.text.sentence_of(from);
        let own = |i: usize| teams_of(scene.frame, &scene.lattice.mentions[i]);
        let within: Vec<usize> =
            scene.lattice.mentions_in(a, b).filter(|i| own(*i).len() == 1).collect();
        // "+2 contro il +1 dei lusitani".
        let genitive = within.iter().copied().find(|i| {
            let m = &scene.lattice.mentions[*i];
            let end = (from..m.from).all(|t| {
                (from..to).contains(&t)
                    || matches!(
                        scene.fold(t),
                        "di" | "del" | "della" | "dell" | "dei" | "degli" | "delle" | "of" | "the"
                    )
            });
            m.from >= to && m.from - to <= 2 && end && nth == 1
        });
        let explicit = match nth {
            1 => genitive.map(|i| own(i)[0]).or_else(|| self.team_in(hit, 0)),
            _ => None,
        };
        // The one compared with is not the subject.
        let compared = genitive.map(|i| own(i)[0]).or_else(|| self.team_in(hit, 0));
        let mut candidates = scene.candidates(from);
        candidates.retain(|c| Some(c.team) != compared);
        let subject = candidates.first().copied();
        let named: Vec<TeamId> = within.iter().map(|i| own(*i)[0]).collect();
        // A goal difference is told to part teams that are level on points.
        let level = |team: TeamId| -> Vec<TeamId> {
            let Some(table) = self.table_for(from, team) else { return Vec::new() };
            let Some(view) = scene.judge.table(table, &scene.frame.cut()) else {
                return Vec::new();
            };
            let Some(own) = view.row(team) else { return Vec::new() };
            let rows = view
                .table
                .rows
                .iter()
                .filter(|r| r.totals.points == own.totals.points && r.team != own.team);
            rows.filter_map(|r| view.sheet.teams.get(usize::from(r.team)).copied()).collect()
        };
        // "Dietro alla Spagna per differenza reti (+2 contro +1)": whose is told
        // first is open.
        let (c, d) = scene.clause(from, 3);
        let behind = scene.has(
            c,
            d,
            &["dietro", "spalle", "behind", "below", "sotto", "beats", "better", "precede"],
        );
        let (natural, far): (Vec<TeamId>, Vec<TeamId>) = match (explicit, nth, subject) {
            (None, _, Some(s)) if behind => {
                let mut natural = level(s.team);
                natural.push(s.team);
                (natural, named)
            }
            (Some(team), ..) => (vec![team], Vec::new()),
            (None, 0, Some(s)) => {
                let mut natural = vec![s.team];
                if !s.near {
                    natural.extend(candidates.get(1).map(|c| c.team));
                }
                (natural, named)
            }
            (None, _, Some(s)) => {
                let mut natural = level(s.team);
                let mut others = named.clone();
                others.retain(|t| *t != s.team);
                others.sort_unstable();
                others.dedup();
                if natural.is_empty() && others.len() == 1 {
                    natural = others;
                }
                natural.sort_by_key(|t| !named.contains(t));
                (natural, candidates.iter().map(|c| c.team).filter(|t| *t != s.team).collect())
            }
            (None, _, None) => (Vec::new(), named),
        };
        let claim = |team: TeamId| {
            let table = self.table_for(from, team)?;
            Some(Claim::Row { table, team, field, value })
        };
        // Whose the value beside it is does not have this one too.
        let slot = if field == Field::GoalsFor { Slot::Number } else { Slot::Signed };
        let beside = hit.nth(slot, 1 - nth).and_then(|c| scene.lattice.signed(c.from));
        let mut natural = natural;
        if let Some((beside, _)) = beside.filter(|_| explicit.is_none()) {
            let has = |team: TeamId| {
                let table = self.table_for(from, team);
                let claim = table.map(|table| Claim::Row { table, team, field, value: beside });
                claim.is_some_and(|c| self.apart(&c) == 0)
            };
            let all: Vec<TeamId> = natural.iter().copied().chain(subject.map(|s| s.team)).collect();
            if let Some(holder) = all.iter().copied().find(|t| has(*t)) {
                natural.retain(|t| *t != holder);
                if natural.is_empty() {
                    natural.extend(all.iter().copied().find(|t| *t != holder));
                }
                if natural.is_empty() {
                    natural.extend(level(holder).first());
                }
            }
        }
        let mut claims: Vec<Claim> = natural.into_iter().filter_map(claim).collect();
        claims.sort_by_key(|c| self.apart(c));
        let count = claims.len();
        claims.extend(far.into_iter().filter_map(claim));
        if claims.is_empty() {
            return None;
        }
        let mut s = Statement::new(from, to, claims).natural(count.max(1));
        s.owned = explicit.is_some();
        Some(s)
    }

    pub(super) fn in_hand(&self, hit: &Hit<Say>, sign: i32, out: &mut Vec<Statement>) {
        let Some((n, from, to)) = self.number(hit) else { return };
        let (owners, _) = self.owners(from, None);
        let (a, b) = self.scene.lattice.text.sentence_of(from);
        let mut rivals: Vec<TeamId> = self.team_in(hit, 0).into_iter().collect();
        if rivals.is_empty() {
            rivals = self.scene.lattice.mentions[self.scene.lattice.mentions_in(a, b)]
                .iter()
                .flat_map(|m| teams_of(self.scene.frame, m))
                .collect();
        }
        // A match in hand on nobody in particular is one on whoever has played most.
        let anybody = self.team_in(hit, 0).is_none();
        // Two teams named in a text about another match of one of them.
        let owners: Vec<(TeamId, TableRef)> = if owners.is_empty() {
            let named = self.scene.candidates(from);
            let pairs = named.iter().filter(|c| c.near).flat_map(|c| {
                rivals.iter().filter(move |r| **r != c.team).map(move |r| (c.team, *r))
            });
            pairs.filter_map(|(a, b)| Some((a, self.table_of_both(from, a, b)?))).take(1).collect()
        } else {
            owners
        };
        let mut claims = Vec::new();
        for (team, table) in &owners {
            for other in rivals.iter().filter(|r| *r != team) {
                claims.push(Claim::InHand {
                    table: *table,
                    team: *team,
                    other: *other,
                    games: sign * n as i32,
                });
            }
        }
        let mut natural = claims.len();
        if anybody && !claims.is_empty() {
            for (team, table) in owners.iter().take(1) {
                let view = self.scene.judge.table(*table, &self.scene.frame.cut());
                let place = |t: TeamId| Some(view.as_ref()?.row(t)?.place);
                let own = place(*team);
                for other in &self.scene.frame.prepared.group(*table).teams {
                    if other != team {
                        // On those above, if on nobody in particular.
                        natural += usize::from(place(*other) < own);
                        claims.push(Claim::InHand {
                            table: *table,
                            team: *team,
                            other: *other,
                            games: sign * n as i32,
                        });
                    }
                }
            }
        }
        // The other way round too: who has the match in hand may come second.
        for (team, table) in &owners {
            for other in rivals.iter().filter(|r| *r != team) {
                claims.push(Claim::InHand {
                    table: *table,
                    team: *other,
                    other: *team,
                    games: sign * n as i32,
                });
            }
        }
        // A match in hand of nobody in particular: what is left to play.
        if claims.is_empty() {
            return;
        }
        out.push(Statement::new(from, self.with_noun(hit, from, to), claims).natural(natural));
    }
}
