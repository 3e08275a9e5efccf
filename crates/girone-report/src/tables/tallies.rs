//! Records: how many were won, drawn and lost, and out of how many.

use super::*;

impl Reader<'_, '_, '_, '_, '_> {
    /// The scopes that the words allow, likeliest first.
    pub(super) fn scopes(&self, at: usize, team: TeamId, cues: &Cues) -> Vec<Scope> {
        let prepared = self.scene.frame.prepared;
        let game = self.scene.game_at(at).map(|g| prepared.get(g));
        let edition = game.and_then(|m| prepared.edition_of(m));
        let table = self.table_for(at, team);
        let year = game.map(|m| m.fixture.when.date.year());
        let mut scopes = Vec::new();
        if let Some(scope) = cues.named {
            return vec![scope];
        }
        if cues.year {
            scopes.extend(year.map(Scope::Year));
        }
        if cues.edition {
            scopes.extend(edition.map(Scope::Edition));
        }
        if cues.table {
            scopes.extend(table.map(Scope::Table));
        }
        if cues.coach.is_some() && scopes.is_empty() {
            scopes.extend([Scope::All, Scope::Competitive]);
            scopes.extend(edition.map(Scope::Edition));
            scopes.push(Scope::Friendlies);
            return scopes;
        }
        if !scopes.is_empty() {
            // What the words name may be meant more widely.
            scopes.extend(table.map(Scope::Table));
            scopes.extend(edition.map(Scope::Edition));
        } else {
            scopes.extend(table.map(Scope::Table));
            scopes.extend(edition.map(Scope::Edition));
        }
        if cues.coach.is_some() {
            scopes.extend([Scope::All, Scope::Competitive]);
        }
        let mut unique = Vec::new();
        for s in scopes {
            if !unique.contains(&s) {
                unique.push(s);
            }
        }
        unique
    }

    /// A record in every scope that the words allow.
    pub(super) fn record(
        &self,
        at: usize,
        from: usize,
        to: usize,
        tally: Tally,
    ) -> Option<Statement> {
        let cues = self.cues(at);
        let mut readings = Vec::new();
        let teams: Vec<TeamId> = match cues.coach {
            Some((team, _)) => vec![team],
            None => {
                let candidates = self.scene.candidates(at);
                let sure = candidates.first().is_some_and(|c| c.near);
                let mut teams: Vec<TeamId> =
                    candidates.iter().map(|c| c.team).take(if sure { 1 } else { 4 }).collect();
                self.add_sides(sure, &mut teams);
                teams
            }
        };
        for team in &teams {
            if let Some(other) = cues.meetings.filter(|o| o != team) {
                readings.push(Claim::HeadToHead { team: *team, other, tally });
                break;
            }
            let scopes = self.scopes(at, *team, &cues);
            if let Some((_, coach)) = cues.coach {
                readings.push(Claim::Record {
                    team: *team,
                    coach: Some(coach),
                    scopes: scopes.clone(),
                    ground: cues.ground,
                    tally,
                });
            }
            let coachless = if cues.coach.is_some() && cues.named.is_some() {
                Vec::new()
            } else if cues.coach.is_some() {
                // The words may speak of the team after all.
                let table = self.table_for(at, *team);
                table.map(Scope::Table).into_iter().collect()
            } else {
                scopes
            };
            if !coachless.is_empty() {
                readings.push(Claim::Record {
                    team: *team,
                    coach: None,
                    scopes: coachless,
                    ground: cues.ground,
                    tally,
                });
            }
        }
        if matches!(readings.first(), Some(Claim::HeadToHead { .. })) {
            return Some(self.meetings_told((from, to), readings));
        }
        if readings.is_empty() {
            return None;
        }
        if cues.coach.is_none() && teams.len() > 1 {
            readings.sort_by_key(|c| self.record_apart(c));
        }
        Some(Statement::new(from, to, readings))
    }

    /// How far a record is from the right one in its first scope.
    pub(super) fn record_apart(&self, claim: &Claim) -> u32 {
        let Claim::Record { tally, .. } = claim else { return 0 };
        match self.scene.judge.judge(claim) {
            Judged { says: Says::No(Some(right)), .. } => {
                let mut parts = right.split('-').filter_map(|n| n.parse::<u16>().ok());
                [tally.won, tally.drawn, tally.lost]
                    .into_iter()
                    .map(|stated| match (stated, parts.next()) {
                        (Some(a), Some(b)) => u32::from(a.abs_diff(b)),
                        _ => 0,
                    })
                    .sum()
            }
            Judged { says: Says::Yes, .. } => 0,
            _ => 999,
        }
    }

    /// One past the last of the tallies that stand side by side.
    pub(super) fn tally_group(&self, hits: &[Hit<Say>], at: usize) -> usize {
        let mut to = at + 1;
        while let Some(next) = hits.get(to) {
            if matches!(
                next.kind,
                Say::Played | Say::PlayedSure | Say::PlayedOrDay | Say::Else | Say::Goals
            ) && hits.get(to + 1).is_some_and(|h| matches!(h.kind, Say::Tally(_)))
            {
                to += 1;
                continue;
            }
            let last = hits[at..to]
                .iter()
                .rev()
                .find(|h| matches!(h.kind, Say::Tally(_)))
                .unwrap_or(&hits[at]);
            let tokens = &self.scene.lattice.text.tokens;
            let Say::Tally(outcome) = next.kind else { break };
            let same = hits[at..to].iter().any(|h| h.kind == Say::Tally(outcome));
            let apart = next.from.saturating_sub(last.to);
            let one_sentence = tokens[next.from].sentence == tokens[last.from].sentence;
            let teams_between =
                self.scene.lattice.mentions.iter().any(|m| {
                    last.to <= m.from && m.to <= next.from && matches!(m.who, Who::Teams(_))
                });
            // "…; one defeat from one friendly" begins another tally.
            let parted = self.scene.discourse.breaks[last.to.min(next.from)..=next.from]
                .iter()
                .any(|b| *b >= 5);
            if same || apart > 6 || !one_sentence || teams_between || parted {
                break;
            }
            to += 1;
        }
        to
    }

    /// The number of matches out of which results are counted: "in 16", "su otto".
    fn out_of_so_many(&self, at: usize) -> Option<u16> {
        let scene = self.scene;
        let (_, end) = scene.lattice.text.sentence_of(at.checked_sub(1)?);
        if at + 1 >= end || !matches!(scene.fold(at), "in" | "from" | "su") {
            return None;
        }
        let (value, to) = scene.lattice.numbers.get(at + 1).copied().flatten()?;
        let ends = to >= end
            || !scene.lattice.text.tokens[to].is_word()
            || matches!(
                scene.fold(to),
                "games" | "matches" | "partite" | "gare" | "incontri" | "and" | "e"
            );
        u16::try_from(value).ok().filter(|n| ends && *n < 400)
    }

    pub(super) fn tallies(&self, hits: &[Hit<Say>]) -> Option<Statement> {
        let mut tally = Tally::default();
        let mut first = usize::MAX;
        let mut last = 0;
        for hit in hits {
            let Say::Tally(outcome) = hit.kind else { continue };
            let (n, from, to) = self.number(hit)?;
            let slot = match outcome {
                Outcome::Won => &mut tally.won,
                Outcome::Drawn => &mut tally.drawn,
                Outcome::Lost => &mut tally.lost,
            };
            *slot = Some(n as u16);
            first = first.min(from);
            last = last.max(self.with_noun(hit, from, to));
        }
        // "Non una vittoria ma un pareggio": an article is not a count.
        let article = hits.iter().filter(|h| matches!(h.kind, Say::Tally(_))).count() == 1
            && matches!(self.scene.fold(first), "un" | "una" | "uno" | "one" | "a");
        let single = hits.iter().filter(|h| matches!(h.kind, Say::Tally(_))).count() == 1;
        let mut statement = self.record(first, first, last, tally)?;
        // "Nine defeats in 16": under a coach of so many matches only.
        if let Some(played) = self.out_of_so_many(last) {
            let cut = self.scene.frame.cut();
            let fits = |c: &Claim| match c {
                Claim::Record { team, coach: Some(coach), ground, .. } => {
                    let under = |s| self.scene.judge.counted(*team, Some(*coach), s, *ground, &cut);
                    [Scope::All, Scope::Competitive]
                        .into_iter()
                        .any(|s| under(s).games.len() == usize::from(played))
                }
                _ => true,
            };
            if statement.readings.iter().any(|c| matches!(c, Claim::Record { coach: None, .. })) {
                statement.readings.retain(fits);
            }
        }
        let (_, end) = self.scene.lattice.text.sentence_of(first);
        let recent = self.scene.has(
            last,
            (last + 5).min(end),
            &[
                "nelle ultime",
                "negli ultimi",
                "in their last",
                "in the last",
                "of the last",
                "of their last",
                "delle ultime",
                "from their last",
                "since",
                "dal",
                "nella storia",
                "in carriera",
            ],
        );
        // "Seven games, seven defeats, and then Krstović": until this match.
        let then = self.scene.has(
            last,
            end,
            &["and then", "e poi", "finally", "at last", "finalmente", "until", "finche", "poi e"],
        );
        if recent || then {
            return Some(statement.unsure());
        }
        let cues = self.cues(first);
        // Those of a person whom the record does not know as their coach.
        let (a, _) = self.scene.clause(first, 5);
        let nearest = self
            .scene
            .lattice
            .mentions
            .iter()
            .rev()
            .find(|m| a <= m.from && m.to <= first && !matches!(m.who, Who::Cities(_)));
        let somebody = cues.coach.is_none()
            && nearest.is_some_and(|m| {
                matches!(m.who, Who::People(_) | Who::Unknown)
                    && teams_of(self.scene.frame, m).is_empty()
            });
        if somebody {
            return Some(statement.unsure());
        }
        let scoped = cues.coach.is_some()
            || cues.table
            || cues.edition
            || cues.year
            || self.scene.has(
                self.scene.clause(first, 5).0,
                self.scene.clause(first, 5).1,
                &[
                    "partite", "gare", "games", "matches", "giornate", "outings", "bilancio",
                    "record", "ruolino", "score", "con",
                ],
            );
        if article || (single && !scoped) {
            return Some(statement.unsure());
        }
        if single
            && cues.coach.is_none()
            && cues.ground == Ground::Any
            && cues.named.is_none()
            && let [Claim::Record { team, scopes, .. }, ..] = statement.readings.as_slice()
            && let Some(Scope::Table(table)) = scopes.first()
            && let Some((outcome, value)) = single_of(tally)
        {
            // A single column of the table: the right value is one number.
            let mut readings = vec![Claim::Row {
                table: *table,
                team: *team,
                field: field_of(outcome),
                value: i32::from(value),
            }];
            readings.extend(statement.readings.clone());
            return Some(Statement { readings, ..statement });
        }
        Some(statement)
    }

    /// The matches out of which results are counted, in a scope in which the
    /// results hold.
    pub(super) fn out_of(&self, hits: &[Hit<Say>], played: &Hit<Say>) -> Option<Statement> {
        let mut tally = Tally::default();
        let mut first = None;
        for hit in hits {
            let (Say::Tally(outcome) | Say::Nth(outcome)) = hit.kind else { continue };
            let (n, from, _) = self.number(hit)?;
            first.get_or_insert(from);
            let one = tally_of(outcome, n as u16);
            tally.won = tally.won.or(one.won);
            tally.drawn = tally.drawn.or(one.drawn);
            tally.lost = tally.lost.or(one.lost);
        }
        let (n, from, to) = self.number(played)?;
        let statement = self.record(first?, from, self.with_noun(played, from, to), tally)?;
        // Only scopes in which the results are right tell how many there were; of a
        // coach only those under him.
        let mut readings = Vec::new();
        // So many in another scope that the words allow: which is meant is open.
        let open = statement.readings.iter().any(|c| {
            let Claim::Record { team, coach, scopes, ground, .. } = c else { return false };
            let cut = self.scene.frame.cut();
            scopes.iter().any(|scope| {
                let counted = self.scene.judge.counted(*team, *coach, *scope, *ground, &cut);
                counted.games.len() == n as usize
            })
        });
        let coached = self.cues(first?).coach.is_some();
        for claim in statement.readings {
            if coached && matches!(claim, Claim::Record { coach: None, .. }) {
                continue;
            }
            let Claim::Record { team, coach, scopes, ground, tally } = claim else { continue };
            for scope in scopes {
                let only =
                    |tally| Claim::Record { team, coach, scopes: vec![scope], ground, tally };
                if self.scene.judge.judge(&only(tally)).says == Says::Yes {
                    readings.push(only(Tally { played: Some(n as u16), ..tally }));
                }
            }
        }
        let right = readings.first().and_then(|c| {
            let Claim::Record { team, coach, scopes, ground, .. } = c else { return None };
            let cut = self.scene.frame.cut();
            let counted = self.scene.judge.counted(*team, *coach, scopes[0], *ground, &cut);
            Some(counted.games.len().to_string())
        });
        if readings.is_empty() {
            return None;
        }
        let mut s = Statement::new(from, self.with_noun(played, from, to), readings);
        s.right = right;
        Some(if open { s.unsure() } else { s })
    }

    /// The numbers of a group one by one, in the scope that fits the group best.
    pub(super) fn each_tally(&self, hits: &[Hit<Say>], whole: &Statement) -> Vec<Statement> {
        let hits: Vec<&Hit<Say>> =
            hits.iter().filter(|h| matches!(h.kind, Say::Tally(_))).collect();
        if hits.len() < 2 {
            return Vec::new();
        }
        let mut best: Option<(u32, Claim, (u16, u16, u16))> = None;
        let mut tied = false;
        for claim in &whole.readings {
            let Claim::Record { team, coach, scopes, ground, tally } = claim else { continue };
            for scope in scopes {
                let counted = self.scene.judge.counted(
                    *team,
                    *coach,
                    *scope,
                    *ground,
                    &self.scene.frame.cut(),
                );
                let right = counted.tally();
                let apart = |a: Option<u16>, b: u16| a.map_or(0, |a| u32::from(a.abs_diff(b)));
                let sum = apart(tally.won, right.0)
                    + apart(tally.drawn, right.1)
                    + apart(tally.lost, right.2);
                // Two scopes come as near, each with another number wrong: only
                // the group as a whole can be judged.
                tied = match &best {
                    Some(b) if sum == b.0 => tied || right != b.2,
                    Some(b) if sum > b.0 => tied,
                    _ => false,
                };
                if best.as_ref().is_none_or(|b| sum < b.0) {
                    let one = Claim::Record {
                        team: *team,
                        coach: *coach,
                        scopes: vec![*scope],
                        ground: *ground,
                        tally: Tally::default(),
                    };
                    best = Some((sum, one, right));
                }
            }
        }
        let Some((apart, claim, right)) = best else { return Vec::new() };
        if tied && apart > 0 {
            return Vec::new();
        }
        hits.iter()
            .filter_map(|hit| {
                let Say::Tally(outcome) = hit.kind else { return None };
                let (n, from, to) = self.number(hit)?;
                let mut claim = claim.clone();
                if let Claim::Record { tally, .. } = &mut claim {
                    *tally = tally_of(outcome, n as u16);
                }
                let value = match outcome {
                    Outcome::Won => right.0,
                    Outcome::Drawn => right.1,
                    Outcome::Lost => right.2,
                };
                let mut s = Statement::new(from, self.with_noun(hit, from, to), vec![claim]);
                s.right = Some(value.to_string());
                s.sure = whole.sure;
                Some(s)
            })
            .collect()
    }
}

pub(super) fn single_of(tally: Tally) -> Option<(Outcome, u16)> {
    match (tally.won, tally.drawn, tally.lost) {
        (Some(n), None, None) => Some((Outcome::Won, n)),
        (None, Some(n), None) => Some((Outcome::Drawn, n)),
        (None, None, Some(n)) => Some((Outcome::Lost, n)),
        _ => None,
    }
}
