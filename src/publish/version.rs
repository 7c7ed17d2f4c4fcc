//! Which servers the queries are written for.

use super::{PublishError, Result};

/// The oldest major version.
const OLDEST: u32 = 5;

/// Refuses a server whose reported version is too old, or none at all.
pub fn check(reported: &str) -> Result<()> {
    let major = reported.split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= OLDEST => Ok(()),
        _ => Err(PublishError::Server(format!("Neo4j {reported}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_before_five_are_refused_by_their_version() {
        for (reported, fine) in
            [("5.26.30", true), ("2025.10.1", true), ("4.4.41", false), ("3.5.0", false), ("", false)]
        {
            assert_eq!(check(reported).is_ok(), fine, "{reported}");
        }
        assert_eq!(check("4.4.41"), Err(PublishError::Server("Neo4j 4.4.41".into())));
    }
}
