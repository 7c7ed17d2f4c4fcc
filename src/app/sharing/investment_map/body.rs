//! The document's own pages: cover, gaps one block each, funds, what moved, whom to invite, as people read them. The
//! tables behind them stand in the annex.

use crate::app::desk::GraphPermit;
use crate::app::sharing::investment_map::target_rows::ChainTargets;
use crate::app::sharing::investment_map::{DocumentKind, DocumentQuestion};
use crate::app::{
    Answered, AppError, Brief, BriefGap, BriefSince, FundsAnswer, GroupAnswer, Guest, MapAnswer, lists, questions,
};
use crate::draw::{Cover, DocumentHead, TextBlock, TextItem};
use crate::gaps::VerdictCounts;
use crate::graph::{Chain, Graph};
use crate::model::Day;

/// Roles of guests, in the order to seat them.
const ROLES: [&str; 4] = ["链主企业", "其他龙头以上", "基金", "协会商会"];
/// Funds outside the group that are told.
const PARTNERS: usize = 3;

/// Whose document it is, of which day, and what else is told there: of which meeting, what is to be checked.
pub fn cover(
    answered: &Answered,
    head: &DocumentHead,
    kind: &DocumentKind,
    [meeting, unchecked]: [(&'static str, Option<String>); 2],
) -> Cover {
    let chain: &Chain = answered.held.graph.chain(answered.asked.chain);
    let unit = if chain.lead_unit.is_empty() { &chain.group } else { &chain.lead_unit };
    let facts = [
        meeting,
        ("链长", Some(chain.leader.clone())),
        ("编制单位", Some(unit.clone())),
        ("数据截至", Some(in_words(answered.answer.as_of))),
        // Which rules it was worked out by is told in the annex.
        ("版本", Some(format!("第{}号", answered.held.journal.0))),
        unchecked,
    ];
    let facts = facts.into_iter().filter_map(|(name, value)| Some((name, value?)));
    Cover {
        classification: head.mark.clone().unwrap_or_default(),
        city: answered.answer.home_name.clone(),
        title: vec![format!("{}产业链", answered.answer.chain_name), kind.word().to_owned()],
        facts: facts.filter(|(_, value)| !value.is_empty()).collect(),
    }
}

/// A day as a cover says it.
fn in_words(day: Day) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day_of_month())
}

impl GraphPermit<'_> {
    /// The gaps of a map, with the targets told of them.
    pub(super) async fn gaps_told(
        &self,
        answered: &Answered,
        asked: &DocumentQuestion,
        map: &MapAnswer,
        told: &ChainTargets,
        entries: Option<&[lists::EntryLine]>,
        best: &mut questions::BestPaths<'_>,
    ) -> Result<Vec<BriefGap>, AppError> {
        let mut gaps = Vec::with_capacity(map.gaps.len());
        for (shown, firms) in map.gaps.iter().zip(&told.gaps) {
            let known = answered.answer.segments.iter().find(|gap| gap.segment == shown.segment);
            if let Some(gap) = known {
                let firms = questions::GapFirms::of(firms.targets.clone(), firms.here.clone());
                gaps.push(self.gap_told(answered, gap, firms, entries.unwrap_or_default(), best).await?);
            }
        }
        if let Some(entries) = entries {
            self.propose(answered.asked, entries, gaps.iter_mut()).await?;
        }
        if asked.contacts {
            self.add_phones(gaps.iter_mut()).await?;
        }
        Ok(gaps)
    }
}

/// What is missing, and what is weak, one block each, without the gaps that the brief on the page before tells; `asks`: whether
/// it stands there for whom nobody knows whom to call.
pub fn gap_blocks(gaps: &[BriefGap], brief: Option<&Brief>, asks: bool) -> Vec<TextBlock> {
    let in_brief = |gap: &BriefGap| {
        let told = brief.into_iter().flat_map(|brief| brief.missing.first.iter().chain(&brief.weak.first));
        told.into_iter().any(|told| told.segment == gap.segment)
    };
    let of_kind = |kind| {
        let of_kind: Vec<&BriefGap> = gaps.iter().filter(|gap| gap.verdict.lack() == Some(kind)).collect();
        let before = of_kind.iter().filter(|gap| in_brief(gap)).count();
        let see = if before > 0 { format!("，前{before}个见简报") } else { String::new() };
        let heading = format!("{kind}：{}个{see}", of_kind.len());
        let rest = (1..).zip(&of_kind).filter(|(_, gap)| !in_brief(gap));
        let items: Vec<TextItem> = rest.map(|(place, gap)| questions::gap_item(place, gap)).collect();
        (!items.is_empty()).then_some(TextBlock { heading, items })
    };
    let mut blocks: Vec<TextBlock> = ["缺失", "薄弱"].into_iter().filter_map(of_kind).collect();
    if let (Some(last), Some(ask)) = (blocks.last_mut(), questions::whom_to_ask(gaps.iter()).filter(|_| asks)) {
        last.items.push(TextItem::plain(vec![ask]));
    }
    blocks
}

/// The fund group and what it reaches, who could join it, and what the law says of it.
pub fn funds(answer: &FundsAnswer, graph: &Graph) -> TextBlock {
    let (all, uncovered) = (answer.gaps.len(), answer.uncovered.len());
    let heading = format!(
        "基金招商：组内{}只，{all}个缺口中{}个有基金覆盖",
        answer.coverage.len(),
        all.saturating_sub(uncovered)
    );
    let short = |firm: &crate::app::HeldFirm| {
        let known = graph.firm_with_id(&firm.enterprise);
        known.map_or_else(|| firm.name.clone(), |firm| graph.firm_short(firm).to_owned())
    };
    let cells = |cells: &[crate::app::FundCell]| {
        let told = cells.iter().map(|cell| {
            let firms: Vec<String> = cell.through.iter().map(short).collect();
            format!("{}（{}）", cell.name, firms.join("、"))
        });
        told.collect::<Vec<_>>().join("、")
    };
    let item = |fund: &crate::app::FundLine, list: &str, reaches: String| {
        let manager = if fund.manager.is_empty() { "管理人未知" } else { &fund.manager };
        let kind =
            fund.government.map_or("是否政府基金未知", |yes| if yes { "政府基金" } else { "非政府基金" });
        TextItem::headed(fund.name.clone(), vec![format!("{list}，{kind}，{manager}；{reaches}。")])
    };
    let reaches = |told: String, what: &str| match told.is_empty() {
        true => "投资还没有覆盖缺口".to_owned(),
        false => format!("{what}{told}"),
    };
    let group = answer.coverage.iter().map(|line| item(&line.fund, "组内", reaches(cells(&line.cells), "可引荐到")));
    let partners = answer.recommended.iter().take(PARTNERS);
    let partners = partners.map(|line| item(&line.fund, "推荐", reaches(cells(&line.cells), "可新增覆盖")));
    let law = answer.compliance.iter().map(|note| (*note).to_owned()).collect();
    let items = group.chain(partners).chain([TextItem::plain(law)]).collect();
    TextBlock { heading, items }
}

/// What was promised at the last meeting, and all that moved since, or why nothing can be compared: without what another page
/// says. None where that leaves nothing.
pub fn moved(since: &BriefSince, now: VerdictCounts, with_list: bool, elsewhere: Elsewhere) -> Option<TextBlock> {
    let promised = since.promised().filter(|_| !elsewhere.promised).map(|promised| format!("上次定下：{promised}。"));
    let change = (since.unknown.is_none() || !elsewhere.incomparable).then(|| since.change(now));
    let moved = since.moved(with_list, questions::MovedLength::Whole);
    let told: Vec<String> = promised.into_iter().chain(change).chain(moved).collect();
    (!told.is_empty()).then(|| TextBlock::equal(format!("有何变化：{}以来", since.told()), told))
}

/// What other pages say of what moved.
#[derive(Debug, Clone, Copy)]
pub struct Elsewhere {
    /// What was promised: 待议事项 asks what came of it.
    pub promised: bool,
    /// That nothing can be compared: 简报 says why.
    pub incomparable: bool,
}

/// Whom to invite, by role; with the reason of each, or where these stand.
pub fn invitations(group: &GroupAnswer, with_reasons: bool) -> TextBlock {
    let invited = &group.invitation.invited;
    let role = |role: &&'static str| {
        let of_role: Vec<&Guest> = invited.iter().filter(|guest| guest.role == *role).collect();
        let names: Vec<&str> = of_role.iter().map(|guest| guest.name.as_str()).collect();
        let head = format!("{role}{}家", names.len());
        let item = match with_reasons {
            true => {
                let whom = of_role.iter().map(|guest| format!("{}：{}。", guest.name, guest.reason)).collect();
                TextItem { whom, ..TextItem::headed(head, Vec::new()) }
            }
            false => TextItem::headed(head, vec![format!("{}。", names.join("、"))]),
        };
        (!names.is_empty()).then_some(item)
    };
    let guests: Vec<TextItem> = ROLES.iter().filter_map(role).collect();
    let items: Vec<TextItem> = working_group(group).into_iter().chain(guests).collect();
    if invited.is_empty() {
        return TextBlock::plain("邀请名单", vec!["没有可请的：先补上链主企业、基金招商组和协会。".to_owned()]);
    }
    let why = if with_reasons { "" } else { "，理由见附表" };
    TextBlock { heading: format!("邀请名单：{}家{why}", invited.len()), items }
}

/// Those of the working group itself, who come in any case; none where nobody is known.
fn working_group(group: &GroupAnswer) -> Option<TextItem> {
    let named = |role: &str, names: Vec<&str>| {
        let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
        (!names.is_empty()).then(|| format!("{role}{}", names.join("、")))
    };
    let told = [
        named("链长", vec![&group.leader]),
        named("牵头单位", vec![&group.lead_unit]),
        named("成员", group.members.iter().map(String::as_str).collect()),
        named("招商队", group.squads.iter().map(|squad| squad.name.as_str()).collect()),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    (!told.is_empty()).then(|| TextItem::headed("工作组".to_owned(), vec![format!("{}。", told.join("；"))]))
}
