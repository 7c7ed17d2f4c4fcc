//! Rectangles of a layout, in px.

/// A rectangle by its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

impl Rect {
    /// The x of its right side.
    pub fn right(self) -> f64 {
        self.x + self.w
    }

    /// The y of its lower side.
    pub fn bottom(self) -> f64 {
        self.y + self.h
    }

    /// The y halfway down.
    pub fn middle(self) -> f64 {
        self.y + self.h / 2.0
    }

    /// The rectangle made smaller by `by` on every side.
    pub fn inset(self, by: f64) -> Self {
        Self { x: self.x + by, y: self.y + by, w: self.w - 2.0 * by, h: self.h - 2.0 * by }
    }

    /// Whether two rectangles share more than an edge.
    pub fn overlaps(self, other: Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}
