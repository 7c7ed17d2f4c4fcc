use proptest::prelude::*;

use super::{Region, RegionError, RegionRemark, Regions};
use crate::model::Adcode;

fn read(text: &str) -> Result<String, RegionError> {
    Regions::default().read(text).map(|found| found.adcode.to_string())
}

fn leading(address: &str) -> Option<String> {
    Regions::default().leading(address).map(|found| found.adcode.to_string())
}

fn remark(text: &str) -> Option<RegionRemark> {
    Regions::default().read(text).unwrap().remark
}

fn choices(text: &str) -> Vec<String> {
    match Regions::default().read(text) {
        Err(RegionError::Ambiguous { codes, .. }) => codes.iter().map(Adcode::to_string).collect(),
        other => panic!("{text} means one: {other:?}"),
    }
}

#[test]
fn a_city_goes_by_every_usual_name() {
    for text in
        ["340100", "合肥", "合肥市", "安徽合肥", "安徽省合肥市", " 安徽省合肥 ", "中国安徽省合肥市", "合肥市合肥市"]
    {
        assert_eq!(read(text).as_deref(), Ok("340100"), "{text}");
    }
    for (text, code) in [
        ("合肥包河区", "340111"),
        ("安徽省合肥市包河", "340111"),
        ("内蒙古", "150000"),
        ("新疆自治区", "650000"),
        ("广西", "450000"),
        ("恩施州", "422800"),
        ("青龙县", "130321"),
        ("北京", "110000"),
        ("北京市北京市海淀区", "110108"),
        ("上海浦东", "310115"),
        ("浦东新区", "310115"),
        ("天津滨海新区", "120116"),
        ("湖北省省直辖县级行政区划仙桃市", "429004"),
        ("河南济源", "419001"),
        ("浙江义乌", "330782"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(code), "{text}");
    }
}

#[test]
fn parts_may_stand_apart_however_people_do_it() {
    for text in [
        "安徽省/合肥市/肥西县",
        "安徽省／合肥市／肥西县",
        "安徽 合肥 肥西",
        "安徽省　合肥市　肥西县",
        "安徽-合肥-肥西",
        "安徽省—合肥市—肥西县",
        "安徽省·合肥市·肥西县",
        "安徽省・合肥市・肥西县",
        "安徽省 > 合肥市 > 肥西县",
        "安徽省＞合肥市＞肥西县",
        "安徽省,合肥市,肥西县",
        "安徽省|合肥市|肥西县",
        "安徽省（合肥市）肥西县",
        "中国/安徽省/合肥市/市辖区/肥西县",
        "所在地：安徽省合肥市肥西县",
    ] {
        assert_eq!(read(text).as_deref(), Ok("340123"), "{text}");
    }
    assert_eq!(read("重庆市/县/城口县").as_deref(), Ok("500229"));
    assert_eq!(read("北京市/市辖区/朝阳区").as_deref(), Ok("110105"));
}

#[test]
fn codes_of_all_lengths_are_read() {
    for (text, code) in [
        ("340123000000", "340123"),
        ("340123105", "340123"),
        ("３４０１２３", "340123"),
        ("340123.0", "340123"),
        ("340123 肥西县", "340123"),
        ("安徽省合肥市肥西县（340123）", "340123"),
        ("340101", "340100"),
        ("340101000000", "340100"),
        ("110100", "110000"),
        ("500200", "500000"),
        ("110101", "110101"),
        ("320106 鼓楼区", "320106"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(code), "{text}");
    }
    assert_eq!(remark("340101"), Some(RegionRemark::Collective));
    assert_eq!(remark("340123000000"), None);
    for text in ["3401", "3.40123E+11", "340199", "999999", "340100 芜湖县城", "12345678"] {
        assert!(matches!(read(text), Err(RegionError::Unknown { .. })), "{text}");
    }
    assert!(matches!(read("340100 芜湖市"), Err(RegionError::Contradiction { .. })));
    assert_eq!(Regions::default().near("3401"), ["340100 安徽省合肥市", "340000 安徽省"]);
}

#[test]
fn development_zones_go_by_their_usual_names() {
    for (text, code) in [
        ("合肥高新区", "340176"),
        ("合肥市高新区", "340176"),
        ("安徽省合肥市高新技术产业开发区", "340176"),
        ("合肥高新技术产业开发区", "340176"),
        ("合肥经开区", "340177"),
        ("合肥 高新", "340176"),
        ("北京经济技术开发区", "110000"),
        ("合肥市经济技术开发区", "340177"),
        ("合肥新站高新区", "340178"),
        ("苏州工业园区", "320576"),
        ("江苏省苏州市工业园区", "320576"),
        ("苏州工业园", "320576"),
        ("宣城经开区", "341871"),
        ("芜湖市经开区", "340271"),
        ("兰州新区", "620171"),
        ("威海火炬高新区", "371071"),
        ("唐山芦台经济开发区", "130271"),
        ("青岛西海岸新区", "370211"),
        ("舟山群岛新区", "330900"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(code), "{text}");
    }
    assert_eq!(choices("雄安新区"), ["130629", "130632", "130638"]);
    assert!(choices("高新区").len() > 20);
    let found = Regions::default().read("宣城经济技术开发区").unwrap();
    assert_eq!(found.adcode.to_string(), "341800");
    assert_eq!(found.remark, Some(RegionRemark::Wider(Some("经济技术开发区".into()))));
    assert_eq!(read("肥西县桃花镇").as_deref(), Ok("340123"));
    assert_eq!(remark("肥西县桃花镇"), Some(RegionRemark::Wider(Some("桃花镇".into()))));
    for text in ["合肥市桃花镇", "安徽某某开发区", "肥西县桃花镇长安村", "合肥市蜀三区"] {
        assert!(matches!(read(text), Err(RegionError::Unknown { .. })), "{text}");
    }
}

#[test]
fn former_names_and_codes_lead_to_what_they_are_now() {
    for (text, code) in [
        ("临安市", "330112"),
        ("浙江省杭州市临安市", "330112"),
        ("330185", "330112"),
        ("330682", "330604"),
        ("上虞市", "330604"),
        ("120225", "120119"),
        ("蓟县", "120119"),
        ("广德县", "341882"),
        ("安徽省宣城市广德县", "341882"),
        ("襄樊市", "420600"),
        ("襄樊", "420600"),
        ("上海市南汇区", "310115"),
        ("北京宣武", "110102"),
        ("绍兴县", "330603"),
        ("芜湖县", "340210"),
        ("安徽省巢湖市庐江县", "340124"),
        ("四川省重庆市", "500000"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(code), "{text}");
    }
    assert_eq!(remark("临安市"), Some(RegionRemark::FormerName));
    assert_eq!(remark("330682"), Some(RegionRemark::Abolished("330682".parse().unwrap())));
    assert_eq!(remark("巢湖市"), None, "a name that is borne now goes before one that was");
    assert_eq!(read("巢湖市").as_deref(), Ok("340181"));
}

#[test]
fn a_former_code_without_successor_is_kept() {
    let regions = Regions::default();
    let kept = regions.read("140202").unwrap();
    let code: Adcode = "140202".parse().unwrap();
    assert_eq!((kept.adcode, kept.remark), (code, Some(RegionRemark::Abolished(code))));
    assert_eq!((regions.name(code).as_str(), regions.in_force(code).to_string().as_str()), ("城区", "140200"));
}

#[test]
fn a_name_that_several_bear_lists_them() {
    assert_eq!(choices("吉林"), ["220000", "220200"]);
    assert_eq!(read("吉林吉林").as_deref(), Ok("220200"));
    assert_eq!((read("吉林省").as_deref(), read("吉林市").as_deref()), (Ok("220000"), Ok("220200")));
    assert!(choices("鼓楼区").contains(&"320106".to_owned()));
    assert_eq!(read("南京鼓楼区").as_deref(), Ok("320106"));
    assert!(choices("朝阳").len() > 2);
    assert_eq!(
        read("辽宁朝阳").as_deref(),
        Err(&RegionError::Ambiguous {
            text: "辽宁朝阳".into(),
            codes: ["211300", "211321"].map(|code| code.parse().unwrap()).to_vec(),
        })
    );
    assert_eq!(read("北京朝阳").as_deref(), Ok("110105"));
}

#[test]
fn an_address_begins_with_a_region() {
    for (address, code) in [
        ("总部：深圳市南山区高新南一道8号", "440305"),
        ("浙江省杭州市滨江区江虹路 1750 号", "330108"),
        ("合肥市某某路1号", "340100"),
        ("中国（安徽）自由贸易试验区合肥市高新区望江西路", "340176"),
        ("安徽 合肥市 蜀山区 黄山路", "340104"),
        ("深圳南山区科技园", "440305"),
        ("安徽省广德县桃州镇", "341882"),
        ("安徽省宣城经济技术开发区仁和时代广场2幢", "341800"),
        ("上海市南京西路1788号", "310000"),
        ("上海市浦东新区世纪大道", "310115"),
        ("合肥市包河大道88号", "340100"),
        ("郑州市金水路1号", "410100"),
        ("广州市天河北路", "440100"),
        ("江苏省南京市中山路", "320100"),
        ("合肥市庐江路", "340100"),
        ("江苏省昆山市玉山镇", "320583"),
        ("昆山市开发区长江南路", "320583"),
        ("苏州工业园区星湖街", "320576"),
    ] {
        assert_eq!(leading(address).as_deref(), Some(code), "{address}");
    }
}

#[test]
fn a_road_is_no_region() {
    for road in [
        "红旗中路67号",
        "红旗渠路1号",
        "香港中路12号",
        "南京路100号",
        "南京东路",
        "河南南路33号",
        "四川北路",
        "中山公园路",
        "延安东路",
        "重庆大道",
        "朝阳区某某路",
        "美国加州旧金山",
        "矿区南路5号",
        "北京师范大学",
        "海南岛街",
        "路1号",
        "",
    ] {
        assert_eq!(leading(road), None, "{road}");
    }
}

#[test]
fn an_address_that_gives_only_a_wide_region_says_so() {
    let wider = |address: &str| Regions::default().leading(address).unwrap().remark;
    let part = |part: &str| Some(RegionRemark::Wider(Some(part.into())));
    assert_eq!(wider("安徽省宣城经济技术开发区仁和时代广场2幢"), part("经济技术开发区"));
    assert_eq!(wider("安徽省某某县桃州镇"), part("某某县"));
    assert_eq!(wider("合肥市蜀三区黄山路"), part("蜀三区"));
    assert_eq!(wider("安徽省黄山路12号"), Some(RegionRemark::Wider(None)));
    assert_eq!(wider("安徽省广德县桃州镇"), Some(RegionRemark::FormerName));
    for whole in ["合肥市黄山路12号", "上海市南京路", "肥西县某某园区"] {
        assert_eq!(wider(whole), None, "{whole}");
    }
}

#[test]
fn an_unknown_region_says_what_is_near() {
    let near = |text: &str| Regions::default().near(text);
    assert!(near("合非市").iter().any(|near| near.contains("合肥市")), "{:?}", near("合非市"));
    assert_eq!(near("安徽省合肥市蜀三区")[..2], ["340100 安徽省合肥市", "340104 安徽省合肥市蜀山区"]);
    assert!(near("安徽合肥市蜀山区黄山路1号")[0].starts_with("340104"));
}

#[test]
fn a_city_may_have_zones_of_its_own() {
    let adcode = "340199".parse().unwrap();
    let regions = Regions::with_own(vec![Region {
        adcode, name: "合肥示例高新技术产业开发区".into(), centre: None
    }]);
    for text in ["合肥示例高新技术产业开发区", "合肥市示例高新区", "安徽/合肥/示例高新区", "340199"]
    {
        assert_eq!(regions.read(text).map(|found| found.adcode), Ok(adcode), "{text}");
    }
    assert_eq!(regions.full_name(adcode), "安徽省合肥市合肥示例高新技术产业开发区");
}

/// The names from the province down.
fn parts(regions: &Regions, adcode: Adcode) -> Vec<String> {
    let mut way = vec![adcode.province()];
    way.extend(adcode.prefecture());
    way.push(adcode);
    way.dedup();
    way.into_iter().map(|part| regions.name(part)).collect()
}

fn every_region() -> Vec<Adcode> {
    let mut all: Vec<Adcode> = Regions::built_in().map(|region| region.adcode).collect();
    all.sort_unstable();
    all
}

#[test]
fn every_region_is_read_by_its_code_and_its_full_name() {
    let regions = Regions::default();
    for adcode in every_region() {
        for text in [
            adcode.to_string(),
            format!("{adcode}000000"),
            regions.full_name(adcode),
            parts(&regions, adcode).join("/"),
        ] {
            let found = regions.read(&text);
            assert_eq!(found.map(|found| (found.adcode, found.remark)), Ok((adcode, None)), "{text}");
        }
        let address = format!("{}某某路1号", regions.full_name(adcode));
        assert_eq!(regions.leading(&address).map(|found| found.adcode), Some(adcode), "{address}");
    }
}

proptest! {
    #[test]
    fn every_region_is_read_in_every_decoration(
        lot in any::<prop::sample::Index>(),
        between in prop::sample::select(vec!["", " ", "-", "/", "／", "·", ">", "＞", "　", " - ", "、", "，", "|", "—"]),
        around in prop::sample::select(vec![("", ""), (" ", " "), ("中国", ""), ("地址：", ""), ("（", "）"), ("「", "」")]),
        twice in any::<bool>(),
        with_code in 0..3usize,
    ) {
        let regions = Regions::default();
        let all = every_region();
        let adcode = all[lot.index(all.len())];
        let mut parts = parts(&regions, adcode);
        if twice {
            parts.insert(0, parts[0].clone());
        }
        let name = format!("{}{}{}", around.0, parts.join(between), around.1);
        let text = match with_code {
            0 => name,
            1 => format!("{adcode} {name}"),
            _ => format!("{name}（{adcode}）"),
        };
        prop_assert_eq!(regions.read(&text).map(|found| found.adcode), Ok(adcode), "{}", text);
    }

    #[test]
    fn no_text_is_read_for_ever_or_breaks_the_reader(text in "[市区县省路合肥安徽北京朝阳吉林 /·0-9()]{0,40}") {
        let regions = Regions::default();
        if let Err(RegionError::Unknown { .. }) = regions.read(&text) {
            prop_assert!(regions.near(&text).len() <= 3);
        }
        if let Some(found) = regions.leading(&text) {
            prop_assert!(Regions::is_built_in(regions.in_force(found.adcode)));
        }
    }
}
