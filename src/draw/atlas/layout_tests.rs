use super::*;
use crate::draw::example;

const WIDTHS: [f64; 4] = [320.0, 366.0, 1150.0, 1704.0];

#[test]
fn no_two_cards_overlap_and_all_lie_within_the_picture() {
    for width in WIDTHS {
        for leaves in 1..=60 {
            let input = example::input(leaves, width);
            let layout = fit(&input, width, 60.0);
            assert_eq!(layout.cards.len(), leaves);
            check(&layout, width);
        }
    }
}

fn check(layout: &Layout, width: f64) {
    for (i, a) in layout.cards.iter().enumerate() {
        assert!(a.rect.x >= 0.0 && a.rect.right() <= width && a.rect.bottom() <= layout.bottom);
        assert!(a.face.height <= a.rect.h + 0.01);
        assert!(layout.bands[a.place.0].rect.bottom() >= a.rect.bottom());
        assert!(layout.cards[i + 1..].iter().all(|b| !a.rect.overlaps(b.rect)));
    }
}

/// A chain as those of the sample are: 28 leaves in groups of these sizes, with names as long as theirs.
fn usual(width: f64) -> AtlasInput {
    let mut input = example::input(28, width);
    let mut cards = input.bands.iter_mut().flat_map(|band| band.cards.drain(..)).collect::<Vec<_>>().into_iter();
    for (band, groups) in input.bands.iter_mut().zip([&[5, 7, 6][..], &[4, 2], &[4]]) {
        for (nth, count) in groups.iter().enumerate() {
            let parent = (nth < 2 && *count != 4).then(|| format!("上级环节{nth}"));
            band.cards.extend(cards.by_ref().take(*count).map(|card| Card { parent: parent.clone(), ..card }));
        }
    }
    for (nth, card) in input.bands.iter_mut().flat_map(|band| &mut band.cards).enumerate() {
        card.name = ["SoC、MCU与模拟射频设计", "光刻胶", "刻蚀与薄膜沉积设备", "大硅片"][nth % 4].to_owned();
        card.assessed = nth == 7;
    }
    input
}

#[test]
fn a_chain_of_28_leaves_fits_an_office_screen_and_fills_it() {
    for (width, height) in [(1150.0, 700.0), (1704.0, 980.0)] {
        let layout = fit(&usual(width), width, 56.0);
        assert_eq!(layout.cards.len(), 28);
        assert!(layout.bottom <= height && layout.bottom > 0.85 * height, "{} of {height}", layout.bottom);
    }
}

#[test]
fn lines_reach_the_right_side() {
    for width in WIDTHS {
        for leaves in [12, 28, 60] {
            let layout = fit(&example::input(leaves, width), width, 56.0);
            for row in &layout.rows {
                let last = &layout.cards[row.cards.end - 1];
                let filled = width - GAP - last.rect.right() < row.cards.len() as f64;
                assert!(filled || last.rect.w > WIDEST_CARD - 0.01, "{leaves} in {width}: {:?}", last.rect);
            }
        }
    }
}

#[test]
fn a_group_has_one_head_and_its_cards_alone_in_its_box() {
    for width in WIDTHS {
        let input = example::input(60, width);
        let layout = fit(&input, width, 56.0);
        let parents: std::collections::BTreeSet<_> = input
            .bands
            .iter()
            .flat_map(|b| b.cards.iter().filter_map(|c| Some((b.stage, c.parent.clone()?))))
            .collect();
        assert_eq!(layout.groups.len(), parents.len());
        for group in &layout.groups {
            let inside = layout.cards.iter().filter(|card| card.rect.overlaps(group.rect));
            assert!(inside.clone().count() > 0);
            for card in inside {
                assert_eq!(Layout::card(&input.bands, card).parent.as_ref(), Some(&group.name));
                assert!(card.rect.y >= group.rect.y + 16.0 && card.rect.bottom() < group.rect.bottom());
            }
        }
    }
}
