//! The last time that something happened to a team, told by when it was or against whom:
//! "had not lost since March", "unbeaten since Austria beat them in Linz", "l'ultimo ko
//! resta quello con l'Austria".
//!
//! What happened, to whom, against whom and where is read from the words before, when and
//! against whom it last was from the words after. All of what is told must be of one
//! match; where only one part of it is not, that part is wrong.

mod held;
mod whose;

use super::lasts::{DREW, LOST, NOT_SINCE, WON};
use super::*;
use crate::discourse::Gate;

/// Words after which something else is counted than matches of a team.
const DOUBT: &[&str] = &[
    "goal*",
    "gol",
    "rete",
    "reti",
    "scor*",
    "segn*",
    "qualified",
    "qualific*",
    "under",
    "clean",
    "sheet*",
    "ct",
    "panchin*",
    "charge",
    "coach",
    "tecnico",
    "avoid*",
    "evit*",
    "conced*",
    "subi*",
    "tournament",
    "torneo",
    "finals",
    "finali",
    "knockout",
    "friendl*",
    "amichevol*",
    "competitive",
    "ufficiali",
    "only",
    "unic*",
    "birth",
    "nat*",
    "born",
    "took over",
    "cent*",
    "punto",
    "punti",
    "point*",
    "rigor*",
    "penalt*",
    "appointed",
    "met",
    "meeting",
    "gir*",
    "mai battut*",
    "never",
    "wearing",
    "debut*",
    "esordi*",
    "manc* dal*",
    "three",
    "five",
];

/// Words of a win, a defeat and a draw that may stand right after "last" or "since".
const WIN_NOUNS: &[&str] = &[
    "win",
    "wins",
    "won",
    "victory",
    "success",
    "triumph",
    "winning",
    "beating",
    "vittoria",
    "successo",
    "gioia",
    "urra",
    "hurra",
    "acuto",
    "affermazione",
    "sorriso",
    "trionfo",
];
const LOSS_NOUNS: &[&str] = &[
    "defeat",
    "loss",
    "lost",
    "losing",
    "beaten",
    "setback",
    "reverse",
    "sconfitta",
    "ko",
    "dispiacere",
    "stop",
    "passo",
    "scivolone",
    "caduta",
    "tonfo",
    "rovescio",
    "going",
    "falling",
    "slipping",
];
const DRAW_NOUNS: &[&str] =
    &["draw", "drew", "drawing", "stalemate", "pareggio", "pari", "pareggiando"];

/// What a sentence says of the last time.
struct Last {
    team: TeamId,
    /// Whether the words bind it to the team.
    near: bool,
    outcome: Outcome,
    /// Against whom it would be.
    against: Option<TeamId>,
    ground: Ground,
    /// The words in which the last time is told.
    value: (usize, usize),
    /// Whether it is the first such match since: this one is such a match too.
    first: bool,
}

fn noun_of(word: &str) -> Option<Outcome> {
    if WIN_NOUNS.contains(&word) {
        return Some(Outcome::Won);
    }
    if LOSS_NOUNS.contains(&word) {
        return Some(Outcome::Lost);
    }
    DRAW_NOUNS.contains(&word).then_some(Outcome::Drawn)
}

impl Reader<'_, '_, '_, '_, '_> {
    /// Reads last times by when they were and against whom, and marks their tokens.
    pub(super) fn lastly(&self, taken: &mut [bool], out: &mut Vec<Statement>) {
        let text = self.scene.lattice.text;
        for &(from, to) in &text.sentences {
            for at in from..to {
                if self.scene.discourse.gates[at] == Gate::Quoted {
                    continue;
                }
                let told = self
                    .since_such(at, (from, to))
                    .or_else(|| self.last_noun(at, (from, to)))
                    .or_else(|| self.last_to_beat(at, (from, to)));
                if let Some(told) = told {
                    self.lastly_held(&told, taken, out);
                }
            }
        }
    }

    /// "Not lost since …", "non vince dal …", "a run dating from …".
    fn since_such(&self, at: usize, (first, last): (usize, usize)) -> Option<Last> {
        let scene = self.scene;
        let word = scene.fold(at);
        let next = scene.fold(at + 1);
        let begins = match word {
            "since" => {
                if matches!(
                    next,
                    "he" | "his" | "then" | "they" | "it" | "being" | "taking" | "its"
                ) {
                    return None;
                }
                at + 1
            }
            "da" | "dal" | "dall" | "dalla" | "dallo" | "dai" | "dagli" => {
                let value = scene.lattice.date(at).is_some_and(|d| d.since)
                    || scene.lattice.date(at + 1).is_some()
                    || scene.lattice.scores.get(at + 1).copied().flatten().is_some()
                    || noun_of(next).is_some()
                    || matches!(next, "quel" | "quello" | "quella");
                if !value {
                    return None;
                }
                at + 1
            }
            "back" | "from" if scene.fold(at.wrapping_sub(1)).starts_with("dat") => {
                at + 1 + usize::from(word == "back")
            }
            _ => return None,
        };
        // The clause before, past what is only put in between.
        let strong = |i: &usize| matches!(scene.fold(*i), ";" | "(" | ")" | ":");
        let from = (first..at).rev().find(strong).map_or(first, |i| i + 1);
        let near = at.saturating_sub(14).max(from);
        let dated = word == "back" || word == "from";
        let after = noun_of(scene.fold(begins))
            .or_else(|| noun_of(scene.fold(begins + 1)))
            .or_else(|| noun_of(scene.fold(begins + 2)))
            .filter(|_| word != "since" || !self.subject_at(begins));
        let comma = (near..at).rev().find(|i| scene.fold(*i) == ",");
        let denied = |from: usize| {
            scene.has(from, at, NOT_SINCE)
                || scene.has(from, at, &["manca", "mancava"])
                || dated
                || after.is_some()
                    && scene.has(
                        from,
                        at,
                        &["row", "fila", "consecutiv*", "straight", "filat*", "run"],
                    )
        };
        let part = |from: usize| {
            let has = |words: &[&str]| scene.has(from, at, words);
            let found = match (has(WON), has(LOST), has(DREW)) {
                (true, false, false) => Some(Outcome::Won),
                (false, true, false) => Some(Outcome::Lost),
                (false, false, true) => Some(Outcome::Drawn),
                // "Is beaten for the first time since", "not been beaten".
                (true, true, false) => None,
                _ => None,
            };
            // "Not been beaten", "never beaten", "beaten for the first time".
            let passive = has(&["been beaten", "were beaten", "are beaten", "was beaten"])
                || has(&["beaten for the"]);
            let down = has(&["cad*", "perd*", "lose", "lost"]) && !has(WON);
            let outcome = if passive || down { Some(Outcome::Lost) } else { found };
            outcome.filter(|_| denied(from)).map(|o| (o, from))
        };
        // "Drew 0-0, the first time since": what is told after the comma has its own words.
        let whole = comma.is_none_or(|c| !denied(c)).then_some(near);
        let (mut outcome, start) =
            comma.and_then(part).or_else(|| whole.and_then(part)).or_else(|| {
                let o = after.filter(|_| denied(near))?;
                Some((o, near))
            })?;
        if let Some(o) = after {
            // "Won six in a row since losing to Norway".
            outcome = o;
        }
        let (team, near_it) = self
            .subject_of(start, at)
            .map_or_else(|| self.whose_last(at, begins, first), |t| Some((t, true)))?;
        let against = self.beaten_in(start, at, team)?;
        let ground = self.where_last(start, at)?;
        Some(Last {
            team,
            near: near_it,
            outcome,
            against,
            ground,
            value: (begins, self.value_end(begins, last)),
            first: scene.has(start, at, &["first", "prim*"]),
        })
    }

    /// "Their last win came against …", "l'ultimo ko dei norvegesi resta …".
    fn last_noun(&self, at: usize, (_, last): (usize, usize)) -> Option<Last> {
        let scene = self.scene;
        if !matches!(scene.fold(at), "last" | "latest" | "ultimo" | "ultima" | "ultimi") {
            return None;
        }
        let noun = (at + 1..(at + 4).min(last)).find(|i| noun_of(scene.fold(*i)).is_some())?;
        let between = |i: usize| {
            matches!(
                scene.fold(i),
                "home" | "away" | "passo" | "competitive" | "interna" | "interno"
            ) || matches!(scene.fold(i), "at" | "to" | "side" | "tasted")
        };
        if !(at + 1..noun).all(between) || scene.has(at, noun + 1, &["to"]) {
            return None;
        }
        let outcome = noun_of(scene.fold(noun))?;
        let mut begins = noun + 1;
        if scene.fold(noun) == "passo" {
            begins += 1;
        }
        // "Dei norvegesi", "norvegese", "ai danesi", "of the Danes".
        let mention = |from: usize, to: usize| {
            scene.lattice.mentions[scene.lattice.mentions_in(from, to)]
                .iter()
                .find(|m| matches!(m.who, Who::Teams(_)))
        };
        let own = mention(begins, (begins + 4).min(last)).filter(|m| {
            (begins..m.from).all(|i| {
                matches!(
                    scene.fold(i),
                    "dei"
                        | "del"
                        | "della"
                        | "dell"
                        | "di"
                        | "ai"
                        | "al"
                        | "alla"
                        | "agli"
                        | "for"
                        | "degli"
                        | "per"
                        | "gli"
                        | "of"
                        | "the"
                        | "i"
                        | "la"
                        | "il"
                        | "all"
                )
            })
        });
        let owner = own.and_then(|m| teams_of(scene.frame, m).first().copied());
        if let Some(m) = own {
            begins = m.to;
        }
        let (team, near) = match owner {
            Some(team) => (team, true),
            None => {
                let first = scene.lattice.text.sentence_of(at).0;
                self.whose_last(at, last, first)?
            }
        };
        let end = self.value_end(begins, last);
        let said = (at, end);
        if scene.has(at, begins, DOUBT) || scene.has(begins, end, &["since", "goal*", "under"]) {
            return None;
        }
        // "L'ultima vittoria sugli azzurri": of the meetings of two, told elsewhere.
        let (a, b) = (begins, (begins + 3).min(end));
        let restricted = mention(a, b).is_some_and(|m| {
            matches!(
                scene.fold(a),
                "over" | "against" | "su" | "sui" | "sugli" | "sulla" | "contro"
            ) && m.from <= a + 2
        });
        if restricted || scene.has(at.saturating_sub(3), at, &["in the", "at the"]) {
            return None;
        }
        let ground = match (at + 1..noun + 2).find_map(|i| match scene.fold(i) {
            "home" | "interno" | "interna" | "casalinga" | "casalingo" => Some(Ground::Home),
            "away" | "esterno" | "esterna" => Some(Ground::Away),
            _ => None,
        }) {
            Some(ground) => ground,
            None => self.where_last(said.0, (begins + 4).min(end))?,
        };
        Some(Last {
            team,
            near,
            outcome,
            against: None,
            ground,
            value: (begins, end),
            first: false,
        })
    }

    /// "The last to beat them were …", "l'ultima a batterla fu …", "last beaten by …".
    fn last_to_beat(&self, at: usize, (_, last): (usize, usize)) -> Option<Last> {
        let scene = self.scene;
        if !matches!(scene.fold(at), "last" | "ultimo" | "ultima" | "ultimi" | "ultime") {
            return None;
        }
        let verb = (at + 1..(at + 5).min(last)).find(|i| {
            let w = scene.fold(*i);
            matches!(w, "beat" | "defeat" | "battere" | "sconfiggere" | "superare")
                || w.starts_with("batterl") && w.len() == 8
                || w.starts_with("sconfigger")
                || w.starts_with("aver")
        })?;
        let lead = scene.has(at + 1, verb, &["to", "a", "ad"])
            && (at + 1..verb).all(|i| {
                matches!(
                    scene.fold(i),
                    "to" | "a"
                        | "ad"
                        | "team"
                        | "side"
                        | "nation"
                        | "squadra"
                        | "nazionale"
                        | "opponents"
                )
            });
        if !lead {
            return None;
        }
        let mut begins = verb + 1;
        if scene.fold(verb).starts_with("aver") {
            // "Ad averli battuti".
            if !scene.has(verb, (verb + 3).min(last), &["battut*", "sconfitt*", "superat*"]) {
                return None;
            }
            begins = verb + 2;
        }
        let object = scene.lattice.mentions
            [scene.lattice.mentions_in(begins, (begins + 4).min(last))]
        .iter()
        .find(|m| matches!(m.who, Who::Teams(_)));
        let (team, near) = match object.and_then(|m| teams_of(scene.frame, m).first().copied()) {
            Some(team)
                if (begins..object?.from).all(|i| {
                    matches!(scene.fold(i), "the" | "il" | "la" | "i" | "gli" | "l" | "le" | "lo")
                }) =>
            {
                begins = object?.to;
                (team, true)
            }
            _ => {
                let (team, near, _) = self.whose(at)?;
                (team, near)
            }
        };
        let end = self.value_end(begins, last);
        let ground = self.where_last(at, (begins + 4).min(end))?;
        Some(Last {
            team,
            near,
            outcome: Outcome::Lost,
            against: None,
            ground,
            value: (begins, end),
            first: false,
        })
    }
}
