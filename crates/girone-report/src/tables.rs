//! Table rows, gaps, tallies, runs and the like in the text.

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

static ROWS_IT: LazyLock<Rows<Say>> = LazyLock::new(|| Rows::new(IT));
static ROWS_EN: LazyLock<Rows<Say>> = LazyLock::new(|| Rows::new(EN));

const TABLE_WORDS: &[&str] = &[
    "punti",
    "quota",
    "classifica",
    "posto",
    "girone",
    "gruppo",
    "testa",
    "vetta",
    "graduatoria",
    "punto",
    "fanalino",
    "capolista",
    "lunghezze",
    "primi",
    "secondi",
    "terzi",
    "quarti",
    "points",
    "point",
    "group",
    "table",
    "top",
    "bottom",
    "standings",
    "second",
    "third",
    "fourth",
    "clear",
    "section",
    "leaders",
    "tops",
    "fifth",
    "place",
    "behind",
    "level",
    "ahead of",
    "comando",
    "ultimi",
    "ultimo",
    "last",
];

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

/// The token that a hit is about: its number, or what it underlines.
fn key<K>(hit: &Hit<K>) -> usize {
    for slot in [Slot::Number, Slot::Ordinal, Slot::Signed, Slot::Triple] {
        if let Some(c) = hit.capture(slot) {
            return c.from;
        }
    }
    hit.anchor.map_or(hit.from, |a| a.0)
}

fn tier(kind: Say) -> u8 {
    match kind {
        Say::BarePoints | Say::BarePlace | Say::Played | Say::Coach | Say::Goals | Say::GapAny => 1,
        Say::Else => 2,
        _ => 3,
    }
}

/// Keeps the most specific hit for every number.
fn choose(hits: Vec<Hit<Say>>) -> Vec<Hit<Say>> {
    let mut best: Vec<Hit<Say>> = Vec::new();
    for hit in hits {
        let rank = |h: &Hit<Say>| (tier(h.kind), h.weight, std::cmp::Reverse(h.to - h.from));
        let separate = matches!(hit.kind, Say::Coach);
        match best
            .iter_mut()
            .find(|b| key(b) == key(&hit) && matches!(b.kind, Say::Coach) == separate)
        {
            Some(have) if rank(have) >= rank(&hit) => {}
            Some(have) => *have = hit,
            None => best.push(hit),
        }
    }
    best
}

/// Drops what a loose row matches by accident.
fn plausible(scene: &Scene<'_, '_, '_, '_>, hit: &Hit<Say>) -> bool {
    let tokens = &scene.lattice.text.tokens;
    let next = tokens
        .get(hit.to)
        .filter(|t| t.sentence == tokens[hit.from].sentence)
        .map_or("", |t| t.fold.as_str());
    let ends_clause = matches!(
        next,
        "" | ","
            | "."
            | ";"
            | ")"
            | "e"
            | "ed"
            | "and"
            | "ma"
            | "but"
            | ":"
            | "-"
            | "dopo"
            | "come"
            | "as"
            | "thanks"
            | "grazie"
            | "per"
            | "after"
            | "davanti"
            | "dietro"
            | "mentre"
            | "while"
            | "ahead"
            | "behind"
            | "clear"
            | "contro"
    );
    let (first, last) = scene.lattice.text.sentence_of(hit.from);
    let about_table = scene.has(first, last, TABLE_WORDS);
    match hit.kind {
        Say::BarePoints => {
            let number = hit.capture(Slot::Number).map_or(0, |c| c.from);
            let value = scene.lattice.numbers[number].map_or(0, |n| n.0);
            // Words of standing, and a place, tell of a table by themselves.
            let verb = tokens[hit.from].fold.as_str();
            let about_table = about_table
                || hit.capture(Slot::Ordinal).is_some()
                || ["ferm", "sale", "salgono", "salit", "agganci"]
                    .iter()
                    .any(|s| verb.starts_with(s));
            let people = scene.lattice.mentions.iter().any(|m| {
                first <= m.from && m.from < last && matches!(m.who, Who::People(_) | Who::Unknown)
            });
            let in_minute =
                people && scene.minutes.iter().any(|m| m.from <= number && number < m.to);
            let list = hit.capture(Slot::Team).is_some() && hit.to - hit.from == 2;
            let pairs = (first..last)
                .filter(|i| {
                    scene.lattice.mention(*i).is_some_and(|m| {
                        matches!(m.who, Who::Teams(_))
                            && scene.lattice.numbers.get(m.to).copied().flatten().is_some()
                    })
                })
                .count();
            let listed = !list
                || pairs >= 3
                || scene.has(
                    first,
                    hit.from + 1,
                    &["classific*", "standings", "table", "graduatoria", "punti", "points"],
                );
            let about_table = about_table || pairs >= 3;
            let word_one = matches!(tokens[number].fold.as_str(), "un" | "una" | "uno" | "one");
            let with = matches!(
                tokens[hit.from].fold.as_str(),
                "con" | "with" | "have" | "has" | "had" | "to"
            );
            let placed = !with || about_table;
            let word_one =
                word_one && !(with && matches!(next, "" | "." | ",") && tokens[number].is("one"));
            ends_clause
                && about_table
                && value <= 60
                && !in_minute
                && listed
                && !word_one
                && placed
                && scene.lattice.scores[number].is_none()
        }
        Say::BarePlace => {
            let fits = matches!(
                next,
                "" | ","
                    | "."
                    | ";"
                    | ")"
                    | "nel"
                    | "nella"
                    | "del"
                    | "a"
                    | "con"
                    | "in"
                    | "davanti"
                    | "dietro"
                    | "e"
                    | "ed"
                    | "da"
                    | "alle"
                    | "with"
                    | "on"
                    | "behind"
                    | "ahead"
                    | "and"
                    | "level"
                    | "above"
                    | "but"
                    | "after"
                    | "ma"
                    | "mentre"
                    | "while"
                    | "posto"
                    | "place"
                    | "thanks"
                    | "grazie"
            );
            let ordinal = hit.capture(Slot::Ordinal).map_or(hit.from, |c| c.from);
            // "Secondo il ct", "prima della gara", "seconds".
            let word = tokens[ordinal].fold.as_str();
            let adverb = matches!(word, "secondo" | "prima")
                && matches!(next, "di" | "del" | "della" | "il" | "la" | "che" | "con")
                || (word == "prima"
                    && !matches!(next, "nel" | "a" | "con" | "in" | "," | "." | ";" | "" | "e"));
            let bare_team = hit.captures.first().is_some_and(|c| c.slot == Slot::Team);
            // "Terza la Grecia a 7": only where a clause begins.
            if hit.captures.get(1).is_some_and(|c| c.slot == Slot::Team) && !bare_team {
                let opens = hit.from == first
                    || matches!(
                        tokens[hit.from - 1].fold.as_str(),
                        "," | ";" | "e" | "mentre" | ":"
                    );
                return opens && about_table && !matches!(word, "secondo" | "prima");
            }
            fits && !adverb && (!bare_team || about_table)
        }
        Say::Bottom => {
            let goal = scene.has(
                hit.from,
                (hit.to + 2).min(last),
                &["gol", "goal", "rete", "minuto", "corner"],
            );
            let rung = matches!(next, "corner" | "right" | "left" | "half" | "post");
            !goal && !rung && (about_table || hit.to - hit.from > 1)
        }
        Say::At(_) => !matches!(next, "scorer" | "corner"),
        Say::Place => !scene.has(
            hit.to,
            (hit.to + 4).min(last),
            &["mondiale", "ranking", "fifa", "in europa"],
        ),
        Say::Since(_) => !matches!(
            next,
            "vittorie"
                | "successi"
                | "wins"
                | "straight"
                | "consecutive"
                | "successive"
                | "risultati"
                | "victories"
                | "sconfitte"
                | "defeats"
                | "pareggi"
                | "draws"
                | "minuti"
                | "minutes"
        ),
        Say::Coach => true,
        Say::Points => hit
            .capture(Slot::Number)
            .and_then(|c| scene.lattice.numbers[c.from])
            .is_some_and(|n| n.0 <= 150),
        _ => true,
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
                    .map(|(team, table)| Claim::Level { table, team, other })
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

    /// Who stands at a place of the table that a token speaks of.
    fn holder(&self, at: usize, place: u8) -> Option<String> {
        let (owners, _) = self.owners(at, None);
        let (_, table) = owners.first()?;
        let view = self.scene.judge.table(*table, &self.scene.frame.cut())?;
        let row = view.table.rows.get(usize::from(place).checked_sub(1)?)?;
        let _ = row;
        // The right value of a place is the place of the team.
        let team = owners.first()?.0;
        view.row(team).map(|r| r.place.to_string())
    }

    fn gap(&self, hit: &Hit<Say>, sign: i32, out: &mut Vec<Statement>) {
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
            .filter_map(|c| Some((c.team, self.table_for(from, c.team)?)))
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
        if claims.is_empty() {
            return;
        }
        let statement = Statement::new(from, self.with_noun(hit, from, to), claims);
        let named = (other.is_some() || sure) && (sign != 0 || other.is_some());
        out.push(if named { statement } else { statement.unsure() });
    }

    fn in_hand(&self, hit: &Hit<Say>, sign: i32, out: &mut Vec<Statement>) {
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
        out.push(Statement::new(from, self.with_noun(hit, from, to), claims));
    }

    fn goals(&self, hit: &Hit<Say>, field: Field, out: &mut Vec<Statement>) {
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
        if person {
            return;
        }
        let (mut claims, _) = self.row_claims(from, None, field, &[n as i32]);
        let totals = self.totals(from, field, n as i32);
        let knockout = scene.game_at(from).is_some_and(|g| {
            let prepared = scene.frame.prepared;
            prepared.table_of(prepared.get(g)).is_none()
        });
        if knockout {
            claims.splice(0..0, totals);
        } else {
            claims.extend(totals);
        }
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
            ],
        );
        let scope = participle
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
                        claims.push(Claim::Score {
                            game,
                            team: c.team,
                            goals,
                            at: crate::claim::At::End,
                            either: false,
                        });
                    }
                }
            }
        }
        if claims.is_empty() {
            return;
        }
        let statement = Statement::new(from, self.with_noun(hit, from, to), claims);
        out.push(if scope { statement } else { statement.unsure() });
    }

    /// A count over the whole edition for the likeliest teams.
    fn totals(&self, at: usize, field: Field, value: i32) -> Vec<Claim> {
        let prepared = self.scene.frame.prepared;
        let Some(edition) =
            self.scene.game_at(at).and_then(|g| prepared.edition_of(prepared.get(g)))
        else {
            return Vec::new();
        };
        let candidates = self.scene.candidates(at);
        let sure = candidates.first().is_some_and(|c| c.near);
        candidates
            .iter()
            .take(if sure { 1 } else { 3 })
            .map(|c| Claim::Total {
                team: c.team,
                field,
                value,
                scopes: vec![Scope::Edition(edition)],
            })
            .collect()
    }

    fn cues(&self, at: usize) -> Cues {
        let scene = self.scene;
        let (from, to) = scene.lattice.text.sentence_of(at);
        let (a, b) = scene.clause(at, 5);
        let coach = scene.lattice.mentions[scene.lattice.mentions_in(from, to)]
            .iter()
            .filter_map(|m| match &m.who {
                Who::People(people) => people.iter().find_map(|p| {
                    let team = scene.frame.coached(*p).first().copied()?;
                    // "La squadra di Garcia" is the team, "per Gattuso" the man.
                    let before = m.from.checked_sub(2).map_or("", |i| scene.fold(i));
                    let men = matches!(
                        before,
                        "squadra" | "uomini" | "ragazzi" | "nazionale" | "undici" | "formazione"
                    ) || scene.lattice.text.tokens.get(m.to).is_some_and(|t| t.is("s"))
                        && matches!(
                            scene.fold(m.to + 1),
                            "men" | "side" | "team" | "players" | "charges" | "squad"
                        );
                    (!men).then_some((team, *p))
                }),
                _ => None,
            })
            .next_back();
        let (c, d) = scene.clause(at, 2);
        let (c, d) = (c.max(at.saturating_sub(5)), d.min(at + 9));
        let home = scene.has(
            c,
            d,
            &[
                "in casa",
                "casalinga",
                "casalingo",
                "casalinghe",
                "interna",
                "interno",
                "tra le mura",
                "at home",
                "home win",
                "home defeat",
                "on home soil",
                "home games",
                "home matches",
            ],
        );
        let away = scene.has(
            c,
            d,
            &[
                "in trasferta",
                "fuori casa",
                "esterna",
                "esterno",
                "esterne",
                "away win",
                "away defeat",
                "on the road",
                "away from home",
                "away games",
                "away matches",
                "lontano da",
            ],
        );
        Cues {
            coach,
            ground: match (home, away) {
                (true, false) => Ground::Home,
                (false, true) => Ground::Away,
                _ => Ground::Any,
            },
            edition: scene.has(
                a,
                b,
                &[
                    "torneo",
                    "mondiale",
                    "mondiali",
                    "europeo",
                    "europei",
                    "rassegna",
                    "tournament",
                    "finals",
                    "world cup",
                    "euro",
                    "competition",
                    "edizione",
                ],
            ),
            table: scene.has(
                a,
                b,
                &[
                    "girone",
                    "gruppo",
                    "qualificazioni",
                    "eliminatorie",
                    "group",
                    "qualifying",
                    "campaign",
                    "section",
                    "qualifiers",
                    "raggruppamento",
                ],
            ),
            year: scene.has(
                a,
                b,
                &[
                    "nel 2026",
                    "nel 2025",
                    "nel 2024",
                    "nel 2022",
                    "dell anno",
                    "quest anno",
                    "this year",
                    "of the year",
                    "anno solare",
                    "in 2025",
                    "in 2024",
                    "in 2026",
                    "in 2022",
                    "of 2025",
                    "of 2024",
                    "of 2026",
                ],
            ),
        }
    }

    /// The scopes that the words allow, likeliest first.
    fn scopes(&self, at: usize, team: TeamId, cues: &Cues) -> Vec<Scope> {
        let prepared = self.scene.frame.prepared;
        let game = self.scene.game_at(at).map(|g| prepared.get(g));
        let edition = game.and_then(|m| prepared.edition_of(m));
        let table = self.table_for(at, team);
        let year = game.map(|m| m.fixture.when.date.year());
        let mut scopes = Vec::new();
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
        let mut unique = Vec::new();
        for s in scopes {
            if !unique.contains(&s) {
                unique.push(s);
            }
        }
        unique
    }

    /// A record in every scope that the words allow.
    fn record(&self, at: usize, from: usize, to: usize, tally: Tally) -> Option<Statement> {
        let cues = self.cues(at);
        let mut readings = Vec::new();
        let teams: Vec<TeamId> = match cues.coach {
            Some((team, _)) => vec![team],
            None => {
                let candidates = self.scene.candidates(at);
                let sure = candidates.first().is_some_and(|c| c.near);
                candidates.iter().map(|c| c.team).take(if sure { 1 } else { 4 }).collect()
            }
        };
        for team in &teams {
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
            let coachless = if cues.coach.is_some() {
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
        if readings.is_empty() {
            return None;
        }
        if cues.coach.is_none() && teams.len() > 1 {
            readings.sort_by_key(|c| self.record_apart(c));
        }
        Some(Statement::new(from, to, readings))
    }

    /// How far a record is from the right one in its first scope.
    fn record_apart(&self, claim: &Claim) -> u32 {
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
    fn tally_group(&self, hits: &[Hit<Say>], at: usize) -> usize {
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
            if same || apart > 6 || !one_sentence || teams_between {
                break;
            }
            to += 1;
        }
        to
    }

    fn tallies(&self, hits: &[Hit<Say>]) -> Option<Statement> {
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
        let statement = self.record(first, first, last, tally)?;
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
        if recent {
            return Some(statement.unsure());
        }
        let cues = self.cues(first);
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
    fn out_of(&self, hits: &[Hit<Say>], played: &Hit<Say>) -> Option<Statement> {
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
        // Only scopes in which the results are right tell how many there were.
        let mut readings = Vec::new();
        for claim in statement.readings {
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
        Some(s)
    }

    /// The numbers of a group one by one, in the scope that fits the group best.
    fn each_tally(&self, hits: &[Hit<Say>], whole: &Statement) -> Vec<Statement> {
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

    fn nth(&self, hit: &Hit<Say>, outcome: Outcome, out: &mut Vec<Statement>) {
        let Some((n, from, to)) = self.number(hit) else { return };
        let end = hit.to.min(to + 2);
        let cues = self.cues(from);
        let tally = tally_of(outcome, n as u16);
        let (owners, sure) = self.owners(from, None);
        let mut readings: Vec<Claim> = Vec::new();
        if cues.ground == Ground::Any && !cues.year && (!cues.edition || cues.table) {
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
        let scoped = cues.table || cues.edition || sure || n >= 2;
        out.push(if vague || other || !scoped { statement.unsure() } else { statement });
    }

    fn run(&self, hit: &Hit<Say>, run: Run, out: &mut Vec<Statement>) {
        let Some((n, from, to)) = self.number(hit) else { return };
        let cues = self.cues(from);
        let candidates = self.scene.candidates(from);
        let sure = candidates.first().is_some_and(|c| c.near);
        let mut readings = Vec::new();
        let teams: Vec<TeamId> = match cues.coach {
            Some((team, _)) => vec![team],
            None => candidates.iter().map(|c| c.team).take(if sure { 1 } else { 3 }).collect(),
        };
        for team in teams {
            let prepared = self.scene.frame.prepared;
            let table = self.table_for(from, team);
            let edition =
                self.scene.game_at(from).and_then(|g| prepared.edition_of(prepared.get(g)));
            let mut scopes: Vec<Scope> = Vec::new();
            if cues.edition || cues.table {
                scopes.extend(edition.map(Scope::Edition));
                if self
                    .scene
                    .game_at(from)
                    .is_some_and(|g| prepared.table_of(prepared.get(g)).is_some())
                {
                    scopes.extend(table.map(Scope::Table));
                }
            } else {
                scopes.extend([Scope::All, Scope::Competitive]);
                scopes.extend(edition.map(Scope::Edition));
            }
            // A run that this match has just ended is counted up to it.
            let ended = self
                .scene
                .judge
                .counted(team, None, Scope::All, Ground::Any, &self.scene.frame.cut())
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
        if cues.edition && run == Run::Wins {
            statement.right = self.run_as_record(from, &statement.readings);
        }
        out.push(statement);
    }

    /// A run within a tournament is the whole record there so far.
    fn run_as_record(&self, at: usize, readings: &[Claim]) -> Option<String> {
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

    fn since(&self, hit: &Hit<Say>, outcome: Outcome, out: &mut Vec<Statement>) {
        let Some((n, from, to)) = self.number(hit) else { return };
        let anchor = hit.anchor.unwrap_or((from, to));
        let _ = anchor;
        let cues = self.cues(from);
        let year = (1900..2100).contains(&n).then_some(n as i16);
        let matches = (n < 100).then_some(n as u16);
        if year.is_none() && matches.is_none() {
            return;
        }
        let mut readings = Vec::new();
        for c in self.scene.candidates(from).iter().take(2) {
            let scopes = vec![Scope::All, Scope::Competitive, Scope::Competition];
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

    fn coach(&self, hit: &Hit<Say>, out: &mut Vec<Statement>) {
        let scene = self.scene;
        let Some(c) = hit.capture(Slot::Person) else { return };
        let Some(m) = scene.lattice.mentions.iter().find(|m| m.to == c.to) else { return };
        let Who::People(people) = &m.who else { return };
        let prepared = scene.frame.prepared;
        let strong = !matches!(scene.fold(hit.from), "per" | "con" | "sotto" | "under" | "for");
        for person in people {
            if let Some(team) = scene.frame.coached(*person).first() {
                out.push(Statement::new(
                    m.from,
                    m.to,
                    vec![Claim::Coach { team: *team, person: *person }],
                ));
                return;
            }
        }
        // A coach of one of these teams at another time.
        let sides = scene.game_at(m.from).map(|g| prepared.get(g).fixture.teams);
        for person in people {
            let team = prepared.snapshot.tenures.iter().find(|t| {
                t.person == *person && sides.is_some_and(|s| s.side_of(&t.team).is_some())
            });
            if let Some(tenure) = team
                && strong
            {
                let past = scene.has(
                    scene.clause(m.from, 5).0,
                    scene.clause(m.from, 5).1,
                    &[
                        "ex",
                        "former",
                        "era",
                        "dopo",
                        "since",
                        "predecessor*",
                        "succeed*",
                        "replaced",
                        "sostituito",
                        "aveva",
                        "esonero",
                        "sacked",
                        "under",
                    ],
                );
                if !past {
                    out.push(Statement::new(
                        m.from,
                        m.to,
                        vec![Claim::Coach { team: tenure.team, person: *person }],
                    ));
                }
                return;
            }
        }
    }

    fn player_total(&self, hit: &Hit<Say>, out: &mut Vec<Statement>) {
        let scene = self.scene;
        let Some((n, from, to)) = self.number(hit) else { return };
        let (a, b) = scene.lattice.text.sentence_of(from);
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
                let mut scopes = vec![Scope::Edition(edition)];
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
            out.push(Statement::new(from, self.with_noun(hit, from, to), readings));
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

fn single_of(tally: Tally) -> Option<(Outcome, u16)> {
    match (tally.won, tally.drawn, tally.lost) {
        (Some(n), None, None) => Some((Outcome::Won, n)),
        (None, Some(n), None) => Some((Outcome::Drawn, n)),
        (None, None, Some(n)) => Some((Outcome::Lost, n)),
        _ => None,
    }
}

fn field_of(outcome: Outcome) -> Field {
    match outcome {
        Outcome::Won => Field::Won,
        Outcome::Drawn => Field::Drawn,
        Outcome::Lost => Field::Lost,
    }
}
