//! Whom to call, where one cell says names and numbers together: 王经理 13800000001，张主任 0551-60000003转8.

use crate::normalize::text;

/// One of whom a cell speaks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonSaid {
    /// Blank where the cell says only a number.
    pub name: String,
    /// What stands in brackets behind the name.
    pub title: String,
    /// With `；` between several.
    pub phone: String,
    /// The first address.
    pub email: String,
}

/// What somebody is called of whom a list says only how to reach them.
pub const UNNAMED: &str = "未写姓名";

/// What only says that a number or an address follows.
const LABELS: [&str; 20] = [
    "联系人及电话",
    "联系人电话",
    "联系电话",
    "联系方式",
    "联系人",
    "电话号码",
    "手机号码",
    "手机号",
    "移动电话",
    "固定电话",
    "办公电话",
    "电话",
    "手机",
    "座机",
    "固话",
    "邮箱",
    "email",
    "mobile",
    "tel",
    "微信同号",
];
/// What stands between names, numbers and addresses.
const SIGNS: [char; 14] = [':', ',', ';', '、', '/', '|', '-', '—', '.', '。', '(', ')', ' ', '\n'];
/// The least digits of a number that somebody answers.
const LEAST: usize = 7;

impl PersonSaid {
    /// All of it in one text that is read as it again.
    pub fn joined(&self) -> String {
        let title = if self.title.is_empty() { String::new() } else { format!("({})", self.title) };
        [format!("{}{title}", self.name), self.phone.clone(), self.email.clone()].join(" ").trim().to_owned()
    }
}

/// Those of whom a cell speaks, in its order; none where it says no number and no address: then it is a name, or several.
pub fn people(cell: &str) -> Vec<PersonSaid> {
    let folded = text::folded(cell);
    let mut found: Vec<PersonSaid> = Vec::new();
    let (mut words, mut reached) = (String::new(), false);
    let mut rest = folded.as_str();
    while !rest.is_empty() {
        if let Some((way, behind)) = way_to_reach(rest, &words) {
            if !reached || !name_of(&words).0.is_empty() || found.is_empty() {
                found.extend(named(&words));
            }
            words.clear();
            if let Some(person) = found.last_mut() {
                match way {
                    Way::Phone(number) if person.phone.is_empty() => person.phone = number,
                    Way::Phone(number) => person.phone = format!("{}；{number}", person.phone),
                    Way::Email(address) if person.email.is_empty() => person.email = address,
                    Way::Email(_) => {}
                }
            }
            reached = true;
            rest = behind;
        } else {
            let c = rest.chars().next().expect("invariant: the rest is not empty");
            words.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    // 13800000001 王经理: the name stands behind.
    let (name, title) = name_of(&words);
    match found.last_mut() {
        Some(last) if last.name.is_empty() => (last.name, last.title) = (name, title),
        Some(last) if last.title.is_empty() && name.is_empty() => last.title = title,
        Some(_) => found.extend(named(&words).into_iter().filter(|person| !person.name.is_empty())),
        None => {}
    }
    found
}

/// How somebody is reached.
enum Way {
    Phone(String),
    Email(String),
}

/// What a text begins with, if it is a way to reach somebody, and what stands behind it.
fn way_to_reach<'t>(text: &'t str, before: &str) -> Option<(Way, &'t str)> {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '@');
    if before.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let end = text.find(|c: char| !word(c)).unwrap_or(text.len());
    if let Some((name, host)) = text[..end].split_once('@')
        && !name.is_empty()
        && host.contains('.')
    {
        return Some((Way::Email(text[..end].trim_end_matches('.').to_owned()), &text[end..]));
    }
    let end = end_of_number(text)?;
    Some((Way::Phone(text[..end].trim_end_matches(['-', ' ', '(']).to_owned()), &text[end..]))
}

/// Where the number that a text begins with ends, an extension with it; none where it begins with no number one can call.
fn end_of_number(text: &str) -> Option<usize> {
    let area = text.starts_with('(') && text[1..].starts_with('0');
    if !(area || text.starts_with(|c: char| c.is_ascii_digit() || c == '+')) {
        return None;
    }
    let (mut digits, mut end, mut at) = (0, 0, 0);
    let bare = text.trim_start_matches("+86").trim_start_matches([' ', '-', '(']);
    let most = match bare.as_bytes() {
        [b'1', b'3'..=b'9', ..] => 11,
        [b'0', ..] => 12,
        [b'4' | b'8', b'0', b'0', ..] => 10,
        _ => 8,
    } + if text.starts_with("+86") { 2 } else { 0 };
    for c in text.chars() {
        let goes_on = matches!(c, '-' | ' ' | '(' | ')' | '+') && digits > 0 || (at == 0 && matches!(c, '(' | '+'));
        match c {
            c if c.is_ascii_digit() && digits < most => digits += 1,
            // A number goes on behind a space only while it is none yet.
            ' ' if digits >= LEAST + usize::from(most > 8) * 3 => break,
            _ if goes_on => {}
            _ => break,
        }
        at += c.len_utf8();
        end = if c.is_ascii_digit() { at } else { end };
    }
    let more = text[end..].trim_start_matches([' ', '-', '转', '分', '机', '*', 'x', '#']);
    let extension = more.len() < text[end..].len() && !text[end..].starts_with(' ');
    let length = more.find(|c: char| !c.is_ascii_digit()).unwrap_or(more.len());
    if extension && (1..=6).contains(&length) && most != 11 {
        end = text.len() - more.len() + length;
    }
    (digits >= LEAST).then_some(end)
}

/// Those whom words before a number name; one without a name where they name nobody. The number is the last one's.
fn named(words: &str) -> Vec<PersonSaid> {
    let of = |(name, title): (String, String)| PersonSaid { name, title, ..PersonSaid::default() };
    let several = words.split(['、', ',', ';', '/', '\n']).map(name_of).filter(|(name, _)| !name.is_empty());
    let several: Vec<PersonSaid> = several.map(of).collect();
    if several.is_empty() { vec![of(name_of(words))] } else { several }
}

/// A name and what stands in brackets behind it, without labels and signs.
fn name_of(words: &str) -> (String, String) {
    let words = words.trim_matches([' ', ',', ';', '、', '/', '\n', ':']);
    match words.split_once('(').and_then(|(name, rest)| Some((name, rest.split_once(')')?.0))) {
        Some((name, title)) if !bare(name).is_empty() => (bare(name).to_owned(), bare(title).to_owned()),
        _ => (bare(words).to_owned(), String::new()),
    }
}

/// A text without the labels and signs around it.
fn bare(text: &str) -> &str {
    let mut text = text.trim_matches(SIGNS);
    while let Some(rest) = LABELS.iter().find_map(|label| without(text, label)) {
        text = rest.trim_matches(SIGNS);
    }
    text
}

/// A text without a label before or behind it, where it has one.
fn without<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(label.len())?;
    let is_label = |part: &&str| part.eq_ignore_ascii_case(label);
    let behind = text.get(..label.len()).filter(is_label).map(|_| &text[label.len()..]);
    behind.or_else(|| text.get(at..).filter(is_label).map(|_| &text[..at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(cell: &str) -> Vec<[String; 3]> {
        people(cell).into_iter().map(|person| [person.name, person.phone, person.title]).collect()
    }

    #[test]
    fn a_name_and_its_numbers_are_told_apart() {
        for (cell, name, phone, title) in [
            ("王经理 13800000001", "王经理", "13800000001", ""),
            ("王经理13800000001", "王经理", "13800000001", ""),
            ("张主任 0551-60000003", "张主任", "0551-60000003", ""),
            ("张主任（0551）60000003", "张主任", "(0551)60000003", ""),
            ("张主任 0551 60000003", "张主任", "0551 60000003", ""),
            ("李总 138 0000 0002", "李总", "138 0000 0002", ""),
            ("李总：138-0000-0002", "李总", "138-0000-0002", ""),
            ("李总 +86 13800000002", "李总", "+86 13800000002", ""),
            ("赵工，０５５１－６０００００３转８００１", "赵工", "0551-6000003转8001", ""),
            ("赵工 0551-60000003-8001", "赵工", "0551-60000003-8001", ""),
            ("客服 400-800-1234", "客服", "400-800-1234", ""),
            ("孙总（董秘）13800000006", "孙总", "13800000006", "董秘"),
            ("联系人：周总 电话：13800000007", "周总", "13800000007", ""),
            ("周总 手机13800000007 座机0551-60000003", "周总", "13800000007；0551-60000003", ""),
            ("周总 13800000007/13900000007", "周总", "13800000007；13900000007", ""),
            ("周总 13800000007 13900000007", "周总", "13800000007；13900000007", ""),
            ("13800000001 王经理", "王经理", "13800000001", ""),
            ("13800000001（王经理）", "王经理", "13800000001", ""),
            ("0551-60000003", "", "0551-60000003", ""),
            ("电话：60000003", "", "60000003", ""),
        ] {
            assert_eq!(said(cell), [[name, phone, title].map(str::to_owned)], "{cell}");
        }
        assert_eq!(people("王经理 a.b@c.example")[0].email, "a.b@c.example");
    }

    #[test]
    fn two_people_are_two() {
        let two =
            |cell: &str| said(cell).into_iter().map(|[name, phone, _]| format!("{name} {phone}")).collect::<Vec<_>>();
        for cell in [
            "张三 13800000001、李四 13900000002",
            "张三13800000001\n李四13900000002",
            "张三：13800000001；李四：13900000002",
        ] {
            assert_eq!(two(cell), ["张三 13800000001", "李四 13900000002"], "{cell}");
        }
        assert_eq!(two("张三、李四 0551-60000003"), ["张三 ", "李四 0551-60000003"]);
        assert_eq!(two("张三 13800000001，李四"), ["张三 13800000001", "李四 "]);
    }

    #[test]
    fn what_says_no_number_is_no_more_than_a_name() {
        for cell in ["王经理", "张三、李四", "—", "", "2026年10月", "101室", "A13800000001"] {
            assert_eq!(said(cell), Vec::<[String; 3]>::new(), "{cell}");
        }
        for cell in ["张三 13800000001、李四 13900000002", "孙总（董秘）13800000006", "周总 13800000007/13900000007"]
        {
            for person in people(cell) {
                assert_eq!(people(&person.joined()).as_slice(), std::slice::from_ref(&person), "{cell}");
            }
        }
    }
}
