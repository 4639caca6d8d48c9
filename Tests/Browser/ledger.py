"""What the official table must say, added up anew from what the tests entered; nothing here is read from the product.

The form's source: annex of 国计生协〔2021〕12号, as in annex-form.md.
"""

from typing import NamedTuple

LEVELS = ["nation", "province", "prefecture", "county", "township", "village"]
NATION = "00"
FOUR_LEVELS = ["省级计生协", "地市县级计生协", "乡镇计生协", "村居社区计生协"]
# Block label, (group label, columns), rows of leaf labels.
FORM = [
    ("宣传活动", [(name, 2) for name in FOUR_LEVELS], [["活动场次", "宣传人数"] * 4]),
    ("服务活动", [(name, 2) for name in FOUR_LEVELS],
     [["慰问服务场次", "慰问人数"] * 4, ["其他服务场次", "服务人数"] * 4]),
    ("媒体宣传\n（篇数）", [(name, 2) for name in ["国家级媒体", "省级媒体", "地市级媒体", "县级媒体"]],
     [["文字稿件", "音频、\n视频稿件"] * 4]),
    ("网站和新\n媒体建设",
     [("省级计生协\n（填有/无）", 2), ("地市级计生协\n（填总数目 单位：个）", 3), ("县级计生协\n（填总数目 单位：个）", 3)],
     [["官网", "微信公众号", "官网", "微信公众号", "微博", "官网", "微信公众号", "微博"]]),
]
NOTES = [
    "在本级计生协网站、内刊的发稿不计入媒体宣传一栏发稿量。",
    "网站和新媒体建设一栏请另附已开通单位的名称、网址、微信公众号二维码和微博名。",
]


class Cell(NamedTuple):
    id: str
    kind: str
    levels: list
    measure: str
    # The lowest level of a unit whose sheet has the cell.
    lowest: str


def _cells():
    for kind in ["publicity", "visit", "service"]:
        for column, levels in [("province", ["province"]), ("prefecture", ["prefecture", "county"]),
                               ("township", ["township"]), ("village", ["village"])]:
            for measure in ["sessions", "people"]:
                yield Cell(f"{kind}-{column}-{measure}", kind, levels, measure, levels[-1])
    for level in ["nation", "province", "prefecture", "county"]:
        for form in ["text", "av"]:
            yield Cell(f"media-{level}-{form}", f"media.{form}", [level], "sessions", "village")
    for level, kinds in [("province", ["site", "wechat"]), ("prefecture", ["site", "wechat", "weibo"]),
                         ("county", ["site", "wechat", "weibo"])]:
        for kind in kinds:
            yield Cell(f"channel-{level}-{kind}", f"channel.{kind}", [level], "sessions", level)


# All 40, in the order of print.
CELLS = list(_cells())
assert len(CELLS) == 40


class Entry(NamedTuple):
    """One record, or one media item or channel, as it was entered."""

    unit: str
    kind: str
    sessions: int = 1
    people: int | None = None
    # The column that it counts in: the unit's level, or that of the medium.
    level: str = ""


def level_of(code):
    return "nation" if code == NATION else LEVELS[{2: 1, 4: 2, 6: 3, 9: 4, 12: 5}[len(code)]]


def figures(entries, level):
    """The cells that a unit of this level has, with their values."""
    rank = LEVELS.index(level)
    return {
        cell.id: sum(getattr(entry, cell.measure) or 0 for entry in entries
                     if entry.kind == cell.kind and entry.level in cell.levels)
        for cell in CELLS if rank <= LEVELS.index(cell.lowest)
    }


def printed(values, level):
    """The same 40 cells as they are printed."""
    def text(cell):
        if cell.id not in values:
            return "—"
        if cell.kind.startswith("channel.") and level == "province" == cell.levels[0]:
            return "有" if values[cell.id] else "无"
        return f"{values[cell.id]:,}"
    return [text(cell) for cell in CELLS]


class Ledger:
    """Both figures of every unit: 实时数 of all entries, 上报数 of what was accepted."""

    def __init__(self, parents):
        self.parents = parents
        self.entries = []
        # The parts of each unit's latest version, by whom they come from: waiting or accepted, and accepted only.
        self.waiting = {}
        self.accepted = {}

    def enter(self, unit, kind, people=None, sessions=1, level=None):
        entry = Entry(unit, kind, sessions, people, level or level_of(unit))
        self.entries.append(entry)
        return entry

    def correct(self, entry, **changes):
        self.entries[self.entries.index(entry)] = changed = entry._replace(**changes)
        return changed

    def withdraw(self, entry):
        self.entries.remove(entry)

    def children(self, unit):
        return sorted(code for code, parent in self.parents.items() if parent == unit)

    def missing(self, unit):
        return [code for code in self.children(unit) if code not in self.accepted]

    def _below(self, unit):
        return {unit}.union(*(self._below(child) for child in self.children(unit)))

    def _own(self, unit):
        return [entry for entry in self.entries if entry.unit == unit]

    def _parts(self, unit):
        received = [child for child in self.children(unit) if child in self.accepted]
        return {unit: self._own(unit)} | {child: flat(self.accepted[child]) for child in received}

    def live(self, unit):
        below = self._below(unit)
        return figures([entry for entry in self.entries if entry.unit in below], level_of(unit))

    def uncounted(self, unit):
        below = self._below(unit)
        return sum(entry.unit in below and entry.people is None and "." not in entry.kind for entry in self.entries)

    def reported(self, unit):
        # A child's version has the cells of the child's level too; those of the unit itself take all of them.
        return figures(flat(self._parts(unit)), level_of(unit))

    def version(self, unit):
        """The figures of the unit's latest version."""
        return figures(flat(self.waiting[unit]), level_of(unit))

    def submit(self, unit):
        self.waiting[unit] = self._parts(unit)

    def give_back(self, unit):
        del self.waiting[unit]

    def accept(self, unit):
        """And what follows: a supplement in each superior that had reported already."""
        self.accepted[unit] = self.waiting[unit]
        above = self.parents[unit]
        if above in self.waiting:
            self.waiting[above] = self.waiting[above] | {unit: flat(self.accepted[unit])}
            if above in self.accepted:
                self.accept(above)


def flat(parts):
    return [entry for part in parts.values() for entry in part]
