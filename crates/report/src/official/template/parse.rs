//! Reading a template line by line.

use domain::text::fold;

use super::names::{NameKind, Place, find, of_place};
use super::{Fault, MAX_BYTES, Node, Slot, TableKind, Template, line};

/// The words that may begin a line, for the message about an unknown one.
const WORDS: [&str; 10] =
    ["@loai", "@trich_yeu", "@lap", "@neu", "@khong", "@het", "@loi_van", "@bang", "@bieu_do", "@phu_luc"];

pub(super) fn parse(text: &str) -> Result<Template, Vec<Fault>> {
    if text.len() > MAX_BYTES {
        let fault = Fault::new(1, "Mẫu dài quá 100.000 byte.", "The template is longer than 100,000 bytes.");
        return Err(vec![fault]);
    }
    let mut reader = Reader { frames: vec![Frame::root()], faults: Vec::new() };
    for (number, text) in (1..).zip(text.lines()) {
        reader.read(number, text.trim());
    }
    reader.end()
}

/// What was opened and is not closed yet.
struct Frame {
    opened: Opened,
    line: usize,
    place: Place,
    nodes: Vec<Node>,
    /// What stood before `@khong`.
    before_else: Option<Vec<Node>>,
}

enum Opened {
    Template,
    Loop(&'static str),
    If(&'static str),
    /// Something wrong was opened: what stands in it is still read, so that its mistakes are told as well.
    Nothing,
}

impl Frame {
    fn root() -> Self {
        Self::new(Opened::Template, 0, Place::Root)
    }

    fn new(opened: Opened, line: usize, place: Place) -> Self {
        Self { opened, line, place, nodes: Vec::new(), before_else: None }
    }

    fn closed(self) -> Option<Node> {
        match (self.opened, self.before_else) {
            (Opened::Loop(list), _) => Some(Node::Loop(list, self.nodes)),
            (Opened::If(name), Some(then)) => Some(Node::If(name, then, self.nodes)),
            (Opened::If(name), None) => Some(Node::If(name, self.nodes, Vec::new())),
            (Opened::Template | Opened::Nothing, _) => None,
        }
    }
}

struct Reader {
    frames: Vec<Frame>,
    faults: Vec<Fault>,
}

impl Reader {
    fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the template itself is never closed")
    }

    fn read(&mut self, number: usize, text: &str) {
        if text.is_empty() || text.starts_with("//") {
            return;
        }
        if let Some(words) = text.strip_prefix('@') {
            let (word, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
            return self.word(number, word, rest.trim());
        }
        let level = text.chars().take_while(|c| *c == '#').count();
        let place = self.top().place;
        let read = line::line(text[level..].trim(), number, place, &mut self.faults);
        match u8::try_from(level) {
            Ok(0) => self.top().nodes.push(Node::Paragraph(read)),
            Ok(level @ 1..=3) => self.top().nodes.push(Node::Heading(level, read)),
            _ => self.faults.push(Fault::new(
                number,
                "Đề mục chỉ có ba bậc: #, ##, ###.",
                "Headings have three levels: #, ##, ###.",
            )),
        }
    }

    fn word(&mut self, number: usize, word: &str, rest: &str) {
        match word {
            "loai" | "trich_yeu" | "phu_luc" => self.titled(number, word, rest),
            "loi_van" => self.narrative(number, rest),
            "bang" => self.table(number, rest),
            "bieu_do" => self.top().nodes.push(Node::Chart),
            "lap" => self.open_loop(number, rest),
            "neu" => self.open_if(number, rest),
            "khong" => self.other(number),
            "het" => self.close(number),
            _ => {
                let fault = Fault::new(
                    number,
                    format!("Không có lệnh “@{word}”."),
                    format!("There is no word “@{word}”."),
                );
                self.faults.push(fault.knowing(WORDS.to_vec()));
            }
        }
    }

    fn titled(&mut self, number: usize, word: &str, rest: &str) {
        if rest.is_empty() || self.frames.len() > 1 {
            self.faults.push(Fault::new(
                number,
                format!("@{word} cần có nội dung và phải đứng ngoài @lap, @neu."),
                format!("@{word} needs words and must stand outside @lap and @neu."),
            ));
        }
        let line = line::line(rest, number, Place::Root, &mut self.faults);
        self.top().nodes.push(match word {
            "loai" => Node::Kind(line),
            "trich_yeu" => Node::Subject(line),
            _ => Node::Annex(line),
        });
    }

    fn narrative(&mut self, number: usize, rest: &str) {
        let words: Vec<String> =
            rest.split(',').map(|words| fold(words.trim())).filter(|words| !words.is_empty()).collect();
        if words.is_empty() || self.frames.iter().any(|frame| matches!(frame.opened, Opened::Loop(_))) {
            self.faults.push(Fault::new(
                number,
                "@loi_van cần từ có trong đề mục của đơn vị, ví dụ @loi_van nguyên nhân, và phải đứng ngoài @lap.",
                "@loi_van needs words of the units' headings, such as @loi_van nguyên nhân, and must stand outside @lap.",
            ));
            return;
        }
        self.top().nodes.push(Node::Narrative(Slot { key: words.join(", "), shown: rest.to_owned(), words }));
    }

    fn table(&mut self, number: usize, rest: &str) {
        let found = TableKind::ALL.into_iter().find(|(word, _)| *word == rest);
        if let Some((_, kind)) = found {
            return self.top().nodes.push(Node::Table(kind));
        }
        let fault =
            Fault::new(number, format!("Không có bảng “{rest}”."), format!("There is no table “{rest}”."));
        self.faults.push(fault.knowing(TableKind::ALL.map(|(word, _)| word).to_vec()));
    }

    /// Within a loop only the lists of its part can be repeated, so that nothing grows beyond the plan itself.
    fn open_loop(&mut self, number: usize, name: &str) {
        let place = self.top().place;
        let found = find(name, place).filter(|known| place == Place::Root || known.place == place);
        if let Some((known, NameKind::List(inner))) = found.map(|known| (known, known.kind)) {
            return self.frames.push(Frame::new(Opened::Loop(known.name), number, inner));
        }
        let is_list = |kind| matches!(kind, NameKind::List(_));
        let known = of_place(place).filter(|known| is_list(known.kind) && known.place == place);
        let fault = Fault::new(
            number,
            format!("Ở chỗ này không có danh sách “{name}” để lặp."),
            format!("In this place there is no list “{name}” to repeat."),
        );
        self.faults.push(fault.knowing(known.map(|known| known.name).collect()));
        self.frames.push(Frame::new(Opened::Nothing, number, place));
    }

    fn open_if(&mut self, number: usize, name: &str) {
        let place = self.top().place;
        let opened = find(name, place).map(|known| Opened::If(known.name));
        if opened.is_none() {
            self.faults.push(Fault::unknown(number, name, place));
        }
        self.frames.push(Frame::new(opened.unwrap_or(Opened::Nothing), number, place));
    }

    fn other(&mut self, number: usize) {
        let frame = self.top();
        if matches!(frame.opened, Opened::If(_)) && frame.before_else.is_none() {
            frame.before_else = Some(std::mem::take(&mut frame.nodes));
        } else if !matches!(frame.opened, Opened::Nothing) {
            self.faults.push(Fault::new(
                number,
                "@khong chỉ đứng một lần giữa @neu và @het.",
                "@khong stands once, between @neu and @het.",
            ));
        }
    }

    fn close(&mut self, number: usize) {
        if self.frames.len() == 1 {
            let fault = Fault::new(
                number,
                "@het không có @lap hoặc @neu đi trước.",
                "@het without @lap or @neu before it.",
            );
            return self.faults.push(fault);
        }
        let closed = self.frames.pop().and_then(Frame::closed);
        self.top().nodes.extend(closed);
    }

    fn end(mut self) -> Result<Template, Vec<Fault>> {
        for frame in &self.frames[1..] {
            let fault = Fault::new(
                frame.line,
                "Thiếu @het cho lệnh mở ở dòng này.",
                "The @het of what is opened here is missing.",
            );
            self.faults.push(fault);
        }
        let nodes = std::mem::take(&mut self.frames[0].nodes);
        let has = |is: fn(&Node) -> bool| nodes.iter().filter(|node| is(node)).count() == 1;
        if !has(|node| matches!(node, Node::Kind(_))) || !has(|node| matches!(node, Node::Subject(_))) {
            self.faults.push(Fault::new(
                1,
                "Mẫu cần đúng một dòng @loai và một dòng @trich_yeu.",
                "A template needs exactly one line @loai and one line @trich_yeu.",
            ));
        }
        self.faults.sort_by_key(|fault| fault.line);
        if self.faults.is_empty() { Ok(Template { nodes }) } else { Err(self.faults) }
    }
}
