//! What stands below what, worked out once: a line of parents may be as long as a file, so nobody walks up it for every
//! one of its segments, and nothing here calls itself.

use super::Csr;

/// Places `0..n` of which each has at most one above it.
#[derive(Debug, Clone, Default)]
pub struct Hierarchy {
    /// The places with nothing below them, as a walk downwards meets them.
    leaves: Vec<u32>,
    /// For each place, which of these lie at it or below it: they stand next to each other.
    below: Vec<(u32, u32)>,
}

impl Hierarchy {
    /// From what stands directly above each place. Those that lie on a circle have nothing above them.
    pub fn of(above: &[Option<u32>]) -> Self {
        let circles = circles(above);
        let parents = above.iter().zip(circles).map(|(parent, circle)| parent.filter(|_| !circle));
        let (mut roots, mut pairs) = (Vec::new(), Vec::new());
        for (place, parent) in (0..).zip(parents) {
            match parent {
                Some(parent) => pairs.push((parent, place)),
                None => roots.push(place),
            }
        }
        Self::walked(&roots, &Csr::new(above.len(), &pairs), above.len())
    }

    fn walked(roots: &[u32], children: &Csr<u32>, count: usize) -> Self {
        let mut hierarchy = Self { leaves: Vec::new(), below: vec![(0, 0); count] };
        let mut ahead: Vec<Step> = roots.iter().rev().map(|root| Step::Into(*root)).collect();
        while let Some(step) = ahead.pop() {
            let met = hierarchy.leaves.len() as u32;
            match step {
                Step::OutOf(place) => hierarchy.below[place as usize].1 = met,
                Step::Into(place) => {
                    hierarchy.below[place as usize].0 = met;
                    ahead.push(Step::OutOf(place));
                    let children = children.of(place);
                    ahead.extend(children.iter().rev().map(|child| Step::Into(*child)));
                    if children.is_empty() {
                        hierarchy.leaves.push(place);
                    }
                }
            }
        }
        hierarchy
    }

    /// The places with nothing below them that lie below a place; the place itself where it is one.
    pub fn leaves_below(&self, place: u32) -> &[u32] {
        let (from, to) = self.below.get(place as usize).copied().unwrap_or_default();
        &self.leaves[from as usize..to as usize]
    }
}

/// A step of the walk downwards.
enum Step {
    Into(u32),
    OutOf(u32),
}

/// Which places lie on a circle, given what stands directly above each: what is below a circle does not.
pub fn circles(above: &[Option<u32>]) -> Vec<bool> {
    let mut circle = vec![false; above.len()];
    // By which walk upwards a place was met, the first being 1.
    let mut met = vec![0; above.len()];
    for (walk, start) in (1..).zip(0..above.len() as u32) {
        let mut at = Some(start);
        while let Some(place) = at.filter(|place| met[*place as usize] == 0) {
            met[place as usize] = walk;
            at = above[place as usize];
        }
        // Back at what this walk met itself: round once more.
        while let Some(place) = at.filter(|place| met[*place as usize] == walk && !circle[*place as usize]) {
            circle[place as usize] = true;
            at = above[place as usize];
        }
    }
    circle
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by walking up from everywhere.
    fn walked_up(above: &[Option<u32>], from: u32) -> Vec<u32> {
        std::iter::successors(above[from as usize], |at| above[*at as usize]).take(above.len()).collect()
    }

    proptest! {
        #[test]
        fn it_is_what_walking_up_from_everywhere_finds(
            given in prop::collection::vec(prop::option::of(0u32..12), 1..12),
        ) {
            let count = given.len() as u32;
            let above: Vec<Option<u32>> = given.iter().map(|parent| parent.filter(|p| *p < count)).collect();
            let on_circle: Vec<bool> = (0..count).map(|place| walked_up(&above, place).contains(&place)).collect();
            prop_assert_eq!(circles(&above), on_circle.clone());
            let cut: Vec<_> = above.iter().zip(on_circle).map(|(parent, circle)| parent.filter(|_| !circle)).collect();
            let hierarchy = Hierarchy::of(&above);
            for place in 0..count {
                let is_leaf = |at: &u32| !cut.contains(&Some(*at));
                let lies_below = |at: &u32| *at == place || walked_up(&cut, *at).contains(&place);
                let mut found = hierarchy.leaves_below(place).to_vec();
                found.sort_unstable();
                let expected: Vec<u32> = (0..count).filter(is_leaf).filter(lies_below).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn a_line_of_a_million_is_walked_once() {
        let line: Vec<Option<u32>> = (0..1_000_000).map(|place: u32| place.checked_sub(1)).collect();
        let hierarchy = Hierarchy::of(&line);
        assert_eq!([0, 500_000, 999_999].map(|place| hierarchy.leaves_below(place)), [[999_999]; 3]);
        let round: Vec<Option<u32>> = (0..1_000_000).map(|place: u32| Some((place + 1) % 1_000_000)).collect();
        assert!(circles(&round).into_iter().all(|circle| circle));
    }
}
