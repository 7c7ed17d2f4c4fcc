//! How alike a header and a column's names are. Words are whole: `county` is no `country`, `age` is in no `manager`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::ingest::header_lines::own_name;
use crate::model::schema::TABLES;
use crate::model::{CanonicalColumn, CanonicalTable, Kind};
use crate::normalize::text;

/// How lists head columns beside the schema's own words.
const MORE: &[(Kind, &str, &[&str])] = &[
    (
        Kind::Enterprise,
        "name",
        &[
            "企业",
            "公司",
            "单位",
            "企业名",
            "公司全称",
            "单位全称",
            "企业单位名称",
            "机构名称",
            "主体名称",
            "市场主体名称",
            "纳税人名称",
            "法人名称",
            "company",
            "firm",
            "company name",
            "enterprise name",
            "corporation",
        ],
    ),
    (
        Kind::Enterprise,
        "credit_code",
        &["社会信用代码", "统一代码", "税号", "纳税人识别号", "统一信用代码", "信用码", "uscc", "社会统一信用代码"],
    ),
    (Kind::Enterprise, "stock_code", &["上市代码", "股票编码", "a股代码", "stock", "ticker"]),
    (Kind::Enterprise, "short_name", &["公司简称", "股票简称", "股票名称"]),
    (Kind::Enterprise, "former_names", &["历史名称", "曾用名称", "原名称", "原名"]),
    (
        Kind::Enterprise,
        "adcode",
        &[
            "所属地区",
            "所在省市",
            "所在市县",
            "所在市",
            "所在县区",
            "所属城市",
            "所属县区",
            "注册地区",
            "注册城市",
            "注册所在地",
            "企业所在地",
            "公司所在地",
            "经营所在地",
            "所在区县",
            "所属区县",
            "区县",
            "县区",
            "县(区)",
            "区(县)",
            "县市区",
            "属地",
            "行政区划",
            "区域",
            "辖区",
            "注册地址",
            "地址",
            "住所",
            "企业地址",
            "公司地址",
            "详细地址",
            "所属区域",
            "region",
            "city",
            "district",
            "address",
            "reg location",
        ],
    ),
    (Kind::Enterprise, "park", &["所在园区", "所属园区", "园区名称", "产业园区", "开发区"]),
    (
        Kind::Enterprise,
        "standing",
        &[
            "企业层次",
            "企业层级",
            "层次",
            "企业级别",
            "企业等级",
            "企业类别",
            "企业类型",
            "梯队",
            "企业梯队",
            "企业资质",
            "龙头情况",
        ],
    ),
    (Kind::Enterprise, "status", &["企业状态", "存续状态", "登记状态", "营业状态"]),
    (
        Kind::Enterprise,
        "founded",
        &[
            "成立",
            "成立年份",
            "注册日期",
            "注册时间",
            "创办时间",
            "设立年月",
            "成立年",
            "成立年度",
            "注册年份",
            "登记日期",
            "设立日期",
            "设立时间",
            "成立年月",
            "founded year",
            "founded date",
            "establish time",
            "establish date",
            "established",
        ],
    ),
    (Kind::Enterprise, "capital", &["注册资金", "注册资本金", "注册资本总额", "registered capital"]),
    (
        Kind::Enterprise,
        "revenue",
        &[
            "年产值",
            "年营业收入",
            "主营业务收入",
            "销售收入",
            "年营收",
            "营收",
            "营收规模",
            "产值",
            "主营收入",
            "总产值",
            "工业总产值",
            "营业额",
            "年销售额",
            "销售额",
            "annual revenue",
            "sales",
        ],
    ),
    (
        Kind::Enterprise,
        "employees",
        &[
            "员工数",
            "职工人数",
            "职工数",
            "从业人员",
            "用工人数",
            "人数",
            "员工总数",
            "从业人员数",
            "参保人数",
            "员工",
            "职工",
            "用工",
            "从业人数",
            "企业人数",
            "用工规模",
            "人员规模",
            "员工规模",
            "staff",
        ],
    ),
    (
        Kind::Enterprise,
        "website",
        &["官方网站", "公司网站", "企业网站", "网站", "主页", "公司网址", "企业网址", "url", "homepage", "web"],
    ),
    (Kind::Enterprise, "country", &["注册国家", "国家地区", "nation"]),
    (
        Kind::Member,
        "segment",
        &[
            "所属环节",
            "产业环节",
            "所属产业环节",
            "产业链环节",
            "所属产业链环节",
            "产业链环节名称",
            "产业链节点",
            "所处环节",
            "所在环节",
            "细分领域",
            "细分环节",
            "所属细分环节",
            "细分赛道",
            "链条环节",
            "segment",
            "所属细分领域",
        ],
    ),
    (Kind::Member, "enterprise", &["公司名称", "单位名称", "企业全称", "公司", "单位"]),
    (Kind::Segment, "parent", &["上级", "上一级环节", "父环节"]),
    (
        Kind::Segment,
        "stage",
        &[
            "段",
            "所属段",
            "所在段",
            "链段",
            "上下游",
            "所属上下游",
            "上中下游位置",
            "产业链位置",
            "产业链上下游",
            "产业链上中下游",
            "所处阶段",
            "链条位置",
            "所处位置",
            "所在位置",
        ],
    ),
    (Kind::Segment, "chain", &["所属产业链", "所在产业链", "所属链条", "产业链名称", "产业链条", "链条"]),
    (Kind::Segment, "products", &["代表产品", "重点产品"]),
    (Kind::Fund, "size", &["基金规模", "认缴规模", "总规模", "募集规模"]),
    (Kind::Supply, "supplier", &["供应商名称", "供货商", "上游企业"]),
    (Kind::Supply, "customer", &["客户名称", "采购商", "下游企业"]),
    (Kind::Investment, "date", &["投资时间", "投资日期", "入股时间", "入股日期", "出资时间", "出资日期"]),
    (Kind::Investment, "amount", &["出资额", "出资金额", "认缴金额", "投资额"]),
    (Kind::Contact, "of", &["企业名称", "公司名称", "单位名称"]),
    (Kind::Contact, "phone", &["联系电话", "手机号", "手机号码", "电话号码"]),
];

/// Words of a column as they are compared, with how much each says.
type Words = Vec<(String, f64)>;

/// Every column's words.
static WORDS: LazyLock<HashMap<(Kind, &str), Words>> = LazyLock::new(|| {
    let of = |table: &'static CanonicalTable, column: &'static CanonicalColumn| {
        let own = column.zh.iter().map(|zh| (plain(zh), 1.0)).chain([(plain(column.name), 1.0)]);
        let more = MORE.iter().filter(|(kind, name, _)| *kind == table.kind && *name == column.name);
        let more = more.flat_map(|(.., words)| words.iter().map(|word| (plain(word), 0.95)));
        ((table.kind, column.name), own.chain(more).collect())
    };
    TABLES.iter().flat_map(|table| table.columns.iter().map(move |column| of(table, column))).collect()
});

/// How alike the names of a column and a plain header are, 0 to 1.
pub fn alike(table: &CanonicalTable, column: &CanonicalColumn, name: &str) -> f64 {
    WORDS.get(&(table.kind, column.name)).map_or(0.0, |words| best(words, name))
}

/// Whether a header is one of those below which a chain's stages stand: 段, 上中下游.
pub fn heads_stages(header: &str) -> bool {
    let table = CanonicalTable::of(Kind::Segment);
    let stage = table.columns.iter().find(|column| column.name == "stage");
    stage.is_some_and(|column| alike(table, column, &plain(header)) > 0.94)
}

/// How well any column is known by a plain header.
pub fn known(name: &str) -> f64 {
    WORDS.values().map(|words| best(words, name)).fold(0.0, f64::max)
}

fn best(words: &[(String, f64)], name: &str) -> f64 {
    let of = |(word, most): &(String, f64)| likeness(word, name) * most;
    if name.is_empty() { 0.0 } else { words.iter().map(of).fold(0.0, f64::max) }
}

/// A header as it is compared: its own name, without brackets, signs and the words of a unit.
pub fn plain(header: &str) -> String {
    let folded = apart(&text::folded(own_name(header))).to_lowercase();
    let mut depth = 0_u32;
    let mut plain = String::new();
    for c in folded.chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            '*' | ':' | '★' | '#' => {}
            '_' | '-' | '.' | ' ' | '\n' => plain.push(' '),
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    // A name that stands in brackets as a whole, or around them: 县(区).
    let plain = if plain.trim().is_empty() { folded.replace(['(', ')', '[', ']'], "") } else { plain };
    let plain = plain.split('/').next().unwrap_or_default().trim().to_owned();
    if plain.is_ascii() { plain } else { plain.replace(' ', "") }
}

/// The words of a name as programs write it, `creditCode`, apart.
fn apart(name: &str) -> String {
    let mut small = false;
    let mut apart = String::new();
    for c in name.chars() {
        if small && c.is_ascii_uppercase() {
            apart.push(' ');
        }
        small = c.is_ascii_lowercase();
        apart.push(c);
    }
    apart
}

fn likeness(word: &str, name: &str) -> f64 {
    if word == name {
        return 1.0;
    }
    if word.is_ascii() || name.is_ascii() {
        let words: Vec<&str> = word.split(' ').collect();
        let all: Vec<&str> = name.split(' ').collect();
        let whole = word.len() > 2 && word.is_ascii() && name.is_ascii() && words.iter().all(|w| all.contains(w));
        return if whole { 0.8 } else { 0.0 };
    }
    let (short, long) = (word.chars().count(), name.chars().count());
    match () {
        () if short < 2 || long < 2 => 0.0,
        () if name.ends_with(word) => 0.85,
        () if name.starts_with(word) && short >= 3 => 0.75,
        () if name.contains(word) && short >= 3 => 0.72,
        () => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: Kind, column: &str, header: &str) -> f64 {
        let table = CanonicalTable::of(kind);
        alike(table, table.columns.iter().find(|c| c.name == column).unwrap(), &plain(header))
    }

    #[test]
    fn words_are_whole() {
        for (kind, column, header) in [
            (Kind::Enterprise, "country", "county"),
            (Kind::Fund, "manager", "age"),
            (Kind::Enterprise, "name", "rename"),
            (Kind::Enterprise, "founded", "found"),
            (Kind::Enterprise, "capital", "币种"),
        ] {
            assert!(of(kind, column, header) < 0.1, "{header}");
        }
        assert!(of(Kind::Enterprise, "country", "Country") > 0.99);
    }

    #[test]
    fn units_groups_and_signs_do_not_count() {
        for (column, header) in [
            ("capital", "基本情况/注册资本（元）"),
            ("capital", "*注册资本(万元)"),
            ("revenue", "产值/亿元"),
            ("name", "企业名称（盖章）"),
            ("adcode", "县（区）"),
            ("credit_code", "Credit_Code"),
            ("credit_code", "creditCode"),
            ("name", "base/companyName"),
            ("founded", "foundedDate"),
        ] {
            assert!(of(Kind::Enterprise, column, header) > 0.9, "{header}");
        }
    }
}
