//! Which matches a text reports, and which of them each sentence is about.

use super::*;

impl Frame<'_> {
    /// The teams that a text does not name and whose coaches it does: "gli uomini di
    /// Stojković" and no Serbia; with what [`team_weights`] gives a word for a team.
    pub(super) fn sides_of_coaches(
        &self,
        text: &Text<'_>,
        named: &[Named<'_>],
        teams: &[(TeamId, u32, u32)],
    ) -> Vec<(TeamId, u32, u32)> {
        let mut out: Vec<(TeamId, u32, u32)> = Vec::new();
        for name in named.iter().filter(|n| text.tokens[n.from].capital) {
            for meaning in name.meanings {
                let (Meaning::Person(p) | Meaning::Surname(p)) = meaning else { continue };
                for team in self.coached(*p) {
                    let known = teams.iter().chain(&out).any(|t| t.0 == team);
                    if !known {
                        let sentence = text.tokens[name.from].sentence.min(9);
                        out.push((team, if sentence < 2 { 6 } else { 2 }, sentence));
                    }
                }
            }
        }
        out
    }

    pub(super) fn find_subjects(
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
        let first = first_two(named);
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
                    let news =
                        day.is_none_or(|d| d.since(date).is_ok_and(|s| s.get_days() <= NEWS));
                    let pair = first == Some((a, b)) || first == Some((b, a));
                    score += 4 * i64::from(news && pair);
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
    pub(super) fn traces(
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

    /// Whether a sentence names a team of the main match.
    pub(super) fn names_main(&self, lattice: &Lattice<'_, '_>, (from, to): (usize, usize)) -> bool {
        let Some((home, away)) = self.sides() else { return false };
        lattice.mentions.iter().any(|m| {
            from <= m.from
                && m.from < to
                && matches!(&m.who, Who::Teams(t) if t.contains(&home) || t.contains(&away))
        })
    }

    /// Gives every sentence its match: the one whose teams it names, else the
    /// one before it.
    pub(super) fn assign_sentences(&mut self, lattice: &Lattice<'_, '_>) {
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

/// The two teams that a text names first, if its words for them mean no others.
fn first_two(named: &[Named<'_>]) -> Option<(TeamId, TeamId)> {
    let mut first = None;
    for name in named {
        let mut teams = name.meanings.iter().filter_map(|m| match m {
            Meaning::Team(t) | Meaning::TeamWord(t, _) => Some(*t),
            _ => None,
        });
        let Some(team) = teams.next() else { continue };
        if teams.any(|t| t != team) {
            return None;
        }
        match first {
            None => first = Some(team),
            Some(other) if other != team => return Some((other, team)),
            Some(_) => {}
        }
    }
    None
}
