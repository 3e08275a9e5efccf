//! The directory: who is meant by a name.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::fold::suggest;
use super::{
    Alias, AliasKind, Localised, NameError, Person, PersonId, Team, TeamId, TeamKind, fold, slug,
};
use crate::quick_hash::{NameMap, hash_of};
use crate::spelling::{calm, is_shouted};

/// Teams, people and their names: who is meant by a word.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    teams: Vec<Team>,
    people: Vec<Person>,
    aliases: Vec<Alias>,
    team_by_key: NameMap<Arc<str>, TeamId>,
    alias_by_fold: NameMap<String, Vec<u32>>,
    /// Where each person is, made when somebody is first looked for.
    who: OnceLock<Who>,
    /// People whose name is known from team sheets alone.
    from_sheets: HashSet<PersonId>,
}

/// People by their stable ids and by every spelling of their names.
#[derive(Clone, Debug)]
struct Who {
    by_key: NameMap<Arc<str>, PersonId>,
    by_name: NameMap<Arc<str>, PersonId>,
}

impl Who {
    fn of(people: &[Person]) -> Who {
        let room = || NameMap::with_capacity_and_hasher(people.len(), Default::default());
        let mut who = Who { by_key: room(), by_name: room() };
        for (i, person) in people.iter().enumerate() {
            who.by_key.entry(person.key.clone()).or_insert(PersonId(i as u32));
            who.by_name.entry(person.name.clone()).or_insert(PersonId(i as u32));
        }
        who
    }
}

impl Directory {
    /// Returns a team. Panics on an id of another directory.
    pub fn team(&self, id: TeamId) -> &Team {
        &self.teams[id.0 as usize]
    }

    /// Returns a person. Panics on an id of another directory.
    pub fn person(&self, id: PersonId) -> &Person {
        &self.people[id.0 as usize]
    }

    /// Returns the team with a stable id.
    pub fn team_by_key(&self, key: &str) -> Option<TeamId> {
        self.team_by_key.get(key).copied()
    }

    /// Returns the person with a stable id.
    pub fn person_by_key(&self, key: &str) -> Option<PersonId> {
        self.who().by_key.get(key).copied()
    }

    fn who(&self) -> &Who {
        self.who.get_or_init(|| Who::of(&self.people))
    }

    /// Returns the same, to be added to.
    fn who_mut(&mut self) -> &mut Who {
        self.who();
        self.who.get_mut().expect("it has just been made")
    }

    /// Returns all teams, in the order in which they were added.
    pub fn teams(&self) -> impl Iterator<Item = (TeamId, &Team)> {
        self.teams.iter().enumerate().map(|(i, t)| (TeamId(i as u32), t))
    }

    /// Returns all people, in the order in which they were added.
    pub fn people(&self) -> impl Iterator<Item = (PersonId, &Person)> {
        self.people.iter().enumerate().map(|(i, p)| (PersonId(i as u32), p))
    }

    /// Returns all names of teams.
    pub fn aliases(&self) -> &[Alias] {
        &self.aliases
    }

    /// Adds a team, or returns the one that has its key.
    pub fn add_team(&mut self, team: Team) -> TeamId {
        if let Some(&id) = self.team_by_key.get(&team.key) {
            return id;
        }
        let id = TeamId(self.teams.len() as u32);
        self.team_by_key.insert(team.key.clone(), id);
        let (en, it, key) = (team.name.en.clone(), team.name.it.clone(), team.key.clone());
        self.teams.push(team);
        let plain = |name: Arc<str>, lang: &str| Alias {
            team: id,
            name,
            lang: lang.into(),
            kind: AliasKind::Common,
            from: None,
            to: None,
        };
        if fold(&key) != fold(&en) {
            self.add_alias(plain(key, "mul"));
        }
        self.add_alias(plain(en, "en"));
        self.add_alias(plain(it, "it"));
        id
    }

    /// Adds a name of a team; the same name twice is kept once.
    pub fn add_alias(&mut self, alias: Alias) {
        let at = self.alias_by_fold.entry(fold(&alias.name)).or_default();
        let known = at.iter().any(|&i| {
            let have = &self.aliases[i as usize];
            have.team == alias.team
                && have.lang == alias.lang
                && have.name == alias.name
                && have.from == alias.from
                && have.to == alias.to
        });
        if !known {
            at.push(self.aliases.len() as u32);
            self.aliases.push(alias);
        }
    }

    /// Returns the person of that name, adding it if it is new.
    pub fn intern_person(&mut self, name: &str) -> PersonId {
        if let Some(&id) = self.who().by_name.get(name) {
            return id;
        }
        let base = slug(name);
        // Two spellings that differ only in case or accents are one person.
        if let Some(id) = self.person_by_key(&base) {
            self.who_mut().by_name.insert(name.into(), id);
            let person = &mut self.people[id.0 as usize];
            // Prose, and the spelling with its accents, is the better one to print.
            let accents = |name: &str| name.chars().filter(|c| !c.is_ascii()).count();
            let prose = !is_shouted(name);
            if prose && (self.from_sheets.remove(&id) || accents(name) > accents(&person.name)) {
                person.name = name.into();
            }
            return id;
        }
        let id = PersonId(self.people.len() as u32);
        if is_shouted(name) {
            self.from_sheets.insert(id);
        }
        let written: Arc<str> = name.into();
        let (key, name): (Arc<str>, Arc<str>) = (base.into(), calm(name).into());
        let who = self.who_mut();
        who.by_name.insert(written, id);
        who.by_key.insert(key.clone(), id);
        who.by_name.insert(name.clone(), id);
        self.people.push(Person { key, name });
        id
    }

    /// Returns the person with a stable id, adding one of that name if it is new.
    pub fn add_person(&mut self, key: &str, name: &str) -> PersonId {
        if let Some(id) = self.person_by_key(key) {
            self.who_mut().by_name.entry(name.into()).or_insert(id);
            return id;
        }
        let id = PersonId(self.people.len() as u32);
        let (key, name): (Arc<str>, Arc<str>) = (key.into(), name.into());
        let who = self.who_mut();
        who.by_key.insert(key.clone(), id);
        who.by_name.entry(name.clone()).or_insert(id);
        self.people.push(Person { key, name });
        id
    }

    /// Adds people one after the other to a directory that has none, without
    /// looking for those that are there: `false`, and nobody is added, if there
    /// are people already or two of them have one stable id.
    pub fn add_all_people(&mut self, people: Vec<Person>) -> bool {
        let mut keys: Vec<u64> = people.iter().map(|p| hash_of(&p.key)).collect();
        keys.sort_unstable();
        // Two names of one hash are told apart by whoever adds them one by one.
        if !self.people.is_empty() || keys.windows(2).any(|two| two[0] == two[1]) {
            return false;
        }
        self.people = people;
        self.who = OnceLock::new();
        true
    }

    /// Returns the team of that name, adding a club of that name if it is new.
    ///
    /// # Errors
    /// The name is ambiguous.
    pub fn intern_team(&mut self, name: &str, on: Option<Date>) -> Result<TeamId, NameError> {
        let folded = fold(name);
        let mut found = self.resolve(name, &folded, on)?;
        if found.is_none() && on.is_some() {
            // A name that a team bore on another day is no reason to invent a team.
            found = self.resolve(name, &folded, None)?;
        }
        match found {
            Some(id) => Ok(id),
            None => Ok(self.add_team(Team {
                key: slug(name).into(),
                kind: TeamKind::Club,
                name: Localised::same(name.trim()),
                code: None,
                confederation: None,
                article_it: "".into(),
                plural_it: false,
            })),
        }
    }

    /// Finds the team that is meant by a name, on a day if one is given.
    ///
    /// An exact id wins; then official, common, exonym and former names; then
    /// codes, nicknames and demonyms; misspellings last. Within one rank a name
    /// that several teams bear is ambiguous, never picked.
    ///
    /// # Errors
    /// The name is unknown or ambiguous.
    pub fn find_team(&self, name: &str, on: Option<Date>) -> Result<TeamId, NameError> {
        let folded = fold(name);
        self.resolve(name, &folded, on)?.ok_or_else(|| NameError::Unknown {
            name: name.to_owned(),
            suggestions: suggest(
                &folded,
                self.aliases
                    .iter()
                    .filter(|a| a.kind != AliasKind::Misspelling && a.kind != AliasKind::Code)
                    .map(|a| &*a.name),
            ),
        })
    }

    /// Finds a team as [`Directory::find_team`] does, without looking for
    /// suggestions; `None` if nobody is called that.
    ///
    /// # Errors
    /// The name is ambiguous.
    pub fn team_named(&self, name: &str, on: Option<Date>) -> Result<Option<TeamId>, NameError> {
        self.resolve(name, &fold(name), on)
    }

    fn resolve(
        &self,
        name: &str,
        folded: &str,
        on: Option<Date>,
    ) -> Result<Option<TeamId>, NameError> {
        if let Some(id) = self.team_by_key(name.trim()) {
            return Ok(Some(id));
        }
        let mut best: Option<(u8, Vec<TeamId>)> = None;
        for &i in self.alias_by_fold.get(folded).map_or(&[][..], |v| v.as_slice()) {
            let alias = &self.aliases[i as usize];
            let valid = on.is_none_or(|day| {
                alias.from.is_none_or(|from| from <= day) && alias.to.is_none_or(|to| day <= to)
            });
            if !valid {
                continue;
            }
            let rank = match alias.kind {
                AliasKind::Official | AliasKind::Common | AliasKind::Exonym => 0,
                AliasKind::Former => u8::from(on.is_none()),
                AliasKind::Code => 2,
                AliasKind::Nickname | AliasKind::Demonym => 3,
                AliasKind::Misspelling => 4,
            };
            match &mut best {
                Some((have, teams)) if *have == rank => {
                    if !teams.contains(&alias.team) {
                        teams.push(alias.team);
                    }
                }
                Some((have, _)) if *have < rank => {}
                _ => best = Some((rank, vec![alias.team])),
            }
        }
        match best {
            Some((_, teams)) if teams.len() == 1 => Ok(Some(teams[0])),
            Some((_, teams)) => Err(NameError::Ambiguous {
                name: name.to_owned(),
                candidates: teams.iter().map(|t| self.team(*t).name.en.to_string()).collect(),
            }),
            None => Ok(None),
        }
    }

    /// Says whether it depends on the day who is meant by a name.
    pub fn depends_on_day(&self, name: &str) -> bool {
        self.alias_by_fold.get(&fold(name)).is_some_and(|at| {
            at.iter().any(|&i| {
                let alias = &self.aliases[i as usize];
                alias.from.is_some() || alias.to.is_some() || alias.kind == AliasKind::Former
            })
        })
    }

    /// Finds the person that is meant by a name: the full name, or a surname
    /// that only one person bears.
    ///
    /// # Errors
    /// The name is unknown or ambiguous.
    pub fn find_person(&self, name: &str) -> Result<PersonId, NameError> {
        let key = slug(name);
        if let Some(id) = self.person_by_key(&key) {
            return Ok(id);
        }
        let tail = format!("-{key}");
        let found: Vec<PersonId> =
            self.people().filter(|(_, p)| p.key.ends_with(&tail)).map(|(id, _)| id).collect();
        match found.as_slice() {
            [one] => Ok(*one),
            [] => Err(NameError::Unknown {
                name: name.to_owned(),
                suggestions: suggest(&fold(name), self.people.iter().map(|p| &*p.name)),
            }),
            many => Err(NameError::Ambiguous {
                name: name.to_owned(),
                candidates: many.iter().map(|p| self.person(*p).name.to_string()).collect(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directory() -> Directory {
        let mut directory = Directory::default();
        let mut team = |en: &str, it: &str| {
            directory.add_team(Team {
                key: slug(en).into(),
                kind: TeamKind::National,
                name: Localised { en: en.into(), it: it.into() },
                code: None,
                confederation: None,
                article_it: "il".into(),
                plural_it: false,
            })
        };
        team("Bosnia and Herzegovina", "Bosnia ed Erzegovina");
        team("Belgium", "Belgio");
        let (congo, dr_congo) = (team("Congo", "Congo"), team("DR Congo", "RD Congo"));
        for team in [congo, dr_congo] {
            directory.add_alias(Alias {
                team,
                name: "Leopards of Congo".into(),
                lang: "en".into(),
                kind: AliasKind::Nickname,
                from: None,
                to: None,
            });
        }
        directory
    }

    #[test]
    fn case_accents_hyphens_and_ampersands_fold() {
        let d = directory();
        let bosnia = d.team_by_key("bosnia-and-herzegovina").unwrap();
        assert_eq!(d.find_team("BOSNIA & Herzegovina", None), Ok(bosnia));
        assert_eq!(d.find_team("Bosnia-and-Herzegóvina", None), Ok(bosnia));
        assert_eq!(fold("Côte d’Ivoire"), fold("cote d'ivoire"));
        assert_eq!(fold("Fær Øer"), "faer oer");
    }

    #[test]
    fn unknown_names_are_answered_with_neighbours_and_ambiguous_ones_with_all() {
        let d = directory();
        match d.find_team("Begium", None) {
            Err(NameError::Unknown { suggestions, .. }) => assert_eq!(suggestions[0], "Belgium"),
            other => panic!("{other:?}"),
        }
        match d.find_team("Leopards of Congo", None) {
            Err(NameError::Ambiguous { candidates, .. }) => assert_eq!(candidates.len(), 2),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn people_added_at_once_are_those_added_one_by_one() {
        let person =
            |n: u32| Person { key: format!("p-{n}").into(), name: format!("P {}", n % 70).into() };
        let people: Vec<Person> = (0..100).map(person).collect();
        let mut one_by_one = Directory::default();
        for p in &people {
            one_by_one.add_person(&p.key, &p.name);
        }
        let mut at_once = Directory::default();
        assert!(at_once.add_all_people(people.clone()));
        for both in [&mut one_by_one, &mut at_once] {
            both.intern_person("P Ünknown");
            both.add_person("p-3", "P Three");
        }
        assert!(one_by_one.people().eq(at_once.people()));
        for name in (0..101).map(|n| format!("P {n}")).chain(["P Three".into(), "p-3".into()]) {
            assert_eq!(one_by_one.find_person(&name), at_once.find_person(&name), "{name}");
            let added = [&one_by_one, &at_once].map(|d| d.clone().intern_person(&name));
            assert_eq!(added[0], added[1], "{name}");
        }
        assert!(!at_once.add_all_people(vec![person(500)]), "there are people already");
        assert!(!Directory::default().add_all_people(vec![person(1), person(1)]));
    }
}
