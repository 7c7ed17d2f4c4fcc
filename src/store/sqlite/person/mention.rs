//! Whether a text names a person, and the text with an alias instead.

use crate::store::PersonSought;

/// Digits of a telephone number, at least.
const DIGITS: usize = 7;
/// Characters of a phrase, at least: what is shorter and holds a name among others of its script is another name.
const PHRASE: usize = 5;

/// What a text has of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mention {
    Nothing,
    /// A name inside another one.
    Similar,
    Is,
}

/// SoughtNames to look for.
#[derive(Debug, Clone)]
pub(super) struct SoughtNames<'a> {
    sought: &'a PersonSought,
}

impl<'a> SoughtNames<'a> {
    pub fn of(sought: &'a PersonSought) -> Self {
        Self { sought }
    }

    /// The names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.sought.names.iter().map(String::as_str)
    }

    /// Whether a text names the person anywhere; in sentences people write, a name needs no mark before or after it.
    pub fn mention(&self, text: &str, sentences: bool) -> Mention {
        let all =
            self.sought.names.iter().flat_map(|name| {
                text.match_indices(name.as_str()).map(move |(at, _)| of_place(text, at, name, sentences))
            });
        all.max().unwrap_or(Mention::Nothing)
    }

    /// Whether a text written by hand names them, inside whatever other words.
    pub fn stands_in(&self, text: &str) -> bool {
        self.sought.names.iter().any(|name| text.contains(name.as_str()) || has_number(text, name))
    }

    /// Whether what somebody called a thing, as a file, names them: inside whatever other words, but for Latin letters.
    pub fn is_in_title(&self, text: &str) -> bool {
        self.sought.names.iter().any(|name| is_in_title(text, name))
    }

    /// What a thing is called with an alias instead of them; nothing but it where a number is written otherwise.
    pub fn title_without(&self, text: &str, alias: &str) -> String {
        let latin = self.without(text, false, alias);
        let others = self.sought.names.iter().filter(|name| !name.is_ascii());
        let told = others.fold(latin, |told, name| told.replace(name.as_str(), alias));
        if self.is_in_title(&told) { alias.to_owned() } else { told }
    }

    /// Whether a text is one of the names.
    pub fn is(&self, text: &str) -> bool {
        self.sought.names.iter().any(|name| text == name || has_number(text, name))
    }

    /// The text with an alias wherever it names them.
    pub fn without(&self, text: &str, sentences: bool, alias: &str) -> String {
        self.sought.names.iter().fold(text.to_owned(), |text, name| {
            let mut told = String::with_capacity(text.len());
            let mut from = 0;
            for (at, _) in text.match_indices(name.as_str()) {
                if of_place(&text, at, name, sentences) == Mention::Is {
                    told.push_str(&text[from..at]);
                    told.push_str(alias);
                    from = at + name.len();
                }
            }
            told.push_str(&text[from..]);
            told
        })
    }
}

/// What a name at a place of a text is: itself, unless the word around it is another one. A firm that bears the name of its
/// founder is another one, too; so a long word is a sentence only where people write such.
fn of_place(text: &str, at: usize, name: &str, sentences: bool) -> Mention {
    let (before, after) = (&text[..at], &text[at + name.len()..]);
    let of_word: fn(char) -> bool = if name.is_ascii() { is_of_code } else { is_of_name };
    let around =
        before.chars().rev().take_while(|c| of_word(*c)).count() + after.chars().take_while(|c| of_word(*c)).count();
    let phrase = sentences && !name.is_ascii() && around + name.chars().count() >= PHRASE;
    if around == 0 || phrase { Mention::Is } else { Mention::Similar }
}

fn is_in_title(text: &str, name: &str) -> bool {
    let named = || text.match_indices(name).any(|(at, _)| of_place(text, at, name, false) == Mention::Is);
    has_number(text, name) || if name.is_ascii() { named() } else { text.contains(name) }
}

fn is_of_code(c: char) -> bool {
    c.is_ascii_alphanumeric() || "._-@".contains(c)
}

fn is_of_name(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic()
}

/// Whether a text holds a telephone number, however either is written.
fn has_number(text: &str, name: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_number = name.chars().all(|c| c.is_ascii_digit() || "+-() ".contains(c));
    let wanted = digits(name);
    is_number && wanted.len() >= DIGITS && digits(text).contains(&wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sought(names: &[&str]) -> PersonSought {
        PersonSought { names: names.iter().map(|name| (*name).to_owned()).collect(), logins: Vec::new() }
    }

    #[test]
    fn a_name_is_itself_and_not_inside_another() {
        for (text, name, mention) in [
            ("合肥张伟科技有限公司", "张伟", Mention::Similar),
            ("张伟", "张伟", Mention::Is),
            ("王某；张伟、李某", "张伟", Mention::Is),
            ("张伟（组长）", "张伟", Mention::Is),
            ("请张伟副市长周三到场", "张伟", Mention::Similar),
            ("张伟业", "张伟", Mention::Similar),
            ("小张伟", "张伟", Mention::Similar),
            ("王某", "张伟", Mention::Nothing),
            ("local:wang", "wang", Mention::Is),
            ("wang.li", "wang", Mention::Similar),
            ("Zhang Wei", "Zhang Wei", Mention::Is),
        ] {
            assert_eq!(SoughtNames::of(&sought(&[name])).mention(text, false), mention, "{text} {name}");
        }
        for (text, mention) in [("请张伟副市长周三到场", Mention::Is), ("张伟业", Mention::Similar)] {
            assert_eq!(SoughtNames::of(&sought(&["张伟"])).mention(text, true), mention, "{text}");
        }
    }

    #[test]
    fn only_the_name_gives_way() {
        let sought = sought(&["张伟"]);
        let names = SoughtNames::of(&sought);
        assert_eq!(names.without("张伟业；张伟、请张伟副市长到场", true, "某甲"), "张伟业；某甲、请某甲副市长到场");
        assert_eq!(names.without("张伟科技公司；张伟", false, "某甲"), "张伟科技公司；某甲");
        assert!(names.stands_in("组长张伟") && !names.is("组长张伟") && names.is("张伟"));
    }

    #[test]
    fn what_a_file_is_called_names_them_inside_other_words() {
        let sought = sought(&["张伟", "wang", "138-0000-0001"]);
        let names = SoughtNames::of(&sought);
        for (title, told) in [
            ("import 张伟名片.xlsx", "import 某甲名片.xlsx"),
            ("wang (1).csv", "某甲 (1).csv"),
            ("wangjing.csv", "wangjing.csv"),
            ("电话13800000001.csv", "某甲"),
            ("企业.csv", "企业.csv"),
        ] {
            assert_eq!(names.title_without(title, "某甲"), told);
            assert_eq!(names.is_in_title(title), title != told, "{title}");
        }
    }

    #[test]
    fn a_number_is_found_however_it_is_written() {
        let sought = sought(&["138-0000-0001"]);
        let names = SoughtNames::of(&sought);
        assert!(names.stands_in("打 13800000001 找他") && names.is("138 0000 0001"));
        assert!(!names.stands_in("13800000002"));
        assert!(!SoughtNames::of(&PersonSought { names: vec!["2026".into()], logins: vec![] }).stands_in("20 26"));
    }
}
