//! Commands that write files for others.

pub mod atlas;
pub mod map;
pub mod pack;
pub mod packet;
pub mod returned;
