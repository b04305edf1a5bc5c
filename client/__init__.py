"""The data owner: ClientApp and differentially private training."""
