"""An article as its author writes it: pages, bound numbers, the ledger of claims and the works that it cites."""
