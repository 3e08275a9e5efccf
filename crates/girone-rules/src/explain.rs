//! Reasons in words: why one team stands above the next.

use girone_model::{Lang, Sheet, TeamIx};

use crate::{Count, Criterion, Reason, Regulation, Row, Separation, Value};

/// Says in one sentence why the upper of two adjacent rows stands above the
/// lower, or that they are level: "Greece above Russia: level on 4 points;
/// head-to-head, Article 8.07a: 3 points to 0."
pub fn explain(
    regulation: &Regulation,
    sheet: &Sheet,
    (above, below): (&Row, &Row),
    separation: &Separation,
    name: &dyn Fn(TeamIx) -> String,
    lang: Lang,
) -> String {
    let it = lang == Lang::It;
    let (upper, lower) = (name(above.team), name(below.team));
    let reason = match separation {
        Separation::Level if it => return format!("{upper} e {lower} sono a pari."),
        Separation::Level => return format!("{upper} and {lower} are level."),
        Separation::By(reason) => reason,
    };
    let opening =
        if it { format!("{upper} davanti a {lower}") } else { format!("{upper} above {lower}") };
    let difference = matches!(
        (criterion_count(&reason.criterion), reason.count),
        (Some(Count::GoalDifference), _) | (_, Some(Count::GoalDifference))
    );
    let write = |v: &Value| match *v {
        Value::Whole(n) if difference && n > 0 => format!("+{n}"),
        _ => value(v),
    };
    let to = if it { "a" } else { "to" };
    let values = format!("{} {to} {}", write(&reason.above), write(&reason.below));
    let Some(criterion) = &reason.criterion else {
        return match regulation.rank_by {
            crate::RankBy::Points if it => format!("{opening}: {values} punti."),
            crate::RankBy::Points => format!("{opening}: {values} points."),
            crate::RankBy::PointsPerGame if it => format!("{opening}: {values} punti a partita."),
            crate::RankBy::PointsPerGame => format!("{opening}: {values} points per match."),
        };
    };
    let level = if it {
        let points = above.totals.points;
        format!("a pari con {points} {}", if points == 1 { "punto" } else { "punti" })
    } else {
        let points = above.totals.points;
        format!("level on {points} {}", if points == 1 { "point" } else { "points" })
    };
    let article = reason.article.as_ref().map_or(String::new(), |a| format!(", {a}"));
    let by = match criterion {
        Criterion::HeadToHead(_) => {
            let what = reason.count.map_or("", |c| count(c, lang));
            let teams = among(reason, sheet, name, lang);
            let head = if it { "scontri diretti" } else { "head-to-head" };
            let (above, below) = (write(&reason.above), write(&reason.below));
            match reason.count {
                Some(Count::Points) => {
                    format!("{head}{teams}{article}: {above} {what} {to} {below}")
                }
                _ => format!("{head}{teams}{article}: {what} {values}"),
            }
        }
        Criterion::Overall(c) => {
            let over = if it { "in tutte le partite" } else { "in all matches" };
            format!("{} {over}{article}: {values}", count(*c, lang))
        }
        other => format!("{}{article}: {values}", words(other, lang)),
    };
    format!("{opening}: {level}; {by}.")
}

/// Returns the count that a criterion over all matches compares.
fn criterion_count(criterion: &Option<Criterion>) -> Option<Count> {
    match criterion {
        Some(Criterion::Overall(count)) => Some(*count),
        _ => None,
    }
}

/// Names the other teams of a head-to-head among three or more.
fn among(reason: &Reason, sheet: &Sheet, name: &dyn Fn(TeamIx) -> String, lang: Lang) -> String {
    if reason.among.len() < 3 || reason.among.len() == sheet.teams.len() {
        return String::new();
    }
    let names: Vec<String> = reason.among.iter().map(|t| name(*t)).collect();
    let (last, init) = names.split_last().map_or(("", &[][..]), |(l, i)| (l.as_str(), i));
    match lang {
        Lang::En => format!(" among {} and {last}", init.join(", ")),
        Lang::It => format!(" fra {} e {last}", init.join(", ")),
    }
}

/// Returns the name of a count.
pub fn count(count: Count, lang: Lang) -> &'static str {
    match (count, lang) {
        (Count::Points, Lang::En) => "points",
        (Count::Points, Lang::It) => "punti",
        (Count::GoalDifference, Lang::En) => "goal difference",
        (Count::GoalDifference, Lang::It) => "differenza reti",
        (Count::GoalsScored, Lang::En) => "goals scored",
        (Count::GoalsScored, Lang::It) => "gol segnati",
        (Count::GoalAverage, Lang::En) => "goal average",
        (Count::GoalAverage, Lang::It) => "quoziente reti",
        (Count::AwayGoals | Count::AwayGoalsOfTwo, Lang::En) => "away goals",
        (Count::AwayGoals | Count::AwayGoalsOfTwo, Lang::It) => "gol in trasferta",
        (Count::Wins, Lang::En) => "matches won",
        (Count::Wins, Lang::It) => "vittorie",
        (Count::AwayWins, Lang::En) => "away wins",
        (Count::AwayWins, Lang::It) => "vittorie in trasferta",
        (Count::GoalsConceded, Lang::En) => "goals conceded",
        (Count::GoalsConceded, Lang::It) => "gol subiti",
    }
}

/// Returns the name of a criterion that is neither a count nor head-to-head.
pub fn words(criterion: &Criterion, lang: Lang) -> String {
    let it = lang == Lang::It;
    match criterion {
        Criterion::Overall(c) => count(*c, lang).to_owned(),
        Criterion::HeadToHead(_) if it => "scontri diretti".to_owned(),
        Criterion::HeadToHead(_) => "head-to-head".to_owned(),
        Criterion::OpponentsPoints if it => "punti degli avversari".to_owned(),
        Criterion::OpponentsPoints => "points of the opponents".to_owned(),
        Criterion::OpponentsGoalDifference if it => "differenza reti degli avversari".to_owned(),
        Criterion::OpponentsGoalDifference => "goal difference of the opponents".to_owned(),
        Criterion::OpponentsGoals if it => "gol degli avversari".to_owned(),
        Criterion::OpponentsGoals => "goals of the opponents".to_owned(),
        Criterion::Conduct if it => "condotta (cartellini)".to_owned(),
        Criterion::Conduct => "conduct (cards)".to_owned(),
        Criterion::Ranking(name) if it => format!("graduatoria «{name}»"),
        Criterion::Ranking(name) => format!("ranking `{name}`"),
        Criterion::ShootOut if it => "tiri di rigore".to_owned(),
        Criterion::ShootOut => "shoot-out".to_owned(),
        Criterion::PlayOff | Criterion::PlayOffFor(_) if it => "spareggio".to_owned(),
        Criterion::PlayOff | Criterion::PlayOffFor(_) => "play-off".to_owned(),
        Criterion::Lots if it => "sorteggio".to_owned(),
        Criterion::Lots => "drawing of lots".to_owned(),
    }
}

fn value(value: &Value) -> String {
    match *value {
        Value::Whole(n) if n < 0 => format!("−{}", -n),
        Value::Whole(n) => n.to_string(),
        Value::Quotient(a, 0) => format!("{a}:0"),
        Value::Quotient(a, b) => {
            // Three decimals, rounded down, in whole numbers.
            let thousandths = a.saturating_mul(1000) / b;
            format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{HeadToHead, Once, Reading, table};
    use girone_model::{Line, TeamId};

    /// Euro 2012, Group A, final table.
    ///
    /// Source: <https://www.uefa.com/uefaeuro/history/seasons/2012/>; Greece
    /// went through ahead of Russia on their match, 1-0.
    #[test]
    fn greece_above_russia_on_head_to_head() {
        let (czech, greece, russia, poland) = (0, 1, 2, 3);
        let mut sheet = Sheet::new((0..4).map(TeamId).collect());
        sheet.results = vec![
            Line::new(poland, greece, 1, 1),
            Line::new(russia, czech, 4, 1),
            Line::new(greece, czech, 1, 2),
            Line::new(poland, russia, 1, 1),
            Line::new(czech, poland, 1, 0),
            Line::new(greece, russia, 1, 0),
        ];
        let mut regulation = Regulation::of(
            "euro-2012",
            vec![Criterion::HeadToHead(HeadToHead {
                counts: vec![Count::Points, Count::GoalDifference, Count::GoalsScored],
                counts_of_two: None,
                reading: Reading::Restarting,
                once: Once::Always,
            })],
        );
        regulation.criteria[0].article = Some("Article 8.07a".to_owned());
        let names = ["Czech Republic", "Greece", "Russia", "Poland"];
        let name = |t: TeamIx| names[usize::from(t)].to_owned();
        let table = table(&regulation, &sheet);
        assert_eq!(table.rows.iter().map(|r| r.team).collect::<Vec<_>>(), [0, 1, 2, 3]);
        let say = |i: usize, lang| {
            let pair = (&table.rows[i], &table.rows[i + 1]);
            explain(&regulation, &sheet, pair, &table.separations[i], &name, lang)
        };
        assert_eq!(
            say(1, Lang::En),
            "Greece above Russia: level on 4 points; head-to-head, Article 8.07a: 3 points to 0."
        );
        assert_eq!(say(0, Lang::En), "Czech Republic above Greece: 6 to 4 points.");
        assert_eq!(
            say(1, Lang::It),
            "Greece davanti a Russia: a pari con 4 punti; scontri diretti, Article 8.07a: 3 punti a 0."
        );
    }
}
