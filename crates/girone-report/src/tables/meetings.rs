//! The meetings of two teams: how many, and how many each has won.

mod moments;
mod pairs;

use super::told::Figure;
use super::*;
use crate::check::Verdict;

/// Nouns of meetings.
const NOUNS: &[&str] = &[
    "meeting",
    "meetings",
    "encounter",
    "encounters",
    "clash",
    "clashes",
    "attempts",
    "incrocio",
    "incroci",
    "confronto",
    "confronti",
    "precedenti",
    "sfida",
    "sfide",
    "scontro",
    "scontri",
    "incontri",
];

/// Words that speak of the meetings of two teams.
const ABOUT: &[&str] = &[
    "meeting",
    "meetings",
    "encounter*",
    "clash",
    "clashes",
    "attempts",
    "incroci*",
    "confront*",
    "precedenti",
    "sfide",
    "sfida tra",
    "sfida fra",
    "scontri",
    "head to head",
    "the series",
    "have met",
    "had met",
    "affrontat*",
    "incontrat*",
    "times",
    "volte",
    "volta",
    "once",
    "twice",
    "games against",
    "matches against",
    "incontri con",
    "incontri contro",
    "bilancio",
    "record against",
    "games between",
    "matches between",
    "partite tra",
    "partite fra",
    "previous games",
    "previous matches",
    "mai perso con",
    "mai perso contro",
    "mai battuto",
    "never lost to",
    "never beaten",
    "never lost against",
];

/// Words that restrict which meetings are counted.
const ONLY: &[&str] = &[
    "since",
    "dal",
    "dall",
    "mondiali",
    "mondiale",
    "europei",
    "europeo",
    "world",
    "euro",
    "tournament",
    "torneo",
    "competitive",
    "interni",
    "interne",
    "esterni",
    "esterne",
    "casalinghi",
    "casalinghe",
    "ufficiali",
    "qualif*",
    "amichevol*",
    "friendl*",
    "home",
    "casa",
    "trasferta",
    "last",
    "ultimi",
    "ultime",
    "recent*",
    "here",
    "wembley",
    "finals",
    "copa",
    "coppa",
    "cup",
    "group",
    "section",
    "girone",
    "gruppo",
    "under",
    "con lui",
    "minutes",
    "stage",
    "knockout",
    "soil",
    "anni",
    "years",
    "penalties",
    "rigori",
    "campaign",
    "nell",
    "scorers",
    "league",
    "season",
    "stagione",
    "panchin*",
];

/// Words that leave out the meeting reported.
const EARLIER: &[&str] = &[
    "previous*",
    "precedent*",
    "before",
    "prima",
    "earlier",
    "past",
    "finora",
    "had",
    "aveva*",
    "until",
    "fin qui",
    "so far",
    "gia",
];

/// How far a count may be off and still be one of these two teams.
const FAR: u16 = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counts {
    Meetings,
    Won,
    Drawn,
    Lost,
    /// Won by the one of whom nothing was said last.
    Other,
}

/// Words for who or what a balance of two sides is of, where neither is named.
const RIVALS: &[&str] = &[
    "li",
    "le",
    "ci",
    "us",
    "them",
    "loro",
    "contro",
    "against",
    "avversari*",
    "rivali",
    "opponent*",
    "precedent*",
    "incroci",
    "meetings",
    "sfide",
    "confronti",
    "other",
    "l altra",
    "derby",
];

impl Reader<'_, '_, '_, '_, '_> {
    /// Reads counts of meetings, and marks the tokens of the numbers.
    pub(super) fn met_before(&self, taken: &mut [bool], out: &mut Vec<Statement>) {
        let scene = self.scene;
        for &(from, to) in &scene.lattice.text.sentences {
            if !scene.has(from, to, ABOUT) && !self.won_over(from, to) {
                continue;
            }
            let mut found: Vec<(Counts, Figure)> = Vec::new();
            for at in (from..to).filter(|i| !taken[*i]) {
                let Some(figure) = self.meeting_figure(at) else { continue };
                // "Nel 2020, quando si erano incontrate per la prima volta": up to then.
                let (clause, _) = scene.clause(at, 2);
                if figure.ordinal && scene.has(clause, at, &["quando", "when"]) {
                    continue;
                }
                let last = found.last().copied();
                if let Some(counts) = self.counts(figure, last, (from, to)) {
                    found.push((counts, figure));
                }
            }
            let Some(sides) = self.pair_of(from, to) else { continue };
            // Somebody's wins alone are no meetings: a noun, or whom he has beaten.
            let about = found.iter().any(|(c, _)| *c == Counts::Meetings)
                || scene.has(
                    from,
                    to,
                    &[
                        "series",
                        "precedenti",
                        "scontri diretti",
                        "head to head",
                        "record against",
                        "mai perso con",
                        "mai perso contro",
                        "never lost to",
                    ],
                )
                || self.beaten_team(from, to)
                || self.won_over(from, to);
            if !about {
                continue;
            }
            let first = out.len();
            let moment = self.moment_of(&found, sides);
            for (i, (counts, figure)) in found.iter().enumerate() {
                let near = (figure.from.saturating_sub(9).max(from), (figure.to + 8).min(to));
                if scene.has(near.0, near.1, ONLY) {
                    continue;
                }
                let before = i.checked_sub(1).map(|j| found[j]);
                if let Some(s) =
                    self.of_meetings(*counts, *figure, (before, moment), sides, (from, to))
                {
                    taken[figure.from] = true;
                    out.push(s);
                }
            }
            // So many fewer or more meetings than they have had are those of others.
            let others = out[first..].iter().any(|s| {
                let Some(Claim::Meetings { number, .. }) = s.readings.first() else { return false };
                s.weighed.as_ref().is_some_and(|w| match &w.judged.says {
                    Says::No(Some(n)) => n.parse::<u16>().is_ok_and(|n| n.abs_diff(*number) > FAR),
                    _ => false,
                })
            });
            // Figures that all differ were counted over something else.
            let holds = |v: Verdict| {
                let of = |s: &&Statement| s.weighed.as_ref().is_some_and(|w| w.verdict == v);
                out[first..].iter().filter(of).count()
            };
            let much = out[first..].iter().any(|s| {
                let (Some(Claim::HeadToHead { tally, .. }), Some(w)) =
                    (s.readings.first(), &s.weighed)
                else {
                    return false;
                };
                let told = tally.won.or(tally.drawn).or(tally.lost);
                matches!((&w.judged.says, told), (Says::No(Some(n)), Some(told))
                    if n.parse::<u16>().is_ok_and(|n| n.abs_diff(told) > 2))
            });
            let all_differ =
                much && holds(Verdict::Contradicted) >= 2 && holds(Verdict::Confirmed) == 0;
            if others || all_differ {
                for s in &mut out[first..] {
                    if let Some(w) = &mut s.weighed {
                        w.verdict = Verdict::Unchecked;
                    }
                }
            }
            out.extend(self.whole(&out[first..]));
        }
    }

    /// Won, drawn and lost told one after the other are one record, too.
    fn whole(&self, told: &[Statement]) -> Option<Statement> {
        let mut sum = Tally::default();
        let mut right = [String::new(), String::new(), String::new()];
        let (mut pair, mut judged, mut wrong) = (None, None, false);
        for s in told {
            let (Some(Claim::HeadToHead { team, other, tally }), Some(w)) =
                (s.readings.first(), &s.weighed)
            else {
                return None;
            };
            if pair.is_some_and(|p| p != (*team, *other)) && tally.drawn.is_none() {
                return None;
            }
            pair = pair.or(Some((*team, *other)));
            let (slot, value) = match (tally.won, tally.drawn, tally.lost) {
                (Some(n), None, None) => (0, n),
                (None, Some(n), None) => (1, n),
                (None, None, Some(n)) => (2, n),
                _ => return None,
            };
            if !right[slot].is_empty() {
                return None;
            }
            right[slot] = match (w.verdict, &w.judged.says) {
                (Verdict::Confirmed, _) => value.to_string(),
                (Verdict::Contradicted, Says::No(Some(n))) => n.clone(),
                _ => return None,
            };
            wrong |= w.verdict == Verdict::Contradicted;
            sum = Tally {
                won: sum.won.or(tally.won),
                drawn: sum.drawn.or(tally.drawn),
                lost: sum.lost.or(tally.lost),
                ..sum
            };
            judged = judged.or(Some(w.judged.clone()));
        }
        if right.iter().any(String::is_empty) {
            return None;
        }
        let (team, other) = pair?;
        let mut judged = judged?;
        let verdict = if wrong {
            judged.says = Says::No(Some(right.join("-")));
            Verdict::Contradicted
        } else {
            judged.says = Says::Yes;
            Verdict::Confirmed
        };
        let span = (told.first()?.from, told.last()?.to);
        Some(self.weighed(span, Claim::HeadToHead { team, other, tally: sum }, verdict, judged))
    }

    /// A number, or "once" and "twice".
    fn meeting_figure(&self, at: usize) -> Option<Figure> {
        let value = match self.scene.fold(at) {
            "once" => 1,
            "twice" => 2,
            "thrice" => 3,
            _ => return self.figure(at),
        };
        Some(Figure { value, from: at, to: at + 1, ordinal: false })
    }

    fn counts(
        &self,
        figure: Figure,
        last: Option<(Counts, Figure)>,
        (from, to): (usize, usize),
    ) -> Option<Counts> {
        let scene = self.scene;
        let word = |i: usize| if i < to { scene.fold(i) } else { "" };
        let lead = |n: usize| {
            figure.from.checked_sub(n).filter(|i| *i >= from).map_or("", |i| scene.fold(i))
        };
        let skip = usize::from(matches!(
            word(figure.to),
            "previous" | "earlier" | "past" | "sole" | "sola" | "previously"
        ));
        let mut noun = word(figure.to + skip);
        // "Three Scottish wins".
        if let Some(m) = scene.lattice.mention(figure.to)
            && !teams_of(scene.frame, m).is_empty()
        {
            noun = word(m.to);
        }
        // "Il confronto numero 26".
        if matches!(lead(1), "numero" | "number") && NOUNS.contains(&lead(2)) {
            return Some(Counts::Meetings);
        }
        // "I precedenti sono otto".
        let ended = matches!(word(figure.to), "" | "." | "," | ";" | ":");
        if ended && matches!(lead(1), "sono" | "are" | ":") && NOUNS.contains(&lead(2)) {
            return Some(Counts::Meetings);
        }
        // "The first meeting, in Anderlecht, ended 6-0" counts none.
        let one_of_them = figure.ordinal
            && figure.from <= from + 1
            && (figure.to..to).any(|i| scene.lattice.scores[i].is_some());
        if one_of_them {
            return None;
        }
        if NOUNS.contains(&noun) {
            return (!figure.ordinal || noun != "precedenti").then_some(Counts::Meetings);
        }
        let games = matches!(noun, "games" | "matches" | "partite" | "gare" | "match");
        let bound = matches!(
            word(figure.to + skip + 1),
            "against" | "between" | "contro" | "con" | "with" | "tra" | "fra"
        );
        let never = ["never", "mai", "yet to", "still not"];
        let of_meeting =
            scene.has(from, figure.from, &["bilancio storico", "precedenti", "series"])
                || skip == 1 && self.played_against(from, figure.from)
                || scene.has(figure.from.saturating_sub(12).max(from), figure.from, &never)
                    && scene.lattice.mentions[scene.lattice.mentions_in(from, figure.from)]
                        .iter()
                        .filter(|m| !teams_of(scene.frame, m).is_empty())
                        .count()
                        >= 2;
        if games && !figure.ordinal && (bound || of_meeting) {
            return Some(Counts::Meetings);
        }
        let times = matches!(noun, "times" | "volte" | "volta")
            || matches!(scene.fold(figure.from), "once" | "twice" | "thrice");
        let (a, _) = self.segment(figure.from, figure.to);
        let reach = a.max(figure.from.saturating_sub(8));
        // "Il Belgio ha pareggiato tre volte su sette": of its own matches, if nobody
        // else is named.
        let alone = scene.lattice.mentions[scene.lattice.mentions_in(from, to)]
            .iter()
            .filter(|m| !teams_of(scene.frame, m).is_empty())
            .count()
            < 2
            && !scene.has(from, to, RIVALS);
        if times && alone && matches!(word(figure.to + 1), "su" | "in" | "of" | "out") {
            return None;
        }
        if times {
            if scene.has(reach, figure.from, &["met", "affrontat*", "incontrat*", "faced"])
                || matches!(word(figure.to), "met")
            {
                return Some(Counts::Meetings);
            }
            if scene.has(reach, figure.from, &["lost", "pers*", "been beaten", "stati battuti"]) {
                return Some(Counts::Lost);
            }
            if scene.has(
                reach,
                figure.from,
                &[
                    "beaten",
                    "beat",
                    "won",
                    "defeated",
                    "battut*",
                    "vint*",
                    "sconfitt*",
                    "superat*",
                    "impost*",
                ],
            ) && !scene.has(reach, figure.from, &["been beaten", "stati battuti"])
            {
                return Some(Counts::Won);
            }
            if scene.has(reach, figure.from, &["drawn", "pareggiat*"]) {
                return Some(Counts::Drawn);
            }
            return None;
        }
        // Points, goals and the like.
        match noun {
            "wins" | "win" | "victories" | "victory" | "vittorie" | "vittoria" | "successi"
            | "successo" => return Some(Counts::Won),
            "draws" | "draw" | "pareggi" | "pareggio" | "pari" => return Some(Counts::Drawn),
            "defeats" | "defeat" | "losses" | "sconfitte" | "sconfitta" | "ko" => {
                return Some(Counts::Lost);
            }
            _ => {}
        }
        // "Ne ha persi uno e vinti undici", "sette li hanno vinti gli americani".
        let told = if matches!(noun, "li" | "le") && matches!(word(figure.to + 1), "hanno" | "ha") {
            word(figure.to + 2)
        } else {
            lead(1)
        };
        // "Ha perso quindici delle 32 sfide".
        let among = matches!(word(figure.to), "delle" | "dei" | "degli" | "of" | "su");
        if !figure.ordinal {
            match told {
                "vinto" | "won" if among => return Some(Counts::Won),
                "perso" | "lost" if among => return Some(Counts::Lost),
                "pareggiato" | "drawn" if among => return Some(Counts::Drawn),
                "aggiudicati" | "aggiudicate" => return Some(Counts::Won),
                "vinti" | "vinte" | "won" => return Some(Counts::Won),
                "persi" | "perse" | "lost" => return Some(Counts::Lost),
                "pareggiati" | "pareggiate" | "drawn" => return Some(Counts::Drawn),
                _ => {}
            }
        }
        let (counts, before) = last?;
        let close = figure.from - before.to <= 4;
        // "La Roja è a dodici vittorie, l'Italia a dieci", "la Germania sette".
        let step = usize::from(matches!(lead(1), "a" | "con" | "on" | "with"));
        let named = (figure.from - step).checked_sub(1).and_then(|i| scene.lattice.covered[i]);
        // "Four Scottish wins and eight Portuguese".
        let named =
            named.or(scene.lattice.mention_at[figure.to.min(scene.lattice.mention_at.len() - 1)]);
        if counts == Counts::Won
            && !figure.ordinal
            && figure.from - before.to <= 7
            && named.is_some_and(|i| {
                let m = &scene.lattice.mentions[i as usize];
                m.from >= before.to && !teams_of(scene.frame, m).is_empty()
            })
        {
            return Some(Counts::Won);
        }
        // "14 vittorie a quattro", "undici successi a dieci".
        if counts == Counts::Won
            && close
            && matches!(lead(1), "a" | "ad" | "to" | "contro" | "against")
            && !figure.ordinal
        {
            return Some(Counts::Other);
        }
        // "Una volta su nove", "five times in six", "fifth win in six".
        if matches!(counts, Counts::Won | Counts::Lost | Counts::Drawn)
            && close
            && !figure.ordinal
            && matches!(lead(1), "su" | "in" | "of" | "from")
            && (matches!(word(figure.to), "against" | "contro")
                || !scene
                    .lattice
                    .text
                    .tokens
                    .get(figure.to)
                    .is_some_and(|t| t.is_word() && figure.to < to))
        {
            return Some(Counts::Meetings);
        }
        None
    }
}
