//! Ten times the national size: 250 pathways at 25 hogescholen, a million persons with their roles, and an open
//! measurement that asks every group at every pathway.

use anyhow::{Context, Result};
use chrono::TimeDelta;
use mkbroute_application::surveys::load_instrument;
use mkbroute_application::{App, demo};
use mkbroute_domain::accounts::{Grant, GrantStatus, Managed, Person, Role, Scope, Visible};
use mkbroute_domain::ids::{CompanyId, GrantId, HogeschoolId, PathwayId, PersonId, WaveId};
use mkbroute_domain::pathways::{Degree, Pathway, Phase};
use mkbroute_domain::surveys::answer::Answers;
use mkbroute_domain::surveys::encoding::encode;
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::surveys::response::submit;
use mkbroute_domain::surveys::simulation::Simulated;
use mkbroute_domain::surveys::wave::{
    Distribution, Fielding, Provenance, Wave, WaveInstrument, WaveLink, WaveSettings, WaveState,
};
use mkbroute_domain::text::{Lang, Text};
use mkbroute_store::{NewResponse, Tx};
use rand::SeedableRng;
use rand::rngs::StdRng;

/// The open measurement.
const WAVE: &str = "landelijk";
/// The readable name of somebody who coordinates every pathway of a hogeschool.
pub(crate) const COORDINATOR: &str = "p-8";

const PATHWAYS: usize = 250;
const HOGESCHOLEN: usize = 25;
const COMPANIES: usize = 80_000;
const PERSONS: usize = 1_000_000;
const RESPONSES: usize = 200_000;
/// Different answers; they return.
const ANSWERS: usize = 500;
/// What is added in one transaction.
const AT_ONCE: usize = 20_000;
/// Days over which the roles of students end.
const STUDY: usize = 4 * 365;

const FIRST: [&str; 20] = [
    "Sanne", "Daan", "Noa", "Sem", "Fatima", "Lars", "Zoë", "Mees", "Amira", "Thijs", "Eva",
    "Bram", "Yara", "Finn", "Sara", "Luuk", "Lina", "Jesse", "Mila", "Omar",
];
const LAST: [&str; 50] = [
    "Jansen",
    "de Vries",
    "van den Berg",
    "Bakker",
    "Visser",
    "Smit",
    "Meijer",
    "de Boer",
    "Mulder",
    "de Groot",
    "Bos",
    "Vos",
    "Peters",
    "Hendriks",
    "van Dijk",
    "Dekker",
    "Brouwer",
    "de Wit",
    "Dijkstra",
    "Smits",
    "de Graaf",
    "van der Meer",
    "Kok",
    "Jacobs",
    "Vermeulen",
    "van den Heuvel",
    "van der Veen",
    "van den Broek",
    "de Bruijn",
    "Schouten",
    "van Beek",
    "Willems",
    "van Vliet",
    "Hoekstra",
    "Maas",
    "Verhoeven",
    "Koster",
    "van Dam",
    "Prins",
    "Blom",
    "Huisman",
    "Peeters",
    "Kuipers",
    "Yilmaz",
    "El Amrani",
    "Nguyen",
    "Kuiper",
    "Veenstra",
    "Postma",
    "Martens",
];

/// Whether all of it is there.
pub(crate) async fn is_filled(app: &App) -> Result<bool> {
    let last = format!("p-{}", PERSONS - 1);
    let everybody = Managed::everything();
    let found = app.store().person_by_slug(&everybody, &last).await?;
    Ok(found.is_some())
}

/// Adds all of it to the demonstration.
pub(crate) async fn fill(app: &App) -> Result<()> {
    let pathways: Vec<Pathway> = (0..PATHWAYS).map(|number| pathway(app, number)).collect();
    let tx = app.store().begin().await?;
    for pathway in &pathways {
        tx.insert_pathway(pathway).await?;
    }
    tx.commit().await?;
    respond(app, &pathways).await?;
    let companies = (0..COMPANIES).map(|_| CompanyId(app.fresh_id()));
    let places = Places {
        pathways,
        companies: companies.collect(),
    };
    let mut tx = app.store().begin().await?;
    for number in 0..PERSONS {
        places.add(app, &tx, number).await?;
        if (number + 1) % AT_ONCE == 0 {
            tx.commit().await?;
            tx = app.store().begin().await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

fn pathway(app: &App, number: usize) -> Pathway {
    let hogeschool = format!("Hogeschool {}", number % HOGESCHOLEN);
    Pathway {
        id: PathwayId(app.fresh_id()),
        slug: format!("landelijk-{number}"),
        name: Text::new(format!("Route {number}"), format!("Pathway {number}")),
        hogeschool_id: HogeschoolId::named(&hogeschool),
        hogeschool,
        partner: "Stichting".to_owned(),
        sector: "bouw".to_owned(),
        programme: "bouwkunde".to_owned(),
        degree: Degree::Ad,
        phase: Phase::Established,
        meets_definition: None,
        note: Text::new("", ""),
    }
}

/// Where roles hold.
struct Places {
    pathways: Vec<Pathway>,
    companies: Vec<CompanyId>,
}

impl Places {
    /// A person with a role. Of a hundred, 70 study, 12 guide them, 8 speak for a company, 8 teach, and 2
    /// coordinate; a tenth of them all teaches elsewhere as well.
    async fn add(&self, app: &App, tx: &Tx, number: usize) -> Result<()> {
        let id = PersonId(app.fresh_id());
        tx.insert_person(&person(app, id, number)?).await?;
        let pathway = &self.pathways[number % PATHWAYS];
        let company = Scope::Company(self.companies[number % COMPANIES]);
        let (role, scope) = match number % 100 {
            0..8 => (Role::Teacher, Scope::Pathway(pathway.id)),
            8 => (Role::Coordinator, Scope::Hogeschool(pathway.hogeschool_id)),
            9 => (Role::Coordinator, Scope::Pathway(pathway.id)),
            10..18 => (Role::CompanyContact, company),
            18..30 => (Role::Supervisor, company),
            _ => (Role::Student, Scope::Pathway(pathway.id)),
        };
        tx.insert_grant(&grant(app, id, (role, scope), number))
            .await?;
        if number % 10 == 5 {
            let other = &self.pathways[(number + 1) % PATHWAYS];
            let elsewhere = (Role::Teacher, Scope::Hogeschool(other.hogeschool_id));
            tx.insert_grant(&grant(app, id, elsewhere, number)).await?;
        }
        Ok(())
    }
}

/// Every two-hundredth has no mail address, and nothing else to sign in with.
fn person(app: &App, id: PersonId, number: usize) -> Result<Person> {
    let last = LAST[number / FIRST.len() % LAST.len()];
    let address = format!("persoon{number}@hogeschool.example");
    let address = (number % 200 != 199).then(|| address.parse());
    let address = address.transpose();
    Ok(Person {
        id,
        slug: format!("p-{number}"),
        name: format!("{} {last}", FIRST[number % FIRST.len()]),
        email: address.ok().context("no mail address")?,
        lang: Lang::Nl,
        created_at: app.now(),
    })
}

/// In force, but for one in fifty that is offered; of students until they are done.
fn grant(app: &App, person: PersonId, (role, scope): (Role, Scope), number: usize) -> Grant {
    let given = Grant::by_program(GrantId(app.fresh_id()), person, role, scope, app.now());
    let left = i64::try_from(1 + number / 100 % STUDY).unwrap_or_default();
    let status = if number % 50 == 41 {
        GrantStatus::Invited
    } else {
        GrantStatus::Confirmed
    };
    Grant {
        status,
        expires_at: (role == Role::Student).then(|| app.now() + TimeDelta::days(left)),
        ..given
    }
}

/// A measurement that asks every group at every pathway, and what was answered so far.
async fn respond(app: &App, pathways: &[Pathway]) -> Result<()> {
    let store = app.store();
    let former = store
        .wave_by_slug(&Visible::Everything, demo::FOLLOW_UP)
        .await?;
    let used = store
        .wave_instruments(former.context("no demonstration")?.id)
        .await?;
    let wave = wave(app);
    let tx = store.begin().await?;
    tx.insert_wave(&wave).await?;
    for used in &used {
        tx.insert_wave_instrument(wave.id, used).await?;
        for pathway in pathways {
            tx.insert_wave_link(wave.id, &link(used.group, pathway))
                .await?;
        }
    }
    let mut answered = Vec::new();
    for used in &used {
        answered.push(answers(app, used).await?);
    }
    for number in 0..RESPONSES {
        let kind = number % used.len();
        let (asked, answers) = (&used[kind], &answered[kind]);
        let response = NewResponse {
            key: app.random_bytes(),
            wave: wave.id,
            group: asked.group,
            version: asked.version,
            // Two pathways stay silent.
            pathway: Some(pathways[number / used.len() % (PATHWAYS - 2)].id),
            answers: answers[number % ANSWERS].clone(),
            open: std::collections::BTreeMap::new(),
            link: None,
            draft_key: None,
            provisional: false,
        };
        tx.insert_response(response).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What people answer to a questionnaire, as it is stored.
async fn answers(app: &App, used: &WaveInstrument) -> Result<Vec<Vec<u8>>> {
    let instrument = load_instrument(app, &used.instrument, used.version).await?;
    let mut chance = StdRng::seed_from_u64(1);
    let all = (0..ANSWERS).map(|_| one_answers(&instrument, &mut chance));
    all.collect()
}

fn one_answers(instrument: &Instrument, chance: &mut StdRng) -> Result<Vec<u8>> {
    let answers = Simulated::new(2026, chance).answer(instrument, &Answers::new(), 0.0, chance);
    let submitted = submit(answers, instrument)
        .ok()
        .context("answers that do not fit")?;
    Ok(encode(&submitted, instrument))
}

fn wave(app: &App) -> Wave {
    let today = app.now().date_naive();
    Wave {
        id: WaveId(app.fresh_id()),
        slug: WAVE.to_owned(),
        title: Text::new("Landelijk", "National"),
        state: WaveState::Open,
        provenance: Provenance::Fielded,
        opens: today - TimeDelta::days(20),
        closes: today + TimeDelta::days(10),
        dataset_sha256: None,
        settings: WaveSettings::default(),
    }
}

fn link(group: RespondentGroup, pathway: &Pathway) -> WaveLink {
    WaveLink {
        code: format!("{}-{}", pathway.slug, group.code().replace('_', "-")),
        group,
        pathway: pathway.id,
        population: None,
        distribution: Distribution::Sent,
        fielding: Fielding::default(),
    }
}
