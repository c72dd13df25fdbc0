//! Who came to a meeting is ticked off by guest: not of everybody on the list a name is kept.

use sea_orm::DbBackend;
use sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0025_guests"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // No page could tick anybody off before, so there is nothing to take over.
        let table = Table::drop().table("event_marks").to_owned();
        manager.drop_table(table).await?;
        let mut table = marks();
        if manager.get_database_backend() == DbBackend::Sqlite {
            table.extra("WITHOUT ROWID");
        }
        manager.create_table(table).await?;
        let mut index = Index::create();
        index
            .name("event_marks_by_event")
            .table("event_marks")
            .col("event_id");
        manager.create_index(index).await?;
        // A contact stands once on the list; colleagues without a name may come together.
        let mut once = Index::create();
        once.name("event_guests_once")
            .table("event_guests")
            .col("event_id")
            .col("contact_id")
            .unique();
        manager.create_index(once).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "a database is not taken back; restore a backup".to_owned(),
        ))
    }
}

/// Who came, as phones ticked it off: of each guest the last tick.
fn marks() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("event_marks")
        .col(ColumnDef::new("guest_id").uuid().not_null().primary_key())
        .col(ColumnDef::new("event_id").uuid().not_null())
        .col(
            ColumnDef::new("marked_at")
                .timestamp_with_time_zone()
                .not_null(),
        )
        .col(ColumnDef::new("device").uuid().not_null())
        .col(ColumnDef::new("came").boolean().not_null());
    for (column, to) in [("guest_id", "event_guests"), ("event_id", "events")] {
        table.foreign_key(
            ForeignKey::create()
                .from_col(column)
                .to(to, "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    }
    table
}
