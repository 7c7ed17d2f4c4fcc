//! An option for each field that people may say of an entry, as its schema has it.

use clap::{Arg, ArgMatches, Command, Error, FromArgMatches};

use crate::model::{EntryField, Holds, TargetState};

/// What was given of the fields of an entry, in the order of storage.
#[derive(Debug)]
pub struct GivenFields(pub Vec<(EntryField, String)>);

impl clap::Args for GivenFields {
    fn augment_args(command: Command) -> Command {
        command.args(EntryField::said().map(option))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for GivenFields {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let given = |field: EntryField| Some((field, matches.get_one::<String>(field.code())?.clone()));
        Ok(Self(EntryField::said().filter_map(given).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn option(field: EntryField) -> Arg {
    let how = match field.schema().holds {
        Holds::Word(..) => {
            let settable = TargetState::ALL.iter().filter(|state| **state != TargetState::Dropped);
            let words: Vec<String> = settable.map(|state| format!("{} {}", state.code(), state.zh())).collect();
            format!("{}：{}", field.zh(), words.join("、"))
        }
        Holds::Reference(_) => format!("{}的编号或名称", field.zh()),
        Holds::Money => format!("{}：万元数，或带单位，如 1.2亿", field.zh()),
        Holds::Date => format!("{}，YYYY-MM-DD", field.zh()),
        _ if field == EntryField::Reason => format!("{}；状态退回时必须写", field.zh()),
        _ => field.zh().to_owned(),
    };
    Arg::new(field.code()).long(field.code()).value_name("T").help(how)
}
