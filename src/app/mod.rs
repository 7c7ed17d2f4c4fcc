//! Use cases: the only place that puts the parts together, and that checks who may.

mod assess;
mod atlas;
pub mod backup;
mod clock;
mod content;
pub mod doctor;
pub mod erase;
mod error;
mod explain;
pub mod generate;
mod held;
pub mod history;
pub mod import;
mod investment_map;
pub mod journal;
mod known_at;
mod map;
pub mod moved;
mod outline_file;
mod printed;
mod question;
pub mod relatedness;
mod service;

pub use assess::{NewAssessment, assess};
pub use clock::{Clock, random_id};
pub use error::{AppError, ErrorKind};
pub use explain::{Explanation, Fact, FirmFacts};
pub use held::Held;
pub use known_at::{KnownAt, KnownAtError};
pub use map::{FirmRow, GapCount, MapAnswer, MapQuestion, PlaceRow, SquadRow};
pub use outline_file::OutlineFile;
pub use printed::{Form, printed};
pub use question::{Asked, Question};
pub use service::{Answered, App, ChainLine};
