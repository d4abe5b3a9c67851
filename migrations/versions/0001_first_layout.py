# SPDX-License-Identifier: EUPL-1.2
"""The first layout: every register of the office, its history, and the search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up to this layout."""
    op.create_table(
        "about",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_about"),
    )
    op.create_table(
        "change_set",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["change_set.seq"], name="fk_change_set_undoes"),
        sa.ForeignKeyConstraint(["undone_by"], ["change_set.seq"], name="fk_change_set_undone_by"),
        sa.PrimaryKeyConstraint("seq", name="pk_change_set"),
    )
    op.create_table(
        "content",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_content"),
    )
    op.create_table(
        "draft",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("record", sa.String(length=32), nullable=True),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_draft"),
        sa.UniqueConstraint("record", name="uq_draft_record"),
    )
    op.create_table(
        "opened",
        sa.Column("record", sa.String(length=32), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_pinned", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("record", name="pk_opened"),
    )
    op.create_table(
        "record",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("reference_folded", sa.String(length=160), nullable=False),
        sa.Column("label", sa.String(length=500), nullable=False),
        sa.Column("label_sorted", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_live", sa.Boolean(), nullable=False),
        sa.Column("created_in", sa.Integer(), nullable=False),
        sa.Column("changed_in", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_record"),
        sa.UniqueConstraint("id", name="uq_record_id"),
        sa.UniqueConstraint("reference_folded", name="uq_record_reference_folded"),
    )
    op.create_index(
        "ix_record_type_is_live_label_sorted", "record", ["type", "is_live", "label_sorted"], unique=False
    )

    op.create_table(
        "saved_view",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_folded", sa.String(length=160), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_saved_view"),
        sa.UniqueConstraint("name_folded", name="uq_saved_view_name_folded"),
    )
    op.create_table(
        "search_entry",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_search_entry"),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("record", sa.String(length=32), nullable=False),
        sa.Column("file_name", sa.String(length=500), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=500), nullable=True),
        sa.Column("version", sa.String(length=500), nullable=True),
        sa.Column("is_certified_copy", sa.Boolean(), nullable=True),
        sa.Column("marking", sa.String(length=80), nullable=True),
        sa.Column("added_on", sa.String(length=80), nullable=True),
        sa.Column("size_bytes", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.String(length=500), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_attachment_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["record"], ["record.id"], name="fk_attachment_record", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
    )
    op.create_index("ix_attachment_added_on", "attachment", ["added_on"], unique=False)
    op.create_index("ix_attachment_record", "attachment", ["record"], unique=False)
    op.create_index("ix_attachment_reference", "attachment", ["reference"], unique=True)

    op.create_table(
        "change",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("change_set", sa.Integer(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=True),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["change_set"], ["change_set.seq"], name="fk_change_change_set"),
        sa.ForeignKeyConstraint(["record"], ["record.seq"], name="fk_change_record"),
        sa.PrimaryKeyConstraint("seq", name="pk_change"),
    )
    op.create_index("ix_change_change_set", "change", ["change_set"], unique=False)
    op.create_index("ix_change_record_seq", "change", ["record", "seq"], unique=False)

    op.create_table(
        "country",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("alpha2", sa.String(length=500), nullable=True),
        sa.Column("alpha3", sa.String(length=500), nullable=True),
        sa.Column("numeric_code", sa.String(length=500), nullable=True),
        sa.Column("iso_status", sa.String(length=80), nullable=True),
        sa.Column("region", sa.String(length=500), nullable=True),
        sa.Column("priority_third_country", sa.String(length=80), nullable=True),
        sa.Column("eu_member_as_stated", sa.Boolean(), nullable=True),
        sa.Column("role_in_documents", sa.Text(), nullable=True),
        sa.Column("protocol_name", sa.String(length=500), nullable=True),
        sa.Column("footnote", sa.Text(), nullable=True),
        sa.Column("authority_address", sa.String(length=2000), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_country_id", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_country"),
    )
    op.create_index("ix_country_reference", "country", ["reference"], unique=True)

    op.create_table(
        "country_group",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("short_name", sa.String(length=500), nullable=True),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("member_count_stated", sa.BigInteger(), nullable=True),
        sa.Column("footnote", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_country_group_id", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_country_group"),
    )
    op.create_index("ix_country_group_reference", "country_group", ["reference"], unique=True)

    op.create_table(
        "export_ledger",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("export_id", sa.String(length=32), nullable=False),
        sa.Column("change_set", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("is_for_return", sa.Boolean(), nullable=False),
        sa.Column("marking", sa.String(length=20), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("contents", sa.Text(), nullable=False),
        sa.Column("base", sa.LargeBinary(), nullable=True),
        sa.Column("chain", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["change_set"], ["change_set.seq"], name="fk_export_ledger_change_set"),
        sa.PrimaryKeyConstraint("seq", name="pk_export_ledger"),
        sa.UniqueConstraint("export_id", name="uq_export_ledger_export_id"),
    )
    op.create_table(
        "figure",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("value", sa.Float(precision=53), nullable=True),
        sa.Column("unit", sa.String(length=500), nullable=True),
        sa.Column("as_of", sa.String(length=80), nullable=True),
        sa.Column("related", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_figure_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["related"], ["record.id"], name="fk_figure_related", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_figure"),
    )
    op.create_index("ix_figure_as_of", "figure", ["as_of"], unique=False)
    op.create_index("ix_figure_reference", "figure", ["reference"], unique=True)
    op.create_index("ix_figure_related", "figure", ["related"], unique=False)

    op.create_table(
        "import_ledger",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("change_set", sa.Integer(), nullable=True),
        sa.Column("export_id", sa.String(length=32), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("decisions", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["change_set"], ["change_set.seq"], name="fk_import_ledger_change_set"),
        sa.PrimaryKeyConstraint("seq", name="pk_import_ledger"),
    )
    op.create_index("ix_import_ledger_export_id", "import_ledger", ["export_id"], unique=False)
    op.create_index("ix_import_ledger_sha256", "import_ledger", ["sha256"], unique=False)

    op.create_table(
        "link",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("anchor", sa.String(length=500), nullable=False),
        sa.Column("target", sa.String(length=2000), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_link_id", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_link"),
    )
    op.create_index("ix_link_reference", "link", ["reference"], unique=True)

    op.create_table(
        "note",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("record", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_on", sa.String(length=80), nullable=True),
        sa.Column("author", sa.String(length=500), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_note_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["record"], ["record.id"], name="fk_note_record", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
    )
    op.create_index("ix_note_record", "note", ["record"], unique=False)
    op.create_index("ix_note_reference", "note", ["reference"], unique=True)
    op.create_index("ix_note_written_on", "note", ["written_on"], unique=False)

    op.create_table(
        "source",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("file", sa.String(length=500), nullable=True),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=500), nullable=True),
        sa.Column("publisher", sa.String(length=500), nullable=True),
        sa.Column("date", sa.String(length=80), nullable=True),
        sa.Column("link", sa.String(length=2000), nullable=True),
        sa.Column("read_on", sa.String(length=80), nullable=True),
        sa.Column("locator", sa.String(length=500), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_source_id", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
    )
    op.create_index("ix_source_date", "source", ["date"], unique=False)
    op.create_index("ix_source_read_on", "source", ["read_on"], unique=False)
    op.create_index("ix_source_reference", "source", ["reference"], unique=True)

    op.create_table(
        "citation",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("record", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("locator", sa.String(length=500), nullable=True),
        sa.Column("field", sa.String(length=500), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_citation_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["record"], ["record.id"], name="fk_citation_record", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["source"], ["source.id"], name="fk_citation_source", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_citation"),
    )
    op.create_index("ix_citation_record", "citation", ["record"], unique=False)
    op.create_index("ix_citation_reference", "citation", ["reference"], unique=True)
    op.create_index("ix_citation_source", "citation", ["source"], unique=False)

    op.create_table(
        "country_group_member",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("group", sa.String(length=32), nullable=False),
        sa.Column("country", sa.String(length=32), nullable=False),
        sa.Column("valid_from", sa.String(length=80), nullable=True),
        sa.Column("valid_until", sa.String(length=80), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["country"],
            ["country.id"],
            name="fk_country_group_member_country",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["group"],
            ["country_group.id"],
            name="fk_country_group_member_group",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_country_group_member_id", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_country_group_member"),
    )
    op.create_index("ix_country_group_member_country", "country_group_member", ["country"], unique=False)
    op.create_index("ix_country_group_member_group", "country_group_member", ["group"], unique=False)
    op.create_index("ix_country_group_member_reference", "country_group_member", ["reference"], unique=True)
    op.create_index(
        "ix_country_group_member_valid_from", "country_group_member", ["valid_from"], unique=False
    )
    op.create_index(
        "ix_country_group_member_valid_until", "country_group_member", ["valid_until"], unique=False
    )

    op.create_table(
        "country_name",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("country", sa.String(length=32), nullable=False),
        sa.Column("variant", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("valid_from", sa.String(length=80), nullable=True),
        sa.Column("valid_until", sa.String(length=80), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["country"], ["country.id"], name="fk_country_name_country", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_country_name_id", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_country_name"),
    )
    op.create_index("ix_country_name_country", "country_name", ["country"], unique=False)
    op.create_index("ix_country_name_reference", "country_name", ["reference"], unique=True)
    op.create_index("ix_country_name_valid_from", "country_name", ["valid_from"], unique=False)
    op.create_index("ix_country_name_valid_until", "country_name", ["valid_until"], unique=False)

    op.create_table(
        "partner",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("short_name", sa.String(length=500), nullable=True),
        sa.Column("type", sa.String(length=80), nullable=True),
        sa.Column("parent", sa.String(length=32), nullable=True),
        sa.Column("country", sa.String(length=32), nullable=True),
        sa.Column("region", sa.String(length=500), nullable=True),
        sa.Column("is_self", sa.Boolean(), nullable=True),
        sa.Column("is_collective", sa.Boolean(), nullable=True),
        sa.Column("member_count_stated", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["country"], ["country.id"], name="fk_partner_country", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_partner_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["parent"], ["partner.id"], name="fk_partner_parent", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_partner"),
    )
    op.create_index("ix_partner_country", "partner", ["country"], unique=False)
    op.create_index("ix_partner_parent", "partner", ["parent"], unique=False)
    op.create_index("ix_partner_reference", "partner", ["reference"], unique=True)

    op.create_table(
        "partner_identifier",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("partner", sa.String(length=32), nullable=False),
        sa.Column("scheme", sa.String(length=80), nullable=False),
        sa.Column("value", sa.String(length=500), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_partner_identifier_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["partner"],
            ["partner.id"],
            name="fk_partner_identifier_partner",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_partner_identifier"),
    )
    op.create_index("ix_partner_identifier_partner", "partner_identifier", ["partner"], unique=False)
    op.create_index("ix_partner_identifier_reference", "partner_identifier", ["reference"], unique=True)

    op.create_table(
        "partner_name",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("partner", sa.String(length=32), nullable=False),
        sa.Column("variant", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=500), nullable=True),
        sa.Column("valid_from", sa.String(length=80), nullable=True),
        sa.Column("valid_until", sa.String(length=80), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_partner_name_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["partner"], ["partner.id"], name="fk_partner_name_partner", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_partner_name"),
    )
    op.create_index("ix_partner_name_partner", "partner_name", ["partner"], unique=False)
    op.create_index("ix_partner_name_reference", "partner_name", ["reference"], unique=True)
    op.create_index("ix_partner_name_valid_from", "partner_name", ["valid_from"], unique=False)
    op.create_index("ix_partner_name_valid_until", "partner_name", ["valid_until"], unique=False)

    op.create_table(
        "partner_unit",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("partner", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("abbreviation", sa.String(length=500), nullable=True),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("parent_unit", sa.String(length=32), nullable=True),
        sa.Column("valid_from", sa.String(length=80), nullable=True),
        sa.Column("valid_until", sa.String(length=80), nullable=True),
        sa.Column("replaced_by", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_partner_unit_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["parent_unit"],
            ["partner_unit.id"],
            name="fk_partner_unit_parent_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["partner"], ["partner.id"], name="fk_partner_unit_partner", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by"],
            ["partner_unit.id"],
            name="fk_partner_unit_replaced_by",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_partner_unit"),
    )
    op.create_index("ix_partner_unit_parent_unit", "partner_unit", ["parent_unit"], unique=False)
    op.create_index("ix_partner_unit_partner", "partner_unit", ["partner"], unique=False)
    op.create_index("ix_partner_unit_reference", "partner_unit", ["reference"], unique=True)
    op.create_index("ix_partner_unit_replaced_by", "partner_unit", ["replaced_by"], unique=False)
    op.create_index("ix_partner_unit_valid_from", "partner_unit", ["valid_from"], unique=False)
    op.create_index("ix_partner_unit_valid_until", "partner_unit", ["valid_until"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=True),
        sa.Column("salutation", sa.String(length=500), nullable=True),
        sa.Column("first_name", sa.String(length=500), nullable=True),
        sa.Column("surname", sa.String(length=500), nullable=True),
        sa.Column("variant", sa.Text(), nullable=True),
        sa.Column("office", sa.String(length=500), nullable=True),
        sa.Column("office_original", sa.String(length=500), nullable=True),
        sa.Column("partner", sa.String(length=32), nullable=True),
        sa.Column("unit", sa.String(length=32), nullable=True),
        sa.Column("country", sa.String(length=32), nullable=True),
        sa.Column("email", sa.String(length=500), nullable=True),
        sa.Column("phone", sa.String(length=500), nullable=True),
        sa.Column("mobile", sa.String(length=500), nullable=True),
        sa.Column("emergency_contact", sa.String(length=500), nullable=True),
        sa.Column("languages", sa.Text(), nullable=True),
        sa.Column("protocol_rank", sa.BigInteger(), nullable=True),
        sa.Column("data_basis", sa.String(length=500), nullable=True),
        sa.Column("last_checked", sa.String(length=80), nullable=True),
        sa.Column("keep_until", sa.String(length=80), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["country"], ["country.id"], name="fk_person_country", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_person_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["partner"], ["partner.id"], name="fk_person_partner", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["partner_unit.id"], name="fk_person_unit", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    op.create_index("ix_person_country", "person", ["country"], unique=False)
    op.create_index("ix_person_keep_until", "person", ["keep_until"], unique=False)
    op.create_index("ix_person_last_checked", "person", ["last_checked"], unique=False)
    op.create_index("ix_person_partner", "person", ["partner"], unique=False)
    op.create_index("ix_person_reference", "person", ["reference"], unique=True)
    op.create_index("ix_person_unit", "person", ["unit"], unique=False)

    op.create_table(
        "arrangement",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("short_title", sa.String(length=500), nullable=True),
        sa.Column("other_titles", sa.Text(), nullable=True),
        sa.Column("registry_numbers", sa.Text(), nullable=True),
        sa.Column("type", sa.String(length=80), nullable=True),
        sa.Column("binding", sa.String(length=80), nullable=True),
        sa.Column("under", sa.String(length=32), nullable=True),
        sa.Column("purpose", sa.String(length=500), nullable=True),
        sa.Column("subjects", sa.Text(), nullable=True),
        sa.Column("territorial_scope", sa.Text(), nullable=True),
        sa.Column("marking", sa.String(length=80), nullable=True),
        sa.Column("publication_allowed", sa.Boolean(), nullable=True),
        sa.Column("publication_reference", sa.String(length=500), nullable=True),
        sa.Column("stated_status", sa.String(length=80), nullable=True),
        sa.Column("status_basis", sa.String(length=80), nullable=True),
        sa.Column("status_override", sa.String(length=80), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("negotiation_started_on", sa.String(length=80), nullable=True),
        sa.Column("initialled_on", sa.String(length=80), nullable=True),
        sa.Column("legal_basis", sa.Text(), nullable=True),
        sa.Column("data_protection_assessed", sa.Boolean(), nullable=True),
        sa.Column("data_protection_assessed_on", sa.String(length=80), nullable=True),
        sa.Column("data_protection_reference", sa.String(length=500), nullable=True),
        sa.Column("fundamental_rights_assessed", sa.Boolean(), nullable=True),
        sa.Column("fundamental_rights_assessed_on", sa.String(length=80), nullable=True),
        sa.Column("fundamental_rights_reference", sa.String(length=500), nullable=True),
        sa.Column("signed_on", sa.String(length=80), nullable=True),
        sa.Column("signed_place", sa.String(length=500), nullable=True),
        sa.Column("signed_country", sa.String(length=32), nullable=True),
        sa.Column("signing_method", sa.String(length=80), nullable=True),
        sa.Column("copies", sa.BigInteger(), nullable=True),
        sa.Column("original_kept_at", sa.String(length=500), nullable=True),
        sa.Column("language", sa.String(length=500), nullable=True),
        sa.Column("languages", sa.Text(), nullable=True),
        sa.Column("prevailing_language", sa.String(length=500), nullable=True),
        sa.Column("conditions", sa.Text(), nullable=True),
        sa.Column("key_clauses", sa.Text(), nullable=True),
        sa.Column("financial_provisions", sa.Text(), nullable=True),
        sa.Column("annexes", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.String(length=80), nullable=True),
        sa.Column("start_method", sa.String(length=500), nullable=True),
        sa.Column("valid_until", sa.String(length=80), nullable=True),
        sa.Column("duration_type", sa.String(length=80), nullable=True),
        sa.Column("renewal", sa.String(length=80), nullable=True),
        sa.Column("renewal_months", sa.BigInteger(), nullable=True),
        sa.Column("renewals_at_most", sa.BigInteger(), nullable=True),
        sa.Column("notice_months", sa.BigInteger(), nullable=True),
        sa.Column("notice_form", sa.String(length=500), nullable=True),
        sa.Column("notice_given_on", sa.String(length=80), nullable=True),
        sa.Column("terminated_on", sa.String(length=80), nullable=True),
        sa.Column("termination_kind", sa.String(length=80), nullable=True),
        sa.Column("terminated_by", sa.String(length=32), nullable=True),
        sa.Column("termination_effect", sa.Text(), nullable=True),
        sa.Column("suspended_from", sa.String(length=80), nullable=True),
        sa.Column("suspended_until", sa.String(length=80), nullable=True),
        sa.Column("suspension_reason", sa.Text(), nullable=True),
        sa.Column("owner_person", sa.String(length=32), nullable=True),
        sa.Column("deputy", sa.String(length=32), nullable=True),
        sa.Column("lead_unit", sa.String(length=32), nullable=True),
        sa.Column("next_step", sa.String(length=500), nullable=True),
        sa.Column("next_step_due", sa.String(length=80), nullable=True),
        sa.Column("next_review_on", sa.String(length=80), nullable=True),
        sa.Column("review_every", sa.BigInteger(), nullable=True),
        sa.Column("last_review_on", sa.String(length=80), nullable=True),
        sa.Column("last_review_result", sa.Text(), nullable=True),
        sa.Column("internal_assessment", sa.Text(), nullable=True),
        sa.Column("verified_on", sa.String(length=80), nullable=True),
        sa.Column("verified_by", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["deputy"], ["person.id"], name="fk_arrangement_deputy", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_arrangement_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["lead_unit"],
            ["partner_unit.id"],
            name="fk_arrangement_lead_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["owner_person"],
            ["person.id"],
            name="fk_arrangement_owner_person",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["signed_country"],
            ["country.id"],
            name="fk_arrangement_signed_country",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["terminated_by"],
            ["record.id"],
            name="fk_arrangement_terminated_by",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["under"], ["arrangement.id"], name="fk_arrangement_under", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["verified_by"],
            ["person.id"],
            name="fk_arrangement_verified_by",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_arrangement"),
    )
    op.create_index(
        "ix_arrangement_data_protection_assessed_on",
        "arrangement",
        ["data_protection_assessed_on"],
        unique=False,
    )
    op.create_index("ix_arrangement_deputy", "arrangement", ["deputy"], unique=False)
    op.create_index(
        "ix_arrangement_fundamental_rights_assessed_on",
        "arrangement",
        ["fundamental_rights_assessed_on"],
        unique=False,
    )
    op.create_index("ix_arrangement_initialled_on", "arrangement", ["initialled_on"], unique=False)
    op.create_index("ix_arrangement_last_review_on", "arrangement", ["last_review_on"], unique=False)
    op.create_index("ix_arrangement_lead_unit", "arrangement", ["lead_unit"], unique=False)
    op.create_index(
        "ix_arrangement_negotiation_started_on", "arrangement", ["negotiation_started_on"], unique=False
    )
    op.create_index("ix_arrangement_next_review_on", "arrangement", ["next_review_on"], unique=False)
    op.create_index("ix_arrangement_next_step_due", "arrangement", ["next_step_due"], unique=False)
    op.create_index("ix_arrangement_notice_given_on", "arrangement", ["notice_given_on"], unique=False)
    op.create_index("ix_arrangement_owner_person", "arrangement", ["owner_person"], unique=False)
    op.create_index("ix_arrangement_reference", "arrangement", ["reference"], unique=True)
    op.create_index("ix_arrangement_signed_country", "arrangement", ["signed_country"], unique=False)
    op.create_index("ix_arrangement_signed_on", "arrangement", ["signed_on"], unique=False)
    op.create_index("ix_arrangement_suspended_from", "arrangement", ["suspended_from"], unique=False)
    op.create_index("ix_arrangement_suspended_until", "arrangement", ["suspended_until"], unique=False)
    op.create_index("ix_arrangement_terminated_by", "arrangement", ["terminated_by"], unique=False)
    op.create_index("ix_arrangement_terminated_on", "arrangement", ["terminated_on"], unique=False)
    op.create_index("ix_arrangement_under", "arrangement", ["under"], unique=False)
    op.create_index("ix_arrangement_valid_from", "arrangement", ["valid_from"], unique=False)
    op.create_index("ix_arrangement_valid_until", "arrangement", ["valid_until"], unique=False)
    op.create_index("ix_arrangement_verified_by", "arrangement", ["verified_by"], unique=False)
    op.create_index("ix_arrangement_verified_on", "arrangement", ["verified_on"], unique=False)

    op.create_table(
        "deployment",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("sending", sa.String(length=32), nullable=True),
        sa.Column("sending_country", sa.String(length=32), nullable=True),
        sa.Column("sending_unit", sa.String(length=32), nullable=True),
        sa.Column("joint_with", sa.String(length=32), nullable=True),
        sa.Column("host_partner", sa.String(length=32), nullable=True),
        sa.Column("host_unit", sa.String(length=32), nullable=True),
        sa.Column("place", sa.String(length=500), nullable=True),
        sa.Column("country", sa.String(length=32), nullable=True),
        sa.Column("persons", sa.BigInteger(), nullable=True),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("profile", sa.String(length=500), nullable=True),
        sa.Column("team", sa.String(length=500), nullable=True),
        sa.Column("contract", sa.String(length=500), nullable=True),
        sa.Column("requested_on", sa.String(length=80), nullable=True),
        sa.Column("nominated_on", sa.String(length=80), nullable=True),
        sa.Column("confirmed_on", sa.String(length=80), nullable=True),
        sa.Column("start", sa.String(length=80), nullable=True),
        sa.Column("end", sa.String(length=80), nullable=True),
        sa.Column("status", sa.String(length=80), nullable=True),
        sa.Column("related", sa.String(length=32), nullable=True),
        sa.Column("replacement", sa.String(length=32), nullable=True),
        sa.Column("lead_unit", sa.String(length=32), nullable=True),
        sa.Column("owner_person", sa.String(length=32), nullable=True),
        sa.Column("report_due", sa.String(length=80), nullable=True),
        sa.Column("report_received_on", sa.String(length=80), nullable=True),
        sa.Column("emergency_contact", sa.String(length=500), nullable=True),
        sa.Column("marking", sa.String(length=80), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["country"], ["country.id"], name="fk_deployment_country", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["host_partner"],
            ["partner.id"],
            name="fk_deployment_host_partner",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["host_unit"],
            ["partner_unit.id"],
            name="fk_deployment_host_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_deployment_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["joint_with"],
            ["partner.id"],
            name="fk_deployment_joint_with",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["lead_unit"],
            ["partner_unit.id"],
            name="fk_deployment_lead_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["owner_person"],
            ["person.id"],
            name="fk_deployment_owner_person",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="fk_deployment_person", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["related"], ["record.id"], name="fk_deployment_related", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["replacement"],
            ["deployment.id"],
            name="fk_deployment_replacement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["sending"], ["partner.id"], name="fk_deployment_sending", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["sending_country"],
            ["country.id"],
            name="fk_deployment_sending_country",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["sending_unit"],
            ["partner_unit.id"],
            name="fk_deployment_sending_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_deployment"),
    )
    op.create_index("ix_deployment_confirmed_on", "deployment", ["confirmed_on"], unique=False)
    op.create_index("ix_deployment_country", "deployment", ["country"], unique=False)
    op.create_index("ix_deployment_end", "deployment", ["end"], unique=False)
    op.create_index("ix_deployment_host_partner", "deployment", ["host_partner"], unique=False)
    op.create_index("ix_deployment_host_unit", "deployment", ["host_unit"], unique=False)
    op.create_index("ix_deployment_joint_with", "deployment", ["joint_with"], unique=False)
    op.create_index("ix_deployment_lead_unit", "deployment", ["lead_unit"], unique=False)
    op.create_index("ix_deployment_nominated_on", "deployment", ["nominated_on"], unique=False)
    op.create_index("ix_deployment_owner_person", "deployment", ["owner_person"], unique=False)
    op.create_index("ix_deployment_person", "deployment", ["person"], unique=False)
    op.create_index("ix_deployment_reference", "deployment", ["reference"], unique=True)
    op.create_index("ix_deployment_related", "deployment", ["related"], unique=False)
    op.create_index("ix_deployment_replacement", "deployment", ["replacement"], unique=False)
    op.create_index("ix_deployment_report_due", "deployment", ["report_due"], unique=False)
    op.create_index("ix_deployment_report_received_on", "deployment", ["report_received_on"], unique=False)
    op.create_index("ix_deployment_requested_on", "deployment", ["requested_on"], unique=False)
    op.create_index("ix_deployment_sending", "deployment", ["sending"], unique=False)
    op.create_index("ix_deployment_sending_country", "deployment", ["sending_country"], unique=False)
    op.create_index("ix_deployment_sending_unit", "deployment", ["sending_unit"], unique=False)
    op.create_index("ix_deployment_start", "deployment", ["start"], unique=False)

    op.create_table(
        "person_function",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("partner", sa.String(length=32), nullable=True),
        sa.Column("unit", sa.String(length=32), nullable=True),
        sa.Column("function", sa.String(length=500), nullable=True),
        sa.Column("role", sa.String(length=80), nullable=True),
        sa.Column("valid_from", sa.String(length=80), nullable=True),
        sa.Column("valid_until", sa.String(length=80), nullable=True),
        sa.Column("successor", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_person_function_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["partner"],
            ["partner.id"],
            name="fk_person_function_partner",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="fk_person_function_person", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["successor"],
            ["person.id"],
            name="fk_person_function_successor",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["unit"],
            ["partner_unit.id"],
            name="fk_person_function_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_person_function"),
    )
    op.create_index("ix_person_function_partner", "person_function", ["partner"], unique=False)
    op.create_index("ix_person_function_person", "person_function", ["person"], unique=False)
    op.create_index("ix_person_function_reference", "person_function", ["reference"], unique=True)
    op.create_index("ix_person_function_successor", "person_function", ["successor"], unique=False)
    op.create_index("ix_person_function_unit", "person_function", ["unit"], unique=False)
    op.create_index("ix_person_function_valid_from", "person_function", ["valid_from"], unique=False)
    op.create_index("ix_person_function_valid_until", "person_function", ["valid_until"], unique=False)

    op.create_table(
        "area",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("scheme", sa.String(length=80), nullable=True),
        sa.Column("order_no", sa.BigInteger(), nullable=True),
        sa.Column("arrangement", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["arrangement"],
            ["arrangement.id"],
            name="fk_area_arrangement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_area_id", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_area"),
    )
    op.create_index("ix_area_arrangement", "area", ["arrangement"], unique=False)
    op.create_index("ix_area_reference", "area", ["reference"], unique=True)

    op.create_table(
        "arrangement_condition",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("arrangement", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("depends_on", sa.String(length=32), nullable=True),
        sa.Column("is_met", sa.Boolean(), nullable=True),
        sa.Column("met_on", sa.String(length=80), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["arrangement"],
            ["arrangement.id"],
            name="fk_arrangement_condition_arrangement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["depends_on"],
            ["arrangement.id"],
            name="fk_arrangement_condition_depends_on",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_arrangement_condition_id", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_arrangement_condition"),
    )
    op.create_index(
        "ix_arrangement_condition_arrangement", "arrangement_condition", ["arrangement"], unique=False
    )
    op.create_index(
        "ix_arrangement_condition_depends_on", "arrangement_condition", ["depends_on"], unique=False
    )
    op.create_index("ix_arrangement_condition_met_on", "arrangement_condition", ["met_on"], unique=False)
    op.create_index("ix_arrangement_condition_reference", "arrangement_condition", ["reference"], unique=True)

    op.create_table(
        "arrangement_copy",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("arrangement", sa.String(length=32), nullable=False),
        sa.Column("copy_no", sa.BigInteger(), nullable=True),
        sa.Column("holder", sa.String(length=32), nullable=True),
        sa.Column("language", sa.String(length=500), nullable=True),
        sa.Column("kept_at", sa.String(length=500), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["arrangement"],
            ["arrangement.id"],
            name="fk_arrangement_copy_arrangement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["holder"],
            ["partner.id"],
            name="fk_arrangement_copy_holder",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_arrangement_copy_id", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_arrangement_copy"),
    )
    op.create_index("ix_arrangement_copy_arrangement", "arrangement_copy", ["arrangement"], unique=False)
    op.create_index("ix_arrangement_copy_holder", "arrangement_copy", ["holder"], unique=False)
    op.create_index("ix_arrangement_copy_reference", "arrangement_copy", ["reference"], unique=True)

    op.create_table(
        "arrangement_link",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("from_arrangement", sa.String(length=32), nullable=False),
        sa.Column("relation", sa.String(length=80), nullable=False),
        sa.Column("to_arrangement", sa.String(length=32), nullable=False),
        sa.Column("effective_on", sa.String(length=80), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["from_arrangement"],
            ["arrangement.id"],
            name="fk_arrangement_link_from_arrangement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_arrangement_link_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["to_arrangement"],
            ["arrangement.id"],
            name="fk_arrangement_link_to_arrangement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_arrangement_link"),
    )
    op.create_index("ix_arrangement_link_effective_on", "arrangement_link", ["effective_on"], unique=False)
    op.create_index(
        "ix_arrangement_link_from_arrangement", "arrangement_link", ["from_arrangement"], unique=False
    )
    op.create_index("ix_arrangement_link_reference", "arrangement_link", ["reference"], unique=True)
    op.create_index(
        "ix_arrangement_link_to_arrangement", "arrangement_link", ["to_arrangement"], unique=False
    )

    op.create_table(
        "arrangement_party",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("arrangement", sa.String(length=32), nullable=False),
        sa.Column("partner", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=True),
        sa.Column("name_as_signed", sa.String(length=500), nullable=True),
        sa.Column("footnote", sa.Text(), nullable=True),
        sa.Column("responsible_unit", sa.String(length=32), nullable=True),
        sa.Column("operational_contact", sa.String(length=32), nullable=True),
        sa.Column("legal_contact", sa.String(length=32), nullable=True),
        sa.Column("data_protection_contact", sa.String(length=32), nullable=True),
        sa.Column("joined_on", sa.String(length=80), nullable=True),
        sa.Column("left_on", sa.String(length=80), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["arrangement"],
            ["arrangement.id"],
            name="fk_arrangement_party_arrangement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["data_protection_contact"],
            ["person.id"],
            name="fk_arrangement_party_data_protection_contact",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_arrangement_party_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["legal_contact"],
            ["person.id"],
            name="fk_arrangement_party_legal_contact",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["operational_contact"],
            ["person.id"],
            name="fk_arrangement_party_operational_contact",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["partner"],
            ["partner.id"],
            name="fk_arrangement_party_partner",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["responsible_unit"],
            ["partner_unit.id"],
            name="fk_arrangement_party_responsible_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_arrangement_party"),
    )
    op.create_index("ix_arrangement_party_arrangement", "arrangement_party", ["arrangement"], unique=False)
    op.create_index(
        "ix_arrangement_party_data_protection_contact",
        "arrangement_party",
        ["data_protection_contact"],
        unique=False,
    )
    op.create_index("ix_arrangement_party_joined_on", "arrangement_party", ["joined_on"], unique=False)
    op.create_index("ix_arrangement_party_left_on", "arrangement_party", ["left_on"], unique=False)
    op.create_index(
        "ix_arrangement_party_legal_contact", "arrangement_party", ["legal_contact"], unique=False
    )
    op.create_index(
        "ix_arrangement_party_operational_contact", "arrangement_party", ["operational_contact"], unique=False
    )
    op.create_index("ix_arrangement_party_partner", "arrangement_party", ["partner"], unique=False)
    op.create_index("ix_arrangement_party_reference", "arrangement_party", ["reference"], unique=True)
    op.create_index(
        "ix_arrangement_party_responsible_unit", "arrangement_party", ["responsible_unit"], unique=False
    )

    op.create_table(
        "arrangement_signatory",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("arrangement", sa.String(length=32), nullable=False),
        sa.Column("partner", sa.String(length=32), nullable=True),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("name_as_printed", sa.String(length=500), nullable=True),
        sa.Column("office", sa.String(length=500), nullable=True),
        sa.Column("signed", sa.Boolean(), nullable=True),
        sa.Column("signed_on", sa.String(length=80), nullable=True),
        sa.Column("signed_place", sa.String(length=500), nullable=True),
        sa.Column("full_powers", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["arrangement"],
            ["arrangement.id"],
            name="fk_arrangement_signatory_arrangement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_arrangement_signatory_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["partner"],
            ["partner.id"],
            name="fk_arrangement_signatory_partner",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person"],
            ["person.id"],
            name="fk_arrangement_signatory_person",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_arrangement_signatory"),
    )
    op.create_index(
        "ix_arrangement_signatory_arrangement", "arrangement_signatory", ["arrangement"], unique=False
    )
    op.create_index("ix_arrangement_signatory_partner", "arrangement_signatory", ["partner"], unique=False)
    op.create_index("ix_arrangement_signatory_person", "arrangement_signatory", ["person"], unique=False)
    op.create_index("ix_arrangement_signatory_reference", "arrangement_signatory", ["reference"], unique=True)
    op.create_index(
        "ix_arrangement_signatory_signed_on", "arrangement_signatory", ["signed_on"], unique=False
    )

    op.create_table(
        "document",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("owner", sa.String(length=32), nullable=True),
        sa.Column("date", sa.String(length=80), nullable=True),
        sa.Column("languages", sa.Text(), nullable=True),
        sa.Column("version", sa.String(length=500), nullable=True),
        sa.Column("status", sa.String(length=500), nullable=True),
        sa.Column("valid_from", sa.String(length=80), nullable=True),
        sa.Column("valid_until", sa.String(length=80), nullable=True),
        sa.Column("replaces", sa.String(length=32), nullable=True),
        sa.Column("arrangement", sa.String(length=32), nullable=True),
        sa.Column("related", sa.String(length=32), nullable=True),
        sa.Column("registry_numbers", sa.Text(), nullable=True),
        sa.Column("location", sa.String(length=500), nullable=True),
        sa.Column("link", sa.String(length=2000), nullable=True),
        sa.Column("publication_reference", sa.String(length=500), nullable=True),
        sa.Column("marking", sa.String(length=80), nullable=True),
        sa.Column("is_releasable", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["arrangement"],
            ["arrangement.id"],
            name="fk_document_arrangement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_document_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["partner.id"], name="fk_document_owner", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["related"], ["record.id"], name="fk_document_related", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["replaces"], ["document.id"], name="fk_document_replaces", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
    )
    op.create_index("ix_document_arrangement", "document", ["arrangement"], unique=False)
    op.create_index("ix_document_date", "document", ["date"], unique=False)
    op.create_index("ix_document_owner", "document", ["owner"], unique=False)
    op.create_index("ix_document_reference", "document", ["reference"], unique=True)
    op.create_index("ix_document_related", "document", ["related"], unique=False)
    op.create_index("ix_document_replaces", "document", ["replaces"], unique=False)
    op.create_index("ix_document_valid_from", "document", ["valid_from"], unique=False)
    op.create_index("ix_document_valid_until", "document", ["valid_until"], unique=False)

    op.create_table(
        "partner_relation",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("from_partner", sa.String(length=32), nullable=False),
        sa.Column("to_partner", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("topic", sa.String(length=500), nullable=True),
        sa.Column("arrangement", sa.String(length=32), nullable=True),
        sa.Column("valid_from", sa.String(length=80), nullable=True),
        sa.Column("valid_until", sa.String(length=80), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["arrangement"],
            ["arrangement.id"],
            name="fk_partner_relation_arrangement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["from_partner"],
            ["partner.id"],
            name="fk_partner_relation_from_partner",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_partner_relation_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["to_partner"],
            ["partner.id"],
            name="fk_partner_relation_to_partner",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_partner_relation"),
    )
    op.create_index("ix_partner_relation_arrangement", "partner_relation", ["arrangement"], unique=False)
    op.create_index("ix_partner_relation_from_partner", "partner_relation", ["from_partner"], unique=False)
    op.create_index("ix_partner_relation_reference", "partner_relation", ["reference"], unique=True)
    op.create_index("ix_partner_relation_to_partner", "partner_relation", ["to_partner"], unique=False)
    op.create_index("ix_partner_relation_valid_from", "partner_relation", ["valid_from"], unique=False)
    op.create_index("ix_partner_relation_valid_until", "partner_relation", ["valid_until"], unique=False)

    op.create_table(
        "programme",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("short_name", sa.String(length=500), nullable=True),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("funder", sa.String(length=32), nullable=True),
        sa.Column("lead", sa.String(length=32), nullable=True),
        sa.Column("budget", sa.Float(precision=53), nullable=True),
        sa.Column("currency", sa.String(length=500), nullable=True),
        sa.Column("budget_line", sa.String(length=500), nullable=True),
        sa.Column("agreement", sa.String(length=32), nullable=True),
        sa.Column("start", sa.String(length=80), nullable=True),
        sa.Column("end", sa.String(length=80), nullable=True),
        sa.Column("phase", sa.String(length=500), nullable=True),
        sa.Column("status", sa.String(length=80), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("lead_unit", sa.String(length=32), nullable=True),
        sa.Column("owner_person", sa.String(length=32), nullable=True),
        sa.Column("health", sa.String(length=80), nullable=True),
        sa.Column("health_reason", sa.Text(), nullable=True),
        sa.Column("next_report_due", sa.String(length=80), nullable=True),
        sa.Column("final_report_due", sa.String(length=80), nullable=True),
        sa.Column("next_payment_due", sa.String(length=80), nullable=True),
        sa.Column("next_step", sa.String(length=500), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement"],
            ["arrangement.id"],
            name="fk_programme_agreement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["funder"], ["partner.id"], name="fk_programme_funder", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_programme_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["lead"], ["partner.id"], name="fk_programme_lead", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["lead_unit"],
            ["partner_unit.id"],
            name="fk_programme_lead_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["owner_person"],
            ["person.id"],
            name="fk_programme_owner_person",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_programme"),
    )
    op.create_index("ix_programme_agreement", "programme", ["agreement"], unique=False)
    op.create_index("ix_programme_end", "programme", ["end"], unique=False)
    op.create_index("ix_programme_final_report_due", "programme", ["final_report_due"], unique=False)
    op.create_index("ix_programme_funder", "programme", ["funder"], unique=False)
    op.create_index("ix_programme_lead", "programme", ["lead"], unique=False)
    op.create_index("ix_programme_lead_unit", "programme", ["lead_unit"], unique=False)
    op.create_index("ix_programme_next_payment_due", "programme", ["next_payment_due"], unique=False)
    op.create_index("ix_programme_next_report_due", "programme", ["next_report_due"], unique=False)
    op.create_index("ix_programme_owner_person", "programme", ["owner_person"], unique=False)
    op.create_index("ix_programme_reference", "programme", ["reference"], unique=True)
    op.create_index("ix_programme_start", "programme", ["start"], unique=False)

    op.create_table(
        "working_group",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("short_name", sa.String(length=500), nullable=True),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("partner", sa.String(length=32), nullable=True),
        sa.Column("status", sa.String(length=80), nullable=True),
        sa.Column("member_count_stated", sa.BigInteger(), nullable=True),
        sa.Column("arrangement", sa.String(length=32), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.String(length=80), nullable=True),
        sa.Column("valid_until", sa.String(length=80), nullable=True),
        sa.Column("chair", sa.String(length=32), nullable=True),
        sa.Column("secretariat", sa.String(length=32), nullable=True),
        sa.Column("frequency", sa.String(length=500), nullable=True),
        sa.Column("frequency_kind", sa.String(length=80), nullable=True),
        sa.Column("last_met_on", sa.String(length=80), nullable=True),
        sa.Column("next_due", sa.String(length=80), nullable=True),
        sa.Column("lead_unit", sa.String(length=32), nullable=True),
        sa.Column("owner_person", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["arrangement"],
            ["arrangement.id"],
            name="fk_working_group_arrangement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["chair"], ["partner.id"], name="fk_working_group_chair", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_working_group_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["lead_unit"],
            ["partner_unit.id"],
            name="fk_working_group_lead_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["owner_person"],
            ["person.id"],
            name="fk_working_group_owner_person",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["partner"],
            ["partner.id"],
            name="fk_working_group_partner",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["secretariat"],
            ["partner.id"],
            name="fk_working_group_secretariat",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_working_group"),
    )
    op.create_index("ix_working_group_arrangement", "working_group", ["arrangement"], unique=False)
    op.create_index("ix_working_group_chair", "working_group", ["chair"], unique=False)
    op.create_index("ix_working_group_last_met_on", "working_group", ["last_met_on"], unique=False)
    op.create_index("ix_working_group_lead_unit", "working_group", ["lead_unit"], unique=False)
    op.create_index("ix_working_group_next_due", "working_group", ["next_due"], unique=False)
    op.create_index("ix_working_group_owner_person", "working_group", ["owner_person"], unique=False)
    op.create_index("ix_working_group_partner", "working_group", ["partner"], unique=False)
    op.create_index("ix_working_group_reference", "working_group", ["reference"], unique=True)
    op.create_index("ix_working_group_secretariat", "working_group", ["secretariat"], unique=False)
    op.create_index("ix_working_group_valid_from", "working_group", ["valid_from"], unique=False)
    op.create_index("ix_working_group_valid_until", "working_group", ["valid_until"], unique=False)

    op.create_table(
        "activity",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("arrangement", sa.String(length=32), nullable=False),
        sa.Column("area", sa.String(length=32), nullable=True),
        sa.Column("order_no", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("text_as_signed", sa.Text(), nullable=True),
        sa.Column("commitment", sa.String(length=80), nullable=True),
        sa.Column("deliverable", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.String(length=80), nullable=True),
        sa.Column("valid_until", sa.String(length=80), nullable=True),
        sa.Column("status", sa.String(length=80), nullable=True),
        sa.Column("health", sa.String(length=80), nullable=True),
        sa.Column("health_reason", sa.Text(), nullable=True),
        sa.Column("owner_person", sa.String(length=32), nullable=True),
        sa.Column("due_on", sa.String(length=80), nullable=True),
        sa.Column("done_on", sa.String(length=80), nullable=True),
        sa.Column("next_step", sa.String(length=500), nullable=True),
        sa.Column("next_step_due", sa.String(length=80), nullable=True),
        sa.Column("progress", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("funding", sa.String(length=32), nullable=True),
        sa.Column("resources", sa.Text(), nullable=True),
        sa.Column("internal_assessment", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["area"], ["area.id"], name="fk_activity_area", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["arrangement"],
            ["arrangement.id"],
            name="fk_activity_arrangement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["funding"], ["programme.id"], name="fk_activity_funding", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_activity_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["owner_person"],
            ["person.id"],
            name="fk_activity_owner_person",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_activity"),
    )
    op.create_index("ix_activity_area", "activity", ["area"], unique=False)
    op.create_index("ix_activity_arrangement", "activity", ["arrangement"], unique=False)
    op.create_index("ix_activity_done_on", "activity", ["done_on"], unique=False)
    op.create_index("ix_activity_due_on", "activity", ["due_on"], unique=False)
    op.create_index("ix_activity_funding", "activity", ["funding"], unique=False)
    op.create_index("ix_activity_next_step_due", "activity", ["next_step_due"], unique=False)
    op.create_index("ix_activity_owner_person", "activity", ["owner_person"], unique=False)
    op.create_index("ix_activity_reference", "activity", ["reference"], unique=True)
    op.create_index("ix_activity_valid_from", "activity", ["valid_from"], unique=False)
    op.create_index("ix_activity_valid_until", "activity", ["valid_until"], unique=False)

    op.create_table(
        "approval_step",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("arrangement", sa.String(length=32), nullable=False),
        sa.Column("order_no", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.String(length=500), nullable=False),
        sa.Column("act", sa.String(length=80), nullable=True),
        sa.Column("number", sa.String(length=500), nullable=True),
        sa.Column("due_on", sa.String(length=80), nullable=True),
        sa.Column("date", sa.String(length=80), nullable=True),
        sa.Column("outcome", sa.String(length=80), nullable=True),
        sa.Column("document", sa.String(length=32), nullable=True),
        sa.Column("owner_person", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["arrangement"],
            ["arrangement.id"],
            name="fk_approval_step_arrangement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["document"],
            ["document.id"],
            name="fk_approval_step_document",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_approval_step_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["owner_person"],
            ["person.id"],
            name="fk_approval_step_owner_person",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_approval_step"),
    )
    op.create_index("ix_approval_step_arrangement", "approval_step", ["arrangement"], unique=False)
    op.create_index("ix_approval_step_date", "approval_step", ["date"], unique=False)
    op.create_index("ix_approval_step_document", "approval_step", ["document"], unique=False)
    op.create_index("ix_approval_step_due_on", "approval_step", ["due_on"], unique=False)
    op.create_index("ix_approval_step_owner_person", "approval_step", ["owner_person"], unique=False)
    op.create_index("ix_approval_step_reference", "approval_step", ["reference"], unique=True)

    op.create_table(
        "arrangement_area",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("arrangement", sa.String(length=32), nullable=False),
        sa.Column("area", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["area"], ["area.id"], name="fk_arrangement_area_area", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["arrangement"],
            ["arrangement.id"],
            name="fk_arrangement_area_arrangement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_arrangement_area_id", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_arrangement_area"),
    )
    op.create_index("ix_arrangement_area_area", "arrangement_area", ["area"], unique=False)
    op.create_index("ix_arrangement_area_arrangement", "arrangement_area", ["arrangement"], unique=False)
    op.create_index("ix_arrangement_area_reference", "arrangement_area", ["reference"], unique=True)

    op.create_table(
        "event",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("date", sa.String(length=80), nullable=True),
        sa.Column("end_date", sa.String(length=80), nullable=True),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("related", sa.String(length=32), nullable=True),
        sa.Column("place", sa.String(length=500), nullable=True),
        sa.Column("act_reference", sa.String(length=500), nullable=True),
        sa.Column("document", sa.String(length=32), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"], ["document.id"], name="fk_event_document", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_event_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["related"], ["record.id"], name="fk_event_related", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    op.create_index("ix_event_date", "event", ["date"], unique=False)
    op.create_index("ix_event_document", "event", ["document"], unique=False)
    op.create_index("ix_event_end_date", "event", ["end_date"], unique=False)
    op.create_index("ix_event_reference", "event", ["reference"], unique=True)
    op.create_index("ix_event_related", "event", ["related"], unique=False)

    op.create_table(
        "programme_component",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("programme", sa.String(length=32), nullable=False),
        sa.Column("order_no", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_programme_component_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["programme"],
            ["programme.id"],
            name="fk_programme_component_programme",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_programme_component"),
    )
    op.create_index("ix_programme_component_programme", "programme_component", ["programme"], unique=False)
    op.create_index("ix_programme_component_reference", "programme_component", ["reference"], unique=True)

    op.create_table(
        "programme_country",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("programme", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_programme_country_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["programme"],
            ["programme.id"],
            name="fk_programme_country_programme",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["scope"], ["record.id"], name="fk_programme_country_scope", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_programme_country"),
    )
    op.create_index("ix_programme_country_programme", "programme_country", ["programme"], unique=False)
    op.create_index("ix_programme_country_reference", "programme_country", ["reference"], unique=True)
    op.create_index("ix_programme_country_scope", "programme_country", ["scope"], unique=False)

    op.create_table(
        "programme_party",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("programme", sa.String(length=32), nullable=False),
        sa.Column("partner", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_programme_party_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["partner"],
            ["partner.id"],
            name="fk_programme_party_partner",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme"],
            ["programme.id"],
            name="fk_programme_party_programme",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_programme_party"),
    )
    op.create_index("ix_programme_party_partner", "programme_party", ["partner"], unique=False)
    op.create_index("ix_programme_party_programme", "programme_party", ["programme"], unique=False)
    op.create_index("ix_programme_party_reference", "programme_party", ["reference"], unique=True)

    op.create_table(
        "roadmap",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("version", sa.String(length=500), nullable=True),
        sa.Column("region", sa.String(length=500), nullable=True),
        sa.Column("stated_status", sa.String(length=80), nullable=True),
        sa.Column("status_basis", sa.String(length=80), nullable=True),
        sa.Column("status_override", sa.String(length=80), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("agreed_on", sa.String(length=80), nullable=True),
        sa.Column("valid_from", sa.String(length=80), nullable=True),
        sa.Column("valid_until", sa.String(length=80), nullable=True),
        sa.Column("succeeds", sa.String(length=32), nullable=True),
        sa.Column("focus", sa.Text(), nullable=True),
        sa.Column("funding", sa.String(length=32), nullable=True),
        sa.Column("lead_unit", sa.String(length=32), nullable=True),
        sa.Column("owner_person", sa.String(length=32), nullable=True),
        sa.Column("counterpart_unit", sa.String(length=32), nullable=True),
        sa.Column("health", sa.String(length=80), nullable=True),
        sa.Column("health_reason", sa.Text(), nullable=True),
        sa.Column("next_step", sa.String(length=500), nullable=True),
        sa.Column("next_step_due", sa.String(length=80), nullable=True),
        sa.Column("extension_decided_on", sa.String(length=80), nullable=True),
        sa.Column("extension_decision", sa.String(length=500), nullable=True),
        sa.Column("evaluation_kind", sa.String(length=80), nullable=True),
        sa.Column("evaluation_due", sa.String(length=80), nullable=True),
        sa.Column("evaluated_on", sa.String(length=80), nullable=True),
        sa.Column("recommendations", sa.Text(), nullable=True),
        sa.Column("internal_assessment", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["counterpart_unit"],
            ["partner_unit.id"],
            name="fk_roadmap_counterpart_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["funding"], ["programme.id"], name="fk_roadmap_funding", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_roadmap_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["lead_unit"],
            ["partner_unit.id"],
            name="fk_roadmap_lead_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["owner_person"],
            ["person.id"],
            name="fk_roadmap_owner_person",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["succeeds"], ["roadmap.id"], name="fk_roadmap_succeeds", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_roadmap"),
    )
    op.create_index("ix_roadmap_agreed_on", "roadmap", ["agreed_on"], unique=False)
    op.create_index("ix_roadmap_counterpart_unit", "roadmap", ["counterpart_unit"], unique=False)
    op.create_index("ix_roadmap_evaluated_on", "roadmap", ["evaluated_on"], unique=False)
    op.create_index("ix_roadmap_evaluation_due", "roadmap", ["evaluation_due"], unique=False)
    op.create_index("ix_roadmap_extension_decided_on", "roadmap", ["extension_decided_on"], unique=False)
    op.create_index("ix_roadmap_funding", "roadmap", ["funding"], unique=False)
    op.create_index("ix_roadmap_lead_unit", "roadmap", ["lead_unit"], unique=False)
    op.create_index("ix_roadmap_next_step_due", "roadmap", ["next_step_due"], unique=False)
    op.create_index("ix_roadmap_owner_person", "roadmap", ["owner_person"], unique=False)
    op.create_index("ix_roadmap_reference", "roadmap", ["reference"], unique=True)
    op.create_index("ix_roadmap_succeeds", "roadmap", ["succeeds"], unique=False)
    op.create_index("ix_roadmap_valid_from", "roadmap", ["valid_from"], unique=False)
    op.create_index("ix_roadmap_valid_until", "roadmap", ["valid_until"], unique=False)

    op.create_table(
        "strategy_aim",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("order_no", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("country_group", sa.String(length=32), nullable=True),
        sa.Column("country", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["country"], ["country.id"], name="fk_strategy_aim_country", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["country_group"],
            ["country_group.id"],
            name="fk_strategy_aim_country_group",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["document"],
            ["document.id"],
            name="fk_strategy_aim_document",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_strategy_aim_id", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_strategy_aim"),
    )
    op.create_index("ix_strategy_aim_country", "strategy_aim", ["country"], unique=False)
    op.create_index("ix_strategy_aim_country_group", "strategy_aim", ["country_group"], unique=False)
    op.create_index("ix_strategy_aim_document", "strategy_aim", ["document"], unique=False)
    op.create_index("ix_strategy_aim_reference", "strategy_aim", ["reference"], unique=True)

    op.create_table(
        "working_group_member",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("group", sa.String(length=32), nullable=False),
        sa.Column("party", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=500), nullable=True),
        sa.Column("valid_from", sa.String(length=80), nullable=True),
        sa.Column("valid_until", sa.String(length=80), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group"],
            ["working_group.id"],
            name="fk_working_group_member_group",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_working_group_member_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["party"],
            ["record.id"],
            name="fk_working_group_member_party",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_working_group_member"),
    )
    op.create_index("ix_working_group_member_group", "working_group_member", ["group"], unique=False)
    op.create_index("ix_working_group_member_party", "working_group_member", ["party"], unique=False)
    op.create_index("ix_working_group_member_reference", "working_group_member", ["reference"], unique=True)
    op.create_index(
        "ix_working_group_member_valid_from", "working_group_member", ["valid_from"], unique=False
    )
    op.create_index(
        "ix_working_group_member_valid_until", "working_group_member", ["valid_until"], unique=False
    )

    op.create_table(
        "activity_area",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("activity", sa.String(length=32), nullable=False),
        sa.Column("area", sa.String(length=32), nullable=False),
        sa.Column("rank", sa.String(length=80), nullable=True),
        sa.Column("basis", sa.String(length=80), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity"],
            ["activity.id"],
            name="fk_activity_area_activity",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["area"], ["area.id"], name="fk_activity_area_area", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_activity_area_id", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_activity_area"),
    )
    op.create_index("ix_activity_area_activity", "activity_area", ["activity"], unique=False)
    op.create_index("ix_activity_area_area", "activity_area", ["area"], unique=False)
    op.create_index("ix_activity_area_reference", "activity_area", ["reference"], unique=True)

    op.create_table(
        "activity_item",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("activity", sa.String(length=32), nullable=False),
        sa.Column("order_no", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_as_signed", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=80), nullable=True),
        sa.Column("owner_person", sa.String(length=32), nullable=True),
        sa.Column("due_on", sa.String(length=80), nullable=True),
        sa.Column("done_on", sa.String(length=80), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity"],
            ["activity.id"],
            name="fk_activity_item_activity",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_activity_item_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["owner_person"],
            ["person.id"],
            name="fk_activity_item_owner_person",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_activity_item"),
    )
    op.create_index("ix_activity_item_activity", "activity_item", ["activity"], unique=False)
    op.create_index("ix_activity_item_done_on", "activity_item", ["done_on"], unique=False)
    op.create_index("ix_activity_item_due_on", "activity_item", ["due_on"], unique=False)
    op.create_index("ix_activity_item_owner_person", "activity_item", ["owner_person"], unique=False)
    op.create_index("ix_activity_item_reference", "activity_item", ["reference"], unique=True)

    op.create_table(
        "activity_link",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("from_activity", sa.String(length=32), nullable=False),
        sa.Column("relation", sa.String(length=80), nullable=False),
        sa.Column("to_activity", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["from_activity"],
            ["activity.id"],
            name="fk_activity_link_from_activity",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_activity_link_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["to_activity"],
            ["activity.id"],
            name="fk_activity_link_to_activity",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_activity_link"),
    )
    op.create_index("ix_activity_link_from_activity", "activity_link", ["from_activity"], unique=False)
    op.create_index("ix_activity_link_reference", "activity_link", ["reference"], unique=True)
    op.create_index("ix_activity_link_to_activity", "activity_link", ["to_activity"], unique=False)

    op.create_table(
        "activity_other_party",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("activity", sa.String(length=32), nullable=False),
        sa.Column("party", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=500), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity"],
            ["activity.id"],
            name="fk_activity_other_party_activity",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_activity_other_party_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["party"],
            ["record.id"],
            name="fk_activity_other_party_party",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_activity_other_party"),
    )
    op.create_index("ix_activity_other_party_activity", "activity_other_party", ["activity"], unique=False)
    op.create_index("ix_activity_other_party_party", "activity_other_party", ["party"], unique=False)
    op.create_index("ix_activity_other_party_reference", "activity_other_party", ["reference"], unique=True)

    op.create_table(
        "activity_unit",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("activity", sa.String(length=32), nullable=False),
        sa.Column("side", sa.String(length=500), nullable=True),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("name_as_signed", sa.String(length=500), nullable=True),
        sa.Column("order_no", sa.BigInteger(), nullable=True),
        sa.Column("valid_from", sa.String(length=80), nullable=True),
        sa.Column("valid_until", sa.String(length=80), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity"],
            ["activity.id"],
            name="fk_activity_unit_activity",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_activity_unit_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["unit"], ["partner_unit.id"], name="fk_activity_unit_unit", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_activity_unit"),
    )
    op.create_index("ix_activity_unit_activity", "activity_unit", ["activity"], unique=False)
    op.create_index("ix_activity_unit_reference", "activity_unit", ["reference"], unique=True)
    op.create_index("ix_activity_unit_unit", "activity_unit", ["unit"], unique=False)
    op.create_index("ix_activity_unit_valid_from", "activity_unit", ["valid_from"], unique=False)
    op.create_index("ix_activity_unit_valid_until", "activity_unit", ["valid_until"], unique=False)

    op.create_table(
        "it_system",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("short_name", sa.String(length=500), nullable=True),
        sa.Column("owner", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("activity", sa.String(length=32), nullable=True),
        sa.Column("arrangement", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity"], ["activity.id"], name="fk_it_system_activity", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["arrangement"],
            ["arrangement.id"],
            name="fk_it_system_arrangement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_it_system_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["partner.id"], name="fk_it_system_owner", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_it_system"),
    )
    op.create_index("ix_it_system_activity", "it_system", ["activity"], unique=False)
    op.create_index("ix_it_system_arrangement", "it_system", ["arrangement"], unique=False)
    op.create_index("ix_it_system_owner", "it_system", ["owner"], unique=False)
    op.create_index("ix_it_system_reference", "it_system", ["reference"], unique=True)

    op.create_table(
        "liaison_post",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("post_type", sa.String(length=80), nullable=True),
        sa.Column("direction", sa.String(length=80), nullable=True),
        sa.Column("sending", sa.String(length=32), nullable=True),
        sa.Column("sending_unit", sa.String(length=32), nullable=True),
        sa.Column("host", sa.String(length=32), nullable=True),
        sa.Column("host_type", sa.String(length=80), nullable=True),
        sa.Column("counterpart_unit", sa.String(length=32), nullable=True),
        sa.Column("place", sa.String(length=500), nullable=True),
        sa.Column("base_city", sa.String(length=500), nullable=True),
        sa.Column("country", sa.String(length=32), nullable=True),
        sa.Column("is_temporary_base", sa.Boolean(), nullable=True),
        sa.Column("terms_of_reference", sa.String(length=500), nullable=True),
        sa.Column("officer", sa.String(length=32), nullable=True),
        sa.Column("deputy", sa.String(length=32), nullable=True),
        sa.Column("start", sa.String(length=80), nullable=True),
        sa.Column("end", sa.String(length=80), nullable=True),
        sa.Column("status", sa.String(length=500), nullable=True),
        sa.Column("state", sa.String(length=80), nullable=True),
        sa.Column("activity", sa.String(length=32), nullable=True),
        sa.Column("host_agreement", sa.String(length=32), nullable=True),
        sa.Column("legal_basis", sa.String(length=500), nullable=True),
        sa.Column("board_approval_no", sa.String(length=500), nullable=True),
        sa.Column("board_approved_on", sa.String(length=80), nullable=True),
        sa.Column("commission_opinion_on", sa.String(length=80), nullable=True),
        sa.Column("parliament_informed_on", sa.String(length=80), nullable=True),
        sa.Column("host_notified_on", sa.String(length=80), nullable=True),
        sa.Column("reporting_line", sa.String(length=500), nullable=True),
        sa.Column("reporting_rhythm", sa.String(length=500), nullable=True),
        sa.Column("next_report_due", sa.String(length=80), nullable=True),
        sa.Column("last_report_on", sa.String(length=80), nullable=True),
        sa.Column("security_level", sa.String(length=500), nullable=True),
        sa.Column("budget", sa.Float(precision=53), nullable=True),
        sa.Column("currency", sa.String(length=500), nullable=True),
        sa.Column("local_network", sa.Text(), nullable=True),
        sa.Column("lead_unit", sa.String(length=32), nullable=True),
        sa.Column("owner_person", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity"],
            ["activity.id"],
            name="fk_liaison_post_activity",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["counterpart_unit"],
            ["partner_unit.id"],
            name="fk_liaison_post_counterpart_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["country"], ["country.id"], name="fk_liaison_post_country", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["deputy"], ["person.id"], name="fk_liaison_post_deputy", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["host"], ["partner.id"], name="fk_liaison_post_host", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["host_agreement"],
            ["arrangement.id"],
            name="fk_liaison_post_host_agreement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_liaison_post_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["lead_unit"],
            ["partner_unit.id"],
            name="fk_liaison_post_lead_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["officer"], ["person.id"], name="fk_liaison_post_officer", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["owner_person"],
            ["person.id"],
            name="fk_liaison_post_owner_person",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["sending"], ["partner.id"], name="fk_liaison_post_sending", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["sending_unit"],
            ["partner_unit.id"],
            name="fk_liaison_post_sending_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_liaison_post"),
    )
    op.create_index("ix_liaison_post_activity", "liaison_post", ["activity"], unique=False)
    op.create_index("ix_liaison_post_board_approved_on", "liaison_post", ["board_approved_on"], unique=False)
    op.create_index(
        "ix_liaison_post_commission_opinion_on", "liaison_post", ["commission_opinion_on"], unique=False
    )
    op.create_index("ix_liaison_post_counterpart_unit", "liaison_post", ["counterpart_unit"], unique=False)
    op.create_index("ix_liaison_post_country", "liaison_post", ["country"], unique=False)
    op.create_index("ix_liaison_post_deputy", "liaison_post", ["deputy"], unique=False)
    op.create_index("ix_liaison_post_end", "liaison_post", ["end"], unique=False)
    op.create_index("ix_liaison_post_host", "liaison_post", ["host"], unique=False)
    op.create_index("ix_liaison_post_host_agreement", "liaison_post", ["host_agreement"], unique=False)
    op.create_index("ix_liaison_post_host_notified_on", "liaison_post", ["host_notified_on"], unique=False)
    op.create_index("ix_liaison_post_last_report_on", "liaison_post", ["last_report_on"], unique=False)
    op.create_index("ix_liaison_post_lead_unit", "liaison_post", ["lead_unit"], unique=False)
    op.create_index("ix_liaison_post_next_report_due", "liaison_post", ["next_report_due"], unique=False)
    op.create_index("ix_liaison_post_officer", "liaison_post", ["officer"], unique=False)
    op.create_index("ix_liaison_post_owner_person", "liaison_post", ["owner_person"], unique=False)
    op.create_index(
        "ix_liaison_post_parliament_informed_on", "liaison_post", ["parliament_informed_on"], unique=False
    )
    op.create_index("ix_liaison_post_reference", "liaison_post", ["reference"], unique=True)
    op.create_index("ix_liaison_post_sending", "liaison_post", ["sending"], unique=False)
    op.create_index("ix_liaison_post_sending_unit", "liaison_post", ["sending_unit"], unique=False)
    op.create_index("ix_liaison_post_start", "liaison_post", ["start"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("series", sa.String(length=32), nullable=True),
        sa.Column("frequency", sa.String(length=500), nullable=True),
        sa.Column("frequency_kind", sa.String(length=80), nullable=True),
        sa.Column("date", sa.String(length=80), nullable=True),
        sa.Column("date_to", sa.String(length=80), nullable=True),
        sa.Column("time", sa.String(length=500), nullable=True),
        sa.Column("place", sa.String(length=500), nullable=True),
        sa.Column("country", sa.String(length=32), nullable=True),
        sa.Column("status", sa.String(length=80), nullable=True),
        sa.Column("arrangement", sa.String(length=32), nullable=True),
        sa.Column("activity", sa.String(length=32), nullable=True),
        sa.Column("roadmap", sa.String(length=32), nullable=True),
        sa.Column("working_group", sa.String(length=32), nullable=True),
        sa.Column("after", sa.String(length=32), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("agenda", sa.Text(), nullable=True),
        sa.Column("lead_unit", sa.String(length=32), nullable=True),
        sa.Column("owner_person", sa.String(length=32), nullable=True),
        sa.Column("briefing_due", sa.String(length=80), nullable=True),
        sa.Column("objectives", sa.Text(), nullable=True),
        sa.Column("lines_to_take", sa.Text(), nullable=True),
        sa.Column("defensives", sa.Text(), nullable=True),
        sa.Column("conclusions", sa.Text(), nullable=True),
        sa.Column("minutes_status", sa.String(length=80), nullable=True),
        sa.Column("minutes_due", sa.String(length=80), nullable=True),
        sa.Column("minutes_agreed_on", sa.String(length=80), nullable=True),
        sa.Column("minutes", sa.String(length=32), nullable=True),
        sa.Column("next_due", sa.String(length=80), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity"], ["activity.id"], name="fk_meeting_activity", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["after"], ["meeting.id"], name="fk_meeting_after", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["arrangement"],
            ["arrangement.id"],
            name="fk_meeting_arrangement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["country"], ["country.id"], name="fk_meeting_country", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_meeting_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["lead_unit"],
            ["partner_unit.id"],
            name="fk_meeting_lead_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["minutes"], ["document.id"], name="fk_meeting_minutes", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["owner_person"],
            ["person.id"],
            name="fk_meeting_owner_person",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["roadmap"], ["roadmap.id"], name="fk_meeting_roadmap", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["series"], ["meeting.id"], name="fk_meeting_series", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["working_group"],
            ["working_group.id"],
            name="fk_meeting_working_group",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
    )
    op.create_index("ix_meeting_activity", "meeting", ["activity"], unique=False)
    op.create_index("ix_meeting_after", "meeting", ["after"], unique=False)
    op.create_index("ix_meeting_arrangement", "meeting", ["arrangement"], unique=False)
    op.create_index("ix_meeting_briefing_due", "meeting", ["briefing_due"], unique=False)
    op.create_index("ix_meeting_country", "meeting", ["country"], unique=False)
    op.create_index("ix_meeting_date", "meeting", ["date"], unique=False)
    op.create_index("ix_meeting_date_to", "meeting", ["date_to"], unique=False)
    op.create_index("ix_meeting_lead_unit", "meeting", ["lead_unit"], unique=False)
    op.create_index("ix_meeting_minutes", "meeting", ["minutes"], unique=False)
    op.create_index("ix_meeting_minutes_agreed_on", "meeting", ["minutes_agreed_on"], unique=False)
    op.create_index("ix_meeting_minutes_due", "meeting", ["minutes_due"], unique=False)
    op.create_index("ix_meeting_next_due", "meeting", ["next_due"], unique=False)
    op.create_index("ix_meeting_owner_person", "meeting", ["owner_person"], unique=False)
    op.create_index("ix_meeting_reference", "meeting", ["reference"], unique=True)
    op.create_index("ix_meeting_roadmap", "meeting", ["roadmap"], unique=False)
    op.create_index("ix_meeting_series", "meeting", ["series"], unique=False)
    op.create_index("ix_meeting_working_group", "meeting", ["working_group"], unique=False)

    op.create_table(
        "roadmap_country",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("roadmap", sa.String(length=32), nullable=False),
        sa.Column("country", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["country"],
            ["country.id"],
            name="fk_roadmap_country_country",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_roadmap_country_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["roadmap"],
            ["roadmap.id"],
            name="fk_roadmap_country_roadmap",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_roadmap_country"),
    )
    op.create_index("ix_roadmap_country_country", "roadmap_country", ["country"], unique=False)
    op.create_index("ix_roadmap_country_reference", "roadmap_country", ["reference"], unique=True)
    op.create_index("ix_roadmap_country_roadmap", "roadmap_country", ["roadmap"], unique=False)

    op.create_table(
        "roadmap_item",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("roadmap", sa.String(length=32), nullable=False),
        sa.Column("order_no", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("parent_item", sa.String(length=32), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=80), nullable=True),
        sa.Column("date", sa.String(length=80), nullable=True),
        sa.Column("start", sa.String(length=80), nullable=True),
        sa.Column("due_on", sa.String(length=80), nullable=True),
        sa.Column("lead_unit", sa.String(length=32), nullable=True),
        sa.Column("owner_person", sa.String(length=32), nullable=True),
        sa.Column("counterpart_unit", sa.String(length=32), nullable=True),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("baseline", sa.String(length=500), nullable=True),
        sa.Column("target", sa.String(length=500), nullable=True),
        sa.Column("actual", sa.String(length=500), nullable=True),
        sa.Column("actual_on", sa.String(length=80), nullable=True),
        sa.Column("health", sa.String(length=80), nullable=True),
        sa.Column("cause_of_delay", sa.Text(), nullable=True),
        sa.Column("next_step", sa.String(length=500), nullable=True),
        sa.Column("funding", sa.String(length=32), nullable=True),
        sa.Column("budget", sa.Float(precision=53), nullable=True),
        sa.Column("currency", sa.String(length=500), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("carried_over_to", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["carried_over_to"],
            ["roadmap_item.id"],
            name="fk_roadmap_item_carried_over_to",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["counterpart_unit"],
            ["partner_unit.id"],
            name="fk_roadmap_item_counterpart_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["funding"],
            ["programme.id"],
            name="fk_roadmap_item_funding",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_roadmap_item_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["lead_unit"],
            ["partner_unit.id"],
            name="fk_roadmap_item_lead_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["owner_person"],
            ["person.id"],
            name="fk_roadmap_item_owner_person",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["parent_item"],
            ["roadmap_item.id"],
            name="fk_roadmap_item_parent_item",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["roadmap"], ["roadmap.id"], name="fk_roadmap_item_roadmap", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_roadmap_item"),
    )
    op.create_index("ix_roadmap_item_actual_on", "roadmap_item", ["actual_on"], unique=False)
    op.create_index("ix_roadmap_item_carried_over_to", "roadmap_item", ["carried_over_to"], unique=False)
    op.create_index("ix_roadmap_item_counterpart_unit", "roadmap_item", ["counterpart_unit"], unique=False)
    op.create_index("ix_roadmap_item_date", "roadmap_item", ["date"], unique=False)
    op.create_index("ix_roadmap_item_due_on", "roadmap_item", ["due_on"], unique=False)
    op.create_index("ix_roadmap_item_funding", "roadmap_item", ["funding"], unique=False)
    op.create_index("ix_roadmap_item_lead_unit", "roadmap_item", ["lead_unit"], unique=False)
    op.create_index("ix_roadmap_item_owner_person", "roadmap_item", ["owner_person"], unique=False)
    op.create_index("ix_roadmap_item_parent_item", "roadmap_item", ["parent_item"], unique=False)
    op.create_index("ix_roadmap_item_reference", "roadmap_item", ["reference"], unique=True)
    op.create_index("ix_roadmap_item_roadmap", "roadmap_item", ["roadmap"], unique=False)
    op.create_index("ix_roadmap_item_start", "roadmap_item", ["start"], unique=False)

    op.create_table(
        "roadmap_party",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("roadmap", sa.String(length=32), nullable=False),
        sa.Column("partner", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_roadmap_party_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["partner"],
            ["partner.id"],
            name="fk_roadmap_party_partner",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["roadmap"],
            ["roadmap.id"],
            name="fk_roadmap_party_roadmap",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_roadmap_party"),
    )
    op.create_index("ix_roadmap_party_partner", "roadmap_party", ["partner"], unique=False)
    op.create_index("ix_roadmap_party_reference", "roadmap_party", ["reference"], unique=True)
    op.create_index("ix_roadmap_party_roadmap", "roadmap_party", ["roadmap"], unique=False)

    op.create_table(
        "liaison_coverage",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("post", sa.String(length=32), nullable=False),
        sa.Column("covered", sa.String(length=32), nullable=False),
        sa.Column("valid_from", sa.String(length=80), nullable=True),
        sa.Column("valid_until", sa.String(length=80), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["covered"],
            ["record.id"],
            name="fk_liaison_coverage_covered",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_liaison_coverage_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["post"],
            ["liaison_post.id"],
            name="fk_liaison_coverage_post",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_liaison_coverage"),
    )
    op.create_index("ix_liaison_coverage_covered", "liaison_coverage", ["covered"], unique=False)
    op.create_index("ix_liaison_coverage_post", "liaison_coverage", ["post"], unique=False)
    op.create_index("ix_liaison_coverage_reference", "liaison_coverage", ["reference"], unique=True)
    op.create_index("ix_liaison_coverage_valid_from", "liaison_coverage", ["valid_from"], unique=False)
    op.create_index("ix_liaison_coverage_valid_until", "liaison_coverage", ["valid_until"], unique=False)

    op.create_table(
        "meeting_party",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("meeting", sa.String(length=32), nullable=False),
        sa.Column("partner", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=True),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("has_attended", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_meeting_party_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["meeting"],
            ["meeting.id"],
            name="fk_meeting_party_meeting",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["partner"],
            ["partner.id"],
            name="fk_meeting_party_partner",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="fk_meeting_party_person", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_party"),
    )
    op.create_index("ix_meeting_party_meeting", "meeting_party", ["meeting"], unique=False)
    op.create_index("ix_meeting_party_partner", "meeting_party", ["partner"], unique=False)
    op.create_index("ix_meeting_party_person", "meeting_party", ["person"], unique=False)
    op.create_index("ix_meeting_party_reference", "meeting_party", ["reference"], unique=True)

    op.create_table(
        "meeting_scope",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("meeting", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=500), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_meeting_scope_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["meeting"],
            ["meeting.id"],
            name="fk_meeting_scope_meeting",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["scope"], ["record.id"], name="fk_meeting_scope_scope", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_scope"),
    )
    op.create_index("ix_meeting_scope_meeting", "meeting_scope", ["meeting"], unique=False)
    op.create_index("ix_meeting_scope_reference", "meeting_scope", ["reference"], unique=True)
    op.create_index("ix_meeting_scope_scope", "meeting_scope", ["scope"], unique=False)

    op.create_table(
        "obligation",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=True),
        sa.Column("owner", sa.String(length=32), nullable=True),
        sa.Column("counterpart", sa.String(length=32), nullable=True),
        sa.Column("arrangement", sa.String(length=32), nullable=True),
        sa.Column("article", sa.String(length=500), nullable=True),
        sa.Column("activity", sa.String(length=32), nullable=True),
        sa.Column("meeting", sa.String(length=32), nullable=True),
        sa.Column("roadmap", sa.String(length=32), nullable=True),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("wording", sa.Text(), nullable=True),
        sa.Column("frequency", sa.String(length=500), nullable=True),
        sa.Column("frequency_kind", sa.String(length=80), nullable=True),
        sa.Column("due", sa.String(length=80), nullable=True),
        sa.Column("strength", sa.String(length=80), nullable=True),
        sa.Column("responsible_unit", sa.String(length=32), nullable=True),
        sa.Column("responsible_person", sa.String(length=32), nullable=True),
        sa.Column("first_due", sa.String(length=80), nullable=True),
        sa.Column("next_due", sa.String(length=80), nullable=True),
        sa.Column("done_on", sa.String(length=80), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=80), nullable=True),
        sa.Column("state_reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity"],
            ["activity.id"],
            name="fk_obligation_activity",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["arrangement"],
            ["arrangement.id"],
            name="fk_obligation_arrangement",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["counterpart"],
            ["partner.id"],
            name="fk_obligation_counterpart",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_obligation_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.id"], name="fk_obligation_meeting", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["partner.id"], name="fk_obligation_owner", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["responsible_person"],
            ["person.id"],
            name="fk_obligation_responsible_person",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["responsible_unit"],
            ["partner_unit.id"],
            name="fk_obligation_responsible_unit",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["roadmap"], ["roadmap.id"], name="fk_obligation_roadmap", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_obligation"),
    )
    op.create_index("ix_obligation_activity", "obligation", ["activity"], unique=False)
    op.create_index("ix_obligation_arrangement", "obligation", ["arrangement"], unique=False)
    op.create_index("ix_obligation_counterpart", "obligation", ["counterpart"], unique=False)
    op.create_index("ix_obligation_done_on", "obligation", ["done_on"], unique=False)
    op.create_index("ix_obligation_due", "obligation", ["due"], unique=False)
    op.create_index("ix_obligation_first_due", "obligation", ["first_due"], unique=False)
    op.create_index("ix_obligation_meeting", "obligation", ["meeting"], unique=False)
    op.create_index("ix_obligation_next_due", "obligation", ["next_due"], unique=False)
    op.create_index("ix_obligation_owner", "obligation", ["owner"], unique=False)
    op.create_index("ix_obligation_reference", "obligation", ["reference"], unique=True)
    op.create_index("ix_obligation_responsible_person", "obligation", ["responsible_person"], unique=False)
    op.create_index("ix_obligation_responsible_unit", "obligation", ["responsible_unit"], unique=False)
    op.create_index("ix_obligation_roadmap", "obligation", ["roadmap"], unique=False)

    op.create_table(
        "posting",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("post", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.Column("profile", sa.String(length=500), nullable=True),
        sa.Column("contract_type", sa.String(length=80), nullable=True),
        sa.Column("status", sa.String(length=80), nullable=True),
        sa.Column("start", sa.String(length=80), nullable=True),
        sa.Column("planned_end", sa.String(length=80), nullable=True),
        sa.Column("actual_end", sa.String(length=80), nullable=True),
        sa.Column("latest_end", sa.String(length=80), nullable=True),
        sa.Column("extension_due", sa.String(length=80), nullable=True),
        sa.Column("extension_decided_on", sa.String(length=80), nullable=True),
        sa.Column("extension_decision", sa.String(length=500), nullable=True),
        sa.Column("extension_count", sa.BigInteger(), nullable=True),
        sa.Column("accreditation", sa.String(length=500), nullable=True),
        sa.Column("accredited_on", sa.String(length=80), nullable=True),
        sa.Column("visa_until", sa.String(length=80), nullable=True),
        sa.Column("diplomatic_list_on", sa.String(length=80), nullable=True),
        sa.Column("successor_decided_by", sa.String(length=80), nullable=True),
        sa.Column("successor", sa.String(length=32), nullable=True),
        sa.Column("handover_from", sa.String(length=80), nullable=True),
        sa.Column("handover_until", sa.String(length=80), nullable=True),
        sa.Column("handover_checklist", sa.Text(), nullable=True),
        sa.Column("is_handover_done", sa.Boolean(), nullable=True),
        sa.Column("handover_file", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["handover_file"],
            ["document.id"],
            name="fk_posting_handover_file",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_posting_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="fk_posting_person", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["post"], ["liaison_post.id"], name="fk_posting_post", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["successor"], ["person.id"], name="fk_posting_successor", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_posting"),
    )
    op.create_index("ix_posting_accredited_on", "posting", ["accredited_on"], unique=False)
    op.create_index("ix_posting_actual_end", "posting", ["actual_end"], unique=False)
    op.create_index("ix_posting_diplomatic_list_on", "posting", ["diplomatic_list_on"], unique=False)
    op.create_index("ix_posting_extension_decided_on", "posting", ["extension_decided_on"], unique=False)
    op.create_index("ix_posting_extension_due", "posting", ["extension_due"], unique=False)
    op.create_index("ix_posting_handover_file", "posting", ["handover_file"], unique=False)
    op.create_index("ix_posting_handover_from", "posting", ["handover_from"], unique=False)
    op.create_index("ix_posting_handover_until", "posting", ["handover_until"], unique=False)
    op.create_index("ix_posting_latest_end", "posting", ["latest_end"], unique=False)
    op.create_index("ix_posting_person", "posting", ["person"], unique=False)
    op.create_index("ix_posting_planned_end", "posting", ["planned_end"], unique=False)
    op.create_index("ix_posting_post", "posting", ["post"], unique=False)
    op.create_index("ix_posting_reference", "posting", ["reference"], unique=True)
    op.create_index("ix_posting_start", "posting", ["start"], unique=False)
    op.create_index("ix_posting_successor", "posting", ["successor"], unique=False)
    op.create_index("ix_posting_successor_decided_by", "posting", ["successor_decided_by"], unique=False)
    op.create_index("ix_posting_visa_until", "posting", ["visa_until"], unique=False)

    op.create_table(
        "roadmap_item_country",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("item", sa.String(length=32), nullable=False),
        sa.Column("country", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=500), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["country"],
            ["country.id"],
            name="fk_roadmap_item_country_country",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_roadmap_item_country_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["item"],
            ["roadmap_item.id"],
            name="fk_roadmap_item_country_item",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_roadmap_item_country"),
    )
    op.create_index("ix_roadmap_item_country_country", "roadmap_item_country", ["country"], unique=False)
    op.create_index("ix_roadmap_item_country_item", "roadmap_item_country", ["item"], unique=False)
    op.create_index("ix_roadmap_item_country_reference", "roadmap_item_country", ["reference"], unique=True)

    op.create_table(
        "terms_of_reference",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("post", sa.String(length=32), nullable=False),
        sa.Column("version", sa.String(length=500), nullable=True),
        sa.Column("adopted_on", sa.String(length=80), nullable=True),
        sa.Column("valid_from", sa.String(length=80), nullable=True),
        sa.Column("valid_until", sa.String(length=80), nullable=True),
        sa.Column("tasks", sa.Text(), nullable=True),
        sa.Column("languages", sa.Text(), nullable=True),
        sa.Column("document", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"],
            ["document.id"],
            name="fk_terms_of_reference_document",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name="fk_terms_of_reference_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["post"],
            ["liaison_post.id"],
            name="fk_terms_of_reference_post",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_terms_of_reference"),
    )
    op.create_index("ix_terms_of_reference_adopted_on", "terms_of_reference", ["adopted_on"], unique=False)
    op.create_index("ix_terms_of_reference_document", "terms_of_reference", ["document"], unique=False)
    op.create_index("ix_terms_of_reference_post", "terms_of_reference", ["post"], unique=False)
    op.create_index("ix_terms_of_reference_reference", "terms_of_reference", ["reference"], unique=True)
    op.create_index("ix_terms_of_reference_valid_from", "terms_of_reference", ["valid_from"], unique=False)
    op.create_index("ix_terms_of_reference_valid_until", "terms_of_reference", ["valid_until"], unique=False)

    # The full-text index lies over search_entry and is filled by the program, so that bulk work can wait
    # with it; only SQLite has it, PostgreSQL searches with its own.
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5(names, texts, content='search_entry', "
            "content_rowid='seq', prefix='1 2 3', tokenize='unicode61 remove_diacritics 0', "
            "detail='column', columnsize=0)"
        )
