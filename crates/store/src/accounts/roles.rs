//! The role in which a browser acts.

use mkbroute_domain::accounts::Role;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::entities::sessions;
use crate::error::StoreError;
use crate::parse::code;
use crate::store::Store;
use crate::tx::Tx;

impl Store {
    /// The role that was chosen in a session, if one was.
    pub async fn chosen_role(&self, id_hash: &[u8; 32]) -> Result<Option<Role>, StoreError> {
        let found = sessions::Entity::find_by_id(id_hash.to_vec())
            .select_only()
            .column(sessions::Column::Role)
            .into_tuple::<Option<String>>()
            .one(self.reader())
            .await?;
        let chosen = found.flatten();
        let read = |text: String| code("sessions.role", &text, Role::from_code);
        chosen.map(read).transpose()
    }
}

impl Tx {
    /// Goes on in another role under another id: whoever has the old one has nothing. Says whether the
    /// session was still there.
    pub async fn renew_session(
        &self,
        old: [u8; 32],
        new: [u8; 32],
        role: Role,
    ) -> Result<bool, StoreError> {
        let renewed = sessions::Entity::update_many()
            .col_expr(sessions::Column::IdHash, Expr::value(new.to_vec()))
            .col_expr(sessions::Column::Role, Expr::value(role.code()))
            .filter(sessions::Column::IdHash.eq(old.to_vec()))
            .exec(&self.0)
            .await?;
        Ok(renewed.rows_affected == 1)
    }
}
