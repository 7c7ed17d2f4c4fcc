use super::{Dictionary, Identities, Identity, Lookup, ReferenceError};
use crate::model::{Kind, NodeId};

fn lookup() -> (Dictionary, Lookup) {
    let mut dictionary = Dictionary::default();
    let mut firms = Identities::default();
    let rows = [
        ("e1", "甲有限公司", "600001", "340100"),
        ("e2", "乙", "", "340100"),
        ("600001", "丙", "", ""),
        ("e4", "乙", "", "310000"),
    ];
    for (i, (id, name, stock, adcode)) in (1u32..).zip(rows) {
        dictionary.insert(NodeId(i), Kind::Enterprise, id);
        firms.push(&Identity {
            node: NodeId(i),
            source: "local",
            credit: None,
            stock,
            name,
            other_names: ["", ""],
            adcode: adcode.parse().ok(),
        });
    }
    let mut funds = Identities::default();
    dictionary.insert(NodeId(9), Kind::Fund, "e2");
    funds.push(&Identity {
        node: NodeId(9),
        source: "local",
        credit: None,
        stock: "",
        name: "基金",
        other_names: [""; 2],
        adcode: None,
    });
    let mut lookup = Lookup::default();
    lookup.set(Kind::Enterprise, firms);
    lookup.set(Kind::Fund, funds);
    (dictionary, lookup)
}

#[test]
fn the_first_way_that_hits_decides() {
    let (dictionary, lookup) = lookup();
    let node = |text: &str| lookup.find(&dictionary, &[Kind::Enterprise], text).map(|r| r.node.0);
    assert_eq!(node("e1"), Ok(1));
    assert_eq!(node("enterprise:e1"), Ok(1));
    assert_eq!(node("甲有限公司"), Ok(1));
    assert_eq!(node("600001"), Ok(3), "an id goes before a stock code");
    assert!(
        matches!(node("乙"), Err(ReferenceError::Several { ids, .. }) if ids == ["enterprise:e2", "enterprise:e4"])
    );
    assert!(matches!(node("e9"), Err(ReferenceError::None { .. })));
}

#[test]
fn an_id_of_two_kinds_needs_its_kind() {
    let (dictionary, lookup) = lookup();
    let find = |text: &str| lookup.find(&dictionary, &[Kind::Fund, Kind::Enterprise], text);
    assert!(matches!(find("e2"), Err(ReferenceError::Several { .. })));
    assert_eq!(find("fund:e2").map(|r| r.kind), Ok(Kind::Fund));
    assert_eq!(find("e1").map(|r| r.kind), Ok(Kind::Enterprise));
}

fn otherwise(rows: &[(&str, &str, &str, &str)], given: &str) -> Result<String, ReferenceError> {
    let (mut dictionary, mut firms) = (Dictionary::default(), Identities::default());
    for (i, (id, name, short, former)) in (1u32..).zip(rows) {
        dictionary.insert(NodeId(i), Kind::Enterprise, id);
        let other_names = [*short, *former];
        let (node, source, stock) = (NodeId(i), "local", "");
        firms.push(&Identity { node, source, credit: None, stock, name, other_names, adcode: None });
    }
    let mut lookup = Lookup::default();
    lookup.set(Kind::Enterprise, firms);
    let found = lookup.find_otherwise(&dictionary, &[Kind::Enterprise], given)?;
    Ok(dictionary.name(found.node).unwrap().1.to_owned())
}

#[test]
fn a_firm_goes_by_its_other_names_where_nobody_else_does() {
    let rows = [
        ("e1", "示例（合肥）光电有限公司", "示例光电", "合肥示例玻璃有限公司；示例玻璃"),
        ("e2", "甲 有限公司", "甲", ""),
        ("e3", "乙有限公司", "甲", "丙"),
    ];
    for given in ["示例合肥光电有限公司", "示例 (合肥) 光电有限公司", "示例光电", "示例玻璃", "合肥示例玻璃 有限公司"]
    {
        assert_eq!(otherwise(&rows, given).as_deref(), Ok("e1"), "{given}");
    }
    assert_eq!(otherwise(&rows, "甲有限公司").as_deref(), Ok("e2"));
    assert_eq!(otherwise(&rows, "乙 有限公司").as_deref(), Ok("e3"));
    assert!(matches!(otherwise(&rows, "甲"), Err(ReferenceError::Several { ids, .. }) if ids.len() == 2));
    let near = |given| match otherwise(&rows, given) {
        Err(ReferenceError::None { near, .. }) => near,
        other => panic!("{given}: {other:?}"),
    };
    assert_eq!(near("示例（合肥）光店公司"), ["enterprise:e1 示例(合肥)光电有限公司"]);
    assert_eq!(near("示例合肥"), ["enterprise:e1 示例(合肥)光电有限公司"]);
    assert_eq!(near("毫不相干的一家"), [""; 0]);
}
