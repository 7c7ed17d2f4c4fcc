//! Pictures and documents as files: written by the command line, the same rows as the page and the API.

#[expect(dead_code, reason = "these tests need less of it than those of the pictures")]
#[path = "../../../src/draw/kit/boxes_tests.rs"]
mod boxes;
#[expect(dead_code, reason = "these tests need less of it than the pictures")]
#[path = "../../../src/draw/kit/rect.rs"]
mod rect;

use crate::support::{City, Facts, Server};

pub fn facts(facts: &mut Facts) {
    facts.add("drawing::every_chain_of_the_sample_is_readable", every_chain_of_the_sample_is_readable);
    facts.add("drawing::every_page_of_every_document_is_readable", every_page_of_every_document_is_readable);
    facts.add("drawing::files_are_what_their_names_say", files_are_what_their_names_say);
    facts.add("drawing::paths_are_drawn_into_a_file", paths_are_drawn_into_a_file);
    facts.add("drawing::map_page_picture_and_rows_agree", map_page_picture_and_rows_agree);
    facts.add("drawing::filters_narrow_the_map", filters_narrow_the_map);
    facts.add("drawing::an_outline_is_printed_only_with_its_mark", an_outline_is_printed_only_with_its_mark);
}

fn every_chain_of_the_sample_is_readable() {
    let city = City::sample();
    let server = Server::of(&city);
    for chain in ["nev", "ic", "pv"] {
        for width in [320, 366, 1170, 1704] {
            let picture = server.get(&format!("/api/v1/chains/{chain}/atlas.svg?width={width}"));
            boxes::assert_readable(&picture.body, 12.0);
            let map = server.get(&format!("/api/v1/map.svg?chain={chain}&width={width}"));
            boxes::assert_readable(&map.body, 12.0);
            assert!(map.body.contains(">本地</text>") && !map.body.contains("规则"), "{}", map.body);
            for place in ["320000", "440000"] {
                let cities = server.get(&format!("/api/v1/map.svg?chain={chain}&width={width}&place={place}"));
                boxes::assert_readable(&cities.body, 12.0);
            }
        }
    }
}

fn every_page_of_every_document_is_readable() {
    let city = City::sample();
    for chain in ["nev", "ic", "pv"] {
        for paper in ["A3", "A4"] {
            let out = city.folder().join(format!("{chain}-{paper}.svg"));
            city.done(&["map", "--chain", chain, "--paper", paper, "--out", out.to_str().unwrap()]);
            boxes::assert_readable(&std::fs::read_to_string(&out).unwrap(), 7.0);
        }
    }
}

fn files_are_what_their_names_say() {
    let city = City::sample();
    let path = |name: &str| city.folder().join(name).display().to_string();
    for command in ["atlas", "map"] {
        for (name, begins) in [("a.svg", &b"<svg "[..]), ("a.pdf", b"%PDF-"), ("a.PNG", b"\x89PNG")] {
            let out = city.done(&[command, "--chain", "ic", "--out", &path(name), "--dpi", "72"]).out();
            // Of several pages each is a PNG of its own, told by name.
            let files: Vec<&str> = out.lines().filter_map(|line| line.strip_prefix("已写入 ")).collect();
            assert_eq!(files.len() > 1, (command, name) == ("map", "a.PNG"), "{out}");
            assert!(files.len() == 1 || files[0].ends_with("a-01.PNG"), "{out}");
            let file = std::fs::read(files[files.len() - 1]).unwrap();
            assert!(file.starts_with(begins), "{command} {name}");
            if name == "a.pdf" {
                let text = String::from_utf8_lossy(&file);
                assert!(text.contains("/FontFile3") && file.len() < 2_000_000, "{} bytes", file.len());
            }
        }
        let wrong = city.run(&[command, "--chain", "ic", "--out", &path("a.docx")]);
        assert!(
            wrong.code() == 1 && wrong.err().contains("文件名请以 .") && wrong.err().contains(".png 结尾"),
            "{}",
            wrong.err()
        );
        assert_eq!(city.run(&[command, "--chain", "ic", "--out", &path("a.png"), "--dpi", "9000"]).code(), 64);
    }
}

fn paths_are_drawn_into_a_file() {
    let city = City::sample();
    let out = city.folder().join("路径.svg");
    let drawn = |out: &std::path::Path| {
        city.run(&["paths", "--chain", "ic", "--target", "smee", "--out", out.to_str().unwrap()])
    };
    let done = drawn(&out);
    assert!(done.code() == 0 && done.out().contains("已写入"), "{}{}", done.out(), done.err());
    let picture = std::fs::read_to_string(&out).unwrap();
    boxes::assert_readable(&picture, 12.0);
    let answer = Server::of(&city).json("/api/v1/paths?chain=ic&target=smee");
    let first = &answer["paths"][0];
    for name in first["names"].as_array().unwrap() {
        assert!(picture.contains(name.as_str().unwrap()), "{name}");
    }
    // A file leads nowhere: there is no server behind it.
    assert!(!picture.contains("href"), "{picture}");
    let wrong = drawn(&city.folder().join("路径.pdf"));
    assert!(wrong.code() == 1 && wrong.err().contains("请以 .svg 结尾"), "{}", wrong.err());
}

fn map_page_picture_and_rows_agree() {
    let city = City::sample();
    let server = Server::of(&city);
    let answer = server.json("/api/v1/map?chain=ic");
    let page = server.get("/map?chain=ic").body;
    let picture = server.get("/api/v1/map.svg?chain=ic&width=900").body;
    // On a phone each cell names its column.
    for title in ["候选企业", "链主和龙头"] {
        assert!(page.contains(&format!("{title}</a></th>")), "{title}");
        assert!(page.contains(&format!("data-label=\"{title}\" class=\"number\"")), "{title}");
    }
    let places = answer["places"].as_array().unwrap();
    assert!(places.len() > 5);
    for place in places {
        let (name, firms) = (place["full_name"].as_str().unwrap(), place["firms"].as_u64().unwrap());
        assert!(page.contains(name), "{name}");
        let told = format!("{} {firms}", place["name"].as_str().unwrap());
        assert!(picture.contains(&told), "{told}");
    }
    let gaps = server.json("/api/v1/chains/ic/gaps");
    for gap in answer["gaps"].as_array().unwrap() {
        let same = gaps["segments"].as_array().unwrap().iter().find(|s| s["segment"] == gap["segment"]).unwrap();
        assert_eq!(same["candidates"], gap["firms"], "{gap}");
    }
    let first = places[0]["adcode"].as_str().unwrap();
    let here = server.json(&format!("/api/v1/map?chain=ic&place={first}"));
    assert_eq!(here["firms"].as_array().unwrap().len() as u64, places[0]["firms"].as_u64().unwrap());
    let page = server.get(&format!("/map?chain=ic&place={first}")).body;
    for firm in here["firms"].as_array().unwrap() {
        assert!(page.contains(firm["name"].as_str().unwrap()), "{firm}");
    }
}

fn filters_narrow_the_map() {
    let city = City::sample();
    let server = Server::of(&city);
    let all = server.json("/api/v1/map?chain=ic");
    let count = |answer: &serde_json::Value| {
        answer["places"].as_array().unwrap().iter().map(|p| p["firms"].as_u64().unwrap()).sum::<u64>()
    };
    let gap = all["gaps"].as_array().unwrap().iter().find(|g| g["firms"].as_u64() > Some(0)).unwrap();
    let name = gap["segment"].as_str().unwrap();
    let one = server.json(&format!("/api/v1/map?chain=ic&gap={name}"));
    assert_eq!(count(&one), gap["firms"].as_u64().unwrap());
    assert_eq!(one["gaps"].as_array().unwrap().len(), 1);
    let leading = server.json("/api/v1/map?chain=ic&standing=leading");
    assert!(count(&leading) < count(&all));
    for (query, told) in [
        ("gap=nothing", "没有环节"),
        ("standing=giant", "standing"),
        ("place=合飞", "没有地区"),
        ("verdict=x", "verdict"),
    ] {
        let answer = server.get(&format!("/api/v1/map?chain=ic&{}", query.replace("合飞", "%E5%90%88%E9%A3%9E")));
        assert!(answer.status >= 400 && answer.body.contains(told), "{query}: {}", answer.body);
    }
}

fn an_outline_is_printed_only_with_its_mark() {
    let city = City::sample();
    let ring = "[[80,20],[130,20],[130,50],[80,50],[80,20]]";
    let outline = city.write("o.geojson", format!("{{\"type\":\"Polygon\",\"coordinates\":[{ring}]}}"));
    let outline = outline.display().to_string();
    let out = city.folder().join("m.svg").display().to_string();
    let run = |more: &[&str]| {
        let arguments = [&["map", "--chain", "ic", "--out", &out, "--outline", &outline], more].concat();
        city.run(&arguments)
    };
    for (more, told) in [
        (&[][..], "审图号"),
        (&["--approval", "有的"], "不像审图号"),
        (&["--approval", "GS(2024)0650号", "--draft"], "只能给一个"),
    ] {
        let done = run(more);
        assert!(done.code() == 1 && done.err().contains(told), "{more:?}: {}", done.err());
    }
    for (more, printed) in
        [(&["--approval", "GS(2024)0650号"][..], "审图号：GS(2024)0650号"), (&["--draft"], "内部草图")]
    {
        assert_eq!(run(more).code(), 0);
        assert!(std::fs::read_to_string(&out).unwrap().contains(printed), "{printed}");
    }
    city.write("o.geojson", "{\"type\":\"Polygon\",\"coordinates\":[[[12000000,3000000],[1,2],[3,4]]]}");
    let wrong = run(&["--draft"]);
    assert!(wrong.code() == 1 && wrong.err().contains("经纬度"), "{}", wrong.err());
}
