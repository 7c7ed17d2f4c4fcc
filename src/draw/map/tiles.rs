//! The provinces as a grid of tiles: about where they lie, and no border anywhere.

use crate::model::Adcode;

/// Columns and rows of the grid.
pub const COLUMNS: usize = 8;
pub const ROWS: usize = 8;

/// A province in the grid: the first two digits of its code, its short name, column and row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tile {
    pub code: u32,
    pub name: &'static str,
    pub column: usize,
    pub row: usize,
}

const fn tile(code: u32, name: &'static str, column: usize, row: usize) -> Tile {
    Tile { code, name, column, row }
}

/// All 34, from north to south.
pub const TILES: [Tile; 34] = [
    tile(23, "黑龙江", 7, 0),
    tile(15, "内蒙古", 3, 1),
    tile(11, "北京", 5, 1),
    tile(21, "辽宁", 6, 1),
    tile(22, "吉林", 7, 1),
    tile(65, "新疆", 0, 2),
    tile(64, "宁夏", 2, 2),
    tile(14, "山西", 3, 2),
    tile(13, "河北", 4, 2),
    tile(12, "天津", 5, 2),
    tile(63, "青海", 0, 3),
    tile(62, "甘肃", 1, 3),
    tile(61, "陕西", 2, 3),
    tile(41, "河南", 3, 3),
    tile(37, "山东", 4, 3),
    tile(54, "西藏", 0, 4),
    tile(51, "四川", 1, 4),
    tile(50, "重庆", 2, 4),
    tile(42, "湖北", 3, 4),
    tile(34, "安徽", 4, 4),
    tile(32, "江苏", 5, 4),
    tile(31, "上海", 6, 4),
    tile(53, "云南", 1, 5),
    tile(52, "贵州", 2, 5),
    tile(43, "湖南", 3, 5),
    tile(36, "江西", 4, 5),
    tile(33, "浙江", 5, 5),
    tile(45, "广西", 3, 6),
    tile(44, "广东", 4, 6),
    tile(35, "福建", 5, 6),
    tile(71, "台湾", 6, 6),
    tile(46, "海南", 3, 7),
    tile(82, "澳门", 4, 7),
    tile(81, "香港", 5, 7),
];

/// The tile of the province a region lies in.
pub fn of(adcode: Adcode) -> Option<&'static Tile> {
    TILES.iter().find(|tile| tile.code == adcode.number() / 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::Regions;

    #[test]
    fn every_province_has_a_place_of_its_own() {
        for (at, a) in TILES.iter().enumerate() {
            assert!(a.column < COLUMNS && a.row < ROWS);
            assert!(TILES[at + 1..].iter().all(|b| (a.column, a.row) != (b.column, b.row) && a.code != b.code));
        }
        for region in Regions::built_in() {
            let tile = of(region.adcode).unwrap_or_else(|| panic!("{}", region.name));
            let province = Regions::default().name(region.adcode.province());
            assert!(province.starts_with(tile.name), "{} in {province}", tile.name);
        }
    }
}
