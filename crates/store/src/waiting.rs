//! What waits for somebody. Every page counts it, so each question goes along an index.

use mkbroute_domain::accounts::Visible;
use mkbroute_domain::ids::WaveId;
use mkbroute_domain::surveys::invitation::InvitationState;
use mkbroute_domain::surveys::wave::{Distribution, WaveLink, WaveState};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};

use crate::entities::{drafts, mail_addresses, pathways, responses, wave_links, waves};
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

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    link: wave_links::Model,
    answered: bool,
    came_back: i64,
}

impl Store {
    /// The links of open measurements of which nobody told whether they were passed on, through which
    /// nobody began to answer, or whose mails came back; at the pathways that somebody may see.
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
        let mut found = wave_links::Entity::find()
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
            .filter(asks)
            .order_by_asc(wave_links::Column::Code);
        if *seen != Visible::Everything {
            let visible = Query::select()
                .column(pathways::Column::Id)
                .from(pathways::Entity)
                .cond_where(within(seen))
                .to_owned();
            found = found.filter(wave_links::Column::PathwayId.in_subquery(visible));
        }
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
