//! Which two teams the meetings are of.

use super::*;

impl Reader<'_, '_, '_, '_, '_> {
    /// Whether a stretch says of a side that it played against the other.
    pub(super) fn played_against(&self, from: usize, to: usize) -> bool {
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
    pub(super) fn beaten_team(&self, from: usize, to: usize) -> bool {
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

    /// Whether a win "over" one of the two is counted: "their 12th victory over the Danes".
    pub(super) fn won_over(&self, from: usize, to: usize) -> bool {
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

    /// The match between the two of whom a sentence speaks: with nobody named, as in "the
    /// third meeting of the two", the one reported.
    pub(in crate::tables) fn match_of_two(
        &self,
        from: usize,
        to: usize,
    ) -> Option<crate::claim::GameIx> {
        let scene = self.scene;
        let nobody = scene.lattice.mentions[scene.lattice.mentions_in(from, to)]
            .iter()
            .all(|m| teams_of(scene.frame, m).is_empty());
        scene.frame.main().filter(|_| nobody).or_else(|| scene.game_at(from))
    }

    /// The two teams whose meetings a sentence speaks of.
    pub(in crate::tables) fn pair_of(&self, from: usize, to: usize) -> Option<(TeamId, TeamId)> {
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

    pub(super) fn of_meetings(
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
