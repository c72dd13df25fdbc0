//! Adding an organisation, and changing what is known of one.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::organisations::{
    ChangeOrganisationError, NamedOrganisation, add_organisation, change_organisation,
    organisation_form,
};
use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::organisations::typed::TypedOrganisation;
use mkbroute_domain::organisations::{OrganisationKind, SbiScheme};
use mkbroute_report::words::organisation as words;
use uuid::Uuid;

use super::{Wrong, about, typed};
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::forms::{Choice, again, choices};
use crate::page::Page;

#[derive(Template)]
#[template(path = "organisations/form.html")]
struct FormPage {
    page: Page,
    /// Where the form is sent, and where one goes back to.
    action: String,
    back: String,
    revision: u32,
    typed: TypedOrganisation,
    kinds: Vec<Choice>,
    schemes: Vec<Choice>,
    parents: Vec<Choice>,
    wrong: Vec<Wrong>,
    /// Who has the KvK number that was typed.
    holder: Option<NamedOrganisation>,
    /// What somebody else made of it meanwhile, where that differs from what was typed.
    meanwhile: Vec<(&'static str, String)>,
}

impl FormPage {
    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        about(&self.wrong, field)
    }

    /// What is wrong with a field of a site, counted from 1.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    fn wrong_at(&self, field: &str, site: &usize) -> Option<&str> {
        about(&self.wrong, &self.id(field, site))
    }

    /// What a field of a site is called on the page.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        clippy::unused_self,
        reason = "templates reach it through the page, and pass by reference"
    )]
    fn id(&self, field: &str, site: &usize) -> String {
        format!("{field}-{site}")
    }
}

/// What a form with problems shows.
struct Failed {
    typed: TypedOrganisation,
    wrong: Vec<Wrong>,
    holder: Option<NamedOrganisation>,
    meanwhile: bool,
}

/// The form for a new organisation.
pub(super) async fn new(State(app): State<App>, who: SignedIn) -> Response {
    shown(&app, &who, None, None).await
}

/// The form for one that is known.
pub(super) async fn edit(State(app): State<App>, who: SignedIn, Path(id): Path<Uuid>) -> Response {
    shown(&app, &who, Some(OrganisationId(id)), None).await
}

/// Adds an organisation; with a problem, the form again as it was typed.
pub(super) async fn add(State(app): State<App>, who: SignedIn, posted: Posted) -> Response {
    let typed = typed::read(&posted);
    let done = add_organisation(&app, &who.actor, &typed).await;
    answer(&app, &who, None, typed, done).await
}

/// Changes an organisation; with a problem, the form again as it was typed.
pub(super) async fn change(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<Uuid>,
    posted: Posted,
) -> Response {
    let id = OrganisationId(id);
    let typed = typed::read(&posted);
    let revision = posted.get("revisie").parse().unwrap_or(0);
    let done = change_organisation(&app, &who.actor, (id, revision), &typed).await;
    answer(&app, &who, Some(id), typed, done.map(|()| id)).await
}

async fn answer(
    app: &App,
    who: &SignedIn,
    id: Option<OrganisationId>,
    typed: TypedOrganisation,
    done: Result<OrganisationId, ChangeOrganisationError>,
) -> Response {
    let error = match done {
        Ok(id) => return Redirect::to(&format!("/organisaties/{id}")).into_response(),
        Err(ChangeOrganisationError::App(error)) => return who.refuse(error),
        Err(error) => error,
    };
    let page = who.page("");
    let mut failed = Failed {
        typed,
        wrong: problems(&error, &page),
        holder: None,
        meanwhile: matches!(error, ChangeOrganisationError::ChangedMeanwhile),
    };
    if let ChangeOrganisationError::KvkTaken(holder) = error {
        failed.holder = Some(holder);
    }
    again(shown(app, who, id, Some(failed)).await)
}

fn problems(error: &ChangeOrganisationError, page: &Page) -> Vec<Wrong> {
    let fixed = |field: &str, nl, en| vec![(field.to_owned(), page.t(nl, en).to_owned())];
    match error {
        ChangeOrganisationError::Mistakes(mistakes) => {
            let told = mistakes.iter();
            told.map(|mistake| typed::wrong(mistake, page.lang))
                .collect()
        }
        ChangeOrganisationError::KvkTaken(holder) => {
            let has = page.t("heeft dit KvK-nummer al.", "has this KvK number already.");
            vec![("kvk".to_owned(), format!("{} {has}", holder.name))]
        }
        ChangeOrganisationError::NoParent => fixed(
            "hoort_bij",
            "Deze organisatie is er niet meer. Kies een andere.",
            "This organisation is gone. Choose another.",
        ),
        ChangeOrganisationError::ChangedMeanwhile => fixed(
            "naam",
            "Iemand anders was je net voor. Kijk of alles klopt en bewaar opnieuw.",
            "Somebody else was just before you. See whether all is right and keep it again.",
        ),
        ChangeOrganisationError::App(_) => Vec::new(),
    }
}

async fn shown(
    app: &App,
    who: &SignedIn,
    id: Option<OrganisationId>,
    failed: Option<Failed>,
) -> Response {
    let (kept, parents) = match organisation_form(app, &who.actor, id).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let title = match kept {
        None => page.t("Een organisatie toevoegen", "Add an organisation"),
        Some(_) => page.t("Een organisatie wijzigen", "Change an organisation"),
    };
    let page = who.page(title);
    let now = kept
        .as_ref()
        .map_or_else(typed::nothing, |kept| typed::of(&kept.organisation));
    let (mut typed, wrong, holder, meanwhile) = match failed {
        None => (now, Vec::new(), None, Vec::new()),
        Some(failed) => {
            let told = failed.meanwhile.then(|| {
                let name = |id| named(&parents, id);
                // As it would be kept: a number with other spaces is no other number.
                let mine = id.and_then(|id| failed.typed.read(id).ok());
                let mine = mine.map_or_else(|| failed.typed.clone(), |read| typed::of(&read));
                let mine = typed::in_words(&mine, name, &page);
                let mut now = typed::in_words(&now, name, &page);
                now.retain(|field| !mine.contains(field));
                now
            });
            let told = told.unwrap_or_default();
            (failed.typed, failed.wrong, failed.holder, told)
        }
    };
    typed::with_more_sites(app, &mut typed);
    let back = id.map_or_else(String::new, |id| format!("/{id}"));
    let shown = FormPage {
        action: match id {
            None => "/organisaties/nieuw".to_owned(),
            Some(id) => format!("/organisaties/{id}/wijzigen"),
        },
        back: format!("/organisaties{back}"),
        revision: kept.map_or(0, |kept| kept.revision),
        kinds: choices(
            OrganisationKind::ALL,
            OrganisationKind::code,
            |kind| words::organisation_kind(*kind, page.lang),
            typed.kind.code(),
        ),
        schemes: choices(
            SbiScheme::ALL,
            SbiScheme::code,
            |scheme| scheme.code(),
            typed.sbi_scheme.code(),
        ),
        parents: parents_to_choose(&parents, typed.parent),
        typed,
        wrong,
        holder,
        meanwhile,
        page,
    };
    render(&shown, who.locale.lang)
}

fn named(known: &[NamedOrganisation], id: OrganisationId) -> String {
    let found = known.iter().find(|known| known.id == id);
    found.map_or_else(|| id.to_string(), |found| found.name.clone())
}

fn parents_to_choose(known: &[NamedOrganisation], chosen: Option<OrganisationId>) -> Vec<Choice> {
    let shown = known.iter().map(|known| {
        let is_chosen = Some(known.id) == chosen;
        (known.id.to_string(), known.name.clone(), is_chosen)
    });
    shown.collect()
}
