//! Erasing a person: found in one walk over everything, gone in one transaction.
//!
//! Invariant: **A person is erased everywhere at once, in all versions, or nowhere.** Contacts and words are deleted as any
//! other; in the texts of records, which digests cover, an alias that says nothing takes the place of the name, and the
//! digests of the journal are made anew behind it, so that it checks as before. That is done only where the whole journal
//! held, and the entry of the erasure keeps the digest that stood last before: whoever noted it can tell what happened.
//! What the journal says of who did what stays. It is the one place where a row is written over.

mod beside;
mod edited;
mod erase;
mod mention;
mod walk;
