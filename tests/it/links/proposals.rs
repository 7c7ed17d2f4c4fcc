//! What whoever opened a link proposes, and the group that takes it in.

use super::{NOTE, journaled, made, office, opened};
use crate::accounts::visit::Visit;
use crate::support::{Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "links": what_is_proposed_is_taken_in_by_the_group, what_is_not_shown_is_not_proposed,
        what_both_changed_is_left_to_the_group, the_page_to_take_along_comes_back_like_a_list);
}

/// A field of a form of a page.
fn value(page: &str, name: &str) -> String {
    page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// Proposes something of the only target.
fn propose(guest: &mut Visit<'_>, secret: &str, pairs: &[(&str, &str)]) -> (u16, String) {
    let page = guest.get(&format!("/s/{secret}")).body;
    let (token, key) = (value(&page, "token"), value(&page, "key"));
    let pairs: Vec<(&str, &str)> = [("key", &*key)].into_iter().chain(pairs.iter().copied()).collect();
    let answer = guest.send(&format!("/s/{secret}/propose"), &token, &pairs);
    (answer.status, answer.body)
}

const BOTH: [(&str, &str); 2] = [("columns", "state"), ("columns", "note")];

fn what_is_proposed_is_taken_in_by_the_group() {
    let (city, server) = office();
    let mut member = Visit::as_user(&server, "member");
    let link = made(&mut member, &["smee"], &BOTH);
    let mut guest = opened(&server, &link.secret, "");
    let entry = || city.json(&["list", "show", "--chain", "ic"]).to_string();
    let before = entry();
    let said = [("state", "contacted"), ("note", "对方愿意见面")];
    assert_eq!(propose(&mut guest, &link.secret, &said).0, 303);
    assert!(guest.get(&format!("/s/{}?said=1", link.secret)).body.contains("记下了"));
    assert_eq!(entry(), before, "nothing is written before the group says so");
    assert!(member.get("/chains/ic/links").body.contains("提了 1 家的修改"));
    assert!(member.get("/api/v1/today").body.contains("提了1家的修改"));
    let at = format!("/chains/ic/links/{}", link.id);
    let page = member.get(&at).body;
    for word in [NOTE, "对方愿意见面", "已联系", "只有对方改了的"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    let token = member.token("/me");
    let taken = member.send(&at, &token, &[("take", "smee|备注"), ("take", "smee|状态")]);
    assert!(taken.status == 200 && taken.body.contains("已写入 2 格"), "{}", taken.body);
    let after = entry();
    assert!(after.contains("对方愿意见面") && after.contains("contacted"), "{after}");
    assert!(member.get(&at).body.contains("没有等着看的修改"));
    assert_eq!((journaled(&city, "share propose").len(), journaled(&city, "share take").len()), (1, 1));
    city.digest();
}

fn what_is_not_shown_is_not_proposed() {
    let (city, server) = office();
    let mut member = Visit::as_user(&server, "member");
    let link = made(&mut member, &["smee"], &[("columns", "state")]);
    let mut guest = opened(&server, &link.secret, "");
    for (said, told) in [
        (&[("note", "偷偷写")][..], "不收“备注”"),
        (&[], "没有写要改什么"),
        (&[("state", "没有的状态")], "没有「没有的状态」这种状态"),
        (&[("state", "signed"), ("key", "L1-abcdef012345abcdef")], "已不在给您看的清单上"),
    ] {
        let key = said.iter().find(|(name, _)| *name == "key");
        let (status, body) = match key {
            None => propose(&mut guest, &link.secret, said),
            Some(_) => {
                let token = value(&guest.get(&format!("/s/{}", link.secret)).body, "token");
                let answer = guest.send(&format!("/s/{}/propose", link.secret), &token, said);
                (answer.status, answer.body)
            }
        };
        assert!(status == 400 && (key.is_some() || body.contains(told)), "{said:?}: {status} {body}");
    }
    assert!(journaled(&city, "share propose").is_empty());
}

fn what_both_changed_is_left_to_the_group() {
    let (city, server) = office();
    let mut member = Visit::as_user(&server, "member");
    let link = made(&mut member, &["smee"], &BOTH);
    let mut guest = opened(&server, &link.secret, "");
    assert_eq!(propose(&mut guest, &link.secret, &[("note", "第一次提的")]).0, 303);
    assert_eq!(propose(&mut guest, &link.secret, &[("note", "后来改口的"), ("state", "dropped")]).0, 303);
    city.done(&["list", "set", "--chain", "ic", "smee", "--note", "组里自己写的", "--who", "测试"]);
    let at = format!("/chains/ic/links/{}", link.id);
    let page = member.get(&at).body;
    for word in ["两边都改了的", "组里自己写的", "后来改口的", "不能采用的", "放弃要写明理由"]
    {
        assert!(page.contains(word), "{word}: {page}");
    }
    assert!(!page.contains("第一次提的"), "what came later takes its place");
    let token = member.token("/me");
    let none = member.send(&at, &token, &[]);
    assert!(none.status == 200 && none.body.contains("已写入 0 格"), "{}", none.body);
    assert!(city.json(&["list", "show", "--chain", "ic"]).to_string().contains("组里自己写的"));
    assert!(member.get(&at).body.contains("没有等着看的修改"));
}

fn the_page_to_take_along_comes_back_like_a_list() {
    let (city, server) = office();
    let mut member = Visit::as_user(&server, "member");
    let link = made(&mut member, &["smee"], &BOTH);
    let guest = opened(&server, &link.secret, "");
    let page = guest.get(&format!("/s/{}/packet", link.secret)).body;
    let key = page.split("data-key=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let returned =
        serde_json::json!({ "packet": link.id, "rows": [{ "行键": key, "备注": "带回来的话" }], "leads": [] });
    let file = city.write("回填.json", returned.to_string());
    let done = city.done(&["return", file.to_str().unwrap(), "--apply", "--who", "测试"]).out();
    assert!(done.contains("带回来的话"), "{done}");
    assert!(city.json(&["list", "show", "--chain", "ic"]).to_string().contains("带回来的话"));
}
