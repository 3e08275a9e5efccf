//! The balance of two teams told in figures: "danesi sei, austriaci cinque, un solo
//! pareggio", "they lead the series ten wins to six".
//!
//! The figures of a sentence are one system: whose each is follows from what most of
//! them agree with. One that differs where the others agree is the wrong one; where
//! more differ, they were counted over something else and nothing is said here.

use super::coaches::{Part, counted};
use super::told::Figure;
use super::*;
use crate::check::Verdict;

/// Words of the meetings of two teams.
const ABOUT: &[&str] = &[
    "confront*",
    "scontri",
    "incroc*",
    "duell*",
    "precedent*",
    "sfide",
    "nella sfida",
    "storia",
    "bilancia",
    "saldo",
    "computo",
    "serie di sempre",
    "testa a testa",
    "di fronte",
    "archivi*",
    "nel totale",
    "nel complesso",
    "head to head",
    "series",
    "rivalry",
    "fixture",
    "all time",
    "lifetime",
    "history",
    "historical*",
    "ledger",
    "meetings",
    "encounters",
    "duels",
    "clasic*",
    "derby overall",
    "never beaten",
    "mai battuto",
    "bilancio",
    "balance",
    "wins to",
    "vittorie a",
    "successi a",
];

/// Words that restrict which of them are counted.
const ONLY: &[&str] = &[
    "since",
    "dal",
    "dall",
    "competitive",
    "ufficiali",
    "qualif*",
    "amichevol*",
    "friendl*",
    "home",
    "casa",
    "trasferta",
    "interni",
    "interne",
    "esterni",
    "esterne",
    "casalinghi",
    "casalinghe",
    "last",
    "ultimi",
    "ultime",
    "recent*",
    "here",
    "finals",
    "finali",
    "girone",
    "gruppo",
    "group",
    "section",
    "soil",
    "turf",
    "terra",
    "anni",
    "years",
    "con lui",
    "under",
    "penalties",
    "rigori",
    "punti",
    "points",
    "gol",
    "goals",
    "reti",
];

/// Nouns of the matches that two teams have played.
const MATCHES: &[&str] = &[
    "confronti",
    "scontri",
    "incroci",
    "duelli",
    "precedenti",
    "partite",
    "gare",
    "sfide",
    "incontri",
    "meetings",
    "encounters",
    "duels",
    "games",
    "matches",
    "attempts",
    "clasicos",
];

/// Words of a match that nobody won.
const LEVEL: &[&str] =
    &["x", "patte", "patta", "level", "drawn", "parita", "stalemates", "stalemate"];

/// How far a figure may be off and still be one of these two teams.
const FAR: u16 = 3;

/// What a figure of the balance counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Meetings,
    Drawn,
    Won(TeamId),
    /// Won by one of the two: by which is not said.
    Free,
}

impl Reader<'_, '_, '_, '_, '_> {
    /// Reads the balances of the text, and marks the tokens of their numbers.
    pub(super) fn balances(&self, taken: &mut [bool], out: &mut Vec<Statement>) {
        let scene = self.scene;
        for &(from, to) in &scene.lattice.text.sentences {
            // "Mai il Kazakistan ha battuto il Belgio: cinque sconfitte e tre pareggi".
            let never = scene.has(from, to, &["mai", "never"])
                && scene.has(from, to, &["battut*", "beaten", "sconfitt*"]);
            if !never && !scene.has(from, to, ABOUT) {
                continue;
            }
            // "Tre vittorie, due pareggi, una sconfitta": a record, told as one elsewhere.
            let record = scene.has(from, to, &["sconfitt*", "defeat*"])
                && scene.has(from, to, &["vittori*", "win*", "success*"])
                && !never
                && !scene.has(from, to, &["bilancio", "balance"]);
            if record {
                continue;
            }
            let Some(pair) = self.pair_of(from, to) else { continue };
            let mut told: Vec<(Role, Figure)> = Vec::new();
            for at in (from..to).filter(|i| !taken[*i]) {
                let Some(figure) = self.figure(at).filter(|f| !f.ordinal) else { continue };
                let Some(role) = self.role(figure, told.last().copied(), pair, (from, to)) else {
                    continue;
                };
                let again = told.iter().filter(|(r, _)| *r == role).count();
                if again < if role == Role::Free { 2 } else { 1 } {
                    told.push((role, figure));
                }
            }
            let (Some(first), Some(last)) = (told.first(), told.last()) else { continue };
            let span = (first.1.from.saturating_sub(4).max(from), (last.1.to + 2).min(to));
            if told.len() < 2 || scene.has(span.0, span.1, ONLY) {
                continue;
            }
            self.balance(&told, pair, (from, to), taken, out);
        }
    }

    /// What a figure of a sentence about a pair counts, if the words say it.
    fn role(
        &self,
        figure: Figure,
        last: Option<(Role, Figure)>,
        (home, away): (TeamId, TeamId),
        (from, to): (usize, usize),
    ) -> Option<Role> {
        let scene = self.scene;
        let word = |i: usize| if i < to { scene.fold(i) } else { "" };
        let lead = |n: usize| {
            figure.from.checked_sub(n).filter(|i| *i >= from).map_or("", |i| scene.fold(i))
        };
        let side = |i: usize| -> Option<(TeamId, usize)> {
            let m = scene.lattice.mention(i).filter(|m| m.from >= from && m.to <= to)?;
            match teams_of(scene.frame, m).as_slice() {
                [t] if *t == home || *t == away => Some((*t, m.to)),
                _ => None,
            }
        };
        let other = |t: TeamId| if t == home { away } else { home };
        // "Mai un successo", "yet to win one".
        if matches!(lead(1), "mai" | "never" | "non" | "win" | "nessun" | "neanche") {
            return None;
        }
        // "Il derby numero 19", "number 40 in a rivalry", "scontri diretti: otto".
        if matches!(lead(1), "numero" | "number") {
            return Some(Role::Meetings);
        }
        let colon = usize::from(matches!(lead(1), ":" | "are" | "sono"));
        let direct = usize::from(matches!(lead(1 + colon), "diretti" | "direct"));
        let noun_before = lead(1 + colon + direct);
        let listed = matches!(word(figure.to), "," | ";" | ":" | "." | "");
        if listed && MATCHES.contains(&noun_before) || noun_before == "played" {
            return Some(Role::Meetings);
        }
        // The noun after the figure, past a name, an article or an adjective.
        let skip = match side(figure.to) {
            Some((_, end)) => end - figure.to,
            None => usize::from(matches!(
                word(figure.to),
                "i" | "gli" | "le" | "sola" | "solo" | "soli" | "previous" | "all"
            )),
        };
        let noun = word(figure.to + skip);
        if MATCHES.contains(&noun) {
            // "Da quattro gare" is a run and no number of meetings.
            let run = matches!(lead(1), "da" | "for" | "last" | "past" | "ultime" | "ultimi");
            return (!run).then_some(Role::Meetings);
        }
        let passive = matches!(noun, "have" | "were" | "been")
            && (figure.to..(figure.to + 4).min(to))
                .any(|i| matches!(scene.fold(i), "drawn" | "level"));
        if LEVEL.contains(&noun) || lead(1) == "drawn" || passive {
            return Some(Role::Drawn);
        }
        // "Italy have won ten".
        if matches!(lead(1), "won" | "vinto" | "vinte" | "vinti")
            && matches!(noun, "" | "," | ";" | ".")
        {
            let m = scene.lattice.mentions
                [scene.lattice.mentions_in(figure.from.saturating_sub(6).max(from), figure.from)]
            .last()?;
            return side(m.from).map(|(t, _)| Role::Won(t));
        }
        let part = counted(noun);
        let near = || {
            let after = (figure.to..(figure.to + 4 + skip).min(to))
                .take_while(|i| scene.discourse.breaks[*i] < 2)
                .find_map(side);
            let before = (figure.from.saturating_sub(3).max(from)..figure.from)
                .rev()
                .find(|i| scene.lattice.covered[*i].is_some())
                .and_then(|i| {
                    let m = &scene.lattice.mentions[scene.lattice.covered[i]? as usize];
                    let (team, end) = side(m.from)?;
                    // "Malawi nei precedenti con lo Zimbabwe: 11 vittorie" are Malawi's.
                    let against = (m.from.saturating_sub(2)..m.from).any(|j| {
                        matches!(scene.fold(j), "con" | "contro" | "coi" | "with" | "against")
                    });
                    Some((if against { other(team) } else { team }, end))
                });
            (before.map(|b| b.0), after.map(|a| a.0))
        };
        match part {
            Some(Part::Drawn) => return Some(Role::Drawn),
            Some(Part::Played) => return Some(Role::Meetings),
            Some(part) => {
                let (before, after) = near();
                let whose = after.or(before);
                return Some(match (part, whose) {
                    (Part::Lost, Some(t)) => Role::Won(other(t)),
                    (_, Some(t)) => Role::Won(t),
                    (_, None) => Role::Free,
                });
            }
            None => {}
        }
        // "Five to two", "tre a uno": after the first, or before the second.
        let against = |w: &str| matches!(w, "a" | "ad" | "to" | "contro" | "against");
        if against(lead(1))
            && last.is_some_and(|(r, f)| {
                matches!(r, Role::Free | Role::Won(_)) && figure.from - f.to <= 4
            })
        {
            return Some(match last {
                Some((Role::Won(t), _)) => Role::Won(other(t)),
                _ => Role::Free,
            });
        }
        if against(word(figure.to))
            && (scene.lattice.numbers.get(figure.to + 1).copied().flatten().is_some())
        {
            return Some(Role::Free);
        }
        // "Danesi sei, austriaci cinque", "sette cileni, 52 carioca".
        let (before, after) = near();
        let bare = !scene.lattice.text.tokens.get(figure.to).is_some_and(|t| t.is_word());
        match (before, after) {
            (Some(t), _) if bare => Some(Role::Won(t)),
            (_, Some(t)) if skip > 0 => Some(Role::Won(t)),
            _ => None,
        }
    }

    fn balance(
        &self,
        told: &[(Role, Figure)],
        (home, away): (TeamId, TeamId),
        (from, to): (usize, usize),
        taken: &mut [bool],
        out: &mut Vec<Statement>,
    ) {
        let scene = self.scene;
        let prepared = scene.frame.prepared;
        let games = prepared.meetings(home, away, &scene.frame.cut(), &scene.frame.subjects);
        let ours = |g: &u32| Some(*g) == scene.game_at(from) || Some(*g) == scene.frame.main();
        let among = games.last().is_some_and(ours);
        let past = scene.discourse.before[told[0].1.from]
            || scene.has(from, to, &["prima di", "before tonight", "previous", "had", "aveva*"]);
        let of = |role: Role, games: &[u32]| -> u16 {
            let results = |team: TeamId, outcome: Outcome| {
                let all = games.iter().filter_map(|g| goals_for(prepared.get(*g), team));
                all.filter(|(s, c)| crate::judge::outcome_of(*s, *c) == outcome).count() as u16
            };
            match role {
                Role::Meetings => games.len() as u16,
                Role::Drawn => results(home, Outcome::Drawn),
                Role::Won(t) => results(t, Outcome::Won),
                Role::Free => 0,
            }
        };
        // Whose the free figures are: every way.
        let known = |t: TeamId| told.iter().any(|(r, _)| *r == Role::Won(t));
        let ways: Vec<Vec<(Role, Figure)>> = [(home, away), (away, home)]
            .into_iter()
            .filter_map(|(a, b)| {
                let mut next = [a, b].into_iter().filter(|t| !known(*t));
                told.iter()
                    .map(|(r, f)| match r {
                        Role::Free => next.next().map(|t| (Role::Won(t), *f)),
                        r => Some((*r, *f)),
                    })
                    .collect()
            })
            .collect();
        let end = if among { games.len() - 1 } else { games.len() };
        let wrong = |way: &[(Role, Figure)], games: &[u32]| {
            way.iter().filter(|(r, f)| of(*r, games) != f.value).count()
        };
        let apart = |way: &[(Role, Figure)], games: &[u32]| -> u16 {
            way.iter().map(|(r, f)| of(*r, games).abs_diff(f.value)).sum()
        };
        let (now, earlier) = (&games[..], &games[..end]);
        let natural = if past { earlier } else { now };
        let Some(way) = ways.iter().min_by_key(|w| (wrong(w, natural), apart(w, natural))) else {
            return;
        };
        let differ = wrong(way, natural);
        let agrees = way.iter().any(|(r, f)| f.value >= 2 && of(*r, natural) == f.value);
        let other = if past { now } else { earlier };
        let elsewhere = ways.iter().any(|w| wrong(w, other) < differ);
        let off = apart(way, natural);
        // "They lead the series by ten wins to four", told after a fifth: of today.
        let today = !past
            && among
            && scene.has(
                from,
                to,
                &[
                    "have", "has", "lead", "leads", "now", "ora", "hanno", "ha", "conduc*",
                    "guid*", "sale",
                ],
            )
            && !scene.has(
                from,
                to,
                &["precedent*", "before", "prima", "earlier", "finora", "until", "so far", "gia"],
            );
        let elsewhere = elsewhere && !today;
        if differ > 1 || !agrees || differ == 1 && (elsewhere || off > FAR) {
            return;
        }
        for (role, figure) in way {
            let right = of(*role, natural);
            let tally = |outcome| tally_of(outcome, figure.value);
            let claim = match role {
                Role::Meetings => Claim::Meetings { team: home, other: away, number: figure.value },
                Role::Drawn => {
                    Claim::HeadToHead { team: home, other: away, tally: tally(Outcome::Drawn) }
                }
                Role::Won(t) => Claim::HeadToHead {
                    team: *t,
                    other: if *t == home { away } else { home },
                    tally: tally(Outcome::Won),
                },
                Role::Free => continue,
            };
            let mut judged = Judged::new(Says::Yes, natural.to_vec());
            let (all, before) = (games.len(), end);
            judged.scope = Some(match among {
                true => (
                    format!("{all} meetings with this one, {before} before it"),
                    format!("{all} confronti con questo, {before} prima"),
                ),
                false => (format!("{all} meetings"), format!("{all} confronti")),
            });
            let verdict = match right == figure.value {
                true => Verdict::Confirmed,
                false => {
                    judged.says = Says::No(Some(right.to_string()));
                    Verdict::Contradicted
                }
            };
            taken[figure.from] = true;
            let span = (figure.from, self.past_noun(figure.to, to, true));
            out.push(self.weighed(span, claim, verdict, judged));
        }
    }
}
