"""Who is staff on Request Tracker 5: listings do not say, so each person is looked up once."""

from __future__ import annotations

from workbench.helpdesk.rt5_api import Rt5Api
from workbench.helpdesk.rt5_wire import User


class Rt5People:
    """Remembers whom it has looked up, for as long as it lives."""

    def __init__(self, api: Rt5Api) -> None:
        self._api = api
        self._staff: dict[str, bool] = {}

    def is_staff(self, user: User) -> bool:
        """Whether ``user`` works on the helpdesk. Raises what the client raises."""
        if user.login not in self._staff:
            self._staff[user.login] = self._look_up(user.login)
        return self._staff[user.login]

    def _look_up(self, login: str) -> bool:
        found = self._api.user_named(login)
        if found is None:
            return "@" not in login  # the server names customers by their address
        return found.is_privileged
