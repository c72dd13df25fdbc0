//! Somebody at an organisation: adding, changing, taking away.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use mkbroute_application::App;
use mkbroute_application::organisations::{
    ContactError, KeptContact, TypedContact, contact_to_keep, keep_contact, remove_contact,
};
use mkbroute_domain::ids::{ContactId, OrganisationId};
use mkbroute_domain::organisations::{ContactRole, Wishes};
use mkbroute_report::words::organisation::contact_role;
use uuid::Uuid;

use super::{Wrong, about};
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::forms::{Choice, again};
use crate::page::Page;

#[derive(Template)]
#[template(path = "organisations/contact.html")]
struct ContactPage {
    page: Page,
    /// The organisation, by its address and its name.
    organisation: OrganisationId,
    at: String,
    /// Where the form is sent.
    action: String,
    /// `None` for somebody new.
    revision: Option<u32>,
    form: ContactForm,
    wrong: Vec<Wrong>,
}

/// A contact as it is typed.
struct ContactForm {
    name: String,
    roles: Vec<Choice>,
    address: String,
    phone: String,
    consented_on: String,
    refused_on: String,
}

impl ContactPage {
    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        about(&self.wrong, field)
    }
}

impl ContactForm {
    /// What was typed, or else what is kept.
    fn of(kept: Option<&KeptContact>, typed: Option<&Posted>, page: &Page) -> Self {
        let kept = kept.map(|kept| &kept.contact);
        let or = |name: &str, kept: Option<String>| match typed {
            Some(typed) => typed.get(name).to_owned(),
            None => kept.unwrap_or_default(),
        };
        let has = |role: ContactRole| match typed {
            Some(typed) => typed.all("rol").any(|code| code == role.code()),
            None => kept.is_some_and(|kept| kept.roles.contains(&role)),
        };
        let role = |role: &ContactRole| {
            let words = contact_role(*role, page.lang).to_owned();
            (role.code().to_owned(), words, has(*role))
        };
        let address = kept.and_then(|kept| kept.address.as_ref());
        let day = |read: fn(&Wishes) -> Option<NaiveDate>| {
            let day = kept.and_then(|kept| read(&kept.wishes));
            day.map(|day| day.to_string())
        };
        Self {
            name: or("naam", kept.map(|kept| kept.name.clone())),
            roles: ContactRole::ALL.iter().map(role).collect(),
            address: or("mail", address.map(|address| address.as_str().to_owned())),
            phone: or("telefoon", kept.map(|kept| kept.phone.clone())),
            consented_on: or("akkoord_op", day(|wishes| wishes.consented_on)),
            refused_on: or("geweigerd_op", day(|wishes| wishes.refused_on)),
        }
    }
}

/// The form for somebody new.
pub(super) async fn new(
    State(app): State<App>,
    who: SignedIn,
    Path(organisation): Path<Uuid>,
) -> Response {
    shown(&app, &who, (organisation, None), None).await
}

/// The form for somebody who is known.
pub(super) async fn edit(
    State(app): State<App>,
    who: SignedIn,
    Path((organisation, contact)): Path<(Uuid, Uuid)>,
) -> Response {
    shown(&app, &who, (organisation, Some(contact)), None).await
}

/// Adds somebody.
pub(super) async fn add(
    State(app): State<App>,
    who: SignedIn,
    Path(organisation): Path<Uuid>,
    posted: Posted,
) -> Response {
    keep(&app, &who, (organisation, None), posted).await
}

/// Changes what is kept of somebody.
pub(super) async fn change(
    State(app): State<App>,
    who: SignedIn,
    Path((organisation, contact)): Path<(Uuid, Uuid)>,
    posted: Posted,
) -> Response {
    keep(&app, &who, (organisation, Some(contact)), posted).await
}

/// Takes somebody away.
pub(super) async fn remove(
    State(app): State<App>,
    who: SignedIn,
    Path((organisation, contact)): Path<(Uuid, Uuid)>,
) -> Response {
    let at = (OrganisationId(organisation), ContactId(contact));
    match remove_contact(&app, &who.actor, at).await {
        Ok(()) => Redirect::to(&format!("/organisaties/{organisation}")).into_response(),
        Err(error) => who.refuse(error),
    }
}

/// An organisation, and somebody there.
type At = (Uuid, Option<Uuid>);

async fn keep(app: &App, who: &SignedIn, at: At, posted: Posted) -> Response {
    let page = who.page("");
    let wrong = match read(&posted, &page) {
        Err(wrong) => wrong,
        Ok(typed) => {
            let revision = posted.get("revisie").parse().unwrap_or(0);
            let of = (OrganisationId(at.0), at.1.map(ContactId));
            match keep_contact(app, &who.actor, of, revision, &typed).await {
                Ok(()) => {
                    let address = format!("/organisaties/{}", at.0);
                    return Redirect::to(&address).into_response();
                }
                Err(ContactError::App(error)) => return who.refuse(error),
                Err(error) => problem(&error, &page),
            }
        }
    };
    again(shown(app, who, at, Some((&posted, wrong))).await)
}

fn read(posted: &Posted, page: &Page) -> Result<TypedContact, Wrong> {
    let day = |name: &str| match posted.get(name).trim() {
        "" => Ok(None),
        day => day.parse::<NaiveDate>().map(Some).map_err(|_| {
            let words = page.t(
                "Vul een datum in, zoals 2026-09-01.",
                "Give a date, such as 2026-09-01.",
            );
            (name.to_owned(), words.to_owned())
        }),
    };
    let roles = posted.all("rol").filter_map(ContactRole::from_code);
    Ok(TypedContact {
        name: posted.get("naam").trim().to_owned(),
        roles: roles.collect(),
        address: posted.get("mail").trim().to_owned(),
        phone: posted.get("telefoon").trim().to_owned(),
        wishes: Wishes {
            consented_on: day("akkoord_op")?,
            refused_on: day("geweigerd_op")?,
        },
    })
}

fn problem(error: &ContactError, page: &Page) -> Wrong {
    let ahead = (
        "De dag ligt in de toekomst. Kies vandaag of eerder.",
        "The day lies in the future. Choose today or earlier.",
    );
    let (field, (nl, en)) = match error {
        ContactError::TooLong => (
            "naam",
            (
                "De naam of het telefoonnummer is te lang. Gebruik hoogstens 200 tekens.",
                "The name or the telephone number is too long. Use at most 200 characters.",
            ),
        ),
        ContactError::Address => (
            "mail",
            (
                "Dit is geen mailadres. Bijvoorbeeld naam@bedrijf.nl.",
                "This is no mail address. For example name@company.nl.",
            ),
        ),
        ContactError::Phone => (
            "telefoon",
            (
                "Dit is geen telefoonnummer. Bijvoorbeeld 076 523 80 00.",
                "This is no telephone number. For example 076 523 80 00.",
            ),
        ),
        ContactError::ConsentAhead => ("akkoord_op", ahead),
        ContactError::RefusalAhead => ("geweigerd_op", ahead),
        ContactError::ChangedMeanwhile => (
            "",
            (
                "Iemand anders veranderde dit intussen. Wat jij typte staat er nog: kijk of het klopt en bewaar opnieuw.",
                "Somebody else changed this meanwhile. What you typed still stands here: see whether it is right and keep it again.",
            ),
        ),
        ContactError::NoName | ContactError::App(_) => {
            ("naam", ("Vul de naam in.", "Give the name."))
        }
    };
    (field.to_owned(), page.t(nl, en).to_owned())
}

async fn shown(app: &App, who: &SignedIn, at: At, failed: Option<(&Posted, Wrong)>) -> Response {
    let of = (OrganisationId(at.0), at.1.map(ContactId));
    let (organisation, kept) = match contact_to_keep(app, &who.actor, of).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let title = match kept {
        None => page.t("Een contact toevoegen", "Add a contact"),
        Some(_) => page.t("Een contact wijzigen", "Change a contact"),
    };
    let page = who.page(title);
    let (typed, wrong) = failed.unzip();
    let last = at.1.map_or_else(|| "nieuw".to_owned(), |id| id.to_string());
    let shown = ContactPage {
        action: format!("/organisaties/{}/contacten/{last}", at.0),
        organisation: of.0,
        at: organisation.organisation.name,
        revision: kept.as_ref().map(|kept| kept.revision),
        form: ContactForm::of(kept.as_ref(), typed, &page),
        wrong: wrong.into_iter().collect(),
        page,
    };
    render(&shown, who.locale.lang)
}
