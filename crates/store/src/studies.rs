//! Studies and their questions.

use mkbroute_domain::surveys::study::Study;
use mkbroute_domain::text::Text;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::entities::studies;
use crate::error::StoreError;
use crate::parse::{count, stored};
use crate::store::Store;
use crate::tx::Tx;

impl Store {
    /// The study with this readable name, if it was ever changed here.
    pub async fn study(&self, slug: &str) -> Result<Option<Study>, StoreError> {
        let row = studies::Entity::find_by_id(slug.to_owned())
            .one(self.reader())
            .await?;
        row.map(study).transpose()
    }
}

impl Tx {
    /// Stores a study, of which `study.revision` is one more than what its editor read. Says whether
    /// it did: somebody else may have been first.
    pub async fn save_study(&self, study: &Study) -> Result<bool, StoreError> {
        let found = studies::Entity::find_by_id(study.slug.clone());
        let stored_before = found.one(&self.0).await?.is_some();
        let row = row(study)?;
        if !stored_before {
            let first = study.revision == 1;
            if first {
                self.insert(row.into_active_model()).await?;
            }
            return Ok(first);
        }
        let changed = studies::Entity::update_many()
            .col_expr(studies::Column::TitleNl, Expr::value(row.title_nl))
            .col_expr(studies::Column::TitleEn, Expr::value(row.title_en))
            .col_expr(studies::Column::AimNl, Expr::value(row.aim_nl))
            .col_expr(studies::Column::AimEn, Expr::value(row.aim_en))
            .col_expr(studies::Column::Questions, Expr::value(row.questions))
            .col_expr(studies::Column::Revision, Expr::value(row.revision))
            .filter(studies::Column::Slug.eq(study.slug.clone()))
            .filter(studies::Column::Revision.eq(row.revision - 1))
            .exec(&self.0)
            .await?;
        Ok(changed.rows_affected == 1)
    }
}

fn row(study: &Study) -> Result<studies::Model, StoreError> {
    let questions = serde_json::to_string(&study.questions);
    Ok(studies::Model {
        slug: study.slug.clone(),
        title_nl: study.title.nl.clone(),
        title_en: study.title.en.clone(),
        aim_nl: study.aim.nl.clone(),
        aim_en: study.aim.en.clone(),
        revision: stored(study.revision)?,
        questions: questions.map_err(|error| StoreError::Data(error.to_string()))?,
    })
}

fn study(row: studies::Model) -> Result<Study, StoreError> {
    let questions = serde_json::from_str(&row.questions)
        .map_err(|error| StoreError::Data(format!("studies.questions: {error}")))?;
    Ok(Study {
        slug: row.slug,
        title: Text::new(row.title_nl, row.title_en),
        aim: Text::new(row.aim_nl, row.aim_en),
        revision: count("studies.revision", row.revision.into())?,
        questions,
    })
}
