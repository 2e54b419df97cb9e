//! Publishing: a reviewed draft becomes a version of a plan, in one transaction.

mod bodies;
mod committee;
mod indicators;
mod matching;
mod tasks;

use domain::access::Target;
use domain::audit::{Event, fields};
use domain::{
    Document, DocumentKind, DocumentLink, ImportId, Plan, PlanId, PlanLevel, PlanVersion, Symbol, text,
};
use ingest::draft::DraftLink;
use jiff::civil::Date;
use store::Write;
use store::import::ImportState;

use crate::access::Directory;
use crate::import::{Import, opened, still_open};
use crate::{Actor, Clock, Error, FieldError, Work};

use bodies::Bodies;

pub use matching::{Preview, preview};

/// As what a draft is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishAs {
    /// The plan it is a new version of; `None` for a plan of its own.
    pub plan: Option<PlanId>,
    /// The title of a new plan.
    pub title: String,
    /// The body whose plan it is.
    pub owner: String,
    /// The level of a new plan.
    pub level: PlanLevel,
    /// From when its targets are in force.
    pub in_force_from: Date,
    /// Whether it only illustrates.
    pub is_illustration: bool,
}

impl PublishAs {
    /// What a draft suggests: its own title and issuer, in force from its date or today.
    pub fn suggested(import: &Import, today: Date) -> Self {
        let head = &import.review.draft.document;
        let issuer = head.issuer.clone().unwrap_or_default();
        let owner = with_place(&issuer, head.place.as_deref().unwrap_or_default());
        Self {
            plan: None,
            title: full_title(head.kind, &head.title),
            level: level_of(&issuer),
            owner,
            in_force_from: head.issued_on.unwrap_or(today),
            is_illustration: false,
        }
    }
}

/// `Ban Thường vụ Tỉnh ủy` of many provinces is told apart by its place.
fn with_place(issuer: &str, place: &str) -> String {
    if text::fold(issuer).contains(&text::fold(place)) {
        issuer.to_owned()
    } else {
        format!("{issuer} {place}").trim().to_owned()
    }
}

/// Kind and title, as they stand at the document's head.
fn full_title(kind: Option<DocumentKind>, title: &str) -> String {
    kind.map_or_else(|| title.to_owned(), |kind| format!("{} {title}", kind.name_vi()))
}

/// The level that an issuer's name tells; a province otherwise.
fn level_of(issuer: &str) -> PlanLevel {
    let key = text::fold(issuer);
    let begins = |words: &[&str]| words.iter().any(|word| key.starts_with(word));
    if key.contains("trung uong") || begins(&["bo chinh tri", "chinh phu"]) {
        PlanLevel::Central
    } else if begins(&["so ", "thanh tra", "ban quan ly", "cong an"]) {
        PlanLevel::Agency
    } else if [" xa ", " phuong ", " dac khu "].iter().any(|word| format!("{key} ").contains(word)) {
        PlanLevel::Commune
    } else {
        PlanLevel::Province
    }
}

/// Puts a reviewed draft under tracking and gives the plan it is now part of.
///
/// Fails while findings of severity "error" are open, when nothing is kept, or
/// when someone else changed the import meanwhile; then nothing is stored.
pub async fn publish(
    work: &Work,
    actor: &Actor,
    id: ImportId,
    version: i64,
    publish_as: &PublishAs,
) -> Result<PlanId, Error> {
    check(publish_as)?;
    let mut tx = work.store.write().await?;
    let mut stored = still_open(&mut tx, id, version).await?;
    let import = opened(stored.clone())?;
    match import.review.blockers() {
        0 => (),
        open => return Err(Error::Unresolved(open)),
    }
    if !keeps_anything(&import) {
        return Err(Error::NothingToTrack);
    }
    let mut publication = Publication::begin(work.clock, &mut tx, &import, publish_as).await?;
    publication.document(&mut tx).await?;
    let plan = publication.plan(&mut tx).await?;
    let members = publication.committee(&mut tx).await?;
    publication.indicators(&mut tx, &members).await?;
    publication.tasks(&mut tx).await?;
    stored.head.state = ImportState::Published;
    stored.head.document = Some(publication.document.id);
    stored.head.plan = Some(plan);
    store::import::update(&mut tx, &stored).await?;
    let owner = publication.bodies.owner();
    let published = fields([
        ("title", publish_as.title.clone().into()),
        ("symbol", publication.document.symbol.as_ref().map(Symbol::to_string).into()),
        ("version", publication.version.number.into()),
    ]);
    let event = Event::done("plan.published", plan).of_plan(plan).of_body(owner);
    work.keep(tx, actor, [event.added(&published)]).await?;
    Ok(plan)
}

/// Whose plan it becomes: the chosen plan's owner, or the body named for a new plan.
///
/// A body that is not on file yet belongs to nobody but the installation.
pub async fn target(work: &Work, directory: &Directory, publish_as: &PublishAs) -> Result<Target, Error> {
    if let Some(plan) = publish_as.plan {
        return Ok(directory.plan_target(plan));
    }
    let owner = publish_as.owner.trim();
    let mut read = work.store.read().await?;
    let found = store::organisation::list_by_name(&mut read, owner).await?;
    let living = found.iter().find(|body| body.valid_to.is_none()).or(found.first());
    Ok(living.map_or_else(Target::default, |body| Target::of_body(body.id)))
}

fn check(publish_as: &PublishAs) -> Result<(), Error> {
    let mut errors = Vec::new();
    if publish_as.plan.is_none() && publish_as.title.trim().is_empty() {
        errors.push(FieldError::new("title", "Đề nghị nhập tên kế hoạch.", "Please enter the plan's title."));
    }
    if publish_as.plan.is_none() && publish_as.owner.trim().is_empty() {
        errors.push(FieldError::new(
            "owner",
            "Đề nghị nhập cơ quan, địa phương có kế hoạch này.",
            "Please enter whose plan it is.",
        ));
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

fn keeps_anything(import: &Import) -> bool {
    let review = &import.review;
    review.draft.indicators.iter().any(|i| review.keeps(&i.id))
        || review.draft.tasks.iter().any(|t| review.keeps(&t.id))
}

/// What is being published, while it is written.
struct Publication<'a> {
    clock: Clock,
    import: &'a Import,
    publish_as: &'a PublishAs,
    document: Document,
    version: PlanVersion,
    is_new_plan: bool,
    bodies: Bodies,
}

impl<'a> Publication<'a> {
    async fn begin(
        clock: Clock,
        tx: &mut Write,
        import: &'a Import,
        publish_as: &'a PublishAs,
    ) -> Result<Self, Error> {
        let document = document(clock, import, publish_as);
        let plan = publish_as.plan.unwrap_or_else(|| clock.id());
        let versions = store::plan_version::list(tx, plan).await?;
        let version = PlanVersion {
            id: clock.id(),
            plan,
            number: versions.last().map_or(1, |last| last.number + 1),
            document: document.id,
            in_force_from: publish_as.in_force_from,
            published_at: clock.now(),
        };
        let owner = match publish_as.plan {
            Some(plan) => store::plan::get(tx, plan).await?.owner,
            None => publish_as.owner.trim().to_owned(),
        };
        // Figures of the whole plan are entered for its owner.
        let bodies = Bodies::below(clock, tx, &owner).await?;
        Ok(Self {
            clock,
            import,
            publish_as,
            document,
            version,
            is_new_plan: publish_as.plan.is_none(),
            bodies,
        })
    }

    async fn document(&mut self, tx: &mut Write) -> Result<(), Error> {
        store::document::add(tx, &self.document).await?;
        let links = links(&self.document, &self.import.review.draft.links);
        Ok(store::document_link::add_all(tx, &links).await?)
    }

    async fn plan(&mut self, tx: &mut Write) -> Result<PlanId, Error> {
        if self.is_new_plan {
            let plan = Plan {
                id: self.version.plan,
                title: self.publish_as.title.trim().to_owned(),
                level: self.publish_as.level,
                owner: self.publish_as.owner.trim().to_owned(),
                implements: None,
                is_illustration: self.publish_as.is_illustration,
            };
            store::plan::add(tx, &plan).await?;
        }
        store::plan_version::add(tx, &self.version).await?;
        Ok(self.version.plan)
    }
}

fn links(document: &Document, drafts: &[DraftLink]) -> Vec<DocumentLink> {
    let link = |draft: &DraftLink| DocumentLink {
        from: document.id,
        relation: draft.relation,
        symbol: draft.symbol.clone(),
        issued_on: draft.issued_on,
        to: None,
        anchor: draft.anchor.clone(),
    };
    drafts.iter().map(link).collect()
}

fn document(clock: Clock, import: &Import, publish_as: &PublishAs) -> Document {
    let head = &import.review.draft.document;
    Document {
        id: clock.id(),
        symbol: head.symbol.clone(),
        kind: head.kind.or_else(|| head.symbol.as_ref().and_then(Symbol::kind)),
        issuer: head.issuer.clone().unwrap_or_default(),
        place: head.place.clone().unwrap_or_default(),
        issued_on: head.issued_on,
        title: head.title.clone(),
        file_name: import.file_name.clone(),
        sha256: import.sha256.clone(),
        lines: import.lines.clone(),
        is_illustration: publish_as.is_illustration,
    }
}
