"""What can go wrong in the user's words. One middleware and one API handler turn these into answers."""

from typing import Any


class DomainError(Exception):
    """A refusal with a sentence: what is the case, and what to do next."""

    status = 400
    title = "没有办成"

    def __init__(self, text: str, **details: Any) -> None:
        super().__init__(text)
        self.text = text
        self.details = details


class Invalid(DomainError):
    """Input that no form could check. `field` names the field it belongs to."""

    status = 422
    title = "填写的内容需要改一改"

    def __init__(self, text: str, *, field: str = "", **details: Any) -> None:
        super().__init__(text, **details)
        self.field = field


class NotAllowed(DomainError):
    status = 403
    title = "这一步不由您来办"


class NotFound(DomainError):
    status = 404
    title = "没有找到"


class WrongState(DomainError):
    status = 409
    title = "这件事已经往前走了"


class Blocked(WrongState):
    title = "现在还不能办这一步"


class Stale(WrongState):
    title = "别人先办了一步，您填的都还在"


class Conflict(DomainError):
    status = 409
    title = "已经有了"


class TooMany(DomainError):
    """Throttled. `retry_after` in seconds."""

    status = 429
    title = "请歇一歇再来"

    def __init__(self, text: str, *, retry_after: int = 60, **details: Any) -> None:
        super().__init__(text, **details)
        self.retry_after = retry_after


class Repeated(Exception):
    """The same call came twice: `row` is what the first one made or moved."""

    def __init__(self, row: Any) -> None:
        super().__init__("repeated")
        self.row = row
