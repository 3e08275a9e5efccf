//! Who is spoken of, where clauses end, and what is not asserted.

use girone_model::{Lang, Side, TeamId};

use crate::frame::Frame;
use crate::lattice::{Lattice, Mention, Who};

/// Why a stretch of text is not held against the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    /// It is asserted.
    Open,
    /// Somebody else's words.
    Quoted,
    /// What is still to come.
    Future,
    /// What might be or might have been.
    Hypothesis,
    /// What was not.
    Negated,
    /// A question.
    Question,
    /// Another team than the national side of men.
    OtherTeam,
}

/// What is known about every token beyond the token.
pub(crate) struct Discourse {
    pub gates: Vec<Gate>,
    /// Whether a clause speaks of the time before the match.
    pub before: Vec<bool>,
    /// How strongly a new clause begins at a token: 0 not at all.
    pub breaks: Vec<u8>,
    /// How strongly a minute is parted from a person by a token.
    pub gaps: Vec<u8>,
    /// Where the bracket that opens at a token is closed.
    pub closing: Vec<Option<u32>>,
    /// How a mention stands in its clause, by its position.
    pub oblique: Vec<bool>,
}

/// A candidate for "whose": the team and how strong the candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub team: TeamId,
    /// Whether the clause itself names it.
    pub near: bool,
}

impl Discourse {
    pub(crate) fn new(lattice: &mut Lattice<'_, '_>, frame: &mut Frame<'_>) -> Discourse {
        describe(lattice, frame);
        let breaks = clause_breaks(lattice);
        let (gates, before) = gates(lattice, &breaks);
        let mut oblique: Vec<bool> =
            lattice.mentions.iter().map(|m| is_oblique(lattice, m)).collect();
        coordinate(lattice, &mut oblique);
        let gaps = lattice
            .text
            .tokens
            .iter()
            .zip(&breaks)
            .map(|(t, b)| match t.fold.as_str() {
                "che" | "who" | "which" | "whose" => 0,
                _ => *b,
            })
            .collect();
        let closing = brackets(lattice);
        let discourse = Discourse { gates, before, breaks, gaps, closing, oblique };
        frame.focus = discourse.focus(lattice, frame);
        discourse
    }

    /// The side from which a text is told: the one that is its subject most
    /// often and first, headings left out; a coach counts for his team.
    fn focus(&self, lattice: &Lattice<'_, '_>, frame: &Frame<'_>) -> Option<TeamId> {
        let (home, away) = frame.sides()?;
        let own = |team: TeamId| {
            let key = &*frame.prepared.snapshot.directory.team(team).key;
            matches!((lattice.lang, key), (Lang::It, "italy") | (Lang::En, "england"))
        };
        let mut weights = [(home, 0i32), (away, 0i32)];
        let mut first = true;
        for (i, m) in lattice.mentions.iter().enumerate() {
            let teams = teams_of(frame, m);
            let coach = matches!(m.who, Who::People(_));
            for (team, weight) in &mut weights {
                if !teams.contains(team) {
                    continue;
                }
                let heading = is_heading(lattice, i);
                *weight += match (heading, coach, self.oblique[i]) {
                    (true, ..) => 0,
                    (_, true, _) => 3,
                    (_, _, true) => 1,
                    _ => 2,
                };
                if first && !heading && !m.described {
                    *weight += 2;
                    first = false;
                }
            }
        }
        for (team, weight) in &mut weights {
            *weight += if own(*team) { 20 } else { 0 };
        }
        let winner = frame.main().and_then(|g| {
            let m = frame.prepared.get(g);
            Some(m.fixture.teams[m.score()?.winner()?])
        });
        match weights[0].1.cmp(&weights[1].1) {
            std::cmp::Ordering::Greater => Some(home),
            std::cmp::Ordering::Less => Some(away),
            std::cmp::Ordering::Equal => winner.or(Some(home)),
        }
    }

    /// The strongest clause break between two tokens.
    pub(crate) fn distance(&self, a: usize, b: usize) -> u32 {
        let (from, to) = if a < b { (a + 1, b + 1) } else { (b + 1, a + 1) };
        self.breaks
            .get(from..to.min(self.breaks.len()))
            .map_or(0, |s| s.iter().map(|b| u32::from(*b)).sum())
    }

    /// How strongly two tokens are parted.
    pub(crate) fn gap(&self, a: usize, b: usize) -> u32 {
        let (from, to) = if a < b { (a + 1, b + 1) } else { (b + 1, a + 1) };
        let to = to.min(self.gaps.len());
        let mut sum = 0;
        let mut at = from;
        while at < to {
            // What stands in brackets between two words does not part them.
            match self.closing.get(at).copied().flatten() {
                Some(end) if (end as usize) < to => at = end as usize,
                _ => sum += u32::from(self.gaps[at]),
            }
            at += 1;
        }
        sum
    }

    /// Whether what stands at a token describes the mention that ends before a
    /// comma: "Wales, third on ten", "azzurri, fermi a quota 18".
    fn apposed(&self, lattice: &Lattice<'_, '_>, end: usize, at: usize) -> bool {
        let tokens = &lattice.text.tokens;
        let Some(comma) = tokens.get(end) else { return false };
        let paren = comma.mark() == Some('(');
        let relative = matches!(comma.fold.as_str(), "che" | "who" | "which" | "whose");
        if relative && at > end && at <= end + 9 {
            return !tokens[end + 1..at].iter().any(|t| t.mark() == Some(','));
        }
        if !(paren || comma.mark() == Some(',')) || at <= end || at > end + 9 {
            return false;
        }
        let later =
            tokens[end + 1..at].iter().any(|t| t.mark() == Some(',') || t.mark() == Some(')'));
        if later {
            return false;
        }
        let word = tokens[end + 1].fold.as_str();
        let next = tokens.get(end + 2).map_or("", |t| t.fold.as_str());
        paren
            || (word == "a" && next == "quota")
            || lattice.ordinals[end + 1].is_some()
            || [
                "ferm", "salit", "sces", "rimast", "ultim", "capolist", "appaiat", "stacc",
                "relegat", "arriv",
            ]
            .iter()
            .any(|s| word.starts_with(s))
            || matches!(
                word,
                "che"
                    | "who"
                    | "which"
                    | "whose"
                    | "now"
                    | "still"
                    | "down"
                    | "bottom"
                    | "top"
                    | "level"
                    | "ora"
                    | "adesso"
                    | "gia"
                    | "ancora"
                    | "leaders"
                    | "winners"
                    | "runners"
                    | "already"
            )
    }

    /// Whose a value at a token is, likeliest first.
    pub(crate) fn candidates(
        &self,
        lattice: &Lattice<'_, '_>,
        frame: &Frame<'_>,
        at: usize,
    ) -> Vec<Candidate> {
        let (from, to) = lattice.text.sentence_of(at);
        let mut out: Vec<Candidate> = Vec::new();
        let push = |team: TeamId, near: bool, out: &mut Vec<Candidate>| {
            if !out.iter().any(|c| c.team == team) {
                out.push(Candidate { team, near });
            }
        };
        let teams_in = |i: usize| -> Vec<TeamId> { teams_of(frame, &lattice.mentions[i]) };
        let within: Vec<usize> =
            lattice.mentions_in(from, to).filter(|i| !teams_in(*i).is_empty()).collect();
        // A team in apposition: "sei più degli azzurri, fermi a quota 18".
        if let Some(&i) = within.iter().rev().find(|i| lattice.mentions[**i].to <= at)
            && self.apposed(lattice, lattice.mentions[i].to, at)
        {
            for team in teams_in(i) {
                push(team, true, &mut out);
            }
        }
        // The nearest subject before, then subjects after in the same clause.
        for &i in within.iter().rev().filter(|i| lattice.mentions[**i].from < at) {
            if !self.oblique[i] {
                let near = self.distance(lattice.mentions[i].from, at) <= 6;
                for team in teams_in(i) {
                    push(team, near, &mut out);
                }
                break;
            }
        }
        let after: Vec<usize> =
            within.iter().copied().filter(|i| lattice.mentions[*i].from >= at).collect();
        if let Some(&i) = after.first()
            && self.distance(at, lattice.mentions[i].from) == 0
            && (lattice.mentions[i].from - at) <= 6
        {
            let near = out.is_empty();
            for team in teams_in(i) {
                push(team, near, &mut out);
            }
        }
        let named_before = within.iter().any(|i| lattice.mentions[*i].from < at);
        if !named_before || out.is_empty() {
            // The subject of the sentences before.
            let mut s = lattice.text.tokens[at].sentence;
            let had = out.len();
            for _ in 0..4 {
                let Some(previous) = s.checked_sub(1) else { break };
                s = previous;
                let (from, to) = lattice.text.sentences[s as usize];
                let subjects: Vec<usize> =
                    lattice.mentions_in(from, to).filter(|i| !teams_in(*i).is_empty()).collect();
                for &i in subjects.iter().filter(|i| !self.oblique[**i]) {
                    for team in teams_in(i) {
                        push(team, false, &mut out);
                    }
                }
                for &i in &subjects {
                    for team in teams_in(i) {
                        push(team, false, &mut out);
                    }
                }
                if out.len() > had {
                    break;
                }
            }
        }
        for &i in within.iter().rev().filter(|i| lattice.mentions[**i].from < at) {
            for team in teams_in(i) {
                push(team, false, &mut out);
            }
        }
        for &i in &after {
            for team in teams_in(i) {
                push(team, false, &mut out);
            }
        }
        if let Some((home, away)) = frame.sides() {
            push(home, false, &mut out);
            push(away, false, &mut out);
        }
        out
    }
}

/// Whether a mention is one half of `Estonia-Italia` or `Wales v Belgium`.
fn is_heading(lattice: &Lattice<'_, '_>, index: usize) -> bool {
    let tokens = &lattice.text.tokens;
    let m = &lattice.mentions[index];
    let beside = |other: Option<&Mention>, from: usize, to: usize| {
        other.is_some_and(|o| {
            matches!(o.who, Who::Teams(_))
                && (from == to && !tokens[to].spaced
                    || to == from + 1 && matches!(tokens[from].fold.as_str(), "-" | "v" | "vs"))
        })
    };
    let next = lattice.mentions.get(index + 1);
    let previous = index.checked_sub(1).and_then(|i| lattice.mentions.get(i));
    next.is_some_and(|n| n.from < tokens.len() && beside(next, m.to, n.from))
        || previous.is_some_and(|p| beside(previous, p.to, m.from))
}

/// The teams a mention stands for: itself, or the team of a coach.
pub(crate) fn teams_of(frame: &Frame<'_>, mention: &Mention) -> Vec<TeamId> {
    match &mention.who {
        Who::Teams(teams) => teams.clone(),
        Who::People(people) => {
            let mut teams: Vec<TeamId> = people.iter().flat_map(|p| frame.coached(*p)).collect();
            teams.dedup();
            teams
        }
        _ => Vec::new(),
    }
}

/// Adds "gli ospiti", "the hosts" and the like as mentions.
fn describe(lattice: &mut Lattice<'_, '_>, frame: &Frame<'_>) {
    let Some(main) = frame.main() else { return };
    const HOME: [&str; 15] = [
        "padroni di casa",
        "squadra di casa",
        "formazione di casa",
        "nazionale di casa",
        "i locali",
        "co hosts",
        "hosts",
        "home side",
        "home team",
        "the home nation",
        "host nation",
        "padrone di casa",
        "team di casa",
        "undici di casa",
        "home men",
    ];
    const AWAY: [&str; 12] = [
        "gli ospiti",
        "squadra ospite",
        "formazione ospite",
        "agli ospiti",
        "dagli ospiti",
        "degli ospiti",
        "visitors",
        "away side",
        "away team",
        "visiting side",
        "visiting team",
        "ospiti",
    ];
    let mut mentions = std::mem::take(&mut lattice.mentions);
    let tokens = &lattice.text.tokens;
    for at in 0..tokens.len() {
        if lattice.covered[at].is_some() {
            continue;
        }
        let game = frame.subject_at(lattice.text, at).unwrap_or(main);
        let fixture = &frame.prepared.get(game).fixture;
        let starts = |phrase: &str| {
            phrase.split(' ').enumerate().all(|(i, w)| tokens.get(at + i).is_some_and(|t| t.is(w)))
        };
        let length = |phrase: &str| phrase.split(' ').count();
        let home = HOME.iter().find(|p| starts(p)).map(|p| (Side::Home, length(p)));
        let away = AWAY.iter().find(|p| starts(p)).map(|p| (Side::Away, length(p)));
        let Some((side, words)) = home.or(away) else { continue };
        let ground = fixture.venue.as_ref().and_then(|v| v.country.as_deref());
        let directory = &frame.prepared.snapshot.directory;
        let host = Side::BOTH.into_iter().find(|s| {
            ground
                .is_some_and(|c| directory.find_team(c, None).is_ok_and(|t| t == fixture.teams[*s]))
        });
        let side = match (fixture.neutral, host) {
            (false, _) => side,
            (true, Some(host)) if side == Side::Home => host,
            (true, _) => continue,
        };
        if mentions.iter().any(|m| m.from < at + words && at < m.to) {
            continue;
        }
        mentions.push(Mention {
            from: at,
            to: at + words,
            who: Who::Teams(vec![fixture.teams[side]]),
            described: true,
        });
    }
    // "Gli uomini di Bellamy", "Bellamy's side" where the record does not know
    // the coach: the side that the sentence does not name.
    for i in 0..mentions.len() {
        if mentions[i].who != Who::Unknown {
            continue;
        }
        let (from, to) = (mentions[i].from, mentions[i].to);
        let word =
            |at: Option<usize>| at.and_then(|a| tokens.get(a)).map_or("", |t| t.fold.as_str());
        let italian = matches!(word(from.checked_sub(1)), "di" | "del" | "dello")
            && matches!(
                word(from.checked_sub(2)),
                "uomini"
                    | "squadra"
                    | "ragazzi"
                    | "nazionale"
                    | "undici"
                    | "formazione"
                    | "selezione"
                    | "truppa"
                    | "banda"
            );
        let english = matches!(word(Some(to)), "s" | "'" | "\u{2019}")
            && matches!(
                word(Some(to + 1)),
                "men" | "side" | "team" | "charges" | "players" | "squad" | "troops" | "boys"
            );
        if !italian && !english {
            continue;
        }
        let game = frame.subject_at(lattice.text, from).unwrap_or(main);
        let fixture = &frame.prepared.get(game).fixture;
        let (first, last) = lattice.text.sentence_of(from);
        let left: Vec<TeamId> = [fixture.teams.home, fixture.teams.away]
            .into_iter()
            .filter(|t| {
                !mentions.iter().any(|m| {
                    first <= m.from
                        && m.from < last
                        && matches!(&m.who, Who::Teams(x) if x.contains(t))
                })
            })
            .collect();
        if let [team] = left.as_slice() {
            mentions[i].who = Who::Teams(vec![*team]);
            mentions[i].described = true;
        }
    }
    mentions.sort_by_key(|m| m.from);
    let mut end = 0;
    mentions.retain(|m| {
        let keep = m.from >= end;
        if keep {
            end = m.to;
        }
        keep
    });
    lattice.set_mentions(mentions);
}

fn brackets(lattice: &Lattice<'_, '_>) -> Vec<Option<u32>> {
    let tokens = &lattice.text.tokens;
    let mut closing = vec![None; tokens.len()];
    let mut open: Option<usize> = None;
    for (i, t) in tokens.iter().enumerate() {
        match t.mark() {
            Some('(') => open = Some(i),
            Some(')') => {
                if let Some(from) = open.take()
                    && tokens[from].sentence == t.sentence
                {
                    closing[from] = Some(i as u32);
                }
            }
            _ => {}
        }
    }
    closing
}

fn clause_breaks(lattice: &Lattice<'_, '_>) -> Vec<u8> {
    let tokens = &lattice.text.tokens;
    let mut breaks = vec![0u8; tokens.len()];
    for (i, t) in tokens.iter().enumerate() {
        let after_comma = i > 0 && tokens[i - 1].mark() == Some(',');
        let strength = match t.mark() {
            Some(',') => 2,
            Some(';') => 5,
            Some(':') => 3,
            Some('(' | ')') => 1,
            Some('-') if t.spaced && tokens.get(i + 1).is_some_and(|n| n.spaced) => 3,
            Some(_) => 0,
            None => match (lattice.lang, t.fold.as_str()) {
                (Lang::It, "e" | "ed") => 1,
                (Lang::It, "che") if after_comma => 3,
                (Lang::It, "ma" | "mentre" | "poi" | "quando" | "invece" | "pero") => 3,
                (Lang::It, "prima" | "dopo") => 2,

                (Lang::En, "and") => 1,
                (Lang::En, "but" | "while" | "whereas" | "when" | "then" | "although") => 3,
                (Lang::En, "before" | "after") => 2,
                (Lang::En, "who" | "which" | "whose") if after_comma => 3,
                _ => 0,
            },
        };
        breaks[i] = strength;
    }
    for &(from, _) in &lattice.text.sentences {
        breaks[from] = 9;
    }
    breaks
}

/// Whether a score stands right before a mention: "ha travolto 4-1 l'Estonia".
fn follows_score(lattice: &Lattice<'_, '_>, mention: &Mention) -> bool {
    let tokens = &lattice.text.tokens;
    let mut end = mention.from;
    if end > 0
        && matches!(
            tokens[end - 1].fold.as_str(),
            "il" | "lo" | "la" | "i" | "gli" | "le" | "l" | "the"
        )
    {
        end -= 1;
    }
    (end.saturating_sub(4)..end).any(|i| {
        lattice.scores[i].is_some_and(|s| s.to == end)
            && tokens[i].sentence == tokens[mention.from].sentence
    })
}

/// Whether exactly one word stands between a mention and the team before it:
/// "Belgium thumped Kazakhstan", "il Belgio travolge il Kazakistan".
fn follows_verb(lattice: &Lattice<'_, '_>, mention: &Mention) -> bool {
    let tokens = &lattice.text.tokens;
    let mut words = Vec::new();
    for at in (mention.from.saturating_sub(4)..mention.from).rev() {
        if tokens[at].sentence != tokens[mention.from].sentence {
            return false;
        }
        if lattice.covered[at].is_some() {
            break;
        }
        if !matches!(
            tokens[at].fold.as_str(),
            "il" | "lo" | "la" | "i" | "gli" | "le" | "l" | "the" | "ha" | "hanno" | "have" | "has"
        ) {
            words.push(at);
        }
        if at == mention.from.saturating_sub(4) || words.len() > 1 {
            return false;
        }
    }
    let [verb] = words.as_slice() else { return false };
    let before = verb.checked_sub(1).and_then(|i| {
        lattice.covered[i].or_else(|| i.checked_sub(1).and_then(|i| lattice.covered[i]))
    });
    let team = before.is_some_and(|i| matches!(lattice.mentions[i as usize].who, Who::Teams(_)));
    let word = &tokens[*verb];
    team && word.is_word()
        && word.fold.len() > 2
        && !matches!(
            word.fold.as_str(),
            "and"
                | "con"
                | "per"
                | "for"
                | "but"
                | "mentre"
                | "while"
                | "poi"
                | "then"
                | "sono"
                | "are"
                | "men"
                | "side"
                | "coach"
        )
}

/// In a list of teams that depend on a preposition all of them do: "gli stessi
/// punti di Colombia, Uruguay e Paraguay".
fn coordinate(lattice: &Lattice<'_, '_>, oblique: &mut [bool]) {
    let tokens = &lattice.text.tokens;
    for i in 1..lattice.mentions.len() {
        let (before, this) = (&lattice.mentions[i - 1], &lattice.mentions[i]);
        let listed = before.to < this.from
            && this.from - before.to <= 3
            && tokens[this.from].sentence == tokens[before.from].sentence
            && tokens[before.to..this.from].iter().all(|t| {
                matches!(
                    t.fold.as_str(),
                    "," | "e"
                        | "ed"
                        | "and"
                        | "or"
                        | "o"
                        | "il"
                        | "la"
                        | "lo"
                        | "l"
                        | "i"
                        | "gli"
                        | "the"
                )
            });
        let ends = tokens.get(this.to).is_none_or(|t| {
            t.sentence != tokens[this.from].sentence
                || matches!(t.fold.as_str(), "," | "." | ";" | "e" | "ed" | "and" | ")" | ":")
        });
        if listed && ends && oblique[i - 1] {
            oblique[i] = true;
        }
    }
}

/// Whether a mention is what something is done to or compared with, and not who
/// does it.
fn is_oblique(lattice: &Lattice<'_, '_>, mention: &Mention) -> bool {
    let tokens = &lattice.text.tokens;
    let Some(mut at) = mention.from.checked_sub(1) else { return false };
    let sentence = tokens[mention.from].sentence;
    if follows_verb(lattice, mention) || follows_score(lattice, mention) {
        return true;
    }
    let possessive = tokens.get(mention.to).is_some_and(|t| t.is("s") && !t.spaced);
    for _ in 0..3 {
        let t = &tokens[at];
        if t.sentence != sentence {
            return false;
        }
        let word = t.fold.as_str();
        match lattice.lang {
            Lang::It => match word {
                "il" | "lo" | "la" | "i" | "gli" | "le" | "l" | "un" | "una" => {}
                "di" | "del" | "dello" | "della" | "dei" | "degli" | "delle" | "dell" | "da"
                | "dal" | "dallo" | "dalla" | "dai" | "dagli" | "dalle" | "dall" | "contro"
                | "col" | "coi" | "con" | "su" | "sul" | "sullo" | "sulla" | "sui" | "sugli"
                | "sulle" | "sull" | "al" | "allo" | "alla" | "ai" | "agli" | "alle" | "all"
                | "a" | "ad" | "tra" | "fra" | "nel" | "nella" | "in" | "come" => {
                    // "La squadra di Garcia", "gli uomini di Tuchel".
                    let group = at.checked_sub(1).map(|i| tokens[i].fold.as_str());
                    return !matches!(
                        group,
                        Some(
                            "squadra"
                                | "uomini"
                                | "nazionale"
                                | "ragazzi"
                                | "undici"
                                | "banda"
                                | "formazione"
                                | "selezione"
                                | "truppa"
                                | "parte"
                                | "favore"
                        )
                    );
                }
                "batte" | "battono" | "supera" | "superano" | "sconfigge" | "sconfiggono"
                | "travolge" | "travolgono" | "piega" | "piegano" | "ospita" | "affronta"
                | "sorpassa" | "scavalca" | "aggancia" | "raggiunge" | "doma" | "liquida"
                | "regola" | "stende" | "elimina" | "ferma" | "fermano" | "schianta"
                | "annienta" | "demolisce" | "precede" | "precedono" | "battendo" | "superando"
                | "scavalcando" | "agganciando" | "battuto" | "battuta" | "superato" | "stacca"
                | "insegue" | "inseguono" | "tallona" | "asfalta" | "rifila" => return true,
                _ => return false,
            },
            Lang::En => match word {
                "the" | "a" | "an" => {}
                "of" | "to" | "against" | "from" | "over" | "than" | "by" | "with" | "past"
                | "between" | "behind" | "above" | "below" | "at" | "in" | "beat" | "beats"
                | "beating" | "beaten" | "thrashed" | "defeated" | "defeat" | "edged" | "held"
                | "hold" | "overtook" | "overtake" | "leapfrogged" | "downed" | "stunned"
                | "hammered" | "overcame" | "saw" | "trail" | "trailed" | "lead" | "led"
                | "swept" | "crushed" | "sank" | "joined" | "follow" | "sent" | "v" | "vs"
                | "face" | "host" | "drew" | "left" | "eliminated" | "knocked" | "outclassed"
                | "routed" | "denied" | "brushed" | "like" | "on" | "off" | "alongside"
                | "leapfrog" | "trailing" | "leading" | "leaving" | "join" => {
                    return !possessive || matches!(word, "over" | "past" | "against");
                }
                _ => return false,
            },
        }
        match at.checked_sub(1) {
            Some(previous) => at = previous,
            None => return false,
        }
    }
    false
}

fn gates(lattice: &Lattice<'_, '_>, breaks: &[u8]) -> (Vec<Gate>, Vec<bool>) {
    let tokens = &lattice.text.tokens;
    let mut gates = vec![Gate::Open; tokens.len()];
    let mut before = vec![false; tokens.len()];
    for &(from, to) in &lattice.text.sentences {
        let words: Vec<&str> = tokens[from..to].iter().map(|t| t.fold.as_str()).collect();
        let phrase = |p: &str| {
            let parts: Vec<&str> = p.split(' ').collect();
            words.windows(parts.len()).any(|w| w == parts.as_slice())
        };
        let whole = if other_team(&words, &phrase) {
            Some(Gate::OtherTeam)
        } else if words.contains(&"?") {
            Some(Gate::Question)
        } else if hypothesis(lattice.lang, &words) {
            Some(Gate::Hypothesis)
        } else {
            None
        };
        let earlier = [
            "alla vigilia",
            "prima della gara",
            "prima del match",
            "prima della partita",
            "prima di questa",
            "prima di stasera",
            "prima di ieri",
            "al fischio d inizio",
            "going into",
            "before kick off",
            "before the game",
            "before the match",
            "before this",
            "came into",
            "heading into",
            "started the night",
            "started the day",
            "began the night",
            "began the day",
            "before tonight",
        ];
        if earlier.iter().any(|p| phrase(p)) {
            before[from..to].fill(true);
        }
        if let Some(gate) = whole {
            gates[from..to].fill(gate);
        } else {
            flow(lattice, breaks, (from, to), &mut gates);
        }
        for i in from..to {
            if tokens[i].quoted {
                gates[i] = Gate::Quoted;
            }
        }
    }
    negations(lattice, breaks, &mut gates);
    (gates, before)
}

fn other_team(words: &[&str], phrase: &dyn Fn(&str) -> bool) -> bool {
    let single = [
        "women",
        "womens",
        "lionesses",
        "femminile",
        "femminili",
        "azzurrine",
        "primavera",
        "u21",
        "u20",
        "u19",
        "u17",
        "futsal",
        "lioness",
        "calciatrici",
    ];
    words.iter().any(|w| single.contains(w))
        || [
            "under 21", "under 20", "under 19", "under 17", "u 21", "u 20", "u 19", "u 17",
            "under 23", "women s",
        ]
        .iter()
        .any(|p| phrase(p))
}

fn hypothesis(lang: Lang, words: &[&str]) -> bool {
    let n = words.len();
    (0..n).any(|i| {
        let before = i.checked_sub(1).map_or("", |b| words[b]);
        let next = words.get(i + 1).copied().unwrap_or("");
        match (lang, words[i]) {
            (Lang::It, "se") => {
                !matches!(before, "anche" | "a" | "come" | "per") && !next.starts_with("stess")
            }
            (Lang::It, "qualora" | "purche" | "ipotizzando" | "magari") => true,
            (Lang::It, "caso") => before == "in" && next == "di",
            (Lang::En, "if" | "unless" | "supposing" | "otherwise") => before != "as",
            (Lang::En, "had") if i == 0 => true,
            (Lang::En, "should") if i == 0 => true,
            _ => false,
        }
    })
}

/// Words after which what is said is still to come or only possible, to the end
/// of the sentence or the next strong break.
fn flow(lattice: &Lattice<'_, '_>, breaks: &[u8], (from, to): (usize, usize), gates: &mut [Gate]) {
    let tokens = &lattice.text.tokens;
    let mut at = from;
    while at < to {
        let gate = opens(lattice, at, (from, to));
        let Some(gate) = gate else {
            at += 1;
            continue;
        };
        // Back to the beginning of the clause, on to its end.
        let mut begin = at;
        let relative = |i: usize| {
            matches!(tokens[i].fold.as_str(), "that" | "who" | "which" | "che" | "whose")
        };
        while begin > from && breaks[begin] == 0 && !relative(begin) {
            begin -= 1;
        }
        let mut end = at + 1;
        while end < to && breaks[end] < 3 {
            end += 1;
        }
        gates[begin..end].fill(gate);
        at = end;
    }
}

fn opens(lattice: &Lattice<'_, '_>, at: usize, (from, to): (usize, usize)) -> Option<Gate> {
    let tokens = &lattice.text.tokens;
    let word = tokens[at].fold.as_str();
    if !tokens[at].is_word() {
        return None;
    }
    let next = tokens.get(at + 1).filter(|_| at + 1 < to).map_or("", |t| t.fold.as_str());
    let raw = lattice.text.word(at);
    match lattice.lang {
        Lang::It => {
            let accent = raw.ends_with('à') || raw.ends_with("a'");
            let future = (word.ends_with("ra") && accent && !matches!(word, "citta" | "sara"))
                || (word == "sara" && accent && !tokens[at].capital || word == "saranno")
                || (word.len() > 6 && word.ends_with("ranno"));
            let conditional = word.ends_with("rebbe") || word.ends_with("rebbero");
            let possible = matches!(
                word,
                "puo"
                    | "possono"
                    | "deve"
                    | "devono"
                    | "dovra"
                    | "prossimo"
                    | "prossima"
                    | "prossimi"
                    | "domani"
                    | "dopodomani"
                    | "sperano"
                    | "spera"
                    | "obiettivo"
                    | "servono"
                    | "occorre"
                    | "occorrono"
                    | "basterebbe"
                    | "attende"
                    | "attendono"
                    | "aspetta"
                    | "arriva"
                    | "affronta"
                    | "affrontano"
                    | "sogna"
            );
            // "Martedì arriva Israele": a day before it makes it the future.
            if matches!(word, "arriva" | "affronta" | "affrontano") {
                let day = (from..at).any(|i| weekday(&tokens[i].fold));
                return day.then_some(Gate::Future);
            }
            if conditional {
                Some(Gate::Hypothesis)
            } else if future || possible {
                Some(Gate::Future)
            } else {
                None
            }
        }
        Lang::En => match word {
            "will" | "ll" | "shall" | "wont" => {
                (!tokens[at].capital || at == from).then_some(Gate::Future)
            }
            "would" | "could" | "might" | "d" if word != "d" => Some(Gate::Hypothesis),
            "may" if !tokens[at].capital && !next.starts_with(|c: char| c.is_ascii_digit()) => {
                Some(Gate::Hypothesis)
            }
            "can" | "must" | "cannot" => Some(Gate::Future),
            "need" | "needs" => Some(Gate::Future),
            "next"
                if matches!(
                    next,
                    "match"
                        | "game"
                        | "opponents"
                        | "opponent"
                        | "fixture"
                        | "test"
                        | "up"
                        | "face"
                        | "meet"
                        | "host"
                        | "week"
                        | "month"
                        | "round"
                        | "for"
                        | "on"
                        | "come"
                        | "play"
                        | "is"
                        | "they"
                ) =>
            {
                Some(Gate::Future)
            }
            "tomorrow" => Some(Gate::Future),
            "going" if next == "to" => Some(Gate::Future),
            "hope" | "hopes" | "hoping" | "aim" | "aims" if next == "to" => Some(Gate::Future),
            "host" | "hosts" | "face" | "faces" | "visit" | "travel" | "travels" | "play"
            | "meet" => {
                let day = (from..to).any(|i| weekday(&tokens[i].fold));
                let article =
                    at > from && matches!(tokens[at - 1].fold.as_str(), "the" | "co" | "their");
                (day && !article).then_some(Gate::Future)
            }
            _ => None,
        },
    }
}

pub(crate) fn weekday(word: &str) -> bool {
    matches!(
        word,
        "lunedi"
            | "martedi"
            | "mercoledi"
            | "giovedi"
            | "venerdi"
            | "sabato"
            | "domenica"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
    )
}

/// What stands close after a negation in the same clause is not asserted.
fn negations(lattice: &Lattice<'_, '_>, breaks: &[u8], gates: &mut [Gate]) {
    let tokens = &lattice.text.tokens;
    for at in 0..tokens.len() {
        let word = tokens[at].fold.as_str();
        let negator = match lattice.lang {
            Lang::It => {
                matches!(
                    word,
                    "non"
                        | "senza"
                        | "mai"
                        | "ne"
                        | "nessun"
                        | "nessuna"
                        | "nessuno"
                        | "neppure"
                        | "nemmeno"
                ) && (word != "ne" || lattice.text.word(at).contains('é'))
            }
            Lang::En => {
                matches!(word, "not" | "never" | "no" | "without" | "nor" | "neither" | "cannot")
                    || (word == "t"
                        && !tokens[at].spaced
                        && at > 0
                        && tokens[at - 1].fold.ends_with('n'))
            }
        };
        if !negator {
            continue;
        }
        let window: Vec<&str> = tokens[at + 1..].iter().take(4).map(|t| t.fold.as_str()).collect();
        // "Senza Messi", but not "senza reti" and "without reply".
        let name = tokens.get(at + 1).is_some_and(|t| t.capital);
        if matches!(word, "senza" | "without") && !name {
            continue;
        }
        let exception = window.iter().any(|w| {
            matches!(
                *w,
                "oltre"
                    | "solo"
                    | "soltanto"
                    | "only"
                    | "beyond"
                    | "than"
                    | "che"
                    | "piu"
                    | "sbaglia"
                    | "fallisce"
                    | "lascia"
                    | "basta"
                    | "bastano"
            )
        });
        if exception {
            continue;
        }
        let reach = if matches!(word, "senza" | "without") { 5 } else { 8 };
        for i in at..(at + reach).min(tokens.len()) {
            if i > at && (breaks[i] >= 2 || tokens[i].sentence != tokens[at].sentence) {
                break;
            }
            if gates[i] == Gate::Open {
                gates[i] = Gate::Negated;
            }
        }
    }
}
