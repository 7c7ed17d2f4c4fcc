//! The atlas on paper: as large as its chain allows, and no text under 7 pt.

use super::drawing::measured;
use super::input::AtlasInput;
use crate::draw::kit::{Paper, Picture};

/// How many px a point of the page's room is: 12 px are then 12, 10.5, 9, 8 and 7.2 pt.
const SCALES: [f64; 5] = [1.0, 1.143, 4.0 / 3.0, 1.5, 1.667];

/// Of the sizes at which the whole chain fits one page, the largest that says about as much as the smallest; where none
/// fits, the smallest, which pages cut between lines.
pub fn on_paper(input: AtlasInput, paper: Paper) -> Picture {
    let room = paper.room();
    let mut input = AtlasInput { links: None, ..input };
    let leaves: usize = input.bands.iter().map(|band| band.cards.len()).sum();
    let mut drawn = |scale: f64| {
        let height = scale * room.1;
        input.width = (scale * room.0) as u32;
        input.height = Some(height);
        let (picture, loss) = measured(&input);
        (picture.height <= height, loss, picture)
    };
    let (fits, least, mut best) = drawn(SCALES[SCALES.len() - 1]);
    for &scale in SCALES.iter().rev().skip(1).filter(|_| fits) {
        let (fits, loss, picture) = drawn(scale);
        if !fits || loss > least + leaves / 4 {
            break;
        }
        best = picture;
    }
    best
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
