"""What a ledger proves, recomputed from its file alone: no torch, no flwr, no network."""
