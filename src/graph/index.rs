//! Places in the graph's columns. They mean something only for the graph they came from.

macro_rules! index {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The place as a position in a column.
            pub fn at(self) -> usize {
                self.0 as usize
            }

            /// The place of a position in a column.
            pub fn from_position(position: usize) -> Self {
                Self(u32::try_from(position).expect("invariant: a column has fewer than 2^32 places"))
            }
        }
    )+};
}

index! {
    /// An enterprise.
    FirmIx;
    /// A site of an enterprise.
    SiteIx;
    /// A chain; chains stand in order of their id.
    ChainIx;
    /// A segment; segments of one chain stand together, in order of their id.
    SegmentIx;
    /// A fund.
    FundIx;
    /// A person.
    PersonIx;
    /// An association.
    AssociationIx;
    /// A squad.
    SquadIx;
}
