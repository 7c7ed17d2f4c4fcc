//! The paper a document is printed on, and where on a page something stands.

use super::rect::Rect;

/// Beside what is drawn across a page.
const MARGIN: f64 = 28.0;
/// Beside a column of text.
const COLUMN_MARGIN: f64 = 36.0;
/// Below it, for the foot.
const FOOT: f64 = 24.0;
/// A4 portrait, in points; two of them side by side are A3 across.
const A4: (f64, f64) = (595.3, 841.9);

/// How large the sheets are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// Pictures and tables across, text in two columns.
    #[default]
    A3,
    /// Pictures and tables across, text upright.
    A4,
}

/// What stands on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageLayout {
    /// A picture or a table, as wide as the sheet is long.
    Across,
    /// Text in columns as wide as A4 upright.
    Columns,
}

impl Paper {
    /// The size of text in columns, in points.
    pub const TEXT: f64 = 10.0;

    /// What a page across holds beside its margins and its foot, in points.
    pub fn room(self) -> (f64, f64) {
        let place = self.places(PageLayout::Across)[0];
        (place.w, place.h)
    }

    /// How wide a map is drawn, in points: it is a little higher than it is wide, so on A4 it stands upright.
    pub fn map_width(self) -> f64 {
        match self {
            Paper::A3 => self.room().1,
            Paper::A4 => Self::column().0,
        }
    }

    /// What a column of text holds, in points.
    pub fn column() -> (f64, f64) {
        (A4.0 - 2.0 * COLUMN_MARGIN, A4.1 - 2.0 * COLUMN_MARGIN - FOOT)
    }

    /// Width and height of a page, in points.
    pub fn size(self, layout: PageLayout) -> (f64, f64) {
        match (self, layout) {
            (Paper::A3, _) => (2.0 * A4.0, A4.1),
            (Paper::A4, PageLayout::Across) => (A4.1, A4.0),
            (Paper::A4, PageLayout::Columns) => A4,
        }
    }

    /// Where something may stand on a page, in the order in which it is filled.
    pub fn places(self, layout: PageLayout) -> Vec<Rect> {
        let (w, h) = self.size(layout);
        if layout == PageLayout::Across {
            return vec![Rect { x: MARGIN, y: MARGIN, w: w - 2.0 * MARGIN, h: h - 2.0 * MARGIN - FOOT }];
        }
        let (wide, high) = Self::column();
        let columns = if self == Paper::A3 { 2 } else { 1 };
        let x = |nth: usize| COLUMN_MARGIN + A4.0 * nth as f64;
        (0..columns).map(|nth| Rect { x: x(nth), y: COLUMN_MARGIN, w: wide, h: high }).collect()
    }

    /// The first column of a page of text.
    pub fn first_column(self) -> Rect {
        self.places(PageLayout::Columns)[0]
    }

    /// The size of a table's text, in points.
    pub fn table_size(self) -> f64 {
        match self {
            Paper::A3 => 10.0,
            Paper::A4 => 8.0,
        }
    }

    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Paper::A3 => "A3",
            Paper::A4 => "A4",
        }
    }

    /// The paper of that name.
    pub fn from_word(word: &str) -> Option<Self> {
        [Paper::A3, Paper::A4].into_iter().find(|paper| paper.word().eq_ignore_ascii_case(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_stands_on_a_page_leaves_room_for_its_margins_and_foot() {
        for paper in [Paper::A3, Paper::A4] {
            for layout in [PageLayout::Across, PageLayout::Columns] {
                let (w, h) = paper.size(layout);
                let places = paper.places(layout);
                assert!(
                    places.iter().all(|p| p.x >= MARGIN && p.right() <= w - MARGIN && p.bottom() <= h - MARGIN - FOOT)
                );
                assert!(places.windows(2).all(|two| two[0].right() < two[1].x));
            }
        }
        assert_eq!((Paper::from_word("a4"), Paper::from_word("A5")), (Some(Paper::A4), None));
    }
}
