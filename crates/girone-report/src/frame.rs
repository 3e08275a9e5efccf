//! What a report is about: its teams, its match, its moment.

mod ahead;
mod named;

use girone_model::{AliasKind, Moment, PersonId, Side, TeamId};
use jiff::civil::Date;

use crate::lattice::{Lattice, Mention, Who};
use crate::lexicon::{Meaning, Named};
use crate::prepared::{Cut, Prepared};
use crate::text::Text;
pub(crate) use named::common as is_common;
use named::{names, particle, people_named, team_weights, unknown_name};

/// What a report is about.
pub(crate) struct Frame<'p> {
    pub prepared: &'p Prepared,
    /// The matches reported, the main one first.
    pub subjects: Vec<u32>,
    /// The match each sentence is about.
    pub by_sentence: Vec<Option<u32>>,
    /// The moments that the text may speak of, likeliest first.
    pub cuts: Vec<Cut>,
    /// The day of publication, if known.
    pub day: Option<Date>,
    /// The edition of the main match.
    pub edition: Option<u32>,
    /// The team from whose side the text is told.
    pub focus: Option<TeamId>,
    /// Whether the main match is still to be played.
    pub preview: bool,
    /// The teams that the text names.
    pub named: Vec<TeamId>,
    /// Whether the text is Italian.
    italian: bool,
}

/// How long before publication a match is still news, in days.
const NEWS: i32 = 9;

impl<'p> Frame<'p> {
    pub(crate) fn main(&self) -> Option<u32> {
        self.subjects.first().copied()
    }

    pub(crate) fn cut(&self) -> Cut {
        self.cuts.first().copied().unwrap_or(Cut {
            day: self.day,
            whole_day: true,
            with_subject: true,
            from: None,
        })
    }

    /// The teams of the main match.
    pub(crate) fn sides(&self) -> Option<(TeamId, TeamId)> {
        let m = self.prepared.get(self.main()?);
        Some((m.fixture.teams.home, m.fixture.teams.away))
    }

    /// The day that the text is written for: of the main match or of publication.
    pub(crate) fn today(&self) -> Option<Date> {
        self.main().map(|m| self.prepared.get(m).fixture.when.date).or(self.day)
    }

    /// The match that a token's sentence is about.
    pub(crate) fn subject_at(&self, text: &Text<'_>, at: usize) -> Option<u32> {
        let sentence = text.tokens.get(at)?.sentence as usize;
        self.by_sentence.get(sentence).copied().flatten().or_else(|| self.main())
    }

    /// Reads what a text is about and sets the mentions of the lattice.
    pub(crate) fn new(
        prepared: &'p Prepared,
        lattice: &mut Lattice<'_, '_>,
        moment: Moment,
    ) -> Frame<'p> {
        let text = lattice.text;
        let named = names(prepared, text);
        let teams = team_weights(text, &named);
        let mut frame = Frame {
            prepared,
            subjects: Vec::new(),
            by_sentence: vec![None; text.sentences.len()],
            cuts: Vec::new(),
            day: moment.date(),
            edition: None,
            focus: None,
            preview: false,
            named: teams.iter().map(|t| t.0).collect(),
            italian: lattice.lang == girone_model::Lang::It,
        };
        let whole = matches!(moment, Moment::EndOf(_) | Moment::Latest);
        frame.find_subjects(lattice, &named, &teams, whole);
        // "Questa sera", written before it, looks ahead whatever scores it tells.
        let early =
            match moment {
                Moment::At { instant, offset } => {
                    let tonight =
                        text.tokens.iter().take(60).any(|t| {
                            matches!(&*t.fold, "stasera" | "tonight" | "odierna" | "odierno")
                        }) || text.tokens.windows(2).take(60).any(|w| {
                            w[0].is("questa") && w[1].is("sera")
                                || w[0].is("this") && w[1].is("evening")
                        });
                    tonight && offset.to_datetime(instant).hour() < 16
                }
                _ => false,
            };
        frame.find_preview(lattice, &named, &teams, (whole, early));
        frame.edition = frame.main().and_then(|m| prepared.edition_of(prepared.get(m)));
        let on_the_day =
            frame.main().is_some_and(|m| Some(prepared.get(m).fixture.when.date) == frame.day);
        let cut = |whole_day| Cut { day: frame.day, whole_day, with_subject: true, from: None };
        let cut = |whole_day| Cut { with_subject: !frame.preview, ..cut(whole_day) };
        frame.cuts = match (whole, on_the_day) {
            (true, _) => vec![cut(true)],
            (false, true) => vec![cut(true), cut(false)],
            (false, false) => vec![cut(false)],
        };
        let mentions = frame.mentions(text, &named);
        lattice.set_mentions(mentions);
        frame.assign_sentences(lattice);
        frame
    }

    fn find_subjects(
        &mut self,
        lattice: &Lattice<'_, '_>,
        named: &[Named<'_>],
        teams: &[(TeamId, u32, u32)],
        whole: bool,
    ) {
        let day = self.day;
        let in_time = |date: Date| match day {
            None => true,
            Some(day) => date <= day,
        };
        let _ = whole;
        let mut found: Vec<(i64, u32)> = Vec::new();
        let people = people_named(named);
        // Luxembourg the town is no trace where Luxembourg the team is named.
        let town = |n: &&Named<'_>| !n.meanings.iter().any(|m| matches!(m, Meaning::Team(_)));
        let cities: Vec<crate::lexicon::CityId> = named
            .iter()
            .filter(town)
            .flat_map(|n| n.meanings)
            .filter_map(|m| match m {
                Meaning::City(c) => Some(*c),
                _ => None,
            })
            .take(60)
            .collect();
        for (i, &(a, wa, fa)) in teams.iter().take(14).enumerate() {
            for &(b, wb, fb) in teams.iter().take(14).skip(i + 1) {
                let indices = self.prepared.indices_of(a);
                let mut seen = 0;
                for &index in indices.iter().rev() {
                    let m = self.prepared.get(index);
                    if m.fixture.side_of(b).is_none() || m.score().is_none() {
                        continue;
                    }
                    let date = m.fixture.when.date;
                    if !in_time(date) {
                        continue;
                    }
                    seen += 1;
                    let mut score =
                        i64::from(wa + wb) + 4 * i64::from(fa == 0) + 4 * i64::from(fb == 0);
                    match day {
                        Some(day) => {
                            let age = day.since(date).map_or(9999, |s| s.get_days()).abs();
                            let age = if age == 0 && date != day { 9999 } else { age };
                            if age > NEWS {
                                // Old meetings are what the text refers to, not
                                // what it reports, unless it tells their scorers.
                                score -= 30;
                            } else {
                                score += i64::from(12 - age) + 5 * i64::from(age <= 1);
                            }
                        }
                        None => score -= i64::from(seen),
                    }
                    score += self.traces(lattice, index, &people, &cities);
                    found.push((score, index));
                    if seen > 12 && day.is_some() || seen > 40 {
                        break;
                    }
                }
            }
        }
        // The opponent is not named, but scorers and the town are those of a match
        // of the last days: "England lost in Thessaloniki".
        if let Some(day) = day {
            for &(team, weight, first) in teams.iter().take(5) {
                for &index in self.prepared.indices_of(team).iter().rev() {
                    let m = self.prepared.get(index);
                    let date = m.fixture.when.date;
                    if !in_time(date) || m.score().is_none() {
                        continue;
                    }
                    let age = day.since(date).map_or(9999, |s| s.get_days());
                    if age > 4 {
                        break;
                    }
                    let traces = self.traces(lattice, index, &people, &cities);
                    if traces < 9 || found.iter().any(|(_, i)| *i == index) {
                        continue;
                    }
                    let fresh = i64::from(12 - age) + 5 * i64::from(age <= 1);
                    let named = i64::from(weight) + 4 * i64::from(first == 0);
                    found.push((named + fresh + traces, index));
                }
            }
        }
        found.sort_by_key(|(score, index)| (-score, std::cmp::Reverse(*index)));
        if let Some(&(best, index)) = found.first()
            && best > 0
        {
            self.subjects.push(index);
            let date = self.prepared.get(index).fixture.when.date;
            for &(score, other) in found.iter().skip(1) {
                let near = self.prepared.get(other).fixture.when.date;
                let apart = near.since(date).map_or(99, |s| s.get_days()).abs();
                let recent =
                    day.is_none_or(|d| d.since(near).map_or(99, |s| s.get_days()).abs() <= NEWS);
                if apart <= 4 && recent && score > 0 && !self.subjects.contains(&other) {
                    self.subjects.push(other);
                }
            }
        }
        if self.subjects.is_empty() {
            // One team alone, or several that have not met: the match that the
            // one of them has played last.
            let fresh = teams.iter().take(3).filter_map(|&(team, ..)| {
                let last = self.prepared.indices_of(team).iter().rev().copied().find(|i| {
                    let m = self.prepared.get(*i);
                    m.score().is_some() && in_time(m.fixture.when.date)
                })?;
                let date = self.prepared.get(last).fixture.when.date;
                let age = day?.since(date).map_or(99, |s| s.get_days()).abs();
                (age <= 5).then_some((age, last))
            });
            self.subjects.extend(fresh.min_by_key(|(age, _)| *age).map(|(_, last)| last));
        }
    }

    /// How much of a match is visible in the text: its score, scorers, town.
    fn traces(
        &self,
        lattice: &Lattice<'_, '_>,
        index: u32,
        people: &[PersonId],
        cities: &[crate::lexicon::CityId],
    ) -> i64 {
        let m = self.prepared.get(index);
        let mut sum = 0;
        if let Some(score) = m.score() {
            let (h, a) = (score.result.home, score.result.away);
            let told = lattice
                .scores
                .iter()
                .flatten()
                .any(|s| (s.first, s.second) == (h, a) || (s.first, s.second) == (a, h));
            sum += if told { 4 } else { 0 };
        }
        let venue = m.fixture.venue.as_ref().and_then(|v| v.city.as_deref());
        let here = venue.map_or(&[][..], |c| self.prepared.lexicon().places_called(c));
        let town = cities.iter().any(|c| {
            here.iter().any(|h| {
                self.prepared.lexicon().contains(*c, *h) || self.prepared.lexicon().contains(*h, *c)
            })
        });
        sum += if town { 3 } else { 0 };
        if m.score().is_some_and(|s| s.result.home + s.result.away == 0) {
            let told = lattice.text.tokens.windows(2).any(|w| {
                matches!(w[0].fold.as_str(), "goalless" | "scoreless" | "stalemate")
                    || w[0].is("reti") && matches!(w[1].fold.as_str(), "bianche" | "inviolate")
                    || w[0].is("senza") && matches!(w[1].fold.as_str(), "reti" | "gol")
            });
            sum += if told { 6 } else { 0 };
        }
        // Persons, not goals: a hat-trick is no better a trace than one goal.
        let mut scorers: Vec<PersonId> = m
            .happened
            .iter()
            .flat_map(|h| &h.goals)
            .filter_map(|g| g.scorer)
            .filter(|p| people.contains(p))
            .collect();
        scorers.sort_unstable();
        scorers.dedup();
        // Three who scored in one match name it more surely than two teams do.
        let scorers = scorers.len() as i64;
        sum + 3 * scorers.min(4) + 4 * (scorers.min(5) - 2).max(0)
    }

    fn mentions(&self, text: &Text<'_>, named: &[Named<'_>]) -> Vec<Mention> {
        let mut out: Vec<Mention> = Vec::new();
        let mut at = 0;
        let mut i = 0;
        while at < text.tokens.len() {
            while i < named.len() && named[i].from < at {
                i += 1;
            }
            let mut taken = None;
            let mut j = i;
            while j < named.len() && named[j].from == at {
                if let Some(who) = self.choose(text, &named[j]) {
                    taken = Some(Mention { from: at, to: named[j].to, who, described: false });
                    break;
                }
                j += 1;
            }
            if taken.is_none() {
                taken = unknown_name(text, at, named.get(i));
            }
            match taken {
                Some(mention) => {
                    at = mention.to;
                    out.push(mention);
                }
                None => at += 1,
            }
        }
        out
    }

    /// Chooses among the readings of a name.
    fn choose(&self, text: &Text<'_>, name: &Named<'_>) -> Option<Who> {
        let first = &text.tokens[name.from];
        let capital = (name.from..name.to).any(|i| text.tokens[i].capital);
        let teams: Vec<TeamId> = name
            .meanings
            .iter()
            .filter_map(|m| match m {
                Meaning::Team(t) if capital => Some(*t),
                Meaning::TeamWord(t, kind) if capital || *kind == AliasKind::Demonym => Some(*t),
                // A nickname in small letters counts if an article stands before.
                Meaning::TeamWord(t, _) if name.from > 0 => {
                    let before = text.tokens[name.from - 1].fold.as_str();
                    matches!(
                        before,
                        "gli"
                            | "i"
                            | "le"
                            | "degli"
                            | "dei"
                            | "agli"
                            | "ai"
                            | "dagli"
                            | "dai"
                            | "the"
                    )
                    .then_some(*t)
                    .or_else(|| self.sides().filter(|(a, b)| t == a || t == b).map(|_| *t))
                }
                _ => None,
            })
            .collect();
        // "Il" and "Do" are also parts of names.
        let short = name.to == name.from + 1 && first.fold.len() <= 2;
        let people = if capital && !short && (first.capital || particle(&first.fold)) {
            self.people(name)
        } else {
            None
        };
        // "Tedesco" with a capital is the coach, "tedesco" is German.
        let only_people_words = name.meanings.iter().all(|m| {
            !matches!(m, Meaning::Team(_))
                && !matches!(m, Meaning::TeamWord(_, k) if *k != AliasKind::Demonym)
        });
        let opens = text.sentence_of(name.from).0 == name.from;
        if self.italian
            && only_people_words
            && first.capital
            && !opens
            && let Some((tier, people)) = &people
            && *tier <= 2
        {
            return Some(Who::People(people.clone()));
        }
        // A scorer called Rossi, and not the nickname of a team that does not play.
        let named = name.meanings.iter().any(|m| matches!(m, Meaning::Team(_)));
        let plays = |t: &TeamId| {
            self.subjects.iter().any(|s| self.prepared.get(*s).fixture.side_of(*t).is_some())
        };
        let after_article = name.from.checked_sub(1).is_some_and(|i| {
            matches!(
                text.tokens[i].fold.as_str(),
                "i" | "gli" | "le" | "dei" | "degli" | "ai" | "agli" | "dai" | "dagli" | "the"
            )
        });
        if let Some((0, people)) = &people
            && first.capital
            && !named
            && (!teams.iter().any(plays) || !after_article)
        {
            return Some(Who::People(people.clone()));
        }
        // "In Madrid" is the town, even where a team of that name has played.
        let placed = name
            .from
            .checked_sub(1)
            .is_some_and(|i| matches!(text.tokens[i].fold.as_str(), "in" | "at" | "a" | "ad"));
        let known = teams.iter().any(|t| {
            self.sides().is_some_and(|(a, b)| *t == a || *t == b)
                || self.edition.is_some_and(|e| {
                    let groups = &self.prepared.editions[e as usize].groups;
                    groups.iter().any(|g| g.teams.contains(t))
                })
        });
        let town = name.meanings.iter().any(|m| matches!(m, Meaning::City(_)));
        let teams = if placed && town && !known && first.capital { Vec::new() } else { teams };
        if !teams.is_empty() {
            // A scorer called like a country is rarer than the country.
            let teams = self.narrow(teams, &words_between(text, name.from, name.to));
            return Some(Who::Teams(teams));
        }
        let cities: Vec<_> = name
            .meanings
            .iter()
            .filter_map(|m| match m {
                Meaning::City(c) if first.capital => Some(*c),
                _ => None,
            })
            .collect();
        match people {
            Some((tier, people)) if cities.is_empty() || tier == 0 => Some(Who::People(people)),
            _ if !cities.is_empty() => Some(Who::Cities(cities)),
            Some((_, people)) => Some(Who::People(people)),
            None => None,
        }
    }

    /// Keeps the teams in play where a word may mean several.
    fn narrow(&self, mut teams: Vec<TeamId>, written: &str) -> Vec<TeamId> {
        teams.dedup();
        if teams.len() > 1 {
            let sides = self.sides();
            let in_play = |t: &TeamId| sides.is_some_and(|(home, away)| *t == home || *t == away);
            if teams.iter().any(in_play) {
                teams.retain(in_play);
            } else if let Some(edition) = self.edition {
                let member = |t: &TeamId| {
                    self.prepared.editions[edition as usize]
                        .groups
                        .iter()
                        .any(|g| g.teams.contains(t))
                };
                if teams.iter().any(member) {
                    teams.retain(member);
                }
            }
        }
        if teams.len() > 1 {
            // "Irlanda" was once a name of Northern Ireland too: today's own name
            // comes first.
            let directory = &self.prepared.snapshot.directory;
            let own = |t: &TeamId| {
                let name = &directory.team(*t).name;
                [&name.en, &name.it].iter().any(|n| girone_model::fold(n) == written)
            };
            if teams.iter().filter(|t| own(t)).count() == 1 {
                teams.retain(own);
            }
        }
        teams
    }

    /// The people a name may mean, nearest to the match first, and how near:
    /// 0 scored in a match reported, 1 scored for a team or coaches it, 2 else.
    fn people(&self, name: &Named<'_>) -> Option<(u8, Vec<PersonId>)> {
        let mut best: Option<(u8, Vec<PersonId>)> = None;
        for meaning in name.meanings {
            let (person, full, forename) = match meaning {
                Meaning::Person(p) => (*p, true, false),
                Meaning::Surname(p) => (*p, false, false),
                Meaning::Forename(p) => (*p, false, true),
                _ => continue,
            };
            let near = self.nearness(person);
            let tier = match (near, full, forename) {
                (0, _, false) => 0,
                (0, _, true) => 1,
                (1, _, false) => 2,
                (_, true, _) if name.to - name.from > 1 || near < 2 => 3,
                _ => continue,
            };
            match &mut best {
                Some((have, _)) if *have < tier => {}
                Some((have, people)) if *have == tier => {
                    if !people.contains(&person) {
                        people.push(person);
                    }
                }
                _ => best = Some((tier, vec![person])),
            }
        }
        best
    }

    /// 0 scored in a match reported; 1 scored for one of its teams in the years
    /// around or is its coach; 2 else.
    fn nearness(&self, person: PersonId) -> u8 {
        for &s in &self.subjects {
            let m = self.prepared.get(s);
            if m.happened.iter().flat_map(|h| &h.goals).any(|g| g.scorer == Some(person)) {
                return 0;
            }
        }
        let in_play = |team: &TeamId| {
            self.subjects.iter().any(|s| self.prepared.get(*s).fixture.side_of(*team).is_some())
        };
        let today = self.today();
        let coach = self
            .prepared
            .snapshot
            .tenures
            .iter()
            .any(|t| t.person == person && (in_play(&t.team) || self.subjects.is_empty()));
        if coach {
            return 1;
        }
        let plays = self.prepared.teams_of(person).iter().any(|team| {
            in_play(team) && today.is_none_or(|d| self.scored_around(*team, person, d))
        });
        if plays { 1 } else { 2 }
    }

    fn scored_around(&self, team: TeamId, person: PersonId, day: Date) -> bool {
        self.prepared.indices_of(team).iter().any(|i| {
            let m = self.prepared.get(*i);
            (i32::from(m.fixture.when.date.year()) - i32::from(day.year())).abs() <= 9
                && m.happened.iter().flat_map(|h| &h.goals).any(|g| g.scorer == Some(person))
        })
    }

    /// The team of a coach on the day of the report.
    pub(crate) fn coached(&self, person: PersonId) -> Vec<TeamId> {
        let Some(day) = self.today() else { return Vec::new() };
        let mut teams: Vec<TeamId> = self
            .prepared
            .snapshot
            .tenures
            .iter()
            .filter(|t| t.person == person && t.covers(day))
            .map(|t| t.team)
            .collect();
        teams.dedup();
        teams
    }

    /// Whether a sentence names a team of the main match.
    fn names_main(&self, lattice: &Lattice<'_, '_>, (from, to): (usize, usize)) -> bool {
        let Some((home, away)) = self.sides() else { return false };
        lattice.mentions.iter().any(|m| {
            from <= m.from
                && m.from < to
                && matches!(&m.who, Who::Teams(t) if t.contains(&home) || t.contains(&away))
        })
    }

    /// Gives every sentence its match: the one whose teams it names, else the
    /// one before it.
    fn assign_sentences(&mut self, lattice: &Lattice<'_, '_>) {
        if self.subjects.len() < 2 {
            let main = self.main();
            self.by_sentence.fill(main);
            return;
        }
        let mut current = self.main();
        for (s, &(from, to)) in lattice.text.sentences.iter().enumerate() {
            // A new paragraph goes back to the main match.
            if from > 0
                && lattice.text.paragraph_begins(from)
                && self.names_main(lattice, (from, to))
            {
                current = self.main();
            }
            let mut best: Option<(i32, u32)> = None;
            for &subject in &self.subjects {
                let m = self.prepared.get(subject);
                let mut seen = [false; 2];
                let mut scorers = 0;
                for mention in lattice.mentions[lattice.mentions_in(from, to)].iter() {
                    match &mention.who {
                        Who::Teams(teams) => {
                            for t in teams {
                                match m.fixture.side_of(*t) {
                                    Some(Side::Home) => seen[0] = true,
                                    Some(Side::Away) => seen[1] = true,
                                    None => {}
                                }
                            }
                        }
                        Who::People(people) => {
                            let hit = m
                                .happened
                                .iter()
                                .flat_map(|h| &h.goals)
                                .any(|g| g.scorer.is_some_and(|p| people.contains(&p)));
                            scorers += i32::from(hit);
                        }
                        _ => {}
                    }
                }
                let both = seen[0] && seen[1];
                // Two names beside each other in a table are no match told.
                let told = (from..to).any(|i| lattice.scores[i].is_some()) || scorers > 0;
                let both = both && (told || Some(subject) == self.main());
                if Some(subject) != self.main()
                    && !self.may_turn(lattice, (from, to), subject, both)
                {
                    continue;
                }
                let value = 3 * i32::from(both) + 2 * scorers + i32::from(Some(subject) == current);
                let stays = both || scorers > 0 || Some(subject) == current;
                if stays && best.is_none_or(|(have, _)| value > have) {
                    best = Some((value, subject));
                }
            }
            let chosen = best.map(|b| b.1).or(current);
            self.by_sentence[s] = chosen;
            // What a sentence about the main match says of another one in
            // passing does not change what the next is about.
            if chosen == self.main() || !self.names_main(lattice, (from, to)) {
                current = chosen;
            } else {
                self.by_sentence[s] = self.main();
                current = self.main();
            }
        }
    }
}

/// The folded words of a stretch of tokens.
fn words_between(text: &Text<'_>, from: usize, to: usize) -> String {
    let words: Vec<&str> = text.tokens[from..to].iter().map(|t| t.fold.as_str()).collect();
    words.join(" ")
}
