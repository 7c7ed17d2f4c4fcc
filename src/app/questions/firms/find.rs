//! Is this firm at home, a candidate, of which gaps? By any name or code; and what else goes by that.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::questions::firms::positions::{Position, chains_of};
use crate::app::questions::firms::things::{FoundKind, ToldPart};
use crate::app::{AppError, Asked, Desk, Held, names};
use crate::graph::{ChainIx, FirmIx, SegmentIx, When};
use crate::model::{Adcode, Day, Kind, Standing};
use crate::normalize::searchable;

/// Firms told.
const TOLD: usize = 20;
/// Things of each other kind told, and where one kind was asked for.
const OTHERS_TOLD: usize = 10;
const OF_ONE_KIND: usize = 40;

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
    /// Of this kind only; by default the first of every kind.
    pub kind: Option<Kind>,
    /// Which part of those of a kind, from 0.
    pub part: usize,
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
    /// What else goes by the text, kind by kind, with such kinds only as something is found of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<FoundKind>,
}

impl FindAnswer {
    /// How many things of a kind match.
    pub fn total_of(&self, kind: Kind) -> usize {
        let of_kind = || self.others.iter().find(|found| found.kind == kind).map_or(0, |found| found.total);
        if kind == Kind::Enterprise { self.total } else { of_kind() }
    }

    /// How many parts those of a kind are told in, where it alone is asked for.
    pub fn parts_of(&self, kind: Kind) -> usize {
        self.total_of(kind).div_ceil(if kind == Kind::Enterprise { TOLD } else { OF_ONE_KIND })
    }

    /// Whether nothing goes by the text.
    pub fn is_empty(&self) -> bool {
        self.total == 0 && self.others.is_empty()
    }
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

impl Desk {
    /// Finds firms by id, any name, credit code or stock code, and everything else by its name; a part of a name will do.
    ///
    /// # Errors
    /// The text is empty, or chain or home are unknown.
    pub async fn find(&self, asked: &FindQuestion) -> Result<FindAnswer, AppError> {
        let at = self.may(Right::SeeFacts, Scope::City)?;
        let wanted = searchable(&asked.text);
        if wanted.is_empty() {
            return Err(AppError::BadRequest(
                "请写要找的企业：名称、简称、曾用名、编号或代码，一部分也可以".to_owned(),
            ));
        }
        let held = at.held();
        if let Some(chain) = names::given(asked.chain.as_deref()) {
            self.may(Right::SeeChain, Scope::Chain(chain))?;
        }
        let (chain, home) = (names::given(asked.chain.as_deref()), names::given(asked.home.as_deref()));
        let chain = chain.map(|chain| names::chain(at.graph(), chain)).transpose()?;
        let home = home.map(|home| names::region(at.graph(), home)).transpose()?;
        let firms = at.firms_called(&asked.text).await?;
        let as_of = asked.as_of.unwrap_or_else(|| at.today());
        let asked_for = asked.kind.is_none_or(|kind| kind == Kind::Enterprise);
        let limit = if asked_for { TOLD } else { 0 };
        let told: Vec<FirmIx> = firms.iter().skip(asked.part.saturating_mul(TOLD)).take(limit).copied().collect();
        let positions = at.positions_of(&told, (chain, home, as_of));
        let homeless = |firm| if home.is_none() { at.homeless(firm, chain, as_of) } else { Vec::new() };
        let lines = told.iter().zip(at.matched(&asked.text, &told).await?).zip(positions);
        let line = |((firm, matched), positions): ((&FirmIx, String), _)| FoundFirm {
            homeless: homeless(*firm),
            ..line(held, *firm, matched, positions)
        };
        let limit = if asked.kind.is_some() { OF_ONE_KIND } else { OTHERS_TOLD };
        let part = ToldPart { kind: asked.kind, skip: asked.part.saturating_mul(limit), limit };
        Ok(FindAnswer {
            text: asked.text.clone(),
            as_of,
            rules: at.rules().label(),
            total: firms.len(),
            enterprises: lines.map(line).collect(),
            others: at.others_called(&wanted, chain, part).await?,
        })
    }
}

impl GraphPermit<'_> {
    /// The positions of each firm, in the chain asked about or in all that it is in and that have a home.
    fn positions_of(
        &self,
        firms: &[FirmIx],
        (chain, home, as_of): (Option<ChainIx>, Option<Adcode>, Day),
    ) -> Vec<Vec<Position>> {
        let graph = self.graph();
        let mut positions = vec![Vec::new(); firms.len()];
        let own: Vec<Vec<ChainIx>> = firms.iter().map(|firm| chains_of(graph, *firm)).collect();
        for at in self.chains(Right::SeeChain) {
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

fn line(held: &Held, firm: FirmIx, matched: String, positions: Vec<Position>) -> FoundFirm {
    let graph = &held.graph;
    let known = graph.firm(firm);
    FoundFirm {
        enterprise: graph.firm_id(firm).to_owned(),
        name: graph.firm_name(firm).to_owned(),
        standing: known.standing,
        place: graph.place_of(firm),
        matched,
        closed: !known.active(),
        positions,
        homeless: Vec::new(),
    }
}

impl GraphPermit<'_> {
    /// What a firm does in the chain asked about, or in all that it is in, where those have no city of their own.
    fn homeless(&self, firm: FirmIx, asked: Option<ChainIx>, as_of: Day) -> Vec<HomelessChain> {
        let graph = self.graph();
        let chains = asked.map_or_else(|| chains_of(graph, firm), |chain| vec![chain]);
        let done = graph.segments_done(firm, When::at(as_of));
        let without = chains.into_iter().filter(|chain| self.sees(*chain) && graph.chain(*chain).adcode.is_none());
        let told = |ix: ChainIx| {
            let (chain, inside) = (graph.chain(ix), |segment: &&SegmentIx| graph.segment(**segment).chain == ix);
            let segments: Vec<String> =
                done.iter().filter(inside).map(|segment| graph.segment(*segment).name.clone()).collect();
            let sentence = match segments.join("、") {
                names if names.is_empty() => "不属于本链任何环节".to_owned(),
                names => {
                    format!("做{names}；本链没有写主管城市，要指明从哪个城市看，才说得出在不在本地、能补哪些缺口")
                }
            };
            HomelessChain { chain: chain.id.clone(), chain_name: chain.name.clone(), segments, sentence }
        };
        if graph.firm(firm).active() { without.map(told).collect() } else { Vec::new() }
    }
}
