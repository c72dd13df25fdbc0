//! Made-up companies on their way to the first pathway of the demonstration.

use chrono::{NaiveDate, TimeDelta};
use mkbroute_domain::ids::{LeadId, OrganisationId, PersonId, SiteId};
use mkbroute_domain::organisations::{Organisation, OrganisationKind, Registered, Site};
use mkbroute_domain::outreach::{
    DeclineReason, Journey, Lead, LeadSource, Motive, Stage, StageChange,
};
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::{KeptLead, Tx};

use super::{SeedError, meetings};
use crate::{App, AppError};

/// Days ago that companies came to talk about the pathway.
const MEETING: i64 = 75;

type Steps = &'static [(Stage, i64)];

/// Name, place, how it was found, and since how many days it is in each stage.
const COMPANIES: [(&str, &str, LeadSource, Steps); 16] = [
    (
        "Bouwbedrijf De Linde",
        "Breda",
        LeadSource::Branch,
        &[
            (Stage::Approached, 200),
            (Stage::Attended, MEETING),
            (Stage::Conversation, 60),
            (Stage::Committed, 41),
            (Stage::Active, 20),
        ],
    ),
    (
        "Timmerwerken Van Loon",
        "Tilburg",
        LeadSource::Branch,
        &[
            (Stage::Approached, 190),
            (Stage::Attended, MEETING),
            (Stage::Conversation, 50),
            (Stage::Onboarding, 12),
        ],
    ),
    (
        "Installatiebureau Noord",
        "Oosterhout",
        LeadSource::Branch,
        &[
            (Stage::Approached, 180),
            (Stage::Attended, MEETING),
            (Stage::Conversation, 44),
        ],
    ),
    (
        "Metselbedrijf Gebroeders Smits",
        "Breda",
        LeadSource::College,
        &[
            (Stage::Interested, 120),
            (Stage::Attended, MEETING),
            (Stage::Declined, 52),
        ],
    ),
    (
        "Aannemersbedrijf Rietveld",
        "Roosendaal",
        LeadSource::College,
        &[
            (Stage::Interested, 110),
            (Stage::Attended, MEETING),
            (Stage::Committed, 31),
        ],
    ),
    (
        "Dakdekkers Zuid",
        "Bergen op Zoom",
        LeadSource::Company,
        &[
            (Stage::Approached, 95),
            (Stage::Attended, MEETING),
            (Stage::Dormant, 48),
        ],
    ),
    (
        "Bouwadvies Kromhout",
        "Breda",
        LeadSource::Branch,
        &[(Stage::Approached, 90), (Stage::Attended, MEETING)],
    ),
    (
        "Renovatie Baks",
        "Etten-Leur",
        LeadSource::Media,
        &[
            (Stage::Interested, 88),
            (Stage::Attended, MEETING),
            (Stage::Conversation, 9),
        ],
    ),
    (
        "Stukadoors De Kade",
        "Dordrecht",
        LeadSource::Media,
        &[(Stage::Approached, 70), (Stage::Declined, 39)],
    ),
    (
        "Betonbouw Hazeldonk",
        "Breda",
        LeadSource::Student,
        &[(Stage::Conversation, 64), (Stage::Committed, 33)],
    ),
    (
        "Prefab Moerdijk",
        "Zevenbergen",
        LeadSource::Student,
        &[(Stage::Interested, 61)],
    ),
    (
        "Schildersbedrijf Aerts",
        "Tilburg",
        LeadSource::Other,
        &[(Stage::Approached, 58), (Stage::Dormant, 57)],
    ),
    (
        "Bouwgroep Mark en Dintel",
        "Zevenbergen",
        LeadSource::Branch,
        &[(Stage::Approached, 40), (Stage::Interested, 18)],
    ),
    (
        "Houtskeletbouw Vos",
        "Gilze",
        LeadSource::Company,
        &[(Stage::Approached, 29)],
    ),
    (
        "Klusbedrijf Mertens",
        "Breda",
        LeadSource::College,
        &[(Stage::Approached, 14)],
    ),
    (
        "Vloeren Van Dun",
        "Goirle",
        LeadSource::Branch,
        &[(Stage::Approached, 6)],
    ),
];

/// Fills the list of a pathway; `coordinator` talks with most companies.
pub(super) async fn fill(
    app: &App,
    tx: &Tx,
    pathway: &Pathway,
    coordinator: Option<PersonId>,
) -> Result<(), SeedError> {
    let held = meetings::held(app, pathway, ago(app, MEETING));
    tx.insert_event(&held).await?;
    let mut came = Vec::new();
    let mut all = Vec::new();
    for (at, (name, place, source, steps)) in (0..).zip(COMPANIES) {
        let company = company(app, name, place);
        tx.insert_organisation(&company).await?;
        let attended = steps.contains(&(Stage::Attended, MEETING));
        if attended {
            came.push(company.id);
        }
        let journey = journey(app, steps, coordinator)?;
        let quiet_since = journey.changes().last().map_or(held.on, |step| step.on);
        let lead = Lead {
            id: LeadId(app.fresh_id()),
            company: company.id,
            pathway: pathway.id,
            source,
            event: attended.then_some(held.id),
            motives: motives(at),
            owner: coordinator.filter(|_| at % 5 != 4),
            journey,
        };
        let kept = KeptLead {
            lead,
            quiet_since,
            revision: 1,
        };
        tx.insert_lead(&kept).await?;
        all.push(company);
    }
    meetings::fill_held(app, tx, &held, &came).await?;
    meetings::fill_coming(app, tx, pathway, &all).await
}

fn ago(app: &App, days: i64) -> NaiveDate {
    app.now().date_naive() - TimeDelta::days(days)
}

fn company(app: &App, name: &str, place: &str) -> Organisation {
    let site = Site {
        id: SiteId(app.fresh_id()),
        name: String::new(),
        place: place.to_owned(),
        postcode: None,
        vestiging: None,
        rio_location: None,
    };
    Organisation {
        id: OrganisationId(app.fresh_id()),
        kind: OrganisationKind::Company,
        name: name.to_owned(),
        registered: Registered::default(),
        parent: None,
        sites: vec![site],
    }
}

fn motives(at: usize) -> Vec<Motive> {
    let found = Motive::ALL.get(at % (Motive::ALL.len() + 1)).copied();
    found.into_iter().collect()
}

fn journey(app: &App, steps: Steps, coordinator: Option<PersonId>) -> Result<Journey, SeedError> {
    let steps = steps.iter().map(|(to, days)| StageChange {
        to: *to,
        on: ago(app, *days),
        by: coordinator,
        note: match to {
            Stage::Dormant => "Het bedrijf heeft nu te weinig werk.".to_owned(),
            _ => String::new(),
        },
        reasons: match to {
            Stage::Declined => vec![DeclineReason::SupervisionTime],
            _ => Vec::new(),
        },
        // One has passed by now, the other is yet to come.
        re_engage_on: (*to == Stage::Dormant).then(|| ago(app, 3 * days - 145)),
    });
    let journey = Journey::from_changes(steps.collect(), app.now().date_naive());
    let journey = journey.map_err(|(at, problem)| AppError::unreadable(format!("{at}: {problem}")));
    Ok(journey?)
}
