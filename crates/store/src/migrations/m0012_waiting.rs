//! What waits is counted on every page, so it must be found without reading answers; and it is told by mail.

use sea_orm::DbBackend;
use sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0012_waiting"
    }
}

/// Where somebody began to answer, the addresses that mail did not reach, and the roles that end.
const INDEXES: [(&str, &str, &[&str]); 4] = [
    (
        "responses_by_place",
        "responses",
        &["wave_id", "respondent_group", "pathway_id"],
    ),
    (
        "drafts_by_place",
        "drafts",
        &["wave_id", "respondent_group", "pathway_id"],
    ),
    (
        "mail_addresses_by_place",
        "mail_addresses",
        &["wave_id", "respondent_group", "pathway_id", "state"],
    ),
    ("grants_by_end", "grants", &["expires_at"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table, columns) in INDEXES {
            let mut index = Index::create();
            index.name(name).table(table);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        // The one by place begins with the same columns.
        let mut narrower = Index::drop();
        narrower.name("responses_by_wave").table("responses");
        manager.drop_index(narrower).await?;
        for mut table in [digests(), digest_stops()] {
            // Rows lie in the order of their random key.
            if manager.get_database_backend() == DbBackend::Sqlite {
                table.extra("WITHOUT ROWID");
            }
            manager.create_table(table).await?;
        }
        for (name, table, column) in [
            ("digests_due", "digests", "next_at"),
            ("digest_stops_by_person", "digest_stops", "person_id"),
        ] {
            let mut index = Index::create();
            index.name(name).table(table).col(column);
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "a database is not taken back; restore a backup".to_owned(),
        ))
    }
}

/// A table with a column that leads to a person and goes with them.
fn of_person(name: &'static str, person: &mut ColumnDef) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name).col(person).foreign_key(
        ForeignKey::create()
            .from_col("person_id")
            .to("persons", "id")
            .on_delete(ForeignKeyAction::Cascade),
    );
    table
}

/// How often each person is told by mail what waits for them.
fn digests() -> TableCreateStatement {
    let person = &mut ColumnDef::new("person_id");
    of_person("digests", person.uuid().not_null().primary_key())
        .col(ColumnDef::new("frequency").text().not_null())
        .col(ColumnDef::new("next_at").timestamp_with_time_zone())
        .to_owned()
}

/// Links in those mails that end them, by the hash of their token.
fn digest_stops() -> TableCreateStatement {
    let hash = &mut ColumnDef::new("token_hash");
    of_person(
        "digest_stops",
        ColumnDef::new("person_id").uuid().not_null(),
    )
    .col(hash.binary_len(32).not_null().primary_key())
    .col(ColumnDef::new("made_on").date().not_null())
    .to_owned()
}
