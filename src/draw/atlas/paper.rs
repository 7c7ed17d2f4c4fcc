//! The atlas for A3: as large as its chain allows, and no text under 7 pt.

use super::drawing::atlas;
use super::input::AtlasInput;
use crate::draw::kit::{Picture, ROOM};

/// Widths in px of a page's room: 12 px are then 12, 10.5, 9, 8 and 7.2 pt.
const WIDTHS: [u32; 5] = [1134, 1296, 1512, 1701, 1890];

/// The first of the sizes at which the whole chain fits one page; else the last, which pages cut between rows.
pub fn on_paper(input: AtlasInput) -> Picture {
    let mut input = AtlasInput { links: None, ..input };
    let mut drawn = |width: u32| {
        let height = f64::from(width) * ROOM.1 / ROOM.0;
        input.width = width;
        input.height = Some(height);
        let picture = atlas(&input);
        (picture.height <= height, picture)
    };
    for width in &WIDTHS[..WIDTHS.len() - 1] {
        if let (true, picture) = drawn(*width) {
            return picture;
        }
    }
    drawn(WIDTHS[WIDTHS.len() - 1]).1
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
