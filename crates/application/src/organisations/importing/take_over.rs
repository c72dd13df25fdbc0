//! Taking over what is new in a list.

use chrono::{DateTime, Utc};
use mkbroute_domain::accounts::audit::{Act, Detail, Entry, Object, ObjectKind};
use mkbroute_store::StoreError;

use super::ListError;
use super::read::{choices, sorted, table};
use crate::App;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::{Action, role_on_some_pathway};
use crate::organisations::compare::compare_all;
use crate::organisations::find::authorise;

/// What came of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenOver {
    /// Organisations that came along.
    pub new: usize,
    /// Rows that were refused and stayed behind.
    pub refused: usize,
}

/// Takes over what is new in the list that the actor sent at this moment: all of it, or nothing.
pub async fn take_over_list(
    app: &App,
    actor: &Actor,
    at: DateTime<Utc>,
) -> Result<TakenOver, ListError> {
    authorise(actor, Action::ChangeOrganisations)?;
    let by = actor.person.id;
    let list = app.store().sent_list(by).await?;
    let list = list.filter(|list| list.at == at).ok_or(ListError::Gone)?;
    let choices = choices(&list)?;
    let problems = choices.problems();
    if !problems.is_empty() {
        return Err(ListError::Choices(problems));
    }
    let without_refused = choices.without_refused;
    let sorted = sorted(app, table(list.bytes).await?, choices).await?;
    if !sorted.refused.is_empty() && !without_refused {
        return Err(ListError::Refused(sorted.refused.len()));
    }
    let new = sorted.new;
    if new.is_empty() {
        return Err(ListError::NothingNew);
    }
    let tx = app.store().begin().await?;
    // Somebody who presses twice takes a list over once.
    if !tx.drop_sent_list((by, at)).await? {
        return Err(ListError::Gone);
    }
    match tx.insert_organisations(&new).await {
        Err(StoreError::Conflict(_)) => return Err(ListError::AddedMeanwhile),
        done => done?,
    }
    let role = role_on_some_pathway(actor, Action::ChangeOrganisations);
    let taken = TakenOver {
        new: new.len(),
        refused: sorted.refused.len(),
    };
    // The comparison needs the memory.
    drop(new);
    let detail = Detail::default().count(taken.new as u64);
    let object = Object::all(ObjectKind::Organisation);
    let doer = actor.doing_as(role);
    let entry = Entry::with(doer, Act::OrganisationsImported, object, detail);
    commit(app, tx, &entry).await?;
    if let Err(error) = compare_all(app).await {
        // It is done every night as well.
        tracing::warn!(%error, "organisations could not be compared");
    }
    Ok(taken)
}
