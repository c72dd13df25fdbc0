//! The cast of the demonstration.

use chrono::TimeDelta;
use mkbroute_domain::accounts::{Grant, GrantStatus, Person, Role, Scope};
use mkbroute_domain::ids::{CompanyId, GrantId, PersonId};
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::text::Lang;
use mkbroute_store::{StoreError, Tx};

use crate::App;

/// How long the intermediary of the demonstration acts for the company.
const DELEGATED: TimeDelta = TimeDelta::days(90);

/// A made-up person.
pub struct Part {
    pub slug: &'static str,
    pub name: &'static str,
    pub role: Role,
    pub about_nl: &'static str,
    pub about_en: &'static str,
}

/// Everybody in the demonstration, in the order in which they are offered.
pub const CAST: &[Part] = &[
    Part {
        slug: "ruben-vos",
        name: "Ruben Vos",
        role: Role::Researcher,
        about_nl: "Meet de routes. Ziet alle cijfers, ook wat niet naar buiten mag.",
        about_en: "Measures the pathways. Sees every figure, also what may not be published.",
    },
    Part {
        slug: "noor-de-wit",
        name: "Noor de Wit",
        role: Role::Coordinator,
        about_nl: "Coördineert een route. Volgt de respons en leest het rapport.",
        about_en: "Coordinates a pathway. Follows the response and reads the report.",
    },
    Part {
        slug: "samira-haddad",
        name: "Samira Haddad",
        role: Role::ProgrammeTeam,
        about_nl: "Werkt voor het landelijke programma. Volgt alle metingen.",
        about_en: "Works for the national programme. Follows every measurement.",
    },
    Part {
        slug: "joost-bakker",
        name: "Joost Bakker",
        role: Role::CompanyContact,
        about_nl: "Leidt een bedrijf met twee studenten. Leest wat openbaar is.",
        about_en: "Runs a company with two students. Reads what is published.",
    },
    Part {
        slug: "anja-kok",
        name: "Anja Kok",
        role: Role::Administrator,
        about_nl: "Beheert het programma. Voegt mensen toe en geeft hun een link.",
        about_en: "Administers the program. Adds people and gives them a link.",
    },
    Part {
        slug: "karim-aziz",
        name: "Karim Aziz",
        role: Role::Teacher,
        about_nl: "Geeft les in een route. Leest wat openbaar is en heeft een uitnodiging open.",
        about_en: "Teaches in a pathway. Reads what is published and has an open invitation.",
    },
    Part {
        slug: "wil-peters",
        name: "Wil Peters",
        role: Role::Supervisor,
        about_nl: "Begeleidt studenten in het bedrijf van Joost Bakker. Leest wat openbaar is.",
        about_en: "Guides students in the company of Joost Bakker. Reads what is published.",
    },
    Part {
        slug: "lotte-smit",
        name: "Lotte Smit",
        role: Role::Student,
        about_nl: "Werkt en studeert. Leest wat openbaar is.",
        about_en: "Works and studies. Reads what is published.",
    },
    Part {
        slug: "peter-jansen",
        name: "Peter Jansen",
        role: Role::BranchOrganisation,
        about_nl: "Werkt bij een brancheorganisatie. Leest wat openbaar is.",
        about_en: "Works at a branch organisation. Reads what is published.",
    },
    Part {
        slug: "mieke-dekker",
        name: "Mieke Dekker",
        role: Role::Foundation,
        about_nl: "Werkt bij een stichting die studenten in dienst heeft. Nodigt collega's uit.",
        about_en: "Works at a foundation that employs students. Invites colleagues.",
    },
    Part {
        slug: "hugo-kuipers",
        name: "Hugo Kuipers",
        role: Role::Intermediary,
        about_nl: "Treedt drie maanden op voor het bedrijf van Joost Bakker. Ziet nog weinig.",
        about_en: "Acts for the company of Joost Bakker for three months. Sees little yet.",
    },
];

/// Adds everybody with their role, and an invitation that waits; gives who coordinates the first pathway.
pub(super) async fn fill(
    app: &App,
    tx: &Tx,
    pathways: &[Pathway],
) -> Result<Option<PersonId>, StoreError> {
    let (company, foundation) = (CompanyId(app.fresh_id()), CompanyId(app.fresh_id()));
    let pathway = |place: usize| {
        let found = pathways.get(place);
        found.map_or(Scope::Programme, |found| Scope::Pathway(found.id))
    };
    let mut cast: Vec<Grant> = Vec::new();
    for part in CAST {
        let scope = match part.role {
            Role::Administrator | Role::ProgrammeTeam | Role::Researcher => Scope::Programme,
            Role::Coordinator | Role::Teacher | Role::Student | Role::BranchOrganisation => {
                pathway(0)
            }
            Role::CompanyContact | Role::Supervisor | Role::Intermediary => Scope::Company(company),
            Role::Foundation => Scope::Company(foundation),
        };
        let id = PersonId(app.fresh_id());
        tx.insert_person(&Person {
            id,
            slug: part.slug.to_owned(),
            name: part.name.to_owned(),
            email: None,
            lang: Lang::Nl,
            created_at: app.now(),
        })
        .await?;
        let grant = GrantId(app.fresh_id());
        cast.push(Grant::by_program(grant, id, part.role, scope, app.now()));
    }
    let of = |role: Role| cast.iter().find(|grant| grant.role == role).cloned();
    let (company, team) = (of(Role::CompanyContact), of(Role::ProgrammeTeam));
    let intermediary = cast
        .iter_mut()
        .find(|found| found.role == Role::Intermediary);
    if let (Some(company), Some(intermediary)) = (company, intermediary) {
        intermediary.given_by = Some(company.person);
        intermediary.delegated_from = Some(company.id);
        intermediary.expires_at = Some(app.now() + DELEGATED);
    }
    for grant in &cast {
        tx.insert_grant(grant).await?;
    }
    // A teacher who will coordinate another pathway.
    if let Some(teacher) = cast.iter().find(|grant| grant.role == Role::Teacher) {
        let (id, role) = (GrantId(app.fresh_id()), Role::Coordinator);
        let invitation = Grant {
            status: GrantStatus::Invited,
            given_by: team.map(|team| team.person),
            ..Grant::by_program(id, teacher.person, role, pathway(1), app.now())
        };
        tx.insert_grant(&invitation).await?;
    }
    let coordinator = cast.iter().find(|grant| grant.role == Role::Coordinator);
    Ok(coordinator.map(|grant| grant.person))
}
