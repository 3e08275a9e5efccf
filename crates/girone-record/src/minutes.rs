//! Minutes as sources write them.

use girone_model::Minute;

/// Reads `42`, `45+2`, `90 + 4`, with or without a mark at the end.
///
/// `None` for anything that no match reaches.
pub(crate) fn minute(text: &str) -> Option<Minute> {
    let text = text.trim().trim_end_matches(['\'', '’', '′', '.']).trim_end();
    let (base, added) = match text.split_once('+') {
        Some((base, added)) => (base.trim(), added.trim()),
        None => (text, "0"),
    };
    let digits = |t: &str| !t.is_empty() && t.len() <= 3 && t.bytes().all(|b| b.is_ascii_digit());
    if !digits(base) || !digits(added) {
        return None;
    }
    let (base, added): (u8, u8) = (base.parse().ok()?, added.parse().ok()?);
    (base <= 150 && added <= 60).then_some(Minute { base, added })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stoppage_time_is_kept_apart() {
        assert_eq!(minute("42"), Some(Minute::new(42)));
        assert_eq!(minute("90+4'"), Some(Minute { base: 90, added: 4 }));
        assert_eq!(minute("45 + 1"), Some(Minute { base: 45, added: 1 }));
        for bad in ["", "+", "x", "9000", "-4", "45+", "1e3"] {
            assert_eq!(minute(bad), None, "{bad}");
        }
    }
}
