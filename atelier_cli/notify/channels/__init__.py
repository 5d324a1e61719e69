"""Every channel, by the word that a rule names it by. A new one is a file and a line here."""

from collections.abc import Mapping
from types import MappingProxyType

from atelier_cli.notify.channels import console, email, inbox, webhook
from atelier_cli.notify.channels.protocol import Channel

CHANNELS: Mapping[str, Channel] = MappingProxyType(
    {"console": console, "email": email, "webhook": webhook, "inbox": inbox}
)
