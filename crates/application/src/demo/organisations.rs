//! Hogescholen of the register, and who takes part in the pathways of 2021.

use std::collections::BTreeMap;

use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::organisations::{Organisation, Registered};
use mkbroute_domain::pathways::profile::Partner;
use mkbroute_domain::pathways::shipped::{ShippedPartner, ShippedPathway};
use mkbroute_store::Tx;

use super::development::looked_on;
use super::seed::SeedError;
use crate::App;
use crate::organisations::registered_hogescholen;

/// Organisations by the name under which files know them.
pub(super) type Named = BTreeMap<String, OrganisationId>;

/// Keeps the hogescholen of the register and every partner, each once.
pub(super) async fn fill(app: &App, tx: &Tx, told: &[ShippedPathway]) -> Result<Named, SeedError> {
    let mut named = Named::new();
    for hogeschool in registered_hogescholen(app)? {
        tx.insert_organisation(&hogeschool).await?;
        named.insert(hogeschool.name, hogeschool.id);
    }
    for partner in told.iter().flat_map(|told| &told.partners) {
        if !named.contains_key(&partner.name) {
            let organisation = organisation(app, partner);
            tx.insert_organisation(&organisation).await?;
            named.insert(organisation.name, organisation.id);
        }
    }
    Ok(named)
}

fn organisation(app: &App, partner: &ShippedPartner) -> Organisation {
    Organisation {
        id: OrganisationId(app.fresh_id()),
        kind: partner.kind,
        name: partner.name.clone(),
        registered: Registered::default(),
        parent: None,
        sites: Vec::new(),
    }
}

/// Who took part on the day on which the baseline looked; since when is not known.
pub(super) fn partners(told: &ShippedPathway, named: &Named) -> Vec<Partner> {
    let known = told.partners.iter().filter_map(|partner| {
        Some(Partner {
            organisation: *named.get(&partner.name)?,
            role: partner.role,
            since: looked_on(),
            until: None,
        })
    });
    known.collect()
}
