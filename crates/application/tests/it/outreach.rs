//! Companies on their way to a pathway: who may talk with them, what waits, and what the log tells.

use chrono::{NaiveDate, TimeDelta};
use mkbroute_application::asks::{Matter, asks_of};
use mkbroute_application::outreach::{
    AddLeadError, Company, FunnelFilter, LeadError, LeadFilter, Months, NamedLead, NewCompany,
    NewLead, add_lead, converse, funnel_of_pathway, lead_sheet, list_leads, move_lead,
    national_funnel,
};
use mkbroute_application::{AppError, accounts::Actor};
use mkbroute_domain::accounts::{Grant, Role, Scope};
use mkbroute_domain::ids::{GrantId, LeadId};
use mkbroute_domain::outreach::mailing::QUIET_DAYS;
use mkbroute_domain::outreach::{
    Conversation, DeclineReason, LeadSource, Stage, StageChange, StageProblem,
};
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

const PATHWAY: &str = "avans-bouw";

fn today(kit: &TestApp) -> NaiveDate {
    kit.app.now().date_naive()
}

fn step(to: Stage, on: NaiveDate) -> StageChange {
    StageChange {
        to,
        on,
        by: None,
        note: String::new(),
        reasons: Vec::new(),
        re_engage_on: None,
    }
}

fn company(name: &str, kvk: &str, on: NaiveDate) -> NewLead {
    NewLead {
        company: Company::New(NewCompany {
            sure: true,
            name: name.into(),
            place: "Breda".into(),
            kvk: kvk.into(),
        }),
        source: LeadSource::Branch,
        event: None,
        motives: Vec::new(),
        owner: None,
        stage: Stage::Approached,
        on,
    }
}

async fn all(kit: &TestApp, actor: &Actor) -> Vec<NamedLead> {
    let found = list_leads(&kit.app, actor, PATHWAY, &LeadFilter::default(), 0).await;
    found.unwrap().leads
}

async fn by_name(kit: &TestApp, actor: &Actor, name: &str) -> LeadId {
    let leads = all(kit, actor).await;
    leads
        .iter()
        .find(|lead| lead.company.name == name)
        .unwrap()
        .line
        .id
}

/// How many companies the actor is asked to speak to.
async fn waiting(kit: &TestApp, actor: &Actor) -> u32 {
    let asks = asks_of(&kit.app, actor).await.unwrap();
    let of = asks.iter().find_map(|ask| match &ask.matter {
        Matter::TalkAgain {
            slug, companies, ..
        } => {
            assert_eq!(slug, PATHWAY);
            Some(*companies)
        }
        _ => None,
    });
    of.unwrap_or(0)
}

/// A company that waits is spoken to, declines, or is silent for so long that asking is no use any more.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_reminder_ends_by_talking_by_declining_and_by_itself(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let noor = kit.actor("noor-de-wit").await;
    let before = waiting(&kit, &noor).await;
    let on = today(&kit) - TimeDelta::days(QUIET_DAYS);
    for name in ["Spreekt", "Weigert"] {
        add_lead(&kit.app, &noor, PATHWAY, company(name, "", on))
            .await
            .unwrap();
    }
    assert_eq!(waiting(&kit, &noor).await, before + 2);
    for other in ["samira-haddad", "peter-jansen", "hugo-kuipers"] {
        assert_eq!(waiting(&kit, &kit.actor(other).await).await, 0, "{other}");
    }

    let said = Conversation {
        on: today(&kit),
        by: noor.person.id,
        contact: None,
        note: "Zij denken erover na.".into(),
        motives: Vec::new(),
    };
    let id = by_name(&kit, &noor, "Spreekt").await;
    converse(&kit.app, &noor, (PATHWAY, id), 1, said)
        .await
        .unwrap();
    assert_eq!(waiting(&kit, &noor).await, before + 1);
    let id = by_name(&kit, &noor, "Weigert").await;
    let declined = StageChange {
        reasons: vec![DeclineReason::Costs],
        ..step(Stage::Declined, today(&kit))
    };
    move_lead(&kit.app, &noor, (PATHWAY, id), 1, declined)
        .await
        .unwrap();
    assert_eq!(waiting(&kit, &noor).await, before);

    kit.clock.advance(TimeDelta::days(400));
    assert_eq!(waiting(&kit, &noor).await, 0, "all expired");
}

#[tokio::test]
async fn what_goes_wrong_changes_nothing_and_says_why() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let noor = kit.actor("noor-de-wit").await;
    let day = today(&kit);
    let id = add_lead(&kit.app, &noor, PATHWAY, company("Bouw", "12345678", day))
        .await
        .unwrap();
    let same = add_lead(
        &kit.app,
        &noor,
        PATHWAY,
        company("Anders", "1234 5678", day),
    )
    .await;
    assert!(matches!(same, Err(AddLeadError::Known(_))), "{same:?}");
    let wrong = add_lead(&kit.app, &noor, PATHWAY, company("Fout", "1", day)).await;
    assert!(matches!(wrong, Err(AddLeadError::Kvk(_))), "{wrong:?}");
    let found = lead_sheet(&kit.app, &noor, PATHWAY, id).await.unwrap();
    let listed = NewLead {
        company: Company::Known(found.kept.lead.company),
        ..company("", "", day)
    };
    let again = add_lead(&kit.app, &noor, PATHWAY, listed).await;
    assert!(
        matches!(again, Err(AddLeadError::Listed(found)) if found == id),
        "{again:?}"
    );

    let at = (PATHWAY, id);
    let early = step(Stage::Interested, day - TimeDelta::days(1));
    let early = move_lead(&kit.app, &noor, at, 1, early).await;
    assert!(matches!(
        early,
        Err(LeadError::Stage(StageProblem::BeforeLast(_)))
    ));
    move_lead(&kit.app, &noor, at, 1, step(Stage::Interested, day))
        .await
        .unwrap();
    let late = move_lead(&kit.app, &noor, at, 1, step(Stage::Active, day)).await;
    assert!(matches!(late, Err(LeadError::ChangedMeanwhile)));
    let found = lead_sheet(&kit.app, &noor, PATHWAY, id).await.unwrap();
    assert_eq!(found.kept.lead.journey.stage(), Some(Stage::Interested));
    let by = found.steps.iter().map(|told| told.by.clone().unwrap());
    assert_eq!(by.collect::<Vec<_>>(), ["Noor de Wit"; 2]);
}

/// Whoever a coordinator lets act for them works with the companies there, until it ends; the programme
/// team and others know of no company.
#[tokio::test]
async fn an_intermediary_of_the_pathway_works_with_its_companies() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let noor = kit.actor("noor-de-wit").await;
    let hugo = kit.actor("hugo-kuipers").await;
    let any = LeadFilter::default();
    for slug in [
        "hugo-kuipers",
        "samira-haddad",
        "ruben-vos",
        "peter-jansen",
        "karim-aziz",
    ] {
        let other = kit.actor(slug).await;
        let seen = list_leads(&kit.app, &other, PATHWAY, &any, 0).await;
        assert!(matches!(seen, Err(AppError::Forbidden)), "{slug}");
    }
    let scope = Scope::Pathway(
        list_leads(&kit.app, &noor, PATHWAY, &any, 0)
            .await
            .unwrap()
            .pathway
            .id,
    );
    let (id, now) = (GrantId(kit.app.fresh_id()), kit.app.now());
    let grant = Grant {
        expires_at: Some(now + TimeDelta::days(30)),
        ..Grant::by_program(id, hugo.person.id, Role::Intermediary, scope, now)
    };
    let tx = kit.app.store().begin().await.unwrap();
    tx.insert_grant(&grant).await.unwrap();
    tx.commit().await.unwrap();
    let hugo = kit.actor("hugo-kuipers").await;
    let seen = list_leads(&kit.app, &hugo, PATHWAY, &any, 0).await.unwrap();
    assert!(seen.may_work && seen.count == 16);
    add_lead(
        &kit.app,
        &hugo,
        PATHWAY,
        company("Via Hugo", "", today(&kit)),
    )
    .await
    .unwrap();
    kit.clock.advance(TimeDelta::days(31));
    let hugo = kit.actor("hugo-kuipers").await;
    let seen = list_leads(&kit.app, &hugo, PATHWAY, &any, 0).await;
    assert!(matches!(seen, Err(AppError::Forbidden)));
}

/// The national funnel of counts that are kept is that of the leads themselves.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn the_programme_sees_the_same_funnel_through_its_gates(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let noor = kit.actor("noor-de-wit").await;
    let samira = kit.actor("samira-haddad").await;
    let any = FunnelFilter::default();
    let own = funnel_of_pathway(&kit.app, &noor, PATHWAY, any)
        .await
        .unwrap();
    assert_eq!(own.all.totals(), (16, 2, 2));
    let kept = national_funnel(&kit.app, &samira, None, Months::default())
        .await
        .unwrap();
    assert_eq!((&kept.all, &kept.by_source), (&own.all, &own.by_source));
    let counted = national_funnel(&kit.app, &samira, Some(PATHWAY), Months::default()).await;
    assert_eq!(counted.unwrap().all, own.all);
    assert!(kept.gates.counts_from > 1);

    let months = Months {
        from: Some(today(&kit) - TimeDelta::days(62)),
        until: None,
    };
    let filter = FunnelFilter { months, ..any };
    let own = funnel_of_pathway(&kit.app, &noor, PATHWAY, filter)
        .await
        .unwrap();
    let kept = national_funnel(&kit.app, &samira, None, months)
        .await
        .unwrap();
    assert_eq!(kept.all, own.all);
    assert!(own.all.totals().0 < 16);
    let refused = national_funnel(&kit.app, &noor, None, Months::default()).await;
    assert!(matches!(refused, Err(AppError::Forbidden)));
}
