//! Forecasts through the façade: what is proved and what is sampled never differ,
//! with and without suppositions, and across groups.

use std::path::PathBuf;

use girone::forecasting::{Chance, Model};
use girone::model::{AsOf, Lang, Moment};
use girone::scenarios::Verdict;
use girone::{Desk, ForecastAnswer, ForecastOptions, Sources, View};

/// Numbers from a seed, the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

const GROUPS: [&str; 3] = ["A", "B", "C"];
/// The rounds of a group of four.
const ROUNDS: [[(usize, usize); 2]; 3] = [[(0, 1), (2, 3)], [(0, 2), (1, 3)], [(3, 0), (1, 2)]];

/// Writes a cup of three groups of four, of which the first two and the best two
/// thirds go on, with its last round to come after 10 June, and returns the folder.
/// `last` is the score of every match of that round, if the record holds it.
fn cup(name: &str, dice: &mut Dice, last: Option<&str>) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("girone-cup-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    for part in ["competitions", "data"] {
        std::fs::create_dir_all(folder.join(part)).unwrap();
    }
    let team = |group: &str, i: usize| format!("{group}lfa {}", ["One", "Two", "Three", "Four"][i]);
    let mut toml = String::from(
        r#"id = "cup"
name = { en = "Cup", it = "Coppa" }
labels = ["Cup"]
source = "made up"
[[stage]]
id = "groups"
name = { en = "Groups", it = "Gironi" }
from = "2025-06-01"
to = "2025-06-30"
regulation = "uefa-euro-2024"
meetings = 1
berth = [
  { id = "through", name = { en = "Through", it = "Avanti" }, places = [2], ranks = { thirds = [1, 2] } },
  { id = "first", name = { en = "First", it = "Prima" }, places = [1] },
]
ranking = [
  { id = "thirds", name = { en = "Thirds", it = "Terze" }, place = 3, regulation = "uefa-euro-2024-thirds" },
]
[stage.groups]
"#,
    );
    for group in GROUPS {
        let members: Vec<String> = (0..4).map(|i| format!("\"{}\"", team(group, i))).collect();
        toml.push_str(&format!("{group} = [{}]\n", members.join(", ")));
    }
    std::fs::write(folder.join("competitions/cup.toml"), toml).unwrap();
    let mut text = String::from("= Cup\n");
    let rounds = if last.is_some() { 3 } else { 2 };
    for (round, pairs) in ROUNDS.iter().enumerate().take(rounds) {
        text.push_str(&format!("\n▪ Matchday {}\n", round + 1));
        for (g, group) in GROUPS.iter().enumerate() {
            text.push_str(&format!("2025-06-{:02}\n", 1 + 5 * round + g));
            for (home, away) in pairs {
                let drawn = format!("{}-{}", dice.below(4), dice.below(3));
                let score = last.filter(|_| round == 2).unwrap_or(&drawn);
                text.push_str(&format!(
                    "  {}  {score}  {}\n",
                    team(group, *home),
                    team(group, *away)
                ));
            }
        }
    }
    std::fs::write(folder.join("data/cup.txt"), text).unwrap();
    folder
}

fn open(folder: PathBuf) -> View {
    let sources =
        Sources { data: vec![folder.clone()], without_embedded: true, ..Sources::default() };
    let desk = Desk::open(&sources).unwrap();
    std::fs::remove_dir_all(folder).unwrap();
    desk.view(AsOf::at("2025-06-10".parse::<Moment>().unwrap()))
}

/// Compares verdicts with counts; returns how many were decided and how many open.
fn check(answer: &ForecastAnswer) -> (u32, u32) {
    let (mut decided, mut open) = (0, 0);
    let trials = answer.counts.trials;
    for (asked, g) in answer.groups.iter().enumerate() {
        let needs = &answer.needs[asked];
        assert!(needs.across.is_some(), "other groups have a say, also after a supposition");
        for number in &answer.plan.groups[*g].members {
            let team = answer.plan.teams[usize::from(*number)];
            for b in answer.berths_of(asked) {
                let hits =
                    answer.counts.berths[usize::from(*number) * answer.plan.berths.len() + b];
                let berth = &needs.table.tables().unwrap().berths[b];
                let ix = needs.table.sheet.sheet.index_of(team).unwrap();
                let chance = answer.berth(asked, team, b).unwrap();
                match needs.verdict(ix, berth) {
                    Verdict::Through => {
                        decided += 1;
                        assert_eq!((hits, chance.value()), (trials, 1.0), "{}", berth.id);
                    }
                    Verdict::Out => {
                        decided += 1;
                        assert_eq!((hits, chance.value()), (0, 0.0), "{}", berth.id);
                    }
                    Verdict::Open | Verdict::Undecided => {
                        open += 1;
                        let Chance::Sampled(p) = chance else { panic!("{chance:?}") };
                        assert!(p > 0.0 && p < 1.0, "{p}");
                    }
                }
            }
        }
    }
    (decided, open)
}

#[test]
fn what_is_proved_and_what_is_sampled_never_differ() {
    let (mut decided, mut open_, mut supposed) = (0, 0, 0);
    for seed in 0..12 {
        let mut dice = Dice(seed * 977 + 5);
        let view = open(cup(&format!("sure-{seed}"), &mut dice, None));
        let mut options = ForecastOptions { trials: 600, seed, ..ForecastOptions::default() };
        let answer = view.forecast("cup", &options, |_| {}).unwrap();
        let (d, o) = check(&answer);
        (decided, open_) = (decided + d, open_ + o);
        // A result of one group moves the thirds of the others.
        let fixture = &answer.plan.fixtures[dice.below(6) as usize];
        let [home, away] = [fixture.teams.home, fixture.teams.away]
            .map(|t| view.team_name(answer.plan.teams[usize::from(t)], Lang::En).to_owned());
        options.suppose = vec![format!("{home} {}-{} {away}", dice.below(6), dice.below(4))];
        for address in ["cup", "cup/A"] {
            let answer = view.forecast(address, &options, |_| {}).unwrap();
            let (d, o) = check(&answer);
            supposed += d;
            assert!(d + o > 0);
        }
    }
    assert!(decided > 20 && open_ > 100 && supposed > decided, "{decided} {open_} {supposed}");
}

#[test]
fn a_supposition_moves_the_verdicts_of_other_groups() {
    let mut changed = 0;
    for seed in 0..8 {
        let mut dice = Dice(seed * 31 + 3);
        let view = open(cup(&format!("moves-{seed}"), &mut dice, None));
        let options = ForecastOptions { trials: 50, ..ForecastOptions::default() };
        let before = view.forecast("cup/A", &options, |_| {}).unwrap();
        for score in ["0-0", "0-9", "9-0"] {
            let suppose = before
                .plan
                .fixtures
                .iter()
                .filter(|f| before.plan.groups[f.group].name != "A")
                .map(|f| {
                    let name = |t: u16| view.team_name(before.plan.teams[usize::from(t)], Lang::En);
                    format!("{} {score} {}", name(f.teams.home), name(f.teams.away))
                })
                .collect();
            let options = ForecastOptions { suppose, ..options.clone() };
            let after = view.forecast("cup/A", &options, |_| {}).unwrap();
            assert_eq!(after.needs[0].table.played, before.needs[0].table.played);
            changed += u32::from(after.needs[0].across != before.needs[0].across);
        }
    }
    assert!(changed > 0);
}

#[test]
fn no_forecast_changes_when_later_results_are_altered() {
    let at = |last: &str| {
        let view = open(cup(&format!("later-{last}"), &mut Dice(11), Some(last)));
        let options = ForecastOptions { trials: 500, ..ForecastOptions::default() };
        let answer = view.forecast("cup", &options, |_| {}).unwrap();
        assert_eq!(answer.plan.fixtures.len(), 6);
        let verdicts: Vec<_> = answer.needs.iter().map(|n| n.across.clone()).collect();
        (answer.counts, answer.basis, verdicts)
    };
    assert_eq!(at("0-0"), at("9-1"));
}

#[test]
fn the_briefing_agrees_with_the_verdicts_and_the_forecast() {
    let view = |at: &str| Desk::embedded().unwrap().view(AsOf::at(at.parse().unwrap()));
    let limits = girone::Limits::default();
    let brief = |at: &str, address: &str, lang| {
        view(at).brief(address, lang, girone::Length::Normal, &limits).unwrap()
    };
    let likely = |at: &str, address: &str, lang| -> Vec<String> {
        let brief = brief(at, address, lang);
        let heading = if lang == Lang::It { "Quanto è probabile" } else { "How likely" };
        let section = brief.sections.iter().find(|s| s.heading == heading);
        section.map_or(Vec::new(), |s| s.sentences.iter().map(|s| s.text.clone()).collect())
    };
    let lines = likely("2025-09-08", "wcq-2026-uefa/J", Lang::En);
    assert!(lines[0].starts_with("Qualified for the World Cup: Belgium 9"), "{lines:?}");
    // Those of whom it is decided are not given a percentage.
    assert!(!lines[0].contains("Kazakhstan") && !lines[1].contains("Liechtenstein"));
    assert!(lines[1].contains("Kazakhstan <1%"), "{lines:?}");
    assert!(lines[2].contains("4000 trials · seed 1"), "{lines:?}");
    let italian = likely("2025-09-08", "wcq-2026-uefa/J", Lang::It);
    assert!(italian[0].starts_with("Qualificata ai Mondiali: Belgio 9"), "{italian:?}");
    // Nothing is likely once all is decided.
    assert_eq!(likely("2025-11-20", "wcq-2026-uefa/J", Lang::En), [] as [&str; 0]);
}

#[test]
fn the_binary_says_which_strengths_it_has() {
    let view = Desk::embedded().unwrap().view(AsOf::at("2025-09-08".parse().unwrap()));
    let options = ForecastOptions { trials: 10, model: Model::Elo, ..ForecastOptions::default() };
    let error = view.forecast("wcq-2026-uefa/J", &options, |_| {}).unwrap_err().to_string();
    assert!(error.contains("--from"), "{error}");
}
