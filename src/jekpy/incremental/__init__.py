"""Building only what an edit touches: fingerprints of what is read, stored results, what must run again.

The law: after any edits, an incremental build leaves the same bytes as a clean one.

    unchanged     whether anything at all changed since the last build
    fingerprints  of all that can be read, as it is now
    planning      what must be rendered again, and why
    running       every item's outcome, kept or rendered
    store         what the last build left for the next

Nothing is imported here: a build that changes nothing needs only the first.
"""
