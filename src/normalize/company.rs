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

/// Endings that say only the legal form, longest first.
const LEGAL_FORMS: &[&str] = &[
    "集团股份有限公司",
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "(集团)有限公司",
    "（集团）有限公司",
    "有限公司",
];

/// Whether a folded name ends in an organisation form, so that it may identify a firm by itself.
pub fn is_full_legal_name(folded: &str) -> bool {
    ORGANISATION_FORMS.iter().any(|form| folded.len() > form.len() && folded.ends_with(form))
}

/// A name without the ending that says only its legal form, unless hardly anything would be left.
pub fn without_form(name: &str) -> &str {
    let plain = LEGAL_FORMS.iter().find_map(|form| name.strip_suffix(form)).unwrap_or(name);
    if plain.chars().count() < 2 { name } else { plain }
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
