//! The atlas on paper: as large as its chain allows, and no text under 7 pt.

use super::drawing::atlas;
use super::input::AtlasInput;
use crate::draw::kit::{Paper, Picture};

/// How many px a point of the page's room is: 12 px are then 12, 10.5, 9, 8 and 7.2 pt.
const SCALES: [f64; 5] = [1.0, 1.143, 4.0 / 3.0, 1.5, 1.667];

/// The first of the sizes at which the whole chain fits one page; else the last, which pages cut between rows.
pub fn on_paper(input: AtlasInput, paper: Paper) -> Picture {
    let room = paper.room();
    let mut input = AtlasInput { links: None, ..input };
    let mut drawn = |scale: f64| {
        let height = scale * room.1;
        input.width = (scale * room.0) as u32;
        input.height = Some(height);
        let picture = atlas(&input);
        (picture.height <= height, picture)
    };
    for scale in &SCALES[..SCALES.len() - 1] {
        if let (true, picture) = drawn(*scale) {
            return picture;
        }
    }
    drawn(SCALES[SCALES.len() - 1]).1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::kit::Document;
    use crate::draw::{boxes, example};

    #[test]
    fn chains_of_any_size_are_readable_on_both_papers() {
        let sizes = [(1, 1), (10, 40), (60, 400), (200, 3000)];
        for (paper, (leaves, firms)) in [Paper::A3, Paper::A4].into_iter().flat_map(|paper| sizes.map(|s| (paper, s))) {
            let picture = on_paper(example::city(leaves, firms), paper);
            let mut document = Document::new(example::facts(), paper);
            document.picture(&picture);
            let pages = document.finish();
            assert_eq!(pages.svgs.len() > 1, leaves == 200 || (leaves, paper) == (60, Paper::A4), "{leaves}");
            for page in &pages.svgs {
                boxes::assert_readable(page, 7.0);
            }
            let told: usize = pages.svgs.iter().map(|page| boxes::texts(page).iter().filter(|t| t.bold).count()).sum();
            assert!(told >= 2 * leaves, "every card has its name and verdict on some page: {told}");
        }
    }
}
