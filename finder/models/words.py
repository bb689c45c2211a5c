"""The words of the field: the ids that YAML, the command line and the tests share."""

from typing import Literal

AudienceId = Literal["self", "relative", "child", "employer", "professional"]
NeedId = Literal[
    "talk", "treatment", "medical", "aftercare", "peers", "housing", "occupation", "money", "mental_health",
    "violence", "guide", "family", "harm_reduction",
]  # fmt: skip
SubstanceId = Literal["alcohol", "drugs", "medicines", "gambling"]
WishId = Literal[
    "anonymous", "women_only", "same_sex_staff", "twelve_step", "no_twelve_step", "no_faith", "peer_staff",
    "drug_free", "accepts_use", "individual", "group", "chat", "sms", "other_town", "near",
]  # fmt: skip
CrisisId = Literal["suicide", "overdose", "withdrawal", "violence_now", "child_in_danger"]
AccessId = Literal["self_referral", "referral", "decision", "membership"]
ProviderKind = Literal["kommun", "region", "state", "ngo", "self_help", "faith", "company", "cooperative"]
MethodId = Literal[
    "twelve_step", "motivational_interviewing", "cbt", "cra", "relapse_prevention", "asi", "acupuncture",
    "alkoholkonflikten", "systemic", "psychodynamic", "token_economy", "hash_programme", "network", "other",
]  # fmt: skip
FormatId = Literal[
    "individual", "group", "couple", "family", "home_visit", "phone", "chat", "sms", "email", "online", "drop_in",
    "day_programme", "residential", "self_help_meeting", "course",
]  # fmt: skip
ContactKind = Literal["phone", "short_number", "sms", "chat", "email", "web", "visit"]
MenuRowId = Literal["advice", "treatment", "maintenance", "occupation", "housing", "other"]
MenuColumnId = Literal[
    "adults", "grown_adults", "men", "women", "young_adults", "young_men", "young_women", "relatives", "children"
]
MenuCellId = Literal["adults", "women", "men", "young_adults", "relatives", "children"]
CountId = Literal[
    "twelve_step_treatment", "support_for_adult_relatives", "support_group_for_children",
    "cooperation_with_other_kommun", "anonymous_help", "women_only_service",
    "young_adults_only_service", "housing_support", "occupation_support",
]  # fmt: skip
WeekdayId = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Trust = Literal["verified", "reported"]
Tri = Literal["yes", "no", "unknown"]
Sex = Literal["all", "women", "men"]
SourceKind = Literal["report", "web", "news", "law", "register"]

# The wishes that must hold: a result without one stands after every result that holds all of them.
MUST_HOLD: frozenset[WishId] = frozenset({"anonymous", "women_only", "no_twelve_step", "accepts_use", "drug_free"})
