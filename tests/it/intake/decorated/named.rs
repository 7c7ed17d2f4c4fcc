//! Lists whose rows name firms as people name them: by short and former names, codes, with other brackets and spaces.

use liantu::model::folded;

use super::case::{By, Case};
use super::cells::one;
use super::written::{Format, Kept};
use crate::support::{Cell, Lots, Sheet};

/// Firms with all their names.
struct Named {
    id: String,
    name: String,
    /// How else a list may name it.
    others: Vec<String>,
    short: String,
    former: String,
    stock: String,
}

fn firms() -> Vec<Named> {
    let trades = ["光电", "材料", "精工", "制药", "动力", "重机"];
    let places = ["合肥", "芜湖", "安庆", "铜陵", "滁州", "宣城"];
    let firm = |(i, (trade, place)): (usize, (&str, &str))| {
        let (stock, former) = (format!("0008{:02}", 30 + i), format!("{place}{trade}总厂"));
        let name = format!("示例（{place}）{trade}股份有限公司");
        let others = [
            name.replace('（', "(").replace('）', ")"),
            name.replace('（', " (").replace('）', ") "),
            name.replace('（', "【").replace('）', "】"),
            name.replace(['（', '）'], ""),
            format!("示例{trade}"),
            former.clone(),
            format!("老{trade}"),
            stock.clone(),
            format!("SZ{stock}"),
            format!("{stock}.SZ"),
        ];
        let former = format!("{former}；老{trade}");
        Named {
            id: format!("e{}", i + 1), name, others: others.to_vec(), short: format!("示例{trade}"), former, stock
        }
    };
    trades.into_iter().zip(places).enumerate().map(firm).collect()
}

fn held(firms: &[Named]) -> Sheet {
    let mut sheet = Sheet::new("enterprises", &["enterprise", "name", "short_name", "former_names", "stock_code"]);
    let row = |firm: &Named| [&firm.id, &firm.name, &firm.short, &firm.former, &firm.stock].map(String::clone).to_vec();
    sheet.rows.extend(firms.iter().map(row));
    sheet
}

impl Named {
    /// Whether it is told that this name was understood.
    fn is_loose(&self, name: &str) -> bool {
        self.others[1..7].iter().any(|other| other == name)
    }

    /// Any of its names.
    fn any_name(&self, lots: &mut Lots) -> String {
        match lots.below(self.others.len() + 2) {
            0 => self.id.clone(),
            1 => self.name.clone(),
            other => self.others[other - 2].clone(),
        }
    }
}

/// Who supplies whom; some names mean nobody, and what is near is told.
pub fn supplies(lots: &mut Lots) -> Case {
    let firms = firms();
    let mut kept = Kept::plain("供应", &["供应商", "客户", "产品"]);
    let mut meant = Sheet::new("supplies", &["supplier", "customer", "product"]);
    let (mut unknown, mut loosely) = (Vec::new(), false);
    for i in 0..4 + lots.below(6) {
        let (from, step) = (lots.below(firms.len()), 1 + lots.below(firms.len() - 1));
        let (from, to) = (&firms[from], &firms[(from + step) % firms.len()]);
        let product = format!("产品{i}");
        let supplier = if lots.below(6) == 0 {
            let wrong = to.name.replace('份', "");
            unknown.push((i, folded(&wrong), folded(&to.name)));
            wrong
        } else {
            meant.rows.push(vec![from.id.clone(), to.id.clone(), product.clone()]);
            from.any_name(lots)
        };
        let customer = to.any_name(lots);
        loosely |= from.is_loose(&supplier) || to.is_loose(&customer);
        kept.rows.push([supplier, customer, product].map(Cell::text).to_vec());
    }
    let file = kept.written(Format::any(lots), lots);
    let refused = unknown
        .into_iter()
        .map(|(i, given, near)| vec![file.row(i), given, "没有这个企业".to_owned(), "相近的有".to_owned(), near]);
    let refused = refused.collect();
    let by = if file.name.contains(".json") { By::Guess } else { By::Itself };
    let told = if loosely {
        vec![vec!["个引用按简称、曾用名或写法不同的名称认出".to_owned()]]
    } else {
        Vec::new()
    };
    let case = Case { held: vec![held(&firms)], by, meant: vec![meant], told, refused, ..Case::default() };
    case.bearing("other names").with(file)
}

const SEGMENTS: [&str; 6] = ["正极", "负极", "隔膜", "电解液", "铜箔", "结构件"];
const SPLIT: &str = "[[table]]\ntable = \"members\"\nignore = [\"备注\"]\n[table.columns]\nenterprise = { header = \"企业名称\", split = \"|\" }\nsegment = { header = \"所属环节\", split = \"、；;，/\" }\n";

/// Which firm does what: several of them in one cell.
pub fn members(lots: &mut Lots) -> Case {
    let firms = firms();
    let mut kept = Kept::plain("名单", &["企业名称", "所属环节", "备注"]);
    let mut meant = Sheet::new("members", &["enterprise", "segment"]);
    let mut unknown = Vec::new();
    for (i, firm) in firms.iter().enumerate() {
        let with = (lots.below(4) == 0).then(|| &firms[(i + 1) % firms.len()]);
        let sign = one(&["、", "；", ";", "，", "/", " / "], lots);
        let mut parts: Vec<&str> = (0..=lots.below(4)).map(|_| one(&SEGMENTS, lots)).collect();
        for firm in [Some(firm), with].into_iter().flatten() {
            meant.rows.extend(parts.iter().map(|part| vec![firm.id.clone(), (*part).to_owned()]));
        }
        parts.extend((lots.below(4) == 0).then_some("无"));
        if lots.below(6) == 0 {
            parts.push("没有的环节");
            unknown.extend(vec![i; 1 + usize::from(with.is_some())]);
        }
        lots.shuffle(&mut parts);
        let names = [Some(firm), with].into_iter().flatten().map(|firm| firm.any_name(lots)).collect::<Vec<_>>();
        kept.rows.push([names.join("|"), parts.join(sign), "好".to_owned()].map(Cell::text).to_vec());
    }
    meant.rows.sort();
    meant.rows.dedup();
    let file = kept.written(Format::any(lots), lots);
    let refusal = |i: usize| vec![file.row(i), "没有的环节".to_owned()];
    let refused = unknown.into_iter().map(refusal).collect();
    let mut segments = Sheet::new("segments", &["segment", "chain", "name", "stage"]);
    let row = |(i, name): (usize, &&str)| vec![format!("s{i}"), "c".to_owned(), (*name).to_owned(), "上游".to_owned()];
    segments.rows.extend(SEGMENTS.iter().enumerate().map(row));
    let mut chains = Sheet::new("chains", &["chain", "name"]);
    chains.rows.push(vec!["c".to_owned(), "示例链".to_owned()]);
    let (held, by) = (vec![held(&firms), chains, segments], By::Mapping(SPLIT.to_owned()));
    Case { held, by, meant: vec![meant], refused, ..Case::default() }.bearing("several in a cell").with(file)
}
