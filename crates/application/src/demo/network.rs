//! Made-up meetings of the learning network, marked as simulated.

use std::collections::BTreeSet;

use chrono::{NaiveTime, TimeDelta};
use mkbroute_domain::ids::{MeetingId, PathwayId, PersonId};
use mkbroute_domain::pathways::network::Material;
use mkbroute_domain::pathways::{Meeting, MeetingDetails, Pathway};
use mkbroute_store::Tx;

use super::SeedError;
use crate::App;

/// Days from now, and how many days ago pathways were invited.
const PAST: (i64, i64) = (-70, 110);
const COMING: (i64, i64) = (21, 6);

/// Keeps one that was, to which the `coordinator` of the first pathway came, and one that comes.
pub(super) async fn fill(
    app: &App,
    tx: &Tx,
    pathways: &[Pathway],
    coordinator: Option<PersonId>,
) -> Result<(), SeedError> {
    let today = app.now().date_naive();
    let all: BTreeSet<PathwayId> = pathways.iter().map(|pathway| pathway.id).collect();
    let ago = |days: i64| today - TimeDelta::days(days);

    let past = meeting(
        app,
        PAST.0,
        "Bedrijven vinden en houden (gesimuleerd)",
        past(),
    );
    tx.insert_meeting(&past, (&all, ago(PAST.1))).await?;
    let first = pathways.first().map(|pathway| pathway.id);
    if let (Some(pathway), Some(person)) = (first, coordinator) {
        let who = (pathway, person);
        tx.answer_meeting(past.id, who, (true, ago(PAST.1 - 3)))
            .await?;
        let came = pathways.iter().take(5).map(|pathway| pathway.id).collect();
        tx.note_attendance((past.id, 1), &came, &BTreeSet::from([who]))
            .await?;
    }

    let coming = meeting(
        app,
        COMING.0,
        "Samen de kosten dragen (gesimuleerd)",
        coming(),
    );
    tx.insert_meeting(&coming, (&all, ago(COMING.1))).await?;
    Ok(())
}

fn meeting(app: &App, days: i64, title: &str, details: MeetingDetails) -> Meeting {
    Meeting {
        id: MeetingId(app.fresh_id()),
        title: title.to_owned(),
        on: app.now().date_naive() + TimeDelta::days(days),
        called_off: false,
        details,
    }
}

fn past() -> MeetingDetails {
    MeetingDetails {
        begins: NaiveTime::from_hms_opt(13, 0, 0),
        ends: NaiveTime::from_hms_opt(16, 0, 0),
        place: "Utrecht".to_owned(),
        themes: vec!["bedrijven werven".to_owned(), "branches".to_owned()],
        about: "Drie routes vertellen hoe zij bedrijven vinden, en wat niet werkte.".to_owned(),
        material: vec![Material {
            description: "Verslag (voorbeeldadres)".to_owned(),
            link: "https://leernetwerk.example/verslag".to_owned(),
        }],
        ..MeetingDetails::default()
    }
}

fn coming() -> MeetingDetails {
    MeetingDetails {
        begins: NaiveTime::from_hms_opt(10, 0, 0),
        ends: NaiveTime::from_hms_opt(11, 30, 0),
        link: "https://leernetwerk.example/samen".to_owned(),
        themes: vec!["kosten en risico".to_owned()],
        about: "Hoe verdelen hogeschool, branche en bedrijven de voorinvestering?".to_owned(),
        ..MeetingDetails::default()
    }
}
