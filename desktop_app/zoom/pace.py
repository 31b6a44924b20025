"""What is learned of an account's limits: how many calls it takes in a second, and how many changes at once.

No I/O and no clock of its own. Zoom counts calls for a whole account, across all its apps (its rate-limit page), so a
refusal may be due to another program, and what was learned is only ever a good guess.
"""

import math
from collections import deque
from dataclasses import dataclass

import msgspec

FIRST = 30.0
"""Calls a second to begin with where nothing is known: what Zoom takes on the smallest plan that has events, for
operations like those of this program (its rate-limit page, "Light")."""

TOP = 80.0
"""Calls a second of the largest plan: nothing faster is tried before this has proved good."""

FASTEST = 200.0
"""Calls a second beyond which nothing is tried or believed."""

LEAST = 5
"""Calls in the last second. After a refusal with fewer, nothing is known of the limit: others must have used it up."""

SPAN = 1.005
"""Seconds in which as many calls leave as the limit allows in one second, beside what is added below: calls don't
arrive as evenly as they leave."""

MOST_UNEVEN = 0.03
"""Seconds by which the span is longer, at most: by as much as half of the answers took longer than the quickest."""

ANSWERS_ENOUGH = 8

WIDER = 0.01
WIDEST = 0.04
"""Seconds by which each refusal at the very limit makes the span longer, up to WIDEST; then the limit itself is
doubted."""

BURST = 6
BURST_SECONDS = 0.15
"""Calls that may leave at once to catch up when the program or the line was slow: BURST, or as many as are due in
BURST_SECONDS if these are more."""

OVERTAKEN = 0.02
"""Seconds. Calls that leave together may arrive in another order: up to so many, one is believed to have arrived late
although others overtook it."""

ARRIVED_SPAN = 0.005
"""Seconds by which the span may be shorter when counted from when calls arrived rather than from when they left."""

ROUND_TRIPS = 33
"""The quickest of so many answers, the last ones, took as long as an answer does that nothing holds up."""

OVERDUE = 1.0
"""Seconds by which a call arrives late at most. Beyond them it is taken for lost."""

SLOW = 0.8
"""Seconds. With a longer round trip, the news of a stall comes too late to wait for it."""

LOOK = 0.02
"""Seconds between two looks at whether a line that stalls goes on."""

MOST_AT_ONCE = 40
"""Changes under way at the same time, at most, however slow the answers are."""

USUAL_LATENCY = 0.3
"""Seconds that an answer is assumed to take until the first one came."""

PROBE_AFTER = 30.0
"""Seconds at the limit without a refusal, after which a little more is tried; twice that after each try that failed."""

PROBE_REMEMBERED = 60.0
"""The same, in seconds, for a limit that an earlier run learned."""

LONGEST_PATIENCE = 900.0
"""Seconds between two such tries, at most."""

STEP = 1.04
"""How many times faster a try is."""

WIDEST_STEP = 1.25
"""Each try that went well is followed by one that is twice as bold, up to this: a limit that was learned while others
used the account, and that Zoom didn't tell, may be far too low."""

SOON = 3.0
"""Seconds after a try that went well until the next."""

CONFIRMED = 1.5
"""Seconds after which a faster pace has proved good."""

CLIMB = 1.0
"""Seconds without a refusal after which the pace goes up again, if other programs had slowed it down: longer after each
refusal, shorter after each step that went well."""

LONGEST_CLIMB = 8.0
"""The same, however many refusals there were."""

CLIMB_STEP = 1.08
"""How many times faster each such step is."""

ROOM_AFTER = 20
"""Changes that went well after which one more may be under way at the same time; twice as many after each refusal."""


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """What is remembered of one account between two runs: plain numbers, which whoever keeps it writes as JSON.

    `per_second` is the number of calls that the account takes in a second, `at_once` the number of changes that it
    takes at the same time. None: Zoom never refused one, so it isn't known.
    """

    per_second: float | None = None
    at_once: int | None = None


@dataclass(slots=True, eq=False)
class Call:
    """A call that left at this time, or whose turn came then: whether it has ended, in whatever way, and how many
    seconds its answer took if that tells when it arrived."""

    left_at: float
    ended: bool = False
    took: float | None = None


class Learner:
    """Says when the next call may leave, judging by what became of those before. Times are seconds of one monotonic
    clock."""

    def __init__(self, pace: Pace | None = None) -> None:
        known = pace or Pace()
        limit = known.per_second
        if limit is not None and not (math.isfinite(limit) and limit >= 1.0):
            limit = None
        self._ceiling = None if limit is None else min(limit, FASTEST)
        self._rate = self._ceiling or FIRST
        self._wider = 0.0
        self._uneven = 0.0
        self._log: deque[Call] = deque(maxlen=int(FASTEST) + 1)
        self._trips: deque[float] = deque(maxlen=ROUND_TRIPS)
        self._usual = 0.0
        self._slot = -math.inf
        self._held_until = -math.inf
        self._reacted = -math.inf
        self._changed: float | None = None
        self._busy = 1.0
        self._patience = PROBE_REMEMBERED
        self._step = STEP
        self._climb = CLIMB
        self._latency: float | None = None
        self._at_once = None if known.at_once is None else min(max(1, known.at_once), MOST_AT_ONCE)
        self._crowd_reacted = -math.inf
        self._went_well = 0
        self._room_after = ROOM_AFTER

    @property
    def pace(self) -> Pace:
        """What is worth remembering."""
        return Pace(per_second=None if self._ceiling is None else round(self._ceiling, 2), at_once=self._at_once)

    @property
    def _span(self) -> float:
        """Seconds in which as many calls leave as the limit allows in one."""
        return SPAN + self._uneven + self._wider

    @property
    def most_changes(self) -> int:
        """Changes that may be under way at once."""
        return MOST_AT_ONCE if self._at_once is None else self._at_once

    @property
    def worth_at_once(self) -> int:
        """Changes under way at once that use the pace up: more of them would only wait for their turn."""
        latency = USUAL_LATENCY if self._latency is None else self._latency
        # as many as leave together are ready by then
        return min(self.most_changes, math.ceil(self._rate * (latency + BURST_SECONDS)) + 2)

    def earliest(self, now: float) -> float:
        """Return when the next call may leave, as far as is known `now`; it may be in the past."""
        at = max(self._slot, self._held_until)
        most = max(1, int(self._rate))
        if len(self._log) >= most:
            # not in the order of their turns: one that needs a connection leaves later
            left_at = sorted(call.left_at for call in self._log)
            at = max(at, left_at[-most] + self._span, self._counted_until(most, now))
        return at

    def turn(self, at: float, *, waited: bool) -> Call:
        """Note that it is a call's turn; `waited`: it had to wait for that, so the pace is being used up.

        What is returned goes to `ended`, and to `answered`, `limited` or `crowded` if it was one of these.
        """
        gap = self._span / self._rate
        self._busy += 0.1 * (waited - self._busy)
        if waited:
            self._faster(at)
        elif self._busy < 0.5:
            # a pace that isn't used up proves nothing
            self._changed = None
        self._slot = max(self._slot, at - max(BURST * gap, BURST_SECONDS)) + gap
        call = Call(at)
        self._log.append(call)
        return call

    def leaves(self, at: float, call: Call) -> None:
        """Note when a call really leaves, which may be some time after its turn."""
        call.left_at = at

    def ended(self, call: Call) -> None:
        """Note that a call has ended, whether by an answer or a failure."""
        call.ended = True

    def answered(self, now: float, call: Call, *, change: bool) -> None:
        """Note an answer that no limit refused."""
        took = max(0.0, now - call.left_at)
        if not change:
            if self._latency is None:
                self._latency = took
            return
        call.took = took
        self._trips.append(took)
        trips = sorted(self._trips)
        self._usual = trips[0]
        if len(trips) >= ANSWERS_ENOUGH:
            self._uneven = min(trips[len(trips) // 2] - trips[0], MOST_UNEVEN)
        self._latency = took if self._latency is None else 0.8 * self._latency + 0.2 * took
        if self._at_once is not None:
            self._went_well += 1
            if self._went_well >= self._room_after:
                self._went_well = 0
                self._at_once = None if self._at_once >= MOST_AT_ONCE else self._at_once + 1

    def hold(self, until: float) -> bool:
        """Let nobody leave before `until`, then one after the other. Say whether that is later than it was."""
        later = until > self._held_until
        if later:
            self._held_until = until
            self._slot = max(self._slot, until)
        return later

    def limited(self, now: float, call: Call, told: int | None) -> None:
        """Learn from a refusal for too many calls a second; `told` is what Zoom gave as its limit.

        Refusals of calls that left before the last reaction tell nothing new.
        """
        left_at = call.left_at
        if left_at <= self._reacted:
            return
        self._reacted = now
        self._changed = None
        before = [other for other in self._log if other.left_at < left_at]
        count = max(1, sum(1 for other in before if self._arrived(other) > left_at - 1.0))
        if self._ceiling is None:
            self._first_limit(count, told)
        elif self._rate > self._ceiling:
            # more was tried, and was too much
            self._rate = self._ceiling
            self._step = STEP
            self._patience = min(LONGEST_PATIENCE, max(PROBE_AFTER, self._patience) * 2)
        elif count >= 0.85 * self._ceiling:
            self._at_the_limit(count, told)
        else:
            # somebody else uses the account, too
            self._rate = max(1.0, 0.9 * count)
            self._climb = min(LONGEST_CLIMB, 2 * self._climb)
            # more than any plan has is not believed
            believed = told if told is not None and told <= max(self._ceiling, TOP) else None
            self._ceiling = float(believed) if believed else max(self._rate, 0.95 * self._ceiling)
            self._patience = min(self._patience, PROBE_AFTER)

    def crowded(self, now: float, call: Call) -> None:
        """Learn from a refusal for too many changes at the same time."""
        if call.left_at <= self._crowd_reacted:
            return
        self._crowd_reacted = now
        self._went_well = 0
        if self._at_once is None:
            self._at_once = 1
        else:
            self._at_once = max(1, self._at_once - 1)
            self._room_after = min(1000, 2 * self._room_after)

    def _counted_until(self, most: int, now: float) -> float:
        """Return when the account counts fewer than `most` calls, from when they arrived.

        A line that stalls lets calls through together when it goes on. Their answers, a round trip later, are as late
        as they were: in time to keep those behind from being too many. What one answer alone took longer is no stall:
        calls that left later overtook it.
        """
        counted = []
        passed = math.inf
        for call in reversed(self._log):
            if call.took is not None:
                arrived = self._arrived(call)
                passed = min(passed, arrived)
                until = max(passed, min(arrived, call.left_at + OVERTAKEN)) + self._span - ARRIVED_SPAN
            else:
                until = call.left_at + self._span
                if not call.ended and until <= now and passed == math.inf and self._usual < SLOW:
                    # not even arrived, perhaps
                    until = min(now + LOOK, until + OVERDUE)
            counted.append(until)
        return sorted(counted)[-most]

    def _arrived(self, call: Call) -> float:
        """Return when a call arrived at the latest, as far as its answer tells."""
        late = 0.0 if call.took is None else call.took - self._usual
        return call.left_at + min(max(0.0, late), OVERDUE)

    def _first_limit(self, count: int, told: int | None) -> None:
        if told is None and count < LEAST:
            self._rate = max(float(LEAST), self._rate / 2)
            return
        self._ceiling = float(min(told or count, FASTEST))
        self._rate = self._ceiling if count >= 0.7 * self._ceiling else float(max(count, LEAST))
        self._patience = PROBE_AFTER

    def _at_the_limit(self, count: int, told: int | None) -> None:
        assert self._ceiling is not None
        measured = count if told is None else told
        if measured < self._ceiling:
            self._ceiling = float(measured)
        elif self._wider < WIDEST:
            self._wider += WIDER
        else:
            self._ceiling = max(1.0, min(self._ceiling - 1.0, 0.97 * self._ceiling))
            self._wider = 0.0
        self._rate = self._ceiling

    def _faster(self, at: float) -> None:
        """Raise the pace when it was used up for long enough without a refusal."""
        if self._changed is None:
            self._changed = at
            return
        passed = at - self._changed
        if self._ceiling is None:
            if self._rate < TOP:
                self._rate = min(TOP, self._rate * 2.0 ** min(0.25, passed))
                self._changed = at
            elif passed >= CONFIRMED:
                self._ceiling, self._patience, self._changed = self._rate, PROBE_AFTER, at
        elif self._rate > self._ceiling:
            if passed >= CONFIRMED:
                self._ceiling, self._changed = self._rate, at
                self._step = min(WIDEST_STEP, 2.0 * self._step - 1.0)
        elif self._rate < self._ceiling:
            if passed >= self._climb:
                self._rate = min(self._ceiling, max(self._rate + 1.0, self._rate * CLIMB_STEP))
                self._climb = max(CLIMB, self._climb / 2)
                self._changed = at
        elif passed >= (self._patience if self._step == STEP else SOON):
            self._rate = min(FASTEST, max(self._rate + 1.0, self._rate * self._step))
            self._changed = at
