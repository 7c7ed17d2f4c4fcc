//! 候选企业分布: the map's cities as rows, the same in the document and beside the picture.

use crate::app::columns::{ENTERPRISE, FIRM, SEAT, STANDING, standing};
use crate::app::{MapAnswer, MapQuestion, PlaceRow, questions};
use crate::draw::{Cell, Column, LinkTo, Table, gap_counts};

const COLUMNS: [Column; 5] = [
    Column::count("place", "序"),
    Column::text("name", "地区"),
    Column::count("firms", "候选企业"),
    Column::count("leaders", "链主和龙头"),
    Column::text("gaps", "可补的缺口（企业数）"),
];

const FIRM_COLUMNS: [Column; 5] = [ENTERPRISE, FIRM, STANDING, SEAT, Column::text("gaps", "可补的缺口")];

/// The cities of a map, as every form shows them.
pub fn place_table(map: &MapAnswer) -> Table {
    let mut table = Table::new("places", "候选企业分布", COLUMNS, "没有候选企业。");
    table.notes.push("按企业注册地；一家企业可补几个缺口的，合计只计一次。".to_owned());
    for (at, place) in (1..).zip(&map.places) {
        let key = place.adcode.map_or_else(|| "unknown".to_owned(), |adcode| adcode.to_string());
        table.push(key, cells(at, place));
    }
    table
}

/// The firms of the place asked for; none where none was.
pub fn firm_table(map: &MapAnswer) -> Table {
    let mut table = Table::new("firms", "候选企业", FIRM_COLUMNS, "没有候选企业。");
    for firm in &map.firms {
        let cells = vec![
            Cell::text(&firm.enterprise),
            Cell::enterprise(&firm.name, &firm.enterprise),
            standing(firm.standing),
            Cell::text(&firm.region),
            Cell::Names(firm.gaps.clone()),
        ];
        table.push(&firm.enterprise, cells);
    }
    table
}

/// The same with what was chosen, and the squads.
pub fn document_table(map: &MapAnswer, asked: &MapQuestion) -> Table {
    let mut table = place_table(map);
    let chosen = questions::chosen(map, asked);
    if !chosen.is_empty() {
        table.notes.push(format!("只含：{chosen}"));
    }
    let squads = map.squads.iter().map(|squad| match squad.region_names.as_slice() {
        [] => squad.name.clone(),
        regions => format!("{}（派驻{}）", squad.name, regions.join("、")),
    });
    let squads: Vec<String> = squads.collect();
    table.notes.push(match squads.is_empty() {
        true => "这条链还没有分派招商队。".to_owned(),
        false => format!("招商队：{}", squads.join("；")),
    });
    table
}

fn cells(at: usize, place: &PlaceRow) -> Vec<Cell> {
    let gaps = place.gaps.iter().map(|gap| (gap.name.as_str(), gap.firms));
    vec![
        Cell::count(at),
        match place.adcode {
            Some(adcode) => Cell::Link { text: place.full_name.clone(), to: LinkTo::Place(adcode) },
            None => Cell::text(&place.full_name),
        },
        Cell::count(place.firms),
        Cell::count(place.leaders),
        Cell::text(gap_counts(gaps, usize::MAX)),
    ]
}
