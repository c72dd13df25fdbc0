//! Ending a measurement so that nothing of the way in which answers arrived remains.

use std::time::{Duration, Instant};

use mkbroute_domain::ids::WaveId;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, QueryFilter, Statement,
    TryGetable,
};

use crate::entities::{ballots, drafts, mail_addresses, responses};
use crate::error::StoreError;
use crate::store::Store;
use crate::tx::Tx;

/// Whoever shares a server is waited for longer than whoever shares a file.
const LONGER: u32 = 5;
/// How soon to look again whether those in the way have gone.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

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
        match self.writer().get_database_backend() {
            DbBackend::Sqlite => self.rewrite_file().await,
            _ => self.rewrite_tables().await,
        }
    }

    async fn rewrite_file(&self) -> Result<(), StoreError> {
        let writer = self.writer();
        writer.execute_unprepared("VACUUM").await?;
        // What was vacuumed passed through the log as well.
        self.empty_log().await
    }

    /// Empties the write-ahead log of SQLite, where former pages stay; does nothing on PostgreSQL, whose
    /// log belongs to the server.
    ///
    /// # Errors
    /// [`StoreError::Locked`] if somebody reads for so long that the log had to stay.
    pub async fn empty_log(&self) -> Result<(), StoreError> {
        let writer = self.writer();
        if writer.get_database_backend() != DbBackend::Sqlite {
            return Ok(());
        }
        // SQLite tells in a row, not by an error, that a reader kept it from emptying the log.
        let empty = Statement::from_string(DbBackend::Sqlite, "PRAGMA wal_checkpoint(TRUNCATE)");
        let told = writer.query_one_raw(empty).await?;
        let busy = told.map(|row| row.try_get_by_index::<i64>(0)).transpose()?;
        if busy == Some(0) {
            Ok(())
        } else {
            Err(StoreError::Locked)
        }
    }

    /// PostgreSQL says nothing when it has to leave deleted rows in place for the sake of a transaction
    /// that may still see them; so those end first.
    async fn rewrite_tables(&self) -> Result<(), StoreError> {
        let now = "SELECT pg_current_xact_id()::text";
        let now: String = self.ask(now.to_owned()).await?;
        let from = Instant::now();
        while !self.nobody_sees_before(&now).await? {
            if from.elapsed() > LONGER * self.patience() {
                return Err(StoreError::Locked);
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        let tables = "VACUUM FULL responses, drafts, ballots, mail_addresses";
        self.writer().execute_unprepared(tables).await?;
        Ok(())
    }

    /// Whether every transaction that sees rows deleted before the given one has ended. A transaction
    /// that writes counts in every database of the server, one that reads in this one, and so does a
    /// standby that was promised its rows.
    async fn nobody_sees_before(&self, transaction: &str) -> Result<bool, StoreError> {
        let older = format!("age(%) >= age('{transaction}'::xid8::xid)");
        let [read, promised] = ["backend_xmin", "xmin"].map(|of| older.replace('%', of));
        self.ask(format!(
            "SELECT pg_snapshot_xmin(pg_current_snapshot()) > '{transaction}'::xid8
                AND NOT EXISTS (SELECT FROM pg_stat_activity
                                WHERE datname = current_database() AND {read})
                AND NOT EXISTS (SELECT FROM pg_replication_slots WHERE {promised})"
        ))
        .await
    }

    /// The answer of PostgreSQL to a question that has one.
    async fn ask<T: TryGetable>(&self, question: String) -> Result<T, StoreError> {
        let question = Statement::from_string(DbBackend::Postgres, question);
        let row = self.writer().query_one_raw(question).await?;
        let row = row.ok_or(StoreError::Locked)?;
        Ok(row.try_get_by_index(0)?)
    }
}
