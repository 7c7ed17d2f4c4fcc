//! 假设: what a page answers if somebody came, and what says plainly that it cannot.

use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "assume": a_page_answers_under_it_or_says_that_it_does_not, programs_get_it_or_are_refused,
        a_form_leads_there_by_any_name, what_cannot_be_assumed_is_refused, links_keep_it_and_one_takes_it_off,
        a_brief_tells_what_would_be_and_compares_what_is);
}

const ONE: &str = "assume=smee%3Aic-litho";
const UNDER: &str = "以下都按这个假设算";

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn body(server: &Server, path: &str) -> String {
    let answer = server.get(path);
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}

fn a_page_answers_under_it_or_says_that_it_does_not() {
    let (_city, server) = City::sample().served();
    let litho = "/chains/ic/segments/ic-litho";
    for page in
        ["/chains/ic/gaps", litho, "/chains/ic/atlas", "/chains/ic/targets", "/chains/ic/plan", "/chains/ic/brief"]
    {
        let (now, then) = (body(&server, page), body(&server, &format!("{page}?{ONE}")));
        assert!(then.contains(UNDER) && then.contains("已落户，做光刻机"), "{page}: {then}");
        assert!(!now.contains(UNDER), "{page}");
    }
    assert!(
        !body(&server, litho).contains("本地有1家做光刻机")
            && body(&server, &format!("{litho}?{ONE}")).contains("1家做光刻机")
    );
    for page in [
        "/",
        "/map?chain=ic",
        "/chains/ic/list",
        "/chains/ic/paths",
        "/chains/ic/funds",
        "/chains/ic/group",
        "/chains/ic/trend",
        "/how?chain=ic",
        "/enterprise?id=smee&chain=ic",
        "/find?text=示例",
        "/data",
        "/data/imports",
    ] {
        let page = page.replace("示例", &encoded("示例"));
        let sign = if page.contains('?') { '&' } else { '?' };
        let told = body(&server, &format!("{page}{sign}{ONE}"));
        assert!(told.contains("本页不能在假设（smee:ic-litho）下回答"), "{page}: {told}");
    }
}

fn programs_get_it_or_are_refused() {
    let (city, server) = City::sample().served();
    let told = city.run(&["gaps", "--chain", "ic", "--assume", "smee:ic-litho", "--format", "json"]).json();
    assert_eq!(server.json(&format!("/api/v1/chains/ic/gaps?{ONE}")), told);
    let two = ["--assume", "smee:ic-litho", "--assume", "asml:光刻机"];
    let told = city.run(&[&["gaps", "--chain", "ic", "--format", "json"][..], &two].concat());
    if told.code() == 0 {
        let both = encoded("smee:ic-litho;asml:光刻机");
        assert_eq!(server.json(&format!("/api/v1/chains/ic/gaps?assume={both}")), told.json());
    }
    let drawn = |query: &str| server.get(&format!("/api/v1/chains/ic/atlas.svg?{query}")).body;
    assert_ne!(drawn(""), drawn(ONE));
    for path in [
        "/api/v1/chains/ic/segments/ic-litho?",
        "/api/v1/chains/ic/atlas.pdf?",
        "/api/v1/targets?chain=ic&",
        "/api/v1/plan?chain=ic&",
        "/api/v1/list?chain=ic&",
        "/api/v1/chains?",
    ] {
        let answer = server.get(&format!("{path}{ONE}"));
        assert!(answer.status == 400 && answer.body.contains("不能在假设下回答"), "{path}: {}", answer.body);
    }
}

fn a_form_leads_there_by_any_name() {
    let (_city, server) = City::sample().served();
    let led = |query: &str| {
        let answer = server.get(&format!("/chains/ic/gaps?{query}"));
        assert_eq!(answer.status, 303, "{query}: {}", answer.body);
        answer.header("location").to_owned()
    };
    let name = server.json("/api/v1/enterprise?id=smee")["name"].as_str().unwrap().to_owned();
    for firm in ["smee", "SMEE", &name, "上海微电子"] {
        assert_eq!(led(&format!("come={}&fill=ic-litho", encoded(firm))), format!("/chains/ic/gaps?{ONE}"), "{firm}");
    }
    let best = server.json("/api/v1/targets?chain=ic&segment=ic-litho&limit=1")["targets"][0]["enterprise"].clone();
    let best = best.as_str().unwrap();
    assert_eq!(led("come=&fill=ic-litho"), format!("/chains/ic/gaps?assume={best}%3Aic-litho"));
    let further = led(&format!("{ONE}&home=340100&come={best}"));
    assert!(further.starts_with("/chains/ic/gaps?home=340100&assume=smee%3Aic-litho%3B"), "{further}");
    assert!(body(&server, &further).contains(UNDER));
}

fn what_cannot_be_assumed_is_refused() {
    let (_city, server) = City::sample().served();
    for (query, told) in [
        ("assume=smee", "企业:环节"),
        ("assume=nobody:ic-litho", "没有企业"),
        ("assume=smee:nothing", "没有环节"),
        ("come=nobody&fill=ic-litho", "没有企业"),
        ("come=nexchip&fill=晶圆代工", "不必假设"),
        ("come=有限公司&fill=ic-litho", "不止一个"),
    ] {
        let query = query.replace("晶圆代工", &encoded("晶圆代工")).replace("有限公司", &encoded("有限公司"));
        let answer = server.get(&format!("/chains/ic/gaps?{query}"));
        assert!(answer.status >= 400 && answer.status < 500 && answer.body.contains(told), "{query}: {}", answer.body);
    }
}

fn links_keep_it_and_one_takes_it_off() {
    let (_city, server) = City::sample().served();
    let page = body(&server, &format!("/chains/ic/gaps?home=340100&{ONE}"));
    let kept = format!("home=340100&#38;{ONE}");
    for link in ["/chains/ic/atlas?", "/chains/ic/targets?", "/chains/ic/segments/ic-litho?", "/chains/ic/plan?"] {
        assert!(page.contains(&format!("{link}{kept}")), "{link} keeps it: {page}");
    }
    assert!(page.contains("<a href=\"?home=340100\">取消假设</a>"), "{page}");
    let atlas = body(&server, &format!("/chains/ic/atlas?{ONE}"));
    assert!(atlas.matches(ONE).count() > 10, "so do the cards");
}

fn a_brief_tells_what_would_be_and_compares_what_is() {
    let (_city, server) = City::sample().served();
    let now = server.json("/api/v1/chains/ic/brief");
    let then = server.json(&format!("/api/v1/chains/ic/brief?{ONE}"));
    assert!(now.get("assumed").is_none(), "{now}");
    assert_eq!(then["assumed"][0]["segment"], "ic-litho");
    let gaps = server.json(&format!("/api/v1/chains/ic/gaps?{ONE}"));
    assert_eq!(then["verdicts"], gaps["summary"]["verdicts"]);
    assert_ne!(then["verdicts"], now["verdicts"]);
    // What moved did so whether or not anybody comes.
    assert_eq!(then["since"], now["since"]);
    assert_eq!(then["list"], now["list"]);
    let page = body(&server, &format!("/chains/ic/brief?{ONE}"));
    let text = page.split_once("id=\"brief-text\"").unwrap().1;
    assert!(text.contains("已落户，做光刻机：以下都按这个假设算，不是现在的事实。"), "what is copied says so: {text}");
    let change =
        |page: &str| page.split_once("class=\"doing\"").unwrap().1.split_once("</section>").unwrap().0.contains("比");
    assert_eq!(change(&page), change(&body(&server, "/chains/ic/brief")));
    let paper = |query: &str| server.get(&format!("/api/v1/chains/ic/brief.pdf?{query}"));
    assert_eq!((paper(ONE).status, paper("").status), (200, 200));
    assert_ne!(paper(ONE).content, paper("").content);
    assert!(page.contains(&format!("brief.pdf?{ONE}")), "{page}");
}
