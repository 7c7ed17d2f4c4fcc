#!/usr/bin/env python3
"""Cuts web/font/NotoSansCJKsc-subset.otf out of Noto Sans CJK SC Regular (OFL 1.1).

Needs fontTools (pip install fonttools), Debian's fonts-noto-cjk and unicode-data. Kept: GBK, 通用规范汉字表 (Unihan kTGH), the
names that the design asks for, Latin, punctuation, symbols and arrows. Hints and layout tables go: a line is as wide as the
sum of its advances, which is what src/draw measures.
"""

import bz2
import glob
import re
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

COLLECTION = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
FAMILY = "Noto Sans CJK SC"
UNIHAN = "/usr/share/unicode/Unihan_*.bz2"
ASKED_FOR = "镕堃喆犇珺璟昇䶮㛃㭎𬍛𫖯𬭎"
# Latin with accents, Greek, Cyrillic, punctuation, letterlike, numbers, arrows, mathematics, boxes, symbols, CJK punctuation,
# kana, enclosed and squared forms, width forms.
BLOCKS = [
    (0x20, 0x17F), (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2100, 0x22FF), (0x2300, 0x23FF), (0x2460, 0x27BF),
    (0x3000, 0x30FF), (0x3200, 0x33FF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF),
]


def gbk():
    """GBK as GB18030 defines its two-byte part, without the private area but with what GB18030-2022 moved out of it."""
    found = {0x1E3F} | set(range(0x9FB4, 0x9FBC)) | set(range(0xFE10, 0xFE1A))
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            try:
                found.add(ord(bytes([first, second]).decode("gb18030")))
            except UnicodeDecodeError:
                pass
    return {code for code in found if not 0xE000 <= code <= 0xF8FF}


def general_standard(pattern):
    line = re.compile(r"U\+([0-9A-F]+)\tkTGH\t")
    lines = (text for path in glob.glob(pattern) for text in bz2.open(path, "rt", encoding="utf-8"))
    found = {int(match[1], 16) for match in map(line.match, lines) if match}
    if len(found) != 8105:
        sys.exit(f"通用规范汉字表 has 8105 characters, {pattern} gives {len(found)}")
    return found


def main():
    unihan = sys.argv[1] if len(sys.argv) > 1 else UNIHAN
    wanted = gbk() | general_standard(unihan) | set(map(ord, ASKED_FOR))
    wanted |= {code for first, last in BLOCKS for code in range(first, last + 1)}
    fonts = TTCollection(COLLECTION).fonts
    font = next(f for f in fonts if f["name"].getDebugName(1) == FAMILY)
    missing = sorted((gbk() | general_standard(unihan) | set(map(ord, ASKED_FOR))) - set(font.getBestCmap()))
    print("not in the font:", " ".join(f"U+{code:04X}" for code in missing))
    options = subset.Options(
        layout_features=[], hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], notdef_outline=True,
        drop_tables=["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG"],
    )
    cut = subset.Subsetter(options)
    cut.populate(unicodes=wanted)
    cut.subset(font)
    font.flavor = None
    font.save(Path(__file__).with_name("NotoSansCJKsc-subset.otf"))


main()
