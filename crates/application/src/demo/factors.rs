//! Made-up factors at pathways, each marked as simulated: the report tells of some of them, not where and when.

use chrono::TimeDelta;
use mkbroute_domain::ids::{FactorId, PersonId};
use mkbroute_domain::pathways::{Factor, FactorEnd, FactorKind, Pathway};
use mkbroute_store::Tx;

use super::SeedError;
use crate::App;

/// At which pathway, days ago, what, in words, and since how many days it holds no longer.
type Noted = (
    usize,
    i64,
    (FactorKind, &'static str),
    &'static str,
    Option<i64>,
);

const NOTED: [Noted; 9] = [
    (
        0,
        300,
        (FactorKind::Barrier, "no_commitment"),
        "Tien bedrijven waren enthousiast, twee tekenden.",
        Some(90),
    ),
    (0, 40, (FactorKind::Barrier, "small_intake"), "", None),
    (
        0,
        200,
        (FactorKind::Helping, "branch"),
        "De branche betaalt mee aan de werving.",
        None,
    ),
    (1, 150, (FactorKind::Barrier, "small_intake"), "", None),
    (1, 150, (FactorKind::Helping, "lectoraat"), "", None),
    (
        2,
        120,
        (FactorKind::Barrier, "funding_stopped"),
        "De subsidie liep af voordat de eerste studenten begonnen.",
        None,
    ),
    (3, 60, (FactorKind::Barrier, "few_companies"), "", None),
    (4, 80, (FactorKind::Barrier, "supervision"), "", None),
    (4, 80, (FactorKind::Helping, "mbo_experience"), "", None),
];

/// Notes them; those of the first pathway by its `coordinator`.
pub(super) async fn fill(
    app: &App,
    tx: &Tx,
    pathways: &[Pathway],
    coordinator: Option<PersonId>,
) -> Result<(), SeedError> {
    let ago = |days: i64| app.now().date_naive() - TimeDelta::days(days);
    for (place, days, (kind, code), sentence, ended) in NOTED {
        let Some(pathway) = pathways.get(place) else {
            continue;
        };
        let by = coordinator.filter(|_| place == 0);
        let factor = Factor {
            id: FactorId(app.fresh_id()),
            pathway: pathway.id,
            kind,
            code: code.to_owned(),
            sentence: format!("{sentence} (gesimuleerd)").trim().to_owned(),
            noted_by: by,
            noted_on: ago(days),
            phase: pathway.phase,
            ended: ended.map(|days| FactorEnd {
                by,
                on: ago(days),
                sentence: "Vier bedrijven tekenden alsnog. (gesimuleerd)".to_owned(),
            }),
        };
        tx.insert_factor(&factor).await?;
    }
    Ok(())
}
