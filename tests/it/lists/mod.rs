//! Target lists: on the command line, on the page, and as files that go out and come back.

mod board;
mod exported;
mod list_page;
mod office_suites;
pub mod packet;
mod packet_page;
mod packet_phone;
mod packet_refused;
mod packet_text;
mod target_list;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    target_list::facts(facts);
    list_page::facts(facts);
    board::facts(facts);
    exported::facts(facts);
    packet::facts(facts);
    packet_page::facts(facts);
    packet_phone::facts(facts);
    packet_refused::facts(facts);
    packet_text::facts(facts);
    office_suites::facts(facts);
}
