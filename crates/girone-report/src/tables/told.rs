//! What a count in the text counts: its sentence, whose it is, over which matches,
//! and as of when. The readers of counts weigh all readings themselves.

use super::*;
use crate::check::Verdict;
use crate::squads;
use crate::statement::Weighed;

/// A number in the text that counts something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub value: u16,
    pub from: usize,
    /// One past the number itself.
    pub to: usize,
    pub ordinal: bool,
}

/// Words before a count that make it one up to the match reported.
const UP_TO: &[&str] = &[
    "previous",
    "precedenti",
    "had won",
    "had lost",
    "had gone",
    "had not",
    "had been",
    "had kept",
    "had drawn",
    "had scored",
    "had avoided",
    "had never",
    "came into",
    "came here",
    "arrived",
    "went into",
    "back of",
    "aveva",
    "avevano",
    "viene da",
    "veniva",
    "vengono",
    "venivano",
    "arriv*",
    "reduc*",
    "perdeva",
    "perdevano",
    "vinceva",
    "vincevano",
    "subiva",
    "subivano",
    "segnava",
    "segnavano",
    "era imbattut*",
    "erano imbattut*",
    "interromp*",
    "interrott*",
    "pone fine",
    "pongono fine",
    "mette fine",
    "mettono fine",
    "put an end",
    "puts an end",
    "to end",
    "ferma dopo",
    "fermano dopo",
    "ferma a",
    "fermando",
    "spezza",
    "spezzano",
    "ended",
    "ends",
    "ending",
    "snapped",
    "snaps",
    "halted",
    "halts",
];

/// Words after a count that do the same.
const UNTIL: &[&str] = &[
    "before this",
    "before kick",
    "before tonight",
    "before last night",
    "before the match",
    "before the game",
    "came to an end",
    "comes to an end",
    "is over",
    "ended",
    "prima di questa",
    "prima di stasera",
    "prima di ieri sera",
    "prima del match",
];

impl Reader<'_, '_, '_, '_, '_> {
    /// The number or ordinal at a token, if it is no part of a score, a date, a
    /// minute or a name.
    pub(super) fn figure(&self, at: usize) -> Option<Figure> {
        let lattice = self.scene.lattice;
        let (value, to, ordinal) = match (lattice.numbers[at], lattice.ordinals[at]) {
            (_, Some((n, to))) => (n, to, true),
            (Some((n, to)), None) => (n, to, false),
            _ => return None,
        };
        let inside = |a: usize, b: usize| a <= at && at < b;
        let taken = lattice.covered[at].is_some()
            || lattice.dates.iter().any(|d| inside(d.from, d.to))
            || (at.saturating_sub(6)..=at).any(|i| {
                lattice.scores[i].is_some_and(|s| inside(i, s.to))
                    || lattice.triples[i].is_some_and(|t| inside(i, t.1))
            });
        let value = u16::try_from(value).ok().filter(|n| *n < 1900)?;
        (!taken).then_some(Figure { value, from: at, to, ordinal })
    }

    /// Whether a count is taken up to the match reported, and whether words say so.
    pub(super) fn moment(&self, at: usize, ended: bool) -> (bool, bool) {
        let scene = self.scene;
        let (a, b) = self.segment(at, at + 1);
        let after = at.checked_sub(1).is_some_and(|i| matches!(scene.fold(i), "after" | "dopo"));
        let words = after
            || scene.has(a.max(at.saturating_sub(6)), at + 1, UP_TO)
            || scene.has(at, b.min(at + 8), UNTIL)
            || scene.discourse.before[at];
        (words || ended, words)
    }

    /// The words around a stretch up to the next comma, conjunction or the like.
    pub(super) fn segment(&self, from: usize, to: usize) -> (usize, usize) {
        let scene = self.scene;
        let (first, last) = scene.lattice.text.sentence_of(from);
        let ends = |i: usize| {
            // "È" is no conjunction.
            let verb = scene.lattice.text.word(i).starts_with(['è', 'È']);
            !verb
                && matches!(
                    scene.fold(i),
                    "," | ";"
                        | ":"
                        | "("
                        | ")"
                        | "–"
                        | "—"
                        | "e"
                        | "ed"
                        | "and"
                        | "but"
                        | "ma"
                        | "mentre"
                        | "while"
                        | "though"
                        | "anche"
                        | "invece"
                        | "after"
                        | "dopo"
                )
        };
        let mut a = from;
        while a > first && !ends(a - 1) {
            a -= 1;
        }
        let mut b = to;
        while b < last && !ends(b) {
            b += 1;
        }
        (a, b)
    }

    /// The ground that the words nearest to a count name.
    pub(super) fn ground_near(&self, figure: Figure) -> Ground {
        const HOME: &[&str] = &[
            "in casa",
            "at home",
            "tra le mura",
            "on home soil",
            "home games",
            "home matches",
            "home wins",
            "home win",
            "home defeats",
            "home defeat",
            "casalin*",
            "interna",
            "interne",
            "fra le mura",
            "davanti ai suoi",
            "davanti al proprio",
            "sul proprio campo",
            "a domicilio",
            "home form",
            "home success*",
            "home goal*",
            "home clean",
            "home turf",
        ];
        const AWAY: &[&str] = &[
            "in trasferta",
            "fuori casa",
            "away from home",
            "on the road",
            "on their travels",
            "away games",
            "away matches",
            "away wins",
            "away win",
            "away defeats",
            "away defeat",
            "esterna",
            "esterne",
            "esterno",
            "lontano da",
            "fuori non",
            "viaggi",
            "trasferte",
            "away joy",
            "away goal*",
            "away success*",
            "away clean",
            "won away",
            "win away",
            "lost away",
        ];
        let scene = self.scene;
        let (first, last) = scene.lattice.text.sentence_of(figure.from);
        let words = |i: usize| -> Option<Ground> {
            // "Ebridi Esterne" is a name.
            let name = scene.lattice.covered[i].is_some();
            let is = |list: &[&str]| !name && list.iter().any(|w| scene.starts(i, w, last));
            match (is(HOME), is(AWAY)) {
                (true, _) => Some(Ground::Home),
                (_, true) => Some(Ground::Away),
                _ => None,
            }
        };
        let (a, b) = self.segment(figure.from, figure.to);
        let near =
            (a..b.min(figure.to + 6)).filter_map(|i| Some((i.abs_diff(figure.from), words(i)?)));
        if let Some((_, ground)) = near.min_by_key(|n| n.0) {
            return ground;
        }
        // "In casa, invece, …": words that lead the sentence.
        words(first).filter(|_| first < a).unwrap_or(Ground::Any)
    }

    /// The scope that the words around a count name, and whether they do.
    pub(super) fn scope_of(&self, figure: Figure, team: TeamId) -> (Scope, bool) {
        let scene = self.scene;
        let prepared = scene.frame.prepared;
        let (a, b) = scene.clause(figure.from, 5);
        let friendlies_too = [
            "amichevoli compres*",
            "amichevoli inclus*",
            "including friendlies",
            "friendlies included",
            "friendlies and all",
            "compres* le amichevoli",
            "all competitions",
            "tutte le competizioni",
            "internationals",
        ];
        if scene.has(a, b, &friendlies_too) {
            return (Scope::All, true);
        }
        let (c, d) = self.segment(figure.from, figure.to);
        let after =
            figure.from.checked_sub(1).is_some_and(|i| matches!(scene.fold(i), "after" | "dopo"));
        // "Beaten for the first time at these finals after three wins".
        let (first, _) = scene.lattice.text.sentence_of(figure.from);
        let c = if after { first } else { c };
        let reach = if after { 14 } else { 7 };
        let near = (c.max(figure.from.saturating_sub(reach)), d.min(figure.to + 9));
        if scene.has(near.0, near.1, &["competitive", "ufficial*"]) {
            return (Scope::Competitive, true);
        }
        if scene.has(near.0, near.1, &["friendlies", "amichevoli"]) {
            return (Scope::Friendlies, true);
        }
        let game = scene.game_at(figure.from).map(|g| prepared.get(g));
        let edition = game.and_then(|m| prepared.edition_of(m));
        let table = self.table_for(figure.from, team);
        let of_table = [
            "nel girone",
            "del girone",
            "nel gruppo",
            "del gruppo",
            "group",
            "qualific*",
            "eliminatorie",
            "qualifying",
            "qualifiers",
            "campaign",
            "section",
            "raggruppamento",
            "in this round",
            "turni",
            "giornate",
        ];
        let of_edition = [
            "torneo",
            "mondiale",
            "mondiali",
            "europeo",
            "europei",
            "rassegna",
            "tournament",
            "the finals",
            "these finals",
            "world cup",
            "euro",
            "euros",
            "competition",
            "competizione",
            "manifestazione",
        ];
        if scene.has(near.0, near.1, &of_table)
            && let Some(table) = table
        {
            return (Scope::Table(table), true);
        }
        if scene.has(near.0, near.1, &of_edition)
            && let Some(edition) = edition
        {
            return (Scope::Edition(edition), true);
        }
        (Scope::All, false)
    }

    /// Every scope in which a count of a team could be meant, the natural first.
    pub(super) fn all_scopes(&self, at: usize, team: TeamId, natural: Scope) -> Vec<Scope> {
        let prepared = self.scene.frame.prepared;
        let game = self.scene.game_at(at).map(|g| prepared.get(g));
        let mut scopes = vec![natural, Scope::All, Scope::Competitive];
        scopes.extend(self.table_for(at, team).map(Scope::Table));
        scopes.extend(game.and_then(|m| prepared.edition_of(m)).map(Scope::Edition));
        let mut unique: Vec<Scope> = Vec::new();
        for s in scopes {
            if !unique.contains(&s) {
                unique.push(s);
            }
        }
        unique
    }

    /// Whose a count is: the likeliest team, whether its clause names it, and who
    /// else may be meant.
    pub(super) fn whose(&self, at: usize) -> Option<(TeamId, bool, Vec<TeamId>)> {
        let candidates = self.scene.candidates(at);
        let mut first = *candidates.first()?;
        // Nobody near is named: one of the two of the match rather than of a table.
        if !first.near
            && let Some((home, away)) = self.scene.frame.sides()
            && first.team != home
            && first.team != away
            && let Some(side) = candidates.iter().find(|c| c.team == home || c.team == away)
        {
            first = *side;
        }
        // "La squadra di Urban", "Sylvinho's side": of a coach that the record does
        // not know, one of the two.
        first.near &= !self.unknown_coach(at);
        if let Some(team) = self.apposed(at) {
            first.team = team;
            first.near = true;
        }
        let (from, _) = self.scene.lattice.text.sentence_of(at);
        let (_, to) = self.scene.lattice.text.sentence_of(at);
        let lattice = self.scene.lattice;
        let named: Vec<TeamId> = lattice.mentions[lattice.mentions_in(from, to)]
            .iter()
            .flat_map(|m| teams_of(self.scene.frame, m))
            .collect();
        let others: Vec<TeamId> = candidates
            .iter()
            .skip(1)
            .map(|c| c.team)
            .filter(|t| !first.near || named.contains(t))
            .take(4)
            .collect();
        Some((first.team, first.near, others))
    }

    /// The team to which a count stands in apposition: "Uruguay, unbeaten in …".
    fn apposed(&self, at: usize) -> Option<TeamId> {
        let lattice = self.scene.lattice;
        let (from, _) = lattice.text.sentence_of(at);
        let m = lattice.mentions[lattice.mentions_in(from, at)].last()?;
        let participle = {
            let word = self.scene.fold(m.to + 1);
            let ends = ["ed", "en", "less", "ato", "ata", "ati", "ate", "uto", "uta", "uti", "ute"];
            ends.iter().any(|e| word.ends_with(e))
                || matches!(word, "winners" | "senza" | "without")
        };
        match teams_of(self.scene.frame, m).as_slice() {
            [team] if self.scene.fold(m.to) == "," && participle => Some(*team),
            _ => None,
        }
    }

    /// Whether the subject before a token is told by a coach that is not known.
    fn unknown_coach(&self, at: usize) -> bool {
        let scene = self.scene;
        let lattice = scene.lattice;
        let (from, _) = lattice.text.sentence_of(at);
        let mentions = &lattice.mentions[lattice.mentions_in(from, at)];
        mentions.iter().rev().take(2).any(|m| {
            let open = matches!(m.who, Who::People(_) | Who::Unknown)
                && teams_of(scene.frame, m).is_empty();
            (open || m.described) && (self.men_of(m.from) || self.men_after(m.to))
        })
    }

    /// "La squadra di …", "gli uomini di …" before a name.
    pub(super) fn men_of(&self, at: usize) -> bool {
        squads::noun_before(self.scene.lattice.text, at).is_some()
    }

    /// "Il Belgio di …" before a name.
    pub(super) fn team_before(&self, at: usize) -> bool {
        let lattice = self.scene.lattice;
        at >= 2
            && matches!(self.scene.fold(at - 1), "di" | "del" | "dell" | "dello")
            && lattice.covered[at - 2]
                .is_some_and(|i| matches!(lattice.mentions[i as usize].who, Who::Teams(_)))
    }

    /// "…'s side" after a name.
    pub(super) fn men_after(&self, at: usize) -> bool {
        squads::noun_after(self.scene.lattice.text, at).is_some()
    }

    /// A statement whose verdict the reader has weighed.
    pub(super) fn weighed(
        &self,
        span: (usize, usize),
        claim: Claim,
        verdict: Verdict,
        judged: Judged,
    ) -> Statement {
        let mut s = Statement::new(span.0, span.1, vec![claim]);
        s.own_negation = true;
        s.weighed = Some(Weighed { verdict, judged });
        s
    }

    /// The names of scopes with what each gives, in English and Italian.
    pub(super) fn grid(&self, of: &[(Scope, String)], coach: Option<PersonId>) -> (String, String) {
        let mut en: Vec<String> = Vec::new();
        let mut it: Vec<String> = Vec::new();
        for (scope, value) in of {
            let (a, b) = self.scene.judge.scope_name(*scope, coach);
            en.push(format!("{a}: {value}"));
            it.push(format!("{b}: {value}"));
        }
        (en.join("; "), it.join("; "))
    }
}
