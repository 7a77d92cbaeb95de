"""What each operation takes: one table from operations to the least role that may ask for them."""

from collections.abc import Mapping
from typing import Final, get_args

from storage.records import Role

PUBLIC: Final = frozenset({"getLiveness", "getReadiness", "getDescription"})
"""Operations that anybody may ask for: they tell nothing of what is stored."""

FEEDS: Final = frozenset({"getDueFeed", "getResolutionsFeed", "getDeadlinesCalendar"})
"""Operations that a feed key opens too."""

ROLES: Final[Mapping[str, Role]] = {
    "listArticles": "reader",
    "getArticle": "reader",
    "listClaims": "reader",
    "getClaim": "reader",
    "listDue": "reader",
    "listResolutions": "reader",
    "listSpeakers": "reader",
    "getSpeaker": "reader",
    "getSpeakerChart": "reader",
    "getSpeakerScorecard": "reader",
    "listScorecards": "reader",
    "getLeaderboard": "reader",
    "listReports": "reader",
    "getReport": "reader",
    "listReportDefinitions": "reader",
    "getTimeline": "reader",
    "getTimelineLanes": "reader",
    "exportTimeline": "reader",
    "setReminders": "reader",
    "getDueFeed": "reader",
    "getResolutionsFeed": "reader",
    "getDeadlinesCalendar": "reader",
    "addFeedKey": "admin",
    "listFeedKeys": "admin",
    "revokeFeedKey": "admin",
    "getReminders": "reader",
    "getDueSummary": "reader",
    "suggestEvidence": "reader",
    "listReview": "reader",
    "listConditions": "reader",
    "getCondition": "reader",
    "fileOnClaim": "reader",
    "listFilings": "resolver",
    "decideFiling": "resolver",
    "exportRows": "reader",
    "getClaimReview": "reader",
    "listThreads": "reader",
    "getThread": "reader",
    "getThreadTotals": "reader",
    "getSlipChart": "reader",
    "proposeThread": "reader",
    "proposeSameSpeakers": "reader",
    "describeSpeaker": "resolver",
    "mergeSpeaker": "resolver",
    "unmergeSpeaker": "resolver",
    "distinguishSpeakers": "resolver",
    "joinClaims": "resolver",
    "splitThread": "resolver",
    "addCondition": "resolver",
    "decideCondition": "resolver",
    "reopenCondition": "resolver",
    "resolveClaims": "resolver",
    "postponeClaim": "resolver",
    "reopenClaim": "resolver",
    "reviewClaim": "resolver",
    "correctClaim": "resolver",
    "assignClaim": "resolver",
    "snoozeClaim": "resolver",
    "tagClaim": "resolver",
    "mergeClaim": "resolver",
    "unmergeClaim": "resolver",
    "listSources": "reader",
    "getSource": "reader",
    "listSourceItems": "reader",
    "addSource": "resolver",
    "endSource": "resolver",
    "ingestArticle": "contributor",
    "addClaim": "contributor",
    "addClaims": "contributor",
    "resolveClaim": "resolver",
    "rereadArticles": "resolver",
    "listReportTargets": "resolver",
    "defineReport": "resolver",
    "endReportDefinition": "resolver",
    "searchClaims": "reader",
    "redactArticle": "admin",
    "redactSpeaker": "admin",
    "listRedactions": "reader",
    "makeBackup": "admin",
    "getBackup": "admin",
    "listBackups": "admin",
    "addWebhook": "admin",
    "listWebhooks": "admin",
    "getWebhook": "admin",
    "rotateWebhookSecret": "admin",
    "endWebhook": "admin",
    "listDeliveries": "admin",
    "getDelivery": "admin",
    "redeliver": "admin",
    "addPerson": "admin",
    "listPeople": "admin",
    "getPerson": "admin",
    "changeRole": "admin",
    "addApiKey": "admin",
    "listApiKeys": "admin",
    "revokeApiKey": "admin",
}
"""The least role for each operation, by its id; a higher role may do all that a lower one may."""

_ORDER: Final[tuple[Role, ...]] = get_args(Role)


def may(role: Role, operation_id: str) -> bool:
    """Whether somebody with the role may ask for the operation; one that is not in the table is for admins."""
    return _ORDER.index(role) >= _ORDER.index(ROLES.get(operation_id, "admin"))
