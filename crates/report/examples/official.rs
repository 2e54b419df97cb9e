//! Writes the official report of the invented province into a folder, in both layouts: `cargo run -p cotmoc-report --example official -- FOLDER`.

use std::path::PathBuf;

use domain::Regime;
use domain::snapshot::Snapshot;
use report::official::{ReportHead, Source, Template, compose, docx, html, sample, xlsx};

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    std::fs::create_dir_all(&folder)?;
    for regime in Regime::ALL {
        let snapshot = sample(*regime);
        let head = ReportHead::suggested(&snapshot);
        let template = Template::built_in(*regime);
        let digest = Snapshot::digest("");
        let paper = compose(Source {
            snapshot: &snapshot,
            digest: &digest,
            is_draft: false,
            head: &head,
            template: &template,
        });
        std::fs::write(folder.join(format!("{}.docx", regime.code())), docx(&paper))?;
        std::fs::write(folder.join(format!("{}.xlsx", regime.code())), xlsx(&paper, &snapshot))?;
        std::fs::write(folder.join(format!("{}.html", regime.code())), html(&paper))?;
    }
    Ok(())
}
