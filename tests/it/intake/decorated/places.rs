//! Lists of addresses, of regions of one name, and lists in traditional letters.

use super::case::{By, Case};
use super::cells::one;
use super::written::{Format, Kept, traditional};
use crate::support::{Cell, Lots, Sheet};

/// Addresses, the regions that they begin with, and what is told of them; a road is none.
const ADDRESSES: [(&str, &str, &str); 11] = [
    ("安徽省合肥市蜀山区黄山路1号", "340104", ""),
    ("肥西县桃花镇工业园", "340123", ""),
    ("上海市南京路1号", "310000", ""),
    ("红旗中路67号", "", "不合此字段"),
    ("香港中路12号", "", "不合此字段"),
    ("南京东路300号", "", "不合此字段"),
    ("安徽省广德县桃州镇", "341882", "旧名"),
    ("安徽省宣城经济技术开发区仁和广场2幢", "341800", "只记到 341800"),
    ("安徽省黄山路12号", "340000", "看不出哪个市县"),
    ("安徽省合肥市某某县长江路1号", "340100", "只记到 340100"),
    ("杭州市临安区青山湖大街8号", "330112", ""),
];
const BY_ADDRESS: &str = "[[table]]\ntable = \"enterprises\"\n[table.columns]\nname = \"企业名称\"\nadcode = { header = \"注册地址\", take = \"region\", misfit = \"extra\" }\n";

/// A list of addresses.
pub fn addresses(lots: &mut Lots) -> Case {
    let mut kept = Kept::plain("名单", &["企业名称", "注册地址"]);
    let mut meant = Sheet::new("enterprises", &["name", "adcode"]);
    let mut case = Case { by: By::Mapping(BY_ADDRESS.to_owned()), ..Case::default() };
    for i in 0..4 + lots.below(8) {
        let (address, region, word) = ADDRESSES[lots.below(ADDRESSES.len())];
        let name = format!("示例{i}有限公司");
        kept.rows.push([&name, address].map(Cell::text).to_vec());
        meant.rows.push(vec![name.clone(), region.to_owned()]);
        if region.is_empty() {
            case.beside.push((name, "注册地址".to_owned(), address.to_owned()));
        }
        case.told.extend((!word.is_empty()).then(|| vec![word.to_owned()]));
    }
    case.meant.push(meant);
    let file = kept.written(Format::any(lots), lots);
    case.bearing("addresses").with(file)
}

/// Lists of one place decide what a name means that several regions bear; others refuse it with all of them.
pub fn namesakes(lots: &mut Lots) -> Case {
    const NEAR: [(&str, &str); 4] = [
        ("南京市玄武区", "320102"),
        ("江苏南京秦淮区", "320104"),
        ("南京", "320100"),
        ("江苏省/南京市/建邺区", "320105"),
    ];
    let mut kept = Kept::plain("企业", &["企业名称", "区划代码"]);
    let mut meant = Sheet::new("enterprises", &["name", "adcode"]);
    let mut places: Vec<(&str, &str)> = (0..2 + lots.below(5)).map(|_| NEAR[lots.below(NEAR.len())]).collect();
    let decided = lots.below(2) == 0;
    places.extend((!decided).then_some(("福州市仓山区", "350104")));
    places.push(("鼓楼区", "320106"));
    lots.shuffle(&mut places);
    let mut case = Case::default();
    let mut refused = None;
    for (i, (given, code)) in places.into_iter().enumerate() {
        let name = format!("示例{i}有限公司");
        kept.rows.push([&name, given].map(Cell::text).to_vec());
        if given == "鼓楼区" && !decided {
            refused = Some(i);
        } else {
            meant.rows.push(vec![name, code.to_owned()]);
        }
    }
    case.meant.push(meant);
    let file = kept.written(Format::any(lots), lots);
    match refused {
        Some(i) => {
            case.refused.push(vec![
                file.row(i),
                "鼓楼区".to_owned(),
                "有多个地区叫这个名字".to_owned(),
                "320106".to_owned(),
            ]);
        }
        None => case.told.push(vec!["「鼓楼区」有".to_owned(), "320106".to_owned()]),
    }
    case.by = if file.name.contains(".json") { By::Guess } else { By::Itself };
    case.bearing("regions of one name").with(file)
}

/// A list in Big5.
pub fn of_taiwan(lots: &mut Lots) -> Case {
    const BEGIN: [&str; 6] = ["臺灣", "聯華", "鴻海", "華碩", "廣達", "國際"];
    const TRADE: [&str; 5] = ["積體電路", "精密工業", "電腦", "電子材料", "化學纖維"];
    let mut kept = Kept::plain("enterprises", &["enterprise", "name", "capital"]);
    let mut meant = Sheet::new("enterprises", &["enterprise", "name", "capital"]);
    for i in 0..4 + lots.below(8) {
        let name = format!("{}{}股份有限公司", one(&BEGIN, lots), one(&TRADE, lots));
        let capital = (1 + lots.below(9_000)).to_string();
        let row = [format!("t{i}"), name, capital];
        kept.rows.push(row.clone().map(Cell::Text).to_vec());
        meant.rows.push(row.to_vec());
    }
    let file = traditional(&kept, lots);
    Case { meant: vec![meant], ..Case::default() }.with(file)
}
