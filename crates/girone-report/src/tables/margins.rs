//! Gaps read by their direction: "four in front of the Irish", "a meno cinque",
//! "France's lead: two", "insegue a quattro", "miss out by one".
//!
//! Half of the gap is often left out: the unit, the rival, the verb. What is said is
//! then worked out from the table: the rival is who is named last, who leads, or the
//! neighbour, and a gap is wrong only if nobody who may be meant has it.

mod words;

use super::*;
use crate::check::Verdict;
use words::{BY, CHASE, COPULA, COUNTED, NOUNS, OF_WHOM, STAND, TELLING, UNITS};

/// A gap as it is written.
#[derive(Clone, Debug)]
struct Margin {
    n: i32,
    from: usize,
    to: usize,
    /// Ahead 1, behind -1, either way 0.
    sign: i32,
    owner: Option<TeamId>,
    rival: Option<TeamId>,
    /// Whether a rival is spoken of who is not found: "of the Samurai Blue".
    unnamed: bool,
    /// Whether nobody but the natural rival is meant: "seconda a due lunghezze".
    strict: bool,
}

impl Reader<'_, '_, '_, '_, '_> {
    /// Reads the gaps whose words tell which way they go.
    pub(super) fn margins(&self, taken: &mut [bool], out: &mut Vec<Statement>) {
        let mut last: Option<(usize, TeamId, Option<TeamId>)> = None;
        for at in 0..taken.len() {
            if taken[at] {
                continue;
            }
            let Some(margin) = self.margin(at, last) else { continue };
            let weighed = self.weigh_margin(&margin);
            let Some((s, owner)) = weighed else { continue };
            last = Some((at, owner, margin.rival));
            for t in &mut taken[margin.from..margin.to] {
                *t = true;
            }
            out.push(s);
        }
    }

    /// How many points a token says, one past their unit, and whether that is said.
    fn amount(&self, at: usize) -> Option<(i32, usize, bool)> {
        let scene = self.scene;
        let (_, last) = scene.lattice.text.sentence_of(at);
        let unit = |i: usize| i < last && UNITS.contains(&scene.fold(i));
        if matches!(scene.fold(at), "a" | "an") && scene.fold(at + 1) == "point" {
            return Some((1, at + 2, true));
        }
        let figure = self.figure(at).filter(|f| !f.ordinal && (1..=40).contains(&f.value))?;
        if scene.minutes.iter().any(|m| m.from <= at && at < m.to) {
            return None;
        }
        let mut to = figure.to;
        if matches!(scene.fold(to), "solo" | "sola" | "soli" | "sole") && unit(to + 1) {
            to += 1;
        }
        let has = unit(to);
        let article = matches!(scene.fold(at), "un" | "una" | "uno" | "a") && !has;
        (!article).then_some((i32::from(figure.value), to + usize::from(has), has))
    }

    fn margin(&self, at: usize, told: Option<(usize, TeamId, Option<TeamId>)>) -> Option<Margin> {
        let scene = self.scene;
        let (first, last) = scene.lattice.text.sentence_of(at);
        let (n, to, unit) = self.amount(at)?;
        let mut m = Margin {
            n,
            from: at,
            to,
            sign: 0,
            owner: None,
            rival: None,
            unnamed: false,
            strict: false,
        };
        let (a, b) = self.segment(at, to);
        if !unit && scene.has(a.max(at.saturating_sub(6)), b.min(to + 2), COUNTED) {
            return None;
        }
        let before =
            |n: usize| at.checked_sub(n).filter(|i| *i >= first).map_or("", |i| scene.fold(i));
        // A word of direction after it.
        if let Some((words, sign, alone)) = TELLING.iter().find(|(w, ..)| scene.starts(to, w, last))
        {
            let end = to + words.split(' ').count();
            // The preposition may be part of the words.
            let begin = if OF_WHOM.contains(&scene.fold(end - 1)) { end - 1 } else { end };
            let (rival, unnamed) = self.whom(begin, last);
            m.sign = *sign;
            m.rival = rival;
            m.unnamed = unnamed;
            m.strict = *words == "clear";
            let closes = begin >= last || {
                let t = &scene.lattice.text.tokens[begin];
                !t.is_word()
                    || matches!(
                        &*t.fold,
                        "with" | "and" | "e" | "con" | "after" | "dopo" | "but" | "ma"
                    )
            };
            let table = || unit || self.told_of_a_table(at);
            let bound = rival.is_some() && (*alone || unit || table())
                || *alone && closes && table() && (unit || self.stands(first, at))
                || *alone && unnamed && unit;
            if bound {
                // "Five behind Germany and four ahead of the Hungarians": of one team.
                let joined = told.filter(|(i, t, first_rival)| {
                    *i >= first
                        && rival != Some(*t)
                        && matches!(
                            before(1),
                            "and" | "e" | "ed" | "but" | "ma" | "," | "only" | "further"
                        )
                        && !self.named_between(*i, at, &[rival, *first_rival])
                });
                m.owner = joined.map(|j| j.1);
                return Some(m);
            }
            if unit && matches!(scene.fold(to), "sotto" | "dietro") {
                return None;
            }
        }
        // "A meno cinque", "a -5", "a +3".
        let sign = match before(1) {
            "meno" | "-" | "\u{2212}" => -1,
            "piu" | "+" => 1,
            _ => 0,
        };
        if sign != 0 && matches!(before(2), "a" | "," | ":" | "sono" | "e") && before(1) != "," {
            let difference = scene.has(first, last, &["differenza*", "goal difference", "gol"]);
            // "0 a -3" sets two figures side by side.
            let paired = at.checked_sub(3).is_some_and(|i| i >= first && self.figure(i).is_some());
            if !difference && !paired && (unit || self.ends_phrase(to, last)) && before(2) == "a" {
                m.sign = sign;
                (m.rival, m.unnamed) = self.whom(to, last);
                return Some(m);
            }
        }
        // "Indietro di cinque", "avanti di tre", "lontani due lunghezze".
        if before(1) == "di"
            && matches!(before(2), "indietro" | "dietro" | "avanti" | "davanti" | "sopra" | "sotto")
        {
            m.sign = if matches!(before(2), "avanti" | "davanti" | "sopra") { 1 } else { -1 };
            (m.rival, m.unnamed) = self.whom(to, last);
            return (unit || self.ends_phrase(to, last)).then_some(m);
        }
        if unit && before(1).starts_with("lontan") {
            m.sign = 0;
            (m.rival, m.unnamed) = self.whom(to, last);
            return Some(m);
        }
        // "Insegue a quattro", "chiude a tre lunghezze".
        if matches!(before(1), "a" | "ad") {
            let lengths = matches!(scene.fold(to - 1), "lunghezze" | "lunghezza");
            let chased = scene.has(a, at, CHASE) && (unit || self.ends_phrase(to, last));
            let stands = lengths && (scene.has(a, at, STAND) || self.ends_phrase(to, last));
            if chased || stands {
                m.sign = if chased { -1 } else { 0 };
                m.strict = at >= 2 && scene.lattice.ordinals[at - 2].is_some_and(|o| o.0 > 1);
                (m.rival, m.unnamed) = self.whom(to, last);
                return Some(m);
            }
        }
        // "Lead Argentina by four", "win the section by two", "miss out by one".
        if before(1) == "by" && (unit || self.ends_phrase(to, last) || scene.fold(to) == "from") {
            let (c, _) = scene.clause(at, 3);
            let verb = (c..at)
                .rev()
                .find_map(|i| BY.iter().find(|(w, _)| scene.starts(i, w, at)).map(|v| (i, v.1)));
            if let Some((i, sign)) = verb {
                m.sign = sign;
                let object = (i + 1..at)
                    .filter_map(|j| scene.lattice.mention(j))
                    .find_map(|x| self.one_team(x));
                m.rival = object.or(self.whom(to, last).0);
                return Some(m);
            }
        }
        // "France's lead: two", "the gap between Wales and Italy stands at six".
        if unit || self.ends_phrase(to, last) || OF_WHOM.contains(&scene.fold(to)) {
            let noun = (first..at)
                .rev()
                .take(9)
                .find_map(|i| NOUNS.iter().find(|(w, _)| scene.fold(i) == *w).map(|v| (i, v.1)));
            if let Some((i, sign)) = noun {
                let named: Vec<TeamId> = (i + 1..at)
                    .filter_map(|j| scene.lattice.mention(j))
                    .filter_map(|x| self.one_team(x))
                    .collect();
                let link = (i + 1..at).all(|j| {
                    scene.lattice.covered[j].is_some()
                        || COPULA.contains(&scene.fold(j))
                        || OF_WHOM.contains(&scene.fold(j))
                        || matches!(scene.fold(j), "between" | "and" | "tra" | "fra")
                });
                let copula = COPULA.contains(&before(1));
                if link && copula && (unit || i + 1 < at) {
                    m.sign = sign;
                    m.owner = self.possessor(i, first);
                    match named.as_slice() {
                        [a, b] => (m.owner, m.rival, m.sign) = (Some(*a), Some(*b), 0),
                        [a] if m.owner.is_some() || sign != 0 => m.rival = Some(*a),
                        _ => {}
                    }
                    if m.rival.is_none() {
                        (m.rival, m.unnamed) = self.whom(to, last);
                    }
                    if m.rival == m.owner {
                        m.owner = None;
                    }
                    return Some(m);
                }
            }
        }
        None
    }

    /// Whose a noun is: "France's lead", "our lead".
    fn possessor(&self, noun: usize, first: usize) -> Option<TeamId> {
        let scene = self.scene;
        let before = noun.checked_sub(1).filter(|i| *i >= first)?;
        match scene.fold(before) {
            "s" | "'" | "\u{2019}" => {
                let m = scene.lattice.covered[before.checked_sub(1)?]?;
                self.one_team(&scene.lattice.mentions[m as usize])
            }
            "our" | "nostro" => scene.frame.focus,
            _ => None,
        }
    }

    fn one_team(&self, m: &crate::lattice::Mention) -> Option<TeamId> {
        match teams_of(self.scene.frame, m)[..] {
            [team] => Some(team),
            _ => None,
        }
    }

    /// Whether a verb of standing leads up to a number that has no unit.
    fn stands(&self, first: usize, at: usize) -> bool {
        const VERBS: &[&str] = &[
            "are",
            "is",
            "sit",
            "sits",
            "stay",
            "stays",
            "lie",
            "lies",
            "finish",
            "finishes",
            "finished",
            "remain",
            "remains",
            "end",
            "ended",
            "stand",
            "stands",
            "go",
            "goes",
            "move",
            "moves",
            "now",
            "only",
            "a further",
            "top it",
            "were",
            "was",
            "keep*",
            "still",
            "further",
            "lag",
            "slip",
            "slips",
            "remained",
            "sono",
            "e",
            "resta*",
            "riman*",
            "sale",
            "salgono",
            "si porta*",
        ];
        let begin = first.max(at.saturating_sub(4));
        self.scene.has(begin, at, VERBS)
            || self.scene.lattice.covered[at.saturating_sub(1)].is_some()
            || at
                .checked_sub(1)
                .is_some_and(|i| matches!(self.scene.fold(i), "," | ";" | "and" | "e"))
    }

    fn ends_phrase(&self, at: usize, last: usize) -> bool {
        at >= last
            || !self.scene.lattice.text.tokens[at].is_word()
            || matches!(
                self.scene.fold(at),
                "e" | "ed" | "and" | "ma" | "but" | "con" | "with" | "dopo" | "after" | "from"
            )
    }

    fn named_between(&self, from: usize, to: usize, but: &[Option<TeamId>]) -> bool {
        let scene = self.scene;
        let lattice = scene.lattice;
        lattice.mentions_in(from, to).any(|i| {
            let teams = teams_of(scene.frame, &lattice.mentions[i]);
            !scene.discourse.oblique[i] && teams.iter().any(|t| !but.contains(&Some(*t)))
        })
    }

    /// The team that prepositions from a token on bind, and whether one is spoken of
    /// that is not found.
    fn whom(&self, at: usize, last: usize) -> (Option<TeamId>, bool) {
        let scene = self.scene;
        let mut i = at;
        let mut bound = false;
        while i < last && i < at + 5 {
            if let Some(m) = scene.lattice.mention(i) {
                // "Santos's team", "Dalić's men".
                return (self.one_team(m), self.one_team(m).is_none());
            }
            let word = scene.fold(i);
            if matches!(
                word,
                "leaders"
                    | "leader"
                    | "capolista"
                    | "vetta"
                    | "top"
                    | "summit"
                    | "first"
                    | "prima"
                    | "primo"
                    | "testa"
            ) && bound
            {
                return (None, true);
            }
            if !OF_WHOM.contains(&word)
                && !matches!(
                    word,
                    "'" | "\u{2019}"
                        | "squadra"
                        | "banda"
                        | "uomini"
                        | "ragazzi"
                        | "a"
                        | "truppa"
                        | "formazione"
                        | "gruppo"
                        | "trailing"
                        | "chasing"
                        | "third"
                        | "second"
                        | "bottom"
                        | "placed"
                        | "-"
                )
            {
                return (None, bound && scene.lattice.text.tokens[i].is_word());
            }
            bound |= OF_WHOM.contains(&word);
            i += 1;
        }
        (None, bound)
    }

    /// Holds a gap against the table for everybody who may be meant.
    fn weigh_margin(&self, m: &Margin) -> Option<(Statement, TeamId)> {
        let scene = self.scene;
        let frame = scene.frame;
        let (first, last) = scene.lattice.text.sentence_of(m.from);
        let candidates = scene.candidates(m.from);
        let mut owners: Vec<(TeamId, bool)> = candidates
            .iter()
            .filter(|c| Some(c.team) != m.rival)
            .map(|c| (c.team, c.near))
            .collect();
        if let Some(owner) = m.owner {
            owners.retain(|o| o.0 != owner);
            owners.insert(0, (owner, true));
        }
        let table_of = |team: TeamId| match m.rival {
            Some(rival) => self.table_of_both(m.from, team, rival),
            None => self.table_for(m.from, team),
        };
        owners.retain(|o| table_of(o.0).is_some());
        let likeliest = owners.first()?.0;
        // Where it is open whose it is, the one to whom it comes nearest.
        if let Some(rival) = m.rival.filter(|_| owners.first().is_some_and(|o| !o.1)) {
            let off = |o: &(TeamId, bool)| {
                let view = table_of(o.0).and_then(|t| scene.judge.table(t, &frame.cut()))?;
                let points = |t| view.row(t).map(|r| r.totals.points);
                let gap = points(o.0)? - points(rival)?;
                Some((if m.sign == 0 { gap.abs() } else { gap * m.sign } - m.n).abs())
            };
            let most = owners.len().min(3);
            owners[..most].sort_by_key(|o| off(o).unwrap_or(99));
        }
        let (owner, near) = *owners.first()?;
        let table = table_of(owner)?;
        let view = scene.judge.table(table, &frame.cut())?;
        let points = |t: TeamId| view.row(t).map(|r| r.totals.points);
        let own = points(owner)?;
        let standing: Vec<TeamId> = view
            .table
            .rows
            .iter()
            .filter_map(|r| view.sheet.teams.get(usize::from(r.team)).copied())
            .collect();
        let fits = |gap: i32, sign: i32| match sign {
            0 => gap.abs() == m.n,
            s => gap == s * m.n,
        };
        // Who may be meant by nobody in particular.
        let mut rivals: Vec<TeamId> = Vec::new();
        let push = |t: Option<TeamId>, rivals: &mut Vec<TeamId>| {
            if let Some(t) =
                t.filter(|t| *t != owner && points(*t).is_some() && !rivals.contains(t))
            {
                rivals.push(t);
            }
        };
        let place = standing.iter().position(|t| *t == owner);
        match m.rival {
            Some(rival) => rivals.push(rival),
            None => {
                let before: Vec<TeamId> = match first.checked_sub(1) {
                    Some(i) => {
                        let (a, b) = scene.lattice.text.sentence_of(i);
                        let mentions = &scene.lattice.mentions[scene.lattice.mentions_in(a, b)];
                        mentions.iter().flat_map(|x| teams_of(frame, x)).collect()
                    }
                    None => Vec::new(),
                };
                let leader = standing.first().copied();
                if m.sign <= 0 {
                    push(leader.filter(|l| *l != owner), &mut rivals);
                }
                if m.sign >= 0 && place == Some(0) {
                    push(standing.get(1).copied(), &mut rivals);
                }
                push(frame.focus, &mut rivals);
                if let Some((home, away)) = frame.sides() {
                    push(Some(home), &mut rivals);
                    push(Some(away), &mut rivals);
                }
                for t in before {
                    push(Some(t), &mut rivals);
                }
                let neighbour = match (m.sign, place) {
                    (1, Some(p)) => standing.get(p + 1),
                    (_, Some(p)) => p.checked_sub(1).and_then(|p| standing.get(p)),
                    _ => None,
                };
                push(neighbour.copied(), &mut rivals);
                // "Second, two back": from the place above, or the one that decides.
                push(standing.get(1).copied(), &mut rivals);
                for x in scene.lattice.mentions_in(first, last) {
                    for t in teams_of(frame, &scene.lattice.mentions[x]) {
                        push(Some(t), &mut rivals);
                    }
                }
                // A gap of that way is to somebody on the other side.
                rivals.retain(|t| match m.sign {
                    0 => true,
                    s => points(*t).is_some_and(|p| (own - p) * s > 0),
                });
                if m.unnamed {
                    for t in &standing {
                        push(Some(*t), &mut rivals);
                    }
                }
            }
        }
        let gap = |t: TeamId| points(t).map(|p| own - p);
        let held = rivals.iter().position(|t| gap(*t).is_some_and(|g| fits(g, m.sign)));
        let rival = *rivals.get(held.unwrap_or(0))?;
        let right = gap(rival)?;
        let claim = Claim::Gap {
            table,
            team: owner,
            other: Some(rival),
            points: if m.sign == 0 { right.signum().max(-1) * m.n } else { m.sign * m.n },
        };
        let games = scene.judge.games(&view, None);
        // Whoever else may be meant.
        let mut teams: Vec<TeamId> = owners.iter().map(|o| o.0).take(5).collect();
        teams.extend(m.rival);
        let elsewhere = || {
            let others: Vec<TeamId> = match m.rival {
                Some(r) if near => vec![r],
                _ => rivals.iter().copied().chain(teams.iter().copied()).collect(),
            };
            let teams = if near { &teams[..1] } else { &teams[..] };
            teams.iter().any(|t| {
                others.iter().filter(|o| *o != t).any(|o| {
                    points(*t)
                        .zip(points(*o))
                        .is_some_and(|(a, b)| fits(a - b, if near { m.sign } else { 0 }))
                })
            })
        };
        // Before this match it may have been so.
        let then = || {
            scene.judge.judge_before(&claim, Judged::not_held()).says == Says::Yes
                && (scene.discourse.before[m.from]
                    || scene.has(first, m.from, &["had", "were", "was", "erano", "era", "aveva*"]))
        };
        let verdict = match held {
            // Of somebody else than who is spoken of: not to be confirmed.
            Some(_) if owner != likeliest => Verdict::Unchecked,
            Some(0) => Verdict::Confirmed,
            Some(_) if !m.strict && m.rival.is_none() && Some(rival) == frame.focus => {
                Verdict::Confirmed
            }
            Some(_) => Verdict::Unchecked,
            None if elsewhere() || then() => Verdict::Unchecked,
            // "Insegue a sei": what it has, perhaps.
            _ if m.sign == -1 && m.rival.is_none() && own == m.n => Verdict::Unchecked,
            None if (right.abs() - m.n).abs() > 4 => Verdict::Unchecked,
            None if m.sign != 0 && right * m.sign < 0 => Verdict::Unchecked,
            None => Verdict::Contradicted,
        };
        if verdict == Verdict::Unchecked {
            return None;
        }
        let says = match verdict {
            Verdict::Confirmed => Says::Yes,
            _ => Says::No(Some(right.abs().to_string())),
        };
        let judged = Judged::new(says, games);
        Some((self.weighed((m.from, m.to), claim, verdict, judged), owner))
    }
}
