//! Goals, perfect records, coaches and goals of players.

use super::*;

impl Reader<'_, '_, '_, '_, '_> {
    /// "A punteggio pieno", "with a perfect record": all matches of the table won.
    pub(super) fn perfect(&self, hit: &Hit<Say>, out: &mut Vec<Statement>) {
        let anchor = hit.anchor.unwrap_or((hit.from, hit.to));
        let (owners, sure) = self.owners(anchor.0, self.team_in(hit, 0));
        let claims: Vec<Claim> = owners
            .into_iter()
            .take(if sure { 1 } else { 3 })
            .filter_map(|(team, table)| {
                let view = self.scene.judge.table(table, &self.scene.frame.cut())?;
                let played = view.row(team)?.totals.played;
                let tally =
                    Tally { played: None, won: Some(played), drawn: Some(0), lost: Some(0) };
                let scopes = vec![Scope::Table(table)];
                Some(Claim::Record { team, coach: None, scopes, ground: Ground::Any, tally })
            })
            .collect();
        // Only of whom is named right before it.
        let scene = self.scene;
        let before = scene.lattice.mentions.iter().rev().find(|m| m.to <= anchor.0);
        let beside = before.is_some_and(|m| {
            let teams = teams_of(scene.frame, m);
            matches!(claims.first(), Some(Claim::Record { team, .. }) if teams.contains(team))
        });
        if !claims.is_empty() {
            let s = Statement::new(anchor.0, anchor.1, claims).natural(2);
            out.push(if sure && beside { s } else { s.unsure() });
        }
    }

    /// "Ancora senza punti", "pointless": no point.
    pub(super) fn pointless(&self, hit: &Hit<Say>, out: &mut Vec<Statement>) {
        let anchor = hit.anchor.unwrap_or((hit.from, hit.to));
        let (claims, _) = self.row_claims(anchor.0, None, Field::Points, &[0]);
        if let Some(mut s) = claims.statement(anchor.0, anchor.1) {
            s.own_negation = true;
            // "Pointless Belarus drew 2-2": until then.
            let until = self.scene.lattice.mention(hit.to).is_some();
            out.push(if until { s.unsure() } else { s });
        }
    }

    /// Whether the matches that figures are counted over, told right after them, are all
    /// that the team has played in its table: "nine goals in two games".
    pub(super) fn over_the_table(&self, after: usize, of: &[Statement]) -> bool {
        let scene = self.scene;
        let over = (after..after + 2).any(|i| {
            matches!(scene.fold(i), "in" | "from" | "across" | "su" | "nelle" | "dopo" | "after")
        });
        let number = (after + 1..after + 4).find_map(|i| scene.lattice.numbers.get(i)?.as_ref());
        let (true, Some((n, to)), Some(s)) = (over, number, of.first()) else { return false };
        let games = matches!(
            scene.fold(*to),
            "games"
                | "matches"
                | "outings"
                | "qualifiers"
                | "partite"
                | "gare"
                | "incontri"
                | "uscite"
        );
        let Some(Claim::Row { table, team, .. }) = s.readings.first() else { return false };
        let (table, team, field) = (*table, *team, Field::Played);
        games
            && scene.judge.judge(&Claim::Row { table, team, field, value: *n as i32 }).says
                == Says::Yes
    }

    pub(super) fn goals(&self, hit: &Hit<Say>, field: Field, out: &mut Vec<Statement>) {
        let scene = self.scene;
        let Some((n, from, to)) = self.number(hit) else { return };
        let (a, b) = scene.lattice.text.sentence_of(from);
        // "Bellingham scored two": the goals of a person, not of a team.
        let person = scene
            .lattice
            .mentions
            .iter()
            .rev()
            .find(|m| a <= m.from && m.to <= from && !matches!(m.who, Who::Cities(_)))
            .is_some_and(|m| {
                matches!(m.who, Who::People(_) | Who::Unknown)
                    && teams_of(scene.frame, m).is_empty()
            });
        // What is told with a participle is a column of the table: "32 gol fatti e
        // quattro subiti".
        let column = scene.has(
            hit.from,
            (hit.to + 2).min(b),
            &[
                "fatti",
                "fatte",
                "subiti",
                "subite",
                "all attivo",
                "al passivo",
                "conceded",
                "against",
            ],
        );
        if person && !column {
            return;
        }
        let (Claims { mut claims, natural, open }, sure) =
            self.row_claims(from, None, field, &[n as i32]);
        let mut totals = self.totals(from, field, n as i32);
        // Readings of the same teams in the group and in the whole competition are
        // natural, of others far-fetched.
        let mut far = claims.split_off(natural);
        let whose: Vec<TeamId> = claims
            .iter()
            .filter_map(|c| if let Claim::Row { team, .. } = c { Some(*team) } else { None })
            .collect();
        if !whose.is_empty() {
            let of = |c: &Claim| matches!(c, Claim::Total { team, .. } if whose.contains(team));
            far.extend(totals.extract_if(.., |c| !of(c)));
        }
        let knockout = scene.game_at(from).is_some_and(|g| {
            let prepared = scene.frame.prepared;
            prepared.table_of(prepared.get(g)).is_none()
        });
        // "With seven points and three goals": beside the points of a table.
        let beside = scene.has(
            a.max(from.saturating_sub(7)),
            from,
            &["punti", "punto", "points", "point", "quota"],
        );
        // "In tutto il torneo" is not the group, "nel girone" is nothing else.
        let whole = scene.has(
            a,
            b,
            &["torneo", "mondiale", "europeo", "tournament", "in tutto", "finals", "in all"],
        );
        let group = beside || scene.has(a, b, &["girone", "gruppo", "group", "section"]);
        if knockout && whole && !group {
            far.append(&mut claims);
            claims = totals;
        } else if knockout && !group {
            claims.splice(0..0, totals);
        } else if knockout {
            far.extend(totals);
        } else {
            claims.extend(totals);
        }
        let mut natural = claims.len();
        claims.extend(far);
        let participle = scene.has(
            hit.from,
            (hit.to + 2).min(b),
            &[
                "fatti",
                "fatte",
                "subiti",
                "subite",
                "incassat*",
                "segnati",
                "segnate",
                "realizzat*",
                "conceded",
                "goals scored",
                "passivo",
                "attivo",
                "against",
                "goals for",
                "goal for",
            ],
        );
        let scope = participle
            || beside
            || scene.has(
                a,
                b,
                &[
                    "girone",
                    "gruppo",
                    "torneo",
                    "qualificazioni",
                    "partite",
                    "gare",
                    "group",
                    "tournament",
                    "games",
                    "matches",
                    "qualifying",
                    "campaign",
                    "finals",
                    "differenza",
                    "finora",
                    "so far",
                    "complessivamente",
                    "totale",
                    "section",
                    "table",
                    "classifica",
                    "campionato",
                    "league",
                    "fatti",
                    "subiti",
                ],
            );
        if let Some(game) = scene.game_at(from) {
            // The goals of this match alone may be meant.
            let m = scene.frame.prepared.get(game);
            let candidates = scene.candidates(from);
            let most = if candidates.first().is_some_and(|c| c.near) { 1 } else { 2 };
            for c in candidates.iter().take(most) {
                if let Some(goals) = goals_for(m, c.team) {
                    let one = if field == Field::GoalsFor { goals.0 } else { goals.1 };
                    if u32::from(one) == n {
                        let at = if scope { claims.len() } else { 0 };
                        natural += usize::from(!scope);
                        claims.insert(
                            at,
                            Claim::Score {
                                game,
                                team: c.team,
                                goals,
                                at: crate::claim::At::End,
                                either: false,
                            },
                        );
                    }
                }
            }
        }
        if claims.is_empty() {
            return;
        }
        let mut statement =
            Statement::new(from, self.with_noun(hit, from, to), claims).natural(natural);
        statement.owned = sure;
        // Goals at home or away are not a column of the table.
        let at_home = scene.has(
            a,
            b,
            &["in casa", "at home", "in trasferta", "away from home", "on the road", "fuori casa"],
        );
        // "Had shipped six against England": in one match.
        let one_match = scene.has(to, (to + 1).min(b), &["against", "contro"])
            && scene.lattice.mentions_in(to, (to + 4).min(b)).next().is_some();
        out.push(if scope && !at_home && !one_match && !open {
            statement
        } else {
            statement.unsure()
        });
    }

    /// Whether a bare "quota 16" tells the goals of a player.
    pub(super) fn of_a_scorer(&self, hit: &Hit<Say>) -> bool {
        let scene = self.scene;
        let (first, last) = scene.lattice.text.sentence_of(hit.from);
        let (from, _) = scene.clause(hit.from, 5);
        let number = hit.capture(Slot::Number).map_or(hit.from, |c| c.from);
        let nearest = scene
            .lattice
            .mentions
            .iter()
            .rev()
            .find(|m| from <= m.from && m.to <= number && !matches!(m.who, Who::Cities(_)));
        let person = nearest.is_some_and(|m| {
            matches!(m.who, Who::People(_)) && teams_of(scene.frame, m).is_empty()
        });
        person
            && !scene.has(hit.from, hit.to, &["punti", "punto", "points", "point"])
            && scene.has(
                first,
                last,
                &[
                    "cannonier*",
                    "capocannonier*",
                    "marcator*",
                    "gol",
                    "reti",
                    "centri",
                    "goals",
                    "scorer",
                ],
            )
    }

    /// A count over the whole edition for the likeliest teams.
    pub(super) fn totals(&self, at: usize, field: Field, value: i32) -> Vec<Claim> {
        let prepared = self.scene.frame.prepared;
        let Some(edition) =
            self.scene.game_at(at).and_then(|g| prepared.edition_of(prepared.get(g)))
        else {
            return Vec::new();
        };
        let candidates = self.scene.candidates(at);
        let sure = candidates.first().is_some_and(|c| c.near);
        let mut teams: Vec<TeamId> =
            candidates.iter().map(|c| c.team).take(if sure { 1 } else { 3 }).collect();
        if let Some((home, away)) = self.scene.frame.sides().filter(|_| !sure) {
            teams.extend([home, away]);
        }
        teams
            .into_iter()
            .map(|team| Claim::Total { team, field, value, scopes: vec![Scope::Edition(edition)] })
            .collect()
    }

    pub(super) fn player_total(&self, hit: &Hit<Say>, out: &mut Vec<Statement>) {
        let scene = self.scene;
        let Some((n, from, to)) = self.number(hit) else { return };
        let (a, b) = scene.lattice.text.sentence_of(from);
        // "Il secondo gol dei biancazzurri": of the team.
        if (to..(hit.to + 1).max(to + 2).min(b))
            .any(|i| matches!(scene.fold(i), "dei" | "degli" | "delle"))
        {
            return;
        }
        let near = scene
            .lattice
            .mentions
            .iter()
            .filter(|m| {
                a <= m.from && m.from < b && matches!(m.who, Who::People(_) | Who::Teams(_))
            })
            .min_by_key(|m| (m.from > from, m.from.abs_diff(from)));
        let Some(Who::People(people)) = near.map(|m| &m.who) else { return };
        let Some(game) = scene.game_at(from) else { return };
        let prepared = scene.frame.prepared;
        let sides = prepared.get(game).fixture.teams;
        let Some(edition) = prepared.edition_of(prepared.get(game)) else { return };
        let mut readings: Vec<Claim> = Vec::new();
        for person in people {
            for team in prepared.teams_of(*person).iter().filter(|t| sides.side_of(t).is_some()) {
                let career = scene.has(
                    a,
                    b,
                    &[
                        "for his country",
                        "international goal",
                        "in nazionale",
                        "maglia azzurra",
                        "in azzurro",
                        "in carriera",
                        "for the national",
                    ],
                );
                let mut scopes = match career {
                    true => vec![Scope::All],
                    false => vec![Scope::Edition(edition)],
                };
                scopes.extend(self.table_for(from, *team).map(Scope::Table));
                scopes.push(Scope::Competition);
                readings.push(Claim::PlayerTotal {
                    person: *person,
                    team: *team,
                    goals: n as u16,
                    scopes,
                });
            }
        }
        if !readings.is_empty() {
            // What is counted must be said to be goals.
            let told = scene.has(
                hit.from,
                (hit.to + 2).min(b),
                &[
                    "gol",
                    "goal*",
                    "reti",
                    "rete",
                    "centr*",
                    "marcatur*",
                    "sigill*",
                    "quota",
                    "strike*",
                ],
            );
            let odd = scene.has(from, b, &["disallowed", "ruled out", "annullat*", "fate"]);
            let s = Statement::new(from, self.with_noun(hit, from, to), readings);
            out.push(if told && !odd { s } else { s.unsure() });
        }
    }
}
