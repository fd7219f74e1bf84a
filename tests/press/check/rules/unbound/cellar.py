"""In 2024 some apples are left.

In 20 words, which is exposition.
"""

LAY = "After {steps} steps, {kept_2} of the apples of Table 1 are left."
READ = "The line \u2014 a thin one \N{DIGIT ONE}."
LIMITS = "GPT-2 eats none."
ALT = "A line."
PARAMS = {"steps": 100}
