//! One partner of a pathway: its role and period change, or it was a mistake.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use mkbroute_application::pathways::{
    PartnersChange, PartnersError, change_partners, partners_page,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::pathways::profile::Partner;
use mkbroute_domain::pathways::{PartnerRole, Pathway};

use super::{Line, PartnerForm, Wrong, line, list_page, read, to_list, told, wrong_with};
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::forms::again;
use crate::page::Page;

#[derive(Template)]
#[template(path = "pathways/partner.html")]
struct PartnerPage {
    page: Page,
    pathway: Pathway,
    /// What is kept of it.
    line: Line,
    /// Its last day as it is kept, for whoever changes it.
    seen: String,
    form: PartnerForm,
    wrong: Option<Wrong>,
}

impl PartnerPage {
    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        wrong_with(self.wrong.as_ref(), field)
    }
}

/// Which partner a page is about, as its address says.
pub(super) type Address = Path<(String, String, String, String)>;

/// What cannot be twice in a pathway: the role of an organisation from a day on.
struct Key {
    organisation: OrganisationId,
    role: PartnerRole,
    since: NaiveDate,
}

impl Key {
    fn of(organisation: &str, role: &str, since: &str) -> Result<Self, AppError> {
        let organisation = organisation.parse().map_err(|_| AppError::NotFound)?;
        Ok(Self {
            organisation: OrganisationId(organisation),
            role: PartnerRole::from_code(role).ok_or(AppError::NotFound)?,
            since: since.parse().map_err(|_| AppError::NotFound)?,
        })
    }

    fn is_of(&self, partner: &Partner) -> bool {
        let key = (self.organisation, self.role, self.since);
        key == (partner.organisation, partner.role, partner.since)
    }

    /// The partner as the page showed it on which it was changed.
    fn seen(&self, typed: &Posted) -> Partner {
        Partner {
            organisation: self.organisation,
            role: self.role,
            since: self.since,
            until: typed.get("gezien").parse().ok(),
        }
    }
}

/// The form.
pub(super) async fn form(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, organisation, role, since)): Address,
) -> Response {
    match Key::of(&organisation, &role, &since) {
        Ok(key) => partner_page(&app, &who, (&slug, &key), None).await,
        Err(error) => who.refuse(error),
    }
}

/// Keeps the role and the period; with a problem, the form again as it was typed.
pub(super) async fn change(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, organisation, role, since)): Address,
    typed: Posted,
) -> Response {
    let key = match Key::of(&organisation, &role, &since) {
        Ok(key) => key,
        Err(error) => return who.refuse(error),
    };
    let wrong = match read(&typed, key.organisation, &who.page("")) {
        Err(wrong) => wrong,
        Ok(now) => {
            let before = key.seen(&typed);
            let change = PartnersChange::Change { before, now };
            match change_partners(&app, &who.actor, &slug, change).await {
                Ok(()) => return to_list(&slug),
                Err(PartnersError::App(error)) => return who.refuse(error),
                Err(problem) => told(&problem, &who.page("")),
            }
        }
    };
    let typed = Some((&typed, wrong));
    again(partner_page(&app, &who, (&slug, &key), typed).await)
}

/// Takes a partner off that stands there by mistake.
pub(super) async fn take_off(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, organisation, role, since)): Address,
    typed: Posted,
) -> Response {
    let key = match Key::of(&organisation, &role, &since) {
        Ok(key) => key,
        Err(error) => return who.refuse(error),
    };
    let change = PartnersChange::TakeOff(key.seen(&typed));
    match change_partners(&app, &who.actor, &slug, change).await {
        Ok(()) => to_list(&slug),
        Err(PartnersError::App(error)) => who.refuse(error),
        Err(problem) => {
            let wrong = Some(told(&problem, &who.page("")));
            again(list_page(&app, &who, &slug, (&Posted::default(), wrong)).await)
        }
    }
}

/// The form of a partner; if somebody else took it away while it was typed, the list as it is now.
async fn partner_page(
    app: &App,
    who: &SignedIn,
    (slug, key): (&str, &Key),
    typed: Option<(&Posted, Wrong)>,
) -> Response {
    let kept = match partners_page(app, &who.actor, slug, "").await {
        Ok(kept) => kept,
        Err(error) => return who.refuse(error),
    };
    let there = kept.partners.iter().find(|found| key.is_of(found));
    let (partner, typed) = match (there, typed) {
        (Some(partner), typed) => (partner, typed),
        (None, Some((typed, _))) => {
            let gone = told(&PartnersError::ChangedMeanwhile, &who.page(""));
            return list_page(app, who, slug, (typed, Some(gone))).await;
        }
        // Somebody changed it since the address was shown.
        (None, None) => return to_list(slug),
    };
    let line = line(slug, partner, &kept.names, &who.page(""));
    let page = who.page(&line.name);
    let seen = partner
        .until
        .map_or_else(String::new, |day| day.to_string());
    let fields = match typed {
        Some((typed, _)) => PartnerForm::of(typed, &page),
        None => PartnerForm::of(&as_typed(partner, &seen), &page),
    };
    let shown = PartnerPage {
        form: fields,
        wrong: typed.map(|(_, wrong)| wrong),
        pathway: kept.pathway,
        line,
        seen,
        page,
    };
    render(&shown, who.locale.lang)
}

fn as_typed(partner: &Partner, until: &str) -> Posted {
    let fields = [
        ("rol", partner.role.code().to_owned()),
        ("van", partner.since.to_string()),
        ("tot", until.to_owned()),
    ];
    Posted(fields.map(|(name, value)| (name.to_owned(), value)).into())
}
