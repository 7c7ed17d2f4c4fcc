//! Where the numbers beside dots stand, so that none lies on another or on a dot.

use crate::draw::kit::Rect;

/// Directions a number is tried in, in order, around its dot.
const AROUND: [(f64, f64); 12] = [
    (1.0, -0.6),
    (1.0, 0.6),
    (-1.0, -0.6),
    (-1.0, 0.6),
    (0.0, -1.0),
    (0.0, 1.0),
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.5, -1.0),
    (-0.5, -1.0),
    (0.5, 1.0),
    (-0.5, 1.0),
];
/// How far from the dot the middle of a number may stand, in px.
const RINGS: [f64; 10] = [13.0, 19.0, 26.0, 35.0, 46.0, 60.0, 78.0, 100.0, 130.0, 170.0];

/// A place for a label of each size, in the order given; none where every place within reach is taken.
pub fn places(dots: &[(f64, f64)], sizes: &[(f64, f64)], radius: f64, room: Rect) -> Vec<Option<Rect>> {
    let mut taken: Vec<Rect> = dots.iter().map(|dot| around(*dot, (2.0 * radius, 2.0 * radius))).collect();
    let mut places = Vec::with_capacity(dots.len());
    for (dot, size) in dots.iter().zip(sizes) {
        let tried = RINGS.iter().flat_map(|ring| AROUND.iter().map(move |(x, y)| (dot.0 + x * ring, dot.1 + y * ring)));
        let inside = |rect: &Rect| {
            rect.x >= room.x && rect.y >= room.y && rect.right() <= room.right() && rect.bottom() <= room.bottom()
        };
        let place = tried
            .map(|middle| around(middle, *size))
            .find(|rect| inside(rect) && !taken.iter().any(|other| other.overlaps(*rect)));
        taken.extend(place);
        places.push(place);
    }
    places
}

fn around((x, y): (f64, f64), (w, h): (f64, f64)) -> Rect {
    Rect { x: x - w / 2.0, y: y - h / 2.0, w, h }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_number_lies_on_another_or_on_a_dot(dots in prop::collection::vec((0.0..600.0f64, 0.0..400.0f64), 0..60)) {
            let room = Rect { x: -20.0, y: -20.0, w: 640.0, h: 440.0 };
            let places = places(&dots, &vec![(16.0, 13.0); dots.len()], 4.0, room);
            let placed: Vec<Rect> = places.iter().flatten().copied().collect();
            for (i, rect) in placed.iter().enumerate() {
                prop_assert!(placed[i + 1..].iter().all(|other| !other.overlaps(*rect)));
                prop_assert!(dots.iter().all(|dot| !around(*dot, (8.0, 8.0)).overlaps(*rect)));
                prop_assert!(rect.x >= room.x && rect.right() <= room.right());
            }
            prop_assert!(dots.len() > 12 || placed.len() == dots.len(), "a number without a place");
        }
    }
}
