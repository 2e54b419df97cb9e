"""Reads, checks and merges the workbooks of a folder with polars and fastexcel, and writes one workbook.

Usage: polars_merge.py FOLDER OUT
"""

import sys
from pathlib import Path

import fastexcel
import polars as pl
import xlsxwriter

from common import ABOVE, FIGURES, TASKS, report

FIGURE_COLUMNS = [
    "TT", "Chỉ tiêu", "Đơn vị tính", "Giá trị", "Tử số", "Mẫu số", "Lý do chưa có số liệu", "Mức độ số liệu",
    "Nguồn, ghi chú",
]
TASK_COLUMNS = ["TT", "Nhiệm vụ", "Tiến độ", "Ngày hoàn thành", "Sản phẩm, ghi chú"]


def sheet(book, place, columns, body):
    frame = book.load_sheet(place, header_row=ABOVE, use_columns=columns, dtypes="string").to_polars().select(columns)
    return frame.select(pl.lit(body).alias("Đơn vị"), pl.all())


def main(folder, out):
    figures, tasks = [], []
    for path in sorted(Path(folder).glob("*.xlsx")):
        book = fastexcel.read_excel(path)
        figures.append(sheet(book, FIGURES, FIGURE_COLUMNS, path.stem))
        tasks.append(sheet(book, TASKS, TASK_COLUMNS, path.stem))
    numbers = ["Giá trị", "Tử số", "Mẫu số"]
    figures = pl.concat(figures).with_columns(pl.col(numbers).cast(pl.Float64, strict=False))
    tasks = pl.concat(tasks)
    value = (
        pl.when(pl.col("Mẫu số") > 0)
        .then(100 * pl.col("Tử số") / pl.col("Mẫu số"))
        .otherwise(pl.col("Giá trị"))
    )
    share = pl.col("Đơn vị tính") == "%"
    bad = figures.filter(share & ((value < 0) | (value > 100))).height
    totals = figures.group_by("TT", maintain_order=True).agg(
        pl.col("Giá trị").sum().alias("sum"),
        (100 * pl.col("Tử số").sum() / pl.col("Mẫu số").sum()).fill_nan(None).alias("ratio"),
        pl.col("Giá trị").mean().alias("mean"),
        pl.col("Giá trị").max().alias("max"),
        share.first().alias("share"),
    )
    with xlsxwriter.Workbook(out) as workbook:
        totals.write_excel(workbook, "Tổng hợp")
        figures.write_excel(workbook, "Chỉ tiêu")
        tasks.write_excel(workbook, "Nhiệm vụ")
    kept = {row["TT"]: row["ratio"] if row["share"] else row["sum"] for row in totals.to_dicts()}
    report(figures.height + tasks.height, bad, kept)


main(*sys.argv[1:])
