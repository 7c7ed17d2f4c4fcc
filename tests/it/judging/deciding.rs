//! Saying of firms whether they are one: what it does, who may, and that undoing gives back what was there.

use liantu::app::judging::{DuplicatesQuestion, JudgeAsked, JudgeDone, ProposalAsked, UnmergeAsked};
use liantu::app::{AppError, Desk, ErrorKind};
use liantu::model::JudgedAs;

use crate::claims::{FIRST, Town, takes};
use crate::support::{Facts, Sheet, add, block_on, folder, load, picture};

pub fn facts(facts: &mut Facts) {
    add!(facts, "judging": two_firms_that_are_one_are_found_by_both_ids_and_undoing_gives_back_all,
        a_code_in_common_is_outranked_by_people, taking_a_record_out_ends_what_joined_it,
        saying_the_same_turns_round_what_was_different, what_is_brought_in_again_leaves_what_people_said,
        joining_two_claimed_firms_asks_which_claim_stays, what_one_may_not_decide_is_proposed,
        what_cannot_be_judged_says_why, what_was_said_stands_in_the_history_of_the_firm);
}

/// What somebody says of two firms.
pub fn said(one: &str, other: &str, said: JudgedAs) -> JudgeAsked {
    JudgeAsked { said, one: one.into(), other: other.into(), reason: String::new(), claim: None, who: None }
}

/// Says of two firms whether they are one.
pub async fn judged(desk: &Desk, one: &str, other: &str, what: JudgedAs) -> Result<JudgeDone, AppError> {
    desk.judge(&said(one, other, what)).await
}

async fn machine(town: &Town) -> Desk {
    town.machine(FIRST).await
}

/// The id of the firm that goes by an id now.
async fn firm(town: &Town, id: &str) -> String {
    let found = machine(town).await.taken(id).await.unwrap();
    found.enterprise.unwrap()
}

/// Brings in firms: id, name, credit code, source.
pub async fn brings<T: ToString>(town: &Town, rows: &[[T; 4]]) {
    let rows = rows.iter().map(|row| row.iter().map(T::to_string).collect()).collect();
    let sheet = Sheet { rows, ..Sheet::new("enterprises", &["enterprise", "name", "credit_code", "source"]) };
    load(&town.store, &[folder(&[sheet]).path()], liantu::app::intake::import::OnError::Abort).await;
}

const CODE: &str = "91350100M000100Y43";

fn two_firms_that_are_one_are_found_by_both_ids_and_undoing_gives_back_all() {
    block_on(async {
        let town = Town::new(2).await;
        let before = picture::of(&town.store).await;
        let done = judged(&machine(&town).await, "e4", "示例2号有限公司", JudgedAs::Same).await.unwrap();
        assert_eq!(done.told, ["「示例4号有限公司」和「示例2号有限公司」现在是一家；两边的编号都还查得到"]);
        assert_eq!((done.proposed, done.enterprise.as_str()), (false, "e2"));
        assert_eq!([firm(&town, "e2").await, firm(&town, "e4").await], ["e2", "e2"]);
        for record in ["e2", "e4"] {
            let (_, entry) = machine(&town).await.store_desk().list_entry("c1", record).await.unwrap();
            assert_eq!((entry.enterprise.as_str(), entry.record.as_str()), ("e2", record), "work stays on its record");
        }
        brings(&town, &[["e9", "示例9号有限公司", "", "乙"]]).await;
        machine(&town).await.judgement_undo(done.number.unwrap()).await.unwrap();
        let after = picture::of(&town.store).await;
        let of_before = |line: &&String| !line.contains("e9");
        assert_eq!(after.lines.iter().filter(of_before).collect::<Vec<_>>(), before.lines.iter().collect::<Vec<_>>());
        assert_eq!(town.problems().await, Vec::<String>::new());
    });
}

fn a_code_in_common_is_outranked_by_people() {
    block_on(async {
        let town = Town::new(2).await;
        brings(&town, &[["x1", "甲", CODE, "a"], ["x2", "乙", CODE, "b"], ["x3", "丙", CODE, "c"]]).await;
        assert_eq!([firm(&town, "x2").await, firm(&town, "x3").await], ["x1", "x1"]);
        let done = judged(&machine(&town).await, "x1", "x2", JudgedAs::Different).await.unwrap();
        let told = ["「甲」和「乙」分开了，以后也不会自动并到一起", "原来一家的「丙」哪边都像，先分开了，请再判断"];
        assert_eq!(done.told, told);
        assert_eq!([firm(&town, "x2").await, firm(&town, "x3").await], ["x2", "x3"]);
        judged(&machine(&town).await, "x3", "x2", JudgedAs::Same).await.unwrap();
        assert_eq!([firm(&town, "x2").await, firm(&town, "x3").await], ["x2", "x2"]);
        let done = judged(&machine(&town).await, "x1", "x3", JudgedAs::Unsure).await.unwrap();
        assert_eq!(done.told, ["已记下「甲」和「丙」说不准，现在怎样还怎样"]);
        assert_eq!(firm(&town, "x1").await, "x1");
        assert_eq!(town.problems().await, Vec::<String>::new());
    });
}

fn taking_a_record_out_ends_what_joined_it() {
    block_on(async {
        let town = Town::new(2).await;
        brings(&town, &[["x1", "甲", CODE, "a"], ["x2", "乙", CODE, "b"], ["x3", "丙", "", "c"]]).await;
        judged(&machine(&town).await, "x2", "x3", JudgedAs::Same).await.unwrap();
        let before = picture::of(&town.store).await;
        let asked = UnmergeAsked { records: vec!["x2".into()], ..UnmergeAsked::default() };
        let done = machine(&town).await.unmerge(&asked).await.unwrap();
        let by_code = "信用代码、股票代码或全称相同的 1 对已判为不是一家，以后也不会自动并到一起";
        assert_eq!(done.told, ["取出了「乙」", "收回 1 个“同一家”的判断", by_code]);
        assert_eq!([firm(&town, "x1").await, firm(&town, "x2").await, firm(&town, "x3").await], ["x1", "x2", "x3"]);
        machine(&town).await.judgement_undo(done.number.unwrap()).await.unwrap();
        assert_eq!(picture::of(&town.store).await, before);
        let all = UnmergeAsked { records: ["x1", "x2", "x3"].map(str::to_owned).into(), ..UnmergeAsked::default() };
        let refused = machine(&town).await.unmerge(&all).await.unwrap_err().to_string();
        assert!(refused.contains("取出后什么都不剩"), "{refused}");
        let two = UnmergeAsked { records: vec!["x1".into(), "e1".into()], ..UnmergeAsked::default() };
        let refused = machine(&town).await.unmerge(&two).await.unwrap_err().to_string();
        assert_eq!(refused, "x1 和 e1 不是同一家企业的记录；请分几次取出");
    });
}

fn saying_the_same_turns_round_what_was_different() {
    block_on(async {
        let town = Town::new(2).await;
        let desk = machine(&town).await;
        judged(&desk, "e1", "e2", JudgedAs::Different).await.unwrap();
        judged(&desk, "e2", "e3", JudgedAs::Same).await.unwrap();
        let before = picture::of(&town.store).await;
        let done = judged(&machine(&town).await, "e1", "e3", JudgedAs::Same).await.unwrap();
        assert!(done.told.contains(&"以前的 1 个“不是一家”改过来了".to_owned()), "{:?}", done.told);
        assert_eq!([firm(&town, "e2").await, firm(&town, "e3").await], ["e1", "e1"]);
        machine(&town).await.judgement_undo(done.number.unwrap()).await.unwrap();
        assert_eq!(picture::of(&town.store).await, before);
        let again = judged(&machine(&town).await, "e1", "e2", JudgedAs::Different).await.unwrap();
        assert_eq!((again.number, again.told), (None, vec!["已经判为不是一家，没有改动".to_owned()]));
        let error = machine(&town).await.judgement_undo(done.number.unwrap()).await.unwrap_err().to_string();
        assert!(error.contains("撤销过"), "{error}");
    });
}

fn what_is_brought_in_again_leaves_what_people_said() {
    block_on(async {
        let town = Town::new(2).await;
        let rows = [["x1", "甲", CODE, "a"], ["x2", "乙", CODE, "b"], ["x3", "丙", "", "c"]];
        brings(&town, &rows).await;
        let desk = machine(&town).await;
        judged(&desk, "x1", "x2", JudgedAs::Different).await.unwrap();
        judged(&desk, "x2", "x3", JudgedAs::Same).await.unwrap();
        brings(&town, &rows).await;
        brings(&town, &[["x2", "乙改名", CODE, "b"], ["x3", "丙改名", CODE, "c"]]).await;
        assert_eq!([firm(&town, "x1").await, firm(&town, "x2").await, firm(&town, "x3").await], ["x1", "x2", "x2"]);
    });
}

fn joining_two_claimed_firms_asks_which_claim_stays() {
    block_on(async {
        let town = Town::new(2).await;
        takes(&town.of(FIRST, "q1").await, "e1").await;
        takes(&town.of(FIRST, "q2").await, "e2").await;
        let before = picture::of(&town.store).await;
        let refused = judged(&machine(&town).await, "e1", "e2", JudgedAs::Same).await.unwrap_err().to_string();
        assert!(refused.ends_with("判为同一家只能留一个认领，请选留哪支招商队的"), "{refused}");
        assert_eq!(picture::of(&town.store).await, before, "nothing is written");
        let asked = |claim: &str| JudgeAsked { claim: Some(claim.into()), ..said("e1", "e2", JudgedAs::Same) };
        let refused = machine(&town).await.judge(&asked("q0")).await.unwrap_err().to_string();
        assert!(refused.ends_with("只能留这两支中的一支"), "{refused}");
        let done = machine(&town).await.judge(&asked("示例第2队")).await.unwrap();
        assert_eq!(done.told[1], "认领留给示例第2队，示例第1队的让出；撤销合并时两个都回来");
        let has = |firm: &'static str| async { town.has(FIRST, firm).await.map(|(squad, _)| squad) };
        assert_eq!((has("e1").await, has("e2").await), (Some("q2".into()), Some("q2".into())));
        machine(&town).await.judgement_undo(done.number.unwrap()).await.unwrap();
        assert_eq!((has("e1").await, has("e2").await), (Some("q1".into()), Some("q2".into())));
        machine(&town).await.judge(&asked("q1")).await.unwrap();
        assert_eq!(has("e2").await, Some("q1".into()));
        let out = UnmergeAsked { records: vec!["e2".into()], ..UnmergeAsked::default() };
        let done = machine(&town).await.unmerge(&out).await.unwrap();
        assert_eq!(done.told.last().unwrap(), "合并时让出的认领回来了");
        assert_eq!((has("e1").await, has("e2").await), (Some("q1".into()), Some("q2".into())));
    });
}

fn what_one_may_not_decide_is_proposed() {
    block_on(async {
        let town = Town::new(2).await;
        let member = || town.person(FIRST, "m", &["member:c1"]);
        let before = picture::of(&town.store).await;
        // e5 is on the list of c2, too.
        let done = judged(&member().await, "e1", "e5", JudgedAs::Same).await.unwrap();
        assert!(done.proposed && done.told[0].contains("已记为提议"), "{:?}", done.told);
        assert_eq!(picture::of(&town.store).await, before);
        let proposals =
            |desk: Desk| async move { desk.duplicates(&DuplicatesQuestion::default()).await.unwrap().proposals };
        let own: Vec<bool> = proposals(member().await).await.iter().map(|line| line.may_judge).collect();
        assert_eq!(own, [false], "who proposed it sees it and does not decide");
        let other = town.person(FIRST, "n", &["member:c1"]).await;
        assert!(proposals(other).await.is_empty());
        let both = || town.person(FIRST, "b", &["member:c1", "member:c2"]);
        assert!(proposals(both().await).await[0].may_judge);
        let pair = ProposalAsked { one: "e5".into(), other: "e1".into(), who: None };
        let refused = member().await.proposal_refuse(&pair).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Forbidden);
        both().await.proposal_refuse(&pair).await.unwrap();
        assert!(proposals(both().await).await.is_empty());
        judged(&member().await, "e1", "e5", JudgedAs::Same).await.unwrap();
        judged(&both().await, "e1", "e5", JudgedAs::Same).await.unwrap();
        assert!(proposals(both().await).await.is_empty());
        assert_eq!(firm(&town, "e5").await, "e1");
        let number = town.store.journal().await.unwrap().0;
        let refused = member().await.judgement_undo(number).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Forbidden);
        let own = judged(&member().await, "e3", "e4", JudgedAs::Same).await.unwrap();
        assert!(!own.proposed);
        for grant in ["recruiter:q1", "captain:q1", "leader:c1", "dispatcher", "auditor"] {
            let desk = town.person(FIRST, "x", &[grant]).await;
            let refused = judged(&desk, "e2", "e3", JudgedAs::Same).await.unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::Forbidden, "{grant}");
        }
    });
}

fn what_cannot_be_judged_says_why() {
    block_on(async {
        let town = Town::new(2).await;
        let desk = machine(&town).await;
        let told = |one: &'static str, other: &'static str| {
            let desk = &desk;
            async move { judged(desk, one, other, JudgedAs::Same).await.unwrap_err().to_string() }
        };
        assert_eq!(told("e1", "enterprise:e1").await, "两边是同一条记录（e1），没有什么要判断");
        assert_eq!(told("", "e1").await, "没有写明是哪家企业");
        assert!(told("无此企业", "e1").await.contains("无此企业"));
        let long = JudgeAsked { reason: "长".repeat(5_001), ..said("e1", "e2", JudgedAs::Same) };
        assert!(desk.judge(&long).await.unwrap_err().to_string().contains("理由超过"));
        let line = JudgeAsked { reason: "a\u{7}b".into(), ..said("e1", "e2", JudgedAs::Same) };
        assert_eq!(desk.judge(&line).await.unwrap_err().to_string(), "理由含有控制字符 U+0007");
        assert_eq!(desk.judgement_undo(1).await.unwrap_err().kind(), ErrorKind::NotFound, "an import is no judgement");
    });
}

fn what_was_said_stands_in_the_history_of_the_firm() {
    block_on(async {
        let town = Town::new(2).await;
        let asked = JudgeAsked { reason: "同一个电话".into(), ..said("e1", "e2", JudgedAs::Same) };
        let number = machine(&town).await.judge(&asked).await.unwrap().number.unwrap();
        let history = machine(&town).await.told_history("e2").await.unwrap();
        let text = history.table.csv();
        assert!(text.contains("同名判断：同一家") && text.contains("理由：同一个电话"), "{text}");
        machine(&town).await.store_desk().undo(&number.to_string()).await.unwrap();
        assert_eq!([firm(&town, "e1").await, firm(&town, "e2").await], ["e1", "e2"]);
    });
}
