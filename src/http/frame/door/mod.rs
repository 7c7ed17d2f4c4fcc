//! Who asks: read from the session at every request, before anything is answered.
//!
//! Invariant: **Nobody in particular is answered only what is public.** Every request meets [`admit()`], which says who asks;
//! every address but the public ones meets [`required`], which lets nobody through; and a desk is given to nobody either. A
//! session is a cookie of 256 random bits of which the store keeps a digest: `HttpOnly`, `SameSite=Lax`, named for the port,
//! since browsers share cookies between ports (over TLS also `Secure`, and of this host alone); it is never taken from an address or a form, and a new one is made at log-in.

mod admit;
mod cookie;
mod visitor;
mod way_back;

pub use admit::{ByToken, admit, admit_again, bearer, required};
pub use cookie::{CookieName, ended, kept, kept_link};
pub use visitor::{Peer, SignedOn, Visitor};
pub use way_back::{log_in_first, way_back};
