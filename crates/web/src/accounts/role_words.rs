//! Roles, scopes and what happens to them in words.

use mkbroute_application::accounts::{GrantError, GrantHistory, LONGEST_NAME, Places, last_day};
use mkbroute_domain::accounts::grant::Event;
use mkbroute_domain::accounts::{Grant, GrantStatus, Refusal, Role, Scope, ScopeKind, Step};

use crate::page::Page;

/// A grant with its words, for a page.
pub(super) struct GrantView {
    pub(super) id: String,
    pub(super) role: &'static str,
    /// The name under which the role is chosen.
    pub(super) code: &'static str,
    pub(super) place: String,
    pub(super) state: &'static str,
    /// The last day on which it holds.
    pub(super) until: Option<chrono::NaiveDate>,
    /// Whether it counts, or will once it is accepted.
    pub(super) lives: bool,
    pub(super) invited: bool,
    pub(super) history: Vec<Line>,
}

/// Something that happened to a grant.
pub(super) struct Line {
    pub(super) what: String,
    pub(super) who: String,
    pub(super) moment: String,
}

impl GrantView {
    pub(super) fn of(
        found: &GrantHistory,
        places: &Places,
        page: &Page,
        now: chrono::DateTime<chrono::Utc>,
    ) -> Self {
        let grant = &found.grant;
        let events = found.events.iter();
        Self {
            id: grant.id.to_string(),
            role: page.role(&grant.role),
            code: grant.role.code(),
            place: place(grant.scope, places, page),
            state: state(grant, page, now),
            until: grant.expires_at.map(last_day),
            lives: grant.lives(now),
            invited: grant.status == GrantStatus::Invited && grant.lives(now),
            history: events
                .map(|(event, name)| line(event, name.as_deref(), page))
                .collect(),
        }
    }
}

fn line(event: &Event, name: Option<&str>, page: &Page) -> Line {
    let what = match event.step {
        Step::Give => page.t("gegeven", "given"),
        Step::Accept => page.t("aangenomen", "accepted"),
        Step::Decline => page.t("afgewezen", "declined"),
        Step::Revoke => page.t("ingetrokken", "taken back"),
        Step::LayDown => page.t("neergelegd", "given up"),
        Step::ChangeEnd => page.t("einddatum gewijzigd", "last day changed"),
    };
    let tells_end = matches!(event.step, Step::Give | Step::ChangeEnd);
    let end = match event.until.map(last_day) {
        Some(day) if tells_end => {
            format!(", {} {}", page.t("tot en met", "until"), page.date(&day))
        }
        None if event.step == Step::ChangeEnd => page.t(": geen einde", ": no end").to_owned(),
        _ => String::new(),
    };
    let unknown = match event.by {
        Some(_) => page.t("iemand die hier niet meer is", "somebody who is gone"),
        None => page.t("het programma", "the program"),
    };
    Line {
        what: format!("{what}{end}"),
        who: name.unwrap_or(unknown).to_owned(),
        moment: page.moment(&event.at),
    }
}

/// How a grant stands.
pub(super) fn state(
    grant: &Grant,
    page: &Page,
    now: chrono::DateTime<chrono::Utc>,
) -> &'static str {
    let (nl, en) = match grant.status {
        GrantStatus::Revoked => ("ingetrokken", "ended"),
        _ if !grant.lives(now) => ("verlopen", "expired"),
        GrantStatus::Invited => ("uitgenodigd", "invited"),
        GrantStatus::Confirmed => ("van kracht", "in force"),
    };
    mkbroute_report::words::choose(page.lang, nl, en)
}

/// Where a role holds.
pub(super) fn place(scope: Scope, places: &Places, page: &Page) -> String {
    match scope {
        Scope::Programme => page
            .t("het hele programma", "the whole programme")
            .to_owned(),
        Scope::Wave(id) => {
            let found = places.waves.iter().find(|wave| wave.id == id);
            let unknown = || page.t("een meting", "a measurement").to_owned();
            found.map_or_else(unknown, |wave| page.text(&wave.title).to_owned())
        }
        Scope::Pathway(id) => {
            let found = places.pathways.iter().find(|pathway| pathway.id == id);
            let unknown = || page.t("een route", "a pathway").to_owned();
            found.map_or_else(unknown, |pathway| {
                format!("{}, {}", pathway.hogeschool, page.text(&pathway.name))
            })
        }
        Scope::Hogeschool(id) => {
            let mut pathways = places.pathways.iter();
            let found = pathways.find(|pathway| pathway.hogeschool_id == id);
            let name = found.map_or(page.t("een hogeschool", "a hogeschool"), |pathway| {
                pathway.hogeschool.as_str()
            });
            format!("{} {name}", page.t("alle routes van", "all pathways of"))
        }
        Scope::Company(id) => {
            let found = places.companies.iter().find(|(company, _)| *company == id);
            found.map_or_else(
                || {
                    page.t("een bedrijf of stichting", "a company or foundation")
                        .to_owned()
                },
                |(_, name)| format!("{} {name}", page.t("organisatie van", "organisation of")),
            )
        }
    }
}

/// The kinds of scope in which a role holds.
fn kinds(role: Role, page: &Page) -> String {
    let words = role.kinds().iter().map(|kind| match kind {
        ScopeKind::Programme => page.t("het hele programma", "the whole programme"),
        ScopeKind::Wave => page.t("één meting", "one measurement"),
        ScopeKind::Pathway => page.t("één route", "one pathway"),
        ScopeKind::Hogeschool => page.t("één hogeschool", "one hogeschool"),
        ScopeKind::Company => page.t("één bedrijf of stichting", "one company or foundation"),
    });
    let words: Vec<&str> = words.collect();
    words.join(page.t(" of ", " or "))
}

/// What went wrong; `None` for what is no fault of who filled the form in.
pub(super) fn problem(error: &GrantError, role: Option<Role>, page: &Page) -> Option<String> {
    let refusal = match error {
        GrantError::App(_) | GrantError::Repeat(_) => return None,
        GrantError::NoName => return Some(page.t("Vul een naam in.", "Enter a name.").to_owned()),
        GrantError::LongName => {
            return Some(format!(
                "{} {LONGEST_NAME} {}",
                page.t(
                    "Deze naam is te lang. Gebruik hoogstens",
                    "This name is too long. Use at most"
                ),
                page.t("tekens.", "characters.")
            ));
        }
        GrantError::NoAddress => {
            let told = page.t(
                "Dit is geen mailadres. Schrijf het zoals naam@voorbeeld.nl, of laat het leeg.",
                "This is no mail address. Write it like name@example.nl, or leave it empty.",
            );
            return Some(told.to_owned());
        }
        GrantError::AddressTaken => {
            let told = page.t(
                "Iemand anders heeft dit mailadres al. Ieder heeft een eigen adres.",
                "Somebody else has this mail address. Everybody has an address of their own.",
            );
            return Some(told.to_owned());
        }
        GrantError::Refused(refusal) => *refusal,
    };
    if let (Refusal::WrongScope, Some(role)) = (refusal, role) {
        let (role, kinds) = (page.role(&role), kinds(role, page));
        return Some(format!(
            "{} {role} {} {kinds}.",
            page.t("De rol", "The role"),
            page.t("geldt voor", "holds in")
        ));
    }
    Some(refused(refusal, page).to_owned())
}

fn refused<'a>(refusal: Refusal, page: &Page) -> &'a str {
    let (nl, en) = match refusal {
        Refusal::NotTheirs => (
            "Deze rol kun je daar niet geven. Kies een andere rol of een andere plek.",
            "You cannot give this role there. Choose another role or another place.",
        ),
        Refusal::WrongScope => (
            "Deze rol geldt niet op zo'n plek. Kies een andere plek.",
            "This role does not hold in such a place. Choose another place.",
        ),
        Refusal::NoEnd => (
            "Deze rol is altijd tijdelijk. Kies een laatste dag.",
            "This role is always for a time. Choose a last day.",
        ),
        Refusal::EndIsPast => (
            "De laatste dag is al voorbij. Kies een latere dag.",
            "The last day is past. Choose a later day.",
        ),
        Refusal::OutlivesOwn => (
            "Iemand kan niet langer voor jou optreden dan jij de rol zelf hebt. Kies een eerdere dag.",
            "Nobody can act for you longer than you have the role. Choose an earlier day.",
        ),
        Refusal::ToThemselves => (
            "Je kunt jezelf geen rol geven. Vraag een collega.",
            "You cannot give yourself a role. Ask a colleague.",
        ),
        Refusal::HasIt => (
            "Deze persoon heeft die rol daar al, of is er al voor uitgenodigd.",
            "This person has that role there, or is invited to it.",
        ),
        Refusal::CoordinatorAndResearcher => (
            "Wie een route coördineert, onderzoekt die niet zelf. Kies een andere persoon, of trek eerst de andere rol in.",
            "Who coordinates a pathway does not research it. Choose another person, or take the other role back first.",
        ),
        Refusal::LastAdministrator => (
            "Er moet een beheerder zonder einddatum blijven. Maak eerst iemand anders beheerder.",
            "An administrator without a last day must remain. Make somebody else administrator first.",
        ),
        Refusal::NotNow => (
            "Dat kan niet meer: de rol is intussen aangenomen, ingetrokken of verlopen.",
            "That is not possible any more: the role was accepted, taken back or has expired.",
        ),
    };
    mkbroute_report::words::choose(page.lang, nl, en)
}
