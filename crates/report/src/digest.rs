//! The day's mail to one person: what was told since the last one, as plain text and as simple HTML.

use domain::Lang;
use domain::notice::Notice;
use jiff::civil::Date;

use crate::markup::escaped;

/// What a digest is written from.
#[derive(Debug, Clone, Copy)]
pub struct Digest<'a> {
    /// To whom.
    pub name: &'a str,
    /// On which day.
    pub day: Date,
    /// What was told, the first first.
    pub notices: &'a [Notice],
    /// The site's address, without a slash at its end; empty where it is not known.
    pub site: &'a str,
}

impl Digest<'_> {
    /// The subject.
    pub fn subject(&self) -> String {
        let (day, count) = (self.day.strftime("%d/%m/%Y"), self.notices.len());
        format!("Cột Mốc {day}: {count} việc cần biết")
    }

    /// The words in Vietnamese, then in English.
    pub fn plain(&self) -> String {
        let mut text = format!("Kính gửi đồng chí {},\n\n", self.name);
        for (lang, end) in [(Lang::Vi, "---\n"), (Lang::En, "")] {
            for notice in self.notices {
                text.extend(["- ", &notice.sentence(lang), "\n"]);
                if !notice.words.reason.is_empty() {
                    text.extend(["  ", reason_word(lang), ": ", &one_line(&notice.words.reason), "\n"]);
                }
                if lang == Lang::Vi && !self.site.is_empty() {
                    text.extend(["  ", self.site, &notice.path(), "\n"]);
                }
            }
            text.push('\n');
            text.push_str(end);
        }
        text.extend([FOOT.0, "\n", FOOT.1, "\n"]);
        text
    }

    /// The same as HTML, without styles or pictures from elsewhere.
    pub fn html(&self) -> String {
        let item = |notice: &Notice| {
            let words = escaped(&notice.sentence(Lang::Vi));
            let linked = if self.site.is_empty() {
                words
            } else {
                format!("<a href=\"{}{}\">{words}</a>", escaped(self.site), notice.path())
            };
            let reason = match notice.words.reason.as_str() {
                "" => String::new(),
                reason => format!("<br>{}: {}", reason_word(Lang::Vi), escaped(reason)),
            };
            let english = escaped(&notice.sentence(Lang::En));
            format!("<li>{linked}{reason}<br><small lang=\"en\">{english}</small></li>\n")
        };
        let items: String = self.notices.iter().map(item).collect();
        format!(
            "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>{}</title></head><body>\n\
             <p>Kính gửi đồng chí {},</p>\n<ul>\n{items}</ul>\n<p><small>{}<br><span lang=\"en\">{}</span></small></p>\n\
             </body></html>\n",
            escaped(&self.subject()),
            escaped(self.name),
            FOOT.0,
            FOOT.1
        )
    }
}

/// What ends every digest.
const FOOT: (&str, &str) = (
    "Thư tự động của Cột Mốc, mỗi ngày không quá một thư; đề nghị không trả lời thư này.",
    "Sent by Cột Mốc, at most once a day; please do not reply.",
);

fn reason_word(lang: Lang) -> &'static str {
    lang.pick("Lý do", "Reason")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use domain::{NoticeAbout, NoticeId, NoticeKind, NoticeWords, PostId, SubmissionId};
    use jiff::Timestamp;
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn returned(reason: &str) -> Notice {
        Notice {
            id: NoticeId(Uuid::from_u128(1)),
            post: PostId(Uuid::from_u128(2)),
            key: "returned".into(),
            kind: NoticeKind::Returned,
            plan: None,
            about: NoticeAbout::Submission(SubmissionId(Uuid::from_u128(3))),
            words: NoticeWords {
                body: "Sở Tài chính".into(),
                what: "tháng 10/2026".into(),
                what_en: "October 2026".into(),
                on: Some(date(2026, 11, 4)),
                reason: reason.into(),
            },
            created_at: Timestamp::UNIX_EPOCH,
            read_at: None,
        }
    }

    #[test]
    fn a_digest_tells_in_both_languages_and_leads_to_the_page() {
        let notices = [returned("Số liệu\nchưa khớp")];
        let digest = Digest {
            name: "Trần Văn An",
            day: date(2026, 11, 3),
            notices: &notices,
            site: "https://cm.tinh.vn",
        };
        assert_eq!(digest.subject(), "Cột Mốc 03/11/2026: 1 việc cần biết");
        let plain = digest.plain();
        assert!(plain.contains("- Sở Tài chính: báo cáo tháng 10/2026 bị trả lại."), "{plain}");
        assert!(plain.contains("- Sở Tài chính: the report for October 2026 was returned."), "{plain}");
        assert!(plain.contains("Lý do: Số liệu chưa khớp\n"), "{plain}");
        let href = "https://cm.tinh.vn/submissions/00000000-0000-0000-0000-000000000003";
        assert!(plain.contains(href) && digest.html().contains(&format!("<a href=\"{href}\">")));
    }

    #[test]
    fn words_of_people_are_no_html() {
        let notices = [returned("<script>alert('x')</script> & \"y\"")];
        let digest = Digest { name: "<b>An</b>", day: date(2026, 11, 3), notices: &notices, site: "" };
        let html = digest.html();
        assert!(!html.contains("<script>") && !html.contains("<b>") && !html.contains("<a "), "{html}");
        assert!(html.contains("&lt;script&gt;alert('x')&lt;/script&gt; &amp; &quot;y&quot;"));
    }
}
