"""Conditions that claims hang on, and what people file on claims."""

from datetime import datetime
from typing import Annotated

from litestar import get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import BodyKwarg, FromPath, FromQuery

from claims.model import Condition, ConditionStatus, Filing, FilingStatus
from jobs.conditions import ConditionState, add_condition, condition_state, decide_condition, reopen_condition
from jobs.filings import decide_filing, file_on_claim
from jobs.moves import Act
from jobs.requests import NewCondition, NewConditionDecision, NewFiling, NewFilingDecision, NewReopening
from service.examples import CONDITION, CONDITION_DECISION, FILING, FILING_DECISION, REOPENING
from service.pages import LIMIT_DEFAULT, Cursor, IdQuery, Limit, Page, after_id, after_time, cut_page, time_key
from service.responses import CHANGE, READ, READ_ONE
from storage.ledger import Ledger

JSON = RequestEncodingType.JSON
ConditionBody = Annotated[NewCondition, BodyKwarg(media_type=JSON, examples=[CONDITION])]
DecisionBody = Annotated[NewConditionDecision, BodyKwarg(media_type=JSON, examples=[CONDITION_DECISION])]
ReopeningBody = Annotated[NewReopening, BodyKwarg(media_type=JSON, examples=[REOPENING])]
FilingBody = Annotated[NewFiling, BodyKwarg(media_type=JSON, examples=[FILING])]
FilingDecisionBody = Annotated[NewFilingDecision, BodyKwarg(media_type=JSON, examples=[FILING_DECISION])]


@post(
    "/conditions",
    operation_id="addCondition",
    summary="Name what claims hang on, and by when it has to come about",
    tags=["conditions"],
    responses=CHANGE,
    response_description="The condition was stored; the claims hang on it.",
    sync_to_thread=True,
)
def add(data: ConditionBody, ledger: NamedDependency[Ledger], act: NamedDependency[Act]) -> ConditionState:
    """Stores a condition."""
    return add_condition(ledger, data, act)


@get(
    "/conditions",
    operation_id="listConditions",
    summary="List conditions by their time to look",
    description="With `due` only open ones whose time to look has come.",
    tags=["conditions"],
    responses=READ,
    sync_to_thread=True,
)
def list_conditions(  # noqa: PLR0913, PLR0917 - these are the filters and the page
    ledger: NamedDependency[Ledger],
    now: NamedDependency[datetime],
    status: FromQuery[ConditionStatus | None] = None,
    due: FromQuery[bool] = False,
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> Page[Condition]:
    """A page of conditions."""
    wanted: ConditionStatus | None = "open" if due else status
    rows = ledger.conditions(status=wanted, until=now if due else None, limit=limit + 1, after=after_time(cursor))
    return cut_page(rows, limit, lambda condition: time_key(condition.check_at, condition.id))


@get(
    "/conditions/{condition_id:str}",
    operation_id="getCondition",
    summary="Get a condition with the claims that hang on it",
    tags=["conditions"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def get_condition(condition_id: FromPath[str], ledger: NamedDependency[Ledger]) -> ConditionState:
    """A condition as it stands."""
    return condition_state(ledger, condition_id)


@post(
    "/conditions/{condition_id:str}/decisions",
    operation_id="decideCondition",
    summary="Say whether a condition held",
    description="Where it failed, its open claims become void (annulled) in the same commit.",
    tags=["conditions"],
    responses=CHANGE,
    response_description="The condition as decided, and its claims.",
    sync_to_thread=True,
)
def decide(
    condition_id: FromPath[str], data: DecisionBody, ledger: NamedDependency[Ledger], act: NamedDependency[Act]
) -> ConditionState:
    """Decides on a condition."""
    return decide_condition(ledger, condition_id, data, act)


@post(
    "/conditions/{condition_id:str}/reopenings",
    operation_id="reopenCondition",
    summary="Open a condition again, and the claims that it had annulled",
    tags=["conditions"],
    responses=CHANGE,
    response_description="The condition is open; its annulled claims are due again.",
    sync_to_thread=True,
)
def reopen(
    condition_id: FromPath[str], data: ReopeningBody, ledger: NamedDependency[Ledger], act: NamedDependency[Act]
) -> ConditionState:
    """Reopens a condition."""
    return reopen_condition(ledger, condition_id, data, act)


@post(
    "/claims/{claim_id:str}/filings",
    operation_id="fileOnClaim",
    summary="File a request to correct a claim, or its speaker's reply",
    tags=["filings"],
    responses=CHANGE,
    response_description="The filing waits for a decision.",
    sync_to_thread=True,
)
def file(
    claim_id: FromPath[str], data: FilingBody, ledger: NamedDependency[Ledger], act: NamedDependency[Act]
) -> Filing:
    """Files something on a claim."""
    return file_on_claim(ledger, claim_id, data, act)


@get(
    "/filings",
    operation_id="listFilings",
    summary="List filings, longest waiting first",
    tags=["filings"],
    responses=READ_ONE,
    sync_to_thread=True,
)
def list_filings(
    ledger: NamedDependency[Ledger],
    status: FromQuery[FilingStatus | None] = None,
    claim_id: IdQuery = None,
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> Page[Filing]:
    """A page of filings."""
    if claim_id is not None:
        ledger.claim(claim_id)
    rows = ledger.filings(status=status, claim_id=claim_id, limit=limit + 1, after=after_id(cursor))
    return cut_page(rows, limit, lambda filing: filing.id)


@post(
    "/filings/{filing_id:str}/decisions",
    operation_id="decideFiling",
    summary="Accept or decline a filing",
    tags=["filings"],
    responses=CHANGE,
    response_description="Once accepted it is shown with its claim.",
    sync_to_thread=True,
)
def decide_on_filing(
    filing_id: FromPath[str], data: FilingDecisionBody, ledger: NamedDependency[Ledger], act: NamedDependency[Act]
) -> Filing:
    """Decides on a filing."""
    return decide_filing(ledger, filing_id, data, act)


ROUTES = (add, list_conditions, get_condition, decide, reopen, file, list_filings, decide_on_filing)
