//! Tests by name, collected for libtest-mimic.

use libtest_mimic::{Failed, Trial};

use super::Need;

/// Tests by name.
#[derive(Default)]
pub struct Facts {
    facts: Vec<(String, Option<Need>, Test)>,
}

type Test = Box<dyn FnOnce() + Send>;

impl Facts {
    /// Adds a test.
    pub fn add(&mut self, name: impl Into<String>, test: impl FnOnce() + Send + 'static) {
        self.facts.push((name.into(), None, Box::new(test)));
    }

    /// Adds a test that needs something of the machine.
    pub fn add_needing(&mut self, need: Need, name: impl Into<String>, test: impl FnOnce() + Send + 'static) {
        self.facts.push((name.into(), Some(need), Box::new(test)));
    }

    /// The tests that can run here; what cannot is said, or fails where it is required.
    pub fn trials(self, listing: bool) -> Vec<Trial> {
        let mut trials = Vec::new();
        for (name, need, test) in self.facts {
            match need.and_then(|need| Some((need, need.missing()?))) {
                Some((need, why)) if need.required() => {
                    trials.push(Trial::test(name, move || Err(Failed::from(format!("required, but {why}")))));
                }
                Some((_, why)) if !listing => println!("skipped {name}: {why}"),
                Some(_) => {}
                None => trials.push(Trial::test(name, move || {
                    test();
                    Ok(())
                })),
            }
        }
        trials
    }
}

/// Adds functions under their own names, as facts of a room; all of them may need something of the machine.
macro_rules! add {
    ($facts:ident, $room:literal: $($name:ident),+ $(,)?) => {
        $($facts.add(concat!($room, "::", stringify!($name)), $name);)+
    };
    ($facts:ident, $room:literal, $need:expr; $($name:ident),+ $(,)?) => {
        $($facts.add_needing($need, concat!($room, "::", stringify!($name)), $name);)+
    };
}
pub(crate) use add;
