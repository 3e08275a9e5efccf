//! Other football than that of the men's national teams: women, youth, clubs.

/// Words for what players do with their clubs.
pub(super) const CLUBS: &[&str] = &[
    "in campionato",
    "in serie a",
    "in serie b",
    "in premier",
    "in premier league",
    "in liga",
    "nella liga",
    "in bundesliga",
    "in ligue 1",
    "in champions",
    "in champions league",
    "in europa league",
    "in conference league",
    "in coppa italia",
    "in mls",
    "nella mls",
    "nel suo club",
    "nel club",
    "con il club",
    "con il suo club",
    "col club",
    "in the league",
    "in la liga",
    "in the premier league",
    "in the bundesliga",
    "in the champions league",
    "in the europa league",
    "in the championship",
    "in club football",
    "for his club",
    "for their clubs",
    "for his clubs",
    "at club level",
    "club goals",
];

/// Clubs that are called like no town and no country.
const CLUB_NAMES: &[&str] = &[
    "celtic",
    "rangers",
    "arsenal",
    "chelsea",
    "everton",
    "tottenham",
    "spurs",
    "liverpool",
    "manchester united",
    "manchester city",
    "man united",
    "man city",
    "aston villa",
    "west ham",
    "juventus",
    "juve",
    "inter",
    "lazio",
    "fiorentina",
    "atalanta",
    "sampdoria",
    "real madrid",
    "atletico madrid",
    "barca",
    "ajax",
    "feyenoord",
    "psv",
    "benfica",
    "bayern",
    "schalke",
    "leverkusen",
    "borussia",
    "psg",
    "paris saint germain",
    "river plate",
    "river",
    "boca",
    "boca juniors",
    "penarol",
    "flamengo",
    "palmeiras",
    "corinthians",
    "fluminense",
    "galatasaray",
    "fenerbahce",
    "besiktas",
    "dinamo zagreb",
    "dynamo kyiv",
    "shakhtar",
    "shelbourne",
    "bohemians",
    "shamrock rovers",
    "rosenborg",
    "malmo ff",
    "panathinaikos",
    "olympiacos",
];

/// Where the second of two clubs ends that a sentence names: "Celtic beat Rangers 3-1".
pub(super) fn two_clubs(words: &[&str]) -> Option<(usize, usize)> {
    let club_at = |at: usize| {
        let longest = CLUB_NAMES.iter().filter(|name| {
            let mut parts = name.split(' ').enumerate();
            parts.all(|(i, p)| words.get(at + i).is_some_and(|w| *w == p))
        });
        longest.max_by_key(|name| name.len()).map(|name| at + name.split(' ').count())
    };
    let first = (0..words.len()).find_map(|i| Some((i, club_at(i)?)))?;
    let second = (first.1..words.len()).find_map(club_at)?;
    Some((first.0, second))
}

/// Whether a sentence is about the women or a youth team.
pub(super) fn other_team(words: &[&str], phrase: &dyn Fn(&str) -> bool) -> bool {
    let single = [
        "women",
        "womens",
        "lionesses",
        "femminile",
        "femminili",
        "azzurrine",
        "primavera",
        "u21",
        "u20",
        "u19",
        "u17",
        "futsal",
        "lioness",
        "calciatrici",
        "u23",
        "u18",
        "under21",
        "youngsters",
    ];
    // "O'Neill's youngsters" are his team.
    let own = |i: usize| words[i] == "youngsters" && i > 0 && words[i - 1] == "s";
    (0..words.len()).any(|i| single.contains(&words[i]) && !own(i))
        || [
            "under 21",
            "under 20",
            "under 19",
            "under 17",
            "u 21",
            "u 20",
            "u 19",
            "u 17",
            "under 23",
            "women s",
            "under 18",
            "under 21s",
            "under 20s",
            "under 19s",
            "under 17s",
            "b team",
            "nazionale b",
        ]
        .iter()
        .any(|p| phrase(p))
}
