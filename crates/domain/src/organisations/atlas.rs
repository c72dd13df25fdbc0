//! Where places are: a small map of the country.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Deserialize;

use super::duplicates::place_key;

/// Longitude and latitude, in degrees.
pub type Point = [f64; 2];

/// The outline of the country, and known places.
#[derive(Clone, Debug, PartialEq)]
pub struct Atlas {
    /// The land and its islands, each as a closed line whose last point is not said twice.
    pub rings: Vec<Vec<Point>>,
    places: BTreeMap<String, Point>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    rings: Vec<Vec<Point>>,
    places: Vec<Place>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    name: String,
    at: Point,
}

impl Atlas {
    /// Reads the shipped map.
    ///
    /// # Errors
    /// What is wrong with the file, in words of the parser.
    pub fn parse(text: &str) -> Result<Self, String> {
        let written: Written = toml::from_str(text).map_err(|error| error.to_string())?;
        let places = written.places.into_iter();
        Ok(Self {
            rings: written.rings,
            places: places
                .map(|place| (place_key(&place.name), place.at))
                .collect(),
        })
    }

    /// Where a place is, however its name is spelled; nothing for a place that is not on the map.
    pub fn find(&self, place: &str) -> Option<Point> {
        self.places.get(&place_key(place)).copied()
    }
}
