/// Reads a workbook and prints it as JSON. It shares no code with what writes workbooks.
let readerScript = #"""
    import json, re, sys, zipfile
    import xml.etree.ElementTree as ET

    M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    BUILT_IN = {0: "General", 1: "0", 3: "#,##0"}

    def unescaped(text):
        return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), text)

    def styles(book):
        root = ET.fromstring(book.read("xl/styles.xml"))
        formats = {int(f.get("numFmtId")): f.get("formatCode") for f in root.iter(M + "numFmt")}
        fonts = [font.find(M + "b") is not None for font in root.find(M + "fonts")]
        lines = [(b.find(M + "bottom") is not None and b.find(M + "bottom").get("style") == "thin") for b in root.find(M + "borders")]
        found = []
        for xf in root.find(M + "cellXfs"):
            number = int(xf.get("numFmtId"))
            alignment = xf.find(M + "alignment")
            found.append({
                "format": formats.get(number) or BUILT_IN[number], "isBold": fonts[int(xf.get("fontId"))],
                "hasLineBelow": lines[int(xf.get("borderId"))],
                "wraps": alignment is not None and alignment.get("wrapText") == "1"})
        return found

    def cell(element, looks):
        kind = element.get("t", "n")
        if kind == "inlineStr":
            kind, value = "s", unescaped("".join(t.text or "" for t in element.iter(M + "t")))
        else:
            value = element.findtext(M + "v") or ""
        return dict(looks[int(element.get("s", "0"))], type=kind, value=value)

    def sheet(name, root, looks):
        pane = root.find(".//" + M + "pane")
        widths = {}
        for column in root.iter(M + "col"):
            for number in range(int(column.get("min")), int(column.get("max")) + 1):
                widths[str(number)] = float(column.get("width"))
        found = root.find(M + "autoFilter")
        return {
            "name": name, "cells": {c.get("r"): cell(c, looks) for c in root.iter(M + "c")}, "widths": widths,
            "heights": {r.get("r"): float(r.get("ht")) for r in root.iter(M + "row") if r.get("ht")},
            "frozenRows": int(pane.get("ySplit")) if pane is not None and pane.get("state") == "frozen" else 0,
            "filter": None if found is None else found.get("ref")}

    def with_zipfile(path):
        book = zipfile.ZipFile(path)
        assert book.testzip() is None
        looks, sheets, unwanted = styles(book), [], []
        workbook = ET.fromstring(book.read("xl/workbook.xml"))
        for number, entry in enumerate(workbook.iter(M + "sheet"), 1):
            root = ET.fromstring(book.read("xl/worksheets/sheet%d.xml" % number))
            sheets.append(sheet(entry.get("name"), root, looks))
            unwanted += [tag for tag in ("f", "hyperlink", "drawing") if root.find(".//" + M + tag) is not None]
        core = ET.fromstring(book.read("docProps/core.xml"))
        texts = {element.tag.split("}")[1]: element.text for element in core}
        assert texts["created"] == texts["modified"]
        return {
            "sheets": sheets, "title": texts.get("title"), "created": texts["created"], "unwanted": unwanted,
            "times": sorted({"%d-%d-%d %d:%d:%d" % e.date_time for e in book.infolist()}),
            "definedNames": [name.text for name in workbook.iter(M + "definedName")]}

    def with_openpyxl(path):
        import openpyxl
        book = openpyxl.load_workbook(path, rich_text=False)
        def found(c):
            kind = {"inlineStr": "s", "d": "n"}.get(c.data_type, c.data_type)
            value = unescaped(c.value) if kind == "s" else c.value.isoformat() if c.is_date else repr(float(c.value))
            return {"type": kind, "value": value, "format": c.number_format, "isBold": bool(c.font.b),
                    "hasLineBelow": c.border.bottom is not None and c.border.bottom.style == "thin",
                    "wraps": bool(c.alignment.wrap_text)}
        sheets = [{
            "name": s.title, "filter": s.auto_filter.ref, "widths": {}, "heights": {},
            "frozenRows": int(s.freeze_panes[1:]) - 1 if s.freeze_panes else 0,
            "cells": {c.coordinate: found(c) for row in s.iter_rows() for c in row if c.value is not None}} for s in book]
        return {"sheets": sheets, "title": book.properties.title, "created": None, "times": [], "unwanted": [], "definedNames": []}

    print(json.dumps((with_openpyxl if sys.argv[2:] else with_zipfile)(sys.argv[1])))
    """#
