//! `mkbroute audit`: is the audit log what was written?

use std::path::Path;

use anyhow::Context;
use mkbroute_application::accounts::audit::{AuditCheck, check, verify};
use mkbroute_domain::accounts::audit::{Break, Head};

use super::{output, written};
use crate::cli::{AuditAction, AuditArguments, DataArguments};
use crate::wiring;

/// Checks the log, or writes its head.
pub(crate) async fn run(arguments: AuditArguments) -> anyhow::Result<()> {
    match arguments.action {
        AuditAction::Verify { head, json, data } => {
            let kept = head.as_deref().map(kept).transpose()?;
            check_log(kept, json, &data).await
        }
        AuditAction::Head { out, data } => write_head(&out, &data).await,
    }
}

fn kept(file: &Path) -> anyhow::Result<Head> {
    let text = String::from_utf8(written::read(file)?)?;
    let head = text.parse::<Head>();
    head.with_context(|| format!("{} cannot be read", file.display()))
}

async fn check_log(kept: Option<Head>, json: bool, data: &DataArguments) -> anyhow::Result<()> {
    let app = wiring::open_existing(data).await?;
    let (found, problem) = check(&app, kept).await?;
    app.store().close().await;
    if json {
        println!("{}", as_json(&found, problem));
    } else if problem.is_none() {
        let AuditCheck { head, .. } = &found;
        println!(
            "The log is whole: {} entries, sha256:{}",
            head.number, head.hash
        );
    }
    match problem {
        Some(problem) => Err(problem.into()),
        None => Ok(()),
    }
}

fn as_json(found: &AuditCheck, problem: Option<Break>) -> serde_json::Value {
    serde_json::json!({
        "whole": problem.is_none(),
        "entries": found.head.number,
        "sha256": found.head.hash.to_string(),
        "problem": problem.map(|problem| problem.to_string()),
        "first_bad": problem.map(Break::entry),
    })
}

/// The head is kept to be believed later, so it is only written of a log that is whole.
async fn write_head(out: &Path, data: &DataArguments) -> anyhow::Result<()> {
    let app = wiring::open_existing(data).await?;
    let found = verify(&app, None).await?;
    app.store().close().await;
    let head = found.map_err(|(problem, _)| problem)?;
    output::write(out, format!("{head}\n").as_bytes())
}
