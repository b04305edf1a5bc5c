"""Encrypted aggregation (docs/protocol.md), without a clock, file or socket: bytes in, bytes out.

    messages     the ten messages, each with one encoding       (codec: how)
    keys         one-time key sets, what is derived from them, signatures
    shamir       a secret of 32 bytes in shares, of which a threshold rebuilds it
    masks        keystreams that are added to a vector of words, and taken off again
    graph        who shares a mask with whom, and how many must answer
    session      a roster that was verified                      (rules: what an owner asks of it)
    participant  an owner's side
    coordinator  the other side: it learns the sum, and nothing of a single vector

A vector is words [d]: unsigned, little-endian, the last one a count.
"""
