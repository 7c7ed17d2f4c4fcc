//! Whom to invite to the next meeting of a working group, and why: anchors and leading firms at home, the fund group,
//! the associations.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::gaps::{Candidacies, FundCoverage, Viewpoint};
use crate::graph::{AssociationIx, ChainIx, FirmIx, Graph};
use crate::model::Standing;

/// Firms invited because they lead, beside the anchors; more do not fit a table.
const LEADING: usize = 12;
/// Names told in one reason.
const NAMES: usize = 3;

/// Who comes, and who of the anchors does not.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Invitation {
    /// In the order to seat them: anchors, leading firms, funds, associations.
    pub invited: Vec<Guest>,
    /// Anchors that are not invited, with the reason.
    pub not_invited: Vec<Guest>,
    /// Leading firms at home that are left out because the table is full.
    pub leading_more: usize,
}

/// One guest.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Guest {
    /// `enterprise:id`, `fund:id` or `association:id`.
    pub guest: String,
    /// 链主企业, 其他龙头以上, 基金 or 协会商会.
    #[schemars(extend("enum" = ["链主企业", "其他龙头以上", "基金", "协会商会"]))]
    pub role: &'static str,
    /// Of the enterprise, fund or association.
    pub name: String,
    /// Why, in Chinese.
    pub reason: String,
}

/// What the invitations rest on.
pub struct Seating<'a> {
    pub graph: &'a Graph,
    pub chain: ChainIx,
    pub view: Viewpoint<'a>,
    pub candidacies: &'a Candidacies<'a>,
    pub coverage: &'a FundCoverage,
    /// The leaves where each local firm of the chain is local, by their names in the answer's order.
    pub local: HashMap<FirmIx, Vec<&'a str>>,
}

impl Seating<'_> {
    /// The guests: anchors in the order the chain names them, leading firms by standing and id, funds and associations by
    /// id; funds only where they are told of.
    pub fn invitation(&self, tells_funds: bool) -> Invitation {
        let (mut invited, mut not_invited) = (Vec::new(), Vec::new());
        let anchors = &self.graph.chain(self.chain).anchors;
        for firm in anchors {
            match self.absent(*firm) {
                Some(why) => not_invited.push(self.firm(*firm, "链主企业", why.to_owned())),
                None => invited.push(self.firm(*firm, "链主企业", format!("本链链主；{}", self.does(*firm)))),
            }
        }
        let mut leading: Vec<FirmIx> = self.local.keys().copied().filter(|firm| self.leads(*firm)).collect();
        leading.retain(|firm| !anchors.contains(firm));
        leading.sort_by_key(|firm| (self.graph.firm(*firm).standing, self.graph.firm_id(*firm)));
        let more = leading.len().saturating_sub(LEADING);
        invited.extend(leading.into_iter().take(LEADING).map(|firm| {
            let standing = match self.graph.firm(firm).standing {
                Some(Standing::Anchor) => "能级为链主，没有列为本链的链主企业".to_owned(),
                standing => format!("能级{}", standing.map_or("", Standing::zh)),
            };
            self.firm(firm, "其他龙头以上", format!("{standing}；{}", self.does(firm)))
        }));
        invited.extend(self.funds().filter(|_| tells_funds));
        let associations = (0..self.graph.associations.len()).map(AssociationIx::from_position);
        invited.extend(associations.filter_map(|association| self.association(association)));
        Invitation { invited, not_invited, leading_more: more }
    }

    fn leads(&self, firm: FirmIx) -> bool {
        let known = self.graph.firm(firm);
        known.sound() && known.standing.is_some_and(Standing::leads)
    }

    /// Why an anchor does not come.
    fn absent(&self, firm: FirmIx) -> Option<&'static str> {
        let known = self.graph.firm(firm);
        match () {
            () if !known.active() => Some("已注销"),
            () if !known.sound() => Some("有严重风险，本次不邀"),
            () if !self.view.is_local(firm) => Some("不在本地，列为招引或联系对象"),
            () => None,
        }
    }

    fn does(&self, firm: FirmIx) -> String {
        match self.local.get(&firm) {
            Some(leaves) => format!("在本地做{}", some_of(leaves)),
            None => "在本地，但没有本链末级环节的记录".to_owned(),
        }
    }

    fn firm(&self, firm: FirmIx, role: &'static str, reason: String) -> Guest {
        let guest = format!("enterprise:{}", self.graph.firm_id(firm));
        Guest { guest, role, name: self.graph.firm_name(firm).to_owned(), reason }
    }

    fn funds(&self) -> impl Iterator<Item = Guest> + '_ {
        self.coverage.coverage.iter().map(|reach| {
            let fund = &self.graph.funds[reach.fund.at()];
            let gaps: Vec<&str> = reach.gaps.iter().map(|r| self.candidacies.gaps[r.gap].name.as_str()).collect();
            let mut firms: Vec<&str> = Vec::new();
            for firm in reach.gaps.iter().flat_map(|reached| &reached.through) {
                let name = self.graph.firm_name(*firm);
                if !firms.contains(&name) {
                    firms.push(name);
                }
            }
            let reason = if gaps.is_empty() {
                "投资还没有覆盖任何缺口，请带储备项目来对接".to_owned()
            } else {
                format!("已投{}，可引荐到缺口：{}", some_of(&firms), some_of(&gaps))
            };
            Guest { guest: format!("fund:{}", fund.id), role: "基金", name: fund.name.clone(), reason }
        })
    }

    /// An association of the chain, or one of whose members is a candidate.
    fn association(&self, association: AssociationIx) -> Option<Guest> {
        let known = &self.graph.associations[association.at()];
        let members = self.graph.association_firms.iter().filter(|(of, _)| *of == association);
        let members: Vec<FirmIx> = members.map(|(_, firm)| *firm).collect();
        let mut candidates: Vec<FirmIx> =
            members.iter().copied().filter(|firm| !self.candidacies.of_firm(*firm).is_empty()).collect();
        candidates.sort_by_key(|firm| (self.candidacies.of_firm(*firm)[0], self.graph.firm_id(*firm)));
        let names: Vec<&str> = candidates.iter().map(|firm| self.graph.firm_name(*firm)).collect();
        let opens = || format!("会员中有候选企业{}", some_of(&names));
        let reason = match (known.chain == Some(self.chain), names.is_empty()) {
            (true, true) => format!("本链的协会，会员企业 {} 家有记录", members.len()),
            (true, false) => format!("本链的协会；{}", opens()),
            (false, false) if known.chain.is_none() => opens(),
            (false, _) => return None,
        };
        let guest = format!("association:{}", known.id);
        Some(Guest { guest, role: "协会商会", name: known.name.clone(), reason })
    }
}

fn some_of(names: &[&str]) -> String {
    let told: Vec<_> = names.iter().take(NAMES).copied().collect();
    let more = if names.len() > NAMES { format!("等 {} 个", names.len()) } else { String::new() };
    format!("{}{more}", told.join("、"))
}
