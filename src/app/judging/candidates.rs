//! Pairs of firms that go by one name, but for spaces, brackets, letters and the legal form.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::app::AppError;
use crate::app::desk::GraphPermit;
use crate::graph::FirmIx;
use crate::model::{CanonicalTable, CreditCode, Kind, NodeId, RowView};
use crate::normalize::{company, text};

/// A name that more firms bear says nothing of any two of them.
const BEARERS: usize = 8;

/// The columns that name a firm, with their words.
const NAMES: [(&str, &str); 4] =
    [("name", "名称"), ("short_name", "简称"), ("former_names", "曾用名"), ("aliases", "别名")];

/// Two firms that may be one.
#[derive(Debug, Clone)]
pub(super) struct Namesakes {
    /// The firms, the one with the lesser id first.
    pub firms: (FirmIx, FirmIx),
    /// Why they may be one, a sentence each.
    pub why: Vec<String>,
    /// What speaks against it.
    pub against: Vec<String>,
    /// Whether they bear the same full name and nothing speaks against it.
    pub exact: bool,
}

/// What the records of a firm say of who it is.
#[derive(Debug, Clone, Default)]
struct Said {
    names: BTreeSet<(usize, String)>,
    credits: BTreeSet<CreditCode>,
    stocks: BTreeSet<String>,
}

impl GraphPermit<'_> {
    /// Every pair of firms that share a name.
    pub(super) async fn candidates(&self) -> Result<Vec<Namesakes>, AppError> {
        let at = Some(self.held().journal);
        let (said, _) = self.store().scan(vec![Kind::Enterprise], at, HashMap::new(), take).await?;
        let mut firms: BTreeMap<FirmIx, Said> = BTreeMap::new();
        for firm in (0..self.graph().firm_count()).map(FirmIx::from_position) {
            let all = firms.entry(firm).or_default();
            for said in self.graph().nodes_of(firm).iter().filter_map(|node| said.get(node)) {
                all.names.extend(said.names.iter().cloned());
                all.credits.extend(said.credits.iter().copied());
                all.stocks.extend(said.stocks.iter().cloned());
            }
        }
        let mut bearers: BTreeMap<String, BTreeSet<FirmIx>> = BTreeMap::new();
        for (firm, said) in &firms {
            for (_, name) in &said.names {
                bearers.entry(core(name)).or_default().insert(*firm);
            }
        }
        let mut pairs = BTreeSet::new();
        for (_, bearers) in bearers.iter().filter(|(core, all)| core.chars().count() > 1 && all.len() <= BEARERS) {
            for x in bearers {
                pairs.extend(bearers.iter().filter(|y| x < y).map(|y| (*x, *y)));
            }
        }
        let by_id =
            |(x, y): (FirmIx, FirmIx)| if self.graph().firm_id(x) <= self.graph().firm_id(y) { (x, y) } else { (y, x) };
        Ok(pairs.into_iter().map(by_id).map(|(x, y)| self.candidate((x, y), (&firms[&x], &firms[&y]))).collect())
    }

    fn candidate(&self, firms: (FirmIx, FirmIx), (x, y): (&Said, &Said)) -> Namesakes {
        let (mut why, mut same) = (BTreeSet::new(), false);
        for (a, one) in &x.names {
            for (b, other) in y.names.iter().filter(|(_, other)| core(one) == core(other)) {
                let equal = loose(one) == loose(other);
                same |= equal && [*a, *b].contains(&0) && company::is_full_legal_name(&text::folded(one));
                why.insert(told((*a, one), (*b, other), equal));
            }
        }
        let against = self.against(firms, (x, y));
        let exact = same && against.is_empty();
        Namesakes { firms, why: why.into_iter().collect(), against, exact }
    }

    fn against(&self, (one, other): (FirmIx, FirmIx), (x, y): (&Said, &Said)) -> Vec<String> {
        let mut against = Vec::new();
        if !x.credits.is_empty() && !y.credits.is_empty() && x.credits.is_disjoint(&y.credits) {
            against.push("统一社会信用代码不同".to_owned());
        }
        if !x.stocks.is_empty() && !y.stocks.is_empty() && x.stocks.is_disjoint(&y.stocks) {
            against.push("股票代码不同".to_owned());
        }
        let graph = self.graph();
        let seats = [one, other].map(|firm| graph.firm(firm).adcode);
        if let [Some(a), Some(b)] = seats
            && let (Some(p), Some(q)) = (a.prefecture(), b.prefecture())
            && p != q
        {
            let [a, b] = [a, b].map(|seat| graph.regions.full_name(seat));
            against.push(format!("注册地不同：{a}、{b}"));
        }
        against
    }
}

fn take(said: &mut HashMap<NodeId, Said>, row: RowView<'_>) {
    let Some(values) = row.values else { return };
    let table = CanonicalTable::of(Kind::Enterprise);
    let cell = |name: &str| table.field(name).and_then(|field| values.text(field)).unwrap_or_default();
    let of = said.entry(row.a).or_default();
    for (place, (column, _)) in NAMES.iter().enumerate() {
        let listed = if place < 2 { vec![cell(column)] } else { text::list(cell(column)).collect() };
        of.names.extend(listed.into_iter().filter(|name| !name.is_empty()).map(|name| (place, name.to_owned())));
    }
    of.credits.extend(cell("credit_code").parse::<CreditCode>().ok());
    of.stocks.extend(Some(cell("stock_code")).filter(|code| !code.is_empty()).map(str::to_owned));
}

fn told((a, one): (usize, &str), (b, other): (usize, &str), equal: bool) -> String {
    let (x, y) = (NAMES[a.min(b)].1, NAMES[a.max(b)].1);
    match (equal, one == other) {
        (true, true) if a == b => format!("{x}相同：{one}"),
        (true, true) => format!("一家的{x}就是另一家的{y}：{one}"),
        (true, false) => format!("名称只差空格、括号或大小写：{one}、{other}"),
        (false, _) => format!("去掉组织形式后相同：{one}、{other}"),
    }
}

/// A name where neither spaces nor brackets count, nor whether letters are large.
fn loose(name: &str) -> String {
    let counts = |c: &char| !c.is_whitespace() && !"()[]{}<>〔〕【】〈〉《》「」『』（）".contains(*c);
    text::folded(name).chars().filter(counts).flat_map(char::to_lowercase).collect()
}

/// The same without the legal form.
fn core(name: &str) -> String {
    let loose = loose(name);
    company::without_form(&loose).to_owned()
}
