//! The memory of a process, page by page.

use std::fs::{self, File};
use std::ops::Range;
use std::os::unix::fs::FileExt;

use crate::needles::{LONGEST, Needles};

/// So much of the memory is read at once; the longest needle may stand across two reads.
const CHUNK: usize = 1 << 20;

/// What is found where, in all memory of this process that can be read.
pub(crate) fn own_memory(needles: &Needles) -> Vec<String> {
    in_memory_of("self", needles)
}

/// The same of another process, by its number.
pub(crate) fn in_memory_of(process: &str, needles: &Needles) -> Vec<String> {
    let memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let (mut found, mut buffer) = (Vec::new(), vec![0; CHUNK + LONGEST]);
    // What is read of the buffer itself is what was just read into it.
    let own = buffer.as_ptr_range();
    let own = if process == "self" { own.start as usize..own.end as usize } else { 0..0 };
    for line in maps.lines().filter(|line| is_written_to(line)) {
        let name = line.split_whitespace().nth(5).unwrap_or("memory");
        let range = addresses(line);
        for at in range.clone().step_by(CHUNK) {
            let bytes = &mut buffer[..(range.end - at).min(CHUNK + LONGEST)];
            // Some pages, of devices, cannot be read.
            if memory.read_exact_at(bytes, at as u64).is_ok() {
                for (kind, offset) in needles.in_chunk(bytes, CHUNK) {
                    if !own.contains(&(at + offset)) {
                        found.push(format!("{kind} at {:#x} in {name}", at + offset));
                    }
                }
            }
            bytes.fill(0);
        }
    }
    found
}

fn is_written_to(line: &str) -> bool {
    line.split(' ').nth(1).is_some_and(|rights| rights.starts_with("rw"))
}

fn addresses(line: &str) -> Range<usize> {
    let (start, end) = line.split(' ').next().unwrap().split_once('-').unwrap();
    let [start, end] = [start, end].map(|address| usize::from_str_radix(address, 16).unwrap());
    start..end
}
