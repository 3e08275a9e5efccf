//! The meetings of two teams: how many, and how many each has won.

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

    /// Whether a stretch says of a side that it played against the other.
    fn played_against(&self, from: usize, to: usize) -> bool {
        let scene = self.scene;
        scene.lattice.mentions[scene.lattice.mentions_in(from, to)].iter().any(|m| {
            m.from > from
                && !teams_of(scene.frame, m).is_empty()
                && matches!(
                    scene.fold(m.from - 1),
                    "to" | "against" | "with" | "contro" | "con" | "i" | "gli" | "la" | "l"
                )
                && (m.from.saturating_sub(2)..m.from)
                    .any(|i| matches!(scene.fold(i), "to" | "against" | "with" | "contro" | "con"))
        })
    }

    /// Whether the sentence says of a team that it was beaten so many times.
    fn beaten_team(&self, from: usize, to: usize) -> bool {
        let scene = self.scene;
        let times = scene.has(from, to, &["times", "volte", "una volta", "once", "twice"]);
        let beat = scene.has(
            from,
            to,
            &[
                "beaten",
                "beat",
                "battuto",
                "batte",
                "battono",
                "lost to",
                "sconfitto",
                "superato",
                "imposti",
                "perso contro",
                "defeated",
            ],
        );
        times && beat
    }

    /// Whether a count before a token is told in the perfect: it is one of today.
    fn of_today(&self, from: usize, at: usize) -> bool {
        let from = at.saturating_sub(9).max(from);
        self.scene.has(from, at, &["have", "has", "hanno", "ha"])
    }

    /// Whether a win "over" one of the two is counted: "their 12th victory over the Danes".
    fn won_over(&self, from: usize, to: usize) -> bool {
        let scene = self.scene;
        (from..to).any(|i| {
            let noun = matches!(
                scene.fold(i),
                "win"
                    | "wins"
                    | "victory"
                    | "victories"
                    | "vittoria"
                    | "vittorie"
                    | "successo"
                    | "successi"
                    | "defeat"
                    | "sconfitta"
            );
            let over = (i + 1..(i + 4).min(to)).find(|j| {
                matches!(
                    scene.fold(*j),
                    "over"
                        | "against"
                        | "su"
                        | "sui"
                        | "sugli"
                        | "sulla"
                        | "sull"
                        | "contro"
                        | "sul"
                )
            });
            let counted = i > from
                && (scene.lattice.ordinals[i - 1].is_some_and(|o| o.0 > 2)
                    || scene.lattice.numbers[i - 1].is_some_and(|n| n.0 > 2)
                    || scene.lattice.covered[i - 1].is_some()
                        && i > from + 1
                        && scene.lattice.ordinals[i - 2].is_some());
            // "Have drawn three of eight against Belgium".
            let number = |j: usize| scene.lattice.numbers.get(j).copied().flatten().is_some();
            let share = matches!(scene.fold(i), "won" | "lost" | "drawn" | "vinto" | "perso")
                && number(i + 1)
                && matches!(scene.fold(i + 2), "of" | "in" | "su" | "from")
                && number(i + 3)
                && matches!(scene.fold(i + 4), "against" | "contro");
            share
                || noun
                    && counted
                    && over.is_some_and(|j| {
                        let range = scene.lattice.mentions_in(j, (j + 3).min(to));
                        scene.lattice.mentions[range]
                            .first()
                            .is_some_and(|m| !teams_of(scene.frame, m).is_empty())
                    })
        })
    }

    /// A count of meetings: wrong where it is told of today and leaves out this one.
    pub(super) fn meetings_told(
        &self,
        span: (usize, usize),
        mut readings: Vec<Claim>,
    ) -> Statement {
        let (a, _) = self.scene.lattice.text.sentence_of(span.0);
        let stale = |c: &Claim| match c {
            Claim::HeadToHead { team, other, tally } => {
                self.stale_meetings((a, span.0), (*team, *other), *tally)
            }
            _ => None,
        };
        let rest = readings
            .iter()
            .skip(1)
            .all(|c| stale(c).is_some() || matches!(self.scene.judge.judge(c).says, Says::No(_)));
        match readings.first().and_then(stale).filter(|_| rest) {
            Some(judged) => {
                self.weighed(span, readings.swap_remove(0), Verdict::Contradicted, judged)
            }
            None => Statement::new(span.0, span.1, readings),
        }
    }

    /// What the meetings of today give, where a count told of today is one of before.
    fn stale_meetings(
        &self,
        (from, at): (usize, usize),
        (team, other): (TeamId, TeamId),
        tally: Tally,
    ) -> Option<Judged> {
        let scene = self.scene;
        let prepared = scene.frame.prepared;
        let ordinal = scene.lattice.ordinals.get(at).copied().flatten().is_some();
        let (_, to) = scene.lattice.text.sentence_of(at);
        if !(ordinal || self.of_today(from, at)) || scene.has(from, to, EARLIER) {
            return None;
        }
        let games = prepared.meetings(team, other, &scene.frame.cut(), &scene.frame.subjects);
        let among = games.last().is_some_and(|g| Some(*g) == scene.frame.main());
        let count = |outcome: Outcome, games: &[u32]| -> u16 {
            let of = games.iter().filter_map(|g| goals_for(prepared.get(*g), team));
            of.filter(|(a, b)| crate::judge::outcome_of(*a, *b) == outcome).count() as u16
        };
        let (outcome, told) = match (tally.won, tally.drawn, tally.lost) {
            (Some(n), None, None) => (Outcome::Won, n),
            (None, Some(n), None) => (Outcome::Drawn, n),
            (None, None, Some(n)) => (Outcome::Lost, n),
            _ => return None,
        };
        let now = count(outcome, &games);
        if !among || told < 2 || now == told || count(outcome, &games[..games.len() - 1]) != told {
            return None;
        }
        Some(Judged::new(Says::No(Some(now.to_string())), games))
    }

    /// Whether the number of meetings told says that this one is left out or counted.
    fn moment_of(
        &self,
        found: &[(Counts, Figure)],
        (home, away): (TeamId, TeamId),
    ) -> Option<bool> {
        let scene = self.scene;
        let prepared = scene.frame.prepared;
        let games = prepared.meetings(home, away, &scene.frame.cut(), &scene.frame.subjects);
        let among = games
            .last()
            .is_some_and(|g| Some(*g) == scene.frame.main() || scene.frame.subjects.contains(g));
        let (_, told) = found.iter().find(|(c, _)| *c == Counts::Meetings)?;
        let (from, _) = scene.lattice.text.sentence_of(told.from);
        match usize::from(told.value) {
            n if found.len() < 2 || !among || n < 3 => None,
            n if n == games.len() => Some(false),
            n if n + 1 == games.len() && !self.of_today(from, told.from) => Some(true),
            _ => None,
        }
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

    /// The match between the two of whom a sentence speaks: with nobody named, as in "the
    /// third meeting of the two", the one reported.
    pub(super) fn match_of_two(&self, from: usize, to: usize) -> Option<crate::claim::GameIx> {
        let scene = self.scene;
        let nobody = scene.lattice.mentions[scene.lattice.mentions_in(from, to)]
            .iter()
            .all(|m| teams_of(scene.frame, m).is_empty());
        scene.frame.main().filter(|_| nobody).or_else(|| scene.game_at(from))
    }

    /// The two teams whose meetings a sentence speaks of.
    pub(super) fn pair_of(&self, from: usize, to: usize) -> Option<(TeamId, TeamId)> {
        let scene = self.scene;
        let lattice = scene.lattice;
        let game = self.match_of_two(from, to)?;
        let sides = scene.frame.prepared.get(game).fixture.teams;
        // "The visitors" beside a name: those of the match that this one played.
        let mentions = &lattice.mentions[lattice.mentions_in(from, to)];
        let described = mentions.iter().any(|m| m.described);
        let mut names = mentions.iter().filter(|m| !m.described);
        if let (true, Some(m), None) = (described, names.next(), names.next())
            && let [team] = teams_of(scene.frame, m).as_slice()
        {
            let of = |g: &&u32| scene.plays(**g, *team);
            if let Some(g) = scene.frame.subjects.iter().find(of) {
                let teams = scene.frame.prepared.get(*g).fixture.teams;
                return Some((teams.home, teams.away));
            }
        }
        let mut named: Vec<TeamId> = Vec::new();
        for m in &lattice.mentions[lattice.mentions_in(from, to)] {
            for t in teams_of(scene.frame, m) {
                if !named.contains(&t) {
                    named.push(t);
                }
            }
        }
        let outside: Vec<TeamId> =
            named.iter().copied().filter(|t| sides.side_of(t).is_none()).collect();
        match (outside.as_slice(), named.as_slice()) {
            ([], _) => Some((sides.home, sides.away)),
            ([_], [a, b]) => Some((*a, *b)),
            _ => None,
        }
    }

    fn of_meetings(
        &self,
        counts: Counts,
        figure: Figure,
        (last, moment): (Option<(Counts, Figure)>, Option<bool>),
        (home, away): (TeamId, TeamId),
        (from, to): (usize, usize),
    ) -> Option<Statement> {
        let scene = self.scene;
        let lattice = scene.lattice;
        let prepared = scene.frame.prepared;
        let cut = scene.frame.cut();
        let games = prepared.meetings(home, away, &cut, &scene.frame.subjects);
        let ours =
            |g: &u32| Some(*g) == scene.game_at(figure.from) || Some(*g) == scene.frame.main();
        let among = games.last().is_some_and(ours);
        let upto = |before: bool| -> &[u32] {
            if before && among { &games[..games.len() - 1] } else { &games }
        };
        let won = |team: TeamId, outcome: Outcome, before: bool| -> u16 {
            let results = upto(before).iter().filter_map(|g| goals_for(prepared.get(*g), team));
            results.filter(|(s, c)| crate::judge::outcome_of(*s, *c) == outcome).count() as u16
        };
        // Of whom the results are.
        let in_pair = |t: &TeamId| *t == home || *t == away;
        let teams = |m: &crate::lattice::Mention| -> Option<TeamId> {
            match teams_of(scene.frame, m).as_slice() {
                [t] if in_pair(t) => Some(*t),
                _ => None,
            }
        };
        let after = lattice.mentions[lattice.mentions_in(figure.to, (figure.to + 3).min(to))]
            .iter()
            .find(|m| {
                let gap = m.from - figure.to;
                gap == 1
                    || gap == 0
                    || gap == 2 && matches!(scene.fold(m.from - 1), "for" | "by" | "per")
            })
            .and_then(teams);
        let subject = scene.candidates(figure.from).into_iter().find(|c| in_pair(&c.team));
        let near = subject.is_some_and(|c| c.near);
        let each = scene.has(figure.to, (figure.to + 3).min(to), &["each", "apiece", "a testa"])
            || scene.has(figure.from.saturating_sub(5).max(from), figure.from, &["each"]);
        let owner = after.or(subject.filter(|c| c.near).map(|c| c.team));
        let other = |t: TeamId| if t == home { away } else { home };
        let past = scene.discourse.before[figure.from]
            || scene.has(
                figure.from.saturating_sub(8).max(from),
                (figure.to + 6).min(to),
                &[
                    "previous",
                    "previously",
                    "earlier",
                    "had never",
                    "never before",
                    "mai prima",
                    "had lost",
                    "had won",
                    "had beaten",
                    "had met",
                    "avevano",
                    "aveva",
                ],
            );
        let with_this = scene.has(
            from,
            to,
            &["compres*", "inclus*", "including", "counting", "now", "ora", "questo"],
        );
        let past = moment.unwrap_or(past && !with_this);
        let value = |team: TeamId, before: bool| -> u16 {
            match counts {
                Counts::Meetings => upto(before).len() as u16,
                Counts::Won | Counts::Other => won(team, Outcome::Won, before),
                Counts::Drawn => won(team, Outcome::Drawn, before),
                Counts::Lost => won(team, Outcome::Lost, before),
            }
        };
        let stated = figure.value;
        let mut owners = match counts {
            Counts::Meetings | Counts::Drawn => vec![home],
            // "Quattro successi contro uno dei Bafana Bafana": who is named after it.
            Counts::Other => match (after, owner.filter(|_| last.is_some())) {
                (Some(a), _) => vec![a],
                (None, Some(o)) => vec![other(o)],
                (None, None) => vec![home, away],
            },
            _ => match owner {
                Some(o) => vec![o],
                None => vec![home, away],
            },
        };
        let sure = owners.len() == 1;
        if !sure {
            owners.sort_by_key(|o| value(*o, past).abs_diff(stated));
        }
        let team = owners[0];
        let right = value(team, past);
        let outcome = match counts {
            Counts::Drawn => Outcome::Drawn,
            Counts::Lost => Outcome::Lost,
            _ => Outcome::Won,
        };
        let claim = match counts {
            Counts::Meetings => Claim::Meetings { team: home, other: away, number: stated },
            _ => Claim::HeadToHead { team, other: other(team), tally: tally_of(outcome, stated) },
        };
        let mut judged = Judged::new(Says::Yes, upto(past).to_vec());
        let (all, earlier) = (games.len(), upto(true).len());
        judged.scope = Some(match among {
            true => (
                format!("{all} meetings with this one, {earlier} before it"),
                format!("{all} confronti con questo, {earlier} prima"),
            ),
            false => (format!("{all} meetings"), format!("{all} confronti")),
        });
        let both = each && counts == Counts::Won && value(home, past) != value(away, past);
        let verdict = if right == stated && !both {
            Verdict::Confirmed
        } else {
            judged.says = Says::No(Some(right.to_string()));
            // "Never victorious in five meetings", told of today: this one is a meeting,
            // and an ordinal win, draw or defeat is this one.
            let told_now = !past
                && among
                && !scene.has(from, to, EARLIER)
                && (counts == Counts::Meetings
                    || (figure.ordinal || self.of_today(from, figure.from))
                        && value(team, false) != value(team, true));
            let other_moment =
                value(team, !past) == stated && !with_this && !told_now && moment.is_none();
            let far = right.abs_diff(stated) > FAR || right == 0 && stated > 2;
            // A team that is only worked out may be the other one.
            let other_team = !matches!(counts, Counts::Meetings | Counts::Drawn)
                && after.is_none()
                && !near
                && [false, true].iter().any(|b| value(other(team), *b) == stated);
            if other_moment || far || other_team || both && right == stated || all == 0 {
                Verdict::Unchecked
            } else {
                Verdict::Contradicted
            }
        };
        let span = (figure.from, self.past_noun(figure.to, to, counts != Counts::Other));
        Some(self.weighed(span, claim, verdict, judged))
    }
}
