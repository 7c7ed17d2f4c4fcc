//! What a list leaves open and a page asks: the unit of its amounts, whom to call at its firms, where its segments stand.

use super::mapping::form;
use super::{brought, posted, settled};
use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "data_units": no_amount_comes_in_by_a_unit_that_nobody_said, a_unit_above_the_head_is_told_and_can_be_put_right,
        a_guess_is_told_as_one_again, whom_to_call_is_read_in_one_click, new_segments_have_the_stage_of_their_list_chosen);
}

fn revenue_of(city: &City, firm: &str) -> String {
    let told = city.done(&["history", firm, "--format", "json"]).out();
    let value = told.split("\"revenue\"").nth(1).unwrap_or_default();
    value.chars().skip_while(|c| !c.is_ascii_digit()).take_while(|c| c.is_ascii_digit() || *c == '.').collect()
}

fn no_amount_comes_in_by_a_unit_that_nobody_said() {
    let city = City::new();
    let server = Server::of(&city);
    let list = "企业名称,所在地,营业收入,大事\n示例甲有限公司,合肥市,24.5,无\n示例乙有限公司,合肥市,8.1,扩产\n";
    // Heads that are ours say no more of the unit.
    for list in [list.to_owned(), list.replace(",大事", "").replace(",无", "").replace(",扩产", "")] {
        let at = brought(&server, &[("名单.csv", list.as_bytes())]);
        let page = settled(&server, &at);
        assert!(
            page.contains("金额的单位") && page.contains("有金额的列没有写单位") && !page.contains(">导入</button>"),
            "{page}"
        );
        let refused = posted(&server, &format!("{at}/apply"), "");
        assert!(
            refused.status == 400 && refused.body.contains("名单.csv 的列“营业收入”没有写金额的单位"),
            "{}",
            refused.body
        );
        for wrong in ["unit=0.0.0.2:斤", "unit=0.0.0.0:亿元", "unit=0.7.0.2:亿元", "unit=2:亿元"] {
            assert!(posted(&server, &format!("{at}/units"), &form(wrong)).status >= 400, "{wrong}");
        }
        assert_eq!(posted(&server, &format!("{at}/units"), &form("unit=0.0.0.2:亿元")).status, 303);
        assert!(settled(&server, &at).contains(">导入</button>"));
        posted(&server, &format!("{at}/discard"), "");
    }
    let at = brought(&server, &[("名单.csv", list.as_bytes())]);
    assert!(settled(&server, &at).contains(">导入</button>"), "the unit of a list with that head was said");
    posted(&server, &format!("{at}/apply"), "");
    assert!(settled(&server, &at).contains("已导入"));
    assert_eq!(revenue_of(&city, "示例甲有限公司"), "245000");
    // A template says its unit, and cells may.
    for (name, list) in [
        ("企业.csv", "企业名称,所在地,营业收入（万元）\n示例丙有限公司,合肥市,5\n"),
        ("企业.csv", "企业名称,所在地,营业收入,大事\n示例丙有限公司,合肥市,5亿元,无\n"),
        ("enterprises.csv", "name,adcode,revenue\n示例丙有限公司,合肥市,5\n"),
    ] {
        let page = settled(&server, &brought(&server, &[(name, list.as_bytes())]));
        assert!(!page.contains("金额的单位"), "{list}: {page}");
    }
}

fn a_unit_above_the_head_is_told_and_can_be_put_right() {
    let city = City::new();
    let server = Server::of(&city);
    let list = "名录,,\n填报单位：示例局 单位：亿元、人,,\n企业名称,所在地,营业收入\n示例甲有限公司,合肥市,24.5\n";
    let at = brought(&server, &[("名单.csv", list.as_bytes())]);
    let page = settled(&server, &at);
    assert!(page.contains("单位亿元，见表头上方第 2 行") && page.contains(">导入</button>"), "{page}");
    assert_eq!(posted(&server, &format!("{at}/units"), &form("unit=0.0.0.2:万元")).status, 303);
    let page = settled(&server, &at);
    assert!(page.contains("您选的") && page.contains("各列是猜的，请核对"), "what was not said stays a guess: {page}");
    posted(&server, &format!("{at}/apply"), "");
    settled(&server, &at);
    assert_eq!(revenue_of(&city, "示例甲有限公司"), "24.5");
}

fn a_guess_is_told_as_one_again() {
    let city = City::new();
    let server = Server::of(&city);
    let list = |firm: &str| format!("企业名称,所在地,某列\n{firm},合肥市,某事\n");
    for firm in ["示例甲有限公司", "示例乙有限公司"] {
        let at = brought(&server, &[("名单.csv", list(firm).as_bytes())]);
        assert!(settled(&server, &at).contains(">导入</button>"));
        posted(&server, &format!("{at}/apply"), "");
        assert!(settled(&server, &at).contains("已导入"));
    }
    let guessed = "单位名录,,\n企业名,所在城市,某列\n示例丙有限公司,合肥市,某事\n";
    let page = || {
        let at = brought(&server, &[("名录.csv", guessed.as_bytes())]);
        let page = settled(&server, &at);
        posted(&server, &format!("{at}/apply"), "");
        settled(&server, &at);
        page
    };
    for page in [page(), page()] {
        assert!(page.contains("各列是猜的，请核对") && !page.contains("照您那次的读"), "{page}");
    }
}

fn whom_to_call_is_read_in_one_click() {
    let city = City::new();
    let server = Server::of(&city);
    let list = "企业名称,所在地,联系人及电话,员工\n示例甲有限公司,合肥市,王经理 13800000001,30\n示例乙有限公司,合肥市,—,40\n\
                示例丙有限公司,合肥市,\"张三 13800000002、李四 0551-60000003\",50\n示例丁有限公司,合肥市,0551-60000004,60\n";
    let at = brought(&server, &[("名单.csv", list.as_bytes())]);
    assert!(settled(&server, &at).contains("“联系人及电话”也读作这些企业的联系方式"));
    let answer = posted(&server, &format!("{at}/files/0/contacts"), "");
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = settled(&server, &at);
    assert!(page.contains("1 行没有写联系人和电话") && !page.contains("也读作这些企业的联系方式"), "{page}");
    assert!(!page.contains("处错误"), "{page}");
    posted(&server, &format!("{at}/apply"), "");
    assert!(settled(&server, &at).contains("已导入"));
    // Another server has read all of it.
    let server = Server::of(&city);
    for (firm, said) in [
        ("示例甲有限公司", ["王经理", "13800000001"]),
        ("示例丙有限公司", ["张三", "13800000002"]),
        ("示例丙有限公司", ["李四", "0551-60000003"]),
        ("示例丁有限公司", ["未写姓名", "0551-60000004"]),
    ] {
        let page = posted(&server, &format!("/enterprise/phones?{}", form(&format!("id={firm}"))), "").body;
        assert!(said.iter().all(|word| page.contains(word)), "{firm} {said:?}: {page}");
    }
}

fn new_segments_have_the_stage_of_their_list_chosen() {
    let city = City::new();
    let server = Server::of(&city);
    let list = "企业名称,所在地,产业链位置,所属环节\n示例甲有限公司,合肥市,上游,航空电机\n示例乙有限公司,合肥市,下游,低空物流\n";
    let page = settled(&server, &brought(&server, &[("名单.csv", list.as_bytes())]));
    for chosen in ["upstream:航空电机\" selected", "downstream:低空物流\" selected"] {
        assert!(page.contains(chosen), "{chosen}: {page}");
    }
}
