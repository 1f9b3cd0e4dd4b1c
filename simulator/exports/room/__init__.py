"""A room's debrief for others: one page for any browser, one sheet for a spreadsheet, and lines for anything else."""

from simulator.exports.room.page import page
from simulator.exports.room.rows import headlines, lines, rows
from simulator.exports.room.sheet import csv

__all__ = ["csv", "headlines", "lines", "page", "rows"]
