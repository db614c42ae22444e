"""What a reply may lack, for a step that replies to somebody: the form says to what, the rules say the rest. They hinder nobody."""

from collections.abc import Mapping
from uuid import UUID

from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotFound
from renda.ground.search.advice.reply import Hint, hints
from renda.ground.workflow.declare import Step
from renda.ground.workflow.engine import WORKFLOWS, Workflow
from renda.ground.workflow.forms import StepForm
from renda.ground.workflow.lookup import form_of, visible_row
from renda.ground.workflow.models import Matter

NONE_SUCH = "没有这样的答复，请回到原来的页面再试。"


def replying(actor: Actor, kind: str, pk: UUID, name: str) -> tuple[Workflow, Step, Matter, type[StepForm]]:
    """The step that replies, its matter and its form. Raises NotFound, and NotAllowed for who may not take it."""
    workflow = WORKFLOWS.get(kind)
    step = workflow.steps.get(name) if workflow else None
    if workflow is None or step is None or not step.is_offered:
        raise NotFound(NONE_SUCH)
    form_class, row = form_of(workflow, name), visible_row(workflow, actor, pk)
    if row is None or not form_class.reply_fields:
        raise NotFound(NONE_SUCH)
    workflow.check_may(step, row, actor)
    return workflow, step, row, form_class


def hints_for(form: StepForm, typed: Mapping[str, str]) -> list[Hint]:
    question, asks = form.replied_to()
    return hints(question, form.reply_of(typed), asks)
