//! 引荐路径: the best way to each target as a sentence, the person at home to call first, and contacts where asked for.

use crate::app::columns::{CALL_FIRST, FIRM, GAP, PATH, PLACE, STRENGTH, WHY};
use crate::app::desk::GraphPermit;
use crate::app::sharing::investment_map::DocumentQuestion;
use crate::app::sharing::investment_map::target_rows::ChainTargets;
use crate::app::{AppError, IntroductionPath, questions};
use crate::draw::{Cell, Column, Table};
use crate::gaps::Target;
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
        best: &mut questions::BestPaths<'_>,
    ) -> Result<Table, AppError> {
        let columns: Vec<Column> = COLUMNS.into_iter().chain(asked.contacts.then_some(CONTACTS)).collect();
        let mut table = Table::new("introductions", "引荐路径", columns, "没有从本地出发的引荐路径。");
        let (mut without, mut known) = (Vec::new(), 0);
        for target in each_once(told) {
            let Some(path) = best.to(&target.enterprise).await? else {
                without.push(target.name.as_str());
                continue;
            };
            known += usize::from(path.call_first.party.is_some());
            let mut cells = cells(table.len() + 1, target, path);
            if asked.contacts {
                cells.push(Cell::text(self.contacts_told(target, path).await?));
            }
            table.push(&target.enterprise, cells);
        }
        let (found, all) = (table.len(), table.len() + without.len());
        table.notes = vec![
            format!(
                "{all}家目标企业中，{known}家知道先给谁打电话，{}家有人引荐、联系人未知，{}家还没有引荐路径。",
                found - known,
                without.len()
            ),
            "每家目标企业（可招的）一条最强的路径；强度在0与1之间，越大越容易引荐成。括号里是来源和日期，没有写日期的，来源没有给出。"
                .to_owned(),
            "先给谁打电话写“—”的，引荐方的联系人还没有登记，请先问清由谁出面。".to_owned(),
        ];
        if !without.is_empty() {
            let more = if without.len() > NAMED { "等" } else { "" };
            let names = without.iter().take(NAMED).copied().collect::<Vec<_>>().join("、");
            table.notes.push(format!("没有查到路径的 {} 家：{names}{more}", without.len()));
        }
        Ok(table)
    }

    /// Whom to call at home and at the target, as far as it is recorded.
    async fn contacts_told(&self, target: &Target, path: &IntroductionPath) -> Result<String, AppError> {
        let found = self.contacts_along(Some(path), target.firm).await?;
        let sides = [("出面方", found.home), ("目标企业", found.there)];
        let told = sides.into_iter().filter(|(_, contacts)| !contacts.is_empty());
        let told: Vec<String> = told.map(|(side, contacts)| format!("{side}：{}", spoken(&contacts))).collect();
        Ok(if told.is_empty() { "没有登记".to_owned() } else { told.join("；") })
    }
}

/// What is told of the best way to a target. Where nobody is known to call, a note says so once.
fn cells(place: usize, target: &Target, path: &IntroductionPath) -> Vec<Cell> {
    let called = path.call_first.party.as_ref().map(|_| &path.call_first);
    vec![
        Cell::count(place),
        Cell::to_row(&target.name, questions::TARGETS, questions::target_key(target)),
        Cell::text(&target.segment_name),
        Cell::Number(path.strength),
        Cell::text(&path.sentence),
        Cell::or_absent(called.map(|call| &*call.name)),
        Cell::or_absent(called.map(|call| &*call.why)),
    ]
}

/// The first row of each firm that is to be won.
fn each_once(told: &ChainTargets) -> Vec<&Target> {
    let mut seen = std::collections::HashSet::new();
    let all = told.gaps.iter().flat_map(|gap| &gap.targets).map(|line| &line.target);
    all.filter(|target| seen.insert(target.firm)).collect()
}

fn spoken(contacts: &[NewContact]) -> String {
    contacts.iter().map(NewContact::spoken).collect::<Vec<_>>().join("、")
}
