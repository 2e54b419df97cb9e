"""Reads, checks and merges the workbooks of a folder with openpyxl, read-only and write-only.

Usage: openpyxl_merge.py FOLDER OUT
"""

import sys
from pathlib import Path

import openpyxl

from common import ABOVE, FIGURES, TASKS, report


def number(cell):
    return cell if isinstance(cell, (int, float)) and not isinstance(cell, bool) else None


def main(folder, out):
    merged = openpyxl.Workbook(write_only=True)
    figures, tasks = merged.create_sheet("Chỉ tiêu"), merged.create_sheet("Nhiệm vụ")
    figures.append(["Đơn vị", "TT", "Chỉ tiêu", "Đơn vị tính", "Giá trị", "Tử số", "Mẫu số", "Lý do", "Mức độ", "Ghi chú"])
    tasks.append(["Đơn vị", "TT", "Nhiệm vụ", "Tiến độ", "Ngày hoàn thành", "Sản phẩm, ghi chú"])
    rows, bad, totals = 0, 0, {}
    for path in sorted(Path(folder).glob("*.xlsx")):
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheets = [book[name] for name in book.sheetnames]
        for row in sheets[FIGURES].iter_rows(min_row=ABOVE + 2, values_only=True):
            row = list(row) + [None] * (13 - len(row))
            label, name, unit = row[0], row[1], row[2]
            value, numerator, denominator = number(row[5]), number(row[6]), number(row[7])
            share = 100 * numerator / denominator if numerator is not None and denominator else value
            bad += unit == "%" and share is not None and not 0 <= share <= 100
            total = totals.setdefault(label, [unit, 0, 0, 0])
            total[1] += value or 0
            total[2] += numerator or 0
            total[3] += denominator or 0
            figures.append([path.stem, label, name, unit, value, numerator, denominator, row[9], row[11], row[12]])
            rows += 1
        for row in sheets[TASKS].iter_rows(min_row=ABOVE + 2, values_only=True):
            row = list(row) + [None] * (8 - len(row))
            tasks.append([path.stem, row[0], row[1], row[5], row[6], row[7]])
            rows += 1
        book.close()
    sums = merged.create_sheet("Tổng hợp")
    kept = {}
    for label, (unit, value, numerator, denominator) in totals.items():
        kept[str(label)] = 100 * numerator / denominator if unit == "%" and denominator else value
        sums.append([label, unit, kept[str(label)]])
    merged.save(out)
    report(rows, bad, kept)


main(*sys.argv[1:])
