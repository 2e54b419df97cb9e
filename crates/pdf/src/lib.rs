//! A paper as PDF: set by typst, with its face embedded, for archives (PDF/A-2a) and screen readers (PDF/UA-1).
//!
//! A crate of its own, since typst takes longer to build than everything else; only the executable depends on
//! it, by its feature `pdf`. Pure: no file, no clock, no network; the same paper gives the same bytes.

mod fonts;
mod markup;
mod world;

use report::official::Paper;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp, pdf as export};

pub use fonts::missing_letters;
use world::PaperWorld;

/// Sets a paper as PDF, or says why it could not be set.
pub fn pdf(paper: &Paper) -> Result<Vec<u8>, String> {
    let set = set(paper);
    // What typst remembers of a paper would never be given back.
    comemo::evict(0);
    set
}

fn set(paper: &Paper) -> Result<Vec<u8>, String> {
    let world = PaperWorld::new(markup::markup(paper));
    let document: PagedDocument = typst::compile(&world).output.map_err(|errors| told(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| error.message().to_string())?;
    let options = PdfOptions {
        ident: Smart::Custom(paper.digest.clone()),
        creator: Smart::Custom(Some("Cột Mốc".to_owned())),
        timestamp: frozen_at(paper),
        standards,
        ..PdfOptions::default()
    };
    export(&document, &options).map_err(|errors| told(&errors))
}

/// The only time that stands in the file: that of the snapshot.
fn frozen_at(paper: &Paper) -> Option<Timestamp> {
    let part = |format: &str| paper.frozen_at.strftime(format).to_string();
    let number = |format: &str| part(format).parse::<u8>().ok();
    let year = part("%Y").parse().ok()?;
    let day = (number("%m")?, number("%d")?);
    let time = (number("%H")?, number("%M")?, number("%S")?);
    Some(Timestamp::new_utc(Datetime::from_ymd_hms(year, day.0, day.1, time.0, time.1, time.2)?))
}

fn told(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; ")
}
