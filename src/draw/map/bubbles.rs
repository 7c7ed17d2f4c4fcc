//! Bubbles that do not cover each other: the largest first, each at its place or as near as it finds room.

use crate::draw::kit::{Rect, width};

/// Size of the number in a bubble.
pub const NUMBER: f64 = 12.0;
/// The smallest radius, which holds a digit, and the largest.
const LEAST: f64 = 7.0;
const LARGEST: f64 = 18.0;

/// A bubble with its number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bubble {
    pub x: f64,
    pub y: f64,
    pub r: f64,
}

/// The radius for a count in a room, where `most` is the largest count on the picture: its area grows with the count.
pub fn radius(count: usize, most: usize, room: Rect) -> f64 {
    let share = count as f64 / most.max(1) as f64;
    let largest = (room.w.min(room.h) / 2.2).clamp(LEAST, LARGEST);
    (LEAST + (largest - LEAST) * share.sqrt()).max(width(&count.to_string(), NUMBER) / 2.0 + 2.5)
}

/// Places bubbles within `room`; none where there is no room left near its place. In the order given.
pub fn pack(wanted: &[Bubble], room: Rect, taken: &[Rect]) -> Vec<Option<Bubble>> {
    let mut placed: Vec<Option<Bubble>> = Vec::with_capacity(wanted.len());
    for bubble in wanted {
        let found = around(*bubble, room).find(|b| {
            let free = placed.iter().flatten().all(|other| apart(*b, *other));
            free && taken.iter().all(|rect| clear(*b, *rect))
        });
        placed.push(found);
    }
    placed
}

/// The place itself, then places around it, further and further.
fn around(bubble: Bubble, room: Rect) -> impl Iterator<Item = Bubble> {
    const RINGS: u32 = 7;
    const STEPS: u32 = 12;
    let within = move |x: f64, y: f64| Bubble {
        x: x.clamp(room.x + bubble.r, (room.right() - bubble.r).max(room.x + bubble.r)),
        y: y.clamp(room.y + bubble.r, (room.bottom() - bubble.r).max(room.y + bubble.r)),
        r: bubble.r,
    };
    let ring = move |ring: u32| {
        (0..STEPS).map(move |step| {
            let turn = f64::from(step) / f64::from(STEPS) * std::f64::consts::TAU;
            let far = f64::from(ring) * 6.0;
            within(bubble.x + far * turn.cos(), bubble.y + far * turn.sin())
        })
    };
    let fits = 2.0 * bubble.r <= room.w && 2.0 * bubble.r <= room.h;
    std::iter::once(within(bubble.x, bubble.y)).chain((1..=RINGS).flat_map(ring)).filter(move |_| fits)
}

fn apart(a: Bubble, b: Bubble) -> bool {
    (a.x - b.x).hypot(a.y - b.y) >= a.r + b.r + 1.0
}

fn clear(bubble: Bubble, rect: Rect) -> bool {
    let nearest = (bubble.x.clamp(rect.x, rect.right()), bubble.y.clamp(rect.y, rect.bottom()));
    (bubble.x - nearest.0).hypot(bubble.y - nearest.1) >= bubble.r + 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bubbles_stay_in_their_room_and_off_each_other() {
        let room = Rect { x: 10.0, y: 10.0, w: 90.0, h: 60.0 };
        let wanted: Vec<_> = (1..30)
            .map(|n| Bubble { x: 50.0 + f64::from(n), y: 30.0, r: radius(30 - n as usize, 900, room) })
            .collect();
        let placed: Vec<Bubble> = pack(&wanted, room, &[]).into_iter().flatten().collect();
        assert!(placed.len() > 3 && placed[0] == wanted[0]);
        for (at, a) in placed.iter().enumerate() {
            assert!(
                a.x - a.r >= room.x && a.x + a.r <= room.right() && a.y - a.r >= room.y && a.y + a.r <= room.bottom()
            );
            assert!(placed[at + 1..].iter().all(|b| apart(*a, *b)));
        }
    }

    #[test]
    fn a_number_fits_its_bubble() {
        for count in [1, 12, 345, 67890] {
            assert!(
                2.0 * radius(count, count, Rect { x: 0.0, y: 0.0, w: 50.0, h: 30.0 })
                    >= width(&count.to_string(), NUMBER) + 4.0
            );
        }
    }
}
