"""Performs the commands of one run in memory, against a world that answers at once.

Time passes only where the flow waits: a timer that runs out moves the host's own clock on to its instant.
"""

from dataclasses import dataclass, field
from datetime import datetime

from atelier_cli.flows.commands import Perform, SetTimer, Withdraw
from atelier_cli.flows.definition import FlowDefinition
from atelier_cli.flows.engine import Advanced, advance
from atelier_cli.flows.happening import Claimed, DeadlineReached, Happened, Happening, RetryDue
from atelier_cli.flows.narrate import Narration
from atelier_cli.flows.run import Run
from atelier_cli.flows.world import World, respond
from atelier_cli.language.instants import format_instant
from atelier_cli.language.steps.protocol import TimedOut


@dataclass(slots=True)
class MemoryHost:
    """A host in memory: performs the commands of one run."""

    definition: FlowDefinition
    world: World
    org_id: str
    now: datetime
    most_visits: int
    narration: Narration
    run: Run
    #: What was asked of the world last and is not yet answered.
    asked: Perform | None = None
    timers: list[SetTimer] = field(default_factory=list)
    stopped: str | None = None

    def go(self) -> None:
        self.take(advance(self.definition, self.run, Claimed(self.now)))
        while not self.run.is_over and self.stopped is None:
            if self.asked is not None:
                asked, self.asked = self.asked, None
                self.answer(asked)
            elif not self.timers:
                self.stopped = f"nothing more happens: `{self.run.step}` waits on, and has no time-out"
            elif self.world.invents:
                self.fire(min(self.timers, key=lambda timer: timer.at))
            else:
                until = format_instant(min(timer.at for timer in self.timers))
                self.stopped = f"`{self.run.step}` waits until {until}"

    def take(self, advanced: Advanced) -> None:
        self.run, traces, commands = advanced
        self.narration.read(traces)
        for command in commands:
            match command:
                case Perform():
                    self.asked = command
                case SetTimer():
                    self.timers.append(command)
                case Withdraw(step, visit):
                    self.timers = [timer for timer in self.timers if (timer.step, timer.visit) != (step, visit)]

    def answer(self, asked: Perform) -> None:
        if asked.visit > self.most_visits:
            self.stopped = f"`{asked.step}` comes round for the {asked.visit}th time: the flow goes in circles"
            return
        step = self.definition.steps[asked.step]
        response = respond(self.world, step, asked, self.org_id, self.now)
        self.narration.answered(step, response)
        if response.stuck:
            self.stopped = response.stuck
            return
        for what in response.happenings:
            # The longest pause before a new attempt: a dry run draws no lots.
            happened = Happened(self.now, asked.step, asked.visit, asked.attempt, what, chance=1.0)
            self.take(advance(self.definition, self.run, happened))

    def fire(self, timer: SetTimer) -> None:
        self.timers.remove(timer)
        self.now = max(self.now, timer.at)
        self.take(advance(self.definition, self.run, self.due(timer)))

    def due(self, timer: SetTimer) -> Happening:
        match timer.purpose:
            case "deadline":
                return DeadlineReached(self.now)
            case "retry":
                return RetryDue(self.now, str(timer.step), timer.visit)
            case "timeout":
                up = TimedOut(self.now)
                return Happened(self.now, str(timer.step), timer.visit, self.run.attempt, up)
