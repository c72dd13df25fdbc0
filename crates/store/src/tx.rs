//! A transaction that may write.

use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
};

use crate::error::StoreError;

/// An open transaction. Dropped without a commit, it changes nothing.
pub struct Tx(pub(crate) DatabaseTransaction);

impl Tx {
    /// Makes everything in it durable.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.0.commit().await?)
    }

    /// Inserts one row.
    pub(crate) async fn insert<A>(&self, row: A) -> Result<(), StoreError>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        A::Entity::insert(row)
            .exec_without_returning(&self.0)
            .await?;
        Ok(())
    }
}
