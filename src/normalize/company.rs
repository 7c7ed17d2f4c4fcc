//! Legal names of enterprises.

/// Endings that tell an organisation's full legal name from a short name.
const ORGANISATION_FORMS: &[&str] = &[
    "公司",
    "集团",
    "厂",
    "研究院",
    "研究所",
    "设计院",
    "合作社",
    "合伙企业",
    "(有限合伙)",
    "(普通合伙)",
    "(特殊普通合伙)",
];

/// Whether a folded name ends in an organisation form, so that it may identify a firm by itself.
pub fn is_full_legal_name(folded: &str) -> bool {
    ORGANISATION_FORMS.iter().any(|form| folded.len() > form.len() && folded.ends_with(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_no_legal_names() {
        assert!(is_full_legal_name("合肥晶合集成电路股份有限公司"));
        assert!(is_full_legal_name("安徽江淮汽车集团"));
        assert!(!is_full_legal_name("京东方"));
        assert!(!is_full_legal_name("公司"));
        assert!(!is_full_legal_name("示例工作室"));
    }
}
