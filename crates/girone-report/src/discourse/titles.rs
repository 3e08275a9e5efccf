//! Teams told by a title: "the world champions", "i detentori".

use jiff::civil::Date;

use super::*;

/// A title: its words, what the name of its competition holds, and how many days it
/// is borne at most.
struct Title {
    words: &'static [&'static str],
    competition: &'static str,
    lasts: i32,
}

const TITLES: &[Title] = &[
    Title {
        words: &["world champions", "world cup holders", "campioni del mondo", "campioni mondiali"],
        competition: "world cup",
        lasts: 1700,
    },
    Title {
        words: &["european champions", "campioni d europa", "campioni europei"],
        competition: "euro",
        lasts: 1850,
    },
    Title {
        words: &["african champions", "champions of africa", "campioni d africa"],
        competition: "african cup of nations",
        lasts: 1100,
    },
    Title {
        words: &["asian champions", "champions of asia", "campioni d asia"],
        competition: "asian cup",
        lasts: 1900,
    },
    Title {
        words: &["south american champions", "copa america holders", "campioni sudamericani"],
        competition: "copa america",
        lasts: 1500,
    },
];

/// Words for who has won the competition of the match the last time.
const HOLDERS: &[&str] = &[
    "holders",
    "defending champions",
    "reigning champions",
    "detentori",
    "detentori del titolo",
    "detentori del trofeo",
    "campioni in carica",
    "campioni uscenti",
];

/// Adds the bearers of titles as mentions.
pub(super) fn add(lattice: &Lattice<'_, '_>, frame: &Frame<'_>, mentions: &mut Vec<Mention>) {
    let (Some(main), Some(day)) = (frame.main(), frame.today()) else { return };
    let tokens = &lattice.text.tokens;
    for at in 1..tokens.len() {
        if !definite(tokens[at - 1].fold.as_str()) {
            continue;
        }
        let starts = |phrase: &&&str| {
            phrase.split(' ').enumerate().all(|(i, w)| tokens.get(at + i).is_some_and(|t| t.is(w)))
        };
        let length = |phrase: &str| phrase.split(' ').count();
        let of = &frame.prepared.get(main).fixture.competition;
        let title = TITLES.iter().find_map(|t| {
            let words = t.words.iter().find(starts)?;
            Some((length(words), champion(frame, day, t.competition, t.lasts, false)))
        });
        let holders = || {
            let words = HOLDERS.iter().filter(starts).max_by_key(|p| length(p))?;
            let title = TITLES.iter().find(|t| named(of, t.competition))?;
            let team = champion(frame, day, title.competition, title.lasts, true);
            Some((length(words), team))
        };
        let Some((words, Some(team))) = title.or_else(holders) else { continue };
        let to = at + words;
        // "World champions in 2010", "campioni del mondo del 2006": of another time.
        let dated =
            (to..to + 3).any(|i| tokens.get(i).and_then(|t| t.number()).is_some_and(|n| n > 1900));
        // A name within the title, the people of America, gives way to it.
        let within = |m: &Mention| at <= m.from && m.to <= to;
        if dated || mentions.iter().any(|m| m.from < to && at < m.to && !within(m)) {
            continue;
        }
        mentions.retain(|m| !within(m));
        let who = Who::Teams(vec![team]);
        mentions.push(Mention { from: at, to, who, described: true });
    }
}

/// Words before a title that is borne now.
fn definite(word: &str) -> bool {
    matches!(
        word,
        "the" | "i" | "dei" | "ai" | "dai" | "sui" | "coi" | "gli" | "s" | "suoi" | "reigning"
    )
}

/// Whether a competition is the finals of that name.
fn named(competition: &str, name: &str) -> bool {
    let folded = girone_model::fold(competition);
    let other = ["qualif", "women", "under", "u 21", "u21", "u 23", "league"];
    folded
        .split(' ')
        .collect::<Vec<_>>()
        .windows(name.split(' ').count())
        .any(|w| w.join(" ") == name)
        && !other.iter().any(|o| folded.contains(o))
}

/// Who won the last finals before a day: the winner of their last match, if it was
/// played alone on its day. Finals that are being played count only where the title
/// may be theirs already (`running` false) and no match follows in the next days.
fn champion(
    frame: &Frame<'_>,
    day: Date,
    competition: &str,
    lasts: i32,
    running: bool,
) -> Option<TeamId> {
    let prepared = frame.prepared;
    let main = frame.main()?;
    let current = prepared.edition_of(prepared.get(main));
    let here = named(&prepared.get(main).fixture.competition, competition);
    let mut last: Option<(Date, TeamId)> = None;
    let mut after = day;
    let mut met: Vec<(&str, bool)> = Vec::new();
    let mut is_named = |of| match met.iter().find(|(name, _)| *name == of) {
        Some((_, is)) => *is,
        None => {
            met.push((of, named(of, competition)));
            met.last().is_some_and(|m| m.1)
        }
    };
    for m in prepared.between(None, Some(day)).iter().rev() {
        let date = m.fixture.when.date;
        let age = (day - date).get_days();
        // Too long ago, or matches out of order.
        if age > lasts || date > after {
            return None;
        }
        after = date;
        let is = is_named(&*m.fixture.competition);
        if let Some((final_day, team)) = last {
            if date < final_day {
                return Some(team);
            }
            if is {
                return None;
            }
            continue;
        }
        // The finals that the report is from have no champion yet.
        let open = here && (age <= 60 || current.is_some() && prepared.edition_of(m) == current);
        if !is || open || age < 1 || running && age < 40 {
            continue;
        }
        let score = m.score()?;
        let side = score.advances()?;
        last = Some((date, m.fixture.teams[side]));
    }
    None
}
