//! How a person's name is written: team sheets shout surnames, prose does not.

/// Says whether a word of three letters or more is all capitals, but for a
/// beginning such as `Mc`.
fn shouts(word: &str) -> bool {
    let word = word.strip_prefix("Mc").or_else(|| word.strip_prefix("Mac")).unwrap_or(word);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && !word.chars().any(char::is_lowercase) && word.chars().any(char::is_uppercase)
}

/// Says whether a name has a word in capitals, as on a team sheet.
pub(crate) fn is_shouted(name: &str) -> bool {
    name.split(' ').any(shouts)
}

/// Writes a name from a team sheet as prose does: `Kenny McLEAN` becomes `Kenny
/// McLean`, `Luc DE FOUGEROLLES` becomes `Luc De Fougerolles`.
pub(crate) fn calm(name: &str) -> String {
    if !is_shouted(name) {
        return name.to_owned();
    }
    let words: Vec<String> = name.split(' ').map(calm_word).collect();
    words.join(" ")
}

fn calm_word(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    // Of two letters it may be initials; beside a shouted surname it is a particle.
    if !(shouts(word) || letters == 2 && !word.chars().any(char::is_lowercase))
        || word.contains('.')
    {
        return word.to_owned();
    }
    let kept = ["Mc", "Mac"].into_iter().find(|p| word.starts_with(p)).unwrap_or("");
    let mut out = kept.to_owned();
    let mut first = true;
    for c in word[kept.len()..].chars() {
        if first {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        first = !c.is_alphabetic();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_in_capitals_are_written_as_prose_does() {
        for (sheet, prose) in [
            ("Brandon MECHELE", "Brandon Mechele"),
            ("Kenny McLEAN", "Kenny McLean"),
            ("Luc DE FOUGEROLLES", "Luc De Fougerolles"),
            ("PEDRI", "Pedri"),
            ("Matt O'RILEY", "Matt O'Riley"),
            ("Jean-Kévin DUVERNE-SAINT", "Jean-Kévin Duverne-Saint"),
            ("Kevin De Bruyne", "Kevin De Bruyne"),
            ("JJ Gabriel", "JJ Gabriel"),
            ("N. N.", "N. N."),
            ("Nikola KATIĆ", "Nikola Katić"),
        ] {
            assert_eq!(calm(sheet), prose);
        }
    }
}
