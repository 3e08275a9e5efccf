//! Who is spoken of, where clauses end, and what is not asserted.

mod clauses;
mod described;
mod gates;
mod others;
mod titles;

use girone_model::{Lang, Side, TeamId};

use crate::frame::Frame;
use crate::lattice::{Lattice, Mention, Who};
use crate::squads;
use clauses::{brackets, clause_breaks, coordinate, is_oblique};
use described::describe;
use gates::gates;
pub(crate) use gates::supposed;

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
    /// What was so for a while in the course of play.
    Live,
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

    /// Whether a comma closes what another comma right after a subject has opened:
    /// "Norway, 5-0 winners in Moldova, top the group".
    pub(crate) fn closes_insertion(&self, lattice: &Lattice<'_, '_>, comma: usize) -> bool {
        let tokens = &lattice.text.tokens;
        let (first, _) = lattice.text.sentence_of(comma);
        let Some(open) =
            (first.max(comma.saturating_sub(12))..comma).rev().find(|i| tokens[*i].is(","))
        else {
            return false;
        };
        let Some(before) = open.checked_sub(1).filter(|b| *b >= first) else { return false };
        match lattice.covered[before] {
            Some(i) => !self.oblique[i as usize],
            None => matches!(
                &*tokens[before].fold,
                "team" | "side" | "men" | "lot" | "squad" | "hosts" | "visitors" | "ospiti"
            ),
        }
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
        let mention = lattice.covered[end - 1].map(|i| i as usize);
        let oblique = mention.is_some_and(|i| self.oblique[i]);
        if mention.is_some_and(|i| beaten(lattice, i)) && !paren {
            return false;
        }
        if oblique && !paren && self.closes_insertion(lattice, end) {
            return false;
        }
        let word = tokens[end + 1].fold.as_str();
        let next = tokens.get(end + 2).map_or("", |t| t.fold.as_str());
        let participle = lattice.lang == Lang::It
            && word.len() > 5
            && ["ato", "ata", "ati", "ate", "uto", "uta", "uti", "ute"]
                .iter()
                .any(|e| word.ends_with(e));
        paren
            || participle
            || (word == "a" && next == "quota")
            // "2-0 alla Georgia, quarta vittoria su quattro" tells of the winner.
            || lattice.ordinals[end + 1].is_some_and(|o| {
                !tokens.get(o.1).is_some_and(|t| {
                    ["vittori", "success", "sconfitt", "ko", "paregg", "win", "victor", "defeat", "draw", "loss"]
                        .iter()
                        .any(|w| t.fold.starts_with(w))
                })
            })
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

    /// Where a clause goes on after a relative clause in commas right after its subject.
    fn resumed(&self, lattice: &Lattice<'_, '_>, end: usize, at: usize) -> Option<usize> {
        let tokens = &lattice.text.tokens;
        let opens = tokens.get(end)?.is(",")
            && matches!(&*tokens.get(end + 1)?.fold, "who" | "which" | "che" | "whose");
        let comma = (end + 2..at).find(|i| tokens[*i].is(","))?;
        (opens && comma + 1 < at).then_some(comma)
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
            if subordinate(lattice, from, lattice.mentions[i].from, at) {
                continue;
            }
            if !self.oblique[i] && !beaten(lattice, i) {
                let teams = teams_in(i);
                // Somebody else is the subject after it: "Martinez invece non vince".
                let other = lattice.mentions.iter().enumerate().any(|(j, m)| {
                    lattice.mentions[i].to <= m.from
                        && m.to <= at
                        && matches!(m.who, Who::People(_) | Who::Unknown)
                        && teams_in(j).is_empty()
                        && !self.oblique[j]
                        && self.breaks[m.from.saturating_sub(1)..=m.from].iter().any(|b| *b > 0)
                });
                // "X's men" of either side: whose they are is open. "Germany, who won 3-1 in
                // Bosnia, pull three clear": what stands between commas parts nobody.
                let resumed = self.resumed(lattice, lattice.mentions[i].to, at);
                let from_there = resumed.unwrap_or(lattice.mentions[i].from);
                let near = self.distance(from_there, at) <= 6 && teams.len() == 1 && !other;
                for team in teams {
                    push(team, near, &mut out);
                }
                break;
            }
        }
        let after: Vec<usize> =
            within.iter().copied().filter(|i| lattice.mentions[*i].from >= at).collect();
        // "Their 13 points put them out of Croatia's reach": of who was told before.
        let theirs = at > from
            && matches!(&*lattice.text.tokens[at - 1].fold, "their" | "its")
            && lattice.lang == Lang::En;
        if let Some(&i) = after.first()
            && !theirs
            && self.distance(at, lattice.mentions[i].from) == 0
            && (lattice.mentions[i].from - at) <= 6
        {
            let near = out.is_empty() && !self.oblique[i];
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
        // "After the 0-0 with Cape Verde they won six": they are not Cape Verde.
        let pronoun = lattice.lang == Lang::En
            && lattice.text.tokens[from..at]
                .iter()
                .any(|t| matches!(&*t.fold, "they" | "their" | "it" | "its"));
        for &i in within.iter().rev().filter(|i| lattice.mentions[**i].from < at) {
            if pronoun && self.oblique[i] && !out.is_empty() {
                continue;
            }
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

/// Whether a mention stands in a clause of reason that ends before a pronoun: "and, since
/// Spain beat Uruguay 1-0, they take second place" is not told of Spain.
fn subordinate(lattice: &Lattice<'_, '_>, first: usize, mention: usize, at: usize) -> bool {
    let tokens = &lattice.text.tokens;
    let Some(comma) = (mention..at).find(|i| tokens[*i].is(",")) else { return false };
    let pronoun = tokens.get(comma + 1).is_some_and(|t| matches!(&*t.fold, "they" | "it"));
    let opens =
        |i: &usize| matches!(&*tokens[*i].fold, "since" | "as" | "because" | "after" | "when");
    let begins = (first..mention).rev().find(|i| tokens[*i].is(",")).map_or(first, |i| i + 1);
    pronoun && comma + 1 < at && (begins..mention).next().as_ref().is_some_and(opens)
}

/// Whether a mention is only whom a score was against, or where it came about: "3-0 in
/// Azerbaijan", "4-0 ai faroesi".
fn beaten(lattice: &Lattice<'_, '_>, mention: usize) -> bool {
    const TO_WHOM: &[&str] = &[
        "in", "a", "al", "alla", "allo", "all", "ai", "agli", "alle", "contro", "con", "su", "sul",
        "sulla", "sui", "sugli", "col", "to", "with", "against", "over", "away", "at",
    ];
    let from = lattice.mentions[mention].from;
    (1..=3).any(|n| {
        let Some(at) = from.checked_sub(n + 1) else { return false };
        lattice.scores[at].is_some_and(|s| {
            s.to < from
                && (s.to..from).any(|i| TO_WHOM.contains(&lattice.text.tokens[i].fold.as_str()))
        })
    })
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
            // The coach of a team that neither plays nor is named is here by mistake.
            let plays = |t: &TeamId| frame.sides().is_some_and(|(a, b)| *t == a || *t == b);
            teams.retain(|t| frame.named.contains(t) || plays(t) || frame.mates.contains(t));
            teams.dedup();
            teams
        }
        _ => Vec::new(),
    }
}
