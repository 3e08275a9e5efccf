//! The words around a count that say which matches are counted.

use super::*;

impl Reader<'_, '_, '_, '_, '_> {
    pub(super) fn cues(&self, at: usize) -> Cues {
        let scene = self.scene;
        let (from, to) = scene.lattice.text.sentence_of(at);
        let (a, b) = scene.clause(at, 5);
        let coach = scene.lattice.mentions[scene.lattice.mentions_in(from, to)]
            .iter()
            .filter_map(|m| match &m.who {
                Who::People(people) => people.iter().find_map(|p| {
                    let team = scene.frame.coached(*p).first().copied()?;
                    // "La squadra di Garcia" is the team, "per Gattuso" the man; the
                    // coach of a team that is not spoken of is here by mistake.
                    let men = self.men_of(m.from)
                        || self.men_after(m.to)
                        || self.team_before(m.from)
                        || !teams_of(scene.frame, m).contains(&team);
                    (!men).then_some((team, *p))
                }),
                _ => None,
            })
            .next_back();
        // Somebody else named after the coach is meant: "Martinez invece non vince".
        let coach = coach.filter(|(_, person)| {
            let mentions = &scene.lattice.mentions[scene.lattice.mentions_in(from, at)];
            let last = mentions.iter().rev().find(|m| matches!(m.who, Who::People(_)));
            let opens = |m: &crate::lattice::Mention| {
                m.from == from || scene.discourse.breaks[m.from - 1] > 0
            };
            last.is_none_or(|m| {
                let coaches = matches!(&m.who, Who::People(p) if p.contains(person));
                coaches || !teams_of(scene.frame, m).is_empty() || !opens(m) || m.from == from
            })
        });
        // "Con il francese in panchina": the coach of the team, named or not.
        let bench = scene.has(
            a,
            b,
            &[
                "in panchina",
                "alla guida",
                "gestione",
                "da ct",
                "in charge",
                "at the helm",
                "since taking",
                "since he took",
                "under him",
                "reign",
                "tenure",
                "era",
            ],
        );
        let coach = coach.or_else(|| {
            let day = scene.frame.today()?;
            // "Alla guida dei Tre Leoni": of the team named right after.
            let led = (a..b).find(|i| {
                matches!(scene.fold(*i), "guida" | "panchina") || scene.starts(*i, "charge of", b)
            });
            let after = led.and_then(|i| {
                let mentions = scene.lattice.mentions_in(i, (i + 4).min(b));
                let m = scene.lattice.mentions[mentions].first()?;
                teams_of(scene.frame, m).first().copied()
            });
            let team = after.or(scene.candidates(at).first().map(|c| c.team))?;
            let tenures = &scene.frame.prepared.snapshot.tenures;
            let now = tenures.iter().find(|t| t.team == team && t.covers(day))?;
            bench.then_some((team, now.person))
        });
        let overall = scene.has(
            a,
            b,
            &["complessiv*", "in tutto", "in totale", "overall", "in all", "all told", "all games"],
        );
        let (c, d) = scene.clause(at, 2);
        // "Belgium at home: three wins": what stands before a colon is meant too.
        let c = if c > from && scene.fold(c) == ":" { scene.clause(c - 1, 2).0 } else { c };
        let (c, d) = (c.max(at.saturating_sub(5)), d.min(at + 9));
        let home = scene.has(
            c,
            d,
            &[
                "in casa",
                "casalinga",
                "casalingo",
                "casalinghe",
                "interna",
                "interno",
                "tra le mura",
                "at home",
                "home win",
                "home defeat",
                "on home soil",
                "home games",
                "home matches",
            ],
        );
        let away = scene.has(
            c,
            d,
            &[
                "in trasferta",
                "fuori casa",
                "esterna",
                "esterno",
                "esterne",
                "away win",
                "away defeat",
                "on the road",
                "away from home",
                "away games",
                "away matches",
                "lontano da",
            ],
        );
        // "In casa i tedeschi hanno vinto tre gare": the words may lead the clause.
        let leads = |words: &[&str]| scene.has(a, (a + 4).min(b), words);
        let home = home || !away && leads(&["in casa", "at home", "davanti al proprio"]);
        let away = away || !home && leads(&["in trasferta", "fuori casa", "away from home"]);
        Cues {
            named: self.named_scope(a, b),
            meetings: self.met(at, from, to),
            coach,
            ground: match (home, away) {
                (true, false) => Ground::Home,
                (false, true) => Ground::Away,
                _ => Ground::Any,
            },
            edition: !(overall && coach.is_some())
                && scene.has(
                    a,
                    b,
                    &[
                        "torneo",
                        "mondiale",
                        "mondiali",
                        "europeo",
                        "europei",
                        "rassegna",
                        "tournament",
                        "finals",
                        "world cup",
                        "euro",
                        "competition",
                        "edizione",
                    ],
                ),
            table: scene.has(
                a,
                b,
                &[
                    "girone",
                    "gruppo",
                    "qualificazioni",
                    "eliminatorie",
                    "group",
                    "qualifying",
                    "campaign",
                    "section",
                    "qualifiers",
                    "raggruppamento",
                ],
            ),
            year: scene.has(
                a,
                b,
                &[
                    "nel 2026",
                    "nel 2025",
                    "nel 2024",
                    "nel 2022",
                    "dell anno",
                    "quest anno",
                    "this year",
                    "of the year",
                    "anno solare",
                    "in 2025",
                    "in 2024",
                    "in 2026",
                    "in 2022",
                    "of 2025",
                    "of 2024",
                    "of 2026",
                ],
            ),
        }
    }

    /// The scope that words between two tokens name outright, if only one.
    fn named_scope(&self, from: usize, to: usize) -> Option<Scope> {
        const NAMES: [(Scope, &[&str]); 3] = [
            (
                Scope::All,
                &["all matches", "all competitions", "tutte le partite", "tutte le competizioni"],
            ),
            (
                Scope::Competitive,
                &[
                    "competitive matches",
                    "competitive games",
                    "partite ufficiali",
                    "gare ufficiali",
                ],
            ),
            (Scope::Friendlies, &["friendlies", "amichevoli", "in amichevole"]),
        ];
        // "Amichevoli comprese" is the opposite.
        let all = [
            "amichevoli compres*",
            "amichevoli inclus*",
            "including friendlies",
            "compres* le amichevoli",
        ];
        if self.scene.has(from, to, &all) {
            return Some(Scope::All);
        }
        let mut named = NAMES.iter().filter(|(_, words)| self.scene.has(from, to, words));
        match (named.next(), named.next()) {
            (Some((scope, _)), None) => Some(*scope),
            _ => None,
        }
    }

    /// Whom the meetings are with that a sentence counts: "in their meetings with
    /// Wales", "nei precedenti con il Galles".
    fn met(&self, at: usize, from: usize, to: usize) -> Option<TeamId> {
        let cue = (from..at).find(|i| {
            ["meetings with", "meetings against", "precedenti con", "precedenti contro"]
                .iter()
                .any(|p| self.scene.starts(*i, p, to))
        })?;
        let lattice = self.scene.lattice;
        let named = lattice.mentions.iter().find(|m| cue < m.from && m.from <= cue + 3)?;
        match &named.who {
            Who::Teams(teams) if teams.len() == 1 => Some(teams[0]),
            _ => None,
        }
    }
}
