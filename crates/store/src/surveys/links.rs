//! How each group at each pathway is reached.

use mkbroute_domain::ids::{PathwayId, WaveId};
use mkbroute_domain::surveys::wave::{Distribution, Fielding, WaveLink};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use crate::entities::wave_links;
use crate::error::StoreError;
use crate::parse::{code, count, group, stored};
use crate::store::Store;
use crate::tx::Tx;

/// Counts of a link that only grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkCount {
    Invited,
    Reissued,
    Dropped,
}

impl Store {
    /// The open links of a wave, by code.
    pub async fn wave_links(&self, id: WaveId) -> Result<Vec<WaveLink>, StoreError> {
        wave_links(self.reader(), id).await
    }

    /// The link with this code and its wave.
    pub async fn link(&self, code: &str) -> Result<Option<(WaveId, WaveLink)>, StoreError> {
        let row = wave_links::Entity::find_by_id(code.to_owned())
            .one(self.reader())
            .await?;
        row.map(link).transpose()
    }
}

async fn wave_links(
    database: &impl ConnectionTrait,
    id: WaveId,
) -> Result<Vec<WaveLink>, StoreError> {
    let rows = wave_links::Entity::find()
        .filter(wave_links::Column::WaveId.eq(id.0))
        .order_by_asc(wave_links::Column::Code);
    let rows = rows.all(database).await?;
    rows.into_iter()
        .map(|row| link(row).map(|(_, link)| link))
        .collect()
}

impl Tx {
    /// The links of a wave, as this transaction sees them.
    pub async fn wave_links(&self, id: WaveId) -> Result<Vec<WaveLink>, StoreError> {
        wave_links(&self.0, id).await
    }

    /// Adds an open link.
    pub async fn insert_wave_link(&self, id: WaveId, link: &WaveLink) -> Result<(), StoreError> {
        let row = wave_links::Model {
            code: link.code.clone(),
            wave_id: id.0,
            respondent_group: link.group.code().to_owned(),
            pathway_id: link.pathway.0,
            population: link.population.map(stored).transpose()?,
            distribution: link.distribution.code().to_owned(),
            sent_on: link.fielding.sent_on,
            reason: link.fielding.reason.clone(),
            invited: stored(link.fielding.invited)?,
            reissued: stored(link.fielding.reissued)?,
            dropped: stored(link.fielding.dropped)?,
        };
        self.insert(row.into_active_model()).await
    }

    /// Writes what is known of a link: how many there are, and whether and when it was passed on.
    pub async fn update_wave_link(&self, link: &WaveLink) -> Result<(), StoreError> {
        let population = link.population.map(stored).transpose()?;
        let distribution = link.distribution.code();
        wave_links::Entity::update_many()
            .col_expr(wave_links::Column::Population, Expr::value(population))
            .col_expr(wave_links::Column::Distribution, Expr::value(distribution))
            .col_expr(
                wave_links::Column::SentOn,
                Expr::value(link.fielding.sent_on),
            )
            .col_expr(
                wave_links::Column::Reason,
                Expr::value(&link.fielding.reason),
            )
            .filter(wave_links::Column::Code.eq(&link.code))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Adds to a count of a link.
    pub async fn add_to_link(
        &self,
        code: &str,
        counted: LinkCount,
        by: u32,
    ) -> Result<(), StoreError> {
        let column = match counted {
            LinkCount::Invited => wave_links::Column::Invited,
            LinkCount::Reissued => wave_links::Column::Reissued,
            LinkCount::Dropped => wave_links::Column::Dropped,
        };
        wave_links::Entity::update_many()
            .col_expr(column, Expr::col(column).add(stored(by)?))
            .filter(wave_links::Column::Code.eq(code))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Takes a link from a wave.
    pub async fn delete_wave_link(&self, code: &str) -> Result<(), StoreError> {
        wave_links::Entity::delete_by_id(code.to_owned())
            .exec(&self.0)
            .await?;
        Ok(())
    }
}

pub(crate) fn link(row: wave_links::Model) -> Result<(WaveId, WaveLink), StoreError> {
    let population = row
        .population
        .map(|n| count("wave_links.population", n.into()));
    let distribution = code(
        "wave_links.distribution",
        &row.distribution,
        Distribution::from_code,
    )?;
    let link = WaveLink {
        code: row.code,
        group: group(&row.respondent_group)?,
        pathway: PathwayId(row.pathway_id),
        population: population.transpose()?,
        distribution,
        fielding: Fielding {
            sent_on: row.sent_on,
            reason: row.reason,
            invited: count("wave_links.invited", row.invited.into())?,
            reissued: count("wave_links.reissued", row.reissued.into())?,
            dropped: count("wave_links.dropped", row.dropped.into())?,
        },
    };
    Ok((WaveId(row.wave_id), link))
}
