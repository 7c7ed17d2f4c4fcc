//! The map, its document, and the packets of squads.

pub mod api_map;
pub mod api_map_document;
pub mod change_packet;
pub mod page_map;
