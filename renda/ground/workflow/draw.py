"""Workflows as people read them: a Mermaid drawing and a table of steps with who, from, to, until when, and why."""

from collections.abc import Iterator
from dataclasses import dataclass

from renda.ground.workflow.declare import Step, Waits
from renda.ground.workflow.engine import Workflow


@dataclass(frozen=True)
class StateRow:
    """One state with what leads out of it and who is waited for."""

    state: str
    label: str
    steps: list[Step]
    waits: Waits | None

    def to(self, step: Step) -> str:
        return step.target or self.state


def rows(workflow: Workflow) -> list[StateRow]:
    return [
        StateRow(
            str(s), str(s.label), [t for t in workflow.steps.values() if str(s) in t.sources], workflow.waits_in(str(s))
        )
        for s in workflow.states
    ]


def markdown(workflow: Workflow) -> str:
    return "\n".join([*_head(workflow), *_mermaid(workflow), "", *_steps(workflow), "", *_waits(workflow)]) + "\n"


def _head(workflow: Workflow) -> Iterator[str]:
    yield f"# {workflow.label}（{workflow.kind}）"
    yield ""
    yield "由 `renda draw-workflows` 画出，请勿手改。"
    yield ""


def _mermaid(workflow: Workflow) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in workflow.states:
        yield f"    {state}: {state.label}"
    for step in workflow.steps.values():
        for source in sorted(step.sources) or ["[*]"]:
            yield f"    {source} --> {step.target or source}: {step.label}"
    yield "```"


def _steps(workflow: Workflow) -> Iterator[str]:
    yield "| 步骤 | 名称 | 从 | 到 | 谁来办 | 先决条件 |"
    yield "|---|---|---|---|---|---|"
    for step in workflow.steps.values():
        sources = "、".join(workflow.state_label(s) for s in workflow.states if str(s) in step.sources) or "（新建）"
        target = workflow.state_label(step.target) if step.target else "不变"
        doc = (step.blocked.__doc__ or step.blocked.__name__).strip().splitlines()[0] if step.blocked else ""
        yield f"| `{step.name}` | {step.label} | {sources} | {target} | {step.who} | {doc} |"


def _waits(workflow: Workflow) -> Iterator[str]:
    yield "| 状态 | 等谁 | 期限 | 依据 |"
    yield "|---|---|---|---|"
    for wait in workflow.waits:
        who = (wait.for_.__doc__ or wait.for_.__name__).strip().splitlines()[0].rstrip("。.")
        yield f"| {workflow.state_label(wait.state)} | {who}（{wait.ask}） | {wait.limit} | {wait.source or '县定'} |"
