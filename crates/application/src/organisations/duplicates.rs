//! Organisations that may be one and the same: of one, of all, and those that somebody said to be two.

use std::collections::BTreeSet;

use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::organisations::Organisation;
use mkbroute_domain::organisations::duplicates::{Because, Likeable, Likeness, find, judge};
use mkbroute_domain::organisations::search::asked;
use mkbroute_store::LikelyPair;

use super::find::{authorise, find_organisation, told};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::Action;
use crate::{App, AppError};

/// Names that are nearly the same elsewhere: so many are compared.
const MOST_NAMED_ALIKE: usize = 50;
/// So many that look like one are shown.
const MOST_ALIKE: usize = 10;

/// An organisation that may be the same as another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    pub id: OrganisationId,
    pub name: String,
    /// Empty if it is not known.
    pub place: String,
    pub because: Because,
}

/// Two that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlikePair {
    pub one: (OrganisationId, Likeable),
    pub other: (OrganisationId, Likeable),
    pub because: Because,
}

/// A page of those that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlikePage {
    /// The surest first.
    pub pairs: Vec<AlikePair>,
    /// How many there are on all pages.
    pub count: u64,
}

/// By what an organisation is compared.
pub(super) fn likeable(organisation: &Organisation) -> Likeable {
    let site = organisation.sites.first();
    Likeable {
        name: organisation.name.clone(),
        place: organisation.place().unwrap_or_default().to_owned(),
        postcode: site.and_then(|site| site.postcode.clone()),
        kvk: organisation.registered.kvk.clone(),
        vestiging: site.and_then(|site| site.vestiging.clone()),
    }
}

/// Others that may be the same as this one, the surest first. Those of which somebody said that they are not are
/// left out.
pub(crate) async fn alike(app: &App, organisation: &Organisation) -> Result<Vec<Alike>, AppError> {
    let like = likeable(organisation);
    let store = app.store();
    let words = store.search_words(&asked(&like.name)).await?;
    let named = store.organisations_meant(&words, MOST_NAMED_ALIKE).await?;
    let mut others = store
        .likeables_among(named.into_iter().map(|(id, _)| id))
        .await?;
    others.extend(store.likeables_near(&like).await?);
    others.remove(&organisation.id);
    for apart in store.told_apart_from(organisation.id).await? {
        others.remove(&apart);
    }
    let judged = others.into_iter().filter_map(|(id, other)| {
        let because = judge(&like, &other)?;
        Some(Alike {
            id,
            name: other.name,
            place: other.place,
            because,
        })
    });
    let mut found: Vec<Alike> = judged.collect();
    found.sort_by_key(|alike| alike.because.likeness());
    found.truncate(MOST_ALIKE);
    Ok(found)
}

/// Pairs that may be one, of all organisations; so many after so many.
pub async fn duplicates(
    app: &App,
    actor: &Actor,
    (skipped, most): (u64, u64),
) -> Result<AlikePage, AppError> {
    authorise(actor, Action::ChangeOrganisations)?;
    let store = app.store();
    let pairs = store.likely_pairs((skipped, most)).await?;
    let ids: BTreeSet<_> = pairs
        .iter()
        .flat_map(|pair| [pair.one, pair.other])
        .collect();
    let known = store.likeables_among(ids).await?;
    let seen = pairs.into_iter().filter_map(|pair| {
        let one = known.get(&pair.one)?.clone();
        let other = known.get(&pair.other)?.clone();
        // One may have changed since they were compared.
        let because = judge(&one, &other)?;
        Some(AlikePair {
            one: (pair.one, one),
            other: (pair.other, other),
            because,
        })
    });
    Ok(AlikePage {
        pairs: seen.collect(),
        count: store.count_likely_pairs().await?,
    })
}

/// Compares all organisations, at the button of who keeps them.
pub async fn compare_again(app: &App, actor: &Actor) -> Result<(), AppError> {
    authorise(actor, Action::ChangeOrganisations)?;
    compare_all(app).await
}

/// Compares all organisations with each other and keeps which may be one. Takes some seconds for many.
pub async fn compare_all(app: &App) -> Result<(), AppError> {
    let known = app.store().likeables().await?;
    let compared = tokio::task::spawn_blocking(move || {
        let (ids, likeables): (Vec<_>, Vec<_>) = known.into_iter().unzip();
        let found = find(&likeables).pairs.into_iter();
        let pair =
            |at: usize, other: usize, likeness| LikelyPair::of(ids[at], ids[other], likeness);
        found
            .map(|found| pair(found.one, found.other, found.likeness()))
            .collect::<Vec<_>>()
    });
    let pairs = compared.await.map_err(AppError::unreadable)?;
    let tx = app.store().begin().await?;
    tx.replace_pairs(&pairs).await?;
    Ok(tx.commit().await?)
}

/// Keeps that two organisations that look alike are two.
pub async fn tell_apart(
    app: &App,
    actor: &Actor,
    (one, other): (OrganisationId, OrganisationId),
) -> Result<(), AppError> {
    authorise(actor, Action::ChangeOrganisations)?;
    let found = find_organisation(app, one).await?;
    let others = find_organisation(app, other).await?;
    if one == other {
        return Err(AppError::NotFound);
    }
    let because = judge(
        &likeable(&found.organisation),
        &likeable(&others.organisation),
    );
    let likeness = because.map_or(Likeness::Possible, Because::likeness);
    let tx = app.store().begin().await?;
    let by = (actor.person.id, app.now().date_naive());
    tx.tell_apart(&LikelyPair::of(one, other, likeness), by)
        .await?;
    let entry = told(actor, Act::OrganisationsToldApart, one);
    commit(app, tx, &entry).await
}
