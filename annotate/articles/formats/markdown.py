"""Markdown: blocks by the structure of the text, which is not changed. Marks ("# ", "- ", "> ") are outside the blocks.

Only structure that is visible in a single line is read: headings (underlined ones, too), list items, quotations, rules, fences
and YAML front matter. A line without a mark has the role that `annotate.articles.cleaning.line_roles` gives it. If it gives none,
the line continues the paragraph, list item or quotation in the line above, as in Markdown, unless a hard line break (two spaces
or a backslash) separates them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from annotate.articles.cleaning.line_roles import LineRole, label_line
from annotate.articles.cleaning.wrapping import JOINED, LINE
from annotate.model import Block

_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:(?!---|\.\.\.).*\n){0,200})(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_MAX_FRONT_MATTER = 50_000  # characters
_MAX_ITEMS = 1000  # of a list
_MAX_SCALAR = 100  # characters of a number or a date; longer scalars are text
_FENCE = re.compile(r"```+|~~~+")
_MARKS = re.compile(
    r"(?P<quote>(?:>[ \t]*)+)?(?P<heading>#{1,6}[ \t]+)?(?P<item>(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?"
)
_UNDERLINE = re.compile(r"(?:=+|-+)\Z")
_SOFT_BREAK = re.compile(r"(?<!\\) ?\n[ \t]*")
_CLOSING_MARKS = re.compile(r"[ \t]+#+\Z")
_NOT_TEXT = re.compile(
    r"(?:(?:[-*_=][ \t]*){3,}|!\[[^\]\n]*\]\([^)\n]*\)|<!--.*-->|\[[^\]\n]+\]:[ \t]+\S+.*|[|:+ \t-]*---[|:+ \t-]*|[#>*+-]+)\Z"
)


_PLAIN = "body"
_MARKED = frozenset({"mark", "heading", "list item", "quotation"})
_CONTINUED = (_PLAIN, "list item", "quotation")  # rules of blocks that a line without a mark continues


def label_markdown(text: str) -> tuple[Block, ...]:
    """Return the lines of `text` as blocks, in order, without marks and white space."""
    front = _FRONT_MATTER.match(text)
    body = front.end() if front else 0
    blocks: list[Block] = []
    fence, headed = "", False
    for match in LINE.finditer(text):
        line, start = match.group().rstrip(), match.start()
        opened = _FENCE.match(line)
        if start < body or fence or opened:
            blocks.append(Block("ui", start, start + len(line), "front matter" if start < body else "code"))
            fence = _fence_after(fence, opened.group() if opened and start >= body else "")
            continue
        block = _label(line, start, headed)
        if blocks and _SOFT_BREAK.fullmatch(text, blocks[-1].end, start) and blocks[-1].rule.startswith(_CONTINUED):
            block = _continue(blocks, block, line, headed)
        headed = headed or "headline" in (block.kind, blocks[-1].kind if blocks else "")
        blocks.append(block)
    return tuple(blocks)


def _continue(blocks: list[Block], block: Block, line: str, headed: bool) -> Block:
    """Return the block of a line right below the last of `blocks`; if it continues that block, remove it from `blocks`."""
    above = blocks[-1]
    if _UNDERLINE.match(line) and above.rule == _PLAIN:
        blocks[-1] = replace(above, kind="paragraph" if headed else "headline", rule="heading")
        return replace(block, kind="ui", rule="mark")
    if block.rule in _MARKED or block.kind == "ui" or line[0] in "|>":
        return block
    blocks.pop()
    return replace(above, end=block.end, rule=above.rule if above.rule.endswith(JOINED) else f"{above.rule}; {JOINED}")


def read_front_matter(text: str) -> Mapping[str, Any]:
    """Return the YAML front matter of `text`, its keys in lower case; an empty mapping if there is none or it is invalid."""
    front = _FRONT_MATTER.match(text)
    if front is None:
        return {}
    if len(front.group(1)) > _MAX_FRONT_MATTER:
        return {}
    import yaml  # 15 ms, and few files have front matter

    try:
        root = yaml.compose(front.group(1), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return {}
    if not isinstance(root, yaml.MappingNode):
        return {}
    return {str(_scalar(key)).lower(): _value(value) for key, value in root.value}


def _value(node: Any) -> Any:
    """Return a scalar, or the scalars in a list; None for others.

    Nothing is nested, so that aliases of aliases, of which a few lines may stand for a billion values, are never followed.
    """
    if isinstance(node.value, list):
        return [_scalar(item) for item in node.value[:_MAX_ITEMS]] if node.id == "sequence" else None
    return _scalar(node)


def _scalar(node: Any) -> Any:
    """Return the value of a scalar, as text if it is long or not valid; None if it is no scalar."""
    import yaml

    if not isinstance(node, yaml.ScalarNode):
        return None
    try:
        return node.value if len(node.value) > _MAX_SCALAR else yaml.SafeLoader("").construct_object(node)
    except (yaml.YAMLError, ValueError, OverflowError):  # ValueError: "2024-13-45" is a timestamp to YAML
        return node.value


def _fence_after(fence: str, opened: str) -> str:
    """Return the fence that is open after a line that begins with the fence `opened` (empty if it does not)."""
    if not fence:
        return opened
    return "" if opened.startswith(fence) else fence


def _label(line: str, start: int, headed: bool) -> Block:
    """Return the block of one line, which begins at `start`; `headed` is true after the headline."""
    marks = _MARKS.match(line)
    if marks is None or _NOT_TEXT.match(line) or marks.end() == len(line):
        return Block("ui", start, start + len(line), "mark")
    content = line[marks.end() :]
    if marks["heading"]:
        closing = _CLOSING_MARKS.search(content[-80:])
        content = content[: len(content) - len(closing.group())] if closing else content
    role = _role(marks, content, headed)
    return Block(role.kind, start + marks.end(), start + marks.end() + len(content), role.rule)


def _role(marks: re.Match[str], content: str, headed: bool) -> LineRole:
    if marks["heading"]:
        return LineRole("paragraph" if headed else "headline", "heading")
    if marks["quote"]:
        return LineRole("quote", "quotation")
    if marks["item"]:
        return LineRole("list", "list item")
    return label_line(content) or LineRole("paragraph", _PLAIN)
