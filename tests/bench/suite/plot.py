"""Bars in groups, as an SVG that can be read on light and on dark paper."""
import html
import math

COLOURS = ["#2f6fde", "#e8833a", "#3a9e6e", "#b8588f", "#8a8f98", "#c9a227", "#5fb3c9"]
QUIET = "#8a8f98"
# Attributes make it readable on light paper and where styles are not understood.
STYLE = "<style>@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }</style>"
FONT = 'font-family="system-ui, sans-serif"'
INK = 'fill="#24292f"'
LINE = 'stroke="#8c959f" stroke-opacity="0.35"'
BAR, GAP, LEFT, RIGHT, TOP, HEIGHT, BOTTOM = 30, 22, 56, 16, 66, 220, 34
LETTER, TITLE_LETTER = 7.2, 8.6  # the widths of a character of the legend and of the title, about
ROW, LABEL, LONGEST = 24, 190, 430


def text(x, y, words, size=12, anchor="start", more=""):
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" {INK}{more}>'
            f"{html.escape(words)}</text>")


def picture(title, width, height, body):
    heading = text(LEFT, 22, title, 15, more=' font-weight="600"')
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
            f'viewBox="0 0 {width:.0f} {height:.0f}" {FONT} stroke="none" role="img" '
            f'aria-label="{html.escape(title)}">\n'
            + "\n".join([STYLE, heading, *body]) + "\n</svg>\n")


def number(value):
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2g}"


def ticks(highest):
    """Round steps, four to eight of them, up to `highest` or above."""
    step = 10 ** math.floor(math.log10(highest / 4))
    step *= next(factor for factor in (1, 2, 5, 10) if highest / (step * factor) <= 8)
    return [step * i for i in range(math.ceil(highest / step) + 1)]


def legend(series, shown):
    parts, x = [], LEFT
    for index, name in enumerate(series):
        if name not in shown:
            continue
        parts.append(f'<rect x="{x:.1f}" y="34" width="11" height="11" fill="{COLOURS[index]}"/>')
        parts.append(text(x + 16, 44, name))
        x += 34 + LETTER * len(name)
    return parts, x


def bar(x, value, pale, colour, top):
    height = HEIGHT * value / top
    y = TOP + HEIGHT - height
    faint = ' fill-opacity="0.45"' if pale else ""
    label = ("≈" if pale else "") + number(value)
    return [f'<rect x="{x:.1f}" y="{y:.1f}" width="{BAR - 4}" height="{height:.1f}" fill="{colour}"{faint}/>',
            text(x + (BAR - 4) / 2, y - 4, label, 10, "middle")]


def grid(scale, width):
    for tick in scale:
        y = TOP + HEIGHT - HEIGHT * tick / scale[-1]
        yield f'<line x1="{LEFT}" x2="{width - RIGHT:.1f}" y1="{y:.1f}" y2="{y:.1f}" {LINE}/>'
        yield text(LEFT - 6, y + 4, f"{tick:,g}", 10, "end")


def bars(title, unit, series, groups):
    """`groups`: (name, {series: (value, is an estimate)}) in order. A series without a value leaves no gap.

    A series has the colour of its place in `series`, whichever of them have values.
    """
    scale = ticks(max(value for _, found in groups for value, _ in found.values()))
    body, x = [], LEFT + GAP / 2
    for name, found in groups:
        begin = x
        for index, one in enumerate(series):
            if one in found:
                body += bar(x, *found[one], COLOURS[index], scale[-1])
                x += BAR
        body.append(text((begin + x - 4) / 2, TOP + HEIGHT + 20, name, anchor="middle"))
        x += GAP
    names, legend_end = legend(series, {one for _, found in groups for one in found})
    width = max(x + RIGHT, legend_end, LEFT + RIGHT + TITLE_LETTER * len(title))
    axis = text(LEFT - 6, TOP - 14, unit, 10, "end")
    return picture(title, width, TOP + HEIGHT + BOTTOM, [*names, axis, *grid(scale, width), *body])


def lines(title, unit, values, ours):
    """A bar to the right for each (name, value); those whose names begin with `ours` stand out."""
    longest = max(value for _, value in values)
    body = []
    for index, (name, value) in enumerate(values):
        y = 40 + ROW * index
        width = max(1, LONGEST * value / longest)
        colour = COLOURS[0] if name.startswith(ours) else QUIET
        body += [text(LABEL - 8, y + 13, name, anchor="end"),
                 f'<rect x="{LABEL}" y="{y}" width="{width:.1f}" height="{ROW - 6}" fill="{colour}"/>',
                 text(LABEL + width + 6, y + 13, f"{number(value)} {unit}", 11)]
    return picture(title, LABEL + LONGEST + 90, 40 + ROW * len(values) + 8, body)
