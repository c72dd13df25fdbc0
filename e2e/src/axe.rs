//! The rules of axe, run on the page in the window.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::browser::Browser;

/// What the law asks: WCAG 2.0, 2.1 and 2.2, levels A and AA. The tags are those of axe; 2.2 has no
/// rule of level A.
pub const TAGS: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/// Runs rules. The size of targets is a rule of WCAG 2.2 that axe leaves off by itself.
const RUN: &str = r#"
const [runOnly, done] = arguments;
const wanted = { runOnly, resultTypes: ["violations"] };
if (runOnly.type === "tag") wanted.rules = { "target-size": { enabled: true } };
const told = ({ violations, passes }) => done({ version: axe.version, passed: passes.map(({ id }) => id),
  failed: violations.map(({ id }) => id), broken: violations.flatMap(
  ({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)} `
    + `(${node.any.concat(node.all, node.none).map((found) => found.message).join("; ")})`)) });
axe.run(document, wanted).then(told, (error) => done({ passed: [], failed: [], broken: [String(error)] }));
"#;

/// What the rules found on a page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Outcome {
    /// The version of axe.
    pub version: String,
    /// The rules that had something to look at and found it well.
    pub passed: Vec<String>,
    /// The rules that were broken.
    pub failed: Vec<String>,
    /// What breaks them, one line each.
    pub broken: Vec<String>,
}

impl Browser {
    /// Gives every page that follows the rules, from outside: the page's own policy stays as it is.
    pub async fn learn_rules(&self) -> Result<()> {
        let file = std::env::var_os("MKBROUTE_TEST_AXE");
        let file = file.context("MKBROUTE_TEST_AXE is not set: run `cargo xtask test`")?;
        let source = std::fs::read_to_string(Path::new(&file))?;
        let tools = self.cdp();
        tools.send_raw("Page.enable", json!({})).await?;
        let script = json!({ "source": source });
        tools
            .send_raw("Page.addScriptToEvaluateOnNewDocument", script)
            .await?;
        self.set_script_timeout(Duration::from_mins(1)).await?;
        Ok(())
    }

    /// What breaks the rules on this page, one line each.
    pub async fn violations(&self) -> Result<Vec<String>> {
        Ok(self.rules().await?.broken)
    }

    /// What the rules find on this page.
    pub async fn rules(&self) -> Result<Outcome> {
        self.outcome(json!({ "type": "tag", "values": TAGS })).await
    }

    /// What breaks one rule on this page.
    pub async fn violations_of(&self, rule: &str) -> Result<Vec<String>> {
        let one = json!({ "type": "rule", "values": [rule] });
        Ok(self.outcome(one).await?.broken)
    }

    async fn outcome(&self, rules: Value) -> Result<Outcome> {
        let found = self.execute_async(RUN, vec![rules]).await?;
        let found: Outcome = serde_json::from_value(found.json().clone())?;
        // Where no rule has anything to say, the rules did not run.
        anyhow::ensure!(
            !found.passed.is_empty() || !found.broken.is_empty(),
            "no rule ran"
        );
        Ok(found)
    }
}
