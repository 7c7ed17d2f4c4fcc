//! 引荐路径: the best way to each target as a sentence, the person at home to call first, and contacts where asked for.

use crate::app::columns::{CALL_FIRST, FIRM, GAP, PATH, PLACE, STRENGTH, WHY};
use crate::app::desk::GraphPermit;
use crate::app::sharing::investment_map::DocumentQuestion;
use crate::app::sharing::investment_map::target_rows::ChainTargets;
use crate::app::{AppError, IntroductionPath, questions};
use crate::draw::{Cell, Column, Table};
use crate::gaps::Target;
use crate::graph::{AssociationIx, FundIx, Graph};
use crate::model::NodeId;
use crate::store::NewContact;

const COLUMNS: [Column; 7] = [PLACE, FIRM, GAP, STRENGTH, PATH, CALL_FIRST, WHY];
const CONTACTS: Column = Column::text("contacts", "联系方式");
/// Targets named that nobody can introduce.
const NAMED: usize = 20;

impl GraphPermit<'_> {
    /// The introductions to the targets told, each firm once.
    pub(super) async fn introduction_table(
        &self,
        asked: &DocumentQuestion,
        told: &ChainTargets,
    ) -> Result<Table, AppError> {
        let columns: Vec<Column> = COLUMNS.into_iter().chain(asked.contacts.then_some(CONTACTS)).collect();
        let mut table = Table::new("introductions", "引荐路径", columns, "没有从本地出发的引荐路径。");
        let mut without = Vec::new();
        for target in each_once(told) {
            let answer = self.desk().paths(&asked.map.question, &target.enterprise, Some(1)).await?;
            let Some(path) = answer.paths.first() else {
                without.push(target.name.as_str());
                continue;
            };
            let mut cells = vec![
                Cell::count(table.len() + 1),
                Cell::to_row(&target.name, questions::TARGETS, questions::target_key(target)),
                Cell::text(&target.segment_name),
                Cell::Number(path.strength),
                Cell::text(&path.sentence),
                Cell::text(&path.call_first.name),
                Cell::text(&path.call_first.why),
            ];
            if asked.contacts {
                cells.push(Cell::text(self.contacts_told(self.graph(), target, path).await?));
            }
            table.push(&target.enterprise, cells);
        }
        table.notes = vec!["每家目标企业（可招的）一条最强的路径；强度是起点系数、各步信任和人脉折减之积。".to_owned()];
        if !without.is_empty() {
            let more = if without.len() > NAMED { "等" } else { "" };
            let names = without.iter().take(NAMED).copied().collect::<Vec<_>>().join("、");
            table.notes.push(format!("没有查到路径的 {} 家：{names}{more}", without.len()));
        }
        Ok(table)
    }

    /// Whom to call at home and at the target, as far as it is recorded.
    async fn contacts_told(&self, graph: &Graph, target: &Target, path: &IntroductionPath) -> Result<String, AppError> {
        let home = self.store().contacts(at_home(graph, path)).await?;
        let named: Vec<&NewContact> = home.iter().filter(|contact| contact.name == path.call_first.name).collect();
        let home = if named.is_empty() { home.iter().collect() } else { named };
        let there = self.store().contacts(graph.nodes_of(target.firm).to_vec()).await?;
        let sides = [("出面方", home), ("目标企业", there.iter().collect())];
        let told = sides.into_iter().filter(|(_, contacts)| !contacts.is_empty());
        let told: Vec<String> = told.map(|(side, contacts)| format!("{side}：{}", spoken(&contacts))).collect();
        Ok(if told.is_empty() { "没有登记".to_owned() } else { told.join("；") })
    }
}

/// The first row of each firm that is to be won.
fn each_once(told: &ChainTargets) -> Vec<&Target> {
    let mut seen = std::collections::HashSet::new();
    let all = told.gaps.iter().flat_map(|gap| &gap.targets).map(|line| &line.target);
    all.filter(|target| seen.insert(target.firm)).collect()
}

/// The nodes whose contacts may be the one to call: where the path begins, and where the one to call has an office.
fn at_home(graph: &Graph, path: &IntroductionPath) -> Vec<NodeId> {
    let source = path.nodes.first().map_or("", String::as_str);
    let mut nodes = match source.split_once(':') {
        Some(("enterprise", id)) => graph.firm_with_id(id).map_or(&[][..], |firm| graph.nodes_of(firm)).to_vec(),
        Some(("fund", id)) => {
            let found = graph.funds.iter().position(|fund| fund.id == id);
            found.map_or(&[][..], |at| graph.nodes_of_fund(FundIx::from_position(at))).to_vec()
        }
        Some(("association", id)) => {
            let found = graph.associations.iter().position(|association| association.id == id);
            found.map_or(&[][..], |at| graph.nodes_of_association(AssociationIx::from_position(at))).to_vec()
        }
        _ => Vec::new(),
    };
    let called = path.call_first.party.as_deref().and_then(|party| party.strip_prefix("person:"));
    let offices = graph.offices.iter().filter(|(person, ..)| Some(graph.people[person.at()].id.as_str()) == called);
    offices.for_each(|(_, firm, _)| nodes.extend_from_slice(graph.nodes_of(*firm)));
    nodes
}

fn spoken(contacts: &[&NewContact]) -> String {
    contacts.iter().map(|contact| contact.spoken()).collect::<Vec<_>>().join("、")
}
