"""What every simulation counts with: estimates, accepted input, exact draws, a portable generator of random numbers."""
