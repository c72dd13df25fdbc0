//! Every address crossed with every role and six kinds of scope.

use axum::http::StatusCode;
use chrono::DateTime;
use mkbroute_application::accounts::{Entrance, begin_session};
use mkbroute_application::outreach::LeadFilter;
use mkbroute_application::pathways::{MeetingFilter, MeetingWhen};
use mkbroute_domain::accounts::{
    Device, Grant, GrantStatus, Managed, Person, Role, Scope, SignInMethod, Visible,
};
use mkbroute_domain::ids::{
    CompanyId, ContactId, EventId, GrantId, HogeschoolId, MailingId, OrganisationId, PathwayId,
    PersonId,
};
use mkbroute_domain::organisations::size::{Enterprise, NotedPeriod, Period};
use mkbroute_domain::organisations::{Contact, Wishes};
use mkbroute_domain::outreach::Template;
use mkbroute_domain::text::Lang;
use mkbroute_store::Mailing;
use mkbroute_testkit::Backend;
use rstest::rstest;

use super::table::{For, Row};
use super::{ask, opened, rows};
use crate::site::{Reply, Site};

/// Where the one who asks holds the role, or how far the role is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Own,
    OtherPathway,
    OtherHogeschool,
    OtherCompany,
    Unconfirmed,
    Revoked,
}

/// Whether the table gives the page to somebody with the role, in a scope of this kind.
fn expected(who: For, role: Role, kind: Kind) -> bool {
    let own = kind == Kind::Own;
    let counts = !matches!(kind, Kind::Unconfirmed | Kind::Revoked);
    let national = own && matches!(role, Role::Researcher | Role::ProgrammeTeam);
    match who {
        For::All | For::SignedIn => true,
        For::Reads => counts && role != Role::Intermediary,
        For::Administrator => own && role == Role::Administrator,
        For::Researcher => own && role == Role::Researcher,
        For::Staff => national,
        For::Distributes => national || own && role == Role::Coordinator,
        For::DistributesElsewhere => {
            let there = kind == Kind::OtherPathway;
            let reaches = matches!(
                role,
                Role::ProgrammeTeam | Role::Researcher | Role::Coordinator
            );
            national || there && reaches
        }
        For::Manages => {
            counts
                && matches!(
                    role,
                    Role::Administrator
                        | Role::ProgrammeTeam
                        | Role::Coordinator
                        | Role::CompanyContact
                        | Role::Foundation
                )
        }
        For::ManagesStudent => own && matches!(role, Role::Administrator | Role::Coordinator),
        For::ManagesSupervisor => own && matches!(role, Role::Administrator | Role::CompanyContact),
        // The intermediary of the demonstration acts for a company, not for a pathway.
        For::WorksLeads => own && role == Role::Coordinator,
        For::WorksLeadsElsewhere => {
            let there = kind == Kind::OtherPathway;
            there && matches!(role, Role::Coordinator | Role::Intermediary)
        }
        For::SeesFunnel => counts && matches!(role, Role::ProgrammeTeam | Role::BranchOrganisation),
        For::SeesOrganisations => {
            let changes = matches!(role, Role::ProgrammeTeam | Role::Coordinator);
            let sees = changes || role == Role::BranchOrganisation;
            works_on_pathways(kind) && sees || elsewhere(kind) && role == Role::Intermediary
        }
        For::ChangesOrganisations | For::SeesNetwork => {
            works_on_pathways(kind) && matches!(role, Role::ProgrammeTeam | Role::Coordinator)
        }
        For::ProgrammeTeam => own && role == Role::ProgrammeTeam,
        For::SeesDevelopment => {
            let role_sees = matches!(
                role,
                Role::ProgrammeTeam
                    | Role::Researcher
                    | Role::Coordinator
                    | Role::Teacher
                    | Role::BranchOrganisation
            );
            own && role_sees
        }
        For::Develops => own && matches!(role, Role::ProgrammeTeam | Role::Coordinator),
        // It is nobody's who is asked here.
        For::OnlyOwn | For::Teacher => false,
    }
}

/// Whether a role holds on some pathway, this one or another.
fn works_on_pathways(kind: Kind) -> bool {
    kind == Kind::Own || elsewhere(kind)
}

/// Whether a role holds on another pathway. Only there the intermediary works on one: theirs acts for a company.
fn elsewhere(kind: Kind) -> bool {
    matches!(kind, Kind::OtherPathway | Kind::OtherHogeschool)
}

/// Whether the page takes a second to make. Opened as their own is enough.
fn is_slow(example: &str) -> bool {
    example.contains(".pdf")
}

/// The demonstration with the grants that addresses name.
struct World {
    site: Site,
    /// What stands in addresses, and the grant that it stands for.
    grants: Vec<(&'static str, Grant)>,
    /// A company on the list of the first pathway.
    lead: String,
    /// The meeting of the first pathway.
    event: String,
    /// Somebody on its list.
    guest: String,
    /// A letter to its guests.
    mailing: String,
    /// A meeting of the learning network.
    network: String,
    /// The company that stands on the list, and somebody there.
    company: String,
    contact: String,
    /// Figures of the company.
    period: String,
}

impl World {
    async fn new() -> Self {
        let mut site = Site::demo(Backend::Sqlite).await;
        site.with_interim_release().await;
        site.with_planned_wave().await;
        site.be("samira-haddad").await;
        site.with_plan().await;
        let store = site.kit.app.store();
        let persons = store.persons(&Managed::everything()).await.unwrap();
        let mut grants = Vec::new();
        for (name, slug, status) in [
            ("{student}", "lotte-smit", GrantStatus::Confirmed),
            ("{supervisor}", "wil-peters", GrantStatus::Confirmed),
            ("{invitation}", "karim-aziz", GrantStatus::Invited),
        ] {
            let person = persons.iter().find(|person| person.slug == slug).unwrap();
            let held = store.grants_of(person.id).await.unwrap();
            let found = held.into_iter().find(|grant| grant.status == status);
            grants.push((name, found.unwrap()));
        }
        let pathways = store.pathways(&Visible::Everything).await.unwrap();
        let first = pathways.iter().find(|found| found.slug == "avans-bouw");
        let leads = store
            .leads_after(first.unwrap().id, &LeadFilter::default(), (None, 1))
            .await
            .unwrap();
        let lead = leads[0].id.to_string();
        let company = leads[0].company;
        let contact = somebody_at(&site, company).await;
        let period = figures_of(&site, company).await;
        let events = store.events_of(first.unwrap().id).await.unwrap();
        let event = events[0].id.to_string();
        let kept = store.event(events[0].id).await.unwrap().unwrap();
        let guest = kept.event.guests[0].id.to_string();
        let mailing = letter_about(&site, (first.unwrap().id, events[0].id)).await;
        let ever = MeetingFilter {
            when: MeetingWhen::Ever,
            theme: None,
        };
        let network = store.meetings(&ever, (0, 1)).await.unwrap()[0].id;
        Self {
            site,
            grants,
            lead,
            event,
            guest,
            mailing,
            network: network.to_string(),
            company: company.to_string(),
            contact,
            period,
        }
    }

    /// The scope of a kind for a role.
    async fn scope(&self, role: Role, kind: Kind) -> Scope {
        let store = self.site.kit.app.store();
        let pathways = store.pathways(&Visible::Everything).await.unwrap();
        let pathway = |slug: &str| {
            let found = pathways.iter().find(|pathway| pathway.slug == slug);
            Scope::Pathway(found.unwrap().id)
        };
        match kind {
            Kind::Own | Kind::Unconfirmed | Kind::Revoked => match role {
                Role::Administrator | Role::ProgrammeTeam | Role::Researcher => Scope::Programme,
                Role::Coordinator | Role::Teacher | Role::Student | Role::BranchOrganisation => {
                    pathway("avans-bouw")
                }
                Role::CompanyContact | Role::Supervisor | Role::Foundation | Role::Intermediary => {
                    self.grants[1].1.scope
                }
            },
            Kind::OtherPathway => pathway("saxion-bouwkunde"),
            Kind::OtherHogeschool => Scope::Hogeschool(HogeschoolId::named("NHL Stenden")),
            Kind::OtherCompany => Scope::Company(CompanyId(self.site.kit.app.fresh_id())),
        }
    }

    /// Signs in as somebody new with a role in a scope of this kind.
    async fn be(&mut self, role: Role, kind: Kind) {
        let app = &self.site.kit.app;
        let id = PersonId(app.fresh_id());
        let person = Person {
            id,
            slug: format!("p-{}", id.0.simple()),
            name: "Iemand".into(),
            email: None,
            lang: Lang::Nl,
            created_at: DateTime::UNIX_EPOCH,
        };
        let scope = self.scope(role, kind).await;
        let grant = Grant {
            status: match kind {
                Kind::Unconfirmed => GrantStatus::Invited,
                Kind::Revoked => GrantStatus::Revoked,
                _ => GrantStatus::Confirmed,
            },
            ..Grant::by_program(GrantId(app.fresh_id()), id, role, scope, app.now())
        };
        let tx = app.store().begin().await.unwrap();
        tx.insert_person(&person).await.unwrap();
        tx.insert_grant(&grant).await.unwrap();
        tx.commit().await.unwrap();
        let entrance = Entrance {
            method: SignInMethod::Demo,
            device: Device::UNKNOWN,
            former: None,
            known_as: None,
        };
        let begun = begin_session(app, id, entrance).await.unwrap();
        let cookie = format!("mkbroute={}", begun.session);
        self.site.use_cookie(&cookie);
    }

    /// Whether a reply is what somebody gets for something absent, as far as `known`. The menu counts what waits,
    /// which may have changed since, so what differs is compared anew.
    async fn is_as_absent(&self, reply: &Reply, known: &mut String) -> bool {
        let text = reply.lasting();
        if text != *known {
            *known = self.site.get("/nergens").await.lasting();
        }
        reply.status == StatusCode::NOT_FOUND && text == *known
    }

    /// Where the program does otherwise than the table says for this role and kind.
    async fn breaches(&self, role: Role, kind: Kind) -> Vec<String> {
        let mut found = Vec::new();
        let mut absent = String::new();
        for Row { example, who, .. } in rows().filter(|row| row.who != For::All) {
            if kind != Kind::Own && is_slow(example) && expected(*who, role, kind) {
                continue;
            }
            let mut address = (*example).to_owned();
            for (name, grant) in &self.grants {
                address = address.replace(name, &grant.id.to_string());
            }
            address = address.replace("{lead}", &self.lead);
            address = address.replace("{event}", &self.event);
            address = address.replace("{guest}", &self.guest);
            address = address.replace("{mailing}", &self.mailing);
            address = address.replace("{network}", &self.network);
            address = address.replace("{company}", &self.company);
            address = address.replace("{contact}", &self.contact);
            address = address.replace("{period}", &self.period);
            let reply = ask(&self.site, &address).await;
            let expected = expected(*who, role, kind);
            if opened(&(reply.status, reply.location())) != expected {
                found.push(format!("{role:?} {kind:?} {address}: {}", reply.status));
            } else if !expected && !self.is_as_absent(&reply, &mut absent).await {
                found.push(format!(
                    "{role:?} {kind:?} {address}: not as if it were absent"
                ));
            }
        }
        found
    }
}

/// A letter about a meeting that went to nobody.
async fn letter_about(site: &Site, (pathway, event): (PathwayId, EventId)) -> String {
    let mailing = Mailing {
        id: MailingId(site.kit.app.fresh_id()),
        pathway,
        event: Some(event),
        template: Template::default(),
        sent_by: PersonId(site.kit.app.fresh_id()),
        sent_at: site.kit.app.now(),
    };
    let tx = site.kit.app.store().begin().await.unwrap();
    tx.insert_mailing(&mailing, &[]).await.unwrap();
    tx.commit().await.unwrap();
    mailing.id.to_string()
}

/// What is noted of the size of a company.
async fn figures_of(site: &Site, company: OrganisationId) -> String {
    let (id, today) = (site.kit.app.fresh_id(), site.kit.app.now().date_naive());
    let noted = NotedPeriod {
        period: Period {
            closes: today,
            enterprise: Enterprise::default(),
            ownership_changed: false,
            estimated: false,
        },
        source: "KvK".into(),
        noted_on: today,
    };
    let tx = site.kit.app.store().begin().await.unwrap();
    tx.insert_period(company, (id, &noted)).await.unwrap();
    tx.commit().await.unwrap();
    id.to_string()
}

/// Somebody with whom the first pathway talks.
async fn somebody_at(site: &Site, company: OrganisationId) -> String {
    let contact = Contact {
        id: ContactId(site.kit.app.fresh_id()),
        organisation: company,
        name: "Iemand".into(),
        roles: Vec::new(),
        address: None,
        phone: String::new(),
        wishes: Wishes::default(),
    };
    let tx = site.kit.app.store().begin().await.unwrap();
    tx.insert_contact(&contact).await.unwrap();
    tx.commit().await.unwrap();
    contact.id.to_string()
}

#[rstest]
#[case::own(Kind::Own)]
#[case::other_pathway(Kind::OtherPathway)]
#[case::other_hogeschool(Kind::OtherHogeschool)]
#[case::other_company(Kind::OtherCompany)]
#[case::unconfirmed(Kind::Unconfirmed)]
#[case::revoked(Kind::Revoked)]
#[tokio::test]
async fn every_address_opens_for_whom_the_table_says(#[case] kind: Kind) {
    let mut world = World::new().await;
    let mut breaches = Vec::new();
    for role in Role::ALL {
        world.be(role, kind).await;
        breaches.extend(world.breaches(role, kind).await);
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

/// Were a rule dropped, the crossing would find it: whoever gets what the rule keeps from them is asked
/// as the one from whom it is kept.
#[rstest]
#[case::scopes_are_not_looked_at(
    (Role::Coordinator, Kind::Own),
    Kind::OtherPathway,
    "uitzetten/vervolgmeting-avans"
)]
#[case::companies_are_not_told_apart((Role::CompanyContact, Kind::Own), Kind::OtherCompany, "wil-peters")]
#[case::invitations_count((Role::Administrator, Kind::Own), Kind::Unconfirmed, "/logboek")]
#[case::what_was_revoked_counts((Role::Researcher, Kind::Own), Kind::Revoked, "/bevriezen")]
#[tokio::test]
async fn a_rule_that_is_dropped_is_found(
    #[case] (role, has): (Role, Kind),
    #[case] said: Kind,
    #[case] address: &str,
) {
    let mut world = World::new().await;
    world.be(role, has).await;
    let breaches = world.breaches(role, said).await;
    assert!(
        breaches.iter().any(|found| found.contains(address)),
        "{breaches:#?}"
    );
}
