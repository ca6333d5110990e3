"""Writes the workbooks of this folder with another program, all of it made up.

    python make.py        (openpyxl 3.1)
"""
import datetime as dt
import pathlib

from openpyxl import Workbook

here = pathlib.Path(__file__).parent
book = Workbook()
sheet = book.active
sheet.title = "Patients"
sheet.append([])
sheet.append(["id", "plz", "born", "seen", "amount", "share", "member", "note"])
sheet.append([1, "01067", dt.date(1980, 2, 29), dt.datetime(2020, 1, 2, 3, 4, 5), 1234.5, 0.1, True, "=not a formula"])
sheet.append([])
sheet.append([2, "99999", None, dt.datetime(2021, 6, 30), -7, 1 / 3, False, "  blanks  "])
sheet["H3"].data_type = "s"
book.create_sheet("Notes").append(["nothing here"])
book.create_sheet("More")
book.save(here / "openpyxl.xlsx")
