//! A folder of filled-in workbooks with the store they belong to, and a copy of it with planted faults.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use store::{Options, Store};
use work::demo::large::{Size, entry, province};
use work::submissions::{Form, form};
use work::{Clock, Vault, Work, workbooks};

use crate::edit::{Edit, FIGURES, Type, places};

/// The key by which workbooks are signed, in every process of a run.
const KEY: [u8; 32] = [7; 32];

/// The store of a folder.
pub async fn open(folder: &Path) -> Result<Work> {
    let url = format!("sqlite:{}", folder.join("cotmoc.db").display());
    let now: Timestamp = "2026-11-23T03:00:00Z".parse()?;
    Ok(Work::new(Store::open(&url, Options::default()).await?, Clock::fixed(now))
        .with_vault(Vault::new(&KEY)))
}

/// Makes a province and the filled-in workbook of each body.
pub fn run(folder: &Path, bodies: usize) -> Result<()> {
    fs::create_dir_all(folder)?;
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let work = open(folder).await?;
        let made = province(&work, Size { bodies, indicators: 60, tasks: 80 }).await?;
        fs::write(folder.join("period"), made.period.to_string())?;
        let mut read = work.store.read().await?;
        let submissions = store::submission::list_of_period(&mut read, made.period).await?;
        // Every body has the same rows: the form is read once.
        let mut blank = form(&work, submissions[0].id).await?;
        for submission in submissions {
            blank.body = store::organisation::get(&mut read, submission.organisation).await?;
            blank.submission = submission;
            let bytes = filled(&work, &blank)?;
            fs::write(folder.join(format!("{}.xlsx", blank.body.name)), bytes)?;
        }
        drop(read);
        work.store.close().await;
        Ok(())
    })
}

fn filled(work: &Work, form: &Form) -> Result<Vec<u8>> {
    let mut workbook = Edit::open(&workbooks::write(work, form)?.bytes);
    for (key, sheet, row) in places(form) {
        workbook.fill(sheet, row, &entry(form, &key));
    }
    Ok(workbook.save())
}

/// Copies a folder with one fault of each kind planted in it.
pub fn plant(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for file in fs::read_dir(from)? {
        let file = file?;
        fs::copy(file.path(), to.join(file.file_name()))?;
    }
    let path = |n: usize| to.join(format!("Xã Sông Lam {n:03}.xlsx"));
    let edited = |n: usize, change: &dyn Fn(&mut Edit)| -> Result<()> {
        let mut workbook = Edit::open(&fs::read(path(n)).with_context(|| path(n).display().to_string())?);
        change(&mut workbook);
        Ok(fs::write(path(n), workbook.save())?)
    };
    edited(10, &|book| {
        book.change("xl/workbook.xml", |xml| xml.replace("name=\"Chỉ tiêu\"", "name=\"Bieu 1\""));
    })?;
    edited(20, &|book| book.insert_row(FIGURES, 6))?;
    edited(30, &|book| book.set(FIGURES, "F6", Type::Text("khoảng 40 (ước)")))?;
    fs::remove_file(path(40))?;
    fs::copy(path(50), to.join("Xã Sông Lam 050 (2).xlsx"))?;
    edited(60, &|book| book.set(FIGURES, "A6", Type::Text("I.99")))?;
    edited(70, &|book| book.set(FIGURES, "F6", Type::Formula("F8*100", 6_000.0)))
}
