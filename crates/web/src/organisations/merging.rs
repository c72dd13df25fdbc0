//! Two organisations side by side, to become one; and two again.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::organisations::{
    MergeChoice, MergeError, MergeSheet, merge_choice, merge_organisations, merge_sheet, undo_merge,
};
use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::organisations::merging::{
    Field, MergeProblem, ReferenceKind, Side, UndoProblem,
};
use mkbroute_domain::organisations::{Organisation, Site};
use mkbroute_report::words::organisation as words;
use serde::Deserialize;
use uuid::Uuid;

use crate::error::render;
use crate::extract::{Path, Posted, Query, SignedIn};
use crate::forms::again;
use crate::page::Page;

/// The values of the choices.
const KEPT: &str = "blijft";
const GONE: &str = "gaat";

#[derive(Template)]
#[template(path = "organisations/merge.html")]
struct MergePage {
    page: Page,
    sheet: MergeSheet,
    fields: Vec<FieldView>,
    follows: Vec<String>,
    aside: Vec<String>,
    wrong: Option<String>,
}

/// A field with what both have in it.
struct FieldView {
    /// Under which name it is sent.
    name: &'static str,
    label: &'static str,
    kept: String,
    gone: String,
    /// Whether one must choose.
    differs: bool,
    /// The choice; nothing if nobody chose yet.
    chosen: &'static str,
}

/// With which other organisation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    met: Option<Uuid>,
    zoek: String,
}

#[derive(Template)]
#[template(path = "organisations/merge_choice.html")]
struct ChoicePage {
    page: Page,
    found: MergeChoice,
    words: String,
}

/// The two side by side, or a search for the other one.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(kept): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Response {
    match asked.met {
        Some(gone) => shown(&app, &who, (kept, gone), None).await,
        None => choose(&app, &who, OrganisationId(kept), asked.zoek).await,
    }
}

async fn choose(app: &App, who: &SignedIn, kept: OrganisationId, words: String) -> Response {
    let found = match merge_choice(app, &who.actor, kept, &words).await {
        Ok(found) => found,
        Err(MergeError::App(error)) => return who.refuse(error),
        Err(error) => {
            let why = problem(&error, &who.page(""));
            return again(super::sheet::page(app, who, kept, Some(why)).await);
        }
    };
    let page = who.page("");
    let shown = ChoicePage {
        page: who.page(page.t("Met welke samenvoegen?", "Merge with which one?")),
        found,
        words,
    };
    render(&shown, who.locale.lang)
}

/// Makes one of them; with a problem, the two again as they were chosen.
pub(super) async fn merge(
    State(app): State<App>,
    who: SignedIn,
    Path(kept): Path<Uuid>,
    posted: Posted,
) -> Response {
    // An organisation does not merge with itself, which is told.
    let gone: Uuid = posted.get("met").parse().unwrap_or(kept);
    let revision = |field: &str| posted.get(field).parse().unwrap_or(0);
    let versions = (
        (OrganisationId(kept), revision("revisie")),
        (OrganisationId(gone), revision("revisie_van_ander")),
    );
    let choices = chosen(&posted);
    match merge_organisations(&app, &who.actor, versions, &choices).await {
        Ok(()) => Redirect::to(&format!("/organisaties/{kept}")).into_response(),
        Err(MergeError::App(error)) => who.refuse(error),
        Err(error) => {
            let told = problem(&error, &who.page(""));
            again(shown(&app, &who, (kept, gone), Some((choices, told))).await)
        }
    }
}

fn chosen(posted: &Posted) -> BTreeMap<Field, Side> {
    let side = |field: Field| match posted.get(field.code()) {
        KEPT => Some((field, Side::Kept)),
        GONE => Some((field, Side::Gone)),
        _ => None,
    };
    Field::ALL.into_iter().filter_map(side).collect()
}

/// Makes two of one again.
pub(super) async fn undo(
    State(app): State<App>,
    who: SignedIn,
    Path((kept, merge)): Path<(Uuid, Uuid)>,
) -> Response {
    match undo_merge(&app, &who.actor, merge).await {
        Ok(kept) => Redirect::to(&format!("/organisaties/{kept}")).into_response(),
        Err(MergeError::App(error)) => who.refuse(error),
        Err(error) => {
            let why = problem(&error, &who.page(""));
            again(super::sheet::page(&app, &who, OrganisationId(kept), Some(why)).await)
        }
    }
}

type Failed = (BTreeMap<Field, Side>, String);

async fn shown(
    app: &App,
    who: &SignedIn,
    (kept, gone): (Uuid, Uuid),
    failed: Option<Failed>,
) -> Response {
    let both = (OrganisationId(kept), OrganisationId(gone));
    let sheet = match merge_sheet(app, &who.actor, both).await {
        Ok(sheet) => sheet,
        Err(MergeError::App(error)) => return who.refuse(error),
        // One of them is gone or belongs to the other: the page of the first tells how it is.
        Err(error) => {
            let why = problem(&error, &who.page(""));
            return again(super::sheet::page(app, who, both.0, Some(why)).await);
        }
    };
    let page = who.page("");
    let page = who.page(page.t("Twee organisaties samenvoegen", "Merge two organisations"));
    let (choices, wrong) = failed.unzip();
    let choices = choices.unwrap_or_default();
    let shown = MergePage {
        fields: fields(&sheet, &choices, &page),
        follows: counted(&sheet.follows, &page),
        aside: counted(&sheet.aside, &page),
        wrong,
        sheet,
        page,
    };
    render(&shown, who.locale.lang)
}

impl MergePage {
    fn place(&self, organisation: &Organisation) -> String {
        let places = organisation
            .sites
            .iter()
            .map(|site| place(site, &self.page));
        places.collect::<Vec<_>>().join("; ")
    }
}

fn place(site: &Site, page: &Page) -> String {
    let vestiging = site.vestiging.as_ref().map(|number| {
        format!(
            "{} {number}",
            page.t("vestigingsnummer", "vestigingsnummer")
        )
    });
    let parts = [Some(site.place.clone()), vestiging];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn fields(sheet: &MergeSheet, choices: &BTreeMap<Field, Side>, page: &Page) -> Vec<FieldView> {
    let view = |field: Field| {
        let kept = value(sheet, &sheet.kept.organisation, field, page);
        let gone = value(sheet, &sheet.gone.organisation, field, page);
        FieldView {
            name: field.code(),
            label: words::merge_field(field, page.lang),
            differs: sheet.conflicts.contains(&field),
            chosen: match (choices.get(&field), field) {
                (Some(Side::Gone), _) => GONE,
                // A name is kept without a choice.
                (Some(Side::Kept), _) | (None, Field::Name) => KEPT,
                (None, _) => "",
            },
            kept,
            gone,
        }
    };
    let views = Field::ALL.into_iter().map(view);
    views
        .filter(|view| !(view.kept.is_empty() && view.gone.is_empty()))
        .collect()
}

fn value(sheet: &MergeSheet, of: &Organisation, field: Field, page: &Page) -> String {
    let known = &of.registered;
    let number = match field {
        Field::Name => return of.name.clone(),
        Field::Kind => return words::organisation_kind(of.kind, page.lang).to_owned(),
        Field::Parent => {
            let parent = sheet
                .parents
                .iter()
                .find(|known| Some(known.id) == of.parent);
            parent.map(|parent| parent.name.clone())
        }
        Field::Kvk => known.kvk.as_ref().map(ToString::to_string),
        Field::Rsin => known.rsin.as_ref().map(ToString::to_string),
        Field::Sbi => known.sbi.as_ref().map(|sbi| sbi.code().to_owned()),
        Field::Brin => known.brin.as_ref().map(ToString::to_string),
        Field::RioBoard => known.rio_board.as_ref().map(ToString::to_string),
        Field::RioProvider => known.rio_provider.as_ref().map(ToString::to_string),
    };
    number.unwrap_or_default()
}

fn counted(found: &BTreeMap<ReferenceKind, usize>, page: &Page) -> Vec<String> {
    let told = found.iter().map(|(kind, count)| {
        let name = words::reference_kind(*kind, *count, page.lang);
        format!("{count} {name}")
    });
    told.collect()
}

fn problem(error: &MergeError, page: &Page) -> String {
    let (nl, en) = match error {
        MergeError::Two(MergeProblem::OneAndTheSame) => (
            "Dit is één en dezelfde organisatie.",
            "This is one and the same organisation.",
        ),
        MergeError::Two(MergeProblem::ParentAndChild) => (
            "De ene hoort bij de andere. Maak dat eerst los bij Wijzig de gegevens.",
            "One belongs to the other. First take them apart at Change what is known.",
        ),
        MergeError::Two(MergeProblem::Undecided(fields)) => {
            let names = fields
                .iter()
                .map(|field| words::merge_field(*field, page.lang));
            let names = names.collect::<Vec<_>>().join(", ");
            let choose = page.t("Kies nog wat er blijft bij", "Still choose what stays of");
            return format!("{choose}: {names}.");
        }
        MergeError::One(UndoProblem::NotThis | UndoProblem::LaterMergeFirst) => (
            "Er is daarna nog eens samengevoegd. Maak dat eerst ongedaan.",
            "It was merged once more after that. Undo that first.",
        ),
        MergeError::Wrong(problems) => {
            let told = problems.iter();
            let told = told.map(|problem| words::organisation_problem(*problem, page.lang));
            return told.collect::<Vec<_>>().join(" ");
        }
        MergeError::Hogeschool => (
            "Een hogeschool gaat niet op in een andere organisatie. Andersom kan wel.",
            "A hogeschool does not go into another organisation. The other way around it can.",
        ),
        MergeError::HasRoles => (
            "Bij de organisatie die verdwijnt heeft iemand een rol. Laat een beheerder die eerst beëindigen.",
            "Somebody has a role at the organisation that goes. Let an administrator end it first.",
        ),
        MergeError::ChangedMeanwhile => (
            "Iemand anders wijzigde een van de twee intussen. Kijk nog eens.",
            "Somebody else changed one of the two meanwhile. Have another look.",
        ),
        MergeError::App(_) => ("Dat lukte nu niet.", "That did not work now."),
    };
    page.t(nl, en).to_owned()
}
