//! A chain of which nobody said which city runs it: every page of it asks, and whoever may says it for good.

use super::data::posted;
use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "home": a_page_without_a_city_asks_for_one, the_city_of_a_chain_is_written_down_for_good,
        no_page_speaks_of_the_command_line);
}

/// The sample's tiny city, and a chain that has none.
fn homeless() -> (City, Server) {
    let city = City::tiny();
    let chains = city.write("chains.csv", "chain,name\nx,示例无主链\n");
    let segments = city.write("segments.csv", "segment,chain,name,stage\nx-1,x,示例一环,upstream\n");
    let members = city.write("members.csv", "enterprise,segment\ne00001,x-1\n");
    city.import(&[&chains, &segments, &members]);
    city.served()
}

fn a_page_without_a_city_asks_for_one() {
    let (_city, server) = homeless();
    for page in ["gaps", "brief", "group", "targets?flag=watch", "atlas", "funds", "plan"] {
        let answer = server.get(&format!("/chains/x/{page}"));
        assert_eq!(answer.status, 400, "{page}");
        let told = "产业链「示例无主链」没有写主管城市，请指明从哪个城市看";
        assert!(answer.body.contains(told) && !answer.body.contains("--home"), "{page}: {}", answer.body);
        let path = page.split('?').next().unwrap();
        let form = answer.body.split(&format!("action=\"/chains/x/{path}\"")).nth(1).expect("a form");
        let form = form.split("</form>").next().unwrap();
        assert!(form.contains("name=\"home\""), "{page}: {form}");
        assert_eq!(form.contains("name=\"flag\" value=\"watch\""), page.contains("flag"), "{form}");
        assert!(answer.body.contains("href=\"/chains/x/city\""), "{page}: {}", answer.body);
        let sign = if page.contains('?') { '&' } else { '?' };
        assert_eq!(server.get(&format!("/chains/x/{page}{sign}home=合肥")).status, 200, "{page}");
    }
    let answer = server.get("/map?chain=x&gap=x-1");
    assert!(
        answer.body.contains("name=\"gap\" value=\"x-1\"") && answer.body.contains("name=\"home\""),
        "{}",
        answer.body
    );
    let told = server.get("/api/v1/chains/x/gaps").body;
    assert!(told.contains("home=合肥") && told.contains("bad_request"), "a program is told, too: {told}");
}

fn the_city_of_a_chain_is_written_down_for_good() {
    let (city, server) = homeless();
    let page = server.get("/chains/x/city").body;
    let version = page.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let said = |value: &str| format!("value={value}&version={version}&reason=原来没有写&ground=专班&who=测试");
    let refused = posted(&server, "/chains/x/city", &said("火星"));
    assert!(refused.status == 400 && refused.body.contains("value=\"火星\""), "{}", refused.body);
    let done = posted(&server, "/chains/x/city", &said("合肥"));
    assert_eq!(done.status, 303, "{}", done.body);
    let page = server.get(done.header("location")).body;
    assert!(page.contains("已记下") && page.contains("合肥市"), "{page}");
    assert_eq!(server.get("/chains/x/gaps").status, 200);
    city.json(&["gaps", "--chain", "x"]);
    // A wrong one is put right where the group is.
    assert!(page.contains("href=\"/chains/x/city\""), "{page}");
    assert!(server.get("/chains/x/city").body.contains("name=\"reason\""), "then it needs a reason");
}

fn no_page_speaks_of_the_command_line() {
    let (city, server) = homeless();
    for page in
        ["/", "/chains/x/list", "/enterprise?id=e00001", "/score", "/stalled", "/chains/x/segments/x-1", "/race"]
    {
        let body = server.get(page).body;
        assert!(!body.contains("--home") && !body.contains("错误代码"), "{page}: {body}");
    }
    city.refused(&["gaps", "--chain", "x"], &["没有写主管城市", "--home 合肥"]);
}
