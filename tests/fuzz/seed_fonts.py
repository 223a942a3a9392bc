"""Draws the seeds of the target `font`: squares and triangles under the characters of a letter. Needs fonttools."""

import io
import pathlib
import re

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

HERE = pathlib.Path(__file__).parent
STRANGE = [0x1200, 0x1201, 0x1202]  # in no bundled face


def square(side):
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0)), pen.lineTo((0, side)), pen.lineTo((side, side)), pen.lineTo((side, 0)), pen.closePath()
    return pen.glyph()


def curve():
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0)), pen.qCurveTo((250, 500), (500, 0)), pen.closePath()
    return pen.glyph()


def composite(*parts):
    pen = TTGlyphPen({".notdef": None, "a": None, "b": None, "c": None})
    for name, transform in parts:
        pen.addComponent(name, transform)
    return pen.glyph()


def font(cmap, glyphs, variations=()):
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(cmap, uvs=variations, allowFallback=True)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (600, 0) for name in glyphs})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"psName": "Seed-Regular"})
    builder.setupOS2()
    builder.setupPost(keepGlyphNames=False)
    return builder.font


def simple(cmap=None, variations=()):
    glyphs = {".notdef": square(100), "a": square(500), "b": curve(), "c": square(300)}
    return font(cmap or dict(zip(STRANGE, "abc")), glyphs, variations)


def composites():
    glyphs = {
        ".notdef": square(100),
        "a": square(500),
        "b": curve(),
        "c": composite(("a", (1, 0, 0, 1, 10, 20)), ("b", (0.5, 0, 0, 0.5, 300, 300))),
        "d": composite(("c", (0.5, 0.25, -0.25, 0.5, 0, 0)), ("a", (1, 0, 0, 0.5, 0, 500))),
        "e": square(50),
    }
    return font(dict(zip(STRANGE, "dcb")), glyphs, [(0x1200, 0xFE00, "c")])


def of_the_letter():
    """Every character that the letter's words, readings and full-width forms have, so that it can stand alone."""
    source = "".join(path.read_text() for path in (HERE / "../../src").rglob("*.rs"))
    words = {c for c in source if 0x2000 < ord(c) < 0x10000} | set(map(chr, range(0x21, 0x7F)))
    wide = {chr(ord(c) + 0xFEE0) for c in words if ord(c) < 0x7F}
    return simple({ord(c): "abc"[ord(c) % 3] for c in words | wide | {" ", "\u3000"} if not re.match(r"[\ue000-\uf8ff]", c)})


def saved(font):
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


if __name__ == "__main__":
    seeds = HERE / "seeds/font"
    variants = {"simple": simple(), "composite": composites(), "letter": of_the_letter()}
    for name, made in variants.items():
        (seeds / f"{name}.ttf").write_bytes(saved(made))
    collection = TTCollection()
    collection.fonts = [TTFont(seeds / "simple.ttf"), TTFont(seeds / "composite.ttf")]
    collection.save(seeds / "collection.ttc", shareTables=True)
