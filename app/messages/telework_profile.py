"""Names of the sections and fields of a worker's profile, as she and others read them."""

from __future__ import annotations

from app.messages import N_, NP_, Lazy

SECTION_LABELS: dict[str, Lazy] = {
    "card": N_("My working card"),
    "experience": N_("What I have done"),
    "strengths": N_("What I am good at"),
    "health": N_("My health and how I wish to work"),
    "communication": N_("How to talk with me"),
    "doing_work": N_("How I do my work"),
    "self_check": N_("How I am since I started"),
    "supporters": N_("Who supports me"),
}
FIELD_LABELS: dict[str, Lazy] = {
    "past_work": N_("Work and volunteering so far"),
    "training": N_("Schools and training"),
    "used_tools": N_("Devices and programs I use"),
    "good_at": N_("Things I do well"),
    "proud_of": N_("Things I am proud of"),
    "likes": N_("Things I like"),
    "signs_of_tiredness": N_("Signs that I am tired"),
    "what_helps": N_("What helps then"),
    "wished_hours": N_("Hours I wish for"),
    "wished_place": N_("Place I wish for"),
    "easy_ways": N_("Easy ways to reach me"),
    "hard_ways": N_("Hard ways to reach me"),
    "when_in_trouble": N_("What I do when in trouble"),
    "learning": N_("How I learn something new"),
    "changes": N_("How I meet changes"),
    "pace": N_("My pace"),
    "needs_at_work": N_("What has to be there at work"),
    "sleep": N_("How I sleep"),
    "mood": NP_("field of a profile", "My mood"),
    "going_well": N_("What goes well"),
    "contact_persons": N_("People and places to ask"),
    "what_they_do": N_("What they do for me"),
}
