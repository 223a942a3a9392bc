//! A list of providers: no line of it is lost, whatever its bytes; a row is that of its own line; what
//! is read at once and what is read row by row agree. The first byte says how the list is read.

#![no_main]

use libfuzzer_sys::fuzz_target;
use reissue_notice::{Columns, Encoding, Repair, Roster};

fuzz_target!(|bytes: &[u8]| {
    let Some((&options, list)) = bytes.split_first() else { return };
    let columns = columns(options);
    let mut roster = match Roster::read(list, &columns) {
        Ok(roster) => roster,
        Err(error) => return drop(error.to_string()),
    };
    let (mut rows, mut refused, mut last) = (0, 0, 0);
    for row in &mut roster {
        let line = match row {
            Ok(row) => {
                rows += 1;
                assert_eq!(row.provider().row(), Some(row.line()));
                let _ = (format!("{:?}", row.mends()), format!("{:?}", row.warnings()));
                row.line()
            }
            Err(error) if error.is_refusal() => {
                refused += 1;
                assert!(!error.to_string().is_empty());
                error.line().expect("a line")
            }
            Err(error) => {
                assert!(!error.to_string().is_empty());
                assert!(Roster::read_all(list, &columns).is_err());
                return;
            }
        };
        assert!(line > last, "line {line} after {last}");
        last = line;
    }
    let account = roster.account();
    assert_eq!((account.rows(), account.refused()), (rows, refused));
    if let Some(lines) = lines_in(list, roster.encoding()) {
        assert_eq!(account.lines(), lines);
    }
    let whole = Roster::read_all(list, &columns).expect("read before");
    assert_eq!(whole.account(), account);
    assert_eq!((whole.providers().len(), whole.refused().len()), (rows, refused));
});

fn columns(options: u8) -> Columns {
    let columns = Columns::default();
    let columns = match options & 0b111 {
        1 => columns.with_encoding(Encoding::Cp932),
        2 => columns.with_encoding(Encoding::Utf16Le),
        3 => columns.with_encoding(Encoding::Utf16Be),
        4 => columns.with_encoding(Encoding::Utf8),
        _ => columns,
    };
    if options & 0b1000 == 0 { columns } else { columns.with_repair(Repair::all()) }
}

/// As an editor counts them. In UTF-16, of pairs of bytes; a wrong pair is no end of a line.
fn lines_in(list: &[u8], encoding: Option<Encoding>) -> Option<usize> {
    let unit = match encoding {
        Some(Encoding::Utf16Le) => u16::from_le_bytes,
        Some(Encoding::Utf16Be) => u16::from_be_bytes,
        _ => {
            let list = list.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(list);
            return Some(count(list.iter().map(|&byte| u16::from(byte))));
        }
    };
    // Half a character at the end is a line of its own where none has begun.
    let (pairs, []) = list.as_chunks::<2>() else { return None };
    let units = pairs.iter().map(|&pair| unit(pair)).skip_while(|&unit| unit == 0xFEFF);
    Some(count(units))
}

fn count(units: impl Iterator<Item = u16>) -> usize {
    let text: Vec<char> = units.map(|unit| char::from_u32(unit.into()).unwrap_or('x')).collect();
    let text: String = text.into_iter().collect();
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.split('\n').count() - usize::from(text.is_empty() || text.ends_with('\n'))
}
