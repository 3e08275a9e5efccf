//! Table rows, gaps, tallies, runs and the like in the text.

mod align;
mod apart;
mod choice;
mod coaches;
mod columns;
mod cues;
mod differences;
mod each;
mod fates;
mod gaps;
mod hauls;
mod lastly;
mod lasts;
mod levels;
mod margins;
mod meetings;
mod posts;
mod rivalry;
mod runs;
mod standings;
mod status;
mod streaks;
mod tallies;
mod told;
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
use choice::{choose, key, plausible};

static ROWS_IT: LazyLock<Rows<Say>> = LazyLock::new(|| Rows::new(IT));
static ROWS_EN: LazyLock<Rows<Say>> = LazyLock::new(|| Rows::new(EN));

pub(crate) fn read(scene: &Scene<'_, '_, '_, '_>, out: &mut Vec<Statement>) {
    let begin = out.len();
    read_all(scene, out);
    Reader { scene }.align(&mut out[begin..]);
    Reader { scene }.posts(out);
    for statement in &mut out[begin..] {
        if statement.weighed.is_none() {
            statement.sure &= !in_the_course(scene, statement.from);
        }
    }
}

/// Goals for and against told in brackets in a list of rows: "Marocco 7 (6-3)".
///
/// `None` if the score is no such thing; an empty value if whose they are is open.
pub(crate) fn row_goals(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    score: crate::lattice::WrittenScore,
) -> Option<Option<Statement>> {
    let points = at.checked_sub(2)?;
    let tokens = &scene.lattice.text.tokens;
    if tokens[at - 1].mark() != Some('(') {
        return None;
    }
    let noun = matches!(&*tokens[points].fold, "punti" | "punto" | "points" | "point" | "pts");
    let number = points.checked_sub(usize::from(noun))?;
    scene.lattice.numbers[number]?;
    let team = scene.lattice.covered.get(number.checked_sub(1)?).copied().flatten()?;
    let Who::Teams(teams) = &scene.lattice.mentions[team as usize].who else { return None };
    let reader = Reader { scene };
    let claims: Vec<Claim> = teams
        .iter()
        .filter_map(|t| reader.table_for(at, *t).map(|table| (*t, table)))
        .map(|(team, table)| Claim::RowGoals { table, team, goals: (score.first, score.second) })
        .collect();
    Some((!claims.is_empty()).then(|| Statement::new(at, score.to, claims)))
}

/// Whether a value is told as it was at some minute: "all'89' erano terzi con 7
/// punti".
fn in_the_course(scene: &Scene<'_, '_, '_, '_>, at: usize) -> bool {
    let (from, to) = scene.clause(at, 5);
    let minute = scene.minutes.iter().any(|m| from <= m.from && m.from < to && m.to <= at);
    minute && scene.has(from, at, &["era", "erano", "aveva", "avevano", "were", "was", "had"])
}

fn read_all(scene: &Scene<'_, '_, '_, '_>, out: &mut Vec<Statement>) {
    let rows = match scene.lattice.lang {
        Lang::It => &*ROWS_IT,
        Lang::En => &*ROWS_EN,
    };
    let mut hits: Vec<Hit<Say>> = Vec::new();
    for at in 0..scene.lattice.text.tokens.len() {
        rows.at(scene.lattice, at, &mut hits);
    }
    let reader = Reader { scene };
    // What is told side by side is bound to its team by its place in the list.
    let listed = reader.standings(out);
    let mut taken: Vec<bool> = (0..scene.lattice.text.tokens.len())
        .map(|i| listed.iter().any(|(from, to)| (*from..*to).contains(&i)))
        .collect();
    reader.differences(&mut taken, out);
    // Counts over many matches come next: what they count is nothing else.
    reader.coached_shares(&mut taken, out);
    reader.lasts(&mut taken, out);
    reader.lastly(&mut taken, out);
    reader.streaks(&mut taken, out);
    reader.balances(&mut taken, out);
    reader.met_before(&mut taken, out);
    reader.coached(&mut taken, out);
    reader.hauls(&mut taken, out);
    reader.margins(&mut taken, out);
    reader.columns(&mut taken, out);
    reader.statuses(out);
    reader.levels(out);
    hits.retain(|h| plausible(scene, h) && !taken[key(h)]);
    let mut chosen = choose(hits);
    chosen.sort_by_key(|h| h.from);
    reader.partings(&taken, &mut chosen, out);
    let mut at = 0;
    while at < chosen.len() {
        // Results counted side by side are one statement.
        if matches!(chosen[at].kind, Say::Tally(_)) {
            let start = at;
            let to = reader.tally_group(&chosen, at);
            if reader.meeting_tallies(&chosen[at..to], out) {
                at = to;
                continue;
            }
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
            && reader.meeting_of(chosen[at].from).is_none()
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

/// Claims, likeliest first, of which the first are natural readings.
struct Claims {
    claims: Vec<Claim>,
    natural: usize,
    /// Whether it is open who is spoken of: "Clarke's men", of a coach whom the
    /// record does not know.
    open: bool,
}

impl Claims {
    fn statement(self, from: usize, to: usize) -> Option<Statement> {
        if self.claims.is_empty() {
            return None;
        }
        let s = Statement::new(from, to, self.claims).natural(self.natural);
        Some(if self.open { s.unsure() } else { s })
    }
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

    /// The team that begins a hit, unless it is only the object of its clause: "five
    /// points clear of Uruguay with 18".
    fn subject_in(&self, hit: &Hit<Say>) -> Option<TeamId> {
        let c = hit.nth(Slot::Team, 0)?;
        let lattice = self.scene.lattice;
        let i = lattice.mentions.iter().position(|m| m.to == c.to)?;
        let opens = hit.captures.first().is_some_and(|f| f.slot == Slot::Team);
        (!opens || !self.scene.discourse.oblique[i]).then(|| self.team_in(hit, 0)).flatten()
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
            self.add_sides(sure, &mut teams);
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

    /// Where it is open whose a value is, the teams of the match may be meant.
    fn add_sides(&self, sure: bool, teams: &mut Vec<TeamId>) {
        if let Some((home, away)) = self.scene.frame.sides().filter(|_| !sure) {
            for team in [home, away] {
                if !teams.contains(&team) {
                    teams.push(team);
                }
            }
        }
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
    ) -> (Claims, bool) {
        let (owners, sure) = self.owners(at, explicit);
        let mut claims: Vec<Claim> = Vec::new();
        for (team, table) in owners {
            for value in values {
                claims.push(Claim::Row { table, team, field, value: *value });
            }
        }
        // The subject if it is sure, else the two likeliest.
        let told = |c: &Claim| {
            let Claim::Row { team, .. } = c else { return false };
            self.scene.frame.focus == Some(*team)
        };
        let first = sure || claims.first().is_some_and(told);
        let natural = claims.len().min(values.len() * if first { 1 } else { 2 });
        if !sure {
            // Where it is open whose the value is, the one it comes nearest to
            // is the likeliest.
            claims[..natural].sort_by_key(|c| self.apart(c));
            claims[natural..].sort_by_key(|c| self.apart(c));
        }
        let open = explicit.is_none() && self.open_subject(at);
        (Claims { claims, natural, open }, sure)
    }

    /// Whether the subject before a token may be one of several teams.
    fn open_subject(&self, at: usize) -> bool {
        let scene = self.scene;
        let (from, _) = scene.lattice.text.sentence_of(at);
        let before = scene.lattice.mentions_in(from, at).rev();
        let subject = before
            .filter(|i| !scene.discourse.oblique[*i])
            .map(|i| &scene.lattice.mentions[i])
            .find(|m| matches!(m.who, Who::Teams(_)));
        let several = subject.is_some_and(|m| matches!(&m.who, Who::Teams(t) if t.len() > 1));
        // One of the two sides, if it is sure which match is told: nobody of the
        // text is known to have played in a match that it does not tell.
        several && {
            let mentions = &scene.lattice.mentions;
            let known = mentions.iter().any(|m| matches!(m.who, Who::People(_)));
            let unknown = mentions.iter().filter(|m| m.who == Who::Unknown).count();
            !known && unknown >= 3
        }
    }

    /// How far a value is from the right one.
    fn apart(&self, claim: &Claim) -> i64 {
        let value = match claim {
            Claim::Row { value, .. } => value,
            Claim::Gap { points, .. } => &points.abs(),
            Claim::Bottom { .. } => {
                return if self.scene.judge.judge(claim).says == Says::Yes { 0 } else { 99 };
            }
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
        let (mut claims, sure) = self.row_claims(from, explicit, field, &[n as i32]);
        let (a, b) = self.scene.lattice.text.sentence_of(from);
        // "La Norvegia capolista è a tre punti": from the team that is spoken of.
        if field == Field::Points && from > a && self.scene.fold(from - 1) == "a" {
            claims.claims.extend(self.gaps_of(&claims.claims, n as i32));
        }
        let knockout = field == Field::Position
            && self.scene.game_at(from).is_some_and(|g| {
                let prepared = self.scene.frame.prepared;
                prepared.table_of(prepared.get(g)).is_none()
            })
            && !self.scene.has(a, b, &["group", "gruppo", "girone", "table", "classifica"]);
        // Points of some matches and not of the table; what another number goes with is
        // something else: "conceded six and stay on 18".
        let near = (a.max(from.saturating_sub(6))..from)
            .rfind(|i| self.scene.lattice.numbers[*i].is_some())
            .map_or(a.max(from.saturating_sub(6)), |i| i + 1);
        let collected = field == Field::Points
            && self.scene.has(
                near,
                from,
                &[
                    "portando a casa",
                    "conquist*",
                    "raccolt*",
                    "ottenut*",
                    "guadagn*",
                    "collected",
                    "taken",
                    "picked up",
                    "gathered",
                    "conced*",
                    "lasciat*",
                    "dropped",
                    "pers*",
                ],
            );
        let far = knockout
            || collected
            || !sure && claims.claims.first().is_some_and(|c| self.apart(c) > 9);
        let end = self.with_noun(hit, from, to);
        let Some(mut statement) = claims.statement(from, end) else { return };
        statement.owned = explicit.is_some() || sure;
        out.push(if far { statement.unsure() } else { statement });
    }

    /// Takes the noun right after a number into the underlined words.
    fn with_noun(&self, hit: &Hit<Say>, _from: usize, to: usize) -> usize {
        self.noun_to(to, hit.to)
    }

    /// Takes the noun right after a number into the underlined words, up to a token.
    fn noun_to(&self, to: usize, end: usize) -> usize {
        let lattice = self.scene.lattice;
        let word = |at: usize| {
            at < end && lattice.text.tokens[at].is_word() && lattice.covered[at].is_none()
        };
        // "Una sola vittoria".
        let alone = word(to) && matches!(self.scene.fold(to), "sola" | "solo" | "sole" | "soli");
        to + usize::from(word(to)) + usize::from(alone && word(to + 1))
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
