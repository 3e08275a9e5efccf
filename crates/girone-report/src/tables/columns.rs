//! Single figures of a table row told in other words than the rows of patterns know:
//! goals for and against, matches won, drawn and lost.
//!
//! A number is goals for or against by what stands next to it, before or after; whose
//! they are is the subject, or who is bound to it. It is wrong only if it is wrong of
//! the group, of the whole edition and of the match reported.

use super::*;
use crate::check::Verdict;

/// Words after a number, or after its noun, that say which column it is.
const AFTER: &[(&str, Field)] = &[
    ("fatti", Field::GoalsFor),
    ("fatte", Field::GoalsFor),
    ("fatto", Field::GoalsFor),
    ("fatta", Field::GoalsFor),
    ("segnati", Field::GoalsFor),
    ("segnate", Field::GoalsFor),
    ("segnato", Field::GoalsFor),
    ("segnata", Field::GoalsFor),
    ("realizzat*", Field::GoalsFor),
    ("messi a segno", Field::GoalsFor),
    ("messe a segno", Field::GoalsFor),
    ("all attivo", Field::GoalsFor),
    ("all ' attivo", Field::GoalsFor),
    ("a referto", Field::GoalsFor),
    ("scored", Field::GoalsFor),
    ("for", Field::GoalsFor),
    ("to their name", Field::GoalsFor),
    ("subit*", Field::GoalsAgainst),
    ("incassat*", Field::GoalsAgainst),
    ("al passivo", Field::GoalsAgainst),
    ("presi", Field::GoalsAgainst),
    ("prese", Field::GoalsAgainst),
    ("preso", Field::GoalsAgainst),
    ("presa", Field::GoalsAgainst),
    ("concess*", Field::GoalsAgainst),
    ("nel sacco", Field::GoalsAgainst),
    ("conceded", Field::GoalsAgainst),
    ("against", Field::GoalsAgainst),
    ("let in", Field::GoalsAgainst),
    ("allowed", Field::GoalsAgainst),
    ("shipped", Field::GoalsAgainst),
    ("leaked", Field::GoalsAgainst),
];

/// Words right before a number that do.
const BEFORE: &[(&str, Field)] = &[
    ("fatt*", Field::GoalsFor),
    ("segnat*", Field::GoalsFor),
    ("segnando*", Field::GoalsFor),
    ("realizzat*", Field::GoalsFor),
    ("scored", Field::GoalsFor),
    ("scoring", Field::GoalsFor),
    ("netted", Field::GoalsFor),
    ("managed", Field::GoalsFor),
    ("mustered", Field::GoalsFor),
    ("hit", Field::GoalsFor),
    ("subit*", Field::GoalsAgainst),
    ("subendo*", Field::GoalsAgainst),
    ("incassat*", Field::GoalsAgainst),
    ("incassando*", Field::GoalsAgainst),
    ("conceded", Field::GoalsAgainst),
    ("conceding", Field::GoalsAgainst),
    ("concede", Field::GoalsAgainst),
    ("shipped", Field::GoalsAgainst),
    ("shipping", Field::GoalsAgainst),
    ("leaked", Field::GoalsAgainst),
    ("leaking", Field::GoalsAgainst),
    ("allowed", Field::GoalsAgainst),
    ("let in", Field::GoalsAgainst),
];

const GOALS: &[&str] =
    &["gol", "goal", "goals", "reti", "rete", "palloni", "times", "volte", "strikes"];

/// Words that may stand between a verb and its number, or a number and its noun.
const SLIGHT: &[&str] = &[
    "just", "only", "solo", "soltanto", "appena", "ne", ":", "so", "far", "i", "le", "gli", "gia",
    "already", "now", "ora", "quelli", "quelle", "ben", "a", "mere",
];

/// Words by which a figure is one of other matches, or of a player.
const OTHERWISE: &[&str] = &[
    "ultime",
    "ultimi",
    "last",
    "di fila",
    "in a row",
    "consecutiv*",
    "straight",
    "running",
    "in casa",
    "at home",
    "home",
    "away",
    "trasferta",
    "fuori",
    "a domicilio",
    "stasera",
    "tonight",
    "first half",
    "primo tempo",
    "ripresa",
    "minut*",
    "road",
    "penalt*",
    "rigor*",
    "on the bounce",
    "career",
    "carriera",
    "clean sheet*",
    "precedenti",
    "meetings",
    "confronti",
    "sfide",
];

/// Nouns of matches, after "in" and a number.
const MATCHES: &[&str] = &[
    "games",
    "game",
    "matches",
    "match",
    "outings",
    "fixtures",
    "qualifiers",
    "gare",
    "partite",
    "uscite",
    "turni",
    "giornate",
    "incontri",
];

impl Reader<'_, '_, '_, '_, '_> {
    /// Reads the figures of goals that words next to them tell, and marks them.
    pub(super) fn columns(&self, taken: &mut [bool], out: &mut Vec<Statement>) {
        for at in 0..taken.len() {
            if taken[at] {
                continue;
            }
            let Some((field, value, to)) = self.column(at) else { continue };
            let Some(s) = self.weigh_column(at, field, value, to) else { continue };
            for t in &mut taken[s.from..s.to] {
                *t = true;
            }
            out.push(s);
        }
    }

    /// How many a token says: a number, or a word for none and one.
    fn how_many(&self, at: usize) -> Option<(i32, usize)> {
        let scene = self.scene;
        match scene.fold(at) {
            "nessuno" | "nessuna" | "nessun" | "none" | "nothing" => Some((0, at + 1)),
            "un" | "una" | "uno" if scene.lattice.covered[at].is_none() => Some((1, at + 1)),
            "once" => Some((1, at + 1)),
            "twice" => Some((2, at + 1)),
            _ => {
                let figure = self.figure(at).filter(|f| !f.ordinal && f.value <= 60)?;
                let minute = scene.minutes.iter().any(|m| m.from <= at && at < m.to);
                (!minute).then_some((i32::from(figure.value), figure.to))
            }
        }
    }

    /// Which column the number at a token is of, and one past its noun.
    fn column(&self, at: usize) -> Option<(Field, i32, usize)> {
        let scene = self.scene;
        let (first, last) = scene.lattice.text.sentence_of(at);
        let (value, mut to) = self.how_many(at)?;
        let slight = |i: usize| SLIGHT.contains(&scene.fold(i));
        let mut next = to;
        while next < last && next < to + 2 && slight(next) {
            next += 1;
        }
        let noun = next < last && GOALS.contains(&scene.fold(next));
        if noun {
            to = next + 1;
            next = to;
            while next < last && next < to + 2 && slight(next) {
                next += 1;
            }
        }
        // A mention between: "20 reti danesi segnate".
        if let Some(m) = scene.lattice.mention(next) {
            next = m.to;
        }
        let after = AFTER.iter().find(|(w, _)| scene.starts(next, w, last));
        let mut begin = at;
        while begin > first && at - begin < 3 && slight(begin - 1) {
            begin -= 1;
        }
        let before = |i: usize| {
            BEFORE.iter().find(|(w, _)| {
                let words = w.split(' ').count();
                i >= first + words && scene.starts(i - words, w, i)
            })
        };
        let told = before(begin);
        // "Scored three goals", "conceded seven", but "won three for the hosts".
        let closes = noun
            || to >= last
            || !scene.lattice.text.tokens[to].is_word()
            || matches!(
                scene.fold(to),
                "and"
                    | "e"
                    | "in"
                    | "while"
                    | "mentre"
                    | "ma"
                    | "but"
                    | "so"
                    | "nel"
                    | "nella"
                    | "nell"
                    | "all"
                    | "from"
                    | "times"
                    | "volte"
            );
        let field = match (after, told) {
            // "Reti fatte quattordici, subite due": what stands before binds.
            (_, Some((_, field)))
                if closes
                    && !(after.is_some()
                        && !noun
                        && begin == at
                        && value > 0
                        && self.counted_before(begin, first)) =>
            {
                *field
            }
            (Some((w, field)), _) => {
                let loose = matches!(*w, "for" | "against" | "fatto" | "fatta");
                if loose && !noun && !self.goals_in(first, at) {
                    return None;
                }
                if *w == "for"
                    && scene.lattice.text.tokens.get(next + 1).is_some_and(|t| t.is_word())
                {
                    return None;
                }
                *field
            }
            _ => return None,
        };
        // "Not one conceded" is none, "five past Ireland" are those of one match.
        let denied = begin > first
            && matches!(scene.fold(begin - 1), "not" | "nemmeno" | "neanche" | "neppure" | "non");
        let past = (to..last.min(to + 3)).any(|i| {
            lattice_team(scene, i)
                && matches!(
                    scene.fold(i - 1),
                    "a" | "al"
                        | "alla"
                        | "all"
                        | "ai"
                        | "agli"
                        | "alle"
                        | "to"
                        | "past"
                        | "against"
                )
        });
        if denied || past {
            return None;
        }
        // "La Tunisia ne aveva fatti cinque", after points: not goals.
        if !noun
            && scene.fold(begin.saturating_sub(1)).starts_with("fatt")
            && !scene.has(first, last, &["gol", "reti", "rete", "subit*", "incassat*"])
        {
            return None;
        }
        // "Un gol fatto" is one, "un preso" is nothing.
        if matches!(scene.fold(at), "un" | "una" | "uno") && !noun {
            return None;
        }
        Some((field, value, to))
    }

    /// Whether another number stands right before a verb: "two scored, three conceded".
    fn counted_before(&self, verb: usize, first: usize) -> bool {
        verb >= first + 2 && self.how_many(verb - 2).is_some()
    }

    fn goals_in(&self, from: usize, to: usize) -> bool {
        self.scene.has(
            from,
            to,
            &["gol", "goal", "goals", "reti", "rete", "segnat*", "scored", "fatti", "fatte"],
        )
    }

    /// Who is bound to a figure by the words next to it: "gol incassati dai turchi, due".
    fn bound_to(&self, at: usize, to: usize) -> Option<TeamId> {
        let scene = self.scene;
        let lattice = scene.lattice;
        let (first, last) = lattice.text.sentence_of(at);
        let one = |m: &crate::lattice::Mention| match teams_of(scene.frame, m)[..] {
            [team] => Some(team),
            _ => None,
        };
        // "… is all Ecuador have conceded".
        let after = (to..last.min(to + 4)).find_map(|i| lattice.mention(i));
        if let Some(m) = after
            && scene.has(to, m.from, &["all", "dei", "degli", "della", "del", "dell", "by"])
        {
            return one(m);
        }
        let comma =
            at.checked_sub(1).filter(|i| *i > first && matches!(scene.fold(*i), "," | ":"))?;
        let m = &lattice.mentions[lattice.covered[comma - 1]? as usize];
        let by = m.from.checked_sub(1).map_or("", |i| scene.fold(i));
        matches!(by, "dai" | "dagli" | "dalla" | "dal" | "dall" | "by" | "dalle").then(|| one(m))?
    }

    fn weigh_column(&self, at: usize, field: Field, value: i32, to: usize) -> Option<Statement> {
        let scene = self.scene;
        let lattice = scene.lattice;
        let (first, last) = lattice.text.sentence_of(at);
        let (a, b) = scene.clause(at, 3);
        if scene.has(a, b, OTHERWISE) || scene.has(to, (to + 6).min(last), OTHERWISE) {
            return None;
        }
        let (mut team, mut near, mut others) = self.whose(at)?;
        let told_of = self.bound_to(at, to);
        if let Some(bound) = told_of {
            (team, near) = (bound, true);
            others.clear();
        } else {
            // A player's goals.
            let m = lattice.mentions[lattice.mentions_in(first, at)]
                .iter()
                .rev()
                .find(|m| matches!(m.who, Who::People(_) | Who::Unknown | Who::Teams(_)));
            let player = |m: &&crate::lattice::Mention| teams_of(scene.frame, m).is_empty();
            if m.is_some_and(|m| player(&m)) {
                return None;
            }
        }
        // Where it is open whose it is, of whom it is nearest to the truth.
        if !near {
            let off = |t: &TeamId| {
                let table = self.table_for(at, *t);
                table.map_or(99, |table| self.apart(&Claim::Row { table, team: *t, field, value }))
            };
            let mut all = vec![team];
            all.extend(others.iter().copied().take(2));
            team = all.into_iter().min_by_key(off)?;
        }
        let table = self.table_for(at, team)?;
        let prepared = scene.frame.prepared;
        let reported = prepared.get(scene.game_at(at)?);
        let edition = prepared.edition_of(reported)?;
        let grouped = scene.has(a, b, &["group", "girone", "gruppo", "section", "raggruppamento"]);
        let whole = scene.has(a, b, &["torneo", "tournament", "mondiale", "europeo"]);
        let knockout = prepared.table_of(reported).is_none() && (whole || !grouped);
        if knockout && !near {
            return None;
        }
        // Of some matches only: as many as the group has seen, or not these.
        let played = scene.judge.table(table, &scene.frame.cut())?.row(team)?.totals.played;
        let few = (at.saturating_sub(8).max(first)..(to + 5).min(last)).any(|i| {
            let n = lattice.numbers[i];
            i != at
                && n.is_some_and(|(n, end)| {
                    MATCHES.contains(&scene.fold(end)) && n != u32::from(played)
                })
                && i >= 1
                && matches!(
                    scene.fold(i - 1),
                    "in" | "from" | "after" | "dopo" | "da" | "su" | "their" | "the"
                )
        });
        if few {
            return None;
        }
        // After the groups a tournament is counted as a whole.
        let claim = match knockout {
            true => Claim::Total { team, field, value, scopes: vec![Scope::Edition(edition)] },
            false => Claim::Row { table, team, field, value },
        };
        let judged = scene.judge.judge(&claim);
        let span = (at, to);
        let right = match &judged.says {
            Says::Yes => {
                return near.then(|| self.weighed(span, claim, Verdict::Confirmed, judged));
            }
            Says::No(Some(right)) => right.parse::<i32>().ok()?,
            _ => return None,
        };
        let totals = |team: TeamId| {
            let mut claims = self.totals(at, field, value);
            claims.retain(|c| matches!(c, Claim::Total { team: t, .. } if *t == team));
            claims.iter().any(|c| scene.judge.judge(c).says == Says::Yes)
        };
        let edition = {
            let scopes = vec![Scope::Edition(edition), Scope::Table(table)];
            let total = Claim::Total { team, field, value, scopes };
            scene.judge.judge(&total).says == Says::Yes
        };
        let tonight = scene.frame.main().is_some_and(|g| {
            goals_for(scene.frame.prepared.get(g), team).is_some_and(|(scored, conceded)| {
                let n = if field == Field::GoalsFor { scored } else { conceded };
                i32::from(n) == value
            })
        });
        let then = scene.judge.judge_before(&claim, Judged::not_held()).says == Says::Yes
            && scene.discourse.before[at];
        // "I suoi, sconfitti dagli ivoriani, hanno zero gol": who is named last is not it.
        let last = lattice.mentions_in(first, at).next_back();
        let passed = told_of.is_none() && last.is_some_and(|i| scene.discourse.oblique[i]);
        let of_another = (!near || passed)
            && others.iter().chain(&self.sides_of(at)).any(|t| {
                *t != team
                    && self.table_for(at, *t).is_some_and(|table| {
                        let claim = Claim::Row { table, team: *t, field, value };
                        scene.judge.judge(&claim).says == Says::Yes
                    })
            });
        if edition || totals(team) || tonight || then || of_another || (right - value).abs() > 5 {
            return None;
        }
        // Whose it is must be said, or the match must be one of the two's.
        if !near && (right - value).abs() > 2 {
            return None;
        }
        Some(self.weighed(span, claim, Verdict::Contradicted, judged))
    }

    fn sides_of(&self, at: usize) -> Vec<TeamId> {
        let prepared = self.scene.frame.prepared;
        let teams = self.scene.game_at(at).map(|g| prepared.get(g).fixture.teams);
        teams.map_or_else(Vec::new, |t| vec![t.home, t.away])
    }
}

/// Whether a team is named at a token.
fn lattice_team(scene: &Scene<'_, '_, '_, '_>, at: usize) -> bool {
    scene.lattice.mention(at).is_some_and(|m| !teams_of(scene.frame, m).is_empty())
}
