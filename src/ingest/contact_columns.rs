//! Which headers are of whom to call: what must not stand outside contacts.

/// How people head the columns of whom to call.
const WORDS: &[&str] = &[
    "联系人",
    "联系电话",
    "联系方式",
    "联系手机",
    "电话",
    "电话号码",
    "手机",
    "手机号",
    "手机号码",
    "移动电话",
    "固定电话",
    "座机",
    "微信",
    "微信号",
    "QQ",
    "邮箱",
    "电子邮箱",
    "电子邮件",
    "phone",
    "mobile",
    "tel",
    "telephone",
    "email",
    "e-mail",
    "wechat",
];

/// How such headers end that say whose: `联系人电话`, `负责人手机号`, `董秘邮箱`.
const ENDS: &[&str] = &["电话", "电话号码", "手机", "手机号", "手机号码", "微信", "微信号", "邮箱", "座机", "联系方式"];

/// Whether a header is of whom to call, also as one of several names: `联系方式/微信`, `联系人/电话`.
pub fn is_contact(header: &str) -> bool {
    let word = |name: &str| {
        let name = name.trim();
        WORDS.iter().any(|word| word.eq_ignore_ascii_case(name)) || ENDS.iter().any(|end| name.ends_with(end))
    };
    word(header) || header.split(['/', '、', '及', '和', '(', ')']).any(word)
}
