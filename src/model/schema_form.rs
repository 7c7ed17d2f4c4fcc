//! The form in which canonical files are written down as data.

/// A closed vocabulary as what a column holds.
macro_rules! word {
    ($type:ty) => {
        Holds::Word(|text| <$type>::from_word(text).map(<$type>::code), <$type>::WORDS)
    };
}

/// How a column names the record of its row.
macro_rules! way {
    () => {
        None
    };
    ($way:ident) => {
        Some(Way::$way)
    };
}

/// Declares canonical files: kind and what a row says, then a column a line.
macro_rules! tables {
    ($all:ident $($kind:ident $told:literal {
        $($name:ident $(as $way:ident)? [$($zh:literal),*] $role:ident $holds:expr, $note:literal, $example:literal;)+
    })+) => {
        /// These canonical files, in import order.
        pub(super) const $all: &[CanonicalTable] = &[$(CanonicalTable {
            kind: Kind::$kind,
            note: $told,
            columns: &[$(CanonicalColumn {
                name: stringify!($name),
                zh: &[$($zh),*],
                holds: $holds,
                role: Role::$role,
                way: way!($($way)?),
                note: $note,
                example: $example,
            }),+],
        }),+];
    };
}
pub(super) use {tables, way, word};
