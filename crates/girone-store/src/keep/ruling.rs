//! Decisions of organisers.

use std::sync::Arc;

use girone::{Error, View};
use girone_model::{Adjustment, BySide, LotsDrawn, MatchId, TeamId};
use girone_record::{Body, Entry, Point, Ruling, Valid, Verdict};
use jiff::civil::Date;

use super::find::find_named;
use super::{Keeper, Particulars, Proposal, match_words};
use crate::{Check, Objection};

/// What is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecisionKind {
    /// A score is set; in the order in which `which` names the teams.
    Award {
        /// The match.
        which: String,
        /// The score that counts.
        score: BySide<u8>,
    },
    /// One side is held not to have appeared.
    Walkover {
        /// The match.
        which: String,
        /// Who wins.
        winner: String,
        /// The score that counts, if one is set, the winner's goals first.
        score: Option<BySide<u8>>,
    },
    /// The match is void.
    Annul {
        /// The match.
        which: String,
    },
    /// The score from the pitch counts again.
    Restore {
        /// The match.
        which: String,
    },
    /// Points are deducted; a negative number gives points.
    Deduct {
        /// The team.
        team: String,
        /// How many in all.
        points: i16,
        /// How many of them are suspended.
        suspended: i16,
        /// The edition; not needed on appeal.
        edition: Option<String>,
        /// The stage, if only one is meant.
        stage: Option<String>,
    },
    /// Lots are drawn.
    Lots {
        /// The edition.
        edition: String,
        /// The teams, best first.
        order: Vec<String>,
    },
}

/// A decision with all that belongs to it.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What is decided.
    pub kind: DecisionKind,
    /// From when it counts.
    pub date: Date,
    /// The rule that is applied.
    pub article: Option<String>,
    /// The ruling that it changes on appeal.
    pub appeal_of: Option<u64>,
    /// Who decided, where it is published, why, and when it became known (else
    /// on its date).
    pub particulars: Particulars,
}

impl Keeper {
    /// Proposes a decision.
    ///
    /// # Errors
    /// A match, team, edition or ruling is not found, or the decision makes no
    /// sense on what is there.
    pub fn propose_decision(&self, decision: &Decision) -> Result<Proposal, Error> {
        let view = self.view();
        let mut proposal = self.proposal();
        let ledger = self.desk().ledger();
        let changed = match decision.appeal_of {
            None => None,
            Some(number) => {
                let entry = ledger.entry(number).ok_or_else(|| {
                    Error::not_found(format!("there is no entry {number} to appeal against"))
                })?;
                match &entry.body {
                    Body::Ruling(ruling) => Some(Ruling::clone(ruling)),
                    _ => {
                        return Err(Error::usage(format!(
                            "entry {number} is no ruling; `girone log` lists them"
                        )));
                    }
                }
            }
        };
        let mut say = |line: String| proposal.understood.push(line);
        let about = |which: &str| -> Result<(u64, bool, MatchId), Error> {
            let (m, turned) = find_named(&view, which)?;
            let entry = ledger
                .entry_of(m.fixture.id)
                .ok_or_else(|| Error::lacks("the entry of the match is not in the ledger"))?;
            Ok((entry.number, turned, m.fixture.id))
        };
        let words = |id: MatchId| {
            let m = view.snapshot().matches.iter().find(|m| m.fixture.id == id);
            m.map_or(String::new(), |m| {
                match_words(&view.snapshot().directory, m, girone_model::Lang::En)
            })
        };
        let verdict = match &decision.kind {
            DecisionKind::Award { which, score } => {
                let (about, turned, id) = about(which)?;
                let official = if turned { score.swap() } else { *score };
                say(format!("{}: {}-{} awarded", words(id), official.home, official.away));
                Verdict::Award { about, official }
            }
            DecisionKind::Walkover { which, winner, score } => {
                let (about, _, id) = about(which)?;
                let team = view.team(winner)?;
                let m = view.snapshot().matches.iter().find(|m| m.fixture.id == id);
                let Some(side) = m.and_then(|m| m.fixture.side_of(team)) else {
                    return Err(Error::usage(format!("`{winner}` does not play in {}", words(id))));
                };
                let official = score.map(|s| match side {
                    girone_model::Side::Home => s,
                    girone_model::Side::Away => s.swap(),
                });
                let goals = official.map_or(String::new(), |s| format!(", {}-{}", s.home, s.away));
                say(format!("{}: walkover for {winner}{goals}", words(id)));
                Verdict::Walkover { about, winner: side, official }
            }
            DecisionKind::Annul { which } => {
                let (about, _, id) = about(which)?;
                say(format!("{}: annulled, counts for nothing", words(id)));
                Verdict::Annul { about }
            }
            DecisionKind::Restore { which } => {
                let (about, _, id) = about(which)?;
                say(format!("{}: the score from the pitch counts again", words(id)));
                Verdict::Confirm { about }
            }
            DecisionKind::Deduct { team, points, suspended, edition, stage } => {
                let team = view.team(team)?;
                let deduction = self.deduction(
                    &view,
                    decision,
                    changed.as_ref(),
                    (team, *points, *suspended),
                    (edition.as_deref(), stage.as_deref()),
                )?;
                say(format!(
                    "{} in {}: {:+} points from {}{}",
                    view.team_name(team, girone_model::Lang::En),
                    deduction.edition,
                    deduction.points,
                    decision.date,
                    if *suspended != 0 {
                        format!(", {suspended} suspended")
                    } else {
                        String::new()
                    }
                ));
                let known: Vec<TeamId> = self.teams_of(&deduction.edition, &view);
                if !known.is_empty() && !known.contains(&team) {
                    proposal.objections.push(Objection {
                        check: Check::Team,
                        message: format!(
                            "{} is in no group of {}",
                            view.team_name(team, girone_model::Lang::En),
                            deduction.edition
                        ),
                    });
                }
                Verdict::Deduct { adjustment: deduction, suspended: *suspended }
            }
            DecisionKind::Lots { edition, order } => {
                let edition = view.edition(edition)?.0.id.clone();
                let order: Vec<TeamId> =
                    order.iter().map(|t| view.team(t)).collect::<Result<_, _>>()?;
                if order.len() < 2 {
                    return Err(Error::usage("lots are drawn between two teams or more"));
                }
                let names: Vec<&str> =
                    order.iter().map(|t| view.team_name(*t, girone_model::Lang::En)).collect();
                say(format!("{edition}: lots drawn, {}", names.join(" before ")));
                Verdict::Lots(LotsDrawn {
                    edition: edition.into(),
                    order,
                    on: decision.date,
                    source: decision.particulars.source.as_deref().map(Arc::from),
                })
            }
        };
        if let (Some(before), Some(number)) = (&changed, decision.appeal_of) {
            if before.verdict.about() != verdict.about() {
                return Err(Error::usage(format!("entry {number} decides on another match")));
            }
            say(format!("on appeal against entry {number}"));
        }
        self.dates(&view, decision, &verdict, &mut proposal.objections);
        let ruling = Ruling {
            article: decision.article.as_deref().map(Arc::from),
            appeal_of: decision.appeal_of,
            verdict,
        };
        let mut entry = Entry::new(self.next(), Body::Ruling(Box::new(ruling)));
        entry.valid = Valid::From(Point::Day(decision.date));
        entry.known = Some(Point::Day(decision.date));
        decision.particulars.put(&mut entry);
        proposal.entries.push(entry);
        Ok(proposal)
    }

    /// A ruling before the match it is about is a slip of the pen, unless it is a
    /// walkover or an annulment announced beforehand.
    fn dates(
        &self,
        view: &View,
        decision: &Decision,
        verdict: &Verdict,
        objections: &mut Vec<Objection>,
    ) {
        let Some(Body::Match(m)) =
            verdict.about().and_then(|n| self.desk().ledger().entry(n)).map(|e| &e.body)
        else {
            return;
        };
        let found = view.snapshot().matches.iter().find(|x| x.fixture.id == m.fixture.id);
        let day = found.map_or(m.fixture.when.date, |m| m.fixture.when.date);
        if decision.date < day && matches!(verdict, Verdict::Award { .. } | Verdict::Confirm { .. })
        {
            objections.push(Objection {
                check: Check::Dates,
                message: format!("the decision of {} precedes the match of {day}", decision.date),
            });
        }
    }

    fn deduction(
        &self,
        view: &View,
        decision: &Decision,
        changed: Option<&Ruling>,
        (team, points, suspended): (TeamId, i16, i16),
        (edition, stage): (Option<&str>, Option<&str>),
    ) -> Result<Adjustment, Error> {
        let p = &decision.particulars;
        let shared = |t: &Option<String>| t.as_deref().map(Arc::from);
        let mut made = Adjustment {
            edition: "".into(),
            stage: stage.map(Arc::from),
            team,
            points: -(points - suspended),
            from: decision.date,
            known: match p.known {
                Some(Point::Day(day)) => Some(day),
                _ => None,
            },
            by: shared(&p.by),
            reason: shared(&p.reason),
            source: shared(&p.source),
        };
        match changed.map(|r| &r.verdict) {
            // What was deducted stays deducted up to this day; from it on the
            // difference is given back or taken on top.
            Some(Verdict::Deduct { adjustment: first, .. }) => {
                if first.team != team {
                    return Err(Error::usage("the ruling appealed against is about another team"));
                }
                let so_far: i16 = view
                    .desk()
                    .ledger()
                    .entries()
                    .iter()
                    .filter_map(|e| match &e.body {
                        Body::Ruling(r) if r.appeal_of == decision.appeal_of => match &r.verdict {
                            Verdict::Deduct { adjustment, .. } => Some(adjustment.points),
                            _ => None,
                        },
                        _ => None,
                    })
                    .sum::<i16>()
                    + first.points;
                made.edition = first.edition.clone();
                made.stage = first.stage.clone();
                made.points -= so_far;
                if made.reason.is_none() {
                    made.reason = Some(
                        format!("on appeal: {} points instead of {}", points - suspended, -so_far)
                            .into(),
                    );
                }
            }
            Some(_) => return Err(Error::usage("the ruling appealed against deducts no points")),
            None => {
                let Some(address) = edition else {
                    return Err(Error::usage("in which edition? add --edition"));
                };
                made.edition = view.edition(address)?.0.id.as_str().into();
                if points == 0 {
                    return Err(Error::usage("a deduction of no points"));
                }
            }
        }
        Ok(made)
    }

    /// Returns the teams of an edition's groups; empty if it has none.
    fn teams_of(&self, edition: &str, view: &View) -> Vec<TeamId> {
        let Ok((edition, _)) = view.edition(edition) else { return Vec::new() };
        let mut teams = Vec::new();
        for stage in &edition.stages {
            if let girone_rules::Format::Tables(tables) = &stage.format {
                for member in tables.groups.values().flatten() {
                    teams.extend(view.snapshot().directory.find_team(member, stage.from));
                }
            }
        }
        teams
    }
}
