//! What parts two teams of a table: points, goal differences, matches in hand.

use super::apart::{Parting, Rival, Unit};
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

    /// The team of the coach who is named right after a gap: "dalla squadra di Scaloni".
    fn coached_after(&self, at: usize) -> Option<TeamId> {
        let scene = self.scene;
        let (_, last) = scene.lattice.text.sentence_of(at.checked_sub(1)?);
        let m = (at..last.min(at + 3)).find_map(|i| scene.lattice.mention(i))?;
        let words = (at..m.from).all(|i| scene.lattice.text.tokens[i].is_word());
        let of = m.from > at && matches!(scene.fold(m.from - 1), "di" | "del" | "of");
        match teams_of(scene.frame, m)[..] {
            [team] if words && of && matches!(m.who, Who::People(_)) => Some(team),
            _ => None,
        }
    }

    pub(super) fn gap(&self, hit: &Hit<Say>, sign: i32, out: &mut Vec<Statement>) {
        let one = matches!(hit.kind, Say::AheadOne | Say::BehindOne);
        let anchor = hit.anchor.filter(|_| one).map(|(from, to)| (1, from, to));
        let Some((n, from, to)) = anchor.or_else(|| self.number(hit)) else { return };
        let rival = self.team_in(hit, 0).or_else(|| self.coached_after(hit.to));
        let rival = rival.map_or(Rival::Nobody, Rival::Team);
        let unit = Unit::Points;
        let mut told = Parting { n, from, to, end: hit.to, sign, owner: None, rival, unit };
        if rival == Rival::Nobody
            && let Some(p) = self.parting(from)
        {
            (told.rival, told.owner, told.end) = (p.rival, p.owner, told.end.max(p.end));
        }
        self.parted(&told, hit.from, out);
    }

    /// A number that parts a team from another, or from who holds a place.
    pub(super) fn parted(&self, told: &Parting, begin: usize, out: &mut Vec<Statement>) {
        let scene = self.scene;
        let Parting { n, from, to, end, sign, .. } = *told;
        let n = n as i32;
        let other = match told.rival {
            Rival::Team(team) => Some(team),
            _ => None,
        };
        // Whom the gap is to does not have it.
        let mut candidates = scene.candidates(from);
        candidates.retain(|c| Some(c.team) != other);
        if let Some(team) = told.owner {
            candidates = vec![crate::discourse::Candidate { team, near: true }];
        }
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
        let signs = if sign == 0 { vec![1, -1] } else { vec![sign] };
        let mut claims: Vec<Claim> = Vec::new();
        for (team, table) in &owners {
            let other = match told.rival {
                Rival::Place(place) => self.at_place(*table, place),
                _ => other,
            };
            if Some(*team) != other {
                for sign in &signs {
                    claims.push(Claim::Gap { table: *table, team: *team, other, points: sign * n });
                }
            }
        }
        if !sure {
            claims.sort_by_key(|c| self.apart(c));
        }
        if told.rival == Rival::Nobody {
            // The rival may be named elsewhere in the sentence.
            let (a, b) = scene.lattice.text.sentence_of(from);
            let rivals: Vec<TeamId> = scene.lattice.mentions[scene.lattice.mentions_in(a, b)]
                .iter()
                .flat_map(|m| teams_of(scene.frame, m))
                .collect();
            for (team, table) in &owners {
                for rival in rivals.iter().filter(|r| *r != team) {
                    for points in [n, -n] {
                        let other = Some(*rival);
                        claims.push(Claim::Gap { table: *table, team: *team, other, points });
                    }
                }
            }
        }
        // "Three ahead of both": of each of the two that played.
        let after = to;
        let both = (after..end.max(to) + 4).find(|i| {
            matches!(scene.fold(*i), "both" | "entrambe" | "entrambi" | "ambedue" | "coppia")
        });
        let upto = self.noun_to(to, end);
        if told.rival == Rival::Nobody
            && let Some(both) = both
            && (after..both).all(|i| {
                matches!(
                    scene.fold(i),
                    "of" | "a"
                        | "ad"
                        | "su"
                        | "than"
                        | "di"
                        | "sulla"
                        | "the"
                        | "punti"
                        | "punto"
                        | "lunghezze"
                        | "lunghezza"
                        | "points"
                        | "point"
                        | "ahead"
                        | "clear"
                        | "better"
                        | "more"
                        | "piu"
                        | "in"
                        | "sopra"
                        | "davanti"
                        | "avanti"
                )
            })
            && let Some((team, table)) = owners.first().copied()
            && let Some((home, away)) = scene.frame.sides().filter(|s| s.0 != team && s.1 != team)
        {
            let claims: Vec<Claim> = [home, away]
                .into_iter()
                .map(|o| Claim::Gap { table, team, other: Some(o), points: sign * n })
                .collect();
            // What is said of both holds if it holds of each.
            let wrong = claims.iter().find(|c| self.apart(c) != 0);
            let claim = wrong.unwrap_or(&claims[0]).clone();
            let s = Statement::new(from, upto, vec![claim]);
            out.push(if sign != 0 && sure { s.owned() } else { s.unsure() });
            return;
        }
        if claims.is_empty() {
            return;
        }
        let mut statement = Statement::new(from, upto, claims);
        statement.owned = told.owner.is_some();
        // "Nove reti, tre più del Perù" are goals.
        let (a, _) = scene.clause(from, 5);
        let goals = scene.has(
            a.max(from.saturating_sub(8)),
            (to + 3).min(scene.lattice.text.tokens.len()),
            &["reti", "gol", "goals", "goal"],
        ) && !scene.has(
            begin,
            end,
            &["punt*", "lunghezz*", "point*", "clear", "ahead", "behind", "adrift"],
        );
        // "One point more than the bottom side": somebody is meant who is not named.
        let unnamed = told.rival == Rival::Nobody
            && (scene.has(end, end + 3, &["than the", "than their"])
                || scene.has(
                    end.saturating_sub(1),
                    end + 1,
                    &["than", "of", "over", "on", "di", "su"],
                )
                || matches!(
                    scene.fold(end),
                    "della" | "dell" | "dei" | "degli" | "del" | "sulla" | "sui" | "dalla" | "dai"
                ));
        let open = unnamed || scene.has(from.saturating_sub(2), from, &["giocat*", "played"]);
        let known = told.rival != Rival::Nobody;
        let named = (known || sure && sign != 0) && !goals && !open;
        out.push(if named { statement } else { statement.unsure() });
    }

    /// What points of a team would be if they were a gap.
    pub(super) fn gaps_of(&self, rows: &[Claim], n: i32) -> Vec<Claim> {
        let mut claims = Vec::new();
        for row in rows.iter().take(2) {
            let Claim::Row { table, team, .. } = row else { continue };
            let sides = self.scene.frame.sides();
            let others = sides.map_or([None, None], |s| [Some(s.0), Some(s.1)]);
            let first = self.at_place(*table, 1);
            for other in others.into_iter().chain([first]).flatten().filter(|o| o != team) {
                for points in [n, -n] {
                    let (table, team) = (*table, *team);
                    claims.push(Claim::Gap { table, team, other: Some(other), points });
                }
            }
        }
        claims
    }

    /// Who holds a place of a table.
    fn at_place(&self, table: TableRef, place: u8) -> Option<TeamId> {
        let view = self.scene.judge.table(table, &self.scene.frame.cut())?;
        let row = view.table.rows.get(usize::from(place).checked_sub(1)?)?;
        view.sheet.teams.get(usize::from(row.team)).copied()
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
        (from, to): (usize, usize),
        (field, value): (Field, i32),
        nth: usize,
        compared: Option<TeamId>,
        beside: Option<i32>,
    ) -> Option<Statement> {
        let scene = self.scene;
        let (a, b) = scene.lattice.text.sentence_of(from);
        let own = |i: usize| teams_of(scene.frame, &scene.lattice.mentions[i]);
        let within: Vec<usize> =
            scene.lattice.mentions_in(a, b).filter(|i| own(*i).len() == 1).collect();
        let explicit = compared.filter(|_| nth == 1);
        // The one compared with is not the subject.
        let mut candidates = scene.candidates(from);
        candidates.retain(|c| Some(c.team) != compared);
        let subject = candidates.first().copied();
        let named: Vec<TeamId> = within.iter().map(|i| own(*i)[0]).collect();
        let names = named.clone();
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
        let mut natural = natural;
        if let Some(beside) = beside.filter(|_| explicit.is_none()) {
            let has = |team: TeamId| {
                let table = self.table_for(from, team);
                let claim = table.map(|table| Claim::Row { table, team, field, value: beside });
                claim.is_some_and(|c| self.apart(&c) == 0)
            };
            let all: Vec<TeamId> = natural
                .iter()
                .copied()
                .chain(subject.map(|s| s.team))
                .chain(names.iter().copied())
                .collect();
            if let Some(holder) = all.iter().copied().find(|t| has(*t)) {
                natural.retain(|t| *t != holder);
                if natural.is_empty() {
                    natural.extend(level(holder).first());
                }
                if natural.is_empty() {
                    natural.extend(all.iter().copied().find(|t| *t != holder));
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

    pub(super) fn in_hand_of(&self, hit: &Hit<Say>, sign: i32, out: &mut Vec<Statement>) {
        let one = hit.anchor.map(|(from, to)| (1, from, to));
        let Some((n, from, to)) = self.number(hit).or(one) else { return };
        let rival = self.team_in(hit, 0).map_or(Rival::Nobody, Rival::Team);
        let unit = Unit::Matches;
        let told = Parting { n, from, to, end: hit.to, sign, owner: None, rival, unit };
        self.in_hand(&told, sign, out);
    }

    /// Matches that a team has played more or fewer than another.
    pub(super) fn in_hand(&self, told: &Parting, sign: i32, out: &mut Vec<Statement>) {
        let Parting { n, from, to, .. } = *told;
        let other = match told.rival {
            Rival::Team(team) => Some(team),
            _ => None,
        };
        let (owners, sure) = self.owners(from, None);
        let (a, b) = self.scene.lattice.text.sentence_of(from);
        let mut rivals: Vec<TeamId> = other.into_iter().collect();
        if rivals.is_empty() {
            rivals = self.scene.lattice.mentions[self.scene.lattice.mentions_in(a, b)]
                .iter()
                .flat_map(|m| teams_of(self.scene.frame, m))
                .collect();
        }
        // A match in hand on nobody in particular is one on whoever has played most.
        let anybody = other.is_none();
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
        let named = sure && !claims.is_empty();
        if anybody && !claims.is_empty() {
            for (team, table) in owners.iter().take(1) {
                let view = self.scene.judge.table(*table, &self.scene.frame.cut());
                let place = |t: TeamId| Some(view.as_ref()?.row(t)?.place);
                let own = place(*team);
                for other in &self.scene.frame.prepared.group(*table).teams {
                    if other != team {
                        // On those above, if nobody in particular is named.
                        natural += usize::from(place(*other) < own && !named);
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
        out.push(Statement::new(from, self.noun_to(to, told.end), claims).natural(natural));
    }
}
