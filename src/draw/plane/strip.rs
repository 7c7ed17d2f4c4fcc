//! Segments of unknown complexity: a strip below the plane, each a numbered plate at its relatedness; plates that would
//! lie on each other are stacked.

use crate::draw::kit::{Rect, width};

const SMALL: f64 = 12.0;
/// Height of a plate, and of a level of plates.
const PLATE: f64 = 16.0;
const LEVEL: f64 = 19.0;
const APART: f64 = 3.0;

/// Places for plates with these texts around these x, downwards from `top`; and the lower side of the lowest.
pub fn plates(texts: &[String], xs: &[f64], top: f64) -> (Vec<Rect>, f64) {
    let mut placed: Vec<Rect> = Vec::with_capacity(xs.len());
    for (text, x) in texts.iter().zip(xs) {
        let w = width(text, SMALL) + 8.0;
        let at = |level: f64| Rect { x: x - w / 2.0, y: top + level * LEVEL, w, h: PLATE };
        let around = |plate: Rect| Rect { x: plate.x - APART, w: plate.w + 2.0 * APART, ..plate };
        let mut level = 0.0;
        while placed.iter().any(|other| other.overlaps(around(at(level)))) {
            level += 1.0;
        }
        placed.push(at(level));
    }
    let bottom = placed.iter().map(|plate| plate.bottom()).fold(top, f64::max);
    (placed, bottom)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_plate_lies_on_another(xs in prop::collection::vec(0.0..300.0f64, 0..80)) {
            let texts: Vec<String> = (1..=xs.len()).map(|n| n.to_string()).collect();
            let (plates, bottom) = plates(&texts, &xs, 10.0);
            for (i, plate) in plates.iter().enumerate() {
                prop_assert!(plates[i + 1..].iter().all(|other| !other.overlaps(*plate)));
                prop_assert!(plate.bottom() <= bottom && (plate.x + plate.w / 2.0 - xs[i]).abs() < 1e-9);
            }
        }
    }
}
