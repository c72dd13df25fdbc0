//! However many persons, roles and responses there are, a page reads few of them.

use sea_orm::sea_query::Index;
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0018_many"
    }
}

/// Wider than those of the same name before: provisional responses are counted apart, and roles are sought by how
/// they stand and when they end.
const WIDER: [(&str, &str, &[&str]); 3] = [
    (
        "responses_by_place",
        "responses",
        &["wave_id", "respondent_group", "pathway_id", "provisional"],
    ),
    (
        "grants_by_role",
        "grants",
        &["role", "status", "expires_at", "person_id"],
    ),
    (
        "grants_by_scope",
        "grants",
        &[
            "scope_kind",
            "scope_id",
            "role",
            "status",
            "expires_at",
            "person_id",
        ],
    ),
];

/// With what somebody signs in.
const BY_PERSON: [(&str, &str); 2] = [
    ("sign_in_links_by_person", "sign_in_links"),
    ("known_devices_by_person", "known_devices"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table, columns) in WIDER {
            let mut former = Index::drop();
            former.name(name).table(table);
            manager.drop_index(former).await?;
            let mut index = Index::create();
            index.name(name).table(table);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        for (name, table) in BY_PERSON {
            let mut index = Index::create();
            index.name(name).table(table).col("person_id");
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
