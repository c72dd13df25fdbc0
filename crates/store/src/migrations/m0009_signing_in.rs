//! Signing in: addresses of persons, mails to them, how often something was tried, signed-in browsers and
//! passkeys.

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
        // Sessions from before do not tell what they now must: everybody signs in once more.
        let mut former = Table::drop();
        former.table("sessions");
        manager.drop_table(former).await?;
        for mut table in [
            account_mails(),
            attempts(),
            sessions(),
            known_devices(),
            passkeys(),
            ceremonies(),
            external_subjects(),
        ] {
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
        manager.create_index(due).await?;
        for (name, table) in [
            ("sessions_by_person", "sessions"),
            ("passkeys_by_person", "passkeys"),
            ("external_subjects_by_person", "external_subjects"),
        ] {
            let mut of_person = Index::create();
            of_person.name(name).table(table).col("person_id");
            manager.create_index(of_person).await?;
        }
        Ok(())
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

fn hash(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).binary_len(32).not_null().take()
}

fn of_person(table: &mut TableCreateStatement) {
    table.foreign_key(
        ForeignKey::create()
            .from_col("person_id")
            .to("persons", "id")
            .on_delete(ForeignKeyAction::Cascade),
    );
}

/// Signed-in browsers, by the hash of their cookie.
fn sessions() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("sessions")
        .col(hash("id_hash").primary_key())
        .col(ColumnDef::new("id").uuid().not_null().unique_key())
        .col(ColumnDef::new("person_id").uuid().not_null())
        .col(text("method"))
        .col(text("device"))
        .col(time("began_at"))
        .col(time("used_at"))
        .col(ColumnDef::new("proved_at").timestamp_with_time_zone())
        .col(time("expires_at"));
    of_person(&mut table);
    table
}

/// Browsers in which a person signed in before, by the hash of a cookie that stays.
fn known_devices() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("known_devices")
        .col(hash("id_hash"))
        .col(ColumnDef::new("person_id").uuid().not_null())
        .col(ColumnDef::new("used_on").date().not_null())
        .primary_key(Index::create().col("id_hash").col("person_id"));
    of_person(&mut table);
    table
}

/// Passkeys of persons: public keys with their counters.
fn passkeys() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("passkeys")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("person_id").uuid().not_null())
        .col(
            ColumnDef::new("credential_id")
                .blob()
                .not_null()
                .unique_key(),
        )
        .col(text("name"))
        .col(text("body"))
        .col(ColumnDef::new("added_on").date().not_null())
        .col(ColumnDef::new("used_on").date());
    of_person(&mut table);
    table
}

/// Accounts at an institution that sign a person in.
fn external_subjects() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("external_subjects")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(text("issuer"))
        .col(text("subject"))
        .col(ColumnDef::new("person_id").uuid().not_null())
        .col(text("label"))
        .col(ColumnDef::new("linked_on").date().not_null())
        .index(
            Index::create()
                .unique()
                .name("one_person_each")
                .col("issuer")
                .col("subject"),
        );
    of_person(&mut table);
    table
}

/// What was asked of a browser and is answered once, by the hash of a token.
fn ceremonies() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("ceremonies")
        .col(hash("id_hash").primary_key())
        .col(text("purpose"))
        .col(ColumnDef::new("person_id").uuid())
        .col(text("state"))
        .col(time("expires_at"));
    of_person(&mut table);
    table
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
        .col(ColumnDef::new("attempts").integer().not_null());
    of_person(&mut table);
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
