use super::*;
use crate::draw::example;

const WIDTHS: [f64; 4] = [146.0, 150.0, 177.0, 260.0];

fn setting(body_lines: usize, any_surveyed: bool) -> Setting<'static> {
    let size = if body_lines.is_multiple_of(2) { TypeSize::USUAL } else { TypeSize::LARGE };
    Setting { any_surveyed, places: &[], size, body_lines }
}

#[test]
fn a_long_name_goes_on_below_and_is_cut_only_where_its_lines_do_not_hold_it() {
    let mut card = example::odd_cards().remove(0);
    card.name = "高纯度电子级多晶硅与切片".to_owned();
    let (narrow, wide) = (face(&card, setting(2, true), 150.0), face(&card, setting(2, true), 400.0));
    assert!(!narrow.cut && !wide.cut && narrow.height > wide.height, "{narrow:?}");
    card.name = "名".repeat(200);
    let cut = face(&card, setting(2, true), 150.0);
    assert!(cut.cut && cut.lines.iter().any(|l| l.title.as_ref() == Some(&card.name)), "{cut:?}");
}

#[test]
fn every_text_lies_within_its_card_and_covers_no_other() {
    for wide in WIDTHS {
        for (body_lines, any_surveyed) in [(2, true), (2, false), (3, true), (5, false), (8, true)] {
            for card in example::odd_cards() {
                check(&card, &face(&card, setting(body_lines, any_surveyed), wide), wide);
            }
        }
    }
}

fn check(card: &Card, face: &Face, wide: f64) {
    let foot = face.foot.iter().map(|line| Line { y: face.height + line.y, ..line.clone() });
    let lines: Vec<Line> = face.lines.iter().cloned().chain(foot).collect();
    for (i, a) in lines.iter().enumerate() {
        assert!(a.size >= 12.0);
        assert!(a.x >= PAD && a.x + a.width() <= wide - PAD + 0.01, "{} in {wide}", a.text);
        assert!(a.y < face.height, "{} of {}", a.text, card.name);
        let apart = |b: &Line| (a.y - b.y).abs() >= a.size || a.x >= b.x + b.width() || b.x >= a.x + a.width();
        assert!(lines[i + 1..].iter().all(apart), "{} of {} in {wide}: {lines:?}", a.text, card.name);
    }
}

#[test]
fn a_badge_stands_in_the_same_corner_of_every_card() {
    for wide in WIDTHS {
        for body_lines in [2, 3] {
            let faces = example::odd_cards().into_iter().map(|card| face(&card, setting(body_lines, true), wide).badge);
            let corners: Vec<(f64, f64)> = faces.map(|badge| (badge.right(), badge.y)).collect();
            assert!(
                corners.iter().all(|(right, y)| (right - wide + PAD).abs() < 0.01 && (y - corners[0].1).abs() < 0.01),
                "{corners:?}"
            );
        }
    }
}

#[test]
fn firms_of_unknown_place_are_told_on_every_card() {
    let mut told = 0;
    for (card, body_lines) in example::odd_cards().into_iter().zip([2, 3, 5].into_iter().cycle()) {
        let face = face(&card, setting(body_lines, true), 170.0);
        let says = |text: &str| face.lines.iter().any(|line| line.text == text);
        assert_eq!(card.unlocated > 0, says(&format!("{}家所在地未知", card.unlocated)), "{}", card.name);
        assert_eq!(card.to_verify, face.lines.iter().any(|line| line.text.ends_with('？') && line.fill == "#ffffff"));
        told += usize::from(card.unlocated > 0 && card.local > 0);
    }
    assert!(told > 0, "a card with firms and with unknown places");
}

#[test]
fn every_local_firm_is_shown_or_counted() {
    for card in example::odd_cards().into_iter().filter(|c| c.local > 0) {
        let face = face(&card, setting(2, true), 170.0);
        let shown = face.lines.iter().filter(|l| l.title.as_ref().is_some_and(|t| t.ends_with('）'))).count();
        let more = [format!("另有{}家", card.local - shown), format!("本地{}家", card.local)];
        assert!(shown == card.local || face.lines.iter().any(|l| more.contains(&l.text)), "{}", card.name);
    }
}

#[test]
fn rank_and_list_stand_at_the_foot() {
    for card in example::odd_cards() {
        for wide in WIDTHS {
            let face = face(&card, setting(2, true), wide);
            let told: Vec<&str> = face.foot.iter().map(|line| line.text.as_str()).collect();
            assert_eq!(
                card.rank_told().is_some_and(|rank| told.contains(&rank.as_str())),
                card.rank.is_some(),
                "{told:?}"
            );
            assert_eq!(told.iter().any(|text| text.starts_with("清单")), card.listed.is_some(), "{told:?}");
        }
    }
}

#[test]
fn whom_to_fetch_is_told_as_far_as_there_is_room() {
    let mut card = example::odd_cards().into_iter().find(|card| card.verdict.is_gap() && card.local == 0).unwrap();
    card.away = "外地可招4家，先找彤程新材、信越化学（龙头以上4家，境外1家）".to_owned();
    let told = |body_lines: usize| {
        let face = face(&card, setting(body_lines, true), 170.0);
        (face.lines.iter().map(|line| line.text.as_str()).collect::<String>(), face.loss)
    };
    let (most, less, least) = (told(8), told(4), told(2));
    assert!(most.0.contains("境外1家）") && less.0.contains("彤程新材、信越化学"), "{most:?} {less:?}");
    assert!(least.0.contains("外地可招4家") && most.1 < least.1, "{least:?}");
}
