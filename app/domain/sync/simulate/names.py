"""The names of the mutants, without loading what they break."""

from __future__ import annotations

MUTANT_NAMES = (
    "ack-clears-newer",
    "purge-ignored",
    "whole-row-lww",
    "pull-overwrites",
    "cursor-skips",
    "clock-never-observes",
)
