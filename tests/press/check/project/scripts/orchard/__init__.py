"""A made-up study, for the tests of the rules."""
