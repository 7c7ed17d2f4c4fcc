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
pub mod journal;
mod known_at;
pub mod moved;
pub mod publish;
mod question;
pub mod relatedness;
mod service;

pub use assess::{NewAssessment, assess};
pub use clock::{Clock, random_id};
pub use error::{AppError, ErrorKind};
pub use explain::{Explanation, Fact, FirmFacts};
pub use held::Held;
pub use known_at::{KnownAt, KnownAtError};
pub use question::{Asked, Question, region_alone};
pub use service::{Answered, App, ChainLine};
