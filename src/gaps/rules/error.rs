//! Why a text gives no rules.

/// Why a text gives no rules.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// No TOML, an unknown key, or a value of another type.
    #[error("rules: {0}")]
    Format(#[from] toml::de::Error),
    /// A weight that is negative or no finite number.
    #[error("rules: {name} is {value}, but must be a finite number that is not negative")]
    Weight {
        /// Key in the rules.
        name: &'static str,
        /// What stands there.
        value: f64,
    },
    /// A count at which a factor reaches one half must be more than 0, or 0/0 could occur.
    #[error("rules: {name} is {value}, but must be a finite number above 0")]
    Half {
        /// Key in the rules.
        name: &'static str,
        /// What stands there.
        value: f64,
    },
    /// A value of a factor that is no share.
    #[error("rules: {name} is {value}, but must be from 0 to 1")]
    Share {
        /// Key in the rules.
        name: &'static str,
        /// What stands there.
        value: f64,
    },
    /// A percentage that is none.
    #[error("rules: {name} is {value}, but must lie between 0 and 100")]
    Percent {
        /// Key in the rules.
        name: &'static str,
        /// What stands there.
        value: f64,
    },
    /// A count that would make no sense or take too long.
    #[error("rules: {name} is {value}, but must lie between {least} and {most}")]
    Count {
        /// Key in the rules.
        name: &'static str,
        /// What stands there.
        value: usize,
        /// The least it may be.
        least: usize,
        /// The most it may be.
        most: usize,
    },
    /// Every weight is 0.
    #[error("rules: every weight of priority is 0")]
    NoWeight,
    /// The weights of targets are shares of one whole.
    #[error("rules: the weights of target sum up to {value}, but must to 1")]
    WeightSum {
        /// Their sum.
        value: f64,
    },
    /// A list of no targets tells nothing.
    #[error("rules: limit of target is 0, but must be at least 1")]
    TargetLimit,
    /// A segment without any local firm cannot be present.
    #[error("rules: present_min is 0, but must be at least 1")]
    PresentMin,
    /// A recommendation of no fund says nothing; one of very many is none.
    #[error("rules: recommended is {0}, but must be from 1 to 100")]
    Recommended(usize),
}
