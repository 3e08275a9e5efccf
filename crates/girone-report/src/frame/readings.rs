//! Which of its readings a name has in a text about some match.

use super::*;

impl Frame<'_> {
    pub(super) fn mentions(&self, text: &Text<'_>, named: &[Named<'_>]) -> Vec<Mention> {
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
                if self.holds_a_name(text, &named[j], &named[j + 1..]) {
                    j += 1;
                    continue;
                }
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
                    match out.pop_if(|last| self.one_person(text, last, &mention).is_some()) {
                        Some(last) => {
                            let people = self.one_person(text, &last, &mention);
                            let who = Who::People(people.unwrap_or_default());
                            out.push(Mention { from: last.from, who, ..mention });
                        }
                        None => out.push(mention),
                    }
                }
                None => at += 1,
            }
        }
        out
    }

    /// Whether a name is an article and a name that several teams bear: "the Seleção"
    /// is whoever of Brazil and Portugal plays.
    fn holds_a_name(&self, text: &Text<'_>, name: &Named<'_>, later: &[Named<'_>]) -> bool {
        let article = matches!(text.tokens[name.from].fold.as_str(), "the" | "la" | "a");
        let of_a_team = |n: &Named<'_>| {
            n.meanings.iter().any(|m| matches!(m, Meaning::Team(_) | Meaning::TeamWord(..)))
        };
        article
            && of_a_team(name)
            && later
                .iter()
                .take_while(|n| n.from <= name.from + 1)
                .any(|n| n.from == name.from + 1 && n.to == name.to && of_a_team(n))
    }

    /// Those who bear two names that stand side by side, each of which is somebody
    /// else's too: "Ísak Jóhannesson", whom the record calls Ísak Bergmann Jóhannesson.
    fn one_person(
        &self,
        text: &Text<'_>,
        first: &Mention,
        last: &Mention,
    ) -> Option<Vec<PersonId>> {
        let (Who::People(_), Who::People(people)) = (&first.who, &last.who) else { return None };
        let beside =
            first.to == last.from && first.to == first.from + 1 && last.to == last.from + 1;
        if !beside || text.tokens[first.from].sentence != text.tokens[last.from].sentence {
            return None;
        }
        let forename = &text.tokens[first.from].fold;
        let directory = &self.prepared.snapshot.directory;
        let mut people = people.clone();
        people.retain(|p| {
            let words = crate::lexicon::words_of(&directory.person(*p).name);
            words.len() > 1 && words[0] == *forename
        });
        (!people.is_empty()).then_some(people)
    }

    /// Whether a name is the country of finals to come and no team: "booked their place
    /// in Germany", "a ticket to Qatar".
    fn is_host_of_finals(&self, text: &Text<'_>, name: &Named<'_>) -> bool {
        let word = |n: usize| name.from.checked_sub(n).map_or("", |i| text.tokens[i].fold.as_str());
        let aim = matches!(
            word(2),
            "place"
                | "places"
                | "spot"
                | "spots"
                | "ticket"
                | "tickets"
                | "berth"
                | "seat"
                | "passage"
                | "finals"
                | "tournament"
                | "summer"
                | "biglietto"
                | "pass"
        ) && matches!(word(1), "in" | "to" | "for" | "per");
        let side = |t: &TeamId| self.sides().is_some_and(|(a, b)| *t == a || *t == b);
        aim && !name.meanings.iter().any(|m| matches!(m, Meaning::Team(t) if side(t)))
    }

    /// Chooses among the readings of a name.
    pub(super) fn choose(&self, text: &Text<'_>, name: &Named<'_>) -> Option<Who> {
        if self.is_host_of_finals(text, name) {
            return None;
        }
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
        // At the head of a sentence it is German only where Germany plays.
        let opens = text.sentence_of(name.from).0 == name.from
            && teams.iter().any(|t| self.sides().is_some_and(|(a, b)| *t == a || *t == b));
        if self.italian
            && only_people_words
            && first.capital
            && !opens
            && let Some((tier, people)) = &people
            && *tier <= 2
        {
            return Some(Who::People(people.clone()));
        }
        // "The German has won eight", "il tedesco": one man, and not his people.
        if only_people_words && !teams.is_empty() && people.is_none() && one_man(text, name) {
            return Some(Who::Unknown);
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
            let mut teams = self.narrow(teams, &words_between(text, name.from, name.to));
            // The people of a country come before those who also go by their name.
            let people = |t: &TeamId| {
                name.meanings
                    .iter()
                    .any(|m| matches!(m, Meaning::TeamWord(of, AliasKind::Demonym) if of == t))
            };
            if teams.iter().filter(|t| people(t)).count() == 1 {
                teams.retain(people);
            }
            return Some(Who::Teams(teams));
        }
        // "La" opens a sentence; "LA" is a town.
        let written = text.word(name.from);
        let initials = name.to == name.from + 1 && written.chars().count() <= 2;
        let spelt = !initials || written.chars().all(char::is_uppercase);
        // "Male il Brasile", "Nice touch": a word that opens a sentence.
        let spelt = spelt
            && !(text.sentence_of(name.from).0 == name.from
                && matches!(written, "Male" | "Nice" | "Como" | "Split" | "Reading" | "Bath"));
        let cities: Vec<_> = name
            .meanings
            .iter()
            .filter_map(|m| match m {
                Meaning::City(c) if first.capital && spelt => Some(*c),
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
    pub(super) fn narrow(&self, mut teams: Vec<TeamId>, written: &str) -> Vec<TeamId> {
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
    pub(super) fn people(&self, name: &Named<'_>) -> Option<(u8, Vec<PersonId>)> {
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
    pub(super) fn nearness(&self, person: PersonId) -> u8 {
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

    pub(super) fn scored_around(&self, team: TeamId, person: PersonId, day: Date) -> bool {
        self.prepared.indices_of(team).iter().any(|i| {
            let m = self.prepared.get(*i);
            (i32::from(m.fixture.when.date.year()) - i32::from(day.year())).abs() <= 9
                && m.happened.iter().flat_map(|h| &h.goals).any(|g| g.scorer == Some(person))
        })
    }
}

/// Whether the word for a people is a noun for one of them: "the German has",
/// "il tedesco ha", and not "the German side", "i tedeschi", "il pareggio tedesco".
fn one_man(text: &Text<'_>, name: &Named<'_>) -> bool {
    let word = |at: usize| text.tokens.get(at).map_or("", |t| t.fold.as_str());
    let before = name.from.checked_sub(1).map_or("", word);
    if name.to != name.from + 1 {
        return false;
    }
    match before {
        "the" => {
            // "The Germans", "the Dutch", "the Swiss" are many.
            word(name.from).ends_with("an")
                && (matches!(
                    word(name.to),
                    "has" | "is" | "was" | "had" | "who" | "took" | "says" | "said" | "'"
                ) || text
                    .tokens
                    .get(name.to)
                    .is_some_and(|t| matches!(t.mark(), Some(',' | '.'))))
        }
        // In Italian the adjective follows its noun: after an article it is the noun.
        "il" | "lo" | "l" | "del" | "dello" | "dell" | "al" | "allo" | "all" | "dal" | "dallo"
        | "dall" | "col" => {
            let next = text.tokens.get(name.to);
            !text.tokens[name.from].capital
                && matches!(text.tokens[name.from].fold.chars().last(), Some('o' | 'e' | 'a'))
                && next.is_none_or(|t| !t.capital)
        }
        _ => false,
    }
}
