//! What waits for somebody. Every page counts it, so each question goes along an index.

use chrono::{DateTime, Utc};
use mkbroute_domain::accounts::{GrantStatus, Role, Visible};
use mkbroute_domain::ids::WaveId;
use mkbroute_domain::surveys::invitation::InvitationState;
use mkbroute_domain::surveys::wave::{Distribution, WaveLink, WaveState};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};

use crate::entities::{
    drafts, external_subjects, grants, known_devices, mail_addresses, passkeys, pathways, persons,
    responses, sign_in_links, wave_links, waves,
};
use crate::error::StoreError;
use crate::parse::count;
use crate::pathways::within;
use crate::store::Store;
use crate::surveys::link;

/// A link of an open measurement that may ask for something.
#[derive(Clone, Debug)]
pub struct WaitingLink {
    pub wave: WaveId,
    pub link: WaveLink,
    /// Somebody began to answer through it.
    pub answered: bool,
    /// Mails to so many addresses were refused or came back.
    pub came_back: u32,
}

/// Persons who cannot sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockedOut {
    /// At least one.
    pub persons: u32,
    /// When the first of them was added.
    pub since: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    link: wave_links::Model,
    answered: bool,
    came_back: i64,
}

impl Store {
    /// The links of open measurements of which nobody told whether they were passed on, through which
    /// nobody began to answer, or whose mails came back; at pathways that somebody may see.
    pub async fn waiting_links(&self, seen: &Visible) -> Result<Vec<WaitingLink>, StoreError> {
        let open = Query::select()
            .column(waves::Column::Id)
            .from(waves::Entity)
            .and_where(waves::Column::State.eq(WaveState::Open.code()))
            .to_owned();
        let answered = || Expr::exists(begun()).or(Expr::exists(handed_in()));
        let asks = Condition::any()
            .add(wave_links::Column::Distribution.eq(Distribution::Unknown.code()))
            .add(answered().not())
            .add(Expr::exists(returned(Query::select().expr(Expr::val(1)))));
        let pathways = Query::select()
            .column(pathways::Column::Id)
            .from(pathways::Entity)
            .cond_where(within(seen))
            .to_owned();
        let found = wave_links::Entity::find()
            .expr_as(answered(), "answered")
            .expr_as(
                Expr::SubQuery(
                    None,
                    Box::new(
                        returned(Query::select().expr(mail_addresses::Column::Id.count())).into(),
                    ),
                ),
                "came_back",
            )
            .filter(wave_links::Column::WaveId.in_subquery(open))
            .filter(wave_links::Column::PathwayId.in_subquery(pathways))
            .filter(asks)
            .order_by_asc(wave_links::Column::Code);
        let rows = found.into_model::<Row>().all(self.reader()).await?;
        let read = |row: Row| {
            let (wave, link) = link(row.link)?;
            Ok(WaitingLink {
                wave,
                link,
                answered: row.answered,
                came_back: count("mail_addresses", row.came_back)?,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// Whether anybody but administrators has a role.
    pub async fn others_take_part(&self) -> Result<bool, StoreError> {
        let found = grants::Entity::find()
            .filter(grants::Column::Role.ne(Role::Administrator.code()))
            .filter(grants::Column::Status.ne(GrantStatus::Revoked.code()));
        Ok(found.one(self.reader()).await?.is_some())
    }

    /// Persons with a role whom no mail can reach, and who have nothing else to sign in with: no link
    /// that works at `now`, no passkey, no account at an institution, and no browser that knows them.
    pub async fn locked_out(&self, now: DateTime<Utc>) -> Result<Option<LockedOut>, StoreError> {
        let mut working = of_person(sign_in_links::Entity, sign_in_links::Column::PersonId);
        working.and_where(sign_in_links::Column::ExpiresAt.gt(now));
        let mut role = of_person(grants::Entity, grants::Column::PersonId);
        role.and_where(grants::Column::Status.ne(GrantStatus::Revoked.code()))
            .cond_where(
                Condition::any()
                    .add(grants::Column::ExpiresAt.is_null())
                    .add(grants::Column::ExpiresAt.gt(now)),
            );
        let ways = [
            working,
            of_person(passkeys::Entity, passkeys::Column::PersonId),
            of_person(
                external_subjects::Entity,
                external_subjects::Column::PersonId,
            ),
            of_person(known_devices::Entity, known_devices::Column::PersonId),
        ];
        let mut stuck = persons::Entity::find()
            .select_only()
            .column_as(persons::Column::Id.count(), "persons")
            .column_as(persons::Column::CreatedAt.min(), "since")
            .filter(persons::Column::Email.is_null())
            .filter(Expr::exists(role));
        for way in ways {
            stuck = stuck.filter(Expr::exists(way).not());
        }
        let row = stuck.into_tuple::<(i64, Option<DateTime<Utc>>)>();
        let row = row.one(self.reader()).await?;
        let Some((number, Some(since))) = row else {
            return Ok(None);
        };
        let persons = count("persons", number)?;
        Ok(Some(LockedOut { persons, since }))
    }
}

/// Rows of another table that belong to the link.
fn here<C: ColumnTrait>(wave: C, group: C, pathway: C) -> Condition {
    let same = |column: C, own: wave_links::Column| {
        Expr::col(column.as_column_ref()).eq(Expr::col(own.as_column_ref()))
    };
    Condition::all()
        .add(same(wave, wave_links::Column::WaveId))
        .add(same(group, wave_links::Column::RespondentGroup))
        .add(same(pathway, wave_links::Column::PathwayId))
}

/// Questionnaires that are being filled in.
fn begun() -> SelectStatement {
    use drafts::Column::{PathwayId, RespondentGroup, WaveId};
    Query::select()
        .expr(Expr::val(1))
        .from(drafts::Entity)
        .cond_where(here(WaveId, RespondentGroup, PathwayId))
        .to_owned()
}

/// Responses, provisional ones too.
fn handed_in() -> SelectStatement {
    use responses::Column::{PathwayId, RespondentGroup, WaveId};
    Query::select()
        .expr(Expr::val(1))
        .from(responses::Entity)
        .cond_where(here(WaveId, RespondentGroup, PathwayId))
        .to_owned()
}

/// Addresses that mail did not reach.
fn returned(what: &mut SelectStatement) -> SelectStatement {
    use mail_addresses::Column::{PathwayId, RespondentGroup, WaveId};
    let lost = [InvitationState::Refused, InvitationState::Returned];
    what.from(mail_addresses::Entity)
        .cond_where(here(WaveId, RespondentGroup, PathwayId))
        .and_where(mail_addresses::Column::State.is_in(lost.map(InvitationState::code)))
        .to_owned()
}

/// Rows of a person.
fn of_person(table: impl EntityTrait, person: impl ColumnTrait) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(table.table_ref())
        .and_where(
            Expr::col(person.as_column_ref()).eq(Expr::col(persons::Column::Id.as_column_ref())),
        )
        .to_owned()
}
