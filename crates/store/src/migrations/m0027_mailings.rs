//! Letters to many contacts, and what became of each.

use sea_orm::DbBackend;
use sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0027_mailings"
    }
}

/// Name of an index, its table and columns.
const INDEXES: [(&str, &str, &[&str]); 4] = [
    ("mailings_by_pathway", "mailings", &["pathway_id", "id"]),
    ("mailings_by_event", "mailings", &["event_id"]),
    ("mailing_letters_due", "mailing_letters", &["next_try"]),
    (
        "mailing_letters_by_contact",
        "mailing_letters",
        &["contact_id"],
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut table in [mailings(), letters()] {
            if manager.get_database_backend() == DbBackend::Sqlite {
                table.extra("WITHOUT ROWID");
            }
            manager.create_table(table).await?;
        }
        for (name, table, columns) in INDEXES {
            let mut index = Index::create();
            index.name(name).table(table);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        for (name, columns) in [
            ("mailing_letters_once", &["mailing_id", "contact_id"][..]),
            ("mailing_letters_by_link", &["link_hash"][..]),
        ] {
            let mut once = Index::create();
            once.name(name).table("mailing_letters").unique();
            for column in columns {
                once.col(*column);
            }
            manager.create_index(once).await?;
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "a database is not taken back; restore a backup".to_owned(),
        ))
    }
}

fn id(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).uuid().not_null().take()
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

/// Rows go with what they belong to.
fn belongs_to(table: &mut TableCreateStatement, column: &'static str, to: &'static str) {
    table.foreign_key(
        ForeignKey::create()
            .from_col(column)
            .to(to, "id")
            .on_delete(ForeignKeyAction::Cascade),
    );
}

/// What was typed once. Who sent it is an id only: erasing a person leaves the letter.
fn mailings() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("mailings")
        .col(id("id").primary_key())
        .col(id("pathway_id"))
        .col(ColumnDef::new("event_id").uuid())
        .col(text("subject"))
        .col(text("body"))
        .col(id("sent_by"))
        .col(
            ColumnDef::new("sent_at")
                .timestamp_with_time_zone()
                .not_null(),
        );
    belongs_to(&mut table, "pathway_id", "pathways");
    belongs_to(&mut table, "event_id", "events");
    table
}

/// The letter of one contact. Of the link in it a hash is kept, once it left.
fn letters() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("mailing_letters")
        .col(id("id").primary_key())
        .col(id("mailing_id"))
        .col(id("contact_id"))
        .col(text("state"))
        .col(ColumnDef::new("why").text())
        .col(ColumnDef::new("next_try").timestamp_with_time_zone())
        .col(ColumnDef::new("attempts").integer().not_null())
        .col(ColumnDef::new("link_hash").binary());
    belongs_to(&mut table, "mailing_id", "mailings");
    belongs_to(&mut table, "contact_id", "contacts");
    table
}
