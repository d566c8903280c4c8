"""Files that go out with a reply: kept beside the store by what is in them, until nothing needs them any more."""
