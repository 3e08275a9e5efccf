//! Reading an edition from TOML.

use std::collections::{BTreeMap, BTreeSet};

use girone_model::{BySide, Localised};
use toml::Spanned;

use crate::edition::{
    AllocationUse, AwayGoals, Berth, Carry, CrossRanking, Decider, Discard, Edition, Format,
    Knockout, Matchday, RankingOf, Stage, Tables, TieRule, TieSlot,
};
use crate::edition_words::{
    AwayGoalsWord, BerthWords, DeciderWord, EditionWords, NameWords, RankingWords, StageWords,
    TieWords,
};
use crate::parse::RuleBookError;
use crate::ruling_parse::rulings;
use crate::slot::{Names, Slot};

/// A mistake and where it is, as a byte offset; `None` for "somewhere in here".
struct Wrong {
    at: Option<usize>,
    message: String,
}

impl From<String> for Wrong {
    fn from(message: String) -> Wrong {
        Wrong { at: None, message }
    }
}

/// Reads an edition.
///
/// # Errors
/// The first thing that is not understood or does not hold together, with its
/// line: an unknown key, a team in two groups, a ranking or a slot that does not
/// exist, a tie that waits for itself.
pub fn parse_edition(file: &str, text: &str) -> Result<Edition, RuleBookError> {
    let words: EditionWords =
        toml::from_str(text).map_err(|error| RuleBookError::toml(file, text, &error))?;
    let names = names(&words.stage);
    let mut stages: Vec<Stage> = Vec::new();
    for (i, spanned) in words.stage.iter().enumerate() {
        let from = spanned.span().start;
        let to = words.stage.get(i + 1).map_or(text.len(), |next| next.span().start);
        let here = text.get(from..to).unwrap_or("");
        let stage = stage(spanned.get_ref(), &words, &names).map_err(|wrong| {
            let offset = wrong.at.unwrap_or_else(|| from + locate(here, &wrong.message));
            RuleBookError::at(file, text, offset, wrong.message)
        })?;
        if stages.iter().any(|s| s.id == stage.id) {
            let message = format!("stage `{}` is described twice", stage.id);
            return Err(RuleBookError::at(file, text, from, message));
        }
        stages.push(stage);
    }
    if stages.is_empty() {
        return Err(RuleBookError::at(file, text, 0, "an edition needs a `[[stage]]`".to_owned()));
    }
    let edition = Edition {
        name: words.name.localised(),
        labels: words.labels.clone(),
        source: words.source.clone(),
        reliability: words.reliability.into(),
        id: words.id.clone(),
        stages,
        rulings: rulings(file, text, &words.ruling)?,
        notes: Vec::new(),
    };
    if let Some(id) = waits_for_itself(&edition) {
        let offset = tie_words(&words).find(|t| t.get_ref().id == id).map_or(0, |t| t.span().start);
        let message = format!("tie `{id}` waits for its own end: its slots lead back to it");
        return Err(RuleBookError::at(file, text, offset, message));
    }
    for (i, ruling) in edition.rulings.iter().enumerate() {
        if let Some(stage) = ruling.stage.as_ref().filter(|s| edition.stage(s).is_none()) {
            let message = format!("`{stage}` is not a stage of `{}`", edition.id);
            let offset = words.ruling.get(i).map_or(0, |r| r.span().start);
            return Err(RuleBookError::at(file, text, offset, message));
        }
    }
    Ok(edition)
}

/// Finds the first name quoted in a message: as a quoted word if there is one,
/// the last of them (the second of two is the one too many), or as it is.
pub(crate) fn locate(text: &str, message: &str) -> usize {
    let mut found = message.split('`').skip(1).step_by(2).filter_map(|name| {
        let quoted = text.rfind(&format!("\"{name}\""));
        quoted.or_else(|| if name.is_empty() { None } else { text.find(name) })
    });
    found.next().unwrap_or(0)
}

fn tie_words(words: &EditionWords) -> impl Iterator<Item = &Spanned<TieWords>> {
    words.stage.iter().flat_map(|s| s.get_ref().tie.iter())
}

/// Collects what slots can refer to.
fn names(stages: &[Spanned<StageWords>]) -> Names {
    let mut names = Names::default();
    for stage in stages.iter().map(Spanned::get_ref) {
        let mut groups: Vec<String> = stage.groups.keys().cloned().collect();
        if stage.members.is_some() {
            groups.push(stage.id.clone());
        }
        if !groups.is_empty() {
            names.groups.push((stage.id.clone(), groups));
        }
        names.rankings.extend(stage.ranking.iter().map(|r| r.get_ref().id.clone()));
        names.ties.extend(stage.tie.iter().map(|t| t.get_ref().id.clone()));
    }
    names
}

/// Returns a tie whose slots lead back to it, if there is one.
fn waits_for_itself(edition: &Edition) -> Option<String> {
    let ties: BTreeMap<&str, &TieSlot> =
        edition.knockouts().flat_map(|(_, k)| k.ties.iter().map(|t| (t.id.as_str(), t))).collect();
    let waits = |t: &TieSlot| {
        let mut ids: Vec<String> = Vec::new();
        for slot in [&t.teams.home, &t.teams.away] {
            ids.extend(slot.waits_for().into_iter().map(str::to_owned));
        }
        ids
    };
    // Ties that wait only for ties that are done are done; what is left is a ring.
    let mut done: BTreeSet<&str> = BTreeSet::new();
    loop {
        let ready: Vec<&str> = ties
            .iter()
            .filter(|(id, t)| !done.contains(*id) && waits(t).iter().all(|w| done.contains(&**w)))
            .map(|(id, _)| *id)
            .collect();
        if ready.is_empty() {
            break;
        }
        done.extend(ready);
    }
    // Of the ties left, some only wait for the ring: walk until one comes again.
    let mut at = *ties.keys().find(|id| !done.contains(*id))?;
    let mut seen: Vec<&str> = Vec::new();
    while !seen.contains(&at) {
        seen.push(at);
        let next = waits(ties[at]).into_iter().find(|w| !done.contains(&**w))?;
        at = ties.keys().find(|id| **id == next)?;
    }
    Some(at.to_owned())
}

fn stage(words: &StageWords, edition: &EditionWords, names: &Names) -> Result<Stage, Wrong> {
    if let (Some(from), Some(to)) = (words.from, words.to)
        && from > to
    {
        return Err(format!("stage `{}` ends on {to}, before it begins", words.id).into());
    }
    let format = match words.format.as_str() {
        "tables" => Format::Tables(tables(words)?),
        "knockout" => Format::Knockout(knockout(words, edition, names)?),
        other => {
            let message = format!("`{other}` is not a format; expected `tables` or `knockout`");
            return Err(message.into());
        }
    };
    Ok(Stage {
        id: words.id.clone(),
        name: words.name.as_ref().unwrap_or(&edition.name).localised(),
        from: words.from,
        to: words.to,
        format,
    })
}

fn knockout(words: &StageWords, edition: &EditionWords, names: &Names) -> Result<Knockout, Wrong> {
    for (key, given) in [
        ("groups", !words.groups.is_empty()),
        ("members", words.members.is_some()),
        ("berth", !words.berth.is_empty()),
        ("ranking", !words.ranking.is_empty()),
        ("carry", words.carry.is_some()),
        ("conduct", !words.conduct.is_empty()),
    ] {
        if given {
            return Err(format!("`{key}` does not belong in a stage of ties").into());
        }
    }
    let mut ties = Vec::with_capacity(words.tie.len());
    for spanned in &words.tie {
        let t = spanned.get_ref();
        let wrong = |at: usize, message: String| Wrong { at: Some(at), message };
        if tie_words(edition).filter(|other| other.get_ref().id == t.id).count() > 1 {
            return Err(wrong(spanned.span().start, format!("tie `{}` is described twice", t.id)));
        }
        let slot = |word: &Spanned<String>| {
            Slot::parse(word.get_ref(), names).map_err(|e| wrong(word.span().start, e))
        };
        let teams = BySide::new(slot(&t.home)?, slot(&t.away)?);
        if teams.home == teams.away
            && !matches!(teams.home, Slot::Allocated { .. } | Slot::Either(_))
        {
            let message = format!("`{}` stands on both sides of tie `{}`", teams.home, t.id);
            return Err(wrong(t.away.span().start, message));
        }
        let legs = t.legs.unwrap_or(words.legs);
        if !(1..=2).contains(&legs) {
            let message = format!("tie `{}` has {legs} legs; expected 1 or 2", t.id);
            return Err(wrong(spanned.span().start, message));
        }
        ties.push(TieSlot {
            id: t.id.clone(),
            round: t.round.clone(),
            teams,
            legs,
            rule: TieRule {
                away_goals: match t.away_goals.unwrap_or(words.away_goals) {
                    AwayGoalsWord::No => AwayGoals::No,
                    AwayGoalsWord::AfterNormalTime => AwayGoals::AfterNormalTime,
                    AwayGoalsWord::Always => AwayGoals::Always,
                },
                extra_time: t.extra_time.unwrap_or(words.extra_time),
                last: match t.decider.unwrap_or(words.decider) {
                    DeciderWord::ShootOut => Decider::ShootOut,
                    DeciderWord::Replay => Decider::Replay,
                    DeciderWord::Lots => Decider::Lots,
                },
            },
            drawn: t.drawn,
            span: (t.from, t.to),
        });
    }
    let allocation = match &words.allocation {
        Some(a) if !names.rankings.contains(&a.ranking) => {
            return Err(format!("`{}` is not a ranking of `{}`", a.ranking, edition.id).into());
        }
        Some(a) => Some(AllocationUse { table: a.table.clone(), ranking: a.ranking.clone() }),
        None => None,
    };
    Ok(Knockout { ties, allocation })
}

fn tables(words: &StageWords) -> Result<Tables, Wrong> {
    if !words.tie.is_empty() {
        return Err(format!("`tie` in stage {} needs `format = \"knockout\"`", words.id).into());
    }
    let mut groups = words.groups.clone();
    if let Some(members) = &words.members {
        groups.insert(words.id.clone(), members.clone());
    }
    if groups.is_empty() {
        return Err(format!("stage `{}` has no `groups` and no `members`", words.id).into());
    }
    if groups.len() > 64 {
        return Err(format!("stage `{}` has {} groups; at most 64", words.id, groups.len()).into());
    }
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for (group, members) in &groups {
        for member in members {
            if let Some(other) = seen.insert(member, group) {
                return Err(if other == group {
                    format!("`{member}` is listed twice in group {group}").into()
                } else {
                    format!("`{member}` is in group {other} and in group {group}").into()
                });
            }
        }
        match members.len() {
            0 => return Err(format!("`{group}` has no members").into()),
            1 => return Err(format!("`{group}` has one member, `{}`", members[0]).into()),
            n if n > 64 => return Err(format!("`{group}` has {n} members; at most 64").into()),
            _ => {}
        }
    }
    if let Some(team) = words.conduct.keys().find(|t| !seen.contains_key(t.as_str())) {
        return Err(format!("`conduct` names `{team}`, which is in no group").into());
    }
    let largest = groups.values().map(Vec::len).max().unwrap_or(0) as u8;
    let rankings = words
        .ranking
        .iter()
        .map(|r| {
            ranking(r.get_ref(), &groups, largest)
                .map_err(|message| Wrong { at: Some(r.span().start), message })
        })
        .collect::<Result<Vec<CrossRanking>, Wrong>>()?;
    let berths = berths(&words.berth, &rankings, &groups, &words.id)?;
    Ok(Tables {
        regulation: words
            .regulation
            .clone()
            .ok_or_else(|| format!("stage `{}` names no `regulation`", words.id))?,
        meetings: words.meetings,
        matches_each: words.matches_each,
        groups,
        berths,
        rankings,
        matchdays: words
            .matchday
            .iter()
            .map(|m| Matchday { label: m.label.clone(), from: m.from, to: m.to })
            .collect(),
        conduct: words.conduct.clone(),
        carry: words.carry.as_ref().map(|c| Carry { from: c.from.clone(), what: c.what.into() }),
    })
}

/// Checks the berths of a stage and resolves places counted from the bottom.
pub(crate) fn berths(
    words: &[BerthWords],
    rankings: &[CrossRanking],
    groups: &BTreeMap<String, Vec<String>>,
    stage: &str,
) -> Result<Vec<Berth>, String> {
    let largest = groups.values().map(Vec::len).max().unwrap_or(0) as u8;
    let smallest = groups.values().map(Vec::len).min().unwrap_or(0) as u8;
    let mut berths: Vec<Berth> = Vec::new();
    for b in words {
        if berths.iter().any(|have| have.id == b.id) {
            return Err(format!("berth `{}` is described twice", b.id));
        }
        for (id, ranks) in &b.ranks {
            let Some(ranking) = rankings.iter().find(|r| r.id == *id) else {
                return Err(format!("`{id}` is not a ranking of stage {stage}"));
            };
            let most = most_ranked(ranking, groups);
            if let Some(rank) = ranks.iter().find(|r| **r == 0 || usize::from(**r) > most) {
                return Err(format!(
                    "berth `{}` names rank {rank} of {id}, which ranks {most} teams",
                    b.id
                ));
            }
        }
        if let Some(place) = b.places.iter().find(|p| **p == 0 || **p > largest) {
            return Err(format!(
                "berth `{}` names place {place}, but the largest group has {largest} teams",
                b.id
            ));
        }
        if !b.from_bottom.is_empty() && smallest != largest {
            return Err(format!(
                "berth `{}` counts `from-bottom`, but the groups are of unequal size",
                b.id
            ));
        }
        let mut places = b.places.clone();
        for from_bottom in &b.from_bottom {
            if *from_bottom == 0 || *from_bottom > largest {
                return Err(format!("berth `{}` counts {from_bottom} from the bottom", b.id));
            }
            places.push(largest + 1 - from_bottom);
        }
        places.sort_unstable();
        for place in &places {
            if let Some(other) = berths.iter().find(|have| have.places.contains(place)) {
                return Err(format!(
                    "berth `{}` and berth `{}` both take place {place}",
                    b.id, other.id
                ));
            }
        }
        berths.push(Berth {
            id: b.id.clone(),
            name: b.name.as_ref().map_or(Localised::same(&b.id), NameWords::localised),
            places,
            ranks: b.ranks.clone(),
            exit: b.exit,
        });
    }
    Ok(berths)
}

/// Returns how many teams a ranking can rank.
fn most_ranked(ranking: &CrossRanking, groups: &BTreeMap<String, Vec<String>>) -> usize {
    match &ranking.of {
        RankingOf::Declared { order, .. } => order.len(),
        RankingOf::Places(places) => groups
            .iter()
            .filter(|(name, _)| ranking.is_among(name))
            .map(|(_, members)| places.iter().filter(|p| usize::from(**p) <= members.len()).count())
            .sum(),
    }
}

fn ranking(
    r: &RankingWords,
    groups: &BTreeMap<String, Vec<String>>,
    largest: u8,
) -> Result<CrossRanking, String> {
    let known = |g: &&String| !groups.contains_key(*g);
    if let Some(group) = r.groups.iter().chain(&r.except).find(known) {
        return Err(format!("ranking {} names group `{group}`, which is not there", r.id));
    }
    let of = match (r.place, r.places.as_slice(), r.order.as_slice()) {
        (Some(place), [], []) => RankingOf::Places(vec![place]),
        (None, [_, ..], []) => RankingOf::Places(r.places.clone()),
        (None, [], [_, ..]) => {
            RankingOf::Declared { order: r.order.clone(), passing_over: r.passing_over.clone() }
        }
        _ => {
            return Err(format!("ranking `{}` needs one of `place`, `places` or `order`", r.id));
        }
    };
    if let RankingOf::Places(places) = &of
        && let Some(place) = places.iter().find(|p| **p == 0 || **p > largest)
    {
        return Err(format!(
            "ranking `{}` is of place {place}, but the largest group has {largest} teams",
            r.id
        ));
    }
    let discard = match r.discard.as_deref() {
        None | Some("nothing") => Discard::Nothing,
        Some("against-last") => Discard::AgainstLast { except: r.except.clone() },
        Some("against-last-of-larger") => Discard::AgainstLastOfLarger,
        Some(other) => match other.strip_prefix("against-below-").map(str::parse) {
            Some(Ok(place)) => Discard::AgainstPlacesBelow(place),
            _ => {
                return Err(format!(
                    "`{other}` is not a way to discard results; expected `against-last`, `against-last-of-larger` or `against-below-N`"
                ));
            }
        },
    };
    if !r.except.is_empty() && !matches!(discard, Discard::AgainstLast { .. }) {
        return Err(format!("ranking `{}` has `except` without `against-last`", r.id));
    }
    let declared = matches!(of, RankingOf::Declared { .. });
    Ok(CrossRanking {
        id: r.id.clone(),
        name: r.name.as_ref().map_or(Localised::same(&r.id), NameWords::localised),
        of,
        regulation: match &r.regulation {
            Some(id) => id.clone(),
            None if declared => String::new(),
            None => return Err(format!("ranking `{}` names no `regulation`", r.id)),
        },
        discard,
        groups: r.groups.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EDITION: &str = r#"
id = "cup-1"
name = { en = "Cup", it = "Coppa" }

[[stage]]
id = "groups"
regulation = "r"
meetings = 2
berth = [{ id = "through", places = [1], ranks = { seconds = [1, 2] } }]
ranking = [{ id = "seconds", place = 2, regulation = "r", discard = "against-below-4" }]

[stage.groups]
A = ["x", "y"]
B = ["z", "w"]

[[stage]]
id = "knockout"
format = "knockout"
tie = [
  { id = "1", round = "Semi-final", home = "1A", away = "R2-of-seconds" },
  { id = "2", round = "Semi-final", home = "1B", away = "R1-of-seconds" },
  { id = "3", round = "Final", home = "W1", away = "W2" },
]

[[ruling]]
award = { date = "2024-01-02", home = "x", away = "y", official = "3-0" }
known = "2024-01-05"
reason = "a player who was not eligible"
"#;

    fn refused(from: &str, to: &str) -> RuleBookError {
        assert!(EDITION.contains(from), "{from}");
        parse_edition("cup.toml", &EDITION.replacen(from, to, 1)).unwrap_err()
    }

    #[test]
    fn groups_berths_and_rankings_are_read() {
        let edition = parse_edition("cup.toml", EDITION).unwrap();
        assert_eq!(edition.group_addresses(), ["A", "B"]);
        let (stage, group) = edition.find_group("b").unwrap();
        assert_eq!((stage.id.as_str(), group), ("groups", "B"));
        let Format::Tables(tables) = &stage.format else { panic!() };
        assert_eq!(tables.rankings[0].discard, Discard::AgainstPlacesBelow(4));
        assert_eq!(edition.tie("3").unwrap().1.teams.home, Slot::Winner("1".into()));
        assert_eq!(edition.rulings.len(), 1);
    }

    #[test]
    fn every_mistake_is_refused_at_its_line() {
        for (from, to, line, what) in [
            ("\"w\"", "\"x\"", 14, "`x` is in group A and in group B"),
            ("\"w\"", "\"z\"", 14, "`z` is listed twice in group B"),
            ("seconds = [", "thirds = [", 9, "`thirds` is not a ranking"),
            ("places = [1]", "places = [3]", 9, "place 3, but the largest group has 2"),
            ("seconds = [1, 2]", "seconds = [3]", 9, "rank 3 of seconds, which ranks 2"),
            ("place = 2", "place = 5", 10, "is of place 5"),
            ("against-below-4", "against-worst", 10, "`against-worst` is not a way"),
            ("\"1B\"", "\"1C\"", 21, "no group `C`"),
            ("R1-of-seconds", "R1-of-firsts", 21, "no ranking `firsts`"),
            ("\"W2\"", "\"W9\"", 22, "no tie `9`"),
            ("\"W2\"", "\"W3\"", 22, "tie `3` waits for its own end"),
            ("\"1A\"", "\"L2\"", 0, ""),
            ("meetings = 2", "meeting = 2", 8, "meeting"),
            ("format = \"knockout\"", "format = \"cup\"", 18, "`cup` is not a format"),
            ("official = \"3-0\"", "official = \"three\"", 25, "`three` is not a score"),
            ("award = {", "annul = {", 25, "`official` does not belong"),
            ("id = \"2\"", "id = \"1\"", 20, "tie `1` is described twice"),
            ("[\"z\", \"w\"]", "[]", 14, "`B` has no members"),
            ("regulation = \"r\"\nmeet", "meet", 6, "names no `regulation`"),
        ] {
            if what.is_empty() {
                // A tie may wait for the loser of another.
                assert!(parse_edition("cup.toml", &EDITION.replacen(from, to, 1)).is_ok());
                continue;
            }
            let error = refused(from, to);
            assert!(error.message.contains(what), "{to}: {error}");
            assert_eq!(error.line, line, "{to}: {error}");
        }
    }

    #[test]
    fn a_ring_of_ties_is_refused() {
        let text = EDITION
            .replace("home = \"1A\"", "home = \"W2\"")
            .replace("home = \"1B\"", "home = \"W1\"");
        let error = parse_edition("cup.toml", &text).unwrap_err();
        assert!(error.message.contains("waits for its own end"), "{error}");
        assert_eq!(error.line, 20);
    }
}
