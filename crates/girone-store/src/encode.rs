//! From domain values to the JSON of a body and back.

use std::sync::Arc;

use girone_model::{
    Adjustment, BySide, Card, CardKind, Coverage, FactKind, Fixture, Goal, Happened, KickOff,
    LotsDrawn, Match, MatchId, Minute, Outcome, PersonId, Precision, Role, Score, ShootOut, Side,
    Span, TeamId, Tenure, Venue, When,
};
use girone_record::{Body, Point, Ruling, Valid, Verdict};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use crate::wire::{
    CoverageWire, FactWire, MatchWire, OutcomeWire, PrecisionWire, RetractionWire, RoleWire,
    RulingWire, ScoreWire, TenureWire, VerdictWire, Wire,
};

/// Numbers for what a body names.
pub(crate) trait Numbers {
    fn text(&mut self, text: &str) -> u32;
    fn person(&mut self, person: PersonId) -> u32;
    fn team(&mut self, team: TeamId) -> u32;
}

/// What the numbers stand for. `None` where there is no such row.
pub(crate) trait Names {
    fn text(&self, number: u32) -> Option<Arc<str>>;
    fn person(&self, number: u32) -> Option<PersonId>;
    fn team(&self, number: u32) -> Option<TeamId>;
}

fn day(date: Date) -> u32 {
    date.year().unsigned_abs() as u32 * 10_000 + date.month() as u32 * 100 + date.day() as u32
}

fn date(day: u32) -> Result<Date, String> {
    let year = i16::try_from(day / 10_000).map_err(|_| format!("{day} is not a day"))?;
    Date::new(year, (day / 100 % 100) as i8, (day % 100) as i8)
        .map_err(|_| format!("{day} is not a day"))
}

fn pair(g: BySide<u8>) -> [u8; 2] {
    [g.home, g.away]
}

fn by_side([home, away]: [u8; 2]) -> BySide<u8> {
    BySide::new(home, away)
}

fn side(s: Side) -> u8 {
    match s {
        Side::Home => 0,
        Side::Away => 1,
    }
}

fn side_of(number: u8) -> Result<Side, String> {
    match number {
        0 => Ok(Side::Home),
        1 => Ok(Side::Away),
        other => Err(format!("{other} is not a side; 0 is the team named first, 1 the other")),
    }
}

fn score(s: Score) -> ScoreWire {
    ScoreWire {
        r: pair(s.result),
        h: s.half_time.map(pair),
        f: s.full_time.map(pair),
        x: s.extra_time,
        w: s.shoot_out.map(|s| side(s.winner)),
        s: s.shoot_out.and_then(|s| s.goals).map(pair),
    }
}

fn score_of(w: ScoreWire) -> Result<Score, String> {
    let shoot_out = match w.w {
        Some(winner) => Some(ShootOut { winner: side_of(winner)?, goals: w.s.map(by_side) }),
        None => None,
    };
    Ok(Score {
        half_time: w.h.map(by_side),
        full_time: w.f.map(by_side),
        result: by_side(w.r),
        extra_time: w.x,
        shoot_out,
    })
}

/// Encodes a body.
pub(crate) fn encode(body: &Body, numbers: &mut impl Numbers) -> Wire {
    match body {
        Body::Match(found) => Wire::Match(encode_match(found, numbers)),
        Body::Ruling(ruling) => Wire::Ruling(encode_ruling(ruling, numbers)),
        Body::Tenure(t) => {
            let point = |p: Option<(Date, Precision)>| {
                p.map(|(d, precision)| {
                    let precision = match precision {
                        Precision::Day => PrecisionWire::Day,
                        Precision::Month => PrecisionWire::Month,
                        Precision::Year => PrecisionWire::Year,
                        Precision::Approximate => PrecisionWire::Approximate,
                    };
                    (day(d), precision)
                })
            };
            Wire::Tenure(TenureWire {
                person: numbers.person(t.person),
                team: numbers.team(t.team),
                role: match t.role {
                    Role::HeadCoach => RoleWire::HeadCoach,
                    Role::Caretaker => RoleWire::Caretaker,
                },
                from: point(t.from),
                to: point(t.to),
                source: t.source.as_deref().map(|s| numbers.text(s)),
                note: t.note.as_deref().map(|s| numbers.text(s)),
            })
        }
        Body::Coverage(c) => Wire::Coverage(CoverageWire {
            fact: match c.kind {
                FactKind::Results => FactWire::Results,
                FactKind::Goals => FactWire::Goals,
                FactKind::Cards => FactWire::Cards,
                FactKind::Tenures => FactWire::Tenures,
                FactKind::KickOffs => FactWire::KickOffs,
                FactKind::Venues => FactWire::Venues,
            },
            edition: c.edition.as_deref().map(|s| numbers.text(s)),
            team: c.team.map(|t| numbers.team(t)),
            friendlies: c.friendlies,
            from: c.span.from.map(day),
            to: c.span.to.map(day),
        }),
        Body::Retraction { of } => Wire::Retraction(RetractionWire { of: *of }),
    }
}

fn encode_match(found: &Match, numbers: &mut impl Numbers) -> MatchWire {
    let f = &found.fixture;
    let mut text = |t: &Option<Arc<str>>| t.as_deref().map(|t| numbers.text(t));
    let (e, s, g, m) = (text(&f.edition), text(&f.stage), text(&f.group), text(&f.matchday));
    let v = f.venue.as_ref().map(|v| {
        [&v.ground, &v.city, &v.country].map(|t| t.as_deref().map_or(0, |t| numbers.text(t)))
    });
    let mut wire = MatchWire {
        d: day(f.when.date),
        h: numbers.team(f.teams.home),
        a: numbers.team(f.teams.away),
        c: numbers.text(&f.competition),
        e,
        s,
        g,
        m,
        n: f.number,
        t: f.when.kick_off.map(|k| k.time.hour() as u16 * 60 + k.time.minute() as u16),
        z: f.when.kick_off.and_then(|k| k.offset).map(|o| o.seconds()),
        v,
        x: f.neutral,
        f: f.friendly,
        k: None,
        r: None,
        o: None,
        w: None,
        goals: Vec::new(),
        cards: None,
        provisional: false,
        note: None,
    };
    let Some(happened) = &found.happened else { return wire };
    wire.r = happened.outcome.pitch().map(score);
    match happened.outcome {
        Outcome::Played(_) => {}
        Outcome::Awarded { official, .. } => {
            wire.k = Some(OutcomeWire::Awarded);
            wire.o = Some(pair(official));
        }
        Outcome::Walkover { winner, official } => {
            wire.k = Some(OutcomeWire::Walkover);
            wire.w = Some(side(winner));
            wire.o = official.map(pair);
        }
        Outcome::Abandoned { .. } => wire.k = Some(OutcomeWire::Abandoned),
        Outcome::Annulled { .. } => wire.k = Some(OutcomeWire::Annulled),
        Outcome::Postponed => wire.k = Some(OutcomeWire::Postponed),
    }
    let minute = |m: Option<Minute>| m.map_or((0, 0), |m| (m.base, m.added));
    for goal in &happened.goals {
        let (base, added) = minute(goal.minute);
        let scorer = goal.scorer.map_or(0, |p| numbers.person(p));
        let flags = u8::from(goal.own_goal) + 2 * u8::from(goal.penalty);
        wire.goals.push((side(goal.side), scorer, base, added, flags));
    }
    wire.cards = happened.cards.as_ref().map(|cards| {
        let of = |card: &Card| {
            let (base, added) = minute(card.minute);
            let kind = match card.kind {
                CardKind::Yellow => 0,
                CardKind::SecondYellow => 1,
                CardKind::Red => 2,
            };
            let person = card.person.map_or(0, |p| numbers.person(p));
            (side(card.side), person, base, added, kind)
        };
        cards.iter().map(of).collect()
    });
    wire.provisional = happened.provisional;
    wire.note = happened.note.as_deref().map(|n| numbers.text(n));
    wire
}

fn encode_ruling(ruling: &Ruling, numbers: &mut impl Numbers) -> RulingWire {
    let verdict = match &ruling.verdict {
        Verdict::Award { about, official } => {
            VerdictWire::Award { about: *about, official: pair(*official) }
        }
        Verdict::Walkover { about, winner, official } => VerdictWire::Walkover {
            about: *about,
            winner: side(*winner),
            official: official.map(pair),
        },
        Verdict::Annul { about } => VerdictWire::Annul { about: *about },
        Verdict::Confirm { about } => VerdictWire::Confirm { about: *about },
        Verdict::Deduct { adjustment: a, suspended } => VerdictWire::Deduct {
            edition: numbers.text(&a.edition),
            stage: a.stage.as_deref().map(|t| numbers.text(t)),
            team: numbers.team(a.team),
            points: a.points,
            suspended: *suspended,
            from: day(a.from),
            known: a.known.map(day),
            by: a.by.as_deref().map(|t| numbers.text(t)),
            reason: a.reason.as_deref().map(|t| numbers.text(t)),
            source: a.source.as_deref().map(|t| numbers.text(t)),
        },
        Verdict::Lots(lots) => VerdictWire::Lots {
            edition: numbers.text(&lots.edition),
            order: lots.order.iter().map(|t| numbers.team(*t)).collect(),
            on: day(lots.on),
            source: lots.source.as_deref().map(|t| numbers.text(t)),
        },
    };
    RulingWire {
        article: ruling.article.as_deref().map(|t| numbers.text(t)),
        appeal_of: ruling.appeal_of,
        verdict,
    }
}

/// Decodes a body.
///
/// # Errors
/// What does not hold, in words.
pub(crate) fn decode(wire: Wire, names: &impl Names) -> Result<Body, String> {
    Ok(match wire {
        Wire::Match(w) => Body::Match(decode_match(&w, names)?),
        Wire::Ruling(w) => Body::Ruling(Box::new(decode_ruling(w, names)?)),
        Wire::Tenure(w) => {
            let point = |p: Option<(u32, PrecisionWire)>| match p {
                None => Ok(None),
                Some((d, precision)) => {
                    let precision = match precision {
                        PrecisionWire::Day => Precision::Day,
                        PrecisionWire::Month => Precision::Month,
                        PrecisionWire::Year => Precision::Year,
                        PrecisionWire::Approximate => Precision::Approximate,
                    };
                    date(d).map(|d| Some((d, precision)))
                }
            };
            Body::Tenure(Box::new(Tenure {
                person: person(names, w.person)?,
                team: team(names, w.team)?,
                role: match w.role {
                    RoleWire::HeadCoach => Role::HeadCoach,
                    RoleWire::Caretaker => Role::Caretaker,
                },
                from: point(w.from)?,
                to: point(w.to)?,
                source: optional(names, w.source)?,
                note: optional(names, w.note)?,
            }))
        }
        Wire::Coverage(w) => Body::Coverage(Box::new(Coverage {
            kind: match w.fact {
                FactWire::Results => FactKind::Results,
                FactWire::Goals => FactKind::Goals,
                FactWire::Cards => FactKind::Cards,
                FactWire::Tenures => FactKind::Tenures,
                FactWire::KickOffs => FactKind::KickOffs,
                FactWire::Venues => FactKind::Venues,
            },
            edition: optional(names, w.edition)?,
            team: w.team.map(|t| team(names, t)).transpose()?,
            friendlies: w.friendlies,
            span: Span { from: w.from.map(date).transpose()?, to: w.to.map(date).transpose()? },
        })),
        Wire::Retraction(w) => Body::Retraction { of: w.of },
    })
}

fn text(names: &impl Names, number: u32) -> Result<Arc<str>, String> {
    names.text(number).ok_or_else(|| format!("there is no text {number}"))
}

fn optional(names: &impl Names, number: Option<u32>) -> Result<Option<Arc<str>>, String> {
    number.map(|n| text(names, n)).transpose()
}

fn person(names: &impl Names, number: u32) -> Result<PersonId, String> {
    names.person(number).ok_or_else(|| format!("there is no person {number}"))
}

fn team(names: &impl Names, number: u32) -> Result<TeamId, String> {
    names.team(number).ok_or_else(|| format!("there is no team {number}"))
}

/// Decodes the body of a match.
///
/// # Errors
/// As for [`decode`].
pub(crate) fn decode_match(w: &MatchWire, names: &impl Names) -> Result<Match, String> {
    let kick_off = match w.t {
        None => None,
        Some(t) => Some(KickOff {
            time: Time::new((t / 60) as i8, (t % 60) as i8, 0, 0)
                .map_err(|_| format!("{t} minutes are no time of a day"))?,
            offset: match w.z {
                None => None,
                Some(z) => Some(
                    Offset::from_seconds(z).map_err(|_| format!("{z} seconds are no offset"))?,
                ),
            },
        }),
    };
    let venue = match w.v {
        None => None,
        Some(v) => {
            let part = |n: u32| if n == 0 { Ok(None) } else { text(names, n).map(Some) };
            let [ground, city, country] = v.map(part);
            Some(Venue { ground: ground?, city: city?, country: country? })
        }
    };
    let teams = BySide::new(team(names, w.h)?, team(names, w.a)?);
    if teams.home == teams.away {
        return Err("a team plays against itself".to_owned());
    }
    let fixture = Fixture {
        id: MatchId(0),
        competition: text(names, w.c)?,
        edition: optional(names, w.e)?,
        stage: optional(names, w.s)?,
        group: optional(names, w.g)?,
        matchday: optional(names, w.m)?,
        number: w.n,
        teams,
        when: When { date: date(w.d)?, kick_off },
        venue,
        neutral: w.x,
        friendly: w.f,
    };
    let pitch = w.r.map(score_of).transpose()?;
    let official = w.o.map(by_side);
    let outcome = match (w.k, pitch) {
        (None, None) => None,
        (None, Some(score)) => Some(Outcome::Played(score)),
        (Some(OutcomeWire::Awarded), pitch) => {
            let official = official.ok_or("an award without a score")?;
            Some(Outcome::Awarded { official, pitch })
        }
        (Some(OutcomeWire::Walkover), _) => {
            let winner = side_of(w.w.ok_or("a walkover without a winner")?)?;
            Some(Outcome::Walkover { winner, official })
        }
        (Some(OutcomeWire::Abandoned), pitch) => Some(Outcome::Abandoned { pitch }),
        (Some(OutcomeWire::Annulled), pitch) => Some(Outcome::Annulled { pitch }),
        (Some(OutcomeWire::Postponed), _) => Some(Outcome::Postponed),
    };
    let Some(outcome) = outcome else {
        return Ok(Match { fixture: Arc::new(fixture), happened: None });
    };
    let minute = |base: u8, added: u8| (base > 0).then_some(Minute { base, added });
    let who = |n: u32| if n == 0 { Ok(None) } else { person(names, n).map(Some) };
    let mut goals = Vec::with_capacity(w.goals.len());
    for &(s, scorer, base, added, flags) in &w.goals {
        goals.push(Goal {
            side: side_of(s)?,
            scorer: who(scorer)?,
            minute: minute(base, added),
            own_goal: flags & 1 != 0,
            penalty: flags & 2 != 0,
        });
    }
    let cards = w.cards.as_ref().map(|cards| {
        let of = |&(s, p, base, added, kind): &(u8, u32, u8, u8, u8)| {
            Ok(Card {
                side: side_of(s)?,
                person: who(p)?,
                minute: minute(base, added),
                kind: match kind {
                    0 => CardKind::Yellow,
                    1 => CardKind::SecondYellow,
                    2 => CardKind::Red,
                    other => return Err(format!("{other} is not a card")),
                },
            })
        };
        cards.iter().map(of).collect::<Result<Vec<Card>, String>>()
    });
    let happened = Happened {
        outcome,
        goals,
        cards: cards.transpose()?,
        provisional: w.provisional,
        note: optional(names, w.note)?,
    };
    Ok(Match { fixture: Arc::new(fixture), happened: Some(Arc::new(happened)) })
}

fn decode_ruling(w: RulingWire, names: &impl Names) -> Result<Ruling, String> {
    let verdict = match w.verdict {
        VerdictWire::Award { about, official } => {
            Verdict::Award { about, official: by_side(official) }
        }
        VerdictWire::Walkover { about, winner, official } => {
            Verdict::Walkover { about, winner: side_of(winner)?, official: official.map(by_side) }
        }
        VerdictWire::Annul { about } => Verdict::Annul { about },
        VerdictWire::Confirm { about } => Verdict::Confirm { about },
        VerdictWire::Deduct {
            edition,
            stage,
            team: whose,
            points,
            suspended,
            from,
            known,
            by,
            reason,
            source,
        } => Verdict::Deduct {
            adjustment: Adjustment {
                edition: text(names, edition)?,
                stage: optional(names, stage)?,
                team: team(names, whose)?,
                points,
                from: date(from)?,
                known: known.map(date).transpose()?,
                by: optional(names, by)?,
                reason: optional(names, reason)?,
                source: optional(names, source)?,
            },
            suspended,
        },
        VerdictWire::Lots { edition, order, on, source } => Verdict::Lots(LotsDrawn {
            edition: text(names, edition)?,
            order: order.into_iter().map(|t| team(names, t)).collect::<Result<_, _>>()?,
            on: date(on)?,
            source: optional(names, source)?,
        }),
    };
    Ok(Ruling { article: optional(names, w.article)?, appeal_of: w.appeal_of, verdict })
}

/// Writes a point: a day, or an instant in UTC.
pub(crate) fn point(point: Point) -> String {
    match point {
        Point::Day(day) => day.to_string(),
        Point::Instant(instant) => instant.to_string(),
    }
}

/// Reads a point.
pub(crate) fn point_of(text: &str) -> Result<Point, String> {
    if text.contains('T') {
        text.parse::<Timestamp>().map(Point::Instant).map_err(|e| e.to_string())
    } else {
        text.parse::<Date>().map(Point::Day).map_err(|e| e.to_string())
    }
}

/// Writes from when an entry counts; `None` is the end of its match.
pub(crate) fn valid(valid: Valid) -> Option<String> {
    match valid {
        Valid::WithItsMatch => None,
        Valid::From(at) => Some(point(at)),
    }
}
