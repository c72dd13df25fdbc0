//! Finding pathways, organisations and persons by words, as far as somebody may see them.

use mkbroute_domain::accounts::Person;
use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::organisations::identifier::RegisterNumber;
use mkbroute_domain::organisations::search::{Asked, asked, asked_in_short};
use mkbroute_domain::pathways::Pathway;

use mkbroute_store::{OrganisationName, SoughtOrganisations};

use super::may_see_organisations;
use crate::accounts::{Actor, may_manage_persons};
use crate::{App, AppError};

/// So many of a kind are shown; who seeks another types on, or goes to the list.
pub const MOST_FOUND: usize = 8;

/// What a question led to, of each kind the nearest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Open to all.
    pub pathways: Vec<Pathway>,
    /// For who sees organisations.
    pub organisations: Vec<(OrganisationId, OrganisationName)>,
    /// Those whose roles the actor manages.
    pub persons: Vec<Person>,
}

/// What the words of a question lead to; if to nothing, then without those that names may leave out.
pub async fn search(app: &App, actor: Option<&Actor>, question: &str) -> Result<Found, AppError> {
    let asked = asked(question);
    if asked.is_empty() {
        return Ok(Found::default());
    }
    let found = by_words(app, actor, (question, &asked)).await?;
    match asked_in_short(&asked).filter(|_| found == Found::default()) {
        Some(short) => by_words(app, actor, (question, &short)).await,
        None => Ok(found),
    }
}

async fn by_words(
    app: &App,
    actor: Option<&Actor>,
    (question, asked): (&str, &[Asked]),
) -> Result<Found, AppError> {
    let store = app.store();
    let words = store.search_words(asked).await?;
    let persons = match actor.filter(|actor| may_manage_persons(actor)) {
        Some(actor) => {
            store
                .persons_meant(&actor.manages(), &words, MOST_FOUND)
                .await?
        }
        None => Vec::new(),
    };
    let organisations = match actor.filter(|actor| may_see_organisations(actor)) {
        Some(_) if RegisterNumber::read(question).is_some() => registered(app, question).await?,
        Some(_) => store.organisations_meant(&words, MOST_FOUND).await?,
        None => Vec::new(),
    };
    Ok(Found {
        pathways: store.pathways_meant(&words, MOST_FOUND).await?,
        organisations,
        persons,
    })
}

/// Who has this number of a register.
async fn registered(
    app: &App,
    number: &str,
) -> Result<Vec<(OrganisationId, OrganisationName)>, AppError> {
    let sought = SoughtOrganisations {
        name: number.to_owned(),
        ..SoughtOrganisations::default()
    };
    let most = MOST_FOUND as u64;
    let rows = app.store().organisations_after(&sought, None, most).await?;
    let named = rows.into_iter().map(|row| {
        let (name, place) = (row.name, row.place);
        (row.id, OrganisationName { name, place })
    });
    Ok(named.collect())
}
