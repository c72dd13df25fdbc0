//! Mkb-routes.

use mkbroute_domain::ids::PathwayId;
use mkbroute_domain::pathways::{Degree, Pathway, Phase};
use mkbroute_domain::text::Text;
use sea_orm::{EntityTrait, IntoActiveModel, QueryOrder};

use crate::entities::pathways;
use crate::error::StoreError;
use crate::parse::code;
use crate::store::Store;
use crate::tx::Tx;

impl Store {
    /// Every pathway, by readable name.
    pub async fn pathways(&self) -> Result<Vec<Pathway>, StoreError> {
        let rows = pathways::Entity::find().order_by_asc(pathways::Column::Slug);
        rows.all(self.reader())
            .await?
            .into_iter()
            .map(pathway)
            .collect()
    }

    /// The pathway with this identifier.
    pub async fn pathway(&self, id: PathwayId) -> Result<Option<Pathway>, StoreError> {
        let row = pathways::Entity::find_by_id(id.0)
            .one(self.reader())
            .await?;
        row.map(pathway).transpose()
    }
}

impl Tx {
    /// Adds a pathway.
    pub async fn insert_pathway(&self, pathway: &Pathway) -> Result<(), StoreError> {
        let row = pathways::Model {
            id: pathway.id.0,
            slug: pathway.slug.clone(),
            name_nl: pathway.name.nl.clone(),
            name_en: pathway.name.en.clone(),
            hogeschool: pathway.hogeschool.clone(),
            partner: pathway.partner.clone(),
            sector: pathway.sector.clone(),
            programme: pathway.programme.clone(),
            degree: pathway.degree.code().to_owned(),
            phase: pathway.phase.code().to_owned(),
            meets_definition: pathway.meets_definition,
            note_nl: pathway.note.nl.clone(),
            note_en: pathway.note.en.clone(),
        };
        self.insert(row.into_active_model()).await
    }
}

pub(crate) fn pathway(row: pathways::Model) -> Result<Pathway, StoreError> {
    Ok(Pathway {
        id: PathwayId(row.id),
        slug: row.slug,
        name: Text::new(row.name_nl, row.name_en),
        hogeschool: row.hogeschool,
        partner: row.partner,
        sector: row.sector,
        programme: row.programme,
        degree: code("pathways.degree", &row.degree, Degree::from_code)?,
        phase: code("pathways.phase", &row.phase, Phase::from_code)?,
        meets_definition: row.meets_definition,
        note: Text::new(row.note_nl, row.note_en),
    })
}
