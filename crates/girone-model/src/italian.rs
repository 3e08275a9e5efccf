//! Italian articles and the prepositions that melt into them.

use crate::Team;

/// A preposition before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preposition {
    /// *di*: of.
    Di,
    /// *a*: to, at.
    A,
    /// *da*: from, by.
    Da,
    /// *con*: with, which does not melt.
    Con,
    /// *su*: over.
    Su,
}

/// Sets a preposition before an article and a name: `di` + `il` + `Belgio` is
/// `del Belgio`, `a` + `gli` + `Stati Uniti` is `agli Stati Uniti`.
///
/// `article` is one of `il`, `lo`, `la`, `l'`, `i`, `gli`, `le` or empty.
pub fn with_preposition(preposition: Preposition, article: &str, name: &str) -> String {
    let stem = match preposition {
        Preposition::Di => "de",
        Preposition::A => "a",
        Preposition::Da => "da",
        Preposition::Su => "su",
        Preposition::Con => {
            return match article {
                "" => format!("con {name}"),
                "l'" => format!("con l'{name}"),
                _ => format!("con {article} {name}"),
            };
        }
    };
    match article {
        "" => {
            let alone = match preposition {
                Preposition::Di => "di",
                Preposition::A => "a",
                Preposition::Da => "da",
                _ => "su",
            };
            format!("{alone} {name}")
        }
        "il" => format!("{stem}l {name}"),
        "i" => format!("{stem}i {name}"),
        "gli" => format!("{stem}gli {name}"),
        "l'" => format!("{stem}ll'{name}"),
        // lo, la, le
        other => format!("{stem}l{other} {name}"),
    }
}

impl Team {
    /// Returns the Italian name with its article: `il Belgio`, `l'Italia`,
    /// `San Marino`.
    pub fn the_it(&self) -> String {
        match &*self.article_it {
            "" => self.name.it.to_string(),
            "l'" => format!("l'{}", self.name.it),
            article => format!("{article} {}", self.name.it),
        }
    }

    /// Returns the Italian name after a preposition: `del Belgio`.
    pub fn after_it(&self, preposition: Preposition) -> String {
        with_preposition(preposition, &self.article_it, &self.name.it)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prepositions_melt_into_articles() {
        let cases = [
            (Preposition::Di, "il", "Belgio", "del Belgio"),
            (Preposition::Di, "la", "Macedonia del Nord", "della Macedonia del Nord"),
            (Preposition::A, "l'", "Italia", "all'Italia"),
            (Preposition::Da, "gli", "Stati Uniti", "dagli Stati Uniti"),
            (Preposition::Su, "le", "Isole Fær Øer", "sulle Isole Fær Øer"),
            (Preposition::A, "i", "Paesi Bassi", "ai Paesi Bassi"),
            (Preposition::Di, "lo", "Zambia", "dello Zambia"),
            (Preposition::Di, "", "San Marino", "di San Marino"),
            (Preposition::Con, "la", "Svizzera", "con la Svizzera"),
        ];
        for (preposition, article, name, expected) in cases {
            assert_eq!(with_preposition(preposition, article, name), expected);
        }
    }
}
