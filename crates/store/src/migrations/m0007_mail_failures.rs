//! The kind of failure beside what a mail server said.

use sea_orm::sea_query::{ColumnDef, Table};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0007_mail_failures"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut addresses = Table::alter();
        addresses
            .table("mail_addresses")
            .add_column(ColumnDef::new("failure").text().null().take());
        manager.alter_table(addresses).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "a database is not taken back; restore a backup".to_owned(),
        ))
    }
}
