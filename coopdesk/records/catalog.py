# SPDX-License-Identifier: EUPL-1.2
"""All record types in menu order. A new type is one more line here and one migration."""

from __future__ import annotations

from typing import Final

from coopdesk.domain.spec import RecordSpec
from coopdesk.records._base import Base, Record
from coopdesk.records._field import record_spec
from coopdesk.records.activity import Activity
from coopdesk.records.activity_parts import (
    ActivityArea,
    ActivityItem,
    ActivityLink,
    ActivityOtherParty,
    ActivityUnit,
)
from coopdesk.records.area import Area
from coopdesk.records.arrangement import Arrangement
from coopdesk.records.arrangement_parts import (
    ArrangementArea,
    ArrangementCopy,
    ArrangementLink,
    ArrangementParty,
    ArrangementSignatory,
)
from coopdesk.records.arrangement_steps import ApprovalStep, ArrangementCondition
from coopdesk.records.country import Country, CountryGroup, CountryGroupMember, CountryName
from coopdesk.records.deployment import Deployment
from coopdesk.records.document import Document, ItSystem, StrategyAim
from coopdesk.records.event import Event, Figure, Link
from coopdesk.records.liaison import LiaisonCoverage, LiaisonPost
from coopdesk.records.meeting import Meeting, MeetingParty, MeetingScope
from coopdesk.records.note import Attachment, Note
from coopdesk.records.obligation import Obligation
from coopdesk.records.partner import Partner, PartnerName
from coopdesk.records.partner_links import PartnerIdentifier, PartnerRelation, PartnerUnit
from coopdesk.records.person import Person, PersonFunction
from coopdesk.records.posting import Posting, TermsOfReference
from coopdesk.records.programme import Programme, ProgrammeComponent, ProgrammeCountry, ProgrammeParty
from coopdesk.records.roadmap import Roadmap, RoadmapCountry, RoadmapParty
from coopdesk.records.roadmap_item import RoadmapItem, RoadmapItemCountry
from coopdesk.records.source import Citation, Source
from coopdesk.records.working_group import WorkingGroup, WorkingGroupMember

__all__ = ["RECORD_CLASSES", "SPECS", "Base"]

RECORD_CLASSES: Final[tuple[type[Record], ...]] = (
    Partner, PartnerName,
    PartnerUnit, PartnerRelation, PartnerIdentifier,
    Person, PersonFunction,
    Arrangement,
    ArrangementParty, ArrangementSignatory, ArrangementCopy, ArrangementArea, ArrangementLink,
    ApprovalStep, ArrangementCondition,
    Activity,
    ActivityUnit, ActivityItem, ActivityArea, ActivityOtherParty, ActivityLink,
    Roadmap, RoadmapCountry, RoadmapParty,
    RoadmapItem, RoadmapItemCountry,
    Programme, ProgrammeParty, ProgrammeCountry, ProgrammeComponent,
    Deployment,
    LiaisonPost, LiaisonCoverage,
    TermsOfReference, Posting,
    Meeting, MeetingParty, MeetingScope,
    WorkingGroup, WorkingGroupMember,
    Obligation,
    Document, StrategyAim, ItSystem,
    Country, CountryName, CountryGroup, CountryGroupMember,
    Area,
    Event, Figure, Link,
    Source, Citation,
    Note, Attachment,
)  # fmt: skip

SPECS: Final[dict[str, RecordSpec]] = {spec.key: spec for spec in map(record_spec, RECORD_CLASSES)}
