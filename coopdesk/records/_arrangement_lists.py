# SPDX-License-Identifier: EUPL-1.2
"""The choices that arrangements and their parts offer; the statuses that are worked out are in the domain."""

from __future__ import annotations

from typing import Final

from coopdesk.domain.i18n import N_
from coopdesk.domain.picklists import choices

ARRANGEMENT_TYPES: Final = choices(
    "arrangement_type",
    working_arrangement=N_("Working arrangement"),
    memorandum_of_understanding=N_("Memorandum of understanding"),
    exchange_of_letters=N_("Exchange of letters"),
    cooperation_plan=N_("Cooperation plan"),
    action_plan=N_("Action plan"),
    operational_plan=N_("Operational plan"),
    special_support_plan=N_("Special support plan"),
    roadmap=N_("Roadmap"),
    formal_partnership=N_("Formal partnership"),
    strategic_partnership=N_("Strategic partnership"),
    agreement=N_("Agreement"),
    status_agreement=N_("Status agreement"),
    service_level_agreement=N_("Service level agreement"),
    contribution_agreement=N_("Contribution agreement"),
    service_contract=N_("Service contract"),
    convention=N_("Convention"),
    global_compact=N_("Global compact"),
    protocol=N_("Protocol"),
    annex=N_("Annex"),
    declaration=N_("Declaration"),
    joint_statement=N_("Joint statement"),
    joint_commitment=N_("Joint commitment"),
    observer_status=N_("Observer status"),
    other=N_("Other"),
)

NATURES: Final = choices(
    "arrangement_nature",
    non_binding=N_("Non-binding"),
    administrative=N_("Administrative"),
    binding=N_("Binding"),
)

STATED_STATUSES: Final = choices(
    "arrangement_stated_status",
    draft=N_("Draft"),
    negotiating=N_("In negotiation"),
    to_be_concluded=N_("To be concluded"),
    initialled=N_("Initialled"),
    approved=N_("Approved"),
    agreed=N_("Agreed"),
    adopted=N_("Adopted"),
    concluded=N_("Concluded"),
    signed=N_("Signed"),
    established=N_("Established"),
    in_place=N_("In place"),
    party=N_("Party to it"),
    referenced=N_("Only referred to"),
)

STATUS_BASES: Final = choices("status_basis", stated=N_("Stated"), derived=N_("Worked out"))

SIGNING_METHODS: Final = choices(
    "signing_method",
    ceremony=N_("Ceremony"),
    correspondence=N_("Correspondence"),
    electronic=N_("Electronic"),
)

DURATION_TYPES: Final = choices(
    "duration_type",
    fixed=N_("Fixed"),
    indefinite=N_("Indefinite"),
    until_replaced=N_("Until replaced"),
    linked_to_programme=N_("Linked to a programme"),
)

RENEWALS: Final = choices(
    "renewal",
    none=N_("None"),
    tacit=N_("Tacit"),
    by_agreement=N_("By agreement"),
)

TERMINATION_KINDS: Final = choices(
    "termination_kind",
    notice=N_("Notice by one side"),
    by_agreement=N_("By agreement"),
    replaced=N_("Replaced by a later arrangement"),
    other=N_("Other"),
)

PARTY_ROLES: Final = choices(
    "arrangement_party_role",
    party=N_("Party"),
    party_implied=N_("Party, implied"),
    partner_authority=N_("Partner authority"),
    co_signatory=N_("Co-signatory"),
    observer=N_("Observer"),
    beneficiary=N_("Beneficiary"),
    copy_holder=N_("Holder of a copy"),
    host_body=N_("Host body"),
    adopting_body=N_("Adopting body"),
    process_lead=N_("Lead of the process"),
    contributor=N_("Contributor"),
    negotiating_framework=N_("Framework of the talks"),
)

ARRANGEMENT_RELATIONS: Final = choices(
    "arrangement_relation",
    rests_on=N_("Rests on"),
    renews=N_("Renews"),
    prolongs=N_("Prolongs"),
    amends=N_("Amends"),
    extends=N_("Extends"),
    supplements=N_("Supplements"),
    implements=N_("Implements"),
    supersedes=N_("Supersedes"),
    based_on=N_("Based on"),
    cites=N_("Cites"),
    conditional_on=N_("Conditional on"),
    launched_by=N_("Launched by"),
)

APPROVAL_ACTS: Final = choices(
    "approval_act",
    mandate=N_("Mandate"),
    consultation=N_("Consultation"),
    legal_clearance=N_("Legal clearance"),
    data_protection_clearance=N_("Data protection clearance"),
    fundamental_rights_clearance=N_("Fundamental rights clearance"),
    budget_clearance=N_("Budget clearance"),
    opinion=N_("Opinion"),
    approval=N_("Approval"),
    information=N_("Information"),
    decision=N_("Decision"),
    signature=N_("Signature"),
    other=N_("Other"),
)

APPROVAL_OUTCOMES: Final = choices(
    "approval_outcome",
    positive=N_("Positive"),
    positive_with_remarks=N_("Positive with remarks"),
    negative=N_("Negative"),
    noted=N_("Noted"),
    withdrawn=N_("Withdrawn"),
)

CONDITION_KINDS: Final = choices(
    "arrangement_condition_kind",
    resources=N_("Resources"),
    other_arrangement=N_("Another arrangement"),
    law=N_("Law"),
    approval=N_("Approval"),
    revision=N_("Revision"),
    other=N_("Other"),
)
