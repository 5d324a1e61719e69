"""Lowers and lifts the identity of a sheet and the blocks it carries whole."""

from collections.abc import Iterator
from typing import Any

from atelier_cli.compiler.items import Writer
from atelier_cli.compiler.lifted import Reader
from atelier_cli.rows.application import Application, ApplicationBlock
from atelier_cli.rows.row import Row
from atelier_cli.sheet.models.sheet import CARRIED_BLOCKS, Sheet


def lower(sheet: Sheet, write: Writer) -> Iterator[Row]:
    identity = sheet.identity
    yield write.row(
        Application,
        identity,
        ("identity",),
        (identity.code,),
        label=identity.name,
        route_namespace=identity.route_namespace or identity.code,
        is_enabled=identity.is_active,
    )
    for block in CARRIED_BLOCKS:
        body = getattr(sheet, block)
        if body is not None:
            yield write.row(ApplicationBlock, sheet, (block,), (identity.code, block), block=block, body=body)


def lift(read: Reader) -> dict[str, Any]:
    application = read.top(Application)
    said = read.said(application)
    identity = {"name": said.pop("label"), "is_active": said.pop("is_enabled"), **said}
    blocks = {row.block: row.body for row in read.children(ApplicationBlock, application)}
    return {"identity": identity, **{name: blocks[name] for name in CARRIED_BLOCKS if name in blocks}}
