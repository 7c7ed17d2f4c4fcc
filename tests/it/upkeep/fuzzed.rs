//! What nobody thought of, asked of every operation by Schemathesis as three roles: no answer is a fault of ours, and none has
//! a status that the OpenAPI document does not tell.

use std::process::Command;

use crate::accounts::visit::{Visit, add, first};
use crate::house::openapi::sample;
use crate::support::{Facts, Need, find_program};

pub fn facts(facts: &mut Facts) {
    let name = "fuzzed::no_role_gets_a_fault_of_ours_or_a_status_that_is_not_told";
    facts.add_needing(Need::Schemathesis, name, no_role_gets_a_fault_of_ours_or_a_status_that_is_not_told);
}

/// Each with its grant.
const ROLES: [(&str, &str); 3] = [("leader", "leader:ic"), ("clerk", "clerk"), ("auditor", "auditor")];
/// So many seconds each: with what is around them, all stay within five minutes.
const SECONDS: &str = "80";
/// Operations that are asked at least.
const OPERATIONS: usize = 100;

fn no_role_gets_a_fault_of_ours_or_a_status_that_is_not_told() {
    let city = sample();
    first(&city);
    ROLES.iter().for_each(|(login, grant)| add(&city, login, &[grant]));
    let (city, server) = city.served();
    for (login, _) in ROLES {
        let (name, value) = Visit::as_user(&server, login).cookie.unwrap();
        let own = server.address;
        let mut command = Command::new(find_program(&["schemathesis"]).unwrap());
        command.current_dir(city.temporary()).arg("run").arg(format!("http://{own}/api/v1/openapi.json"));
        command.args(["--checks", "not_a_server_error,status_code_conformance", "--phases", "coverage,fuzzing"]);
        command.args(["--max-time", SECONDS, "--seed", "1", "--generation-database", "none", "--no-color"]);
        command.args(["--header", &format!("Cookie: {name}={value}"), "--header", &format!("Origin: http://{own}")]);
        let done = command.output().unwrap();
        let told = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(done.status.success(), "{login}: {told}");
        let tested = told.lines().find_map(|line| line.trim().strip_prefix("Tested:")).unwrap_or_default();
        assert!(tested.trim().parse::<usize>().is_ok_and(|tested| tested >= OPERATIONS), "{login}: {told}");
    }
    city.digest();
}
