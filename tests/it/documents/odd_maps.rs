//! The map document of odd chains, and questions it does not answer.

use std::path::{Path, PathBuf};

use super::map_document::{sheets, tables};
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "map_document": odd_chains_make_documents, bad_questions_are_told);
}

/// A chain of so many leaves, each feeding the next; every second one has a local firm.
fn chain(leaves: usize) -> City {
    let city = City::new();
    city.write("chains.csv", "chain,name,adcode\nc,虚构产业链,340100\n");
    let long = "名".repeat(196);
    let mut segments = String::from("segment,chain,name,stage,surveyed\n");
    let mut firms = String::from("enterprise,name,adcode,standing\n");
    let (mut feeds, mut members) = (String::from("from,to\n"), String::from("enterprise,segment\n"));
    for n in 0..leaves {
        let stage = ["upstream", "midstream", "downstream"][n * 3 / leaves];
        let odd = ["=1+1", "+甲", "-乙", "@丙", &long, "䶮㛃㭎𬍛𫖯𬭎"][n % 6];
        segments += &format!("s{n:03},c,{odd}环节{n},{stage},2026-01-01\n");
        feeds += &if n > 0 { format!("s{:03},s{n:03}\n", n - 1) } else { String::new() };
        firms +=
            &format!("a{n},{odd}公司{n},340100,leading\nb{n},{odd}外地公司{n},{},\n", ["659001", "540600", ""][n % 3]);
        members += &format!("b{n},s{n:03}\n");
        members += &if n % 2 == 0 { format!("a{n},s{n:03}\n") } else { String::new() };
    }
    for (name, text) in [("segments", segments), ("feeds", feeds), ("enterprises", firms), ("members", members)] {
        city.write(&format!("{name}.csv"), text);
    }
    let files =
        ["chains", "segments", "feeds", "enterprises", "members"].map(|n| city.folder().join(format!("{n}.csv")));
    city.import(&files.iter().map(PathBuf::as_path).collect::<Vec<_>>());
    city
}

fn odd_chains_make_documents() {
    for leaves in [1, 13, 200] {
        let city = chain(leaves);
        for name in ["a.pdf", "a.xlsx", "a.html", "a.svg"] {
            let out = city.folder().join(name);
            let done = city.run(&["map", "--chain", "c", "--top", "2", "--out", out.to_str().unwrap()]);
            assert_eq!(done.code(), 0, "{leaves} {name}: {}{}", done.out(), done.err());
            assert!(!done.err().contains('!'), "no glyph is missing: {}", done.err());
        }
        let (workbook, page) = (sheets(&city.folder().join("a.xlsx")), tables(&city.folder().join("a.html")));
        assert_eq!(workbook[0].rows.len(), leaves);
        assert_eq!(workbook[2].keys, page[2].keys);
        assert!(leaves < 13 || workbook[2].rows.iter().any(|row| row[2].starts_with("=1+1外地公司")));
        let pages = std::fs::read_to_string(city.folder().join("a.svg")).unwrap();
        assert!(leaves < 13 || pages.contains("那曲市 "), "a city without coordinates is told");
    }
    let city = City::new();
    city.write("chains.csv", "chain,name,adcode\nc,没有环节的链,340100\n");
    city.import(&[&city.folder().join("chains.csv")]);
    for name in ["a.pdf", "a.xlsx", "a.html"] {
        let done = city.run(&["map", "--chain", "c", "--out", city.folder().join(name).to_str().unwrap()]);
        assert_eq!(done.code(), 0, "{name}: {}{}", done.out(), done.err());
    }
    let page = std::fs::read_to_string(city.folder().join("a.html")).unwrap();
    assert!(page.contains("本链在本地没有缺口") && page.contains("没有可招的目标企业"), "{page}");
}

fn bad_questions_are_told() {
    let city = City::sample();
    let out = city.folder().join("a.pdf").display().to_string();
    let nowhere = city.folder().join("没有/a.pdf").display().to_string();
    for (arguments, words) in [
        (&["--out", "a.docx"][..], ".pdf、.xlsx、.html、.svg 或 .png"),
        (&["--out", "招商地图"], "文件名请以"),
        (&["--out", &nowhere], "请先建立"),
        (&["--out", &out, "--since", "2999-01-01"], "对比日期 2999-01-01 在数据截止日期"),
        (&["--out", &out, "--top", "0"], "应为 1 到 50"),
        (&["--out", &out, "--paper", "A5"], "没有「A5」这种纸"),
        (&["--out", &out, "--sections", "封面,目录"], "没有「目录」这一部分"),
        (&["--out", &out, "--classification", "一二三四五六七八九十一二三四五六七八九十一"], "密级应为 1 到 20 个字"),
        (&["--out", &out, "--squad", "没有的队"], "没有招商队"),
        (&["--out", &out, "--state", "飞了"], "--state 的值「飞了」"),
        (&["--out", &out, "--gap", "没有的环节"], "没有环节"),
    ] {
        let done = city.run(&[&["map", "--chain", "ic"], arguments].concat());
        assert!(done.code() == 1 && done.err().contains(words), "{arguments:?}: {}", done.err());
    }
    assert!(!Path::new(&out).exists(), "nothing is left behind");
}
