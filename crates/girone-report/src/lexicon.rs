//! Who and what may be meant by the words of a report.

use std::collections::HashMap;

use girone_model::{AliasKind, NameMap, PersonId, Snapshot, TeamId};

use crate::text::{Text, Token};

/// A place under one of its names, as a row of `data/places.csv` gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The stable id, e.g. `brussels`.
    pub place: String,
    /// A name it goes by, in any language.
    pub name: String,
    /// `ground`, `district`, `city` or `country`.
    pub kind: String,
    /// The id of the place that contains it; empty for none.
    pub within: String,
}

impl Place {
    /// Reads `place,lang,name,kind,within` with a heading; lines that do not
    /// have five fields are left out.
    pub fn read_csv(text: &str) -> Vec<Place> {
        let row = |line: &str| {
            let mut fields: Vec<String> = vec![String::new()];
            let mut quoted = false;
            for c in line.trim_end().chars() {
                match c {
                    '"' => quoted = !quoted,
                    ',' if !quoted => fields.push(String::new()),
                    c => {
                        if let Some(last) = fields.last_mut() {
                            last.push(c);
                        }
                    }
                }
            }
            let [place, _, name, kind, within] = fields.try_into().ok()?;
            Some(Place { place, name, kind, within })
        };
        text.lines().skip(1).filter_map(row).collect()
    }
}

/// A place of the record: a town, a district or a ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct CityId(pub u32);

/// One reading of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A team by its name.
    Team(TeamId),
    /// A team by the word for its people, by a nickname or by a code.
    TeamWord(TeamId, AliasKind),
    /// A person by the full name.
    Person(PersonId),
    /// A person by the last words of the name.
    Surname(PersonId),
    /// A person by the first word of the name.
    Forename(PersonId),
    /// A town.
    City(CityId),
}

/// All names of a record, by their folded words.
pub(crate) struct Lexicon {
    entries: NameMap<String, Vec<Meaning>>,
    longest: NameMap<String, u8>,
    places: Vec<Node>,
    by_id: HashMap<String, CityId>,
    of_city: NameMap<String, Vec<CityId>>,
    /// A name being added, whose room is used again.
    key: String,
}

struct Node {
    name: String,
    ground: bool,
    within: Option<CityId>,
}

/// By what players go who are seldom called by their names.
const NICKNAMES: [(&str, &str); 9] = [
    ("CR7", "Cristiano Ronaldo"),
    ("la Pulce", "Lionel Messi"),
    ("Leo Messi", "Lionel Messi"),
    ("il Toro", "Lautaro Martínez"),
    ("El Toro", "Lautaro Martínez"),
    ("Kvara", "Khvicha Kvaratskhelia"),
    ("Momo Salah", "Mohamed Salah"),
    ("Mo Salah", "Mohamed Salah"),
    ("Gabigol", "Gabriel Barbosa"),
];

/// A stretch of tokens with its readings.
#[derive(Clone, Debug)]
pub(crate) struct Named<'a> {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// The readings.
    pub meanings: &'a [Meaning],
}

/// Cuts a name into the words that a text would be cut into.
pub(crate) fn words_of(name: &str) -> Vec<String> {
    // Nearly all names are plain words.
    if name.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ') {
        return name.split_ascii_whitespace().map(str::to_ascii_lowercase).collect();
    }
    Text::new(name).tokens.into_iter().filter(|t| t.mark().is_none()).map(|t| t.fold).collect()
}

impl Lexicon {
    pub(crate) fn new(snapshot: &Snapshot, places: &[Place]) -> Lexicon {
        let mut lexicon = Lexicon {
            entries: NameMap::default(),
            longest: NameMap::default(),
            places: Vec::new(),
            by_id: HashMap::new(),
            of_city: NameMap::default(),
            key: String::new(),
        };
        let directory = &snapshot.directory;
        let people = directory.people().count();
        lexicon.entries.reserve(people * 5 / 2);
        lexicon.longest.reserve(people);
        for alias in directory.aliases() {
            let meaning = match alias.kind {
                AliasKind::Official
                | AliasKind::Common
                | AliasKind::Exonym
                | AliasKind::Former
                | AliasKind::Misspelling => Meaning::Team(alias.team),
                // A code of three letters is also a word.
                AliasKind::Code => continue,
                kind => Meaning::TeamWord(alias.team, kind),
            };
            let words = words_of(&alias.name);
            if let (AliasKind::Demonym, Some((last, first))) = (alias.kind, words.split_last()) {
                for form in inflections(last) {
                    let mut words = first.to_vec();
                    words.push(form);
                    lexicon.add(&words, meaning);
                }
            }
            lexicon.add(&words, meaning);
        }
        for (id, person) in directory.people() {
            let words = words_of(&person.name);
            lexicon.add(&words, Meaning::Person(id));
            for skip in 1..words.len() {
                lexicon.add(&words[skip..], Meaning::Surname(id));
            }
            if words.len() > 1 {
                lexicon.add(&words[..1], Meaning::Forename(id));
                if words.len() > 2 {
                    lexicon.add(&words[..2], Meaning::Forename(id));
                    lexicon.add(&words[1..2], Meaning::Forename(id));
                }
            }
        }
        for (known_as, name) in NICKNAMES {
            let person = lexicon.lookup(&words_of(name)).iter().find_map(|m| match m {
                Meaning::Person(id) => Some(*id),
                _ => None,
            });
            if let Some(id) = person {
                lexicon.add(&words_of(known_as), Meaning::Surname(id));
            }
        }
        lexicon.add_places(places);
        let mut seen: NameMap<&str, ()> = NameMap::default();
        for m in &snapshot.matches {
            let Some(venue) = &m.fixture.venue else { continue };
            for (name, ground) in [(&venue.city, false), (&venue.ground, true)] {
                if let Some(name) = name
                    && seen.insert(name, ()).is_none()
                {
                    lexicon.add_venue(name, ground);
                }
            }
        }
        lexicon
    }

    fn add_places(&mut self, places: &[Place]) {
        for p in places.iter().filter(|p| p.kind != "country") {
            if !self.by_id.contains_key(&p.place) {
                let id = CityId(self.places.len() as u32);
                self.by_id.insert(p.place.clone(), id);
                let ground = p.kind == "ground";
                self.places.push(Node { name: p.name.clone(), ground, within: None });
            }
            let id = self.by_id[&p.place];
            let words = words_of(&p.name);
            self.add(&words, Meaning::City(id));
            let known = self.of_city.entry(words.join(" ")).or_default();
            if !known.contains(&id) {
                known.push(id);
            }
        }
        for p in places {
            if let (Some(&id), Some(&within)) =
                (self.by_id.get(&p.place), self.by_id.get(&p.within))
            {
                self.places[id.0 as usize].within = Some(within);
            }
        }
    }

    /// Adds a town or a ground of the record that the table of places lacks.
    fn add_venue(&mut self, name: &str, ground: bool) {
        let words = words_of(name);
        let key = words.join(" ");
        if self.of_city.contains_key(&key) {
            return;
        }
        // "Guadalajara (Zapopan)", "New York/New Jersey (East Rutherford)": each
        // of the names tells the place; a country does not.
        let parts: Vec<&str> =
            name.split(['(', ')', '/']).map(str::trim).filter(|p| !p.is_empty()).collect();
        if parts.len() > 1 {
            let mut all = Vec::new();
            for part in parts {
                if !self.is_team(part) {
                    self.add_venue(part, ground);
                    all.extend_from_slice(self.places_called(part));
                }
            }
            self.of_city.insert(key, all);
            return;
        }
        let id = CityId(self.places.len() as u32);
        self.places.push(Node { name: name.to_owned(), ground, within: None });
        self.of_city.insert(key, vec![id]);
        self.add(&words, Meaning::City(id));
    }

    /// The places that a town or ground of the record may be.
    pub(crate) fn places_called(&self, name: &str) -> &[CityId] {
        self.of_city.get(&words_of(name).join(" ")).map_or(&[], |v| v.as_slice())
    }

    /// Whether a name is also the name of a team.
    pub(crate) fn is_team(&self, name: &str) -> bool {
        let meanings = self.lookup(&words_of(name));
        meanings.iter().any(|m| matches!(m, Meaning::Team(_) | Meaning::TeamWord(..)))
    }

    pub(crate) fn is_ground(&self, id: CityId) -> bool {
        self.places.get(id.0 as usize).is_some_and(|p| p.ground)
    }

    /// Whether one place is the other or contains it.
    pub(crate) fn contains(&self, outer: CityId, inner: CityId) -> bool {
        let mut at = Some(inner);
        for _ in 0..8 {
            match at {
                Some(id) if id == outer => return true,
                Some(id) => at = self.places[id.0 as usize].within,
                None => return false,
            }
        }
        false
    }

    fn add(&mut self, words: &[String], meaning: Meaning) {
        let Some(first) = words.first() else { return };
        if words.len() > 6 || words.iter().all(|w| w.chars().count() < 2) {
            return;
        }
        let length = words.len() as u8;
        match self.longest.get_mut(first) {
            Some(longest) => *longest = (*longest).max(length),
            None => {
                self.longest.insert(first.clone(), length);
            }
        }
        self.key.clear();
        for (i, word) in words.iter().enumerate() {
            if i > 0 {
                self.key.push(' ');
            }
            self.key.push_str(word);
        }
        match self.entries.get_mut(&self.key) {
            Some(at) if at.contains(&meaning) => {}
            Some(at) => at.push(meaning),
            None => {
                self.entries.insert(self.key.clone(), vec![meaning]);
            }
        }
    }

    pub(crate) fn city_name(&self, id: CityId) -> &str {
        &self.places[id.0 as usize].name
    }

    /// The readings of a name given as folded words.
    pub(crate) fn lookup(&self, words: &[String]) -> &[Meaning] {
        self.entries.get(&words.join(" ")).map_or(&[], |v| v.as_slice())
    }

    /// The longest names that begin at a token; shorter ones are returned too,
    /// longest first.
    pub(crate) fn at<'a>(&'a self, text: &Text<'_>, from: usize, out: &mut Vec<Named<'a>>) {
        let tokens = &text.tokens;
        let Some(longest) = tokens.get(from).and_then(|t| self.longest.get(&t.fold)) else {
            return;
        };
        let mut key = String::new();
        let mut ends: Vec<(usize, usize)> = Vec::new();
        let mut words = 0;
        let mut at = from;
        while at < tokens.len() && words < *longest {
            let t: &Token = &tokens[at];
            let joins = t.mark().is_some_and(|c| matches!(c, '\'' | '.' | '-'));
            if joins && words > 0 && !t.spaced && t.sentence == tokens[from].sentence {
                at += 1;
                continue;
            }
            if t.mark().is_some() || t.sentence != tokens[from].sentence {
                break;
            }
            if words > 0 {
                key.push(' ');
            }
            key.push_str(&t.fold);
            words += 1;
            at += 1;
            ends.push((key.len(), at));
        }
        for (length, to) in ends.into_iter().rev() {
            if let Some(meanings) = self.entries.get(&key[..length]) {
                out.push(Named { from, to, meanings });
            }
        }
    }
}

/// The other genders and numbers of an Italian adjective of origin.
fn inflections(word: &str) -> Vec<String> {
    let Some(stem) = word.get(..word.len().saturating_sub(1)) else { return Vec::new() };
    match word.chars().last() {
        Some('o') => ["a", "i", "e"].iter().map(|e| format!("{stem}{e}")).collect(),
        Some('e') => vec![format!("{stem}i")],
        Some('n') => vec![format!("{word}s")],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_are_cut_as_any_text_is() {
        // A mark at the end sends the name the long way and is no word.
        for name in ["Kevin De Bruyne", "  two   Words ", "A", "", "ABC def", "o o o o o o o"] {
            assert_eq!(words_of(name), words_of(&format!("{name} \u{2026}")), "{name}");
        }
        let mut n = 7u64;
        for _ in 0..20_000 {
            let name: String = (0..n % 40)
                .map(|_| {
                    n = n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    b"abcXYZ   "[(n >> 33) as usize % 9] as char
                })
                .collect();
            n = n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1) >> 1;
            assert_eq!(words_of(&name), words_of(&format!("{name} ;")), "{name}");
        }
    }
}
