//! Standings told side by side: a team, its place, its points, its matches.
//!
//! "L'Irlanda chiude seconda a 10, l'Ungheria terza a 9", "Bosnia have 16, Romania
//! 10 and Cyprus, whose programme is complete, eight". The figure is bound to its
//! team by the words between them and not by nearness; once a list has begun,
//! what follows a team may be as short as its number.

mod words;

use super::*;
use words::{
    ADVERBS, BEFORE, ENDERS, ENDERS_OF_PLACE, HAS, OTHERS, POINTS, STANDS, is_last, is_last_but_one,
};

/// A value with its tokens.
#[derive(Clone, Copy, Debug)]
struct Value {
    value: i32,
    from: usize,
    to: usize,
}

/// What is said of a standing.
#[derive(Clone, Copy, Debug, Default)]
struct Standing {
    place: Option<Value>,
    last: Option<(usize, usize)>,
    last_but_one: Option<(usize, usize)>,
    points: Option<Value>,
    played: Option<Value>,
    to: usize,
}

impl Reader<'_, '_, '_, '_, '_> {
    /// Reads all standings told side by side; the tokens that they take.
    pub(super) fn standings(&self, out: &mut Vec<Statement>) -> Vec<(usize, usize)> {
        let mut taken = Vec::new();
        for &(from, to) in &self.scene.lattice.text.sentences {
            self.standings_of(from, to, out, &mut taken);
        }
        taken
    }

    fn standings_of(
        &self,
        from: usize,
        to: usize,
        out: &mut Vec<Statement>,
        taken: &mut Vec<(usize, usize)>,
    ) {
        let scene = self.scene;
        let lattice = scene.lattice;
        let mut group: Vec<TeamId> = Vec::new();
        let mut listed = false;
        let mut end = from;
        let mut last_end = None;
        for i in lattice.mentions_in(from, to) {
            let m = &lattice.mentions[i];
            let [team] = teams_of(scene.frame, m)[..] else {
                group.clear();
                continue;
            };
            if m.from < end {
                continue;
            }
            // "Tomasson's Slovenes are bottom" is told of the Slovenes.
            if self.possessive(m.to)
                && let Some(next) = lattice.mention(m.to + 1)
                && matches!(&next.who, Who::Teams(t) if !t.contains(&team))
            {
                continue;
            }
            let joined = last_end.is_some_and(|l: usize| {
                m.from >= l
                    && m.from - l <= 3
                    && (l..m.from).all(|t| {
                        matches!(
                            scene.fold(t),
                            "," | "e"
                                | "ed"
                                | "and"
                                | "il"
                                | "lo"
                                | "la"
                                | "l"
                                | "i"
                                | "gli"
                                | "le"
                                | "the"
                        )
                    })
            });
            let oblique = scene.discourse.oblique[i];
            if !joined {
                group.clear();
            }
            // Who is only the object of what is told before does not share it.
            let shares = !oblique && self.after_name(m.to, to).is_some();
            if shares {
                group.push(team);
                last_end = Some(m.to);
            } else {
                group = vec![team];
                last_end = None;
            }
            let inverted = self.inverted(m.from, from).filter(|_| !oblique);
            let standing = self
                .standing_after(m.to, to, listed || inverted.is_some(), oblique)
                .or_else(|| inverted.map(|place| Standing { to: m.to, ..place }))
                .map(|mut s| {
                    if let Some(place) = inverted.filter(|_| s.place.is_none()) {
                        (s.place, s.last) = (place.place, place.last);
                        s.last_but_one = s.last_but_one.or(place.last_but_one);
                    }
                    s
                });
            let Some(standing) = standing else { continue };
            let begin = out.len();
            self.push_standing(&group, &standing, out);
            if out.len() > begin {
                taken.extend(out[begin..].iter().map(|s| (s.from, s.to)));
                listed = true;
                end = standing.to;
            }
            group.clear();
            last_end = None;
        }
    }

    /// "Terza la Grecia": a place right before a team, where a clause begins.
    fn inverted(&self, team: usize, first: usize) -> Option<Standing> {
        let scene = self.scene;
        let article = |i: usize| matches!(scene.fold(i), "il" | "lo" | "la" | "l" | "i" | "gli");
        let mut at = team.checked_sub(1)?;
        if !article(at) {
            return None;
        }
        at = at.checked_sub(1).filter(|a| *a >= first)?;
        let opens = at == first
            || matches!(scene.fold(at - 1), "," | ";" | ":" | "e" | "mentre" | "poi" | ".");
        // "Terzo il Belgio." tells of nothing else.
        let after = scene.lattice.mention_at[team].map(|m| scene.lattice.mentions[m as usize].to);
        let alone = after.is_some_and(|to| matches!(scene.fold(to), "." | "" | ";" | ","));
        if !opens || !(self.told_of_a_table(at) || alone) {
            return None;
        }
        if is_last_but_one(scene.fold(at)) {
            return Some(Standing { last_but_one: Some((at, at + 1)), ..Standing::default() });
        }
        let word = scene.fold(at);
        if matches!(word, "ultimo" | "ultima" | "ultimi" | "ultime") {
            return Some(Standing { last: Some((at, at + 1)), ..Standing::default() });
        }
        let (n, to) = scene.lattice.ordinals[at]?;
        let value = Value { value: n as i32, from: at, to };
        (!matches!(word, "secondo" | "prima"))
            .then(|| Standing { place: Some(value), ..Standing::default() })
    }

    /// What the words after a team say of its standing.
    fn standing_after(
        &self,
        at: usize,
        end: usize,
        listed: bool,
        oblique: bool,
    ) -> Option<Standing> {
        let scene = self.scene;
        let relative = |i: usize| matches!(scene.fold(i), "che" | "who" | "which");
        let at = self.after_name(at, end)?;
        // A comma after an object may close what is inserted before it: "Norway,
        // 5-0 winners in Moldova, top the group".
        let comma = scene.fold(at) == "," && !(oblique && self.closes_insertion(at));
        // "Wales, who have ten", "la Spagna che ha dodici punti", "the French, who
        // drew with Poland and are second".
        if relative(at) || comma && relative(at + 1) {
            let begin = at + 1 + usize::from(comma);
            let found = self
                .standing(begin, end, false, true)
                .or_else(|| self.standing_further(begin, end));
            if found.is_some() {
                return found;
            }
        }
        // "Slovakia, thrashed 4-0 by Croatia, on six points": not of whom did it.
        let doer = at.checked_sub(2).is_some_and(|i| {
            oblique && matches!(scene.fold(i), "by" | "da" | "dal" | "dalla" | "dall" | "dai")
        });
        if comma
            && !doer
            && let Some(mut s) = self.apposed_standing(at + 1, end)
        {
            // "Malta, ultima, è ancora a zero", "i bulgari, ultimi, ne hanno tre".
            if s.points.is_none()
                && scene.fold(s.to) == ","
                && let Some(rest) = self.standing(s.to + 1, end, false, false)
                && rest.points.is_some()
                && rest.place.is_none()
            {
                (s.points, s.played, s.to) = (rest.points, rest.played, rest.to);
            }
            return Some(s);
        }
        if oblique && !listed {
            return None;
        }
        if let Some(s) = self.standing(at, end, listed, false) {
            return Some(s);
        }
        if let Some(s) = self.standing_further(at, end).filter(|_| !oblique) {
            return Some(s);
        }
        // "Japan, already qualified, lead with 20", "la Francia, vittoriosa 4-1 su
        // Israele, è a sei".
        if comma {
            let close = (at + 2..end.min(at + 18)).find(|i| scene.fold(*i) == ",")?;
            return self.standing(close + 1, end, listed, false).filter(|s| s.to > close + 1);
        }
        None
    }

    /// Where the words of a name end: after "'s men", "di Martínez"; `None` if what
    /// follows is something of theirs.
    fn after_name(&self, at: usize, end: usize) -> Option<usize> {
        let scene = self.scene;
        if self.possessive(at) {
            if let Some(noun) = crate::squads::noun_after(scene.lattice.text, at) {
                return Some(noun).filter(|n| *n <= end);
            }
            let people = scene.lattice.mention(at + 1).filter(|m| matches!(m.who, Who::Teams(_)));
            return people.map(|m| m.to);
        }
        if matches!(scene.fold(at), "di" | "del")
            && let Some(m) = scene.lattice.mention(at + 1)
            && matches!(m.who, Who::People(_) | Who::Unknown)
        {
            return Some(m.to);
        }
        Some(at)
    }

    /// A verb of standing further on, before a comma and before anybody else is the
    /// subject: "che con lo 0-0 di Santa Clara chiude a quattro".
    fn standing_further(&self, at: usize, end: usize) -> Option<Standing> {
        let scene = self.scene;
        for i in at..end.min(at + 14) {
            let word = scene.fold(i);
            if matches!(word, "," | ";" | ":" | "(" | "." | "mentre" | "while" | "who" | "che") {
                return None;
            }
            if let Some(m) = scene.lattice.mention_at[i]
                && !scene.discourse.oblique[m as usize]
                && !matches!(scene.lattice.mentions[m as usize].who, Who::Cities(_))
            {
                return None;
            }
            let verb = STANDS.contains(&word) && !matches!(word, "si" | "close" | "had" | "segue")
                || HAS.contains(&word);
            if verb && let Some(s) = self.standing(i, end, false, true) {
                return Some(s);
            }
        }
        None
    }

    fn possessive(&self, at: usize) -> bool {
        let tokens = &self.scene.lattice.text.tokens;
        tokens.get(at).is_some_and(|t| !t.spaced && matches!(&*t.fold, "s" | "'" | "\u{2019}"))
    }

    /// Whether a comma closes what another comma right after a name or a word for
    /// a team has opened.
    fn closes_insertion(&self, comma: usize) -> bool {
        self.scene.discourse.closes_insertion(self.scene.lattice, comma)
    }

    /// "Wales, third on ten": a place right after the comma.
    fn apposed_standing(&self, at: usize, end: usize) -> Option<Standing> {
        let ordinal = self.scene.lattice.ordinals.get(at).copied().flatten().is_some();
        let last = is_last(self.scene.fold(at)) || is_last_but_one(self.scene.fold(at));
        let stuck = matches!(
            self.scene.fold(at),
            "fermo" | "ferma" | "fermi" | "ferme" | "salita" | "saliti" | "stuck"
        );
        let quota = self.scene.fold(at) == "a" && self.scene.fold(at + 1) == "quota";
        // "E la Celeste, cinque", "Costa Rica, sette punti".
        let lattice = self.scene.lattice;
        let number = lattice.numbers.get(at).copied().flatten().filter(|_| at < end);
        let told = number.is_some_and(|(_, to)| {
            POINTS.contains(&self.scene.fold(to))
                || matches!(self.scene.fold(to), "," | "." | ";") && self.points_near(at)
        });
        let on = matches!(self.scene.fold(at), "on" | "with" | "con") && self.points_near(at);
        let s = (ordinal || last || stuck || quota || told || on)
            .then(|| self.standing(at, end, true, true))
            .flatten()?;
        // "Italia, secondo il ct".
        (s.points.is_some() || !matches!(self.scene.fold(at), "secondo" | "prima")).then_some(s)
    }

    fn standing(&self, at: usize, end: usize, listed: bool, bound: bool) -> Option<Standing> {
        let scene = self.scene;
        let lattice = scene.lattice;
        let mut p = at;
        let word = |p: usize| if p < end { scene.fold(p) } else { "" };
        let value_at = |p: usize| {
            (p < end).then(|| lattice.numbers[p]).flatten().or(match word(p) {
                "none" | "nothing" | "zero" | "nulla" => Some((0, p + 1)),
                _ => None,
            })
        };
        let skip = |p: &mut usize| {
            let begin = *p;
            while *p < end
                && *p - begin < 4
                && ADVERBS.contains(&word(*p))
                && value_at(*p).is_none()
                && !BEFORE.contains(&word(*p))
                && !is_last(word(*p))
            {
                *p += 1;
            }
        };
        let mut verb = false;
        let mut has = false;
        skip(&mut p);
        if STANDS.contains(&word(p)) && !(word(p) == "e" && p > at) {
            // "Italia e Spagna" is no verb; "l'Italia è terza" may have lost its accent.
            let accent = word(p) != "e"
                || lattice
                    .text
                    .original(p, p + 1)
                    .chars()
                    .next()
                    .is_some_and(|c| c == 'è' || c == 'È');
            if !accent {
                return None;
            }
            verb = true;
            p += 1;
        } else if HAS.contains(&word(p)) {
            has = true;
            p += 1;
        }
        if !verb && !has && p > at {
            p = at;
        }
        if !verb && !has && !listed && !bound && !self.opens_with_place(at) {
            return None;
        }
        let mut s = Standing { to: p, ..Standing::default() };
        let mut q = p;
        skip(&mut q);
        // "Slip to sixth on 19".
        q += usize::from(
            verb && word(q) == "to" && lattice.ordinals.get(q + 1).copied().flatten().is_some(),
        );
        // The place.
        if let Some((n, to)) = (q < end).then(|| lattice.ordinals[q]).flatten()
            && !has
        {
            let noun = matches!(word(to), "posto" | "piazza" | "place" | "spot" | "posizione");
            let after = to + usize::from(noun);
            let article = matches!(word(to), "il" | "lo" | "la" | "l" | "the");
            let table = self.told_of_a_table(q) || self.whole_clause(q, after);
            if ENDERS_OF_PLACE.contains(&word(after)) && !article && table {
                s.place = Some(Value { value: n as i32, from: q, to: after });
                p = after;
            } else {
                return None;
            }
        } else if is_last_but_one(word(q))
            && !has
            && (verb || listed || bound || self.opens_with_place(at))
            && ENDERS_OF_PLACE.contains(&word(q + 1))
        {
            s.last_but_one = Some((q, q + 1));
            p = q + 1;
        } else if is_last(word(q))
            && !has
            && (verb || listed || bound || self.opens_with_place(at))
            && ENDERS_OF_PLACE.contains(&word(q + 1))
            && (self.told_of_a_table(q) || self.opens_with_place(at))
        {
            s.last = Some((q, q + 1));
            p = q + 1;
        }
        // "Nel gruppo L", "in Group C", "del girone".
        if matches!(word(p), "nel" | "del" | "in" | "of" | "nella") {
            let mut g = p + 1;
            g += usize::from(matches!(word(g), "the" | "their"));
            if matches!(word(g), "gruppo" | "girone" | "group" | "table" | "classifica" | "section")
            {
                g += 1;
                p = if g < end { lattice.letter(g).map_or(g, |l| l.1) } else { g };
            }
        }
        // The points.
        let mut q = p;
        skip(&mut q);
        let placed = s.place.is_some() || s.last.is_some() || s.last_but_one.is_some();
        let comma_between = word(q) == "," && placed;
        if comma_between {
            q += 1;
        }
        let mut before = false;
        if BEFORE.contains(&word(q)) {
            before = true;
            q += 1;
            q += usize::from(word(q) == "quota");
            skip(&mut q);
            // "On a remarkable 12", "con appena", "with no points", "with a point".
            let points = POINTS.contains(&word(q + 1));
            let adjective = matches!(word(q.wrapping_sub(1)), "a" | "an")
                && matches!(word(q.wrapping_sub(2)), "on" | "with" | "to")
                && !points;
            if adjective && value_at(q).is_none() && value_at(q + 1).is_some() {
                q += 1;
            }
        }
        let none = (word(q) == "no" && POINTS.contains(&word(q + 1))).then_some((0, q + 1));
        // "A point": the article has been skipped.
        let article = q.checked_sub(1).filter(|i| {
            before && POINTS.contains(&word(q)) && matches!(word(*i), "a" | "an" | "un")
        });
        let one = article.map(|_| (1, q));
        let q = article.unwrap_or(q);
        if let Some((n, to)) = none.or(one).or(value_at(q)) {
            let noun = POINTS.contains(&word(to));
            let after = to + usize::from(noun);
            let quota = q > 0 && word(q - 1) == "quota";
            let plain = lattice.scores[q].is_none()
                && lattice.date(q).is_none()
                && !scene.minutes.iter().any(|m| {
                    // "Third on 11" is no minute.
                    let bare = m.to == q + 1 && m.from + 1 == q && word(m.from) == "on";
                    m.from <= q && q < m.to && !(bare && (s.place.is_some() || verb || listed))
                })
                && n <= 60;
            let one = matches!(word(q), "un" | "una" | "uno" | "one" | "a") && !noun && !listed;
            // "Tre punti in più di", "two points behind": gaps.
            let gap = matches!(word(after), "behind" | "ahead") && !before
                || matches!(word(after), "behind" | "ahead" | "su" | "in" | "nel") && !noun
                || word(after) == "in" && matches!(word(after + 1), "piu" | "meno");
            let ends = ENDERS.contains(&word(after)) && !gap;
            let told = noun
                || quota
                || before && (placed || self.points_near(q))
                || has && self.points_near(q)
                || listed && !verb && self.points_near(q);
            let joined = before || has || !verb;
            if plain && ends && told && joined && !one {
                s.points = Some(Value { value: n as i32, from: q, to: after });
                p = after;
                // "On 11 from six", "cinque in sette gare".
                let games = |i: usize| {
                    matches!(word(i), "games" | "matches" | "gare" | "partite" | "game" | "match")
                };
                if matches!(word(p), "from" | "in" | "dopo" | "after")
                    && let Some((n, to)) = value_at(p + 1)
                    && (games(to) || word(p) == "from" && ENDERS.contains(&word(to)))
                {
                    let to = to + usize::from(games(to));
                    s.played = Some(Value { value: n as i32, from: p + 1, to });
                    p = to;
                }
            } else if !placed {
                return None;
            }
        }
        // "Stay on three, fourth in Group B".
        if s.points.is_some()
            && !placed
            && word(p) == ","
            && let Some((n, to)) = (p + 1 < end).then(|| lattice.ordinals[p + 1]).flatten()
            && ENDERS_OF_PLACE.contains(&word(to))
            && !matches!(word(p + 1), "secondo" | "prima")
        {
            s.place = Some(Value { value: n as i32, from: p + 1, to });
            p = to;
        }
        s.to = p;
        (placed || s.place.is_some() || s.points.is_some()).then_some(s)
    }

    /// "Germania seconda dopo il 5-1": a place right after the name.
    fn opens_with_place(&self, at: usize) -> bool {
        let scene = self.scene;
        let word = scene.fold(at);
        let ordinal = scene.lattice.ordinals.get(at).copied().flatten();
        let place = ordinal.is_some() || is_last(word) || is_last_but_one(word);
        let to = ordinal.map_or(at + 1, |o| o.1);
        place && self.name_opens(at) && (self.told_of_a_table(at) || self.whole_clause(at, to))
    }

    /// Whether the name that ends at a token begins its clause.
    fn name_opens(&self, at: usize) -> bool {
        let scene = self.scene;
        let first = scene.lattice.text.sentence_of(at).0;
        let Some(m) = at.checked_sub(1).and_then(|i| scene.lattice.covered[i]) else {
            return at.saturating_sub(first) <= 3;
        };
        let mut begin = scene.lattice.mentions[m as usize].from;
        let article = |i: usize| {
            matches!(scene.fold(i), "il" | "lo" | "la" | "l" | "i" | "gli" | "le" | "the")
        };
        if begin > first && article(begin - 1) {
            begin -= 1;
        }
        begin == first
            || matches!(
                scene.fold(begin - 1),
                "," | ";"
                    | ":"
                    | "("
                    | "-"
                    | "–"
                    | "—"
                    | "e"
                    | "ed"
                    | "and"
                    | "con"
                    | "with"
                    | "mentre"
                    | "while"
                    | "poi"
                    | "then"
            )
            || matches!(scene.fold(begin - 1), "gruppo" | "girone" | "section")
            || begin >= 2 && matches!(scene.fold(begin - 2), "gruppo" | "girone" | "group")
    }

    /// "Albania terza.", "; Ghana secondo, Panama ultimo": a clause that is nothing
    /// but a name and its place.
    fn whole_clause(&self, at: usize, to: usize) -> bool {
        let scene = self.scene;
        let ends = matches!(scene.fold(to), "." | "," | ";" | "" | ")" | "e" | "ed" | "and")
            || to >= scene.lattice.text.tokens.len();
        // "Prima", "secondo" may begin something else.
        let bare = !matches!(scene.fold(at), "prima" | "secondo") || scene.fold(to) != "e";
        let team = at.checked_sub(1).and_then(|i| scene.lattice.covered[i]).is_some_and(|m| {
            !teams_of(scene.frame, &scene.lattice.mentions[m as usize]).is_empty()
        });
        ends && bare && team && self.name_opens(at) && scene.lattice.lang == Lang::It
    }

    /// Whether the sentence, or the one before it in its paragraph, tells of a table.
    pub(super) fn told_of_a_table(&self, at: usize) -> bool {
        let scene = self.scene;
        let text = scene.lattice.text;
        let (mut a, b) = text.sentence_of(at);
        let words = [
            "punti",
            "punto",
            "quota",
            "classifica",
            "posto",
            "girone",
            "gruppo",
            "points",
            "point",
            "group",
            "table",
            "standings",
            "section",
            "raggruppamento",
            "vetta",
            "top",
            "testa",
            "comanda",
            "guida",
            "pool",
            "place",
            "lunghezze",
        ];
        if scene.has(a, b, &words) || self.placed_points(a, b) {
            return true;
        }
        let list = (a..b).filter(|i| scene.lattice.ordinals[*i].is_some()).count() >= 3;
        if a > 0 && !text.paragraph_begins(a) {
            a = text.sentence_of(a - 1).0;
        }
        list || scene.has(a, b, &words)
    }

    /// "Second on seven", "terza a nove": a place with its points tells of a table.
    fn placed_points(&self, a: usize, b: usize) -> bool {
        let scene = self.scene;
        (a..b).any(|i| {
            scene.lattice.ordinals[i].is_some_and(|(_, to)| {
                to + 1 < b
                    && matches!(scene.fold(to), "on" | "with" | "a" | "ad" | "con")
                    && scene.lattice.numbers[to + 1]
                        .is_some_and(|n| n.1 >= b || ENDERS.contains(&scene.fold(n.1)))
                    && scene.lattice.scores[to + 1].is_none()
            })
        })
    }

    /// Whether the noun of numbers that was told last is that of points.
    fn points_near(&self, at: usize) -> bool {
        let scene = self.scene;
        let text = scene.lattice.text;
        let (first, to) = text.sentence_of(at);
        let mut from = first;
        if from > 0 && !text.paragraph_begins(from) {
            from = text.sentence_of(from - 1).0;
        }
        for i in (from..at).rev() {
            let word = scene.fold(i);
            if POINTS.contains(&word) {
                return true;
            }
            // "Top of Group C, Albania on 11": a table, whatever is counted.
            if OTHERS.contains(&word) && i >= first {
                return false;
            }
        }
        (at..to).any(|i| POINTS.contains(&scene.fold(i)))
            || self.placed_points(first, to)
            || scene.has(from, to, &["classifica", "table", "standings", "graduatoria"])
    }

    fn push_standing(&self, teams: &[TeamId], s: &Standing, out: &mut Vec<Statement>) {
        // What is said of several holds if it holds of each: the first of whom it
        // does not hold is the one that counts.
        let mut of_each = |claim: &dyn Fn(TeamId, TableRef) -> Claim, from: usize, to: usize| {
            let claims: Vec<Claim> =
                teams.iter().filter_map(|t| Some(claim(*t, self.table_for(from, *t)?))).collect();
            let wrong = claims.iter().find(|c| self.apart(c) != 0);
            if let Some(claim) = wrong.or(claims.first()) {
                let mut s = Statement::new(from, to, vec![claim.clone()]).owned();
                // "With no points".
                s.own_negation = matches!(claim, Claim::Row { value: 0, .. });
                out.push(s);
            }
        };
        let row = |field: Field, value: i32| {
            move |team: TeamId, table: TableRef| Claim::Row { table, team, field, value }
        };
        if let Some(v) = s.place.filter(|_| teams.len() == 1) {
            of_each(&row(Field::Position, v.value), v.from, v.to);
        }
        if let Some((from, to)) = s.last.filter(|_| teams.len() == 1) {
            of_each(&|team, table| Claim::Bottom { table, team }, from, to);
        }
        if let Some((from, to)) = s.last_but_one.filter(|_| teams.len() == 1) {
            let size = |table: TableRef| self.scene.frame.prepared.group(table).teams.len() as i32;
            of_each(
                &|team, table| {
                    let value = size(table) - 1;
                    Claim::Row { table, team, field: Field::Position, value }
                },
                from,
                to,
            );
        }
        if let Some(v) = s.points {
            // "La Norvegia capolista è a tre punti": from the team that is spoken of.
            let away = v.from > 0 && self.scene.fold(v.from - 1) == "a" && {
                let claim = |t: &TeamId| {
                    let table = self.table_for(v.from, *t)?;
                    Some(row(Field::Points, v.value)(*t, table))
                };
                let rows: Vec<Claim> = teams.iter().filter_map(claim).collect();
                rows.iter().any(|c| self.apart(c) != 0)
                    && self.gaps_of(&rows, v.value).iter().any(|c| self.apart(c) == 0)
            };
            if !away {
                of_each(&row(Field::Points, v.value), v.from, v.to);
            }
        }
        if let Some(v) = s.played {
            of_each(&row(Field::Played, v.value), v.from, v.to);
        }
    }
}
