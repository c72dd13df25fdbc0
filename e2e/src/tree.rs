//! The page as a screen reader gets it: roles and names, from Chromium's accessibility tree.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::browser::Browser;

/// A part of the page.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its role, such as `radio`, `heading` or `main`.
    pub role: String,
    /// What is read aloud.
    pub name: String,
    /// What is read after the name.
    pub description: String,
    /// The level of a heading; 0 for anything else.
    pub level: u64,
    /// The element in the document.
    element: u64,
    parent: Option<String>,
}

/// Every part that is told, in order.
pub struct Tree {
    parts: Vec<Part>,
    /// Also those that are only there to hold others.
    all: HashMap<String, Part>,
}

impl Browser {
    /// The accessibility tree of the page.
    pub async fn tree(&self) -> Result<Tree> {
        let nodes = self.grown_nodes().await?;
        let mut tree = Tree {
            parts: Vec::new(),
            all: HashMap::new(),
        };
        for node in &nodes {
            let part = part(node);
            if node["ignored"].as_bool() == Some(false) {
                tree.parts.push(part.clone());
            }
            let id = node["nodeId"].as_str().unwrap_or_default();
            tree.all.insert(id.to_owned(), part);
        }
        Ok(tree)
    }

    /// The nodes of the tree once it grows no more: Chromium builds it after the page.
    async fn grown_nodes(&self) -> Result<Vec<Value>> {
        let mut before = 0;
        for _ in 0..50 {
            let tools = self.cdp();
            let found = tools.send_raw("Accessibility.getFullAXTree", json!({}));
            let found = found.await?;
            let nodes = found["nodes"].as_array().context("a tree")?;
            if nodes.len() > 1 && nodes.len() == before {
                return Ok(nodes.clone());
            }
            before = nodes.len();
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        anyhow::bail!("the accessibility tree keeps growing")
    }

    /// The attribute `name` of a field.
    pub async fn field_name(&self, field: &Part) -> Result<String> {
        let element = json!({ "backendNodeId": field.element });
        let found = self.cdp().send_raw("DOM.describeNode", element).await?;
        let attributes = found["node"]["attributes"].as_array();
        let attributes = attributes.context("attributes of a field")?;
        let mut pairs = attributes.chunks(2);
        let pair = pairs.find(|pair| pair[0] == "name");
        let name = pair.and_then(|pair| pair.get(1)).and_then(Value::as_str);
        Ok(name.unwrap_or_default().to_owned())
    }
}

impl Tree {
    /// The parts with one of these roles, in order.
    pub fn of<'a, 'r>(
        &'a self,
        roles: &'r [&'r str],
    ) -> impl Iterator<Item = &'a Part> + use<'a, 'r> {
        let wanted = move |part: &&Part| roles.contains(&part.role.as_str());
        self.parts.iter().filter(wanted)
    }

    /// What encloses a part, from near to far.
    pub fn around<'a>(&'a self, part: &'a Part) -> impl Iterator<Item = &'a Part> {
        let parent = |part: &&'a Part| part.parent.as_ref().and_then(|id| self.all.get(id));
        std::iter::successors(parent(&part), move |part| parent(part))
    }
}

fn part(node: &Value) -> Part {
    let text = |key: &str| {
        let value = node[key]["value"].as_str().unwrap_or_default();
        value.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let properties = node["properties"].as_array();
    let level = properties.into_iter().flatten().find_map(|property| {
        (property["name"] == "level").then(|| property["value"]["value"].as_u64())
    });
    Part {
        role: text("role"),
        name: text("name"),
        description: text("description"),
        level: level.flatten().unwrap_or_default(),
        element: node["backendDOMNodeId"].as_u64().unwrap_or_default(),
        parent: node["parentId"].as_str().map(str::to_owned),
    }
}
