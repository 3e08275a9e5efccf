//! Whose record is told: the coach that a sentence speaks of.

use super::words::{BALANCE, BENCH, HIM};
use super::*;
use crate::lattice::Mention;

impl Reader<'_, '_, '_, '_, '_> {
    /// Whose coach a sentence speaks of before or around a record.
    pub(super) fn coach_of(&self, group: &[(Part, Figure)]) -> Option<(TeamId, PersonId)> {
        let scene = self.scene;
        let lattice = scene.lattice;
        let (from, to) = lattice.text.sentence_of(group[0].1.from);
        let (start, end) = (group[0].1.from, group[group.len() - 1].1.to);
        let coach = |m: &Mention| match &m.who {
            Who::People(people) => {
                people.iter().find_map(|p| Some((scene.frame.coached(*p).first().copied()?, *p)))
            }
            _ => None,
        };
        let mentions = &lattice.mentions[lattice.mentions_in(from, to)];
        // Men of a coach are the team, unless the words speak of the post.
        let bench = scene.has(from, to, BENCH) && !scene.has(from, to, &["campion* in carica"]);
        let the_team = |m: &Mention| {
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
        // "The men of Tuchel, at their eighth win in ten matches": his, where matches are
        // counted over a long time.
        let long = group.iter().any(|(p, f)| *p == Part::Played && f.value >= 7)
            && group.iter().any(|(p, f)| *p != Part::Played && f.ordinal);
        if long && let Some(found) = before.and_then(coach) {
            return Some(found);
        }
        // "Tuchel, who has led the English since January, has nine wins from ten".
        if let Some(m) = before.filter(|m| matches!(m.who, Who::Teams(_)))
            && let Some(led) =
                mentions.iter().rev().filter(|o| o.to <= m.from && !the_team(o)).find_map(coach)
            && teams_of(scene.frame, m).contains(&led.0)
            && scene.has(
                from,
                m.from,
                &["che", "who", "at the helm of", "in charge of", "alla guida"],
            )
        {
            return Some(led);
        }
        // "Tata Martino? 29 wins so far": a name by itself leads on.
        if before.is_none()
            && let Some(earlier) = from.checked_sub(1)
            && let (a, b) = lattice.text.sentence_of(earlier)
            && let [alone] = &lattice.mentions[lattice.mentions_in(a, b)]
            && b - a <= alone.to - alone.from + 2
            && let Some(found) = coach(alone)
        {
            return Some(found);
        }
        // "Nine wins from ten: Thomas Tuchel can be pleased".
        if before.is_none()
            && start == from
            && let Some(m) = mentions.iter().find(|m| m.from >= end)
            && scene.fold(m.from.wrapping_sub(1)) == ":"
            && let Some(found) = coach(m)
        {
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
                &[
                    "per il tecnico",
                    "del tecnico",
                    "per il ct",
                    "il ct",
                    "del ct",
                    "per il selezionatore",
                    "del selezionatore",
                    "under the",
                    "the manager",
                    "the coach",
                    "the boss",
                ],
            )
            || scene.has(from, to, HIM)
            || before.is_some_and(|m| self.led_by_one(m) || self.one_man(m));
        if !told {
            return None;
        }
        let person = before
            .filter(|m| !the_team(m) && !self.led_by_one(m) && !self.one_man(m))
            .is_some_and(|m| !matches!(m.who, Who::Teams(_)) && coach(m).is_none());
        if person {
            return None;
        }
        let named = mentions.iter().filter(|m| m.to <= start).rev().find_map(coach);
        // "Since he took over": the coach of whom the sentence before spoke; "the
        // coach's third win": the one who was named last.
        let spoken = || {
            let the_one = [
                "the coach",
                "the manager",
                "the boss",
                "il ct",
                "del ct",
                "il tecnico",
                "del tecnico",
            ];
            if scene.has(from, to, &the_one) {
                let earlier = &lattice.mentions[lattice.mentions_in(0, from)];
                return earlier.iter().rev().find_map(coach);
            }
            let he = scene.has(from, to, &["he", "his", "him", "lui", "suo", "sua"]);
            let earlier = from.checked_sub(1).filter(|_| he)?;
            let (a, b) = lattice.text.sentence_of(earlier);
            let earlier = &lattice.mentions[lattice.mentions_in(a, b)];
            earlier.iter().rev().find_map(coach)
        };
        named.or_else(spoken).or_else(|| {
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
            let named = led
                .into_iter()
                .chain(candidates.iter().map(|c| c.team).filter(|t| *t == home || *t == away));
            let mut of: Vec<_> = named.filter_map(now).map(|t| (t.team, t.person)).collect();
            let either = of.is_empty() && before.is_some_and(|m| self.one_man(m));
            if either {
                of = [home, away].into_iter().filter_map(now).map(|t| (t.team, t.person)).collect();
            }
            let first = of.first().copied()?;
            // Several figures tell the coaches of the two teams apart.
            let fits = |(team, coach): (TeamId, PersonId)| {
                let counted = scene.judge.counted(
                    team,
                    Some(coach),
                    Scope::All,
                    Ground::Any,
                    &scene.frame.cut(),
                );
                let right = counted.tally();
                group.iter().filter(|(p, f)| p.of(right) == f.value).count()
            };
            let best = of.iter().copied().max_by_key(|o| (fits(*o), *o == first));
            if either {
                return best.filter(|o| fits(*o) > 0);
            }
            best.filter(|o| led.is_none() && group.len() >= 2 && fits(*o) > fits(first))
                .or(Some(first))
        })
    }

    /// Whether a mention is a man under whom something is done, known by his country
    /// alone: "con il tedesco", "under the German".
    fn led_by_one(&self, m: &Mention) -> bool {
        let word = |n: usize| m.from.checked_sub(n).map_or("", |i| self.scene.fold(i));
        let led = |w: &str| matches!(w, "con" | "sotto" | "under" | "with");
        matches!(m.who, Who::Unknown) && (led(word(1)) || led(word(2)) || word(1) == "col")
    }

    /// Whether a nation that does not play is a man of it: "the German has nine wins",
    /// "per il ct tedesco".
    fn one_man(&self, m: &Mention) -> bool {
        let scene = self.scene;
        let plays = scene.frame.sides().is_some_and(|(home, away)| {
            let teams = teams_of(scene.frame, m);
            teams.contains(&home) || teams.contains(&away)
        });
        let before = m.from.checked_sub(1).map_or("", |i| scene.fold(i));
        let post = matches!(before, "tecnico" | "ct" | "commissario" | "selezionatore");
        let alone = before == "the"
            && matches!(scene.fold(m.to), "has" | "is" | "was" | "had" | "s" | "now" | "who");
        matches!(m.who, Who::Teams(_) | Who::Unknown) && !plays && (post || alone)
    }
}
