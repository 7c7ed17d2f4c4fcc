use super::*;
use crate::gaps::listed;
use crate::gaps::sample_city::{City, leaf};
use crate::model::{Standing, Verdict};

fn told(explanation: &VerdictReasoning, title: &str) -> String {
    let step = explanation.steps.iter().find(|step| step.title == title);
    step.map_or_else(|| panic!("no step {title}"), |step| step.sentence.clone())
}

#[test]
fn a_gap_names_what_is_here_on_either_side() {
    let mut city = City::new();
    city.present(&["a", "d", "d"]);
    let explained = city.explained("b");
    assert_eq!(explained.segment.verdict, Verdict::Fill);
    assert_eq!(told(&explained, "上游"), "前面本地已有 环节a");
    assert_eq!(told(&explained, "下游"), "后面本地已有 环节d");
    assert_eq!(told(&explained, "判断"), "前后都有，中间缺：补链");
    assert_eq!(told(&explained, "本地配套"), "相邻环节（环节a、环节d）的本地企业 3 家，3/(3+5)=0.375");
    let linkage = explained.steps.iter().find(|step| step.title == "关联").unwrap();
    assert_eq!(linkage.segments.iter().map(|s| s.segment.as_str()).collect::<Vec<_>>(), ["a", "d"]);
}

#[test]
fn a_missing_co_input_says_beside_what_it_is_missing() {
    let mut city = City::new();
    city.present(&["c", "d"]);
    let sentence = told(&city.explained("b"), "同级投入");
    assert_eq!(sentence, "本环节直接供给 环节d，它们的另一路投入 环节c 本地已有，只缺本环节");
}

#[test]
fn a_strong_leaf_names_the_firms_that_make_it_so() {
    let mut city = City::new();
    let anchor = city.firm("340111", &["a"]);
    city.sample.firm_mut(anchor).standing = Some(Standing::Anchor);
    let explained = city.explained("a");
    assert_eq!(told(&explained, "强弱"), "有本地链主 e1公司：优势");
    assert!(explained.steps.iter().all(|step| step.title != "优先级"));
}

#[test]
fn an_unsurveyed_leaf_says_why() {
    let mut city = City::new();
    city.sample.change(leaf("b")).surveyed = None;
    assert_eq!(told(&city.explained("b"), "待摸排"), "环节a 等环节摸排过，本环节还没轮到：待摸排");
    let mut nobody = City::new();
    nobody.forget_surveys();
    assert_eq!(told(&nobody.explained("b"), "待摸排"), "没有任何在业企业记在本环节，又没摸排过：待摸排");
}

#[test]
fn an_assessment_is_told_with_who_why_and_until_when() {
    let mut city = City::new();
    city.assess("f", Verdict::Unsurveyed);
    let sentence = told(&city.explained("f"), "认定");
    assert_eq!(
        sentence,
        "链长 于 2026-05 认定为待摸排（到 2027-01-01 有效），理由：看过现场；计算结果是建链，以认定为准"
    );
}

#[test]
fn only_leaves_of_the_chain_are_explained() {
    let mut city = City::new();
    let (other, above) = (city.sample.chain("l", None), city.sample.segment(city.chain, "g"));
    city.sample.below(leaf("f"), above);
    let foreign = city.sample.segment(other, "h");
    let errors = city.asked("340100", |question| {
        [above, foreign].map(|segment| explain(question, segment).map(|_| ()).unwrap_err().to_string())
    });
    assert_eq!(errors, ["segment g has segments below it and no verdict of its own", "segment h is not in chain k"]);
}

#[test]
fn long_lists_say_how_many_there_are() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    assert_eq!(listed(names.iter().copied(), "家"), "a、b、c、d、e、f 等 8 家");
    assert_eq!(listed(names[..2].iter().copied(), "家"), "a、b");
}
