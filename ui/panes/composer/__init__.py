"""The composer: where a reply or an internal note is written, checked, kept and sent."""
