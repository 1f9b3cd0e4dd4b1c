"""What the protocol owes an editor that asks wrongly, or too late: an answer that says so, never silence."""

from typing import Any, Final

from lsprotocol.types import EXIT
from pygls.exceptions import JsonRpcException, JsonRpcInvalidRequest
from pygls.protocol import LanguageServerProtocol

_REQUEST: Final = ("id", "method")


class Manners(LanguageServerProtocol):
    """pygls answers what it understands; the rest it only writes down, and the editor waits for ever."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """The message that JSON holds; one that is asked for with values that cannot be is refused."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if all(key in data for key in _REQUEST) and isinstance(data["id"], int | str):
                self._send_response(data["id"], error=error.to_response_error())
            raise

    def handle_message(self, message: Any) -> None:
        """Obey a message; behind the shutdown there is nothing left to ask."""
        number = getattr(message, "id", None)
        method = getattr(message, "method", None)
        if self._shutdown and number is not None and method not in (None, EXIT):
            self._send_response(number, error=JsonRpcInvalidRequest().to_response_error())
            return
        super().handle_message(message)
