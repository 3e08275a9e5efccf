//! What is certain of a team: by the exact engine, or by a knockout match.

use girone_rules::{Format, RankingOf};

use super::*;
use crate::claim::Fate;

/// Places of a table and what they bring.
#[derive(Default)]
pub(super) struct Berths {
    /// Places that lead on for sure.
    pub sure: Vec<u8>,
    /// Places that may, by a comparison with other tables.
    pub may: Vec<u8>,
    /// Whether any place may.
    pub anywhere: bool,
}

impl Judge<'_> {
    /// What the exact engine says of a team in a table.
    pub(super) fn fate(&self, at: TableRef, team: TeamId, fate: Fate, cut: &Cut) -> Judged {
        let Some(places) = self.places(at, team, cut) else { return Judged::not_held() };
        let Some(Berths { sure, may, anywhere }) = self.berths(at, fate) else {
            return Judged::not_held();
        };
        let certain = places.iter().all(|p| sure.contains(p));
        let lost = !anywhere && places.iter().all(|p| !sure.contains(p) && !may.contains(p));
        let says = match (fate, certain, lost) {
            (Fate::Out, _, true) | (Fate::Through | Fate::Qualified | Fate::First, true, _) => {
                Says::Yes
            }
            (Fate::InTheRace, _, false) => Says::Yes,
            (Fate::Out, true, _) => Says::No(Some("qualified".to_owned())),
            (Fate::Through | Fate::Qualified | Fate::First | Fate::InTheRace, _, true) => {
                Says::No(Some("eliminated".to_owned()))
            }
            _ => Says::NotHeld,
        };
        Judged::new(says, Vec::new())
    }

    /// The places of a table that bring a fate.
    pub(super) fn berths(&self, at: TableRef, fate: Fate) -> Option<Berths> {
        if fate == Fate::First {
            return Some(Berths { sure: vec![1], ..Berths::default() });
        }
        let group = self.prepared.group(at);
        let stage = &self.prepared.edition(at.edition).stages[group.stage];
        let Format::Tables(tables) = &stage.format else { return None };
        let ranked = |id: &str| -> Option<Vec<u8>> {
            let ranking = tables.rankings.iter().find(|r| r.id == id)?;
            match &ranking.of {
                RankingOf::Places(places) => Some(places.clone()),
                _ => None,
            }
        };
        let mut found = Berths::default();
        for berth in tables.berths.iter().filter(|b| !b.exit) {
            let spare = berth.id.contains("play");
            if fate == Fate::Qualified && spare {
                continue;
            }
            found.sure.extend(&berth.places);
            for id in berth.ranks.keys() {
                match ranked(id) {
                    Some(places) => found.may.extend(places),
                    None => found.anywhere = true,
                }
            }
        }
        (!found.sure.is_empty()).then_some(found)
    }

    /// The places that a team can still take.
    fn places(&self, at: TableRef, team: TeamId, cut: &Cut) -> Option<Vec<u8>> {
        let view = self.table(at, cut)?;
        let index = view.sheet.index_of(team)?;
        if !view.certain {
            return None;
        }
        let group = self.prepared.group(at);
        let stage = &self.prepared.edition(at.edition).stages[group.stage];
        let Format::Tables(tables) = &stage.format else { return None };
        let regulation = self.prepared.regulation(&tables.regulation)?;
        let mut known = self.places.borrow_mut();
        let all = known.entry((at, *cut)).or_insert_with(|| {
            let exact = self.prepared.exact.as_ref()?;
            Some(Rc::new(exact.places(regulation, &view.sheet)))
        });
        all.as_ref()?.get(usize::from(index))?.clone()
    }

    /// Whether a team went on from a knockout match of one leg.
    pub(super) fn tie_ended(&self, game: GameIx, team: TeamId, through: bool) -> Judged {
        let m = self.prepared.get(game);
        let (Some(score), Some(side)) = (m.score(), m.fixture.side_of(team)) else {
            return Judged::not_held();
        };
        if m.fixture.friendly || self.prepared.edition_of(m).is_none() {
            return Judged::not_held();
        }
        let other = m.fixture.teams[!side];
        let day = m.fixture.when.date;
        // Two legs: the sum decides.
        let legs = self.prepared.indices_of(team).iter().any(|i| {
            let x = self.prepared.get(*i);
            *i != game
                && x.fixture.side_of(other).is_some()
                && day.since(x.fixture.when.date).is_ok_and(|s| s.get_days().abs() <= 14)
        });
        let Some(winner) = score.advances().filter(|_| !legs) else {
            return Judged::not_held();
        };
        let says = match (winner == side) == through {
            true => Says::Yes,
            false => Says::No(Some(if through { "eliminated" } else { "qualified" }.to_owned())),
        };
        Judged::new(says, vec![game])
    }
}
