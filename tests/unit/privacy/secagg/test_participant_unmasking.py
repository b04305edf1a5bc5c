"""What an owner opens, for whom, and what it asks before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.secagg import Federation, identity, names_of, trusting
from support.secagg_run import KEY, OWNER, Run, key_set, recorded, refused

from privacy.errors import RuleError
from privacy.secagg import graph, keys, shamir
from privacy.secagg.messages import (
    MASK,
    SEED,
    Survivors,
    Unmask,
    UnmaskRequest,
    Upload,
)
from privacy.secagg.participant import Participant, Phase
from privacy.secagg.rules import Rules


@pytest.fixture
def run() -> Run:
    return recorded()


def signatures(run: Run) -> dict[int, bytes]:
    return dict(UnmaskRequest.decode(run.asked["request"]).confirmations)


def deals(run: Run) -> dict[int, bytes]:
    return dict(UnmaskRequest.decode(run.asked["request"]).deals)


def sign(number: int, body: bytes, context: bytes = Survivors.CONTEXT) -> bytes:
    return keys.sign(identity(names_of(4)[number - 1]), context, body)


def unmasked(owner: Participant, request: bytes) -> dict[int, tuple[int, bytes]]:
    """The owner's answer: of whom a share of which kind."""
    found = Unmask.decode(owner.unmask(request, KEY))
    return {sender: (kind, share) for sender, kind, share in found.shares}


def test_survivors_open_seeds_and_dropped_owners_mask_keys(run: Run) -> None:
    found = Unmask.decode(run.answers["unmask"])
    own = run.session.joins[OWNER - 1]
    assert [(sender, kind) for sender, kind, _ in found.shares] == [
        (1, SEED),
        (2, SEED),
        (3, SEED),
        (4, MASK),
    ]
    keys.check_signature(own.identity, Unmask.CONTEXT, found.body(), found.signature)
    channel = key_set(run.at(Phase.CONFIRMED), 0).channel
    for sender, kind, share in found.shares:
        both = keys.open_deal(
            channel,
            run.session.keys(sender, 0).channel,
            run.session.digest,
            sender=sender,
            recipient=OWNER,
            vector=0,
            sealed=deals(run)[sender],
        )
        assert share == both[kind - 1]


def false_confirmations(run: Run) -> dict[str, dict[int, bytes]]:
    good, another = signatures(run), run.asked["other survivors"]
    return {
        "one too few": {n: good[n] for n in (1, 2)},
        "none": {},
        "a bad one": good | {3: bytes(64)},
        "another's": good | {3: good[1]},
        "over another set": good | {3: sign(3, another)},
        "in another context": good | {3: sign(3, run.asked["survivors"], Upload.CONTEXT)},
        "without a context": good | {3: sign(3, run.asked["survivors"], b"")},
    }


@pytest.mark.parametrize(
    "name",
    [
        "one too few",
        "none",
        "a bad one",
        "another's",
        "over another set",
        "in another context",
        "without a context",
    ],
)
def test_too_few_good_confirmations_are_refused(run: Run, name: str) -> None:
    owner = run.at(Phase.CONFIRMED)
    found = tuple(false_confirmations(run)[name].items())
    request = run.request(confirmations=found)
    refused(owner, lambda: owner.unmask(request, KEY), "expected 3 confirmations")


def test_a_confirmation_of_who_is_no_survivor_is_refused(run: Run) -> None:
    owner = run.at(Phase.CONFIRMED)
    for number in (4, 5, 65_535):
        signature = sign(min(number, 4), run.asked["survivors"])
        request = run.request(confirmations=((*signatures(run).items(), (number, signature))))
        refused(owner, lambda r=request: owner.unmask(r, KEY), "isn't a survivor")  # type: ignore[misc]


def test_a_bad_confirmation_beside_enough_good_ones_does_not_matter() -> None:
    federation = Federation.of(5)
    federation.begin()
    for number in federation.owners:
        federation.upload(number)
    federation.confirm(federation.coordinator.close_uploads())
    request = UnmaskRequest.decode(federation.coordinator.request_for(OWNER))
    more = (*request.confirmations, (4, bytes(64)))
    assert unmasked(federation.owners[OWNER], replace(request, confirmations=more).encode())


@pytest.mark.parametrize(
    "changes",
    [{"round": bytes(32)}, {"survivors": (1, 2, 3, 4)}, {"survivors": (1, 2)}, {"survivors": ()}],
)
def test_a_request_for_other_survivors_is_refused(run: Run, changes: dict[str, object]) -> None:
    """Also where enough have signed that set."""
    owner, asked = run.at(Phase.CONFIRMED), run.survivors(**changes)
    found = tuple((number, sign(number, asked)) for number in (1, 2, 3))
    request = run.request(confirmations=found, **changes)
    refused(owner, lambda: owner.unmask(request, KEY), "this owner confirmed")


@pytest.mark.parametrize("sender", [5, 4096, 65_535])
def test_a_deal_of_a_stranger_is_refused(run: Run, sender: int) -> None:
    owner = run.at(Phase.CONFIRMED)
    request = run.request(deals=(*deals(run).items(), (sender, deals(run)[4])))
    refused(owner, lambda: owner.unmask(request, KEY), "deals of active owners")


def confirmed(run: Run, active: tuple[int, ...]) -> tuple[Participant, UnmaskRequest]:
    """The owner and a good request of a round with these active owners, who all survive."""
    owner = run.at(Phase.READY)
    owner.begin(run.round(active=active), charged=0)
    digest = Upload.decode(owner.mask(run.words.copy(), KEY)).round
    asked = Survivors(digest, active).encode()
    owner.confirm(asked, KEY)
    found = tuple((number, sign(number, asked)) for number in active)
    return owner, UnmaskRequest(digest, active, found, ())


def test_a_deal_of_an_inactive_owner_is_refused(run: Run) -> None:
    owner, request = confirmed(run, (1, 2, 4))
    false = replace(request, deals=((3, deals(run)[3]),)).encode()
    refused(owner, lambda: owner.unmask(false, KEY), "deals of active owners")
    assert unmasked(owner, request.encode()) == {}


def test_a_deal_of_who_is_no_neighbour_is_refused() -> None:
    federation = Federation.of(5, degree=2, threshold=graph.circle_threshold(5, 0, 2))
    federation.begin()
    for number in federation.owners:
        federation.upload(number)
    federation.confirm(federation.coordinator.close_uploads())
    owner = federation.owners[OWNER]
    request = UnmaskRequest.decode(federation.coordinator.request_for(OWNER))
    stranger = next(n for n in federation.owners if n not in owner.session.holders(OWNER))
    sealed = dict(request.deals) | {stranger: bytes(82)}
    false = replace(request, deals=tuple(sorted(sealed.items()))).encode()
    refused(owner, lambda: owner.unmask(false, federation.key(OWNER)), "deals of active owners")
    assert set(unmasked(owner, request.encode())) == set(owner.session.holders(OWNER))


def test_a_deal_that_does_not_open_or_is_missing_is_left_out(run: Run) -> None:
    whole = unmasked(run.at(Phase.CONFIRMED), run.asked["request"])
    for bad in (
        {3: bytes(82)},
        {3: deals(run)[1]},
        {1: bytes(82), 4: deals(run)[3]},
    ):
        request = run.request(deals=tuple((deals(run) | bad).items()))
        assert unmasked(run.at(Phase.CONFIRMED), request) == {
            sender: share for sender, share in whole.items() if sender not in bad
        }
    request = run.request(deals=tuple(list(deals(run).items())[1:]))
    assert set(unmasked(run.at(Phase.CONFIRMED), request)) == {2, 3, 4}


@pytest.mark.parametrize("value", [shamir.PRIME - 1, shamir.PRIME, 2**264 - 1])
def test_a_number_that_is_no_share_is_left_out(run: Run, value: int) -> None:
    """As sealed by owner 1, whose own keys the test has."""
    sealed = keys.seal_deal(
        key_set(run.federation.owners[1], 1).channel,
        run.session.keys(OWNER, 1).channel,
        run.session.digest,
        sender=1,
        recipient=OWNER,
        vector=1,
        shares=(value.to_bytes(33, "big"), bytes(33)),
    )
    owner, request = confirmed(run, (1, 2, 4))
    found = unmasked(owner, replace(request, deals=((1, sealed),)).encode())
    assert found == ({1: (SEED, value.to_bytes(33, "big"))} if value < shamir.PRIME else {})


def test_the_rules_of_an_owner_are_its_own() -> None:
    """None of them is in the state, so that a copied state can't loosen them."""
    assert b"roster_min" not in recorded().kept[Phase.OPENED]
    assert Participant.from_bytes(recorded().kept[Phase.OPENED], trusting())._rules == trusting()
    with pytest.raises(RuleError):
        Participant.from_bytes(recorded().kept[Phase.OPENED], Rules())
