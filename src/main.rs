//! The command line of `aiproc`; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    aiproc::cli::main()
}
