"""What is read along an index, and what must always hold."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0002_deeds_and_lots"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="campaign",
            index=models.Index(fields=["county", "-from_on", "-id"], name="campaign_newest"),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__gte", models.F("from_on"))), name="campaign_days"
            ),
        ),
        migrations.AddIndex(
            model_name="batchrun",
            index=models.Index(fields=["county", "campaign", "-made_at"], name="campaign_run_newest"),
        ),
        migrations.AddConstraint(
            model_name="batchrun",
            constraint=models.UniqueConstraint(fields=("county", "once"), name="campaign_run_once"),
        ),
        migrations.AddIndex(
            model_name="campaignaction",
            index=models.Index(fields=["county", "campaign", "-id"], name="campaign_action_newest"),
        ),
        migrations.AddIndex(
            model_name="campaignaction",
            index=models.Index(fields=["county", "deputy", "-id"], name="campaign_action_of_deputy"),
        ),
        migrations.AddIndex(
            model_name="campaignaction",
            index=models.Index(fields=["county", "presidium", "-id"], name="campaign_action_of_town"),
        ),
        migrations.AddIndex(
            model_name="campaignaction",
            index=models.Index(fields=["county", "helper_org", "-id"], name="campaign_action_of_station"),
        ),
        migrations.AddIndex(
            model_name="campaignitem",
            index=models.Index(fields=["county", "campaign", "state", "-id"], name="campaign_item_of_state"),
        ),
        migrations.AddIndex(
            model_name="campaignitem",
            index=models.Index(fields=["county", "campaign", "category", "-id"], name="campaign_item_of_category"),
        ),
        migrations.AddIndex(
            model_name="campaignitem",
            index=models.Index(fields=["county", "campaign", "town", "-id"], name="campaign_item_of_town"),
        ),
        migrations.AddIndex(
            model_name="campaignitem",
            index=models.Index(fields=["county", "campaign", "-id"], name="campaign_item_newest"),
        ),
        migrations.AddIndex(
            model_name="campaignitem",
            index=models.Index(fields=["county", "handling_org", "state", "-id"], name="campaign_item_of_unit"),
        ),
        migrations.AddIndex(
            model_name="campaignitem",
            index=models.Index(fields=["county", "presidium", "-id"], name="campaign_item_of_presidium"),
        ),
        migrations.AddIndex(
            model_name="campaignitem",
            index=models.Index(fields=["county", "deputy", "-id"], name="campaign_item_of_deputy"),
        ),
        migrations.AddIndex(
            model_name="campaignitem",
            index=models.Index(fields=["county", "helper_org", "-id"], name="campaign_item_of_station"),
        ),
        migrations.AddConstraint(
            model_name="campaignitem",
            constraint=models.UniqueConstraint(fields=("county", "year", "serial"), name="campaign_item_number"),
        ),
        migrations.AddConstraint(
            model_name="campaignitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "withdrawn"), _negated=True),
                fields=("county", "campaign", "digest"),
                name="campaign_item_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaignitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["assigned", "handled"]), _negated=True),
                    models.Q(("handling_level", ""), _negated=True),
                    _connector="OR",
                ),
                name="campaign_item_has_level",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaignitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "merged"), _negated=True), ("merged_into__isnull", False), _connector="OR"
                ),
                name="campaign_item_merged_into",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaignitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="campaign_item_not_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaignitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("rating", ""), ("replied_on__isnull", False), _connector="OR"),
                name="campaign_item_rating_after_reply",
            ),
        ),
        migrations.AddIndex(
            model_name="itemsheet",
            index=models.Index(fields=["county", "campaign", "-made_at"], name="campaign_sheet_newest"),
        ),
        migrations.AddIndex(
            model_name="numberblock",
            index=models.Index(
                condition=models.Q(("next__lte", models.F("last"))),
                fields=["county", "year"],
                name="campaign_block_free",
            ),
        ),
        migrations.AddConstraint(
            model_name="numberblock",
            constraint=models.UniqueConstraint(fields=("county", "year", "first"), name="campaign_block_first"),
        ),
        migrations.AddConstraint(
            model_name="numberblock",
            constraint=models.CheckConstraint(
                condition=models.Q(("last__gte", models.F("first")), ("next__gte", models.F("first"))),
                name="campaign_block_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetform",
            constraint=models.UniqueConstraint(fields=("county", "sheet"), name="campaign_sheet_form"),
        ),
        migrations.AddIndex(
            model_name="sheetrow",
            index=models.Index(fields=["county", "sheet", "fate", "is_bad", "number"], name="campaign_sheet_todo"),
        ),
        migrations.AddConstraint(
            model_name="sheetrow",
            constraint=models.UniqueConstraint(fields=("county", "sheet", "number"), name="campaign_sheet_row"),
        ),
        migrations.AddIndex(
            model_name="similar",
            index=models.Index(fields=["county", "other"], name="campaign_similar_other"),
        ),
        migrations.AddConstraint(
            model_name="similar",
            constraint=models.UniqueConstraint(fields=("county", "one", "other"), name="campaign_similar_once"),
        ),
    ]
