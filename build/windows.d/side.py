"""Draw the picture beside the last page of the installer, twice as large as it asks for: `side.py BMP`."""

from __future__ import annotations

import sys

from PIL import Image

from desktop.paths import ICON

SIZE, TOP, BLUE = (328, 628), 72, "#1B5FCC"

if __name__ == "__main__":
    picture = Image.new("RGB", SIZE, BLUE)
    with Image.open(ICON) as icon:
        cloud = icon.convert("RGBA").resize((200, 200), Image.Resampling.LANCZOS)
    picture.paste(cloud, ((SIZE[0] - cloud.width) // 2, TOP), cloud)
    picture.save(sys.argv[1])
