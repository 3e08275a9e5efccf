//! Proofs in sentences that a person can check.

mod cases;

use girone_model::{BySide, Lang, TeamIx};
use girone_rules::Totals;
use girone_scenarios::{
    Aim, Certificate, Own, Places, PointsStory, Proof, Question, Share, Standings, story,
};

use super::conditions::{ConditionWriter, capital};
use super::join;
use super::table::{plain, signed};
use crate::{NeedsAnswer, View};

/// More cases than this are only counted.
const MOST_CASES: usize = 4;

/// Writes why places are impossible: what is excluded, and the points, matches or
/// criteria that exclude it.
pub fn certificate_text(
    view: &View,
    answer: &NeedsAnswer,
    certificate: &Certificate,
    lang: Lang,
) -> String {
    let table = &answer.table;
    let now = Totals::of(&table.sheet.sheet, &table.regulation.points);
    let teller = Teller {
        answer,
        certificate,
        now,
        x: usize::from(certificate.team),
        writer: ConditionWriter { view, answer: table, lang },
        it: lang == Lang::It,
        lang,
    };
    teller.text()
}

struct Teller<'a> {
    answer: &'a NeedsAnswer,
    certificate: &'a Certificate,
    now: Vec<Totals>,
    x: usize,
    writer: ConditionWriter<'a>,
    it: bool,
    lang: Lang,
}

/// Which side of the team a proof looks at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// The best places are excluded: rivals stay ahead.
    Above,
    /// The worst places are excluded: rivals stay behind.
    Below,
    /// Places in between.
    Between,
}

impl Teller<'_> {
    fn n(&self) -> usize {
        self.now.len()
    }

    fn name(&self, team: usize) -> String {
        self.writer.the(team as TeamIx)
    }

    fn names(&self, teams: &[usize]) -> String {
        let names: Vec<String> = teams.iter().map(|t| self.name(*t)).collect();
        if names.len() > 6 {
            return self.count(names.len());
        }
        join(&names, self.lang)
    }

    fn count(&self, teams: usize) -> String {
        let n = number(teams, self.lang);
        match (self.it, teams) {
            (true, 1) => "una squadra".to_owned(),
            (true, _) => format!("{n} squadre"),
            (false, 1) => "one team".to_owned(),
            (false, _) => format!("{n} teams"),
        }
    }

    fn remaining(&self) -> &[BySide<TeamIx>] {
        &self.answer.table.sheet.sheet.remaining
    }

    fn left(&self, team: usize) -> usize {
        self.remaining().iter().filter(|f| f.side_of(&(team as TeamIx)).is_some()).count()
    }

    fn fixture(&self, game: usize) -> String {
        let f = self.remaining()[game].map(|t| self.writer.name(t).to_owned());
        if self.it { format!("{}-{}", f.home, f.away) } else { format!("{} v {}", f.home, f.away) }
    }

    fn side(&self) -> Side {
        let (places, n) = (self.certificate.places, self.n() as u8);
        match (places.best(), places.worst()) {
            (Some(1), Some(last)) if places == Places::from_to(1, last) => Side::Above,
            (Some(first), Some(last)) if last == n && places == Places::from_to(first, last) => {
                Side::Below
            }
            _ => Side::Between,
        }
    }

    fn text(&self) -> String {
        let head = self.head();
        let body = match &self.certificate.proof {
            Proof::Points(_) | Proof::Standings { node: Standings::Weights(_), .. } => {
                let q = Question::new(
                    &self.answer.table.regulation,
                    &self.answer.table.sheet.sheet,
                    self.answer.max_goals,
                );
                story(&q, self.certificate).map(|s| self.points(&s))
            }
            Proof::Cases(node) => Some(self.cases(node)),
            Proof::Standings { node, .. } => Some(self.standings(node)),
        };
        match body {
            Some(body) => format!("{head}: {body}."),
            None => format!("{head}."),
        }
    }

    fn head(&self) -> String {
        let (places, it) = (self.certificate.places, self.it);
        let now = plain(self.now[self.x].points);
        let points = match (self.now[self.x].points.abs(), it) {
            (1, false) => "point",
            (1, true) => "punto",
            (_, false) => "points",
            (_, true) => "punti",
        };
        let name = format!("{} ({now} {points})", capital(&self.name(self.x)));
        let verb = self.writer.verb(self.x as TeamIx, "può", "possono");
        match (self.side(), places.best(), places.worst()) {
            (Side::Above, _, Some(last)) if it => {
                format!("{name} non {verb} arrivare più in alto del {}º posto", last + 1)
            }
            (Side::Above, _, Some(last)) => {
                format!("{name} cannot finish higher than {}", ordinal(last + 1))
            }
            (Side::Below, Some(first), _) if it => {
                format!("{name} non {verb} arrivare più in basso del {}º posto", first - 1)
            }
            (Side::Below, Some(first), _) => {
                format!("{name} cannot finish lower than {}", ordinal(first - 1))
            }
            _ if it => {
                let list: Vec<String> = places.iter().map(|p| format!("{p}º")).collect();
                format!("{name} non {verb} arrivare {}", either(&list, "o"))
            }
            _ => {
                let list: Vec<String> = places.iter().map(ordinal).collect();
                format!("{name} cannot finish {}", either(&list, "or"))
            }
        }
    }

    /// The points of the team if its own results are as the proof takes them.
    fn own_points(&self) -> (i32, i32) {
        let points = &self.answer.table.regulation.points;
        let (now, left) = (self.now[self.x].points, self.left(self.x) as i32);
        match self.certificate.own {
            Own::Won => (now + left * i32::from(points.win), now + left * i32::from(points.win)),
            Own::Lost => (now + left * i32::from(points.loss), now + left * i32::from(points.loss)),
            Own::Any => (now + left * i32::from(points.loss), now + left * i32::from(points.win)),
        }
    }

    /// "even with wins in all their matches they have 12 points"
    fn own(&self, aim: Side, points: i32) -> String {
        let p = plain(points);
        match (self.left(self.x), aim, self.it) {
            (0, _, false) => format!("they have finished on {p} points"),
            (0, _, true) => format!("ha chiuso con {p} punti"),
            (_, Side::Above, false) => {
                format!("even if they win all their matches they reach {p} points")
            }
            (_, Side::Above, true) => {
                format!("anche vincendo tutte le sue partite arriva a {p} punti")
            }
            (_, _, false) => format!("even if they lose all their matches they keep {p} points"),
            (_, _, true) => format!("anche perdendo tutte le sue partite resta a {p} punti"),
        }
    }

    fn points(&self, story: &PointsStory) -> String {
        let ix =
            |teams: &[TeamIx]| -> Vec<usize> { teams.iter().map(|t| usize::from(*t)).collect() };
        let (surely, could) = (ix(&story.surely), ix(&story.could));
        let out: Vec<usize> = (0..self.n())
            .filter(|t| *t != self.x && !surely.contains(t) && !could.contains(t))
            .collect();
        let it = self.it;
        let above = story.aim == Aim::Below;
        let mut parts = vec![self.own(if above { Side::Above } else { Side::Below }, story.points)];
        match (above, it, out.is_empty(), surely.is_empty()) {
            (true, false, false, _) => {
                parts.push(format!("{} have more already", self.names(&out)));
            }
            (true, true, false, _) => parts.push(format!(
                "{} {} già di più",
                self.names(&out),
                if out.len() == 1 { "ha" } else { "hanno" }
            )),
            (false, false, _, false) => {
                parts.push(format!("{} are level or above anyway", self.names(&surely)));
            }
            (false, true, _, false) => parts.push(format!(
                "{} {} comunque alla pari o sopra",
                self.names(&surely),
                if surely.len() == 1 { "è" } else { "sono" }
            )),
            _ => {}
        }
        if could.is_empty() && !above {
            parts.push(if it {
                "nessun'altra può raggiungerla".to_owned()
            } else {
                "no other can reach that".to_owned()
            });
            return join_clauses(&parts);
        }
        if !could.is_empty() && !above {
            parts.push(if it {
                format!(
                    "{} {} ancora raggiungerla",
                    self.names(&could),
                    if could.len() == 1 { "può" } else { "possono" }
                )
            } else {
                format!("{} could still catch them", self.names(&could))
            });
        }
        if (story.at_most as usize) < could.len() {
            let by_sum = !matches!(self.certificate.proof, Proof::Points(_));
            if by_sum && !above {
                let most = number(story.at_most as usize, self.lang);
                parts.push(if it {
                    format!("ma le partite rimaste non danno i punti a più di {most} di loro")
                } else {
                    format!("but their matches have the points for no more than {most} of them")
                });
            }
            if above {
                parts.push(if it {
                    format!(
                        "fra {} non più di {} {} restare alla pari o sotto",
                        self.names(&could),
                        number(story.at_most as usize, self.lang),
                        if story.at_most == 1 { "può" } else { "possono" }
                    )
                } else {
                    format!(
                        "of {} no more than {} can stay level or below",
                        self.names(&could),
                        number(story.at_most as usize, self.lang)
                    )
                });
            }
            let cores = match &self.certificate.proof {
                Proof::Points(proof) => proof.cores.as_slice(),
                _ => &[],
            };
            for core in cores.iter().take(3) {
                parts.push(self.core(&core.rivals, &core.why, story));
            }
            let more = cores.len().saturating_sub(3);
            if more > 0 {
                parts.push(if it {
                    format!("e così altri {more} gruppi di squadre")
                } else {
                    format!("and so for {more} more sets of teams")
                });
            }
        }
        join_clauses(&parts)
    }

    /// "but not both Newcastle and West Brom, who still need 3 and 2 points and have
    /// only Newcastle v West Brom to take them from"
    fn core(&self, rivals: &[TeamIx], why: &Share, story: &PointsStory) -> String {
        let (it, above) = (self.it, story.aim == Aim::Below);
        let all: Vec<usize> = rivals.iter().map(|t| usize::from(*t)).collect();
        let short: Vec<usize> = match why {
            Share::Short(teams) => teams.iter().map(|t| usize::from(*t)).collect(),
            Share::Match { .. } => all.clone(),
        };
        let names = self.names(&all);
        let not_all = match (all.len(), it) {
            (1, false) => format!("{names} cannot"),
            (1, true) => format!("{names} non può"),
            (2, false) => format!("not both {names}"),
            (2, true) => format!("non insieme {names}"),
            (_, false) => format!("not all of {names}"),
            (_, true) => format!("non tutte insieme {names}"),
        };
        // Points can be lost to anyone outside, but must be taken inside.
        let games: Vec<usize> = (0..self.remaining().len())
            .filter(|g| {
                let [home, away] = {
                    let f = self.remaining()[*g];
                    [f.home, f.away].map(|t| short.contains(&usize::from(t)))
                };
                if above { home && away } else { home || away }
            })
            .collect();
        let amounts: Vec<String> =
            short.iter().map(|t| plain((story.points - self.now[*t].points).max(0))).collect();
        let amounts = join(&amounts, self.lang);
        let from = match (games.as_slice(), it) {
            ([], _) => String::new(),
            ([one], _) => self.fixture(*one),
            ([a, b], _) => join(&[self.fixture(*a), self.fixture(*b)], self.lang),
            (many, false) if above => {
                format!("the {} matches between them", number(many.len(), self.lang))
            }
            (many, true) if above => {
                format!("le {} partite fra loro", number(many.len(), self.lang))
            }
            (many, false) => format!("{} matches", number(many.len(), self.lang)),
            (many, true) => format!("{} partite", number(many.len(), self.lang)),
        };
        let who = if short == all { String::new() } else { format!("{} ", self.names(&short)) };
        match (above, it) {
            (false, false) => {
                let who =
                    if who.is_empty() { "who".to_owned() } else { format!("for {}", who.trim()) };
                format!("but {not_all}, {who} still need {amounts} points from {from}")
            }
            (false, true) => {
                let who =
                    if who.is_empty() { "a cui".to_owned() } else { format!("a {}", who.trim()) };
                format!("ma {not_all}, {who} servono ancora {amounts} punti da {from}")
            }
            (true, false) => {
                let who =
                    if who.is_empty() { "who".to_owned() } else { format!("for {}", who.trim()) };
                format!(
                    "{not_all}, {who} may take only {amounts} more points, while {from} must be shared out among them"
                )
            }
            (true, true) => {
                let who = if who.is_empty() { "che".to_owned() } else { who.trim().to_owned() };
                format!(
                    "{not_all}, {who} possono fare solo altri {amounts} punti, mentre devono dividersi quelli in palio in {from}"
                )
            }
        }
    }

    /// The least and most points of a team, some results being fixed.
    fn range(&self, team: usize, path: &[(usize, i8)]) -> (i32, i32) {
        let p = &self.answer.table.regulation.points;
        if team == self.x && self.certificate.own != Own::Any {
            return self.own_points();
        }
        let (mut least, mut most) = (self.now[team].points, self.now[team].points);
        for (game, f) in self.remaining().iter().enumerate() {
            let Some(side) = f.side_of(&(team as TeamIx)) else { continue };
            let mut outcome = path.iter().find(|(g, _)| *g == game).map(|(_, o)| *o);
            if f.side_of(&(self.x as TeamIx)).is_some() {
                let won = if f.home as usize == self.x { 1 } else { -1 };
                outcome = match self.certificate.own {
                    Own::Won => Some(won),
                    Own::Lost => Some(-won),
                    Own::Any => outcome,
                };
            }
            let sign = if side == girone_model::Side::Home { 1 } else { -1 };
            let (lo, hi) = match outcome.map(|o| o * sign) {
                Some(1) => (p.win, p.win),
                Some(0) => (p.draw, p.draw),
                Some(_) => (p.loss, p.loss),
                None => (p.loss.min(p.draw), p.win.max(p.draw)),
            };
            least += i32::from(lo);
            most += i32::from(hi);
        }
        (least, most)
    }
}

/// Joins alternatives: `1st, 2nd or 5th`.
fn either(list: &[String], or: &str) -> String {
    match list {
        [init @ .., last] if !init.is_empty() => format!("{} {or} {last}", init.join(", ")),
        _ => list.concat(),
    }
}

fn join_clauses(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [own, rest @ ..] if !rest.is_empty() => format!("{own}; {}", rest.join(", ")),
        [own, ..] => own.clone(),
    }
}

/// Writes `1st`, `2nd`, `3rd`, `11th`.
pub(crate) fn ordinal(place: u8) -> String {
    let ending = match (place % 10, place % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{place}{ending}")
}

/// Writes a number up to twelve as a word.
pub(crate) fn number(n: usize, lang: Lang) -> String {
    const EN: [&str; 13] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    const IT: [&str; 13] = [
        "nessuna", "una", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove",
        "dieci", "undici", "dodici",
    ];
    let words = if lang == Lang::It { &IT } else { &EN };
    words.get(n).map_or_else(|| n.to_string(), |w| (*w).to_owned())
}
