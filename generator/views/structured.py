"""A procedure as linked data for search engines: schema.org's GovernmentService."""

from __future__ import annotations

from typing import Any

from generator.views.frame import Frame, Phone
from generator.views.procedure import ProcedurePage

Node = dict[str, Any]


def of(page: ProcedurePage, frame: Frame, url: str) -> Node:
    """The service: https://schema.org/GovernmentService. Only what is known is stated."""
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": page.title,
        **({"alternateName": page.official_name} if page.official_name else {}),
        **({"description": page.summary} if page.summary else {}),
        "identifier": page.code,
        "url": url,
        "serviceType": page.field.text,
        "provider": _organisation(frame.unit, frame),
        **({"serviceOperator": _operator(page.authority.text)} if page.authority.known else {}),
        "areaServed": {"@type": "AdministrativeArea", "name": f"{frame.unit}, {frame.province}"},
        "availableChannel": _channels(page, url),
    }


def _organisation(name: str, frame: Frame) -> Node:
    return {
        "@type": "GovernmentOrganization",
        "name": name,
        **({"address": frame.address.text} if frame.address.known else {}),
        **_telephone(frame.phone),
    }


def _operator(name: str) -> Node:
    return {"@type": "GovernmentOrganization", "name": name}


def _channels(page: ProcedurePage, url: str) -> list[Node]:
    """Online and every counter; without either, the page itself says how."""
    channels: list[Node] = []
    if page.apply_online:
        channels.append({"@type": "ServiceChannel", "serviceUrl": page.apply_online, "availableLanguage": "vi"})
    for point in page.receptions:
        place = {
            "@type": "Place",
            "name": point.name,
            **({"address": point.address.text} if point.address.known else {}),
            **(_telephone(point.phone) if point.phone else {}),
        }
        channels.append({"@type": "ServiceChannel", "serviceLocation": place})
    return channels or [{"@type": "ServiceChannel", "serviceUrl": url}]


def _telephone(phone: Phone) -> Node:
    return {"telephone": phone.dial} if phone.dial else {}
