use super::*;
use crate::draw::{Ground, MapPost, Outline, boxes};
use crate::normalize::Regions;

/// Every prefecture of the table with some firms, the most first; one place has no coordinates.
fn input(ground: Ground<'_>, width: f64) -> MapInput<'_> {
    let regions = Regions::built_in().filter(|r| r.adcode.prefecture() == Some(r.adcode));
    let place = |region: &crate::normalize::Region| MapPlace {
        adcode: Some(region.adcode),
        name: region.name.clone(),
        at: region.centre,
        firms: 1 + (region.adcode.number() as usize * 7) % 97 % 40,
        gaps: vec![("光刻机".to_owned(), 3), ("EDA工具".to_owned(), 1)],
    };
    let mut places: Vec<_> = regions.map(place).collect();
    places.push(MapPlace { adcode: None, name: "所在地未知".to_owned(), at: None, firms: 2, gaps: Vec::new() });
    places.sort_by(|a, b| b.firms.cmp(&a.firms).then(a.adcode.cmp(&b.adcode)));
    MapInput {
        chain_name: "集成电路".to_owned(),
        counted: "候选企业",
        home: "340100".parse().unwrap(),
        home_name: "合肥市".to_owned(),
        home_at: Some((117.28, 31.86)),
        as_of: "2026-11-23".to_owned(),
        chosen: "缺口 光刻机".to_owned(),
        places,
        posts: vec![MapPost { squad: "驻上海招商队".to_owned(), regions: vec!["310000".parse().unwrap()] }],
        ground,
        links: Some("/map?chain=ic&place=".to_owned()),
        width,
    }
}

#[test]
fn no_text_of_a_full_map_covers_another() {
    let outline = Outline { rings: vec![vec![(75.0, 18.0), (135.0, 18.0), (135.0, 53.0), (75.0, 53.0)]] };
    for width in [360.0, 720.0, 1512.0] {
        for ground in [
            Ground::Tiles,
            Ground::Province("320000".parse().unwrap()),
            Ground::Outline(&outline, "审图号：GS(2026)0000号".to_owned()),
        ] {
            boxes::assert_readable(&map(&input(ground, width)).svg(), 12.0);
        }
    }
}

#[test]
fn no_city_is_dropped() {
    let input = input(Ground::Tiles, 1150.0);
    let svg = map(&input).svg();
    for place in &input.places {
        let told = place.label();
        assert!(svg.contains(&told) || svg.contains(&format!("{} {}", place.name, place.firms)), "{told}");
    }
    assert!(svg.contains("没有坐标、未画在图上："));
    assert!(svg.contains("驻外：驻上海招商队") && svg.contains(">本地</text>") && svg.contains("不表示边界"));
}

#[test]
fn an_outline_never_stands_without_its_mark() {
    let outline = Outline { rings: vec![vec![(75.0, 18.0), (135.0, 18.0), (135.0, 53.0)]] };
    let svg = map(&input(Ground::Outline(&outline, "内部草图".to_owned()), 900.0)).svg();
    assert!(svg.contains("内部草图") && svg.contains("fill-rule=\"evenodd\"") && !svg.contains("class=\"tile\""));
    assert!(!map(&input(Ground::Tiles, 900.0)).svg().contains("class=\"outline\""));
}

#[test]
fn links_lead_to_the_firms_of_a_city() {
    assert!(map(&input(Ground::Tiles, 900.0)).svg().contains("href=\"/map?chain=ic&amp;place=310000\""));
    let files = MapInput { links: None, ..input(Ground::Tiles, 900.0) };
    assert!(!map(&files).svg().contains("href="));
}
