"""Words that every room uses; imports none of ours."""
