"""An owner's durable privacy budget: a signed, hash-chained and witnessed log of mechanisms."""
