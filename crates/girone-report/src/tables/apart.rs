//! Gaps told in words of parting: "the gap to Norway remains three points", "la
//! vetta dista tre lunghezze", "six points to the good over Israel".
//!
//! A number is a gap because of a word of parting before or after it, whatever
//! stands between; from whom it parts is the team, or the place, that a preposition
//! binds to that word.

use super::*;

/// From whom a gap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rival {
    Team(TeamId),
    Place(u8),
    Nobody,
}

/// A number told as a gap.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parting {
    pub n: u32,
    pub from: usize,
    pub to: usize,
    /// One past the last word of the gap.
    pub end: usize,
    /// Ahead 1, behind -1, either way 0.
    pub sign: i32,
    pub owner: Option<TeamId>,
    pub rival: Rival,
    pub unit: Unit,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Points,
    Matches,
}

const NOUNS: &[&str] = &["points", "point", "pts", "punti", "punto", "lunghezze", "lunghezza"];

/// Words of parting right after a number or its noun, with the way they point.
const AFTER: &[(&str, i32)] = &[
    ("to the good", 1),
    ("in front", 1),
    ("better off", 1),
    ("better", 1),
    ("clear", 1),
    ("ahead", 1),
    ("above", 1),
    ("more", 1),
    ("up on", 1),
    ("lead", 1),
    ("cushion", 1),
    ("buffer", 1),
    ("advantage", 1),
    ("margin", 1),
    ("worse off", -1),
    ("behind", -1),
    ("below", -1),
    ("back", -1),
    ("adrift", -1),
    ("shy", -1),
    ("short", -1),
    ("fewer", -1),
    ("less", -1),
    ("off", -1),
    ("away", -1),
    ("down on", -1),
    ("deficit", -1),
    ("gap", 0),
    ("di vantaggio", 1),
    ("di margine", 1),
    ("in piu", 1),
    ("di piu", 1),
    ("piu su", 1),
    ("piu avanti", 1),
    ("piu", 1),
    ("sopra", 1),
    ("avanti", 1),
    ("davanti", 1),
    ("in meno", -1),
    ("di meno", -1),
    ("meno", -1),
    ("piu giu", -1),
    ("piu indietro", -1),
    ("di ritardo", -1),
    ("di distacco", 0),
    ("sotto", -1),
    ("dietro", -1),
    ("indietro", -1),
];

/// Verbs and nouns of parting before a number.
const BEFORE_IT: &[(&str, i32)] = &[
    ("lead*", 1),
    ("led", 1),
    ("advantage", 1),
    ("cushion", 1),
    ("buffer", 1),
    ("trail*", -1),
    ("deficit", -1),
    ("gap", 0),
    ("distance", 0),
    ("vantaggio", 1),
    ("margine", 1),
    ("stacca", 1),
    ("staccano", 1),
    ("precede", 1),
    ("precedono", 1),
    ("staccat*", -1),
    ("distanziat*", -1),
    ("distant*", -1),
    ("dista", -1),
    ("distano", -1),
    ("lontan*", -1),
    ("ritardo", -1),
    ("insegu*", -1),
    ("tallon*", -1),
    ("distacco", 0),
    ("distanza", 0),
];

/// Prepositions that bind a rival to a word of parting.
const OF_WHOM: &[&str] = &[
    "of", "than", "over", "on", "to", "from", "di", "del", "della", "dello", "dell", "dei",
    "degli", "delle", "da", "dal", "dalla", "dallo", "dall", "dai", "dagli", "dalle", "su", "sul",
    "sulla", "sullo", "sull", "sui", "sugli", "sulle", "rispetto", "a", "al", "alla", "allo",
    "all", "ai", "agli", "alle", "che",
];

/// Prepositions after which a rival may stand with no word of parting: "a sei punti
/// dagli azzurri", "cinque punti sull'Estonia", "three points from the top".
const PARTING: &[(&str, i32)] = &[
    ("dal", -1),
    ("dalla", -1),
    ("dallo", -1),
    ("dall", -1),
    ("dai", -1),
    ("dagli", -1),
    ("dalle", -1),
    ("su", 1),
    ("sul", 1),
    ("sulla", 1),
    ("sullo", 1),
    ("sull", 1),
    ("sui", 1),
    ("sugli", 1),
    ("sulle", 1),
    ("over", 1),
];

const BETWEEN: &[&str] =
    &["separate*", "separa", "separano", "divide*", "dividono", "part", "tra", "fra", "between"];

impl Reader<'_, '_, '_, '_, '_> {
    /// Reads the gaps that no row tells; what a row takes for points is none.
    pub(super) fn partings(
        &self,
        taken: &[bool],
        chosen: &mut Vec<Hit<Say>>,
        out: &mut Vec<Statement>,
    ) {
        for (at, taken) in taken.iter().enumerate() {
            if *taken || self.scene.lattice.numbers[at].is_none() {
                continue;
            }
            let told = chosen.iter().position(|h| key(h) == at);
            let loose = |k: Say| {
                matches!(k, Say::Points | Say::BarePoints | Say::Played | Say::Goals | Say::Else)
            };
            if told.is_some_and(|i| !loose(chosen[i].kind)) {
                continue;
            }
            let Some(parting) = self.parting(at) else { continue };
            if let Some(i) = told {
                chosen.remove(i);
            }
            // "Two points separate Norway and Italy at the top".
            if parting.owner.is_some() && parting.sign == 0 {
                let after = parting.end..parting.end + 5;
                chosen.retain(|h| !(matches!(h.kind, Say::At(_)) && after.contains(&h.from)));
            }
            match parting.unit {
                Unit::Points => self.parted(&parting, at, out),
                Unit::Matches => self.in_hand(&parting, -parting.sign, out),
            }
        }
    }

    /// What parts two teams where the number at a token is told as a gap.
    pub(super) fn parting(&self, at: usize) -> Option<Parting> {
        let scene = self.scene;
        let lattice = scene.lattice;
        let (n, to) = lattice.numbers.get(at).copied().flatten()?;
        if n == 0 || n > 40 || lattice.scores[at].is_some() || lattice.date(at).is_some() {
            return None;
        }
        let (first, last) = lattice.text.sentence_of(at);
        let noun = NOUNS.contains(&scene.fold(to)) && to < last;
        let after = to + usize::from(noun);
        let unit = match noun {
            true => Unit::Points,
            false => self.unit(at, to, (first, last))?,
        };
        let parting =
            |sign, owner, rival, end| Parting { n, from: at, to, end, sign, owner, rival, unit };
        // "Three points separate Italy and Norway", "tre punti tra Norvegia e Italia".
        if noun {
            let verb = (after..(after + 3).min(last))
                .find(|i| BETWEEN.iter().any(|w| scene.starts(*i, w, last)));
            if let Some(verb) = verb {
                let mut named = (verb..(verb + 12).min(last))
                    .filter_map(|i| lattice.mention(i))
                    .filter_map(|m| self.single(m).map(|t| (t, m.to)));
                if let (Some((a, _)), Some((b, end))) = (named.next(), named.next()) {
                    return Some(parting(0, Some(a), Rival::Team(b), end));
                }
            }
        }
        // The word of parting after the number.
        let told = AFTER.iter().find(|(w, _)| scene.starts(after, w, last));
        if let Some((words, sign)) = told {
            let mut end = after + words.split(' ').count();
            // "Six points more than", "sei più di", but "sei punti meno esaltanti".
            let bare = matches!(*words, "more" | "less" | "fewer" | "piu" | "meno" | "better");
            let (rival, to) = self.rival_after(end, last);
            if bare && rival == Rival::Nobody && !(noun && self.ends_clause(end)) {
                return None;
            }
            if !noun && rival == Rival::Nobody {
                return None;
            }
            end = to;
            let rival = match rival {
                // "Dalla Norvegia gli azzurri hanno tre punti di ritardo".
                Rival::Nobody => self.rival_before(first, at, &[]),
                told => told,
            };
            return Some(parting(*sign, None, rival, end));
        }
        if noun && let Some((_, sign)) = PARTING.iter().find(|p| scene.fold(after) == p.0) {
            let (rival, end) = self.rival_after(after, last);
            if rival != Rival::Nobody {
                return Some(parting(*sign, None, rival, end));
            }
        }
        // A verb or noun of parting before it, in the same stretch of words.
        let (a, _) = scene.clause(at, 3);
        let word = (a.max(at.saturating_sub(10))..at)
            .rev()
            .find_map(|i| Some((i, BEFORE_IT.iter().find(|(w, _)| scene.starts(i, w, at))?)));
        let (i, (_, sign)) = word.filter(|_| unit == Unit::Points)?;
        // "Lead with 15 points", "guidano con", "leaders" are no gaps.
        let lead = at.checked_sub(1).map_or("", |i| scene.fold(i));
        let binds = matches!(
            lead,
            "by" | "is"
                | "remains"
                | "stays"
                | "stands"
                | "at"
                | "to"
                | "of"
                | "now"
                | "just"
                | "only"
                | "di"
                | "a"
                | "e"
                | "dista"
                | "distano"
                | "distante"
                | "distanti"
                | "lontana"
                | "lontano"
                | "lontani"
                | "lontane"
                | "resta"
                | "sono"
                | "solo"
                | "soli"
                | "appena"
        );
        let bare = noun || lead == "by" || matches!(scene.fold(i), "gap" | "lead" | "cushion");
        let leader = scene.fold(i).starts_with("leader") || scene.fold(i) == "leading";
        if !binds || !bare || leader {
            return None;
        }
        if scene.starts(i, "lead*", at) && matches!(lead, "a" | "di" | "e" | "on") {
            return None;
        }
        // "Norway's lead over Italy", "il vantaggio degli azzurri su Israele".
        let word = scene.fold(i);
        let is_noun = matches!(
            word,
            "lead"
                | "advantage"
                | "cushion"
                | "buffer"
                | "deficit"
                | "gap"
                | "distance"
                | "vantaggio"
                | "margine"
                | "ritardo"
                | "distacco"
                | "distanza"
        );
        let mut owner = None;
        if is_noun {
            let possessed = i
                .checked_sub(1)
                .filter(|p| matches!(scene.fold(*p), "s" | "'" | "\u{2019}"))
                .and_then(|p| lattice.covered[p.checked_sub(1)?])
                .and_then(|m| self.single(&lattice.mentions[m as usize]));
            let genitive = (matches!(
                scene.fold(i + 1),
                "di" | "del" | "della" | "dello" | "dell" | "dei" | "degli" | "delle"
            ))
            .then(|| lattice.mention(i + 2))
            .flatten()
            .and_then(|m| self.single(m));
            owner = possessed.or(genitive);
        }
        let mut rival = self.rival_before(i, at, &["over", "on", "to", "from"]);
        let (mut end, mut sign) = (after, *sign);
        if rival == Rival::Nobody {
            (rival, end) = self.rival_after(after, last);
        }
        // "Stacca Israele di sei lunghezze", "trail the Norwegians by three".
        if rival == Rival::Nobody && !is_noun {
            let object = (i + 1..at).find_map(|j| lattice.mention(j)).and_then(|m| self.single(m));
            rival = object.map_or(Rival::Nobody, Rival::Team);
        }
        // Who is far away is said of the one that leads too.
        if matches!(word, "dista" | "distano") || word.starts_with("lontan") {
            sign = 0;
        }
        Some(parting(sign, owner, rival, end))
    }

    /// What a number without a noun counts; `None` if it is neither points nor
    /// matches.
    fn unit(&self, at: usize, to: usize, (first, last): (usize, usize)) -> Option<Unit> {
        let scene = self.scene;
        let near = (at.saturating_sub(8).max(first), (to + 2).min(last));
        let matches = ["played", "giocat*", "games", "game", "matches", "gare", "partite"];
        let others = [
            "goals", "goal", "gol", "reti", "rete", "scored", "segnat*", "wins", "vittorie",
            "minut*", "caps", "years", "anni", "penalt*", "rigor*",
        ];
        let points = scene.has(near.0, near.1, NOUNS);
        // "Seven games, one more than Italy".
        if !points && scene.has(near.0, near.1, &matches) {
            return Some(Unit::Matches);
        }
        let other = !points && scene.has(near.0, near.1, &others);
        (!other && self.told_of_a_table(at)).then_some(Unit::Points)
    }

    fn ends_clause(&self, at: usize) -> bool {
        matches!(self.scene.fold(at), "" | "." | "," | ";" | ":" | ")" | "e" | "and" | "ma" | "but")
    }

    /// The one team that a mention means.
    fn single(&self, m: &crate::lattice::Mention) -> Option<TeamId> {
        match teams_of(self.scene.frame, m)[..] {
            [team] => Some(team),
            _ => None,
        }
    }

    /// The rival that a preposition at a token binds, and one past its words.
    fn rival_after(&self, at: usize, last: usize) -> (Rival, usize) {
        let scene = self.scene;
        let mut p = at;
        let mut bound = false;
        while p < last && p - at < 7 {
            if let Some(m) = scene.lattice.mention(p) {
                let possessed = matches!(scene.fold(m.to), "s" | "'" | "\u{2019}")
                    && scene.lattice.mention(m.to + 1).is_some();
                match self.single(m) {
                    Some(team) if bound || p == at => return (Rival::Team(team), m.to),
                    None if possessed => {
                        p = m.to + 1;
                        continue;
                    }
                    _ => return (Rival::Nobody, at),
                }
            }
            let word = scene.fold(p);
            if bound && let Some(place) = place_of(word) {
                return (Rival::Place(place), p + 1);
            }
            if bound && let Some((n, to)) = scene.lattice.ordinals[p] {
                let place = matches!(scene.fold(to), "place" | "posto" | "piazza" | "spot")
                    || self.ends_clause(to);
                return match place && n <= 8 {
                    true => (Rival::Place(n as u8), to),
                    false => (Rival::Nobody, at),
                };
            }
            if scene.lattice.text.tokens[p].mark().is_some_and(|c| c != '\'' && c != '\u{2019}')
                || scene.lattice.numbers[p].is_some()
            {
                break;
            }
            bound |= OF_WHOM.contains(&word);
            if !bound && p > at + 1 {
                break;
            }
            p += 1;
        }
        (Rival::Nobody, at)
    }

    /// The rival that a preposition binds between two tokens.
    fn rival_before(&self, from: usize, to: usize, more: &[&str]) -> Rival {
        let scene = self.scene;
        for i in (from..to).rev() {
            let word = scene.fold(i);
            if more.contains(&word) || PARTING.iter().any(|p| p.0 == word) {
                let (rival, end) = self.rival_after(i, to);
                if rival != Rival::Nobody && end <= to {
                    return rival;
                }
            }
        }
        Rival::Nobody
    }
}

/// The place for which a word stands.
fn place_of(word: &str) -> Option<u8> {
    matches!(
        word,
        "leaders"
            | "leader"
            | "top"
            | "summit"
            | "lead"
            | "pace"
            | "vetta"
            | "testa"
            | "capolista"
            | "primato"
            | "comando"
            | "battistrada"
    )
    .then_some(1)
}
