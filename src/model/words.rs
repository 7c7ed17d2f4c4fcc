//! One macro for the closed vocabularies of the canonical files: a code word, the Chinese word a page shows, and
//! further spellings a file may use.

/// Declares an enum whose variants each have one English code word and one Chinese word.
///
/// `FromStr` reads the code word only; `from_word` also reads the Chinese word and the listed aliases.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal, $zh:literal $(, $alias:literal)*;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $(#[doc = concat!("`", $code, "`, ", $zh, ".")] $(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every word of this vocabulary, in the order in which it is told.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The vocabulary as code and Chinese words, in the same order.
            pub const WORDS: &'static [(&'static str, &'static str)] = &[$(($code, $zh)),+];

            /// The code word, as canonical files and JSON write it.
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            /// The Chinese word, as pages write it.
            pub const fn zh(self) -> &'static str {
                match self { $($name::$variant => $zh),+ }
            }

            /// Reads the code word, the Chinese word or a listed alias.
            pub fn from_word(text: &str) -> Option<Self> {
                match text { $($code | $zh $(| $alias)* => Some($name::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::model::UnknownWord;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text { $($code => Ok($name::$variant),)+ _ => Err(crate::model::UnknownWord(text.to_owned())) }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.code())
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                crate::model::words::schema(Self::WORDS)
            }
        }
    };
}
pub(crate) use words;

/// The schema of a closed vocabulary: its code words, and what each is called in Chinese.
pub fn schema(words: &[(&str, &str)]) -> schemars::Schema {
    let codes: Vec<&str> = words.iter().map(|(code, _)| *code).collect();
    let told: Vec<String> = words.iter().map(|(code, zh)| format!("{code} {zh}")).collect();
    schemars::json_schema!({ "type": "string", "enum": codes, "description": told.join("；") })
}

/// A word outside a closed vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown word `{0}`")]
pub struct UnknownWord(pub String);
