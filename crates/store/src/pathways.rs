//! Mkb-routes.

mod development;
mod factors;
mod network;
mod overview;
mod partners;
mod plans;
mod support;

pub use factors::{FactorFilter, FactorTally, PhaseOf};
pub use network::{KeptMeeting, MeetingFilter, MeetingNumbers, MeetingWhen, UnansweredMeeting};
pub use plans::{KeptCase, KeptPlan};
pub use support::{KeptSupport, SupportFilter, SupportOwner};

use mkbroute_domain::accounts::{Scope, Tenants, Visible};
use mkbroute_domain::ids::{HogeschoolId, PathwayId};
use mkbroute_domain::pathways::{Degree, Pathway, Phase};
use mkbroute_domain::text::Text;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::entities::pathways;
use crate::error::StoreError;
use crate::organisations::search::{self, Entry};
use crate::parse::code;
use crate::store::Store;
use crate::tx::Tx;

impl Store {
    /// The pathways that somebody may see, by readable name.
    pub async fn pathways(&self, seen: &Visible) -> Result<Vec<Pathway>, StoreError> {
        let rows = pathways::Entity::find()
            .filter(within(seen))
            .order_by_asc(pathways::Column::Slug);
        rows.all(self.reader())
            .await?
            .into_iter()
            .map(pathway)
            .collect()
    }

    /// To which hogeschool each pathway belongs.
    pub async fn tenants(&self) -> Result<Tenants, StoreError> {
        tenants(self.reader()).await
    }

    /// The pathway with this readable name.
    pub async fn pathway_by_slug(&self, slug: &str) -> Result<Option<Pathway>, StoreError> {
        let found = pathways::Entity::find().filter(pathways::Column::Slug.eq(slug));
        found.one(self.reader()).await?.map(pathway).transpose()
    }

    /// The pathway with this identifier.
    pub async fn pathway(&self, id: PathwayId) -> Result<Option<Pathway>, StoreError> {
        let row = pathways::Entity::find_by_id(id.0)
            .one(self.reader())
            .await?;
        row.map(pathway).transpose()
    }
}

/// Pathways that lie within what somebody may see.
pub(crate) fn within(seen: &Visible) -> Condition {
    let Visible::Within(scopes) = seen else {
        return Condition::all();
    };
    let one = scopes.iter().filter_map(|scope| match scope {
        Scope::Pathway(id) => Some(id.0),
        _ => None,
    });
    let of_hogeschool = scopes.iter().filter_map(|scope| match scope {
        Scope::Hogeschool(id) => Some(id.0),
        _ => None,
    });
    // Without a scope of the kind nothing is in the list.
    Condition::any()
        .add(pathways::Column::Id.is_in(one))
        .add(pathways::Column::HogeschoolId.is_in(of_hogeschool))
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
            hogeschool_id: Some(pathway.hogeschool_id.0),
        };
        let entry = Entry::of_pathway(&row);
        self.insert(row.into_active_model()).await?;
        search::put(&self.0, &[entry]).await
    }
}

/// To which hogeschool each pathway belongs, as this connection sees it.
pub(crate) async fn tenants(database: &impl ConnectionTrait) -> Result<Tenants, StoreError> {
    let pairs = pathways::Entity::find()
        .select_only()
        .column(pathways::Column::Id)
        .column(pathways::Column::HogeschoolId)
        .filter(pathways::Column::HogeschoolId.is_not_null())
        .into_tuple::<(Uuid, Uuid)>();
    let pairs = pairs.all(database).await?.into_iter();
    Ok(pairs
        .map(|(pathway, of)| (PathwayId(pathway), HogeschoolId(of)))
        .collect())
}

pub(crate) fn pathway(row: pathways::Model) -> Result<Pathway, StoreError> {
    Ok(Pathway {
        id: PathwayId(row.id),
        slug: row.slug,
        name: Text::new(row.name_nl, row.name_en),
        hogeschool: row.hogeschool,
        hogeschool_id: row.hogeschool_id.map(HogeschoolId).ok_or_else(|| {
            StoreError::Data("pathways: a pathway belongs to no hogeschool".to_owned())
        })?,
        partner: row.partner,
        sector: row.sector,
        programme: row.programme,
        degree: code("pathways.degree", &row.degree, Degree::from_code)?,
        phase: code("pathways.phase", &row.phase, Phase::from_code)?,
        meets_definition: row.meets_definition,
        note: Text::new(row.note_nl, row.note_en),
    })
}
