//! Real seasons beside the checkout.

use std::path::{Path, PathBuf};

use girone_model::{BySide, Line, Sheet, TeamId};

/// A season: its matches in the order in which they were played.
#[derive(Debug)]
#[allow(dead_code)]
pub struct Season {
    pub name: String,
    pub teams: Vec<String>,
    pub matches: Vec<Line>,
}

impl Season {
    /// The table after so many matches.
    pub fn after(&self, played: usize) -> Sheet {
        let mut sheet = Sheet::new((0..self.teams.len()).map(|t| TeamId(t as u32)).collect());
        let played = played.min(self.matches.len());
        sheet.results = self.matches[..played].to_vec();
        sheet.remaining = self.matches[played..].iter().map(|l| l.teams).collect();
        sheet
    }

    /// How many matches make a matchday, and how many matchdays there are.
    #[allow(dead_code)]
    pub fn matchdays(&self) -> (usize, usize) {
        let each = (self.teams.len() / 2).max(1);
        (each, self.matches.len() / each)
    }
}

/// The folder of test data, if it is there.
pub fn data() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let near = ["../../../shared", "../../../../shared"].map(|p| here.join(p));
    let named = std::env::var_os("GIRONE_SHARED").map(PathBuf::from);
    let found = named.into_iter().chain(near).map(|p| p.join("data")).find(|p| p.is_dir());
    if found.is_none() {
        println!("skipped: no folder of test data beside the checkout");
    }
    found
}

/// All seasons of the big leagues, complete ones only, in order of their names.
pub fn seasons() -> Vec<Season> {
    let mut all = Vec::new();
    let Some(root) = data().map(|d| d.join("football-datasets")) else { return all };
    let entries = |dir: &Path| -> Vec<PathBuf> {
        let mut found: Vec<PathBuf> =
            std::fs::read_dir(dir).into_iter().flatten().flatten().map(|e| e.path()).collect();
        found.sort();
        found
    };
    for league in entries(&root) {
        for file in entries(&league) {
            let name = |p: &Path| p.file_stem().map(|s| s.to_string_lossy().into_owned());
            let Some((league, file_name)) = name(&league).zip(name(&file)) else { continue };
            if let Some(season) = season(format!("{league} {file_name}"), &file) {
                all.push(season);
            }
        }
    }
    all
}

fn season(name: String, file: &Path) -> Option<Season> {
    let bytes = std::fs::read(file).ok()?;
    let text: String = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => e.into_bytes().iter().map(|b| char::from(*b)).collect(),
    };
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let header: Vec<&str> = lines.next()?.split(',').collect();
    let at = |column: &str| header.iter().position(|c| *c == column);
    let columns = ["Date", "HomeTeam", "AwayTeam", "FTHG", "FTAG"].map(at);
    let mut rows: Vec<(String, [String; 2], [u8; 2])> = Vec::new();
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let cell = |i: usize| columns[i].and_then(|c| cells.get(c)).copied().unwrap_or_default();
        let (Ok(h), Ok(a)) = (cell(3).parse(), cell(4).parse()) else { continue };
        rows.push((cell(0).to_owned(), [cell(1).to_owned(), cell(2).to_owned()], [h, a]));
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    let mut teams: Vec<String> = rows.iter().flat_map(|r| r.1.clone()).collect();
    teams.sort();
    teams.dedup();
    let ix = |name: &str| teams.binary_search_by(|t| t.as_str().cmp(name)).unwrap_or(0) as u8;
    let matches: Vec<Line> =
        rows.iter().map(|(_, [h, a], g)| Line::new(ix(h), ix(a), g[0], g[1])).collect();
    // Complete double round robins only.
    (teams.len() > 2 && matches.len() == teams.len() * (teams.len() - 1)).then_some(Season {
        name,
        teams,
        matches,
    })
}

/// The league phase of the Champions League 2024/25 (36 teams), matchday by
/// matchday: how many matches were played after each.
#[allow(dead_code)]
pub fn league_phase() -> Option<(Season, Vec<usize>)> {
    let path = data()?.join("openfootball/football.json/2024-25/uefa.cl.json");
    let all: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok()?;
    let mut rows: Vec<(u32, String, [String; 2], [u8; 2])> = Vec::new();
    for m in all["matches"].as_array()? {
        let round = m["round"].as_str().unwrap_or_default();
        let Some(day) = round.strip_prefix("League, Matchday ").and_then(|d| d.parse().ok()) else {
            continue;
        };
        let text = |key: &str| m[key].as_str().unwrap_or_default().to_owned();
        let goals = |i: usize| m["score"]["ft"][i].as_u64().unwrap_or(0) as u8;
        rows.push((day, text("date"), [text("team1"), text("team2")], [goals(0), goals(1)]));
    }
    rows.sort();
    let mut teams: Vec<String> = rows.iter().flat_map(|r| r.2.clone()).collect();
    teams.sort();
    teams.dedup();
    let ix = |name: &str| teams.binary_search_by(|t| t.as_str().cmp(name)).unwrap_or(0) as u8;
    let matches =
        rows.iter().map(|(_, _, [h, a], g)| Line::new(ix(h), ix(a), g[0], g[1])).collect();
    let days = (1..=8).map(|d| rows.iter().filter(|r| r.0 <= d).count()).collect();
    Some((Season { name: "champions league".to_owned(), teams, matches }, days))
}

/// Takes the last `rounds` rounds of a group back: their matches remain. A round
/// is two matches in a group of four or five.
#[allow(dead_code)]
pub fn take_back(sheet: &mut Sheet, matches: usize) {
    let keep = sheet.results.len().saturating_sub(matches);
    let back: Vec<BySide<u8>> = sheet.results.drain(keep..).map(|l| l.teams).collect();
    sheet.remaining.splice(0..0, back);
}
