//! Is this firm at home, a candidate, of which gaps? By any name or code.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::questions::firms::positions::{Position, chains_of};
use crate::app::{AppError, Asked, Desk, Held, names};
use crate::graph::{ChainIx, FirmIx, Graph, SegmentIx, When};
use crate::model::{Adcode, CanonicalTable, Day, Kind, NodeId, RowView, Standing};
use crate::normalize::text;

/// Firms told.
const TOLD: usize = 20;
/// Rows that match before the search gives up; a text in so many names means nothing.
const MOST: usize = 2_000;
/// The columns that name a firm, with their words.
const NAMES: [(&str, &str); 6] = [
    ("name", "名称"),
    ("short_name", "简称"),
    ("former_names", "曾用名"),
    ("aliases", "别名"),
    ("credit_code", "统一社会信用代码"),
    ("stock_code", "股票代码"),
];

/// What is asked, as given.
#[derive(Debug, Clone, Default)]
pub struct FindQuestion {
    /// A name, short, former or other name, id, credit code or stock code; or a part of one.
    pub text: String,
    /// By default every chain the firm is in.
    pub chain: Option<String>,
    /// By default the city of each chain.
    pub home: Option<String>,
    /// By default today.
    pub as_of: Option<Day>,
}

/// The firms that go by a text.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FindAnswer {
    /// As given.
    pub text: String,
    /// Facts dated later do not count yet.
    pub as_of: Day,
    /// Version of the rules with a short hash of their values.
    pub rules: String,
    /// How many firms match; at most 20 are told, those that match best first.
    pub total: usize,
    /// Best match first.
    pub enterprises: Vec<FoundFirm>,
}

/// One firm.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FoundFirm {
    /// Id.
    pub enterprise: String,
    /// Its legal name.
    pub name: String,
    /// None: not known.
    pub standing: Option<Standing>,
    /// The registered region, or the country.
    pub place: String,
    /// What matched: `曾用名 …`.
    pub matched: String,
    /// Whether it is out of business (已注销).
    pub closed: bool,
    /// One a chain that it is a member of and that has a home.
    pub positions: Vec<Position>,
    /// Chains it is in that have no city of their own, where no home was asked for: nobody can say what it is there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub homeless: Vec<HomelessChain>,
}

/// A chain without a city, and what a firm does in it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HomelessChain {
    /// Id.
    pub chain: String,
    /// Name of the chain: 集成电路.
    pub chain_name: String,
    /// The names of its segments that the firm does.
    pub segments: Vec<String>,
    /// What it does there, and that home must be named, in Chinese.
    pub sentence: String,
}

/// A record that goes by the text: how well, by which name, under which node.
type Hit = (u8, String, NodeId);

struct Search {
    wanted: String,
    hits: Vec<Hit>,
}

impl Desk {
    /// Finds firms by id, any name, credit code or stock code; a part of a name will do.
    ///
    /// # Errors
    /// The text is empty, or chain or home are unknown.
    pub async fn find(&self, asked: &FindQuestion) -> Result<FindAnswer, AppError> {
        let at = self.may(Right::SeeFacts, Scope::City)?;
        let wanted = text::folded(&asked.text).to_lowercase();
        if wanted.is_empty() {
            return Err(AppError::BadRequest(
                "请写要找的企业：名称、简称、曾用名、编号或代码，一部分也可以".to_owned(),
            ));
        }
        let held = at.held();
        let (chain, home) = (names::given(asked.chain.as_deref()), names::given(asked.home.as_deref()));
        let chain = chain.map(|chain| names::chain(at.graph(), chain)).transpose()?;
        let home = home.map(|home| names::region(at.graph(), home)).transpose()?;
        let firms = at.matching(wanted).await?;
        let as_of = asked.as_of.unwrap_or_else(|| at.today());
        let told: Vec<FirmIx> = firms.iter().take(TOLD).map(|(_, firm)| *firm).collect();
        let positions = at.positions_of(&told, (chain, home, as_of));
        let homeless = |firm| if home.is_none() { homeless(at.graph(), firm, chain, as_of) } else { Vec::new() };
        let lines = firms.iter().take(TOLD).zip(positions);
        let line = |((matched, firm), positions): (&(String, FirmIx), _)| FoundFirm {
            homeless: homeless(*firm),
            ..line(held, *firm, matched, positions)
        };
        Ok(FindAnswer {
            text: asked.text.clone(),
            as_of,
            rules: at.rules().label(),
            total: firms.len(),
            enterprises: lines.map(line).collect(),
        })
    }
}

impl GraphPermit<'_> {
    /// Each firm that goes by a text once, with what matched; best first, then by id.
    async fn matching(&self, wanted: String) -> Result<Vec<(String, FirmIx)>, AppError> {
        let graph = self.graph();
        let exact = graph.firm_with_id(&wanted).or_else(|| graph.firm_with_id(&wanted.to_uppercase()));
        let search = Search { wanted, hits: Vec::new() };
        let (search, _) =
            self.store().scan(vec![Kind::Enterprise], Some(self.held().journal), search, consider).await?;
        let nodes = search.hits.iter().map(|(_, _, node)| *node).collect();
        let names = self.store().node_names(nodes).await?;
        let by_record = search.hits.into_iter().zip(names).filter_map(|((rank, matched, _), name)| {
            let firm = graph.firm_with_id(&name?.text)?;
            Some((rank, graph.firm_id(firm), matched, firm))
        });
        let by_id = exact.map(|firm| (0, graph.firm_id(firm), "编号".to_owned(), firm));
        let mut found: Vec<_> = by_id.into_iter().chain(by_record).collect();
        found.sort_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)));
        let mut told = std::collections::HashSet::new();
        found.retain(|(.., firm)| told.insert(*firm));
        Ok(found.into_iter().map(|(_, _, matched, firm)| (matched, firm)).collect())
    }

    /// The positions of each firm, in the chain asked about or in all that it is in and that have a home.
    fn positions_of(
        &self,
        firms: &[FirmIx],
        (chain, home, as_of): (Option<ChainIx>, Option<Adcode>, Day),
    ) -> Vec<Vec<Position>> {
        let graph = self.graph();
        let mut positions = vec![Vec::new(); firms.len()];
        let own: Vec<Vec<ChainIx>> = firms.iter().map(|firm| chains_of(graph, *firm)).collect();
        for at in (0..graph.chains.len()).map(ChainIx::from_position) {
            let asked = chain.is_none_or(|chain| chain == at);
            let Some(home) = home.or(graph.chain(at).adcode).filter(|_| asked) else { continue };
            let inside = |place: &usize| chain.is_some() || own[*place].contains(&at);
            let places: Vec<usize> = (0..firms.len()).filter(inside).collect();
            if places.is_empty() {
                continue;
            }
            let those: Vec<FirmIx> = places.iter().map(|place| firms[*place]).collect();
            let told = self.positions(Asked { chain: at, home, as_of }, &those);
            places.into_iter().zip(told).for_each(|(place, position)| positions[place].push(position));
        }
        positions
    }
}

fn consider(search: &mut Search, row: RowView<'_>) {
    let Some(values) = row.values.filter(|_| search.hits.len() < MOST) else { return };
    let table = CanonicalTable::of(Kind::Enterprise);
    let mut best: Option<(u8, String)> = None;
    for (column, word) in NAMES {
        let Some(written) = table.field(column).and_then(|field| values.text(field)) else { continue };
        for name in text::list(written) {
            if let Some(rank) = rank(name, &search.wanted).filter(|rank| best.as_ref().is_none_or(|b| *rank < b.0)) {
                best = Some((rank, format!("{word} {name}")));
            }
        }
    }
    search.hits.extend(best.map(|(rank, matched)| (rank, matched, row.a)));
}

/// 0 the same, 1 begins with it, 2 holds it.
fn rank(name: &str, wanted: &str) -> Option<u8> {
    let name = text::folded(name).to_lowercase();
    if name == wanted {
        return Some(0);
    }
    if name.starts_with(wanted) {
        return Some(1);
    }
    name.contains(wanted).then_some(2)
}

fn line(held: &Held, firm: FirmIx, matched: &str, positions: Vec<Position>) -> FoundFirm {
    let graph = &held.graph;
    let known = graph.firm(firm);
    FoundFirm {
        enterprise: graph.firm_id(firm).to_owned(),
        name: graph.firm_name(firm).to_owned(),
        standing: known.standing,
        place: graph.place_of(firm),
        matched: matched.to_owned(),
        closed: !known.active(),
        positions,
        homeless: Vec::new(),
    }
}

/// What a firm does in the chain asked about, or in all that it is in, where those have no city of their own.
fn homeless(graph: &Graph, firm: FirmIx, asked: Option<ChainIx>, as_of: Day) -> Vec<HomelessChain> {
    let chains = asked.map_or_else(|| chains_of(graph, firm), |chain| vec![chain]);
    let done = graph.segments_done(firm, When::at(as_of));
    let without = chains.into_iter().filter(|chain| graph.chain(*chain).adcode.is_none());
    let told = |ix: ChainIx| {
        let (chain, inside) = (graph.chain(ix), |segment: &&SegmentIx| graph.segment(**segment).chain == ix);
        let segments: Vec<String> =
            done.iter().filter(inside).map(|segment| graph.segment(*segment).name.clone()).collect();
        let sentence = match segments.join("、") {
            names if names.is_empty() => "不属于本链任何环节".to_owned(),
            names => {
                format!("做{names}；本链没有所属城市，请指明地区（--home 或 home=），才说得出在不在本地、能补哪些缺口")
            }
        };
        HomelessChain { chain: chain.id.clone(), chain_name: chain.name.clone(), segments, sentence }
    };
    if graph.firm(firm).active() { without.map(told).collect() } else { Vec::new() }
}
