//! 产业相关与复杂度: how near each leaf is to what the home does, and how complex it is.

use crate::app::columns::{SEGMENT, STAGE};
use crate::app::{RelatedLeaf, RelatednessAnswer};
use crate::draw::{Cell, Column, Table};

const COLUMNS: [Column; 10] = [
    SEGMENT,
    Column::text("name", "环节"),
    STAGE,
    Column::count("enterprises", "本地企业"),
    Column::number("location_quotient", "区位商", 2),
    Column::text("specialised", "本地专长"),
    Column::count("specialised_regions", "专长地区数"),
    Column::number("density", "密度", 2),
    Column::number("pci", "复杂度", 2),
    Column::text("unknown", "说明"),
];

impl RelatednessAnswer {
    /// The leaves as a table.
    pub fn table(&self) -> Table {
        let mut table = Table::new("relatedness", "产业相关与复杂度", COLUMNS, "没有末级环节。");
        table.notes = [&self.unknown, &self.complexity_unknown].into_iter().flatten().cloned().collect();
        self.segments.iter().for_each(|leaf| table.push(&leaf.segment, self.cells(leaf)));
        table
    }

    /// A number that is unknown says why: because of the leaf, of the home, or of the whole graph.
    fn cells(&self, leaf: &RelatedLeaf) -> Vec<Cell> {
        let own = leaf.unknown.as_ref().or(self.unknown.as_ref());
        let number = |number: Option<f64>, why: Option<&String>| match number {
            Some(number) => Cell::Number(number),
            None => Cell::Unknown { why: why.cloned().unwrap_or_default() },
        };
        vec![
            Cell::text(&leaf.segment),
            Cell::segment(&leaf.name, &leaf.chain, &leaf.segment),
            Cell::word(leaf.stage.zh(), leaf.stage.code(), leaf.stage as usize),
            number(leaf.enterprises.map(f64::from), own),
            number(leaf.location_quotient, own),
            leaf.specialised.map_or_else(|| number(None, own), Cell::YesNo),
            number(leaf.specialised_regions.map(|regions| regions as f64), own),
            number(leaf.density, own),
            number(leaf.pci, own.or(self.complexity_unknown.as_ref())),
            Cell::or_blank(leaf.unknown.as_deref()),
        ]
    }
}
