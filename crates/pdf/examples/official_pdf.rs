//! Sets the report of the invented province as PDF, in both layouts: `cargo run -p cotmoc-pdf --example official_pdf -- FOLDER`.

use std::path::PathBuf;
use std::time::Instant;

use domain::Regime;
use report::official::{ReportHead, Source, Template, compose, sample};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    std::fs::create_dir_all(&folder)?;
    for regime in Regime::ALL {
        let snapshot = sample(*regime);
        let head = ReportHead::suggested(&snapshot);
        let template = Template::built_in(*regime);
        let source =
            Source { snapshot: &snapshot, digest: "", is_draft: false, head: &head, template: &template };
        let begun = Instant::now();
        let bytes = pdf::pdf(&compose(source))?;
        println!("{}: {} bytes in {:.0?}", regime.code(), bytes.len(), begun.elapsed());
        std::fs::write(folder.join(format!("{}.pdf", regime.code())), bytes)?;
    }
    Ok(())
}
