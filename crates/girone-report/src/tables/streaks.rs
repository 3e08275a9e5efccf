//! Runs: "unbeaten in nine", "terza sconfitta di fila", "senza gol da due partite".

mod composed;
mod states;
mod wording;
mod words;

use super::told::Figure;
use super::*;
use crate::check::Verdict;
use words::{GAMES, OTHER_UNITS, RUN_NOUNS};

/// A run as the words tell it.
struct Told {
    run: Run,
    figure: Figure,
    /// One past the last word.
    to: usize,
    /// Whether the last so many are told and not how many there were.
    last: bool,
}

impl Reader<'_, '_, '_, '_, '_> {
    /// Reads the runs of the text and marks the tokens of their numbers.
    pub(super) fn streaks(&self, taken: &mut [bool], out: &mut Vec<Statement>) {
        let free: Vec<usize> = (0..taken.len()).filter(|i| !taken[*i]).collect();
        // The run that was told last in this sentence: what is listed after it may
        // leave it out.
        let mut last: Option<(Run, usize)> = None;
        for at in free {
            let Some(figure) = self.figure(at) else { continue };
            // "Have not won in ten years".
            if OTHER_UNITS.contains(&self.scene.fold(figure.to)) {
                continue;
            }
            let first = self.scene.lattice.text.sentence_of(at).0;
            let listed = last.filter(|l| l.1 >= first).and_then(|l| self.listed(figure, l.0));
            let same =
                || last.filter(|l| l.1 >= first).and_then(|l| self.of_the_same(figure, l.0, l.1));
            let told = self
                .run_told(figure)
                .or(listed)
                .or_else(|| self.composed(figure))
                .or_else(|| self.state_told(figure))
                .or_else(same);
            let Some(told) = told else { continue };
            if self.of_a_pair(&told) || self.of_someone(&told) {
                continue;
            }
            if let Some(s) = self.streak(&told) {
                taken[at] = true;
                last = Some((told.run, at));
                out.push(s);
            }
        }
    }

    /// "Sloveni imbattuti da otto gare, danesi da cinque", "Scotland are unbeaten in
    /// six, Wales in four": a team and a number, where a run was told before.
    fn listed(&self, figure: Figure, run: Run) -> Option<Told> {
        let scene = self.scene;
        let lead = figure.from.checked_sub(1)?;
        if figure.ordinal || !matches!(scene.fold(lead), "da" | "in" | "for") {
            return None;
        }
        let mut name = lead;
        // "I tedeschi lo sono da diciassette".
        while name > 0
            && matches!(
                scene.fold(name - 1),
                "lo" | "sono" | "e" | "are" | "so" | "invece" | "addirittura" | "ben"
            )
        {
            name -= 1;
        }
        let m = scene.lattice.covered[name.checked_sub(1)?]?;
        let team = teams_of(scene.frame, &scene.lattice.mentions[m as usize]);
        let games = usize::from(GAMES.contains(&scene.fold(figure.to)));
        let to = figure.to + games;
        let ends = !scene.lattice.text.tokens.get(to).is_some_and(|t| t.is_word())
            || matches!(scene.fold(to), "e" | "ed" | "and" | "ma" | "but" | "mentre" | "while");
        (ends && team.len() == 1).then_some(Told { run, figure, to, last: false })
    }

    /// "Pone fine a diciotto gare utili", "ne interrompe l'imbattibilità dopo 35".
    fn ends_a_run(&self, figure: Figure) -> bool {
        let scene = self.scene;
        let (first, _) = scene.lattice.text.sentence_of(figure.from);
        (figure.from.saturating_sub(7).max(first)..figure.from).any(|i| {
            let verb = [
                "pon* fine",
                "mett* fine",
                "interromp*",
                "spezza*",
                "put an end",
                "puts an end",
                "ended a",
                "ends a",
                "snapped a",
                "snaps a",
                "halted a",
                "halts a",
                "brought to an end",
                "to end a",
                "ending a",
            ]
            .iter()
            .any(|v| scene.starts(i, v, figure.from));
            verb && !matches!(scene.fold(i.wrapping_sub(1)), "si" | "s")
        })
    }

    /// The team that the words around a run name as the one whose it is: "ended
    /// Argentina's six-match run", "the Turks, whose run of six", "si ferma a sette la
    /// serie degli azzurri", "nine Dutch wins", "sette gare senza ko per i belgi".
    fn run_owner(&self, told: &Told) -> Option<TeamId> {
        let scene = self.scene;
        let lattice = scene.lattice;
        let Figure { from, to, .. } = told.figure;
        let (first, last) = lattice.text.sentence_of(from);
        let at = |i: usize| -> Option<TeamId> {
            let m = &lattice.mentions[lattice.covered.get(i).copied().flatten()? as usize];
            let teams = teams_of(scene.frame, m);
            (teams.len() == 1).then(|| teams[0])
        };
        // A name within the words themselves.
        if let Some(team) = (to..told.to.min(last)).find_map(at) {
            return Some(team);
        }
        // "X's run of six", "X's six-match run", "X, whose run of six".
        let begin = from.saturating_sub(9).max(first);
        let marks = |i: usize| {
            let t = &lattice.text.tokens[i];
            !t.spaced && matches!(&*t.fold, "s" | "'" | "\u{2019}") || t.is("whose")
        };
        if let Some(mark) = (begin..from).rev().find(|i| marks(*i)) {
            let near = (mark + 1..from).all(|i| {
                lattice.numbers[i].is_none()
                    && lattice.text.tokens[i].is_word()
                    && !matches!(scene.fold(i), "men" | "side" | "team" | "charges" | "players")
            });
            let back =
                if scene.fold(mark) == "whose" { mark.checked_sub(2) } else { mark.checked_sub(1) };
            if near
                && from - mark <= 6
                && let Some(team) = back.and_then(at)
            {
                return Some(team);
            }
        }
        // "La serie positiva degli azzurri", "la striscia belga", "per gli azzurri":
        // after the number, before anything else is told.
        let mut i = told.to;
        let mut noun = RUN_NOUNS.contains(&scene.fold(i)) || told.to > to;
        while i < last && i < told.to + 8 {
            let word = scene.fold(i);
            if let Some(team) = at(i) {
                let lead = (told.to..i).any(|j| {
                    matches!(
                        scene.fold(j),
                        "di" | "del"
                            | "della"
                            | "dell"
                            | "dei"
                            | "degli"
                            | "delle"
                            | "per"
                            | "of"
                            | "for"
                    )
                });
                let adjective = i > told.to && RUN_NOUNS.contains(&scene.fold(i - 1))
                    || i > told.to + 1 && RUN_NOUNS.contains(&scene.fold(i - 2));
                return (noun && (lead || adjective)).then_some(team);
            }
            noun |= RUN_NOUNS.contains(&word);
            let inserted = matches!(word, "," | "invece" | "pero" | "anche" | "cosi");
            if !inserted && (!lattice.text.tokens[i].is_word() || lattice.numbers[i].is_some()) {
                return None;
            }
            if matches!(
                word,
                "e" | "ed" | "and" | "contro" | "against" | "con" | "with" | "in" | "ma" | "but"
            ) {
                return None;
            }
            i += 1;
        }
        None
    }

    /// Whether a run is of the meetings with somebody.
    fn of_a_pair(&self, told: &Told) -> bool {
        let scene = self.scene;
        let (_, b) = scene.clause(told.figure.from, 5);
        let end = (told.to + 5).min(b);
        let lattice = scene.lattice;
        let with = (told.to..end).any(|i| {
            matches!(
                scene.fold(i),
                "over"
                    | "against"
                    | "contro"
                    | "su"
                    | "sul"
                    | "sull"
                    | "sulla"
                    | "sui"
                    | "sugli"
                    | "tra"
                    | "fra"
                    | "between"
                    | "with"
                    | "con"
                    | "meetings"
            ) && (i - told.to) <= 1
                && (told.to..i).all(|j| lattice.text.tokens[j].is_word())
                // "Their run is over".
                && !(scene.fold(i) == "over" && matches!(scene.fold(i - 1), "is" | "was"))
        });
        // "Have not beaten England in their last six", "non batte il Galles da".
        let (a, _) = self.segment(told.figure.from, told.to);
        // "Fra turchi e gallesi è il terzo pareggio consecutivo".
        let team = |i: usize| {
            let m = lattice.covered.get(i).copied().flatten()?;
            let m = &lattice.mentions[m as usize];
            matches!(m.who, Who::Teams(_)).then_some(m.to)
        };
        let article = |i: usize| {
            usize::from(matches!(scene.fold(i), "i" | "gli" | "l" | "la" | "il" | "the"))
        };
        let (first, _) = lattice.text.sentence_of(told.figure.from);
        let between = (first..told.figure.from).any(|i| {
            let joined = |to: usize| matches!(scene.fold(to), "e" | "ed" | "and");
            matches!(scene.fold(i), "fra" | "tra" | "between")
                && team(i + 1 + article(i + 1))
                    .filter(|to| joined(*to))
                    .is_some_and(|to| team(to + 1 + article(to + 1)).is_some())
        });
        if between {
            return true;
        }
        let beaten = (a..told.figure.from).any(|i| {
            matches!(
                scene.fold(i),
                "beaten" | "beat" | "batte" | "battono" | "batteva" | "battevano" | "attempts"
            ) && (scene.fold(i) == "attempts"
                || matches!(scene.fold(i + 1), "them" | "us" | "him" | "these")
                || lattice.mentions[lattice.mentions_in(i, i + 4)]
                    .iter()
                    .any(|m| matches!(m.who, Who::Teams(_))))
        });
        let versus = (a..told.figure.from).any(|i| {
            matches!(scene.fold(i), "against" | "contro")
                && lattice.mentions[lattice.mentions_in(i, i + 4)]
                    .iter()
                    .any(|m| matches!(m.who, Who::Teams(_)))
        });
        with || beaten || versus
    }

    /// Whether a run is of a player, or of matches that cannot be told apart.
    fn of_someone(&self, told: &Told) -> bool {
        let scene = self.scene;
        let (a, _) = scene.clause(told.figure.from, 5);
        let lattice = scene.lattice;
        let (c, d) = self.segment(told.figure.from, told.to);
        let odd = scene.has(
            c.max(told.figure.from.saturating_sub(8)),
            d.min(told.to + 8),
            &[
                "major",
                "under 21",
                "women",
                "femminile",
                "half",
                "minutes",
                "minuti",
                "goalless",
                "knockout",
                "opening",
                "debut*",
                "since then",
                "da allora",
                "edizioni",
                "editions",
                "tournaments",
                "euros in",
                "finals in",
                "mondiali di",
                "europei di",
                "here",
                "ground",
                "stadium",
                "stadio",
                "wembley",
                "hampden",
                "finali",
                "points from",
                "penalty",
                "rigori",
                "shoot",
            ],
        );
        let before = lattice.mentions[lattice.mentions_in(a, told.figure.from)].last();
        let person = before.is_some_and(|m| {
            matches!(m.who, Who::People(_) | Who::Unknown)
                && teams_of(scene.frame, m).is_empty()
                && told.figure.from - m.to <= 4
                && !self.men_of(m.from)
                && !self.team_before(m.from)
                && !self.men_after(m.to)
                && !scene.has(m.to, told.figure.from, &["panchina", "guida", "charge"])
        });
        odd || person
    }

    fn streak(&self, told: &Told) -> Option<Statement> {
        let scene = self.scene;
        let Told { run, figure, .. } = *told;
        let stated = figure.value;
        let (mut team, mut near, others) = self.whose(figure.from)?;
        if let Some(owner) = self.run_owner(told) {
            (team, near) = (owner, true);
        }
        let ground = self.ground_near(figure);
        let (natural, explicit) = self.scope_of(figure, team);
        // A run up to the match reported leaves out that match and no other.
        let length = |team: TeamId, coach, scope, ground, before: bool| -> (u16, Vec<u32>) {
            let cut = scene.frame.cut();
            let counted = scene.judge.counted(team, coach, scope, ground, &cut);
            let skip = before
                && counted.games.last().is_some_and(|g| {
                    Some(*g) == scene.game_at(figure.from) || Some(*g) == scene.frame.main()
                });
            (counted.run(run, skip), counted.games)
        };
        let natural_of = |team: TeamId| {
            let ended = length(team, None, natural, ground, false).0 == 0;
            let (before, told_when) = self.moment(figure.from, ended);
            (length(team, None, natural, ground, before), before, told_when, ended)
        };
        let (mut own, mut before, mut told_when, mut ended) = natural_of(team);
        // Who ends a run ends that of the other.
        if !ended
            && let Some((home, away)) = scene.frame.sides()
            && (team == home || team == away)
            && self.ends_a_run(figure)
        {
            let other = if team == home { away } else { home };
            let theirs = natural_of(other);
            if theirs.3 {
                team = other;
                (own, before, told_when, ended) = theirs;
            }
        }
        if !near && own.0 != stated {
            // One of those that may be meant: the one it comes nearest to.
            let sides = scene.frame.sides().map_or(Vec::new(), |(h, a)| vec![h, a]);
            let mut all: Vec<TeamId> = others.clone();
            all.extend(sides);
            let best = all
                .into_iter()
                .map(|t| (natural_of(t).0.0.abs_diff(stated), t))
                .min_by_key(|b| b.0);
            if let Some((apart, t)) = best
                && apart < own.0.abs_diff(stated)
            {
                team = t;
                (own, before, told_when, ended) = natural_of(team);
            }
        }
        let right = own.0;
        let claim = Claim::Streak {
            team,
            coach: None,
            run,
            length: stated,
            before: before && !told.last,
            scopes: vec![natural],
            ground,
        };
        let scopes = self.all_scopes(figure.from, team, natural);
        let value = |scope: Scope| length(team, None, scope, ground, before).0;
        let grid: Vec<(Scope, String)> =
            scopes.iter().map(|s| (*s, value(*s).to_string())).collect();
        // Within a tournament an unbroken row of wins is the whole record there.
        let as_record = matches!((natural, run, ended), (Scope::Edition(_), Run::Wins, true))
            .then(|| {
                let cut = scene.frame.cut();
                let (w, d, l) = scene.judge.counted(team, None, natural, ground, &cut).tally();
                (w == right && d == 0 && l <= 1).then(|| format!("{w}-{d}-0"))
            })
            .flatten();
        let mut judged = Judged::new(Says::Yes, own.1);
        judged.scope = Some(self.grid(&grid, None));
        let span = (figure.from, told.to.max(figure.to));
        // "Da quattro partite nel girone": of no others.
        let bound = matches!(
            scene.fold(told.to),
            "in" | "nel" | "nella" | "nelle" | "nei" | "at" | "of" | "del" | "della" | "delle"
        );
        let all = explicit && !bound && value(Scope::All) == stated;
        if right == stated || all {
            return Some(self.weighed(span, claim, Verdict::Confirmed, judged));
        }
        judged.says = Says::No(Some(as_record.unwrap_or(right.to_string())));
        let prepared = scene.frame.prepared;
        let in_table = scene
            .game_at(figure.from)
            .is_some_and(|g| prepared.table_of(prepared.get(g)).is_some());
        // Which other readings make it true.
        let mut doubt = right == 0 || told.last && stated < right;
        let day = scene.frame.today();
        let tenures = &scene.frame.prepared.snapshot.tenures;
        let coach = tenures.iter().find(|t| t.team == team && day.is_some_and(|d| t.covers(d)));
        let (a, b) = scene.lattice.text.sentence_of(figure.from);
        if let Some(tenure) = coach
            && length(team, Some(tenure.person), natural, ground, before).0 == stated
        {
            let named = scene.lattice.mentions[scene.lattice.mentions_in(a, b)].iter().any(|m| {
                // "Tedesco's team had gone 15" counts for the team.
                matches!(&m.who, Who::People(p) if p.contains(&tenure.person))
                    && !self.men_of(m.from)
                    && !self.men_after(m.to)
                    && !self.team_before(m.from)
            });
            if named {
                judged.says = Says::Yes;
                return Some(self.weighed(span, claim, Verdict::Confirmed, judged));
            }
            doubt = true;
        }
        doubt |= told_when && !ended && length(team, None, natural, ground, !before).0 == stated;
        // "In tutte le competizioni" is said of all and of no fewer.
        let outright = explicit && natural == Scope::All;
        // In a knockout round the group is over.
        doubt |= !outright
            && scopes.iter().skip(1).any(|s| {
                let within =
                    matches!(s, Scope::Edition(_)) || matches!(s, Scope::Table(_)) && in_table;
                within && value(*s) == stated
            });
        let other_ground = match ground {
            Ground::Any => self.ground_of(a, b),
            _ => Ground::Any,
        };
        // "Al Prater di Vienna non perdono da otto incontri": there.
        let begin = scene.clause(figure.from, 3).0;
        let there = ground == Ground::Any
            && scene.lattice.mentions[scene.lattice.mentions_in(begin, figure.from)]
                .iter()
                .filter(|m| matches!(m.who, Who::Cities(_)) && m.from > begin)
                .any(|m| {
                    matches!(
                        scene.fold(m.from - 1),
                        "a" | "ad" | "di" | "in" | "at" | "il" | "lo" | "la" | "l" | "al" | "all"
                    )
                });
        doubt |= there
            && [Ground::Home, Ground::Away]
                .into_iter()
                .any(|g| length(team, None, natural, g, before).0 == stated);
        doubt |=
            other_ground != ground && length(team, None, natural, other_ground, before).0 == stated;
        let sides = scene.frame.sides().into_iter().flat_map(|s| [s.0, s.1]);
        doubt |= !near
            && others
                .into_iter()
                .chain(sides)
                .any(|other| other != team && natural_of(other).0.0 == stated);
        // A team that is only guessed at and is far off is somebody else.
        doubt |= right.abs_diff(stated) > if near { 12 } else { 3 };
        doubt |=
            self.cues(figure.from).named == Some(Scope::Friendlies) && natural != Scope::Friendlies;
        let verdict = if doubt { Verdict::Unchecked } else { Verdict::Contradicted };
        Some(self.weighed(span, claim, verdict, judged))
    }
}
