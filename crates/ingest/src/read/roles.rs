//! Roles in a steering committee or working group, at the start or the end of an item's words.

use std::sync::LazyLock;

use domain::CommitteeRole;
use regex::Regex;

use super::indicators::keyed::Keyed;
use super::patterns::folded as pattern;
use super::posts;

const ROLE: &str = r"(?P<role>(?:pho )?truong (?:tieu )?ban|pho ban|uy vien|thanh vien|to truong|to pho|thu ky|(?:pho )?chu tich hoi dong)(?P<tail>(?: thuong truc| ban| chi dao| bcd| tinh| xa| phuong| huyen| thanh pho| to| giup viec| cong tac| hoi dong)*)";
static FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"^(?:cac )?(?:dong chi )?{ROLE}(?: gom(?: co)?)?\s*(?:[-–:]+\s*(?P<rest>.*))?$"))
});
static LAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?P<who>.{{4,200}}?)\s*[,;:–-]\s*(?:lam |la |giu vai tro |)?{ROLE}\s*(?:[;.,]*|:\s*(?P<duty>.+))$"
    ))
});

/// The role an item begins with, and the words after it.
pub(super) fn first(text: &Keyed) -> Option<(String, CommitteeRole, Option<String>)> {
    let found = FIRST.captures(text.key())?;
    let (role, rank) = titled(&found["role"], &found["tail"]);
    let rest =
        found.name("rest").map(|m| text.printed(m.range()).trim().to_owned()).filter(|rest| !rest.is_empty());
    Some((role, rank, rest))
}

/// The role an item ends with, the words before it, and whether duties follow.
pub(super) fn last(text: &Keyed) -> Option<(String, CommitteeRole, String, bool)> {
    let found = LAST.captures(text.key())?;
    let who = text.printed(found.name("who")?.range()).to_owned();
    let (role, rank) = titled(&found["role"], &found["tail"]);
    posts::begins_with_post(&who).then_some((role, rank, who, found.name("duty").is_some()))
}

/// The role's title and rank; `Phó trưởng Ban Chỉ đạo` is a Phó trưởng ban.
fn titled(role: &str, tail: &str) -> (String, CommitteeRole) {
    let is_standing = tail.contains("thuong truc");
    let rank = match role {
        "uy vien" | "thanh vien" | "thu ky" if is_standing => CommitteeRole::StandingMember,
        "uy vien" | "thanh vien" | "thu ky" => CommitteeRole::Member,
        _ if !role.starts_with("pho") && role != "to pho" => CommitteeRole::Head,
        _ if is_standing => CommitteeRole::StandingDeputy,
        _ => CommitteeRole::Deputy,
    };
    let title = match role {
        "thanh vien" => "Thành viên",
        "thu ky" => "Thư ký",
        "to truong" => "Tổ trưởng",
        "to pho" => "Tổ phó",
        _ => rank.title_vi(),
    };
    (title.to_owned(), rank)
}
