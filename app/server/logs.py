"""One JSON line a request, without anything a person wrote: route, status, time, device."""

from __future__ import annotations

import json
import logging
import sys
import time

logger = logging.getLogger("madoguchi.server")


class JsonLines(logging.Formatter):
    """Writes a record as one JSON object; an exception as its type and place, never its values."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, object] = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "event": record.msg if isinstance(record.msg, str) else "",
        }
        line.update(getattr(record, "facts", {}))
        if record.exc_info and record.exc_info[0] is not None:
            trace = record.exc_info[2]
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            place = "" if trace is None else f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}"
            line["error"] = record.exc_info[0].__name__
            line["place"] = place
        return json.dumps(line, ensure_ascii=False)


def start_logging() -> None:
    """Send our lines, and those of the HTTP library, to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name in ("madoguchi.server", "uvicorn.error"):
        one = logging.getLogger(name)
        one.handlers = [handler]
        one.setLevel(logging.INFO)
        one.propagate = False
