//! Signing in: addresses of persons, mails to them, and how often something was tried.

use sea_orm::DbBackend;
use sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0009_signing_in"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut one_each = Index::create();
        one_each
            .unique()
            .name("persons_by_email")
            .table("persons")
            .col("email");
        manager.create_index(one_each).await?;
        for mut table in [account_mails(), attempts()] {
            // Rows lie in the order of their random key.
            if manager.get_database_backend() == DbBackend::Sqlite {
                table.extra("WITHOUT ROWID");
            }
            manager.create_table(table).await?;
        }
        let mut due = Index::create();
        due.name("account_mails_due")
            .table("account_mails")
            .col("next_try");
        manager.create_index(due).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "a database is not taken back; restore a backup".to_owned(),
        ))
    }
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

fn time(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
        .timestamp_with_time_zone()
        .not_null()
        .take()
}

/// Mails about an account that wait. Whoever asks for a link is not known yet: there is an address only.
fn account_mails() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("account_mails")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("person_id").uuid())
        .col(text("address"))
        .col(text("lang"))
        .col(text("kind"))
        .col(text("detail"))
        .col(time("asked_at"))
        .col(time("next_try"))
        .col(ColumnDef::new("attempts").integer().not_null())
        .foreign_key(
            ForeignKey::create()
                .from_col("person_id")
                .to("persons", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    table
}

/// How often something was tried since a moment, by a hash of what it was.
fn attempts() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("attempts")
        .col(
            ColumnDef::new("key")
                .binary_len(32)
                .not_null()
                .primary_key(),
        )
        .col(time("began_at"))
        .col(ColumnDef::new("count").integer().not_null());
    table
}
