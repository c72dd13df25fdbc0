//! What is kept of one person, for that person: article 15 of the GDPR.

use mkbroute_domain::accounts::audit::{Act, Entry, Object};
use mkbroute_domain::accounts::privacy::{Table, personal_tables};
use mkbroute_domain::accounts::{Managed, Person};
use mkbroute_domain::ids::PersonId;
use mkbroute_store::PersonalRow;

use super::authorise;
use crate::accounts::Actor;
use crate::accounts::audit::looked;
use crate::accounts::persons::find_person;
use crate::{App, AppError};

/// What a table holds of somebody; at least one row.
#[derive(Clone, Debug)]
pub struct TableData {
    pub table: &'static Table,
    pub rows: Vec<PersonalRow>,
}

/// Everything that is kept of a person and can be found by them.
#[derive(Clone, Debug)]
pub struct PersonalData {
    pub person: Person,
    pub tables: Vec<TableData>,
}

/// What is kept of the one who asks. A look at one's own data is not told.
pub async fn my_data(app: &App, actor: &Actor) -> Result<PersonalData, AppError> {
    gather(app, actor.person.clone()).await
}

/// What is kept of somebody who asked the administrator.
pub async fn data_of(app: &App, actor: &Actor, slug: &str) -> Result<PersonalData, AppError> {
    let doer = authorise(actor)?;
    let person = find_person(app, &Managed::everything(), slug).await?;
    let told = Entry::new(doer, Act::PersonalDataSeen, Object::person(person.id));
    looked(app, &told).await?;
    gather(app, person).await
}

async fn gather(app: &App, person: Person) -> Result<PersonalData, AppError> {
    let tables = tables_of(app, person.id).await?;
    Ok(PersonalData { person, tables })
}

async fn tables_of(app: &App, person: PersonId) -> Result<Vec<TableData>, AppError> {
    let mut tables = Vec::new();
    for (table, _, _) in personal_tables() {
        let rows = app.store().rows_of_person(table, person).await?;
        if !rows.is_empty() {
            tables.push(TableData { table, rows });
        }
    }
    // What somebody looks for first stands first.
    tables.sort_by_key(|found| found.table.name != "persons");
    Ok(tables)
}
