//! Coaches: what was won, drawn and lost under them.

mod owner;
mod weighing;
mod words;

use super::told::Figure;
use super::*;
use words::{BALANCE, BENCH, adjective, letter, noun, participle, verb};
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
        self.coached_where(taken, out, |_| true);
    }

    /// Reads "13 wins from 16 matches", which no other count is like.
    pub(super) fn coached_shares(&self, taken: &mut [bool], out: &mut Vec<Statement>) {
        let share = |group: &[(Part, Figure)]| matches!(group, [(a, _), (b, _)] if (*a == Part::Played) != (*b == Part::Played));
        self.coached_where(taken, out, share);
    }

    fn coached_where(
        &self,
        taken: &mut [bool],
        out: &mut Vec<Statement>,
        fits: impl Fn(&[(Part, Figure)]) -> bool,
    ) {
        let text = self.scene.lattice.text;
        let hold = |group: &[(Part, Figure)], taken: &mut [bool], out: &mut Vec<Statement>| {
            if fits(group) {
                self.coached_group(group, taken, out);
            }
        };
        for &(from, to) in &text.sentences {
            let mut group: Vec<(Part, Figure)> = Vec::new();
            for at in from..to {
                if taken[at] {
                    continue;
                }
                if let Some(three) = self.three_in_words(at, to) {
                    hold(&group, taken, out);
                    group.clear();
                    hold(&three, taken, out);
                    continue;
                }
                let lettered = self.lettered(at);
                let read = || {
                    let figure = self.figure(at).or_else(|| self.times(at))?;
                    Some((self.part(figure, group.last().copied(), from, to)?, figure))
                };
                let Some((part, figure)) = lettered.or_else(read) else { continue };
                // "La prima sconfitta dopo sei vittorie": another moment, another count.
                let apart = group.last().is_some_and(|(_, last)| {
                    let parted = |i: usize| {
                        matches!(
                            self.scene.fold(i),
                            "dopo"
                                | "after"
                                | "following"
                                | ":"
                                | ";"
                                | "che"
                                | "who"
                                | "which"
                                | "whose"
                                | "cui"
                        ) || i > last.to && self.scene.lattice.numbers[i].is_some()
                            || self.team_at(i)
                    };
                    figure.from - last.to > 9 || (last.to..figure.from).any(parted)
                });
                let again = group.iter().any(|(p, _)| *p == part);
                if apart || again {
                    hold(&group, taken, out);
                    group.clear();
                }
                group.push((part, figure));
            }
            hold(&group, taken, out);
        }
    }

    /// Whether a team is named at a token: what follows is of it.
    fn team_at(&self, at: usize) -> bool {
        let lattice = self.scene.lattice;
        let mention = lattice.covered.get(at).copied().flatten();
        mention.is_some_and(|m| matches!(lattice.mentions[m as usize].who, Who::Teams(_)))
    }

    /// "Once" and "twice" as counts: "beaten only twice in 44 games".
    fn times(&self, at: usize) -> Option<Figure> {
        let value = match self.scene.fold(at) {
            "once" => 1,
            "twice" => 2,
            _ => return None,
        };
        Some(Figure { value, from: at, to: at + 1, ordinal: false })
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
            // "In his sixth game in charge", "alla sesta panchina".
            let post = word(figure.to + skip) == "panchina"
                || scene.has(
                    figure.to + skip,
                    to.min(figure.to + skip + 6),
                    &["in charge", "at the helm", "in panchina", "da ct", "da commissario"],
                );
            // "The 86th win of his reign, in his 144th match".
            let his =
                lead == "his" && !matches!(word(figure.from.wrapping_sub(2)), "after" | "since");
            let nth = part == Part::Played && figure.ordinal && !post && !his;
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
        // "For the 175th time": how often he was in charge, or beaten.
        if word(figure.to) == "time" && figure.ordinal && lead == "the" && figure.from >= from + 2 {
            let near = figure.from.saturating_sub(9).max(from);
            return if scene.has(
                near,
                figure.from,
                &["took charge", "in charge", "on the touchline"],
            ) {
                Some(Part::Played)
            } else {
                scene.starts(figure.from - 3, "beaten for the", to).then_some(Part::Lost)
            };
        }
        // "172 volte ct".
        if word(figure.to) == "volte"
            && matches!(word(figure.to + 1), "ct" | "commissario" | "selezionatore")
        {
            return Some(Part::Played);
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
            && (matches!(
                scene.fold(back - 1),
                "ne" | "conta" | "fa" | "sono" | "to" | "at" | "a" | "diventano" | "salgono"
            ) || back < figure.from && scene.lattice.covered[back - 1].is_some())
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
                "just"
                    | "only"
                    | "all"
                    | "his"
                    | "solo"
                    | "soltanto"
                    | "appena"
                    | "already"
                    | "gia"
                    | "tutte"
                    | "e"
                    | "le"
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
        // "Beaten 25 times", "beaten only once".
        let many = matches!(word(figure.from), "once" | "twice") || word(figure.to) == "times";
        if many
            && i > from
            && scene.fold(i - 1) == "beaten"
            && !(i >= from + 2 && matches!(scene.fold(i - 2), "has" | "have" | "had" | "having"))
        {
            return Some(Part::Lost);
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
