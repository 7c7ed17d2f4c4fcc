//! One region, and those of the table that is compiled in.

use crate::model::Adcode;

static BUILT_IN: &str = include_str!("tables/regions.csv");

/// A region of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// The region's code, in use today.
    pub adcode: Adcode,
    /// Its own name, without those of the regions around it: 蜀山区.
    pub name: String,
    /// Longitude and latitude in degrees, where known.
    pub centre: Option<(f64, f64)>,
}

impl Region {
    /// Every region of the table that is compiled in, read anew.
    pub(super) fn built_in() -> impl Iterator<Item = Self> {
        BUILT_IN.lines().skip(1).filter_map(Self::of_line)
    }

    fn of_line(line: &str) -> Option<Self> {
        let mut cells = line.split(',').map(str::trim);
        let (adcode, name) = (cells.next()?.parse().ok()?, cells.next()?.to_owned());
        let mut degrees = || cells.next().and_then(|cell| cell.parse::<f64>().ok());
        let (longitude, latitude) = (degrees(), degrees());
        Some(Self { adcode, name, centre: longitude.zip(latitude) })
    }
}
