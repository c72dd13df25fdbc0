//! Searches that somebody keeps: beside the list, and all together.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use form_urlencoded::Serializer;
use mkbroute_application::accounts::{
    Actor, KeepSearchError, drop_search, keep_search, searches_in,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::saved_search::{LONGEST_NAME, MOST_SEARCHES};
use mkbroute_domain::accounts::{SavedSearch, SavedSearchProblem, SearchedList};
use mkbroute_domain::ids::SavedSearchId;
use serde::Deserialize;

use crate::error::render;
use crate::extract::{Form, Path, Query, SignedIn};
use crate::forms::again;
use crate::page::Page;
use crate::router::WebState;

/// The addresses of these pages.
pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/mijn/zoekopdrachten", get(show).post(keep))
        .route("/mijn/zoekopdrachten/{search}", post(remove))
}

/// What stands beside a list: the searches in it that somebody keeps, and where to keep what is searched for now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Searches {
    pub(crate) kept: Vec<KeptSearch>,
    /// Nothing where nothing is searched for, or this is kept already.
    pub(crate) keep: Option<String>,
}

impl Searches {
    /// Of a list as somebody sees it. Whoever is not signed in keeps nothing.
    pub(crate) async fn beside(
        app: &App,
        actor: Option<&Actor>,
        (list, pathway): (SearchedList, &str),
        query: &str,
    ) -> Result<Self, AppError> {
        let Some(actor) = actor else {
            return Ok(Self::default());
        };
        let kept = searches_in(app, actor, Some((list, pathway))).await?;
        let known = kept.iter().any(|search| search.query == query);
        let kept = kept.into_iter().map(KeptSearch::from).collect();
        let keep = (!query.is_empty() && !known).then(|| {
            let mut place = Serializer::new(String::new());
            place.append_pair("lijst", list.code());
            place.append_pair("route", pathway);
            place.append_pair("vraag", query);
            format!("/mijn/zoekopdrachten?{}", place.finish())
        });
        Ok(Self { kept, keep })
    }
}

/// A search with where it leads.
#[derive(Clone, Debug)]
pub(crate) struct KeptSearch {
    pub(crate) search: SavedSearch,
    pub(crate) address: String,
}

impl From<SavedSearch> for KeptSearch {
    fn from(search: SavedSearch) -> Self {
        let address = address(&search);
        Self { search, address }
    }
}

fn address(search: &SavedSearch) -> String {
    let list = match search.list {
        SearchedList::Pathways => "/routes".to_owned(),
        SearchedList::Organisations => "/organisaties".to_owned(),
        SearchedList::Support => "/ondersteuning".to_owned(),
        SearchedList::Leads => format!("/routes/{}/bedrijven", search.pathway),
    };
    format!("{list}?{}", search.query)
}

impl Page {
    /// The list in which is searched.
    fn searched_list(&self, search: &SavedSearch) -> &'static str {
        match search.list {
            SearchedList::Pathways => self.t("Routes", "Pathways"),
            SearchedList::Organisations => self.t("Organisaties", "Organisations"),
            SearchedList::Support => self.t("Vragen van routes", "Questions of pathways"),
            SearchedList::Leads => self.t("Bedrijven van een route", "Companies of a pathway"),
        }
    }
}

/// A search to be kept, as the list or the form gives it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    lijst: String,
    route: String,
    vraag: String,
    naam: String,
}

#[derive(Template)]
#[template(path = "accounts/searches.html")]
struct SearchesPage {
    page: Page,
    kept: Vec<KeptSearch>,
    /// What is to be kept, if something is.
    asked: Option<Asked>,
    problem: Option<String>,
}

/// What somebody keeps, and the form for one more.
async fn show(State(app): State<App>, who: SignedIn, Query(asked): Query<Asked>) -> Response {
    searches_page(&app, &who, asked, None).await
}

/// Keeps a search; then the list shows it.
async fn keep(State(app): State<App>, who: SignedIn, Form(asked): Form<Asked>) -> Response {
    let Some(list) = SearchedList::from_code(&asked.lijst) else {
        return who.refuse(AppError::NotFound);
    };
    let (place, search) = ((list, &*asked.route), (&*asked.naam, &*asked.vraag));
    match keep_search(&app, &who.actor, place, search).await {
        Ok(search) => Redirect::to(&address(&search)).into_response(),
        Err(KeepSearchError::App(error)) => who.refuse(error),
        Err(KeepSearchError::Search(problem)) => {
            let told = told(problem, &who.page(""));
            again(searches_page(&app, &who, asked, Some(told)).await)
        }
    }
}

/// Lets a search go.
async fn remove(
    State(app): State<App>,
    who: SignedIn,
    Path(search): Path<SavedSearchId>,
) -> Response {
    match drop_search(&app, &who.actor, search).await {
        Ok(()) => Redirect::to("/mijn/zoekopdrachten").into_response(),
        Err(error) => who.refuse(error),
    }
}

async fn searches_page(
    app: &App,
    who: &SignedIn,
    asked: Asked,
    problem: Option<String>,
) -> Response {
    let kept = match searches_in(app, &who.actor, None).await {
        Ok(kept) => kept,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let shown = SearchesPage {
        page: who.page(page.t("Bewaarde zoekopdrachten", "Kept searches")),
        kept: kept.into_iter().map(KeptSearch::from).collect(),
        asked: Some(asked).filter(|asked| !asked.vraag.is_empty()),
        problem,
    };
    render(&shown, who.locale.lang)
}

fn told(problem: SavedSearchProblem, page: &Page) -> String {
    match problem {
        SavedSearchProblem::Name => {
            let told = page.t(
                "Geef de zoekopdracht een naam. Tekens hoogstens:",
                "Give the search a name. Characters at most:",
            );
            format!("{told} {LONGEST_NAME}.")
        }
        SavedSearchProblem::Query => page
            .t(
                "Deze zoekopdracht is niet te bewaren. Zoek opnieuw in de lijst.",
                "This search cannot be kept. Search in the list again.",
            )
            .to_owned(),
        SavedSearchProblem::TooMany => {
            let told = page.t(
                "Haal er eerst een weg. Je bewaart er hoogstens",
                "First remove one. The most you keep is",
            );
            format!("{told} {MOST_SEARCHES}.")
        }
    }
}
