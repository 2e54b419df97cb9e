//! Search by words typed without marks: `so hoa` finds `số hóa`.

use domain::{DocumentId, IndicatorId, OrganisationId, PlanId, TaskId};
use sqlx::{AssertSqlSafe, SqlSafeStr};
use uuid::Uuid;

use crate::cell::{Value, damaged, values};
use crate::pool::{Keep, Row};
use crate::{Read, Result};

/// A row whose words were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What was found.
    pub item: Item,
    /// Its label or symbol; may be empty.
    pub label: String,
    /// Its name, title or text.
    pub title: String,
}

/// What can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Item {
    /// An indicator.
    Indicator(IndicatorId),
    /// A task.
    Task(TaskId),
    /// A document.
    Document(DocumentId),
    /// An organisation.
    Organisation(OrganisationId),
}

/// Where to look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scope {
    /// Only indicators and tasks of this plan.
    pub plan: Option<PlanId>,
}

/// Nobody types more; what comes after is not looked for.
const WORDS_AT_MOST: usize = 16;

/// Finds what holds every word typed, in any order, each at the beginning of a word.
///
/// Indicators come first, then tasks, documents and organisations, at most `limit` in all;
/// without any word nothing is found.
pub async fn list(read: &mut Read, typed: &str, scope: Scope, limit: u32) -> Result<Vec<Hit>> {
    let patterns = patterns(typed);
    if patterns.is_empty() {
        return Ok(Vec::new());
    }
    let sql = AssertSqlSafe(hits(patterns.len())).into_sql_str();
    let mut values = values![scope.plan, limit];
    values.extend(patterns);
    read.rows(sql, values, Keep::Prepared).await?.iter().map(hit).collect()
}

/// The words a row is searched by: folded, each after a blank, all else dropped.
///
/// A word of a query then stands at a word's beginning exactly where ` word` occurs.
pub(crate) fn folded<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for text in texts {
        let key = domain::text::fold(text);
        for word in key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            out.push(' ');
            out.push_str(word);
        }
    }
    out
}

/// One LIKE pattern a word. Words hold only letters and digits, so nothing needs escaping.
pub(crate) fn patterns(typed: &str) -> Vec<Value> {
    let key = folded([typed]);
    key.split_whitespace().take(WORDS_AT_MOST).map(|word| Value::Text(Some(format!("% {word}%")))).collect()
}

/// `$1` is the plan, `$2` the limit, the words follow.
fn hits(words: usize) -> String {
    let holds = |folded: &str| {
        let each: Vec<_> = (3..words + 3).map(|place| format!("{folded} LIKE ${place}")).collect();
        each.join(" AND ")
    };
    let (folded, alias) = (holds("folded"), holds("a.folded"));
    format!(
        "SELECT * FROM (
            SELECT CAST(1 AS BIGINT) AS noun, id, plan, position, label, name AS title FROM indicator
            WHERE {folded} AND ($1 IS NULL OR plan = $1)
        UNION ALL
            SELECT 2, id, plan, position, label, text FROM task
            WHERE {folded} AND ($1 IS NULL OR plan = $1)
        UNION ALL
            SELECT 3, id, NULL, 0, COALESCE(symbol, ''), title FROM document
            WHERE {folded} AND $1 IS NULL
        UNION ALL
            SELECT 4, id, NULL, 0, COALESCE(code, ''), name FROM organisation o
            WHERE $1 IS NULL AND (({folded})
                OR EXISTS (SELECT 1 FROM organisation_alias a WHERE a.organisation = o.id AND {alias}))
        ) AS found ORDER BY noun, plan, position, title, id LIMIT $2"
    )
}

fn hit(row: &Row) -> Result<Hit> {
    let id: Uuid = row.get("id")?;
    let item = match row.get::<u32>("noun")? {
        1 => Item::Indicator(id.into()),
        2 => Item::Task(id.into()),
        3 => Item::Document(id.into()),
        4 => Item::Organisation(id.into()),
        _ => return Err(damaged("noun")),
    };
    Ok(Hit { item, label: row.get("label")?, title: row.get("title")? })
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn a_row_is_searched_by_its_bare_words() {
        assert_eq!(folded(["238-KH/TU", "Số hóa (≥ 40%)", "Đổi mới"]), " 238 kh tu so hoa 40 doi moi");
        assert_eq!(folded(["", " – "]), "");
    }
}
