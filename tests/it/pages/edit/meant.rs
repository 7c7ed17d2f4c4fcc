//! A firm that is typed in a form: any whole name of its own means it, and whom else a text may mean is told to choose from.

use super::{between, changed, journal, post};
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "meant": any_name_of_its_own_means_a_firm, who_may_be_meant_is_told_to_choose_from);
}

const CXMT: &str = "/enterprise?id=cxmt";

fn supply(customer: &str) -> [(&'static str, &str); 4] {
    [("form", "supply"), ("supplier", "cxmt"), ("customer", customer), ("ground", "走访")]
}

fn any_name_of_its_own_means_a_firm() {
    let (_city, server) = City::sample().served();
    for (typed, id) in [("江淮汽车", "jac"), ("江淮大众", "vw-anhui"), ("002460", "ganfeng"), ("赣锋锂业", "ganfeng")]
    {
        let found = server.json(&format!(
            "/api/v1/find?text={}",
            url::form_urlencoded::byte_serialize(typed.as_bytes()).collect::<String>()
        ));
        assert_eq!(found["enterprises"][0]["enterprise"], id, "{typed}: {found}");
    }
    for typed in ["江淮汽车", "江淮大众汽车有限公司", "赣锋锂业"] {
        let (_, page) = changed(&server, CXMT, &supply(typed));
        assert!(page.contains("已记下：") && page.contains(typed), "{typed}: {page}");
    }
    let answer = post(&server, "/chains/ic/list/add", &[("enterprise", "上海微电子")]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let list = server.json("/api/v1/list?chain=ic").to_string();
    assert!(list.contains("\"smee\""), "{list}");
}

fn who_may_be_meant_is_told_to_choose_from() {
    let (_city, server) = City::sample().served();
    let number = journal(&server);
    let answer = post(&server, CXMT, &supply("江淮"));
    assert_eq!(answer.status, 400, "{}", answer.body);
    let form = between(&answer.body, "id=\"edit\"", "</form>");
    assert!(
        form.contains("value=\"江淮\"") && form.contains("type=\"radio\" name=\"customer\" value=\"jac\""),
        "{form}"
    );
    assert_eq!(journal(&server), number, "nothing was written");
    // What is clicked stands before what was typed.
    let chosen = [&[("customer", "jac")][..], &supply("江淮")].concat();
    let (_, page) = changed(&server, CXMT, &chosen);
    assert!(page.contains("已记下："), "{page}");
    let nobody = post(&server, CXMT, &supply("查无此企"));
    assert!(nobody.status == 400 && nobody.body.contains("查无此企"), "{}", nobody.body);
}
