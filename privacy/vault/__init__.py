"""Encryption at rest: sealed files that only the holders of a key can read, change or reorder.

    keys      who may open a file: X25519 keys, and HPKE to wrap a file's key for them
    stream    one sealed file: a header and AES-256-GCM chunks, from and to streams; no files
    keyring   where keys come from: a file with mode 0600, the environment, a passphrase
    files     a folder of sealed files: atomic writes, and wrapping anew for other keys

What it doesn't do: it doesn't say who sealed a file (whoever knows a recipient's public key can),
it hides neither sizes nor names, and it can't notice that a whole folder was set back to an
earlier state. The ledger has heads for that.
"""
