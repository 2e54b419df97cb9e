"""What both peers report: totals, rows, processor time and peak memory of the whole process, as one line of JSON."""

import json
import resource

# Sheets by place, as the workbooks are written: 0 is the guide.
FIGURES, TASKS = 1, 2
# Rows above the headings.
ABOVE = 4


def peak_kib():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


def report(rows, bad, totals):
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = used.ru_utime + used.ru_stime
    print(json.dumps({"cpu_s": cpu, "peak_kib": peak_kib(), "rows": rows, "bad": bad, "totals": totals}))
