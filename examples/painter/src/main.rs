//! Paints each page of a PDF in gray at 150 dots an inch: binary PGM after PGM on the standard
//! output. It is a painter for `ink_proof` where MuPDF is not at hand: pure Rust, by hayro.
//!
//! ```sh
//! cargo build --release --manifest-path examples/painter/Cargo.toml
//! cargo run --release --example ink_proof -- --providers FILE.csv --out DIR --key-file KEY \
//!   --painter examples/painter/target/release/painter
//! ```

use std::env;
use std::error::Error;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

const DOTS_A_POINT: f32 = 150.0 / 72.0;

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let [file] = &*arguments else {
        eprintln!("usage: painter FILE.pdf");
        return ExitCode::from(2);
    };
    match fs::read(file).map_err(Into::into).and_then(paint) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("painter: {}: {error}", file.display());
            ExitCode::from(2)
        }
    }
}

fn paint(pdf: Vec<u8>) -> Result<(), Box<dyn Error>> {
    let pdf = Pdf::new(pdf).map_err(|error| format!("{error:?}"))?;
    // As print shops do: no hinting moves a stroke to whole dots.
    let painted = RenderSettings { hinting: false, ..RenderSettings::default() };
    let size = PixmapSettings { x_scale: DOTS_A_POINT, y_scale: DOTS_A_POINT, bg_color: WHITE };
    let (cache, settings) = (RenderCache::new(), InterpreterSettings::default());
    let mut out = BufWriter::new(io::stdout().lock());
    for page in pdf.pages().iter() {
        let picture = render(page, &cache, &settings, &painted, &size);
        write!(out, "P5\n{} {}\n255\n", picture.width(), picture.height())?;
        // Of what is gray, any of the three; of what is not, the lightest would hide ink.
        let points: Vec<u8> = picture.data().iter().map(|p| p.r.min(p.g).min(p.b)).collect();
        out.write_all(&points)?;
    }
    out.flush()?;
    Ok(())
}
