//! The JSON of an entry's body. `docs/LEDGER.md` documents it for other readers.
//!
//! Keys are short because there are very many of them; texts, people and teams
//! are numbers of rows in `text`, `person` and `team`; what is absent is unknown
//! or does not apply. Days are whole numbers such as `20250907`.

use serde::{Deserialize, Serialize};

fn is_false(b: &bool) -> bool {
    !*b
}

/// A score from the pitch; goals of the team named first come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ScoreWire {
    /// At the end of play.
    pub r: [u8; 2],
    /// At half time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub h: Option<[u8; 2]>,
    /// After 90 minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub f: Option<[u8; 2]>,
    /// Whether extra time was played.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<bool>,
    /// Who won the shoot-out: 0 the team named first, 1 the other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub w: Option<u8>,
    /// The penalties of the shoot-out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub s: Option<[u8; 2]>,
}

/// A goal or a card: side, person, minute, stoppage time, kind.
pub(crate) type EventWire = (u8, u32, u8, u8, u8);

/// A match.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MatchWire {
    /// The day.
    pub d: u32,
    /// The team named first.
    pub h: u32,
    /// The other team.
    pub a: u32,
    /// The competition.
    pub c: u32,
    /// The edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub e: Option<u32>,
    /// The stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub s: Option<u32>,
    /// The group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub g: Option<u32>,
    /// The matchday.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub m: Option<u32>,
    /// The official number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<u16>,
    /// The kick-off, minutes after midnight at the ground.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub t: Option<u16>,
    /// The offset of the kick-off from UTC, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub z: Option<i32>,
    /// Ground, city, country; 0 where unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub v: Option<[u32; 3]>,
    /// On neutral ground.
    #[serde(default, skip_serializing_if = "is_false")]
    pub x: bool,
    /// A friendly.
    #[serde(default, skip_serializing_if = "is_false")]
    pub f: bool,
    /// How it ended where it was not played to the end: `awarded`, `walkover`,
    /// `abandoned`, `annulled`, `postponed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub k: Option<OutcomeWire>,
    /// The score from the pitch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r: Option<ScoreWire>,
    /// The official score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub o: Option<[u8; 2]>,
    /// Who wins by walkover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub w: Option<u8>,
    /// The goals: side (0 or 1), scorer or 0, minute or 0, stoppage time, and 1
    /// for an own goal plus 2 for a penalty.
    #[serde(default, rename = "G", skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<EventWire>,
    /// The cards: side, person or 0, minute or 0, stoppage time, and 0 yellow, 1
    /// second yellow, 2 red.
    #[serde(default, rename = "C", skip_serializing_if = "Option::is_none")]
    pub cards: Option<Vec<EventWire>>,
    /// Awaits confirmation.
    #[serde(default, rename = "P", skip_serializing_if = "is_false")]
    pub provisional: bool,
    /// A note.
    #[serde(default, rename = "N", skip_serializing_if = "Option::is_none")]
    pub note: Option<u32>,
}

/// See [`MatchWire::k`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OutcomeWire {
    Awarded,
    Walkover,
    Abandoned,
    Annulled,
    Postponed,
}

/// A ruling.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct RulingWire {
    /// The article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<u32>,
    /// The ruling that this one changes on appeal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal_of: Option<u64>,
    /// What is decided.
    #[serde(flatten)]
    pub verdict: VerdictWire,
}

/// What a ruling decides.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "decides", rename_all = "snake_case")]
pub(crate) enum VerdictWire {
    Award {
        about: u64,
        official: [u8; 2],
    },
    Walkover {
        about: u64,
        winner: u8,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        official: Option<[u8; 2]>,
    },
    Annul {
        about: u64,
    },
    Confirm {
        about: u64,
    },
    Deduct {
        edition: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stage: Option<u32>,
        team: u32,
        points: i16,
        suspended: i16,
        from: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        known: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<u32>,
    },
    Lots {
        edition: u32,
        order: Vec<u32>,
        on: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<u32>,
    },
}

/// A tenure. A day is a pair: the day and how exactly it is known (`day`,
/// `month`, `year`, `approximate`).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TenureWire {
    pub person: u32,
    pub team: u32,
    pub role: RoleWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<(u32, PrecisionWire)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<(u32, PrecisionWire)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<u32>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RoleWire {
    HeadCoach,
    Caretaker,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PrecisionWire {
    Day,
    Month,
    Year,
    Approximate,
}

/// A statement of coverage.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CoverageWire {
    pub fact: FactWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<u32>,
    pub friendlies: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<u32>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FactWire {
    Results,
    Goals,
    Cards,
    Tenures,
    KickOffs,
    Venues,
}

/// A retraction.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct RetractionWire {
    pub of: u64,
}

/// The body of an entry with its kind.
#[derive(Clone, Debug)]
pub(crate) enum Wire {
    Match(MatchWire),
    Ruling(RulingWire),
    Tenure(TenureWire),
    Coverage(CoverageWire),
    Retraction(RetractionWire),
}

impl Wire {
    /// The kind, as the column `kind` has it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Wire::Match(_) => "match",
            Wire::Ruling(_) => "ruling",
            Wire::Tenure(_) => "tenure",
            Wire::Coverage(_) => "coverage",
            Wire::Retraction(_) => "retraction",
        }
    }

    pub(crate) fn to_json(&self) -> Result<String, serde_json::Error> {
        match self {
            Wire::Match(w) => serde_json::to_string(w),
            Wire::Ruling(w) => serde_json::to_string(w),
            Wire::Tenure(w) => serde_json::to_string(w),
            Wire::Coverage(w) => serde_json::to_string(w),
            Wire::Retraction(w) => serde_json::to_string(w),
        }
    }

    pub(crate) fn from_json(kind: &str, body: &str) -> Result<Wire, String> {
        let wire = match kind {
            "match" => match crate::quick::match_of(body) {
                Some(found) => Ok(Wire::Match(found)),
                None => serde_json::from_str(body).map(Wire::Match),
            },
            "ruling" => serde_json::from_str(body).map(Wire::Ruling),
            "tenure" => serde_json::from_str(body).map(Wire::Tenure),
            "coverage" => serde_json::from_str(body).map(Wire::Coverage),
            "retraction" => serde_json::from_str(body).map(Wire::Retraction),
            other => return Err(format!("`{other}` is not a kind of entry")),
        };
        wire.map_err(|e| format!("its body is not that of a {kind}: {e}"))
    }

    /// Calls `see` with every row that the body names, in a fixed order: the
    /// chain covers what these rows say.
    pub(crate) fn refers(&self, mut see: impl FnMut(Ref)) {
        let mut text = |t: Option<u32>| t.into_iter().for_each(|t| see(Ref::Text(t)));
        match self {
            Wire::Match(w) => {
                for t in [Some(w.c), w.e, w.s, w.g, w.m, w.note] {
                    text(t);
                }
                w.v.iter().flatten().filter(|t| **t != 0).for_each(|t| text(Some(*t)));
                see(Ref::Team(w.h));
                see(Ref::Team(w.a));
                let of = |list: &[EventWire], see: &mut dyn FnMut(Ref)| {
                    list.iter().filter(|g| g.1 != 0).for_each(|g| see(Ref::Person(g.1)));
                };
                of(&w.goals, &mut see);
                of(w.cards.as_deref().unwrap_or(&[]), &mut see);
            }
            Wire::Ruling(w) => {
                text(w.article);
                match &w.verdict {
                    VerdictWire::Deduct { edition, stage, team, by, reason, source, .. } => {
                        for t in [Some(*edition), *stage, *by, *reason, *source] {
                            text(t);
                        }
                        see(Ref::Team(*team));
                    }
                    VerdictWire::Lots { edition, order, source, .. } => {
                        text(Some(*edition));
                        text(*source);
                        order.iter().for_each(|t| see(Ref::Team(*t)));
                    }
                    _ => {}
                }
            }
            Wire::Tenure(w) => {
                text(w.source);
                text(w.note);
                see(Ref::Person(w.person));
                see(Ref::Team(w.team));
            }
            Wire::Coverage(w) => {
                text(w.edition);
                w.team.into_iter().for_each(|t| see(Ref::Team(t)));
            }
            Wire::Retraction(_) => {}
        }
    }
}

/// A row that a body names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ref {
    Text(u32),
    Person(u32),
    Team(u32),
}
