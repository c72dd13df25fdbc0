//! Ending a measurement so that nothing of the way in which answers arrived remains.

use mkbroute_domain::ids::WaveId;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, QueryFilter, Statement,
};

use crate::entities::{ballots, drafts, mail_addresses, responses};
use crate::error::StoreError;
use crate::store::Store;
use crate::tx::Tx;

/// Rows in one statement: few enough for the parameters that SQLite allows.
const TOGETHER: usize = 500;

impl Tx {
    /// Deletes the drafts, ballots and addresses of a closed wave and gives every response a fresh
    /// random key, so that no link that somebody kept finds it.
    pub async fn forget_the_way(
        &self,
        wave: WaveId,
        mut fresh_key: impl FnMut() -> [u8; 32],
    ) -> Result<(), StoreError> {
        self.delete_ways(wave).await?;
        let mut rows = responses::Entity::find()
            .filter(responses::Column::WaveId.eq(wave.0))
            .all(&self.0)
            .await?;
        responses::Entity::delete_many()
            .filter(responses::Column::WaveId.eq(wave.0))
            .exec(&self.0)
            .await?;
        for row in &mut rows {
            row.key = fresh_key().to_vec();
        }
        // Written in the order of the new keys: the place in the file says nothing either.
        rows.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        for piece in rows.chunks(TOGETHER) {
            let piece = piece
                .iter()
                .cloned()
                .map(IntoActiveModel::into_active_model);
            responses::Entity::insert_many(piece)
                .exec_without_returning(&self.0)
                .await?;
        }
        Ok(())
    }

    async fn delete_ways(&self, wave: WaveId) -> Result<(), StoreError> {
        drafts::Entity::delete_many()
            .filter(drafts::Column::WaveId.eq(wave.0))
            .exec(&self.0)
            .await?;
        ballots::Entity::delete_many()
            .filter(ballots::Column::WaveId.eq(wave.0))
            .exec(&self.0)
            .await?;
        mail_addresses::Entity::delete_many()
            .filter(mail_addresses::Column::WaveId.eq(wave.0))
            .exec(&self.0)
            .await?;
        Ok(())
    }
}

impl Store {
    /// Rewrites the files of the database, so that deleted rows and their order are gone from disk
    /// too. Others wait meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Locked`] if somebody reads for so long that the former rows had to stay. Trying
    /// again later is enough.
    pub async fn rewrite(&self) -> Result<(), StoreError> {
        let writer = self.writer();
        if writer.get_database_backend() != DbBackend::Sqlite {
            let tables = "VACUUM FULL responses, drafts, ballots, mail_addresses";
            writer.execute_unprepared(tables).await?;
            return Ok(());
        }
        writer.execute_unprepared("VACUUM").await?;
        // What was vacuumed passed through the log as well. SQLite tells in a row, not by an error,
        // that a reader kept it from emptying the log.
        let empty = Statement::from_string(DbBackend::Sqlite, "PRAGMA wal_checkpoint(TRUNCATE)");
        let told = writer.query_one_raw(empty).await?;
        let busy = told.map(|row| row.try_get_by_index::<i64>(0)).transpose()?;
        if busy == Some(0) {
            Ok(())
        } else {
            Err(StoreError::Locked)
        }
    }
}

#[cfg(test)]
mod tests;
