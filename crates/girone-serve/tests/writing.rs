//! Writing through the server: who listens is told, and a restart says the same.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use girone::Desk;
use girone::model::AsOf;
use girone_serve::{App, Options, router};
use serde_json::{Value, json};
use tower::ServiceExt;

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap()
}

/// A server over a new ledger with the embedded record, and a key for everything.
fn keeper(name: &str) -> (Router, Arc<App>, String, std::path::PathBuf) {
    let folder = std::env::temp_dir().join(format!("girone-serve-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (ledger, keys) = (folder.join("ledger.girone"), folder.join("keys.txt"));
    let _ = std::fs::remove_file(&ledger);
    drop(girone_store::SqliteStore::create(&ledger).unwrap());
    let source = girone::Sources::default();
    let keeper = girone_store::Keeper::open(&ledger, &source).unwrap();
    keeper.fill(&Desk::embedded().unwrap(), "test", jiff::Timestamp::UNIX_EPOCH).unwrap();
    let scopes = girone_serve::keys::SCOPES.map(str::to_owned);
    let key = girone_serve::keys::Keys::make(&keys, "desk", &scopes).unwrap();
    let options = Options { ledger: Some(ledger.clone()), keys: Some(keys), ..Options::default() };
    let app = Arc::new(App::new(open(&ledger), options).unwrap());
    (router(app.clone()), app, key, ledger)
}

fn open(ledger: &std::path::Path) -> Desk {
    let file = girone_store::LedgerFile::new(ledger, None);
    Desk::open(&girone::Sources { ledger: Some(Arc::new(file)), ..girone::Sources::default() })
        .unwrap()
}

async fn send(router: &Router, key: &str, body: &str) -> (StatusCode, Value) {
    let request = Request::post("/api/v1/entries")
        .header(header::AUTHORIZATION, format!("Bearer {key}"))
        .body(Body::from(body.to_owned()))
        .unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

/// A deduction, an appeal, and what the table shows on any day; who listens is
/// told, and a restart says the same.
#[test]
fn a_deduction_is_written_pushed_and_kept() {
    let (router, app, key, ledger) = keeper("deduction");
    runtime().block_on(async {
        let request = Request::get("/api/v1/events").body(Body::empty()).unwrap();
        let mut stream = router.clone().oneshot(request).await.unwrap().into_body();
        let order = r#"{"action":"deduct","team":"Wales","points":6,"edition":"wcq-2026-uefa",
            "date":"2025-09-01","by":"FIFA","source":"decision.pdf","reason":"test"}"#;
        let (status, _) = send(&router, "girone_wrong", order).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        let rehearsal = order.replace("\"reason\"", "\"dry_run\":true,\"reason\"");
        let (status, told) = send(&router, &key, &rehearsal).await;
        assert_eq!((status, &told["entry"]), (StatusCode::OK, &Value::Null), "{told}");
        assert!(!told["tables"].as_array().unwrap().is_empty(), "{told}");
        let before = app.version().number();
        let start = std::time::Instant::now();
        let (status, told) = send(&router, &key, order).await;
        assert_eq!(status, StatusCode::OK, "{told}");
        let number = told["entry"].as_u64().unwrap();
        assert_eq!(app.version().number(), before + 1);
        let mut heard = String::new();
        while !heard.contains("event: version") {
            let frame = http_body_util::BodyExt::frame(&mut stream).await.unwrap().unwrap();
            heard.push_str(&String::from_utf8_lossy(frame.data_ref().unwrap()));
        }
        println!("pushed after {:?} in this build", start.elapsed());
        assert!(heard.contains("event: table") && heard.contains("wcq-2026-uefa"), "{heard}");
        let points = async |at: &str| {
            let address = format!("/api/v1/table/wcq-2026-uefa/J?at={at}");
            let request = Request::get(address).body(Body::empty()).unwrap();
            let response = router.clone().oneshot(request).await.unwrap();
            let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
            let table: Value = serde_json::from_slice(&body).unwrap();
            let rows = table["rows"].as_array().unwrap().clone();
            rows.iter().find(|r| r["team"] == "wales").unwrap()["points"].as_i64().unwrap()
        };
        assert_eq!(points("2025-08-31").await, 7);
        assert_eq!(points("2025-09-08").await, 4);
        let appeal = format!(
            r#"{{"action":"deduct","team":"Wales","points":4,"entry":{number},"date":"2025-10-01","by":"CAS","source":"award.pdf","reason":"appeal"}}"#
        );
        let (status, told) = send(&router, &key, &appeal).await;
        assert_eq!(status, StatusCode::OK, "{told}");
        assert_eq!(points("2025-09-08").await, 4);
        assert_eq!(points("2025-10-02").await, 6);
        // A restart tells the same record.
        let again = open(&ledger).view(AsOf::LATEST).record_hash();
        assert_eq!(app.version().view(AsOf::LATEST).record_hash(), again);
    });
    std::fs::remove_dir_all(ledger.parent().unwrap()).unwrap();
}

async fn read(router: &Router, address: &str) -> String {
    let request = Request::get(address).body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let body = to_bytes(response.into_body(), 8 << 20).await.unwrap();
    String::from_utf8_lossy(&body).into_owned()
}

/// Takes the result of Belgium - Kazakhstan back, so that it can be told again.
fn forget(ledger: &std::path::Path) {
    let source = girone::Sources::default();
    let mut keeper = girone_store::Keeper::open(ledger, &source).unwrap();
    let found = girone_store::keep::find_match(&keeper.view(), "Belgium Kazakhstan 2025-09-07");
    let number = keeper.desk().ledger().telling(found.unwrap().fixture.id).unwrap().number;
    let proposal = keeper.propose_undo(Some(number), &Default::default()).unwrap();
    keeper.commit(&proposal, "undo", jiff::Timestamp::UNIX_EPOCH, &[]).unwrap();
}

/// An evening: goals as they fall, one that the video referee takes back, the end.
#[test]
fn goals_are_told_as_they_fall_and_taken_back() {
    let (router, _, key, ledger) = keeper("live");
    forget(&ledger);
    runtime().block_on(async {
        let tell = async |result: &str, more: Value| {
            let mut order = json!({ "result": result, "date": "2025-09-07" });
            order.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let (status, told) = send(&router, &key, &order.to_string()).await;
            assert_eq!(status, StatusCode::OK, "{result}: {told}");
            told["understood"].to_string()
        };
        let allow = json!({});
        let one = tell("Belgium 1-0 Kazakhstan (De Bruyne 42)", allow.clone()).await;
        assert!(one.contains("1 goals listed of 1") && one.contains("provisional"), "{one}");
        // Only the newest goal is told; the first is known.
        let two = tell("Belgium 2-0 Kazakhstan (Doku 44)", allow.clone()).await;
        assert!(two.contains("2 goals listed of 2") && two.contains("De Bruyne"), "{two}");
        let page = read(&router, "/e/wcq-2026-uefa/J").await;
        assert!(page.contains("live: not all results are confirmed"));
        // The second one did not stand.
        let back = tell("Belgium 1-0 Kazakhstan", allow.clone()).await;
        assert!(back.contains("1 goals listed of 1") && !back.contains("Doku"), "{back}");
        // The same again is no news; goals that do not make up the score are refused.
        for (result, check) in [
            ("Belgium 1-0 Kazakhstan (De Bruyne 42)", "duplicate"),
            ("Belgium 4-0 Kazakhstan (Lukaku 80)", "goals"),
        ] {
            let order = json!({ "result": result, "date": "2025-09-07" });
            let (status, told) = send(&router, &key, &order.to_string()).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{result}: {told}");
            assert!(told["detail"].as_str().unwrap().contains(check), "{told}");
        }
        let end = json!({ "confirmed": true });
        let end = tell("Belgium 2-0 Kazakhstan (Openda 88)", end).await;
        assert!(end.contains("confirmed") && end.contains("Openda"), "{end}");
        // What is confirmed is corrected, not added to.
        let order = json!({ "result": "Belgium 3-0 Kazakhstan", "date": "2025-09-07" });
        let (status, told) = send(&router, &key, &order.to_string()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
    });
    std::fs::remove_dir_all(ledger.parent().unwrap()).unwrap();
}

/// What another process writes is told to whoever listens.
#[test]
fn a_result_from_the_command_line_is_pushed() {
    let (router, app, _, ledger) = keeper("follow");
    forget(&ledger);
    runtime().block_on(async {
        let (weak, path) = (Arc::downgrade(&app), ledger.clone());
        std::thread::spawn(move || girone_serve::follow(&weak, &path));
        let request = Request::get("/api/v1/events").body(Body::empty()).unwrap();
        let mut stream = router.clone().oneshot(request).await.unwrap().into_body();
        let mut heard = String::new();
        let mut start = None;
        while !heard.contains(r#""state":"live""#) {
            let frame = http_body_util::BodyExt::frame(&mut stream);
            let wait = std::time::Duration::from_secs(20);
            let frame = tokio::time::timeout(wait, frame).await.expect("it is pushed");
            let frame = frame.unwrap().unwrap();
            heard.push_str(&String::from_utf8_lossy(frame.data_ref().unwrap()));
            if start.is_none() {
                let source = girone::Sources::default();
                let mut keeper = girone_store::Keeper::open(&ledger, &source).unwrap();
                let options = Default::default();
                let proposal =
                    keeper.propose_result("Belgium 1-0 Kazakhstan 2025-09-07", &options).unwrap();
                keeper.commit(&proposal, "add", jiff::Timestamp::now(), &[]).unwrap();
                start = Some(std::time::Instant::now());
            }
        }
        println!("pushed {:?} after it was written", start.unwrap().elapsed());
        assert!(heard.contains("event: table"));
    });
    std::fs::remove_dir_all(ledger.parent().unwrap()).unwrap();
}

#[test]
fn walkovers_lots_and_suspended_points_are_decided() {
    let (router, _, key, ledger) = keeper("decisions");
    runtime().block_on(async {
        let order = |mut order: Value| {
            let common = json!({ "date": "2025-12-01", "by": "FIFA", "source": "x", "reason": "x", "dry_run": true });
            order.as_object_mut().unwrap().extend(common.as_object().unwrap().clone());
            order.to_string()
        };
        for (body, word) in [
            (json!({ "action": "walkover", "which": "Belgium Kazakhstan 2025-09-07", "team": "Kazakhstan", "result": "3-0" }), "Kazakhstan"),
            (json!({ "action": "deduct", "team": "Wales", "points": 6, "suspended": 2, "edition": "wcq-2026-uefa" }), "Wales"),
            (json!({ "action": "lots", "edition": "wcq-2026-uefa", "team": "Wales, Belgium" }), "Wales"),
        ] {
            let (status, told) = send(&router, &key, &order(body.clone())).await;
            assert_eq!(status, StatusCode::OK, "{body}: {told}");
            assert!(told["understood"].to_string().contains(word), "{told}");
        }
        for (body, part) in [
            (json!({ "action": "walkover", "which": "Belgium Kazakhstan 2025-09-07" }), "team"),
            (json!({ "action": "walkover", "which": "Belgium Kazakhstan 2025-09-07", "team": "Kazakhstan", "result": "three" }), "winner first"),
            (json!({ "action": "deduct", "team": "Wales", "points": 2, "suspended": 6, "edition": "wcq-2026-uefa" }), "suspended"),
            (json!({ "action": "lots", "team": "Wales, Belgium" }), "edition"),
        ] {
            let (status, told) = send(&router, &key, &order(body.clone())).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{body}: {told}");
            assert!(told["detail"].as_str().unwrap().contains(part), "{told}");
        }
        // The form says what is wrong instead of taking it for nothing.
        let body = format!("action=deduct&team=Wales&points=six&edition=wcq-2026-uefa&key={key}&do=preview");
        let request = Request::post("/write")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::BAD_REQUEST);
        let page = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        assert!(String::from_utf8_lossy(&page).contains("`six` is not a whole number"));
    });
    std::fs::remove_dir_all(ledger.parent().unwrap()).unwrap();
}

#[test]
fn where_there_are_keys_a_query_in_sql_needs_one() {
    let (router, _, key, ledger) = keeper("sql");
    let keys = ledger.with_file_name("keys.txt");
    let other = girone_serve::keys::Keys::make(&keys, "other", &["add".to_owned()]).unwrap();
    runtime().block_on(async {
        let ask = async |key: Option<&str>| {
            let mut request = Request::get("/api/v1/sql?q=select+count(*)+from+entry");
            if let Some(key) = key {
                request = request.header(header::AUTHORIZATION, format!("Bearer {key}"));
            }
            let request = request.body(Body::empty()).unwrap();
            let response = router.clone().oneshot(request).await.unwrap();
            let status = response.status();
            let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
            (status, serde_json::from_slice::<Value>(&body).unwrap())
        };
        assert_eq!(ask(None).await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(ask(Some(&other)).await.0, StatusCode::FORBIDDEN);
        let (status, answer) = ask(Some(&key)).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        assert!(answer["rows"][0][0].as_u64().unwrap() > 100, "{answer}");
        // What one was told is not kept for those who may not ask.
        assert_eq!(ask(None).await.0, StatusCode::UNAUTHORIZED);
    });
    std::fs::remove_dir_all(ledger.parent().unwrap()).unwrap();
}
