//! The atlas for A3: as large as its chain allows, and no text under 7 pt.

use super::drawing::measured;
use super::input::AtlasInput;
use crate::draw::kit::{Picture, ROOM};

/// Widths in px of a page's room: 12 px are then 12, 10.5, 9, 8 and 7.2 pt.
const WIDTHS: [u32; 5] = [1134, 1296, 1512, 1701, 1890];

/// Of the sizes at which the whole chain fits one page, the largest that says about as much as the smallest; where none
/// fits, the smallest, which pages cut between lines.
pub fn on_paper(input: AtlasInput) -> Picture {
    let mut input = AtlasInput { links: None, ..input };
    let leaves: usize = input.bands.iter().map(|band| band.cards.len()).sum();
    let mut drawn = |width: u32| {
        let height = f64::from(width) * ROOM.1 / ROOM.0;
        input.width = width;
        input.height = Some(height);
        let (picture, loss) = measured(&input);
        (picture.height <= height, loss, picture)
    };
    let (fits, least, mut best) = drawn(WIDTHS[WIDTHS.len() - 1]);
    for &width in WIDTHS.iter().rev().skip(1).filter(|_| fits) {
        let (fits, loss, picture) = drawn(width);
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
    fn chains_of_any_size_are_readable_on_a3() {
        for (leaves, firms) in [(1, 1), (10, 40), (60, 400), (200, 3000)] {
            let picture = on_paper(example::city(leaves, firms));
            let mut document = Document::new(example::facts());
            document.picture(&picture);
            let pages = document.finish();
            assert_eq!(pages.svgs.len() > 1, leaves == 200, "{leaves}: {}", pages.svgs.len());
            for page in &pages.svgs {
                boxes::assert_readable(page, 7.0);
            }
            let told: usize = pages.svgs.iter().map(|page| boxes::texts(page).iter().filter(|t| t.bold).count()).sum();
            assert!(told >= 2 * leaves, "every card has its name and verdict on some page: {told}");
        }
    }
}
