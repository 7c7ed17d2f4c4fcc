//! What must hold of names, with made-up firms.

use std::collections::BTreeMap;

use proptest::strategy::Strategy;

use super::*;
use crate::normalize::Regions;

const HEFEI: u32 = 340_100;

fn matcher(names: &[&str]) -> Matcher {
    let mut matcher = Matcher::new(Weights::default(), Regions::default());
    (1..).zip(names).for_each(|(id, name)| matcher.add(id, &KnownAs::named(name)));
    matcher
}

fn judged(one: &str, other: &str) -> Judged {
    matcher(&[]).judge(&KnownAs::named(one), &KnownAs::named(other))
}

fn verdict(one: &str, other: &str) -> Likeness {
    judged(one, other).verdict
}

fn peeled(name: &str) -> Peeled {
    Peeled::of(&Regions::default(), name)
}

fn firm(name: &str, adcode: u32, code: Option<&str>) -> KnownAs {
    let credit_code = code.and_then(|code| code.parse().ok());
    KnownAs { adcode: adcode.try_into().ok(), credit_code, ..KnownAs::named(name) }
}

#[test]
fn names_come_apart_in_one_order_and_keep_their_parts() {
    let name = peeled("安徽省合肥市维克诺液压科技股份有限公司芜湖分公司");
    let regions: Vec<&str> = name.regions.iter().map(|place| place.text.as_str()).collect();
    assert_eq!((name.brand.as_str(), regions.as_slice()), ("维克诺", &["安徽省", "合肥市"][..]));
    assert_eq!((name.trades.concat().as_str(), name.site.as_deref()), ("液压科技", Some("芜湖分公司")));
    assert!(name.has(OrgForm::Company));
    assert_eq!(peeled("维克诺(厦门)机械有限公司").inner[0].text, "厦门");
    assert_eq!(peeled("*ST维克诺-U").brand, "维克诺");
    assert_eq!(peeled("Weikenuo Co., Ltd.").brand, "weikenuo");
    assert_eq!(peeled("维克诺合肥汽车有限公司").inner[0].text, "合肥");
}

#[test]
fn one_firm_written_in_many_ways_is_the_same() {
    let full = "邵阳维克诺液压股份有限公司";
    for other in [
        "邵陽維克諾液壓股份有限公司",
        "邵阳维克诺液压(集团)",
        "邵阳维克诺液压",
        "维克诺液压",
        "邵阳维克诺液压股份有限公司\u{200f}😀",
        "*ST维克诺",
    ] {
        let found = matcher(&[full, "邵阳示例机床有限公司"]).candidates(&KnownAs::named(other));
        let first = found.first().map(|best| (best.id, best.judged.verdict));
        assert_eq!(first, Some((1, Likeness::Same)), "{other}: {:?}", found.first().map(|best| best.judged.why()));
    }
}

/// Which of some names is the first guess for a short one.
fn first(short: &str, names: &[&str]) -> String {
    let found = matcher(names).candidates(&KnownAs::named(short));
    names[found.first().expect("somebody shares a letter").id as usize - 1].to_owned()
}

#[test]
fn short_names_are_read_as_people_make_them() {
    for (short, right, wrong) in [
        // What is a short name already is not shortened another way.
        ("维诺股份", "江苏维诺置业投资股份有限公司", "维诺光学股份有限公司"),
        // 中国 is not left out.
        ("维诺建设", "安徽维诺建设股份有限公司", "中国维诺建设股份有限公司"),
        // 集团 is not said of what is none.
        ("维诺集团", "维诺汽车集团股份有限公司", "维诺长丰汽车有限公司"),
        // The firm of a shorter brand is not meant by a longer one.
        ("光维诺", "深圳光维诺光电科技股份有限公司", "维诺控股股份有限公司"),
        // A letter may stand for a region.
        ("湘诺电气", "湖南维诺电气股份有限公司", "广东维诺电气股份有限公司"),
        ("宁诺通信", "南京诺普通信股份有限公司", "西安诺普通信股份有限公司"),
        // An institute is known by the beginnings of what it is.
        ("维研院", "合肥维诺工程研究院股份有限公司", "维研电气股份有限公司"),
        ("厦门诺港", "元诺(厦门)国际诺港股份有限公司", "厦门港务发展股份有限公司"),
    ] {
        assert_eq!(first(short, &[wrong, right]), right, "{short}");
    }
}

#[test]
fn two_full_names_that_differ_are_looked_at() {
    for (one, other) in [
        ("合肥维克诺液压有限公司", "合肥维可诺液压有限公司"),
        ("合肥维克诺液压有限公司", "合肥维克诺液压科技有限公司"),
        ("合肥维克诺股份有限公司", "合肥维克诺生物医疗股份有限公司"),
    ] {
        let found = judged(one, other);
        assert_eq!(found.verdict, Likeness::Review, "{one} {other}: {} {}", found.score, found.why());
        assert!(found.why().contains("两个全称不同"), "{}", found.why());
    }
    assert_eq!(verdict("合肥维克诺液压有限公司", "安徽省合肥市维克诺液压股份有限公司"), Likeness::Same);
}

#[test]
fn names_that_say_nothing_match_nothing() {
    let matcher = matcher(&["合肥维克诺科技有限公司", "合肥市示例厂", "有限公司", "甲", ""]);
    let long = "维克诺".repeat(3334);
    for name in
        ["", " ", "甲", "有限公司", "股份有限公司", "合肥市", "科技有限公司", "科技", "😀", "\u{202e}\u{200f}", &long]
    {
        let found = matcher.candidates(&KnownAs::named(name));
        assert!(found.iter().all(|one| one.judged.verdict == Likeness::None), "{name}: {found:?}");
    }
}

#[test]
fn people_and_foreign_firms_are_no_other_firms() {
    assert_eq!(verdict("王建国", "合肥建国机械有限公司"), Likeness::None);
    assert_eq!(verdict("Weikenuo GmbH", "Weikenuo Inc"), Likeness::Same);
    assert_eq!(verdict("Weikenuo GmbH", "合肥维克诺有限公司"), Likeness::None);
    assert_eq!(verdict("Weikenuo Shanghai", "Shikenu Shanghai"), Likeness::None, "a word is met whole or not at all");
}

#[test]
fn two_firms_of_one_name_in_two_cities_are_looked_at() {
    let one = firm("维克诺液压有限公司", HEFEI, None);
    let other = firm("维克诺液压有限公司", 320_500, None);
    let found = matcher(&[]).judge(&one, &other);
    assert_eq!((found.verdict, found.why().as_str()), (Likeness::Review, "名称相同（维克诺液压有限公司）；地区不同"));
    assert_ne!(verdict("合肥维克诺液压有限公司", "苏州维克诺液压有限公司"), Likeness::Same);
    assert_ne!(verdict("维克诺(合肥)液压有限公司", "维克诺(苏州)液压有限公司"), Likeness::Same);
}

#[test]
fn sisters_of_a_brand_are_never_the_same() {
    for (one, other) in [
        ("合肥维克诺机床一厂", "合肥维克诺机床二厂"),
        ("合肥维克诺机床有限公司", "合肥维克诺机床一厂"),
        ("维克诺控股有限公司", "维克诺股份有限公司"),
        ("维克诺集团有限公司", "维克诺股份有限公司"),
        ("维克诺液压有限公司", "维克诺液压有限公司合肥分公司"),
        ("合肥维克诺机床有限公司", "合肥维克诺食品有限公司"),
        ("合肥维克诺第三建设公司", "合肥维克诺第四建设公司"),
    ] {
        let found = judged(one, other);
        assert_ne!(found.verdict, Likeness::Same, "{one} {other}: {}", found.why());
        assert!(found.reasons.iter().any(NameGround::is_against), "{one} {other}: {}", found.why());
    }
}

#[test]
fn a_former_name_that_another_bears_now_is_looked_at() {
    let mut matcher = matcher(&[]);
    let old = "合肥维克诺液压有限公司".to_owned();
    matcher.add(1, &KnownAs { former: vec![old.clone()], ..KnownAs::named("合肥示新流体有限公司") });
    let alone = matcher.candidates(&KnownAs::named(&old));
    assert_eq!((alone[0].id, alone[0].judged.verdict), (1, Likeness::Same), "{}", alone[0].judged.why());
    matcher.add(2, &KnownAs::named(&old));
    let found = matcher.candidates(&KnownAs::named(&old));
    let told: Vec<_> = found.iter().map(|one| (one.id, one.judged.verdict)).collect();
    assert_eq!(told.len(), 2);
    assert!(told.iter().all(|(_, verdict)| *verdict == Likeness::Review), "{told:?}");
}

#[test]
fn codes_decide_only_where_names_do_not_speak_against_them() {
    let (a, b) = ("91350100M000100Y43", "91110000101623741K");
    let name = "合肥维克诺液压有限公司";
    let judge = |one: KnownAs, other: KnownAs| matcher(&[]).judge(&one, &other);
    assert_eq!(judge(firm(name, HEFEI, Some(a)), firm(name, HEFEI, Some(b))).verdict, Likeness::Review, "two codes");
    assert_eq!(judge(firm(name, HEFEI, Some(a)), firm("维克诺", HEFEI, Some(a))).verdict, Likeness::Same);
    let shared = judge(firm(name, HEFEI, Some(a)), firm("芜湖示光钢铁厂", 340_200, Some(a)));
    assert_eq!(shared.verdict, Likeness::Review, "{}", shared.why());
    assert!(shared.reasons.contains(&NameGround::NamesUnlike));
    for no_code in ["91350100M000100Y44", "513000000000000000"] {
        assert_eq!(firm(name, HEFEI, Some(no_code)).credit_code, None, "a wrong check digit is no code");
    }
}

#[test]
fn a_short_name_that_two_firms_may_bear_is_looked_at_with_both() {
    let matcher = matcher(&["合肥纵维通信股份有限公司", "成都纵维航空股份有限公司", "芜湖示例厂"]);
    let found = matcher.candidates(&KnownAs::named("纵维股份"));
    let told: Vec<_> =
        found.iter().filter(|one| one.judged.verdict != Likeness::None).map(|one| one.judged.verdict).collect();
    assert_eq!(told, [Likeness::Review, Likeness::Review]);
}

#[test]
fn what_77_firms_share_is_compared_with_the_same_50_in_any_order() {
    let code = "91350100M000100Y43";
    let firms = |ids: &mut dyn Iterator<Item = u64>| {
        let mut matcher = matcher(&[]);
        ids.for_each(|id| {
            let one = firm("合肥维克诺液压有限公司", HEFEI, Some(code));
            matcher.add(id, &KnownAs { stock_code: Some("SZ 300001".to_owned()), ..one });
        });
        matcher.candidates(&firm("维克诺", HEFEI, Some(code)))
    };
    let found = firms(&mut (0..77));
    assert_eq!(found, firms(&mut (0..77).rev()));
    assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), (0..50).collect::<Vec<_>>());
    assert!(found.iter().all(|one| one.judged.verdict == Likeness::Review), "{:?}", found[0]);
}

#[test]
fn a_firm_of_a_thousand_names_is_found_by_the_first_and_answered() {
    let many = |name: &str| KnownAs {
        aliases: (0..1000).map(|n| format!("{name}液压{n}")).collect(),
        former: vec!["维克诺".repeat(3334)],
        ..KnownAs::named(name)
    };
    let mut matcher = matcher(&["合肥示光科技有限公司"]);
    matcher.add(7, &many("合肥维克诺有限公司"));
    let found = matcher.candidates(&many("合肥维克诺有限公司"));
    assert_eq!((found[0].id, found[0].judged.verdict), (7, Likeness::Same), "{}", found[0].judged.why());
}

#[test]
fn weights_are_read_with_every_feature_once() {
    let text = include_str!("../../presets/names.toml");
    assert!(Weights::read(text).is_ok());
    let error = |text: &str| Weights::read(text).map(|_| ()).unwrap_err().to_string();
    assert!(error(&text.replace("covered =", "coverd =")).contains("`covered`"));
    assert!(error(&format!("{text}\nother = [1.0, 1.0]\n")).contains("`other`"));
}

/// A firm of few letters and few codes, so that many share them.
fn any_firm() -> impl Strategy<Value = KnownAs> {
    let name = || "[合肥维克诺科技]{2,6}(公司|股份|厂)?";
    let names = || proptest::collection::vec(name(), 0..3);
    let code = proptest::option::of(proptest::sample::select(vec!["91350100M000100Y43", "91110000101623741K"]));
    let firm = (name(), names(), names(), code, proptest::option::of("[12]"), proptest::bool::ANY);
    firm.prop_map(|(name, aliases, former, code, stock_code, placed)| KnownAs {
        aliases,
        former,
        credit_code: code.and_then(|code| code.parse().ok()),
        stock_code,
        adcode: HEFEI.try_into().ok().filter(|_| placed),
        ..KnownAs::named(&name)
    })
}

proptest::proptest! {
    #[test]
    fn a_brand_is_its_own_brand(name in "(合肥|安徽|东方)?(市)?[维克华一]{0,3}(科技|电子|厂|集团|\\(厦门\\))?(有限公司|股份|厂)?(合肥分公司)?") {
        let once = peeled(&name);
        proptest::prop_assert_eq!(&peeled(&once.brand).brand, &once.brand);
        proptest::prop_assert_eq!(peeled(&once.whole), once);
    }

    #[test]
    fn judging_does_not_depend_on_who_is_first(one in "[合肥维克诺科技公司集团厂一]{0,8}", other in "[合肥维克诺科技公司集团厂二]{0,8}") {
        let (a, b) = (judged(&one, &other), judged(&other, &one));
        proptest::prop_assert_eq!(a.verdict, b.verdict);
        proptest::prop_assert!((a.score - b.score).abs() < 1e-9);
    }

    #[test]
    fn names_of_a_firm_have_no_order(firm in any_firm(), other in any_firm()) {
        let turned = |mut firm: KnownAs| {
            firm.aliases.reverse();
            firm.former.reverse();
            firm
        };
        let matcher = matcher(&["合肥维克诺科技公司"]);
        proptest::prop_assert_eq!(matcher.judge(&firm, &other), matcher.judge(&turned(firm), &turned(other)));
    }

    #[test]
    fn any_text_is_judged(one in ".{0,40}", other in ".{0,40}") {
        let found = judged(&one, &other);
        proptest::prop_assert!((0.0..=1.0).contains(&found.score));
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]

    #[test]
    fn candidates_do_not_depend_on_order(firms in proptest::collection::vec(any_firm(), 1..70), query in any_firm(), by in 1..70_usize) {
        let numbered: Vec<(u64, &KnownAs)> = (1..).zip(&firms).collect();
        let told = |turned: &mut dyn Iterator<Item = &(u64, &KnownAs)>| {
            let mut matcher = matcher(&[]);
            turned.for_each(|(id, firm)| matcher.add(*id, firm));
            matcher.candidates(&query)
        };
        let forwards = told(&mut numbered.iter());
        proptest::prop_assert_eq!(&forwards, &told(&mut numbered.iter().rev()));
        let by = by % numbered.len();
        proptest::prop_assert_eq!(&forwards, &told(&mut numbered[by..].iter().chain(&numbered[..by])));
    }

    #[test]
    fn two_matchers_find_together_what_one_of_all_firms_finds(
        firms in proptest::collection::vec(any_firm(), 2..40), query in any_firm(), part in 1..40_usize,
    ) {
        let numbered = || (0_u64..).zip(&firms);
        let of = |keep: &dyn Fn(u64) -> bool| {
            let mut matcher = matcher(&[]);
            numbered().filter(|(id, _)| keep(*id)).for_each(|(id, firm)| matcher.add(id, firm));
            matcher
        };
        let part = part as u64;
        let (whole, one, other) = (of(&|_| true), of(&|id| id < part), of(&|id| id >= part));
        let scores = |found: Vec<Lookalike>| -> BTreeMap<u64, String> {
            found.into_iter().map(|one| (one.id, format!("{:.9}", one.judged.score))).collect()
        };
        let together = Matchers([&one, &other]).alike(&query).into_iter().flatten().collect();
        proptest::prop_assert_eq!(scores(together), scores(whole.alike(&query)));
    }

    #[test]
    fn firms_that_were_taken_out_leave_no_trace(
        firms in proptest::collection::vec(any_firm(), 1..70),
        gone in proptest::collection::vec(proptest::bool::ANY, 70),
        query in any_firm(),
    ) {
        let gone = |id: u64| gone[id as usize % 70];
        let numbered = || (0..).zip(&firms);
        let (mut all, mut never) = (matcher(&[]), matcher(&[]));
        numbered().for_each(|(id, firm)| all.add(id, firm));
        all.remove(gone);
        numbered().filter(|(id, _)| !gone(*id)).for_each(|(id, firm)| never.add(id, firm));
        proptest::prop_assert_eq!((all.len(), all.candidates(&query)), (never.len(), never.candidates(&query)));
        numbered().filter(|(id, _)| gone(*id)).for_each(|(id, firm)| all.add(id, firm));
        let mut whole = matcher(&[]);
        numbered().for_each(|(id, firm)| whole.add(id, firm));
        proptest::prop_assert_eq!(all.candidates(&query), whole.candidates(&query));
    }
}
