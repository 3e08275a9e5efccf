//! The rule books and editions of the repository.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use girone_forecast::Plan;
use girone_model::{AsOf, Directory, Localised, Snapshot, Team, TeamKind};
use girone_rules::{
    Allocation, Edition, Regulation, parse_allocation, parse_edition, parse_regulation,
};

struct House {
    directory: Arc<Directory>,
    regulations: HashMap<String, Regulation>,
    allocations: HashMap<String, Allocation>,
}

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Reads an edition, unless the file holds something else.
pub fn edition(id: &str) -> Option<Edition> {
    let text = std::fs::read_to_string(root().join(format!("competitions/{id}.toml"))).unwrap();
    parse_edition(id, &text).ok()
}

fn house(edition: &Edition) -> House {
    let mut directory = Directory::default();
    let members = edition.tables().flat_map(|(_, t)| t.groups.values().flatten());
    for key in members {
        directory.add_team(Team {
            key: key.as_str().into(),
            kind: TeamKind::National,
            name: Localised::same(key),
            code: None,
            confederation: None,
            article_it: "".into(),
            plural_it: false,
        });
    }
    let mut regulations = HashMap::new();
    for entry in std::fs::read_dir(root().join("regulations")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "toml") {
            let text = std::fs::read_to_string(&path).unwrap();
            if let Ok(book) = parse_regulation("test", &text) {
                regulations.insert(book.id.clone(), book);
            }
        }
    }
    let mut allocations = HashMap::new();
    for entry in std::fs::read_dir(root().join("regulations/allocations")).unwrap() {
        let path = entry.unwrap().path();
        let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        allocations.insert(id.clone(), parse_allocation("test", &id, &text).unwrap());
    }
    House { directory: Arc::new(directory), regulations, allocations }
}

/// Returns an edition by id, and its plan before the first match.
pub fn empty_plan(id: &str) -> (Edition, Plan) {
    let edition = edition(id).unwrap();
    let plan = plan_of(&edition);
    (edition, plan)
}

/// Returns the plan of an edition before the first match.
pub fn plan_of(edition: &Edition) -> Plan {
    let house = house(edition);
    let snapshot = Snapshot {
        as_of: AsOf::LATEST,
        directory: house.directory.clone(),
        matches: Vec::new(),
        adjustments: Vec::new(),
        lots: Vec::new(),
        tenures: Vec::new(),
        coverage: Arc::new(Vec::new()),
        turning_on_the_hour: Vec::new(),
    };
    Plan::new(
        edition,
        &snapshot,
        &[],
        |id| house.regulations.get(id),
        |id| house.allocations.get(id),
    )
    .unwrap()
}
