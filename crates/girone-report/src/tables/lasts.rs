//! The year of the last time between two teams: "had not beaten them since 1998",
//! "l'ultima vittoria gallese è del 2002", "their latest win over Germany? 2019".
//!
//! Who, whom, what and where are read apart from the words around the year and put
//! together; a year that only another way of putting them gives is left open.

use jiff::civil::Date;

use super::*;
use crate::check::Verdict;
use crate::claim::GameIx;
use crate::discourse::Gate;
use crate::judge::outcome_of;

/// Words of a last time, of which a year is told.
const LAST: &[&str] =
    &["last", "latest", "most recent", "ultim*", "dat*", "risal*", "dates back", "bisogna tornare"];

/// Words that deny what happened since.
pub(super) const NOT_SINCE: &[&str] = &[
    "not",
    "t",
    "no",
    "never",
    "nobody",
    "fail*",
    "without",
    "winless",
    "wait*",
    "non",
    "mai",
    "nessun*",
    "senza",
    "secco",
    "digiuno",
    "smesso",
    "attend*",
    "aspett*",
    "unbeaten",
    "imbattut*",
    "first",
    "prim*",
    "only",
    "nor",
];

/// Words of what was won, lost, drawn, or played at all.
pub(super) const WON: &[&str] = &[
    "impon*",
    "imposer*",
    "sgambetto",
    "colpaccio",
    "guizzo",
    "soddisfazione",
    "celebrate",
    "smile",
    "cheer",
    "win",
    "wins",
    "won",
    "beat",
    "beaten",
    "beating",
    "victory",
    "victories",
    "victorious",
    "triumph*",
    "success",
    "overcome",
    "overcame",
    "better of",
    "bettered",
    "winless",
    "batt*",
    "vitt*",
    "vinc*",
    "vint*",
    "success*",
    "urra",
    "hurra",
    "acuto",
    "acuti",
    "spunt*",
    "trionf*",
    "festegg*",
    "esult*",
    "colpo",
    "joy",
    "conquer*",
    "defeated",
    "sconfigg*",
    "super*",
    "gioi*",
    "piegh*",
    "piegar*",
    "espugn*",
];
pub(super) const LOST: &[&str] = &[
    "lost",
    "lose",
    "losing",
    "defeat",
    "defeats",
    "reverse",
    "loss",
    "losses",
    "unbeaten",
    "perd*",
    "persero",
    "perse",
    "perso",
    "sconfitt*",
    "ko",
    "imbattut*",
    "rovesci*",
    "capitol*",
    "cadd*",
    "cadono",
    "cadevano",
];
pub(super) const DREW: &[&str] =
    &["draw", "drew", "draws", "drawn", "pareggi*", "pari", "stalemate"];
const MET: &[&str] = &[
    "met",
    "meeting",
    "faced",
    "played each other",
    "incontr*",
    "affront*",
    "incroci*",
    "sfidati",
    "sfidate",
    "precedente",
];

/// Words that speak of one opponent without a name.
pub(super) const THEM: &[&str] = &[
    "them",
    "these",
    "fixture",
    "tie",
    "series",
    "rival",
    "rivals",
    "rivalry",
    "opponents",
    "neighbours",
    "sfida",
    "avversari",
    "avversario",
    "avversaria",
    "rivali",
    "testa a testa",
    "confronti",
    "precedenti",
    "scontri",
    "incroci",
    "meetings",
    "encounters",
    "ci batt*",
    "li batt*",
    "ci vinc*",
    "ci sconfigg*",
    "us",
];

/// Words after which the name of the one who was played against stands.
pub(super) const AGAINST: &[&str] = &[
    "su",
    "sul",
    "sulla",
    "sull",
    "sui",
    "sugli",
    "sulle",
    "contro",
    "against",
    "over",
    "con",
    "coi",
    "col",
    "past",
    "of",
    "with",
    "beat",
    "beaten",
    "beating",
    "beats",
    "conquered",
    "defeated",
    "overcome",
    "overcame",
    "batte",
    "battono",
    "battevano",
    "batteva",
    "batterono",
    "battere",
    "battuto",
    "sconfiggevano",
    "superano",
    "superavano",
    "piegano",
];

/// What else might be counted.
const DOUBT: &[&str] = &[
    "competizion*",
    "competition*",
    "goal*",
    "gol",
    "rete",
    "reti",
    "scor*",
    "segn*",
    "finals",
    "final",
    "finale",
    "finali",
    "qualified",
    "qualific*",
    "under",
    "world cup since",
    "mondiale dal",
    "clean",
    "tournament",
    "torneo",
    "ct",
    "panchina",
    "charge",
    "coach",
    "tecnico",
    "straight",
    "consecutiv*",
    "three",
    "friendl*",
    "amichevol*",
    "competitive",
    "ufficiali",
];

/// One way to take a sentence: who, against whom, how it ended (`None`: that they met at
/// all), and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reading {
    team: TeamId,
    other: TeamId,
    outcome: Option<Outcome>,
    ground: Ground,
}

impl Reading {
    fn claim(self, year: i16) -> Option<Claim> {
        Some(Claim::LastSuch {
            team: self.team,
            outcome: self.outcome.unwrap_or(Outcome::Drawn),
            against: Some(self.other),
            ground: self.ground,
            scopes: vec![Scope::All],
            first: Date::new(year, 1, 1).ok()?,
            last: Date::new(year, 12, 31).ok()?,
        })
    }
}

impl Reader<'_, '_, '_, '_, '_> {
    /// Reads the years of last times between two teams, and marks their tokens.
    pub(super) fn lasts(&self, taken: &mut [bool], out: &mut Vec<Statement>) {
        for (at, taken) in taken.iter_mut().enumerate() {
            if *taken || self.scene.discourse.gates[at] == Gate::Quoted {
                continue;
            }
            let Some(year) = self.year(at) else { continue };
            if let Some(s) = self.last_time(at, year) {
                *taken = true;
                out.push(s);
            }
        }
    }

    /// A year that stands by itself.
    fn year(&self, at: usize) -> Option<i16> {
        let lattice = self.scene.lattice;
        let token = lattice.text.tokens[at].number().filter(|n| (1872..2100).contains(n))?;
        let year = i16::try_from(token).ok()?;
        let month = at
            .checked_sub(1)
            .is_some_and(|i| girone_model::month_named(self.scene.fold(i), lattice.lang).is_some());
        let today = self.scene.frame.today()?;
        (lattice.covered[at].is_none() && !month && year <= today.year()).then_some(year)
    }

    fn last_time(&self, at: usize, year: i16) -> Option<Statement> {
        let scene = self.scene;
        let (from, to) = self.stretch(at);
        let lead = at.checked_sub(1).map_or("", |i| scene.fold(i));
        let since = matches!(lead, "since" | "dal" | "in") || lead == "begun";
        let denied = since && scene.has(from, to, NOT_SINCE) && lead != "in";
        let last = scene.has(from, to, LAST);
        if !(denied || last) || scene.has(from, to, DOUBT) {
            return None;
        }
        let outcome = self.event((from, to), at)?;
        let Some((natural, others)) = self.readings((from, to), at, outcome, denied) else {
            return self.of_either((from, to), at, (outcome, year));
        };
        let value = |r: &Reading| self.last_year(*r);
        let (right, games) = value(&natural)?;
        let claim = natural.claim(year)?;
        let mut judged = Judged::new(Says::Yes, games);
        let verdict = if right == year {
            Verdict::Confirmed
        } else if others.iter().any(|r| value(r).is_some_and(|v| v.0 == year))
            || self.shot_out(&natural, year)
            || right.abs_diff(year) > FAR
        {
            Verdict::Unchecked
        } else {
            judged.says = Says::No(Some(right.to_string()));
            Verdict::Contradicted
        };
        (verdict != Verdict::Unchecked).then(|| self.weighed((at, at + 1), claim, verdict, judged))
    }

    /// A year that is right for one of the two sides, where the words do not say for
    /// which: found right, never wrong.
    fn of_either(
        &self,
        (from, to): (usize, usize),
        at: usize,
        (outcome, year): (Option<Outcome>, i16),
    ) -> Option<Statement> {
        let scene = self.scene;
        let (first, last) = scene.lattice.text.sentence_of(at);
        let pair = self.pair_of(first, last)?;
        let against = (from..to).any(|i| AGAINST.contains(&scene.fold(i)));
        if !against && !scene.has(first, last, THEM) {
            return None;
        }
        let ground = self.ground_told(from, to, at)?;
        let others = |m: &crate::lattice::Mention| {
            teams_of(scene.frame, m).iter().any(|t| *t != pair.0 && *t != pair.1)
        };
        if scene.lattice.mentions[scene.lattice.mentions_in(from, to)].iter().any(others) {
            return None;
        }
        let one = [(pair.0, pair.1), (pair.1, pair.0)].into_iter().find_map(|(team, other)| {
            let reading = Reading { team, other, outcome, ground };
            self.last_year(reading).filter(|(y, _)| *y == year).map(|(_, games)| (reading, games))
        });
        let (reading, games) = one?;
        let claim = reading.claim(year)?;
        let judged = Judged::new(Says::Yes, games);
        Some(self.weighed((at, at + 1), claim, Verdict::Confirmed, judged))
    }

    /// The words that a year goes with: its sentence, without what a semicolon or the
    /// next clause cuts off.
    fn stretch(&self, at: usize) -> (usize, usize) {
        let scene = self.scene;
        let (first, last) = scene.lattice.text.sentence_of(at);
        let strong = |i: &usize| matches!(scene.fold(*i), ";" | "(" | ")");
        let mut from = (first..at).rev().find(strong).map_or(first, |i| i + 1);
        // "Of any sort? Three": a fragment answers the question before it.
        if at - first <= 1 && first > 0 {
            let (a, _) = scene.lattice.text.sentence_of(first - 1);
            if scene.fold(first - 1) == "?" {
                from = a;
            }
        }
        let to = (at + 1..last)
            .find(|i| strong(i) || matches!(scene.fold(*i), "," | "e" | "and" | "but" | "ma"))
            .unwrap_or(last);
        (from, to)
    }

    /// What is said to have happened then for the last time, if only one thing is.
    fn event(&self, (from, to): (usize, usize), at: usize) -> Option<Option<Outcome>> {
        let scene = self.scene;
        let in_part = |from: usize| {
            let has = |words: &[&str]| scene.has(from, to, words);
            match (has(WON), has(LOST), has(DREW)) {
                (true, false, false) => Some(Some(Outcome::Won)),
                (false, true, false) => Some(Some(Outcome::Lost)),
                (false, false, true) => Some(Some(Outcome::Drawn)),
                (false, false, false) if has(MET) => Some(None),
                (false, false, false) if has(&["wait*", "attes*"]) => Some(Some(Outcome::Won)),
                _ => None,
            }
        };
        // "Imbattuti da otto partite, non ci battevano dal 1993": the nearer words first.
        let comma = (from..at).rev().find(|i| scene.fold(*i) == ",");
        comma.and_then(in_part).or_else(|| in_part(from))
    }

    /// How the sentence is most naturally taken, and how else it may be.
    fn readings(
        &self,
        (from, to): (usize, usize),
        at: usize,
        outcome: Option<Outcome>,
        denied: bool,
    ) -> Option<(Reading, Vec<Reading>)> {
        let scene = self.scene;
        let lattice = scene.lattice;
        let game = scene.game_at(at)?;
        let sides = scene.frame.prepared.get(game).fixture.teams;
        let mut owner: Option<TeamId> = None;
        let mut second: Option<TeamId> = None;
        let mut other: Option<TeamId> = None;
        for m in &lattice.mentions[lattice.mentions_in(from, to)] {
            let named = teams_of(scene.frame, m);
            let [team] = named.as_slice() else {
                if matches!(m.who, Who::Cities(_)) {
                    return None;
                }
                continue;
            };
            // Past articles and adjectives.
            let article = |i: &usize| {
                matches!(scene.fold(*i), "the" | "il" | "lo" | "la" | "l" | "i" | "gli" | "le")
            };
            let before = (from..m.from).rev().find(|i| !article(i)).map_or("", |i| scene.fold(i));
            if AGAINST.contains(&before) {
                if other.is_some_and(|o| o != *team) {
                    return None;
                }
                other = Some(*team);
            } else if before == "in" {
                return None;
            } else if owner.is_none_or(|o| o == *team) {
                owner = Some(*team);
            } else if second.is_none_or(|o| o == *team) {
                second = Some(*team);
            } else {
                return None;
            }
        }
        let rival = |t: TeamId| match t {
            t if t == sides.home => Some(sides.away),
            t if t == sides.away => Some(sides.home),
            _ => None,
        };
        // "I precedenti, 73. L'ultimo successo della Roja è del 2015": told of these.
        let (first, last) = lattice.text.sentence_of(at);
        let before = first.checked_sub(1).map_or(first, |i| lattice.text.sentence_of(i).0);
        // A pronoun of the sentence before speaks of nobody here.
        let nouns: Vec<&str> = THEM
            .iter()
            .copied()
            .filter(|w| !w.contains("batt") && !matches!(*w, "them" | "these" | "us"))
            .collect();
        let them = scene.has(first, last, THEM) || scene.has(before, first, &nouns);
        let spoken = || {
            let c = scene.candidates(from);
            c.first().filter(|c| c.near).map(|c| c.team)
        };
        // "Ireland trail Denmark and have not beaten them since": the second is the other.
        if second.is_some() && (other.is_some() || !them || !denied) {
            return None;
        }
        let known = owner.is_some() || other.is_some();
        let (team, other) = match (owner, other.or(second)) {
            (Some(a), Some(b)) if a != b => (a, b),
            (None, Some(b)) => (rival(b)?, b),
            (Some(a), None) if them => (a, rival(a)?),
            (None, None) if them => {
                let a = spoken()?;
                (a, rival(a)?)
            }
            _ => return None,
        };
        let ground = self.ground_told(from, to, at)?;
        let natural = Reading { team, other, outcome, ground };
        let mut others = Vec::new();
        for (a, b) in [(team, other), (other, team)] {
            for o in [outcome, Some(Outcome::Won), Some(Outcome::Drawn), None] {
                for g in [ground, Ground::Any, Ground::Home, Ground::Away] {
                    let r = Reading { team: a, other: b, outcome: o, ground: g };
                    // Whose it is is known where one is named.
                    let far = known && a != team && o != outcome;
                    let elsewhere = g != ground && g != Ground::Any && ground == Ground::Any;
                    let else_ended = o != outcome && (outcome == Some(Outcome::Won) && a == team);
                    if r != natural && !far && !elsewhere && !else_ended {
                        others.push(r);
                    }
                }
            }
        }
        Some((natural, others))
    }

    /// Where it was, as far as the words say; `None` where they name a place.
    fn ground_told(&self, from: usize, to: usize, at: usize) -> Option<Ground> {
        let scene = self.scene;
        let words =
            ["here", "qui", "parti", "oltralpe", "soil", "turf", "terra", "ground", "suolo"];
        if scene.has(from, to, &words) {
            return None;
        }
        let figure = super::told::Figure { value: 0, from: at, to: at + 1, ordinal: false };
        Some(match self.ground_near(figure) {
            Ground::Any => self.ground_of(from, to),
            ground => ground,
        })
    }

    /// The year of the last such match before the one reported, and the matches counted.
    fn last_year(&self, r: Reading) -> Option<(i16, Vec<GameIx>)> {
        let scene = self.scene;
        let prepared = scene.frame.prepared;
        let cut = scene.frame.cut();
        let counted = scene.judge.counted(r.team, None, Scope::All, r.ground, &cut);
        let main = scene.frame.main();
        let mut found = None;
        let mut games = Vec::new();
        for (g, (a, b)) in counted.games.iter().zip(&counted.outcomes) {
            let m = prepared.get(*g);
            if Some(*g) == main
                || scene.frame.subjects.contains(g)
                || m.fixture.side_of(r.other).is_none()
            {
                continue;
            }
            games.push(*g);
            if r.outcome.is_none_or(|o| o == outcome_of(*a, *b)) {
                found = Some(m.fixture.when.date.year());
            }
        }
        found.map(|y| (y, games))
    }

    /// Whether the two went to a shoot-out that year, which is no win in the record.
    fn shot_out(&self, r: &Reading, year: i16) -> bool {
        let prepared = self.scene.frame.prepared;
        let cut = self.scene.frame.cut();
        prepared.meetings(r.team, r.other, &cut, &self.scene.frame.subjects).iter().any(|g| {
            let m = prepared.get(*g);
            m.fixture.when.date.year() == year && m.score().is_some_and(|s| s.shoot_out.is_some())
        })
    }
}

/// How many years a year may be off and still be of these two.
const FAR: u16 = 12;
