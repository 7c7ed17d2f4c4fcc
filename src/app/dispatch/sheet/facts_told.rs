//! What a cell was counted from, as people read it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::{EvidenceCounts, EvidenceThing, told_count};
use crate::dispatch::{CellFacts, CityWork, Holder, ProjectSays};
use crate::draw::{Cell, Column, Table};
use crate::graph::Graph;
use crate::model::{Day, Kind, ProjectNode};

/// What a cell was counted from.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FactsAnswer {
    /// Id of its row; none: all rows together.
    pub row: Option<String>,
    /// Name of its row.
    pub name: String,
    /// Key of its column.
    pub column: String,
    /// What its column is called.
    pub column_name: String,
    /// now, previous or last_year.
    pub time: &'static str,
    /// The same as people read it.
    pub time_name: &'static str,
    /// The first day of its time.
    pub from: Day,
    /// The last, cut at the cut-off.
    pub to: Day,
    /// The number.
    pub number: Option<f64>,
    /// The same as people read it.
    pub told: String,
    /// What it was counted from.
    pub facts: Vec<FactTold>,
}

/// Something that a cell was counted from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct FactTold {
    /// Its canonical file.
    pub table: String,
    /// The same as people call it.
    pub table_name: String,
    /// What it is known by there.
    pub id: String,
    /// What it is.
    pub what: String,
    /// Id of the enterprise it is about.
    pub enterprise: Option<String>,
    /// Name of that enterprise.
    pub enterprise_name: String,
    /// Its day.
    pub day: Option<Day>,
    /// Who did it, or answers for it.
    pub who: String,
    /// What it says to the cell.
    pub says: String,
    /// 万元, where that is known.
    pub amount: Option<f64>,
    /// Files that show it; of a project those of all its nodes.
    pub evidence: usize,
}

/// Everything that a cell was counted from.
pub(super) fn told(
    (graph, work): (&Graph, &CityWork),
    column: &str,
    facts: &CellFacts,
    files: &EvidenceCounts,
) -> Vec<FactTold> {
    let telling = Telling { graph, work };
    let mut all: Vec<FactTold> = Vec::new();
    all.extend(facts.trips.iter().map(|at| telling.trip(*at)));
    all.extend(facts.visits.iter().map(|at| telling.visit(*at)));
    all.extend(facts.leads.iter().map(|at| telling.lead(*at)));
    all.extend(facts.care.iter().map(|(leader, firm, seen)| telling.care(*leader, *firm, *seen)));
    all.extend(facts.projects.iter().map(|(at, says)| telling.project(*at, says)));
    all.extend(facts.duties.iter().map(|line| telling.duty(line)));
    all.extend(facts.requests.iter().map(|at| telling.request(*at)));
    all.extend(facts.bids.iter().map(|at| telling.bid(*at)));
    if ["frequency", "days_mean"].contains(&column) {
        all.extend(facts.people.iter().map(|at| telling.member(*at)));
    }
    all.iter_mut().for_each(|fact| fact.evidence = fact.files(files));
    all
}

impl FactTold {
    fn kind(&self) -> Option<Kind> {
        self.table.parse().ok()
    }

    /// How many files show it.
    fn files(&self, files: &EvidenceCounts) -> usize {
        let of = |kind: Kind, id: &str| files.get(&(kind, id.to_owned())).copied().unwrap_or_default();
        match self.kind() {
            Some(kind @ (Kind::Visit | Kind::Trip)) => of(kind, &self.id),
            Some(Kind::Project) => {
                let nodes = ProjectNode::ALL.iter().map(|node| EvidenceThing::of_node(&self.id, *node));
                nodes.map(|node| of(node.kind, &node.id)).sum()
            }
            _ => 0,
        }
    }

    /// What it is known by; a project leads to its page.
    fn id_told(&self) -> Cell {
        match self.kind() {
            Some(Kind::Project) => Cell::to_row(&self.id, "projects", &self.id),
            _ => Cell::text(&self.id),
        }
    }

    /// The same, leading to them: of a project to its page.
    fn files_told(&self) -> Cell {
        match self.kind() {
            Some(Kind::Project) if self.evidence > 0 => {
                Cell::to_row(format!("{} 份", self.evidence), "projects", &self.id)
            }
            Some(kind) => told_count(self.evidence, kind, &self.id, false),
            None => Cell::Absent,
        }
    }
}

struct Telling<'t> {
    graph: &'t Graph,
    work: &'t CityWork,
}

impl Telling<'_> {
    fn of(kind: Kind, id: &str) -> FactTold {
        let (table, table_name) = (kind.code().to_owned(), kind.zh().to_owned());
        FactTold { table, table_name, id: id.to_owned(), ..FactTold::default() }
    }

    fn names(&self, people: &[u32]) -> String {
        people.iter().map(|at| self.name(*at)).collect::<Vec<_>>().join("、")
    }

    fn name(&self, at: u32) -> &str {
        &self.work.recruiters[at as usize].name
    }

    fn holder(&self, who: Option<Holder>) -> String {
        match who {
            Some(Holder::Recruiter(at)) => self.name(at).to_owned(),
            Some(Holder::Squad(at)) => self.work.squads[at as usize].name.clone(),
            None => String::new(),
        }
    }

    /// About an enterprise, by what rows name it.
    fn about(&self, fact: FactTold, id: &str) -> FactTold {
        let firm = self.graph.firm_with_id(id);
        let enterprise_name = firm.map_or(id, |firm| self.graph.firm_name(firm)).to_owned();
        FactTold { enterprise: Some(id.to_owned()), enterprise_name, ..fact }
    }

    fn trip(&self, at: u32) -> FactTold {
        let trip = &self.work.trips[at as usize];
        let half = |half: i32| {
            let word = if half % 2 == 0 { "上午" } else { "下午" };
            format!("{}{word}", Day::of_number(half.div_euclid(2)))
        };
        let until = trip.last_half.map_or_else(|| "没有写返回".to_owned(), half);
        let regions: Vec<String> = trip.regions.iter().map(|region| self.graph.regions.name(*region)).collect();
        FactTold {
            what: if regions.is_empty() { "没有写去哪里".to_owned() } else { regions.join("、") },
            day: Some(Day::of_number(trip.out)),
            who: self.names(&trip.people),
            says: format!("{} 至 {until}", half(trip.first_half)),
            ..Self::of(Kind::Trip, &trip.id)
        }
    }

    fn visit(&self, at: u32) -> FactTold {
        let visit = &self.work.visits[at as usize];
        let fact = FactTold {
            day: Some(Day::of_number(visit.date)),
            who: self.names(&visit.people),
            says: visit.kind.zh().to_owned(),
            ..Self::of(Kind::Visit, &visit.row)
        };
        self.about(fact, &self.work.firms[visit.firm as usize])
    }

    fn lead(&self, at: u32) -> FactTold {
        let lead = &self.work.leads[at as usize];
        let squad = self.work.squads[lead.squad as usize].name.clone();
        let fact =
            FactTold { day: Some(Day::of_number(lead.seen)), who: squad, ..Self::of(Kind::Enterprise, &lead.firm) };
        self.about(fact, &lead.firm)
    }

    fn care(&self, leader: u32, firm: u32, seen: bool) -> FactTold {
        let firm = &self.work.firms[firm as usize];
        let says = if seen { "本期走访或接待过" } else { "本期没有走访" }.to_owned();
        let fact = FactTold { who: self.name(leader).to_owned(), says, ..Self::of(Kind::Care, firm) };
        self.about(fact, firm)
    }

    fn project(&self, at: u32, says: &ProjectSays) -> FactTold {
        let project = self.work.project(at);
        let day = if let ProjectSays::On(_, day) = says { *day } else { None };
        let credit = project.credit.or(project.squad.map(Holder::Squad));
        let fact = FactTold {
            what: project.name.clone(),
            day,
            who: self.holder(credit),
            says: words(says),
            amount: project.amount,
            ..Self::of(Kind::Project, &project.id)
        };
        self.about(fact, &self.work.firms[project.firm as usize])
    }

    fn duty(&self, line: &crate::dispatch::DutyLine) -> FactTold {
        let chain = line.duty.chain.map(|chain| format!("（{}）", self.work.chain(chain).name)).unwrap_or_default();
        let behind = if line.behind { "，落后" } else { "" };
        let ids: Vec<&str> = line.projects.iter().map(|at| &*self.work.project(*at).id).collect();
        let projects = if ids.is_empty() { String::new() } else { format!("：{}", ids.join("、")) };
        FactTold {
            what: format!("{}年 {} 万元以上 {} 个{chain}", line.duty.year, line.duty.least, line.duty.count),
            who: self.holder(Some(line.duty.who)),
            says: format!("完成 {} 个，序时应到 {:.2} 个{behind}{projects}", ids.len(), line.pace),
            ..Self::of(Kind::Duty, &self.work.told(line.duty.who).to_string())
        }
    }

    fn request(&self, at: u32) -> FactTold {
        let request = &self.work.requests[at as usize];
        let on = |word: &str, day: Option<i32>| day.map(|day| format!("{word} {}", Day::of_number(day)));
        let parts = [on("期限", request.due), on("答复", request.answered), on("办结", request.closed)];
        FactTold {
            day: Some(Day::of_number(request.date)),
            who: self.holder(request.by.map(Holder::Recruiter)),
            says: parts.into_iter().flatten().collect::<Vec<_>>().join("，"),
            ..Self::of(Kind::Request, &request.id)
        }
    }

    fn bid(&self, at: u32) -> FactTold {
        let bid = &self.work.bids[at as usize];
        let granted = bid.granted.map(|granted| format!("，获批 {granted} 万元")).unwrap_or_default();
        FactTold {
            day: bid.date.map(Day::of_number),
            who: self.holder(bid.owner.map(Holder::Recruiter)),
            says: format!("{}{granted}", bid.state.zh()),
            amount: bid.asked,
            ..Self::of(Kind::Bid, &bid.id)
        }
    }

    fn member(&self, at: u32) -> FactTold {
        let (id, who) = (&self.work.recruiters[at as usize].id, self.name(at).to_owned());
        FactTold { who, says: "按人平均时算在内".to_owned(), ..Self::of(Kind::Recruiter, id) }
    }
}

/// What a project says to a cell.
fn words(says: &ProjectSays) -> String {
    let joined = |parts: Vec<String>| parts.join("，");
    match says {
        ProjectSays::On(node, Some(day)) => format!("{} {day}", node.zh()),
        ProjectSays::On(node, None) => format!("没有{}的日期", node.zh()),
        ProjectSays::Came(amount) => format!("本期 {amount} 万元"),
        ProjectSays::Stands(amount) => format!("累计 {amount} 万元"),
        ProjectSays::Stalls(pairs) => {
            let told = |(from, to, days): &(crate::model::ProjectNode, crate::model::ProjectNode, i32)| {
                format!("已{}未{}，超出 {days} 天", from.zh(), to.zh())
            };
            joined(pairs.iter().map(told).collect())
        }
        ProjectSays::Health(faults) => {
            let told = |(check, days): &(&'static str, i32)| {
                format!("{}，{days} 天", crate::app::dispatch::problem_lines::check_word(check))
            };
            joined(faults.iter().map(told).collect())
        }
        ProjectSays::Missed(parts) => format!("没有消息：{}", parts.join("、")),
        ProjectSays::Overdue(nodes) => {
            joined(nodes.iter().map(|(node, planned)| format!("{} 原定 {planned}", node.zh())).collect())
        }
    }
}

impl FactsAnswer {
    /// What the cell was counted from, as a table.
    pub fn table(&self) -> Table {
        let columns = [
            Column::text("table", "类别"),
            Column::text("id", "编号"),
            Column::text("what", "内容"),
            Column::text("enterprise", "企业"),
            Column::text("day", "日期"),
            Column::text("who", "谁"),
            Column::text("says", "怎么计入"),
            Column::money("amount", "金额").exact(),
            Column::text("evidence", "依据"),
        ];
        let mut table = Table::new("facts", "计入的事实", columns, "没有计入的事实。");
        for (number, fact) in (1..).zip(&self.facts) {
            let enterprise = match &fact.enterprise {
                Some(id) => Cell::enterprise(&fact.enterprise_name, id),
                None => Cell::Absent,
            };
            let cells = vec![
                Cell::text(&fact.table_name),
                fact.id_told(),
                Cell::text(&fact.what),
                enterprise,
                fact.day.map_or(Cell::Absent, |day| Cell::text(day.to_string())),
                Cell::text(&fact.who),
                Cell::text(&fact.says),
                fact.amount.map_or(Cell::Absent, Cell::Money),
                fact.files_told(),
            ];
            table.push(number.to_string(), cells);
        }
        table
    }
}
