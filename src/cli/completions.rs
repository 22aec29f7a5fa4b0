//! `aiproc completions`: shell completions, from the same definition as the commands.

use anyhow::Result;
use clap::Args;
use clap_complete::Shell;

use super::context::Context;
use super::error::Done;

#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Prints the completions.
pub fn run(args: &CompletionsArgs, context: &mut Context) -> Result<Done> {
    clap_complete::generate(args.shell, &mut super::whole_command(), "aiproc", context.out());
    Ok(Done::Clean)
}
