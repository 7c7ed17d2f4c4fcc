use super::*;

const SQUARE: &str = "[[100,30],[110,30],[110,40],[100,40],[100,30]]";

fn polygon(rings: &str) -> String {
    format!("{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[{rings}]}}}}")
}

#[test]
fn islands_and_holes_are_rings_alike() {
    let island = "[[112,30],[113,30],[113,31],[112,30]]";
    let hole = "[[104,34],[106,34],[106,36],[104,34]]";
    let file = polygon(&[SQUARE, island, hole].join(","));
    assert_eq!(Outline::parse(&file).unwrap().rings.len(), 3);
    let collection = format!("{{\"type\":\"FeatureCollection\",\"features\":[{file},{file}]}}");
    assert_eq!(Outline::parse(&collection).unwrap().rings.len(), 6);
}

#[test]
fn arcs_are_joined_backwards_too() {
    let file = r#"{"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[100,30]},
        "arcs":[[[0,0],[20,0],[0,20]],[[0,0],[0,20],[20,0]]],
        "objects":{"a":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[0,-2]]}]}}}"#;
    let rings = Outline::parse(file).unwrap().rings;
    assert_eq!(rings, [[(100.0, 30.0), (110.0, 30.0), (110.0, 40.0), (100.0, 40.0), (100.0, 30.0)]]);
}

#[test]
fn what_is_no_outline_is_told() {
    let deep = "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(30) + &"]}".repeat(30);
    for (file, told) in [
        ("nothing", "不是 JSON"),
        ("{\"type\":\"Chart\"}", "type 是「Chart」"),
        ("[]", "type 是「」"),
        ("{\"type\":\"FeatureCollection\",\"features\":[]}", "没有面"),
        (&polygon("[[12900000,4850000],[1,2],[3,4]]"), "经纬度"),
        (&polygon("[[\"a\",1],[1,2],[3,4]]"), "经纬度"),
        (&deep, "太深"),
        ("{\"type\":\"Topology\",\"arcs\":[],\"objects\":{\"a\":{\"type\":\"Polygon\",\"arcs\":[[7]]}}}", "编号有误"),
    ] {
        let error = Outline::parse(file).unwrap_err().to_string();
        assert!(error.contains(told), "{file}: {error}");
    }
}
