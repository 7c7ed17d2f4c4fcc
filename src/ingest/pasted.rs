//! What the page of a packet copied, out of a chat: words for people, then a code that holds what was typed.
//!
//! Chats break lines elsewhere, drop blanks, curl quotes, put names between, and cut off what is long. So the code is of letters
//! and digits alone, says first how long it is and what it sums up to, and everything between them is passed over: it is read
//! whole and as it was copied, or not at all.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use memchr::memmem;

use super::rows::FileFault;

/// What the code begins with.
pub const PASTED_MARK: &str = "LIANTU";
/// Digits behind the mark that say how many characters the code has.
pub const PASTED_COUNT: usize = 6;
/// The most characters of a code that a page makes: a form with it is taken on 数据. What is longer goes as a file.
pub const PASTED_MOST: usize = 180_000;
/// Hexadecimal digits behind them: the sum of what the code holds.
const SUM: usize = 8;

/// What a text holds that came out of a chat, as the page wrote it; none where no code is in it.
pub(super) fn pasted(text: &[u8]) -> Option<Result<String, FileFault>> {
    let letters: Vec<u8> =
        text.iter().copied().filter(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/')).collect();
    let found: Vec<Code<'_>> = memmem::find_iter(&letters, PASTED_MARK)
        .filter_map(|at| Code::at(&letters[at + PASTED_MARK.len()..]))
        .collect();
    let first = found.first()?;
    if found.iter().any(|code| code.sum != first.sum) {
        let reason = format!("里面有 {} 段不同的回填文字", found.len());
        return Some(Err(FileFault::new(reason, "请一段一段地贴，收好一段再贴下一段")));
    }
    // Pasted twice, one of them may be whole.
    let read = found.iter().map(Code::read);
    read.reduce(|best, next| if best.is_ok() { best } else { next })
}

/// A code, as far as it came.
struct Code<'a> {
    count: usize,
    sum: u32,
    body: &'a [u8],
}

impl<'a> Code<'a> {
    fn at(rest: &'a [u8]) -> Option<Self> {
        let (count, rest) = rest.split_at_checked(PASTED_COUNT)?;
        let (sum, body) = rest.split_at_checked(SUM)?;
        let count = std::str::from_utf8(count).ok()?.parse().ok()?;
        let sum = u32::from_str_radix(std::str::from_utf8(sum).ok()?, 16).ok()?;
        Some(Self { count, sum, body: body.get(..count).unwrap_or(body) })
    }

    fn read(&self) -> Result<String, FileFault> {
        let again = "什么也没有收；请在网页里重新按“复制文字”，整段发来，或改发存下的文件";
        if self.body.len() < self.count {
            let reason = format!("文字没有贴全：应有 {} 个字符，只有 {} 个", self.count, self.body.len());
            return Err(FileFault::new(reason, again));
        }
        let changed = || FileFault::new("文字在路上被改动了：对不上它自带的校验", again);
        let bytes = STANDARD_NO_PAD.decode(self.body).map_err(|_| changed())?;
        if sum(&bytes) != self.sum {
            return Err(changed());
        }
        String::from_utf8(bytes).map_err(|_| changed())
    }
}

/// CRC-32, as ZIP has it.
fn sum(bytes: &[u8]) -> u32 {
    let step = |rest: u32| (rest >> 1) ^ (0xedb8_8320 & (rest & 1).wrapping_neg());
    !bytes.iter().fold(u32::MAX, |rest, byte| (0..8).fold(rest ^ u32::from(*byte), |rest, _| step(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copied(said: &str) -> String {
        let code = STANDARD_NO_PAD.encode(said);
        let lines: Vec<&str> = code.as_bytes().chunks(20).map(|line| std::str::from_utf8(line).unwrap()).collect();
        let head = format!("{PASTED_MARK}-{:06}-{:08x}", code.len(), sum(said.as_bytes()));
        format!("【链图回填】改了 2 家：甲、乙\n{head}\n{}\n（完）", lines.join("\n"))
    }

    fn read(text: &str) -> Result<String, String> {
        pasted(text.as_bytes()).expect("a code").map_err(|fault| fault.reason)
    }

    const SAID: &str = "{\"备注\": \"=看过厂房，“不错” 'ok' —— 䶮😀\"}";

    #[test]
    fn the_sum_is_the_one_of_zip() {
        assert_eq!(sum(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn what_chats_do_to_a_text_changes_nothing() {
        let text = copied(SAID);
        let curled = text.replace('-', "—");
        let done = [
            text.clone(),
            text.replace('\n', "\r\n"),
            text.replace('\n', " "),
            text.replace('\n', ""),
            text.replace('\n', "\n\n\u{a0}\u{200b}"),
            text.replace('\n', "\n> "),
            format!("队长 10:32\n{curled}\n收到👌"),
            format!("{text}\n{text}"),
            format!("{}{text}", &text[..text.len() / 2]),
        ];
        for text in done {
            assert_eq!(read(&text).as_deref(), Ok(SAID), "{text}");
        }
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(pasted(&wide).unwrap().unwrap(), SAID, "as an editor saves Unicode");
    }

    #[test]
    fn a_text_is_read_whole_or_not_at_all() {
        let text = copied(SAID);
        let body = text.find(&STANDARD_NO_PAD.encode(SAID)[..20]).unwrap();
        for end in body..text.find("\n（完").unwrap() {
            assert!(read(&text[..end]).unwrap_err().contains("没有贴全"), "{end}");
        }
        for at in (body..body + 40).filter(|at| text.as_bytes()[*at].is_ascii_alphanumeric()) {
            let other = if &text[at..=at] == "A" { "B" } else { "A" };
            let changed = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            assert!(read(&changed).unwrap_err().contains("被改动"), "{at}");
        }
        let two = format!("{text}\n{}", copied("{}"));
        assert!(read(&two).unwrap_err().contains("2 段"));
        for none in ["", "企业,状态\n", "LIANTU", "LIANTU-12", "LIANTU-abcdef-12345678-"] {
            assert!(pasted(none.as_bytes()).is_none(), "{none}");
        }
    }
}
