"""What can be configured, read once from the environment and checked. Nothing else reads the environment.

Every field of `Settings` is a `BYTHEN_<FIELD>` variable, and each is described in docs/settings.md.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

PREFIX: Final = "BYTHEN_"
TEST_PREFIX: Final = "BYTHEN_TEST_"
"""Names that the tests use among themselves; they are not settings and are left alone."""


SECRETS: Final = frozenset({"key", "llm_key", "smtp_password"})
"""Settings whose values are never shown."""


class SettingsError(ValueError):
    """A setting that is unknown or cannot be used; the message names it and says what is wanted."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How this process is to run.

    `store` is the path of the DuckDB file. `host` and `port` are where `bythen serve` listens (port 0: any free one).
    `body_bytes_max` bounds a request's body. Every `backup_every_h` hours (0: never) a backup is made, and the newest
    `backups_kept` remain. Answers under idempotency keys are kept for
    `idempotency_days` days. `log_format` "auto" is pretty on a terminal and JSON otherwise.
    `fetch_allow` names the hosts that may be fetched from though they are not public, with commas between them.
    Articles are read by the model `llm_model` of the endpoint `llm_url` where both are given.
    `key` is the API key that commands send to a `--server`. A claim is overdue after `overdue_after_h` hours.
    A resolution needs `reviewers` who agree, and late evidence is waited for `grace_h` hours after a window has closed.
    Reports whose target is the folder go into `report_folder`.
    `publisher`, their page `publisher_url` and `review_url`, with {id} for a claim's id, go into claim reviews.
    `smtp_host` (empty: no e-mail is sent) and what else begins so is the mail server; mail comes from `mail_from`.
    """

    store: Annotated[str, msgspec.Meta(min_length=1, max_length=4096)]
    host: Annotated[str, msgspec.Meta(min_length=1, max_length=255)] = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8321
    # A million characters take four million bytes in UTF-8, and twelve million where JSON escapes each of them.
    body_bytes_max: Annotated[int, msgspec.Meta(ge=1024, le=1_000_000_000)] = 16_000_000
    backup_folder: Annotated[str, msgspec.Meta(max_length=4096)] = ""
    backup_every_h: Annotated[int, msgspec.Meta(ge=0, le=8760)] = 0
    backups_kept: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 7
    idempotency_days: Annotated[int, msgspec.Meta(ge=1, le=365)] = 7
    log_format: Literal["auto", "json", "pretty"] = "auto"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    fetch_allow: Annotated[str, msgspec.Meta(max_length=4096)] = ""
    reviewers: Literal[1, 2] = 1
    grace_h: Annotated[int, msgspec.Meta(ge=0, le=8760)] = 18
    overdue_after_h: Annotated[int, msgspec.Meta(ge=1, le=8760)] = 72
    smtp_host: Annotated[str, msgspec.Meta(max_length=255)] = ""
    smtp_port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 587
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: Annotated[str, msgspec.Meta(max_length=255)] = ""
    smtp_password: Annotated[str, msgspec.Meta(max_length=255)] = ""
    report_folder: Annotated[str, msgspec.Meta(max_length=4096)] = ""
    mail_from: Annotated[str, msgspec.Meta(max_length=254, pattern=r"^([^\s@<>]+@[^\s@<>]+)?$")] = ""
    publisher: Annotated[str, msgspec.Meta(max_length=200)] = ""
    publisher_url: Annotated[str, msgspec.Meta(max_length=2000, pattern=r"^(https?://\S+)?$")] = ""
    review_url: Annotated[str, msgspec.Meta(max_length=2000, pattern=r"^(https?://\S*\{id\}\S*)?$")] = ""
    llm_url: Annotated[str, msgspec.Meta(max_length=2000, pattern="^(https?://.+)?$")] = ""
    llm_model: Annotated[str, msgspec.Meta(max_length=200)] = ""
    llm_key: Annotated[str, msgspec.Meta(max_length=1000, pattern=r"^[\x21-\x7e]*$")] = ""
    # With the time that fetching a page may take, less than a command waits for its answer.
    llm_seconds: Annotated[int, msgspec.Meta(ge=1, le=600)] = 30
    # A key goes into a header, and so must be printable.
    key: Annotated[str, msgspec.Meta(max_length=200, pattern=r"^[\x21-\x7e]*$")] = ""

    def __repr__(self) -> str:
        """Without the secrets, which are never printed."""
        shown = {name: "..." if name in SECRETS else repr(getattr(self, name)) for name in self.__struct_fields__}
        return f"Settings({', '.join(f'{name}={value}' for name, value in shown.items())})"

    @property
    def folder_of_backups(self) -> str:
        """Where backups go: `backup_folder`, else the store's path with `.backups` added."""
        return self.backup_folder or self.store + ".backups"

    @property
    def folder_of_reports(self) -> str:
        """Where reports go: `report_folder`, else the store's path with `.reports` added."""
        return self.report_folder or self.store + ".reports"

    @property
    def hosts_allowed(self) -> tuple[str, ...]:
        """The hosts of `fetch_allow`."""
        return tuple(name.strip() for name in self.fetch_allow.split(",") if name.strip())


def read_settings(environment: Mapping[str, str], **given: str | int | None) -> Settings:
    """The settings that the environment holds; `given` values (from the command line) win, None among them is ignored.

    Raises SettingsError for an unknown BYTHEN_ name (BYTHEN_TEST_ names excepted) and for a value that does not fit.
    """
    values: dict[str, str | int] = {"store": str(default_store(environment))}
    values.update(_from_environment(environment))
    values.update({name: value for name, value in given.items() if value is not None})
    try:
        return msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(_explain(str(error), values)) from None


def default_store(environment: Mapping[str, str]) -> Path:
    """Where the ledger lies unless somebody says otherwise: the user's data folder of the XDG base directories."""
    data_home = environment.get("XDG_DATA_HOME", "")
    # The XDG specification says that a relative path there is to be ignored.
    base = Path(data_home) if Path(data_home).is_absolute() else _home(environment) / ".local" / "share"
    return base / "bythen" / "bythen.duckdb"


def _home(environment: Mapping[str, str]) -> Path:
    return Path(environment["HOME"]) if environment.get("HOME") else Path.home()


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The values of the BYTHEN_ names by field, empty ones left out (an empty variable means that it is not set)."""
    names = [name for name in environment if name.startswith(PREFIX) and not name.startswith(TEST_PREFIX)]
    known = {PREFIX + field.upper(): field for field in Settings.__struct_fields__}
    if unknown := sorted(set(names) - set(known)):
        raise SettingsError(f"{unknown[0]} is not a setting; the settings are {', '.join(sorted(known))}")
    return {known[name]: environment[name] for name in names if environment[name]}


def _explain(message: str, values: Mapping[str, str | int]) -> str:
    """What msgspec says ("Expected `int` <= 65535 - at `$.port`"), with the variable's name and its value."""
    reason, _, place = message.partition(" - at `$.")
    field = place.rstrip("`")
    value = "what it is" if field in SECRETS else repr(values.get(field))
    return f"{PREFIX}{field.upper()} cannot be {value}: {reason[:1].lower()}{reason[1:]}"
