//! What random lists are meant to say: enterprises, plain.

use liantu::model::CreditCode;

use crate::support::Lots;

/// Regions: their codes, how titles of groups call them, and how lists write them.
pub const REGIONS: [(&str, &str, &[&str]); 8] = [
    (
        "340104",
        "蜀山区",
        &[
            "340104",
            "合肥市蜀山区",
            "安徽省/合肥市/蜀山区",
            "安徽 合肥 蜀山区",
            "340104000000",
            "蜀山",
            "安徽省-合肥市-蜀山区",
        ],
    ),
    ("340123", "肥西县", &["340123", "肥西县", "安徽省合肥市肥西县", "340123000000", "340123 安徽省合肥市肥西县"]),
    ("340100", "合肥市", &["340100", "合肥市", "合肥", "安徽/合肥", "340101"]),
    ("310000", "上海市", &["310000", "上海市", "上海"]),
    ("330112", "临安区", &["330112", "临安市", "浙江省杭州市临安区", "330185"]),
    ("340176", "合肥高新区", &["340176", "合肥市高新区", "合肥高新区"]),
    ("120119", "蓟州区", &["120225", "蓟县", "天津市蓟州区"]),
    ("420600", "襄阳市", &["420600", "襄樊市", "湖北襄阳"]),
];

/// Forms that are told to be read otherwise than they stand.
pub const REMARKED: [(&str, &str); 6] = [
    ("340101", "汇总"),
    ("临安市", "旧名"),
    ("330185", "已撤销"),
    ("120225", "已撤销"),
    ("蓟县", "旧名"),
    ("襄樊市", "旧名"),
];

/// One enterprise; what is not known of it is blank.
#[derive(Debug, Clone)]
pub struct Firm {
    pub name: String,
    pub credit: String,
    pub stock: String,
    /// Its place in [`REGIONS`].
    pub region: Option<usize>,
    pub founded: String,
    /// 元.
    pub capital: Option<u64>,
    /// 元.
    pub revenue: Option<u64>,
    pub employees: Option<u64>,
    pub country: String,
    pub website: String,
    /// Of the firm before it, in percent times 10.
    pub share: u64,
}

impl Firm {
    /// What its cell in a canonical column says.
    pub fn plain(&self, column: &str) -> String {
        let money = |amount: Option<u64>| amount.map_or_else(String::new, |amount| in_unit(amount, 4));
        match column {
            "name" => self.name.clone(),
            "credit_code" => self.credit.clone(),
            "stock_code" => self.stock.clone(),
            "adcode" => self.region.map_or_else(String::new, |place| REGIONS[place].0.to_owned()),
            "founded" => self.founded.clone(),
            "capital" => money(self.capital),
            "revenue" => money(self.revenue),
            "employees" => self.employees.map_or_else(String::new, |count| count.to_string()),
            "country" => self.country.clone(),
            "website" => self.website.clone(),
            other => panic!("no column {other}"),
        }
    }
}

/// Random enterprises, no two of one name or code; those of one region stand together.
pub fn firms(lots: &mut Lots) -> Vec<Firm> {
    let count = 5 + lots.below(12);
    let mut firms: Vec<Firm> = (0..count).map(|i| firm(i, lots)).collect();
    firms.sort_by_key(|firm| firm.region);
    firms
}

fn firm(i: usize, lots: &mut Lots) -> Firm {
    let trade = ["电子", "材料", "酒业", "共创", "注册", "无锡", "合计信息"][lots.below(7)];
    let kind = ["有限公司", "股份有限公司", "有限责任公司"][lots.below(3)];
    let known = |text: String, lots: &mut Lots| if lots.below(4) == 0 { String::new() } else { text };
    let stock = ["000858", "600001", "002594", "300750", "688001"][lots.below(5)];
    let stock = format!("{:06}", stock.parse::<usize>().expect("digits") + i * 7);
    Firm {
        name: format!(
            "示例{}{trade}{kind}",
            char::from_u32(0x7532 + u32::try_from(i).expect("few")).expect("a letter")
        ),
        credit: known(credit_code(i), lots),
        stock: if lots.below(2) == 0 { stock } else { String::new() },
        region: (lots.below(5) > 0).then(|| lots.below(REGIONS.len())),
        founded: known(date(lots), lots),
        capital: (lots.below(4) > 0).then(|| money(lots)),
        revenue: (lots.below(4) > 0).then(|| money(lots)),
        employees: (lots.below(4) > 0).then(|| 1 + lots.below(90_000) as u64),
        country: known("CN".to_owned(), lots),
        website: known(format!("http://e{i}.example"), lots),
        share: lots.below(1_001) as u64,
    }
}

/// Some hundred 元 to some hundred million, often round.
fn money(lots: &mut Lots) -> u64 {
    (1 + lots.below(9_999) as u64) * [100, 10_000, 100_000, 1_000_000][lots.below(4)]
}

fn date(lots: &mut Lots) -> String {
    let (year, month, day) = (1980 + lots.below(45), 1 + lots.below(12), 1 + lots.below(28));
    match lots.below(3) {
        0 => format!("{year}"),
        1 => format!("{year}-{month:02}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    }
}

/// A code that passes its check.
fn credit_code(i: usize) -> String {
    let body = format!("91340100MA2{i:06}");
    let whole = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().map(|last| format!("{body}{last}"));
    whole.into_iter().find(|code| code.parse::<CreditCode>().is_ok()).expect("one of all letters fits")
}

/// An amount of 元 in units of a power of ten, digit by digit.
pub fn in_unit(amount: u64, power: u32) -> String {
    let unit = 10u64.pow(power);
    let part = format!("{:0width$}", amount % unit, width = power as usize);
    let part = if power == 0 { "" } else { part.trim_end_matches('0') };
    format!("{}{}{part}", amount / unit, if part.is_empty() { "" } else { "." })
}
