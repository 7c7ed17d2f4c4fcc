//! The packet as one page that works from disk: no request, everything inside.

use askama::Template;

use super::{LEAD_COLUMNS, PacketError, PacketInput, PacketLine, states};
use crate::model::{EntryField, Holds, KEY_COLUMN};

#[derive(Template)]
#[template(path = "packet.html")]
struct PacketPage<'a> {
    input: &'a PacketInput,
    mark: String,
    states: Vec<&'static str>,
    leads: [&'static str; 6],
    key: &'static str,
}

impl PacketPage<'_> {
    /// Pixels from one watermark to the next.
    fn mark_width(&self) -> usize {
        self.mark.chars().count() * 20 + 60
    }

    /// Whether a state stands among those to choose.
    fn offers(&self, state: &str) -> bool {
        self.states.contains(&state)
    }
}

/// The page.
///
/// # Errors
/// Where the template cannot be written.
pub fn packet_page(input: &PacketInput) -> Result<String, PacketError> {
    let page = PacketPage { input, mark: input.watermark(), states: states(), leads: LEAD_COLUMNS, key: KEY_COLUMN };
    Ok(page.render()?)
}

impl PacketLine {
    /// The fields that are typed in.
    fn typed(&self) -> impl Iterator<Item = (&'static str, &str, &'static str)> {
        EntryField::returned().into_iter().filter_map(|field| match field.schema().holds {
            // These are chosen.
            Holds::Word(..) | Holds::Reference(_) => None,
            Holds::Date => Some((field.zh(), self.value(field), "date")),
            _ => Some((field.zh(), self.value(field), "text")),
        })
    }

    /// The word of its state.
    fn state(&self) -> &str {
        self.value(EntryField::State)
    }

    /// The name of its recruiter.
    fn recruiter(&self) -> &str {
        self.value(EntryField::Recruiter)
    }
}
