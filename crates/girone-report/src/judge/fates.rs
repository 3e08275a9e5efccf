//! What is certain of a team: by the exact engine, or by a knockout match.

use girone_rules::{Format, GroupState, RankingOf, rank_standings};

use super::*;
use crate::claim::Fate;

/// Places of a table and what they bring.
#[derive(Default)]
pub(super) struct Berths {
    /// Places that lead on for sure.
    pub sure: Vec<u8>,
    /// Places that may, by a comparison with other tables.
    pub may: Vec<u8>,
    /// Whether any place may, for the teams of an order known beforehand.
    pub anywhere: bool,
    /// The teams of that order, by id.
    declared: Vec<String>,
    /// The rankings across groups that decide of the places that may, and the ranks
    /// in them that lead on.
    ranks: Vec<(String, Vec<u8>)>,
}

/// What a berth is, by its id.
fn leads_to(fate: Fate, id: &str, leagues: bool, first: bool) -> bool {
    let spare = id.contains("play") || id == "third-place";
    match fate {
        Fate::Promoted => id == "promoted",
        Fate::Relegated => id == "relegated",
        Fate::PlayOffs => spare,
        Fate::Qualified => !spare && id != "stays" && (first || !leagues),
        // Who stays in its league, or plays for it, has won nothing.
        _ if leagues => first,
        _ => id != "stays" && id != "play-off-down" && id != "play-out",
    }
}

impl Judge<'_> {
    /// What the exact engine says of a team in a table.
    pub(super) fn fate(&self, at: TableRef, team: TeamId, fate: Fate, cut: &Cut) -> Judged {
        let Some(places) = self.places(at, team, cut) else { return Judged::not_held() };
        let Some(berths) = self.berths(at, fate) else { return Judged::not_held() };
        let Berths { sure, may, ranks, .. } = &berths;
        let key = &self.prepared.snapshot.directory.team(team).key;
        let anywhere = berths.anywhere && berths.declared.iter().any(|id| **id == **key);
        let compared = || match ranks.as_slice() {
            [(ranking, ranks)] => self.across(at, team, (ranking, ranks), cut),
            _ => None,
        };
        let certain = places.iter().all(|p| sure.contains(p) || may.contains(p))
            && (places.iter().all(|p| sure.contains(p)) || compared() == Some(true));
        let lost = !anywhere
            && !places.iter().any(|p| sure.contains(p))
            && (!places.iter().any(|p| may.contains(p)) || compared() == Some(false));
        let denies = matches!(fate, Fate::Out | Fate::Beyond(..));
        let says = match (denies, certain, lost) {
            (true, _, true) | (false, true, _) => Says::Yes,
            (true, true, _) => Says::No(Some("qualified".to_owned())),
            (false, _, true) => Says::No(Some("eliminated".to_owned())),
            _ if fate == Fate::InTheRace => Says::Yes,
            // It can still come either way.
            _ if !anywhere && may.is_empty() => Says::No(None),
            _ => Says::NotHeld,
        };
        Judged::new(says, Vec::new())
    }

    /// The places of a table that bring a fate.
    pub(super) fn berths(&self, at: TableRef, fate: Fate) -> Option<Berths> {
        let within = match fate {
            Fate::First => Some((1, 1)),
            Fate::Within(first, last) | Fate::Beyond(first, last) => Some((first, last)),
            _ => None,
        };
        if let Some((first, last)) = within {
            return Some(Berths { sure: (first..=last).collect(), ..Berths::default() });
        }
        let group = self.prepared.group(at);
        let stage = &self.prepared.edition(at.edition).stages[group.stage];
        let Format::Tables(tables) = &stage.format else { return None };
        let leagues = tables.berths.iter().any(|b| b.id == "relegated");
        if leagues && fate == Fate::Out {
            return None;
        }
        let mut found = Berths::default();
        let mut first = true;
        for berth in &tables.berths {
            let leads = leads_to(fate, &berth.id, leagues, first);
            first = false;
            if !leads || berth.exit && fate != Fate::Relegated {
                continue;
            }
            found.sure.extend(&berth.places);
            for (id, ranks) in &berth.ranks {
                match &tables.rankings.iter().find(|r| r.id == *id)?.of {
                    RankingOf::Places(places) => {
                        found.may.extend(places);
                        found.ranks.push((id.clone(), ranks.clone()));
                    }
                    RankingOf::Declared { order, .. } => {
                        found.anywhere = true;
                        found.declared.extend(order.iter().cloned());
                    }
                }
            }
        }
        (!found.sure.is_empty() || !found.may.is_empty()).then_some(found)
    }

    /// Whether a team that has finished its group is at one of these ranks of a
    /// ranking across groups; `None` while that depends on groups that go on.
    fn across(
        &self,
        at: TableRef,
        team: TeamId,
        (id, ranks): (&str, &[u8]),
        cut: &Cut,
    ) -> Option<bool> {
        let group = self.prepared.group(at);
        let stage = &self.prepared.edition(at.edition).stages[group.stage];
        let Format::Tables(tables) = &stage.format else { return None };
        let ranking = tables.rankings.iter().find(|r| r.id == id)?;
        let book = self.prepared.regulation(&ranking.regulation)?;
        let mut ended = Vec::new();
        let mut open = 0;
        for other in self.prepared.tables_beside(at) {
            let name = &self.prepared.group(other).name;
            if !ranking.is_among(name) {
                continue;
            }
            let view = self.table(other, cut).filter(|v| v.certain)?;
            match view.sheet.remaining.is_empty() {
                true => ended.push((name.as_str(), view)),
                false => open += 1,
            }
        }
        let groups: Vec<(GroupState<'_>, &girone_rules::Table)> =
            ended.iter().map(|(name, v)| (GroupState::new(name, &v.sheet), &v.table)).collect();
        // What is left out depends on the size of all groups.
        if open > 0 && ranking.discard != Default::default() {
            return None;
        }
        let ranked = rank_standings(ranking, book, &groups);
        if !ranked.shared.is_empty() {
            return None;
        }
        let index = ranked.candidates.iter().position(|c| c.team == team)?;
        let row = ranked.table.rows.iter().find(|r| usize::from(r.team) == index)?;
        // Every group that goes on may still bring somebody better.
        let mut can = row.place..=row.place + row.shared_by - 1 + open;
        if can.clone().all(|rank| ranks.contains(&rank)) {
            return Some(true);
        }
        (!can.any(|rank| ranks.contains(&rank))).then_some(false)
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
        let near = |i: &&u32| {
            let x = self.prepared.get(**i);
            **i != game
                && x.fixture.side_of(other).is_some()
                && x.fixture.competition == m.fixture.competition
                && day.since(x.fixture.when.date).is_ok_and(|s| s.get_days().abs() <= 14)
        };
        let legs: Vec<u32> = self.prepared.indices_of(team).iter().filter(near).copied().collect();
        let winner = match legs.as_slice() {
            [] => score.advances(),
            // Two legs: the sum decides, then a shoot-out in the second.
            [first] if self.prepared.get(*first).fixture.when.date < day => {
                let (Some(now), Some(then)) =
                    (goals_for(m, team), goals_for(self.prepared.get(*first), team))
                else {
                    return Judged::not_held();
                };
                match (now.0 + then.0).cmp(&(now.1 + then.1)) {
                    std::cmp::Ordering::Greater => Some(side),
                    std::cmp::Ordering::Less => Some(!side),
                    std::cmp::Ordering::Equal => {
                        score.shoot_out.as_ref().and_then(|_| score.advances())
                    }
                }
            }
            _ => None,
        };
        let Some(winner) = winner else { return Judged::not_held() };
        let says = match (winner == side) == through {
            true => Says::Yes,
            false => Says::No(Some(if through { "eliminated" } else { "qualified" }.to_owned())),
        };
        Judged::new(says, vec![game])
    }
}
