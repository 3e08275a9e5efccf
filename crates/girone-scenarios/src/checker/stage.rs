//! The checker of proofs about berths where other groups have a say.
//!
//! Groups are independent of each other: a team surely has one of the first ranks if
//! enough other groups surely end with a worse record in the place that is ranked,
//! and surely not if enough end with a better one. What a team cannot do in its own
//! group is shown by ordinary certificates, for each way in which its own remaining
//! matches can end.

use std::collections::BTreeMap;

use girone_model::{TeamId, TeamIx};
use girone_rules::edition::{Berth, CrossRanking, Discard, RankingOf, Tables};
use girone_rules::{Count, Criterion, RankBy, Regulation};

use super::{Checked, Flaw, check, require};
use crate::certificate::{Across, Certificate, Record, StageCertificate};
use crate::{Combined, Given, Places, StageGroup};

/// Checks a proof that a team surely gets a berth (`gets`), or surely does not.
///
/// `across` gives the rule book of each ranking by the id of the rule book, `orders`
/// each declared order, best first, by the id of the ranking.
///
/// # Errors
/// What is wrong with it.
pub fn check_stage(
    tables: &Tables,
    groups: &[StageGroup<'_>],
    across: &BTreeMap<String, Regulation>,
    orders: &BTreeMap<String, Vec<TeamId>>,
    berth: &Berth,
    gets: bool,
    proof: &StageCertificate,
) -> Checked {
    let group = groups.get(proof.group).ok_or(Flaw("it is about no group of the stage"))?;
    let n = group.question.teams();
    require(!group.question.is_lacking(), "members or matches of the group are missing")?;
    require(usize::from(proof.team) < n, "it is about no team of the group")?;
    let mut excluded = Places::NONE;
    for certificate in &proof.places {
        require(certificate.team == proof.team, "a certificate is about another team")?;
        accepted(group, certificate)?;
        excluded = excluded.or(certificate.places);
    }
    let sure: Places = berth.places.iter().copied().collect();
    // The places that would contradict what is claimed, unless ranks say otherwise.
    let mut wrong = if gets { Places::all(n).without(sure) } else { Places::all(n).and(sure) };
    let mut open = Places::NONE;
    let mut looked_at: Vec<&str> = Vec::new();
    for (id, ranks) in &berth.ranks {
        let ranking = tables.rankings.iter().find(|r| r.id == *id);
        let ranking = ranking.ok_or(Flaw("the berth names a ranking that does not exist"))?;
        if !ranking.is_among(group.name) {
            continue;
        }
        let places = match &ranking.of {
            RankingOf::Places(places) => places.iter().copied().collect::<Places>(),
            RankingOf::Declared { passing_over, .. } => {
                Places::all(n).without(passing_over.iter().copied().collect())
            }
        };
        let places = places.and(Places::all(n)).without(sure).without(excluded);
        if places.is_empty() {
            continue;
        }
        if let RankingOf::Declared { passing_over, .. } = &ranking.of {
            let order = orders.get(id).ok_or(Flaw("the declared order is not known"))?;
            let order = Order { ranking, order, passing_over, groups };
            if order.holds(proof, ranks, gets)? {
                open = open.or(places);
                looked_at.push(id);
            }
            continue;
        }
        open = open.or(places);
        looked_at.push(id);
        let claim = proof.across.iter().find(|a| a.ranking == *id);
        let claim = claim.ok_or(Flaw("a ranking across groups is passed over"))?;
        let rules = across.get(&ranking.regulation);
        let rules = rules.ok_or(Flaw("the rule book of the ranking is not known"))?;
        Ranking { ranking, rules, groups, own: proof.group }
            .holds(claim, proof.team, ranks, gets)?;
    }
    // Nothing is said that was not looked at: whoever reads a proof reads all of it.
    let claimed: Vec<&str> = proof.across.iter().map(|a| a.ranking.as_str()).collect();
    let in_orders = proof.declared.iter().map(|c| c.ranking.as_str());
    require(
        claimed.iter().copied().chain(in_orders).all(|id| looked_at.contains(&id)),
        "something is claimed of a ranking that has no say",
    )?;
    require(
        claimed.iter().enumerate().all(|(i, id)| !claimed[..i].contains(id)),
        "two claims are made of one ranking",
    )?;
    // A place that a ranking answers for is not wrong any more.
    if gets {
        wrong = wrong.without(open);
    }
    require(wrong.without(excluded).is_empty(), "a place is left that says otherwise")
}

fn accepted(group: &StageGroup<'_>, certificate: &Certificate) -> Checked {
    let q = &group.question;
    let matches = q.sheet().remaining.len();
    require(certificate.given == Given::nothing(matches), "a certificate assumes something")?;
    check(q.regulation(), q.sheet(), q.max_goals(), certificate)
}

/// An order that is declared beforehand.
struct Order<'a> {
    ranking: &'a CrossRanking,
    order: &'a [TeamId],
    passing_over: &'a [u8],
    groups: &'a [StageGroup<'a>],
}

impl Order<'_> {
    /// Says whether the team is in the order at all; then it has to be certain that it
    /// gets a rank as wanted if it stays there (`gets`), or that it never does.
    fn holds(&self, proof: &StageCertificate, ranks: &[u8], gets: bool) -> Result<bool, Flaw> {
        let own = self.groups[proof.group].question.sheet().teams[usize::from(proof.team)];
        let Some(at) = self.order.iter().position(|t| *t == own) else { return Ok(false) };
        let whole = self.groups.iter().all(|g| !g.question.is_lacking());
        require(whole, "members or matches of a group are missing")?;
        let last = ranks.iter().copied().max().map_or(0, usize::from);
        let all_from_first = (1..=last).all(|r| ranks.iter().any(|x| usize::from(*x) == r));
        require(all_from_first, "the ranks do not begin with the first")?;
        let mut counted: Vec<TeamId> = Vec::new();
        let claims = proof.declared.iter().filter(|c| c.ranking == self.ranking.id);
        for (g, team, certificates) in claims.flat_map(|c| &c.ahead) {
            let group = self.groups.get(*g).filter(|g| self.ranking.is_among(g.name));
            let group = group.ok_or(Flaw("a team of no group of the ranking is counted"))?;
            let teams = &group.question.sheet().teams;
            let id = teams.get(usize::from(*team)).ok_or(Flaw("no team is counted"))?;
            require(
                self.order[..at].contains(id) && !counted.contains(id),
                "a team is counted that is not ahead, or twice",
            )?;
            let all = Places::all(teams.len());
            let passed: Places = self.passing_over.iter().copied().collect();
            let mut left = if gets { all.without(passed) } else { all.and(passed) };
            for certificate in certificates {
                require(certificate.team == *team, "a certificate is about another team")?;
                accepted(group, certificate)?;
                left = left.without(certificate.places);
            }
            require(left.is_empty(), "a team that is counted may end otherwise")?;
            counted.push(*id);
        }
        // Whom no group has nobody passes over.
        let among = self.groups.iter().filter(|g| self.ranking.is_among(g.name));
        let held: Vec<TeamId> =
            among.flat_map(|g| g.question.sheet().teams.iter().copied()).collect();
        let nowhere = self.order[..at].iter().filter(|t| !held.contains(t)).count();
        let enough = match gets {
            true => at - counted.len() < last,
            false => counted.len() + nowhere >= last,
        };
        require(enough, "too few of those ahead are counted")?;
        Ok(true)
    }
}

struct Ranking<'a> {
    ranking: &'a CrossRanking,
    rules: &'a Regulation,
    groups: &'a [StageGroup<'a>],
    own: usize,
}

impl Ranking<'_> {
    fn holds(&self, claim: &Across, team: TeamIx, ranks: &[u8], gets: bool) -> Checked {
        let RankingOf::Places(places) = &self.ranking.of else {
            return Err(Flaw("a declared order is not proved by records"));
        };
        require(
            places.len() == 1
                && self.ranking.discard == Discard::Nothing
                && self.rules.rank_by == RankBy::Points,
            "records prove nothing about this ranking",
        )?;
        let by_difference = matches!(
            self.rules.criteria.first().map(|s| &s.criterion),
            Some(Criterion::Overall(Count::GoalDifference))
        );
        require(
            claim.record.difference.is_none() || by_difference,
            "goal difference is not the first criterion",
        )?;
        let then_goals = matches!(
            self.rules.criteria.get(1).map(|s| &s.criterion),
            Some(Criterion::Overall(Count::GoalsScored))
        );
        require(
            claim.record.goals.is_none() || (claim.record.difference.is_some() && then_goals),
            "goals scored are not the second criterion",
        )?;
        let among = |g: usize| self.ranking.is_among(self.groups[g].name);
        let all = (0..self.groups.len()).filter(|g| among(*g)).count();
        // Ranks from the first on, or down to the last.
        let mut ranks: Vec<usize> = ranks.iter().map(|r| usize::from(*r)).collect();
        ranks.sort_unstable();
        ranks.dedup();
        ranks.retain(|r| *r <= all);
        let (first, last) = (ranks.first().copied(), ranks.last().copied());
        let (Some(first), Some(last)) = (first, last) else {
            return require(!gets, "the berth has no rank that a team can take");
        };
        require(last - first + 1 == ranks.len(), "the ranks are not next to each other")?;
        // How many others have to be ahead, or behind.
        let (ahead, behind) = match (first == 1, last == all, gets) {
            (true, _, true) => (0, all - last),
            (true, _, false) => (last, 0),
            (false, true, true) => (first - 1, 0),
            (false, true, false) => (0, all - (first - 1)),
            _ => return Err(Flaw("the ranks are neither the first nor the last")),
        };
        let (needed, at_least) = if ahead > 0 { (ahead, false) } else { (behind, true) };
        require(
            needed == 0 || claim.at_least == at_least,
            "the record is looked at from the wrong side",
        )?;
        for (g, certificates) in claim.others.iter().map(|(g, c)| (*g, c)) {
            self.sound(g, certificates)?;
        }
        self.sound(self.own, &claim.own)?;
        // The team itself never does worse (better) than the record.
        self.never(self.own, team, places[0], &claim.record, !at_least, true, &claim.own)?;
        let mut counted: Vec<usize> = Vec::new();
        for (g, certificates) in &claim.others {
            require(
                *g < self.groups.len() && *g != self.own && among(*g) && !counted.contains(g),
                "a group is counted that may not be",
            )?;
            let whole = !self.groups[*g].question.is_lacking();
            require(whole, "members or matches of a group that is counted are missing")?;
            for t in 0..self.groups[*g].question.teams() {
                let (rival, place) = (t as TeamIx, places[0]);
                self.never(*g, rival, place, &claim.record, at_least, false, certificates)?;
            }
            counted.push(*g);
        }
        require(counted.len() >= needed, "too few groups are counted")
    }

    /// Requires that certificates about a group hold, whether they are needed or not.
    fn sound(&self, g: usize, certificates: &[Certificate]) -> Checked {
        let group = self.groups.get(g).ok_or(Flaw("it is about no group of the stage"))?;
        let q = &group.question;
        certificates.iter().try_for_each(|c| check(q.regulation(), q.sheet(), q.max_goals(), c))
    }

    /// Requires certificates that a team cannot take the place with a record better
    /// than (`better`) or worse than another, nor with the same one unless `or_same`.
    #[allow(clippy::too_many_arguments)]
    fn never(
        &self,
        g: usize,
        team: TeamIx,
        place: u8,
        record: &Record,
        better: bool,
        or_same: bool,
        certificates: &[Certificate],
    ) -> Checked {
        let own: Vec<&Certificate> =
            certificates.iter().filter(|c| c.team == team && c.places.contains(place)).collect();
        for case in record_cases(&self.groups[g], team, &self.rules.points, record, better, or_same)
        {
            // That those hold by themselves has been looked at.
            let shown = own.iter().any(|c| follows(&case, &c.given));
            require(shown, "a record is left that says otherwise")?;
        }
        Ok(())
    }
}

/// Says whether an assumption follows from a case.
fn follows(case: &Given, given: &Given) -> bool {
    let matches = 0..case.matches().max(given.matches());
    let inside = |game: usize| {
        let (of_case, of_given) = (case.margin(game), given.margin(game));
        of_given.0 <= of_case.0 && of_case.1 <= of_given.1
    };
    let sum = |c: &Combined| {
        let same = |own: &&Combined| own.terms == c.terms && own.at_least >= c.at_least;
        case.combined().iter().any(|own| same(&own))
    };
    matches.into_iter().all(inside) && given.combined().iter().all(sum)
}

/// The ways in which a team's own remaining matches can end so that its record is
/// better (worse) than another, or the same unless `or_same`.
pub(crate) fn record_cases(
    group: &StageGroup<'_>,
    team: TeamIx,
    points: &girone_rules::Points,
    record: &Record,
    better: bool,
    or_same: bool,
) -> Vec<Given> {
    let sheet = group.question.sheet();
    let t = usize::from(team);
    let worth = |outcome: i8| match outcome {
        1 => i64::from(points.win),
        0 => i64::from(points.draw),
        _ => i64::from(points.loss),
    };
    let (mut sum, mut difference, mut scored) = (0i64, 0i64, 0i64);
    sum += sheet.adjustments.get(t).copied().map_or(0, i64::from);
    if let Some(brought) = sheet.carried.get(t) {
        sum += i64::from(brought.points);
        difference += i64::from(brought.goals_for) - i64::from(brought.goals_against);
        scored += i64::from(brought.goals_for);
    }
    for line in &sheet.results {
        let sign = i8::from(line.teams.home == team) - i8::from(line.teams.away == team);
        if sign != 0 {
            sum += worth(line.ending() as i8 * sign);
            difference +=
                (i64::from(line.goals.home) - i64::from(line.goals.away)) * i64::from(sign);
            scored += i64::from(if sign == 1 { line.goals.home } else { line.goals.away });
        }
    }
    let own: Vec<(usize, i8)> = sheet
        .remaining
        .iter()
        .enumerate()
        .map(|(game, f)| (game, i8::from(f.home == team) - i8::from(f.away == team)))
        .filter(|(_, sign)| *sign != 0)
        .collect();
    let direction: i64 = if better { 1 } else { -1 };
    let mut cases = Vec::new();
    for code in 0..3usize.pow(own.len() as u32) {
        let mut case = Given::nothing(sheet.remaining.len());
        let mut total = sum;
        let (mut won, mut lost) = (0i64, 0i64);
        for (i, (game, sign)) in own.iter().enumerate() {
            let outcome = [1i8, 0, -1][code / 3usize.pow(i as u32) % 3];
            total += worth(outcome);
            won += i64::from(outcome == 1);
            lost += i64::from(outcome == -1);
            let (least, most) = match outcome * sign {
                1 => (Some(1), None),
                0 => (Some(0), Some(0)),
                _ => (None, Some(-1)),
            };
            case = case.and_margin(*game, least, most);
        }
        match (direction * (total - i64::from(record.points))).signum() {
            1 => cases.push(case),
            0 => match record.difference {
                Some(of_record) => {
                    let terms = own.iter().map(|(game, sign)| (*game, sign * direction as i8));
                    // With the same difference goals may leave the same record or one
                    // on the right side only.
                    let right = record.goals.map_or(or_same, |goals| {
                        let cap = group.question.max_goals();
                        let margins = i64::from(of_record) - difference;
                        let played = (own.len() as i64, won, lost);
                        let (least, most) = goals_with(played, margins, cap);
                        let farthest = if better { most } else { Some(least) };
                        let beyond =
                            farthest.map(|more| direction * (scored + more - i64::from(goals)));
                        beyond.is_some_and(|b| b < 0 || (b == 0 && or_same))
                    });
                    let missing =
                        direction * (i64::from(of_record) - difference) + i64::from(right);
                    if own.is_empty() {
                        if missing <= 0 {
                            cases.push(case);
                        }
                        continue;
                    }
                    let at_least = missing as i32;
                    cases.push(case.and_combined(Combined { terms: terms.collect(), at_least }));
                }
                None if or_same => {}
                None => cases.push(case),
            },
            _ => {}
        }
    }
    cases
}

/// The fewest and the most goals (`None` without limit) that a team can score in so many
/// matches, of which it wins and loses so many, if its margins add up to `margins`; or
/// beyond.
fn goals_with(
    (matches, won, lost): (i64, i64, i64),
    margins: i64,
    cap: Option<u8>,
) -> (i64, Option<i64>) {
    // Every victory takes a goal, and more where defeats have to be made up for.
    let least = if won > 0 { won.max(margins + lost) } else { 0 };
    // In every defeat it stays one below the cap, and more where victories are not to
    // count too much.
    let below = if lost > 0 { lost.max(won - margins) } else { 0 };
    let most = match cap {
        Some(cap) => Some(matches * i64::from(cap) - below),
        None => (matches == 0).then_some(0),
    };
    (least, most)
}
