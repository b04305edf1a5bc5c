"""Encrypted aggregation (docs/protocol.md): the parts that are there. Pure: no clock, file, socket.

    shamir    a secret of 32 bytes in shares, of which a threshold rebuilds it
    masks     keystreams that are added to a vector of unsigned words, and taken off again

The messages and the two sides' state machines are not written yet: nothing uses these parts so far.
"""
