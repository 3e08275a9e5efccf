//! Sentences with gaps, and how a gap is filled in each language.
//!
//! A gap stands in braces: `{Team}` the team with its article at the head of a
//! sentence, `{team}` its bare name, `{il team}`, `{di team}`, `{a team}`,
//! `{da team}` with article or preposition (Italian; in English the bare name),
//! the same with `other` and `side`; `{match}`, `{person}`, `{town}` and
//! `{a town}`, `{n}`, `{n|point|points}` a number with its noun, `{w|…|…}`,
//! `{d|…|…}`, `{l|…|…}` the parts of a tally, `{+n}` a number with its sign,
//! `{ord}` and `{ord-a}` an ordinal, `{score}`, `{minute}`, `{year}`, `{letter}`,
//! `{ground}`, `{in scope}`, `{in edition}`; `{ha|hanno}` a verb that agrees with
//! the team.

use girone_model::{Lang, Minute, PersonId, Preposition, TeamId};

use crate::claim::{GameIx, Ground, Scope, Tally};
use crate::lexicon::CityId;
use crate::number::ordinal;
use crate::prepared::Prepared;

/// What fills the gaps of a sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gaps {
    pub game: Option<GameIx>,
    pub team: Option<TeamId>,
    pub other: Option<TeamId>,
    pub side: Option<TeamId>,
    pub person: Option<PersonId>,
    pub town: Option<CityId>,
    pub n: Option<i32>,
    pub tally: Tally,
    pub score: Option<(u8, u8)>,
    pub minute: Option<Minute>,
    pub year: Option<i16>,
    pub letter: Option<String>,
    pub ground: Ground,
    pub scope: Option<Scope>,
}

/// Fills the gaps of a sentence; `None` if a value is missing.
pub(crate) fn fill(text: &str, gaps: &Gaps, lang: Lang, prepared: &Prepared) -> Option<String> {
    let pen = Pen { gaps, lang, prepared };
    let mut out = String::with_capacity(text.len() + 24);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let close = open + rest[open..].find('}')?;
        out.push_str(&pen.gap(&rest[open + 1..close])?);
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    Some(out)
}

/// Sets a capital at the head of a sentence.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(c) => c.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

struct Pen<'a> {
    gaps: &'a Gaps,
    lang: Lang,
    prepared: &'a Prepared,
}

impl Pen<'_> {
    fn gap(&self, gap: &str) -> Option<String> {
        let gaps = self.gaps;
        let it = self.lang == Lang::It;
        Some(match gap {
            "Team" => capital(&self.with_article(gaps.team?)),
            "team's" => possessive(self.name(gaps.team?)),
            "match" => {
                let teams = self.prepared.get(gaps.game?).fixture.teams.map(|t| self.name(t));
                let link = if it { "-" } else { " v " };
                format!("{}{link}{}", teams.home, teams.away)
            }
            "person" => self.prepared.snapshot.directory.person(gaps.person?).name.to_string(),
            "town" => self.town()?.to_owned(),
            "a town" => after_a(self.town()?),
            "n" => gaps.n?.to_string(),
            "+n" => format!("{:+}", gaps.n?),
            "ord" | "ord-a" => ordinal(gaps.n?.try_into().ok()?, self.lang, gap == "ord-a"),
            "score" => {
                let (a, b) = gaps.score?;
                format!("{a}-{b}")
            }
            "minute" => minute_text(gaps.minute?, self.lang),
            "year" => gaps.year?.to_string(),
            "letter" => gaps.letter.clone()?,
            "ground" => match (gaps.ground, it) {
                (Ground::Any, _) => "",
                (Ground::Home, false) => " at home",
                (Ground::Home, true) => " in casa",
                (Ground::Away, false) => " away from home",
                (Ground::Away, true) => " in trasferta",
            }
            .to_owned(),
            "in scope" => self.scope()?,
            "in edition" => self.in_edition()?,
            _ => match gap.split('|').collect::<Vec<_>>().as_slice() {
                ["n", one, many] => numbered(gaps.n?, one, many),
                ["w", one, many] => numbered(gaps.tally.won?.into(), one, many),
                ["d", one, many] => numbered(gaps.tally.drawn?.into(), one, many),
                ["l", one, many] => numbered(gaps.tally.lost?.into(), one, many),
                [one, many] => {
                    let plural = self.prepared.snapshot.directory.team(gaps.team?).plural_it;
                    (if plural { *many } else { *one }).to_owned()
                }
                _ => self.named(gap)?,
            },
        })
    }

    /// A team after an article or a preposition: `il team`, `di other`.
    fn named(&self, gap: &str) -> Option<String> {
        let (before, who) = gap.rsplit_once(' ').unwrap_or(("", gap));
        let team = match who {
            "team" => self.gaps.team?,
            "other" => self.gaps.other?,
            "side" => self.gaps.side?,
            _ => return None,
        };
        if self.lang == Lang::En || before.is_empty() {
            return Some(self.name(team).to_owned());
        }
        let preposition = match before {
            "il" => return Some(self.with_article(team)),
            "di" => Preposition::Di,
            "a" => Preposition::A,
            "da" => Preposition::Da,
            "su" => Preposition::Su,
            _ => Preposition::Con,
        };
        Some(self.prepared.snapshot.directory.team(team).after_it(preposition))
    }

    fn name(&self, team: TeamId) -> &str {
        self.prepared.snapshot.directory.team(team).name.get(self.lang)
    }

    fn with_article(&self, team: TeamId) -> String {
        match self.lang {
            Lang::It => self.prepared.snapshot.directory.team(team).the_it(),
            Lang::En => self.name(team).to_owned(),
        }
    }

    fn town(&self) -> Option<&str> {
        Some(self.prepared.lexicon().city_name(self.gaps.town?))
    }

    /// The scope in words that the reader of scopes takes for that scope.
    fn scope(&self) -> Option<String> {
        let it = self.lang == Lang::It;
        Some(
            match self.gaps.scope? {
                Scope::Table(at) => {
                    let alone = self.prepared.one_table(at);
                    // One league of a qualifying is the qualifying.
                    let qualifying = alone && self.prepared.is_qualifying(at.edition);
                    match (alone, it) {
                        _ if qualifying && it => " nelle qualificazioni",
                        _ if qualifying => " in qualifying",
                        (false, false) => " in the group",
                        (false, true) => " nel girone",
                        (true, false) => " in the league",
                        (true, true) => " in campionato",
                    }
                }
                Scope::Edition(e) if !self.prepared.is_qualifying(e) => {
                    if it {
                        " nel torneo"
                    } else {
                        " in the tournament"
                    }
                }
                Scope::Competitive if it => " in partite ufficiali",
                Scope::Competitive => " in competitive matches",
                Scope::Friendlies if it => " in amichevole",
                Scope::Friendlies => " in friendlies",
                Scope::All if it => " in tutte le competizioni",
                Scope::All => " in all competitions",
                _ => return None,
            }
            .to_owned(),
        )
    }

    fn in_edition(&self) -> Option<String> {
        let Scope::Edition(e) = self.gaps.scope? else { return None };
        let qualifying = self.prepared.is_qualifying(e);
        Some(
            match (qualifying, self.lang) {
                (true, Lang::En) => " in qualifying",
                (true, Lang::It) => " nelle qualificazioni",
                (false, Lang::En) => " in the tournament",
                (false, Lang::It) => " nel torneo",
            }
            .to_owned(),
        )
    }
}

fn numbered(n: i32, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Writes an English possessive: `Belgium's`, `Wales'`.
pub fn possessive(name: &str) -> String {
    format!("{name}{}", if name.ends_with('s') { "'" } else { "'s" })
}

/// Sets the Italian preposition of place before a town: `a Genk`, `ad Astana`.
fn after_a(town: &str) -> String {
    let vowel = town.starts_with(['A', 'a', 'Á', 'À', 'Å']);
    format!("{} {town}", if vowel { "ad" } else { "a" })
}

/// Writes a minute: `in the 42nd minute`, `al 42'`, with stoppage time `(90+3)`.
pub fn minute_text(minute: Minute, lang: Lang) -> String {
    match (lang, minute.added) {
        (Lang::En, 0) => format!("in the {} minute", ordinal_digits(minute.base.into())),
        (Lang::En, n) => format!("({}+{n})", minute.base),
        (Lang::It, 0) if matches!(minute.base, 8 | 11 | 80..=89) => {
            format!("all'{}'", minute.base)
        }
        (Lang::It, 0) => format!("al {}'", minute.base),
        (Lang::It, n) => format!("al {}'+{n}", minute.base),
    }
}

/// Writes an ordinal in digits: `42nd`.
pub(crate) fn ordinal_digits(n: u32) -> String {
    let end = match (n % 10, n % 100) {
        (1, r) if r != 11 => "st",
        (2, r) if r != 12 => "nd",
        (3, r) if r != 13 => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}
