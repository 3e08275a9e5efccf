//! Coaches: what was won, drawn and lost under them.

mod words;

use super::told::Figure;
use super::*;
use crate::check::Verdict;
use words::{AGAIN, BALANCE, BENCH, HIM, adjective, letter, noun, participle, verb};
pub(super) use words::{Part, noun as counted};

impl Part {
    fn of(self, (won, drawn, lost): (u16, u16, u16)) -> u16 {
        match self {
            Part::Won => won,
            Part::Drawn => drawn,
            Part::Lost => lost,
            Part::Played => won + drawn + lost,
        }
    }

    fn tally(self, n: u16) -> Tally {
        match self {
            Part::Won => tally_of(Outcome::Won, n),
            Part::Drawn => tally_of(Outcome::Drawn, n),
            Part::Lost => tally_of(Outcome::Lost, n),
            Part::Played => Tally { played: Some(n), ..Tally::default() },
        }
    }
}

impl Reader<'_, '_, '_, '_, '_> {
    /// Reads what is counted under a coach, and marks the tokens of the numbers.
    pub(super) fn coached(&self, taken: &mut [bool], out: &mut Vec<Statement>) {
        let text = self.scene.lattice.text;
        for &(from, to) in &text.sentences {
            let mut group: Vec<(Part, Figure)> = Vec::new();
            for at in from..to {
                if taken[at] {
                    continue;
                }
                if let Some(three) = self.three_in_words(at, to) {
                    self.coached_group(&group, taken, out);
                    group.clear();
                    self.coached_group(&three, taken, out);
                    continue;
                }
                let lettered = self.lettered(at);
                let read = || {
                    let figure = self.figure(at)?;
                    Some((self.part(figure, group.last().copied(), from, to)?, figure))
                };
                let Some((part, figure)) = lettered.or_else(read) else { continue };
                // "La prima sconfitta dopo sei vittorie": another moment, another count.
                let apart = group.last().is_some_and(|(_, last)| {
                    let parted = |i: usize| {
                        matches!(
                            self.scene.fold(i),
                            "dopo" | "after" | "following" | ":" | ";" | "che" | "who" | "which"
                        )
                    };
                    figure.from - last.to > 9 || (last.to..figure.from).any(parted)
                });
                let again = group.iter().any(|(p, _)| *p == part);
                if apart || again {
                    self.coached_group(&group, taken, out);
                    group.clear();
                }
                group.push((part, figure));
            }
            self.coached_group(&group, taken, out);
        }
    }

    /// A count with its letter: "W4 D1 L2".
    fn lettered(&self, at: usize) -> Option<(Part, Figure)> {
        let tokens = &self.scene.lattice.text.tokens;
        let joined = tokens.get(at).filter(|t| !t.spaced)?;
        let part = at.checked_sub(1).and_then(|i| letter(self.scene.fold(i)))?;
        let value = joined.number().and_then(|n| u16::try_from(n).ok())?;
        Some((part, Figure { value, from: at, to: at + 1, ordinal: false }))
    }

    /// Three counts without a noun, beside the name of a record: "Gareca's stint, by
    /// outcome: four, four, five".
    fn three_in_words(&self, at: usize, to: usize) -> Option<Vec<(Part, Figure)>> {
        let scene = self.scene;
        let (from, _) = scene.lattice.text.sentence_of(at);
        // Two of them may look like a score.
        let count = |i: usize| {
            let lattice = scene.lattice;
            let (value, to) = lattice.numbers.get(i).copied().flatten()?;
            let value = u16::try_from(value).ok()?;
            let plain = lattice.ordinals[i].is_none() && lattice.covered[i].is_none();
            plain.then_some(Figure { value, from: i, to, ordinal: false })
        };
        let first = count(at)?;
        if !scene.has(from, at, BALANCE) && !scene.has(from, at, BENCH) {
            return None;
        }
        let mark = |i: usize| matches!(scene.fold(i), "," | "-" | "–" | "and" | "e");
        let next = |f: Figure| (mark(f.to) && f.to + 1 < to).then(|| count(f.to + 1)).flatten();
        let second = next(first)?;
        let third = next(second)?;
        let ended = third.to >= to
            || scene.lattice.text.tokens.get(third.to).is_some_and(|t| t.mark().is_some());
        (ended && next(third).is_none())
            .then(|| vec![(Part::Won, first), (Part::Drawn, second), (Part::Lost, third)])
    }

    /// What a number of a record counts.
    fn part(
        &self,
        figure: Figure,
        last: Option<(Part, Figure)>,
        from: usize,
        to: usize,
    ) -> Option<Part> {
        let scene = self.scene;
        let word = |i: usize| if i < to { scene.fold(i) } else { "" };
        let skip = usize::from(adjective(word(figure.to)));
        let lead = figure.from.checked_sub(1).filter(|i| *i >= from).map_or("", |i| scene.fold(i));
        // "Tredici vinte, otto pari, sette perse": a list of counts.
        let listed = |at: usize| {
            let next = at + 1 + usize::from(matches!(word(at + 1), "," | "e" | "and"));
            next > at + 1 && scene.lattice.numbers.get(next).copied().flatten().is_some()
        };
        if let Some(part) = noun(word(figure.to + skip))
            && (!participle(word(figure.to + skip))
                || last.is_some_and(|(_, l)| figure.from - l.to <= 4)
                || listed(figure.to + skip))
        {
            // "In the last three games", "two games ago", "with two games left".
            let odd = matches!(
                lead,
                "da" | "for"
                    | "last"
                    | "ultime"
                    | "ultimi"
                    | "previous"
                    | "next"
                    | "prossime"
                    | "other"
                    | "altre"
                    | "first"
                    | "prime"
                    | "with"
                    | "after"
                    | "dopo"
            ) && part == Part::Played
                || matches!(
                    word(figure.to + skip + 1),
                    "left" | "remaining" | "ago" | "fa" | "da" | "in" | "ban" | "to"
                ) && part == Part::Played
                    && !matches!(word(figure.to + skip + 2), "charge" | "panchina" | "carica");
            let nth = part == Part::Played && figure.ordinal;
            // "Lost seven matches": the verb says what is counted.
            let done = match part {
                Part::Played => figure.from.checked_sub(1).and_then(|_| verb(lead)),
                _ => None,
            };
            return done.or((!odd && !nth).then_some(part));
        }
        // "Win number 31", "la sconfitta numero quindici".
        let numbered = matches!(lead, "number" | "numero" | "no" | "n");
        if numbered
            && figure.from >= from + 2
            && let Some(part) = noun(scene.fold(figure.from - 2))
        {
            return Some(part);
        }
        // "22 volte festa", "eleven times a winner".
        if matches!(word(figure.to), "volte" | "times")
            && (matches!(word(figure.to + 1), "festa" | "vincitore")
                || scene.starts(figure.to + 1, "a winner", to))
        {
            return Some(Part::Won);
        }
        // "Victories nine, defeats five", "di vittorie ne conta sette".
        let ends = scene.lattice.text.tokens.get(figure.to).is_none_or(|t| t.mark().is_some())
            || figure.to >= to
            || matches!(word(figure.to), "and" | "e" | "ed");
        let mut back = figure.from;
        while back > from
            && (matches!(scene.fold(back - 1), "ne" | "conta" | "fa" | "sono" | "to" | "at")
                || back < figure.from && scene.lattice.covered[back - 1].is_some())
        {
            back -= 1;
        }
        if ends
            && !figure.ordinal
            && back > from
            && let Some(part) = noun(scene.fold(back - 1))
            && part != Part::Played
            && !participle(scene.fold(back - 1))
            && scene.lattice.numbers.get(back.wrapping_sub(2)).copied().flatten().is_none()
        {
            return Some(part);
        }
        // "Won seven and lost one", "ha perso una volta", "ne ha vinte tre".
        let mut i = figure.from;
        while i > from
            && matches!(
                scene.fold(i - 1),
                "just" | "only" | "all" | "solo" | "soltanto" | "appena" | "already" | "gia"
            )
        {
            i -= 1;
        }
        if !figure.ordinal
            && i > from
            && let Some(part) = verb(scene.fold(i - 1))
        {
            return Some(part);
        }
        // "Sei vittorie su otto", "his 16 wins from 20", "won four of his five games".
        let (part, before) = last?;
        if part != Part::Played && !figure.ordinal {
            let out_of = matches!(lead, "su" | "from" | "of" | "in")
                || matches!(lead, "his" | "their" | "the")
                    && figure.from >= from + 2
                    && matches!(scene.fold(figure.from - 2), "of" | "in" | "from");
            return (out_of && figure.from - before.to <= 4).then_some(Part::Played);
        }
        // "La dodicesima vittoria in quindici partite, la nona su nove".
        let out_of = figure.ordinal
            && matches!(word(figure.to), "su" | "in" | "from")
            && scene.lattice.numbers.get(figure.to + 1).copied().flatten().is_some();
        out_of.then_some(Part::Won)
    }

    /// Whose coach a sentence speaks of before or around a record.
    fn coach_of(&self, group: &[(Part, Figure)]) -> Option<(TeamId, PersonId)> {
        let scene = self.scene;
        let lattice = scene.lattice;
        let (from, to) = lattice.text.sentence_of(group[0].1.from);
        let (start, end) = (group[0].1.from, group[group.len() - 1].1.to);
        let coach = |m: &crate::lattice::Mention| match &m.who {
            Who::People(people) => {
                people.iter().find_map(|p| Some((scene.frame.coached(*p).first().copied()?, *p)))
            }
            _ => None,
        };
        let mentions = &lattice.mentions[lattice.mentions_in(from, to)];
        // Men of a coach are the team, unless the words speak of the post.
        let bench = scene.has(from, to, BENCH) && !scene.has(from, to, &["campion* in carica"]);
        let the_team = |m: &crate::lattice::Mention| {
            !bench
                && !scene.has(m.to, (m.to + 3).min(to), BALANCE)
                && (self.men_of(m.from) || self.men_after(m.to) || self.team_before(m.from))
        };
        let before = mentions.iter().rev().find(|m| {
            m.to <= start && matches!(m.who, Who::People(_) | Who::Unknown | Who::Teams(_))
        });
        if let Some(found) = before.filter(|m| !the_team(m)).and_then(coach) {
            return Some(found);
        }
        // "…, per Garcia", "for Craig Bellamy" after the count.
        let after = mentions.iter().find(|m| {
            m.from > start
                && m.from <= end + 8
                && m.from > from
                && (matches!(scene.fold(m.from - 1), "per" | "for" | "under" | "con" | "sotto")
                    || m.from < end && matches!(scene.fold(m.from - 1), "di" | "of"))
        });
        if let Some(found) = after.and_then(coach) {
            return Some(found);
        }
        // "Per il tecnico francese", "under the German, appointed in January".
        const HIS: &[&str] =
            &["tecnico", "ct", "selezionatore", "personale", "manager*", "coach*", "boss", "his"];
        let told = bench
            || scene.has(from, to, BALANCE) && scene.has(from, to, HIS)
            || scene.has(
                from,
                to,
                &["per il tecnico", "per il ct", "il ct", "del ct", "under the", "the manager"],
            )
            || scene.has(from, to, HIM)
            || before.is_some_and(|m| self.led_by_one(m));
        if !told {
            return None;
        }
        let person = before
            .filter(|m| !the_team(m) && !self.led_by_one(m))
            .is_some_and(|m| !matches!(m.who, Who::Teams(_)) && coach(m).is_none());
        if person {
            return None;
        }
        let named = mentions.iter().filter(|m| m.to <= start).rev().find_map(coach);
        named.or_else(|| {
            let day = scene.frame.today()?;
            let tenures = &scene.frame.prepared.snapshot.tenures;
            let now = |team: TeamId| tenures.iter().find(|t| t.team == team && t.covers(day));
            // "Alla guida dei Tre Leoni": of the team named right after. "Il tecnico
            // tedesco" need not coach the Germans.
            let led = (from..to)
                .find(|i| matches!(scene.fold(*i), "guida" | "panchina" | "charge" | "helm"));
            let led = led.and_then(|i| {
                let m = lattice.mentions[lattice.mentions_in(i, (i + 4).min(to))].first()?;
                teams_of(scene.frame, m).first().copied()
            });
            let (home, away) = scene.frame.sides()?;
            let candidates = scene.candidates(start);
            let mut of = led
                .into_iter()
                .chain(candidates.iter().map(|c| c.team).filter(|t| *t == home || *t == away));
            let now = of.find_map(now)?;
            Some((now.team, now.person))
        })
    }

    /// Whether a mention is a man under whom something is done, known by his country
    /// alone: "con il tedesco", "under the German".
    fn led_by_one(&self, m: &crate::lattice::Mention) -> bool {
        let word = |n: usize| m.from.checked_sub(n).map_or("", |i| self.scene.fold(i));
        let led = |w: &str| matches!(w, "con" | "sotto" | "under" | "with");
        matches!(m.who, Who::Unknown) && (led(word(1)) || led(word(2)) || word(1) == "col")
    }

    fn coached_group(
        &self,
        group: &[(Part, Figure)],
        taken: &mut [bool],
        out: &mut Vec<Statement>,
    ) {
        let scene = self.scene;
        let Some((_, figure)) = group.first().copied() else { return };
        if group.iter().all(|(p, _)| *p == Part::Played) {
            let (a, b) = scene.lattice.text.sentence_of(figure.from);
            if !scene.has(a, b, &["panchin*", "in charge"]) {
                return;
            }
        }
        let Some((team, coach)) = self.coach_of(group) else { return };
        let tenures = &scene.frame.prepared.snapshot.tenures;
        if !tenures.iter().any(|t| t.person == coach && t.team == team && t.from.is_some()) {
            return;
        }
        let end = group[group.len() - 1].1.to;
        let (a, b) = scene.lattice.text.sentence_of(figure.from);
        // Against somebody, in some months, in a run: another count; what stands
        // before a colon or within brackets is not said of it.
        let near = figure.from.saturating_sub(5).max(a);
        let apart = (near..figure.from).rev().find(|i| matches!(scene.fold(*i), ":" | ")"));
        let narrow = scene.has(
            apart.map_or(near, |i| i + 1),
            (end + 3).min(b),
            &[
                "contro",
                "against",
                "over",
                "ultim*",
                "last",
                "row",
                "fila",
                "consecutiv*",
                "straight",
                "nel 20*",
                "2024",
                "2025",
                "2026",
                "mesi",
                "months",
                "year",
                "anno",
                "precedenti",
                "meetings",
                "confronti",
                "tournament",
                "torneo",
                "here",
            ],
        ) && !scene.has(end, (end + 6).min(b), &["first year in charge"])
            || (near..(end + 3).min(b)).any(|i| {
                // "Since 2019", "since the summer": not "since he took over".
                scene.fold(i) == "since"
                    && !matches!(
                        scene.fold(i + 1),
                        "he" | "his" | "taking" | "being" | "returning" | "." | ","
                    )
                    && i + 1 < b
            });
        // The scope that a semicolon does not cut off.
        let cut = |i: &usize| scene.fold(*i) == ";";
        let (x, y) =
            ((a..figure.from).rev().find(cut).unwrap_or(a), (end..b).find(cut).unwrap_or(b));
        let in_charge = scene.has(near, (end + 5).min(y), BENCH);
        let natural = if scene.has(x, y, &["competitive", "ufficial*"]) {
            Scope::Competitive
        } else if !in_charge
            && scene.has(x, y, &["girone", "group", "gruppo", "qualif*", "eliminatorie"])
        {
            self.table_for(figure.from, team).map_or(Scope::All, Scope::Table)
        } else {
            Scope::All
        };
        let mut scopes = self.all_scopes(figure.from, team, natural);
        scopes.push(Scope::Friendlies);
        let ground = self.ground_near(figure);
        let spells = tenures.iter().filter(|t| t.person == coach && t.team == team);
        let again = scene.has(a, b, AGAIN);
        let since = spells.clone().filter_map(|t| t.from).map(|(d, _)| d).max();
        let several = spells.count() >= 2;
        let vector = |scope: Scope, before: bool, last: bool| -> ((u16, u16, u16), Vec<u32>) {
            let cut = scene.frame.cut();
            let mut counted = scene.judge.counted(team, Some(coach), scope, ground, &cut);
            if last && let Some(since) = since {
                let first = counted
                    .games
                    .iter()
                    .position(|g| scene.frame.prepared.get(*g).fixture.when.date >= since);
                let first = first.unwrap_or(counted.games.len());
                counted.games.drain(..first);
                counted.outcomes.drain(..first);
            }
            let own =
                |g: &u32| Some(*g) == scene.game_at(figure.from) || Some(*g) == scene.frame.main();
            if before && counted.games.last().is_some_and(own) {
                counted.games.pop();
                counted.outcomes.pop();
            }
            (counted.tally(), counted.games)
        };
        let lead = figure.from.checked_sub(1).map_or("", |i| scene.fold(i));
        let (c, _) = self.segment(figure.from, end);
        let up_to = matches!(lead, "after" | "dopo")
            || scene.discourse.before[figure.from]
            || scene.has(c, figure.from, &["aveva", "veniva", "had won", "had lost", "arriv*"])
            || scene.has(end, (end + 5).min(b), &["before this", "before tonight", "prima di"]);
        let wrong = |scope: Scope, before: bool, last: bool| {
            let (right, _) = vector(scope, before, last);
            group.iter().filter(|(p, f)| p.of(right) != f.value).count()
        };
        // A balance of two figures or more is drawn up after the match, unless the words
        // say otherwise; so is the win or defeat that the match itself brought.
        let now = !up_to && (group.len() >= 2 || figure.ordinal);
        // The reading with the fewest figures wrong; the natural one first.
        let mut readings: Vec<(usize, Scope, bool, bool)> = Vec::new();
        for before in [up_to, !up_to].into_iter().filter(|b| !(now && *b)) {
            for last in [again, !again].into_iter().filter(|l| several || !l) {
                for scope in &scopes {
                    readings.push((wrong(*scope, before, last), *scope, before, last));
                }
            }
        }
        let Some(best) = readings.iter().copied().min_by_key(|r| r.0) else { return };
        // One figure wrong out of three or more: it is the one that is wrong.
        let chosen = match best.0 {
            0 => best,
            1 if group.len() >= 3 => best,
            _ => readings[0],
        };
        let likely = |r: &(usize, Scope, bool, bool)| r.2 == up_to || group.len() >= 2;
        // Another reading holds outright: so it is said, unless it is far-fetched.
        let far = best.0 == 0 && (best.2 != up_to || group.len() == 1 && best.1 != natural);
        let alternatives = readings.iter().filter(|r| likely(r) && r.0 < chosen.0).count();
        // Where two figures fit in no reading, they were counted over something else.
        let far = far || best.0 >= 2;
        let (right, games) = vector(chosen.1, chosen.2, chosen.3);
        let grid: Vec<(Scope, String)> = scopes
            .iter()
            .map(|s| {
                let v = vector(*s, chosen.2, chosen.3).0;
                (*s, format!("{}-{}-{}", v.0, v.1, v.2))
            })
            .collect();
        // Figures that agree bear out the time in charge that nobody has read of.
        let borne_out = group.iter().any(|(p, f)| f.value >= 2 && p.of(right) == f.value);
        let mut worst = None;
        let mut all = true;
        for (part, figure) in group {
            let value = part.of(right);
            let claim = Claim::Record {
                team,
                coach: Some(coach),
                scopes: vec![chosen.1],
                ground,
                tally: part.tally(figure.value),
            };
            let mut judged = Judged::new(Says::Yes, games.clone());
            judged.scope = Some(self.grid(&grid, Some(coach)));
            let holds = value == figure.value;
            if !holds {
                judged.says = Says::No(Some(value.to_string()));
            }
            let verdict = match holds {
                _ if narrow => Verdict::Unchecked,
                true if far => Verdict::Unchecked,
                true => Verdict::Confirmed,
                false if far || alternatives > 0 => Verdict::Unchecked,
                false => Verdict::Contradicted,
            };
            all &= verdict == Verdict::Confirmed;
            if verdict == Verdict::Contradicted {
                worst = Some((claim.clone(), judged.clone()));
            }
            let span = (figure.from, self.past_noun(figure.to, b, *part != Part::Played));
            taken[figure.from] = true;
            let mut s = self.weighed(span, claim, verdict, judged);
            s.borne_out = borne_out;
            out.push(s);
        }
        // The record as a whole, beside its figures.
        if group.len() < 2 || !(all || worst.is_some()) {
            return;
        }
        let mut tally = Tally::default();
        for (part, figure) in group {
            let one = part.tally(figure.value);
            tally = Tally {
                won: tally.won.or(one.won),
                drawn: tally.drawn.or(one.drawn),
                lost: tally.lost.or(one.lost),
                played: tally.played.or(one.played),
            };
        }
        let whole =
            Claim::Record { team, coach: Some(coach), scopes: vec![chosen.1], ground, tally };
        let mut judged = Judged::new(Says::Yes, games);
        judged.scope = Some(self.grid(&grid, Some(coach)));
        let verdict = if worst.is_some() {
            judged.says = Says::No(Some(format!("{}-{}-{}", right.0, right.1, right.2)));
            Verdict::Contradicted
        } else {
            Verdict::Confirmed
        };
        let span = (figure.from, self.past_noun(end, b, true));
        let mut s = self.weighed(span, whole, verdict, judged);
        s.borne_out = borne_out;
        out.push(s);
    }

    /// One past the noun that goes with a number: "una sola vittoria".
    pub(super) fn past_noun(&self, at: usize, end: usize, noun: bool) -> usize {
        let lattice = self.scene.lattice;
        let word = |i: usize| {
            noun && i < end && lattice.text.tokens[i].is_word() && lattice.covered[i].is_none()
        };
        let alone = word(at)
            && matches!(self.scene.fold(at), "sola" | "sole" | "solo" | "soli" | "competitive");
        at + usize::from(word(at)) + usize::from(alone && word(at + 1))
    }
}
