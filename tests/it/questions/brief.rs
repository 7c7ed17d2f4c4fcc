//! 简报: what stands on it is what the other questions answer, and what moved is told since the last meeting.

use std::path::Path;
use std::sync::Arc;

use liantu::app::intake::import::ImportOptions;
use liantu::app::{App, Brief, BriefGap, BriefQuestion, Clock, KnownAt, Question};
use liantu::gaps::Rules;
use liantu::store::Store;
use serde_json::Value;

use crate::support::{City, Facts, Sheet, add, block_on, data, desk, folder, sample, store_desk};

pub fn facts(facts: &mut Facts) {
    add!(facts, "brief": tells_the_first_three_of_each_kind_as_other_questions_do, page_text_and_paper_say_the_same,
        whom_to_give_a_gap_to_is_what_the_list_suggests, the_table_of_gaps_says_who_is_on_each_and_what_comes_next,
        the_list_is_a_funnel_and_what_is_overdue_is_named, what_moved_is_told_since_the_last_meeting,
        a_meeting_of_another_chain_or_of_the_day_itself_is_not_the_last_one, without_a_meeting_it_is_two_months,
        what_was_known_at_another_moment_tells_no_list, a_day_that_cannot_be_compared_is_refused_or_told, what_waits_today_is_told_by_every_subject,
        a_store_without_chains_says_how_to_begin,
        a_packet_that_came_back_waits_no_longer, meetings_stand_on_the_page_of_the_group, the_next_meeting_is_due_two_months_after_the_last_one);
}

fn texts(list: &Value, what: &str) -> Vec<String> {
    list.as_array().unwrap().iter().map(|one| one[what].as_str().unwrap().to_owned()).collect()
}

fn tells_the_first_three_of_each_kind_as_other_questions_do() {
    let city = City::sample();
    for chain in ["ic", "nev", "pv"] {
        let (brief, gaps) = (city.json(&["brief", "--chain", chain]), city.json(&["gaps", "--chain", chain]));
        assert_eq!(brief["verdicts"], gaps["summary"]["verdicts"]);
        let weak = |gap: &&Value| gap["verdict"] == "strengthen";
        let all = || gaps["segments"].as_array().unwrap().iter().filter(|gap| !gap["priority"].is_null());
        let missing: Vec<&Value> = all().filter(|gap| !weak(gap)).collect();
        for (told, expected) in [(&brief["missing"], missing), (&brief["weak"], all().filter(weak).collect())] {
            assert_eq!(told["total"], expected.len(), "{chain}");
            let first = told["first"].as_array().unwrap();
            assert_eq!(first.len(), expected.len().min(3), "{chain}");
            for (gap, expected) in first.iter().zip(expected) {
                assert_eq!([&gap["segment"], &gap["reason"]], [&expected["segment"], &expected["reason"]]);
                best_targets(&city, chain, gap);
            }
        }
    }
}

/// The two best targets of a gap are those that `targets` has, and the one to call first is that of the best path.
fn best_targets(city: &City, chain: &str, gap: &Value) {
    let segment = gap["segment"].as_str().unwrap();
    let targets = city.json(&["targets", "--chain", chain, "--segment", segment, "--limit", "2"]);
    let list = if targets["targets"].as_array().unwrap().is_empty() { "here" } else { "targets" };
    assert_eq!(texts(&gap["targets"], "enterprise"), texts(&targets[list], "enterprise"), "{segment}");
    for target in gap["targets"].as_array().unwrap() {
        let id = target["enterprise"].as_str().unwrap();
        let paths = city.json(&["paths", "--chain", chain, "--target", id, "--k", "1"]);
        assert_eq!(target["call_first"], paths["paths"][0]["call_first"], "{id}");
    }
}

fn page_text_and_paper_say_the_same() {
    let (city, server) = City::sample().served();
    let brief = server.json("/api/v1/chains/ic/brief");
    assert_eq!(brief, city.json(&["brief", "--chain", "ic"]));
    let (text, page) = (city.done(&["brief", "--chain", "ic"]).out(), server.get("/chains/ic/brief").body);
    for gap in ["missing", "weak"].iter().flat_map(|kind| brief[kind]["first"].as_array().unwrap()) {
        let more = gap["reason"]["more"].as_str().unwrap();
        // Once as a sentence of the page, once in the text to be copied.
        assert_eq!((text.matches(more).count(), page.matches(more).count()), (1, 2), "{more}");
        for part in gap["reason"]["headline"].as_str().unwrap().trim_end_matches('。').split('；') {
            assert!(text.contains(part) && page.matches(part).count() >= 2, "{part}");
        }
    }
    for line in text.lines().filter(|line| !line.is_empty()) {
        let told = line.trim_start_matches('　').replace('&', "&#38;");
        assert!(page.contains(&told), "{told} is not to be copied from the page");
    }
    for told in [&text, &page] {
        let at = |words: &str| told.find(words).unwrap_or_else(|| panic!("{words} is not told"));
        assert!(
            at("示例专家甲认定为补链") < at("本地有1家做EDA工具"),
            "who decided otherwise stands first, as in every headline"
        );
        assert_eq!(told.matches("没有人跟").count(), if told == &text { 1 } else { 2 }, "it is said once");
    }
    let paper = server.get("/api/v1/chains/ic/brief.pdf");
    assert!(paper.content.starts_with(b"%PDF-") && paper.header("content-type") == "application/pdf");
    // 城市_产业链_简报_日期.
    assert!(paper.header("content-disposition").contains("_%E7%AE%80%E6%8A%A5_2"), "named for what it is");
    let printed = city.run(&["brief", "--chain", "ic", "--format", "pdf"]);
    assert!(printed.code() == 0 && printed.out().starts_with("%PDF-"));
}

fn the_list_is_a_funnel_and_what_is_overdue_is_named() {
    let city = City::sample();
    assert!(city.done(&["brief", "--chain", "ic"]).out().contains("■ 清单\n清单还是空的。"));
    let best = city.json(&["targets", "--chain", "ic", "--segment", "ic-resist", "--limit", "2"]);
    let ids = texts(&best["targets"], "enterprise");
    city.done(&["list", "add", "--chain", "ic", "--segment", "ic-resist", &ids[0], &ids[1]]);
    city.done(&["list", "assign", "--chain", "ic", "--squad", "s-sta1", &ids[0]]);
    let step = ["--next", "约董事长", "--due", "2026-01-31", "--amount", "1.2亿"];
    city.done(&[&["list", "set", "--chain", "ic", &ids[0]], &step[..]].concat());
    let (brief, text) = (city.json(&["brief", "--chain", "ic"]), city.done(&["brief", "--chain", "ic"]).out());
    let list = &brief["list"];
    let count = |state: usize| list["states"][state]["count"].as_u64().unwrap();
    assert_eq!((count(0), count(1), list["open"].as_u64()), (1, 1, Some(2)), "{list}");
    let late = &list["overdue"][0];
    assert_eq!([&late["enterprise"], &late["due"], &late["next"]], [&*ids[0], "2026-01-31", "约董事长"]);
    let resist = brief["missing"]["first"].as_array().unwrap().iter().find(|gap| gap["segment"] == "ic-resist");
    let resist = resist.unwrap();
    assert_eq!((&resist["listed"], &resist["squads"]), (&2.into(), &serde_json::json!(["示例驻长三角招商队"])));
    let told = [
        "清单上2家：已列入1，已派发1；逾期1家。",
        "示例驻长三角招商队在跟，清单上2家；下一步：已逾期：2026-01-31前约董事长",
        "应于2026-01-31前：约董事长",
    ];
    for sentence in told.into_iter().chain(["已列入、还没派给招商队：1家。", "；其中"]) {
        assert!(text.contains(sentence), "{sentence} is not in {text}");
    }
    city.done(&["list", "drop", "--chain", "ic", &ids[0], "--reason", "已落户别处"]);
    let brief = city.json(&["brief", "--chain", "ic"]);
    assert_eq!((&brief["list"]["open"], &brief["list"]["overdue"]), (&1.into(), &serde_json::json!([])));
}

/// Who would take a target is who `list suggest` says once it is listed, and it is told by when that is to be done.
fn whom_to_give_a_gap_to_is_what_the_list_suggests() {
    let city = City::sample();
    for chain in ["ic", "nev", "pv"] {
        let brief = city.json(&["brief", "--chain", chain]);
        let gaps = ["missing", "weak"].iter().flat_map(|kind| brief[kind]["first"].as_array().unwrap());
        let targets: Vec<&Value> = gaps.flat_map(|gap| gap["targets"].as_array().unwrap()).collect();
        let ids: std::collections::BTreeSet<&str> =
            targets.iter().map(|target| target["enterprise"].as_str().unwrap()).collect();
        let ids: Vec<&str> = ids.into_iter().collect();
        city.done(&[&["list", "add", "--chain", chain], &ids[..]].concat());
        let suggested = city.json(&["list", "suggest", "--chain", chain]);
        let all = ["suggestions", "unassigned"].iter().flat_map(|kind| suggested[kind].as_array().unwrap());
        let all: Vec<&Value> = all.collect();
        for target in targets {
            let own = all.iter().find(|one| one["enterprise"] == target["enterprise"]).unwrap();
            let proposed = &target["proposed"];
            assert_eq!([&proposed["squad"], &proposed["why"]], [&own["squad"], &own["reason"]], "{target}");
        }
        let all = ["missing", "weak"].iter().map(|kind| brief[kind]["total"].as_u64().unwrap()).sum::<u64>();
        assert_eq!(brief["action"]["unfollowed"].as_array().unwrap().len() as u64, all, "{chain}");
        let sample = [&brief["action"]["who"], &brief["action"]["by"], &brief["action"]["by_what"]];
        if chain == "ic" {
            assert_eq!(sample, ["示例市发展和改革委员会（示例）", "2026-12-23", "上次工作组会后两个月"]);
        }
    }
}

fn the_table_of_gaps_says_who_is_on_each_and_what_comes_next() {
    let (city, server) = City::sample().served();
    let table = |columns: &str| {
        let csv = server.get(&format!("/chains/ic/gaps?columns={columns}&format=csv")).body;
        csv.trim_start_matches('\u{feff}').lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let row =
        |name: &str| table("name,on_it,next,targets,candidates").into_iter().find(|row| row.contains(name)).unwrap();
    assert!(row("光刻胶").contains("光刻胶,—,列入清单并派发,4,5"), "{}", row("光刻胶"));
    assert!(row("离子注入机").contains(",请牵头单位组织摸排,"), "{}", row("离子注入机"));
    let whole = table("name,reason,more").into_iter().find(|row| row.contains("离子注入机")).unwrap();
    assert!(whole.contains("还没有摸排") && whole.contains("先摸排本地有没有企业做离子注入机"), "{whole}");
    let best = city.json(&["targets", "--chain", "ic", "--segment", "ic-resist", "--limit", "2"]);
    let ids = texts(&best["targets"], "enterprise");
    city.done(&["list", "add", "--chain", "ic", "--segment", "ic-resist", &ids[0], &ids[1]]);
    assert!(row("光刻胶").contains("已列入2家，还没派发,没有写下一步"), "{}", row("光刻胶"));
    city.done(&["list", "assign", "--chain", "ic", "--squad", "s-sta1", &ids[0]]);
    city.done(&["list", "set", "--chain", "ic", &ids[0], "--next", "约董事长", "--due", "2999-01-31"]);
    assert!(row("光刻胶").contains("示例驻长三角招商队，2家,2999-01-31前约董事长（彤程新材）"), "{}", row("光刻胶"));
    assert!(city.done(&["gaps", "--chain", "ic"]).out().contains("示例驻长三角招商队"));
}

/// Imports paths at a moment.
async fn at(store: &Store, when: &str, paths: &[&Path]) {
    let options = ImportOptions::of(paths.iter().map(|path| path.to_path_buf()).collect(), "tester");
    let report = store_desk(store, clock(when)).import(options, Arc::new(|_| ())).await.unwrap();
    assert!(report.committed, "{report:?}");
}

fn clock(when: &str) -> Clock {
    Clock::Fixed(format!("{when}T04:00:00Z").parse().unwrap())
}

fn meetings(rows: &[[&str; 4]]) -> tempfile::TempDir {
    let mut sheet = Sheet::new("meetings", &["meeting", "date", "chain", "kind"]);
    sheet.rows = rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    folder(&[sheet])
}

async fn brief_of(store: &Store, since: Option<&str>) -> Brief {
    brief_at(&App::open(store.clone(), Rules::default(), clock("2026-11-23")).await.unwrap(), since).await
}

async fn brief_at(app: &App, since: Option<&str>) -> Brief {
    let question = Question { chain: "c1".to_owned(), ..Question::default() };
    let asked = BriefQuestion { question, since: since.map(|day| day.parse().unwrap()) };
    desk(app, None).await.brief(&asked).await.unwrap()
}

fn as_json(brief: &Brief) -> String {
    serde_json::to_string(brief).unwrap()
}

fn what_moved_is_told_since_the_last_meeting() {
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        at(&store, "2026-09-01", &[&data("tiny")]).await;
        let told = meetings(&[["m1", "2026-09-10", "", "调度会"], ["m2", "2026-10-01", "c1", "工作组会"]]);
        at(&store, "2026-10-02", &[told.path()]).await;
        let followed = App::open(store.clone(), Rules::default(), clock("2026-11-23")).await.unwrap();
        let before = brief_at(&followed, None).await;
        assert_eq!(before.since.meeting.as_ref().unwrap().meeting, "m2");
        assert!(before.change().starts_with("与上次工作组会（2026-10-01）比"), "{}", before.change());
        let still = |gap: &&BriefGap| before.since.verdicts.iter().all(|moved| moved.segment != gap.segment);
        let gap = before.missing.first.iter().find(still).unwrap().clone();
        let mut firms = Sheet::new("enterprises", &["enterprise", "name", "adcode", "standing"]);
        firms.rows = vec![["x1", "示例新来有限公司", "340111", "链主"].map(str::to_owned).to_vec()];
        let mut members = Sheet::new("members", &["enterprise", "segment", "adcode"]);
        members.rows = vec![["x1", &gap.segment, "340111"].map(str::to_owned).to_vec()];
        at(&store, "2026-11-01", &[folder(&[firms, members]).path()]).await;
        let after = brief_of(&store, None).await;
        // A process that follows the store keeps what it worked out of that day, and says the same.
        followed.follow_once().await.unwrap();
        assert_eq!(as_json(&brief_at(&followed, None).await), as_json(&after));
        assert!(after.since.verdicts.iter().any(|moved| moved.segment == gap.segment), "{:?}", after.since.verdicts);
        let arrived = after.since.firms.iter().find(|moved| moved.enterprise == "x1").unwrap();
        assert!(arrived.arrived && arrived.segment == gap.segment);
        assert_eq!(after.since.verdicts_before, before.since.verdicts_before, "what was known then stays");
        assert!(after.change().contains("缺失"), "{}", after.change());
        let moved = after.moved().concat();
        for words in [&*format!("{} 缺失", gap.name), "→优势", "新增本地企业：示例新来有限公司"] {
            assert!(moved.contains(words), "{words} is not in {moved}");
        }
        let later = brief_of(&store, Some("2026-11-23")).await;
        assert!(later.since.meeting.is_none() && later.since.firms.is_empty(), "{:?}", later.since);
        assert_eq!(later.change(), "与2026-11-23比，各类环节数没有变化。");
    });
}

fn a_meeting_of_another_chain_or_of_the_day_itself_is_not_the_last_one() {
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        at(&store, "2026-09-01", &[&data("small")]).await;
        let rows = [
            ["m1", "2026-09-10", "c1", ""],
            ["m2", "2026-10-01", "c2", "工作组会"],
            ["m3", "2026-11-23", "c1", "工作组会"],
            ["m4", "2026-12-23", "", "调度会"],
        ];
        at(&store, "2026-11-20", &[meetings(&rows).path()]).await;
        let brief = brief_of(&store, None).await;
        assert_eq!(brief.since.meeting.as_ref().map(|meeting| meeting.meeting.as_str()), Some("m1"));
        assert_eq!(brief.since.told(), "上次会议（2026-09-10）");
    });
}

fn the_next_meeting_is_due_two_months_after_the_last_one() {
    block_on(async {
        for (rows, late, set, told) in [
            (&[["m1", "2026-09-10", "c1", "工作组会"]][..], true, false, "两个月一次应在2026-11-10前"),
            (&[["m1", "2026-09-23", "c1", "工作组会"]], false, false, "两个月一次应在2026-11-23前"),
            (
                &[["m1", "2026-09-10", "c1", ""], ["m2", "2026-11-22", "", "调度会"]],
                false,
                false,
                "上次调度会在2026-11-22",
            ),
            (
                &[["m1", "2026-09-10", "c1", ""], ["m2", "2026-12-01", "", "调度会"]],
                false,
                true,
                "下次调度会在2026-12-01",
            ),
            (&[["m1", "2026-09-10", "c1", ""], ["m2", "2026-12-01", "c2", ""]], true, false, "上次会议在2026-09-10"),
            (&[["m2", "2026-10-01", "c2", ""]], false, false, "还没有记下会议"),
        ] {
            let store = Store::in_memory().await.unwrap();
            at(&store, "2026-09-01", &[&data("small")]).await;
            at(&store, "2026-11-20", &[meetings(rows).path()]).await;
            let ahead = brief_of(&store, None).await.ahead;
            assert_eq!((ahead.late, ahead.is_set()), (late, set), "{rows:?}");
            assert!(ahead.told(false).contains(told), "{rows:?}: {}", ahead.told(false));
        }
    });
}

fn without_a_meeting_it_is_two_months() {
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        at(&store, "2026-10-01", &[&data("tiny")]).await;
        let brief = brief_of(&store, None).await;
        assert!(brief.since.meeting.is_none() && brief.since.day.to_string() == "2026-09-23");
        assert_eq!(brief.since.unknown.as_deref(), Some("那时还没有导入过任何内容"));
        assert_eq!(brief.change(), "首次编报：2026-09-23时还没有本链的数据，下次起与这次比。");
        assert!(brief.since.verdicts_before.is_none() && brief.moved().is_empty(), "nothing is made up");
    });
}

fn what_was_known_at_another_moment_tells_no_list() {
    block_on(async {
        let store = Store::in_memory().await.unwrap();
        at(&store, "2026-09-01", &[&data("tiny")]).await;
        let app = App::open(store.clone(), Rules::default(), clock("2026-11-23")).await.unwrap();
        let question = Question { chain: "c1".to_owned(), ..Question::default() };
        let then = desk(&app, Some(KnownAt::Number(1))).await;
        let brief = then.brief(&BriefQuestion { question, since: None }).await.unwrap();
        assert!(brief.list.is_none() && brief.sheet().text().contains("过去的简报不含清单"));
    });
}

fn a_day_that_cannot_be_compared_is_refused_or_told() {
    let (city, server) = City::with(&[&sample()]).served();
    city.refused(&["brief", "--chain", "ic", "--since", "2999-01-01"], &["对比日期 2999-01-01", "--since"]);
    city.refused(&["brief", "--chain", "没有"], &["没有产业链「没有」"]);
    for (query, status) in [("since=soon", 400), ("since=2999-01-01", 400), ("since=2000-01-01", 200)] {
        assert_eq!(server.get(&format!("/chains/ic/brief?{query}")).status, status, "{query}");
    }
}

fn what_waits_today_is_told_by_every_subject() {
    let city = City::sample();
    let first = city.done(&["today"]).out();
    for told in [
        "■ 从这里开始：3\n　集成电路：清单还是空的，打开简报",
        "■ 下次会议：3，逾期2\n",
        "　集成电路：上次工作组会在2026-10-23，定下“示例：光刻胶先走访两家，年底前谈一家”；下次还没有定，两个月一次应在2026-12-23前\n",
        "■ 每条链最要紧的：3\n　集成电路：缺失10个，先补EDA工具、光刻胶、刻蚀与薄膜沉积设备；薄弱11个，先强",
    ] {
        assert!(first.contains(told), "{told} is not in {first}");
    }
    assert!(!first.contains("到期的下一步"), "{first}");
    let ids = texts(&city.json(&["targets", "--chain", "ic", "--limit", "3"])["targets"], "enterprise");
    city.done(&[&["list", "add", "--chain", "ic"], &ids.iter().map(String::as_str).collect::<Vec<_>>()[..]].concat());
    city.done(&["list", "assign", "--chain", "ic", "--squad", "s-sta1", &ids[0], &ids[1]]);
    city.done(&["list", "set", "--chain", "ic", &ids[0], "--next", "约董事长", "--due", "2026-01-31"]);
    city.done(&["list", "set", "--chain", "ic", &ids[1], "--next", "看厂房", "--due", "2999-01-31"]);
    let packet = city.folder().join("包.xlsx").display().to_string();
    city.done(&["packet", "--chain", "ic", "--squad", "s-sta1", "--out", &packet]);
    let (_city, server) = city.served();
    let told = server.json("/api/v1/today");
    assert_eq!(texts(&told["sections"], "section"), ["steps", "packets", "meetings", "begin", "gaps"]);
    assert_eq!(texts(&told["sections"][3]["lines"], "chain"), ["nev", "pv"]);
    let (steps, packets) = (&told["sections"][0], &told["sections"][1]);
    assert_eq!((&steps["total"], &steps["late"], &packets["total"]), (&1.into(), &1.into(), &1.into()), "{told}");
    let (step, out) = (&steps["lines"][0], packets["lines"][0]["text"].as_str().unwrap());
    assert_eq!(step["record"], *ids[0]);
    assert!(step["text"].as_str().unwrap().starts_with("2026-01-31前 约董事长："), "{step}");
    assert!(out.starts_with("示例驻长三角招商队（集成电路，2家）："), "{out}");
    let page = server.get("/").body;
    let lede = city_of(&server);
    assert!(page.contains(&lede), "{lede}");
    assert!(page.contains(out) && page.contains(&format!("/chains/ic/list/entry?target={}", ids[0])), "{page}");
}

/// What matters of a chain is told on the home page as its brief tells it.
fn city_of(server: &crate::support::Server) -> String {
    let text = server.get("/chains/ic/brief").body;
    let lede = text.split("<p class=\"lede\">").nth(1).unwrap();
    lede.split("</p>").next().unwrap().to_owned()
}

fn a_store_without_chains_says_how_to_begin() {
    let city = City::new();
    city.import(&[&city.write("sources.csv", "source,name\ns1,示例来源\n")]);
    assert!(city.done(&["today"]).out().contains("还没有产业链：先运行 liantu import"));
    let (_city, server) = city.served();
    assert!(server.get("/").body.contains("三步就能开始"));
    // Firms alone are no beginning to be silent about.
    let city = City::new();
    city.import(&[&city.write("enterprises.csv", "enterprise,name\nn1,甲示例有限公司\nn2,乙示例有限公司\n")]);
    let (_city, server) = city.served();
    let page = server.get("/").body;
    assert!(page.contains("已有 2 家企业，还没有产业链") && !page.contains("库里还是空的"), "{page}");
}

fn a_packet_that_came_back_waits_no_longer() {
    let city = City::sample();
    let ids = texts(&city.json(&["targets", "--chain", "ic", "--limit", "1"])["targets"], "enterprise");
    city.done(&["list", "add", "--chain", "ic", &ids[0]]);
    city.done(&["list", "assign", "--chain", "ic", "--squad", "s-sta1", &ids[0]]);
    let packet = city.folder().join("包.html").display().to_string();
    city.done(&["packet", "--chain", "ic", "--squad", "s-sta1", "--out", &packet]);
    assert!(city.done(&["today"]).out().contains("■ 发出还没交回的离线包：1"));
    let page = std::fs::read_to_string(&packet).unwrap();
    let key = page.split("data-key=\"").nth(1).unwrap().split('"').next().unwrap();
    let id = page.split("\"packet\":\"").nth(1).unwrap().split('"').next().unwrap();
    let back = serde_json::json!({ "packet": id, "rows": [{ "行键": key, "备注": "看过厂房" }], "leads": [] });
    let back = city.write("回.json", back.to_string());
    city.done(&["return", &back.display().to_string(), "--apply"]);
    assert!(!city.done(&["today"]).out().contains("离线包"));
}

fn meetings_stand_on_the_page_of_the_group() {
    let (_city, server) = City::sample().served();
    let told = server.get("/chains/ic/group?table=meetings&columns=all&format=csv").body;
    let rows: Vec<&str> = told.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(rows.len(), 3, "{told}");
    assert!(rows[1].starts_with("2026-10-23,m-ic-10,工作组会,本链,示例：光刻胶"), "{told}");
    assert!(rows[2].starts_with("2026-09-18,m-2026-09,调度会,各条链,"), "{told}");
    let other = server.get("/chains/nev/group?table=meetings&format=csv").body;
    assert!(!other.contains("工作组会") && other.contains("调度会"), "{other}");
}
