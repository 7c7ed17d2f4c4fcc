//! Bubbles with the names of their cities, none covering another: the largest first, each at its place or as near as it
//! finds room.

use crate::draw::kit::{Rect, width};

/// Size of the number in a bubble.
pub const NUMBER: f64 = 12.0;
/// Size of the name beside it.
pub const SMALL: f64 = 12.0;
/// Height of a name.
const NAME: f64 = 13.5;
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

/// A bubble where it belongs, and the name that stands beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct WantedBubble {
    pub bubble: Bubble,
    pub name: String,
}

/// A bubble in its place, and where its name stands: the left end of its base line; none where it found no room.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    pub bubble: Bubble,
    pub text: String,
    pub name: Option<(f64, f64)>,
}

/// The radius for a count in a room, where `most` is the largest count on the picture: its area grows with the count.
pub fn radius(count: usize, most: usize, room: Rect) -> f64 {
    let share = count as f64 / most.max(1) as f64;
    let largest = (room.w.min(room.h - NAME) / 2.2).clamp(LEAST, LARGEST);
    (LEAST + (largest - LEAST) * share.sqrt()).max(width(&count.to_string(), NUMBER) / 2.0 + 2.5)
}

/// Places bubbles within `room`, in the order given; none where there is no room for bubble and name near its place.
/// `nameless`: where there is none for the name, the bubble stands alone.
pub fn pack(wanted: &[WantedBubble], room: Rect, nameless: bool) -> Vec<Option<Placed>> {
    let mut taken = Taken { bubbles: Vec::new(), names: Vec::new() };
    let place = |one: &WantedBubble| {
        let free = |bubble: &Bubble| taken.is_free(*bubble);
        let with_name = |bubble: Bubble| Some((bubble, Some(taken.side(bubble, &one.name, room)?)));
        let found = if nameless {
            let bubble = around(one.bubble, room).find(free)?;
            with_name(bubble).or(Some((bubble, None)))
        } else {
            around(one.bubble, room).filter(free).find_map(with_name)
        };
        let (bubble, name) = found?;
        taken.bubbles.push(bubble);
        taken.names.extend(name);
        let name = name.map(|name| (name.x, name.y + 11.0));
        Some(Placed { bubble, text: one.name.clone(), name })
    };
    wanted.iter().map(place).collect()
}

/// What stands already.
struct Taken {
    bubbles: Vec<Bubble>,
    names: Vec<Rect>,
}

impl Taken {
    fn is_free(&self, bubble: Bubble) -> bool {
        self.bubbles.iter().all(|other| apart(bubble, *other)) && self.names.iter().all(|name| clear(bubble, *name))
    }

    /// A side of a bubble where a name covers nothing.
    fn side(&self, bubble: Bubble, name: &str, room: Rect) -> Option<Rect> {
        let w = width(name, SMALL);
        let sides = [
            (bubble.x + bubble.r + 2.0, bubble.y - NAME / 2.0),
            (bubble.x - w / 2.0, bubble.y + bubble.r + 1.5),
            (bubble.x - bubble.r - 2.0 - w, bubble.y - NAME / 2.0),
            (bubble.x - w / 2.0, bubble.y - bubble.r - NAME - 1.5),
        ];
        // Below and above the name may be moved along, so that it stays within.
        let within = |(nth, (x, y)): (usize, (f64, f64))| {
            let x = if nth % 2 == 1 { x.clamp(room.x, (room.right() - w).max(room.x)) } else { x };
            Rect { x, y, w, h: NAME }
        };
        sides.into_iter().enumerate().map(within).find(|name| {
            let inside = name.x >= room.x
                && name.right() <= room.right() + 0.01
                && name.y >= room.y
                && name.bottom() <= room.bottom() + 0.01;
            inside
                && self.names.iter().all(|other| !other.overlaps(*name))
                && self.bubbles.iter().all(|other| clear(*other, *name))
        })
    }
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
    fn bubbles_and_names_stay_in_their_room_and_off_each_other() {
        for (room, nameless) in [
            (Rect { x: 10.0, y: 10.0, w: 90.0, h: 60.0 }, false),
            (Rect { x: 0.0, y: 5.0, w: 38.0, h: 45.0 }, false),
            (Rect { x: 10.0, y: 10.0, w: 90.0, h: 60.0 }, true),
        ] {
            let bubble = |n: usize| Bubble { x: 50.0 + n as f64, y: 30.0, r: radius(30 - n, 900, room) };
            let wanted: Vec<_> = (1..30)
                .map(|n| WantedBubble { bubble: bubble(n), name: ["苏州", "石家庄"][n % 2].to_owned() })
                .collect();
            let placed: Vec<Placed> = pack(&wanted, room, nameless).into_iter().flatten().collect();
            assert!(!placed.is_empty() && placed.iter().any(|one| one.name.is_some()), "{room:?}");
            let names: Vec<Rect> = placed
                .iter()
                .filter_map(|one| one.name.map(|(x, y)| Rect { x, y: y - 11.0, w: width(&one.text, SMALL), h: NAME }))
                .collect();
            assert!(nameless || names.len() == placed.len(), "a bubble without its name");
            for (at, a) in placed.iter().map(|one| one.bubble).enumerate() {
                assert!(a.x - a.r >= room.x && a.x + a.r <= room.right(), "{a:?}");
                assert!(a.y - a.r >= room.y && a.y + a.r <= room.bottom(), "{a:?}");
                assert!(placed[at + 1..].iter().all(|b| apart(a, b.bubble)));
                assert!(names.iter().all(|name| clear(a, *name)), "{a:?} {names:?}");
            }
            for (at, a) in names.iter().enumerate() {
                assert!(names[at + 1..].iter().all(|b| !a.overlaps(*b)), "{names:?}");
            }
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
