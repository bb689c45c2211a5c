"""The numbers that must answer even when no directory can be read. Written by hand; a test compares them with it."""

from collections.abc import Mapping

NUMBERS: Mapping[str, str] = {
    "emergency": "112",  # sala.se/selfservice/35707, 2024-05-21
    "care": "1177",  # tjorn.se/omsorg-och-hjalp/psykisk-ohalsa, undated
    "suicide": "90101",  # vimmerbytidning.se, 2020-05-28: day and night
    "children": "116 111",  # 8sidor.se, 2025-08-20
    "violence": "020-50 50 50",  # nck.uu.se/nyhetsarkiv, 2024-04-16
    "poison": "010-456 67 00",  # giftinformation.se/om-giftinformationscentralen-avd/faq, after 2018-07
}
