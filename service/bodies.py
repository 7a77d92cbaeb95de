"""Bodies of requests, read strictly: JSON's own types are taken at their word."""

from typing import Any

import msgspec
from litestar import Request
from litestar.datastructures import State
from litestar.exceptions import ValidationException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge

from service.problems import RequestError
from service.wording import TOO_DEEP, split_place


class StrictRequest(Request[Any, Any, State]):
    """A request whose JSON body is turned into just what its route takes.

    The framework converts a body leniently, like query parameters, so that "5" would pass for 5 and "no" for false.
    """

    async def json(self) -> Any:
        """The body as the value that the route takes.

        Raises ValidationException where it is of another form, RequestError where it is nested too deeply to be read,
        and the framework's own error where it is not JSON.
        """
        # In two steps, so that what is not JSON is called so, even if something else is wrong in front of the break.
        try:
            value = await super().json()
        except RecursionError:
            raise RequestError("malformed-json", f"the body is {TOO_DEEP}") from None
        field = self.route_handler.parsed_data_field
        try:
            return msgspec.convert(value, field.annotation) if field else value
        except msgspec.ValidationError as error:
            raise _refusal(str(error)) from None

    async def body(self) -> bytes:
        """The bytes of the body. Raises RequestError, which names the bound, where there are more than are taken."""
        try:
            return await super().body()
        except RequestEntityTooLarge:
            most = self.route_handler.resolve_request_max_body_size()
            raise RequestError(
                "body-too-large", f"the body is larger than {most} bytes, the most that is taken"
            ) from None


def _refusal(text: str) -> ValidationException:
    message, key = split_place(text)
    return ValidationException("the body does not fit", extra=[{"message": message, "key": key or "data"}])
