//! Made-up questions of pathways to the national programme.

use chrono::TimeDelta;
use mkbroute_domain::ids::{PersonId, SupportRequestId};
use mkbroute_domain::pathways::{Pathway, SupportRequest, SupportState};
use mkbroute_store::Tx;

use super::SeedError;
use crate::App;

/// Which pathway asked, how many days ago, with what, what, and the answer with its day.
type Asked = (
    usize,
    i64,
    &'static str,
    &'static str,
    Option<(i64, &'static str)>,
);

const ASKED: [Asked; 4] = [
    (
        0,
        60,
        "guides",
        "Is er een voorbeeld van een overeenkomst tussen student, bedrijf en hogeschool?",
        Some((
            53,
            "Ja. Twee routes delen hun overeenkomst. Wij sturen ze je toe, met wat zij eraan zouden veranderen.",
        )),
    ),
    (
        0,
        8,
        "visibility",
        "Kunnen jullie onze informatieavond noemen in de nieuwsbrief voor bedrijven?",
        None,
    ),
    (
        2,
        90,
        "set_up",
        "Wie kan met ons meedenken over de planning voor een nieuwe start?",
        Some((71, "Wij komen in de eerste week van de maand langs.")),
    ),
    (
        3,
        5,
        "connection",
        "Welke brancheorganisatie kan ons aan bedrijven in het noorden helpen?",
        None,
    ),
];

/// Keeps the questions; those of the first pathway are of its `coordinator`.
pub(super) async fn fill(
    app: &App,
    tx: &Tx,
    pathways: &[Pathway],
    coordinator: Option<PersonId>,
) -> Result<(), SeedError> {
    let ago = |days: i64| app.now().date_naive() - TimeDelta::days(days);
    for (place, days, kind, question, answer) in ASKED {
        let Some(pathway) = pathways.get(place) else {
            continue;
        };
        let state = match answer {
            Some(_) => SupportState::Read,
            None => SupportState::Open,
        };
        let request = SupportRequest {
            id: SupportRequestId(app.fresh_id()),
            pathway: pathway.id,
            kind: kind.to_owned(),
            question: question.to_owned(),
            asked_by: coordinator.filter(|_| place == 0),
            asked_on: ago(days),
            owner: None,
            state,
            answer: answer
                .map(|(_, words)| words)
                .unwrap_or_default()
                .to_owned(),
            answered_on: answer.map(|(days, _)| ago(days)),
        };
        tx.insert_support(&request).await?;
    }
    Ok(())
}
