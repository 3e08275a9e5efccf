//! Results counted in meetings, when such a result last came, runs in meetings.

use super::*;

/// Words that say of which matches a meeting of two teams is one.
const MEETINGS: &[&str] = &[
    "precedenti",
    "scontri diretti",
    "confronti",
    "testa a testa",
    "incroci",
    "head to head",
    "previous meetings",
    "meetings",
    "previous encounters",
    "incrocio tra",
    "incrocio fra",
    "confronto tra",
    "confronto fra",
    "meeting of the two",
    "meeting between",
];

impl Reader<'_, '_, '_, '_, '_> {
    /// The two teams whose meetings a sentence counts, if it does.
    pub(super) fn meeting_of(&self, at: usize) -> Option<(TeamId, TeamId)> {
        let scene = self.scene;
        let (from, to) = scene.lattice.text.sentence_of(at);
        let cut = |i: &usize| scene.fold(*i) == ";";
        let from = (from..at).rev().find(cut).unwrap_or(from);
        let to = (at..to).find(cut).unwrap_or(to);
        if !scene.has(from, to, MEETINGS) {
            return None;
        }
        let game = self.match_of_two(from, to)?;
        let sides = scene.frame.prepared.get(game).fixture.teams;
        let focus = scene.frame.focus.filter(|f| sides.side_of(f).is_some());
        let near = scene.candidates(at).first().filter(|c| c.near).map(|c| c.team);
        let team = near.filter(|t| sides.side_of(t).is_some()).or(focus).unwrap_or(sides.home);
        Some((team, if team == sides.home { sides.away } else { sides.home }))
    }

    /// Results counted in the meetings of two teams, one statement for each.
    pub(super) fn meeting_tallies(&self, hits: &[Hit<Say>], out: &mut Vec<Statement>) -> bool {
        let Some(first) = hits.first() else { return false };
        if self.cues(first.from).meetings.is_some() {
            return false;
        }
        let Some((team, other)) = self.meeting_of(first.from) else { return false };
        // Where this match is said to be among them, it is.
        let (a, b) = self.scene.lattice.text.sentence_of(first.from);
        let among = self.scene.has(a, b, &["compres*", "inclus*", "including", "counting"]);
        let prepared = self.scene.frame.prepared;
        let played = among.then(|| {
            let subjects = &self.scene.frame.subjects;
            prepared.meetings(team, other, &self.scene.frame.cut(), subjects).len() as u16
        });
        for hit in hits {
            let (Say::Tally(outcome) | Say::Nth(outcome)) = hit.kind else { continue };
            let Some((n, from, to)) = self.number(hit) else { continue };
            let nth = matches!(hit.kind, Say::Nth(_));
            let played = played.filter(|_| !nth);
            let tally = Tally { played, ..tally_of(outcome, n as u16) };
            let claim = |team, other| Claim::HeadToHead { team, other, tally };
            // Whose wins they are may be told after: "sei vittorie azzurre".
            let mut readings = vec![claim(team, other)];
            if outcome != Outcome::Drawn {
                readings.push(claim(other, team));
            }
            // "In the last seven meetings" is only some of them.
            let some =
                self.scene.has(a, b, &["last", "ultimi", "ultime", "recent*", "dal", "since"]);
            let s = self.meetings_told((from, self.with_noun(hit, from, to)), readings);
            out.push(if some { s.unsure() } else { s });
        }
        true
    }

    /// The opponent that a hit names after a preposition.
    fn against(&self, hit: &Hit<Say>, team: TeamId) -> Option<TeamId> {
        let scene = self.scene;
        let (_, end) = scene.clause(hit.from, 3);
        let range = scene.lattice.mentions_in(hit.from, end.max(hit.to).min(hit.to + 4));
        scene.lattice.mentions[range].iter().find_map(|m| {
            let Who::Teams(teams) = &m.who else { return None };
            let [other] = teams.as_slice() else { return None };
            let bound = (m.from.saturating_sub(2)..m.from).any(|i| {
                matches!(
                    scene.fold(i),
                    "su" | "sul"
                        | "sulla"
                        | "sull"
                        | "sui"
                        | "sugli"
                        | "contro"
                        | "con"
                        | "col"
                        | "against"
                        | "over"
                        | "to"
                        | "by"
                        | "dal"
                        | "dalla"
                        | "dall"
                )
            });
            (*other != team && bound).then_some(*other)
        })
    }

    /// The team that a hit names after a preposition, within its own words.
    fn against_in(&self, hit: &Hit<Say>) -> Option<TeamId> {
        let scene = self.scene;
        let range = scene.lattice.mentions_in(hit.from, hit.to);
        scene.lattice.mentions[range].iter().find_map(|m| {
            let Who::Teams(teams) = &m.who else { return None };
            let [team] = teams.as_slice() else { return None };
            let bound = m.from.checked_sub(1).is_some_and(|i| {
                matches!(
                    scene.fold(i),
                    "su" | "sul"
                        | "sulla"
                        | "sull"
                        | "sui"
                        | "sugli"
                        | "contro"
                        | "against"
                        | "over"
                )
            });
            bound.then_some(*team)
        })
    }

    pub(super) fn last_such(&self, hit: &Hit<Say>, outcome: Outcome, out: &mut Vec<Statement>) {
        let scene = self.scene;
        let Some(c) = hit.capture(Slot::Date) else { return };
        let Some(date) = scene.lattice.date(c.from) else { return };
        let cues = self.cues(c.from);
        let candidates = scene.candidates(hit.from);
        let near = candidates.first().is_some_and(|c| c.near);
        let here = scene.has(hit.from, hit.to, &["on this ground", "in questo stadio", "qui"]);
        let (a, b) = scene.clause(hit.from, 5);
        let home = scene.has(
            a,
            b,
            &[
                "in casa",
                "at home",
                "home defeat",
                "home win",
                "home loss",
                "home turf",
                "home soil",
                "on home",
                "mura amiche",
                "home victory",
                "home success",
            ],
        );
        let away = scene.has(
            a,
            b,
            &[
                "in trasferta",
                "fuori casa",
                "away from home",
                "on the road",
                "away defeat",
                "away win",
            ],
        );
        let ground = match (here || home, away) {
            (true, false) => Ground::Home,
            (false, true) => Ground::Away,
            _ => cues.ground,
        };
        // "Il successo sulla Croazia manca": who is bound is the other.
        let object =
            scene.has(hit.from, hit.to, &["batte", "battono", "battevano", "supera", "superano"])
                || scene.has(hit.from, hit.to, &["beaten"])
                    && !scene.has(hit.from, hit.to, &["had", "have", "has"]);
        let bound = self.against_in(hit).or(self.team_in(hit, 0).filter(|_| object));
        let mut teams: Vec<TeamId> =
            candidates.iter().map(|c| c.team).filter(|t| Some(*t) != bound).collect();
        // "L'ultima a battere la Roja": the one that was beaten is meant.
        let range = scene.lattice.mentions_in(hit.from, hit.to);
        if scene.has(hit.from, hit.to, &["a battere", "a sconfiggere", "a superare"])
            && let Some(m) = scene.lattice.mentions[range].first()
        {
            teams = teams_of(scene.frame, m);
        }
        teams.truncate(if near { 1 } else { 3 });
        let scopes = if cues.edition || cues.table {
            vec![Scope::Competition, Scope::Competitive, Scope::All]
        } else {
            vec![Scope::All, Scope::Competitive, Scope::Competition]
        };
        let mut readings = Vec::new();
        // "The first win since 2014": of this match too.
        if scene.has(hit.from, hit.to, &["first", "prim*"]) && date.told == crate::dates::Told::Year
        {
            for team in &teams {
                readings.push(Claim::FirstSince {
                    team: *team,
                    outcome,
                    year: Some(date.first.year()),
                    matches: None,
                    scopes: cues.named.map_or_else(|| scopes.clone(), |s| vec![s]),
                    ground,
                    against: None,
                });
            }
        }
        let mut plain = true;
        let mut loose = Vec::new();
        for team in teams {
            let against = bound.or_else(|| self.against(hit, team));
            plain &= against.is_none();
            let claim = |against, ground| Claim::LastSuch {
                team,
                outcome,
                against,
                ground,
                scopes: scopes.clone(),
                first: date.first,
                last: date.last,
            };
            readings.push(claim(against, ground));
            if against.is_some() {
                // The opponent may only be the one of that day.
                readings.push(claim(None, ground));
            }
            // Told of a ground, it is not made right by a match on another one.
            if ground != Ground::Any {
                loose.push(claim(against, Ground::Any));
            }
        }
        let natural = readings.len();
        readings.extend(loose);
        if readings.is_empty() {
            return;
        }
        let odd = scene.has(
            a,
            b,
            &[
                "under",
                "in a major",
                "in una fase",
                "a un grande",
                "ever",
                "storia",
                "con in panchina",
            ],
        );
        let mut s = Statement::new(date.from, date.to, readings).natural(natural);
        s.own_negation = true;
        s.sure = near && !odd && (plain || cues.ground == Ground::Any);
        out.push(s);
    }

    pub(super) fn meeting_run(
        &self,
        hit: &Hit<Say>,
        run: crate::claim::Run,
        out: &mut Vec<Statement>,
    ) {
        let scene = self.scene;
        let Some((n, from, to)) = self.number(hit) else { return };
        let Some(game) = scene.game_at(from) else { return };
        let sides = scene.frame.prepared.get(game).fixture.teams;
        let claim = |team, other| Claim::MeetingRun { team, other, run, length: n as u16 };
        let mut readings = vec![claim(sides.home, sides.away)];
        if run != crate::claim::Run::Draws {
            readings.push(claim(sides.away, sides.home));
        }
        // Against others after all.
        let mut others = Vec::new();
        self.run(hit, run, &mut others);
        readings.extend(others.into_iter().flat_map(|s| s.readings));
        out.push(Statement::new(from, self.with_noun(hit, from, to), readings));
    }

    /// "Have not beaten England in 12 attempts".
    pub(super) fn never_in(&self, hit: &Hit<Say>, out: &mut Vec<Statement>) {
        let scene = self.scene;
        let Some((n, from, to)) = self.number(hit) else { return };
        let Some(game) = scene.game_at(from) else { return };
        let sides = scene.frame.prepared.get(game).fixture.teams;
        let mut readings = Vec::new();
        for (team, other) in [(sides.home, sides.away), (sides.away, sides.home)] {
            readings.push(Claim::MeetingRun {
                team,
                other,
                run: crate::claim::Run::Winless,
                length: n as u16,
            });
        }
        let mut s = Statement::new(from, self.with_noun(hit, from, to), readings).unsure();
        s.own_negation = true;
        out.push(s);
    }
}
