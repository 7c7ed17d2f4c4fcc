//! Where a table stands: what its addresses keep.

use super::file::TableFile;
use crate::draw::TableQuery;
use crate::http::frame::address;

/// One table of a page, for the addresses that are about it.
#[derive(Debug)]
pub(super) struct TablePlace {
    /// The path of the page.
    pub path: String,
    /// What a form about the table sends along: everything that is not about tables, and which one it is.
    pub sent_along: Vec<(String, String)>,
}

impl TablePlace {
    /// The page under another query of the table, or its file.
    pub fn address(&self, query: &TableQuery, file: Option<TableFile>) -> String {
        let mut pairs = self.sent_along.clone();
        pairs.extend(query.written().into_iter().map(|(name, value)| (name.to_owned(), value)));
        pairs.extend(file.map(|file| ("format".to_owned(), file.code().to_owned())));
        format!("{}{}", self.path, address::query(&pairs))
    }
}
