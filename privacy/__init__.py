"""The privacy core: plans, accounting and noise. No torch, no flwr, no grpc, no network."""
