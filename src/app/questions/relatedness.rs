//! How related each leaf is to what a city does, and how complex it is: the facts of the relatedness × complexity plane.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use schemars::JsonSchema;
use serde::Serialize;

use crate::app::{AppError, Desk, names};
use crate::gaps::too_small;
use crate::graph::{ChainIx, Graph, NoComplexity, Relatedness, SegmentIx};
use crate::model::{Adcode, Day, Stage};

/// What is asked: ids or names, as given. A chain or a home must be.
#[derive(Debug, Clone, Default)]
pub struct RelatednessQuestion {
    /// By default all chains.
    pub chain: Option<String>,
    /// By default the city that runs the chain.
    pub home: Option<String>,
    /// By default today.
    pub as_of: Option<Day>,
}

/// What is known of the home and of every leaf. Numbers that are unknown are null, and a sentence says why.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RelatednessAnswer {
    /// Null where all chains are told.
    pub chain: Option<String>,
    /// Name of the chain: 集成电路.
    pub chain_name: Option<String>,
    /// The city or county the leaves are seen from.
    pub home: Adcode,
    /// Name of home: 合肥市.
    pub home_name: String,
    /// Facts dated later do not count yet.
    pub as_of: Day,
    /// Version of the rules with a short hash of their values.
    pub rules: String,
    /// Regions and distinct enterprises compared, over all chains.
    pub regions: usize,
    /// Distinct enterprises that a region can be given.
    pub enterprises: usize,
    /// In how many leaves of all chains the home is specialised.
    pub diversity: Option<usize>,
    /// Complexity of the home: mean 0 and population deviation 1 over all regions.
    pub eci: Option<f64>,
    /// Why nothing is known of the home; null where there is nothing to say.
    pub unknown: Option<String>,
    /// Why no region has an ECI and no leaf a PCI.
    pub complexity_unknown: Option<String>,
    /// The leaves, by chain and id.
    pub segments: Vec<RelatedLeaf>,
}

/// One leaf segment, seen from home.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RelatedLeaf {
    /// Id.
    pub segment: String,
    /// Name of the segment: 光刻胶.
    pub name: String,
    /// Id of its chain.
    pub chain: String,
    /// 上游, 中游 or 下游.
    pub stage: Stage,
    /// Active enterprises that do it at home.
    pub enterprises: Option<u32>,
    /// Location quotient at home.
    pub location_quotient: Option<f64>,
    /// Whether the home is specialised in it: a location quotient of 1 or more.
    pub specialised: Option<bool>,
    /// How many regions are specialised in it.
    pub specialised_regions: Option<usize>,
    /// How near it is to the other leaves the home is specialised in, in [0, 1].
    pub density: Option<f64>,
    /// Complexity of the leaf: mean 0 and population deviation 1 over all leaves.
    pub pci: Option<f64>,
    /// Why something of this leaf alone is unknown.
    pub unknown: Option<String>,
}

impl RelatednessQuestion {
    fn scope(&self) -> Scope<'_> {
        names::given(self.chain.as_deref()).map_or(Scope::City, Scope::Chain)
    }
}

impl Desk {
    /// The relatedness and complexity of the leaves of one chain, or of all.
    ///
    /// # Errors
    /// Neither chain nor home is given, or a name is unknown or means several things.
    pub fn relatedness(&self, question: &RelatednessQuestion) -> Result<RelatednessAnswer, AppError> {
        let at = self.may(Right::SeeChain, question.scope())?;
        let (chain, home) = asked(at.graph(), question)?;
        let as_of = question.as_of.unwrap_or_else(|| at.today());
        Ok(at.told(chain, home, as_of))
    }
}

impl GraphPermit<'_> {
    fn told(&self, chain: Option<ChainIx>, home: Adcode, as_of: Day) -> RelatednessAnswer {
        let graph = self.graph();
        let table = self.held().relatedness(home.home_level(), as_of, self.rules());
        let all = (0..graph.segments.len()).map(SegmentIx::from_position);
        let leaves = all.filter(|leaf| graph.segment(*leaf).leaf);
        let leaves = leaves.filter(|leaf| chain.is_none_or(|chain| graph.segment(*leaf).chain == chain));
        let home_name = graph.regions.name(home);
        RelatednessAnswer {
            chain: chain.map(|chain| graph.chain(chain).id.clone()),
            chain_name: chain.map(|chain| graph.chain(chain).name.clone()),
            home,
            as_of,
            rules: self.rules().label(),
            regions: table.regions(),
            enterprises: table.enterprises,
            diversity: table.diversity(home),
            eci: table.eci(home),
            unknown: too_small(&table).or_else(|| without_row(&table, home, &home_name)),
            complexity_unknown: table.no_complexity().map(why),
            segments: leaves.map(|leaf| tell(graph, &table, home, leaf)).collect(),
            home_name,
        }
    }
}

fn asked(graph: &Graph, question: &RelatednessQuestion) -> Result<(Option<ChainIx>, Adcode), AppError> {
    let chain = names::given(question.chain.as_deref()).map(|chain| names::chain(graph, chain)).transpose()?;
    let home = match (names::given(question.home.as_deref()), chain) {
        (Some(home), _) => names::region(graph, home)?,
        (None, Some(chain)) => names::city_of(graph, chain)?,
        (None, None) => {
            let message = "请指明产业链（--chain 或 chain=）或地区（--home 或 home=），至少一项";
            return Err(AppError::BadRequest(message.to_owned()));
        }
    };
    Ok((chain, home))
}

fn tell(graph: &Graph, table: &Relatedness, home: Adcode, leaf: SegmentIx) -> RelatedLeaf {
    let known = graph.segment(leaf);
    RelatedLeaf {
        segment: known.id.clone(),
        name: known.name.clone(),
        chain: graph.chain(known.chain).id.clone(),
        stage: known.stage,
        enterprises: table.enterprises_in(home, leaf),
        location_quotient: table.location_quotient(home, leaf),
        specialised: table.is_specialised(home, leaf),
        specialised_regions: table.ubiquity(leaf),
        density: table.density(home, leaf),
        pci: table.pci(leaf),
        unknown: leaf_unknown(table, home, leaf),
    }
}

fn without_row(table: &Relatedness, home: Adcode, name: &str) -> Option<String> {
    table.diversity(home).is_none().then(|| format!("没有企业计入{name}，与{name}有关的各项未知"))
}

/// Why something of one leaf is unknown, where it is not for a reason that the whole answer tells.
fn leaf_unknown(table: &Relatedness, home: Adcode, leaf: SegmentIx) -> Option<String> {
    if !table.is_known() {
        return None;
    }
    if table.ubiquity(leaf).is_none() {
        return Some("没有一家在业企业知道在哪个地区做本环节".to_owned());
    }
    let alone = table.diversity(home).is_some() && table.density(home, leaf).is_none();
    alone.then(|| "没有与本环节同在一地的其他专长环节，密度未知".to_owned())
}

fn why(reason: NoComplexity) -> String {
    match reason {
        NoComplexity::TooSmall { rows, columns } => {
            format!("只有 {rows} 个地区、{columns} 个环节可比，各不少于 3 才有复杂度")
        }
        NoComplexity::Apart { parts } => {
            format!("地区与其专长环节分成互不相连的 {parts} 部分，各部分之间无从比较，复杂度未知")
        }
        NoComplexity::NotSingle => "有不止一种同样好的排序（第二特征值不单一），复杂度未知".to_owned(),
        NoComplexity::NoDirection => "排序与地区的专长环节数不相关，分不出哪一端更复杂，复杂度未知".to_owned(),
    }
}
