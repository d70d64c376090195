"""The log of the ledger for the person in charge: where it stands, and whether anybody changed it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.consent.ledger import CentreHead, LogFinding
from app.messages import N_, _, ngettext
from app.messages.consent_words import finding_sentence
from app.ui.desk_view import DeskView
from app.ui.facts import Fact, Facts
from app.ui.parts.card import Card
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext

GROUP = 8


class ConsentLogView(DeskView):
    """Heads are shown at once; reading everything again is asked for."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, N_("The log of the consent ledger"))
        self.crumbs = N_("People › Consent › Log")
        self._heads: CentreHead | None = None
        self._checked: tuple[int, tuple[LogFinding, ...]] | None = None
        self._verify = context.bind("consent.verify", lambda _n: self._check(only_new=False))
        self._new = context.bind("consent.verify_new", lambda _n: self._check(only_new=True))
        self.header_actions = [(self._new, "secondary"), (self._verify, "primary")]
        self._card = Card("success")
        self._words = Text("", "strong")
        self._card.column.addWidget(self._words)
        self._findings, self._facts = Facts(), Facts()
        column = self.page.column
        for part in (
            Text(N_("Every choice is a line in this log. No line is ever changed or taken out.")),
            self._card, self._findings, Section(N_("Where each device stands")), self._facts,
            Text(N_("Compare the letters with the last monthly print: the same letters, the same log."),
                 "small", "muted"),
        ):  # fmt: skip
            column.addWidget(part)
        self.refresh()

    def first_focus(self) -> QWidget | None:
        """Begin at reading the log again."""
        return self.header_button(self._verify)

    def opened(self) -> None:
        """Look where the log stands."""
        log, who = self.context.services.consent_log, self.context.actor
        self.ask_store("log head", lambda: log.head(who), self._on_heads)

    def _on_heads(self, heads: CentreHead) -> None:
        self._heads = heads
        self.refresh()

    def _check(self, *, only_new: bool) -> None:
        log, who = self.context.services.consent_log, self.context.actor
        self.ask_store("verify log", lambda: log.verify(who, only_new=only_new), self._on_checked)

    def _on_checked(self, found: tuple[int, CentreHead, tuple[LogFinding, ...]]) -> None:
        count, self._heads, findings = found
        self._checked = (count, findings)
        self.refresh()
        self.context.say(self._words.text())

    def refresh(self) -> None:
        """Say it in the language chosen."""
        self._card.setVisible(self._checked is not None)
        if self._checked is not None:
            count, findings = self._checked
            self._card.set_marker("danger" if findings else "success")
            self._words.set_text(_checked_words(count, findings))
            self._findings.show_facts(
                [Fact(_("Place {number}").format(number=one.number + 1), finding_sentence(one))
                 for one in findings]
            )  # fmt: skip
        if self._heads is None:
            return
        facts = [
            Fact(
                one.log,
                ngettext("{count} event, {root}", "{count} events, {root}", one.size).format(
                    count=one.size, root=grouped(one.root)
                ),
            )
            for one in self._heads.heads
        ]
        if facts:
            facts.append(Fact(_("All together"), grouped(self._heads.root)))
        self._facts.show_facts(facts or [Fact(_("Log"), _("Nothing is written yet."))])


def _checked_words(count: int, findings: tuple[LogFinding, ...]) -> str:
    if not findings:
        return ngettext(
            "{count} event was read. Nothing was changed.",
            "{count} events were read. Nothing was changed.", count,
        ).format(count=count)  # fmt: skip
    return ngettext(
        "{count} place is not as it was signed. Call the person in charge of the computer.",
        "{count} places are not as they were signed. Call the person in charge of the computer.",
        len(findings),
    ).format(count=len(findings))  # fmt: skip


def grouped(root: bytes) -> str:
    """Return the first letters of a root in groups of four, as two people compare them."""
    text = root.hex()[: 4 * GROUP]
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
