//! Small steps over a line, shared by the parts of the reader.

/// Skips blanks.
pub(super) fn blanks(text: &str) -> &str {
    text.trim_start()
}

/// Takes a number of one to `longest` digits.
pub(super) fn digits(text: &str, longest: usize) -> Option<(u32, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    if end == 0 || end > longest {
        return None;
    }
    let (number, rest) = text.split_at(end);
    Some((number.parse().ok()?, rest))
}

/// Takes a word of letters.
pub(super) fn letters(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    if end == 0 { None } else { Some(text.split_at(end)) }
}

/// Takes a text in double quotes, in which a backslash keeps what follows it.
pub(super) fn quoted(text: &str) -> Option<(String, &str)> {
    let inner = text.strip_prefix('"')?;
    let (value, end) = unescape_until(inner, '"')?;
    Some((value, &inner[end..]))
}

/// Reads up to an unescaped `close`; returns the text and the byte after it.
pub(super) fn unescape_until(text: &str, close: char) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == close {
            return Some((value, at + c.len_utf8()));
        }
        if c != '\\' {
            value.push(c);
            continue;
        }
        match chars.next() {
            Some((_, 'n')) => value.push('\n'),
            Some((_, 'r')) => value.push('\r'),
            Some((_, 't')) => value.push('\t'),
            Some((_, other)) => value.push(other),
            None => return None,
        }
    }
    None
}

/// Writes a text so that [`unescape_until`] reads it back.
pub(super) fn escape(text: &str, close: char) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == '\\' || c == close => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Says whether a quotation is open at the end of a text.
pub(super) fn in_quotes(text: &str) -> bool {
    let (mut quotes, mut escaped) = (false, false);
    for c in text.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quotes => escaped = true,
            '"' => quotes = !quotes,
            _ => {}
        }
    }
    quotes
}

/// Cuts a comment off a line: a `#` at its start or after a blank, unless it
/// stands in quotes or brackets.
pub(super) fn without_comment(line: &str) -> &str {
    let (mut before, mut quotes, mut brackets, mut escaped) = (' ', false, 0u32, false);
    // A quotation mark without its partner opens nothing, nor does a bracket.
    let quoting = line.matches('"').count() >= 2;
    let bracketing = line.contains(']');
    for (at, c) in line.char_indices() {
        if escaped {
            escaped = false;
        } else {
            match c {
                '\\' if quotes || brackets > 0 => escaped = true,
                '"' if brackets == 0 && quoting => quotes = !quotes,
                '[' if !quotes && bracketing => brackets += 1,
                ']' if !quotes => brackets = brackets.saturating_sub(1),
                '#' if before.is_whitespace() && brackets == 0 && !quotes => {
                    return line[..at].trim_end();
                }
                _ => {}
            }
        }
        before = c;
    }
    line.trim_end()
}

/// Takes all `[…]` out of a line and returns what is left and what they held.
pub(super) fn brackets(line: &str) -> (String, Vec<String>) {
    let mut rest = String::with_capacity(line.len());
    let mut tags = Vec::new();
    let mut text = line;
    let mut quotes = false;
    while let Some(c) = text.chars().next() {
        if c == '"' {
            quotes = !quotes;
        }
        if c == '['
            && !quotes
            && let Some((tag, end)) = unescape_until(&text[1..], ']')
        {
            tags.push(tag);
            text = &text[1 + end..];
            continue;
        }
        if c == '\\' && quotes {
            rest.push(c);
            text = &text[1..];
            if let Some(next) = text.chars().next() {
                rest.push(next);
                text = &text[next.len_utf8()..];
            }
            continue;
        }
        rest.push(c);
        text = &text[c.len_utf8()..];
    }
    (rest, tags)
}

/// Splits names that are set apart by two blanks, or all by commas.
pub(super) fn cells(text: &str) -> Vec<String> {
    let mut list = Vec::new();
    let mut rest = text.trim();
    let end = if rest.contains("  ") || !rest.contains(',') { "  " } else { "," };
    while !rest.is_empty() {
        if let Some((name, after)) = quoted(rest) {
            list.push(name);
            rest = after.trim_start().trim_start_matches(',').trim_start();
            continue;
        }
        let at = rest.find(end).unwrap_or(rest.len());
        let name = squeeze(&rest[..at]);
        if !name.is_empty() {
            list.push(name);
        }
        rest = rest[at..].trim_start_matches([' ', ',', '\t']);
    }
    list
}

/// Joins runs of blanks to one.
pub(super) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_end_a_line_but_not_inside_brackets() {
        assert_eq!(without_comment("A 1-0 B  ## 2A v 2B"), "A 1-0 B");
        assert_eq!(without_comment("A 1-0 B [note: see #3]"), "A 1-0 B [note: see #3]");
        assert_eq!(without_comment("# all"), "");
        assert_eq!(without_comment("A#B"), "A#B");
        assert_eq!(without_comment("the \"Reds # of"), "the \"Reds");
    }

    #[test]
    fn escaping_is_undone() {
        for text in ["plain", "a]b", "back\\slash", "two\nlines", "\"quoted\"", "[x]"] {
            let written = format!("{}]", escape(text, ']'));
            assert_eq!(unescape_until(&written, ']'), Some((text.to_owned(), written.len())));
        }
    }

    #[test]
    fn brackets_are_taken_out() {
        let (rest, tags) = brackets("A 3-0 B [awarded] @ Rome [note: a\\]b]");
        assert_eq!(squeeze(&rest), "A 3-0 B @ Rome");
        assert_eq!(tags, ["awarded", "note: a]b"]);
    }
}
