//! The year in which one of two teams last beat the other: "they have not beaten the
//! Swiss since 1999", "l'ultimo successo sugli austriaci è del 2009".
//!
//! Whose win is meant follows from who is named as the beaten one; where the words do
//! not say, a year is only ever found right, never wrong.

use super::*;
use crate::check::Verdict;
use crate::dates::Told;
use jiff::civil::Date;

/// Words of a win over somebody, or of the lack of one.
const WIN: &[&str] = &[
    "win",
    "wins",
    "won",
    "beat",
    "beating",
    "beaten",
    "defeat",
    "defeated",
    "overcome",
    "bettered",
    "better of",
    "conquered",
    "success",
    "triumph",
    "victory",
    "victors",
    "joy",
    "vittori*",
    "vinc*",
    "vinta",
    "vinse*",
    "batte*",
    "batto*",
    "battut*",
    "successo",
    "successi",
    "trionf*",
    "spunta*",
    "impon*",
    "imposer*",
    "festegg*",
    "sgambetto",
    "colpaccio",
    "acuto",
    "piega*",
    "supera*",
    "celebrate",
    "hurra",
    "guizzo",
    "smile",
    "soddisfazione",
    "gioia",
    "cheer",
];

/// Words that make it the last one.
const LAST: &[&str] = &[
    "since",
    "last",
    "latest",
    "most recent",
    "dal",
    "ultim*",
    "risale",
    "risalgono",
    "not since",
];

/// Words with which a year counts something else than wins of one over the other.
const ELSE: &[&str] = &[
    "met",
    "meeting",
    "goal",
    "goals",
    "score",
    "scored",
    "scoring",
    "clean",
    "blank",
    "home",
    "away",
    "soil",
    "turf",
    "road",
    "here",
    "there",
    "competitive",
    "friendly",
    "qualif*",
    "world cup",
    "euro",
    "nations league",
    "drawn",
    "draw",
    "lost",
    "loss",
    "losing",
    "unbeaten",
    "setback",
    "coach",
    "final",
    "title",
    "trophy",
    "gol",
    "rete",
    "segn*",
    "casa",
    "trasferta",
    "qui",
    "terra",
    "parti",
    "ufficial*",
    "amichevol*",
    "mondial*",
    "europe*",
    "pareggi*",
    "pari",
    "perd*",
    "pers*",
    "sconfitt*",
    "imbattut*",
    "cade*",
    "rigori",
    "oltralpe",
    "penalties",
];

/// Words that make the one who is named the beaten one.
const PASSIVE: &[&str] =
    &["been beaten", "been defeated", "been conquered", "been bettered", "been overcome"];

/// Words of the meetings of two teams, and those that stand for the other of them.
const EACH_OTHER: &[&str] = &[
    "fixture",
    "rivalry",
    "series",
    "tie",
    "duel",
    "head to head",
    "over them",
    "beaten them",
    "beat them",
    "bettered them",
    "against them",
    "by them",
    "this opponent",
    "this rival",
    "these opponents",
    "nella sfida",
    "in questa sfida",
    "sfida",
    "confronti",
    "scontri diretti",
    "precedenti",
    "incroci",
];

/// Words after which the beaten one is named.
const OVER: &[&str] = &[
    "over",
    "against",
    "beat",
    "beaten",
    "beating",
    "defeat",
    "defeated",
    "bettered",
    "overcome",
    "conquered",
    "su",
    "sul",
    "sulla",
    "sull",
    "sui",
    "sugli",
    "sulle",
    "contro",
    "battere",
    "batte",
    "battono",
    "batteva",
    "battevano",
    "batterono",
    "battuto",
    "battuta",
    "piegare",
    "superare",
];

impl Reader<'_, '_, '_, '_, '_> {
    /// Reads the years of last wins in meetings, and marks their tokens.
    pub(super) fn last_wins(&self, taken: &mut [bool], out: &mut Vec<Statement>) {
        let scene = self.scene;
        for at in 0..scene.lattice.text.tokens.len() {
            let Some((year, stop, since)) = self.year_told(at).filter(|_| !taken[at]) else {
                continue;
            };
            let (mut from, to) = scene.lattice.text.sentence_of(at);
            // "Their latest win over the Poles? 2021": told in the question.
            if at <= from + 1 && from > 0 && scene.fold(from - 1) == "?" {
                from = scene.lattice.text.sentence_of(from - 1).0;
            }
            let begin = (from..at)
                .rev()
                .find(|i| match scene.fold(*i) {
                    ";" => true,
                    ":" => i + 2 < at,
                    _ => false,
                })
                .map_or(from, |i| i + 1);
            let end = (stop..to).find(|i| scene.discourse.breaks[*i] >= 1).unwrap_or(to);
            let near = begin.max(at.saturating_sub(14));
            // What follows the year tells of it only where the verb was put off.
            let put_off = scene.has(
                stop,
                end,
                &["have", "had", "has", "when", "still", "remains", "resta", "rimane"],
            );
            let told = if put_off { end } else { stop };
            let last = since || scene.has(near, told, LAST);
            if !last || !scene.has(near, told, WIN) || scene.has(near, told, ELSE) {
                continue;
            }
            let Some(pair) = self.pair_of(near, told) else { continue };
            let (winner, bound) = self.winner(near, told, pair);
            if !bound && !scene.has(from, to, EACH_OTHER) {
                continue;
            }
            // "Have not been beaten by them since".
            let passive = scene.has(near, told, PASSIVE);
            let turned = |t: TeamId| if t == pair.0 { pair.1 } else { pair.0 };
            let winner = if passive { winner.map(turned) } else { winner };
            self.last_win((at, stop, year), winner, pair, taken, out);
        }
    }

    /// A year that stands for when something was: its number, where it ends, whether it
    /// is the end of something that goes on.
    fn year_told(&self, at: usize) -> Option<(i16, usize, bool)> {
        let scene = self.scene;
        let lattice = scene.lattice;
        if let Some(d) = lattice.date(at) {
            return (d.told == Told::Year).then(|| (d.first.year(), d.to, d.since));
        }
        let (n, to) = lattice.numbers[at].filter(|(n, _)| (1900..2100).contains(n))?;
        let lead = at.checked_sub(1).map_or("", |i| scene.fold(i));
        let bare = matches!(
            lead,
            "il" | "al"
                | "era"
                | "to"
                | "was"
                | "is"
                | "anno"
                | "data"
                | "datato"
                | ":"
                | ","
                | "?"
                | "("
        ) || at == lattice.text.sentence_of(at).0;
        let inside = lattice.dates.iter().any(|d| d.from <= at && at < d.to);
        (bare && !inside && lattice.covered[at].is_none() && to == at + 1)
            .then_some((n as i16, to, false))
    }

    /// Whose win the words tell of, and whether the beaten one is named.
    fn winner(
        &self,
        from: usize,
        to: usize,
        (home, away): (TeamId, TeamId),
    ) -> (Option<TeamId>, bool) {
        let scene = self.scene;
        let lattice = scene.lattice;
        let other = |t: TeamId| if t == home { away } else { home };
        let mut whose: Vec<TeamId> = Vec::new();
        let mut bound = false;
        for m in &lattice.mentions[lattice.mentions_in(from, to)] {
            let [team] = teams_of(scene.frame, m)[..] else { continue };
            if team != home && team != away {
                return (None, false);
            }
            let article = m.from.checked_sub(1).is_some_and(|i| {
                matches!(scene.fold(i), "the" | "i" | "gli" | "il" | "la" | "lo" | "l" | "le")
            });
            let lead = m.from.checked_sub(1 + usize::from(article));
            let beaten = lead.filter(|i| *i >= from).is_some_and(|i| {
                OVER.contains(&scene.fold(i))
                    || scene.fold(i) == "of" && i >= 1 && scene.fold(i - 1) == "better"
            });
            bound |= beaten;
            let team = if beaten { other(team) } else { team };
            if !whose.contains(&team) {
                whose.push(team);
            }
        }
        match whose[..] {
            [team] => (Some(team), bound),
            _ => (None, bound),
        }
    }

    fn last_win(
        &self,
        (from, to, stated): (usize, usize, i16),
        winner: Option<TeamId>,
        (home, away): (TeamId, TeamId),
        taken: &mut [bool],
        out: &mut Vec<Statement>,
    ) {
        let scene = self.scene;
        let (Ok(first), Ok(last)) = (Date::new(stated, 1, 1), Date::new(stated, 12, 31)) else {
            return;
        };
        let prepared = scene.frame.prepared;
        let mut games = prepared.meetings(home, away, &scene.frame.cut(), &scene.frame.subjects);
        // The match told of is not the last one before it.
        let ours = |g: &u32| scene.game_at(from) == Some(*g) || scene.frame.subjects.contains(g);
        if games.last().is_some_and(ours) {
            games.pop();
        }
        let year = |g: &u32| prepared.get(*g).fixture.when.date.year();
        let latest = |team: TeamId, outcome: Outcome| {
            games.iter().rev().copied().find(|g| {
                goals_for(prepared.get(*g), team)
                    .is_some_and(|(s, c)| crate::judge::outcome_of(s, c) == outcome)
            })
        };
        let of = |team: TeamId| latest(team, Outcome::Won);
        let sides = [home, away];
        let team = match winner {
            Some(team) => Some(team),
            None => sides.into_iter().find(|t| of(*t).is_some_and(|g| year(&g) == stated)),
        };
        let Some(team) = team else { return };
        let Some(game) = of(team) else { return };
        let other = if team == home { away } else { home };
        let right = year(&game);
        // What else a journalist may have dated: the other's last win, a win on penalties,
        // the last meeting.
        let may = [of(other), latest(home, Outcome::Drawn), games.last().copied()];
        let may = right != stated && may.iter().flatten().any(|g| year(g) == stated);
        // A day later than all that is known cannot be the last one before it.
        let late = games.last().is_some_and(|g| year(g) < stated && stated - year(g) > 1);
        if may || late && winner.is_none() {
            return;
        }
        let claim = Claim::LastSuch {
            team,
            outcome: Outcome::Won,
            against: Some(other),
            ground: Ground::Any,
            scopes: vec![Scope::All],
            first,
            last,
        };
        let mut judged = Judged::new(Says::Yes, vec![game]);
        let verdict = match right == stated {
            true => Verdict::Confirmed,
            false => {
                judged.says = Says::No(Some(right.to_string()));
                Verdict::Contradicted
            }
        };
        taken[from] = true;
        out.push(self.weighed((from, to), claim, verdict, judged));
    }
}
