//! Table rows, gaps, tallies, runs and the like in the text.

mod choice;
mod runs;
mod tallies;
mod values;

use std::sync::LazyLock;

use girone_model::{Lang, PersonId, TeamId};

use crate::claim::{Claim, Field, Ground, Outcome, Run, Scope, Tally};
use crate::discourse::teams_of;
use crate::judge::{Judged, Says};
use crate::lattice::Who;
use crate::pattern::{Hit, Rows, Slot};
use crate::prepared::{TableRef, goals_for};
use crate::statement::{Scene, Statement};
use crate::table_rows::{EN, IT, Say};
use choice::{choose, plausible};

static ROWS_IT: LazyLock<Rows<Say>> = LazyLock::new(|| Rows::new(IT));
static ROWS_EN: LazyLock<Rows<Say>> = LazyLock::new(|| Rows::new(EN));

pub(crate) fn read(scene: &Scene<'_, '_, '_, '_>, out: &mut Vec<Statement>) {
    let rows = match scene.lattice.lang {
        Lang::It => &*ROWS_IT,
        Lang::En => &*ROWS_EN,
    };
    let mut hits: Vec<Hit<Say>> = Vec::new();
    for at in 0..scene.lattice.text.tokens.len() {
        rows.at(scene.lattice, at, &mut hits);
    }
    hits.retain(|h| plausible(scene, h));
    let mut chosen = choose(hits);
    chosen.sort_by_key(|h| h.from);
    let reader = Reader { scene };
    let mut at = 0;
    while at < chosen.len() {
        // Results counted side by side are one statement.
        if matches!(chosen[at].kind, Say::Tally(_)) {
            let start = at;
            let to = reader.tally_group(&chosen, at);
            for hit in chosen[at..to].iter().filter(|h| !matches!(h.kind, Say::Tally(_))) {
                reader.one(hit, out);
            }
            if let Some(next) = chosen.get(to)
                && matches!(next.kind, Say::Played | Say::PlayedSure)
                && next.from.saturating_sub(chosen[to - 1].to) <= 2
                && let Some(s) = reader.out_of(&chosen[at..to], next)
            {
                out.push(s);
                at = to + 1;
                let whole = reader.tallies(&chosen[start..to]);
                if let Some(s) = &whole {
                    out.extend(reader.each_tally(&chosen[start..to], s));
                }
                out.extend(whole);
                continue;
            }
            let whole = reader.tallies(&chosen[at..to]);
            if let Some(s) = &whole {
                out.extend(reader.each_tally(&chosen[at..to], s));
            }
            out.extend(whole);
            at = to;
            continue;
        }
        // "Third win in six games": both numbers in one scope.
        if let Say::Nth(_) = chosen[at].kind
            && let Some(next) = chosen.get(at + 1)
            && matches!(next.kind, Say::Played | Say::PlayedSure)
            && next.from.saturating_sub(chosen[at].to) <= 2
            && let Some(s) = reader.out_of(&chosen[at..at + 1], next)
        {
            out.push(s);
            reader.one(&chosen[at], out);
            at += 2;
            continue;
        }
        reader.one(&chosen[at], out);
        at += 1;
    }
}

struct Reader<'s, 'a, 'p, 't, 'x> {
    scene: &'s Scene<'a, 'p, 't, 'x>,
}

/// The cues in a sentence that narrow what is counted.
struct Cues {
    coach: Option<(TeamId, PersonId)>,
    ground: Ground,
    edition: bool,
    table: bool,
    year: bool,
    /// A scope that the words name outright: friendlies, all matches.
    named: Option<Scope>,
    /// The other team, where the meetings of two are spoken of.
    meetings: Option<TeamId>,
}

impl Reader<'_, '_, '_, '_, '_> {
    fn number(&self, hit: &Hit<Say>) -> Option<(u32, usize, usize)> {
        let lattice = self.scene.lattice;
        if let Some(c) = hit.capture(Slot::Number) {
            return lattice.numbers[c.from].map(|n| (n.0, c.from, c.to));
        }
        if let Some(c) = hit.capture(Slot::Ordinal) {
            return lattice.ordinals[c.from].map(|n| (n.0, c.from, c.to));
        }
        None
    }

    fn team_in(&self, hit: &Hit<Say>, nth: usize) -> Option<TeamId> {
        let c = hit.nth(Slot::Team, nth)?;
        let m = self.scene.lattice.mentions.iter().find(|m| m.to == c.to)?;
        match &m.who {
            Who::Teams(t) if t.len() == 1 => Some(t[0]),
            _ => None,
        }
    }

    fn table_for(&self, at: usize, team: TeamId) -> Option<TableRef> {
        let game = self.scene.game_at(at)?;
        let prepared = self.scene.frame.prepared;
        let m = prepared.get(game);
        if let Some(table) = prepared.table_of(m)
            && prepared.group(table).teams.contains(&team)
        {
            return Some(table);
        }
        let edition = prepared.edition_of(m)?;
        let date = m.fixture.when.date;
        prepared.tables_with(edition, team).into_iter().find(|t| {
            let group = prepared.group(*t);
            prepared.edition(edition).stages[group.stage].from.is_none_or(|d| d <= date)
        })
    }

    /// The table in which two teams are compared: the one that the text is about,
    /// else the one in which either has played last.
    fn table_of_both(&self, at: usize, team: TeamId, other: TeamId) -> Option<TableRef> {
        let prepared = self.scene.frame.prepared;
        let has = |t: &TableRef| {
            let teams = &prepared.group(*t).teams;
            teams.contains(&team) && teams.contains(&other)
        };
        self.table_for(at, team).filter(has).or_else(|| {
            let cut = self.scene.frame.cut();
            [team, other].into_iter().find_map(|t| {
                let played = prepared.played(t, &cut, &self.scene.frame.subjects).rev().take(6);
                played.filter_map(|(_, m)| prepared.table_of(m)).find(has)
            })
        })
    }

    /// Whose a value may be: teams with their tables, likeliest first; and
    /// whether the first is sure.
    fn owners(&self, at: usize, explicit: Option<TeamId>) -> (Vec<(TeamId, TableRef)>, bool) {
        if let Some(team) = explicit {
            let found = self.table_for(at, team).map(|t| (team, t));
            return (found.into_iter().collect(), true);
        }
        let candidates = self.scene.candidates(at);
        let sure = candidates.first().is_some_and(|c| c.near);
        let mut teams: Vec<TeamId> = candidates.iter().map(|c| c.team).collect();
        if sure {
            // The subject, and a team named between it and the value.
            let after = self.just_after(at);
            let first = teams[0];
            teams = vec![first];
            teams.extend(after.into_iter().flatten());
            teams.extend(candidates.iter().filter(|c| c.near).map(|c| c.team));
        } else {
            teams.truncate(5);
        }
        let mut owners: Vec<(TeamId, TableRef)> = Vec::new();
        for team in teams {
            if let Some(table) = self.table_for(at, team)
                && !owners.iter().any(|o| o.0 == team)
            {
                owners.push((team, table));
            }
        }
        (owners, sure)
    }

    fn just_after(&self, at: usize) -> Option<Vec<TeamId>> {
        let scene = self.scene;
        let (_, to) = scene.lattice.text.sentence_of(at);
        let m = scene
            .lattice
            .mentions
            .iter()
            .find(|m| m.from > at && m.from < to && !teams_of(scene.frame, m).is_empty())?;
        let near = m.from - at <= 6 && scene.discourse.distance(at, m.from) == 0;
        near.then(|| teams_of(scene.frame, m))
    }

    fn row_claims(
        &self,
        at: usize,
        explicit: Option<TeamId>,
        field: Field,
        values: &[i32],
    ) -> (Vec<Claim>, bool) {
        let (owners, sure) = self.owners(at, explicit);
        let mut claims: Vec<Claim> = Vec::new();
        for (team, table) in owners {
            for value in values {
                claims.push(Claim::Row { table, team, field, value: *value });
            }
        }
        if !sure {
            // Where it is open whose the value is, the one it comes nearest to
            // is the likeliest.
            claims.sort_by_key(|c| self.apart(c));
        }
        (claims, sure)
    }

    /// How far a value is from the right one.
    fn apart(&self, claim: &Claim) -> i64 {
        let value = match claim {
            Claim::Row { value, .. } => value,
            Claim::Gap { points, .. } => &points.abs(),
            _ => return 0,
        };
        match self.scene.judge.judge(claim) {
            Judged { says: Says::Yes, .. } => 0,
            Judged { says: Says::No(Some(right)), .. } => {
                right.parse::<i64>().map_or(99, |r| (r - i64::from(*value)).abs())
            }
            _ => 99,
        }
    }

    fn push_row(
        &self,
        hit: &Hit<Say>,
        field: Field,
        explicit: Option<TeamId>,
        out: &mut Vec<Statement>,
    ) {
        let Some((n, from, to)) = self.number(hit) else { return };
        let (claims, sure) = self.row_claims(from, explicit, field, &[n as i32]);
        if claims.is_empty() {
            return;
        }
        let (a, b) = self.scene.lattice.text.sentence_of(from);
        let knockout = field == Field::Position
            && self.scene.game_at(from).is_some_and(|g| {
                let prepared = self.scene.frame.prepared;
                prepared.table_of(prepared.get(g)).is_none()
            })
            && !self.scene.has(a, b, &["group", "gruppo", "girone", "table", "classifica"]);
        let far = knockout || !sure && claims.first().is_some_and(|c| self.apart(c) > 9);
        let end = self.with_noun(hit, from, to);
        let statement = Statement::new(from, end, claims);
        out.push(if far { statement.unsure() } else { statement });
    }

    /// Takes the noun right after a number into the underlined words.
    fn with_noun(&self, hit: &Hit<Say>, _from: usize, to: usize) -> usize {
        let lattice = self.scene.lattice;
        let word = |at: usize| {
            at < hit.to && lattice.text.tokens[at].is_word() && lattice.covered[at].is_none()
        };
        // "Una sola vittoria".
        let alone = word(to) && matches!(self.scene.fold(to), "sola" | "solo" | "sole" | "soli");
        to + usize::from(word(to)) + usize::from(alone && word(to + 1))
    }

    fn one(&self, hit: &Hit<Say>, out: &mut Vec<Statement>) {
        let scene = self.scene;
        match hit.kind {
            Say::Else | Say::Tally(_) => {}
            Say::Points => {
                let explicit = None;
                self.push_row(hit, Field::Points, explicit, out);
            }
            Say::BarePoints => {
                let explicit = self.team_in(hit, 0);
                self.push_row(hit, Field::Points, explicit, out);
            }
            Say::Place => self.push_row(hit, Field::Position, None, out),
            Say::BarePlace => {
                let explicit = self.team_in(hit, 0);
                self.push_row(hit, Field::Position, explicit, out);
            }
            Say::At(place) => {
                let anchor = hit.anchor.unwrap_or((hit.from, hit.to));
                let explicit = self.team_in(hit, 0);
                let (claims, _) =
                    self.row_claims(anchor.0, explicit, Field::Position, &[i32::from(place)]);
                if !claims.is_empty() {
                    let right = self.holder(anchor.0, place);
                    let mut s = Statement::new(anchor.0, anchor.1, claims);
                    s.right = right;
                    // Words of leading also tell of other things.
                    let loose = scene.has(
                        hit.from,
                        hit.to,
                        &[
                            "lead", "leads", "led", "guida", "guidano", "winners", "win", "won",
                            "leaders", "leading",
                        ],
                    );
                    out.push(if loose { s.unsure() } else { s });
                }
            }
            Say::Bottom => {
                let anchor = hit.anchor.unwrap_or((hit.from, hit.to));
                let (owners, _) = self.owners(anchor.0, None);
                let claims: Vec<Claim> =
                    owners.into_iter().map(|(team, table)| Claim::Bottom { table, team }).collect();
                if !claims.is_empty() {
                    out.push(Statement::new(anchor.0, anchor.1, claims));
                }
            }
            Say::Ahead | Say::AheadOne => self.gap(hit, 1, out),
            Say::Behind | Say::BehindOne => self.gap(hit, -1, out),
            Say::GapAny => self.gap(hit, 0, out),
            Say::PointsOf => {
                let explicit = self.team_in(hit, 0);
                self.push_row(hit, Field::Points, explicit, out);
            }
            Say::PlayedSure => self.push_row(hit, Field::Played, None, out),
            Say::Goals => {
                let mut found = Vec::new();
                self.goals(hit, Field::GoalsFor, &mut found);
                out.extend(found.into_iter().map(Statement::unsure));
            }
            Say::DifferenceBoth => {
                for nth in 0..2 {
                    let Some(c) = hit.nth(Slot::Signed, nth) else { continue };
                    let Some((value, _)) = scene.lattice.signed(c.from) else { continue };
                    let mut candidates = scene.candidates(c.from);
                    let sure = candidates.first().is_some_and(|c| c.near);
                    // Who has the first value does not have the second.
                    if sure && nth == 1 && hit.capture(Slot::Team).is_none() {
                        candidates.remove(0);
                    }
                    let most = if sure && nth == 0 { 1 } else { 3 };
                    let mut claims: Vec<Claim> = candidates
                        .iter()
                        .take(most)
                        .filter_map(|x| {
                            let table = self.table_for(c.from, x.team)?;
                            let field = Field::GoalDifference;
                            Some(Claim::Row { table, team: x.team, field, value })
                        })
                        .collect();
                    claims.sort_by_key(|c| self.apart(c));
                    if !claims.is_empty() {
                        out.push(Statement::new(c.from, c.to, claims));
                    }
                }
            }
            Say::Level => {
                let anchor = hit.anchor.unwrap_or((hit.from, hit.to));
                let Some(other) = self.team_in(hit, 0) else { return };
                let (owners, _) = self.owners(anchor.0, None);
                let claims: Vec<Claim> = owners
                    .into_iter()
                    .filter(|o| o.0 != other)
                    .map(|(team, table)| {
                        let table = self.table_of_both(anchor.0, team, other).unwrap_or(table);
                        Claim::Level { table, team, other }
                    })
                    .collect();
                if !claims.is_empty() {
                    out.push(Statement::new(anchor.0, hit.to, claims));
                }
                if let Some((n, from, to)) = self.number(hit) {
                    let (claims, _) = self.row_claims(from, None, Field::Points, &[n as i32]);
                    out.push(Statement::new(from, self.with_noun(hit, from, to), claims));
                }
            }
            Say::For => self.goals(hit, Field::GoalsFor, out),
            Say::Against => self.goals(hit, Field::GoalsAgainst, out),
            Say::ForBoth => {
                let Some(first) = hit.nth(Slot::Number, 0) else { return };
                let Some(second) = hit.nth(Slot::Number, 1) else { return };
                let value = |c: crate::pattern::Capture| {
                    scene.lattice.numbers[c.from].map_or(0, |n| n.0 as i32)
                };
                let (claims, _) =
                    self.row_claims(first.from, None, Field::GoalsFor, &[value(first)]);
                let other = self.team_in(hit, 0);
                let claims: Vec<Claim> = claims
                    .into_iter()
                    .filter(|c| !matches!(c, Claim::Row { team, .. } if Some(*team) == other))
                    .collect();
                out.push(Statement::new(first.from, first.to + 1, claims));
                let (claims, _) =
                    self.row_claims(second.from, other, Field::GoalsFor, &[value(second)]);
                out.push(Statement::new(second.from, second.to, claims));
            }
            Say::Difference => {
                let Some(c) = hit.capture(Slot::Signed) else { return };
                let Some((value, to)) = scene.lattice.signed(c.from) else { return };
                let signed = to - c.from > 1 || scene.lattice.text.tokens[c.from].mark().is_some();
                let values: Vec<i32> = if signed { vec![value] } else { vec![value, -value] };
                let (claims, _) = self.row_claims(c.from, None, Field::GoalDifference, &values);
                if !claims.is_empty() {
                    out.push(Statement::new(c.from, c.to, claims));
                }
            }
            Say::PlayedOrDay => {
                let Some((n, from, to)) = self.number(hit) else { return };
                let (mut claims, _) = self.row_claims(from, None, Field::Played, &[n as i32]);
                if let Some(game) = scene.game_at(from) {
                    claims.push(Claim::Matchday { game, number: n as u16 });
                }
                let last =
                    scene.has(hit.from, hit.to, &["giornate", "turni", "rounds", "matchdays"]);
                let s = Statement::new(from, self.with_noun(hit, from, to), claims);
                out.push(if last { s } else { s.unsure() });
            }
            Say::Played => {
                let Some((n, from, to)) = self.number(hit) else { return };
                let (mut claims, _) = self.row_claims(from, None, Field::Played, &[n as i32]);
                claims.extend(self.totals(from, Field::Played, n as i32));
                out.push(Statement::new(from, self.with_noun(hit, from, to), claims).unsure());
            }
            Say::Left => {
                let Some((n, from, to)) = self.number(hit) else { return };
                let (claims, _) = self.row_claims(from, None, Field::Left, &[n as i32]);
                if !claims.is_empty() {
                    out.push(Statement::new(from, self.with_noun(hit, from, to), claims));
                }
            }
            Say::InHand => self.in_hand(hit, 1, out),
            Say::InHandLess => self.in_hand(hit, -1, out),
            Say::Group => {
                let Some(c) = hit.capture(Slot::Letter) else { return };
                let Some((name, _)) = scene.lattice.letter(c.from) else { return };
                let Some(game) = scene.game_at(hit.from) else { return };
                let Some(edition) = scene.frame.prepared.edition_of(scene.frame.prepared.get(game))
                else {
                    return;
                };
                let (from, to) = scene.lattice.text.sentence_of(hit.from);
                let mut teams: Vec<TeamId> = scene.lattice.mentions
                    [scene.lattice.mentions_in(from, to)]
                .iter()
                .flat_map(|m| teams_of(scene.frame, m))
                .collect();
                let sides = scene.frame.prepared.get(game).fixture.teams;
                teams.extend([sides.home, sides.away]);
                teams.dedup();
                let claims = teams
                    .into_iter()
                    .map(|team| Claim::Group { team, edition, group: name.clone() })
                    .collect();
                let anchor = hit.anchor.unwrap_or((hit.from, hit.to));
                out.push(Statement::new(anchor.0, anchor.1, claims));
            }
            Say::Day => {
                let Some((n, from, _)) = self.number(hit) else { return };
                let Some(game) = scene.game_at(from) else { return };
                let league =
                    scene.frame.prepared.table_of(scene.frame.prepared.get(game)).is_some();
                let s = Statement::new(
                    hit.from,
                    hit.to,
                    vec![Claim::Matchday { game, number: n as u16 }],
                );
                out.push(if league { s } else { s.unsure() });
            }
            Say::Triple => {
                let Some(c) = hit.capture(Slot::Triple) else { return };
                let Some(([w, d, l], _)) = scene.lattice.triples[c.from] else { return };
                let tally = Tally {
                    played: None,
                    won: Some(u16::from(w)),
                    drawn: Some(u16::from(d)),
                    lost: Some(u16::from(l)),
                };
                out.extend(self.record(c.from, c.from, c.to, tally));
            }
            Say::Nth(outcome) => self.nth(hit, outcome, out),
            Say::First(outcome) => {
                let anchor = hit.anchor.unwrap_or((hit.from, hit.to));
                let (owners, _) = self.owners(anchor.0, None);
                let field = field_of(outcome);
                let mut claims: Vec<Claim> = owners
                    .iter()
                    .map(|(team, table)| Claim::Row { table: *table, team: *team, field, value: 1 })
                    .collect();
                let tally = tally_of(outcome, 1);
                for (team, table) in owners {
                    claims.push(Claim::Record {
                        team,
                        coach: None,
                        scopes: vec![Scope::Edition(table.edition)],
                        ground: Ground::Any,
                        tally,
                    });
                }
                if !claims.is_empty() {
                    out.push(Statement::new(anchor.0, anchor.1, claims).unsure());
                }
            }
            Say::AllWon => {
                let Some((n, from, to)) = self.number(hit) else { return };
                out.extend(
                    self.record(
                        from,
                        from,
                        self.with_noun(hit, from, to),
                        tally_of(Outcome::Won, n as u16),
                    )
                    .map(|s| {
                        let sure = self.scene.candidates(from).first().is_some_and(|c| c.near)
                            || self.cues(from).coach.is_some();
                        if sure { s } else { s.unsure() }
                    }),
                );
            }
            Say::Run(run) => self.run(hit, run, out),
            Say::Since(outcome) => self.since(hit, outcome, out),
            Say::Meeting => {
                let Some((n, from, to)) = self.number(hit) else { return };
                let Some(game) = scene.game_at(from) else { return };
                let sides = scene.frame.prepared.get(game).fixture.teams;
                let claim =
                    |n: u16| Claim::Meetings { team: sides.home, other: sides.away, number: n };
                let cardinal = hit.capture(Slot::Number).is_some();
                let mut readings = vec![claim(n as u16)];
                if cardinal {
                    // Earlier meetings: without the match reported.
                    readings.push(claim(n as u16 + 1));
                }
                out.push(Statement::new(from, self.with_noun(hit, from, to), readings));
            }
            Say::Coach => self.coach(hit, out),
            Say::PlayerTotal => self.player_total(hit, out),
        }
    }
}

fn tally_of(outcome: Outcome, n: u16) -> Tally {
    let mut tally = Tally::default();
    match outcome {
        Outcome::Won => tally.won = Some(n),
        Outcome::Drawn => tally.drawn = Some(n),
        Outcome::Lost => tally.lost = Some(n),
    }
    tally
}

fn field_of(outcome: Outcome) -> Field {
    match outcome {
        Outcome::Won => Field::Won,
        Outcome::Drawn => Field::Drawn,
        Outcome::Lost => Field::Lost,
    }
}
