//! Rounds of a tournament: of a match, and of what it leads to.

use girone_rules::Format;

use super::*;
use crate::claim::Round;

impl Judge<'_> {
    /// Whether a match is of a round, or leads to it.
    pub(super) fn stage(&self, game: GameIx, round: Round, next: bool) -> Judged {
        let own = self.round_of(game);
        let right = match (own, next) {
            (Some(own), false) => Some(own),
            (Some(own), true) => own.next(),
            (None, false) => None,
            (None, true) => self.first_round(game),
        };
        match right {
            Some(right) if right == round => Judged::new(Says::Yes, vec![game]),
            Some(right) => Judged::new(Says::No(Some(right.as_str().to_owned())), vec![game]),
            None => Judged::not_held(),
        }
    }

    /// The round of a match: the matches of the stage before it tell how many of
    /// the rounds are over.
    pub(crate) fn round_of(&self, game: GameIx) -> Option<Round> {
        let m = self.prepared.get(game);
        let edition = self.prepared.edition_of(m)?;
        let day = m.fixture.when.date;
        let stage = self.prepared.edition(edition).stages.iter().find(|s| {
            matches!(s.format, Format::Knockout(_))
                && s.from.is_some_and(|d| d <= day)
                && s.to.is_some_and(|d| day <= d)
        })?;
        let Format::Knockout(knockout) = &stage.format else { return None };
        if knockout.ties.iter().any(|t| t.legs != 1) {
            return None;
        }
        let rounds: Vec<&str> = knockout.ties.iter().map(|t| t.round.as_str()).collect();
        let before = self
            .prepared
            .between(stage.from, Some(day))
            .iter()
            .filter(|x| {
                let date = x.fixture.when.date;
                date < day
                    && stage.from.is_some_and(|d| d <= date)
                    && x.fixture.competition == m.fixture.competition
            })
            .count();
        let round = Round::named(rounds.get(before)?);
        if round.is_some() && round != Some(Round::Final) {
            return round;
        }
        // Of the last two matches the winners of the semi-finals play the final.
        let team = m.fixture.teams.home;
        let previous = self.prepared.indices_of(team).iter().rev().find(|i| {
            let x = self.prepared.get(**i);
            x.fixture.competition == m.fixture.competition && x.fixture.when.date < day
        })?;
        let x = self.prepared.get(*previous);
        let won = x.score()?.advances() == x.fixture.side_of(team);
        won.then_some(Round::Final)
    }

    /// The round that the groups of the edition of a match lead to.
    fn first_round(&self, game: GameIx) -> Option<Round> {
        let m = self.prepared.get(game);
        let edition = self.prepared.edition_of(m)?;
        let stages = &self.prepared.edition(edition).stages;
        let day = m.fixture.when.date;
        let at = stages.iter().position(|s| {
            matches!(s.format, Format::Tables(_))
                && s.from.is_some_and(|d| d <= day)
                && s.to.is_some_and(|d| day <= d)
        })?;
        let Format::Knockout(knockout) = &stages.get(at + 1)?.format else { return None };
        Round::named(&knockout.ties.first()?.round)
    }

    /// Whether a match went to extra time.
    pub(super) fn extra_time(&self, game: GameIx) -> Judged {
        let m = self.prepared.get(game);
        let Some(score) = m.score() else { return Judged::not_held() };
        let goals = || m.happened.iter().flat_map(|h| &h.goals);
        let late = goals().any(|g| g.minute.is_some_and(|m| m.base > 90));
        if score.extra_time == Some(true) || late {
            return Judged::new(Says::Yes, vec![game]);
        }
        let known = m.happened.as_ref().is_some_and(|h| h.goals_complete())
            && goals().all(|g| g.minute.is_some());
        // Won within ninety minutes.
        if score.extra_time == Some(false)
            || known && score.result.home != score.result.away && score.shoot_out.is_none()
        {
            return Judged::new(Says::No(Some("False".to_owned())), vec![game]);
        }
        Judged::not_held()
    }
}
