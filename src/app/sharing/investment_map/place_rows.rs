//! 候选企业分布: the map's cities as rows, the same in the document and beside the picture.

use crate::app::questions::map::picture::chosen;
use crate::app::questions::map::places::{MapAnswer, MapQuestion, PlaceRow};
use crate::draw::{Cell, Row, Section, Table, gap_counts};

/// The cities of a map, as every form shows them.
pub fn place_section(map: &MapAnswer) -> Section {
    let mut table = Table::new(&["#序", "地区", "#候选企业", "#链主和龙头", "可补的缺口（企业数）"], "没有候选企业。");
    table.rows = map.places.iter().enumerate().map(|(at, place)| row(at + 1, place)).collect();
    let notes = vec!["按企业注册地；一家企业可补几个缺口的，合计只计一次。".to_owned()];
    Section { name: "候选企业分布", notes, table }
}

/// The same with what was chosen, and the squads.
pub fn document_section(map: &MapAnswer, asked: &MapQuestion) -> Section {
    let mut section = place_section(map);
    let chosen = chosen(map, asked);
    if !chosen.is_empty() {
        section.notes.push(format!("只含：{chosen}"));
    }
    let squads = map.squads.iter().map(|squad| match squad.region_names.as_slice() {
        [] => squad.name.clone(),
        regions => format!("{}（派驻{}）", squad.name, regions.join("、")),
    });
    let squads: Vec<String> = squads.collect();
    section.notes.push(match squads.is_empty() {
        true => "这条链还没有分派招商队。".to_owned(),
        false => format!("招商队：{}", squads.join("；")),
    });
    section
}

fn row(at: usize, place: &PlaceRow) -> Row {
    let gaps = place.gaps.iter().map(|gap| (gap.name.as_str(), gap.firms));
    let cells = vec![
        Cell::count(at),
        Cell::text(&place.full_name),
        Cell::count(place.firms),
        Cell::count(place.leaders),
        Cell::text(gap_counts(gaps, usize::MAX)),
    ];
    Row { key: place.adcode.map_or_else(|| "unknown".to_owned(), |adcode| adcode.to_string()), cells }
}
