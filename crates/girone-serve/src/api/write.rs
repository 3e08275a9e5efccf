//! Writing, behind a key.

use axum::http::{StatusCode, header};

use crate::ask::Ask;
use crate::reply::{Answer, Problem};

/// Returns who holds the key that a request carries, if it may be used for
/// `scope`. The key is given as `Authorization: Bearer …`, or in a form.
pub(crate) fn holder(ask: &Ask, form_key: Option<&str>, scope: &str) -> Result<String, Problem> {
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

/// Takes an entry.
pub(crate) fn entry(ask: &Ask) -> Answer {
    let _by = holder(ask, None, "add")?;
    let _text = String::from_utf8_lossy(&ask.body);
    Err(Problem::new(
        StatusCode::CONFLICT,
        "no-ledger",
        "this server has no ledger to write to; start it with --ledger FILE",
    ))
}
