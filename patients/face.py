"""Where the regions of the catalog lie on our drawing of a face: seen from the front, so that the patient's right is on the left.

One outline for everybody, wide and plain. Each shape is drawn for the patient's right; the left is its mirror image. What
lies outside the oval is cut off by the page.
"""

from dataclasses import dataclass

WIDTH, HEIGHT = 400, 462
OUTLINE = "M200 14C288 14 340 84 340 186C340 300 284 448 200 448C116 448 60 300 60 186C60 84 112 14 200 14Z"


@dataclass(frozen=True)
class Shape:
    """A region on the drawing, and where its number stands."""

    path: str
    x: int
    y: int
    is_mirrored: bool = False

    def mirrored(self) -> "Shape":
        return Shape(self.path, WIDTH - self.x, self.y, is_mirrored=True)


SHAPES = {
    "forehead": Shape("M104 0H296V136Q262 104 228 124L174 124Q138 104 104 136Z", 200, 76),
    "temple": Shape("M30 40H104V136L101 206H30Z", 82, 164),
    "glabella": Shape("M174 124H226L219 174H181Z", 200, 154),
    "nose": Shape("M181 174H219L236 262Q200 296 164 262Z", 200, 246),
    "cheek_upper": Shape("M30 206H101Q140 232 178 204L164 262L167 284H30Z", 116, 256),
    "cheek_lower": Shape("M30 284H167L144 350L148 386Q126 368 112 342H30Z", 118, 320),
    "perioral": Shape("M164 262Q200 296 236 262L233 284L256 350Q200 376 144 350L167 284Z", 200, 352),
    "jawline": Shape("M30 342H112Q126 368 148 386L158 470H30Z", 124, 384),
    "chin": Shape("M144 350Q200 376 256 350L252 386L242 470H158L148 386Z", 200, 412),
}


def shape_of(region: str, side: str | None) -> Shape | None:
    """The shape of a place; none for what lies off the face."""
    shape = SHAPES.get(region)
    return shape.mirrored() if shape and side == "left" else shape
