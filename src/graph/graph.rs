use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use super::{
    Association, AssociationIx, Chain, ChainIx, Csr, Feed, Firm, FirmIds, FirmIx, Fund, FundIx, Hierarchy, Investment,
    Investor, Meeting, Membership, Person, PersonIx, Segment, SegmentIx, Site, SiteIx, Squad, SquadIx, Trade, When,
    investors::Investors, works::Works,
};
use crate::model::{Journal, NodeId, Texts};
use crate::normalize::{Regions, company};

/// The whole algorithm graph of one journal number: compact columns and adjacency, never changed after it is built.
///
/// Invariant: no long values and no sources are in it (the store has them), and nothing of people's work.
#[derive(Debug, Default)]
pub struct Graph {
    /// The journal number it shows.
    pub journal: Journal,
    /// The built-in regions with the city's own zones.
    pub regions: Regions,
    /// By [`ChainIx`], in order of id.
    pub chains: Vec<Chain>,
    /// Of all chains, by [`SegmentIx`], leaves and parents alike.
    pub segments: Vec<Segment>,
    /// Feeds as recorded, on leaves and on parents; [`Order`](super::Order) spreads them over leaves.
    pub feeds: Vec<Feed>,
    /// By [`FundIx`], in order of id.
    pub funds: Vec<Fund>,
    /// Of funds and of enterprises, dated and undated.
    pub investments: Vec<Investment>,
    /// By [`PersonIx`], in order of id.
    pub people: Vec<Person>,
    /// By [`AssociationIx`], in order of id.
    pub associations: Vec<Association>,
    /// By [`SquadIx`], in order of id, each with its recruiters.
    pub squads: Vec<Squad>,
    /// Person, enterprise and title.
    pub offices: Vec<(PersonIx, FirmIx, String)>,
    /// People who are members of an association.
    pub association_people: Vec<(AssociationIx, PersonIx)>,
    /// Enterprises that are members of an association.
    pub association_firms: Vec<(AssociationIx, FirmIx)>,
    /// The fund group (基金招商组) of each chain, one pair a fund.
    pub fund_groups: Vec<(ChainIx, FundIx)>,
    /// The squads that work on each chain.
    pub assignments: Vec<(ChainIx, SquadIx)>,
    /// By id.
    pub meetings: Vec<Meeting>,
    /// Source of every record of an enterprise that a squad reported (`squad:Q`), the day on which it was seen, and its id.
    pub leads: Vec<(String, When, String)>,
    pub(super) firms: Vec<Firm>,
    pub(super) firm_ids: FirmIds,
    pub(super) firm_names: Texts,
    /// Blank where a firm's records give none.
    pub(super) firm_short_names: Texts,
    /// The newest `seen` on any row of enterprises, members or sites about each firm.
    pub(super) firm_seen: Vec<When>,
    pub(super) firm_coming: BTreeMap<FirmIx, Box<str>>,
    /// The nodes that records and references about each firm stand under in the store.
    pub(super) firm_nodes: Csr<NodeId>,
    pub(super) memberships: Csr<Membership>,
    pub(super) sites: Vec<Site>,
    pub(super) firm_sites: Csr<SiteIx>,
    pub(super) site_segments: Csr<SegmentIx>,
    pub(super) customers: Csr<Trade>,
    pub(super) suppliers: Csr<Trade>,
    pub(super) segment_nodes: HashMap<NodeId, SegmentIx>,
    /// As `firm_nodes`, of the funds.
    pub(super) fund_nodes: Csr<NodeId>,
    pub(super) person_nodes: Csr<NodeId>,
    pub(super) association_nodes: Csr<NodeId>,
    /// Laid out when first asked for.
    pub(super) hierarchy: OnceLock<Hierarchy>,
    /// Laid out when first asked for.
    pub(super) works: OnceLock<Works>,
    /// Laid out when first asked for.
    pub(super) investors: OnceLock<Investors>,
}

impl Graph {
    /// The meeting with this id.
    pub fn meeting(&self, id: &str) -> Option<&Meeting> {
        self.meetings.iter().find(|meeting| meeting.id == id)
    }

    /// How many enterprises there are.
    pub fn firm_count(&self) -> usize {
        self.firms.len()
    }

    /// What is known of a firm.
    pub fn firm(&self, firm: FirmIx) -> &Firm {
        &self.firms[firm.at()]
    }

    /// The firm's id, given by its founding record.
    pub fn firm_id(&self, firm: FirmIx) -> &str {
        self.firm_ids.at(firm.at())
    }

    /// The id of whoever invests.
    pub fn investor_id(&self, investor: Investor) -> &str {
        match investor {
            Investor::Fund(fund) => &self.funds[fund.at()].id,
            Investor::Firm(firm) => self.firm_id(firm),
        }
    }

    /// The firm's legal name.
    pub fn firm_name(&self, firm: FirmIx) -> &str {
        self.firm_names.at(firm.at())
    }

    /// The short name of a firm as sentences write it: the one its records give, else its name without its legal form.
    pub fn firm_short(&self, firm: FirmIx) -> &str {
        match self.firm_short_names.at(firm.at()) {
            "" => company::without_form(self.firm_name(firm)),
            short => short,
        }
    }

    /// The firm with this id or alias.
    pub fn firm_with_id(&self, id: &str) -> Option<FirmIx> {
        self.firm_ids.find(id)
    }

    /// Every key of a firm's records with the firm.
    pub fn firm_keys(&self) -> impl Iterator<Item = (&str, FirmIx)> {
        self.firm_ids.keys()
    }

    /// The newest day on which a source said anything of the firm itself, its work or its sites (also of sites not yet
    /// open); undated where no row says when.
    pub fn last_seen(&self, firm: FirmIx) -> When {
        self.firm_seen.get(firm.at()).copied().unwrap_or(When::UNDATED)
    }

    /// What a list says of the coming of a firm, as written; nobody has looked whether it is so.
    pub fn said_coming(&self, firm: FirmIx) -> Option<&str> {
        self.firm_coming.get(&firm).map(AsRef::as_ref)
    }

    /// The store's nodes of a firm: its records' keys and the texts that were resolved to it.
    pub fn nodes_of(&self, firm: FirmIx) -> &[NodeId] {
        self.firm_nodes.of(firm.0)
    }

    /// The store's nodes of a fund, as [`Graph::nodes_of`].
    pub fn nodes_of_fund(&self, fund: FundIx) -> &[NodeId] {
        self.fund_nodes.of(fund.0)
    }

    /// The store's nodes of a person, as [`Graph::nodes_of`].
    pub fn nodes_of_person(&self, person: PersonIx) -> &[NodeId] {
        self.person_nodes.of(person.0)
    }

    /// The store's nodes of an association, as [`Graph::nodes_of`].
    pub fn nodes_of_association(&self, association: AssociationIx) -> &[NodeId] {
        self.association_nodes.of(association.0)
    }

    /// The segment whose record stands under this node.
    pub fn segment_with_node(&self, node: NodeId) -> Option<SegmentIx> {
        self.segment_nodes.get(&node).copied()
    }

    /// The member facts of a firm, by segment; the same segment may stand several times with different regions.
    pub fn memberships(&self, firm: FirmIx) -> &[Membership] {
        self.memberships.of(firm.0)
    }

    /// The sites of a firm, of every kind and date.
    pub fn sites(&self, firm: FirmIx) -> impl Iterator<Item = (SiteIx, &Site)> {
        self.firm_sites.of(firm.0).iter().map(|&ix| (ix, &self.sites[ix.at()]))
    }

    /// The sites of all firms, firm by firm.
    pub fn all_sites(&self) -> &[Site] {
        &self.sites
    }

    /// The segments a site lists.
    pub fn segments_at(&self, site: SiteIx) -> &[SegmentIx] {
        self.site_segments.of(site.0)
    }

    /// Whom a firm supplies; one entry a fact, so a pair may stand several times (other products). Never itself.
    pub fn customers(&self, firm: FirmIx) -> &[Trade] {
        self.customers.of(firm.0)
    }

    /// Who supplies a firm; as [`Graph::customers`].
    pub fn suppliers(&self, firm: FirmIx) -> &[Trade] {
        self.suppliers.of(firm.0)
    }

    /// A chain by its place.
    pub fn chain(&self, chain: ChainIx) -> &Chain {
        &self.chains[chain.at()]
    }

    /// A segment by its place.
    pub fn segment(&self, segment: SegmentIx) -> &Segment {
        &self.segments[segment.at()]
    }

    /// The places of all segments of a chain, in order of their id.
    pub fn segments_of(&self, chain: ChainIx) -> impl Iterator<Item = SegmentIx> + Clone {
        let from = self.segments.partition_point(|s| s.chain < chain);
        let to = self.segments.partition_point(|s| s.chain <= chain);
        (from..to).map(SegmentIx::from_position)
    }

    /// The leaves of a chain, in order of their id.
    pub fn leaves_of(&self, chain: ChainIx) -> impl Iterator<Item = SegmentIx> + '_ {
        self.segments_of(chain).filter(|s| self.segment(*s).leaf)
    }

    /// The leaves below a segment; the segment itself where it is a leaf. Ascending.
    pub fn leaves_below(&self, segment: SegmentIx) -> Vec<SegmentIx> {
        let hierarchy = self.hierarchy.get_or_init(|| {
            let above: Vec<Option<u32>> = self.segments.iter().map(|segment| segment.parent.map(|p| p.0)).collect();
            Hierarchy::of(&above)
        });
        let mut leaves: Vec<_> = hierarchy.leaves_below(segment.0).iter().map(|leaf| SegmentIx(*leaf)).collect();
        leaves.sort_unstable();
        leaves
    }

    /// The segments above a segment, nearest first.
    pub fn ancestors(&self, segment: SegmentIx) -> impl Iterator<Item = SegmentIx> + '_ {
        std::iter::successors(self.segment(segment).parent, |s| self.segment(*s).parent).take(self.segments.len())
    }
}
