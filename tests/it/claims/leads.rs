//! 新线索: a squad reports a firm nobody has listed.

use liantu::app::Question;
use liantu::app::claims::NewLead;
use liantu::model::EntryField::Squad;

use super::town::{FIRST, Town, claim, takes};
use crate::support::{Facts, add, block_on};

pub fn facts(facts: &mut Facts) {
    add!(facts, "claims": a_lead_comes_onto_the_list_for_the_group_to_see_and_its_squad_may_claim_it,
        a_lead_of_a_known_firm_overrides_nothing, a_lead_that_cannot_be_says_why);
}

fn lead(chain: &str, name: &str) -> NewLead {
    NewLead {
        chain: chain.into(),
        name: name.into(),
        place: "上海".into(),
        note: "展会上遇到".into(),
        ..NewLead::default()
    }
}

fn a_lead_comes_onto_the_list_for_the_group_to_see_and_its_squad_may_claim_it() {
    block_on(async {
        let town = Town::new(2).await;
        let name = "示例新材料有限公司";
        town.of(FIRST, "q1").await.new_lead(&lead("一链", name)).await.unwrap();
        let group = town.person(FIRST, "m", &["member:c1"]).await;
        let sections = group.waiting_today().await.unwrap();
        let told = sections.iter().find(|section| section.section == "leads").unwrap();
        assert_eq!(told.lines[0].text, format!("{name}（示例第1队报来）：看过后派发或放弃"));
        let facts = serde_json::to_value(group.enterprise(name, &Question::default()).await.unwrap()).unwrap();
        assert!(facts.to_string().contains("squad:q1"), "{facts}");
        takes(&town.of(FIRST, "q1").await, name).await;
        assert!(claim(&town.of(FIRST, "q2").await, name).await.is_err(), "it is given to q1");
        let told = town.of(FIRST, "q1").await.new_lead(&lead("c1", name)).await.unwrap_err().to_string();
        assert_eq!(told, format!("「{name}」已在清单上（已列入），不用再报"));
        let told = town.of(FIRST, "q2").await.new_lead(&lead("c1", name)).await.unwrap_err().to_string();
        assert_eq!(told, format!("「{name}」由示例第1队认领到2026-12-24，没有记为新线索"));
        assert_eq!(town.problems().await, Vec::<String>::new());
    });
}

fn a_lead_of_a_known_firm_overrides_nothing() {
    block_on(async {
        let town = Town::new(1).await;
        town.of(FIRST, "q0").await.new_lead(&lead("c2", "示例1号有限公司")).await.unwrap();
        let (_, entry) = town.machine(FIRST).await.store_desk().list_entry("c2", "e1").await.unwrap();
        assert_eq!((entry.name.as_str(), entry.squad.as_deref()), ("示例1号有限公司", Some("q0")));
        takes(&town.of(FIRST, "q0").await, "e1").await;
    });
}

fn a_lead_that_cannot_be_says_why() {
    block_on(async {
        let town = Town::new(2).await;
        town.says(&town.machine(FIRST).await, "e2", &[(Squad, "q1")]).await.unwrap();
        let own = town.of(FIRST, "q2").await;
        for (lead, words) in [
            (lead("c1", " "), "没有写企业名称"),
            (lead("c1", "示例1号有限公司"), "「示例1号有限公司」已在清单上（已列入），不用再报"),
            (lead("c1", "示例2号有限公司"), "「示例2号有限公司」已经有人登记，请问工作组"),
            (lead("c2", "示例新厂有限公司"), "没有产业链「c2」"),
            (NewLead { place: "没有的地方".into(), ..lead("c1", "示例新厂有限公司") }, "没有地区「没有的地方」"),
            (NewLead { squad: Some("q1".into()), ..lead("c1", "示例新厂有限公司") }, "没有这项权限：报新线索"),
        ] {
            let told = own.new_lead(&lead).await.unwrap_err().to_string();
            assert!(told.starts_with(words), "{told}");
        }
        for grant in ["clerk", "dispatcher", "auditor"] {
            let desk = town.person(FIRST, "x", &[grant]).await;
            assert!(desk.new_lead(&lead("c1", "示例新厂有限公司")).await.is_err(), "{grant}");
        }
    });
}
