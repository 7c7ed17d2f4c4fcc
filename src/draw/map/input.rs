//! What the 招商地图 draws, as plain values.

use super::outline::Outline;
use crate::model::Adcode;

/// Everything one map shows.
#[derive(Debug, Clone)]
pub struct MapInput<'a> {
    /// As people read it: 集成电路.
    pub chain_name: String,
    /// What the bubbles count: 候选企业, 目标.
    pub counted: &'static str,
    /// The city or county it is seen from.
    pub home: Adcode,
    /// As people read it: 合肥市.
    pub home_name: String,
    /// Where home lies, in degrees.
    pub home_at: Option<(f64, f64)>,
    /// YYYY-MM-DD: the day the data speaks of.
    pub as_of: String,
    /// What was chosen, in words: 缺口 光刻机；能级 龙头/上市. Empty where nothing was.
    pub chosen: String,
    /// The most firms first. Those without coordinates are told beside the picture.
    pub places: Vec<MapPlace>,
    /// Where the chain's squads are posted (驻外).
    pub posts: Vec<MapPost>,
    /// Tiles, a province, or an approved outline.
    pub ground: Ground<'a>,
    /// The address that shows the firms of a place, to which its code is added; none draws no links.
    pub links: Option<String>,
    /// In px.
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
    /// As people read it: 苏州市.
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
pub struct MapPost {
    /// Name of the squad.
    pub squad: String,
    /// Where it is posted.
    pub regions: Vec<Adcode>,
}

impl MapPlace {
    /// The place in words: 苏州市 9 家：光刻机 4、EDA工具 3.
    pub fn label(&self) -> String {
        const GAPS: usize = 6;
        let gaps = self.gaps.iter().map(|(name, firms)| (name.as_str(), *firms));
        format!("{} {} 家：{}", self.name, self.firms, gap_counts(gaps, GAPS))
    }
}

/// Gaps with how many firms could fill each, the first `most` of them: 光刻机 4、EDA工具 3等 7 个缺口.
pub fn gap_counts<'a>(gaps: impl ExactSizeIterator<Item = (&'a str, usize)>, most: usize) -> String {
    let all = gaps.len();
    let named: Vec<String> = gaps.take(most).map(|(name, firms)| format!("{name} {firms}")).collect();
    let more = if all > most { format!("等 {all} 个缺口") } else { String::new() };
    format!("{}{more}", named.join("、"))
}
