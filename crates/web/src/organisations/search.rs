//! Finding by words. The script of the page asks the same address while somebody types.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use form_urlencoded::Serializer;
use mkbroute_application::App;
use mkbroute_application::organisations::{Found, MOST_FOUND, search};
use mkbroute_domain::organisations::search::asked;
use serde::Deserialize;

use super::doors::doors;
use crate::error::render;
use crate::extract::{Anybody, Query};
use crate::page::Page;

/// Longer questions are cut off in the field.
const MOST_TYPED: usize = 100;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    q: String,
}

/// What was found of one kind.
struct Group {
    title: &'static str,
    hits: Vec<Hit>,
    /// Where all of the kind are listed, if there may be more.
    all: Option<String>,
}

struct Hit {
    address: String,
    name: String,
    note: String,
}

#[derive(Template)]
#[template(path = "organisations/search.html")]
struct SearchPage {
    page: Page,
    typed: String,
    most: usize,
    groups: Vec<Group>,
    told: String,
}

/// What the words lead to, as far as somebody may see it.
pub(super) async fn show(
    State(app): State<App>,
    who: Anybody,
    Query(typed): Query<Typed>,
) -> Response {
    let page = who.page(who.t("Zoeken", "Search"));
    let typed: String = typed.q.trim().chars().take(MOST_TYPED).collect();
    let found = match search(&app, who.actor(), &typed).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let groups = groups(&found, &typed, &page);
    let shown = SearchPage {
        told: told(&typed, &groups, &page),
        most: MOST_TYPED,
        typed,
        groups,
        page,
    };
    render(&shown, who.lang())
}

fn groups(found: &Found, typed: &str, page: &Page) -> Vec<Group> {
    let pathways = found.pathways.iter().map(|pathway| Hit {
        address: format!("/routes/{}", pathway.slug),
        name: page.text(&pathway.name).to_owned(),
        note: pathway.hogeschool.clone(),
    });
    let persons = found.persons.iter().map(|person| Hit {
        address: format!("/personen/{}", person.slug),
        name: person.name.clone(),
        note: String::new(),
    });
    let organisations = found.organisations.iter().map(|(id, found)| Hit {
        address: format!("/organisaties/{id}"),
        name: found.name.clone(),
        note: found.place.clone(),
    });
    let doors = doors(&asked(typed), page).into_iter();
    let doors = doors.map(|(address, name)| Hit {
        address: address.to_owned(),
        name,
        note: String::new(),
    });
    let list = |list: &str| {
        let mut query = Serializer::new(format!("{list}?"));
        query.append_pair("zoek", typed).finish()
    };
    let mut groups = vec![
        group(
            page.t("Routes", "Pathways"),
            pathways.collect(),
            list("/routes"),
        ),
        group(
            page.t("Organisaties", "Organisations"),
            organisations.collect(),
            list("/organisaties"),
        ),
        group(
            page.t("Personen", "Persons"),
            persons.collect(),
            list("/personen"),
        ),
        Group {
            title: page.t("Pagina's", "Pages"),
            hits: doors.collect(),
            all: None,
        },
    ];
    groups.retain(|group| !group.hits.is_empty());
    groups
}

fn group(title: &'static str, hits: Vec<Hit>, list: String) -> Group {
    let all = (hits.len() == MOST_FOUND).then_some(list);
    Group { title, hits, all }
}

/// How much was found, for who hears the page too.
fn told(typed: &str, groups: &[Group], page: &Page) -> String {
    let count: usize = groups.iter().map(|group| group.hits.len()).sum();
    match count {
        _ if typed.is_empty() => String::new(),
        0 => page.t("Niets gevonden.", "Nothing found.").to_owned(),
        _ => format!("{count} {}", page.t("gevonden.", "found.")),
    }
}
