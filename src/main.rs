//! liantu (链图): one binary, the command line and the server.

use std::process::ExitCode;

fn main() -> ExitCode {
    liantu::cli::main()
}
