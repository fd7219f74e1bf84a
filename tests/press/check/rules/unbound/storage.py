"""Of 100 apples, half are left."""  # expect: "name a number or a parameter in braces"

LAY = "After {steps} steps 0.3 is left."  # expect: "0.3 is neither"
READ = (
    "The line \u2014 a thin one \x31 \N{EN DASH} "  # the 1 here is a comment
    "ends after 5 steps."  # expect: "5"
)
LIMITS = "Bound by hand it is not: 0.366<!-- decay.kept -->."  # expect: "0.366"
ALT = "A line of 2 colours."  # expect: "2"
PARAMS = {"steps": 100}
UNSEEN = "Of 6 apples."
