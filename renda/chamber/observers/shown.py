"""The receipt and how it is made: what the pages and the open intake share."""

from renda.chamber.observers import services
from renda.chamber.observers.forms import ApplyForm
from renda.chamber.observers.models import Call, SignUp
from renda.chamber.observers.states import SignUpState
from renda.ground.intake.services import Proof, slow_down
from renda.ground.kernel.actor import Actor
from renda.ground.kernel.errors import NotFound
from renda.ground.kernel.keys import tidy_code
from renda.ground.kernel.text import mask_phones
from renda.ground.kernel.web import Request
from renda.ground.people.web import address_of


def take_in(request: Request, call: Call, form: ApplyForm) -> SignUp:
    """What the page and the open intake do with a good form: slow down, then one service call."""
    said = form.cleaned_data
    proof = Proof(work=said["altcha"], token=said["token"])
    slow_down(request.actor.county_id, address=address_of(request), has_proof=bool(proof.work))
    citizen = Actor(county_id=request.actor.county_id)
    return services.apply_observer(
        actor=citizen, call=call, name=said["name"], phone=said["phone"], key=said["key"], proof=proof
    )


def open_receipt(county_id: int, code: str) -> tuple[SignUp, Actor]:
    """The sign-up of a receipt, and its bearer: whoever holds the code, in no post. Raises NotFound."""
    found = SignUp.objects.for_page().filter(county_id=county_id, code=tidy_code(code) or "-")
    row = found.exclude(state=SignUpState.ERASED).first()
    if row is None:
        raise NotFound("没有这张回执。请看看编号有没有抄错；会后个人信息删除了，回执也一起删除了。")
    return row, Actor(county_id=row.county_id, bearer_of=frozenset({row.pk}))


def masked(row: SignUp) -> dict[str, str]:
    """Surname and masked number; empty when they are erased."""
    if not row.has_contact:
        return {"name": "", "phone": ""}
    return {"name": f"{row.contact.name[:1]}**", "phone": mask_phones(row.contact.phone)}
