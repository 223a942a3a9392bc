//! Who paints: a program that writes the pages of a file as PGM to its standard output, one after
//! the other. They go through memory alone.

use std::io::{ErrorKind, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::JoinHandle;

use crate::picture::{Picture, Pictures};
use crate::words::Said;

/// MuPDF's: quick, and in every distribution.
pub(crate) const USUAL: &str = "mutool draw -q -r 150 -c gray -F pgm -o -";

/// The pages of one file, painted while they are read.
pub(crate) struct Painting {
    painter: String,
    child: Child,
    pictures: Pictures<ChildStdout>,
    complaint: Option<JoinHandle<String>>,
}

impl Painting {
    /// `painter` is a program and its arguments, with a blank between them; the file comes last.
    pub(crate) fn of(painter: &str, file: &Path) -> Result<Self, Said> {
        let fails = |error: &dyn ToString| Said::Painter {
            painter: painter.to_owned(),
            error: error.to_string(),
        };
        let mut words = painter.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words).arg(file).stdin(Stdio::null());
        let spawned = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = spawned.map_err(|error| fails(&error))?;
        let Some((pages, complaint)) = child.stdout.take().zip(child.stderr.take()) else {
            return Err(fails(&"no pipe"));
        };
        let complaint = std::thread::spawn(move || {
            let (mut text, mut complaint) = (Vec::new(), complaint);
            let _ = complaint.read_to_end(&mut text);
            String::from_utf8_lossy(&text).trim_end().to_owned()
        });
        let pictures = Pictures::new(pages);
        Ok(Self { painter: painter.to_owned(), child, pictures, complaint: Some(complaint) })
    }

    /// Paints the next page over `picture`; none where there are no more.
    pub(crate) fn next(&mut self, picture: &mut Picture) -> Result<Option<()>, Said> {
        match self.pictures.read_next(picture) {
            Ok(Some(())) => Ok(Some(())),
            Ok(None) => self.finish(),
            // That it broke off in the middle of a page says less than what it complains of.
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
                self.finish()?;
                Err(self.fails(error.to_string()))
            }
            Err(error) => Err(self.fails(error.to_string())),
        }
    }

    /// Whether the painter is as content as it is silent.
    fn finish(&mut self) -> Result<Option<()>, Said> {
        let ended = self.child.wait().map_err(|error| self.fails(error.to_string()))?;
        if ended.success() {
            return Ok(None);
        }
        let complaint = self.complaint.take().and_then(|thread| thread.join().ok());
        Err(self.fails(format!("{ended}; {}", complaint.unwrap_or_default())))
    }

    fn fails(&self, error: String) -> Said {
        Said::Painter { painter: self.painter.clone(), error }
    }
}

/// A painter that is not needed any more paints on for nobody.
impl Drop for Painting {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
