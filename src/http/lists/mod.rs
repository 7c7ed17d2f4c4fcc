//! Pages and forms of the target list.

pub mod api_list;
pub mod change_list;
pub mod page_entry;
pub mod page_list;
pub mod page_suggest;
