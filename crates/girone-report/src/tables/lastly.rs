//! The last time that something happened to a team, told by when it was or against whom:
//! "had not lost since March", "unbeaten since Austria beat them in Linz", "l'ultimo ko
//! resta quello con l'Austria".
//!
//! What happened, to whom, against whom and where is read from the words before, when and
//! against whom it last was from the words after. All of what is told must be of one
//! match; where only one part of it is not, that part is wrong.

use jiff::civil::Date;

use super::lasts::{AGAINST, DREW, LOST, NOT_SINCE, THEM, WON};
use super::*;
use crate::check::Verdict;
use crate::claim::GameIx;
use crate::dates::{Told, WrittenDate};
use crate::discourse::Gate;
use crate::judge::outcome_of;
use crate::lattice::Mention;

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

    /// The one team that a clause is about.
    fn subject_of(&self, from: usize, to: usize) -> Option<TeamId> {
        let scene = self.scene;
        let mentions = &scene.lattice.mentions[scene.lattice.mentions_in(from, to)];
        let mut teams = mentions
            .iter()
            .filter(|m| matches!(m.who, Who::Teams(_)) && !self.is_object(m, from))
            .map(|m| teams_of(scene.frame, m));
        match (teams.next().as_deref(), teams.next()) {
            (Some([team]), None) => Some(*team),
            _ => None,
        }
    }

    /// Whether a name stands after a verb or "over": it is not who the clause is about.
    fn is_object(&self, m: &Mention, first: usize) -> bool {
        let scene = self.scene;
        let article = |i: &usize| {
            matches!(scene.fold(*i), "the" | "il" | "lo" | "la" | "l" | "i" | "gli" | "le")
        };
        let before = (first..m.from).rev().find(|i| !article(i)).map_or("", |i| scene.fold(i));
        !matches!(
            before,
            "" | ","
                | ";"
                | ":"
                | "-"
                | "("
                | ")"
                | "and"
                | "e"
                | "ed"
                | "but"
                | "ma"
                | "while"
                | "mentre"
                | "as"
                | "when"
                | "quando"
                | "that"
                | "che"
                | "for"
                | "per"
                | "of"
                | "di"
                | "del"
                | "della"
                | "dell"
                | "dei"
                | "degli"
                | "s"
                | "so"
                | "then"
                | "where"
                | "dove"
                | "leave"
                | "leaves"
                | "is"
                | "was"
                | "were"
                | "are"
                | "since"
                | "al"
                | "alla"
                | "ai"
                | "agli"
                | "all"
                | "a"
                | "if"
                | "se"
                | "now"
                | "have"
                | "had"
                | "has"
                | "perche"
                | "because"
                | "after"
                | "dopo"
        )
    }

    /// Whose last time it is: not who stands after "over" or "since".
    fn whose_last(&self, at: usize, begins: usize, first: usize) -> Option<(TeamId, bool)> {
        let scene = self.scene;
        let (team, near, others) = self.whose(at)?;
        let mentions = &scene.lattice.mentions[scene.lattice.mentions_in(first, at)];
        let object = |m: &Mention| self.is_object(m, first);
        let of = |m: &&Mention| teams_of(scene.frame, m).as_slice() == [team];
        let named = mentions.iter().any(|m| of(&m));
        if named && mentions.iter().filter(of).all(object) {
            let one = mentions.iter().rev().find(|m| {
                !object(m) && matches!(teams_of(scene.frame, m).as_slice(), [t] if *t != team)
            })?;
            return Some((teams_of(scene.frame, one)[0], true));
        }
        if !named && self.subject_at(begins) {
            let m =
                scene.lattice.mentions[scene.lattice.mentions_in(begins, begins + 3)].first()?;
            if teams_of(scene.frame, m).contains(&team) {
                return others.into_iter().find(|t| *t != team).map(|t| (t, false));
            }
        }
        Some((team, near))
    }

    /// Whether a team stands at a token as the subject of what follows: "since Austria
    /// beat them".
    fn subject_at(&self, at: usize) -> bool {
        let lattice = self.scene.lattice;
        let article = usize::from(matches!(self.scene.fold(at), "the" | "la" | "l" | "il"));
        lattice
            .covered
            .get(at + article)
            .copied()
            .flatten()
            .is_some_and(|m| matches!(lattice.mentions[m as usize].who, Who::Teams(_)))
    }

    /// Against whom something did not happen since, if the words name one: `Some(None)`
    /// where they do not, `None` where it is open.
    fn beaten_in(&self, from: usize, to: usize, team: TeamId) -> Option<Option<TeamId>> {
        let scene = self.scene;
        let mut found = None;
        for m in &scene.lattice.mentions[scene.lattice.mentions_in(from, to)] {
            let named = teams_of(scene.frame, m);
            let [other] = named.as_slice() else { continue };
            if *other == team {
                continue;
            }
            let article = |i: &usize| {
                matches!(scene.fold(*i), "the" | "il" | "lo" | "la" | "l" | "i" | "gli" | "le")
            };
            let before = (from..m.from).rev().find(|i| !article(i)).map_or("", |i| scene.fold(i));
            match before {
                "in" | "of" | "di" | "del" | "dell" | "della" | "dei" | "degli" => return None,
                w if AGAINST.contains(&w) && found.is_none() => found = Some(*other),
                _ => return None,
            }
        }
        if found.is_none() && scene.has(from, to, THEM) {
            return None;
        }
        Some(found)
    }

    /// Where it was, as far as the words say; `None` where they name a place that is not
    /// told apart.
    fn where_last(&self, from: usize, to: usize) -> Option<Ground> {
        let scene = self.scene;
        let cities = &scene.lattice.mentions[scene.lattice.mentions_in(from, to)];
        if cities.iter().any(|m| matches!(m.who, Who::Cities(_))) {
            return None;
        }
        let words =
            ["here", "qui", "dove", "where", "patria", "capital", "soil", "ground", "suolo"];
        if scene.has(from, to, &words) {
            return None;
        }
        let at = to.min(scene.lattice.text.tokens.len()).saturating_sub(1).max(from);
        let figure = super::told::Figure { value: 0, from: at, to: at + 1, ordinal: false };
        Some(match self.ground_near(figure) {
            Ground::Any => self.ground_of(from, to),
            ground => ground,
        })
    }

    /// Where the words end that tell of the last time.
    fn value_end(&self, from: usize, last: usize) -> usize {
        let scene = self.scene;
        let goes_on = |i: usize| {
            matches!(
                scene.fold(i),
                "in" | "at"
                    | "a"
                    | "ad"
                    | "contro"
                    | "con"
                    | "against"
                    | "to"
                    | "over"
                    | "when"
                    | "quando"
                    | "nel"
                    | "nell"
                    | "came"
                    | "by"
            ) || scene.lattice.date(i).is_some()
                || scene.lattice.scores.get(i).copied().flatten().is_some()
        };
        let ends = |i: &usize| match scene.fold(*i) {
            ";" | ":" | "(" | ")" | "and" | "but" | "ma" | "while" | "mentre" | "e" => {
                // "È" is no conjunction.
                !scene.lattice.text.word(*i).starts_with(['è', 'È'])
            }
            "," => !goes_on(i + 1),
            _ => false,
        };
        (from..last.min(from + 16)).find(ends).unwrap_or(last.min(from + 16))
    }

    /// Holds what is told of a last time against the match that it was.
    fn lastly_held(&self, told: &Last, taken: &mut [bool], out: &mut Vec<Statement>) {
        let scene = self.scene;
        let (a, b) = told.value;
        let lattice = scene.lattice;
        let date = lattice.dates.iter().find(|d| {
            a <= d.to.saturating_sub(1)
                && d.from < b
                && d.from + 2 > a
                && matches!(d.told, Told::Day | Told::Month | Told::Year)
        });
        let opponent: Option<(&Mention, TeamId)> =
            lattice.mentions[lattice.mentions_in(a, b)].iter().find_map(|m| {
                // "Dall'1-0 di Monaco": a town, even if it has a team.
                let placed = m
                    .from
                    .checked_sub(1)
                    .is_some_and(|i| matches!(scene.fold(i), "di" | "a" | "ad" | "at"));
                match (&m.who, teams_of(scene.frame, m).as_slice()) {
                    (Who::Teams(_), [t]) if *t != told.team && !placed => Some((m, *t)),
                    _ => None,
                }
            });
        // With somebody named before, who is named after is the same or another story.
        let opponent = opponent.filter(|_| told.against.is_none());
        let Some(last) = self.last_match(told, Scope::All) else { return };
        // "A year ago", which is not held by itself.
        let apart = lattice.dates.iter().any(|d| {
            a <= d.from
                && d.to <= b
                && matches!(d.told, Told::Relative | Told::Weekday)
                && !d.holds(scene.frame.prepared.get(last).fixture.when.date)
        });
        if apart {
            return;
        }
        let m = scene.frame.prepared.get(last);
        let day = m.fixture.when.date;
        // "In October last year": the month of the year before.
        let year_ago = |d: &WrittenDate| {
            d.told == Told::Month
                && scene.has(
                    d.to,
                    (d.to + 4).min(b.max(d.to)),
                    &[
                        "last year",
                        "the year before",
                        "dell anno scorso",
                        "dello scorso anno",
                        "scorso",
                    ],
                )
        };
        let fits_date = |day: Date| {
            date.map(|d| {
                d.holds(day)
                    || year_ago(d)
                        && day.month() == d.first.month()
                        && scene.frame.today().is_some_and(|t| t.year() - day.year() <= 1)
            })
        };
        let rival = |g: GameIx| {
            let teams = scene.frame.prepared.get(g).fixture.teams;
            Some(if teams.home == told.team { teams.away } else { teams.home })
        };
        let fits_team = |g: GameIx| opponent.map(|(_, t)| rival(g) == Some(t));
        // A score told beside bears the match out.
        let score = (a..b).find_map(|i| Some((i, lattice.scores[i]?)));
        let fits_score = score.map(|(_, s)| {
            let goals = crate::prepared::goals_for(m, told.team).unwrap_or((0, 0));
            goals == (s.first, s.second) || goals == (s.second, s.first)
        });
        let parts = [fits_date(day), fits_team(last), fits_score];
        let right = parts.iter().filter(|p| **p == Some(true)).count();
        let wrong = parts.iter().filter(|p| **p == Some(false)).count();
        if date.is_none() && opponent.is_none() || wrong > 1 {
            return;
        }
        // Another way of taking it, in which all holds that is told.
        let open = wrong == 1 && {
            let all = |g: GameIx| {
                let day = scene.frame.prepared.get(g).fixture.when.date;
                fits_date(day) != Some(false) && fits_team(g) != Some(false)
            };
            let mut scopes = vec![Scope::Competitive, Scope::Competition];
            scopes.extend(self.all_scopes(a, told.team, Scope::All));
            let in_scopes = scopes.iter().any(|s| self.last_match(told, *s).is_some_and(all));
            let others = self.whose(a).map_or(Vec::new(), |w| w.2);
            let of_others = !told.near
                && others.iter().any(|t| {
                    let other = Last { team: *t, ..*told };
                    self.last_match(&other, Scope::All).is_some_and(|g| {
                        let m = scene.frame.prepared.get(g);
                        fits_date(m.fixture.when.date) != Some(false)
                            && opponent.is_none_or(|(_, o)| m.fixture.side_of(o).is_some())
                    })
                });
            in_scopes || of_others || self.drawn_out(told, day)
        };
        if open || wrong == 1 && !told.near && right == 0 {
            return;
        }
        if let Some((i, s)) = score.filter(|_| fits_score == Some(true)) {
            self.score_of(last, told.team, (i, s), out);
        }
        let lang = lattice.lang;
        if let Some(d) = date.filter(|_| !taken[a.max(date.map_or(a, |d| d.from))]) {
            let holds = fits_date(day) == Some(true);
            let far = i32::from(d.first.year() - day.year()).abs() > 12;
            if holds && wrong == 0 || !holds && !far {
                let claim = self.last_claim(told, None, (d.first, d.last));
                let text = (!holds).then(|| when(day, d, scene.frame.today(), lang));
                let from = (d.from..d.to)
                    .find(|i| {
                        !matches!(scene.fold(*i), "da" | "dal" | "dall" | "dalla" | "in" | "since")
                    })
                    .unwrap_or(d.from);
                self.tell((from, d.to), claim, text, last, right >= 1, out);
                taken[from..d.to].iter_mut().for_each(|t| *t = true);
            }
        }
        if let Some((m, team)) = opponent {
            let holds = rival(last) == Some(team);
            if !holds || wrong == 0 {
                let claim = self.last_claim(told, Some(team), (day, day));
                let text = rival(last).filter(|_| !holds).map(|t| {
                    let name = &scene.frame.prepared.snapshot.directory.team(t).name;
                    match lang {
                        girone_model::Lang::It => name.it.to_string(),
                        girone_model::Lang::En => name.en.to_string(),
                    }
                });
                self.tell((m.from, m.to), claim, text, last, right >= 1, out);
            }
        }
    }

    /// The score beside is that of the last such match, whatever day or opponent is told.
    fn score_of(
        &self,
        game: GameIx,
        team: TeamId,
        (at, score): (usize, crate::lattice::WrittenScore),
        out: &mut [Statement],
    ) {
        for s in out.iter_mut().filter(|s| s.from <= at && at < s.to) {
            if let Some(Claim::Score { at: crate::claim::At::End, .. }) = s.readings.first() {
                let goals = (score.first, score.second);
                let end = crate::claim::At::End;
                s.readings = vec![Claim::Score { game, team, goals, at: end, either: true }];
                let judged = Judged::new(Says::Yes, vec![game]);
                s.weighed = Some(crate::statement::Weighed { verdict: Verdict::Confirmed, judged });
            }
        }
    }

    fn tell(
        &self,
        span: (usize, usize),
        claim: Claim,
        right: Option<String>,
        last: GameIx,
        borne_out: bool,
        out: &mut Vec<Statement>,
    ) {
        let mut judged = Judged::new(Says::Yes, vec![last]);
        let mut verdict = Verdict::Confirmed;
        if let Some(right) = right {
            judged.says = Says::No(Some(right));
            verdict = Verdict::Contradicted;
        }
        let mut s = self.weighed(span, claim, verdict, judged);
        s.borne_out = borne_out;
        out.push(s);
    }

    /// The claim that the last such match was in some days; of an opponent, on the day of
    /// the last such match against him, if there was one.
    fn last_claim(&self, told: &Last, against: Option<TeamId>, days: (Date, Date)) -> Claim {
        let (mut first, mut last) = days;
        let mut other = told.against;
        if let Some(team) = against {
            let versus = Last { against: Some(team), ..*told };
            match self.last_match(&versus, Scope::All) {
                Some(g) => {
                    first = self.scene.frame.prepared.get(g).fixture.when.date;
                    last = first;
                }
                None => other = Some(team),
            }
        }
        // "The first win since 2014": of this match too.
        if told.first && against.is_none() && days.0.year() == days.1.year() && days.0 < days.1 {
            let whole = days.0.month() == 1 && days.1.month() == 12;
            if whole {
                return Claim::FirstSince {
                    team: told.team,
                    outcome: told.outcome,
                    year: Some(days.0.year()),
                    matches: None,
                    scopes: vec![Scope::All],
                    ground: told.ground,
                    against: told.against,
                };
            }
        }
        Claim::LastSuch {
            team: told.team,
            outcome: told.outcome,
            against: other,
            ground: told.ground,
            scopes: vec![Scope::All],
            first,
            last,
        }
    }

    /// The last such match of a team before the one of these days.
    fn last_match(&self, told: &Last, scope: Scope) -> Option<GameIx> {
        let scene = self.scene;
        let prepared = scene.frame.prepared;
        let cut = scene.frame.cut();
        let counted = scene.judge.counted(told.team, None, scope, told.ground, &cut);
        let today = scene.frame.today()?;
        let fresh = |g: &GameIx| {
            let day = prepared.get(*g).fixture.when.date;
            day.until(today).is_ok_and(|s| s.get_days() <= 2 && s.get_months() == 0)
        };
        counted
            .games
            .iter()
            .zip(&counted.outcomes)
            .rev()
            .find(|(g, o)| {
                !fresh(g)
                    && Some(**g) != scene.frame.main()
                    && outcome_of(o.0, o.1) == told.outcome
                    && told.against.is_none_or(|t| prepared.get(**g).fixture.side_of(t).is_some())
            })
            .map(|(g, _)| *g)
    }

    /// Whether a shoot-out since then, or then, leaves open who won or lost.
    fn drawn_out(&self, told: &Last, day: Date) -> bool {
        let prepared = self.scene.frame.prepared;
        let cut = self.scene.frame.cut();
        prepared.played(told.team, &cut, &self.scene.frame.subjects).rev().take(60).any(|(_, m)| {
            m.fixture.when.date >= day && m.score().is_some_and(|s| s.shoot_out.is_some())
        })
    }
}

/// A day as a time was told: a year by a year, a month by a month.
fn when(day: Date, told: &WrittenDate, today: Option<Date>, lang: girone_model::Lang) -> String {
    let month = girone_model::months(lang)[usize::from(day.month().unsigned_abs()) - 1];
    match told.told {
        Told::Year => day.year().to_string(),
        _ if today.is_some_and(|t| {
            (i32::from(t.year()) * 12 + i32::from(t.month()))
                - (i32::from(day.year()) * 12 + i32::from(day.month()))
                <= 11
        }) =>
        {
            month.to_string()
        }
        _ => format!("{month} {}", day.year()),
    }
}
