//! The examples of `docs/SQL.md`, and what is refused.

use std::path::Path;
use std::time::{Duration, Instant};

use girone::Desk;
use girone_model::AsOf;
use girone_sql::{Most, Sql, SqlError, SqlValue};

fn sql() -> Sql {
    Sql::open(&Desk::embedded().unwrap().view(AsOf::LATEST)).unwrap()
}

#[test]
fn every_example_of_the_documentation_gives_its_result() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/SQL.md");
    let text = std::fs::read_to_string(path).unwrap();
    let sql = sql();
    let mut wrong = Vec::new();
    let mut examples = 0;
    for part in text.split("```sql\n").skip(1) {
        let (query, rest) = part.split_once("\n```").unwrap();
        let expected = rest.split_once("```csv\n").unwrap().1.split_once("\n```").unwrap().0;
        let answer =
            sql.query(query, Duration::from_secs(60)).unwrap_or_else(|e| panic!("{query}\n{e}"));
        if answer.csv() != expected {
            wrong.push(format!("{query}\n{}", answer.csv()));
        }
        examples += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(examples >= 30, "{examples} examples");
}

#[test]
fn writing_attaching_pragmas_and_extensions_are_refused() {
    let sql = sql();
    for query in [
        "insert into match (id) values (1)",
        "update match set home_goals = 9",
        "delete from entry",
        "create table x (a)",
        "create temp table x (a)",
        "create view x as select 1",
        "drop table match",
        "attach ':memory:' as other",
        "attach '/etc/passwd' as other",
        "detach main",
        "pragma query_only = off",
        "pragma writable_schema = on",
        "select * from pragma_database_list",
        "begin",
        "savepoint x",
        "vacuum into '/tmp/x'",
        "select load_extension('x')",
        "select 1; delete from match",
    ] {
        assert!(sql.query(query, Duration::from_secs(5)).is_err(), "{query}");
    }
    let one = sql.query("select 1 as one", Duration::from_secs(5)).unwrap();
    assert_eq!(one.rows, [[SqlValue::Int(1)]]);
}

#[test]
fn a_query_is_stopped_at_its_time_limit() {
    let sql = sql();
    let start = Instant::now();
    let endless =
        "with recursive r(n) as (select 1 union all select n + 1 from r) select count(*) from r";
    assert_eq!(sql.query(endless, Duration::from_secs(1)), Err(SqlError::Time(1)));
    assert!(start.elapsed() < Duration::from_secs(20));
    assert!(matches!(
        sql.query("select randomblob(2000000000)", Duration::from_secs(5)),
        Err(SqlError::Query(_))
    ));
}

#[test]
fn what_is_not_there_is_said() {
    let sql = sql();
    let says = |query: &str, word: &str| {
        let error = sql.query(query, Duration::from_secs(5)).unwrap_err().to_string();
        assert!(error.contains(word), "{query}: {error}");
    };
    says("select * from standings('nope', null, null)", "not an edition");
    says("select * from standings(null, null, null)", "needs an edition");
    says("select * from tally('Belgiumm', 'all', null)", "Belgium");
    says("select * from tally('Belgium', 'sideways', null)", "no scope");
    says("select * from verdicts('wcq-2026-uefa', 'yesterday')", "not a moment");
    says("select nothing from match", "nothing");
}

#[test]
fn an_answer_that_is_too_long_says_so() {
    let sql = sql();
    let most = |rows, bytes| Most { rows, bytes, ..Most::default() };
    let many = "select team from team limit 11";
    assert_eq!(sql.query_within(many, &most(10, 10_000)), Err(SqlError::Rows(10)));
    assert_eq!(sql.query_within(many, &most(11, 10_000)).unwrap().rows.len(), 11);
    let long = "select printf('%.*c', 5000, 'x') from team limit 3";
    assert_eq!(sql.query_within(long, &most(10, 10_000)), Err(SqlError::Bytes(10_000)));
}
