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
mod facts;
pub mod generate;
mod held;
pub mod history;
pub mod import;
mod introduction;
pub mod journal;
mod kept;
mod known_at;
pub mod moved;
mod question;
pub mod relatedness;
mod service;
pub mod templates;

pub use assess::{NewAssessment, assess};
pub use clock::{Clock, random_id};
pub use error::{AppError, ErrorKind};
pub use explain::{Explanation, FirmFacts};
pub use facts::Fact;
pub use held::Held;
pub use introduction::{CallFirst, EdgeTold, PathTold, PathsAnswer, ReachAnswer, Reached, Source};
pub use known_at::{KnownAt, KnownAtError};
pub use question::{Asked, Question};
pub use service::{Answered, App, ChainLine};
