"""Which topics a text may belong to: found by any of its words, ordered by how alike the texts are."""
