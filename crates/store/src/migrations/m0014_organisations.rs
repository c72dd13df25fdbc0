//! Organisations with their sites and contacts, and what they do in a pathway.

use sea_orm::DbBackend;
use sea_orm::sea_query::{
    ColumnDef, ForeignKey, ForeignKeyAction, ForeignKeyCreateStatement, Index, Table,
    TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0014_organisations"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut table in [organisations(), sites(), contacts(), partners()] {
            if manager.get_database_backend() == DbBackend::Sqlite {
                table.extra("WITHOUT ROWID");
            }
            manager.create_table(table).await?;
        }
        let mut kvk = Index::create();
        kvk.name("organisations_by_kvk")
            .table("organisations")
            .col("kvk")
            .unique();
        manager.create_index(kvk).await?;
        for (name, table, columns) in INDEXES {
            let mut index = Index::create();
            index.name(name).table(table);
            for column in columns {
                index.col(*column);
            }
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

/// A list is walked in the order of names; what it is filtered by stands in the same index.
const INDEXES: [(&str, &str, &[&str]); 8] = [
    (
        "organisations_by_name",
        "organisations",
        &["sought", "id", "kind", "place_key", "merged_into"],
    ),
    (
        "organisations_by_kind",
        "organisations",
        &["kind", "sought", "id", "place_key", "merged_into"],
    ),
    (
        "organisations_by_place",
        "organisations",
        &["place_key", "sought", "id", "kind", "merged_into"],
    ),
    ("sites_by_vestiging", "sites", &["vestiging"]),
    (
        "contacts_by_organisation",
        "contacts",
        &["organisation_id", "name", "id"],
    ),
    ("contacts_by_address", "contacts", &["address"]),
    (
        "pathway_partners_by_pathway",
        "pathway_partners",
        &["pathway_id"],
    ),
    (
        "pathway_partners_by_organisation",
        "pathway_partners",
        &["organisation_id"],
    ),
];

fn id(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).uuid().not_null().take()
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

fn maybe(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().take()
}

fn number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).integer().not_null().take()
}

fn of_organisation() -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from_col("organisation_id")
        .to("organisations", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .take()
}

/// Others that it belongs to or was merged into are named without a reference: in a backup they may come later.
fn organisations() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("organisations")
        .col(id("id").primary_key())
        .col(text("kind"))
        .col(text("name"))
        .col(text("sought"))
        .col(text("place_key"));
    for column in [
        "kvk",
        "rsin",
        "sbi_scheme",
        "sbi",
        "brin",
        "rio_board",
        "rio_provider",
    ] {
        table.col(maybe(column));
    }
    table
        .col(ColumnDef::new("parent_id").uuid())
        .col(number("revision"))
        .col(ColumnDef::new("merged_into").uuid());
    table
}

/// Numbered from 1 in each organisation.
fn sites() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("sites")
        .col(id("id").primary_key())
        .col(id("organisation_id"))
        .col(number("number"))
        .col(text("name"))
        .col(text("place"))
        .col(maybe("postcode"))
        .col(maybe("vestiging"))
        .col(maybe("rio_location"))
        .foreign_key(&mut of_organisation())
        .index(
            Index::create()
                .name("sites_of_organisation")
                .col("organisation_id")
                .col("number")
                .unique(),
        );
    table
}

fn contacts() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("contacts")
        .col(id("id").primary_key())
        .col(id("organisation_id"))
        .col(text("name"))
        .col(text("roles"))
        .col(maybe("address"))
        .col(text("phone"))
        .col(ColumnDef::new("consented_on").date())
        .col(ColumnDef::new("refused_on").date())
        .col(number("revision"))
        .foreign_key(&mut of_organisation());
    table
}

fn partners() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("pathway_partners")
        .col(id("id").primary_key())
        .col(id("pathway_id"))
        .col(id("organisation_id"))
        .col(text("role"))
        .col(ColumnDef::new("since").date().not_null())
        .col(ColumnDef::new("until").date())
        .foreign_key(
            ForeignKey::create()
                .from_col("pathway_id")
                .to("pathways", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(&mut of_organisation());
    table
}
