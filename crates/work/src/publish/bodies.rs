//! Bodies named in a plan, found by any writing of their names or taken in as new ones.

use std::collections::HashMap;

use domain::{Organisation, OrganisationId, OrganisationKind, text};
use store::Write;

use crate::{Clock, Error};

/// No state is sixteen levels deep.
const DEEPEST: usize = 16;

/// The bodies of one plan's owner, by the folded writing of their names and aliases.
///
/// Names repeat from province to province ("Sở Tài chính"), so only what lies below the owner is
/// meant; what is not on file there is taken in below the owner.
pub(super) struct Bodies {
    clock: Clock,
    owner: OrganisationId,
    by_name: HashMap<String, OrganisationId>,
}

impl Bodies {
    /// Loads the owner, taken in as a new body when it is not on file, with all below it.
    pub(super) async fn below(clock: Clock, tx: &mut Write, owner: &str) -> Result<Self, Error> {
        let found = store::organisation::list_by_name(tx, owner).await?;
        let living = found.iter().find(|body| body.valid_to.is_none()).or(found.first());
        let owner = match living {
            Some(body) => body.id,
            None => add(clock, tx, owner, None, |_| true).await?,
        };
        // Where a body lies today: an act of the future does not count yet.
        let parents = store::organisation::list_parents(tx, clock.today()).await?;
        let parents: HashMap<OrganisationId, OrganisationId> = parents.into_iter().collect();
        let mut bodies: Vec<Organisation> = store::organisation::list(tx).await?;
        bodies.retain(|body| {
            let mut above = std::iter::successors(Some(&body.id), |id| parents.get(id)).take(DEEPEST);
            above.any(|id| *id == owner)
        });
        // Living bodies win over dissolved namesakes.
        bodies.sort_by_key(|body| body.valid_to.is_some());
        Ok(Self { clock, owner, by_name: names(&bodies) })
    }

    /// The body whose plan it is.
    pub(super) fn owner(&self) -> OrganisationId {
        self.owner
    }

    /// The body of this name, if there is one.
    pub(super) fn find(&self, name: &str) -> Option<OrganisationId> {
        self.by_name.get(&text::fold(name)).copied()
    }

    /// The body of this name, taken in as a new one when it is not on file.
    async fn get_or_add(&mut self, tx: &mut Write, name: &str) -> Result<OrganisationId, Error> {
        if let Some(id) = self.find(name) {
            return Ok(id);
        }
        let id = add(self.clock, tx, name, Some(self.owner), |alias| self.find(alias).is_none()).await?;
        self.by_name.insert(text::fold(name), id);
        Ok(id)
    }

    /// The body meant by words of a plan: `None` for groups of bodies such as "các sở, ngành".
    pub(super) async fn meant(
        &mut self,
        tx: &mut Write,
        words: &str,
    ) -> Result<Option<OrganisationId>, Error> {
        if ingest::is_group_of_bodies(words) {
            return Ok(self.find(words));
        }
        Ok(Some(self.get_or_add(tx, words).await?))
    }
}

fn names(bodies: &[Organisation]) -> HashMap<String, OrganisationId> {
    let mut by_name = HashMap::new();
    for body in bodies {
        for name in std::iter::once(&body.name).chain(&body.aliases) {
            by_name.entry(text::fold(name)).or_insert(body.id);
        }
    }
    by_name
}

async fn add(
    clock: Clock,
    tx: &mut Write,
    name: &str,
    parent: Option<OrganisationId>,
    is_free: impl Fn(&str) -> bool,
) -> Result<OrganisationId, Error> {
    let kind = kind_of(name);
    // "SNV" goes on naming the Sở Nội vụ when a Sở Ngoại vụ is taken in.
    let aliases = crate::bodies::aliases(kind, name).into_iter().filter(|alias| is_free(alias)).collect();
    let organisation = Organisation {
        id: clock.id(),
        code: None,
        name: name.to_owned(),
        kind,
        parent,
        aliases,
        valid_from: None,
        valid_to: None,
        successors: Vec::new(),
        version: 1,
    };
    store::organisation::add(tx, &organisation).await?;
    Ok(organisation.id)
}

/// What a body is, as far as the first words of its name tell.
fn kind_of(name: &str) -> OrganisationKind {
    use OrganisationKind::{Agency, Commune, Force, Front, Other, Party, Province};
    const KINDS: [(&str, OrganisationKind); 24] = [
        ("tinh uy", Party),
        ("thanh uy", Party),
        ("dang uy", Party),
        ("ban thuong vu", Party),
        ("ban to chuc", Party),
        ("ban tuyen giao", Party),
        ("ban noi chinh", Party),
        ("ban chi dao", Party),
        ("uy ban kiem tra", Party),
        ("van phong tinh uy", Party),
        ("mat tran", Front),
        ("uy ban mat tran", Front),
        ("uy ban mttq", Front),
        ("hoi ", Front),
        ("tinh doan", Front),
        ("cong an", Force),
        ("bo chi huy", Force),
        ("tinh ", Province),
        ("thanh pho ", Province),
        ("xa ", Commune),
        ("phuong ", Commune),
        ("so ", Agency),
        ("thanh tra", Agency),
        ("van phong", Agency),
    ];
    let key = text::fold(name);
    let found = KINDS.iter().find(|(words, _)| key.starts_with(words));
    found.map_or(
        if key.starts_with("ubnd") || key.starts_with("ban ") { Agency } else { Other },
        |(_, kind)| *kind,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_tell_what_a_body_is() {
        let check = |name: &str, kind| assert_eq!(kind_of(name), kind, "{name}");
        check("Sở Khoa học và Công nghệ", OrganisationKind::Agency);
        check("Văn phòng Tỉnh ủy", OrganisationKind::Party);
        check("Văn phòng UBND tỉnh", OrganisationKind::Agency);
        check("Ban Tổ chức Tỉnh uỷ", OrganisationKind::Party);
        check("Ban Quản lý Khu kinh tế tỉnh", OrganisationKind::Agency);
        check("Công an tỉnh", OrganisationKind::Force);
        check("Tỉnh Lào Cai", OrganisationKind::Province);
        check("Doanh nghiệp viễn thông", OrganisationKind::Other);
    }
}
