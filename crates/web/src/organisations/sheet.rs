//! One organisation.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::organisations::{
    Alike, KeptContact, OrganisationSheet, organisation_sheet,
};
use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::organisations::{OrganisationKind, Postcode, Reach, Site};
use mkbroute_domain::pathways::profile::Partner;
use mkbroute_report::words::organisation as words;
use mkbroute_report::words::pathway::partner_role;
use uuid::Uuid;

use crate::error::render;
use crate::extract::{Path, SignedIn};
use crate::page::Page;

#[derive(Template)]
#[template(path = "organisations/sheet.html")]
struct SheetPage {
    page: Page,
    sheet: OrganisationSheet,
    /// Under which names registers know it, and the numbers.
    numbers: Vec<(&'static str, String)>,
    today: chrono::NaiveDate,
    /// Why what was asked did not happen.
    wrong: Option<String>,
}

impl SheetPage {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    fn kind(&self, kind: &OrganisationKind) -> &'static str {
        words::organisation_kind(*kind, self.page.lang)
    }

    /// How large a company is, and why; `None` for what is no company.
    fn size(&self) -> Option<String> {
        let is_company = self.sheet.kept.organisation.kind == OrganisationKind::Company;
        let size = self.sheet.size.as_ref();
        let known = size.map(|size| words::size(size, self.page.lang));
        let unknown = || self.page.t("nog niet bekend", "not known yet").to_owned();
        (is_company || known.is_some()).then(|| known.unwrap_or_else(unknown))
    }

    fn role(&self, partner: &Partner) -> &'static str {
        partner_role(partner.role, self.page.lang)
    }

    fn because(&self, alike: &Alike) -> String {
        words::because(alike.because, self.page.lang)
    }

    /// What registers know of a site, in one line.
    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    fn known_as(&self, site: &Site) -> String {
        let vestiging = site.vestiging.as_ref();
        let known = [
            site.postcode.as_ref().map(Postcode::on_envelope),
            vestiging.map(|number| format!("vestigingsnummer {number}")),
            site.rio_location.as_ref().map(|code| format!("RIO {code}")),
        ];
        known.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn roles(&self, kept: &KeptContact) -> String {
        let roles = kept.contact.roles.iter();
        let roles = roles.map(|role| words::contact_role(*role, self.page.lang));
        roles.collect::<Vec<_>>().join(", ")
    }

    /// What somebody may get, in words, and whether that is nothing.
    fn reach(&self, kept: &KeptContact) -> (&str, bool) {
        let words = |nl, en| self.page.t(nl, en);
        match kept.contact.wishes.reach(self.today) {
            Reach::Mailing => (words("wil mailings krijgen", "wants mailings"), false),
            Reach::InPerson => (
                words("alleen persoonlijk contact", "only personal contact"),
                false,
            ),
            Reach::Nothing => (words("niet benaderen", "do not contact"), true),
        }
    }
}

/// The organisation.
pub(super) async fn show(State(app): State<App>, who: SignedIn, Path(id): Path<Uuid>) -> Response {
    page(&app, &who, OrganisationId(id), None).await
}

/// The page of an organisation, with why something did not happen. One that went into another leads there.
pub(super) async fn page(
    app: &App,
    who: &SignedIn,
    id: OrganisationId,
    wrong: Option<String>,
) -> Response {
    match organisation_sheet(app, &who.actor, id).await {
        Ok(sheet) => {
            if let Some(into) = sheet.kept.merged_into {
                return Redirect::to(&format!("/organisaties/{into}")).into_response();
            }
            let shown = SheetPage {
                page: who.page(&sheet.kept.organisation.name),
                numbers: numbers(&sheet, who.locale.lang),
                today: app.now().date_naive(),
                wrong,
                sheet,
            };
            render(&shown, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

fn numbers(
    sheet: &OrganisationSheet,
    lang: mkbroute_domain::text::Lang,
) -> Vec<(&'static str, String)> {
    use mkbroute_domain::organisations::IdentifierKind as Kind;
    let known = &sheet.kept.organisation.registered;
    let sbi = known.sbi.as_ref();
    let numbers = [
        (Kind::Kvk, known.kvk.as_ref().map(ToString::to_string)),
        (Kind::Rsin, known.rsin.as_ref().map(ToString::to_string)),
        (
            Kind::Sbi,
            sbi.map(|sbi| format!("{} (SBI {})", sbi.code(), sbi.scheme().code())),
        ),
        (Kind::Brin, known.brin.as_ref().map(ToString::to_string)),
        (
            Kind::RioBoard,
            known.rio_board.as_ref().map(ToString::to_string),
        ),
        (
            Kind::RioProvider,
            known.rio_provider.as_ref().map(ToString::to_string),
        ),
    ];
    let known = numbers.into_iter().filter_map(|(kind, number)| {
        let name = words::identifier_kind(kind, lang);
        number.map(|number| (name, number))
    });
    known.collect()
}
