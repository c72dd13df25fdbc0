//! A list that somebody sends, until it is taken over or dropped.

use chrono::{DateTime, SubsecRound, Utc};
use mkbroute_domain::organisations::importing::ListChoices;
use mkbroute_store::SentList;
use mkbroute_store::tables::TableColumn;

use super::ListError;
use super::read::{Preview, preview, table};
use crate::accounts::Actor;
use crate::accounts::policy::Action;
use crate::organisations::find::authorise;
use crate::{App, AppError};

/// Keeps a list in the place of what this person sent before, with what its columns probably are.
pub async fn send_list(
    app: &App,
    actor: &Actor,
    name: &str,
    bytes: Vec<u8>,
) -> Result<(), ListError> {
    authorise(actor, Action::ChangeOrganisations)?;
    let read = table(bytes.clone()).await?;
    let choices = ListChoices::guess(read.columns.iter().map(TableColumn::name));
    let list = SentList {
        name: name.to_owned(),
        bytes,
        choices: serde_json::to_string(&choices).map_err(AppError::unreadable)?,
        // Forms carry it, and databases round it.
        at: app.now().trunc_subsecs(0),
    };
    let tx = app.store().begin().await?;
    tx.put_sent_list(actor.person.id, list).await?;
    Ok(tx.commit().await?)
}

/// The list that the actor sent, and what would become of it.
pub async fn sent_list(app: &App, actor: &Actor) -> Result<Option<Preview>, ListError> {
    authorise(actor, Action::ChangeOrganisations)?;
    match app.store().sent_list(actor.person.id).await? {
        Some(list) => preview(app, list).await.map(Some),
        None => Ok(None),
    }
}

/// Keeps what the columns are, and what comes along.
pub async fn choose_for_list(
    app: &App,
    actor: &Actor,
    at: DateTime<Utc>,
    choices: &ListChoices,
) -> Result<(), ListError> {
    authorise(actor, Action::ChangeOrganisations)?;
    let body = serde_json::to_string(choices).map_err(AppError::unreadable)?;
    let tx = app.store().begin().await?;
    if !tx.choose_for_list((actor.person.id, at), &body).await? {
        return Err(ListError::Gone);
    }
    Ok(tx.commit().await?)
}

/// Lets the list go.
pub async fn drop_list(app: &App, actor: &Actor, at: DateTime<Utc>) -> Result<(), ListError> {
    authorise(actor, Action::ChangeOrganisations)?;
    let tx = app.store().begin().await?;
    tx.drop_sent_list((actor.person.id, at)).await?;
    Ok(tx.commit().await?)
}
