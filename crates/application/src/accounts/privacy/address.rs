//! Somebody without an account asks what is kept of their mail address.

use mkbroute_domain::accounts::Person;
use mkbroute_domain::accounts::audit::{Act, Detail, Entry, Object, ObjectKind};
use mkbroute_domain::accounts::privacy::REGISTER;
use mkbroute_domain::surveys::invitation::{MailAddress, NoMailAddress};
use mkbroute_store::Tx;
use thiserror::Error;

use super::{TableData, authorise};
use crate::accounts::Actor;
use crate::accounts::audit::{commit, looked};
use crate::{App, AppError};

/// What is kept of an address.
#[derive(Clone, Debug)]
pub struct AddressData {
    pub address: MailAddress,
    /// Who signs in with it.
    pub persons: Vec<Person>,
    /// The lists on which it stands.
    pub tables: Vec<TableData>,
}

/// Why nothing was looked up or erased.
#[derive(Debug, Error)]
pub enum AddressError {
    #[error(transparent)]
    Malformed(#[from] NoMailAddress),
    #[error(transparent)]
    App(#[from] AppError),
}

/// Looks up what is kept of a mail address. The look is told, the address is not.
pub async fn data_of_address(
    app: &App,
    actor: &Actor,
    typed: &str,
) -> Result<AddressData, AddressError> {
    let doer = authorise(actor)?;
    let address: MailAddress = typed.parse()?;
    let told = Entry::new(doer, Act::PersonalDataSeen, Object::all(ObjectKind::Person));
    looked(app, &told).await?;
    let mut tables = Vec::new();
    for table in REGISTER {
        let rows = app.store().rows_of_address(table, address.as_str()).await;
        let rows = rows.map_err(AppError::from)?;
        if !rows.is_empty() {
            tables.push(TableData { table, rows });
        }
    }
    let person = app.store().person_by_email(&address).await;
    let person = person.map_err(AppError::from)?;
    Ok(AddressData {
        persons: person.into_iter().collect(),
        address,
        tables,
    })
}

/// Takes an address from every list; gives the number of lists. Who signs in with it is erased as a
/// person.
pub async fn erase_address(app: &App, actor: &Actor, typed: &str) -> Result<u64, AddressError> {
    let doer = authorise(actor)?;
    let address: MailAddress = typed.parse()?;
    let tx = app.store().begin().await.map_err(AppError::from)?;
    let erased = erase_in(&tx, address.as_str()).await?;
    let detail = Detail::default().count(erased);
    let object = Object::all(ObjectKind::Person);
    let told = Entry::with(doer, Act::AddressErased, object, detail);
    commit(app, tx, &told).await?;
    Ok(erased)
}

pub(super) async fn erase_in(tx: &Tx, address: &str) -> Result<u64, AppError> {
    let mut erased = 0;
    for table in REGISTER {
        erased += tx.erase_address(table, address).await?;
    }
    Ok(erased)
}
