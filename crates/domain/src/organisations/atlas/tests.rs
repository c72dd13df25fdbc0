use super::Atlas;

const SHIPPED: &str = include_str!("../../../../../data/netherlands.toml");

/// Whether a point lies within a closed line: a ray to the east crosses it an odd number of times.
fn within(ring: &[[f64; 2]], [x, y]: [f64; 2]) -> bool {
    let next = ring.iter().cycle().skip(1);
    let crossed = ring.iter().zip(next).filter(|([x1, y1], [x2, y2])| {
        (*y1 > y) != (*y2 > y) && x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)
    });
    crossed.count() % 2 == 1
}

/// The outline is a few kilometres off where it is simplified: a place may lie so far beyond it.
const OFF: [f64; 3] = [0.0, -0.04, 0.04];

#[test]
fn every_place_lies_in_the_country() {
    let atlas = Atlas::parse(SHIPPED).unwrap();
    let inside = |at: [f64; 2]| atlas.rings.iter().any(|ring| within(ring, at));
    for (name, [x, y]) in &atlas.places {
        let near = OFF
            .iter()
            .any(|dx| OFF.iter().any(|dy| inside([x + dx, y + dy])));
        assert!(near, "{name} lies outside");
    }
    assert!(
        !atlas.rings.iter().any(|ring| within(ring, [4.35, 50.85])),
        "Brussels lies outside"
    );
}

#[test]
fn places_are_found_however_they_are_spelled() {
    let atlas = Atlas::parse(SHIPPED).unwrap();
    assert_eq!(atlas.find("Den Bosch"), atlas.find("'s-Hertogenbosch"));
    assert_eq!(atlas.find("'s Gravenhage"), Some([4.30, 52.08]));
    assert_eq!(atlas.find("Nergenshuizen"), None);
}
