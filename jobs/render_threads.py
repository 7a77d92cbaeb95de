"""Slip threads as text. Lines are at most 96 characters long, save for words that are longer."""

from claims.threads import SlipThread, ThreadClaim, ThreadTotals
from jobs.wording import count_words, plain, rate_words, wrapped


def thread_text(thread: SlipThread) -> str:
    """The thread, a claim a line or a few, oldest first, and what became of its deadline."""
    lines = [f"Thread {thread.id}: {count_words(len(thread.claims), 'claim')}"]
    for row in thread.claims:
        lead = f"  said {row.made_on}, last day {row.latest or 'none      '}  "
        who = plain(row.speaker or row.organisation or "the article")
        lines += wrapped(f'{_slip(row)}{who}: "{plain(row.text)}" ({row.claim_id})', lead, " " * 4)
    return "\n".join([*lines, *wrapped(_sum(thread), "  ")]) + "\n"


def totals_text(totals: ThreadTotals) -> str:
    """The totals in words."""
    if not totals.threads:
        return "No claims have been joined into a thread.\n"
    told = (
        f"{count_words(totals.threads, 'thread')} of {totals.claims} claims, {count_words(totals.slips, 'slip')} "
        f"({totals.slips_mean:.1f} a thread); from the first last day to the newest: median "
        f"{totals.slip_days_median:g} days. "
    )
    ended = totals.by_original
    known = f"Came about by the first last day: {rate_words(ended)}." if ended.n else "How they end is not known yet."
    return "\n".join(wrapped(told + known)) + "\n"


def _slip(row: ThreadClaim) -> str:
    if not row.slip_days:
        return "same day: " if row.slip_days == 0 else ""
    return f"{count_words(abs(row.slip_days), 'day')} {'later' if row.slip_days > 0 else 'earlier'}: "


def _sum(thread: SlipThread) -> str:
    moved = f"The last day moved from {thread.original_latest} to {thread.latest}, {thread.slip_days:+} days"
    stands = f"The last day stands at {thread.latest}" if thread.latest else "No last day is named"
    first = f"{moved} in {count_words(thread.slips, 'slip')}" if thread.original_latest != thread.latest else stands
    if thread.happened_on:
        end = f"it came about on {thread.happened_on}"
    else:
        end = "whether it came about is not known" if thread.by_original is None else "it did not by then"
    by = {True: ", by the first last day", False: ", not by the first last day", None: ""}[thread.by_original]
    return f"{first}; {end}{by if thread.happened_on else ''}."
