"""The question-answering task: data, features, models and metrics."""
