//! The form by which somebody gives a role.

use mkbroute_application::accounts::{Choices, Invitation, Place};
use mkbroute_domain::accounts::{Role, Scope, ScopeKind};
use mkbroute_domain::ids::CompanyId;
use serde::Deserialize;

use super::role_words::place;
use crate::page::Page;

/// The value that stands for a company that is new here.
const NEW: &str = "nieuw";

/// A role as typed, with the name of a person who is new.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct GiveForm {
    #[serde(default)]
    pub(super) naam: String,
    #[serde(default)]
    pub(super) mailadres: String,
    #[serde(default)]
    pub(super) rol: String,
    #[serde(default)]
    pub(super) waar: String,
    #[serde(default)]
    pub(super) tot: String,
}

impl GiveForm {
    /// The role that is asked for; `None` for one that is not known.
    pub(super) fn role(&self) -> Option<Role> {
        Role::from_code(&self.rol)
    }

    /// The company in which it is to hold, if it is one that is known.
    pub(super) fn company(&self) -> Option<CompanyId> {
        let (kind, id) = self.waar.split_once('.')?;
        let company = kind == ScopeKind::Company.code();
        id.parse().ok().filter(|_| company).map(CompanyId)
    }

    /// What is asked for; in vain it says what is missing.
    pub(super) fn read(&self, choices: &Choices, page: &Page) -> Result<Invitation, String> {
        let no_role = || page.t("Kies een rol.", "Choose a role.").to_owned();
        let no_place = || {
            page.t("Kies waar de rol geldt.", "Choose where the role holds.")
                .to_owned()
        };
        let mut scopes = choices.scopes.iter();
        let known = scopes.find(|scope| code(**scope) == self.waar);
        let known = known.map(|scope| Place::Known(*scope));
        let new = (self.waar == NEW).then_some(Place::NewCompany);
        Ok(Invitation {
            role: self.role().ok_or_else(no_role)?,
            place: known.or(new).ok_or_else(no_place)?,
            until: day(&self.tot, page)?,
        })
    }
}

/// A last day as typed; empty for none.
pub(super) fn day(typed: &str, page: &Page) -> Result<Option<chrono::NaiveDate>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let found = typed.parse().map(Some);
    found.map_err(|_| {
        page.t("Kies een dag die bestaat.", "Choose a day that exists.")
            .to_owned()
    })
}

fn code(scope: Scope) -> String {
    match scope {
        Scope::Programme => scope.kind().code().to_owned(),
        Scope::Wave(id) => format!("{}.{id}", scope.kind().code()),
        Scope::Pathway(id) => format!("{}.{id}", scope.kind().code()),
        Scope::Hogeschool(id) => format!("{}.{id}", scope.kind().code()),
        Scope::Company(id) => format!("{}.{id}", scope.kind().code()),
    }
}

/// The form as it is shown.
pub(super) struct GiveView {
    pub(super) form: GiveForm,
    /// Code, words, and whether it is chosen.
    pub(super) roles: Vec<(&'static str, &'static str, bool)>,
    pub(super) places: Vec<(String, String, bool)>,
    pub(super) problem: Option<String>,
    /// Nobody here may act for them without a last day.
    pub(super) lets_act: bool,
    /// There are more companies than fit in the list of places.
    pub(super) more_companies: bool,
}

impl GiveView {
    pub(super) fn of(
        choices: &Choices,
        form: GiveForm,
        problem: Option<String>,
        page: &Page,
    ) -> Self {
        let mut roles = choices.roles.iter();
        let at_companies = roles.any(|role| role.kinds().contains(&ScopeKind::Company));
        let role = |role: &Role| {
            let chosen = form.rol == role.code();
            (role.code(), page.role(role), chosen)
        };
        let scopes = choices.scopes.iter().map(|scope| {
            let code = code(*scope);
            let chosen = form.waar == code;
            (code, place(*scope, &choices.places, page), chosen)
        });
        let new = choices.new_company.then(|| {
            let words = page.t(
                "een nieuw bedrijf of nieuwe stichting",
                "a new company or foundation",
            );
            (NEW.to_owned(), words.to_owned(), form.waar == NEW)
        });
        Self {
            roles: choices.roles.iter().map(role).collect(),
            places: scopes.chain(new).collect(),
            lets_act: choices.roles.contains(&Role::Intermediary),
            more_companies: choices.places.more_companies && at_companies,
            problem,
            form,
        }
    }
}
