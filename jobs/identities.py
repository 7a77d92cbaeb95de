"""Who speakers are: what is entered about them, and whom they are found to be.

A claim is the speaker's whose name it is told under, or whose that one was merged into in the end. So a merge moves
claims, and an unmerge moves back just those that are told under the names of the one who leaves, also what came later.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations

import msgspec

from claims.alike import FoldedName, alike, fold_name, name_blocks
from claims.model import Claim, HeldRole, Speaker
from jobs.errors import InputError, StateConflict
from jobs.ids import new_id
from jobs.moves import Act, again, plan_move
from jobs.once import once_only
from jobs.speaker_requests import NewDescription, NewDistinction, NewSpeakerMerge
from jobs.speakers import name_key
from storage.errors import Gone, KeyTaken, VersionConflict
from storage.events import Added, Moved
from storage.ledger import PAGE_MAX, REDACTED, Change, ClaimFilter, KeyIsNew, Ledger, VersionIs, every_claim
from storage.names import leads_to
from storage.records import Distinction

Step = Added | Moved

COMPARED_MAX = 5_000
"""Names are compared with each other among so many speakers at most, those who came first."""


class SpeakersAlike(msgspec.Struct, frozen=True, kw_only=True):
    """Two speakers who may be one: `names` are the two that are alike, in what (`why`) and how much (0-1)."""

    speaker: Speaker
    other: Speaker
    names: tuple[str, str]
    why: str
    likeness: float


class SpeakerProposals(msgspec.Struct, frozen=True, kw_only=True):
    """Pairs of speakers who may be one, those most alike first: `items` of the `found`, of the first `compared`."""

    compared: int
    found: int
    items: tuple[SpeakersAlike, ...]


def describe_speaker(ledger: Ledger, speaker_id: str, request: NewDescription, act: Act) -> Speaker:
    """The speaker with these roles, the earliest first, and this item. Raises NotFound, Gone, and InputError."""

    def work() -> Speaker:
        speaker = _speaker(ledger, speaker_id, act.version)
        try:
            roles = tuple(HeldRole(**msgspec.structs.asdict(each)) for each in request.roles)
        except ValueError as error:
            raise InputError(str(error), "roles") from None
        ordered = tuple(sorted(roles, key=lambda each: (each.since or date.min, each.until or date.max, each.role)))
        after = msgspec.structs.replace(speaker, roles=ordered, wikidata=request.wikidata, version=speaker.version + 1)
        steps = act.steps
        ledger.commit(Change(steps=(steps.moved(speaker, after, "speaker.described"),), answer=steps.answer(after)))
        return after

    return once_only(ledger, act.once, Speaker, lambda: again(act, speaker_id, work))


def merge_speaker(ledger: Ledger, speaker_id: str, request: NewSpeakerMerge, act: Act) -> Speaker:
    """The speaker whom this one was found to be, who answers for the claims of both from now on.

    Done again it changes nothing. Raises NotFound, Gone for one who was redacted, and StateConflict where either was
    merged into another before.
    """

    def find() -> Iterator[Claim]:
        return every_claim(ledger, ClaimFilter(speaker_id=speaker_id, merged=None))

    def work() -> Speaker:
        speaker, into = _speaker(ledger, speaker_id, act.version), _speaker(ledger, request.into)
        if speaker.id == into.id:
            raise InputError("a speaker cannot be merged into themselves", "into")
        if into.merged_into:
            raise StateConflict(f"speaker {into.id} was merged into {into.merged_into}; merge into that one")
        if speaker.merged_into not in {None, into.id}:
            raise StateConflict(f"speaker {speaker.id} was merged into {speaker.merged_into}; unmerge them first")
        moved = () if speaker.merged_into else (_led(speaker, into.id, "speaker.merged", act)[1],)
        # Whom the other one is merged into must not change meanwhile.
        other = VersionIs(subject="speaker", subject_id=into.id, version=into.version)
        planned = (*moved, *_reattributed(find(), into.id, act))
        ledger.commit(Change(steps=planned, preconditions=(other,), answer=act.steps.answer(into)))
        return into

    into = once_only(ledger, act.once, Speaker, lambda: again(act, speaker_id, work))
    _follow(ledger, find, into.id, act)
    return ledger.speaker(into.id)


def unmerge_speaker(ledger: Ledger, speaker_id: str, act: Act) -> Speaker:
    """The speaker by themselves again, with every claim that is told under their names, also what came since.

    Raises NotFound, Gone for one who was redacted, and StateConflict for one who was not merged.
    """
    merged = ledger.merged_speakers()
    apart = {one: other for one, other in merged.items() if one != speaker_id}

    def find() -> Iterator[Claim]:
        return _told_under(ledger, speaker_id, leads_to(speaker_id, merged), apart)

    def work() -> Speaker:
        speaker = _speaker(ledger, speaker_id, act.version)
        if speaker.merged_into is None:
            raise StateConflict(f"speaker {speaker.id} is not merged into another")
        after, moved = _led(speaker, None, "speaker.unmerged", act)
        planned = (moved, *_reattributed(find(), speaker.id, act))
        ledger.commit(Change(steps=planned, answer=act.steps.answer(after)))
        return after

    speaker = once_only(ledger, act.once, Speaker, lambda: again(act, speaker_id, work))
    _follow(ledger, find, speaker.id, act)
    return speaker


def distinguish_speakers(ledger: Ledger, speaker_id: str, request: NewDistinction, act: Act) -> Distinction:
    """That the two are two: they are not proposed as one any more.

    Raises NotFound, and StateConflict for two who were merged, or told apart before.
    """
    first, second = sorted((ledger.speaker(speaker_id).id, ledger.speaker(request.other_id).id))
    merged = ledger.merged_speakers()
    if leads_to(first, merged) == leads_to(second, merged):
        raise StateConflict("the two are one speaker now; unmerge them first")
    steps = act.steps
    pair = Distinction(id=new_id(), speaker_id=first, other_id=second, actor=steps.actor, recorded_at=steps.now)

    def work() -> Distinction:
        key = KeyIsNew(scope="distinction", key=f"{first} {second}", subject_id=pair.id)
        step = steps.added(pair, "distinction.added")
        ledger.commit(Change(steps=(step,), preconditions=(key,), answer=steps.answer(pair)))
        return pair

    try:
        return once_only(ledger, act.once, Distinction, work)
    except KeyTaken:
        raise StateConflict("the two were told apart before") from None


def propose_same(ledger: Ledger, *, limit: int = 50) -> SpeakerProposals:
    """Pairs of speakers who may be one, those most alike first. Nothing is merged by itself.

    All names of each are compared, by how they sound in Latin letters, initials and short forms. Pairs that were told
    apart are left out.
    """
    with ledger.snapshot():
        speakers, compared = _by_id(ledger)
        told_apart = ledger.distinct_speakers()
    blocks: dict[str, list[_Spoken]] = {}
    for spoken in (each for speaker in speakers.values() for each in _spoken(speaker)):
        for block in name_blocks(spoken.folded):
            blocks.setdefault(block, []).append(spoken)
    found: dict[tuple[str, str], SpeakersAlike] = {}
    for together in blocks.values():
        for one, other in combinations(together, 2):
            pair = one.speaker_id, other.speaker_id
            if one.speaker_id == other.speaker_id or pair in told_apart or not (how := alike(one.folded, other.folded)):
                continue
            if pair not in found or found[pair].likeness < how[1]:
                found[pair] = SpeakersAlike(
                    speaker=speakers[pair[0]],
                    other=speakers[pair[1]],
                    names=(one.name, other.name),
                    why=how[0],
                    likeness=how[1],
                )
    ordered = sorted(found.values(), key=lambda each: (-each.likeness, each.speaker.id, each.other.id))
    return SpeakerProposals(compared=compared, found=len(ordered), items=tuple(ordered[:limit]))


class _Spoken(msgspec.Struct, frozen=True):
    """A name under which a speaker is known."""

    speaker_id: str
    name: str
    folded: FoldedName


def _spoken(speaker: Speaker) -> Iterator[_Spoken]:
    for name in (speaker.name, *speaker.aliases):
        yield _Spoken(speaker.id, name, fold_name(name))


def _by_id(ledger: Ledger) -> tuple[dict[str, Speaker], int]:
    """The speakers who may be proposed, in the order of their ids, and how many were looked at."""
    found: dict[str, Speaker] = {}
    compared, after = 0, None
    while compared < COMPARED_MAX and (page := ledger.speakers(limit=PAGE_MAX, after=after)):
        found |= {each.id: each for each in page if each.merged_into is None and each.name != REDACTED}
        compared, after = compared + len(page), page[-1].id
    return found, compared


def _speaker(ledger: Ledger, speaker_id: str, version: int | None = None) -> Speaker:
    speaker = ledger.speaker(speaker_id)
    if speaker.name == REDACTED:
        raise Gone(f"the names of speaker {speaker_id} were redacted; nothing more is kept of them")
    if version not in {None, speaker.version}:
        raise VersionConflict("speaker", speaker_id, version or 0, speaker.version)
    return speaker


def _led(speaker: Speaker, to_id: str | None, kind: str, act: Act) -> tuple[Speaker, Moved]:
    after = msgspec.structs.replace(speaker, merged_into=to_id, version=speaker.version + 1)
    return after, act.steps.moved(speaker, after, kind)


def _reattributed(claims: Iterable[Claim], speaker_id: str, act: Act) -> tuple[Step, ...]:
    steps, to = act.steps, {"speaker_id": speaker_id}
    return tuple(step for claim in claims for step in plan_move(claim, "reattribute", steps, to)[1])


def _follow(ledger: Ledger, find: Callable[[], Iterator[Claim]], speaker_id: str, act: Act) -> None:
    """Move what came in while the change was planned; nothing comes after it, since names lead elsewhere then.

    A stop between the two leaves such a claim where it was: a merge that is done again moves it, and so do a merge and
    an unmerge after an unmerge.
    """

    def work() -> None:
        while left := tuple(find()):
            ledger.commit(Change(steps=_reattributed(left, speaker_id, act)))

    again(act, speaker_id, work)


def _told_under(ledger: Ledger, speaker_id: str, now_with: str, apart: Mapping[str, str]) -> Iterator[Claim]:
    """Those of the claims of `now_with` that are told under names that lead to the speaker, when these are apart."""
    leads: dict[str, bool] = {}
    for claim in every_claim(ledger, ClaimFilter(speaker_id=now_with, merged=None)):
        key = name_key(claim.speaker or "")
        if key not in leads:
            owner = ledger.owner_of("speaker", [key]).get(key)
            leads[key] = owner is not None and leads_to(owner, apart) == speaker_id
        if leads[key]:
            yield claim
