//! The analysts' graph: which facts stand there, and keeping it up to date.
//!
//! Invariant: **A first publish is bare.** Where nothing of ours stands in the database (asked once the state says
//! that this run builds, after which no other can write), nothing is compared, nodes and relationships are created,
//! and the indexes over ids come afterwards; such a batch is never sent twice: a run that ends in between leaves
//! `building`, and the next one compares. The constraint and the full text come first, while facts are made, then all
//! words, since the server makes transactions of its own for them. Two such batches are under way at once: while the
//! server commits one it takes in the next; who commits is settled here, because a server that waits for a lock
//! spins. Rows are lists: a map's field might be a property of what is written, for which the server would hold a
//! whole batch back. A relationship's lid is a digest short enough to be stored within it, and it is found from the
//! node it starts from, without an index of its own.
//!
//! Invariant: **The analysts' graph is never trusted, and rarely read.** The state node names the journal number and
//! digest whose facts stand there, and how far the database was (out of its bookmark). Where nobody else has written
//! since, and that number is of our own history, the difference is worked out from the store alone: the facts of then
//! against the facts of now. Where only edges and enterprises changed, and few of them, that is the facts of these
//! things and of what begins at them (`app/upkeep/publish/extent.rs`), unless others feel it: a record that joins an entity
//! widens the look to the whole entity; one that goes, comes back or leaves an entity, or a region named for the
//! first or last time, to everything. In every other case (first run, a run that broke off, somebody else's write,
//! another store, another version, `--check`) everything is read back, compared value by value, and put right. A
//! batch ends by locking the state node, and nothing of it stays once another run has begun, so the later of two
//! publishes finishes; every statement says what is to be, so sending it twice is safe. Facts are folded with
//! `Fold::stating`, which keeps all values and their source beside the graph. *Deliberately absent:* hashes on the
//! server, contacts, assessments, staff.

mod analyst;
mod derived;
mod extent;
mod facts;
mod material;
mod run;
mod shapes;
mod things;
mod ties;
mod words;

pub use analyst::{Asking, queries};
pub use extent::Extent;
pub use facts::facts;
pub use run::{Options, Publisher};
