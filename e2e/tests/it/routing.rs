use std::path::Path;

use anyhow::{Context, Result, ensure};
use mkbroute_e2e::browser::{Browser, Screen};
use mkbroute_e2e::program::Program;
use serde_json::Value;

/// Builds fields for the answers of a case in the form of the page, lets the module look at them,
/// and tells whether the question behind the condition shows.
const TRY: &str = r#"
const form = document.querySelector("form.answers");
const given = arguments[0];
const items = (found) => {
  const [kind, body] = Object.entries(found)[0];
  if (kind === "all" || kind === "any") return body.flatMap(items);
  return kind === "not" ? items(body) : [body.item];
};
const field = (type, name, value, checked) => {
  const input = document.createElement("input");
  Object.assign(input, { type, name, value, checked });
  form.append(input);
};
form.replaceChildren();
for (const code of new Set([...items(given.condition), ...Object.keys(given.answers)])) {
  const answer = given.answers[code];
  if (answer === undefined) field("text", `v.${code}`, "", false);
  else if (typeof answer === "string") {
    field("text", `v.${code}`, "", false);
    field("checkbox", `s.${code}`, answer, true);
  } else if (answer.one) field("radio", `v.${code}`, answer.one.option, true);
  else if (answer.many) answer.many.options.forEach((o) => field("checkbox", `v.${code}`, o, true));
  else field("text", `v.${code}`, String(answer.number ?? answer.text), false);
}
const question = document.createElement("div");
question.dataset.showIf = JSON.stringify(given.condition);
form.append(question);
form.dispatchEvent(new Event("input"));
return !question.hidden;
"#;

/// The browser decides every case of the shared table as the domain does.
#[tokio::test(flavor = "multi_thread")]
async fn the_browser_routes_like_the_domain() -> Result<()> {
    let program = Program::demo().await?;
    let browser = Browser::open(Screen::Desktop, true).await?;
    let link = "m/vervolgmeting-avans-bouw-students";
    browser.goto(format!("{}/{link}", program.origin)).await?;
    browser.press("Begin").await?;
    browser.press("Naar de vragen").await?;
    for case in cases()? {
        let shows = browser.execute(TRY, vec![case.clone()]).await?;
        let shows: bool = shows.convert()?;
        let name = case["name"].as_str().unwrap_or_default();
        ensure!(
            Some(shows) == case["holds"].as_bool(),
            "{name}: the browser says {shows}"
        );
    }
    Ok(())
}

/// The table of the domain, and numbers as people type them.
fn cases() -> Result<Vec<Value>> {
    let table = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../crates/domain/src/surveys/condition/cases.json");
    let table = std::fs::read_to_string(table)?;
    let mut cases: Vec<Value> = serde_json::from_str(&table)?;
    for (typed, holds) in [
        ("1.680", true),
        ("1,9", false),
        ("2,5", true),
        ("75 %", true),
    ] {
        cases.push(serde_json::json!({
            "name": format!("typed {typed}"),
            "holds": holds,
            "condition": { "at_least": { "item": "a", "value": 2 } },
            "answers": { "a": { "text": typed } },
        }));
    }
    ensure!(cases.len() > 20, "the table is there");
    cases.first().context("the table is not empty")?;
    Ok(cases)
}
