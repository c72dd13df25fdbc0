//! Where the pathways are.

use std::collections::BTreeMap;

use mkbroute_domain::organisations::atlas::{Atlas, Point};
use mkbroute_domain::pathways::Pathway;

use super::{PathwayFilter, find_pathways, known_hogescholen};
use crate::{App, AppError};

const NETHERLANDS: &str = include_str!("../../../../data/netherlands.toml");

/// A place with the pathways that are taught there.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    pub place: String,
    /// Nothing for a place that the map does not know.
    pub at: Option<Point>,
    pub pathways: Vec<Pathway>,
}

/// The country, and where in it pathways are taught.
#[derive(Clone, Debug, PartialEq)]
pub struct PathwayPlaces {
    pub atlas: Atlas,
    /// By place. A pathway of which no location is known stands at the seat of its hogeschool.
    pub spots: Vec<Spot>,
    /// Those of which neither is known.
    pub nowhere: Vec<Pathway>,
}

/// Where all pathways are. Anybody may know it.
pub async fn pathway_places(app: &App) -> Result<PathwayPlaces, AppError> {
    let atlas = Atlas::parse(NETHERLANDS).map_err(AppError::unreadable)?;
    let mut taught = app.store().places_taught().await?;
    let seats = known_hogescholen()?.into_iter();
    let seats: BTreeMap<String, String> = seats
        .filter_map(|known| Some((known.name, known.seat?)))
        .collect();
    let mut spots: BTreeMap<String, Vec<Pathway>> = BTreeMap::new();
    let mut nowhere = Vec::new();
    for line in find_pathways(app, &PathwayFilter::default()).await? {
        let pathway = line.pathway;
        let mut places = taught.remove(&pathway.id).unwrap_or_default();
        if places.is_empty() {
            places.extend(seats.get(&pathway.hogeschool).cloned());
        }
        if places.is_empty() {
            nowhere.push(pathway);
            continue;
        }
        for place in places {
            spots.entry(place).or_default().push(pathway.clone());
        }
    }
    let spot = |(place, pathways): (String, Vec<Pathway>)| Spot {
        at: atlas.find(&place),
        place,
        pathways,
    };
    Ok(PathwayPlaces {
        spots: spots.into_iter().map(spot).collect(),
        atlas,
        nowhere,
    })
}
