//! Who gave a grant, its history, hogescholen as tenants, and the role that somebody chose to act in.

use mkbroute_domain::ids::HogeschoolId;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{
    ColumnDef, Expr, ExprTrait, ForeignKey, ForeignKeyAction, Index, Query, SelectStatement, Table,
    TableCreateStatement,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager};
use uuid::Uuid;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0010_grants"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [
            ("grants", column("given_by").uuid().take()),
            (
                "grants",
                column("given_at").timestamp_with_time_zone().take(),
            ),
            ("grants", column("delegated_from").uuid().take()),
            (
                "persons",
                column("sought").text().not_null().default("").take(),
            ),
            ("pathways", column("hogeschool_id").uuid().take()),
            ("sessions", column("role").text().take()),
        ] {
            let mut alter = Table::alter();
            alter.table(table).add_column(column);
            manager.alter_table(alter).await?;
        }
        manager.create_table(steps()).await?;
        for (name, table, columns) in [
            ("grants_by_person", "grants", &["person_id"][..]),
            (
                "grants_by_scope",
                "grants",
                &["scope_kind", "scope_id", "role"],
            ),
            ("grants_by_role", "grants", &["role", "person_id"]),
            ("grants_by_origin", "grants", &["delegated_from"]),
            ("grant_steps_by_person", "grant_steps", &["person_id"]),
            ("grant_steps_by_taker", "grant_steps", &["by_id"]),
            ("pathways_by_hogeschool", "pathways", &["hogeschool_id"]),
            ("persons_by_sought", "persons", &["sought", "id"]),
        ] {
            let mut index = Index::create();
            index.name(name).table(table);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        first_steps(manager).await?;
        fold_names(manager).await?;
        name_tenants(manager).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "a database is not taken back; restore a backup".to_owned(),
        ))
    }
}

fn column(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
}

/// What happened to each grant, in order.
fn steps() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("grant_steps")
        .col(column("grant_id").uuid().not_null())
        .col(column("number").integer().not_null())
        .col(column("person_id").uuid().not_null())
        .col(column("step").text().not_null())
        .col(column("by_id").uuid())
        .col(column("at").timestamp_with_time_zone().not_null())
        .col(column("expires_at").timestamp_with_time_zone())
        .primary_key(Index::create().col("grant_id").col("number"))
        .foreign_key(
            ForeignKey::create()
                .from_col("grant_id")
                .to("grants", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    table
}

/// Until now a person was added together with the one role they have.
async fn first_steps(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut added = Query::select();
    added
        .column("created_at")
        .from("persons")
        .and_where(Expr::col(("persons", "id")).equals(("grants", "person_id")));
    let mut given = Query::update();
    given
        .table("grants")
        .value("given_at", Expr::expr(added_at(added)));
    manager.execute(given).await?;
    let mut known = Query::select();
    known
        .column("id")
        .expr(Expr::val(1))
        .column("person_id")
        .expr(Expr::val("given"))
        .column("given_at")
        .column("expires_at")
        .from("grants");
    let mut first = Query::insert();
    first
        .into_table("grant_steps")
        .columns([
            "grant_id",
            "number",
            "person_id",
            "step",
            "at",
            "expires_at",
        ])
        .select_from(known)
        .map_err(|error| DbErr::Migration(error.to_string()))?;
    manager.execute(first).await
}

fn added_at(select: SelectStatement) -> Expr {
    Expr::SubQuery(None, Box::new(select.into()))
}

/// A text of each row of a table.
async fn texts(
    manager: &SchemaManager<'_>,
    table: &'static str,
    text: &'static str,
) -> Result<Vec<(Uuid, String)>, DbErr> {
    let mut select = Query::select();
    select.columns(["id", text]).from(table);
    let rows = manager.get_connection().query_all(&select).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("", "id")?, row.try_get("", text)?)))
        .collect()
}

async fn fold_names(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for (id, name) in texts(manager, "persons", "name").await? {
        let mut update = Query::update();
        update
            .table("persons")
            .value("sought", name.to_lowercase())
            .and_where(Expr::col("id").eq(id));
        manager.execute(update).await?;
    }
    Ok(())
}

async fn name_tenants(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for (id, hogeschool) in texts(manager, "pathways", "hogeschool").await? {
        let mut update = Query::update();
        update
            .table("pathways")
            .value("hogeschool_id", HogeschoolId::named(&hogeschool).0)
            .and_where(Expr::col("id").eq(id));
        manager.execute(update).await?;
    }
    Ok(())
}
