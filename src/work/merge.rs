//! The three-way merge of one field: as issued, as returned, as it is now.

/// What a returned text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merged {
    /// The receiver left it alone.
    Untouched,
    /// The receiver changed it and nobody else did.
    Applied,
    /// It says already what the receiver wrote.
    Already,
    /// Both changed it, differently.
    Conflict,
}

/// Merges one field.
pub fn merged(issued: &str, returned: &str, now: &str) -> Merged {
    match (returned == issued, returned == now, now == issued) {
        (true, ..) => Merged::Untouched,
        (_, true, _) => Merged::Already,
        (_, _, true) => Merged::Applied,
        _ => Merged::Conflict,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_has_its_name() {
        assert_eq!(merged("甲", "甲", "乙"), Merged::Untouched);
        assert_eq!(merged("甲", "乙", "甲"), Merged::Applied);
        assert_eq!(merged("甲", "乙", "乙"), Merged::Already);
        assert_eq!(merged("甲", "乙", "丙"), Merged::Conflict);
    }
}
