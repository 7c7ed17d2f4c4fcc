//! What the 招商地图 draws, as plain values.

use super::outline::Outline;
use crate::model::Adcode;

/// Everything one map shows.
#[derive(Debug, Clone)]
pub struct MapInput<'a> {
    pub chain_name: String,
    /// What the bubbles count: 外地候选, 目标.
    pub counted: &'static str,
    pub home: Adcode,
    pub home_name: String,
    /// Where home lies, in degrees.
    pub home_at: Option<(f64, f64)>,
    pub as_of: String,
    pub rules: String,
    /// What was chosen, in words: 缺口 光刻机；能级 龙头/上市. Empty where nothing was.
    pub chosen: String,
    /// The most firms first. Those without coordinates are told beside the picture.
    pub places: Vec<MapPlace>,
    pub posts: Vec<Post>,
    pub ground: Ground<'a>,
    /// The address that shows the firms of a place, to which its code is added; none draws no links.
    pub links: Option<String>,
    pub width: f64,
}

/// What the bubbles stand on.
#[derive(Debug, Clone)]
pub enum Ground<'a> {
    /// All provinces as tiles.
    Tiles,
    /// One province, large.
    Province(Adcode),
    /// An outline and what must be printed with it: its 审图号, or that it is a draft.
    Outline(&'a Outline, String),
}

/// A city with what is to be won there.
#[derive(Debug, Clone, PartialEq)]
pub struct MapPlace {
    /// None where the region of the firms is unknown or abroad.
    pub adcode: Option<Adcode>,
    pub name: String,
    /// Longitude and latitude in degrees.
    pub at: Option<(f64, f64)>,
    /// Different firms; a firm of several gaps counts once.
    pub firms: usize,
    /// The gaps they could fill, by name, most first.
    pub gaps: Vec<(String, usize)>,
}

/// A squad posted to regions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    pub squad: String,
    pub regions: Vec<Adcode>,
}

impl MapPlace {
    /// The place in words: 苏州市 9 家：光刻机 4、EDA工具 3.
    pub fn told(&self) -> String {
        const GAPS: usize = 6;
        let gaps: Vec<String> = self.gaps.iter().take(GAPS).map(|(name, count)| format!("{name} {count}")).collect();
        let more = if self.gaps.len() > GAPS { format!("等 {} 个缺口", self.gaps.len()) } else { String::new() };
        format!("{} {} 家：{}{more}", self.name, self.firms, gaps.join("、"))
    }
}
