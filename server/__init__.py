"""The coordinator: ServerApp, rounds, server optimiser, checkpoints."""
