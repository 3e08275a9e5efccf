//! A last time held against the match that it was: its day, its opponent and its score.

use jiff::civil::Date;

use super::*;
use crate::check::Verdict;
use crate::claim::GameIx;
use crate::dates::{Told, WrittenDate};
use crate::judge::outcome_of;
use crate::lattice::Mention;

impl Reader<'_, '_, '_, '_, '_> {
    /// Holds what is told of a last time against the match that it was.
    pub(super) fn lastly_held(&self, told: &Last, taken: &mut [bool], out: &mut Vec<Statement>) {
        let scene = self.scene;
        let (a, b) = told.value;
        let lattice = scene.lattice;
        let date = lattice.dates.iter().find(|d| {
            a <= d.to.saturating_sub(1)
                && d.from < b
                && d.from + 2 > a
                && matches!(d.told, Told::Day | Told::Month | Told::Year)
        });
        let opponent: Option<(&Mention, TeamId)> =
            lattice.mentions[lattice.mentions_in(a, b)].iter().find_map(|m| {
                // "Dall'1-0 di Monaco": a town, even if it has a team.
                let placed = m
                    .from
                    .checked_sub(1)
                    .is_some_and(|i| matches!(scene.fold(i), "di" | "a" | "ad" | "at"));
                match (&m.who, teams_of(scene.frame, m).as_slice()) {
                    (Who::Teams(_), [t]) if *t != told.team && !placed => Some((m, *t)),
                    _ => None,
                }
            });
        // With somebody named before, who is named after is the same or another story.
        let opponent = opponent.filter(|_| told.against.is_none());
        let Some(last) = self.last_match(told, Scope::All) else { return };
        // "A year ago", which is not held by itself.
        let apart = lattice.dates.iter().any(|d| {
            a <= d.from
                && d.to <= b
                && matches!(d.told, Told::Relative | Told::Weekday)
                && !d.holds(scene.frame.prepared.get(last).fixture.when.date)
        });
        if apart {
            return;
        }
        let m = scene.frame.prepared.get(last);
        let day = m.fixture.when.date;
        // "In October last year": the month of the year before.
        let year_ago = |d: &WrittenDate| {
            d.told == Told::Month
                && scene.has(
                    d.to,
                    (d.to + 4).min(b.max(d.to)),
                    &[
                        "last year",
                        "the year before",
                        "dell anno scorso",
                        "dello scorso anno",
                        "scorso",
                    ],
                )
        };
        let fits_date = |day: Date| {
            date.map(|d| {
                d.holds(day)
                    || year_ago(d)
                        && day.month() == d.first.month()
                        && scene.frame.today().is_some_and(|t| t.year() - day.year() <= 1)
            })
        };
        let rival = |g: GameIx| {
            let teams = scene.frame.prepared.get(g).fixture.teams;
            Some(if teams.home == told.team { teams.away } else { teams.home })
        };
        let fits_team = |g: GameIx| opponent.map(|(_, t)| rival(g) == Some(t));
        // A score told beside bears the match out.
        let score = (a..b).find_map(|i| Some((i, lattice.scores[i]?)));
        let fits_score = score.map(|(_, s)| {
            let goals = crate::prepared::goals_for(m, told.team).unwrap_or((0, 0));
            goals == (s.first, s.second) || goals == (s.second, s.first)
        });
        let parts = [fits_date(day), fits_team(last), fits_score];
        let right = parts.iter().filter(|p| **p == Some(true)).count();
        let wrong = parts.iter().filter(|p| **p == Some(false)).count();
        if date.is_none() && opponent.is_none() || wrong > 1 {
            return;
        }
        // Another way of taking it, in which all holds that is told.
        let open = wrong == 1 && {
            let all = |g: GameIx| {
                let day = scene.frame.prepared.get(g).fixture.when.date;
                fits_date(day) != Some(false) && fits_team(g) != Some(false)
            };
            let mut scopes = vec![Scope::Competitive, Scope::Competition];
            scopes.extend(self.all_scopes(a, told.team, Scope::All));
            let in_scopes = scopes.iter().any(|s| self.last_match(told, *s).is_some_and(all));
            let others = self.whose(a).map_or(Vec::new(), |w| w.2);
            let of_others = !told.near
                && others.iter().any(|t| {
                    let other = Last { team: *t, ..*told };
                    self.last_match(&other, Scope::All).is_some_and(|g| {
                        let m = scene.frame.prepared.get(g);
                        fits_date(m.fixture.when.date) != Some(false)
                            && opponent.is_none_or(|(_, o)| m.fixture.side_of(o).is_some())
                    })
                });
            in_scopes || of_others || self.drawn_out(told, day)
        };
        if open || wrong == 1 && !told.near && right == 0 {
            return;
        }
        if let Some((i, s)) = score.filter(|_| fits_score == Some(true)) {
            self.score_of(last, told.team, (i, s), out);
        }
        let lang = lattice.lang;
        if let Some(d) = date.filter(|_| !taken[a.max(date.map_or(a, |d| d.from))]) {
            let holds = fits_date(day) == Some(true);
            let far = i32::from(d.first.year() - day.year()).abs() > 12;
            if holds && wrong == 0 || !holds && !far {
                let claim = self.last_claim(told, None, (d.first, d.last));
                let text = (!holds).then(|| when(day, d, scene.frame.today(), lang));
                let from = (d.from..d.to)
                    .find(|i| {
                        !matches!(scene.fold(*i), "da" | "dal" | "dall" | "dalla" | "in" | "since")
                    })
                    .unwrap_or(d.from);
                self.tell((from, d.to), claim, text, last, right >= 1, out);
                taken[from..d.to].iter_mut().for_each(|t| *t = true);
            }
        }
        if let Some((m, team)) = opponent {
            let holds = rival(last) == Some(team);
            if !holds || wrong == 0 {
                let claim = self.last_claim(told, Some(team), (day, day));
                let text = rival(last).filter(|_| !holds).map(|t| {
                    let name = &scene.frame.prepared.snapshot.directory.team(t).name;
                    match lang {
                        girone_model::Lang::It => name.it.to_string(),
                        girone_model::Lang::En => name.en.to_string(),
                    }
                });
                self.tell((m.from, m.to), claim, text, last, right >= 1, out);
            }
        }
    }

    /// The score beside is that of the last such match, whatever day or opponent is told.
    fn score_of(
        &self,
        game: GameIx,
        team: TeamId,
        (at, score): (usize, crate::lattice::WrittenScore),
        out: &mut [Statement],
    ) {
        for s in out.iter_mut().filter(|s| s.from <= at && at < s.to) {
            if let Some(Claim::Score { at: crate::claim::At::End, .. }) = s.readings.first() {
                let goals = (score.first, score.second);
                let end = crate::claim::At::End;
                s.readings = vec![Claim::Score { game, team, goals, at: end, either: true }];
                let judged = Judged::new(Says::Yes, vec![game]);
                s.weighed = Some(crate::statement::Weighed { verdict: Verdict::Confirmed, judged });
            }
        }
    }

    fn tell(
        &self,
        span: (usize, usize),
        claim: Claim,
        right: Option<String>,
        last: GameIx,
        borne_out: bool,
        out: &mut Vec<Statement>,
    ) {
        let mut judged = Judged::new(Says::Yes, vec![last]);
        let mut verdict = Verdict::Confirmed;
        if let Some(right) = right {
            judged.says = Says::No(Some(right));
            verdict = Verdict::Contradicted;
        }
        let mut s = self.weighed(span, claim, verdict, judged);
        s.borne_out = borne_out;
        out.push(s);
    }

    /// The claim that the last such match was in some days; of an opponent, on the day of
    /// the last such match against him, if there was one.
    fn last_claim(&self, told: &Last, against: Option<TeamId>, days: (Date, Date)) -> Claim {
        let (mut first, mut last) = days;
        let mut other = told.against;
        if let Some(team) = against {
            let versus = Last { against: Some(team), ..*told };
            match self.last_match(&versus, Scope::All) {
                Some(g) => {
                    first = self.scene.frame.prepared.get(g).fixture.when.date;
                    last = first;
                }
                None => other = Some(team),
            }
        }
        // "The first win since 2014": of this match too.
        if told.first && against.is_none() && days.0.year() == days.1.year() && days.0 < days.1 {
            let whole = days.0.month() == 1 && days.1.month() == 12;
            if whole {
                return Claim::FirstSince {
                    team: told.team,
                    outcome: told.outcome,
                    year: Some(days.0.year()),
                    matches: None,
                    scopes: vec![Scope::All],
                    ground: told.ground,
                    against: told.against,
                };
            }
        }
        Claim::LastSuch {
            team: told.team,
            outcome: told.outcome,
            against: other,
            ground: told.ground,
            scopes: vec![Scope::All],
            first,
            last,
        }
    }

    /// The last such match of a team before the one of these days.
    fn last_match(&self, told: &Last, scope: Scope) -> Option<GameIx> {
        let scene = self.scene;
        let prepared = scene.frame.prepared;
        let cut = scene.frame.cut();
        let counted = scene.judge.counted(told.team, None, scope, told.ground, &cut);
        let today = scene.frame.today()?;
        let fresh = |g: &GameIx| {
            let day = prepared.get(*g).fixture.when.date;
            day.until(today).is_ok_and(|s| s.get_days() <= 2 && s.get_months() == 0)
        };
        counted
            .games
            .iter()
            .zip(&counted.outcomes)
            .rev()
            .find(|(g, o)| {
                !fresh(g)
                    && Some(**g) != scene.frame.main()
                    && outcome_of(o.0, o.1) == told.outcome
                    && told.against.is_none_or(|t| prepared.get(**g).fixture.side_of(t).is_some())
            })
            .map(|(g, _)| *g)
    }

    /// Whether a shoot-out since then, or then, leaves open who won or lost.
    fn drawn_out(&self, told: &Last, day: Date) -> bool {
        let prepared = self.scene.frame.prepared;
        let cut = self.scene.frame.cut();
        prepared.played(told.team, &cut, &self.scene.frame.subjects).rev().take(60).any(|(_, m)| {
            m.fixture.when.date >= day && m.score().is_some_and(|s| s.shoot_out.is_some())
        })
    }
}

/// A day as a time was told: a year by a year, a month by a month.
fn when(day: Date, told: &WrittenDate, today: Option<Date>, lang: girone_model::Lang) -> String {
    let month = girone_model::months(lang)[usize::from(day.month().unsigned_abs()) - 1];
    match told.told {
        Told::Year => day.year().to_string(),
        _ if today.is_some_and(|t| {
            (i32::from(t.year()) * 12 + i32::from(t.month()))
                - (i32::from(day.year()) * 12 + i32::from(day.month()))
                <= 11
        }) =>
        {
            month.to_string()
        }
        _ => format!("{month} {}", day.year()),
    }
}
