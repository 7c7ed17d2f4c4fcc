//! The document's own pages: cover, gaps one block each, funds, what moved, whom to invite, as people read them. The
//! tables behind them stand in the annex.

use crate::app::desk::GraphPermit;
use crate::app::sharing::investment_map::DocumentQuestion;
use crate::app::sharing::investment_map::target_rows::ChainTargets;
use crate::app::{
    Answered, AppError, Brief, BriefGap, BriefSince, FundsAnswer, GroupAnswer, Guest, MapAnswer, lists, questions,
};
use crate::draw::{Cover, DocumentHead, TextBlock, TextItem};
use crate::graph::Graph;
use crate::model::Verdict;

/// 密级 where none is said.
const INTERNAL: &str = "内部资料";
/// Roles of guests, in the order to seat them.
const ROLES: [&str; 4] = ["链主企业", "龙头企业", "基金", "协会商会"];
/// Funds outside the group that are told.
const PARTNERS: usize = 3;

/// Whose document it is, and of which day.
pub fn cover(brief: &Brief, group: &GroupAnswer, head: &DocumentHead, asked: &DocumentQuestion, journal: u64) -> Cover {
    let unit = if brief.lead_unit.is_empty() { &group.group } else { &brief.lead_unit };
    let facts = [
        ("链长", brief.leader.clone()),
        ("编制单位", unit.clone()),
        ("数据截至", head.as_of.clone()),
        ("版本", format!("数据 {journal}，规则 {}", head.rules)),
    ];
    let secrecy = asked.classification.as_deref().unwrap_or(INTERNAL);
    let told = std::iter::once(secrecy).chain(head.mark.as_deref());
    Cover {
        classification: told.collect::<Vec<_>>().join("　"),
        city: brief.head.home_name.clone(),
        title: vec![format!("{}产业链", brief.head.chain_name), "招商地图".to_owned()],
        facts: facts.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
    }
}

impl GraphPermit<'_> {
    /// What is missing, and what is weak, one block each of the gaps of a map: with the targets told of them.
    pub(super) async fn gap_blocks(
        &self,
        answered: &Answered,
        asked: &DocumentQuestion,
        map: &MapAnswer,
        told: &ChainTargets,
        entries: Option<&[lists::EntryLine]>,
    ) -> Result<Vec<TextBlock>, AppError> {
        let mut gaps = Vec::with_capacity(map.gaps.len());
        for (shown, firms) in map.gaps.iter().zip(&told.gaps) {
            let known = answered.answer.segments.iter().find(|gap| gap.segment == shown.segment);
            if let Some(gap) = known {
                let firms = questions::GapFirms::of(firms.targets.clone(), firms.here.clone());
                let question = &asked.map.question;
                gaps.push(self.gap_told(answered, question, gap, firms, entries.unwrap_or_default()).await?);
            }
        }
        if let Some(entries) = entries {
            self.propose(answered.asked, entries, gaps.iter_mut()).await?;
        }
        if asked.contacts {
            self.add_phones(gaps.iter_mut()).await?;
        }
        Ok(["缺失", "薄弱"].into_iter().filter_map(|kind| of_kind(kind, &gaps)).collect())
    }
}

/// The gaps of a kind in their order; none where there are none.
fn of_kind(kind: &str, gaps: &[BriefGap]) -> Option<TextBlock> {
    let of_kind: Vec<&BriefGap> = gaps.iter().filter(|gap| gap.verdict.lack() == Some(kind)).collect();
    let heading = format!("{kind}：{}个", of_kind.len());
    let items: Vec<TextItem> = (1..).zip(&of_kind).map(|(place, gap)| questions::gap_item(place, gap)).collect();
    (!items.is_empty()).then_some(TextBlock { heading, items })
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
        TextItem {
            head: fund.name.clone(),
            badge: None,
            lines: vec![format!("{list}，{kind}，{manager}；{reaches}。")],
        }
    };
    let reaches = |told: String, what: &str| match told.is_empty() {
        true => "投资还没有覆盖缺口".to_owned(),
        false => format!("{what}{told}"),
    };
    let group = answer.coverage.iter().map(|line| item(&line.fund, "组内", reaches(cells(&line.cells), "可引荐到")));
    let partners = answer.recommended.iter().take(PARTNERS);
    let partners = partners.map(|line| item(&line.fund, "推荐", reaches(cells(&line.cells), "可新增")));
    let law = answer.compliance.iter().map(|note| (*note).to_owned()).collect();
    let items = group.chain(partners).chain([TextItem::plain(law)]).collect();
    TextBlock { heading, items }
}

/// What moved since the last meeting, all of it; or why nothing can be compared.
pub fn moved(brief: &Brief) -> TextBlock {
    let since = &brief.since;
    let heading = format!("{}以来有何变化", since.told());
    let lines = match since.unknown {
        Some(_) => vec![brief.change()],
        None => std::iter::once(brief.change()).chain(each_moved(since)).collect(),
    };
    let promised = since.meeting.as_ref().filter(|meeting| !meeting.promised.is_empty());
    let promised = promised.map(|meeting| format!("上次定下：{}。", meeting.promised.trim_end_matches('。')));
    TextBlock::plain(heading, promised.into_iter().chain(lines).collect())
}

fn each_moved(since: &BriefSince) -> Vec<String> {
    let word =
        |verdict: Option<Verdict>| verdict.map_or("没有这个环节".to_owned(), |verdict| verdict.label(true));
    let verdicts = since.verdicts.iter();
    let verdicts: Vec<String> =
        verdicts.map(|leaf| format!("{} {}→{}", leaf.name, word(leaf.before), word(leaf.after))).collect();
    let firms = |arrived: bool| {
        let firms = since.firms.iter().filter(|firm| firm.arrived == arrived);
        firms.map(|firm| format!("{}（{}）", firm.name, firm.segment_name)).collect::<Vec<_>>()
    };
    let entries = since.entries.iter().map(|entry| match entry.before {
        Some(before) => format!("{} {}→{}", entry.name, before.zh(), entry.after.zh()),
        None => format!("{} {}", entry.name, entry.after.zh()),
    });
    let told = [
        ("结论变了", verdicts),
        ("新增本地企业", firms(true)),
        ("不再在本地", firms(false)),
        ("清单", entries.collect()),
    ];
    let told = told.into_iter().filter(|(_, names)| !names.is_empty());
    told.map(|(what, names)| format!("{what}：{}。", names.join("；"))).collect()
}

/// Whom to invite, by role; the reasons of each stand in the annex.
pub fn invitations(group: &GroupAnswer) -> TextBlock {
    let invited = &group.invitation.invited;
    let role = |role: &&'static str| {
        let of_role: Vec<&Guest> = invited.iter().filter(|guest| guest.role == *role).collect();
        let names: Vec<&str> = of_role.iter().map(|guest| guest.name.as_str()).collect();
        let line = format!("{}。", names.join("、"));
        (!names.is_empty()).then(|| TextItem {
            head: format!("{role}{}家", names.len()),
            badge: None,
            lines: vec![line],
        })
    };
    let items: Vec<TextItem> = ROLES.iter().filter_map(role).collect();
    if items.is_empty() {
        return TextBlock::plain("建议邀请", vec!["没有可请的：先补上链主企业、基金招商组和协会。".to_owned()]);
    }
    TextBlock { heading: format!("建议邀请：{}家，理由见附表", invited.len()), items }
}
