//! What pictures and documents are made with: tables, printed in every form from one set of typed cells.

pub mod table;
