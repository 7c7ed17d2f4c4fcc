//! What pages weigh: office networks are slow, so none of a full city is heavier than 150 KB, the font apart.

use crate::support::{City, Facts, Server};

pub fn facts(facts: &mut Facts) {
    facts.add("weights::no_page_of_a_full_chain_is_heavy", no_page_of_a_full_chain_is_heavy);
    facts.add("weights::the_overview_of_fifty_chains_is_light", the_overview_of_fifty_chains_is_light);
}

const MOST: usize = 150_000;

/// A generated city, served.
fn city(enterprises: &str, chains: &str) -> (City, Server) {
    let city = City::new();
    let folder = city.folder().join("city");
    let options = ["generate", "--enterprises", enterprises, "--chains", chains, &folder.display().to_string()];
    city.done(&options);
    city.import(&[&folder]);
    let server = Server::of(&city);
    (city, server)
}

fn assert_light(server: &Server, pages: &[&str]) {
    for page in pages {
        let answer = server.get(page);
        assert_eq!(answer.status, 200, "{page}");
        assert!(answer.body.len() <= MOST, "{page} weighs {} bytes", answer.body.len());
    }
}

/// Firms in every city of the country.
fn no_page_of_a_full_chain_is_heavy() {
    let (_city, server) = city("3000", "1");
    let pages = [
        "/?home=340100",
        "/map?home=340100",
        "/map?home=340100&place=320000",
        "/api/v1/map.svg?home=340100&width=1170",
        "/chains/c1/atlas?home=340100",
        "/chains/c1/brief?home=340100",
        "/chains/c1/gaps?home=340100",
        "/chains/c1/targets?home=340100",
        "/chains/c1/funds?home=340100",
        "/chains/c1/group?home=340100",
        "/chains/c1/paths?home=340100",
        "/chains/c1/segments/c1-s01?home=340100",
        "/find?text=1",
        "/find?text=1&kind=enterprises",
        "/find/hints?text=1",
        "/chains/c1/plan?home=340100",
    ];
    assert_light(&server, &pages);
}

fn the_overview_of_fifty_chains_is_light() {
    let (_city, server) = city("500", "50");
    assert_light(&server, &["/?home=340100", "/map?home=340100", "/chains/c1/funds?home=340100"]);
}
