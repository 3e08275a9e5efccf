//! What is written is read back as it was, for records of every shape.

use std::sync::Arc;

use girone_model::{BySide, CardKind, KickOff, Minute, Outcome, Score, ShootOut, Side, Venue};
use girone_record::{
    Draft, DraftCard, DraftDate, DraftGoal, DraftGroup, DraftMatch, Kind, Place,
    read_football_json, read_football_txt, write_football_json, write_football_txt,
};
use jiff::civil::time;
use jiff::tz::Offset;
use proptest::prelude::*;

/// Names as they are met, and names that look like anything but a name.
fn name() -> impl Strategy<Value = Arc<str>> {
    prop_oneof![
        6 => "[A-ZÉÖ][a-zéöñ]{1,8}( [A-Z][a-z]{1,6})?",
        1 => prop::sample::select(vec![
            "1. FC Köln", "1860 München", "PSV (NED)", "Bodø/Glimt", "Côte d'Ivoire",
            "Bosnia & Herzegovina", "v", "A v B", "2-1", "Jun 11", "12:30", "18.45 Roma",
            "Group A", "Final", "(x)", "[c]", "#1", "a # b", "x, y", "x; y", "a:b", "=", "▪ x",
            "\"q\"", "back\\slash", " lead", "two  blanks", "N.N.", "-", "Ronaldo 9", "o.g.",
            "two\nlines", "tab\there", "w/o", "Yellow cards", "Matchday", "@ home", "Al-Ain",
            "Att: 5", "pen.", "1'", "?", "Coach: X", "De Bruyne", "St. Pauli",
        ]).prop_map(str::to_owned),
        1 => "\\PC{1,12}",
    ]
    .prop_map(|text| text.replace('\0', "").into())
    .prop_filter("a name has a letter", |text: &Arc<str>| !text.trim().is_empty())
}

fn goals() -> impl Strategy<Value = BySide<u8>> {
    (0u8..=99, 0u8..=99).prop_map(|(h, a)| BySide::new(h, a))
}

fn score() -> impl Strategy<Value = Score> {
    let shoot_out = (any::<bool>(), prop::option::of(goals())).prop_filter_map(
        "a shoot-out has a winner",
        |(home, goals)| {
            let winner = match goals {
                Some(g) if g.home == g.away => return None,
                Some(g) if g.home > g.away => Side::Home,
                Some(_) => Side::Away,
                None if home => Side::Home,
                None => Side::Away,
            };
            Some(ShootOut { winner, goals })
        },
    );
    (
        prop::option::of(goals()),
        prop::option::of(goals()),
        goals(),
        prop::option::of(any::<bool>()),
        prop::option::of(shoot_out),
    )
        .prop_map(|(half_time, full_time, result, extra_time, shoot_out)| Score {
            half_time,
            full_time,
            result,
            extra_time,
            shoot_out,
        })
}

fn side() -> impl Strategy<Value = Side> {
    any::<bool>().prop_map(|home| if home { Side::Home } else { Side::Away })
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        4 => score().prop_map(Outcome::Played),
        1 => (goals(), prop::option::of(score()))
            .prop_map(|(official, pitch)| Outcome::Awarded { official, pitch }),
        1 => (side(), prop::option::of(goals()))
            .prop_map(|(winner, official)| Outcome::Walkover { winner, official }),
        1 => prop::option::of(score()).prop_map(|pitch| Outcome::Abandoned { pitch }),
        1 => prop::option::of(score()).prop_map(|pitch| Outcome::Annulled { pitch }),
        1 => Just(Outcome::Postponed),
    ]
}

fn minute() -> impl Strategy<Value = Minute> {
    (0u8..=130, prop_oneof![Just(0u8), 0u8..=20]).prop_map(|(base, added)| Minute { base, added })
}

fn goal() -> impl Strategy<Value = DraftGoal> {
    (side(), prop::option::of(name()), prop::option::of(minute()), any::<bool>(), any::<bool>())
        .prop_map(|(side, scorer, minute, own_goal, penalty)| DraftGoal {
            side,
            scorer,
            minute,
            own_goal,
            penalty,
        })
}

fn card() -> impl Strategy<Value = DraftCard> {
    let kind = prop::sample::select(vec![CardKind::Yellow, CardKind::SecondYellow, CardKind::Red]);
    (side(), prop::option::of(name()), prop::option::of(minute()), kind)
        .prop_map(|(side, person, minute, kind)| DraftCard { side, person, minute, kind })
}

fn kick_off() -> impl Strategy<Value = KickOff> {
    (0i8..24, 0i8..60, prop::option::of(-48i32..=56)).prop_map(|(hour, minute, quarters)| KickOff {
        time: time(hour, minute, 0, 0),
        offset: quarters.map(|q| Offset::from_seconds(q * 900).expect("within a day")),
    })
}

fn venue() -> impl Strategy<Value = Venue> {
    (prop::option::of(name()), prop::option::of(name()), prop::option::of(name()))
        .prop_map(|(ground, city, country)| Venue { ground, city, country })
        .prop_filter("a venue is somewhere", |v| *v != Venue::default())
}

fn a_match() -> impl Strategy<Value = DraftMatch> {
    let label = || {
        prop::option::of(prop_oneof![
            3 => prop::sample::select(vec!["1", "10", "A", "Quarter-finals", "Path A, Final"])
                .prop_map(Arc::<str>::from),
            1 => name(),
        ])
    };
    let at = (
        prop::option::weighted(0.95, (2024i16..2027, 0u8..14, 0u8..33)),
        prop::option::of(kick_off()),
        prop::option::of(venue()),
        prop::option::of(1u16..),
    );
    let said = (label(), label(), label(), prop::option::of(name()));
    let told = (
        prop::option::of(outcome()),
        prop::collection::vec(goal(), 0..5),
        prop::option::of(prop::collection::vec(card(), 0..4)),
        (prop::option::of(name()), prop::option::of(name())),
    );
    let rest = (
        prop::option::of(name()),
        prop::option::of(any::<u32>()),
        any::<[bool; 3]>(),
        prop::option::of(name()),
        prop::option::of(name()),
    );
    ((name(), name()), at, said, told, rest).prop_map(|(teams, at, said, told, rest)| {
        let (date, kick_off, venue, number) = at;
        let (stage, group, matchday, competition) = said;
        let (outcome, mut goals, mut cards, (home_coach, away_coach)) = told;
        let (referee, attendance, [neutral, friendly, provisional], note, edition) = rest;
        // The two sides, and the three sorts of card, are written one after the other.
        goals.sort_by_key(|g| g.side);
        if let Some(cards) = &mut cards {
            cards.sort_by_key(|c| (c.kind, c.side));
        }
        DraftMatch {
            competition,
            edition,
            stage,
            group,
            matchday,
            number,
            date: date.map(|(year, month, day)| DraftDate { year, month, day }),
            // A time without a day is no moment.
            kick_off: kick_off.filter(|_| date.is_some()),
            venue,
            neutral,
            friendly,
            outcome,
            goals,
            cards,
            coaches: BySide::new(home_coach, away_coach),
            referee,
            attendance,
            provisional,
            note,
            ..DraftMatch::between(teams.0, teams.1)
        }
    })
}

fn draft() -> impl Strategy<Value = Draft> {
    let label = prop_oneof![3 => "[A-L]".prop_map(Arc::<str>::from), 1 => name()];
    let group = (label, prop::collection::hash_set(name(), 2..5));
    (prop::collection::vec(a_match(), 1..6), prop::collection::vec(group, 0..2)).prop_map(
        |(matches, groups)| {
            let competition = matches[0].competition.clone();
            Draft {
                kind: Some(Kind::FootballTxt),
                title: matches.iter().find_map(|m| m.competition.clone()),
                groups: groups
                    .into_iter()
                    .map(|(name, teams)| DraftGroup {
                        place: Place::FILE,
                        competition: competition.clone(),
                        name,
                        teams: teams.into_iter().collect(),
                    })
                    .collect(),
                matches,
                ..Draft::default()
            }
        },
    )
}

fn without_places(mut draft: Draft) -> Draft {
    draft.file = "".into();
    draft.matches.iter_mut().for_each(|m| m.place = Place::FILE);
    draft.groups.iter_mut().for_each(|g| g.place = Place::FILE);
    draft
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 800,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn record_round_trips(draft in draft()) {
        let written = write_football_txt(&draft);
        let reading = read_football_txt("written", written.as_bytes());
        prop_assert!(
            reading.counts.not_understood == 0,
            "{}\n{}",
            written,
            reading.diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        );
        let read = without_places(reading.value);
        prop_assert_eq!(&read.matches, &draft.matches, "{}", written);
        prop_assert_eq!(read, draft, "{}", written);
    }

    /// football.json has a form for less, and what it has comes back.
    #[test]
    fn record_round_trips_as_json(draft in draft()) {
        let written = write_football_json(&draft);
        let reading = read_football_json("written", written.as_bytes());
        let plain = |text: &Arc<str>| -> Arc<str> {
            text.split_whitespace().collect::<Vec<_>>().join(" ").into()
        };
        // What the format has no form for, and breaks that no match has.
        let score = |s: Score| Score {
            full_time: s.full_time.filter(|_| s.extra_time == Some(true)),
            extra_time: s.extra_time.filter(|long| *long),
            ..s
        };
        let outcome = |o: Outcome| match o {
            Outcome::Played(s) => Outcome::Played(score(s)),
            Outcome::Awarded { official, pitch } => {
                Outcome::Awarded { official, pitch: pitch.map(score) }
            }
            Outcome::Abandoned { pitch } => Outcome::Abandoned { pitch: pitch.map(score) },
            Outcome::Annulled { pitch } => Outcome::Annulled { pitch: pitch.map(score) },
            other => other,
        };
        let kept = |m: &DraftMatch| DraftMatch {
            place: Place::FILE,
            teams: m.teams.as_ref().map(plain),
            outcome: m.outcome.map(outcome),
            goals: m
                .goals
                .iter()
                .map(|g| DraftGoal { scorer: g.scorer.as_ref().map(plain), ..g.clone() })
                .collect(),
            competition: None,
            edition: None,
            group: m.group.as_ref().map(plain),
            stage: m.stage.as_ref().map(plain),
            matchday: m.matchday.as_ref().map(plain),
            friendly: false,
            venue: None,
            cards: None,
            coaches: BySide::default(),
            referee: None,
            attendance: None,
            provisional: false,
            note: None,
            ..m.clone()
        };
        let expected = &draft.matches;
        prop_assert!(
            expected.len() == reading.value.matches.len(),
            "{}\n{}",
            written,
            reading.diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        );
        for (was, is) in expected.iter().zip(&reading.value.matches) {
            let (was, is) = (kept(was), kept(is));
            prop_assert_eq!(was, is, "{}", &written);
        }
    }
}
