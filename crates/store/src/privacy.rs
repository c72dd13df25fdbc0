//! What is kept of one person, found and erased as the register of processing says.

mod terms;

use std::str::FromStr;

use mkbroute_domain::accounts::privacy::{Column, Erasure, Found, Key, Table, personal_tables};
use mkbroute_domain::ids::PersonId;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, ModelTrait, QueryFilter,
};
use serde_json::Value;

use crate::entities::{
    account_mails, api_keys, audit_entries, ceremonies, contacts, digest_stops, digests,
    draft_revisions, external_subjects, grant_steps, grants, idempotency_keys, judgements,
    known_devices, lead_conversations, lead_steps, leads, mail_addresses, mailings, network_guests,
    organisation_imports, organisation_merges, organisation_pairs, passkeys, pathway_factors,
    persons, phase_changes, plan_steps, saved_searches, search_postings, sessions, sign_in_links,
    support_requests, webhooks,
};
use crate::error::StoreError;
use crate::organisations::search;
use crate::store::Store;
use crate::tx::Tx;

/// The personal columns of one row, in the order of the register.
pub type PersonalRow = Vec<(&'static str, Value)>;

/// Does the same with whichever entity keeps the rows of a table.
macro_rules! with_entity {
    ($table:expr, $do:ident ( $($given:expr),* )) => {
        match $table.name {
            "account_mails" => $do::<account_mails::Entity>($($given),*).await,
            "api_keys" => $do::<api_keys::Entity>($($given),*).await,
            "audit_entries" => $do::<audit_entries::Entity>($($given),*).await,
            "ceremonies" => $do::<ceremonies::Entity>($($given),*).await,
            "contacts" => $do::<contacts::Entity>($($given),*).await,
            "digest_stops" => $do::<digest_stops::Entity>($($given),*).await,
            "digests" => $do::<digests::Entity>($($given),*).await,
            "draft_revisions" => $do::<draft_revisions::Entity>($($given),*).await,
            "external_subjects" => $do::<external_subjects::Entity>($($given),*).await,
            "grant_steps" => $do::<grant_steps::Entity>($($given),*).await,
            "grants" => $do::<grants::Entity>($($given),*).await,
            "idempotency_keys" => $do::<idempotency_keys::Entity>($($given),*).await,
            "judgements" => $do::<judgements::Entity>($($given),*).await,
            "known_devices" => $do::<known_devices::Entity>($($given),*).await,
            "lead_conversations" => $do::<lead_conversations::Entity>($($given),*).await,
            "mailings" => $do::<mailings::Entity>($($given),*).await,
            "lead_steps" => $do::<lead_steps::Entity>($($given),*).await,
            "leads" => $do::<leads::Entity>($($given),*).await,
            "mail_addresses" => $do::<mail_addresses::Entity>($($given),*).await,
            "network_guests" => $do::<network_guests::Entity>($($given),*).await,
            "organisation_imports" => $do::<organisation_imports::Entity>($($given),*).await,
            "organisation_merges" => $do::<organisation_merges::Entity>($($given),*).await,
            "organisation_pairs" => $do::<organisation_pairs::Entity>($($given),*).await,
            "passkeys" => $do::<passkeys::Entity>($($given),*).await,
            "pathway_factors" => $do::<pathway_factors::Entity>($($given),*).await,
            "persons" => $do::<persons::Entity>($($given),*).await,
            "phase_changes" => $do::<phase_changes::Entity>($($given),*).await,
            "plan_steps" => $do::<plan_steps::Entity>($($given),*).await,
            "saved_searches" => $do::<saved_searches::Entity>($($given),*).await,
            "search_postings" => $do::<search_postings::Entity>($($given),*).await,
            "sessions" => $do::<sessions::Entity>($($given),*).await,
            "sign_in_links" => $do::<sign_in_links::Entity>($($given),*).await,
            "support_requests" => $do::<support_requests::Entity>($($given),*).await,
            "webhooks" => $do::<webhooks::Entity>($($given),*).await,
            other => Err(StoreError::Data(format!("nobody looks for persons in '{other}'"))),
        }
    };
}

impl Store {
    /// What a table holds of a person; nothing if its rows are not found by one.
    pub async fn rows_of_person(
        &self,
        table: &'static Table,
        person: PersonId,
    ) -> Result<Vec<PersonalRow>, StoreError> {
        let Found::Person(keys, _) = table.found else {
            return Ok(Vec::new());
        };
        let wanted = Wanted::Person(keys, person);
        with_entity!(table, rows(self.reader(), table, &wanted))
    }

    /// What a table holds of a mail address; nothing if its rows are not found by one.
    pub async fn rows_of_address(
        &self,
        table: &'static Table,
        address: &str,
    ) -> Result<Vec<PersonalRow>, StoreError> {
        let Found::Address(column) = table.found else {
            return Ok(Vec::new());
        };
        let wanted = Wanted::Address(column, address);
        with_entity!(table, rows(self.reader(), table, &wanted))
    }
}

impl Tx {
    /// Erases a person from every table that the register says. Rows that hold nothing but the id stay,
    /// and lead to nobody.
    pub async fn erase_person(&self, person: PersonId) -> Result<(), StoreError> {
        erase_person(&self.0, person).await
    }

    /// Erases a mail address from every list; gives the number of rows that held it.
    pub async fn erase_address(
        &self,
        table: &'static Table,
        address: &str,
    ) -> Result<u64, StoreError> {
        let Found::Address(column) = table.found else {
            return Ok(0);
        };
        let wanted = Wanted::Address(column, address);
        with_entity!(table, delete(&self.0, &wanted))
    }
}

/// Erases a person from every table that the register says.
pub(crate) async fn erase_person(
    connection: &impl ConnectionTrait,
    person: PersonId,
) -> Result<(), StoreError> {
    overwrite(connection, "ON").await?;
    search::forget(connection, person.0).await?;
    overwrite(connection, "OFF").await?;
    // Last the person: others hold on to it.
    let mut tables: Vec<_> = personal_tables().collect();
    tables.sort_by_key(|(table, _, _)| table.name == "persons");
    for (table, keys, erasure) in tables {
        if erasure == Erasure::Deleted {
            let wanted = Wanted::Person(keys, person);
            with_entity!(table, delete(connection, &wanted))?;
        }
    }
    Ok(())
}

/// Whose rows are looked for.
enum Wanted<'a> {
    Person(&'static [Key], PersonId),
    Address(&'static str, &'a str),
}

impl Wanted<'_> {
    fn condition<C: ColumnTrait + FromStr>(&self) -> Result<Condition, StoreError> {
        match self {
            Self::Person(keys, person) => {
                let mut any = Condition::any();
                for key in *keys {
                    any = any.add(match key {
                        Key::Id(name) => column::<C>(name)?.eq(person.0),
                        Key::Words(name) => column::<C>(name)?.eq(person.to_string()),
                    });
                }
                Ok(any)
            }
            Self::Address(name, address) => {
                Ok(Condition::all().add(column::<C>(name)?.eq(*address)))
            }
        }
    }
}

fn column<C: FromStr>(name: &str) -> Result<C, StoreError> {
    C::from_str(name).map_err(|_| StoreError::Data(format!("there is no column '{name}'")))
}

async fn rows<E>(
    connection: &impl ConnectionTrait,
    table: &'static Table,
    wanted: &Wanted<'_>,
) -> Result<Vec<PersonalRow>, StoreError>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E>,
    E::Column: FromStr,
{
    let found = E::find().filter(wanted.condition::<E::Column>()?);
    let found = found.all(connection).await?;
    let cell = |row: &E::Model, place: &'static Column| {
        Ok((place.name, plain(row.get(column::<E::Column>(place.name)?))))
    };
    let row = |row: E::Model| table.personal().map(|place| cell(&row, place)).collect();
    found.into_iter().map(row).collect()
}

async fn delete<E>(
    connection: &impl ConnectionTrait,
    wanted: &Wanted<'_>,
) -> Result<u64, StoreError>
where
    E: EntityTrait,
    E::Column: FromStr,
{
    let gone = E::delete_many().filter(wanted.condition::<E::Column>()?);
    overwrite(connection, "ON").await?;
    let gone = gone.exec(connection).await?.rows_affected;
    overwrite(connection, "OFF").await?;
    Ok(gone)
}

/// Whether SQLite overwrites what it deletes, at once, or only lets it go. PostgreSQL has no such choice.
async fn overwrite(connection: &impl ConnectionTrait, how: &str) -> Result<(), StoreError> {
    if connection.get_database_backend() == DbBackend::Sqlite {
        let pragma = format!("PRAGMA secure_delete = {how}");
        connection.execute_unprepared(&pragma).await?;
    }
    Ok(())
}

/// A value as JSON: ids and moments as text, what is absent as null.
fn plain(value: sea_orm::Value) -> Value {
    use sea_orm::Value as Db;
    match value {
        Db::Bool(found) => found.into(),
        Db::Int(found) => found.into(),
        Db::BigInt(found) => found.into(),
        Db::String(found) => found.map(|text| text.as_str().to_owned()).into(),
        Db::Uuid(found) => found.map(|id| id.to_string()).into(),
        Db::ChronoDateTimeUtc(found) => found.map(|moment| moment.to_rfc3339()).into(),
        Db::ChronoDate(found) => found.map(|day| day.to_string()).into(),
        Db::Bytes(found) => found.map(|bytes| format!("{} bytes", bytes.len())).into(),
        other => format!("{other:?}").into(),
    }
}
