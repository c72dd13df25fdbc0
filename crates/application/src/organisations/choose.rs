//! Finding the organisation that is meant on a form of something else.

use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::organisations::search::asked;
use mkbroute_domain::organisations::{Kvk, OrganisationKind};

use crate::{App, AppError};

/// An organisation that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundOrganisation {
    pub id: OrganisationId,
    pub name: String,
    /// Empty if it is not known.
    pub place: String,
}

/// Organisations on a page to choose from.
const MOST_FOUND: usize = 20;

/// Organisations, perhaps of one kind, with these words in their name, or with this KvK number. Those that turned
/// out to be another are not among them.
pub(crate) async fn choose_from(
    app: &App,
    words: &str,
    kind: Option<OrganisationKind>,
) -> Result<Vec<FoundOrganisation>, AppError> {
    if words.trim().is_empty() {
        return Ok(Vec::new());
    }
    let Ok(kvk) = words.parse::<Kvk>() else {
        return with_words(app, words, kind).await;
    };
    let Some(found) = app.store().organisation_with_kvk(&kvk).await? else {
        return Ok(Vec::new());
    };
    let names = app.store().organisation_names(&[found.id]).await?;
    let found = names.into_iter().map(|(id, named)| FoundOrganisation {
        id,
        name: named.name,
        place: named.place,
    });
    Ok(found.collect())
}

/// Also with other forms of the words or one letter mistyped: whoever does not find an organisation keeps it twice.
async fn with_words(
    app: &App,
    words: &str,
    kind: Option<OrganisationKind>,
) -> Result<Vec<FoundOrganisation>, AppError> {
    let store = app.store();
    let meant = store.search_words(&asked(words)).await?;
    let mut found = store.organisations_meant(&meant, MOST_FOUND).await?;
    if let Some(kind) = kind {
        let kinds = store.organisations_named(found.iter().map(|(id, _)| *id));
        let mut named = kinds.await?;
        named.retain(|organisation| organisation.kind == kind);
        found.retain(|(id, _)| named.iter().any(|organisation| organisation.id == *id));
    }
    let found = found.into_iter().map(|(id, named)| FoundOrganisation {
        id,
        name: named.name,
        place: named.place,
    });
    Ok(found.collect())
}
