from renda.ground.files.queries import files_of
from renda.ground.papers.queries import papers_of
from renda.ground.papers.services import make_paper
from renda.voice.suggestions import services
from renda.voice.suggestions.services.archiving import archive_facts, make_archive
from renda.voice.suggestions.tests.factories import published, rolled


def test_the_archive_is_one_pdf_with_letters_and_history(cast):
    row = services.close_suggestion(rolled(cast, published(cast)), actor=cast.office)
    services.archive_suggestion(row, actor=cast.office)
    make_paper(papers_of(row).get(purpose__startswith="reply").pk)
    for _ in range(2):
        make_archive(row.pk, row.county_id, cast.office)
    stored = files_of(row).get(purpose="archive")
    assert stored.content_type == "application/pdf"
    labels = [step["label"] for step in archive_facts(row)["history"]]
    assert labels[0] == "起草"
    assert {"交办", "签收", "记下面商", "答复代表", "评价", "审定公开", "归档"} <= set(labels)
