//! What each kind of row makes of its words.

use super::*;

impl Reader<'_, '_, '_, '_, '_> {
    pub(super) fn one(&self, hit: &Hit<Say>, out: &mut Vec<Statement>) {
        let scene = self.scene;
        match hit.kind {
            Say::Else | Say::Tally(_) => {}
            Say::Points if self.of_a_scorer(hit) => self.player_total(hit, out),
            Say::Points => {
                let explicit = None;
                self.push_row(hit, Field::Points, explicit, out);
            }
            Say::BarePoints if self.of_a_scorer(hit) => self.player_total(hit, out),
            Say::BarePoints => {
                let explicit = self.subject_in(hit);
                self.push_row(hit, Field::Points, explicit, out);
            }
            Say::Place => self.push_row(hit, Field::Position, None, out),
            Say::BarePlace => {
                let explicit = self.subject_in(hit);
                self.push_row(hit, Field::Position, explicit, out);
            }
            Say::At(place) => {
                let anchor = hit.anchor.unwrap_or((hit.from, hit.to));
                let explicit = self.team_in(hit, 0);
                let (claims, sure) =
                    self.row_claims(anchor.0, explicit, Field::Position, &[i32::from(place)]);
                if let Some(mut s) = claims.statement(anchor.0, anchor.1) {
                    s.right = self.holder(anchor.0, place);
                    s.owned = explicit.is_some() || sure;
                    // Words of leading also tell of other things.
                    let loose = scene.has(
                        hit.from,
                        hit.to,
                        &[
                            "to top", "lead", "leads", "led", "guida", "guidano", "winners", "win",
                            "won", "leaders", "leading",
                        ],
                    ) || {
                        // "Appaiati in vetta", "agganciare la Serbia in vetta".
                        let (a, b) = scene.clause(anchor.0, 2);
                        scene.has(
                            a,
                            b,
                            &[
                                "appaiat*",
                                "agganci*",
                                "raggiung*",
                                "affianc*",
                                "level",
                                "tied",
                                "joint",
                                "pari",
                                "insieme",
                                "together",
                                "alongside",
                                "displace*",
                                "scalz*",
                                "share*",
                                "join",
                                "joins",
                                "joined",
                            ],
                        )
                    };
                    // "La capolista" alone may be somebody who is not named.
                    let epithet = explicit.is_none()
                        && scene.has(hit.from, hit.to, &["capolista", "capoclassifica"]);
                    out.push(if loose || epithet { s.unsure() } else { s });
                }
            }
            Say::Bottom => {
                let anchor = hit.anchor.unwrap_or((hit.from, hit.to));
                let (owners, _) = self.owners(anchor.0, None);
                let claims: Vec<Claim> =
                    owners.into_iter().map(|(team, table)| Claim::Bottom { table, team }).collect();
                // "That goal sent Romania to the bottom": for a while.
                let (a, b) = scene.clause(anchor.0, 5);
                let a_while = scene.has(a, b, &["sent", "sends", "manda", "spedisce", "spedito"]);
                if !claims.is_empty() {
                    let s = Statement::new(anchor.0, anchor.1, claims);
                    out.push(if a_while { s.unsure() } else { s });
                }
            }
            Say::Ahead | Say::AheadOne => self.gap(hit, 1, out),
            Say::Behind | Say::BehindOne => self.gap(hit, -1, out),
            Say::GapAny => self.gap(hit, 0, out),
            Say::GapPlace | Say::GapFirst => self.gap_to_place(hit, out),
            Say::Perfect => self.perfect(hit, out),
            Say::Pointless => self.pointless(hit, out),
            Say::PointsOf => {
                let explicit = self.team_in(hit, 0);
                self.push_row(hit, Field::Points, explicit, out);
            }
            Say::PlayedSure => {
                let Some((n, from, to)) = self.number(hit) else { return };
                let cues = self.cues(hit.from);
                // "Two wins from two matches away from home", "under Garcia".
                if cues.ground != Ground::Any || cues.coach.is_some() || cues.named.is_some() {
                    let tally = Tally { played: Some(n as u16), ..Tally::default() };
                    let end = self.with_noun(hit, from, to);
                    out.extend(self.record(hit.from, from, end, tally).map(Statement::unsure));
                } else {
                    self.push_row(hit, Field::Played, None, out);
                }
            }
            Say::Goals => {
                let mut found = Vec::new();
                self.goals(hit, Field::GoalsFor, &mut found);
                // Beside the points of a table goals are those of the table.
                let (a, b) = scene.lattice.text.sentence_of(hit.from);
                let beside = scene.has(
                    a.max(hit.from.saturating_sub(7)),
                    (hit.to + 4).min(b),
                    &["points", "punti", "point", "punto", "attacco", "attack"],
                );
                let sure = beside || self.over_the_table(hit.to, &found);
                out.extend(found.into_iter().map(|s| if sure { s } else { s.unsure() }));
            }
            Say::GoalsBoth => {
                let value = |nth: usize| {
                    let c = hit.nth(Slot::Number, nth)?;
                    Some((c.from, c.to, scene.lattice.numbers[c.from]?.0 as i32))
                };
                for nth in 0..2 {
                    let Some((from, to, n)) = value(nth) else { continue };
                    let beside = value(1 - nth).map(|v| v.2);
                    let field = (Field::GoalsFor, n);
                    let other = self.team_in(hit, 0);
                    out.extend(self.one_of_two((from, to), field, nth, other, beside));
                }
            }
            Say::Level => {
                let anchor = hit.anchor.unwrap_or((hit.from, hit.to));
                let Some(other) = self.team_in(hit, 0) else { return };
                let (owners, _) = self.owners(anchor.0, None);
                let claims: Vec<Claim> = owners
                    .into_iter()
                    .filter(|o| o.0 != other)
                    .map(|(team, table)| {
                        let table = self.table_of_both(anchor.0, team, other).unwrap_or(table);
                        Claim::Level { table, team, other }
                    })
                    .collect();
                // "Had been level with Hungary until the hundredth minute".
                let (a, b) = scene.lattice.text.sentence_of(anchor.0);
                let then = scene.has(a, b, &["until", "till", "fino", "finche", "had", "minut*"]);
                if !claims.is_empty() {
                    let s = Statement::new(anchor.0, hit.to, claims);
                    out.push(if then { s.unsure() } else { s });
                }
                if let Some((n, from, to)) = self.number(hit) {
                    let (claims, _) = self.row_claims(from, None, Field::Points, &[n as i32]);
                    out.extend(claims.statement(from, self.with_noun(hit, from, to)));
                }
            }
            Say::For => self.goals(hit, Field::GoalsFor, out),
            Say::Against => self.goals(hit, Field::GoalsAgainst, out),
            Say::ForBoth => {
                let Some(first) = hit.nth(Slot::Number, 0) else { return };
                let Some(second) = hit.nth(Slot::Number, 1) else { return };
                let value = |c: crate::pattern::Capture| {
                    scene.lattice.numbers[c.from].map_or(0, |n| n.0 as i32)
                };
                let (claims, _) =
                    self.row_claims(first.from, None, Field::GoalsFor, &[value(first)]);
                let other = self.team_in(hit, 0);
                let claims: Vec<Claim> = claims
                    .claims
                    .into_iter()
                    .filter(|c| !matches!(c, Claim::Row { team, .. } if Some(*team) == other))
                    .collect();
                out.push(Statement::new(first.from, first.to + 1, claims));
                let (claims, _) =
                    self.row_claims(second.from, other, Field::GoalsFor, &[value(second)]);
                out.extend(claims.statement(second.from, second.to));
            }
            Say::Difference => {
                let Some(c) = hit.capture(Slot::Signed) else { return };
                let Some((value, to)) = scene.lattice.signed(c.from) else { return };
                let signed = to - c.from > 1 || scene.lattice.text.tokens[c.from].mark().is_some();
                let values: Vec<i32> = if signed { vec![value] } else { vec![value, -value] };
                let (claims, sure) = self.row_claims(c.from, None, Field::GoalDifference, &values);
                out.extend(claims.statement(c.from, c.to).map(|mut s| {
                    s.owned = sure;
                    s
                }));
            }
            Say::PlayedOrDay => {
                let Some((n, from, to)) = self.number(hit) else { return };
                let mut claims = self.row_claims(from, None, Field::Played, &[n as i32]).0.claims;
                if let Some(game) = scene.game_at(from) {
                    claims.push(Claim::Matchday { game, number: n as u16 });
                }
                let last =
                    scene.has(hit.from, hit.to, &["giornate", "turni", "rounds", "matchdays"]);
                let s = Statement::new(from, self.with_noun(hit, from, to), claims);
                out.push(if last { s } else { s.unsure() });
            }
            Say::Played => {
                let Some((n, from, to)) = self.number(hit) else { return };
                let mut claims = self.row_claims(from, None, Field::Played, &[n as i32]).0.claims;
                claims.extend(self.totals(from, Field::Played, n as i32));
                out.push(Statement::new(from, self.with_noun(hit, from, to), claims).unsure());
            }
            Say::Left | Say::LeftBare => {
                let Some((n, from, to)) = self.number(hit) else { return };
                let (claims, _) = self.row_claims(from, None, Field::Left, &[n as i32]);
                let league = scene.game_at(from).is_some_and(|g| {
                    let prepared = scene.frame.prepared;
                    prepared.table_of(prepared.get(g)).is_some()
                });
                if let Some(s) = claims.statement(from, self.with_noun(hit, from, to)) {
                    out.push(if league { s } else { s.unsure() });
                }
            }
            Say::InHand | Say::InHandOne => self.in_hand_of(hit, 1, out),
            Say::InHandLess | Say::InHandOneLess => self.in_hand_of(hit, -1, out),
            Say::Group => {
                let Some(c) = hit.capture(Slot::Letter) else { return };
                let Some((name, _)) = scene.lattice.letter(c.from) else { return };
                let Some(game) = scene.game_at(hit.from) else { return };
                let Some(edition) = scene.frame.prepared.edition_of(scene.frame.prepared.get(game))
                else {
                    return;
                };
                let (from, to) = scene.lattice.text.sentence_of(hit.from);
                let mut teams: Vec<TeamId> = scene.lattice.mentions
                    [scene.lattice.mentions_in(from, to)]
                .iter()
                .flat_map(|m| teams_of(scene.frame, m))
                .collect();
                let sides = scene.frame.prepared.get(game).fixture.teams;
                teams.extend([sides.home, sides.away]);
                teams.dedup();
                let group = |team| Claim::Group { team, edition, group: name.clone() };
                // The subject's group; another team's makes it no error, but does
                // not make it right.
                let near = scene.candidates(hit.from).first().filter(|c| c.near).map(|c| c.team);
                let mut claims: Vec<Claim> = match near {
                    Some(team) => vec![group(team)],
                    None => vec![group(sides.home), group(sides.away)],
                };
                let elsewhere = scene.game_at(hit.from) != scene.frame.main();
                // A member of that group anywhere in the text: it may be told of.
                let members = scene.frame.prepared.editions[edition as usize]
                    .groups
                    .iter()
                    .filter(|g| g.name.eq_ignore_ascii_case(&name))
                    .flat_map(|g| g.teams.iter().copied());
                let named: Vec<TeamId> = members
                    .filter(|t| {
                        scene
                            .lattice
                            .mentions
                            .iter()
                            .any(|m| matches!(&m.who, Who::Teams(x) if x.as_slice() == [*t]))
                    })
                    .collect();
                let anchor = hit.anchor.unwrap_or((hit.from, hit.to));
                let told = teams.iter().any(|t| named.contains(t));
                if told && (elsewhere || near.is_none_or(|t| !teams.starts_with(&[t]))) {
                    // A round-up: the members that the sentence names.
                    claims.extend(teams.iter().filter(|t| named.contains(t)).map(|t| group(*t)));
                }
                let s = Statement::new(anchor.0, anchor.1, claims);
                // An edition without such a group is not the one that is meant.
                let known = scene.frame.prepared.editions[edition as usize]
                    .groups
                    .iter()
                    .any(|g| g.name.eq_ignore_ascii_case(&name));
                // Whose group it is stands in the clause, and nobody of the group named
                // is told of there.
                let (a, b) = scene.clause(hit.from, 3);
                let told_here = scene.lattice.mentions[scene.lattice.mentions_in(a, b)].iter().any(
                    |m| matches!(&m.who, Who::Teams(x) if x.iter().any(|t| named.contains(t))),
                );
                let bound = near.is_some() && !told_here;
                out.push(if known && (named.is_empty() || bound) { s } else { s.unsure() });
            }
            Say::Day => {
                let Some((n, from, _)) = self.number(hit) else { return };
                let Some(game) = scene.game_at(from) else { return };
                let league =
                    scene.frame.prepared.table_of(scene.frame.prepared.get(game)).is_some();
                let s = Statement::new(
                    hit.from,
                    hit.to,
                    vec![Claim::Matchday { game, number: n as u16 }],
                );
                out.push(if league { s } else { s.unsure() });
            }
            Say::Triple => {
                let Some(c) = hit.capture(Slot::Triple) else { return };
                let Some(([w, d, l], _)) = scene.lattice.triples[c.from] else { return };
                let tally = Tally {
                    played: None,
                    won: Some(u16::from(w)),
                    drawn: Some(u16::from(d)),
                    lost: Some(u16::from(l)),
                };
                out.extend(self.record(c.from, c.from, c.to, tally));
            }
            Say::Nth(_) if self.meeting_tallies(std::slice::from_ref(hit), out) => {}
            Say::AllWon if self.meeting_of(hit.from).is_some() => {
                // "Dieci vittorie su 17", of the meetings.
                if let Some((n, from, to)) = self.number(hit)
                    && let Some((team, other)) = self.meeting_of(hit.from)
                {
                    let tally = tally_of(Outcome::Won, n as u16);
                    let claim = |team, other| Claim::HeadToHead { team, other, tally };
                    let readings = vec![claim(team, other), claim(other, team)];
                    out.push(self.meetings_told((from, self.with_noun(hit, from, to)), readings));
                }
            }
            Say::Nth(outcome) => self.nth(hit, outcome, out),
            Say::First(outcome) => {
                let anchor = hit.anchor.unwrap_or((hit.from, hit.to));
                let (owners, _) = self.owners(anchor.0, None);
                let field = field_of(outcome);
                let mut claims: Vec<Claim> = owners
                    .iter()
                    .map(|(team, table)| Claim::Row { table: *table, team: *team, field, value: 1 })
                    .collect();
                let tally = tally_of(outcome, 1);
                for (team, table) in owners {
                    claims.push(Claim::Record {
                        team,
                        coach: None,
                        scopes: vec![Scope::Edition(table.edition)],
                        ground: Ground::Any,
                        tally,
                    });
                }
                if !claims.is_empty() {
                    out.push(Statement::new(anchor.0, anchor.1, claims).unsure());
                }
            }
            Say::AllWon => {
                let Some((n, from, to)) = self.number(hit) else { return };
                // "The sixth win in six": so many, and out of so many.
                let nth = hit.capture(Slot::Ordinal).and_then(|c| scene.lattice.ordinals[c.from]);
                let (tally, other) = match nth {
                    Some((nth, _)) => {
                        let played = Some(n as u16);
                        (Tally { played, ..tally_of(Outcome::Won, nth as u16) }, nth != n)
                    }
                    None => (tally_of(Outcome::Won, n as u16), false),
                };
                out.extend(self.record(from, from, self.with_noun(hit, from, to), tally).map(
                    |s| {
                        // "Sfuma la sesta vittoria su sei".
                        let (a, b) = scene.clause(from, 5);
                        let missed =
                            scene.has(a, b, &["sfum*", "svani*", "fallit*", "denied", "missed"]);
                        let near = self.scene.candidates(from).first().is_some_and(|c| c.near);
                        let sure = !missed && !other && (near || self.cues(from).coach.is_some());
                        if sure { s } else { s.unsure() }
                    },
                ));
            }
            Say::Run(run) => self.run(hit, run, out),
            Say::Since(outcome) => self.since(hit, outcome, out),
            Say::FirstIs => {
                let Some(team) = self.team_in(hit, 0) else { return };
                let anchor = hit.anchor.unwrap_or((hit.from, hit.to));
                let Some(table) = self.table_for(anchor.0, team) else { return };
                let view = scene.judge.table(table, &scene.frame.cut());
                let claim = Claim::Row { table, team, field: Field::Position, value: 1 };
                let mut s = Statement::new(anchor.0, anchor.1, vec![claim]);
                s.right = view.as_ref().and_then(|v| {
                    let first = v.table.rows.first()?;
                    Some(scene.judge.team_name(*v.sheet.teams.get(usize::from(first.team))?))
                });
                out.push(s);
            }
            Say::Last(outcome) => self.last_such(hit, outcome, out),
            Say::RunOf => {
                let (a, b) = scene.lattice.text.sentence_of(hit.from);
                const KINDS: [(&[&str], Run); 4] = [
                    (
                        &[
                            "senza sconfitt*",
                            "imbattut*",
                            "imbattibilita",
                            "utili",
                            "unbeaten",
                            "not lost",
                            "without defeat",
                        ],
                        Run::Unbeaten,
                    ),
                    (
                        &["senza vittori*", "senza successi", "winless", "without a win"],
                        Run::Winless,
                    ),
                    (&["vittorie", "successi", "wins", "victories", "winning"], Run::Wins),
                    (&["sconfitte", "ko", "defeats", "losses", "losing"], Run::Defeats),
                ];
                let kind = KINDS.iter().find(|(words, _)| scene.has(a, b, words));
                if let Some((_, run)) = kind {
                    let begin = out.len();
                    self.run(hit, *run, out);
                    let ground = self.ground_of(a, b);
                    for claim in out[begin..].iter_mut().flat_map(|s| &mut s.readings) {
                        if let Claim::Streak { ground: g, .. } = claim {
                            *g = ground;
                        }
                    }
                }
            }
            Say::MeetingRun(run) => self.meeting_run(hit, run, out),
            Say::NeverIn => self.never_in(hit, out),
            Say::Meeting => {
                let Some((n, from, to)) = self.number(hit) else { return };
                let (a, b) = scene.lattice.text.sentence_of(from);
                let Some(game) = self.match_of_two(a, b) else { return };
                let sides = scene.frame.prepared.get(game).fixture.teams;
                let claim =
                    |n: u16| Claim::Meetings { team: sides.home, other: sides.away, number: n };
                let cardinal = hit.capture(Slot::Number).is_some();
                // "The first meeting since 2005", "in the last seven meetings".
                let (_, end) = scene.lattice.text.sentence_of(from);
                let some = scene.has(
                    hit.from.saturating_sub(3),
                    (hit.to + 9).min(end),
                    &[
                        "since",
                        "dal",
                        "dall",
                        "dai",
                        "last",
                        "ultimi",
                        "ultime",
                        "recent*",
                        "in a",
                        "al mondiale",
                        "at a",
                    ],
                );
                let mut readings = vec![claim(n as u16)];
                if scene.frame.preview {
                    readings.push(claim((n as u16).saturating_sub(1)));
                }
                if cardinal {
                    // Earlier meetings: without the match reported.
                    readings.push(claim(n as u16 + 1));
                }
                let s = Statement::new(from, self.with_noun(hit, from, to), readings);
                out.push(if some { s.unsure() } else { s });
            }
            // Who coaches whom is read from the names.
            Say::Coach => {}
            Say::PlayerTotal => self.player_total(hit, out),
        }
    }
}
