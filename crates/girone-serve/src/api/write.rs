//! Writing, behind a key: results, confirmations, corrections, decisions.

use axum::http::{StatusCode, header};
use girone::compare::{compare, concerned};
use girone::model::{AsOf, BySide};
use girone_store::keep::{Decision, DecisionKind, ResultOptions};
use girone_store::{Check, Keeper, Particulars, Proposal};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::lock;
use crate::ask::{Ask, pairs};
use crate::pages::log::what;
use crate::reply::{Answer, Problem, Reply};

/// Something to be written.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct OrderShape {
    /// `add` (if left out), `confirm`, `fix`, `undo`, `deduct`, `award`, `walkover`,
    /// `annul`, `restore` or `lots`.
    pub action: String,
    /// To add, fix or award: the result, e.g. `Belgium 6-0 Kazakhstan (De Bruyne 42)`.
    pub result: String,
    /// Which match is confirmed, corrected or decided on, e.g. `Belgium v Kazakhstan`.
    pub which: String,
    /// The day of the match, or from when a decision counts.
    pub date: String,
    /// The edition, where it does not follow.
    pub edition: String,
    /// The team whose points are deducted, or that wins by walkover; the teams of
    /// a drawing of lots, best first, with commas between them.
    pub team: String,
    /// How many points are deducted.
    pub points: i16,
    /// How many of them are suspended.
    pub suspended: i16,
    /// The entry that is taken back, or the decision that an appeal changes.
    pub entry: Option<u64>,
    /// Whether the result is final already.
    pub confirmed: bool,
    /// Who says so or decides.
    pub by: String,
    /// Where it is published.
    pub source: String,
    /// Why.
    pub reason: String,
    /// The rule that is applied.
    pub article: String,
    /// Checks that are overridden by name.
    pub allow: Vec<String>,
    /// Whether nothing is to be written: only what it would change is told.
    pub dry_run: bool,
}

/// What was understood, written and changed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct WrittenShape {
    /// What was understood, line by line.
    pub understood: Vec<String>,
    /// Why it should not be written, by the name under which it is overridden.
    pub objections: Vec<String>,
    /// The number of the last entry written; null if nothing was.
    pub entry: Option<u64>,
    /// The hash of the chain after it.
    pub chain: Option<String>,
    /// The hash of the record after it.
    pub record: String,
    /// The tables that are different.
    pub tables: Vec<ChangeShape>,
}

/// A table before and after.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ChangeShape {
    /// The address of the table.
    pub address: String,
    /// Its title.
    pub title: String,
    /// The rows before, as `1 Belgium 10`.
    pub before: Vec<String>,
    /// The rows after.
    pub after: Vec<String>,
    /// Verdicts that are others.
    pub verdicts: Vec<String>,
}

/// Returns who holds the key that a request carries, if it may be used for
/// `scope`. The key is given as `Authorization: Bearer …`, or in a form.
pub(super) fn holder(ask: &Ask, form_key: Option<&str>, scope: &str) -> Result<String, Problem> {
    let Some(keys) = &ask.app.keys else {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "nothing-can-be-written",
            "this server has no keys; start it with --keys FILE",
        ));
    };
    let given = ask.headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
    let key = given.and_then(|v| v.strip_prefix("Bearer ")).or(form_key).unwrap_or("").trim();
    if key.is_empty() {
        return Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "key-missing",
            "give a key as `Authorization: Bearer …`",
        ));
    }
    keys.holder(key, scope).ok_or_else(|| {
        Problem::new(
            StatusCode::FORBIDDEN,
            "key-refused",
            format!("this key is unknown or may not be used to {scope}"),
        )
    })
}

/// Takes an entry: a result as it is typed, or JSON.
#[utoipa::path(post, path = "/api/v1/entries", tag = "ledger",
    request_body = OrderShape,
    responses(
        (status = 200, body = WrittenShape),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json"),
        (status = 413, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ))]
pub(crate) fn entry(ask: &Ask) -> Answer {
    // Without any key there is nothing to be read either.
    if ask.app.keys.is_none() {
        holder(ask, None, "add")?;
    }
    let text = std::str::from_utf8(&ask.body)
        .map_err(|_| Problem::usage("the body is not UTF-8 text"))?
        .trim();
    let order = if text.starts_with('{') {
        serde_json::from_str::<OrderShape>(text)
            .map_err(|e| Problem::usage(format!("the body is not an order: {e}")))?
    } else {
        OrderShape { result: text.to_owned(), ..OrderShape::default() }
    };
    Ok(Reply::json(&carry_out(ask, &order, None)?)?.fresh())
}

/// Reads an order from a form.
///
/// # Errors
/// A number is none.
pub(crate) fn of_form(ask: &Ask) -> Result<(OrderShape, Option<String>), Problem> {
    let fields = pairs(&String::from_utf8_lossy(&ask.body));
    let get = |name: &str| {
        fields.iter().find(|(n, _)| n == name).map_or(String::new(), |(_, v)| v.trim().to_owned())
    };
    let number = |name: &str| -> Result<Option<i64>, Problem> {
        let text = get(name);
        if text.is_empty() {
            return Ok(None);
        }
        let wrong = || Problem::usage(format!("{name}: `{text}` is not a whole number"));
        text.parse().map(Some).map_err(|_| wrong())
    };
    let whole = |name: &str| -> Result<i16, Problem> {
        let wrong = |n: i64| Problem::usage(format!("{name}: {n} is too many"));
        let n = number(name)?.unwrap_or(0);
        i16::try_from(n).map_err(|_| wrong(n))
    };
    let entry = number("entry")?
        .map(|n| u64::try_from(n).map_err(|_| Problem::usage("entry: entries count from 1")));
    let allow = fields.iter().filter(|(n, _)| n == "allow").map(|(_, v)| v.clone()).collect();
    let order = OrderShape {
        action: get("action"),
        result: get("result"),
        which: get("which"),
        date: get("date"),
        edition: get("edition"),
        team: get("team"),
        points: whole("points")?,
        suspended: whole("suspended")?,
        entry: entry.transpose()?,
        confirmed: !get("confirmed").is_empty(),
        by: get("by"),
        source: get("source"),
        reason: get("reason"),
        article: get("article"),
        allow,
        dry_run: get("do") != "write",
    };
    Ok((order, Some(get("key")).filter(|k| !k.is_empty())))
}

/// The scope of a key that an action needs.
fn scope(action: &str) -> Result<&'static str, Problem> {
    Ok(match action {
        "" | "add" | "confirm" => "add",
        "fix" | "undo" => "fix",
        "deduct" | "award" | "walkover" | "annul" | "restore" | "lots" => "decide",
        other => {
            return Err(Problem::usage(format!(
                "action: `{other}` is not known; expected `add`, `confirm`, `fix`, `undo`, `deduct`, `award`, `walkover`, `annul`, `restore` or `lots`"
            )));
        }
    })
}

/// Carries out an order, or tells what it would change. Writers take turns; who
/// reads goes on reading the version before until the new one is whole.
pub(crate) fn carry_out(
    ask: &Ask,
    order: &OrderShape,
    form_key: Option<&str>,
) -> Result<WrittenShape, Problem> {
    let who = holder(ask, form_key, scope(&order.action)?)?;
    if ask.app.options.ledger.is_none() {
        return Err(Problem::new(
            StatusCode::CONFLICT,
            "no-ledger",
            "this server has no ledger to write to; start it with --ledger FILE",
        ));
    }
    let allowed: Vec<Check> = order
        .allow
        .iter()
        .map(|name| name.parse().map_err(Problem::usage))
        .collect::<Result<_, _>>()?;
    let mut turn = lock(&ask.app.writing);
    let keeper = turn.keeper(&ask.app.options, true)?;
    let before = keeper.desk().clone();
    let now = Timestamp::now();
    let proposal = propose(ask, keeper, order, &who, now.to_zoned(TimeZone::UTC).date())?;
    let after = keeper.preview(&proposal)?;
    let (then, next) = (before.view(AsOf::LATEST), after.view(AsOf::LATEST));
    let addresses = concerned(&then, &next);
    let standing = proposal.standing(&allowed);
    let objections: Vec<String> =
        standing.iter().map(|o| format!("{}: {}", o.check, o.message)).collect();
    let mut written = WrittenShape {
        understood: proposal.understood.clone(),
        objections,
        entry: None,
        chain: None,
        record: next.record_hash(),
        tables: Vec::new(),
    };
    if order.dry_run {
        written.tables = changes(ask, &then, &next, &addresses);
        return Ok(written);
    }
    if !written.objections.is_empty() {
        return Err(Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "objection",
            format!("{}; allow it by name if it is so", written.objections.join("; ")),
        ));
    }
    let command = if order.action.is_empty() { "add" } else { order.action.as_str() };
    let head = keeper.commit(&proposal, command, now, &allowed)?;
    let after = keeper.desk().clone();
    turn.served = Some(head.number);
    let told: Vec<String> = proposal.entries.iter().map(|e| what(ask, &next, e)).collect();
    super::live::announce(&ask.app, super::live::with_files(&ask.app, after)?, &told, &addresses);
    drop(turn);
    written.entry = Some(head.number);
    written.chain = Some(head.hash);
    written.tables = changes(ask, &then, &next, &addresses);
    Ok(written)
}

fn changes(
    ask: &Ask,
    then: &girone::View,
    next: &girone::View,
    addresses: &[String],
) -> Vec<ChangeShape> {
    let rows = |rows: &[girone::compare::CompareRow]| {
        rows.iter().map(|r| format!("{} {} {}", r.place, r.team, r.points)).collect::<Vec<_>>()
    };
    addresses
        .iter()
        .filter_map(|address| compare(then, next, address, ask.lang))
        .map(|d| ChangeShape {
            address: d.address.clone(),
            title: d.title.clone(),
            before: rows(&d.before),
            after: rows(&d.after),
            verdicts: d
                .verdicts
                .iter()
                .map(|v| {
                    let word = |verdict| girone::render::verdict_text(verdict, ask.lang);
                    format!("{} · {}: {} → {}", v.team, v.berth, word(v.before), word(v.after))
                })
                .collect(),
        })
        .collect()
}

fn propose(
    ask: &Ask,
    keeper: &Keeper,
    order: &OrderShape,
    who: &str,
    today: Date,
) -> Result<Proposal, Problem> {
    let some = |text: &String| Some(text.clone()).filter(|t| !t.is_empty());
    let needed = |name: &str, text: &String| {
        some(text).ok_or_else(|| Problem::usage(format!("{name} is missing")))
    };
    let date = match some(&order.date) {
        None => None,
        Some(text) => Some(text.parse::<Date>().map_err(|_| {
            Problem::usage(format!("date: `{text}` is not a day such as `2025-09-07`"))
        })?),
    };
    let particulars = Particulars {
        by: some(&order.by).or_else(|| Some(who.to_owned())),
        source: some(&order.source),
        reason: some(&order.reason),
        known: None,
    };
    let options = ResultOptions {
        date,
        edition: some(&order.edition),
        confirmed: order.confirmed,
        particulars: particulars.clone(),
        lang: ask.lang,
        today: Some(today),
        ..ResultOptions::default()
    };
    let decide = |kind: DecisionKind| {
        let decision = Decision {
            kind,
            date: date.unwrap_or(today),
            article: some(&order.article),
            appeal_of: order.entry,
            particulars: particulars.clone(),
        };
        keeper.propose_decision(&decision)
    };
    Ok(match order.action.as_str() {
        "" | "add" => keeper.propose_result(&needed("result", &order.result)?, &options)?,
        "confirm" => keeper.propose_confirmation(
            &needed("which", &order.which)?,
            &particulars,
            today,
            ask.lang,
        )?,
        "fix" => {
            let result = some(&order.result);
            keeper.propose_fix(
                &needed("which", &order.which)?,
                result.as_deref(),
                date,
                &options,
            )?
        }
        "undo" => keeper.propose_undo(order.entry, &particulars)?,
        "deduct" => decide(DecisionKind::Deduct {
            team: needed("team", &order.team)?,
            points: deducted(order)?,
            suspended: order.suspended,
            edition: some(&order.edition),
            stage: None,
        })?,
        "award" => {
            let score = goals(&order.result)
                .ok_or_else(|| Problem::usage("result: an award needs a score such as `3-0`"))?;
            decide(DecisionKind::Award { which: needed("which", &order.which)?, score })?
        }
        "walkover" => {
            let score = some(&order.result).map(|text| {
                let wrong =
                    "result: a walkover has a score such as `3-0`, the winner first, or none";
                goals(&text).ok_or_else(|| Problem::usage(wrong))
            });
            decide(DecisionKind::Walkover {
                which: needed("which", &order.which)?,
                winner: needed("team", &order.team)?,
                score: score.transpose()?,
            })?
        }
        "lots" => {
            let order_drawn = needed("team", &order.team)?;
            decide(DecisionKind::Lots {
                edition: needed("edition", &order.edition)?,
                order: order_drawn.split(',').map(|t| t.trim().to_owned()).collect(),
            })?
        }
        "annul" => decide(DecisionKind::Annul { which: needed("which", &order.which)? })?,
        _ => decide(DecisionKind::Restore { which: needed("which", &order.which)? })?,
    })
}

/// Reads `3-0`.
fn goals(text: &str) -> Option<BySide<u8>> {
    let (home, away) = text.split_once(['-', ':', '\u{2013}'])?;
    let number = |t: &str| t.trim().parse::<u8>().ok().filter(|n| *n < 100);
    Some(BySide::new(number(home)?, number(away)?))
}

/// Returns the points that are deducted.
fn deducted(order: &OrderShape) -> Result<i16, Problem> {
    if order.points < 0 || order.suspended < 0 || order.suspended > order.points {
        return Err(Problem::usage(
            "points: write the points deducted as a positive number, and no more suspended than deducted",
        ));
    }
    Ok(order.points)
}
