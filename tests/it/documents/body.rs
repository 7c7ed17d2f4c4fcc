//! The document's own pages, before its annex: what a meeting reads.

use std::path::PathBuf;

use resvg::usvg::roxmltree::Document;
use serde_json::Value;

use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "document": the_body_is_read_without_the_annex, the_cover_says_where_everything_stands,
        only_what_is_asked_for_is_shown, the_sections_of_a_workbook_are_its_sheets, gaps_that_are_filtered_out_have_no_block);
}

/// The words of each page, and its width and height.
fn pages(city: &City, more: &[&str]) -> Vec<(String, f64, f64)> {
    let out: PathBuf = city.folder().join("a.svg");
    city.done(&[&["map", "--chain", "ic", "--out", out.to_str().unwrap()], more].concat());
    let svg = std::fs::read_to_string(out).unwrap();
    let document = Document::parse(&svg).unwrap();
    let groups = document.root_element().children().filter(|n| n.has_tag_name("g"));
    let page = groups.map(|group| {
        let texts = group.descendants().filter(|n| n.has_tag_name("text"));
        let told = texts.map(|n| n.children().filter(|c| c.is_text()).filter_map(|c| c.text()).collect::<String>());
        let page = group.children().find(|n| n.has_tag_name("svg")).unwrap();
        let measure = |name: &str| page.attribute(name).unwrap().parse::<f64>().unwrap();
        (told.collect::<Vec<_>>().join("\n"), measure("width"), measure("height"))
    });
    page.collect()
}

const BODY: &str = "封面,简报,全景图,缺口,基金招商,有何变化,邀请名单";

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn the_body_is_read_without_the_annex() {
    let city = City::sample();
    let gaps = Server::of(&city).json("/api/v1/chains/ic/gaps");
    let gaps: Vec<&Value> =
        gaps["segments"].as_array().unwrap().iter().filter(|gap| !gap["priority"].is_null()).collect();
    assert!(gaps.len() > 15);
    for (paper, most) in [("A3", 6), ("A4", 8)] {
        let body = pages(&city, &["--paper", paper, "--sections", BODY]);
        assert!((4..=most).contains(&body.len()), "{} pages of {paper}", body.len());
        let all: String = body.iter().map(|(told, ..)| squeezed(told)).collect();
        for gap in &gaps {
            for part in ["headline", "more"] {
                // A judgement is told behind the facts.
                let told = gap["reason"][part].as_str().unwrap();
                let told = told.split('；').next_back().unwrap();
                assert!(all.contains(&squeezed(told)), "{told} is not on {paper}");
            }
        }
        for word in ["日期未知", "0.333", "强度", "权重", "得分"] {
            assert!(!all.contains(word), "{word} stands in the body");
        }
        for word in ["先联系", "建议派给", "可引荐到", "国办发", "邀请名单", "链主企业"] {
            assert!(all.contains(word), "{word} is missing on {paper}");
        }
        // Text stands upright on A4, pictures lie across.
        let upright = body.iter().filter(|(_, wide, high)| wide < high).count();
        assert_eq!(upright > 0, paper == "A4");
    }
}

fn the_cover_says_where_everything_stands() {
    let city = City::sample();
    for paper in ["A3", "A4"] {
        let pages = pages(&city, &["--paper", paper, "--classification", "内部 注意保管"]);
        let cover: Vec<&str> = pages[0].0.lines().collect();
        for word in ["内部 注意保管", "合肥市", "集成电路产业链", "招商地图"] {
            assert!(cover.contains(&word), "{word}: {cover:?}");
        }
        for word in ["编制单位：", "数据截至：", "版本：第1号", "核实：所列"] {
            assert!(cover.iter().any(|line| line.starts_with(word)), "{word}: {cover:?}");
        }
        let contents = &cover[cover.iter().position(|line| *line == "目录").unwrap() + 1..];
        for (name, heading) in [
            ("缺口", "缺失：10个，前3个见简报"),
            ("附表3　目标企业", "附表3　目标企业"),
            ("附表6　邀请名单", "附表6　邀请名单"),
        ] {
            let at = contents.iter().position(|line| *line == name).unwrap();
            let page: usize = contents[at + 1].parse().unwrap();
            assert!(pages[page - 1].0.lines().any(|line| line == heading), "{heading} on page {page} of {paper}");
        }
    }
}

fn only_what_is_asked_for_is_shown() {
    let city = City::sample();
    let told = pages(&city, &["--sections", "brief、缺口"]);
    let all: String = told.iter().map(|(told, ..)| told.as_str()).collect();
    assert!(all.contains("简报") && all.contains("缺失：10个"));
    assert!(!all.contains("目录") && !all.contains("全景图") && !all.contains("附表"), "{all}");
    let page = Server::of(&city).get("/api/v1/map.html?chain=ic&sections=funds&paper=a4").body;
    assert!(page.contains("组内3只") && !page.contains("缺失：10个") && !page.contains("<svg"), "{page}");
    let refused = Server::of(&city).get("/api/v1/map.pdf?chain=ic&sections=funds,x");
    assert!(refused.status == 400 && refused.body.contains("没有「x」这一部分"), "{}", refused.body);
}

fn the_sections_of_a_workbook_are_its_sheets() {
    let city = City::sample();
    let out = city.folder().join("a.xlsx");
    let names = |sections: &str| -> Vec<String> {
        city.done(&["map", "--chain", "ic", "--out", out.to_str().unwrap(), "--sections", sections]);
        super::map_document::sheets(&out).into_iter().map(|sheet| sheet.name).collect()
    };
    assert_eq!(names("基金招商"), ["基金招商"]);
    assert_eq!(names("缺口,邀请名单"), ["缺口清单", "候选企业分布", "目标企业", "引荐路径", "邀请名单"]);
    assert_eq!(names("附表").len(), 7);
}

fn gaps_that_are_filtered_out_have_no_block() {
    let city = City::sample();
    let told = pages(&city, &["--sections", "缺口", "--gap", "光刻胶", "--place", "上海"]);
    let all: String = told.iter().map(|(told, ..)| told.as_str()).collect();
    assert!(all.contains("缺失：1个") && all.contains("1. 光刻胶") && !all.contains("薄弱："), "{all}");
    let told = |firm: &str| all.lines().any(|line| line.starts_with(firm));
    assert!(told("彤程新材（") && !told("信越化学（"), "targets elsewhere are left out: {all}");
}
