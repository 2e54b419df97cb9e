//! Prints the draft of a file as JSON: `cargo run -p cotmoc-ingest --example dump -- FILE`.

use std::process::ExitCode;

use ingest::source::{Limits, open};

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: dump FILE");
        return ExitCode::FAILURE;
    };
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    match open(&path, &bytes, &Limits::default()) {
        Ok(source) => {
            let draft = ingest::read(&source);
            println!("{}", serde_json::to_string_pretty(&draft).expect("a draft has only text keys"));
            ExitCode::SUCCESS
        }
        Err(refusal) => {
            eprintln!("{}", refusal.message(domain::Lang::En));
            ExitCode::FAILURE
        }
    }
}
