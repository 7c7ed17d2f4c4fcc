//! What docs/commands.md shows can be typed as it stands, where the sample has what it speaks of.

use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "cli_examples": what_the_list_of_commands_shows_can_be_typed);
}

/// How examples begin that speak of files, days and servers of the reader's own.
const OF_THE_READER: [&str; 10] = [
    "import",
    "mapping",
    "match",
    "evidence",
    "packet",
    "merge",
    "publish",
    "serve",
    "user",
    "gaps --chain 集成电路 --known-at",
];

fn what_the_list_of_commands_shows_can_be_typed() {
    let city = City::sample();
    let list = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/commands.md")).unwrap();
    let shown = list.lines().filter_map(|line| line.strip_prefix("liantu ")?.split("   #").next());
    let own = |shown: &&str| !OF_THE_READER.iter().any(|begin| shown.starts_with(begin));
    let mut typed = 0;
    for shown in shown.filter(own) {
        let words = shown.split('>').next().unwrap_or_default().split_whitespace();
        let words: Vec<String> = words.map(|word| word.trim_matches('"').to_owned()).collect();
        let told = city.command(&words).current_dir(city.folder()).output().expect("the program runs");
        assert!(told.status.success(), "liantu {shown}: {}", String::from_utf8_lossy(&told.stderr));
        typed += 1;
    }
    assert!(typed > 20, "{typed}");
}
