//! The audit log: a chain of entries, its head, and when it was last checked.

use sea_orm::DbBackend;
use sea_orm::sea_query::{ColumnDef, Index, Query, Table, TableCreateStatement};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0006_audit"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut entries = entries();
        // Entries lie in the order of their number, in which they are checked and shown.
        if manager.get_database_backend() == DbBackend::Sqlite {
            entries.extra("WITHOUT ROWID");
        }
        manager.create_table(entries).await?;
        for (name, column) in [
            ("audit_by_person", "person_id"),
            ("audit_by_act", "act"),
            ("audit_by_object", "object"),
            ("audit_by_moment", "at"),
        ] {
            let mut index = Index::create();
            index.name(name).table("audit_entries").col(column);
            manager.create_index(index).await?;
        }
        manager.create_table(head()).await?;
        let mut start = Query::insert();
        start
            .into_table("audit_head")
            .columns(["id", "number", "hash"])
            .values_panic([1.into(), 0_i64.into(), vec![0_u8; 32].into()]);
        manager.execute(start).await?;
        manager.create_table(checks()).await
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

fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

fn hash() -> ColumnDef {
    ColumnDef::new("hash").binary_len(32).not_null().take()
}

fn entries() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("audit_entries")
        .col(number("number").primary_key())
        .col(number("at"))
        .col(text("doer"))
        .col(ColumnDef::new("person_id").uuid())
        .col(text("role"))
        .col(text("act"))
        .col(text("object_kind"))
        .col(text("object"))
        .col(text("detail"))
        .col(hash());
    table
}

/// One row: the number and hash of the last entry. Who appends locks it, so writers take turns.
fn head() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("audit_head")
        .col(ColumnDef::new("id").integer().not_null().primary_key())
        .col(number("number"))
        .col(hash());
    table
}

/// One row once the log was checked: how far, and what was wrong with it.
fn checks() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("audit_checks")
        .col(ColumnDef::new("id").integer().not_null().primary_key())
        .col(number("at"))
        .col(number("number"))
        .col(hash())
        .col(text("problem"));
    table
}
