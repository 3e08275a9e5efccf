//! The nth result of its kind, runs, and firsts.

use super::*;

impl Reader<'_, '_, '_, '_, '_> {
    pub(super) fn nth(&self, hit: &Hit<Say>, outcome: Outcome, out: &mut Vec<Statement>) {
        let Some((n, from, to)) = self.number(hit) else { return };
        let end = hit.to.min(to + 2);
        let cues = self.cues(from);
        let tally = tally_of(outcome, n as u16);
        let (owners, sure) = self.owners(from, None);
        let mut readings: Vec<Claim> = Vec::new();
        if cues.ground == Ground::Any
            && !cues.year
            && cues.coach.is_none()
            && (!cues.edition || cues.table)
        {
            readings.extend(owners.iter().map(|(team, table)| Claim::Row {
                table: *table,
                team: *team,
                field: field_of(outcome),
                value: n as i32,
            }));
        }
        if let Some(s) = self.record(from, from, end, tally) {
            readings.extend(s.readings);
        }
        // "Their second win of the tournament": of no coach's time.
        let (_, last) = self.scene.lattice.text.sentence_of(from);
        let scoped = self.scene.has(
            end,
            (end + 5).min(last),
            &["torneo", "girone", "tournament", "finals", "group", "campaign", "section"],
        );
        if scoped && readings.iter().any(|c| matches!(c, Claim::Record { coach: None, .. })) {
            readings.retain(|c| !matches!(c, Claim::Record { coach: Some(_), .. }));
        }
        // A run may be meant where it is the nth in a row.
        let run = match outcome {
            Outcome::Won => Run::Wins,
            Outcome::Drawn => Run::Draws,
            Outcome::Lost => Run::Defeats,
        };
        for (team, table) in owners.iter().take(if cues.table || cues.edition { 0 } else { 2 }) {
            readings.push(Claim::Streak {
                team: *team,
                coach: None,
                run,
                length: n as u16,
                before: false,
                scopes: vec![Scope::All, Scope::Table(*table)],
                ground: cues.ground,
            });
        }
        // The current coach's count, even where he is not named.
        if let Some((team, _)) = owners.first() {
            let day = self.scene.frame.today();
            let coach = self
                .scene
                .frame
                .prepared
                .snapshot
                .tenures
                .iter()
                .find(|t| t.team == *team && day.is_some_and(|d| t.covers(d)))
                .map(|t| t.person);
            if coach.is_some() {
                readings.push(Claim::Record {
                    team: *team,
                    coach,
                    scopes: vec![Scope::All, Scope::Competitive],
                    ground: cues.ground,
                    tally,
                });
            }
        }
        if readings.is_empty() {
            return;
        }
        let vague = n == 1 && !cues.table && !cues.edition;
        let other = self.scene.has(
            hit.from,
            (hit.to + 3).min(self.scene.lattice.text.tokens.len()),
            &[
                "nelle ultime",
                "negli ultimi",
                "in their last",
                "in the last",
                "of the last",
                "in its last",
                "delle ultime",
                "della storia",
                "in assoluto",
                "of the year",
                "ever",
                "in storia",
                "contro",
                "over",
                "against",
                "su",
            ],
        );
        let statement = Statement::new(from, end, readings);
        // "Primo ko dei verdeoro in Colombia": of those at one place.
        let (_, last) = self.scene.lattice.text.sentence_of(from);
        let vague = vague
            || (end..(end + 6).min(last)).any(|i| {
                matches!(self.scene.fold(i), "in" | "a" | "at")
                    && self
                        .scene
                        .lattice
                        .mention(i + 1)
                        .is_some_and(|m| matches!(m.who, Who::Teams(_) | Who::Cities(_)))
            });
        let scoped = cues.table || cues.edition || sure || n >= 2;
        out.push(if vague || other || !scoped { statement.unsure() } else { statement });
    }

    pub(super) fn run(&self, hit: &Hit<Say>, run: Run, out: &mut Vec<Statement>) {
        let Some((n, from, to)) = self.number(hit) else { return };
        let cues = self.cues(from);
        let candidates = self.scene.candidates(from);
        let sure = candidates.first().is_some_and(|c| c.near);
        let mut readings = Vec::new();
        let teams: Vec<TeamId> = match cues.coach {
            Some((team, _)) => vec![team],
            None => {
                let mut teams: Vec<TeamId> =
                    candidates.iter().map(|c| c.team).take(if sure { 1 } else { 3 }).collect();
                self.add_sides(sure, &mut teams);
                teams
            }
        };
        for team in teams {
            let prepared = self.scene.frame.prepared;
            let table = self.table_for(from, team);
            let edition =
                self.scene.game_at(from).and_then(|g| prepared.edition_of(prepared.get(g)));
            let mut scopes: Vec<Scope> = Vec::new();
            let near = self.cues_beside(hit);
            if let Some(scope) = cues.named {
                scopes.push(scope);
            } else if (cues.edition || cues.table) && near {
                if !cues.table {
                    scopes.extend(edition.map(Scope::Edition));
                }
                if self
                    .scene
                    .game_at(from)
                    .is_some_and(|g| prepared.table_of(prepared.get(g)).is_some())
                {
                    scopes.extend(table.map(Scope::Table));
                }
                if cues.table {
                    scopes.extend(edition.map(Scope::Edition));
                }
            } else {
                scopes.extend([Scope::All, Scope::Competitive]);
                scopes.extend(edition.map(Scope::Edition));
            }
            // A run that this match has just ended is counted up to it.
            let ended = self
                .scene
                .judge
                .counted(
                    team,
                    None,
                    scopes.first().copied().unwrap_or(Scope::All),
                    Ground::Any,
                    &self.scene.frame.cut(),
                )
                .run(run, false)
                == 0;
            for before in if ended { [true, false] } else { [false, true] } {
                readings.push(Claim::Streak {
                    team,
                    coach: None,
                    run,
                    length: n as u16,
                    before,
                    scopes: scopes.clone(),
                    ground: cues.ground,
                });
            }
            if cues.ground != Ground::Any {
                readings.push(Claim::Streak {
                    team,
                    coach: None,
                    run,
                    length: n as u16,
                    before: ended,
                    scopes: scopes.clone(),
                    ground: Ground::Any,
                });
            }
            if let Some((_, coach)) = cues.coach {
                readings.push(Claim::Streak {
                    team,
                    coach: Some(coach),
                    run,
                    length: n as u16,
                    before: false,
                    scopes: vec![Scope::All],
                    ground: cues.ground,
                });
            }
        }
        if readings.is_empty() {
            return;
        }
        let end = self.with_noun(hit, from, to).max(hit.to.min(to + 2));
        let mut statement = Statement::new(from, end, readings);
        statement.own_negation =
            matches!(run, Run::Unbeaten | Run::Winless | Run::Scoreless | Run::CleanSheets);
        // "They had won six in a row since then": up to some other day.
        let (a, _) = self.scene.clause(from, 5);
        if self.scene.has(a, from, &["had won", "had lost", "had been", "aveva", "avevano"]) {
            statement.sure = false;
        }
        if cues.edition && run == Run::Wins {
            statement.right = self.run_as_record(from, &statement.readings);
        }
        // Runs that the reader of runs does not know are guesses: right only as
        // they are most naturally meant.
        let mut natural = statement.readings[0].clone();
        if let Claim::Streak { scopes, .. } = &mut natural {
            scopes.truncate(1);
        }
        statement.readings.insert(0, natural);
        out.push(statement.unsure().natural(1));
    }

    /// At home, away or anywhere, by the words of a stretch.
    pub(super) fn ground_of(&self, from: usize, to: usize) -> Ground {
        let home = self.scene.has(from, to, &["in casa", "at home", "tra le mura"]);
        let away = self.scene.has(
            from,
            to,
            &["in trasferta", "fuori casa", "away from home", "on the road", "on their travels"],
        );
        match (home, away) {
            (true, false) => Ground::Home,
            (false, true) => Ground::Away,
            _ => Ground::Any,
        }
    }

    /// Whether the words right after a run say in which competition it is.
    fn cues_beside(&self, hit: &Hit<Say>) -> bool {
        let (_, end) = self.scene.lattice.text.sentence_of(hit.from);
        self.scene.has(
            hit.from,
            (hit.to + 6).min(end),
            &[
                "girone",
                "gruppo",
                "qualific*",
                "eliminatorie",
                "torneo",
                "mondial*",
                "europe*",
                "group",
                "campionato",
                "league",
                "qualif*",
                "tournament",
                "finals",
                "world cup",
                "euro*",
                "campaign",
                "round",
                "competition",
                "raggruppamento",
            ],
        )
    }

    /// A run within a tournament is the whole record there so far.
    pub(super) fn run_as_record(&self, at: usize, readings: &[Claim]) -> Option<String> {
        let Some(Claim::Streak { team, run, before: true, .. }) = readings.first() else {
            return None;
        };
        let prepared = self.scene.frame.prepared;
        let edition = self.scene.game_at(at).and_then(|g| prepared.edition_of(prepared.get(g)))?;
        let counted = self.scene.judge.counted(
            *team,
            None,
            Scope::Edition(edition),
            Ground::Any,
            &self.scene.frame.cut(),
        );
        let (won, drawn, lost) = counted.tally();
        (counted.run(*run, true) == won && drawn == 0 && lost <= 1)
            .then(|| format!("{won}-{drawn}-0"))
    }

    pub(super) fn since(&self, hit: &Hit<Say>, outcome: Outcome, out: &mut Vec<Statement>) {
        let Some((n, from, to)) = self.number(hit) else { return };
        // What restricts the result stands beside it, not beside the year.
        let cues = self.cues(hit.anchor.map_or(from, |a| a.0));
        let year = (1900..2100).contains(&n).then_some(n as i16);
        let matches = (n < 100).then_some(n as u16);
        if year.is_none() && matches.is_none() {
            return;
        }
        let mut readings = Vec::new();
        for c in self.scene.candidates(from).iter().take(2) {
            let scopes = match cues.named {
                Some(scope) => vec![scope],
                None => vec![Scope::All, Scope::Competitive, Scope::Competition],
            };
            readings.push(Claim::FirstSince {
                team: c.team,
                outcome,
                year,
                matches,
                scopes,
                ground: cues.ground,
                against: None,
            });
        }
        out.push(Statement::new(from, to, readings).unsure());
    }
}
