//! What a run may take of the system.

use crate::runs::driver;
use crate::strace::output;

#[test]
fn the_memory_of_a_spool_grows_by_a_few_bytes_a_page() {
    let ([few, many], pages) = ([2_000, 20_000].map(memory_of_spool), 18_000);
    assert!((many.saturating_sub(few)) * 1024 < 100 * pages, "{few} kB, then {many} kB");
}

#[test]
#[ignore = "takes a minute; run with --release"]
fn a_million_pages_take_less_than_64_megabytes() {
    let memory = memory_of_spool(1_000_000);
    println!("a million pages: {memory} kB");
    assert!(memory < 64 * 1024, "{memory} kB");
}

/// The greatest memory in kB of a process that writes a spool of so many pages.
fn memory_of_spool(pages: usize) -> usize {
    let output = output(driver().arg("spool").arg(pages.to_string()));
    let said = String::from_utf8(output.stdout).unwrap();
    let [issued, _, memory] = said.split_whitespace().collect::<Vec<_>>()[..] else {
        panic!("{said} {}", String::from_utf8_lossy(&output.stderr))
    };
    assert_eq!(issued, pages.to_string());
    memory.parse().unwrap()
}
