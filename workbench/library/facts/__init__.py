"""Dated facts: values that many snippets state, each with an owner and a last day."""
