//! Lists that number their own rows 1, 2, 3, and what they do to firms that another list numbered so.

use super::case::{By, Case};
use super::written::{Format, Kept};
use crate::support::{Cell, Lots, Sheet};

const HEADER: [&str; 3] = ["enterprise", "name", "adcode"];

/// A list into a store that holds firms of the same numbers: what is another firm is refused with both side by side, unless
/// a namespace keeps the lists apart.
pub fn case(lots: &mut Lots) -> Case {
    let apart = lots.below(2) == 0;
    let count = 3 + lots.below(5);
    let firm = |list: &str, i: usize| format!("示例{list}{}有限公司", char::from(b'A' + i as u8));
    let mut held = Sheet::new("enterprises", &HEADER);
    held.rows.extend((0..count).map(|i| vec![(i + 1).to_string(), firm("甲", i), "340104".to_owned()]));
    let mut kept = Kept::plain("企业", &["企业编号", "企业名称", "区划代码"]);
    let mut meant = Sheet::new("enterprises", &HEADER);
    let mut refused = Vec::new();
    for i in 0..count + lots.below(3) {
        let id = (i + 1).to_string();
        // The same firm, under a new name, moved, somewhere else and other, other and nowhere.
        let (name, region, other) = match lots.below(5) {
            0 => (firm("甲", i), "340104", false),
            1 => (firm("乙", i), "340104", false),
            2 => (firm("甲", i), "340111", false),
            3 => (firm("丙", i), "340111", true),
            _ => (firm("丙", i), "", true),
        };
        kept.rows.push([&id, &name, region].map(Cell::text).to_vec());
        if other && i < count && !apart {
            refused.push((i, vec![firm("甲", i) + "，340104", name, "整个换成".to_owned()]));
        } else {
            let id = if apart { format!("baohe:{id}") } else { id };
            meant.rows.push(vec![id, name, region.to_owned()]);
        }
    }
    let file = kept.written(Format::any(lots), lots);
    let refused = refused.into_iter().map(|(i, words)| [vec![file.row(i)], words].concat()).collect();
    let namespace = if apart { "namespace = \"baohe\"\n" } else { "" };
    let columns = "[table.columns]\nenterprise = \"企业编号\"\nname = \"企业名称\"\nadcode = \"区划代码\"\n";
    let by = By::Mapping(format!("[[table]]\ntable = \"enterprises\"\n{namespace}{columns}"));
    let case = Case { held: vec![held], guarded: true, by, meant: vec![meant], refused, ..Case::default() };
    case.bearing(if apart { "a namespace" } else { "numbers of another list" }).with(file)
}
