//! What all pathways ask, for the national programme.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use form_urlencoded::Serializer;
use mkbroute_application::App;
use mkbroute_application::pathways::{
    KindTally, NamedRequest, REQUESTS_A_PAGE, SupportFilter, SupportList, SupportOwner,
    export_support, list_support,
};
use mkbroute_domain::accounts::SearchedList;
use mkbroute_domain::ids::PersonId;
use mkbroute_domain::pathways::SupportState;
use mkbroute_report::picture::bar;
use mkbroute_report::tabular::{Table, Value};
use serde::Deserialize;

use super::words::kind;
use crate::accounts::searches::Searches;
use crate::error::render;
use crate::extract::{Query, SignedIn};
use crate::files::{ListForm, reply};
use crate::page::Page;

/// The owner of what nobody sees to, in addresses.
const NOBODY: &str = "niemand";
/// Requests in every state, in addresses.
const ALL: &str = "alles";

type Choice = (String, String, bool);

/// Which requests are sought, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    staat: String,
    soort: String,
    wie: String,
    pagina: String,
}

impl Asked {
    /// What is sought: those that wait, unless something else is asked for.
    fn filter(&self) -> SupportFilter {
        let states = match SupportState::from_code(&self.staat) {
            Some(state) => vec![state],
            None if self.staat == ALL => Vec::new(),
            None => vec![SupportState::Open],
        };
        let owner = match self.wie.as_str() {
            NOBODY => Some(SupportOwner::Nobody),
            id => id.parse().ok().map(|id| SupportOwner::Person(PersonId(id))),
        };
        SupportFilter {
            states,
            kind: Some(self.soort.clone()).filter(|kind| !kind.is_empty()),
            owner,
        }
    }

    /// The page that is asked for, counted from 0.
    fn page(&self) -> u64 {
        let page: u64 = self.pagina.parse().unwrap_or(1);
        page.clamp(1, 1_000_000) - 1
    }

    fn fields(&self) -> [(&'static str, &str); 3] {
        [
            ("staat", &self.staat),
            ("soort", &self.soort),
            ("wie", &self.wie),
        ]
    }

    fn is_filter(&self) -> bool {
        self.fields().iter().any(|(_, value)| !value.is_empty())
    }

    /// What stands after the question mark for the same requests on another page, counted from 0.
    fn query(&self, page: Option<u64>) -> String {
        let mut query = Serializer::new(String::new());
        for (name, value) in self.fields() {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if let Some(page) = page {
            query.append_pair("pagina", &(page + 1).to_string());
        }
        query.finish()
    }
}

#[derive(Template)]
#[template(path = "pathways/support_list.html")]
struct ListPage {
    page: Page,
    list: SupportList,
    states: Vec<Choice>,
    kinds: Vec<Choice>,
    owners: Vec<Choice>,
    /// Of each kind what was asked, and that as a bar beside the kind of which most was.
    asked: Vec<(KindTally, String)>,
    active: bool,
    query: String,
    before: Option<String>,
    after: Option<String>,
    searches: Searches,
}

impl ListPage {
    fn kind<'a>(&'a self, named: &'a NamedRequest) -> &'a str {
        kind(&named.request.kind, &self.list.kinds, &self.page)
    }
}

/// The requests that are sought.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    let at = asked.page();
    let list = match list_support(&app, &who.actor, &asked.filter(), at).await {
        Ok(list) => list,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let page = who.page(page.t("Vragen van routes", "Questions of pathways"));
    let query = asked.query(None);
    let place = (SearchedList::Support, "");
    let searches = match Searches::beside(&app, Some(&who.actor), place, &query).await {
        Ok(searches) => searches,
        Err(error) => return who.refuse(error),
    };
    let address = |page| format!("/ondersteuning?{}", asked.query(Some(page)));
    let shown = ListPage {
        states: states(&asked, &page),
        kinds: kinds(&asked, &list, &page),
        owners: owners(&asked, &list, &page),
        active: asked.is_filter(),
        asked: drawn(&list.tallies),
        searches,
        query,
        before: at.checked_sub(1).map(address),
        after: (list.count > (at + 1) * REQUESTS_A_PAGE).then(|| address(at + 1)),
        list,
        page,
    };
    render(&shown, who.locale.lang)
}

/// Nothing before anything was asked.
fn drawn(tallies: &[KindTally]) -> Vec<(KindTally, String)> {
    let all = |tally: &KindTally| tally.waiting + tally.answered;
    let most = tallies.iter().map(all).max().unwrap_or(0);
    let drawn = tallies.iter().filter(|_| most > 0).map(|tally| {
        let share = f64::from(all(tally)) / f64::from(most);
        (tally.clone(), bar(share).to_string())
    });
    drawn.collect()
}

fn states(asked: &Asked, page: &Page) -> Vec<Choice> {
    let states = SupportState::ALL.map(|state| (state.code(), page.support_state(&state)));
    let all = (ALL, page.t("alle vragen", "all questions"));
    let shown = states.into_iter().chain([all]);
    let shown = shown.map(|(code, words)| (code.to_owned(), words.to_owned(), code == asked.staat));
    shown.collect()
}

fn kinds(asked: &Asked, list: &SupportList, page: &Page) -> Vec<Choice> {
    let shown = list.kinds.iter().map(|entry| {
        let words = page.text(&entry.text).to_owned();
        (entry.code.clone(), words, entry.code == asked.soort)
    });
    shown.collect()
}

fn owners(asked: &Asked, list: &SupportList, page: &Page) -> Vec<Choice> {
    let team = list.team.iter().map(|(id, name)| {
        let id = id.to_string();
        let chosen = id == asked.wie;
        (id, name.clone(), chosen)
    });
    let nobody = page.t("nog niemand", "nobody yet").to_owned();
    let nobody = (NOBODY.to_owned(), nobody, asked.wie == NOBODY);
    team.chain([nobody]).collect()
}

/// The requests that are sought, as CSV.
pub(super) async fn csv(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    take_along(&app, &who, &asked, ListForm::Csv).await
}

/// The requests that are sought, as an Excel workbook.
pub(super) async fn xlsx(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    take_along(&app, &who, &asked, ListForm::Xlsx).await
}

const COLUMNS: [&str; 9] = [
    "pathway",
    "kind",
    "state",
    "question",
    "asked_on",
    "owner",
    "answered_on",
    "days",
    "answer",
];

async fn take_along(app: &App, who: &SignedIn, asked: &Asked, form: ListForm) -> Response {
    let requests = match export_support(app, &who.actor, &asked.filter()).await {
        Ok(requests) => requests,
        Err(error) => return who.refuse(error),
    };
    let table = Table {
        columns: &COLUMNS,
        rows: requests.iter().map(row).collect(),
    };
    reply(&table, "ondersteuning", form, who)
}

fn row(named: &NamedRequest) -> Vec<Value<'_>> {
    let request = &named.request;
    let answered = request.answered_on.map(|day| day.to_string());
    vec![
        Value::Text(named.pathway.slug.as_str().into()),
        Value::Text(request.kind.as_str().into()),
        Value::Text(request.state.code().into()),
        Value::Text(request.question.as_str().into()),
        Value::Text(request.asked_on.to_string().into()),
        Value::Text(named.owner.as_deref().unwrap_or_default().into()),
        answered.map_or(Value::Nothing, |day| Value::Text(day.into())),
        named.days.map_or(Value::Nothing, |days| {
            Value::Count(u32::try_from(days).unwrap_or(0))
        }),
        Value::Text(request.answer.as_str().into()),
    ]
}
